"""The lattice: which groups of actors hold what together, as a line diagram.

A disc is a formal concept: a group of actors with all they hold in common, such that nobody
else holds all of that (Ganter & Wille 1999, definition 20). Labels are *reduced*: a claim
stands above the widest group that holds it, and everybody below holds it too; an actor
stands below the disc of the narrowest group it is in, and holds all that stands above. To
accept a claim and to reject it are two attributes. Actors are the principals, and what
their members say counts as theirs; each stance counts.

Where there are too many concepts to read only those of enough actors are drawn, which is the
iceberg of the lattice (Stumme and others 2002); an actor then stands below each of the
narrowest groups drawn that it is in.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from attrs import frozen

from argmap.contexts import Context, Iceberg, bits, extents
from argmap.drawing.header import headline
from argmap.drawing.legend import LEGEND_ROW, shape_item, side_items
from argmap.drawing.picture import (
    NARROWEST,
    Badge,
    Bond,
    Box,
    Disc,
    Figure,
    Item,
    Part,
    Picture,
    Point,
    Rect,
    Shape,
    Sign,
    Stroke,
    Words,
)
from argmap.drawing.scene import CHIP, CHIP_GAP, Chip, ChipRow, Scene, flowed, more_chip
from argmap.drawing.sentences import listed, of_claim, quoted
from argmap.drawing.text import clean, shortened, width, wrapped
from argmap.drawing.views.layers import Layers, Spot, layered, placed
from argmap.drawing.views.naming import name_chip
from argmap.model import ArgumentMap, Stance

__all__ = ["Concepts", "Group", "lattice", "said"]

Held: TypeAlias = tuple[str, str]
"""A claim, and whether it is accepted or rejected."""

MOST = 30
"""So many concepts can be read."""
_COUNTED = 500
"""So many are counted, at most, to say how many are not shown."""
_FULL = 24
"""So many claims are said in full; more by their labels."""
_OWN, _OWN_ACTORS = 6, 10
"""So many claims and actors stand at one disc; the others fold into a chip."""
_TOLD = 12
"""So many claims or actors are told in a tip."""
_LEAST_ACROSS, _FEWEST_ACROSS = 6, 4
"""So many discs may stand side by side in any lattice; so few where that is too wide."""
_ROOMS = (216.0, 180.0, 150.0, 124.0)
_BROAD = 1500.0
_TEXT, _LINE, _PAD = 12.0, 15.0, 7.0
_GAP, _STEM, _WAVE = 20.0, 7.0, 12.0
_ROLE = {"for": "for", "against": "against", "mixed": "open", "open": "open"}


# Who holds what ----------------------------------------------------------------------


@frozen
class Group:
    """A concept: the actors, what they hold, what just they hold, and who stands at it.

    `own` are the actors that are in no group drawn below it, and `above` the next wider ones.
    """

    actors: tuple[str, ...]
    holds: tuple[Held, ...]
    own: tuple[str, ...]
    just: tuple[Held, ...]
    above: tuple[int, ...]


@frozen(slots=False)
class Concepts:
    """The concepts of a map, the widest first."""

    map: ArgumentMap

    @cached_property
    def held(self) -> dict[str, tuple[Held, ...]]:
        """What each principal holds, if anything, in the order of the map."""
        found = {actor.id: self._held(actor.id) for actor in self.map.principals}
        return {actor: held for actor, held in found.items() if held}

    def _held(self, actor: str) -> tuple[Held, ...]:
        sides = {
            (stance.claim, stance.verdict)
            for id in self._with_members(actor)
            for stance in self.map.stances_of(id)
        }
        return tuple(one for one in self._every if one in sides)

    def _with_members(self, actor: str) -> list[str]:
        found, open_ = [actor], deque([actor])
        while open_:
            parts = [part.id for part in self.map.parts_of(open_.popleft())]
            found += parts
            open_ += parts
        return found

    @cached_property
    def _every(self) -> tuple[Held, ...]:
        sides = {(stance.claim, stance.verdict) for stance in self.map.stances}
        every = ((c.id, verdict) for c in self.map.claims for verdict in ("accept", "reject"))
        return tuple(one for one in every if one in sides)

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """The principals who take a side on anything."""
        return tuple(self.held)

    @cached_property
    def attributes(self) -> tuple[Held, ...]:
        """All that any of them holds, in the order of the map."""
        anyone = {one for held in self.held.values() for one in held}
        return tuple(one for one in self._every if one in anyone)

    @cached_property
    def context(self) -> Context:
        """Who holds what, as bits."""
        place = {one: at for at, one in enumerate(self.attributes)}
        rows = (sum(1 << place[one] for one in held) for held in self.held.values())
        return Context(tuple(rows), len(place))

    @cached_property
    def iceberg(self) -> Iceberg:
        """The groups that are drawn."""
        return extents(self.context, limit=MOST) if self.held else Iceberg((), 0)

    @cached_property
    def hidden(self) -> int:
        """How many groups are not drawn; -1 for more than are counted."""
        if not self.iceberg.least:
            return 0
        whole = extents(self.context, limit=_COUNTED)
        return -1 if whole.least else len(whole.sets) - len(self.iceberg.sets)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The concepts that are drawn."""
        made, sets = self.context, self.iceberg.sets
        places = {extent: at for at, extent in enumerate(sets)}
        above = [sorted(places[up] for up in _covers(extent, sets)) for extent in sets]
        inner = [0] * len(sets)
        for extent, ups in zip(sets, above, strict=True):
            for up in ups:
                inner[up] |= extent
        return tuple(
            Group(
                self._actors_of(extent),
                self._attributes_of(made.intent(extent)),
                self._actors_of(extent & ~inside),
                tuple(
                    self.attributes[at]
                    for at in bits(made.intent(extent))
                    if made.columns[at] == extent
                ),
                tuple(ups),
            )
            for extent, inside, ups in zip(sets, inner, above, strict=True)
        )

    def _actors_of(self, extent: int) -> tuple[str, ...]:
        return tuple(self.actors[at] for at in bits(extent))

    def _attributes_of(self, intent: int) -> tuple[Held, ...]:
        return tuple(self.attributes[at] for at in bits(intent))

    @cached_property
    def on_record(self) -> frozenset[Held]:
        """What somebody is on record for, and not only inferred to hold."""
        firm = ("stated", "attributed")
        return frozenset((s.claim, s.verdict) for s in self._counted if s.basis in firm)

    @property
    def undecided(self) -> int:
        """How many neutral and ambivalent stances there are, which take no side."""
        return sum(stance.verdict not in ("accept", "reject") for stance in self._counted)

    @cached_property
    def _counted(self) -> list[Stance]:
        """The stances of principals and their members."""
        who = {id for actor in self.map.principals for id in self._with_members(actor.id)}
        return [stance for stance in self.map.stances if stance.actor in who]


