"""The cue lexicon as a look-up: folded written form → what it can be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from toolkit.arabic import fold
from toolkit.lexicons import table, word_list

PREPOSITIONS = {"ب": "ب", "على": "علي", "إلى": "الي", "عن": "عن", "من": "من", "في": "في", "ل": "ل"}


_OWN_VOICE = frozenset({"opinion", "expect", "hope", "assert", "praise", "demand", "accuse", "warn"})


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
        frames = frozenset(row.frames.split())
        for column in ("perfect", "imperfect", "participle", "masdar"):
            cell = getattr(row, column)
            for place, word in enumerate(cell.split() if isinstance(cell, str) else ()):
                folded = fold(word)
                if folded in blocked:
                    continue
                gender, number = _agreement(folded, column)
                if column == "perfect" and place == 0:
                    gender, number = "m", "s"  # «لفت»: the ت is its own
                if column == "perfect" and place >= 3 and folded.endswith("ا") and not folded.endswith(("وا", "تا")):
                    number = "d"
                cue = Cue(row.lemma, row[2], int(row.tier), column, gender, number, 0, False, frames)
                _add(forms, folded, cue, column)
                if column == "imperfect" and len(folded) > 3 and folded.startswith("ي") and number == "s" and row[2] in _OWN_VOICE:
                    for letter in "ان":  # «أعتقد»، «نؤكد»: the speaker's own words
                        first = Cue(row.lemma, row[2], 1, "first_person", None, None, 0, False, frozenset(["clause", *frames]))
                        for front in ("", "و", "ف"):
                            forms.setdefault(front + letter + folded[1:], _with(first, len(front)))
    for row in table("cue_phrases").itertuples():
        cue = Cue(row.lemma, "attribute", 1, row.form, None, None, 0, False, frozenset([row.frame]))
        for front in ("", "و", "ف"):
            forms.setdefault(front + fold(row.word), _with(cue, len(front)))
    return forms


def _add(forms: dict[str, Cue], folded: str, cue: Cue, column: str) -> None:
    fronts: tuple[str, ...]
    fronts = ("", "و", "ف", "س", "وس", "فس") if column == "imperfect" else ("", "و", "ف")
    if column == "masdar":
        fronts = ("", "و", "ال", "وال", "بال", "ب", "وب")
        if folded.endswith(("ه", "ها", "هم", "هما")):
            fronts = ("", "و", "ب", "وب", "ل")
    for front in fronts:
        forms.setdefault(front + folded, _with(cue, len(front.replace("ال", ""))))
    if column == "perfect" and cue.number in ("s", "p"):
        stem = folded[:-1] if folded.endswith("وا") else folded[:-1] + "ا" if folded.endswith("ي") else folded
        for suffix in ("ه", "ها", "هم", "هما", "ني", "نا"):
            for front in ("", "و", "ف"):
                forms.setdefault(front + stem + suffix, _with(cue, len(front), True))
    elif column == "imperfect" and cue.number == "s":
        for suffix in ("ه", "ها", "هم"):
            for front in ("", "و"):
                forms.setdefault(front + (folded[:-1] + "ا" if folded.endswith("ي") else folded) + suffix, _with(cue, len(front), True))


def _with(cue: Cue, front: int, has_object: bool = False) -> Cue:
    return Cue(cue.lemma, cue.cls, cue.tier, cue.form, cue.gender, cue.number, front, has_object, cue.frames)


def _agreement(form: str, column: str) -> tuple[str | None, str | None]:
    if column == "perfect":
        if form.endswith("وا"):
            return "m", "p"
        if form.endswith("تا"):
            return "f", "d"
        if form.endswith("ت"):
            return "f", "s"
        if form.endswith("ن") and len(form) > 4:
            return "f", "p"
        return "m", "s"
    if column == "imperfect":
        if form.endswith(("ون", "وا")):
            return "m", "p"
        return ("m" if form.startswith("ي") else "f"), "s"
    if column == "participle":
        if form.endswith("ات"):
            return "f", "p"
        if form.endswith("ين"):
            return "m", "p"
        return ("f" if form.endswith("ة") else "m"), "s"
    return None, None


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
def context_words(kind: str) -> frozenset[str]:
    """The words of one kind in source_contexts.csv: verbs as lemmas, others folded."""
    rows = table("source_contexts")
    words = rows.loc[rows["kind"] == kind, "word"]
    return frozenset(words if kind.endswith("_verb") else map(fold, words))


@cache
def complement_words(kind: str) -> frozenset[str]:
    """The folded words of one kind in complement_words.csv."""
    rows = table("complement_words")
    return frozenset(map(fold, rows.loc[rows["kind"] == kind, "word"]))


@cache
def inanimate() -> frozenset[str]:
    """Folded heads that cannot speak, with and without the article."""
    words = word_list("inanimate_subjects")
    return words | {"ال" + word for word in words}


@cache
def countries() -> frozenset[str]:
    """Folded names of states: they speak, as their governments."""
    return word_list("states")
