"""Where actors contradict themselves, and the chain that shows it."""

from __future__ import annotations

import pytest

from argmap import Actor, Argument, ArgumentMap, Claim, Link, Stance, UnknownIdError
from argmap.analysis import contradictions

CON = Argument("s1", ["vacuum", "weak"], "leave", "con", basis="implied")


def held(*stances, arguments=(), links=()):
    return ArgumentMap(
        "?",
        actors=[
            Actor("baghdad", "Baghdad"),
            Actor("sudani", "Al-Sudani", part_of="baghdad"),
            Actor("reuters", "Reuters", kind="voice"),
        ],
        claims=[Claim(id, id) for id in ("leave", "stay", "vacuum", "weak")],
        arguments=arguments,
        links=links,
        stances=stances,
    )


def says(verdict, on="leave", by="baghdad", **fields):
    return Stance(by, on, verdict, **fields)


def kinds(map, **options):
    return [
        (found.actor, found.kind, found.claims) for found in contradictions(map, **options).found
    ]


def test_accepting_and_rejecting_one_claim_is_a_contradiction():
    assert kinds(held(says("accept"), says("reject"))) == [
        ("baghdad", "accepts and rejects", ("leave",))
    ]


@pytest.mark.parametrize("other", ["accept", "neutral", "ambivalent"])
def test_other_pairs_of_verdicts_are_none(other):
    assert kinds(held(says("accept"), says(other, hedge="may"))) == []


def test_a_change_of_mind_is_no_contradiction():
    assert kinds(held(says("accept", date="2014"), says("reject", date="2024"))) == []


@pytest.mark.parametrize("dates", [("2024", "2024-03"), (None, "2024"), ("2024", "2024")])
def test_dates_that_do_not_tell_a_change_of_mind_make_a_contradiction(dates):
    first, second = dates

    assert len(kinds(held(says("accept", date=first), says("reject", date=second)))) == 1


def test_accepting_a_claim_and_every_premise_of_a_con_is_a_contradiction():
    map = held(says("accept"), says("accept", "vacuum"), says("accept", "weak"), arguments=[CON])

    assert kinds(map) == [("baghdad", "accepts a con", ("vacuum", "weak", "leave"))]


def test_accepting_some_premises_of_a_con_is_none():
    assert kinds(held(says("accept"), says("accept", "vacuum"), arguments=[CON])) == []


def test_premises_given_up_before_the_claim_was_accepted_are_none():
    map = held(
        says("accept", date="2024"),
        says("accept", "vacuum", date="2014"),
        says("neutral", "vacuum", date="2020"),
        says("accept", "weak"),
        arguments=[CON],
    )

    assert kinds(map) == []


def test_the_chain_leads_from_the_premises_over_the_step_to_the_claim():
    vacuum = says("accept", "vacuum", via="reuters", basis="attributed", hedge="fears")
    weak, leave = says("accept", "weak"), says("accept")
    (found,) = contradictions(held(leave, vacuum, weak, arguments=[CON])).found

    assert found.chain == (vacuum, weak, CON, leave)
    assert found.voices == (("reuters",), ())
    assert found.basis == "implied"


def test_the_table_tells_the_chain_in_words():
    vacuum = says("accept", "vacuum", via="reuters", basis="attributed", hedge="fears")
    row = contradictions(
        held(says("accept"), vacuum, says("accept", "weak"), arguments=[CON])
    ).table.rows[0]

    assert row[:4] == (
        "Baghdad",
        "accepts a con",
        (
            "accepts vacuum (attributed, via reuters, “fears”); accepts weak (stated); "
            "vacuum + weak against leave (implied); accepts leave (stated)"
        ),
        "implied",
    )


def test_the_rung_is_the_firmest_on_which_the_contradiction_shows():
    map = held(says("accept", basis="analyst"), says("accept"), says("reject", basis="attributed"))

    (found,) = contradictions(map).found

    assert found.basis == "attributed"
    assert len(found.stances) == 3


def test_a_contradiction_that_lasts_has_the_firmest_rung_it_had_at_any_time():
    step = Argument("s1", "vacuum", "leave", "con")
    early = says("accept", "vacuum", date="2020", basis="implied")
    late = says("accept", "vacuum", date="2022")
    (found,) = contradictions(held(says("accept"), early, late, arguments=[step])).found

    assert found.basis == "stated"
    assert set(found.stances) == {says("accept"), early, late}


@pytest.mark.parametrize("kind", ["contrary", "contradictory", "alternative"])
def test_accepting_two_rivals_is_a_contradiction(kind):
    link = Link(("stay", "leave"), kind)

    assert kinds(held(says("accept"), says("accept", "stay"), links=[link])) == [
        ("baghdad", "accepts rivals", ("stay", "leave"))
    ]


@pytest.mark.parametrize(("kind", "count"), [("contrary", 0), ("contradictory", 1)])
def test_rejecting_two_claims_that_leave_no_third_is_a_contradiction(kind, count):
    map = held(says("reject"), says("reject", "stay"), links=[Link(("stay", "leave"), kind)])

    assert len(kinds(map)) == count


@pytest.mark.parametrize("claims", [("stay", "leave"), ("leave", "stay")])
def test_accepting_a_claim_and_rejecting_its_rephrase_is_a_contradiction(claims):
    map = held(says("accept"), says("reject", "stay"), links=[Link(claims, "rephrase")])

    assert [found[1] for found in kinds(map)] == ["parts equals"]


def test_links_can_be_left_out_and_the_answer_says_so():
    map = held(says("accept"), says("accept", "stay"), links=[Link(("stay", "leave"), "contrary")])

    assert kinds(map, links=False) == []
    assert "links left out" in contradictions(map, links=False).variant


def test_a_government_can_contradict_itself_through_a_member():
    map = held(says("accept"), says("reject", by="sudani"))

    assert kinds(map) == []
    assert kinds(map, members=True) == [("baghdad", "accepts and rejects", ("leave",))]
    assert "sudani rejects leave" in contradictions(map, members=True).table.rows[0][2]


def test_actors_can_be_chosen_and_must_be_known():
    map = held(says("accept"), says("reject"), says("accept", by="reuters"))

    assert kinds(map, actors="reuters") == []
    assert len(contradictions(map).of("baghdad")) == 1
    with pytest.raises(UnknownIdError):
        contradictions(map, ["bagdad"])
