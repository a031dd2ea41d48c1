"""Where the words are: spans of written words and marks, with NumPy over character classes.

Two million characters at a time are joined, turned into an array of code points and classed by a table look-up; the
boundaries are where the class changes. No Python object is made per token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from toolkit.arabic import DIGIT, FORMAT, JOINER, LETTER, MARK, NEWLINE, OTHER, POINT, classes, fold_each

CHUNK = 2_000_000  # characters joined at a time: one giant chunk is several times slower
_UTF16 = "utf-16-le"
_URL = re.compile(r"(?:https?://|www\.)[^\s«»\"“”<>()،؛]+")


@dataclass(frozen=True)
class Spans:
    """Token spans of `texts`. `text` counts the texts, `start` and `end` are offsets into that text."""

    texts: Sequence[str]
    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    is_word: np.ndarray
    paragraph: np.ndarray

    @cached_property
    def codes(self) -> np.ndarray:
        """The code of each token's written form, an index into `forms`."""
        return np.asarray(self._encoded.indices).astype(np.int32)

    @cached_property
    def forms(self) -> list[str]:
        """The distinct written forms."""
        forms = self._encoded.dictionary
        lines = pa.ListArray.from_arrays([0, len(forms)], forms)
        joined = pc.binary_join(lines, "\n".encode(_UTF16))[0].as_py() or b""  # no form holds a line end
        return joined.decode(_UTF16, "surrogatepass").split("\n") if len(forms) else []

    @cached_property
    def folded(self) -> list[str]:
        """The folded form of each of `forms`."""
        return fold_each(self.forms)

    @cached_property
    def _encoded(self) -> pa.DictionaryArray:
        pieces = []
        for first, chunk in _chunks(self.texts):
            a, b = np.searchsorted(self.text, np.array([first, first + len(chunk)], self.text.dtype))
            joined, offsets = _join(chunk)
            base = offsets[self.text[a:b] - first]
            pieces.append(_slices(joined, self.start[a:b] + base, self.end[a:b] + base))
        encoded = pa.chunked_array(pieces, type=pa.binary()).dictionary_encode().combine_chunks()
        return encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded

    def where(self, test: Callable[[str], bool], at: np.ndarray, *, folded: bool = False) -> np.ndarray:
        """Whether the form (or folded form) of each token of `at` passes the test, asked once per distinct form."""
        forms = self.folded if folded else self.forms
        codes = self.codes[at]
        asked = np.zeros(len(forms), dtype=bool)
        asked[codes] = True
        passed = np.zeros(len(forms), dtype=bool)
        for code in np.flatnonzero(asked).tolist():
            passed[code] = test(forms[code])
        return passed[codes]


def spans(texts: Sequence[str]) -> Spans:
    """Spans of every token of the texts.

    A word is a run of letters, digits and the marks between and after them; a number keeps its decimal point; a web
    address and a run of full stops are one token each; every other visible character is a token of its own.
    """
    parts = [_chunk_spans(first, chunk) for first, chunk in _chunks(texts)]
    if not parts:
        none = np.zeros(0, dtype=np.int32)
        return Spans(texts, none, none, none, none.astype(bool), none)
    return Spans(texts, *(np.concatenate(column) for column in zip(*parts, strict=True)))


