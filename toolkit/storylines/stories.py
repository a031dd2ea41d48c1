"""`stories`: articles about the same thing, across outlets; who was first, and who followed."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse.csgraph import connected_components

from toolkit.schema import conform
from toolkit.storylines.alike import near_pairs, vectors

DAYS = 3.0  # between articles of one story
ALIKE = 0.35  # cosine from which two articles may be of one story; of a story, on average (of 86 stories read from 0.35 on, 13 were none; of 100 from 0.3, 22)
UNDATED = 0.5  # the same where a day is not known: nothing else keeps last year's story apart from this year's
LARGEST = 2_000  # articles clustered together; a larger group is first cut at a higher likeness


def stories(
    articles: pd.DataFrame, tokens: pd.DataFrame, mentions: pd.DataFrame, *, days: float = DAYS, alike: float = ALIKE
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles about the same thing are one story: clusters by average linkage on the cosine of tf-idf (lemmas and names) within a time window.

    Parameters: `articles`, `tokens`, `mentions`; `days` that two articles of a story may lie apart; `alike`: the cosine that the articles of a
    story have on average. Articles without a date join only where they are much alike (UNDATED).
    Returns two tables. `stories`, one row a story of two articles or more, largest first: `story_id`, `headline` and `article_id` of the article most
    like the others, `first`, `last` (days of publication), `articles`, `outlets`, `first_outlet`, `first_id` (the earliest article whose day is known; NA:
    none is), `followers` (other outlets in order of time, « | » between), `copies` (reprints among the articles), `names` (most carried, « | »
    between), `likeness` (mean cosine). `story_articles`, one row an article of a story: `story_id`, `article_id`, `outlet`, `published`, `title`,
    `duplicate_of`, `likeness` (mean cosine with the others).

    The same input gives the same stories. Sokal & Michener (1958) for average linkage.
    """
    found = vectors(articles, tokens, mentions)
    pairs = near_pairs(found, articles["published"], days=days, alike=alike, undated=max(UNDATED, alike))
    group = _clusters(pairs + pairs.T, alike)
    size = np.bincount(group)
    inside = np.flatnonzero(size[group] > 1)
    order = inside[np.lexsort((inside, articles["published"].iloc[inside].rank(method="min").to_numpy(), group[inside]))]
    members = articles.iloc[order][["article_id", "outlet", "published", "title", "duplicate_of"]].reset_index(drop=True)
    members["group"], members["likeness"] = group[order], _likeness(found, group, order)
    told = _told(members, mentions)
    members["story_id"] = members["group"].map(told["story_id"])
    told = told.sort_values(["articles", "outlets", "first", "first_id"], ascending=[False, False, True, True], na_position="last", kind="stable")
    return conform(told.reset_index(drop=True), "stories"), conform(members, "story_articles")


def _clusters(near: sparse.csr_array, alike: float) -> np.ndarray:
    """A number for each article: those of one story share it. What no pair joins stays alone."""
    group, made = np.arange(near.shape[0]), near.shape[0]
    waiting = [(np.arange(near.shape[0]), alike)]
    while waiting:
        some, least = waiting.pop()
        part = near[some][:, some]
        part.data[part.data < least] = 0
        part.eliminate_zeros()
        count, label = connected_components(part, directed=False)
        by_label = np.argsort(label, kind="stable")
        for rows in np.split(by_label, np.cumsum(np.bincount(label, minlength=count))[:-1]):
            if len(rows) < 2:
                continue
            if len(rows) > LARGEST and least < 0.95:
                waiting.append((some[rows], least + 0.05))
                continue
            apart = np.clip(1 - near[some[rows]][:, some[rows]].toarray(), 0, 1)
            cut = fcluster(linkage(apart[np.triu_indices(len(rows), 1)], "average"), 1 - alike, criterion="distance")
            group[some[rows]], made = made + cut, made + int(cut.max()) + 1
    return np.unique(group, return_inverse=True)[1]


def _likeness(found: sparse.csr_array, group: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Mean cosine of each of the rows with the other articles of its story."""
    member = sparse.csr_array((np.ones(len(rows)), (group[rows], rows)), shape=(int(group.max(initial=0)) + 1, found.shape[0]))
    total = (member @ found).tocsr()
    size = np.bincount(group[rows], minlength=total.shape[0])
    whole = found[rows].multiply(total[group[rows]]).sum(axis=1)
    own = found[rows].multiply(found[rows]).sum(axis=1)
    return (whole - own) / (size[group[rows]] - 1)


def _told(members: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """A row a story, by its group."""
    carried = members[["group", "article_id"]].merge(mentions[["article_id", "entity"]].astype("str").drop_duplicates(), on="article_id")
    counts = carried.groupby(["group", "entity"]).size().rename("n").reset_index()
    often = mentions.drop_duplicates(["article_id", "entity"])["entity"].astype("str").value_counts()
    counts["told"] = counts["n"] / np.log1p(counts["entity"].map(often))  # names of this story before those of every story
    counts = counts.sort_values(["group", "told", "entity"], ascending=[True, False, True], kind="stable")
    names = counts[counts["n"] > 1].groupby("group").head(5).groupby("group")["entity"].agg(" | ".join)
    by_group = members.groupby("group")
    central = members.loc[by_group["likeness"].idxmax()].set_index("group")
    dated = members[members["published"].notna()]
    first = dated.drop_duplicates("group").set_index("group")  # members are in order of time
    tellers = dated.dropna(subset="outlet").astype({"outlet": "str"}).drop_duplicates(["group", "outlet"])
    followers = tellers[tellers["outlet"] != tellers["group"].map(first["outlet"].astype("str"))].groupby("group")["outlet"].agg(" | ".join)
    told = by_group.agg(
        articles=("article_id", "size"), outlets=("outlet", "nunique"), copies=("duplicate_of", "count"), last=("published", "max"),
        likeness=("likeness", "mean"),
    )  # fmt: skip
    earliest = by_group["article_id"].min()
    told["story_id"] = "story:" + first["article_id"].reindex(told.index).fillna(earliest).astype("str")
    told["article_id"] = central["article_id"]
    told["headline"], told["first"], told["first_id"] = central["title"].str.split().str.join(" "), first["published"], first["article_id"]
    told["first_outlet"], told["followers"], told["names"] = first["outlet"], followers, names
    return told
