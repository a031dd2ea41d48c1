"""Tables as Parquet: written with one schema whatever values a part lacks, checked when they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow.dataset import dataset

from toolkit.mistakes import Mistake
from toolkit.schema import TABLES, conform, empty

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
