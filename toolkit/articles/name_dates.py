"""Dates in names: of files, and in the paths of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from toolkit.arabic import western_digits
from toolkit.articles.parsed_date import ParsedDate, made

_IN_ADDRESS = (
    re.compile(r"/(?P<y>20\d\d|19\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?=[/-]|$)"),
    re.compile(r"(?<=[/_-])(?P<y>20\d\d|19\d\d)([-_.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)"),
    # Digits alone: a day, or a day with its clock and a number; after «post/» they are a number.
    re.compile(r"(?<!/p/)(?<!id/)(?<!post/)(?<!node/)(?<!story/)(?<!article/)(?<=[/_-])(?P<y>20\d\d|19\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=[/_.-]|$)"),
    re.compile(r"(?<=[/_-])(?P<y>20\d\d|19\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:[01]\d|2[0-3])[0-5]\d(?:\d\d|\d{4,8})?(?=[/_.-]|$)"),
)
_IN_NAME = re.compile(r"(?<!\d)(19\d\d|20\d\d)([-_/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def name_date(name: str) -> ParsedDate | None:
    """The date in a file's name («2015/07/21/…», «20150721-…»), or None; two different dates are no date.

    >>> name_date("news/2015/07/21/story.html").time.date().isoformat()
    '2015-07-21'
    """
    return _only((year, month, day) for year, _, month, day in _IN_NAME.findall(western_digits(name)))


def address_date(address: str) -> ParsedDate | None:
    """The date in the path of an address («/2015/7/21/…», «/202003171044893040-…»), or None; numbers of posts are none.

    >>> address_date("https://example.ly/arab_world/202003171044893040-x/").time.date().isoformat()
    '2020-03-17'
    """
    path = "/" + re.sub(r"^[a-z]{2,9}://[^/?#]*|[?#].*$", "", western_digits(address[:2000]).strip(), flags=re.IGNORECASE | re.DOTALL).lstrip("/")
    return _only((match["y"], match["m"], match["d"]) for pattern in _IN_ADDRESS for match in pattern.finditer(path))


def _only(dates: Iterable[tuple[str, str, str]]) -> ParsedDate | None:
    found = set()
    for parts in dates:
        try:
            found.add(datetime(*map(int, parts), tzinfo=UTC))  # type: ignore[arg-type,misc]
        except ValueError:
            continue
    one = made(found.pop(), "day") if len(found) == 1 else None
    return one if one is not None and one.doubt is None else None
