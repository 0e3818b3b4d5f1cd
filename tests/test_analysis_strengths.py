"""How strong claims and steps are: numbers worked by hand, a plain recursion, and laws."""

from __future__ import annotations

import functools
import math
import pickle
import subprocess
import sys
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

import strategies
from argmap import Argument, ArgumentMap, Claim, InvalidRecordError, Link, UnknownOptionError
from argmap.analysis import force
from argmap.analysis.bipolar import JOINTS, to_bipolar
from argmap.analysis.force import strengths
from argmap.semantics import gradual
from argmap.semantics.bipolar import BipolarFramework
from argmap.semantics.gradual import NotConverged, UnsuitableSemanticsError

laws = settings(deadline=None, max_examples=25)
BOTH_SIDES = ["quadratic-energy", "df-quad", "euler", "mlp", "sd-df-quad"]
small_maps = strategies.maps(most=4)


def near(value):
    return pytest.approx(value, abs=5e-7)


def debate(weights, *arguments, links=(), positions=()):
    """Claims of given weights, and steps s1, s2 … as `premise(s), side, target[, weight]`."""
    return ArgumentMap(
        "?",
        positions=positions,
        claims=[Claim(id, id, weight=weight) for id, weight in weights.items()],
        arguments=[
            Argument(f"s{number}", tuple(premises.split()), target, side, weight=sum(weight) or 1.0)
            for number, (premises, side, target, *weight) in enumerate(arguments, start=1)
        ],
        links=links,
    )


def ring(weights):
    """Every claim a con of every other."""
    cons = [(a, "con", b) for a in weights for b in weights if a != b]
    return debate(weights, *cons)


def alternatives(weights):
    """Every claim an alternative to every other."""
    ids = list(weights)
    pairs = [(a, b) for at, a in enumerate(ids) for b in ids[at + 1 :]]
    return debate(weights, links=[Link(pair, "alternative") for pair in pairs], positions=ids)


# By hand -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("semantics", "con", "pro"),
    [
        ("df-quad", 0.1, 0.9),
        ("quadratic-energy", 0.304878, 0.695122),
        ("euler", 0.387587, 0.645016),
        ("mlp", 0.310026, 0.689974),
        ("sd-df-quad", 0.277778, 0.722222),
    ],
)
def test_a_step_passes_on_the_strength_of_its_premise(semantics, con, pro):
    against = strengths(debate({"a": 0.5, "b": 0.8}, ("b", "con", "a")), semantics)
    for_it = strengths(debate({"a": 0.5, "b": 0.8}, ("b", "pro", "a")), semantics)

    assert (against["s1"], against["a"], for_it["a"]) == (near(0.8), near(con), near(pro))


def test_a_step_is_weakened_by_its_own_weight():
    found = strengths(debate({"a": 0.5, "b": 0.8}, ("b", "con", "a", 0.5)), "df-quad")

    assert (found["s1"], found["a"]) == (near(0.4), near(0.3))


@pytest.mark.parametrize(
    ("joint", "step", "target"), [("minimum", 0.5, 0.25), ("product", 0.4, 0.3)]
)
def test_joint_premises_give_their_least_strength_or_the_product(joint, step, target):
    map = debate({"a": 0.5, "b": 0.8, "c": 0.5}, ("b c", "con", "a"))
    found = strengths(map, "df-quad", joint=joint)

    assert (found["s1"], found["a"]) == (near(step), near(target))


def test_an_undercut_takes_from_the_step_and_not_from_its_premise():
    map = debate({"a": 0.5, "b": 0.8, "u": 0.5}, ("b", "con", "a"), ("u", "con", "s1"))
    found = strengths(map, "df-quad")

    assert (found["b"], found["s1"], found["a"]) == (0.8, near(0.4), near(0.3))


def test_an_attack_on_one_premise_weakens_the_joint_step():
    map = debate({"a": 0.5, "b": 0.8, "c": 0.6, "x": 0.5}, ("b c", "con", "a"), ("x", "con", "c"))
    found = strengths(map, "df-quad")

    assert (found["c"], found["s1"], found["a"]) == (near(0.3), near(0.3), near(0.35))


def test_a_chain_of_cons_weakens_what_weakens():
    map = debate({"a": 0.5, "b": 0.5, "c": 0.5}, ("a", "con", "b"), ("b", "con", "c"))
    found = strengths(map)

    assert (found["b"], found["c"]) == (near(0.4), near(0.431034))


