import pandas as pd

from toolkit.show import plot_over_time, plot_ranked, show, show_figure


def test_ranked_bars_have_labels_and_grow_from_the_right():
    ax = plot_ranked(pd.DataFrame({"lemma": ["سد", "ماء"], "count": [5, 3]}), name="lemma", value="count")
    assert [t.get_text().strip("\u200f") for t in ax.get_yticklabels()] == ["سد", "ماء"]
    assert ax.xaxis_inverted() and [bar.get_width() for bar in ax.patches] == [5, 3]


def test_gaps_in_time_are_gaps():
    times = pd.date_range("2024-01-01", periods=3, tz="UTC")
    data = pd.DataFrame({"period": times, "share": pd.array([0.5, None, 0.2], dtype="Float64")})
    ax = plot_over_time(data, time="period", value="share")
    assert pd.isna(ax.lines[0].get_ydata()).tolist() == [False, True, False]


def test_empty_tables_draw_a_sentence():
    ax = plot_ranked(pd.DataFrame({"lemma": [], "count": []}), name="lemma", value="count")
    assert "لا شيء" in ax.texts[0].get_text()


def test_the_same_data_give_the_same_bytes():
    def page():
        return show_figure(plot_ranked(pd.DataFrame({"lemma": ["سد"], "count": [5]}), name="lemma", value="count"), "شكل")._repr_html_()

    assert page() == page() and 'alt="شكل"' in page()


def test_marked_article_holds_the_whole_text(seeds):
    import html
    import re

    article = seeds.articles.iloc[0]
    page = show(article, seeds.attributions)._repr_html_()
    body = re.search(r'<div class="marked">(.*)</div>', page, re.DOTALL)[1]
    body = re.sub("<sup>.*?</sup>", "", body.split("</div>")[0])  # the numbers of the notes
    assert html.unescape(re.sub("<[^>]+>", "", body)) == article["text"]
    assert 'class="cue"' in page and "<script" not in page
