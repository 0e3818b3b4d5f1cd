"""What if: a map before and after some suppositions."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Claim,
    InvalidOptionError,
    InvalidRecordError,
    Link,
    Stance,
    UnknownOptionError,
)
from argmap.analysis import acceptability, strengths
from argmap.analysis.backing import Backing, Change
from argmap.analysis.supposing import what_if
from argmap.analysis.turning import flips

laws = settings(deadline=None, max_examples=25)
_NAMES = {"drop": "drop", "doubt": "doubt", "change of mind": "minds", "discredit": "discredit"}


def supposed(changes):
    """The changes as the options of the question."""
    options: dict[str, list[str]] = {}
    for change in changes:
        options.setdefault(_NAMES[change.kind], []).append(change.id)
    return options


@st.composite
def changed(draw):
    """A map, and some changes of it, one at least."""
    map = draw(strategies.maps(most=3).filter(lambda one: any(Backing(one).changes())))
    changes = list(Backing(map).changes())
    return map, draw(st.lists(st.sampled_from(changes), min_size=1, max_size=3, unique=True))


@laws
@given(changed(), st.sampled_from(["necessary", "deductive"]))
def test_after_changes_a_map_stands_as_it_does_without_what_falls(drawn, support):
    map, changes = drawn
    without = acceptability(map.without(Backing(map).fallen(changes)), support=support)

    found = what_if(map, **supposed(changes), support=support)

    assert {id: found[id] for id in without} == dict(without)
    assert all(found[id] == "out" for id in found.fallen)
    assert dict(found.before) == dict(acceptability(map, support=support))
    assert found.changed == tuple(id for id in found if found[id] != found.before[id])


@laws
@given(strategies.maps(most=3).filter(acceptability), st.data())
def test_what_is_accepted_and_rejected_is_given(map, data):
    one = data.draw(st.sampled_from(list(acceptability(map))))
    given = {one: data.draw(st.sampled_from(["in", "out"]))}

    found = what_if(
        map,
        accept=[id for id, value in given.items() if value == "in"],
        reject=[id for id, value in given.items() if value == "out"],
        semantics="preferred",
    )

    assert dict(found) == dict(acceptability(map, "preferred", given=given))


def debate(**records):
    return ArgumentMap(
        "?",
        positions=["leave"],
        claims=[Claim("leave", "They leave."), Claim("vacuum", "A gap."), Claim("idle", "Idle.")],
        arguments=[
            Argument("x", ["vacuum"], "leave", "con"),
            Argument("y", ["idle"], "x", "con", weight=0.6),
        ],
        actors=[Actor("w", "Washington")],
        stances=[Stance("w", "vacuum", "accept"), Stance("w", "idle", "accept")],
        **records,
    )


def test_what_fell_says_by_which_change_and_for_want_of_what():
    found = what_if(debate(), doubt="vacuum", drop="y")

    assert dict(found.fallen) == {
        "vacuum": "vacuum is doubted",
        "x": "it needs vacuum, which falls",
        "y": "the step idle against x is dropped",
    }
    assert found.changes == (Change("drop", "y"), Change("doubt", "vacuum"))


def test_what_is_the_same_falls_along():
    found = what_if(debate(links=[Link(("vacuum", "idle"), "equivalent")]), doubt=["vacuum"])

    assert found.fallen["y"] == "it needs idle, which falls"
    assert found["idle"] == "out"


def test_what_is_accepted_stands_though_its_only_voice_changes_its_mind():
    found = what_if(debate(), minds=["w"], accept=["vacuum"])

    assert (found["vacuum"], found["idle"], found["leave"]) == ("in", "out", "out")
    assert "vacuum" not in found.fallen


def test_a_change_that_turns_nothing_still_tells_of_every_position():
    found = what_if(debate(), doubt=["vacuum"])

    assert (found.before["leave"], found["leave"]) == ("in", "in")
    assert found.to_dicts()[0]["record"] == "leave"
    assert "leave" not in found.changed


def test_every_flip_turns_the_position_when_it_is_supposed(withdrawal):
    for position in ("leave", "stay", "leave-fast"):
        for flip in flips(withdrawal, position).flips:
            found = what_if(withdrawal, **supposed(flip.changes))
            assert found[position] == flip.leads_to
            assert position in found.changed


def test_to_suppose_nothing_is_an_error():
    with pytest.raises(InvalidRecordError, match="nothing is supposed; give at least one of drop"):
        what_if(debate())


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        ({"drop": "vacuum"}, "to doubt a claim, use doubt=vacuum"),
        ({"doubt": "x"}, "to drop a step, use drop=x"),
        ({"doubt": "w"}, "to have an actor change its mind, use minds=w"),
    ],
)
def test_an_id_of_another_kind_is_sent_to_the_option_for_it(options, remedy):
    with pytest.raises(InvalidRecordError, match=remedy):
        what_if(debate(), **options)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InvalidRecordError) as caught:
        what_if(
            debate(),
            drop=["z"],
            doubt=["x"],
            minds=["v"],
            discredit=["u"],
            accept=["vacum"],
            weigh=["idle=2"],
            positions=["stay"],
        )

    assert len(caught.value.faults) == 8
    assert "did you mean 'vacuum'?" in str(caught.value)
    assert "weights play no part under grounded semantics" in str(caught.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"accept": "vacuum", "doubt": "vacuum"}, "accepted, but doubted"),
        ({"accept": "x", "drop": "x"}, "accepted, but doubted or dropped"),
        ({"accept": "x,vacuum", "reject": "vacuum"}, "accepted and rejected"),
        ({"accept": "x", "weigh": "x=0.3", "semantics": "df-quad"}, "weighed, and accepted"),
        ({"weigh": ["x=0.3", "x=0.4"], "semantics": "df-quad"}, "0.3 and 0.4"),
        ({"weigh": "x=much", "semantics": "df-quad"}, "'much'"),
    ],
)
def test_suppositions_that_contradict_each_other_are_an_error(options, said):
    with pytest.raises(InvalidRecordError, match=said):
        what_if(debate(), **options)


def test_an_option_that_cannot_be_is_an_error():
    with pytest.raises(UnknownOptionError):
        what_if(debate(), semantics="grouned")
    with pytest.raises(InvalidOptionError):
        what_if(debate(), moved=-1)


# By strengths ---------------------------------------------------------------------------


@pytest.mark.parametrize("semantics", ["quadratic-energy", "df-quad"])
def test_strengths_are_those_of_the_map_with_other_weights_and_without_what_falls(
    withdrawal, semantics
):
    other = withdrawal.with_(evolve(withdrawal.claim("weak-army"), weight=0.1))
    fallen = Backing(withdrawal).fallen([Change("change of mind", "washington")])
    wanted = strengths(other.without(fallen), semantics)

    found = what_if(withdrawal, minds=["washington"], weigh=["weak-army=0.1"], semantics=semantics)

    assert {id: found[id] for id in wanted} == pytest.approx(dict(wanted), abs=1e-8)
    assert found["vacuum"] == 0
    assert dict(found.before) == pytest.approx(dict(strengths(withdrawal, semantics)))


def test_to_accept_is_to_weigh_1_and_to_reject_0():
    found = what_if(debate(), accept=["vacuum"], reject=["idle"], semantics="df-quad")

    # leave starts from 1/2, and x, as strong as vacuum, takes all of it.
    assert (found["x"], found["y"], found["leave"]) == (1, 0, 0)
    assert "it weighs 1 instead of 0.5" in str(found)


def test_only_strengths_that_move_by_more_than_asked_are_told():
    every = what_if(debate(), weigh={"y": 0.59}, semantics="df-quad", moved=0)
    none = what_if(debate(), weigh={"y": 0.59}, semantics="df-quad", moved=0.5)

    assert every.changed == ("leave", "x", "y")
    assert none.changed == ()
    assert dict(every) == dict(none)
