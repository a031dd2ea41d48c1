"""The files of a run under way: each part's tables, written when it is whole; then the links between parts."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from toolkit.articles.language import in_arabic
from toolkit.attribution.attributions import link_speakers
from toolkit.corrections.mentions import merged, with_rule
from toolkit.corrections.read import load_corrections, no_corrections
from toolkit.entities.across import NAME, linked_names, name_keys
from toolkit.entities.identities import name_forms
from toolkit.lexicons.overlay import lexicons_digest, use_lexicons
from toolkit.parquet import to_arrow
from toolkit.schema import IN_PARTS, LINKED, conform
from toolkit.stored import FORMAT
from toolkit.tables.parts import analysed

ALONE = ".alone"  # mentions and attributions as each article tells them, kept for the next run
# Where each table of a part is kept; that of the tokens is written last, and marks the part whole.
PLACES = {table: f"{ALONE}/{table}" if table in LINKED else f"{table}.parquet" for table in sorted(IN_PARTS, key="tokens".__eq__)}


@dataclass(frozen=True)
class Staging:
    """A folder that fills with the parts' files; `name` of a part: its partition, its place in it and a key of what it depends on."""

    folder: Path
    gazetteer: Path | None = None
    analyzer: str | None = None
    every_language: bool = False
    lexicons: Path | None = None
    finder: str = "tagger"
    corrections: Path | None = None

    def file(self, table: str, name: str) -> Path:
        return self.folder / table / f"{name}.parquet"

    def name(self, partition: str, place: str, articles: pd.DataFrame) -> str:
        mix = hashlib.sha256(f"{version('isnad-toolkit')}|{FORMAT}|{self.analyzer}|{self.finder}|{self.every_language}".encode())
        mix.update(self.gazetteer.read_bytes() if self.gazetteer else b"")
        mix.update(lexicons_digest(self.lexicons).encode())
        mix.update(_judged(self.corrections, articles).encode())
        mix.update(pd.util.hash_pandas_object(articles.astype({"published": "str"}), index=False).to_numpy().tobytes())
        return "/".join(filter(None, (partition, f"{place}-{mix.hexdigest()[:24]}")))

    def add(self, name: str, articles: pd.DataFrame, earlier: Path) -> None:
        """Stages the articles of a part; all of its files, if `earlier`, a folder of tables, has the same part."""
        if self.file("tokens.parquet", name).exists():
            return
        partition, key = os.path.split(name)
        place = earlier / "tokens.parquet" / partition
        known = next(place.glob(f"*-{key.rsplit('-', 1)[1]}.parquet"), None) if place.is_dir() else None
        if known is None:
            _write(articles, "articles", self.file("articles.parquet", name))
            return
        for table in PLACES.values():
            target = self.file(table, name)
            target.unlink(missing_ok=True)
            link(earlier / table / partition / known.name, target)

    def largest_first(self, names: Sequence[str]) -> list[str]:
        """The order of work: so no process is left alone with a large part at the end."""
        return sorted(names, key=lambda name: -self.file("articles.parquet", name).stat().st_size)

    def ready(self) -> None:
        """Loads what an analysis needs, by a small one."""
        use_lexicons(self.lexicons)
        analysed(
            conform(pd.DataFrame({"article_id": ["1"], "text": ["قال أحمد"]}), "articles"),
            gazetteer=self.gazetteer,
            analyzer=self.analyzer,
            finder=self.finder,
        )

    def analyse(self, name: str) -> str:
        """Analyses a part, unless that was done before; its tokens are written last. Returns the analyzer's name, or "" if it was done."""
        last = self.file("tokens.parquet", name)
        if last.exists():
            return ""
        use_lexicons(self.lexicons)
        articles = conform(pq.ParquetFile(self.file("articles.parquet", name)).read().to_pandas(), "articles")
        made = analysed(
            articles if self.every_language else in_arabic(articles), gazetteer=self.gazetteer, analyzer=self.analyzer, finder=self.finder,
            corrections=_corrections(self.corrections),
        )  # fmt: skip
        for table, place in PLACES.items():
            if table in made:
                _write(made[table], table, self.file(place, name))
        return str(made["tokens"].attrs["analyzer"])

    def link(self, names: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Writes mentions and attributions with the links that only the whole corpus tells; returns what the timeline needs, and
        the forms of the entities' names (see `name_forms`).

        What is held of all mentions are two numbers each, and their distinct names.
        """
        known, distinct, keys, ids = np.zeros(0, dtype=np.uint64), [], [], []
        for name in names:
            part = pq.ParquetFile(self.file(f"{ALONE}/mentions", name)).read(columns=["article_id", *NAME]).to_pandas()
            keys.append(name_keys(part))
            ids.append(part["article_id"].astype("category"))
            new, first = np.unique(keys[-1], return_index=True)
            unseen = ~np.isin(new, known)
            distinct.append(part[NAME].iloc[first[unseen]].assign(key=new[unseen]))
            known = np.union1d(known, new)
        distinct = pd.concat(distinct, ignore_index=True).sort_values("key", ignore_index=True)
        codes = [np.searchsorted(known, part).astype(np.int32) for part in keys]
        del keys
        offsets = np.cumsum([0, *(len(part.cat.categories) for part in ids)])
        article = np.concatenate([part.cat.codes.to_numpy() + np.int32(offset) for part, offset in zip(ids, offsets, strict=False)])
        alone = linked_names(distinct[NAME], np.concatenate(codes), article)
        linked = merged(distinct[["text", "type"]].assign(**alone), _corrections(self.corrections))
        judged = (linked.fillna("") != alone.astype(object).fillna("")).any(axis=1).to_numpy()
        forms = []
        for name, code in zip(names, codes, strict=True):
            mentions = self._alone("mentions", name)
            for column in linked:
                mentions[column] = linked[column].take(code).array
            mentions = with_rule(mentions, judged[code])
            _write(mentions, "mentions", self.file("mentions.parquet", name))
            forms.append(name_forms(mentions))
            _write(link_speakers(self._alone("attributions", name), mentions), "attributions", self.file("attributions.parquet", name))
        every = {column: pd.Categorical(linked[column]).take(np.concatenate(codes)) for column in linked}
        every["type"] = pd.Categorical(distinct["type"]).take(np.concatenate(codes))
        articles = pd.Index(np.concatenate([part.cat.categories.to_numpy() for part in ids]), dtype="str")
        return pd.DataFrame({"article_id": pd.Categorical.from_codes(article, articles), **every}), pd.concat(forms, ignore_index=True)

    def _alone(self, table: str, name: str) -> pd.DataFrame:
        return conform(pq.ParquetFile(self.file(f"{ALONE}/{table}", name)).read().to_pandas(), table)

    def keep_only(self, names: Sequence[str]) -> None:
        """Removes the files of parts that the corpus no longer has, and halves that a killed run left."""
        wanted = {f"{name}.parquet" for name in names}
        for table in (*(f"{table}.parquet" for table in LINKED), *PLACES.values()):
            root = self.folder / table
            for file in [path for path in root.rglob("*") if path.is_file() and path.relative_to(root).as_posix() not in wanted]:
                file.unlink()

    def merge(self, table: str, names: Sequence[str]) -> None:
        """One file of a table instead of a folder, part by part."""
        folder = self.folder / f"{table}.parquet"
        aside = self.folder / f".{table}.parquet"
        files = [pq.ParquetFile(self.file(folder.name, name)) for name in names]
        with pq.ParquetWriter(aside, files[0].schema_arrow, compression="zstd") as writer:
            for file in files:
                writer.write_table(file.read())
        shutil.rmtree(folder)
        os.replace(aside, folder)


def _corrections(file: Path | None) -> pd.DataFrame:
    return load_corrections(file) if file else no_corrections()


def _judged(file: Path | None, articles: pd.DataFrame) -> str:
    """What people said of these articles: where it changes they are analysed again, and no others."""
    rows = _corrections(file)
    return rows[rows["article_id"].isin(set(articles["article_id"]))].drop(columns=["row", "by", "when", "note"]).to_csv() if len(rows) else ""


def link(source: Path, target: Path) -> None:
    """The file under another name too, or a copy of it; a folder file by file. Files of tables are replaced, never written over."""
    if source.is_dir():
        shutil.copytree(source, target, copy_function=lambda one, other: link(Path(one), Path(other)))
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)


def _write(frame: pd.DataFrame, table: str, file: Path) -> None:
    """Whole or not at all, even when two runs write the same part."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=".half-", dir=file.parent)
    os.close(handle)
    try:
        pq.write_table(to_arrow(frame, table), aside, compression="zstd")
        os.chmod(aside, 0o644)
        os.replace(aside, file)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
