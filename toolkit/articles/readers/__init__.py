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
    """How a format is read; files of `apart` bytes and more by a process of its own (see `toolkit.articles.apart`).

    Damaged input can crash or stall a native parser. A small page cannot, and starting a process takes two seconds.
    """

    read: Callable[[str, bytes], Reading]
    apart: int | None = None


SMALL_PAGE = 50_000  # bytes


READERS: dict[str, Format] = {
    ".txt": Format(read_text),
    ".text": Format(read_text),
    ".md": Format(read_text),
    ".sgm": Format(read_text),
    ".sgml": Format(read_text),
    ".trec": Format(read_text),
    ".html": Format(read_html, apart=SMALL_PAGE),
    ".htm": Format(read_html, apart=SMALL_PAGE),
    ".xhtml": Format(read_html, apart=SMALL_PAGE),
    ".xml": Format(read_feed, apart=0),
    ".rss": Format(read_feed, apart=0),
    ".atom": Format(read_feed, apart=0),
    ".json": Format(read_json),
    ".jsonl": Format(read_jsonl),
    ".ndjson": Format(read_jsonl),
    ".jl": Format(read_jsonl),
    ".csv": Format(read_csv),
    ".tsv": Format(read_tsv),
    ".xlsx": Format(read_xlsx, apart=0),
    ".parquet": Format(read_parquet, apart=0),
    ".docx": Format(read_docx, apart=0),
    ".warc": Format(read_warc, apart=0),
}

__all__ = ["READERS", "Reading"]
