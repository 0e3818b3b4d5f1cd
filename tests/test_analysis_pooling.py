"""Who, pooling what they hold, makes a position stand, and what power that gives."""

from __future__ import annotations

from itertools import chain, combinations, permutations

import pytest
from hypothesis import given, settings

import argmap
from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Claim,
    Link,
    NoPositionError,
    Stance,
    UnknownIdError,
)
from argmap.analysis import acceptability
from argmap.analysis.driving import drivers
from argmap.analysis.links import same_as
from argmap.analysis.pooling import UNHELD, power
from argmap.errors import InvalidRecordError, UnknownOptionError
from argmap.semantics import LimitReachedError
from debating import debates

laws = settings(deadline=None, max_examples=25)


def wins_by_definition(map, coalition, players, *, support, unheld):
    """Whether a position is in, in the map of what a coalition holds."""
    wanted = {one for position in map.positions for one in same_as(map, position)}

    def holders(claim):
        return {
            stance.actor
            for one in same_as(map, claim)
            for stance in map.stances_on(one)
            if stance.verdict == "accept" and stance.actor in players
        }

    gone, evidence = set(), []
    for claim in (claim.id for claim in map.claims if claim.id not in wanted):
        who = holders(claim)
        if (who and who.isdisjoint(coalition)) or (not who and unheld == "absent"):
            gone.add(claim)
        elif who or unheld == "granted":
            evidence.append(claim)
    claims = {claim.id for claim in map.claims} - gone
    steps, before = [one for one in map.arguments if gone.isdisjoint(one.premises)], None
    while steps != before:
        before, there = steps, claims | {one.id for one in steps}
        steps = [one for one in before if one.target in there]
    left = ArgumentMap(
        "?",
        positions=map.positions,
        claims=[claim for claim in map.claims if claim.id not in gone],
        arguments=steps,
        links=[link for link in map.links if gone.isdisjoint(link.claims)],
        sources=map.sources,
    )
    extra = {"evidence": evidence} if support == "evidential" else {}
    return acceptability(left, support=support, **extra)[map.motion.id] == "in"


def subsets(players):
    return [
        frozenset(some)
        for some in chain.from_iterable(
            combinations(players, size) for size in range(len(players) + 1)
        )
    ]


@pytest.mark.parametrize("support", ["evidential", "necessary"])
@pytest.mark.parametrize("unheld", UNHELD)
@laws
@given(debates())
def test_power_is_that_of_the_game_by_its_definition(support, unheld, map):
    found = power(map, support=support, unheld=unheld, limit=99)

    names = [player.id for player in found.players]
    wins = {
        some: wins_by_definition(map, some, set(names), support=support, unheld=unheld)
        for some in subsets(names)
    }
    assert found.nobody == wins[frozenset()]
    assert found.everybody == wins[frozenset(names)]
    assert found.winning == pytest.approx(sum(wins.values()) / len(wins))
    minimal = {
        some for some in wins if wins[some] and not any(wins[less] for less in wins if less < some)
    }
    assert {frozenset(some) for some in found.minimal} == minimal
    assert found.minimals == len(minimal)
    broken = [some for some in wins if wins[some] and any(not wins[some | {one}] for one in names)]
    assert found.broken == pytest.approx(len(broken) / len(wins))
    for player in found.players:
        others = [some for some in wins if player.id not in some]
        up = [some for some in others if not wins[some] and wins[some | {player.id}]]
        down = [some for some in others if wins[some] and not wins[some | {player.id}]]
        orders = list(permutations(names))
        added = [
            wins[frozenset(order[: order.index(player.id) + 1])]
            - wins[frozenset(order[: order.index(player.id)])]
            for order in orders
        ]
        assert player.up == pytest.approx(len(up) / len(others))
        assert player.down == pytest.approx(len(down) / len(others))
        assert player.banzhaf == pytest.approx((len(up) - len(down)) / len(others))
        assert player.shapley == pytest.approx(sum(added) / len(orders))
        assert player.minimal == sum(player.id in some for some in minimal)
        assert found[player.id] == player.shapley


