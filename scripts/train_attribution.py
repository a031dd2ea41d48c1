"""Trains the choices of attribution and measures them: `make train` (weights), `make accuracy` (cross-validation over articles).

Each step learns from what the steps before it give on articles that they were not trained on, with names found the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
import pandas as pd

from scripts.fit import Choices, choices, fit, joined, save
from scripts.train_names import FOLDS, Gold
from toolkit.attribution import antecedents, beginnings, cues, ends, fullest, subjects
from toolkit.attribution.attributions import article_views
from toolkit.attribution.content import measure, trimmed
from toolkit.attribution.pool import Pool
from toolkit.attribution.reading import batches, gathered, placed, pools_of, relations
from toolkit.attribution.relation import Relation
from toolkit.sentence.batch import Batch
from toolkit.sentence.phrases import Heads, Span
from toolkit.sentence.view import View
from toolkit.tagging import Linear, Sheet
from toolkit.tagging.linear import LOADED, likeliest

SETTINGS: dict[str, dict] = {
    "cues": {"penalty": 3.0, "least": 2, "among": False},
    "beginnings": {"penalty": 2.0, "least": 3},
    "ends": {"penalty": 2.0, "least": 3, "slack": 0.02},
    "subjects": {"penalty": 0.5, "least": 3},
    "fullest": {"penalty": 2.0, "least": 4},
    "antecedents": {"penalty": 2.0, "least": 4, "slack": 0.5},
}


class Article(NamedTuple):
    """An annotated article: its view, its candidate cues, and the gold relation of each candidate that is a cue."""

    article_id: str
    view: View
    candidates: list[int]
    gold: dict[int, dict]
    unlisted: int = 0  # gold relations whose cue is in no lexicon


def annotated(data: Gold, names: pd.DataFrame) -> list[Article]:
    """The annotated articles as the steps see them."""
    labels = {row["article_id"]: row["attributions"] for row in data.labels}
    found = []
    for article_id, view, candidates in article_views(data.articles, data.tokens, names):
        gold: dict[int, dict] = {}
        for relation in labels[article_id]:
            for i in candidates:
                if view.ends[i] > relation["cue"][0] and view.starts[i] < relation["cue"][1]:
                    gold.setdefault(i, relation)
                    break
        found.append(Article(article_id, view, candidates, gold, len(labels[article_id]) - len(gold)))
    return found


def covered(view: View, span: list[int] | None) -> Span | None:
    """The tokens of a gold span."""
    if span is None:
        return None
    inside = [k for k in range(len(view)) if view.ends[k] > span[0] and view.starts[k] < span[1]]
    return (inside[0], inside[-1] + 1) if inside else None


def overlap(view: View, one: Span, other: Span) -> float:
    """F1 of the words that two spans cover."""
    a, b = ({k for k in range(*span) if view.is_word[k]} for span in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def bag(view: View, span: Span) -> set[str]:
    return {view.types[k] for k in range(*span) if view.is_word[k]}


def alike(view: View, one: Span, other: Span) -> float:
    """Jaccard index of the words of two phrases."""
    a, b = bag(view, one), bag(view, other)
    return len(a & b) / len(a | b) if a | b else 0.0


def same(view: View, one: Span, other: Span) -> bool:
    """Whether two phrases name the same in another extent: half of the shorter's words, and the first or the last."""
    a, b = bag(view, one), bag(view, other)
    if len(a & b) * 2 < min(len(a), len(b)) or not a & b:
        return False
    return view.types[one[0]] == view.types[other[0]] or view.types[one[1] - 1] == view.types[other[1] - 1] or view.types[other[0]] in a


class Data(NamedTuple):
    """The annotated articles as one batch, and what held-out models chose in the steps before."""

    articles: list[Article]
    batch: Batch
    heads: Heads
    fold: np.ndarray  # of each article
    chosen: dict[str, object]  # beginnings, subjects: of each cue; relations: of each article


