"""The painter: a picture as SVG.

One painter serves every view. Cards, panels and lines are those of boards and trees; all
other views are made of shapes. Every part has a title that says in words what it is.
"""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from math import fsum

from argmap.drawing.canvas import RADIUS, Canvas, number, rounded, shortened_path
from argmap.drawing.difference import CHANGES
from argmap.drawing.legend import ITEM_GAP, LEGEND_ROW
from argmap.drawing.picture import (
    Badge,
    Banner,
    Bond,
    Disc,
    Figure,
    Item,
    Joint,
    Line,
    Motion,
    Panel,
    Part,
    Picture,
    Pill,
    Placed,
    Point,
    Rect,
    Shape,
    Sign,
    Stroke,
    Words,
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
from argmap.drawing.style import ink_on
from argmap.drawing.text import clean, is_mostly_rtl, width

__all__ = ["svg"]

_ROLE_OF_SIDE = {"for": "for", "against": "against", "mixed": "open", "open": "open"}
_ROLE_OF_LINE = {"pro": "for", "con": "against", "undercut": "against", "link": "link"}
_DASHES = {
    "con": ' stroke-dasharray="6 4"',
    "undercut": ' stroke-dasharray="0.1 4.6" stroke-linecap="round"',
}
_LINE_WIDTH = {"pro": 1.8, "con": 1.8, "undercut": 2.6, "link": 1.4}
_STEP = 12
"""From one fifth of a weight's bar to the next."""


def svg(
    picture: Picture,
    *,
    theme: str,
    alt: str,
    title: str,
    tips: bool = True,
    widest: float | None = None,
) -> str:
    """The picture as a whole SVG document; `theme` is auto, light or dark.

    Without `tips` the parts bear no titles of their own. A picture wider than `widest` is
    shown at that width.
    """
    canvas = Canvas(
        picture.scene.style,
        picture.width,
        rtl=picture.scene.rtl,
        dark=theme == "dark",
        themed=theme == "auto",
        tips=tips,
    )
    _paint(canvas, picture)
    size = (picture.width, picture.height)
    shown = (widest, picture.height * widest / picture.width) if widest else size
    return canvas.document(size, title=title, alt=alt, shown=shown)


def _paint(canvas: Canvas, picture: Picture) -> None:
    """Everything, from the ground up."""
    canvas.rect((0, 0, picture.width, picture.height), "paper")
    for line, said in enumerate(picture.heading):
        y = picture.scene.style.margin + 18 + 24 * line
        canvas.text((picture.width / 2, y), said, 18, "ink", bold=True, anchor="middle")
    for panel in picture.panels:
        _panel(canvas, panel)
    for (kind, thin), lines in groupby(sorted(picture.lines, key=_look), key=_look):
        _lines(canvas, picture, kind, thin, list(lines))
    if picture.banner:
        _banner(canvas, picture, picture.banner)
    for part in picture.parts:
        _part(canvas, part)
    for placed in picture.cards:
        _card(canvas, picture, placed)
    for joint in picture.joints:
        _joint(canvas, joint)
    _foot(canvas, picture)


# Shapes ------------------------------------------------------------------------------


def _part(canvas: Canvas, part: Part) -> None:
    match part:
        case Panel():
            _panel(canvas, part)
        case Figure():
            with canvas.group(part.kind, part.tip, id=part.id):
                for shape in part.shapes:
                    _shape(canvas, shape)
        case Bond():
            with canvas.group(part.kind, part.tip, ends=part.ends):
                for shape in part.shapes:
                    _shape(canvas, shape)
        case _:
            _shape(canvas, part)


def _shape(canvas: Canvas, shape: Shape) -> None:
    match shape:
        case Rect(box, fill, stroke, line, corner, dash, hatch):
            more = f' stroke-dasharray="{dash}"' if dash else ""
            place = (box.x, box.y, box.width, box.height)
            canvas.rect(place, fill, stroke, line=line, corner=corner, more=more)
            if hatch:
                _hatched(canvas, place, corner, fill.removeprefix("tint-"), hatch)
        case Words(x, y, text, size, role, bold, anchor, turned):
            canvas.text((x, y), text, size, role, bold=bold, anchor=anchor, turned=turned)
        case Stroke():
            _stroke(canvas, shape)
        case Disc(x, y, radius, fill, stroke, line):
            canvas.circle((x, y), radius, fill, stroke, line=line)
        case Sign(x, y, sign, role):
            if sign in _VERDICTS:
                _verdict(canvas, sign, x, y, role)
            else:
                _glyph(canvas, sign, x, y, role)
        case Badge(chip, x, y):
            _chip(canvas, chip, x, y)


def _stroke(canvas: Canvas, stroke: Stroke) -> None:
    points = [(canvas.x(x), y) for x, y in stroke.points]
    if stroke.head == "pro" and stroke.bend != "smooth":
        points = shortened_path(points, 7)
    more = f' stroke-dasharray="{stroke.dash}"' if stroke.dash else ""
    more += _head(canvas, stroke.head, stroke.role) if stroke.head else ""
    if stroke.bend == "smooth":
        d = _smooth(points)
    else:
        d = rounded(points, RADIUS if stroke.bend == "round" else 0)
    canvas.path(d, "none", stroke.role, line=stroke.line, more=more)


def _smooth(points: Sequence[Point]) -> str:
    """One curve from the first point to the last, level at both."""
    (x, y), (end, down) = points[0], points[-1]
    middle = number((x + end) / 2)
    return (
        f"M{number(x)} {number(y)}C{middle} {number(y)} {middle} {number(down)} "
        f"{number(end)} {number(down)}"
    )


def _head(canvas: Canvas, kind: str, role: str) -> str:
    """The head of a line as an attribute: arrow, tee or dot. A link has none."""
    heads = {
        "pro": ("0 -5 9 10", f'<path d="M0 -4.6L9 0L0 4.6Z"{canvas.colour("fill", role)}/>', 2, 10),
        "con": (
            "-4 -7 4 14",
            f'<path d="M-2 -6.5V6.5"{canvas.paint("none", role, 3.6)}/>',
            0,
            14,
        ),
        "undercut": (
            "-5 -5 10 10",
            f'<circle r="3.6"{canvas.paint(role, "paper")}/>',
            0,
            10,
        ),
    }
    if kind not in heads:
        return ""
    box, inside, at, tall = heads[kind]
    wide = box.split()[2]
    address = canvas.defined(
        f"head {kind} {role}",
        lambda name: (
            f'<marker id="{name}" viewBox="{box}" refX="{at}" markerWidth="{wide}" '
            f'markerHeight="{tall}" markerUnits="userSpaceOnUse" orient="auto" '
            f'stroke-dasharray="none">{inside}</marker>'
        ),
    )
    return f' marker-end="{address}"'


# Panels and lines --------------------------------------------------------------------


def _panel(canvas: Canvas, panel: Panel) -> None:
    """The ground of one side."""
    box, role = panel.box, _ROLE_OF_SIDE[panel.side]
    tint = "panel" if panel.side == "open" else f"tint-{panel.side}"
    canvas.rect((box.x, box.y, box.width, box.height), tint, corner=14)
    x, anchor = (box.right - 16, "end") if panel.at == "end" else (box.x + 16, "start")
    ink = "muted" if panel.side == "open" else role
    for line in panel.heading:
        canvas.text((x, box.y + 27), line, 14.5, ink, bold=True, anchor=anchor)
    if panel.remark:
        canvas.text((x, box.y + 56), panel.remark, 13, "muted", anchor=anchor)


def _look(line: Line) -> tuple[str, bool]:
    return line.kind, line.thin


def _lines(canvas: Canvas, picture: Picture, kind: str, thin: bool, lines: Sequence[Line]) -> None:
    """Lines of one kind, with their heads, and with a sign where they came or went."""
    role = _ROLE_OF_LINE[kind]
    wide = _LINE_WIDTH[kind] * (0.75 if thin else 1)
    look = f"{canvas.paint('none', role, wide)}{_DASHES.get(kind, '')}"
    canvas.parts.append(f'<g stroke-linejoin="round"{look}>')
    for line in lines:
        points = [(canvas.x(x), y) for x, y in line.points]
        if len(points) < 2:
            continue
        change = _change_of(picture, line)
        faint = ' opacity="0.5"' if change == "removed" else ""
        with canvas.group(f"step {kind}", line.tip, ends=line.ends, more=faint):
            ended = shortened_path(points, 7) if line.marked and kind == "pro" else points
            head = _head(canvas, kind, role) if line.marked else ""
            canvas.parts.append(f'<path d="{rounded(ended, RADIUS)}"{head}/>')
    canvas.parts.append("</g>")
    for line in lines:
        if (change := _change_of(picture, line)) and len(line.points) > 1:
            (x, y), (right, down) = line.points[:2]
            at = (x + (right - x) * 0.55, y + (down - y) * 0.55)
            draw = partial(_draw_change, change=change, ground=True)
            canvas.use(f"change {change} ground", at, 0, draw, kind=f"change {change}")


def _change_of(picture: Picture, line: Line) -> str:
    """How a line's step or link changed, if two versions are compared and it did."""
    changes = picture.scene.changes
    return changes.of_line(line.kind, line.ends) if changes else ""


def _draw_change(canvas: Canvas, change: str, *, ground: bool = False) -> None:
    """+ for what came, − for what went, Δ for what is told otherwise."""
    if ground:
        canvas.circle((0, 0), 6, "card", change, line=1.3)
    d = {"added": "M-3.2 0H3.2M0 -3.2V3.2", "removed": "M-3.2 0H3.2"}
    canvas.path(d.get(change, "M0 -3.4L3.5 2.7H-3.5Z"), "none", change, line=1.7)


def _joint(canvas: Canvas, joint: Joint) -> None:
    """The small sign on a line."""
    role = _ROLE_OF_LINE[joint.kind]
    with canvas.group("joint", joint.tip):
        draw = partial(_mark, sign=joint.sign, role=role)
        canvas.use(f"joint {joint.sign} {role}", (joint.x, joint.y), 0, draw)


def _mark(canvas: Canvas, sign: str, role: str) -> None:
    """∧, ≠ or = in a circle, drawn by hand, since fonts may lack them."""
    canvas.circle((0, 0), 6, "card", role, line=1.3)
    strokes = {
        "and": "M-2.7 2.6L0 -3L2.7 2.6",
        "same": "M-3 -1.5L3 -1.5M-3 1.5L3 1.5",
        "excludes": "M-3 -1.5L3 -1.5M-3 1.5L3 1.5M-1.8 3.6L1.8 -3.6",
    }
    canvas.path(strokes[sign], "none", role, line=1.4)


# Cards -------------------------------------------------------------------------------


def _card(canvas: Canvas, picture: Picture, placed: Placed) -> None:
    """A card with all that stands on it."""
    card, small = placed.card, picture.scene.style.small_size
    role = _ROLE_OF_SIDE[card.side]
    kind = f"card {card.side}" + (" position" if card.strong else "")
    with canvas.group(kind, card.tip, id=card.id, box=(placed.x, placed.y, card.width)):
        edge = 2.4 if card.strong else 1.3
        gone = ' stroke-dasharray="7 4"' if card.change == "removed" else ""
        size = (0, 0, card.width, card.height)
        canvas.rect(size, "card", role, line=edge, corner=10, more=gone)
        if card.strip:
            canvas.rect((2.6, 8, 5.4, card.height - 16), card.strip, corner=2.7)
        _card_head(canvas, card, role, small)
        down = _card_text(canvas, card, TOP + HEAD + 6, picture)
        _card_foot(canvas, card, down, small)
        if card.change:
            _tab(canvas, card, picture.scene.word(card.change))


def _tab(canvas: Canvas, card: Card, word: str) -> None:
    """What became of a card from one version to the next, on its upper edge."""
    wide = width(word, 10, bold=True) + 30
    left = card.width - PAD - wide
    canvas.rect((left, -9, wide, 17), "card", card.change, line=1.6, corner=8.5)
    draw = partial(_draw_change, change=card.change)
    canvas.use(f"change {card.change}", (left + 12, -0.5), 0, draw)
    canvas.text((left + 21, 3), word, 10, card.change, bold=True)


def _card_head(canvas: Canvas, card: Card, role: str, small: float) -> None:
    """Side, name and theme; the weight at the far end."""
    base = TOP + 10
    _glyph(canvas, card.side, PAD + 4.5, base - 4, role)
    canvas.text((PAD + 13, base), card.word, small, role, bold=True)
    if card.detail:
        after = PAD + 13 + width(card.word, small, bold=True) + 6
        canvas.text((after, base), card.detail, small, "muted")
    if card.weight is not None:
        _bar(canvas, card.width - PAD - 58, TOP + 3, card.weight, role)


def _card_text(canvas: Canvas, card: Card, y: float, picture: Picture) -> float:
    """The claim itself, then what links say of it; how far down it reaches."""
    style = picture.scene.style
    struck = card.change == "removed"
    if struck:
        canvas.parts.append('<g text-decoration="line-through">')
    for line in card.lines:
        y += card.line_height
        _paragraph_line(canvas, card, line, y - 4.5, style.text_size, bold=card.strong)
    if struck:
        canvas.parts.append("</g>")
    for note in card.notes:
        y += NOTE
        _paragraph_line(canvas, card, note, y - 4, style.small_size, role="muted")
    return y


def _paragraph_line(
    canvas: Canvas,
    card: Card,
    line: str,
    y: float,
    size: float,
    *,
    bold: bool = False,
    role: str = "ink",
) -> None:
    """A line that begins where its script begins."""
    with_map = card.rtl == canvas.rtl
    at = (PAD if with_map else card.width - PAD, y)
    canvas.text(at, line, size, role, bold=bold, anchor="start" if with_map else "end")


def _card_foot(canvas: Canvas, card: Card, y: float, small: float) -> None:
    """Chips, and the place in the source in the corner."""
    for row in card.rows:
        _chips(canvas, row, PAD, y + 5, small)
        y += ROW
    if card.locator:
        y += 0 if card.rows else ROW
        at = (card.width - PAD, y - 4)
        canvas.text(at, card.locator, small, "muted", anchor="end")


def _glyph(canvas: Canvas, side: str, x: float, y: float, role: str) -> None:
    """▲, ▼, ●, a star, or half of two around a middle point."""
    canvas.use(f"glyph {side} {role}", (x, y), 0, partial(_draw_glyph, side=side, role=role))


def _draw_glyph(canvas: Canvas, side: str, role: str) -> None:
    match side:
        case "for":
            canvas.polygon([(-4.5, 3.8), (4.5, 3.8), (0, -4.4)], role)
        case "against":
            canvas.polygon([(-4.5, -3.8), (4.5, -3.8), (0, 4.4)], role)
        case "mixed":
            canvas.polygon([(-4.5, -0.7), (4.5, -0.7), (0, -5.6)], role)
            canvas.polygon([(-4.5, 0.7), (4.5, 0.7), (0, 5.6)], role)
        case "motion":
            canvas.polygon(_STAR, role)
        case _:
            canvas.circle((0, 0), 4, role)


_STAR = [
    point
    for pair in zip(
        ((0, -6), (5.7, -1.9), (3.5, 4.9), (-3.5, 4.9), (-5.7, -1.9)),
        ((1.4, -1.9), (2.2, 0.7), (0, 2.3), (-2.2, 0.7), (-1.4, -1.9)),
        strict=True,
    )
    for point in pair
]
"""A five-pointed star; the numbers are sines and cosines of tenths of a turn."""


def _bar(canvas: Canvas, x: float, y: float, filled: int, role: str) -> None:
    """The weight, in five steps."""
    draw = partial(_draw_bar, filled=filled, role=role)
    canvas.use(f"bar {filled} {role}", (x, y), 4 * _STEP + 10, draw)


def _draw_bar(canvas: Canvas, filled: int, role: str) -> None:
    for step in range(5):
        canvas.rect((step * _STEP, 0, 10, 5), role if step < filled else "empty")


# Chips -------------------------------------------------------------------------------


def _chips(canvas: Canvas, row: ChipRow, x: float, y: float, small: float) -> None:
    """A row of chips, with its word."""
    if row.word:
        canvas.text((x, y + 13), row.word, small, "muted")
    x += row.word_width
    for chip in row.chips:
        _chip(canvas, chip, x, y)
        x += chip.width + CHIP_GAP


def _chip(canvas: Canvas, chip: Chip, x: float, y: float) -> None:
    """An actor's code with a sign for the verdict, or a painted value."""
    kind = f"chip {chip.sign or 'stake'}" + (" inferred" if chip.inferred else "")
    paint = chip.paint.colour if chip.paint else ""
    key = f"{kind} {chip.change} {chip.voice} {chip.bloc} {chip.width} {paint} {chip.text}"
    joins = chip.actor and canvas.record and not canvas.tips
    ends = f' data-ends="{chip.actor} {canvas.record}"' if joins else ""
    draw = partial(_draw_chip, chip=chip)
    canvas.use(key, (x, y), chip.width, draw, kind=kind, more=ends)


def _draw_chip(canvas: Canvas, chip: Chip) -> None:
    role = bloc_role(chip.bloc)
    ink = _chip_ground(canvas, chip, role)
    start = MARK if chip.change else 0
    before = MARK if chip.sign in {"reject", "ambivalent", "neutral"} else 0
    after = MARK if chip.inferred else 0
    mark = ink if chip.paint else role
    if chip.change:
        draw = partial(_draw_change, change=chip.change)
        canvas.use(f"change {chip.change}", (9, CHIP / 2), 0, draw)
    if before:
        _verdict(canvas, chip.sign, start + 10, CHIP / 2, mark)
    if after:
        _wave(canvas, chip.width - 9.5, CHIP / 2, mark)
    middle = (chip.width + start + before - after) / 2
    size = canvas.style.badge_size
    canvas.text((middle, 13), chip.text, size, ink, bold=True, anchor="middle")


def _chip_ground(canvas: Canvas, chip: Chip, role: str) -> str:
    """The chip's ground; the role of its ink."""
    corner = CHIP / 2 if chip.voice else 4.0
    box = (0, 0, chip.width, CHIP)
    dash = ' stroke-dasharray="3 2"' if chip.sign == "reject" else ""
    if chip.paint:
        canvas.rect(box, chip.paint.colour, "rule", line=0.8, corner=corner, more=dash)
        return ink_on(chip.paint.colour)
    if chip.sign == "more":
        canvas.rect(box, "empty", corner=corner)
        return "ink"
    fill = "card" if chip.sign in {"reject", "neutral", "ambivalent"} else f"tint-{role}"
    dash = ' stroke-dasharray="0.1 3" stroke-linecap="round"' if chip.inferred else dash
    edge = 1.5 if chip.inferred else 1.2
    canvas.rect(box, fill, role if chip.sign else "", line=edge, corner=corner, more=dash)
    if bloc_pattern(chip.bloc):
        _hatched(canvas, box, corner, role, bloc_pattern(chip.bloc))
    return role


def _hatched(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    corner: float,
    role: str,
    pattern: int,
) -> None:
    """The hatching of a bloc over a box of x, y, width and height."""
    x, y, wide, tall = box
    canvas.parts.append(
        f'<rect{canvas.place((x, y), wide)} width="{number(wide)}" height="{number(tall)}" '
        f'rx="{number(corner)}" '
        f'fill="{_hatching(canvas, role, pattern)}"/>'
    )


def _hatching(canvas: Canvas, role: str, pattern: int) -> str:
    """The hatching of blocs beyond those with a colour of their own."""
    stroke = canvas.colour("stroke", role)
    return canvas.defined(
        f"pattern {role} {pattern}",
        lambda name: (
            f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({45 * pattern})"><path d="M0 0V5"{stroke} '
            f'stroke-width="1.6" stroke-opacity="0.3"/></pattern>'
        ),
    )


_VERDICTS = frozenset({"accept", "reject", "ambivalent", "neutral"})


def _verdict(canvas: Canvas, sign: str, x: float, y: float, role: str) -> None:
    """✓ for an acceptance, ✕ for a rejection, ± for two minds, ○ for neutral."""
    draw = partial(_draw_verdict, sign=sign, role=role)
    canvas.use(f"verdict {sign} {role}", (x, y), 0, draw)


def _draw_verdict(canvas: Canvas, sign: str, role: str) -> None:
    if sign == "neutral":
        canvas.circle((0, 0), 2.8, "none", role, line=1.4)
        return
    d, wide = {
        "accept": ("M-3.4 0.2L-0.9 2.8L3.6 -2.9", 1.7),
        "reject": ("M-2.8 -2.8L2.8 2.8M-2.8 2.8L2.8 -2.8", 1.7),
        "ambivalent": ("M-3 -1.4L3 -1.4M0 -4.2L0 1.4M-3 3.6L3 3.6", 1.3),
    }[sign]
    canvas.path(d, "none", role, line=wide)


def _wave(canvas: Canvas, x: float, y: float, role: str) -> None:
    """~ for what nobody on record says."""
    d = f"M{number(canvas.x(x) - 3.6)} {number(y + 1.2)}q1.8 -4 3.6 -1.2t3.6 -1.2"
    canvas.path(d, "none", role, line=1.5, more=' stroke-linecap="round"')


# Head --------------------------------------------------------------------------------


def _banner(canvas: Canvas, picture: Picture, banner: Banner) -> None:
    """The question, the positions and the motion."""
    box, scene = banner.box, picture.scene
    tall = box.height + (banner.motion.box.height if banner.motion else 0)
    frame = (box.x + 1, box.y + 1, box.width - 2, tall - 2)
    with canvas.group("banner", clean(scene.map.question)):
        canvas.rect(frame, "card", "banner", line=2.4, corner=13)
        canvas.path(_top_shape(canvas, banner), "banner")
        middle, y = box.middle, box.y + 22
        word = scene.word("question")
        canvas.text((middle, y), word, 10.5, "banner-muted", anchor="middle", spacing=0.6)
        size = scene.style.title_size
        y += 9
        for line in banner.question:
            y += size * 1.2
            at = (middle, y - size * 0.28)
            canvas.text(at, line, size, "banner-ink", bold=True, anchor="middle")
        y += 14
        for row in banner.pills:
            _pills(canvas, row, middle, y)
            y += 30
    if banner.motion:
        _motion(canvas, picture, banner.motion)


def _top_shape(canvas: Canvas, banner: Banner) -> str:
    """The dark ground of the question; square below where the motion joins it."""
    box, r = banner.box, 13
    below = 0 if banner.motion else r
    left, right = sorted((canvas.x(box.x), canvas.x(box.right)))
    return (
        f"M{number(left)} {number(box.bottom - below)}V{number(box.y + r)}q0 {-r} {r} {-r}"
        f"H{number(right - r)}q{r} 0 {r} {r}V{number(box.bottom - below)}"
        + (f"q0 {r} {-r} {r}H{number(left + r)}q{-r} 0 {-r} {-r}" if below else "")
        + "Z"
    )


def _pills(canvas: Canvas, row: Sequence[Pill], middle: float, y: float) -> None:
    """A row of positions."""
    x = middle - (fsum(pill.width for pill in row) + 7 * (len(row) - 1)) / 2
    for pill in row:
        with canvas.group(f"pill {pill.side}", pill.tip):
            strong = pill.side == "motion"
            canvas.rect((x, y, pill.width, 24), "banner", "banner-rule", line=1.2, corner=12)
            role = {"for": "banner-for", "against": "banner-against"}.get(
                pill.side, "banner-ink" if strong else "banner-muted"
            )
            _glyph(canvas, pill.side, x + 15, y + 12, role)
            canvas.text((x + 25, y + 16.5), pill.text, 12.5, "banner-ink", bold=True)
        x += pill.width + 7


def _motion(canvas: Canvas, picture: Picture, motion: Motion) -> None:
    """The motion's bar."""
    box, scene = motion.box, picture.scene
    small = scene.style.small_size
    with canvas.group("card motion position", motion.tip, id=motion.id):
        if motion.strip:
            canvas.rect((box.x + 6, box.y + 8, 7, box.height - 18), motion.strip, corner=3.5)
        word = scene.word("motion")
        wide = width(word, small, bold=True)
        _glyph(canvas, "motion", box.middle - wide / 2 - 9, box.y + 16, "ink")
        if scene.changes and (change := scene.changes.records.get(motion.id)):
            draw = partial(_draw_change, change=change, ground=True)
            canvas.use(f"change {change} ground", (box.middle + wide / 2 + 18, box.y + 16), 0, draw)
        canvas.text((box.middle + 4, box.y + 20), word, small, bold=True, anchor="middle")
        y = box.y + 26.0
        for line in motion.lines:
            y += 17 * 1.25
            canvas.text((box.middle, y - 4), line, 17, bold=True, anchor="middle")
        y += 4
        for groups in motion.rows:
            _centred(canvas, groups, box.middle, y, small)
            y += ROW + 2
        for note in motion.notes:
            canvas.text((box.middle, y + 11), note, small, "muted", anchor="middle")
            y += NOTE
        at = (box.right - 16, box.bottom - 11)
        canvas.text(at, motion.locator, small, "muted", anchor="end")


def _centred(
    canvas: Canvas, groups: Sequence[ChipRow], middle: float, y: float, small: float
) -> None:
    """Rows of chips side by side, centred."""
    x = middle - (fsum(group.width for group in groups) + 18 * (len(groups) - 1)) / 2
    for group in groups:
        _chips(canvas, group, x, y, small)
        x += group.width + 18


# Foot --------------------------------------------------------------------------------


def _foot(canvas: Canvas, picture: Picture) -> None:
    """The legend and the caption."""
    lines = len(picture.caption) * 17
    y = picture.height - 14 - lines - (8 if lines else 0) - len(picture.legend) * LEGEND_ROW
    if picture.legend:
        with canvas.group("legend"):
            for row in picture.legend:
                _legend_row(canvas, picture, row, y)
                y += LEGEND_ROW
    for line, said in enumerate(picture.caption):
        at = (picture.width / 2, y + 16 + line * 17)
        canvas.text(at, said, 12, "muted", anchor="middle", rtl=is_mostly_rtl(said))


def _legend_row(canvas: Canvas, picture: Picture, row: Sequence[Item], y: float) -> None:
    """One row of the legend, centred."""
    x = (picture.width - fsum(i.width for i in row) - ITEM_GAP * (len(row) - 1)) / 2
    for item in row:
        wide = _sample(canvas, item, x, y)
        after = x + wide + (6 if wide else 0)
        canvas.text((after, y + 16), item.text, 12, bold=item.strong)
        x += item.width + ITEM_GAP


def _sample(canvas: Canvas, item: Item, x: float, y: float) -> float:
    """The sample of a legend's entry; how wide it is."""
    middle = y + 12
    if item.shapes:
        with canvas.group("", box=(x, y, _sample_width(item))):
            for shape in item.shapes:
                _shape(canvas, shape)
        return _sample_width(item)
    if item.chip:
        _chip(canvas, item.chip, x, y + 3)
        return item.chip.width
    if item.sample in _ROLE_OF_SIDE:
        _glyph(canvas, item.sample, x + 5, middle, _ROLE_OF_SIDE[item.sample])
        return 10
    if item.sample in _ROLE_OF_LINE:
        return _line_sample(canvas, item.sample, x, middle)
    if item.sample == "and":
        canvas.use("joint and ink", (x + 6, middle), 0, partial(_mark, sign="and", role="ink"))
        return 12
    if item.sample in CHANGES:
        draw = partial(_draw_change, change=item.sample, ground=True)
        canvas.use(f"change {item.sample} ground", (x + 6, middle), 0, draw)
        return 12
    if item.sample == "weight":
        _bar(canvas, x, middle - 2.5, 3, "muted")
        return 58
    return 0


def _sample_width(item: Item) -> float:
    return item.width - 6 - width(item.text, 12, bold=item.strong) if item.text else item.width


def _line_sample(canvas: Canvas, kind: str, x: float, y: float) -> float:
    """A short line of a kind."""
    wide = 44 if kind == "link" else 34
    ends = [(canvas.x(x), y), (canvas.x(x + wide), y)]
    role = _ROLE_OF_LINE[kind]
    shown = shortened_path(ends, 7) if kind == "pro" else ends
    more = _DASHES.get(kind, "") + _head(canvas, kind, role)
    canvas.path(rounded(shown, 0), "none", role, line=_LINE_WIDTH[kind], more=more)
    if kind == "link":
        draw = partial(_mark, sign="excludes", role=role)
        canvas.use(f"joint excludes {role}", (x + wide / 2, y), 0, draw)
    return wide
