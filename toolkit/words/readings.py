"""The readings of a written word: every way the dictionary can cut and analyse it, weighed by statistics of plain text.

Weight of a reading: the probability of its lemma, of its prefixes and of its suffixes (estimated by EM from unlabelled
news, `scripts/estimate_morphology.py`) and a few priors: exact spelling, citation form, no imperatives, no first person.
"""

from __future__ import annotations

import csv
import gzip
import math
from dataclasses import dataclass, field
from importlib.resources import files
from typing import NamedTuple

from toolkit.arabic import fold
from toolkit.words.aramorph import Dictionary

PRIORS = {
    "spelling": -3.0, "imperative": -4.0, "my": -3.0, "i_you": -1.5, "emphatic": -3.0, "function": 2.0, "function_adverb": -2.0,
    "form_four": -1.5, "citation": 0.7, "feminine": 0.8,
}  # fmt: skip
UNSEEN = 1e-6


class Reading(NamedTuple):
    """One analysis: `front` proclitic letters, then the host, then `back` enclitic letters."""

    front: int
    back: int
    lemma_id: str
    lemma: str
    pos: str
    category: str
    prefixes: str
    suffixes: str
    exact: int
    nisba: bool


def word_class(category: str, pos: str) -> str:
    """F (function word), PV, IV, CV (verbs), NP (name) or N."""
    if category.startswith("F"):
        return "F"
    if category[:2] in ("PV", "IV", "CV"):
        return category[:2]
    return "NP" if pos == "NOUN_PROP" else "N"


def readings(bare: str, folded: str, dictionary: Dictionary) -> list[Reading]:
    """All readings of a word without marks; `folded` is its folded form (of the same length)."""
    found: dict[tuple, Reading] = {}
    size = len(bare)
    ends = [(j, afters) for j in range(size, max(0, size - 7), -1) if (afters := dictionary.suffixes.get(folded[j:]))]
    for i in range(min(4, size - 1) + 1):
        befores = dictionary.prefixes.get(folded[:i], ())
        for j, afters in ends if befores else ():
            middles = dictionary.stems.get(folded[i:j], ()) if j > i else ()
            for before in befores if middles else ():
                stems = dictionary.before_stem.get(before[0], frozenset())
                for middle in middles:
                    if middle[1] in stems:
                        _add_readings(found, bare[i:j], bare[j:], before, middle, afters, dictionary)
    return list(found.values())


def _add_readings(found: dict[tuple, Reading], stem: str, ending: str, before: tuple, middle: tuple, afters: list, dictionary: Dictionary) -> None:
    """The readings of a stem with what is written before it, for each ending that fits both; of equal ones the best spelt."""
    prefix, clitics, prefix_tags = before
    form, category, pos, lemma_id, lemma, front, back, nisba = middle
    fitting = dictionary.after_stem.get(category, frozenset()) & dictionary.around.get(prefix, frozenset())
    for suffix, enclitic, suffix_tags, written in afters:
        if suffix in fitting:
            exact = (form == stem) + (written == ending)
            key = (clitics + front, enclitic or back, lemma_id, pos, category, prefix_tags, suffix_tags)
            if key not in found or found[key].exact < exact:
                found[key] = Reading(clitics + front, enclitic or back, lemma_id, lemma, pos, category, prefix_tags, suffix_tags, exact, nisba)


@dataclass
class Weights:
    """Probabilities of lemmas, of prefixes and of suffixes (given the word class)."""

    lemma: dict[str, float] = field(default_factory=dict)
    prefix: dict[str, float] = field(default_factory=dict)
    suffix: dict[str, float] = field(default_factory=dict)
    unseen_lemma: float = 1.0

    @classmethod
    def shipped(cls) -> Weights:
        """Those of lexicons/morphology.csv.gz."""
        weights = cls()
        with (files("toolkit.lexicons") / "morphology.csv.gz").open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as file:
            for kind, key, value in csv.reader(file):
                if kind == "unseen":
                    weights.unseen_lemma = float(value)
                elif kind in ("lemma", "prefix", "suffix"):
                    getattr(weights, kind)[key] = float(value)
        return weights

    def of(self, reading: Reading, bare: str) -> float:
        """The log weight of a reading."""
        if not self.lemma:
            return prior(reading, bare)
        lemma, prefix, suffix = keys(reading)
        return (
            math.log(self.lemma.get(lemma, self.unseen_lemma)) + math.log(self.prefix.get(prefix, UNSEEN))
            + math.log(self.suffix.get(suffix, UNSEEN)) + prior(reading, bare)
        )  # fmt: skip


