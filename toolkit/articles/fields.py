"""Field names as people write them, in English and Arabic → the articles table's columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from toolkit.arabic import fold
from toolkit.lexicons import table

FIELDS = ("article_id", "outlet", "title", "author", "published", "category", "url", "text")


@cache
def _known() -> dict[str, tuple[str, int]]:
    rows: dict[str, tuple[str, int]] = {}
    for rank, row in enumerate(table("field_names").itertuples()):
        rows.setdefault(_key(row.name), (row.field, rank))
    return rows


def _key(name: object) -> str:
    return re.sub(r"[\W_]+", "", fold(str(name)))


def map_fields(names: Iterable[str], columns: dict[str, str] | None = None) -> dict[str, str]:
    """field → name in the file; `columns` (field → name) goes before what is recognised.

    Raises ValueError if `columns` names a field that there is not.

    >>> map_fields(["العنوان", "النص", "x"])
    {'title': 'العنوان', 'text': 'النص'}
    """
    names = [str(name) for name in names]
    chosen: dict[str, tuple[int, str]] = {}
    for field, name in (columns or {}).items():
        if field not in FIELDS:
            raise ValueError(f"columns: there is no field {field!r}; the fields are {', '.join(FIELDS)}")
        if name in names:
            chosen[field] = (-1, name)
    taken = {name for _, name in chosen.values()}
    for name in names:
        field, rank = _known().get(_key(name), ("", 0))
        if field and name not in taken and (field not in chosen or rank < chosen[field][0]):
            chosen[field] = (rank, name)
    return {field: chosen[field][1] for field in FIELDS if field in chosen}
