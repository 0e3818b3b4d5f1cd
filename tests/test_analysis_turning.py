"""Flips: the smallest sets of changes that turn a verdict."""

from __future__ import annotations

from itertools import combinations, product
from math import hypot

import numpy as np
import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import argmap
from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    InvalidOptionError,
    Link,
    Source,
    Stance,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis import acceptability, strengths
from argmap.analysis.backing import Backing, Change
from argmap.analysis.felling import conditions, felling
from argmap.analysis.theory import Court, Theory
from argmap.analysis.turning import flips
from argmap.semantics import WORLD_LABELS

laws = settings(deadline=None, max_examples=33)
few = settings(deadline=None, max_examples=25, phases=set(Phase) - {Phase.shrink})
CLAIMS = "abcd"
LABELS = {"skeptical": "in", "rejected": "out", "credulous": "undecided"}


@st.composite
def debates(draw):
    """A position and three claims, with steps, links, stances through voices, and sources."""
    cited = st.lists(st.sampled_from(["s1", "s2"]).map(Citation), max_size=2)
    steps: list[Argument] = []
    for number in range(draw(st.integers(2, 6))):
        names = st.sampled_from("bcd" if draw(st.booleans()) else CLAIMS)
        premises = draw(st.sets(names, min_size=1, max_size=2))
        targets = sorted(set(CLAIMS) - premises) + [step.id for step in steps]
        target = draw(st.sampled_from(["a", "a", *targets] if "a" not in premises else targets))
        con = target not in CLAIMS or draw(st.integers(0, 3))
        steps.append(
            Argument(
                f"x{number}", sorted(premises), target, "con" if con else "pro",
                citations=draw(cited),
            )
        )  # fmt: skip
    pairs = st.sets(st.sampled_from(CLAIMS), min_size=2, max_size=2)
    kinds = st.sampled_from(["equivalent", "alternative", "contrary"])
    stances = st.builds(
        Stance,
        st.sampled_from(["p", "q"]),
        st.sampled_from(CLAIMS),
        st.just("accept"),
        via=st.lists(st.sampled_from(["v"]), max_size=1),
        citations=cited,
    )
    return ArgumentMap(
        "?",
        positions=["a"],
        claims=[Claim(id, id, citations=draw(cited)) for id in CLAIMS],
        arguments=steps,
        links=[Link(sorted(draw(pairs)), draw(kinds)) for _ in range(draw(st.integers(0, 1)))],
        actors=[Actor(id, id) for id in "pqv"],
        stances=draw(st.lists(stances, max_size=4)),
        sources=[Source("s1", "one"), Source("s2", "two")],
    )


def changes_of(map, topic, links=True):
    """All changes but doubt of what is asked."""
    backing = Backing(map, links)
    itself = backing.alike(topic)
    return [one for one in backing.changes() if one.kind != "doubt" or one.id not in itself]


def smallest(sets):
    """Those that hold no other."""
    return {one for one in sets if not any(other < one for other in sets)}


def told(answer):
    """Every flip, with all that comes to the same."""
    found = set()
    for flip in answer.flips:
        ways = [(one, *others) for one, others in zip(flip.changes, flip.alternatives, strict=True)]
        found |= {frozenset(way) for way in product(*ways)}
    return found


def by_definition(map, topic, *, most, to=None, **theory):
    """The smallest sets of changes after which the court says otherwise, all of them tried."""
    court = Court(map, Theory(**theory))
    backing = Backing(map, theory.get("links", True))
    changes = changes_of(map, topic, theory.get("links", True))
    sets = [some for size in range(most + 1) for some in combinations(changes, size)]
    labels = court.judged([topic], court.worlds([backing.fallen(some) for some in sets]))
    now, *_ = labels[topic].labels
    return smallest(
        {
            frozenset(some)
            for some, label in zip(sets, labels[topic].labels, strict=True)
            if label != now and to in (None, label)
        }
    )


# Against the definition ----------------------------------------------------------------


@laws
@given(
    debates(), st.sampled_from(CLAIMS), st.sampled_from(["necessary", "deductive", "evidential"])
)
def test_flips_are_all_the_smallest_sets_of_changes_that_turn_the_verdict(map, topic, support):
    answer = flips(map, topic, most=3, limit=10_000, support=support)

    assert told(answer) == by_definition(map, topic, most=3, support=support)
    assert (answer.complete_to, answer.method) == (3, "hitting sets")


