import pandas as pd
import pytest

from toolkit import (
    aliases,
    ambiguities,
    articles_per_period,
    attributions,
    bursts,
    entity_shares,
    headlines,
    look_up,
    mentions,
    narrative,
    places_by_country,
    said_about,
    sentences,
    timeline,
    tokens,
    without_boilerplate,
)


def found(articles):
    return mentions(articles, tokens(articles))


def test_forms_and_shares(make_articles):
    articles = make_articles("وصل من تونس.", "عاد إلى تونس وبتونس أقام.", "لا أحد هنا.")
    names = found(articles)
    assert aliases(names)[["alias", "mentions"]].values.tolist() == [["تونس", 2], ["وبتونس", 1]]
    outlet = pd.Series(["أ", "أ", "ب"], index=["0", "1", "2"], name="outlet")
    assert entity_shares(names, articles, outlet)[["outlet", "mentions", "articles", "articles_in_group", "share"]].values.tolist() == [
        ["أ", 3, 2, 2, 1.0]
    ]


def test_what_others_say_about_somebody(make_articles):
    articles = make_articles("قال المدير سالم المرواني إن تونس مستعدة. وأعلنت تونس أن سالم المرواني غادر.")
    names = found(articles)
    said = attributions(articles, tokens(articles), mentions=names)
    assert said_about(said, names, "سالم المرواني")["speaker"].tolist() == ["تونس"]
    assert said_about(said, names, "تونس")["speaker"].tolist() == ["سالم المرواني"]


def test_who_does_not_occur_is_said_with_near_names(make_articles):
    names = found(make_articles("قال المدير سالم المرواني نعم من تونس."))
    rows = look_up(["تونس", "المرواني", "نقلا"], names)
    assert rows["entity"].tolist()[0] == "تونس" and rows["entity"].isna().tolist() == [False, True, True]
    assert rows["near"].tolist()[1] == "سالم المرواني" and pd.isna(rows["near"].tolist()[2])


def test_the_corpus_country_decides_between_towns(make_articles):
    lebanon = found(make_articles("من بيروت وصيدا وصور وبعلبك إلى طرابلس في لبنان."))
    libya = found(make_articles("من بنغازي ومصراتة وسرت وطبرق إلى طرابلس في ليبيا."))
    taken = [names.loc[names["text"] == "طرابلس", "entity_id"].iloc[0] for names in (lebanon, libya)]
    assert taken[0].startswith("place:LB") and taken[1].startswith("place:LY")
    assert ambiguities(libya)["name"].tolist() == ["طرابلس"]
    assert places_by_country(libya).iloc[0][["country", "name", "mentions"]].tolist() == ["LY", "ليبيا", 6]


def test_the_order_of_the_narrative(make_articles):
    articles = make_articles("وصل من تونس.\nثم إلى القاهرة ومن القاهرة عاد.")
    rows = narrative(found(articles), sentences(articles))
    assert rows[["paragraph", "entity", "mentions"]].values.tolist() == [[1, "تونس", 1], [2, "القاهرة", 2]]


def test_a_burst_has_the_headline_of_its_fullest_article():
    days = pd.date_range("2024-01-01", periods=8, tz="UTC")
    rows = [(f"{n}-{k}", day, f"عنوان {n}", 1 if (n in (3, 4) or k == 0) else 0) for n, day in enumerate(days) for k in range(10)]
    articles = pd.DataFrame(rows, columns=["article_id", "published", "title", "named"])
    named = articles[articles["named"] == 1]
    names = pd.DataFrame({"article_id": named["article_id"], "mention_id": named["article_id"], "entity": "السد", "entity_id": None, "type": "LOC"})
    jumps = headlines(bursts(timeline(names, articles, period="D"), articles_per_period(articles, period="D")), names, articles, period="D")
    assert jumps["headline"].tolist() == ["عنوان 3"]


def test_names_in_share_bars_can_be_left_out(make_articles):
    articles = make_articles("وصل الوفد إلى تونس.\nرابط الخبر بصحيفة الوئام: الوفد في تونس")
    names = found(articles)
    assert without_boilerplate(names, articles)["start"].tolist() == [names["start"].min()]


def test_spellings_of_a_name_are_one(make_articles):
    articles = make_articles("قال المدير عبد الله المرواني نعم.", "قال المدير عبدالله المرواني لا.", "قال المدير عبدالله المرواني لا.")
    assert set(found(articles)["entity"]) == {"عبدالله المرواني"}


def test_the_country_of_the_users_own_places(make_articles):
    libya = found(make_articles("من بنغازي ومصراتة إلى بنغازي."))
    own = pd.DataFrame({"entity_id": libya["entity_id"].iloc[:1], "country": ["TN"]})
    assert places_by_country(libya, gazetteer=own)[["country", "mentions"]].values.tolist() == [["TN", 2], ["LY", 1]]


@pytest.mark.parametrize("function", [aliases, ambiguities, places_by_country])
def test_no_mentions_give_an_empty_table(function, make_articles):
    assert function(found(make_articles("لا شيء"))).empty
