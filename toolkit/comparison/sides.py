"""The two sides of a comparison: two selections that share no article and no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from toolkit.articles.duplicates import find_duplicates
from toolkit.corpus import Corpus
from toolkit.frequency.dictionary import load_labels
from toolkit.mistakes import Mistake
from toolkit.opened import open_corpus
from toolkit.parquet import read_table

_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


class NoSides(Mistake, ValueError):
    """There are no two sides to compare: the message says what there is."""


class Sides(NamedTuple):
    """`a` and `b` with their names; `table`: their bases, and what was left out of each."""

    a: Corpus
    b: Corpus
    name_a: str
    name_b: str
    table: pd.DataFrame


def two_sides(tables: Corpus, by: str = "outlet", *, a: Sequence[str] = (), b: Sequence[str] = (), labels: str | Path | None = None) -> Sides:
    """Two sides of a corpus, or two corpora, without what both have.

    Parameters: `tables`; `by`: a column of the articles (outlet, category, author, language), a column of `labels` (see `load_labels`), a day
    (2024-03-01: before it, and from it on), or the path of another corpus; `a`, `b`: values of the column on each side (default: the one
    with most articles, and all others that have a value).
    Reprints are left out of each side but their earliest; a text that both sides print is left out of both. Each is counted in `table`: one row a
    side with `side`, `articles`, `words`, `relations`, `first`, `last`, `reprints`, `in_both`.
    Raises NoSides where one side would be empty.
    """
    if _DAY.match(by):
        side = _by_day(tables.articles, by)
        name_a, name_b = f"< {by}", f"≥ {by}"
    elif by not in tables.articles and labels is None and Path(by).expanduser().exists():
        return _sides(tables, open_corpus(by), tables.name, Path(by).name)
    else:
        side, name_a, name_b = _by_column(tables, by, list(a), list(b), labels)
    ids = tables.articles["article_id"]
    left, right = tables.only(ids[side == 0]), tables.only(ids[side == 1])
    return _sides(left, right, name_a, name_b)


def new_and_old(tables: Corpus, earlier: str | Path) -> Sides:
    """What has come since: the articles that an earlier folder of tables (or run of `isnad report`) does not have, and those that it has.

    Raises NoSides where nothing is new, or the earlier folder has no tables.
    """
    known = articles_of(Path(earlier))
    ids = tables.articles["article_id"]
    new = ~ids.astype("str").isin(known)
    if not new.any():
        raise NoSides(f"no article is new since {Path(earlier).name}")
    return _sides(tables.only(ids[new]), tables.only(ids[~new]), "+", Path(earlier).name, alone=True)


def articles_of(earlier: Path) -> set[str]:
    """The ids of the articles of a folder of tables, or of the tables of a run.

    Raises NoSides where there are none.
    """
    for folder in (earlier, earlier / "tables"):
        if (folder / "articles.parquet").exists():
            return set(read_table(folder / "articles.parquet", "articles")["article_id"].astype("str"))
    raise NoSides(f"{earlier} holds no tables of an earlier run")


def _by_day(articles: pd.DataFrame, day: str) -> np.ndarray:
    """0 before the day, 1 from it on, -1 where no day is known."""
    when = articles["published"]
    late = (when >= pd.Timestamp(day, tz="UTC")).to_numpy()
    side = np.where(when.isna(), -1, late.astype(int))
    if not ((side == 0).any() and (side == 1).any()):
        raise NoSides(f"no articles on one side of {day}: the corpus goes from {when.min():%Y-%m-%d} to {when.max():%Y-%m-%d}")
    return side


def _by_column(tables: Corpus, by: str, a: list[str], b: list[str], labels: str | Path | None) -> tuple[np.ndarray, str, str]:
    articles = tables.articles
    own = load_labels(labels, articles) if labels else pd.DataFrame(index=articles["article_id"])
    if by not in own and by not in articles:
        there = ", ".join([*own.columns, "outlet", "category"])
        raise NoSides(f"there is nothing to compare by {by!r}: give {there}, a day as 2024-03-01, or the path of another corpus")
    values = pd.Series((own[by] if by in own else articles[by]).astype("str").to_numpy())
    counts = values.value_counts()
    unknown = [value for value in (*a, *b) if value not in counts]
    if unknown:
        raise NoSides(f"no article has {by} {', '.join(unknown)}; there are {', '.join(counts.index[:20])}")
    if len(counts) < 2:
        raise NoSides(f"all articles have one {by} ({', '.join(counts.index) or 'none is known'}): compare by a day, as 2024-03-01, or by labels")
    a = a or [name for name in counts.index if name not in b][:1]
    b = b or [name for name in counts.index if name not in a]
    both = set(a) & set(b)
    if both:
        raise NoSides(f"{', '.join(sorted(both))} is on both sides: a side is compared with what is not in it")
    side = np.select([values.isin(a), values.isin(b)], [0, 1], -1)
    return side, _named(a), _named(b)


def _named(values: list[str]) -> str:
    return "، ".join(values[:3]) + (f" (+{len(values) - 3})" if len(values) > 3 else "")


def _sides(left: Corpus, right: Corpus, name_a: str, name_b: str, *, alone: bool = False) -> Sides:
    """The sides without what both have; `alone`: what the first repeats of the second is left out of the first alone."""
    both = pd.concat([left.articles.assign(side=0), right.articles.assign(side=1)], ignore_index=True)
    copies = find_duplicates(both.assign(article_id=both.index.astype("str")))
    text = np.arange(len(both))  # the number of the first that has the text
    text[copies["article_id"].astype(int)] = copies["duplicate_of"].astype(int)
    side = both["side"].to_numpy()
    of_text = pd.Series(side).groupby(text)
    shared = (of_text.transform("min") != of_text.transform("max")).to_numpy()
    again = ~shared & (text != np.arange(len(both)))
    rows, parts = [], []
    for n, (whole, name) in enumerate(((left, name_a), (right, name_b))):
        mine = side == n
        out = again if alone and n == 1 else again | shared
        part = whole.only(both.loc[mine & ~out, "article_id"])
        days = part.articles["published"]
        rows.append((
            name, len(part.articles), int(part.tokens["is_word"].sum()), len(part.attributions), days.min(), days.max(),
            int((mine & again).sum()), int((mine & shared).sum()),
        ))  # fmt: skip
        parts.append(part)
    table = pd.DataFrame(rows, columns=["side", "articles", "words", "relations", "first", "last", "reprints", "in_both"])
    if not table["articles"].iloc[: 1 if alone else 2].all():
        raise NoSides(f"nothing is left on one side once the {int(shared.sum())} articles are left out whose text both have")
    return Sides(parts[0], parts[1], name_a, name_b, table)
