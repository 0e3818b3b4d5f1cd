"""Balance between actors: triangles, walks, the frustration index, and what breaks it."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings

from argmap import Actor, ArgumentMap, Tie
from argmap.analysis.balances import balance
from argmap.analysis.bonding import bonds
from argmap.errors import InvalidOptionError, UnknownOptionError
from test_analysis_groups import BYS, parliaments

laws = settings(deadline=None, max_examples=25)


def court(*ties):
    """Actors with friendly and hostile ties: `a+b` or `a-b`, or with a strength `a-b 0.5`."""
    made = []
    for tie in ties:
        ends, _, strength = tie.partition(" ")
        sign = 1 if ends[1] == "+" else -1
        made.append(Tie(ends[0], ends[2], "knows", sign=sign, strength=float(strength or 1)))
    ids = sorted({id for tie in made for id in (tie.source, tie.target)})
    return ArgumentMap("?", actors=[Actor(id, id.upper()) for id in ids], ties=made)


def by_brute_force(map, by):
    """L, and the sets of bonds that are as few as can be, over all ways to take two sides."""
    found = bonds(map, by=by)
    pairs = [
        (a, b, found.matrix[i, j])
        for (i, a), (j, b) in combinations(enumerate(found.ids), 2)
        if found.matrix[i, j]
    ]
    sets = set()
    for sides in product((0, 1), repeat=len(found.ids)):
        side = dict(zip(found.ids, sides, strict=True))
        sets.add(frozenset((a, b) for a, b, w in pairs if (side[a] == side[b]) == (w < 0)))
    least = min(map_len(sets))
    return least, len(pairs), {one for one in sets if len(one) == least}


def map_len(sets):
    return [len(one) for one in sets]


@laws
@given(parliaments(), BYS)
def test_as_few_bonds_as_can_be_break_the_balance(map, by):
    found = balance(map, by=by)

    least, bonds_, sets = by_brute_force(map, by)
    assert (found.frustration, found.weight) == (least, bonds_)
    assert frozenset((bond.a, bond.b) for bond in found.breaking) in sets
    assert found.ways == len(sets)
    assert {(bond.a, bond.b) for bond in found.always} == set(frozenset.intersection(*sets))
    if bonds_:
        assert found.line == pytest.approx(1 - 2 * least / bonds_)
        assert 0 <= found.line <= 1
    else:
        assert found.line is found.walk is found.triangle is None


@laws
@given(parliaments(), BYS)
def test_what_is_balanced_by_one_measure_is_balanced_by_the_others(map, by):
    found = balance(map, by=by)

    if found.frustration == 0 and found.bonds:
        assert found.walk == 1
        assert found.triangle in (1, None)
    elif found.bonds:
        assert found.walk < 1


def test_ted_who_is_friendly_to_all_breaks_the_balance_with_eve():
    """The example of dwave_networkx."""
    three = balance(court("a+b", "a-e", "b-e"), by="ties")
    four = balance(court("a+b", "a-e", "b-e", "a+t", "b+t", "e+t"), by="ties")

    assert (three.frustration, three.triangle, three.line) == (0, 1, 1)
    assert dict(three) == {"a": 1, "b": 1, "e": 2}
    assert four.frustration == 1
    assert [(bond.a, bond.b) for bond in four.breaking] == [("e", "t")]
    assert four.always == four.breaking
    assert (four.balanced, four.triangles, four.triangle) == (2, 4, 0.5)
    assert four.line == pytest.approx(1 - 2 / 6)
    assert "Without 1 bond they would be balanced: E – T (+1)." in four.sentence
    assert "There is no other way to name so few." in four.sentence


def test_three_rivals_may_be_reconciled_in_three_ways():
    found = balance(court("a-b", "b-c", "a-c"), by="ties")

    assert (found.frustration, found.ways, found.always) == (1, 3, ())
    assert "There are 3 ways to name so few; in all of them: none." in found.sentence


def test_without_a_triangle_there_is_no_triangle_balance():
    found = balance(court("a-b", "b+c"), by="ties")

    assert found.triangle is None
    assert found.line == 1
    assert found.to_dicts()[0] == {
        "measure": "triangle balance",
        "value": None,
        "from": "there is no triangle",
    }


def test_by_weight_the_lightest_bonds_are_named():
    map = court("a+b", "b+c", "a-c 0.25", "c-d")

    found = balance(map, by="ties", weighted=True)

    assert found.frustration == 0.25
    assert [(bond.a, bond.b) for bond in found.breaking] == [("a", "c")]
    assert found.line == pytest.approx(1 - 2 * 0.25 / 3.25)
    assert balance(map, by="ties").ways == 3
    assert "triangles by the geometric mean" in found.variant


def test_the_graph_of_bonds_has_sides_and_what_breaks_the_balance():
    graph = balance(court("a-b", "b-c", "a+c", "c+d", "a-d"), by="ties").to_networkx()

    assert graph.nodes["a"]["side"] == 1
    assert sum(wrong for _, _, wrong in graph.edges(data="breaking")) == 1


def test_what_is_searched_says_so():
    found = balance(court("a-b", "b-c", "a-c"), by="ties", method="louvain", seed=4)

    assert "L by search (louvain), seed 4, proven by a bound" in found.variant
    assert "How many ways there are to name so few was not counted." in found.sentence
    assert found.always == ()


def test_options_are_checked():
    with pytest.raises(UnknownOptionError, match="unknown method"):
        balance(court("a-b"), method="guess")
    with pytest.raises(InvalidOptionError, match="work 0 is less than 1"):
        balance(court("a-b"), work=0)


def test_on_the_withdrawal_map_balance_is_no_finding_by_stances(withdrawal):
    found = balance(withdrawal)

    assert (found.line, found.walk, found.triangle, found.triangles) == (1, 1, 1, 1)
    assert "With nobody opposed, balance is no finding" in found.sentence
    by_ties = balance(withdrawal, by="ties")
    assert (by_ties.frustration, by_ties.breaking) == (0, ())
    assert by_ties["washington"] != by_ties["tehran"]
