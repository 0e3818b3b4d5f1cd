"""Actors between the arguments for and those against, with a line for all they hold.

Claims that speak for the motion stand at the left, those against it at the right; what is
mixed or open stands below in the shorter column. Actors stand between them by bloc. Only
claims in which somebody has a stance or a stake are drawn. Columns are ordered so that few
lines cross: each claim moves to the mean place of its holders, each actor within the bloc
to that of the claims held, in turn (the barycentre method of Sugiyama, Tagawa and Toda
1981), and the best order seen is kept.

A stance is a line in the colour of the bloc: solid where it accepts, dashed with a tee
where it rejects, with ± for two minds and ○ for neutral. A stake is a dotted line that
ends in a small square, and is never a stance.
"""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import fsum

from attrs import evolve, frozen

from argmap.drawing.header import headline
from argmap.drawing.legend import LEGEND_ROW, shape_item, side_items
from argmap.drawing.picture import (
    NARROWEST,
    Anchor,
    Badge,
    Bond,
    Box,
    Disc,
    Figure,
    Item,
    Panel,
    Part,
    Picture,
    Point,
    Rect,
    Shape,
    Sign,
    Stroke,
    Words,
)
from argmap.drawing.scene import Scene, bloc_pattern, bloc_role, more_chip, strip_of
from argmap.drawing.sentences import listed, of_claim
from argmap.drawing.style import ink_on
from argmap.drawing.text import clean, is_rtl, shortened, wrapped
from argmap.drawing.views.held import (
    Group,
    Holding,
    foremost,
    grouped,
    holdings,
    nothing,
    of_actor,
    painted,
    reductions,
    said_in,
    side_panel,
    stakes_held,
    value_badges,
)
from argmap.model import Actor

__all__ = ["actors", "said"]

CLAIM, ACTOR, LANE = 330.0, 226.0, 110.0
"""How wide a claim is, an actor, and the least space between them."""
PANEL_PAD, HEADING = 14.0, 42.0
PORT, TEXT = 13.0, 13.0
_LINE = 17.0
_FRAME, _FRAME_TOP = 14.0, 30.0
_MOST_GAP, _PANEL_GAP = 26.0, 16.0
_GROUP_GAP, _MOST_GROUP_GAP = 16.0, 70.0
_ROUNDS = 12
_LINES_EACH, _FEWEST = 4, 12
"""So many lines for each claim of those `fold_above` allows; so few claims are never folded."""
_TALLEST = 130.0
"""No claim becomes taller than this for the sake of its lines."""
_STANCES = ("accept", "reject", "ambivalent", "neutral")
_STAKES = {"gain": "+", "loss": "\N{MINUS SIGN}", "mixed-stake": "±"}
_ROLE = {"for": "for", "against": "against", "mixed": "open", "open": "open"}
_DASHES = {"reject": "7 4", "ambivalent": "10 3 2 3", "neutral": "14 5"}


@frozen
class Stack:
    """The claims of one panel, from the top; so many `more` are folded."""

    side: str
    claims: tuple[str, ...]
    more: int = 0


@frozen
class Sheet:
    """What is drawn: a column of claims at either side, and actors between them."""

    left: tuple[Stack, ...]
    right: tuple[Stack, ...]
    groups: tuple[Group, ...]
    lines: tuple[Holding, ...]
    motion: str | None = None

    @property
    def columns(self) -> tuple[list[str], list[str]]:
        """The claims of either column, from the top."""
        left, right = (
            [id for s in stacks for id in s.claims] for stacks in (self.left, self.right)
        )
        return left, right

    @property
    def actors(self) -> list[str]:
        """The actors, from the top."""
        return [actor.id for group in self.groups for actor in group.actors]


def actors(scene: Scene, heading: tuple[str, ...]) -> Picture:
    """The map as actors between the claims they hold something on."""
    held = (*holdings(scene), *stakes_held(scene))
    if not held:
        notes = tuple(_notes(scene, Sheet((), (), (), ())))
        return nothing(scene, heading, scene.word("nothing-held"), notes)
    return _drawn(scene, heading, _uncrossed(_sheet(scene, held)))


# What is drawn -----------------------------------------------------------------------