@laws
@given(debates(), st.sampled_from(["in", "out", "undecided"]), st.booleans())
def test_flips_to_a_label_are_all_the_smallest_that_lead_there(map, to, links):
    answer = flips(map, most=2, to=to, limit=10_000, links=links)

    assert told(answer) == by_definition(map, "a", most=2, to=to, links=links)
    assert all(flip.leads_to == to for flip in answer.flips)


@few
@given(debates(), st.sampled_from(["preferred", "stable", "stage", "ideal"]))
def test_flips_by_other_semantics_are_all_the_smallest_too(map, semantics):
    answer = flips(map, most=2, limit=10_000, semantics=semantics)

    assert told(answer) == by_definition(map, "a", most=2, semantics=semantics)
    assert answer.method == "every set"


@settings(few, max_examples=12)
@given(debates(), st.sampled_from(["quadratic-energy", "df-quad"]))
def test_flips_of_a_strength_are_all_the_smallest_too(map, semantics):
    # Off the round 1/2, on which circles may come to rest but for the last digit.
    theory = {"semantics": semantics, "threshold": 0.47}

    answer = flips(map, most=2, limit=10_000, **theory)

    assert told(answer) == by_definition(map, "a", most=2, **theory)


@few
@given(debates())
def test_a_map_without_what_falls_has_the_label_that_a_flip_leads_to(map):
    backing = Backing(map)
    changes = changes_of(map, "a")
    now = acceptability(map)["a"]
    turning = set()
    for some in (some for size in (1, 2) for some in combinations(changes, size)):
        fallen = backing.fallen(some)
        if "a" in fallen or acceptability(map.without(fallen))["a"] != now:
            turning.add(frozenset(some))

    assert told(flips(map, most=2, limit=10_000)) == smallest(turning)


# How it is found -------------------------------------------------------------------------


@laws
@given(debates(), st.data())
def test_a_record_falls_by_a_set_of_changes_if_the_set_holds_one_of_its_conditions(map, data):
    backing = Backing(map)
    changes = list(backing.changes())
    some = data.draw(st.lists(st.sampled_from(changes), max_size=3, unique=True))

    ways = conditions(backing, changes, most=3)

    fallen = {id for id, sets in ways.items() if any(one <= set(some) for one in sets)}
    assert fallen == set(backing.fallen(some))


@laws
@given(debates(), st.data())
def test_changes_of_one_class_come_to_the_same_whatever_else_is_changed(map, data):
    court, backing = Court(map), Backing(map)
    changes = changes_of(map, "a")
    found = felling(court, backing, "a", changes, most=3)
    others = data.draw(st.lists(st.sampled_from(changes), max_size=2))

    classes = [*found.classes, found.idle]
    worlds = [[backing.fallen([one, *others]) for one in some] for some in classes]

    for sets in filter(None, worlds):
        assert len(set(court.judged(["a"], court.worlds(sets))["a"].labels)) == 1
    for one in found.idle:
        assert court.label("a", without=backing.fallen([one])) == court.label("a")


@few
@given(debates(), st.permutations(["a", "b", "c", "d"]))
def test_other_names_make_no_other_flips(map, names):
    named = dict(zip(CLAIMS, (f"claim-{name}" for name in names), strict=True))
    other = evolve(
        map,
        positions=[named[id] for id in map.positions],
        claims=[evolve(claim, id=named[claim.id]) for claim in map.claims],
        arguments=[
            evolve(
                step,
                premises=[named[id] for id in step.premises],
                target=named.get(step.target, step.target),
            )
            for step in map.arguments
        ],
        links=[evolve(link, claims=[named[id] for id in link.claims]) for link in map.links],
        stances=[evolve(stance, claim=named[stance.claim]) for stance in map.stances],
    )

    renamed = {
        frozenset(evolve(change, id=named.get(change.id, change.id)) for change in some)
        for some in told(flips(map, most=2, limit=1_000))
    }

    assert told(flips(other, most=2, limit=1_000)) == renamed


# By hand --------------------------------------------------------------------------------


def quarrel(*steps, positions=("a",), **records):
    return ArgumentMap(
        "?",
        positions=positions,
        claims=[Claim(id, f"{id} is so.") for id in CLAIMS],
        arguments=steps,
        **records,
    )


def test_a_lone_con_is_dropped_or_its_premise_doubted_and_that_is_told_once():
    answer = flips(quarrel(Argument("x", ["b"], "a", "con")))

    (flip,) = answer.flips
    assert flip.changes == (Change("drop", "x"),)
    assert flip.alternatives == ((Change("doubt", "b"),),)
    assert (answer.before, flip.leads_to) == ("out", "in")
    assert dict(answer) == {"b": 1, "x": 1}


