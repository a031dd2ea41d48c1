import pandas as pd
import pytest
from hypothesis import given, settings

from tests.hostile import HOSTILE
from toolkit import time_expressions, tokens

WEDNESDAY = "2015-07-22"


def found(text, published=WEDNESDAY):
    articles = pd.DataFrame({"article_id": ["1"], "text": pd.Series([text], dtype=object), "published": pd.to_datetime([published], utc=True)})
    rows = time_expressions(articles, tokens(articles))
    assert all(text[row.start : row.end] == row.text for row in rows.itertuples())
    return list(zip(rows["text"], rows["value"].astype(object).where(rows["value"].notna(), None), strict=True))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("وصل أمس إلى المدينة", "2015-07-21"),
        ("وصل أول من أمس", "2015-07-20"),
        ("يصل غدا إلى المدينة", "2015-07-23"),
        ("قال اليوم الأربعاء إنه", "2015-07-22"),
        ("وقع الحادث الثلاثاء الماضي", "2015-07-21"),
        ("وقع الحادث الأربعاء الماضي", "2015-07-15"),
        ("يعقد الاجتماع الخميس المقبل", "2015-07-23"),
        ("وقع الحادث يوم الاثنين في المدينة", "2015-07-20"),
        ("سيجتمع المجلس الاثنين", "2015-07-27"),
        ("منذ 15 آذار 2011", "2011-03-15"),
        ("في ١٥ مارس ٢٠١١", "2011-03-15"),
        ("يوم 14 أفريل", "2015-04-14"),
        ("يوم 14 جانفي", None),
        ("في 20 كانون الأول", None),
        ("في رمضان 1436", "2015-06-18/2015-07-16"),
        ("الخامس من شوال 1436 هـ", "2015-07-21"),
        ("بتاريخ 25/12/2014", "2014-12-25"),
        ("بتاريخ 3/4/2014", None),
        ("في عام 2014", "2014"),
        ("العام الماضي", "2014"),
        ("الشهر المقبل", "2015-08"),
        ("الأسبوع الماضي", "2015-07-13/2015-07-19"),
        ("في يونيو الماضي", "2015-06"),
        ("في سبتمبر الماضي", "2014-09"),
        ("قبل عامين", "2013"),
        ("قبل 3 أيام", "2015-07-19"),
        ("أمس الاثنين", "2015-07-20"),
    ],
)
def test_one_expression(text, value):
    assert [v for _, v in found(text)] == [value]


@pytest.mark.parametrize(
    "text", ["في اليوم التالي وصل الوفد", "صفر أهداف", "مارس ضغوطا على اللاعبين", "قال أحمد رجب إن", "أيام الثلاثاء من كل أسبوع", "نشرت عين اليوم"]
)
def test_what_is_no_date(text):
    assert found(text) == []


def test_without_a_publication_date_only_full_dates_have_a_value():
    assert found("وصل أمس بعد زيارة في 15 آذار 2011", None) == [("أمس", None), ("15 آذار 2011", "2011-03-15")]


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_hostile_text_raises_nothing(text):
    found(text + " أمس 31 شباط 2015 99/99/2015 29 رمضان 1499")
