"""Events: bursts that the same articles carry are one, and only what deserves a sentence is told."""

import pandas as pd
import pytest

from toolkit import articles_per_period
from toolkit.timelines.events import events, fitting_period


def _corpus(*, outlets: int = 2):
    """Thirty quiet days; on the 10th and 11th six of eight articles name the dam and the minister, from the 19th on one outlet alone names the mayor."""
    rows, named = [], []
    for day in range(1, 31):
        for n in range(8):
            key = f"{day}-{n}"
            rows.append((key, pd.Timestamp(2015, 8, day, 12, tz="UTC"), f"عنوان {key}", f"جهة {n % outlets}"))
            named.append(("تونس", "LOC", key))
            if day in (10, 11) and n < 6:
                named += [("السد", "LOC", key), ("سالم العلي", "PER", key)]
            elif n == 0 and day in (2, 5, 15, 25, 28):
                named += [("السد", "LOC", key), ("سالم العلي", "PER", key), ("العمدة", "PER", key)]
            if 19 <= day <= 22 and n % 2 == 0:
                named.append(("العمدة", "PER", key))
    articles = pd.DataFrame(rows, columns=["article_id", "published", "title", "outlet"])
    articles.loc[articles["article_id"] == "10-3", "title"] = "سالم العلي يفتتح السد"
    return pd.DataFrame(named, columns=["entity", "type", "article_id"]), articles


def _found(**options):
    mentions, articles = _corpus(**options)
    return events(mentions, articles, articles_per_period(articles, period="D"), period="D")


def test_names_that_jump_in_the_same_articles_are_one_event():
    found, carried = _found()
    row = found.iloc[0]
    assert set(row["names"].split(" | ")) == {"السد", "سالم العلي"}
    assert (row["start"].day, row["end"].day, row["articles"], row["outlets"]) == (10, 11, 12, 2)
    assert row["headline"] == "سالم العلي يفتتح السد" and row["article_id"] == "10-3"
    assert len(carried[carried["event"] == 1]) == 12


def test_what_every_article_names_is_no_event():
    assert not _found()[0]["names"].str.contains("تونس").any()


def test_one_outlet_alone_makes_no_event_where_there_are_several():
    assert not _found()[0]["names"].str.contains("العمدة").any()
    assert _found(outlets=1)[0]["names"].str.contains("العمدة").any()


def test_words_join_names_and_platforms_are_no_events():
    mentions, articles = _corpus()
    mentions = mentions.assign(entity=mentions["entity"].replace({"السد": "تويتر", "سالم العلي": "فيسبوك"}))
    found, _ = events(mentions, articles, articles_per_period(articles, period="D"), period="D")
    assert found.empty
    flooded = [key for key in articles["article_id"] if key.startswith(("10-", "11-")) and key[-1] in "01234"]
    tokens = pd.DataFrame({"article_id": flooded, "lemma": "فيضان", "pos": "NOUN", "is_word": True, "is_stop": False})
    named, articles = _corpus()
    found, _ = events(named, articles, articles_per_period(articles, period="D"), tokens=tokens, period="D")
    assert "فيضان" in found["names"].iloc[0].split(" | ")[2:]  # names stand before words


def test_no_event_goes_over_a_time_without_articles():
    mentions, articles = _corpus()
    late = articles["published"].dt.day >= 11
    articles.loc[late, "published"] += pd.Timedelta(days=400)
    found, _ = events(mentions, articles, articles_per_period(articles, period="D"), period="D")
    assert not len(found) or (found["end"] - found["start"]).max() < pd.Timedelta(days=30)
    assert len(_found()[0])  # as it is without the gap


def test_nothing_dated_gives_no_event():
    mentions, articles = _corpus()
    articles["published"] = pd.Series(pd.NaT, index=articles.index, dtype="datetime64[us, UTC]")
    found, carried = events(mentions, articles, articles_per_period(articles, period="D"), period="D")
    assert found.empty and carried.empty and list(carried) == ["event", "article_id", "names"]


@pytest.mark.parametrize(
    ("count", "step", "period"), [(200, "3h", "D"), (100, "1D", "W"), (300, "5D", "M"), (60, "30D", "Y"), (3, "300D", "Y"), (0, "1D", "Y")]
)
def test_the_period_is_never_a_nearly_empty_grid(count, step, period):
    dates = pd.Series(pd.date_range("2012-01-02", periods=count, freq=step, tz="UTC"))
    assert fitting_period(dates) == period
