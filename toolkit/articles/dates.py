"""Dates as Arabic newsrooms write them → UTC time and precision. What is ambiguous or missing stays unknown.

Month names come from Babel (CLDR), Hijri conversion from hijridate (Umm al-Qura). A time without a zone is taken as UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

import pandas as pd
from babel import Locale
from hijridate import Hijri

from toolkit.arabic import fold, western_digits

_LOCALES = ("ar", "ar_SY", "ar_TN", "ar_MA", "ar_MR", "en", "fr")
# Spellings that newspapers use beside CLDR's, by month.
_VARIANTS = {
    1: "جانفيه جنفي", 2: "فيفرى فبرير", 3: "مارث", 4: "ابريل نيسن", 5: "ماى", 6: "يونية يونيه حزيرن", 7: "يوليه يولية جويليه جولية",
    8: "اوت اغسطوس غوشت", 9: "سبتنبر شتمبر", 10: "اكتوبر تشرين اول", 11: "نوفنبر", 12: "ديسنبر دسمبر",
}  # fmt: skip
_HIJRI_VARIANTS = {
    1: ["المحرم", "محرم الحرام"], 2: ["صفر الخير"], 3: ["ربيع الاول", "ربيع اول", "ربيع الانور"],
    4: ["ربيع الاخر", "ربيع الثاني", "ربيع ثان", "ربيع ثاني"],
    5: ["جمادي الاولي", "جمادي الاول", "جماد الاول", "جمادي اول"],
    6: ["جمادي الاخرة", "جمادي الاخر", "جمادي الثانية", "جمادي الثاني", "جماد الثاني", "جماد الاخر"],
    7: ["رجب الفرد"], 8: [], 9: ["رمضان المبارك"], 10: ["شوال"], 11: ["ذي القعدة", "ذوالقعدة", "ذي قعدة"],
    12: ["ذي الحجة", "ذوالحجة", "ذي حجة"],
}  # fmt: skip
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعة", "السبت", "الاحد")
_YEARS = range(1850, 2101)  # of a newspaper that somebody might have digitised
_HIJRI_YEARS = range(1343, 1501)  # hijridate's range

_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[t\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?z?)?")
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})\b")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm|صباحا|مساء|ص|م)?\b\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?")
_NOISE = re.compile(
    r"\b(?:شهر|من|عام|سنة|لعام|بتاريخ|تاريخ|يوم|في|نشر|النشر|published|on|le|the|date)\b|[،,()\[\]|]|هجرية|هجري|ميلادية|ميلادي"
)


@dataclass(frozen=True)
class ParsedDate:
    """A time, how precise it is (second, minute, day, month, year), and a doubt if there is one."""

    time: datetime | None
    precision: str | None
    doubt: str | None = None


UNKNOWN = ParsedDate(None, None)


@cache
def month_names() -> dict[str, int]:
    """Folded Gregorian month names of the Levant, Egypt, the Maghreb and Morocco, English and French → 1–12."""
    names: dict[str, int] = {}
    for code in _LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(code).months["format"][width].items():
                names.setdefault(fold(name).rstrip("."), number)
    for number, variants in _VARIANTS.items():
        for name in variants.split():
            if name not in ("تشرين", "اول"):
                names.setdefault(fold(name), number)
    return names


@cache
def hijri_names() -> dict[str, int]:
    """Folded Hijri month names → 1–12."""
    names: dict[str, int] = {}
    for number, variants in _HIJRI_VARIANTS.items():
        for name in [Hijri(1445, number, 1).month_name("ar"), *variants]:
            names[fold(name)] = number
    return names


@cache
def _named_date() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    gregorian = "|".join(sorted(map(re.escape, month_names()), key=len, reverse=True))
    hijri = "|".join(sorted(map(re.escape, hijri_names()), key=len, reverse=True))
    month = rf"(?P<month>{gregorian})\b\.?(?:\s*[/(\-]\s*(?:{gregorian})\b\s*\)?)?"
    day_first = re.compile(rf"(?:(?<!\d)(?P<day>\d{{1,2}})\s*[-/.]?\s*)?\b{month}\s*[-/.]?\s*(?:(?P<year>\d{{4}})\b)")
    month_first = re.compile(rf"\b{month}\s*(?P<day>\d{{1,2}})\s+(?P<year>\d{{4}})\b")
    hijri_date = re.compile(
        rf"(?:(?<!\d)(?P<day>\d{{1,2}})\s*[-/]?\s*)?\b(?P<month>{hijri})\s*[-/]?\s*(?P<year>1[345]\d\d)\b"
    )
    return day_first, month_first, hijri_date


def parse_date(text: object, *, day_first: bool | None = None) -> ParsedDate:
    """The time that a date string names, or `UNKNOWN` with a doubt; never a guess.

    `day_first` settles 03/04/2024 where the corpus shows which order it uses; a weekday beside the date settles it too.

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
        return _made(text.replace(tzinfo=text.tzinfo or UTC), "second")
    if isinstance(text, date):
        return _made(datetime(text.year, text.month, text.day, tzinfo=UTC), "day")
    raw = western_digits(str(text)).strip()[:120]
    if not raw:
        return UNKNOWN
    folded = " ".join(fold(raw).split())
    try:
        for rule in (_from_iso, _from_named, _from_numbers):
            found = rule(folded, day_first)
            if found is not None:
                return found
    except (ValueError, OverflowError):
        return ParsedDate(None, None, "no such day in the calendar")
    return ParsedDate(None, None, "not recognised as a date")


def _made(time: datetime, precision: str, doubt: str | None = None) -> ParsedDate:
    if time.year not in _YEARS:
        return ParsedDate(None, None, "the year is out of range")
    return ParsedDate(time.astimezone(UTC), precision, doubt)


