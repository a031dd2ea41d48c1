"""The phrases of an article that may name a speaker in full: names, titles with names, bodies, documents, groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import compress, pairwise

import numpy as np

from toolkit.lexicons import grammar_words
from toolkit.sentence.batch import Batch, counted, spread
from toolkit.sentence.heads import person_plurals
from toolkit.sentence.lexicon import roles, source_heads
from toolkit.sentence.phrases import KINDS, Heads, Phrases, Span, core_end, ends, extent
from toolkit.sentence.view import View
from toolkit.tagging import valued
from toolkit.tagging.linear import ABSENT

TITLE = 16  # tokens of a title before a name
_APART = frozenset({"that", ".", ":", "؛", "cue verb", "relative", "time"})  # classes that no title runs over
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, with its inverse modulo 2⁶⁴
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_TAILS, _HEADS = 8, 9  # ends that are tried of a name with what follows it, of a head


class Pool:
    """The phrases, by number: `a`, `b`, their tokens; `why`, what proposed each (source, name, titled, tail, head; None: it is none of the pool's own);
    and by sentence."""

    def __init__(self, view: View, can: np.ndarray) -> None:
        self.view, self.can = view, can
        self.first = 0  # the number of its first phrase among those of all articles
        self.a: list[int] = []
        self.b: list[int] = []
        self.why: list[str | None] = []
        self._number: dict[int, int] = {}
        self.by_sentence: dict[int, list[int]] = {}
        self.described: dict[int, list[int]] = {}  # token of a cue → the phrases that end where a relative pronoun before it stands
        self.titled: dict[int, int] = {}  # one past a titled name → where its longest title begins
        self._cores: dict[int, int] = {}
        self._bags: dict[int, int] = {}

    def add(self, a: int, b: int, why: str | None) -> int:
        """The number of the phrase of tokens a … b-1."""
        number = self._number.setdefault(a << 32 | b, len(self.a))
        if number == len(self.a):
            self.a.append(a)
            self.b.append(b)
            self.why.append(why)
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
        new = self._new(np.repeat(np.arange(len(pools)), counts))
        self.telling = Telling(self.phrases, new)
        self.about: dict[int, list[int]] = {}  # entity → the phrases about it, of all articles
        for row in np.flatnonzero(new).tolist():
            if self.entity[row] >= 0:
                self.about.setdefault(self.entity[row], []).append(row)

    def _words(self) -> None:
        """How many words each phrase has, and the first and the last of them, without articles and clitics (-1: it has none)."""
        batch, a, b = self.batch, self.phrases.a, self.phrases.b
        filled = batch.bare > 0
        before = counted(filled)
        self.words = before[b] - before[a]
        first, last = (np.minimum(k, batch.size - 1) for k in (batch.next_of(filled)[a], batch.last_of(filled)[b - 1]))
        self.first_word, self.last_word = (np.where(self.words > 0, np.where(k == a, batch.opening[k], batch.bare[k]), -1) for k in (first, last))
        self.first_at = np.where(self.words > 0, first, -1)

    def _new(self, article: np.ndarray) -> np.ndarray:
        """Which phrases of the pools' own have a wording that none before them in the article has (by a hash of 64 bits)."""
        batch, a, b = self.batch, self.phrases.a, self.phrases.b
        powers = np.multiply.accumulate(np.full(batch.size + 1, _BASE))
        inverse = np.multiply.accumulate(np.full(batch.size + 1, _INVERSE))
        sums = np.concatenate(([np.uint64(0)], np.cumsum((batch.type + 1).astype(np.uint64) * powers[:-1])))
        wording = (sums[b] - sums[a]) * inverse[a]
        own = np.flatnonzero(self.why.codes != (self.why.values.index("None") if "None" in self.why.values else ABSENT))
        order = own[np.lexsort((own, wording[own], article[own]))]
        again = (np.diff(wording[order], prepend=np.uint64(0)) == 0) & (np.diff(article[order], prepend=-1) == 0)
        new = np.zeros(len(a), dtype=bool)
        new[order[~again]] = True
        return new


class Telling:
    """The words of phrases that identify somebody, each a bit of a number, and which of the `new` phrases have a word."""

    def __init__(self, phrases: Phrases, new: np.ndarray) -> None:
        batch = phrases.batch
        self.a, self.b = phrases.a.tolist(), phrases.b.tolist()
        article, word = np.tile(batch.article, 2), np.concatenate((batch.bare, batch.opening))
        known, rank = np.unique(article * len(batch.telling_nothing) + word, return_inverse=True)
        rank -= np.searchsorted(known, article * len(batch.telling_nothing))  # counted within the article
        rank[batch.telling_nothing[word]] = -1
        bits = [1 << n if n >= 0 else 0 for n in rank.tolist()]
        self.word, self.opening = bits[: batch.size], bits[batch.size :]  # of each token, and if the phrase begins there
        self._known: dict[int, int] = {}
        self._article = batch.article
        rows, self._most = np.flatnonzero(new), int(rank.max(initial=0)) + 1
        owner, k = spread(phrases.a[rows], phrases.b[rows])
        told = rank[k] >= 0
        owner, k = owner[told], k[told]
        held = np.unique((batch.article[k] * self._most + rank[k]) * len(new) + rows[owner])
        where, first = np.unique(held // max(len(new), 1), return_index=True)
        self._rows = (held % max(len(new), 1)).tolist()
        self._places = dict(zip(where.tolist(), pairwise([*first.tolist(), len(held)]), strict=True))

    def first(self, phrase: int, at: int) -> int:
        """The telling word at a token of a phrase (0: at none)."""
        return 0 if at < 0 else self.opening[at] if at == self.a[phrase] else self.word[at]

    def of(self, row: int) -> int:
        """The telling words of a phrase."""
        found = self._known.get(row)
        if found is None:
            a, b = self.a[row], self.b[row]
            found = self.opening[a]
            for bit in self.word[a + 1 : b]:
                found |= bit
            self._known[row] = found
        return found

    def sharing(self, row: int, words: int) -> Iterator[int]:
        """The new phrases of the article of a phrase that have one of these words."""
        before = int(self._article[self.a[row]]) * self._most
        while words:
            bit = words & -words
            first, last = self._places.get(before + bit.bit_length() - 1, (0, 0))
            yield from self._rows[first:last]
            words ^= bit


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
