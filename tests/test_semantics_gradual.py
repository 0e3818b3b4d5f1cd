"""Strengths of arguments: the published numbers, the definitions, and the laws."""

from __future__ import annotations

import functools
import json
import math
import os
import pickle
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import ArgmapError, InvalidRecordError, UnknownIdError, UnknownOptionError
from argmap.semantics.bipolar import JOINTS, BipolarFramework, Relation
from argmap.semantics.gradual import (
    GRADUAL_SEMANTICS,
    NotConverged,
    UnsuitableSemanticsError,
    modular,
    social_weight,
    strengths,
    strengths_across,
)

laws = settings(deadline=None, max_examples=15)  # each for many a semantics
BOTH_SIDES = ["df-quad", "quadratic-energy", "euler", "mlp", "sd-df-quad"]
ATTACKS_ONLY = ["h-categoriser", "max-based", "card-based", "social"]
FINE = 1e-12


# Frameworks ---------------------------------------------------------------------------


def clique(weights):
    ids = list(weights)
    return BipolarFramework(weights, [(a, b) for a in ids for b in ids if a != b])


def numbered(count, weight, attacks):
    return BipolarFramework({f"a{i}": weight for i in range(count)}, attacks)


@st.composite
def frameworks(draw, most=6, *, acyclic=False, supports=True, premises=True):
    """Small frameworks of any shape; weights of 0 and 1 are common."""
    count = draw(st.integers(1, most))
    ids = [f"a{i}" for i in draw(st.permutations(range(count)))]
    share = st.sampled_from([0.0, 1.0, 0.5]) | st.floats(0, 1)
    weights = {id: draw(share) for id in ids}
    pairs = [(s, t) for s in ids for t in ids if not acyclic or int(s[1:]) < int(t[1:])]
    some = st.dictionaries(st.sampled_from(pairs), share) if pairs else st.just({})
    sides = draw(some), draw(some) if supports else {}, draw(some) if premises else {}
    return BipolarFramework(weights, *sides, joint=draw(st.sampled_from(JOINTS)))


def defined(framework, semantics):
    """Strengths by the formulas as printed, one argument at a time, without arrays."""
    found = {}

    def strength(id):
        if id not in found:
            found[id] = made_of(framework, semantics, id, strength)
        return found[id]

    return {id: strength(id) for id in framework.ids}


def made_of(framework, semantics, id, strength):
    """What the printed formula makes of the strengths that bear on an argument."""
    attackers = [v * strength(s) for s, t, v in framework.attacks if t == id]
    supporters = [v * strength(s) for s, t, v in framework.supports if t == id]
    # 1 − v·(1 − s), multiplied out: 1 − s would round the tiniest strengths to nothing,
    # and a count of attackers jumps there.
    left = [(1 - v) + v * strength(s) for s, t, v in framework.premises if t == id]
    join = {"minimum": min, "product": math.prod}[framework.joint]
    weight = framework.weights[id] * (join(left) if left else 1)
    return FORMULAS[semantics](weight, attackers, supporters)


def sides(framework):
    """The relations, as the class takes them."""
    return {
        "attacks": framework.attacks,
        "supports": framework.supports,
        "premises": framework.premises,
        "joint": framework.joint,
    }


def _pulled(w, e, h):
    return w + (1 - w) * h(max(0, e)) - w * h(max(0, -e))


def _products(attackers, supporters):
    return math.prod(1 - x for x in attackers) - math.prod(1 - x for x in supporters)


def _quadratic_energy(w, attackers, supporters):
    return _pulled(w, sum(supporters) - sum(attackers), lambda x: x * x / (1 + x * x))


def _df_quad(w, attackers, supporters):
    e = _products(attackers, supporters)
    return w + (1 - w) * e if e >= 0 else w + w * e


def _euler(w, attackers, supporters):
    return 1 - (1 - w * w) / (1 + w * math.exp(sum(supporters) - sum(attackers)))


def _mlp(w, attackers, supporters):
    if w in (0, 1):
        return w
    e = math.log(w) - math.log1p(-w) + sum(supporters) - sum(attackers)
    return 1 / (1 + math.exp(-e)) if e > -700 else 0.0


def _sd_df_quad(w, attackers, supporters):
    return _pulled(w, _products(attackers, supporters), lambda x: x / (1 + x))


def _card_based(w, attackers, _supporters):
    live = [x for x in attackers if x > 0]
    return w / (1 + len(live) + (sum(live) / len(live) if live else 0))


FORMULAS = {
    "quadratic-energy": _quadratic_energy,
    "df-quad": _df_quad,
    "euler": _euler,
    "mlp": _mlp,
    "sd-df-quad": _sd_df_quad,
    "h-categoriser": lambda w, attackers, _: w / (1 + sum(attackers)),
    "max-based": lambda w, attackers, _: w / (1 + max(attackers, default=0)),
    "card-based": _card_based,
    "social": lambda w, attackers, _: w * math.prod(1 - x for x in attackers),
}


# Published numbers --------------------------------------------------------------------

