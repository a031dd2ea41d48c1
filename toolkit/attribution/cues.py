"""Which words report something: every form of the cue lexicon is a candidate, a trained model says yes or no."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from toolkit.sentence.batch import OUTSIDE, Batch, counted
from toolkit.sentence.clusters import clusters
from toolkit.sentence.lexicon import Cue, cue_forms, roles, source_heads
from toolkit.tagging import Column, Feature, Sheet, flags, load_linear, numbers, only, probability, valued

AROUND = (-3, -2, -1, 1, 2, 3)
REACH = 25  # tokens in which a complement is looked for
LEAST = 0.5  # probability from which a candidate is a cue
_CLUSTERS = 3  # of the sizes of clusters
_NAMED = ("name earlier",) * 5 + ("name before", "in name", "name next") + ("name soon",) * 5  # from six words before to six after


class Cues:
    """Candidates of a batch: the tokens `at`, and what the lexicon says of each; `spoken`: at which tokens there are cues."""

    def __init__(self, batch: Batch, at: np.ndarray, spoken: np.ndarray | None = None) -> None:
        self.batch, self.at = batch, at
        self.spoken = np.isin(np.arange(batch.size), at) if spoken is None else spoken
        self.begin, self.end = batch.begin[at], batch.end[at]
        forms = cue_forms()
        types, self.number = np.unique(batch.type[at], return_inverse=True)
        self.known: list[Cue] = [forms[batch.types[code]] for code in types.tolist()]
        self.front = np.array([cue.front for cue in self.known], dtype=np.int64)[self.number]

    def take(self, rows: np.ndarray) -> Cues:
        return Cues(self.batch, self.at[rows], self.spoken)

    def said(self, name: str) -> Column:
        """What the lexicon says of each cue: lemma, cls, form …"""
        return Column(self.number, tuple(str(getattr(cue, name)) for cue in self.known))

    def is_form(self, *forms: str) -> np.ndarray:
        return np.array([cue.form in forms for cue in self.known], dtype=bool)[self.number]

    def takes(self, frame: str) -> np.ndarray:
        """Which cues may have this complement."""
        return np.array([frame in cue.frames for cue in self.known], dtype=bool)[self.number]

    @cached_property
    def joined(self) -> np.ndarray:
        """Which cues begin with a conjunction, و or ف."""
        return (self.front > 0) & self.batch.per_type(lambda word: word[0] in "وف")[self.at]


def cues(batch: Batch, candidates: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The candidates that report something, with their probability."""
    found = Cues(batch, candidates)
    sure = probability(load_linear("cues").score(features(found)))
    kept = (sure >= LEAST) & ~predicate(found)
    return candidates[kept], sure[kept]


def predicate(found: Cues) -> np.ndarray:
    """The one veto: «إن المدن، على الرغم من الأزمة، مطالبة برفع …»: after إن a participle before which no verb stands is the predicate."""
    batch = found.batch
    verbs = counted(batch.of_pos("VERB") | batch.of_class("cue verb".__eq__))
    return found.is_form("participle") & batch.among({"ان", "وان"})[found.begin] & (verbs[found.at] == verbs[found.begin])


def features(found: Cues) -> Sheet:
    """What the model sees of the candidates."""
    batch, at, form, cls = found.batch, found.at, found.said("form"), found.said("cls")
    lemma, pos, text = found.said("lemma"), batch.pos.at(at), _written(batch, at)
    own = batch.form.at(at)
    features: list[Feature] = [
        ("lemma", lemma), ("form", form), ("class", cls), ("tier", found.said("tier")), ("word", own), ("front", found.said("front")),
        ("object", found.said("has_object")), ("pos", pos), ("form+pos", form, pos), ("lemma+form", lemma, form),
        ("written", text), ("place", numbers(at - found.begin, 3)), ("quoted", flags(batch.quotation[at] >= 0)),
    ]  # fmt: skip
    known = _clusters(batch)
    for offset in AROUND:
        features += _neighbours(found, offset, form, cls, known)
    features += _names(found) + _complement(found, form)
    unnamed, closed = counted(batch.among("own name")), counted(batch.closes >= 0)
    features.append(("asks to stay unnamed", flags(unnamed[np.minimum(at + 5, batch.last[at])] > unnamed[np.minimum(at + 1, batch.last[at])])))
    features.append(("after a quotation", flags(closed[at] > closed[np.maximum(at - 3, batch.first[at])])))
    return Sheet(len(at), features)


