import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from tests.frequency.test_keyness import table
from toolkit import collocates, collocations, tokens
from toolkit.frequency import association


def test_measures_are_those_of_nltk():
    o, a, b, n = 8, 30, 20, 1000
    row = association(np.array([o]), np.array([a]), np.array([b]), n).iloc[0]
    marginals = (o, (a, b), n)
    assert row["mi"] == pytest.approx(BigramAssocMeasures.pmi(*marginals))
    assert row["t_score"] == pytest.approx(BigramAssocMeasures.student_t(*marginals), rel=1e-6)
    assert row["log_likelihood"] == pytest.approx(BigramAssocMeasures.likelihood_ratio(*marginals))
    assert row["log_dice"] == pytest.approx(14 + np.log2(BigramAssocMeasures.dice(*marginals)))
    assert row["mi3"] == pytest.approx(BigramAssocMeasures.mi_like(*marginals, power=3) and np.log2(o**3 * n / (a * b)))
    assert row["delta_p"] == pytest.approx(8 / 30 - 12 / 970)  # Gries (2013): p(second | first) − p(second | not first)
    assert row["delta_p_back"] == pytest.approx(8 / 20 - 22 / 980)


WORDS = st.lists(st.sampled_from(["سد", "نهر", "بئر", "مطر", "ريح"]), min_size=2, max_size=40)


@given(WORDS, st.integers(1, 4))
def test_collocates_against_a_plain_loop(words, window):
    rows = collocates(table(words), "سد", by="type", window=window, minimum=1)
    near = {j for i, w in enumerate(words) if w == "سد" for j in range(max(i - window, 0), min(i + window + 1, len(words)))}
    want = {w: sum(words[j] == w for j in near) for w in set(words) - {"سد"}}
    assert dict(zip(rows["collocate"], rows["count"], strict=True)) == {w: c for w, c in want.items() if c}
    assert rows["count"].sum() == (rows["window_words"].iloc[0] if len(rows) else 0)
    assert (rows["left"] + rows["right"] == rows["count"]).all()


@given(WORDS, st.integers(1, 4))
def test_pairs_against_a_plain_loop(words, window):
    rows = collocations(table(words), by="type", window=window, minimum=1)
    want: dict[tuple[str, str], int] = {}
    for i, one in enumerate(words):
        for other in words[i + 1 : i + 1 + window]:
            if one != other:
                key = (min(one, other), max(one, other))
                want[key] = want.get(key, 0) + 1
    assert {
        (r.word, r.collocate): r.meetings for r in rows[["word", "collocate", "count"]].rename(columns={"count": "meetings"}).itertuples(index=False)
    } == want or not want
    for row in rows.itertuples():
        assert row.word_count == words.count(row.word) and row.collocate_count == words.count(row.collocate)


def test_windows_end_with_the_sentence(make_articles):
    words = tokens(make_articles("سد مائي. نهر طويل"))
    assert set(collocates(words, "سد", by="type", minimum=1)["collocate"]) == {"مائي"}
    assert set(collocates(words, "سد", by="type", window=None, minimum=1)["collocate"]) == {"مائي"}


def test_a_word_that_does_not_occur(make_articles):
    rows = collocates(tokens(make_articles("سد مائي")), "قمر", by="type")
    assert rows.empty and {"collocate", "count", "log_dice", "total"} <= set(rows)
