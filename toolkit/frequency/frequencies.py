"""`frequencies`: how often each word is used."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.frequency.counted import article_pairs, counted, group_codes


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
        count, total = np.bincount(words.codes, minlength=size), np.array([len(words.codes)])
    else:
        of_word = of_article.astype(np.int32)[words.article]
        codes = words.codes
        if (of_article < 0).any():
            known = of_word >= 0
            of_word, codes = of_word[known], codes[known]
        count = np.bincount(of_word * np.int64(size) + codes, minlength=groups * size)
        total = np.bincount(of_word, minlength=groups)
    pair_word, pair_article = article_pairs(words)
    if group is None:
        spread = np.bincount(pair_word, minlength=size)
    else:
        pair_group = of_article[pair_article]
        known = pair_group >= 0
        spread = np.bincount((pair_group * size + pair_word)[known], minlength=groups * size)
    home = of_article[np.bincount(words.article, minlength=len(words.articles)) > 0]
    articles = np.bincount(home[home >= 0], minlength=groups)
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
