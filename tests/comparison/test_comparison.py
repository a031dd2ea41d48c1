"""Two sides: what is in them, what is left out, and the measures by independent formulas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import fisher_exact
from statsmodels.stats.proportion import confint_proportions_2indep

from toolkit import collocates, open_corpus
from toolkit.comparison import NoSides, around, contrast, contrast_words, own_names, same_stories, two_sides


def test_sides_share_no_article_and_hold_no_reprint(seeds):
    sides = two_sides(seeds, "outlet")
    a, b = set(sides.a.articles["article_id"]), set(sides.b.articles["article_id"])
    assert a and b and not a & b
    assert sides.a.articles["outlet"].nunique() == 1 and sides.name_a not in set(sides.b.articles["outlet"].astype(str))
    for side in (sides.a, sides.b):
        assert side.articles["duplicate_of"].isna().all() or not side.articles["duplicate_of"].isin(set(side.articles["article_id"])).any()
        assert set(side.tokens["article_id"].astype(str)) <= set(side.articles["article_id"])
    assert (sides.table["articles"] == [len(a), len(b)]).all()
    left_out = seeds.articles["outlet"].notna().sum() - len(a) - len(b)
    assert sides.table[["reprints", "in_both"]].to_numpy().sum() == left_out


def test_a_text_that_both_print_is_on_neither_side(tmp_path):
    shared = (
        "أعلنت الوزارة اليوم افتتاح المدرسة الجديدة في المدينة بحضور الوزير وعدد من الطلاب والمعلمين والأهالي، وشكر المدير الجميع على جهودهم الكبيرة"
    )
    for outlet in ("أ", "ب"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "shared.txt").write_text(shared, encoding="utf-8")
        (tmp_path / outlet / "own.txt").write_text(f"خبر خاص بالصحيفة {outlet} عن المطر في الوادي.", encoding="utf-8")
    sides = two_sides(open_corpus(tmp_path, folders="outlet"), "outlet", a=["أ"])
    assert sides.table["in_both"].tolist() == [1, 1] and sides.table["articles"].tolist() == [1, 1]
    one, other = tmp_path / "أ", tmp_path / "ب"
    corpora = two_sides(open_corpus(one), str(other))
    assert corpora.table["articles"].tolist() == [1, 1] and corpora.name_b == "ب"
    (tmp_path / "labels.csv").write_text("article_id,tone\nأ/own,x\nب/own,y\n", encoding="utf-8")
    ids = open_corpus(tmp_path, folders="outlet").articles["article_id"]
    (tmp_path / "labels.csv").write_text(
        "article_id,tone\n" + "".join(f"{name},{'x' if n % 2 else 'y'}\n" for n, name in enumerate(ids)), encoding="utf-8"
    )
    assert two_sides(open_corpus(tmp_path, folders="outlet"), "tone", a=["x"], labels=tmp_path / "labels.csv").name_b == "y"


def test_before_and_after_a_day(seeds):
    day = seeds.articles["published"].quantile(0.5).date().isoformat()
    sides = two_sides(seeds, day)
    assert sides.a.articles["published"].max() < pd.Timestamp(day, tz="UTC") <= sides.b.articles["published"].min()


@pytest.mark.parametrize(
    ("by", "more", "told"),
    [
        ("colour", {}, "nothing to compare by 'colour'"),
        ("outlet", {"a": ["لا أحد"]}, "no article has outlet لا أحد"),
        ("1900-01-01", {}, "the corpus goes from"),
        ("language", {}, "all articles have one language"),
    ],
)
def test_what_cannot_be_compared_is_told(seeds, by, more, told):
    with pytest.raises(NoSides, match=told):
        two_sides(seeds, by, **more)


def test_shares_by_independent_formulas():
    a = pd.DataFrame({"article_id": [str(n % 10) for n in range(14)], "entity": ["سد"] * 12 + ["نهر"] * 2})
    b = pd.DataFrame({"article_id": [f"b{n}" for n in range(5)], "entity": ["نهر"] * 4 + ["سد"]})
    found = contrast(a, b, "entity", total_a=20, total_b=30).set_index("entity")
    row = found.loc["سد"]
    assert (row["count"], row["total"], row["reference_count"], row["reference_total"]) == (10, 20, 1, 30)
    low, high = confint_proportions_2indep(10, 20, 1, 30, method="newcomb")
    assert np.allclose([row["points_low"], row["points_high"]], [100 * low, 100 * high])
    assert row["effect"] == row["points_low"] > 0 and np.isclose(row["p_value"], fisher_exact([[10, 10], [1, 29]])[1])
    assert found.loc["نهر", "effect"] == 0 or found.loc["نهر", "points"] < 0
    mirrored = contrast(b, a, "entity", total_a=30, total_b=20).set_index("entity")
    assert np.allclose(mirrored.loc["سد", "points"], -row["points"]) and np.allclose(mirrored.loc["سد", "effect"], -row["effect"])
    rows = contrast(a, b, "entity", total_a=14, total_b=5, unit=None).set_index("entity")
    assert rows.loc["سد", "count"] == 12 and rows.loc["سد", "articles"] == 10
    assert contrast(a.head(0), b.head(0), "entity", total_a=0, total_b=0).empty


def test_words_are_ranked_by_the_cautious_end(seeds):
    sides = two_sides(seeds, "outlet")
    found = contrast_words(sides.a.tokens, sides.b.tokens, minimum=3, least=2)
    assert found["effect"].abs().is_monotonic_decreasing
    ends = found[["log_ratio_low", "log_ratio_high"]].to_numpy()
    holds = (ends[:, 0] <= 0) & (ends[:, 1] >= 0)
    assert (found["effect"].to_numpy()[holds] == 0).all() and (np.abs(found["effect"].to_numpy()[~holds]) > 0).all()
    word = found["lemma"].iloc[0]
    uses = sides.a.tokens[sides.a.tokens["lemma"] == word]
    assert found["count"].iloc[0] == len(uses) and found["articles"].iloc[0] == uses["article_id"].nunique()


def test_the_company_of_a_word_is_that_of_collocates(seeds):
    near = around(seeds.tokens, "لجنة")
    counts = near["lemma"].value_counts()
    for row in collocates(seeds.tokens, "لجنة").head(5).itertuples():
        assert counts[row.collocate] == row.count


def test_outlets_are_not_told_by_their_own_name():
    articles = pd.DataFrame({"article_id": [str(n) for n in range(60)], "outlet": ["هسبريس"] * 30 + ["cnn"] * 30})
    rows = [(str(n), "لهسبريس", "ORG") for n in range(5)] + [(str(n), "سي إن إن", "ORG") for n in range(30, 50)]
    rows += [(str(n), "كتائب القسام", "ORG") for n in range(30, 55)]
    assert own_names(pd.DataFrame(rows, columns=["article_id", "entity", "type"]), articles) == {"لهسبريس", "سي إن إن"}


def test_the_same_story_on_both_sides(seeds):
    told, spoke, said = same_stories(two_sides(seeds, "outlet"))
    assert (told[["articles_a", "articles_b"]] > 0).all(axis=None) and told["story"].tolist() == list(range(1, len(told) + 1))
    assert set(spoke["story"]) | set(said["story"]) <= set(told["story"])
