"""Names without a list: persons after their titles, organizations after their heads."""

from __future__ import annotations

from functools import cache

from toolkit.arabic import fold
from toolkit.lexicons import table, word_list

_LINKS = frozenset(["بن", "ابن", "بنت", "ابو", "ام", "ال", "عبد", "آل", "ابي", "بو", "فون", "دي", "دو", "فان"])
_STOP = frozenset(
    [
        "في",
        "من",
        "عن",
        "الي",
        "علي",
        "مع",
        "ان",
        "انه",
        "انها",
        "قد",
        "لم",
        "لن",
        "لا",
        "ما",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "ثم",
        "او",
        "بل",
        "لكن",
        "حيث",
        "كما",
        "فيما",
        "بينما",
        "بعد",
        "قبل",
        "خلال",
        "عند",
        "لدي",
        "منذ",
        "حتي",
        "اليوم",
        "امس",
        "يوم",
        "مساء",
        "صباح",
        "التي",
        "الذي",
        "الذين",
        "بين",
        "كان",
        "كانت",
        "هو",
        "هي",
        "وهو",
        "وهي",
        "قال",
        "قالت",
        "اكد",
        "اكدت",
        "اضاف",
        "اعلن",
        "اوضح",
    ]
)
LONGEST_NAME = 5


@cache
def _roles() -> frozenset[str]:
    words = word_list("roles")
    return words | {"ال" + word for word in words}


@cache
def _org_heads() -> frozenset[str]:
    return frozenset(fold(word) for word in table("org_heads")["word"])


def persons(types: list[str], hosts: list[str], pos: list[str | None], is_word: list[bool], cues: frozenset[str]) -> list[tuple[int, int]]:
    """Token ranges of names that follow a title or role: «وزير الصحة | سعيد العايدي»."""
    found, i, size = [], 0, len(types)
    while i < size:
        if hosts[i] in _roles():
            j = i + 1
            # what belongs to the role: definite nouns and adjectives, further roles, «باسم …»
            while (
                j < size
                and is_word[j]
                and j - i < 8
                and (
                    types[j].startswith(("ال", "وال", "لل"))
                    or hosts[j] in _roles()
                    or types[j] in ("باسم", "مجلس", "وزارة", "هيئة", "لجنة", "جمعية", "حركة", "حزب", "شركة", "بلدية", "نقابة", "الجمهورية", "عام")
                )
            ):
                j += 1
            end = j
            while end < size and end - j < LONGEST_NAME and _name_part(types, pos, is_word, cues, end, end == j):
                end += 1
            while end > j and types[end - 1] in _LINKS:
                end -= 1
            if end - j >= 2 or (end - j == 1 and j == i + 1 and len(types[j]) > 3 and not types[i].endswith(("ون", "ين"))):
                found.append((j, end))
                i = end
                continue
        i += 1
    return found


def _name_part(types, pos, is_word, cues, k: int, first: bool) -> bool:
    word = types[k]
    if (
        not is_word[k]
        or word in _STOP
        or word in cues
        or word[:1].isdigit()
        or pos[k] in ("ADP", "CCONJ", "PART", "SCONJ", "PRON", "AUX", "DET", "NUM", "ADV")
    ):
        return False
    if word in _LINKS:
        return True
    if word.startswith(("ال", "وال", "لل", "بال")):
        return not first and word.startswith("ال")
    return len(word) > 2 and word not in _roles() and word not in _org_heads()


def organizations(types: list[str], hosts: list[str], pos: list[str | None], is_word: list[bool], cues: frozenset[str]) -> list[tuple[int, int]]:
    """Token ranges of organizations: a head noun with the definite nouns and names that complete it."""
    found, i, size = [], 0, len(types)
    while i < size:
        if hosts[i] in _org_heads():
            j = i + 1
            while j < size and is_word[j] and j - i < 8 and types[j] not in _STOP and types[j] not in cues:
                if not (types[j].startswith(("ال", "وال", "لل")) or (j == i + 1 and pos[j] in (None, "PROPN", "NOUN") and len(types[j]) > 2)):
                    break
                j += 1
            if j - i >= 2:
                found.append((i, j))
                i = j
                continue
        i += 1
    return found
