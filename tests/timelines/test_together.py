import pandas as pd
import pytest

from toolkit import bursts, candidates, cooccurrence, load_gazetteer, mentions, tokens


def test_candidates_are_a_gazetteer_that_the_next_run_uses(make_articles, tmp_path):
    articles = make_articles("قال المدير سالم المرواني نعم. وقال سالم المرواني لا.")
    words = tokens(articles)
    rows = candidates(mentions(articles, words), articles)
    rows.to_csv(tmp_path / "own.csv", index=False)
    load_gazetteer(tmp_path / "own.csv")
    again = mentions(articles, words, gazetteer=tmp_path / "own.csv")
    assert set(again["entity_id"]) == set(rows["entity_id"])


def test_a_burst_is_where_the_rate_jumps_and_a_constant_rate_has_none():
    days = pd.date_range("2015-08-01", periods=6, tz="UTC")
    rows = pd.DataFrame({"entity": "السد", "type": "LOC", "period": days, "articles": [1, 1, 9, 9, 1, 1]})
    coverage = pd.DataFrame({"period": days, "articles": 10})
    found = bursts(rows, coverage)
    assert found[["start", "end"]].values.tolist() == [[days[2], days[3]]]
    assert bursts(rows.assign(articles=3), coverage).empty
    with pytest.raises(ValueError, match="more than 1"):
        bursts(rows, coverage, scale=1)


def test_a_burst_does_not_begin_in_a_gap_of_the_coverage():
    days = pd.date_range("2015-08-01", periods=8, tz="UTC")
    said, size = [1, 1, 0, 0, 9, 9, 1, 1], [10, 10, 0, 0, 10, 10, 10, 10]
    rows = pd.DataFrame({"entity": "السد", "type": "LOC", "period": days, "articles": said})
    coverage = pd.DataFrame({"period": days, "articles": size})
    assert bursts(rows, coverage)[["start", "end"]].values.tolist() == [[days[4], days[5]]]


def test_pairs_are_counted_once_a_unit():
    rows = pd.DataFrame({"article_id": ["1", "1", "1", "2", "2"], "sentence_id": [0, 0, 1, 0, 1], "entity": ["ا", "ا", "ب", "ا", "ب"], "type": "LOC"})
    pairs = cooccurrence(rows, minimum=1)
    assert pairs[["entity", "other", "count", "total"]].values.tolist() == [["ا", "ب", 2, 2]]
    with pytest.raises(ValueError, match="pass sentences"):
        cooccurrence(rows, within="paragraph")


def test_paragraphs_are_units_of_their_own():
    rows = pd.DataFrame({"article_id": "1", "sentence_id": [0, 1, 2], "entity": ["ا", "ب", "ا"], "type": "LOC"})
    places = pd.DataFrame({"article_id": "1", "sentence_id": [0, 1, 2], "paragraph": [0, 0, 1]})
    pairs = cooccurrence(rows, within="paragraph", sentences=places, minimum=1)
    assert pairs[["count", "entity_count", "other_count", "total"]].values.tolist() == [[1, 2, 1, 2]]
    assert cooccurrence(rows, within="sentence", minimum=1).empty
