"""From cue candidates to relations: which cues report something, with their source and complement."""

from __future__ import annotations

from toolkit.attribution.finite import finite
from toolkit.attribution.lexicon import cue_forms
from toolkit.attribution.nominal import first_person, masdar, participle, preposition
from toolkit.attribution.relation import Relation
from toolkit.attribution.view import View


def relations(view: View, candidates: list[int]) -> list[Relation]:
    """The relations of an article, in text order; contents are only begun (see content.py)."""
    forms = cue_forms()
    found: list[Relation] = []
    taken = -1  # tokens up to here belong to an earlier cue (قائلا, بقوله)
    for i in candidates:
        if i <= taken:
            continue
        cue = forms[view.types[i]]
        if cue.form == "preposition":
            relation = preposition(view, i, cue)
        elif cue.form == "masdar":
            relation = masdar(view, i, cue)
        elif cue.form == "participle":
            relation = participle(view, i, cue, found)
        elif cue.form == "first_person":
            relation = first_person(view, i, cue)
        else:
            relation = finite(view, i, cue, found)
        if relation is None or _in_a_source(relation, found):
            continue
        if relation.frame in ("quote", "colon", "clause") and relation.content:
            # قائلا and بقوله, and a participle without a clause of its own (أضاف موضحا أن), between the cue and its content are part of this cue.
            inner = [
                k
                for k in range(i + 1, relation.content[0])
                if view.types[k] in ("قائلا", "قائلة", "قائله", "قائلين", "بالقول", "بقوله", "بقولها", "يقول", "تقول")
                or (relation.order != "participle" and view.types[k] in forms and forms[view.types[k]].form == "participle" and view.pos[k] != "NOUN")
            ]
            taken = max(inner, default=taken)
        found.append(relation)
    return found


def _in_a_source(relation: Relation, found: list[Relation]) -> bool:
    """«خلصت | كاتبة الدولة | إلى أن»: a participle inside the phrase that speaks is its noun."""
    last = found[-1].source if found else None
    return relation.order == "participle" and last is not None and last[0] <= relation.at < last[1]
