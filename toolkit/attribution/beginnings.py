"""Where what is said begins: after أن, a colon, a preposition, at the object, in a quotation; or around an «according to»."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from toolkit.sentence.classes import PREPOSITIONS
from toolkit.sentence.lexicon import Cue, cue_forms
from toolkit.sentence.phrases import among, near
from toolkit.sentence.view import View
from toolkit.tagging import Feature, Seen, load_linear, probabilities

REACH = 60  # tokens after the cue …
FAR = {"preposition": 28, "bi": 28, "object": 22, "verb": 28}  # … and for what is found everywhere
_GOVERNS = {"علي": "على", "الي": "إلى", "عن": "عن", "من": "من", "في": "في", "ل": "ل"}
_BETWEEN = ("that", ":", "،", "cue verb", "cue participle", "time", "relative")
_LATER = 20  # tokens after a beginning in which a better one is looked for


class Beginning(NamedTuple):
    """How the content begins (clause, colon, quote, preposition, bi, verb, object; around, before: it does not follow the cue), and its token."""

    kind: str
    at: int


def beginning(view: View, i: int, cue: Cue, others: list[int]) -> tuple[Beginning | None, float]:
    """The likeliest beginning, with its probability; None where nothing can be said."""
    found = beginnings(view, i)
    if not found:
        return None, 0.0
    chances = probabilities(load_linear("beginnings").score(features(view, i, cue, one, others) for one in found))
    best = max(range(len(found)), key=chances.__getitem__)
    return found[best], chances[best]


def beginnings(view: View, i: int) -> list[Beginning]:
    """The places where the content of the cue at token i may begin."""
    found: list[Beginning] = []
    end = view.sentence_end(i)
    for k in range(i + 1, min(len(view), i + REACH)):
        if k >= end and not (k == end and view.types[k - 1] == ":"):
            break
        if (one := _beginning(view, i, k)) is not None:
            found.append(one)
            if view.types[k - 1] == ":" and k > i + 1:
                break
    if found or i > view.sentence_start(i) or cue_forms()[view.types[i]].form not in ("perfect", "imperfect"):  # not «وأضاف:», cut off
        found.append(Beginning("around", i))
    before = next((view.quotations[view.closed[k]] for k in range(i - 1, max(i - 5, -1), -1) if k in view.closed), None)
    if before is not None and before.words() >= 2:
        found.append(Beginning("before", before.open + 1))
    return found


def _beginning(view: View, i: int, k: int) -> Beginning | None:
    """A beginning at token k: a word or a quotation, not inside a name, not a preposition, not too far off for its kind."""
    name = view.name_at[k]
    if (not view.is_word[k] and k not in view.opened) or (name is not None and name[0] < k):
        return None
    kind = _kind(view, i, k)
    if view.classes[k] in PREPOSITIONS and kind != "colon" and k > i + 1:
        return None
    return Beginning(kind, k) if k - i <= FAR.get(kind, REACH) else None


def _kind(view: View, i: int, k: int) -> str:
    previous = view.types[k - 1] if k > i + 1 else ""
    if previous == ":":
        return "colon"
    if view.classes[k] == "that":
        return "clause"
    if k in view.opened:
        return "quote"
    if previous in _GOVERNS:
        return "preposition"
    if view.segments[k].startswith(("ب+", "ل+")) or view.types[k] in ("ب", "بـ"):
        return "bi"
    return "verb" if view.classes[k] == "cue verb" or view.pos[k] == "VERB" else "object"


def features(view: View, i: int, cue: Cue, one: Beginning, others: list[int]) -> Seen:
    """What the model sees of this beginning for the cue at token i; `others`: the article's cues."""
    kind, k = one
    found: list[Feature] = [("kind", kind), ("kind+form", kind, cue.form), ("kind+lemma", kind, cue.lemma), ("kind+class", kind, cue.cls)]
    if kind in ("around", "before"):
        return Seen(found + _elsewhere(view, i, cue, kind))
    found += _place(view, i, cue, kind, k) + _gap(view, i, kind, k, others) + _word(view, i, kind, k) + _later(view, i, cue, kind, k, others)
    return Seen(found)


def _elsewhere(view: View, i: int, cue: Cue, kind: str) -> list[Feature]:
    begin, end = view.sentence_start(i), view.sentence_end(i)
    after = view.classes[i + 1] if i + 1 < end else "END"
    before, word = (view.classes[i - 1], view.forms[i - 1]) if i > begin else ("START", "START")
    return [
        ("kind+place", kind, min(i - begin, 2)), ("kind+after", kind, after), ("kind+before", kind, before),
        ("kind+word before", kind, word), ("kind+left", kind, min(end - i, 15) // 3), ("kind+object", kind, cue.has_object, cue.form),
    ]  # fmt: skip


def _place(view: View, i: int, cue: Cue, kind: str, k: int) -> list[Feature]:
    own, before, far = view.classes[k], view.classes[k - 1], k - i
    after = view.classes[k + 1] if k + 1 < len(view) else "END"
    found: list[Feature] = [
        ("far", kind, near(far)), ("far+form", kind, near(far), cue.form), ("here", own), ("before", before), ("after", after),
        ("here+after", own, after), ("word", view.forms[k]), ("word before", view.forms[k - 1]),
    ]  # fmt: skip
    if kind == "preposition":
        found.append(("governed", _GOVERNS[view.types[k - 1]] in cue.frames))
    elif kind == "bi":
        found.append(("governed", "ب" in cue.frames, far == 1))
    elif kind == "object":
        found.append(("governed", "np" in cue.frames))
    return found


def _gap(view: View, i: int, kind: str, k: int, others: list[int]) -> list[Feature]:
    """What stands between the cue and the beginning."""
    between = view.classes[i + 1 : k]
    found: list[Feature] = []
    for name in _BETWEEN:
        if count := between.count(name):
            found += [("between", name, kind), ("between, times", name, min(count, 3))]
    if any(j in view.opened for j in range(i + 1, k)):
        found.append(("between", "quotation", kind))
    found.append(("cue between", kind, among(others, i + 1, k)))
    nominal = [name for name in between if name.startswith(("name", "role", "head"))]
    found.append(("last between", nominal[-1] if nominal else None, kind))
    over = view.name_at[k - 1]
    found.append(("before, name over", view.classes[k - 1], over is not None and over[1] == k, kind))
    return found


def _word(view: View, i: int, kind: str, k: int) -> list[Feature]:
    word, cue = view.types[k], cue_forms().get(view.types[k])
    found: list[Feature] = [
        ("ending", view.forms[k][-2:], kind), ("is itself", cue.form if cue else None, kind),
        ("definite", word.startswith("ال"), view.types[k - 1].startswith("ال"), view.pos[k], view.pos[k - 1], kind),
        ("same quotation", view.inside[k] == view.inside[i], kind),
    ]  # fmt: skip
    if kind == "quote":
        found.append(("quoted words", min(view.quotations[view.opened[k]].words(), 8)))
    return found


def _later(view: View, i: int, cue: Cue, kind: str, k: int, others: list[int]) -> list[Feature]:
    """Whether a clause, a colon or a quotation comes later."""
    later, n = None, bisect_left(others, k + 1)
    stop = others[n] if n < len(others) else -1
    for j in range(k + 1, min(view.sentence_end(i), k + _LATER)):
        if j == stop:
            break
        if view.classes[j] in ("that", ":"):
            later = view.classes[j]
            break
        if j in view.opened and view.quotations[view.opened[j]].words() > 3:
            later = "quotation"
            break
    return [("later+frame", later, kind, "clause" in cue.frames), ("later+lemma", later, kind, cue.lemma)]
