"""Tables as spreadsheets open them: UTF-8 that they know, and no cell that they would take for a formula."""

from __future__ import annotations

import re

import pandas as pd

# What a spreadsheet takes for a formula, after characters that it passes over; full-width signs count.
_FORMULA = re.compile("^[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\0]*[=+\\-@＝＋－＠−﹢﹣﹦﹫]|^[\t\r\n]")


def csv_bytes(data: pd.DataFrame) -> bytes:
    """UTF-8 with BOM, so that Excel opens Arabic right; a text that a spreadsheet would take for a formula gets a '."""
    safe = data.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]) and not pd.api.types.is_datetime64_any_dtype(safe[name]):
            safe[name] = [("'" + v if isinstance(v, str) and _FORMULA.match(v) else v) for v in safe[name].astype(object)]
    safe.columns = [("'" + c if _FORMULA.match(str(c)) else str(c)) for c in safe.columns]
    return b"\xef\xbb\xbf" + safe.to_csv(index=False, lineterminator="\r\n", float_format="%.6g").encode()


def csv_text(data: bytes) -> tuple[str, str, bool]:
    """What a spreadsheet saved as CSV: its text, its separator (comma, semicolon or tab), and whether it was read as Windows-1256.

    >>> csv_text("باب;كلمة".encode("utf-8-sig"))
    ('باب;كلمة', ';', False)
    """
    guessed = False
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text, guessed = data.decode("cp1256", errors="replace"), True
    if text.lower().startswith("sep="):
        text = text.partition("\n")[2]
    return text, max(",;\t", key=text.partition("\n")[0].count), guessed
