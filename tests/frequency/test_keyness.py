import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, false_discovery_control
from scipy.stats.contingency import odds_ratio

from toolkit import keyness, keyness_by_group, tokens


def table(words: list[str], article: str = "1") -> pd.DataFrame:
    """A tokens table of these words."""
    size = len(words)
    return pd.DataFrame(
        {"article_id": [article] * size, "sentence_id": [0] * size, "position": range(size), "type": words, "is_word": True, "is_stop": False}
    ).astype({"type": "category", "article_id": "category"})


def test_scores_are_those_of_scipy():
    rows = keyness(table(["سد"] * 20 + ["نهر"] * 80), table(["سد"] * 10 + ["نهر"] * 190, "2"), by="type").set_index("type")
    cells = [[20, 10], [80, 190]]
    row = rows.loc["سد"]
    assert row["log_likelihood"] == pytest.approx(chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic)
    assert row["chi_square"] == pytest.approx(chi2_contingency(cells, correction=False).statistic)
    assert row["p_value"] == pytest.approx(chi2_contingency(cells, correction=False, lambda_="log-likelihood").pvalue)
    assert row["odds_ratio"] == pytest.approx(odds_ratio(np.array(cells), kind="sample").statistic)
    assert row["log_ratio"] == pytest.approx(2)  # 20 % is four times 5 %: two doublings
    assert row["percent_diff"] == pytest.approx(300)
    assert rows["p_adjusted"].tolist() == pytest.approx(false_discovery_control(rows["p_value"]).tolist())


def test_the_published_example_of_rayson_and_garside():
    # Hardie's Log Ratio wizard and Rayson's calculator agree on rates: 1 in 10 against 1 in 40 is log2(4).
    rows = keyness(table(["سد"] * 10 + ["نهر"] * 90), table(["سد"] * 5 + ["نهر"] * 195, "2"), by="type").set_index("type")
    assert rows.loc["سد", ["log_ratio", "count", "total", "reference_count", "reference_total"]].tolist() == [pytest.approx(2), 10, 100, 5, 200]


def test_a_word_that_one_side_lacks_is_defined_and_first():
    rows = keyness(table(["سد"] * 4 + ["نهر"] * 6), table(["نهر"] * 10, "2"), by="type")
    assert rows["type"].tolist() == ["سد", "نهر"]
    first = rows.iloc[0]
    assert np.isinf(first["percent_diff"]) and np.isfinite(first[["log_ratio", "log_likelihood", "odds_ratio"]].astype(float)).all()


def test_the_interval_covers_the_ratio_and_widens_with_confidence():
    a, b = table(["سد"] * 9 + ["نهر"] * 91), table(["سد"] * 5 + ["نهر"] * 195, "2")
    narrow, wide = (keyness(a, b, by="type", confidence=c).iloc[0] for c in (0.8, 0.99))
    assert wide["log_ratio_low"] < narrow["log_ratio_low"] < narrow["log_ratio"] < narrow["log_ratio_high"] < wide["log_ratio_high"]


words = st.lists(st.sampled_from(["سد", "نهر", "بئر", "مطر"]), min_size=1, max_size=40)


@given(words, words)
def test_either_side_mirrors_the_other(a, b):
    one = keyness(table(a), table(b, "2"), by="type", minimum=1).set_index("type").sort_index()
    two = keyness(table(b), table(a, "2"), by="type", minimum=1).set_index("type").sort_index()
    assert one["count"].sum() == len(a) and one["reference_count"].sum() == len(b)
    assert one["log_likelihood"].tolist() == pytest.approx(two["log_likelihood"].tolist(), abs=1e-9)
    assert one["log_ratio"].tolist() == pytest.approx((-two["log_ratio"]).tolist())


def test_groups_against_the_rest(make_articles):
    found = tokens(make_articles("سد سد سد نهر", "نهر نهر نهر سد"))
    rows = keyness_by_group(found, pd.Series(["أ", "ب"], index=["0", "1"], name="outlet"), by="type", minimum=1)
    assert rows.loc[rows["log_ratio"] > 0, ["outlet", "type"]].values.tolist() == [["أ", "سد"], ["ب", "نهر"]]
    first = keyness(found[found["article_id"] == "0"], found[found["article_id"] == "1"], by="type", minimum=1)
    pd.testing.assert_frame_equal(rows[rows["outlet"] == "أ"].drop(columns="outlet").reset_index(drop=True), first, check_dtype=False)


def test_nothing_to_compare_gives_an_empty_table(make_articles):
    found = tokens(make_articles("سد كبير"))
    empty = keyness(found, found.iloc[:0])
    assert empty.empty and "log_ratio" in empty
    assert keyness_by_group(found, pd.Series(["أ"], index=["0"], name="outlet"), minimum=1).empty
