"""Field names as people and crawlers write them, in English and Arabic → the articles table's columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from toolkit.arabic import fold
from toolkit.lexicons import table

FIELDS = ("article_id", "outlet", "title", "author", "published", "category", "url", "text")
CRAWLED = "crawled"  # when the article was fetched: relative dates count from it; no column of the table
_NOTHING = frozenset({"nan", "null", "none", "n/a", "#n/a", "nat", "<na>", "nil", "-", "–", "—"})
_ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]{1,20}:)?//\S", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _known() -> dict[str, tuple[str, int]]:
    rows: dict[str, tuple[str, int]] = {}
    for rank, row in enumerate(table("field_names").itertuples()):
        rows.setdefault(_key(row.name), (row.field, rank))
    return rows


def _key(name: object) -> str:
    return re.sub(r"[\W_]+", "", fold(str(name)[:100]))


def known_fields(names: Iterable[object]) -> set[str]:
    """The fields that these names are known for."""
    return {field for name in names if (field := _known().get(_key(name), ("", 0))[0])}


def map_fields(names: Iterable[str], columns: dict[str, str] | None = None) -> dict[str, list[str]]:
    """field → its columns in the file, the likeliest first; `columns` (field → name) goes before what is recognised.

    Raises ValueError if `columns` names a field that there is not.

    >>> map_fields(["العنوان", "النص", "x", "body"])
    {'title': ['العنوان'], 'text': ['body', 'النص']}
    """
    names = [str(name) for name in names]
    chosen: dict[str, list[tuple[int, str]]] = {}
    for field, name in (columns or {}).items():
        if field not in (*FIELDS, CRAWLED):
            raise ValueError(f"columns: there is no field {field!r}; the fields are {', '.join(FIELDS)} and {CRAWLED}")
        if name in names:
            chosen[field] = [(-1, name)]
    taken = {name for rows in chosen.values() for _, name in rows}
    fixed = set(chosen)
    for name in names:
        field, rank = _known().get(_key(name), ("", 0))
        if field and name not in taken and field not in fixed:
            chosen.setdefault(field, []).append((rank, name))
    # What calls itself a source may be an address: it is one, where nothing else is.
    addresses = [name for rank, name in sorted(chosen.get("outlet", [])) if _key(name) in ("source", "url", "sourceurl")]
    if addresses and "url" not in fixed:
        chosen.setdefault("url", []).extend((10_000, name) for name in addresses)
    return {field: [name for _, name in sorted(chosen[field])] for field in (*FIELDS, CRAWLED) if field in chosen}


def nothing(value: object) -> bool:
    """Whether a cell is empty, or says so: `nan`, `NULL`, `None`."""
    if isinstance(value, str):
        return (
            False
            if len(value) > 8 and not value[0].isspace()
            else value.isspace() or not value or (len(value) < 9 and value.strip().casefold() in _NOTHING)
        )
    return value is None or (isinstance(value, float) and value != value)


def _is_name(value: object) -> bool:
    return not isinstance(value, str) or not _ADDRESS.match(value)


def _has_letters(value: object) -> bool:
    return isinstance(value, str) and bool(_LETTER.search(value)) and _is_name(value)


# What a value must be to stand for its field; numbers of authors and categories are none.
FITS: dict[str, Callable[[object], bool]] = {
    "outlet": _is_name,
    "author": _has_letters,
    "category": _has_letters,
    "url": lambda value: not isinstance(value, str) or bool(_ADDRESS.match(value)) or ("." in value and " " not in value.strip()),
}
