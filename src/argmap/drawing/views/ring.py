"""A ring of boxes with lines between them: the order, the places, the lines, their labels.

Bare geometry. The *order* of a ring is one in which those whom large weights bind stand
near to each other and those with weights below 0 far apart: the least sum of weight times
distance along the ring that exchanges of two, and in small rings also turning a stretch
round (2-opt), can find. Lines are straight unless they would run behind a box; then they
bend towards the middle. A label slides along its line to where it lies on nothing.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from math import hypot

from argmap.drawing.picture import Box, Point

__all__ = ["along", "crosses", "ordered", "places", "route", "spot"]

TURNED = 24
"""In rings of so many, stretches are turned round too."""
_SWEEPS = 16
_GROWTH = 1.04
_STEPS = 720
_CURVED = 12
_PULLS = (0.0, 0.12, 0.24, 0.36, 0.5, 0.65, 0.8)
_SHIFTS = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86)


# The order ---------------------------------------------------------------------------


def ordered(weights: Sequence[Sequence[float]]) -> list[int]:
    """The places 0, 1, … in an order in which friends are neighbours; 0 stays the first.

    >>> ordered([[0, -2, 3, 0], [-2, 0, 0, 3], [3, 0, 0, -2], [0, 3, -2, 0]])
    [0, 2, 1, 3]
    """
    order = _chain(weights)
    away = _distances(len(order))
    for _ in range(_SWEEPS):
        moved = _exchange(weights, order, away)
        if len(order) <= TURNED:
            moved = _turn(weights, order, away) or moved
        if not moved:
            break
    start = order.index(0) if order else 0
    order = order[start:] + order[:start]
    return order if len(order) < 3 or order[1] < order[-1] else [order[0], *reversed(order[1:])]


def _chain(weights: Sequence[Sequence[float]]) -> list[int]:
    """A first order: after each the one it is most bound to."""
    left = list(range(len(weights)))
    order: list[int] = []
    while left:
        near = weights[order[-1]] if order else [0.0] * len(weights)
        order.append(max(left, key=lambda one: (near[one], -one)))
        left.remove(order[-1])
    return order


def _distances(count: int) -> list[list[int]]:
    return [[min(abs(a - b), count - abs(a - b)) for b in range(count)] for a in range(count)]


def _exchange(
    weights: Sequence[Sequence[float]], order: list[int], away: Sequence[Sequence[int]]
) -> bool:
    """Exchange each two where that is better; whether any were."""
    moved = False
    for p, q in combinations(range(len(order)), 2):
        one, other = weights[order[p]], weights[order[q]]
        rest = [
            (one[k] - other[k]) * (there - here)
            for k, here, there in zip(order, away[p], away[q], strict=True)
        ]
        rest[p] = rest[q] = 0.0
        change = math.fsum(rest)
        if change < -1e-9:
            order[p], order[q] = order[q], order[p]
            moved = True
    return moved


def _turn(
    weights: Sequence[Sequence[float]], order: list[int], away: Sequence[Sequence[int]]
) -> bool:
    """Turn each stretch round where that is better; whether any was."""
    moved = False
    cost = _cost(weights, order, away)
    for p, q in combinations(range(len(order)), 2):
        turned = [*order[:p], *reversed(order[p : q + 1]), *order[q + 1 :]]
        other = _cost(weights, turned, away)
        if other < cost - 1e-9:
            order[:] = turned
            cost, moved = other, True
    return moved


def _cost(
    weights: Sequence[Sequence[float]], order: Sequence[int], away: Sequence[Sequence[int]]
) -> float:
    return math.fsum(
        weights[one][other] * away[p][q]
        for (p, one), (q, other) in combinations(enumerate(order), 2)
    )


# The places --------------------------------------------------------------------------


def places(
    sizes: Sequence[Point],
    radius: float,
    *,
    squeezed: float,
    gap: Point,
    widest: float = math.inf,
) -> list[Point]:
    """The middles of boxes around a ring, clockwise from the top, none near another.

    The ring is an ellipse around 0, `radius` wide and `squeezed` times as high, or larger
    where the boxes need it, but not wider than `widest`. `gap` is what is kept free beside
    and below each box.
    """
    wide = max((w for w, _ in sizes), default=0) + gap[0]
    tall = max((h for _, h in sizes), default=0) + gap[1]
    across, down = min(radius, max(widest, wide)), radius * squeezed
    while True:
        found = _spread(len(sizes), (across, down), (wide, tall))
        boxes = [
            _around(at, (size[0] + gap[0], size[1] + gap[1]))
            for at, size in zip(found, sizes, strict=True)
        ]
        if not any(_overlap(a, b) for a, b in combinations(boxes, 2)):
            return found
        across = min(across * _GROWTH, max(widest, wide))
        down *= _GROWTH


def _spread(count: int, radii: Point, pitch: Point) -> list[Point]:
    """Points at even distances along an ellipse, as boxes that are wider than high see it."""
    turns = [2 * math.pi * step / _STEPS for step in range(_STEPS + 1)]
    curve = [(radii[0] * math.sin(turn), -radii[1] * math.cos(turn)) for turn in turns]
    lengths = [0.0]
    for (x, y), (to_x, to_y) in pairwise(curve):
        lengths.append(lengths[-1] + max(abs(to_x - x) / pitch[0], abs(to_y - y) / pitch[1]))
    first = 0.5 if count % 2 == 0 else 0.0
    found, at = [], 0
    for number in range(count):
        wanted = lengths[-1] * (number + first) / count
        while lengths[at + 1] < wanted:
            at += 1
        part = (wanted - lengths[at]) / (lengths[at + 1] - lengths[at])
        (x, y), (to_x, to_y) = curve[at], curve[at + 1]
        found.append((round(x + (to_x - x) * part, 1), round(y + (to_y - y) * part, 1)))
    return found


def _around(at: Point, size: Point) -> Box:
    return Box(at[0] - size[0] / 2, at[1] - size[1] / 2, size[0], size[1])


def _overlap(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


# Lines -------------------------------------------------------------------------------


def route(ends: tuple[Box, Box], aside: float, others: Sequence[Box]) -> tuple[Point, ...]:
    """The line between two boxes around 0 that runs behind none of the others, if it can.

    `aside` is how far it lies beside the line between their middles.

    >>> route((Box(-50, -10, 20, 20), Box(30, -10, 20, 20)), 0, [])
    ((-30.0, 0.0), (30.0, 0.0))
    """
    best: tuple[int, tuple[Point, ...]] | None = None
    for pull in _PULLS:
        path = _clipped(_bent(ends, aside, pull), ends)
        behind = sum(any(crosses(p, q, box) for p, q in pairwise(path)) for box in others)
        if best is None or behind < best[0]:
            best = (behind, path)
        if not behind:
            break
    assert best  # noqa: S101 - there are pulls
    return best[1]


def _bent(ends: tuple[Box, Box], aside: float, pull: float) -> list[Point]:
    (ax, ay), (bx, by) = (_middle(box) for box in ends)
    length = hypot(bx - ax, by - ay) or 1.0
    dx, dy = -(by - ay) / length * aside, (bx - ax) / length * aside
    ax, ay, bx, by = ax + dx, ay + dy, bx + dx, by + dy
    if not pull:
        return [(ax, ay), (bx, by)]
    cx, cy = (ax + bx) / 2 * (1 - pull) + dx, (ay + by) / 2 * (1 - pull) + dy
    cx, cy = 2 * cx - (ax + bx) / 2, 2 * cy - (ay + by) / 2
    found = []
    for step in range(_CURVED + 1):
        t = step / _CURVED
        a, c, b = (1 - t) ** 2, 2 * t * (1 - t), t**2
        found.append((a * ax + c * cx + b * bx, a * ay + c * cy + b * by))
    return found


def _middle(box: Box) -> Point:
    return box.x + box.width / 2, box.y + box.height / 2


def _clipped(path: Sequence[Point], ends: tuple[Box, Box]) -> tuple[Point, ...]:
    """What of a path lies outside the boxes it connects."""
    there = _left(path, ends[0])
    back = _left(there[::-1], ends[1])
    return tuple((round(x, 1), round(y, 1)) for x, y in back[::-1])


def _left(path: Sequence[Point], box: Box) -> list[Point]:
    """A path from where it leaves a box; all of it, but for its start, if it never does."""
    for at, (p, q) in enumerate(pairwise(path)):
        if _inside(p, box) and not _inside(q, box):
            share = min(
                edge
                for start, end, low, high in (
                    (p[0], q[0], box.x, box.right),
                    (p[1], q[1], box.y, box.bottom),
                )
                for edge in _edges(start, end, low, high)
            )
            first = (p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share)
            return [first, *path[at + 1 :]]
    return list(path)


def _edges(start: float, end: float, low: float, high: float) -> Iterator[float]:
    if end > high:
        yield (high - start) / (end - start)
    elif end < low:
        yield (low - start) / (end - start)


def _inside(point: Point, box: Box) -> bool:
    return box.x <= point[0] <= box.right and box.y <= point[1] <= box.bottom


def crosses(p: Point, q: Point, box: Box) -> bool:
    """Whether a straight line passes through a box (Liang & Barsky 1984).

    >>> crosses((0, 0), (10, 10), Box(4, 4, 2, 2)), crosses((0, 0), (10, 0), Box(4, 4, 2, 2))
    (True, False)
    """
    if (
        max(p[0], q[0]) < box.x
        or min(p[0], q[0]) > box.right
        or max(p[1], q[1]) < box.y
        or min(p[1], q[1]) > box.bottom
    ):
        return False
    first, last = 0.0, 1.0
    for start, end, low, high in (
        (p[0], q[0], box.x, box.right),
        (p[1], q[1], box.y, box.bottom),
    ):
        step = end - start
        if step == 0:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, near), min(last, far)
        if first >= last:
            return False
    return True


# Labels ------------------------------------------------------------------------------


def along(path: Sequence[Point], share: float) -> Point:
    """The point at a share of the length of a path.

    >>> along([(0, 0), (10, 0), (10, 10)], 0.75)
    (10.0, 5.0)
    """
    left = math.fsum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(path)) * share
    for p, q in pairwise(path):
        length = hypot(q[0] - p[0], q[1] - p[1])
        if left <= length and length:
            part = left / length
            return p[0] + (q[0] - p[0]) * part, p[1] + (q[1] - p[1]) * part
        left -= length
    return path[-1]


def spot(
    path: Sequence[Point],
    size: Point,
    taken: Iterable[Box],
    lines: Sequence[tuple[Point, Point]] = (),
) -> Box | None:
    """Where on a path a label lies on nothing that is taken, and on few other lines.

    There may be no such place.
    """
    held = list(taken)
    best: tuple[float, Box] | None = None
    for share in _SHIFTS:
        label = _around(along(path, share), size)
        clear = Box(label.x - 2, label.y - 2, label.width + 4, label.height + 4)
        if any(_overlap(clear, box) for box in held):
            continue
        cost = sum(crosses(p, q, clear) for p, q in lines) + 3 * abs(share - 0.5)
        if best is None or cost < best[0] - 1e-9:
            best = (cost, label)
    return best[1] if best else None
