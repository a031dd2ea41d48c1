"""Marks and notes on lines in context: somebody's own, kept in a CSV beside the corpus."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from toolkit.corrections.read import BadCorrections
from toolkit.corrections.record import append, user
from toolkit.spreadsheet import csv_text

COLUMNS = ["article_id", "start", "end", "text", "marked", "note", "by", "when"]
PLACE = ["article_id", "start", "end"]


def note(file: str | Path, line: pd.Series, *, marked: bool = True, text: str = "", by: str | None = None) -> None:
    """Writes a mark and a note on a line down; what was said of it before is left in the file, and the last holds.

    Parameters: `file`, made if it is not there; `line`: a row of `concordance`; `marked`; `text` of the note; `by`: whose (default: the user).
    Raises BadCorrections for a file that holds something else.
    """
    file = Path(file)
    if file.exists():
        load_notes(file)
    said = {"text": line["node"], "marked": "yes" if marked else None, "note": text, "by": by or user()}
    append(file, COLUMNS, [{**line[PLACE].to_dict(), **said, "when": datetime.now(UTC).isoformat(timespec="seconds")}])


def load_notes(file: str | Path) -> pd.DataFrame:
    """The notes of a file, the last on each line: `article_id`, `start`, `end`, `text`, `marked` (bool), `note`, `by`, `when`.

    Raises BadCorrections for a file that lacks these columns.
    """
    text, separator, _ = csv_text(Path(file).read_bytes())
    rows = pd.read_csv(io.StringIO(text), sep=separator, dtype="str", keep_default_na=False)
    lacking = [name for name in COLUMNS if name not in rows]
    if lacking:
        raise BadCorrections(f"{file} holds no notes on lines: it lacks the columns {', '.join(lacking)}; choose another name")
    rows = rows.drop_duplicates(PLACE, keep="last").reset_index(drop=True)
    for name in ("start", "end"):
        rows[name] = pd.to_numeric(rows[name], errors="coerce").astype("Int64")
    return rows.assign(marked=rows["marked"].str.strip().ne(""), note=rows["note"].mask(rows["note"].eq("")))


def with_notes(lines: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """Lines of `concordance` with `marked` and `note` of the lines that have one; others are not marked, and their note is NA.

    >>> lines = pd.DataFrame({"article_id": ["1", "2"], "start": [3, 9], "end": [6, 12], "node": ["سد", "سد"]})
    >>> notes = pd.DataFrame({"article_id": ["2"], "start": [9], "end": [12], "text": ["سد"], "marked": [True], "note": ["الاسم"]})
    >>> with_notes(lines, notes)["marked"].tolist()
    [False, True]
    """
    keys = lines[PLACE].assign(article_id=lines["article_id"].astype("str"))
    found = keys.merge(notes[[*PLACE, "marked", "note"]], on=PLACE, how="left")
    return lines.assign(marked=found["marked"].eq(True).to_numpy(), note=found["note"].to_numpy())