CASES = {
    "one attacker .8 on .5": (
        BipolarFramework({"t": 0.5, "a": 0.8}, [("a", "t")]),
        {"t": (0.1, 0.304878, 0.387587, 0.310026, 0.277778)},
    ),
    "one supporter .8 on .5": (
        BipolarFramework({"t": 0.5, "a": 0.8}, (), [("a", "t")]),
        {"t": (0.9, 0.695122, 0.645016, 0.689974, 0.722222)},
    ),
    "attackers .8 and .6 on .5": (
        BipolarFramework({"t": 0.5, "a": 0.8, "b": 0.6}, [("a", "t"), ("b", "t")]),
        {"t": (0.04, 0.168919, 0.332323, 0.197816, 0.260417)},
    ),
    "a self-attack on .5": (
        BipolarFramework({"t": 0.5}, [("t", "t")]),
        {"t": (0.333333, 0.423854, 0.433575, 0.401058, 0.366025)},
    ),
    "a mutual attack of .9 and .9": (
        clique({"a": 0.9, "b": 0.9}),
        {"a": (0.473684, 0.639037, 0.862315, 0.801504, 0.572381)},
    ),
    "a chain of three, all .5": (
        numbered(3, 0.5, [("a0", "a1"), ("a1", "a2")]),
        {
            "a1": (0.25, 0.4, 0.424522, 0.377541, 0.333333),
            "a2": (0.375, 0.431034, 0.434833, 0.406720, 0.375),
        },
    ),
    "an attacker and a supporter, both .7, on .4": (
        BipolarFramework({"t": 0.4, "a": 0.7, "b": 0.7}, [("a", "t")], [("b", "t")]),
        {"t": (0.4, 0.4, 0.4, 0.4, 0.4)},
    ),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("semantics", BOTH_SIDES)
def test_small_cases_have_the_published_strengths(case, semantics):
    framework, expected = CASES[case]

    found = strengths(framework, semantics)

    for id, row in expected.items():
        assert round(found[id], 6) == row[BOTH_SIDES.index(semantics)]


@pytest.fixture
def e_democracy():
    """The debate of Rago et al. 2016."""
    weights = {"A1": 0.5, "A2": 0.5, "P1": 0.7, "P2": 0.5, "P3": 0.9}
    weights |= {"C1": 0.2, "C2": 0.2, "C3": 0.6, "C4": 0.5}
    attacks = [("C1", "A2"), ("C2", "P2"), ("C3", "P2"), ("C4", "P2")]
    return BipolarFramework(weights, attacks, [("P1", "A1"), ("P2", "A1"), ("P3", "A2")])


def test_e_democracy_has_its_published_strengths_by_df_quad(e_democracy):
    found = strengths(e_democracy, "df-quad")

    assert [round(found[id], 6) for id in ("A1", "A2", "P2")] == [0.862, 0.85, 0.08]


def test_e_democracy_has_its_known_strengths_by_quadratic_energy(e_democracy):
    found = strengths(e_democracy)

    assert [round(found[id], 6) for id in ("A1", "A2", "P2")] == [0.719852, 0.664430, 0.185874]


@pytest.mark.parametrize(
    ("attacks", "expected"),
    [
        ([("a0", "a0")], [0.6180339887]),
        ([("a0", "a1"), ("a1", "a0")], [0.6180339887] * 2),
        ([("a0", "a1"), ("a1", "a2"), ("a2", "a0")], [0.6180339887] * 3),
        ([("a0", "a2"), ("a1", "a2")], [1, 1, 1 / 3]),
        ([("a0", "a1"), ("a1", "a2")], [1, 1 / 2, 2 / 3]),
    ],
)
def test_the_h_categoriser_has_its_known_strengths(attacks, expected):
    found = strengths(numbered(len(expected), 1.0, attacks), "h-categoriser")

    assert found.array == pytest.approx(expected, abs=1e-10)


def test_rivals_that_peers_give_up_on_come_to_rest():
    rivals = clique({"a": 0.95, "b": 0.5, "c": 0.8})

    found = strengths(rivals, "df-quad")

    assert [round(value, 6) for value in found.values()] == [0.571308, 0.152010, 0.290822]
    assert found.method == "adaptive Euler"
    assert found.evaluations <= 28


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@pytest.mark.parametrize("count", [2, 3, 4, 6, 10, 30])
def test_many_equal_rivals_rest_at_equal_strengths_after_few_evaluations(semantics, count):
    ids = [f"a{i}" for i in range(count)]

    found = strengths(clique(dict.fromkeys(ids, 0.9)), semantics)

    assert np.ptp(found.array) < 1e-9
    assert found.evaluations <= 28


def test_votes_become_a_base_weight_that_few_votes_do_not_settle():
    assert social_weight(9, 1, epsilon=0) == 0.9
    assert social_weight(1, 0) == pytest.approx(1 / 1.1)
    assert social_weight(0, 0, epsilon=0) == 0.0


# Definitions and laws -----------------------------------------------------------------


@pytest.mark.parametrize("semantics", GRADUAL_SEMANTICS)
@laws
@given(data=st.data())
def test_acyclic_strengths_are_what_the_printed_formula_says(semantics, data):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(acyclic=True, supports=supports))

    found = strengths(framework, semantics)

    assert dict(found) == pytest.approx(defined(framework, semantics), abs=FINE)
    assert found.method == "single pass"