class Step(NamedTuple):
    """The candidates of a step: what a model sees of them, the choice that each belongs to, how right it is; and the article of each choice."""

    sheet: Sheet
    group: np.ndarray
    right: np.ndarray
    article: np.ndarray
    options: object  # what is chosen from, in the order of the candidates
    choose: Callable[[np.ndarray], np.ndarray] | None = None  # probabilities → the row chosen of each choice; None: the likeliest


def gold_cues(data: Data) -> cues.Cues:
    return cues.Cues(data.batch, placed(data.batch, [sorted(article.gold) for article in data.articles]))


def gold_of(data: Data, at: np.ndarray) -> list[tuple[View, int, dict]]:
    """View, token and gold relation of these cues."""
    batch, rows = data.batch, []
    for k, n in zip(at.tolist(), batch.article[at].tolist(), strict=True):
        i = k - int(batch.firsts[n])
        rows.append((batch.views[n], i, data.articles[n].gold[i]))
    return rows


def cue_step(data: Data) -> Step:
    at = placed(data.batch, [article.candidates for article in data.articles])
    right = [float(i in article.gold) for article in data.articles for i in article.candidates]
    group = np.arange(len(at))
    return Step(cues.features(cues.Cues(data.batch, at)), group, np.array(right), data.batch.article[at], None)


def beginning_step(data: Data) -> Step:
    own = gold_cues(data)
    found, gold = beginnings.beginnings(own), gold_of(data, own.at)
    right = []
    for n, kind, at in zip(found.number.tolist(), found.kind.tolist(), found.at.tolist(), strict=True):
        view, i, relation = gold[n]
        follows, content = relation["content"][0] >= relation["cue"][1], covered(view, relation["content"])
        k = at - int(own.at[n]) + i
        if beginnings.KINDS[kind] in ("around", "before"):
            right.append(float(not follows))
        else:
            right.append(float(follows and content is not None and content[0] in (k, k + (k in view.opened))))
    numbers, group = np.unique(found.number, return_inverse=True)
    return Step(beginnings.features(own, found), group, np.array(right), data.batch.article[own.at[numbers]], found)


def subject_step(data: Data) -> Step:
    begins: beginnings.Beginnings = data.chosen["beginnings"]  # type: ignore[assignment]
    own = gold_cues(data).take(begins.number)
    found, gold, batch = subjects.subjects(own), gold_of(data, own.at), data.batch
    right = []
    for n, a, b in zip(found.number.tolist(), found.a.tolist(), found.b.tolist(), strict=True):
        view, i, relation = gold[n]
        source, shift = covered(view, relation["source"]), i - int(own.at[n])
        right.append(float(source is None) if a < 0 else 0.0 if source is None else overlap(view, source, (a + shift, b + shift)))
    return Step(subjects.features(own, begins, found, data.heads), found.number, np.array(right), batch.article[own.at], found)


def end_step(data: Data) -> Step:
    """Nothing is learned from contents that do not begin where they should: no end of theirs is right."""
    begins: beginnings.Beginnings = data.chosen["beginnings"]  # type: ignore[assignment]
    own = gold_cues(data).take(begins.number)
    gold, found = gold_of(data, own.at), ends.ends(own, begins)
    right = []
    for n, e in zip(found.number.tolist(), found.at.tolist(), strict=True):
        view, i, relation = gold[n]
        first = int(own.at[n]) - i
        start, content = int(begins.at[n]) - first, covered(view, relation["content"])
        span = trimmed(view, start, e - first) if content is not None and abs(content[0] - start) <= 1 else None
        right.append(0.0 if span is None or content is None else overlap(view, span, content))
    numbers, group = np.unique(found.number, return_inverse=True)
    choose = partial(ends.most_overlapping, found, begins)
    return Step(ends.features(own, begins, found), group, np.array(right), data.batch.article[own.at[numbers]], found, choose)


def with_gold_speakers(data: Data) -> list[list[Relation]]:
    """The annotated relations of each article, with the sources and beginnings that held-out models chose."""
    begins: beginnings.Beginnings = data.chosen["beginnings"]  # type: ignore[assignment]
    sources: subjects.Subjects = data.chosen["subjects"]  # type: ignore[assignment]
    found = gathered(gold_cues(data).take(begins.number), begins, sources, data.chosen["ends"])  # type: ignore[arg-type]
    for view, relations_ in zip(data.batch.views, found, strict=True):
        measure(view, relations_)
    return found


