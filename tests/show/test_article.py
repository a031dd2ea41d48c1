"""An article with its attributions marked."""

import re

import pytest

from toolkit import attributions, mentions, tokens
from toolkit.show.article import show


@pytest.mark.parametrize(("confidence", "doubtful", "told"), [(0.49, True, "٤٩٪"), (0.5, False, "٥٠٪"), (0.9, False, "٩٠٪")])
def test_what_is_more_likely_wrong_than_right_says_so(make_articles, confidence, doubtful, told):
    articles = make_articles("قال المدير إن العمل بدأ.")
    rows = attributions(articles, tokens(articles)).assign(confidence=confidence)
    shown = show(articles.loc[0], rows).markup
    assert ('class="cue doubtful"' in shown) is doubtful and ("مشكوك فيه" in shown) is doubtful
    assert told in shown and 'class="content"' in shown


def test_each_cue_leads_to_a_note_that_says_who_speaks_and_why(make_articles):
    articles = make_articles("قال المدير سالم العلي إن العمل بدأ. وأضاف العلي أنه مستمر.")
    words = tokens(articles)
    names = mentions(articles, words)
    shown = show(articles.loc[0], attributions(articles, words, mentions=names), mentions=names).markup
    assert shown.count("<sup>") == 2 == shown.count("<li id=")
    assert re.search(r'<a href="#(n\w+-2)">٢</a>.*<li id="\1" value="2">', shown)
    assert "المدير سالم العلي</b>" in shown and "فعل ماض" in shown
    assert 'data-name="سالم العلي"' in shown


def test_hostile_text_stays_text(make_articles):
    articles = make_articles("قال المدير إن <script>alert(1)</script> بدأ.")
    shown = show(articles.loc[0], attributions(articles, tokens(articles))).markup
    assert "<script>" not in shown and "&lt;script&gt;" in shown
