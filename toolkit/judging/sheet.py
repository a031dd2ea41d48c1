"""Sheets to judge in, as CSV or XLSX, and what people made of them."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from toolkit.judging.sample import ARTICLES, JUDGED
from toolkit.mistakes import Mistake
from toolkit.spreadsheet import csv_bytes, csv_text

_YES = {"1", "1.0", "y", "yes", "true", "x", "✓", "نعم", "صح", "صحيح", "١"}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_NO = {"0", "0.0", "n", "no", "false", "✗", "لا", "خطأ", "٠"}
COLUMNS = tuple(dict.fromkeys(name for names in JUDGED.values() for name in names))


class BadSheet(Mistake, ValueError):
    """A sheet that cannot be scored: the message says what it lacks."""


def write_sheet(rows: pd.DataFrame, path: str | Path) -> Path:
    """Writes a sample as CSV, or as XLSX from right to left, its cells inert.

    Raises FileExistsError where there is such a file: judgements are never written over.
    """
    path = Path(path)
    if path.exists():
        raise FileExistsError(f"{path} is there already: name another file, or judgements in it would be lost")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() != ".xlsx":
        path.write_bytes(csv_bytes(rows))
        return path
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        # the CSV's cells: what a spreadsheet takes for a formula is inert there
        pd.read_csv(io.BytesIO(csv_bytes(rows)), keep_default_na=False).to_excel(writer, index=False, sheet_name="sample")
        sheet = writer.sheets["sample"]
        sheet.sheet_view.rightToLeft, sheet.freeze_panes = True, "A2"
    return path


def read_sheet(path: str | Path) -> pd.DataFrame:
    """A judged sheet: 1 and 0 (or yes and no, in either language) as booleans, empty cells NA; `missed` as numbers.

    Raises BadSheet for a file that is no such sheet, or a cell that is neither.
    """
    path = Path(path)
    try:
        rows = pd.read_excel(path, dtype="str") if path.suffix.lower() == ".xlsx" else _csv(path)
    except (OSError, ValueError) as error:
        raise BadSheet(f"{path} cannot be read as a sheet: {error}") from None
    rows.columns = [str(name).strip() for name in rows.columns]
    own = [name for name in COLUMNS if name in rows]
    if not own and ARTICLES[0] not in rows:
        raise BadSheet(f"{path} has none of the columns {', '.join((*COLUMNS, *ARTICLES))}: is it a sheet that isnad sample wrote?")
    for name in own:
        cells = rows[name].astype("str").str.strip().str.lower()
        odd = cells.notna() & ~cells.isin([*_YES, *_NO, "?", ""])
        if odd.any():
            raise BadSheet(f"{path}, row {int(odd.idxmax()) + 2}: {name} is {rows.at[odd.idxmax(), name]!r}: write 1 or 0, or leave it empty")
        rows[name] = cells.map({**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}).astype("boolean")
    if ARTICLES[0] in rows:
        counts = pd.to_numeric(rows[ARTICLES[0]].str.translate(_DIGITS), errors="coerce").astype("Float64")
        odd = (rows[ARTICLES[0]].str.strip().fillna("") != "") & ~(counts >= 0).fillna(False)
        if odd.any():
            raise BadSheet(
                f"{path}, row {int(odd.idxmax()) + 2}: {ARTICLES[0]} is {rows.at[odd.idxmax(), ARTICLES[0]]!r}: write how many were missed, 0 if none"
            )
        rows[ARTICLES[0]] = counts
    elif own and own[0] != "right" and len(own) < len(JUDGED["attributions"]):
        lacking = [name for name in JUDGED["attributions"] if name not in own]
        raise BadSheet(
            f"{path} has lost the column {', '.join(lacking)}: put it back (empty if it was not judged), or `all` would mean something else"
        )
    return rows


def _csv(path: Path) -> pd.DataFrame:
    text, separator, _ = csv_text(path.read_bytes())
    return pd.read_csv(io.StringIO(text), sep=separator, dtype="str")
