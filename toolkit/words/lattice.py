"""The fallback analyzer: clitics by a unigram lattice over word frequencies, without a dictionary.

Each way to cut a word into proclitics + host + enclitic is scored by how often the host stands alone in plain news text
(`lexicons/word_frequencies.csv.gz`) times the share of words that carry those clitics; the best cut wins.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from toolkit.arabic import LETTERS, MARKS, fold, strip_marks
from toolkit.lexicons import table
from toolkit.words.analyzer import Analysis

# Share of running words that carry each clitic, counted in the frequency list itself.
PROCLITICS = {"و": 0.06, "ف": 0.006, "ب": 0.045, "ل": 0.04, "ك": 0.004, "س": 0.006}
ENCLITICS = {
    "ه": 0.02, "ها": 0.02, "هم": 0.006, "هما": 0.0015, "نا": 0.004, "هن": 0.0005, "كم": 0.0007, "ك": 0.0004, "ي": 0.001,
    "ني": 0.0003,
}  # fmt: skip
MARGIN = 0.003  # a cut may be so many times rarer than the word left whole: a clitic is commoner than a chance look-alike
_ARABIC = re.compile(f"[{LETTERS}]")
_PREFIXED_NUMBER = re.compile(r"([وفبلك]{1,2}|ال)([0-9].*)")
_MARK = re.compile(f"[{MARKS}]")


@cache
def frequencies() -> dict[str, int]:
    """Counts of folded written words in plain news text (see lexicons/README.md for the origin)."""
    counts = {}
    with (files("toolkit.lexicons") / "word_frequencies.csv.gz").open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            word, count = line.rstrip("\n").split(",")
            counts[word] = int(count)
    return counts


@cache
def closed_class() -> dict[str, tuple[list[str], str, str]]:
    """Folded word → (segments, lemma, pos) of the closed-class table, with و and ف written before it too."""
    rows: dict[str, tuple[list[str], str, str]] = {}
    for row in table("closed_class").itertuples():
        rows.setdefault(fold(row.word), (row.segments.split("+"), row.lemma, row.pos))
    for word, (segments, lemma, pos) in list(rows.items()):
        if len(word) == 1:  # «فك» and «فل» are words
            continue
        for conjunction in "وف":
            rows.setdefault(conjunction + word, ([conjunction, *segments], lemma, pos))
    return rows


class LatticeAnalyzer:
    """Segments by word frequencies alone; lemmas are hosts without the article; open-class words get no pos."""

    name = "lattice"

    def analyze(self, forms: Sequence[str], codes: np.ndarray, starts: np.ndarray) -> Analysis:
        rows = [self._word(form) for form in forms]
        segments, lemma, pos = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
        return Analysis(segments, lemma, pos, codes)

    def _word(self, form: str) -> tuple[str, str | None, str | None]:
        if not _ARABIC.search(form):
            return form, form, other_pos(form)
        bare = strip_marks(form)
        number = _PREFIXED_NUMBER.fullmatch(bare)
        if number:
            front = [number[1]] if number[1] == "ال" else list(number[1])
            return project(form, [*front, number[2]]), number[2], "NUM"
        folded = fold(form)
        closed = closed_class().get(folded)
        if closed and len(folded) == len(bare):
            return project(form, closed[0]), closed[1], closed[2]
        if len(folded) != len(bare) or len(bare) < 3:
            return form, bare, None
        parts = cut(bare, folded)
        host = next(part for part in parts if len(part) > 1 or part == bare)
        return project(form, parts), _lemma(host, parts), None


def cut(bare: str, folded: str, *, margin: float = MARGIN, enclitics: float = 1.0) -> list[str]:
    """The likeliest split of an open-class word into proclitics, host and enclitic.

    A cut is made if it is more than `margin` times as likely as the word left whole; `enclitics` scales their share.

    >>> cut("وبالمدينة", "وبالمدينة"), cut("وكالة", "وكالة")
    (['و', 'ب', 'المدينة'], ['وكالة'])
    """
    best, best_score = (0, 0), math.log(frequencies().get(folded, 0) + 0.5) + math.log(margin)
    for front in _fronts(folded):
        for stem, enclitic, score in _cuts(folded, front, enclitics):
            if score - (1.0 if len(stem) == 2 else 0.0) > best_score:
                best, best_score = (front, len(enclitic)), score
    front, back = best
    if front == 1 and not back and folded[0] in "وف":  # what follows the conjunction may carry clitics of its own
        return [bare[0], *cut(bare[1:], folded[1:], margin=margin, enclitics=enclitics)]
    middle = bare[front : len(bare) - back]
    return [*bare[:front], middle, *([bare[len(bare) - back :]] if back else [])]


def _cuts(folded: str, front: int, enclitics: float) -> Iterator[tuple[str, str, float]]:
    """Host, enclitic and score of each split after `front` proclitic letters of which anything is known."""
    counts, rest = frequencies(), folded[front:]
    definite = rest.startswith("ال") and len(rest) > 4
    l_article = front and folded[front - 1] == "ل" and rest.startswith("ل") and len(rest) > 3
    weight = sum(math.log(PROCLITICS[char]) for char in folded[:front])
    for enclitic in ("", *ENCLITICS):
        closed = definite or l_article or not rest.endswith(enclitic)
        if closed if enclitic else not front:
            continue
        stem = rest[: len(rest) - len(enclitic)]
        if len(stem) < 2 or (enclitic and stem.endswith("ة")):
            continue
        known = counts.get("ال" + stem[1:], 0) if l_article else support(stem, enclitic, counts)
        if known:
            yield stem, enclitic, math.log(known) + weight + (math.log(ENCLITICS[enclitic] * enclitics) if enclitic else 0)


def _fronts(word: str) -> list[int]:
    ends = [0]
    first = 1 if word[0] in "وف" else 0
    if first:
        ends.append(1)
    if len(word) > first + 2 and word[first] in "بلكس":
        ends.append(first + 1)
    return ends


def support(stem: str, enclitic: str, counts: dict[str, int]) -> int:
    """How often a host stands alone, in the spelling that it has without its enclitic (قوت+ه → قوة)."""
    total = counts.get(stem, 0) if stem else 0
    if enclitic:
        if stem.endswith("ت"):
            total += counts.get(stem[:-1] + "ة", 0)
        elif stem.endswith("ا"):
            total += counts.get(stem[:-1] + "ي", 0)
        elif stem.endswith("و"):
            total += counts.get(stem + "ا", 0)
        elif stem.endswith(("ئ", "ؤ")):
            total += counts.get(stem[:-1] + "ء", 0)
    return total


def _lemma(host: str, parts: list[str]) -> str:
    at = parts.index(host)
    if host.startswith("ال") and len(host) > 4:
        return host[2:]
    if at and parts[at - 1] == "ل" and host.startswith("ل") and len(host) > 3:
        return host[1:]
    if at + 1 < len(parts) and host.endswith("ت"):
        return host[:-1] + "ة"
    return host


def project(form: str, parts: Sequence[str]) -> str:
    """The segments of the bare word laid over the written form, joined by +; marks stay with the letter before them."""
    if len(parts) == 1:
        return form
    pieces, at = [], 0
    for part in parts:
        begin, seen = at, 0
        while at < len(form) and (seen < len(part) or _MARK.match(form[at])):
            seen += not _MARK.match(form[at])
            at += 1
        pieces.append(form[begin:at])
    pieces[-1] += form[at:]
    return "+".join(piece for piece in pieces if piece)


def other_pos(form: str) -> str:
    """The part of speech of what is not Arabic: a number, a mark, or foreign (X)."""
    if form[0].isdigit():
        return "NUM"
    return "X" if form[0].isalpha() else "PUNCT"
