"""Noun phrases: where one can begin, where it can end, what it is, and what speaks for or against just these words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any, NamedTuple

from toolkit.lexicons import grammar_words
from toolkit.sentence.classes import COMMAS, PREPOSITIONS, RELATIVE, bare
from toolkit.sentence.heads import head_at, person_plurals
from toolkit.sentence.lexicon import countries, offices, roles, source_heads
from toolkit.sentence.view import View
from toolkit.tagging import Feature, Shared

Span = tuple[int, int]  # tokens, half-open
_LONGEST = 26  # tokens of a phrase
_ASIDE = 6  # words of a quotation that may stand inside a phrase
_CLOSED = frozenset({"VERB", "PART", "ADP", "CCONJ", "SCONJ", "AUX"})
_AFTER = frozenset({"that", "cue verb", "cue participle", ".", ":", "؛", "؟"})  # classes that no phrase runs over
_OPENING = frozenset("(«“-–:")
_NAMED_WITHIN = PREPOSITIONS | {"relative", "cue verb", "cue participle", "،", "time", "that", "("}
_DEFINITE = ("ال", "لل", "وال", "بال")
_JOINING = frozenset("،(-")  # marks over which a phrase may go on


def can_begin(view: View, k: int) -> bool:
    """Whether a noun phrase can begin at token k."""
    if not view.is_word[k]:
        return k in view.opened and k + 1 < len(view)
    word, name = view.types[k], view.name_at[k]
    if len(word) == 1 or word in PREPOSITIONS or word in grammar_words("no beginning") or view.classes[k] == "that":
        return False
    if name is not None and name[0] < k:
        return False
    return view.pos[k] not in _CLOSED or name is not None or word in roles() or word in source_heads()


def ends(view: View, a: int, limit: int) -> list[int]:
    """Where a phrase that begins at token a can end (one past its last token), before token `limit`."""
    found: list[int] = []
    first = view.opened.get(a)
    end = min(view.quotations[first].close + 1, limit) if first is not None else a + 1
    name = view.name_at[a]
    end = max(end, min(name[1], limit)) if name is not None else end
    while end <= limit and end - a <= _LONGEST:
        name = view.name_at[end] if end < limit else None
        if name is not None and name[0] < end:
            end = name[1]
            continue
        last = view.types[end - 1]
        if not (last in PREPOSITIONS or last in RELATIVE or last in COMMAS or (last in _OPENING and not view.is_word[end - 1])):
            found.append(end)
        if end >= limit or view.classes[end] in _AFTER:
            break
        inner = view.opened.get(end)
        if inner is not None and view.quotations[inner].words() <= _ASIDE:
            end = min(view.quotations[inner].close + 1, limit)
        else:
            end += 1
    return found


class Head(NamedTuple):
    """What a phrase is by its head."""

    kind: str  # role, a kind of source_heads.csv, plural, name PER …, state, other
    feminine: bool
    plural: bool
    definite: bool


class once:  # noqa: N801
    """A property that is worked out once; functools.cached_property takes a lock each time (in Python 3.11)."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self.make, self.__doc__ = make, make.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        value = instance.__dict__[self.make.__name__] = self.make(instance)
        return value


class Phrase:
    """What the phrase of tokens a … b-1 is: its head, its name, how it agrees; worked out when it is asked for."""

    def __init__(self, view: View, a: int, b: int) -> None:
        self.view, self.a, self.b = view, a, b
        self.head = head_at(view, a, b)
        self.kind, self.feminine, self.plural, self.definite = _head(view, self.head)

    @once
    def names(self) -> list[tuple[int, int, str]]:
        """The names that begin in it: first token, one past the last, type."""
        known = self.view.names
        return [(k, *known[k]) for k in range(self.a, self.b) if k in known]

    @once
    def person(self) -> Span | None:
        """The personal name in it: the first, or the last where a title leads up to it."""
        persons = [(k, end) for k, end, type_ in self.names if type_ == "PER"]
        if not persons:
            return None
        return persons[-1] if self.kind == "role" and persons[0][0] != self.a and persons[-1][1] == self.b else persons[0]

    @once
    def entity(self) -> str | None:
        """The entity of the name that it is about: a person, or the name that its head stands in."""
        if self.person is not None:
            return self.view.entities.get(self.person[0])
        body = next(((k, end) for k, end, type_ in self.names if type_ == "ORG"), None)
        name = self.view.name_at[self.head]
        first = body[0] if body is not None and body[0] <= self.head < body[1] else name[0] if name is not None else None
        return None if first is None else self.view.entities.get(first)

    @once
    def label(self) -> str:
        """The kind, marked where a personal name stands in the phrase."""
        return f"{self.kind}+PER" if self.person else self.kind

    @once
    def reflexive(self) -> bool:
        return not grammar_words("reflexive").isdisjoint(self.view.types[self.a : self.b])

    @once
    def words(self) -> tuple[str, ...]:
        """Its words without articles and clitics."""
        words = self.view.bare[self.a : self.b]
        parts = self.view.segments[self.a].split("+", 1)
        if len(parts) > 1 and parts[0] in ("ف", "ب", "ل", "ك") and not self.view.types[self.a].startswith("لل"):
            words[0] = bare(self.view.types[self.a][1:])
        return tuple([word for word in words if word])

    @once
    def telling(self) -> frozenset[str]:
        """Those of its words that identify somebody."""
        return frozenset(self.words) - grammar_words("linking")


