"""All extensions as a tree of choices that is grown only where it is looked at.

What is decided without a choice is taken out first. The rest falls into components that
know nothing of each other, so their alternatives multiply and are never multiplied out.
Inside a component the strongly connected component that nothing else attacks is solved
alone (Baroni, Giacomin, Guida 2005); each of its alternatives decides some of what lies
downstream, and the remainder falls into components again. Remainders that are alike are
one node, so counting walks over nodes and not over extensions.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from attrs import define, field, frozen

from argmap.semantics.labelling import IN, UNDECIDED
from argmap.semantics.searches import Search, search, solver_for
from argmap.semantics.structure import (
    Part,
    first_component,
    grounding,
    part,
    weak_components,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from argmap.semantics.framework import Framework
    from argmap.semantics.solving import Work

__all__ = ["Branch", "Choices", "Node", "outset"]

T = TypeVar("T")

STEPWISE = frozenset({"admissible", "complete", "preferred", "stable", "cf2"})
"""Solved one strongly connected component at a time; the others a weak component at a time."""
DEFENDED = frozenset({"admissible", "complete", "preferred"})
"""What stays undecided upstream bars what it attacks."""
GROUNDED = frozenset({"complete", "preferred", "stable", "semi-stable"})
"""Every extension contains the grounded one."""
SETTLED = GROUNDED | {"cf2"}
"""What nothing attacks any more is in without a choice."""
NARROWED = frozenset({"semi-stable", "stage"})
"""The same as stable, where a stable extension exists."""


def outset(framework: Framework, semantics: str) -> tuple[list[int], list[int]]:
    """What is in every extension without a choice, and what is still to be decided."""
    everything = range(len(framework))
    if semantics == "naive":
        rows = framework.in_rows
        return [], [place for place in everything if place not in rows[place]]
    if semantics not in GROUNDED:
        return [], list(everything)
    codes = grounding(framework).codes
    fixed = [place for place in everything if codes[place] == IN]
    return fixed, [place for place in everything if codes[place] == UNDECIDED]


@frozen
class Branch:
    """One alternative: the positions that come in, and the nodes still to be chosen from."""

    inside: tuple[int, ...]
    nodes: tuple[Node, ...]


@define(eq=False)
class Node:
    """A component still to be decided, whose alternatives are found when asked for."""

    choices: Choices
    semantics: str
    members: tuple[int, ...]
    barred: frozenset[int]
    block: tuple[int, ...]
    found: _Found
    branches: list[Branch] = field(factory=list)
    _tried: int = 0

    def branch(self, place: int) -> Branch | None:
        """The alternative at this place, counted from 0, or None beyond the last."""
        while place >= len(self.branches):
            self.choices.work.check()
            local = self.found.at(self._tried)
            if local is None:
                return None
            branch = self.choices.after(self, [self.block[index] for index in local])
            if branch is not None:
                self.branches.append(branch)
            self._tried += 1
        return self.branches[place]

    def __iter__(self) -> Iterator[Branch]:
        place = 0
        while (branch := self.branch(place)) is not None:
            yield branch
            place += 1


@define(eq=False)
class _Found:
    """What a search has handed out so far."""

    search: Search
    work: Work
    sets: list[tuple[int, ...]] = field(factory=list)
    complete: bool = False

    def at(self, place: int) -> tuple[int, ...] | None:
        while place >= len(self.sets) and not self.complete:
            following = self.search.following()
            if following is None:
                self.complete = True
            else:
                self.sets.append(following)
                self.work.step()
        return self.sets[place] if place < len(self.sets) else None


class Choices:
    """The extensions of one framework under one semantics, as nodes and branches."""

    def __init__(
        self,
        framework: Framework,
        semantics: str,
        work: Work,
        *,
        outset: tuple[Iterable[int], Iterable[int]],
    ) -> None:
        self._out = framework.out_rows
        self._in = framework.in_rows
        self.work = work
        self._nodes: dict[tuple[str, tuple[int, ...], frozenset[int]], Node] = {}
        self._found: dict[tuple[str, Part], _Found] = {}
        self._viable: dict[Part, bool] = {}
        fixed, members = outset
        live = dict.fromkeys(members)
        settled = self._settle(live, set(), semantics) if semantics == "cf2" else []
        self.fixed = [*fixed, *settled]
        self.roots = tuple(
            self._node(self._narrowed(group, semantics), group, frozenset())
            for group in weak_components(live, self._out, self._in)
        )

    def exists(self) -> bool:
        """Whether there is any extension; only stable ones can be missing."""
        return all(self._lives(root) for root in self.roots)

    def first(self) -> list[int] | None:
        """The positions of one extension, component by component; None if there is none."""
        if not self.exists():
            return None
        found = list(self.fixed)
        for root in self.roots:
            found += self.some_of(root)
            self.work.step()
        return found

    def some_of(self, root: Node) -> list[int]:
        """One alternative of a component that has any, by one search over all of it."""
        if root.semantics == "cf2":
            return next(self.walk([root]))
        local = self._search(root.semantics, part(root.members, self._in)).at(0)
        return [root.members[index] for index in local or ()]

    def walk(self, roots: Sequence[Node]) -> Iterator[list[int]]:
        """Every way to choose from these nodes, as the positions that come in.

        An explicit stack stands for the path: one iterator of branches per choice made,
        and after it the nodes that are still to be chosen from.
        """
        waiting = _queued(roots, None)
        if waiting is None:
            yield []
            return
        path = [(iter(waiting[0]), waiting[1])]
        taken: list[tuple[int, ...]] = []
        while path:
            branches, rest = path[-1]
            branch = next(branches, None)
            del taken[len(path) - 1 :]
            if branch is None:
                path.pop()
                continue
            taken.append(branch.inside)
            waiting = _queued(branch.nodes, rest)
            if waiting is None:
                yield list(chain.from_iterable(taken))
            else:
                path.append((iter(waiting[0]), waiting[1]))

    def fold(self, root: Node, rule: Callable[[Node, dict[Node, T]], T]) -> T:
        """A value for a node from the values of the nodes below it, each reckoned once."""
        values: dict[Node, T] = {}
        path = [(root, 0)]
        while path:
            node, place = path.pop()
            if node in values:
                continue
            branch = node.branch(place)
            if branch is None:
                values[node] = rule(node, values)
                continue
            missing = [below for below in branch.nodes if below not in values]
            path.append((node, place if missing else place + 1))
            path.extend((below, 0) for below in missing)
        return values[root]

    def after(self, node: Node, inside: list[int]) -> Branch | None:
        """What an alternative leaves to decide; None if that has no extension."""
        hit = {target for place in inside for target in self._out[place]}
        done = hit.union(node.block)
        live = dict.fromkeys(member for member in node.members if member not in done)
        barred = set(node.barred)
        if node.semantics in DEFENDED:
            undecided = set(node.block).difference(hit, inside)
            barred.update(target for place in undecided for target in self._out[place])
        settled = []
        if node.semantics in SETTLED:
            settled = self._settle(live, barred, node.semantics)
        nodes = tuple(
            self._node(node.semantics, group, frozenset(barred.intersection(group)))
            for group in weak_components(live, self._out, self._in)
        )
        if not all(self._lives(below) for below in nodes):
            return None
        return Branch((*inside, *settled), nodes)

    def _narrowed(self, group: tuple[int, ...], semantics: str) -> str:
        """The semantics to solve a component by: stable in place of one it coincides with."""
        return "stable" if semantics in NARROWED and self._is_viable(group) else semantics

    def _lives(self, node: Node) -> bool:
        return node.semantics != "stable" or self._is_viable(node.members)

    def _is_viable(self, members: tuple[int, ...]) -> bool:
        """Whether a component has a stable extension."""
        piece = part(members, self._in)
        if piece not in self._viable:
            self._viable[piece] = solver_for(piece, "stable", self.work).solve()
        return self._viable[piece]

    def _node(self, semantics: str, members: tuple[int, ...], barred: frozenset[int]) -> Node:
        key = (semantics, members, barred)
        if key not in self._nodes:
            block = members
            if semantics in STEPWISE:
                block = first_component(members[0], self._in, set(members))
            found = self._search(semantics, part(block, self._in, barred))
            self._nodes[key] = Node(self, semantics, members, barred, block, found)
        return self._nodes[key]

    def _search(self, semantics: str, piece: Part) -> _Found:
        key = (semantics, piece)
        if key not in self._found:
            self._found[key] = _Found(search(piece, semantics, self.work), self.work)
        return self._found[key]

    def _settle(self, live: dict[int, None], barred: set[int], semantics: str) -> list[int]:
        """Take out of `live` all that needs no choice; returns what comes in.

        Nothing attacks it any more: then it is in and what it attacks goes, or it is barred,
        stays undecided and bars what it attacks. CF2 drops what only attacks itself.
        """
        loops = semantics == "cf2"
        waiting = {place: self._foes(place, live, loops=loops) for place in live}
        ready = [place for place in live if not waiting[place]]
        settled = []
        while ready:
            place = ready.pop()
            del live[place]
            losers = [target for target in self._out[place] if target in live]
            freed = losers
            if place in barred:
                barred.update(losers)
            elif not loops or place not in self._in[place]:
                settled.append(place)
                for loser in losers:
                    del live[loser]
                freed = [target for loser in losers for target in self._out[loser]]
            for target in freed:
                if target in live:
                    waiting[target] -= 1
                    if not waiting[target]:
                        ready.append(target)
        return settled

    def _foes(self, place: int, live: dict[int, None], *, loops: bool) -> int:
        """How many in `live` attack a place, itself not counted with `loops`."""
        count = sum(other in live for other in self._in[place])
        return count - (loops and place in self._in[place])


_Queue = tuple[Node, "_Queue | None"]


def _queued(nodes: Sequence[Node], rest: _Queue | None) -> _Queue | None:
    for node in reversed(nodes):
        rest = (node, rest)
    return rest
