"""Which words report something: every form of the cue lexicon is a candidate, a trained model says yes or no."""

from __future__ import annotations

from toolkit.lexicons import grammar_words
from toolkit.sentence.clusters import clusters
from toolkit.sentence.lexicon import Cue, cue_forms, roles, source_heads
from toolkit.sentence.view import View
from toolkit.tagging import Feature, Seen, load_linear, probability

AROUND = (-3, -2, -1, 1, 2, 3)
REACH = 25  # tokens in which a complement is looked for
LEAST = 0.5  # probability from which a candidate is a cue
_CLUSTERS = 3  # of the sizes of clusters


def cues(view: View, candidates: list[int]) -> dict[int, float]:
    """The candidates that report something, with their probability."""
    candidates = [i for i in candidates if not predicate(view, i)]
    scores = load_linear("cues").score(features(view, i) for i in candidates)
    found = {i: probability(score) for i, score in zip(candidates, scores, strict=True)}
    return {i: sure for i, sure in found.items() if sure >= LEAST}


def predicate(view: View, i: int) -> bool:
    """The one veto: «إن المدن، على الرغم من الأزمة، مطالبة برفع …»: after إن a participle before which no verb stands is the predicate."""
    begin = view.sentence_start(i)
    if cue_forms()[view.types[i]].form != "participle" or view.types[begin] not in ("ان", "وان"):
        return False
    return not any(view.pos[k] == "VERB" or view.classes[k] == "cue verb" for k in range(begin, i))


def features(view: View, i: int) -> Seen:
    """What the model sees of the word at token i as a cue."""
    cue, begin, end = cue_forms()[view.types[i]], view.sentence_start(i), view.sentence_end(i)
    found: list[Feature] = [
        ("lemma", cue.lemma), ("form", cue.form), ("class", cue.cls), ("tier", cue.tier), ("word", view.types[i]), ("front", cue.front),
        ("object", cue.has_object), ("pos", view.pos[i]), ("form+pos", cue.form, view.pos[i]), ("lemma+form", cue.lemma, cue.form),
        ("written", view.text[view.starts[i] : view.starts[i] + 3]), ("place", min(i - begin, 3)), ("quoted", view.inside[i] >= 0),
    ]  # fmt: skip
    for offset in AROUND:
        found += _neighbour(view, i, offset, cue) if begin <= i + offset < end else [("word at", offset, None)]
    found += _names(view, i, begin, end)
    found += _complement(view, i, end, cue)
    found.append(("asks to stay unnamed", not grammar_words("own name").isdisjoint(view.types[i + 1 : i + 5])))
    found.append(("after a quotation", any(view.closed.get(k) is not None for k in range(max(i - 3, 0), i))))
    return Seen(found)


def _neighbour(view: View, i: int, offset: int, cue: Cue) -> list[Feature]:
    k = i + offset
    word, pos = view.forms[k], view.pos[k]
    found: list[Feature] = [("word at", offset, word), ("pos at", offset, pos)]
    known = clusters().get(word) or (clusters().get(word[1:]) if word[0] in "وف" else None) or ()
    found += [("cluster at", offset, name) for name in known[:_CLUSTERS]]
    if word in roles():
        found.append(("role at", offset))
    if word in source_heads():
        found.append(("head at", offset, source_heads()[word]))
    if offset in (-1, 1):
        found += [("word at+form", offset, word, cue.form), ("pos at+form", offset, pos, cue.form)]
        found += [("class at", offset, view.classes[k]), ("class at+form", offset, view.classes[k], cue.form, cue.cls)]
        found += [("ending at", offset, word[-2:]), ("beginning at", offset, word[:2])]
    return found


def _names(view: View, i: int, begin: int, end: int) -> list[Feature]:
    found: list[Feature] = []
    for k in range(max(i - 6, begin), min(i + 7, end)):
        name = view.name_at[k]
        if name is None or (k > i and name[0] != k) or (k < i and name[1] != k + 1):
            continue
        place = "in name" if k == i else ("name next" if k == i + 1 else "name soon") if k > i else ("name before" if k == i - 1 else "name earlier")
        found.append((place, name[2]))
    return found


def _complement(view: View, i: int, end: int, cue: Cue) -> list[Feature]:
    """How far off a clause, a colon or a quotation is."""
    for k in range(i + 1, min(end, i + REACH)):
        kind = view.classes[k]
        far = min((k - i).bit_length(), 4)
        if kind == "that":
            return [("that", far), ("that+form", cue.form, far)]
        if kind == ":":
            return [("colon", far)]
        if k in view.opened:
            return [("quotation", far)]
        if kind == ".":
            break
    return [("no complement",)]
