"""One panel over a corpus: every view follows the choice, and counts what the tables hold."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit import concordance, dictionary_frequencies
from toolkit.notes import load_notes
from toolkit.show import explore
from toolkit.show.explorer import _Panel
from toolkit.show.selection import Explored


@pytest.fixture(scope="module")
def known(seeds):
    return Explored(seeds)


def test_each_filter_is_what_it_says(seeds, known):
    outlet = seeds.articles["outlet"].value_counts().index[0]
    assert known.chosen({"outlet": [outlet]}).sum() == (seeds.articles["outlet"] == outlet).sum()
    entity = seeds.mentions["entity"].value_counts().index[0]
    assert set(seeds.articles.loc[known.chosen(entity=entity), "article_id"]) == set(
        seeds.mentions.loc[seeds.mentions["entity"] == entity, "article_id"]
    )
    lines = concordance(seeds.tokens, seeds.articles, "لجنة")
    hold = known.chosen(words="اللجنة")
    assert set(seeds.articles.loc[hold, "article_id"]) == set(lines["article_id"].astype(str))
    found = known.lines(hold, "اللجنة")
    assert found.attrs["uses"] == len(lines) and found.attrs["understood"] == "لجنة"
    day = seeds.articles["published"].dropna().iloc[0].date().isoformat()
    assert (seeds.articles.loc[known.chosen(since=day, until=day), "published"].dt.date.astype(str) == day).all()
    both = known.chosen({"outlet": [outlet]}, words="لجنة")
    assert (both == (known.chosen({"outlet": [outlet]}) & hold)).all()


def test_views_count_what_is_chosen(seeds, known):
    hold = known.chosen({"outlet": [seeds.articles["outlet"].value_counts().index[0]]})
    ids = set(seeds.articles.loc[hold, "article_id"])
    assert known.named(hold)["mentions"].sum() == seeds.mentions["article_id"].isin(ids).sum()
    assert len(known.quotations(hold)) == seeds.attributions["article_id"].isin(ids).sum()
    speaker = known.cited(hold)["speaker"].iloc[0]
    assert len(known.quotations(hold, speaker)) == known.cited(hold)["relations"].iloc[0]
    assert known.over_time(hold)["articles"].sum() == seeds.articles.loc[hold, "published"].notna().sum()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_panel_follows(known, language, tmp_path):
    panel = _Panel(known, language, tmp_path / "notes.csv")
    shown = panel.shown()
    assert shown.children and panel.views[0].markup
    panel.words.value = "اللجنة"
    assert "لجنة" in panel.told.value
    for at, name in enumerate(panel.names):
        panel.tab.selected_index = at
        assert panel.views[at].markup, name
    assert 'class="node"' in panel.views[panel.names.index("explore.lines")].markup
    panel.words.value = "[lemma="
    assert "[lemma=" in panel.told.value and "<strong>" in panel.told.value
    panel.words.value = "كلمةلاتوجدهنا"
    panel.tab.selected_index = 1
    assert panel.told.value.startswith("<p")


def test_a_corpus_can_be_explored_as_it_is(seeds):
    bundle = explore(seeds, language="ar")._repr_mimebundle_()
    assert "text/html" in bundle and "application/vnd.jupyter.widget-view+json" in bundle


def test_words_are_looked_for_once(seeds):
    known = Explored(seeds)
    for outlets in ([], ["x"], [seeds.articles["outlet"].iloc[0]]):
        known.chosen({"outlet": outlets}, words="لجنة")
    assert known.place.cache_info().misses == 1


def test_own_categories_and_labels(seeds):
    own = pd.DataFrame({"category": ["هيئات", "هيئات"], "entry": ["لجنة", "مجلس"], "by": "lemma"})
    ids = seeds.articles["article_id"].astype(str)
    labels = pd.DataFrame({"إطار": ["نزاع", "حوار"]}, index=pd.Index(ids.iloc[:2])).reindex(ids)
    known = Explored(seeds, dictionary=own, labels=labels)
    counted = dictionary_frequencies(seeds.tokens, own).iloc[0]
    seen = known.categories(known.chosen()).iloc[0]
    assert (seen["uses"], seen["words"], seen["articles"]) == (counted["uses"], counted["words"], counted["articles"])
    assert seeds.articles.loc[known.chosen({"إطار": ["حوار"]}), "article_id"].tolist() == [ids.iloc[1]]
    either = known.chosen(words="لجنة") | known.chosen(words="مجلس")
    assert (known.chosen(words="هيئات") == either).all()
    lines = known.lines(known.chosen(words="هيئات"), "هيئات")
    assert len(lines) == counted["uses"] and not lines.duplicated(["article_id", "start", "end"]).any()


def test_marks_and_notes_on_lines_are_kept(seeds, tmp_path):
    file = tmp_path / "notes.csv"
    panel = _Panel(Explored(seeds), "ar", file)
    panel.shown()
    panel.tab.selected_index = panel.names.index("explore.lines")
    panel.words.value = "لجنة"
    panel.noting.listed.value = 1
    line = panel.noting.lines.iloc[1]
    panel.noting.note.value = "مثال"
    panel.noting.marked.value = True
    kept = load_notes(file)
    assert kept[["article_id", "start", "note", "marked"]].values.tolist() == [[line["article_id"], line["start"], "مثال", True]]
    assert "مثال" in panel.views[panel.names.index("explore.lines")].markup
    again = _Panel(Explored(seeds), "ar", file)
    again.shown()
    again.words.value = "لجنة"
    again.tab.selected_index = again.names.index("explore.lines")
    assert again.noting.lines["marked"].tolist().count(True) == 1
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="holds no notes"):
        load_notes(file)


def test_an_article_id_in_a_table_opens_the_article(seeds, known, tmp_path):
    panel = _Panel(known, "ar", tmp_path / "notes.csv")
    panel.shown()
    at = panel.names.index("explore.quotations")
    panel.tab.selected_index = at
    wanted = seeds.attributions["article_id"].iloc[-1]
    assert f'data-article="{wanted}"' in panel.views[at].markup or "data-article" in panel.views[at].markup
    panel.views[at].clicked = [wanted, 1]
    assert panel.names[panel.tab.selected_index] == "explore.articles" and panel.listed.value == wanted
    assert "marked" in panel.views[-1].markup
