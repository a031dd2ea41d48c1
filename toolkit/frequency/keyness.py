"""`keyness`: the words that set one corpus apart from another."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import chdtrc, ndtri, xlogy

from toolkit.frequency.counted import Counted, counted, group_codes

BASES = ["count", "total", "per_million", "reference_count", "reference_total", "reference_per_million"]
SCORES = ["log_ratio", "log_ratio_low", "log_ratio_high", "log_likelihood", "chi_square", "percent_diff", "odds_ratio", "p_value", "p_adjusted"]


def keyness(
    target: pd.DataFrame, reference: pd.DataFrame, *, by: str = "lemma", minimum: int = 3, stop_words: bool = False, confidence: float = 0.95
) -> pd.DataFrame:
    """Words used more, or less, in `target` than in `reference`.

    Parameters: two tokens tables (they should share no article); `by`: lemma, type, token or segment; `minimum`: words that
    occur less often in both together are left out; `stop_words`: whether function words are listed (they always count in the
    totals); `confidence` of the interval.
    Returns one row a word, from the most overused to the most underused: the word, `count`, `total`, `per_million`, the same
    with `reference_`, and

    - `log_ratio` log₂ of the ratio of the two rates, and its interval (Hardie 2014, "Log Ratio: an informal introduction";
      the interval is the normal one for the log of two Poisson rates: SE² = 1/a + 1/b). A count of 0 is taken as 0.5.
    - `log_likelihood` G² = 2 Σ O ln(O/E) over the 2×2 table (Dunning 1993), ≥ 0; the log ratio's sign gives the direction
    - `chi_square` Pearson's X² of the same table, without continuity correction
    - `percent_diff` (rate − reference rate) × 100 / reference rate (Gabrielatos & Marchi 2011); infinite where the reference has none
    - `odds_ratio` (a/(N₁−a)) / (b/(N₂−b)); 0.5 is added to every cell where one is 0 (Haldane–Anscombe)
    - `p_value` of G² with one degree of freedom, `p_adjusted` by Benjamini & Hochberg (1995) over the words listed

    An empty target or reference gives an empty table. Raises ValueError for an unknown `by`.

    >>> from toolkit.words import tokens
    >>> a = tokens(pd.DataFrame({"article_id": ["1"], "text": ["سد سد سد نهر"]}))
    >>> b = tokens(pd.DataFrame({"article_id": ["2"], "text": ["نهر نهر نهر سد"]}))
    >>> keyness(a, b, by="type")[["type", "count", "reference_count"]].values.tolist()
    [['سد', 3, 1], ['نهر', 1, 3]]
    """
    ours, theirs = counted(target, by), counted(reference, by)
    words, stop = ours.words, ours.stop
    if words is not theirs.words and not words.equals(theirs.words):
        words = ours.words.append(theirs.words).unique()
        stop = _moved(ours, words, ours.stop) | _moved(theirs, words, theirs.stop)
        a, b = (_moved(side, words, np.bincount(side.codes, minlength=len(side.words))) for side in (ours, theirs))
    else:
        stop = ours.stop | theirs.stop
        a, b = (np.bincount(side.codes, minlength=len(words)) for side in (ours, theirs))
    return _compared(words, stop, a, b, len(ours.codes), len(theirs.codes), by, minimum, stop_words, confidence)


def keyness_by_group(
    tokens: pd.DataFrame, group: pd.Series, *, by: str = "lemma", minimum: int = 3, stop_words: bool = False, confidence: float = 0.95
) -> pd.DataFrame:
    """Keyness of each group of articles against all the others together.

    Parameters: `tokens`; `group`: a label per article (index: article_id), such as the outlet; the rest as for `keyness`.
    Returns the columns of `keyness`, after a first one with the group; empty where there are not two groups.
    """
    words = counted(tokens, by)
    of_article, labels = group_codes(words, group)
    of_word, size = of_article[words.article], len(words.words)
    of_word *= size  # in place: the array is as long as the corpus
    of_word += words.codes
    counts = np.bincount(of_word[of_word >= 0], minlength=len(labels) * size).reshape(len(labels), size)
    overall, name = counts.sum(axis=0), str(group.name or "group")
    tables = []
    for label, ours in zip(labels, counts, strict=True):
        theirs = overall - ours
        table = _compared(words.words, words.stop, ours, theirs, ours.sum(), theirs.sum(), by, minimum, stop_words, confidence)
        table.insert(0, name, pd.Series(label, index=table.index, dtype="str"))
        tables.append(table)
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=[name, by, *BASES, *SCORES])


def _moved(side: Counted, words: pd.Index, values: np.ndarray) -> np.ndarray:
    """Values per word code, on the codes of another list of words."""
    moved = np.zeros(len(words), dtype=values.dtype)
    moved[words.get_indexer(side.words)] = values
    return moved


def _compared(
    words: pd.Index, stop: np.ndarray, a: np.ndarray, b: np.ndarray, n1: int, n2: int, by: str, minimum: int, stop_words: bool, confidence: float
) -> pd.DataFrame:
    from scipy.stats import false_discovery_control  # takes as long to import as all the rest of the toolkit

    use = np.flatnonzero((a + b >= max(minimum, 1)) & (stop_words | ~stop)) if n1 and n2 else np.zeros(0, dtype=np.int64)
    a, b = a[use].astype(float), b[use].astype(float)
    frame = pd.DataFrame({by: words[use] if len(use) else pd.Index([], dtype="str"), "count": a.astype(np.int64), "total": int(n1)})
    frame["per_million"] = a * 1e6 / n1 if n1 else a
    frame["reference_count"] = b.astype(np.int64)
    frame["reference_total"] = int(n2)
    frame["reference_per_million"] = b * 1e6 / n2 if n2 else b
    a_half, b_half = np.where(a == 0, 0.5, a), np.where(b == 0, 0.5, b)
    frame["log_ratio"] = np.log2((a_half / max(n1, 1)) / (b_half / max(n2, 1)))
    reach = ndtri(0.5 + confidence / 2) * np.sqrt(1 / a_half + 1 / b_half) / np.log(2)
    frame["log_ratio_low"], frame["log_ratio_high"] = frame["log_ratio"] - reach, frame["log_ratio"] + reach
    observed = np.array([a, b, n1 - a, n2 - b])
    rows, columns, total = np.array([a + b, a + b, n1 + n2 - a - b, n1 + n2 - a - b]), np.array([n1, n2, n1, n2])[:, None], n1 + n2
    expected = rows * columns / max(total, 1)
    frame["log_likelihood"] = np.maximum(2 * (xlogy(observed, observed) - xlogy(observed, expected)).sum(axis=0), 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        frame["chi_square"] = np.nansum((observed - expected) ** 2 / expected, axis=0)
        frame["percent_diff"] = (frame["per_million"] - frame["reference_per_million"]) * 100 / frame["reference_per_million"]
        cells = observed + 0.5 * (observed == 0).any(axis=0)
        frame["odds_ratio"] = (cells[0] / cells[2]) / (cells[1] / cells[3])
    frame["p_value"] = chdtrc(1, frame["log_likelihood"])
    frame["p_adjusted"] = false_discovery_control(frame["p_value"]) if len(frame) else frame["p_value"]
    # Direction by the rates themselves: the half that stands in for a zero count must not turn it round.
    signed = frame["log_likelihood"] * np.sign(frame["per_million"] - frame["reference_per_million"])
    return frame.iloc[np.argsort(-signed.to_numpy(), kind="stable")].reset_index(drop=True)