def _covers(extent: int, sets: Sequence[int]) -> list[int]:
    """The least sets that hold one and more."""
    wider = [other for other in sets if extent != other and extent & other == extent]
    return [one for one in wider if not any(one != up and one & up == up for up in wider)]


# The picture -------------------------------------------------------------------------


@frozen
class Label:
    """A claim at a disc: its lines, with the space they take."""

    held: Held
    lines: tuple[str, ...]
    width: float
    height: float
    inferred: bool = False


@frozen
class Block:
    """What stands at a disc: claims above, actors below, and how large that is."""

    claims: tuple[Label, ...]
    more: tuple[Held, ...]
    chips: tuple[ChipRow, ...]
    fewer: tuple[str, ...]
    radius: float

    @property
    def width(self) -> float:
        """The width of the widest of it."""
        rows = [row.width for row in self.chips]
        return max([2 * self.radius, *(label.width for label in self.claims), *rows])

    @property
    def above(self) -> float:
        """How far it reaches up from the middle of the disc."""
        labels = sum(label.height + 4 for label in self.claims) + (CHIP + 4) * bool(self.more)
        return self.radius + (labels + _STEM - 4 if labels else 0)

    @property
    def below(self) -> float:
        """How far it reaches down."""
        rows = len(self.chips) * (CHIP + 4)
        return self.radius + (rows + _STEM - 4 if rows else 0)


@frozen
class Band:
    """Where a layer lies: its upper edge, the level of its discs, its lower edge."""

    top: float
    level: float
    bottom: float


@frozen
class Fitted:
    """Blocks with their places, and how wide they are together."""

    layers: Layers
    blocks: Sequence[Block]
    spots: Mapping[Spot, float]
    width: float


