"""What each row says besides who and what: polarity, quotation, agreement, and the tokens of what was said."""

import pytest

from toolkit import attributions, said_by, tokens


@pytest.mark.parametrize(
    ("text", "polarity"),
    [("لم يؤكد الوزير أن العمل بدأ.", "denied"), ("أكد الوزير أن العمل بدأ.", "affirmed"), ("ولا يستبعد المدير أن يتأخر العمل.", "denied")],
)
def test_a_negated_cue_is_denied(cite, text, polarity):
    assert cite(text)["polarity"].tolist() == [polarity]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قال المدير: «سنطعن في الحكم غدا».", "direct"),
        ("قال المدير إن العمل بدأ اليوم.", "indirect"),
        ("قال المدير إن العمل «صعب جدا هذا العام» في المدينة.", "mixed"),
        ("قال المدير سالم العلي: سنطعن في الحكم غدا.", "direct"),
    ],
)
def test_how_much_is_quoted(cite, text, kind):
    assert cite(text)["quote_type"].tolist() == [kind]


def test_a_verb_goes_on_with_the_speaker_that_it_agrees_with(cite):
    told = "قالت الوزيرة منى الهادي إن الري مضمون. وقال المدير سالم العلي إن السد امتلأ. {} أن العمل بدأ."
    assert cite(told.format("وأضافت"))["resolved"].iloc[-1] == "الوزيرة منى الهادي"
    assert cite(told.format("وأضاف"))["resolved"].iloc[-1] == "المدير سالم العلي"


def test_the_words_that_were_said(make_articles):
    articles = make_articles("قال المدير إن العمل بدأ. وغادر الوفد المدينة.")
    words = tokens(articles)
    said = said_by(words, attributions(articles, words))
    assert said["type"].astype(str).tolist() == ["ان", "العمل", "بدا"]


def test_a_relation_inside_what_was_said_has_a_parent(cite):
    rows = cite("قال المدير إن الوزير أكد أن العمل بدأ.")
    assert rows["cue"].tolist() == ["قال", "أكد"]
    assert rows["parent_id"].isna().tolist() == [True, False] and rows["parent_id"].iloc[1] == rows["attribution_id"].iloc[0]


def test_the_rule_names_the_choices(cite):
    rows = cite("قال الوزير سالم العلي إن السد امتلأ. وأضاف أن الري مضمون.")
    assert rows["rule"].tolist() == ["perfect/clause/source after/own", "perfect/clause/no source/spoke"]
