"""A corpus in parts: what looks at some articles alone is done part by part, and linked as a whole afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from toolkit.attribution.attributions import unlinked
from toolkit.corrections.attributions import corrected_attributions
from toolkit.corrections.mentions import corrected_mentions
from toolkit.corrections.place import judged_here
from toolkit.entities.mentions import names_in
from toolkit.words import analyzer_named, sentences, tokens

PART = 2_000  # articles
UNKNOWN = "unknown"
LONGEST = 200  # bytes of an outlet's name in the name of a folder
Tables = dict[str, pd.DataFrame]


def parts(articles: pd.DataFrame, *, size: int = PART, partitioned: bool = False) -> Iterator[tuple[str, pd.DataFrame]]:
    """(folder, articles) of each part: runs of at most `size` articles; `partitioned`: of one outlet and month each."""
    if not partitioned:
        groups = [("", articles)]
    else:
        outlet = articles["outlet"].astype("str").fillna(UNKNOWN).map(_folder)
        month = articles["published"].dt.strftime("%Y-%m").astype("str").fillna(UNKNOWN)
        names = "by_outlet=" + outlet + "/by_month=" + month
        groups = [(str(name), rows) for name, rows in articles.groupby(names, sort=True)]
    for name, rows in groups:
        for first in range(0, max(len(rows), 1), size):
            yield name, rows.iloc[first : first + size]


def _folder(outlet: str) -> str:
    """An outlet as the name of a folder: letters stay, what a path could not hold is written as %XX, and it is cut to LONGEST."""
    outlet = outlet[:LONGEST]
    while len((name := re.sub(r"[^\w. -]", lambda match: quote(match[0], safe=""), outlet)).encode()) > LONGEST:
        outlet = outlet[:-1]
    return name


def analysed(
    articles: pd.DataFrame,
    *,
    gazetteer: Path | None = None,
    analyzer: str | None = None,
    finder: str = "tagger",
    corrections: pd.DataFrame | None = None,
) -> Tables:
    """The tables of some articles, as these articles alone tell them, and people who corrected them: sentences, tokens, mentions, attributions."""
    words = tokens(articles, analyzer=analyzer_named(analyzer))
    names = names_in(articles, words, gazetteer=gazetteer, finder=finder)
    judged, texts = judged_here(articles, corrections)
    names = corrected_mentions(names, words, texts, judged)
    said = unlinked(articles, words, names)  # speakers are linked when the links between articles are known
    said = corrected_attributions(said, names, words, texts, judged)
    return {"sentences": sentences(articles), "tokens": words, "mentions": names, "attributions": said}