def lattice(scene: Scene, heading: tuple[str, ...]) -> Picture:
    """The concepts of actors and claims, each below those with more actors."""
    found = Concepts(scene.map)
    if not found.groups:
        return _empty(scene, heading, found)
    fitted = _fitted(scene, found)
    layers, blocks, wide = fitted.layers, fitted.blocks, fitted.width
    room = max(wide, NARROWEST)
    head = headline(scene, heading, round(room, 1))
    left = scene.style.margin + (room - wide) / 2
    xs = {spot: round(x + left, 1) for spot, x in fitted.spots.items()}
    bands = _bands(layers, blocks, head.box.bottom + 28)
    band_of = {spot: band for row, band in zip(layers.rows, bands, strict=True) for spot in row}
    parts: list[Part] = []
    for way in layers.ways.values():
        low, high = way[0][0], way[-1][0]
        path = _path(way, xs, band_of, (blocks[low].above, blocks[high].below))
        parts.append(_line(found.groups[low], found.groups[high], path))
    for at, block in enumerate(blocks):
        place = xs[at, at, at], band_of[at, at, at].level
        parts += _drawn(scene, found.groups[at], block, place)
    return Picture(
        scene=scene,
        width=round(room + 2 * scene.style.margin, 1),
        height=bands[-1].bottom,
        heading=heading,
        banner=head,
        parts=tuple(parts),
        signs=tuple(_signs(scene, found, blocks)),
        notes=tuple(_notes(scene, found, blocks)),
    )


def _empty(scene: Scene, heading: tuple[str, ...], found: Concepts) -> Picture:
    head = headline(scene, heading, NARROWEST)
    at = (round(head.box.middle, 1), round(head.box.bottom + 34, 1))
    said = Words(*at, scene.word("lattice-none"), scene.style.text_size, "muted", anchor="middle")
    return Picture(
        scene=scene,
        width=round(NARROWEST + 2 * scene.style.margin, 1),
        height=round(head.box.bottom + 46, 1),
        heading=heading,
        banner=head,
        parts=(said,),
        signs=(),
        notes=tuple(_notes(scene, found, ())),
    )


def _fitted(scene: Scene, found: Concepts) -> Fitted:
    """Blocks as broad as they may be, in layers that are narrow enough, with places from 0."""
    most = min(scene.room or _BROAD, _BROAD) - 2 * scene.style.margin
    across = max(_LEAST_ACROSS, round((2.5 * len(found.groups)) ** 0.5))
    tries = [(room, across) for room in _ROOMS]
    tries += [(_ROOMS[-1], fewer) for fewer in range(across - 1, _FEWEST_ACROSS - 1, -1)]
    for room, number in tries:
        layers = layered([group.above for group in found.groups], number)
        blocks = [_block(scene, found, group, room) for group in found.groups]
        widths = [block.width for block in blocks]
        spots = placed(layers, widths, _GAP)
        sizes = {spot: widths[spot[0]] if spot[0] == spot[1] else 0.0 for spot in spots}
        left = min(x - sizes[spot] / 2 for spot, x in spots.items())
        wide = max(x + sizes[spot] / 2 for spot, x in spots.items()) - left
        fitted = Fitted(layers, blocks, {spot: x - left for spot, x in spots.items()}, wide)
        if wide <= most:
            break
    return fitted


def _block(scene: Scene, found: Concepts, group: Group, room: float) -> Block:
    shown = group.just if len(group.just) <= _OWN else group.just[: _OWN - 1]
    full = len(found.attributes) <= _FULL
    own = group.own if len(group.own) <= _OWN_ACTORS else group.own[: _OWN_ACTORS - 1]
    hidden = group.own[len(own) :]
    chips: list[Chip] = [name_chip(scene, id, room) for id in own]
    if hidden:
        chips.append(more_chip(scene.style, len(hidden), _named(scene.map, hidden, _TOLD)))
    share = len(group.actors) / len(found.actors)
    return Block(
        tuple(
            _label(scene, held, room, full=full, inferred=held not in found.on_record)
            for held in shown
        ),
        group.just[len(shown) :],
        tuple(flowed(chips, room)),
        hidden,
        round(8.5 + 8 * share**0.5, 1) if group.actors else 6.0,
    )


