"""Where the lines of a board run: lanes become places, and wires become lines.

The places of cards do not depend on lines, except that gutters and corridors must be
wide enough for their lanes; so lanes are counted first, and then everything gets its
place at once.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from math import fsum
from typing import Self

from attrs import define, evolve, field

from argmap.drawing.picture import NARROWEST, Joint, Line, Point
from argmap.drawing.views.streams import Lanes
from argmap.drawing.views.wires import End, Spot, Wire, Wires
from argmap.model import RIVALRIES, Link

__all__ = ["Tracks"]

AND = 8.0
"""How far from a card's face the sign stands where premises meet."""
AND_RADIUS = 5.5
LANE = 9.0
CLEAR = 27.0
"""The room kept beside inner faces for signs and disputes."""
CORRIDOR = 30.0
_LEVEL = 20.0
_BELOW = {"pro": 12.0, "con": 22.0, "undercut": 22.0, "link": 31.0}
"""How far from a card's inner edge each kind of reply comes up to it."""


@define
class Tracks:
    """The lanes that the wires of a board take, and the room these need."""

    wires: Wires
    card_width: float
    indent: float
    left: float
    gutters: dict[int, Lanes] = field(factory=lambda: defaultdict(Lanes))
    corridors: dict[int, Lanes] = field(factory=lambda: defaultdict(Lanes))
    band_tops: dict[int, float] = field(factory=dict)

    @classmethod
    def of(cls, wires: Wires, card_width: float, indent: float, margin: float) -> Self:
        """The tracks of some wires, in the middle of a picture that is wide enough."""
        tracks = cls(wires, card_width, indent, margin)
        tracks.reserve()
        short = (NARROWEST - (tracks.right - margin)) / 2
        return evolve(tracks, left=round(margin + short, 1)) if short > 0 else tracks

    @property
    def width(self) -> float:
        """The width of the picture, with equal margins."""
        return self.right + self.left

    def reserve(self) -> None:
        """Reserve a lane for every stretch of every line that crosses.

        Heights here are those of cards in their own band; bands are far apart.
        """
        for wire in self.wires.all:
            if wire.mode == "cross":
                self._reserve(wire)

    def _reserve(self, wire: Wire) -> None:
        first, last = wire.gutters
        start = self._rough(wire.start)
        end = self._rough(wire.end)
        if wire.corridor is None:
            self.gutters[last].add(wire.bundle, start, end)
            return
        level = wire.corridor * 1e6 - _LEVEL
        if wire.start:
            self.gutters[first].add(wire.bundle, start, level)
        if wire.end:
            self.gutters[last].add(wire.bundle, level, end)
        elif not wire.start:
            self.gutters[last].add(wire.bundle, level, level)
        self.corridors[wire.corridor].add(wire.bundle, first, last)

    def _rough(self, end: End | None) -> float:
        if end is None:
            return 0.0
        return self.wires.spots[end.card].band * 1e6 + self.wires.height(end)

    # Places --------------------------------------------------------------------------

    def corridor_height(self, band: int) -> float:
        """The room above a band."""
        count = self.corridors[band].count if band in self.corridors else 0
        return CORRIDOR + LANE * count

    def _inner_side(self, column: int, side: str) -> bool:
        columns = self.wires.columns
        return 0 <= column < len(columns) and columns[column].inner == side

    def _trunk_lanes(self, column: int) -> int:
        return len(self.wires.trunks.get(column, ()))

    def _gutter_parts(self, gutter: int) -> tuple[float, float, float]:
        """The room of a gutter: beside the left column, for lanes, beside the right one."""
        lanes = self.gutters[gutter].count * LANE if gutter in self.gutters else 0.0
        sides = [
            CLEAR + LANE * self._trunk_lanes(column)
            if self._inner_side(column, side)
            else (13.0 if lanes or not 0 < gutter < len(self.wires.columns) else 8.0)
            for column, side in ((gutter - 1, "right"), (gutter, "left"))
        ]
        return sides[0], lanes, sides[1]

    @cached_property
    def edges(self) -> list[tuple[float, float]]:
        """The left and right edge of every column."""
        edges = []
        x = self.left
        for number, column in enumerate(self.wires.columns):
            x += fsum(self._gutter_parts(number))
            wide = self.card_width + self.indent * column.depth
            edges.append((round(x, 1), round(x + wide, 1)))
            x += wide
        return edges

    @cached_property
    def right(self) -> float:
        """The right edge of everything."""
        return self.edges[-1][1] + fsum(self._gutter_parts(len(self.wires.columns)))

    def card_x(self, spot: Spot) -> float:
        """The left edge of a card."""
        left, right = self.edges[spot.column]
        if self.wires.columns[spot.column].inner == "right":
            return right - spot.depth * self.indent - self.card_width
        return left + spot.depth * self.indent

    def card_y(self, spot: Spot) -> float:
        """The top edge of a card."""
        return self.band_tops[spot.band] + spot.top

    def lane_x(self, gutter: int, bundle: str) -> float:
        """Where in a gutter a bundle runs."""
        parts = self._gutter_parts(gutter)
        start = self.edges[gutter - 1][1] if gutter else self.edges[0][0] - fsum(parts)
        return start + parts[0] + LANE * (self.gutters[gutter].lanes[bundle] + 0.5)

    def trunk_x(self, column: int, kind: str) -> float:
        """Where the trunk of a column runs, for one kind of line."""
        left, right = self.edges[column]
        away = CLEAR + LANE * self.wires.trunks[column][kind]
        return right + away if self.wires.columns[column].inner == "right" else left - away

    def corridor_y(self, band: int, bundle: str) -> float:
        """Where in a corridor a bundle runs."""
        lane = self.corridors[band].lanes[bundle]
        return self.band_tops[band] - 12 - LANE * (lane + 0.5)

    @cached_property
    def by_id(self) -> dict[str, Wire]:
        """The wires by their ids."""
        return {wire.id: wire for wire in self.wires.all}

    # Lines ---------------------------------------------------------------------------

    def lines(self, motion: float) -> Iterator[tuple[str, Line]]:
        """Every line with its bundle, given where the motion's lower edge is."""
        for wire in self.wires.all:
            points = _simple(self._points(wire, motion))
            marked = not wire.bundle.startswith("meet ")
            thin = wire.mode == "cross" and not wire.hung
            line = Line(wire.kind, points, wire.id, wire.tip, wire.ends, marked=marked, thin=thin)
            yield self._bundle(wire), line
            if wire.joint and wire.start:
                x, y = self._at(wire.start)
                near = x + self._out(wire.start) * (AND - AND_RADIUS)
                yield (
                    f"first {wire.id}",
                    Line(
                        wire.kind,
                        ((x, y), (near, y)),
                        f"{wire.id}--first",
                        wire.tip,
                        wire.ends,
                        marked=False,
                    ),
                )

    def _bundle(self, wire: Wire) -> str:
        return f"{wire.mode} {wire.bundle}"

    def joints(self, motion: float) -> Iterator[Joint]:
        """The signs on lines: where premises meet, and what a link says."""
        links = {
            f"link-{'-'.join(p.by.claims)}": p.by.kind
            for p in self.wires.scene.outline.places.values()
            if isinstance(p.by, Link)
        }
        for wire in self.wires.all:
            if not (wire.joint or wire.kind == "link"):
                continue
            if wire.start:
                x, y = self._at(wire.start)
                x += self._out(wire.start) * AND
            else:
                x, y = self.lane_x(wire.gutters[0], wire.bundle), motion + 9
            sign = "and" if wire.joint else "excludes" if links[wire.id] in RIVALRIES else "same"
            yield Joint(round(x, 1), round(y, 1), sign, wire.kind, wire.tip)  # type: ignore[arg-type] # one of the three

    def _at(self, end: End) -> Point:
        """A port's place."""
        spot = self.wires.spots[end.card]
        x = self.card_x(spot) + (self.card_width if end.face == "right" else 0)
        return x, self.band_tops[spot.band] + self.wires.height(end)

    @staticmethod
    def _out(end: End) -> int:
        return 1 if end.face == "right" else -1

    def _points(self, wire: Wire, motion: float) -> list[Point]:
        points = self._beginning(wire, motion)
        match wire.mode:
            case "trunk":
                assert wire.start  # noqa: S101 - lines of this kind start at a card
                x = self.trunk_x(self.wires.spots[wire.start.card].column, wire.kind)
                return [*points, (x, points[-1][1]), (x, motion)]
            case "tree":
                return points + self._up_to_parent(wire, points[-1][1])
            case "dispute" | "meet":
                return points + self._up_to_stub(wire, points[-1][1])
            case _:
                return points + self._across(wire, motion)

    def _beginning(self, wire: Wire, motion: float) -> list[Point]:
        if wire.start is None:
            return [(self.lane_x(wire.gutters[0], wire.bundle), motion)]
        x, y = self._at(wire.start)
        if wire.joint:
            x += self._out(wire.start) * (AND + AND_RADIUS)
        return [(x, y)]

    def _up_to_parent(self, wire: Wire, y: float) -> list[Point]:
        assert wire.end  # noqa: S101 - lines of this kind start at a card
        spot = self.wires.spots[wire.end.card]
        out = self._out(wire.end)
        inner = self.card_x(spot) + (self.card_width if out == 1 else 0)
        x = inner - out * _BELOW[wire.kind]
        return [(x, y), (x, self.card_y(spot) + spot.height)]

    def _stub(self, wire: Wire) -> tuple[Point, float]:
        """Where on a step's stub a line ends, and from how far below it may end there."""
        step = self.wires.scene.map.argument(wire.hook)
        start = End(self.wires.lead(step), self.wires.face(step), step.id)
        x, y = self._at(start)
        joint = len(step.premises) > 1
        if wire.bundle.startswith("meet "):
            return (x + self._out(start) * AND, y), AND_RADIUS
        return (x + self._out(start) * (AND + 7 if joint else AND), y), 0.0

    def _up_to_stub(self, wire: Wire, y: float) -> list[Point]:
        (x, stub), short = self._stub(wire)
        return [(x, y), (x, stub + (short if y > stub else -short))]

    def _across(self, wire: Wire, motion: float) -> list[Point]:
        """Through gutters and corridors."""
        points: list[Point] = []
        first, last = wire.gutters
        if wire.corridor is not None:
            level = self.corridor_y(wire.corridor, wire.bundle)
            x = self.lane_x(first, wire.bundle)
            points = [(x, self._at(wire.start)[1] if wire.start else motion), (x, level)]
            if wire.end is None:
                other = self.by_id[wire.hook]
                return [*points, (self.lane_x(other.gutters[0], other.bundle), level)]
            points.append((self.lane_x(last, wire.bundle), level))
        elif wire.start:
            points.append((self.lane_x(last, wire.bundle), self._at(wire.start)[1]))
        assert wire.end  # noqa: S101 - lines of this kind start at a card
        x, y = self._at(wire.end)
        points.append((self.lane_x(last, wire.bundle), y))
        if wire.hook:
            return [*points, *self._up_to_stub_from(wire, y)]
        return [*points, (x, y)]

    def _up_to_stub_from(self, wire: Wire, y: float) -> list[Point]:
        (x, stub), short = self._stub(wire)
        return [(x, y), (x, stub + short)]


def _simple(points: list[Point]) -> tuple[Point, ...]:
    """Points without repetitions and without those on the way between their neighbours."""
    kept: list[Point] = []
    for x, y in points:
        point = (round(x, 1), round(y, 1))
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (
            kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]
        ):
            kept.pop()
        kept.append(point)
    return tuple(kept)
