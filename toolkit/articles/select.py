"""`select`: part of a corpus, by outlet, date or category."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def select(articles: pd.DataFrame, *, outlets: Sequence[str] = (), categories: Sequence[str] = (), since: str = "", until: str = "") -> pd.DataFrame:
    """The articles of these outlets and categories, published from `since` to `until` (days, both included).

    What is empty does not restrict. With a date limit, undated articles are left out: they are in no period.
    Returns rows of `articles`; possibly none. Raises ValueError for an outlet or category that the corpus does not have, with
    those that it has, and for a day that is no date.

    >>> articles = pd.DataFrame({"outlet": ["أ", "ب"], "published": pd.to_datetime(["2024-01-01", None], utc=True)})
    >>> select(articles, outlets=["أ"], since="2024-01-01")["outlet"].tolist()
    ['أ']
    """
    keep = pd.Series(True, index=articles.index)
    for column, wanted in (("outlet", outlets), ("category", categories)):
        if wanted:
            wanted = [wanted] if isinstance(wanted, str) else list(wanted)
            known = articles[column].dropna().unique().tolist()
            missing = [value for value in wanted if value not in known]
            if missing:
                raise ValueError(f"no article has {column} {', '.join(map(repr, missing))}; there are: {', '.join(map(str, known[:20])) or 'none'}")
            keep &= articles[column].isin(wanted)
    for day, after in ((since, True), (until, False)):
        if day:
            limit = pd.to_datetime(day, format="%Y-%m-%d", errors="coerce", utc=True)
            if pd.isna(limit):
                raise ValueError(f"{day!r} is no date: write it as 2024-01-31")
            keep &= (articles["published"] >= limit) if after else (articles["published"] < limit + pd.Timedelta(days=1))
    return articles[keep]
