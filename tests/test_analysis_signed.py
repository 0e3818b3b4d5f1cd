"""Signed graphs: exact partings, searches, bounds and balance, against brute force."""

from __future__ import annotations

import csv
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.analysis.signed import (
    Memory,
    colourings,
    cost_of,
    cycle_bound,
    misplaced,
    parted,
    parts,
    searched,
    triangle_balance,
    walk_balance,
)
from argmap.semantics import LimitReachedError

laws = settings(deadline=None, max_examples=33)
KS = st.sampled_from([None, 1, 2, 3])


@st.composite
def graphs(draw, most=6):
    """Small signed graphs, weights whole or not, zero among them."""
    size = draw(st.integers(1, most))
    scale = draw(st.sampled_from([1.0, 0.1, 1 / 3]))
    weights = st.sampled_from([-2, -1, -1, 0, 1, 1, 2])
    matrix = np.zeros((size, size))
    for a, b in combinations(range(size), 2):
        matrix[a, b] = matrix[b, a] = scale * draw(weights)
    return matrix


def every_colouring(size, k=None):
    """All ways to part so many vertices, written with colours as they first occur."""
    found = [()]
    for _ in range(size):
        found = [
            (*one, colour)
            for one in found
            for colour in range(max(one, default=-1) + 2)
            if k is None or colour < k
        ]
    return found


def plain_cost(matrix, colours):
    return sum(
        abs(matrix[a, b])
        for a, b in combinations(range(len(matrix)), 2)
        if (matrix[a, b] > 0 and colours[a] != colours[b])
        or (matrix[a, b] < 0 and colours[a] == colours[b])
    )


def brute(matrix, k=None):
    """The least cost and all colourings that have it, fewest colours first."""
    costs = {one: plain_cost(matrix, one) for one in every_colouring(len(matrix), k)}
    least = min(costs.values())
    best = [one for one, cost in costs.items() if cost < least + 1e-9]
    return least, sorted(best, key=lambda one: (max(one), one))


def random_graph(size, density, seed):
    random = np.random.default_rng(seed)
    there = random.random((size, size)) < density
    matrix = np.triu(np.where(there, random.choice([-1.0, 1.0], (size, size)), 0), 1)
    return matrix + matrix.T


def complete(size, weight):
    return weight * (np.ones((size, size)) - np.eye(size))


@pytest.fixture(scope="module")
def tribes(fixtures):
    """Read's Highland tribes, as signnet has them."""
    with (fixtures / "stakeholder/signed/tribes_edges.csv").open() as file:
        rows = list(csv.DictReader(file))
    ids = sorted({row[end] for row in rows for end in ("source", "target")})
    matrix = np.zeros((len(ids), len(ids)))
    for row in rows:
        a, b = ids.index(row["source"]), ids.index(row["target"])
        matrix[a, b] = matrix[b, a] = int(row["sign"])
    return matrix


def test_the_highland_tribes_have_the_published_indices(tribes):
    assert tribes.shape == (16, 16)
    assert np.count_nonzero(tribes) == 2 * 58
    balanced, triangles, share, by_weight = triangle_balance(tribes)
    assert (balanced, triangles) == (59, 68)
    assert share == pytest.approx(0.8676471, abs=5e-8)
    assert by_weight == pytest.approx(share)
    assert walk_balance(tribes) == pytest.approx(0.3575761, abs=5e-8)
    two, three = colourings(tribes, 2), colourings(tribes, 3)
    assert two.cost == 7
    assert 1 - 2 * two.cost / 58 == pytest.approx(0.7586207, abs=5e-8)
    assert three.cost == 2
    assert three.costs == (29, 7, 2)
    assert colourings(tribes).costs == (29, 7, 2)


def test_two_friends_and_their_enemy_are_balanced_until_somebody_befriends_all():
    """The example of dwave_networkx: Ted is friendly to all, and the tie to Eve is wrong."""
    three = np.array([[0, 1, -1], [1, 0, -1], [-1, -1, 0.0]])
    four = np.zeros((4, 4))
    four[:3, :3], four[3, :3], four[:3, 3] = three, 1, 1

    assert colourings(three, 2).cost == 0
    found = colourings(four, 2)
    assert found.cost == 1
    assert found.best == ((0, 0, 1, 0),)
    assert misplaced(four, found.best[0]) == [(2, 3, 1.0)]


@laws
@given(graphs(), KS)
def test_exact_partings_are_all_of_least_cost_and_no_others(matrix, k):
    found = colourings(matrix, k)

    least, best = brute(matrix, k)
    assert found.cost == pytest.approx(least, abs=1e-9)
    assert list(found.best) == best
    assert (found.count, found.complete, found.proven) == (len(best), True, True)
    fewer = [brute(matrix, used)[0] for used in range(1, max(best[0]) + 2)]
    assert list(found.costs) == pytest.approx(fewer)