def _label(scene: Scene, held: Held, room: float, *, full: bool, inferred: bool) -> Label:
    claim = scene.map.claim(held[0])
    marks = 13 + 5 * (claim.id in scene.values) + 14 * (held[1] == "reject")
    bold = claim.id in scene.map.positions
    inner = room - 2 * _PAD - marks - (_WAVE if inferred else 0)
    if full and scene.labels == "full":
        lines = wrapped(clean(claim.text), inner, _TEXT, bold=bold)
    else:
        lines = (shortened(scene.short(claim.id), inner, _TEXT, bold=bold),)
    if inferred:
        lines = (*lines[:-1], f"{lines[-1]} ~")
    wide = max((width(line, _TEXT, bold=bold) for line in lines), default=0.0)
    value = _value(scene, claim.id, inner)
    rows = len(lines) + bool(value)
    wide = max(wide, width(value, scene.style.small_size, bold=True))
    return Label(held, lines, round(wide + 2 * _PAD + marks, 1), rows * _LINE + 6, inferred)


def _value(scene: Scene, claim: str, room: float) -> str:
    if claim not in scene.values:
        return ""
    text = scene.scale.paint(scene.values[claim]).text
    return shortened(text, room, scene.style.small_size, bold=True)


def _bands(layers: Layers, blocks: Sequence[Block], top: float) -> list[Band]:
    """Where each layer lies; the more lines there are, the more room is between two."""
    between = 34 + min(40.0, 6.0 * len(layers.ways) / len(layers.rows))
    found = []
    y = top
    for row in layers.rows:
        here = [blocks[spot[0]] for spot in row if spot[0] == spot[1]]
        level = y + max(block.above for block in here)
        end = level + max(block.below for block in here)
        found.append(Band(round(y, 1), round(level, 1), round(end, 1)))
        y = end + between
    return found


def _path(
    way: Sequence[Spot],
    xs: Mapping[Spot, float],
    bands: Mapping[Spot, Band],
    reach: tuple[float, float],
) -> tuple[Point, ...]:
    """The way of a line up: upright through layers, slanted between them."""
    first, last = way[0], way[-1]
    points: list[Point] = [(xs[first], round(bands[first].level - reach[0], 1))]
    for spot, after in pairwise(way):
        points.append((xs[spot], round(bands[spot].top - 4, 1)))
        points.append((xs[after], round(bands[after].bottom + 4, 1)))
    points.append((xs[last], round(bands[last].level + reach[1], 1)))
    return tuple(p for at, p in enumerate(points) if not at or p != points[at - 1])


def _line(narrow: Group, wide: Group, path: tuple[Point, ...]) -> Bond:
    """The line from a group up to a wider one: who goes all along it, and what does."""
    ends = dict.fromkeys((*narrow.actors, *(claim for claim, _ in wide.holds)))
    tip = f"{len(narrow.actors)} of the {len(wide.actors)} above."
    return Bond(tuple(ends), "order", tip, (Stroke(path, "link", 1.3, bend="round"),))


def _drawn(scene: Scene, group: Group, block: Block, at: Point) -> Iterator[Part]:
    """A disc with what stands above and below it."""
    x, y = at
    tip = _of_group(scene.map, group)
    ends = tuple(dict.fromkeys((*group.actors, *(claim for claim, _ in group.holds))))
    high, low = y - block.above, y + block.below
    stem = ((x, round(high, 1)), (x, round(low, 1)))
    size = scene.style.small_size
    count = [Words(x, round(y + 4, 1), str(len(group.actors)), size, "card", True, "middle")]
    fill = "muted" if group.actors else "card"
    shapes: list[Shape] = [Stroke(stem, "link", 1.3)] if low - high > 2 * block.radius else []
    shapes.append(Disc(x, y, block.radius, fill, "muted", 1.3))
    yield Bond(ends, "concept", tip, (*shapes, *(count if group.actors else [])))
    top = high
    if block.more:
        chip = more_chip(scene.style, len(block.more), "")
        told = "\n".join(_told(scene.map, block.more))
        badge = Badge(chip, round(x - chip.width / 2, 1), round(top, 1))
        yield Bond(tuple(dict.fromkeys(claim for claim, _ in block.more)), "more", told, (badge,))
        top += CHIP + 4
    for label in block.claims:
        yield _claim(scene, label, round(x - label.width / 2, 1), round(top, 1))
        top += label.height + 4
    top = y + block.radius + _STEM
    for row in block.chips:
        left = x - row.width / 2
        for chip in row.chips:
            yield _badge(scene, chip, block, round(left, 1), round(top, 1))
            left += chip.width + CHIP_GAP
        top += CHIP + 4


