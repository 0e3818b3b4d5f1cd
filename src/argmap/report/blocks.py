"""What a page is made of: sections, and in them sentences, lists, tables and the board.

Nothing here knows Markdown or HTML: a template for each prints the same blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from attrs import frozen

from argmap.report.text import Prose, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "DEEPEST",
    "Block",
    "Board",
    "Branch",
    "Listing",
    "Paragraph",
    "Point",
    "Row",
    "Section",
    "Table",
    "lines_of",
    "nested",
]

Row: TypeAlias = tuple[object, ...]
"""The cells of a row: prose, or what is said as it is."""


@frozen
class Paragraph:
    """A sentence or several."""

    kind: ClassVar[str] = "paragraph"
    text: Prose
    aside: bool = False
    """Whether it is said in a lower voice, such as how an answer was reckoned."""


@frozen
class Point:
    """One line of a list; in the reasoning a step, or a claim from which none starts."""

    depth: int
    role: str
    text: Prose


@frozen
class Listing:
    """Lines, some below others; or what is said where there are none."""

    kind: ClassVar[str] = "listing"
    points: tuple[Point, ...]
    heading: str = ""
    none: str = ""
    side: Literal["", "pro", "con"] = ""
    numbered: bool = False


@frozen
class Table:
    """Rows under a head, with a caption for those who come to the table alone.

    Where the caption is a sentence of the page, it is `told` before the table in a page
    whose tables have no captions. `numbers` are the places of columns that hold numbers.
    """

    kind: ClassVar[str] = "table"
    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: tuple[int, ...] = ()
    told: bool = False


@frozen
class Board:
    """The place of the picture, and the picture in words."""

    kind: ClassVar[str] = "board"
    alt: str


Block: TypeAlias = Paragraph | Listing | Table | Board


@frozen
class Section:
    """A part of the page under a heading, with the parts of its own."""

    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()


def lines_of(told: Iterable[object]) -> tuple[Point, ...]:
    """A line for each of some sentences."""
    return tuple(Point(0, "", prose("{}", line)) for line in told)


# Lines below lines -----------------------------------------------------------------------

DEEPEST = 6
"""Lists are nested no deeper; a line further down says what it bears on."""


@frozen
class Branch:
    """A line with the lines below it."""

    point: Point
    below: tuple[Branch, ...]


def nested(points: Iterable[Point]) -> tuple[Branch, ...]:
    """Lines, each with those below it."""
    waiting: list[list[Branch]] = [[] for _ in range(DEEPEST + 2)]
    for depth, point in reversed([*_placed(points)]):
        below = waiting[depth + 1]
        waiting[depth].append(Branch(point, tuple(reversed(below))))
        below.clear()
    return tuple(reversed(waiting[0]))


def _placed(points: Iterable[Point]) -> Iterator[tuple[int, Point]]:
    """Lines with the depth they are shown at: never two steps down at once."""
    depth = -1
    for point in points:
        depth = min(point.depth, DEEPEST, depth + 1)
        yield depth, point
