import pandas as pd
import pytest
from scipy.stats import poisson

from toolkit import tokens, trend


@pytest.fixture
def dated(make_articles):
    articles = make_articles("سد سد نهر", "نهر بئر", "سد بلا تاريخ")
    return articles.assign(published=pd.to_datetime(["2024-01-03", "2024-03-05", None], utc=True))


def test_counts_rates_and_gaps(dated):
    rows = trend(tokens(dated), dated, ["سد"], by="type", period="M")
    assert rows["count"].tolist() == [2, pd.NA, 0]
    assert rows["total"].tolist() == [3, 0, 2] and rows["articles"].tolist() == [1, 0, 1]
    assert rows["per_million"].iloc[0] == pytest.approx(2 / 3 * 1e6) and rows["per_million"].isna().tolist() == [False, True, False]
    assert rows.attrs["undated"] == 1


def test_the_band_is_the_exact_poisson_interval(dated):
    row = trend(tokens(dated), dated, ["سد"], by="type", period="M").iloc[0]
    low, high = (row[x] * row["total"] / 1e6 for x in ("low", "high"))
    assert poisson.sf(1, low) == pytest.approx(0.025)  # so few would be seen as 2 or more in 2.5 % of cases
    assert poisson.cdf(2, high) == pytest.approx(0.025)


def test_a_word_that_does_not_occur_is_zero_not_missing(dated):
    assert trend(tokens(dated), dated, ["قمر"], by="type", period="M")["count"].tolist() == [0, pd.NA, 0]


def test_no_dates_and_bad_periods(dated):
    undated = dated.assign(published=pd.NaT)
    undated["published"] = pd.to_datetime(undated["published"], utc=True)
    assert trend(tokens(undated), undated, ["سد"]).empty
    with pytest.raises(ValueError, match="period"):
        trend(tokens(dated), dated, ["سد"], period="H")


def test_a_lemma_is_found_with_its_hamza_and_without(make_articles):
    articles = make_articles("أكد الوزير ذلك").assign(published=pd.to_datetime(["2024-01-03"], utc=True))
    for word in ("أكد", "اكد", "أَكَّدَ"):
        assert trend(tokens(articles), articles, [word])["count"].tolist() == [1]
