"""Linear models: a candidate's score is the sum of the weights of its features, which are named and can be read.

Trained by `scripts/train_attribution.py` (one candidate of several: conditional logit, McFadden 1974; yes or no: logistic
regression); the weights are CSV files beside this module (`feature,weight`; the parts of a feature are divided by |).
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

Feature = tuple  # its name, and the values that it joins: strings, whole numbers, True, False or None
_WRITTEN = {"True": True, "False": False, "None": None}


class Shared:
    """Features that many candidates have in common: their score is summed once for each model."""

    __slots__ = ("features", "scores")

    def __init__(self, features: Sequence[Feature]) -> None:
        self.features = features
        self.scores: dict[int, float] = {}


class Seen(NamedTuple):
    """What a model sees of a candidate: features of its own, and those that it shares with others."""

    own: Sequence[Feature]
    shared: tuple[Shared, ...] = ()

    def features(self) -> list[Feature]:
        return [*self.own, *(feature for part in self.shared for feature in part.features)]


@dataclass(frozen=True)
class Linear:
    """`score(candidates) → scores`."""

    weights: dict[Feature, float]

    def score(self, candidates: Iterable[Seen]) -> list[float]:
        """The score of each candidate."""
        get, own = self.weights.get, id(self)
        found = []
        for features, shared in candidates:
            total = sum(filter(None, map(get, features)))
            for part in shared:
                known = part.scores.get(own)
                if known is None:
                    known = part.scores[own] = sum(filter(None, map(get, part.features)))
                total += known
            found.append(total)
        return found

    def explained(self, seen: Seen) -> list[tuple[str, float]]:
        """The features that have a weight, the weightiest first."""
        rows = [(written(feature), self.weights[feature]) for feature in seen.features() if feature in self.weights]
        return sorted(rows, key=lambda row: -abs(row[1]))


def probabilities(scores: Sequence[float]) -> list[float]:
    """Of candidates of which one is right, the probability of each."""
    most = max(scores)
    raised = [exp(score - most) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def probability(score: float) -> float:
    """Of a candidate that may be right or wrong, the probability that it is right."""
    return 1 / (1 + exp(-score)) if score > -700 else 0.0


def written(feature: Feature) -> str:
    """The feature as the files hold it: `next|،|2`."""
    return "|".join("¦".join(str(part).split("|")) for part in feature)


def _read(feature: str) -> Feature:
    return tuple(
        _WRITTEN[part] if part in _WRITTEN else int(part) if part.lstrip("-").isdecimal() else part.replace("¦", "|") for part in feature.split("|")
    )


LOADED: dict[str, Linear] = {}  # models that stand in for those of the package: the trainer's


def load_linear(name: str) -> Linear:
    """The trained model `name`."""
    return LOADED[name] if name in LOADED else _shipped(name)


@cache
def _shipped(name: str) -> Linear:
    data = gzip.decompress((files(__name__.rpartition(".")[0]) / f"{name}.csv.gz").read_bytes()).decode()
    rows = csv.reader(io.StringIO(data))
    next(rows)
    return Linear({_read(feature): float(weight) for feature, weight in rows})
