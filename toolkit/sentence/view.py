"""One article as the attribution steps see it: parallel lists of its tokens, and its quotations."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from functools import cached_property

from toolkit.sentence.classes import word_class
from toolkit.sentence.homographs import tell_apart
from toolkit.sentence.quotations import Quotation, quotations


@dataclass
class View:
    """`types[i]`, `starts[i]`, `ends[i]`, `sentence[i]`, `segments[i]` … of token i."""

    text: str
    types: list[str]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    segments: list[str]
    pos: list[str | None]
    is_word: list[bool]
    names: dict[int, tuple[int, str]] = field(default_factory=dict)  # first token of a name → one past its last, its type
    entities: dict[int, str] = field(default_factory=dict)  # first token of a name → the entity that it stands for in the article
    line: list[int] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    opened: dict[int, int] = field(default_factory=dict)  # token of an opening mark → index of its quotation
    closed: dict[int, int] = field(default_factory=dict)  # token of a closing mark → index of its quotation
    inside: list[int] = field(default_factory=list)  # index of the innermost quotation around token i, or -1
    sentence_ends: dict[int, int] = field(default_factory=dict)
    ends_of: dict[int, list[int]] = field(default_factory=dict)  # where a phrase that begins at this token can end, once it was asked for

    def __post_init__(self) -> None:
        breaks = [i for i, char in enumerate(self.text) if char == "\n"] if "\n" in self.text else []
        self.line = [bisect.bisect_left(breaks, start) for start in self.starts] if breaks else [0] * len(self.starts)
        tell_apart(self)
        self.quotations, self.inside = quotations(self)
        self.opened = {quotation.open: number for number, quotation in reversed(list(enumerate(self.quotations)))}
        self.closed = {quotation.close: number for number, quotation in enumerate(self.quotations) if quotation.closed}
        for i, sentence in enumerate(self.sentence):
            self.sentence_ends[sentence] = i + 1

    def __len__(self) -> int:
        return len(self.types)

    def sentence_end(self, i: int) -> int:
        """One past the last token of token i's sentence."""
        return self.sentence_ends[self.sentence[i]]

    def sentence_start(self, i: int) -> int:
        s = self.sentence[i]
        return self.sentence_ends.get(s - 1, 0)

    @cached_property
    def classes(self) -> list[str]:
        """The class of each token (see `word_class`); `name` and its type where a name begins."""
        found = list(map(word_class, self.types, self.segments, self.pos, self.is_word))
        for a, (_, type_) in self.names.items():
            if found[a] in ("relative", "that") or not self.is_word[a]:
                continue
            found[a] = f"name {type_}"
        return found

    @cached_property
    def name_at(self) -> list[tuple[int, int, str] | None]:
        """The name that token i stands in: its first token, one past its last, its type."""
        found: list[tuple[int, int, str] | None] = [None] * len(self)
        for a, (b, type_) in self.names.items():
            for k in range(a, b):
                found[k] = (a, b, type_)
        return found

    def trim(self, a: int, b: int) -> tuple[int, int]:
        """The token range without marks at its edges (closing brackets stay)."""
        while a < b and not self.is_word[a] and self.types[a] not in ("(", "«", "“", '"'):
            a += 1
        while b > a and not self.is_word[b - 1] and self.types[b - 1] not in (")", "»", "”", '"', "%"):
            b -= 1
        return a, b

    def span(self, a: int, b: int) -> tuple[int, int]:
        """Character offsets of tokens a … b-1."""
        return self.starts[a], self.ends[b - 1]
