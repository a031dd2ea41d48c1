from collections import Counter

import pandas as pd
import pytest

from toolkit import frequencies, tokens


def test_counts_against_a_counter(seeds):
    words = seeds.tokens[seeds.tokens["is_word"]]
    got = frequencies(seeds.tokens, by="type", stop_words=True)
    want = Counter(words["type"].astype(str))
    assert dict(zip(got["type"], got["count"], strict=True)) == dict(want)
    assert got["count"].sum() == got["total"].iloc[0] == len(words)


def test_every_number_carries_its_base(make_articles):
    rows = frequencies(tokens(make_articles("سد كبير وسد صغير", "سد قديم")), by="type").set_index("type")
    assert rows.loc["سد", ["count", "range", "articles", "total"]].tolist() == [2, 2, 2, 6]
    assert rows.loc["سد", "per_million"] == pytest.approx(2 / 6 * 1e6)


def test_groups_have_their_own_base(make_articles):
    words = tokens(make_articles("سد كبير", "سد قديم جدا"))
    group = pd.Series(["أ", "ب"], index=["0", "1"], name="outlet")
    rows = frequencies(words, by="type", group=group, stop_words=True)
    assert rows.groupby("outlet")["count"].sum().to_dict() == rows.groupby("outlet")["total"].first().to_dict() == {"أ": 2, "ب": 3}


def test_unknown_unit_is_refused(seeds):
    with pytest.raises(ValueError, match="lemma"):
        frequencies(seeds.tokens, by="word")


def test_no_words_give_the_right_columns(make_articles):
    assert list(frequencies(tokens(make_articles("")), by="type").columns) == ["type", "count", "per_million", "range", "articles", "total"]


def test_a_word_that_stands_once_in_a_share_bar_stays_in_the_list(make_articles):
    words = tokens(make_articles("سد كبير، سد صغير، سد قديم"))
    words.loc[words.index[0], "is_stop"] = True
    assert frequencies(words, by="type").set_index("type")["count"].to_dict() == {"سد": 3, "كبير": 1, "صغير": 1, "قديم": 1}


def test_segments_are_counted_each(make_articles):
    rows = frequencies(tokens(make_articles("وبالتالي")), by="segment", stop_words=True)
    assert set(rows["segment"]) == {"و", "ب", "التالي"} and rows["total"].iloc[0] == 3


def test_the_order_of_the_rows_does_not_matter(seeds):
    given, mixed = (
        frequencies(rows, by="type").set_index("type")[["count", "range", "total"]].sort_index()
        for rows in (seeds.tokens, seeds.tokens.sample(frac=1, random_state=1))
    )
    assert given.equals(mixed)


def test_as_many_words_as_a_short_integer_holds():
    words = [f"كلمة{n}" for n in range(20_000)]
    rows = pd.DataFrame({"article_id": "1", "type": words, "is_word": True, "is_stop": False}).astype({"article_id": "category", "type": "category"})
    assert frequencies(rows, by="type")["count"].tolist() == [1] * 20_000
