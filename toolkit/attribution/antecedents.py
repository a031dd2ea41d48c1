"""Whose words a cue without a source goes on with: those who spoke before compete with phrases that stand near."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.attribution.pool import Pool
from toolkit.attribution.relation import Relation
from toolkit.sentence.classes import PREPOSITIONS
from toolkit.sentence.phrases import Span, can_begin, core_end
from toolkit.tagging import Feature, Seen, load_linear, probabilities

MEMORY = 30  # relations that it may reach back over
NEAR = 2  # sentences before the cue in which phrases are taken


def antecedent(pool: Pool, relation: Relation, before: Sequence[Relation]) -> tuple[Span | None, bool, float]:
    """The likeliest speaker, whether it has spoken before, and the probability; None where nobody is near."""
    spoke, near = candidates(pool, relation, before)
    if not spoke and not near:
        return None, False, 0.0
    seen = [features(pool, relation, span, before, near) for span in (*spoke, *near)]
    chances = probabilities(load_linear("antecedents").score(seen))
    best = max(range(len(seen)), key=chances.__getitem__)
    return [*spoke, *near][best], best < len(spoke), chances[best]


def candidates(pool: Pool, relation: Relation, before: Sequence[Relation]) -> tuple[list[Span], list[Span]]:
    """The full phrases of those who spoke before, and the phrases near the cue."""
    spoke = list(dict.fromkeys(other.speaker for other in before if other.speaker is not None))
    near = [span for span in _near(pool, relation.at) if span not in spoke]
    return spoke, near


def _near(pool: Pool, i: int) -> list[Span]:
    """Phrases before the cue, one for each place at which they begin, and the noun that a relative clause describes."""
    view, here = pool.view, pool.view.sentence[i]
    best: dict[int, tuple[tuple[bool, int], Span]] = {}
    for sentence in range(here - NEAR, here + 1):
        for span in pool.by_sentence.get(sentence, ()):
            a, b = span
            if a >= i:
                continue
            order = (pool.why[span] != "source", abs(b - core_end(view, a, view.sentence_end(a))))
            if a not in best or order < best[a][0]:
                best[a] = (order, span)
    return list(dict.fromkeys([*(span for _, span in best.values()), *_described(pool, i)]))


def _described(pool: Pool, i: int) -> list[Span]:
    """«الأحزاب التي اعتبرت أن»: phrases that end where the relative pronoun before the cue stands."""
    view, begin = pool.view, pool.view.sentence_start(i)
    at = next((k for k in range(i - 1, max(i - 4, begin), -1) if view.classes[k] == "relative"), begin)
    found: list[Span] = []
    for k in range(at - 1, max(at - 9, begin - 1), -1):
        if can_begin(view, k):
            found.append((k, at))
        if view.classes[k] in PREPOSITIONS or view.classes[k] in ("،", "that"):
            break
    return found


def features(pool: Pool, relation: Relation, span: Span, before: Sequence[Relation], near: list[Span]) -> Seen:
    """What the model sees of a phrase as whose words the relation goes on with."""
    view, cue, known = pool.view, relation.cue, pool.phrase(span)
    last = max((n for n, other in enumerate(before) if other.speaker == span), default=None)
    kind = "near" if last is None else "spoke"
    front = view.types[relation.at][0] if cue.front and view.types[relation.at][0] in "وف" else ""
    form = cue.form + front
    agrees = None if cue.gender is None else (cue.gender == "f") == known.feminine
    several = None if cue.number is None else f"{cue.number}{known.plural}"
    who = "PER" if known.person else known.kind
    found: list[Feature] = [
        ("from", kind), ("from+form", kind, form), ("gender", agrees, kind, who), ("gender+form", agrees, cue.form), ("number", several, kind),
        ("who", known.kind, kind), ("who+class", known.kind, cue.cls), ("who+form", known.label, form), ("who+number", known.kind, several),
    ]  # fmt: skip
    if last is not None:
        return Seen(found + _spoke(pool, relation, span, before, last, form, agrees, several))
    here = bool(before) and view.sentence[before[-1].at] == view.sentence[relation.at]
    found += [("near+spoken", min(len(before), 2), form), ("near, spoken in the sentence", here, cue.form)]
    return Seen(found + _placed(pool, relation, span, before, near, form, agrees))


def _spoke(
    pool: Pool, relation: Relation, span: Span, before: Sequence[Relation], last: int, form: str, agrees: bool | None, several: str | None
) -> list[Feature]:
    """How long ago they spoke, how, and within whose words."""
    view, i, other, own = pool.view, relation.at, before[last], relation.cue.form
    ago = min(len({later.speaker for later in before[last + 1 :]} - {span}), 4)
    recent, sentences = ago == 0, view.sentence[i] - view.sentence[other.at]
    nested = any(one.holds(other.at) for one in before if one is not other)
    inside, quoted = other.holds(i), view.inside[i] >= 0
    overt = next((one.speaker for one in reversed(before) if one.source is not None), None) == span
    times = min(sum(one.speaker == span for one in before), 3)
    only = len({one.speaker for one in before}) == 1
    aside = other.begins.kind in ("around", "before")
    return [
        ("ago", ago), ("ago+form", ago, form), ("ago+gender", ago, agrees), ("ago+sentences", ago, min(sentences, 4)), ("ago+number", ago, several),
        ("sentences", min(sentences, 5), own), ("relations", min(len(before) - 1 - last, 4), own), ("its form", other.cue.form, recent),
        ("its form+form", other.cue.form, form), ("its source", other.source is not None, recent), ("its class", other.cue.cls, recent),
        ("nested", nested, recent), ("nested+form", nested, min(sentences, 2), own), ("inside", inside, own, quoted), ("inside+recent", inside, recent),
        ("lines", min(view.line[i] - view.line[other.at], 2), own, recent), ("times", times, recent), ("only one", only),
        ("again", len(before) > 1 and before[-1].speaker == before[-2].speaker == span), ("last with source", overt, form),
        ("in the sentence", any(view.sentence[one.at] == view.sentence[i] for one in before), sentences == 0, own),
        ("aside", aside, own, recent), ("relayed", other.cue.cls == "relay", own),
    ]  # fmt: skip


def _placed(
    pool: Pool, relation: Relation, span: Span, before: Sequence[Relation], near: list[Span], form: str, agrees: bool | None
) -> list[Feature]:
    """Where in its sentence the phrase stands: after a verb, first, last before the cue."""
    view, i, own, (a, b) = pool.view, relation.at, relation.cue.form, span
    begin, back = view.sentence_start(a), view.sentence[i] - view.sentence[a]
    previous = view.classes[a - 1] if a > begin else "START"
    after_verb = a > begin and view.pos[a - 1] == "VERB"
    subject = a - begin < 2 or after_verb
    order = min(sum(view.sentence[other[0]] == view.sentence[a] and other[0] < a for other in near), 4)
    later = min(sum(a < other[0] < i for other in near), 5)
    described = b < len(view) and view.classes[b] == "relative" and 0 < i - b <= 3
    name = pool.name(span)
    times = min(3, view.named[name]) if name is not None else 0
    found: list[Feature] = [
        ("back", back, own), ("after", previous, back), ("after+form", previous, after_verb, own), ("place", min((a - begin) // 2, 6), back),
        ("subject", subject, back, form), ("person", pool.phrase(span).person is not None, back, subject), ("order", order, back),
        ("order+form", order, back, own), ("later ones", later, back), ("later ones+form", later, own), ("described", described, own),
        ("same quotation", view.inside[a] == view.inside[i], own), ("named", times), ("in a content", any(one.holds(a) for one in before), own),
        ("to the cue", i - b if 0 <= i - b < 3 else None, view.classes[b] if b < i else None, own),
    ]  # fmt: skip
    return [*found, ("described+gender", agrees, relation.cue.has_object)] if described else found
