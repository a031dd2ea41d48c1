"""The names under which outlets speak of themselves: no finding of a comparison."""

from __future__ import annotations

import pandas as pd

from toolkit.arabic import fold
from toolkit.lexicons import table

OFTEN, ELSEWHERE = 0.05, 0.01  # shares of an outlet's articles, and of all others, that name a medium
LEAST = 20  # articles of an outlet


def own_names(mentions: pd.DataFrame, articles: pd.DataFrame) -> set[str]:
    """Entities that are an outlet itself: called as it is («لهسبريس», of هسبريس), or a medium of the list that it names often and others hardly ever.

    Parameters: `mentions`; `articles` with `article_id` and `outlet`.
    """
    outlet = articles.dropna(subset="outlet").set_index("article_id")["outlet"].astype("str")
    rows = mentions[["article_id", "entity", "type"]].astype("str").drop_duplicates()
    rows = rows.assign(outlet=rows["article_id"].map(outlet)).dropna(subset="outlet")
    words = {word for name in outlet.unique() for word in fold(name).split() if len(word) > 2 and name.count(" ") < 2}
    called = {name for name in rows["entity"].unique() if {fold(name), fold(name)[1:]} & words}
    listed = table("organizations").query("kind == 'media'")
    media = {fold(name) for name in (*listed["label"], *listed["alias"])}
    bodies = rows[(rows["type"] == "ORG") & rows["entity"].map(lambda name: fold(name) in media)]
    counts = bodies.groupby(["entity", "outlet"]).size().rename("n").reset_index()
    size = outlet.value_counts()
    inside = counts["outlet"].map(size).astype("float64")
    total = counts.groupby("entity")["n"].transform("sum")
    often = (counts["n"] >= OFTEN * inside) & (inside >= LEAST) & (total - counts["n"] <= ELSEWHERE * (len(outlet) - inside))
    return called | set(counts.loc[often, "entity"])
