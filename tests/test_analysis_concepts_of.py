"""Formal concepts of actors and claims, and implications between what they hold."""

from __future__ import annotations

import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import Actor, ArgumentMap, Claim, Stance
from argmap.analysis.concepts_of import Signed, lattice
from argmap.contexts import Context, basis, closed_under, extents, neighbours
from argmap.errors import InvalidOptionError, UnknownIdError, UnknownOptionError
from debating import debates

laws = settings(deadline=None, max_examples=55)
ALL = 1_000_000


def on_record(actors="abcd", claims="pqrs", **held):
    """A map in which actors hold claims, `-p` for one that is rejected and `0p` for neutral."""
    verdicts = {"-": "reject", "0": "neutral"}
    return ArgumentMap(
        "?",
        actors=[Actor(id, id.upper()) for id in actors],
        claims=[Claim(id, f"{id}.") for id in claims],
        stances=[
            Stance(actor, text[-1], verdicts.get(text[0], "accept"))
            for actor, texts in held.items()
            for text in texts.split()
        ],
    )


def groups(found):
    """Concepts as who holds what."""
    return [("".join(one.actors), " ".join(map(str, one.holds))) for one in found.concepts]


@st.composite
def contexts(draw):
    width = draw(st.integers(0, 6))
    rows = draw(st.lists(st.integers(0, (1 << width) - 1), max_size=5))
    return Context(tuple(rows), width)


# Contexts ----------------------------------------------------------------------------


def test_king_arthur_sir_robin_and_the_holy_grail_make_five_concepts():
    arthur = Context((0b0111, 0b0011, 0b1000), 4)  # human, knight, king, mysterious

    found = [(extent, arthur.intent(extent)) for extent in extents(arthur).sets]

    assert found == [
        (0b111, 0b0000),
        (0b011, 0b0011),
        (0b001, 0b0111),
        (0b100, 0b1000),
        (0b000, 0b1111),
    ]


@laws
@given(contexts())
def test_concepts_are_all_sets_of_attributes_that_are_their_own_closure(context):
    closed = {one for one in range(1 << context.width) if context.closure(one) == one}

    found = extents(context, limit=ALL).sets

    assert {context.intent(extent) for extent in found} == closed
    assert len(set(found)) == len(found) == len(closed)
    assert [one.bit_count() for one in found] == sorted(map(int.bit_count, found), reverse=True)


@laws
@given(contexts())
def test_neighbours_are_the_covers_of_the_order(context):
    sets = extents(context, limit=ALL).sets

    for extent in sets:
        wider = [one for one in sets if one != extent and extent & ~one == 0]
        covers = [one for one in wider if not any(two != one and two & ~one == 0 for two in wider)]
        assert sorted(neighbours(context, extent)) == sorted(covers)


@laws
@given(contexts())
def test_the_basis_has_an_implication_for_each_pseudo_intent_and_no_other(context):
    pseudo: list[int] = []
    for one in sorted(range(1 << context.width), key=int.bit_count):
        smaller = (other for other in pseudo if other & ~one == 0)
        if context.closure(one) != one and all(
            context.closure(other) & ~one == 0 for other in smaller
        ):
            pseudo.append(one)

    found = basis(context, limit=ALL).rules

    assert sorted(premise for premise, _ in found) == sorted(pseudo)
    assert all(closure == context.closure(premise) for premise, closure in found)


@laws
@given(contexts())
def test_what_follows_from_the_basis_is_all_that_holds_and_nothing_else(context):
    rules = basis(context, limit=ALL).rules

    for one in range(1 << context.width):
        assert closed_under(rules, one) == context.closure(one)
    for left_out in rules:
        fewer = [rule for rule in rules if rule != left_out]
        assert closed_under(fewer, left_out[0]) != left_out[1]  # none of them is idle


