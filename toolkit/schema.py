"""The tables: their columns, dtypes, and what a missing value means (unknown is always NA)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow.dataset import dataset

from toolkit.mistakes import Mistake

# Offsets that may be missing are nullable; offsets that every row has are plain int32.
_SPAN = "Int32"

TABLES: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": "str",
        "outlet": "category",
        "title": "str",
        "author": "str",
        "published": "datetime64[us, UTC]",
        "published_precision": "category",
        "published_from": "category",
        "published_offset": "Int32",
        "category": "category",
        "url": "str",
        "path": "str",
        "text": "str",
        "language": "category",
        "duplicate_of": "str",
    },
    "problems": {"path": "str", "article_id": "str", "severity": "category", "problem": "str", "detail": "str"},
    "credits": {"article_id": "str", "kind": "category", "agency": "str", "place": "str", "author": "str", "text": "str", "found_in": "category"},
    "sentences": {
        "article_id": "category",
        "sentence_id": "int32",
        "paragraph": "int32",
        "start": "int32",
        "end": "int32",
        "is_heading": "bool",
        "in_quote": "bool",
    },
    "tokens": {
        "article_id": "category",
        "sentence_id": "int32",
        "position": "int32",
        "start": "int32",
        "end": "int32",
        "token": "category",
        "type": "category",
        "segments": "category",
        "lemma": "category",
        "pos": "category",
        "is_word": "bool",
        "is_stop": "bool",
    },
    "attributions": {
        "article_id": "str",
        "attribution_id": "str",
        "sentence_id": "int32",
        "cue": "str",
        "cue_lemma": "category",
        "cue_class": "category",
        "cue_start": "int32",
        "cue_end": "int32",
        "source": "str",
        "source_start": _SPAN,
        "source_end": _SPAN,
        "resolved": "str",
        "resolved_start": _SPAN,
        "resolved_end": _SPAN,
        "source_kind": "category",
        "source_named": "boolean",
        "entity_id": "str",
        "content": "str",
        "content_start": _SPAN,
        "content_end": _SPAN,
        "quote_type": "category",
        "polarity": "category",
        "parent_id": "str",
        "rule": "str",
        "confidence": "float64",
    },
    "mentions": {
        "article_id": "str",
        "mention_id": "str",
        "sentence_id": "int32",
        "start": "int32",
        "end": "int32",
        "text": "str",
        "type": "category",
        "entity_id": "str",
        "entity": "str",
        "title": "str",
        "rule": "category",
        "confidence": "float64",
    },
    "entities": {
        "entity_id": "str",
        "label": "str",
        "type": "category",
        "aliases": "str",
        "country": "str",
        "roles": "str",
        "gender": "category",
        "latitude": "Float64",
        "longitude": "Float64",
        "qid": "str",
        "first_seen": "datetime64[us, UTC]",
        "last_seen": "datetime64[us, UTC]",
        "mentions": "int64",
        "articles": "int64",
        "evidence": "str",
    },
    "time_expressions": {
        "article_id": "str",
        "sentence_id": "int32",
        "start": "int32",
        "end": "int32",
        "text": "str",
        "value": "str",
        "granularity": "category",
        "first_day": "datetime64[us, UTC]",
        "last_day": "datetime64[us, UTC]",
        "rule": "category",
    },
    "timeline": {
        "entity_id": "str",
        "entity": "str",
        "type": "category",
        "period": "datetime64[us, UTC]",
        "mentions": "Int64",
        "articles": "Int64",
        "articles_in_period": "int64",
        "share": "Float64",
    },
}


def empty(table: str) -> pd.DataFrame:
    """An empty table of the right columns and dtypes.

    >>> list(empty("problems").columns)
    ['path', 'article_id', 'severity', 'problem', 'detail']
    """
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in TABLES[table].items()})


def conform(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """The frame with exactly the table's columns, in order and dtype; columns it lacks are NA."""
    columns = {}
    for name, dtype in TABLES[table].items():
        values = frame[name] if name in frame else pd.Series(pd.NA, index=frame.index, dtype="object")
        if dtype.startswith("datetime64") and str(values.dtype) != dtype:
            values = pd.to_datetime(values, utc=True)
        columns[name] = values if str(values.dtype) == dtype else values.astype(dtype)
    return pd.DataFrame({name: values.reset_index(drop=True) for name, values in columns.items()}, copy=False)