@pytest.mark.parametrize("semantics", GRADUAL_SEMANTICS)
@laws
@given(data=st.data())
def test_strengths_lie_between_0_and_1_and_rest(semantics, data):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(supports=supports))

    try:
        found = strengths(framework, semantics)
    except NotConverged:
        return

    assert found.array.min() >= 0
    assert found.array.max() <= 1
    assert found.residual <= 1e-10
    once_more = {id: made_of(framework, semantics, id, found.get) for id in framework.ids}
    assert dict(found) == pytest.approx(once_more, abs=2e-10)


@pytest.mark.parametrize("semantics", [*BOTH_SIDES, "h-categoriser", "max-based", "social"])
@laws
@given(data=st.data(), more=st.floats(0, 1))
def test_a_heavier_attacker_never_helps_and_a_heavier_argument_never_suffers(semantics, data, more):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(acyclic=True, supports=supports))
    attacked = {"t": 0.6, **framework.weights, "x": 0.0}
    attacks = [*framework.attacks, ("x", "t"), *((id, "t") for id in framework.ids)]
    weak = BipolarFramework(attacked, **sides(framework) | {"attacks": attacks})

    before = strengths(weak, semantics)
    after = strengths(weak.with_weights({"x": more}), semantics)

    assert after["t"] <= before["t"] + FINE
    assert after["x"] >= before["x"]


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(acyclic=True), more=st.floats(0, 1))
def test_a_heavier_supporter_never_hurts(semantics, framework, more):
    weights = {"t": 0.6, **framework.weights, "x": 0.0}
    supports = [*framework.supports, ("x", "t"), *((id, "t") for id in framework.ids)]
    weak = BipolarFramework(weights, **sides(framework) | {"supports": supports})

    before = strengths(weak, semantics)
    after = strengths(weak.with_weights({"x": more}), semantics)

    assert after["t"] >= before["t"] - FINE


@pytest.mark.parametrize("semantics", GRADUAL_SEMANTICS)
@laws
@given(data=st.data())
def test_a_relation_of_weight_0_says_nothing(semantics, data):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(acyclic=True, supports=supports))
    old = {(s, t) for s, t, _ in framework.attacks}
    silent = [(s, t, 0.0) for s in framework.ids for t in framework.ids if (s, t) not in old]

    louder = BipolarFramework(
        framework.weights, **sides(framework) | {"attacks": [*framework.attacks, *silent]}
    )

    assert dict(strengths(louder, semantics)) == pytest.approx(
        dict(strengths(framework, semantics)), abs=1e-9
    )


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(), data=st.data())
def test_other_names_and_another_order_change_no_strength(semantics, framework, data):
    ids = data.draw(st.permutations(framework.ids))
    name = {id: f"renamed-{id}" for id in ids}
    other = BipolarFramework(
        [(name[id], framework.weights[id]) for id in ids],
        *(
            data.draw(st.permutations([(name[s], name[t], v) for s, t, v in rows]))
            for rows in (framework.attacks, framework.supports, framework.premises)
        ),
        joint=framework.joint,
    )

    try:
        found, renamed = strengths(framework, semantics), strengths(other, semantics)
    except NotConverged:
        return

    assert {id: renamed[name[id]] for id in ids} == pytest.approx(dict(found), abs=1e-7)


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(most=4), other=frameworks(most=4))
def test_what_lies_downstream_changes_nothing_upstream(semantics, framework, other):
    below = {f"b{id}": weight for id, weight in other.weights.items()}
    attacks, premises = (
        [(f"b{s}", f"b{t}", v) for s, t, v in rows] for rows in (other.attacks, other.premises)
    )
    bridge = [(id, target) for id in framework.ids for target in below]
    whole = BipolarFramework(
        {**below, **framework.weights},
        [*framework.attacks, *attacks, *bridge],
        framework.supports,
        [*framework.premises, *premises, *bridge],
        joint=framework.joint,
    )

    try:
        found, longer = strengths(framework, semantics), strengths(whole, semantics)
    except NotConverged:
        return

    assert [longer[id] for id in framework.ids] == list(found.values())


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks())
def test_long_steps_come_to_rest_where_the_curve_itself_does(semantics, framework):
    # Circles of premises of weight 1 would rest anywhere, and where depends on the way.
    steps = {step for _, step, _ in framework.premises}
    framework = framework.with_weights({id: 0.9 * framework.weights[id] for id in steps})

    try:
        found = strengths(framework, semantics)
        followed = strengths(framework, semantics, follow=True)
    except NotConverged:
        return

    assert dict(found) == pytest.approx(dict(followed), abs=1e-5)
    assert followed.method in ("single pass", "Dormand-Prince")


