"""What stands once all replies are heard: the projection, the labels, the words for them."""

from __future__ import annotations

import pickle

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import (
    Argument,
    ArgumentMap,
    Claim,
    InvalidRecordError,
    Link,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis.bipolar import to_bipolar
from argmap.analysis.projections import SUPPORTS, falling_with, to_framework
from argmap.analysis.standing import acceptability
from argmap.model import RIVALRIES, SAMENESS
from argmap.semantics import SEMANTICS, Framework
from argmap.semantics.definitions import by_definition

laws = settings(deadline=None, max_examples=33)
COMPLETE = ["grounded", "complete", "preferred", "stable", "semi-stable", "ideal", "eager"]
small_maps = strategies.maps(most=3)
supports = st.sampled_from(SUPPORTS)
readings_by_attack = st.sampled_from(["necessary", "deductive"])
"""Those that need no argument beside the records; evidence has tests of its own."""


def debate(*arguments, links=(), positions=()):
    """A map of steps s1, s2 … given as `premise(s), side, target`; every claim says its id."""
    steps = [
        Argument(f"s{number}", tuple(premises.split()), target, side)
        for number, (premises, side, target) in enumerate(arguments, start=1)
    ]
    named = [id for step in steps for id in (*step.premises, step.target)]
    named += [*positions, *(id for link in links for id in link.claims)]
    claims = [Claim(id, id) for id in dict.fromkeys(named) if id not in {step.id for step in steps}]
    return ArgumentMap("?", positions=positions, claims=claims, arguments=steps, links=links)


def rows(answer):
    return {row["record"]: row for row in answer.to_dicts()}


def because(answer, id):
    return rows(answer)[id]["because"]


UNDERCUT = debate(("vacuum", "con", "leave"), ("trained", "con", "s1"))
UNDERMINED = debate(("vacuum", "con", "leave"), ("trained", "con", "vacuum"))
RIVALS = debate(
    ("safe", "pro", "leave"), links=[Link(("leave", "stay"), "alternative")], positions=("stay",)
)


# From a map to a framework -------------------------------------------------------------


def test_a_con_attacks_its_target_and_a_pro_attacks_nothing():
    framework = to_framework(debate(("vacuum", "con", "leave"), ("safe", "pro", "leave")))

    assert framework.ids == ("vacuum", "leave", "safe", "s1", "s2")
    assert framework.attacks == (("s1", "leave"),)


def test_an_undercut_attacks_the_step_and_leaves_its_premise_alone():
    assert to_framework(UNDERCUT).attacks == (("s1", "leave"), ("s2", "s1"))


def test_an_attack_on_a_premise_reaches_every_step_that_needs_it_and_no_further():
    map = debate(
        ("vacuum idle", "con", "leave"), ("leave", "pro", "talks"), ("trained", "con", "vacuum")
    )

    assert to_framework(map).attacked("s3") == ("vacuum", "s1")
    assert to_framework(map).attacked("s1") == ("leave", "s2")


@pytest.mark.parametrize("kind", RIVALRIES)
def test_rivals_attack_each_other_and_the_steps_that_need_either(kind):
    map = debate(("leave", "pro", "talks"), links=[Link(("leave", "stay"), kind)])

    attacks = [("leave", "stay"), ("stay", "leave"), ("stay", "s1")]
    assert to_framework(map) == Framework(["leave", "talks", "stay", "s1"], attacks)
    assert to_framework(map, links=False).size == 0


@pytest.mark.parametrize("kind", SAMENESS)
def test_claims_linked_as_the_same_fall_together_however_far(kind):
    links = [Link(("a", "b"), kind), Link(("b", "c"), kind)]
    map = debate(("x", "con", "a"), ("c", "pro", "y"), links=links)

    assert to_framework(map).attacked("s1") == ("a", "c", "b", "s2")
    assert falling_with(map, "b", links=False) == ("b",)


def test_a_claim_equivalent_to_its_own_rival_is_never_in():
    links = [Link(("a", "b"), "equivalent"), Link(("a", "b"), "contrary")]

    assert set(acceptability(debate(links=links)).values()) == {"undecided"}


def test_the_deductive_reading_fells_a_pro_with_its_target():
    map = debate(("safe", "pro", "leave"), ("vacuum", "con", "leave"))

    assert acceptability(map)["s1"] == "in"
    assert acceptability(map, support="deductive")["s1"] == "out"
    assert because(acceptability(map, support="deductive"), "s1") == (
        "it argues for leave, and s2 speaks against that"
    )


def pairs_that_need(map, support, *, links):
    """Necessary support as a relation: (needed, who needs it)."""
    for step in map.arguments:
        yield from ((premise, step.id) for premise in step.premises)
        if support == "deductive" and step.side == "pro":
            yield step.target, step.id
    for link in map.links if links else ():
        if link.kind in SAMENESS:
            yield from (link.claims, link.claims[::-1])


def closed_framework(map, support, *, links):
    """All extended attacks of Nouioua & Risch (2011), of both kinds, by their definition."""
    ids = [*(claim.id for claim in map.claims), *(step.id for step in map.arguments)]
    needs = {(id, id) for id in ids} | set(pairs_that_need(map, support, links=links))
    for middle in ids:
        needs |= {
            (a, b) for a in ids for b in ids if {(a, middle), (middle, b)} <= needs
        }  # Warshall
    plain = [(step.id, step.target) for step in map.arguments if step.side == "con"]
    for link in map.links if links else ():
        if link.kind in RIVALRIES:
            plain += [link.claims, link.claims[::-1]]
    return Framework(
        ids, {(a, b) for c, d in plain for a in ids for b in ids if {(c, a), (d, b)} <= needs}
    )


@laws
@given(small_maps, readings_by_attack, st.booleans())
def test_the_attacks_left_out_change_no_complete_labelling(map, support, links):
    framework = to_framework(map, support=support, links=links)
    closed = closed_framework(map, support, links=links)

    assert set(framework.attacks) <= set(closed.attacks)
    assert set(by_definition(framework, "complete")) == set(by_definition(closed, "complete"))


# What stands ---------------------------------------------------------------------------


def test_without_a_reply_everything_stands_with_support_or_without():
    assert set(acceptability(debate(("safe", "pro", "leave"))).values()) == {"in"}


def test_an_undercut_lets_the_target_stand_and_the_premise_too():
    assert dict(acceptability(UNDERCUT)) == {
        "vacuum": "in",
        "leave": "in",
        "trained": "in",
        "s1": "out",
        "s2": "in",
    }


def test_an_attack_on_the_premise_lets_the_target_stand_and_fells_premise_and_step():
    found = acceptability(UNDERMINED)

    assert found.ids("out") == ("vacuum", "s1")
    assert because(found, "s1") == "it needs vacuum, and s2 speaks against that"


def test_a_joint_con_falls_with_any_of_its_premises():
    map = debate(("vacuum idle", "con", "leave"), ("trained", "con", "idle"))

    assert acceptability(map)["vacuum"] == acceptability(map)["leave"] == "in"


def test_a_pro_does_not_save_its_target():
    map = debate(("vacuum", "con", "leave"), ("safe", "pro", "leave"), ("just", "pro", "leave"))

    assert acceptability(map)["leave"] == "out"


def test_rivals_alone_are_undecided_when_grounded_and_credulous_when_preferred():
    assert acceptability(RIVALS).ids("undecided") == ("leave", "stay")
    assert acceptability(RIVALS, "preferred").ids("credulous") == ("leave", "stay")
    assert acceptability(RIVALS, links=False)["leave"] == "in"


def test_where_no_stable_set_exists_no_status_is_claimed():
    map = debate(("a", "con", "b"), ("b", "con", "c"), ("c", "con", "a"))
    found = acceptability(map, "stable")

    assert set(found.values()) == {"undefined"}
    assert because(found, "a") == "no stable extension exists"


@laws
@given(small_maps, readings_by_attack, st.booleans(), st.sampled_from(SEMANTICS))
def test_standings_agree_with_the_definitions(map, support, links, semantics):
    framework = to_framework(map, support=support, links=links)
    sets = by_definition(framework, semantics)
    found = acceptability(map, semantics, support=support, links=links)

    assert tuple(found) == framework.ids
    for id in framework:
        assert found[id] == expected(framework, sets, id, semantics)


def expected(framework, sets, id, semantics):
    if semantics in {"grounded", "ideal", "eager"}:
        (only,) = sets
        beaten = not only.isdisjoint(framework.attackers(id))
        return "in" if id in only else "out" if beaten else "undecided"
    if not sets:
        return "undefined"
    within = sum(id in one for one in sets)
    return "skeptical" if within == len(sets) else "credulous" if within else "rejected"


@laws
@given(small_maps, supports)
def test_a_step_stands_only_with_all_its_premises_and_no_undercut(map, support):
    found = acceptability(map, support=support)

    for step in map.arguments:
        if found[step.id] == "in":
            assert all(found[premise] == "in" for premise in step.premises)
            assert all(found[undercut.id] == "out" for undercut in map.undercuts(step.id))


def bare(map, names=None):
    """Claims, steps and links alone, under other ids."""
    names = names or {}

    def name(id):
        return names.get(id, id)

    return ArgumentMap(
        map.question,
        positions=[name(id) for id in map.positions],
        claims=[evolve(claim, id=name(claim.id), citations=()) for claim in map.claims],
        arguments=[
            evolve(
                step,
                id=name(step.id),
                premises=[name(id) for id in step.premises],
                target=name(step.target),
                citations=(),
            )
            for step in map.arguments
        ],
        links=[
            evolve(link, claims=[name(id) for id in link.claims], citations=())
            for link in map.links
        ],
    )


@laws
@given(small_maps, st.sampled_from(["grounded", "preferred", "stable"]))
def test_other_ids_change_nothing_but_the_ids(map, semantics):
    names = {id: f"z{number}" for number, id in enumerate(to_framework(map))}
    found = acceptability(map, semantics)

    renamed = acceptability(bare(map, names), semantics)
    assert dict(renamed) == {names[id]: standing for id, standing in found.items()}


# What is given -------------------------------------------------------------------------


def test_a_claim_given_out_takes_the_steps_that_need_it_along():
    found = acceptability(debate(("vacuum", "con", "leave")), given={"vacuum": "out"})

    assert dict(found) == {"vacuum": "out", "leave": "in", "s1": "out"}
    assert because(found, "vacuum") == "it is given"
    assert because(found, "s1") == "it needs vacuum, which is given out"
    assert "given: vacuum out" in found.variant


def test_what_is_given_in_stands_against_everything_and_what_it_attacks_is_out():
    found = acceptability(UNDERMINED, given={"s1": "in"})

    assert dict(found) == {
        "vacuum": "out",
        "leave": "out",
        "trained": "in",
        "s1": "in",
        "s2": "in",
    }


def test_a_step_does_not_fail_for_want_of_a_premise_given_in():
    found = acceptability(UNDERMINED, given={"vacuum": "in"})

    assert dict(found) == {
        "vacuum": "in",
        "leave": "out",
        "trained": "in",
        "s1": "in",
        "s2": "in",
    }
    assert because(found, "s1") == "nothing attacks it"


def test_a_position_given_in_rules_its_rival_out_under_every_semantics():
    for semantics in set(SEMANTICS) - {"grounded", "ideal", "eager"}:
        found = acceptability(RIVALS, semantics, given={"leave": "in"})

        assert (found["leave"], found["stay"]) == ("skeptical", "rejected")
    assert acceptability(RIVALS, given={"leave": "in"})["stay"] == "out"


def test_rivals_given_in_both_stand_and_so_do_the_steps_that_need_them():
    map = debate(
        ("leave", "con", "cost"),
        ("stay", "con", "risk"),
        links=[Link(("leave", "stay"), "contrary")],
    )
    found = acceptability(map, given={"leave": "in", "stay": "in"})

    assert found.ids("in") == ("leave", "stay", "s1", "s2")
    assert found.ids("out") == ("cost", "risk")


def test_what_is_equivalent_is_given_along_unless_links_do_not_count():
    map = debate(("gap", "con", "leave"), links=[Link(("vacuum", "gap"), "rephrase")])

    assert acceptability(map, given={"vacuum": "out"})["leave"] == "in"
    assert acceptability(map, given={"vacuum": "out"}, links=False)["leave"] == "out"
    with pytest.raises(InvalidRecordError, match="'gap' is given in and out"):
        acceptability(map, given={"vacuum": "out", "gap": "in"})


def test_a_pro_falls_with_a_target_given_out_when_support_is_deductive():
    map = debate(("safe", "pro", "leave"))
    found = acceptability(map, support="deductive", given={"leave": "out"})

    assert because(found, "s1") == "it argues for leave, which is given out"
    assert acceptability(map, given={"leave": "out"})["s1"] == "in"


def test_given_may_be_texts_as_on_a_command_line():
    assert acceptability(UNDERCUT, given=["s2=out", "vacuum = in"]) == acceptability(
        UNDERCUT, given={"s2": "out", "vacuum": "in"}
    )


@laws
@given(small_maps, readings_by_attack, st.sampled_from(COMPLETE), st.data())
def test_to_give_out_is_to_put_an_unanswered_doubt_against_it(map, support, semantics, data):
    framework = to_framework(map)
    if not len(framework):
        return
    id = data.draw(st.sampled_from(framework.ids))
    doubt = [Claim("doubt-1", "No."), Argument("doubt-2", ("doubt-1",), id, "con")]

    found = acceptability(map, semantics, support=support, given={id: "out"})
    doubted = acceptability(map.with_(doubt), semantics, support=support)
    assert dict(found) == {other: doubted[other] for other in framework}


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"semantics": "grounde"}, UnknownOptionError, "grounded"),
        ({"support": "evidental"}, UnknownOptionError, "evidential"),
        ({"given": {"vacum": "out"}}, UnknownIdError, "did you mean 'vacuum'"),
        ({"given": {"vacuum": "false"}}, UnknownOptionError, "out"),
        ({"given": ["vacuum"]}, UnknownOptionError, "out"),
    ],
)
def test_a_wrong_option_is_refused_and_the_right_ones_named(options, error, said):
    with pytest.raises(error, match=said):
        acceptability(UNDERCUT, **options)


