"""One article from its candidates to its relations: which are cues, what they introduce, who speaks."""

from __future__ import annotations

from toolkit.attribution.antecedents import MEMORY, antecedent
from toolkit.attribution.beginnings import beginning
from toolkit.attribution.content import measure
from toolkit.attribution.cues import cues
from toolkit.attribution.fullest import fullest
from toolkit.attribution.pool import pool
from toolkit.attribution.relation import Relation
from toolkit.attribution.subjects import subject
from toolkit.lexicons import grammar_words
from toolkit.sentence.lexicon import cue_forms
from toolkit.sentence.phrases import Span
from toolkit.sentence.view import View


def relations(view: View, candidates: list[int]) -> list[Relation]:
    """The relations of an article in text order, with their speakers."""
    found = begun(view, cues(view, candidates))
    measure(view, found)
    found = [one for one in found if one.content is not None and one.content[0] < min(one.content[1], len(view))]
    resolve(view, found)
    return found


def begun(view: View, sure: dict[int, float]) -> list[Relation]:
    """Each cue with its source and where its content begins."""
    found, places = [], sorted(sure)
    for i in places:
        cue = cue_forms()[view.types[i]]
        begins, content = beginning(view, i, cue, places)
        if begins is None:
            continue  # «وأضاف:» with nothing after it, as where an article was cut
        source, certain = subject(view, i, cue, begins, places)
        relation = Relation(i, cue, begins, source, {"cue": sure[i], "content": content, "source": certain})
        relation.negated = i > 0 and view.types[i - 1] in grammar_words("negation")
        if i and view.types[i - 1] == "حد":
            relation.cue_span = view.span(i - 1, i + 1)  # «على حد قوله»
        found.append(relation)
    return found


def resolve(view: View, found: list[Relation]) -> None:
    """Sets each relation's speaker to the fullest mention of whoever speaks."""
    phrases = pool(view, [one.source for one in found if one.source is not None])
    spoken: list[Span] = []
    for n, relation in enumerate(found):
        own = relation.source
        if own is None:
            own, spoke, relation.certain["antecedent"] = antecedent(phrases, relation, found[max(n - MEMORY, 0) : n])
            relation.carried = "unknown" if own is None else "spoke" if spoke else "near"
            if spoke:
                relation.speaker = own
        if own is not None and relation.carried != "spoke":
            relation.speaker, relation.certain["fullest"] = fullest(phrases, own, spoken[-MEMORY:])
        if relation.speaker is not None:
            spoken.append(relation.speaker)
