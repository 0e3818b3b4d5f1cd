"""The board: for and against side by side, replies indented under what they answer.

Positions are plain arithmetic. Nothing overlaps, nothing is left out, and the number of
columns is chosen so that the picture is neither a ribbon nor a strip.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import evolve, frozen

from argmap.drawing.header import banner
from argmap.drawing.picture import Box, Panel, Picture, Placed
from argmap.drawing.scene import Card, Scene
from argmap.drawing.text import clean, shortened
from argmap.drawing.views.columns import Tree, counts, shared_out, trees
from argmap.drawing.views.streams import merged
from argmap.drawing.views.tracks import Tracks
from argmap.drawing.views.wires import Column, Spot, Wires
from argmap.model import Argument

__all__ = ["apart", "board", "is_against"]

HEADING = 42.0
FOOT = 16.0
PANEL_PAD = 14.0
_LANES = 60.0
_NARROWER = (300, 260, 220)


@frozen
class Band:
    """One row of panels: for each panel its side, heading and trees by column."""

    panels: tuple[tuple[Literal["for", "against", "open"], str, int, int], ...]
    columns: tuple[tuple[Tree, ...], ...]


def board(scene: Scene, heading: tuple[str, ...]) -> Picture:
    """The map as a board; with less room it has fewer columns, then narrower cards."""
    widths = [scene.card_width, *(wide for wide in _NARROWER if wide < scene.card_width)]
    for wide in widths if scene.room else widths[:1]:
        fitted = evolve(scene, style=evolve(scene.style, card_width=wide))
        most = _most_columns(fitted)
        picture = _arranged(fitted, heading, most)
        while scene.room and picture.width > scene.room and most > 2:
            most -= 1
            picture = _arranged(fitted, heading, most)
        if not scene.room or picture.width <= scene.room:
            break
    return picture


def _most_columns(scene: Scene) -> int:
    return max(2, int(scene.room / (scene.card_width + scene.style.indent))) if scene.room else 80


def _arranged(scene: Scene, heading: tuple[str, ...], most: int) -> Picture:
    """The board with so many columns at most."""
    style = scene.style
    cards = {c.id: scene.card(c.id) for c in scene.map.claims if c.id != scene.motion}
    bands, columns = _bands(scene, cards, most)
    wires = Wires.of(scene, columns, _spots(scene, bands, cards))
    tracks = Tracks.of(wires, scene.card_width, style.indent, style.margin)
    top = style.margin + (len(heading) * 24 + 6 if heading else 0)
    left, right = _extent(tracks)
    head = banner(scene, left, top, right - left)
    motion = head.motion.box.bottom if head.motion else head.box.bottom
    bottom = _stack(tracks, bands, motion)
    lines = tuple(merged(tracks.lines(motion), faint=lambda line: line.is_gone(scene)))
    return Picture(
        scene=scene,
        width=round(tracks.width, 1),
        height=bottom,
        heading=heading,
        banner=head,
        panels=tuple(_panels(scene, tracks, bands)),
        cards=tuple(
            Placed(cards[id], round(tracks.card_x(spot), 1), round(tracks.card_y(spot), 1))
            for id, spot in wires.spots.items()
        ),
        lines=lines,
        joints=tuple(tracks.joints(motion)),
    )


# Columns -----------------------------------------------------------------------------


def _bands(scene: Scene, cards: Mapping[str, Card], most: int) -> tuple[list[Band], list[Column]]:
    """What stands on either side of the motion, and below it what does not touch it."""
    hung = scene.outline.roots["motion"]
    for_roots = [id for id in hung if not is_against(scene, id)]
    against_roots = [id for id in hung if is_against(scene, id)]
    room = _room(scene, cards)
    sides = [_trees(scene, roots, cards, room) for roots in (for_roots, against_roots)]
    rest = [
        (side, scene.word(key), _trees(scene, roots, cards, room))
        for side, key, roots in apart(scene)
        if roots
    ]
    if not hung:
        return _plain_bands(scene, rest, most)
    pair = counts(
        (_tall(scene, sides[0]), _tall(scene, sides[1])),
        (_tallest(sides[0]), _tallest(sides[1])),
        scene.card_width + scene.style.indent * 2 + _LANES,
        scene.style.aspect,
        most=most,
    )
    first = _top_band(scene, sides, pair)
    bands = [first]
    if rest:
        bands.append(_lower_band(scene, rest, len(first.columns)))
    return bands, _columns(bands, pair[0])


def is_against(scene: Scene, id: str) -> bool:
    """A claim goes to the side its own step or link to the motion puts it on."""
    by = scene.outline.places[id].by
    return getattr(by, "side", "") == "con" or scene.sides[id] == "against"


def apart(scene: Scene) -> list[tuple[Literal["open"], str, tuple[str, ...]]]:
    """What does not touch the motion, by what it is instead."""
    roots = scene.outline.roots
    background = roots["background"]
    facts = all(scene.map.claim(id).kind == "fact" for id in background)
    key = "claims" if not scene.motion else "facts" if facts else "background"
    return [("open", "others", roots["others"]), ("open", key, background)]


def _trees(
    scene: Scene, roots: Sequence[str], cards: Mapping[str, Card], room: float
) -> list[Tree]:
    style = scene.style
    return trees(
        scene.outline,
        roots,
        lambda card: cards[card].height,
        gap=style.gap,
        deepest=style.depth,
        room=room,
    )


def _room(scene: Scene, cards: Mapping[str, Card]) -> float:
    """How tall one tree may grow: about as tall as a picture of that many cards should be."""
    area = math.fsum(card.height + scene.style.gap for card in cards.values()) * (
        scene.card_width + _LANES + 2 * scene.style.indent
    )
    return max(1000.0, 1.1 * math.sqrt(area / scene.style.aspect))


def _tall(scene: Scene, trees: Sequence[Tree]) -> float:
    return math.fsum(tree.height + scene.style.gap for tree in trees)


def _tallest(trees: Sequence[Tree]) -> float:
    return max((tree.height for tree in trees), default=0.0)


def _in_columns(
    scene: Scene, trees: Sequence[Tree], sides: Sequence[range]
) -> list[tuple[Tree, ...]]:
    """The trees in their columns, level and near to what they bear on."""
    number = {cell.id: at for at, tree in enumerate(trees) for cell in tree.cells}
    lines: Counter[tuple[int, int]] = Counter()
    for step in scene.map.arguments:
        for premise in step.premises:
            a, b = number.get(premise), number.get(_end(scene, step))
            if a is not None and b is not None and a != b:
                lines[a, b] += 1
    shared = shared_out(trees, sides, lines, scene.style.gap)
    return [tuple(trees[n] for n in column) for column in shared]


def _end(scene: Scene, step: Argument) -> str:
    """The card at which a step ends: its target, or where a disputed step starts."""
    target = scene.map[step.target]
    return target.premises[0] if isinstance(target, Argument) else target.id


def _top_band(scene: Scene, sides: Sequence[list[Tree]], pair: tuple[int, int]) -> Band:
    assert scene.motion  # noqa: S101 - this band is the motion's
    label = clean(scene.map.claim(scene.motion).label or "") or scene.word("the-motion")
    split, count = pair[0], sum(pair)
    ranges = [range(split)] * len(sides[0]) + [range(split, count)] * len(sides[1])
    columns = _in_columns(scene, [*sides[0], *sides[1]], ranges) or [()] * count
    panels = (
        ("for", f"{scene.word('for-panel')}: {label}", 0, split),
        ("against", f"{scene.word('against-panel')}: {label}", split, count),
    )
    columns += [()] * (count - len(columns))
    return Band(panels, tuple(columns))  # type: ignore[arg-type] # the sides are literal


def _lower_band(
    scene: Scene, rest: Sequence[tuple[Literal["open"], str, list[Tree]]], count: int
) -> Band:
    """The groups that do not touch the motion side by side, each as wide as it needs."""
    total = math.fsum(_tall(scene, trees) for _, _, trees in rest)
    columns: list[tuple[Tree, ...]] = []
    panels = []
    for number, (side, heading, grown) in enumerate(rest):
        left = count - len(columns) - (len(rest) - number - 1)
        fair = round(count * _tall(scene, grown) / total)
        taken = max(1, min(left, len(grown), max(fair, 1)))
        panels.append((side, heading, len(columns), len(columns) + taken))
        columns += _in_columns(scene, grown, [range(taken)] * len(grown))
    columns += [()] * (count - len(columns))
    return Band(tuple(panels), tuple(columns))


def _plain_bands(
    scene: Scene, rest: Sequence[tuple[Literal["open"], str, list[Tree]]], limit: int
) -> tuple[list[Band], list[Column]]:
    """A map in which nothing bears on the motion, or which has none."""
    tall = math.fsum(_tall(scene, trees) for _, _, trees in rest)
    wide = scene.card_width + scene.style.indent + _LANES
    most = sum(len(trees) for _, _, trees in rest)
    count = max(len(rest), 1, min(most, limit, round((tall * scene.style.aspect / wide) ** 0.5)))
    bands = [_lower_band(scene, rest, count)] if rest else [Band((), ((),))]
    return bands, _columns(bands, 0)


def _remark(scene: Scene) -> str:
    return scene.word("nothing-shown" if scene.is_excerpt else "nothing")


def _columns(bands: Sequence[Band], split: int) -> list[Column]:
    return [
        Column(
            "right" if number < split else "left",
            max((tree.depth for band in bands for tree in band.columns[number]), default=0),
        )
        for number in range(len(bands[0].columns))
    ]


def _spots(scene: Scene, bands: Sequence[Band], cards: Mapping[str, Card]) -> dict[str, Spot]:
    spots: dict[str, Spot] = {}
    for row, band in enumerate(bands):
        for number, stacked in enumerate(band.columns):
            down = HEADING
            for tree in stacked:
                inside = {cell.id for cell in tree.cells}
                for cell in tree.cells:
                    under = scene.outline.places[cell.id].under
                    parent = under if cell.depth and under in inside else None
                    tall = cards[cell.id].height
                    top = round(down + cell.top, 1)
                    spots[cell.id] = Spot(number, row, cell.depth, top, tall, parent)
                down += tree.height + scene.style.gap
    return spots


# Places ------------------------------------------------------------------------------


def _extent(tracks: Tracks) -> tuple[float, float]:
    left, right = tracks.edges[0][0] - PANEL_PAD, tracks.edges[-1][1] + PANEL_PAD
    short = max(0.0, 560 - (right - left)) / 2
    return round(left - short, 1), round(right + short, 1)


def _stack(tracks: Tracks, bands: Sequence[Band], motion: float) -> float:
    """Give every band its place below the one before; the lower edge of the last."""
    y = motion
    for row, band in enumerate(bands):
        y += tracks.corridor_height(row)
        tracks.band_tops[row] = round(y, 1)
        tall = max((_column_height(tracks, row, n) for n in range(len(band.columns))), default=0)
        y += tall + FOOT if band.panels else 0
    return round(y, 1)


def _column_height(tracks: Tracks, row: int, column: int) -> float:
    spots = tracks.wires.spots.values()
    ends = (s.top + s.height for s in spots if (s.band, s.column) == (row, column))
    return max(ends, default=HEADING + 30)


def _panels(scene: Scene, tracks: Tracks, bands: Sequence[Band]) -> list[Panel]:
    panels = []
    for row, band in enumerate(bands):
        top = tracks.band_tops[row]
        tall = max((_column_height(tracks, row, n) for n in range(len(band.columns))), default=0)
        for side, heading, first, after in band.panels:
            left = tracks.edges[first][0] - PANEL_PAD
            right = tracks.edges[after - 1][1] + PANEL_PAD
            empty = not any(band.columns[first:after])
            panels.append(
                Panel(
                    Box(left, top, round(right - left, 1), round(tall + FOOT, 1)),
                    side,
                    (shortened(heading, scene.card_width, 14.5, bold=True),),
                    "end" if side == "for" else "start",
                    _remark(scene) if empty else "",
                )
            )
    return panels
