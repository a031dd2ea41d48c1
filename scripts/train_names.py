"""Trains the tagger of names and measures it by cross-validation over articles (see scripts/train.py).

Labels come from benchmarks/gold (ids and offsets), texts from ../shared/corpora. python-crfsuite trains; the package runs without it.
"""

from __future__ import annotations

import gzip
import json
import random
import tempfile
from collections.abc import Iterable
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd
import pycrfsuite

from scripts.fit import quoted, write_weights
from scripts.pack_gold import OUT as GOLD
from scripts.pack_gold import digest
from toolkit.entities.features import layers
from toolkit.entities.lookup import WITH_TITLE, listed
from toolkit.entities.mentions import mentions
from toolkit.entities.words import distinct_words
from toolkit.tagging import Layer
from toolkit.tagging.tagger import EDGE, LOADED, OFFSETS, Tagger
from toolkit.words import tokens as tokens_of

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared/corpora"
SETTINGS = {"c1": 0.05, "c2": 0.6, "max_iterations": 120, "feature.possible_transitions": True, "feature.minfreq": 2}
FOLDS = 5
HIDDEN = 30  # of 100 listed names of an article, those that the tagger is not told of in training: it must know names that no list has
_NEAR_ONLY = ("s2=", "s3=", "p2=", "p3=", "fr=", "len=", "x=")  # attributes of a neighbour's neighbour that say little


class Gold(NamedTuple):
    """Annotated articles: their labels, a table of them with texts, and its tokens."""

    labels: list[dict]
    articles: pd.DataFrame
    tokens: pd.DataFrame