@pytest.mark.parametrize("semantics", BOTH_SIDES)
def test_wide_thin_and_circling_parts_of_one_framework_agree_with_the_formula(semantics):
    rng = np.random.default_rng(3)
    ids = [f"a{i}" for i in range(700)]
    thin = [(f"a{i}", f"a{i + 1}") for i in range(40)]
    wide = {(f"a{rng.integers(0, 300)}", f"a{rng.integers(300, 700)}") for _ in range(1500)}
    needs = {(f"a{s}", f"a{t}") for s, t in rng.integers(0, 700, (300, 2)) if s < t}
    needs |= {("a101", "a100"), ("a102", "a103"), ("a3", "a10")}
    circles = [(f"a{i}", f"a{i + 1 - 2 * (i % 2)}") for i in range(100, 140)]
    weights = dict(zip(ids, rng.random(700), strict=True))
    framework = BipolarFramework(
        weights, [*thin, *circles], [(*pair, 0.5) for pair in wide], dict.fromkeys(needs, 0.25)
    )

    found = strengths(framework, semantics)

    into = {id: ([], [], [1.0]) for id in ids}
    for kind, relations in enumerate((framework.attacks, framework.supports)):
        for source, target, weight in relations:
            into[target][kind].append(weight * found[source])
    for source, target, weight in framework.premises:
        into[target][2].append(1 - weight * (1 - found[source]))
    again = [FORMULAS[semantics](weights[id] * min(into[id][2]), *into[id][:2]) for id in ids]
    assert {stage.kind for stage in framework.condensation.stages} == {"wide", "narrow", "cyclic"}
    assert found.array == pytest.approx(again, abs=2e-10)


@pytest.mark.parametrize("semantics", BOTH_SIDES)
def test_each_of_a_thousand_pairs_of_rivals_rests_as_it_would_alone(semantics):
    rng = np.random.default_rng(4)
    base = rng.random(2000)
    left, right = np.arange(0, 2000, 2), np.arange(1, 2000, 2)
    ends = (np.concatenate([left, right]), np.concatenate([right, left]))
    ids = [f"a{i}" for i in range(2000)]

    together = strengths(BipolarFramework.from_arrays(ids, base, ends), semantics)

    for i in range(0, 2000, 500):
        alone = strengths(clique({ids[i]: base[i], ids[i + 1]: base[i + 1]}), semantics)
        assert [together[ids[i]], together[ids[i + 1]]] == list(alone.values())


# Long, large, stubborn ----------------------------------------------------------------


def test_a_chain_of_200_000_arguments_is_reckoned_without_recursion():
    count = 200_000
    ids = [f"a{i}" for i in range(count)]

    found = strengths(
        BipolarFramework.from_arrays(
            ids, np.full(count, 0.5), (np.arange(count - 1), np.arange(1, count))
        )
    )

    assert found["a0"] == 0.5
    assert found["a1"] == 0.4
    assert found[ids[-1]] == pytest.approx(0.423854, abs=1e-6)


def test_a_ring_of_200_000_arguments_is_reckoned_without_recursion():
    count = 200_000
    ends = (np.arange(count), (np.arange(count) + 1) % count)

    found = strengths(
        BipolarFramework.from_arrays([f"a{i}" for i in range(count)], np.full(count, 0.5), ends)
    )

    assert np.ptp(found.array) < 1e-10
    assert found["a7"] == pytest.approx(0.423854, abs=1e-6)


def test_what_does_not_come_to_rest_is_an_error_that_shows_the_last_two_states():
    rivals = clique({"leave": 0.95, "stay": 0.5, "shrink": 0.8})

    with pytest.raises(NotConverged, match=r"stay 0\.\d+ → 0\.\d+") as caught:
        strengths(rivals, "df-quad", most_evaluations=8)

    before, last = caught.value.states
    assert set(before) == set(last) == {"leave", "stay", "shrink"}
    assert caught.value.residual > 1e-10
    assert isinstance(caught.value, ArithmeticError)
    assert isinstance(caught.value, ArgmapError)
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  our own bytes
    assert str(copy) == str(caught.value)


def test_a_rise_that_speeds_up_before_it_rests_is_followed_along_the_curve():
    pairs = [(s, t) for s in "ab" for t in "ab"]
    boosters = BipolarFramework({"a": 0.1, "b": 0.2}, supports=pairs)

    found = strengths(boosters)

    assert found.method == "Dormand-Prince"
    assert found["a"] == pytest.approx(_quadratic_energy(0.1, [], found.values()), abs=1e-9)
    assert found["a"] > 0.7


def test_strengths_that_turn_round_each_other_come_to_rest_in_the_middle():
    chase = BipolarFramework({"a": 1.0, "b": 0.0}, [("b", "a")], [("a", "b")])

    assert strengths(chase, "df-quad").array == pytest.approx([0.5, 0.5])


def test_only_those_that_still_move_are_shown():
    mixed = BipolarFramework(
        {"calm": 0.5, "fact": 0.9, "leave": 0.95, "stay": 0.8},
        [("fact", "calm"), ("leave", "stay"), ("stay", "leave")],
    )

    with pytest.raises(NotConverged) as caught:
        strengths(mixed, "mlp", most_evaluations=2)

    assert set(caught.value.states[1]) == {"leave", "stay"}


