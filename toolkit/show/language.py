"""Labels of tables and figures in the reader's language."""

from __future__ import annotations

from functools import cache

import pandas as pd

from toolkit.lexicons import table

LANGUAGES = ("ar", "en")
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


def number(value: float, language: str = "ar", digits: int = 0) -> str:
    """A number with thousands marks, in Arabic-Indic digits where the language is Arabic.

    >>> number(1234.5, "en", 1), number(1234, "ar")
    ('1,234.5', '١٬٢٣٤')
    """
    text = f"{value:,.{digits}f}"
    return text.translate(_EASTERN) if language == "ar" else text


def direction(language: str) -> str:
    """rtl or ltr."""
    return "rtl" if language == "ar" else "ltr"
