"""What each contributor does to a strength: known numbers, brute force, and the laws."""

from __future__ import annotations

import math
import pickle
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from argmap.errors import InvalidRecordError, UnknownIdError, UnknownOptionError
from argmap.semantics.attribution import (
    GradientError,
    gradient,
    intrinsic_removal,
    removal,
    shapley,
    shapley_values,
)
from argmap.semantics.bipolar import JOINTS, BipolarFramework, Relation
from argmap.semantics.gradual import GRADUAL_SEMANTICS, NotConverged, strengths

laws = settings(deadline=None, max_examples=15)  # each for many a semantics
BOTH_SIDES = ["df-quad", "quadratic-energy", "euler", "mlp", "sd-df-quad"]
SMOOTH = ["quadratic-energy", "euler", "mlp"]


# Frameworks ---------------------------------------------------------------------------


@st.composite
def frameworks(draw, most=6, *, acyclic=False, supports=True, premises=False, least=0.0):
    """Small frameworks with a topic called t, which everything may bear on."""
    ids = [*(f"a{i}" for i in range(draw(st.integers(1, most - 1)))), "t"]
    share = st.floats(max(least, 0.05), 0.95)
    if not least:
        share |= st.sampled_from([0.0, 1.0])
    weights = {id: draw(share) for id in ids}
    pairs = [(s, t) for i, s in enumerate(ids) for j, t in enumerate(ids) if not acyclic or i < j]
    some = st.dictionaries(st.sampled_from(pairs), share)
    sides = draw(some), draw(some) if supports else {}, draw(some) if premises else {}
    return BipolarFramework(weights, *sides, joint=draw(st.sampled_from(JOINTS)))


def of_topic(framework, semantics):
    return strengths(framework, semantics)["t"]


def clique(weights):
    ids = list(weights)
    return BipolarFramework(weights, [(a, b) for a in ids for b in ids if a != b])


def without_relations(framework, gone):
    """The framework less some relations, each given as (kind, source, target)."""
    return BipolarFramework(
        framework.weights,
        [row for row in framework.attacks if ("attack", *row[:2]) not in gone],
        [row for row in framework.supports if ("support", *row[:2]) not in gone],
        [row for row in framework.premises if ("premise", *row[:2]) not in gone],
        joint=framework.joint,
    )


def relations_of(framework):
    return [
        *(Relation("attack", s, t) for s, t, _ in framework.attacks),
        *(Relation("support", s, t) for s, t, _ in framework.supports),
        *(Relation("premise", s, t) for s, t, _ in framework.premises),
    ]


def fallen(framework, gone):
    """The framework in which some arguments are not there: they weigh nothing, and nothing
    runs into them, so that what needs them as premises falls as far as it needs them."""
    into = {
        (relation.kind, relation.source, relation.target)
        for relation in relations_of(framework)
        if relation.target in gone
    }
    return without_relations(framework, into).with_weights(dict.fromkeys(gone, 0.0))


def by_definition(players, worth):
    """Shapley values, coalition by coalition."""
    total = math.factorial(len(players))
    values = {}
    for player in players:
        others = [one for one in players if one != player]
        values[player] = sum(
            math.factorial(size)
            * math.factorial(len(others) - size)
            / total
            * (worth({*chosen, player}) - worth(set(chosen)))
            for size in range(len(others) + 1)
            for chosen in combinations(others, size)
        )
    return values


# Known numbers ------------------------------------------------------------------------


def sum_and_identity(coalitions):
    """a weighs 2, b and c weigh 1; b attacks a, c supports b; players are b and c."""
    b, c = coalitions.T.astype(float)
    return 2 - b * (1 + c)


def test_the_known_shapley_values_of_an_attacker_and_its_supporter():
    found = shapley_values(sum_and_identity, 2)

    assert found.array == pytest.approx([-1.5, -0.5])
    assert (found.whole, found.nothing, found.error) == (0.0, 2.0, 0.0)


