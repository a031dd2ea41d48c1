"""`tfidf`: the words that stand for one group of articles among the others."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.frequency.counted import counted, group_codes


def tfidf(tokens: pd.DataFrame, group: pd.Series, *, by: str = "lemma", minimum: int = 1, stop_words: bool = False) -> pd.DataFrame:
    """Term frequency × inverse group frequency: tf · ln(G / g) (Spärck Jones 1972; Salton & Buckley 1988).

    Parameters: `tokens`; `group`: a label per article (index: article_id); `by`: lemma, type, token or segment; words that
    occur less often in a group than `minimum`, and function words without `stop_words`, are left out.
    Returns one row per group and word, highest first in each group: the group, the word, `count` (tf), `total` (words of the
    group), `groups_with` (g), `groups` (G), `tfidf`: 0 for a word that all groups use, and so for all words of a single group.

    >>> from toolkit.words import tokens
    >>> words = tokens(pd.DataFrame({"article_id": ["1", "2"], "text": ["سد نهر", "بئر نهر"]}))
    >>> outlet = pd.Series(["أ", "ب"], index=["1", "2"], name="outlet")
    >>> tfidf(words, outlet, by="type").query("tfidf > 0")[["outlet", "type", "groups_with"]].values.tolist()
    [['أ', 'سد', 1], ['ب', 'بئر', 1]]
    """
    words = counted(tokens, by)
    of_article, labels = group_codes(words, group)
    of_word, size = of_article[words.article], max(len(words.words), 1)
    counts = np.bincount((of_word * size + words.codes)[of_word >= 0], minlength=len(labels) * size).reshape(len(labels), size)
    total, used = counts.sum(axis=1), counts.sum(axis=1) > 0
    with_it = (counts > 0).sum(axis=0)
    which, word = np.nonzero(counts >= max(minimum, 1))
    if not stop_words:
        which, word = which[~words.stop[word]], word[~words.stop[word]]
    score = counts[which, word] * np.log(int(used.sum()) / with_it[word])
    ranked = np.lexsort((-counts[which, word], -score, which))
    which, word = which[ranked], word[ranked]
    name = str(group.name or "group")
    frame = pd.DataFrame(
        {name: labels[which] if len(which) else pd.Index([], dtype="str"), by: words.words[word] if len(word) else pd.Index([], dtype="str")}
    )
    frame["count"], frame["total"] = counts[which, word], total[which]
    frame["groups_with"], frame["groups"] = with_it[word], int(used.sum())
    frame["tfidf"] = score[ranked]
    return frame
