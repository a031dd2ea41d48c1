"""One reader a format: bytes and a name → a `Reading`. To add a format, write `read_…` and list its endings here."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.articles.readers.docx import read_docx
from toolkit.articles.readers.html import read_html
from toolkit.articles.readers.json import read_json, read_jsonl
from toolkit.articles.readers.reading import Reading
from toolkit.articles.readers.spreadsheets import read_csv, read_parquet, read_tsv, read_xlsx
from toolkit.articles.readers.text import read_text
from toolkit.articles.readers.warc import read_warc

READERS: dict[str, Callable[[str, bytes], Reading]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".xlsx": read_xlsx,
    ".parquet": read_parquet,
    ".docx": read_docx,
    ".warc": read_warc,
}

__all__ = ["READERS", "Reading"]
