"""One article as the attribution steps see it: parallel lists of its tokens, and its quotations."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from functools import cached_property

OPENERS = {"«": "»", "“": "”", "‹": "›", "„": "“", "<<": ">>"}
CLOSERS = {"»", "”", "›"}
TOGGLES = {'"', "″", "''"}
ALI = "علي."  # the name, told from the preposition
_BEFORE_A_NAME = frozenset(["ابن", "ابو", "ابي", "آل"])
BAN = "بان."  # «بان كي مون», not بأن
THAT_NOT = "انلا"  # «أكد ألا علاقة»: أن and لا, not the إلا of exception


@dataclass(frozen=True)
class Quotation:
    """Token indexes of the marks (`close` is the last token inside where the quotation is never closed)."""

    open: int
    close: int
    closed: bool

    def words(self) -> int:
        return self.close - self.open - 1


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
    line: list[int] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    opened: dict[int, int] = field(default_factory=dict)  # token of an opening mark → index of its quotation
    inside: list[int] = field(default_factory=list)  # index of the innermost quotation around token i, or -1
    sentence_ends: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        breaks = [i for i, char in enumerate(self.text) if char == "\n"] if "\n" in self.text else []
        self.line = [bisect.bisect_left(breaks, start) for start in self.starts] if breaks else [0] * len(self.starts)
        if "ألا" in self.text or "ألّا" in self.text:
            for i, word in enumerate(self.types):
                if word in ("الا", "بالا") and "أ" in self.text[self.starts[i] : self.ends[i]]:
                    self.types[i] = word.removesuffix("الا") + THAT_NOT
        if "علي" in self.types:
            told_apart = "على" in self.text  # who writes على with ى means the name when he writes علي
            person = {i for a, (b, type_) in self.names.items() if type_ == "PER" for i in range(a, b)}
            for i, word in enumerate(self.types):
                if word == "علي" and (
                    # «سالم بن على», «على بن سالم», «ابن على», whichever way it is written
                    "بن" in self.types[max(i - 1, 0) : i + 2]
                    or (i and self.types[i - 1] in _BEFORE_A_NAME)
                    or (told_apart and self.text[self.ends[i] - 1] == "ي")
                    or i in person
                ):
                    self.types[i] = ALI
        if "كي" in self.types:
            for i, word in enumerate(self.types):
                if word == "بان" and self.types[i + 1 : i + 2] == ["كي"]:
                    self.types[i : i + 2] = BAN, "كي."
                    self.segments[i] = "بان"
                    for k in range(i, min(i + 3, len(self.types))):
                        self.pos[k] = "PROPN"
        if "على" in self.text:
            for i, word in enumerate(self.types):
                if word == "والي" and self.text[self.starts[i] : self.ends[i]] == "والي":
                    self.segments[i], self.pos[i] = word, "NOUN"  # «أكد والي الجهة»: the governor, not وإلى
        self.quotations, self.inside = _quotations(self)
        self.opened = {quotation.open: number for number, quotation in reversed(list(enumerate(self.quotations)))}
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

    def name_before(self, i: int) -> str | None:
        """The type of the name that ends right before token i, if one does."""
        return self._name_ends.get(i)

    @cached_property
    def _name_ends(self) -> dict[int, str]:
        return dict(self.names.values())

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


def _quotations(view: View) -> tuple[list[Quotation], list[int]]:
    """Pairs the quotation marks; what is never closed ends with its paragraph."""
    found: list[Quotation] = []
    inside = [-1] * len(view)
    stack: list[tuple[int, str]] = []

    def close(at: int, closed: bool) -> None:
        opened, _ = stack.pop()
        found.append(Quotation(opened, at, closed))

    for i, mark in enumerate(view.types):
        if view.is_word[i]:
            continue
        while stack and view.line[i] > view.line[stack[-1][0]] + (stack[-1][1] in CLOSERS):
            close(_line_end(view, stack[-1][0]), False)
        if mark in TOGGLES or (mark == "”" and not stack):
            if stack and stack[-1][1] == mark:
                close(i, True)
            elif mark in TOGGLES or _opens(view, i):
                if len(stack) < 3:
                    stack.append((i, mark))
        elif mark in OPENERS:
            if stack and stack[-1][1] == OPENERS[mark] and stack[-1][1] == "”":
                close(i - 1, False)
            if len(stack) < 3:
                stack.append((i, OPENERS[mark]))
        elif mark in CLOSERS:
            if any(wanted == mark for _, wanted in stack):
                while stack[-1][1] != mark:
                    close(i - 1, False)
                close(i, True)
    while stack:
        close(_line_end(view, stack[-1][0]), False)
    found.sort(key=lambda q: (q.open, -q.close))
    for number, quotation in enumerate(found):
        for i in range(quotation.open + 1, min(quotation.close + (not quotation.closed), len(view))):
            inside[i] = number
    return found, inside


def _opens(view: View, i: int) -> bool:
    return i + 1 < len(view) and view.starts[i + 1] == view.ends[i]


def _line_end(view: View, i: int) -> int:
    """The last token of token i's line."""
    return max(bisect.bisect_right(view.line, view.line[i]) - 1, i)
