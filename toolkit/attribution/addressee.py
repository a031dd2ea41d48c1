"""Verbs that speak to or of somebody (دعا، اتهم، وصف): the subject without the one it is said to."""

from __future__ import annotations

from toolkit.attribution import phrases
from toolkit.attribution.chunks import chunk_end, name_end, names
from toolkit.attribution.heads import head_at
from toolkit.attribution.lexicon import Cue, context_words, countries, roles, source_heads
from toolkit.attribution.view import View

_HONORIFICS = frozenset("الدكتور الدكتورة المهندس المهندسة الشيخ الاستاذ الاستاذة اللواء العميد العقيد الفريق".split())


def without_addressee(view: View, source: tuple[int, int], cue: Cue) -> tuple[int, int] | None:
    """«دعا العلي مصر إلى», «وصف سالم بن جابر نسبة … بـ», «دعا الشركات إلى»: the subject, without whom or what it speaks of.

    The subject is the first phrase; a single phrase that does not agree with the verb is the addressee.
    """
    a, b = source
    first = head_at(view, a, b)
    word = view.types[first]
    if word in roles() or word in source_heads():
        end = min(chunk_end(view, first, b), b)
        # «رئيس محكمة | كذا الدكتور سالم العلي»: the honorific before the name, a word or two on, is the subject's still
        titled = next((k for k in range(end, min(end + 3, b)) if view.types[k] in _HONORIFICS), None)
        if titled is not None and all(view.is_word[first:titled]):
            end = min(chunk_end(view, titled, b), b)
        # «دعا المتحدث باسم الجيش، العقيد سالم العلي، المواطنين إلى»: the name after a comma
        end = phrases.second_noun(view, first, end) or end
        if end + 2 < b and view.types[end] in ("،", ","):
            named = chunk_end(view, end + 1, b) if view.types[end + 1] in roles() else name_end(view, end + 1, b)
            end = min(named, b) if named - end > 2 else end
    elif view.pos[first] == "PROPN" or word in names() or word in countries():
        end = first + 1 if word in countries() else max(name_end(view, first, b), first + 1)
    else:
        end = b
    pointed = view.types[a] in ("هذا", "هذه", "تلك", "ذلك") and cue.gender == "m" and word.endswith(("ة", "ات"))
    everybody = cue.cls == "demand" and view.types[a] in context_words("collective")
    if first > a and (cue.number == "p" or pointed or everybody):
        return None  # «وطالبوا كل السلط», «ناشد جميع الجهات», «اتهم هذه المجموعة»
    if end == b:
        # no title and no known name: the addressee begins at a state, a plural object, or «all of …»
        second = phrases.second_noun(view, first, b)
        end = next(
            (k for k in range(first + 1, b) if k == second or view.types[k] in countries() or _plural_object(view.types[k]) or _object_noun(view, k)),
            b,
        )
    end = next((k for k in range(first + 1, end) if view.types[k] in context_words("collective")), end)
    kind = source_heads().get(word)
    feminine = word.endswith(("ة", "ات")) or word in countries()
    if first > a:
        return a, max(end, first + 1)  # «عدد من المواطنين»: indefinite, and so the subject
    if _plural_object(word) or (cue.number == "p" and not word.endswith("ون")):
        return None
    if cue.gender == "m" and feminine and kind != "group" and end == b:
        return None
    if cue.front and kind == "group" and word.startswith("ال") and not word.endswith("ون") and end == b:
        return None
    return (a, end) if end > a else source


def _object_noun(view: View, k: int) -> bool:
    """«فسر المرواني | قرار الوزير بـ…», «يتهم المحتجون | الشركة بـ…»: a noun after a definite word of which it is no part."""
    word, before = view.types[k], view.types[k - 1]
    if view.pos[k] != "NOUN" or not before.startswith("ال") or word in roles() or word in names():
        return False
    return before.endswith("ون") if word.startswith("ال") else "+" not in view.segments[k] and len(word) > 2


def _plural_object(word: str) -> bool:
    """«المواطنين» is an object; «المواطنون» would be a subject."""
    return word.startswith("ال") and word.endswith("ين") and len(word) > 6 and word not in roles()
