"""How the question may come out, and what would turn it."""

from __future__ import annotations

import csv
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Actor, ArgumentMap, Claim, Stance, Tie
from argmap.analysis.outcomes import outlook
from argmap.errors import InvalidRecordError, NoPositionError, UnknownIdError, UnknownOptionError

laws = settings(deadline=None, max_examples=33)

WHO, WHAT = ("a", "b", "c"), ("left", "middle", "right")


def a_map(stances=(), **influences):
    return ArgumentMap(
        "?",
        positions=WHAT,
        actors=[Actor(id, id.upper(), influence=influences.get(id)) for id in WHO],
        claims=[Claim(id, id) for id in WHAT],
        stances=[Stance(*one.split()) for one in stances],
    )


@pytest.fixture
def each():
    """Three actors who each want another position."""
    return a_map(["a left accept", "b middle accept", "c right accept"])


@st.composite
def wants(draw):
    """Ideal points and weights of up to five actors, and a scale of two to four options."""
    size = draw(st.integers(1, 5))
    ids = "abcde"[:size]
    ideals = draw(st.lists(st.integers(0, 6), min_size=size, max_size=size))
    weights = draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))
    line = draw(st.lists(st.integers(0, 6), min_size=2, max_size=4, unique=True))
    scale = {f"p{place}": float(point) for place, point in enumerate(line)}
    map = ArgumentMap(
        "?", actors=[Actor(id, id) for id in ids], claims=[Claim(id, id) for id in scale]
    )
    return map, scale, dict(zip(ids, ideals, strict=True)), dict(zip(ids, weights, strict=True))


def asked(drawn, **changed):
    map, scale, ideals, weights = drawn
    given = {"scale": scale, "ideals": ideals, "weights": weights} | changed
    return outlook(map, **given)


def distances(scale, ideals, weights):
    return {
        option: sum(weights[id] * abs(ideals[id] - point) for id in ideals)
        for option, point in scale.items()
    }


# Published numbers


@pytest.fixture
def emissions(fixtures):
    """Ten governments on emission standards: what they want, can do, and care."""
    with (fixtures / "stakeholder" / "bdm" / "ExampleActors.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {
        column: {row["Actor"].lower(): float(row[column]) for row in rows}
        for column in ("Position", "Capability", "Salience")
    }


def test_the_emissions_case_has_its_published_median_and_mean(emissions):
    map = ArgumentMap("?", actors=[Actor(id, id) for id in emissions["Position"]])
    found = outlook(
        map,
        ideals=emissions["Position"],
        weights=emissions["Capability"],
        salience=emissions["Salience"],
    )

    assert found.median == (7.0, 7.0)
    assert found.mean == pytest.approx(7.389955686853767, abs=1e-12)
    assert found.ahead == ("7",)
    assert [one.id for one in found.prospects] == ["4", "7", "10"]
    assert found["belgium"] == found["greece"] == found.of("7").chance
    assert sum(one.chance for one in found.prospects) == pytest.approx(1)


# On a scale


def test_positions_in_order_lie_at_equal_steps(each):
    found = outlook(each, WHAT)

    assert [one.point for one in found.prospects] == [0, 1, 2]
    assert (found.median, found.mean) == ((1, 1), 1)
    assert found.ahead == ("middle",)
    assert "on a scale: left at 0, middle at 1, right at 2" in found.variant


def test_points_by_hand_may_be_written_as_on_a_command_line(each):
    texts = outlook(each, ["left=0", "middle=1", "right=10"])

    assert texts == outlook(each, {"left": 0, "middle": 1, "right": 10})
    assert texts.mean == pytest.approx(11 / 3)


def test_who_accepts_several_wants_their_mean(each):
    found = outlook(each.with_(Stance("a", "right", "accept")), WHAT)

    assert found.ideals["a"] == 1
    assert found.stances == 4


def test_who_accepts_none_is_left_out_and_told():
    found = outlook(a_map(["a left accept", "b left reject"]), WHAT)

    assert dict(found.left_out) == dict.fromkeys("bc", "accepts none of them")
    assert "Left out, accepts none of them: B, C." in found.table.note


def test_ideal_points_by_hand_go_before_stances(each):
    found = outlook(each, WHAT, ideals=["a=2"])

    assert found.ideals == {"a": 2, "b": 1, "c": 2}
    assert found.ahead == ("right",)
    assert "It rests on 2 stances and 1 point by hand, of 3 actors" in found.table.note


def test_whoever_has_an_ideal_point_by_hand_takes_part(each):
    map = each.with_(Actor("m", "M", part_of="a"))

    assert set(outlook(map, WHAT, ideals=["m=2"]).weights) == {"a", "b", "c", "m"}
    assert set(outlook(map, ideals=["m=2", "a=1"]).weights) == {"a", "m"}
    some = outlook(map, ideals=["a=1"], actors=["a", "b"])
    assert some.left_out == {"b": "no ideal point"}


