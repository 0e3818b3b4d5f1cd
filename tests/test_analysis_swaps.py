"""What sets two actors apart: the gap between their verdicts, shared among what they hold."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import assume, given, settings

import argmap
from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Claim,
    Link,
    NoPositionError,
    Stance,
    UnknownIdError,
)
from argmap.analysis import acceptability, base_weights, to_bipolar
from argmap.analysis.held import holdings
from argmap.analysis.links import same_as
from argmap.analysis.swaps import swap
from argmap.errors import InvalidOptionError
from argmap.semantics import gradual
from debating import debates

laws = settings(deadline=None, max_examples=30)
WORTH = {
    "in": 1.0,
    "out": 0.0,
    "undecided": 0.5,
    "skeptical": 1.0,
    "rejected": 0.0,
    "credulous": 0.5,
    "undefined": 0.5,
}
WEIGHT = {"accept": 1.0, "reject": 0.0, "neutral": 0.5, "ambivalent": 0.5}
GIVEN = {"accept": "in", "reject": "out"}


def views(map, actor):
    """What an actor holds of each group of claims that say the same, positions left out."""
    held = dict(holdings(map, actor, members=True))
    found = {}
    for claim in map.claims:
        group = tuple(sorted(same_as(map, claim.id)))
        if set(group).isdisjoint(map.positions):
            verdicts = {held[one] for one in group if one in held}
            found[group] = "ambivalent" if len(verdicts) > 1 else next(iter(verdicts), "silent")
    return found


def worth(map, held, semantics, support="necessary"):
    """What the motion is worth to one who holds that."""
    if semantics in gradual.GRADUAL_SEMANTICS:
        weights = base_weights(map)
        for group, verdict in held.items():
            if verdict != "silent":
                weights |= dict.fromkeys(group, WEIGHT[verdict])
        try:
            return gradual.strengths(to_bipolar(map, weights=weights), semantics)[map.motion.id]
        except gradual.NotConverged:
            assume(False)
    given = {one: GIVEN[held[group]] for group in held if held[group] in GIVEN for one in group}
    found = acceptability(map, semantics, support=support, given=given)
    return WORTH[found[map.motion.id]]


def expected(map, semantics, support="necessary"):
    """The ends, and the shares averaged over all orders."""
    a, b = views(map, "x"), views(map, "y")
    apart = [group for group in a if a[group] != b[group]]
    known = {}

    def value(switched):
        if switched not in known:
            held = {group: (b if group in switched else a)[group] for group in a}
            known[switched] = worth(map, held, semantics, support)
        return known[switched]

    shares = dict.fromkeys(apart, 0.0)
    orders = list(permutations(apart))
    for order in orders:
        for at, group in enumerate(order):
            added = value(frozenset(order[: at + 1])) - value(frozenset(order[:at]))
            shares[group] += added / len(orders)
    return value(frozenset()), value(frozenset(apart)), shares


def agrees(map, semantics, support="necessary"):
    found = swap(map, "x", "y", semantics=semantics, support=support)

    first, last, shares = expected(map, semantics, support)
    assert found.value_a == pytest.approx(first, abs=1e-7)
    assert found.value_b == pytest.approx(last, abs=1e-7)
    assert sum(found.values()) == pytest.approx(found.gap, abs=1e-9)
    mine = {tuple(sorted(one.claims)): one.value for one in found.differences}
    for group, share in shares.items():
        assert mine.get(group, 0.0) == pytest.approx(share, abs=1e-7)
    assert set(mine) <= set(shares)


@pytest.mark.parametrize("semantics", ["quadratic-energy", "df-quad"])
@laws
@given(debates())
def test_shares_average_what_a_difference_adds_to_strength_over_all_orders(semantics, map):
    agrees(map, semantics)


@pytest.mark.parametrize("support", ["necessary", "deductive", "evidential"])
@pytest.mark.parametrize("semantics", ["grounded", "preferred", "stable", "semi-stable", "ideal"])
@settings(deadline=None, max_examples=12)
@given(debates())
def test_shares_average_what_a_difference_adds_to_labels_over_all_orders(semantics, support, map):
    agrees(map, semantics, support)


@laws
@given(debates())
def test_the_other_way_round_every_share_has_the_other_sign(map):
    one, other = swap(map, "x", "y"), swap(map, "y", "x")

    assert dict(other) == pytest.approx({claim: -share for claim, share in one.items()})
    assert other.gap == pytest.approx(-one.gap)


def quarrel(**held):
    """A pro and a con on leaving, with what two actors hold of their premises."""
    return ArgumentMap(
        "?",
        positions=["leave"],
        actors=[Actor("a", "A"), Actor("b", "B"), Actor("envoy", "Envoy", part_of="b")],
        claims=[Claim(id, f"{id}.") for id in ("leave", "idle", "calm", "aside")],
        arguments=[
            Argument("s1", ["idle"], "leave", "con"),
            Argument("s2", ["calm"], "leave", "pro"),
        ],
        stances=[
            Stance(actor, claim, verdict)
            for actor, verdicts in held.items()
            for claim, verdict in verdicts.items()
        ],
    )


def test_the_gap_is_shared_by_hand():
    """Grounded: A takes the con as given, so leaving is out; B denies it, so leaving stands."""
    map = quarrel(a={"idle": "accept", "calm": "reject"}, b={"idle": "reject"})

    found = swap(map, "a", "b", semantics="grounded")

    assert (found.value_a, found.label_a, found.value_b, found.label_b) == (0, "out", 1, "in")
    assert dict(found) == {"idle": 1.0, "calm": 0.0}
    assert found.gap == 1
    assert {one.claim: one.note for one in found.differences} == {"idle": "", "calm": "no path"}
    assert "leave as each sees it: A 0 (out), B 1 (in); the gap is +1." in found.table.note
    assert found.to_dicts() == [
        {
            "claim": "idle",
            "says": "idle.",
            "A holds": "accept",
            "B holds": "reject",
            "worth more to B by": 1.0,
            "share of gap in %": 100.0,
        }
    ]


def test_what_both_hold_alike_is_common_ground():
    """Both deny the con, so leaving stands for both; that B grants the pro adds nothing."""
    map = quarrel(a={"idle": "reject"}, b={"idle": "reject", "calm": "accept"})

    found = swap(map, "a", "b", semantics="grounded")

    assert (found.value_a, found.value_b) == (1, 1)
    assert list(found) == ["calm"]
    assert list(swap(map, "a", "b")) == ["calm"]
    assert swap(map, "a", "b").value_a > swap(quarrel(), "a", "b").value_a


def test_what_they_want_is_no_reason():
    map = quarrel(a={"leave": "reject"}, b={"leave": "accept"})

    found = swap(map, "a", "b")

    assert (dict(found), found.gap) == ({}, 0)
    assert "They hold no reason differently." in found.table.note
    assert dict(swap(quarrel(a={"idle": "accept"}), "a", "b", "idle")) == {}


def test_an_actor_speaks_through_its_members_unless_told_otherwise():
    map = quarrel(a={"idle": "accept"}, envoy={"idle": "reject"})

    assert swap(map, "a", "b").differences[0].b == "reject"
    assert swap(map, "a", "b", members=False).differences[0].b == "silent"
    assert "members' stances counted as their own" in swap(map, "a", "b").variant


def test_no_side_weighs_half_and_is_given_nothing():
    map = quarrel(a={"idle": "neutral"}, b={})

    assert dict(swap(map, "a", "b", weights={"idle": 0.5})) == {}
    assert swap(map, "a", "b", weights={"idle": 0.9})["idle"] < 0
    assert dict(swap(map, "a", "b", semantics="grounded")) == {}


def test_claims_that_say_the_same_are_one_difference():
    map = ArgumentMap(
        "?",
        positions=["p"],
        actors=[Actor("a", "Same"), Actor("b", "Same")],
        claims=[Claim(id, f"{id}.") for id in ("p", "c", "d")],
        arguments=[Argument("s", ["c"], "p", "con"), Argument("t", ["d"], "p", "con")],
        links=[Link(("c", "d"), "equivalent")],
        stances=[Stance("a", "c", "accept"), Stance("b", "d", "reject")],
    )

    found = swap(map, "a", "b", semantics="grounded")

    assert [one.claims for one in found.differences] == [("c", "d")]
    assert dict(found) == {"c": 1.0}
    assert found.table.columns[2:4] == ("Same (a) holds", "Same (b) holds")
    assert len(swap(map, "a", "b", links=False)) == 2


def test_more_than_twenty_differences_are_drawn_within_a_stated_error():
    ids = [f"c{number}" for number in range(22)]
    map = ArgumentMap(
        "?",
        positions=["p"],
        actors=[Actor("a", "A"), Actor("b", "B")],
        claims=[Claim("p", "P."), *(Claim(id, id) for id in ids)],
        arguments=[Argument(f"s{id}", [id], "p", "con") for id in ids],
        stances=[Stance("b", id, "reject") for id in ids],
    )

    found = swap(map, "a", "b", semantics="grounded", samples=400)

    assert found == swap(map, "a", "b", semantics="grounded", samples=400)
    assert found.gap == 1
    assert sum(found.values()) == pytest.approx(1)
    assert (found.samples, found.confidence) == (400, 0.95)
    assert all(abs(share - 1 / 22) <= found.error for share in found.values())
    assert "400 orders drawn from seed 0" in found.variant
    assert "The first 10 are shown and" in found.table.note


def test_on_the_withdrawal_map_two_capitals_are_hardly_apart():
    map = argmap.example("iraq-withdrawal")

    found = swap(map, "washington", "baghdad")

    washington, baghdad = (views(map, id) for id in ("washington", "baghdad"))
    assert found.value_a == pytest.approx(worth(map, washington, "quadratic-energy"))
    assert found.value_b == pytest.approx(worth(map, baghdad, "quadratic-energy"))
    assert sum(found.values()) == pytest.approx(found.gap, abs=1e-12)
    assert max(found, key=found.__getitem__) == "vacuum"
    assert dict(swap(map, "baghdad", "baghdad")) == {}


def test_what_is_not_known_is_refused():
    map = argmap.example("iraq-withdrawal")
    with pytest.raises(UnknownIdError):
        swap(map, "bagdad", "washington")
    with pytest.raises(UnknownIdError):
        swap(map, "baghdad", "washington", "leaves")
    with pytest.raises(NoPositionError):
        swap(ArgumentMap("?", actors=[Actor("a", "A")]), "a", "a")
    with pytest.raises(InvalidOptionError, match="complete extensions"):
        swap(map, "baghdad", "washington", semantics="cf2")


def test_a_minus_says_to_whom_the_position_is_worth_less_and_shares_make_up_the_gap(withdrawal):
    rows = swap(withdrawal, "washington", "baghdad").to_dicts()

    assert {row["claim"]: row["worth more to Baghdad by"] < 0 for row in rows}["gaza-key"]
    assert sum(row["share of gap in %"] for row in rows) == pytest.approx(100, abs=2)
    assert swap(withdrawal, "baghdad", "baghdad").table.rows == ()
