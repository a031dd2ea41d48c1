"""Why a relation was made, or none: the candidates of every choice with their features and scores, as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from toolkit.attribution import antecedents, beginnings, cues, ends, fullest, subjects
from toolkit.attribution.antecedents import MEMORY, Turn
from toolkit.attribution.attributions import article_views
from toolkit.attribution.reading import pools_of, relations
from toolkit.attribution.relation import Relation
from toolkit.entities.mentions import names_in
from toolkit.mistakes import Mistake
from toolkit.sentence.batch import Batch
from toolkit.sentence.phrases import Heads, Span
from toolkit.sentence.view import View
from toolkit.tagging import Sheet, likeliest, load_linear, probability

SHOWN = 5  # candidates of a choice, if nothing else is asked for, and features of a candidate
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
    shown: int = SHOWN,
) -> pd.DataFrame:
    """The choices behind one relation, or behind a word that made none.

    Parameters: `articles` and their `tokens`; `attribution_id` of a row of `attributions`, or `offset`: the article's id and a
    character of the word in question; `mentions`, if the rows were made with them; `shown`: candidates of each step, the likeliest.
    Returns one row a candidate: `step` (cue, content, end, source, antecedent, fullest),
    `candidate` with `start`, `end` (NA: the choice of none), `chosen`, `score`, `probability`, `why`: the weightiest features.
    Raises NoSuchWord (a ValueError) where no possible cue stands.

    >>> from toolkit.words import tokens
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["قال الوزير سالم العلي إن السد امتلأ."]})
    >>> found = explain(articles, tokens(articles), "1:a1")
    >>> found.loc[found["chosen"], ["step", "candidate"]].values.tolist()[3]
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
    found = relations([view], [candidates])[0]
    at = _at(view, candidates, found, attribution_id, offset)
    rows = [row for part in _steps(view, candidates, found, at) for row in _likeliest(part, shown)]
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
    batch = Batch([view])
    heads, own = Heads(batch), cues.Cues(batch, np.array([at]))
    seen = cues.features(own)
    score = load_linear("cues").score(seen)
    row = _row(view, "cue", "cues", (at, at + 1), seen, 0, score[0], probability(score)[0], any(one.at == at for one in found))
    yield [(*row[:-1], f"veto: a predicate without a verb; {row[-1]}") if cues.predicate(own)[0] else row]
    accepted, _ = cues.cues(batch, np.array(candidates))
    if at not in accepted:
        return
    spoken = np.isin(np.arange(len(view)), accepted)
    own = cues.Cues(batch, np.array([at]), spoken)
    begins = beginnings.beginnings(own)
    spans = [(k, min(k + 4, len(view))) if not far else None for k, far in zip(begins.at.tolist(), begins.elsewhere().tolist(), strict=True)]
    yield _choice(view, "content", "beginnings", spans, beginnings.features(own, begins))
    relation = next((one for one in found if one.at == at), None)
    if relation is not None:
        begun, _ = beginnings.chosen(own)
        stops = ends.ends(own, begun)
        if len(stops.number):
            start = int(begun.at[0])
            seen, taken = ends.features(own, begun, stops), ends.chosen(own, begun)[0]
            yield _choice(view, "end", "ends", [(start, stop) for stop in stops.at.tolist()], seen, (start, int(taken.at[0])))
        phrases = subjects.subjects(own)
        sources = [(a, b) if a >= 0 else None for a, b in zip(phrases.a.tolist(), phrases.b.tolist(), strict=True)]
        yield _choice(view, "source", "subjects", sources, subjects.features(own, begun, phrases, heads))
        yield from _speaker(batch, heads, found, relation)


def _speaker(batch: Batch, heads: Heads, found: list[Relation], relation: Relation) -> Iterator[list[tuple]]:
    view, pools, n = batch.views[0], pools_of(batch, heads, [found]), found.index(relation)
    pool = pools.pools[0]
    spoken = [None if one.speaker is None else pool.number(one.speaker) for one in found[:n]]
    own = None if relation.source is None else pool.number(relation.source)
    if own is None:
        turn = Turn(pool, relation, found[max(n - MEMORY, 0) : n], spoken[-MEMORY:])
        candidates = turn.candidates()
        numbers = [number for part in candidates for number in part]
        if not numbers:
            return
        seen = antecedents.features(pools, [turn], [candidates])
        yield _choice(view, "antecedent", "antecedents", list(map(pool.span, numbers)), seen)
        own = numbers[int(load_linear("antecedents").score(seen).argmax())] if relation.carried == "near" else None
    if own is not None:
        asked = [fullest.Asked(pool, own, [number for number in spoken if number is not None][-MEMORY:])]
        fuller = fullest.fuller(pools, asked[0])
        yield _choice(view, "fullest", "fullest", list(map(pool.span, fuller)), fullest.features(pools, asked, [fuller]), relation.speaker)


def _choice(view: View, step: str, model: str, spans: Sequence[Span | None], seen: Sheet, taken: Span | None = None) -> list[tuple]:
    """All candidates, the likeliest first; the one that was taken is the likeliest, if nothing else is said."""
    scores = load_linear(model).score(seen)
    chances = likeliest(scores, np.zeros(len(scores), dtype=int)).chances
    order = np.argsort(-scores, kind="stable").tolist()
    best = order[0] if taken is None else spans.index(taken)
    return [_row(view, step, model, spans[n], seen, n, scores[n], chances[n], n == best) for n in order]


def _likeliest(rows: list[tuple], shown: int) -> list[tuple]:
    """The first rows, with the one that was chosen in place of the last if it is not among them."""
    chosen = next((row for row in rows[shown:] if row[list(COLUMNS).index("chosen")]), None)
    return rows[:shown] if chosen is None else [*rows[: shown - 1], chosen]


def _row(view: View, step: str, model: str, span: Span | None, seen: Sheet, n: int, score: float, chance: float, chosen: bool) -> tuple:
    start, end = view.span(*span) if span is not None else (None, None)
    text = view.text[start:end] if span is not None else None
    why = "; ".join(f"{name} {weight:+.2f}" for name, weight in load_linear(model).explained(seen, n)[:SHOWN])
    return step, text, start, end, chosen, round(float(score), 3), round(float(chance), 4), why
