"""Stanza (Qi et al. 2020) as an analyzer: an optional extra, with models that it downloads itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from toolkit.arabic import strip_marks
from toolkit.words.analyzer import Analysis, NoAnalyzer
from toolkit.words.lattice import other_pos
from toolkit.words.plugged import Row, analysis, laid, sentences_of

BATCH = 256  # sentences handed over at a time
_CLITIC_POS = frozenset({"ADP", "CCONJ", "SCONJ", "PART", "PRON", "AUX", "DET"})


class StanzaAnalyzer:
    """Analyses by a Stanza pipeline with tokenize, mwt, pos and lemma (default: its Arabic one).

    Each sentence is given with its tokens set apart by spaces; Stanza's words are matched to our tokens by offset, so a
    pipeline that tokenizes otherwise changes segments and lemmas, never the tokens themselves.
    Raises NoAnalyzer where the package or its models are not installed; nothing is downloaded.
    """

    name = "stanza"

    def __init__(self, pipeline: Any = None) -> None:
        self._pipeline = pipeline if pipeline is not None else _pipeline()

    def analyze(self, forms: Sequence[str], codes: np.ndarray, starts: np.ndarray) -> Analysis:
        from stanza.models.common.doc import Document

        bounds = list(sentences_of(codes, starts))
        rows: list[Row] = []
        for n in range(0, len(bounds), BATCH):
            sentences = [[forms[code] for code in codes[a:b].tolist()] for a, b in bounds[n : n + BATCH]]
            documents = self._pipeline.bulk_process([Document([], text=" ".join(words)) for words in sentences])
            for words, document in zip(sentences, documents, strict=True):
                rows += _rows(words, document)
        return analysis(rows)


def _rows(forms: list[str], document: Any) -> list[Row]:
    """One row for each of our tokens: Stanza's words that begin inside it."""
    ends = np.cumsum([len(form) + 1 for form in forms])
    inside: list[list[Any]] = [[] for _ in forms]
    for sentence in document.sentences:
        for token in sentence.tokens:
            at = int(np.searchsorted(ends, token.start_char, side="right"))
            inside[min(at, len(forms) - 1)] += token.words
    return [_row(form, words) for form, words in zip(forms, inside, strict=True)]


def _row(form: str, words: list[Any]) -> Row:
    if not words:
        return form, strip_marks(form), other_pos(form) if other_pos(form) != "X" else None
    # the host is the first word that is no clitic by its part of speech, or else the longest («فيها»: في)
    open_class = [n for n, word in enumerate(words) if word.upos not in _CLITIC_POS]
    host = open_class[0] if open_class else max(range(len(words)), key=lambda n: len(words[n].text))
    lemma = words[host].lemma
    segments = laid(form, [strip_marks(word.text) for word in words], host) if len(words) > 1 else form
    return segments, strip_marks(lemma) if lemma else None, words[host].upos


def _pipeline() -> Any:
    if find_spec("stanza") is None:
        raise NoAnalyzer("the analyzer stanza needs Stanza: pip install 'isnad-toolkit[stanza]'")
    import stanza

    try:
        return stanza.Pipeline("ar", processors="tokenize,mwt,pos,lemma", download_method=None, verbose=False)
    except FileNotFoundError as error:
        raise NoAnalyzer(f'the analyzer stanza finds no Arabic models: run stanza.download("ar") once, where there is a network ({error})') from None
