"""What carries the verdict on a position: arguments, actors, sources, themes."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

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
from argmap.analysis import acceptability, strengths, to_bipolar
from argmap.analysis.backing import Backing, Change
from argmap.analysis.driving import MEASURES, SORTS, drivers
from argmap.analysis.games import Game, by_actor, by_argument, by_source
from argmap.analysis.links import same_as
from argmap.analysis.theory import Court, Theory
from argmap.errors import InvalidOptionError, UnknownOptionError
from argmap.semantics import attribution
from argmap.semantics.gradual import NotConverged, UnsuitableSemanticsError
from debating import debates

laws = settings(deadline=None, max_examples=25)
WORTH = {"in": 1.0, "out": 0.0, "undecided": 0.5}


def claims_of(map):
    return {claim.id for claim in map.claims}


def without(map, ids):
    """The map with claims and steps taken out, and all that is the same or needs them."""
    gone = {other for id in ids for other in (same_as(map, id) if id in claims_of(map) else (id,))}
    stay = [
        one
        for one in map.arguments
        if one.id not in gone and gone.isdisjoint(one.premises) and one.target not in gone
    ]
    while True:
        there = {one.id for one in stay} | (claims_of(map) - gone)
        kept = [one for one in stay if one.target in there]
        if len(kept) == len(stay):
            break
        stay = kept
    return ArgumentMap(
        map.question,
        positions=[id for id in map.positions if id not in gone],
        claims=[claim for claim in map.claims if claim.id not in gone],
        arguments=stay,
        links=[link for link in map.links if gone.isdisjoint(link.claims)],
        sources=map.sources,
    )


def worth(map, topic, gone, semantics):
    """What a topic is worth once records are gone, by the public questions."""
    left = without(map, gone)
    if topic not in claims_of(left):
        return 0.0
    if semantics == "grounded":
        return WORTH[acceptability(left)[topic]]
    try:
        return strengths(left, semantics)[topic]
    except NotConverged:
        assume(False)


def taken(map, kind, players):
    """What falls when players of a kind are gone, by the account of what carries a map."""
    changes = {"actor": "change of mind", "voice": "discredit", "source": "discredit"}
    if kind in changes:
        return Backing(map).fallen([Change(changes[kind], one) for one in players])
    if kind == "theme":
        return [
            claim.id
            for claim in map.claims
            if claim.id not in map.positions
            and (claim.theme or "").partition("/")[0] in players
            and "p" not in same_as(map, claim.id)
        ]
    return list(players)


@pytest.mark.parametrize("semantics", ["grounded", "quadratic-energy"])
@laws
@given(debates())
def test_a_removal_is_what_the_map_without_the_contributor_takes_from_the_position(semantics, map):
    found = drivers(map, semantics=semantics)

    whole = worth(map, "p", (), semantics)
    assert found.value == pytest.approx(whole, abs=1e-6)
    for driver in found.contributors:
        less = worth(map, "p", taken(map, driver.kind, [driver.id]), semantics)
        assert driver.value == pytest.approx(whole - less, abs=1e-6)
        assert driver.without == pytest.approx(less, abs=1e-6)


@pytest.mark.parametrize("semantics", ["grounded", "df-quad"])
@pytest.mark.parametrize("of", ["actors", "sources", "themes"])
@settings(deadline=None, max_examples=15)
@given(debates())
def test_shapley_values_average_what_a_contributor_adds_over_all_orders(of, semantics, map):
    found = drivers(map, of=of, method="Shapley value", semantics=semantics)

    kinds = {driver.id: driver.kind for driver in found.contributors}
    value = {}
    for order in permutations(kinds):
        for at in range(len(order)):
            for gone in (frozenset(order[at:]), frozenset(order[at + 1 :])):
                if gone not in value:
                    kind = "source" if of == "sources" else next(iter(kinds.values()))
                    value[gone] = worth(map, "p", taken(map, kind, gone), semantics)
    orders = list(permutations(kinds))
    for driver in found.contributors:
        added = [
            value[frozenset(order[order.index(driver.id) + 1 :])]
            - value[frozenset(order[order.index(driver.id) :])]
            for order in orders
        ]
        assert driver.value == pytest.approx(sum(added) / len(orders), abs=1e-6)


@pytest.mark.parametrize("semantics", ["grounded", "preferred", "quadratic-energy"])
@pytest.mark.parametrize("of", SORTS)
@settings(deadline=None, max_examples=10)
@given(debates())
def test_shapley_values_add_up_to_what_all_contributors_do(of, semantics, map):
    found = drivers(map, of=of, method="Shapley value", semantics=semantics)

    total = sum(driver.value for driver in found.contributors)
    assert total == pytest.approx(found.value - found.nothing[of], abs=1e-9)


@laws
@given(debates(sameness=False))
def test_values_of_arguments_are_those_of_attribution(map):
    framework = to_bipolar(map)
    for method, measure in (
        ("removal", attribution.removal),
        ("intrinsic removal", attribution.intrinsic_removal),
        ("Shapley value", attribution.shapley),
        ("gradient", attribution.gradient),
    ):
        found = drivers(map, of="arguments", method=method)
        expected = measure(framework, "p", semantics="quadratic-energy")

        assert dict(found) == pytest.approx(dict(expected), abs=1e-7)


@laws
@given(debates())
def test_the_gradient_of_a_set_is_the_sum_over_what_it_brings(map):
    single = drivers(map, of="arguments", method="gradient")
    found = drivers(map, method="gradient")

    for driver in found.contributors:
        members = [id for id in driver.brings if id in single]
        assert driver.value == pytest.approx(sum(single[id] for id in members), abs=1e-9)


@pytest.mark.parametrize("theory", ["grounded", "preferred", "stable", "df-quad"])
@pytest.mark.parametrize("support", ["necessary", "deductive", "evidential"])
@settings(deadline=None, max_examples=15)
@given(debates(), st.integers(0, 2**32 - 1))
def test_who_has_no_path_to_the_position_changes_it_in_no_coalition(theory, support, map, seed):
    court = Court(map, Theory(theory, support=support))
    backing = Backing(map)
    for cast in (by_actor(backing), by_source(backing), by_argument(map, ["p"])):
        game = Game(court, "p", cast)
        playing = game.playing
        drawn = np.random.default_rng(seed).random((8, len(cast.players))) < 0.5
        among = [cast.players.index(player) for player in playing.cast.players]

        assert game(drawn) == pytest.approx(playing(drawn[:, among]), abs=1e-7)


@settings(deadline=None, max_examples=82)
@given(debates(), st.sets(st.sampled_from("xyz")), st.sets(st.sampled_from(["x", "y", "doc1"])))
def test_what_is_there_with_a_coalition_is_what_backing_does_not_let_fall(map, minds, doubted):
    backing, court = Backing(map), Court(map)
    columns = {id: at for at, id in enumerate(court.ids)}
    for cast, kind, gone in (
        (by_actor(backing), "change of mind", minds),
        (by_source(backing), "discredit", doubted),
    ):
        away = gone & set(cast.players)
        there = cast.there(np.array([[one not in away for one in cast.players]]), columns)
        absent = tuple(id for id, at in columns.items() if not there[0, at])

        assert absent == backing.fallen(Change(kind, one) for one in away)


def test_a_claim_known_through_two_voices_falls_with_both():
    stances = [Stance("y", "idle", "accept", via=[via]) for via in ("x", "z")]
    map = ArgumentMap(
        "?",
        positions=["leave"],
        actors=[Actor(id, id) for id in "xyz"],
        claims=[Claim("leave", "Leave."), Claim("idle", "Idle."), Claim("go", "Go.")],
        links=[Link(("leave", "go"), "equivalent")],
        stances=[*stances, Stance("x", "go", "accept", via=["z"])],
    )
    cast = by_source(Backing(map))
    columns = {"leave": 0, "idle": 1, "go": 2}

    there = cast.there(
        np.array([[True, True], [False, True], [True, False], [False, False]]), columns
    )

    assert cast.players == ("x", "z")
    assert there[:, 1].tolist() == [True, True, True, False]
    assert there[:, 2].all()
    assert by_actor(Backing(map)).needs.keys() == {"idle"}


def test_an_actor_takes_away_only_what_nobody_else_carries():
    map = ArgumentMap(
        "?",
        positions=["leave"],
        actors=[Actor("x", "X"), Actor("y", "Y")],
        claims=[Claim("leave", "Leave."), Claim("idle", "Idle."), Claim("calm", "Calm.")],
        arguments=[
            Argument("s1", ["idle"], "leave", "con"),
            Argument("s2", ["calm"], "leave", "pro"),
        ],
        stances=[
            Stance("x", "idle", "accept"),
            Stance("y", "idle", "accept"),
            Stance("y", "calm", "accept"),
        ],
    )

    alone = {driver.id: driver for driver in drivers(map, of="actors").contributors}
    fair = drivers(map, of="actors", method="Shapley value")
    labels = drivers(map, of="actors", method="Shapley value", semantics="grounded")

    assert alone["x"].value == 0
    assert alone["x"].note == "others carry it"
    assert alone["x"].brings == ("idle",)
    assert alone["x"].falls == ()
    assert alone["y"].falls == ("calm",)
    assert alone["y"].value > 0
    assert fair["x"] < 0
    assert dict(labels) == {"x": -0.5, "y": -0.5}


def test_a_claim_that_is_the_position_in_other_words_does_not_drive_it():
    map = ArgumentMap(
        "?",
        positions=["leave"],
        claims=[Claim("leave", "Leave."), Claim("go", "Go.", theme="T"), Claim("a", "A.")],
        arguments=[Argument("s", ["a"], "leave", "pro")],
        links=[Link(("leave", "go"), "equivalent")],
    )

    assert list(drivers(map)) == ["a", "s"]
    apart = drivers(map, links=False)
    assert list(apart) == ["go", "a", "s"]
    assert "T" in {driver.id for driver in apart.contributors}


def test_why_a_value_is_nothing_is_said():
    map = ArgumentMap(
        "?",
        positions=["leave"],
        claims=[
            Claim("leave", "Leave."),
            *(Claim(id, id, weight=1) for id in ("vacuum", "chaos", "aside")),
        ],
        arguments=[
            Argument("s1", ["vacuum"], "leave", "con"),
            Argument("s2", ["chaos"], "leave", "con"),
        ],
    )

    found = drivers(map, semantics="df-quad")

    notes = {driver.id: driver.note for driver in found.contributors}
    assert found["vacuum"] == 0
    assert notes == {
        "vacuum": "saturated",
        "chaos": "saturated",
        "aside": "no path",
        "s1": "saturated",
        "s2": "saturated",
    }
    assert "3 claims, saturated (2), no path to it (1)" in found.table.note


def test_drawn_values_lie_within_the_error_and_come_again_from_the_seed():
    ids = [f"c{number}" for number in range(12)]
    map = ArgumentMap(
        "?",
        positions=["leave"],
        claims=[Claim("leave", "Leave."), *(Claim(id, id) for id in ids)],
        arguments=[Argument(f"s{id}", [id], "leave", "con") for id in ids],
    )
    asked = {"of": "arguments", "method": "Shapley value", "semantics": "grounded"}

    found, again = drivers(map, **asked), drivers(map, **asked)

    assert found == again
    assert found.samples == 2000
    assert found.confidence == 0.95
    assert "2000 orders drawn from seed 0" in found.variant
    assert all(driver.error > 0 for driver in found.contributors)
    for driver in found.contributors:
        assert abs(driver.value + 1 / 24) <= driver.error
    assert drivers(map, **asked, seed=1) != found


def test_the_withdrawal_map_is_carried_by_what_the_article_passes_on():
    map = argmap.example("iraq-withdrawal")

    found = drivers(map)

    voices = {driver.id: driver for driver in found.contributors if driver.kind == "voice"}
    assert found.label == "out"
    assert voices["author"].label == "in"
    assert voices["author"].without == pytest.approx(
        worth(map, "leave", taken(map, "voice", ["author"]), "quadratic-energy"), abs=1e-7
    )
    holder = next(one for one in found.contributors if (one.kind, one.id) == ("actor", "author"))
    assert holder.value == pytest.approx(-0.0486, abs=1e-4)
    themes = {driver.id: driver.value for driver in found.contributors if driver.kind == "theme"}
    assert max(themes, key=lambda one: abs(themes[one])) == "Security"
    kinds = [row["kind"] for row in found.to_dicts()]
    assert kinds.count("claim") == 10
    assert "43 claims, 57 steps, 4 actors" in found.table.note


def test_labels_have_no_slope():
    map = argmap.example("iraq-withdrawal")
    for method in ("gradient", "intrinsic removal"):
        with pytest.raises(InvalidOptionError, match="labels have no slope"):
            drivers(map, method=method, semantics="grounded")


def test_what_is_not_known_is_refused():
    map = argmap.example("iraq-withdrawal")
    with pytest.raises(UnknownOptionError, match="of"):
        drivers(map, of="actor")
    with pytest.raises(UnknownOptionError, match="method"):
        drivers(map, method="shapley")
    with pytest.raises(UnknownOptionError, match="semantics"):
        drivers(map, semantics="quadratic")
    with pytest.raises(UnknownIdError):
        drivers(map, "leaves")
    with pytest.raises(NoPositionError):
        drivers(ArgumentMap("?"))
    with pytest.raises(UnsuitableSemanticsError):
        drivers(map, semantics="h-categoriser")


@pytest.mark.parametrize("method", MEASURES)
def test_a_map_with_nothing_but_a_position_has_no_drivers(method):
    found = drivers(ArgumentMap("?", positions=["p"], claims=[Claim("p", "P.")]), method=method)

    assert (found.value, found.label, dict(found)) == (0.5, "undecided", {})
    assert found.table.rows == ()


def test_what_leads_to_a_position_depends_on_the_theory():
    map = argmap.example("iraq-withdrawal")

    assert Court(map).upstream("open-talks") == ("open-talks",)
    assert "ready-to-talk" in Court(map, Theory("df-quad")).upstream("open-talks")
    assert len(Court(map, Theory("stable")).upstream("open-talks")) == 128


def test_a_voice_is_told_from_an_actor_of_its_name():
    map = argmap.example("iraq-withdrawal")

    said = "A voice is somebody through whom things are known, an actor somebody who holds them."
    assert said in drivers(map, of="sources").table.note
    assert said not in drivers(map, of="themes").table.note


def test_a_picture_can_be_coloured_by_what_drives_a_position(withdrawal):
    found = drivers(withdrawal)

    assert set(found) <= set(Court(withdrawal).ids)
    assert argmap.draw(withdrawal, values=found).to_svg()
    assert "Pollock" not in found
    assert drivers(withdrawal, of="actors")["pollock"] < 0
