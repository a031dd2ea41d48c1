import pandas as pd

from toolkit import tokens


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
