"""What is in some extension and what in every one, without listing extensions.

A part is asked by SAT: for a model with something not yet seen, until there is none; for
a model without something so far in all, until there is none. Where extensions must be
largest, or widest, each model is grown before it counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.semantics.branching import GROUNDED, Choices, outset
from argmap.semantics.encodings import inside
from argmap.semantics.labelling import (
    CREDULOUS,
    IN,
    SKEPTICAL,
    UNDECIDED,
    UNDEFINED,
)
from argmap.semantics.searches import Ranges, largest, others, places, solver_for
from argmap.semantics.structure import grounding, part, weak_components

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.semantics.branching import Node
    from argmap.semantics.framework import Framework
    from argmap.semantics.solving import Solver, Work
    from argmap.semantics.structure import Part

__all__ = ["SINGLE", "greatest_admissible", "sole", "status_codes"]

SINGLE = frozenset({"grounded", "ideal", "eager"})
"""Semantics with exactly one extension."""

_MOST_DEFENDERS = 50

Sums = tuple[set[int], set[int]]
"""What is in some extension of a part, and what in every one."""


def status_codes(framework: Framework, semantics: str, work: Work) -> bytes:
    """The status of every position, as places in `labelling.STATUSES`.

    >>> from argmap.semantics import Framework
    >>> from argmap.semantics.solving import Work
    >>> list(status_codes(Framework("ab", [("a", "b"), ("b", "a")]), "stable", Work()))
    [1, 1]
    """
    codes = bytearray(len(framework))
    if semantics in SINGLE:
        for place in sole(framework, semantics, work):
            codes[place] = SKEPTICAL
        return bytes(codes)
    sums = _sums(framework, semantics, work)
    if sums is None:
        return bytes([UNDEFINED]) * len(framework)
    for place in sums[0]:
        codes[place] = CREDULOUS
    for place in sums[1]:
        codes[place] = SKEPTICAL
    return bytes(codes)


def sole(framework: Framework, semantics: str, work: Work) -> list[int]:
    """The one grounded, ideal or eager extension, as ascending positions."""
    codes = grounding(framework).codes
    found = [place for place, code in enumerate(codes) if code == IN]
    if semantics == "grounded":
        return found
    core = _ideal_core if semantics == "ideal" else _eager_core
    open_ = [place for place, code in enumerate(codes) if code == UNDECIDED]
    for members in _components(framework, open_, work):
        found += [members[place] for place in core(part(members, framework.in_rows), work)]
        work.step()
    return greatest_admissible(framework, found)


def greatest_admissible(framework: Framework, candidates: Iterable[int]) -> list[int]:
    """The largest admissible set inside a conflict-free set of positions; linear time.

    >>> from argmap.semantics import Framework
    >>> chain = Framework("abcd", [("a", "b"), ("b", "c"), ("d", "a"), ("a", "d")])
    >>> greatest_admissible(chain, [2]), greatest_admissible(chain, [0, 2])
    ([], [0, 2])
    """
    kept = dict.fromkeys(candidates)
    hits: dict[int, int] = {}
    for place in kept:
        for target in framework.out_rows[place]:
            hits[target] = hits.get(target, 0) + 1
    gone = [place for place in kept if any(foe not in hits for foe in framework.in_rows[place])]
    while gone:
        place = gone.pop()
        if place not in kept:
            continue
        del kept[place]
        for target in framework.out_rows[place]:
            hits[target] -= 1
            if not hits[target]:
                gone += [victim for victim in framework.out_rows[target] if victim in kept]
    return sorted(kept)


class Defenders:
    """Looks for small admissible sets by picking one defender after the other, without going back.

    >>> from argmap.semantics.structure import Part
    >>> ring = Part(((1,), (0,), (1,)), (False, False, False))
    >>> sorted(Defenders(ring).of(2))
    [0, 2]
    """

    def __init__(self, part: Part) -> None:
        self._in = part.attackers
        self._out: list[list[int]] = [[] for _ in part.attackers]
        for place, attackers in enumerate(part.attackers):
            for attacker in attackers:
                self._out[attacker].append(place)
        self._barred = [
            barred or place in part.attackers[place] for place, barred in enumerate(part.barred)
        ]

    def of(self, place: int) -> set[int] | None:
        """An admissible set with this place, or None if none was met; there may still be one.

        The set is empty where there is none for certain. Attackers that leave a choice are put
        off for as long as others leave none: a lack that is met by then is a proof.
        """
        if self._barred[place]:
            return set()
        kept, hit = {place}, set(self._out[place])
        waiting, put_off = list(self._in[place]), list[int]()
        forced = moved = True
        while waiting or put_off:
            if not waiting:
                waiting, put_off = put_off, []
                forced, moved = forced and moved, False
            foe = waiting.pop()
            if foe in hit:
                continue
            fit = [other for other in self._in[foe] if self._fits(other, kept, hit)]
            if not fit:
                return set() if forced else None
            if len(kept) == _MOST_DEFENDERS:
                return None
            if forced and len(fit) > 1:
                put_off.append(foe)
                continue
            best = min(fit, key=lambda other: sum(more not in hit for more in self._in[other]))
            kept.add(best)
            hit.update(self._out[best])
            waiting += self._in[best]
            moved = True
        return kept

    def _fits(self, place: int, kept: set[int], hit: set[int]) -> bool:
        return not self._barred[place] and place not in hit and kept.isdisjoint(self._out[place])


def in_some_set(solver: Solver, part: Part) -> set[int]:
    """What is in some admissible set: found without the solver where that is easy."""
    seen: set[int] = set()
    if solver.solve():
        seen.update(places(solver, part))
    defenders = Defenders(part)
    for place in range(part.size):
        if place not in seen:
            seen |= defenders.of(place) or set()
    return in_some(solver, part, seen=seen)


def in_some(
    solver: Solver, part: Part, given: Sequence[int] = (), *, seen: Iterable[int] = ()
) -> set[int]:
    """What is in some model, as far as `given` allows, with what was `seen` before.

    What was seen is no longer wished for, so that each model brings much that is new.
    """
    found = set(seen)
    solver.prefer([-inside(part, place) for place in sorted(found)])
    while True:
        switch = solver.choice(others(part, found))
        more = solver.solve([*given, switch])
        solver.retire(switch)
        if not more:
            solver.prefer([inside(part, place) for place in range(part.size)])
            return found
        new = [place for place in places(solver, part) if place not in found]
        solver.prefer([-inside(part, place) for place in new])
        found.update(new)


def in_every(
    solver: Solver, part: Part, start: Iterable[int], given: Sequence[int] = ()
) -> set[int]:
    """What of `start` is in every model, as far as `given` allows."""
    kept = set(start)
    while kept:
        switch = solver.choice([-inside(part, place) for place in sorted(kept)])
        more = solver.solve([*given, switch])
        solver.retire(switch)
        if not more:
            break
        kept.intersection_update(places(solver, part))
    return kept


def in_every_largest(solver: Solver, part: Part, start: Iterable[int]) -> set[int]:
    """What of `start` is in every largest model.

    A model without all of it is grown, first as far as that goes without all of it, then
    freely. It may end up with all: then no largest set but itself lies inside it.
    """
    kept = set(start)
    while kept:
        switch = solver.choice([-inside(part, place) for place in sorted(kept)])
        if not solver.solve([switch]):
            return kept
        found = largest(solver, part, places(solver, part), [switch])
        solver.retire(switch)
        found = largest(solver, part, found)
        if kept.issubset(found):
            solver.add(others(part, found))
        kept.intersection_update(found)
    return kept


def _sums(framework: Framework, semantics: str, work: Work) -> Sums | None:
    """What is in some and in every extension, by position; None if there is no extension."""
    if semantics == "naive":
        return _naive_sums(framework)
    if semantics == "cf2":
        return _cf2_sums(framework, work)
    base = GROUNDED | {"admissible"}
    fixed, members = outset(framework, "complete" if semantics in base else semantics)
    some, every = set(fixed), set(fixed)
    for group in _components(framework, members, work):
        sums = _PART_SUMS[semantics](part(group, framework.in_rows), work)
        if sums is None:
            return None
        some.update(group[place] for place in sums[0])
        every.update(group[place] for place in sums[1])
        work.step()
    return some, set() if semantics == "admissible" else every


def _components(framework: Framework, members: Iterable[int], work: Work) -> list[tuple[int, ...]]:
    groups = list(weak_components(members, framework.out_rows, framework.in_rows))
    work.enter("components decided", len(groups))
    return groups


def _complete(piece: Part, work: Work) -> Sums:
    return in_some_set(solver_for(piece, "complete", work), piece), set()


def _preferred(piece: Part, work: Work) -> Sums:
    solver = solver_for(piece, "preferred", work)
    some = in_some_set(solver, piece)
    return some, in_every_largest(solver, piece, _unopposed(piece, some))


def _stable(piece: Part, work: Work) -> Sums | None:
    solver = solver_for(piece, "stable", work)
    if not solver.solve():
        return None
    first = places(solver, piece)
    return in_some(solver, piece), in_every(solver, piece, first)


def _semi_stable(piece: Part, work: Work) -> Sums:
    return _stable(piece, work) or _widest(piece, "semi-stable", work)


def _stage(piece: Part, work: Work) -> Sums:
    return _stable(piece, work) or _widest(piece, "stage", work)


def _widest(piece: Part, semantics: str, work: Work) -> Sums:
    """Range after range, until there are no more or nothing can change."""
    ranges = Ranges(piece, semantics, work)
    possible = {place for place in range(piece.size) if place not in piece.attackers[place]}
    some: set[int] = set()
    every = set(possible)
    while (some < possible or every) and (reached := ranges.following()) is not None:
        some = in_some(ranges.solver, piece, reached, seen=some)
        every = in_every(ranges.solver, piece, every, reached)
    return some, every


_PART_SUMS = {
    "admissible": _complete,
    "complete": _complete,
    "preferred": _preferred,
    "stable": _stable,
    "semi-stable": _semi_stable,
    "stage": _stage,
}


def _unopposed(piece: Part, some: set[int]) -> list[int]:
    """Those in some set that none of some other set attacks."""
    return [
        place
        for place in sorted(some)
        if not any(attacker in some for attacker in piece.attackers[place])
    ]


def _ideal_core(piece: Part, work: Work) -> list[int]:
    """Dunne, Dvořák, Woltran (2013): the ideal set is the largest admissible set in it."""
    return _unopposed(piece, in_some_set(solver_for(piece, "complete", work), piece))


def _eager_core(piece: Part, work: Work) -> list[int]:
    return sorted(_semi_stable(piece, work)[1])


def _naive_sums(framework: Framework) -> Sums:
    some = {place for place, row in enumerate(framework.in_rows) if place not in row}
    every = {
        place
        for place in some
        if some.isdisjoint(framework.in_rows[place]) and some.isdisjoint(framework.out_rows[place])
    }
    return some, every


def _cf2_sums(framework: Framework, work: Work) -> Sums:
    choices = Choices(framework, "cf2", work, outset=outset(framework, "cf2"))
    some = set(choices.fixed)
    every = set(choices.fixed)
    for root in choices.roots:
        sums = choices.fold(root, _merged)
        some |= sums[0]
        every |= sums[1]
    return some, every


def _merged(node: Node, below: dict[Node, Sums]) -> Sums:
    """The sums of a node: within a branch what is in comes together, across branches it differs."""
    within = [
        tuple(
            set(branch.inside).union(*(below[child][side] for child in branch.nodes))
            for side in (0, 1)
        )
        for branch in node.branches
    ]
    some = set[int]().union(*(sums[0] for sums in within))
    every = set.intersection(*(sums[1] for sums in within))
    return some, every
