"""Who is with whom, by orders 1 to 3, from stances, stakes and by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Actor, ArgumentMap, Claim, Stake, Stance
from argmap.analysis.converging import convergence
from argmap.analysis.held import verdict_of
from argmap.errors import InvalidRecordError, NoPositionError, UnknownIdError, UnknownOptionError

laws = settings(deadline=None, max_examples=33)

WHO, WHAT = ("a", "b", "c"), ("p", "q", "r", "s")
MID = {"a": {"b": 3, "c": 1}, "b": {"a": 1, "c": 2}, "c": {"a": 2, "b": 1}}
MAO = ((3, -2, 0, 1), (2, 1, -1, 0), (-1, -3, 2, 1))


def stances():
    for actor, row in zip(WHO, MAO, strict=True):
        for claim, value in zip(WHAT, row, strict=True):
            if value:
                verdict = "accept" if value > 0 else "reject"
                yield Stance(actor, claim, verdict, strength=abs(value) / 4)


@pytest.fixture
def toy():
    return ArgumentMap(
        "?",
        positions=WHAT,
        actors=[Actor(id, id.upper()) for id in WHO],
        claims=[Claim(id, id) for id in WHAT],
        stances=list(stances()),
    )


def test_stands_are_read_from_stances(toy):
    assert convergence(toy, order=2).stands == MAO


def test_ambivalence_of_the_toy_is_as_published(toy):
    found = convergence(toy)

    assert {one: round(value, 4) for one, value in found.items()} == {
        "a": 0.8,
        "b": 0.4,
        "c": 0.3333,
    }


def test_mobilisation_of_the_toy_by_order_three_is_as_published(toy):
    found = convergence(toy, order=3, influences=MID)

    moved = {claim: round(value, 4) for claim, value in found.mobilisation.items()}
    assert moved == {"p": 6.2419, "q": 6.0726, "r": 2.7581, "s": 2.129}
    assert round(found.competitiveness["a"], 4) == 1.1855


def test_two_actors_converge_and_diverge_by_each_order(toy):
    assert convergence(toy).between("a", "b") == (1, 1)
    assert convergence(toy, order=2).between("a", "b") == (2.5, 1.5)
    r = convergence(toy, order=3, influences=MID).competitiveness
    together, apart = convergence(toy, order=3, influences=MID).between("a", "b")
    assert together == pytest.approx((3 * r["a"] + 2 * r["b"]) / 2)
    assert apart == pytest.approx((2 * r["a"] + r["b"]) / 2)


def test_stands_by_hand_take_the_place_of_stances(toy):
    texts = [
        f"{actor}>{claim}={value}"
        for actor, row in zip(WHO, MAO, strict=True)
        for claim, value in zip(WHAT, row, strict=True)
    ]
    bare = ArgumentMap("?", positions=WHAT, actors=toy.actors, claims=toy.claims)

    assert convergence(bare, order=2, matrix=texts).stands == MAO
    assert dict(convergence(bare, matrix=texts)) == dict(convergence(toy))


def test_what_is_gained_is_no_stand_unless_it_is_asked_for(toy):
    map = toy.with_([Stake("a", "r", "loss", strength=0.5), Stake("a", "p", "loss")])

    assert convergence(map, order=2).stands == MAO
    with_stakes = convergence(map, order=2, stakes=True)
    assert with_stakes.stands[0] == (3, -2, -2, 1)
    assert with_stakes.by_stake == (("a", "r"),)
    assert "By what they are said to gain or lose, and not by what they say: A on r." in (
        with_stakes.table.note
    )


def test_who_is_said_to_gain_and_to_lose_takes_no_side(toy):
    stakes = [Stake("a", "r", "loss"), Stake("a", "r", "gain")]

    assert convergence(toy.with_(stakes), order=2, stakes=True).stands[0][2] == 0


def test_who_is_torn_takes_no_side_and_is_named(toy):
    found = convergence(toy.with_(Stance("a", "p", "reject")))

    assert found.stands[0][0] == 0
    assert found.torn == (("a", "p"),)
    assert "Torn, which counts as no side: A on p." in found.table.note


def test_who_shares_no_objective_has_no_ambivalence(toy):
    found = convergence(toy, ["r"], actors=["a", "b"])

    assert found.ambivalence == {"a": None, "b": None}
    assert dict(found) == {}
    assert "No ambivalence is defined for those who share no objective with another: B." in (
        found.table.note
    )
    assert "No side is known of: A." in found.table.note


def test_an_objective_nobody_cares_about_moves_nobody(toy):
    map = toy.with_(Claim("t", "t"))

    assert convergence(map, ["p", "t"]).mobilisation == {"p": 3, "t": 0}


def test_actors_of_unknown_influence_are_left_out_of_order_three(toy):
    map = toy.with_([Actor("a", "A", influence=3), Actor("b", "B", influence=1)])
    found = convergence(map, order=3)

    assert found.actors == ("a", "b")
    assert found.left_out == ("c",)
    assert found.stands[0] == (4.5, -3, 0, 1.5)
    assert "Left out, for their influence is unknown: C." in found.table.note


def test_what_actors_without_influence_want_does_not_count_in_order_three(toy):
    found = convergence(toy, order=3)

    assert not any(map(any, found.stands))
    assert "Their r* is 0, so that nothing they want counts: A, B, C." in found.table.note


def test_stances_of_members_count_if_asked(toy):
    map = toy.with_([Actor("m", "M", part_of="a"), Stance("m", "r", "accept")])

    assert convergence(map).stands[0][2] == 0
    assert convergence(map, members=True).stands[0][2] == 1


def test_all_claims_can_be_the_objectives(withdrawal):
    found = convergence(withdrawal, about="claims")

    assert found.objectives == tuple(claim.id for claim in withdrawal.claims)


def test_a_map_without_positions_needs_claims(toy):
    bare = ArgumentMap("?", actors=toy.actors, claims=toy.claims)

    with pytest.raises(NoPositionError):
        convergence(bare)
    assert convergence(bare, ["p"]).objectives == ("p",)


def test_other_options_are_refused(toy):
    for option in ({"order": 4}, {"about": "themes"}, {"reduce": "first"}):
        with pytest.raises(UnknownOptionError):
            convergence(toy, **option)
    with pytest.raises(UnknownIdError):
        convergence(toy, ["z"])
    with pytest.raises(UnknownIdError):
        convergence(toy).between("a", "z")
    with pytest.raises(InvalidRecordError, match="from -4 to 4"):
        convergence(toy, matrix=["a>p=5"])


@laws
@given(strategies.maps(most=3), st.sampled_from([1, 2, 3]), st.booleans())
def test_it_can_be_asked_of_any_map_with_claims(map, order, stakes):
    if not map.claims:
        return
    what, who = [one.id for one in map.claims], [one.id for one in map.actors]
    found = convergence(map, what, order=order, actors=who, stakes=stakes)

    assert str(found)
    assert found == convergence(map, what, order=order, actors=who, stakes=stakes)
    for place in range(len(found.actors)):
        assert found.convergence[place][place] == 0
        for other in range(len(found.actors)):
            assert found.convergence[place][other] == found.convergence[other][place]
            assert found.divergence[place][other] == found.divergence[other][place]


@laws
@given(strategies.maps(most=3))
def test_order_one_counts_what_two_actors_agree_on(map):
    if not map.claims:
        return
    what, who = [one.id for one in map.claims], [one.id for one in map.actors]
    found = convergence(map, what, actors=who)

    def side(actor, claim):
        one = verdict_of(map, actor, claim)
        firm = any(s.strength for s in one.counted if s.verdict == one.verdict)
        return one.verdict if one.verdict in {"accept", "reject"} and firm else None

    for a in who:
        for b in who:
            sides = [{side(a, claim), side(b, claim)} for claim in what]
            taken = [ones for ones in sides if None not in ones and a != b]
            assert found.between(a, b) == (
                sum(len(ones) == 1 for ones in taken),
                sum(len(ones) == 2 for ones in taken),
            )


def test_on_the_withdrawal_map_baghdad_and_the_voices_inside_meet_on_leaving(withdrawal):
    found = convergence(withdrawal)

    assert found.between("baghdad", "voices-inside") == (1, 0)
    assert found.between("baghdad", "washington") == (0, 0)
    assert found.stances == 3
    assert "All of it rests on 3 stances." in found.table.note
