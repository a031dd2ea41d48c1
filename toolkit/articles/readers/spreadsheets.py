"""Tables: CSV, TSV, XLSX and Parquet, one article a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

import pandas as pd
import pyarrow.parquet as pq

from toolkit.articles.encodings import NotText, decode
from toolkit.articles.fields import known_fields
from toolkit.articles.opening import check_inside
from toolkit.articles.readers.reading import NOT_TEXT, Reading
from toolkit.articles.readers.text import encoding_problems

csv.field_size_limit(1 << 30)
ABOVE = 10  # rows in which the header is looked for: titles may stand above it
WIDEST = 1_000  # columns of a sheet's header
_SEPARATOR = re.compile(r"\s{0,9}\"?sep=(.)\"?[ \t]{0,9}\n", re.IGNORECASE)


def read_csv(name: str, data: bytes) -> Reading:
    """Comma, semicolon, tab or bar, whichever divides the header or Excel's `sep=` names; a row of another width is a problem."""
    return _delimited(data, None)


def read_tsv(name: str, data: bytes) -> Reading:
    return _delimited(data, "\t")


def _delimited(data: bytes, delimiter: str | None) -> Reading:
    try:
        text, encoding, doubt = decode(data)
    except NotText:
        return Reading.failed(*NOT_TEXT)
    problems = encoding_problems(encoding, doubt)
    start = 0
    if separator := _SEPARATOR.match(text):
        delimiter, start = separator[1], separator.end()
    delimiter = delimiter or max(",;\t|", key=lambda char: max(line.count(char) for line in text[start : start + 20_000].split("\n")[:ABOVE]))
    rows: list[list[str]] = []
    lines: list[int] = []
    stream = io.StringIO(text)
    stream.seek(start)
    reader = csv.reader(stream, delimiter=delimiter)
    try:
        for row in reader:
            if any(cell and not cell.isspace() for cell in row):
                rows.append(row)
                lines.append(reader.line_num + (start > 0))
    except csv.Error as error:
        problems.append(("error", f"line {reader.line_num} is no valid CSV", str(error)))
    if not rows:
        return Reading.failed("empty table", "it has no header line")
    at = header_row(rows[:ABOVE])
    header = [cell.strip().lstrip("#") for cell in rows[at]]
    good = []
    for row, line in zip(rows[at + 1 :], lines[at + 1 :], strict=True):
        if len(row) == len(header):
            good.append(row)
        else:
            problems.append(("error", f"line {line}: {len(row)} cells instead of {len(header)}", "mend its quoting"))
    if good and any(cell.count("\n") > 200 for cell in good[-1]):
        problems.append(("warning", "a quotation mark is never closed", "the last row swallows many lines: mend its quoting"))
    return Reading({key: [row[i] or None for row in good] for i, key in enumerate(header)}, problems)


def header_row(rows: Sequence[Sequence[object]]) -> int:
    """Which of the first rows is the header: the one that names most fields, or the first.

    >>> header_row([["تقرير يوليو", None], ["العنوان", "النص"], ["خبر", "قال المدير"]])
    1
    """
    named = [len(known_fields(cell for cell in row if cell is not None)) for row in rows]
    return named.index(max(named)) if max(named) > 1 else 0


def read_xlsx(name: str, data: bytes) -> Reading:
    """The first sheet; titles may stand above its header, and a row is as wide as that."""
    import openpyxl

    try:
        check_inside(data)
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # type: ignore[union-attr]  # what the file declares may be anything
        first = [row for row in sheet.iter_rows(max_row=5 * ABOVE, max_col=WIDEST, values_only=True) if any(cell is not None for cell in row)]
        if not first:
            return Reading.failed("empty table", "the first sheet holds nothing")
        at = header_row(first[:ABOVE])
        width = max(i for i, cell in enumerate(first[at]) if cell is not None) + 1
        rows = [row for row in sheet.iter_rows(max_col=width, values_only=True) if any(cell is not None for cell in row)]
    except Exception as error:  # openpyxl lets through whatever zipfile, its XML parser and its checks raise
        return Reading.failed("no valid XLSX", f"{str(error)[:120]}: save it again from the spreadsheet program")
    at = next(i for i, row in enumerate(rows) if row == first[at][:width])
    return Reading({str(key): [row[i] for row in rows[at + 1 :]] for i, key in enumerate(rows[at]) if key is not None})


def read_parquet(name: str, data: bytes) -> Reading:
    """All columns."""
    try:
        frame = pq.read_table(io.BytesIO(data)).to_pandas(ignore_metadata=True)
        plain = frame.astype(object).where(frame.notna(), None)
        return Reading({str(key): [_plain(value) for value in plain[key]] for key in plain})
    except Exception as error:  # a damaged file makes Arrow raise almost anything, some of it only when values are read
        return Reading.failed("no valid Parquet", str(error)[:150])


def _plain(value: object) -> object:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
