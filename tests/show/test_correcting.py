"""The desk at which people correct: every act is saved at once, seen at once, and can be taken back."""

from __future__ import annotations

import json

import pytest
from ipywidgets import Button, Combobox, Dropdown, Select

from toolkit import open_corpus
from toolkit.show import correct
from toolkit.show.correcting import Desk

TEXT = "قال الوزير سالم العلي إن السد امتلأ. وأضاف أن الري مضمون. وحضر المدير عمر الفيتوري اللقاء في تونس."


@pytest.fixture
def tables(tmp_path):
    (folder := tmp_path / "news").mkdir()
    (folder / "a.json").write_text(json.dumps([{"title": "خبر", "text": TEXT}], ensure_ascii=False), encoding="utf-8")
    return open_corpus(folder)


def widgets(panel, kind):  # the first child is a style
    return [one for row in panel.children for one in (row.children if hasattr(row, "children") else [row]) if isinstance(one, kind)]


def test_a_session_at_the_desk(tables):
    panel = correct(tables, language="ar").panel()
    rows = widgets(panel, Select)[1]
    accept, reject, back = widgets(panel, Button)
    speaker, kind = widgets(panel, Dropdown)
    before = len(rows.options)
    rows.value = next(value for text, value in rows.options if "قال" in text)
    speaker.value = next(place for phrase, place in speaker.options if phrase == "المدير عمر الفيتوري" or phrase == "عمر الفيتوري")
    assert sum("الفيتوري ←" in text for text, (table, _) in rows.options if table == "attributions") == 2  # the one that went on went with it
    rows.value = next(value for text, value in rows.options if text.startswith("LOC"))
    reject.click()
    assert len(rows.options) == before - 1
    back.click()
    assert len(rows.options) == before
    rows.value = next(value for text, value in rows.options if text.startswith("PER – سالم"))
    kind.value = "ORG"
    assert any(text.startswith("ORG – سالم") for text, _ in rows.options)
    rows.value = next(value for text, value in rows.options if text.startswith("PER – عمر"))
    merge = widgets(panel, Combobox)[0]
    merge.value = "تونس"
    accept.click()
    again = open_corpus(tables.path)
    assert set(again.attributions["resolved"].str.contains("الفيتوري")) == {True}
    assert set(again.mentions["entity"]) == {"سالم العلي", "تونس"} and len(again.corrections) == 4


def test_the_candidates_are_those_of_explain(tables):
    desk = Desk(tables)
    phrases = [phrase for phrase, _ in desk.speakers(tables.attributions["attribution_id"].iloc[1])]
    assert "الوزير سالم العلي" in phrases and "عمر الفيتوري" in phrases
    for phrase, place in desk.speakers(tables.attributions["attribution_id"].iloc[0]):
        start, end = map(int, place.split("-"))
        assert TEXT[start:end] == phrase
