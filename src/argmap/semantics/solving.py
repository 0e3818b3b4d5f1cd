"""A SAT solver that can be interrupted, timed and watched.

CaDiCaL has no way to be stopped from outside, so it is run in slices of so many
conflicts. Between two slices the clock is read, the caller is told how far the work is,
and an interrupt from the keyboard gets through. What the solver has learnt stays. Where a
slice ends bears on which model is found, so it goes by conflicts and never by the clock.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen

from argmap.errors import ArgmapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["LimitReachedError", "NoExtensionError", "Progress", "Solver", "Watch", "Work"]

Clause: TypeAlias = list[int]
Watch: TypeAlias = "Callable[[Progress], object]"

_FIRST_SLICE = 1_000
_LAST_SLICE = 5_000


class LimitReachedError(ArgmapError, TimeoutError):
    """A limit set by the caller was reached before the answer was complete.

    `limit` says which, in words; `done` what had been found by then.
    """

    def __init__(self, limit: str, done: str) -> None:
        self.limit = limit
        self.done = done
        super().__init__(limit, done)

    def __str__(self) -> str:
        return f"the limit of {self.limit} was reached; until then: {self.done}"


class NoExtensionError(ArgmapError, LookupError):
    """The framework has no extension of that semantics, so there is none to give."""


@frozen
class Progress:
    """How far the work is: a stage in words, steps done, steps in all if known, seconds."""

    stage: str
    done: int
    total: int | None
    seconds: float


@define
class Work:
    """What one answer may cost, and who is told how far it is.

    `timeout` counts seconds from `start()`; None sets no limit.
    """

    timeout: float | None = None
    watch: Watch | None = None
    stage: str = "searching"
    done: int = 0
    total: int | None = None
    _started: float = field(init=False, factory=time.monotonic)

    def start(self) -> None:
        """Begin to count the seconds anew."""
        self._started = time.monotonic()

    def enter(self, stage: str, total: int | None = None) -> None:
        """Begin another stage, with so many steps if that is known."""
        self.stage, self.done, self.total = stage, 0, total
        self.check()

    def step(self) -> None:
        """One step of the stage is done."""
        self.done += 1
        self.check()

    def check(self) -> None:
        """Tell the watcher; raise `LimitReachedError` when the time is over."""
        seconds = time.monotonic() - self._started
        if self.watch is not None:
            self.watch(Progress(self.stage, self.done, self.total, seconds))
        if self.timeout is not None and seconds > self.timeout:
            of = "" if self.total is None else f" of {self.total:,}"
            raise LimitReachedError(f"{self.timeout:g} seconds", f"{self.stage}, {self.done:,}{of}")


class Solver:
    """CaDiCaL 1.9.5 over clauses of signed integers, run in slices.

    `variables` is how many there are, 1 and up, whether or not a clause speaks of them.
    `wishes` are the values tried first, which makes the first models large.

    >>> solver = Solver(2, [[1, 2], [-1, -2]], Work(), wishes=[1])
    >>> solver.solve([-2]), solver.true(1, 2)
    (True, [0])
    >>> solver.solve([1, 2])
    False
    """

    def __init__(
        self,
        variables: int,
        clauses: Iterable[Clause],
        work: Work,
        *,
        wishes: Sequence[int] = (),
    ) -> None:
        from pysat.solvers import (  # type: ignore[import-untyped]  # noqa: PLC0415  no stubs; heavy
            Cadical195,
        )

        self._engine = Cadical195()
        self._work = work
        self._last = variables
        self._model: list[int] = []
        if wishes:
            self.prefer(wishes)
        self.add = self._engine.add_clause
        for clause in clauses:
            self.add(clause)

    def choice(self, clause: Clause) -> int:
        """A new variable that, when assumed, makes the clause hold; retire it when done."""
        switch = self._fresh()
        self.add([-switch, *clause])
        return switch

    def retire(self, switch: int) -> None:
        """Drop the clause that `choice` guarded."""
        self.add([-switch])

    def solve(self, assumptions: Sequence[int] = ()) -> bool:
        """Whether the clauses can all hold under these assumptions."""
        self._work.check()
        assumed = list(assumptions)
        budget = _FIRST_SLICE
        while True:
            self._engine.conf_budget(budget)
            verdict: bool | None = self._engine.solve_limited(assumed)
            if verdict is not None:
                # Kept now: CaDiCaL ends the program when asked again after another clause.
                self._model = self._engine.get_model() if verdict else []
                return verdict
            self._work.check()
            budget = min(budget * 3 // 2, _LAST_SLICE)

    def true(self, first: int, count: int) -> list[int]:
        """Which of so many variables from `first` on the last model makes true, counted from 0."""
        values = self._model[first - 1 : first - 1 + count]
        return [place for place, literal in enumerate(values) if literal > 0]

    def prefer(self, literals: Sequence[int]) -> None:
        """Try these values first from now on."""
        self._engine.set_phases(list(literals))

    def _fresh(self) -> int:
        self._last += 1
        return self._last
