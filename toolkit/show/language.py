"""Labels of tables and figures in the reader's language."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd
from babel.dates import format_date

from toolkit.lexicons import table

LANGUAGES = ("ar", "en")
_LOCALE = {"ar": "ar_EG", "en": "en_GB"}  # of dates
_EASTERN = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")


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
    text = label(re.sub(r"\d+", "N", problem), language)
    for found in re.findall(r"\d+", problem):
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
    written = format_date(time, "d MMMM y", locale=_LOCALE[language])
    return written.translate(_EASTERN) if language == "ar" else written


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


def direction(language: str) -> str:
    """rtl or ltr."""
    return "rtl" if language == "ar" else "ltr"
