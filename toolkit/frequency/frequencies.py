"""`frequencies`: how often each word is used."""

from __future__ import annotations

import numpy as np
import pandas as pd

UNITS = ("lemma", "type", "token", "segments")


def frequencies(tokens: pd.DataFrame, *, by: str = "lemma", group: pd.Series | None = None, stop_words: bool = False) -> pd.DataFrame:
    """Counts of words, with the base that makes them comparable.

    Parameters: `tokens`; `by`: lemma, type, token or segments; `group`: a label per article (index: article_id), for counts
    by outlet, period and the like; `stop_words`: whether to keep function words in the list (they always count in the base).
    Returns one row per word (and group), most frequent first: the word under the name of `by`, `count`, `per_million`
    (count × 10⁶ / `total`), `range` (articles that contain it), `articles` and `total` (articles and words counted).
    Raises ValueError for an unknown `by`.

    >>> import pandas as pd
    >>> from toolkit.words import tokens
    >>> words = tokens(pd.DataFrame({"article_id": ["1"], "text": ["سد كبير وسد صغير"]}))
    >>> frequencies(words, by="type").loc[0, ["type", "count", "total"]].tolist()
    ['سد', 1, 4]
    """
    if by not in UNITS:
        raise ValueError(f"by={by!r} is none of {', '.join(UNITS)}")
    rows = tokens[tokens["is_word"]]
    codes = rows[by].cat.codes.to_numpy().astype(np.int64)
    words = rows[by].cat.categories
    article = rows["article_id"].cat.codes.to_numpy().astype(np.int64)
    labels = pd.Index(["all"])
    of_article = np.zeros(len(rows["article_id"].cat.categories), dtype=np.int64)
    if group is not None:
        of_article, labels = pd.factorize(group.reindex(rows["article_id"].cat.categories))
    groups = of_article[article] if len(article) else article
    known = (codes >= 0) & (groups >= 0)
    codes, article, groups, stop = codes[known], article[known], groups[known], rows["is_stop"].to_numpy()[known]
    size = max(len(words), 1)
    key = groups * size + codes
    count = np.bincount(key, minlength=len(labels) * size)
    # Each (word, article) pair once: the article belongs to one group, so its code tells the group.
    pairs = np.unique(article * size + codes)
    spread = np.bincount(of_article[pairs // size] * size + pairs % size, minlength=len(labels) * size) if len(pairs) else count
    is_stop = np.zeros(size, dtype=bool)
    is_stop[codes[stop]] = True
    total = np.bincount(groups, minlength=len(labels))
    articles = np.array([len(np.unique(article[groups == g])) for g in range(len(labels))])
    used = np.flatnonzero(count)
    if not stop_words:
        used = used[~is_stop[used % size]]
    which = used // size
    frame = pd.DataFrame({by: words[used % size] if len(used) else pd.Index([], dtype="str"), "count": count[used]})
    if group is not None:
        frame.insert(0, group.name or "group", labels[which])
    frame["per_million"] = count[used] * 1e6 / total[which]
    frame["range"] = spread[used]
    frame["articles"] = articles[which]
    frame["total"] = total[which]
    order = [frame.columns[0], "count", by] if group is not None else ["count", by]
    return frame.sort_values(order, ascending=[True, False, True] if group is not None else [False, True], ignore_index=True, kind="stable")
