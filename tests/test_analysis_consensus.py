"""Claims that bridge camps, and the arithmetic of votes behind them."""

from __future__ import annotations

import inspect
import json
import math

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import Actor, ArgumentMap, Claim, InvalidRecordError, Stance
from argmap.analysis.consensus import BRIDGES, bridges
from argmap.analysis.votes import tallied, two_proportions, z_of_half
from argmap.errors import UnknownIdError, UnknownOptionError
from debating import debates

laws = settings(deadline=None, max_examples=27)
VOTES = {"accept": 1, "reject": -1, "neutral": 0, "ambivalent": 0}


def debate(*stances, blocs=("X", "X", "Y", "Z")):
    """Four actors in three camps, and a claim or two."""
    return ArgumentMap(
        "?",
        positions=["p"],
        actors=[Actor(f"a{n}", f"A{n}", bloc=bloc) for n, bloc in enumerate(blocs)],
        claims=[Claim("p", "They leave."), Claim("q", "They stay.")],
        stances=[Stance(*stance) for stance in stances],
    )


# Votes -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def polis(fixtures):
    """A conversation on Polis: how it votes by our count, and what Polis made of it."""
    folder = fixtures / "stakeholder" / "polis" / "below-100-ptpts"
    cast, math_ = (json.loads((folder / f"{name}.json").read_text()) for name in _POLIS)
    people = dict(zip(*(math_["base-clusters"][key] for key in ("id", "members")), strict=True))
    group_of = {
        person: group["id"]
        for group in math_["group-clusters"]
        for base in group["members"]
        for person in people[base]
    }
    voters = sorted({vote["pid"] for vote in cast})
    votes = np.full((len(voters), len(math_["tids"])), np.nan)
    for vote in cast:
        votes[voters.index(vote["pid"]), vote["tid"]] = vote["vote"]
    return votes, [group_of.get(voter) for voter in voters], math_


_POLIS = ("votes", "math-pca2")


def test_groups_are_counted_as_polis_counts_them(polis):
    votes, groups, math_ = polis
    found = tallied(votes, groups)

    for name, counts in (("A", found.agrees), ("D", found.disagrees), ("S", found.seen)):
        for row, group in zip(counts.tolist(), found.groups, strict=True):
            theirs = math_["group-votes"][str(group)]["votes"]
            assert row == [theirs[str(tid)][name] for tid in math_["tids"]]


def test_group_aware_consensus_on_44_statements_is_that_of_polis(polis):
    votes, groups, math_ = polis
    theirs = [math_["group-aware-consensus"][str(tid)] for tid in math_["tids"]]

    ours = tallied(votes, groups).consensus()

    assert len(theirs) == 44
    assert np.abs(ours - theirs).max() <= 1e-15


def test_representative_statements_have_the_numbers_of_polis(polis):
    votes, groups, math_ = polis
    found = tallied(votes, groups)

    for group, rows in math_["repness"].items():
        for row in rows:
            at = found.groups.index(int(group)), row["tid"]
            agree = row["repful-for"] == "agree"
            assert found.representativeness(agree=agree)[at] == pytest.approx(row["repness"])
            assert found.probability(agree=agree)[at] == pytest.approx(row["p-success"], abs=1e-15)
            assert found.test(agree=agree)[at] == pytest.approx(row["p-test"], abs=1e-14)
            apart = found.representativeness_test(agree=agree)[at]
            assert apart == pytest.approx(row["repness-test"], abs=5e-7)  # kept in single precision


def test_statement_13_sets_group_0_apart_as_published(polis):
    votes, groups, _ = polis
    found = tallied(votes, groups)
    at = found.groups.index(0), 13

    assert found.representativeness()[at] == 2.625
    assert found.probability()[at] == 0.875
    assert found.representativeness_test()[at] == pytest.approx(2.6998623, abs=5e-8)
    assert found.test()[at] == pytest.approx(2.6457513, abs=5e-8)


def test_consensus_of_all_voters_is_tested_as_polis_does(polis):
    votes, _, math_ = polis
    everybody = tallied(votes, ["all"] * len(votes))

    for side, rows in math_["consensus"].items():
        for row in rows:
            z = everybody.test(agree=side == "agree")[0, row["tid"]]
            assert z == pytest.approx(row["p-test"], abs=1e-14)


