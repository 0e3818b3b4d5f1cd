"""Layers of a graph without circles: their order and their places."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from argmap.drawing.views.layers import layered, placed


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 12))
    return [
        sorted(draw(st.sets(st.integers(0, node - 1), max_size=3))) if node else []
        for node in range(count)
    ]


@given(graphs(), st.integers(1, 5))
def test_each_stands_below_all_above_it_and_no_layer_has_too_many(above, most):
    found = layered(above, most)

    level = {s[0]: at for at, row in enumerate(found.rows) for s in row if s[0] == s[1]}
    assert sorted(level) == list(range(len(above)))
    assert all(level[node] > level[up] for node, ups in enumerate(above) for up in ups)
    assert all(sum(s[0] == s[1] for s in row) <= most for row in found.rows)


@given(graphs(), st.integers(2, 5))
def test_each_line_has_a_place_in_every_layer_it_passes(above, most):
    found = layered(above, most)

    row = {spot: at for at, spots in enumerate(found.rows) for spot in spots}
    assert set(found.ways) == {(node, up) for node, ups in enumerate(above) for up in ups}
    for way in found.ways.values():
        assert [row[a] - row[b] for a, b in pairwise(way)] == [1] * (len(way) - 1)


@given(graphs(), st.integers(2, 5))
def test_what_stands_side_by_side_keeps_its_distance(above, most):
    widths = [10.0 + 7 * (node % 4) for node in range(len(above))]
    found = layered(above, most)

    xs = placed(found, widths, 8)

    for row in found.rows:
        for a, b in pairwise(row):
            sizes = [widths[s[0]] if s[0] == s[1] else 0 for s in (a, b)]
            gap = 8 if all(s[0] == s[1] for s in (a, b)) else 4
            assert xs[b] - xs[a] >= sum(sizes) / 2 + gap - 0.11


def test_crossings_that_need_not_be_are_undone():
    found = layered([[], [], [1], [0]], 2)

    assert [spot[0] for spot in found.rows[0]] == [0, 1]
    assert [spot[0] for spot in found.rows[1]] == [3, 2]


def test_the_one_above_two_stands_in_their_middle():
    xs = placed(layered([[], [0], [0]], 2), [10, 30, 30], 10)

    assert xs[0, 0, 0] == (xs[1, 1, 1] + xs[2, 2, 2]) / 2
