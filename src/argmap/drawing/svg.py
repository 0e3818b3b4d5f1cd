"""The painter: a picture as SVG.

Every colour is written out, so that renderers without CSS show the light picture; a
picture for both themes adds one style sheet that knows the dark. Every part has a title
that says in words what it is. Ids begin with a mark made from the content, so that
several pictures can stand on one page.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape

from attrs import define, field

from argmap.drawing.legend import ITEM_GAP, LEGEND_ROW
from argmap.drawing.picture import (
    Banner,
    Item,
    Joint,
    Line,
    Motion,
    Panel,
    Picture,
    Pill,
    Placed,
    Point,
)
from argmap.drawing.scene import (
    CHIP,
    CHIP_GAP,
    HEAD,
    MARK,
    NOTE,
    PAD,
    ROW,
    TOP,
    Card,
    Chip,
    ChipRow,
    bloc_pattern,
    bloc_role,
)
from argmap.drawing.streams import RADIUS
from argmap.drawing.style import ink_on
from argmap.drawing.text import clean, is_rtl, isolated, runs, width

__all__ = ["svg"]

_MARK = "\x01"
"""Stands for the picture's mark until the content is known; no text can hold it."""
_ROLE_OF_SIDE = {"for": "for", "against": "against", "mixed": "open", "open": "open"}
_ROLE_OF_LINE = {"pro": "for", "con": "against", "undercut": "against", "link": "link"}
_DASHES = {
    "con": ' stroke-dasharray="6 4"',
    "undercut": ' stroke-dasharray="0.1 4.6" stroke-linecap="round"',
}
_LINE_WIDTH = {"pro": 1.8, "con": 1.8, "undercut": 2.6, "link": 1.4}
_DARK = (
    '[data-theme="dark"]',
    '[data-jp-theme-light="false"]',
    '[data-vscode-theme-kind="vscode-dark"]',
    ".vscode-dark",
)
_LIGHT = (
    '[data-theme="light"]',
    '[data-jp-theme-light="true"]',
    '[data-vscode-theme-kind="vscode-light"]',
    ".vscode-light",
)


def svg(picture: Picture, *, theme: str, alt: str, title: str) -> str:
    """The picture as a whole SVG document; `theme` is auto, light or dark."""
    painter = _Painter(picture, dark=theme == "dark", themed=theme == "auto")
    painter.paint()
    body = "\n".join(painter.parts)
    mark = f"am-{hashlib.sha256((body + alt + theme).encode()).hexdigest()[:10]}"
    size = f'width="{_n(picture.width)}" height="{_n(picture.height)}"'
    box = f'viewBox="0 0 {_n(picture.width)} {_n(picture.height)}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{mark}" class="argmap" {size} {box} '
        f'role="img" aria-labelledby="{mark}-title {mark}-desc" '
        f"font-family={_quoted(picture.scene.style.fonts)} "
        f'style="max-width:100%;height:auto">\n'
        f'<title id="{mark}-title">{escape(title, quote=False)}</title>\n'
        f'<desc id="{mark}-desc">{escape(alt, quote=False)}</desc>\n'
    )
    sheet = painter.sheet() if theme == "auto" else ""
    defs = painter.patterns()
    return f"{head}{sheet}{defs}{body}\n</svg>\n".replace(_MARK, mark)


def _n(number: float) -> str:
    """A length without needless digits."""
    return f"{round(number, 1):g}"


