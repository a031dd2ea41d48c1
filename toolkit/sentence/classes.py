"""What kind of word each token is, as far as phrases and attribution need to know: computed once per distinct word."""

from __future__ import annotations

from functools import cache, lru_cache

from toolkit.articles.date_names import hijri_names, month_names
from toolkit.lexicons import word_list
from toolkit.sentence.lexicon import cue_forms, roles, source_heads

PREPOSITIONS = frozenset("في من عن الي علي مع عبر منذ حتي خلال حول بين ضد لدي دون عند ضمن".split())
RELATIVE = frozenset(["الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين"])
PRONOUNS = ("", "ه", "ها", "هم", "هما", "ني", "نا", "نه", "هن", "ك", "كم", "ي")
THAT_NOT = "انلا"  # «أكد ألا علاقة»: أن and لا, not the إلا of exception
COMPLEMENTIZERS = frozenset("ان" + p for p in PRONOUNS) | frozenset({"انني", "اننا", THAT_NOT})
THAT = COMPLEMENTIZERS | frozenset("ب" + word for word in COMPLEMENTIZERS)
COMMAS = frozenset("،,؛;")
_OWN_CLASS = frozenset('،,.:؛()«»"“”-–؟!…')
_FRONTS = frozenset("وفبلك")
_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال")
_DEFINITE = ("ال", "لل", "وال", "بال", "فال")


@cache
def time_words() -> frozenset[str]:
    """Folded words that begin an expression of time or circumstance, months and their like."""
    months = {name.split()[0] for name in (*month_names(), *hijri_names()) if " " not in name and len(name) > 2}
    return word_list("time_words") | months


@lru_cache(maxsize=200_000)
def word_class(word: str, segments: str, pos: str | None, is_word: bool) -> str:
    """The class of a word by itself: its mark, `that` (أن), a preposition, `cue` and its form, `role`, `head` and its kind …

    Other words are classed by what is written on them, by their article and by their part of speech.

    >>> word_class("المدير", "ال+مدير", "NOUN", True), word_class("بان", "ب+ان", "SCONJ", True), word_class("من", "من", "ADP", True)
    ('role', 'that', 'من')
    """
    if not is_word:
        return word if word in _OWN_CLASS else "mark"
    known = _known(word, pos)
    if known is not None:
        return known
    front = segments.split("+", 1)[0] if "+" in segments else ""
    return f"{front if front in _FRONTS else ''}{'ال' if word.startswith(_DEFINITE) else ''} {pos}"


def _known(word: str, pos: str | None) -> str | None:
    """The class of a word of a closed class or a lexicon."""
    if word in THAT or word in RELATIVE:
        return "that" if word in THAT else "relative"
    if word in PREPOSITIONS:
        return word
    cue = cue_forms().get(word)
    if cue is not None and (cue.form in ("perfect", "imperfect") or (cue.form == "participle" and pos != "NOUN")):
        return "cue participle" if cue.form == "participle" else "cue verb"
    if word in time_words():
        return "time"
    if word in roles():
        return "role"
    return f"head {source_heads()[word]}" if word in source_heads() else f"cue {cue.form}" if cue is not None else None


@lru_cache(maxsize=200_000)
def bare(word: str) -> str:
    """The word without its article.

    >>> bare("للمدير"), bare("والمدير"), bare("مدير")
    ('مدير', 'مدير', 'مدير')
    """
    front = next((front for front in _ARTICLES if word.startswith(front) and len(word) - len(front) >= 2), "")
    return word[len(front) :]
