"""The order of reckoning: strongly connected components, upstream first.

Arguments get new places, so that everything an argument depends on stands before it, or
in its own component. The order is cut into stages of three kinds:

- `wide`: many arguments that do not touch each other; one sweep of array arithmetic.
- `narrow`: a run of thin levels, such as a chain; a plain loop beats arrays there.
- `cyclic`: components that circle, side by side; they have to settle.

Levels count the longest way to a sink, found by peeling sinks off (Kahn 1962). What does
not peel off from either end holds the cycles, and goes to Tarjan (1972), without recursion.
This module is loaded with the first framework that is reckoned, so it imports numpy.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from argmap.semantics.bipolar import Side

    Ints: TypeAlias = NDArray[np.intp]
    AnyInts: TypeAlias = NDArray[np.integer[Any]]

__all__ = ["Condensation", "Flow", "Stage", "condensed", "upstream"]

_FEW = 64
"""Fewer arguments and relations than this in a level are quicker one by one."""


@frozen(eq=False)
class Stage:
    """Places `start` to `stop`, all of one kind; `cuts` are the starts of its levels or circles."""

    kind: Literal["wide", "narrow", "cyclic"]
    start: int
    stop: int
    cuts: Ints

    def levels(self) -> Iterator[tuple[int, int]]:
        """Where its levels, or circles, start and stop."""
        return pairwise([*self.cuts.tolist(), self.stop])


@frozen(eq=False)
class Flow:
    """The relations of one kind by the places of their targets: compressed sparse rows.

    The relations into place p are `pointers[p]` to `pointers[p + 1]`. `heads` are the
    places that have any, `starts` where theirs begin; `owner` says which head a relation
    belongs to, `rows` what number it had in its `Side`.
    """

    pointers: Ints
    sources: Ints
    heads: Ints
    starts: Ints
    owner: Ints
    rows: Ints

    @property
    def targets(self) -> Ints:
        """The place of each relation's target."""
        return self.heads[self.owner]


@frozen(eq=False)
class Condensation:
    """Who is reckoned when.

    `order[place]` is the argument that stands at a place, `rank[argument]` its place.
    """

    order: Ints
    rank: Ints
    stages: tuple[Stage, ...]
    attacks: Flow
    supports: Flow
    premises: Flow

    @property
    def flows(self) -> tuple[Flow, Flow, Flow]:
        """The relations of each kind, in the order of the framework's sides."""
        return self.attacks, self.supports, self.premises


def condensed(count: int, *sides: Side) -> Condensation:
    """The condensation of a framework of `count` arguments."""
    sources = np.concatenate([side.sources for side in sides])
    targets = np.concatenate([side.targets for side in sides])
    graph = _Rows.of(count, targets, sources)
    heights = _heights(graph)
    if count and heights.min() < 0:
        circles = _circles(graph, np.flatnonzero(heights < 0))
        heights = _heights_of_parts(count, sources, targets, circles)
        loops = np.zeros(count, dtype=bool)
        loops[sources[sources == targets]] = True
        cyclic = loops | (np.bincount(circles, minlength=count)[circles] > 1)
    else:
        circles, cyclic = np.arange(count), np.zeros(count, dtype=bool)
    order = np.lexsort((circles, cyclic, -heights)) if cyclic.any() else _descending(heights)
    rank = np.empty(count, dtype=np.intp)
    rank[order] = np.arange(count)
    flows = [_flow(side, order, rank) for side in sides]
    sizes = np.ones(count, dtype=np.intp)
    for flow in flows:
        sizes += np.diff(flow.pointers)
    stages = _stages(heights[order], cyclic[order], circles[order], sizes)
    return Condensation(order, rank, tuple(stages), *flows)


def _descending(heights: Ints) -> Ints:
    """The places by falling height; equal ones keep their order."""
    return np.argsort(heights.max(initial=0) - heights, kind="stable")


# Rows ---------------------------------------------------------------------------------


@frozen(eq=False)
class _Rows:
    """Neighbours of each node, in compressed sparse rows."""

    pointers: Ints
    neighbours: Ints

    @classmethod
    def of(cls, count: int, owners: AnyInts, neighbours: AnyInts) -> _Rows:
        order = np.argsort(owners, kind="stable")
        return cls(_pointers(owners, count), neighbours[order].astype(np.intp))

    @property
    def count(self) -> int:
        return len(self.pointers) - 1

    def around(self, nodes: Ints) -> Ints:
        """The neighbours of some nodes, one after the other."""
        return self.neighbours[spans(self.pointers, nodes)]


