"""The smallest set of arguments from which an argument can be seen to be grounded."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import UnknownIdError
from argmap.semantics import Framework, grounded
from argmap.semantics.definitions import is_derivation
from argmap.semantics.derivations import smallest_derivation

NAMES = "abcdefghij"


@st.composite
def layered(draw):
    """Frameworks of which much is grounded, by several ways: attacks go mostly one way."""
    size = draw(st.integers(2, len(NAMES)))
    forward = [(a, b) for a, b in combinations(NAMES[:size], 2)]
    attacks = draw(st.sets(st.sampled_from(forward), max_size=18))
    back = draw(st.sets(st.sampled_from([(b, a) for a, b in forward]), max_size=3))
    return Framework(NAMES[:size], attacks | back)


def fewest(framework, targets):
    """The least size of a derivable set with a target, by trying all subsets."""
    for size in range(1, len(framework) + 1):
        for some in combinations(framework.ids, size):
            found, grown = [], True
            while grown:
                hit = {target for one in found for target in framework.attacked(one)}
                grown = [
                    id for id in some if id not in found and hit.issuperset(framework.attackers(id))
                ]
                found += grown
            if len(found) == size and not set(targets).isdisjoint(found):
                return size
    return 0


@settings(deadline=None, max_examples=82)
@given(layered())
def test_no_derivation_has_fewer_members(framework):
    for id in grounded(framework).extension[-2:]:
        found = smallest_derivation(framework, [id])

        assert found.shortest
        assert found.order[-1] == id
        assert is_derivation(framework, found.order)
        assert len(found.order) == fewest(framework, [id])


@settings(deadline=None, max_examples=44)
@given(layered())
def test_of_several_targets_the_one_that_is_derived_most_briefly_is_last(framework):
    targets = grounded(framework).extension[-3:]

    found = smallest_derivation(framework, targets)

    assert len(found.order) == fewest(framework, targets)
    assert not found.order or found.order[-1] in targets


def test_a_set_that_is_met_only_in_a_circle_is_no_derivation():
    """z can be met by u and v, which meet each other's attackers; only s starts from nothing."""
    attacks = [
        ("p", "z"),
        ("u", "p"),
        ("q", "u"),
        ("v", "q"),
        ("r", "v"),
        ("u", "r"),
        ("s", "q"),
        ("t", "s"),
        ("w", "t"),
    ]
    framework = Framework("zpuqvrstw", attacks)

    found = smallest_derivation(framework, ["z"])

    assert is_derivation(framework, found.order)
    assert (found.order, found.shortest) == (("w", "s", "u", "z"), True)
    assert len(found.order) == fewest(framework, ["z"])


def test_what_is_derived_last_by_rounds_may_still_be_the_shortest_way():
    """One late member that meets both attackers is better than two early ones."""
    attacks = [
        ("x", "z"),
        ("y", "z"),
        ("a", "x"),
        ("b", "y"),
        ("c", "d"),
        ("e", "x"),
        ("e", "y"),
    ]
    framework = Framework("zxyabcde", attacks)

    assert smallest_derivation(framework, ["z"]).order == ("e", "z")


def test_a_search_that_is_given_up_says_so_and_leaves_nothing_spare():
    many = [f"x{n}" for n in range(6)]
    pairs = [*((x, "z") for x in many), *((f"m{x}", x) for x in many)]
    pairs += [(f"k{i}", x) for i in range(3) for x in many[2 * i : 2 * i + 2]]
    ids = ["z", *many, *(f"m{x}" for x in many), *(f"k{i}" for i in range(3))]
    framework = Framework(ids, pairs)

    given_up = smallest_derivation(framework, ["z"], limit=0)

    assert not given_up.shortest
    assert is_derivation(framework, given_up.order)
    for one in given_up.order[:-1]:
        assert not is_derivation(framework, [id for id in given_up.order if id != one])
    assert len(smallest_derivation(framework, ["z"]).order) == 4


def test_what_is_not_grounded_has_no_derivation():
    duel = Framework("ab", [("a", "b"), ("b", "a")])

    assert smallest_derivation(duel, ["a"]).order == ()
    with pytest.raises(UnknownIdError):
        smallest_derivation(duel, ["c"])


def test_long_chains_are_no_trouble():
    ids = [f"a{n}" for n in range(2001)]
    chain = Framework(ids, list(pairwise(ids)))

    found = smallest_derivation(chain, ["a2000"])

    assert len(found.order) == 1001
