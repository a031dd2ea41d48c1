from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import HOSTILE
from toolkit.arabic import fold, fold_each, strip_controls, strip_marks


def test_fold_joins_spellings_of_one_word():
    assert fold("إِيـران") == fold("ايران")
    assert fold("ﻣﺪﻳﻨﺔ") == "مدينة"
    assert fold("علی") == fold("على") == "علي"
    assert fold("٢٤") == "24"


def test_fold_keeps_what_tells_words_apart():
    assert len({fold("مدرسة"), fold("مدرسه"), fold("مسؤول"), fold("مسول")}) == 4


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="ابتثجحخ\u064b\u064e\u0651\u0640\u200f\ufefb\ufef5\ufb8a"))
def test_folding_presentation_forms_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(HOSTILE)
def test_folding_many_words_is_folding_each(text):
    words = text.split("\n")
    assert fold_each(words) == [fold(word) for word in words]


def test_marks_and_controls_go():
    assert strip_marks("قَــالَ") == "قال"
    assert strip_controls("a\u202eb\u2066c") == "abc"
