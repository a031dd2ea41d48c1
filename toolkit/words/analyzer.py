"""The protocol behind `tokens`: what an analyzer gets and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from toolkit.mistakes import Mistake


class NoAnalyzer(Mistake, RuntimeError):
    """An analyzer whose package or data are not installed: the message says how to get them."""


@dataclass(frozen=True)
class Analysis:
    """Analyses of words, and which of them each token has.

    `segments`, `lemma` and `pos` are parallel lists; `index[i]` is the row of token i.
    """

    segments: list[str]
    lemma: list[str | None]
    pos: list[str | None]
    index: np.ndarray


class Analyzer(Protocol):
    """Anything that can segment, lemmatise and tag words.

    `forms` are the distinct written forms, `codes[i]` is the form of token i, `starts[i]` says whether token i opens a
    sentence. Segments of a row joined together are its written form; `lemma` is undiacritised; `pos` is UPOS.
    """

    name: str

    def analyze(self, forms: Sequence[str], codes: np.ndarray, starts: np.ndarray) -> Analysis: ...