def test_a_pass_is_seen_and_what_is_not_seen_is_not():
    floats = tallied([[1.0, 0.0, math.nan]], ["x"])
    whole = tallied(np.array([[1, 0, 0]], dtype=np.int8), ["x"])
    told = tallied(np.array([[1, 0, 0]], dtype=np.int8), ["x"], seen=[[True, True, False]])

    assert floats.seen.tolist() == told.seen.tolist() == [[1, 1, 0]]
    assert whole.seen.tolist() == [[1, 0, 0]]
    assert floats.probability().round(4).tolist() == [[0.6667, 0.3333, 0.5]]


def test_voters_of_no_group_are_left_out():
    found = tallied([[1], [-1]], ["x", None])

    assert found.groups == ("x",)
    assert (found.agrees.tolist(), found.disagrees.tolist()) == ([[1]], [[0]])


@pytest.mark.parametrize(
    ("votes", "groups", "seen", "says"),
    [
        ([[1]], ["x", "y"], None, "1 fault|voters with a group"),
        ([[2]], ["x"], None, "2 is no vote"),
        ([[1, -1]], ["x"], [[True, False]], "which it has not seen"),
        ([[1, -1]], ["x"], [[True]], r"seen is of shape"),
    ],
)
def test_votes_that_make_no_sense_are_refused(votes, groups, seen, says):
    with pytest.raises(InvalidRecordError, match=says):
        tallied(votes, groups, seen=seen)


@laws
@given(st.lists(st.lists(st.sampled_from([1, -1, 0]), min_size=3, max_size=3), max_size=6))
def test_agreeing_is_disagreeing_with_votes_turned_round(rows):
    votes = np.array(rows, dtype=float).reshape(-1, 3)
    groups = [number % 2 for number in range(len(rows))]

    ours, turned = tallied(votes, groups), tallied(-votes, groups)

    for name in ("probability", "test", "representativeness", "representativeness_test"):
        there, here = getattr(ours, name)(agree=False), getattr(turned, name)()
        assert np.array_equal(there, here)
    assert np.array_equal(ours.consensus(agree=False), turned.consensus())


def test_tests_are_their_formulas():
    assert z_of_half(6, 6) == pytest.approx(math.sqrt(7))
    pooled = (7 + 2) / (7 + 6)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / 7 + 1 / 6))
    assert two_proportions(6, 6, 1, 5) == pytest.approx((7 / 7 - 2 / 6) / spread)
    assert two_proportions(3, 3, 4, 4) == 0  # all agree everywhere: nothing sets them apart


# Bridges -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdicts", "kind", "verdict"),
    [
        (["accept", "accept", "accept", "accept"], "endorsed", "accept"),
        (["accept", None, "accept", "accept"], "endorsed", "accept"),
        (["reject", None, "reject", "reject"], "endorsed", "reject"),
        (["accept", None, "accept", None], "bridging", "accept"),
        (["accept", None, "accept", "neutral"], "bridging", "accept"),
        (["accept", "accept", None, None], "uncontested", "accept"),
        (["accept", "neutral", None, "ambivalent"], "uncontested", "accept"),
        ([None, None, "reject", None], "uncontested", "reject"),
        (["accept", "reject", None, None], "contested", None),
        (["accept", None, "accept", "reject"], "contested", None),
        (["neutral", None, None, None], None, None),
    ],
)
def test_a_claim_stands_with_the_camps_as_members_of_each_hold_it(verdicts, kind, verdict):
    found = bridges(
        debate(*((f"a{n}", "p", held) for n, held in enumerate(verdicts) if held is not None))
    )

    assert found.by_id.get("p") == kind
    assert [one.verdict for one in found.claims] == ([verdict] if kind else [])


def test_consensus_multiplies_the_smoothed_shares_of_camps():
    map = debate(("a0", "p", "accept"), ("a1", "p", "reject"), ("a2", "p", "neutral"))

    (one,) = bridges(map).claims

    assert dict(one.probabilities) == {"X": 0.5, "Y": 1 / 3, "Z": 0.5}
    assert one.agree == pytest.approx(1 / 12)
    assert one.disagree == pytest.approx(1 / 12)
    assert dict(one.camps) == {"X": "divided", "Y": "no side", "Z": "silent"}


def test_camps_can_be_given_and_then_those_not_named_are_not_counted():
    map = debate(("a0", "p", "accept"), ("a1", "p", "accept"), ("a2", "p", "reject"))

    texts = bridges(map, ["a0=one", "a1=two"])
    mapping = bridges(map, {"a0": "one", "a1": "two", "a2": None})

    assert texts == mapping
    assert (dict(texts), dict(texts.camps)) == (
        {"p": "endorsed"},
        {"one": ("a0",), "two": ("a1",)},
    )
    assert dict(bridges(map)) == {"p": "contested"}


