"""The tagger against what its definition says, counted out path by path."""

import itertools

import numpy as np
import pandas as pd
import pytest

from toolkit.tagging import Layer, Tagger, load_tagger
from toolkit.tagging import tagger as module

ROWS = pd.DataFrame(
    [
        ("", "O", "O", 0.5), ("", "O", "B", -0.2), ("", "B", "I", 1.5), ("", "I", "O", 0.3), ("", "I", "I", 0.2), ("", "B", "O", 0.1),
        ("0", "w=سالم", "B", 2.0), ("0", "w=العلي", "I", 1.0), ("-1", "w=قال", "B", 0.7), ("1", "w=العلي", "B", 0.4), ("0", "w=قال", "O", 1.2),
        ("-1", "#", "O", 0.3), ("1", "#", "I", 0.25), ("0", "again", "B", 0.15),
    ],
    columns=["offset", "attribute", "label", "weight"],
)  # fmt: skip
WORDS = [["w=قال"], ["w=سالم"], ["w=العلي"], ["w=نعم"]]
CODES = np.array([0, 1, 2, 3, 0, 2, 1])
BREAKS = np.array([0, 0, 0, 0, 1, 1, 1])
AGAIN = Layer(np.array([1, 0, 0, 0, 1, 0, 1]), [[], ["again"]])


@pytest.fixture
def tagger():
    return Tagger.of(ROWS)


@pytest.fixture
def scores(tagger):
    return tagger.scores([Layer(CODES, WORDS), AGAIN], BREAKS)


def _weight(offset, attribute, label):
    rows = ROWS[(ROWS["offset"] == str(offset)) & (ROWS["attribute"] == attribute) & (ROWS["label"] == label)]
    return float(rows["weight"].sum())


def test_scores_are_sums_of_the_weights_around_a_token(tagger, scores):
    for at in range(len(CODES)):
        for n, label in enumerate(tagger.labels):
            want = 0.0
            for offset in (-2, -1, 0, 1, 2):
                place = at + offset
                inside = 0 <= place < len(CODES) and BREAKS[place] == BREAKS[at]
                names = WORDS[CODES[place]] + (["again"] if AGAIN.codes[place] else []) if inside else ["#"]
                want += sum(_weight(offset, name, label) for name in names)
            assert scores[at, n] == pytest.approx(want, abs=1e-5)


def _paths(tagger, scores, first, last):
    for path in itertools.product(range(len(tagger.labels)), repeat=last - first):
        own = sum(scores[first + n, label] for n, label in enumerate(path))
        yield path, own + sum(tagger.transitions[a, b] for a, b in itertools.pairwise(path))


def test_the_best_path_is_the_best_of_all_paths(tagger, scores):
    found = tagger.best(scores, BREAKS)
    for first, last in ((0, 4), (4, 7)):
        best, _ = max(_paths(tagger, scores, first, last), key=lambda row: row[1])
        assert tuple(found[first:last]) == best
    assert [tagger.labels[n] for n in found[:4]] == ["O", "B", "I", "I"]


def test_probabilities_are_shares_of_all_paths(tagger, scores):
    found = tagger.probabilities(scores, BREAKS)
    for first, last in ((0, 4), (4, 7)):
        total = sum(np.exp(value) for _, value in _paths(tagger, scores, first, last))
        for at in range(first, last):
            for label in range(len(tagger.labels)):
                with_it = sum(np.exp(value) for path, value in _paths(tagger, scores, first, last) if path[at - first] == label)
                assert found[at, label] == pytest.approx(with_it / total, abs=1e-5)


def test_a_sentence_does_not_change_another(tagger, scores):
    alone = tagger.scores([Layer(CODES[4:], WORDS), Layer(AGAIN.codes[4:], AGAIN.attributes)], BREAKS[4:])
    assert np.allclose(alone, scores[4:])
    assert (tagger.best(alone, BREAKS[4:]) == tagger.best(scores, BREAKS)[4:]).all()


def test_a_sentence_without_end_is_cut(tagger, monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 3)
    codes, breaks = np.tile(CODES, 5), np.zeros(35, dtype=np.int64)
    assert len(tagger.best(tagger.scores([Layer(codes, WORDS)], breaks), breaks)) == 35


def test_no_words_at_all(tagger):
    nothing = np.zeros(0, dtype=np.int64)
    scores = tagger.scores([Layer(nothing, [])], nothing)
    assert scores.shape == (0, 3) and len(tagger.best(scores, nothing)) == 0 and len(tagger.probabilities(scores, nothing)) == 0


def test_the_shipped_weights_are_small_and_say_what_they_are_of():
    tagger = load_tagger("names")
    assert set(tagger.labels) == {"O", *(f"{part}-{kind}" for part in "BI" for kind in ("PER", "ORG", "LOC"))}
    assert {"pos=PROPN", "in=org_heads:strong", "lk=BLOC1", "again"} <= tagger.rows.keys()
    assert np.isfinite(tagger.weights).all()