def test_the_same_proportions_hold_of_a_real_framework_where_influence_is_linear():
    framework = BipolarFramework({"a": 1.0, "b": 0.5, "c": 1.0}, [("b", "a")], [("c", "b", 0.6)])

    taken, shared = (ask(framework, "a", semantics="df-quad") for ask in (removal, shapley))

    assert dict(taken) == pytest.approx({"b": -0.8, "c": -0.3})
    assert dict(shared) == pytest.approx({"b": -0.65, "c": -0.15})


def test_a_winning_majority_shares_power_as_shapley_and_shubik_say():
    def majority(coalitions):
        return (coalitions @ np.array([4, 3, 2, 1]) >= 6).astype(float)

    assert shapley_values(majority, 4).array == pytest.approx([5 / 12, 3 / 12, 3 / 12, 1 / 12])


def test_two_attackers_at_full_strength_saturate_each_other():
    framework = BipolarFramework(
        {"t": 0.5, "a": 1.0, "b": 1.0, "far": 0.5}, [("a", "t"), ("b", "t")]
    )

    found = gradient(framework, "t", semantics="df-quad")

    assert dict(found) == {"a": 0.0, "b": 0.0, "far": 0.0}
    assert found.notes == {"a": "saturated", "b": "saturated", "far": "no path"}


# Removal ------------------------------------------------------------------------------


@pytest.mark.parametrize("semantics", GRADUAL_SEMANTICS)
@laws
@given(data=st.data())
def test_removal_is_the_strength_less_that_of_the_framework_without_it(semantics, data):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(supports=supports))

    try:
        found = removal(framework, "t", semantics=semantics)
        again = {
            id: of_topic(framework, semantics) - of_topic(framework.without(id), semantics)
            for id in found
        }
    except NotConverged:
        assume(False)

    assert dict(found) == pytest.approx(again, abs=1e-7)
    assert list(found) == [id for id in framework.ids if id != "t"]


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(), data=st.data())
def test_a_set_and_a_relation_are_removed_like_an_argument(semantics, framework, data):
    members = data.draw(st.sets(st.sampled_from([id for id in framework.ids if id != "t"])))
    relations = relations_of(framework)
    gone = set(data.draw(st.lists(st.sampled_from(relations), max_size=3))) if relations else set()

    try:
        found = removal(
            framework, "t", semantics=semantics, contributors={"them": [*members, *gone]}
        )
        rest = without_relations(framework, {(r.kind, r.source, r.target) for r in gone})
        expected = of_topic(framework, semantics) - of_topic(rest.without(members), semantics)
    except NotConverged:
        assume(False)

    assert found["them"] == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(acyclic=True, premises=True))
def test_intrinsic_removal_first_deletes_what_runs_into_the_contributor(semantics, framework):
    found = intrinsic_removal(framework, "t", semantics=semantics)

    for id in found:
        into = {(r.kind, r.source, r.target) for r in relations_of(framework) if r.target == id}
        alone = without_relations(framework, into)
        expected = of_topic(alone, semantics) - of_topic(fallen(framework, {id}), semantics)
        assert found[id] == pytest.approx(expected, abs=1e-12)


def test_intrinsic_removal_of_a_set_keeps_what_its_members_lend_each_other():
    framework = BipolarFramework(
        {"t": 0.5, "a": 0.5, "b": 0.5, "c": 0.9}, [("a", "t"), ("c", "a")], [("b", "a")]
    )

    found = intrinsic_removal(
        framework, "t", semantics="df-quad", contributors={"pair": ["a", "b"]}
    )

    assert found["pair"] == pytest.approx(0.5 * (1 - 0.75) - 0.5)


# Gradient -----------------------------------------------------------------------------


def finite_difference(framework, id, semantics, width=1e-6):
    weight = framework.weights[id]
    up, down = (
        of_topic(framework.with_weights({id: weight + step}), semantics) for step in (width, -width)
    )
    return (up - down) / (2 * width)


