"""What the loader sees and does not decide: folders that look like outlets, columns that look like dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

import pandas as pd

from toolkit.articles.dates import parse_date
from toolkit.articles.fields import nothing
from toolkit.articles.readers import Reading

_FOLDER_FIELDS = ("outlet", "category", "author")
_TRIED = 5  # values of a column that must all be dates


def folder_fields(folders: str) -> list[str]:
    """The fields that the names of folders give, from the top.

    Raises ValueError for another field.

    >>> folder_fields("outlet/category")
    ['outlet', 'category']
    """
    fields = [field.strip() for field in folders.split("/") if field.strip()]
    for field in fields:
        if field not in (*_FOLDER_FIELDS, "-"):
            raise ValueError(
                f"folders: {field!r} is none of {', '.join(_FOLDER_FIELDS)} (or - for a level that means nothing), as in 'outlet/category'"
            )
    return fields


def folder_hint(files: Sequence[PurePath], articles: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """A problem row where no article has an outlet (or category) and folders lie side by side that may be named after them."""
    tops = Counter(file.parts[0] for file in files if len(file.parts) > 1)
    several = [name for name, count in tops.most_common() if count > 1]
    if len(several) < 2 or sum(tops.values()) < 0.9 * len(files):
        return []
    field = next((field for field in ("outlet", "category") if articles[field].notna().mean() < 0.1), None)
    if field is None:
        return []
    shown = "، ".join(f"{name} ({tops[name]})" for name in several[:5])
    return [(".", "info", f"folders may be named by {field}", f"{shown}: if they are, say folders={field!r} (isnad … --folders {field})")]


def dates_in(reading: Reading, names: Sequence[str]) -> str | None:
    """The first of these columns whose values are all dates, as far as a few tell."""
    for name in names:
        values = [value for value in list(reading.columns[name][:50]) if not nothing(value)][:_TRIED]
        told = [str(value) for value in values]
        if told and all(6 <= len(value) <= 60 and parse_date(value).precision in ("second", "minute", "day") for value in told):
            return name
    return None
