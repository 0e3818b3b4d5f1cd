"""Which sets of changes fell which records, and which changes come to the same.

A record falls by some smallest sets of changes, its *conditions*: a claim that two actors
accept by a doubt, by two changes of mind, or by one voice through which we know of both.
They are found once, from `argmap.analysis.backing`, and what falls along with a premise is
taken into account. After that any number of sets of changes is told apart at once.

Two changes *come to the same* for a topic if, with whatever else is changed, either takes
away the same of what can matter to it. A step with a premise that serves nothing else can be
dropped, or its premise doubted. They are classed together: it is enough to try one of each
class, and no smallest set holds two.

The notions are argmap's own; conditions are the prime implicants of the monotone function
that says whether a record falls, up to a size.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from argmap.analysis.backing import Change
from argmap.analysis.evidence import repeated
from argmap.analysis.projections import Support, falling_with

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from argmap.analysis.backing import Backing
    from argmap.analysis.theory import Court
    from argmap.model import Argument, Citation, Stance

    Condition: TypeAlias = frozenset[Change]
    Conditions: TypeAlias = tuple[Condition, ...]

__all__ = ["Felling", "conditions", "felling"]

# What fells a record ------------------------------------------------------------------


def conditions(
    backing: Backing, changes: Collection[Change], *, most: int
) -> dict[str, tuple[frozenset[Change], ...]]:
    """The smallest sets of at most so many changes that fell each claim and step by itself.

    >>> import argmap
    >>> from argmap.analysis.backing import Backing
    >>> backing = Backing(argmap.example("iraq-withdrawal"))
    >>> found = conditions(backing, list(backing.changes()), most=1)
    >>> for way in found["vacuum"]:
    ...     print(*way)
    vacuum is doubted
    washington changes its mind
    author is discredited
    reuters is discredited
    mena is discredited
    """
    carried = _Carried(backing, frozenset(changes), most)
    claims = {claim.id: carried.claim(claim.id) for claim in backing.map.claims}
    return claims | {one.id: carried.step(one) for one in backing.map.arguments}


@frozen
class _Carried:
    backing: Backing
    changes: frozenset[Change]
    most: int

    def claim(self, id: str) -> Conditions:
        group = self.backing.alike(id)
        doubts = self.known(Change("doubt", one) for one in group)
        if not set(group).isdisjoint(self.backing.map.positions):
            return doubts
        stances = [stance for one in group for stance in self.backing.accepting.get(one, ())]
        if stances:
            return _smallest((*doubts, *self.together(map(self.stance, stances))))
        cited = {citation.source for one in group for citation in self.cited(one)}
        return _smallest((*doubts, *self.uncited(cited)))

    def cited(self, claim: str) -> tuple[Citation, ...]:
        return self.backing.map.claim(claim).citations

    def stance(self, stance: Stance) -> Conditions:
        minds = Change("change of mind", stance.actor)
        voices = (Change("discredit", voice) for voice in (stance.actor, *stance.via))
        cited = {citation.source for citation in stance.citations}
        return _smallest((*self.known((minds, *voices)), *self.uncited(cited)))

    def step(self, one: Argument) -> Conditions:
        cited = {citation.source for citation in one.citations}
        dropped = self.known([Change("drop", one.id)])
        return _smallest((*dropped, *self.uncited(cited)))

    def known(self, changes: Iterable[Change]) -> Conditions:
        """Each of the changes that may be made, by itself."""
        return tuple(frozenset([change]) for change in changes if change in self.changes)

    def uncited(self, sources: Collection[str]) -> Conditions:
        """All of the sources discredited, if that may be done and there are any."""
        needed = frozenset(Change("discredit", source) for source in sources)
        fits = 0 < len(needed) <= self.most and needed <= self.changes
        return (needed,) if fits else ()

    def together(self, parts: Iterable[Conditions]) -> Conditions:
        """A condition of each part at once."""
        found: Conditions = (frozenset(),)
        for part in parts:
            joined = (one | other for one, other in product(found, part))
            found = _smallest(one for one in joined if len(one) <= self.most)
        return found


def _smallest(sets: Iterable[Condition]) -> Conditions:
    """Those that hold no other, in the order of their sizes and then as they came."""
    found: list[Condition] = []
    for one in sorted(dict.fromkeys(sets), key=len):
        if not any(other <= one for other in found):
            found.append(one)
    return tuple(found)


# All of it, for a topic ---------------------------------------------------------------


@frozen(eq=False)
class Felling:
    """The changes that can matter to a topic, in classes, and what sets of them take away.

    `classes` holds changes that come to the same, first the smallest. `felled` says by which
    sets of classes, as their places, each record that can matter falls. `idle` are the
    changes that cannot matter.
    """

    court: Court
    classes: tuple[tuple[Change, ...], ...]
    felled: Mapping[str, tuple[frozenset[int], ...]]
    idle: tuple[Change, ...]

    def there(self, picks: NDArray[np.intp]) -> NDArray[np.bool_]:
        """What is there after each set of changes, (sets, ids); `picks` is (sets, size)."""
        import numpy as np  # noqa: PLC0415  heavy

        made = np.zeros((len(self.classes), len(picks)), dtype=bool)
        for column in picks.T:
            made[column, np.arange(len(picks))] = True
        gone = np.zeros((len(self.court.ids), len(picks)), dtype=bool)
        for id, ways in self.felled.items():
            place = self.court.place(id)
            for way in ways:
                gone[place] |= made[sorted(way)].all(axis=0)
        return ~gone.T

    def fallen(self, picked: Collection[int]) -> frozenset[str]:
        """What is not there after one set of changes, of what can matter."""
        return frozenset(
            id for id, ways in self.felled.items() if any(way.issubset(picked) for way in ways)
        )

    def touching(self, ids: Iterable[str], picked: Collection[int]) -> Iterator[int]:
        """The classes that can, with others, take away one of these records that still stand."""
        for id in ids:
            for way in self.felled.get(id, ()):
                yield from (one for one in sorted(way) if one not in picked)


def felling(
    court: Court, backing: Backing, topic: str, changes: Sequence[Change], *, most: int
) -> Felling:
    """What sets of at most so many of these changes take away of what can matter to a topic.

    >>> import argmap
    >>> from argmap.analysis.backing import Backing, Change
    >>> from argmap.analysis.theory import Court, Theory
    >>> map = argmap.example("iraq-withdrawal")
    >>> changes = [Change("drop", "vacuum-con-leave-fast"), Change("doubt", "vacuum")]
    >>> found = felling(Court(map, Theory()), Backing(map), "leave-fast", changes, most=1)
    >>> [len(one) for one in found.classes]
    [2]
    """
    matter = set(court.upstream(topic))
    own = conditions(backing, changes, most=most)
    ways = {id: list(own[id]) for id in court.ids}
    support: Support = "necessary" if court.theory.gradual else court.theory.support
    along = {
        claim.id: falling_with(court.map, claim.id, support=support, links=court.theory.links)
        for claim in court.map.claims
    }
    for claim, ids in along.items():
        for id in ids:
            ways[id] += own[claim]
    idle = set(_idle(court, topic, along, matter))
    felled = {
        id: _smallest(ways[id]) for id in court.ids if id in matter and id not in idle and ways[id]
    }
    return _classed(court, changes, felled)


def _idle(
    court: Court, topic: str, along: Mapping[str, Collection[str]], matter: Collection[str]
) -> Iterator[str]:
    """Claims that bear only on what falls along with them: that falls is all that counts."""
    if not court.theory.directional:
        return
    names, rows = court.relations
    bears: dict[str, set[str]] = {}
    for name, sources in zip(map(repeated, names), rows, strict=True):
        for source in sources if name in matter else ():
            bears.setdefault(names[source], set()).add(name)
    for claim, falling in along.items():
        if claim != topic and bears.get(claim, set()).issubset(falling):
            yield claim


def _classed(court: Court, changes: Sequence[Change], felled: Mapping[str, Conditions]) -> Felling:
    """The changes by what they take away, whatever else is changed."""
    parts: dict[Change, set[tuple[str, Condition]]] = {change: set() for change in changes}
    for id, ways in felled.items():
        for way in ways:
            for change in way:
                parts[change].add((id, way - {change}))
    members: dict[frozenset[tuple[str, Condition]], list[Change]] = {}
    for change in changes:
        members.setdefault(frozenset(parts[change]), []).append(change)
    idle = tuple(members.pop(frozenset(), ()))
    classes = tuple(map(tuple, members.values()))
    place = {change: at for at, some in enumerate(classes) for change in some}
    by_place = {
        id: tuple(dict.fromkeys(frozenset(map(place.__getitem__, way)) for way in ways))
        for id, ways in felled.items()
    }
    return Felling(court, classes, by_place, idle)
