"""Voices and quotations of groups of articles."""

import pandas as pd
import pytest

from toolkit import attributions, mentions, quotations, tokens, voices

QUOTED = "«سنبني السد الجديد في الوادي قبل نهاية العام ولن نتأخر عن ذلك أبدا»"


@pytest.fixture(scope="module")
def said():
    articles = pd.DataFrame({
        "article_id": ["1", "2", "3"],
        "text": [
            f"قال الوزير سالم العلي: {QUOTED}. وأضاف العلي أن المطر غزير. وقالت مصادر مطلعة إن الأمر انتهى.",
            "قال سالم العلي إن العمل انتهى. وقال أحمد المرواني إن الطريق مفتوح.",
            f"قال أحمد المرواني: {QUOTED}.",
        ],
    })  # fmt: skip
    words = tokens(articles)
    names = mentions(articles, words)
    return attributions(articles, words, mentions=names), names


GROUPS = pd.DataFrame({"event": [1, 1, 2], "article_id": ["1", "2", "3"]})


def test_voices_are_those_who_say_who_they_are_the_most_articles_first(said):
    rows = voices(*said, GROUPS)
    assert rows[["event", "speaker", "articles"]].values.tolist() == [[1, "سالم العلي", 2], [1, "أحمد المرواني", 1], [2, "أحمد المرواني", 1]]
    assert voices(*said, GROUPS, most=1)["speaker"].tolist() == ["سالم العلي", "أحمد المرواني"]


def test_quotations_are_direct_speech_with_their_place(said):
    rows = quotations(*said, GROUPS)
    assert rows[["event", "speaker"]].values.tolist() == [[1, "سالم العلي"], [2, "أحمد المرواني"]]
    assert all(row.content.strip("«»") == QUOTED.strip("«»") for row in rows.itertuples())
    assert rows["content_start"].notna().all()


def test_no_relations_give_empty_tables(said):
    none = said[0].head(0)
    assert voices(none, said[1], GROUPS).empty and quotations(none, said[1], GROUPS).empty
