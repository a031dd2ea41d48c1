"""What a corpus holds: articles by outlet and by period, with what is missing."""

from __future__ import annotations

import pandas as pd

from toolkit.periods import period_grid, period_start


def coverage(articles: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Articles, words and gaps of each outlet.

    Returns one row an outlet, largest first: `outlet` (NA: not stated), `articles`, `words`, `undated`, `duplicates`
    (articles counted in each), `first` and `last` (dated articles).
    """
    words = tokens.loc[tokens["is_word"], "article_id"].value_counts()
    rows = pd.DataFrame(
        {
            "outlet": articles["outlet"].astype("str"),
            "articles": 1,
            "words": articles["article_id"].map(words).fillna(0).astype("int64"),
            "undated": articles["published"].isna().astype("int64"),
            "duplicates": articles["duplicate_of"].notna().astype("int64"),
            "first": articles["published"].dt.normalize(),
            "last": articles["published"].dt.normalize(),
        }
    )
    how = {"articles": "sum", "words": "sum", "undated": "sum", "duplicates": "sum", "first": "min", "last": "max"}
    return rows.groupby("outlet", dropna=False).agg(how).reset_index().sort_values(["articles", "outlet"], ascending=[False, True], ignore_index=True)


def facts(articles: pd.DataFrame) -> pd.DataFrame:
    """The corpus in a line: `articles`, `outlets`, `undated`, `duplicates`, `first` and `last` (of the dated ones)."""
    row = {
        "articles": len(articles),
        "outlets": articles["outlet"].nunique(),
        "undated": int(articles["published"].isna().sum()),
        "duplicates": int(articles["duplicate_of"].notna().sum()),
        "first": articles["published"].min(),
        "last": articles["published"].max(),
    }
    return pd.DataFrame([row])


def articles_per_period(articles: pd.DataFrame, *, period: str = "W") -> pd.DataFrame:
    """How many articles each period has, gaps as 0; undated articles are in none.

    Returns `period` (its first day), `articles`.
    """
    dated = articles.loc[articles["published"].notna(), "published"]
    if dated.empty:
        return pd.DataFrame({"period": pd.Series(dtype="datetime64[us, UTC]"), "articles": pd.Series(dtype="int64")})
    starts = period_start(dated, period)
    every = period_grid(starts, period).rename("period")
    return starts.value_counts().reindex(every, fill_value=0).rename("articles").reset_index()
