"""How a framework falls apart: what is decided at once, components, cones of influence.

Everything works on positions and on rows of positions, and nothing recurses.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from argmap.semantics.labelling import IN, OUT, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from argmap.semantics.framework import Framework

    Places: TypeAlias = NDArray[np.intp]

__all__ = ["Grounding", "Part", "cone", "first_component", "grounding", "part", "weak_components"]

_LARGE_ROUND = 100
"""From so many positions on, a round over arrays is quicker than one by one."""


@frozen
class Part:
    """A piece of a framework with places of its own, 0 to `size` - 1.

    `attackers` lists for each place the places that attack it. A `barred` place can not be
    in an extension, because something outside the part attacks it and stays undecided.
    Two parts of the same shape are equal, wherever in the framework they stand.
    """

    attackers: tuple[tuple[int, ...], ...]
    barred: tuple[bool, ...]

    @property
    def size(self) -> int:
        """How many arguments the part has."""
        return len(self.attackers)


def part(
    members: Sequence[int], rows: Sequence[Sequence[int]], barred: Container[int] = ()
) -> Part:
    """The piece of a framework that these positions make up; `rows` lists attackers.

    >>> part([5, 7], {5: [7, 9], 7: [5]}, barred={7})
    Part(attackers=((1,), (0,)), barred=(False, True))
    """
    place = {member: index for index, member in enumerate(members)}
    attackers = tuple(
        tuple(place[other] for other in rows[member] if other in place) for member in members
    )
    return Part(attackers, tuple(member in barred for member in members))


@frozen
class Grounding:
    """The grounded labelling, and how it comes about.

    `codes` has the label of every position, `order` those that are in, each after all that
    defend it.
    """

    codes: bytearray
    order: list[int]


def grounding(framework: Framework) -> Grounding:
    """The grounded labelling in linear time: what nothing attacks is in, what that attacks is out.

    In a large framework rounds in which much is settled at once go over whole arrays, and from
    the first small round on one position after the other: a chain has as many rounds as
    positions.

    >>> from argmap.semantics import Framework
    >>> found = grounding(Framework("abc", [("a", "b"), ("b", "c")]))
    >>> list(found.codes), found.order
    ([1, 2, 1], [0, 2])
    """
    if framework.is_small:
        return _by_rows(framework)
    import numpy as np  # noqa: PLC0415  heavy

    waiting = np.bincount(framework.targets, minlength=len(framework))
    ready = np.flatnonzero(waiting == 0)
    codes = np.zeros(len(framework), dtype=np.uint8)
    order: list[int] = []
    while len(ready) >= _LARGE_ROUND:
        order += ready.tolist()
        ready = _round(framework, codes, waiting, ready)
    ending = Grounding(bytearray(codes), [*order, *ready.tolist()])
    _finish(framework, ending, len(order), waiting.tolist())
    return ending


def _by_rows(framework: Framework) -> Grounding:
    """Settle everything one by one, and do without arrays."""
    rows = framework.out_rows
    waiting = list(map(len, framework.in_rows))
    codes = bytearray(len(waiting))
    order = [place for place, foes in enumerate(waiting) if not foes]
    for place in order:
        codes[place] = IN
        for loser in rows[place]:
            if codes[loser] == UNDECIDED:
                codes[loser] = OUT
                for other in rows[loser]:
                    waiting[other] -= 1
                    if not waiting[other] and codes[other] == UNDECIDED:
                        order.append(other)
    return Grounding(codes, order)


def _round(
    framework: Framework, codes: NDArray[np.uint8], waiting: NDArray[np.int64], ready: Places
) -> Places:
    """Settle what these positions settle; returns what nothing attacks any more."""
    import numpy as np  # noqa: PLC0415  heavy

    codes[ready] = IN
    hit = framework.attacked_places(ready)
    losers = np.unique(hit[codes[hit] == UNDECIDED])
    codes[losers] = OUT
    freed, times = np.unique(framework.attacked_places(losers), return_counts=True)
    waiting[freed] -= times
    found: Places = freed[(waiting[freed] == 0) & (codes[freed] == UNDECIDED)]
    return found


def _finish(framework: Framework, ending: Grounding, start: int, waiting: list[int]) -> None:
    """Settle the rest one by one, in the order in which it becomes ready."""
    bounds, targets = framework.out_flat
    codes, order = ending.codes, ending.order
    for place in islice(order, start, None):
        codes[place] = IN
        for loser in targets[bounds[place] : bounds[place + 1]]:
            if codes[loser] == UNDECIDED:
                codes[loser] = OUT
                for other in targets[bounds[loser] : bounds[loser + 1]]:
                    waiting[other] -= 1
                    if not waiting[other] and codes[other] == UNDECIDED:
                        order.append(other)


def weak_components(
    members: Iterable[int], *rows: Sequence[Iterable[int]]
) -> Iterator[tuple[int, ...]]:
    """The groups of `members` that the rows hold together, each ascending.

    Give the rows of attacked and of attackers. Groups come in the order of their first member.

    >>> list(weak_components([0, 1, 2], [[2], [], []], [[], [], [0]]))
    [(0, 2), (1,)]
    """
    left = dict.fromkeys(members)
    while left:
        start = next(iter(left))
        del left[start]
        group = [start]
        for member in group:
            for row in rows:
                for other in row[member]:
                    if other in left:
                        del left[other]
                        group.append(other)
        yield tuple(sorted(group))


def cone(
    starts: Iterable[int], rows: Sequence[Iterable[int]], within: Container[int] | None = None
) -> list[int]:
    """All that can reach one of `starts` along `rows` of attackers, starts included; ascending.

    >>> cone([2], [[], [0], [1], [2]])
    [0, 1, 2]
    """
    found = list(dict.fromkeys(starts))
    seen = set(found)
    for member in found:
        for other in rows[member]:
            if other not in seen and (within is None or other in within):
                seen.add(other)
                found.append(other)
    return sorted(found)


def first_component(
    start: int, rows: Sequence[Sequence[int]], within: Container[int]
) -> tuple[int, ...]:
    """A strongly connected component that nothing else in `within` attacks; ascending.

    It is found upstream of `start`, by Tarjan's algorithm (1972) along `rows` of attackers,
    which closes such a component before any other.

    >>> first_component(3, [[1], [0], [1], [2]], {0, 1, 2, 3})
    (0, 1)
    """
    depth = {start: 0}
    low = {start: 0}
    path = [(start, iter(rows[start]))]
    while True:
        member, upstream = path[-1]
        other = next((other for other in upstream if other in within), None)
        if other is None:
            path.pop()
            if low[member] == depth[member]:
                return tuple(sorted(seen for seen in depth if depth[seen] >= depth[member]))
            above = path[-1][0]
            low[above] = min(low[above], low[member])
        elif other in depth:
            low[member] = min(low[member], depth[other])
        else:
            depth[other] = low[other] = len(depth)
            path.append((other, iter(rows[other])))
