"""`bursts`: when attention to an entity jumps above its own base rate."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.periods import period_start

GRANULARITY = {"H": "day", "D": "day", "W": "day", "M": "month", "Q": "month", "Y": "year"}  # what a period of each length is called by


OUTSIDE = 0.2  # articles that an outlet has outside of a burst, for each in it


def bursts(timeline: pd.DataFrame, coverage: pd.DataFrame, *, scale: float = 2.0, gamma: float = 1.0) -> pd.DataFrame:
    """Runs of periods in which an entity is mentioned by far more of the articles than usual.

    Kleinberg's (2003, «Bursty and hierarchical structure in streams», section 4) two states on batches: in period t, r of
    d articles mention the entity; the base state has p₀ = Σr/Σd, the burst state p₁ = scale × p₀; being in state i costs
    −ln C(d,r) − r ln pᵢ − (d−r) ln(1−pᵢ), entering the burst γ ln n for n periods; the cheapest path is taken.
    Parameters: `timeline` as `timeline()` gives it; `coverage`: `articles_per_period` of the same articles and period;
    `scale` above 1; `gamma` (higher: fewer bursts). Periods without coverage are none.
    Returns one row a burst, strongest first: `entity`, `type`, `start` and `end` (first and last period), `periods`,
    `articles` (that mention it, in the burst), `articles_in_period` (all of the burst), `share`, `base_share`, `weight`
    (the cost saved: −Δ log likelihood).
    Raises ValueError for a scale of 1 or less.

    >>> days = pd.date_range("2015-08-01", periods=8, tz="UTC")
    >>> coverage = pd.DataFrame({"period": days, "articles": 10})
    >>> rows = pd.DataFrame({"entity": "السد", "type": "LOC", "period": days, "articles": [1, 0, 1, 9, 8, 1, 0, 1]})
    >>> bursts(rows, coverage)[["periods", "articles"]].values.tolist()
    [[2, 17]]
    """
    if scale <= 1:
        raise ValueError(f"scale={scale}: a burst has a higher rate than the base (more than 1)")
    covered = coverage[coverage["articles"] > 0].reset_index(drop=True)
    sizes, place = covered["articles"].to_numpy(dtype=float), pd.Index(covered["period"])
    found = []
    for (entity, type_), rows in timeline[timeline["articles"].fillna(0) > 0].groupby(["entity", "type"], observed=True, sort=True):
        at = place.get_indexer(rows["period"])
        first, last = int(at.min()), int(at.max())  # outside of them the base state is the cheaper
        said, size = np.zeros(last - first + 1), sizes[first : last + 1]
        said[at - first] = rows["articles"].to_numpy(dtype=float)
        base = said.sum() / sizes.sum()
        high = min(base * scale, 0.9999)
        if high <= base:  # mentioned by all articles: there is no more to jump to
            continue
        gain = said * np.log(high / base) + (size - said) * np.log((1 - high) / (1 - base))
        inside = _path(gain, gamma * np.log(len(sizes)))
        edges = np.flatnonzero(np.diff(np.concatenate(([0], inside, [0]))))
        for a, b in zip(edges[::2], edges[1::2], strict=True):
            span = covered["period"].iloc[[first + a, first + b - 1]].tolist()
            counts = int(said[a:b].sum()), int(size[a:b].sum())
            found.append((entity, type_, *span, int(b - a), *counts, counts[0] / counts[1], base, float(gain[a:b].sum())))
    columns = ["entity", "type", "start", "end", "periods", "articles", "articles_in_period", "share", "base_share", "weight"]
    return pd.DataFrame(found, columns=columns).sort_values(["weight", "entity"], ascending=[False, True], ignore_index=True)


def comparable(found: pd.DataFrame, articles: pd.DataFrame, *, period: str = "W") -> pd.DataFrame:
    """The bursts in which attention moved, and not the corpus: most of their articles are of outlets that also published outside of them.

    Where one outlet ends and another begins, all that the second writes of is new; that is no burst.
    Parameters: `found` by `bursts`; `articles` with `outlet` and `published`; `period` of the timeline.
    """
    dated = articles[articles["published"].notna()]
    when = period_start(dated["published"], period)
    outlet = dated["outlet"].astype("str").fillna("")
    total = outlet.value_counts()
    kept = []
    for row in found.itertuples():
        inside = outlet[((when >= row.start) & (when <= row.end)).to_numpy()].value_counts()
        outside = total.reindex(inside.index) - inside
        kept.append(bool(inside[outside >= OUTSIDE * inside].sum() * 2 >= inside.sum()))
    return found[np.array(kept, dtype=bool)].reset_index(drop=True)


def headlines(found: pd.DataFrame, mentions: pd.DataFrame, articles: pd.DataFrame, *, period: str = "W") -> pd.DataFrame:
    """Each burst with the title of the article in it that mentions the entity most, of those whose titles name it if there are any.

    Parameters: `found` by `bursts`; `mentions`; `articles` with `title` and `published`; `period` of the timeline.
    Returns `found` with `article_id` and `headline` (NA where no article has a title), and `granularity` of the periods (day, month, year).
    """
    dated = articles.loc[articles["published"].notna(), ["article_id", "title", "published"]]
    dated = dated.assign(period=period_start(dated["published"], period)).astype({"article_id": "str"})
    counts = mentions.groupby(["entity", "type", "article_id"], observed=True).size().rename("count").reset_index().merge(dated, on="article_id")
    rows = found.reset_index().merge(counts, on=["entity", "type"])
    rows = rows[(rows["period"] >= rows["start"]) & (rows["period"] <= rows["end"])]
    told = [
        isinstance(title, str) + (isinstance(title, str) and entity in title) for title, entity in zip(rows["title"], rows["entity"], strict=True)
    ]
    titled = rows.assign(told=told).sort_values(["told", "count", "published"], ascending=[False, False, True], kind="stable")
    best = titled.drop_duplicates("index").set_index("index")
    chosen = {"article_id": best["article_id"].reindex(found.index), "headline": best["title"].reindex(found.index)}
    return found.assign(**chosen, granularity=GRANULARITY[period])


def _path(gain: np.ndarray, entry: float) -> np.ndarray:
    """1 where the best path is in the burst: it pays `entry` on the way up and earns `gain` while it stays."""
    low, high = 0.0, -np.inf
    from_high, from_low = [], []
    for value in gain.tolist():
        from_high.append(high > low)  # best state before, if this period is low
        from_low.append(low - entry >= high)  # whether this period, if high, has just been entered
        low, high = max(low, high), max(high, low - entry) + value
    state, path = int(high > low), []
    for was_high, entered in zip(reversed(from_high), reversed(from_low), strict=True):
        path.append(state)
        state = int(was_high) if state == 0 else int(not entered)
    return np.array(path[::-1], dtype=np.int8)
