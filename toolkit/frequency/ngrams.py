"""`ngrams`: sequences of words that stand next to each other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.frequency.counted import counted, neighbours, runs


def ngrams(tokens: pd.DataFrame, n: int = 2, *, by: str = "lemma", minimum: int = 2, stop_words: bool = False) -> pd.DataFrame:
    """Counts of sequences of `n` words within a sentence, with no mark between them.

    Parameters: `tokens`; `n` ≥ 1; `by`: lemma, type, token or segment; `minimum`: rarer sequences are left out; without
    `stop_words`, sequences that begin or end with a function word are left out of the list (they count in the total).
    Returns one row a sequence, most frequent first: `ngram` (words joined by a space), `count`, `per_million` (of all
    sequences), `total` (all sequences of that length). Raises ValueError for n < 1 or an unknown `by`.

    >>> from toolkit.words import tokens
    >>> words = tokens(pd.DataFrame({"article_id": ["1"], "text": ["سد كبير، سد كبير قديم"]}))
    >>> ngrams(words, by="type")[["ngram", "count", "total"]].values.tolist()
    [['سد كبير', 2, 3]]
    """
    if n < 1:
        raise ValueError(f"n={n}: a sequence has at least one word")
    words = counted(tokens, by)
    _, follows = neighbours(tokens, words)
    size = np.int64(max(len(words.words), 1))
    whole = np.ones(max(len(words.codes) - n + 1, 0), dtype=bool)
    for step in range(1, n):
        whole &= follows[step : step + len(whole)]
    at = np.flatnonzero(whole)
    key, labels, span = words.codes[at].astype(np.int64), [], int(size)
    for step in range(1, n):
        if span > 2**62 // int(size):  # the next digit would overflow: number the sequences seen so far instead
            seen, key = np.unique(key, return_inverse=True)
            labels.append((seen, step))
            span = len(seen)
        key = key * size + words.codes[at + step]
        span *= int(size)
    distinct, count = runs(key, minimum)
    columns = _unpacked(distinct, n, size, labels)
    if not stop_words and len(distinct):
        content = ~words.stop[columns[0]] & ~words.stop[columns[-1]]
        count, columns = count[content], [column[content] for column in columns]
    names = words.words.to_numpy(dtype=object)
    text = pd.Series([" ".join(row) for row in zip(*(names[column] for column in columns), strict=True)], dtype="str")
    frame = pd.DataFrame({"ngram": text, "count": count, "per_million": count * 1e6 / max(len(at), 1), "total": len(at)})
    return frame.sort_values(["count", "ngram"], ascending=[False, True], ignore_index=True)


def _unpacked(key: np.ndarray, n: int, size: np.int64, labels: list[tuple[np.ndarray, int]]) -> list[np.ndarray]:
    """The word codes of each packed sequence, first word first."""
    columns: list[np.ndarray] = []
    step = n
    for seen, upto in reversed(labels):
        while step > upto:
            columns.append(key % size)
            key = key // size
            step -= 1
        key = seen[key]
    while step > 1:
        columns.append(key % size)
        key = key // size
        step -= 1
    columns.append(key)
    return columns[::-1]