def speaker_steps(data: Data) -> dict[str, Step]:
    """The choices of the fullest mention and of the antecedent: after gold speakers, or, once there are such, after those that held-out
    models read, mistakes and all."""
    read = data.chosen.get("relations")
    found: list[list[Relation]] = with_gold_speakers(data) if read is None else read  # type: ignore[assignment]
    pools = pools_of(data.batch, data.heads, found)
    asked: list[tuple[int, Span, fullest.Asked]] = []
    turns: list[tuple[int, Span, antecedents.Turn]] = []
    for n, (article, pool, own) in enumerate(zip(data.articles, pools.pools, found, strict=True)):
        full: dict[Span, int] = {}
        spoken: list[int | None] = []
        for m, relation in enumerate(own):
            annotated_ = article.gold.get(relation.at)
            gold = covered(article.view, annotated_["resolved"]) if annotated_ else None
            if gold is not None and annotated_ is not None:
                if read is None:
                    if gold not in full:
                        full[gold] = max(listed(pool), key=lambda k, gold=gold: (alike(article.view, gold, pool.span(k)), -abs(pool.a[k] - gold[0])))  # type: ignore[misc]
                    relation.speaker = pool.span(full[gold])
                if relation.source is not None and annotated_["source"] is not None:
                    before = [k for k in spoken if k is not None][-antecedents.MEMORY :]
                    asked.append((n, gold, fullest.Asked(pool, pool.number(relation.source), before)))
                elif relation.source is None and annotated_["source"] is None:
                    memory = slice(max(m - antecedents.MEMORY, 0), m)
                    turns.append((n, gold, antecedents.Turn(pool, relation, own[memory], spoken[memory])))
            spoken.append(None if relation.speaker is None else pool.number(relation.speaker))
    return {"fullest": _fullest_step(data, pools, asked), "antecedents": _antecedent_step(data, pools, turns, known=read is None)}


def listed(pool: Pool) -> list[int]:
    return [k for k, why in enumerate(pool.why) if why is not None]


def _fullest_step(data: Data, pools: fullest.Pools, asked: Sequence[tuple[int, Span, fullest.Asked]]) -> Step:
    plain = [one for _, _, one in asked]
    found = [fullest.fuller(pools, one) for one in plain]
    right = [alike(one.pool.view, gold, one.pool.span(k)) for (_, gold, one), rows in zip(asked, found, strict=True) for k in rows]
    group = np.repeat(np.arange(len(found)), list(map(len, found)))
    return Step(fullest.features(pools, plain, found), group, np.array(right), np.array([n for n, _, _ in asked]), None)


def _antecedent_step(data: Data, pools: fullest.Pools, turns: Sequence[tuple[int, Span, antecedents.Turn]], *, known: bool) -> Step:
    """`known`: the right speaker among those who spoke is the one that the relation was given."""
    found = [(turn, one, one.candidates()) for turn, (_, _, one) in zip(turns, turns, strict=True)]
    found = [row for row in found if row[2][0] or row[2][1]]
    right = []
    for (_, gold, _), one, (spoke, near) in found:
        view = one.pool.view
        right += [float((known and one.pool.span(k) == one.relation.speaker) or alike(view, gold, one.pool.span(k)) >= 0.5) for k in spoke]
        right += [max(float(alike(view, gold, span) >= 0.5), 0.9 * same(view, gold, span)) for span in map(one.pool.span, near)]
    group = np.repeat(np.arange(len(found)), [len(spoke) + len(near) for _, _, (spoke, near) in found])
    sheet = antecedents.features(pools, [one for _, one, _ in found], [candidates for _, _, candidates in found])
    return Step(sheet, group, np.array(right), np.array([turn[0] for turn, _, _ in found]), None)


