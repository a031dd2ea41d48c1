"""JSON (one object, a list, or an object that holds a list) and JSON lines."""

from __future__ import annotations

import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.json as pj

from toolkit.articles.encodings import NotText, decode
from toolkit.articles.readers.reading import NOT_TEXT, Column, Reading
from toolkit.articles.readers.text import encoding_problems


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
    if len(data) < 100_000 or b"\\ud" in data or b"\\uD" in data or b"\\u0000" in data:
        return None
    try:
        block = min(max(1 << 20, len(data) // 4), 1 << 26)
        table = pj.read_json(io.BytesIO(data), read_options=pj.ReadOptions(block_size=block))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowKeyError):
        return None
    # Arrow turns ISO strings into times; as text again, their precision is judged in one place.
    return {
        name: column if pa.types.is_string(column.type) else [None if v is None else str(v) for v in column.to_pylist()]
        for name, column in zip(table.column_names, table.columns, strict=True)
    }


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
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return {key: [_scalar(row.get(key)) for row in rows] for key in keys}


def _scalar(value: object) -> object:
    if isinstance(value, dict):
        return next((value[key] for key in ("name", "title", "rendered", "text") if isinstance(value.get(key), str)), None)
    if isinstance(value, list):
        return "، ".join(str(_scalar(item)) for item in value if item is not None)
    if isinstance(value, float) and pd.isna(value):
        return None
    return value
