"""MACTOR's arithmetic: the toy reckoned by hand, the definitions by loops, and the corners."""

from __future__ import annotations

import csv
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.mactor import (
    agreeing,
    ambivalence,
    competitiveness,
    direct_and_indirect,
    disagreeing,
    mobilisation,
    net_scale,
    strongest_way,
    totals,
)
from argmap.errors import UnknownOptionError

laws = settings(deadline=None, max_examples=44)

MID = np.array([[0, 3, 1], [1, 0, 2], [2, 1, 0]])
MAO = np.array([[3, -2, 0, 1], [2, 1, -1, 0], [-1, -3, 2, 1]])


@st.composite
def influences(draw, most=5):
    size = draw(st.integers(1, most))
    values = draw(st.lists(st.integers(0, 4), min_size=size * size, max_size=size * size))
    matrix = np.array(values, dtype=float).reshape(size, size)
    np.fill_diagonal(matrix, 0)
    return matrix


@st.composite
def stands(draw, most=5):
    size, objectives = draw(st.integers(1, most)), draw(st.integers(0, most))
    cells = size * objectives
    values = draw(st.lists(st.integers(-4, 4), min_size=cells, max_size=cells))
    return np.array(values, dtype=float).reshape(size, objectives)


# The toy


def test_influences_of_the_toy_are_as_reckoned_by_hand():
    midi = direct_and_indirect(MID)

    assert midi.tolist() == [[2, 4, 3], [3, 2, 3], [3, 3, 2]]
    assert [sums.tolist() for sums in totals(midi)] == [[7, 6, 6], [6, 7, 6]]


@pytest.mark.parametrize(
    ("diagonal", "expected"),
    [("apart", (1.1855, 0.8710, 0.9435)), ("inside", (1.1667, 0.8889, 0.9444))],
)
def test_competitiveness_of_the_toy_depends_on_where_the_diagonal_goes(diagonal, expected):
    found = competitiveness(direct_and_indirect(MID), diagonal)

    assert found.round(4).tolist() == list(expected)


def test_ambivalence_of_the_toy_is_as_reckoned_by_hand():
    signs = np.sign(MAO)

    found = ambivalence(agreeing(signs), disagreeing(signs))

    assert found.round(4).tolist() == [0.8, 0.4, 0.3333]


def test_mobilisation_of_the_toy_is_as_reckoned_by_hand():
    r = competitiveness(direct_and_indirect(MID))

    assert mobilisation(r[:, None] * MAO).round(4).tolist() == [6.2419, 6.0726, 2.7581, 2.1290]


# The definitions


@laws
@given(influences())
def test_ways_by_one_other_are_those_of_the_definition(matrix):
    size = len(matrix)
    midi, mmidi = direct_and_indirect(matrix), strongest_way(matrix)

    for i, j in product(range(size), repeat=2):
        ways = [min(matrix[i, k], matrix[k, j]) for k in range(size)]
        assert midi[i, j] == matrix[i, j] + sum(ways)
        assert mmidi[i, j] == max(matrix[i, j], *ways)


@laws
@given(influences(), st.sampled_from(["apart", "inside"]))
def test_competitiveness_is_that_of_the_definition(matrix, diagonal):
    midi = direct_and_indirect(matrix)
    size = len(midi)
    own = [midi[i, i] if diagonal == "apart" else 0 for i in range(size)]
    influence = [sum(midi[i]) - own[i] for i in range(size)]
    dependence = [sum(midi[:, i]) - own[i] for i in range(size)]
    outward = [sum(midi[i]) - midi[i, i] for i in range(size)]
    r = [
        outward[i] / sum(influence) * influence[i] / (influence[i] + dependence[i])
        if influence[i] + dependence[i]
        else 0.0
        for i in range(size)
    ]
    expected = [size * one / sum(r) if sum(r) else 0.0 for one in r]

    assert competitiveness(midi, diagonal) == pytest.approx(expected)


@laws
@given(stands())
def test_convergence_and_divergence_are_those_of_the_definition(matrix):
    converging, diverging = agreeing(matrix), disagreeing(matrix)

    for i, j in product(range(len(matrix)), repeat=2):
        shared = [(a, b) for a, b in zip(matrix[i], matrix[j], strict=True) if i != j]
        assert converging[i, j] == sum((abs(a) + abs(b)) / 2 for a, b in shared if a * b > 0)
        assert diverging[i, j] == sum((abs(a) + abs(b)) / 2 for a, b in shared if a * b < 0)


@laws
@given(stands())
def test_convergence_of_signs_counts_objectives(matrix):
    signs = np.sign(matrix)

    both = agreeing(signs) + disagreeing(signs)

    for i, j in product(range(len(matrix)), repeat=2):
        assert both[i, j] == (np.count_nonzero(signs[i] * signs[j]) if i != j else 0)


