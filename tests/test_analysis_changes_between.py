"""What changed from one version of a map to the next."""

from __future__ import annotations

from collections import Counter

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    InvalidOptionError,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis import acceptability, strengths
from argmap.analysis.changes_between import compare
from debating import debates
from strategies import maps

ROOMS = ("actors", "claims", "arguments", "links", "stances", "stakes", "ties", "sources")
MAP = ArgumentMap(
    "Leave?",
    positions=["leave", "stay"],
    actors=[Actor("us", "Washington"), Actor("iq", "Baghdad"), Actor("press", "Press")],
    claims=[
        Claim("leave", "US forces leave Iraq."),
        Claim("stay", "US forces stay in Iraq."),
        Claim("gap", "A quick exit leaves a gap for others to fill.", theme="Security"),
    ],
    arguments=[
        Argument("gap-con-leave", "gap", "leave", "con"),
        Argument("stay-undercuts", "stay", "gap-con-leave", "con"),
    ],
    links=[Link(("leave", "stay"), "alternative")],
    stances=[Stance("us", "gap", "accept", hedge="fears", via="press")],
    stakes=[Stake("iq", "leave", "gain")],
    ties=[Tie("us", "iq", "backs")],
    sources=[Source("mena", "The article")],
)


def changed(**fields):
    return evolve(MAP, **fields)


def kinds(old, new, **options):
    return [(one.kind, one.fields) for one in compare(old, new, **options).differences]


def instead(room, **fields):
    """The map with the first record of a room changed."""
    first, *rest = getattr(MAP, room)
    return changed(**{room: [evolve(first, **fields), *rest]})


def test_records_of_one_version_only_are_added_or_removed():
    found = compare(MAP, MAP.without("gap"))

    assert [type(record).__name__ for record in found.removed] == [
        "Claim",
        "Argument",
        "Argument",
        "Stance",
    ]
    assert found.added == ()
    assert compare(MAP.without("gap"), MAP).added == found.removed


@pytest.mark.parametrize(
    ("room", "fields", "kind"),
    [
        ("claims", {"text": "US troops leave Iraq."}, "reworded"),
        ("claims", {"label": "Leave"}, "reworded"),
        ("claims", {"weight": 0.7}, "re-weighed"),
        ("claims", {"theme": "Security"}, "moved"),
        ("claims", {"kind": "forecast"}, "changed"),
        ("claims", {"citations": [Citation("mena", "¶1")]}, "re-cited"),
        ("actors", {"name": "The US"}, "reworded"),
        ("actors", {"part_of": "iq"}, "moved"),
        ("actors", {"influence": 3}, "re-weighed"),
        ("arguments", {"target": "stay"}, "moved"),
        ("arguments", {"weight": 0.5}, "re-weighed"),
        ("arguments", {"basis": "analyst"}, "re-attributed"),
        ("links", {"basis": "implied"}, "re-attributed"),
        ("stances", {"via": ()}, "re-attributed"),
        ("stances", {"hedge": None}, "re-attributed"),
        ("stances", {"basis": "implied"}, "re-attributed"),
        ("stances", {"verdict": "reject"}, "re-judged"),
        ("stances", {"strength": 0.5}, "re-weighed"),
        ("stances", {"date": "2024"}, "changed"),
        ("stakes", {"effect": "loss"}, "re-judged"),
        ("ties", {"sign": -1}, "re-judged"),
        ("sources", {"title": "An article"}, "reworded"),
        ("sources", {"date": "2024"}, "changed"),
    ],
)
def test_a_record_that_stayed_is_told_by_what_changed_in_it(room, fields, kind):
    new = instead(room, **fields)
    (found,) = compare(MAP, new).differences

    assert (found.kind, found.fields) == (kind, tuple(fields))
    assert (found.old, found.new) == (getattr(MAP, room)[0], getattr(new, room)[0])
    assert found.before == tuple(getattr(found.old, name) for name in fields)
    assert found.after == tuple(getattr(found.new, name) for name in fields)


def test_a_record_may_change_in_several_ways():
    assert kinds(MAP, instead("claims", text="US troops leave Iraq.", weight=0.7)) == [
        ("reworded", ("text",)),
        ("re-weighed", ("weight",)),
    ]


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"positions": ["stay", "leave"]}, ("positions",)),
        ({"question": "Stay?", "title": "T"}, ("question", "title")),
        ({"notes": ["n"], "extra": {"a": 1}}, ("notes", "extra")),
    ],
)
def test_what_belongs_to_no_record_is_a_change_of_the_map(fields, names):
    assert kinds(MAP, changed(**fields)) == [("changed", names)]


def renamed_gap(text="A quick exit leaves a gap for some to fill."):
    return evolve(
        MAP,
        claims=[*MAP.claims[:2], Claim("vacuum", text, theme="Security")],
        arguments=[
            Argument("vacuum-con-leave", "vacuum", "leave", "con"),
            Argument("other-id", "stay", "vacuum-con-leave", "con"),
        ],
        stances=[evolve(MAP.stances[0], claim="vacuum")],
    )


def test_a_claim_with_another_id_is_found_by_its_text_and_its_steps_with_it():
    found = compare(MAP, renamed_gap())

    assert dict(found.renamed) == {
        "gap": "vacuum",
        "gap-con-leave": "vacuum-con-leave",
        "stay-undercuts": "other-id",
    }
    assert [(one.kind, one.fields) for one in found.differences] == [
        ("renamed", ("id",)),
        ("reworded", ("text",)),
        ("renamed", ("id",)),
        ("renamed", ("id",)),
    ]


