"""A researcher's slips are told by name, with what to do; what is meant is done."""

from __future__ import annotations

import pandas as pd
import pytest

import toolkit
from toolkit.friendly import WrongTable


def test_a_text_is_a_list_of_one(seeds):
    one = toolkit.trend(seeds.tokens, seeds.articles, "لجنة")
    pd.testing.assert_frame_equal(one, toolkit.trend(seeds.tokens, seeds.articles, ["لجنة"]))
    assert set(one.iloc[:, 0].astype(str)) - set("لجنة") or len(one)


def test_another_table_is_told(seeds):
    with pytest.raises(WrongTable, match=r"frequencies needs tokens, and was given a table of articles: tokens\(articles\)"):
        toolkit.frequencies(seeds.articles)
    with pytest.raises(WrongTable, match="mentions needs articles"):
        toolkit.mentions(seeds.tokens, seeds.articles)
    with pytest.raises(WrongTable, match=r"give its `\.tokens`"):
        toolkit.frequencies(seeds)
    with pytest.raises(WrongTable, match="a table"):
        toolkit.frequencies("seeds")


def test_a_missing_column_is_told(seeds):
    with pytest.raises(WrongTable, match=r"'lemma'.*tokens"):
        toolkit.frequencies(seeds.tokens.drop(columns="lemma"), by="lemma")


def test_a_missing_argument_shows_the_call(seeds):
    with pytest.raises(TypeError, match=r"it is called trend\(tokens, articles, "):
        toolkit.trend(seeds.tokens)


def test_every_public_function_keeps_its_name_and_words():
    for name in toolkit.__all__:
        value = getattr(toolkit, name)
        if callable(value) and not isinstance(value, type):
            assert value.__name__ == name and value.__doc__, name


def test_one_text_and_a_label_for_each_article_are_asked_for(seeds):
    with pytest.raises(WrongTable, match="takes one text as query"):
        toolkit.concordance(seeds.tokens, seeds.articles, ["سد", "نهر"])
    with pytest.raises(WrongTable, match=r"needs group, a label for each article, and was given 'outlet'"):
        toolkit.keyness_by_group(seeds.tokens, "outlet")
    with pytest.raises(TypeError, match="takes a path"):
        toolkit.open_corpus(seeds.articles)
    assert len(seeds.select(outlets=seeds.articles["outlet"].iloc[0]).articles)
