"""Articles from their candidates to their relations: which are cues, what they introduce, who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from toolkit.attribution import beginnings, ends, subjects
from toolkit.attribution.antecedents import MEMORY, Turn, antecedents, described
from toolkit.attribution.beginnings import Beginnings
from toolkit.attribution.content import measure
from toolkit.attribution.cues import Cues, cues
from toolkit.attribution.ends import Ends
from toolkit.attribution.fullest import Asked, fullest
from toolkit.attribution.pool import Pool, Pools, pool
from toolkit.attribution.relation import Beginning, Relation
from toolkit.attribution.subjects import Subjects
from toolkit.lexicons import grammar_words
from toolkit.sentence.batch import Batch
from toolkit.sentence.lexicon import cue_forms
from toolkit.sentence.phrases import Heads, beginnings_of
from toolkit.sentence.view import View

TOKENS = 100_000  # of articles that are read together
Candidates = tuple[str, View, list[int]]  # an article, and its possible cues


def batches(articles: Iterator[Candidates]) -> Iterator[list[Candidates]]:
    """The articles, some at a time."""
    held: list[Candidates] = []
    size = 0
    for article in articles:
        held.append(article)
        size += len(article[1])
        if size >= TOKENS:
            yield held
            held, size = [], 0
    if held:
        yield held


def relations(views: Sequence[View], candidates: Sequence[list[int]]) -> list[list[Relation]]:
    """The relations of each article in text order, with their speakers."""
    batch = Batch(views)
    heads = Heads(batch)
    found = begun(batch, heads, *cues(batch, placed(batch, candidates)))
    for view, own in zip(views, found, strict=True):
        measure(view, own)
    found = [
        [one for one in own if one.content is not None and one.content[0] < min(one.content[1], len(view))]
        for view, own in zip(views, found, strict=True)
    ]
    resolve(batch, heads, found)
    return found


def placed(batch: Batch, candidates: Sequence[list[int]]) -> np.ndarray:
    """Tokens of the articles as tokens of the batch."""
    return np.array([first + i for first, own in zip(batch.firsts.tolist(), candidates, strict=False) for i in own], dtype=np.int64)


def begun(batch: Batch, heads: Heads, at: np.ndarray, sure: np.ndarray) -> list[list[Relation]]:
    """Each cue with its source and where its content begins and ends, by article."""
    accepted = Cues(batch, at)
    begins, content = beginnings.chosen(accepted)
    own = accepted.take(begins.number)
    sources, source = subjects.chosen(own, begins, heads)
    stops, stop = ends.chosen(own, begins)
    found = gathered(own, begins, sources, stops)
    order = [relation for relations_ in found for relation in relations_]
    for n, relation in enumerate(order):
        relation.certain.update(cue=float(sure[begins.number[n]]), content=float(content[n]), source=float(source[n]))
    for n, chance in zip(stops.number.tolist(), stop.tolist(), strict=True):
        order[n].certain["end"] = chance
    return found


def gathered(cues: Cues, begins: Beginnings, sources: Subjects, stops: Ends) -> list[list[Relation]]:
    """The relations of these cues (in text order) by article; `stops`: the ends of those contents of which a model chose one."""
    batch = cues.batch
    found: list[list[Relation]] = [[] for _ in batch.views]
    ended = dict(zip(stops.number.tolist(), stops.at.tolist(), strict=True))
    columns = (cues.at, begins.kind, begins.at, sources.a, sources.b)
    for n, (k, kind, begin, a, b) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        article = int(batch.article[k])
        view, first = batch.views[article], int(batch.firsts[article])
        i = k - first
        source = (a - first, b - first) if a >= 0 else None
        relation = Relation(i, cue_forms()[view.types[i]], Beginning(beginnings.KINDS[kind], begin - first), source, {})
        relation.stop = ended[n] - first if n in ended else None
        relation.negated = i > 0 and view.types[i - 1] in grammar_words("negation")
        if i and view.types[i - 1] == "حد":
            relation.cue_span = view.span(i - 1, i + 1)  # «على حد قوله»
        found[article].append(relation)
    return found


def pools_of(batch: Batch, heads: Heads, found: Sequence[list[Relation]]) -> Pools:
    """The phrases of each article that may name a speaker."""
    can = beginnings_of(batch)
    pools = []
    for n, (view, own) in enumerate(zip(batch.views, found, strict=True)):
        here = can[batch.firsts[n] : batch.firsts[n + 1]]
        phrases = pool(view, [one.source for one in own if one.source is not None], here)
        for relation in own:
            if relation.source is None:
                phrases.described[relation.at] = [phrases.add(a, b, None) for a, b in described(view, here, relation.at)]
        pools.append(phrases)
    return Pools(batch, heads, pools)


class Turns(NamedTuple):
    """One article under way: its pool, its relations, and of those that were read the numbers of their speakers' phrases."""

    pool: Pool
    relations: list[Relation]
    spoken: list[int | None]


def resolve(batch: Batch, heads: Heads, found: Sequence[list[Relation]]) -> None:
    """Sets each relation's speaker to the fullest mention of whoever speaks: the first relations of all articles, the second ones …"""
    pools = pools_of(batch, heads, found)
    articles = [Turns(pool, own, []) for pool, own in zip(pools.pools, found, strict=True)]
    for n in range(max(map(len, found), default=0)):
        _speak(pools, [article for article in articles if n < len(article.relations)], n)


def _speak(pools: Pools, articles: list[Turns], n: int) -> None:
    """Whose words the n-th relation of each article is."""
    own: list[int | None] = []
    silent = [article for article in articles if article.relations[n].source is None]
    memory = slice(max(n - MEMORY, 0), n)
    found = iter(
        antecedents(pools, [Turn(article.pool, article.relations[n], article.relations[memory], article.spoken[memory]) for article in silent])
    )
    for article in articles:
        relation = article.relations[n]
        if relation.source is not None:
            own.append(article.pool.number(relation.source))
            continue
        antecedent = next(found)
        relation.carried = "unknown" if antecedent is None else "spoke" if antecedent.spoke else "near"
        relation.certain["antecedent"] = 0.0 if antecedent is None else antecedent.chance
        own.append(None if antecedent is None else antecedent.number)
    asked = [
        (k, Asked(article.pool, number, [one for one in article.spoken if one is not None][-MEMORY:]))
        for k, (article, number) in enumerate(zip(articles, own, strict=True))
        if number is not None and article.relations[n].carried != "spoke"
    ]
    for (k, _), (number, chance) in zip(asked, fullest(pools, [one for _, one in asked]), strict=True):
        own[k], articles[k].relations[n].certain["fullest"] = number, chance
    for article, speaker in zip(articles, own, strict=True):
        article.relations[n].speaker = None if speaker is None else article.pool.span(speaker)
        article.spoken.append(speaker)
