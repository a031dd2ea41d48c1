"""The same event on two sides: stories that both tell, who speaks in each, and what is said."""

from __future__ import annotations

import pandas as pd

from toolkit.comparison.sides import Sides
from toolkit.sources.quotations import quotations, voices
from toolkit.storylines.stories import stories


def same_stories(sides: Sides, *, most: int = 6) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Stories that both sides tell, those with most articles on the smaller side first.

    Returns three tables: `stories` (`story`, a number; `headline_a`, `headline_b`, of the articles most like the story; `article_a`, `article_b`,
    `first`, `last`, `articles_a`, `articles_b`, `names`), the `voices` (`story`, `side`, `speaker`, `relations`, `articles`) and `quotations` (`story`,
    `side`, `speaker`, `content`, `article_id` and its place) of each story and side. Undated articles join stories only where much alike.
    """
    both = (sides.a, sides.b)
    articles, tokens, mentions, relations = (
        pd.concat([getattr(one, name) for one in both], ignore_index=True) for name in ("articles", "tokens", "mentions", "attributions")
    )
    ours = set(sides.a.articles["article_id"])
    articles = articles.drop_duplicates("article_id")
    found, members = stories(articles, tokens.astype({"article_id": "category"}), mentions)
    members = members.assign(side=members["article_id"].isin(ours).map({True: "a", False: "b"}))
    counts = members.groupby(["story_id", "side"]).size().unstack(fill_value=0).reindex(columns=["a", "b"], fill_value=0)
    told = found.set_index("story_id").join(counts.rename(columns={"a": "articles_a", "b": "articles_b"}))
    told = told[(told["articles_a"] > 0) & (told["articles_b"] > 0)]
    smaller = told[["articles_a", "articles_b"]].min(axis=1)
    told = told.assign(smaller=smaller).sort_values(["smaller", "articles", "first"], ascending=[False, False, True], kind="stable").head(most)
    told["story"] = range(1, len(told) + 1)
    central = members.sort_values("likeness", ascending=False, kind="stable").drop_duplicates(["story_id", "side"])
    for side in ("a", "b"):
        own = central[central["side"] == side].set_index("story_id")
        told[f"headline_{side}"], told[f"article_{side}"] = own["title"].reindex(told.index), own["article_id"].reindex(told.index)
    columns = ["story", "headline_a", "headline_b", "article_a", "article_b", "first", "last", "articles_a", "articles_b", "names"]
    inside = members.assign(story=members["story_id"].map(told["story"])).dropna(subset="story").astype({"story": int})
    spoke, said = [], []
    for side, whole in zip(("a", "b"), both, strict=True):
        group = inside.loc[inside["side"] == side, ["story", "article_id"]]
        own = relations[relations["article_id"].isin(set(group["article_id"]))]
        spoke.append(voices(own, whole.mentions, group).assign(side=side))
        said.append(quotations(own, whole.mentions, group, most=1).assign(side=side))
    return told.reset_index()[columns], pd.concat(spoke, ignore_index=True), pd.concat(said, ignore_index=True)