@laws
@given(contexts(), st.integers(1, 3))
def test_an_iceberg_is_the_part_that_enough_objects_have(context, least):
    tip, whole = extents(context, least=least, limit=ALL), extents(context, limit=ALL)
    some, every = basis(context, least=least, limit=ALL), basis(context, limit=ALL)

    assert tip.sets == tuple(one for one in whole.sets if one.bit_count() >= least)
    assert some.rules == tuple(
        rule for rule in every.rules if context.extent(rule[0]).bit_count() >= least
    )
    for one in range(1 << context.width):
        if context.extent(one).bit_count() >= least:
            assert closed_under(some.rules, one) == context.closure(one)


def test_a_limit_raises_the_least_number_of_objects_until_it_holds():
    everything_but_one = Context(tuple(0b111111 ^ 1 << at for at in range(6)), 6)

    whole, cut = extents(everything_but_one), extents(everything_but_one, limit=30)

    assert (len(whole.sets), whole.least) == (64, 0)
    assert (len(cut.sets), cut.least) == (22, 4)  # of 4, 5 and 6 objects: 15 + 6 + 1
    assert basis(everything_but_one, limit=30).least == 4


# Maps --------------------------------------------------------------------------------


def test_a_concept_is_a_group_and_all_they_hold_in_common():
    found = lattice(on_record(a="p q", b="p r", c="p q r"))

    assert groups(found) == [
        ("abc", "p"),
        ("ac", "p q"),
        ("bc", "p r"),
        ("c", "p q r"),
    ]
    assert [one.above for one in found.concepts] == [(), (0,), (0,), (1, 2)]
    assert [one.below for one in found.concepts] == [(1, 2), (3,), (3,), ()]
    assert [one.own for one in found.concepts] == [(), ("a",), ("b",), ("c",)]
    assert [" ".join(map(str, one.just)) for one in found.concepts] == ["p", "q", "r", ""]
    assert found.top == found.concepts[0]
    assert found.left_out == ("d",)


def test_rejecting_is_an_attribute_and_not_knowing_is_none():
    found = lattice(on_record(a="p", b="-p", c="-p q", d="0p"))

    assert groups(found) == [
        ("abc", ""),
        ("bc", "p (rejected)"),
        ("a", "p"),
        ("c", "p (rejected) q"),
        ("", "p p (rejected) q"),
    ]
    assert found.undecided == (("d", "p"),)
    assert "Without a side, and so not counted: D (p)." in found.table.note


def test_without_signs_rejections_are_left_out_and_counted():
    found = lattice(on_record(a="p", b="-p", c="-p q"), signed=False)

    assert groups(found) == [("ac", ""), ("a", "p"), ("c", "q"), ("", "p q")]
    assert (found.rejections, found.left_out) == (2, ("b", "d"))
    assert "Rejections left out: 2." in found.table.note


def test_whoever_is_on_both_sides_of_a_claim_is_flagged():
    map = on_record(a="p -p q", b="p")

    found = lattice(map)
    assert found.contradictory == (("a", "p"),)
    assert groups(found) == [("ab", "p"), ("a", "p p (rejected) q")]
    assert "On both sides of a claim: A (p)." in found.table.note

    reduced = lattice(map, reduce="clash")
    assert (reduced.contradictory, reduced.undecided) == ((), (("a", "p"),))


def test_members_speak_for_an_actor():
    map = ArgumentMap(
        "?",
        actors=[Actor("a", "A"), Actor("b", "B", part_of="a")],
        claims=[Claim("p", "p.")],
        stances=[Stance("b", "p", "accept")],
    )

    assert lattice(map).actors == ("a",)
    assert lattice(map, members=False).actors == ()
    assert lattice(map, ["b", "a"], members=False).actors == ("b",)


def test_whoever_holds_one_thing_holds_another():
    found = lattice(on_record(a="p q", b="p q r", c="q", d="-s"))

    told = {str(rule): rule.support for rule in found.implications if rule.support}
    assert told == {
        "whoever holds p holds q": 2,
        "whoever holds r holds p, q": 1,
    }
    assert "Whoever holds p holds q (A, B)." in found.table.note
    assert found.rules.to_dicts()[0] == {
        "whoever holds": "p",
        "also holds": "q",
        "support": 2,
        "actors": "A, B",
    }
    assert any(rule.support == 0 for rule in found.implications)  # nobody holds p and rejects s
    borne_out = lattice(on_record(a="p q", b="p q r", c="q", d="-s"), least=1)
    assert {str(rule): rule.support for rule in borne_out.implications} == told


