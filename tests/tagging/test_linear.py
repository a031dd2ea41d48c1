"""Linear choices: sums of weights over tables of candidates, probabilities, and that the files say what the models are."""

import math

import numpy as np
import pytest

from toolkit.tagging import Column, Linear, Sheet, flags, likeliest, load_linear, numbers, only, probability, valued

MODEL = Linear({"far|1": 0.5, "far|2": -1.0, "kind|role|True": 2.0, "within|،": 0.25})


def test_a_score_is_the_sum_of_the_weights_of_known_features():
    kinds, sure = Column(np.array([0, 0, 1]), ("role", "body")), flags(np.array([True, False, True]))
    sheet = Sheet(3, [("far", valued([1, 2, 7])), ("kind", kinds, sure), ("unknown", kinds)])
    assert MODEL.score(sheet).tolist() == [2.5, -1.0, 0]
    assert list(sheet.written(0)) == ["far|1", "kind|role|True", "unknown|role"]


def test_a_feature_with_an_absent_value_is_no_feature():
    sheet = Sheet(2, [("kind", only(np.array([True, False]), "role"), "True"), ("far", numbers(np.array([1, 1]), 3).where(np.array([False, True])))])
    assert MODEL.score(sheet).tolist() == [2.0, 0.5]
    assert list(sheet.written(1)) == ["far|1"]


def test_what_is_shared_counts_for_each_and_each_part_for_its_owner():
    shared = Sheet(1, [("far", valued([2]))])
    marks = Sheet(3, [("within", valued(["،", "،", "في"]))])
    sheet = Sheet(2, [], shared=[(shared, np.array([0, 0]))], parts=[(marks, np.array([1, 1, 1]))])
    assert MODEL.score(sheet).tolist() == [-1.0, -0.5]
    assert Linear({"far|2": 3.0}).score(sheet).tolist() == [3.0, 3.0]  # scores are kept apart by model
    assert list(sheet.written(1)) == ["far|2", "within|،", "within|،", "within|في"]


def test_a_table_of_many_values_and_few_rows_scores_the_same():
    values = tuple(map(str, range(1000)))
    few, many = Column(np.array([1, -1, 2]), values), Column(np.array([1, -1, 2] * 500), values)
    assert MODEL.score(Sheet(3, [("far", few)])).tolist() == MODEL.score(Sheet(1500, [("far", many)]))[:3].tolist() == [0.5, 0, -1.0]


def test_columns_hold_what_features_name():
    assert numbers(np.array([0, 5, 9, -3]), 5).values == ("0", "1", "2", "3", "4", "5")
    assert numbers(np.array([0, 5, 9, -3]), 5, -1).codes.tolist() == [1, 6, 6, 0]
    at = valued(["a", "b|c", None]).at(np.array([1, 2, 0]), np.array([True, True, False]), "a")
    assert [at.values[code] for code in at.codes] == ["b¦c", "None", "a"]
    assert valued(["m", "f", None]).values_are("m", "f").tolist() == [True, True, False]


def test_the_first_best_of_each_group_and_probabilities():
    best, chances = likeliest(np.array([1.0, 2.0, -3.0, 5.0, 1000.0, 1000.0]), np.array([0, 0, 0, 1, 2, 2]))
    assert best.tolist() == [1, 3, 4]
    assert chances[:3].sum() == pytest.approx(1) and chances[3] == 1 and chances[4] == 0.5  # no overflow
    assert probability(np.array([0.0, 2.0, -1000.0])) == pytest.approx([0.5, 1 / (1 + math.exp(-2)), 0.0])


def test_the_weightiest_features_come_first():
    sheet = Sheet(1, [("far", valued([1])), ("kind", valued(["role"]), "True"), ("other", valued(["x"]))])
    assert MODEL.explained(sheet, 0) == [("kind|role|True", 2.0), ("far|1", 0.5)]


@pytest.mark.parametrize("name", ["cues", "beginnings", "ends", "subjects", "antecedents", "fullest"])
def test_the_shipped_models_have_weights(name):
    model = load_linear(name)
    assert len(model.weights) > 500
    assert all(math.isfinite(weight) and weight for weight in model.weights.values())


def test_what_reports_is_what_a_reader_expects():
    weights = load_linear("cues").weights
    assert weights["lemma|قال"] > weights["lemma|حمل"]
