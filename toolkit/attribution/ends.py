"""Where what is said ends: at a mark, a conjunction, a preposition, the next cue, or with the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from toolkit.attribution.beginnings import KINDS, Beginnings
from toolkit.attribution.content import OPENERS
from toolkit.attribution.cues import Cues
from toolkit.sentence.batch import Batch, counted, spread
from toolkit.sentence.phrases import near
from toolkit.tagging import Column, Feature, Sheet, flags, likeliest, load_linear, numbers, only

CHOSEN = ("clause", "preposition", "bi", "verb", "object")  # kinds of beginnings after which a model says where the content ends
_BOUNDARY = ("time", "relative", "that", "cue participle", "cue preposition", "cue verb")
_POS = ("PART", "CCONJ", "SCONJ", "ADP", "PRON")


@dataclass(frozen=True)
class Ends:
    """One past the last token of a content, for the cue of this `number`."""

    number: np.ndarray
    at: np.ndarray

    def take(self, rows: np.ndarray) -> Ends:
        return Ends(self.number[rows], self.at[rows])


def chosen(cues: Cues, begins: Beginnings) -> tuple[Ends, np.ndarray]:
    """The likeliest end of each content that is not a quotation, with its probability."""
    found = ends(cues, begins)
    if not len(found.number):
        return found, np.zeros(0)
    chances = likeliest(load_linear("ends").score(features(cues, begins, found)), np.unique(found.number, return_inverse=True)[1]).chances
    rows = most_overlapping(found, begins, chances)
    return found.take(rows), chances[rows]


def most_overlapping(found: Ends, begins: Beginnings, chances: np.ndarray) -> np.ndarray:
    """The end of each content with which it is expected to overlap most with the right one.

    Two ends that are near each other are nearly one answer (minimum Bayes risk, as in `fullest.most_agreed`).
    """
    edges = np.flatnonzero(np.diff(found.number, prepend=-1, append=-1))
    words = (found.at - begins.at[found.number]).astype(float)
    rows = []
    for first, last in pairwise(edges.tolist()):
        own = words[first:last]
        overlap = 2 * np.minimum.outer(own, own) / np.add.outer(own, own)
        rows.append(first + int((overlap @ chances[first:last]).argmax()))
    return np.array(rows)


def ends(cues: Cues, begins: Beginnings) -> Ends:
    """The places where the content of each cue may end."""
    batch, start = cues.batch, begins.at
    quoted = batch.opens >= 0
    later = np.minimum(start + 1, batch.size - 1)
    opened = quoted[start] | (quoted[later] & batch.among(OPENERS)[start])
    own = np.flatnonzero(np.isin(begins.kind, [KINDS.index(kind) for kind in CHOSEN]) & ~opened)
    owner, at = spread(start[own] + 1, limits(cues, begins)[own] + 1)
    number = own[owner]
    boundary = ~batch.is_word | batch.preposition | batch.and_on | batch.of_class(_BOUNDARY.__contains__) | batch.of_pos(*_POS) | cues.spoken
    kept = (at == limits(cues, begins)[number]) | boundary[np.minimum(at, batch.size - 1)]
    return Ends(number[kept], at[kept])


def limits(cues: Cues, begins: Beginnings) -> np.ndarray:
    """One past the last token that the content may have: its sentence's, or that of the quotation in which the cue stands."""
    batch, end = cues.batch, cues.batch.end[begins.at]
    close = batch.quote_close[batch.quotation[cues.at]]
    inside = (batch.quotation[cues.at] >= 0) & (batch.closes[close] >= 0) & (begins.at < close) & (close < end) & ~cues.is_form("participle")
    return np.where(inside, close, end)


def features(cues: Cues, begins: Beginnings, found: Ends) -> Sheet:
    """What the model sees of the ends; `cues.spoken`: all cues of the articles, which may open the next clause."""
    batch, number, e = cues.batch, found.number, found.at
    own, start, limit = cues.take(number), begins.at[number], limits(cues, begins)[number]
    kind, form = Column(begins.kind, KINDS).at(number), own.said("form")
    inside, more = e < limit, e + 1 < limit
    here, then = batch.cls.at(e, inside, "END"), batch.cls.at(e + 1, more, "END")
    word, next_word = batch.form.at(e, inside, "END"), batch.form.at(e + 1, more, "END")
    pos, next_pos = batch.pos.at(e, inside, "END"), batch.pos.at(e + 1, more, "END")
    there, beyond = np.where(inside, e, 0), np.where(more, e + 1, 0)
    joined, next_joined = flags(batch.and_on[there] & inside), flags(batch.and_on[beyond] & more)
    letters = Column(next_word.codes, tuple(value[:2] for value in next_word.values))
    commas, spoken = counted(batch.among({"،", ",", "؛"})), counted(cues.spoken)
    past, left = numbers(commas[e] - commas[start], 3), numbers(commas[limit] - commas[np.minimum(e + 1, limit)], 3)
    said, gone = numbers(spoken[e] - spoken[start], 2), near(limit - e)
    features: list[Feature] = [
        ("here", here), ("here+kind", here, kind), ("here+form", here, form), ("last", batch.cls.at(e - 1)), ("last+here", batch.cls.at(e - 1), here),
        ("word", word), ("word+kind", word, kind), ("pos", pos, joined), ("last pos", batch.pos.at(e - 1), here, next_pos),
        ("then", here, then), ("then+kind", here, then, kind), ("next word", here, next_word), ("next letters", here, letters),
        ("next pos", here, next_pos, next_joined), ("next pos+kind", here, next_pos, kind), ("next pos+form", here, next_pos, next_joined, form),
        ("words", near(e - start), kind), ("words+here", near(e - start), here), ("left", gone, kind), ("left+here", gone, here),
        ("commas", past, here, kind), ("commas left", left, here), ("cues inside", said, here, kind), ("cues inside+then", said, here, next_pos),
        ("class", own.said("cls"), here), ("lemma", own.said("lemma"), here), ("place", numbers(own.at - own.begin, 3), here, form),
        ("relative", flags(batch.of_class("relative".__eq__)[np.maximum(own.at - 1, 0)]), here, next_joined),
        ("quotation", flags(batch.quotation[e - 1] == batch.quotation[start]), flags(batch.quotation[there] == batch.quotation[start]), here),
        ("bracket", flags(_open_brackets(batch, start, e)), here),
        *_next_cue(cues, e, limit, here),
    ]  # fmt: skip
    return Sheet(len(e), features)


def _open_brackets(batch: Batch, start: np.ndarray, e: np.ndarray) -> np.ndarray:
    opened, closed = counted(batch.among({"("})), counted(batch.among({")"}))
    return opened[e] - opened[start] > closed[e] - closed[start]


def _next_cue(cues: Cues, e: np.ndarray, limit: np.ndarray, here: Column) -> list[Feature]:
    """How far off the next cue is, and of which form: a clause of its own may begin."""
    batch = cues.batch
    everything = Cues(batch, np.flatnonzero(cues.spoken), cues.spoken)
    place = batch.next_of(cues.spoken)[e]
    ok = place < limit
    row = np.where(ok, np.searchsorted(everything.at, np.where(ok, place, 0)), 0)
    form = everything.said("form").at(row, ok) if len(everything.at) else only(ok)
    far = numbers(place - e, 4)
    joined = flags(everything.joined[row])
    return [("cue", far.where(ok), form, joined), ("cue+here", far.where(ok), form, here), ("no cue", only(~ok), here)]