@pytest.mark.parametrize("semantics", GRADUAL_SEMANTICS)
@laws
@given(data=st.data())
def test_the_gradient_is_what_small_changes_of_base_weights_show(semantics, data):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(acyclic=True, supports=supports, premises=True, least=0.05))

    found = gradient(framework, "t", semantics=semantics, contributors=framework.ids)

    assume("kink" not in found.notes.values())
    for id in framework.ids:
        assert found[id] == pytest.approx(
            finite_difference(framework, id, semantics), abs=1e-4, rel=1e-4
        )


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(acyclic=True, premises=True, least=0.05))
def test_the_gradient_by_a_relation_is_what_small_changes_of_its_weight_show(semantics, framework):
    relations = relations_of(framework)

    found = gradient(framework, "t", semantics=semantics, contributors=relations)

    assume("kink" not in found.notes.values())
    for relation in relations:
        up, down = (
            of_topic(nudged(framework, relation, step), semantics) for step in (1e-6, -1e-6)
        )
        assert found[relation] == pytest.approx((up - down) / 2e-6, abs=1e-4, rel=1e-4)


def nudged(framework, relation, step):
    def rows(kind, given):
        return [(s, t, v + step * (relation == Relation(kind, s, t))) for s, t, v in given]

    return BipolarFramework(
        framework.weights,
        rows("attack", framework.attacks),
        rows("support", framework.supports),
        rows("premise", framework.premises),
        joint=framework.joint,
    )


@pytest.mark.parametrize("semantics", [*SMOOTH, "h-categoriser"])
@laws
@given(data=st.data())
def test_the_gradient_holds_where_strengths_circle(semantics, data):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(supports=supports, premises=True, least=0.05))
    sharp = {"semantics": semantics, "tolerance": 1e-14, "most_evaluations": 2000}

    try:
        found = gradient(framework, "t", contributors=framework.ids, **sharp)
        expected = {id: _sharp_difference(framework, id, semantics) for id in framework.ids}
    except (NotConverged, GradientError):
        assume(False)

    assume("kink" not in found.notes.values())
    assume(max(map(abs, found.values())) < 50)  # else two points of rest are near
    assert dict(found) == pytest.approx(expected, abs=2e-3, rel=2e-3)


def _sharp_difference(framework, id, semantics, width=1e-5):
    weight = framework.weights[id]
    up, down = (
        strengths(framework.with_weights({id: weight + step}), semantics, tolerance=1e-12)["t"]
        for step in (width, -width)
    )
    return (up - down) / (2 * width)


@pytest.mark.parametrize("semantics", BOTH_SIDES)
def test_rivals_gain_from_their_own_weight_and_lose_from_each_other_s(semantics):
    rivals = clique({"t": 0.95, "a": 0.5, "b": 0.8})

    found = gradient(rivals, "t", semantics=semantics, contributors=["t", "a", "b"])

    assert found["t"] > 0 > max(found["a"], found["b"])


@pytest.mark.parametrize("semantics", BOTH_SIDES)
def test_large_circles_are_solved_as_well_as_small_ones(semantics, monkeypatch):
    rng = np.random.default_rng(6)
    ids = [f"a{i}" for i in range(60)]
    pairs = {(int(s), int(t)) for s, t in rng.integers(0, 60, (240, 2))}
    framework = BipolarFramework.from_arrays(
        ids, rng.random(60), tuple(zip(*pairs, strict=True)), (range(60), np.arange(1, 61) % 60)
    )
    small = gradient(framework, "a0", semantics=semantics)

    monkeypatch.setattr("argmap.semantics._backward._DENSE", 1)
    large = gradient(framework, "a0", semantics=semantics)

    assert dict(large) == pytest.approx(dict(small), abs=1e-8)
    assert len({value for value in small.values() if value}) > 30


def test_a_gradient_is_found_along_a_chain_of_50_000_arguments():
    count = 50_000
    ids = [f"a{i}" for i in range(count)]
    chain = np.arange(count - 1), np.arange(1, count)
    framework = BipolarFramework.from_arrays(ids, np.full(count, 0.5), chain)

    found = gradient(framework, ids[-1], semantics="df-quad", contributors=ids)

    nearest = [found[id] for id in reversed(ids[-4:])]
    assert nearest == pytest.approx([2 / 3, -1 / 3, 1 / 6, -1 / 12])
    assert (found["a0"], found.note("a0")) == (0.0, "cancels")


def test_points_of_rest_side_by_side_have_no_gradient():
    certain = clique({"t": 1.0, "a": 1.0})

    with pytest.raises(GradientError, match="no gradient here"):
        gradient(certain, "t", semantics="df-quad")


