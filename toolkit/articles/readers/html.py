"""Web pages, through trafilatura: the article's text, title, outlet, author and date as the page states them."""

from __future__ import annotations

import logging
import re

from toolkit.articles.encodings import NotText, decode
from toolkit.articles.readers.reading import NOT_TEXT, Reading
from toolkit.articles.readers.text import encoding_problems

_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{1,40})", re.IGNORECASE)
_META = re.compile(r"<meta\s([^<>]{1,1000})>", re.IGNORECASE)
_PUBLISHED = re.compile(r"article:published_time|datePublished|pubdate|publish-date|dc\.date", re.IGNORECASE)
_CONTENT = re.compile(r"content=[\"']([^\"']+)", re.IGNORECASE)
LEAST_WORDS = 5  # less is a caption or a menu
LARGEST = 20 << 20  # characters: a longer page is no article


def read_html(name: str, data: bytes) -> Reading:
    """One article a page."""
    import trafilatura  # half a second to import: only for who needs it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    if len(data) > 4 * LARGEST:
        return Reading.failed(*_TOO_LARGE)
    declared = _CHARSET.search(data[:4096])
    try:
        page, encoding, doubt = decode(data, declared[1].decode("ascii", "replace").lower() if declared else None)
    except NotText:
        return Reading.failed(*NOT_TEXT)
    if len(page) > LARGEST:
        return Reading.failed(*_TOO_LARGE)
    problems = encoding_problems(encoding, doubt)
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True)
    except Exception as error:  # trafilatura raises whatever its parser meets in a broken page
        return Reading.failed("page cannot be parsed", str(error)[:200])
    fields = found.as_dict() if found is not None else {}  # type: ignore[union-attr]
    if len((fields.get("text") or "").split()) < LEAST_WORDS:
        return Reading.failed("page without an article", "no paragraph of running text was found in it")
    columns = {
        "text": [fields["text"]],
        "title": [fields.get("title")],
        "outlet": [fields.get("sitename")],
        "author": [fields.get("author")],
        "url": [fields.get("url")],
        # trafilatura gives the day only, and may guess it: prefer what the page states.
        "published": [_published(page)],
    }
    return Reading({key: value for key, value in columns.items() if value[0]}, problems, page=True)


_TOO_LARGE = ("page too large", f"more than {LARGEST >> 20} million characters: it is no article")


def _published(page: str) -> str | None:
    for meta in _META.finditer(page):
        if _PUBLISHED.search(meta[1]) and (content := _CONTENT.search(meta[1])):
            return content[1]
    return None
