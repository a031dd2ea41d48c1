"""`load_articles`: a file, folder or glob → the articles table and the table of what went wrong."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pandas as pd

from toolkit.arabic import fold
from toolkit.articles.apart import APART
from toolkit.articles.duplicates import find_duplicates
from toolkit.articles.fields import map_fields
from toolkit.articles.hints import dates_in, folder_fields, folder_hint
from toolkit.articles.opening import Opened, Unreadable, open_bytes
from toolkit.articles.readers import READERS, Reading
from toolkit.articles.store import Store
from toolkit.mistakes import Mistake
from toolkit.parquet import read_table
from toolkit.schema import conform, empty

SIDECAR = "metadata.csv"
_IGNORED_NAMES = (
    "readme",
    "license",
    "licence",
    "copying",
    "changelog",
    "manifest",
    "problems.",
    "gazetteer",
    "corrections.",
    "labels.",
    "notes.",
    "dictionary.",
    "measured.",
)
_FILE_COLUMNS = ("file", "filename", "path", "الملف", "اسم الملف")


class NoArticles(Mistake, ValueError):
    """Nothing to analyse: the message says where was looked and what was wrong."""


def load_articles(
    path: str | Path, *, columns: dict[str, str] | None = None, folders: str = "", duplicates: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Articles from whatever a researcher has, and a table of what went wrong on the way.

    Parameters
    ----------
    path: a file, a folder (read with all its subfolders) or a glob. Formats: .txt (plain, YAML front matter, TREC tags,
        or a sidecar metadata.csv), .sgm, .html, .xml (RSS, Atom, news sitemap), .json, .jsonl, .csv, .tsv, .xlsx, .parquet,
        .docx, .warc, each also inside .gz, .zst, .xz or .zip. Files named README, LICENSE, gazetteer, corrections, labels, notes or dictionary are passed over;
        links that lead out of the folder are not followed.
    columns: field → name of the column in the file, where the names are not recognised, as in
        `{"text": "نص المادة", "outlet": "جهة النشر"}`; `crawled` is when it was fetched, for dates such as «أمس».
    folders: what the names of folders mean, from the top: "outlet", "category", "outlet/category" …
    duplicates: whether to look for reprints (`duplicate_of`).

    Returns
    -------
    articles, problems: see `toolkit.schema.TABLES`. A broken file or record is a row of `problems` and the rest loads.
        Empty bodies are NA. `published` is the time on the clock of whoever wrote it, `published_offset` its zone in
        minutes east of UTC (NA: not written). `language` is not `ar` for what the analyses leave out.

    Raises
    ------
    FileNotFoundError if there is no such path; NoArticles if nothing could be loaded; ValueError for a bad `columns` or `folders`.

    >>> articles, problems = load_articles("seeds")
    >>> articles.loc[0, "outlet"], articles.loc[0, "published"]
    ('أخبار ليبيا 24', NaT)
    """
    map_fields([], columns)
    stored = Path(path).expanduser() / "articles.parquet"
    if stored.is_dir():  # a folder made by `isnad tables`
        return read_table(stored, "articles"), read_table(stored.with_name("problems.parquet"), "problems")
    root, files = files_of(path)
    articles, problems = read_files(files, root, columns=columns, folders=folders, duplicates=duplicates)
    if not len(articles):
        raise NoArticles(nothing_found(path, len(files), problems))
    return articles, problems


def read_files(
    files: list[Path], root: Path, *, columns: dict[str, str] | None = None, folders: str = "", duplicates: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`load_articles` of these files, named as seen from `root`; no articles are an empty table."""
    store = Store()
    levels = folder_fields(folders)
    for file in files:
        where = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
        with _guarded(where, store):
            for piece, path in _pieces(file, root, where, store):
                with _guarded(path, store):
                    _take(_reading(piece), path, columns, levels, store, file)
    articles = store.articles() if len(store) else empty("articles")
    if not levels:
        store.add_problems(folder_hint([file.relative_to(root) for file in files if file.is_relative_to(root)], articles))
    if duplicates and len(articles):
        found = find_duplicates(articles).set_index("article_id")["duplicate_of"]
        articles["duplicate_of"] = articles["article_id"].map(found).astype("str")
    return articles, conform(pd.DataFrame(store.problems, columns=list(empty("problems").columns)), "problems")


@contextmanager
def _guarded(path: str, store: Store) -> Iterator[None]:
    """The one guard: whatever a file does while it is read, it costs only itself."""
    try:
        yield
    except Unreadable as error:
        store.add_problems([(path, "error", "unreadable file", str(error))])
    except (MemoryError, RecursionError) as error:
        store.add_problems([(path, "error", "file too large for this machine", f"{type(error).__name__}: split it, or save it as Parquet")])
    except OSError as error:
        store.add_problems([(path, "error", "unreadable file", f"{error.strerror or error}: check its permissions")])
    except Exception as error:
        store.add_problems([(path, "error", "file cannot be read", f"{type(error).__name__}: {error}")])


def files_of(path: str | Path) -> tuple[Path, list[Path]]:
    """The folder that names are relative to, and the files to read.

    Raises FileNotFoundError.
    """
    given = Path(path).expanduser()
    if given.is_dir():
        return given, list(_walk(given))
    if given.exists():
        own = given.resolve() if given.is_symlink() else given  # who names a link means it
        return own.parent, [own]
    matched = sorted(Path(name) for name in glob.glob(str(given), recursive=True))
    if not matched:
        raise FileNotFoundError(f"there is no file or folder {str(path)!r} (looked in {Path.cwd()}): check the path")
    files = [file for item in matched for file in (_walk(item) if item.is_dir() else [item])]
    return Path(os.path.commonpath([str(item.parent) for item in matched])), files


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder, and what in it cannot be entered: links to folders, folders without permission."""
    if (folder / "articles.parquet").exists():  # a folder made by `isnad tables`
        yield folder / "articles.parquet"
        return
    closed: list[OSError] = []
    for base, folders, names in os.walk(folder, followlinks=False, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base) / name for name in folders if os.path.islink(os.path.join(base, name)))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not name.lower().startswith(_IGNORED_NAMES) and name != SIDECAR:
                yield Path(base) / name
    yield from (Path(error.filename) for error in closed if error.filename)


