"""Which phrase of the cue's sentence is the source, if any: phrases after the cue and before it compete with «no source»."""

from __future__ import annotations

from toolkit.attribution.beginnings import Beginning
from toolkit.lexicons import grammar_words
from toolkit.sentence.classes import COMMAS, PREPOSITIONS
from toolkit.sentence.lexicon import Cue
from toolkit.sentence.phrases import Span, among, can_begin, ends, extent, near, phrase
from toolkit.sentence.view import View
from toolkit.tagging import Feature, Seen, Shared, load_linear, probabilities

REACH = 26  # tokens before and after the cue
STARTS = 10  # places after the cue at which a phrase is begun
_NOMINAL = ("role", "head", "name")
_CLOSING = frozenset(')»"”')


def subject(view: View, i: int, cue: Cue, begins: Beginning, others: list[int]) -> tuple[Span | None, float]:
    """The likeliest source of the cue at token i (None: it has none in its sentence), with its probability."""
    found = subjects(view, i, cue)
    seen = [without(view, i, cue, begins, others), *(features(view, i, cue, span, begins, others) for span in found)]
    chances = probabilities(load_linear("subjects").score(seen))
    best = max(range(len(seen)), key=chances.__getitem__)
    return (found[best - 1] if best else None), chances[best]


def subjects(view: View, i: int, cue: Cue) -> list[Span]:
    """The phrases that may be the source: after the cue, or right before a verb that no conjunction opens."""
    opens = cue.front and view.types[i][0] in "وف" and cue.form in ("perfect", "imperfect")
    return list(dict.fromkeys([*_following(view, i, cue), *([] if opens else _preceding(view, i))]))


def _following(view: View, i: int, cue: Cue) -> list[Span]:
    found: list[Span] = []
    begun, end = 0, view.sentence_end(i)
    for k in range(i + 1, min(end, i + REACH)):
        before = view.classes[k - 1]
        if k > i + 1 and view.classes[k] in ("that", ":"):
            break
        governed = k > i + 1 and before in PREPOSITIONS and before != "من" and cue.form != "preposition"
        if not can_begin(view, k) or governed or (k > i + 1 and before == "relative"):
            continue
        if k == i + 1 or not begun or _fresh(view, k):
            begun += 1
            found += [(k, stop) for stop in ends(view, k, end)]
            if begun >= STARTS:
                break
    return found


def _fresh(view: View, k: int) -> bool:
    """Whether another phrase may begin at token k, inside or after one that has begun."""
    before = view.classes[k - 1]
    return (
        not view.is_word[k - 1] or before == "time" or before in PREPOSITIONS or view.classes[k].startswith(_NOMINAL)
        or view.pos[k - 1] == "ADJ" or view.segments[k - 1].endswith(("+ه", "+ها", "+هم"))
    )  # fmt: skip


def _preceding(view: View, i: int) -> list[Span]:
    begin = view.sentence_start(i)
    stops = [i]
    if i - 1 > begin and (view.types[i - 1] in COMMAS or view.types[i - 1] in grammar_words("before a verb")):
        stops.append(i - 1)
    if i - 2 > begin and view.types[i - 2] in ("،", "من", "كان", "كانت"):
        stops.append(i - 2)
    found: list[Span] = []
    for stop in stops:
        if stop <= begin or view.classes[stop - 1] in PREPOSITIONS or not (view.is_word[stop - 1] or view.types[stop - 1] in _CLOSING):
            continue
        for k in range(stop - 1, max(begin - 1, stop - REACH), -1):
            if view.classes[k] in ("that", ".", ":", "؛"):
                break
            if can_begin(view, k):
                found.append((k, stop))
    return found