@laws
@given(graphs(), KS)
def test_a_search_stays_between_its_bound_and_its_cost(matrix, k):
    found = searched(matrix, k, restarts=3)

    least, _ = brute(matrix, k)
    assert found.bound <= least + 1e-9
    assert found.cost >= least - 1e-9
    assert plain_cost(matrix, found.best[0]) == pytest.approx(found.cost)
    assert k is None or max(found.best[0]) < k
    assert not found.proven or found.cost == pytest.approx(least)


@laws
@given(graphs(), st.data())
def test_switching_the_signs_of_a_vertex_leaves_frustration_as_it_is(matrix, data):
    flipped = np.array(data.draw(st.lists(st.sampled_from([-1, 1]), min_size=6, max_size=6)))
    sides = flipped[: len(matrix)]

    switched = matrix * sides[:, None] * sides[None, :]

    one, other = colourings(matrix, 2), colourings(switched, 2)
    assert other.cost == pytest.approx(one.cost)
    assert other.count == one.count
    assert triangle_balance(switched) == pytest.approx(triangle_balance(matrix))
    assert walk_balance(switched) == pytest.approx(walk_balance(matrix))


@laws
@given(graphs(), KS, st.randoms(use_true_random=False))
def test_other_names_lead_to_the_same_partings(matrix, k, random):
    order = list(range(len(matrix)))
    random.shuffle(order)

    one, other = colourings(matrix, k), colourings(matrix[np.ix_(order, order)], k)

    def groups(parting, names):
        return {
            frozenset(frozenset(n for n, c in zip(names, way, strict=True) if c == g) for g in way)
            for way in parting.best
        }

    assert other.cost == pytest.approx(one.cost)
    assert groups(one, range(len(matrix))) == groups(other, order)


@laws
@given(graphs())
def test_triangle_and_walk_balance_follow_their_definitions(matrix):
    triples = [
        np.sign(matrix[a, b] * matrix[b, c] * matrix[a, c])
        for a, b, c in combinations(range(len(matrix)), 3)
        if matrix[a, b] and matrix[b, c] and matrix[a, c]
    ]
    balanced, triangles, share, _ = triangle_balance(matrix)

    assert (balanced, triangles) == (triples.count(1), len(triples))
    assert share == (triples.count(1) / len(triples) if triples else None)
    if matrix.any():
        series = [_trace_of_exponential(one) for one in (matrix, abs(matrix))]
        assert walk_balance(matrix) == pytest.approx(series[0] / series[1])
    else:
        assert walk_balance(matrix) is None


def _trace_of_exponential(matrix):
    power, total = np.eye(len(matrix)), 0.0
    for step in range(1, 80):
        total += np.trace(power)
        power = power @ matrix / step
    return total


def test_weighted_triangles_count_with_their_geometric_mean():
    """Two triangles on one tie: +1 +8 +8, balanced, and +1 +1 -1, not."""
    matrix = np.zeros((4, 4))
    for a, b, weight in ((0, 1, 1), (0, 2, 8), (1, 2, 8), (0, 3, 1), (1, 3, -1)):
        matrix[a, b] = matrix[b, a] = weight

    assert triangle_balance(matrix) == (1, 2, 0.5, pytest.approx(4 / 5))


def test_walk_balance_of_heavy_bonds_does_not_overflow():
    assert walk_balance(complete(4, 5000.0)) == 1.0
    assert walk_balance(complete(3, -5000.0)) == pytest.approx(0, abs=1e-12)


def test_parts_leave_out_the_vertices_without_a_tie():
    matrix = np.zeros((5, 5))
    matrix[0, 3] = matrix[3, 0] = -1
    matrix[1, 4] = matrix[4, 1] = 1

    assert parts(matrix) == [[0, 3], [1, 4]]
    found = parted(matrix, 2)
    assert found.groups() == ((0,), (1, 4), (3,))
    assert (found.cost, found.count, found.costs) == (0, 1, (1, 0))


def test_who_only_shares_an_enemy_shares_a_camp_only_if_camps_are_few():
    """A star of hostile ties: three who know only that they oppose the first."""
    star = np.zeros((4, 4))
    star[0, 1:] = star[1:, 0] = -1

    assert parted(star, 2).groups() == ((0,), (1, 2, 3))
    loose = parted(star)
    assert loose.groups() == ((0,), (1,), (2,), (3,))
    assert (loose.count, loose.costs) == (5, (3, 0))
    assert len(set(loose.all_groups(99))) == 5


