"""Where each claim belongs: its side towards the motion, and what it hangs under.

A claim's side is the sign of the paths from it to the motion (`graph.signs_towards`): with
paths of both signs it is *mixed*, with none it is *open*.

A picture draws a claim once, under the nearest thing it bears on; whatever else it bears
on is reached by a line.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from attrs import field, frozen

from argmap.graph import signs_towards
from argmap.model import Argument, ArgumentMap, Link

__all__ = ["Outline", "Place", "Towards", "outline", "sides"]

Towards: TypeAlias = Literal["for", "against", "mixed", "open"]
Group: TypeAlias = Literal["motion", "others", "background"]


@frozen
class Place:
    """What a claim hangs under, if anything, and by which step or link."""

    under: str | None
    by: Argument | Link | None


@frozen
class Outline:
    """Every claim of a map in its place; nothing is left out.

    `places` has all claims but the motion, `roots` lists by group those that hang under
    no other card: under the motion itself, under another position, under nothing.
    """

    places: dict[str, Place]
    roots: dict[str, tuple[str, ...]]
    children: dict[str, tuple[str, ...]] = field(repr=False)

    def tree(self, root: str) -> Iterator[tuple[str, int]]:
        """A root and what hangs under it, each with its depth, in reading order."""
        stack = [(root, 0)]
        while stack:
            id, depth = stack.pop()
            yield id, depth
            stack.extend((child, depth + 1) for child in reversed(self.children.get(id, ())))


def outline(map: ArgumentMap, sides: Mapping[str, Towards]) -> Outline:
    """Every claim in its place, nearest to the motion first, in the map's own order.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> outline(map, sides(map)).places["shrink"].under == map.motion.id
    True
    """
    places: dict[str, Place] = {}
    roots: dict[str, tuple[str, ...]] = {"motion": (), "others": (), "background": ()}
    if map.positions:
        motion = map.positions[0]
        places[motion] = Place(None, None)
        _hang_all(map, motion, sides, places)
        roots["motion"] = tuple(id for id, place in places.items() if place.under == motion)
        for id in _cut_off(map, sides, places):
            if id not in places:
                places[id] = Place(motion, None)
                roots["motion"] += (id,)
                _hang(map, [id], places)
    for group, candidates in _rest(map).items():
        for id in candidates:
            if id not in places:
                places[id] = Place(None, None)
                roots[group] += (id,)
                _hang(map, [id], places)
    for id in map.positions[:1]:
        del places[id]
    return Outline(places, roots, _children(places))


def _cut_off(
    map: ArgumentMap, sides: Mapping[str, Towards], places: Mapping[str, Place]
) -> Iterator[str]:
    """Claims with a side whose way to the motion is not in the map: of an excerpt, that is."""
    used = {premise for argument in map.arguments for premise in argument.premises}
    lost = [c.id for c in map.claims if c.id not in places and sides[c.id] != "open"]
    lost = [id for id in lost if id not in map.positions]
    yield from (id for id in lost if id not in used)
    yield from lost


def _rest(map: ArgumentMap) -> dict[str, tuple[str, ...]]:
    """Where trees start that do not reach the motion: positions, ends of chains, the rest."""
    used = {premise for argument in map.arguments for premise in argument.premises}
    ids = tuple(claim.id for claim in map.claims)
    ends = tuple(id for id in ids if id not in used)
    return {"others": map.positions[1:], "background": (*ends, *ids)}


def _children(places: dict[str, Place]) -> dict[str, tuple[str, ...]]:
    children: dict[str, list[str]] = {}
    for id, place in places.items():
        if place.under is not None:
            children.setdefault(place.under, []).append(id)
    return {id: tuple(below) for id, below in children.items()}


def _hang_all(
    map: ArgumentMap, motion: str, sides: Mapping[str, Towards], places: dict[str, Place]
) -> None:
    """Hang whatever steps connect to the motion, then what only links connect, in turn."""
    fresh = _hang(map, [motion], places)
    while fresh:
        linked = [(link.other(id), id, link) for id in fresh for link in map.links_of(id)]
        fresh = []
        for other, id, link in linked:
            if other not in places and sides[other] != "open":
                places[other] = Place(id, link)
                fresh += _hang(map, [other], places)


def _hang(map: ArgumentMap, starts: Iterable[str], places: dict[str, Place]) -> list[str]:
    """Hang everything that reaches some claims by steps, breadth first; all that was hung."""
    hung = list(starts)
    queue = deque(hung)
    while queue:
        at = queue.popleft()
        for argument in _bearing(map, at):
            for premise in argument.premises:
                if premise not in places:
                    places[premise] = Place(at, argument)
                    hung.append(premise)
                    queue.append(premise)
    return hung


def _bearing(map: ArgumentMap, id: str) -> Iterator[Argument]:
    """The steps towards a claim, then those that dispute the steps it takes part in."""
    yield from map.arguments_on(id)
    for step in map.arguments_from(id):
        yield from map.undercuts(step.id)


def sides(map: ArgumentMap) -> dict[str, Towards]:
    """The side of each claim and argument towards the motion.

    >>> import argmap
    >>> of = sides(argmap.example("iraq-withdrawal"))
    >>> of["shrink"], of["stay"], of["vacuum"]
    ('for', 'against', 'against')
    """
    signs = signs_towards(map, map.positions[0]) if map.positions else {}
    return {
        record.id: _towards(signs.get(record.id, frozenset()))
        for records in (map.claims, map.arguments)
        for record in records
    }


def _towards(signs: frozenset[int]) -> Towards:
    if len(signs) == 2:
        return "mixed"
    return "open" if not signs else "for" if 1 in signs else "against"
