"""`load_articles`: a file, folder or glob → the articles table and the table of what went wrong."""

from __future__ import annotations

import glob
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pandas as pd

from toolkit.arabic import fold
from toolkit.articles.dates import ParsedDate, day_order, parse_date
from toolkit.articles.duplicates import find_duplicates
from toolkit.articles.encodings import repair
from toolkit.articles.fields import FIELDS, map_fields
from toolkit.articles.opening import COMPRESSED, Unreadable, open_bytes, truncated
from toolkit.articles.page import Page, clean_pages
from toolkit.articles.readers import READERS, Reading
from toolkit.schema import conform, empty

SIDECAR = "metadata.csv"
_IGNORED_NAMES = ("readme", "license", "licence", "copying", "changelog", "manifest", "problems.", "gazetteer")
_FILE_COLUMNS = ("file", "filename", "path", "الملف", "اسم الملف")


class NoArticles(ValueError):
    """Nothing to analyse: the message says where was looked and what was wrong."""


def load_articles(
    path: str | Path, *, columns: dict[str, str] | None = None, duplicates: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
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
    root, files = _files(path)
    store = _Store()
    for file in files:
        _read_file(file, root, columns, store)
    store.add_problems(clean_pages(store.pages))
    store.place_pages()
    if not store.rows["text"]:
        raise NoArticles(_nothing(path, files, store.problems))
    articles = _articles(store)
    if duplicates:
        found = find_duplicates(articles).set_index("article_id")["duplicate_of"]
        articles["duplicate_of"] = articles["article_id"].map(found).astype("str")
    problems = conform(pd.DataFrame(store.problems, columns=list(empty("problems").columns)), "problems")
    return articles, problems


class _Store:
    """Rows as they come in, by column."""

    def __init__(self) -> None:
        self.rows: dict[str, list] = {name: [] for name in (*FIELDS, "path", "published_from", "group")}
        self.problems: list[tuple] = []
        self.pages: list[Page] = []
        self._page_rows: list[int] = []

    def add_problems(self, rows: list[tuple[str, str, str, str]]) -> None:
        self.problems += [(path, None, severity, problem, detail) for path, severity, problem, detail in rows]

    def place_pages(self) -> None:
        """Puts the cleaned pages' fields into their rows."""
        for page, row in zip(self.pages, self._page_rows, strict=True):
            for name in ("title", "outlet", "author"):
                if self.rows[name][row] is None:
                    self.rows[name][row] = page.fields.get(name)
            if self.rows["published"][row] is None and page.fields.get("dateline"):
                self.rows["published"][row] = page.fields["dateline"]
                self.rows["published_from"][row] = "dateline"
            self.rows["text"][row] = page.text()

    def add(self, reading: Reading, fields: dict[str, str], path: str, group: str) -> None:
        first, count = len(self.rows["text"]), len(reading)
        for name in FIELDS:
            values = reading.columns.get(fields.get(name, ""))
            self.rows[name] += [_blank(value) for value in values] if values is not None else [None] * count
        self.rows["path"] += [path] * count
        self.rows["group"] += [group] * count
        self.rows["published_from"] += [reading.published_from] * count
        if reading.page:
            for row in range(first, first + count):
                known = {
                    name: self.rows[name][row]
                    for name in ("title", "outlet", "author")
                    if self.rows[name][row] is not None
                }
                self.pages.append(Page(path, group, str(self.rows["text"][row] or "").split("\n"), known))
                self._page_rows.append(row)


def _blank(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, float) and value != value):
        return None
    return value


def _files(path: str | Path) -> tuple[Path, list[Path]]:
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


def _read_file(file: Path, root: Path, columns: dict[str, str] | None, store: _Store) -> None:
    where = file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()
    if not file.is_file():
        store.add_problems(
            [(where, "warning", "not a regular file", "a device, a pipe or a link to nothing: passed over")]
        )
        return
    try:
        for name, data in open_bytes(file):
            inner = PurePosixPath(name)
            path = where if file.suffix.lower() != ".zip" else f"{where}/{inner}"
            reader = READERS.get(inner.suffix.lower())
            if reader is None:
                detail = f"known are {' '.join(READERS)}, also inside .gz .zst .xz .zip"
                store.add_problems(
                    [(path, "warning", f"format {inner.suffix or 'without ending'} is not read", detail)]
                )
                continue
            _take(reader(name, data), path, columns, store, file)
        if file.suffix.lower() in COMPRESSED and truncated(file):
            store.add_problems(
                [(where, "error", "truncated archive", "what came before the damage was read: fetch it again")]
            )
    except Unreadable as error:
        store.add_problems([(where, "error", "unreadable file", str(error))])
    except MemoryError:
        store.add_problems([(where, "error", "file too large for this machine", "split it, or save it as Parquet")])


