"""Lines that flow together, and the lanes they flow in.

Lines of one bundle end at one place. Drawn each in full they would lie on each other,
and dashes drawn twice blur; so each ends where it meets one that is drawn already, and
bends into it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from math import fsum

from attrs import define, evolve, field

from argmap.drawing.canvas import RADIUS
from argmap.drawing.picture import Line, Point

__all__ = ["Lanes", "merged"]

_APART = 8.0


@define
class Lanes:
    """The lanes of one gutter or corridor; stretches that do not touch may share one."""

    spans: dict[str, tuple[float, float]] = field(factory=dict)

    def add(self, bundle: str, first: float, last: float) -> None:
        """Reserve a stretch for a bundle, which keeps to one lane."""
        low, high = min(first, last), max(first, last)
        old = self.spans.get(bundle, (low, high))
        self.spans[bundle] = (min(low, old[0]), max(high, old[1]))

    @cached_property
    def lanes(self) -> dict[str, int]:
        """The lane of each bundle, the longest first.

        >>> lanes = Lanes()
        >>> for name, first, last in (("a", 0, 50), ("b", 40, 90), ("c", 70, 95)):
        ...     lanes.add(name, first, last)
        >>> lanes.lanes
        {'a': 0, 'b': 1, 'c': 0}
        """
        taken: list[list[tuple[float, float]]] = []
        chosen: dict[str, int] = {}
        for bundle in sorted(self.spans, key=lambda b: (self.spans[b][0] - self.spans[b][1], b)):
            low, high = self.spans[bundle]
            clear = (
                all(high + _APART < first or last + _APART < low for first, last in spans)
                for spans in taken
            )
            chosen[bundle] = next((n for n, free in enumerate(clear) if free), len(taken))
            if chosen[bundle] == len(taken):
                taken.append([])
            taken[chosen[bundle]].append((low, high))
        return chosen

    @property
    def count(self) -> int:
        """How many lanes there are."""
        return 1 + max(self.lanes.values(), default=-1)


def merged(
    lines: Iterable[tuple[str, Line]], *, faint: Callable[[Line], bool] = lambda _: False
) -> Iterator[Line]:
    """Lines with their bundles, each drawn up to where it meets another of its bundle.

    Of a bundle only one bears a head, at the end that all share; it is none that is `faint`
    if there is another.
    """
    bundles: dict[str, list[Line]] = defaultdict(list)
    for bundle, line in lines:
        bundles[bundle].append(line)
    for group in bundles.values():
        drawn: list[tuple[Point, Point]] = []
        for line in sorted(group, key=lambda line: (faint(line), -_length(line.points))):
            points, met = _until(line.points, drawn)
            drawn.extend(pairwise(points))
            yield evolve(line, points=points, marked=line.marked and not met)


def _length(points: tuple[Point, ...]) -> float:
    pairs = pairwise(points)
    return fsum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairs)


def _until(
    points: tuple[Point, ...], drawn: list[tuple[Point, Point]]
) -> tuple[tuple[Point, ...], bool]:
    """A line up to where it meets what is drawn, and a bend along with it."""
    for at, (a, b) in enumerate(pairwise(points)):
        hits = [
            (abs(hit[0] - a[0]) + abs(hit[1] - a[1]), hit, segment[1])
            for segment in drawn
            if (hit := _touch(a, b, segment)) is not None
        ]
        if hits:
            _, hit, ahead = min(hits)
            bend = (_towards(hit[0], ahead[0]), _towards(hit[1], ahead[1]))
            return (*points[: at + 1], hit, bend), True
    return points, False


def _towards(value: float, ahead: float) -> float:
    return value + max(-2 * RADIUS, min(2 * RADIUS, ahead - value))


def _touch(a: Point, b: Point, segment: tuple[Point, Point]) -> Point | None:
    """The first point of a stretch from a to b on another, both level or upright."""
    c, d = segment
    if a[1] == b[1]:
        x = _first_common(a[0], b[0], c[0], d[0])
        level = min(c[1], d[1]) <= a[1] <= max(c[1], d[1])
        return (x, a[1]) if x is not None and level else None
    y = _first_common(a[1], b[1], c[1], d[1])
    upright = min(c[0], d[0]) <= a[0] <= max(c[0], d[0])
    return (a[0], y) if y is not None and upright else None


def _first_common(start: float, stop: float, c: float, d: float) -> float | None:
    """The number nearest to `start` that two ranges share."""
    low, high = max(min(start, stop), min(c, d)), min(max(start, stop), max(c, d))
    if low > high:
        return None
    return low if start <= stop else high
