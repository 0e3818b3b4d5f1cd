"""Marks on a line of time: what an actor says when, in as few lanes as that needs.

A mark is as long as its date leaves open, and no shorter than its sign. Marks between which
a verdict changes stay in one lane if there is room for an arrow. Names of claims stand once
for each such row of marks, where there is room: in the bar, after it, or before it. Where
the lanes are too few for names there are none, where they are too few for arrows these
become brief, and what still has no place is counted.

*Definition.* A verdict *changes* from one stance to another of the same actor on the same
claim if the verdicts differ, the second is surely later (its stretch of time begins after
the other's has ended), and no stance of that actor on that claim is surely between them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import evolve, frozen

from argmap.drawing.scene import Scene, is_inferred
from argmap.drawing.text import shortened, width
from argmap.drawing.views.times import Axis, Stretch, stretch
from argmap.model import Stance

__all__ = [
    "ARROW",
    "ELBOW",
    "MARK",
    "TEXT",
    "Lanes",
    "Mark",
    "Spot",
    "called",
    "changes",
    "laned",
    "marks",
]

MARK, TEXT = 16.0, 11.0
"""How tall a mark is, and how large its claim's name."""
ARROW, ELBOW = 22.0, 9.0
"""How long an arrow is at least, and how far it keeps off where it turns a corner."""
_EDGE = 12.0
"""So far beyond the ends of the line a mark or a name may reach."""
_LEAST = 34.0
"""A name that would be shorter than that is left out."""
_WIDTHS = (200.0, 130.0, 84.0)
"""How long the names of claims may be; the first that needs few enough lanes is taken."""


@frozen
class Mark:
    """What one actor says of one claim at one time, once or several times alike."""

    claim: str
    verdict: str
    first: float
    last: float
    stances: tuple[Stance, ...]

    @property
    def inferred(self) -> bool:
        """Whether nobody on record says it."""
        return is_inferred(self.stances, "verdict")


def marks(stances: Iterable[Stance]) -> list[Mark]:
    """The dated stances of one actor, those alike as one, as time goes."""
    alike: dict[tuple[str, str, Stretch], list[Stance]] = {}
    for stance in stances:
        if stance.date is not None:
            key = (stance.claim, stance.verdict, stretch(stance.date))
            alike.setdefault(key, []).append(stance)
    made = [Mark(c, v, *when, tuple(held)) for (c, v, when), held in alike.items()]
    return sorted(made, key=lambda mark: (mark.first, mark.last))