class Foldable(NamedTuple):
    """Choices, with the fold of each."""

    choices: Choices
    fold: np.ndarray

    def with_(self, more: Choices, fold: np.ndarray) -> Foldable:
        return Foldable(joined(self.choices, more), np.concatenate([self.fold, fold]))


class Trained(NamedTuple):
    """The models of all steps: of the whole, and of each fold (trained on the others)."""

    whole: dict[str, Linear]
    folds: list[dict[str, Linear]]


def train(articles: list[Article], fold: dict[str, int], report: Callable[[str], None] = print) -> Trained:
    """Trains each step on what the ones before it choose for articles that they have not seen."""
    batch = Batch([article.view for article in articles])
    data = Data(articles, batch, Heads(batch), np.array([fold[article.article_id] for article in articles]), {})
    models = Trained({}, [{} for _ in range(FOLDS)])
    learn(models, data, "cues", cue_step(data), report, {})
    for name, step in (("beginnings", beginning_step), ("ends", end_step), ("subjects", subject_step)):
        made = step(data)
        data.chosen[name] = made.options.take(learn(models, data, name, made, report, {}))  # type: ignore[attr-defined]
    before: dict[str, Foldable] = {}
    for again in (False, True):  # looking back at earlier speakers is learned again with what was read there
        if again:
            read = read_held_out(articles, fold, models.folds)
            data.chosen["relations"] = [read[article.article_id] for article in articles]
        for name, made in speaker_steps(data).items():
            learn(models, data, name, made, report, before)
    return models


def learn(models: Trained, data: Data, name: str, step: Step, report: Callable[[str], None], before: dict[str, Foldable]) -> np.ndarray:
    """Trains the models of a step, with the choices that it was trained on `before`; returns what those of the folds choose for articles
    that they have not seen."""
    found, fold = choices(step.sheet, step.group, step.right), data.fold[step.article]
    before[name] = everything = Foldable(found, fold) if name not in before else before[name].with_(found, fold)
    *of_folds, models.whole[name] = _fitted(everything, name)
    scores = np.zeros(len(step.right))
    for n, model in enumerate(of_folds):
        models.folds[n][name] = model
        held = fold[step.group] == n
        scores[held] = model.score(step.sheet)[held]
    if name == "cues":
        best, hits = np.flatnonzero(scores > 0), (scores > 0) == (step.right > 0.5)
    else:
        best, chances = likeliest(scores, step.group)
        best = best if step.choose is None else step.choose(chances)
        hits = step.right[best] >= 0.5
    complete = np.maximum.reduceat(step.right, np.flatnonzero(np.diff(step.group, prepend=-1))) >= 0.5
    report(
        f"{name}: {len(complete)} choices, right among the candidates {complete.mean():.3f}, chosen {hits.mean():.3f}, "
        f"{len(models.whole[name].weights)} weights"
    )
    return best


def read_held_out(articles: list[Article], fold: dict[str, int], parts: list[dict[str, Linear]]) -> dict[str, list[Relation]]:
    """The relations of each article as models read them that have not seen it."""
    found = {}
    for n, models in enumerate(parts):
        LOADED.update(models)
        own = iter([(article.article_id, article.view, article.candidates) for article in articles if fold[article.article_id] == n])
        for some in batches(own):
            ids, views, candidates = zip(*some, strict=True)
            found.update(zip(ids, relations(views, candidates), strict=True))
    LOADED.clear()
    return found


_shared: list[Foldable] = []


def _fitted(data: Foldable, name: str) -> list[Linear]:
    """A model without each fold, and one of all; two at a time: forked processes need no copy of the choices."""
    _shared[:] = [data]
    with get_context("fork").Pool(2) as workers:
        return workers.starmap(_fit_one, [(n, name) for n in range(FOLDS + 1)], chunksize=1)


def _fit_one(n: int, name: str) -> Linear:
    found, fold = _shared[0]
    return fit(found.of(fold != n), **SETTINGS[name])


def write(models: Trained) -> None:
    """Writes the weights of the whole."""
    for name, model in models.whole.items():
        path = save(model, name)
        print(path, path.stat().st_size, "bytes")
