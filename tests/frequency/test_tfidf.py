import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from toolkit import tfidf, tokens


def test_against_scikit_learn(make_articles):
    texts = ["سد نهر سد مطر", "نهر بئر مطر", "ريح مطر"]
    group = pd.Series(["أ", "ب", "ج"], index=["0", "1", "2"], name="outlet")
    rows = tfidf(tokens(make_articles(*texts)), group, by="type")
    model = TfidfVectorizer(smooth_idf=False, norm=None, token_pattern=r"\S+")
    matrix = model.fit_transform(texts).toarray()
    for row in rows.itertuples():
        ours = matrix["أبج".index(row.outlet), model.vocabulary_[row.type]]
        assert row.tfidf == pytest.approx(ours - row.count)  # scikit-learn's idf is ln(G/g) + 1
    assert rows.groupby("outlet")["count"].sum().tolist() == rows.groupby("outlet")["total"].first().tolist() == [4, 3, 2]


def test_a_single_group_has_nothing_of_its_own(make_articles):
    rows = tfidf(tokens(make_articles("سد نهر")), pd.Series(["أ"], index=["0"], name="outlet"), by="type")
    assert rows["tfidf"].tolist() == [0, 0]