def _sheet(scene: Scene, held: Sequence[Holding]) -> Sheet:
    claims = {line.claim for line in held}
    spoken = [claim.id for claim in scene.map.claims if claim.id in claims]
    kept = _kept(scene, spoken, held)
    lines = [line for line in held if line.claim in kept]
    speaking = [actor.id for actor in scene.actors]
    named = {line.actor for line in lines}
    most = min(scene.style.fold_above, len(named))
    shown = set(foremost(speaking, (line.actor for line in lines), most))
    left, right = _stacks(scene, spoken, kept)
    return Sheet(
        left,
        right,
        grouped(scene, (actor for actor in scene.actors if actor.id in shown)),
        tuple(line for line in lines if line.actor in shown),
        scene.motion,
    )


def _kept(scene: Scene, spoken: Sequence[str], held: Sequence[Holding]) -> set[str]:
    """The claims with the most holders: not too many, nor so many lines that none is seen."""
    counts = Counter(line.claim for line in held)
    most = scene.style.fold_above
    ranked = sorted(spoken, key=lambda claim: (claim != scene.motion, -counts[claim]))[:most]
    lines = list(accumulate(counts[id] for id in ranked))
    fitting = sum(total <= _LINES_EACH * most for total in lines)
    return set(ranked[: max(fitting, _FEWEST)])


def _stacks(
    scene: Scene, spoken: Sequence[str], kept: set[str]
) -> tuple[tuple[Stack, ...], tuple[Stack, ...]]:
    """The panels of either column: what is neither for nor against where there is room."""
    if not scene.motion:
        half = (len(spoken) + 1) // 2
        first, second = (_stack("open", ids, kept) for ids in (spoken[:half], spoken[half:]))
        return (first,), (second,) if len(spoken) > 1 else ()
    by_side: dict[str, list[str]] = {side: [] for side in _ROLE}
    for id in spoken:
        by_side["for" if id == scene.motion else scene.sides[id]].append(id)
    columns = [[_stack("for", by_side["for"], kept)], [_stack("against", by_side["against"], kept)]]
    for side in ("mixed", "open"):
        if by_side[side]:
            shorter = min(columns, key=lambda stacks: sum(len(stack.claims) for stack in stacks))
            shorter.append(_stack(side, by_side[side], kept))
    left, right = columns
    return tuple(left), tuple(right)


def _stack(side: str, ids: Sequence[str], kept: set[str]) -> Stack:
    shown = tuple(id for id in ids if id in kept)
    return Stack(side, shown, len(ids) - len(shown))


# Their order -------------------------------------------------------------------------


def _uncrossed(sheet: Sheet) -> Sheet:
    """The same sheet in the order with the fewest crossings that was found."""
    best, fewest = sheet, crossings(sheet)
    for _ in range(_ROUNDS):
        sheet = _actors_moved(_claims_moved(sheet))
        count = crossings(sheet)
        if count < fewest:
            best, fewest = sheet, count
    return best


def _claims_moved(sheet: Sheet) -> Sheet:
    """Every claim at the mean place of its holders, within its panel; the motion on top."""
    places = _shares(sheet.actors)
    means = _means((line.claim, places[line.actor]) for line in sheet.lines)

    def key(id: str) -> tuple[bool, float]:
        return id != sheet.motion, means.get(id, 0.5)

    left, right = (
        tuple(evolve(stack, claims=tuple(sorted(stack.claims, key=key))) for stack in stacks)
        for stacks in (sheet.left, sheet.right)
    )
    return evolve(sheet, left=left, right=right)


def _actors_moved(sheet: Sheet) -> Sheet:
    """Every actor at the mean place of the claims held, within the group, voices last."""
    left, right = sheet.columns
    places = _shares(left) | _shares(right)
    means = _means((line.actor, places[line.claim]) for line in sheet.lines)

    def key(actor: Actor) -> tuple[bool, float]:
        return actor.is_voice, means.get(actor.id, 0.5)

    groups = (evolve(g, actors=tuple(sorted(g.actors, key=key))) for g in sheet.groups)
    return evolve(sheet, groups=tuple(groups))


def _shares(ids: Sequence[str]) -> dict[str, float]:
    """How far down each stands, from 0 to 1."""
    return {id: (at + 0.5) / len(ids) for at, id in enumerate(ids)}


