"""Trains the choices of attribution and measures them: `make train` (weights), `make accuracy` (cross-validation over articles).

Each step learns from what the steps before it give on articles that they were not trained on, with names found the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from typing import NamedTuple

import numpy as np
import pandas as pd

from scripts.fit import Choice, fit, save
from scripts.train_names import FOLDS, Gold
from toolkit.attribution import antecedents, beginnings, cues, fullest, subjects
from toolkit.attribution.attributions import article_views
from toolkit.attribution.content import measure
from toolkit.attribution.pool import Pool, pool
from toolkit.attribution.reading import relations
from toolkit.attribution.relation import Relation
from toolkit.sentence.lexicon import cue_forms
from toolkit.sentence.phrases import Span
from toolkit.sentence.view import View
from toolkit.tagging import Linear, Seen
from toolkit.tagging.linear import LOADED

SETTINGS: dict[str, dict] = {
    "cues": {"penalty": 3.0, "least": 2, "among": False},
    "beginnings": {"penalty": 2.0, "least": 3},
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


def chosen_of(article: Article, seen: list[Seen], right: list[float]) -> Choice:
    return Choice(article.article_id, [one.features() for one in seen], right)


Step = Callable[[Article, dict], Iterator[tuple[int, Choice, list]]]  # token of the cue, the choice, what its candidates are


def cue_choices(article: Article, _: dict) -> Iterator[tuple[int, Choice, list]]:
    for i in article.candidates:
        yield i, chosen_of(article, [cues.features(article.view, i)], [float(i in article.gold)]), [i]


def beginning_choices(article: Article, _: dict) -> Iterator[tuple[int, Choice, list]]:
    view, places = article.view, sorted(article.gold)
    for i, gold in sorted(article.gold.items()):
        cue, found = cue_forms()[view.types[i]], beginnings.beginnings(view, i)
        content = covered(view, gold["content"])
        follows = gold["content"][0] >= gold["cue"][1]
        right = [
            float(not follows) if one.kind in ("around", "before")
            else float(follows and content is not None and content[0] in (one.at, one.at + (one.at in view.opened)))
            for one in found
        ]  # fmt: skip
        yield i, chosen_of(article, [beginnings.features(view, i, cue, one, places) for one in found], right), found


def subject_choices(article: Article, chosen: dict) -> Iterator[tuple[int, Choice, list]]:
    view, places = article.view, sorted(article.gold)
    for i in places:
        cue, begins, gold = cue_forms()[view.types[i]], chosen["beginnings"][article.article_id, i], covered(view, article.gold[i]["source"])
        found = subjects.subjects(view, i, cue)
        seen = [subjects.without(view, i, cue, begins, places), *(subjects.features(view, i, cue, span, begins, places) for span in found)]
        right = [float(gold is None), *(0.0 if gold is None else overlap(view, gold, span) for span in found)]
        yield i, chosen_of(article, seen, right), [None, *found]


def speakers(article: Article, chosen: dict) -> Iterator[tuple[int, Relation, Span, Pool, list[Relation]]]:
    """Each relation with its gold speaker's phrase, and the relations before it: as held-out models read them, once there are such."""
    if article.article_id in chosen["relations"]:
        yield from _read_before(article, chosen["relations"][article.article_id])
        return
    view, places = article.view, sorted(article.gold)
    sources = {i: chosen["subjects"][article.article_id, i] for i in places}
    phrases = pool(view, [span for span in sources.values() if span is not None])
    full: dict[Span, Span] = {}
    before: list[Relation] = []
    found = [Relation(i, cue_forms()[view.types[i]], chosen["beginnings"][article.article_id, i], sources[i], {}) for i in places]
    measure(view, found)
    for relation in found:
        gold = covered(view, article.gold[relation.at]["resolved"])
        if gold is not None:
            if gold not in full:
                full[gold] = max(phrases.why, key=lambda span: (alike(view, gold, span), -abs(span[0] - gold[0])))
            relation.speaker = full[gold]
            yield relation.at, relation, gold, phrases, before[-antecedents.MEMORY :]
        before.append(relation)


def _read_before(article: Article, found: list[Relation]) -> Iterator[tuple[int, Relation, Span, Pool, list[Relation]]]:
    phrases = pool(article.view, [one.source for one in found if one.source is not None])
    for n, relation in enumerate(found):
        gold = covered(article.view, article.gold[relation.at]["resolved"]) if relation.at in article.gold else None
        if gold is not None:
            yield relation.at, relation, gold, phrases, found[max(n - antecedents.MEMORY, 0) : n]


def fullest_choices(article: Article, chosen: dict) -> Iterator[tuple[int, Choice, list]]:
    view = article.view
    for i, relation, gold, phrases, before in speakers(article, chosen):
        if relation.source is None or article.gold[i]["source"] is None:
            continue
        spoken = [one.speaker for one in before if one.speaker is not None]
        found = fullest.fuller(phrases, relation.source, spoken)
        seen = [fullest.features(phrases, relation.source, span, spoken, found) for span in found]
        yield i, chosen_of(article, seen, [alike(view, gold, span) for span in found]), found


