"""Names of the lists in the tokens: the built-in places and organizations, and the user's gazetteer."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.entities.gazetteer import builtin
from toolkit.entities.match import Names
from toolkit.entities.words import Words

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


@cache
def _builtin_names() -> tuple[pd.DataFrame, Names]:
    rows = builtin()
    return rows, Names(rows["alias"].tolist())


def listed(articles: pd.DataFrame, tokens: pd.DataFrame, words: Words, breaks: np.ndarray) -> list[Hit]:
    """Every built-in name in the tokens that holds in its article, overlaps included; `breaks` counts sentences."""
    rows, names = _builtin_names()
    bound = rows[rows["context"].notna() | (rows["kind"] != "name")]  # clubs called as towns are; titles that are held for a time
    return _holding(_hits(names, rows, bound, words, breaks), articles, tokens, words)


def given(rows: pd.DataFrame, articles: pd.DataFrame, tokens: pd.DataFrame, words: Words, breaks: np.ndarray) -> list[Hit]:
    """Every name of the user's in the tokens that holds in its article."""
    rows = rows.assign(population=0)
    return _holding(_hits(Names(rows["alias"].tolist()), rows, rows, words, breaks), articles, tokens, words)


def _hits(names: Names, rows: pd.DataFrame, bound: pd.DataFrame, words: Words, breaks: np.ndarray) -> list[Hit]:
    columns = [rows[name].tolist() for name in ("type", "entity_id", "label", "population")]
    conditions = dict(zip(bound.index.tolist(), bound.reindex(columns=CONDITIONS).to_dict("records"), strict=True))
    found = zip(*(array.tolist() for array in names.find(words.types, words.hosts, words.codes, breaks)), strict=True)
    types, ids, labels, populations = columns
    return [Hit(at, size, types[n], ids[n], labels[n], populations[n], conditions.get(n)) for at, size, n in found]


def _holding(hits: list[Hit], articles: pd.DataFrame, tokens: pd.DataFrame, words: Words) -> list[Hit]:
    """The hits without those whose context does not stand in their article, or whose period does not contain its date."""
    if not any(hit.conditions for hit in hits):
        return hits
    article = tokens["article_id"].cat.codes.to_numpy()
    ids = tokens["article_id"].cat.categories
    dates = dict(zip(articles["article_id"].astype(str), articles["published"], strict=True)) if "published" in articles else {}
    held: dict[int, frozenset[str]] = {}
    out = []
    for hit in hits:
        if hit.conditions is not None:
            n = int(article[hit.at])
            if n not in held:
                first, last = np.searchsorted(article, [n, n + 1])
                codes = set(words.codes[first:last].tolist())
                held[n] = frozenset(form for code in codes for form in (words.hosts[code], words.types[code]))
            if not _applies(hit.conditions, held[n], dates.get(str(ids[n]))):
                continue
        out.append(hit)
    return out


def _applies(conditions: dict, article: frozenset[str], date: object) -> bool:
    if isinstance(conditions["context"], str) and not any(article.issuperset(words) for words in _folded(conditions["context"])):
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
