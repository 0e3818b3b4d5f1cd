"""Evidential support: nothing stands without a chain from evidence."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Argument, ArgumentMap, Claim, Link, UnknownIdError
from argmap.analysis import SUPPORTS, acceptability, to_framework
from argmap.analysis.evidence import vouched
from argmap.analysis.projections import aimed, hits
from argmap.analysis.standing import standings
from argmap.analysis.theory import Court, Theory
from argmap.semantics import extensions, statuses

laws = settings(deadline=None, max_examples=44)
NAMES = "abc"


@st.composite
def debates(draw):
    """Three claims and a few steps among them, with the claims that are evidence."""
    steps = []
    for number in range(draw(st.integers(0, 4))):
        premises = draw(st.sets(st.sampled_from(NAMES), min_size=1, max_size=2))
        target = draw(st.sampled_from(sorted(set(NAMES) - premises)))
        side = draw(st.sampled_from(["pro", "pro", "con"]))
        steps.append(Argument(f"s{number}", sorted(premises), target, side))
    links = [Link(("a", "b"), "equivalent")] if draw(st.integers(0, 4)) == 0 else []
    map = ArgumentMap("?", claims=[Claim(id, id) for id in NAMES], arguments=steps, links=links)
    return map, draw(st.sets(st.sampled_from(NAMES)))


def stands_by_definition(map, evidence):
    """Every set that holds just what it leaves unattacked and gives a chain from evidence."""
    ids = [*NAMES, *(step.id for step in map.arguments)]
    struck = {id: set() for id in ids}
    for hit in hits(map):
        struck[hit.target].add(hit.source)
    same = {id: {id} for id in NAMES}
    for link in map.links:
        for id in link.claims:
            same[id] |= set(link.claims)
    found = set()
    for some in chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1)):
        free = {id for id in ids if struck[id].isdisjoint(some)}
        chained, grown = None, set()
        while grown != chained:
            chained = set(grown)
            for step in map.arguments:
                if step.id in free and chained.issuperset(step.premises):
                    grown.add(step.id)
            for id in NAMES:
                pros = {step.id for one in same[id] for step in map.pros(one)}
                granted = same[id] & evidence
                if id in free and (granted or pros & chained):
                    grown.add(id)
        if grown == set(some):
            found.add(frozenset(some))
    return found


@laws
@given(debates())
def test_stable_sets_are_those_of_the_definition(drawn):
    map, evidence = drawn
    framework = to_framework(map, support="evidential", evidence=evidence)

    found = {frozenset(id for id in set if id in map) for set in extensions(framework, "stable")}

    assert found == stands_by_definition(map, evidence)


@pytest.mark.parametrize(
    "semantics",
    ["complete", "grounded", "preferred", "stable", "semi-stable", "ideal", "eager"],
)
def test_claims_that_support_each_other_and_nothing_else_never_stand(semantics):
    circle = ArgumentMap(
        "?",
        claims=[Claim(id, id) for id in NAMES],
        arguments=[
            Argument("s1", ["a"], "b", "pro"),
            Argument("s2", ["b"], "c", "pro"),
            Argument("s3", ["c"], "a", "pro"),
        ],
    )
    framework = to_framework(circle, support="evidential", evidence=())

    assert {statuses(framework, semantics)[id] for id in NAMES} == {"rejected"}

    way_in = to_framework(circle, support="evidential", evidence=["c"])
    assert {statuses(way_in, semantics)[id] for id in NAMES} == {"skeptical"}


COMPLETE = ("grounded", "complete", "preferred", "stable", "semi-stable", "ideal", "eager")


@pytest.mark.parametrize("support", SUPPORTS)
@laws
@given(debates(), st.sets(st.sampled_from(NAMES)), st.sampled_from(COMPLETE))
def test_a_claim_given_in_is_evidence_at_which_no_attack_can_be_aimed(
    support, drawn, granted, semantics
):
    map, evidence = drawn
    same = {id for link in map.links if granted & set(link.claims) for id in link.claims}
    failing = [(one, aim) for one, aim in aimed(map, links=True) if aim in granted | same]

    found = standings(
        map, semantics, support=support, given=dict.fromkeys(granted, "in"), evidence=evidence
    )

    assert found == standings(
        map, semantics, support=support, evidence=evidence | granted, failing=failing
    )


@laws
@given(debates(), st.data())
def test_what_is_given_out_is_as_what_is_not_there_in_a_circle_too(drawn, data):
    map, evidence = drawn
    court = Court(map, Theory("preferred", support="evidential", evidence=evidence))
    gone = data.draw(st.sets(st.sampled_from(court.ids), max_size=2))

    found = standings(
        map, "preferred", support="evidential", given=dict.fromkeys(gone, "out"), evidence=evidence
    )

    labels = {"skeptical": "in", "credulous": "undecided", "rejected": "out"}
    assert {id: labels[stands] for id, stands in found.items()} == court.labels(
        court.ids, without=gone
    )


def test_a_step_given_in_is_a_chain_from_evidence_within_a_circle():
    circle = ArgumentMap(
        "?",
        claims=[Claim("a", "A."), Claim("b", "B.")],
        arguments=[Argument("s1", ["a"], "b", "pro"), Argument("s2", ["b"], "a", "pro")],
    )

    assert set(acceptability(circle, support="evidential", evidence=()).values()) == {"out"}
    found = acceptability(circle, support="evidential", evidence=(), given={"s1": "in"})
    assert set(found.values()) == {"in"}


def test_a_step_given_out_is_no_chain_from_evidence_within_a_circle():
    circle = ArgumentMap(
        "?",
        claims=[Claim("a", "A."), Claim("b", "B."), Claim("c", "C.")],
        arguments=[
            Argument("s1", ["a"], "b", "pro"),
            Argument("s2", ["b"], "a", "pro"),
            Argument("s3", ["c"], "a", "pro"),
        ],
    )

    for gone in ("s1", "a"):
        found = acceptability(circle, support="evidential", evidence=["c"], given={gone: "out"})
        assert found["b"] == "out"


@laws
@given(strategies.maps(most=3))
def test_where_every_claim_is_evidence_the_reading_is_that_of_necessary_support(map):
    evidence = [claim.id for claim in map.claims]

    assert to_framework(map, support="evidential", evidence=evidence) == to_framework(map)


@laws
@given(strategies.maps(most=3))
def test_what_somebody_accepts_or_cites_is_evidence_and_no_position_is(map):
    found = vouched(map)

    for claim in map.claims:
        accepted = any(stance.verdict == "accept" for stance in map.stances_on(claim.id))
        told = bool(claim.citations) or accepted
        assert (claim.id in found) == (told and claim.id not in map.positions)


def test_a_position_without_any_argument_is_out_only_by_the_evidential_reading():
    map = ArgumentMap("?", positions=["leave"], claims=[Claim("leave", "They leave.")])

    assert acceptability(map)["leave"] == "in"
    answer = acceptability(map, support="evidential")
    assert dict(answer) == {"leave": "out"}
    assert answer.to_dicts()[0]["because"] == (
        "no argument for it stands, nor is it evidence itself"
    )


def test_a_claim_falls_with_its_last_pro_and_takes_the_steps_that_need_it_along(withdrawal):
    alone = acceptability(withdrawal, support="evidential", given="ready-to-talk=out")

    assert acceptability(withdrawal, support="evidential")["open-talks"] == "in"
    assert alone["open-talks"] == "out"


def test_the_answer_holds_the_records_of_the_map_and_no_lacks(withdrawal):
    found = acceptability(withdrawal, support="evidential")

    assert list(found) == list(acceptability(withdrawal))
    assert "evidential support" in found.variant


def test_evidence_by_hand_must_be_claims():
    map = ArgumentMap("?", claims=[Claim("a", "A.")])

    assert acceptability(map, support="evidential", evidence=["a"])["a"] == "in"
    with pytest.raises(UnknownIdError, match="no claim 'b'"):
        acceptability(map, support="evidential", evidence=["b"])