# Refusals -----------------------------------------------------------------------------


@pytest.mark.parametrize("semantics", ATTACKS_ONLY)
def test_a_semantics_of_attacks_refuses_support_by_name(semantics):
    framework = BipolarFramework({"a": 0.5, "b": 0.5}, (), [("a", "b")])

    with pytest.raises(UnsuitableSemanticsError, match="'a' supports 'b'"):
        strengths(framework, semantics)


@pytest.mark.parametrize("aggregate", ["sum", "cardinality"])
def test_an_unbounded_aggregate_with_a_linear_influence_is_refused(aggregate):
    with pytest.raises(UnsuitableSemanticsError, match=r"leaves 0\.\.1"):
        modular(aggregate, "linear")


@pytest.mark.parametrize("influence", ["linear", "quadratic", "one-max", "euler", "logistic"])
@pytest.mark.parametrize("aggregate", ["sum", "product", "maximum"])
@laws
@given(framework=frameworks(acyclic=True))
def test_every_other_pair_of_aggregate_and_influence_stays_between_0_and_1(
    aggregate, influence, framework
):
    if (aggregate, influence) == ("sum", "linear"):
        return

    found = strengths(framework, modular(aggregate, influence))

    assert ((found.array >= 0) & (found.array <= 1)).all()


def test_a_mistyped_semantics_is_named_with_its_likeliest_reading():
    with pytest.raises(UnknownOptionError, match="did you mean 'df-quad'"):
        strengths(BipolarFramework({"a": 0.5}), "dfquad")


@pytest.mark.parametrize("options", [{"tolerance": 0}, {"tolerance": 2}, {"most_evaluations": 0}])
def test_limits_that_make_no_sense_are_refused(options):
    with pytest.raises(InvalidRecordError):
        strengths(BipolarFramework({"a": 0.5}), **options)


# Many worlds --------------------------------------------------------------------------


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(), seed=st.integers(0, 99))
def test_each_of_many_worlds_has_the_strengths_it_would_have_alone(semantics, framework, seed):
    worlds = np.random.default_rng(seed).random((7, len(framework)))

    found = strengths_across(framework, worlds, semantics=semantics)

    for world, base in enumerate(worlds):
        own = framework.with_weights(dict(zip(framework.ids, base, strict=True)))
        if found.converged[world]:
            assert found.array[world] == pytest.approx(strengths(own, semantics).array, abs=1e-7)
        else:
            assert np.isnan(found.array[world]).all()


def test_a_world_that_does_not_come_to_rest_is_marked_and_is_not_a_number():
    rivals = clique({"a": 0.5, "b": 0.5, "c": 0.5})
    worlds = [[0.5, 0.5, 0.5], [0.0, 0.0, 0.0], [0.95, 0.5, 0.8]]

    found = strengths_across(rivals, worlds, semantics="df-quad", most_evaluations=9)

    assert found.converged.tolist() == [True, True, False]
    assert np.isnan(found["a"]).tolist() == [False, False, True]


def test_worlds_are_a_mapping_from_argument_to_its_strengths_over_them():
    framework = BipolarFramework({"a": 0.5, "b": 0.8}, attacks=[("b", "a")])

    found = strengths_across(framework, [[0.5, 0.8], [0.5, 0.0]], semantics="df-quad")

    assert list(found) == ["a", "b"]
    assert found["b"].tolist() == [0.8, 0.0]


@pytest.mark.parametrize("worlds", [[0.5, 0.5], [[0.5]], [[0.5, 1.5]], [[0.5, math.nan]]])
def test_worlds_of_another_shape_or_range_are_refused(worlds):
    framework = BipolarFramework({"a": 0.5, "b": 0.8}, attacks=[("b", "a")])

    with pytest.raises(InvalidRecordError):
        strengths_across(framework, worlds)


def test_no_worlds_give_no_strengths():
    framework = BipolarFramework({"a": 0.5})

    assert strengths_across(framework, np.empty((0, 1)))["a"].shape == (0,)
    assert strengths_across(framework, there=np.empty((0, 1)))["a"].shape == (0,)


@pytest.mark.parametrize("semantics", [*BOTH_SIDES, "card-based"])
@laws
@given(data=st.data())
def test_what_is_not_there_is_left_out_and_fells_the_steps_that_need_it(semantics, data):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(acyclic=True, supports=supports))
    # A step needs a premise in full or not at all, so that its fall is a weight of 0.
    needs = [(s, t, float(v > 0)) for s, t, v in framework.premises]
    framework = BipolarFramework(framework.weights, **sides(framework) | {"premises": needs})
    there = data.draw(who_is_there(framework))

    found = strengths_across(framework, there=there, semantics=semantics)

    for world, present in enumerate(there):
        gone = {id for id, stays in zip(framework.ids, present, strict=True) if not stays}
        felled = {t: 0.0 for s, t, v in needs if v and s in gone and t not in gone}
        rest = strengths(framework.without(gone).with_weights(felled), semantics)
        expected = [rest.get(id, 0.0) for id in framework.ids]
        assert found.array[world] == pytest.approx(expected, abs=FINE)


