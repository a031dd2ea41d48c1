"""corrections.csv: one judgement a row, as a person or a spreadsheet wrote it; what cannot be used is told, never applied elsewhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.entities.gazetteer import TYPES
from toolkit.mistakes import Mistake
from toolkit.schema import TABLES, conform
from toolkit.spreadsheet import csv_text

if TYPE_CHECKING:
    from toolkit.corrections.record import Correction

FILE = "corrections.csv"
COLUMNS = ["table", "article_id", "start", "end", "entity_id", "field", "value", "by", "when", "note", "text"]
REJECT = "reject"  # the field of a row that is to go; an empty field with an empty value means it too
# What can be said of the rows of each table. `accepted`: somebody has read the row and found it right.
FIELDS = {
    "attributions": (REJECT, "accepted", "source", "speaker", "content", "entity_id", "source_kind", "quote_type", "polarity"),
    "mentions": (REJECT, "accepted", "type", "entity", "entity_id", "span", "title"),
    "entities": ("merge", "split", "label", "country", "roles", "gender", "qid"),
    "articles": (REJECT, "outlet", "title", "author", "published", "category", "url"),
}
VALUES = {
    "type": tuple(sorted(TYPES)),
    "source_kind": ("person", "organization", "group", "document", "anonymous", "unknown"),
    "quote_type": ("direct", "indirect", "mixed"),
    "polarity": ("affirmed", "denied"),
    "gender": ("m", "f"),
}
_OTHER_NAMES = {"resolved": "speaker", "alias": "split", "same as": "merge", "date": "published"}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


class BadCorrections(Mistake, ValueError):
    """A file of corrections that cannot be read at all: the message says what is wrong with it."""


def no_corrections() -> pd.DataFrame:
    """None at all."""
    rows = pd.DataFrame({name: pd.Series(dtype="Int64" if name in ("start", "end", "row") else "str") for name in [*COLUMNS, "row"]})
    rows.attrs["problems"] = problem_rows("", [])
    return rows


def load_corrections(path: str | Path) -> pd.DataFrame:
    """The corrections that can be used, in the order in which they were made.

    Columns: `table` (attributions, mentions, entities, articles), `article_id` with `start` and `end` (of the cue, or of the name), or
    `entity_id` (for a name in no list `PER:` and its label), `field` and `value` (see FIELDS; both empty: reject the row), `by`, `when`,
    `note`, `text`: what stood there, against which it is checked. Commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1256.
    Of several judgements of one field of one row the last holds. `attrs["problems"]` has a row for each that cannot be used.
    Raises BadCorrections if the file is not there or is no table of corrections.
    """
    path = Path(path)
    rows, faults = _cells(path)
    missing = [name for name in ("table", "field", "value") if name not in rows]
    if missing or not {"article_id", "entity_id"} & set(rows):
        raise BadCorrections(f"{path} lacks the columns {', '.join(missing or ['article_id'])}: a file of corrections has {', '.join(COLUMNS)}")
    rows = rows.reindex(columns=COLUMNS).astype("str")
    rows["row"] = range(2, len(rows) + 2)
    rows = rows[rows[["table", "field", "value", "article_id", "entity_id"]].notna().any(axis=1)].copy()
    rows["table"] = rows["table"].str.lower().replace({name.removesuffix("s"): name for name in ("attributions", "mentions", "articles")})
    rows["field"] = rows["field"].str.lower().replace(_OTHER_NAMES)
    rows.loc[rows["field"].isna() & rows["value"].isna(), "field"] = REJECT
    for name in ("start", "end"):
        rows[name] = pd.to_numeric(rows[name].str.translate(_DIGITS), errors="coerce").astype("Int64")
    wrong = [_fault(row) for _, row in rows.iterrows()]
    faults += [(f"row {n}: {why}", "correction cannot be used") for n, why in zip(rows["row"], wrong, strict=True) if why]
    rows = rows[np.array([why is None for why in wrong], dtype=bool)]
    key = ["table", "article_id", "start", "end", "entity_id", "field"]
    several = rows.duplicated(key, keep="last") & ~rows["field"].eq("split")
    other = several & ~rows.duplicated([*key, "value"], keep="last")
    faults += [(f"row {n}: a later row says something else of the same", "correction replaced") for n in rows.loc[other, "row"]]
    rows = rows[~several].reset_index(drop=True)
    rows.attrs["problems"] = problem_rows(path, faults)
    return rows


def problem_rows(path: Path | str, faults: list[tuple[str, str]]) -> pd.DataFrame:
    """(detail, problem) as rows of the table of problems."""
    rows = [(str(path), None, "info" if problem == "correction replaced" else "warning", problem, detail) for detail, problem in faults]
    return conform(pd.DataFrame(rows, columns=list(TABLES["problems"])), "problems")


def _fault(row: pd.Series) -> str | None:
    """Why a row can never be used; None if it can."""
    table, field, value = row["table"], row["field"], row["value"]
    in_text, no_value = table in ("attributions", "mentions"), field not in (REJECT, "accepted") and pd.isna(value)
    no_place = in_text and (pd.isna(row["start"]) or pd.isna(row["end"]) or not 0 <= row["start"] < row["end"])
    no_day = field == "published" and pd.isna(pd.to_datetime(value, errors="coerce", format="ISO8601", utc=True))
    faults = (
        (table not in FIELDS, f"there is no table {table!r}: write one of {', '.join(FIELDS)}"),
        (
            field not in FIELDS.get(table, ()),
            f"{table} have no field {field!r} that can be corrected: write one of {', '.join(FIELDS.get(table, ()))}",
        ),
        (table == "entities" and pd.isna(row["entity_id"]), "it names no entity_id"),
        (table != "entities" and pd.isna(row["article_id"]), "it names no article_id"),
        (no_place, "start and end are no place in a text (two whole numbers, the second larger)"),
        (no_value, f"it gives no value for {field}; to reject the row leave field and value empty"),
        (field in VALUES and value not in VALUES[field], f"{field} cannot be {value!r}: write one of {', '.join(VALUES.get(field, ()))}"),
        (no_day, f"{value!r} is no date: write 2024-05-31"),
    )
    return next((why for wrong, why in faults if wrong), None)


def usable(corrections: Iterable[Correction]) -> tuple[list[Correction], list[str]]:
    """The corrections that can ever be used, and what is wrong with the others."""
    good, faults = [], []
    for one in corrections:
        row = pd.Series({name: pd.NA if value is None else value for name, value in one._asdict().items()})
        why = _fault(row)
        if why:
            faults.append(f"{one.table} {one.article_id or one.entity_id} {one.text or ''}: {why}")
        else:
            good.append(one)
    return good, faults


def _cells(path: Path) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """The cells of the file, with the separator and the encoding that it has; and what is to be said of them."""
    try:
        data = path.read_bytes()
    except OSError:
        raise BadCorrections(f"there is no file of corrections {path}") from None
    faults = []
    text, separator, guessed = csv_text(data)
    if guessed:
        faults.append(("read as Windows-1256: check its Arabic, or save it as «CSV UTF-8»", "not UTF-8"))
    try:
        rows = pd.read_csv(
            io.StringIO(text), sep=separator, dtype="str", keep_default_na=False, na_values=[""], on_bad_lines="skip", quoting=csv.QUOTE_MINIMAL
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise BadCorrections(f"{path} is no valid CSV: {error}") from None
    rows.columns = [str(name).strip().lower() for name in rows.columns]
    return rows.apply(lambda column: column.str.strip()), faults
