"""Labels of tables and figures in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pandas as pd
from babel import Locale
from babel.dates import format_date

from toolkit.lexicons import table
from toolkit.mistakes import Mistake

LANGUAGES = ("ar", "en")
REGIONS = ("AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE")
_READER = {"language": "ar", "region": "EG"}
_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_EASTERN = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")


class NoSuchReader(Mistake, ValueError):
    """A language or region that reports are not written for: the message lists those that there are."""


def use_language(language: str, *, region: str = "") -> None:
    """Sets whom everything is shown to from here on.

    Parameters: `language`, ar or en; `region`, a country (as MA, SY) whose month names dates have, غشت or آب; empty: أغسطس.
    Raises NoSuchReader (a ValueError) for another language or region.
    """
    if language not in LANGUAGES:
        raise NoSuchReader(f"language {language!r} is none of {', '.join(LANGUAGES)}")
    if region and region.upper() not in REGIONS:
        raise NoSuchReader(f"region {region!r} is none of {', '.join(REGIONS)}")
    _READER.update(language=language, region=region.upper() or "EG")


def spoken(language: str | None = None) -> str:
    """The language given, or that of `use_language`."""
    return language or _READER["language"]


def said(text: str | Mapping[str, str], language: str | None = None, about: str | None = None) -> str:
    """A text in the reader's language, with what it is about.

    >>> said({"ar": "أقوال", "en": "Quotations of"}, "en", "سالم")
    'Quotations of: سالم'
    """
    written = text if isinstance(text, str) else text[spoken(language)]
    return f"{written}: {about}" if about else written


@cache
def _labels() -> pd.DataFrame:
    return table("labels").set_index("key")


def label(key: str, language: str = "ar") -> str:
    """The label of a column or value; a key without a label stands for itself.

    >>> label("outlet", "ar"), label("outlet", "en")
    ('الجهة الناشرة', 'outlet')
    """
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is none of {', '.join(LANGUAGES)}")
    labels = _labels()
    return labels.at[key, language] if key in labels.index else key


def rule_label(rule: str, language: str = "ar") -> str:
    """A rule's name, its parts in the reader's language; in English as the tables have it.

    >>> rule_label("perfect/clause/no source/spoke")
    'فعل ماض / جملة / بلا قائل مذكور / تكلم من قبل'
    """
    if language == "en":
        return rule
    kind = "rule." if "/" in rule else "way."  # of attributions; of names and dates
    return " / ".join(label(kind + part, language).removeprefix(kind) for part in re.split("[/+]", rule))


def problem_label(problem: str, language: str = "ar") -> str:
    """A problem of reading, its numbers in their places.

    >>> problem_label("line 13 is no valid JSON")
    'السطر ١٣ ليس JSON صحيحا'
    """
    text = label(re.sub(r"(?<![A-Za-z])\d+", "N", problem), language)
    for found in re.findall(r"(?<![A-Za-z])\d+", problem):
        text = text.replace("N", number(int(found), language), 1)
    return text


def number(value: float, language: str = "ar", digits: int = 0) -> str:
    """A number with thousands marks, in Arabic-Indic digits where the language is Arabic.

    >>> number(1234.5, "en", 1), number(1234, "ar")
    ('1,234.5', '١٬٢٣٤')
    """
    text = f"{value:,.{digits}f}"
    return text.translate(_EASTERN) if language == "ar" else text


def day(time: pd.Timestamp, language: str = "ar") -> str:
    """A day as a reader writes it.

    >>> day(pd.Timestamp("2015-08-07")), day(pd.Timestamp("2015-08-07"), "en")
    ('٧ أغسطس ٢٠١٥', '7 August 2015')
    """
    return _dated(time, "d MMMM y", language)


def span(start: pd.Timestamp, end: pd.Timestamp, granularity: str = "day", language: str = "ar") -> str:
    """From when to when, by the first and the last period: a day, a month or a year each.

    >>> march = pd.Timestamp("2024-03-01")
    >>> span(march, march, "month"), span(march, pd.Timestamp("2024-04-01"), "month", "en")
    ('في مارس ٢٠٢٤', 'from March 2024 to April 2024')
    """
    first, last = (day(time, language) if granularity == "day" else tick(time, granularity, language) for time in (start, end))
    if first == last:
        return f"في {first}" if language == "ar" else f"in {first}"
    return f"من {first} إلى {last}" if language == "ar" else f"from {first} to {last}"


def tick(time: pd.Timestamp, step: str, language: str = "ar") -> str:
    """A day, a month or a year as an axis names it; `step`: day, month, year.

    >>> [tick(pd.Timestamp("2015-08-07"), step) for step in ("day", "month", "year")]
    ['٧ أغسطس', 'أغسطس ٢٠١٥', '٢٠١٥']
    """
    return _dated(time, {"day": "d MMMM", "month": "MMMM y", "year": "y"}[step], language)


def _dated(time: pd.Timestamp, form: str, language: str) -> str:
    written = format_date(time, form, locale=f"ar_{_READER['region']}" if language == "ar" else "en_GB")
    return written.translate(_EASTERN) if language == "ar" else written


def in_digits(text: str, language: str = "ar") -> str:
    """The text with its numbers in the language's digits, its parts divided as the language does.

    >>> in_digits("وزير (2009–2012) | نائب")
    'وزير (٢٠٠٩–٢٠١٢)؛ نائب'
    """
    return text.replace(" | ", "؛ ").translate(_DIGITS) if language == "ar" else text.replace(" | ", "; ")


def count_of(value: int, forms: str, language: str = "ar") -> str:
    """A number with its noun, in the form that the number asks for.

    `forms`, separated by |: in Arabic for one, two, 3 to 10, 11 to 99 and whole hundreds (the first two stand without a
    number); in English for one and for more.

    >>> forms = "مقال واحد|مقالان|مقالات|مقالا|مقال"
    >>> [count_of(n, forms) for n in (0, 1, 2, 6, 41, 103, 2000)]
    ['٠ مقال', 'مقال واحد', 'مقالان', '٦ مقالات', '٤١ مقالا', '١٠٣ مقالات', '٢٬٠٠٠ مقال']
    >>> count_of(1, "article|articles", "en"), count_of(38, "article|articles", "en")
    ('1 article', '38 articles')
    """
    form = forms.split("|")
    if language != "ar":
        return f"{number(value, language)} {form[value != 1]}"
    if value in (1, 2):
        return form[value - 1]
    rest = value % 100
    return f"{number(value)} {form[2 if 3 <= rest <= 10 else 3 if rest > 10 else 4]}"


_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def dated(text: str, language: str = "ar") -> str:
    """A text that is a day or a month, or a span of days, as a reader writes it; another text as it is.

    >>> dated("2015-08"), dated("2015-08-07/2015-08-09", "en"), dated("2015")
    ('أغسطس ٢٠١٥', '7 August 2015 – 9 August 2015', '٢٠١٥')
    """
    parts = text.split("/")
    if all(_ISO.fullmatch(part) for part in parts):
        return " – ".join(
            day(pd.Timestamp(part), language) if part.count("-") == 2 else tick(pd.Timestamp(part), "month", language) for part in parts
        )
    return text.translate(_EASTERN) if language == "ar" and text.isdecimal() else text


@cache
def country_name(code: str, language: str = "ar") -> str:
    """The name of a country by its code (ISO 3166); another text as it is.

    >>> country_name("TN"), country_name("TN", "en")
    ('تونس', 'Tunisia')
    """
    return str(Locale(language).territories.get(code, code))


def place_names(text: str, language: str = "ar") -> str:
    """The countries of places in the place of their identifiers.

    >>> place_names("place:TN/3 | place:LY", "en")
    'Tunisia | Libya'
    """
    return re.sub(r"place:([A-Z]{2})[\w/-]*", lambda match: country_name(match[1], language), text)


def direction(language: str) -> str:
    """rtl or ltr."""
    return "rtl" if language == "ar" else "ltr"