def who_is_there(framework):
    flags = st.tuples(*[st.booleans()] * len(framework))
    return st.lists(flags, min_size=1, max_size=4)


@pytest.mark.parametrize("semantics", [*BOTH_SIDES, "card-based"])
@laws
@given(data=st.data())
def test_strengths_that_circle_rest_in_every_world_as_if_those_not_there_had_none(semantics, data):
    supports = not GRADUAL_SEMANTICS[semantics].attack_only
    framework = data.draw(frameworks(supports=supports))
    there = data.draw(who_is_there(framework))

    found = strengths_across(framework, there=there, semantics=semantics)

    for world in np.flatnonzero(found.converged):
        own = dict(zip(framework.ids, found.array[world].tolist(), strict=True))
        stays = dict(zip(framework.ids, there[world], strict=True))
        again = {id: made_of(framework, semantics, id, own.get) if stays[id] else 0.0 for id in own}
        assert own == pytest.approx(again, abs=2e-10)


@laws
@given(framework=frameworks(acyclic=True), data=st.data())
def test_weights_and_presence_by_world_go_together(framework, data):
    row = st.tuples(*[st.floats(0, 1)] * len(framework))
    worlds = data.draw(st.lists(row, min_size=1, max_size=4))
    flags = st.tuples(*[st.booleans()] * len(framework))
    there = data.draw(st.lists(flags, min_size=len(worlds), max_size=len(worlds)))

    found = strengths_across(framework, worlds, there=there)

    for world, (base, present) in enumerate(zip(worlds, there, strict=True)):
        stays = dict(zip(framework.ids, present, strict=True))
        # What nothing runs into and weighs nothing is as good as not there.
        bare = {
            "attacks": [row for row in framework.attacks if stays[row[1]]],
            "supports": [row for row in framework.supports if stays[row[1]]],
        }
        weights = {id: w if stays[id] else 0.0 for id, w in zip(framework.ids, base, strict=True)}
        alone = BipolarFramework(weights, **sides(framework) | bare)
        assert found.array[world] == pytest.approx(strengths(alone).array, abs=FINE)


def test_a_supporter_cannot_bring_back_what_is_not_there():
    framework = BipolarFramework({"a": 0.5, "b": 0.9, "c": 0.5}, [("a", "c")], [("b", "a")])

    found = strengths_across(framework, there=[[True] * 3, [False, True, True]])

    assert found["a"][0] > 0.5
    assert [found[id][1] for id in "abc"] == [0.0, 0.9, 0.5]


def test_worlds_that_do_not_fit_each_other_or_are_not_given_are_refused():
    framework = BipolarFramework({"a": 0.5, "b": 0.8})

    for worlds, there, said in (
        (None, None, "neither worlds nor who is there is given"),
        ([[0.5, 0.8]], [[True, True], [True, False]], "1 worlds of weights, but 2"),
        (None, [[True]], r"there has the shape \(1, 1\), not \(worlds, 2\)"),
        (None, [[0.5, 1]], "other than truth values"),
    ):
        with pytest.raises(InvalidRecordError, match=said):
            strengths_across(framework, worlds, there=there)
    with pytest.raises(InvalidRecordError) as caught:
        strengths_across(framework, [[2, 0.5]], there=[[0.5, 1]])
    assert len(caught.value.faults) == 2


# Premises -----------------------------------------------------------------------------


@pytest.mark.parametrize(("joint", "strength"), [("minimum", 0.4), ("product", 0.24)])
def test_a_step_is_as_strong_as_its_weakest_premise_or_as_their_product(joint, strength):
    framework = BipolarFramework(
        {"step": 0.8, "a": 0.5, "b": 0.6}, premises=[("a", "step"), ("b", "step")], joint=joint
    )

    assert strengths(framework)["step"] == pytest.approx(strength, abs=FINE)


@pytest.mark.parametrize(("v", "left"), [(1, 0.25), (0.5, 0.625), (0, 1)])
def test_a_premise_that_is_needed_less_holds_less_back(v, left):
    framework = BipolarFramework({"step": 0.8, "a": 0.25}, premises=[("a", "step", v)])

    assert strengths(framework)["step"] == pytest.approx(0.8 * left, abs=FINE)


