"""The smallest set of arguments from which one can see that an argument is grounded.

A *derivation* is an order of arguments in which whatever attacks one is attacked by an
earlier one. All its members are in the grounded extension, and every member of that has one
(Dung 1995, theorem 25). The grounded labelling shows one that may be long; this module finds
one with fewest members.

To choose for each attacker some member of the grounded extension that meets it is a
covering problem, and hard in general. A solver is asked for ever smaller sets in which every
attack is met. A set that is met only in a circle, each member by grace of another, derives
nothing; then some member of the circle must be left out or be met from outside of it, and
that is added to what is asked for, as loop formulas are in answer set programming (Lin &
Zhao 2004). When no smaller set is left, the last one found is a smallest.

Corner cases. Several smallest sets may exist; which one is found does not change from run to
run. Where the search is given up the set is one from which nothing can be left out.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from argmap.semantics.labelling import IN
from argmap.semantics.structure import grounding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from argmap.semantics.framework import Framework

__all__ = ["Derivation", "smallest_derivation"]

_CONFLICTS = 20_000
"""How long the solver may look for one set before the search is given up."""
_CELLS = 2_000_000
"""How many candidates × members a search for a smallest set may have."""


@frozen
class Derivation:
    """An order of arguments each of whose attackers are attacked by earlier ones.

    It is empty if what was asked for is not grounded. `shortest` says whether no derivation
    has fewer members; if not, none of them can be left out. `tried` counts the sets that were
    looked at.
    """

    order: tuple[str, ...]
    shortest: bool
    tried: int = 0


def smallest_derivation(
    framework: Framework, targets: Iterable[str], *, limit: int = 1000
) -> Derivation:
    """A derivation of one of some arguments, with as few members as there can be.

    The search ends after `limit` sets; then the derivation is one from which nothing can be
    left out.

    >>> from argmap.semantics import Framework
    >>> attacks = [("a", "b"), ("b", "c"), ("d", "e"), ("e", "b")]
    >>> smallest_derivation(Framework("abcde", attacks), ["c"]).order
    ('a', 'c')
    """
    search = _Search(framework, tuple(map(framework.position, targets)))
    found, shortest, tried = search.smallest(limit)
    return Derivation(tuple(framework.ids[place] for place in found), shortest, tried)


@frozen(slots=False)
class _Search:
    framework: Framework
    targets: tuple[int, ...]
    goals: tuple[int, ...] = field(init=False)
    """The targets that are grounded."""

    @goals.default
    def _goals(self) -> tuple[int, ...]:
        codes = grounding(self.framework).codes
        return tuple(place for place in dict.fromkeys(self.targets) if codes[place] == IN)

    @cached_property
    def demands(self) -> dict[int, list[list[int]]]:
        """Each candidate, and for each of its attackers the candidates that meet it."""
        codes, rows = grounding(self.framework).codes, self.framework.in_rows
        found: dict[int, list[list[int]]] = {}
        waiting = list(self.goals)
        while waiting:
            place = waiting.pop()
            if place not in found:
                meeting = (
                    tuple(one for one in rows[foe] if codes[one] == IN) for foe in rows[place]
                )
                found[place] = [list(some) for some in dict.fromkeys(meeting)]
                waiting += [one for some in found[place] for one in some]
        return found

    def smallest(self, limit: int) -> tuple[list[int], bool, int]:
        """The members in order, whether none is smaller, and how many sets were tried."""
        if not self.goals:
            return [], True, 0
        best = self.pruned(self.short())
        if len(best) == 1 or self.forced.issuperset(best):
            return best, True, 0
        if len(best) * len(self.demands) > _CELLS:
            return best, False, 0
        return self.searched(best, limit)

    def searched(self, best: list[int], limit: int) -> tuple[list[int], bool, int]:
        from pysat.card import (  # type: ignore[import-untyped]  # noqa: PLC0415  no stubs; heavy
            ITotalizer,
        )
        from pysat.solvers import (  # type: ignore[import-untyped]  # noqa: PLC0415  no stubs; heavy
            Cadical195,
        )

        number = {place: count for count, place in enumerate(sorted(self.demands), start=1)}
        places = {count: place for place, count in number.items()}
        sums = ITotalizer(list(places), ubound=len(best) - 1, top_id=len(places))
        with Cadical195(bootstrap_with=sums.cnf.clauses) as solver:
            solver.add_clause([number[goal] for goal in self.goals])
            for place, demand in self.demands.items():
                for some in demand:
                    solver.add_clause([-number[place], *(number[one] for one in some)])
            solver.set_phases([-count for count in places])
            for tried in range(1, limit + 1):
                solver.conf_budget(_CONFLICTS)
                smaller = solver.solve_limited([-sums.rhs[len(best) - 1]])
                if smaller is None:
                    return best, False, tried
                if not smaller:
                    return best, True, tried
                kept = {places[count] for count in solver.get_model()[: len(places)] if count > 0}
                order = self.derived(kept)
                if not kept.isdisjoint(self.goals) and not set(order).isdisjoint(self.goals):
                    best = self.pruned(order)
                else:
                    solver.add_clause(self.cut(kept, set(order), number))
        return best, False, limit

    def derived(self, kept: Collection[int]) -> list[int]:
        """What of some candidates can be derived from one another, in rounds; linear time."""
        meets: dict[int, list[tuple[int, int]]] = {}
        open_: dict[int, int] = {}
        for place in sorted(kept):
            open_[place] = len(self.demands[place])
            for which, some in enumerate(self.demands[place]):
                for one in some:
                    meets.setdefault(one, []).append((place, which))
        found = [place for place, missing in open_.items() if not missing]
        met: set[tuple[int, int]] = set()
        for one in found:
            for demand in meets.get(one, ()):
                if demand not in met:
                    met.add(demand)
                    open_[demand[0]] -= 1
                    if not open_[demand[0]]:
                        found.append(demand[0])
        return found

    @cached_property
    def forced(self) -> frozenset[int]:
        """What every derivation has: the goal, if there is one only, and what alone meets."""
        found = set(self.goals) if len(self.goals) == 1 else set()
        waiting = list(found)
        while waiting:
            more = {some[0] for some in self.demands[waiting.pop()] if len(some) == 1} - found
            found |= more
            waiting += more
        return frozenset(found)

    def short(self) -> list[int]:
        """A derivation found by meeting each attacker by what is derived first."""
        ranks = {place: rank for rank, place in enumerate(grounding(self.framework).order)}
        goal = min(self.goals, key=ranks.__getitem__)
        kept = {goal}
        waiting = [goal]
        while waiting:
            demand = self.demands[waiting.pop()]
            more = {min(some, key=ranks.__getitem__) for some in demand} - kept
            kept |= more
            waiting += sorted(more)
        return [place for place in grounding(self.framework).order if place in kept]

    def pruned(self, order: list[int]) -> list[int]:
        """The same without whatever is not needed, latest first, each after what it needs."""
        kept = dict.fromkeys(order)
        for place in reversed(order):
            if place in self.forced or place not in kept:
                continue
            fewer = self.derived([one for one in kept if one != place])
            if not set(fewer).isdisjoint(self.goals):
                kept = dict.fromkeys(fewer)
        found = self.derived(kept)
        last = next(place for place in found if place in self.goals)
        return [*(place for place in found if place != last), last]

    def cut(self, kept: set[int], derived: set[int], number: dict[int, int]) -> list[int]:
        """The clause that a circle in which nothing is derived breaks, and no derivation does.

        Whichever member of the circle comes first in a derivation must have each attacker met
        from outside of it.
        """
        stuck = next(goal for goal in self.goals if goal in kept)
        circle = {stuck}
        ways_out: set[int] = set()
        waiting = [stuck]
        while waiting:
            unmet = min(
                (some for some in self.demands[waiting.pop()] if derived.isdisjoint(some)), key=len
            )
            more = {one for one in unmet if one in kept} - circle
            circle |= more
            waiting += sorted(more)
            ways_out.update(unmet)
        return [
            *(-number[place] for place in sorted(circle)),
            *(number[place] for place in sorted(ways_out - circle)),
        ]
