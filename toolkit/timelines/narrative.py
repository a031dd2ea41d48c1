"""`narrative`: who appears in which paragraph: the timeline of an article without a date."""

from __future__ import annotations

import pandas as pd


def narrative(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Mentions of each entity paragraph by paragraph, in the order of the text.

    Parameters: `mentions`; `sentences` of the same articles.
    Returns one row per article, paragraph and entity: `article_id`, `paragraph` (from 1), `entity`, `type`, `mentions`,
    `first` (offset of the first mention), in text order.
    """
    keys = ["article_id", "sentence_id"]
    places = sentences[[*keys, "paragraph"]].astype({"article_id": "str"})
    rows = mentions[[*keys, "entity", "type", "start"]].merge(places, on=keys)
    rows["paragraph"] += 1
    counts = rows.groupby(["article_id", "paragraph", "entity", "type"], observed=True, sort=False)["start"].agg(mentions="size", first="min")
    return counts.reset_index().sort_values(["article_id", "first"], kind="stable", ignore_index=True)
