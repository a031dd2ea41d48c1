"""A researcher's own categories and labels: counted once each, with their bases; what cannot be used is told."""

import pandas as pd
import pytest

from toolkit import dictionary_frequencies, load_dictionary, load_labels, tokens
from toolkit.frequency import BadDictionary

TEXTS = ["غرق المركب في البحر ونجا الركاب.", "افتتح الوزير الميناء الجديد على البحر الأبيض المتوسط.", "فازت الفتاة بالجائزة."]


@pytest.fixture(scope="module")
def corpus():
    articles = pd.DataFrame({"article_id": ["1", "2", "3"], "text": TEXTS, "outlet": ["أ", "أ", "ب"]})
    return articles, tokens(articles)


def test_a_place_counts_once_and_has_its_base(corpus, tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(
        'category;entry;by\nماء;بحر;\nماء;البحر الأبيض;\nماء;"[lemma=""مركب""]";\nدولة;وزير;lemma\nدولة;ال.*ناء;pattern\n', encoding="cp1256"
    )
    rows = dictionary_frequencies(corpus[1], load_dictionary(file), group=corpus[0].set_index("article_id")["outlet"]).set_index(
        ["category", "outlet"]
    )
    assert rows.loc[("ماء", "أ"), ["uses", "articles", "articles_total", "entries"]].tolist() == [3, 2, 2, 3]
    assert rows.loc[("دولة", "أ"), "uses"] == 2 and rows.loc[("ماء", "ب"), ["uses", "articles"]].tolist() == [0, 0]
    words = corpus[1][corpus[1]["is_word"]].groupby(corpus[1]["article_id"].astype(str)).size()
    assert rows.loc[("ماء", "أ"), "words"] == words["1"] + words["2"]
    assert rows.loc[("ماء", "أ"), "per_10k"] == pytest.approx(3e4 / (words["1"] + words["2"]))


def test_own_labels_group_every_analysis(corpus, tmp_path):
    file = tmp_path / "labels.csv"
    file.write_text("article_id,tone\n1,dark\n2,bright\n9,dark\n", encoding="utf-8")
    labels = load_labels(file, corpus[0])
    assert labels["tone"].tolist()[:2] == ["dark", "bright"] and pd.isna(labels.loc["3", "tone"]) and labels.attrs["unknown"] == 1
    own = pd.DataFrame({"category": ["ماء"], "entry": ["بحر"], "by": ["lemma"]})
    assert dictionary_frequencies(corpus[1], own, group=labels["tone"]).set_index("tone")["uses"].to_dict() == {"dark": 1, "bright": 1}


@pytest.mark.parametrize(
    ("content", "told"), [("a,b\n1,2\n", "category"), ("category,entry,by\nx,y,stem\n", "row 2: by is 'stem'"), ("", "no valid CSV")]
)
def test_a_file_that_is_no_dictionary(tmp_path, content, told):
    file = tmp_path / "own.csv"
    file.write_text(content)
    with pytest.raises(BadDictionary, match=told):
        load_dictionary(file)


@pytest.mark.parametrize(("content", "told"), [("id,tone\n1,x\n", "article_id"), ("article_id,tone\n1,x\n1,y\n", "labelled above")])
def test_a_file_that_is_no_labels(corpus, tmp_path, content, told):
    file = tmp_path / "labels.csv"
    file.write_text(content)
    with pytest.raises(BadDictionary, match=told):
        load_labels(file, corpus[0])
