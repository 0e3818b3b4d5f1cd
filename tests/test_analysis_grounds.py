"""What two sides have in common."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import Actor, Argument, ArgumentMap, Claim, InvalidRecordError, Link, Stance
from argmap.analysis import acceptability, shared, verdicts
from argmap.analysis.grounds import common_ground
from argmap.analysis.theory import Theory
from argmap.analysis.views import view
from argmap.errors import UnknownIdError, UnknownOptionError
from debating import debates

laws = settings(deadline=None, max_examples=27)


def debate(*stances, links=()):
    """A con on leaving, a reply to it, and a rival of leaving."""
    return ArgumentMap(
        "?",
        positions=["leave", "stay"],
        actors=[Actor(id, id.upper()) for id in "uvw"],
        claims=[Claim(id, f"{id}.") for id in ("leave", "stay", "gap", "army", "sun")],
        arguments=[
            Argument("gap-con", ["gap"], "leave", "con"),
            Argument("army-con", ["army"], "gap", "con"),
        ],
        links=links,
        stances=[Stance(*stance) for stance in stances],
    )


def test_what_both_say_is_shared():
    map = debate(
        ("u", "sun", "accept"),
        ("v", "sun", "accept"),
        ("u", "gap", "reject"),
        ("v", "gap", "reject"),
    )

    found = common_ground(map, "u", "v")

    assert found.of("shared") == ("sun",)
    assert found.of("shared", "out") == ("gap",)
    assert found["gap"] == "shared"


def test_what_one_says_and_follows_for_the_other_is_conceded():
    map = debate(("u", "army", "accept"), ("u", "gap", "reject"))

    found = common_ground(map, "u", "v")

    assert found.of("conceded") == ("army",)
    assert found.of("conceded", "out") == ("gap",)
    assert found.of("unspoken") == ("leave", "stay", "sun")
    assert "U rejects it, and it falls for V too" in str(found.table.to_dicts())
    assert found.silent == ("v",)
    assert "No stance is recorded of V" in found.table.note


def test_what_does_not_follow_for_the_other_is_not_common():
    map = debate(("u", "gap", "accept"))

    found = common_ground(map, "u", "v")

    assert "gap" not in found  # the army answers it in the view of v
    assert "leave" not in found


def test_what_they_dispute_is_never_common():
    map = debate(
        ("u", "sun", "accept"),
        ("v", "sun", "reject"),
        ("u", "leave", "accept"),
        ("v", "leave", "reject"),
    )

    found = common_ground(map, "u", "v")

    assert set(found) == {"stay", "gap", "army"}


def test_a_side_of_several_holds_what_those_who_speak_share():
    map = debate(
        ("u", "sun", "accept"),
        ("v", "sun", "accept"),
        ("u", "gap", "accept"),
        ("w", "gap", "reject"),
    )

    assert common_ground(map, ["u", "w"], "v").of("shared") == ("sun",)
    torn = common_ground(map, ["u", "w"], ["v"])
    assert torn.a == ("u", "w")
    assert "gap" not in torn


def test_both_can_live_with_what_nobody_rejects_rivals_or_has_reasons_against():
    rivals = [Link(("leave", "stay"), "alternative")]
    map = debate(("u", "leave", "accept"), ("v", "gap", "accept"), links=rivals)

    leave, stay = common_ground(map, "u", "v").positions
    assert (leave.unrejected, leave.unrivalled, leave.tenable) == (True, True, False)
    assert (leave.accepted_by, leave.out_for) == (("u",), ("v",))
    assert (stay.unrejected, stay.unrivalled) == (True, False)
    assert stay.rivalled_by == ("u",)

    (leave, stay) = common_ground(map, "u", "v", links=False).positions
    assert (stay.livable, leave.livable) == (True, False)

    against = common_ground(debate(("u", "stay", "reject")), "u", "v")
    assert against.livable == ("leave",)
    assert against.positions[1].rejected_by == ("u",)
    assert "Rejected by somebody: stay." in against.table.note


def test_wrong_options_are_refused():
    with pytest.raises(UnknownIdError):
        common_ground(debate(), "x", "v")
    with pytest.raises(UnknownOptionError):
        common_ground(debate(), "u", "v", semantics="x")
    with pytest.raises(InvalidRecordError, match="no actor"):
        common_ground(debate(), [], "v")


@laws
@given(
    debates(),
    st.sampled_from(["grounded", "preferred", "quadratic-energy"]),
    st.sampled_from(["hears", "ignores"]),
)
def test_common_ground_agrees_with_views_and_with_what_is_shared(map, semantics, silence):
    found = common_ground(map, "x", "y", semantics=semantics, silence=silence)
    labels = [view(map, id, silence=silence).labels(Theory(semantics)) for id in "xy"]

    said_by_both = shared(map, "x", "y", members=True)
    assert {id for id in found if found[id] == "shared"} == set(said_by_both)
    for one in found.claims:
        if one.kind != "shared":
            assert {seen[one.claim] for seen in labels} == {one.label}
            bad = {"in": "reject", "out": "accept"}[one.label]
            assert bad not in (one.a, one.b)
    for claim in map.claims:
        if {seen[claim.id] for seen in labels} == {"in"} and claim.id not in found:
            held = [view(map, id).held.get(claim.id) for id in "xy"]
            assert "reject" in held
    judged = verdicts(map, ["x", "y"], semantics=semantics, silence=silence)
    for one in found.positions:
        follows = [judged.on(id, one.position).follows for id in "xy"]
        assert one.tenable == ("out" not in follows)


@laws
@given(debates())
def test_the_order_of_sides_makes_no_difference(map):
    one, other = common_ground(map, "x", ["y", "z"]), common_ground(map, ["z", "y"], "x")

    assert dict(one) == dict(other)
    assert one.livable == other.livable


def test_with_itself_a_side_shares_all_it_takes_a_side_on():
    map = debate(("u", "sun", "accept"), ("u", "gap", "reject"), ("u", "army", "neutral"))

    found = common_ground(map, "u", "u")

    assert {id for id in found if found[id] == "shared"} == {"sun", "gap"}
    assert found.table.columns[3:5] == ("U (first) holds", "U (second) holds")


def test_washington_and_baghdad_share_the_talks_and_little_else_is_said():
    map = argmap.example("iraq-withdrawal")

    found = common_ground(map, "washington", "baghdad")

    assert found.of("shared") == ("open-talks",)
    assert found.livable == ("open-talks", "shrink", "leave-syria")
    standing = acceptability(map)
    assert all(one.label == standing[one.claim] for one in found.claims if one.kind == "unspoken")
    assert "Said by both: 1 claim; said by one and following for the other: 5 claims." in str(
        found.table.note
    )


def test_its_annotations_can_be_evaluated():
    assert "silence" in inspect.signature(common_ground, eval_str=True).parameters
