"""Words: sentences, tokens, clitics, lemmas."""

from toolkit.words.analyzers import analyzer_named
from toolkit.words.sentences import sentences
from toolkit.words.stop_words import with_stop_words
from toolkit.words.tokens import tokens

__all__ = ["analyzer_named", "sentences", "tokens", "with_stop_words"]
