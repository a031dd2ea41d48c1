"""Who is cited how often, and how: tables over the attributions."""

from __future__ import annotations

import pandas as pd


def source_frequencies(attributions: pd.DataFrame) -> pd.DataFrame:
    """How often each speaker is cited.

    A speaker is the linked entity where there is one, otherwise the resolved name as it is written.
    Returns one row a speaker, most cited first: `speaker` (NA: nobody could be resolved), `source_kind`, `relations`,
    `articles`, and of the relations `direct`, `indirect`, `mixed`, with `direct_share` (direct and mixed of all).
    """
    rows = attributions.assign(speaker=attributions["resolved"])
    counts = rows.groupby("speaker", dropna=False, observed=True).agg(
        source_kind=("source_kind", lambda kinds: kinds.mode().iat[0] if len(kinds.mode()) else pd.NA),
        relations=("attribution_id", "size"),
        articles=("article_id", "nunique"),
        direct=("quote_type", lambda types: int((types == "direct").sum())),
        indirect=("quote_type", lambda types: int((types == "indirect").sum())),
        mixed=("quote_type", lambda types: int((types == "mixed").sum())),
    )
    counts["direct_share"] = (counts["direct"] + counts["mixed"]) / counts["relations"]
    return counts.reset_index().sort_values(["relations", "speaker"], ascending=[False, True], ignore_index=True)


def shares(attributions: pd.DataFrame, column: str) -> pd.DataFrame:
    """How the relations divide over the values of one column.

    Returns `column`'s values, `relations`, `total` and `share`, largest first.
    """
    counts = attributions[column].value_counts(dropna=False).rename("relations").reset_index()
    counts = counts[counts["relations"] > 0].reset_index(drop=True)
    counts["total"] = len(attributions)
    counts["share"] = counts["relations"] / max(len(attributions), 1)
    return counts
