"""Rows as the readers give them → the articles table: fields, ids, dates, texts."""

from __future__ import annotations

import html
from collections import defaultdict

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from toolkit.articles.dates import UNKNOWN, ParsedDate, dateline_date, day_order, name_date, parse_date
from toolkit.articles.encodings import repair
from toolkit.articles.fields import FIELDS
from toolkit.articles.page import Page, clean_pages
from toolkit.articles.readers import Reading
from toolkit.schema import conform

DATELINE_WORDS = 25  # of a first line that may be a dateline
_SUSPECT = "[ØÙ][\u0080-\u00ff\u2018-\u203a]|ط[§\u00a0-\u00bf]|ظ[…\u2020†„‡ˆ]"


class Store:
    """Rows by column. Texts are kept in the parts they came in: Arrow arrays cost a third of Python strings."""

    def __init__(self) -> None:
        self.rows: dict[str, list] = {name: [] for name in (*FIELDS, "path", "published_from", "group") if name != "text"}
        self.problems: list[tuple] = []
        self.pages: list[Page] = []
        self._texts: list[list | pa.ChunkedArray] = []
        self._page_rows: list[tuple[int, list, int]] = []

    def __len__(self) -> int:
        return len(self.rows["path"])

    def add_problems(self, rows: list[tuple[str, str, str, str]]) -> None:
        """Problems of files: (path, severity, problem, detail)."""
        self.problems += [(path, None, severity, problem, detail) for path, severity, problem, detail in rows]

    def add(self, reading: Reading, fields: dict[str, str], path: str, group: str) -> None:
        """The rows of a reading; `group` names those that share a date order."""
        first, count = len(self), len(reading)
        for name in self.rows.keys() & set(FIELDS):
            values = reading.columns.get(fields.get(name, ""))
            if isinstance(values, pa.ChunkedArray):
                values = values.to_pylist()
            self.rows[name] += [_blank(value) for value in values] if values is not None else [None] * count
        self.rows["path"] += [path] * count
        self.rows["group"] += [group] * count
        self.rows["published_from"] += [reading.published_from] * count
        texts = reading.columns[fields["text"]]
        if isinstance(texts, pa.ChunkedArray) and not reading.page:
            self._texts.append(texts)
            return
        part = [None if _blank(value) is None else _encodable(str(value)) for value in texts]
        self._texts.append(part)
        for n in range(count if reading.page else 0):
            known = {name: self.rows[name][first + n] for name in ("title", "outlet", "author")}
            known = {name: value for name, value in known.items() if value is not None}
            self.pages.append(Page(path, group, (part[n] or "").split("\n"), known))
            self._page_rows.append((first + n, part, n))

    def articles(self) -> pd.DataFrame:
        """The articles table; what went wrong is added to `problems`."""
        self._place_pages()
        rows = self.rows
        text = self._text()
        ids = self._ids()
        published, precision, origin = self._dates(ids, text)
        plain = ("outlet", "title", "author", "category", "url")
        frame = pd.DataFrame({name: [None if v is None else html.unescape(_encodable(str(v))).strip() for v in rows[name]] for name in plain})
        frame["article_id"], frame["path"], frame["text"] = ids, rows["path"], text
        frame["published"], frame["published_precision"], frame["published_from"] = published, precision, origin
        for row in frame.index[text.isna()]:
            detail = "the article has no body: it is kept, and counts nowhere"
            self.problems.append((rows["path"][row], ids[row], "warning", "empty text", detail))
        return conform(frame, "articles")

    def _place_pages(self) -> None:
        self.add_problems(clean_pages(self.pages))
        for page, (row, part, n) in zip(self.pages, self._page_rows, strict=True):
            for name in ("title", "outlet", "author"):
                if self.rows[name][row] is None:
                    self.rows[name][row] = page.fields.get(name)
            if self.rows["published"][row] is None and page.fields.get("dateline"):
                self.rows["published"][row] = page.fields["dateline"]
                self.rows["published_from"][row] = "dateline"
            part[n] = page.text() or None

    def _text(self) -> pd.Series:
        """All texts, line ends as \\n, wrong decoding mended, empty ones NA."""
        arrays = [part if isinstance(part, pa.ChunkedArray) else pa.chunked_array([pa.array(part, pa.large_string())]) for part in self._texts]
        self._texts = []
        whole = pa.chunked_array([chunk.cast(pa.large_string()) for array in arrays for chunk in array.chunks], pa.large_string())
        del arrays
        if _rows_with(whole, "\r"):
            whole = pc.replace_substring(pc.replace_substring(whole, "\r\n", "\n"), "\r", "\n")
        short = pc.fill_null(pc.less(pc.utf8_length(whole), 100), False).to_numpy()
        mended: dict[int, str | None] = {int(row): None for row in short.nonzero()[0] if not whole[row].as_py().strip()}
        for row in _rows_with(whole, _SUSPECT, regex=True):
            if (fixed := repair(whole[row].as_py())) is not None:
                mended[int(row)] = fixed
                self.problems.append((self.rows["path"][row], None, "warning", "text was decoded wrongly", f"row {row + 1}: repaired (Ø§Ù„ → ال)"))
        if mended:  # all at once: each change of an Arrow array copies it
            there = np.zeros(len(whole), dtype=bool)
            there[list(mended)] = True
            whole = pc.replace_with_mask(whole, pa.array(there), pa.array([mended[row] for row in sorted(mended)], pa.large_string()))
        text = pd.Series(pd.array(whole, dtype="str"))
        return text

    def _ids(self) -> list[str]:
        counts: dict[str, int] = defaultdict(int)
        for path in self.rows["path"]:
            counts[path] += 1
        seen: dict[str, int] = {}
        within: dict[str, int] = defaultdict(int)
        ids = []
        for given, path in zip(self.rows["article_id"], self.rows["path"], strict=True):
            within[path] += 1
            own = _encodable(str(given)) if given is not None else path if counts[path] == 1 else f"{path}#{within[path]}"
            if own in seen:
                seen[own] += 1
                new = f"{own}~{seen[own]}"
                self.problems.append((path, new, "warning", "article_id occurs twice", f"{own} was renamed {new}"))
                own = new
            seen.setdefault(own, 1)
            ids.append(own)
        return ids

    def _dates(self, ids: list[str], text: pd.Series) -> tuple[list, list, list]:
        rows = self.rows
        groups: dict[str, set] = defaultdict(set)
        for group, value in zip(rows["group"], rows["published"], strict=True):
            groups[group].add(str(value))
        orders = {group: day_order(values) for group, values in groups.items()}
        known: dict[tuple, ParsedDate] = {}
        published, precision, origin = [], [], []
        for row, (group, value) in enumerate(zip(rows["group"], rows["published"], strict=True)):
            key = (orders[group], value)
            if key not in known:
                known[key] = parse_date(value, day_first=orders[group])
            parsed, source = known[key], rows["published_from"][row]
            if parsed.time is None and value is None:
                parsed, source = _elsewhere(text.iat[row], rows["url"][row], rows["path"][row])
            published.append(parsed.time)
            precision.append(parsed.precision)
            origin.append(source if parsed.time else None)
            if parsed.doubt:
                severity = "info" if parsed.time else "warning"
                self.problems.append((rows["path"][row], ids[row], severity, "doubtful date", f"{str(value)[:60]!r}: {parsed.doubt}"))
        return published, precision, origin


def _rows_with(texts: pa.ChunkedArray, pattern: str, *, regex: bool = False) -> list[int]:
    match = pc.match_substring_regex if regex else pc.match_substring
    return pc.indices_nonzero(pc.fill_null(match(texts, pattern), False)).to_pylist()


def _blank(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, float) and value != value):
        return None
    return value


def _encodable(value: str) -> str:
    """Lone surrogates, which no file can hold, become question marks."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def _elsewhere(text: object, url: object, path: object) -> tuple[ParsedDate, str]:
    """A date that no field states: from the dateline that opens the text, the address, or the file's name."""
    first = text.lstrip().split("\n", 1)[0] if isinstance(text, str) else ""
    if len(first.split()) <= DATELINE_WORDS and (dated := dateline_date(first)) is not None:
        return dated, "dateline"
    for name, source in ((url, "url"), (path, "file_name")):
        if isinstance(name, str) and (dated := name_date(name)) is not None:
            return dated, source
    return UNKNOWN, ""
