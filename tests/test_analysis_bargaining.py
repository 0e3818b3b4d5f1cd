"""Bargaining's arithmetic: published numbers, brute force, and the laws of chance."""

from __future__ import annotations

import csv
from itertools import product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.bargaining import (
    CHANCES,
    VICTORIES,
    chances,
    closeness,
    closeness_in_space,
    coalitions,
    victories,
    weighted_mean,
    weighted_median,
)
from argmap.errors import InvalidRecordError, UnknownOptionError

laws = settings(deadline=None, max_examples=44)

# Seven actors on three issues: the example of the toolkit for bargaining models, KTAB.
PLACES = np.array(
    [
        [75.79, 6.37, 70.45],
        [82.72, 73.50, 64.00],
        [82.45, 90.89, 0.07],
        [62.52, 50.82, 62.33],
        [82.34, 45.77, 73.31],
        [84.48, 33.70, 88.11],
        [70.96, 33.46, 90.36],
    ]
)
SALIENCE = np.array([49.53, 5.91, 28.15])


def wanting(draw, most):
    size = draw(st.integers(1, most))
    points = draw(st.lists(st.integers(-5, 5), min_size=size, max_size=size))
    weights = draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))
    if not any(weights):
        weights[0] = 1
    return np.array(points, dtype=float), np.array(weights, dtype=float)


@st.composite
def contests(draw, most=5):
    """What actors want and weigh, and options to choose from."""
    points, weights = wanting(draw, most)
    options = draw(st.lists(st.integers(-6, 6), min_size=1, max_size=most, unique=True))
    return points, weights, np.array(options, dtype=float)


