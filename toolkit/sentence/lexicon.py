"""The cue lexicon as a look-up: folded written form → what it can be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from toolkit.arabic import fold
from toolkit.lexicons import table, word_list


@dataclass(frozen=True)
class Cue:
    """One reading of a written form as a reporting word.

    `form` is perfect, imperfect, participle, masdar or preposition; `front` counts the proclitic letters before the word
    itself; `gender` and `number` are those of the form (None: any); `frames` are its complements (see cues.csv).
    """

    lemma: str
    cls: str
    tier: int
    form: str
    gender: str | None
    number: str | None
    front: int
    has_object: bool
    frames: frozenset[str]


@cache
def cue_forms() -> dict[str, Cue]:
    """Folded written form (with و، ف، س written on) → its reading. Earlier lines of cues.csv win."""
    forms: dict[str, Cue] = {}
    for row in table("cues").itertuples():
        blocked = {fold(word) for word in str(row.blocked).split()} if isinstance(row.blocked, str) else set()
        for column in ("perfect", "imperfect", "participle", "masdar"):
            cell = getattr(row, column)
            for place, word in enumerate(cell.split() if isinstance(cell, str) else ()):
                if (folded := fold(word)) not in blocked:
                    gender, number = _agreement(folded, column, place)
                    cue = Cue(row.lemma, row[2], int(row.tier), column, gender, number, 0, False, frozenset(row.frames.split()))
                    _add(forms, folded, cue)
    for row in table("cue_phrases").itertuples():
        cue = Cue(row.lemma, "attribute", 1, row.form, None, None, 0, False, frozenset([row.frame]))
        _put(forms, fold(row.word), cue, ("", "و", "ف"))
    return forms


_FRONTS = {"imperfect": ("", "و", "ف", "س", "وس", "فس"), "masdar": ("", "و", "ال", "وال", "بال", "ب", "وب", "لل", "ل")}
_OBJECTS = ("ه", "ها", "هم", "هما", "ني", "نا")


def _add(forms: dict[str, Cue], folded: str, cue: Cue) -> None:
    """The form with what may be written on it: conjunctions, prepositions, the future's س, an object."""
    if cue.form == "masdar" and folded.endswith(("ه", "ها", "هم", "هما")):
        _put(forms, folded, cue, ("", "و", "ب", "وب", "ل"))
    else:
        _put(forms, folded, cue, _FRONTS.get(cue.form, ("", "و", "ف")))
    if cue.form == "perfect" and cue.number in ("s", "p"):
        stem = folded[:-1] if folded.endswith("وا") else folded[:-1] + "ا" if folded.endswith("ي") else folded
        for suffix in _OBJECTS:
            _put(forms, stem + suffix, cue, ("", "و", "ف"), has_object=True)
    elif cue.form == "imperfect" and cue.number == "s":
        for stem in (folded, folded[:-1] + "ا") if folded.endswith("ي") else (folded,):  # «تنفيه», «يراه»
            for suffix in _OBJECTS[:3]:
                _put(forms, stem + suffix, cue, ("", "و"), has_object=True)
        if len(folded) > 3 and folded.startswith("ي"):  # «أعتقد»، «نؤكد»: the speaker's own words
            first = Cue(cue.lemma, cue.cls, 1, "first_person", None, None, 0, False, cue.frames | {"clause"})
            for letter in "ان":
                _put(forms, letter + folded[1:], first, ("", "و", "ف"))


def _put(forms: dict[str, Cue], folded: str, cue: Cue, fronts: tuple[str, ...], *, has_object: bool = False) -> None:
    for front in fronts:
        forms.setdefault(front + folded, _with(cue, len(front.replace("ال", "")), has_object))


def _with(cue: Cue, front: int, has_object: bool = False) -> Cue:
    return Cue(cue.lemma, cue.cls, cue.tier, cue.form, cue.gender, cue.number, front, has_object, cue.frames)


# The endings of the forms, the first that fits: gender and number.
_AGREES = {
    "perfect": (("وا", "m", "p"), ("تا", "f", "d"), ("ت", "f", "s"), ("ن", "f", "p"), ("", "m", "s")),
    "imperfect": (("ون", "m", "p"), ("وا", "m", "p"), ("", None, "s")),
    "participle": (("ات", "f", "p"), ("ين", "m", "p"), ("ة", "f", "s"), ("", "m", "s")),
    "masdar": (("", None, None),),
}


def _agreement(form: str, column: str, place: int) -> tuple[str | None, str | None]:
    """Gender and number of a form; the first perfect of a line is the masculine, whatever it ends with («لفت»)."""
    if column == "perfect" and place == 0:
        return "m", "s"
    fits = (row for row in _AGREES[column] if form.endswith(row[0]) and (row[0] != "ن" or len(form) > 4))
    _, gender, number = next(fits)
    if column == "imperfect" and number == "s":
        gender = "m" if form.startswith("ي") else "f"
    if column == "perfect" and place >= 3 and form.endswith("ا") and not form.endswith(("وا", "تا")):
        number = "d"
    return gender, number


@cache
def source_heads() -> dict[str, str]:
    """Folded head noun, with and without the article and with و → kind of source."""
    heads: dict[str, str] = {}
    for row in table("source_heads").itertuples():
        word = fold(row.word)
        for form in (word, "ال" + word, "لل" + word, "ل" + word, "ب" + word, "بال" + word):
            heads.setdefault(form, row.kind)
        if word.endswith("ون") and row.kind == "group":  # «لكن منتقدين يقولون»
            heads.setdefault(word[:-2] + "ين", row.kind)
    return heads


@cache
def roles() -> frozenset[str]:
    """Folded titles and roles of persons, with and without the article."""
    words = word_list("roles")
    return words | {"ال" + word for word in words} | {"لل" + word for word in words} | {"ل" + word for word in words}


@cache
def countries() -> frozenset[str]:
    """Folded names of states: they speak, as their governments."""
    return word_list("states")


@cache
def offices() -> frozenset[tuple[str, ...]]:
    """The folded words of listed offices that a person holds: «خادم الحرمين الشريفين»."""
    return frozenset(tuple(fold(alias).split()) for alias in table("offices")["alias"])
