"""Credits: the agency, the place and the author that an article names in its author field, its first or its last line."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from toolkit.arabic import fold
from toolkit.lexicons import table
from toolkit.schema import TABLES, conform

_SEPARATOR = re.compile(r"\s*[-–—_،,:/|]\s*|\s+من\s+|\s*[()«»\"“”]\s*")
_START = (re.compile(r"\A\s*([^\n.!؟:]{2,60}?)\s*[:\n]"), re.compile(r"\A\s*([^\n.!؟:]{2,40}?)\s*[-–—]\s"))
_BYLINE = re.compile(r"\A(?:كتب|كتبت|تحرير|متابعة|متابعات|بقلم|اعداد|تقرير|ترجمة|تصوير|حوار)\s*[:/ -]\s*")
_NAME = re.compile(r"[\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,}){1,3}")
_NO_NAME = frozenset("قال قالت في من عن على إلى أن إن التي الذي أعلن أكد هذا هذه خبر صورة تعبيرية أرشيفية فيديو".split())


@cache
def _agencies() -> dict[str, str]:
    rows = table("agencies")
    return {_key(name): agency for name, agency in zip(rows["name"], rows["agency"], strict=True)}


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(name) for name in [*table("places")["name"], *table("states")["word"]])


def _key(text: str) -> str:
    return " ".join(re.split(r"[\s.]+", fold(text).strip(" .-")))


def credits(articles: pd.DataFrame) -> pd.DataFrame:
    """What the articles say of their origin: «الرياض - واس», «(أ ف ب)», «لندن: فلان الفلاني».

    Parameters: `articles` with `article_id`, `outlet`, `author`, `text`.
    Returns one row a credit: `article_id`, `kind` (wire: an agency is named; byline: an author; place: only a place),
    `agency`, `place`, `author` (NA: not named), `text` (as written), `found_in` (author, start, end).

    >>> import pandas as pd
    >>> row = {"article_id": "1", "outlet": "x", "author": "الرياض - واس", "text": "نص."}
    >>> credits(pd.DataFrame([row]))[["kind", "agency", "place"]].values.tolist()
    [['wire', 'واس', 'الرياض']]
    """
    rows = []
    for article_id, outlet, author, text in articles[["article_id", "outlet", "author", "text"]].astype(object).itertuples(index=False, name=None):
        own = fold(outlet) if isinstance(outlet, str) else ""
        for found_in, written in (("author", author), ("start", _first(text)), ("end", _last(text))):
            if isinstance(written, str) and written.strip():
                parsed = parse_credit(written, own, strict=found_in != "author")
                if parsed is not None:
                    rows.append((article_id, *parsed, written.strip(), found_in))
    return conform(pd.DataFrame(rows, columns=list(TABLES["credits"])), "credits")


def parse_credit(written: str, outlet: str = "", *, strict: bool = True) -> tuple[str, str | None, str | None, str | None] | None:
    """(kind, agency, place, author) of a credit line, or None; `strict` asks that all of its parts be known.

    >>> parse_credit("د ب أ (القاهرة)"), parse_credit("لندن: رنيم حنوش", strict=False)
    (('wire', 'د ب أ', 'القاهرة', None), ('byline', None, 'لندن', 'رنيم حنوش'))
    """
    rest = _BYLINE.sub("", written.strip())
    signed = rest != written.strip()
    agency, place, author, unknown = _parts(rest, outlet)
    sure = not unknown and bool(agency or (place and author) or signed)
    if unknown > 1 or not any((agency, place, author)) or (strict and not sure):
        return None
    return ("wire" if agency else "byline" if author else "place"), agency, place, author


def _parts(rest: str, outlet: str) -> tuple[str | None, str | None, str | None, int]:
    """Agency, place and author of what stands between the marks of a credit, and how many of its parts are none of them."""
    agency = place = author = None
    unknown = 0
    for part in filter(None, (piece.strip(" .*…") for piece in _SEPARATOR.split(rest))):
        folded = fold(part)
        if _key(part) in _agencies():
            agency = agency or _agencies()[_key(part)]
        elif folded in _places() and len(part) > 2:
            place = place or part
        elif outlet and (folded in outlet or outlet in folded):
            continue
        elif author is None and _is_name(part):
            author = part
        else:
            unknown += 1
    return agency, place, author, unknown


def _is_name(part: str) -> bool:
    return bool(_NAME.fullmatch(part)) and not _NO_NAME & set(part.split())


def _first(text: object) -> str | None:
    if not isinstance(text, str):
        return None
    for pattern in _START:
        match = pattern.match(text)
        if match and len(match[1].split()) <= 8:
            return match[1]
    return None


def _last(text: object) -> str | None:
    if not isinstance(text, str):
        return None
    last = text.rstrip()[-60:].rsplit("\n", 1)[-1]
    match = re.search(r"\(([^()]{2,30})\)\s*\.?\s*\Z", last) or re.fullmatch(r"\s*([^.]{2,30})\.?\s*", last if "\n" in text.rstrip()[-61:] else "")
    return match[1] if match else None
