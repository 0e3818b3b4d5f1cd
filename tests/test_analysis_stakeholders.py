"""Classes of stakeholders by power, legitimacy and urgency, what is unknown kept apart."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings

import strategies
from argmap import Actor, ArgumentMap
from argmap.analysis.stakeholders import SALIENCES, Stakeholder, salience
from argmap.errors import InvalidOptionError, InvalidRecordError, UnknownIdError

laws = settings(deadline=None, max_examples=33)

# Mitchell, Agle & Wood (1997), figure 2: power, legitimacy, urgency.
CLASSES = {
    "": "non-stakeholder",
    "P": "dormant",
    "L": "discretionary",
    "U": "demanding",
    "PL": "dominant",
    "PU": "dangerous",
    "LU": "dependent",
    "PLU": "definitive",
}


@pytest.fixture
def eight():
    names = ["none", *(name.lower() for name in CLASSES if name)]
    return ArgumentMap("?", actors=[Actor(name, name) for name in names])


def test_the_eight_combinations_have_their_eight_names(eight):
    def having(letter):
        return [name.lower() for name in CLASSES if letter in name]

    found = salience(eight, power=having("P"), legitimacy=having("L"), urgency=having("U"))

    assert dict(found) == {name.lower() or "none": sort for name, sort in CLASSES.items()}


@pytest.mark.parametrize("known", list(product([True, False, None], repeat=3)))
def test_an_actor_may_be_in_every_class_that_what_is_known_allows(known):
    one = Stakeholder("a", *known)

    allowed = {
        sort
        for has, sort in SALIENCES.items()
        if all(k is None or k == h for k, h in zip(known, has, strict=True))
    }
    assert set(one.possible) == allowed
    assert one.sort == (next(iter(allowed)) if len(allowed) == 1 else "unknown")


def test_what_is_not_given_is_unknown_and_not_denied(eight):
    found = salience(eight, ["none"], power=["none"], urgency=[])

    assert found["none"] == "unknown"
    assert found.stakeholders[0].possible == ("dormant", "dominant")
    assert "legitimacy unknown, for it was not given" in found.variant
    assert "Nothing is known of anybody's legitimacy." in found.table.note


def test_a_list_is_complete_and_a_mapping_is_not(eight):
    listed = salience(eight, ["p", "l"], power=["p"]).stakeholders
    mapped = salience(eight, ["p", "l"], power={"p": True}).stakeholders

    assert [one.power for one in listed] == [True, False]
    assert [one.power for one in mapped] == [True, None]


def test_answers_may_be_written_as_on_a_command_line(eight):
    found = salience(eight, ["p", "l", "u"], power=["p", "l=no", "u=?"])

    assert [one.power for one in found.stakeholders] == [True, False, None]


def test_power_is_read_from_recorded_influence_above_the_median():
    who = {"low": 1, "middle": 2, "high": 3, "unknown": None}
    map = ArgumentMap("?", actors=[Actor(id, id, influence=n) for id, n in who.items()])
    found = salience(map)

    assert [one.power for one in found.stakeholders] == [False, True, True, None]
    assert found.cut == 2
    assert found.at_cut == ("middle",)
    assert "Just at the cut, and counted as powerful: middle." in found.table.note
    assert "Power unknown: unknown." in found.table.note
    assert [one.power for one in salience(map, cut=2.5).stakeholders] == [False, False, True, None]


def test_where_no_influence_is_recorded_power_is_unknown(withdrawal):
    found = salience(withdrawal)

    assert set(found.values()) == {"unknown"}
    assert found.among("unknown") == tuple(actor.id for actor in withdrawal.principals)
    assert "power unknown, for no influence is recorded" in found.variant


def test_everything_wrong_by_hand_is_told_at_once(eight):
    with pytest.raises(InvalidRecordError) as caught:
        salience(eight, power=["p=perhaps", "q"], urgency=["u", "u=no"])

    for told in ("'perhaps' is no answer", "no actor 'q'", "'u' is given two answers"):
        assert told in str(caught.value)
    with pytest.raises(InvalidRecordError, match="True, False or None"):
        salience(eight, power={"p": 3})


def test_other_actors_and_cuts_are_refused(eight):
    with pytest.raises(UnknownIdError):
        salience(eight, ["z"])
    with pytest.raises(InvalidOptionError):
        salience(eight, cut=-1)
    with pytest.raises(InvalidOptionError, match="power is by hand"):
        salience(eight, power=["p"], cut=1)


@laws
@given(strategies.maps(most=3))
def test_it_can_be_asked_of_any_map(map):
    who = [actor.id for actor in map.actors]
    found = salience(map, who, legitimacy=who[:1])

    assert list(found) == who
    assert str(found)
    for actor, one in zip(map.actors, found.stakeholders, strict=True):
        assert (one.power is None) == (actor.influence is None)