def _take(reading: Reading, path: str, columns: dict[str, str] | None, store: _Store, file: Path) -> None:
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
        store.add_problems(
            [(path, "error", "no text column", f"columns: {names}. Say which it is: columns={{'text': '…'}}")]
        )
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
        names = next((table[column] for column in table if fold(column) in [fold(name) for name in _FILE_COLUMNS]), [])
        _sidecars.clear()
        _sidecars[key] = {
            Path(str(name)).name: {column: [values[i]] for column, values in table.items()}
            for i, name in enumerate(names)
        }
    return _sidecars[key]


def _articles(store: _Store) -> pd.DataFrame:
    rows = store.rows
    text = [None if value is None else _text(str(value)) for value in rows["text"]]
    ids = _ids(store)
    published, precision, origin = _dates(store, ids)
    frame = pd.DataFrame(
        {
            **{name: [None if v is None else str(v).strip() for v in rows[name]] for name in ("outlet", "title", "author", "category", "url")},
            "article_id": ids, "published": published, "published_precision": precision, "published_from": origin,
            "path": rows["path"], "text": [value if value and value.strip() else None for value in text],
        }
    )  # fmt: skip
    for path, article_id, value in zip(rows["path"], ids, frame["text"].isna(), strict=True):
        if value:
            store.problems.append(
                (path, article_id, "warning", "empty text", "the article has no body: it is kept, and counts nowhere")
            )
    for row, value in enumerate(text):
        if value and (fixed := repair(value)) is not None:
            frame.loc[row, "text"] = fixed
            store.problems.append(
                (rows["path"][row], ids[row], "warning", "text was decoded wrongly", "repaired (Ø§Ù„ → ال)")
            )
    return conform(frame, "articles")


def _text(value: str) -> str:
    value = value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    return (
        value
        if value.isascii() or not any("\ud800" <= c <= "\udfff" for c in set(value))
        else value.encode("utf-8", "replace").decode()
    )


def _ids(store: _Store) -> list[str]:
    counts: dict[str, int] = defaultdict(int)
    for path in store.rows["path"]:
        counts[path] += 1
    seen: dict[str, int] = {}
    within: dict[str, int] = defaultdict(int)
    ids = []
    for given, path in zip(store.rows["article_id"], store.rows["path"], strict=True):
        within[path] += 1
        own = str(given) if given is not None else path if counts[path] == 1 else f"{path}#{within[path]}"
        if own in seen:
            seen[own] += 1
            new = f"{own}~{seen[own]}"
            store.problems.append((path, new, "warning", "article_id occurs twice", f"{own} was renamed {new}"))
            own = new
        seen.setdefault(own, 1)
        ids.append(own)
    return ids


def _dates(store: _Store, ids: list[str]) -> tuple[list, list, list]:
    rows = store.rows
    groups: dict[str, list] = defaultdict(list)
    for group, value in zip(rows["group"], rows["published"], strict=True):
        groups[group].append(value)
    orders = {group: day_order(set(map(str, values))) for group, values in groups.items()}
    known: dict[tuple, ParsedDate] = {}
    published, precision, origin = [], [], []
    for row, (group, value) in enumerate(zip(rows["group"], rows["published"], strict=True)):
        key = (orders[group], value)
        if key not in known:
            known[key] = parse_date(value, day_first=orders[group])
        parsed = known[key]
        published.append(parsed.time)
        precision.append(parsed.precision)
        origin.append(rows["published_from"][row] if parsed.time else None)
        if parsed.doubt:
            severity = "info" if parsed.time else "warning"
            store.problems.append(
                (rows["path"][row], ids[row], severity, "doubtful date", f"{str(value)[:60]!r}: {parsed.doubt}")
            )
    return published, precision, origin


def _nothing(path: str | Path, files: list[Path], problems: list[tuple]) -> str:
    if not files:
        return f"there are no files in {str(path)!r}: put your articles there (formats: {' '.join(READERS)})"
    first = "; ".join(f"{row[0]}: {row[3]} ({row[4]})" for row in problems[:3])
    return f"no article could be loaded from {str(path)!r} ({len(files)} files). {first}"
