"""Isnad (إسناد): Arabic news research in Jupyter."""

from toolkit.articles import NoArticles, articles_per_period, boilerplate, coverage, credits, load_articles, reprints, without_reprints
from toolkit.attribution import attributions, shares, source_frequencies
from toolkit.corpus import open_corpus
from toolkit.entities import BadGazetteer, entity_frequencies, load_gazetteer, mentions, timeline
from toolkit.frequency import frequencies
from toolkit.words import sentences, tokens

__version__ = "0.1.0"
__all__ = [
    "BadGazetteer",
    "NoArticles",
    "articles_per_period",
    "attributions",
    "boilerplate",
    "coverage",
    "credits",
    "entity_frequencies",
    "frequencies",
    "load_articles",
    "load_gazetteer",
    "mentions",
    "open_corpus",
    "reprints",
    "sentences",
    "shares",
    "source_frequencies",
    "timeline",
    "tokens",
    "without_reprints",
]
