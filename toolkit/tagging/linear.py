"""Linear models over tables of candidates: a score is the sum of the weights of a candidate's features, which are named and can be read.

Trained by `scripts/train_attribution.py` (one candidate of several: conditional logit, McFadden 1974; yes or no: logistic
regression); the weights are CSV files beside this module (`feature,weight`; the parts of a feature are divided by |).
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

import numpy as np

ABSENT = -1


class Column(NamedTuple):
    """One value a candidate: `values[codes[i]]`; where the code is -1 it has none, and none of the features that join this column."""

    codes: np.ndarray
    values: Sequence[str]

    def at(self, rows: np.ndarray, ok: np.ndarray | None = None, other: str | None = None) -> Column:
        """The values of these rows; where they are not ok `other`, one of the values (None: absent)."""
        if ok is None:
            return Column(self.codes[rows], self.values)
        instead = ABSENT if other is None else self.values.index(other)
        return Column(np.where(ok, self.codes[np.where(ok, rows, 0)], instead), self.values)

    def values_are(self, *wanted: str) -> np.ndarray:
        """Where the column has one of these values."""
        return np.array([value in wanted for value in self.values], dtype=bool)[self.codes]

    def where(self, ok: np.ndarray) -> Column:
        """The column, absent where it is not ok."""
        return Column(np.where(ok, self.codes, ABSENT), self.values)


def flags(mask: np.ndarray) -> Column:
    """Yes or no, as True and False."""
    return Column(np.asarray(mask).astype(np.int8), ("False", "True"))


def only(mask: np.ndarray, value: object = True) -> Column:
    """The value where the mask holds, else absent."""
    return Column(np.where(mask, 0, ABSENT), (str(value),))


def numbers(amounts: np.ndarray, most: int, least: int = 0) -> Column:
    """Whole numbers, those beyond `most` or `least` as these."""
    return Column(np.clip(amounts, least, most) - least, tuple(map(str, range(least, most + 1))))


def valued(values: Sequence[object]) -> Column:
    """A column of any values, as text (| would divide the parts of a feature)."""
    known: dict[object, int] = {}
    codes = np.fromiter((known.setdefault(value, len(known)) for value in values), dtype=np.int32, count=len(values))
    return Column(codes, tuple(str(value).replace("|", "¦") for value in known))


Feature = tuple  # its name, and the columns (or texts, the same for all) whose values it joins


class Sheet:
    """What a model sees of candidates: their features; `shared`: sheets of what several have in common, with each candidate's row of it;
    `parts`: sheets of single parts (words in between …), with the candidate to which each row belongs."""

    def __init__(
        self,
        size: int,
        features: Sequence[Feature],
        *,
        shared: Sequence[tuple[Sheet, np.ndarray]] = (),
        parts: Sequence[tuple[Sheet, np.ndarray]] = (),
    ) -> None:
        self.size, self.features, self.shared, self.parts = size, features, shared, parts
        self.scores: dict[Linear, np.ndarray] = {}  # by each model, once it was asked for

    def written(self, row: int) -> Iterator[str]:
        """The features of a row, as the files hold them: `next|،|2`."""
        for name, *columns in self.features:
            codes = [0 if isinstance(column, str) else int(column.codes[row]) for column in columns]
            if ABSENT not in codes:
                yield "|".join([name, *(c if isinstance(c, str) else c.values[code] for c, code in zip(columns, codes, strict=True))])
        for sheet, rows in self.shared:
            yield from sheet.written(int(rows[row]))
        for sheet, owners in self.parts:
            for part in np.flatnonzero(owners == row).tolist():
                yield from sheet.written(part)


class _Table:
    """The weights of the features of one name and number of values, by the values' numbers."""

    def __init__(self, rows: Sequence[tuple[list[str], float]]) -> None:
        self.numbers: list[dict[str, int]] = [{} for _ in rows[0][0]]
        places = [[known.setdefault(value, len(known)) for known, value in zip(self.numbers, values, strict=True)] for values, _ in rows]
        self.sizes = [len(known) for known in self.numbers]
        self.weights = np.zeros(int(np.prod(self.sizes)) + 1)  # the last one: of what was never seen
        self.weights[np.ravel_multi_index(np.array(places).T, self.sizes)] = [weight for _, weight in rows]

    def of(self, columns: Sequence[Column | str]) -> np.ndarray | None:
        """The weight of each row; None where no row has one."""
        key: np.ndarray | int = 0
        known: np.ndarray | bool = True
        for column, numbers_of, size in zip(columns, self.numbers, self.sizes, strict=True):
            if isinstance(column, str):
                if column not in numbers_of:
                    return None
                key = key * size + numbers_of[column]
                continue
            own = _numbered(column, numbers_of)
            known = known & (own >= 0)
            key = key * size + own
        return self.weights[np.where(known, key, -1)]


