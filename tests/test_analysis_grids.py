"""The grid of power and interest, with a bin for what is unknown."""

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Actor, ArgumentMap, Claim, Stake, Stance, Tie
from argmap.analysis.grids import power_interest
from argmap.errors import InvalidRecordError, UnknownOptionError

laws = settings(deadline=None, max_examples=33)

POWER = {"a": 4, "b": 4, "c": 1, "d": 1}
INTEREST = {"a": 4, "b": 1, "c": 4, "d": 1}


@pytest.fixture
def four():
    return ArgumentMap("?", actors=[Actor(id, id.upper()) for id in POWER])


def test_the_four_parts_of_the_grid_have_their_names(four):
    found = power_interest(four, power=POWER, interest=INTEREST)

    assert dict(found) == {
        "a": "manage closely",
        "b": "keep satisfied",
        "c": "keep informed",
        "d": "monitor",
    }
    assert (found.power_cut, found.interest_cut) == (2.5, 2.5)
    assert found.among("monitor") == ("d",)


def test_what_is_unknown_is_in_a_bin_of_its_own(four):
    found = power_interest(four, power={"a": 4, "b": 2}, interest={"a": 4, "c": 4})

    assert dict(found) == {"a": "manage closely"} | dict.fromkeys("bcd", "unknown")
    assert "Unknown is not low: too little is recorded of B, C, D." in found.table.note


def test_who_is_at_the_cut_is_named_and_counted_as_asked(four):
    powers = ["a=1", "b=2", "c=3"]
    high = power_interest(four, ["a", "b", "c"], power=powers, interest=powers)
    low = power_interest(four, ["a", "b", "c"], power=powers, interest=powers, at_cut="low")

    assert (high["b"], low["b"]) == ("manage closely", "monitor")
    assert high.at_cut == low.at_cut == ("b",)
    assert "Just at a cut, and counted high: B." in high.table.note
    assert "Just at a cut, and counted low: B." in low.table.note


def test_the_midpoint_lies_between_the_lowest_and_the_highest(four):
    powers = {"a": 0, "b": 0, "c": 0, "d": 10}
    found = power_interest(four, power=powers, interest=powers, cut="midpoint")

    assert found.power_cut == 5
    assert power_interest(four, power=powers, interest=powers).power_cut == 0


def test_interest_counts_positions_spoken_on_or_with_a_stake_in():
    map = ArgumentMap(
        "?",
        positions=["p", "q"],
        actors=[Actor("a", "A", influence=1), Actor("m", "M", part_of="a"), Actor("b", "B")],
        claims=[Claim(id, id) for id in "pqr"],
        stances=[
            Stance("a", "p", "neutral"),
            Stance("a", "r", "accept"),
            Stance("m", "q", "accept"),
        ],
        stakes=[Stake("a", "p", "gain")],
    )

    assert power_interest(map).interest == {"a": 1}
    assert power_interest(map, members=True).interest == {"a": 2}
    assert power_interest(map).power == {"a": 1}


def test_power_can_be_had_from_ties(four):
    map = four.with_([Tie("a", "b", "backs"), Tie("b", "a", "backs"), Tie("a", "c", "backs")])
    found = power_interest(map, power="competitiveness", interest=INTEREST)

    assert set(found.power) == {"a", "b", "c"}
    assert found["d"] == "unknown"
    assert found["a"] == "manage closely"
    assert found == power_interest(map, power=["competitiveness"], interest=INTEREST)


def test_on_the_withdrawal_map_no_power_is_recorded_and_that_is_said(withdrawal):
    found = power_interest(withdrawal)

    assert set(found.values()) == {"unknown"}
    assert "power may be had from ties" in found.table.note


def test_other_options_are_refused(four):
    for option in ({"cut": "mean"}, {"at_cut": "middle"}):
        with pytest.raises(UnknownOptionError):
            power_interest(four, **option)
    with pytest.raises(UnknownOptionError):
        power_interest(four).among("ignore")
    with pytest.raises(InvalidRecordError) as caught:
        power_interest(four, power=["a=-1", "z=1", "b"])
    assert len(caught.value.faults) == 3


@laws
@given(strategies.maps(most=3), st.sampled_from(["median", "midpoint"]), st.booleans())
def test_it_can_be_asked_of_any_map(map, cut, members):
    who = [actor.id for actor in map.actors]
    found = power_interest(map, who, cut=cut, members=members)

    assert list(found) == who
    assert str(found)
    for id in who:
        assert (found[id] == "unknown") == (id not in found.power or id not in found.interest)


@laws
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=4))
def test_high_is_at_least_the_median(values):
    map = ArgumentMap("?", actors=[Actor(id, id) for id in "abcd"[: len(values)]])
    powers = {id: p for id, (p, _) in zip("abcd", values, strict=False)}
    interests = {id: i for id, (_, i) in zip("abcd", values, strict=False)}
    found = power_interest(map, power=powers, interest=interests)

    for id, bin in found.items():
        high = powers[id] >= median(powers.values()), interests[id] >= median(interests.values())
        expected = {
            (True, True): "manage closely",
            (True, False): "keep satisfied",
            (False, True): "keep informed",
            (False, False): "monitor",
        }
        assert bin == expected[high]
