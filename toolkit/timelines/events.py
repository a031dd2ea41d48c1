"""Events: bursts of attention to names and words that the same articles carry, told as one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from toolkit.lexicons import table
from toolkit.periods import PERIODS, period_grid, period_start
from toolkit.timelines.bursts import GRANULARITY, bursts, comparable
from toolkit.timelines.timeline import timeline

CONSIDERED = 80  # bursts of names and bursts of words, the strongest, of which events are made
ALIKE = 0.4  # of the smaller's articles: from here on two bursts are one event …
LIFT = 2.0  # … if they share that many times what chance would, or nearly all
WORDS_ALONE = 30.0  # weight that an event without a name needs
COMMON = 0.05  # share of all articles above which a word says too little
NAMES = 5  # that an event is called by
WORD_POS = ("NOUN", "PROPN")


@dataclass
class _Event:
    """Bursts that are told as one: their names, the articles of each, the weight of all."""

    start: pd.Timestamp
    end: pd.Timestamp
    names: list[str]
    parts: list[set[str]]
    weight: float


def fitting_period(published: pd.Series, *, articles: int = 5, most: int = 90) -> str:
    """The shortest period that these dates fill: D, W, M, Q or Y.

    Parameters: `published`; `articles` that a period must have on average; `most` periods from the first to the last.

    >>> fitting_period(pd.Series(pd.date_range("2015-08-01", periods=200, freq="3h", tz="UTC")))
    'D'
    >>> fitting_period(pd.Series(pd.date_range("2012-01-01", periods=300, freq="5D", tz="UTC")))
    'M'
    """
    dates = published.dropna()
    for period in PERIODS:
        grid = len(period_grid(period_start(dates, period), period))
        if grid and len(dates) / grid >= articles and grid <= most:
            return period
    return "Y"


def events(
    mentions: pd.DataFrame, articles: pd.DataFrame, coverage: pd.DataFrame, *, tokens: pd.DataFrame | None = None, period: str = "D", minimum: int = 3
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the coverage jumps to: bursts (Kleinberg 2003) of names and of words, joined where the same articles carry them.

    Parameters: `mentions`; `articles` with `published`, `title`, `outlet`; `coverage`: `articles_per_period` of the same articles and
    `period`; `tokens`: their nouns are looked at too; `minimum` articles of an event. Where the corpus has several outlets, an event is
    one that at least two of them report.
    Returns (events, their articles). Events, strongest first: `event` (from 1), `start`, `end` (first and last period), `granularity` (day, month, year), `names` (those
    that jump, the strongest first, joined by |), `articles`, `outlets`, `first_outlet`, `headline` and `article_id` of the article that
    names most of them, `weight` (sum of the bursts'). Articles: `event`, `article_id`, `names` (how many of the event's it has).
    """
    dated = articles.loc[articles["published"].notna(), ["article_id", "published", "title", "outlet"]]
    named = pd.concat([mentions[["entity", "type", "article_id"]].astype(object), *([] if tokens is None else [_words(tokens)])]).drop_duplicates()
    often = named.groupby(["entity", "type"])["article_id"].transform("size") >= minimum
    rows = named[often].merge(dated.assign(period=period_start(dated["published"], period)), on="article_id")
    if rows.empty:
        return _told([], dated, set(), period)
    found = comparable(bursts(timeline(rows.assign(entity_id=None), articles, period=period), coverage), articles, period=period)
    place = pd.Index(coverage["period"])
    whole = place.get_indexer(found["end"]) - place.get_indexer(found["start"]) + 1 == found["periods"]  # not over years without an article
    found = found[whole & (found["articles"] >= minimum) & ((found["type"] != "word") | (found["base_share"] <= COMMON))]
    found = found[found.groupby(found["type"] == "word").cumcount() < CONSIDERED]
    joined: list[_Event] = []
    for burst in found.itertuples():
        inside = rows[(rows["entity"] == burst.entity) & (rows["type"] == burst.type) & rows["period"].between(burst.start, burst.end)]
        own = set(inside["article_id"])
        for event in joined:
            if burst.start <= event.end and event.start <= burst.end and _together(own, event.parts[0], burst.articles_in_period):
                event.start, event.end = min(event.start, burst.start), max(event.end, burst.end)
                event.names.append(burst.entity)
                event.parts.append(own)
                event.weight += burst.weight
                break
        else:
            joined.append(_Event(burst.start, burst.end, [burst.entity], [own], burst.weight))
    several = dated["outlet"].nunique() > 1
    told = set(found.loc[(found["type"] != "word") & ~found["entity"].isin(_platforms()), "entity"])
    opening = coverage.loc[coverage["articles"] > 0, "period"].min()
    kept = [
        event for event in joined
        if (told.intersection(event.names) or event.weight >= WORDS_ALONE)
        and (event.start > opening or len(event.names) > 2)  # what begins with the corpus has no before
        and _deserves(_core(event.parts), dated, minimum, several=several)
    ]  # fmt: skip
    return _told(sorted(kept, key=lambda event: -event.weight), dated, told, period)


