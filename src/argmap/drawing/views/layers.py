"""Layers of a graph without circles: who stands in which, in what order, and how far along.

Bare geometry after Sugiyama, Tagawa & Toda (1981). A node stands one layer below the lowest
of those above it, or further down where that layer is full. Lines that pass a layer have a
place of their own in it, so that they run through no node. Orders with few crossings are
found by putting each node near the mean of its neighbours, down and up in turn; places are as
near to that mean as the widths allow (least squares, by pooling adjacent violators).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from attrs import frozen

__all__ = ["Layers", "Spot", "layered", "placed"]

Spot: TypeAlias = tuple[int, int, int]
"""A node, thrice; or a line's place in a layer: its lower end, its upper end, the layer."""

_ROUNDS = 12
_PASSING = 6.0
"""The room that a line takes between nodes."""


@frozen
class Layers:
    """What stands in each layer, from the left; and the way of each line, from its lower end."""

    rows: tuple[tuple[Spot, ...], ...]
    ways: Mapping[tuple[int, int], tuple[Spot, ...]]


def layered(above: Sequence[Sequence[int]], most: int) -> Layers:
    """The layers of nodes, `most` in each, given for each those above it, which come before it.

    >>> layered([[], [0], [0], [1, 2]], 2).rows
    (((0, 0, 0),), ((1, 1, 1), (2, 2, 2)), ((3, 3, 3),))
    """
    depth: list[int] = []
    full: Counter[int] = Counter()
    for ups in above:
        level = 1 + max((depth[up] for up in ups), default=-1)
        while full[level] >= most:
            level += 1
        full[level] += 1
        depth.append(level)
    rows: list[list[Spot]] = [[] for _ in range(max(depth, default=-1) + 1)]
    for node, row in enumerate(depth):
        rows[row].append((node, node, node))
    ways = {}
    middle = [(len(row) + 1) // 2 for row in rows]
    for node, ups in enumerate(above):
        for up in ups:
            passed = [(node, up, row) for row in range(depth[node] - 1, depth[up], -1)]
            for spot in passed:
                rows[spot[2]].insert(middle[spot[2]], spot)
                middle[spot[2]] += 1
            ways[node, up] = ((node, node, node), *passed, (up, up, up))
    return Layers(_untangled(rows, _neighbours(ways)), ways)


def _neighbours(
    ways: Mapping[tuple[int, int], Sequence[Spot]],
) -> tuple[dict[Spot, list[Spot]], dict[Spot, list[Spot]]]:
    """For each spot those next to it: above, below."""
    up: dict[Spot, list[Spot]] = {}
    down: dict[Spot, list[Spot]] = {}
    for way in ways.values():
        for low, high in pairwise(way):
            up.setdefault(low, []).append(high)
            down.setdefault(high, []).append(low)
    return up, down


def _untangled(
    rows: list[list[Spot]], near: tuple[dict[Spot, list[Spot]], dict[Spot, list[Spot]]]
) -> tuple[tuple[Spot, ...], ...]:
    """The rows in the order with the fewest crossings that was found."""
    best = _frozen(rows)
    fewest = _crossings(rows, near[0])
    for number in range(_ROUNDS):
        upward = number % 2
        order = range(len(rows) - 2, -1, -1) if upward else range(1, len(rows))
        for row in order:
            fixed = rows[row + 1 if upward else row - 1]
            place = {spot: at for at, spot in enumerate(fixed)}
            own = {spot: float(at) for at, spot in enumerate(rows[row])}
            wanted = {
                spot: _mean([place[other] for other in near[upward].get(spot, ())], own[spot])
                for spot in rows[row]
            }
            rows[row].sort(key=lambda spot, wanted=wanted: wanted[spot])  # type: ignore[misc] # bound now
        now = _crossings(rows, near[0])
        if now < fewest:
            best, fewest = _frozen(rows), now
        if not fewest:
            break
    return best


def _frozen(rows: Sequence[Sequence[Spot]]) -> tuple[tuple[Spot, ...], ...]:
    return tuple(tuple(row) for row in rows)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return math.fsum(values) / len(values) if values else otherwise


def _crossings(rows: Sequence[Sequence[Spot]], up: Mapping[Spot, Sequence[Spot]]) -> int:
    count = 0
    for high, low in pairwise(rows):
        place = {spot: at for at, spot in enumerate(high)}
        ends = [end for spot in low for end in sorted(place[other] for other in up.get(spot, ()))]
        count += sum(a > b for at, a in enumerate(ends) for b in ends[at + 1 :])
    return count


# Places ------------------------------------------------------------------------------


def placed(layers: Layers, widths: Sequence[float], gap: float) -> dict[Spot, float]:
    """The middle of every spot, so that nodes of these widths lie `gap` or more apart.

    Lines need half of that.

    >>> placed(layered([[], [0], [0]], 2), [10, 10, 10], 4)
    {(0, 0, 0): 7.0, (1, 1, 1): 0.0, (2, 2, 2): 14.0}
    """
    near = _neighbours(layers.ways)
    found: dict[Spot, float] = {}
    for row in layers.rows:
        found.update(zip(row, _apart(row, [0.0] * len(row), widths, gap), strict=True))
    rows = range(len(layers.rows))
    for number in range(_ROUNDS):
        for at in rows if number % 2 == 0 else reversed(rows):
            row = layers.rows[at]
            wanted = [_wanted(spot, found, near, number % 2) for spot in row]
            found.update(zip(row, _apart(row, wanted, widths, gap), strict=True))
    left = min(found.values(), default=0.0)
    return {spot: round(x - left, 1) for spot, x in found.items()}


def _wanted(
    spot: Spot,
    found: Mapping[Spot, float],
    near: tuple[Mapping[Spot, Sequence[Spot]], Mapping[Spot, Sequence[Spot]]],
    upward: int,
) -> float:
    """The mean of the neighbours on the one side; of all where there are none on it."""
    one = near[upward].get(spot) or near[1 - upward].get(spot, ())
    return _mean([found[other] for other in one], found[spot])


def _apart(
    row: Sequence[Spot], wanted: Sequence[float], widths: Sequence[float], gap: float
) -> list[float]:
    """The places nearest to those wanted at which the nodes of a row lie apart."""
    sizes = [widths[spot[0]] if spot[0] == spot[1] else _PASSING for spot in row]
    offsets = [0.0]
    for a, b in pairwise(sizes):
        between = gap / 2 if _PASSING in (a, b) else gap
        offsets.append(offsets[-1] + (a + b) / 2 + between)
    groups: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=False):
        total, count = want - offset, 1
        while groups and groups[-1][0] / groups[-1][1] > total / count:
            before = groups.pop()
            total, count = total + before[0], count + before[1]
        groups.append((total, count))
    bases = [total / count for total, count in groups for _ in range(count)]
    return [base + offset for base, offset in zip(bases, offsets, strict=False)]
