"""The canvas: SVG elements one after another, small, and readable on paper and in the dark.

Every colour is written out, so that renderers without CSS show the light picture. For the
dark, one style sheet names each literal and what it becomes; two roles that look alike on
paper only are told apart by the last digit of one. What is drawn often, such as a badge, is
drawn once and used. Places are given as if everything read from left to right; the canvas
mirrors them where it does not.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from math import hypot
from typing import TypeAlias

from attrs import define, field

from argmap.drawing.style import Style
from argmap.drawing.text import is_rtl, isolated, runs

__all__ = ["RADIUS", "Canvas", "Point", "number", "rounded", "shortened_path"]

Point: TypeAlias = tuple[float, float]

RADIUS = 6.0
"""How round the bends of lines are."""
LINE = 1.3
"""How thick a line is that says nothing else."""
_MARK = "\x01"
"""Stands for the picture's mark until the content is known; no text can hold it."""
_DARK = (
    "[data-theme=dark],[data-jp-theme-light=false],"
    "[data-vscode-theme-kind=vscode-dark],.vscode-dark"
)
_LIGHT = (
    "[data-theme=light],[data-jp-theme-light=true],"
    "[data-vscode-theme-kind=vscode-light],.vscode-light"
)
_TURNED = {"start": "end", "end": "start"}


def number(value: float) -> str:
    """A length without needless digits.

    >>> number(12.0), number(12.34), number(-0.01)
    ('12', '12.3', '0')
    """
    said = f"{value:.1f}"
    short = said.removesuffix(".0")
    return "0" if short == "-0" else short


