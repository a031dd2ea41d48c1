"""A corpus and its tables, each made when it is first asked for, or read from a folder that `isnad tables` wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

import pandas as pd

from toolkit.articles import NoArticles, load_articles, select
from toolkit.articles.batches import article_batches, plain_size
from toolkit.articles.duplicates import with_own_originals
from toolkit.articles.language import in_arabic
from toolkit.articles.load import files_of
from toolkit.attribution.attributions import link_speakers, unlinked
from toolkit.corrections.articles import corrected_articles, corrected_entities
from toolkit.corrections.attributions import corrected_attributions
from toolkit.corrections.judgements import Judgements
from toolkit.corrections.mentions import corrected_mentions, merged_mentions
from toolkit.corrections.place import Unused, judged_here
from toolkit.corrections.read import no_corrections
from toolkit.entities import entity_table, load_gazetteer
from toolkit.entities.across import link_across
from toolkit.entities.mentions import names_in
from toolkit.lexicons.overlay import use_lexicons
from toolkit.measured import kept
from toolkit.parquet import BadTables
from toolkit.progress import step
from toolkit.schema import conform, empty
from toolkit.stored import read_manifest, stored_table
from toolkit.timelines.timeline import timeline
from toolkit.words import analyzer_named, sentences, tokens

MADE = ("sentences", "tokens", "mentions", "attributions", "entities", "timeline")


class Corpus:
    """The tables of one corpus: `.articles`, `.problems`, `.tokens`, `.attributions`, `.mentions`, `.entities`, `.timeline`."""

    def __init__(
        self, path: Path, *, columns: dict[str, str] | None = None, gazetteer: Path | None = None, analyzer: str | None = None,
        folders: str = "", every_language: bool = False, lexicons: Path | None = None,
        finder: str = "tagger", corrections: Path | None = None,
    ) -> None:  # fmt: skip
        self.path, self._columns, self.gazetteer, self.analyzer, self._folders = path, columns, gazetteer, analyzer, folders
        self.manifest = read_manifest(path)
        self.finder = str(self.manifest.get("names", "tagger")) if self.manifest else finder
        self.lexicons = None if self.manifest else lexicons
        self.corrections_file = corrections
        if self.manifest and every_language and not self.manifest["every_language"]:
            raise BadTables(f"the tables in {path} were made of the articles in Arabic: make them again with --every-language")
        self.every_language = bool(self.manifest["every_language"]) if self.manifest else every_language

    def __repr__(self) -> str:
        """What it is, which tables are there already, and what to do next."""
        there = [name for name in MADE if self.file(name) or name in self.__dict__]
        yet = " ".join(f".{name}" for name in MADE if name not in there)
        lines = [f"<Corpus {self.name}: {len(self.articles):,} articles, {len(self.problems):,} problems"]
        lines += [f"  there: .articles .problems {' '.join(f'.{name}' for name in there)}".rstrip()]
        lines += [f"  made when asked for: {yet}"] if yet else []
        return "\n".join([*lines, "  next: explore(corpus), correct(corpus), corpus.select(since=…), attributions in corpus.attributions>"])

    @property
    def name(self) -> str:
        """What the corpus is called in reports: the name of its file or folder."""
        return str(self.manifest["corpus"]) if self.manifest else self.path.name

    def file(self, table: str) -> Path | None:
        """Where `isnad tables` wrote the table; None if it is yet to be made, or people have corrected it since."""
        return None if len(self.judgements.pending) else self._file(table)

    def _file(self, table: str) -> Path | None:
        file = self.path / f"{table}.parquet"
        return file if self.manifest and file.exists() else None

    @cached_property
    def judgements(self) -> Judgements:
        """What people corrected, and what of it the stored tables do not have yet."""
        return Judgements.of(self.corrections_file, self.manifest)

    @property
    def corrections(self) -> pd.DataFrame:
        """The corrections that can be used (see `load_corrections`)."""
        return self.judgements.rows

    @property
    def corrections_told(self) -> dict[str, object] | None:
        """The file of corrections, how many it has and how many can be used, for the record of a run."""
        return self.judgements.told(self.corrections_file)

    @property
    def corrections_unfit(self) -> int:
        """How many corrections fit nothing in these articles (`problems` says which)."""
        return self._unused.unfit if self._unused else int(((self.manifest or {}).get("corrections") or {}).get("unfit", 0))

    @cached_property
    def _unused(self) -> Unused | None:
        pending = self.judgements.pending
        return None if self.manifest and pending.empty else Unused(pending).look(self._loaded[0])

    def select(self, *, outlets: Sequence[str] = (), categories: Sequence[str] = (), since: str = "", until: str = "") -> Corpus:
        """The corpus of the articles that `toolkit.select` gives: each table holds their rows, with the links of the whole corpus.

        From a folder of tables no more is read than that. Of a reprint whose original is left out, the earliest selected takes its place.
        Raises NoArticles if none is left; ValueError as `toolkit.select` does.
        """
        articles = select(self.articles, outlets=outlets, categories=categories, since=since, until=until)
        if articles.empty and not self.articles.empty:
            raise NoArticles(f"no article is left: outlets {list(outlets)}, categories {list(categories)}, since {since!r}, until {until!r}")
        return self if len(articles) == len(self.articles) else _Selection(self, with_own_originals(articles))

    def only(self, ids: pd.Series) -> Corpus:
        """The corpus of these articles: each table holds their rows, with the links of the whole corpus."""
        return _Selection(self, self.articles[self.articles["article_id"].isin(set(ids))])

    def _stored(self, table: str) -> pd.DataFrame | None:
        file = self._file(table)
        if not file or (table in ("entities", "timeline") and len(self.judgements.pending)):  # counted anew
            return None
        if table in ("articles", "problems"):
            return stored_table(file, table)
        return stored_table(file, table, self._loaded[0], only=self._loaded[0]["article_id"] if self.judgements.rejects_articles else None)

    @cached_property
    def _loaded(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        stored = self._stored("articles"), self._stored("problems")
        if stored[0] is not None and stored[1] is not None:
            return corrected_articles(stored[0], self.judgements.pending), stored[1]
        with step(f"reading {self.path.name}"):
            articles, problems = load_articles(self.path, columns=self._columns, folders=self._folders)
            return corrected_articles(articles, self.corrections), problems

    def _step(self, what: str) -> AbstractContextManager[None]:
        use_lexicons(self.lexicons)
        return step(f"{what} of {len(self.articles):,} articles")

    @property
    def size(self) -> int:
        """About how many bytes of articles there are to analyse."""
        if "_loaded" in self.__dict__:
            return int(self.articles["text"].str.len().sum()) * 2
        return sum(map(plain_size, files_of(self.path)[1]))

    @cached_property
    def articles(self) -> pd.DataFrame:
        """Those that are analysed: the articles in Arabic, or all of them if the corpus was opened for every language."""
        every = self._loaded[0]
        analysed = every if self.every_language else in_arabic(every)
        return analysed if len(analysed) == len(every) else analysed.reset_index(drop=True)

    @property
    def everything(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """All articles that were read, in every language, and the problems of reading."""
        return self._loaded

    @property
    def left_out(self) -> int:
        """How many articles are in other languages, and so in no table but `articles`."""
        return len(self._loaded[0]) - len(self.articles)

    @property
    def problems(self) -> pd.DataFrame:
        more = [] if self.manifest else [self.gazetteer_problems]
        more += [self._unused.problems(self.corrections_file)] if self._unused else []
        return conform(pd.concat([self._loaded[1], *more]), "problems")

    @cached_property
    def gazetteer_problems(self) -> pd.DataFrame:
        """What cannot be used of the user's gazetteer."""
        return load_gazetteer(self.gazetteer).attrs["problems"] if self.gazetteer else empty("problems")

    def batches(self) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
        """(articles, problems) of some files at a time, for a corpus that is larger than memory."""
        if self.manifest or "_loaded" in self.__dict__:
            yield self._loaded
            return
        with step(f"reading {self.path.name}"):
            for articles, problems in article_batches(self.path, columns=self._columns, folders=self._folders):
                yield corrected_articles(articles, self.corrections), problems

    @property
    def analyzer_name(self) -> str:
        """The analyzer that made, or will make, the tokens."""
        return str(self.manifest["analyzer"]) if self.manifest else analyzer_named(self.analyzer).name

    @cached_property
    def sentences(self) -> pd.DataFrame:
        stored = self._stored("sentences")
        if stored is not None:
            return stored
        with self._step("sentences"):
            return sentences(self.articles)

    @cached_property
    def tokens(self) -> pd.DataFrame:
        stored = self._stored("tokens")
        if stored is not None:
            stored.attrs["analyzer"] = self.analyzer_name
            return stored
        with self._step("words"):
            return tokens(self.articles, analyzer=analyzer_named(self.analyzer))

    @cached_property
    def mentions(self) -> pd.DataFrame:
        stored, pending = self._stored("mentions"), self.judgements.pending
        if stored is not None and pending.empty:
            return stored
        words = self.tokens
        judged, texts = judged_here(self.articles, pending)
        if stored is not None:
            return merged_mentions(corrected_mentions(stored, words, texts, judged), pending)
        with self._step("names"):
            names = names_in(self.articles, words, gazetteer=self.gazetteer, finder=self.finder)
            return merged_mentions(link_across(corrected_mentions(names, words, texts, judged)), pending)

    @cached_property
    def attributions(self) -> pd.DataFrame:
        stored, pending = self._stored("attributions"), self.judgements.pending
        if stored is not None and pending.empty:
            return stored
        words, names = self.tokens, self.mentions
        with self._step("attributions"):
            said = stored if stored is not None else unlinked(self.articles, words, names)
            judged, texts = judged_here(self.articles, pending)
            return link_speakers(corrected_attributions(said, names, words, texts, judged), names)

    @property
    def measured(self) -> pd.DataFrame:
        """What people found of a sample of the relations: one row, or none (see `isnad score`)."""
        return kept(self.path)

    @cached_property
    def entities(self) -> pd.DataFrame:
        stored = self._stored("entities")
        return stored if stored is not None else corrected_entities(entity_table(self.mentions, self.articles), self.corrections)

    @cached_property
    def _stories(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        from toolkit.storylines import stories

        with step(f"stories of {len(self.articles):,} articles"):
            return stories(self.articles, self.tokens, self.mentions)

    @property
    def stories(self) -> pd.DataFrame:
        """See `toolkit.stories`."""
        return self._stories[0]

    @property
    def story_articles(self) -> pd.DataFrame:
        """The articles of each story."""
        return self._stories[1]

    @cached_property
    def reuse(self) -> pd.DataFrame:
        """Passages that articles share (see `toolkit.reuse`)."""
        from toolkit.storylines import reuse

        with step(f"shared passages of {len(self.articles):,} articles"):
            return reuse(self.articles)

    @cached_property
    def timeline(self) -> pd.DataFrame:
        stored = self._stored("timeline")
        return stored if stored is not None else timeline(self.mentions, self.articles)


class _Selection(Corpus):
    """Some articles of a corpus: its tables are read, or taken from the whole, without the other rows."""

    def __init__(self, whole: Corpus, articles: pd.DataFrame) -> None:
        super().__init__(
            whole.path, gazetteer=whole.gazetteer, analyzer=whole.analyzer, every_language=whole.every_language, lexicons=whole.lexicons,
            finder=whole.finder, corrections=whole.corrections_file,
        )  # fmt: skip
        self._whole = whole
        self._loaded = articles.reset_index(drop=True), whole._loaded[1]

    @cached_property
    def judgements(self) -> Judgements:
        """Those of the whole, which has applied them."""
        return self._whole.judgements._replace(pending=no_corrections())

    def file(self, table: str) -> None:
        """None: no file holds these rows alone."""

    def _stored(self, table: str) -> pd.DataFrame | None:
        ids = self.articles["article_id"]
        if table in ("entities", "timeline"):  # counted anew
            return None
        if file := self._whole.file(table):
            return stored_table(file, table, self.articles, only=ids)
        rows = getattr(self._whole, table)
        return rows[rows["article_id"].isin(set(ids))].reset_index(drop=True)
