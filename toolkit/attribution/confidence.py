"""The probability that a relation is right, from the probabilities of its choices."""

from __future__ import annotations

from functools import cache
from math import exp, log
from pathlib import Path

import pandas as pd

from toolkit.attribution.relation import Relation

STEPS = ("cue", "content", "end", "source", "antecedent", "fullest")
WEIGHTS = Path(__file__).with_name("confidence.csv")  # made by scripts/calibrate.py


@cache
def _weights() -> tuple[float, dict[str, float]]:
    rows = pd.read_csv(WEIGHTS, keep_default_na=False)
    known = dict(zip(rows["step"], rows["weight"].astype(float), strict=True))
    return known.pop(""), known


def confidence(relation: Relation) -> float:
    """The probability that cue, speaker and content are right: logistic in the log-odds of each choice (Platt 1999).

    A relation whose speaker is unknown has no chance to be right about it.
    """
    constant, weights = _weights()
    total = constant
    for step, chance in relation.certain.items():
        kept = min(max(chance, 0.001), 0.999)
        total += weights[step] * log(kept / (1 - kept))
    return round(1 / (1 + exp(-total)), 4)
