"""`candidates`: the names that stand for no known entity yet, as rows for a gazetteer."""

from __future__ import annotations

import pandas as pd

from toolkit.entities.gazetteer import COLUMNS

CONTEXT = 40  # characters shown on either side of the example


def candidates(mentions: pd.DataFrame, articles: pd.DataFrame, *, minimum: int = 2) -> pd.DataFrame:
    """Names that linked to nothing, most frequent first, ready to be edited and saved as gazetteer rows.

    Parameters: `mentions`; `articles` with `article_id` and `text`; `minimum` mentions of the name.
    Returns one row per name and written form: the gazetteer's columns (`entity_id` and `kind` proposed, unknown ones NA),
    then `mentions` and `articles` of the form, `name_mentions` of all forms of the name, and `example` (its first use in
    context). The added columns do no harm: `load_gazetteer` reads the saved table as it is.

    >>> from toolkit.words import tokens
    >>> from toolkit.entities import mentions
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["قال المدير سالم المرواني نعم. وقال سالم المرواني لا."]})
    >>> rows = candidates(mentions(articles, tokens(articles)), articles)
    >>> rows[["alias", "type", "mentions"]].values.tolist()
    [['سالم المرواني', 'PER', 2]]
    """
    unknown = mentions[mentions["entity_id"].isna()]
    keys = ["entity", "type", "text"]
    rows = unknown.groupby(keys, observed=True, sort=False).agg(
        mentions=("mention_id", "size"), articles=("article_id", "nunique"), article_id=("article_id", "first"), at=("start", "first")
    )
    rows = rows.reset_index()
    rows["name_mentions"] = rows.groupby(["entity", "type"], observed=True)["mentions"].transform("sum")
    rows = rows[rows["name_mentions"] >= minimum].sort_values(
        ["name_mentions", "entity", "mentions", "text"], ascending=[False, True, False, True], ignore_index=True
    )
    text = articles.set_index("article_id")["text"]
    spots = zip(rows["article_id"], rows["at"], rows["text"], strict=True)
    rows["example"] = pd.Series(
        [text[a][max(0, start - CONTEXT) : start + len(form) + CONTEXT].replace("\n", " ") for a, start, form in spots], dtype="str"
    )
    rows["entity_id"] = rows["type"].astype("str").str.lower() + ":" + rows["entity"]
    rows = (
        rows.rename(columns={"entity": "label", "text": "alias"})
        .assign(kind="name")
        .reindex(columns=[*COLUMNS, "mentions", "articles", "name_mentions", "example"])
    )
    return rows.astype(dict.fromkeys(COLUMNS, "str"))
