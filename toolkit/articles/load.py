"""`load_articles`: a file, folder or glob → the articles table and the table of what went wrong."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pandas as pd

from toolkit.arabic import fold
from toolkit.articles.duplicates import find_duplicates
from toolkit.articles.fields import map_fields
from toolkit.articles.opening import COMPRESSED, Unreadable, open_bytes, truncated
from toolkit.articles.readers import READERS, Reading
from toolkit.articles.store import Store
from toolkit.mistakes import Mistake
from toolkit.schema import conform, empty, read_table

SIDECAR = "metadata.csv"
_IGNORED_NAMES = ("readme", "license", "licence", "copying", "changelog", "manifest", "problems.", "gazetteer")
_FILE_COLUMNS = ("file", "filename", "path", "الملف", "اسم الملف")


class NoArticles(Mistake, ValueError):
    """Nothing to analyse: the message says where was looked and what was wrong."""


def load_articles(path: str | Path, *, columns: dict[str, str] | None = None, duplicates: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles from whatever a researcher has, and a table of what went wrong on the way.

    Parameters
    ----------
    path: a file, a folder (read with all its subfolders) or a glob. Formats: .txt (plain, YAML front matter, TREC tags,
        or a sidecar metadata.csv), .html, .json, .jsonl, .csv, .tsv, .xlsx, .parquet, .docx, .warc, each also inside
        .gz, .zst, .xz or .zip. Files named README, LICENSE or gazetteer are passed over.
    columns: field → name of the column in the file, where the names are not recognised, as in
        `{"text": "نص المادة", "outlet": "جهة النشر"}`.
    duplicates: whether to look for reprints (`duplicate_of`).

    Returns
    -------
    articles, problems: see `toolkit.schema.TABLES`. A broken file or record is a row of `problems` and the rest loads.
        Empty bodies are NA. `attrs["encodings"]` counts the encodings met.

    Raises
    ------
    FileNotFoundError if there is no such path; NoArticles if nothing could be loaded; ValueError for a bad `columns`.

    >>> articles, problems = load_articles("seeds")
    >>> articles.loc[0, "outlet"], articles.loc[0, "published"]
    ('أخبار ليبيا 24', NaT)
    """
    map_fields([], columns)
    stored = Path(path).expanduser() / "articles.parquet"
    if stored.is_dir():  # a folder made by `isnad tables`
        return read_table(stored, "articles"), read_table(stored.with_name("problems.parquet"), "problems")
    root, files = files_of(path)
    articles, problems = read_files(files, root, columns=columns, duplicates=duplicates)
    if not len(articles):
        raise NoArticles(nothing_found(path, len(files), problems))
    return articles, problems


