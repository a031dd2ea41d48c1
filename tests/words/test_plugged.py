"""The adapters against the real classes of the other packages, with a database or a model of a few words made here."""

import json
from pathlib import Path

import numpy as np
import pytest

from toolkit import tokens
from toolkit.words.analyzer import NoAnalyzer
from toolkit.words.analyzers import analyzer_named
from toolkit.words.camel import CamelAnalyzer
from toolkit.words.plugged import analysis, laid
from toolkit.words.stanza import StanzaAnalyzer

CAMEL = Path(__file__).parents[2] / ".venv" / "camel"  # made by `make test`
DATABASE = """\
###DEFINES###
DEFINE pos pos:noun pos:verb pos:digit pos:punc pos:foreign
DEFINE diac diac:*open*
DEFINE lex lex:*open*
DEFINE bw bw:*open*
DEFINE gloss gloss:*open*
DEFINE atbseg atbseg:*open*
DEFINE pos_lex_logprob pos_lex_logprob:*open*
###DEFAULTS###
DEFAULT pos:noun diac:* lex:* bw:* gloss:* atbseg:*
DEFAULT pos:verb diac:* lex:* bw:* gloss:* atbseg:*
DEFAULT pos:digit diac:* lex:* bw:* gloss:* atbseg:*
DEFAULT pos:punc diac:* lex:* bw:* gloss:* atbseg:*
DEFAULT pos:foreign diac:* lex:* bw:* gloss:* atbseg:*
###ORDER###
ORDER diac lex bw gloss pos atbseg
###TOKENIZATIONS###
TOKENIZATION atbseg
###STEMBACKOFF###
STEMBACKOFF NOAN N
###PREFIXES###
\tPref-0\tdiac: bw: gloss: atbseg:
وال\tWaAl\tdiac:وَال bw:wa/CONJ+Al/DET+ gloss:and_the atbseg:وَ+_ال
###SUFFIXES###
\tSuff-0\tdiac: bw: gloss: atbseg:
###STEMS###
مدير\tN\tdiac:مُدِير bw:mudiyr/NOUN gloss:director pos:noun lex:مُدِير_1 atbseg:مُدِير
قال\tPV\tdiac:قال bw:qAl/PV gloss:say pos:verb lex:قالَ_1 atbseg:قال
###TABLE AB###
Pref-0 N
Pref-0 PV
WaAl N
###TABLE BC###
N Suff-0
PV Suff-0
###TABLE AC###
Pref-0 Suff-0
WaAl Suff-0
"""


@pytest.fixture
def camel(tmp_path, monkeypatch):
    """A real Analyzer and MLEDisambiguator over the database above."""
    monkeypatch.syspath_prepend(CAMEL)
    pytest.importorskip("camel_tools", reason="CAMeL Tools is not installed: make test installs it without its models")
    (tmp_path / "catalogue.json").write_text(json.dumps({"version": "1", "packages": {}, "components": {}}))
    (tmp_path / "words.db").write_text(DATABASE, encoding="utf-8")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    from camel_tools.disambig.mle import MLEDisambiguator
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB

    return MLEDisambiguator(Analyzer(MorphologyDB(str(tmp_path / "words.db"))))


def rows(words):
    return list(zip(words["segments"], words["lemma"], words["pos"], strict=True))


EXPECTED = [("قال", "قال", "VERB"), ("و+المدير", "مدير", "NOUN")]


def test_camel_gives_segments_lemmas_and_parts_of_speech(camel, make_articles):
    words = tokens(make_articles("قال والمدير سيغال."), analyzer=CamelAnalyzer(camel))
    assert rows(words)[:2] == EXPECTED
    assert words["lemma"].tolist()[2:] == ["سيغال", "."]
    assert words.attrs["analyzer"] == "camel"


def test_camel_disambiguators_that_look_at_the_sentence_get_it(camel, make_articles):
    from camel_tools.disambig.common import Disambiguator

    seen = []

    class Sentences(Disambiguator):
        def disambiguate(self, sentence, top=1):
            seen.append(sentence)
            return camel.disambiguate(sentence)

        def disambiguate_word(self, sentence, word_ndx, top=1):
            raise NotImplementedError

        all_feats = tok_feats = disambiguate_word

    words = tokens(make_articles("قال والمدير. قال."), analyzer=CamelAnalyzer(Sentences()))
    assert rows(words)[:2] == EXPECTED
    assert seen == [["قال", "والمدير", "."], ["قال", "."]]


@pytest.fixture
def stanza_pipeline(tmp_path):
    """A real Pipeline whose tokenizer is a table of a few words."""
    stanza = pytest.importorskip("stanza", reason="Stanza (with PyTorch) is not installed: see CONTRIBUTING.md")
    from stanza.models.common.doc import Document
    from stanza.pipeline.processor import ProcessorVariant, register_processor_variant

    table = {"والمدير": [("و", "وَ", "CCONJ"), ("المدير", "مُدِير", "NOUN")], "قال": [("قال", "قال", "VERB")]}

    @register_processor_variant("tokenize", "few_words")
    class FewWords(ProcessorVariant):
        OVERRIDE = True

        def __init__(self, config):
            pass

        def process(self, doc):
            sentence, number, at = [], 1, 0
            for word in doc.text.split(" "):
                parts = table.get(word, [(word, word, "X")])
                place = {"text": word, "start_char": at, "end_char": at + len(word)}
                at += len(word) + 1
                if len(parts) > 1:
                    sentence.append({**place, "id": (number, number + len(parts) - 1)})
                for text, lemma, upos in parts:
                    own = place if len(parts) == 1 else {"text": text}
                    sentence.append({**own, "id": (number,), "lemma": lemma, "upos": upos})
                    number += 1
            return Document([sentence], text=doc.text)

    (tmp_path / "resources.json").write_text(json.dumps({"ar": {"packages": {}, "tokenize": {}, "default_processors": {}, "lang_name": "Arabic"}}))
    return stanza.Pipeline("ar", dir=str(tmp_path), processors={"tokenize": "few_words"}, package=None, download_method=None, verbose=False)


def test_stanza_gives_segments_lemmas_and_parts_of_speech(stanza_pipeline, make_articles):
    words = tokens(make_articles("قال والمدير. قال."), analyzer=StanzaAnalyzer(stanza_pipeline))
    assert rows(words)[:2] == EXPECTED
    assert rows(words)[3] == EXPECTED[0]
    assert words.attrs["analyzer"] == "stanza"


def test_absent_data_is_said_with_the_way_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    with pytest.raises(NoAnalyzer, match=r"camel_data -i|pip install"):
        analyzer_named("camel")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(NoAnalyzer, match=r"stanza\.download|pip install"):
        analyzer_named("stanza")
    assert not any(tmp_path.iterdir())  # nothing was fetched or written


def test_an_unknown_analyzer_is_refused():
    with pytest.raises(ValueError, match="buckwalter, camel, lattice, stanza"):
        analyzer_named("farasa")


def test_parts_that_are_not_written_are_not_cut():
    assert laid("وَالمُديرُ", ["و", "المدير"], 1) == "وَ+المُديرُ"
    assert laid("لهم", ["ل", "هم"], 0) == "ل+هم"
    assert laid("قاله", ["قال", "ها"], 0) == "قاله"
    assert laid("ﻻ", ["ل", "ا"], 0) == "ﻻ"


def test_equal_rows_are_kept_once():
    found = analysis([("قال", "قال", "VERB"), ("لا", "لا", "PART"), ("قال", "قال", "VERB")])
    assert found.segments == ["قال", "لا"]
    assert np.array_equal(found.index, [0, 1, 0])