def changes(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """From which mark to which the verdict of one actor on one claim changes."""
    by_claim: dict[str, list[Mark]] = {}
    for mark in marks:
        by_claim.setdefault(mark.claim, []).append(mark)
    found = []
    for held in by_claim.values():
        for old in held:
            later = [mark for mark in held if mark.first > old.last]
            soonest = min((mark.last for mark in later), default=0.0)
            found += [
                (old, new) for new in later if new.first <= soonest and new.verdict != old.verdict
            ]
    return found


@frozen
class Spot:
    """A mark with its place: where it begins and ends, its lane, and the name beside it."""

    mark: Mark
    x: float
    right: float
    lane: int = 0
    name: str = ""
    at: float = 0
    bold: bool = False

    @property
    def begin(self) -> float:
        """Where the mark or its name begins."""
        return min(self.x, self.at) if self.name else self.x

    @property
    def end(self) -> float:
        """Where the mark or its name ends."""
        if not self.name:
            return self.right
        return max(self.right, self.at + width(self.name, TEXT, bold=self.bold))


@frozen
class Lanes:
    """The marks of one actor with their places, and those only counted, by their place.

    `brief` arrows are no longer than they must be, where longer ones have no room.
    """

    spots: tuple[Spot, ...] = ()
    count: int = 0
    more: tuple[tuple[float, tuple[Mark, ...]], ...] = ()
    brief: bool = False

    def between(self, old: Spot, new: Spot) -> bool:
        """Whether another mark in the lane of both stands between two of them."""
        return old.lane == new.lane and any(
            spot.lane == old.lane and old.x < spot.x < new.x for spot in self.spots
        )


# Lanes -------------------------------------------------------------------------------


def laned(scene: Scene, axis: Axis, marks: Sequence[Mark], most: int) -> Lanes:
    """The marks of one actor in at most so many lanes."""
    return _Packing(scene, axis, marks, most).lanes()


@frozen(eq=False)
class _Packing:
    """Some marks, and the room there is for them."""

    scene: Scene
    axis: Axis
    marks: Sequence[Mark]
    most: int

    def lanes(self) -> Lanes:
        """With names as long as the lanes allow, or bare; if need be with brief arrows."""
        spots, left = self._packed(0)
        brief = bool(left)
        if brief:
            spots, left = self._packed(0, brief=True)
        for room in () if brief else _WIDTHS:
            longer, lost = self._packed(room)
            if not lost:
                spots = longer
                break
        count = max((spot.lane + 1 for spot in spots), default=0)
        return Lanes(tuple(spots), count, tuple(_gathered(self.axis, left)), brief)

    def _packed(self, room: float, *, brief: bool = False) -> tuple[list[Spot], list[Mark]]:
        """Marks in lanes, and those for which there is no lane; positions come first.

        They have the top lanes to themselves, unless it must be brief.
        """
        spots: list[Spot] = []
        left: list[Mark] = []
        floor = 0
        taken: list[list[tuple[float, float]]] = [[] for _ in range(self.most)]
        units = [self._named(*unit, room) for unit in self._units(brief=brief)]
        units.sort(key=lambda unit: (not unit[0].bold, len(unit) == 1, unit[0].x))
        for number, unit in enumerate(units):
            if number and unit[0].bold != units[number - 1][0].bold and not brief:
                floor = max((spot.lane + 1 for spot in spots), default=0)
            begin = min(spot.begin for spot in unit) - ELBOW - 3
            end = max(spot.end for spot in unit)
            free = (
                lane
                for lane in range(floor, self.most)
                if not any(a < end and begin < b for a, b in taken[lane])
            )
            lane = next(free, None)
            if lane is None:
                left += [spot.mark for spot in unit]
                continue
            taken[lane].append((begin, end))
            spots += [evolve(spot, lane=lane) for spot in unit]
        return spots, left

    @cached_property
    def _pairs(self) -> set[tuple[Mark, Mark]]:
        return set(changes(self.marks))

    def _units(self, *, brief: bool) -> Iterator[tuple[list[Spot], bool]]:
        """What stays in one lane: marks from which to which a verdict changes, where they fit.

        With it comes whether an arrow leads from or to another lane.
        """
        pairs = set() if brief else self._pairs
        by_claim: dict[str, list[Mark]] = {}
        for mark in self.marks:
            by_claim.setdefault(mark.claim, []).append(mark)
        for held in by_claim.values():
            units: list[list[Spot]] = []
            level = 0
            for spot in (self._spot(mark) for mark in held):
                last = units[-1][-1] if units else spot
                if (last.mark, spot.mark) in pairs and spot.x - last.right >= ARROW:
                    units[-1].append(spot)
                    level += 1
                else:
                    units.append([spot])
            turns = sum(old.claim == held[0].claim for old, _ in pairs) > level
            yield from ((unit, turns) for unit in units)

    def _spot(self, mark: Mark) -> Spot:
        """A mark around its middle, or as long as its stretch if that is longer."""
        x, right = self.axis.at(mark.first), self.axis.at(mark.last)
        if right - x < MARK + 4:
            middle = (x + right) / 2
            x, right = round(middle - MARK / 2, 1), round(middle + MARK / 2, 1)
        return Spot(mark, x, right, bold=mark.claim in self.scene.map.positions)

    def _named(self, unit: list[Spot], turns: bool, room: float) -> list[Spot]:
        """The unit with its claim's name once: inside, after or before the mark that has room.

        Before a mark to which an arrow `turns` there is none.
        """
        if not room:
            return unit
        first, last, bold = unit[0], unit[-1], unit[0].bold
        edge = self.axis.x + self.axis.room + _EDGE
        after = unit[1].x - ARROW if len(unit) > 1 else edge
        options = [
            (0, first.x + MARK + 2, first.right - 8),
            (0, first.right + 4, after),
            (-1, last.right + 4, edge),
        ]
        spaces = [(min(end - start, room), number, start) for number, start, end in options]
        before = 0.0 if turns else min(first.x - 4 - (self.axis.x - _EDGE), room)
        wanted = width(self._name(first.mark, room), TEXT, bold=bold)
        space, number, start = max(
            [*spaces, (before, 0, -1.0)], key=lambda option: min(option[0], wanted)
        )
        if space < min(wanted, _LEAST):
            return unit
        name = self._name(unit[number].mark, min(space, room))
        if start < 0:
            start = first.x - 4 - width(name, TEXT, bold=bold)
        unit[number] = evolve(unit[number], name=name, at=round(start, 1))
        return unit

    def _name(self, mark: Mark, room: float) -> str:
        """The claim in a few words, its value if it is painted, and how often it is said."""
        bold = mark.claim in self.scene.map.positions
        return called(self.scene, mark.claim, mark.stances, room, bold=bold)


def _gathered(axis: Axis, marks: Sequence[Mark]) -> Iterator[tuple[float, tuple[Mark, ...]]]:
    """Marks without a lane, those near each other together."""
    near: list[Mark] = []
    x = 0.0
    for mark in sorted(marks, key=lambda mark: (mark.first + mark.last, mark.first)):
        at = min(axis.at((mark.first + mark.last) / 2) - 12, axis.x + axis.room - 24)
        if near and at > x + 48:
            yield round(x, 1), tuple(near)
            near = []
        if not near:
            x = at
        near.append(mark)
    if near:
        yield round(x, 1), tuple(near)


def called(
    scene: Scene, id: str, stances: Sequence[Stance], room: float, *, bold: bool = False
) -> str:
    """A claim in one line, its value if it is painted, ~ if it is inferred, and how often."""
    value = f" ({scene.scale.paint(scene.values[id]).text})" if id in scene.values else ""
    times = f" ×{len(stances)}" if len(stances) > 1 else ""
    tail = value + " ~" * is_inferred(stances, "verdict") + times
    rest = max(0.0, room - width(tail, TEXT, bold=bold))
    name = shortened(scene.short(id).removesuffix("."), rest, TEXT, bold=bold)
    return shortened(f"{name}{tail}", room, TEXT, bold=bold)
