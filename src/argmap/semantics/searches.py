"""All extensions of one part of a framework, one at a time.

A search can be interrupted anywhere and asked again: what it has not yet handed out it
finds again. Each hands out sets of places, or None when there are no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from argmap.semantics.encodings import BASES, covered, inside, variables
from argmap.semantics.solving import Solver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.semantics.solving import Work
    from argmap.semantics.structure import Part

__all__ = ["Ranges", "Search", "largest", "others", "places", "search", "solver_for"]


class Search(Protocol):
    """Hands out the extensions of a part, each once."""

    def following(self) -> tuple[int, ...] | None:
        """The next extension as ascending places, or None after the last."""


def search(part: Part, semantics: str, work: Work) -> Search:
    """A search for all extensions of a part; barred places take part and are never in.

    >>> from argmap.semantics.solving import Work
    >>> from argmap.semantics.structure import Part
    >>> found = search(Part(((1,), (0,)), (False, False)), "preferred", Work())
    >>> sorted([found.following(), found.following()]), found.following()
    ([(0,), (1,)], None)
    """
    return _SEARCHES[semantics](part, semantics, work)


def solver_for(part: Part, semantics: str, work: Work) -> Solver:
    """A solver whose models are the candidates of a semantics, large ones first."""
    return Solver(
        variables(part),
        BASES[semantics](part),
        work,
        wishes=[inside(part, place) for place in range(part.size)],
    )


class _Models:
    """Every model of the clauses is an extension."""

    def __init__(self, part: Part, semantics: str, work: Work) -> None:
        self._part = part
        self._solver = solver_for(part, semantics, work)
        self._incomparable = semantics not in {"admissible", "complete"}

    def following(self) -> tuple[int, ...] | None:
        if not self._solver.solve():
            return None
        found = places(self._solver, self._part)
        self._solver.add(self._other_than(found))
        return found

    def _other_than(self, found: tuple[int, ...]) -> list[int]:
        fewer = [-inside(self._part, place) for place in found]
        more = others(self._part, found)
        if self._incomparable:
            return min(fewer, more, key=len)
        return fewer + more


class _Largest:
    """Those models that no other model contains."""

    def __init__(self, part: Part, semantics: str, work: Work) -> None:
        self._part = part
        self._solver = solver_for(part, semantics, work)

    def following(self) -> tuple[int, ...] | None:
        if not self._solver.solve():
            return None
        found = largest(self._solver, self._part, places(self._solver, self._part))
        self._solver.add(others(self._part, found))
        return found


class _Widest:
    """Those models whose range no other model's range contains."""

    def __init__(self, part: Part, semantics: str, work: Work) -> None:
        self._part = part
        self._ranges = Ranges(part, semantics, work)
        self._solver = self._ranges.solver
        self._reached: list[int] | None = None

    def following(self) -> tuple[int, ...] | None:
        while True:
            if self._reached is None:
                self._reached = self._ranges.following()
            if self._reached is None:
                return None
            if self._solver.solve(self._reached):
                found = places(self._solver, self._part)
                self._solver.add([-inside(self._part, place) for place in found])
                return found
            self._reached = None


class Ranges:
    """The widest ranges there are, one after the other, each as what to assume to reach it."""

    def __init__(self, part: Part, semantics: str, work: Work) -> None:
        self._part = part
        self.solver = solver_for(part, semantics, work)
        self._current: tuple[int, ...] | None = None

    def following(self) -> list[int] | None:
        """The variables that reach the next range, or None after the last."""
        if self._current is not None:
            self.solver.add(_uncovered(self._part, self._current))
            self._current = None
        if not self.solver.solve():
            return None
        self._current = widest(self.solver, self._part)
        return [covered(self._part, place) for place in self._current]


def largest(
    solver: Solver, part: Part, found: Iterable[int], given: Iterable[int] = ()
) -> tuple[int, ...]:
    """A model that contains `found` and that no other contains, as far as `given` allows."""
    found, given = tuple(found), list(given)
    while True:
        switch = solver.choice(others(part, found))
        grown = solver.solve([*given, *(inside(part, place) for place in found), switch])
        solver.retire(switch)
        if not grown:
            return found
        found = places(solver, part)


def widest(solver: Solver, part: Part) -> tuple[int, ...]:
    """The range of a model that covers what the solver's last one does, and all it can beyond."""
    while True:
        found = tuple(solver.true(covered(part, 0), part.size))
        switch = solver.choice(_uncovered(part, found))
        grown = solver.solve([*(covered(part, place) for place in found), switch])
        solver.retire(switch)
        if not grown:
            return found


def places(solver: Solver, part: Part) -> tuple[int, ...]:
    """The places that are in, in the solver's last model; ascending."""
    return tuple(solver.true(inside(part, 0), part.size))


def others(part: Part, found: Iterable[int]) -> list[int]:
    """The clause that something not found is in."""
    gone = set(found)
    return [inside(part, place) for place in range(part.size) if place not in gone]


def _uncovered(part: Part, found: Iterable[int]) -> list[int]:
    gone = set(found)
    return [covered(part, place) for place in range(part.size) if place not in gone]


_SEARCHES: dict[str, type[_Models | _Largest | _Widest]] = {
    "naive": _Models,
    "cf2": _Models,
    "admissible": _Models,
    "complete": _Models,
    "stable": _Models,
    "preferred": _Largest,
    "semi-stable": _Widest,
    "stage": _Widest,
}
