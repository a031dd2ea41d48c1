"""`dispersion`: how evenly a word is spread over the parts of a corpus."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.frequency.counted import counted, group_codes, runs


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
    if parts is None:
        of_word, total_parts = words.article.astype(np.int64), len(words.articles)
    else:
        of_article, labels = group_codes(words, parts)
        of_word, total_parts = of_article[words.article], len(labels)
    known = of_word >= 0
    part, codes = of_word[known], words.codes[known]
    sizes = np.bincount(part, minlength=total_parts)
    dense = np.cumsum(sizes > 0) - 1
    sizes, part = sizes[sizes > 0], dense[part]
    n, total = len(sizes), int(sizes.sum())
    count = np.bincount(codes, minlength=len(words.words))
    # One cell for each word and part that has it: all sums below run over these, never over the empty cells.
    cell, inside = runs(codes.astype(np.int64) * max(n, 1) + part)
    word, where = cell // max(n, 1), cell % max(n, 1)
    share, expected, rate = inside / count[word], sizes[where] / max(total, 1), inside / sizes[where]

    def over(values: np.ndarray) -> np.ndarray:
        return np.bincount(word, weights=values, minlength=len(words.words))

    # Σ|v−s| = Σ over its own parts + the share of all parts that lack it.
    dp = (over(np.abs(share - expected)) + 1 - over(expected)) / 2
    rates, squares = over(rate), over(rate**2)
    spread = np.bincount(word, minlength=len(words.words))
    use = np.flatnonzero((count >= max(minimum, 1)) & (stop_words | ~words.stop))
    frame = pd.DataFrame({by: words.words[use] if len(use) else pd.Index([], dtype="str"), "count": count[use], "total": total})
    frame["range"], frame["parts"], frame["dp"] = spread[use], n, dp[use].clip(0, 1)
    if n < 2:
        frame[["dp_norm", "juilland_d", "carroll_d2"]] = np.nan
    else:
        part_of_rate = rate / rates[word]
        entropy = -over(part_of_rate * np.log(part_of_rate))
        variation = np.sqrt(np.maximum(squares[use] / n - (rates[use] / n) ** 2, 0)) / (rates[use] / n)
        frame["dp_norm"] = frame["dp"] / (1 - sizes.min() / total)
        frame["juilland_d"] = 1 - variation / np.sqrt(n - 1)
        frame["carroll_d2"] = entropy[use] / np.log(n)
    return frame.sort_values("count", ascending=False, kind="stable", ignore_index=True)