def test_the_e_democracy_debate_has_its_published_strengths():
    bases = {"a1": 0.5, "a2": 0.5, "p1": 0.7, "p2": 0.5, "p3": 0.9}
    cons = {"c1": 0.2, "c2": 0.2, "c3": 0.6, "c4": 0.5}
    pros = [("p1", "pro", "a1"), ("p2", "pro", "a1"), ("p3", "pro", "a2"), ("c1", "con", "a2")]
    map = debate(bases | cons, *pros, *((c, "con", "p2") for c in ("c2", "c3", "c4")))

    by_product, by_energy = strengths(map, "df-quad"), strengths(map)
    assert [by_product[id] for id in ("a1", "a2", "p2")] == [near(0.862), near(0.85), near(0.08)]
    assert [by_energy[id] for id in ("a1", "a2", "p2")] == [
        near(0.719852),
        near(0.664430),
        near(0.185874),
    ]


# Circles -------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [ring, alternatives])
@pytest.mark.parametrize(
    ("semantics", "rest"),
    [("df-quad", 0.473684), ("quadratic-energy", 0.639037), ("euler", 0.862315), ("mlp", 0.801504)],
)
def test_two_that_attack_each_other_rest_where_rivals_rest(make, semantics, rest):
    found = strengths(make({"leave": 0.9, "stay": 0.9}), semantics)

    assert (found["leave"], found["stay"]) == (near(rest), near(rest))


@pytest.mark.parametrize("make", [ring, alternatives])
def test_three_that_attack_each_other_come_to_rest_where_plain_rounds_would_swing(make):
    found = strengths(make({"a": 0.95, "b": 0.5, "c": 0.8}), "df-quad")

    assert [found[id] for id in "abc"] == [near(0.571308), near(0.152010), near(0.290822)]
    assert found.residual <= 1e-10


def test_circles_that_do_not_come_to_rest_say_so_with_their_last_two_states(monkeypatch):
    impatient = functools.partial(gradual.strengths, most_evaluations=3)
    monkeypatch.setattr(force.gradual, "strengths", impatient)

    with pytest.raises(NotConverged, match="3 strengths did not come to rest by df-quad") as caught:
        strengths(alternatives({"a": 0.95, "b": 0.5, "c": 0.8}), "df-quad")
    assert [sorted(state) for state in caught.value.states] == [["a", "b", "c"]] * 2
    assert caught.value.residual > 0


def test_without_links_rivals_leave_each_other_alone():
    found = strengths(alternatives({"leave": 0.9, "stay": 0.9}), links=False)

    assert dict(found) == {"leave": 0.9, "stay": 0.9}
    assert "links left out" in found.variant


def test_a_long_chain_is_exact():
    ids = [f"c{number}" for number in range(150)]
    map = debate(dict.fromkeys(ids, 0.5), *((a, "con", b) for a, b in pairwise(ids)))
    found = strengths(map)

    assert dict(found) == {id: pytest.approx(s, abs=1e-12) for id, s in by_recursion(map).items()}


# By a plain recursion ------------------------------------------------------------------


def by_recursion(map, semantics="quadratic-energy", joint="minimum"):
    """Strengths by the formulas as printed, one record after the other; circles never end."""
    found = {}

    def strength(id):
        if id not in found:
            record = map[id]
            base = record.weight
            if isinstance(record, Argument):
                least = [strength(premise) for premise in record.premises]
                base *= min(least) if joint == "minimum" else math.prod(least)
            pros, cons = (
                [strength(step.id) for step in steps(id)] for steps in (map.pros, map.cons)
            )
            found[id] = FORMULAS[semantics](base, pros, cons)
        return found[id]

    for record in (*map.claims, *map.arguments):
        strength(record.id)
    return found


def energy(base, pros, cons):
    total = sum(pros) - sum(cons)
    pull = total**2 / (1 + total**2)
    return base + (1 - base) * pull if total >= 0 else base - base * pull


def product(base, pros, cons):
    total = math.prod(1 - x for x in cons) - math.prod(1 - x for x in pros)
    return base + (1 - base) * total if total >= 0 else base + base * total


FORMULAS = {"quadratic-energy": energy, "df-quad": product}


