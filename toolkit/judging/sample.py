"""Samples to judge: rows of a table, in strata, with what stands around them; whole articles, for what was missed."""

from __future__ import annotations

import numpy as np
import pandas as pd

CONTEXT = 160  # characters on either side
STRATA = ("rule", "outlet", "kind", "confidence")
JUDGED = {"attributions": ("cue_right", "speaker_right", "content_right"), "mentions": ("right",)}  # columns to fill: 1, 0; empty: not judged
ARTICLES = ("missed",)  # of an article: how many relations were not found
_BOUNDS = [0, 0.5, 0.7, 0.85, 0.95, 1.0]
_STEPS = ["0–0.5", "0.5–0.7", "0.7–0.85", "0.85–0.95", "0.95–1"]


def row_sample(rows: pd.DataFrame, articles: pd.DataFrame, n: int = 200, *, by: str = "confidence", seed: int = 1) -> pd.DataFrame:
    """A stratified sample of rows, the same for the same corpus and seed.

    Parameters: `rows`: attributions, or mentions; their `articles`; `by`: rule, outlet, kind (of source, or type of name) or confidence (five steps); each stratum gives rows by its share, but
    two at least where it has them (proportional allocation; Cochran 1977, ch. 5).
    Returns one row each: `stratum`, `stratum_rows` (how many the corpus has), `article_id`, `outlet`, `start`, `end`, `left`, `cue` (or
    `name`), `right_context`, `source`, `speaker`, `content`, `kind`, `confidence`, and the empty columns to fill (JUDGED), `coder`, `note`.
    Raises ValueError for another `by`, or no rows.
    """
    if by not in STRATA:
        raise ValueError(f"a sample is taken by {', '.join(STRATA)}, not by {by!r}")
    if rows.empty:
        raise ValueError("there are no rows to sample")
    table, rows = "attributions" if "cue" in rows else "mentions", rows.reset_index(drop=True)
    stratum = _strata(rows, articles, by, n)
    sizes = stratum.value_counts().sort_index()
    wanted = _allocated(sizes, min(n, len(rows)))
    chance = np.random.default_rng(seed)
    chosen = np.concatenate([chance.choice(np.flatnonzero(stratum == name), wanted[name], replace=False) for name in sizes.index])
    chosen.sort()
    picked = rows.iloc[chosen]
    out = _shown(picked, articles, table)
    out.insert(0, "stratum_rows", sizes[stratum.iloc[chosen]].to_numpy())
    out.insert(0, "stratum", stratum.iloc[chosen].to_numpy())
    return out.assign(**dict.fromkeys((*JUDGED[table], "coder", "note"), pd.NA)).reset_index(drop=True)


def _strata(rows: pd.DataFrame, articles: pd.DataFrame, by: str, n: int) -> pd.Series:
    if by == "confidence":
        return pd.cut(rows["confidence"], _BOUNDS, include_lowest=True, labels=_STEPS).astype("str")
    if by == "outlet":
        outlet = articles.set_index("article_id")["outlet"].astype(object)
        return rows["article_id"].astype(object).map(outlet).fillna("unknown").astype("str")
    name = by if by == "rule" else ("source_kind" if "source_kind" in rows else "type")
    values = rows[name].astype(object).fillna("unknown").astype("str")
    often = values.map(values.value_counts()) * n >= 2 * len(rows)  # it gives two rows by its share; what is rarer is one stratum
    return values.where(often, "other")


def _allocated(sizes: pd.Series, n: int) -> pd.Series:
    """How many rows each stratum gives: its share of n, rounded by largest remainder, two at least if n allows."""
    least = np.minimum(sizes, min(2, n // len(sizes)))
    exact = sizes / sizes.sum() * n
    wanted = np.maximum(np.floor(exact).astype(int), least)
    for name in (exact - np.floor(exact)).sort_values(ascending=False, kind="stable").index:
        if wanted.sum() >= n:
            break
        wanted[name] += wanted[name] < sizes[name]
    while wanted.sum() > n and (wanted > least).any():
        wanted[(wanted - exact).where(wanted > least).idxmax()] -= 1
    return wanted


def _shown(rows: pd.DataFrame, articles: pd.DataFrame, table: str) -> pd.DataFrame:
    known = articles.set_index("article_id")
    texts, outlets = known["text"], known["outlet"].astype(object)
    place = ("cue_start", "cue_end") if table == "attributions" else ("start", "end")
    start, end = (rows[name].to_numpy() for name in place)
    ids = rows["article_id"].astype("str").to_numpy()
    around = [(str(texts[a])[max(s - CONTEXT, 0) : s], str(texts[a])[e : e + CONTEXT]) for a, s, e in zip(ids, start, end, strict=True)]
    common = pd.DataFrame({"article_id": ids, "outlet": [outlets[a] for a in ids], "start": start, "end": end, "left": [left for left, _ in around]})
    if table == "attributions":
        own = {"cue": "cue", "source": "source", "speaker": "resolved", "content": "content", "kind": "source_kind"}
    else:
        own = {"name": "text", "entity": "entity", "kind": "type"}
    shown = {name: rows[column].astype(object).to_numpy() for name, column in own.items()}
    return common.assign(**shown, right_context=[right for _, right in around], confidence=rows["confidence"].to_numpy())


def article_sample(attributions: pd.DataFrame, articles: pd.DataFrame, n: int = 20, *, seed: int = 1) -> pd.DataFrame:
    """Whole articles, to be read for what was missed: recall.

    Returns `article_id`, `outlet`, `title`, `text`, `found` (relations there), `quoted` (these, one a line), and `missed`, to be filled: how many
    others stand in the article.
    """
    chance = np.random.default_rng(seed)
    chosen = articles.iloc[np.sort(chance.choice(len(articles), min(n, len(articles)), replace=False))]
    rows = attributions
    lines = rows.assign(
        line=rows["resolved"].astype(object).fillna("–") + " ← " + rows["cue"].astype(object) + ": " + rows["content"].astype(object).fillna("")
    )
    told = lines.groupby("article_id", observed=True)["line"].agg(["size", "\n".join])
    ids = chosen["article_id"].astype("str")
    return pd.DataFrame({
        "article_id": ids, "outlet": chosen["outlet"].astype(object), "title": chosen["title"], "text": chosen["text"],
        "found": ids.map(told["size"]).fillna(0).astype("int64"), "quoted": ids.map(told["join"]), "missed": pd.NA, "coder": pd.NA, "note": pd.NA,
    }).reset_index(drop=True)  # fmt: skip
