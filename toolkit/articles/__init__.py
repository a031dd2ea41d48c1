"""Articles: whatever a researcher has → one clean table."""

from toolkit.articles.boilerplate import boilerplate, without_boilerplate
from toolkit.articles.coverage import articles_per_period, coverage, facts
from toolkit.articles.credits import credits
from toolkit.articles.duplicates import reprints, without_reprints
from toolkit.articles.load import NoArticles, load_articles
from toolkit.articles.select import select

__all__ = [
    "NoArticles",
    "articles_per_period",
    "boilerplate",
    "coverage",
    "credits",
    "facts",
    "load_articles",
    "reprints",
    "select",
    "without_boilerplate",
    "without_reprints",
]