def _zone(text: str | None) -> timezone:
    if not text or text[0] not in "+-":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return timezone((timedelta(hours=hours, minutes=minutes)) * (-1 if text[0] == "-" else 1))


def _from_iso(text: str, _: bool | None) -> ParsedDate | None:
    match = _ISO.match(text)
    if match and not text[match.end() : match.end() + 1].isdigit():
        year, month, day, hour, minute, second, zone = match.groups()
        if int(year) in _HIJRI_YEARS:
            return _hijri(int(year), int(month), int(day) if day else None)
        if day is None:
            return _made(datetime(int(year), int(month), 1, tzinfo=UTC), "month")
        if hour is None:
            return _with_clock(datetime(int(year), int(month), int(day)), text[match.end() :])
        time = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=_zone(zone))
        return _made(time, "second" if second else "minute")
    match = _COMPACT.fullmatch(text)
    if match and int(match[1]) in _YEARS:
        year, month, day, hour, minute, second = match.groups()
        time = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC)
        return _made(time, "second" if second else "minute" if hour else "day")
    match = _EPOCH.fullmatch(text)
    if match:
        return _made(datetime.fromtimestamp(int(match[1]), tz=UTC), "second")
    if re.fullmatch(r"\d{4}", text) and int(text) in _YEARS:
        return _made(datetime(int(text), 1, 1, tzinfo=UTC), "year")
    return None


def _from_named(text: str, _: bool | None) -> ParsedDate | None:
    clean = " ".join(_NOISE.sub(" ", text).split())
    day_first, month_first, hijri_date = _named_date()
    match = month_first.search(clean) or day_first.search(clean)
    if match:
        year, month = int(match["year"]), month_names()[match["month"]]
        if year not in _YEARS:
            return None
        if match["day"] is None:
            return _made(datetime(year, month, 1, tzinfo=UTC), "month")
        return _with_clock(datetime(year, month, int(match["day"])), text)
    match = hijri_date.search(clean)
    if match:
        return _hijri(int(match["year"]), hijri_names()[match["month"]], int(match["day"]) if match["day"] else None)
    return None


def _from_numbers(text: str, day_first: bool | None) -> ParsedDate | None:
    match = _NUMERIC.search(text)
    if not match:
        return None
    first, second, year = (int(group) for group in match.groups())
    rest = text[: match.start()] + " " + text[match.end() :]
    if year in _HIJRI_YEARS:
        return _hijri(year, second, first)
    if first > 12 or first == second:
        return _with_clock(datetime(year, second, first), rest)
    if second > 12:
        return _with_clock(datetime(year, first, second), rest)
    weekday = next((i for i, name in enumerate(_WEEKDAYS) if name in text), None)
    fits = [d for d in ((second, first), (first, second)) if weekday is None or date(year, *d).weekday() == weekday]
    if weekday is not None and len(fits) == 1:
        return _with_clock(datetime(year, *fits[0]), rest)
    if day_first is None:
        return ParsedDate(None, None, "day and month could be either way round")
    return _with_clock(datetime(year, *((second, first) if day_first else (first, second))), rest)


def _with_clock(day: datetime, rest: str) -> ParsedDate:
    match = _CLOCK.search(rest)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return _made(day.replace(tzinfo=UTC), "day")
    hour = int(match[1])
    if match[4] in ("pm", "مساء", "م") and hour < 12:
        hour += 12
    elif match[4] in ("am", "صباحا", "ص") and hour == 12:
        hour = 0
    time = day.replace(hour=hour, minute=int(match[2]), second=int(match[3] or 0), tzinfo=_zone(match[5]))
    return _made(time, "second" if match[3] else "minute")


def _hijri(year: int, month: int, day: int | None) -> ParsedDate:
    gregorian = Hijri(year, month, day or 1).to_gregorian()
    # A Hijri month lies across two Gregorian ones: without a day only its first day is known.
    return _made(
        datetime(gregorian.year, gregorian.month, gregorian.day, tzinfo=UTC), "day" if day else "month",
        None if day else "a Hijri month: the first day is given",
    )  # fmt: skip


def day_order(values: Iterable[object]) -> bool | None:
    """Whether the numeric dates of one source stand day first (True) or month first (False); None if they do not tell.

    >>> day_order(["03/04/2024", "25/04/2024"]), day_order(["03/04/2024"])
    (True, None)
    """
    day = month = 0
    for value in values:
        match = _NUMERIC.search(western_digits(str(value)))
        if match and int(match[3]) in _YEARS:
            day += int(match[1]) > 12
            month += int(match[2]) > 12
    if bool(day) == bool(month):
        return None
    return day > 0


_IN_NAME = re.compile(r"(?<!\d)(19\d\d|20\d\d)([-_/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")


def name_date(name: str) -> ParsedDate | None:
    """The date in an address or a file name («…/2015/07/21/…», «20150721-…»), or None; two different dates are no date.

    >>> name_date("news/2015/07/21/story.html").time.date().isoformat()
    '2015-07-21'
    """
    found = set()
    for year, _, month, day in _IN_NAME.findall(western_digits(name)):
        try:
            found.add(datetime(int(year), int(month), int(day), tzinfo=UTC))
        except ValueError:
            continue
    return _made(found.pop(), "day") if len(found) == 1 else None


def dateline_date(line: str) -> ParsedDate | None:
    """The full date in a dateline («جدة 05 شوال 1436 هـ الموافق 21 يوليو 2015 م واس»), or None.

    Only a date with day, month by name and year counts: numbers in a first line may be anything.
    """
    folded = " ".join(fold(western_digits(line)).split())
    try:
        found = _from_named(folded, None)
    except ValueError:
        return None
    return found if found is not None and found.precision != "month" and found.time is not None else None
