"""Words: sentences, tokens, clitics, lemmas."""

from toolkit.words.sentences import sentences
from toolkit.words.tokens import tokens

__all__ = ["sentences", "tokens"]
