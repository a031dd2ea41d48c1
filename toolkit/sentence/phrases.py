"""Noun phrases: where one can begin, where it can end, what it is, and what speaks for or against just these words."""

from __future__ import annotations

from functools import cache, cached_property

import numpy as np

from toolkit.lexicons import grammar_words
from toolkit.sentence.batch import Batch, counted, spread
from toolkit.sentence.classes import COMMAS, PREPOSITIONS, RELATIVE
from toolkit.sentence.heads import person_plurals
from toolkit.sentence.lexicon import countries, offices, roles, source_heads
from toolkit.sentence.view import View
from toolkit.tagging import Column, Feature, Sheet, flags, numbers, only

Span = tuple[int, int]  # tokens, half-open
_LONGEST = 26  # tokens of a phrase
_ASIDE = 6  # words of a quotation that may stand inside a phrase
_CLOSED = ("VERB", "PART", "ADP", "CCONJ", "SCONJ", "AUX")
_AFTER = frozenset({"that", "cue verb", "cue participle", ".", ":", "؛", "؟"})  # classes that no phrase runs over
_OPENING = frozenset("(«“-–:")
_NO_END = PREPOSITIONS | RELATIVE | COMMAS
_NAMED_WITHIN = PREPOSITIONS | {"relative", "cue verb", "cue participle", "،", "time", "that", "("}
_JOINING = frozenset("،(-")  # marks over which a phrase may go on
KINDS = ("role", "organization", "group", "document", "anonymous", "plural", "name PER", "name ORG", "name LOC", "state", "other")


def beginnings_of(batch: Batch) -> np.ndarray:
    """At which tokens a noun phrase can begin."""
    one_letter = batch.per_type(lambda word: len(word) == 1)
    never = one_letter | batch.among(PREPOSITIONS) | batch.among("no beginning") | batch.of_class("that".__eq__) | batch.inside_name
    noun = ~batch.of_pos(*_CLOSED) | (batch.name >= 0) | batch.among(roles()) | batch.among(set(source_heads()))
    more = np.arange(batch.size) + 1 < batch.last
    return np.where(batch.is_word, ~never & noun, (batch.opens >= 0) & more)


def ends(view: View, a: int) -> list[int]:
    """Where a phrase that begins at token a can end (one past its last token), in its sentence."""
    if a not in view.ends_of:
        view.ends_of[a] = _ends(view, a, view.sentence_end(a))
    return view.ends_of[a]


def _ends(view: View, a: int, limit: int) -> list[int]:
    found: list[int] = []
    first = view.opened.get(a)
    end = min(view.quotations[first].close + 1, limit) if first is not None else a + 1
    name = view.name_at[a]
    end = max(end, min(name[1], limit)) if name is not None else end
    types, classes, names, opened = view.types, view.classes, view.name_at, view.opened
    while end <= limit and end - a <= _LONGEST:
        name = names[end] if end < limit else None
        if name is not None and name[0] < end:
            end = name[1]
            continue
        last = types[end - 1]
        if not (last in _NO_END or (last in _OPENING and not view.is_word[end - 1])):
            found.append(end)
        if end >= limit or classes[end] in _AFTER:
            break
        inner = opened.get(end)
        if inner is not None and view.quotations[inner].words() <= _ASIDE:
            end = min(view.quotations[inner].close + 1, limit)
        else:
            end += 1
    return found


class Heads:
    """What each token would be as the head of a phrase: its kind, gender, number; and the next token that can be one."""

    def __init__(self, batch: Batch) -> None:
        heads, plurals, feminine_heads = source_heads(), person_plurals(), ("مصادر", "وسائل", "المصادر")
        number = {kind: n for n, kind in enumerate(KINDS)}

        def listed(word: str) -> int:
            kind = "role" if word in roles() else heads.get(word) or ("plural" if word in plurals else "state" if word in countries() else "other")
            return number[kind]

        own = batch.per_type(listed, np.int8)
        named = np.array([number[f"name {value}"] for value in batch.name_type.values] or [0])[batch.name_type.codes[batch.name]]
        self.kind = Column(np.where((own > number["plural"]) & (batch.name >= 0), named, own), KINDS)
        self.feminine = batch.per_type(lambda word: word.endswith(("ة", "ات")) or word in countries() or word in feminine_heads)
        several = batch.per_type(lambda word: word in plurals or word.endswith(("ون", "ات")))
        self.plural = np.isin(own, [number["plural"], number["group"]]) | several
        passed_over = batch.per_type(lambda word: word == "من" or word.removeprefix("و") in grammar_words("determiner"))
        self.next = batch.next_of(batch.is_word & ~passed_over)