def test_a_gradient_of_zero_says_why():
    framework = BipolarFramework(
        {"t": 0.5, "a": 0.7, "b": 0.7, "c": 0.3},
        [("a", "t")],
        [("b", "t"), ("c", "a")],
    ).with_weights({"c": 0.0})

    found = gradient(framework, "t")

    assert framework.weights["a"] == framework.weights["b"]
    assert found.notes == {"a": "balanced", "b": "balanced", "c": "balanced"}


def test_only_the_strongest_attacker_counts_by_maximum_and_the_others_are_outdone():
    framework = BipolarFramework({"t": 0.5, "a": 0.7, "b": 0.6}, [("a", "t"), ("b", "t")])

    found = gradient(framework, "t", semantics="max-based")

    assert found["a"] == pytest.approx(-0.5 / 1.7**2)
    assert (found["b"], found.note("b"), found.note("a")) == (0.0, "outdone", "")


def test_a_relation_from_an_argument_of_strength_zero_is_idle():
    framework = BipolarFramework({"t": 0.5, "a": 0.0}, [("a", "t")])
    relation = Relation("attack", "a", "t")

    found = gradient(framework, "t", semantics="euler", contributors=[relation, "a"])

    assert (found[relation], found.note(relation)) == (0.0, "idle")
    assert found["a"] < 0


def test_a_kink_is_pointed_out():
    framework = BipolarFramework({"t": 0.4, "a": 0.7, "b": 0.7}, [("a", "t")], [("b", "t")])

    found = gradient(framework, "t", semantics="df-quad")

    assert found.notes == {"a": "kink", "b": "kink"}


def test_ways_that_work_against_each_other_exactly_are_said_to_cancel():
    framework = BipolarFramework({"t": 0.5, "a": 0.5}, [("a", "t")], [("a", "t")])

    found = gradient(framework, "t", semantics="euler")

    assert (found["a"], found.note("a")) == (0.0, "cancels")


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(acyclic=True, premises=True))
def test_the_gradient_of_a_set_is_the_sum_over_its_members(semantics, framework):
    single = gradient(framework, "t", semantics=semantics)

    whole = gradient(framework, "t", semantics=semantics, contributors={"all": list(single)})

    assert whole["all"] == pytest.approx(sum(single.values()), abs=1e-12)


# Shapley ------------------------------------------------------------------------------


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks())
def test_shapley_values_add_up_to_what_all_do_together(semantics, framework):
    try:
        found = shapley(framework, "t", semantics=semantics)
        strength = of_topic(framework, semantics)
    except NotConverged:
        assume(False)

    alone = of_topic(framework.without([id for id in framework.ids if id != "t"]), semantics)
    assert found.strength == pytest.approx(strength, abs=1e-7)
    assert found.baseline == pytest.approx(alone, abs=1e-7)
    assert sum(found.values()) == pytest.approx(found.strength - found.baseline, abs=1e-9)
    bears_on_itself = any(s == t == "t" for s, t, _ in (*framework.attacks, *framework.supports))
    if not bears_on_itself:
        assert found.baseline == pytest.approx(framework.weights["t"], abs=1e-9)


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(most=5))
def test_shapley_values_are_what_the_definition_says(semantics, framework):
    players = [id for id in framework.ids if id != "t"]

    try:
        found = shapley(framework, "t", semantics=semantics)
        expected = by_definition(
            players, lambda there: of_topic(framework.without(set(players) - there), semantics)
        )
    except NotConverged:
        assume(False)

    assert dict(found) == pytest.approx(expected, abs=1e-7)


@laws
@given(framework=frameworks(acyclic=True, premises=True))
def test_relations_share_what_they_do_together_too(framework):
    relations = relations_of(framework)

    found = shapley(framework, "t", contributors=relations[:8])

    rest = without_relations(framework, {(r.kind, r.source, r.target) for r in relations[:8]})
    assert sum(found.values()) == pytest.approx(
        of_topic(framework, "quadratic-energy") - of_topic(rest, "quadratic-energy"), abs=1e-9
    )