def _pieces(file: Path, root: Path, where: str, store: Store) -> Iterator[tuple[Opened, str]]:
    """What there is to read in a file, with its path; what there is not is told."""
    if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
        store.add_problems([(where, "warning", "link out of the corpus folder", "it is not followed: copy what it leads to into the folder")])
    elif file.is_dir():
        linked = "a link to a folder: name that folder too" if file.is_symlink() else "no permission to enter it: change its permissions"
        store.add_problems([(where, "warning", "folder not read", linked)])
    elif not file.is_file():
        store.add_problems([(where, "warning", "not a regular file", "a device, a pipe or a link to nothing: passed over")])
    else:
        for opened in open_bytes(file):
            path = where if file.suffix.lower() != ".zip" else f"{where}/{opened.name}"
            if opened.problem:
                store.add_problems([(path, "error", *opened.problem)])
            if opened.data or not opened.problem:
                yield opened, path


def _reading(opened: Opened) -> Reading:
    ending = PurePosixPath(opened.name).suffix.lower()
    if ending not in READERS:
        detail = f"known are {' '.join(READERS)}, also inside .gz .zst .xz .zip"
        return Reading({}, [("warning", f"format {ending[:20] or 'without ending'} is not read", detail)])
    least = READERS[ending].apart
    if least is not None and len(opened.data) >= least:
        return APART.read(ending, opened.name, opened.data)
    return READERS[ending].read(opened.name, opened.data)


def _take(reading: Reading, path: str, columns: dict[str, str] | None, levels: list[str], store: Store, file: Path) -> None:
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
        names = "، ".join(str(name)[:40] for name in list(reading.columns)[:12])
        store.add_problems([(path, "error", "no text column", f"columns: {names}. Say which it is: columns={{'text': '…'}}")])
        return
    store.add_problems([(path, *told) for told in _mapped(reading, fields)])
    for field, name in zip(levels, PurePosixPath(path).parts[:-1], strict=False):
        if field == "-":
            continue
        reading.columns[f"{field} of the folder"] = [name] * len(reading)
        fields.setdefault(field, []).append(f"{field} of the folder")
    store.add(reading, fields, path, group)


def _mapped(reading: Reading, fields: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """What a user should know of which columns were taken for what, and which were not."""
    found = []
    told = [f"{field}←{names[0]}" for field, names in fields.items() if field != names[0]]
    used = {name for names in fields.values() for name in names}
    unused = [name for name in reading.columns if name not in used]
    if told or (unused and not reading.page):
        detail = "; ".join(filter(None, (", ".join(told), f"not used: {', '.join(unused[:12])}" if unused else "")))
        found.append(("info", "columns mapped", detail))
    if "published" not in fields and not reading.page and (dated := dates_in(reading, unused)):
        detail = f"column {dated!r} looks like dates: name it, columns={{'published': {dated!r}}}"
        found.append(("warning", "no column of dates is known", detail))
    return found


_sidecars: dict[tuple[Path, float], dict[str, dict[str, list]]] = {}


def _sidecar(file: Path) -> dict[str, dict[str, list]] | None:
    """File name → its columns in the folder's metadata.csv."""
    side = file.parent / SIDECAR
    if not side.is_file() or side.is_symlink():
        return None
    key = (side, side.stat().st_mtime)
    if key not in _sidecars:
        table = READERS[".csv"].read(side.name, side.read_bytes()).columns
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