def test_of_two_cons_both_have_to_go():
    answer = flips(quarrel(Argument("x", ["b"], "a", "con"), Argument("y", ["c"], "a", "con")))

    (flip,) = answer.flips
    assert flip.changes == (Change("drop", "x"), Change("drop", "y"))


def test_a_claim_two_actors_accept_falls_when_both_change_their_mind():
    map = quarrel(
        Argument("x", ["b"], "a", "con"),
        actors=[Actor("p", "P"), Actor("q", "Q")],
        stances=[Stance("p", "b", "accept"), Stance("q", "b", "accept")],
    )

    answer = flips(map, kinds="change of mind")

    (flip,) = answer.flips
    assert flip.changes == (Change("change of mind", "p"), Change("change of mind", "q"))


def test_what_is_undecided_turns_when_its_defence_falls_or_its_rival_does():
    map = quarrel(
        Argument("x", ["c"], "a", "con"),
        Argument("y", ["d"], "x", "con"),
        links=[Link(("a", "b"), "alternative")],
    )

    answer = flips(map)

    assert answer.before == "undecided"
    assert {(flip.changes[0].id, flip.leads_to) for flip in answer.flips} == {
        ("b", "in"),
        ("y", "out"),
    }


def test_to_doubt_what_is_asked_about_is_no_answer():
    map = quarrel(links=[Link(("a", "b"), "equivalent")])

    assert not flips(map).flips
    assert not flips(map, "b").flips


def test_a_verdict_that_is_as_wanted_needs_no_flip():
    answer = flips(quarrel(), to="in")

    assert (answer.flips, answer.tried) == ((), 0)
    assert "It is in already" in answer.table.note


def test_flips_past_the_limit_are_counted_and_end_the_search():
    map = quarrel(*(Argument(f"x{id}", [id], "a", "pro") for id in "bcd"))

    answer = flips(
        ArgumentMap(
            "?",
            positions=["a"],
            claims=map.claims,
            arguments=[Argument("x", ["b", "c"], "a", "con"), Argument("y", ["d"], "x", "con")],
        ),
        limit=1,
    )
    assert answer.before == "in"
    assert (len(answer.flips), answer.unlisted, answer.complete_to) == (1, 0, 1)
    assert "larger ones may exist" in answer.table.note


def test_time_that_is_over_is_told():
    answer = flips(argmap.example("iraq-withdrawal"), timeout=1e-9)

    assert (answer.flips, answer.complete_to) == ((), 0)
    assert "were over" in answer.stopped
    assert answer.stopped in answer.table.note


def test_a_size_that_takes_too_many_tries_is_not_begun(withdrawal):
    answer = flips(withdrawal, "leave", semantics="stable", tries=1_000, kinds="drop, doubt")

    assert answer.complete_to == 1
    assert answer.stopped == "more than 1,000 sets would have to be tried for size 2"
    assert answer.tried < 1_000


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"to": "up"}, UnknownOptionError),
        ({"kinds": ["dubt"]}, UnknownOptionError),
        ({"semantics": "grouned"}, UnknownOptionError),
        ({"most": 0}, InvalidOptionError),
        ({"limit": 0}, InvalidOptionError),
        ({"limit": 1.5}, InvalidOptionError),
        ({"timeout": 0}, InvalidOptionError),
        ({"position": "vacum"}, UnknownIdError),
    ],
)
def test_an_option_that_cannot_be_is_an_error(options, error):
    with pytest.raises(error):
        flips(argmap.example("iraq-withdrawal"), **options)


# The withdrawal map ---------------------------------------------------------------------


def test_each_flip_of_the_withdrawal_map_turns_it_and_no_part_of_it_does(withdrawal):
    backing = Backing(withdrawal)

    for position in ("leave", "leave-fast", "stay", "expand"):
        answer = flips(withdrawal, position)
        now = acceptability(withdrawal)[position]
        assert answer.before == now
        for flip in answer.flips:
            fallen = backing.fallen(flip.changes)
            assert acceptability(withdrawal.without(fallen))[position] == flip.leads_to != now
            for part in combinations(flip.changes, flip.size - 1):
                rest = withdrawal.without(backing.fallen(part)) if part else withdrawal
                assert acceptability(rest)[position] == now


@pytest.mark.slow
def test_every_pair_of_changes_of_the_withdrawal_map_is_known(withdrawal):
    for position in ("leave-fast", "shrink"):
        answer = flips(withdrawal, position, most=2, limit=10_000)
        assert told(answer) == by_definition(withdrawal, position, most=2)