def gold() -> Gold:
    """The labels of benchmarks/gold joined to the texts of ../shared/corpora; raises SystemExit for a text that has changed."""
    with gzip.open(GOLD, "rt", encoding="utf-8") as file:
        labels = [json.loads(line) for line in file]
    wanted = {row["article_id"]: row["digest"] for row in labels}
    rows = []
    for path in sorted(CORPORA.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [row for row in map(json.loads, file) if wanted.get(row["article_id"]) == digest(row["text"])]
    if len(rows) < len(labels):
        raise SystemExit(f"{len(labels) - len(rows)} of {len(labels)} annotated articles are not in {CORPORA}, or their texts have changed")
    order = {row["article_id"]: n for n, row in enumerate(labels)}
    rows.sort(key=lambda row: order[row["article_id"]])
    articles = pd.DataFrame(rows)[["article_id", "outlet", "title", "text"]]
    return Gold(labels, articles, tokens_of(articles))


class Sequences(NamedTuple):
    """What a tagger learns from: tokens by sentence, their attributes by layer, their labels; `taught`: the layers with listed names hidden."""

    layers: list[Layer]
    taught: list[Layer]
    breaks: np.ndarray
    article: np.ndarray
    labels: np.ndarray


def name_sequences(data: Gold) -> Sequences:
    """The sequences of the tagger of names."""
    words, breaks, article = distinct_words(data.tokens), _breaks(data.tokens), data.tokens["article_id"].cat.codes.to_numpy()
    hits = [hit for hit in listed(data.articles, data.tokens, words, breaks) if hit.kind not in WITH_TITLE]
    seen = [hit[:3] for hit in hits if crc32(f"{hit.entity_id} {article[hit.at]}".encode()) % 100 >= HIDDEN]
    found = np.full(len(breaks), "O", dtype=object)
    ids = {str(name): n for n, name in enumerate(data.tokens["article_id"].cat.categories)}
    starts, ends = data.tokens["start"].to_numpy(), data.tokens["end"].to_numpy()
    for row in data.labels:
        own = np.flatnonzero(article == ids.get(row["article_id"], -1))
        for start, end, type_, _ in row["entities"]:
            inside = own[(ends[own] > start) & (starts[own] < end)]
            free = [at for at in inside if found[at] == "O"]
            for n, at in enumerate(free):
                found[at] = f"{'I' if n else 'B'}-{type_}"
    known, taught = (layers(data.articles, data.tokens, words, every) for every in ([hit[:3] for hit in hits], seen))
    return Sequences(known, taught, breaks, article, found)


def _breaks(tokens: pd.DataFrame) -> np.ndarray:
    return tokens["article_id"].cat.codes.to_numpy().astype(np.int64) * (1 << 31) + tokens["sentence_id"].to_numpy()


def trained(data: Sequences, chosen: np.ndarray) -> list[tuple[str, str, str, float]]:
    """Rows (offset, attribute, label, weight) of a tagger trained on the sentences of the chosen tokens; transitions have no offset."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    edges = np.flatnonzero(np.diff(data.breaks, prepend=-1, append=-1))
    for first, last in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if chosen[first]:
            trainer.append([_seen(data.taught, at, first, last) for at in range(first, last)], data.labels[first:last].tolist())
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        model = pycrfsuite.Tagger()
        model.open(f"{folder}/model")
        info = model.info()
    moves = [("", before, after, weight) for (before, after), weight in sorted(info.transitions.items())]
    state = [(*name.split("|", 1), label, weight) for (name, label), weight in sorted(info.state_features.items()) if weight]
    return [*moves, *state]


def _seen(parts: Iterable[Layer], at: int, first: int, last: int) -> list[str]:
    names = []
    for offset in OFFSETS:
        if not first <= at + offset < last:
            names.append(f"{offset}|{EDGE}")
            continue
        for layer in parts:
            own = layer.attributes[layer.codes[at + offset]]
            names += [f"{offset}|{name}" for name in own if abs(offset) < 2 or not name.startswith(_NEAR_ONLY)]
    return names


def write(rows: list[tuple[str, str, str, float]], name: str) -> Path:
    """Writes the weights where `load_tagger(name)` finds them."""
    lines = [f"{offset},{quoted(attribute)},{label},{weight:.4g}" for offset, attribute, label, weight in rows]
    return write_weights(name, "offset,attribute,label,weight", lines)


def folds_of(data: Gold) -> dict[str, int]:
    """The fold of each article."""
    names = data.tokens["article_id"].cat.categories
    return dict(zip(map(str, names), _folds(len(names)), strict=True))


def folds(data: Sequences) -> list[np.ndarray]:
    """For each fold, which tokens are held out: whole articles."""
    of_article = np.array(_folds(int(data.article.max()) + 1))
    return [of_article[data.article] == n for n in range(FOLDS)]


def _folds(size: int) -> list[int]:
    """The fold of each of so many articles, in an order that a fixed seed gives."""
    order = list(range(size))
    random.Random(0).shuffle(order)
    return [n % FOLDS for n in np.argsort(order).tolist()]


Held = list[tuple[np.ndarray, Tagger]]  # of each fold, its tokens and a tagger trained without them


def fold_taggers(data: Sequences) -> Held:
    """The taggers of the folds; two are trained at a time."""
    parts = folds(data)
    _shared[:] = [data]
    with get_context("fork").Pool(2) as workers:
        return list(zip(parts, map(_tagger, workers.map(_trained_without, parts, chunksize=1)), strict=True))


_shared: list[Sequences] = []


def _trained_without(held_out: np.ndarray) -> list[tuple[str, str, str, float]]:
    return trained(_shared[0], ~held_out)


def _tagger(rows: list[tuple[str, str, str, float]]) -> Tagger:
    return Tagger.of(pd.DataFrame(rows, columns=["offset", "attribute", "label", "weight"]))


def cross_validated(data: Sequences, held: Held) -> np.ndarray:
    """Each token's label as a tagger gives it that was trained without its article."""
    found = np.full(len(data.labels), "O", dtype=object)
    for held_out, tagger in held:
        labels = tagger.best(tagger.scores(data.layers, data.breaks), data.breaks)
        found[held_out] = np.array(tagger.labels, dtype=object)[labels[held_out]]
    return found


def held_out_names(data: Gold, sequences: Sequences, held: Held) -> pd.DataFrame:
    """The mentions of each article by a tagger that was trained without it."""
    found = []
    for held_out, tagger in held:
        own = set(data.tokens["article_id"].cat.categories[np.unique(sequences.article[held_out])])
        LOADED["names"] = tagger
        found.append(mentions(*part_of(data, own)))
    LOADED.clear()
    return pd.concat(found, ignore_index=True)


def part_of(data: Gold, article_ids: set[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """These articles and their tokens."""
    tokens = data.tokens[data.tokens["article_id"].isin(article_ids)].reset_index(drop=True)
    tokens["article_id"] = tokens["article_id"].cat.remove_unused_categories()
    return data.articles[data.articles["article_id"].isin(article_ids)].reset_index(drop=True), tokens


def spans(labels: np.ndarray, breaks: np.ndarray) -> set[tuple[int, int, str]]:
    """(first, last, type) of the names that labels spell."""
    out: list[list] = []
    for at, label in enumerate(labels.tolist()):
        if label == "O":
            continue
        if label[0] == "I" and out and out[-1][1] == at and out[-1][2] == label[2:] and breaks[at] == breaks[at - 1]:
            out[-1][1] = at + 1
        else:
            out.append([at, at + 1, label[2:]])
    return {tuple(span) for span in out}  # type: ignore[misc]


def name_accuracy(data: Gold, sequences: Sequences, held: Held) -> pd.DataFrame:
    """Cross-validated precision, recall and F1 of names by type and by outlet, exact spans."""
    want, got = (spans(labels, sequences.breaks) for labels in (sequences.labels, cross_validated(sequences, held)))
    outlet = data.articles.set_index("article_id")["outlet"].reindex(data.tokens["article_id"].cat.categories.astype("str")).to_numpy()
    rows = []
    for part, of in [("type", lambda span: span[2]), ("outlet", lambda span: outlet[sequences.article[span[0]]]), ("all", lambda span: "all")]:
        for key in sorted({str(of(span)) for span in want | got}):
            mine, found = ({span for span in every if str(of(span)) == key} for every in (want, got))
            hit = len(mine & found)
            rows.append(
                (part, key, len(mine), len(found), hit / max(len(found), 1), hit / max(len(mine), 1), 2 * hit / max(len(mine) + len(found), 1))
            )
    return pd.DataFrame(rows, columns=["part", "key", "gold", "found", "precision", "recall", "f1"])
