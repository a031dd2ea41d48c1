"""What one side has more of than the other: words by rate, names and voices by share; the effect before the significance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.frequency.collocations import words_near
from toolkit.frequency.counted import counted
from toolkit.frequency.keyness import keyness

LEAST = 3  # articles of a side that a difference must rest on
WINDOW = 5  # words around a node


def contrast_words(a: pd.DataFrame, b: pd.DataFrame, *, by: str = "lemma", minimum: int = 10, least: int = LEAST) -> pd.DataFrame:
    """Words of side `a` against side `b` (two tokens tables), those with the surest difference first.

    Parameters: `by` and `minimum` as for `keyness`; `least`: articles of the side that uses a word more.
    Returns the columns of `keyness` with `articles`, `reference_articles` (that use the word: its range) and `effect`: the end of the interval
    of the log ratio that is nearer to 0, 0 where the interval holds it (a cautious effect size). Words of letters only.
    """
    found = keyness(a, b, by=by, minimum=minimum)
    found = found[found[by].str.contains("[ء-ي]{3}", regex=True)]
    for name, tokens in (("articles", a), ("reference_articles", b)):
        words = counted(tokens, by)
        pairs = np.unique(words.codes.astype(np.int64) * max(len(words.articles), 1) + words.article)
        spread = pd.Series(np.bincount(pairs // max(len(words.articles), 1), minlength=len(words.words)), index=words.words)
        found[name] = spread.reindex(found[by]).fillna(0).astype("int64").to_numpy()
    found["effect"] = _cautious(found["log_ratio_low"], found["log_ratio_high"])
    more = np.where(found["log_ratio"] > 0, found["articles"], found["reference_articles"])
    found = found[more >= least]
    return found.iloc[np.argsort(-found["effect"].abs().to_numpy(), kind="stable")].reset_index(drop=True)


def around(tokens: pd.DataFrame, node: str, *, by: str = "lemma", window: int = WINDOW) -> pd.DataFrame:
    """The tokens within `window` words of a word, without the word itself: for `contrast_words`, they tell its company on each side."""
    return tokens.iloc[words_near(tokens, node, by=by, window=window)]


def contrast(
    a: pd.DataFrame, b: pd.DataFrame, column: str, *, total_a: int, total_b: int, unit: str = "article_id", least: int = LEAST
) -> pd.DataFrame:
    """How large a share of side `a`, and of side `b`, has each value of a column.

    Parameters: two tables with `article_id` and the column (mentions: entity; attributions: speaker, source_kind, cue_lemma); `total_a`, `total_b`:
    the base, articles of each side, or rows with `unit` None; `unit`: what is counted once (the article), None: every row; `least`: articles
    of the side that has more of it.
    Returns one row a value: `column`, `count`, `total`, `share`, `reference_count`, `reference_total`, `reference_share`, `articles`,
    `reference_articles`, `points`: the difference of the shares in percentage points, with its 95 % interval `points_low`, `points_high`
    (Newcombe 1998, method 10), `effect` (the end of the interval nearer to 0, 0 where it holds 0), `p_value` (Fisher's exact test) and `p_adjusted` (Benjamini & Hochberg 1995); the surest difference first.
    """
    from scipy.stats import false_discovery_control, fisher_exact
    from statsmodels.stats.proportion import proportion_confint

    counts = []
    for rows in (a, b):
        known = rows[[column, "article_id"]].dropna().astype({column: "str", "article_id": "str"})
        articles = known.drop_duplicates().groupby(column).size()
        counts += [articles if unit else known.groupby(column).size(), articles]
    found = pd.concat(counts, axis=1, keys=["count", "articles", "reference_count", "reference_articles"]).fillna(0).astype("int64")
    found = found.rename_axis(column).reset_index().assign(total=total_a, reference_total=total_b)
    found["share"] = found["count"] / max(total_a, 1)
    found["reference_share"] = found["reference_count"] / max(total_b, 1)
    enough = found[["articles", "reference_articles"]].max(axis=1) >= least
    found = found[enough & (found["count"] <= total_a) & (found["reference_count"] <= total_b)].reset_index(drop=True)
    (l1, u1), (l2, u2) = (
        proportion_confint(found[count].to_numpy(), max(total, 1), method="wilson")
        for count, total in (("count", total_a), ("reference_count", total_b))
    )
    p1, p2 = found["share"], found["reference_share"]
    found["points"] = 100 * (p1 - p2)
    found["points_low"] = found["points"] - 100 * np.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2)
    found["points_high"] = found["points"] + 100 * np.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)
    found["effect"] = _cautious(found["points_low"], found["points_high"])
    cells = zip(found["count"], total_a - found["count"], found["reference_count"], total_b - found["reference_count"], strict=True)
    found["p_value"] = [float(fisher_exact([[w, x], [y, z]])[1]) for w, x, y, z in cells]
    found["p_adjusted"] = false_discovery_control(found["p_value"]) if len(found) else found["p_value"]
    columns = [column, "count", "total", "share", "reference_count", "reference_total", "reference_share", "articles", "reference_articles"]
    found = found[[*columns, "points", "points_low", "points_high", "effect", "p_value", "p_adjusted"]]
    order = np.lexsort((found[column], -found["points"].abs(), -found["effect"].abs()))
    return found.iloc[order].reset_index(drop=True)


def _cautious(low: pd.Series, high: pd.Series) -> np.ndarray:
    """The end of each interval that is nearer to 0; 0 where the interval holds it."""
    return np.where(low > 0, low, np.where(high < 0, high, 0.0))