def _written(batch: Batch, at: np.ndarray) -> Column:
    """The first three characters as they stand in the text."""
    texts = []
    for k, article in zip(at.tolist(), batch.article[at].tolist(), strict=True):
        view = batch.views[article]
        start = view.starts[k - int(batch.firsts[article])]
        texts.append(view.text[start : start + 3])
    return valued(texts)


def _neighbours(found: Cues, offset: int, form: Column, cls: Column, known: list[Column]) -> list[Feature]:
    batch, k, place = found.batch, found.at + offset, str(offset)
    ok = (found.begin <= k) & (k < found.end)
    there = np.where(ok, k, 0)
    word, pos, around = batch.form.at(k, ok, "None"), batch.pos.at(k, ok), batch.cls.at(k, ok)
    features: list[Feature] = [("word at", place, word), ("pos at", place, pos)]
    features += [("cluster at", place, cluster.at(k, ok)) for cluster in known]
    features.append(("role at", only(ok & batch.among(roles())[there], offset)))
    heads = source_heads()
    head = Column(word.codes, tuple(heads.get(value, "") for value in word.values)).where(ok & batch.among(set(heads))[there])
    features.append(("head at", place, head))
    if offset in (-1, 1):
        features += [("word at+form", place, word.where(ok), form), ("pos at+form", place, pos, form)]
        features += [("class at", place, around), ("class at+form", place, around, form, cls)]
        for name, part in (("ending at", slice(-2, None)), ("beginning at", slice(2))):
            features.append((name, place, Column(word.codes, tuple(value[part] for value in word.values)).where(ok)))
    return features


def _clusters(batch: Batch) -> list[Column]:
    """The clusters of each word, of the first sizes."""
    known = clusters()
    rows = [known.get(word) or (known.get(word[1:]) if word[:1] in "وف" else None) or () for word in batch.form.values[len(OUTSIDE) :]]
    return [
        Column(np.where([len(row) > n for row in rows], np.arange(len(rows)), -1)[batch.type], tuple(row[n] if len(row) > n else "" for row in rows))
        for n in range(_CLUSTERS)
    ]


def _names(found: Cues) -> list[Feature]:
    """Names that begin soon after, end shortly before, or hold the word."""
    batch, features = found.batch, []
    for offset, place in enumerate(_NAMED, -6):
        k = found.at + offset
        ok = (found.begin <= k) & (k < found.end)
        there = np.where(ok, k, 0)
        name = batch.name[there]
        ok &= name >= 0
        if offset > 0:
            ok &= batch.name_first[name] == k
        elif offset < 0:
            ok &= batch.name_last[name] == k + 1
        features.append((place, batch.name_type.at(name).where(ok)))
    return features


def _complement(found: Cues, form: Column) -> list[Feature]:
    """How far off a clause, a colon or a quotation is."""
    batch, at = found.batch, found.at
    that, colon, stop = (batch.of_class(value.__eq__) for value in ("that", ":", "."))
    opened = batch.opens >= 0
    first = batch.next_of(that | colon | stop | opened)[at + 1]
    near = first < np.minimum(found.end, at + REACH)
    there = np.where(near, first, 0)
    bits = np.frompyfunc(int.bit_length, 1, 1)(first - at).astype(int) if len(at) else first
    far = numbers(bits, 4)
    is_that, is_colon = near & that[there], near & colon[there]
    is_quote = near & opened[there] & ~that[there] & ~colon[there]
    return [
        ("that", far.where(is_that)), ("that+form", form.where(is_that), far), ("colon", far.where(is_colon)), ("quotation", far.where(is_quote)),
        ("no complement", only(~(is_that | is_colon | is_quote))),
    ]  # fmt: skip
