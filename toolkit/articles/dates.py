"""Dates as Arabic newsrooms write them → UTC time and precision. What is ambiguous or missing stays unknown.

Month names come from Babel (CLDR), Hijri conversion from hijridate (Umm al-Qura). A time without a zone is taken as UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple

import pandas as pd
from hijridate import Hijri

from toolkit.arabic import fold, western_digits
from toolkit.articles.date_names import ZONES, hijri_names, month_names, ordinals, weekdays

_YEARS = range(1800, 2101)  # that digits alone may mean
_WRITTEN = range(1501, 10_000)  # that a written date may name; what is not of a newspaper is doubtful
_HIJRI_YEARS = range(1343, 1501)  # hijridate's range
_PRECISIONS = {10: "day", 16: "minute", 19: "second", 20: "second", 25: "second"}  # by the length of a plain ISO date
_THIS_YEAR = datetime.now(UTC).year
_PIVOT = 69  # two-digit years: 69–99 are of the 20th century, 00–68 of the 21st (as in POSIX)

_ZONE = r"(?:\s*([+-]\d{2}:?\d{2}|" + "|".join(ZONES) + r")\b)?"
_ISO = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2})(?:[t\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?" + _ZONE + ")?)?(?!\\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?z?)?")
_EPOCH = re.compile(r"(\d{10})(\d{3})?(?:\.\d+)?")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?![\d/.:-])")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?::|h)(\d{2})(?::(\d{2}))?\s*(am|pm|صباحا|مساء|ص|م)?\b" + _ZONE)
_NOISE = re.compile(
    r"\b(?:شهر|من|عام|سنة|لعام|لسنة|بتاريخ|تاريخ|يوم|في|نشر|النشر|اخر|تحديث|published|updated|publie|on|le|of|the|date|à|a)\b|[،,:()\[\]|«»\"]|\b(?:هجرية|هجري|ميلادية|ميلادي|هـ|ه|م)\b"
)
_GLUED = re.compile(r"(?<=\d)(?=[\u0621-\u064a])|(?<=[\u0621-\u064a])(?=\d)")
_ENGLISH_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)\b")


class ParsedDate(NamedTuple):
    """A time, how precise it is (second, minute, day, month, year), a doubt if there is one, and the zone that was written.

    `offset`: minutes east of UTC, None where no zone is written.
    """

    time: datetime | None
    precision: str | None
    doubt: str | None = None
    offset: int | None = None

    @property
    def local(self) -> datetime | None:
        """The time on the clock of whoever wrote it, so that its day is the day they wrote; in a UTC value, as the tables hold it."""
        return self.time + timedelta(minutes=self.offset) if self.time and self.offset else self.time


UNKNOWN = ParsedDate(None, None)


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
    for rule in (_from_iso, _from_named, _from_numbers, _from_year):
        try:
            found = rule(folded, day_first)
        except (ValueError, OverflowError):
            impossible = True
            continue
        if found is not None:
            return found
    return ParsedDate(None, None, "no such day in the calendar" if impossible else "not recognised as a date")


def prepared(text: str) -> str:
    """The text folded, digits as 0-9, with numbers and words apart."""
    text = " ".join(fold(western_digits(text)).split())
    return _ENGLISH_ORDINAL.sub("", " ".join(_GLUED.sub(" ", text).split()))


def made(time: datetime, precision: str, doubt: str | None = None, *, zoned: bool = False) -> ParsedDate:
    """The parsed date of a time, with a doubt where no newspaper can be of that day; `zoned`: its zone was written."""
    if time.year not in _WRITTEN:
        return ParsedDate(None, None, "the year is out of range")
    if time.tzinfo is UTC:
        return ParsedDate(time, precision, doubt or _far(time), 0 if zoned else None)
    offset = time.utcoffset()
    return ParsedDate(
        time.astimezone(UTC), precision, doubt or _far(time), int(offset.total_seconds() // 60) if zoned and offset is not None else None
    )


def _far(time: datetime) -> str | None:
    if time.year < _YEARS.start:
        return f"before {_YEARS.start}"
    if time.year <= _THIS_YEAR:
        return None
    return "more than a year ahead of this run" if time > datetime.now(UTC) + timedelta(days=366) else None


def _zone(text: str | None) -> timezone:
    if not text:
        return UTC
    if text in ZONES:
        return timezone(timedelta(hours=ZONES[text]))
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _year(digits: str) -> int:
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= _PIVOT else 2000)


def _from_iso(text: str, _: bool | None) -> ParsedDate | None:
    match = _COMPACT.fullmatch(text)
    if match and int(match[1]) in _YEARS:
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
        if found is not None and int(match[1]) in _WRITTEN:
            return found  # a Gregorian date beside a Hijri one counts
    return found


def _from_plain_iso(text: str) -> ParsedDate | None:
    """What most corpora have, `2015-07-21T10:30:00+03:00`, without looking for anything else."""
    if len(text) not in _PRECISIONS or text[4:5] != "-" or not text[:4].isascii() or not text[:4].isdigit() or int(text[:4]) not in _YEARS:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return made(time if time.tzinfo else time.replace(tzinfo=UTC), _PRECISIONS[len(text)], zoned=time.tzinfo is not None)


def _iso_parts(match: re.Match[str], text: str) -> ParsedDate | None:
    year, month, day, hour, minute, second, zone = match.groups()
    if int(year) in _HIJRI_YEARS and day:
        return _hijri(int(year), int(month), int(day))
    if int(year) not in _WRITTEN:
        return None
    if day is None:
        return made(datetime(int(year), int(month), 1, tzinfo=UTC), "month") if match[0] == text else None
    if int(month) > 12 >= int(day):  # 2016/28/03
        month, day = day, month
    if hour is None:
        return _with_clock(datetime(int(year), int(month), int(day)), text[match.end() :])
    time = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=_zone(zone))
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
    clock = _CLOCK.search(text)
    bare = text[: clock.start()] + " " + text[clock.end() :] if clock else text
    clean = " ".join(_NOISE.sub(" ", bare).split())
    day_first, month_first, hijri_date = _named_dates()
    match = month_first.search(clean) or day_first.search(clean)
    if match and _year(match["year"]) in _WRITTEN:
        year, month = _year(match["year"]), month_names()[match["month"]]
        if match["day"] is None:
            # Words before the month might be a day that we cannot read.
            return made(datetime(year, month, 1, tzinfo=UTC), "month") if _only_weekday(clean[: match.start()]) else None
        return _with_clock(datetime(year, month, _day(match["day"])), text)
    match = hijri_date.search(clean)
    if match:
        return _hijri(int(match["year"]), hijri_names()[match["month"]], _day(match["day"]) if match["day"] else None)
    return None


def _only_weekday(text: str) -> bool:
    return all(word.strip(".-–") in weekdays() or not word.strip(".-–") for word in text.split())


def _day(text: str) -> int:
    return int(text) if text.isdigit() else ordinals()[text]


def _from_numbers(text: str, day_first: bool | None) -> ParsedDate | None:
    matches = list(_NUMERIC.finditer(text))
    gregorian = next((m for m in matches if _year(m[3]) in _WRITTEN), None)
    hijri = next((m for m in matches if len(m[3]) == 4 and int(m[3]) in _HIJRI_YEARS), None)
    beside = _hijri(int(hijri[3]), int(hijri[2]), int(hijri[1])).time if hijri else None
    if gregorian is None:
        return _numeric_hijri(hijri, text, day_first) if hijri else None
    first, second, year = int(gregorian[1]), int(gregorian[2]), _year(gregorian[3])
    rest = text[: gregorian.start()] + " " + text[gregorian.end() :]
    if first > 12 or first == second:
        return _with_clock(datetime(year, second, first), rest)
    if second > 12:
        return _with_clock(datetime(year, first, second), rest)
    weekday = _weekday(text)
    options = [datetime(year, second, first), datetime(year, first, second)]
    if weekday is not None:
        options = [option for option in options if option.weekday() == weekday]
    if beside is not None:
        options = [option for option in options if abs(option.replace(tzinfo=UTC) - beside) <= timedelta(days=2)]
    if len(options) == 1:
        return _with_clock(options[0], rest)
    if day_first is None or not options:
        return ParsedDate(None, None, "day and month could be either way round")
    return _with_clock(datetime(year, *((second, first) if day_first else (first, second))), rest)


def _numeric_hijri(match: re.Match[str], text: str, day_first: bool | None) -> ParsedDate:
    first, second, year = (int(group) for group in match.groups())
    if first > 12 or first == second or day_first:
        return _hijri(year, second, first)
    if second > 12:
        return _hijri(year, first, second)
    options = [_hijri(year, second, first), _hijri(year, first, second)]
    weekday = _weekday(text)
    fitting = [option for option in options if option.time and option.time.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else ParsedDate(None, None, "day and month could be either way round")


def _weekday(text: str) -> int | None:
    return next((number for word in re.findall(r"\w+", text) if (number := weekdays().get(word)) is not None), None)


def _from_year(text: str, _: bool | None) -> ParsedDate | None:
    clean = _NOISE.sub(" ", text).strip()
    return made(datetime(int(clean), 1, 1, tzinfo=UTC), "year") if re.fullmatch(r"\d{4}", clean) and int(clean) in _YEARS else None


def _with_clock(day: datetime, rest: str) -> ParsedDate:
    match = _CLOCK.search(rest)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return made(day.replace(tzinfo=UTC), "day")
    hour = int(match[1])
    if match[4] in ("pm", "مساء", "م") and hour < 12:
        hour += 12
    elif match[4] in ("am", "صباحا", "ص") and hour == 12:
        hour = 0
    time = day.replace(hour=hour, minute=int(match[2]), second=int(match[3] or 0), tzinfo=_zone(match[5]))
    return made(time, "second" if match[3] else "minute", zoned=match[5] is not None)


def _hijri(year: int, month: int, day: int | None) -> ParsedDate:
    gregorian = Hijri(year, month, day or 1).to_gregorian()
    # A Hijri month lies across two Gregorian ones: without a day only its first day is known.
    doubt = None if day else "a Hijri month: the first day is given"
    return made(datetime(gregorian.year, gregorian.month, gregorian.day, tzinfo=UTC), "day" if day else "month", doubt)


def day_order(values: Iterable[object]) -> bool | None:
    """Whether the numeric dates of one source stand day first (True) or month first (False); None if they do not tell.

    >>> day_order(["03/04/2024", "25/04/2024"]), day_order(["03/04/2024"])
    (True, None)
    """
    day = month = 0
    for value in values:
        match = _NUMERIC.search(western_digits(str(value)))
        if match and _year(match[3]) in _YEARS:
            day += int(match[1]) > 12
            month += int(match[2]) > 12
    if bool(day) == bool(month):
        return None
    return day > 0


def dateline_date(line: str) -> ParsedDate | None:
    """The full date in a dateline («جدة 05 شوال 1436 هـ الموافق 21 يوليو 2015 م واس»), or None.

    Only a date with day, month by name and year counts: numbers in a first line may be anything.
    """
    try:
        found = _from_named(prepared(line[:300]), None)
    except (ValueError, OverflowError):
        return None
    return found if found is not None and found.precision != "month" and found.time is not None else None
