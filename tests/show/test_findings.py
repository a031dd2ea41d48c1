import pandas as pd

from toolkit.lexicons import table
from toolkit.show import show_findings


def test_a_sentence_from_the_first_row_with_its_counts():
    rows = pd.DataFrame({"entity": ["السد", "النهر"], "mentions": [1234, 2], "articles": [5, 1]})
    assert "أكثر الأعلام ذكرا <bdi>السد</bdi>: <strong>١٬٢٣٤</strong> مرة" in show_findings([("top_entity", rows)]).markup
    assert "1,234" in show_findings([("top_entity", rows)], language="en").markup


def test_what_is_missing_gives_no_sentence():
    rows = pd.DataFrame({"entity": [None], "mentions": [1], "articles": [1]})
    assert show_findings([("top_entity", rows), ("pair", rows.iloc[:0])]).markup.count("<li>") == 1


def test_hostile_names_are_inert():
    rows = pd.DataFrame({"entity": ["<script>{x}\u202e"], "mentions": [1], "articles": [1]})
    markup = show_findings([("top_entity", rows)]).markup
    assert "<script" not in markup and "\u202e" not in markup and "{x}" in markup


def test_both_languages_name_the_same_columns():
    import re

    for row in table("findings").itertuples():
        assert set(re.findall(r"{(\w+)}", row.ar)) == set(re.findall(r"{(\w+)}", row.en)), row.key


def test_labels_are_given_once():
    keys = table("labels")["key"]
    assert not keys.duplicated().any(), keys[keys.duplicated()].tolist()
