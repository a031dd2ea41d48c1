"""`dispersion`: how evenly a word is spread over the parts of a corpus."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.frequency.counted import Counted, article_pairs, counted, group_codes, runs


def dispersion(
    tokens: pd.DataFrame, *, by: str = "lemma", parts: pd.Series | None = None, minimum: int = 3, stop_words: bool = False
) -> pd.DataFrame:
    """Evenness of each word's use over articles, or over other parts of the corpus.

    Parameters: `tokens`; `by`: lemma, type, token or segment; `parts`: a label per article (index: article_id), such as the
    outlet or the month; None: each article is a part; `minimum`: rarer words are left out; `stop_words` as in `frequencies`.
    Returns one row a word, most frequent first: `count`, `total`, `range` (parts that contain it), `parts`, and

    - `dp` Gries' deviation of proportions ½ Σ |vᵢ − sᵢ| (2008): 0 even, near 1 clumped
    - `dp_norm` dp / (1 − min sᵢ) (Lijffijt & Gries 2012); NA with one part
    - `juilland_d` 1 − V/√(n−1), V the population coefficient of variation of the parts' rates (Juilland et al. 1970; for parts
      of unequal size: Gries 2020); NA with one part
    - `carroll_d2` the entropy of the parts' rates over log n (Carroll 1970), 1 even, 0 in one part only; NA with one part

    with sᵢ the share of part i in all words and vᵢ its share in the word's occurrences; parts without words do not count.

    >>> from toolkit.words import tokens
    >>> words = tokens(pd.DataFrame({"article_id": ["1", "2"], "text": ["سد نهر سد نهر", "سد بئر سد بئر"]}))
    >>> dispersion(words, by="type", minimum=2)[["type", "count", "range", "dp"]].values.tolist()
    [['سد', 4, 2, 0.0], ['نهر', 2, 1, 0.5], ['بئر', 2, 1, 0.5]]
    """
    words = counted(tokens, by)
    # One cell for each word and part that has it: all sums below run over these, never over the empty cells.
    if parts is None:
        word, part, inside = article_pairs(words)
    else:
        word, part, inside = _cells(words, parts)
    size = np.bincount(part, weights=inside)
    where = (np.cumsum(size > 0) - 1)[part]
    sizes = size[size > 0]
    n, total = len(sizes), int(sizes.sum())

    def over(values: np.ndarray) -> np.ndarray:
        return np.bincount(word, weights=values, minlength=len(words.words))

    count = over(inside).astype(np.int64)
    # Σ|v−s| = Σ over its own parts + the share of all parts that lack it.
    dp = (over(np.abs(inside / count[word] - (sizes / max(total, 1))[where])) + 1 - over((sizes / max(total, 1))[where])) / 2
    rate = inside / sizes[where]
    rates, spread = over(rate), np.bincount(word, minlength=len(words.words))
    use = np.flatnonzero((count >= max(minimum, 1)) & (stop_words | ~words.stop))
    frame = pd.DataFrame({by: words.words[use] if len(use) else pd.Index([], dtype="str"), "count": count[use], "total": total})
    frame["range"], frame["parts"], frame["dp"] = spread[use], n, dp[use].clip(0, 1)
    if n < 2:
        frame[["dp_norm", "juilland_d", "carroll_d2"]] = np.nan
    else:
        mean = rates / n
        squares = over((rate - mean[word]) ** 2) + (n - spread) * mean**2
        rate /= rates[word]
        entropy = -over(rate * np.log(rate))
        variation = np.sqrt(squares[use] / n) / mean[use]
        frame["dp_norm"] = frame["dp"] / (1 - sizes.min() / total)
        frame["juilland_d"] = 1 - variation / np.sqrt(n - 1)
        frame["carroll_d2"] = entropy[use] / np.log(n)
    return frame.sort_values("count", ascending=False, kind="stable", ignore_index=True)


def _cells(words: Counted, parts: pd.Series) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(word code, part, uses) of each word in each part that has it; articles of no part are left out."""
    of_article, labels = group_codes(words, parts)
    part = of_article.astype(np.int32)[words.article]
    cell, inside = runs((words.codes.astype(np.int64) * max(len(labels), 1) + part)[part >= 0])
    return cell // max(len(labels), 1), cell % max(len(labels), 1), inside
