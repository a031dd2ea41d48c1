"""Choosing among readings by their neighbours: tag bigrams, looked at only where a word is ambiguous.

A word with one choice is settled; each run of ambiguous words between two settled ones is decided by itself (Viterbi).
Equal runs between equal neighbours are decided once, so a large corpus costs little more than its distinct runs.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files

import numpy as np

from toolkit.arabic import fold
from toolkit.words.choices import Choice

START = "<s>"
FLOOR = -12.0  # log probability of a tag never seen
SMOOTH = 5.0  # weight of the tag's own frequency in a bigram
# The estimate starts from unlabelled text and takes a masdar after a preposition for its verb (على نبذ): grammar knows better.
GOVERNED = -3.0  # the highest score of a finite verb after a preposition, and …
COUNTED = -1.0  # … of an indefinite adjective after a number (مليون راكب)
_BEFORE_CLAUSES = frozenset("P:" + fold(word) for word in "حتى فيما حيث لكن عند بعد كما إذا لو مثل".split())


@dataclass
class Bigrams:
    """Counts of exit tag → entry tag, as log probabilities relative to the entry tag's own."""

    log_tag: dict[str, float] = field(default_factory=dict)
    log_pair: dict[tuple[str, str], float] = field(default_factory=dict)
    log_rest: dict[str, float] = field(default_factory=dict)

    @classmethod
    def from_counts(cls, pairs: dict[tuple[str, str], int]) -> Bigrams:
        """From counted pairs (exit tag, entry tag)."""
        entries: dict[str, int] = {}
        exits: dict[str, int] = {}
        for (left, right), count in pairs.items():
            entries[right] = entries.get(right, 0) + count
            exits[left] = exits.get(left, 0) + count
        whole = sum(entries.values())
        tag = {key: (value + 0.5) / whole for key, value in entries.items()}
        pair = {(a, b): math.log((n + SMOOTH * tag[b]) / (exits[a] + SMOOTH)) for (a, b), n in pairs.items()}
        rest = {key: math.log(SMOOTH / (value + SMOOTH)) for key, value in exits.items()}
        return cls({key: math.log(value) for key, value in tag.items()}, pair, rest)

    @classmethod
    def shipped(cls) -> Bigrams:
        """Those of lexicons/morphology.csv.gz."""
        pairs = {}
        with (files("toolkit.lexicons") / "morphology.csv.gz").open("rb") as raw, gzip.open(raw, "rt", encoding="utf-8") as file:
            for kind, key, value in csv.reader(file):
                if kind == "pair":
                    left, right = key.split(" ")
                    pairs[left, right] = int(value)
        return cls.from_counts(pairs)

    def score(self, left: str, right: str) -> float:
        """How much likelier the pair is than the right tag alone."""
        alone = self.log_tag.get(right, FLOOR)
        found = self.log_pair.get((left, right))
        if found is None:
            found = self.log_rest.get(left, -9.0) + alone * 0.7 - 1
        score = found - alone
        if right in ("Vp", "Vi") and (left == "P" or left.startswith("P:")) and left not in _BEFORE_CLAUSES:
            return min(score, GOVERNED)
        return min(score, COUNTED) if left == "Q" and right.startswith("Ai") else score


def decide(options: Sequence[list[Choice]], left: str, right: Sequence[str], bigrams: Bigrams) -> list[int]:
    """The best choice for each word of a run; `left` is the exit tag before it, `right` the entry tags after it."""
    scores = [(0.0, left)]
    back: list[list[int]] = []
    for word in options:
        row, links = [], []
        for choice in word:
            best, link = max((score + bigrams.score(tag, choice.entry), -n) for n, (score, tag) in enumerate(scores))
            row.append((best + choice.weight, choice.exit))
            links.append(-link)
        back.append(links)
        scores = row
    if right:
        scores = [(score + max(bigrams.score(tag, entry) for entry in right), tag) for score, tag in scores]
    at = max(range(len(scores)), key=lambda n: scores[n][0])
    path = []
    for links in reversed(back):
        path.append(at)
        at = links[at]
    return path[::-1]


def choose(options: list[list[Choice]], codes: np.ndarray, starts: np.ndarray, bigrams: Bigrams) -> np.ndarray:
    """The chosen option of each token; `options[c]` are those of word code c, `starts` marks sentence starts."""
    count = len(codes)
    chosen = np.zeros(count, dtype=np.int8)
    ambiguous = np.fromiter((len(word) > 1 for word in options), dtype=bool, count=len(options))[codes] if count else starts
    if not ambiguous.any():
        return chosen
    begins = ambiguous.copy()
    begins[1:] &= ~ambiguous[:-1] | starts[1:]
    first = np.flatnonzero(begins)
    ends = ambiguous.copy()
    ends[:-1] &= ~ambiguous[1:] | starts[1:]
    last = np.flatnonzero(ends)
    known: dict[tuple, list[int]] = {}
    code_list, start_list = codes.tolist(), starts.tolist()
    out = chosen.tolist()
    for a, b in zip(first.tolist(), last.tolist(), strict=True):
        before = -1 if start_list[a] else code_list[a - 1]
        after = -1 if b + 1 >= count or start_list[b + 1] else code_list[b + 1]
        key = (before, after, *code_list[a : b + 1])
        path = known.get(key)
        if path is None:
            left = START if before < 0 else options[before][0].exit
            # the word before may itself be ambiguous only across a sentence start, which is no neighbour
            path = decide([options[c] for c in code_list[a : b + 1]], left, [o.entry for o in options[after]] if after >= 0 else [], bigrams)
            known[key] = path
        out[a : b + 1] = path
    return np.array(out, dtype=np.int8)
