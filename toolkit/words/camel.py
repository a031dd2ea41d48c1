"""CAMeL Tools (Obeid et al. 2020) as an analyzer: an optional extra, with data that it downloads itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from toolkit.arabic import strip_marks
from toolkit.words.analyzer import Analysis, NoAnalyzer
from toolkit.words.lattice import other_pos
from toolkit.words.plugged import Row, analysis, laid, sentences_of

DATA = "disambig-mle-calima-msa-r13"
_UPOS = {
    "noun": "NOUN", "noun_prop": "PROPN", "noun_num": "NUM", "noun_quant": "NOUN", "adj": "ADJ", "adj_comp": "ADJ", "adj_num": "ADJ",
    "adv": "ADV", "adv_interrog": "ADV", "adv_rel": "ADV", "verb": "VERB", "verb_pseudo": "PART", "conj": "CCONJ", "conj_sub": "SCONJ",
    "prep": "ADP", "abbrev": "X", "punc": "PUNCT", "interj": "INTJ", "digit": "NUM", "latin": "X", "foriegn": "X",
}  # fmt: skip


class CamelAnalyzer:
    """Analyses by a CAMeL disambiguator (default: the pretrained MLE model for Modern Standard Arabic).

    Any of CAMeL's disambiguators will do. The MLE one does not look at a word's neighbours and is asked once per
    distinct word; others see each sentence. The package goes to the network when its catalogue is absent, so that is
    looked for first.
    Raises NoAnalyzer where the package or its data are not installed.
    """

    name = "camel"

    def __init__(self, disambiguator: Any = None) -> None:
        self._disambiguator = disambiguator if disambiguator is not None else _pretrained()

    def analyze(self, forms: Sequence[str], codes: np.ndarray, starts: np.ndarray) -> Analysis:
        from camel_tools.disambig.mle import MLEDisambiguator

        if isinstance(self._disambiguator, MLEDisambiguator):
            found = self._disambiguator.disambiguate(list(forms))
            once = analysis([_row(form, word) for form, word in zip(forms, found, strict=True)])
            return Analysis(once.segments, once.lemma, once.pos, once.index[codes] if len(forms) else codes)
        rows: list[Row] = []
        for a, b in sentences_of(codes, starts):
            sentence = [forms[code] for code in codes[a:b].tolist()]
            rows += [_row(form, word) for form, word in zip(sentence, self._disambiguator.disambiguate(sentence), strict=True)]
        return analysis(rows)


def _row(form: str, word: Any) -> Row:
    if not word.analyses:
        return form, strip_marks(form), "PROPN" if other_pos(form) == "X" else other_pos(form)
    best = word.analyses[0].analysis
    pos = str(best.get("pos", ""))
    upos = _UPOS.get(pos) or ("PRON" if pos.startswith("pron") else "PART" if pos.startswith("part") else None)
    lemma = strip_marks(str(best.get("lex", form)).split("_")[0]).replace("ٱ", "ا")
    cut = str(best.get("atbseg") or best.get("atbtok") or "")
    parts = [strip_marks(part) for part in cut.split("_") if part.strip("+")]
    host = next((n for n, part in enumerate(parts) if not part.endswith("+")), 0)
    return laid(form, [part.strip("+") for part in parts], host) if len(parts) > 1 else form, lemma, upos


def _pretrained() -> Any:
    if find_spec("camel_tools") is None:
        raise NoAnalyzer("the analyzer camel needs CAMeL Tools: pip install 'isnad-toolkit[camel]'")
    home = Path.home() / ("AppData/Roaming/camel_tools" if sys.platform == "win32" else ".camel_tools")
    data = Path(os.environ.get("CAMELTOOLS_DATA") or home).expanduser()
    missing = NoAnalyzer(f"the analyzer camel finds no data in {data}: run `camel_data -i {DATA}` once, where there is a network")
    if not (data / "catalogue.json").is_file():
        raise missing
    from camel_tools.disambig.mle import MLEDisambiguator

    try:
        return MLEDisambiguator.pretrained()
    except (FileNotFoundError, KeyError):
        raise missing from None
