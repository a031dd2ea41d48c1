"""Why a relation was made, or none: the candidates of every choice with their features and scores, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from toolkit.attribution import antecedents, beginnings, cues, fullest, subjects
from toolkit.attribution.attributions import article_views
from toolkit.attribution.pool import pool
from toolkit.attribution.reading import relations
from toolkit.attribution.relation import Relation
from toolkit.entities.mentions import names_in
from toolkit.mistakes import Mistake
from toolkit.sentence.lexicon import cue_forms
from toolkit.sentence.phrases import Span
from toolkit.sentence.view import View
from toolkit.tagging import Seen, load_linear, probabilities, probability

SHOWN = 5  # candidates of a choice, and features of a candidate
COLUMNS = {
    "step": "str",
    "candidate": "str",
    "start": "Int64",
    "end": "Int64",
    "chosen": "bool",
    "score": "float64",
    "probability": "float64",
    "why": "str",
}


class NoSuchWord(Mistake, ValueError):
    """There is nothing to explain at this place: the message says what there is."""


def explain(
    articles: pd.DataFrame,
    tokens: pd.DataFrame,
    attribution_id: str | None = None,
    *,
    offset: tuple[str, int] | None = None,
    mentions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The choices behind one relation, or behind a word that made none.

    Parameters: `articles` and their `tokens`; `attribution_id` of a row of `attributions`, or `offset`: the article's id and a
    character of the word in question; `mentions`, if the rows were made with them.
    Returns one row a candidate, of each step the likeliest five: `step` (cue, content, source, antecedent, fullest),
    `candidate` with `start`, `end` (NA: the choice of none), `chosen`, `score`, `probability`, `why`: the weightiest features.
    Raises NoSuchWord (a ValueError) where no possible cue stands.

    >>> from toolkit.words import tokens
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["قال الوزير سالم العلي إن السد امتلأ."]})
    >>> found = explain(articles, tokens(articles), "1:a1")
    >>> found.loc[found["chosen"], ["step", "candidate"]].values.tolist()[2]
    ['source', 'الوزير سالم العلي']
    """
    article_id = offset[0] if offset is not None else str(attribution_id).rpartition(":")[0]
    own = articles[articles["article_id"].astype(str) == article_id]
    words = tokens[tokens["article_id"].astype(str) == article_id]
    words = words.assign(article_id=words["article_id"].astype("category").cat.remove_unused_categories())
    names = mentions[mentions["article_id"].astype(str) == article_id] if mentions is not None else names_in(own, words)
    _, view, candidates = next(article_views(own, words, names), (article_id, None, []))
    if view is None:
        raise NoSuchWord(f"article {article_id!r} is not there, or holds no word that could report anything")
    found = relations(view, candidates)
    at = _at(view, candidates, found, attribution_id, offset)
    rows = [row for part in _steps(view, candidates, found, at) for row in part]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _at(view: View, candidates: list[int], found: list[Relation], attribution_id: str | None, offset: tuple[str, int] | None) -> int:
    if offset is not None:
        at = next((i for i in candidates if view.starts[i] <= offset[1] < view.ends[i]), None)
        if at is None:
            raise NoSuchWord(f"character {offset[1]} is in no form of the cue lexicon: add it to lexicons/cues.csv if it reports something")
        return at
    number = str(attribution_id).rpartition(":a")[2]
    if not number.isdecimal() or not 1 <= int(number) <= len(found):
        raise NoSuchWord(f"there is no relation {attribution_id!r}: the article has {len(found)}; give `mentions` if the rows were made with them")
    return found[int(number) - 1].at


def _steps(view: View, candidates: list[int], found: list[Relation], at: int) -> Iterator[list[tuple]]:
    cue, seen = cue_forms()[view.types[at]], cues.features(view, at)
    score = load_linear("cues").score([seen])[0]
    row = _row(view, "cue", "cues", (at, at + 1), seen, score, probability(score), any(one.at == at for one in found))
    yield [(*row[:-1], f"veto: a predicate without a verb; {row[-1]}") if cues.predicate(view, at) else row]
    sure = cues.cues(view, candidates)
    if at not in sure:
        return
    order, begins = sorted(sure), beginnings.beginnings(view, at)
    spans = [(one.at, min(one.at + 4, len(view))) if one.kind not in ("around", "before") else None for one in begins]
    yield _choice(view, "content", "beginnings", spans, [beginnings.features(view, at, cue, one, order) for one in begins])
    relation = next((one for one in found if one.at == at), None)
    if relation is not None:
        phrases = subjects.subjects(view, at, cue)
        first = subjects.without(view, at, cue, relation.begins, order)
        rest = [subjects.features(view, at, cue, span, relation.begins, order) for span in phrases]
        yield _choice(view, "source", "subjects", [None, *phrases], [first, *rest])
        yield from _speaker(view, found, relation)


def _speaker(view: View, found: list[Relation], relation: Relation) -> Iterator[list[tuple]]:
    known, n = pool(view, [one.source for one in found if one.source is not None]), found.index(relation)
    before, own = found[max(n - antecedents.MEMORY, 0) : n], relation.source
    if own is None:
        spoke, near = antecedents.candidates(known, relation, before)
        seen = [antecedents.features(known, relation, span, before, near) for span in (*spoke, *near)]
        if not seen:
            return
        yield _choice(view, "antecedent", "antecedents", [*spoke, *near], seen)
        scores = load_linear("antecedents").score(seen)
        own = [*spoke, *near][max(range(len(scores)), key=scores.__getitem__)] if relation.carried == "near" else None
    if own is not None:
        spoken = [one.speaker for one in found[:n] if one.speaker is not None][-antecedents.MEMORY :]
        fuller = fullest.fuller(known, own, spoken)
        yield _choice(view, "fullest", "fullest", list(fuller), [fullest.features(known, own, span, spoken, fuller) for span in fuller])


def _choice(view: View, step: str, model: str, spans: Sequence[Span | None], seen: list[Seen]) -> list[tuple]:
    scores = load_linear(model).score(seen)
    chances = probabilities(scores)
    order = sorted(range(len(spans)), key=lambda n: -scores[n])
    return [_row(view, step, model, spans[n], seen[n], scores[n], chances[n], n == order[0]) for n in order[:SHOWN]]


def _row(view: View, step: str, model: str, span: Span | None, seen: Seen, score: float, chance: float, chosen: bool) -> tuple:
    start, end = view.span(*span) if span is not None else (None, None)
    text = view.text[start:end] if span is not None else None
    why = "; ".join(f"{name} {weight:+.2f}" for name, weight in load_linear(model).explained(seen)[:SHOWN])
    return step, text, start, end, chosen, round(score, 3), round(chance, 4), why
