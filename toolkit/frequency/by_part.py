"""`frequencies_by_part`: counts of a corpus that is larger than memory, taken part by part and summed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from toolkit.frequency.counted import counted
from toolkit.frequency.frequencies import frequencies
from toolkit.parquet import read_table
from toolkit.schema import TABLES
from toolkit.workers import side_by_side

AT_ONCE = 8  # parts' counts in memory before they are summed
_BASE = ["articles", "total"]


def frequencies_by_part(
    tables: str | Path, *, by: str = "lemma", group: str | None = None, stop_words: bool = False, workers: int = 1, scheduler: object = None
) -> pd.DataFrame:
    """`frequencies` of a folder that `isnad tables` wrote, without its tokens ever being in memory as a whole.

    Parameters: `tables`, the folder; `by` and `stop_words` as in `frequencies`; `group`: a column of the articles table, such as
    outlet; `workers` and `scheduler` as in `toolkit.workers.side_by_side`.
    Returns the table of `frequencies`: counts, ranges, articles and totals are the sums of the parts', since no article is in two
    parts; words of one count are in alphabetical order.
    Raises FileNotFoundError for a folder without tokens, KeyError for a `group` that articles do not have, ValueError for an unknown `by`.
    """
    root = Path(tables) / "tokens.parquet"
    files = sorted(str(file) for file in root.rglob("*.parquet")) if root.is_dir() else [str(root)] if root.is_file() else []
    if not files:
        raise FileNotFoundError(f"{tables} holds no tokens: name a folder that `isnad tables` wrote")
    if group is not None and group not in TABLES["articles"]:
        raise KeyError(f"articles have no column {group!r}")
    keys = [by] if group is None else [group, by]
    with side_by_side(workers, scheduler) as run:
        words, content, base = _summed(run(partial(_counts, by=by, group=group), files), keys)
    if not stop_words:
        words = words[~words[by].isin(content.index[2 * content["content"] < content["count"]])]
    if words.empty:
        return words.reindex(columns=[*keys, "count", "per_million", "range", *_BASE])
    words = words.join(base, on=group) if group else words.assign(**base.sum().to_dict())
    words["per_million"] = words["count"] * 1e6 / words["total"]
    words = words.sort_values([*keys[:-1], "count", by], ascending=[*[True] * len(keys[:-1]), False, True], ignore_index=True)
    return words[[*keys, "count", "per_million", "range", "articles", "total"]]


def _counts(file: str, by: str, group: str | None) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Of one part: the counts, how often each word is a content word, and the base of each group."""
    tokens = read_table(Path(file), "tokens")
    labels = None
    if group is not None:
        articles = pq.ParquetFile(file.replace("tokens.parquet", "articles.parquet")).read(columns=["article_id", group]).to_pandas()
        labels = articles.set_index("article_id")[group].astype("str")
    words = counted(tokens, by)
    content = pd.DataFrame({"count": words.count, "content": words.content}, index=words.words)
    every = frequencies(tokens, by=by, group=labels, stop_words=True)
    base = every.drop_duplicates(group).set_index(group) if group else every.head(1)
    return every.drop(columns=["per_million", *_BASE]), content[words.count > 0], base[_BASE]


def _summed(parts: Iterator, keys: list[str]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    sums: list[tuple[pd.DataFrame, ...]] = []
    parts = iter(parts)
    while some := list(islice(parts, AT_ONCE)):
        words, content, base = (pd.concat(tables) for tables in zip(*sums, *some, strict=True))
        sums = [(words.groupby(keys, sort=False, as_index=False).sum(), content.groupby(level=0).sum(), base.groupby(level=0).sum())]
    return sums[0]  # type: ignore[return-value]
