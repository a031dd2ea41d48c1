"""The words that a measure counts: integer codes taken from the tokens table, in text order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.arabic import fold, fold_each

UNITS = ("lemma", "type", "token", "segment")


@dataclass(frozen=True)
class Counted:
    """Parallel arrays, one entry a counted word; `words` and `articles` name their codes.

    `row` is the row of the tokens table that each word comes from; `stop` marks the codes that are function words in
    most of their uses.
    """

    words: pd.Index
    codes: np.ndarray
    articles: pd.Index
    article: np.ndarray
    row: np.ndarray
    stop: np.ndarray


def counted(tokens: pd.DataFrame, by: str = "lemma") -> Counted:
    """The words of `tokens` as codes of `by`: lemma, type, token, or segment (each clitic and host by itself).

    Marks, and words without a value under `by`, are left out. Raises ValueError for another `by`.
    """
    if by not in UNITS:
        raise ValueError(f"by={by!r} is none of {', '.join(UNITS)}")
    values = tokens["segments" if by == "segment" else by]
    values = values if isinstance(values.dtype, pd.CategoricalDtype) else values.astype("category")
    articles = tokens["article_id"]
    articles = articles if isinstance(articles.dtype, pd.CategoricalDtype) else articles.astype("category")
    codes, words = values.cat.codes.to_numpy(), values.cat.categories
    article = articles.cat.codes.to_numpy()
    keep = np.flatnonzero(tokens["is_word"].to_numpy(dtype=bool) & (codes >= 0))
    codes, stops = codes[keep], tokens["is_stop"].to_numpy(dtype=bool)[keep]
    if by == "segment":
        parts = [str(word).split("+") for word in words]
        sizes = np.array([len(p) for p in parts], dtype=np.int64)
        own, words = pd.factorize(np.array([p for word in parts for p in word], dtype=object))
        words = pd.Index(words, dtype="str")
        first = np.concatenate([[0], np.cumsum(sizes)])
        width = sizes[codes]
        within = np.arange(width.sum()) - np.repeat(np.cumsum(width) - width, width)
        # A host counts as function word where its token does; a clitic always.
        longest = np.array([max(range(len(p)), key=lambda k, p=p: len(p[k])) for p in parts], dtype=np.int64)  # type: ignore[misc]
        stops = np.repeat(stops, width) | (within != np.repeat(longest[codes], width))
        keep = np.repeat(keep, width)
        codes = own[np.repeat(first[codes], width) + within]
    # By majority: a word that stands once in a share bar is no function word.
    stop = 2 * np.bincount(codes[stops], minlength=len(words)) > np.bincount(codes, minlength=len(words))
    return Counted(words, codes, articles.cat.categories, article[keep], keep, stop)


def neighbours(tokens: pd.DataFrame, words: Counted) -> tuple[np.ndarray, np.ndarray]:
    """Each word's sentence (numbered through the corpus), and whether it stands directly after the word before it: same
    sentence, no mark between."""
    article, within = tokens["article_id"], tokens["sentence_id"].to_numpy()
    codes = article.cat.codes.to_numpy() if isinstance(article.dtype, pd.CategoricalDtype) else pd.factorize(article)[0]
    starts = np.ones(len(within), dtype=bool)
    starts[1:] = (codes[1:] != codes[:-1]) | (within[1:] != within[:-1])
    sentence = np.cumsum(starts, dtype=np.int32)[words.row]
    follows = np.zeros(len(words.row), dtype=bool)
    follows[1:] = (words.row[1:] - words.row[:-1] <= 1) & (sentence[1:] == sentence[:-1])
    return sentence, follows


def same_word(words: pd.Index, value: str, by: str) -> np.ndarray:
    """For each of the words, whether `value` means it: as written, or, where nothing is written so, folded (اكد → أكد)."""
    exact = np.asarray(words == value, dtype=bool)
    if exact.any():
        return exact
    folded = fold(value)
    if by == "type":  # folded already
        return np.asarray(words == folded, dtype=bool)
    return np.array([word == folded for word in fold_each(words.astype(str).tolist())], dtype=bool)


def group_codes(words: Counted, group: pd.Series | None) -> tuple[np.ndarray, pd.Index]:
    """The group of each article (by its code, -1 where unknown) and the groups' names; one group, `all`, for None.

    `group` is a Series with the article_id as index, such as `articles.set_index("article_id")["outlet"]`.
    """
    if group is None:
        return np.zeros(len(words.articles), dtype=np.int64), pd.Index(["all"])
    if group.index.has_duplicates:
        raise ValueError("group needs one label per article: its index names an article twice")
    return pd.factorize(group.reindex(words.articles), sort=True)


def article_pairs(words: Counted) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(word code, article code, uses) of each word in each article that has it, by word."""
    size, shape = len(words.codes), (len(words.articles), len(words.words))
    if not size:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    article, codes = words.article, words.codes
    if (article[1:] < article[:-1]).any():  # tokens() gives them in order: the rows of a sparse matrix already
        order = np.argsort(article, kind="stable")
        article, codes = article[order], codes[order]
    begin = np.searchsorted(article, np.arange(shape[0] + 1, dtype=article.dtype))
    matrix = sparse.csr_array((np.ones(size, dtype=np.int8), codes, begin), shape=shape)
    by_word = matrix.tocsc()  # a counting sort: half the time of sorting pairs
    first = np.ones(size, dtype=bool)
    first[1:] = by_word.indices[1:] != by_word.indices[:-1]
    first[by_word.indptr[:-1][np.diff(by_word.indptr) > 0]] = True
    at = np.flatnonzero(first)
    spread = np.diff(np.searchsorted(at, by_word.indptr))
    return np.repeat(np.arange(shape[1], dtype=np.int32), spread), by_word.indices[at], np.diff(at, append=size)


def runs(key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct values of an integer array, sorted, and how often each occurs (faster than numpy.unique)."""
    if not len(key):
        return key, np.zeros(0, dtype=np.int64)
    key = np.sort(key)
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return key[first], np.diff(np.concatenate([first, [len(key)]]))