def _badge(scene: Scene, chip: Chip, block: Block, x: float, y: float) -> Part:
    if not chip.actor:
        return Bond(block.fewer, "more", chip.tip, (Badge(chip, x, y),))
    actor = scene.map.actor(chip.actor)
    tip = "\n".join([chip.tip, clean(actor.kind), *([clean(actor.bloc)] if actor.bloc else [])])
    box = Box(x, y, chip.width, CHIP)
    return Figure(actor.id, "card actor", tip, box, (Badge(chip, x, y),), clean(actor.name))


def _claim(scene: Scene, label: Label, x: float, y: float) -> Figure:
    """A claim in a small box, its edge dashed and a cross in it where it is rejected."""
    id, verdict = label.held
    side = scene.sides[id]
    role, rejected = _ROLE[side], verdict == "reject"
    box = Box(x, y, label.width, label.height)
    strong = id in scene.map.positions
    shapes: list[Shape] = [
        Rect(box, "card", role, 1.8 if strong else 1.2, 5, "4 2.5" if rejected else "")
    ]
    if id in scene.values:
        ground = scene.scale.paint(scene.values[id]).colour
        shapes.append(Rect(Box(x + 2.5, y + 4, 3.5, label.height - 8), ground, corner=1.7))
    before = x + _PAD + 5 * (id in scene.values)
    shapes.append(Sign(round(before + 5, 1), round(y + _LINE / 2 + 3, 1), side, role))
    if rejected:
        at = (round(x + label.width - _PAD - 4, 1), round(y + _LINE / 2 + 3, 1))
        shapes.append(Sign(*at, "reject", "ink"))
    down = y + 3
    for line in label.lines:
        down += _LINE
        shapes.append(
            Words(round(before + 13, 1), round(down - 3.6, 1), line, _TEXT, "ink", strong)
        )
    value = _value(scene, id, label.width)
    if value:
        size = scene.style.small_size
        at = (round(before + 13, 1), round(down + _LINE - 3.6, 1))
        shapes.append(Words(*at, value, size, "muted", bold=True))
    tip = of_claim(scene.map, scene.map.claim(id), side)
    if label.inferred:
        tip += "\n~ Inferred only: nobody is on record for it."
    name = f"{scene.short(id)} ({scene.word('legend-reject')})" if rejected else scene.short(id)
    kind = f"card claim {side} {verdict}"
    return Figure(id, kind, tip, box, tuple(shapes), name)


# In words ----------------------------------------------------------------------------


def _of_group(map: ArgumentMap, group: Group) -> str:
    names = _named(map, group.actors, _TOLD)
    who = f"{_counted(len(group.actors), 'actor')}: {names}." if group.actors else "Nobody."
    if not group.holds:
        return f"{who}\nThey hold nothing in common."
    return "\n".join((who, "Known to hold:", *_told(map, group.holds)))


def _told(map: ArgumentMap, held: Sequence[Held]) -> Iterator[str]:
    """The first of what is held, and how many more there are."""
    yield from (_of_held(map, one) for one in held[:_TOLD])
    if len(held) > _TOLD:
        yield f"and {len(held) - _TOLD} more"


def _of_held(map: ArgumentMap, held: Held) -> str:
    return f"{quoted(map.claim(held[0]))}{' (rejected)' if held[1] == 'reject' else ''}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s'[: count != 1]}"