@define
class _Painter:
    """Writes SVG elements, each colour as its literal and, if themed, as a class too."""

    picture: Picture
    dark: bool
    themed: bool
    parts: list[str] = field(factory=list)
    fills: dict[str, None] = field(factory=dict)
    strokes: dict[str, None] = field(factory=dict)
    hatched: dict[tuple[str, int], None] = field(factory=dict)

    # Elements ------------------------------------------------------------------------

    def x(self, x: float, wide: float = 0) -> float:
        """A place in the picture, mirrored if it reads from right to left."""
        return self.picture.width - x - wide if self.picture.scene.rtl else x

    def colour(self, attribute: str, role: str) -> str:
        """A fill or stroke in the colour of a role."""
        if role == "none":
            return f' {attribute}="none"'
        literal = self.picture.scene.style.colour(role, dark=self.dark)
        if self.themed and not role.startswith("#"):
            (self.fills if attribute == "fill" else self.strokes)[role] = None
            return f' {attribute}="{literal}" class="{attribute[0]}-{role}"'
        return f' {attribute}="{literal}"'

    def paints(self, fill: str, stroke: str = "") -> str:
        """Fill and stroke together; one class attribute serves both."""
        said = self.colour("fill", fill)
        if not stroke:
            return said
        more = self.colour("stroke", stroke)
        if " class=" in said and " class=" in more:
            first, second = said.split(' class="')[1][:-1], more.split(' class="')[1][:-1]
            return f'{said.split(" class=")[0]}{more.split(" class=")[0]} class="{first} {second}"'
        return said + more

    def rect(
        self,
        box: tuple[float, float, float, float],
        fill: str,
        stroke: str = "",
        *,
        line: float = 1.0,
        round_: float = 0,
        more: str = "",
    ) -> None:
        """A rectangle of x, y, width and height."""
        x, y, wide, tall = box
        corner = f' rx="{_n(round_)}"' if round_ else ""
        edge = f' stroke-width="{_n(line)}"' if stroke else ""
        self.parts.append(
            f'<rect x="{_n(self.x(x, wide))}" y="{_n(y)}" width="{_n(wide)}" '
            f'height="{_n(tall)}"{corner}{self.paints(fill, stroke)}{edge}{more}/>'
        )

    def text(
        self,
        at: Point,
        said: str,
        size: float,
        role: str,
        *,
        bold: bool = False,
        anchor: str = "start",
        spacing: float = 0,
    ) -> None:
        """A line of text."""
        if self.picture.scene.rtl:
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        weight = ' font-weight="700"' if bold else ""
        wide = f' letter-spacing="{_n(spacing)}"' if spacing else ""
        line = "".join(self.run(*part) for part in runs(isolated(said, rtl=is_rtl(said))))
        self.parts.append(
            f'<text x="{_n(self.x(at[0]))}" y="{_n(at[1])}" font-size="{_n(size)}"{where}'
            f"{weight}{wide}{self.colour('fill', role)}>{line}</text>"
        )

    def run(self, font: str, said: str) -> str:
        """A stretch of text, in the font of its script if it has one."""
        if not font:
            return escape(said, quote=False)
        fonts = _quoted(f"{font}, {self.picture.scene.style.fonts}")
        return f"<tspan font-family={fonts}>{escape(said, quote=False)}</tspan>"

    def path(self, d: str, fill: str, stroke: str = "", *, line: float = 0, more: str = "") -> None:
        """A path whose coordinates are mirrored already."""
        edge = f' stroke-width="{_n(line)}"' if stroke else ""
        self.parts.append(f'<path d="{d}"{self.paints(fill, stroke)}{edge}{more}/>')

    def polygon(self, points: Iterable[Point], role: str) -> None:
        """A filled shape."""
        said = " ".join(f"{_n(self.x(x))},{_n(y)}" for x, y in points)
        self.parts.append(f'<polygon points="{said}"{self.colour("fill", role)}/>')

    @contextmanager
    def group(self, kind: str, title: str, id: str = "") -> Iterator[None]:
        """A group with a class and a title of its own."""
        mark = f' id="{_MARK}-{id}" data-id="{id}"' if id else ""
        self.parts.append(f'<g class="{kind}"{mark}><title>{escape(title, quote=False)}</title>')
        yield
        self.parts.append("</g>")

    # The whole -----------------------------------------------------------------------

    def paint(self) -> None:
        """Everything, from the ground up."""
        picture = self.picture
        self.rect((0, 0, picture.width, picture.height), "paper")
        for number, line in enumerate(picture.heading):
            y = picture.scene.style.margin + 18 + 24 * number
            self.text((picture.width / 2, y), line, 18, "ink", bold=True, anchor="middle")
        for panel in picture.panels:
            self.panel(panel)
        for stroke in picture.lines:
            self.line(stroke)
        self.banner(picture.banner)
        for placed in picture.cards:
            self.card(placed)
        for joint in picture.joints:
            self.joint(joint)
        self.foot()

    def panel(self, panel: Panel) -> None:
        """The ground of one side."""
        box, role = panel.box, _ROLE_OF_SIDE[panel.side]
        tint = "panel" if panel.side == "open" else f"tint-{panel.side}"
        self.rect((box.x, box.y, box.width, box.height), tint, round_=14)
        x, anchor = (box.right - 16, "end") if panel.at == "end" else (box.x + 16, "start")
        ink = "muted" if panel.side == "open" else role
        for line in panel.heading:
            self.text((x, box.y + 27), line, 14.5, ink, bold=True, anchor=anchor)
        if panel.remark:
            self.text((x, box.y + 56), panel.remark, 13, "muted", anchor=anchor)

    # Lines ---------------------------------------------------------------------------

    def line(self, line: Line) -> None:
        """A line with its head."""
        role = _ROLE_OF_LINE[line.kind]
        points = [(self.x(x), y) for x, y in line.points]
        if len(points) < 2:
            return
        with self.group(f"step {line.kind}", line.tip, line.id):
            ended = _shortened(points, 7) if line.marked and line.kind == "pro" else points
            more = ' stroke-linejoin="round"' + _DASHES.get(line.kind, "")
            d = _rounded(ended)
            wide = _LINE_WIDTH[line.kind] * (0.75 if line.thin else 1)
            self.path(d, "none", role, line=wide, more=more)
            if line.marked:
                self.head(line.kind, points[-2], points[-1], role)

    def head(self, kind: str, before: Point, end: Point, role: str) -> None:
        """The head of a line: arrow, bar or dot. A link has none."""
        along = _direction(before, end)
        across = (-along[1], along[0])
        if kind == "pro":
            base = (end[0] - 9 * along[0], end[1] - 9 * along[1])
            corners = [
                end,
                *((base[0] + 4.6 * s * across[0], base[1] + 4.6 * s * across[1]) for s in (1, -1)),
            ]
            said = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
            self.parts.append(f'<polygon points="{said}"{self.colour("fill", role)}/>')
        elif kind == "con":
            at = (end[0] - 2 * along[0], end[1] - 2 * along[1])
            a, b = ((at[0] + 6.5 * s * across[0], at[1] + 6.5 * s * across[1]) for s in (1, -1))
            d = f"M{_n(a[0])} {_n(a[1])}L{_n(b[0])} {_n(b[1])}"
            self.path(d, "none", role, line=3.6)
        elif kind == "undercut":
            self.parts.append(
                f'<circle cx="{_n(end[0])}" cy="{_n(end[1])}" r="3.6"{self.paints(role, "paper")} '
                f'stroke-width="1"/>'
            )

    def joint(self, joint: Joint) -> None:
        """The small sign on a line."""
        role = _ROLE_OF_LINE[joint.kind]
        x, y = self.x(joint.x), joint.y
        with self.group("joint", joint.tip):
            self.parts.append(
                f'<circle cx="{_n(x)}" cy="{_n(y)}" r="6"{self.paints("card", role)} '
                f'stroke-width="1.3"/>'
            )
            self.sign(joint.sign, x, y, role)

    def sign(self, sign: str, x: float, y: float, role: str) -> None:
        """∧, ≠ or = drawn by hand, since fonts may lack them."""
        if sign == "and":
            d = f"M{_n(x - 2.7)} {_n(y + 2.6)}L{_n(x)} {_n(y - 3)}L{_n(x + 2.7)} {_n(y + 2.6)}"
        else:
            d = "".join(f"M{_n(x - 3)} {_n(y + s)}L{_n(x + 3)} {_n(y + s)}" for s in (-1.5, 1.5))
            if sign == "excludes":
                d += f"M{_n(x - 1.8)} {_n(y + 3.6)}L{_n(x + 1.8)} {_n(y - 3.6)}"
        self.path(d, "none", role, line=1.4)

    # Cards ---------------------------------------------------------------------------

    def card(self, placed: Placed) -> None:
        """A card with all that stands on it."""
        card, x, y = placed.card, placed.x, placed.y
        role = _ROLE_OF_SIDE[card.side]
        kind = f"card {card.side}" + (" position" if card.strong else "")
        with self.group(kind, card.tip, card.id):
            edge = 2.4 if card.strong else 1.3
            self.rect((x, y, card.width, card.height), "card", role, line=edge, round_=10)
            if card.strip:
                self.rect((x + 2.6, y + 8, 5.4, card.height - 16), card.strip, round_=2.7)
            self.card_head(card, x, y, role)
            down = self.card_text(card, x, y + TOP + HEAD + 6)
            self.card_foot(card, x, down)

    def card_head(self, card: Card, x: float, y: float, role: str) -> None:
        """Side, name and theme; the weight at the far end."""
        size = self.picture.scene.style.small_size
        base = y + TOP + 10
        self.glyph(card.side, x + PAD + 4.5, base - 4, role)
        self.text((x + PAD + 13, base), card.word, size, role, bold=True)
        if card.detail:
            after = x + PAD + 13 + width(card.word, size, bold=True) + 6
            self.text((after, base), card.detail, size, "muted")
        if card.weight is not None:
            self.bar(x + card.width - PAD - 58, y + TOP + 3, card.weight, role)

    def glyph(self, side: str, x: float, y: float, role: str) -> None:
        """▲, ▼, ● or half of each around a middle point."""
        if side == "for":
            self.polygon([(x - 4.5, y + 3.8), (x + 4.5, y + 3.8), (x, y - 4.4)], role)
        elif side == "against":
            self.polygon([(x - 4.5, y - 3.8), (x + 4.5, y - 3.8), (x, y + 4.4)], role)
        elif side == "mixed":
            self.polygon([(x - 4.5, y - 0.7), (x + 4.5, y - 0.7), (x, y - 5.6)], role)
            self.polygon([(x - 4.5, y + 0.7), (x + 4.5, y + 0.7), (x, y + 5.6)], role)
        elif side == "motion":
            self.polygon(_star(x, y), role)
        else:
            self.parts.append(
                f'<circle cx="{_n(self.x(x))}" cy="{_n(y)}" r="4"{self.colour("fill", role)}/>'
            )

    def bar(self, x: float, y: float, filled: int, role: str) -> None:
        """The weight, in five steps."""
        for step in range(5):
            shown = role if step < filled else "empty"
            self.rect((x + step * 12, y, 10, 5), shown)

    def card_text(self, card: Card, x: float, y: float) -> float:
        """The claim itself, then what links say of it; how far down it reaches."""
        style = self.picture.scene.style
        for line in card.lines:
            self.aligned(card, x, y + card.line_height * 0.76, line)
            y += card.line_height
        for note in card.notes:
            self.text((x + PAD, y + NOTE - 4), note, style.small_size, "muted")
            y += NOTE
        return y

    def aligned(self, card: Card, x: float, y: float, line: str) -> None:
        """A line of text, set against the edge where its script begins."""
        size, with_map = self.picture.scene.style.text_size, card.rtl == self.picture.scene.rtl
        at = (x + PAD if with_map else x + card.width - PAD, y)
        anchor = "start" if with_map else "end"
        self.text(at, line, size, "ink", bold=card.strong, anchor=anchor)

    def card_foot(self, card: Card, x: float, y: float) -> None:
        """Chips, and the place in the source in the corner."""
        for row in card.rows:
            self.chips(row, x + PAD, y + 5)
            y += ROW
        if card.locator:
            y += 0 if card.rows else ROW
            at = (x + card.width - PAD, y - 4)
            self.text(at, card.locator, self.picture.scene.style.small_size, "muted", anchor="end")

    def chips(self, row: ChipRow, x: float, y: float) -> None:
        """A row of chips, with its word."""
        if row.word:
            size = self.picture.scene.style.small_size
            self.text((x, y + 13), row.word, size, "muted")
        x += row.word_width
        for chip in row.chips:
            self.chip(chip, x, y)
            x += chip.width + CHIP_GAP

    def chip(self, chip: Chip, x: float, y: float) -> None:
        """An actor's code with a sign for the verdict, or a painted value."""
        role, size = bloc_role(chip.bloc), self.picture.scene.style.badge_size
        box = (x, y, chip.width, CHIP)
        kind = f"chip {chip.sign or 'stake'}" + (" inferred" if chip.inferred else "")
        with self.group(kind, chip.tip or chip.text):
            ink = self.chip_ground(chip, box, role)
            before = MARK if chip.sign in {"reject", "ambivalent", "neutral"} else 0
            after = MARK if chip.inferred else 0
            mark = ink if chip.paint else role
            if before:
                self.verdict(chip.sign, x + 10, y + CHIP / 2, mark)
            if after:
                self.wave(x + chip.width - 9.5, y + CHIP / 2, mark)
            middle = x + (chip.width + before - after) / 2
            self.text((middle, y + 13), chip.text, size, ink, bold=True, anchor="middle")

    def chip_ground(self, chip: Chip, box: tuple[float, float, float, float], role: str) -> str:
        """The chip's ground; the role of its ink."""
        corner = CHIP / 2 if chip.voice else 4.0
        if chip.paint:
            dash = ' stroke-dasharray="3 2"' if chip.sign == "reject" else ""
            self.rect(box, chip.paint.colour, "rule", line=0.8, round_=corner, more=dash)
            return ink_on(chip.paint.colour)
        if chip.sign == "more":
            self.rect(box, "empty", round_=corner)
            return "ink"
        fill = "card" if chip.sign in {"reject", "neutral", "ambivalent"} else f"tint-{role}"
        dash = ' stroke-dasharray="3 2"' if chip.sign == "reject" else ""
        dash = ' stroke-dasharray="0.1 3" stroke-linecap="round"' if chip.inferred else dash
        edge = 1.5 if chip.inferred else 1.2
        self.rect(box, fill, role if chip.sign else "", line=edge, round_=corner, more=dash)
        if bloc_pattern(chip.bloc):
            self.hatched[role, bloc_pattern(chip.bloc)] = None
            x, y, wide, tall = box
            self.parts.append(
                f'<rect x="{_n(self.x(x, wide))}" y="{_n(y)}" width="{_n(wide)}" '
                f'height="{_n(tall)}" rx="{_n(corner)}" '
                f'fill="url(#{_MARK}-{role}-{bloc_pattern(chip.bloc)})"/>'
            )
        return role

    def verdict(self, sign: str, x: float, y: float, role: str) -> None:
        """✕ for a rejection, ± for two minds, ○ for neutral."""
        x = self.x(x)
        if sign == "neutral":
            self.parts.append(
                f'<circle cx="{_n(x)}" cy="{_n(y)}" r="2.8"{self.paints("none", role)} '
                f'stroke-width="1.4"/>'
            )
            return
        strokes = {
            "reject": ((-2.8, -2.8, 2.8, 2.8), (-2.8, 2.8, 2.8, -2.8)),
            "ambivalent": ((-3, -1.4, 3, -1.4), (0, -4.2, 0, 1.4), (-3, 3.6, 3, 3.6)),
        }[sign]
        d = "".join(f"M{_n(x + a)} {_n(y + b)}L{_n(x + c)} {_n(y + e)}" for a, b, c, e in strokes)
        self.path(d, "none", role, line=1.7 if sign == "reject" else 1.3)

    def wave(self, x: float, y: float, role: str) -> None:
        """~ for what nobody on record says."""
        x = self.x(x)
        d = f"M{_n(x - 3.6)} {_n(y + 1.2)}q1.8 -4 3.6 -1.2t3.6 -1.2"
        self.path(d, "none", role, line=1.5, more=' stroke-linecap="round"')

    # Head and foot -------------------------------------------------------------------

    def banner(self, banner: Banner) -> None:
        """The question, the positions and the motion."""
        box, scene = banner.box, self.picture.scene
        tall = box.height + (banner.motion.box.height if banner.motion else 0)
        frame = (box.x + 1, box.y + 1, box.width - 2, tall - 2)
        with self.group("banner", clean(scene.map.question)):
            self.rect(frame, "card", "banner", line=2.4, round_=13)
            self.path(self.top_shape(banner), "banner")
            middle, y = box.middle, box.y + 22
            word = scene.word("question")
            self.text((middle, y), word, 10.5, "banner-muted", anchor="middle", spacing=0.6)
            size = scene.style.title_size
            y += 9
            for line in banner.question:
                y += size * 1.2
                at = (middle, y - size * 0.28)
                self.text(at, line, size, "banner-ink", bold=True, anchor="middle")
            y += 14
            for row in banner.pills:
                self.pills(row, middle, y)
                y += 30
        if banner.motion:
            self.motion(banner.motion)

    def top_shape(self, banner: Banner) -> str:
        """The dark ground of the question; square below where the motion joins it."""
        box, r = banner.box, 13
        below = 0 if banner.motion else r
        left, right = sorted((self.x(box.x), self.x(box.right)))
        return (
            f"M{_n(left)} {_n(box.bottom - below)}V{_n(box.y + r)}q0 {-r} {r} {-r}"
            f"H{_n(right - r)}q{r} 0 {r} {r}V{_n(box.bottom - below)}"
            + (f"q0 {r} {-r} {r}H{_n(left + r)}q{-r} 0 {-r} {-r}" if below else "")
            + "Z"
        )

    def pills(self, row: Sequence[Pill], middle: float, y: float) -> None:
        """A row of positions."""
        x = middle - (math.fsum(pill.width for pill in row) + 7 * (len(row) - 1)) / 2
        for pill in row:
            with self.group(f"pill {pill.side}", pill.tip):
                strong = pill.side == "motion"
                self.rect((x, y, pill.width, 24), "banner", "banner-rule", line=1.2, round_=12)
                role = {"for": "banner-for", "against": "banner-against"}.get(
                    pill.side, "banner-ink" if strong else "banner-muted"
                )
                self.glyph(pill.side, x + 15, y + 12, role)
                self.text((x + 25, y + 16.5), pill.text, 12.5, "banner-ink", bold=True)
            x += pill.width + 7

    def motion(self, motion: Motion) -> None:
        """The motion's bar."""
        box, scene = motion.box, self.picture.scene
        small = scene.style.small_size
        with self.group("card motion position", motion.tip, motion.id):
            if motion.strip:
                self.rect((box.x + 6, box.y + 8, 7, box.height - 18), motion.strip, round_=3.5)
            word = scene.word("motion")
            wide = width(word, small, bold=True)
            self.glyph("motion", box.middle - wide / 2 - 9, box.y + 16, "ink")
            self.text((box.middle + 4, box.y + 20), word, small, "ink", bold=True, anchor="middle")
            y = box.y + 26.0
            for line in motion.lines:
                y += 17 * 1.25
                self.text((box.middle, y - 4), line, 17, "ink", bold=True, anchor="middle")
            y += 4
            for groups in motion.rows:
                self.centred(groups, box.middle, y)
                y += ROW + 2
            for note in motion.notes:
                self.text((box.middle, y + 11), note, small, "muted", anchor="middle")
                y += NOTE
            at = (box.right - 16, box.bottom - 11)
            self.text(at, motion.locator, small, "muted", anchor="end")

    def centred(self, groups: Sequence[ChipRow], middle: float, y: float) -> None:
        """Rows of chips side by side, centred."""
        x = middle - (math.fsum(group.width for group in groups) + 18 * (len(groups) - 1)) / 2
        for group in groups:
            self.chips(group, x, y)
            x += group.width + 18

    def foot(self) -> None:
        """The legend and the caption."""
        picture = self.picture
        lines = len(picture.caption) * 17
        y = picture.height - 14 - lines - (8 if lines else 0) - len(picture.legend) * LEGEND_ROW
        if picture.legend:
            self.parts.append('<g class="legend">')
            for row in picture.legend:
                self.legend_row(row, y)
                y += LEGEND_ROW
            self.parts.append("</g>")
        for number, line in enumerate(picture.caption):
            at = (picture.width / 2, y + 16 + number * 17)
            self.text(at, line, 12, "muted", anchor="middle")

    def legend_row(self, row: Sequence[Item], y: float) -> None:
        """One row of the legend, centred."""
        x = (self.picture.width - math.fsum(i.width for i in row) - ITEM_GAP * (len(row) - 1)) / 2
        for item in row:
            wide = self.sample(item, x, y)
            after = x + wide + (6 if wide else 0)
            self.text((after, y + 16), item.text, 12, "ink", bold=item.strong)
            x += item.width + ITEM_GAP

    def sample(self, item: Item, x: float, y: float) -> float:
        """The sample of a legend's entry; how wide it is."""
        middle = y + 12
        if item.chip:
            self.chip(item.chip, x, y + 3)
            return item.chip.width
        if item.sample in _ROLE_OF_SIDE:
            self.glyph(item.sample, x + 5, middle, _ROLE_OF_SIDE[item.sample])
            return 10
        if item.sample in _ROLE_OF_LINE:
            return self.line_sample(item.sample, x, middle)
        if item.sample == "and":
            role = "ink"
            self.parts.append(
                f'<circle cx="{_n(self.x(x + 6))}" cy="{_n(middle)}" r="6"'
                f'{self.paints("card", role)} stroke-width="1.3"/>'
            )
            self.sign("and", self.x(x + 6), middle, role)
            return 12
        if item.sample == "weight":
            self.bar(x, middle - 2.5, 3, "muted")
            return 58
        return 0

    def line_sample(self, kind: str, x: float, y: float) -> float:
        """A short line of a kind."""
        wide = 44 if kind == "link" else 34
        ends = [(self.x(x), y), (self.x(x + wide), y)]
        role = _ROLE_OF_LINE[kind]
        shown = _shortened(ends, 7) if kind == "pro" else ends
        more = _DASHES.get(kind, "")
        self.path(_rounded(shown), "none", role, line=_LINE_WIDTH[kind], more=more)
        self.head(kind, ends[0], ends[1], role)
        if kind == "link":
            middle = (ends[0][0] + ends[1][0]) / 2
            self.parts.append(
                f'<circle cx="{_n(middle)}" cy="{_n(y)}" r="6"{self.paints("card", role)} '
                f'stroke-width="1.3"/>'
            )
            self.sign("excludes", middle, y, role)
        return wide

    # Themes --------------------------------------------------------------------------

    def sheet(self) -> str:
        """One style sheet: the dark where it is asked for, and the light where it is."""
        dark, light = self.rules(dark=True), self.rules(dark=False)
        return (
            "<style>"
            + "".join(f"{_scoped(r)}{{{d}}}" for r, d in dark)
            + "@media (prefers-color-scheme:dark){"
            + "".join(f"#{_MARK} {r}{{{d}}}" for r, d in dark)
            + "".join(f"{_scoped(r, light=True)}{{{d}}}" for r, d in light)
            + "}</style>\n"
        )

    def rules(self, *, dark: bool) -> list[tuple[str, str]]:
        """The declarations of every role that the picture uses."""
        style = self.picture.scene.style
        return [
            (f".{attribute[0]}-{role}", f"{attribute}:{style.colour(role, dark=dark)}")
            for attribute, roles in (("fill", self.fills), ("stroke", self.strokes))
            for role in sorted(roles)
        ]

    def patterns(self) -> str:
        """The hatching of blocs beyond those with a colour of their own."""
        drawn = "".join(
            f'<pattern id="{_MARK}-{role}-{number}" width="5" height="5" '
            f'patternUnits="userSpaceOnUse" patternTransform="rotate({45 * number})">'
            f'<path d="M0 0V5"{self.colour("stroke", role)} stroke-width="1.6" '
            f'stroke-opacity="0.3"/></pattern>'
            for role, number in self.hatched
        )
        return f"<defs>{drawn}</defs>\n" if drawn else ""


