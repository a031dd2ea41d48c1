"""Events as cards, lanes and heat: what a reader sees."""

import pandas as pd
import pytest

from toolkit.report.pages import cited, linked, page_name
from toolkit.show import plot_heat, plot_lanes, show_events
from toolkit.show.language import day

DAY = pd.Timestamp("2015-08-07", tz="UTC")
EVENTS = pd.DataFrame([(1, DAY, DAY + pd.Timedelta(days=2), "السد | تونس", 12, 3, "النهر", "فتح <السد>", "a|1", 9.0, "day")],
                      columns=["event", "start", "end", "names", "articles", "outlets", "first_outlet", "headline", "article_id", "weight", "granularity"])  # fmt: skip
VOICES = pd.DataFrame({"event": [1], "speaker": ["سالم العلي"], "relations": [4], "articles": [2]})
QUOTES = pd.DataFrame({"event": [1], "speaker": ["سالم العلي"], "content": ["سنبني السد"], "article_id": ["a|2"]})


def test_a_card_tells_when_what_who_and_leads_to_the_articles():
    page = show_events(EVENTS, VOICES, QUOTES).markup
    for part in (
        "من ٧ أغسطس ٢٠١٥ إلى ٩ أغسطس ٢٠١٥",
        "١٢ مقالا",
        "٣ جهات ناشرة",
        "أول من نشر: النهر",
        "سالم العلي</cite> (٤)",
        "«سنبني السد»",
        "فتح &lt;السد&gt;",
    ):
        assert part in page
    assert cited(page) == ["a|1", "a|2"]
    led = linked(page, {"a|1": "x"})
    assert f'<a href="articles/{page_name("a|1")}">فتح &lt;السد&gt;</a>' in led
    assert "data-article" not in led  # an article without a page is no link


def test_an_event_of_a_month_is_of_the_month():
    month = pd.Timestamp("2015-08-01", tz="UTC")
    page = show_events(EVENTS.assign(start=month, end=month, granularity="month"), VOICES.head(0), QUOTES.head(0)).markup
    assert "في أغسطس ٢٠١٥" in page and "١ أغسطس" not in page


def test_in_english_and_of_one_day():
    page = show_events(EVENTS.assign(end=DAY), VOICES.head(0), QUOTES.head(0), language="en").markup
    assert "7 August 2015 ·" in page and "12 articles" in page and "blockquote" not in page


def test_no_events_say_so():
    assert "لا " in show_events(EVENTS.head(0), VOICES, QUOTES).markup


@pytest.mark.parametrize(("language", "want"), [("ar", "٧ أغسطس ٢٠١٥"), ("en", "7 August 2015")])
def test_days_as_a_reader_writes_them(language, want):
    assert day(DAY, language) == want


def _lanes() -> pd.DataFrame:
    days = pd.date_range("2015-08-01", periods=4, tz="UTC")
    return pd.DataFrame({"entity": ["السد"] * 4 + ["تونس"], "period": [*days, days[0]], "articles": [1, 2, 0, 4, 1], "articles_in_period": 8})


def test_lanes_have_a_row_for_each_name_and_mark_each_event():
    ax = plot_lanes(_lanes(), EVENTS)
    assert len(ax.get_yticklabels()) == 2
    assert [text.get_text() for text in ax.texts] == ["١"]
    assert len(ax.collections[-1].get_offsets()) == 4  # no dot where there is no article
    assert ax.xaxis_inverted()
    assert not plot_lanes(_lanes(), EVENTS, language="en").xaxis_inverted()


def test_heat_writes_each_amount_once():
    rows = pd.DataFrame({"speaker": ["سالم", "سالم", "زيد"], "outlet": ["أ", "ب", "ب"], "relations": [3, 1, 7]})
    ax = plot_heat(rows, rows="speaker", columns="outlet", value="relations")
    assert sorted(text.get_text() for text in ax.texts) == ["١", "٣", "٧"]


@pytest.mark.parametrize(
    "draw",
    [lambda: plot_lanes(_lanes().head(0), EVENTS), lambda: plot_heat(pd.DataFrame({"a": [], "b": [], "c": []}), rows="a", columns="b", value="c")],
)
def test_nothing_to_draw_says_so(draw):
    assert len(draw().texts) == 1