@pytest.mark.parametrize("semantics", GRADUAL_SEMANTICS)
@laws
@given(data=st.data())
def test_a_step_is_never_stronger_than_the_weakest_premise_it_needs_in_full(semantics, data):
    framework = data.draw(frameworks(supports=False, premises=False))
    needs = data.draw(
        st.sets(st.tuples(*[st.sampled_from(framework.ids)] * 2).filter(lambda p: p[0] != p[1]))
    )
    needing = BipolarFramework(
        framework.weights, **sides(framework) | {"premises": [(s, t) for s, t in sorted(needs)]}
    )

    try:
        found = strengths(needing, semantics)
    except NotConverged:
        return

    assert all(found[step] <= found[premise] + 1e-9 for premise, step in needs)


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@laws
@given(framework=frameworks(acyclic=True))
def test_premises_joined_by_their_product_are_never_stronger_than_by_their_minimum(
    semantics, framework
):
    # Where nothing attacks: a weaker step may else spare what it attacks.
    rows = sides(framework) | {"attacks": ()}
    least, product = (
        strengths(BipolarFramework(framework.weights, **rows | {"joint": joint}), semantics)
        for joint in JOINTS
    )

    assert all(product[id] <= least[id] + FINE for id in framework.ids)


@pytest.mark.parametrize("semantics", ATTACKS_ONLY)
def test_a_semantics_of_attacks_takes_premises(semantics):
    framework = BipolarFramework({"a": 0.5, "b": 0.4}, premises=[("b", "a")])

    assert strengths(framework, semantics)["a"] == pytest.approx(0.2)


@pytest.mark.parametrize("semantics", BOTH_SIDES)
def test_a_circle_through_premises_comes_to_rest(semantics):
    """Each of two claims carries a step against the other."""
    framework = BipolarFramework(
        {"leave": 0.9, "stay": 0.9, "for-leave": 1.0, "for-stay": 1.0},
        attacks=[("for-leave", "stay"), ("for-stay", "leave")],
        premises=[("leave", "for-leave"), ("stay", "for-stay")],
    )

    found = strengths(framework, semantics)

    rivals = strengths(clique({"leave": 0.9, "stay": 0.9}), semantics)
    assert [found[id] for id in ("leave", "stay")] == pytest.approx(list(rivals.values()), abs=1e-8)
    assert found["for-leave"] == pytest.approx(found["leave"], abs=1e-8)


def test_an_argument_that_needs_only_itself_falls_as_far_as_it_is_not_sure():
    sure, unsure = (BipolarFramework({"a": weight}, premises=[("a", "a")]) for weight in (1.0, 0.5))

    assert strengths(sure)["a"] == 1.0
    assert strengths(unsure)["a"] == pytest.approx(0.0, abs=1e-9)


def test_arguments_that_need_only_each_other_rest_where_they_start():
    pair = BipolarFramework({"a": 1.0, "b": 1.0}, premises=[("a", "b"), ("b", "a")])

    assert dict(strengths(pair)) == {"a": 1.0, "b": 1.0}


def test_a_chain_of_200_000_premises_is_reckoned_without_recursion():
    count = 200_000
    ids = [f"a{i}" for i in range(count)]
    nothing, chain = ((), ()), (np.arange(count - 1), np.arange(1, count))
    weights = np.ones(count)
    weights[[0, 1000]] = 0.75, 0.5

    found = strengths(BipolarFramework.from_arrays(ids, weights, nothing, nothing, chain))

    assert [found[ids[i]] for i in (0, 999, 1000, -1)] == [0.75, 0.75, 0.375, 0.375]


def test_premises_are_told_where_there_are_any():
    plain = BipolarFramework({"a": 0.5, "b": 0.5})
    needing = BipolarFramework({"a": 0.5, "b": 0.5}, premises=[("a", "b", 0.5)])

    assert repr(plain) == "<BipolarFramework with 2 arguments, 0 attacks, 0 supports>"
    assert repr(needing) == "<BipolarFramework with 2 arguments, 0 attacks, 0 supports, 1 premise>"
    assert needing.premises == (("a", "b", 0.5),)
    assert str(Relation("premise", "a", "b")) == "a is a premise of b"


def test_premises_join_in_a_known_way_only():
    for make in (BipolarFramework, functools.partial(BipolarFramework.from_arrays, (), ())):
        with pytest.raises(UnknownOptionError, match="minimum"):
            make(joint="mean")


# The framework as a value -------------------------------------------------------------


def test_a_framework_of_nothing_has_no_strengths():
    assert dict(strengths(BipolarFramework())) == {}


@laws
@given(framework=frameworks(), data=st.data())
def test_frameworks_that_say_the_same_in_another_order_of_relations_are_equal(framework, data):
    other = BipolarFramework(
        list(framework.weights.items()),
        iter(data.draw(st.permutations(framework.attacks))),
        {(s, t): v for s, t, v in data.draw(st.permutations(framework.supports))},
        data.draw(st.permutations(framework.premises)),
        joint=framework.joint,
    )

    assert other == framework
    assert hash(other) == hash(framework)
    assert pickle.loads(pickle.dumps(framework)) == framework  # noqa: S301  our own bytes


@laws
@given(framework=frameworks())
def test_a_framework_made_from_arrays_equals_the_one_made_from_names(framework):
    def arrays(side):
        return side.sources, side.targets, side.weights

    made = BipolarFramework.from_arrays(
        framework.ids, framework.base, *map(arrays, framework.sides), joint=framework.joint
    )

    assert made == framework


