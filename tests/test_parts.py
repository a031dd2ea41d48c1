"""A corpus in parts gives the tables of the corpus as a whole, whatever the size of the parts and the number of processes."""

import pandas as pd
import pytest

from toolkit import parts as module
from toolkit.parts import analysed, joined, kept, parts, side_by_side

TABLES = ["sentences", "tokens", "mentions", "attributions"]


def same(one, other):
    for name in one.columns:
        a, b = (frame[name].astype(object).where(frame[name].notna(), None).tolist() for frame in (one, other))
        assert a == b, name


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_parts_of_any_size(seeds, size):
    found = joined(analysed(part, gazetteer=seeds._gazetteer) for part in parts(seeds.articles, size))
    for name in TABLES:
        same(found[name], getattr(seeds, name))
    assert found["tokens"].attrs["analyzer"] == "buckwalter"
    assert isinstance(found["tokens"]["lemma"].dtype, pd.CategoricalDtype)


def test_two_processes(seeds, monkeypatch):
    monkeypatch.setattr(module, "PART", 20)
    monkeypatch.setattr(module, "parts", lambda articles: parts(articles, 20))
    found = side_by_side(seeds.articles, workers=2, gazetteer=seeds._gazetteer)
    for name in TABLES:
        same(found[name], getattr(seeds, name))


def test_no_articles(seeds):
    found = side_by_side(seeds.articles.iloc[:0], workers=2)
    assert all(found[name].empty for name in TABLES)


def test_an_interrupted_run_goes_on_where_it_stood(seeds, tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(module, "parts", lambda articles: parts(articles, 10))
    monkeypatch.setattr(module, "analysed", lambda articles, **names: done.append(len(articles)) or analysed(articles, **names))

    def killed(articles, **names):
        if len(done) == 2:
            raise KeyboardInterrupt
        return kept(articles, **names)

    monkeypatch.setattr(module, "kept", killed)
    with pytest.raises(KeyboardInterrupt):
        side_by_side(seeds.articles, workers=1, gazetteer=seeds._gazetteer, folder=tmp_path)
    assert done == [10, 10]
    monkeypatch.setattr(module, "kept", kept)
    (tmp_path / ".part-half").mkdir()  # what a kill in the middle of a part leaves
    found = side_by_side(seeds.articles, workers=1, gazetteer=seeds._gazetteer, folder=tmp_path)
    assert done == [10, 10, 10, 10, 1]
    for name in TABLES:
        same(found[name], getattr(seeds, name))
    assert found["tokens"].attrs["analyzer"] == "buckwalter"


def test_a_changed_article_redoes_its_part_only(seeds, tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(module, "parts", lambda articles: parts(articles, 10))
    monkeypatch.setattr(module, "analysed", lambda articles, **names: done.append(len(articles)) or analysed(articles, **names))
    side_by_side(seeds.articles, workers=1, folder=tmp_path)
    changed = seeds.articles.copy()
    changed.loc[changed.index[15], "text"] = "نص آخر."
    done.clear()
    side_by_side(changed, workers=1, folder=tmp_path)
    assert done == [10]
