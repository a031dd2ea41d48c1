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
    rows_of = mentions[["article_id", "sentence_id", "entity", "type"]].astype({"article_id": "str"})
    keys = ["article_id"]
    if within == "sentence":
        keys.append("sentence_id")
    elif within == "paragraph":
        if sentences is None:
            raise ValueError("paragraphs are in the sentences table: pass sentences=")
        places = sentences[["article_id", "sentence_id", "paragraph"]].astype({"article_id": "str"})
        rows_of = rows_of.merge(places, on=["article_id", "sentence_id"], how="left")
        keys.append("paragraph")
    unit = rows_of.groupby(keys, observed=True, sort=False, dropna=False).ngroup()
    names = rows_of[["entity", "type"]].astype("str").drop_duplicates().sort_values(["entity", "type"], ignore_index=True)
    number = pd.MultiIndex.from_frame(names).get_indexer(pd.MultiIndex.from_frame(rows_of[["entity", "type"]].astype("str")))
    units = int(unit.max()) + 1 if len(unit) else 0
    table = sparse.coo_array((np.ones(len(unit), dtype=np.int64), (unit.to_numpy(), number)), shape=(units, len(names))).tocsr()
    table.data[:] = 1
    own = np.asarray(table.sum(axis=0)).ravel()
    pairs = sparse.triu(table.T @ table, k=1).tocoo()
    use = pairs.data >= max(minimum, 1)
    one, other, count = pairs.row[use], pairs.col[use], pairs.data[use]
    frame = pd.DataFrame({
        "entity": names["entity"].to_numpy()[one], "other": names["entity"].to_numpy()[other],
        "type": names["type"].to_numpy()[one], "other_type": names["type"].to_numpy()[other],
        "count": count, "entity_count": own[one], "other_count": own[other],
    })  # fmt: skip
    frame["total"] = units
    measures = association(count, own[one], own[other], units)
    return pd.concat([frame, measures], axis=1).sort_values(["log_likelihood", "entity", "other"], ascending=[False, True, True], ignore_index=True)
