"""Whom an office stands for where no name does: «خادم الحرمين الشريفين» in an article of 2015."""

from __future__ import annotations

from functools import cache

import pandas as pd

from toolkit.arabic import fold
from toolkit.lexicons import table

PERSON = "person:"  # what the ids of listed persons begin with


@cache
def _holders() -> pd.DataFrame:
    """The offices of the list: folded words, holder, first and last day."""
    rows = table("offices")
    return pd.DataFrame({
        "key": rows["alias"].map(fold), "holder": PERSON + rows["label"],
        "begin": pd.to_datetime(rows["valid_from"].fillna("1700-01-01"), utc=True), "end": pd.to_datetime(rows["valid_to"].fillna("2200-01-01"), utc=True),
    })  # fmt: skip


def office_holders(attributions: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Who held the office that is the whole of a relation's resolved phrase, on the day of the article.

    Parameters: `attributions`; `articles` with `article_id` and, where it is known, `published`.
    Returns `entity_id` for each row; NA where the phrase is no listed office, where two held it on that day, or the day is unknown
    and the list knows two.

    >>> rows = pd.DataFrame({"article_id": ["1", "2"], "resolved": ["خادم الحرمين الشريفين"] * 2})
    >>> days = pd.DataFrame({"article_id": ["1", "2"], "published": pd.to_datetime(["2014-05-01", None], utc=True)})
    >>> office_holders(rows, days).tolist()
    ['person:عبدالله بن عبدالعزيز آل سعود', nan]
    """
    known = _holders()
    phrases = attributions["resolved"].astype("str")
    listed = frozenset(known["key"])
    keys = {phrase: next((form for form in _forms(fold(phrase)) if form in listed), None) for phrase in phrases.dropna().unique()}
    rows = pd.DataFrame({"row": range(len(attributions)), "article_id": attributions["article_id"].astype("str"), "key": phrases.map(keys)})
    rows = rows.dropna(subset="key")
    published = articles["published"] if "published" in articles else pd.Series(pd.NaT, index=articles.index)
    where = pd.Index(articles["article_id"].astype("str")).get_indexer(rows["article_id"])
    rows["day"] = pd.DatetimeIndex(pd.to_datetime(published, utc=True))[where]
    held = rows.merge(known, on="key")
    held = held[held["day"].isna() | ((held["begin"] <= held["day"]) & (held["day"] <= held["end"] + pd.Timedelta(days=1)))]
    only = held.groupby("row")["holder"].agg(["nunique", "first"])
    found = only.loc[only["nunique"] == 1, "first"].reindex(range(len(attributions)))
    return pd.Series(found.array, index=attributions.index, dtype="str")


def _forms(phrase: str) -> list[str]:
    """The phrase, and without what may be written on its first word."""
    return [phrase, *(["ال" + phrase[2:]] if phrase.startswith("لل") else []), *([phrase[1:]] if phrase[:1] in "ولبف" else [])]