def _notes(scene: Scene, found: Concepts, blocks: Sequence[Block]) -> Iterator[str]:
    """How to read it, what is counted how, and what is left out."""
    if found.groups:
        yield (
            "A disc is a group of actors with all they are known to hold together. A claim is "
            "held by all at its disc and below; an actor holds all at its disc and above."
        )
    yield (
        "Each stance of the principals counts, and those of their members as theirs; accepting "
        "and rejecting are two things. Not to be on record for a claim is not to deny it."
    )
    if found.undecided:
        yield f"{_counted(found.undecided, 'neutral or ambivalent stance')}, on no side, not shown."
    least = found.iceberg.least
    if least:
        hidden = f"{found.hidden}" if found.hidden >= 0 else f"more than {_COUNTED - MOST}"
        yield (
            f"Only groups of {least} or more actors are drawn: {len(found.groups)} of them; "
            f"{hidden} smaller ones are not shown. An actor stands at each narrowest group drawn."
        )
    yield from _left_out(scene, found)
    folded = sum(len(block.more) + len(block.fewer) for block in blocks)
    if folded:
        yield f"+n: {folded} claims and actors folded, the last of each disc in the map's order."
    if found.groups and scene.labels == "full" and len(found.attributes) > _FULL:
        yield f"Claims are said by their labels, since there are more than {_FULL}."


def _left_out(scene: Scene, found: Concepts) -> Iterator[str]:
    map = scene.map
    attributes = {held for group in found.groups for held in group.just}
    missing = len(found.attributes) - len(attributes)
    if missing:
        taken = f"{_counted(missing, 'side')} taken on claims"
        yield f"{taken} by fewer than {found.iceberg.least} actors not shown."
    idle = [actor.id for actor in map.principals if actor.id not in found.held]
    if idle:
        yield f"Without a side on anything, and so not shown: {_named(map, idle)}."
    voices = sum(actor.is_voice for actor in map.actors)
    if voices:
        yield f"{_counted(voices, 'voice')} without a stake not shown."
    claims = {claim for claim, _ in found.attributes}
    if len(claims) < len(map.claims) and found.groups:
        yield f"On {len(map.claims) - len(claims)} of {len(map.claims)} claims none takes a side."


def _named(map: ArgumentMap, ids: Sequence[str], most: int = 8) -> str:
    names = [clean(map.actor(id).name) for id in ids[:most]]
    return listed([*names, *([f"{len(ids) - most} more"] if len(ids) > most else [])])


def said(scene: Scene) -> Iterator[str]:
    """The lattice in sentences, for those who cannot see it.

    >>> import argmap
    >>> from argmap.drawing.style import Style
    >>> next(said(Scene(argmap.example("iraq-withdrawal"), Style())))
    '2 groups of two or more actors hold something together.'
    """
    found = Concepts(scene.map)
    telling = [group for group in found.groups if len(group.actors) > 1 and group.holds]
    if not found.groups:
        yield "No principal takes a side on any claim."
        return
    hold = "holds" if len(telling) == 1 else "hold"
    yield f"{_counted(len(telling), 'group')} of two or more actors {hold} something together."
    for group in telling[:3]:
        names = listed(clean(scene.map.actor(id).name) for id in group.actors)
        yield f"{names} hold together: {_of_held(scene.map, group.holds[0])}."


# The legend --------------------------------------------------------------------------


def _signs(scene: Scene, found: Concepts, blocks: Sequence[Block]) -> Iterator[Item]:
    """What occurs, explained."""
    labels = [label for block in blocks for label in block.claims]
    yield from side_items(scene, (scene.sides[label.held[0]] for label in labels))
    y = LEGEND_ROW / 2
    if any(label.held[1] == "reject" for label in labels):
        box = Rect(Box(0, y - 8.5, 34, 17), "card", "ink", 1.2, 5, "4 2.5")
        yield shape_item([box, Sign(17, y, "reject", "ink")], 34, scene.word("legend-reject"))
    if any(label.inferred for label in labels):
        box = Rect(Box(0, y - 8.5, 34, 17), "card", "ink", 1.2, 5)
        wave = Words(17, y + 4, "~", _TEXT, anchor="middle")
        yield shape_item([box, wave], 34, scene.word("legend-inferred"))
    if any(group.actors for group in found.groups):
        disc = Disc(9, y, 9, "muted", "muted", 1.3)
        count = Words(9, y + 4, "2", scene.style.small_size, "card", True, "middle")
        yield shape_item([disc, count], 18, scene.word("lattice-group"))
    if any(not group.actors for group in found.groups):
        ring = Disc(6, y, 6, "card", "muted", 1.3)
        yield shape_item([ring], 12, scene.word("lattice-nobody"))
    if any(block.more or block.fewer for block in blocks):
        chip = more_chip(scene.style, 2, "")
        yield shape_item([Badge(chip, 0, y - CHIP / 2)], chip.width, scene.word("legend-more"))
