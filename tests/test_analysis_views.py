"""The map as each actor sees it."""

from __future__ import annotations

import inspect

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import argmap
import strategies
from argmap import Actor, Argument, ArgumentMap, Claim, InvalidRecordError, Link, Stance
from argmap.analysis import SUPPORTS, acceptability, strengths
from argmap.analysis.bipolar import to_bipolar
from argmap.analysis.held import holdings
from argmap.analysis.standing import standings
from argmap.analysis.theory import Theory
from argmap.analysis.views import verdicts, view
from argmap.errors import NoPositionError, UnknownIdError, UnknownOptionError
from argmap.semantics import NotConverged
from argmap.semantics import strengths as strengths_of

laws = settings(deadline=None, max_examples=27)
LABELS = {"skeptical": "in", "rejected": "out", "credulous": "undecided"}
GIVEN = {"accept": "in", "reject": "out"}


def debate(*stances, more=(), themes=(None, None, None)):
    """A con on leaving, and a reply to its premise."""
    theme, con, reply = themes
    return ArgumentMap(
        "?",
        positions=["leave"],
        actors=[Actor("u", "U"), Actor("v", "V")],
        claims=[
            Claim("leave", "They leave.", theme=theme),
            Claim("gap", "There is a gap.", theme=con),
            Claim("army", "The army fills it.", theme=reply),
        ],
        arguments=[
            Argument("gap-con", ["gap"], "leave", "con"),
            Argument("army-con", ["army"], "gap", "con"),
        ],
    ).with_([*more, *stances])


# What follows ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stances", "follows"),
    [
        ([], "in"),  # the army fills the gap
        ([Stance("u", "gap", "accept")], "out"),
        ([Stance("u", "army", "reject")], "out"),
        ([Stance("u", "army", "accept")], "in"),
        ([Stance("u", "army", "neutral")], "in"),
        ([Stance("u", "gap", "accept"), Stance("u", "gap", "reject")], "in"),  # ambivalent
        ([Stance("v", "gap", "accept")], "in"),
    ],
)
def test_what_an_actor_accepts_stands_in_its_view_and_what_it_rejects_does_not(stances, follows):
    found = verdicts(debate(*stances), ["u"])

    assert found.on("u", "leave").follows == follows
    assert found["u"] == follows


@pytest.mark.parametrize(
    ("wants", "gap", "at_odds"),
    [
        ("accept", "accept", True),
        ("accept", "reject", False),
        ("reject", "accept", False),
        ("reject", "reject", True),
        ("neutral", "accept", False),
        (None, "accept", False),
    ],
)
def test_an_actor_is_at_odds_with_itself_if_it_wants_what_its_reasons_deny(wants, gap, at_odds):
    wanted = [Stance("u", "leave", wants)] if wants else []
    found = verdicts(debate(Stance("u", "gap", gap), *wanted), ["u"])

    one = found.on("u", "leave")
    assert one.holds == (wants or "silent")
    assert one.at_odds is at_odds
    assert found.at_odds == ((one,) if at_odds else ())
    assert ("≠" in str(found.table.rows[0][2])) is at_odds


def test_what_an_actor_wants_is_no_reason():
    found = verdicts(debate(Stance("u", "leave", "accept"), Stance("v", "leave", "reject")))

    for actor in ("u", "v"):
        one = found.on(actor, "leave")
        assert (one.follows, one.on_map, one.rests_on) == ("in", "in", ())


def test_a_claim_asked_about_is_not_given_either():
    map = debate(Stance("u", "gap", "accept"))

    one = verdicts(map, ["u"], ["gap"]).on("u", "gap")

    assert (one.holds, one.follows, one.at_odds) == ("accept", "out", True)


def test_where_an_actor_is_silent_it_hears_the_map_or_ignores_it():
    map = debate(Stance("u", "gap", "accept"), Stance("v", "army", "reject"))

    hears, ignores = (verdicts(map, silence=silence) for silence in ("hears", "ignores"))

    assert (hears.on("u", "leave").follows, ignores.on("u", "leave").follows) == ("out", "out")
    assert (hears.on("v", "leave").follows, ignores.on("v", "leave").follows) == ("out", "in")


def test_neutral_is_left_out_by_who_ignores_what_it_does_not_accept():
    seen = view(debate(Stance("u", "gap", "neutral")), "u", silence="ignores")

    assert dict(seen.given) == {"gap": "out", "army": "out"}
    assert dict(seen.weights) == {"gap": 0.0, "army": 0.0}


def test_members_speak_for_an_actor_unless_they_are_not_to():
    map = debate(Stance("m", "gap", "accept"), more=[Actor("m", "M", part_of="u")])

    assert verdicts(map, ["u"]).on("u", "leave").follows == "out"
    assert verdicts(map, ["u"], members=False).on("u", "leave").follows == "in"
    assert verdicts(map).left_out == ("v",)
    assert verdicts(map, members=False).left_out == ("u", "v")


