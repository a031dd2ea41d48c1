"""The phrases of an article that may name a speaker in full: names, titles with names, bodies, documents, groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import compress

import numpy as np
import pandas as pd

from toolkit.lexicons import grammar_words
from toolkit.sentence.batch import Batch, counted
from toolkit.sentence.heads import person_plurals
from toolkit.sentence.lexicon import roles, source_heads
from toolkit.sentence.phrases import KINDS, Heads, Phrases, Span, core_end, ends, extent
from toolkit.sentence.view import View
from toolkit.tagging import valued

TITLE = 16  # tokens of a title before a name
_APART = frozenset({"that", ".", ":", "؛", "cue verb", "relative", "time"})  # classes that no title runs over
_TAILS, _HEADS = 8, 9  # ends that are tried of a name with what follows it, of a head


class Pool:
    """The phrases, by number: `a`, `b`, their tokens; `why`, what proposed each (source, name, titled, tail, head; None: it is none of the pool's own);
    `telling`, the words that identify somebody, each a bit of a number; by sentence; and, each wording once, by word."""

    def __init__(self, view: View, can: np.ndarray) -> None:
        self.view, self.can = view, can
        self.first = 0  # the number of its first phrase among those of all articles
        self.a: list[int] = []
        self.b: list[int] = []
        self.why: list[str | None] = []
        self.telling: list[int] = []
        self.new: list[bool] = []  # whether nothing before it has the same wording
        self._number: dict[int, int] = {}
        self.by_word: dict[int, list[int]] = {}
        self.by_sentence: dict[int, list[int]] = {}
        self.described: dict[int, list[int]] = {}  # token of a cue → the phrases that end where a relative pronoun before it stands
        self.titled: dict[int, int] = {}  # one past a titled name → where its longest title begins
        self.word, self.opening = _bits(view)  # of each token, and if the phrase begins there
        self._wordings: set[int] = set()  # hashes: numbers cost the garbage collector nothing
        self._cores: dict[int, int] = {}
        self._bags: dict[int, int] = {}

    def add(self, a: int, b: int, why: str | None) -> int:
        """The number of the phrase of tokens a … b-1."""
        number = self._number.setdefault(a << 32 | b, len(self.a))
        if number < len(self.a):
            return number
        self.a.append(a)
        self.b.append(b)
        self.why.append(why)
        telling = self.opening[a]
        for bit in self.word[a + 1 : b]:
            telling |= bit
        self.telling.append(telling)
        wording = hash(tuple(self.view.types[a:b]))
        new = why is not None and wording not in self._wordings
        self.new.append(new)
        if new:
            self._wordings.add(wording)
            seen = 0
            for bit in self.word[a:b]:
                if bit & ~seen:
                    self.by_word.setdefault(bit, []).append(number)
                    seen |= bit
        if why is not None:
            self.by_sentence.setdefault(self.view.sentence[a], []).append(number)
            if why == "titled" and self.view.classes[a] == "role":
                self.titled[b] = min(a, self.titled.get(b, a))
        return number

    def number(self, span: Span) -> int:
        """The number of a phrase that was added."""
        return self._number[span[0] << 32 | span[1]]

    def span(self, number: int) -> Span:
        return self.a[number], self.b[number]

    def sharing(self, words: int) -> Iterator[int]:
        """The phrases that have one of these words."""
        while words:
            bit = words & -words
            yield from self.by_word.get(bit, ())
            words ^= bit

    def bag(self, number: int) -> int:
        """The distinct words of the phrase as they are written, each a bit."""
        if number not in self._bags:
            view, (a, b) = self.view, self.span(number)
            bag = 0
            for word in compress(view.types[a:b], view.is_word[a:b]):
                bag |= 1 << self._written.setdefault(word, len(self._written))
            self._bags[number] = bag
        return self._bags[number]

    @cached_property
    def _written(self) -> dict[str, int]:
        return {}

    def beyond_core(self, number: int) -> int:
        """By how many tokens the phrase is longer or shorter than the core of what begins there."""
        a, b = self.span(number)
        if a not in self._cores:
            self._cores[a] = core_end(self.view, a, self.view.sentence_end(a))
        return abs(b - self._cores[a])


def _bits(view: View) -> tuple[list[int], list[int]]:
    """A bit for the word of each token without article and conjunction (0: a mark, or it identifies nobody); and where a phrase begins
    with it, also without a preposition."""
    known: dict[str, int] = dict.fromkeys(("", *grammar_words("linking")), 0)
    words = [known[word] if word in known else known.setdefault(word, 1 << len(known)) for word in view.bare]
    opening = list(words)
    for k, word in enumerate(view.openings):
        if word is not None:
            opening[k] = known[word] if word in known else known.setdefault(word, 1 << len(known))
    return words, opening


class Pools:
    """The pools of the articles of a batch, and what each of their phrases is: phrase n of a pool is row `pool.first + n` of `phrases`."""

    def __init__(self, batch: Batch, heads: Heads, pools: Sequence[Pool]) -> None:
        self.batch, self.pools = batch, pools
        counts = [len(pool.a) for pool in pools]
        for pool, first in zip(pools, np.cumsum([0, *counts]).tolist(), strict=False):
            pool.first = first
        shift = np.repeat(batch.firsts[: len(pools)], counts)
        a, b = (
            shift + np.array([place for own in lists for place in own], dtype=np.int64)
            for lists in ([pool.a for pool in pools], [pool.b for pool in pools])
        )
        self.phrases = Phrases(batch, heads, a, b)
        self.extent = extent(self.phrases)
        self.entity = self.phrases.entity.tolist()
        self.person = self.phrases.person.tolist()
        self.kind = [KINDS[code] for code in self.phrases.kind.codes.tolist()]
        self.feminine, self.plural = self.phrases.feminine.tolist(), self.phrases.plural.tolist()
        self._words()
        self.why = valued([why for pool in pools for why in pool.why])
        self.titled = np.array([pool.titled.get(b, a) < a for pool in pools for a, b in zip(pool.a, pool.b, strict=True)], dtype=bool)
        self.about: dict[int, list[int]] = {}  # entity → the phrases about it, of all articles
        new = [new for pool in pools for new in pool.new]
        for row, entity in enumerate(self.entity):
            if entity >= 0 and new[row]:
                self.about.setdefault(entity, []).append(row)

    def _words(self) -> None:
        """How many words each phrase has, and the first and the last of them, without articles and clitics (-1: it has none)."""
        batch, a, b = self.batch, self.phrases.a, self.phrases.b
        bare = [word for view in batch.views for word in view.bare]
        opening = [own if word is None else word for view in batch.views for word, own in zip(view.openings, view.bare, strict=True)]
        codes, _ = pd.factorize(np.array([*bare, *opening, ""], dtype=object))
        filled, codes = codes[: batch.size] != codes[-1], codes[:-1].reshape(2, -1)
        before = counted(filled)
        first, last = batch.next_of(filled)[a], batch.last_of(filled)[b - 1]
        self.words = before[b] - before[a]
        self.first_word, self.last_word = (
            np.where(self.words > 0, np.where(k == a, codes[1][np.minimum(k, batch.size - 1)], codes[0][np.minimum(k, batch.size - 1)]), -1)
            for k in (first, last)
        )
        bits = [bit for pool in self.pools for bit in pool.word]
        openings = [bit for pool in self.pools for bit in pool.opening]
        self.first_bit = [
            0 if not words else openings[k] if k == at else bits[k]
            for words, k, at in zip(self.words.tolist(), first.tolist(), a.tolist(), strict=True)
        ]


@cache
def _bodies() -> frozenset[str]:
    """Words that may be all that an article calls a speaker by: roles, bodies, documents, groups."""
    return roles() | set(source_heads()) | person_plurals() | grammar_words("quantity")


def pool(view: View, sources: list[Span], can: np.ndarray) -> Pool:
    """The phrases of an article, its sources first; `can`: at which of its tokens a phrase can begin."""
    found = Pool(view, can)
    for a, b in sources:
        found.add(a, b, "source")
    for a in view.names:
        _around_name(view, a, found)
    bodies, types = _bodies(), view.types
    for k in np.flatnonzero(can).tolist():
        if types[k] in bodies:
            for end in ends(view, k)[:_HEADS]:
                found.add(k, end, "head")
    return found


def _around_name(view: View, a: int, found: Pool) -> None:
    """The name, with each title before it, and with what follows it."""
    b, type_ = view.names[a]
    found.add(a, b, "name")
    first = a
    for k in _titles(view, a, type_, found.can):
        found.add(k, b, "titled")
        first = k
    end = view.sentence_end(a)
    tail = b + (b < len(view) and view.types[b] in ("،", ",", "(", "-"))
    if type_ != "LOC" and tail < end and view.is_word[tail]:
        for stop in [stop for stop in ends(view, a) if stop > tail][:_TAILS]:
            for start in {a, first}:
                found.add(start, stop, "tail")


def _titles(view: View, a: int, type_: str, can: np.ndarray) -> Iterator[int]:
    """Where a title, or a noun that leads up to the name at token a, may begin; the nearest first."""
    for k in range(a - 1, max(a - TITLE, view.sentence_start(a)) - 1, -1):
        kind, word, name = view.classes[k], view.types[k], view.name_at[k]
        verb = view.pos[k] == "VERB" and name is None and word not in roles()
        far = (kind in ("،", ",") and k < a - 1) or (type_ != "PER" and k < a - 6)
        if kind in _APART or kind == "name PER" or verb or far:
            return
        if name is not None and name[0] < k:
            continue
        plain = (k == a - 1 and view.pos[k] in ("NOUN", "ADJ")) or (word.startswith("ال") and a - k <= 3)
        if word in roles() or word in source_heads() or (plain and can[k]):
            yield k