@laws
@given(stands())
def test_ambivalence_lies_between_none_and_all_or_is_undefined(matrix):
    converging, diverging = agreeing(matrix), disagreeing(matrix)
    found = ambivalence(converging, diverging)

    for one, c, d in zip(found, converging, diverging, strict=True):
        if not (c + d).any():
            assert np.isnan(one)
        else:
            assert -1e-12 <= one <= 1
            assert one == pytest.approx(1 - sum(abs(c - d)) / sum(c + d))


# The laws


@laws
@given(influences(), st.randoms(use_true_random=False))
def test_names_make_no_difference(matrix, random):
    order = list(range(len(matrix)))
    random.shuffle(order)
    moved = matrix[np.ix_(order, order)]

    assert direct_and_indirect(moved).tolist() == (
        direct_and_indirect(matrix)[np.ix_(order, order)].tolist()
    )
    before = competitiveness(direct_and_indirect(matrix))
    assert competitiveness(direct_and_indirect(moved)) == pytest.approx(before[order])


@laws
@given(influences(), st.floats(0.01, 100))
def test_the_unit_of_influence_changes_no_competitiveness(matrix, unit):
    before = competitiveness(direct_and_indirect(matrix))

    assert competitiveness(direct_and_indirect(matrix * unit)) == pytest.approx(before)


@laws
@given(influences(), st.sampled_from(["apart", "inside"]))
def test_the_mean_competitiveness_is_one_where_somebody_influences(matrix, diagonal):
    found = competitiveness(direct_and_indirect(matrix), diagonal)

    assert found.mean() == pytest.approx(1 if found.any() else 0)


@laws
@given(influences())
def test_the_net_scale_is_antisymmetric(matrix):
    net = net_scale(direct_and_indirect(matrix))

    assert (net == -net.T).all()


@laws
@given(influences())
def test_what_influences_is_in_all_what_depends(matrix):
    influence, dependence = totals(direct_and_indirect(matrix))

    assert influence.sum() == dependence.sum()


# The corners


def test_who_neither_influences_nor_depends_has_none():
    matrix = np.zeros((3, 3))
    matrix[0, 1] = 2

    assert competitiveness(direct_and_indirect(matrix)).tolist() == [3, 0, 0]


def test_where_nobody_influences_anybody_all_have_none():
    assert competitiveness(direct_and_indirect(np.zeros((3, 3)))).tolist() == [0, 0, 0]


def test_all_are_level_where_all_bear_on_each_other_alike():
    matrix = 2 * (np.ones((4, 4)) - np.eye(4))

    assert competitiveness(direct_and_indirect(matrix)) == pytest.approx([1, 1, 1, 1])


def test_an_objective_nobody_cares_about_mobilises_nothing():
    assert mobilisation(np.array([[1, 0], [-2, 0]])).tolist() == [3, 0]


def test_an_indifferent_actor_has_no_ambivalence():
    matrix = np.array([[1, 1], [1, -1], [0, 0]])

    found = ambivalence(agreeing(matrix), disagreeing(matrix))

    assert np.isnan(found[2])
    assert found[:2].tolist() == [1, 1]


def test_no_actors_and_no_objectives_are_no_trouble():
    assert competitiveness(direct_and_indirect(np.zeros((0, 0)))).tolist() == []
    assert agreeing(np.zeros((2, 0))).tolist() == [[0, 0], [0, 0]]


def test_another_place_for_the_diagonal_is_refused():
    with pytest.raises(UnknownOptionError, match="apart"):
        totals(MID, "beside")


# A network of its real size


def chemnet(fixtures, name):
    with (fixtures / "stakeholder" / "chemnet" / f"{name}.csv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))[1:]
    return np.array([[float(cell) for cell in row[1:]] for row in rows])


def test_thirty_actors_of_chemicals_policy_are_weighed_as_by_definition(fixtures):
    reputed = chemnet(fixtures, "infrep").T
    np.fill_diagonal(reputed, 0)
    midi = direct_and_indirect(reputed)

    assert midi.shape == (30, 30)
    assert midi[0, 4] == reputed[0, 4] + np.minimum(reputed[0], reputed[:, 4]).sum()
    assert competitiveness(midi).mean() == pytest.approx(1)


def test_thirty_actors_of_chemicals_policy_meet_on_six_issues(fixtures):
    interests = chemnet(fixtures, "intpos")

    both = agreeing(interests) + disagreeing(interests)

    assert interests.shape == (30, 6)
    assert both.max() == 6
    assert (both == both.T).all()
