"""`collocates` of a word, and the `collocations` of a corpus."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.frequency.association import association
from toolkit.frequency.counted import Counted, counted, neighbours, runs, same_word


def collocates(
    tokens: pd.DataFrame, node: str, *, by: str = "lemma", window: int | None = 5, minimum: int = 3, stop_words: bool = False
) -> pd.DataFrame:
    """The company that `node` keeps.

    Parameters: `tokens`; `node`: a value of `by` (lemma, type, token or segment), with or without hamzas and vowel marks; `window`: words to
    either side, within the sentence, or None for the whole sentence; `minimum` meetings; `stop_words` as in `frequencies`.
    Returns one row a collocate, by `log_dice`: `count` (occurrences of the collocate near the node; one that stands near two
    nodes counts once), `left` and `right` (of these before and after the nearest node; NA for whole sentences), `node_count`,
    `collocate_count`, `window_words` (all words near a node), `total`, and the measures of `association` on
    (count, window_words, collocate_count, total); `log_dice` on (count, node_count, collocate_count).
    A node that does not occur gives an empty table. Raises ValueError for an unknown `by`.

    >>> from toolkit.words import tokens
    >>> words = tokens(pd.DataFrame({"article_id": ["1"], "text": ["سد مائي قديم. سد مائي جديد. نهر قديم."]}))
    >>> collocates(words, "سد", by="type", minimum=2)[["collocate", "count", "node_count"]].values.tolist()
    [['مائي', 2, 2]]
    """
    words = counted(tokens, by)
    sentence, _ = neighbours(tokens, words)
    is_node = same_word(words.words, node, by)
    at = np.flatnonzero(is_node[words.codes])
    if window is None:
        near = np.flatnonzero(np.isin(sentence, sentence[at]))
        before = np.zeros(0, dtype=np.int64)
    else:
        near, before = _around(sentence, at, window)
        before = before[~is_node[words.codes[before]]]
    mine = ~is_node[words.codes[near]]
    count = np.bincount(words.codes[near][mine], minlength=len(words.words))
    left = np.bincount(words.codes[before], minlength=len(words.words))
    overall = np.bincount(words.codes, minlength=len(words.words))
    use = np.flatnonzero((count >= max(minimum, 1)) & (stop_words | ~words.stop))
    frame = pd.DataFrame({"collocate": words.words[use] if len(use) else pd.Index([], dtype="str"), "count": count[use]})
    frame["left"] = pd.array(left[use], dtype="Int64") if window is not None else pd.array([pd.NA] * len(use), dtype="Int64")
    frame["right"] = frame["count"] - frame["left"]
    frame["node_count"], frame["collocate_count"], frame["window_words"], frame["total"] = len(at), overall[use], int(mine.sum()), len(words.codes)
    measures = association(frame["count"].to_numpy(), frame["window_words"].to_numpy(), overall[use], len(words.codes))
    # Rychlý's measure is on the two words' own frequencies, whatever the window.
    measures["log_dice"] = 14 + np.log2(2 * frame["count"].to_numpy() / (frame["node_count"].to_numpy() + overall[use]))
    frame = pd.concat([frame, measures], axis=1)
    return frame.sort_values(["log_dice", "collocate"], ascending=[False, True], ignore_index=True)


def words_near(tokens: pd.DataFrame, node: str, *, by: str = "lemma", window: int = 5) -> np.ndarray:
    """Rows of the tokens within `window` words of the node, in its sentence, without the node itself, in order."""
    words = counted(tokens, by)
    sentence, _ = neighbours(tokens, words)
    is_node = same_word(words.words, node, by)
    near, _ = _around(sentence, np.flatnonzero(is_node[words.codes]), window)
    return np.unique(words.row[near[~is_node[words.codes[near]]]])


def collocations(tokens: pd.DataFrame, *, by: str = "lemma", window: int = 5, minimum: int = 5, stop_words: bool = False) -> pd.DataFrame:
    """All pairs of words that stand within `window` words of each other, in one sentence, in either order.

    Parameters as for `collocates`; words rarer than `minimum`, and pairs that meet less often, are left out.
    Returns one row a pair, by `log_dice`: `word`, `collocate` (in the alphabet's order), `count` (meetings), `word_count`,
    `collocate_count`, `total` (words), `expected` meetings (word_count × collocate_count × window × 2 / total) and the measures of
    `association`, on meetings per slot of the window; `log_dice` takes no more meetings than the rarer word has occurrences,
    so that its maximum stays 14.

    >>> from toolkit.words import tokens
    >>> words = tokens(pd.DataFrame({"article_id": ["1"], "text": ["سد مائي قديم. سد مائي جديد."]}))
    >>> collocations(words, by="type", minimum=2)[["word", "collocate", "count"]].values.tolist()
    [['سد', 'مائي', 2]]
    """
    words = counted(tokens, by)
    overall = np.bincount(words.codes, minlength=len(words.words))
    listed = (overall >= max(minimum, 1)) & (stop_words | ~words.stop)
    size = np.int64(max(listed.sum(), 1))
    pairs, count = runs(_meetings(words, neighbours(tokens, words)[0], listed, size, window), minimum)
    apart = pairs // size != pairs % size
    pairs, count = pairs[apart], count[apart]
    names, own = words.words[listed], overall[listed]
    one, other = pairs // size, pairs % size
    frame = pd.DataFrame({"word": names[one], "collocate": names[other], "count": count, "word_count": own[one], "collocate_count": own[other]})
    frame["total"] = len(words.codes)
    # Each occurrence has 2 × window slots: a table over slots, with the marginals of the words in them.
    slots, observed = 2 * window, count.astype(float)
    measures = association(observed, own[one] * slots, own[other] * slots, len(words.codes) * slots)
    measures["log_dice"] = 14 + np.log2(2 * np.minimum(observed, np.minimum(own[one], own[other])) / (own[one] + own[other]))
    frame = pd.concat([frame, measures], axis=1)
    swap = frame["word"] > frame["collocate"]
    for a, b in (("word", "collocate"), ("word_count", "collocate_count"), ("delta_p", "delta_p_back")):
        frame.loc[swap, [a, b]] = frame.loc[swap, [b, a]].to_numpy()
    return frame.sort_values(["log_dice", "word", "collocate"], ascending=[False, True, True], ignore_index=True)


def _meetings(words: Counted, sentence: np.ndarray, listed: np.ndarray, size: np.int64, window: int) -> np.ndarray:
    """Each meeting of two listed words as one number: the smaller code × `size` + the larger, codes counted in the list."""
    at = np.flatnonzero(listed[words.codes]).astype(np.int32)
    codes, within = (np.cumsum(listed) - 1).astype(np.int32)[words.codes[at]], sentence[at]
    # The step-th next listed word stands at least `step` words further on: `window` steps reach all.
    close = [(at[step:] - at[:-step] <= window) & (within[step:] == within[:-step]) for step in range(1, window + 1)]
    # Filled in place: the numbers are the largest array of all.
    keys, end = np.empty(sum(int(near.sum()) for near in close), dtype=np.int64), 0
    for step, near in enumerate(close, start=1):
        one, other = codes[:-step][near], codes[step:][near]
        begin, end = end, end + len(one)
        np.multiply(np.minimum(one, other), size, out=keys[begin:end])
        keys[begin:end] += np.maximum(one, other)
    return keys


def _around(sentence: np.ndarray, at: np.ndarray, window: int) -> tuple[np.ndarray, np.ndarray]:
    """The positions near a node, each once, and those of them that stand before the node nearest to them."""
    best = np.zeros(len(sentence), dtype=np.int8)  # 1: nearest node is after it, 2: before it
    for step in range(window, 0, -1):  # nearest last, so that it wins
        for sign, side in ((1, 2), (-1, 1)):
            there = at + sign * step
            inside = (there >= 0) & (there < len(sentence))
            there, source = there[inside], at[inside]
            best[there[sentence[there] == sentence[source]]] = side
    return np.flatnonzero(best), np.flatnonzero(best == 1)