def emissions(fixtures):
    with (fixtures / "stakeholder" / "bdm" / "ExampleActors.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    points = np.array([float(row["Position"]) for row in rows])
    return points, np.array([float(row["Capability"]) * float(row["Salience"]) for row in rows])


# Published numbers


def test_the_median_and_mean_of_the_emissions_case_are_the_published_ones(fixtures):
    points, weights = emissions(fixtures)

    assert weighted_median(points, weights) == (7.0, 7.0)
    assert weighted_mean(points, weights) == pytest.approx(7.389955686853767, abs=1e-12)


def test_the_median_of_the_emissions_case_beats_the_other_two_positions(fixtures):
    points, weights = emissions(fixtures)
    options = np.array([4.0, 7.0, 10.0])

    wins = victories(coalitions(closeness(points, options, 6), weights))

    assert (wins[1, [0, 2]] > 0.5).all()
    assert chances(wins).argmax() == 1


@pytest.mark.parametrize(
    ("victory", "expected"),
    [("linear", 2 / 3), ("square", 4 / 5), ("quartic", 16 / 17), ("octic", 256 / 257)],
)
def test_two_to_one_wins_as_often_as_the_victory_model_says(victory, expected):
    wins = victories(np.array([[0.0, 2.0], [1.0, 0.0]]), victory)

    assert wins[0, 1] == pytest.approx(expected, abs=1e-15)
    assert wins[1, 0] == pytest.approx(1 - expected, abs=1e-15)


def test_the_first_of_seven_actors_values_all_places_as_published():
    found = closeness_in_space(PLACES[:1], PLACES, SALIENCE[None], 100)

    expected = [1, 0.903, 0.639, 0.870, 0.929, 0.882, 0.890]
    assert found[0].round(3).tolist() == expected


# The median


@laws
@given(st.data())
def test_the_median_is_where_weighted_distances_are_least(data):
    points, weights = wanting(data.draw, 6)
    low, high = weighted_median(points, weights)
    apart = {one: float(weights @ np.abs(points - one)) for one in np.arange(-5, 5.5, 0.5)}

    least = min(apart.values())

    assert {one for one, total in apart.items() if total == pytest.approx(least)} == {
        one for one in apart if low <= one <= high
    }


@laws
@given(contests())
def test_no_option_beats_the_median_where_it_is_one(drawn):
    points, weights, options = drawn
    low, _ = weighted_median(points, weights)
    options = np.array(sorted({*options, low}))

    strengths = coalitions(closeness(points, options, 12), weights)

    place = options.tolist().index(low)
    assert (strengths[place] >= strengths[:, place] - 1e-9).all()


def test_weights_that_are_all_nothing_decide_nothing():
    with pytest.raises(InvalidRecordError, match="nobody has any weight"):
        weighted_median(np.array([1.0]), np.array([0.0]))
    with pytest.raises(InvalidRecordError, match="nobody has any weight"):
        weighted_mean(np.array([]), np.array([]))


# Contests and chances


@laws
@given(contests())
def test_coalitions_are_those_of_the_definition(drawn):
    points, weights, options = drawn
    worth = closeness(points, options, 12)
    found = coalitions(worth, weights)

    for i, j in product(range(len(options)), repeat=2):
        gains = [max(0.0, row[i] - row[j]) for row in worth]
        assert found[i, j] == pytest.approx(sum(w * g for w, g in zip(weights, gains, strict=True)))


@laws
@given(contests(), st.sampled_from(VICTORIES))
def test_a_contest_is_won_by_one_of_two(drawn, victory):
    points, weights, options = drawn
    wins = victories(coalitions(closeness(points, options, 12), weights), victory)

    assert wins + wins.T == pytest.approx(np.ones(wins.shape))
    assert (np.diag(wins) == 0.5).all()


@laws
@given(contests(), st.sampled_from(VICTORIES), st.sampled_from(CHANCES))
def test_chances_sum_to_one(drawn, victory, chance):
    points, weights, options = drawn
    wins = victories(coalitions(closeness(points, options, 12), weights), victory)
    found = chances(wins, chance)

    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()


@laws
@given(contests(), st.sampled_from(VICTORIES))
def test_conditional_chances_are_products_of_contests(drawn, victory):
    points, weights, options = drawn
    wins = victories(coalitions(closeness(points, options, 12), weights), victory)

    products = [prod(row) for row in wins.tolist()]

    assert chances(wins) == pytest.approx([one / sum(products) for one in products])


@laws
@given(contests(), st.sampled_from(VICTORIES))
def test_markov_chances_stay_as_they_are_after_another_challenge(drawn, victory):
    points, weights, options = drawn
    wins = victories(coalitions(closeness(points, options, 12), weights), victory)
    found = chances(wins, "markov")

    again = [
        sum(wins[i, j] * (found[i] + found[j]) for j in range(len(options))) / len(options)
        for i in range(len(options))
    ]

    assert again == pytest.approx(found.tolist(), abs=1e-9)


@laws
@given(contests(), st.randoms(use_true_random=False), st.sampled_from(CHANCES))
def test_the_order_of_options_and_actors_makes_no_difference(drawn, random, chance):
    points, weights, options = drawn
    who, what = list(range(len(points))), list(range(len(options)))
    random.shuffle(who)
    random.shuffle(what)

    def reckoned(points, weights, options):
        return chances(
            victories(coalitions(closeness(points, options, 12), weights), "square"), chance
        )

    before = reckoned(points, weights, options)

    assert reckoned(points[who], weights[who], options[what]) == pytest.approx(before[what])


def test_many_options_do_not_make_all_chances_vanish():
    options = np.linspace(0, 1, 300)
    wins = victories(coalitions(closeness(np.array([0.2, 0.9]), options, 1), np.array([2, 1])))

    assert chances(wins).sum() == pytest.approx(1)
    assert chances(wins, "markov").sum() == pytest.approx(1)


def test_options_that_nobody_tells_apart_are_even():
    worth = np.array([[1.0, 1.0]])

    assert victories(coalitions(worth, np.array([3.0])), "octic").tolist() == [[0.5] * 2] * 2


def test_no_options_have_no_chances():
    assert chances(np.zeros((0, 0))).tolist() == []


def test_what_is_salient_in_nothing_is_worth_the_same_everywhere():
    found = closeness_in_space(PLACES[:1], PLACES, np.zeros((1, 3)), 100)

    assert found.tolist() == [[1.0] * 7]


def test_other_models_are_refused():
    with pytest.raises(UnknownOptionError, match="octic"):
        victories(np.zeros((1, 1)), "cubic")
    with pytest.raises(UnknownOptionError, match="markov"):
        chances(np.ones((1, 1)), "likely")
