"""`time_expressions`: the dates that a text names (أمس، الثلاثاء الماضي، 15 آذار 2011، رمضان 1436), as days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd
from hijridate import Gregorian, Hijri

from toolkit.articles.date_names import hijri_names, month_names, ordinals, weekdays
from toolkit.schema import TABLES, conform

Found = tuple[date | None, date | None, str | None, str]  # first day, last day, granularity, rule
_PAST, _NEXT, _NOW = "الماضي الماضية الفائت الفائتة المنصرم المنصرمة المنقضي", "المقبل المقبلة القادم القادمة", "الجاري الجارية الحالي الحالية"
_SHIFT = {word: shift for words, shift in ((_PAST, -1), (_NEXT, 1), (_NOW, 0)) for word in words.split()}
_DAYS = {"اول من امس": -2, "اول امس": -2, "امس الاول": -2, "امس": -1, "البارحة": -1, "اليوم": 0, "غدا": 1, "بعد غد": 2}
_NO_TODAY = "التالي|نفسه|نفسها|ذاته|الاول|الثاني|الثالث|الرابع|الخامس|الاخير|الوطني|العالمي|الدراسي|الدولي|السابق|الواحد|الموالي"
# Before these اليوم is the day, or the end of a newspaper's name («عين اليوم»).
_NOT_BEFORE_TODAY = frozenset("في هذا ذلك ذات طوال طيلة خلال نفس منتصف لهذا عين اخبار المصري روسيا العراق ليبيا".split())
NEAR = 150  # days: a date without a year that is further from the publication may be of either year


def time_expressions(articles: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """The dates named in the texts, resolved against the day on which the article appeared.

    Parameters: `articles` with `article_id`, `text` and `published`; their `tokens`.
    Returns one row an expression: `article_id`, `sentence_id`, `start`, `end` (offsets into `text`), `text`, `value` (as
    2011-03-15, 2011-03, 2011, or a span of days 2015-06-18/2015-07-16; NA where the text does not tell: no publication
    date, a weekday that contradicts it, a day that may be of either year), `granularity` (day, week, month, year),
    `first_day`, `last_day` (both inclusive, UTC), `rule` (date, hijri, numeric, relative, weekday …).
    Weekdays without «الماضي» or «المقبل» are the last such day, or the next one in a sentence about the future. A Hijri
    date is that of the Umm al-Qura calendar.

    >>> from toolkit.words import tokens
    >>> day = pd.to_datetime(["2015-07-22"], utc=True)  # a Wednesday
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["وصل أمس بعد زيارة في 15 آذار 2011."], "published": day})
    >>> time_expressions(articles, tokens(articles))[["text", "value"]].values.tolist()
    [['أمس', '2015-07-21'], ['15 آذار 2011', '2011-03-15']]
    """
    types = tokens["type"].cat.categories
    hint = np.fromiter((bool(_hint().search(word)) for word in types), dtype=bool, count=len(types))
    codes = tokens["type"].cat.codes.to_numpy()
    article, sentence = tokens["article_id"].cat.codes.to_numpy().astype(np.int64), tokens["sentence_id"].to_numpy()
    key = article * (1 << 31) + sentence
    begins = np.flatnonzero(np.diff(key, prepend=-1))
    ends = np.append(begins[1:], len(key))
    held = np.add.reduceat(hint[codes], begins) > 0 if len(begins) else np.zeros(0, dtype=bool)
    ids, words = tokens["article_id"].cat.categories, types.tolist()
    texts = dict(zip(articles["article_id"].astype("str"), articles["text"].fillna("").astype(object), strict=True))
    days = {
        name: None if pd.isna(time) else time.date() for name, time in zip(articles["article_id"].astype("str"), articles["published"], strict=True)
    }
    start, end = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    rows = []
    for a, b in zip(begins[held].tolist(), ends[held].tolist(), strict=True):
        own = [words[code] for code in codes[a:b].tolist()]
        name = ids[article[a]]
        for first, last, (low, high, granularity, rule) in _in_sentence(own, days.get(name)):
            at, to = int(start[a + first]), int(end[a + last - 1])
            value = _value(low, high, granularity) if low and high else None
            rows.append((name, int(sentence[a]), at, to, texts[name][at:to], value, granularity, low, high, rule))
    frame = pd.DataFrame(rows, columns=list(TABLES["time_expressions"]))
    return conform(frame, "time_expressions")


def _in_sentence(words: list[str], day: date | None) -> list[tuple[int, int, Found]]:
    """(first token, one past the last, what it names) of each expression in the folded words of a sentence."""
    line = " ".join(words)
    places = np.cumsum([0, *(len(word) + 1 for word in words)])
    found = []
    at = 0
    while match := _pattern().search(line, at):
        at = match.end()
        name = match.lastgroup or ""
        result = _READERS[name](match, line, day)
        if result is None:
            at = match.start() + max(len(match[0].split(" ", 1)[0]), 1)
            continue
        first, last = int(np.searchsorted(places, match.start(), "right")) - 1, int(np.searchsorted(places, match.end(), "left"))
        found.append((first, last, result))
    return found


def _value(first: date, last: date, granularity: str | None) -> str:
    if granularity == "day":
        return first.isoformat()
    whole_month = first.day == 1 and last == _month_end(first)
    if granularity == "month" and whole_month:
        return f"{first:%Y-%m}"
    if granularity == "year" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    return first, _month_end(first)


@cache
def _names() -> dict[str, str]:
    arabic = [name for name in month_names() if re.fullmatch("[\u0621-\u064a ]{3,}", name)]
    hijri = [name for name in hijri_names() if len(name) > 2]
    days = [name for name in weekdays() if re.fullmatch("[\u0621-\u064a]+", name)]
    return {key: "|".join(sorted(map(re.escape, names), key=len, reverse=True)) for key, names in (("m", arabic), ("h", hijri), ("d", days))}


@cache
def _pattern() -> re.Pattern[str]:
    n = _names()
    shift, ordinal = "|".join(_SHIFT), "|".join(sorted(ordinals(), key=len, reverse=True))
    month, begin, stop = rf"(?:{n['m']})(?: / (?:{n['m']})| \( (?:{n['m']}) \))?", r"(?:(?<=^)|(?<= ))", r"(?= |$)"
    weekday = rf"(?:{n['d']})"
    parts = {
        "date": rf"(?:{weekday} ،? ?(?:الموافق )?)?\d{{1,2}} (?:من )?(?:شهر )?{month}(?: (?:من )?(?:عام |سنة )?(?:19|20)\d\dم?)?",
        "hijri": rf"(?:\d{{1,2}} |(?:{ordinal}) )(?:من )?(?:شهر )?(?:{n['h']})(?: المبارك)?(?: (?:من )?(?:عام |سنة )?1[34]\d\d)?(?: ه)?"
        rf"|(?:شهر )?(?:{n['h']})(?: المبارك)? (?:عام |سنة )?1[34]\d\d(?: ه)?",
        "numeric": r"\d{1,2} ?[/-] ?\d{1,2} ?[/-] ?(?:19|20)\d\d|(?:19|20)\d\d ?[/-] ?\d{1,2} ?[/-] ?\d{1,2}",
        "month": rf"(?:شهر )?{month} (?:من )?(?:عام |سنة )?(?:(?:19|20)\d\dم?|{shift})|شهر {month}",
        "year": r"[وفبل]?(?:ال)?(?:عام|سنة) (?:19|20)\d\dم?",
        "period": rf"[وفبل]?(?:ال)?(?:اسبوع|شهر|عام|سنة) (?:{shift})|هذا (?:الاسبوع|الشهر|العام)|هذه السنة",
        "ago": r"[وف]?قبل (?:يومين|اسبوعين?|شهرين?|عامين?|سنتين|سنة|\d{1,2} (?:ايام|يوما|اسابيع|اسبوعا|اشهر|شهرا|اعوام|عاما|سنوات|سنة))",
        "relative": rf"[وف]?(?:{'|'.join(_DAYS)})(?: الاول)?(?: {weekday})?",
        "weekday": rf"[وف]?(?:{weekday})(?: (?:{shift}))?",
    }
    return re.compile("|".join(f"(?P<{name}>{begin}(?:{body}){stop})" for name, body in parts.items()))


@cache
def _hint() -> re.Pattern[str]:
    """What every expression has in one of its words: most sentences have none of it."""
    n = _names()
    words = "|".join(
        [
            n["m"],
            n["h"],
            n["d"],
            "امس",
            "البارحة",
            "اليوم",
            "غدا",
            "غد",
            "عام",
            "العام",
            "سنة",
            "السنة",
            "شهر",
            "الشهر",
            "اسبوع",
            "الاسبوع",
            "قبل",
            "يومين",
        ]
    )
    return re.compile(rf"^[وفبل]?(?:{words})$|^(?:19|20)\d\d$|^\d{{1,2}}[/-]|كانون|تشرين|ربيع|جمادي|ذو|ذي")


def _number(text: str) -> int | None:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else None


def _date(match: re.Match[str], line: str, day: date | None) -> Found | None:
    text = match[0]
    name = re.search(_names()["m"], re.split(r"[/(]", text)[0])
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
    name = re.search(_names()["h"], text)
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
    name = re.search(_names()["m"], re.split(r"[/(]", text.removeprefix("شهر "))[0])
    if name is None:
        return None
    month, year = month_names()[name[0]], _number(text)
    if year is not None:
        return *_month(year, month), "month", "date"
    if day is None:
        return None, None, "month", "month-without-year"
    shift = _SHIFT.get(text.rsplit(" ", 1)[-1])
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
    shift, unit = (0, last) if last not in _SHIFT else (_SHIFT[last], first)
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
    key = next(name for name in sorted(_DAYS, key=len, reverse=True) if text.startswith(name))
    if key == "اليوم":
        before = line[: match.start()].rstrip().rsplit(" ", 1)[-1]
        if re.match(rf" (?:{_NO_TODAY})(?= |$)", line[match.end() :]) or before in _NOT_BEFORE_TODAY:
            return None  # «في اليوم التالي»
    if day is None:
        return None, None, "day", "relative"
    found = day + timedelta(days=_DAYS[key])
    named = re.search(rf" ({_names()['d']})$", text)
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
    before, after = line[: match.start()].split(), line[match.end() :].split()
    if before and before[-1] in ("ايام", "كل", "يومي"):  # «أيام الثلاثاء والخميس»: of every week
        return None
    if day is None:
        return None, None, "day", "weekday"
    back = (day.weekday() - weekdays()[name]) % 7
    shift = _SHIFT.get(words[-1])
    if shift == -1:
        found, rule = day - timedelta(days=back or 7), "weekday-past"
    elif shift == 1 or (shift is None and back and _FUTURE.search(" ".join([*before[-6:], "…", *after[:3]]))):
        found, rule = day + timedelta(days=(7 - back) if back else 7), "weekday-next"
    else:
        found, rule = day - timedelta(days=back), "weekday"
    return found, found, "day", rule


_READERS: dict[str, Callable[[re.Match[str], str, date | None], Found | None]] = {
    "date": _date, "hijri": _hijri, "numeric": _numeric, "month": _named_month, "year": _year, "period": _period, "ago": _ago,
    "relative": _relative, "weekday": _weekday,
}  # fmt: skip
