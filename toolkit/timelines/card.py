"""What a corpus tells of one entity: its names, its outlets, and what is said about it."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.sources.speakers import speakers


def aliases(mentions: pd.DataFrame) -> pd.DataFrame:
    """The forms under which each entity was found.

    Returns one row per entity and form, as written (a conjunction or preposition may be written on it): `entity`, `type`,
    `alias`, `mentions`, `articles`, `rule` (the commonest), most mentioned entity first.
    """
    keys = ["entity", "type", "text"]
    rows = mentions.groupby(keys, observed=True).agg(
        mentions=("mention_id", "size"), articles=("article_id", "nunique"), rule=("rule", lambda rules: rules.mode().iat[0])
    )
    rows = rows.reset_index().rename(columns={"text": "alias"})
    total = rows.groupby(["entity", "type"], observed=True)["mentions"].transform("sum")
    order = rows.assign(total=total).sort_values(["total", "entity", "mentions", "alias"], ascending=[False, True, False, True]).index
    return rows.loc[order].reset_index(drop=True)


def entity_shares(mentions: pd.DataFrame, articles: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """In which share of each group's articles an entity is mentioned: outlets compared.

    Parameters: `mentions`; `articles`; `group`: a label per article (index: article_id), such as the outlet.
    Returns one row per entity and group that mentions it: `entity`, `type`, the group, `mentions`, `articles`,
    `articles_in_group`, `share`; by entity, largest share first.
    """
    name = str(group.name or "group")
    label = group[group.index.isin(articles["article_id"])].astype("str")
    size = label.value_counts()
    rows = mentions[["article_id", "entity", "type"]].assign(**{name: mentions["article_id"].astype(object).map(label)}).dropna(subset=name)
    counts = rows.groupby(["entity", "type", name], observed=True)["article_id"].agg(mentions="size", articles="nunique").reset_index()
    counts["articles_in_group"] = counts[name].map(size).astype("int64")
    counts["share"] = counts["articles"] / counts["articles_in_group"]
    return counts.sort_values(["entity", "share", name], ascending=[True, False, True], ignore_index=True)


def said_about(attributions: pd.DataFrame, mentions: pd.DataFrame, entity: str) -> pd.DataFrame:
    """The relations in whose content an entity is named by somebody else.

    Parameters: `attributions`, with `speaker` if it is known already; `mentions`; the label of the `entity`.
    Returns rows of `attributions` with a column `speaker`, in text order.
    """
    named = mentions.loc[mentions["entity"] == entity, ["article_id", "start", "end"]]
    rows = attributions if "speaker" in attributions else attributions.assign(speaker=speakers(attributions, mentions))
    rows = rows[rows["content_start"].notna() & (rows["speaker"] != entity)]
    held = rows[["article_id", "attribution_id", "content_start", "content_end"]].merge(named, on="article_id")
    held = held[(held["start"] >= held["content_start"]) & (held["end"] <= held["content_end"])]
    return rows[rows["attribution_id"].isin(held["attribution_id"])]


def look_up(wanted: Sequence[str], mentions: pd.DataFrame) -> pd.DataFrame:
    """The entities asked for as the corpus has them; for those that it lacks, names that are near.

    Returns one row each: `wanted`, `entity` (NA: it does not occur), `type` (the commonest), `mentions`, `near` (up to five labels, joined by «، »).

    >>> rows = pd.DataFrame({"entity": ["سالم المرواني", "تونس"], "type": ["PER", "LOC"]})
    >>> look_up(["تونس", "سالم المرواتي"], rows)[["entity", "near"]].values.tolist()
    [['تونس', nan], [nan, 'سالم المرواني']]
    """
    counts = mentions["entity"].value_counts()
    kinds = mentions.groupby(["entity", "type"], observed=True).size().sort_values().reset_index().drop_duplicates("entity", keep="last")
    kind = dict(zip(kinds["entity"], kinds["type"].astype(str), strict=True))
    by_key = {fold(str(name)): str(name) for name in reversed(counts.index.tolist())}  # of labels alike, the commonest
    rows = []
    for name in wanted:
        found = by_key.get(fold(name))
        parts = [label for key, label in by_key.items() if fold(name) in key] if found is None else []
        near = parts[::-1] + [by_key[key] for key in difflib.get_close_matches(fold(name), by_key, n=5, cutoff=0.7)] if found is None else []
        rows.append((name, found, kind.get(found or ""), int(counts[found]) if found else 0, "، ".join(dict.fromkeys(near[:5])) or None))
    frame = pd.DataFrame(rows, columns=["wanted", "entity", "type", "mentions", "near"])
    return frame.astype({"wanted": "str", "entity": "str", "type": "str", "near": "str", "mentions": np.int64})
