"""`trend`: how the use of a word moves over time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import gammaincinv

from toolkit.frequency.counted import counted, same_word
from toolkit.periods import PERIODS, period_grid, period_start


def trend(
    tokens: pd.DataFrame, articles: pd.DataFrame, words: Sequence[str], *, by: str = "lemma", period: str = "M", confidence: float = 0.95
) -> pd.DataFrame:
    """The rate of each word per period, with a confidence band.

    Parameters: `tokens`; `articles` with `article_id` and `published`; `words`: values of `by` (lemma, type, token or
    segment; hamzas and vowel marks may be left out); `period`: D, W (Monday to Sunday), M, Q or Y; `confidence` of the band.
    Returns one row per word and period between the first and the last dated article: `word`, `period` (its first day, UTC),
    `count`, `total` (words of the period), `articles` (of the period), `per_million`, `low`, `high`: the exact Poisson interval
    (Garwood 1936). Where a period has no words, count and rates are NA: a gap, not a zero. Words cluster in articles, so
    the true uncertainty is larger than the band. `attrs["undated"]` counts articles in no period.
    Raises ValueError for an unknown `period` or `by`.

    >>> from toolkit.words import tokens
    >>> day = pd.to_datetime(["2024-01-03", "2024-03-05"], utc=True)
    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "text": ["سد كبير", "نهر كبير"], "published": day})
    >>> trend(tokens(articles), articles, ["سد"], by="type")["count"].tolist()
    [1, <NA>, 0]
    """
    if period not in PERIODS:
        raise ValueError(f"period {period!r} is none of {', '.join(PERIODS)}")
    found = counted(tokens, by)
    dated = articles.loc[articles["published"].notna(), ["article_id", "published"]]
    when = pd.Series(period_start(dated["published"], period).array, index=dated["article_id"].astype(str)).reindex(found.articles)
    grid = period_grid(when, period)
    of_article = grid.get_indexer(pd.DatetimeIndex(when)) if len(grid) else np.full(len(when), -1)
    of_word = of_article[found.article]
    total = np.bincount(of_word[of_word >= 0], minlength=len(grid))
    in_period = np.bincount(of_article[of_article >= 0], minlength=len(grid))
    tail, tables = (1 - confidence) / 2, []
    for word in dict.fromkeys(words):
        hit = of_word[same_word(found.words, word, by)[found.codes]]
        count = np.bincount(hit[hit >= 0], minlength=len(grid))
        table = pd.DataFrame({"word": pd.Series([word] * len(grid), dtype="str"), "period": grid})
        table["count"] = pd.array(count, dtype="Int64")
        table["total"], table["articles"] = total, in_period
        scale = 1e6 / np.where(total, total, 1)
        table["per_million"] = count * scale
        table["low"] = np.where(count, gammaincinv(np.maximum(count, 1), tail), 0) * scale
        table["high"] = gammaincinv(count + 1, 1 - tail) * scale
        table.loc[total == 0, ["count", "per_million", "low", "high"]] = pd.NA
        tables.append(table)
    columns = ["word", "period", "count", "total", "articles", "per_million", "low", "high"]
    result = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)
    result.attrs["undated"] = int(articles["published"].isna().sum())
    return result
