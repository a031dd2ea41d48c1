import pandas as pd
import pytest

from toolkit.show import explore, explore_articles, explore_concordance, explore_selection, plot_flow, show_table
from toolkit.show.explore import matching

ROWS = pd.DataFrame({"speaker": ["أحمد العلي", "سالم", None], "cue": ["أكّد", "قال", "قال"], "count": [3, 1, 2]})


def test_the_search_folds_and_joins_words():
    assert matching(ROWS, text="اكد  العلي").index.tolist() == [0]
    assert matching(ROWS, text="قال").index.tolist() == [1, 2]
    assert matching(ROWS, text="(").empty and len(matching(ROWS)) == 3


def test_choices_and_order():
    assert matching(ROWS, chosen={"cue": "قال"}, by="count", down=True)["count"].tolist() == [2, 1]


def test_widgets_filter_and_turn_pages():
    shown = explore(ROWS, "جدول", rows=2)
    top, table, pages = shown.panel().children
    assert table.value.count("<tr>") == 3 and not pages.children[2].disabled
    pages.children[2].click()
    assert table.value.count("<tr>") == 2 and pages.children[2].disabled
    top.children[0].value = "اكد"
    assert table.value.count("<tr>") == 2 and "أحمد العلي" in table.value
    assert "أحمد العلي" in shown._repr_mimebundle_()["text/html"]


def test_hostile_text_is_inert_in_the_widgets():
    rows = pd.DataFrame({"<b>x</b>": ["<script>alert(1)</script>"] * 3})
    assert "<script" not in explore(rows, "<i>").panel().children[1].value


def test_flows_name_everybody_and_say_nobody():
    rows = pd.DataFrame({"outlet": ["أ", "أ", "ب"], "relayed_by": ["ج", None, None], "speaker": ["د", "د", "هـ"], "relations": [1, 2, 3]})
    drawn = {text.get_text().strip("\u200f") for text in plot_flow(rows, ["outlet", "relayed_by", "speaker"], value="relations").texts}
    assert {"أ", "ب", "ج", "د", "هـ", "بلا ناقل"} <= drawn
    assert plot_flow(rows.iloc[:0], ["outlet", "speaker"], value="relations").texts[0].get_text()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_labels_of_the_widgets(language):
    assert explore(ROWS, "x", language=language).panel().children[0].children[0].placeholder in ("ابحث …", "Search …")


def test_lines_of_another_word_in_another_order(seeds):
    shown = explore_concordance(seeds.tokens, seeds.articles, "سد", "مواضع")
    top, table, *_ = shown.panel().children
    assert table.value == shown.markup
    top.children[0].value = "ماء"
    assert "ماء" in table.value and table.value != shown.markup
    top.children[3].value = True
    top.children[0].value = "("
    assert "regular expression" in table.value


def test_an_article_is_found_by_its_text(seeds):
    shown = explore_articles(seeds.articles, seeds.attributions)
    top, page, *_ = shown.panel().children
    assert page.value == shown.markup
    top.children[0].value = "وادي الرمان"
    assert "الرمان" in page.value and page.value != shown.markup
    top.children[0].value = "لا يوجد هذا النص"
    assert page.value == ""


def test_a_row_of_an_article_can_be_asked_why(seeds):
    shown = explore_articles(seeds.articles, seeds.attributions, tokens=seeds.tokens, mentions=seeds.mentions)
    _, _, asked, told, *_ = shown.panel().children
    rows = seeds.attributions[seeds.attributions["article_id"] == seeds.articles.loc[0, "article_id"]]
    assert len(asked.options) == len(rows) + 1 and told.value == ""
    asked.value = rows["attribution_id"].iloc[0]
    assert "أثقل السمات" in told.value and "✓" in told.value and rows["cue"].iloc[0] in told.value


def test_a_panel_draws_anew_for_a_part(seeds):
    shown = explore_selection(seeds.articles, lambda part: show_table(pd.DataFrame({"articles": [len(part)]}), "عدد"))
    top, drawn, *_ = shown.panel().children
    assert drawn.value == shown.markup
    outlet = seeds.articles["outlet"].value_counts()
    top.children[0].value = (outlet.index[0],)
    assert drawn.value == show_table(pd.DataFrame({"articles": [outlet.iloc[0]]}), "عدد").markup


def test_a_panel_by_entity_and_speaker(seeds):
    having = {"entity": seeds.mentions.set_index("article_id")["entity"], "speaker": seeds.attributions.set_index("article_id")["resolved"]}
    shown = explore_selection(seeds.articles, lambda part: show_table(pd.DataFrame({"articles": [len(part)]}), "عدد"), having=having)
    top, drawn, *_ = shown.panel().children
    panel = {box.description: box for box in top.children}
    assert {"الاسم", "القائل"} <= set(panel)
    for name, values in zip(("الاسم", "القائل"), having.values(), strict=True):
        first = panel[name].options[0]
        panel[name].value = (first,)
        count = values.index[values == first].nunique()
        assert drawn.value == show_table(pd.DataFrame({"articles": [count]}), "عدد").markup
        panel[name].value = ()
    assert drawn.value == shown.markup
