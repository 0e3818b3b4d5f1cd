"""Camps of actors: bonds, the best parting, how much it explains, and what it hangs on."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import Actor, ArgumentMap, Claim, Stance, Tie, UnknownIdError
from argmap.analysis import disputed, shared
from argmap.analysis.bonding import bonds
from argmap.analysis.congruences import agreement
from argmap.analysis.groups import coalitions
from argmap.analysis.held import holdings
from argmap.errors import InvalidOptionError, UnknownOptionError
from argmap.model import VERDICTS
from argmap.semantics import LimitReachedError

laws = settings(deadline=None, max_examples=25)
ACTORS, CLAIMS = "abcdef", "pqrs"
FIRM = ("accept", "reject")


@st.composite
def parliaments(draw):
    """Up to six actors, some of them voices or members, with verdicts on four claims and ties."""
    ids = ACTORS[: draw(st.integers(2, 6))]
    actors = [
        Actor(
            id,
            id.upper(),
            draw(st.sampled_from(["group", "group", "group", "voice"])),
            part_of=draw(st.sampled_from([None, None, None, ids[at - 1]])) if at else None,
        )
        for at, id in enumerate(ids)
    ]
    verdict = st.sampled_from([*FIRM, *FIRM, *VERDICTS])
    one = st.builds(Stance, st.sampled_from(ids), st.sampled_from(CLAIMS), verdict)
    pair = st.permutations(ids).map(lambda order: order[:2])
    tie = st.builds(
        lambda ends, sign, strength: Tie(*ends, "knows", sign=sign, strength=strength),
        pair,
        st.sampled_from([-1, 0, 1]),
        st.sampled_from([1.0, 0.5, 0.1]),
    )
    return ArgumentMap(
        "?",
        positions=["p"],
        actors=actors,
        claims=[Claim(id, f"{id}.") for id in CLAIMS],
        stances=draw(st.lists(one, max_size=14, unique=True)),
        ties=draw(st.lists(tie, max_size=8, unique_by=lambda tie: (tie.source, tie.target))),
    )


BYS = st.sampled_from(["stances", "ties"])


def house(ties=(), **held):
    """Actors with their verdicts: `+p -q` accepts the one and rejects the other."""
    signs = {"+": "accept", "-": "reject", "0": "neutral"}
    said = [
        (actor, word[1:], signs[word[0]]) for actor, all_ in held.items() for word in all_.split()
    ]
    return ArgumentMap(
        "?",
        positions=["p"],
        actors=[Actor(id, id.upper()) for id in held],
        claims=[Claim(id, f"{id}.") for id in CLAIMS],
        stances=[Stance(*one) for one in said],
        ties=ties,
    )


@laws
@given(parliaments(), st.booleans())
def test_a_bond_counts_what_is_shared_less_what_is_disputed(map, members):
    found = bonds(map, members=members, voices=True)

    for (i, a), (j, b) in combinations(enumerate(found.ids), 2):
        agreed = len(shared(map, a, b, members=members))
        apart = len(disputed(map, a, b, members=members, indirect=False))
        assert found.matrix[i, j] == found.matrix[j, i] == agreed - apart
    assert not found.matrix.diagonal().any()


@laws
@given(parliaments())
def test_bonds_are_the_agreement_of_discourse_networks_where_verdicts_are_firm(map):
    """Who has said both things of a claim agrees and disagrees with all, which cancels out."""
    firm = evolve(map, stances=tuple(one for one in map.stances if one.verdict in FIRM))

    found, agreed = bonds(firm, voices=True), agreement(firm, "subtract")

    for (i, a), (j, b) in combinations(enumerate(found.ids), 2):
        said = a in agreed.actors and b in agreed.actors
        assert found.matrix[i, j] == (agreed[a, b] if said else 0)


@laws
@given(parliaments())
def test_a_bond_by_ties_adds_up_both_directions(map):
    found = bonds(map, by="ties", voices=True)

    for (i, a), (j, b) in combinations(enumerate(found.ids), 2):
        ties = [tie for tie in map.ties if {tie.source, tie.target} == {a, b}]
        weight = sum(tie.sign * tie.strength for tie in ties)
        assert found.matrix[i, j] == found.matrix[j, i] == pytest.approx(weight, abs=1e-9)


def weights(map, by):
    found = bonds(map, by=by)
    return {
        (a, b): found.matrix[i, j]
        for (i, a), (j, b) in combinations(enumerate(found.ids), 2)
        if found.matrix[i, j]
    }


def plain_cost(weight, camp):
    """What is put wrong, from the definition."""
    return sum(
        abs(value)
        for (a, b), value in weight.items()
        if (value > 0) == (camp.get(a, a) != camp.get(b, b))
    )


def every_parting(ids):
    found = [{}]
    for id in ids:
        found = [one | {id: n} for one in found for n in range(max(one.values(), default=-1) + 2)]
    return found


def least_cost(weight, ids):
    return min(plain_cost(weight, one) for one in every_parting(ids))


@laws
@given(parliaments(), BYS)
def test_camps_put_as_little_weight_wrong_as_can_be(map, by):
    found = coalitions(map, by=by, stability=False)

    weight = weights(map, by)
    bound = list(found)
    least = least_cost(weight, bound)
    assert set(bound) == {id for pair in weight for id in pair}
    assert found.cost == pytest.approx(least, abs=1e-9)
    assert plain_cost(weight, dict(found)) == pytest.approx(least, abs=1e-9)
    assert found.weight == pytest.approx(sum(map_abs(weight)))
    if weight:
        assert found.explained == pytest.approx(1 - least / found.weight)
    for optimum in found.all_optima:
        camp = {id: at for at, ids in enumerate(optimum) for id in ids}
        assert plain_cost(weight, camp) == pytest.approx(least, abs=1e-9)
    assert found.all_optima[0] == found.camps
    assert len(set(found.all_optima)) == min(found.optima, 100)
    assert sum(abs(bond.weight) for bond in found.misplaced) == pytest.approx(found.cost)


def map_abs(weight):
    return [abs(value) for value in weight.values()]


@laws
@given(parliaments(), BYS)
def test_no_camp_is_joined_by_a_common_opponent_only(map, by):
    found = coalitions(map, by=by, stability=False)

    weight = weights(map, by)
    for camp in found.camps:
        reached, open_ = {camp[0]}, [camp[0]]
        while open_:
            at = open_.pop()
            fresh = {
                other
                for pair, value in weight.items()
                if value > 0 and at in pair
                for other in pair
                if other in camp and other not in reached
            }
            reached |= fresh
            open_ += fresh
        assert reached == set(camp)


@laws
@given(parliaments(), BYS, st.booleans())
def test_a_record_left_out_is_a_map_without_it(map, by, members):
    """The shortcut by one row of numbers, against asking the smaller map anew."""
    found = coalitions(map, by=by, members=members)

    for loss in found.losses:
        kind = "ties" if by == "ties" else "stances"
        rest = list(getattr(map, kind))
        rest.remove(loss.record)
        again = coalitions(evolve(map, **{kind: rest}), by=by, members=members, stability=False)
        assert loss.camps == again.camps
        if loss.stable:
            assert set(again) == set(found)
            if not members:
                smaller = weights(evolve(map, **{kind: rest}), by)
                assert plain_cost(smaller, dict(found)) == pytest.approx(again.cost, abs=1e-9)
    if not members:
        inside = {actor.id for actor in map.actors if not actor.is_voice}
        if by == "stances":
            expected = [one for one in map.stances if one.actor in inside]
        else:
            expected = [t for t in map.ties if t.sign and {t.source, t.target} <= inside]
        assert sorted(map_repr(loss.record for loss in found.losses)) == sorted(map_repr(expected))


def map_repr(records):
    return [repr(record) for record in records]


@laws
@given(parliaments(), BYS, st.randoms(use_true_random=False))
def test_other_names_lead_to_the_same_number_of_equally_good_camps(map, by, random):
    actors = list(map.actors)
    random.shuffle(actors)

    one = coalitions(map, by=by)
    other = coalitions(evolve(map, actors=tuple(actors)), by=by)

    def as_sets(optima):
        return {frozenset(frozenset(camp) for camp in camps) for camps in optima}

    assert as_sets(one.all_optima) == as_sets(other.all_optima)
    assert (one.cost, one.optima) == pytest.approx((other.cost, other.optima))
    assert str(one) == str(coalitions(map, by=by))


def test_two_camps_that_dispute_everything_are_found_and_explained():
    map = house(a="+p +q", b="+p +q", c="-p -q", d="-p -q", e="0p", f="+s")

    found = coalitions(map)

    assert found.camps == (("a", "b"), ("c", "d"))
    assert dict(found) == {"a": 1, "b": 1, "c": 2, "d": 2}
    assert (found.explained, found.cost, found.optima) == (1, 0, 1)
    assert found.costs == (8, 0)
    assert found.stability == 1
    assert found.with_("d") == ("c", "d")
    assert found.unbound == ("e", "f")
    assert found.to_dicts()[0] == {
        "camp": 1,
        "actors": "A, B",
        "bound by": "p (2), q (2)",
        "weight within": 2.0,
        "of it hostile": 0,
        "towards other camps": "-8 to 2",
    }
    assert "The camps put 12 of 12 in weight right (100 %)." in found.sentence
    with pytest.raises(UnknownIdError):
        found.with_("e")


def test_a_stance_on_which_camps_hang_is_named():
    """C shares one claim with each side; one stance less and it is on the other."""
    map = house(a="+p +q", b="-p -q", c="+p -q +r", d="+r +p")

    found = coalitions(map)

    assert found.stability is not None
    assert found.stability < 1
    named = {(stance.actor, stance.claim) for stance in found.decisive}
    for loss in found.losses:
        assert loss.stable == ((loss.record.actor, loss.record.claim) not in named)
    assert len(found.shaken.rows) == len(found.decisive)


def test_a_record_that_leaves_the_camps_among_the_best_does_not_change_them():
    """Three rivals in two camps: three ways are equally good, and stay so."""
    map = house(a="+p +q -r", b="-p +r +s", c="-q -r -s")

    found = coalitions(map, 2)

    assert found.optima >= 1
    assert all(isinstance(loss.stable, bool) for loss in found.losses)


def test_k_bounds_the_camps_of_each_part():
    ties = [
        Tie("a", "b", "fights", sign=-1),
        Tie("b", "c", "fights", sign=-1),
        Tie("a", "c", "fights", sign=-1),
        Tie("d", "e", "fights", sign=-1),
    ]
    map = house(ties, a="", b="", c="", d="", e="", f="")

    assert coalitions(map, by="ties").camps == (("a",), ("b",), ("c",), ("d",), ("e",))
    two = coalitions(map, 2, by="ties")
    assert (two.cost, two.optima, two.parts) == (1, 3, 2)
    assert two.camps == (("a", "b"), ("c",), ("d",), ("e",))
    assert [(bond.a, bond.b) for bond in two.misplaced] == [("a", "b")]
    assert coalitions(map, 1, by="ties").cost == 4
    assert "3 partings are equally good; shown is the first" in two.sentence


def test_a_search_gives_what_is_exact_on_small_maps_and_says_that_it_searched():
    map = house(a="+p +q", b="+p +q", c="-p -q", d="-p -q")

    found = coalitions(map, method="louvain", seed=3)

    assert found.camps == coalitions(map).camps
    assert "by search (louvain), seed 3, proven by a bound" in found.variant
    assert found.costs == ()


def test_work_that_is_not_allowed_is_refused_or_searched():
    random = np.random.default_rng(2)
    ids = [f"a{n}" for n in range(20)]
    ties = [Tie(a, b, "knows", sign=int(random.choice([-1, 1]))) for a, b in combinations(ids, 2)]
    map = ArgumentMap(
        "?", actors=[Actor(id, id) for id in ids], claims=[Claim("p", "p.")], ties=ties
    )

    with pytest.raises(LimitReachedError):
        coalitions(map, by="ties", method="exact", work=500)
    found = coalitions(map, by="ties", work=500)
    assert not found.proven
    assert found.bound < found.cost
    assert "A better parting is not ruled out" in found.sentence
    assert found.untried == len(ties) - 1
    assert "189 ties more were not tried" in found.sentence
    assert "as far as a search can tell" in found.sentence


def test_options_are_checked():
    map = house(a="+p", b="+p")

    with pytest.raises(UnknownOptionError, match="unknown method 'leiden'"):
        coalitions(map, method="leiden")
    with pytest.raises(UnknownOptionError, match="unknown by"):
        coalitions(map, by="blocs")
    for option in ({"k": 0}, {"k": 1.5}, {"restarts": 0}, {"work": 0}):
        with pytest.raises(InvalidOptionError):
            coalitions(map, **option)


def test_voices_are_left_out_unless_asked_for_and_members_may_count_as_their_actor():
    map = house(a="+p", b="+p", c="")
    map = evolve(map, actors=(map.actor("a"), Actor("b", "B", "voice"), Actor("c", "C")))

    assert coalitions(map).camps == ()
    assert coalitions(map, voices=True).camps == (("a", "b"),)
    map = evolve(map, actors=(map.actor("a"), Actor("b", "B", part_of="c"), map.actor("c")))
    assert coalitions(map, members=True).camps == (("a", "c"),)


def test_of_nobody_there_are_no_camps():
    found = coalitions(house(a="+p", b="+q"))

    assert (found.camps, found.explained, found.cost, found.optima) == ((), None, 0, 1)
    assert "So there are no camps." in found.sentence
    assert coalitions(ArgumentMap("?")).stability is None


def test_the_graph_of_bonds_has_camps_and_weights():
    map = house(a="+p +q", b="+p +q", c="-p -q")

    graph = coalitions(map).to_networkx()

    assert dict(graph.nodes(data="camp")) == {"a": 1, "b": 1, "c": 2}
    assert graph.edges["a", "b"] == {"weight": 2.0, "misplaced": False}
    assert graph.edges["a", "c"]["weight"] == -2


def test_on_the_withdrawal_map_nobody_is_opposed_by_stances(withdrawal):
    found = coalitions(withdrawal)

    assert found.camps == (("baghdad", "washington", "sudani", "voices-inside"),)
    assert all(bond.weight == 1 for bond in found.bonds)
    assert "With nobody opposed, a camp is only a group that shares something" in found.sentence
    held = holdings(withdrawal, "sudani")
    assert {"leave", "open-talks"} <= set(held)
    assert found.stability == pytest.approx(10 / 14)
    assert "Tehran" in found.table.note


def test_on_the_withdrawal_map_ties_tell_the_camps_apart(withdrawal):
    found = coalitions(withdrawal, by="ties")

    assert found.with_("washington") == (
        "baghdad",
        "washington",
        "kurdistan",
        "gcc",
        "coalition",
        "iraqi-army",
    )
    assert found.with_("isis") == ("isis",)
    assert (found.cost, found.explained, found.optima) == (0, 1, 2)
    assert argmap.example("iraq-withdrawal").actor("isis").id in found