def keys(reading: Reading) -> tuple[str, str, str]:
    """What is counted of a reading."""
    kind = word_class(reading.category, reading.pos)
    lemma = f"{reading.lemma_id}|V" if kind in ("PV", "IV", "CV") else f"{reading.lemma_id}|{reading.pos[:5]}"
    return lemma, f"{kind}|{reading.prefixes}", f"{kind}|{reading.suffixes}"


def host_of(reading: Reading, word: str) -> str:
    """The word without clitics and article."""
    host = word[reading.front : len(word) - reading.back]
    if "DET" in reading.prefixes:
        host = host[2:] if host.startswith("ال") else host[1:]
    return host


def prior(reading: Reading, bare: str) -> float:
    """What we know of readings in general, as a log weight."""
    kind = word_class(reading.category, reading.pos)
    weight = PRIORS["spelling"] * (2 - reading.exact)
    if kind == "CV":
        weight += PRIORS["imperative"]
    if reading.suffixes.endswith(("POSS_PRON_1S", "PRON_1S")) and kind != "F":
        weight += PRIORS["my"]
    if "IV1S" in reading.prefixes or "2" in reading.prefixes[-4:]:
        weight += PRIORS["i_you"]
    if "EMPHATIC" in reading.prefixes or "RESULT_CL" in reading.prefixes:
        weight += PRIORS["emphatic"]
    return weight + _of_lemma(reading, kind, bare)


def _of_lemma(reading: Reading, kind: str, bare: str) -> float:
    """How likely this lemma is to be written so."""
    if kind == "F":
        return PRIORS["function"] + (PRIORS["function_adverb"] if reading.pos in ("ADV", "INTERJ", "ADJ", "NOUN", "NOUN_PROP") else 0)
    host, lemma = fold(host_of(reading, bare)), fold(reading.lemma)
    if reading.back and host.endswith("ت"):
        host = host[:-1] + "ة"
    if kind == "IV":
        return PRIORS["form_four"] if reading.lemma[:1] in "أإآ" and len(lemma) <= 4 and lemma.startswith("ا") else 0
    if kind in ("N", "PV") and lemma == host:
        return PRIORS["citation"] - (0.3 if kind == "PV" else 0)
    return PRIORS["feminine"] if kind in ("N", "PV") and lemma.endswith("ة") and host.endswith(("ة", "ات")) else 0


def estimate(counts: dict[str, int], dictionary: Dictionary, *, rounds: int = 6, smoothing: float = 0.1) -> Weights:
    """EM over a list of words and their counts, without labels. Deterministic."""
    data = []
    for word, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        found = readings(word, fold(word), dictionary)
        if found:
            data.append((count, [(*keys(reading), math.exp(prior(reading, word))) for reading in found]))
    weights = Weights()
    lemma_p: dict[str, float] = {}
    prefix_p: dict[str, float] = {}
    suffix_p: dict[str, float] = {}
    unseen = 1.0
    for round_number in range(rounds):
        lemmas: dict[str, float] = {}
        prefixes: dict[str, float] = {}
        suffixes: dict[str, float] = {}
        classes: dict[str, float] = {}
        for count, options in data:
            if round_number:
                scores = [lemma_p.get(a, unseen) * prefix_p.get(b, UNSEEN) * suffix_p.get(c, UNSEEN) * p for a, b, c, p in options]
            else:
                scores = [p for *_, p in options]
            whole = sum(scores)
            if whole <= 0:
                continue
            for (a, b, c, _), score in zip(options, scores, strict=True):
                share = score / whole * count
                if share < 1e-6:
                    continue
                lemmas[a] = lemmas.get(a, 0) + share
                prefixes[b] = prefixes.get(b, 0) + share
                suffixes[c] = suffixes.get(c, 0) + share
                kind = b.split("|")[0]
                classes[kind] = classes.get(kind, 0) + share
        total = sum(lemmas.values()) + smoothing * len(lemmas)
        unseen = smoothing / total
        lemma_p = {key: (value + smoothing) / total for key, value in lemmas.items()}
        prefix_p = {key: (value + 0.01) / (classes[key.split("|")[0]] + 1) for key, value in prefixes.items()}
        suffix_p = {key: (value + 0.01) / (classes[key.split("|")[0]] + 1) for key, value in suffixes.items()}
    weights.lemma, weights.prefix, weights.suffix, weights.unseen_lemma = lemma_p, prefix_p, suffix_p, unseen
    return weights