def _pointers(owners: AnyInts, count: int) -> Ints:
    pointers = np.zeros(count + 1, dtype=np.intp)
    np.cumsum(np.bincount(owners, minlength=count), out=pointers[1:])
    return pointers


def spans(pointers: Ints, rows: Ints) -> Ints:
    """Where the entries of some rows lie, row after row."""
    begins = pointers[rows]
    lengths = pointers[rows + 1] - begins
    shifts = np.cumsum(lengths) - lengths
    return np.repeat(begins - shifts, lengths) + np.arange(lengths.sum())


def _flow(side: Side, order: Ints, rank: Ints) -> Flow:
    """One side's relations, sorted by the new places of their targets."""
    if not len(side):
        none = np.empty(0, dtype=np.intp)
        return Flow(np.zeros(len(order) + 1, dtype=np.intp), none, none, none, none, none)
    old = _pointers(side.targets, len(order))
    rows = spans(old, order)
    lengths = np.diff(old)[order]
    pointers = np.zeros(len(order) + 1, dtype=np.intp)
    np.cumsum(lengths, out=pointers[1:])
    heads = np.flatnonzero(lengths)
    owner = np.repeat(np.arange(len(heads)), lengths[heads])
    return Flow(pointers, rank[side.sources[rows]], heads, pointers[heads], owner, rows)


# Levels -------------------------------------------------------------------------------


def _heights(graph: _Rows) -> Ints:
    """Each node's longest way out along the edges, -1 where a cycle lies on the way.

    `graph` lists the edges by their heads: the neighbours of a node are those that come
    before it.
    """
    owed = np.bincount(graph.neighbours, minlength=graph.count)
    heights = np.full(graph.count, -1, dtype=np.intp)
    level, bare = 0, np.flatnonzero(owed == 0)
    while len(bare):
        if len(bare) < _FEW:
            level, bare = _peel_one_by_one(graph, owed, heights, level, bare.tolist())
            continue
        heights[bare] = level
        before = graph.around(bare)
        np.subtract.at(owed, before, 1)
        level, bare = level + 1, np.unique(before[owed[before] == 0])
    return heights


def _peel_one_by_one(
    graph: _Rows, owed: Ints, heights: Ints, level: int, bare: list[int]
) -> tuple[int, Ints]:
    """Peel thin levels off; stop where they get wide again."""
    pointers, neighbours = graph.pointers.data, graph.neighbours.data
    left, height = owed.data, heights.data
    while 0 < len(bare) < _FEW:
        above = []
        for node in bare:
            height[node] = level
            for at in range(pointers[node], pointers[node + 1]):
                source = neighbours[at]
                left[source] -= 1
                if not left[source]:
                    above.append(source)
        bare = above
        level += 1
    return level, np.array(bare, dtype=np.intp)


def _heights_of_parts(count: int, sources: AnyInts, targets: AnyInts, circles: Ints) -> Ints:
    """Each node's level when every circle counts as one node."""
    before, after = circles[sources], circles[targets]
    apart = before != after
    return _heights(_Rows.of(count, after[apart], before[apart]))[circles]


# Circles ------------------------------------------------------------------------------


def _circles(graph: _Rows, core: Ints) -> Ints:
    """For each node, the least node of its strongly connected component.

    Only the nodes of `core` can lie on a cycle; of these, whatever has no cycle upstream
    is peeled off as well before the search.
    """
    circles = np.arange(graph.count)
    place = np.full(graph.count, -1, dtype=np.intp)
    place[core] = np.arange(len(core))
    lengths = graph.pointers[core + 1] - graph.pointers[core]
    heads, tails = np.repeat(np.arange(len(core)), lengths), place[graph.around(core)]
    downstream = _Rows.of(len(core), tails, heads)
    inner = np.flatnonzero(_heights(downstream) < 0)
    for members in _components(downstream, inner):
        found = core[members]
        circles[found] = found.min()
    return circles


