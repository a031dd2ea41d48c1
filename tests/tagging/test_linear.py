"""Linear choices: sums of weights, probabilities, and that the files say what the models are."""

import math

import pytest

from toolkit.tagging import Linear, Seen, Shared, load_linear, probabilities, probability
from toolkit.tagging.linear import _read, written

MODEL = Linear({("far", 1): 0.5, ("far", 2): -1.0, ("kind", "role", True): 2.0})


def test_a_score_is_the_sum_of_the_weights_of_known_features():
    assert MODEL.score([Seen([("far", 1), ("kind", "role", True)]), Seen([("far", 2), ("unknown", "x")]), Seen([])]) == [2.5, -1.0, 0]


def test_probabilities_are_those_of_the_logistic_function():
    assert probability(0) == 0.5
    assert probability(2) == pytest.approx(1 / (1 + math.exp(-2)))
    assert sum(probabilities([1.0, 2.0, -3.0])) == pytest.approx(1)
    assert probabilities([1000.0, 0.0])[0] == pytest.approx(1)  # no overflow


def test_the_weightiest_features_come_first():
    assert MODEL.explained(Seen([("far", 1), ("kind", "role", True), ("other",)])) == [("kind|role|True", 2.0), ("far|1", 0.5)]


@pytest.mark.parametrize("feature", [("none",), ("a", "،", 3), ("b", True, None, "|"), ("c", -2, "+"), ("d", "", "x")])
def test_a_feature_is_read_as_it_was_written(feature):
    assert _read(written(feature)) == feature


@pytest.mark.parametrize("name", ["cues", "beginnings", "subjects", "antecedents", "fullest"])
def test_the_shipped_models_have_weights(name):
    weights = load_linear(name).weights
    assert len(weights) > 500
    assert all(math.isfinite(weight) and weight for weight in weights.values())


def test_what_reports_is_what_a_reader_expects():
    weights = load_linear("cues").weights
    assert weights["lemma", "قال"] > weights["lemma", "حمل"]


def test_shared_features_count_for_each_candidate_and_each_model():
    shared = Shared([("far", 1), ("unknown",)])
    other = Linear({("far", 1): 3.0})
    assert MODEL.score([Seen([("far", 2)], (shared,)), Seen([], (shared, shared))]) == [-0.5, 1.0]
    assert other.score([Seen([], (shared,))]) == [3.0]
    assert Seen([("far", 2)], (shared,)).features() == [("far", 2), ("far", 1), ("unknown",)]
