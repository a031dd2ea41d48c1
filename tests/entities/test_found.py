"""Names from another finder: CAMeL Tools' recogniser, its real class over a stub of what needs PyTorch."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

from toolkit import mentions, open_corpus, tokens
from toolkit.entities import found
from toolkit.entities.found import NoFinder, camel_recognizer

CAMEL = Path(__file__).parents[2] / ".venv" / "camel"  # made by `make test`, without PyTorch
LABELS = {"سالم": "B-PERS", "العلي": "I-PERS", "تونس": "B-LOC", "حزب": "B-ORG", "الضفاف": "I-ORG", "رمضان": "B-MISC"}


@pytest.fixture
def recognizer(monkeypatch, tmp_path):
    """CAMeL's NERecognizer, whose network is a look-up: its module is the real one, PyTorch and transformers are stand-ins."""
    monkeypatch.syspath_prepend(str(CAMEL))
    pytest.importorskip("camel_tools", reason="CAMeL Tools is not installed: make test installs it without its models")
    (tmp_path / "catalogue.json").write_text('{"version": "1", "packages": {}, "components": {}}', encoding="utf-8")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    names = {"torch": (), "torch.nn": ("CrossEntropyLoss", "Module"), "torch.utils": (), "torch.utils.data": ("DataLoader", "Dataset")}
    names |= {"transformers": ("BertForTokenClassification", "BertTokenizer")}
    for name, parts in names.items():
        module = types.ModuleType(name)
        for part in parts:
            setattr(module, part, type(part, (), {}))
        monkeypatch.setitem(sys.modules, name, module)
    sys.modules["torch"].nn = sys.modules["torch.nn"]
    sys.modules["transformers"].utils = types.SimpleNamespace(logging=types.SimpleNamespace(set_verbosity_error=lambda: None))
    monkeypatch.delitem(sys.modules, "camel_tools.ner", raising=False)
    ner = pytest.importorskip("camel_tools.ner")

    class LookedUp(ner.NERecognizer):
        def __init__(self) -> None:
            assert set(LABELS.values()) < set(self.labels())

        def predict(self, sentences, batch_size=32):
            return [[LABELS.get(word, "O") for word in sentence] for sentence in sentences]

    yield LookedUp()
    for name in [name for name in sys.modules if name.startswith("camel_tools")]:
        monkeypatch.delitem(sys.modules, name)


def test_camel_names_take_the_place_of_the_taggers(recognizer, make_articles, monkeypatch):
    monkeypatch.setattr(found, "camel_recognizer", lambda: recognizer)
    articles = make_articles("وصل سالم العلي إلى تونس في رمضان. وقال حزب الضفاف إن سالم العلي عاد.")
    rows = mentions(articles, tokens(articles), finder="camel")
    assert rows[["text", "type"]].values.tolist() == [["سالم العلي", "PER"], ["تونس", "LOC"], ["حزب الضفاف", "ORG"], ["سالم العلي", "PER"]]
    assert rows["rule"].tolist() == ["camel", "listed", "camel", "camel"]
    assert rows["entity_id"].tolist()[1] == "place:TN"
    texts = articles.set_index("article_id")["text"]
    assert all(texts[row.article_id][row.start : row.end] == row.text for row in rows.itertuples())


def test_without_camel_the_message_says_how_to_get_it(make_articles):
    camel_recognizer.cache_clear()
    articles = make_articles("وصل سالم العلي.")
    with pytest.raises(NoFinder, match=r"pip install|camel_data"):
        mentions(articles, tokens(articles), finder="camel")


def test_another_finder_is_refused(make_articles, tmp_path):
    articles = make_articles("وصل سالم العلي.")
    with pytest.raises(ValueError, match="tagger, camel"):
        mentions(articles, tokens(articles), finder="stanza")
    (tmp_path / "1.txt").write_text("وصل سالم العلي.", encoding="utf-8")
    with pytest.raises(ValueError, match="tagger, camel"):
        _ = open_corpus(tmp_path, finder="stanza").mentions
