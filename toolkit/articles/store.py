"""Rows as the readers give them → the articles table: fields, ids, texts (dates: `published`)."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from toolkit.articles.encodings import repair
from toolkit.articles.fields import CRAWLED, FIELDS, FITS, nothing
from toolkit.articles.language import languages
from toolkit.articles.markup import is_plain, plain
from toolkit.articles.page import Page, clean_pages
from toolkit.articles.published import Published, published
from toolkit.articles.readers import Reading
from toolkit.articles.recurring import recurring, without
from toolkit.schema import conform

_SUSPECT = "[ØÙ][\u0080-\u00ff\u2018-\u203a]|ط[§\u00a0-\u00bf]|ظ[…\u2020†„‡ˆ]"
_ODD = r"[<&\\\r]"  # markup, entity references, written-out and old line ends have one of these
_MARKED = re.compile(_ODD)
_LONGEST_CELL = 1_000  # characters of a field other than the text, and of a problem's words
_PLAIN = ("outlet", "title", "author", "category", "url")


class Store:
    """Rows by column. Texts are kept in the parts they came in: Arrow arrays cost a third of Python strings."""

    def __init__(self) -> None:
        self.rows: dict[str, list] = {name: [] for name in (*FIELDS, CRAWLED, "path", "published_from", "group", "date_column") if name != "text"}
        self.problems: list[tuple] = []
        self.pages: list[Page] = []
        self._texts: list[list | pa.ChunkedArray] = []
        self._page_rows: list[tuple[int, list, int]] = []

    def __len__(self) -> int:
        return len(self.rows["path"])

    def add_problems(self, rows: list[tuple]) -> None:
        """Problems: (path, severity, problem, detail) of a file, (path, article_id, severity, problem, detail) of an article."""
        for path, *more in rows:
            own = more if len(more) == 4 else [None, *more]
            self.problems.append(tuple(None if value is None else written(str(value)[:_LONGEST_CELL]) for value in (path, *own)))

    def add(self, reading: Reading, fields: dict[str, list[str]], path: str, group: str) -> None:
        """The rows of a reading, all or none; `group` names those that share a date order."""
        first, count, path = len(self), len(reading), written(path)
        new = {name: _first_fitting(name, reading, fields.get(name, []), count) for name in self.rows.keys() & {*FIELDS, CRAWLED}}
        text = _texts(reading, fields["text"])
        dated = next(iter(fields.get("published", [])), None)
        new |= {"path": [path] * count, "group": [group] * count, "published_from": [reading.published_from] * count}
        new["date_column"] = [None if reading.page else dated] * count
        pages = []
        if reading.page:
            text = [value if value is None or is_plain(value) else plain(value) for value in text]
            for n in range(count):
                known = {name: new[name][n] for name in ("title", "outlet", "author") if new[name][n] is not None}
                pages.append(Page(path, group, (text[n] or "").split("\n"), known))
        for name, values in new.items():
            self.rows[name] += values
        self._texts.append(text)
        self.pages += pages
        self._page_rows += [(first + n, text, n) for n in range(len(pages))]

    def articles(self) -> pd.DataFrame:
        """The articles table; what went wrong is added to `problems`."""
        self._place_pages()
        rows = self.rows
        frame = pd.DataFrame({name: _cells(rows[name]) for name in _PLAIN})
        text = self._text(frame["outlet"])
        ids = self._ids()
        with ThreadPoolExecutor(1) as beside:  # Arrow counts letters while Python reads dates
            language = beside.submit(languages, text)
            dates: Published = published(rows, ids, text)
        self.add_problems(dates.problems)
        frame["article_id"], frame["path"], frame["text"] = ids, rows["path"], text
        for name in ("published", "published_precision", "published_from", "published_offset"):
            frame[name] = pd.Series(getattr(dates, name), dtype=None if name == "published" else "object")
        frame["language"] = language.result()
        detail = "the article has no body: it is kept, and counts nowhere"
        self.add_problems([(rows["path"][row], ids[row], "warning", "empty text", detail) for row in frame.index[text.isna()]])
        foreign = frame.loc[frame["language"].notna() & (frame["language"] != "ar"), ["path", "language"]].value_counts(sort=False)
        detail = "articles, flagged in `language` and left out of the analyses, unless you ask for every language"
        self.add_problems([(path, "info", f"not in Arabic: {language}", f"{count} {detail}") for (path, language), count in foreign.items()])
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

    def _text(self, outlets: pd.Series) -> pd.Series:
        """All texts: line ends as \\n, wrong decoding mended, markup and recurring boilerplate taken out, empty ones NA."""
        arrays = [part if isinstance(part, pa.ChunkedArray) else pa.chunked_array([pa.array(part, pa.large_string())]) for part in self._texts]
        self._texts = []
        whole = pa.chunked_array([chunk.cast(pa.large_string()) for array in arrays for chunk in array.chunks], pa.large_string())
        del arrays
        looked = {row: whole[row].as_py() for row in _rows_with(whole, f"{_ODD}|{_SUSPECT}")}
        if any("\r" in text for text in looked.values()):
            looked = {row: text.replace("\r\n", "\n").replace("\r", "\n") for row, text in looked.items()}
            whole = pc.replace_substring(pc.replace_substring(whole, "\r\n", "\n"), "\r", "\n")
        whole = _with(whole, self._mended(looked))
        whole = _with(whole, self._cut(whole, outlets))
        short = pc.fill_null(pc.less(pc.utf8_length(whole), 100), False).to_numpy()
        return pd.Series(pd.array(_with(whole, {row: None for row in short.nonzero()[0].tolist() if nothing(whole[row].as_py())}), dtype="str"))

    def _mended(self, looked: dict[int, str]) -> dict[int, str | None]:
        """Of texts that look odd, those that were decoded wrongly or hold markup, mended."""
        paths = self.rows["path"]
        mended: dict[int, str | None] = {}
        for row, text in looked.items():
            if (fixed := repair(text)) is not None:
                mended[row] = fixed
                self.add_problems([(paths[row], "warning", "text was decoded wrongly", f"row {row + 1}: repaired (Ø§Ù„ → ال)")])
        marked = [row for row, text in looked.items() if _MARKED.search(text) and not is_plain(text)]
        for row in marked:
            mended[row] = plain(mended.get(row) or looked[row])
        for path, count in Counter(paths[row] for row in marked).items():
            detail = f"of {count} texts: tags, entity references, written-out line ends; offsets count in the cleaned text"
            self.add_problems([(path, "info", "markup taken off the body", detail)])
        return mended

    def _cut(self, whole: pa.ChunkedArray, outlets: pd.Series) -> dict[int, str | None]:
        """Texts without what recurs in otherwise different articles of their outlet."""
        paths = self.rows["path"]
        cut: dict[int, str | None] = {}
        groups = [outlet if isinstance(outlet, str) else group for outlet, group in zip(outlets, self.rows["group"], strict=True)]
        for outlet, piece, rows in recurring(whole, groups):
            before = {row: cut.get(row) or whole[row].as_py() for row in rows}
            changed = {row: text for row, own in before.items() if (text := without(own, piece)) != own}
            cut.update(changed)
            if changed:
                self.add_problems(
                    [(paths[rows[0]], "info", "recurring line taken off the body", f"{len(changed)} articles of {outlet}: {piece[:120]}")]
                )
        return cut

    def _ids(self) -> list[str]:
        counts = Counter(self.rows["path"])
        seen: dict[str, int] = {}
        within: dict[str, int] = defaultdict(int)
        ids = []
        for given, path in zip(self.rows["article_id"], self.rows["path"], strict=True):
            within[path] += 1
            own = written(str(given)[:_LONGEST_CELL]) if given is not None else path if counts[path] == 1 else f"{path}#{within[path]}"
            if own in seen:
                seen[own] += 1
                new = f"{own}~{seen[own]}"
                self.add_problems([(path, new, "warning", "article_id occurs twice", f"{own} was renamed {new}")])
                own = new
            seen.setdefault(own, 1)
            ids.append(own)
        return ids


def written(value: str) -> str:
    """The string as a file can hold it: lone surrogates (of names that are no UTF-8) become question marks."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def _cells(values: list) -> list[str | None]:
    """Each value as a cell; outlets and categories are a few values, often."""
    texts = [None if value is None else str(value) for value in values]
    known = {text: None if text is None else _cell(text) for text in set(texts)}
    return [known[text] for text in texts]