def test_what_two_sets_share_stands_with_either_or_only_with_both():
    framework = BipolarFramework({"t": 0.5, "a": 0.8}, [("a", "t")])
    holders = {"tehran": ["a"], "militias": ["a"]}

    either = shapley(framework, "t", contributors=holders, semantics="df-quad")
    both = shapley(framework, "t", contributors=holders, semantics="df-quad", shared=False)

    assert dict(either) == pytest.approx({"tehran": -0.2, "militias": -0.2})
    assert dict(both) == pytest.approx({"tehran": -0.2, "militias": -0.2})
    three = {**holders, "b": ["a"]}
    assert shapley(framework, "t", contributors=three, semantics="df-quad")["b"] == pytest.approx(
        -0.4 / 3
    )


def test_sampled_values_lie_within_their_error_and_come_back_with_the_seed():
    rng = np.random.default_rng(1)
    heights = rng.random(24)

    def game(coalitions):
        return 1 - np.prod(1 - 0.3 * heights * coalitions, axis=1)

    found = shapley_values(game, 24, samples=2000, seed=5)
    again = shapley_values(game, 24, samples=2000, seed=5)
    finer = shapley_values(game, 24, samples=20_000, seed=6)

    assert (found.array == again.array).all()
    assert found.array.sum() == pytest.approx(found.whole - found.nothing)
    assert 0 < finer.error < found.error < 0.1
    assert np.abs(found.array - finer.array).max() < found.error + finer.error
    assert found.samples == 2000


def test_sampled_values_of_a_game_that_only_adds_up_are_exact():
    worths = np.linspace(0, 0.04, 25)

    found = shapley_values(lambda coalitions: coalitions @ worths, 25, samples=8)

    assert found.array == pytest.approx(worths)


def test_many_contributors_are_sampled_and_the_error_is_stated():
    ids = [f"a{i}" for i in range(30)]
    framework = BipolarFramework(
        dict.fromkeys(["t", *ids], 0.5),
        [(id, "t") for id in ids[:15]],
        [(id, "t") for id in ids[15:]],
    )

    found = shapley(framework, "t", samples=1000, seed=3)

    assert found.samples == 1000
    assert found.seed == 3
    assert found.confidence == 0.95
    assert sum(found.values()) == pytest.approx(found.strength - found.baseline)
    attackers = [found[id] for id in ids[:15]]
    assert max(attackers) < 0
    assert max(attackers) - min(attackers) < 2 * found.error


@laws
@given(framework=frameworks(acyclic=True, premises=True, most=5))
@example(BipolarFramework({"a": 0.5, "t": 0.5}))
def test_a_contributor_without_a_path_contributes_nothing_by_any_measure(framework):
    lonely = BipolarFramework(
        {**framework.weights, "far": 0.9},
        [*framework.attacks, ("t", "far")],
        framework.supports,
        [*framework.premises, ("t", "far"), ("far", "t", 0.0)],
        joint=framework.joint,
    )

    for ask in (removal, intrinsic_removal, gradient, shapley):
        found = ask(lonely, "t")
        assert found["far"] == 0
        assert found.note("far") == "no path"


@pytest.mark.parametrize("ask", [removal, intrinsic_removal, gradient, shapley])
@laws
@given(framework=frameworks(acyclic=True, premises=True), data=st.data())
def test_other_names_and_another_order_change_no_attribution(ask, framework, data):
    ids = data.draw(st.permutations(framework.ids))
    other = BipolarFramework(
        [(f"x{id}", framework.weights[id]) for id in ids],
        [(f"x{s}", f"x{t}", v) for s, t, v in framework.attacks],
        [(f"x{s}", f"x{t}", v) for s, t, v in framework.supports],
        [(f"x{s}", f"x{t}", v) for s, t, v in framework.premises],
        joint=framework.joint,
    )

    found, renamed = ask(framework, "t"), ask(other, "xt")

    assert {id: renamed[f"x{id}"] for id in found} == pytest.approx(dict(found), abs=1e-9)


# Premises -----------------------------------------------------------------------------


