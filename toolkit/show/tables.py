"""Tables as HTML: right in both directions, hostile text inert, each with its CSV beside it."""

from __future__ import annotations

import base64
import html
import math
import re
from collections.abc import Sequence

import pandas as pd

from toolkit.arabic import strip_controls
from toolkit.show.figure import Shown
from toolkit.show.language import direction, label, number

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
}
_FORMULA = re.compile(r"^[=+\-@\t\r]")

DOWNLOADED = 5_000  # rows, and …
WEIGHT = 60_000  # … bytes of a table's CSV inside a page: with all pairs of words of a corpus it would be too large to send


def show_table(data: pd.DataFrame, caption: str, *, language: str = "ar", rows: int = 50, columns: Sequence[str] | None = None) -> Shown:
    """The first rows of a table as HTML, with its caption and a link that downloads all of it as CSV.

    `columns` are those shown (default: all); the CSV holds all of them, and up to `DOWNLOADED`
    rows or `WEIGHT` bytes (the page says so when there are more). Numbers are aligned and written in the language's digits, missing values are a dash; every text is escaped.
    """
    shown = data.head(rows)[list(data.columns if columns is None else columns)]
    named = {"type": "entity_type"} if {"entity", "alias"} & set(shown.columns) else {}  # elsewhere the type of a word
    head = "".join(f'<th scope="col">{_text(label(named.get(str(name), str(name)), language))}</th>' for name in shown.columns)
    body = "".join(
        "<tr>" + "".join(_cell(name, value, language) for name, value in zip(shown.columns, row, strict=True)) + "</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    if data.empty:
        body = f'<tr><td colspan="{max(len(shown.columns), 1)}">{_text(label("nothing_here", language))}</td></tr>'
    note = ""
    if len(shown) < len(data):
        note = " " + label("first_rows", language).format(shown=number(len(shown), language), total=number(len(data), language))
    text = label("download_csv", language)
    held = data.head(DOWNLOADED)
    content = csv_bytes(held)
    while len(content) > WEIGHT and len(held) > 1:
        held = held.head(max(int(0.95 * len(held) * WEIGHT / len(content)), 1))
        content = csv_bytes(held)
    if len(held) < len(data):
        text += ": " + label("first_rows", language).format(shown=number(len(held), language), total=number(len(data), language))
    link = f'<a download="table.csv" href="data:text/csv;charset=utf-8;base64,{base64.b64encode(content).decode()}">{text}</a>'
    return Shown(
        f'<div class="table" dir="{direction(language)}"><table><caption>{_text(caption)}{_text(note)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{link}</p></div>"
    )


def csv_bytes(data: pd.DataFrame) -> bytes:
    """UTF-8 with BOM, so that Excel opens Arabic right; a text that a spreadsheet would take for a formula gets a '."""
    safe = data.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]) and not pd.api.types.is_datetime64_any_dtype(safe[name]):
            safe[name] = [("'" + v if isinstance(v, str) and _FORMULA.match(v) else v) for v in safe[name].astype(object)]
    safe.columns = [("'" + c if _FORMULA.match(str(c)) else str(c)) for c in safe.columns]
    return b"\xef\xbb\xbf" + safe.to_csv(index=False, lineterminator="\r\n", float_format="%.6g").encode()


def _text(value: object) -> str:
    return html.escape(strip_controls(str(value)))


def _cell(name: str, value: object, language: str) -> str:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return "<td>–</td>"
    if isinstance(value, pd.Timestamp):
        shape = "%Y-%m-%d" if value == value.normalize() else "%Y-%m-%d %H:%M"
        return f'<td class="date"><bdi dir="ltr">{value.strftime(shape)}</bdi></td>'
    if isinstance(value, bool):
        return f"<td>{'✓' if value else '✗'}</td>"
    if isinstance(value, int | float) or hasattr(value, "dtype"):
        if math.isinf(value):  # type: ignore[arg-type]
            return f'<td class="number">{"∞" if value > 0 else "−∞"}</td>'  # type: ignore[operator]
        if name.startswith("p_") and value < 0.0005:  # type: ignore[operator]
            return f'<td class="number"><bdi dir="ltr">&lt; {number(0.001, language, 3)}</bdi></td>'
        digits = 0 if float(value).is_integer() else 1 if abs(value) >= 10 else 3  # type: ignore[arg-type]
        return f'<td class="number">{number(float(value), language, digits)}</td>'  # type: ignore[arg-type]
    text = label(str(value), language) if name in _CODED else str(value)
    if name == "article_id":  # the report links it to the article's page
        return f'<td dir="ltr" data-article="{_text(value)}">{_text(value)}</td>'
    side = "end" if name == "left" else "start"  # the words before a node stand next to it
    return f'<td dir="auto" style="text-align:{side}">{_text(text)}</td>'
