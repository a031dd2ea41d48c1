"""`timeline`: how often, and in which share of the coverage, each entity appears from period to period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.periods import PERIODS, period_grid, period_start
from toolkit.schema import TABLES, conform


def timeline(mentions: pd.DataFrame, articles: pd.DataFrame, *, period: str = "W") -> pd.DataFrame:
    """Mentions of each entity per period, beside all articles of that period.

    Parameters: `mentions`; `articles` with `article_id`, `published`; `period`: D, W (Monday to Sunday), M, Q or Y.
    Returns one row per entity and period between the first and the last dated article: `mentions` and `articles` (of the
    period that mention the entity; 0 where there was coverage, NA where there was none), `articles_in_period`, `share`.
    `attrs["undated"]` counts the articles without a date: they are in no period.
    Raises ValueError for another period.
    """
    if period not in PERIODS:
        raise ValueError(f"period {period!r} is none of {', '.join(PERIODS)}")
    dated = articles.loc[articles["published"].notna(), ["article_id", "published"]]
    dated = dated.assign(period=period_start(dated["published"], period))
    coverage = dated.groupby("period")["article_id"].nunique()
    grid = period_grid(dated["period"], period)
    coverage = coverage.reindex(grid, fill_value=0)
    own = mentions["article_id"].astype("category")
    of_article = dated.drop_duplicates("article_id").set_index(dated["article_id"].drop_duplicates().astype("str"))["period"]
    rows = mentions[["entity", "type"]].assign(article=own.cat.codes, period=of_article.reindex(own.cat.categories).take(own.cat.codes).array)
    keys = ["entity", "type"]
    entities = mentions.groupby(keys, observed=True)["entity_id"].first()
    counts = rows.groupby([*keys, "period"], observed=True)["article"].agg(["size", "nunique"])
    names = entities.index.repeat(len(grid)).to_frame(index=False)
    index = pd.MultiIndex.from_frame(names.assign(period=np.tile(grid, len(entities)) if len(entities) else grid[:0]))
    counts = counts.reindex(index, fill_value=0).reset_index()
    counts["articles_in_period"] = counts["period"].map(coverage).astype("int64")
    counts = counts.rename(columns={"size": "mentions", "nunique": "articles"})
    counts["entity_id"] = entities.reindex(pd.MultiIndex.from_frame(counts[keys])).to_numpy()
    covered = counts["articles_in_period"] > 0
    for name in ("mentions", "articles"):
        counts[name] = counts[name].astype("Int64").where(covered)
    counts["share"] = (counts["articles"] / counts["articles_in_period"].where(covered)).astype("Float64")
    result = conform(counts[[c for c in TABLES["timeline"] if c in counts]], "timeline")
    result.attrs["undated"] = int(articles["published"].isna().sum())
    return result
