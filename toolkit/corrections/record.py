"""Writing judgements down: appended, whole or not at all, with the file as it was beside it; nothing of the user's is written over."""

from __future__ import annotations

import csv
import getpass
import io
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from toolkit.corrections.read import COLUMNS, FIELDS, BadCorrections, load_corrections
from toolkit.spreadsheet import csv_text


class Correction(NamedTuple):
    """One judgement of a row: which row, which field, the value (None with the field `reject`: the row goes)."""

    table: str
    field: str
    value: str | None = None
    article_id: str | None = None
    start: int | None = None
    end: int | None = None
    entity_id: str | None = None
    note: str | None = None
    text: str | None = None


def record(file: str | Path, *corrections: Correction, by: str | None = None) -> int:
    """Appends corrections to a file (made if it is not there); returns how many rows it has then.

    The file as it was is kept beside it (`corrections.csv.bak`). A file that people edited keeps its separator and its columns.
    Raises BadCorrections for a correction of no known table or field, or a file that is something else.
    """
    file = Path(file)
    for one in corrections:
        if one.field not in FIELDS.get(one.table, ()):
            raise BadCorrections(f"{one.table} have no field {one.field!r} that can be corrected: {FIELDS.get(one.table, tuple(FIELDS))}")
    if file.exists():
        load_corrections(file)  # is it one?
    when, who = datetime.now(UTC).isoformat(timespec="seconds"), by or user()
    return append(file, COLUMNS, [{**one._asdict(), "by": who, "when": when} for one in corrections])


def append(file: Path, columns: list[str], rows: list[dict[str, object]]) -> int:
    """Rows at the end of a CSV, in the columns and with the separator that it has; returns how many rows it has then."""
    text, separator, _ = csv_text(file.read_bytes()) if file.exists() else ("", ",", False)
    header = next(csv.reader(io.StringIO(text), delimiter=separator)) if text else columns
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    if not text:
        writer.writerow(header)
    elif not text.endswith("\n"):
        out.write("\n")
    for row in rows:
        cells = [row.get(name.strip().lower()) for name in header]
        writer.writerow(["" if value is None else str(value) for value in cells])
    replace(file, text + out.getvalue())
    return (text + out.getvalue()).count("\n") - 1


def undo(file: str | Path, times: int = 1) -> int:
    """Takes the last corrections back; returns how many rows are left. The file as it was is kept beside it."""
    file = Path(file)
    text, separator, _ = csv_text(file.read_bytes())
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    kept = rows[: max(len(rows) - times, 1)]
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(kept)
    replace(file, out.getvalue())
    return len(kept) - 1


def user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def replace(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists():
        shutil.copyfile(file, file.with_name(file.name + ".bak"))
    handle, aside = tempfile.mkstemp(prefix=".corrections-", dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as out:
        out.write(text)
    os.chmod(aside, 0o644)
    os.replace(aside, file)