def test_the_same_map_gives_the_same_answer(withdrawal):
    first, again = (flips(withdrawal, "stay", semantics=name) for name in ["grounded"] * 2)

    assert first == again
    assert str(first) == str(again)


# By strengths ---------------------------------------------------------------------------


def heavier(map, changes):
    """The map with the weights that changes lead to."""
    after = {change.id: change.after for change in changes}
    return evolve(
        map,
        claims=[evolve(one, weight=after.get(one.id, one.weight)) for one in map.claims],
        arguments=[evolve(one, weight=after.get(one.id, one.weight)) for one in map.arguments],
    )


@pytest.mark.parametrize("position", ["open-talks", "expand", "leave-syria", "leave"])
def test_weights_that_turn_a_verdict_turn_it_in_the_map(withdrawal, position):
    answer = flips(withdrawal, position, semantics="quadratic-energy", most=1)
    now = strengths(withdrawal)[position]

    assert answer.strength == pytest.approx(now)
    for change in answer.weight_flips:
        after = strengths(heavier(withdrawal, [change]))[position]
        assert after == pytest.approx(change.strength)
        assert (after > 0.5) != (now > 0.5)
        less = evolve(change, after=change.after - 1e-4 * (1 if change.by > 0 else -1))
        assert (strengths(heavier(withdrawal, [less]))[position] > 0.5) == (now > 0.5)
    after = strengths(heavier(withdrawal, answer.joint_flip))[position]
    assert (after > 0.5) != (now > 0.5)
    far = hypot(*(change.by for change in answer.joint_flip))
    assert all(far <= abs(change.by) + 1e-9 for change in answer.weight_flips)


def test_the_smallest_change_of_one_weight_is_the_root_of_the_formula():
    map = quarrel(Argument("x", ["b"], "a", "con", weight=0.4))
    map = evolve(map, claims=[Claim("a", "a", weight=0.8), Claim("b", "b", weight=1.0)])

    answer = flips(map, semantics="df-quad", most=1)

    # a's strength is w(a)(1 − w(x)w(b)): 0.8 · 0.6 is out; above 1/2 it is in.
    after = {change.id: change.after for change in answer.weight_flips}
    assert answer.before == "out"
    assert after["a"] == pytest.approx(0.5 / 0.6, abs=1e-6)
    assert after["x"] == pytest.approx(0.375, abs=1e-6)
    assert after["b"] == pytest.approx(0.375 / 0.4, abs=1e-6)
    assert all(change.monotone for change in answer.weight_flips)


def test_all_weights_together_come_as_near_as_a_fine_search_finds():
    map = quarrel(Argument("x", ["b"], "a", "con", weight=1.0))
    map = evolve(map, claims=[Claim("a", "a", weight=0.7), Claim("b", "b", weight=0.6)])

    answer = flips(map, semantics="df-quad", most=1)

    # The nearest (a, b, x) at which a(1 − bx) = 1/2, on a grid of b and x.
    b, x = np.meshgrid(np.linspace(0, 1, 1001), np.linspace(0, 1, 1001))
    a = np.where(b * x < 0.5, 0.5 / np.maximum(1 - b * x, 0.5), np.inf)
    best = np.sqrt((a - 0.7) ** 2 + (b - 0.6) ** 2 + (x - 1) ** 2).min()
    far = hypot(*(change.by for change in answer.joint_flip))
    assert far == pytest.approx(best, abs=1e-3)


def test_strengths_before_and_after_are_told(withdrawal):
    answer = flips(withdrawal, "leave-syria", semantics="quadratic-energy")

    assert answer.before == "in"
    assert {flip.strength for flip in answer.flips} == {0.5}
    assert "in at 0.738" in answer.title


def test_every_label_can_be_wanted(withdrawal):
    for to in WORLD_LABELS:
        assert flips(withdrawal, "expand", to=to, most=1).to == to


def test_long_lists_name_five_and_count_the_rest():
    found = flips(argmap.example("iraq-withdrawal"), most=1)

    assert found.to_dicts()[0]["says"] == (
        "carries no-quick-exit, vacuum, weak-army, arms-rank, imports-fell and 43 more"
    )
    assert found.to_dicts()[0]["change"] == "the article itself is discredited"


def test_a_search_for_a_label_says_for_which():
    found = flips(argmap.example("iraq-withdrawal"), to="in")

    assert "No set of up to 3 changes turns it to in." in found.table.note