def phrase(view: View, a: int, b: int) -> Phrase:
    """What the phrase of tokens a … b-1 is."""
    found = view.phrases.get((a, b))
    if found is None:
        found = view.phrases[a, b] = Phrase(view, a, b)
    return found


def _head(view: View, at: int) -> Head:
    found = view.heads.get(at)
    if found is None:
        word, name, plurals = view.types[at], view.name_at[at], person_plurals()
        if word in roles():
            kind = "role"
        elif word in source_heads():
            kind = source_heads()[word]
        elif word in plurals:
            kind = "plural"
        else:
            kind = f"name {name[2]}" if name is not None else "state" if word in countries() else "other"
        feminine = word.endswith(("ة", "ات")) or word in countries() or word in ("مصادر", "وسائل", "المصادر")
        several = kind in ("plural", "group") or word in plurals or word.endswith(("ون", "ات"))
        found = view.heads[at] = Head(kind, feminine, several, word.startswith(_DEFINITE))
    return found


def among(places: list[int], a: int, b: int) -> bool:
    """Whether one of the sorted places is in a … b-1."""
    n = bisect_left(places, a)
    return n < len(places) and places[n] < b


def near(distance: int) -> int:
    """A distance in words as features tell it apart: 0 1 2 3, from 4, 7, 12."""
    return distance if distance < 4 else 4 if distance < 7 else 7 if distance < 12 else 12


def extent(view: View, a: int, b: int) -> tuple[Shared, Shared]:
    """Features of the choice of just these words: what stands at the edges, inside and right outside."""
    end, key = ("end", b), ("inside", a, b)
    if end not in view.seen:
        view.seen[end] = Shared(_end(view, b, view.sentence_end(a)))
    if key not in view.seen:
        view.seen[key] = Shared(_inside(view, a, b))
    return view.seen[end], view.seen[key]


def _end(view: View, b: int, limit: int) -> list[Feature]:
    classes, types = view.classes, view.forms
    after, last = classes[b] if b < limit else "END", classes[b - 1]
    found: list[Feature] = [("last", last), ("after", after), ("last+after", last, after)]
    if b < limit:
        found.append(
            (
                "edge",
                view.pos[b - 1],
                types[b - 1].startswith(_DEFINITE),
                view.pos[b],
                types[b].startswith(_DEFINITE),
                view.segments[b].startswith("و+"),
            )
        )
        found.append(("next word", types[b]))
        if after in _JOINING and b + 1 < limit:
            found.append(("beyond", after, classes[b + 1]))
    return found


def _inside(view: View, a: int, b: int) -> list[Feature]:
    classes, known = view.classes, phrase(view, a, b)
    inner = known.names
    persons, length = [end for _, end, type_ in inner if type_ == "PER"], b - a
    found: list[Feature] = [
        ("before", classes[a - 1] if a > view.sentence_start(a) else "START"), ("head", classes[known.head]),
        ("length", length if length < 8 else 8 + (length > 12) + (length > 18)), ("length+kind", length if length < 4 else 4 + (length > 8), known.kind),
        ("persons", min(len(persons), 2), known.kind), ("listed office", tuple(view.types[a:b]) in offices()),
    ]  # fmt: skip
    if view.inside[a] != view.inside[b - 1] and a not in view.opened:
        found.append(("cuts a quotation",))
    if persons:
        past = persons[-1]
        found.append(("past name", classes[past]) if past < b else ("ends with name",))
    if inner:
        if any(end > b for _, end, _ in inner):
            found.append(("cuts a name",))
        if inner[-1][1] == b:
            found.append(("name ends", inner[-1][2]))
    for k in range(a + 1, b):
        if classes[k] in _NAMED_WITHIN:
            found.append(("within", classes[k]))
            if classes[k] in _JOINING and k + 1 < b:
                found.append(("joined", classes[k], classes[k + 1]))
        elif view.pos[k] == "VERB" and view.name_at[k] is None:
            found.append(("within", "verb"))
    return found


_CORE = frozenset({"NOUN", "ADJ", "PROPN", None})


def core_end(view: View, a: int, limit: int) -> int:
    """One past the phrase's core: nouns, adjectives and a name in a row, without what a preposition or a mark adds."""
    end = a + 1
    while end < limit and view.is_word[end]:
        name = view.name_at[end - 1]
        if name is not None and end < name[1]:
            end = name[1]
        elif name is not None and name[2] == "PER":
            break
        elif (
            view.pos[end] in _CORE
            and "+" not in view.segments[end].removeprefix("ال+")
            and not view.classes[end].startswith(("time", "cue", "relative", "that"))
        ):
            if view.classes[end] in PREPOSITIONS:
                break
            end += 1
        else:
            break
    return min(end, limit)
