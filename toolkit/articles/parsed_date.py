"""A date as it was read: its time, how precise it is, and what is doubtful about it; and the parts that all ways to write one share."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from hijridate import Hijri

from toolkit.arabic import fold, western_digits
from toolkit.articles.date_names import ZONES

YEARS = range(1800, 2101)  # that digits alone may mean
WRITTEN = range(1501, 10_000)  # that a written date may name; what is not of a newspaper is doubtful
HIJRI_YEARS = range(1343, 1501)  # hijridate's range
_THIS_YEAR = datetime.now(UTC).year
_PIVOT = 69  # two-digit years: 69–99 are of the 20th century, 00–68 of the 21st (as in POSIX)

ZONE = r"(?:\s*([+-]\d{2}:?\d{2}|" + "|".join(ZONES) + r")\b)?"
CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?::|h)(\d{2})(?::(\d{2}))?\s*(am|pm|صباحا|مساء|ص|م)?\b" + ZONE)
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


def prepared(text: str) -> str:
    """The text folded, digits as 0-9, with numbers and words apart."""
    text = " ".join(fold(western_digits(text)).split())
    return _ENGLISH_ORDINAL.sub("", " ".join(_GLUED.sub(" ", text).split()))


def made(time: datetime, precision: str, doubt: str | None = None, *, zoned: bool = False) -> ParsedDate:
    """The parsed date of a time, with a doubt where no newspaper can be of that day; `zoned`: its zone was written."""
    if time.year not in WRITTEN:
        return ParsedDate(None, None, "the year is out of range")
    if time.tzinfo is UTC:
        return ParsedDate(time, precision, doubt or _far(time), 0 if zoned else None)
    offset = time.utcoffset()
    return ParsedDate(
        time.astimezone(UTC), precision, doubt or _far(time), int(offset.total_seconds() // 60) if zoned and offset is not None else None
    )


def _far(time: datetime) -> str | None:
    if time.year < YEARS.start:
        return f"before {YEARS.start}"
    if time.year <= _THIS_YEAR:
        return None
    return "more than a year ahead of this run" if time > datetime.now(UTC) + timedelta(days=366) else None


def timezone_of(text: str | None) -> timezone:
    if not text:
        return UTC
    if text in ZONES:
        return timezone(timedelta(hours=ZONES[text]))
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)


def year_of(digits: str) -> int:
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= _PIVOT else 2000)


def with_clock(day: datetime, rest: str) -> ParsedDate:
    match = CLOCK.search(rest)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return made(day.replace(tzinfo=UTC), "day")
    hour = int(match[1])
    if match[4] in ("pm", "مساء", "م") and hour < 12:
        hour += 12
    elif match[4] in ("am", "صباحا", "ص") and hour == 12:
        hour = 0
    time = day.replace(hour=hour, minute=int(match[2]), second=int(match[3] or 0), tzinfo=timezone_of(match[5]))
    return made(time, "second" if match[3] else "minute", zoned=match[5] is not None)


def hijri(year: int, month: int, day: int | None) -> ParsedDate:
    gregorian = Hijri(year, month, day or 1).to_gregorian()
    # A Hijri month lies across two Gregorian ones: without a day only its first day is known.
    doubt = None if day else "a Hijri month: the first day is given"
    return made(datetime(gregorian.year, gregorian.month, gregorian.day, tzinfo=UTC), "day" if day else "month", doubt)