def _means(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for id, place in pairs:
        found.setdefault(id, []).append(place)
    return {id: fsum(places) / len(places) for id, places in found.items()}


def crossings(sheet: Sheet) -> int:
    """How many pairs of lines cross, on both sides of the actors."""
    middle = {id: at for at, id in enumerate(sheet.actors)}
    total = 0
    for column in sheet.columns:
        place = {id: at for at, id in enumerate(column)}
        ends = sorted(
            (middle[line.actor], place[line.claim]) for line in sheet.lines if line.claim in place
        )
        seen: list[int] = []
        for _, at in ends:
            total += len(seen) - bisect_right(seen, at)
            insort(seen, at)
    return total


# Places ------------------------------------------------------------------------------


@frozen
class Sizes:
    """How wide the columns are, and where each begins."""

    margin: float
    claim: float
    lane: float
    two: bool

    @classmethod
    def of(cls, scene: Scene, sheet: Sheet) -> "Sizes":
        """Narrower where the picture may not be wide."""
        two = bool(sheet.right)
        margin = scene.style.margin
        lane = LANE + min(130.0, 3.0 * len(sheet.lines))
        fixed = ACTOR + 2 * margin + (4 if two else 2) * PANEL_PAD
        count = 2 if two else 1
        claim = CLAIM
        if scene.room is not None:
            lane = max(110.0, min(lane, (scene.room - fixed) / count - 220))
            claim = max(180.0, min(CLAIM, (scene.room - fixed) / count - lane))
        return cls(margin, round(claim, 1), round(lane, 1), two)

    @property
    def left(self) -> float:
        """Where the claims at the left begin."""
        return self.margin + PANEL_PAD

    @property
    def actor(self) -> float:
        """Where the actors begin."""
        return self.left + self.claim + self.lane

    @property
    def right(self) -> float:
        """Where the claims at the right begin."""
        return self.actor + ACTOR + self.lane

    @property
    def width(self) -> float:
        """From the left edge of what is drawn to its right edge."""
        if self.two:
            return self.right + self.claim + PANEL_PAD - self.margin
        return self.actor + ACTOR + _FRAME - self.margin


@frozen
class Block:
    """A claim as it is drawn, before it has a place."""

    id: str
    lines: tuple[str, ...]
    values: float
    height: float


def _drawn(scene: Scene, heading: tuple[str, ...], sheet: Sheet) -> Picture:
    sizes = Sizes.of(scene, sheet)
    room = max(sizes.width, NARROWEST)
    head = headline(scene, heading, room)
    sizes = evolve(sizes, margin=round(sizes.margin + (room - sizes.width) / 2, 1))
    top = head.box.bottom + 20
    blocks = {id: _block(scene, sheet, sizes, id) for ids in sheet.columns for id in ids}
    columns = ((sheet.left, sizes.left), (sheet.right, sizes.right))
    talls = [_tall(stacks, blocks, scene.style.gap) for stacks, _ in columns]
    tallest = max(*talls, _actors_tall(scene, sheet, _GROUP_GAP))
    parts: list[Part] = []
    boxes: dict[str, Box] = {}
    for stacks, x in columns:
        panels, claims = _column(scene, stacks, blocks, Box(x, top, sizes.claim, tallest))
        parts += panels
        boxes |= claims
    frames, people = _between(scene, sheet, Box(sizes.actor, top, ACTOR, tallest))
    boxes |= people
    parts += frames
    parts += _wires(scene, sheet, boxes)
    parts += [_claim(scene, block, boxes[id]) for id, block in blocks.items()]
    for group in sheet.groups:
        parts += [_person(scene, sheet, actor, boxes[actor.id]) for actor in group.actors]
    return Picture(
        scene=scene,
        width=round(room + 2 * scene.style.margin, 1),
        height=round(top + tallest, 1),
        heading=heading,
        banner=head,
        parts=tuple(parts),
        signs=tuple(_signs(scene, sheet)),
        notes=tuple(_notes(scene, sheet)),
    )


def _block(scene: Scene, sheet: Sheet, sizes: Sizes, id: str) -> Block:
    bold = id in scene.map.positions
    lines = said_in(scene, id, sizes.claim - 44, TEXT, bold=bold)
    _, values = value_badges(scene, id, 0, 0, sizes.claim - 44)
    ports = sum(line.claim == id for line in sheet.lines)
    tall = max(len(lines) * _LINE + 14 + values, min(ports * PORT + 6, _TALLEST))
    return Block(id, lines, values, round(tall, 1))


def _tall(stacks: Sequence[Stack], blocks: Mapping[str, Block], gap: float) -> float:
    between = _PANEL_GAP * max(0, len(stacks) - 1)
    return between + fsum(_stack_tall(stack, blocks, gap) for stack in stacks)


def _stack_tall(stack: Stack, blocks: Mapping[str, Block], gap: float) -> float:
    cards = fsum(blocks[id].height + gap for id in stack.claims)
    return HEADING + (cards or 28.0) + (28 if stack.more else 0) + 4


def _column(
    scene: Scene, stacks: Sequence[Stack], blocks: Mapping[str, Block], room: Box
) -> tuple[list[Part], dict[str, Box]]:
    """The panels of a column, one below the other, and the place of every claim."""
    parts: list[Part] = []
    boxes: dict[str, Box] = {}
    count = sum(len(stack.claims) for stack in stacks)
    spare = room.height - _tall(stacks, blocks, scene.style.gap)
    gap = min(_MOST_GAP, scene.style.gap + spare / max(1, count))
    x, y, wide = room.x, room.y, room.width
    for stack in stacks:
        tall = _stack_tall(stack, blocks, gap)
        box = Box(x - PANEL_PAD, round(y, 1), wide + 2 * PANEL_PAD, round(tall, 1))
        parts.append(_panel(scene, stack, box))
        down = y + HEADING
        for id in stack.claims:
            boxes[id] = Box(x, round(down, 1), wide, blocks[id].height)
            down += blocks[id].height + gap
        if stack.more:
            parts += _folded(scene, stack.more, x, round(down, 1), wide)
        y += tall + _PANEL_GAP
    return parts, boxes


def _panel(scene: Scene, stack: Stack, box: Box) -> Panel:
    nobody = scene.word("nothing-shown" if scene.is_excerpt else "nobody")
    return side_panel(scene, stack.side, box, "" if stack.claims or stack.more else nobody)


def _folded(scene: Scene, count: int, x: float, y: float, wide: float) -> list[Part]:
    chip = more_chip(scene.style, count, "")
    text = shortened(scene.word("fewer-holders"), wide - chip.width - 10, scene.style.small_size)
    words = Words(x + chip.width + 7, y + 13, text, scene.style.small_size, "muted")
    return [Badge(chip, x, y), words]


# Claims ------------------------------------------------------------------------------


def _claim(scene: Scene, block: Block, box: Box) -> Figure:
    """The card of a claim: its side's sign, its text, the values painted."""
    id, side = block.id, scene.sides[block.id]
    position = id in scene.map.positions
    role = "ink" if id == scene.motion else _ROLE[side]
    shapes: list[Shape] = [Rect(box, "card", role, 2.2 if position else 1.2, 9)]
    strip = strip_of(scene, id)
    if strip:
        shapes.append(Rect(Box(box.x + 3, box.y + 7, 5, box.height - 14), strip, corner=2.5))
    y = box.y + (box.height - len(block.lines) * _LINE - block.values) / 2
    glyph = "motion" if id == scene.motion else side
    shapes.append(Sign(box.x + 19, round(y + _LINE / 2, 1), glyph, role))
    turned = is_rtl(" ".join(block.lines)) != scene.rtl
    x = box.right - 12 if turned else box.x + 32
    anchor: Anchor = "end" if turned else "start"
    for number, line in enumerate(block.lines):
        base = round(y + 13 + number * _LINE, 1)
        shapes.append(Words(x, base, line, TEXT, bold=position, anchor=anchor))
    badges, _ = value_badges(
        scene, id, box.x + 32, y + len(block.lines) * _LINE + 4, box.width - 44
    )
    return Figure(
        id=id,
        kind=f"card claim {side}" + (" position" if position else ""),
        tip="\n".join((of_claim(scene.map, scene.map.claim(id), side), *painted(scene, id))),
        box=box,
        shapes=(*shapes, *badges),
        label="\n".join(block.lines),
    )


# Actors ------------------------------------------------------------------------------


def _actors_tall(scene: Scene, sheet: Sheet, gap: float) -> float:
    """How tall the column of actors is, with so large a gap between blocs."""
    frames = (_group_tall(scene, group) for group in sheet.groups)
    return fsum(frames) + gap * max(0, len(sheet.groups) - 1)


def _group_tall(scene: Scene, group: Group) -> float:
    boxes = fsum(_person_tall(scene, actor) + 10 for actor in group.actors)
    return _FRAME_TOP + boxes + 4


def _person_tall(scene: Scene, actor: Actor) -> float:
    """How tall the box of an actor is: its names, and the value painted."""
    lines = 17.0 * len(_names(scene, actor))
    if not actor.is_voice and _other_name(scene, actor):
        lines += 16
    if actor.id in scene.values:
        lines += 16
    return lines + 14


def _names(scene: Scene, actor: Actor) -> tuple[str, ...]:
    size = TEXT if actor.is_voice else scene.style.text_size
    room = ACTOR - 24
    lines = wrapped(clean(actor.name), room, size, bold=not actor.is_voice)
    if len(lines) <= 2:
        return lines
    rest = shortened(" ".join(lines[1:]), room, size, bold=not actor.is_voice)
    return lines[0], rest


def _other_name(scene: Scene, actor: Actor) -> str:
    """The actor's name in another language than the map's, if it has one."""
    own = scene.map.language.lower().split("-")[0]
    others = (
        clean(str(name))
        for language, name in actor.names.items()
        if language.lower().split("-")[0] != own and clean(str(name)) != clean(actor.name)
    )
    return next(others, "")


def _between(scene: Scene, sheet: Sheet, room: Box) -> tuple[list[Part], dict[str, Box]]:
    """The frames of the blocs, one below the other, and the place of every actor."""
    parts: list[Part] = []
    boxes: dict[str, Box] = {}
    spare = room.height - _actors_tall(scene, sheet, _GROUP_GAP)
    gap = _GROUP_GAP + min(spare / len(sheet.groups), _MOST_GROUP_GAP)
    y = room.y + (room.height - _actors_tall(scene, sheet, gap)) / 2
    for group in sheet.groups:
        tall = _group_tall(scene, group)
        frame = Box(room.x - _FRAME, round(y, 1), room.width + 2 * _FRAME, round(tall, 1))
        role = bloc_role(group.bloc)
        name = shortened(group.name, room.width, TEXT, bold=True)
        parts.append(Rect(frame, "paper", role, 1.3, 14, "6 4"))
        parts.append(Words(frame.middle, round(y + 20, 1), name, TEXT, role, True, "middle"))
        down = y + _FRAME_TOP
        for actor in group.actors:
            height = _person_tall(scene, actor)
            boxes[actor.id] = Box(room.x, round(down, 1), room.width, round(height, 1))
            down += height + 10
        y += tall + gap
    return parts, boxes


def _person(scene: Scene, sheet: Sheet, actor: Actor, box: Box) -> Figure:
    """The box of an actor: its name, that in another language, a value painted."""
    bloc = scene.blocs[actor.bloc] if actor.bloc else None
    role = bloc_role(bloc)
    paint = scene.scale.paint(scene.values[actor.id]) if actor.id in scene.values else None
    fill = paint.colour if paint else f"tint-{role}"
    ink = ink_on(paint.colour) if paint else role
    corner = box.height / 2 if actor.is_voice else 8
    size = TEXT if actor.is_voice else scene.style.text_size
    names = _names(scene, actor)
    hatch = 0 if paint else bloc_pattern(bloc)
    shapes: list[Shape] = [Rect(box, fill, role, 1.2, corner, hatch=hatch)]
    y = box.y + 7
    for line in names:
        base = round(y + 13, 1)
        shapes.append(Words(box.middle, base, line, size, ink, not actor.is_voice, "middle"))
        y += 17
    rest = [] if actor.is_voice else [_other_name(scene, actor)]
    for line in (*rest, paint.text if paint else ""):
        if line:
            text = shortened(line, box.width - 24, 12)
            shapes.append(Words(box.middle, round(y + 12, 1), text, 12, ink, anchor="middle"))
            y += 16
    return Figure(
        id=actor.id,
        kind="card actor" + (" voice" if actor.is_voice else ""),
        tip=of_actor(scene, actor, sheet.lines),
        box=box,
        shapes=tuple(shapes),
        label="\n".join(names),
    )


# Lines -------------------------------------------------------------------------------


def _wires(scene: Scene, sheet: Sheet, boxes: Mapping[str, Box]) -> list[Bond]:
    """A line for everything held, those of voices below the others."""
    left = set(sheet.columns[0])
    starts = _ports(sheet.lines, boxes, left, by_claim=False)
    ends = _ports(sheet.lines, boxes, left, by_claim=True)
    ranked = sorted(range(len(sheet.lines)), key=lambda at: _rank(sheet.lines[at]))
    wires = []
    for at in ranked:
        held = sheet.lines[at]
        person, claim = boxes[held.actor], boxes[held.claim]
        at_left = held.claim in left
        start = (person.x if at_left else person.right, starts[at])
        end = (claim.right if at_left else claim.x, ends[at])
        wires.append(_wire(scene, held, start, end))
    return wires


def _rank(held: Holding) -> tuple[bool, bool]:
    return not held.voice, held.sign in _STAKES


def _ports(
    lines: Sequence[Holding], boxes: Mapping[str, Box], left: set[str], *, by_claim: bool
) -> list[float]:
    """How far down each line meets a box: spread over its edge in the order of the others."""
    at_box: dict[tuple[str, bool], list[int]] = {}
    for at, held in enumerate(lines):
        key = (held.claim, False) if by_claim else (held.actor, held.claim in left)
        at_box.setdefault(key, []).append(at)
    places = [0.0] * len(lines)
    for (id, _), those in at_box.items():
        others = {at: boxes[lines[at].actor if by_claim else lines[at].claim] for at in those}
        those.sort(key=lambda at: (others[at].y + others[at].height / 2, at))
        box = boxes[id]
        step = min(PORT if by_claim else 7.0, (box.height - 10) / len(those))
        first = box.y + box.height / 2 - step * (len(those) - 1) / 2
        for number, at in enumerate(those):
            places[at] = round(first + number * step, 1)
    return places


def _wire(scene: Scene, held: Holding, start: Point, end: Point) -> Bond:
    """A line from an actor to a claim, with its marks near the claim."""
    actor = scene.map.actor(held.actor)
    role = bloc_role(scene.blocs[actor.bloc] if actor.bloc else None)
    shapes: list[Shape] = [_stroke(held, role, start, end)]
    far = 12.0
    if held.sign in _STAKES or held.sign in {"ambivalent", "neutral"}:
        shapes += _mark(held.sign, _on(start, end, far), role)
        far += 15
    elif held.sign == "reject":
        far += 4
    if held.inferred:
        shapes += _doubt(_on(start, end, far), role)
    kind = "stake" if held.sign in _STAKES else "stance"
    sign = {"accept": "pro", "reject": "con"}.get(held.sign, "")
    return Bond(
        (held.actor, held.claim),
        f"{kind} {held.sign}",
        held.tip,
        tuple(shapes),
        sign,  # type: ignore[arg-type] # it is one of these
    )


def _stroke(held: Holding, role: str, start: Point, end: Point) -> Stroke:
    if held.sign in _STAKES:
        return Stroke((start, end), role, 1.3, "1.5 3.5", bend="smooth")
    strength = 0.2 if held.sign == "neutral" else held.strength
    return Stroke(
        (start, end),
        role,
        thick(strength, voice=held.voice),
        _DASHES.get(held.sign, ""),
        "con" if held.sign == "reject" else "",
        "smooth",
    )


def thick(strength: float, *, voice: bool) -> float:
    """How thick the line of a stance is: as strong as it is, that of a voice half as thick.

    >>> thick(1, voice=False), thick(0.5, voice=False), thick(1, voice=True)
    (3.2, 2.0, 1.6)
    """
    whole = 0.8 + 2.4 * strength
    return round(whole / 2 if voice else whole, 1)


def _on(start: Point, end: Point, far: float) -> Point:
    """The point of a smooth line that lies so far from its end, measured level."""
    span = abs(end[0] - start[0])
    low, high = 0.0, 1.0
    for _ in range(24):
        t = (low + high) / 2
        if (1.5 * t * (1 - t) + t**3) * span < span - far:
            low = t
        else:
            high = t
    along, down = 1.5 * low * (1 - low) + low**3, 3 * low**2 - 2 * low**3
    x = start[0] + (end[0] - start[0]) * along
    return round(x, 1), round(start[1] + (end[1] - start[1]) * down, 1)


def _mark(sign: str, at: Point, role: str) -> list[Shape]:
    """±, ○ in a disc for a stance; +, − or ± in a square for a stake."""
    x, y = at
    if sign not in _STAKES:
        return [Disc(x, y, 6.5, "card", role, 1.2), Sign(x, y, sign, role)]
    square = Rect(Box(round(x - 5.5, 1), round(y - 5.5, 1), 11, 11), "card", role, 1.1, 1.5)
    return [square, Words(x, round(y + 4, 1), _STAKES[sign], 11.5, role, True, "middle")]


def _doubt(at: Point, role: str) -> list[Shape]:
    """~ for what nobody on record says."""
    x, y = at
    return [
        Disc(x, y, 6, "card"),
        Words(x, round(y + 5.5, 1), "~", 16, role, bold=True, anchor="middle"),
    ]


# Words -------------------------------------------------------------------------------


def _signs(scene: Scene, sheet: Sheet) -> Iterator[Item]:
    """What the legend explains: only what occurs."""
    shown = [id for column in sheet.columns for id in column if id != scene.motion]
    yield from side_items(scene, (scene.sides[id] for id in shown))
    middle = LEGEND_ROW / 2
    found = {line.sign for line in sheet.lines}
    start, end = (0.0, middle), (40.0, middle)
    for sign in (*_STANCES, *_STAKES):
        if sign in found:
            sample = Holding("", "", sign, 0.6, False, "")
            stroke = evolve(_stroke(sample, "muted", start, end), bend="straight")
            mark = [] if sign in {"accept", "reject"} else _mark(sign, (33.0, middle), "muted")
            key = sign if sign in _STAKES else f"legend-{sign}"
            yield shape_item((stroke, *mark), 42, scene.word(key))
    if any(line.inferred for line in sheet.lines):
        yield shape_item(_doubt((7, middle), "ink"), 14, scene.word("legend-inferred"))
    people = [actor for group in sheet.groups for actor in group.actors]
    if any(line.sign in _STANCES for line in sheet.lines):
        strokes = (Stroke(((0, 7), (30, 7)), "muted", 1), Stroke(((0, 16), (30, 16)), "muted", 3.2))
        yield shape_item(strokes, 30, scene.word("legend-strength"))
    if any(actor.is_voice for actor in people):
        pill = Rect(Box(0, middle - 8, 30, 16), "tint-bloc-none", "bloc-none", 1.2, 8)
        yield shape_item((pill,), 30, scene.word("legend-voice"))


def _notes(scene: Scene, sheet: Sheet) -> Iterator[str]:
    """What is left out, and how several stances became one line."""
    held = (*holdings(scene), *stakes_held(scene))
    spoken = {line.claim for line in held}
    drawn = {id for column in sheet.columns for id in column}
    silent = len(scene.map.claims) - len(spoken)
    if silent:
        claims = f"{silent} claim{'s'[: silent != 1]}"
        yield f"Not drawn: {claims} on which nobody has a stance or a stake."
    if drawn and len(drawn) < len(spoken):
        yield (
            f"Of {len(spoken)} claims on which somebody has a stance or a stake, the "
            f"{len(drawn)} with the most holders are drawn."
        )
    people = len(sheet.actors)
    if people and people < len(scene.actors):
        yield f"Of {len(scene.actors)} actors the {people} who hold most of this are drawn."
    if sheet.lines and len(sheet.lines) < len(held):
        yield f"So {len(held) - len(sheet.lines)} of {len(held)} stances and stakes have no line."
    mute = len(scene.map.actors) - len(scene.actors)
    if mute:
        yield f"Not drawn: {mute} actor{'s'[: mute != 1]} without a stance or a stake."
    yield from reductions(held)


def said(scene: Scene) -> Iterator[str]:
    """What a picture of actors shows, in words: who holds how much of either side."""
    held = holdings(scene)
    for actor in scene.actors:
        own = [holding for holding in held if holding.actor == actor.id]
        parts = [
            f"{verb} {len(those)} {word}"
            for sign, verb in (("accept", "accepts"), ("reject", "rejects"))
            for side, word in _SAID.items()
            if (those := [h for h in own if h.sign == sign and scene.sides[h.claim] == side])
        ]
        if parts:
            yield f"{clean(actor.name)} {listed(parts)}."


_SAID = {
    "for": "for the motion",
    "against": "against it",
    "mixed": "that speak both ways",
    "open": "that speak neither way",
}