def parliament(quotas, *, members=(), extra=()):
    """A position for which several sets of claims argue, each claim held by one actor."""
    names = sorted({name for quota in quotas for name in quota})
    return ArgumentMap(
        "?",
        positions=["p"],
        actors=[Actor(name, name.upper(), part_of=dict(members).get(name)) for name in names],
        claims=[Claim("p", "P."), *(Claim(f"c-{name}", f"{name}.") for name in names)],
        arguments=[
            *(
                Argument(f"s{number}", [f"c-{name}" for name in sorted(quota)], "p", "pro")
                for number, quota in enumerate(quotas)
            ),
            *extra,
        ],
        stances=[Stance(name, f"c-{name}", "accept") for name in names],
    )


def test_a_voting_game_has_the_power_that_is_in_the_books():
    """A majority of weights 2, 1, 1: Shapley & Shubik give 2/3, 1/6, 1/6, Banzhaf 3/4, 1/4, 1/4."""
    found = power(parliament([("a", "b"), ("a", "c")]))

    assert dict(found) == pytest.approx({"a": 2 / 3, "b": 1 / 6, "c": 1 / 6})
    assert [player.up for player in found.players] == [3 / 4, 1 / 4, 1 / 4]
    assert [player.down for player in found.players] == [0, 0, 0]
    assert found.minimal == (("a", "b"), ("a", "c"))
    assert [player.minimal for player in found.players] == [2, 1, 1]
    assert (found.nobody, found.everybody, found.broken) == (False, True, 0)
    assert "2 minimal coalitions make it stand: A + B; A + C." in found.table.note


def test_who_brings_a_con_breaks_a_coalition_by_joining_it():
    con = Argument("s-con", ["c-z"], "p", "con")
    found = power(parliament([("a",), ("z", "a")], extra=[con]))

    powers = {player.id: player for player in found.players}
    assert (powers["a"].up, powers["a"].down) == (1 / 2, 0)
    assert (powers["z"].up, powers["z"].down) == (0, 1 / 2)
    assert dict(found) == pytest.approx({"a": 1 / 2, "z": -1 / 2})
    assert found.minimal == (("a",),)
    assert (found.winning, found.broken) == (1 / 4, 1 / 4)
    told = "Of all coalitions 25.0% win, and each of them would lose again if a certain actor"
    assert told in found.table.note
    assert "“Banzhaf up” is in what share" in found.table.note


def test_members_are_pooled_with_their_principal_when_asked():
    map = parliament([("a", "b"), ("a", "c")], members={"c": "b"}.items())

    pooled = power(map, members=True)

    assert dict(pooled) == {"a": 1 / 2, "b": 1 / 2}
    assert {player.id: player.holds for player in pooled.players}["b"] == ("c-b", "c-c")
    assert list(power(map)) == ["a", "b", "c"]


def test_claims_of_those_who_do_not_play_are_argued_for_granted_or_absent():
    map = parliament([("a", "b")])

    assert power(map, actors=["a"]).everybody is False
    assert power(map, actors=["a"], unheld="absent").everybody is False
    assert power(map, actors="a", unheld="granted").everybody is True
    argued = parliament([("a", "b")], extra=[Argument("t", ["c-a"], "c-b", "pro")])
    assert power(argued, actors=["a"]).minimal == (("a",),)
    assert power(argued, actors=["a"], unheld="absent").minimals == 0
    assert "players as given" in power(map, actors=["a"]).variant


def test_positions_need_an_argument_however_many_want_them():
    map = ArgumentMap(
        "?",
        positions=["p"],
        actors=[Actor("a", "A")],
        claims=[Claim("p", "P."), Claim("same", "The same."), Claim("c", "C.")],
        links=[Link(("p", "same"), "equivalent")],
        stances=[
            Stance("a", "p", "accept"),
            Stance("a", "same", "accept"),
            Stance("a", "c", "accept"),
        ],
    )

    assert power(map).everybody is False
    assert power(map, support="necessary").nobody is True
    assert "Power 0, for nothing they hold leads to it: A." in power(map).table.note


