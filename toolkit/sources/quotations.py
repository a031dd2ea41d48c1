"""Words worth quoting: of each group of articles, direct speech of those who are cited most in it."""

from __future__ import annotations

import pandas as pd

from toolkit.sources.speakers import speakers

SHORT, LONG = 40, 240  # letters of what is quoted
SURE = 0.6  # confidence that it needs


def voices(attributions: pd.DataFrame, mentions: pd.DataFrame, groups: pd.DataFrame, *, most: int = 4) -> pd.DataFrame:
    """Who is cited most in each group of articles.

    Parameters: `attributions`; `mentions`; `groups` with `article_id` and a label, its other column; `most` speakers of a group.
    Returns the label, `speaker`, `relations`, `articles`; speakers whose words tell who they are.
    """
    name = next(column for column in groups if column != "article_id")
    rows = _spoken(attributions, mentions).merge(groups[[name, "article_id"]], on="article_id")
    counts = rows.groupby([name, "speaker"], sort=True).agg(relations=("cue", "size"), articles=("article_id", "nunique")).reset_index()
    counts = counts.sort_values([name, "articles", "relations", "speaker"], ascending=[True, False, False, True])
    return counts.groupby(name).head(most).reset_index(drop=True)


def quotations(attributions: pd.DataFrame, mentions: pd.DataFrame, groups: pd.DataFrame, *, most: int = 2) -> pd.DataFrame:
    """Direct or partly direct speech from each group of articles, each of another speaker, those cited most first; words of an earlier group come last.

    Parameters as in `voices`; `most` quotations of a group.
    Returns the label, `speaker`, `content`, `article_id`, `attribution_id`, `content_start`, `content_end`, `confidence`.
    """
    name = next(column for column in groups if column != "article_id")
    rows = _spoken(attributions, mentions).merge(groups[[name, "article_id"]], on="article_id")
    counts = rows.groupby([name, "speaker"])["article_id"].transform("size")
    good = rows["quote_type"].isin(["direct", "mixed"]) & (rows["confidence"] >= SURE) & rows["content"].str.len().between(SHORT, LONG)
    rows = rows.assign(cited=counts, direct=rows["quote_type"] == "direct")[good.fillna(False).astype(bool)]
    rows = rows.sort_values([name, "direct", "cited", "confidence", "attribution_id"], ascending=[True, False, False, False, True])
    rows = rows.assign(again=rows.duplicated("content")).sort_values([name, "again"], kind="stable")
    rows = rows.drop_duplicates([name, "speaker"]).drop_duplicates([name, "content"]).groupby(name).head(most)
    return rows[[name, "speaker", "content", "article_id", "attribution_id", "content_start", "content_end", "confidence"]].reset_index(drop=True)


def _spoken(attributions: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The relations whose speaker's words tell who it is."""
    rows = attributions.assign(speaker=speakers(attributions, mentions), article_id=attributions["article_id"].astype("str"))
    return rows[rows["speaker"].notna() & rows["source_named"].fillna(False).astype(bool)]