# As a value, and in words --------------------------------------------------------------


def test_the_answer_is_a_frozen_value_that_compares_hashes_and_pickles():
    found = acceptability(UNDERCUT)

    assert found == acceptability(UNDERCUT)
    assert hash(found) == hash(acceptability(UNDERCUT))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  our own bytes
    with pytest.raises(FrozenInstanceError):
        found.semantics = "stable"


def test_the_variant_names_semantics_reading_links_and_rung():
    assert acceptability(UNDERCUT, "preferred", links=False).variant == (
        "preferred semantics; necessary support: steps need their premises, claims need no pro; "
        "links left out; records down to the rung “stated”"
    )


def test_reasons_are_given_in_words():
    found = acceptability(UNDERCUT)

    assert because(found, "vacuum") == "nothing attacks it"
    assert because(found, "s1") == "s2 undercuts it"
    assert because(found, "leave") == "all that attacks it is out: s1"
    assert because(acceptability(UNDERMINED), "vacuum") == "s2 speaks against it"
    assert because(acceptability(RIVALS), "stay") == "unsettled: leave is its rival"
    assert because(acceptability(RIVALS, "preferred"), "stay") == (
        "in some preferred extension, not in all: leave is its rival"
    )
    assert because(acceptability(UNDERMINED, "preferred"), "leave") == (
        "it is in every preferred extension"
    )


