"""Articles and entities as people corrected them."""

from __future__ import annotations

import pandas as pd

from toolkit.corrections.read import REJECT
from toolkit.schema import conform


def corrected_articles(articles: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """The articles with the corrections of the table `articles`: without those that are rejected, with other outlets, days, titles …"""
    own = corrections[corrections["table"] == "articles"]
    if own.empty or not own["article_id"].isin(articles["article_id"]).any():
        return articles
    rows = articles.astype({"outlet": "object", "category": "object", "published_precision": "object", "published_from": "object"})
    at = pd.Series(range(len(rows)), index=rows["article_id"].astype("str"))
    for row in own[own["field"] != REJECT].itertuples():
        if row.article_id not in at.index:
            continue
        n = int(at[row.article_id])
        if row.field == "published":
            rows.iloc[n, rows.columns.get_loc("published")] = pd.to_datetime(row.value, utc=True)
            rows.iloc[n, rows.columns.get_loc("published_precision")] = "day" if len(row.value) <= 10 else "minute"
            rows.iloc[n, rows.columns.get_loc("published_from")] = "corrected"
        else:
            rows.iloc[n, rows.columns.get_loc(row.field)] = row.value
    gone = set(own.loc[own["field"] == REJECT, "article_id"])
    return conform(rows[~rows["article_id"].isin(gone)].reset_index(drop=True), "articles")


def corrected_entities(entities: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """The entities with what was said of them: country, roles, gender, QID."""
    own = corrections[(corrections["table"] == "entities") & corrections["field"].isin(["country", "roles", "gender", "qid"])]
    if own.empty:
        return entities
    rows = entities.astype({"gender": "object"})
    key = rows["entity_id"].astype(object).where(rows["entity_id"].notna(), rows["type"].astype(object) + ":" + rows["label"].astype(object))
    for row in own.itertuples():
        rows.loc[(key == row.entity_id).to_numpy(), row.field] = row.value
    return conform(rows, "entities")
