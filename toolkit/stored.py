"""A folder that `isnad tables` wrote, checked before its rows are believed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.parquet import AGAIN, BadTables, read_table

MANIFEST = "isnad.json"
FORMAT = 3  # of the tables: grows when a column or its meaning changes
_KEYS = {"corpus": str, "fingerprint": str, "rows": dict, "analyzer": str, "version": str, "format": int, "every_language": bool}
_ENDS = {"sentences": "end", "tokens": "end", "mentions": "end", "attributions": "cue_end"}


def read_manifest(folder: Path) -> dict | None:
    """What `isnad tables` says of the folder; None where it wrote none.

    Raises BadTables for a manifest that is broken, or of tables in another form than this version reads.
    """
    file = folder / MANIFEST
    if not file.is_file():
        return None
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise BadTables(f"{file} is no valid JSON ({str(error)[:100]}): {AGAIN}") from None
    if not isinstance(manifest, dict):
        raise BadTables(f"{file} is no manifest of isnad: {AGAIN}")
    if manifest.get("format") != FORMAT:
        made = manifest.get("version", "an unknown version")
        raise BadTables(f"the tables in {folder} were made by isnad {made}, in another form than isnad {version('isnad-toolkit')} reads: {AGAIN}")
    wrong = [name for name, kind in _KEYS.items() if not isinstance(manifest.get(name), kind)]
    if wrong:
        raise BadTables(f"{file} says nothing of {', '.join(wrong)}: {AGAIN}")
    return manifest


def stored_table(file: Path, table: str, articles: pd.DataFrame | None = None, *, only: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of a stored table, all or those of the articles `only`; their offsets lie inside the texts of `articles`, if given.

    Raises BadTables for a missing column, a damaged file or an offset outside its text.
    """
    rows = read_table(file, table, articles=only)
    if articles is None or table not in _ENDS:
        return rows
    ids = rows["article_id"] if isinstance(rows["article_id"].dtype, pd.CategoricalDtype) else rows["article_id"].astype("category")
    lengths = articles.set_index("article_id")["text"].str.len().fillna(0)
    longest = lengths.reindex(ids.cat.categories.astype("str"), fill_value=0).fillna(0).to_numpy(dtype=np.int64)
    outside = rows[_ENDS[table]].to_numpy() > longest.take(ids.cat.codes.to_numpy())
    if outside.any():
        row = rows.iloc[int(outside.argmax())]
        raise BadTables(
            f"{file}: an offset of article {row['article_id']!r} lies outside its text, so table and articles are not of one run: {AGAIN}"
        )
    return rows
