"""Where base weights come from: each convention by its definition, and weights by hand."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Actor, Argument, ArgumentMap, Claim, InvalidRecordError, Stance
from argmap.analysis.force import strengths
from argmap.analysis.held import verdict_of
from argmap.analysis.weights import (
    RUNG_WEIGHTS,
    WEIGHTS,
    base_weights,
    by_rung,
    by_stances,
    weighing,
)
from argmap.errors import UnknownOptionError
from argmap.model import BASES

laws = settings(deadline=None, max_examples=25)
maps = strategies.maps(most=3)


def debate(*stances, influence=None):
    """One step from `vacuum` against `leave`, and stances as `actor, verdict[, options]`."""
    influence = influence or {}
    actors = dict.fromkeys(actor for actor, *_ in stances)
    return ArgumentMap(
        "?",
        actors=[Actor(id, id, influence=influence.get(id)) for id in actors],
        claims=[Claim("leave", "Leave", weight=0.4), Claim("vacuum", "Vacuum", weight=0.6)],
        arguments=[Argument("step", ("vacuum",), "leave", "con", weight=0.8, basis="implied")],
        stances=[
            Stance(actor, "vacuum", verdict, **dict(*options))
            for actor, verdict, *options in stances
        ],
    )


# From the records ----------------------------------------------------------------------


@laws
@given(maps)
def test_by_default_every_claim_and_step_has_the_weight_of_its_record(map):
    found = base_weights(map)

    assert found == {record.id: record.weight for record in (*map.claims, *map.arguments)}
    assert list(found) == [record.id for record in (*map.claims, *map.arguments)]


@laws
@given(maps, st.sampled_from(WEIGHTS))
def test_every_convention_weighs_every_claim_and_step_between_0_and_1(map, weights):
    found = base_weights(map, weights)

    assert list(found) == list(base_weights(map))
    assert all(0 <= weight <= 1 for weight in found.values())


# From stances --------------------------------------------------------------------------


@laws
@given(maps)
def test_a_claim_weighs_the_share_of_influence_that_accepts_it(map):
    found = base_weights(map, "stances")

    half = Fraction(1, 2)
    counts = {"accept": 1, "neutral": half, "ambivalent": half, "reject": 0}
    for claim in map.claims:
        verdicts = {a: verdict_of(map, a.id, claim.id).verdict for a in map.actors}
        heard = {a: counts[v] for a, v in verdicts.items() if v != "silent"}
        influence = {a: Fraction(1 if a.influence is None else a.influence) for a in heard}
        whole = sum(influence.values())
        if whole:
            share = sum(influence[a] * heard[a] for a in heard) / whole
            assert found[claim.id] == pytest.approx(float(share), abs=1e-12)
        else:
            assert found[claim.id] == claim.weight
    assert all(found[step.id] == step.weight for step in map.arguments)


def test_neutral_and_ambivalent_actors_count_half():
    map = debate(("a", "accept"), ("b", "neutral"), ("c", "ambivalent"), ("d", "reject"))

    assert by_stances(map) == {"vacuum": 0.5}
    assert by_stances(debate(("a", "accept"), ("b", "neutral"))) == {"vacuum": 0.75}


def test_influence_counts_and_is_1_where_it_is_unknown():
    stances = ("a", "accept"), ("b", "reject")

    assert by_stances(debate(*stances, influence={"a": 3.0})) == {"vacuum": 0.75}
    assert by_stances(debate(*stances, influence={"a": 3.0, "b": 2.0})) == {"vacuum": 0.6}
    assert by_stances(debate(*stances)) == {"vacuum": 0.5}


def test_an_actor_whose_stances_clash_counts_once_and_half():
    map = debate(("a", "accept"), ("a", "reject", {"date": "2024"}), ("b", "accept"))

    assert by_stances(map) == {"vacuum": 0.75}


def test_claims_that_only_actors_without_influence_speak_on_keep_their_weight():
    map = debate(("a", "accept"), influence={"a": 0.0})

    assert by_stances(map) == {}
    assert base_weights(map, "stances")["vacuum"] == 0.6


def test_the_greatest_influence_there_is_counts_like_any_other():
    map = debate(("a", "accept"), ("b", "reject"), influence={"a": 1.7e308, "b": 1.7e308})

    assert by_stances(map) == {"vacuum": 0.5}


# By the rung ---------------------------------------------------------------------------


@laws
@given(maps)
def test_a_claim_weighs_its_firmest_accepting_rung_and_a_step_its_own_weight_times_its_rung(map):
    found = base_weights(map, "rung")

    for claim in map.claims:
        rungs = [s.basis for s in map.stances_on(claim.id) if s.verdict == "accept"]
        best = max((RUNG_WEIGHTS[rung] for rung in rungs), default=claim.weight)
        assert found[claim.id] == best
    for step in map.arguments:
        assert found[step.id] == step.weight * RUNG_WEIGHTS[step.basis]


def test_the_table_falls_with_the_ladder_and_leaves_what_is_stated_as_it_is():
    weights = [RUNG_WEIGHTS[basis] for basis in BASES]

    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)
    assert weights[0] == 1
    assert weights[-1] > 0


def test_rejecting_stances_are_no_evidence_for_a_claim():
    map = debate(("a", "reject"), ("b", "accept", {"basis": "analyst"}))

    assert by_rung(map) == {"vacuum": 0.25, "step": 0.4}
    assert base_weights(debate(("a", "reject")), "rung")["vacuum"] == 0.6


# By hand -------------------------------------------------------------------------------


@laws
@given(maps, st.data())
def test_weights_by_hand_go_before_those_of_the_records(map, data):
    own = base_weights(map)
    ids = data.draw(st.sets(st.sampled_from(list(own)))) if own else set()
    given_ = {id: data.draw(st.floats(0, 1)) for id in sorted(ids)}
    texts = [f"{id}={weight!r}" for id, weight in given_.items()]

    assert base_weights(map, given_) == own | given_
    assert base_weights(map, texts) == own | given_
    assert base_weights(map, iter(texts)) == own | given_


def test_one_text_is_a_list_of_one_and_blanks_do_not_matter():
    map = debate()

    assert base_weights(map, "vacuum=0.3") == base_weights(map, [" vacuum = 0.3 "])
    assert base_weights(map, ["stances"]) == base_weights(map, "stances")


def test_whatever_is_wrong_with_weights_by_hand_is_said_at_once():
    with pytest.raises(InvalidRecordError) as caught:
        base_weights(debate(), ["vacum=0.3", "leave=1.5", "step=much", "vacuum=0.1", "vacuum=0.2"])

    said = [str(fault) for fault in caught.value.faults]
    assert said == [
        "no claim or argument 'vacum' in this map; did you mean 'vacuum'?",
        "weight 1.5 of 'leave' is outside 0..1; give a share between 0 and 1, such as leave=0.3",
        "weight 'much' of 'step' is outside 0..1; give a share between 0 and 1, such as step=0.3",
        "'vacuum' is given 0.1 and 0.2; give it once",
    ]


@pytest.mark.parametrize("weight", [math.nan, math.inf, -0.1, True, None, "0.3"])
def test_what_is_no_share_is_no_weight(weight):
    with pytest.raises(InvalidRecordError, match=r"outside 0\.\.1"):
        base_weights(debate(), {"vacuum": weight})


def test_actors_have_no_base_weight():
    with pytest.raises(InvalidRecordError, match="no claim or argument 'a'"):
        base_weights(debate(("a", "accept")), {"a": 0.5})


def test_another_convention_is_refused_and_the_known_ones_named():
    with pytest.raises(UnknownOptionError, match=r"did you mean 'stances'\?"):
        base_weights(debate(), "stance")


# In words and in use -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "name", "said"),
    [
        ("records", "records", "weights from the records"),
        (
            "stances",
            "stances",
            "weights from the stances: share of influence that accepts, 1 each where unknown",
        ),
        (
            "rung",
            "rung",
            "weights by the rung: stated 1, attributed 0.75, implied 0.5, analyst 0.25",
        ),
        ({"vacuum": 0.3}, "by hand", "weights by hand: vacuum 0.3, else from the records"),
        ({}, "by hand", "weights by hand: none, else from the records"),
    ],
)
def test_the_convention_is_named_in_the_variant(weights, name, said):
    map = debate(("a", "accept"))

    assert (weighing(map, weights).name, weighing(map, weights).said) == (name, said)
    assert said in strengths(map, weights=weights).variant
    assert strengths(map, weights=weights).weights == name


@laws
@given(maps, st.sampled_from(WEIGHTS))
def test_strengths_start_from_the_weights_asked_for(map, weights):
    bare = evolve(map, arguments=())
    found = strengths(bare, weights=weights, links=False)

    assert dict(found) == base_weights(bare, weights)


def test_the_conventions_weigh_the_withdrawal_map_apart(withdrawal):
    found = {weights: strengths(withdrawal, weights=weights) for weights in WEIGHTS}

    assert len({found[weights]["leave"] for weights in WEIGHTS}) == len(WEIGHTS)
    for weights in WEIGHTS:
        assert found[weights].framework.weights == base_weights(withdrawal, weights)