@pytest.mark.parametrize("semantics", ["grounded", "preferred", "stable"])
@laws
@given(strategies.debates(), st.sampled_from(SUPPORTS))
def test_a_view_is_the_map_with_the_verdicts_given(semantics, map, support):
    found = verdicts(map, ["u", "v"], semantics=semantics, support=support)

    for actor in ("u", "v"):
        held = holdings(map, actor)
        granted = {id: GIVEN[v] for id, v in held.items() if v in GIVEN and id != "a"}
        expected = acceptability(map, semantics, support=support, given=granted)["a"]
        assert found.on(actor, "a").follows == LABELS.get(expected, expected)


@laws
@given(strategies.debates())
def test_by_strengths_what_is_accepted_weighs_one_and_what_is_rejected_nothing(map):
    weight = {"accept": 1.0, "reject": 0.0, "neutral": 0.5, "ambivalent": 0.5}
    for actor in ("u", "v"):
        held = {id: weight[v] for id, v in holdings(map, actor).items() if id != "a"}
        silent = {c.id: held.get(c.id, 0.0) for c in map.claims if c.id != "a"}
        silent = {id: w if w == 1 else 0.0 for id, w in silent.items()}
        for silence, weights in (("hears", held), ("ignores", silent)):
            try:
                expected = strengths_of(to_bipolar(map, weights=weights), "df-quad")
                found = verdicts(map, [actor], semantics="df-quad", silence=silence)
            except NotConverged:
                assume(False)
            assert found.on(actor, "a").strength == pytest.approx(expected["a"], abs=1e-8)


def test_labels_follow_from_strengths_and_the_threshold():
    map = debate(Stance("u", "gap", "accept"))

    low = verdicts(map, ["u"], semantics="df-quad", threshold=0.2).on("u", "leave")
    high = verdicts(map, ["u"], semantics="df-quad", threshold=0.3).on("u", "leave")

    assert low.strength == high.strength == pytest.approx(0.25)  # 0.5 · (1 − 1 · 0.5)
    assert (low.follows, high.follows) == ("in", "out")


# The same ----------------------------------------------------------------------------


def test_claims_that_are_the_same_are_seen_alike():
    same = [Claim("hole", "There is a hole."), Link(("gap", "hole"), "equivalent")]
    seen = view(debate(Stance("u", "hole", "accept"), more=same), "u")

    assert dict(seen.given) == {"gap": "in", "hole": "in"}


def test_an_actor_that_is_torn_takes_no_side():
    same = [Claim("hole", "There is a hole."), Link(("gap", "hole"), "equivalent")]
    map = debate(Stance("u", "hole", "accept"), Stance("u", "gap", "reject"), more=same)

    seen = view(map, "u")

    assert seen.torn == ("gap", "hole")
    assert dict(seen.given) == {}
    assert dict(seen.weights) == {"gap": 0.5, "hole": 0.5}
    assert seen.sides == ()
    assert dict(view(map, "u", links=False).given) == {"gap": "out", "hole": "in"}
    assert "u is torn, and takes no side, on gap, hole" in verdicts(map).table.note


def test_what_is_the_same_as_a_position_is_not_given():
    same = [Claim("go", "They go."), Link(("leave", "go"), "rephrase")]
    map = debate(Stance("u", "go", "accept"), Stance("u", "gap", "accept"), more=same)

    assert verdicts(map, ["u"]).on("u", "leave").follows == "out"


# Values ------------------------------------------------------------------------------


def test_an_attack_fails_with_who_ranks_the_theme_of_its_target_above_its_own():
    map = debate(Stance("u", "gap", "accept"), themes=("Law", "Security", "Security/Army"))

    def follows(order):
        return verdicts(map, ["u"], values={"u": order}).on("u", "leave").follows

    assert follows("Security>Law") == "out"
    assert follows("Law>Security") == "in"
    assert follows(["Law", "Security"]) == "in"
    assert follows("Law") == "out"  # the other is not ranked


def test_values_are_read_as_a_command_line_has_them():
    map = debate(Stance("u", "gap", "accept"), themes=("Law", "Security", None))

    found = verdicts(map, ["u", "v"], values=["u=Law > Security"])

    assert found.on("u", "leave").follows == "in"
    assert "u ranks Law above Security" in found.variant
    assert view(map, "v", values="Law>Security").failing == (("gap-con", "leave"),)


def test_a_reply_to_a_premise_that_fails_does_not_reach_the_step():
    map = debate(themes=(None, "Security", "Law"))

    seen = view(map, "u", values="Security>Law")

    assert seen.failing == (("army-con", "gap"),)
    found = seen.labels(Theory("grounded"))
    assert (found["gap"], found["gap-con"], found["leave"]) == ("in", "in", "out")
    weighed = seen.strengths(Theory("df-quad"))
    assert (weighed["gap"], weighed["leave"]) == (0.5, 0.25)


