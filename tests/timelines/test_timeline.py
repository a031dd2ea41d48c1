import pandas as pd
import pytest

from toolkit import articles_per_period, bursts, filled, timeline

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "published": pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-16", None], utc=True).astype("datetime64[us, UTC]"),
    }
)
MENTIONS = pd.DataFrame(
    {"article_id": ["a", "a", "c", "d"], "mention_id": list("1234"), "entity": ["ليبيا"] * 4, "type": ["LOC"] * 4, "entity_id": ["place:LY"] * 4}
)


def test_a_row_where_it_is_mentioned_and_none_elsewhere():
    rows = timeline(MENTIONS, ARTICLES, period="D").set_index("period")
    assert rows.loc["2024-01-01", ["mentions", "articles", "articles_in_period", "share"]].tolist() == [2, 1, 1, 1.0]
    assert rows.index.strftime("%F").tolist() == ["2024-01-01", "2024-01-16"]


def test_filled_has_zero_where_there_was_coverage_and_one_na_for_a_gap():
    rows = filled(timeline(MENTIONS, ARTICLES, period="D"), articles_per_period(ARTICLES, period="D"))
    assert rows["period"].dt.strftime("%F").tolist() == ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-16"]
    assert rows["mentions"].tolist()[:2] == [2, 0] and rows["mentions"].tolist()[3] == 1
    assert pd.isna(rows["mentions"][2]) and pd.isna(rows["share"][2])


def test_dates_far_apart_cost_nothing():
    far = ARTICLES.assign(published=pd.to_datetime(["1900-01-01", "3000-01-01", None, None], utc=True).astype("datetime64[us, UTC]"))
    rows = timeline(MENTIONS, far, period="D")
    assert len(rows) == 1
    coverage = articles_per_period(far, period="D")
    assert len(filled(rows, coverage)) == 3
    assert bursts(rows, coverage).empty or len(bursts(rows, coverage)) == 1


def test_weeks_begin_on_monday_and_undated_articles_are_counted_apart():
    rows = timeline(MENTIONS, ARTICLES, period="W")
    assert rows["period"].dt.strftime("%F").tolist() == ["2024-01-01", "2024-01-15"]
    assert rows["mentions"].tolist() == [2, 1]
    assert rows.attrs["undated"] == 1


def test_unknown_period_is_refused():
    with pytest.raises(ValueError, match="none of D, W"):
        timeline(MENTIONS, ARTICLES, period="H")
