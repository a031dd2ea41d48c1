"""Dates as Arabic newsrooms write them → UTC time and precision. What is ambiguous or missing stays unknown.

Month names come from Babel (CLDR), Hijri conversion from hijridate (Umm al-Qura). A time without a zone is taken as UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache

import pandas as pd

from toolkit.articles.date_names import hijri_names, month_names, ordinals, weekdays
from toolkit.articles.numeric_dates import from_numbers
from toolkit.articles.parsed_date import (
    CLOCK,
    HIJRI_YEARS,
    UNKNOWN,
    WRITTEN,
    YEARS,
    ZONE,
    ParsedDate,
    hijri,
    made,
    prepared,
    timezone_of,
    with_clock,
    year_of,
)

_PRECISIONS = {10: "day", 16: "minute", 19: "second", 20: "second", 25: "second"}  # by the length of a plain ISO date
_ISO = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2})(?:[t\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?" + ZONE + ")?)?(?!\\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?z?)?")
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_NOISE = re.compile(
    r"\b(?:شهر|من|عام|سنة|لعام|لسنة|بتاريخ|تاريخ|يوم|في|نشر|النشر|اخر|تحديث|published|updated|publie|on|le|of|the|date|à|a)\b|[،,:()\[\]|«»\"]|\b(?:هجرية|هجري|ميلادية|ميلادي|هـ|ه|م)\b"
)


def parse_date(text: object, *, day_first: bool | None = None) -> ParsedDate:
    """The time that a date string names, or `UNKNOWN` with a doubt; never a guess.

    `day_first` settles 03/04/2024 where the corpus shows which order it uses; a weekday or a Hijri date beside it does too.

    >>> parse_date("الثلاثاء 5 آذار 2024").time.date().isoformat()
    '2024-03-05'
    >>> parse_date("١٥ رجب ١٤٤٥ هـ").time.date().isoformat()
    '2024-01-27'
    >>> parse_date("03/04/2024").doubt
    'day and month could be either way round'
    """
    if text is None or (isinstance(text, float) and text != text) or text is pd.NA or text is pd.NaT:
        return UNKNOWN
    if isinstance(text, datetime):
        return made(text.replace(tzinfo=text.tzinfo or UTC), "second", zoned=text.tzinfo is not None)
    if isinstance(text, date):
        return made(datetime(text.year, text.month, text.day, tzinfo=UTC), "day")
    if isinstance(text, str) and (plain := _from_plain_iso(text)) is not None:
        return plain
    folded = prepared(str(text)[:120])
    return _from_words(folded, day_first) if folded else UNKNOWN


def _from_words(folded: str, day_first: bool | None) -> ParsedDate:
    impossible = False
    for rule in (_from_iso, _from_named, from_numbers, _from_year):
        try:
            found = rule(folded, day_first)
        except (ValueError, OverflowError):
            impossible = True
            continue
        if found is not None:
            return found
    return ParsedDate(None, None, "no such day in the calendar" if impossible else "not recognised as a date")


def _from_iso(text: str, _: bool | None) -> ParsedDate | None:
    match = _COMPACT.fullmatch(text)
    if match and int(match[1]) in YEARS:
        parts = [int(group or 0) for group in match.groups()]
        precision = "second" if match[6] else "minute" if match[4] else "day"
        return made(datetime(*parts, tzinfo=UTC), precision)  # type: ignore[arg-type,misc]
    match = _EPOCH.fullmatch(text)
    if match:
        return made(datetime.fromtimestamp(int(match[1]), tz=UTC), "second")
    found = None
    for match in _ISO.finditer(text):
        if match.start() and text[match.start() - 1] in "0123456789/-.":
            continue
        found = _iso_parts(match, text)
        if found is not None and int(match[1]) in WRITTEN:
            return found  # a Gregorian date beside a Hijri one counts
    return found


def _from_plain_iso(text: str) -> ParsedDate | None:
    """What most corpora have, `2015-07-21T10:30:00+03:00`, without looking for anything else."""
    if len(text) not in _PRECISIONS or text[4:5] != "-" or not text[:4].isascii() or not text[:4].isdigit() or int(text[:4]) not in YEARS:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return made(time if time.tzinfo else time.replace(tzinfo=UTC), _PRECISIONS[len(text)], zoned=time.tzinfo is not None)


def _iso_parts(match: re.Match[str], text: str) -> ParsedDate | None:
    year, month, day, hour, minute, second, zone = match.groups()
    if int(year) in HIJRI_YEARS and day:
        return hijri(int(year), int(month), int(day))
    if int(year) not in WRITTEN:
        return None
    if day is None:
        return made(datetime(int(year), int(month), 1, tzinfo=UTC), "month") if match[0] == text else None
    if int(month) > 12 >= int(day):  # 2016/28/03
        month, day = day, month
    if hour is None:
        return with_clock(datetime(int(year), int(month), int(day)), text[match.end() :])
    time = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=timezone_of(zone))
    return made(time, "second" if second else "minute", zoned=zone is not None)


@cache
def _named_dates() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def either(names: Iterable[str]) -> str:
        return "|".join(sorted(map(re.escape, names), key=len, reverse=True))

    gregorian, day = either(month_names()), rf"(?P<day>(?<!\d)\d{{1,2}}|{either(ordinals())})"
    month = rf"(?P<month>{gregorian})\b\.?(?:\s*[/-]?\s*(?:{gregorian})\b\.?)?"
    year = r"(?P<year>\d{4}|(?<=-)\d{2})\b"
    day_first = re.compile(rf"(?:{day}\s*[-/.]?\s*)?\b{month}\s*[-/.]?\s*{year}")
    month_first = re.compile(rf"\b{month}\s*{day}\s+{year}")
    hijri = re.compile(rf"(?:{day}\s*[-/]?\s*)?\b(?P<month>{either(hijri_names())})\s*[-/]?\s*(?P<year>1[345]\d\d)\b")
    return day_first, month_first, hijri


def _from_named(text: str, _: bool | None) -> ParsedDate | None:
    clock = CLOCK.search(text)
    bare = text[: clock.start()] + " " + text[clock.end() :] if clock else text
    clean = " ".join(_NOISE.sub(" ", bare).split())
    day_first, month_first, hijri_date = _named_dates()
    match = month_first.search(clean) or day_first.search(clean)
    if match and year_of(match["year"]) in WRITTEN:
        year, month = year_of(match["year"]), month_names()[match["month"]]
        if match["day"] is None:
            # Words before the month might be a day that we cannot read.
            return made(datetime(year, month, 1, tzinfo=UTC), "month") if _only_weekday(clean[: match.start()]) else None
        return with_clock(datetime(year, month, _day(match["day"])), text)
    match = hijri_date.search(clean)
    if match:
        return hijri(int(match["year"]), hijri_names()[match["month"]], _day(match["day"]) if match["day"] else None)
    return None


def _only_weekday(text: str) -> bool:
    return all(word.strip(".-–") in weekdays() or not word.strip(".-–") for word in text.split())


def _day(text: str) -> int:
    return int(text) if text.isdigit() else ordinals()[text]


def _from_year(text: str, _: bool | None) -> ParsedDate | None:
    clean = _NOISE.sub(" ", text).strip()
    return made(datetime(int(clean), 1, 1, tzinfo=UTC), "year") if re.fullmatch(r"\d{4}", clean) and int(clean) in YEARS else None


def dateline_date(line: str) -> ParsedDate | None:
    """The full date in a dateline («جدة 05 شوال 1436 هـ الموافق 21 يوليو 2015 م واس»), or None.

    Only a date with day, month by name and year counts: numbers in a first line may be anything.
    """
    try:
        found = _from_named(prepared(line[:300]), None)
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found.precision != "month" and found.time is not None else None
