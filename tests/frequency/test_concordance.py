import time

import pytest

from toolkit import concordance, tokens


def test_lines_slice_to_the_text(seeds):
    rows = concordance(seeds.tokens, seeds.articles, "ماء", by="lemma")
    text = seeds.articles.set_index("article_id")["text"]
    assert len(rows) > 3
    for row in rows.itertuples():
        assert text[row.article_id][row.start : row.end] == row.node
    assert len(rows) == ((seeds.tokens["lemma"] == "ماء") & seeds.tokens["is_word"]).sum()


def test_phrases_patterns_and_sorting(make_articles):
    articles = make_articles("افتتح الوزير السد الجديد. زار الوزير المدينة. وصل وزير")
    words = tokens(articles)
    assert concordance(words, articles, "الوزير السد", by="type")["node"].tolist() == ["الوزير السد"]
    assert concordance(words, articles, "(ال)?وزير", by="type", pattern=True)["node"].tolist() == ["الوزير", "الوزير", "وزير"]
    assert concordance(words, articles, ".* الوزير", by="type", pattern=True)["node"].tolist() == ["افتتح الوزير", "زار الوزير"]
    right = concordance(words, articles, "الوزير", by="type", sort="right", context=1)
    assert right[["left", "right"]].values.tolist() == [["افتتح", "السد"], ["زار", "المدينة"]]


def test_context_stays_in_the_article(make_articles):
    articles = make_articles("سد كبير", "نهر سد")
    rows = concordance(tokens(articles), articles, "سد", by="type")
    assert rows[["left", "right"]].values.tolist() == [["", "كبير"], ["نهر", ""]]


def test_what_does_not_occur_gives_the_columns(make_articles):
    articles = make_articles("سد كبير")
    rows = concordance(tokens(articles), articles, "قمر")
    assert rows.empty and list(rows) == ["article_id", "sentence_id", "start", "end", "left", "node", "right"]


@pytest.mark.parametrize(("query", "said"), [("(", "regular expression"), ("  ", "empty")])
def test_bad_queries_are_explained(make_articles, query, said):
    articles = make_articles("سد كبير")
    with pytest.raises(ValueError, match=said):
        concordance(tokens(articles), articles, query, pattern=True)


def test_no_pattern_runs_away(make_articles):
    articles = make_articles("ا" * 60 + "ب سد")
    clock = time.perf_counter()
    assert concordance(tokens(articles), articles, "(ا+)+ج", by="type", pattern=True).empty
    assert time.perf_counter() - clock < 5


@pytest.mark.parametrize("asked", ["لجنة", "اللجنة", "واللجنة", "لجنه", "لجان"])
def test_any_form_of_a_word_is_understood(seeds, asked):
    lines = concordance(seeds.tokens, seeds.articles, asked)
    assert len(lines) == len(concordance(seeds.tokens, seeds.articles, "لجنة")) > 10
    assert lines.attrs["understood"] == "لجنة"