def runs_in_circles(map):
    """Whether any record bears on itself."""
    before = {claim.id: [step.id for step in map.arguments_on(claim.id)] for claim in map.claims}
    for step in map.arguments:
        before[step.id] = [*step.premises, *(other.id for other in map.undercuts(step.id))]
    while free := [id for id, ids in before.items() if not any(other in before for other in ids)]:
        for id in free:
            del before[id]
    return bool(before)


@laws
@given(small_maps, st.sampled_from(sorted(FORMULAS)), st.sampled_from(JOINTS))
def test_where_nothing_circles_strengths_are_those_of_the_formulas(map, semantics, joint):
    assume(not runs_in_circles(map))
    found = strengths(map, semantics, joint=joint, links=False)

    known = by_recursion(map, semantics, joint)
    assert dict(found) == {id: pytest.approx(s, abs=1e-9) for id, s in known.items()}
    assert found.method == "single pass"


@laws
@given(small_maps, st.sampled_from(BOTH_SIDES), st.sampled_from(JOINTS), st.booleans())
def test_strengths_stay_in_range_and_are_those_of_their_framework(map, semantics, joint, links):
    try:
        found = strengths(map, semantics, joint=joint, links=links)
    except NotConverged:  # no method is sure to bring every circle to rest
        reject()

    assert all(0 <= strength <= 1 for strength in found.values())
    assert found.framework == to_bipolar(map, joint=joint, links=links)
    assert dict(gradual.strengths(found.framework, semantics)) == dict(found)
    assert found.converged


@laws
@given(small_maps, st.sampled_from(BOTH_SIDES), st.sampled_from(JOINTS), st.booleans())
def test_premises_may_as_well_stand_in_the_weights_of_their_steps(map, semantics, joint, links):
    """A framework without premises, its steps weighed by hand, rests at the same strengths."""
    try:
        found = strengths(map, semantics, joint=joint, links=links)
    except NotConverged:
        reject()
    join = min if joint == "minimum" else math.prod
    bases = {
        step.id: step.weight * join([found[premise] for premise in step.premises])
        for step in map.arguments
    }
    whole = found.framework
    plain = BipolarFramework(whole.weights | bases, whole.attacks, whole.supports)

    resting = {id: residual(plain, found, id, semantics) for id in found}
    assert resting == {id: pytest.approx(0, abs=1e-8) for id in found}


def residual(framework, found, id, semantics):
    """By how much a strength would move, given all the others."""
    aim = {id: framework.weights[id]} | {f"from {other}": found[other] for other in found}
    sides = [
        [(f"from {source}", id, weight) for source, target, weight in rows if target == id]
        for rows in (framework.attacks, framework.supports)
    ]
    return gradual.strengths(BipolarFramework(aim, *sides), semantics)[id] - found[id]


@laws
@given(small_maps, st.sampled_from(BOTH_SIDES))
def test_single_premises_without_undercuts_are_weighted_relations(map, semantics):
    """A step that nothing undercuts needs no node: it is a relation of its weight."""
    plain = [
        step for step in map.arguments if len(step.premises) == 1 and step.target in claims(map)
    ]
    one = {(step.premises[0], step.target): step for step in plain}
    map = evolve(map, arguments=tuple(one.values()))
    assume(not runs_in_circles(map))
    sides = {
        side: [(*pair, step.weight) for pair, step in one.items() if step.side == side]
        for side in ("con", "pro")
    }
    bases = {claim.id: claim.weight for claim in map.claims}
    related = gradual.strengths(BipolarFramework(bases, sides["con"], sides["pro"]), semantics)

    found = strengths(map, semantics, links=False)
    assert {id: found[id] for id in related} == {
        id: pytest.approx(strength, abs=1e-9) for id, strength in related.items()
    }


def claims(map):
    return {claim.id for claim in map.claims}


@laws
@given(small_maps)
def test_a_product_of_premises_never_makes_a_step_stronger_than_their_minimum(map):
    for step in map.arguments:
        if step.target in claims(map):
            alone = evolve(map, arguments=(step,), links=())
            least, product = (strengths(alone, joint=joint)[step.id] for joint in JOINTS)
            assert product <= least


# As a value, and in words --------------------------------------------------------------