def _scoped(rule: str, *, light: bool = False) -> str:
    themes = _LIGHT if light else _DARK
    own = f'#{_MARK}[data-theme="{"light" if light else "dark"}"] {rule}'
    return ",".join([own, *(f"{theme} #{_MARK} {rule}" for theme in themes)])


# Geometry ----------------------------------------------------------------------------


def _direction(a: Point, b: Point) -> Point:
    length = _span(a, b) or 1.0
    return (b[0] - a[0]) / length, (b[1] - a[1]) / length


def _shortened(points: list[Point], by: float) -> list[Point]:
    """Points with the last drawn back, to make room for a head."""
    along = _direction(points[-2], points[-1])
    end = (points[-1][0] - by * along[0], points[-1][1] - by * along[1])
    return [*points[:-1], end]


def _rounded(points: Sequence[Point]) -> str:
    """A path through some points with round bends."""
    d = f"M{_n(points[0][0])} {_n(points[0][1])}"
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        room = min(RADIUS, _span(before, at) / 2, _span(at, after) / 2)
        a, b = _direction(at, before), _direction(at, after)
        d += (
            f"L{_n(at[0] + a[0] * room)} {_n(at[1] + a[1] * room)}"
            f"Q{_n(at[0])} {_n(at[1])} {_n(at[0] + b[0] * room)} {_n(at[1] + b[1] * room)}"
        )
    return f"{d}L{_n(points[-1][0])} {_n(points[-1][1])}"


def _span(a: Point, b: Point) -> float:
    return math.hypot(b[0] - a[0], b[1] - a[1])


def _star(x: float, y: float) -> list[Point]:
    """A five-pointed star; the numbers are sines and cosines of tenths of a turn."""
    outer = ((0, -6), (5.7, -1.9), (3.5, 4.9), (-3.5, 4.9), (-5.7, -1.9))
    inner = ((1.4, -1.9), (2.2, 0.7), (0, 2.3), (-2.2, 0.7), (-1.4, -1.9))
    return [(x + px, y + py) for pair in zip(outer, inner, strict=True) for px, py in pair]


def _quoted(value: str) -> str:
    """A value for an attribute, quotation marks included."""
    return '"' + escape(value, quote=False).replace('"', "&quot;") + '"'
