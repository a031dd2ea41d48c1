"""How often each entity is mentioned, and when it was first and last seen."""

from __future__ import annotations

import pandas as pd


def entity_frequencies(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Mentions and articles of each entity.

    Returns one row an entity, most mentioned first: `entity`, `type`, `mentions`, `articles`, `first` and `last` (dates
    of the first and the last dated article that mentions it; NaT if none is dated).
    """
    rows = mentions.merge(articles[["article_id", "published"]], on="article_id")
    counts = rows.groupby(["entity", "type"], observed=True).agg(
        mentions=("mention_id", "size"), articles=("article_id", "nunique"), first=("published", "min"), last=("published", "max")
    )
    return counts.reset_index().sort_values(["mentions", "entity"], ascending=[False, True], ignore_index=True)