@laws
@given(graphs(most=8), KS, st.data())
def test_a_graph_changed_at_one_vertex_is_parted_as_if_it_were_new(matrix, k, data):
    memory = Memory()
    parted(matrix, k, memory=memory)
    vertex = data.draw(st.integers(0, len(matrix) - 1))
    for other in range(len(matrix)):
        if other != vertex and data.draw(st.booleans()):
            weight = data.draw(st.sampled_from([-1.0, 0.0, 1.0, 0.3]))
            matrix[vertex, other] = matrix[other, vertex] = weight

    again, fresh = parted(matrix, k, memory=memory, changed=vertex), parted(matrix, k)

    assert again.cost == pytest.approx(fresh.cost, abs=1e-9)
    assert again.groups() == fresh.groups()
    if fresh.complete:
        assert set(again.all_groups(5000)) == set(fresh.all_groups(5000))


def test_of_nothing_there_is_one_colouring():
    nothing = np.zeros((0, 0))

    assert colourings(nothing).best == searched(nothing).best == ((),)
    assert parted(np.zeros((3, 3))).groups() == ()


def test_many_equally_good_partings_are_listed_up_to_the_limit():
    star = np.zeros((12, 12))
    star[0, 1:] = star[1:, 0] = -1

    found = colourings(star, most=50)

    assert (found.count, found.complete, len(found.best)) == (50, False, 50)
    assert found.best[0] == (0, *[1] * 11)
    assert {cost_of(star, one) for one in found.best} == {0}


def test_work_without_an_end_stops_at_its_limit():
    with pytest.raises(LimitReachedError, match="the limit of 1000 starts"):
        colourings(random_graph(20, 1, 1), work=1000)

    found = parted(random_graph(20, 1, 1), work=1000)
    assert not found.proven
    assert found.bound < found.cost
    assert found.costs == ()


@pytest.mark.parametrize(("size", "k"), [(20, 2), (16, 3), (14, None), (30, 2)])
def test_larger_graphs_are_parted_exactly_and_a_search_comes_near(size, k):
    matrix = random_graph(size, 1, size)

    exact, found = colourings(matrix, k), searched(matrix, k)

    assert exact.cost <= found.cost <= exact.cost * 1.1 + 1
    assert found.bound <= exact.cost
    assert {cost_of(matrix, one) for one in exact.best} == {exact.cost}
    if size == 20:
        assert exact.cost == _by_all_halves(matrix)


def _by_all_halves(matrix):
    """The frustration index from all 2^19 ways to divide 20 vertices in two."""
    sides = np.where(np.arange(1 << 19)[:, None] >> np.arange(20) & 1, 1.0, -1.0)
    agreeing = np.einsum("na,na->n", sides @ matrix, sides) / 2
    return (abs(matrix).sum() / 2 - agreeing.max()) / 2


def test_a_search_finds_the_camps_that_were_planted_in_a_large_graph():
    random = np.random.default_rng(5)
    camp = random.integers(0, 4, 150)
    there = np.triu(random.random((150, 150)) < 0.3, 1)
    matrix = np.where(there, np.where(camp[:, None] == camp[None, :], 1.0, -1.0), 0)
    matrix = matrix + matrix.T

    found = searched(matrix)

    assert (found.cost, found.proven) == (0, True)
    assert len(set(zip(found.best[0], camp, strict=True))) == 4
    assert searched(matrix, seed=7) == searched(matrix, seed=7)


def test_bounds_by_cycles_see_long_cycles_and_odd_ones():
    ring = np.zeros((5, 5))
    for a in range(5):
        ring[a, (a + 1) % 5] = ring[(a + 1) % 5, a] = 1 if a else -1

    assert cycle_bound(ring) == 1
    assert cycle_bound(complete(3, -1.0), 2) == 1
    assert cycle_bound(complete(3, -1.0), 3) == 0
    assert cycle_bound(complete(3, -1.0), 1) == 3


def test_no_tie_is_put_wrong_where_networkx_finds_two_sides():
    """Balance is bipartiteness once friends are one vertex."""
    for seed in range(30):
        matrix = random_graph(7, 0.4, seed)
        friends = nx.Graph(zip(*np.nonzero(matrix > 0), strict=True))
        friends.add_nodes_from(range(7))
        home = {v: at for at, part in enumerate(nx.connected_components(friends)) for v in part}
        enemies = nx.Graph((home[a], home[b]) for a, b in zip(*np.nonzero(matrix < 0), strict=True))
        assert (colourings(matrix, 2).cost == 0) == nx.is_bipartite(enemies)
