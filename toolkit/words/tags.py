"""Tags of words for the step that reads them in context: class, definiteness, gender or number; function words by themselves."""

from __future__ import annotations

from functools import cache

from toolkit.arabic import fold
from toolkit.lexicons import table
from toolkit.words.readings import Reading


def front_tag(front: list[str]) -> str:
    """What the proclitics of a word are to the word before it."""
    tag = "w" if front and front[0] in ("و", "ف") else ""
    if front and front[-1] == "س":
        return tag + "s"
    return tag + ("b" if front and front[-1] in ("ب", "ل", "ك") else "")


def tags_of(folded: str, front: int, back: int, lemma: str, pos: str, reading: Reading) -> tuple[str, str]:
    """(tag of the proclitics, tag of the host): class, definiteness, gender or number."""
    host = folded[front : len(folded) - back]
    entry = front_tag(list(folded[:front]))
    definite = (host.startswith("ال") and len(host) > 3) or (
        front and folded[front - 1] == "ل" and host.startswith("ل") and "DET" in reading.prefixes
    )
    feminine = host.endswith(("ة", "ات", "اء")) or (back and host.endswith("ت")) or "FEM" in reading.suffixes
    gender = "p" if "MASC_PL" in reading.suffixes else "d" if "DU" in reading.suffixes else "f" if feminine else "m"
    state = "d" if definite else "p" if back else "i"
    folded_lemma = fold(lemma)
    own = _own_tags().get(folded_lemma)
    if own and pos not in ("NOUN", "ADJ", "VERB", "PROPN"):
        return entry, f"P:{own}" if pos == "ADP" else f"F:{own}"
    if pos == "VERB":
        return entry, _verb_tag(reading)
    if pos in ("NOUN", "ADJ"):
        return entry, pos[0] + state + gender
    return entry, {"PROPN": f"R{state}", "NUM": "Q", "ADP": "P"}.get(pos, pos[:3])


def _verb_tag(reading: Reading) -> str:
    return "Vi" if "IMPERF" in reading.pos else "Vc" if "MERAT" in reading.pos else "Vp"


@cache
def _own_tags() -> dict[str, str]:
    """Function words with a tag of their own; some stand where another does: what follows «حيث» follows «بينما»."""
    rows = table("bigram_words")
    return {fold(word): fold(like) for word, like in zip(rows["word"], rows["like"].fillna(rows["word"]), strict=True)}


def closed_tag(word: str, lemma: str, pos: str) -> str:
    """The tag of a function word."""
    own = _own_tags().get(word) or _own_tags().get(fold(lemma))
    if own:
        return f"P:{own}" if pos == "ADP" else f"F:{own}"
    return {"ADP": "P", "PROPN": "Ri", "NUM": "Q", "NOUN": "Nim", "AUX": "F:كان"}.get(pos, pos[:3])


def mark_tag(form: str) -> str:
    """The tag of what holds no Arabic letter."""
    if form[0].isdigit():
        return "Q"
    if form[0].isalpha():
        return "X"
    return "." if form in ".!?؟:؛…" else "," if form in ",،" else '"'
