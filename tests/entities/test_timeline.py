import pandas as pd
import pytest

from toolkit import timeline

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "published": pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-16", None], utc=True).astype("datetime64[us, UTC]"),
    }
)
MENTIONS = pd.DataFrame(
    {"article_id": ["a", "a", "c", "d"], "mention_id": list("1234"), "entity": ["ليبيا"] * 4, "type": ["LOC"] * 4, "entity_id": ["place:LY"] * 4}
)


def test_zero_where_there_was_coverage_and_na_where_there_was_none():
    rows = timeline(MENTIONS, ARTICLES, period="D").set_index("period")
    assert rows.loc["2024-01-01", ["mentions", "articles", "articles_in_period", "share"]].tolist() == [2, 1, 1, 1.0]
    assert rows.loc["2024-01-02", "mentions"] == 0
    assert pd.isna(rows.loc["2024-01-05", "mentions"]) and pd.isna(rows.loc["2024-01-05", "share"])
    assert len(rows) == 16


def test_weeks_begin_on_monday_and_undated_articles_are_counted_apart():
    rows = timeline(MENTIONS, ARTICLES, period="W")
    assert rows["period"].dt.strftime("%F").tolist() == ["2024-01-01", "2024-01-08", "2024-01-15"]
    assert rows["mentions"].tolist()[::2] == [2, 1]
    assert rows.attrs["undated"] == 1


def test_unknown_period_is_refused():
    with pytest.raises(ValueError, match="none of D, W"):
        timeline(MENTIONS, ARTICLES, period="H")
