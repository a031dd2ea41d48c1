"""Where what is said begins: after أن, a colon, a preposition, at the object, in a quotation; or around an «according to»."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.attribution.cues import Cues
from toolkit.sentence.batch import Batch, counted, spread
from toolkit.sentence.lexicon import cue_forms
from toolkit.sentence.phrases import near
from toolkit.tagging import Column, Feature, Sheet, flags, likeliest, load_linear, numbers, only

KINDS = ("clause", "colon", "quote", "preposition", "bi", "verb", "object", "around", "before")
REACH = 60  # tokens after the cue …
FAR = {"preposition": 28, "bi": 28, "object": 22, "verb": 28}  # … and for what is found everywhere
_GOVERNS = {"علي": "على", "الي": "إلى", "عن": "عن", "من": "من", "في": "في", "ل": "ل"}
_BETWEEN = ("that", ":", "،", "cue verb", "cue participle", "time", "relative")
_LATER = 20  # tokens after a beginning in which a better one is looked for
_FAR = np.array([FAR.get(kind, REACH) for kind in KINDS])


@dataclass(frozen=True)
class Beginnings:
    """How a content may begin (`kind`, of KINDS; around, before: it does not follow the cue) and its token, for the cue of this `number`."""

    number: np.ndarray
    kind: np.ndarray
    at: np.ndarray

    def take(self, rows: np.ndarray) -> Beginnings:
        return Beginnings(self.number[rows], self.kind[rows], self.at[rows])

    def elsewhere(self) -> np.ndarray:
        return self.kind >= KINDS.index("around")


def chosen(cues: Cues) -> tuple[Beginnings, np.ndarray]:
    """The likeliest beginning of each cue, with its probability; none of cues with which nothing can be said («وأضاف:», cut off)."""
    found = beginnings(cues)
    if not len(found.number):
        return found, np.zeros(0)
    choice = likeliest(load_linear("beginnings").score(features(cues, found)), np.unique(found.number, return_inverse=True)[1])
    return found.take(choice.best), choice.chances[choice.best]


def beginnings(cues: Cues) -> Beginnings:
    """The places where the content of each cue may begin: after it in order, then around it, then in a quotation before it."""
    batch, at = cues.batch, cues.at
    number, k = spread(at + 1, np.minimum(np.minimum(cues.end + 1, batch.last[at]), at + REACH))
    colon = batch.among({":"})
    ok = (k < cues.end[number]) | colon[k - 1]
    number, k = number[ok], k[ok]
    kind, i = _kinds(batch, at[number], k), at[number]
    ok = (batch.is_word[k] | (batch.opens[k] >= 0)) & ~batch.inside_name[k] & (k - i <= _FAR[kind])
    ok &= ~batch.preposition[k] | (kind == KINDS.index("colon")) | (k == i + 1)
    number, k, kind, i = number[ok], k[ok], kind[ok], i[ok]
    last = np.full(len(at), batch.size)  # nothing is looked for after a colon
    stops = colon[k - 1] & (k > i + 1)
    np.minimum.at(last, number[stops], k[stops])
    ok = k <= last[number]
    number, k, kind = number[ok], k[ok], kind[ok]
    follows = np.bincount(number, minlength=len(at)) > 0
    around = np.flatnonzero(follows | (at > cues.begin) | ~cues.is_form("perfect", "imperfect"))
    closed = batch.last_of(batch.closes >= 0)
    mark = np.where(at > 0, closed[at - 1], -1)
    quotation = np.where(mark >= np.maximum(at - 4, batch.first[at]), batch.closes[np.maximum(mark, 0)], -1)
    before = np.flatnonzero((quotation >= 0) & (batch.quoted_words[quotation] >= 2))
    numbers_, kinds = (
        np.concatenate([number, around, before]),
        [np.full(len(rows), KINDS.index(k)) for rows, k in ((around, "around"), (before, "before"))],
    )
    order = np.argsort(numbers_, kind="stable")
    places = np.concatenate([k, at[around], batch.quote_open[quotation[before]] + 1])
    return Beginnings(numbers_[order], np.concatenate([kind, *kinds])[order], places[order])


def _kinds(batch: Batch, i: np.ndarray, k: np.ndarray) -> np.ndarray:
    after = k > i + 1
    governed = after & batch.among(set(_GOVERNS))[k - 1]
    bi = batch.among({"ب", "بـ"}) | batch.clitic
    verb = batch.of_class("cue verb".__eq__) | batch.of_pos("VERB")
    tests = (after & batch.among({":"})[k - 1], batch.of_class("that".__eq__)[k], batch.opens[k] >= 0, governed, bi[k], verb[k])
    kinds = [KINDS.index(kind) for kind in ("colon", "clause", "quote", "preposition", "bi", "verb")]
    return np.select(tests, kinds, KINDS.index("object"))


def features(cues: Cues, found: Beginnings) -> Sheet:
    """What the model sees of the beginnings; `cues` are those of the articles that were accepted."""
    own, elsewhere = cues.take(found.number), found.elsewhere()
    every = Column(found.kind, KINDS)
    kind, other = every.where(~elsewhere), every.where(elsewhere)
    features: list[Feature] = [
        ("kind", every), ("kind+form", every, own.said("form")), ("kind+lemma", every, own.said("lemma")), ("kind+class", every, own.said("cls")),
        *_elsewhere(own, other), *_place(own, kind, found.at), *_gap(cues, own, kind, found.at), *_word(own, kind, found.at),
        *_later(cues, own, kind, found.at),
    ]  # fmt: skip
    return Sheet(len(found.number), features)


def _elsewhere(own: Cues, kind: Column) -> list[Feature]:
    batch, i = own.batch, own.at
    after, opens = batch.cls.at(i + 1, i + 1 < own.end, "END"), i > own.begin
    return [
        ("kind+place", kind, numbers(i - own.begin, 2)), ("kind+after", kind, after), ("kind+before", kind, batch.cls.at(i - 1, opens, "START")),
        ("kind+word before", kind, batch.form.at(i - 1, opens, "START")), ("kind+left", kind, numbers(np.minimum(own.end - i, 15) // 3, 5)),
        ("kind+object", kind, own.said("has_object"), own.said("form")),
    ]  # fmt: skip


def _place(own: Cues, kind: Column, k: np.ndarray) -> list[Feature]:
    batch, far, form = own.batch, near(k - own.at), own.said("form")
    here, before, after = batch.cls.at(k), batch.cls.at(k - 1), batch.cls.at(k + 1, k + 1 < batch.last[k], "END")
    there = kind.codes >= 0
    of = {name: kind.codes == KINDS.index(name) for name in ("preposition", "bi", "object")}
    governs = np.select([own.takes(frame) & batch.among({word})[k - 1] for word, frame in _GOVERNS.items()], [True] * len(_GOVERNS), default=False)
    return [
        ("far", kind, far), ("far+form", kind, far, form), ("here", here.where(there)), ("before", before.where(there)), ("after", after.where(there)),
        ("here+after", here.where(there), after), ("word", batch.form.at(k).where(there)), ("word before", batch.form.at(k - 1).where(there)),
        ("governed", flags(governs).where(of["preposition"])), ("governed", flags(own.takes("ب")).where(of["bi"]), flags(k - own.at == 1)),
        ("governed", flags(own.takes("np")).where(of["object"])),
    ]  # fmt: skip


def _gap(cues: Cues, own: Cues, kind: Column, k: np.ndarray) -> list[Feature]:
    """What stands between the cue and the beginning."""
    batch, i = own.batch, own.at
    features: list[Feature] = []
    first = np.minimum(i + 1, k)
    for name in _BETWEEN:
        before = counted(batch.of_class(name.__eq__))
        count = before[k] - before[first]
        some = (count > 0) & (kind.codes >= 0)
        features += [("between", only(some, name), kind), ("between, times", name, numbers(count, 3).where(some))]
    opened, spoken = counted(batch.opens >= 0), counted(cues.spoken)
    features.append(("between", only(opened[k] > opened[first], "quotation"), kind))
    features.append(("cue between", kind, flags(spoken[k] > spoken[first])))
    nominal = batch.last_of(batch.nominal)[k - 1]
    features.append(("last between", batch.cls.at(nominal, nominal >= i + 1, "None"), kind))
    over = batch.name[k - 1]
    features.append(("before, name over", batch.cls.at(k - 1), flags((over >= 0) & (batch.name_last[over] == k)), kind))
    return features


def _word(own: Cues, kind: Column, k: np.ndarray) -> list[Feature]:
    batch, i, forms = own.batch, own.at, cue_forms()
    is_itself = Column(batch.type, tuple(str(forms[word].form) if word in forms else "None" for word in batch.types)).at(k)
    definite = batch.per_type(lambda word: word.startswith("ال"))
    ending = Column(batch.form.codes, tuple(value[-2:] for value in batch.form.values)).at(k)
    quoted = batch.quoted_words[batch.opens[k]]
    return [
        ("ending", ending, kind), ("is itself", is_itself, kind),
        ("definite", flags(definite[k]), flags(definite[k - 1]), batch.pos.at(k), batch.pos.at(k - 1), kind),
        ("same quotation", flags(batch.quotation[k] == batch.quotation[i]), kind),
        ("quoted words", numbers(quoted, 8, -1).where(kind.codes == KINDS.index("quote"))),
    ]  # fmt: skip


def _later(cues: Cues, own: Cues, kind: Column, k: np.ndarray) -> list[Feature]:
    """Whether a clause, a colon or a quotation comes later."""
    batch = own.batch
    frame = batch.of_class(("that", ":").__contains__)
    long = (batch.opens >= 0) & (batch.quoted_words[batch.opens] > 3)
    first, stop = batch.next_of(frame | long)[k + 1], batch.next_of(cues.spoken)[k + 1]
    ok = (first < np.minimum(own.end, k + _LATER)) & (first < stop)
    there = np.where(ok, first, 0)
    values = (*batch.cls.values, "quotation")
    later = Column(np.where(ok, np.where(frame[there], batch.cls.codes[there], len(values) - 1), values.index("None")), values)
    return [("later+frame", later, kind, flags(own.takes("clause"))), ("later+lemma", later, kind, own.said("lemma"))]
