"""`diversity` of the vocabulary, and its growth with the text."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.frequency.counted import counted, group_codes


def diversity(tokens: pd.DataFrame, *, by: str = "lemma", group: pd.Series | None = None, window: int = 100, threshold: float = 0.72) -> pd.DataFrame:
    """Lexical diversity of the whole, or of each group of articles.

    Parameters: `tokens`; `by`: lemma, type, token or segment; `group`: a label per article (index: article_id); `window` of
    MATTR in words; `threshold` of MTLD.
    Returns one row a group: `words`, `types` (distinct values of `by`), `ttr` types / words (falls with length: do not compare
    groups of different size by it), `mattr` the mean ratio over all windows (Covington & McFall 2010; NA for fewer words than
    a window), `mtld` the mean length of stretches that keep the ratio above the threshold, both ways (McCarthy & Jarvis 2010;
    NA where the ratio never falls below 1), `window`, `threshold`. Stretches run through the articles in the table's order.

    >>> from toolkit.words import tokens
    >>> words = tokens(pd.DataFrame({"article_id": ["1"], "text": ["سد نهر سد بئر"]}))
    >>> diversity(words, by="type", window=2)[["words", "types", "ttr", "mattr"]].values.tolist()
    [[4.0, 3.0, 0.75, 1.0]]
    """
    words = counted(tokens, by)
    of_article, labels = group_codes(words, group)
    of_word = of_article[words.article]
    rows = []
    for n in range(len(labels)):
        codes = words.codes[of_word == n]
        types = len(np.unique(codes))
        rows.append((len(codes), types, types / len(codes) if len(codes) else np.nan, _mattr(codes, window), _mtld(codes, threshold)))
    frame = pd.DataFrame(rows, columns=["words", "types", "ttr", "mattr", "mtld"])
    frame["window"], frame["threshold"] = window, threshold
    if group is not None:
        frame.insert(0, str(group.name or "group"), labels)
    return frame


def vocabulary_growth(tokens: pd.DataFrame, *, by: str = "lemma", points: int = 50) -> pd.DataFrame:
    """How many types the first n words hold (Heaps 1978), and how many of them stand there once.

    Parameters: `tokens`; `by`: lemma, type, token or segment; `points`: lengths measured, evenly spaced up to the whole.
    Returns `words` (n), `types`, `hapaxes` (types that occur once in the first n words).

    >>> from toolkit.words import tokens
    >>> words = tokens(pd.DataFrame({"article_id": ["1"], "text": ["سد نهر سد بئر"]}))
    >>> vocabulary_growth(words, by="type", points=2).values.tolist()
    [[2, 2, 2], [4, 3, 2]]
    """
    codes = counted(tokens, by).codes
    total = len(codes)
    at = np.unique(np.linspace(0, total, min(points, total) + 1).astype(np.int64)[1:])
    before = _previous(codes)
    types = np.cumsum(before < 0)
    # A word stops being a hapax at its second occurrence: the one whose predecessor is a first occurrence.
    second = (before >= 0) & (before[before] < 0)
    hapaxes = types - np.cumsum(second)
    return pd.DataFrame({"words": at, "types": types[at - 1], "hapaxes": hapaxes[at - 1]})


def _previous(codes: np.ndarray) -> np.ndarray:
    """The position of each word's previous occurrence, -1 for a first one."""
    order = np.argsort(codes, kind="stable")
    before = np.full(len(codes), -1, dtype=np.int64)
    same = codes[order][1:] == codes[order][:-1]
    before[order[1:][same]] = order[:-1][same]
    return before


def _mattr(codes: np.ndarray, window: int) -> float:
    if window < 1 or len(codes) < window:
        return np.nan
    at = np.arange(len(codes))
    # A word is new in the windows that begin after its previous occurrence and hold it: it adds one to each.
    first = np.maximum(np.maximum(_previous(codes) + 1, at - window + 1), 0)
    last = np.minimum(at, len(codes) - window)
    return float((last - first + 1).clip(0).sum() / window / (len(codes) - window + 1))


def _mtld(codes: np.ndarray, threshold: float) -> float:
    forward, backward = _mtld_one_way(codes, threshold), _mtld_one_way(codes[::-1], threshold)
    return (forward + backward) / 2


def _mtld_one_way(codes: np.ndarray, threshold: float) -> float:
    before, start, factors, reach, total = _previous(codes), 0, 0.0, 512, len(codes)
    while start < total:
        stop = min(start + reach, total)
        ratio = np.cumsum(before[start:stop] < start) / np.arange(1, stop - start + 1)
        below = ratio < threshold
        end = int(below.argmax())
        if below[end]:
            factors, start, reach = factors + 1, start + end + 1, 512
        elif stop < total:
            reach *= 2
        else:
            factors += (1 - ratio[-1]) / (1 - threshold)
            break
    return total / factors if factors else np.nan
