"""What a source is: person, organization, group, document, anonymous or unknown; and whether it is named."""

from __future__ import annotations

from toolkit.lexicons import grammar_words, word_list
from toolkit.sentence.heads import head_at, is_state, person_plurals
from toolkit.sentence.lexicon import countries, roles, source_heads
from toolkit.sentence.view import View


def kind(view: View, span: tuple[int, int] | None) -> str:
    """The kind of the source that the token range names."""
    if span is None:
        return "unknown"
    a, b = span
    if is_state(view, a):
        return "organization"
    if _asks_not_to_be_named(view, a, b):
        return "anonymous"
    at = head_at(view, a, b)
    word = view.types[at]
    if at > a and "من" in view.types[a : a + 4] and word not in source_heads():
        return "group"  # «عدد من …»
    forms = (word, word.removeprefix("و"), word.removeprefix("ل"), "ال" + word.removeprefix("لل"))
    listed = next((known for form in forms if (known := _listed(form)) is not None), None)
    name = view.name_at[at]
    if listed is None and name is not None:
        return "person" if name[2] == "PER" else "organization"
    return listed or _by_ending(word, b - a)


def _listed(word: str) -> str | None:
    """The kind of a head that a lexicon knows."""
    if word in person_plurals() or word == "وسائل" or (word in grammar_words("several") and word in source_heads()):
        return "group"
    if word in roles():
        return "person"
    return source_heads().get(word) or ("organization" if word in countries() else None)


def _by_ending(word: str, length: int) -> str:
    bare = word.removeprefix("ال")
    plural = bare.endswith("ون") or (bare.endswith("ين") and word.startswith("ال") and length <= 2)
    return "group" if plural else "person"


def _asks_not_to_be_named(view: View, a: int, b: int) -> bool:
    """«قيادي في الحزب، طلب عدم نشر اسمه», «مسؤول رفض الكشف عن هويته»: inside the source, or right after it."""
    at = next((i for i in range(a + 1, min(b + 2, len(view))) if view.types[i] in grammar_words("asks")), None)
    return at is not None and any(word in grammar_words("own name") for word in view.types[at + 1 : at + 6])


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
