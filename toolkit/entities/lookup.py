"""Names of the lists in the tokens: the built-in places and organizations, and the user's gazetteer."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.entities.gazetteer import builtin
from toolkit.entities.match import Names
from toolkit.entities.words import Words

HIT_COLUMNS = ["type", "entity_id", "label", "population"]
CONDITIONS = ["kind", "context", "valid_from", "valid_to"]
WITH_TITLE = ("titled",)  # kinds of listed names that are more than a name


class Hit(NamedTuple):
    """A name of a list: its first token, its number of tokens, and what the list says of it."""

    at: int
    size: int
    type: str
    entity_id: str
    label: str
    population: int
    conditions: dict | None  # of a row that holds in some articles only

    @property
    def kind(self) -> str:
        """What the words are: name, nickname, last_name, titled, role, anaphor."""
        return "name" if self.conditions is None else str(self.conditions["kind"])


class Listing(NamedTuple):
    """Rows of a gazetteer, ready to be found: their names, columns (type, entity_id, label, population) and conditions."""

    names: Names
    columns: list[np.ndarray]
    conditions: np.ndarray
    bound: np.ndarray  # whether a row has conditions

    @classmethod
    def of(cls, rows: pd.DataFrame, bound: np.ndarray) -> Listing:
        """The listing of gazetteer rows, of which those that are `bound` hold in some articles only."""
        conditions = np.full(len(rows), None, dtype=object)
        conditions[bound] = rows[bound].reindex(columns=CONDITIONS).to_dict("records")
        return cls(Names(rows["alias"].tolist()), [rows[name].to_numpy(dtype=object) for name in HIT_COLUMNS], conditions, bound)


@cache
def _builtin_names() -> Listing:
    rows = builtin()
    bound = rows["context"].notna() | (rows["kind"] != "name")  # clubs called as towns are; titles that are held for a time
    return Listing.of(rows, bound.to_numpy())


def listed(articles: pd.DataFrame, tokens: pd.DataFrame, words: Words, breaks: np.ndarray) -> list[Hit]:
    """Every built-in name in the tokens that holds in its article, overlaps included; `breaks` counts sentences."""
    return _hits(_builtin_names(), articles, tokens, words, breaks)


def given(rows: pd.DataFrame, articles: pd.DataFrame, tokens: pd.DataFrame, words: Words, breaks: np.ndarray) -> list[Hit]:
    """Every name of the user's in the tokens that holds in its article."""
    return _hits(Listing.of(rows.assign(population=0), np.ones(len(rows), dtype=bool)), articles, tokens, words, breaks)


def _hits(listing: Listing, articles: pd.DataFrame, tokens: pd.DataFrame, words: Words, breaks: np.ndarray) -> list[Hit]:
    """The names in the tokens, of rows that are bound only where they hold."""
    at, size, n = listing.names.find(words.types, words.hosts, words.codes, breaks)
    hold = _holding(at, listing.conditions[n], listing.bound[n], articles, tokens, words)
    at, size, n = at[hold], size[hold], n[hold]
    columns = [column[n].tolist() for column in (*listing.columns, listing.conditions)]
    return list(map(Hit._make, zip(at.tolist(), size.tolist(), *columns, strict=True)))


def _holding(at: np.ndarray, conditions: np.ndarray, is_bound: np.ndarray, articles: pd.DataFrame, tokens: pd.DataFrame, words: Words) -> np.ndarray:
    """Whether each hit holds: its context stands in its article, its period contains the article's date."""
    hold = np.ones(len(at), dtype=bool)
    bound = np.flatnonzero(is_bound)
    if not len(bound):
        return hold
    article = tokens["article_id"].cat.codes.to_numpy().astype(np.int64)
    ids = tokens["article_id"].cat.categories
    dates = dict(zip(articles["article_id"].astype(str), articles["published"], strict=True)) if "published" in articles else {}
    standing = _standing({conditions[hit]["context"] for hit in bound.tolist()}, article, words)
    for hit, n in zip(bound.tolist(), article[at[bound]].tolist(), strict=True):
        hold[hit] = _applies(conditions[hit], standing.get(n, frozenset()), dates.get(str(ids[n])))
    return hold


def _standing(contexts: set[object], article: np.ndarray, words: Words) -> dict[int, set[str]]:
    """The words of the contexts that stand in each article, by its number."""
    wanted = {word for context in contexts if isinstance(context, str) for part in _folded(context) for word in part}
    asked = [wanted.intersection(forms) for forms in zip(words.hosts, words.types, strict=True)]
    at = np.flatnonzero(np.fromiter(map(bool, asked), dtype=bool, count=len(asked))[words.codes])
    size = max(len(asked), 1)
    standing: dict[int, set[str]] = {}
    for place in np.unique(article[at] * size + words.codes[at]).tolist():
        standing.setdefault(place // size, set()).update(asked[place % size])
    return standing


def _applies(conditions: dict, standing: Container, date: object) -> bool:
    if isinstance(conditions["context"], str) and not any(all(word in standing for word in words) for words in _folded(conditions["context"])):
        return False
    for name, earlier in (("valid_from", True), ("valid_to", False)):
        if isinstance(conditions[name], str) and date is not None and not pd.isna(date):
            limit = pd.Timestamp(conditions[name], tz="UTC")
            if (date < limit) if earlier else (date > limit + pd.Timedelta(days=1)):
                return False
    return True


@cache
def _folded(context: str) -> list[list[str]]:
    return [fold(part).split() for part in context.split("|") if part.strip()]
