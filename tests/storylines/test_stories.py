"""Stories and shared passages: what belongs together, who was first, where the same words stand."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit import mentions, tokens
from toolkit.articles.duplicates import find_duplicates
from toolkit.storylines import reuse, stories

FLOOD = "غمرت مياه السيول وادي الرمان وقطعت الطريق، وقال مدير الدفاع المدني سالم العلي إن الفرق أنقذت عشرين مزارعا من السيول في الوادي"
MATCH = "فاز فريق الضفاف على النهر بثلاثة أهداف في نهائي كأس المدينة، وسجل المهاجم عمر الفيتوري هدفين في الشوط الثاني"
BANK = "رفع المصرف سعر الفائدة نصف نقطة، وقالت المحافظة ليلى حسن إن التضخم ما زال مرتفعا في الأسواق"
FILLER = [f"افتتح المجلس رقم {n} معرض الكتاب في المدينة {n} بحضور الكتاب والناشرين والقراء والطلاب {n}" for n in range(12)]


@pytest.fixture(scope="module")
def news():
    rows = [
        ("a", "النهر", "2024-03-01", FLOOD + "."),
        ("b", "الضفاف", "2024-03-02", "أنقذت فرق الدفاع المدني مزارعين حاصرتهم السيول في وادي الرمان، بحسب مديرها سالم العلي. والسيول قطعت الطريق."),
        ("c", "الضفاف", "2024-06-02", FLOOD + "، في حادثة ثانية."),
        ("d", "النهر", "2024-03-01", MATCH + "."),
        ("e", "الضفاف", "2024-03-01", "سجل عمر الفيتوري هدفين وفاز فريق الضفاف على النهر في نهائي كأس المدينة بثلاثة أهداف."),
        ("f", "النهر", "2024-03-03", BANK + "."),
        ("g", "الضفاف", None, BANK + "، كما نشر."),
        *((f"x{n}", "النهر", f"2024-04-{n + 1:02d}", text) for n, text in enumerate(FILLER)),
    ]
    articles = pd.DataFrame(rows, columns=["article_id", "outlet", "published", "text"])
    articles = articles.assign(published=pd.to_datetime(articles["published"], utc=True), title=articles["text"].str[:20], duplicate_of=None)
    words = tokens(articles)
    return articles, words, mentions(articles, words)


def test_articles_about_the_same_thing_are_one_story(news):
    told, members = stories(*news, alike=0.2)
    of = members.set_index("article_id")["story_id"]
    assert of["a"] == of["b"] and of["d"] == of["e"] and of["a"] != of["d"]
    assert "c" not in of.index or of["c"] != of["a"], "the same words three months later are another story"
    flood = told.set_index("story_id").loc[of["a"]]
    assert (flood["first_outlet"], flood["followers"], flood["first_id"], flood["articles"], flood["outlets"]) == ("النهر", "الضفاف", "a", 2, 2)
    assert flood["first"] == pd.Timestamp("2024-03-01", tz="UTC") and "سالم العلي" in flood["names"]
    assert not members["article_id"].duplicated().any() and (members["likeness"] > 0).all()


def test_an_unknown_day_joins_only_what_is_much_alike(news):
    articles, words, names = news
    of = stories(articles, words, names, alike=0.2)[1].set_index("article_id")["story_id"]
    assert of["f"] == of["g"]
    told = stories(articles, words, names, alike=0.2)[0]
    assert told.set_index("story_id").loc[of["g"], "first_id"] == "f", "who was first is told of dated articles alone"


def test_the_order_of_articles_changes_nothing(news):
    articles, words, names = news
    here = stories(articles, words, names, alike=0.2)[1]
    there = stories(articles.iloc[::-1].reset_index(drop=True), words, names, alike=0.2)[1]
    groups = [set(map(frozenset, frame.groupby("story_id")["article_id"].agg(list))) for frame in (here, there)]
    assert groups[0] == groups[1]


def test_no_articles_no_stories(news):
    articles, words, names = (frame.head(0) for frame in news)
    told, members = stories(articles, words, names)
    assert told.empty and members.empty and reuse(articles).empty


def test_a_passage_stands_in_both_texts(news):
    articles = news[0]
    found = reuse(articles)
    texts, day = articles.set_index("article_id")["text"], articles.set_index("article_id")["published"]
    assert {("c", "a"), ("g", "f")} <= set(zip(found["article_id"], found["other_id"], strict=True))
    for row in found.itertuples():
        here, there = texts[row.article_id][row.start : row.end], texts[row.other_id][row.other_start : row.other_end]
        assert here == row.text and here.split() == there.split() and len(here.split()) >= row.words >= 12
        assert 0 < row.share <= 1
        assert pd.isna(row.hours) == (pd.isna(day[row.article_id]) or pd.isna(day[row.other_id]))
        assert pd.isna(row.hours) or row.hours >= 0, "the later article has the row"
    assert found.loc[found["article_id"] == "c", "hours"].iloc[0] == 24 * 93
    assert set(reuse(articles, between=True)["article_id"]) == {"c", "g"}
    assert reuse(articles, least=60).empty


def test_a_formula_of_everybody_is_no_passage():
    formula = "الأمير فلان بن فلان بن عبدالعزيز ولي العهد نائب رئيس مجلس الوزراء وزير الداخلية حفظه الله"
    rows = [(str(n), f"{formula} افتتح مشروع المدرسة رقم {n}") for n in range(40)]
    articles = pd.DataFrame(rows, columns=["article_id", "text"]).assign(published=pd.NaT, outlet="س")
    articles["published"] = pd.to_datetime(articles["published"], utc=True)
    assert reuse(articles).empty
    assert len(reuse(articles.head(3))) == 2
    assert find_duplicates(articles.head(1)).empty
