import pytest

from toolkit import attributions, tokens


@pytest.fixture
def cite(make_articles):
    def run(text):
        articles = make_articles(text)
        return attributions(articles, tokens(articles))

    return run
