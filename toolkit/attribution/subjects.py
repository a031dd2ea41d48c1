"""Which phrase of the cue's sentence is the source, if any: phrases after the cue and before it compete with «no source»."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.attribution.beginnings import KINDS, Beginnings
from toolkit.attribution.cues import Cues
from toolkit.sentence.batch import Batch, counted, spread
from toolkit.sentence.classes import COMMAS
from toolkit.sentence.phrases import Heads, Phrases, beginnings_of, ends, extent, near
from toolkit.tagging import Column, Feature, Sheet, flags, likeliest, load_linear, numbers

REACH = 26  # tokens before and after the cue
STARTS = 10  # places after the cue at which a phrase is begun
_GAP = 12  # tokens of a gap whose classes are looked at
_CLOSING = frozenset(')»"”')


@dataclass(frozen=True)
class Subjects:
    """Phrases that may be the source of the cue of this `number`: tokens a … b-1; a row with a = -1: that it has none."""

    number: np.ndarray
    a: np.ndarray
    b: np.ndarray

    def take(self, rows: np.ndarray) -> Subjects:
        return Subjects(self.number[rows], self.a[rows], self.b[rows])


def chosen(cues: Cues, begins: Beginnings, heads: Heads) -> tuple[Subjects, np.ndarray]:
    """The likeliest source of each cue, with its probability; `begins`: where each one's content begins."""
    found = subjects(cues)
    choice = likeliest(load_linear("subjects").score(features(cues, begins, found, heads)), found.number)
    return found.take(choice.best), choice.chances[choice.best]


def subjects(cues: Cues) -> Subjects:
    """No source; the phrases after the cue; and, of a verb that no conjunction opens, those right before it."""
    can = beginnings_of(cues.batch)
    none = np.full(len(cues.at), -1)
    parts = [(np.arange(len(cues.at)), none, none), _following(cues, can), _preceding(cues, can)]
    number, a, b = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.argsort(number, kind="stable")
    return Subjects(number[order], a[order], b[order])


