"""`frequencies`: how often each word is used."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.frequency.counted import article_pairs, article_range, counted, group_codes


def frequencies(tokens: pd.DataFrame, *, by: str = "lemma", group: pd.Series | None = None, stop_words: bool = False) -> pd.DataFrame:
    """Counts of words, with the base that makes them comparable.

    Parameters: `tokens`; `by`: lemma, type, token or segment; `group`: a label per article (index: article_id), for counts
    by outlet, period and the like; `stop_words`: whether to keep function words in the list (they always count in the base).
    Returns one row per word (and group), most frequent first (ties: in order of first use): the word under the name of `by`,
    `count`, `per_million` (count × 10⁶ / `total`), `range` (articles that contain it), `articles` and `total` (articles and
    words counted).
    Raises ValueError for an unknown `by`.

    >>> import pandas as pd
    >>> from toolkit.words import tokens
    >>> words = tokens(pd.DataFrame({"article_id": ["1"], "text": ["سد كبير وسد صغير"]}))
    >>> frequencies(words, by="segment")[["segment", "count", "total"]].values.tolist()[0]
    ['سد', 2, 5]
    """
    words = counted(tokens, by)
    of_article, labels = group_codes(words, group)
    size, groups = max(len(words.words), 1), max(len(labels), 1)
    if group is None:
        count, spread = words.count, article_range(words)
    else:
        word, article, uses = article_pairs(words)
        cell = (of_article * np.int64(size))[article]
        cell += word
        if (cell < 0).any():  # articles without a group
            cell, uses = cell[cell >= 0], uses[cell >= 0]
        count = np.bincount(cell, weights=uses, minlength=groups * size).astype(np.int64)
        spread = np.bincount(cell, minlength=groups * size)
    total = count.reshape(groups, -1).sum(axis=1)
    articles = np.bincount(of_article[(np.bincount(words.article, minlength=len(of_article)) > 0) & (of_article >= 0)], minlength=groups)
    used = np.flatnonzero(count)
    if not stop_words:
        used = used[~words.stop[used % size]]
    which = used // size
    ranked = np.lexsort((-count[used], which))
    used, which = used[ranked], which[ranked]
    frame = pd.DataFrame({by: words.words[used % size] if len(used) else pd.Index([], dtype="str"), "count": count[used]})
    frame["per_million"] = count[used] * 1e6 / total[which]
    frame["range"] = spread[used]
    frame["articles"] = articles[which]
    frame["total"] = total[which]
    if group is None:
        return frame
    name = str(group.name or "group")
    frame.insert(0, name, labels[which] if len(which) else pd.Index([], dtype="str"))
    return frame
