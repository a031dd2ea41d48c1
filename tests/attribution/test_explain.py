"""Every decision can be asked for its candidates, features and scores."""

import pytest

from toolkit import attributions, explain, mentions, tokens
from toolkit.attribution import NoSuchWord

TEXT = "قال الوزير سالم العلي إن السد امتلأ. وأضاف أن الري مضمون. وتحركت القافلة نحو المدينة."


@pytest.fixture
def corpus(make_articles):
    articles = make_articles(TEXT)
    words = tokens(articles)
    return articles, words, mentions(articles, words)


def test_the_chosen_candidates_are_the_row(corpus):
    articles, words, names = corpus
    row = attributions(articles, words, mentions=names).iloc[0]
    found = explain(articles, words, row["attribution_id"], mentions=names)
    chosen = found[found["chosen"]].set_index("step")["candidate"]
    assert chosen["cue"] == row["cue"] and chosen["source"] == row["source"] and chosen["fullest"] == row["resolved"]
    assert list(found["step"].unique()) == ["cue", "content", "end", "source", "fullest"]


def test_a_dropped_subject_shows_who_it_might_be(corpus):
    articles, words, names = corpus
    row = attributions(articles, words, mentions=names).iloc[1]
    found = explain(articles, words, row["attribution_id"], mentions=names)
    assert found.loc[found["chosen"] & (found["step"] == "antecedent"), "candidate"].tolist() == [row["resolved"]]
    assert found.loc[found["chosen"] & (found["step"] == "source"), "candidate"].isna().all()


def test_each_step_has_one_choice_and_says_why(corpus):
    articles, words, _ = corpus
    found = explain(articles, words, f"{articles.loc[0, 'article_id']}:a1")
    assert (found.groupby("step")["chosen"].sum() == 1).all()
    assert found.loc[found["chosen"], "why"].str.len().gt(0).all()
    assert found["probability"].between(0, 1).all()


def test_a_word_that_made_no_row_can_be_asked_too(make_articles):
    articles = make_articles("يذكر أن المدينة شهدت أمطارا غزيرة. وقال المدير إن العمل بدأ.")
    found = explain(articles, tokens(articles), offset=(articles.loc[0, "article_id"], 1))
    assert found["step"].tolist() == ["cue"] and not found.loc[0, "chosen"] and found.loc[0, "probability"] < 0.5


@pytest.mark.parametrize("ask", [{"attribution_id": "x:a1"}, {"attribution_id": "1:a9"}, {"attribution_id": "1:zzz"}, {"offset": ("1", 5)}])
def test_what_is_not_there_is_said(make_articles, ask):
    articles = make_articles("قال المدير إن العمل بدأ.").assign(article_id="1")
    words = tokens(articles)
    with pytest.raises(NoSuchWord):
        explain(articles, words, **ask)
