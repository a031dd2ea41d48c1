"""Dates that count from the day of reading («أمس», «منذ ٣ ساعات»), for articles whose crawl's date is known."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from toolkit.articles.parsed_date import ParsedDate, prepared

_DAYS = {
    "اليوم": 0, "الان": 0, "الليله": 0, "today": 0, "now": 0, "aujourd'hui": 0,
    "امس": 1, "البارحه": 1, "بالامس": 1, "يوم امس": 1, "yesterday": 1, "hier": 1,
    "اول امس": 2, "امس الاول": 2, "قبل امس": 2, "اول من امس": 2,
}  # fmt: skip
# Seconds of a unit, its singular and plural forms, and its dual.
_UNITS = (
    (1, "ثانيه ثواني ثوان second seconds seconde secondes sec", "ثانيتين ثانيتان"),
    (60, "دقيقه دقائق دقايق minute minutes min mins", "دقيقتين دقيقتان"),
    (3600, "ساعه ساعات hour hours heure heures hr hrs", "ساعتين ساعتان"),
    (86400, "يوم يوما ايام day days jour jours", "يومين يومان"),
    (7 * 86400, "اسبوع اسبوعا اسابيع week weeks semaine semaines", "اسبوعين اسبوعان"),
    (30 * 86400, "شهر شهرا اشهر شهور month months mois", "شهرين شهران"),
    (365 * 86400, "سنه سنوات عام اعوام year years an ans", "سنتين عامين سنتان عامان"),
)
_SECONDS: dict[str, tuple[int, int | None]] = {word: (seconds, None) for seconds, words, _ in _UNITS for word in words.split()}
_SECONDS |= {word: (seconds, 2) for seconds, _, words in _UNITS for word in words.split()}
_NUMBERS = {
    "ثلاث": 3,
    "اربع": 4,
    "خمس": 5,
    "ست": 6,
    "سبع": 7,
    "ثماني": 8,
    "ثمان": 8,
    "تسع": 9,
    "عشر": 10,
    "a": 1,
    "an": 1,
    "one": 1,
    "une": 1,
    "un": 1,
}
_NUMBERS |= {f"{word}ه": number for word, number in list(_NUMBERS.items()) if number > 2}
_AGO = re.compile(
    r"^(?:نشر\s)?(?:(?:منذ|قبل|il y a|depuis)\s)?(?:حوالي\s|نحو\s|about\s)?(?:(?P<number>\d{1,4}|[^\W\d_]{1,8})\s)?(?P<unit>[^\W\d_]{2,9})(?:\s(?:ago|مضت))?$"
)
_SAYS = re.compile(r"منذ|قبل|ago|مضت|il y a|depuis")


def relative_date(text: object, crawled: datetime | None) -> ParsedDate | None:
    """The time that a relative date names, counted from `crawled`; None if it is none. Without `crawled` it stays unknown.

    >>> from datetime import UTC
    >>> relative_date("منذ ٣ ساعات", datetime(2024, 3, 1, 1, tzinfo=UTC)).time.isoformat()
    '2024-02-29T22:00:00+00:00'
    """
    if not isinstance(text, str) or len(text) > 60:
        return None
    folded = prepared(text).replace("ة", "ه").strip(" .،")
    seconds = _seconds(folded)
    if seconds is None:
        return None
    if crawled is None:
        return ParsedDate(None, None, "counts from a day that is not stated: name the column of the crawl's date, columns={'crawled': '…'}")
    precision = "minute" if seconds[1] <= 60 else "day" if seconds[1] < 30 * 86400 else "month"
    return ParsedDate(crawled - timedelta(seconds=seconds[0]), precision)


def _seconds(folded: str) -> tuple[int, int] | None:
    """How many seconds ago, and the seconds of the unit that says so."""
    if folded in _DAYS:
        return _DAYS[folded] * 86400, 86400
    match = _AGO.match(folded)
    if not match or not _SAYS.search(folded) or match["unit"] not in _SECONDS:
        return None
    unit, dual = _SECONDS[match["unit"]]
    number = match["number"]
    if number is None:
        return unit * (dual or 1), unit
    count = int(number) if number.isdigit() else _NUMBERS.get(number)
    return (unit * count, unit) if count is not None else None
