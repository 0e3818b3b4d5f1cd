"""What has no reply, no argument for it, or no source."""

from __future__ import annotations

import pytest

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
)
from argmap.analysis import unanswered, unsourced, unsupported
from test_analysis_bearings import debate

# Unanswered


def test_a_claim_with_a_con_is_answered_and_so_is_what_it_argues():
    found = unanswered(debate(("vacuum", "con", "leave"), ("army", "con", "vacuum")))

    assert dict(found) == {"army": "unanswered", "s2": "unanswered"}


def test_an_undercut_answers_the_step_and_the_claim_that_makes_it():
    found = unanswered(
        debate(("vacuum", "con", "stay"), ("idle", "con", "s1"), positions=("stay",))
    )

    assert set(found) == {"idle", "s2"}


def test_a_step_stands_though_another_step_of_its_claim_is_undercut():
    found = unanswered(
        debate(("attacks", "pro", "leave"), ("attacks", "pro", "expand"), ("idle", "con", "s1"))
    )

    assert "s2" in found
    assert "s1" not in found
    assert "attacks" not in found


def test_a_joint_step_is_answered_through_any_premise():
    found = unanswered(debate(("returned over", "pro", "leave"), ("active", "con", "over")))

    assert "s1" not in found
    assert "returned" in found


def test_a_rival_argument_is_no_reply():
    found = unanswered(debate(("safe", "pro", "leave"), ("vacuum", "con", "leave")))

    assert {"safe", "vacuum", "s1", "s2"} <= set(found)
    assert "leave" not in found


@pytest.mark.parametrize(
    ("kind", "answered"),
    [("contrary", True), ("contradictory", True), ("alternative", False), ("rephrase", False)],
)
def test_a_denial_is_a_reply_and_a_rival_option_is_none(kind, answered):
    found = unanswered(debate(("safe", "pro", "leave"), links=[Link(("safe", "unsafe"), kind)]))

    assert ("safe" not in found) is answered
    assert ("s1" not in found) is answered


def test_a_reply_to_a_rephrase_is_a_reply_to_the_claim():
    links = [Link(("vacuum", "gap"), "rephrase"), Link(("gap", "hole"), "equivalent")]
    answered = debate(("vacuum", "con", "leave"), ("army", "con", "hole"), links=links)

    assert not {"vacuum", "gap", "hole", "s1"} & set(unanswered(answered))
    assert {"vacuum", "gap", "s1"} <= set(unanswered(answered, links=False))


def test_the_table_of_the_unanswered_lists_claims_with_the_steps_nobody_replied_to():
    found = unanswered(
        debate(
            ("vacuum", "con", "leave"),
            ("attacks", "pro", "leave"),
            ("attacks", "pro", "expand"),
            ("idle", "con", "s3"),
        )
    )

    assert found.table.rows == (
        ("vacuum", "vacuum", "against leave", "con"),
        ("attacks", "attacks", "only for leave", "pro"),
        ("expand", "expand", None, "none"),
        ("idle", "idle", "against s3", "none"),
    )


def test_a_map_without_a_motion_can_be_asked_what_is_unanswered():
    found = unanswered(debate(("a", "pro", "b"), positions=()))

    assert [row[-1] for row in found.table.rows] == [None, None]


# Unsupported


def test_a_claim_is_unsupported_until_there_is_an_argument_for_it():
    found = unsupported(debate(("safe", "pro", "leave"), ("vacuum", "con", "safe")))

    assert set(found) == {"safe", "vacuum"}


def test_an_unsupported_claim_comes_with_what_it_rests_on():
    resting = ArgumentMap(
        "?",
        claims=[Claim("b", "x"), Claim("c", "x", citations="mena ¶1"), Claim("h", "x")],
        actors=[Actor("a", "A"), Actor("r", "R")],
        stances=[
            Stance("a", "h", "accept"),
            Stance("a", "c", "accept"),
            Stance("r", "b", "reject"),
        ],
        sources=[Source("mena", "An article")],
    )

    found = unsupported(resting)

    assert dict(found) == {"b": "bare", "c": "cited", "h": "held"}
    assert [row[0] for row in found.table.rows] == ["b", "h", "c"]
    assert found.ids("held") == ("h",)


def test_facts_can_be_left_out_of_the_unsupported_and_the_answer_says_so():
    mixed = ArgumentMap("?", claims=[Claim("troops", "x", kind="fact"), Claim("safe", "x")])

    assert list(unsupported(mixed)) == ["troops", "safe"]
    assert list(unsupported(mixed, facts=False)) == ["safe"]
    assert "facts left out" in unsupported(mixed, facts=False).variant


def test_an_argument_for_an_equivalent_claim_supports_both():
    same = debate(("safe", "pro", "leave"), links=[Link(("go", "leave"), "equivalent")])

    assert "go" not in unsupported(same)
    assert "go" in unsupported(same, links=False)


# Unsourced


def sourced(*, citations=()):
    return ArgumentMap(
        "?",
        positions=["leave"],
        actors=[Actor("a", "Ay"), Actor("b", "Bee")],
        claims=[Claim("leave", "x", citations=citations), Claim("c", "x", citations=["mena"])],
        arguments=[
            Argument("s1", "c", "leave", "pro", citations=citations),
            Argument("s2", ["c", "leave"], "s1", "con", basis="analyst", citations=citations),
        ],
        links=[Link(("leave", "c"), "alternative", citations=citations)],
        stances=[Stance("a", "leave", "accept", basis="implied", citations=citations)],
        stakes=[Stake("a", "leave", "gain", citations=citations)],
        ties=[Tie("a", "b", "backs", citations=citations)],
        sources=[Source("mena", "An article")],
    )


def test_every_record_that_asserts_something_is_asked_for_its_source():
    found = unsourced(sourced())

    assert found.table.rows == (
        ("claim", "leave", "x", None, "nothing"),
        ("argument", "s1", "c for leave", "stated", "through premises"),
        ("argument", "s2", "c + leave against s1", "analyst", "nothing"),
        ("link", "leave – c", "alternative", "stated", "nothing"),
        ("stance", "Ay", "accept leave", "implied", "nothing"),
        ("stake", "Ay", "gain from leave", "stated", "nothing"),
        ("tie", "Ay", "backs Bee", "stated", "nothing"),
    )


def test_records_without_an_id_are_among_the_gaps_and_not_in_the_mapping():
    found = unsourced(sourced())

    assert dict(found) == {"leave": "nothing", "s1": "through premises", "s2": "nothing"}
    assert len(found.gaps) == 7


def test_a_map_that_cites_throughout_has_no_gaps():
    assert unsourced(sourced(citations=[Citation("mena")])).gaps == ()