def _numbered(column: Column, numbers_of: dict[str, int]) -> np.ndarray:
    """The number of each row's value, or -1; each distinct value is looked up once."""
    codes, values = column
    if len(values) > len(codes):  # more values than rows: only those that occur
        held, codes = np.unique(codes, return_inverse=True)
        return np.array([numbers_of.get(values[code], ABSENT) if code >= 0 else ABSENT for code in held.tolist()], dtype=np.int64)[codes]
    return np.array([*(numbers_of.get(value, ABSENT) for value in values), ABSENT], dtype=np.int64)[codes]  # code -1 takes the last


class Linear:
    """`score(sheet) → scores`; `weights` of each feature as it is written."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        rows = sorted((name, len(values), values, weight) for (name, *values), weight in ((f.split("|"), w) for f, w in weights.items()))
        self.tables = {key: _Table([row[2:] for row in group]) for key, group in groupby(rows, key=lambda row: row[:2])}

    def score(self, sheet: Sheet) -> np.ndarray:
        """The score of each candidate."""
        if self in sheet.scores:
            return sheet.scores[self]
        total = np.zeros(sheet.size)
        for name, *columns in sheet.features:
            table = self.tables.get((name, len(columns)))
            weights = table.of(columns) if table is not None else None
            if weights is not None:
                total += weights
        for part, rows in sheet.shared:
            total += self.score(part)[rows]
        for part, owners in sheet.parts:
            total += np.bincount(owners, self.score(part), minlength=sheet.size)
        sheet.scores[self] = total
        return total

    def explained(self, sheet: Sheet, row: int) -> list[tuple[str, float]]:
        """The features of a row that have a weight, the weightiest first."""
        rows = [(feature, self.weights[feature]) for feature in sheet.written(row) if feature in self.weights]
        return sorted(rows, key=lambda row: -abs(row[1]))


class Chosen(NamedTuple):
    """Of candidates in groups, the likeliest of each group, and the probabilities of all."""

    best: np.ndarray
    chances: np.ndarray


def likeliest(scores: np.ndarray, groups: np.ndarray) -> Chosen:
    """The first best candidate of each group; `groups` counts from 0 upwards, each has one at least."""
    first = np.flatnonzero(np.diff(groups, prepend=-1))
    most = np.maximum.reduceat(scores, first)[groups]
    raised = np.exp(scores - most)
    best = np.flatnonzero(scores == most)
    best = best[np.unique(groups[best], return_index=True)[1]]
    return Chosen(best, raised / np.add.reduceat(raised, first)[groups])


def probability(scores: np.ndarray) -> np.ndarray:
    """Of candidates that may be right or wrong, the probability that they are right."""
    return 1 / (1 + np.exp(-np.clip(scores, -700, 700)))


LOADED: dict[str, Linear] = {}  # models that stand in for those of the package: the trainer's


def load_linear(name: str) -> Linear:
    """The trained model `name`."""
    return LOADED[name] if name in LOADED else _shipped(name)


@cache
def _shipped(name: str) -> Linear:
    data = gzip.decompress((files(__name__.rpartition(".")[0]) / f"{name}.csv.gz").read_bytes()).decode()
    rows = csv.reader(io.StringIO(data))
    next(rows)
    return Linear({feature: float(weight) for feature, weight in rows})
