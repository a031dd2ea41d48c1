"""An office speaks for who held it on the day of the article."""

import pandas as pd
import pytest

from toolkit import attributions, mentions, source_frequencies, tokens


def _said(text: str, day: str | None) -> pd.DataFrame:
    articles = pd.DataFrame({"article_id": ["1"], "text": [text], "published": pd.to_datetime([day], utc=True)})
    words = tokens(articles)
    names = mentions(articles, words)
    return attributions(articles, words, mentions=names)


@pytest.mark.parametrize(
    ("day", "holder"),
    [("2012-05-01", "person:عبدالله بن عبدالعزيز آل سعود"), ("2016-05-01", "person:سلمان بن عبدالعزيز آل سعود"), (None, None), ("1999-05-01", None)],
)
def test_the_day_decides_between_holders(day, holder):
    rows = _said("قال خادم الحرمين الشريفين إن السد امتلأ.", day)
    assert rows["resolved"].tolist() == ["خادم الحرمين الشريفين"]
    assert rows["entity_id"].fillna("").tolist() == [holder or ""]


def test_office_and_name_are_one_speaker():
    rows = _said("قال خادم الحرمين الشريفين إن السد امتلأ. وقال سلمان بن عبدالعزيز إن المطر غزير.", "2016-05-01")
    assert source_frequencies(rows)[["speaker", "relations"]].values.tolist() == [["سلمان بن عبدالعزيز آل سعود", 2]]


def test_an_office_within_a_longer_phrase_is_nobody_else():
    rows = _said("قال مستشار خادم الحرمين الشريفين إن السد امتلأ.", "2016-05-01")
    assert rows["entity_id"].isna().all()


def test_what_is_written_on_an_office_is_taken_off():
    from toolkit.attribution.offices import _forms

    assert _forms("للرئيس الامريكي") == ["للرئيس الامريكي", "الرئيس الامريكي", "لرئيس الامريكي"]
    assert _forms("وخادم الحرمين") == ["وخادم الحرمين", "خادم الحرمين"] and _forms("الملك") == ["الملك"]
