"""Whether one argument is accepted, and what shows it.

First the grounded labelling, which settles most arguments with a witness anybody can
follow. Then only what can matter is given to the solver: for semantics where attacks
alone carry influence, what reaches the argument; for the others, its component, and one
extension of every other. Witnesses are cut down to what they need.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import define

from argmap.semantics.acceptance import SINGLE, Defenders, greatest_admissible, sole
from argmap.semantics.branching import GROUNDED, Choices, Node, outset
from argmap.semantics.certificates import Certificate
from argmap.semantics.encodings import inside
from argmap.semantics.labelling import IN, OUT, UNDECIDED
from argmap.semantics.searches import Ranges, largest, others, places, solver_for
from argmap.semantics.structure import cone, grounding, part

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from argmap.semantics.certificates import Kind, Mode
    from argmap.semantics.framework import Framework
    from argmap.semantics.solving import Work
    from argmap.semantics.structure import Grounding, Part

__all__ = ["Finding", "decide"]

Finding = tuple[bool, Certificate]
"""Whether it is accepted, and the certificate."""

_Rule = Callable[[Node, dict[Node, "list[int] | None"]], "list[int] | None"]

_MOST_TO_PRUNE = 200
_NOT_FROM_GROUNDED = frozenset({("stable", "credulous"), ("admissible", "skeptical")})
"""A stable extension is shown whole, and the empty set is admissible."""
_BY_SETS = frozenset({"admissible", "complete", "preferred"})
_DEFENDING = GROUNDED | SINGLE | {"admissible"}


def decide(framework: Framework, place: int, semantics: str, mode: Mode, work: Work) -> Finding:
    """Whether the argument at a position is accepted, and what shows it.

    >>> from argmap.semantics import Framework
    >>> from argmap.semantics.solving import Work
    >>> chain = Framework("abc", [("a", "b"), ("b", "c")])
    >>> decide(chain, 2, "preferred", "skeptical", Work())
    (True, Certificate(kind='defence', witness=('a', 'c'), within=()))
    """
    query = _Query(framework, place, semantics, work)
    if semantics == "stable" and not query.choices.exists():
        return False, Certificate("no extension")
    if place in framework.in_rows[place]:
        return False, query.certificate("own enemy", [place])
    settled = query.settled(mode) if semantics in _DEFENDING else None
    if settled is not None:
        return settled
    if semantics in SINGLE:
        return query.by_the_one()
    if mode == "credulous":
        return query.by_a_set() if semantics in _BY_SETS else query.by_an_extension(wanted=True)
    return _SKEPTICAL.get(semantics, _Query.by_a_counterexample)(query)


@define(slots=False)
class _Query:
    framework: Framework
    place: int
    semantics: str
    work: Work

    @cached_property
    def grounding(self) -> Grounding:
        return grounding(self.framework)

    @cached_property
    def grounded(self) -> list[int]:
        return [place for place, code in enumerate(self.grounding.codes) if code == IN]

    @cached_property
    def ranks(self) -> dict[int, int]:
        return {place: rank for rank, place in enumerate(self.grounding.order)}

    @cached_property
    def undecided(self) -> set[int]:
        codes = self.grounding.codes
        return {place for place, code in enumerate(codes) if code == UNDECIDED}

    def certificate(
        self, kind: Kind, witness: Iterable[int] = (), within: Iterable[int] = ()
    ) -> Certificate:
        ids = self.framework.ids
        return Certificate(
            kind,
            tuple(ids[place] for place in witness),
            tuple(ids[place] for place in within),
        )

    @cached_property
    def choices(self) -> Choices:
        start = outset(self.framework, self.semantics)
        return Choices(self.framework, self.semantics, self.work, outset=start)

    def settled(self, mode: Mode) -> Finding | None:
        """The answer where the grounded labelling gives it."""
        code = self.grounding.codes[self.place]
        if code == OUT:
            return False, self.certificate("defeat", self._derivation(self._victor(self.place)))
        if code == IN and (self.semantics, mode) not in _NOT_FROM_GROUNDED:
            return True, self.certificate("defence", self._derivation(self.place))
        if code == UNDECIDED and self.semantics == "grounded":
            return self.by_the_grounded()
        return None

    def by_the_one(self) -> Finding:
        found = sole(self.framework, self.semantics, self.work)
        return self.place in found, self.certificate("extension", found)

    def by_a_set(self) -> Finding:
        """Credulous, where any admissible set with the argument will do."""
        found = self._admissible_with([self.place])
        if found is None:
            return False, self.certificate("search")
        return True, self.certificate("admissible set", found)

    def by_the_empty_set(self) -> Finding:
        return False, self.certificate("extension")

    def by_the_grounded(self) -> Finding:
        return False, self.certificate("extension", self.grounding.order)

    def by_rivals(self) -> Finding:
        """Skeptical and naive: a rival that does not attack itself is in some naive set."""
        attackers = self.framework.in_rows
        rivals = {*attackers[self.place], *self.framework.out_rows[self.place]}
        strong = sorted(rival for rival in rivals if rival not in attackers[rival])
        if not strong:
            return True, self.certificate("no rivals", [self.place])
        return False, self.certificate("extension", self._naive_with(strong[0]))

    def by_largest(self) -> Finding:
        """Skeptical and preferred: a set that attacks it, or a largest one that lacks it."""
        foes = self.framework.in_rows[self.place]
        counter = self._admissible_with(foes)
        if counter is not None:
            return False, self.certificate("counter-set", counter)
        lacking = self._largest_without()
        if lacking is None:
            return True, self.certificate("search")
        matter = cone([self.place], self.framework.in_rows)
        return False, self.certificate("extension", self._completed(matter, lacking), matter)

    def by_a_counterexample(self) -> Finding:
        lacks, certificate = self.by_an_extension(wanted=False)
        return not lacks, certificate

    def by_an_extension(self, *, wanted: bool) -> Finding:
        """Whether some extension has the argument, or lacks it, as wanted."""
        found = list(self.choices.fixed)
        decided = not any(self.place in root.members for root in self.choices.roots)
        if decided and (self.place in found) != wanted:
            return False, self.certificate("search")
        for root in self.choices.roots:
            more = self._extension_of(root, wanted=wanted)
            if more is None:
                return False, self.certificate("search")
            found += more
        return True, self.certificate("extension", sorted(found))

    def _extension_of(self, root: Node, *, wanted: bool) -> list[int] | None:
        if self.place not in root.members:
            return self.choices.some_of(root)
        if self.semantics == "cf2":
            return self.choices.fold(root, self._seeking(wanted=wanted))
        piece = part(root.members, self.framework.in_rows)
        local = root.members.index(self.place)
        sought = inside(piece, local) if wanted else -inside(piece, local)
        if root.semantics in {"semi-stable", "stage"}:
            ranges = Ranges(piece, root.semantics, self.work)
            solver = ranges.solver
            reached = ranges.following()
            while reached is not None and not solver.solve([*reached, sought]):
                reached = ranges.following()
            found = reached is not None
        else:
            solver = solver_for(piece, root.semantics, self.work)
            found = solver.solve([sought])
        return [root.members[index] for index in places(solver, piece)] if found else None

    def _seeking(self, *, wanted: bool) -> _Rule:
        """A rule to fold by: one way to choose below a node that has the argument or lacks it."""

        def rule(node: Node, below: dict[Node, list[int] | None]) -> list[int] | None:
            for branch in node.branches:
                rests = [below[child] for child in branch.nodes]
                here = self.place in node.members and not any(
                    self.place in child.members for child in branch.nodes
                )
                if None not in rests and (not here or (self.place in branch.inside) == wanted):
                    return [*branch.inside, *(place for rest in rests for place in rest or ())]
            return None

        return rule

    def _admissible_with(self, targets: Iterable[int]) -> list[int] | None:
        """A minimal admissible set with one of these positions, or None."""
        rows = self.framework.in_rows
        open_ = [target for target in targets if target in self.undecided]
        if not open_:
            return None
        members = cone(open_, rows, self.undecided)
        local = {member: index for index, member in enumerate(members)}
        found = self._locally_with([local[target] for target in open_], part(members, rows))
        if found is None:
            return None
        whole = {*(members[index] for index in found), *self.grounded}
        return self._smallest(next(target for target in open_ if target in whole), whole)

    def _locally_with(self, targets: list[int], piece: Part) -> Iterable[int] | None:
        """An admissible set of a part with one of these places, or None."""
        defenders = Defenders(piece)
        doubtful = []
        for target in targets:
            found = defenders.of(target)
            if found:
                return found
            if found is None:
                doubtful.append(target)
        if not doubtful:
            return None
        solver = solver_for(piece, "admissible", self.work)
        solver.add([inside(piece, target) for target in doubtful])
        return places(solver, piece) if solver.solve() else None

    def _largest_without(self) -> list[int] | None:
        """An admissible set in what matters that lacks the argument and has no larger one."""
        members = cone([self.place], self.framework.in_rows, self.undecided)
        piece = part(members, self.framework.in_rows)
        local = members.index(self.place)
        solver = solver_for(piece, "preferred", self.work)
        without = [-inside(piece, local)]
        while solver.solve(without):
            found = largest(solver, piece, places(solver, piece), without)
            grown = largest(solver, piece, found)
            if local not in grown:
                return [members[index] for index in grown]
            solver.add(others(piece, grown))
        return None

    def _completed(self, matter: list[int], found: list[int]) -> list[int]:
        """A largest admissible set of what matters, around one of the part still open."""
        members = [place for place in matter if place in self.undecided]
        settled = [place for place in matter if self.grounding.codes[place] == IN]
        piece = part(members, self.framework.in_rows)
        index = {member: local for local, member in enumerate(members)}
        solver = solver_for(piece, "preferred", self.work)
        whole = largest(solver, piece, (index[place] for place in found))
        return sorted([*settled, *(members[local] for local in whole)])

    def _naive_with(self, first: int) -> list[int]:
        """A naive set with this position, filled up in order."""
        ins, outs = self.framework.in_rows, self.framework.out_rows
        found = {first}
        barred = {*ins[first], *outs[first]}
        for place in range(len(self.framework)):
            if place not in barred and place not in ins[place] and place not in found:
                found.add(place)
                barred.update(ins[place], outs[place])
        return sorted(found)

    def _derivation(self, last: int) -> list[int]:
        """Grounded positions, each after what defends it, up to `last`; as few as will do."""
        needed = {last}
        waiting = [last]
        while waiting:
            more = {self._victor(foe) for foe in self.framework.in_rows[waiting.pop()]} - needed
            needed |= more
            waiting += more
        order = [place for place in self.grounding.order if place in needed]
        return self._pruned_order(order)

    def _victor(self, loser: int) -> int:
        """What was first to make a position out."""
        found = (place for place in self.framework.in_rows[loser] if place in self.ranks)
        return min(found, key=self.ranks.__getitem__)

    def _pruned_order(self, order: list[int]) -> list[int]:
        if len(order) > _MOST_TO_PRUNE:
            return order
        for place in order[:-1]:
            fewer = [other for other in order if other != place]
            if self._derives(fewer):
                order = fewer
        return order

    def _derives(self, order: list[int]) -> bool:
        hit: set[int] = set()
        for place in order:
            if not hit.issuperset(self.framework.in_rows[place]):
                return False
            hit.update(self.framework.out_rows[place])
        return True

    def _smallest(self, goal: int, found: Collection[int]) -> list[int]:
        """A minimal admissible set with `goal` inside an admissible set."""
        kept = self._defenders(goal, found)
        needed = self._needed(goal, kept)
        for place in kept if len(kept) <= _MOST_TO_PRUNE else ():
            if place in needed or place not in kept:
                continue
            fewer = greatest_admissible(self.framework, (one for one in kept if one != place))
            if goal in fewer:
                kept = fewer
                needed = self._needed(goal, kept)
        return kept

    def _needed(self, goal: int, found: Collection[int]) -> set[int]:
        """What of an admissible set no part of it with `goal` can lack: lone defenders."""
        rows = self.framework.in_rows
        inside = set(found)
        needed = {goal}
        waiting = [goal]
        while waiting:
            for foe in rows[waiting.pop()]:
                defenders = inside.intersection(rows[foe])
                if len(defenders) == 1 and not needed.issuperset(defenders):
                    needed |= defenders
                    waiting += defenders
        return needed

    def _defenders(self, goal: int, found: Collection[int]) -> list[int]:
        """What of an admissible set is needed for `goal`, taking one defender per attacker."""
        rows = self.framework.in_rows
        kept = {goal}
        waiting = [goal]
        while waiting:
            for foe in rows[waiting.pop()]:
                if kept.isdisjoint(rows[foe]):
                    defender = next(place for place in rows[foe] if place in found)
                    kept.add(defender)
                    waiting.append(defender)
        return sorted(kept)


_SKEPTICAL: dict[str, Callable[[_Query], Finding]] = {
    "admissible": _Query.by_the_empty_set,
    "complete": _Query.by_the_grounded,
    "naive": _Query.by_rivals,
    "preferred": _Query.by_largest,
}
