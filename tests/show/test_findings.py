from string import Formatter

import pandas as pd

from toolkit.lexicons import table
from toolkit.show import show_findings


def test_a_sentence_from_the_first_row_with_its_counts():
    rows = pd.DataFrame({"entity": ["السد", "النهر"], "mentions": [1234, 2], "articles": [5, 1]})
    sentence = 'أكثر الأعلام ذكرا <bdi dir="rtl">السد</bdi>: <strong>١٬٢٣٤ مرة</strong>'
    assert sentence in show_findings([("top_entity", rows)]).markup
    assert "1,234" in show_findings([("top_entity", rows)], language="en").markup


def test_what_is_missing_gives_no_sentence():
    rows = pd.DataFrame({"entity": [None], "mentions": [1], "articles": [1]})
    assert show_findings([("top_entity", rows), ("pair", rows.iloc[:0])]).markup.count("<li>") == 1


def test_hostile_names_are_inert():
    rows = pd.DataFrame({"entity": ["<script>{x}\u202e"], "mentions": [1], "articles": [1]})
    markup = show_findings([("top_entity", rows)]).markup
    assert "<script" not in markup and "\u202e" not in markup and "{x}" in markup


def test_both_languages_name_the_same_columns_with_all_forms_of_their_nouns():
    for row in table("findings").itertuples():
        named = {}
        for language, forms in (("ar", 5), ("en", 2)):
            fields = [(name, form) for _, name, form, _ in Formatter().parse(getattr(row, language)) if name]
            named[language] = {name for name, _ in fields}
            assert all(not form or form.count("|") == forms - 1 for _, form in fields), (row.key, language)
        assert named["ar"] == named["en"], row.key


def test_a_number_asks_for_its_form_of_the_noun():
    rows = pd.DataFrame({"entity": ["السد"], "mentions": [2], "articles": [1]})
    assert "<strong>مرتان</strong>، في <strong>مقال واحد</strong>" in show_findings([("top_entity", rows)]).markup
    assert "<strong>2 times</strong> in <strong>1 article</strong>" in show_findings([("top_entity", rows)], language="en").markup


def test_labels_are_given_once():
    keys = table("labels")["key"]
    assert not keys.duplicated().any(), keys[keys.duplicated()].tolist()
