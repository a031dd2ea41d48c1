"""Confidence is one probability of all choices."""

import pytest

from toolkit import attributions, tokens
from toolkit.attribution.confidence import confidence
from toolkit.attribution.relation import Beginning, Relation
from toolkit.sentence.lexicon import cue_forms


def relation(**certain):
    return Relation(0, cue_forms()["قال"], Beginning("clause", 2), (1, 2), certain)


def test_it_is_a_probability_that_grows_with_each_choice():
    sure = {"cue": 0.99, "content": 0.99, "source": 0.99, "fullest": 0.99}
    best = confidence(relation(**sure))
    assert 0.8 < best < 1
    for step in ("cue", "content", "fullest"):
        assert confidence(relation(**{**sure, step: 0.5})) < best


def test_what_is_certain_or_impossible_is_still_a_number():
    assert 0 < confidence(relation(cue=1.0, content=1.0, source=1.0, fullest=1.0)) < 1
    assert 0 < confidence(relation(cue=0.5, content=0.0, source=0.0, fullest=0.0)) < 0.1


def test_rows_differ_in_confidence(cite):
    rows = cite("قال الوزير سالم العلي إن السد امتلأ. وحضر المدير والرئيس واللاعب وأضاف أن الري مضمون.")
    assert rows["confidence"].between(0, 1).all() and rows["confidence"].nunique() == len(rows) > 1


@pytest.mark.parametrize("text", ["قال المدير إن العمل بدأ."])
def test_it_stands_in_the_table(make_articles, text):
    articles = make_articles(text)
    assert attributions(articles, tokens(articles))["confidence"].iloc[0] > 0.8
