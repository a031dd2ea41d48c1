"""The last measurement of a corpus, kept beside it for the reports."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

FILE = "measured.json"  # in the folder of a corpus; of a corpus that is a file: measured.NAME.json beside it
COLUMNS = {"judged": "int64", "right": "int64", "judged_share": "float64", "low_share": "float64", "high_share": "float64"}


def keep(corpus: Path, said: dict[str, object], *, sheet: str, when: str) -> Path:
    """Writes what `measured` says into the corpus folder, or beside a corpus that is a file."""
    file = _place(corpus)
    aside = file.with_name(f".{file.name}")
    aside.write_text(json.dumps({**said, "sheet": sheet, "when": when}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    aside.replace(file)
    return file


def kept_file(corpus: Path) -> Path | None:
    """Where the measurement of a corpus is, if there is one."""
    return file if (file := _place(corpus)).is_file() else None


def _place(corpus: Path) -> Path:
    return corpus / FILE if corpus.is_dir() else corpus.with_name(f"measured.{corpus.name}.json")


def kept(corpus: Path) -> pd.DataFrame:
    """The measurement as a table of one row, COLUMNS; no row where there is none, or it is damaged."""
    file = kept_file(corpus)
    try:
        said = json.loads(file.read_text(encoding="utf-8")) if file else None
        rows = [[said["judged"], said["right"], said["share"], said["low"], said["high"]]] if said else []
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    except (ValueError, KeyError, TypeError):
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