class Phrases:
    """The phrases of tokens a … b-1 of a batch; what they are is worked out for all at once when it is asked for."""

    def __init__(self, batch: Batch, heads: Heads, a: np.ndarray, b: np.ndarray) -> None:
        self.batch, self.heads, self.a, self.b = batch, heads, a, b
        following = heads.next[a]
        self.head = np.where(following < np.minimum(a + 4, b), following, a)
        self.kind = heads.kind.at(self.head)
        self.feminine, self.plural, self.definite = heads.feminine[self.head], heads.plural[self.head], batch.definite[self.head]

    def take(self, rows: np.ndarray) -> Phrases:
        return Phrases(self.batch, self.heads, self.a[rows], self.b[rows])

    def _named(self, type_: str | None, *, last: bool = False) -> np.ndarray:
        """The number of the first (last) name of this type that begins in each phrase, or -1."""
        batch = self.batch
        begins = batch.begins_name >= 0
        if type_ is not None:
            begins &= np.array([value == type_ for value in batch.name_type.values] or [False])[batch.name_type.codes[batch.begins_name]]
        at = batch.last_of(begins)[self.b - 1] if last else batch.next_of(begins)[self.a]
        inside = (at >= self.a) & (at < self.b)
        return np.where(inside, batch.begins_name[np.where(inside, at, 0)], -1)

    @cached_property
    def persons(self) -> tuple[np.ndarray, np.ndarray]:
        """The first and the last personal name in each phrase."""
        return self._named("PER"), self._named("PER", last=True)

    @cached_property
    def person(self) -> np.ndarray:
        """The personal name in it: the first, or the last where a title leads up to it."""
        first, last = self.persons
        titled = (self.kind.codes == KINDS.index("role")) & (self.batch.name_first[first] != self.a) & (self.batch.name_last[last] == self.b)
        return np.where(titled, last, first)

    @cached_property
    def entity(self) -> np.ndarray:
        """The entity of the name that it is about (-1: none): a person, or the name that its head stands in."""
        batch, body = self.batch, self._named("ORG")
        over = (body >= 0) & (batch.name_first[body] <= self.head) & (self.head < batch.name_last[body])
        return batch.entity[np.where(self.person >= 0, self.person, np.where(over, body, batch.name[self.head]))]

    @cached_property
    def label(self) -> Column:
        """The kind, marked where a personal name stands in the phrase."""
        return Column(self.kind.codes + len(KINDS) * (self.person >= 0), (*KINDS, *(f"{kind}+PER" for kind in KINDS)))

    @cached_property
    def reflexive(self) -> np.ndarray:
        before = counted(self.batch.among("reflexive"))
        return before[self.b] > before[self.a]


def extent(phrases: Phrases) -> Sheet:
    """Features of the choice of just these words: what stands at the edges, inside and right outside."""
    ends_at, place = np.unique(phrases.b, return_inverse=True)
    key, own = np.unique(phrases.a * (phrases.batch.size + 1) + phrases.b, return_inverse=True)
    first, last = np.divmod(key, phrases.batch.size + 1)
    return Sheet(
        len(phrases.a), (), shared=((_end(phrases.batch, ends_at), place), (_inside(Phrases(phrases.batch, phrases.heads, first, last)), own))
    )


