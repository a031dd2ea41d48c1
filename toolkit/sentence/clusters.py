"""Words that stand in the same company: classes of words of several sizes, from raw articles (scripts/cluster_words.py)."""

from __future__ import annotations

from functools import cache

from toolkit.lexicons import table


@cache
def clusters() -> dict[str, list[str]]:
    """Folded word → the classes that it fell into, one of each size: `c64=12`."""
    rows = table("word_clusters")
    sizes = [name for name in rows if name != "word"]
    numbers = rows[sizes].to_numpy().tolist()
    return dict(zip(rows["word"], ([f"{size}={n}" for size, n in zip(sizes, row, strict=True)] for row in numbers), strict=True))
