"""Quotation marks in pairs; what is never closed ends with its paragraph."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.sentence.view import View

OPENERS = {"«": "»", "“": "”", "‹": "›", "„": "“", "<<": ">>"}
CLOSERS = {"»", "”", "›"}
TOGGLES = {'"', "″", "''"}


@dataclass(frozen=True)
class Quotation:
    """Token indexes of the marks (`close` is the last token inside where the quotation is never closed)."""

    open: int
    close: int
    closed: bool

    def words(self) -> int:
        return self.close - self.open - 1


class _Open:
    """The marks that are open, each with the mark that closes it; DEEPEST of them at most."""

    DEEPEST = 3

    def __init__(self, view: View) -> None:
        self.view = view
        self.stack: list[tuple[int, str]] = []
        self.found: list[Quotation] = []

    def open(self, at: int, wanted: str) -> None:
        if len(self.stack) < self.DEEPEST:
            self.stack.append((at, wanted))

    def close(self, at: int, *, closed: bool) -> None:
        self.found.append(Quotation(self.stack.pop()[0], at, closed))

    def lines_before(self, line: float) -> None:
        """Ends what was opened in an earlier line («…» may run over one end of line)."""
        while self.stack and line > self.view.line[self.stack[-1][0]] + (self.stack[-1][1] in CLOSERS):
            self.close(_line_end(self.view, self.stack[-1][0]), closed=False)

    def mark(self, i: int) -> None:
        mark = self.view.types[i]
        if mark in TOGGLES or (mark == "”" and not self.stack):
            if self.stack and self.stack[-1][1] == mark:
                self.close(i, closed=True)
            elif mark in TOGGLES or _opens(self.view, i):
                self.open(i, mark)
        elif mark in OPENERS:
            if self.stack and self.stack[-1][1] == OPENERS[mark] == "”":
                self.close(i - 1, closed=False)
            self.open(i, OPENERS[mark])
        elif mark in CLOSERS and any(wanted == mark for _, wanted in self.stack):
            while self.stack[-1][1] != mark:
                self.close(i - 1, closed=False)
            self.close(i, closed=True)


def quotations(view: View) -> tuple[list[Quotation], list[int]]:
    """The quotations of an article in text order, and for each token the innermost one around it (-1: none)."""
    marks = _Open(view)
    for i, is_word in enumerate(view.is_word):
        if not is_word:
            marks.lines_before(view.line[i])
            marks.mark(i)
    marks.lines_before(float("inf"))
    found = sorted(marks.found, key=lambda quotation: (quotation.open, -quotation.close))
    inside = [-1] * len(view)
    for number, quotation in enumerate(found):
        for i in range(quotation.open + 1, min(quotation.close + (not quotation.closed), len(view))):
            inside[i] = number
    return found, inside


def _opens(view: View, i: int) -> bool:
    return i + 1 < len(view) and view.starts[i + 1] == view.ends[i]


def _line_end(view: View, i: int) -> int:
    """The last token of token i's line."""
    return max(bisect.bisect_right(view.line, view.line[i]) - 1, i)