def antecedent_choices(article: Article, chosen: dict) -> Iterator[tuple[int, Choice, list]]:
    view = article.view
    for i, relation, gold, phrases, before in speakers(article, chosen):
        if relation.source is not None or article.gold[i]["source"] is not None:
            continue
        spoke, near = antecedents.candidates(phrases, relation, before)
        if not spoke and not near:
            continue
        seen = [antecedents.features(phrases, relation, span, before, near) for span in (*spoke, *near)]
        known = article.article_id not in chosen["relations"]
        right = [float((known and span == relation.speaker) or alike(view, gold, span) >= 0.5) for span in spoke]
        right += [max(float(alike(view, gold, span) >= 0.5), 0.9 * same(view, gold, span)) for span in near]
        yield i, chosen_of(article, seen, right), [*spoke, *near]


def same(view: View, one: Span, other: Span) -> bool:
    """Whether two phrases name the same in another extent: half of the shorter's words, and the first or the last."""
    a, b = bag(view, one), bag(view, other)
    if len(a & b) * 2 < min(len(a), len(b)) or not a & b:
        return False
    return view.types[one[0]] == view.types[other[0]] or view.types[one[1] - 1] == view.types[other[1] - 1] or view.types[other[0]] in a


STEPS: dict[str, Step] = {
    "cues": cue_choices, "beginnings": beginning_choices, "subjects": subject_choices, "fullest": fullest_choices, "antecedents": antecedent_choices,
}  # fmt: skip


AGAIN = ("fullest", "antecedents")  # steps that look back at earlier speakers: trained again with what was read there, mistakes and all


class Trained(NamedTuple):
    """The models of all steps: of the whole, and of each fold (trained on the others)."""

    whole: dict[str, Linear]
    folds: list[dict[str, Linear]]


def train(articles: list[Article], fold: dict[str, int], report: Callable[[str], None] = print) -> Trained:
    """Trains each step on what the ones before it choose for articles that they have not seen."""
    chosen: dict[str, dict] = defaultdict(dict)
    whole: dict[str, Linear] = {}
    earlier: dict[str, list] = {}
    parts: list[dict[str, Linear]] = [{} for _ in range(FOLDS)]
    for name, step in [*STEPS.items(), *((name, STEPS[name]) for name in AGAIN)]:
        if name in whole and not chosen["relations"]:
            chosen["relations"] = read_held_out(articles, fold, parts)
        found = [(article.article_id, i, choice, options) for article in articles for i, choice, options in step(article, chosen)]
        if name in earlier:
            found += earlier[name]
        elif name in AGAIN:
            earlier[name] = found
        everything = [choice for _, _, choice, _ in found]
        *of_folds, whole[name] = _fitted([*([choice for choice in everything if fold[choice.article] != n] for n in range(FOLDS)), everything], name)
        for n, model in enumerate(of_folds):
            parts[n][name] = model
        hits = []
        for article_id, i, choice, options in found:
            scores = parts[fold[article_id]][name].score(map(Seen, choice.seen))
            best = int(np.argmax(scores)) if name != "cues" else 0
            hits.append(choice.right[best] >= 0.5 if name != "cues" else (scores[0] > 0) == (choice.right[0] > 0.5))
            chosen[name][article_id, i] = options[best]
        complete = np.mean([max(choice.right) >= 0.5 for _, _, choice, _ in found])
        report(
            f"{name}: {len(found)} choices, right among the candidates {complete:.3f}, chosen {np.mean(hits):.3f}, {len(whole[name].weights)} weights"
        )
    return Trained(whole, parts)


def read_held_out(articles: list[Article], fold: dict[str, int], parts: list[dict[str, Linear]]) -> dict[str, list[Relation]]:
    """The relations of each article as models read them that have not seen it."""
    found = {}
    for article in articles:
        LOADED.update(parts[fold[article.article_id]])
        found[article.article_id] = relations(article.view, article.candidates)
    LOADED.clear()
    return found


_jobs: list[list[Choice]] = []


def _fitted(jobs: list[list[Choice]], name: str) -> list[Linear]:
    """A model of each list of choices, two at a time; forked processes need no copy of the choices."""
    _jobs[:] = jobs
    with get_context("fork").Pool(2) as workers:
        return workers.starmap(_fit_one, [(n, name) for n in range(len(jobs))], chunksize=1)


def _fit_one(n: int, name: str) -> Linear:
    return fit(_jobs[n], **SETTINGS[name])


def write(models: Trained) -> None:
    """Writes the weights of the whole."""
    for name, model in models.whole.items():
        path = save(model, name)
        print(path, path.stat().st_size, "bytes")