def _words(tokens: pd.DataFrame) -> pd.DataFrame:
    """Nouns by article, as if they were names of the type `word`."""
    nouns = tokens[tokens["pos"].isin(WORD_POS) & tokens["is_word"] & ~tokens["is_stop"]]
    rows = nouns[["lemma", "article_id"]].drop_duplicates().astype(object).rename(columns={"lemma": "entity"})
    return rows[rows["entity"].str.len() > 2].assign(type="word")


def _core(parts: list[set[str]]) -> dict[str, int]:
    """The articles that carry an event, with how many of its names each has: a third of them, and two at least."""
    counts: dict[str, int] = {}
    for part in parts:
        for article in part:
            counts[article] = counts.get(article, 0) + 1
    least = max(2, len(parts) // 3) if len(parts) > 1 else 1
    return {article: count for article, count in counts.items() if count >= least}


@cache
def _platforms() -> frozenset[str]:
    """Platforms, whose names stand under articles as buttons."""
    rows = table("organizations")
    return frozenset(rows.loc[rows["kind"] == "platform", "label"])


def _together(one: set[str], other: set[str], total: int) -> bool:
    both = len(one & other)
    chance = len(one) * len(other) / max(total, 1)
    return both >= ALIKE * min(len(one), len(other)) and (both >= LIFT * chance or both >= 2 * ALIKE * max(len(one), len(other)))


def _deserves(core: dict[str, int], dated: pd.DataFrame, minimum: int, *, several: bool) -> bool:
    outlets = dated.loc[dated["article_id"].isin(core), "outlet"].nunique()
    return len(core) >= minimum and (outlets >= 2 or not several)


def _told(joined: list[_Event], dated: pd.DataFrame, told: set[str], period: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    rows: list[tuple] = []
    members: list[pd.DataFrame] = []
    headed: set[str] = set()
    for event in joined:
        core, names = _core(event.parts), event.names
        own = dated[dated["article_id"].isin(core)]
        own = own.assign(names=own["article_id"].map(core), titled=[_in_title(title, names) for title in own["title"]])
        own = own.sort_values(["titled", "names", "published", "article_id"], ascending=[False, False, True, True])
        names = [name for name in names if name in told] + [name for name in names if name not in told]
        first = own.sort_values(["published", "article_id"]).iloc[0]
        best, number = own.iloc[0], len(rows) + 1
        if best["article_id"] in headed:  # told already, by a stronger burst
            continue
        headed.add(best["article_id"])
        called = " | ".join(dict.fromkeys(names[:NAMES]))
        rows.append(
            (
                number,
                event.start,
                event.end,
                called,
                len(own),
                own["outlet"].nunique(),
                first["outlet"],
                best["title"],
                best["article_id"],
                event.weight,
            )
        )
        members.append(own[["article_id", "names"]].assign(event=number))
    columns = ["event", "start", "end", "names", "articles", "outlets", "first_outlet", "headline", "article_id", "weight"]
    carried = pd.concat(members, ignore_index=True) if members else pd.DataFrame({"article_id": [], "names": [], "event": []})
    return pd.DataFrame(rows, columns=columns).assign(granularity=GRANULARITY[period]), carried[["event", "article_id", "names"]].astype(
        {"article_id": "str"}
    )


def _in_title(title: object, names: list[str]) -> int:
    return sum(name in title for name in names) if isinstance(title, str) else 0