def features(view: View, i: int, cue: Cue, span: Span, begins: Beginning, others: list[int]) -> Seen:
    """What the model sees of a phrase as the source; `begins`: where the content begins; `others`: the article's cues."""
    a, b = span
    side = "after" if a > i else "before"
    known = phrase(view, a, b)
    shared = (*extent(view, a, b), _beginning(view, i, cue, a if side == "after" else b, side))
    found: list[Feature] = [
        ("who+class", known.kind, cue.cls), ("begins", side, view.classes[a]), ("begins at once", a == i + 1 or b == i, view.classes[a]),
        ("same quotation", view.inside[a] == view.inside[i]), ("cue within", side, among(others, a, b)),
    ]  # fmt: skip
    if cue.gender and cue.form != "participle":
        found.append(("gender", side, cue.gender, known.feminine, view.name_at[known.head] is not None))
    if cue.number in ("p", "d"):
        found.append(("number", side, cue.number, known.plural))
    if side == "after":
        after = view.classes[b] if b < view.sentence_end(i) else "END"
        found += [("after+form", after, cue.form), ("after+lemma", after, cue.lemma)]
        if begins.kind not in ("around", "before"):
            rest = max(gap_end(view, i, begins) - b, -1)
            found += [("to content", min(rest, 4), begins.kind), ("to content+who", min(rest, 2), known.kind)]
        return Seen(found, shared)
    before, word = (view.classes[a - 1], view.forms[a - 1]) if a > view.sentence_start(i) else ("START", "START")
    return Seen([*found, ("before+form", before, cue.form), ("word before", word)], shared)


def _beginning(view: View, i: int, cue: Cue, at: int, side: str) -> Shared:
    """What lies between the cue and a phrase that begins at token `at` after it, or ends there before it."""
    key = ("gap", i, at, side)
    if key not in view.seen:
        gap = range(i + 1, at) if side == "after" else range(at, i)
        classes, far = view.classes, len(gap)
        found: list[Feature] = [
            ("side", side, cue.form), ("far", side, near(far)), ("far+form", side, near(far), cue.form),
            ("who between", side, sum(view.is_word[k] and classes[k].startswith(_NOMINAL) for k in gap)),
            ("clause between", side, any(classes[k] in ("that", ":") or k in view.opened for k in gap)),
            *dict.fromkeys(("gap", side, classes[k]) for k in gap[:12]),
        ]  # fmt: skip
        view.seen[key] = Shared(found)
    return view.seen[key]


def gap_end(view: View, i: int, begins: Beginning) -> int:
    """One past what stands between the cue and its content."""
    end = begins.at - (begins.kind == "preposition")
    while end > i + 1 and view.types[end - 1] in (":", "،", ","):
        end -= 1
    return end


def without(view: View, i: int, cue: Cue, begins: Beginning, others: list[int]) -> Seen:
    """What the model sees of the choice that the cue has no source."""
    begin, end = view.sentence_start(i), view.sentence_end(i)
    front = view.types[i][0] if view.types[i][0] in "وف" else None
    form, classes = cue.form, view.classes
    found: list[Feature] = [
        ("none",), ("none", form), ("none", cue.lemma), ("none", cue.lemma, form), ("none, front", front, form),
        ("none, place", min(i - begin, 3), form), ("none, object", cue.has_object), ("none, number", cue.number, form),
        ("none, cue before", among(others, begin, i), form), ("none, content", begins.kind, form),
        ("none, content", begins.kind, cue.lemma), ("none, quoted", view.inside[i] >= 0, form),
        ("none, who before", any(classes[k].startswith(_NOMINAL) for k in range(begin, i)), form, front is not None),
    ]  # fmt: skip
    for offset in (-2, -1, 1, 2):
        k = i + offset
        own = classes[k] if begin <= k < end else None
        found += [("none at", offset, own), ("none at+form", offset, own, form)]
        if own is not None and offset in (-1, 1):
            found.append(("none word at", offset, view.forms[k]))
    if begins.kind not in ("around", "before"):
        gap = gap_end(view, i, begins)
        room = gap - i - 1
        spoken = any(classes[k].startswith(_NOMINAL) for k in range(i + 1, gap))
        found += [("none, room", min(room, 6), begins.kind), ("none, room", min(room, 6), form), ("none, at once", room == 0, cue.gender, form)]
        found.append(("none, who in room", spoken, min(room, 3)))
    return Seen(found)
