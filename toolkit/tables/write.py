"""`isnad tables`: the tables of a corpus as Parquet, written aside part by part and moved into place when they are whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from toolkit.articles.language import in_arabic
from toolkit.corpus import Corpus
from toolkit.corrections.articles import corrected_entities
from toolkit.corrections.place import Unused
from toolkit.corrections.read import FILE
from toolkit.entities.identities import entities_seen, identities
from toolkit.measured import FILE as MEASURED
from toolkit.measured import kept_file
from toolkit.parquet import to_arrow
from toolkit.progress import step
from toolkit.schema import IN_PARTS, KEPT
from toolkit.stored import FORMAT, MANIFEST
from toolkit.tables.parts import PART, parts
from toolkit.tables.staging import ALONE, Staging, link
from toolkit.timelines.timeline import timeline
from toolkit.workers import side_by_side

SMALL = 4_000_000  # bytes of articles that are done before a second process has started


def write_tables(
    corpus: Corpus, out: Path, *, workers: int | None = None, scheduler: object = None, partitioned: bool | None = None
) -> dict[str, int]:
    """Writes every table of the corpus into the folder `out`; returns the rows of each.

    `workers`: processes that share the work (default: one for each processor); `scheduler`: a Dask scheduler instead, see
    `toolkit.workers.side_by_side`. `partitioned`: each table is a folder with a file for each outlet and month, and parts that `out`
    already has from an earlier run are taken from there; None: of more than PART articles. Unless it is False, finished parts are kept
    beside `out` for a run after an interruption. A corpus larger than memory is read some files at a time.
    A corpus that is a folder of tables already is copied, as links where the file system has them: its tables stay as they were made.
    Raises OSError if the folder cannot be written, FileExistsError for a folder that holds something else than tables, or if
    another run is writing into it.
    """
    if out.exists() and any(out.iterdir()) and not (out / MANIFEST).exists():
        raise FileExistsError(f"{out} holds other files: name a new or an empty folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    if corpus.manifest:
        return _copied(corpus, corpus.manifest, out)
    workers = workers or os.cpu_count() or 1
    with _workshop(out, partitioned is not False) as folder:
        staging = Staging(folder, corpus.gazetteer, corpus.analyzer, corpus.every_language, corpus.lexicons, corpus.finder, corpus.corrections_file)
        with side_by_side(workers if corpus.size > SMALL else 1, scheduler, ready=staging.ready) as run:
            names, dates, problems, mark, partitioned = _staged(corpus, staging, out, partitioned)
            with step(f"words, names and attributions of {len(dates):,} articles"):
                made = {str(analyzer) for analyzer in run(staging.analyse, staging.largest_first(names))}
        staging.keep_only(names)
        with step("links between articles"):
            whole, forms = staging.link(names)
            periods, known = timeline(whole, dates), corrected_entities(identities(forms, entities_seen(whole, dates)), corpus.corrections)
        small = {"problems": problems, "timeline": periods, "entities": known}
        for table, frame in small.items():
            pq.write_table(to_arrow(frame, table), folder / f"{table}.parquet", compression="zstd")
        rows_of = {table: len(frame) for table, frame in small.items()}
        for table in IN_PARTS:
            rows_of[table] = sum(pq.read_metadata(staging.file(f"{table}.parquet", name)).num_rows for name in names)
            if not partitioned:
                staging.merge(table, names)
        if not partitioned:
            shutil.rmtree(folder / ALONE)
        rows_of = {name: rows_of[name] for name in KEPT}
        if told := corpus.corrections_told:
            told["unfit"] = problems.attrs["unfit"]
        own = {"corrections": told, "fingerprint": mark, "rows": rows_of, "analyzer": max(made) or corpus.analyzer_name, "parts": len(names)}
        _publish(folder, corpus, {**_manifest(corpus), **own}, out)
    return rows_of


def _manifest(corpus: Corpus) -> dict[str, object]:
    """What the tables were made from and with."""
    return {
        "corpus": corpus.name, "gazetteer": str(corpus.gazetteer or "") or None, "version": version("isnad-toolkit"), "format": FORMAT,
        "corrections": corpus.corrections_told, "every_language": corpus.every_language, "lexicons": str(corpus.lexicons or "") or None, "names": corpus.finder,
    }  # fmt: skip


def _staged(corpus: Corpus, staging: Staging, out: Path, partitioned: bool | None) -> tuple[list[str], pd.DataFrame, pd.DataFrame, str, bool]:
    """Reads the corpus, and stages the articles of its parts: their names, the articles' dates, the problems (`attrs["unfit"]`: corrections that fit
    nothing), a fingerprint, whether by partition."""
    names, dates, problems, mark = [], [], [corpus.gazetteer_problems], hashlib.sha256()
    unused = Unused(corpus.corrections)
    for batch, (articles, faults) in enumerate(corpus.batches()):
        partitioned = len(articles) > PART if partitioned is None else partitioned
        problems.append(faults)
        unused.look(articles)
        dates.append((articles if corpus.every_language else in_arabic(articles))[["article_id", "published"]])
        mark.update(_hashes(articles))
        for place, (partition, rows) in enumerate(parts(articles, partitioned=partitioned)):
            names.append(staging.name(partition, f"{batch:04d}-{place:05d}", rows))
            staging.add(names[-1], rows, out)
    problems.append(unused.problems(corpus.corrections_file))
    told = pd.concat(problems, ignore_index=True)
    told.attrs = {"unfit": unused.unfit}
    return sorted(names), pd.concat(dates, ignore_index=True), told, mark.hexdigest()[:16], bool(partitioned)


def _copied(corpus: Corpus, manifest: dict, out: Path) -> dict[str, int]:
    rows = dict(manifest["rows"])
    with _workshop(out, lasting=False) as folder:
        for name in KEPT:
            target = folder / f"{name}.parquet"
            if stored := corpus.file(name):
                link(stored, target)
            else:
                frame = getattr(corpus, name)
                rows[name] = len(frame)
                pq.write_table(to_arrow(frame, name), target, compression="zstd")
        mark = manifest["fingerprint"] if corpus.file("articles") else fingerprint(corpus.articles)
        _publish(folder, corpus, {**manifest, "rows": rows, "fingerprint": mark, "corrections": corpus.corrections_told}, out)
    return rows


@contextmanager
def _workshop(out: Path, lasting: bool) -> Iterator[Path]:
    """Where the parts are made: beside `out`, found again by a run after an interruption if `lasting`."""
    if not lasting:
        folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return
    folder = out.parent / f".{out.name}-parts"
    with _alone_in(out.parent / f".{out.name}-lock", out):
        folder.mkdir(exist_ok=True)
        yield folder


@contextmanager
def _alone_in(lock: Path, out: Path) -> Iterator[None]:
    """Holds the lock, which the system frees when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise FileExistsError(f"another run is writing into {out}: wait for it, or name another folder") from None
        yield
        lock.unlink(missing_ok=True)


def _publish(folder: Path, corpus: Corpus, manifest: dict, out: Path) -> None:
    if corpus.gazetteer:  # the names go with the tables that they made
        shutil.copyfile(corpus.gazetteer, folder / "gazetteer.csv")
    if corpus.corrections_file:
        shutil.copyfile(corpus.corrections_file, folder / FILE)
    if measurement := kept_file(corpus.path):
        shutil.copyfile(measurement, folder / MEASURED)
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.chmod(folder, 0o755)
    if not out.exists():
        os.replace(folder, out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    os.replace(out, old / out.name)
    os.replace(folder, out)
    shutil.rmtree(old, ignore_errors=True)


def fingerprint(articles: pd.DataFrame) -> str:
    """A hash of the articles' ids, outlets, dates and texts: the same corpus gives the same fingerprint."""
    return hashlib.sha256(_hashes(articles)).hexdigest()[:16]


def _hashes(articles: pd.DataFrame) -> bytes:
    columns = articles[["article_id", "outlet", "published", "text"]].astype({"outlet": "str"})
    return pd.util.hash_pandas_object(columns, index=False).to_numpy().tobytes()
