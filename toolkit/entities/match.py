"""Gazetteer look-up: n-grams of token codes against all names at once, with NumPy; no expression is tried per token."""

from __future__ import annotations

from collections.abc import Sequence

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
        sequence, hosts_of = exact[codes], bare[codes]
        end = np.concatenate((np.flatnonzero(np.diff(breaks)) + 1, [len(codes)]))
        left = end[np.searchsorted(end, np.arange(len(codes)), side="right")] - np.arange(len(codes))  # tokens to the end of the sentence
        found = [np.zeros((0, 3), dtype=np.int64)]
        # a name may be written with و ف ب ل ك on its first word (`bare`), or start with such a letter itself (`exact`)
        for heads, begin in ((sequence, np.flatnonzero(sequence)), (hosts_of, np.flatnonzero((hosts_of > 0) & (hosts_of != sequence)))):
            key = np.full(len(begin), _SEED)
            for length in range(1, max(self.by_length, default=0) + 1):
                key = _mix(key, heads[begin] if length == 1 else sequence[begin + length - 1])
                if length in self.by_length:
                    found.append(self._with_key(length, begin, key))
                on = np.flatnonzero(left[begin] > length)
                on = on[sequence[begin[on] + length] > 0]
                begin, key = begin[on], key[on]
        columns = np.concatenate(found)
        return columns[:, 0], columns[:, 1], columns[:, 2]

    def _with_key(self, length: int, begin: np.ndarray, key: np.ndarray) -> np.ndarray:
        """(token index, length, name index) of the names of this length that have these keys."""
        known, own = self.by_length[length]
        first, last = np.searchsorted(known, key, side="left"), np.searchsorted(known, key, side="right")
        hit = np.flatnonzero(last > first)
        times = (last - first)[hit]
        nth = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        at = np.repeat(begin[hit], times)
        return np.column_stack((at, np.full(len(at), length), own[np.repeat(first[hit], times) + nth]))


def _mix(key: np.ndarray, value: np.ndarray) -> np.ndarray:
    return (key ^ value) * np.uint64(0x100000001B3) + (key >> np.uint64(29))