@pytest.fixture
def case():
    """A step against t from two premises, the first of which is disputed."""
    return BipolarFramework(
        {"t": 0.5, "step": 0.9, "a": 0.8, "b": 0.5, "doubt": 0.25},
        attacks=[("step", "t"), ("doubt", "a")],
        premises=[("a", "step"), ("b", "step")],
    )


@pytest.mark.parametrize("semantics", GRADUAL_SEMANTICS)
@laws
@given(data=st.data())
def test_without_a_premise_the_step_falls(semantics, data):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(acyclic=True, supports=supports, premises=True))
    relations = relations_of(framework)

    found = removal(framework, "t", semantics=semantics)
    cut = removal(framework, "t", semantics=semantics, contributors=relations)

    strength = of_topic(framework, semantics)
    for id in found:
        gone = of_topic(fallen(framework, {id}), semantics)
        assert found[id] == pytest.approx(strength - gone, abs=1e-12)
    for relation in relations:
        named = {(relation.kind, relation.source, relation.target)}
        rest = of_topic(without_relations(framework, named), semantics)
        assert cut[relation] == pytest.approx(strength - rest, abs=1e-12)


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(premises=True, supports=False, least=0.05))
def test_it_falls_in_circles_too(semantics, framework):
    try:
        found = removal(framework, "t", semantics=semantics)
        again = {
            id: of_topic(framework, semantics) - of_topic(fallen(framework, {id}), semantics)
            for id in found
        }
    except NotConverged:
        assume(False)

    assert dict(found) == pytest.approx(again, abs=1e-6)


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(premises=True, most=5))
def test_shapley_values_of_premises_add_up_and_are_what_the_definition_says(semantics, framework):
    players = [id for id in framework.ids if id != "t"]

    try:
        found = shapley(framework, "t", semantics=semantics)
        whole = strengths(framework, semantics)
    except NotConverged:
        assume(False)

    assert sum(found.values()) == pytest.approx(found.strength - found.baseline, abs=1e-9)
    if whole.method == "single pass":
        expected = by_definition(
            players, lambda there: of_topic(fallen(framework, set(players) - there), semantics)
        )
        assert dict(found) == pytest.approx(expected, abs=1e-9)


def test_a_premise_shares_with_its_step_what_the_step_does(case):
    found = shapley(case, "t", contributors=["step", "a"], semantics="df-quad")

    assert dict(found) == pytest.approx({"step": -0.1125, "a": -0.1125})


def test_a_step_is_worth_what_its_weakest_premise_makes_it(case):
    taken = removal(case, "t", semantics="df-quad")
    rate = gradient(case, "t", semantics="df-quad")

    assert dict(taken) == pytest.approx({"step": -0.225, "a": -0.225, "b": -0.225, "doubt": 0})
    assert dict(rate) == pytest.approx({"step": -0.25, "a": 0, "b": -0.45, "doubt": 0})
    assert rate.notes == {"a": "outdone", "doubt": "outdone"}


def test_removing_a_premise_relation_frees_the_step_of_it(case):
    relations = [Relation("premise", id, "step") for id in ("a", "b")]

    found = removal(case, "t", contributors=relations, semantics="df-quad")

    # Without b, a is the weakest premise: 0.8·(1 − 0.25).
    assert dict(found) == pytest.approx({relations[0]: 0, relations[1]: 0.5 * 0.9 * 0.1})


def test_intrinsic_removal_takes_a_step_as_if_it_needed_nothing(case):
    found = intrinsic_removal(case, "t", contributors=["step"], semantics="df-quad")

    assert found["step"] == pytest.approx(-0.45)


def test_premises_that_tie_for_the_weakest_share_the_slope_and_are_pointed_out(case):
    tied = case.with_weights({"doubt": 0.0, "b": 0.8})

    found = gradient(tied, "t", semantics="df-quad")

    assert found["a"] == found["b"] == pytest.approx(-0.225)
    assert (found.note("a"), found.note("b"), found.note("step")) == ("kink", "kink", "")
    by_product = BipolarFramework(
        tied.weights, tied.attacks, premises=tied.premises, joint="product"
    )
    smooth = gradient(by_product, "t", semantics="df-quad")
    assert smooth["a"] == smooth["b"] == pytest.approx(-0.5 * 0.9 * 0.8)
    assert not smooth.notes.keys() & {"a", "b"}


