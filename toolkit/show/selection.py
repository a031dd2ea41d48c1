"""A part of a corpus, and what it holds: articles by outlet, category, own labels, days, kinds of sources, entity, speaker and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from toolkit.articles import articles_per_period
from toolkit.corpus import Corpus
from toolkit.frequency import concordance
from toolkit.frequency.concordance import places
from toolkit.frequency.counted import lemma_of
from toolkit.frequency.dictionary import category_places, queries
from toolkit.sources.speakers import speakers
from toolkit.timelines import fitting_period

READ = 200  # uses of a word whose lines are made


class Explored:
    """The tables of a corpus with a code of each row's article: a choice of articles is a mask, and every view a few look-ups."""

    def __init__(self, tables: Corpus, *, dictionary: pd.DataFrame | None = None, labels: pd.DataFrame | None = None) -> None:
        self.articles, self.tokens = tables.articles, tables.tokens
        self.ids = pd.Index(self.articles["article_id"].astype("str"))
        self.groups = ["outlet", "category"]  # columns of the articles to choose by
        if labels is not None:
            own = labels.rename(columns={name: f"{name}*" for name in labels if name in self.articles})
            self.articles = self.articles.assign(**{name: own[name].reindex(self.ids).to_numpy() for name in own})
            self.groups += own.columns.tolist()
        self.dictionary = dictionary
        said = tables.attributions.assign(speaker=speakers(tables.attributions, tables.mentions))
        self.said, self.said_in = said, self.ids.get_indexer(said["article_id"].astype("str"))
        self.names = tables.mentions
        self.named_in = self.ids.get_indexer(self.names["article_id"].astype("str"))
        article = self.tokens["article_id"].astype("category")
        self.words_in = self.ids.get_indexer(article.cat.categories.astype("str"))[article.cat.codes.to_numpy()]
        lemma_of("كلمة")  # loads the analyzer now, not at the first word that somebody asks for
        self.place = lru_cache(maxsize=32)(self._place)

    def _place(self, words: str, by: str) -> tuple[np.ndarray, str]:
        if self.dictionary is not None and words in set(self.dictionary["category"]):
            return category_places(self.tokens, self.dictionary[self.dictionary["category"] == words])[0], words
        first, _, understood = places(self.tokens, words, by=by)
        return first, understood

    def chosen(
        self, groups: Mapping[str, Sequence[str]] | None = None, *, since: str = "", until: str = "", kinds: Sequence[str] = (),
        entity: str = "", speaker: str = "", words: str = "", by: str = "lemma",
    ) -> np.ndarray:  # fmt: skip
        """Which articles have all of it.

        Parameters: `groups`: column of the articles (outlet, category, a label) → values, empty: all; `since`, `until`: days, both in it; `kinds`
        of sources of a relation; `entity`, `speaker`: labels; `words`: a word, phrase, pattern (`by` as for `concordance`), or a category of the
        dictionary.
        """
        hold = np.ones(len(self.articles), dtype=bool)
        for name, wanted in (groups or {}).items():
            if wanted:
                hold &= self.articles[name].astype("str").isin(list(wanted)).to_numpy()
        days = self.articles["published"]
        if since:
            hold &= (days >= pd.Timestamp(since, tz="UTC")).to_numpy()
        if until:
            hold &= (days < pd.Timestamp(until, tz="UTC") + pd.Timedelta(days=1)).to_numpy()
        if kinds:
            hold &= self._with(self.said_in[self.said["source_kind"].isin(list(kinds)).to_numpy()])
        if entity:
            hold &= self._with(self.named_in[(self.names["entity"] == entity).to_numpy()])
        if speaker:
            hold &= self._with(self.said_in[(self.said["speaker"] == speaker).to_numpy()])
        if words:
            hold &= self._with(self.words_in[self.place(words, by)[0]])
        return hold

    def title(self, article_id: str) -> str:
        """What an article is called: its title, or its id."""
        title = self.articles["title"].iloc[self.ids.get_loc(article_id)]
        return article_id if pd.isna(title) else str(title)

    def _with(self, articles: np.ndarray) -> np.ndarray:
        found = np.zeros(len(self.articles), dtype=bool)
        found[articles[articles >= 0]] = True
        return found

    def over_time(self, hold: np.ndarray) -> pd.DataFrame:
        """`period`, `articles` of the chosen articles, at a period that the corpus's days fill."""
        return articles_per_period(self.articles[hold], period=fitting_period(self.articles["published"]))

    def cited(self, hold: np.ndarray) -> pd.DataFrame:
        """`speaker`, `relations`, `articles` of who is cited in the chosen articles, most cited first."""
        rows = self.said[hold[self.said_in] & self.said["speaker"].notna().to_numpy()]
        counts = rows.groupby("speaker", observed=True).agg(relations=("cue", "size"), articles=("article_id", "nunique")).reset_index()
        return counts.sort_values(["articles", "relations", "speaker"], ascending=[False, False, True], ignore_index=True)

    def quotations(self, hold: np.ndarray, speaker: str = "", kinds: Sequence[str] = ()) -> pd.DataFrame:
        """What is said in the chosen articles (by the speaker, by such sources), the most certain first."""
        keep = hold[self.said_in]
        keep &= (self.said["speaker"] == speaker).to_numpy() if speaker else True
        keep &= self.said["source_kind"].isin(list(kinds)).to_numpy() if kinds else True
        rows = self.said[keep].sort_values("confidence", ascending=False, kind="stable")
        return rows[["speaker", "cue", "content", "quote_type", "confidence", "article_id"]].reset_index(drop=True)

    def named(self, hold: np.ndarray) -> pd.DataFrame:
        """`entity`, `type`, `mentions`, `articles` of who and what is named in the chosen articles, most articles first."""
        rows = self.names[hold[self.named_in]]
        counts = rows.groupby(["entity", "type"], observed=True).agg(mentions=("start", "size"), articles=("article_id", "nunique")).reset_index()
        return counts.sort_values(["articles", "mentions", "entity"], ascending=[False, False, True], ignore_index=True)

    def categories(self, hold: np.ndarray) -> pd.DataFrame:
        """`category`, `uses`, `words`, `per_10k`, `articles` of each category of the dictionary in the chosen articles."""
        assert self.dictionary is not None
        total = int(hold[self.words_in[self.tokens["is_word"].to_numpy(dtype=bool)]].sum())
        rows = []
        for category in self.dictionary["category"].unique():
            here = self.words_in[self.place(category, "lemma")[0]]
            here = here[hold[here]]
            rows.append((category, len(here), total, 10_000 * len(here) / total if total else np.nan, len(np.unique(here))))
        return pd.DataFrame(rows, columns=["category", "uses", "words", "per_10k", "articles"])

    def lines(self, hold: np.ndarray, words: str, by: str = "lemma") -> pd.DataFrame:
        """The lines in context of the words in the chosen articles, the first READ; `attrs`: `uses` in all, what was `understood`."""
        first, understood = self.place(words, by)
        here = first[hold[self.words_in[first]]]
        some = np.unique(self.words_in[here[:READ]])
        part = self.tokens[np.isin(self.words_in, some)]
        part = part.assign(**{name: part[name].cat.remove_unused_categories() for name in ("article_id", "type", "lemma", "token")})
        own = None if self.dictionary is None else self.dictionary[self.dictionary["category"] == words]
        if own is not None and len(own):
            found = pd.concat([concordance(part, self.articles.iloc[some], **query) for query in queries(own)], ignore_index=True)
            found = found.drop_duplicates(["article_id", "start", "end"]).head(READ)
        else:
            found = concordance(part, self.articles.iloc[some], words, by=by, sort="right").head(READ)
        found.attrs.update(uses=len(here), understood=understood)
        return found