def test_camps_numbered_by_a_partition_will_do():
    map = debate(("a0", "p", "accept"), ("a2", "p", "accept"))

    assert dict(bridges(map, {"a0": 0, "a2": 1})) == {"p": "endorsed"}


def test_faults_of_camps_are_told_at_once():
    with pytest.raises(InvalidRecordError) as caught:
        bridges(debate(), ["a0=x", "a0=y", "a1"])
    assert len(caught.value.faults) == 2
    with pytest.raises(UnknownIdError, match="did you mean 'a0'"):
        bridges(debate(), ["a00=x"])
    with pytest.raises(UnknownOptionError):
        bridges(debate(("a0", "p", "accept")), reduce="last")


def test_members_speak_for_whom_they_are_part_of_and_double_counting_is_told():
    map = debate(("a1", "p", "accept"))
    map = evolve(map, actors=[map.actors[0], evolve(map.actors[1], part_of="a0"), *map.actors[2:]])

    assert dict(bridges(map)) == {"p": "uncontested"}
    assert dict(bridges(map, members=False)) == {}
    both = bridges(map, {"a0": "x", "a1": "y"})
    assert (dict(both), both.double) == ({"p": "endorsed"}, ("a1",))
    assert "part of another: A1" in both.table.note


def test_a_map_without_blocs_has_no_camps_and_says_what_to_do():
    found = bridges(debate(("a0", "p", "accept"), blocs=[None] * 4))

    assert (dict(found), dict(found.camps)) == ({}, {})
    assert found.left_out == ("a0", "a1", "a2", "a3")
    assert "say who is in which camp" in str(found)


def test_what_sets_a_camp_apart_is_told_for_each_camp():
    stances = [(f"a{n}", "p", "accept" if n < 5 else "reject") for n in range(10)]
    map = debate(*stances, blocs=["X"] * 5 + ["Y"] * 5)

    found = bridges(map).representative

    assert [(one.camp, one.verdict, one.significant) for one in found] == [
        ("X", "accept", True),
        ("Y", "reject", True),
    ]
    assert found[0].representativeness == pytest.approx((6 / 7) / (1 / 7))


@laws
@given(debates(), st.lists(st.sampled_from(["one", "two", None]), min_size=3, max_size=3))
def test_kinds_agree_with_their_definitions(map, camps):
    groups = dict(zip("xyz", camps, strict=True))
    found = bridges(map, groups)

    votes = {
        (stance.actor, stance.claim): VOTES[stance.verdict]
        for stance in map.stances
        if groups[stance.actor] is not None
    }
    made = {
        camp: {id for id, where in groups.items() if where == camp} for camp in set(camps) - {None}
    }
    for claim in map.claims:
        held = [[votes.get((id, claim.id)) for id in ids] for ids in made.values()]
        for sign, verdict in ((1, "accept"), (-1, "reject")):
            holds = [sign in votes_ and -sign not in votes_ for votes_ in held]
            against = any(-sign in votes_ for votes_ in held)
            one = next((one for one in found.claims if one.claim == claim.id), None)
            assert (one is not None and one.verdict == verdict) == (any(holds) and not against)
            if any(holds) and not against:
                kind = (
                    "endorsed" if all(holds) else "uncontested" if sum(holds) == 1 else "bridging"
                )
                assert found[claim.id] == kind
    assert [one.kind for one in found.claims] == sorted(found.values(), key=BRIDGES.index)
    assert str(bridges(map, groups)) == str(found)


def test_on_the_withdrawal_map_only_the_talks_bridge_camps():
    found = bridges(argmap.example("iraq-withdrawal"))

    assert (found.of("endorsed"), found.of("bridging")) == ((), ("open-talks",))
    assert found.of("contested") == ()
    assert found.left_out == ("isis", "hamas")
    assert "0 endorsed, 1 bridging, 10 uncontested, 0 contested" in found.table.note
    (talks, *_) = found.claims
    assert talks.consensus == pytest.approx(2 / 3 * 1 / 2 * 2 / 3 * 1 / 2)


def test_its_annotations_can_be_evaluated():
    assert "groups" in inspect.signature(bridges, eval_str=True).parameters
