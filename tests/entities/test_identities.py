"""Who the entities are: one row each, with what the lists and the articles tell, and why each form is theirs."""

import pandas as pd
import pytest

from toolkit import entity_table, mentions, tokens
from toolkit.entities.identities import entities_seen, identities, name_forms
from toolkit.entities.titles import title_before
from toolkit.schema import check


def _articles(*texts: str) -> pd.DataFrame:
    days = pd.to_datetime([f"2016-05-{n:02d}" for n in range(1, len(texts) + 1)], utc=True)
    return pd.DataFrame({"article_id": [str(n) for n in range(len(texts))], "text": texts, "published": days})


@pytest.fixture(scope="module")
def known():
    articles = _articles(
        "قال الرئيس الأميركي باراك أوباما إن السد امتلأ. وأضاف أوباما أن المطر غزير.",
        "وصل أوباما إلى تونس.",
        "التقت الوزيرة سالمة المرواني الوفد. وقالت المرواني إن العمل انتهى.",
    )
    return entity_table(mentions(articles, tokens(articles)), articles).set_index("label")


def test_the_table_is_as_declared(known):
    assert len(check(known.reset_index()[["entity_id", "label", *known.columns[1:]]], "entities")) == len(known)


def test_a_listed_person_has_country_gender_and_offices_with_their_dates(known):
    row = known.loc["باراك أوباما"]
    assert (row["country"], row["gender"], row["mentions"], row["articles"]) == ("US", "m", 3, 2)
    assert "(2009–2017)" in row["roles"]
    assert (row["first_seen"].day, row["last_seen"].day) == (1, 2)


def test_a_place_has_its_country(known):
    assert known.loc["تونس", "country"] == "TN"


def test_an_unlisted_person_has_the_title_and_the_gender_of_the_articles(known):
    row = known.loc["سالمة المرواني"]
    assert pd.isna(row["entity_id"]) and pd.isna(row["qid"]) and pd.isna(row["country"])
    assert (row["roles"], row["gender"]) == ("الوزيرة", "f")


def test_each_form_has_its_evidence(known):
    assert known.loc["سالمة المرواني", "evidence"] == "المرواني (last name, 1) | سالمة المرواني (same words, 1)"
    assert "listed" in known.loc["باراك أوباما", "evidence"]


def test_parts_add_up_to_the_whole():
    articles = _articles("وصل سالم العلي إلى تونس.", "عاد سالم العلي من تونس.", "غادر سالم العلي وهران.")
    rows = mentions(articles, tokens(articles))
    halves = [rows[rows["article_id"] == "0"], rows[rows["article_id"] != "0"]]
    forms = pd.concat([name_forms(half) for half in halves], ignore_index=True)
    pd.testing.assert_frame_equal(identities(forms, entities_seen(rows, articles)), entity_table(rows, articles))


def test_no_mentions_give_an_empty_table():
    articles = _articles("نص بلا أسماء.")
    assert entity_table(mentions(articles, tokens(articles)).head(0), articles).empty


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("قال وزير الخارجية السعودي ", "وزير الخارجية السعودي"), ("قال مستشار الرئيس الأميركي ", "مستشار الرئيس الأميركي"), ("للرئيس ", "الرئيس"),
        ("وقف أمام ", None), ("وصل إلى ", None), ("رئيس. ", None), ("الوزير\n", None), ("", None),
    ],
)  # fmt: skip
def test_the_title_before_a_name(before, title):
    assert title_before(before + "فلان", len(before)) == title


@pytest.mark.parametrize(("day", "held"), [("2015-08-07", True), ("2022-08-07", False)])
def test_offices_are_those_of_the_corpus_days(day, held):
    articles = pd.DataFrame({"article_id": ["1"], "text": ["قال جون كيري إن المحادثات انتهت."], "published": pd.to_datetime([day], utc=True)})
    roles = entity_table(mentions(articles, tokens(articles)), articles).set_index("label").at["جون كيري", "roles"]
    assert ("وزير الخارجية" in roles) == held and ("للمناخ" in roles) != held
