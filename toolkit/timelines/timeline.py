"""`timeline`: how often, and in which share of the coverage, each entity appears from period to period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.periods import PERIODS, period_start
from toolkit.schema import TABLES, conform

_COUNTS = ("mentions", "articles")


def timeline(mentions: pd.DataFrame, articles: pd.DataFrame, *, period: str = "W") -> pd.DataFrame:
    """Mentions of each entity per period, beside all articles of that period.

    Parameters: `mentions`; `articles` with `article_id`, `published`; `period`: D, W (Monday to Sunday), M, Q or Y.
    Returns one row per entity and period in which it is mentioned (`filled` adds the others): `mentions` and `articles` (of
    the period that mention the entity), `articles_in_period`, `share`. `attrs["undated"]` counts the articles without a
    date: they are in no period.
    Raises ValueError for another period.
    """
    if period not in PERIODS:
        raise ValueError(f"period {period!r} is none of {', '.join(PERIODS)}")
    dated = articles.loc[articles["published"].notna(), ["article_id", "published"]].drop_duplicates("article_id")
    dated = dated.assign(period=period_start(dated["published"], period))
    coverage = dated["period"].value_counts()
    own = mentions["article_id"].astype("category")
    of_article = dated.set_index(dated["article_id"].astype("str"))["period"]
    rows = mentions[["entity", "type"]].assign(article=own.cat.codes, period=of_article.reindex(own.cat.categories).take(own.cat.codes).array)
    keys = ["entity", "type"]
    entities = mentions.groupby(keys, observed=True)["entity_id"].first()
    counts = rows.groupby([*keys, "period"], observed=True)["article"].agg(mentions="size", articles="nunique").reset_index()
    counts["articles_in_period"] = counts["period"].map(coverage).astype("int64")
    counts["entity_id"] = entities.reindex(pd.MultiIndex.from_frame(counts[keys])).to_numpy()
    counts["share"] = (counts["articles"] / counts["articles_in_period"]).astype("Float64")
    result = conform(counts[[c for c in TABLES["timeline"] if c in counts]], "timeline")
    result.attrs["undated"] = int(articles["published"].isna().sum())
    return result


def filled(timeline: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """The timeline to be drawn: the periods without a mention too, 0 where there was coverage.

    Parameters: `timeline`; `coverage`: `articles_per_period` of the same articles and period.
    Returns the rows of `timeline` and, for each of its entities, those of the other periods; of a gap in the coverage, however
    long, its first period alone, with NA.

    >>> days = pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"], utc=True)
    >>> coverage = pd.DataFrame({"period": days, "articles": [2, 0, 0, 1]})
    >>> rows = pd.DataFrame({"entity_id": "a", "entity": "سبها", "type": "LOC", "period": days[:1], "mentions": 3, "articles": 1,
    ...                      "articles_in_period": 2, "share": 0.5})
    >>> filled(rows, coverage)["mentions"].tolist()
    [3, <NA>, 0]
    """
    size = coverage["articles"].to_numpy()
    grid = coverage[(size > 0) | (np.concatenate(([1], size[:-1])) > 0)]
    keys = ["entity_id", "entity", "type"]
    entities = timeline[keys].drop_duplicates(keys[1:])
    every = entities.merge(grid.rename(columns={"articles": "articles_in_period"}), how="cross")
    rows = every.merge(timeline[[*keys[1:], "period", *_COUNTS, "share"]], on=[*keys[1:], "period"], how="left")
    covered = rows["articles_in_period"] > 0
    for name in _COUNTS:
        rows[name] = rows[name].astype("Int64").fillna(0).where(covered)
    rows["share"] = rows["share"].astype("Float64").fillna(0.0).where(covered)
    return conform(rows, "timeline")