def test_positions_come_first():
    assert next(iter(rows(acceptability(RIVALS)))) == "stay"
    assert tuple(acceptability(RIVALS))[-1] == "s1"


def test_an_empty_map_has_an_empty_answer():
    assert dict(acceptability(ArgumentMap("?"))) == {}
    assert dict(acceptability(ArgumentMap("?"), "preferred")) == {}


# The withdrawal map --------------------------------------------------------------------


def test_leaving_falls_to_its_cons_and_staying_stands_though_cases_for_it_are_undercut(withdrawal):
    found = acceptability(withdrawal)

    assert (found["leave"], found["stay"]) == ("out", "in")
    assert found["kurdish-hub"] == "in"
    assert found["kurdish-hub-pro-stay"] == "out"
    assert "weak-army-con-leave speaks against it" in because(found, "leave")


def test_leaving_is_in_no_set_of_any_semantics_that_hears_the_replies(withdrawal):
    for semantics in ("preferred", "stable", "semi-stable", "stage", "cf2", "complete"):
        for support in SUPPORTS:
            assert acceptability(withdrawal, semantics, support=support)["leave"] == "rejected"


def test_both_projections_print_what_they_hold():
    assert repr(to_framework(UNDERCUT)) == "<Framework with 5 arguments, 2 attacks>"
    assert repr(to_bipolar(UNDERCUT)) == (
        "<BipolarFramework with 5 arguments, 2 attacks, 0 supports, 2 premises>"
    )
