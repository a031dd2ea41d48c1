"""One reader a format: bytes and a name → a `Reading`. To add a format, write `read_…` and list its endings here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from toolkit.articles.readers.docx import read_docx
from toolkit.articles.readers.feed import read_feed
from toolkit.articles.readers.html import read_html
from toolkit.articles.readers.json import read_json, read_jsonl
from toolkit.articles.readers.reading import Reading
from toolkit.articles.readers.spreadsheets import read_csv, read_parquet, read_tsv, read_xlsx
from toolkit.articles.readers.text import read_text
from toolkit.articles.readers.warc import read_warc


class Format(NamedTuple):
    """How a format is read; `apart`: by a native parser, which damaged input can crash or stall (see `toolkit.articles.apart`)."""

    read: Callable[[str, bytes], Reading]
    apart: bool = False


READERS: dict[str, Format] = {
    ".txt": Format(read_text),
    ".text": Format(read_text),
    ".md": Format(read_text),
    ".sgm": Format(read_text),
    ".sgml": Format(read_text),
    ".trec": Format(read_text),
    ".html": Format(read_html, apart=True),
    ".htm": Format(read_html, apart=True),
    ".xhtml": Format(read_html, apart=True),
    ".xml": Format(read_feed, apart=True),
    ".rss": Format(read_feed, apart=True),
    ".atom": Format(read_feed, apart=True),
    ".json": Format(read_json),
    ".jsonl": Format(read_jsonl),
    ".ndjson": Format(read_jsonl),
    ".jl": Format(read_jsonl),
    ".csv": Format(read_csv),
    ".tsv": Format(read_tsv),
    ".xlsx": Format(read_xlsx, apart=True),
    ".parquet": Format(read_parquet, apart=True),
    ".docx": Format(read_docx, apart=True),
    ".warc": Format(read_warc, apart=True),
}

__all__ = ["READERS", "Reading"]