def _components(graph: _Rows, nodes: Ints) -> Iterator[list[int]]:
    """The strongly connected components of two nodes or more among `nodes` (Tarjan 1972)."""
    pointers, neighbours = graph.pointers.tolist(), graph.neighbours.tolist()
    visit, low, done = [0] * graph.count, [0] * graph.count, [False] * graph.count
    cursor, waiting, visits = pointers[:], [], 0
    for root in nodes.tolist():
        path = [] if visit[root] else [root]
        while path:
            node = path[-1]
            if not visit[node]:
                visits += 1
                visit[node] = low[node] = visits
                waiting.append(node)
            if cursor[node] < pointers[node + 1]:
                after = neighbours[cursor[node]]
                cursor[node] += 1
                if not visit[after]:
                    path.append(after)
                elif not done[after]:
                    low[node] = min(low[node], visit[after])
                continue
            path.pop()
            if path:
                low[path[-1]] = min(low[path[-1]], low[node])
            if low[node] == visit[node]:
                members = _popped(waiting, node)
                for member in members:
                    done[member] = True
                if len(members) > 1:
                    yield members


def _popped(stack: list[int], last: int) -> list[int]:
    """What lies on a stack down to `last`, taken off."""
    taken = [stack.pop()]
    while taken[-1] != last:
        taken.append(stack.pop())
    return taken


# Stages -------------------------------------------------------------------------------


def _stages(heights: Ints, cyclic: NDArray[np.bool_], circles: Ints, sizes: Ints) -> list[Stage]:
    """The places cut into stages; all arrays are in the order of the places."""
    count = len(heights)
    fresh = np.ones(count, dtype=bool)
    fresh[1:] = (heights[1:] != heights[:-1]) | (cyclic[1:] != cyclic[:-1])
    starts = np.flatnonzero(fresh)
    stops = np.append(starts[1:], count)
    work = np.add.reduceat(sizes, starts) if count else sizes
    kinds = np.where(cyclic[starts], 2, np.where(work < _FEW, 1, 0)) if count else starts
    stages = []
    for begin, end in _runs(kinds):
        if kinds[begin] == 1:
            start, stop = int(starts[begin]), int(stops[end - 1])
            stages.append(Stage("narrow", start, stop, starts[begin:end]))
            continue
        for at in range(begin, end):
            start, stop = int(starts[at]), int(stops[at])
            stages.append(_stage(start, stop, circles[start:stop] if kinds[at] == 2 else None))
    return stages


def _runs(kinds: Ints) -> Iterator[tuple[int, int]]:
    """Where runs of equal kinds begin and end."""
    turns = np.flatnonzero(kinds[1:] != kinds[:-1]) + 1
    edges = [0, *turns.tolist(), len(kinds)] if len(kinds) else []
    return pairwise(edges)


def _stage(start: int, stop: int, circles: Ints | None) -> Stage:
    if circles is None:
        return Stage("wide", start, stop, np.array([start], dtype=np.intp))
    cuts = np.flatnonzero(circles[1:] != circles[:-1]) + 1 + start
    return Stage("cyclic", start, stop, np.concatenate([[start], cuts]))


# Ways ---------------------------------------------------------------------------------


def upstream(
    flows: Sequence[tuple[Flow, NDArray[np.bool_]]], seeds: Ints, count: int
) -> NDArray[np.bool_]:
    """The places from which a way leads to one of `seeds`, these included.

    Ways go along the relations that are marked as open, one truth value per relation.
    """
    sources = [flow.sources[there] for flow, there in flows]
    targets = [flow.targets[there] for flow, there in flows]
    graph = _Rows.of(count, np.concatenate(targets), np.concatenate(sources))
    reached = np.zeros(count, dtype=bool)
    reached[seeds] = True
    front = np.unique(seeds)
    while len(front):
        if len(front) < _FEW:
            front = _walk_one_by_one(graph, reached, front.tolist())
            continue
        before = graph.around(front)
        front = np.unique(before[~reached[before]])
        reached[front] = True
    return reached


def _walk_one_by_one(graph: _Rows, reached: NDArray[np.bool_], front: list[int]) -> Ints:
    """Go on while few places are in front."""
    pointers, neighbours, seen = graph.pointers.data, graph.neighbours.data, reached.data
    while 0 < len(front) < _FEW:
        further = []
        for node in front:
            for at in range(pointers[node], pointers[node + 1]):
                source = neighbours[at]
                if not seen[source]:
                    seen[source] = True
                    further.append(source)
        front = further
    return np.array(front, dtype=np.intp)