def test_a_rival_that_is_outranked_does_not_beat_the_other():
    rivals = ArgumentMap(
        "?",
        positions=["go", "stay"],
        actors=[Actor("u", "U")],
        claims=[Claim("go", "Go.", theme="Law"), Claim("stay", "Stay.", theme="Security")],
        links=[Link(("go", "stay"), "alternative")],
    )

    found = verdicts(rivals, ["u"], values="u=Law>Security")

    assert [one.follows for one in found.judgements] == ["in", "out"]
    assert [one.on_map for one in found.judgements] == ["undecided", "undecided"]


@laws
@given(strategies.debates(), st.sampled_from(["X>Y", "Y>X", "X", ""]))
def test_attacks_that_fail_are_as_if_they_were_not_in_the_map(map, order):
    unlinked = evolve(map, links=())
    failing = view(unlinked, "u", values=order).failing if known(map, order) else ()
    steps = [step for step in unlinked.arguments if (step.id, step.target) not in failing]
    kept = {step.id for step in steps}
    assume(all(step.target in kept or step.target in "abcd" for step in steps))

    found = standings(unlinked, failing=failing)

    expected = acceptability(evolve(unlinked, arguments=steps))
    assert {id: found[id] for id in expected} == dict(expected)


def known(map, order):
    return set(filter(None, order.split(">"))) <= {c.themes[0] for c in map.claims if c.themes}


def test_all_that_is_wrong_with_an_order_is_told_at_once():
    map = debate(themes=("Law", "Security", None))

    with pytest.raises(InvalidRecordError) as error:
        view(map, "u", values="Law>Peace>Law>Glory")

    text = str(error.value)
    assert all(word in text for word in ("'Peace'", "'Glory'", "'Law' is ranked twice"))
    assert "themes of this map are Law, Security" in text


def test_an_order_of_values_that_nobody_would_see_is_a_fault():
    map = debate(themes=("Law", "Security", None))

    with pytest.raises(InvalidRecordError) as error:
        verdicts(map, ["u"], values=["v=Law", "u=Law", "u=Security"])

    text = str(error.value)
    assert "'v' is not among the actors asked" in text
    assert "'u' is given 2 orders" in text


def test_an_order_that_says_nothing_is_a_fault():
    map = debate(themes=("Law", "Security", None))

    with pytest.raises(InvalidRecordError, match="'u' is given no order; give orders by actor"):
        verdicts(map, ["u"], values="u")


# Shown -------------------------------------------------------------------------------


def test_a_view_of_the_withdrawal_map_rests_on_little():
    found = verdicts(argmap.example("iraq-withdrawal"))

    assert list(found) == ["baghdad", "washington", "kurdistan", "gcc", "voices-inside"]
    assert found.on("washington", "leave").rests_on == ("vacuum",)
    assert {(one.actor, one.position) for one in found.at_odds} == {
        ("baghdad", "leave"),
        ("baghdad", "leave-fast"),
        ("voices-inside", "leave"),
    }
    assert "tehran" in found.left_out
    assert "Tehran" in found.table.note
    assert found.table.rows[-1][:3] == ("rests on", None, "4 claims")


def test_who_has_no_verdict_sees_the_map():
    map = argmap.example("iraq-withdrawal")
    found = verdicts(map, ["tehran"])

    expected = acceptability(map)
    assert all(one.follows == expected[one.position] == one.on_map for one in found.judgements)
    weighed = verdicts(map, ["tehran"], semantics="quadratic-energy")
    assert weighed.on("tehran", "stay").strength == pytest.approx(strengths(map)["stay"], abs=1e-8)


def test_where_nobody_speaks_there_is_no_view():
    found = verdicts(debate())

    assert (len(found), found.judgements, found.table.rows) == (0, (), ())
    assert "Left out, for they have no stance: U, V" in found.table.note


def test_many_actors_have_rows_and_few_have_columns():
    actors = [Actor(f"x{i}", "X") for i in range(9)]
    map = debate(more=actors)

    few = verdicts(map, ["x0", "x1"]).table
    many = verdicts(map, [actor.id for actor in actors]).table

    assert few.columns == ("position", "the map", "X (x0)", "X (x1)")
    assert many.columns == ("actor", "position", "the map", "its view", "rests on")
    assert len(many.rows) == 9


def test_what_is_not_there_cannot_be_asked_about():
    map = debate()
    with pytest.raises(UnknownIdError):
        verdicts(map, ["w"])
    with pytest.raises(UnknownIdError):
        verdicts(map, positions=["stay"])
    with pytest.raises(InvalidRecordError, match="values: 1 fault\n  no actor 'w' in this map"):
        verdicts(map, values=["w=Law"])
    with pytest.raises(UnknownOptionError, match="did you mean 'hears'"):
        verdicts(map, ["u"], silence="hear")
    with pytest.raises(NoPositionError):
        verdicts(evolve(map, positions=()))
    found = verdicts(map, ["u"])
    with pytest.raises(UnknownIdError, match="answer for actor"):
        found.on("v", "leave")
    with pytest.raises(UnknownIdError, match="answer for position"):
        found.on("u", "gap")


def test_a_command_line_can_read_what_it_takes():
    assert inspect.signature(verdicts, eval_str=True).parameters["members"].annotation is bool
