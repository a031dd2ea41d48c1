"""Which articles are about the same thing: tf-idf of lemmas and names, and the pairs that are near in words and in time."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.frequency.counted import counted

LEAD = 60  # words at the start of an article that count twice: news says first what it is about
NAME = 2  # a name counts as so many uses of a word
COMMON = 0.1  # words and names in a larger share of the articles tell no story
KEPT = 80  # weightiest words and names of an article
AT_A_TIME = 1_000  # articles compared with the others together
DAY = 86_400.0


def vectors(articles: pd.DataFrame, tokens: pd.DataFrame, mentions: pd.DataFrame) -> sparse.csr_array:
    """A row of unit length an article: (1 + ln tf) · ln(N / df) of its lemmas (no function words) and its entities (Salton & Buckley 1988)."""
    words = counted(tokens, "lemma")
    place = pd.Index(articles["article_id"].astype("str"))
    content = ~words.stop[words.codes]
    weight = 1.0 + (tokens["position"].to_numpy()[words.row] < LEAD)
    row = place.get_indexer(words.articles.astype("str"))[words.article]
    names = pd.factorize(mentions["type"].astype("str") + ":" + mentions["entity"].astype("str"))[0]
    named_in = place.get_indexer(mentions["article_id"].astype("str"))
    known = content & (row >= 0)
    value = np.concatenate([weight[known], np.full((named_in >= 0).sum(), float(NAME))])
    at = (np.concatenate([row[known], named_in[named_in >= 0]]), np.concatenate([words.codes[known], len(words.words) + names[named_in >= 0]]))
    matrix = sparse.csr_array((value, at), shape=(len(place), len(words.words) + (names.max(initial=-1) + 1)))
    matrix.data = 1 + np.log(matrix.data)
    spread = np.bincount(matrix.indices, minlength=matrix.shape[1])
    told = (spread > 1) & (spread <= max(COMMON * len(place), 3))
    matrix = (matrix @ sparse.diags_array(np.where(told, np.log(max(len(place), 1) / np.maximum(spread, 1)), 0.0))).tocsr()
    matrix = _weightiest(matrix, KEPT)
    length = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    return (sparse.diags_array(1 / np.where(length > 0, length, 1)) @ matrix).tocsr()


def _weightiest(matrix: sparse.csr_array, most: int) -> sparse.csr_array:
    """The matrix with the largest `most` values of each row, ties by column."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((matrix.indices, -matrix.data, row))
    rank = np.arange(len(row)) - matrix.indptr[row]
    keep = order[(rank < most) & (matrix.data[order] > 0)]
    return sparse.csr_array((matrix.data[keep], (row[keep], matrix.indices[keep])), shape=matrix.shape)


def near_pairs(found: sparse.csr_array, published: pd.Series, *, days: float, alike: float, undated: float) -> sparse.csr_array:
    """Cosine of each pair of articles that are alike enough and no more than `days` apart; where a day is not known, `undated` alike."""
    seconds = published.dt.as_unit("s").astype("int64").to_numpy(dtype=float)
    seconds[published.isna().to_numpy()] = np.nan
    parts = []
    for first in range(0, found.shape[0], AT_A_TIME):
        likeness = (found[first : first + AT_A_TIME] @ found.T).tocoo()
        a, b = likeness.row + first, likeness.col
        some = (likeness.data >= min(alike, undated)) & (a < b)
        a, b, value = a[some], b[some], likeness.data[some]
        apart = np.abs(seconds[a] - seconds[b]) / DAY
        hold = np.where(np.isnan(apart), value >= undated, (apart <= days) & (value >= alike))
        parts.append((a[hold], b[hold], value[hold]))
    a, b, value = (np.concatenate(column) for column in zip(*parts, strict=True)) if parts else (np.zeros(0, int),) * 3
    return sparse.csr_array((value, (a, b)), shape=(found.shape[0],) * 2)
