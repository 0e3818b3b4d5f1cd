"""What carries a claim or step, and what would take it away."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
import strategies
from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    Source,
    Stance,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis.backing import CHANGES, Backing, Change
from argmap.model import SAMENESS

laws = settings(deadline=None, max_examples=27)


def debate(*, stances=(), citations=(), cited=(), links=(), positions=()):
    return ArgumentMap(
        "?",
        positions=positions,
        claims=[Claim("a", "A.", citations=[Citation(id) for id in citations]), Claim("b", "B.")],
        arguments=[Argument("x", ["a"], "b", "pro", citations=[Citation(id) for id in cited])],
        links=links,
        stances=stances,
        actors=[Actor("p", "Paula"), Actor("q", "Quentin"), Actor("v", "Vera", kind="voice")],
        sources=[Source("s", "The Source"), Source("t", "The Times")],
    )


def falls(map, *changes, links=True):
    return Backing(map, links).fallen(Change(kind, id) for kind, id in changes)


# By definition --------------------------------------------------------------------------


def fallen_by_definition(map, changes, links):
    """What falls, read off the records one by one."""
    made = {(change.kind, change.id) for change in changes}

    def unsourced(record):
        cited = [("discredit", citation.source) for citation in record.citations]
        return bool(cited) and made.issuperset(cited)

    def unheard(stance):
        voices = [("discredit", id) for id in (stance.actor, *stance.via)]
        minds = ("change of mind", stance.actor)
        return minds in made or not made.isdisjoint(voices) or unsourced(stance)

    same = {claim.id: {claim.id} for claim in map.claims}
    for _ in map.claims:
        for link in map.links if links else ():
            if link.kind in SAMENESS:
                one, other = link.claims
                same[one] = same[other] = same[one] | same[other]
    for group in list(same.values()):
        for id in group:
            same[id] = same[id] | group
    fallen = set()
    for claim in map.claims:
        group = same[claim.id]
        accepting = [s for s in map.stances if s.claim in group and s.verdict == "accept"]
        citing = [c for one in map.claims if one.id in group for c in one.citations]
        if any(("doubt", id) in made for id in group):
            fallen.add(claim.id)
        elif group & set(map.positions):
            continue
        elif accepting:
            if all(unheard(stance) for stance in accepting):
                fallen.add(claim.id)
        elif citing and all(("discredit", one.source) in made for one in citing):
            fallen.add(claim.id)
    fallen |= {one.id for one in map.arguments if ("drop", one.id) in made or unsourced(one)}
    return fallen


@st.composite
def changed(draw):
    """A map, and some changes of it."""
    map = draw(strategies.maps(most=3))
    changes = list(Backing(map).changes())
    some = st.lists(st.sampled_from(changes), max_size=5, unique=True) if changes else st.just([])
    return map, draw(some), draw(st.booleans())


@laws
@given(changed())
def test_what_falls_is_what_the_definition_says(drawn):
    map, changes, links = drawn

    fallen = Backing(map, links).fallen(changes)

    assert set(fallen) == fallen_by_definition(map, changes, links)
    ids = [claim.id for claim in map.claims] + [one.id for one in map.arguments]
    assert list(fallen) == sorted(fallen, key=ids.index)


@laws
@given(changed())
def test_more_changes_fell_no_less(drawn):
    map, changes, links = drawn
    backing = Backing(map, links)

    for size in range(len(changes)):
        assert set(backing.fallen(changes[:size])) <= set(backing.fallen(changes))


@laws
@given(strategies.maps(most=3))
def test_every_change_can_be_made_and_none_doubts_a_position(map):
    backing = Backing(map)
    changes = list(backing.changes())

    assert len(set(changes)) == len(changes)
    for change in changes:
        backing.check(change)
        assert change.kind != "doubt" or change.id not in map.positions


# By hand --------------------------------------------------------------------------------


def test_a_claim_falls_with_the_last_that_accepts_it():
    map = debate(stances=[Stance("p", "a", "accept"), Stance("q", "a", "accept")])

    assert falls(map, ("change of mind", "p")) == ()
    assert falls(map, ("change of mind", "p"), ("change of mind", "q")) == ("a",)


def test_a_verdict_that_does_not_accept_carries_nothing():
    map = debate(stances=[Stance("p", "a", "reject"), Stance("q", "a", "neutral")])

    assert falls(map, ("change of mind", "p"), ("change of mind", "q")) == ()
    assert not Backing(map).holders


def test_a_stance_falls_with_any_voice_through_which_we_know_of_it():
    map = debate(stances=[Stance("p", "a", "accept", via=("v", "q"))])

    assert falls(map, ("discredit", "v")) == falls(map, ("discredit", "q")) == ("a",)
    assert Backing(map).voices == ("q", "v")


def test_a_stance_falls_with_the_last_source_it_cites():
    map = debate(stances=[Stance("p", "a", "accept", citations=[Citation("s"), Citation("t")])])

    assert falls(map, ("discredit", "s")) == ()
    assert falls(map, ("discredit", "s"), ("discredit", "t")) == ("a",)


def test_a_claim_nobody_accepts_is_carried_by_its_sources():
    assert falls(debate(citations=["s"]), ("discredit", "s")) == ("a",)
    accepted = debate(citations=["s"], stances=[Stance("p", "a", "accept")])
    assert falls(accepted, ("discredit", "s")) == ()


def test_what_cites_nothing_falls_only_by_itself():
    every = [("change of mind", "p"), ("discredit", "s"), ("discredit", "t")]

    assert falls(debate(), *every) == ()
    assert falls(debate(), ("doubt", "a"), ("drop", "x")) == ("a", "x")


def test_a_step_falls_when_it_is_dropped_or_unsourced():
    map = debate(cited=["s"])

    assert falls(map, ("drop", "x")) == falls(map, ("discredit", "s")) == ("x",)


def test_a_position_is_not_carried_by_those_who_want_it():
    map = debate(stances=[Stance("p", "a", "accept")], positions=["a"])

    assert falls(map, ("change of mind", "p")) == ()
    assert falls(map, ("doubt", "a")) == ("a",)
    assert not Backing(map).holders


def test_what_is_the_same_is_carried_and_falls_together():
    map = debate(stances=[Stance("p", "b", "accept")], links=[Link(("a", "b"), "rephrase")])

    assert falls(map, ("change of mind", "p")) == ("a", "b")
    assert falls(map, ("doubt", "a")) == ("a", "b")
    assert falls(map, ("doubt", "a"), links=False) == ("a",)


def test_an_unknown_change_is_an_error():
    backing = Backing(debate())

    for kind in CHANGES:
        with pytest.raises(UnknownIdError):
            backing.fallen([Change(kind, "nothing")])
    with pytest.raises(UnknownOptionError):
        Change("forget", "a")


def test_a_change_is_told_with_the_names_of_the_map():
    map = debate()

    assert Change("drop", "x").words(map) == "the step a for b is dropped"
    assert Change("change of mind", "p").words(map) == "Paula changes its mind"
    assert Change("discredit", "s").words(map) == "The Source is discredited"
    article = Change("discredit", "author").words(argmap.example("iraq-withdrawal"))
    assert article == "the article itself is discredited"
    assert str(Change("doubt", "a")) == Change("doubt", "a").words(map) == "a is doubted"
