"""Patterns over words: what they find, and what they say when they break off."""

import pandas as pd
import pytest

from toolkit import concordance, tokens
from toolkit.frequency.cql import found_by_pattern

TEXT = "قال الوزير الجديد إن السد امتلأ. وقالت الوزيرة الجديدة إن العمل بدأ. قال إن الأمر انتهى."


@pytest.fixture(scope="module")
def corpus():
    articles = pd.DataFrame({"article_id": ["1", "2"], "text": [TEXT, "قال"]})
    return tokens(articles), articles


def nodes(corpus, query):
    return concordance(*corpus, query)["node"].tolist()


def test_attributes_and_repetition(corpus):
    assert nodes(corpus, '[lemma="قال"]') == ["قال", "وقالت", "قال", "قال"]
    assert nodes(corpus, '[lemma="قال"] [pos="NOUN|PROPN|ADJ"]{1,2}') == ["قال الوزير الجديد", "وقالت الوزيرة الجديدة"]
    assert nodes(corpus, '[lemma="قال"] [pos!="SCONJ|PART|PUNCT"]{0,3} "ان"') == ["قال الوزير الجديد إن", "وقالت الوزيرة الجديدة إن", "قال إن"]
    assert nodes(corpus, '[lemma="قال" & type!="قال"]') == ["وقالت"]


def test_no_match_runs_over_a_sentence_or_an_article(corpus):
    assert nodes(corpus, '[type="امتلا"] [] [lemma="قال"]') == []
    assert len(found_by_pattern(corpus[0], "[]{3}")[0]) < len(corpus[0])


@pytest.mark.parametrize(
    ("query", "told"),
    [('[lemma="قال"', "breaks off"), ('[colour="x"]', "no condition"), ('[lemma="("]', "regular expression"), ("[]{3,1}", "smaller number"), ("[]*", "no end"), ("[]?", "for nothing"),
     ("[]{0,9}[]{0,9}[]{1,9}", "fewer")],
)  # fmt: skip
def test_what_is_no_pattern_is_told(corpus, query, told):
    with pytest.raises(ValueError, match=told):
        concordance(*corpus, query)
