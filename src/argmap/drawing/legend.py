"""The legend: what the signs mean, made from those that are really in the picture."""

from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from attrs import evolve

from argmap.drawing.difference import marks
from argmap.drawing.picture import NARROWEST, Item, Picture, Shape
from argmap.drawing.scene import (
    BAR,
    MARK,
    Chip,
    ChipRow,
    Scene,
    actor_chip,
    more_chip,
    value_chip,
)
from argmap.drawing.text import clean, shortened, width, wrapped

__all__ = [
    "ITEM_GAP",
    "LEGEND_ROW",
    "actor_items",
    "chip_items",
    "shape_item",
    "side_items",
    "with_legend",
]

ITEM_GAP, LEGEND_ROW = 20.0, 25.0
_TEXT = 12.0
_SIDES = ("for", "against", "mixed", "open")
_LINES = {"pro": 34.0, "con": 34.0, "undercut": 34.0, "link": 44.0}
_SIGNS = ("accept", "reject", "ambivalent", "neutral")


def with_legend(picture: Picture, caption: Sequence[str], *, legend: bool) -> Picture:
    """The picture with a legend, if it is wanted, and a caption below."""
    scene = picture.scene
    room = picture.width - 2 * scene.style.margin
    rows: list[tuple[Item, ...]] = []
    if legend:
        groups: list[Iterable[Item]]
        if picture.signs is None:
            groups = [_signs(picture), _painted(scene), actor_items(scene)]
        else:
            groups = [picture.signs, _painted(scene)]
        for items in groups:
            rows += _in_rows(list(items), room)
    lines = tuple(line for text in caption for line in wrapped(text, room, _TEXT))
    y = picture.height + (22 if rows else 8) + len(rows) * LEGEND_ROW
    y += len(lines) * 17 + (12 if lines else 4) + 10
    return evolve(picture, legend=tuple(rows), caption=lines, height=round(y, 1))


def _in_rows(items: list[Item], room: float) -> list[tuple[Item, ...]]:
    """Items in rows that are as few as can be, and then as even."""
    rows = _filled(items, room)
    for narrower in range(int(room), int(room / 2), -20):
        even = _filled(items, narrower)
        if len(even) > len(rows):
            break
        rows = even
    return rows


def _filled(items: list[Item], room: float) -> list[tuple[Item, ...]]:
    rows: list[list[Item]] = []
    used = 0.0
    for item in items:
        if not rows or used + item.width > room:
            kept = [rows[-1].pop()] if rows and rows[-1][-1].strong else []
            rows.append(kept)
            used = fsum(held.width + ITEM_GAP for held in kept)
        rows[-1].append(item)
        used += item.width + ITEM_GAP
    return [tuple(row) for row in rows if row]


def _item(sample: str, text: str, wide: float, chip: Chip | None = None) -> Item:
    said = shortened(text, 260, _TEXT)
    return Item(sample, said, round(wide + 6 + width(said, _TEXT), 1), chip)


def shape_item(shapes: Sequence[Shape], wide: float, text: str) -> Item:
    """An entry whose sample is some shapes, at their own origin, `LEGEND_ROW` high."""
    return evolve(_item("", text, wide), shapes=tuple(shapes))


def side_items(scene: Scene, sides: Iterable[str]) -> Iterator[Item]:
    """An entry for each side that occurs, where there is a motion to have sides on."""
    found = set(sides)
    if scene.motion:
        for side in _SIDES:
            if side in found:
                yield _item(side, scene.word(f"legend-{side}"), 10)


def _signs(picture: Picture) -> Iterator[Item]:
    scene = picture.scene
    cards = [placed.card for placed in picture.cards]
    yield from side_items(scene, (card.side for card in cards))
    kinds = {line.kind for line in picture.lines}
    for kind, wide in _LINES.items():
        if kind in kinds:
            yield _item(kind, scene.word(f"legend-{kind}"), wide)
    if any(joint.sign == "and" for joint in picture.joints):
        yield _item("and", scene.word("legend-joint"), 12)
    if any(card.weight is not None for card in cards):
        yield _item("weight", scene.word("legend-weight"), BAR)
    yield from chip_items(scene, list(_chips(picture)))
    for change in marks(scene.changes) if scene.changes else ():
        yield _item(change, scene.word(f"legend-{change}"), 12)


def _chips(picture: Picture) -> Iterator[Chip]:
    rows: list[ChipRow] = [row for placed in picture.cards for row in placed.card.rows]
    if picture.banner and picture.banner.motion:
        rows += [row for line in picture.banner.motion.rows for row in line]
    yield from (chip for row in rows for chip in row.chips)


def chip_items(scene: Scene, chips: Iterable[Chip]) -> Iterator[Item]:
    """An entry for each sign that occurs on some chips."""
    shown = list(chips)
    signs = {chip.sign for chip in shown}
    for sign in _SIGNS:
        if sign in signs:
            wide = width("ABC", scene.style.badge_size, bold=True) + 12
            sample = Chip("ABC", wide + (0 if sign == "accept" else MARK), sign)
            yield _item("chip", scene.word(f"legend-{sign}"), sample.width, sample)
    inferred = {chip.sign for chip in shown if chip.inferred}
    if inferred:
        wide = width("ABC", scene.style.badge_size, bold=True) + 12 + MARK
        sample = Chip("ABC", wide, "accept" if any(inferred) else "", inferred=True)
        yield _item("chip", scene.word("legend-inferred"), wide, sample)
    if any(chip.voice for chip in shown):
        held = any(chip.voice and chip.sign not in {"", "more"} for chip in shown)
        sample = Chip("ABC", 40.0, "accept" if held else "", voice=True)
        yield _item("chip", scene.word("legend-voice"), sample.width, sample)
    if "more" in signs:
        sample = more_chip(scene.style, 2, "")
        yield _item("chip", scene.word("legend-more"), sample.width, sample)


def _painted(scene: Scene) -> Iterator[Item]:
    if not scene.values:
        return
    title = shortened(scene.painted, NARROWEST * 0.9, _TEXT, bold=True)
    yield Item("", title, round(6 + width(title, _TEXT, bold=True), 1), strong=True)
    for paint in scene.scale.samples:
        chip = value_chip(scene.style, paint, paint.text, 220)
        yield Item("chip", "", chip.width, chip)


def actor_items(scene: Scene) -> Iterator[Item]:
    """The code of every actor in the picture, bloc by bloc."""
    blocs: list[str | None] = [b for b in scene.blocs if any(a.bloc == b for a in scene.actors)]
    if any(not actor.bloc for actor in scene.actors):
        blocs.append(None)
    for bloc in blocs:
        if scene.blocs:
            name = clean(bloc) if bloc else scene.word("no-bloc")
            yield evolve(_item("", f"{name}:", 0), strong=True)
        for actor in scene.actors:
            if (actor.bloc or None) == bloc:
                chip = actor_chip(scene, actor.id, "accept")
                value = f": {chip.paint.text}" if chip.paint else ""
                yield _item("chip", f"{clean(actor.name)}{value}", chip.width, chip)
