"""The words that a measure counts: integer codes taken from the tokens table, in text order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.arabic import fold

UNITS = ("lemma", "type", "token", "segment")


@dataclass(frozen=True)
class Counted:
    """Parallel arrays, one entry a counted word; `words` and `articles` name their codes.

    `sentence` numbers sentences through the corpus; `follows` is true where a word stands directly after the one before
    it: same sentence, no mark between; `stop` marks the codes that are function words in most of their uses.
    """

    words: pd.Index
    codes: np.ndarray
    articles: pd.Index
    article: np.ndarray
    sentence: np.ndarray
    follows: np.ndarray
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
    of_sentence = tokens["sentence_id"].to_numpy()
    starts = np.ones(len(codes), dtype=bool)
    starts[1:] = (article[1:] != article[:-1]) | (of_sentence[1:] != of_sentence[:-1])
    sentence = np.cumsum(starts, dtype=np.int32)[keep]
    follows = np.zeros(len(keep), dtype=bool)
    follows[1:] = (keep[1:] - keep[:-1] == 1) & (sentence[1:] == sentence[:-1])
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
        follows = np.where(within > 0, True, np.repeat(follows, width))
        keep, sentence = np.repeat(keep, width), np.repeat(sentence, width)
        codes = own[np.repeat(first[codes], width) + within]
    # By majority: a word that stands once in a share bar is no function word.
    stop = 2 * np.bincount(codes[stops], minlength=len(words)) > np.bincount(codes, minlength=len(words))
    return Counted(words, codes, articles.cat.categories, article[keep], sentence, follows, stop)


def same_word(words: pd.Index, value: str) -> np.ndarray:
    """For each of the words, whether `value` means it: as written, or, where nothing is written so, folded (اكد → أكد)."""
    exact = np.asarray(words == value, dtype=bool)
    if exact.any():
        return exact
    folded = fold(value)
    return np.fromiter((fold(str(word)) == folded for word in words), dtype=bool, count=len(words))


def group_codes(words: Counted, group: pd.Series | None) -> tuple[np.ndarray, pd.Index]:
    """The group of each article (by its code, -1 where unknown) and the groups' names; one group, `all`, for None.

    `group` is a Series with the article_id as index, such as `articles.set_index("article_id")["outlet"]`.
    """
    if group is None:
        return np.zeros(len(words.articles), dtype=np.int64), pd.Index(["all"])
    if group.index.has_duplicates:
        raise ValueError("group needs one label per article: its index names an article twice")
    return pd.factorize(group.reindex(words.articles), sort=True)


def article_pairs(words: Counted) -> tuple[np.ndarray, np.ndarray]:
    """Each (word code, article code) that occurs, once."""
    if not len(words.codes):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    size = np.int64(len(words.words))
    key = np.sort(words.article * size + words.codes)
    key = key[np.concatenate([[True], key[1:] != key[:-1]])]
    return key % size, key // size


def runs(key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct values of an integer array, sorted, and how often each occurs (faster than numpy.unique)."""
    if not len(key):
        return key, np.zeros(0, dtype=np.int64)
    key = np.sort(key)
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    return key[first], np.diff(np.concatenate([first, [len(key)]]))
