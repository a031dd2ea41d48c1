"""A linear-chain conditional random field at run time, with NumPy: weights per distinct word, then all sentences at once.

Lafferty, McCallum & Pereira (2001), Conditional random fields. Trained by `scripts/train.py`; the weights are CSV files beside
this module (`offset,attribute,label,weight`; transitions have no offset).
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain, pairwise
from typing import Any

import numpy as np
import pandas as pd

OFFSETS = (-2, -1, 0, 1, 2)
EDGE = "#"  # the attribute of a place beyond the sentence
LONGEST = 400  # words that are labelled together: a longer sentence is cut
_AT_A_TIME = 20_000  # distinct words whose weights are gathered together …
_TOKENS = 20_000  # … and tokens
_REMEMBERED = 100_000  # words whose sums of weights are kept: 14 MB


@dataclass(frozen=True)
class Layer:
    """Attributes of tokens: `codes[i]` is what token i is, `names[c]` what has code c; `seen` gives the attributes of a name, which are the name itself without it.

    The sums of weights of what `seen` describes are remembered by its name: a corpus that is read in parts has most words in every part.
    """

    codes: np.ndarray
    names: Sequence[Any]
    seen: Callable[[Any], Sequence[str]] | None = None

    @cached_property
    def attributes(self) -> Sequence[Sequence[str]]:
        """The attributes of whatever has code c."""
        return self.names if self.seen is None else list(map(self.seen, self.names))


@dataclass(frozen=True)
class Tagger:
    """`weights[row, offset, label]` of each attribute, by `rows`; `transitions[from, to]`."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: np.ndarray
    transitions: np.ndarray
    remembered: dict[Callable, tuple[dict[Any, int], np.ndarray]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Tagger:
        """The tagger of a table of weights: `offset` ("" for transitions, whose attribute is the label before), `attribute`, `label`, `weight`."""
        moves = rows[rows["offset"] == ""]
        labels = tuple(sorted({*rows["label"], *moves["attribute"]}))
        number = {label: n for n, label in enumerate(labels)}
        transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
        transitions[moves["attribute"].map(number), moves["label"].map(number)] = moves["weight"]
        state = rows[rows["offset"] != ""]
        codes, names = pd.factorize(state["attribute"])
        weights = np.zeros((len(names), len(OFFSETS), len(labels)), dtype=np.float32)
        weights[codes, state["offset"].astype(int) - OFFSETS[0], state["label"].map(number)] = state["weight"]
        return cls(labels, {attribute: n for n, attribute in enumerate(names)}, weights, transitions)

    def scores(self, layers: Sequence[Layer], breaks: np.ndarray) -> np.ndarray:
        """(tokens × labels): what the attributes of a token and of its neighbours in the sentence say, before transitions.

        Parameters: `breaks`: a number that changes where a sentence ends.
        """
        size = len(breaks)
        total = np.zeros((size, len(self.labels)), dtype=np.float32)
        tables = [(layer.codes, self._sums(layer)) for layer in layers]
        edge = self._table([[EDGE]])[0]
        for first in range(0, size, _TOKENS):
            low, high = max(first + OFFSETS[0], 0), min(first + _TOKENS + OFFSETS[-1], size)
            said = sum(table[codes[low:high]] for codes, table in tables)
            at = np.arange(first, min(first + _TOKENS, size))
            for n, offset in enumerate(OFFSETS):
                other = np.clip(at + offset, 0, size - 1)
                inside = (breaks[other] == breaks[at]) & (other == at + offset)
                total[at] += np.where(inside[:, None], said[other - low, n], edge[n])
        return total

    def _sums(self, layer: Layer) -> np.ndarray:
        """(codes × offsets × labels): `_table` of a layer's attributes, of words that were seen before without asking for them."""
        if layer.seen is None:
            return self._table(layer.names)
        rows, table = self.remembered.get(layer.seen, ({}, self._table([])))
        if len(rows) > _REMEMBERED:
            rows, table = {}, self._table([])
        new = [name for name in dict.fromkeys(layer.names) if name not in rows]
        if new:
            table = np.concatenate((table, self._table(list(map(layer.seen, new)))))
            rows.update(zip(new, range(len(rows), len(rows) + len(new)), strict=True))
            self.remembered[layer.seen] = rows, table
        return table[np.fromiter(map(rows.__getitem__, layer.names), dtype=np.int64, count=len(layer.names))]

    def _table(self, attributes: Sequence[Sequence[str]]) -> np.ndarray:
        """(codes × offsets × labels): the weights of each code's attributes, summed."""
        out = np.zeros((len(attributes), *self.weights.shape[1:]), dtype=np.float32)
        for first in range(0, len(attributes), _AT_A_TIME):
            part = attributes[first : first + _AT_A_TIME]
            known = [[row for name in names if (row := self.rows.get(name)) is not None] for names in part]
            counts = np.fromiter(map(len, known), dtype=np.int64, count=len(known))
            filled = np.flatnonzero(counts)
            if len(filled):
                flat = np.fromiter(chain.from_iterable(known), dtype=np.int64, count=int(counts.sum()))
                starts = (np.cumsum(counts) - counts)[filled]
                out[first + filled] = np.add.reduceat(self.weights[flat], starts, axis=0)
        return out

    def best(self, scores: np.ndarray, breaks: np.ndarray) -> np.ndarray:
        """The label (its number) of each token on the best path of each sentence (Viterbi)."""
        starts, lengths = _sequences(breaks)
        path = scores.copy()
        back = np.zeros(scores.shape, dtype=np.int8)
        for t in range(1, int(lengths.max(initial=0))):
            at = starts[lengths > t] + t
            step, back[at] = self._best_step(path[at - 1])
            path[at] += step
        labels = np.zeros(len(scores), dtype=np.int8)
        ends = starts + lengths - 1
        labels[ends] = path[ends].argmax(axis=1)
        for t in range(1, int(lengths.max(initial=0))):
            at = ends[lengths > t] - t
            labels[at] = back[at + 1, labels[at + 1]]
        return labels

    def _best_step(self, path: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(sentences × labels): the best score with which each label can follow, and the label (the first of equals) that it follows."""
        best, before = path[:, :1] + self.transitions[0], np.zeros(path.shape, dtype=np.int8)
        for n in range(1, len(self.labels)):
            step = path[:, n : n + 1] + self.transitions[n]
            better = step > best
            before[better] = n
            np.maximum(best, step, out=best)
        return best, before

    def probabilities(self, scores: np.ndarray, breaks: np.ndarray) -> np.ndarray:
        """(tokens × labels): the probability of each label given the whole sentence (forward–backward).

        `einsum` sums by itself: the products of a BLAS library are not the same to the last bit in every process.
        """
        starts, lengths = _sequences(breaks)
        moves = np.exp(self.transitions)
        raised = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
        forward = raised / raised.sum(axis=1, keepdims=True)
        backward = np.ones_like(raised)
        longest = int(lengths.max(initial=0))
        for t in range(1, longest):
            at = starts[lengths > t] + t
            step = np.einsum("ni,ij->nj", forward[at - 1], moves) * raised[at]
            forward[at] = step / step.sum(axis=1, keepdims=True)
        ends = starts + lengths - 1
        for t in range(1, longest):
            at = ends[lengths > t] - t
            step = np.einsum("nj,ij->ni", raised[at + 1] * backward[at + 1], moves)
            backward[at] = step / step.sum(axis=1, keepdims=True)
        both = forward * backward
        return both / both.sum(axis=1, keepdims=True)


def _sequences(breaks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First token and length of each sentence, those longer than LONGEST in pieces."""
    if not len(breaks):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    edges = np.flatnonzero(np.concatenate(([True], breaks[1:] != breaks[:-1], [True])))
    lengths = np.diff(edges)
    if lengths.max() > LONGEST:
        pieces = [np.arange(a, b, LONGEST) for a, b in pairwise(edges)]
        edges = np.concatenate([*pieces, edges[-1:]])
        lengths = np.diff(edges)
    return edges[:-1], lengths


LOADED: dict[str, Tagger] = {}  # taggers that stand in for those of the package: the trainer's


def load_tagger(name: str) -> Tagger:
    """The trained tagger `name`."""
    return LOADED[name] if name in LOADED else _shipped(name)


@cache
def _shipped(name: str) -> Tagger:
    with (files(__name__.rpartition(".")[0]) / f"{name}.csv.gz").open("rb") as file:
        rows = pd.read_csv(gzip.open(file, "rt", encoding="utf-8"), keep_default_na=False, dtype={"offset": "str", "attribute": "str"})
    return Tagger.of(rows)