def test_a_product_with_a_premise_of_strength_zero_moves_with_that_one_alone():
    framework = BipolarFramework(
        {"t": 1.0, "a": 0.0, "b": 0.5}, premises=[("a", "t"), ("b", "t")], joint="product"
    )
    need = Relation("premise", "b", "t")

    found = gradient(framework, "t", contributors=["a", "b", need])

    assert list(found.values()) == [0.5, 0.0, 0.0]
    assert (found.note("b"), found.note(need)) == ("saturated", "saturated")


def test_a_premise_of_full_strength_holds_nothing_back():
    framework = BipolarFramework({"t": 0.5, "a": 1.0, "b": 0.25}, premises=[("a", "t")])
    need = Relation("premise", "a", "t")

    full = gradient(framework, "t", contributors=[need])
    half = gradient(framework.with_weights({"a": 0.5}), "t", contributors=[need])

    assert (full[need], full.note(need)) == (0.0, "idle")
    assert half[need] == pytest.approx(-0.25)


def test_a_balance_is_no_obstacle_to_premises():
    """Quadratic energy is flat where nothing pushes, but premises do not push."""
    framework = BipolarFramework({"t": 0.5, "a": 0.4}, premises=[("a", "t")])

    found = gradient(framework, "t")

    assert found["a"] == pytest.approx(0.5)
    assert found.note("a") == ""


@pytest.mark.parametrize("ask", [removal, intrinsic_removal, gradient, shapley])
def test_a_premise_relation_that_is_not_there_is_named(ask, case):
    with pytest.raises(UnknownIdError, match="doubt is a premise of step"):
        ask(case, "t", contributors=[Relation("premise", "doubt", "step")])


# Refusals and values ------------------------------------------------------------------


@pytest.mark.parametrize("ask", [removal, intrinsic_removal, shapley])
def test_the_topic_cannot_be_taken_from_itself(ask):
    framework = BipolarFramework({"t": 0.5, "a": 0.5}, [("a", "t")])

    with pytest.raises(InvalidRecordError, match="'t' is among its contributors"):
        ask(framework, "t", contributors={"washington": ["a", "t"]})


@pytest.mark.parametrize("ask", [removal, intrinsic_removal, gradient, shapley])
def test_a_contributor_that_is_not_there_is_named(ask):
    framework = BipolarFramework({"leave": 0.5, "vacuum": 0.5}, [("vacuum", "leave")])

    with pytest.raises(UnknownIdError, match="did you mean 'vacuum'"):
        ask(framework, "leave", contributors=["vacum"])
    with pytest.raises(UnknownIdError, match="leave attacks vacuum"):
        ask(framework, "leave", contributors=[Relation("attack", "leave", "vacuum")])


def test_a_relation_is_an_attack_or_a_support():
    with pytest.raises(UnknownOptionError, match="did you mean 'attack'"):
        Relation("attacks", "a", "b")


@pytest.mark.parametrize("ask", [removal, gradient, shapley])
def test_strengths_that_do_not_come_to_rest_are_an_error_here_too(ask):
    rivals = clique({"t": 0.95, "a": 0.5, "b": 0.8})

    with pytest.raises(NotConverged, match="did not come to rest"):
        ask(rivals, "t", semantics="df-quad", most_evaluations=8)


def test_an_attribution_is_a_mapping_a_value_and_pickles():
    framework = BipolarFramework({"t": 0.5, "a": 0.8, "b": 0.1}, [("a", "t")])

    found = removal(framework, "t", contributors=["b", "a"])

    assert list(found) == ["b", "a"]
    assert repr(found) == "<Attribution of 't' to 2 contributors by removal>"
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  our own bytes
    assert found != shapley(framework, "t", contributors=["b", "a"])
    assert hash(found) == hash(removal(framework, "t", contributors=["b", "a"]))
    with pytest.raises(UnknownIdError, match="contributor 'c'"):
        found["c"]


def test_no_contributors_have_nothing_to_contribute():
    framework = BipolarFramework({"t": 0.5})

    for ask in (removal, intrinsic_removal, gradient, shapley):
        assert dict(ask(framework, "t")) == {}
