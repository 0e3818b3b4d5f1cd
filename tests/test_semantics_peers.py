"""The same answers as other libraries give, where they are installed and right."""

from __future__ import annotations

import random
from importlib import import_module

import pytest

from argmap.semantics import BipolarFramework, Framework, extensions, strengths
from argmap.semantics.definitions import by_definition

pytestmark = [pytest.mark.peer, pytest.mark.filterwarnings("ignore")]

ROUNDS = 150


def peer(name):
    """A module of another library, or a skip that says what would bring it."""
    return pytest.importorskip(name, reason=f"{name} is not here; pip install 'argmap[peers]'")


def drawn(seed):
    """Up to six arguments and about as many attacks, self-attacks among them."""
    rng = random.Random(seed)
    ids = [f"a{n}" for n in range(rng.randint(1, 6))]
    count = rng.randint(0, 2 * len(ids))
    return Framework(ids, {(rng.choice(ids), rng.choice(ids)) for _ in range(count)})


def ours(framework, semantics):
    return {frozenset(found) for found in extensions(framework, semantics)}


def agreed(theirs, semantics, *, but=lambda _: False):
    """Compare on many small frameworks; those `but` names are the peer's known defects."""
    for seed in range(ROUNDS):
        framework = drawn(seed)
        if not but(framework):
            assert ours(framework, semantics) == theirs(framework), framework.attacks


@pytest.mark.parametrize(
    "semantics",
    ["complete", "preferred", "stable", "semi-stable", "stage", "naive", "cf2", "eager", "ideal"],
)
def test_formal_argumentation_finds_the_same_extensions(semantics):
    dung = peer("argumentation.core.dung")
    name = semantics.replace("-", "_")
    single = semantics in {"eager", "ideal"}
    ask = getattr(dung, f"{name}_extension" if single else f"{name}_extensions")

    def theirs(framework):
        made = dung.ArgumentationFramework(frozenset(framework.ids), frozenset(framework.attacks))
        found = ask(made)
        return {frozenset(found)} if single else {frozenset(one) for one in found}

    agreed(theirs, semantics)


@pytest.mark.parametrize(
    "semantics", ["complete", "preferred", "stable", "semistable", "eager", "ideal"]
)
def test_pyarg_finds_the_same_extensions(semantics):
    classes = "py_arg.abstract_argumentation_classes"
    framework_of = peer(f"{classes}.abstract_argumentation_framework")
    argument = import_module(f"{classes}.argument").Argument
    defeat = import_module(f"{classes}.defeat").Defeat
    one = semantics in {"eager", "ideal"}
    name = f"get_{semantics}_extension" if one else f"get_{semantics}_extensions"
    ask = getattr(import_module(f"py_arg.algorithms.semantics.{name}"), name)

    def theirs(framework):
        made = {id: argument(id) for id in framework.ids}
        defeats = [defeat(made[one], made[two]) for one, two in framework.attacks]
        found = ask(framework_of.AbstractArgumentationFramework("", list(made.values()), defeats))
        return {frozenset(one.name for one in some) for some in found}

    agreed(theirs, "semi-stable" if semantics == "semistable" else semantics)


PYGARG = {
    "admissible": "AD",
    "complete": "CO",
    "grounded": "GR",
    "preferred": "PR",
    "stable": "ST",
    "ideal": "ID",
}


@pytest.mark.parametrize("semantics", PYGARG)
def test_pygarg_finds_the_same_extensions(semantics):
    solver = peer("pygarg.dung.solver")

    def theirs(framework):
        attacks = [list(pair) for pair in framework.attacks]
        found = solver.extension_enumeration(list(framework.ids), attacks, PYGARG[semantics])
        return {frozenset(one) for one in found}

    def untouched(framework):
        """An argument in no attack stands in none of its clauses, and is then left out."""
        return {id for pair in framework.attacks for id in pair} != set(framework.ids)

    agreed(theirs, semantics, but=untouched)


def test_pygarg_misses_a_semi_stable_extension_that_the_definition_gives():
    solver = peer("pygarg.dung.solver")
    pairs = [("a", "b"), ("b", "a"), ("a", "x"), ("x", "x"), ("b", "y"), ("y", "y")]
    framework = Framework("abxy", pairs)

    assert ours(framework, "semi-stable") == {frozenset("a"), frozenset("b")}
    assert set(by_definition(framework, "semi-stable")) == {frozenset("a"), frozenset("b")}
    theirs = solver.extension_enumeration(list("abxy"), [list(pair) for pair in pairs], "SST")
    assert {frozenset(one) for one in theirs} == {frozenset("b")}


@pytest.mark.parametrize("semantics", ["df-quad", "quadratic-energy"])
def test_formal_argumentation_finds_the_same_strengths(semantics):
    gradual = peer("argumentation.gradual.gradual")
    dfquad = import_module("argumentation.gradual.dfquad")
    ask = dfquad.dfquad_strengths if semantics == "df-quad" else gradual.quadratic_energy_strengths

    for seed in range(ROUNDS):
        rng = random.Random(seed)
        ids = [f"a{n}" for n in range(rng.randint(1, 8))]
        pairs = [(one, two) for place, two in enumerate(ids) for one in ids[:place]]
        chosen = rng.sample(pairs, rng.randint(0, len(pairs)))
        attacks, supports = chosen[::2], chosen[1::2]
        weights = {id: rng.random() for id in ids}
        graph = gradual.WeightedBipolarGraph(
            frozenset(ids), weights, frozenset(attacks), frozenset(supports)
        )

        found = strengths(BipolarFramework(weights, attacks, supports), semantics)

        assert dict(found) == pytest.approx(dict(ask(graph).strengths), abs=1e-6)
