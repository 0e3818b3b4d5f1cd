"""A picture: things with a place, ready to be painted.

Coordinates are px from the top left, as if the map read from left to right; the painter
mirrors a picture that reads the other way.

Boards and trees are made of cards, panels and lines. Every other view is made of *shapes*
(`Rect`, `Words`, `Stroke`, `Disc`, `Sign`, `Badge`), gathered into a `Figure` where they
stand for one record, and into a `Bond` where they connect several.
"""

from typing import Literal, TypeAlias

from attrs import frozen

from argmap.drawing.scene import Card, Chip, ChipRow, Scene

__all__ = [
    "NARROWEST",
    "Badge",
    "Banner",
    "Bond",
    "Box",
    "Disc",
    "Figure",
    "Item",
    "Joint",
    "Kind",
    "Line",
    "Panel",
    "Part",
    "Picture",
    "Placed",
    "Point",
    "Rect",
    "Shape",
    "Sign",
    "Stroke",
    "Words",
]

NARROWEST = 600.0
"""A picture is at least so wide, margins not counted, that titles and legends fit."""

Point: TypeAlias = tuple[float, float]
Anchor: TypeAlias = Literal["start", "middle", "end"]
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


# Shapes ------------------------------------------------------------------------------


@frozen
class Rect:
    """A rectangle in the colours of two roles; `line` is how thick its edge is.

    A `hatch` above 0 is the pattern of a bloc beyond those with a colour of their own, in
    the ink that goes with the fill's tint.
    """

    box: Box
    fill: str = "none"
    stroke: str = ""
    line: float = 1.0
    corner: float = 0
    dash: str = ""
    hatch: int = 0


@frozen
class Words:
    """One line of text, its base line at `y`; a `turned` one reads upwards from its place."""

    x: float
    y: float
    text: str
    size: float
    role: str = "ink"
    bold: bool = False
    anchor: Anchor = "start"
    turned: bool = False


@frozen
class Stroke:
    """A line through some points, straight, with round bends, or as one smooth curve.

    A smooth one leaves its first point and reaches its last level. `head` is that of a
    kind of line: `pro` an arrow, `con` a tee, `undercut` a dot.
    """

    points: tuple[Point, ...]
    role: str
    line: float = 1.5
    dash: str = ""
    head: str = ""
    bend: Literal["straight", "round", "smooth"] = "straight"


@frozen
class Disc:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    fill: str = "none"
    stroke: str = ""
    line: float = 1.0


@frozen
class Sign:
    """A small sign around a point: the glyph of a side, or the mark of a verdict.

    Sides are `for`, `against`, `mixed`, `open` and `motion`; verdicts `accept`, `reject`,
    `ambivalent` and `neutral`, in the colour of `role`.
    """

    x: float
    y: float
    sign: str
    role: str


@frozen
class Badge:
    """A chip, such as the code of an actor, with its top left corner."""

    chip: Chip
    x: float
    y: float


Shape: TypeAlias = Rect | Words | Stroke | Disc | Sign | Badge


@frozen
class Figure:
    """What stands for one record, such as an actor's box: its shapes, and the space it takes.

    `label` is what it says where shapes cannot be drawn, as in DOT.
    """

    id: str
    kind: str
    tip: str
    box: Box
    shapes: tuple[Shape, ...]
    label: str = ""


@frozen
class Bond:
    """What connects records, such as a line from an actor to a claim, or a cell of a table.

    `ends` are their ids, first those it runs between; `sign` says how they stand to each
    other: `pro`, `con`, or nothing.
    """

    ends: tuple[str, ...]
    kind: str
    tip: str
    shapes: tuple[Shape, ...]
    sign: Literal["pro", "con", ""] = ""


# Boards and trees --------------------------------------------------------------------


@frozen
class Line:
    """A line along some points; `marked` says whether its last point bears a head.

    `ends` are the ids of the records it connects. A `thin` line is not the one by which
    its card has its place.
    """

    kind: Kind
    points: tuple[Point, ...]
    id: str
    tip: str
    ends: tuple[str, ...] = ()
    marked: bool = True
    thin: bool = False

    def is_gone(self, scene: Scene) -> bool:
        """Whether the newer of two versions does not have what it draws."""
        changes = scene.changes
        return changes is not None and changes.of_line(self.kind, self.ends) == "removed"


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
    shapes: tuple[Shape, ...] = ()


Part: TypeAlias = Panel | Shape | Figure | Bond


@frozen
class Picture:
    """Everything with its place, and the words around it.

    `parts` are painted in their order, above the panels and below the cards. `signs` are
    what the legend of a view of its own explains; that of a board is made from its cards.
    `notes` are sentences of the view for the caption, such as a threshold.
    """

    scene: Scene
    width: float
    height: float
    heading: tuple[str, ...] = ()
    banner: Banner | None = None
    panels: tuple[Panel, ...] = ()
    cards: tuple[Placed, ...] = ()
    lines: tuple[Line, ...] = ()
    joints: tuple[Joint, ...] = ()
    parts: tuple[Part, ...] = ()
    signs: tuple[Item, ...] | None = None
    legend: tuple[tuple[Item, ...], ...] = ()
    caption: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