# How each dtype is stored. Every part of a table has the same Arrow schema, whatever values it happens to lack.
_ARROW = {
    "str": pa.large_string(), "category": pa.dictionary(pa.int32(), pa.string()), "bool": pa.bool_(), "boolean": pa.bool_(),
    "int32": pa.int32(), "Int32": pa.int32(), "int64": pa.int64(), "Int64": pa.int64(), "float64": pa.float64(), "Float64": pa.float64(),
    "datetime64[us, UTC]": pa.timestamp("us", "UTC"),
}  # fmt: skip


def to_arrow(frame: pd.DataFrame, table: str) -> pa.Table:
    """The table's columns of the frame as Arrow, for Parquet: `category` as dictionaries, nothing of the frame's index and attrs."""
    plain = frame[list(TABLES[table])].copy(deep=False)
    plain.attrs = {}  # pandas writes them into the file's metadata
    schema = pa.schema([(name, _ARROW[dtype]) for name, dtype in TABLES[table].items()])
    return pa.Table.from_pandas(plain, schema=schema, preserve_index=False)


class BadTables(Mistake, ValueError):
    """Stored tables that cannot be used: the message names the file, what is wrong, and the remedy."""


AGAIN = "make the tables again: isnad tables CORPUS --out DIR"


def _checked(stored: Sequence[str], path: Path, table: str) -> None:
    missing = [name for name in TABLES[table] if name not in stored]
    if missing:
        raise BadTables(f"{path} has no column {', '.join(missing)}: another version of isnad wrote it, or something else; {AGAIN}")


def read_table(path: Path, table: str, *, articles: Sequence[str] | None = None) -> pd.DataFrame:
    """A table that `isnad tables` wrote, one file or a folder of partitions: all of it, or the rows of these articles alone.

    Of a table that is larger than memory, what has none of the articles is passed over.
    Raises BadTables for a file that is damaged or lacks a column.
    """
    try:
        if articles is None:
            stored = dataset(path, partitioning=None)
            _checked(stored.schema.names, path, table)
            found = [stored.to_table(list(TABLES[table]))]
        else:
            wanted = pa.array(articles, pa.string())
            files = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
            found = [group for file in files for group in _of_articles(file, wanted, table)]
    except (pa.ArrowInvalid, pa.ArrowTypeError, OSError) as error:
        raise BadTables(f"{path} cannot be read ({str(error).splitlines()[0][:150]}): {AGAIN}") from None
    if not found:
        return empty(table)
    whole = pa.concat_tables(found).unify_dictionaries()
    del found
    return conform(whole.to_pandas(split_blocks=True, self_destruct=True), table)  # each Arrow column is freed once it is copied


def _of_articles(file: Path, wanted: pa.Array, table: str) -> Iterator[pa.Table]:
    stored = pq.ParquetFile(file)
    _checked(stored.schema_arrow.names, file, table)
    for n in range(stored.num_row_groups):
        ids = stored.read_row_group(n, columns=["article_id"]).column(0)
        if pa.types.is_dictionary(ids.type):
            ids = ids.cast(pa.string())
        keep = pc.is_in(ids, wanted.cast(ids.type))
        if pc.any(keep).as_py():
            yield stored.read_row_group(n).filter(keep)


def check(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """The frame itself, if it is a valid table of that name (more columns are allowed).

    Raises ValueError naming the columns that are missing or of another dtype.
    """
    wrong = []
    for name, dtype in TABLES[table].items():
        if name not in frame:
            wrong.append(f"{name} is missing")
        elif (dtype == "category" and not isinstance(frame[name].dtype, pd.CategoricalDtype)) or (
            dtype not in ("category", "str") and str(frame[name].dtype) != dtype
        ):
            wrong.append(f"{name} is {frame[name].dtype}, not {dtype}")
    if wrong:
        raise ValueError(f"this is no valid {table} table: " + "; ".join(wrong))
    return frame
