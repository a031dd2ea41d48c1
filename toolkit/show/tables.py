"""Tables as HTML: right in both directions, hostile text inert, each with its CSV beside it."""

from __future__ import annotations

import base64
import math
import os
import re
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from toolkit.arabic import strip_controls
from toolkit.show.figure import Shown, inert, reading
from toolkit.show.language import (
    count_of,
    country_name,
    dated,
    day,
    direction,
    in_digits,
    label,
    number,
    place_names,
    problem_label,
    rule_label,
    said,
    spoken,
    tick,
)
from toolkit.spreadsheet import csv_bytes

_CODED = {
    "granularity",
    "via",
    "severity",
    "source_kind",
    "cue_class",
    "quote_type",
    "published_from",
    "published_precision",
    "type",
    "parameter",
    "kind",
    "step",
    "office_kind",
    "gender",
}

NAMED = ("entity", "other", "speaker", "label")  # columns of names that may have a page
FOLDED = 9  # rows; a longer table is folded behind its caption
DOWNLOADED = 5_000  # rows, and …
LONG = 45  # letters on average: texts that need a wide column
WEIGHT = 60_000  # … bytes of a table's CSV inside a page: with all pairs of words of a corpus it would be too large to send


def show_table(
    data: pd.DataFrame,
    caption: str | Mapping[str, str],
    *,
    about: str | None = None,
    language: str | None = None,
    rows: int = 50,
    columns: Sequence[str] | None = None,
) -> Shown:
    """The first rows of a table as HTML, with its caption and a link that downloads all of it as CSV.

    `columns` are those shown (default: all); where ISNAD_ROWS is set, as for a report with a script in its pages, so many rows are shown, and
    cells say by what they sort; the CSV holds all of them, and up to `DOWNLOADED`
    rows or `WEIGHT` bytes (the page says so when there are more). Numbers are aligned and written in the language's digits, with as
    many decimals as their column needs; missing values are a dash; every text is escaped. A concordance reads from right to left in every language.
    """
    language = spoken(language)
    caption = said(caption, language, about)
    leafed = int(os.environ.get("ISNAD_ROWS") or 0)
    shown = data.head(max(rows, leafed))[list(data.columns if columns is None else columns)]
    named = {"type": "entity_type"} if {"entity", "alias"} & set(shown.columns) else {}  # elsewhere the type of a word
    shares = {name for name in map(str, shown.columns) if name.endswith("share")}
    shares |= {"low", "high"} if "share" in shares else set()
    steps = _steps(shown)
    looks = [_look(name, shown[name], shares) for name in shown.columns]
    head = "".join(
        f'<th scope="col"{kind}>{inert(label(named.get(str(name), str(name)), language))}</th>'
        for name, (kind, _) in zip(shown.columns, looks, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            _cell(name, value, look, language, steps.get(str(name), "day"), ordered=leafed > 0)
            for name, value, look in zip(shown.columns, row, looks, strict=True)
        )
        + "</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    if data.empty:
        return Shown(f'<p class="nothing" dir="{direction(language)}">{inert(caption)}: {inert(label("nothing_here", language))}</p>')
    note = f" <small>{_part(len(shown), len(data), language)}</small>" if len(shown) < len(data) else ""
    way = "rtl" if "node" in shown else direction(language)
    title = f'<span dir="{direction(language)}">{inert(caption)}{note}</span>'
    cells = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{_download(data, caption, language)}"
    if len(shown) > FOLDED:
        counted = "" if note else f" <small>{_rows(len(shown), language)}</small>"
        summary = title.replace("</span>", f"{counted}</span>")
        return Shown(
            f'<details class="folded" dir="{direction(language)}"><summary>{summary}</summary><div class="table" dir="{way}"><table>{cells}</details>'
        )
    return Shown(f'<div class="table" dir="{way}"><table><caption dir="{direction(language)}">{title}</caption>{cells}')


def _rows(count: int, language: str) -> str:
    return f"({count_of(count, label('rows_forms', language), language)})"


def _steps(shown: pd.DataFrame) -> dict[str, str]:
    """By what the dates of a column are called: those of periods by their month or year, where all begin with one."""
    if "granularity" in shown and shown["granularity"].nunique() == 1 and shown["granularity"].iloc[0] in ("day", "month", "year"):
        return dict.fromkeys(("start", "end"), str(shown["granularity"].iloc[0]))
    times = (
        shown["period"].dropna() if "period" in shown and pd.api.types.is_datetime64_any_dtype(shown["period"]) else pd.Series(dtype="datetime64[us]")
    )
    if times.nunique() < 2 or (times.dt.day > 1).any():
        return {}
    return {"period": "year" if (times.dt.month == 1).all() else "month"}


def _part(shown: int, total: int, language: str) -> str:
    return label("first_rows", language).format(shown=number(shown, language), total=number(total, language))


def _download(data: pd.DataFrame, caption: str, language: str) -> str:
    held = data.head(DOWNLOADED)
    content = csv_bytes(held)
    while len(content) > WEIGHT and len(held) > 1:
        held = held.head(max(int(0.95 * len(held) * WEIGHT / len(content)), 1))
        content = csv_bytes(held)
    text = label("download_csv", language) + (f" {_part(len(held), len(data), language)}" if len(held) < len(data) else "")
    whole = f" <small>{inert(label('whole_table', language))}</small>" if len(held) < len(data) else ""
    file = re.sub(r"\W+", "-", strip_controls(caption)).strip("-")[:60] or "table"
    return f'<p class="download"><a download="{file}.csv" href="data:text/csv;charset=utf-8;base64,{base64.b64encode(content).decode()}">{text}</a>{whole}</p>'


def _look(name: object, values: pd.Series, shares: set[str]) -> tuple[str, int | None]:
    """The class of a column's cells as an attribute, and the decimals of its numbers: None for shares, which are percentages."""
    if pd.api.types.is_bool_dtype(values) or pd.api.types.is_datetime64_any_dtype(values):
        return (' class="date"' if pd.api.types.is_datetime64_any_dtype(values) else "", 0)
    if pd.api.types.is_numeric_dtype(values) and name in shares:
        return ' class="number"', None
    if pd.api.types.is_numeric_dtype(values):
        finite = [abs(float(value)) for value in values.dropna() if math.isfinite(value)]
        whole = all(value.is_integer() for value in finite)
        return ' class="number"', 0 if whole else 1 if max(finite) >= 1000 else 2 if max(finite) >= 10 else 3
    if name in ("left", "node", "right"):
        return f' class="{name}"', 0
    if name == "content" or values.astype("str").str.len().mean() > LONG:
        return ' class="long"', 0
    return "", 0


_WRITTEN: dict[str, Callable[[str, str], str]] = {
    "rule": rule_label,
    "problem": problem_label,
    "country": country_name,
    "value": dated,
    "roles": in_digits,
    "entity_id": place_names,
    "candidates": place_names,
}  # columns whose texts are written out


def _cell(name: object, value: object, look: tuple[str, int | None], language: str, step: str = "day", *, ordered: bool = False) -> str:
    kind, digits = look
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return f"<td{kind}>–</td>"
    if isinstance(value, pd.Timestamp):
        order = f' data-order="{value.isoformat()}"' if ordered else ""
        return f"<td{kind}{order}>{day(value, language) if step == 'day' else tick(value, step, language)}</td>"
    if isinstance(value, bool):
        return f"<td>{'✓' if value else '✗'}</td>"
    if isinstance(value, int | float) or hasattr(value, "dtype"):
        order = f' data-order="{float(value):.12g}"' if ordered else ""  # type: ignore[arg-type]
        return f"<td{kind}{order}>{_figure(str(name), float(value), digits, language)}</td>"  # type: ignore[arg-type]
    written = _WRITTEN.get(str(name), label if name in _CODED else lambda text, _: text)
    text = written(str(value), language)
    if name == "article_id":  # the report links it to the article's page
        return f'<td dir="ltr" data-article="{inert(value)}">{inert(value)}</td>'
    shown = f'<cite data-name="{inert(value)}">{inert(text)}</cite>' if name in NAMED else inert(text)  # the report links it to the name's page
    return f'<td{kind} dir="{reading(text)}">{shown}</td>'


def _figure(name: str, value: float, digits: int | None, language: str) -> str:
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if name.startswith("p_") and value < 0.0005:
        return label("less_than", language).format(number=number(0.001, language, 3))
    return number(value, language, digits) if digits is not None else number(100 * value, language, 1) + ("٪" if language == "ar" else "%")
