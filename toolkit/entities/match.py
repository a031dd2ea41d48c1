"""Gazetteer look-up: n-grams of token codes against all names at once, with NumPy; no expression is tried per token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from toolkit.arabic import fold

_SEED = np.uint64(0x9E3779B97F4A7C15)


def host(folded: str, segments: str) -> str:
    """The folded word without the proclitics written on it: «بتونس» → «تونس», «للسعودية» → «السعودية».

    >>> host("بتونس", "ب+تونس"), host("للسعودية", "ل+لسعودية"), host("وزير", "وزير")
    ('تونس', 'السعودية', 'وزير')
    """
    front = 0
    parts = segments.split("+")
    while front < len(parts) - 1 and parts[front][:1] in "وفبلك" and len(fold(parts[front])) == 1:
        front += 1
    if not front or len(parts) - front > 1:
        return folded
    rest = folded[front:]
    if fold(parts[front - 1]) == "ل" and rest.startswith("ل") and len(rest) > 3:
        return "ا" + rest
    return rest


class Names:
    """Names as word sequences, ready to be found in token sequences."""

    def __init__(self, names: Sequence[str]) -> None:
        words = [tuple(fold(name).split()) for name in names]
        self.numbers = {word: n for n, word in enumerate(dict.fromkeys(word for name in words for word in name), 1)}
        self.by_length: dict[int, tuple[np.ndarray, np.ndarray]] = {}  # keys in order, and whose they are
        for length in sorted({len(name) for name in words if name}):
            own = np.array([index for index, name in enumerate(words) if len(name) == length])
            rows = np.array([[self.numbers[word] for word in words[index]] for index in own.tolist()], dtype=np.uint64)
            key = np.full(len(own), _SEED)
            with np.errstate(over="ignore"):
                for column in rows.T:
                    key = _mix(key, column)
            order = np.argsort(key, kind="stable")
            self.by_length[length] = key[order], own[order]

    def find(self, types: list[str], hosts: list[str], codes: np.ndarray, breaks: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(token index, length, name index) of every occurrence, overlaps included.

        `types[c]` and `hosts[c]` are the folded word, and the word without proclitics, of code c; `codes[i]` is token i;
        `breaks[i]` counts what a name may not reach across (sentences).
        """
        exact = np.fromiter((self.numbers.get(word, 0) for word in types), dtype=np.uint64, count=len(types))
        bare = np.fromiter((self.numbers.get(word, 0) for word in hosts), dtype=np.uint64, count=len(hosts))
        found: list[tuple[int, int, int]] = []
        for length, (known, own) in self.by_length.items():
            for begin, key in _sequences(length, exact, bare, codes):
                first, last = np.searchsorted(known, key, side="left"), np.searchsorted(known, key, side="right")
                hit = np.flatnonzero(last > first)
                whole = hit[breaks[begin[hit]] == breaks[begin[hit] + length - 1]]
                spans = zip(begin[whole].tolist(), first[whole].tolist(), last[whole].tolist(), strict=True)
                found += [(start, length, index) for start, low, high in spans for index in own[low:high].tolist()]
        columns = np.array(found, dtype=np.int64).reshape(-1, 3)
        return columns[:, 0], columns[:, 1], columns[:, 2]


def _sequences(length: int, exact: np.ndarray, bare: np.ndarray, codes: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Where `length` words of names stand in a row, and the key of these words.

    The names may be written with و ف ب ل ك on their first word (`bare`), or start with such a letter themselves (`exact`).
    """
    if length > len(codes):
        return
    sequence = exact[codes]
    for first in (exact, bare):
        heads = first[codes]
        begin = np.flatnonzero(heads[: len(codes) - length + 1])
        if first is bare:
            begin = begin[bare[codes[begin]] != exact[codes[begin]]]
        if length > 1:
            begin = begin[sequence[begin + 1] > 0]
        key = np.full(len(begin), _SEED)
        with np.errstate(over="ignore"):
            for k in range(length):
                key = _mix(key, heads[begin] if k == 0 else sequence[begin + k])
        yield begin, key


def _mix(key: np.ndarray, value: np.ndarray) -> np.ndarray:
    return (key ^ value) * np.uint64(0x100000001B3) + (key >> np.uint64(29))