def test_what_all_hold_follows_from_nothing():
    (rule,) = lattice(on_record(a="p", b="p")).implications

    assert str(rule) == "whoever holds anything or nothing holds p"
    assert rule.support == 2


@laws
@given(debates())
def test_implications_are_sound_and_complete_on_maps(map):
    found = lattice(map)

    place = {one: 1 << at for at, one in enumerate(found.attributes)}
    rules = []
    for rule in found.implications:
        premise = sum(place[one] for one in rule.premise)
        rules.append((premise, premise | sum(place[one] for one in rule.conclusion)))
    for number in range(min(1 << len(place), 64)):
        chosen = [one for one in found.attributes if place[one] & number]
        follows = closed_under(rules, number)
        assert {one for one in place if place[one] & follows} == set(found.closure(chosen))
    for rule in found.implications:
        assert rule.actors == found.holders(rule.premise)
        assert set(rule.conclusion).isdisjoint(rule.premise)


@laws
@given(debates())
def test_concepts_agree_with_their_definition_on_maps(map):
    found = lattice(map)

    for one in found.concepts:
        assert one.actors == found.holders(one.holds)
        assert one.holds == found.common(one.actors)
        assert all(found.concepts[up].actors != one.actors for up in one.above)
    named = [(held.claim, held.verdict) for one in found.concepts for held in one.just]
    assert sorted(named) == sorted((held.claim, held.verdict) for held in found.attributes)
    assert sorted(own for one in found.concepts for own in one.own) == sorted(found.actors)
    assert str(lattice(map)) == str(found)


def test_the_order_is_a_graph():
    graph = lattice(on_record(a="p q", b="p r", c="p q r")).to_graph()

    assert sorted(graph.edges) == [(1, 0), (2, 0), (3, 1), (3, 2)]
    assert graph.nodes[3]["actors"] == ("c",)


def test_a_limit_reached_is_told():
    claims = "pqrstu"
    held = {id: " ".join(set(claims) - {own}) for id, own in zip("abcdef", claims, strict=True)}
    map = on_record(actors="abcdef", claims=claims, **held)

    found = lattice(map, limit=30)

    assert (len(found.concepts), found.least) == (22, 4)
    assert "There are more than 30 concepts: only groups of 4 or more" in found.table.note
    assert "The first 3 of 21 groups are shown." in lattice(map, limit=30, shown=3).table.note


def test_wrong_options_are_refused():
    with pytest.raises(UnknownIdError):
        lattice(on_record(), ["x"])
    with pytest.raises(UnknownOptionError):
        lattice(on_record(), reduce="x")
    with pytest.raises(InvalidOptionError):
        lattice(on_record(), limit=0)
    with pytest.raises(InvalidOptionError):
        lattice(on_record(), least=-1)


def test_a_map_without_stances_has_one_empty_concept():
    found = lattice(on_record())

    assert groups(found) == [("", "")]
    assert found.table.rows == ()


def test_on_the_withdrawal_map_two_pairs_share_a_position_and_nothing_is_implied_by_many():
    found = lattice(argmap.example("iraq-withdrawal"))

    assert (len(found.actors), len(found.attributes), len(found.concepts)) == (5, 11, 8)
    assert [(one.actors, one.holds) for one in found.concepts if len(one.actors) == 2] == [
        (("baghdad", "washington"), (Signed("open-talks"),)),
        (("baghdad", "voices-inside"), (Signed("leave"),)),
    ]
    assert max(rule.support for rule in found.implications) == 1
    assert "No implication rests on more than one actor" in found.table.note


def test_its_annotations_can_be_evaluated():
    assert "signed" in inspect.signature(lattice, eval_str=True).parameters
