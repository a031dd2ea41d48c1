"""The head of a noun phrase, and whether the phrase can speak at all."""

from __future__ import annotations

from functools import cache

from toolkit.attribution.circumstances import PREPOSITIONS
from toolkit.attribution.lexicon import countries, cue_forms, inanimate, roles, source_heads
from toolkit.attribution.view import View
from toolkit.lexicons import word_list

DETERMINERS = frozenset("هذا هذه نفس ذات احد احدي كل هذان تلك ذلك بعض عدد العديد عديد جميع معظم اغلب كثير الكثير مجموعه مجموعة عدة".split())


def head_at(view: View, a: int, b: int) -> int:
    """The token of a phrase's head noun: past «عدد من», «بعض», «هذه» and marks."""
    for i in range(a, min(a + 4, b)):
        word = view.types[i]
        if view.is_word[i] and word.removeprefix("و") not in DETERMINERS and word != "من":
            return i
    return a


def head(view: View, a: int) -> str:
    """The folded head noun of the phrase that begins at token a."""
    return view.types[head_at(view, a, len(view))]


def is_state(view: View, a: int) -> bool:
    """Whether a state's name begins at token a: «تونس», «كوريا الشمالية»."""
    first = view.types[a].removeprefix("ل") if view.types[a] not in countries() else view.types[a]
    return first in countries() or " ".join([first, *view.types[a + 1 : a + 2]]) in countries()


def can_speak(view: View, a: int, b: int, *, strict: bool = False) -> bool:
    """Whether the phrase can be a source. `strict` asks for evidence (a role, an organization, a document, a state)."""
    if is_state(view, a):
        return True
    word = head(view, a)
    bare = word[1:] if word[:1] == "و" and word not in source_heads() and word not in roles() else word
    if bare in roles() or bare in source_heads() or bare in countries() or bare.removeprefix("ل") in countries():
        return not (bare in source_heads() and source_heads()[bare] == "anonymous" and _resource(view, a, b))
    if bare in inanimate() or _is_said(bare) or (view.pos[head_at(view, a, b)] in _NO_HEAD and bare not in word_list("names")):
        return False
    if strict:
        titled = any(view.types[k] in roles() and not (k > a and _adjective(view, k)) for k in range(a, min(b, a + 6)))
        return (
            titled or bare.endswith(("ون", "يين", "يون")) or any(view.types[k] in word_list("names") - PREPOSITIONS for k in range(a, min(b, a + 2)))
        )
    return True


def _adjective(view: View, k: int) -> bool:
    """«الأهمية | الاقتصادية»: a title by its letters, an adjective by its place."""
    return view.types[k].endswith(("ي", "ية")) and view.pos[k - 1] == "NOUN" and view.types[k - 1].startswith("ال")


_NO_HEAD = frozenset({"PART", "PRON", "ADV", "CCONJ", "SCONJ", "ADP", "AUX"})


def _is_said(word: str) -> bool:
    """«مؤكدا», «تعقيبا», «قوله», «هذا التهديد»: what is said or done, not who says it."""
    cue = cue_forms().get(word)
    return cue is not None and cue.form in ("participle", "masdar")


def _resource(view: View, a: int, b: int) -> bool:
    """«مصادر تمويل»، «مصدر رزق»: a source of something, not somebody."""
    return a + 1 < len(view) and view.types[a + 1] in word_list("resource_nouns")


@cache
def person_plurals() -> frozenset[str]:
    """Folded sound plurals of roles and peoples' adjectives that stand in lists of heads."""
    words = {word + ending for word in word_list("roles") for ending in ("ون", "ين")}
    words -= roles()  # «أمين» is no plural of «أم»
    return frozenset(words | {"ال" + word for word in words} | {"لل" + word for word in words})
