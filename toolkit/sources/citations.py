"""Who cites whom: from the outlet, over the agency that relays, to the speaker; and how it moves over time."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.articles.credits import credits
from toolkit.periods import PERIODS, period_grid, period_start
from toolkit.sources.speakers import shares, speakers


def citations(attributions: pd.DataFrame, articles: pd.DataFrame, *, mentions: pd.DataFrame | None = None) -> pd.DataFrame:
    """The network of citation: how often each outlet cites each speaker, and through whom.

    The relay is whoever passes the words on: the agency of «نقلت الوكالة عن المسؤول قوله», whose own relation is then not
    counted again, or else the agency that the article is credited to.
    Parameters: `attributions`; `articles` with `outlet`, `author` and `text`; `mentions` gather aliases as in `speakers`.
    Returns one row a path, most relations first: `outlet` (NA: not stated), `relayed_by` (NA: none), `via` (relay, credit or
    NA), `speaker`, `relations`, `articles`, `total` (resolved relations of the outlet), `share`. Relations without a
    speaker are left out; `attrs["unresolved"]` counts them.

    >>> from toolkit.words import tokens
    >>> from toolkit.attribution import attributions
    >>> text = "نقلت وكالة الضفاف عن الوزير سالم العلي قوله إن السد امتلأ."
    >>> articles = pd.DataFrame({"article_id": ["1"], "outlet": ["النهر"], "author": [None], "text": [text]})
    >>> citations(attributions(articles, tokens(articles)), articles)[["outlet", "relayed_by", "speaker"]].values.tolist()
    [['النهر', 'وكالة الضفاف', 'الوزير سالم العلي']]
    """
    rows = attributions[["article_id", "attribution_id", "parent_id", "cue_class"]].astype({"cue_class": "str"})
    rows = rows.assign(speaker=speakers(attributions, mentions).astype("str"))
    relays = rows[rows["cue_class"] == "relay"].set_index("attribution_id")["speaker"]
    relayed = rows["parent_id"].map(relays).astype("str")
    credited = credits(articles).dropna(subset="agency").drop_duplicates("article_id").set_index("article_id")["agency"]
    by_credit = rows["article_id"].map(credited).astype("str")
    rows["relayed_by"] = relayed.fillna(by_credit)
    rows["via"] = pd.array(np.select([relayed.notna(), by_credit.notna()], ["relay", "credit"], default=""), dtype="str")
    rows["via"] = rows["via"].mask(rows["via"] == "")
    rows.loc[rows["relayed_by"] == rows["speaker"], ["relayed_by", "via"]] = None  # the agency itself speaks
    rows = rows[~rows["attribution_id"].isin(rows.loc[relayed.notna(), "parent_id"])]
    rows["outlet"] = rows["article_id"].map(articles.set_index("article_id")["outlet"].astype("str"))
    known = rows[rows["speaker"].notna()]
    keys = ["outlet", "relayed_by", "via", "speaker"]
    counts = known.groupby(keys, dropna=False).agg(relations=("attribution_id", "size"), articles=("article_id", "nunique")).reset_index()
    counts["total"] = counts.groupby("outlet", dropna=False)["relations"].transform("sum")
    counts["share"] = counts["relations"] / counts["total"]
    counts = counts.sort_values(["relations", *keys], ascending=[False, True, True, True, True], ignore_index=True)
    counts.attrs["unresolved"] = len(rows) - len(known)
    return counts


def shares_over_time(attributions: pd.DataFrame, articles: pd.DataFrame, column: str, *, period: str = "M", confidence: float = 0.95) -> pd.DataFrame:
    """How the relations of each period divide over the values of one column: who speaks more, who less.

    Parameters: `attributions`; `articles` with `article_id` and `published`; `column`, such as source_kind; `period`: D, W
    (Monday to Sunday), M, Q or Y; `confidence` of the interval (Wilson 1927).
    Returns one row per value and period between the first and the last dated article: `period`, `column`, `relations`,
    `total` (of the period), `share`, `low`, `high`; NA where the period has no relation. `attrs["undated"]` counts the
    relations in articles without a date.
    Raises ValueError for another period.
    """
    if period not in PERIODS:
        raise ValueError(f"period {period!r} is none of {', '.join(PERIODS)}")
    dated = articles[articles["published"].notna()]
    when = pd.Series(period_start(dated["published"], period).array, index=dated["article_id"].astype("str"), name="period")
    rows = attributions[attributions["article_id"].isin(when.index)]
    counts = shares(rows, column, group=when, confidence=confidence) if len(rows) else pd.DataFrame(columns=["period", column])
    values = counts.groupby(column, observed=True)["relations"].sum().sort_values(ascending=False).index if len(rows) else []
    whole = pd.MultiIndex.from_product([values, period_grid(when, period)], names=[column, "period"])
    result = counts.astype({column: "str"}).set_index([column, "period"]).reindex(whole).reset_index()
    total = result["period"].map(counts.groupby("period")["total"].first()) if len(rows) else pd.Series(dtype="float")
    result["total"] = total.fillna(0).astype("int64")
    result["relations"] = result.get("relations", pd.Series(dtype="float")).astype("Int64")
    absent = result["relations"].isna() & (result["total"] > 0)
    result.loc[absent, ["relations", "share", "low"]] = 0
    result.loc[absent, "high"] = 1 - (1 - confidence) ** (1 / result.loc[absent, "total"])  # none of n: the exact upper limit
    result.attrs["undated"] = int((~attributions["article_id"].isin(when.index)).sum())
    result = result.reindex(columns=["period", column, "relations", "total", "share", "low", "high"])
    return result.astype({"share": "float64", "low": "float64", "high": "float64"})
