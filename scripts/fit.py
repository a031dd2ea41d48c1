"""Fits linear models: conditional logit (one of several is right) and logistic regression (yes or no), both with an L2 penalty."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from toolkit.tagging import Feature, Linear
from toolkit.tagging.linear import written

OUT = Path(__file__).resolve().parents[1] / "toolkit/tagging"


class Choice(NamedTuple):
    """One choice: its article, the features of each candidate, and how right each is (0 to 1)."""

    article: str
    seen: list[list[Feature]]
    right: list[float]


def fit(choices: Sequence[Choice], *, penalty: float, least: int, among: bool = True, slack: float = 1e-6, iterations: int = 200) -> Linear:
    """The model of these choices.

    Parameters: `penalty` of the squared weights; `least`: choices in which a feature must occur; `among`: the candidates of a
    choice compete (conditional logit), or each is judged by itself; `slack`: candidates that are worse than the best by no
    more count as right too, from one half on.
    """
    counts = Counter(feature for choice in choices for feature in {feature for seen in choice.seen for feature in seen})
    number = {feature: n for n, feature in enumerate(sorted((f for f, count in counts.items() if count >= least), key=written))}
    rows = [[number[f] for f in set(seen) if f in number] for choice in choices for seen in choice.seen]
    ends = np.cumsum([0, *map(len, rows)])
    flat = np.fromiter((n for row in rows for n in row), dtype=np.int64, count=int(ends[-1]))
    matrix = sp.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(number)))
    matrix.sort_indices()
    group = np.repeat(np.arange(len(choices)), [len(choice.seen) for choice in choices])
    right = np.array([value for choice in choices for value in choice.right])
    weights = _among(matrix, group, right, penalty, slack, iterations) if among else _each(matrix, right, penalty, iterations)
    return Linear({feature: round(float(weights[n]), 3) for feature, n in number.items() if abs(weights[n]) >= 0.01})


def _among(matrix: sp.csr_matrix, group: np.ndarray, right: np.ndarray, penalty: float, slack: float, iterations: int) -> np.ndarray:
    first = np.flatnonzero(np.diff(group, prepend=-1))
    good = right >= np.maximum(np.maximum.reduceat(right, first)[group] - slack, 0.5)
    some = np.add.reduceat(good, first) > 0
    turned = matrix.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        raised = np.exp(scores - np.maximum.reduceat(scores, first)[group])
        total, rights = np.add.reduceat(raised, first), np.add.reduceat(np.where(good, raised, 0), first)
        rights = np.where(some, rights, 1)
        gradient = turned @ ((raised / total[group] - np.where(good, raised, 0) / rights[group]) * some[group])
        return float((some * (np.log(total) - np.log(rights))).sum() + penalty / 2 * weights @ weights), gradient + penalty * weights

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": iterations}).x


def _each(matrix: sp.csr_matrix, right: np.ndarray, penalty: float, iterations: int) -> np.ndarray:
    sign = np.where(right >= 0.5, 1.0, -1.0)
    turned = matrix.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (matrix @ weights)
        return float(np.logaddexp(0, -margin).sum() + penalty / 2 * weights @ weights), turned @ (-sign / (1 + np.exp(margin))) + penalty * weights

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": iterations}).x


def save(model: Linear, name: str) -> Path:
    """Writes the weights where `load_linear(name)` finds them."""
    lines = sorted((written(feature), weight) for feature, weight in model.weights.items())
    return write_weights(name, "feature,weight", [f"{quoted(feature)},{weight:g}" for feature, weight in lines])


def write_weights(name: str, header: str, lines: list[str]) -> Path:
    """A file of weights beside the models; the same lines give the same bytes."""
    path = OUT / f"{name}.csv.gz"
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write("".join(f"{line}\n" for line in (header, *lines)).encode())
    return path


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(char in text for char in ',"\n\r') else text