def test_a_framework_leaves_the_arrays_it_was_made_from_alone():
    weights, sources, targets = (
        np.array([0.5, -0.0]),
        np.array([0], np.int32),
        np.array([1], np.int32),
    )

    framework = BipolarFramework.from_arrays("ab", weights, (sources, targets))
    weights[0], sources[0] = 0.9, 1

    assert framework.attacks == (("a", "b", 1.0),)
    assert hash(framework) == hash(BipolarFramework({"a": 0.5, "b": 0.0}, [("a", "b")]))


def test_frameworks_that_differ_in_one_weight_are_not_equal():
    framework = BipolarFramework({"a": 0.5, "b": 0.5}, [("a", "b")])

    assert framework != framework.with_weights({"a": 0.6})
    assert framework != BipolarFramework({"a": 0.5, "b": 0.5}, [("a", "b", 0.9)])
    assert framework != BipolarFramework({"a": 0.5, "b": 0.5}, (), [("a", "b")])
    assert framework != BipolarFramework({"a": 0.5, "b": 0.5}, (), (), [("a", "b")])
    assert framework != BipolarFramework({"a": 0.5, "b": 0.5}, [("a", "b")], joint="product")


def test_a_framework_and_its_strengths_cannot_be_changed():
    framework = BipolarFramework({"a": 0.5, "b": 0.5}, [("a", "b")])

    with pytest.raises(AttributeError):
        framework.ids = ()
    with pytest.raises(ValueError, match="read-only"):
        framework.base[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        strengths(framework).array[0] = 1


def test_whatever_is_wrong_with_a_framework_is_said_at_once():
    with pytest.raises(InvalidRecordError) as caught:
        BipolarFramework(
            [("a", 0.5), ("a", 0.6), ("b", math.nan), ("c",), (7, 0.5)],
            attacks=[("a", "bb"), "ab", ("a", "b", -1), ("a", "b", True)],
            supports={("x", "a"): 0.5, ("a", "b"): "much"},
            premises=["ab", ("a", "c", 2)],
        )

    said = str(caught.value)
    assert len(caught.value.faults) == 13
    for part in (
        "weights[3]: ('c',) is not (argument, weight)",
        "id 7 is no text",
        "weight nan is outside 0..1",
        "attacks[0]: no argument 'bb'; did you mean 'b'?",
        "attacks[1]: 'ab' is not (source, target)",
        "attacks[2]: weight -1 is outside 0..1",
        "attacks[3]: weight True is outside 0..1",
        "supports[0]: no argument 'x'",
        "supports[1]: weight 'much' is outside 0..1",
        "premises[0]: 'ab' is not (premise, step) or (premise, step, weight)",
        "premises[1]: no argument 'c'",
        "premises[1]: weight 2 is outside 0..1",
    ):
        assert part in said


def test_a_relation_given_twice_counts_once_unless_its_weights_differ():
    weights = {"a": 0.5, "b": 0.5}

    twice = BipolarFramework(weights, [("a", "b"), ("a", "b")])

    assert twice.attacks == (("a", "b", 1.0),)
    with pytest.raises(InvalidRecordError, match=r"'a' to 'b' has weight 0\.5 and weight 1"):
        BipolarFramework(weights, [("a", "b"), ("a", "b", 0.5)])


def test_arrays_that_point_outside_or_do_not_match_are_refused():
    with pytest.raises(InvalidRecordError) as caught:
        BipolarFramework.from_arrays("ab", [0.5, 1.5], ([0], [2]), ([0, 1], [1]), ([0], [1], [2]))

    assert len(caught.value.faults) == 4


def test_an_argument_or_relation_that_is_not_there_is_named_with_its_neighbours():
    framework = BipolarFramework({"leave": 0.5, "stay": 0.5}, [("leave", "stay")])

    with pytest.raises(UnknownIdError, match="did you mean 'leave'"):
        framework.position("leav")
    with pytest.raises(UnknownIdError, match="stay attacks leave"):
        framework.relation_position(Relation("attack", "stay", "leave"))
    with pytest.raises(UnknownIdError, match=r"leave is a premise of stay.*`premises` list"):
        framework.relation_position(Relation("premise", "leave", "stay"))
    with pytest.raises(UnknownIdError):
        strengths(framework)["leav"]


@laws
@given(framework=frameworks(), data=st.data())
def test_leaving_arguments_out_leaves_out_their_relations_and_nothing_else(framework, data):
    gone = data.draw(st.sets(st.sampled_from(framework.ids)))

    rest = framework.without(gone)

    assert rest.ids == tuple(id for id in framework.ids if id not in gone)
    for kept, all_ in (
        (rest.attacks, framework.attacks),
        (rest.supports, framework.supports),
        (rest.premises, framework.premises),
    ):
        assert kept == tuple(row for row in all_ if gone.isdisjoint(row[:2]))


def test_the_module_is_light_until_something_is_reckoned():
    code = (
        "import sys, json, argmap.semantics.gradual, argmap.semantics.attribution;"
        "print(json.dumps('numpy' in sys.modules))"
    )

    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=dict(os.environ)
    )

    assert json.loads(ran.stdout) is False
