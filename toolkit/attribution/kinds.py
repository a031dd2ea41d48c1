"""What a source is: person, organization, group, document, anonymous or unknown; and whether it is named."""

from __future__ import annotations

from toolkit.attribution.heads import head, head_at, is_state, person_plurals
from toolkit.attribution.lexicon import countries, roles, source_heads
from toolkit.attribution.view import View
from toolkit.lexicons import word_list

_QUANTIFIERS = frozenset(["عدد", "بعض", "العديد", "عديد", "احد", "احدي", "كل", "جميع", "معظم", "اغلب"])

_ASKS = frozenset("طلب طلبت رفض رفضت فضل فضلت اشترط اشترطت مشترطا مشترطة مفضلا مفضلة رافضا رافضة".split())
_OWN_NAME = frozenset("اسمه اسمها هويته هويتها اسميهما اسمائهم هويتهم".split())


def kind(view: View, span: tuple[int, int] | None) -> str:
    """The kind of the source that the token range names."""
    if span is None:
        return "unknown"
    a, b = span
    if is_state(view, a):
        return "organization"
    if _asks_not_to_be_named(view, a, b):
        return "anonymous"
    word = head(view, a)
    heads = source_heads()
    if head_at(view, a, b) > a and "من" in view.types[a : a + 4] and word not in heads:
        return "group"  # «عدد من …»
    for form in (word, word.removeprefix("و"), word.removeprefix("ل"), "ال" + word.removeprefix("لل")):
        if form in roles():
            return "person" if form not in person_plurals() else "group"
        if form in person_plurals():
            return "group"
        if form in heads:
            found = heads[form]
            if form in ("وسائل",) or (form in _QUANTIFIERS):
                return "group"
            return found
        if form in countries():
            return "organization"
    bare = word.removeprefix("ال")
    if bare.endswith("ون") or (bare.endswith("ين") and word.startswith("ال") and b - a <= 2):
        return "group"
    return "person"


def _asks_not_to_be_named(view: View, a: int, b: int) -> bool:
    """«قيادي في الحزب، طلب عدم نشر اسمه», «مسؤول رفض الكشف عن هويته»: inside the source, or right after it."""
    at = next((i for i in range(a + 1, min(b + 2, len(view))) if view.types[i] in _ASKS), None)
    return at is not None and any(word in _OWN_NAME for word in view.types[at + 1 : at + 6])


def named(view: View, span: tuple[int, int] | None, source_kind: str) -> bool:
    """Whether the words tell who it is, and not only what (a role, a group, an unnamed source)."""
    if span is None or source_kind in ("anonymous", "unknown", "group"):
        return False
    a, b = span
    words = [view.types[i] for i in range(a, b) if view.is_word[i]]
    if not words:
        return True
    if source_kind == "organization":
        return len(words) > 1 or not words[0].startswith("ال") or words[0] in countries()
    if source_kind == "document":
        return len(words) > 2
    plain = [w for w in words if w not in roles() and not w.startswith(("ال", "لل", "وال"))]
    called = any(word in word_list("names") and word not in roles() for word in words)  # «الرئيس المرواني» with a listed name
    return bool(plain) or called or (words[0].startswith("ال") and words[0] not in roles())