def test_a_semantics_of_attacks_refuses_a_map_with_pros():
    with pytest.raises(UnsuitableSemanticsError, match="reads attacks only"):
        strengths(debate({"a": 0.5, "b": 0.5}, ("b", "pro", "a")), "h-categoriser")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"joint": "mean"}, "minimum"),
        ({"semantics": "qe"}, "quadratic"),
        ({"weights": "stance"}, "did you mean 'stances'"),
    ],
)
def test_a_wrong_option_is_refused_and_the_right_ones_named(options, said):
    with pytest.raises(UnknownOptionError, match=said):
        strengths(debate({"a": 0.5}), **options)


def test_the_table_has_positions_first_and_the_strongest_of_each_kind_first():
    map = debate(
        {"b": 0.8, "c": 0.9, "stay": 0.4, "leave": 0.5},
        ("b", "con", "stay"),
        ("c", "con", "leave"),
        links=[Link(("leave", "stay"), "alternative")],
        positions=("stay", "leave"),
    )
    found = strengths(map, "df-quad")

    assert [row["record"] for row in found.to_dicts()] == ["stay", "leave", "c", "b", "s2", "s1"]
    assert found.to_dicts()[1]["moved by"] == f"− s2 0.900, − stay {found['stay']:.3f}"


def test_weights_by_hand_are_heard_and_shown():
    map = debate({"a": 0.5, "b": 0.5}, ("b", "con", "a"))
    found = strengths(map, "df-quad", weights={"b": 0.8, "s1": 0.5})

    assert (found["s1"], found["a"]) == (near(0.4), near(0.3))
    assert {row["record"]: row["weight"] for row in found.to_dicts()} == {
        "b": 0.8,
        "a": 0.5,
        "s1": 0.5,
    }
    assert found.weights == "by hand"
    assert "weights by hand: b 0.8, s1 0.5, else from the records" in found.variant
    assert dict(strengths(map, "df-quad", weights=iter(["b=0.8", "s1=0.5"]))) == dict(found)


def test_weights_by_hand_that_cannot_be_used_are_refused():
    with pytest.raises(InvalidRecordError, match="no claim or argument 'bb'"):
        strengths(debate({"a": 0.5, "b": 0.5}), weights=["bb=0.8"])


def test_the_variant_names_formula_weights_joint_links_and_convergence():
    found = strengths(debate({"a": 0.5, "b": 0.8}, ("b", "con", "a")), "df-quad")

    assert found.variant == (
        f"{gradual.GRADUAL_SEMANTICS['df-quad']}; weights from the records; "
        "joint premises by their minimum; rivals attack each other; "
        "single pass, 1 evaluation, residual 0; "
        "records down to the rung “stated”"
    )


def test_the_answer_is_a_value_that_compares_hashes_and_pickles():
    map = ring({"a": 0.9, "b": 0.8})
    found = strengths(map)

    assert found == strengths(map)
    assert hash(found) == hash(strengths(map))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  our own bytes


def test_links_that_are_not_read_are_owned_up_to():
    same = debate({"a": 0.5, "b": 0.8}, links=[Link(("a", "b"), "equivalent")])

    assert dict(strengths(same)) == {"a": 0.5, "b": 0.8}
    assert strengths(same).table.note.endswith("have no gradual reading and do not count.")


def test_an_empty_map_has_no_strengths():
    assert dict(strengths(ArgumentMap("?"))) == {}


def test_numpy_is_loaded_when_asked_and_not_before():
    code = (
        "import sys; from argmap.analysis import bipolar, force, standing, projections;"
        "assert 'numpy' not in sys.modules and 'pysat' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


# The withdrawal map --------------------------------------------------------------------


@pytest.mark.parametrize("semantics", BOTH_SIDES)
@pytest.mark.parametrize("joint", JOINTS)
def test_staying_is_stronger_than_leaving_by_every_formula(withdrawal, semantics, joint):
    found = strengths(withdrawal, semantics, joint=joint)

    assert found["stay"] > found["leave"]
    assert found.residual <= 1e-10


def test_undercut_cases_are_weaker_than_their_premises(withdrawal):
    found = strengths(withdrawal)

    for step in withdrawal.arguments:
        least = step.weight * min(found[premise] for premise in step.premises)
        if withdrawal.undercuts(step.id):
            assert found[step.id] < least
        else:
            assert found[step.id] == pytest.approx(least, abs=1e-9)
