"""JSON (one object, a list, or an object that holds a list) and JSON lines."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.json as pj

from toolkit.articles.encodings import NotText, decode
from toolkit.articles.readers.reading import NOT_TEXT, Column, Reading
from toolkit.articles.readers.text import encoding_problems

DEEP = 256  # brackets in a line from which Arrow's parser, which nesting can crash, is not asked
LEVELS = 6  # of a nested value that are read
_NAMING = ("name", "title", "rendered", "text", "plaintext", "@value", "#text", "$t")  # keys under which an object says what it is
_WRAPPERS = ("_source", "article", "data", "news")  # of a record around the article itself
_PARTS = ("sections", "paragraphs", "blocks")  # of a body in pieces


def read_jsonl(name: str, data: bytes) -> Reading:
    """One article a line; a broken line is a problem, the others are read."""
    fast = _arrow(data)
    if fast is not None:
        return Reading(fast)
    try:
        text, encoding, doubt = decode(data)
    except NotText:
        return Reading.failed(*NOT_TEXT)
    problems = encoding_problems(encoding, doubt)
    if not text.strip():
        return Reading.failed("empty file", "it holds no text")
    rows: list[dict] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            problems.append(("error", f"line {number} is no valid JSON", f"{str(error)[:120]}: mend or delete the line"))
            continue
        if isinstance(row, dict):
            rows.append(row)
        else:
            problems.append(("error", f"line {number} is no JSON object", "an article must be an object {…}"))
    return Reading(_columns(rows), problems)


def _arrow(data: bytes) -> dict[str, Column] | None:
    """The columns by Arrow's parser, or None where it cannot take the file as it is."""
    if len(data) < 100_000 or b"\\ud" in data or b"\\uD" in data or b"\\u0000" in data or _may_be_deep(data):
        return None
    try:
        block = min(max(1 << 20, len(data) // 4), 1 << 26)
        table = pj.read_json(io.BytesIO(data), read_options=pj.ReadOptions(block_size=block))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowKeyError):
        return None
    if any(pa.types.is_nested(column.type) for column in table.columns):
        return None  # Python reads what is nested: authors, sections
    # Arrow turns ISO strings into times; as text again, their precision is judged in one place.
    return {
        name: column if pa.types.is_string(column.type) else _as_strings(column)
        for name, column in zip(table.column_names, table.columns, strict=True)
    }


def _as_strings(column: pa.ChunkedArray) -> Column:
    if column.type == pa.timestamp("s"):
        return column.cast(pa.string())
    return [None if value is None else str(value) for value in column.to_pylist()]


def _may_be_deep(data: bytes) -> bool:
    """Whether a line opens more than DEEP brackets: a bound on how deep it can be nested."""
    return any(line.count(b"[") + line.count(b"{") > DEEP for line in io.BytesIO(data))


def read_json(name: str, data: bytes) -> Reading:
    """One object, a list of objects, or an object with one list of objects (`articles`, `items`, …)."""
    try:
        text, encoding, doubt = decode(data)
    except NotText:
        return Reading.failed(*NOT_TEXT)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if "\n{" in text:
            return read_jsonl(name, data)
        return Reading.failed("no valid JSON", f"{str(error)[:150]}: mend the file")
    if isinstance(value, dict):
        lists = [item for item in value.values() if isinstance(item, list) and item and all(isinstance(x, dict) for x in item)]
        value = lists[0] if len(lists) == 1 and not any(isinstance(x, str) and len(x) > 200 for x in value.values()) else [value]
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    if not rows:
        return Reading.failed("no articles in the JSON", "expected an object or a list of objects")
    return Reading(_columns(rows), encoding_problems(encoding, doubt))


def _columns(rows: list[dict]) -> dict[str, list]:
    flat = [dict(_flat(row)) for row in rows]
    keys = list(dict.fromkeys(key for row in flat for key in row))
    return {key: [row.get(key) for row in flat] for key in keys}


def _flat(row: dict) -> Iterator[tuple[str, object]]:
    """The record's values; of an object that has no value of its own, those in it under `key.inner`."""
    wrapped = [row[key] for key in _WRAPPERS if isinstance(row.get(key), dict)]
    if len(wrapped) == 1 and len(row) <= 6 and not any(isinstance(row.get(key), str) for key in ("text", "body", "content")):
        row = {**{key: value for key, value in row.items() if not isinstance(value, dict)}, **wrapped[0]}
    waiting = [(str(key), value, 1) for key, value in row.items()]
    while waiting:
        key, value, level = waiting.pop(0)
        plain = scalar(value)
        if plain is None and isinstance(value, dict) and level < 3:
            waiting += [(f"{key}.{inner}", item, level + 1) for inner, item in value.items()]
        else:
            yield key, plain


def _by_name(value: dict, levels: int) -> object:
    """An object as one text: its parts, or what it is called."""
    parts = [part for key in _PARTS for part in (value[key] if isinstance(value.get(key), list) else [value.get(key)]) if part]
    if parts:
        return "\n\n".join(str(text) for part in parts if (text := scalar(part, levels - 1)) is not None)
    return next((value[key] for key in _NAMING if isinstance(value.get(key), str)), None)


def scalar(value: object, levels: int = LEVELS) -> object:
    """A value as one cell: an object by its name, a list by its members.

    >>> scalar([{"name": "منى"}, {"name": "سالم"}])
    'منى، سالم'
    """
    if isinstance(value, dict):
        return _by_name(value, levels) if levels else None
    if isinstance(value, list):
        members = [scalar(item, levels - 1) for item in value if item is not None] if levels else []
        told = [str(member) for member in members if member is not None]
        return ("\n\n" if any(len(member) > 200 for member in told) else "، ").join(told) or None
    if isinstance(value, float) and value != value:
        return None
    return value
