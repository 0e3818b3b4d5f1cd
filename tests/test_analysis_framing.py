"""What a theory makes of a map, relation by relation."""

from __future__ import annotations

import pytest
from hypothesis import given

import strategies
from argmap import UnknownOptionError
from argmap.analysis import (
    PROJECTIONS,
    projection,
    to_bipolar,
    to_framework,
    to_steps,
    to_valued,
)

MAKERS = {
    "dung": to_framework,
    "weights": to_bipolar,
    "values": to_valued,
    "standards": to_steps,
}


def ends(answer, relation):
    """The two ends of each row with that relation."""
    return {(row["from"], row["to"]) for row in answer.to_dicts() if row["relation"] == relation}


@pytest.mark.parametrize("theory", PROJECTIONS)
def test_each_theory_has_the_framework_of_its_projection(theory, withdrawal):
    answer = projection(withdrawal, theory)

    assert repr(answer.framework) == repr(MAKERS[theory](withdrawal))
    assert answer.table.rows


@given(strategies.maps(most=3))
def test_every_attack_of_the_framework_is_a_row_and_no_other(map):
    answer = projection(map)

    assert ends(answer, "attacks") == set(answer.framework.attacks)
    assert len(answer.table.rows) == len(answer.framework.attacks)


@given(strategies.maps(most=3))
def test_attacks_supports_and_premises_are_told_apart(map):
    answer = projection(map, "weights")
    made = answer.framework

    assert ends(answer, "attacks") == {pair[:2] for pair in made.attacks}
    assert ends(answer, "supports") == {pair[:2] for pair in made.supports}
    assert ends(answer, "is a premise of") == {pair[:2] for pair in made.premises}


def test_an_attack_that_reaches_a_step_says_through_what(withdrawal):
    rows = projection(withdrawal).to_dicts()
    told = {(row["from"], row["to"]): row["because of"] for row in rows}

    assert told["arms-rank-con-weak-army", "weak-army"] is None
    assert told["arms-rank-con-weak-army", "weak-army-con-leave"] == "weak-army"


def test_an_attack_of_values_says_which_values_meet(withdrawal):
    rows = projection(withdrawal, "values").to_dicts()
    told = {(row["from"], row["to"]): row["because of"] for row in rows}

    assert told["arms-rank-con-weak-army", "weak-army"] == "Security against Security"
    assert told["leave", "stay"] == "no value against no value"


def test_issues_and_assumptions_stand_among_the_steps(withdrawal):
    answer = projection(withdrawal, "standards")

    found = {row["relation"] for row in answer.to_dicts()}
    assert found == {"speaks for", "is at issue with", "is assumed"}


def test_another_theory_is_refused(withdrawal):
    with pytest.raises(UnknownOptionError, match="did you mean 'weights'"):
        projection(withdrawal, "weight")
