"""The words that a measure counts: integer codes taken from the tokens table, in text order."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.arabic import fold, fold_each

T = TypeVar("T")
UNITS = ("lemma", "type", "token", "segment")


@dataclass(frozen=True)
class Counted:
    """Parallel arrays, one entry a counted word; `words` and `articles` name their codes.

    `row` is the row of the tokens table that each word comes from; `count` says how often each code is used,
    `content` how often not as a function word.
    """

    words: pd.Index
    codes: np.ndarray
    articles: pd.Index
    article: np.ndarray
    row: np.ndarray
    count: np.ndarray
    content: np.ndarray

    @property
    def stop(self) -> np.ndarray:
        """Which codes are function words in most of their uses: a word that stands once in a share bar is none."""
        return 2 * self.content < self.count


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
    codes, words = values.cat.codes.to_numpy().astype(np.int32), values.cat.categories  # pandas takes int16 for few words
    article = articles.cat.codes.to_numpy()
    keep = np.flatnonzero(tokens["is_word"].to_numpy(dtype=bool) & (codes >= 0)).astype(np.int32)  # half the memory
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
    content, function = np.bincount(codes * 2 + stops, minlength=2 * len(words)).reshape(-1, 2).T
    return Counted(words, codes, articles.cat.categories, article[keep], keep, content + function, content)


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
    """For each of the words, whether `value` means it: as written; or, where nothing is written so, folded (اكد → أكد); or, of lemmas, in
    any of its forms (المسجد، والمساجد → مسجد)."""
    exact = np.asarray(words == value, dtype=bool)
    if exact.any():
        return exact
    folded = fold(value)
    if by == "type":  # folded already
        return np.asarray(words == folded, dtype=bool)
    written = np.array([word == folded for word in fold_each(words.astype(str).tolist())], dtype=bool)
    if by != "lemma" or written.any():
        return written
    return np.asarray(words == lemma_of(value), dtype=bool)


@lru_cache(maxsize=1_000)
def lemma_of(word: str) -> str:
    """The lemma of a word as our analyzer reads it alone.

    >>> lemma_of("والمسجد"), lemma_of("المساجد")
    ('مسجد', 'مسجد')
    """
    from toolkit.words import tokens

    rows = tokens(pd.DataFrame({"article_id": ["1"], "text": [word]}))
    found = rows.loc[rows["is_word"], "lemma"]
    return str(found.iloc[0]) if len(found) else word


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
    """(word code, article code, uses) of each word in each article that has it."""
    parts = _in_articles(words, _pairs)
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))  # type: ignore[return-value]


def article_range(words: Counted) -> np.ndarray:
    """How many articles use each word code."""
    return np.vstack(_in_articles(words, lambda _, spread, __, ___: spread)).sum(axis=0)


def _pairs(first: int, spread: np.ndarray, article: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.repeat(np.arange(len(spread), dtype=np.int32), spread), article[at] + first, np.diff(at, append=len(article))


def _in_articles(words: Counted, look: Callable[[int, np.ndarray, np.ndarray, np.ndarray], T]) -> list[T]:
    """What `look` says of each block of articles, given the block's first article, the number of its articles that use each
    word, the article (in the block) of each use, sorted by word, and where among the uses another article or word begins."""
    article, codes = words.article, words.codes
    if (article[1:] < article[:-1]).any():  # tokens() gives them in order
        order = np.argsort(article, kind="stable")
        article, codes = article[order], codes[order]
    begin = np.searchsorted(article, np.arange(len(words.articles) + 1, dtype=article.dtype)).astype(np.int32)

    def block(a: int, b: int) -> T:
        """The rows of a sparse matrix, turned into its columns: a counting sort."""
        own = codes[begin[a] : begin[b]]
        rows = sparse.csr_array((np.ones(len(own), dtype=np.int8), own, begin[a : b + 1] - begin[a]), shape=(b - a, len(words.words)))
        columns = rows.tocsc()
        new = np.ones(len(own), dtype=bool)
        np.not_equal(columns.indices[1:], columns.indices[:-1], out=new[1:])
        new[columns.indptr[:-1][np.diff(columns.indptr) > 0]] = True
        before = np.concatenate((np.zeros(1, np.int32), np.cumsum(new, dtype=np.int32)))
        return look(a, np.diff(before[columns.indptr]), columns.indices, np.flatnonzero(new))

    workers = min(os.cpu_count() or 1, 4)
    cuts = [len(words.articles) * n // workers for n in range(workers + 1)]
    with ThreadPoolExecutor(workers) as pool:  # scipy counts without holding the interpreter
        return list(pool.map(block, cuts[:-1], cuts[1:]))


def runs(key: np.ndarray, minimum: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """The values that occur `minimum` times or more in an integer array, which it sorts in place, and how often each does
    (faster than numpy.unique)."""
    if not len(key):
        return key, np.zeros(0, dtype=np.int64)
    key.sort()
    new = np.ones(len(key), dtype=bool)
    np.not_equal(key[1:], key[:-1], out=new[1:])
    first = np.flatnonzero(new)
    count = np.diff(first, append=len(key))
    if minimum > 1:
        often = count >= minimum
        first, count = first[often], count[often]
    return key[first], count