@define
class Canvas:
    """Writes SVG elements; `span` is the width within which places are mirrored.

    `themed` pictures carry both themes; others are light, or dark if they are to be.
    Without `tips` the parts bear no titles, as in a page that explains them itself, and
    badges name what they connect instead. `record` is the id of that which is drawn.
    """

    style: Style
    span: float
    rtl: bool = False
    dark: bool = False
    themed: bool = False
    tips: bool = True
    record: str = ""
    parts: list[str] = field(factory=list)
    _darks: dict[str, str] = field(factory=dict)
    _used: dict[tuple[str, str], str] = field(factory=dict)
    _drawn: dict[str, tuple[str, str]] = field(factory=dict)

    # Places and colours --------------------------------------------------------------

    def x(self, x: float, wide: float = 0) -> float:
        """A place, mirrored if the picture reads from right to left."""
        return self.span - x - wide if self.rtl else x

    def place(self, at: Point, wide: float = 0) -> str:
        """A place as attributes, with nothing said of what is at the origin."""
        return "".join(
            f' {name}="{number(value)}"'
            for name, value in (("x", self.x(at[0], wide)), ("y", at[1]))
            if number(value) != "0"
        )

    def colour(self, attribute: str, role: str) -> str:
        """A fill or stroke in the colour of a role, or in a colour as it is."""
        if role == "none":
            return f' {attribute}="none"'
        light = self.style.colour(role)
        dark = self.style.colour(role, dark=True)
        if not self.themed:
            return f' {attribute}="{dark if self.dark else light}"'
        while self._darks.setdefault(light, dark) != dark:
            light = _next_to(light)
        if light != dark:
            self._used[attribute, light] = dark
        return f' {attribute}="{light}"'

    # Elements ------------------------------------------------------------------------

    def rect(
        self,
        box: tuple[float, float, float, float],
        fill: str,
        stroke: str = "",
        *,
        line: float = LINE,
        corner: float = 0,
        more: str = "",
    ) -> None:
        """A rectangle of x, y, width and height."""
        x, y, wide, tall = box
        place = self.place((x, y), wide)
        self.parts.append(
            f'<rect{place} width="{number(wide)}" height="{number(tall)}"'
            + (f' rx="{number(corner)}"' if corner else "")
            + self.paint(fill, stroke, line)
            + f"{more}/>"
        )

    def circle(
        self, at: Point, radius: float, fill: str, stroke: str = "", *, line: float = LINE
    ) -> None:
        """A circle around a point."""
        self.parts.append(
            f'<circle cx="{number(self.x(at[0]))}" cy="{number(at[1])}" '
            f'r="{number(radius)}"{self.paint(fill, stroke, line)}/>'
        )

    def polygon(self, points: Iterable[Point], role: str) -> None:
        """A filled shape."""
        said = "L".join(f"{number(self.x(x))} {number(y)}" for x, y in points)
        self.parts.append(f'<path d="M{said}Z"{self.colour("fill", role)}/>')

    def line(
        self, points: Sequence[Point], stroke: str, *, line: float = LINE, more: str = ""
    ) -> None:
        """Straight strokes through some points."""
        said = "L".join(f"{number(self.x(x))} {number(y)}" for x, y in points)
        self.path(f"M{said}", "none", stroke, line=line, more=more)

    def path(
        self, d: str, fill: str, stroke: str = "", *, line: float = LINE, more: str = ""
    ) -> None:
        """A path whose places are mirrored already."""
        self.parts.append(f'<path d="{d}"{self.paint(fill, stroke, line)}{more}/>')

    def paint(self, fill: str, stroke: str, line: float = LINE) -> str:
        """Fill and stroke as attributes."""
        said = self.colour("fill", fill)
        if not stroke:
            return said
        width = f' stroke-width="{number(line)}"' if line != LINE else ""
        return said + self.colour("stroke", stroke) + width

    def text(
        self,
        at: Point,
        said: str,
        size: float,
        role: str = "ink",
        *,
        bold: bool = False,
        anchor: str = "start",
        spacing: float = 0,
        turned: bool = False,
        rtl: bool | None = None,
    ) -> None:
        """A line of text; one that is turned reads upwards from its place.

        It runs as its first letter does, unless `rtl` says how.
        """
        if self.rtl and not turned:
            anchor = _TURNED.get(anchor, anchor)
        runs_left = is_rtl(said) if rtl is None else rtl
        line = "".join(self._run(*part) for part in runs(isolated(said, rtl=runs_left)))
        x, y = number(self.x(at[0])), number(at[1])
        self.parts.append(
            f'<text x="{x}" y="{y}"'
            + (f' transform="rotate(-90 {x} {y})"' if turned else "")
            + ("" if size == self.style.text_size else f' font-size="{number(size)}"')
            + ("" if anchor == "start" else f' text-anchor="{anchor}"')
            + (' font-weight="700"' if bold else "")
            + (f' letter-spacing="{number(spacing)}"' if spacing else "")
            + ("" if role == "ink" else self.colour("fill", role))
            + f">{line}</text>"
        )

    def _run(self, font: str, said: str) -> str:
        """A stretch of text, in the font of its script first if it has one."""
        if not font:
            return escape(said, quote=False)
        fonts = _quoted(f"{font},Arial,sans-serif")
        return f"<tspan font-family={fonts}>{escape(said, quote=False)}</tspan>"

    @contextmanager
    def group(
        self,
        kind: str,
        tip: str = "",
        *,
        id: str = "",
        ends: Sequence[str] = (),
        box: tuple[float, float, float] | None = None,
        more: str = "",
    ) -> Iterator[None]:
        """A group with a class, a title, and the record it stands for or those it connects.

        A `box` of x, y and width moves the origin there: places inside are its own.
        """
        said = f' class="{kind}"' if kind else ""
        said += f' data-id="{escape(id)}"' if id else ""
        said += f' data-ends="{escape(" ".join(ends))}"' if ends else ""
        outer, around = self.span, self.record
        self.record = id or around
        if box:
            said += f' transform="translate({number(self.x(box[0], box[2]))} {number(box[1])})"'
            self.span = box[2]
        title = f"<title>{escape(tip, quote=False)}</title>" if tip and self.tips else ""
        self.parts.append(f"<g{said}{more}>{title}")
        yield
        self.parts.append("</g>")
        self.span, self.record = outer, around

    def use(
        self,
        key: str,
        at: Point,
        wide: float,
        draw: "Callable[[Canvas], None]",
        *,
        kind: str = "",
        more: str = "",
    ) -> None:
        """Something drawn once and used wherever it is needed; `wide` is how wide it is.

        `key` tells one such thing from every other; `draw` draws it at its own origin.
        """
        if key not in self._drawn:
            self._drawn[key] = (f"{_MARK}{len(self._drawn)}", "")
            outer, self.parts, span, self.span = self.parts, [], self.span, wide
            draw(self)
            inner, self.parts, self.span = "".join(self.parts), outer, span
            name = self._drawn[key][0]
            sort = f' class="{kind}"' if kind else ""
            self._drawn[key] = (name, f'<g id="{name}"{sort}>{inner}</g>')
        place = self.place(at, wide)
        self.parts.append(f'<use href="#{self._drawn[key][0]}"{place}{more}/>')

    def defined(self, key: str, markup: Callable[[str], str]) -> str:
        """The address of something that other elements refer to, such as a head or a pattern."""
        if key not in self._drawn:
            name = f"{_MARK}{len(self._drawn)}"
            self._drawn[key] = (name, markup(name))
        return f"url(#{self._drawn[key][0]})"

    # The whole -----------------------------------------------------------------------

    def document(
        self,
        size: tuple[float, float],
        *,
        title: str,
        alt: str,
        shown: tuple[float, float] | None = None,
    ) -> str:
        """All that was drawn, as a whole SVG document of a width and height.

        `shown` is the size at which it is shown if that is another. Lines keep their own
        directions, whatever that of the page around them.
        """
        ground = self.colour("fill", "ink")
        definitions = "".join(markup for _, markup in self._drawn.values())
        body = "\n".join(
            part
            for part in (
                self._sheet(),
                f"<defs>{definitions}</defs>" if definitions else "",
                *self.parts,
            )
            if part
        )
        theme = "auto" if self.themed else "dark" if self.dark else "light"
        digest = hashlib.sha256((body + alt + theme).encode()).hexdigest()
        mark = f"am-{digest[:8]}-"
        wide, tall = (number(value) for value in size)
        width, height = (number(value) for value in shown or size)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{mark}" class="argmap" '
            f'width="{width}" height="{height}" viewBox="0 0 {wide} {tall}" '
            f'role="img" aria-labelledby="{mark}t {mark}d" '
            f"font-family={_quoted(self.style.fonts)} "
            f'font-size="{number(self.style.text_size)}" stroke-width="{LINE}"{ground} '
            f'style="max-width:100%;height:auto;direction:ltr">\n'
            f'<title id="{mark}t">{escape(title, quote=False)}</title>\n'
            f'<desc id="{mark}d">{escape(alt, quote=False)}</desc>\n'
        )
        return f"{head}{body}\n</svg>\n".replace(_MARK, mark)

    def _sheet(self) -> str:
        """One style sheet: the dark where it is asked for, and not where the light is.

        What is used is drawn in a tree of its own, where no rule that begins elsewhere
        applies; so rules name the literals alone, and a property that is inherited says
        which theme it is. Renderers that know no such property pass over all of it.
        """
        if not self.themed:
            return ""
        rules = "".join(
            f'[{attribute}="{light}"]{{{attribute}:var({_property(light)},{light})}}'
            for attribute, light in sorted(self._used)
        )
        darks = {light: dark for (_, light), dark in sorted(self._used.items())}
        dark = "".join(f"{_property(light)}:{dark};" for light, dark in darks.items())
        me = f"#{_MARK}"
        return (
            f"<style>@supports(fill:var(--a)){{{rules}"
            f"{me}[data-theme=dark],:is({_DARK}) {me}{{{dark}}}"
            f"@media(prefers-color-scheme:dark){{"
            f"{me}:not([data-theme=light],:is({_LIGHT}) *){{{dark}}}}}}}</style>"
        )


