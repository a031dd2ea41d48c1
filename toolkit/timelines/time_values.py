"""What an expression of time names, as days: «أمس», «الثلاثاء الماضي», «15 آذار 2011», «رمضان 1436»."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from hijridate import Gregorian, Hijri

from toolkit.articles.date_names import hijri_names, month_names, ordinals, weekdays

Found = tuple[date | None, date | None, str | None, str]  # first day, last day, granularity, rule
_PAST, _NEXT, _NOW = "الماضي الماضية الفائت الفائتة المنصرم المنصرمة المنقضي", "المقبل المقبلة القادم القادمة", "الجاري الجارية الحالي الحالية"
SHIFT = {word: shift for words, shift in ((_PAST, -1), (_NEXT, 1), (_NOW, 0)) for word in words.split()}
DAYS = {"اول من امس": -2, "اول امس": -2, "امس الاول": -2, "امس": -1, "البارحة": -1, "اليوم": 0, "غدا": 1, "بعد غد": 2}
_NO_TODAY = "التالي|نفسه|نفسها|ذاته|الاول|الثاني|الثالث|الرابع|الخامس|الاخير|الوطني|العالمي|الدراسي|الدولي|السابق|الواحد|الموالي"
# Before these اليوم is the day, or the end of a newspaper's name («عين اليوم»).
_NOT_BEFORE_TODAY = frozenset("في هذا ذلك ذات طوال طيلة خلال نفس منتصف لهذا عين اخبار المصري روسيا العراق ليبيا".split())
NEAR = 150  # days: a date without a year that is further from the publication may be of either year


@cache
def names() -> dict[str, str]:
    """The names of months (m), of Hijri months (h) and of weekdays (d), each as alternatives of a pattern."""
    arabic = [name for name in month_names() if re.fullmatch("[\u0621-\u064a ]{3,}", name)]
    hijri = [name for name in hijri_names() if len(name) > 2]
    days = [name for name in weekdays() if re.fullmatch("[\u0621-\u064a]+", name)]
    return {key: "|".join(sorted(map(re.escape, names), key=len, reverse=True)) for key, names in (("m", arabic), ("h", hijri), ("d", days))}


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, month_end(first)


def _number(text: str) -> int | None:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else None


def _date(match: re.Match[str], line: str, day: date | None) -> Found | None:
    text = match[0]
    name = re.search(names()["m"], re.split(r"[/(]", text)[0])
    digits = [int(d) for d in re.findall(r"\d+", text)]
    if name is None or not digits or not 1 <= digits[0] <= 31:
        return None
    month, year = month_names()[name[0]], digits[1] if len(digits) > 1 else None
    try:
        if year is not None:
            found = date(year, month, digits[0])
            return found, found, "day", "date"
        if day is None:
            return None, None, "day", "date-without-year"
        near = min((date(y, month, digits[0]) for y in (day.year - 1, day.year, day.year + 1)), key=lambda other: abs((other - day).days))
    except ValueError:  # the 31st of a shorter month
        return None
    if abs((near - day).days) > NEAR:
        return None, None, "day", "date-without-year"
    return near, near, "day", "date-nearest-year"


def _gregorian(day: Hijri) -> date:
    return date(*day.to_gregorian().datetuple())


def _hijri(match: re.Match[str], line: str, day: date | None) -> Found | None:
    text = match[0]
    name = re.search(names()["h"], text)
    if name is None:
        return None
    month, numbers = hijri_names()[name[0]], [int(d) for d in re.findall(r"\d+", text)]
    year = next((number for number in numbers if number > 1300), None)
    spoken = re.match("|".join(sorted(ordinals(), key=len, reverse=True)), text)
    number = next((value for value in numbers if value < 31), ordinals()[spoken[0]] if spoken else None)
    granularity = "day" if number else "month"
    try:
        if year is None:
            if day is None:
                return None, None, granularity, "hijri-without-year"
            today = Gregorian(day.year, day.month, day.day).to_hijri()
            years = (today.year - 1, today.year, today.year + 1)
            year = min(years, key=lambda y: abs((_gregorian(Hijri(y, month, number or 15)) - day).days))
            if abs((_gregorian(Hijri(year, month, number or 15)) - day).days) > NEAR:
                return None, None, granularity, "hijri-without-year"
        first = Hijri(year, month, number or 1)
        low = _gregorian(first)
        high = low if number else low + timedelta(days=first.month_length() - 1)
    except (ValueError, OverflowError):
        return None
    return low, high, granularity, "hijri"


def _numeric(match: re.Match[str], line: str, day: date | None) -> Found | None:
    a, b, c = (int(d) for d in re.findall(r"\d+", match[0]))
    if a > 31:
        a, b, c = c, b, a
    if a <= 12 and b <= 12 and a != b and not match[0].startswith(("19", "20")):
        return None, None, "day", "numeric-ambiguous"
    number, month = (a, b) if b <= 12 else (b, a)
    try:
        found = date(c, month, number)
    except ValueError:
        return None
    return found, found, "day", "numeric"


def _named_month(match: re.Match[str], line: str, day: date | None) -> Found | None:
    text = match[0]
    name = re.search(names()["m"], re.split(r"[/(]", text.removeprefix("شهر "))[0])
    if name is None:
        return None
    month, year = month_names()[name[0]], _number(text)
    if year is not None:
        return *_month(year, month), "month", "date"
    if day is None:
        return None, None, "month", "month-without-year"
    shift = SHIFT.get(text.rsplit(" ", 1)[-1])
    if shift is None:
        year = min((day.year - 1, day.year, day.year + 1), key=lambda y: abs((date(y, month, 15) - day).days))
        return (*_month(year, month), "month", "month-nearest-year") if abs((date(year, month, 15) - day).days) <= NEAR else None
    year = day.year + {-1: -(month >= day.month), 0: 0, 1: int(month <= day.month)}[shift]
    return *_month(year, month), "month", "month-relative"


def _year(match: re.Match[str], line: str, day: date | None) -> Found | None:
    year = _number(match[0])
    return (date(year, 1, 1), date(year, 12, 31), "year", "date") if year else None


def _period(match: re.Match[str], line: str, day: date | None) -> Found | None:
    first, last = match[0].split(" ")[0], match[0].split(" ")[-1]
    shift, unit = (0, last) if last not in SHIFT else (SHIFT[last], first)
    granularity = "week" if "سبوع" in unit else "month" if "شهر" in unit else "year"
    if day is None:
        return None, None, granularity, "relative"
    if granularity == "week":
        low = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return low, low + timedelta(days=6), granularity, "relative"
    if granularity == "month":
        months = day.year * 12 + day.month - 1 + shift
        return *_month(months // 12, months % 12 + 1), granularity, "relative"
    return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31), granularity, "relative"


_UNITS = {"اي": 1, "يو": 1, "اس": 7, "شه": 30, "اش": 30}  # by the first letters of the unit; all others are years


def _ago(match: re.Match[str], line: str, day: date | None) -> Found | None:
    words = match[0].split(" ")[1:]
    unit = _UNITS.get(words[-1][:2], 365)
    many = int(words[0]) if len(words) == 2 else 2 if words[0].endswith("ين") else 1
    granularity = {1: "day", 7: "week", 30: "month"}.get(unit, "year")
    if day is None or many > day.year - 1:
        return None, None, granularity, "ago"
    if unit == 1:
        then = day - timedelta(days=many)
        return then, then, "day", "ago"
    if unit == 7:
        low = day - timedelta(days=day.weekday(), weeks=many)
        return low, low + timedelta(days=6), "week", "ago"
    months = day.year * 12 + day.month - 1 - many
    if unit == 30:
        return *_month(months // 12, months % 12 + 1), "month", "ago"
    return date(day.year - many, 1, 1), date(day.year - many, 12, 31), "year", "ago"


def _relative(match: re.Match[str], line: str, day: date | None) -> Found | None:
    text = match[0].removeprefix("و").removeprefix("ف")
    key = next(name for name in sorted(DAYS, key=len, reverse=True) if text.startswith(name))
    if key == "اليوم":
        before = line[: match.start()].rstrip().rsplit(" ", 1)[-1]
        if re.match(rf" (?:{_NO_TODAY})(?= |$)", line[match.end() :]) or before in _NOT_BEFORE_TODAY:
            return None  # «في اليوم التالي»
    if day is None:
        return None, None, "day", "relative"
    found = day + timedelta(days=DAYS[key])
    named = re.search(rf" ({names()['d']})$", text)
    if named and weekdays()[named[1]] != found.weekday():  # «أمس الثلاثاء» in the paper of another day: the weekday is sure
        off = (weekdays()[named[1]] - found.weekday() + 3) % 7 - 3
        if abs(off) > 2:
            return None, None, "day", "relative-contradicted"
        found += timedelta(days=off)
        return found, found, "day", "weekday-beside-relative"
    return found, found, "day", "relative"


_FUTURE = re.compile(r"(?:^| )(?:سوف|[وف]?س[يتن][\u0621-\u064a]{2,}|المقبل|القادم|المقبلة|القادمة|غدا)(?= |$)")


def _weekday(match: re.Match[str], line: str, day: date | None) -> Found | None:
    words = match[0].split(" ")
    name = next((n for n in (words[0], words[0][1:]) if n in weekdays()), None)
    if name is None:
        return None
    before, after = line[: match.start()].split(), line[match.end() :].split()
    if before and before[-1] in ("ايام", "كل", "يومي"):  # «أيام الثلاثاء والخميس»: of every week
        return None
    if day is None:
        return None, None, "day", "weekday"
    back = (day.weekday() - weekdays()[name]) % 7
    shift = SHIFT.get(words[-1])
    if shift == -1:
        found, rule = day - timedelta(days=back or 7), "weekday-past"
    elif shift == 1 or (shift is None and back and _FUTURE.search(" ".join([*before[-6:], "…", *after[:3]]))):
        found, rule = day + timedelta(days=(7 - back) if back else 7), "weekday-next"
    else:
        found, rule = day - timedelta(days=back), "weekday"
    return found, found, "day", rule


READERS: dict[str, Callable[[re.Match[str], str, date | None], Found | None]] = {
    "date": _date, "hijri": _hijri, "numeric": _numeric, "month": _named_month, "year": _year, "period": _period, "ago": _ago,
    "relative": _relative, "weekday": _weekday,
}  # fmt: skip
