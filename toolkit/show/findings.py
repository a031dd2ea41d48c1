"""What was found, as sentences: each from the first row of a finished table, with its counts."""

from __future__ import annotations

import html
from collections.abc import Iterable
from functools import cache
from string import Formatter

import pandas as pd

from toolkit.arabic import strip_controls
from toolkit.lexicons import table
from toolkit.show.figure import Shown, reading
from toolkit.show.language import count_of, day, direction, label, number, span, spoken


@cache
def _sentences() -> pd.DataFrame:
    return table("findings").set_index("key")


def show_findings(rows: Iterable[tuple[str, pd.DataFrame]], *, language: str | None = None) -> Shown:
    """The findings as a list of sentences.

    Parameters: pairs of a sentence's key in lexicons/findings.csv and the table whose first row fills it; a table without
    rows, or with a missing value where the sentence needs one, gives no sentence.
    """
    language = spoken(language)
    items = [text for key, data in rows if (text := _sentence(key, data, language)) is not None]
    items = items or [html.escape(label("nothing_here", language))]
    listed = "".join(f"<li>{text}</li>" for text in items)
    return Shown(f'<ul class="findings" dir="{direction(language)}">{listed}</ul>')


def _sentence(key: str, data: pd.DataFrame, language: str) -> str | None:
    if data.empty:
        return None
    template = str(_sentences().at[key, language])
    row = data.iloc[0]
    if {"start", "end", "granularity"} <= set(data.columns):
        row = pd.concat([row, pd.Series({"span": span(row["start"], row["end"], row["granularity"], language)})])
    fields = [(before, name, forms) for before, name, forms, _ in Formatter().parse(template)]
    if any(pd.isna(row[name]) for _, name, _ in fields if name):
        return None
    return "".join(html.escape(before) + (_written(name, row[name], forms or "", language) if name else "") for before, name, forms in fields)


def _written(name: str, value: object, forms: str, language: str) -> str:
    if isinstance(value, pd.Timestamp):
        return f'<bdi class="date">{day(value, language)}</bdi>'
    if isinstance(value, str):
        text = label(value, language) if name in ("cue_class", "source_kind") else value
        return f'<bdi dir="{reading(text)}">{html.escape(strip_controls(text))}</bdi>'
    if name.endswith("share"):
        sign = "٪" if language == "ar" else "%"
        return f"<strong>{number(float(value) * 100, language, 1)}{sign}</strong>"  # type: ignore[arg-type]
    return f"<strong>{count_of(int(value), forms, language) if forms else number(float(value), language)}</strong>"  # type: ignore[call-overload,arg-type]
