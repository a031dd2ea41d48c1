"""Which mention names the speaker of a relation."""

from __future__ import annotations

import pandas as pd

WANTED = {"person": ("PER",), "organization": ("ORG", "LOC")}  # by kind of source


def speaking_mentions(attributions: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The mention inside each resolved span that fits the kind of source: of several, the last (titles come first).

    Returns `entity_id` and `entity` with the `attribution_id` as index; relations without such a mention are left out.
    """
    spans = attributions.loc[
        attributions["resolved_start"].notna(), ["article_id", "attribution_id", "resolved_start", "resolved_end", "source_kind"]
    ]
    joined = spans.merge(mentions[["article_id", "start", "end", "type", "entity_id", "entity"]], on="article_id")
    joined = joined[(joined["start"] >= joined["resolved_start"]) & (joined["end"] <= joined["resolved_end"])]
    kinds, types = joined["source_kind"].astype(object), joined["type"].astype(object)
    fits = pd.Series(False, index=joined.index)
    for kind, wanted in WANTED.items():
        fits |= (kinds == kind) & types.isin(wanted)
    joined = joined[fits].assign(link=joined["entity_id"].notna())
    joined = joined.sort_values(["attribution_id", "link", "start"], kind="stable").drop_duplicates("attribution_id", keep="last")
    return joined.set_index("attribution_id")[["entity_id", "entity"]]
