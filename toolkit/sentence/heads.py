"""The head of a noun phrase."""

from __future__ import annotations

from functools import cache

from toolkit.lexicons import grammar_words, word_list
from toolkit.sentence.lexicon import countries, roles
from toolkit.sentence.view import View


def head_at(view: View, a: int, b: int) -> int:
    """The token of a phrase's head noun: past «عدد من», «بعض», «هذه» and marks."""
    for i in range(a, min(a + 4, b)):
        word = view.types[i]
        if view.is_word[i] and word.removeprefix("و") not in grammar_words("determiner") and word != "من":
            return i
    return a


def head(view: View, a: int) -> str:
    """The folded head noun of the phrase that begins at token a."""
    return view.types[head_at(view, a, len(view))]


def is_state(view: View, a: int) -> bool:
    """Whether a state's name begins at token a: «تونس», «كوريا الشمالية»."""
    first = view.types[a].removeprefix("ل") if view.types[a] not in countries() else view.types[a]
    return first in countries() or " ".join([first, *view.types[a + 1 : a + 2]]) in countries()


@cache
def person_plurals() -> frozenset[str]:
    """Folded sound plurals of roles and peoples' adjectives that stand in lists of heads."""
    words = {word + ending for word in word_list("roles") for ending in ("ون", "ين")}
    words -= roles()  # «أمين» is no plural of «أم»
    return frozenset(words | {"ال" + word for word in words} | {"لل" + word for word in words})
