"""Tables: CSV, TSV, XLSX and Parquet, one article a row."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pyarrow.parquet as pq

from toolkit.articles.encodings import NotText, decode
from toolkit.articles.readers.reading import NOT_TEXT, Reading
from toolkit.articles.readers.text import encoding_problems

csv.field_size_limit(1 << 30)


def read_csv(name: str, data: bytes) -> Reading:
    """Comma, semicolon, tab or bar, whichever divides the header; a row of another width is a problem."""
    return _delimited(data, None)


def read_tsv(name: str, data: bytes) -> Reading:
    return _delimited(data, "\t")


def _delimited(data: bytes, delimiter: str | None) -> Reading:
    try:
        text, encoding, doubt = decode(data)
    except NotText:
        return Reading.failed(*NOT_TEXT)
    problems = encoding_problems(encoding, doubt)
    header_line = text.lstrip("\n").split("\n", 1)[0]
    delimiter = delimiter or max(",;\t|", key=header_line.count)
    header: list[str] | None = None
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = [cell.strip().lstrip("#") for cell in row]
            elif len(row) != len(header):
                problems.append(("error", f"line {reader.line_num}: {len(row)} cells instead of {len(header)}", "mend its quoting"))
            else:
                rows.append(row)
    except csv.Error as error:
        problems.append(("error", f"line {reader.line_num} is no valid CSV", str(error)))
    if header is None:
        return Reading.failed("empty table", "it has no header line")
    unclosed = [row for row in rows[-1:] if any(cell.count("\n") > 200 for cell in row)]
    if unclosed:
        problems.append(("warning", "a quotation mark is never closed", "the last row swallows many lines: mend its quoting"))
    return Reading({key: [row[i] or None for row in rows] for i, key in enumerate(header)}, problems)


def read_xlsx(name: str, data: bytes) -> Reading:
    """The first sheet, headers in its first row."""
    import openpyxl

    try:
        sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = [row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]
    except Exception as error:  # openpyxl lets through whatever zipfile, its XML parser and its checks raise
        return Reading.failed("no valid XLSX", f"{str(error)[:120]}: save it again from the spreadsheet program")
    if not rows:
        return Reading.failed("empty table", "the first sheet holds nothing")
    return Reading({str(key): [row[i] for row in rows[1:]] for i, key in enumerate(rows[0]) if key is not None})


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
