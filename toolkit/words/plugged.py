"""What the adapters of other analyzers share: clitics laid over the written word, and the table of an analysis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from toolkit.arabic import fold, strip_marks
from toolkit.words.analyzer import Analysis
from toolkit.words.lattice import project

Row = tuple[str, str | None, str | None]  # segments, lemma, pos


def laid(form: str, parts: Sequence[str], host: int) -> str:
    """The written form cut where the analyzer's parts cut it, joined by +.

    Analyzers give underlying parts (ل + الجيش for «للجيش»); only what is written is cut, from both ends towards the host.

    >>> laid("للجيش", ["ل", "الجيش"], 1), laid("وكتابهم", ["و", "كتاب", "هم"], 1), laid("قاله", ["قال", "ها"], 0)
    ('ل+لجيش', 'و+كتاب+هم', 'قاله')
    """
    bare = fold(strip_marks(form))
    if len(bare) != len(strip_marks(form)):  # ligatures: the parts cannot be laid over the written form
        return form
    left, front = 0, []
    for part in map(fold, parts[:host]):
        if not bare.startswith(part, left):
            break
        left += len(part)
        front.append(part)
    right, back = len(bare), []
    for part in map(fold, reversed(parts[host + 1 :])):
        if not bare.endswith(part, left, right):
            break
        right -= len(part)
        back.append(part)
    return project(form, [*front, bare[left:right], *reversed(back)]) if left < right else form


def sentences_of(codes: np.ndarray, starts: np.ndarray) -> Iterator[tuple[int, int]]:
    """(first token, one past the last) of each sentence."""
    edges = np.flatnonzero(starts).tolist()
    yield from zip(edges, [*edges[1:], len(codes)], strict=True)


def analysis(rows: Iterable[Row]) -> Analysis:
    """The analysis whose row i is that of token i; equal rows are kept once."""
    known: dict[Row, int] = {}
    index = np.fromiter((known.setdefault(row, len(known)) for row in rows), dtype=np.int64)
    segments, lemma, pos = (list(column) for column in zip(*known, strict=True)) if known else ([], [], [])
    return Analysis(segments, lemma, pos, index)
