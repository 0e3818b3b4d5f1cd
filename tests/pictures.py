"""How much room the parts of a picture take, for tests of what lies where."""

from __future__ import annotations

from argmap.drawing.picture import Badge, Bond, Disc, Figure, Rect, Sign, Stroke, Words
from argmap.drawing.scene import CHIP
from argmap.drawing.text import width

SIGN = 5.0


def extent(shape):
    """Left, top, right and bottom of a shape; a line of text reaches down to its base line."""
    match shape:
        case Rect(box):
            return box.x, box.y, box.right, box.bottom
        case Words(x, y, text, size, _, bold, anchor):
            wide = width(text, size, bold=bold)
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            return left, y - size * 0.75, left + wide, y
        case Stroke(points):
            xs, ys = [x for x, _ in points], [y for _, y in points]
            return min(xs), min(ys), max(xs), max(ys)
        case Disc(x, y, radius):
            return x - radius, y - radius, x + radius, y + radius
        case Sign(x, y):
            return x - SIGN, y - SIGN, x + SIGN, y + SIGN
        case Badge(chip, x, y):
            return x, y, x + chip.width, y + CHIP


def shapes(picture):
    """Every shape of the parts, those of figures and bonds too."""
    for part in picture.parts:
        yield from part.shapes if isinstance(part, Figure | Bond) else (part,)


def bonds(picture, kind):
    """The bonds of a kind."""
    return [part for part in picture.parts if isinstance(part, Bond) and part.kind == kind]


def figures(picture, kind="card"):
    """The figures of a kind, by their ids."""
    return {p.id: p for p in picture.parts if isinstance(p, Figure) and p.kind.startswith(kind)}


def words(picture):
    """Every line of text among the parts."""
    return [shape for shape in shapes(picture) if isinstance(shape, Words)]


def overlap(a, b, slack=0.15):
    """Whether two extents share more than their edges."""
    return (
        a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack
    )
