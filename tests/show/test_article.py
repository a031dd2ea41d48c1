"""An article with its attributions marked."""

import pytest

from toolkit import attributions, tokens
from toolkit.show.article import show


@pytest.mark.parametrize(("confidence", "doubtful"), [(0.49, True), (0.5, False), (0.9, False)])
def test_what_is_more_likely_wrong_than_right_says_so(make_articles, confidence, doubtful):
    articles = make_articles("قال المدير إن العمل بدأ.")
    rows = attributions(articles, tokens(articles)).assign(confidence=confidence)
    shown = show(articles.loc[0], rows).markup
    assert ('class="cue doubtful"' in shown) is doubtful and ("مشكوك فيه" in shown) is doubtful
    assert f"{confidence:.2f}" in shown and 'class="content"' in shown