def _property(colour: str) -> str:
    """The name of the property that holds what a colour of the light becomes."""
    return f"--a{colour[1:]}"


def _next_to(colour: str) -> str:
    """A colour that no eye can tell from another, and a style sheet can."""
    blue = int(colour[5:7], 16)
    return f"{colour[:5]}{blue - 1 if blue else 1:02X}"


def _quoted(value: str) -> str:
    """A value for an attribute, quotation marks included."""
    return '"' + escape(value, quote=False).replace('"', "&quot;") + '"'


# Geometry ----------------------------------------------------------------------------


def shortened_path(points: Sequence[Point], by: float) -> list[Point]:
    """Points with the last drawn back, to make room for a head.

    >>> shortened_path([(0, 0), (10, 0)], 7)
    [(0, 0), (3.0, 0.0)]
    """
    along = _direction(points[-2], points[-1])
    end = (points[-1][0] - by * along[0], points[-1][1] - by * along[1])
    return [*points[:-1], end]


def rounded(points: Sequence[Point], radius: float) -> str:
    """A path through some points with round bends.

    >>> rounded([(0, 0), (20, 0), (20, 20)], 6)
    'M0 0L14 0Q20 0 20 6L20 20'
    """
    d = f"M{number(points[0][0])} {number(points[0][1])}"
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        room = min(radius, _span(before, at) / 2, _span(at, after) / 2)
        a, b = _direction(at, before), _direction(at, after)
        d += (
            f"L{number(at[0] + a[0] * room)} {number(at[1] + a[1] * room)}"
            f"Q{number(at[0])} {number(at[1])} "
            f"{number(at[0] + b[0] * room)} {number(at[1] + b[1] * room)}"
        )
    return f"{d}L{number(points[-1][0])} {number(points[-1][1])}"


def _direction(a: Point, b: Point) -> Point:
    length = _span(a, b) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def _span(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])
