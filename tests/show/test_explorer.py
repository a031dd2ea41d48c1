"""One panel over a corpus: every view follows the choice, and counts what the tables hold."""

from __future__ import annotations

import pytest

from toolkit import concordance
from toolkit.show import explore
from toolkit.show.explorer import VIEWS, _Panel
from toolkit.show.selection import Explored


@pytest.fixture(scope="module")
def known(seeds):
    return Explored(seeds)


def test_each_filter_is_what_it_says(seeds, known):
    outlet = seeds.articles["outlet"].value_counts().index[0]
    assert known.chosen(outlets=[outlet]).sum() == (seeds.articles["outlet"] == outlet).sum()
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
    both = known.chosen(outlets=[outlet], words="لجنة")
    assert (both == (known.chosen(outlets=[outlet]) & hold)).all()


def test_views_count_what_is_chosen(seeds, known):
    hold = known.chosen(outlets=[seeds.articles["outlet"].value_counts().index[0]])
    ids = set(seeds.articles.loc[hold, "article_id"])
    assert known.named(hold)["mentions"].sum() == seeds.mentions["article_id"].isin(ids).sum()
    assert len(known.quotations(hold)) == seeds.attributions["article_id"].isin(ids).sum()
    speaker = known.cited(hold)["speaker"].iloc[0]
    assert len(known.quotations(hold, speaker)) == known.cited(hold)["relations"].iloc[0]
    assert known.over_time(hold)["articles"].sum() == seeds.articles.loc[hold, "published"].notna().sum()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_panel_follows(known, language):
    panel = _Panel(known, language)
    shown = panel.shown()
    assert shown.children and panel.views[0].value
    panel.words.value = "اللجنة"
    assert "لجنة" in panel.told.value
    for at in range(len(VIEWS)):
        panel.tab.selected_index = at
        assert panel.views[at].value, VIEWS[at]
    assert 'class="node"' in panel.views[VIEWS.index("explore.lines")].value
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
        known.chosen(words="لجنة", outlets=outlets)
    assert known.place.cache_info().misses == 1