@laws
@given(wants())
def test_ahead_is_where_weighted_distances_are_least(drawn):
    _, scale, ideals, weights = drawn
    found = asked(drawn)
    if not any(weights.values()):
        assert found.ahead == ()
        return
    apart = distances(scale, ideals, weights)
    least = min(apart.values())

    assert found.ahead == tuple(one for one in scale if apart[one] == pytest.approx(least))
    assert sum(found.values()) == pytest.approx(1)


@laws
@given(wants(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_given_makes_no_difference(drawn, random):
    map, scale, ideals, weights = drawn
    order = list(scale)
    random.shuffle(order)
    moved = asked((map, {one: scale[one] for one in order}, ideals, weights))

    assert dict(moved) == pytest.approx(dict(asked(drawn)))
    assert set(moved.ahead) == set(asked(drawn).ahead)
    assert moved.median == asked(drawn).median


@laws
@given(wants())
def test_a_weight_turns_the_outcome_just_beyond_what_the_sweep_says(drawn):
    _, scale, ideals, weights = drawn
    found = asked(drawn)
    for pivot in found.pivots:
        (ahead,) = found.ahead
        id, needed = pivot.actor, pivot.weight_needed
        away = inf if needed is None else abs(needed - weights[id])
        for weight in (step / 4 for step in range(1, 60)):
            if abs(weight - weights[id]) < away:
                apart = distances(scale, ideals, weights | {id: weight})
                assert apart[ahead] <= min(apart.values()) + 1e-9
        if needed is not None:
            beyond = needed + (1e-3 if needed > weights[id] else -min(1e-3, needed / 2))
            apart = distances(scale, ideals, weights | {id: beyond})
            assert apart[pivot.weight_for] < apart[ahead]


@laws
@given(wants())
def test_a_stance_turns_the_outcome_just_beyond_what_the_sweep_says(drawn):
    _, scale, ideals, weights = drawn
    found = asked(drawn)
    for pivot in found.pivots:
        (ahead,) = found.ahead
        id, needed = pivot.actor, pivot.wants_needed
        away = inf if needed is None else abs(needed - ideals[id])
        for point in (step / 4 for step in range(25)):
            if abs(point - ideals[id]) < away:
                apart = distances(scale, ideals | {id: point}, weights)
                assert apart[ahead] <= min(apart.values()) + 1e-9
        if needed is not None:
            beyond = needed + (1e-3 if needed > ideals[id] else -1e-3)
            apart = distances(scale, ideals | {id: beyond}, weights)
            assert apart[pivot.wants_for] < apart[ahead]


# Without a scale


def test_without_a_scale_positions_are_worth_what_is_said_of_them(each):
    found = outlook(each.with_(Stance("a", "right", "reject", strength=0.5)))

    assert [one.support for one in found.prospects] == pytest.approx(
        [(1 + 0.5 + 0.5) / 3, (0.5 + 1 + 0.5) / 3, (0.25 + 0.5 + 1) / 3]
    )
    assert found.ahead == ("left", "middle")
    assert found.median is None
    assert found.mean is None


def test_without_a_scale_who_only_rejects_takes_part():
    found = outlook(a_map(["a left reject"]))

    assert found.ahead == ("middle", "right")
    assert dict(found) == pytest.approx({"left": 0, "middle": 0.5, "right": 0.5})
    assert found.of("middle").wanted_by == ()


@laws
@given(
    st.lists(
        st.tuples(*(st.sampled_from(("accept", "reject", "neutral")),) * 3), min_size=3, max_size=3
    )
)
def test_a_single_stance_turns_the_outcome_as_the_sweep_says(rows):
    held = {
        (a, o): v for a, row in zip(WHO, rows, strict=True) for o, v in zip(WHAT, row, strict=True)
    }

    def asked(held):
        return outlook(a_map([f"{a} {o} {v}" for (a, o), v in held.items()]))

    found = asked(held)
    for pivot in found.pivots:
        changes = [("accept", one) for one in WHAT if one not in found.ahead]
        changes += [("reject", one) for one in found.ahead]
        turning = set()
        for verdict, option in changes:
            after = asked(held | {(pivot.actor, option): verdict})
            if not set(after.ahead) & set(found.ahead):
                turning.add(f"{verdict} {option}")
        assert (pivot.wants_needed in turning) if turning else (pivot.wants_needed is None)


def test_the_stance_that_takes_the_least_change_is_told():
    hardly = a_map().with_(Stance("a", "left", "accept", strength=0.2))
    against = hardly.with_([Stance("a", id, "reject", strength=0.4) for id in ("middle", "right")])

    assert outlook(hardly).pivots[0].wants_needed == "accept middle"
    assert outlook(against).pivots[0].wants_needed == "reject left"


def test_several_ahead_are_level_and_any_change_decides(each):
    found = outlook(each)

    assert found.ahead == WHAT
    assert found.pivots == ()
    assert "any change decides" in found.table.note
    assert "any change decides" in found.sweep.note


# Weights


def test_weights_are_alike_unless_the_influence_of_all_is_known():
    stances = ["a left accept", "b middle accept"]

    assert outlook(a_map(stances, a=2)).weights == {"a": 1, "b": 1}
    assert "all alike, for influence is not known of all" in outlook(a_map(stances, a=2)).variant
    assert outlook(a_map(stances, a=2, b=1)).weights == {"a": 2, "b": 1}
    assert outlook(a_map(stances, a=2, b=1), weights="equal").weights == {"a": 1, "b": 1}


def test_who_has_no_known_weight_is_left_out_and_told():
    map = a_map(["a left accept", "b middle accept"], a=2)
    found = outlook(map, weights="influence")

    assert found.ahead == ("left",)
    assert found.left_out["b"] == "its weight is unknown"
    by_hand = outlook(map, weights={"a": 1, "b": 2}, salience=["a=0.5"])
    assert by_hand.left_out["b"] == "its salience is unknown"
    assert by_hand.weights == {"a": 0.5}


def test_weights_can_be_had_from_ties(each):
    map = each.with_([Tie("a", "b", "backs"), Tie("b", "a", "backs", strength=0.5)])
    found = outlook(map, weights=["competitiveness"])

    assert set(found.weights) == {"a", "b"}
    assert found.ahead == ("left",)
    assert found.left_out["c"] == "its weight is unknown"


@laws
@given(wants(), st.floats(1e-3, 1e300))
def test_the_unit_of_weight_makes_no_difference(drawn, unit):
    map, scale, ideals, weights = drawn
    scaled = asked((map, scale, ideals, {id: value * unit for id, value in weights.items()}))

    assert scaled.ahead == asked(drawn).ahead
    assert dict(scaled) == pytest.approx(dict(asked(drawn)))


def test_where_nobody_weighs_anything_nothing_can_be_said(each):
    found = outlook(each, WHAT, weights=dict.fromkeys(WHO, 0))

    assert found.ahead == ()
    assert dict(found) == {}
    assert "nothing can be said" in found.table.title
    assert dict(outlook(a_map())) == {}


# What is refused


def test_other_options_are_refused(each):
    for option in (
        {"victory": "cubic"},
        {"chance": "likely"},
        {"reduce": "first"},
        {"weights": "influnce"},
    ):
        with pytest.raises(UnknownOptionError):
            outlook(each, **option)
    with pytest.raises(UnknownIdError):
        outlook(each, ["left", "up"])
    with pytest.raises(UnknownIdError):
        outlook(each).of("up")
    with pytest.raises(InvalidRecordError, match="on it twice"):
        outlook(each, ["left", "left"])
    with pytest.raises(InvalidRecordError, match="is not a number"):
        outlook(each, ["left=0", "right"])
    with pytest.raises(InvalidRecordError, match="from 0 up"):
        outlook(each, weights=["a=-1"])
    with pytest.raises(InvalidRecordError, match="weighs more than can be told"):
        outlook(each, weights=["a=1e300"], salience=["a=1e300"])
    with pytest.raises(NoPositionError):
        outlook(ArgumentMap("?"))


@laws
@given(strategies.maps(most=3), st.sampled_from(["linear", "octic"]), st.booleans())
def test_it_can_be_asked_of_any_map_with_positions(map, victory, scaled):
    if not map.positions:
        return
    who = [actor.id for actor in map.actors]
    scale = map.positions if scaled else ()
    found = outlook(map, scale, actors=who, victory=victory)

    assert str(found)
    assert str(found.sweep)
    assert found == outlook(map, scale, actors=who, victory=victory)
    assert not found or sum(found.values()) == pytest.approx(1)
    assert bool(found) == bool(found.ahead)


def test_on_the_withdrawal_map_leaving_is_ahead_by_two_stances(withdrawal):
    found = outlook(withdrawal)

    assert found.ahead == ("leave",)
    assert found.of("leave").wanted_by == ("baghdad", "voices-inside")
    assert found.stances == 3
    washington = next(one for one in found.pivots if one.actor == "washington")
    assert (washington.weight_needed, washington.weight_for) == (2, "open-talks")
    again = outlook(withdrawal, weights={"washington": 2, "baghdad": 1, "voices-inside": 1})
    assert again.ahead == ("leave", "open-talks")
