"""`cooccurrence`: which entities appear together, and how much more often than chance would have it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from toolkit.frequency.association import association

UNITS = ("sentence", "paragraph", "article")


def cooccurrence(mentions: pd.DataFrame, *, within: str = "article", sentences: pd.DataFrame | None = None, minimum: int = 2) -> pd.DataFrame:
    """Pairs of entities that stand in the same sentence, paragraph or article.

    Parameters: `mentions`; `within`: sentence, paragraph (needs `sentences`) or article; `minimum` units together.
    Returns one row a pair, by `log_likelihood`: `entity`, `other` (in the alphabet's order), `type`, `other_type`, `count`
    (units with both), `entity_count`, `other_count` (units with each), `total` (units that mention anyone) and the
    measures of `association` on these counts.
    Raises ValueError for another unit, or for paragraphs without `sentences`.

    >>> from toolkit.words import tokens
    >>> from toolkit.entities import mentions
    >>> articles = pd.DataFrame({"article_id": ["1", "2"], "text": ["وصل من تونس إلى القاهرة.", "بين القاهرة وتونس."]})
    >>> cooccurrence(mentions(articles, tokens(articles)))[["entity", "other", "count", "total"]].values.tolist()
    [['القاهرة', 'تونس', 2, 2]]
    """
    if within not in UNITS:
        raise ValueError(f"within={within!r} is none of {', '.join(UNITS)}")
    unit = mentions["article_id"].astype("str")
    if within == "sentence":
        unit = unit + "\0" + mentions["sentence_id"].astype("str")
    elif within == "paragraph":
        if sentences is None:
            raise ValueError("paragraphs are in the sentences table: pass sentences=")
        keys = ["article_id", "sentence_id"]
        places = sentences[[*keys, "paragraph"]].astype({"article_id": "str"})
        unit = unit + "\0" + mentions[keys].astype({"article_id": "str"}).merge(places, on=keys, how="left")["paragraph"].astype("str").to_numpy()
    names = mentions["entity"].astype("str") + "\0" + mentions["type"].astype("str")
    rows, units = pd.factorize(unit)
    columns, entities = pd.factorize(names, sort=True)
    table = sparse.coo_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(units), len(entities))).tocsr()
    table.data[:] = 1
    own = np.asarray(table.sum(axis=0)).ravel()
    pairs = sparse.triu(table.T @ table, k=1).tocoo()
    use = pairs.data >= max(minimum, 1)
    one, other, count = pairs.row[use], pairs.col[use], pairs.data[use]
    split = pd.Series(entities, dtype="str").str.split("\0", expand=True).reindex(columns=[0, 1])
    frame = pd.DataFrame({
        "entity": split[0].to_numpy()[one], "other": split[0].to_numpy()[other],
        "type": split[1].to_numpy()[one], "other_type": split[1].to_numpy()[other],
        "count": count, "entity_count": own[one], "other_count": own[other],
    })  # fmt: skip
    frame["total"] = len(units)
    measures = association(count, own[one], own[other], len(units))
    return pd.concat([frame, measures], axis=1).sort_values(["log_likelihood", "entity", "other"], ascending=[False, True, True], ignore_index=True)