def _end(batch: Batch, b: np.ndarray) -> Sheet:
    limit, cls, pos = batch.end[b - 1], batch.cls, batch.pos
    goes_on = b < limit
    last, after = cls.at(b - 1), cls.at(b, goes_on, "END")
    next_definite, next_and = (flags(mask[np.where(goes_on, b, 0)]) for mask in (batch.definite, batch.and_on))
    joins = batch.of_class(_JOINING.__contains__)[np.where(goes_on, b, 0)] & (b + 1 < limit)
    features: list[Feature] = [
        ("last", last), ("after", after), ("last+after", last, after), ("next word", batch.form.at(b, goes_on)), ("beyond", after, cls.at(b + 1, joins)),
        ("edge", pos.at(b - 1), flags(batch.definite[b - 1]), pos.at(b, goes_on), next_definite, next_and),
    ]  # fmt: skip
    return Sheet(len(b), features)


def _inside(phrases: Phrases) -> Sheet:
    batch, a, b, kind, cls = phrases.batch, phrases.a, phrases.b, phrases.kind, phrases.batch.cls
    length, (first, last) = b - a, phrases.persons
    past, inner = batch.name_last[last], phrases._named(None, last=True)
    persons = (last >= 0).astype(int) + (last > first)
    named, cut = inner >= 0, batch.name_last[inner]
    features: list[Feature] = [
        ("before", cls.at(a - 1, a > batch.begin[a], "START")), ("head", cls.at(phrases.head)),
        ("length", numbers(np.where(length < 8, length, 8 + (length > 12) + (length > 18)), 10)),
        ("length+kind", numbers(np.where(length < 4, length, 4 + (length > 8)), 5), kind),
        ("persons", numbers(persons, 2), kind), ("listed office", flags(_office(batch, a, b))),
        ("cuts a quotation", only((batch.quotation[a] != batch.quotation[b - 1]) & (batch.opens[a] < 0))),
        ("past name", cls.at(past, (last >= 0) & (past < b))), ("ends with name", only((last >= 0) & (past >= b))),
        ("cuts a name", only(named & (cut > b))), ("name ends", batch.name_type.at(inner).where(named & (cut == b))),
    ]  # fmt: skip
    return Sheet(len(a), features, parts=(_within(batch, a, b),))


def _within(batch: Batch, a: np.ndarray, b: np.ndarray) -> tuple[Sheet, np.ndarray]:
    owner, at = spread(a + 1, b)
    telling = batch.of_class(_NAMED_WITHIN.__contains__)
    verb = batch.of_pos("VERB") & (batch.name < 0) & ~telling
    kept = (telling | verb)[at]
    owner, at = owner[kept], at[kept]
    joins = batch.of_class(_JOINING.__contains__)[at] & (at + 1 < b[owner])
    cls = batch.cls.at(at)
    features: list[Feature] = [
        ("within", cls.where(telling[at])), ("within", only(verb[at], "verb")), ("joined", cls, batch.cls.at(at + 1, joins)),
    ]  # fmt: skip
    return Sheet(len(at), features), owner


def _office(batch: Batch, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Which phrases are listed offices, word for word."""
    begins = batch.among(_first_words())[a]
    found = np.zeros(len(a), dtype=bool)
    for n in np.flatnonzero(begins).tolist():
        found[n] = tuple(batch.types[code] for code in batch.type[a[n] : b[n]].tolist()) in offices()
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in offices())


def near(distance: np.ndarray) -> Column:
    """A distance in words as features tell it apart: 0 1 2 3, from 4, 7, 12."""
    steps = np.searchsorted([4, 7, 12], distance, side="right")
    return Column(np.where(distance < 4, np.maximum(distance, 0), 3 + steps), ("0", "1", "2", "3", "4", "7", "12"))


_CORE = frozenset({"NOUN", "ADJ", "PROPN", None})


def core_end(view: View, a: int, limit: int) -> int:
    """One past the phrase's core: nouns, adjectives and a name in a row, without what a preposition or a mark adds."""
    end = a + 1
    while end < limit and view.is_word[end]:
        name, kind = view.name_at[end - 1], view.classes[end]
        if name is not None and end < name[1]:
            end = name[1]
        elif (name is not None and name[2] == "PER") or kind in PREPOSITIONS or kind.startswith(("time", "cue", "relative", "that")):
            break
        elif view.pos[end] in _CORE and "+" not in view.segments[end].removeprefix("ال+"):
            end += 1
        else:
            break
    return min(end, limit)
