"""`reuse`: passages that articles share word for word, who had them first, and where they stand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.schema import conform
from toolkit.words.spans import spans

SHINGLE = 8  # words in a row that are the same before a passage counts
LEAST = 12  # words of a passage
SPREAD = 30  # articles that share a shingle from which it is a formula («بسم الله …», an outlet's own line), and no evidence of copying


def reuse(articles: pd.DataFrame, *, least: int = LEAST, between: bool = False) -> pd.DataFrame:
    """Passages of at least `least` words (folded, marks passed over) that two articles share, with their place in both.

    Parameters: `articles`; `least`: words of a passage; `between`: only those between different outlets.
    Returns one row a passage and pair, by article and place: `article_id`, `start`, `end` in the later article; `other_id`, `other_start`,
    `other_end` in the earlier one; `words` of the passage, `share` of the later article's words, `hours` between the two (NA: a day is not
    known, and the order is that of the corpus), `text` of the passage. Of three articles with one passage, the later two have a row with the earliest.

    Shingles of 8 words find the passages (Broder 1997), which are then whole runs of equal words.
    """
    texts = articles["text"].fillna("").astype(object).tolist()
    found = spans(texts)
    is_word = np.asarray(found.is_word, dtype=bool)
    same = pd.factorize(np.array(found.folded, dtype=object))[0]
    word, text = same[found.codes[is_word]].astype(np.uint64), np.asarray(found.text)[is_word]
    start, end = np.asarray(found.start)[is_word], np.asarray(found.end)[is_word]
    published = articles["published"].reset_index(drop=True)
    rank = np.empty(len(texts), dtype=np.int64)
    rank[published.sort_values(kind="stable", na_position="last").index.to_numpy()] = np.arange(len(texts))
    later, earlier = _same(word, text, rank)
    rows = _runs(later, earlier, text, least)
    size = np.bincount(text, minlength=len(texts))
    ids = articles["article_id"].astype("str").to_numpy()
    a, b, long = later[rows[0]], earlier[rows[0]], rows[1]
    hours = (published.iloc[text[a]].to_numpy() - published.iloc[text[b]].to_numpy()) / pd.Timedelta(hours=1)
    first, last = start[a], end[a + long - 1]
    frame = pd.DataFrame({
        "article_id": ids[text[a]], "start": first, "end": last, "other_id": ids[text[b]], "other_start": start[b],
        "other_end": end[b + long - 1], "words": long, "share": long / np.maximum(size[text[a]], 1), "hours": pd.array(hours, dtype="Float64"),
        "text": [texts[n][i:j] for n, i, j in zip(text[a].tolist(), first.tolist(), last.tolist(), strict=True)],
    })  # fmt: skip
    if between:
        outlet = articles.set_index("article_id")["outlet"].astype("str")
        frame = frame[frame["article_id"].map(outlet) != frame["other_id"].map(outlet)]
    return conform(frame.sort_values(["article_id", "start", "other_id"], kind="stable", ignore_index=True), "reuse")


def _same(word: np.ndarray, text: np.ndarray, rank: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of places (later, earlier) whose SHINGLE words are the same; the earlier is in the first article that has them."""
    rolled = np.zeros(max(len(word) - SHINGLE + 1, 0), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for k in range(SHINGLE):
            rolled = (rolled ^ (rolled >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15) + word[k : k + len(rolled)]
    inside = np.flatnonzero(text[: len(rolled)] == text[SHINGLE - 1 :][: len(rolled)])
    order = inside[np.lexsort((inside, rank[text[inside]], rolled[inside]))]  # by shingle, then in order of time
    new = np.ones(len(order), dtype=bool)
    new[1:] = rolled[order[1:]] != rolled[order[:-1]]
    group = np.cumsum(new) - 1
    head = order[np.flatnonzero(new)][group]  # the first place of each
    own = np.ones(len(order), dtype=bool)  # the first place of its article in the group
    own[1:] = new[1:] | (text[order[1:]] != text[order[:-1]])
    spread = np.bincount(group, weights=own)[group] if len(group) else group
    use = own & ~new & (spread <= SPREAD) & (text[order] != text[head])
    return order[use], head[use]


def _runs(later: np.ndarray, earlier: np.ndarray, text: np.ndarray, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Which pair begins each run of pairs that go on word by word, and how many words the run has: those of `least` or more."""
    order = np.lexsort((later, later - earlier, text[earlier], text[later]))
    a, b = later[order], earlier[order]
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (a[1:] != a[:-1] + 1) | (b[1:] != b[:-1] + 1) | (text[a[1:]] != text[a[:-1]])
    first = np.flatnonzero(begins)
    words = np.diff(np.append(first, len(order))) + SHINGLE - 1
    hold = words >= least
    return order[first[hold]], words[hold]
