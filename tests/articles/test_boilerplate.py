import pandas as pd
import pytest

from toolkit.articles import boilerplate
from toolkit.articles.boilerplate import spans

LINES = [
    "قال المدير إن المشروع مستمر منذ عام",
    "اقرأ أيضا: خبر آخر",
    "رابط الخبر بصحيفة الوطن: خبر",
    "// انتهى //",
    "سمات اقتصاد نفط",
    "طباعة",
    "//النص//",
    "جميع الحقوق محفوظة",
    "* حقوق النشر",
    "[آخر التحديث: اليوم]",
    "(آخر تحديث: اليوم)",
    "- مواضيع ذات صلة",
    "© 2015",
    "• Share Tweet",
]


@pytest.mark.parametrize("line", LINES)
def test_the_search_by_signs_finds_what_a_look_at_every_line_finds(line):
    texts = [f"{LINES[0]}\n{line}", f"{line}\n{LINES[0]}", f"{LINES[0]} {line}"]
    rows = boilerplate(pd.DataFrame({"article_id": list("123"), "text": texts}))
    expected = [(str(n + 1), *span) for n, text in enumerate(texts) for span in spans(text, range(text.count("\n") + 1))]
    assert list(rows[["article_id", "start", "end", "kind"]].itertuples(index=False, name=None)) == expected


def test_parts_are_cut_and_a_text_of_nothing_else_stays_whole():
    rows = boilerplate(pd.DataFrame({"article_id": ["1", "2"], "text": [f"{LINES[0]}\n{LINES[1]}", LINES[1]]}))
    assert rows[["article_id", "text", "kind"]].values.tolist() == [["1", LINES[1], "links"]]


def test_text_with_a_lone_surrogate_is_searched_too():
    text = pd.Series([f"{LINES[0]} \ud800\n{LINES[1]}"], dtype=object)
    rows = boilerplate(pd.DataFrame({"article_id": ["1"], "text": text}))
    assert rows["text"].tolist() == [LINES[1]]
