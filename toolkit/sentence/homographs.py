"""Words that are told apart by how they are written in this article: علي and على, ألا and إلا, والي and وإلى, بان كي مون."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.lexicons import grammar_words
from toolkit.sentence.classes import THAT_NOT

if TYPE_CHECKING:
    from toolkit.sentence.view import View

ALI = "علي."  # the name, told from the preposition
BAN = "بان."  # «بان كي مون», not بأن


def tell_apart(view: View) -> None:
    """Gives such words a type of their own."""
    if "ألا" in view.text or "ألّا" in view.text:
        _that_not(view)
    if "علي" in view.types:
        _names_written_as_prepositions(view)
    if "كي" in view.types:
        _ban_ki_moon(view)
    if "على" in view.text:
        _governors(view)


def _that_not(view: View) -> None:
    for i, word in enumerate(view.types):
        if word in ("الا", "بالا") and "أ" in view.text[view.starts[i] : view.ends[i]]:
            view.types[i] = word.removesuffix("الا") + THAT_NOT


def _names_written_as_prepositions(view: View) -> None:
    """«سالم بن على», «على بن سالم», «ابن على», whichever way it is written; who writes على with ى means the name by علي."""
    told_apart = "على" in view.text
    person = {i for a, (b, type_) in view.names.items() if type_ == "PER" for i in range(a, b)}
    for i, word in enumerate(view.types):
        if word != "علي":
            continue
        beside = "بن" in view.types[max(i - 1, 0) : i + 2] or (i > 0 and view.types[i - 1] in grammar_words("before a name"))
        if beside or i in person or (told_apart and view.text[view.ends[i] - 1] == "ي"):
            view.types[i] = ALI


def _ban_ki_moon(view: View) -> None:
    for i, word in enumerate(view.types):
        if word == "بان" and view.types[i + 1 : i + 2] == ["كي"]:
            view.types[i : i + 2] = BAN, "كي."
            view.segments[i] = "بان"
            for k in range(i, min(i + 3, len(view.types))):
                view.pos[k] = "PROPN"


def _governors(view: View) -> None:
    """«أكد والي الجهة»: the governor, not وإلى."""
    for i, word in enumerate(view.types):
        if word == "والي" and view.text[view.starts[i] : view.ends[i]] == "والي":
            view.segments[i], view.pos[i] = word, "NOUN"
