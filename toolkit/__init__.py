"""Isnad (إسناد): Arabic news research in Jupyter."""

from toolkit.articles import NoArticles, articles_per_period, boilerplate, coverage, credits, load_articles, reprints, select, without_reprints
from toolkit.attribution import attributions, cues_by_speaker, said_by, shares, source_diversity, source_frequencies, speakers
from toolkit.corpus import open_corpus
from toolkit.entities import BadGazetteer, bursts, candidates, cooccurrence, entity_frequencies, load_gazetteer, mentions, timeline
from toolkit.frequency import (
    collocates,
    collocations,
    concordance,
    dispersion,
    diversity,
    frequencies,
    keyness,
    keyness_by_group,
    ngrams,
    tfidf,
    trend,
    vocabulary_growth,
)
from toolkit.words import analyzer_named, sentences, tokens, with_stop_words

__version__ = "0.1.0"
__all__ = [
    "BadGazetteer",
    "NoArticles",
    "analyzer_named",
    "articles_per_period",
    "attributions",
    "boilerplate",
    "bursts",
    "candidates",
    "collocates",
    "collocations",
    "concordance",
    "cooccurrence",
    "coverage",
    "credits",
    "cues_by_speaker",
    "dispersion",
    "diversity",
    "entity_frequencies",
    "frequencies",
    "keyness",
    "keyness_by_group",
    "load_articles",
    "load_gazetteer",
    "mentions",
    "ngrams",
    "open_corpus",
    "reprints",
    "said_by",
    "select",
    "sentences",
    "shares",
    "source_diversity",
    "source_frequencies",
    "speakers",
    "tfidf",
    "timeline",
    "tokens",
    "trend",
    "vocabulary_growth",
    "with_stop_words",
    "without_reprints",
]
