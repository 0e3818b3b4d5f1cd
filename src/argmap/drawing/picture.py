"""A picture: things with a place, ready to be painted.

Coordinates are px from the top left, as if the map read from left to right; the painter
mirrors a picture that reads the other way.
"""

from typing import Literal, TypeAlias

from attrs import frozen

from argmap.drawing.scene import Card, Chip, ChipRow, Scene

__all__ = ["Banner", "Box", "Item", "Joint", "Kind", "Line", "Panel", "Picture", "Placed", "Point"]

Point: TypeAlias = tuple[float, float]
Kind: TypeAlias = Literal["pro", "con", "undercut", "link"]


@frozen
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half its width."""
        return self.x + self.width / 2


@frozen
class Placed:
    """A card with its top left corner."""

    card: Card
    x: float
    y: float

    @property
    def box(self) -> Box:
        """The space the card takes."""
        return Box(self.x, self.y, self.card.width, self.card.height)


@frozen
class Panel:
    """A tinted ground with a heading, for the cards of one side."""

    box: Box
    side: Literal["for", "against", "open"]
    heading: tuple[str, ...]
    at: Literal["start", "end"] = "start"
    remark: str = ""


@frozen
class Line:
    """A line along some points; `marked` says whether its last point bears a head.

    A `thin` line is not the one by which its card has its place.
    """

    kind: Kind
    points: tuple[Point, ...]
    id: str
    tip: str
    marked: bool = True
    thin: bool = False


@frozen
class Joint:
    """The small sign where premises meet (∧), or on a link (≠, =)."""

    x: float
    y: float
    sign: Literal["and", "excludes", "same"]
    kind: Kind
    tip: str


@frozen
class Pill:
    """A position in the banner: its side, its name, and how wide that is."""

    id: str
    side: str
    text: str
    width: float
    tip: str


@frozen
class Motion:
    """The motion's own bar: what it says, who holds it, who is said to gain or lose."""

    id: str
    box: Box
    lines: tuple[str, ...]
    rows: tuple[tuple[ChipRow, ...], ...]
    notes: tuple[str, ...]
    locator: str
    tip: str
    strip: str


@frozen
class Banner:
    """The question, the positions that answer it, and the motion below."""

    box: Box
    question: tuple[str, ...]
    pills: tuple[tuple[Pill, ...], ...]
    motion: Motion | None


@frozen
class Item:
    """One entry of the legend: a sample, and the words that explain it."""

    sample: str
    text: str
    width: float
    chip: Chip | None = None
    strong: bool = False


@frozen
class Picture:
    """Everything with its place, and the words around it."""

    scene: Scene
    width: float
    height: float
    heading: tuple[str, ...]
    banner: Banner
    panels: tuple[Panel, ...]
    cards: tuple[Placed, ...]
    lines: tuple[Line, ...]
    joints: tuple[Joint, ...]
    legend: tuple[tuple[Item, ...], ...] = ()
    caption: tuple[str, ...] = ()
