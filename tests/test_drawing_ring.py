"""A ring of boxes: its order, its places, the lines and labels between them."""

from __future__ import annotations

import math
from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.drawing.picture import Box
from argmap.drawing.views.ring import along, crosses, ordered, places, route, spot

WEIGHTS = st.integers(0, 7).flatmap(
    lambda count: st.lists(st.integers(-4, 4), min_size=count * count, max_size=count * count).map(
        lambda given: symmetric(given, count)
    )
)
SIZES = st.lists(st.tuples(st.floats(20, 180), st.floats(16, 90)), min_size=1, max_size=30)


def symmetric(given, count):
    return [
        [0 if a == b else given[min(a, b) * count + max(a, b)] for b in range(count)]
        for a in range(count)
    ]


def cost(weights, order):
    count = len(order)
    return sum(
        weights[a][b] * min(q - p, count - q + p)
        for (p, a), (q, b) in combinations(enumerate(order), 2)
    )


def overlap(a, b):
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


@given(WEIGHTS)
def test_a_ring_holds_everybody_once_and_begins_with_the_first(weights):
    order = ordered(weights)

    assert sorted(order) == list(range(len(weights)))
    assert order[:1] == [0][: len(order)]


@given(WEIGHTS)
def test_no_exchange_of_two_makes_a_ring_better(weights):
    order = ordered(weights)

    for p, q in combinations(range(len(order)), 2):
        other = list(order)
        other[p], other[q] = other[q], other[p]
        assert cost(weights, other) >= cost(weights, order)


def test_two_camps_stand_apart_as_in_the_best_of_all_rings():
    camps = [0, 1, 0, 1, 0, 1]
    weights = [
        [0 if a == b else 3 if camps[a] == camps[b] else -2 for b in range(6)] for a in range(6)
    ]

    order = ordered(weights)

    assert cost(weights, order) == min(cost(weights, o) for o in permutations(range(6)))
    assert [camps[one] for one in order] in (
        [0, 0, 0, 1, 1, 1],
        [0, 1, 1, 1, 0, 0],
        [0, 0, 1, 1, 1, 0],
    )


@given(SIZES, st.sampled_from([100.0, 400.0]), st.sampled_from([0.5, 0.9]))
def test_boxes_around_a_ring_keep_their_distance(sizes, radius, squeezed):
    found = places(sizes, radius, squeezed=squeezed, gap=(20, 10))

    boxes = [
        Box(x - w / 2 - 9.8, y - h / 2 - 4.8, w + 19.6, h + 9.6)
        for (x, y), (w, h) in zip(found, sizes, strict=True)
    ]

    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))


@given(SIZES)
def test_a_ring_is_no_wider_than_it_may_be(sizes):
    found = places(sizes, 500, squeezed=0.6, gap=(20, 10), widest=250)

    assert max(abs(x) for x, _ in found) <= 250


@given(SIZES, st.integers(0, 29), st.integers(0, 29), st.sampled_from([-8.0, 0.0, 8.0]))
def test_a_line_begins_at_one_box_and_ends_at_the_other(sizes, one, other, aside):
    one, other = one % len(sizes), other % len(sizes)
    if one == other:
        return
    boxes = [
        Box(x - w / 2, y - h / 2, w, h)
        for (x, y), (w, h) in zip(
            places(sizes, 300, squeezed=0.6, gap=(30, 20)), sizes, strict=True
        )
    ]
    others = [box for at, box in enumerate(boxes) if at not in (one, other)]

    path = route((boxes[one], boxes[other]), aside, others)

    for point, box in ((path[0], boxes[one]), (path[-1], boxes[other])):
        near = [abs(point[0] - box.x), abs(point[0] - box.right)]
        near += [abs(point[1] - box.y), abs(point[1] - box.bottom)]
        assert min(near) <= 0.11


def test_a_line_bends_inwards_where_it_would_run_behind_a_box():
    left, right = Box(-100, -110, 20, 20), Box(80, -110, 20, 20)
    between = Box(-10, -110, 20, 20)

    path = route((left, right), 0, [between])

    assert not any(crosses(p, q, between) for p, q in pairwise(path))
    assert along(path, 0.5)[1] > -90
    assert route((left, right), 0, []) == ((-80, -100), (80, -100))


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_a_share_of_a_path_is_a_share_of_its_length(share):
    path = [(0, 0), (30, 40), (30, 140)]

    x, y = along(path, share)

    gone = math.hypot(x, y) if y <= 40 else 50 + y - 40
    assert gone == pytest.approx(150 * share)


def test_a_label_goes_where_nothing_is_and_nowhere_if_there_is_no_such_place():
    path = [(0.0, 0.0), (200.0, 0.0)]
    middle = Box(80, -10, 40, 20)

    label = spot(path, (20, 16), [middle])

    assert label
    assert not overlap(label, middle)
    assert spot(path, (20, 16), [Box(0, -10, 200, 20)]) is None


def test_a_label_avoids_lines_of_others():
    path = [(0.0, 0.0), (200.0, 0.0)]
    crossing = ((100.0, -50.0), (100.0, 50.0))

    label = spot(path, (20, 16), [], [crossing])

    assert label
    assert not crosses(*crossing, label)
