import pandas as pd
import pytest

from toolkit import boilerplate, credits


@pytest.mark.parametrize(
    ("author", "want"),
    [
        ("الرياض - واس", ("wire", "واس", "الرياض", None)),
        ("أ ف ب (باريس)", ("wire", "أ ف ب", "باريس", None)),
        ("لندن: رنيم حنوش", ("byline", None, "لندن", "رنيم حنوش")),
        ("سعيد الغامدي من جدة", ("byline", None, "جدة", "سعيد الغامدي")),
        ("x", None),
    ],
)
def test_author_fields(author, want):
    rows = credits(pd.DataFrame([{"article_id": "1", "outlet": "x", "author": author, "text": "نص"}]))
    got = [tuple(None if pd.isna(v) else v for v in row) for row in rows[["kind", "agency", "place", "author"]].itertuples(index=False)]
    assert got == ([want] if want else [])


def test_first_and_last_line():
    text = "القاهرة - رويترز: وصل الوفد اليوم.\nثم غادر. (رويترز)"
    rows = credits(pd.DataFrame([{"article_id": "1", "outlet": "x", "author": None, "text": text}]))
    assert rows["found_in"].tolist() == ["start", "end"]
    assert rows["agency"].tolist() == ["رويترز", "رويترز"]


def test_a_sentence_is_no_credit():
    text = "آب: شهر حار في تونس.\nوقال المدير (في حديث)."
    assert credits(pd.DataFrame([{"article_id": "1", "outlet": "x", "author": None, "text": text}])).empty


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("خبر طويل هنا.\nاقرأ أيضا: خبر آخر", ["اقرأ أيضا: خبر آخر"]),
        ("خبر طويل هنا رابط الخبر بصحيفة الوئام: خبر", ["رابط الخبر بصحيفة الوئام: خبر"]),
        ("خبر.\nHot Topics\nخبر قصير\nآخر", ["Hot Topics\nخبر قصير\nآخر"]),
        ("شارك الوزير في الاجتماع الذي عقد أمس ثم غادر إلى مقر عمله في العاصمة بعد انتهاء الجلسة.", []),
        ("اقرأ أيضا", []),
    ],
)
def test_boilerplate_stays_in_the_text_and_is_marked(text, cut):
    rows = boilerplate(pd.DataFrame([{"article_id": "1", "text": text}]))
    assert rows["text"].tolist() == cut
    assert all(text[a:b] == t for a, b, t in zip(rows["start"], rows["end"], rows["text"], strict=True))


def test_its_words_stay_out_of_word_lists(make_articles):
    from toolkit import frequencies, tokens

    rows = frequencies(tokens(make_articles("سد كبير.\nاقرأ أيضا: جسر")), by="type")
    assert "جسر" not in rows["type"].tolist()
    assert rows["total"].iloc[0] == 5
