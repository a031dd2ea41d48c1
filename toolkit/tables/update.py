"""`isnad update`: articles that are added to tables; only parts that they change are analysed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from toolkit.articles import load_articles
from toolkit.articles.duplicates import find_duplicates
from toolkit.corpus import Corpus
from toolkit.corrections.articles import corrected_articles
from toolkit.mistakes import Mistake
from toolkit.opened import open_corpus
from toolkit.schema import conform
from toolkit.tables.write import write_tables
from toolkit.words import analyzer_named


class NoTables(Mistake, ValueError):
    """A folder that `isnad tables` did not write cannot be updated."""


class Update(NamedTuple):
    """How many articles are `added`, `changed` (the same address, another text) and `known` already; `rows` of each table now."""

    added: int
    changed: int
    known: int
    rows: dict[str, int]


class _Grown(Corpus):
    """The articles of a folder of tables with the new ones, analysed as the tables were."""

    def __init__(self, tables: Corpus, articles: pd.DataFrame, problems: pd.DataFrame) -> None:
        manifest = tables.manifest or {}
        own = tables.path / "gazetteer.csv"
        super().__init__(
            tables.path, gazetteer=own if own.is_file() else None, every_language=bool(manifest["every_language"]),
            lexicons=Path(manifest["lexicons"]) if manifest.get("lexicons") else None, corrections=tables.corrections_file,
        )  # fmt: skip
        self._name, self.manifest = tables.name, None
        self.lexicons = Path(manifest["lexicons"]) if manifest.get("lexicons") else None
        self.finder = tables.finder
        self.analyzer = None if analyzer_named(None).name == manifest["analyzer"] else str(manifest["analyzer"])
        self._loaded = articles, problems
        self._parts = _parts_of(tables.path)

    @property
    def name(self) -> str:
        return self._name

    def batches(self) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
        """The articles by the part that they stand in, then the new ones: parts that nothing happened to are found again as they are."""
        articles, problems = self._loaded
        number = articles["article_id"].astype("str").map(self._parts)
        for n, own in articles.groupby(number.fillna(len(self._parts)).astype(int), sort=True):
            yield corrected_articles(own.reset_index(drop=True), self.corrections), problems if n == number.min() else problems.head(0)


def _parts_of(folder: Path) -> dict[str, int]:
    """article_id → the number of its part among the parts of its outlet and month."""
    found: dict[str, int] = {}
    by_folder: dict[Path, int] = {}
    for file in sorted((folder / "articles.parquet").rglob("*.parquet")) if (folder / "articles.parquet").is_dir() else ():
        by_folder[file.parent] = by_folder.get(file.parent, -1) + 1
        ids = pq.ParquetFile(file).read(columns=["article_id"])["article_id"].to_pylist()
        found.update(dict.fromkeys(map(str, ids), by_folder[file.parent]))
    return found


def update_tables(folder: str | Path, new: Sequence[str | Path], *, folders: str = "", workers: int | None = None) -> Update:
    """Adds the articles of files, folders or globs to tables that `isnad tables` wrote, and links the whole anew.

    Parameters: `folder` of the tables; `new`: see `load_articles`; `folders`: what the names of folders mean; `workers`: processes. An article whose
    address (url) the tables have replaces the one there if its text is another, else it is known; without an address it is known by its id and
    text, and an id that another text has gets a number. Parts (an outlet and a month each) that nothing is added to are taken as they are. The
    tables are replaced whole: an interrupted update leaves the earlier ones.
    Raises NoTables; what `load_articles` raises for the new ones.
    """
    folder = Path(folder)
    tables = open_corpus(folder)
    if not tables.manifest:
        raise NoTables(f"{folder} is no folder that `isnad tables` wrote: make it first, then update it")
    there, problems = tables.everything
    read = [load_articles(path, folders=folders, duplicates=False) for path in new]
    fresh = pd.concat([articles for articles, _ in read], ignore_index=True).drop_duplicates(["article_id", "text"])
    kept, added, changed, known = _joined(there, fresh)
    if not added and not changed:
        return Update(0, 0, known, dict(tables.manifest["rows"]))
    found = find_duplicates(kept).set_index("article_id")["duplicate_of"]
    kept = conform(kept.assign(duplicate_of=kept["article_id"].map(found).astype("str")), "articles")
    every = conform(pd.concat([problems, *(faults for _, faults in read)], ignore_index=True).drop_duplicates(), "problems")
    rows = write_tables(_Grown(tables, kept, every), folder.resolve(), workers=workers, partitioned=True)
    return Update(added, changed, known, rows)


def _joined(there: pd.DataFrame, fresh: pd.DataFrame) -> tuple[pd.DataFrame, int, int, int]:
    """The articles of both, and how many were added, changed and known."""
    url = fresh["url"].astype("str").where(fresh["url"].notna())
    by_url = there.dropna(subset="url").drop_duplicates("url").set_index("url")
    text_there = url.map(by_url["text"].astype(object))
    met = url.isin(by_url.index)
    same_url = met & (text_there == fresh["text"].astype(object))
    place = there.drop_duplicates("article_id").set_index("article_id")["text"].astype(object)
    same_id = ~met & (fresh["article_id"].map(place) == fresh["text"].astype(object))
    replaced = fresh[met & ~same_url]
    new = fresh[~met & ~same_id].copy()
    new["article_id"] = _own_ids(new["article_id"].astype("str").tolist(), set(there["article_id"].astype("str")))
    rows = there.copy()
    if len(replaced):
        ids = by_url["article_id"].reindex(replaced["url"].astype("str"))
        newer = replaced.assign(article_id=ids.to_numpy()).drop_duplicates("article_id", keep="last")
        rows = rows[~rows["article_id"].isin(set(newer["article_id"]))]
        rows = pd.concat([rows, newer], ignore_index=True)
    kept = conform(pd.concat([rows, new], ignore_index=True), "articles")
    return kept, len(new), len(replaced), int(same_url.sum() + same_id.sum())


def _own_ids(ids: list[str], taken: set[str]) -> list[str]:
    own = []
    for name in ids:
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name}~{number}"
        taken.add(free)
        own.append(free)
    return own
