"""Plain text: with YAML front matter, with TREC-style tags, or bare (the folder's metadata.csv is joined by the loader)."""

from __future__ import annotations

import re

import yaml

from toolkit.articles.encodings import NotText, decode
from toolkit.articles.readers.reading import NOT_TEXT, Reading

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TREC_DOC = re.compile(r"<DOC>(.*?)</DOC>", re.DOTALL | re.IGNORECASE)
_TREC_TAG = re.compile(r"<([A-Za-z_]{2,20})>\s*(.*?)\s*</\1>", re.DOTALL)


def read_text(name: str, data: bytes) -> Reading:
    """One article a file, or one a <DOC>."""
    try:
        text, encoding, doubt = decode(data)
    except NotText:
        return Reading.failed(*NOT_TEXT)
    problems = encoding_problems(encoding, doubt)
    if not text.strip():
        return Reading.failed("empty file", "it holds no text")
    documents = _TREC_DOC.findall(text) or ([text] if re.search(r"<TEXT>.*?</TEXT>", text, re.DOTALL | re.I) else [])
    if documents:
        rows = [{tag.lower(): body for tag, body in _TREC_TAG.findall(document)} for document in documents]
        keys = list(dict.fromkeys(key for row in rows for key in row))
        return Reading({key: [row.get(key) for row in rows] for key in keys}, problems)
    match = _FRONT_MATTER.match(text)
    if not match:
        return Reading({"text": [text]}, problems, page=True)
    fields: dict = {}
    try:
        # BaseLoader leaves 2024-02-14 and «14 فيفري» alike as they are written.
        fields = yaml.load(match[1], Loader=yaml.BaseLoader) or {}
        if not isinstance(fields, dict):
            raise yaml.YAMLError("not a list of `name: value` lines")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problems.append(("warning", "front matter is no valid YAML", str(error).split("\n")[0]))
        fields = {}
    columns = {str(key): [value if isinstance(value, str) else str(value)] for key, value in fields.items() if value}
    return Reading({**columns, "text": [text[match.end() :]]}, problems, page=True, published_from="front_matter")


def encoding_problems(encoding: str, doubt: str | None) -> list[tuple[str, str, str]]:
    """What a reader of the report should know about the encoding."""
    problems = []
    if encoding not in ("utf-8", "utf-8-sig"):
        problems.append(("info", f"encoding {encoding}", "decoded to Unicode"))
    if doubt:
        problems.append(("warning", "doubtful encoding", doubt))
    return problems
