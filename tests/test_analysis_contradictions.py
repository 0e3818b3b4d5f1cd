"""Where actors contradict themselves, and the chain that shows it."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Claim,
    InvalidOptionError,
    Link,
    Stance,
    UnknownIdError,
)
from argmap.analysis import contradictions
from argmap.analysis.dates import stretch
from argmap.report import report
from test_analysis_laws import debates, held_at

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


# Chains of pros


def pro(id, premises, target, side="pro", **fields):
    return Argument(id, premises.split(), target, side, **fields)


WEAK_TO_LEAVE = [pro("s1", "weak", "vacuum", basis="implied"), pro("s2", "vacuum", "leave")]
WEAK_AGAINST_LEAVE = [pro("s1", "weak", "vacuum"), pro("s2", "vacuum", "leave", "con")]


def test_rejecting_what_follows_from_what_one_accepts_is_a_contradiction():
    weak, leave = says("accept", "weak"), says("reject")
    (found,) = contradictions(held(leave, weak, arguments=WEAK_TO_LEAVE)).found

    assert (found.kind, found.needs) == (
        "rejects what follows",
        (("weak", "accept"), ("leave", "reject")),
    )
    assert found.steps == tuple(WEAK_TO_LEAVE)
    assert found.by == WEAK_TO_LEAVE[-1]
    assert found.chain == (weak, *WEAK_TO_LEAVE, leave)
    assert found.basis == "implied"


def test_a_chain_may_end_against_a_claim_that_the_actor_accepts():
    map = held(says("accept"), says("accept", "weak"), arguments=WEAK_AGAINST_LEAVE)

    assert kinds(map) == [("baghdad", "accepts against itself", ("weak", "leave"))]
    assert contradictions(map).table.rows[0][2] == (
        "accepts weak (stated); weak for vacuum (stated); vacuum against leave (stated); "
        "accepts leave (stated)"
    )


def test_a_con_whose_premises_are_all_accepted_is_shown_as_such_and_not_as_a_chain():
    map = held(
        says("accept"),
        says("accept", "weak"),
        says("accept", "vacuum"),
        arguments=WEAK_AGAINST_LEAVE,
    )

    assert kinds(map) == [("baghdad", "accepts a con", ("vacuum", "leave"))]


def test_every_premise_of_a_chain_is_accepted_or_follows():
    steps = [pro("s1", "weak", "vacuum"), pro("s2", "vacuum stay", "leave")]

    assert kinds(held(says("reject"), says("accept", "weak"), arguments=steps)) == []
    assert kinds(
        held(says("reject"), says("accept", "weak"), says("accept", "stay"), arguments=steps)
    ) == [("baghdad", "rejects what follows", ("weak", "stay", "leave"))]


@pytest.mark.parametrize("verdict", ["neutral", "ambivalent"])
def test_a_chain_does_not_pass_a_claim_that_the_actor_leaves_open(verdict):
    stances = says("reject"), says("accept", "weak"), says(verdict, "vacuum")

    assert kinds(held(*stances, arguments=WEAK_TO_LEAVE)) == []


def test_a_chain_ends_at_the_first_claim_that_the_actor_rejects():
    stances = says("reject"), says("accept", "weak"), says("reject", "vacuum")

    assert kinds(held(*stances, arguments=WEAK_TO_LEAVE)) == [
        ("baghdad", "rejects what follows", ("weak", "vacuum"))
    ]


def test_a_step_that_the_actor_disputes_is_no_part_of_a_chain():
    steps = [*WEAK_TO_LEAVE, pro("s3", "stay", "s2", "con")]

    assert len(kinds(held(says("reject"), says("accept", "weak"), arguments=steps))) == 1
    assert (
        kinds(held(says("reject"), says("accept", "weak"), says("accept", "stay"), arguments=steps))
        == []
    )


def test_the_shortest_chain_to_each_last_step_is_shown():
    steps = [*WEAK_TO_LEAVE, pro("s3", "stay", "vacuum"), pro("s4", "weak", "stay")]
    (found,) = contradictions(held(says("reject"), says("accept", "weak"), arguments=steps)).found

    assert [step.id for step in found.steps] == ["s1", "s2"]


def test_of_equally_short_chains_the_firmest_is_shown():
    steps = [*WEAK_TO_LEAVE, pro("s3", "stay", "vacuum")]
    (found,) = contradictions(
        held(says("reject"), says("accept", "weak"), says("accept", "stay"), arguments=steps)
    ).found

    assert [step.id for step in found.steps] == ["s3", "s2"]
    assert found.basis == "stated"


def test_longer_chains_are_counted_and_not_shown():
    map = held(says("reject"), says("accept", "weak"), arguments=WEAK_TO_LEAVE)

    found = contradictions(map, longest=1)

    assert (found.found, found.longest, found.longer) == ((), 1, 1)
    assert "at most 1 step in a row" in found.variant
    assert found.table.note == "Shown by longer chains only, and left out: 1."
    assert (kinds(map, longest=0), contradictions(map, longest=0).longer) == ([], 0)
    with pytest.raises(InvalidOptionError, match="longest -1 is below 0"):
        contradictions(map, longest=-1)


def test_what_was_accepted_before_the_end_was_rejected_starts_no_chain():
    early = says("accept", "weak", date="2014"), says("neutral", "weak", date="2020")

    assert kinds(held(says("reject", date="2024"), *early, arguments=WEAK_TO_LEAVE)) == []


def test_a_chain_in_a_circle_comes_to_an_end():
    circle = [pro("s1", "weak", "vacuum"), pro("s2", "vacuum", "weak")]
    steps = [*circle, pro("s3", "vacuum", "leave")]

    assert kinds(held(says("reject"), says("accept", "weak"), arguments=steps)) == [
        ("baghdad", "rejects what follows", ("weak", "leave"))
    ]


def test_the_brief_tells_a_chain_step_by_step():
    map = held(says("accept"), says("accept", "weak"), arguments=WEAK_AGAINST_LEAVE)

    assert "though “weak” speaks for “vacuum” and “vacuum” speaks against “leave”" in str(
        report(evolve(map, positions=("leave",)))
    )


def by_definition(map, actor):
    """The last step of each chain, with its length, by repeating the definition."""
    verdicts = {}
    for stance in map.stances_of(actor):
        verdicts.setdefault(stance.claim, set()).add(stance.verdict)
    accepted = {claim for claim, found in verdicts.items() if "accept" in found}
    disputed = {step.target for step in map.arguments if set(step.premises) <= accepted}
    steps = [step for step in map.arguments if step.id not in disputed]
    known, length, found = set(accepted), 0, {}
    while ready := [s for s in steps if s.id not in found and set(s.premises) <= known]:
        length += 1
        found |= {step.id: length for step in ready}
        known |= {s.target for s in ready if s.side == "pro" and s.target not in verdicts}
    for step in steps:
        held = verdicts.get(step.target, set())
        rejects = step.side == "pro" and "reject" in held and "accept" not in held
        follows = step.side == "con" and "accept" in held and found.get(step.id, 0) > 1
        if step.id in found and (rejects or follows):
            yield step.id, found[step.id]


@given(debates())
def test_chains_are_those_of_the_definition(map):
    map = evolve(map, stances=[evolve(stance, date=None) for stance in map.stances])
    for actor in map.actors:
        for longest in (1, 2, 9):
            answer = contradictions(map, actor.id, longest=longest)
            expected = dict(by_definition(map, actor.id))
            short = {id for id, length in expected.items() if length <= longest}
            assert {one.by.id for one in answer.found if one.steps} == short
            assert answer.longer == len(expected) - len(short)


@given(debates())
def test_the_steps_of_a_chain_lead_from_what_is_accepted_to_its_end(map):
    for one in contradictions(map, longest=9).found:
        known = {claim for claim, verdict in one.needs if verdict == "accept"}
        for step in one.steps:
            assert set(step.premises) <= known
            known.add(step.target)
        assert all(step.side == "pro" for step in one.steps[:-1])


@given(debates())
def test_at_some_moment_a_chain_holds_as_a_whole(map):
    moments = {stretch(stance.date)[0] for stance in map.stances}
    for one in contradictions(map, longest=9).found:
        passed = {step.target for step in one.steps[:-1]}
        assert not one.steps or any(
            all(verdict in held_at(map, one.actor, claim, moment) for claim, verdict in one.needs)
            and not any(held_at(map, one.actor, claim, moment) for claim in passed)
            for moment in moments
        )