def _cell(value: str) -> str | None:
    text = written(value[:_LONGEST_CELL])
    return (html.unescape(text if is_plain(text) else plain(text)) if "&" in text or "<" in text or "\\" in text else text).strip() or None


def _first_fitting(name: str, reading: Reading, columns: list[str], count: int) -> list:
    """Of each row, the first value that stands for the field."""
    fits = FITS.get(name)
    values: list = [None] * count
    for column in columns:
        found = reading.columns[column]
        if isinstance(found, pa.ChunkedArray):
            found = found.to_pylist()
            known = {value: None if nothing(value) or (fits and not fits(value)) else value for value in set(found)}
            fitting = [known[value] for value in found]
        else:
            fitting = [None if nothing(value) or (fits and not fits(value)) else value for value in found]
        values = [new if old is None else old for old, new in zip(values, fitting, strict=True)] if column != columns[0] else fitting
        if None not in values:
            break
    return values


def _texts(reading: Reading, columns: list[str]) -> list | pa.ChunkedArray:
    first = reading.columns[columns[0]]
    if isinstance(first, pa.ChunkedArray) and not reading.page and (len(columns) == 1 or not first.null_count):
        return first
    return [None if value is None else written(str(value)) for value in _first_fitting("text", reading, columns, len(reading))]


def _rows_with(texts: pa.ChunkedArray, pattern: str) -> list[int]:
    return pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(texts, pattern), False)).to_pylist()


def _with(texts: pa.ChunkedArray, changed: dict[int, str | None]) -> pa.ChunkedArray:
    """The texts with some changed, all at once: each change of an Arrow array copies it."""
    if not changed:
        return texts
    there = np.zeros(len(texts), dtype=bool)
    there[list(changed)] = True
    return pc.replace_with_mask(texts, pa.array(there), pa.array([changed[row] for row in sorted(changed)], pa.large_string()))
