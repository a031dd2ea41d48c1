"""`isnad tables`: the tables of a corpus as Parquet, written aside and moved into place when they are whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

import pandas as pd

import toolkit
from toolkit.corpus import MANIFEST, NAMES, Corpus


def write_tables(corpus: Corpus, out: Path, *, workers: int | None = None, resume: bool = False) -> dict[str, int]:
    """Writes every table of the corpus into the folder `out`; returns the rows of each.

    `workers`: processes that share the work (default: one for each processor). `resume`: finished parts are kept beside
    `out` until the tables are whole, so that an interrupted run goes on where it stood.
    Raises OSError if the folder cannot be written. A folder that holds something else than tables is left alone
    (FileExistsError).
    """
    if out.exists() and any(out.iterdir()) and not (out / MANIFEST).exists():
        raise FileExistsError(f"{out} holds other files: name a new or an empty folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    parts = out.parent / f".{out.name}-parts" if resume else None
    if parts:
        parts.mkdir(exist_ok=True)
    corpus.analyse(workers=workers or os.cpu_count() or 1, folder=parts)
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        rows = {}
        for name in NAMES:
            frame = getattr(corpus, name)
            rows[name] = len(frame)
            _plain(frame).to_parquet(aside / f"{name}.parquet", compression="zstd", index=False)
        manifest = {
            "corpus": corpus.name, "fingerprint": fingerprint(corpus.articles), "rows": rows,
            "analyzer": corpus.tokens.attrs.get("analyzer"), "version": toolkit.__version__,
        }  # fmt: skip
        (aside / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if out.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
            os.replace(out, old / out.name)
            os.replace(aside, out)
            shutil.rmtree(old, ignore_errors=True)
        else:
            os.replace(aside, out)
        os.chmod(out, 0o755)
        if parts:
            shutil.rmtree(parts, ignore_errors=True)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return rows


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy(deep=False)
    frame.attrs = {}  # pandas writes attrs into the file's metadata
    return frame


def fingerprint(articles: pd.DataFrame) -> str:
    """A hash of the articles' ids, outlets, dates and texts: the same corpus gives the same fingerprint."""
    columns = articles[["article_id", "outlet", "published", "text"]].astype({"outlet": "str"})
    hashes = pd.util.hash_pandas_object(columns, index=False).to_numpy()
    return hashlib.sha256(hashes.tobytes()).hexdigest()[:16]
