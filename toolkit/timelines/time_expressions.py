"""`time_expressions`: the dates that a text names (أمس، الثلاثاء الماضي، 15 آذار 2011، رمضان 1436), as days."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from toolkit.articles.date_names import ordinals
from toolkit.schema import TABLES, conform
from toolkit.timelines.time_values import DAYS, READERS, SHIFT, Found, month_end, names


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
        result = READERS[name](match, line, day)
        if result is None:
            at = match.start() + max(len(match[0].split(" ", 1)[0]), 1)
            continue
        first, last = int(np.searchsorted(places, match.start(), "right")) - 1, int(np.searchsorted(places, match.end(), "left"))
        found.append((first, last, result))
    return found


def _value(first: date, last: date, granularity: str | None) -> str:
    if granularity == "day":
        return first.isoformat()
    whole_month = first.day == 1 and last == month_end(first)
    if granularity == "month" and whole_month:
        return f"{first:%Y-%m}"
    if granularity == "year" and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}"
    return f"{first.isoformat()}/{last.isoformat()}"


@cache
def _pattern() -> re.Pattern[str]:
    n = names()
    shift, ordinal = "|".join(SHIFT), "|".join(sorted(ordinals(), key=len, reverse=True))
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
        "relative": rf"[وف]?(?:{'|'.join(DAYS)})(?: الاول)?(?: {weekday})?",
        "weekday": rf"[وف]?(?:{weekday})(?: (?:{shift}))?",
    }
    return re.compile("|".join(f"(?P<{name}>{begin}(?:{body}){stop})" for name, body in parts.items()))


@cache
def _hint() -> re.Pattern[str]:
    """What every expression has in one of its words: most sentences have none of it."""
    n = names()
    words = "|".join([n["m"], n["h"], n["d"], *"امس البارحة اليوم غدا غد عام العام سنة السنة شهر الشهر اسبوع الاسبوع قبل يومين".split()])
    return re.compile(rf"^[وفبل]?(?:{words})$|^(?:19|20)\d\d$|^\d{{1,2}}[/-]|كانون|تشرين|ربيع|جمادي|ذو|ذي")