def read_files(files: list[Path], root: Path, *, columns: dict[str, str] | None = None, duplicates: bool = True) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`load_articles` of these files, named as seen from `root`; no articles are an empty table."""
    store = Store()
    for file in files:
        _read_file(file, root, columns, store)
    articles = store.articles() if len(store) else empty("articles")
    if duplicates and len(articles):
        found = find_duplicates(articles).set_index("article_id")["duplicate_of"]
        articles["duplicate_of"] = articles["article_id"].map(found).astype("str")
    return articles, conform(pd.DataFrame(store.problems, columns=list(empty("problems").columns)), "problems")


def files_of(path: str | Path) -> tuple[Path, list[Path]]:
    """The folder that names are relative to, and the files to read.

    Raises FileNotFoundError.
    """
    given = Path(path).expanduser()
    if given.is_dir():
        return given, list(_walk(given))
    if given.exists():
        return given.parent, [given]
    matched = sorted(Path(name) for name in glob.glob(str(given), recursive=True))
    if not matched:
        raise FileNotFoundError(f"there is no file or folder {str(path)!r} (looked in {Path.cwd()}): check the path")
    files = [file for item in matched for file in (_walk(item) if item.is_dir() else [item])]
    return Path(os.path.commonpath([str(item.parent) for item in matched])), files


def _walk(folder: Path) -> Iterator[Path]:
    if (folder / "articles.parquet").exists():  # a folder made by `isnad tables`
        yield folder / "articles.parquet"
        return
    for base, folders, names in os.walk(folder, followlinks=False):  # links to folders could loop
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not name.lower().startswith(_IGNORED_NAMES) and name != SIDECAR:
                yield Path(base) / name


def _read_file(file: Path, root: Path, columns: dict[str, str] | None, store: Store) -> None:
    where = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    if not file.is_file():
        store.add_problems([(where, "warning", "not a regular file", "a device, a pipe or a link to nothing: passed over")])
        return
    try:
        for name, data in open_bytes(file):
            inner = PurePosixPath(name)
            path = where if file.suffix.lower() != ".zip" else f"{where}/{inner}"
            reader = READERS.get(inner.suffix.lower())
            if reader is None:
                detail = f"known are {' '.join(READERS)}, also inside .gz .zst .xz .zip"
                store.add_problems([(path, "warning", f"format {inner.suffix or 'without ending'} is not read", detail)])
                continue
            _take(reader(name, data), path, columns, store, file)
        if file.suffix.lower() in COMPRESSED and truncated(file):
            store.add_problems([(where, "error", "truncated archive", "what came before the damage was read: fetch it again")])
    except Unreadable as error:
        store.add_problems([(where, "error", "unreadable file", str(error))])
    except MemoryError:
        store.add_problems([(where, "error", "file too large for this machine", "split it, or save it as Parquet")])


def _take(reading: Reading, path: str, columns: dict[str, str] | None, store: Store, file: Path) -> None:
    store.add_problems([(path, *row) for row in reading.problems])
    if not len(reading):
        if not reading.problems:
            store.add_problems([(path, "warning", "no articles in the file", "it holds no record")])
        return
    group = file.parent.as_posix() if reading.page else path
    if reading.page and (beside := _sidecar(file)):
        reading.columns = {**reading.columns, **beside.get(file.name, {})}
        group = str(file.parent / SIDECAR)
    fields = map_fields(reading.columns, columns)
    if "text" not in fields:
        names = "، ".join(list(reading.columns)[:12])
        store.add_problems([(path, "error", "no text column", f"columns: {names}. Say which it is: columns={{'text': '…'}}")])
        return
    renamed = [f"{field}←{name}" for field, name in fields.items() if field != name]
    unused = [name for name in reading.columns if name not in fields.values()]
    if renamed or (unused and not reading.page):
        detail = ", ".join(renamed) + (f"; not used: {', '.join(unused[:12])}" if unused else "")
        store.add_problems([(path, "info", "columns mapped", detail)])
    store.add(reading, fields, path, group)


_sidecars: dict[tuple[Path, float], dict[str, dict[str, list]]] = {}


def _sidecar(file: Path) -> dict[str, dict[str, list]] | None:
    """File name → its columns in the folder's metadata.csv."""
    side = file.parent / SIDECAR
    if not side.is_file():
        return None
    key = (side, side.stat().st_mtime)
    if key not in _sidecars:
        table = READERS[".csv"](side.name, side.read_bytes()).columns
        names: list = next((table[column] for column in table if fold(column) in [fold(name) for name in _FILE_COLUMNS]), [])
        _sidecars.clear()
        _sidecars[key] = {Path(str(name)).name: {column: [values[i]] for column, values in table.items()} for i, name in enumerate(names)}
    return _sidecars[key]


def nothing_found(path: str | Path, files: int, problems: pd.DataFrame) -> str:
    """Why there is no article, for NoArticles."""
    if not files:
        return f"there are no files in {str(path)!r}: put your articles there (formats: {' '.join(READERS)})"
    first = "; ".join(f"{row.path}: {row.problem} ({row.detail})" for row in problems.head(3).itertuples())
    return f"no article could be loaded from {str(path)!r} ({files} files). {first}"