def test_a_game_of_strengths_that_would_take_minutes_names_its_limit(monkeypatch):
    map = ArgumentMap(
        "?",
        positions=["p"],
        actors=[Actor(id, id) for id in "xyz"],
        claims=[Claim(id, id) for id in ("p", "a", "b", "c")],
        arguments=[Argument(f"s{id}", [id], "p", "pro") for id in "abc"],
        stances=[Stance(actor, claim, "accept") for actor, claim in zip("xyz", "abc", strict=True)],
    )

    assert len(power(map, semantics="df-quad")) == 3
    monkeypatch.setattr("argmap.analysis.games._MOST", 100)
    with pytest.raises(LimitReachedError, match=r"7 worlds of 13 .*8 are needed; have fewer"):
        power(map, semantics="df-quad")
    with pytest.raises(LimitReachedError, match="needed"):
        drivers(map, of="arguments", method="Shapley value", semantics="df-quad")
    assert len(power(map, semantics="grounded")) == 3


def test_more_than_twenty_are_drawn_within_a_stated_error():
    names = [f"a{number}" for number in range(22)]
    map = parliament([(name,) for name in names[:20]] + [tuple(names[20:])])

    found, again = power(map, samples=500), power(map, samples=500)

    assert found == again
    assert found.samples == 500
    assert found.minimals == 21
    assert ("a20", "a21") in power(map, samples=500, limit=30).minimal
    assert found.searched < 22
    assert f"of up to {found.searched} members" in found.table.note
    assert len(found.minimal) == 10
    assert "and 11 more" in found.table.note
    assert 0 < found.error < 1
    assert 0 < found.error_shares < 0.2
    assert sum(found.values()) == pytest.approx(1)
    for player in found.players[:20]:
        assert player.up <= found.error_shares
    assert power(map, samples=500, seed=1) != found
    assert "500 orders and coalitions drawn" in found.variant


def test_on_the_withdrawal_map_a_single_voice_makes_leaving_stand_until_others_join():
    map = argmap.example("iraq-withdrawal")

    found = power(map)

    assert found.minimal == (("others-14",),)
    assert (found.nobody, found.everybody) == (False, False)
    assert found["others-14"] == pytest.approx(1 / 9)
    assert sum(found.values()) == pytest.approx(0)
    players = {player.id for player in found.players}
    for some, wins in (
        ({"others-14"}, True),
        ({"others-14", "washington", "baghdad", "sudani"}, True),
        ({"others-14", "pollock"}, False),
        (players, False),
        (set(), False),
    ):
        assert wins == wins_by_definition(map, some, players, support="evidential", unheld="argued")
    actors = power(map, voices=False)
    assert actors.everybody is False
    assert "author" not in actors
    assert power(map, "stay", semantics="preferred").minimals == 4


def test_a_gradual_theory_plays_the_same_game():
    found = power(parliament([("a", "b"), ("a", "c")]), semantics="quadratic-energy")

    assert found.minimal == (("a", "b"), ("a", "c"))
    assert found.nobody is False


def test_what_is_not_known_is_refused():
    map = argmap.example("iraq-withdrawal")
    with pytest.raises(UnknownOptionError, match="unheld"):
        power(map, unheld="shared")
    with pytest.raises(UnknownIdError):
        power(map, actors=["bagdad"])
    with pytest.raises(UnknownIdError):
        power(map, "leaves")
    with pytest.raises(NoPositionError):
        power(ArgumentMap("?"))
    names = [f"a{number}" for number in range(21)]
    with pytest.raises(InvalidRecordError, match="samples"):
        power(parliament([tuple(names)]), samples=1)


def test_nobody_to_play_is_an_answer_too():
    found = power(ArgumentMap("?", positions=["p"], claims=[Claim("p", "P.")]))

    assert (dict(found), found.minimals, found.nobody) == ({}, 0, False)
    assert "No coalition makes it stand." in found.table.note
