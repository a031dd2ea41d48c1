"""Whose words a cue without a source goes on with: those who spoke before compete with phrases that stand near."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from toolkit.attribution.pool import Pool, Pools
from toolkit.attribution.relation import Relation
from toolkit.sentence.classes import PREPOSITIONS
from toolkit.sentence.view import View
from toolkit.tagging import Column, Feature, Sheet, likeliest, load_linear, valued

MEMORY = 30  # relations that it may reach back over
NEAR = 2  # sentences before the cue in which phrases are taken …
FAR = 400  # … and tokens: a text without full stops is one sentence


class Turn(NamedTuple):
    """A relation without a source of an article, the relations before it, and the numbers of the phrases of those who spoke in them."""

    pool: Pool
    relation: Relation
    before: Sequence[Relation]
    spoken: Sequence[int | None]

    def candidates(self) -> tuple[list[int], list[int]]:
        """The full phrases of those who spoke before, and the phrases near the cue."""
        spoke = list(dict.fromkeys(number for number in self.spoken if number is not None))
        return spoke, [number for number in _near(self.pool, self.relation.at) if number not in spoke]


class Antecedent(NamedTuple):
    """The phrase that goes on speaking (its number), whether it has spoken before, and how likely it is."""

    number: int
    spoke: bool
    chance: float


def antecedents(pools: Pools, turns: Sequence[Turn]) -> list[Antecedent | None]:
    """The likeliest speaker of each; None where nobody is near."""
    found = [turn.candidates() for turn in turns]
    some = [n for n, (spoke, near) in enumerate(found) if spoke or near]
    out: list[Antecedent | None] = [None] * len(turns)
    if some:
        groups = np.repeat(np.arange(len(some)), [len(found[n][0]) + len(found[n][1]) for n in some])
        best, chances = likeliest(load_linear("antecedents").score(features(pools, [turns[n] for n in some], [found[n] for n in some])), groups)
        firsts = np.searchsorted(groups, np.arange(len(some)))
        for n, row, first in zip(some, best.tolist(), firsts.tolist(), strict=True):
            spoke, near = found[n]
            out[n] = Antecedent([*spoke, *near][row - first], row - first < len(spoke), float(chances[row]))
    return out


def described(view: View, can: np.ndarray, i: int) -> list[tuple[int, int]]:
    """«الأحزاب التي اعتبرت أن»: phrases that end where the relative pronoun before the cue stands."""
    begin = view.sentence_start(i)
    at = next((k for k in range(i - 1, max(i - 4, begin), -1) if view.classes[k] == "relative"), begin)
    found: list[tuple[int, int]] = []
    for k in range(at - 1, max(at - 9, begin - 1), -1):
        if can[k]:
            found.append((k, at))
        if view.classes[k] in PREPOSITIONS or view.classes[k] in ("،", "that"):
            break
    return found


def _near(pool: Pool, i: int) -> list[int]:
    """Phrases before the cue, one for each place at which they begin, and the noun that a relative clause describes."""
    here = pool.view.sentence[i]
    best: dict[int, tuple[tuple[bool, int], int]] = {}
    for sentence in range(here - NEAR, here + 1):
        for number in pool.by_sentence.get(sentence, ()):
            a = pool.a[number]
            if not i - FAR < a < i:
                continue
            order = (pool.why[number] != "source", pool.beyond_core(number))
            if a not in best or order < best[a][0]:
                best[a] = (order, number)
    return list(dict.fromkeys([*(number for _, number in best.values()), *pool.described.get(i, ())]))


def features(pools: Pools, turns: Sequence[Turn], found: Sequence[tuple[list[int], list[int]]]) -> Sheet:
    """What the model sees of the phrases found for each relation."""
    rows: list[tuple] = []
    told: dict[str, tuple[list[tuple], list[int]]] = {"spoke": ([], []), "near": ([], [])}
    for turn, (spoke, near) in zip(turns, found, strict=True):
        for way, numbers in (("spoke", spoke), ("near", near)):
            others = sorted(turn.pool.a[number] for number in near) if way == "near" else []
            for number in numbers:
                row = _row(pools, turn, number, way)
                more = _spoke(turn, number) if way == "spoke" else _placed(pools, turn, number, others)
                told[way][0].append((*row, *more))
                told[way][1].append(len(rows))
                rows.append(row)
    origin, form, own, cls, gender, several, kind, who, label = _columns(rows)
    shared: list[Feature] = [
        ("from", origin), ("from+form", origin, form), ("gender", gender, origin, who), ("gender+form", gender, own), ("number", several, origin),
        ("who", kind, origin), ("who+class", kind, cls), ("who+form", label, form), ("who+number", kind, several),
    ]  # fmt: skip
    sheets = {"spoke": _of_speakers, "near": _of_phrases}
    parts = [(Sheet(len(at), sheets[way](*_columns(data))), np.array(at)) for way, (data, at) in told.items() if at]
    return Sheet(len(rows), shared, parts=parts)


def _columns(rows: Sequence[tuple]) -> Iterator[Column]:
    return map(valued, zip(*rows, strict=True))


def _row(pools: Pools, turn: Turn, number: int, origin: str) -> tuple:
    """Cue and phrase, and whether they agree (None: the form fits both)."""
    cue, row, word = turn.relation.cue, turn.pool.first + number, turn.pool.view.types[turn.relation.at]
    form = cue.form + (word[0] if cue.front and word[0] in "وف" else "")
    agrees = None if cue.gender is None else (cue.gender == "f") == pools.feminine[row]
    several = None if cue.number is None else f"{cue.number}{pools.plural[row]}"
    kind, person = pools.kind[row], pools.person[row] >= 0
    return origin, form, cue.form, cue.cls, agrees, several, kind, "PER" if person else kind, f"{kind}+PER" if person else kind


def _spoke(turn: Turn, number: int) -> tuple:
    """How long ago they spoke, how, and within whose words."""
    view, i, before, spoken = turn.pool.view, turn.relation.at, turn.before, turn.spoken
    last = max(n for n, other in enumerate(spoken) if other == number)
    other, sentences = before[last], view.sentence[i] - view.sentence[before[last].at]
    overt = next((who for one, who in zip(reversed(before), reversed(spoken), strict=True) if one.source is not None), None)
    return (
        min(len(set(spoken[last + 1 :]) - {number}), 4), sentences, min(len(before) - 1 - last, 4), other.cue.form, other.source is not None, other.cue.cls,
        any(one.holds(other.at) for one in before if one is not other), other.holds(i), view.inside[i] >= 0, min(view.line[i] - view.line[other.at], 2),
        min(sum(who == number for who in spoken), 3), len(set(spoken)) == 1, len(spoken) > 1 and spoken[-1] == spoken[-2] == number, overt == number,
        any(view.sentence[one.at] == view.sentence[i] for one in before), other.begins.kind in ("around", "before"), other.cue.cls == "relay",
    )  # fmt: skip


def _of_speakers(
    origin: Column, form: Column, own: Column, cls: Column, gender: Column, several: Column, kind: Column, who: Column, label: Column, ago: Column,
    sentences: Column, since: Column, its_form: Column, its_source: Column, its_class: Column, nested: Column, inside: Column, quoted: Column,
    lines: Column, times: Column, only: Column, again: Column, overt: Column, here: Column, aside: Column, relayed: Column,
) -> list[Feature]:  # fmt: skip
    recent = Column(ago.codes, tuple(str(value == "0") for value in ago.values))
    few = {most: Column(sentences.codes, tuple(str(min(int(value), most)) for value in sentences.values)) for most in (2, 4, 5)}
    same = Column(sentences.codes, tuple(str(value == "0") for value in sentences.values))
    return [
        ("ago", ago), ("ago+form", ago, form), ("ago+gender", ago, gender), ("ago+sentences", ago, few[4]), ("ago+number", ago, several),
        ("sentences", few[5], own), ("relations", since, own), ("its form", its_form, recent), ("its form+form", its_form, form),
        ("its source", its_source, recent), ("its class", its_class, recent), ("nested", nested, recent), ("nested+form", nested, few[2], own),
        ("inside", inside, own, quoted), ("inside+recent", inside, recent), ("lines", lines, own, recent), ("times", times, recent), ("only one", only),
        ("again", again), ("last with source", overt, form), ("in the sentence", here, same, own), ("aside", aside, own, recent), ("relayed", relayed, own),
    ]  # fmt: skip


def _placed(pools: Pools, turn: Turn, number: int, others: list[int]) -> tuple:
    """Where in its sentence the phrase stands: after a verb, first, last before the cue; and who spoke before. `others`: where those near begin."""
    pool, view, i, before = turn.pool, turn.pool.view, turn.relation.at, turn.before
    (a, b), row = pool.span(number), pool.first + number
    begin, back = view.sentence_start(a), view.sentence[i] - view.sentence[a]
    after_verb = a > begin and view.pos[a - 1] == "VERB"
    described = b < len(view) and view.classes[b] == "relative" and 0 < i - b <= 3
    entity = pools.entity[row]
    return (
        back, view.classes[a - 1] if a > begin else "START", after_verb, min((a - begin) // 2, 6), a - begin < 2 or after_verb, pools.person[row] >= 0,
        min(bisect_left(others, a) - bisect_left(others, begin), 4), min(bisect_left(others, i) - bisect_right(others, a), 5), described,
        view.inside[a] == view.inside[i], min(3, int(pools.batch.times_named[entity])) if entity >= 0 else 0, any(one.holds(a) for one in before),
        i - b if 0 <= i - b < 3 else None, view.classes[b] if b < i else None, turn.relation.cue.has_object, min(len(before), 2),
        bool(before) and view.sentence[before[-1].at] == view.sentence[i],
    )  # fmt: skip


def _of_phrases(
    origin: Column, form: Column, own: Column, cls: Column, gender: Column, several: Column, kind: Column, who: Column, label: Column, back: Column,
    previous: Column, after_verb: Column, place: Column, subject: Column, person: Column, order: Column, later: Column, described: Column,
    quotation: Column, named: Column, inside: Column, gap: Column, follows: Column, has_object: Column, spoken: Column, here: Column,
) -> list[Feature]:  # fmt: skip
    return [
        ("back", back, own), ("after", previous, back), ("after+form", previous, after_verb, own), ("place", place, back), ("subject", subject, back, form),
        ("person", person, back, subject), ("order", order, back), ("order+form", order, back, own), ("later ones", later, back),
        ("later ones+form", later, own), ("described", described, own), ("same quotation", quotation, own), ("named", named), ("in a content", inside, own),
        ("to the cue", gap, follows, own), ("described+gender", gender.where(described.values_are("True")), has_object), ("near+spoken", spoken, form),
        ("near, spoken in the sentence", here, own),
    ]  # fmt: skip
