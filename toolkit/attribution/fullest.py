"""Which phrase of the article says most of a speaker: «العلي» → «وزير الصناعة سالم العلي», «الوزارة» → «وزارة الصناعة»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from toolkit.attribution.pool import Pool, Pools
from toolkit.tagging import Column, Feature, Sheet, flags, likeliest, load_linear, numbers

LIKELIEST = 12  # phrases of which one is chosen
RECENT = 4  # speakers that a phrase without a name may stand for …
NEAR = 2  # … and sentences before it in which it may have been named
FAR = 400  # tokens before it at most: a text without full stops is one sentence
LIES = ("same", "around", "inside", "across", "apart")
SAME = ("same", "another", "open")  # names of the two phrases
SHARE = ("all", "most", "some", "none")  # of the words of the one, those that the other has too


class Asked(NamedTuple):
    """A phrase of a pool whose fullest mention is looked for, and the numbers of the phrases of those who spoke before."""

    pool: Pool
    own: int
    spoken: Sequence[int]


def fullest(pools: Pools, asked: Sequence[Asked]) -> list[tuple[int, float]]:
    """For each phrase asked for, the number of the one that says most of whom it names, with its probability."""
    if not asked:
        return []
    found = [fuller(pools, one) for one in asked]
    groups = np.repeat(np.arange(len(asked)), list(map(len, found)))
    chances = likeliest(load_linear("fullest").score(features(pools, asked, found)), groups).chances
    parts = np.split(chances, np.flatnonzero(np.diff(groups)) + 1)
    return [most_agreed(one.pool, rows, part.tolist()) for one, rows, part in zip(asked, found, parts, strict=True)]


def most_agreed(pool: Pool, found: list[int], chances: list[float]) -> tuple[int, float]:
    """Of the likeliest phrases the one with which most of the probability agrees, and how much that is.

    «سالم العلي» and «الوزير سالم العلي» are two candidates and one answer: a choice of least expected error (minimum Bayes risk;
    Goel and Byrne 2000) does not let them split the probability of who is meant.
    """
    order = sorted(range(len(found)), key=lambda n: -chances[n])[:LIKELIEST]
    words = {n: pool.bag(found[n]) for n in order}
    agreed = {
        n: sum(chances[m] for m in order if m == n or 2 * (words[n] & words[m]).bit_count() >= (words[n] | words[m]).bit_count()) for n in order
    }
    best = max(order, key=lambda n: agreed[n] + chances[n] / 2)  # half: or a cut in the middle, which all resemble, would win
    return found[best], min(agreed[best], 1.0)


def fuller(pools: Pools, asked: Asked) -> list[int]:
    """The phrases that may name the same: the phrase itself, those that share its words or its name, and for one without a name who spoke before."""
    pool, own, spoken = asked
    row = pool.first + own
    person, entity = pools.person[row], pools.entity[row]
    found = [own, *(other - pool.first for other in pools.about.get(entity, ()))]
    shared = pools.telling.of(row)
    if person >= 0:
        shared = 0
        for bit in pools.telling.word[int(pools.batch.name_first[person]) : int(pools.batch.name_last[person])]:
            shared |= bit
    found += [other - pool.first for other in pools.telling.sharing(row, shared)]
    if person < 0:
        found += spoken[-RECENT:]
        a = pool.a[own]
        here = pool.view.sentence[a]
        found += [
            other for sentence in range(here - NEAR, here + 1) for other in pool.by_sentence.get(sentence, ())
            if a - FAR < pool.a[other] < a and pool.why[other] in ("name", "titled", "tail")
        ]  # fmt: skip
    return list(dict.fromkeys(found))


class _Pairs:
    """Pairs of a phrase and a possible fuller mention of it: their rows, and what the two have in common."""

    def __init__(self, pools: Pools, asked: Sequence[Asked], found: Sequence[Sequence[int]]) -> None:
        self.pools, known, batch = pools, pools.phrases, pools.batch
        lengths = list(map(len, found))
        self.group = np.repeat(np.arange(len(asked)), lengths)
        self.mine = np.repeat([one.pool.first + one.own for one in asked], lengths)
        self.theirs = np.array([one.pool.first + other for one, rows in zip(asked, found, strict=True) for other in rows], dtype=np.int64)
        self.a, self.b, self.c, self.d = known.a[self.mine], known.b[self.mine], known.a[self.theirs], known.b[self.theirs]
        around, inside = (self.c <= self.a) & (self.b <= self.d), (self.a <= self.c) & (self.d <= self.b)
        across = (self.c < self.b) & (self.a < self.d)
        self.same_span = self.mine == self.theirs
        self.lies = Column(np.select([self.same_span, around, inside, across], [0, 1, 2, 3], 4), LIES)
        name, other = known.entity[self.mine], known.entity[self.theirs]
        self.same = Column(np.select([(name >= 0) & (name == other), (name >= 0) & (other >= 0)], [0, 1], 2), SAME)
        self.label, self.other_label = known.label.at(self.mine), known.label.at(self.theirs)
        self.apart = batch.sentence[self.c] - batch.sentence[self.a]
        self._words(asked, found)

    def _words(self, asked: Sequence[Asked], found: Sequence[Sequence[int]]) -> None:
        """Which words the two share, and whether the other has spoken."""
        both: list[int] = []
        theirs: list[int] = []
        first_in: list[bool] = []
        spoke: list[bool] = []
        last_spoke: list[bool] = []
        of = self.pools.telling.of
        for (pool, own, spoken), others in zip(asked, found, strict=True):
            row, before, last = pool.first + own, set(spoken), spoken[-1] if len(spoken) else -1
            mine, first = of(row), self.pools.telling.first(row, int(self.pools.first_at[row]))
            telling = [of(pool.first + n) for n in others]
            both += [(mine & words).bit_count() for words in telling]
            theirs += [words.bit_count() for words in telling]
            first_in += [first & words > 0 for words in telling]
            spoke += [n in before for n in others]
            last_spoke += [n == last for n in others]
        self.both, self.first_in, self.spoke, self.spoke_last = (np.array(column) for column in (both, first_in, spoke, last_spoke))
        self.more = np.array(theirs) - self.both
        self.telling = np.array([of(one.pool.first + one.own).bit_count() for one in asked])[self.group]
        words, opening, closing = self.pools.words, self.pools.first_word, self.pools.last_word
        self.mine_size, self.theirs_size = words[self.mine], words[self.theirs]
        self.begin_alike, self.end_alike = opening[self.mine] == opening[self.theirs], closing[self.mine] == closing[self.theirs]


def features(pools: Pools, asked: Sequence[Asked], found: Sequence[Sequence[int]]) -> Sheet:
    """What the model sees of the phrases found for each one asked for, as its fullest mention."""
    pairs = _Pairs(pools, asked, found)
    titled = flags(pools.titled[pairs.theirs])
    known, mine = pools.phrases, pairs.mine
    disjoint = (pairs.d <= pairs.a) | (pairs.b <= pairs.c)
    mates = np.bincount(pairs.group, disjoint, minlength=len(asked))[pairs.group].astype(int)
    keeps = pairs.same_span
    features: list[Feature] = [
        *_likeness(pairs), *_standing(pairs), ("titled wider", titled, pairs.other_label, pairs.same), ("titled wider", titled, pairs.lies),
        ("keep", pairs.label.where(keeps), numbers(pairs.mine_size, 5)), ("keep", flags(known.definite[mine]).where(keeps), known.kind.at(mine)),
        ("keep, mates", numbers(mates, 3).where(keeps)),
    ]  # fmt: skip
    return Sheet(len(mine), features, shared=((pools.extent, pairs.theirs),))


def _some(count: np.ndarray) -> Column:
    """A number of words as features tell it apart: 0 … 3, from 4, 6, 10."""
    steps = np.searchsorted([4, 6, 10], count, side="right")
    return Column(np.where(count < 4, count, 3 + steps), ("0", "1", "2", "3", "4", "6", "10"))


def _likeness(pairs: _Pairs) -> list[Feature]:
    """Words, names and kinds that the two share."""
    known, mine, theirs, lies, same = pairs.pools.phrases, pairs.mine, pairs.theirs, pairs.lies, pairs.same
    a, b, both = pairs.label, pairs.other_label, pairs.both
    all_, most = (pairs.telling > 0) & (both == pairs.telling), (both > 0) & (both * 2 >= pairs.telling)
    share = Column(np.select([all_, most, both > 0], [0, 1, 2], 3), SHARE)
    return [
        ("share", share), ("lies+share+name", lies, share, same), ("kinds", a, b), ("kinds+name", a, b, same), ("more", _some(pairs.more), lies),
        ("edges", flags(pairs.end_alike), flags(pairs.begin_alike), a), ("first in", flags(pairs.first_in), a, b),
        ("sizes", numbers(pairs.mine_size, 4), _some(pairs.theirs_size), lies), ("himself", flags(known.reflexive[mine]), b, lies),
        ("gender", flags(known.feminine[mine] == known.feminine[theirs]), lies), ("number", flags(known.plural[mine] == known.plural[theirs]), lies),
    ]  # fmt: skip


def _standing(pairs: _Pairs) -> list[Feature]:
    """Where the other stands in the article, and whether it has spoken."""
    pools, known, batch, mine, theirs = pairs.pools, pairs.pools.phrases, pairs.pools.batch, pairs.mine, pairs.theirs
    label, other, lies, same, share = pairs.label, pairs.other_label, pairs.lies, pairs.same, flags(pairs.both > 0)
    entity = known.entity[theirs]
    named_here = batch.sentence[pairs.c] == batch.sentence[batch.first_named[entity]]
    first = Column(np.where(entity < 0, 2, named_here), ("False", "True", "None"))
    spoke, last = flags(pairs.spoke), pairs.spoke_last
    person = known.person[theirs]
    k, end = batch.name_first[person], batch.name_last[person]
    return [
        ("side", numbers(np.sign(pairs.apart), 1, -1), lies), ("sentences", numbers(pairs.apart, 3, -5), same, label),
        ("proposed", pools.why.at(theirs), other), ("first mention", first, same, share), ("first mention", first, other),
        ("spoke", spoke, label, share, same), ("spoke last", flags(last), label),
        ("spoke last", label.where(last), other, flags(known.reflexive[mine]), flags(known.definite[mine])),
        ("title and name", numbers(end - k, 4).where(person >= 0), flags(k > pairs.c), flags(end < pairs.d), lies),
    ]  # fmt: skip
