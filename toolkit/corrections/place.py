"""Whether a correction fits the articles that it speaks of: the article is there, and the same words stand at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from toolkit.corrections.read import no_corrections, problem_rows
from toolkit.schema import conform

Span = tuple[int, int]
Fault = tuple[str, str]  # detail, problem
_SPAN = re.compile(r"(\d+)\s*[-–:]\s*(\d+)$")


def fitting(corrections: pd.DataFrame, texts: Mapping[str, str]) -> tuple[pd.DataFrame, list[Fault]]:
    """The corrections of these articles (id → text) that fit them, and what is wrong with the others; entities belong to no article.

    A correction whose words are no longer at their place is never applied elsewhere.
    """
    own = corrections[corrections["article_id"].isin(list(texts)) & (corrections["table"] != "entities")]
    faults: list[Fault] = []
    kept = []
    for row in own.itertuples():
        text = texts[row.article_id]
        why = None
        if row.table in ("attributions", "mentions"):
            here = text[row.start : row.end]
            if row.end > len(text):
                why = f"the article has {len(text):,} characters, none from {row.start} to {row.end}"
            elif isinstance(row.text, str) and row.text != here:
                why = f"«{here[:40]}» stands there, no longer «{row.text[:40]}»"
            elif row.field in ("source", "speaker", "content", "span") and span_of(row.value, text, row.start) is None and row.value != "-":
                why = f"«{row.value[:60]}» is no place in the article and does not stand in it"
        if why:
            faults.append((f"row {row.row}, article {row.article_id}: {why}", "correction no longer fits"))
        else:
            kept.append(row.Index)
    return own.loc[kept], faults


def span_of(value: str, text: str, near: int) -> Span | None:
    """The place that a value means: «692-727», or the words themselves, where they stand nearest to `near`.

    >>> span_of("4-9", "قال أحمد نعم", 0), span_of("أحمد", "قال أحمد نعم", 0), span_of("سالم", "قال أحمد نعم", 0)
    ((4, 9), (4, 8), None)
    """
    numbers = _SPAN.match(value)
    if numbers:
        start, end = int(numbers[1]), int(numbers[2])
        return (start, end) if start < end <= len(text) else None
    places = [match.start() for match in re.finditer(re.escape(value), text)]
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - near))
    return start, start + len(value)


def judged_here(articles: pd.DataFrame, corrections: pd.DataFrame | None) -> tuple[pd.DataFrame, dict[str, str]]:
    """The corrections that fit these articles, and the texts of the articles that they speak of."""
    known = corrections if corrections is not None else no_corrections()
    ids = articles["article_id"].astype("str")
    own = articles[ids.isin(set(known["article_id"].dropna()))]
    texts = dict(zip(own["article_id"].astype("str"), own["text"].fillna("").astype(object), strict=True))
    return fitting(known, texts)[0], texts


def in_articles(frame: pd.DataFrame, ids: set[str], table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> pd.DataFrame:
    """The table with the rows of these articles changed; articles stay in their order, those without a row before come last."""
    touched = frame["article_id"].isin(ids)
    whole = pd.concat([frame[~touched], conform(change(frame[touched]), table)], ignore_index=True)
    known = pd.unique(frame["article_id"].astype("str")).tolist()
    order = pd.Categorical(whole["article_id"], categories=[*known, *sorted(ids - set(known))]).codes
    return conform(whole.iloc[np.argsort(order, kind="stable")], table)


class Unused:
    """Looks at the articles of a corpus, some at a time, for what the corrections speak of; tells which of them can be used for nothing."""

    def __init__(self, corrections: pd.DataFrame) -> None:
        self.corrections, self.seen = corrections, set[str]()
        self.faults: list[Fault] = []

    def look(self, articles: pd.DataFrame) -> Unused:
        """Articles as they are read."""
        ids = set(self.corrections["article_id"].dropna())
        own = articles[articles["article_id"].isin(ids)] if ids else articles.head(0)
        self.seen.update(own["article_id"])
        self.faults += fitting(self.corrections, dict(zip(own["article_id"], own["text"].fillna("").astype(object), strict=True)))[1]
        return self

    @property
    def unfit(self) -> int:
        """How many of the corrections fit none of the articles."""
        return len(self.faults) + int((self.corrections["article_id"].notna() & ~self.corrections["article_id"].isin(self.seen)).sum())

    def problems(self, file: object) -> pd.DataFrame:
        """As rows of the table of problems, with those that the file itself has."""
        named = self.corrections[self.corrections["article_id"].notna()]
        absent = named[~named["article_id"].isin(self.seen)]
        faults = list(self.faults)
        if len(absent) and len(absent) == len(named):
            faults.append(
                (
                    f"none of the {absent['article_id'].nunique()} articles that it names is in this corpus: is it of another one?",
                    "corrections of another corpus",
                )
            )
        elif len(absent):
            rows = ", ".join(map(str, absent["row"].head(5)))
            faults.append(
                (
                    f"{len(absent)} rows ({rows}{' …' if len(absent) > 5 else ''}) name articles that are not in this corpus",
                    "correction no longer fits",
                )
            )
        return pd.concat([self.corrections.attrs.get("problems", problem_rows("", [])), problem_rows(str(file), faults)], ignore_index=True)
