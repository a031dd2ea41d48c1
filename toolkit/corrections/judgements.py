"""The corrections of a corpus: all that can be used, and those that its stored tables do not have yet."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from toolkit.corrections.read import COLUMNS, FILE, REJECT, BadCorrections, load_corrections, no_corrections


class Judgements(NamedTuple):
    """`rows`: all that can be used; `pending`: those of them that are yet to be applied."""

    rows: pd.DataFrame
    pending: pd.DataFrame

    @classmethod
    def of(cls, file: Path | None, manifest: dict | None) -> Judgements:
        """The corrections of a file; tables that were made with its first rows have these already."""
        rows = load_corrections(file) if file else no_corrections()
        done = (manifest or {}).get("corrections") or {}
        held = rows[rows["row"] <= done.get("last_row", 1)]
        pending = rows[rows["row"] > done["last_row"]] if done and digest(held) == done.get("digest") else rows
        pending.attrs = dict(rows.attrs)
        return cls(rows, pending)

    @property
    def rejects_articles(self) -> bool:
        """Whether articles are to go of which the stored tables still have rows."""
        return bool(((self.pending["table"] == "articles") & (self.pending["field"] == REJECT)).any())

    def told(self, file: Path | None) -> dict[str, object] | None:
        """What the record of a run says of them: the file, the usable rows, those that cannot be used."""
        if file is None:
            return None
        problems = self.rows.attrs.get("problems", [])
        last = int(self.rows["row"].max()) if len(self.rows) else 1
        return {"file": str(file), "rows": len(self.rows), "unusable": len(problems), "last_row": last, "digest": digest(self.rows)}


def digest(rows: pd.DataFrame) -> str:
    """What tells whether two files say the same."""
    return hashlib.sha256(rows[COLUMNS].to_csv(index=False).encode()).hexdigest()[:16]


def corrections_of(corpus: Path, named: str | Path | None) -> Path | None:
    """The file of corrections that was named, or the one in the corpus folder or beside the corpus, if there is one.

    Raises BadCorrections if the one that was named is not there.
    """
    if named:
        if not Path(named).expanduser().is_file():
            raise BadCorrections(f"there is no file of corrections {str(named)!r}: check the path")
        return Path(named).expanduser()
    return next((place / FILE for place in (corpus, corpus.parent) if (place / FILE).is_file()), None)


def place_for(corpus: Path) -> Path:
    """Where the corrections of a corpus are kept that has none yet."""
    return (corpus if corpus.is_dir() else corpus.parent) / FILE
