"""What it is to be an extension, in clauses for a SAT solver.

Place p of a part has three variables: it is in (`inside`), the extension attacks it
(`attacked`), or either of the two (`covered`, which makes up the range).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from argmap.semantics.solving import Clause
    from argmap.semantics.structure import Part

__all__ = ["BASES", "attacked", "cover", "covered", "inside", "variables"]


def attacked(part: Part, place: int) -> int:
    """The variable that says the extension attacks a place."""
    del part
    return place + 1


def inside(part: Part, place: int) -> int:
    """The variable that says a place is in the extension.

    A solver decides later variables first, so these stand above those that follow from them.
    """
    return part.size + place + 1


def covered(part: Part, place: int) -> int:
    """The variable that says a place is in the extension or attacked by it."""
    return 2 * part.size + place + 1


def variables(part: Part) -> int:
    """How many variables the clauses of a part may speak of."""
    return 3 * part.size


def _all_inside(part: Part) -> range:
    """The variables of `inside`, place by place: many clauses ask for many of them."""
    return range(inside(part, 0), inside(part, part.size))


def _all_attacked(part: Part) -> range:
    """The variables of `attacked`, place by place."""
    return range(attacked(part, 0), attacked(part, part.size))


def conflict_free(part: Part) -> Iterator[Clause]:
    """No member attacks a member; nothing barred is in."""
    ins = _all_inside(part)
    for place, attackers in enumerate(part.attackers):
        is_in = ins[place]
        if part.barred[place]:
            yield [-is_in]
        for attacker in attackers:
            yield [-is_in, -ins[attacker]]


def naive(part: Part) -> Iterator[Clause]:
    """A maximal conflict-free set: whatever is left out conflicts with a member or itself."""
    ins = _all_inside(part)
    rivals: list[set[int]] = [set(attackers) for attackers in part.attackers]
    for place, attackers in enumerate(part.attackers):
        for attacker in attackers:
            rivals[attacker].add(place)
    for place, others in enumerate(rivals):
        if place not in others and not part.barred[place]:
            yield [ins[place], *[ins[other] for other in sorted(others)]]
    yield from conflict_free(part)


def admissible(part: Part) -> Iterator[Clause]:
    """A conflict-free set that attacks each of its attackers."""
    ins, hits = _all_inside(part), _all_attacked(part)
    for place, attackers in enumerate(part.attackers):
        is_in, is_hit = ins[place], hits[place]
        yield [-is_in, -is_hit]
        yield [-is_hit, *[ins[attacker] for attacker in attackers]]
        if part.barred[place]:
            yield [-is_in]
        for attacker in attackers:
            yield [is_hit, -ins[attacker]]
            yield [-is_in, hits[attacker]]


def complete(part: Part) -> Iterator[Clause]:
    """An admissible set that holds everything it defends."""
    yield from admissible(part)
    ins, hits = _all_inside(part), _all_attacked(part)
    for place, attackers in enumerate(part.attackers):
        if not part.barred[place]:
            yield [ins[place], *[-hits[attacker] for attacker in attackers]]


def stable(part: Part) -> Iterator[Clause]:
    """A conflict-free set that attacks everything else."""
    yield from admissible(part)
    for is_in, is_hit in zip(_all_inside(part), _all_attacked(part), strict=True):
        yield [is_in, is_hit]


def ranged(part: Part) -> Iterator[Clause]:
    """A conflict-free set, and what it attacks."""
    yield from conflict_free(part)
    ins = _all_inside(part)
    for is_hit, attackers in zip(_all_attacked(part), part.attackers, strict=True):
        yield [-is_hit, *[ins[attacker] for attacker in attackers]]
        for attacker in attackers:
            yield [is_hit, -ins[attacker]]


def cover(part: Part) -> Iterator[Clause]:
    """What it is for a place to be covered."""
    for place in range(part.size):
        both = [inside(part, place), attacked(part, place)]
        yield [-covered(part, place), *both]
        for one in both:
            yield [covered(part, place), -one]


def with_cover(base: Callable[[Part], Iterable[Clause]]) -> Callable[[Part], Iterator[Clause]]:
    """The clauses of `base`, and those that define the range."""
    return lambda part: chain(base(part), cover(part))


BASES: dict[str, Callable[[Part], Iterator[Clause]]] = {
    "naive": naive,
    "admissible": admissible,
    "complete": complete,
    "preferred": complete,
    "stable": stable,
    "semi-stable": with_cover(complete),
    "stage": with_cover(ranged),
    "cf2": naive,
}
"""Per semantics the clauses that its extensions satisfy, if need be among other sets."""
