"""Whole tables for other programs: CSV, one workbook, or Parquet; no row is lost, and no cell is a formula."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from toolkit.corpus import Corpus
from toolkit.corrections import Correction
from toolkit.exchange.marked import BadExchange, Marked, marked
from toolkit.schema import ASKED, KEPT
from toolkit.spreadsheet import csv_bytes, csv_text

AT_A_TIME = 50_000  # rows that are written together
SHEETS = ("articles", "attributions", "mentions", "entities", "timeline", *ASKED, "problems")  # of a workbook; words are too many for one
KEYS = {  # of the tables whose cells can be corrected: what tells a row, and the cells
    "attributions": (("article_id", "cue_start", "cue_end"), ("entity_id", "source_kind", "quote_type", "polarity")),
    "mentions": (("article_id", "start", "end"), ("entity", "entity_id", "title")),
    "entities": (("entity_id",), ("label", "country", "roles", "gender", "qid")),
    "articles": (("article_id",), ("outlet", "title", "author", "category", "url")),
}
SHEET = 1_048_575  # rows that a sheet can hold


def write_csv(corpus: Corpus, folder: Path) -> dict[str, int]:
    """Every table as TABLE.csv, UTF-8 with a mark that spreadsheets know."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {}
    for name in (*KEPT, *ASKED):
        frame = getattr(corpus, name)
        with (folder / f"{name}.csv").open("wb") as out:
            for first in range(0, max(len(frame), 1), AT_A_TIME):
                part = csv_bytes(frame.iloc[first : first + AT_A_TIME])
                out.write(part if first == 0 else part.split(b"\r\n", 1)[1])
        rows[name] = len(frame)
    return rows


def write_xlsx(corpus: Corpus, folder: Path) -> dict[str, int]:
    """One workbook, tables.xlsx, a sheet a table, from right to left.

    Raises BadExchange for a table that no sheet can hold.
    """
    from openpyxl import Workbook

    folder.mkdir(parents=True, exist_ok=True)
    book, rows = Workbook(write_only=True), {}
    for name in SHEETS:
        frame = getattr(corpus, name)
        if len(frame) > SHEET:
            raise BadExchange(f"{name} has {len(frame):,} rows, a sheet holds {SHEET:,}: use --to csv or --to parquet")
        sheet = book.create_sheet(name)
        sheet.sheet_view.rightToLeft, sheet.freeze_panes = True, "A2"
        cells = pd.read_csv(io.BytesIO(csv_bytes(frame)), dtype="str", keep_default_na=False, lineterminator=None)  # inert, as in CSV
        numbers = {column for column in frame if pd.api.types.is_numeric_dtype(frame[column]) and not pd.api.types.is_bool_dtype(frame[column])}
        sheet.append(list(cells.columns))
        for row in cells.itertuples(index=False):
            sheet.append([float(v) if c in numbers and v else _cell(v) for c, v in zip(cells.columns, row, strict=True)])
        rows[name] = len(frame)
    book.save(folder / "tables.xlsx")
    return rows


def _cell(value: str) -> str | None:
    """What a cell can hold: 32,767 characters, none that XML forbids."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767] or None


def write_parquet(corpus: Corpus, folder: Path) -> dict[str, int]:
    """Every table as TABLE.parquet, as `isnad tables` keeps it."""
    from toolkit.tables import write_tables

    return write_tables(corpus, folder, partitioned=False)


def read_csv(path: Path) -> list[Marked]:
    """The articles of a folder that `write_csv` wrote, as its mentions.csv and attributions.csv have them now.

    Raises BadExchange where there are none, or a column is missing.
    """
    try:
        frames = [_numbered(_cells(path, name)) for name in ("mentions", "attributions")]
        ids = pd.unique(pd.concat([frame["article_id"] for frame in (*frames, _cells(path, "articles"))]))
        return list(marked(pd.DataFrame({"article_id": ids, "text": ""}), *frames))
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise BadExchange(f"{path} is no folder that isnad export --to csv wrote: {error}") from None


def changed_cells(corpus: Corpus, path: Path) -> list[Correction]:
    """What was written into other cells of a folder that `write_csv` wrote: whatever can be corrected of a row (see KEYS)."""
    found: list[Correction] = []
    for name, (keys, fields) in KEYS.items():
        if not (path / f"{name}.csv").is_file():
            continue
        now, frame = _cells(path, name), getattr(corpus, name)
        if name == "entities":
            frame = frame.assign(entity_id=frame["entity_id"].astype("str").fillna(frame["type"].astype("str") + ":" + frame["label"].astype("str")))
            now["entity_id"] = now["entity_id"].fillna(now.get("type", "") + ":" + now.get("label", ""))
        before = pd.read_csv(io.BytesIO(csv_bytes(frame)), dtype="str", keep_default_na=False, na_values=[""])
        columns = [field for field in fields if field in now]
        both = before[[*keys, *columns]].merge(now[[*keys, *columns]], on=list(keys), suffixes=("", " now"))
        for field in columns:
            differ = (both[field].fillna("") != both[f"{field} now"].fillna("")) & both[f"{field} now"].notna()
            for row in both[differ].to_dict("records"):
                place = [int(row[key]) for key in keys[1:]] if len(keys) > 1 else [None, None]
                own = {"entity_id": row["entity_id"]} if name == "entities" else {"article_id": row["article_id"]}
                found.append(Correction(name, field, str(row[f"{field} now"]).removeprefix("'"), start=place[0], end=place[1], **own))
    return found


def _cells(path: Path, name: str) -> pd.DataFrame:
    """A table as a spreadsheet saved it: commas, semicolons or tabs; UTF-8 or Windows-1256."""
    text, separator, _ = csv_text((path / f"{name}.csv").read_bytes())
    return pd.read_csv(io.StringIO(text), sep=separator, dtype="str", keep_default_na=False, na_values=[""])


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    places = [name for name in frame if name.endswith(("start", "end"))]
    return frame.assign(**{name: pd.to_numeric(frame[name]).astype("Int64") for name in places})
