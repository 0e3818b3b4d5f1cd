"""The claims on which a position turns between two actors."""

from __future__ import annotations

import inspect
from itertools import combinations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import Actor, Argument, ArgumentMap, Claim, Link, Stance
from argmap.analysis.links import same_as
from argmap.analysis.turning_claims import cruxes
from argmap.analysis.views import verdicts
from argmap.errors import (
    InvalidOptionError,
    NoPositionError,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.semantics import NotConverged
from debating import debates

laws = settings(deadline=None, max_examples=27)


def debate(*stances, more=()):
    """Two cons on leaving, a reply to each, and two actors."""
    claims = {"leave": None, "gap": None, "army": None, "cost": None, "loan": None, "sun": None}
    return ArgumentMap(
        "?",
        positions=["leave"],
        actors=[Actor("u", "U"), Actor("v", "V"), Actor("w", "W", part_of="v")],
        claims=[Claim(id, f"{id}.") for id in claims],
        arguments=[
            Argument("gap-con", ["gap"], "leave", "con"),
            Argument("cost-con", ["cost"], "leave", "con"),
            Argument("army-con", ["army"], "gap", "con"),
            Argument("loan-con", ["loan"], "cost", "con"),
        ],
        stances=[Stance(*stance) for stance in stances],
    ).with_(more)


def told(found):
    """Cruxes as sets of claims, with the actors they turn the position for."""
    return {crux.claims: tuple(turn.actor for turn in crux.turns) for crux in found.cruxes}


def test_a_disputed_claim_on_which_the_position_turns_for_both_is_a_crux():
    map = debate(("u", "gap", "accept"), ("v", "gap", "reject"), ("u", "leave", "reject"))

    found = cruxes(map, "u", "v")

    (crux,) = found.cruxes
    assert (crux.claims, crux.disputed) == (("gap",), True)
    assert [(turn.actor, turn.before, turn.after) for turn in crux.turns] == [
        ("u", "out", "in"),
        ("v", "in", "out"),
    ]
    assert dict(found) == {"gap": 1.0}
    assert dict(found.stands) == {"u": "out", "v": "in"}
    assert dict(found.together) == {"u": "in", "v": "out"}


def test_a_disputed_claim_that_does_not_bear_on_the_position_is_none():
    found = cruxes(debate(("u", "sun", "accept"), ("v", "sun", "reject")), "u", "v")

    assert (found.cruxes, found.idle) == ((), ("sun",))
    assert [one.disputed for one in found.differing] == [True]
    assert "None of those asked for bears on it" in found.table.note


def test_a_disputed_claim_that_bears_on_the_position_without_turning_it_is_none():
    map = debate(
        *((id, claim, "accept") for id in "uv" for claim in ("cost",)),
        ("u", "gap", "accept"),
        ("v", "gap", "reject"),
    )

    found = cruxes(map, "u", "v")

    assert (found.cruxes, found.idle) == ((), ())
    assert "not even all together" in found.table.note


def test_a_crux_may_turn_the_position_for_one_and_not_for_the_other():
    map = debate(
        ("u", "gap", "accept"),
        ("v", "gap", "reject"),
        ("u", "cost", "accept"),
        ("v", "cost", "reject"),
    )

    found = cruxes(map, "u", "v")

    assert told(found) == {("gap",): ("v",), ("cost",): ("v",), ("gap", "cost"): ("u",)}
    assert dict(found.complete_to) == {"u": 2, "v": 1}
    assert [row[0] for row in found.table.rows] == ["gap", "cost", "gap", "with cost"]
    assert told(cruxes(map, "u", "v", most=1)) == {("gap",): ("v",), ("cost",): ("v",)}


def test_a_claim_one_is_silent_on_counts_unless_told_otherwise():
    map = debate(("u", "gap", "accept"))

    assert told(cruxes(map, "u", "v")) == {("gap",): ("u", "v")}
    assert not cruxes(map, "u", "v").disputed
    strict = cruxes(map, "u", "v", silent=False)
    assert (strict.cruxes, strict.left_out) == ((), ("gap",))
    assert "Left out: gap." in strict.table.note


def test_neutral_and_ambivalent_differ_from_a_side():
    map = debate(("u", "gap", "accept"), ("v", "gap", "neutral"))

    (crux,) = cruxes(map, "u", "v", silent=False).cruxes

    assert (crux.over[0].a, crux.over[0].b, crux.disputed) == ("accept", "neutral", False)


def test_what_actors_want_is_never_handed_over():
    map = debate(("u", "leave", "accept"), ("v", "leave", "reject"))
    same = Link(("leave", "sun"), "equivalent")
    wide = debate(("u", "sun", "accept"), ("v", "sun", "reject"), more=[same])

    assert cruxes(map, "u", "v").differing == cruxes(wide, "u", "v").differing == ()
    assert "U accepts it" in cruxes(map, "u", "v").table.note


def test_any_claim_can_be_asked_about_and_is_then_not_given():
    map = debate(("u", "gap", "accept"), ("v", "army", "reject"), ("u", "army", "accept"))

    found = cruxes(map, "u", "v", "gap")

    assert told(found) == {("army",): ("u", "v")}
    assert dict(found.stands) == {"u": "out", "v": "in"}


def test_members_speak_for_an_actor():
    map = debate(("u", "gap", "accept"), ("w", "gap", "reject"))

    assert told(cruxes(map, "u", "v")) == {("gap",): ("u", "v")}
    assert cruxes(map, "u", "v").disputed
    assert not cruxes(map, "u", "v", members=False).disputed


def test_cruxes_of_strength_are_ranked_by_how_far_they_move_it():
    map = debate(
        ("u", "gap", "accept"),
        ("v", "gap", "reject"),
        ("u", "cost", "accept"),
        ("v", "cost", "neutral"),
        ("u", "loan", "reject"),
    )

    found = cruxes(map, "u", "v", semantics="quadratic-energy", threshold=0.4, most=1)

    moved = [max(abs(turn.strengthened) for turn in crux.turns) for crux in found.cruxes]
    assert len(moved) > 1
    assert moved == sorted(moved, reverse=True)
    assert dict(found) == {
        crux.claims[0]: far for crux, far in zip(found.cruxes, moved, strict=True)
    }
    for crux in found.cruxes:
        for turn in crux.turns:
            before, after = turn.strength_before, turn.strength_after
            assert (before > 0.4) != (after > 0.4)


def test_labels_alike_are_ranked_by_strength():
    map = debate(
        ("u", "gap", "reject"),
        ("v", "gap", "accept"),
        ("u", "cost", "reject"),
        ("v", "cost", "accept"),
        more=[Argument("sun-pro", ["sun"], "gap", "pro"), Argument("s2", ["sun"], "cost", "con")],
    )

    found = cruxes(map, "u", "v", most=1)

    strengths = [abs(crux.turns[0].strengthened) for crux in found.cruxes]
    assert len(strengths) == 2
    assert strengths == sorted(strengths, reverse=True)


def test_a_limit_reached_is_told():
    map = debate(
        *(("u", claim, "accept") for claim in ("gap", "cost")),
        *(("v", claim, "reject") for claim in ("gap", "cost")),
    )

    found = cruxes(map, "u", "v", limit=1)
    assert (len(found.cruxes), found.unlisted) == (1, 2)
    assert "not listed: 2." in found.table.note
    assert len(found) == 2  # every crux has its value, listed or not

    cut = cruxes(map, "u", "v", tries=2)
    assert dict(cut.complete_to) == {"u": 1, "v": 0}
    assert "Not all was tried" in cut.table.note
    late = cruxes(map, "u", "v", timeout=0)
    assert late.stopped == "the time was up among sets of 1"
    assert "No set that was tried turns it" in late.table.note


def test_actors_have_no_cruxes_with_themselves():
    assert cruxes(debate(("u", "gap", "accept")), "u", "u").differing == ()


def test_wrong_options_are_refused():
    with pytest.raises(UnknownIdError):
        cruxes(debate(), "u", "x")
    with pytest.raises(UnknownIdError):
        cruxes(debate(), "u", "v", "x")
    with pytest.raises(UnknownOptionError):
        cruxes(debate(), "u", "v", semantics="x")
    with pytest.raises(UnknownOptionError):
        cruxes(debate(), "u", "v", silence="x")
    with pytest.raises(InvalidOptionError):
        cruxes(debate(), "u", "v", most=0)
    with pytest.raises(NoPositionError):
        cruxes(evolve(debate(), positions=()), "u", "v")


def persuaded(map, mover, other, claims):
    """The map in which one actor says of some claims what the other says, and nothing else."""
    kept = [one for one in map.stances if (one.actor, one.claim in claims) != (mover, True)]
    taken = [
        evolve(one, actor=mover)
        for one in map.stances
        if one.actor == other and one.claim in claims
    ]
    return evolve(map, stances=[*kept, *taken])


@laws
@given(
    debates(cited=False),
    st.sampled_from(["grounded", "preferred", "stable", "quadratic-energy", "df-quad"]),
    st.sampled_from(["hears", "ignores"]),
    st.sampled_from(["p", "q", "a"]),
    st.booleans(),
)
def test_cruxes_are_the_smallest_sets_that_turn_what_verdicts_says(
    map, semantics, silence, position, silent
):
    options = {"semantics": semantics, "silence": silence}

    def follows(one, actor):
        return verdicts(one, [actor], [position], **options).on(actor, position).follows

    try:
        found = cruxes(map, "x", "y", position, silent=silent, limit=1000, **options)
        wanted = {}
        groups = {same_as(map, claim.id) for claim in map.claims}
        asked = {position, *map.positions}
        groups = {tuple(sorted(group)) for group in groups if asked.isdisjoint(group)}
        spoken = {id: {one.claim for one in map.stances if one.actor == id} for id in "xy"}
        if not silent:
            groups = {
                group for group in groups if all(not spoken[id].isdisjoint(group) for id in "xy")
            }
        for mover, other in ("xy", "yx"):
            before = follows(map, mover)
            for size in (1, 2, 3):
                turning = []
                for sets in combinations(sorted(groups), size):
                    claims = {id for group in sets for id in group}
                    if follows(persuaded(map, mover, other, claims), mover) != before:
                        turning.append(frozenset(claims))
                for claims in turning:
                    wanted.setdefault(claims, set()).add(mover)
                if turning:
                    break
    except NotConverged:
        return
    assert not found.stopped
    assert wanted == {
        frozenset(id for one in crux.over for id in one.claims): {turn.actor for turn in crux.turns}
        for crux in found.cruxes
    }
    assert all(turn.before != turn.after for crux in found.cruxes for turn in crux.turns)


@laws
@given(debates(cited=False))
def test_who_is_named_first_makes_no_difference_to_what_turns(map):
    one, other = cruxes(map, "x", "y"), cruxes(map, "y", "x")

    assert dict(one) == dict(other)
    assert {crux.claims for crux in one.cruxes} == {crux.claims for crux in other.cruxes}
    assert str(cruxes(map, "x", "y")) == str(one)


def test_on_the_withdrawal_map_nothing_between_the_principals_turns_the_motion():
    map = argmap.example("iraq-withdrawal")
    spoken = ("baghdad", "washington", "kurdistan", "gcc", "voices-inside")

    for a, b in combinations(spoken, 2):
        found = cruxes(map, a, b)
        assert (found.cruxes, found.disputed, found.stopped) == ((), (), "")
        assert not any(one.disputed for one in found.differing)
        assert "none disputed" in found.table.note


def test_on_the_withdrawal_map_observers_and_washington_turn_on_whether_attacks_entrench():
    map = argmap.example("iraq-withdrawal")

    found = cruxes(map, "observers-9", "washington", "attacks-drive-out")

    assert told(found) == {("attacks-entrench",): ("observers-9", "washington")}


def test_its_annotations_can_be_evaluated():
    assert "position" in inspect.signature(cruxes, eval_str=True).parameters
