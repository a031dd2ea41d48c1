"""The phrases of an article that may name a speaker in full: names, titles with names, bodies, documents, groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.lexicons import grammar_words
from toolkit.sentence.heads import person_plurals
from toolkit.sentence.lexicon import roles, source_heads
from toolkit.sentence.phrases import Phrase, Span, can_begin, ends, phrase
from toolkit.sentence.view import View

TITLE = 16  # tokens of a title before a name
_APART = frozenset({"that", ".", ":", "؛", "cue verb", "relative", "time"})  # classes that no title runs over
_TAILS, _HEADS = 8, 9  # ends that are tried of a name with what follows it, of a head


@dataclass
class Pool:
    """The phrases, each with what proposed it (source, name, titled, tail, head); by sentence; and, each wording once, by word and by the names in it."""

    view: View
    why: dict[Span, str] = field(default_factory=dict)
    by_word: dict[str, list[Span]] = field(default_factory=dict)
    by_name: dict[str, list[Span]] = field(default_factory=dict)
    wordings: set[tuple[str, ...]] = field(default_factory=set)
    by_sentence: dict[int, list[Span]] = field(default_factory=dict)
    titles: dict[int, list[int]] = field(default_factory=dict)  # one past a titled name → where its titles begin

    def add(self, a: int, b: int, why: str) -> None:
        if not a < b <= len(self.view) or (a, b) in self.why:
            return
        span = (a, b)
        self.why[span] = why
        wording = tuple(self.view.types[a:b])
        if wording not in self.wordings:
            self.wordings.add(wording)
            for word in set(filter(None, self.view.bare[a:b])) - grammar_words("linking"):
                self.by_word.setdefault(word, []).append(span)
            for k in range(a, b):
                if (name := self.view.entities.get(k)) is not None:
                    self.by_name.setdefault(name, []).append(span)
        if why == "titled" and self.view.classes[a] == "role":
            self.titles.setdefault(b, []).append(a)
        self.by_sentence.setdefault(self.view.sentence[a], []).append(span)

    def titled(self, span: Span) -> bool:
        """Whether a title leads up to the phrase: a longer one ends where it does."""
        return any(first < span[0] for first in self.titles.get(span[1], ()))

    def first(self, span: Span) -> bool | None:
        """Whether the phrase stands where its entity is named first (None: it is about no name)."""
        name = self.name(span)
        return None if name is None else self.view.sentence[span[0]] == self.view.sentence[self.view.first_named[name]]

    def about(self, name: str) -> list[Span]:
        """The phrases about this entity."""
        return [span for span in self.by_name.get(name, ()) if self.name(span) == name]

    def phrase(self, span: Span) -> Phrase:
        return phrase(self.view, *span)

    def name(self, span: Span) -> str | None:
        """The entity of the name that the phrase is about."""
        return self.phrase(span).entity


def pool(view: View, sources: list[Span]) -> Pool:
    """The phrases of an article, its sources first."""
    found = Pool(view)
    for a, b in sources:
        found.add(a, b, "source")
    for a in view.names:
        _around_name(view, a, found)
    for k in range(len(view)):
        name, word = view.name_at[k], view.types[k]
        if (name is not None and name[0] < k) or not can_begin(view, k):
            continue
        if word in roles() or word in source_heads() or word in person_plurals() or word in grammar_words("quantity"):
            for end in ends(view, k, view.sentence_end(k))[:_HEADS]:
                found.add(k, end, "head")
    return found


def _around_name(view: View, a: int, found: Pool) -> None:
    """The name, with each title before it, and with what follows it."""
    b, type_ = view.names[a]
    found.add(a, b, "name")
    first = a
    for k in _titles(view, a, type_):
        found.add(k, b, "titled")
        first = k
    end = view.sentence_end(a)
    tail = b + (b < len(view) and view.types[b] in ("،", ",", "(", "-"))
    if type_ != "LOC" and tail < end and view.is_word[tail]:
        for stop in [stop for stop in ends(view, a, end) if stop > tail][:_TAILS]:
            for start in {a, first}:
                found.add(start, stop, "tail")


def _titles(view: View, a: int, type_: str) -> Iterator[int]:
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
        if word in roles() or word in source_heads() or (plain and can_begin(view, k)):
            yield k
