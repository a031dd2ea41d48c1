import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile import HOSTILE
from toolkit import sentences, tokens


def test_tokens_point_into_the_untouched_text(seeds):
    rows = seeds.tokens.merge(seeds.articles[["article_id", "text"]], on="article_id")
    assert all(row.text[row.start : row.end] == row.token for row in rows.itertuples())


def test_segments_join_to_the_token(seeds):
    words = seeds.tokens[seeds.tokens["token"] != "+"]
    joined = words["segments"].astype(str).str.replace("+", "", regex=False)
    assert (joined == words["token"].astype(str)).all()


def test_clitics_are_cut_and_look_alikes_are_not(make_articles):
    rows = tokens(make_articles("وبالتالي وصلت وكالة إلى المدينة وللجيش قوته"))
    cut = dict(zip(rows["token"].astype(str), rows["segments"].astype(str), strict=True))
    assert cut["وبالتالي"] == "و+ب+التالي"
    assert cut["وكالة"] == "وكالة"
    assert cut["وللجيش"] == "و+ل+لجيش"
    assert cut["قوته"] == "قوت+ه"


def test_nothing_in_nothing_out(make_articles):
    for text in ("", " \n", "\u064e\u064e", "\u202e"):
        assert tokens(make_articles(text)).empty
    assert tokens(pd.DataFrame({"article_id": [], "text": []})).empty


def test_positions_and_sentences_count_up_within_an_article(seeds):
    for _, rows in seeds.tokens.groupby("article_id", observed=True):
        assert rows["position"].tolist() == list(range(len(rows)))
        assert rows["sentence_id"].is_monotonic_increasing
        assert rows["sentence_id"].iloc[0] == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(HOSTILE, max_size=3))
def test_hostile_text_raises_nothing_and_its_offsets_are_true(texts):
    articles = pd.DataFrame({"article_id": [str(n) for n in range(len(texts))], "text": pd.Series(texts, dtype=object)})
    rows = tokens(articles)
    assert all(texts[int(row.article_id)][row.start : row.end] == row.token for row in rows.itertuples())
    assert rows["segments"].notna().all()
    assert len(sentences(articles)) == len(rows[["article_id", "sentence_id"]].drop_duplicates())


def test_ten_megabytes_without_a_space(make_articles):
    text = "والكتاب" * 1_500_000
    rows = tokens(make_articles(text))
    assert rows[["start", "end"]].values.tolist() == [[0, len(text)]]


def test_a_clitic_written_apart_is_a_conjunction_or_a_preposition(make_articles):
    rows = tokens(make_articles("الماضي و الحاضر بـ المدينة، قسم ب"))
    pos = dict(zip(rows["token"].astype(str), rows["pos"].astype(str), strict=True))
    assert (pos["و"], pos["بـ"], pos["ب"]) == ("CCONJ", "ADP", "NOUN")


def test_two_letters_that_could_be_clitics_stay_one_word(make_articles):
    rows = tokens(make_articles("قرر المجلس فك الحصار وفك القيود"))
    assert rows["segments"].astype(str).tolist() == ["قرر", "المجلس", "فك", "الحصار", "و+فك", "القيود"]


def test_what_follows_a_preposition_is_no_verb(make_articles):
    rows = tokens(make_articles("اتفق الجميع على نبذ العنف نظرا إلى عدم الاستقرار"))
    pos = dict(zip(rows["token"].astype(str), rows["pos"].astype(str), strict=True))
    assert (pos["نبذ"], pos["عدم"]) == ("NOUN", "NOUN")
    assert pos["نظرا"] != "VERB"


def test_a_noun_in_iyya_keeps_its_ending(make_articles):
    rows = tokens(make_articles("في الجمهورية"))
    assert rows["lemma"].astype(str).tolist() == ["في", "جمهورية"]


def test_a_verb_may_follow_a_word_that_opens_a_clause(make_articles):
    words = tokens(make_articles("بينما قتل رجل في الحي", "في حين أكد الوزير ذلك", "إذ قال المدير"))
    assert words.loc[words["type"].isin(["قتل", "اكد", "قال"]), "pos"].astype(str).tolist() == ["VERB"] * 3
