"""The lexicons: CSV files beside this module that a linguist can read and extend (see README.md there), and a user's own over them."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

import pandas as pd

from toolkit.arabic import fold
from toolkit.lexicons.overlay import AS_TEXT, laid_over, use_lexicons

__all__ = ["grammar_words", "table", "use_lexicons", "word_list"]


@cache
def table(name: str) -> pd.DataFrame:
    """The lexicon `name`.csv or `name`.csv.gz, all columns as text; empty cells are NA. Treat it as read-only: it is shared."""
    plain = files(__name__) / f"{name}.csv"
    packed = files(__name__) / f"{name}.csv.gz"
    with gzip.open(packed.open("rb")) if not plain.is_file() else plain.open("rb") as file:
        base = pd.read_csv(file, **AS_TEXT)
    return laid_over(name, base)


@cache
def word_list(name: str) -> frozenset[str]:
    """The folded words of the lexicon's `word` column."""
    return frozenset(fold(word) for word in table(name)["word"].dropna())


@cache
def grammar_words(kind: str) -> frozenset[str]:
    """The folded words of one kind in grammar_words.csv.

    >>> "لم" in grammar_words("negation")
    True
    """
    rows = table("grammar_words")
    found = frozenset(map(fold, rows.loc[rows["kind"] == kind, "word"]))
    if not found:
        raise KeyError(f"grammar_words.csv has no words of kind {kind!r}")
    return found
