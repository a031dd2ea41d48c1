"""Dates in numbers alone, 03/04/2024: which is the day, by what stands beside it or by what the corpus shows; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from toolkit.arabic import western_digits
from toolkit.articles.date_names import weekdays
from toolkit.articles.parsed_date import HIJRI_YEARS, WRITTEN, YEARS, ParsedDate, hijri, with_clock, year_of

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?![\d/.:-])")
_EITHER = ParsedDate(None, None, "day and month could be either way round")


def from_numbers(text: str, day_first: bool | None) -> ParsedDate | None:
    """The date that numbers in a prepared text name, or None; a Hijri date or a weekday beside it tells the day from the month."""
    matches = list(_NUMERIC.finditer(text))
    gregorian = next((m for m in matches if year_of(m[3]) in WRITTEN), None)
    other = next((m for m in matches if len(m[3]) == 4 and int(m[3]) in HIJRI_YEARS), None)
    beside = hijri(int(other[3]), int(other[2]), int(other[1])).time if other else None
    if gregorian is None:
        return _numeric_hijri(other, text, day_first) if other else None
    first, second, year = int(gregorian[1]), int(gregorian[2]), year_of(gregorian[3])
    rest = text[: gregorian.start()] + " " + text[gregorian.end() :]
    if first > 12 or second > 12 or first == second:
        return with_clock(datetime(year, first, second) if second > 12 >= first else datetime(year, second, first), rest)
    options = _fitting([datetime(year, second, first), datetime(year, first, second)], weekday_in(text), beside)
    if len(options) == 1:
        return with_clock(options[0], rest)
    if day_first is None or not options:
        return _EITHER
    return with_clock(datetime(year, *((second, first) if day_first else (first, second))), rest)


def _fitting(options: list[datetime], weekday: int | None, beside: datetime | None) -> list[datetime]:
    """The days that fall on the weekday, and within two days of the Hijri date, that stand beside them."""
    if weekday is not None:
        options = [option for option in options if option.weekday() == weekday]
    if beside is not None:
        options = [option for option in options if abs(option.replace(tzinfo=UTC) - beside) <= timedelta(days=2)]
    return options


def _numeric_hijri(match: re.Match[str], text: str, day_first: bool | None) -> ParsedDate:
    first, second, year = (int(group) for group in match.groups())
    if first > 12 or first == second or day_first:
        return hijri(year, second, first)
    if second > 12:
        return hijri(year, first, second)
    options = [hijri(year, second, first), hijri(year, first, second)]
    weekday = weekday_in(text)
    fitting = [option for option in options if option.time and option.time.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else _EITHER


def weekday_in(text: str) -> int | None:
    """The number of the weekday that the text names (Monday: 0)."""
    return next((number for word in re.findall(r"\w+", text) if (number := weekdays().get(word)) is not None), None)


def day_order(values: Iterable[object]) -> bool | None:
    """Whether the numeric dates of one source stand day first (True) or month first (False); None if they do not tell.

    >>> day_order(["03/04/2024", "25/04/2024"]), day_order(["03/04/2024"])
    (True, None)
    """
    day = month = 0
    for value in values:
        match = _NUMERIC.search(western_digits(str(value)))
        if match and year_of(match[3]) in YEARS:
            day += int(match[1]) > 12
            month += int(match[2]) > 12
    if bool(day) == bool(month):
        return None
    return day > 0
