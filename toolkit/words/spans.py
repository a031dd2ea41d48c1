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

from toolkit.arabic import DIGIT, FORMAT, LETTER, MARK, OTHER, SPACE, classes, fold

CHUNK = 2_000_000  # characters joined at a time: one giant chunk is several times slower
_URL = re.compile(r"(?:https?://|www\.)[^\s«»\"“”<>()،؛]+")
_HAS_URL = re.compile(r"://|www\.")
_DECIMAL = np.array([ord(c) for c in ".,٫٬"], dtype=np.uint32)


@dataclass(frozen=True)
class Spans:
    """Token spans of some texts. `text` counts the texts, `start` and `end` are offsets into that text."""

    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    is_word: np.ndarray
    paragraph: np.ndarray
    codes: np.ndarray  # of the written form, into `forms`
    forms: list[str]

    @cached_property
    def folded(self) -> list[str]:
        """The folded form of each of `forms`."""
        return [fold(form) for form in self.forms]

    def flags(self, test: Callable[[str], bool]) -> np.ndarray:
        """A property of the written form, tested once per distinct form, for every token."""
        return np.fromiter(map(test, self.forms), dtype=bool, count=len(self.forms))[self.codes]

    def folded_flags(self, test: Callable[[str], bool]) -> np.ndarray:
        """A property of the folded form, for every token."""
        return np.fromiter(map(test, self.folded), dtype=bool, count=len(self.forms))[self.codes]


def spans(texts: Sequence[str]) -> Spans:
    """Spans of every token of the texts.

    A word is a run of letters, digits and the marks between and after them; a number keeps its decimal point; a web
    address and a run of full stops are one token each; every other visible character is a token of its own.
    """
    parts = [_chunk_spans(first, chunk) for first, chunk in _chunks(texts)]
    if not parts:
        none = np.zeros(0, dtype=np.int32)
        return Spans(none, none, none, none.astype(bool), none, none, [])
    encoded = pa.chunked_array([part[-1] for part in parts]).dictionary_encode().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0)
    text, start, end, is_word, paragraph = (np.concatenate(column) for column in list(zip(*parts, strict=True))[:5])
    codes = np.asarray(encoded.indices).astype(np.int32)
    forms = [_bytes_to_text(form) for form in encoded.dictionary.to_pylist()]
    return Spans(text, start, end, is_word, paragraph, codes, forms)


def _chunks(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    first, size = 0, 0
    for i, text in enumerate(texts):
        size += len(text)
        if size >= CHUNK:
            yield first, list(texts[first : i + 1])
            first, size = i + 1, 0
    if first < len(texts):
        yield first, list(texts[first:])


def _chunk_spans(first: int, chunk: list[str]):
    joined = "\n".join(chunk) + "\n"
    lengths = np.fromiter(map(len, chunk), dtype=np.int64, count=len(chunk)) + 1
    offsets = np.concatenate(([0], np.cumsum(lengths)))
    points = _code_points(joined)
    kinds = _kinds(joined, points)
    starts, ends, is_word = _boundaries(points, kinds)
    text = np.searchsorted(offsets, starts, side="right") - 1
    base = offsets[text]
    newlines = np.flatnonzero(points == 10)
    line = np.searchsorted(newlines, starts)
    paragraph = line - np.searchsorted(newlines, base)
    return (
        (text + first).astype(np.int32),
        (starts - base).astype(np.int32),
        (ends - base).astype(np.int32),
        is_word,
        paragraph.astype(np.int32),
        _slices(joined, points, starts, ends),
    )


def _code_points(text: str) -> np.ndarray:
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) == 2 * len(text):
        return np.frombuffer(encoded, dtype=np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _kinds(joined: str, points: np.ndarray) -> np.ndarray:
    kinds = classes()[points]
    digit = kinds == DIGIT
    # A decimal point between digits belongs to the number, an underscore between letters to the hashtag.
    dots = np.flatnonzero(np.isin(points[1:-1], _DECIMAL)) + 1
    kinds[dots[digit[dots - 1] & digit[dots + 1]]] = DIGIT
    bars = np.flatnonzero(points[1:-1] == 95) + 1
    kinds[bars[(kinds[bars - 1] == LETTER) & (kinds[bars + 1] == LETTER)]] = LETTER
    if _HAS_URL.search(joined):
        for match in _URL.finditer(joined):
            kinds[match.start() : match.end()] = LETTER
    return kinds


def _boundaries(points: np.ndarray, kinds: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    inside = (kinds != SPACE) & (kinds != OTHER)
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[0]:
        edges = np.concatenate(([0], edges))
    starts, ends = edges[0::2], edges[1::2]  # the text ends in a newline, so every run is closed
    core = (kinds == LETTER) | (kinds == DIGIT)
    # Trim marks before the first letter and invisible controls after the last: few words have them.
    odd = np.flatnonzero(~core[starts] | (kinds[ends - 1] == FORMAT))
    if len(odd):
        cores, solids = np.flatnonzero(core), np.flatnonzero(core | (kinds == MARK))
        if len(cores) == 0:
            starts = ends = starts[:0]
        else:
            k = np.minimum(np.searchsorted(cores, starts[odd]), len(cores) - 1)
            begin = cores[k]
            bare = (begin < starts[odd]) | (begin >= ends[odd])
            j = np.searchsorted(solids, ends[odd]) - 1
            starts, ends = starts.copy(), ends.copy()
            starts[odd], ends[odd] = begin, solids[j] + 1
            keep = np.ones(len(starts), dtype=bool)
            keep[odd[bare]] = False
            starts, ends = starts[keep], ends[keep]
    marks = np.flatnonzero(kinds == OTHER)
    is_dot = points[marks] == 46
    follows = np.zeros(len(marks), dtype=bool)
    follows[1:] = is_dot[1:] & is_dot[:-1] & (marks[1:] == marks[:-1] + 1)
    heads = np.flatnonzero(~follows)
    mark_starts = marks[heads]
    last = np.concatenate((heads[1:], [len(marks)])) - 1
    mark_ends = marks[last] + 1 if len(marks) else marks
    all_starts = np.concatenate((starts, mark_starts))
    order = np.argsort(all_starts, kind="stable")
    is_word = np.concatenate((np.ones(len(starts), bool), np.zeros(len(mark_starts), bool)))
    return all_starts[order], np.concatenate((ends, mark_ends))[order], is_word[order]


def _slices(joined: str, points: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> pa.Array:
    """The written forms as Arrow bytes, cut out of one UTF-8 buffer (lone surrogates pass)."""
    widths = 1 + (points > 0x7F).view(np.uint8) + (points > 0x7FF).view(np.uint8)
    if points.dtype == np.uint32:
        widths += (points > 0xFFFF).view(np.uint8)
    byte = np.concatenate(([0], np.cumsum(widths, dtype=np.int64)))
    bounds = np.empty(2 * len(starts) + 1, dtype=np.int32)
    bounds[0:-1:2], bounds[1::2] = byte[starts], byte[ends]
    bounds[-1] = byte[-1]
    data = pa.py_buffer(joined.encode("utf-8", "surrogatepass"))
    pieces = pa.Array.from_buffers(pa.binary(), len(bounds) - 1, [None, pa.py_buffer(bounds), data])
    return pieces.take(pa.array(np.arange(0, 2 * len(starts), 2, dtype=np.int32)))


def _bytes_to_text(form: bytes) -> str:
    return form.decode("utf-8", "surrogatepass")
