"""Frequency: one measure a file, each on the tokens table."""

from toolkit.frequency.association import association
from toolkit.frequency.by_part import frequencies_by_part
from toolkit.frequency.collocations import collocates, collocations
from toolkit.frequency.concordance import concordance
from toolkit.frequency.dictionary import BadDictionary, dictionary_frequencies, load_dictionary, load_labels
from toolkit.frequency.dispersion import dispersion
from toolkit.frequency.diversity import diversity, vocabulary_growth
from toolkit.frequency.frequencies import frequencies
from toolkit.frequency.keyness import keyness, keyness_by_group
from toolkit.frequency.ngrams import ngrams
from toolkit.frequency.tfidf import tfidf
from toolkit.frequency.trend import trend

__all__ = [
    "BadDictionary",
    "association",
    "collocates",
    "collocations",
    "concordance",
    "dictionary_frequencies",
    "dispersion",
    "diversity",
    "frequencies",
    "frequencies_by_part",
    "keyness",
    "keyness_by_group",
    "load_dictionary",
    "load_labels",
    "ngrams",
    "tfidf",
    "trend",
    "vocabulary_growth",
]
