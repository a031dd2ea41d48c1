"""The tokens of several articles as columns: what each word is, where its sentence and its quotation end, what stands next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import numpy as np
import pandas as pd

from toolkit.lexicons import grammar_words
from toolkit.sentence.classes import PREPOSITIONS, bare
from toolkit.sentence.view import View
from toolkit.tagging import Column

OUTSIDE = ("START", "END", "None")  # what stands where no token is
_DEFINITE = ("ال", "لل", "وال", "بال")
NOMINAL = ("role", "head", "name")


class Batch:
    """Articles one after another: token k of article n is token `firsts[n] + k`; whatever is about a token is an array or a column.

    `begin`, `end`: its sentence; `first`, `last`: its article; `name`, `quotation`: the number of the innermost one that it stands in, or -1.
    """

    def __init__(self, views: Sequence[View]) -> None:
        self.views = views
        lengths = np.array([len(view) for view in views])
        self.firsts = np.concatenate(([0], np.cumsum(lengths)))
        self.size = int(self.firsts[-1])
        self.article = np.repeat(np.arange(len(views)), lengths)
        self.first, self.last = self.firsts[self.article], self.firsts[self.article + 1]
        self.is_word = np.fromiter(chain.from_iterable(view.is_word for view in views), dtype=bool, count=self.size)
        self._of_types()
        self._of_tokens()
        self._names()
        self._quotations()

    def _of_types(self) -> None:
        """What a word is wherever it stands: worked out once for each distinct word."""
        codes, types = pd.factorize(np.array(list(chain.from_iterable(view.types for view in self.views)), dtype=object))
        self.types, self.type = types.tolist(), codes
        self.number = {word: code for code, word in enumerate(self.types)}
        self._among: dict[frozenset[str], np.ndarray] = {}
        forms = ["#" if word[:1].isdigit() else word.replace("|", "¦") for word in self.types]
        self.form = Column(codes + len(OUTSIDE), (*OUTSIDE, *forms))
        self.definite = self.per_type(lambda word: word.startswith(_DEFINITE))

    def per_type(self, test: Callable[[str], object], dtype: type = bool) -> np.ndarray:
        """A value of each token that depends on its word alone."""
        return np.fromiter(map(test, self.types), dtype=dtype, count=len(self.types))[self.type]

    def among(self, words: frozenset[str] | set[str] | str) -> np.ndarray:
        """Which tokens are one of these words, or of a list of grammar.csv."""
        known = grammar_words(words) if isinstance(words, str) else frozenset(words)
        if known not in self._among:
            self._among[known] = np.isin(self.type, [code for word in known if (code := self.number.get(word)) is not None])
        return self._among[known]

    def _of_tokens(self) -> None:
        self.cls = self._column(view.classes for view in self.views)
        self.pos = self._column(view.pos for view in self.views)
        cuts, segments = pd.factorize(np.array(list(chain.from_iterable(view.segments for view in self.views)), dtype=object))
        self.and_on = np.fromiter((cut.startswith("و+") for cut in segments), dtype=bool, count=len(segments))[cuts]
        self.clitic = np.fromiter((cut.startswith(("ب+", "ل+")) for cut in segments), dtype=bool, count=len(segments))[cuts]
        self.of_it = np.fromiter((cut.endswith(("+ه", "+ها", "+هم")) for cut in segments), dtype=bool, count=len(segments))[cuts]
        self._bare_words(cuts, segments)
        self.nominal = self.of_class(lambda value: value.startswith(NOMINAL))
        self.preposition = self.of_class(PREPOSITIONS.__contains__)
        sentence = np.fromiter(chain.from_iterable(view.sentence for view in self.views), dtype=np.int64, count=self.size)
        change = np.flatnonzero((np.diff(sentence, prepend=-1) != 0) | (np.diff(self.article, prepend=-1) != 0))
        number = np.zeros(self.size, dtype=np.int64)
        number[change[1:]] = 1
        self.sentence = np.cumsum(number)  # counted through all articles
        self.begin, self.end = change[self.sentence], np.append(change[1:], self.size)[self.sentence]

    def _bare_words(self, cuts: np.ndarray, segments: np.ndarray) -> None:
        """`bare`: a code of each word without article and conjunction (0: a mark); `opening`: as phrases begin with it, without a preposition too."""
        codes, distinct = pd.factorize(self.type * max(len(segments), 1) + cuts)
        known = {"": 0}
        words = [(self.types[code // len(segments)], segments[code % len(segments)]) for code in distinct.tolist()]
        plain = [bare(word[1:] if cut.startswith("و+") else word) for word, cut in words]
        opening = [
            bare(word[1:]) if cut[1:2] == "+" and cut[0] in "فبلك" and not word.startswith("لل") else own
            for (word, cut), own in zip(words, plain, strict=True)
        ]
        self.bare, self.opening = (
            np.where(self.is_word, np.array([known.setdefault(word, len(known)) for word in forms], dtype=np.int64)[codes], 0)
            for forms in (plain, opening)
        )
        linking = [code for word in grammar_words("linking") if (code := known.get(word)) is not None]
        self.telling_nothing = np.zeros(len(known), dtype=bool)
        self.telling_nothing[[0, *linking]] = True

    def _column(self, lists: Iterable[Sequence[str | None]]) -> Column:
        codes, values = pd.factorize(np.array(["None" if value is None else value for value in chain.from_iterable(lists)], dtype=object))
        return Column(codes + len(OUTSIDE), (*OUTSIDE, *(value.replace("|", "¦") for value in values)))

    def of_class(self, test: Callable[[str], object]) -> np.ndarray:
        """Which tokens are of a class that passes the test."""
        return np.fromiter(map(test, self.cls.values), dtype=bool, count=len(self.cls.values))[self.cls.codes]

    def of_pos(self, *wanted: str) -> np.ndarray:
        return np.array([value in wanted for value in self.pos.values])[self.pos.codes]

    def _names(self) -> None:
        """The names by number, in order; the last row stands for none."""
        rows: list[tuple[int, int, str | None, str | None]]
        rows = [
            (at + a, at + b, type_, view.entities.get(a))
            for at, view in zip(self.firsts, self.views, strict=False)
            for a, (b, type_) in view.names.items()
        ]
        rows = [*sorted(rows, key=lambda row: row[0]), (self.size, self.size, None, None)]
        self.name_first, self.name_last = (np.array([row[place] for row in rows], dtype=np.int64) for place in (0, 1))
        codes, types = pd.factorize(np.array([row[2] for row in rows], dtype=object))
        self.name_type = Column(codes, tuple(types))
        known: dict[tuple | None, int] = {None: -1}
        who = [None if entity is None else (int(self.article[first]), entity) for first, _, _, entity in rows]
        self.entity = np.array([known.setdefault(key, len(known) - 1) for key in who], dtype=np.int64)  # counted through all articles
        self.first_named = np.zeros(len(known), dtype=np.int64)  # the token at which each entity is named first: the one written last
        self.first_named[self.entity[::-1]] = self.name_first[::-1]
        self.first_named[-1] = 0
        self.times_named = np.bincount(self.entity[self.entity >= 0], minlength=len(known))
        self.name, self.begins_name = np.full(self.size, -1), np.full(self.size, -1)
        for n, (a, b, *_) in enumerate(rows[:-1]):
            self.name[a:b] = n
        self.begins_name[self.name_first[:-1]] = np.arange(len(rows) - 1)
        self.inside_name = (self.name >= 0) & (self.name_first[self.name] < np.arange(self.size))

    def _quotations(self) -> None:
        """The quotations by number, in order; the last row stands for none."""
        found = [(at + q.open, at + q.close) for at, view in zip(self.firsts, self.views, strict=False) for q in view.quotations]
        self.quote_open, self.quote_close = (np.array([*(row[place] for row in found), -1], dtype=np.int64) for place in (0, 1))
        self.quoted_words = self.quote_close - self.quote_open - 1
        self.quotation, self.opens, self.closes = (np.full(self.size, -1) for _ in range(3))
        before = 0
        for at, view in zip(self.firsts.tolist(), self.views, strict=False):
            if view.quotations:
                inside = np.array(view.inside)
                self.quotation[at : at + len(view)] = np.where(inside >= 0, inside + before, -1)
                for marks, places in ((self.opens, view.opened), (self.closes, view.closed)):
                    marks[[at + k for k in places]] = [before + number for number in places.values()]
            before += len(view.quotations)

    def next_of(self, mask: np.ndarray) -> np.ndarray:
        """For each token, and one past the last, the first token from it on of which the mask holds (the batch's size: none)."""
        found = np.where(mask, np.arange(self.size), self.size)
        return np.append(np.minimum.accumulate(found[::-1])[::-1], self.size)

    def last_of(self, mask: np.ndarray) -> np.ndarray:
        """For each token the last one up to it of which the mask holds (-1: none)."""
        return np.maximum.accumulate(np.where(mask, np.arange(self.size), -1)) if self.size else np.zeros(0, dtype=np.int64)


def counted(mask: np.ndarray) -> np.ndarray:
    """How many of the tokens before each place the mask holds of: counts between two places are differences."""
    return np.concatenate(([0], np.cumsum(mask)))


def spread(first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The tokens of the ranges first … last-1: for each its range, and its place."""
    lengths = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(first)), lengths)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + first[owner]
