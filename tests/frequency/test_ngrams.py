import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from tests.frequency.test_keyness import table
from toolkit import ngrams, tokens
from toolkit.frequency import ngrams as module


@given(st.lists(st.sampled_from(["سد", "نهر", "بئر"]), min_size=4, max_size=30), st.integers(1, 4))
def test_counts_are_those_of_scikit_learn(words, n):
    rows = ngrams(table(words), n, by="type", minimum=1)
    vectorizer = CountVectorizer(ngram_range=(n, n), token_pattern=r"\S+")
    counts = vectorizer.fit_transform([" ".join(words)]).toarray()[0]
    assert dict(zip(rows["ngram"], rows["count"], strict=True)) == dict(zip(vectorizer.get_feature_names_out(), counts, strict=True))
    assert rows["count"].sum() == rows["total"].iloc[0] == len(words) - n + 1


def test_long_sequences_that_no_integer_holds():
    words = [f"س{i}" for i in range(3000)] * 2
    rows = ngrams(table(words), 8, by="type")
    assert len(rows) == 2993 and set(rows["count"]) == {2}
    assert "س0 س1 س2 س3 س4 س5 س6 س7" in set(rows["ngram"])


def test_marks_and_sentence_ends_part_words(make_articles):
    rows = ngrams(tokens(make_articles("سد كبير، نهر طويل. سد كبير")), by="type", minimum=1)
    assert dict(zip(rows["ngram"], rows["count"], strict=True)) == {"سد كبير": 2, "نهر طويل": 1}


def test_no_text_and_no_sense(make_articles):
    assert ngrams(tokens(make_articles("")), 3).empty
    with pytest.raises(ValueError, match="n=0"):
        module(tokens(make_articles("سد")), 0)
