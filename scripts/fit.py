"""Fits linear models: conditional logit (one of several is right) and logistic regression (yes or no), both with an L2 penalty."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from toolkit.tagging import Linear, Sheet

OUT = Path(__file__).resolve().parents[1] / "toolkit/tagging"
_WIDE = 1 << 22  # columns of a matrix whose features are still being counted


class Choices(NamedTuple):
    """Candidates: their features (one row each, the columns are `names`), the choice that each belongs to, and how right it is (0 to 1)."""

    matrix: sp.csr_matrix
    names: list[str]
    group: np.ndarray
    right: np.ndarray

    def of(self, groups: np.ndarray) -> Choices:
        """The choices of which the mask holds."""
        rows = groups[self.group]
        kept = np.cumsum(groups) - 1
        return Choices(self.matrix[rows], self.names, kept[self.group[rows]], self.right[rows])


def choices(sheet: Sheet, group: np.ndarray, right: np.ndarray) -> Choices:
    """The candidates of a sheet as rows of a matrix."""
    number: dict[str, int] = {}
    wide = design(sheet, number)
    return Choices(sp.csr_matrix((wide.data, wide.indices, wide.indptr), shape=(sheet.size, len(number))), list(number), group, right)


def joined(one: Choices, other: Choices) -> Choices:
    """All choices of both."""
    number = {name: n for n, name in enumerate(one.names)}
    place = np.array([number.setdefault(name, len(number)) for name in other.names], dtype=np.int64)
    first, second = one.matrix, other.matrix
    moved = sp.csr_matrix((second.data, place[second.indices], second.indptr), shape=(second.shape[0], len(number)))
    whole = sp.csr_matrix((first.data, first.indices, first.indptr), shape=(first.shape[0], len(number)))
    groups = int(one.group[-1]) + 1 if len(one.group) else 0
    return Choices(
        sp.vstack([whole, moved], "csr"), list(number), np.concatenate([one.group, other.group + groups]), np.concatenate([one.right, other.right])
    )


def design(sheet: Sheet, number: dict[str, int]) -> sp.csr_matrix:
    """The features of each row; `number`: the column of each feature, new ones are added."""
    rows, columns = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for name, *parts in sheet.features:
        key, ok = np.zeros(sheet.size, dtype=np.int64), np.ones(sheet.size, dtype=bool)
        values = [(part,) if isinstance(part, str) else part.values for part in parts]
        for part, known in zip(parts, values, strict=True):
            codes = np.zeros(1, dtype=np.int64) if isinstance(part, str) else part.codes
            key, ok = key * max(len(known), 1) + codes, ok & (codes >= 0)
        found, place = np.unique(key[ok], return_inverse=True)
        taken = np.unravel_index(found, [max(len(known), 1) for known in values])
        written = [
            "|".join([name, *(known[code] for known, code in zip(values, row, strict=True))])
            for row in zip(*(t.tolist() for t in taken), strict=True)
        ]
        rows.append(np.flatnonzero(ok))
        columns.append(np.array([number.setdefault(feature, len(number)) for feature in written], dtype=np.int64)[place])
    at, column = np.concatenate(rows), np.concatenate(columns)
    total = sp.csr_matrix((np.ones(len(at)), (at, column)), shape=(sheet.size, _WIDE))
    for part, owners in sheet.shared:
        total = total + design(part, number)[owners]
    for part, owners in sheet.parts:
        total = total + sp.csr_matrix((np.ones(part.size), (owners, np.arange(part.size))), shape=(sheet.size, part.size)) @ design(part, number)
    return total.tocsr()


def fit(data: Choices, *, penalty: float, least: int, among: bool = True, slack: float = 1e-6, iterations: int = 200) -> Linear:
    """The model of these choices.

    Parameters: `penalty` of the squared weights; `least`: choices in which a feature must occur; `among`: the candidates of a
    choice compete (conditional logit), or each is judged by itself; `slack`: candidates that are worse than the best by no
    more count as right too, from one half on.
    """
    groups, rows = int(data.group[-1]) + 1, np.repeat(np.arange(len(data.group)), np.diff(data.matrix.indptr))
    held = np.unique(data.matrix.indices.astype(np.int64) * groups + data.group[rows]) // groups
    kept = np.flatnonzero(np.bincount(held, minlength=len(data.names)) >= least)
    kept = kept[np.argsort([data.names[n] for n in kept])]
    matrix = data.matrix[:, kept]
    weights = _among(matrix, data.group, data.right, penalty, slack, iterations) if among else _each(matrix, data.right, penalty, iterations)
    return Linear({data.names[n]: round(float(weight), 3) for n, weight in zip(kept, weights, strict=True) if abs(weight) >= 0.01})


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
    return write_weights(name, "feature,weight", [f"{quoted(feature)},{weight:g}" for feature, weight in sorted(model.weights.items())])


def write_weights(name: str, header: str, lines: list[str]) -> Path:
    """A file of weights beside the models; the same lines give the same bytes."""
    path = OUT / f"{name}.csv.gz"
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write("".join(f"{line}\n" for line in (header, *lines)).encode())
    return path


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(char in text for char in ',"\n\r') else text
