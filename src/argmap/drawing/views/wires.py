"""The lines of a board before they are drawn: where each leaves and where it ends.

Cards stand in columns, with a *gutter* on either side of each, and in bands, with a
*corridor* above each. A card's *inner* face looks towards the gutter by which its column
reaches the motion; replies hang on that side. A line that goes elsewhere runs in gutters
and corridors only, so that none ever runs through a card.

Where a line touches a face it has a *port* of its own. The *stub* of a step is the first
stretch of its line, beside the card it starts from: further premises meet there, and
whatever disputes the step ends there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, Self, TypeAlias

from attrs import define, field, frozen

from argmap.drawing.picture import Kind
from argmap.drawing.scene import Scene
from argmap.drawing.sentences import of_link, of_step
from argmap.model import Argument, Link

__all__ = ["Column", "End", "Face", "Spot", "Wire", "Wires"]

Face: TypeAlias = Literal["left", "right"]
Mode: TypeAlias = Literal["tree", "trunk", "dispute", "meet", "cross"]

_UP, _PORT = -1e9, 11.0


@frozen
class Spot:
    """Where a card stands: column, band and indent, top edge and height, and its parent."""

    column: int
    band: int
    depth: int
    top: float
    height: float
    parent: str | None

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.top + self.height / 2


@frozen
class Column:
    """A stack of cards; with `inner="right"` they are indented to the left."""

    inner: Face
    depth: int

    @property
    def outer(self) -> Face:
        """The side away from the gutter that leads to the motion."""
        return "left" if self.inner == "right" else "right"


@frozen
class End:
    """A port: on which face of which card, and its name there."""

    card: str
    face: Face
    port: str


@define
class Wire:
    """A line before its lanes are known.

    `ends` are the ids of the records it connects, its own step first. `hook` is the step at
    whose stub the line ends, if it ends at one. `gutters` are the first and the last gutter
    of a line that crosses, `corridor` the way between them. A line is `hung` if it is the
    one by which its card has its place.
    """

    id: str
    kind: Kind
    tip: str
    bundle: str
    ends: tuple[str, ...] = ()
    mode: Mode = "cross"
    start: End | None = None
    end: End | None = None
    hook: str = ""
    joint: bool = False
    hung: bool = False
    gutters: tuple[int, int] = (0, 0)
    corridor: int | None = None


@define
class Wires:
    """Every line of a picture, with the ports they need.

    With `trunks` replies hang inside columns and lines to the motion run up to its bar;
    without, the motion is a card like others and all lines run in gutters.
    """

    scene: Scene
    columns: list[Column]
    spots: Mapping[str, Spot]
    has_trunks: bool = True
    all: list[Wire] = field(factory=list)
    trunks: dict[int, dict[str, int]] = field(factory=lambda: defaultdict(dict))
    _ports: dict[tuple[str, Face], dict[str, float]] = field(factory=lambda: defaultdict(dict))
    _hooks: dict[tuple[str, Face], list[tuple[str, str]]] = field(factory=lambda: defaultdict(list))
    _heights: dict[End, float] = field(factory=dict)
    _inner: dict[str, bool] = field(factory=dict)
    _faces: dict[str, Face] = field(factory=dict)

    @classmethod
    def of(
        cls,
        scene: Scene,
        columns: list[Column],
        spots: Mapping[str, Spot],
        *,
        trunks: bool = True,
        steps: Sequence[Argument] | None = None,
    ) -> Self:
        """The lines of every step, and of every link that gives a claim its place."""
        wires = cls(scene, columns, spots, trunks)
        shown = scene.map.arguments if steps is None else steps
        for step in shown:
            wires._settle_face(step)
        for step in shown:
            wires._add_step(step)
        for id, place in scene.outline.places.items():
            if isinstance(place.by, Link) and place.under is not None and id in spots:
                wires._add_link(id, place.under, place.by)
        wires._settle_ports()
        return wires

    def height(self, end: End) -> float:
        """How far down a line leaves or enters a card."""
        return self._heights[end]

    # Steps ---------------------------------------------------------------------------

    def lead(self, step: Argument) -> str:
        """The premise a step's line starts at: one that hangs there by it, if any does."""
        places = self.scene.outline.places
        hung = (p for p in step.premises if p in places and places[p].by is step)
        other = (p for p in step.premises if p in places)
        return next(hung, None) or next(other, step.premises[0])

    def disputed(self, step: Argument) -> Argument | None:
        """The step that this one disputes, if it does."""
        record = self.scene.map[step.target]
        return record if isinstance(record, Argument) else None

    def is_inner(self, step: Argument) -> bool:
        """Whether a step's line leaves its card on the inner side, as a reply's does."""
        if step.id not in self._inner:
            self._inner[step.id] = False
            self._inner[step.id] = self._leaves_inside(step)
        return self._inner[step.id]

    @property
    def bar(self) -> str | None:
        """The motion's id where it has a bar that lines run up to."""
        return self.scene.motion if self.has_trunks else None

    def _leaves_inside(self, step: Argument) -> bool:
        lead = self.lead(step)
        if not self.has_trunks:
            return False
        if self.bar in (lead, step.target):
            return lead != self.bar
        parent = self.spots[lead].parent
        if parent is None or self.scene.outline.places[lead].by is not step:
            return False
        disputed = self.disputed(step)
        return disputed is None or (self.lead(disputed) == parent and self.is_inner(disputed))

    def face(self, step: Argument) -> Face:
        """The face by which a step's line leaves the card it starts from."""
        if step.id not in self._faces:
            self._faces[step.id] = "left"
            self._faces[step.id] = self._face(step)
        return self._faces[step.id]

    def _settle_face(self, step: Argument) -> None:
        """Settle faces from the far end of a chain of disputes, which may be long."""
        chain: dict[str, Argument] = {}
        at: Argument | None = step
        while at is not None and at.id not in self._faces and at.id not in chain:
            chain[at.id] = at
            at = self.disputed(at)
        for link in reversed(chain.values()):
            self.is_inner(link)
            self.face(link)

    def _face(self, step: Argument) -> Face:
        if self.lead(step) == self.bar:
            return "left"
        column = self.spots[self.lead(step)].column
        if self.is_inner(step):
            return self.columns[column].inner
        disputed = self.disputed(step)
        if disputed is None:
            there = self.spots[step.target].column
            if there == column:
                return self.columns[column].outer
            return "right" if there > column else "left"
        if self.lead(disputed) == self.bar:
            return "left"
        return "right" if self._stub_gutter(disputed) > column else "left"

    def _stub_gutter(self, step: Argument) -> int:
        return self._gutter(self.spots[self.lead(step)].column, self.face(step))

    def _add_step(self, step: Argument) -> None:
        lead, disputed = self.lead(step), self.disputed(step)
        kind: Kind = "undercut" if disputed else step.side
        ends = (step.id, *step.premises, step.target)
        tip = of_step(self.scene.map, step)
        wire = Wire(step.id, kind, tip, f"{kind} {step.target}", ends)
        wire.joint = len(step.premises) > 1
        places = self.scene.outline.places
        wire.hung = lead in places and places[lead].by is step
        self.all.append(wire)
        if lead == self.bar:
            self._from_motion(wire, step, disputed)
        else:
            wire.start = End(lead, self.face(step), step.id)
            if self.is_inner(step):
                self._inside(wire, step.target, disputed)
            elif disputed:
                self._to_stub(wire, disputed)
            else:
                self._to_card(wire, step.target)
        for premise in step.premises:
            if premise != lead:
                self._add_premise(step, wire, premise)

    def _inside(self, wire: Wire, target: str, disputed: Argument | None) -> None:
        """A reply's line: to the card above, to that card's step, or up the trunk."""
        assert wire.start  # noqa: S101 - only lines from a card come here
        column = self.spots[wire.start.card].column
        self._port(wire.start, _UP)
        if disputed:
            wire.mode, wire.hook = "dispute", disputed.id
        elif target == self.bar:
            self._up_trunk(wire, column)
        else:
            wire.mode = "tree"
            wire.end = End(target, self.columns[column].inner, "")

    def _up_trunk(self, wire: Wire, column: int) -> None:
        wire.mode = "trunk"
        wire.bundle += f" {column}"
        self.trunks[column].setdefault(wire.kind, len(self.trunks[column]))
        gutter = self._gutter(column, self.columns[column].inner)
        wire.gutters = (gutter, gutter)

    def _from_motion(self, wire: Wire, step: Argument, disputed: Argument | None) -> None:
        """A line that starts from the motion's bar comes down into the gutter it ends in."""
        if disputed and self.lead(disputed) != self.bar:
            gutter = self._stub_gutter(disputed)
            self._hook(wire, disputed)
        elif disputed:
            gutter, wire.hook = 0, disputed.id
        else:
            there = self.spots[step.target].column
            face = self.columns[there].inner
            gutter = self._gutter(there, face)
            self._enter(wire, step.target, face, _UP)
        wire.gutters = (gutter, gutter)
        wire.corridor = 0

    def _to_card(self, wire: Wire, target: str) -> None:
        assert wire.start  # noqa: S101 - only lines from a card come here
        there, face = self.spots[target], wire.start.face
        here = self.spots[wire.start.card]
        if here.column != there.column:
            face = "left" if here.column < there.column else "right"
        self._enter(wire, target, face, here.middle)
        self._leave(wire, self._gutter(there.column, face), there)

    def _to_stub(self, wire: Wire, step: Argument) -> None:
        """A line to another step's stub: a dispute, or a premise that joins it."""
        lead = self.lead(step)
        if lead == self.bar:
            assert wire.start  # noqa: S101 - only lines from a card come here
            wire.hook = step.id
            here = self.spots[wire.start.card].column
            near = self._gutter(here, wire.start.face)
            wire.gutters, wire.corridor = (near, near), 0
            self._port(wire.start, _UP)
        else:
            self._hook(wire, step)
            self._leave(wire, self._stub_gutter(step), self.spots[lead])

    def _hook(self, wire: Wire, step: Argument) -> None:
        lead, face = self.lead(step), self.face(step)
        wire.hook = step.id
        wire.bundle += f" {face}"
        wire.end = End(lead, face, f"hook {wire.bundle}")
        hook = (step.id, wire.end.port)
        if hook not in self._hooks[lead, face]:
            self._hooks[lead, face].append(hook)

    def _enter(self, wire: Wire, target: str, face: Face, far: float) -> None:
        wire.bundle += f" {face}"
        wire.end = End(target, face, f"into {wire.bundle}")
        self._port(wire.end, far)

    def _leave(self, wire: Wire, gutter: int, there: Spot) -> None:
        """Take the gutter beside the card, and a corridor if the line ends in another."""
        assert wire.start  # noqa: S101 - only lines from a card come here
        here = self.spots[wire.start.card]
        near = self._gutter(here.column, wire.start.face)
        self._port(wire.start, there.middle)
        wire.gutters = (near, gutter)
        if near != gutter:
            wire.corridor = max(here.band, there.band)

    def _port(self, end: End, far: float) -> None:
        self._ports[end.card, end.face].setdefault(end.port, far)

    @staticmethod
    def _gutter(column: int, face: Face) -> int:
        return column + 1 if face == "right" else column

    # Further premises and links ------------------------------------------------------

    def _add_premise(self, step: Argument, wire: Wire, premise: str) -> None:
        """The line of a further premise, to where it meets the first."""
        name = f"{step.id}--{premise}"
        meeting = Wire(name, wire.kind, wire.tip, f"meet {step.id}", wire.ends)
        meeting.hook = step.id
        self.all.append(meeting)
        if premise == self.bar:
            self._hook(meeting, step)
            meeting.gutters = (self._stub_gutter(step),) * 2
            meeting.corridor = 0
        elif self._is_beside(step, premise):
            inner = self.columns[self.spots[premise].column].inner
            meeting.mode, meeting.start = "meet", End(premise, inner, meeting.id)
            self._port(meeting.start, _UP)
        else:
            column = self.spots[premise].column
            face: Face = "right" if self._stub_gutter(step) > column else "left"
            meeting.start = End(premise, face, meeting.id)
            self._to_stub(meeting, step)

    def _is_beside(self, step: Argument, premise: str) -> bool:
        """Whether a further premise hangs next below the first, by the same step."""
        if not self.is_inner(step) or self.scene.outline.places[premise].by is not step:
            return False
        first, other = self.spots[self.lead(step)], self.spots[premise]
        rank = (first.column, first.band, first.depth, first.parent)
        if (other.column, other.band, other.depth, other.parent) != rank or other.top < first.top:
            return False
        return all(
            id in step.premises
            for id, spot in self.spots.items()
            if (spot.column, spot.band, spot.depth) == rank[:3] and first.top < spot.top < other.top
        )

    def _add_link(self, id: str, under: str, link: Link) -> None:
        tip = f"{self.scene.name(id)}: {of_link(self.scene.map, link, id)}"
        name = f"link-{'-'.join(link.claims)}"
        wire = Wire(name, "link", tip, f"link {under}", link.claims)
        spot = self.spots[id]
        inner = self.columns[spot.column].inner
        self.all.append(wire)
        wire.start = End(id, inner, wire.id)
        wire.hung = True
        if under == self.bar:
            self._port(wire.start, _UP)
            self._up_trunk(wire, spot.column)
        elif self.has_trunks and spot.parent == under:
            self._port(wire.start, _UP)
            wire.mode, wire.end = "tree", End(under, inner, "")
        else:
            there = self.spots[under].column
            outer = self.columns[spot.column].outer
            face: Face = "right" if there > spot.column else "left"
            wire.start = End(id, outer if there == spot.column else face, wire.id)
            self._to_card(wire, under)

    # Ports ---------------------------------------------------------------------------

    def _settle_ports(self) -> None:
        """Give every port its height on its face; lines that go up leave above the rest."""
        for (card, face), ports in self._ports.items():
            spot = self.spots[card]
            order = self._with_hooks(
                sorted(ports, key=lambda name: (ports[name], name)), card, face
            )
            step = min(_PORT, (spot.height - 12) / len(order))
            first = spot.middle - step * (len(order) - 1) / 2
            for at, name in enumerate(order):
                self._heights[End(card, face, name)] = round(first + at * step, 1)

    def _with_hooks(self, order: list[str], card: str, face: Face) -> list[str]:
        """Ports in their order, the hooks of a stub right below the stub's own port."""
        for stub, hook in reversed(self._hooks[card, face]):
            order.insert(order.index(stub) + 1, hook)
        return order