def test_a_claim_in_other_words_under_another_id_is_another_claim():
    found = compare(MAP, renamed_gap("Oil"))

    assert not found.renamed
    assert {one.kind for one in found.differences} == {"added", "removed"}
    assert compare(MAP, renamed_gap(), similar=0.95).renamed == {}


def test_an_actor_and_a_source_with_other_ids_are_found_by_name_and_title():
    new = evolve(
        MAP,
        actors=[Actor("usa", "washington"), *MAP.actors[1:]],
        stances=[evolve(MAP.stances[0], actor="usa")],
        ties=[Tie("usa", "iq", "backs")],
        sources=[Source("article", "The article")],
    )

    assert dict(compare(MAP, new).renamed) == {"us": "usa", "mena": "article"}
    assert {one.kind for one in compare(MAP, new).differences} == {"renamed", "reworded"}


def test_of_several_stances_those_that_are_equal_are_paired_first():
    early, late = Stance("us", "leave", "reject", date="2020"), Stance("us", "leave", "accept")
    old, new = changed(stances=[early, late]), changed(stances=[late, evolve(early, date="2021")])

    assert kinds(old, new) == [("changed", ("date",))]
    assert kinds(changed(stances=[late, late]), changed(stances=[late])) == [("removed", ())]


def test_the_order_of_records_and_of_premises_is_no_difference():
    joint = Argument("j", ["gap", "stay"], "leave", "con")
    old, new = (
        changed(arguments=[joint]),
        changed(arguments=[evolve(joint, premises=joint.premises[::-1])]),
    )

    assert kinds(old, new) == []
    assert kinds(MAP, changed(claims=MAP.claims[::-1], actors=MAP.actors[::-1])) == []


def test_a_position_that_stands_otherwise_is_told_with_its_strength():
    new = changed(arguments=[*MAP.arguments, Argument("g", "gap", "stay", "con")])
    found = compare(MAP, new)

    for one in found.positions:
        assert one.label_before == acceptability(MAP)[one.old]
        assert one.label_after == acceptability(new)[one.new]
        assert one.strength_before == pytest.approx(strengths(MAP)[one.old])
        assert one.strength_after == pytest.approx(strengths(new)[one.new])
    assert [one.new for one in found.turned] == ["leave", "stay"]
    assert ("stands otherwise", "position 'stay'", "label", "undecided", "out") in found.table.rows
    assert found.table.note == "1 added; 2 positions of 2 stand otherwise."


def test_a_position_of_one_version_only_has_no_standing_in_the_other():
    new = MAP.without("stay")
    by_old = {one.old: one for one in compare(MAP, new).positions}

    assert (by_old["stay"].new, by_old["stay"].label_after) == (None, None)
    assert not by_old["stay"].turned
    assert by_old["leave"].new == "leave"


def test_a_claim_that_became_a_position_is_judged_in_both_versions():
    found = compare(MAP, changed(positions=[*MAP.positions, "gap"])).positions

    assert (found[-1].old, found[-1].new) == ("gap", "gap")
    assert found[-1].label_before == "in"


def test_options_are_checked_and_told():
    assert "df-quad" in compare(MAP, MAP, gradual="df-quad").variant
    with pytest.raises(InvalidOptionError):
        compare(MAP, MAP, similar=75)
    with pytest.raises(UnknownOptionError):
        compare(MAP, MAP, semantics="grouned")
    with pytest.raises(UnknownIdError):
        compare(MAP, MAP).of("add")


@settings(max_examples=25)
@given(maps(most=3))
def test_a_map_does_not_differ_from_itself(map):
    found = compare(map, map)

    assert found.differences == found.turned == found.table.rows == ()


@settings(max_examples=25)
@given(maps(most=3), maps(most=3))
def test_two_maps_that_differ_in_nothing_hold_the_same(old, new):
    found = compare(old, new)
    same = all(Counter(getattr(old, room)) == Counter(getattr(new, room)) for room in ROOMS)
    same = same and old.positions == new.positions and old.question == new.question

    assert same or found.differences


def mirrored(found):
    swap = {"added": "removed", "removed": "added"}
    return Counter((swap.get(one.kind, one.kind), one.new, one.old) for one in found.differences)


def told(found):
    return Counter((one.kind, one.old, one.new) for one in found.differences)


VERSIONS = st.tuples(debates(), debates()) | st.tuples(maps(most=3), maps(most=3))


@settings(max_examples=33)
@given(VERSIONS)
def test_read_the_other_way_round_what_was_added_is_removed(versions):
    old, new = versions
    there, back = compare(old, new), compare(new, old)

    assert told(there) == mirrored(back)
    assert {(b, a) for a, b in there.renamed.items()} == set(back.renamed.items())
    assert {(one.old, one.label_before, one.label_after) for one in there.positions} == {
        (one.new, one.label_after, one.label_before) for one in back.positions
    }


@settings(max_examples=33)
@given(VERSIONS)
def test_the_differences_lead_from_the_old_records_to_the_new(versions):
    old, new = versions
    found = compare(old, new)
    pairs = dict.fromkeys((one.old, one.new) for one in found.differences)
    lost = {a for a, b in pairs if a is not None}
    won = {b for a, b in pairs if b is not None}
    before = {record for room in ROOMS for record in getattr(old, room)}
    after = {record for room in ROOMS for record in getattr(new, room)}

    assert lost <= before | {old}
    assert won <= after | {new}
    if not found.renamed:
        assert (before - lost) <= after | _reordered(after)
        assert after - before <= won | _reordered(before)


def _reordered(records):
    """The same joint steps and links with their premises and ends in another order."""
    turned = {evolve(r, claims=r.claims[::-1]) for r in records if isinstance(r, Link)}
    return turned | {
        evolve(r, premises=r.premises[::-1]) for r in records if isinstance(r, Argument)
    }