def _chunks(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    first, size = 0, 0
    for i, text in enumerate(texts):
        size += len(text)
        if size >= CHUNK:
            yield first, list(texts[first : i + 1])
            first, size = i + 1, 0
    if first < len(texts):
        yield first, list(texts[first:])


def _join(chunk: list[str]) -> tuple[str, np.ndarray]:
    """The texts as one, a line end after each, and where each begins."""
    lengths = np.fromiter(map(len, chunk), dtype=np.int64, count=len(chunk)) + 1
    return "\n".join(chunk) + "\n", np.concatenate(([0], np.cumsum(lengths)))


def _chunk_spans(first: int, chunk: list[str]) -> tuple[np.ndarray, ...]:
    joined, offsets = _join(chunk)
    points = _code_points(joined)
    kinds = _kinds(joined, points)
    newlines = np.flatnonzero(kinds == NEWLINE)
    starts, ends, is_word = _boundaries(points, kinds)
    # How many tokens each text and each line has, spread over the tokens: cheaper than a search for every token.
    counts = np.diff(np.searchsorted(starts, offsets))
    text = np.repeat(np.arange(len(chunk), dtype=np.int32), counts)
    per_line = np.diff(np.searchsorted(starts, newlines), prepend=0)
    line = np.repeat(np.arange(len(newlines), dtype=np.int32), per_line)
    first_line = np.searchsorted(newlines, offsets[:-1]).astype(np.int32)
    base = np.repeat(offsets[:-1].astype(np.int32), counts)
    return text + np.int32(first), starts - base, ends - base, is_word, line - np.repeat(first_line, counts)


def _code_points(text: str) -> np.ndarray:
    encoded = text.encode(_UTF16, "surrogatepass")
    if len(encoded) == 2 * len(text):
        return np.frombuffer(encoded, dtype=np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _kinds(joined: str, points: np.ndarray) -> np.ndarray:
    kinds = classes().take(points)
    # A decimal point between digits belongs to the number, an underscore between letters to the hashtag.
    for between, kind in ((POINT, DIGIT), (JOINER, LETTER)):
        at = np.flatnonzero(kinds[1:-1] == between) + 1
        kinds[at[(kinds[at - 1] == kind) & (kinds[at + 1] == kind)]] = kind
    end = 0
    for begin in _addresses(points):
        if begin >= end and (match := _URL.match(joined, begin)):
            end = match.end()
            kinds[begin:end] = LETTER
    return kinds


def _addresses(points: np.ndarray) -> list[int]:
    """Where ht… and ww… stand: few places, and found faster than by a search for http and www."""
    at = np.flatnonzero((points == ord("h")) | (points == ord("w")))
    after = points[at + 1]  # the text ends in a newline
    return at[(after == ord("t")) | (after == ord("w"))].tolist()


def _boundaries(points: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    mark = kinds >= OTHER  # each a token of its own
    solid = kinds > NEWLINE
    change = solid[1:] != solid[:-1]
    change |= mark[1:]
    change |= mark[:-1]
    starts = np.flatnonzero(change & solid[1:]).astype(np.int32) + np.int32(1)
    ends = np.flatnonzero(change & solid[:-1]).astype(np.int32) + np.int32(1)  # the text ends in a newline: every token is closed
    if solid[0]:
        starts = np.concatenate((np.zeros(1, np.int32), starts))
    first = kinds.take(starts)
    is_word = first < OTHER
    gone = np.concatenate((_trim(kinds, first, starts, ends, is_word), _join_dots(points, starts, ends, is_word)))
    return (np.delete(starts, gone), np.delete(ends, gone), np.delete(is_word, gone)) if len(gone) else (starts, ends, is_word)


def _trim(kinds: np.ndarray, first: np.ndarray, starts: np.ndarray, ends: np.ndarray, is_word: np.ndarray) -> np.ndarray:
    """Takes marks before the first letter and invisible controls after the last off the words, in place; returns those left empty."""
    odd = np.flatnonzero((first == MARK) | (first == FORMAT) | (is_word & (kinds.take(ends - 1) == FORMAT)))  # few words
    if not len(odd):
        return odd
    lengths = ends[odd] - starts[odd]
    row = np.cumsum(lengths) - lengths
    at = np.arange(lengths.sum()) + np.repeat(starts[odd] - row, lengths)
    core = (kinds[at] == LETTER) | (kinds[at] == DIGIT)
    begin = np.minimum.reduceat(np.where(core, at, len(kinds)), row)
    end = np.maximum.reduceat(np.where(core | (kinds[at] == MARK), at, -1), row) + 1
    starts[odd], ends[odd] = begin, end
    return odd[begin == len(kinds)]


def _join_dots(points: np.ndarray, starts: np.ndarray, ends: np.ndarray, is_word: np.ndarray) -> np.ndarray:
    """Makes a run of full stops one token, in place; returns those that are part of the token before them."""
    marks = np.flatnonzero(~is_word)
    dots = marks[points[starts[marks]] == 46]
    follows = np.flatnonzero((np.diff(dots) == 1) & (starts[dots[1:]] == ends[dots[:-1]])) + 1
    head = np.ones(len(dots), dtype=bool)
    head[follows] = False
    last = np.append(np.flatnonzero(head)[1:], len(dots)) - 1 if len(dots) else follows
    ends[dots[head]] = ends[dots[last]]
    return dots[follows]


def _slices(joined: str, starts: np.ndarray, ends: np.ndarray) -> pa.Array:
    """The written forms as Arrow bytes, cut out of one buffer: of UTF-16, in which offsets need no search."""
    data = joined.encode(_UTF16, "surrogatepass")
    bounds = np.empty(2 * len(starts) + 1, dtype=np.int32)
    bounds[0:-1:2], bounds[1::2], bounds[-1] = starts, ends, len(joined)
    if len(data) > 2 * len(joined):  # characters outside the basic plane take two units
        units = 1 + (np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32) > 0xFFFF)
        bounds = np.concatenate(([0], np.cumsum(units)))[bounds].astype(np.int32)
    pieces = pa.Array.from_buffers(pa.binary(), len(bounds) - 1, [None, pa.py_buffer(bounds * np.int32(2)), pa.py_buffer(data)])
    return pieces.take(pa.array(np.arange(0, 2 * len(starts), 2, dtype=np.int32)))
