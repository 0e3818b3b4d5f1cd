"""What holds under every semantics, and which property those that disagree differ in."""

from __future__ import annotations

from itertools import chain, combinations, permutations, product

import pytest
from hypothesis import given, settings

import strategies
from argmap import Argument, ArgumentMap, Claim, InvalidRecordError, Link, UnknownIdError
from argmap.analysis import acceptability, strengths
from argmap.analysis.invariance import ASKED, GRADUAL, PROPERTIES, invariant
from argmap.analysis.theory import Court, Theory
from argmap.errors import UnknownOptionError
from argmap.semantics import SEMANTICS, BipolarFramework, Framework, labels_across
from argmap.semantics import strengths as strengths_of
from argmap.semantics.definitions import by_definition

BY_NAME = {one.name: one for one in PROPERTIES}


def all_frameworks(most):
    """Every framework of so many arguments at most."""
    for size in range(most + 1):
        ids = "abc"[:size]
        pairs = list(product(ids, ids))
        for some in product([False, True], repeat=len(pairs)):
            yield Framework(ids, [pair for pair, there in zip(pairs, some, strict=True) if there])


SMALL = [*all_frameworks(2), *[f for f in all_frameworks(3) if len(f) == 3][::7]]
TELLING = [
    Framework("abc", [("a", "b"), ("b", "c"), ("c", "a")]),
    Framework("abc", [("a", "b"), ("b", "a"), ("b", "c"), ("c", "c")]),
    Framework("abcd", [("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "d")]),
    Framework("abc", [("a", "b"), ("b", "c")]),
    Framework("abc", [("a", "b"), ("b", "c"), ("c", "c")]),
]


# Each property of Dung's, as a test of a framework and its extensions


def hit(framework, ids):
    return set(chain.from_iterable(map(framework.attacked, ids)))


def conflict_freeness(framework, sets, _):
    return all(hit(framework, one).isdisjoint(one) for one in sets)


def admissibility(framework, sets, _):
    return all(
        hit(framework, one).issuperset(framework.attackers(id)) for one in sets for id in one
    )


def reinstatement(framework, sets, _):
    return all(
        id in one
        for one in sets
        for id in framework
        if hit(framework, one).issuperset(framework.attackers(id))
    )


def maximality(framework, sets, _):
    del framework
    return not any(one < other for one in sets for other in sets)


def naivety(framework, sets, _):
    return set(sets) <= set(by_definition(framework, "naive"))


def existence(framework, sets, _):
    del framework
    return bool(sets)


def uniqueness(framework, sets, _):
    del framework
    return len(sets) == 1


def abstention(framework, sets, _):
    """What is in some set and attacked by some other is neither in some third."""
    return all(
        any(id not in third and id not in hit(framework, third) for third in sets)
        for id in framework
        if any(id in one for one in sets) and any(id in hit(framework, one) for one in sets)
    )


def directionality(framework, sets, semantics):
    """Sets of an unattacked part are the parts of the sets."""
    for size in range(len(framework)):
        for part in map(frozenset, combinations(framework.ids, size)):
            if all(part.issuperset(framework.attackers(id)) for id in part):
                inner = by_definition(framework.restricted(part), semantics)
                if {one & part for one in sets} != set(inner):
                    return False
    return True


def commitment(framework, sets, _):
    return all(id in one for one in sets for id in framework if not framework.attackers(id))


TESTS = {
    "conflict-freeness": conflict_freeness,
    "admissibility": admissibility,
    "reinstatement": reinstatement,
    "I-maximality": maximality,
    "naivety": naivety,
    "existence": existence,
    "uniqueness": uniqueness,
    "abstention": abstention,
    "directionality": directionality,
    "commitment": commitment,
}


@pytest.fixture(scope="module")
def extensions_of_small():
    return {
        name: [(one, by_definition(one, name)) for one in (*SMALL, *TELLING)] for name in SEMANTICS
    }


@pytest.mark.parametrize("name", TESTS)
def test_semantics_have_a_property_if_and_only_if_no_small_framework_shows_otherwise(
    name, extensions_of_small
):
    having = {
        semantics
        for semantics, cases in extensions_of_small.items()
        if all(TESTS[name](framework, sets, semantics) for framework, sets in cases)
    }

    assert having == BY_NAME[name].holders


def labels(framework, id):
    found = {}
    for semantics in SEMANTICS:
        there = [[True] * len(framework)]
        found[semantics] = labels_across(framework, there, semantics).labels(id)[0]
    return found


SPLITS = {
    "range": (Framework("abc", [("a", "a"), ("b", "a"), ("b", "c"), ("c", "b")]), "b"),
    "uniqueness": (
        Framework("abc", [("a", "a"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "b")]),
        "a",
    ),
    "abstention": (
        Framework(
            "abcde",
            [*map(tuple, ("ba", "bb", "bd", "cb", "de", "eb", "ec", "ed"))],
        ),
        "a",
    ),
    "existence": (Framework("abc", [("a", "a"), ("b", "b"), ("c", "b")]), "b"),
    "direction": (Framework("ab", [("b", "a")]), "a"),
    "admissibility": (Framework("ab", [("a", "a"), ("a", "b")]), "b"),
}


@pytest.mark.parametrize("name", SPLITS)
def test_a_small_framework_shows_how_a_property_separates_labels(name):
    found = labels(*SPLITS[name])
    one = BY_NAME[name]

    having = {found[semantics] for semantics in one.holders}
    lacking = {found[semantics] for semantics in one.lacking}

    assert having
    assert lacking
    assert having.isdisjoint(lacking)


# The gradual ones


def moved(semantics, weight, pros=(), cons=()):
    """The strength of a claim of some weight with pros and cons of these weights."""
    weights = {"x": weight}
    weights |= {f"p{n}": value for n, value in enumerate(pros)}
    weights |= {f"c{n}": value for n, value in enumerate(cons)}
    framework = BipolarFramework(
        weights,
        [(f"c{n}", "x") for n in range(len(cons))],
        [(f"p{n}", "x") for n in range(len(pros))],
    )
    return strengths_of(framework, semantics)["x"]


def counting(semantics):
    return all(
        moved(semantics, 0.5, cons=[1.0] * n + [0.5]) < moved(semantics, 0.5, cons=[1.0] * n)
        for n in (1, 2)
    )


def duality(semantics):
    return all(
        moved(semantics, 0.5 + by, pros=[some]) - (0.5 + by)
        == pytest.approx((0.5 - by) - moved(semantics, 0.5 - by, cons=[some]))
        for by in (0, 0.2, -0.3)
        for some in (0.2, 0.9)
    )


def open_mindedness(semantics):
    crowd = [1.0] * 400
    low, high = (moved(semantics, 0.5, **{side: crowd}) for side in ("cons", "pros"))
    return low < 0.01 and high > 0.99


def resilience(semantics):
    return moved(semantics, 0.5, cons=[1.0]) > 0 and moved(semantics, 0.5, pros=[1.0]) < 1


def no_fixed_extremes(semantics):
    return moved(semantics, 1.0, cons=[0.5]) < 1 and moved(semantics, 0.0, pros=[0.5]) > 0


@pytest.mark.parametrize(
    ("name", "test"),
    [
        ("counting", counting),
        ("duality", duality),
        ("open-mindedness", open_mindedness),
        ("resilience", resilience),
        ("no fixed extremes", no_fixed_extremes),
    ],
)
def test_gradual_semantics_have_the_properties_said_of_them(name, test):
    assert {semantics for semantics in GRADUAL if test(semantics)} == BY_NAME[name].holders


def test_two_pros_outweigh_a_con_by_gradual_semantics_and_by_none_of_dungs():
    map = ArgumentMap(
        "?",
        positions=["x"],
        claims=[Claim("x", "X."), *(Claim(id, id, weight=0.9) for id in "abc")],
        arguments=[
            Argument("s1", ["a"], "x", "con", weight=0.5),
            Argument("s2", ["b"], "x", "pro"),
            Argument("s3", ["c"], "x", "pro"),
        ],
    )

    found = invariant(map, semantics=[name for name in ASKED if name != "naive"])

    assert {found.labels["x"][name] for name in GRADUAL} == {"in"}
    assert found.labels["x"]["grounded"] == "out"
    assert [turning.property.name for turning in found.turnings["x"]] == ["compensation"]
    assert "compensation (in by what weighs pros and cons" in found.to_dicts()[0]["turns on"]


# The question


@settings(deadline=None, max_examples=25)
@given(strategies.maps(most=3))
def test_labels_are_those_of_each_semantics_by_itself(map):
    found = invariant(map)

    for name in ASKED:
        if name in found.left_out:
            continue
        court = Court(map, Theory(name))
        for id, label in court.labels(court.ids).items():
            assert found.labels[id][name] == label
    for id, verdict in found.items():
        different = set(found.labels[id].values())
        assert verdict == (different.pop() if len(different) == 1 else "varies")


@settings(deadline=None, max_examples=25)
@given(strategies.maps(most=3))
def test_whatever_is_said_to_separate_does(map):
    found = invariant(map)

    for id, turnings in found.turnings.items():
        for turning in turnings:
            one = turning.property
            having = {found.labels[id][name] for name in turning.among if name in one.holders}
            lacking = {found.labels[id][name] for name in turning.among if name in one.lacking}
            assert set(turning.with_it) == having
            assert set(turning.without_it) == lacking
            assert having
            assert lacking
            assert having.isdisjoint(lacking)


def test_a_claim_that_nothing_bears_on_is_in_by_all_of_dungs():
    found = invariant(ArgumentMap("?", positions=["a"], claims=[Claim("a", "A.", weight=0.7)]))

    assert found["a"] == "in"
    assert found.to_dicts()[0]["under all"] == "in"
    assert found.to_dicts()[0]["disagreement"] is None


def test_the_withdrawal_map_says_what_every_semantics_grants(withdrawal):
    found = invariant(withdrawal)

    assert [found[id] for id in ("open-talks", "leave-syria", "stay")] == ["in", "in", "varies"]
    assert [turning.property.name for turning in found.turnings["stay"]] == ["direction"]
    assert [turning.property.name for turning in found.turnings["expand"]] == ["compensation"]
    standing = acceptability(withdrawal)
    assert all(found.labels[id]["grounded"] == standing[id] for id in found)


def test_agreed_pairs_are_those_that_every_order_has(withdrawal):
    found = invariant(withdrawal)

    by_name = [strengths(withdrawal, name) for name in GRADUAL]

    for one, two in permutations(withdrawal.positions, 2):
        above = all(some[one] > some[two] for some in by_name)
        assert ((one, two) in found.agreed) == above
    assert all(sorted(order) == sorted(withdrawal.positions) for order in found.orders.values())
    assert f"in {len(found.agreed)} of 28 pairs" in found.table.note


def test_one_claim_or_step_can_be_asked_about(withdrawal):
    assert [row["position"] for row in invariant(withdrawal, "weak-army").to_dicts()] == [
        "weak-army"
    ]
    assert invariant(withdrawal, "mission-ended").to_dicts()[0]["position"] == "mission-ended"


def test_where_no_stable_extension_exists_existence_is_what_it_turns_on():
    links = [Link(("a", "b"), "equivalent"), Link(("a", "b"), "contrary")]
    map = ArgumentMap("?", claims=[Claim(id, id) for id in "abc"], links=links)

    found = invariant(map, semantics=["grounded", "preferred", "stable"])

    assert dict(found.labels["c"]) == {"grounded": "in", "preferred": "in", "stable": "undefined"}
    assert found.turnings["c"][0].property.name == "existence"


def test_the_same_map_gives_the_same_answer(withdrawal):
    assert invariant(withdrawal) == invariant(withdrawal)


def test_unknown_names_are_errors(withdrawal):
    with pytest.raises(UnknownOptionError, match="unknown semantics 'eulr'"):
        invariant(withdrawal, semantics=["eulr"])
    with pytest.raises(UnknownIdError, match="no claim or argument 'stya'"):
        invariant(withdrawal, "stya")
    with pytest.raises(InvalidRecordError, match="no semantics is named"):
        invariant(withdrawal, semantics=[])