def _following(cues: Cues, can: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    batch, at = cues.batch, cues.at
    closing = batch.next_of(batch.of_class(("that", ":").__contains__))[np.minimum(at + 2, batch.size)]
    number, k = spread(at + 1, np.minimum(np.minimum(cues.end, at + REACH), closing))
    first, before = k == at[number] + 1, k - 1
    governed = batch.preposition[before] & ~batch.among({"من"})[before] & ~cues.is_form("preposition")[number]
    ok = can[k] & (first | ~(governed | batch.of_class("relative".__eq__)[before]))
    number, k, first = number[ok], k[ok], first[ok]
    begun = first | _fresh(batch)[k] | (np.diff(number, prepend=-1) > 0)
    number, k = number[begun], k[begun]
    order = np.arange(len(number)) - np.searchsorted(number, number)
    return _ended(batch, number[order < STARTS], k[order < STARTS])


def _ended(batch: Batch, number: np.ndarray, k: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each phrase that begins at token k, with each of its ends."""
    found: dict[int, list[int]] = {}
    for at in np.unique(k).tolist():
        article = int(batch.article[at])
        shift, view = int(batch.firsts[article]), batch.views[article]
        found[at] = [shift + end for end in ends(view, at - shift)]
    lists = [found[at] for at in k.tolist()]
    lengths = list(map(len, lists))
    return np.repeat(number, lengths), np.repeat(k, lengths), np.array([end for own in lists for end in own], dtype=np.int64)


def _fresh(batch: Batch) -> np.ndarray:
    """At which tokens another phrase may begin, inside or after one that has begun."""
    before = ~batch.is_word | batch.of_class("time".__eq__) | batch.preposition | batch.of_pos("ADJ") | batch.of_it
    return np.concatenate(([True], before[:-1])) | batch.nominal


def _preceding(cues: Cues, can: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    batch, at, begin = cues.batch, cues.at, cues.begin
    free = ~(cues.joined & cues.is_form("perfect", "imperfect"))
    one_back = (at - 1 > begin) & (batch.among(COMMAS) | batch.among("before a verb"))[at - 1]
    two_back = (at - 2 > begin) & batch.among({"،", "من", "كان", "كانت"})[np.maximum(at - 2, 0)]
    number, stop = (
        np.concatenate(parts)
        for parts in zip(*((np.flatnonzero(ok & free), (at - n)[ok & free]) for n, ok in ((0, True), (1, one_back), (2, two_back))), strict=True)
    )
    last = stop - 1
    ok = (stop > begin[number]) & ~batch.preposition[last] & (batch.is_word | batch.among(_CLOSING))[last]
    number, stop = number[ok], stop[ok]
    closing = batch.last_of(batch.of_class(("that", ".", ":", "؛").__contains__))[stop - 1]
    owner, k = spread(np.maximum(np.maximum(begin[number], stop - REACH + 1), closing + 1), stop)
    ok = can[k]
    return number[owner[ok]], k[ok], stop[owner[ok]]


def features(cues: Cues, begins: Beginnings, found: Subjects, heads: Heads) -> Sheet:
    """What the model sees of the phrases, and of the choice that there is none."""
    none, some = np.flatnonzero(found.a < 0), np.flatnonzero(found.a >= 0)
    parts = ((_without(cues, begins, found.number[none]), none), (_with(cues, begins, found.take(some), heads), some))
    return Sheet(len(found.number), (), parts=parts)


def _with(cues: Cues, begins: Beginnings, found: Subjects, heads: Heads) -> Sheet:
    batch, number, a, b = cues.batch, found.number, found.a, found.b
    own, known, i, after = cues.take(number), Phrases(batch, heads, a, b), cues.at[number], a > cues.at[number]
    side = Column(after.astype(np.int8), ("before", "after"))
    spoken, gender, form = counted(cues.spoken), own.said("gender"), own.said("form")
    opens = a > own.begin
    behind = batch.cls.at(b, b < own.end, "END").where(after)
    follows = after & ~begins.elsewhere()[number]
    rest = np.maximum(gap_end(cues, begins)[number] - b, -1)
    begun = Column(begins.kind, KINDS).at(number)
    features: list[Feature] = [
        ("who+class", known.kind, own.said("cls")), ("begins", side, batch.cls.at(a)),
        ("begins at once", flags((a == i + 1) | (b == i)), batch.cls.at(a)), ("same quotation", flags(batch.quotation[a] == batch.quotation[i])),
        ("cue within", side, flags(spoken[b] > spoken[a])),
        ("gender", side, gender.where(~own.is_form("participle") & (gender.values_are("m", "f"))), flags(known.feminine), flags(batch.name[known.head] >= 0)),
        ("number", side, own.said("number").where(own.said("number").values_are("p", "d")), flags(known.plural)),
        ("after+form", behind, form), ("after+lemma", behind, own.said("lemma")),
        ("to content", numbers(rest, 4, -1).where(follows), begun), ("to content+who", numbers(rest, 2, -1).where(follows), known.kind),
        ("before+form", batch.cls.at(a - 1, opens, "START").where(~after), form), ("word before", batch.form.at(a - 1, opens, "START").where(~after)),
    ]  # fmt: skip
    return Sheet(len(a), features, shared=((extent(known), np.arange(len(a))), _gaps(own, np.where(after, a, b), side)))


def _gaps(own: Cues, at: np.ndarray, side: Column) -> tuple[Sheet, np.ndarray]:
    """What lies between the cue and a phrase that begins at token `at` after it, or ends there before it; with each row's gap."""
    batch = own.batch
    _, rows, place = np.unique((own.at * (batch.size + 1) + at) * 2 + side.codes, return_index=True, return_inverse=True)
    own, at, side = own.take(rows), at[rows], side.at(rows)
    after = side.codes == 1
    first, last = np.where(after, own.at + 1, at), np.where(after, at, own.at)
    spoken, framed = counted(batch.is_word & batch.nominal), counted(batch.of_class(("that", ":").__contains__) | (batch.opens >= 0))
    far, form = near(last - first), own.said("form")
    features: list[Feature] = [
        ("side", side, form), ("far", side, far), ("far+form", side, far, form), ("who between", side, numbers(spoken[last] - spoken[first], REACH)),
        ("clause between", side, flags(framed[last] > framed[first])),
    ]  # fmt: skip
    owner, k = spread(first, np.minimum(last, first + _GAP))
    kinds = len(batch.cls.values)
    owner, codes = np.divmod(np.unique(owner * kinds + batch.cls.codes[k]), kinds)
    classes = Sheet(len(owner), [("gap", side.at(owner), Column(codes, batch.cls.values))])
    return Sheet(len(rows), features, parts=((classes, owner),)), place


def gap_end(cues: Cues, begins: Beginnings) -> np.ndarray:
    """One past what stands between each cue and its content."""
    end = begins.at - (begins.kind == KINDS.index("preposition"))
    marks = cues.batch.among({":", "،", ","})
    while (over := (end > cues.at + 1) & marks[end - 1]).any():
        end = end - over
    return end


def _without(cues: Cues, begins: Beginnings, number: np.ndarray) -> Sheet:
    own, batch, i = cues.take(number), cues.batch, cues.at[number]
    form, lemma, object_, begin, end = own.said("form"), own.said("lemma"), own.said("has_object"), own.begin, own.end
    letter = Column(batch.type, tuple(word[0] if word[:1] in ("و", "ف") else "None" for word in batch.types)).at(i)
    joined = flags(np.array([value != "None" for value in letter.values])[letter.codes])
    begun, spoken, nominal = Column(begins.kind, KINDS).at(number), counted(cues.spoken), counted(batch.nominal)
    features: list[Feature] = [
        ("none", flags(np.ones(len(i)))), ("none", form), ("none", lemma), ("none", lemma, form), ("none, front", letter, form),
        ("none, place", numbers(i - begin, 3), form), ("none, object", object_), ("none, number", own.said("number"), form),
        ("none, cue before", flags(spoken[i] > spoken[begin]), form), ("none, content", begun, form), ("none, content", begun, lemma),
        ("none, quoted", flags(batch.quotation[i] >= 0), form), ("none, who before", flags(nominal[i] > nominal[begin]), form, joined),
    ]  # fmt: skip
    for offset in (-2, -1, 1, 2):
        k, place = i + offset, str(offset)
        ok = (begin <= k) & (k < end)
        there = batch.cls.at(k, ok, "None")
        features += [("none at", place, there), ("none at+form", place, there, form)]
        if offset in (-1, 1):
            features.append(("none word at", place, batch.form.at(k, ok)))
    follows, gap = ~begins.elsewhere()[number], gap_end(cues, begins)[number]
    room = gap - i - 1
    who = nominal[np.maximum(gap, i + 1)] > nominal[i + 1]
    features += [
        ("none, room", numbers(room, 6).where(follows), begun), ("none, room", numbers(room, 6).where(follows), form),
        ("none, at once", flags(room == 0).where(follows), own.said("gender"), form), ("none, who in room", flags(who).where(follows), numbers(room, 3)),
    ]  # fmt: skip
    return Sheet(len(i), features)
