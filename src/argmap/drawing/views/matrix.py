"""Who holds what as a table: a row for each claim, a column for each actor, a sign in a cell.

Rows are grouped by side, columns by bloc, voices last; either stands in the order of the
map. A cell says by sign and colour what the actor holds of the claim; a dot is no stance
at all, which is neither neutral (○) nor of two minds (±). At the end of a row bars count
who accepts and who rejects the claim, each actor once, and the *net* is the difference.

An actor's *net position* is, among the claims that speak for the motion or against it, how
many verdicts side with it (accepted for, rejected against) less how many do not (rejected
for, accepted against). It is a count of what is on record, not a stance; the actor's own
verdict on the motion stands in the row above.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import fsum

from attrs import evolve, frozen

from argmap.drawing.header import headline
from argmap.drawing.legend import LEGEND_ROW, shape_item, side_items
from argmap.drawing.picture import (
    NARROWEST,
    Anchor,
    Bond,
    Box,
    Figure,
    Item,
    Part,
    Picture,
    Rect,
    Shape,
    Sign,
    Stroke,
    Words,
)
from argmap.drawing.scene import Scene, bloc_pattern, bloc_role, strip_of
from argmap.drawing.sentences import listed, of_claim
from argmap.drawing.style import ink_on
from argmap.drawing.text import clean, is_rtl, shortened, width, wrapped
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
    value_badges,
)
from argmap.model import Actor

__all__ = ["matrix", "net_positions", "said"]

LABEL, LONG_LABEL = 430.0, 620.0
"""How wide the column of claims is, and at most where there are many, lest the table be tall."""
CELL, WIDE_CELL = 36.0, 92.0
"""How wide a cell is under a name that is turned, and under another."""
_MANY_ROWS = 30
NET = 136.0
TEXT = 13.0
STRONG = 0.5
"""A verdict is strong if its strength is above this."""
_LINE = 16.0
_HEADING, _GAP = 38.0, 14.0
_LEAST, _CELL_TALL = 27.0, 28.0
_TURNED_ABOVE, _TURNED_ROOM = 9, 122.0
_BLOC = 32.0
_NAMED = 12
_TAG = 74.0
"""How wide a painted value may be at the end of a row's claim."""
_NAME = 11.5
_ROLE = {"for": "for", "against": "against", "mixed": "open", "open": "open"}
_LOOKS = {
    ("accept", True): ("cell-accept", "cell-accept-ink"),
    ("accept", False): ("cell-leans-accept", "cell-leans-accept-ink"),
    ("reject", True): ("cell-reject", "cell-reject-ink"),
    ("reject", False): ("cell-leans-reject", "cell-leans-reject-ink"),
    ("ambivalent", True): ("cell-torn", "ink"),
    ("ambivalent", False): ("cell-torn", "ink"),
    ("neutral", True): ("card", "ink"),
    ("neutral", False): ("card", "ink"),
}
"""The ground and the ink of a cell, by its verdict and whether it is a strong one."""


@frozen
class Block:
    """The rows of one side; so many `more` are folded, and on `silent` nobody has a stance."""

    side: str
    claims: tuple[str, ...]
    more: int = 0
    silent: int = 0


@frozen
class Table:
    """What is in the rows and in the columns, and what is held in them.

    `counted` is what is held in the rows by those without a column too.
    """

    blocks: tuple[Block, ...]
    groups: tuple[Group, ...]
    held: tuple[Holding, ...]
    counted: tuple[Holding, ...]
    positions: Mapping[str, int]

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The actors from the first column to the last."""
        return tuple(actor for group in self.groups for actor in group.actors)

    @cached_property
    def by_claim(self) -> dict[str, list[Holding]]:
        """The cells in the row of each claim."""
        return _by_claim(self.held)

    @cached_property
    def counts(self) -> dict[str, Counter[tuple[str, bool]]]:
        """How many hold each verdict on a claim, voices apart."""
        return {
            claim: Counter((holding.sign, holding.voice) for holding in those)
            for claim, those in _by_claim(self.counted).items()
        }


def _by_claim(held: Iterable[Holding]) -> dict[str, list[Holding]]:
    found: dict[str, list[Holding]] = {}
    for holding in held:
        found.setdefault(holding.claim, []).append(holding)
    return found


def matrix(scene: Scene, heading: tuple[str, ...]) -> Picture:
    """The map as a table of stances."""
    held = holdings(scene)
    table = _table(scene, held)
    if not held:
        notes = tuple(_left_out(scene, table))
        return nothing(scene, heading, scene.word("no-stances"), notes)
    return _drawn(scene, heading, table)


def net_positions(scene: Scene, held: Sequence[Holding]) -> dict[str, int]:
    """How far the verdicts of each actor side with the motion, beyond those that do not.

    Only what is accepted or rejected of claims that speak one way counts, the motion's own
    verdict does not. An actor who has no such verdict has no net position.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> scene = Scene(argmap.example("iraq-withdrawal"), Style())
    >>> net_positions(scene, holdings(scene))["gcc"]
    -2
    """
    signs = {"for": 1, "against": -1}
    net: dict[str, int] = {}
    for holding in held:
        side = signs.get(scene.sides[holding.claim], 0) if holding.claim != scene.motion else 0
        way = {"accept": 1, "reject": -1}.get(holding.sign, 0)
        if side and way:
            net[holding.actor] = net.get(holding.actor, 0) + side * way
    return net


# What is drawn -----------------------------------------------------------------------


def _table(scene: Scene, held: Sequence[Holding]) -> Table:
    most = scene.style.fold_above
    spoken = {holding.claim for holding in held}
    ids = [claim.id for claim in scene.map.claims if claim.id in spoken]
    ranked = [id for id in ids if id != scene.motion]
    kept = {*foremost(ranked, (h.claim for h in held), most), *scene.map.positions[:1]}
    speaking = {holding.actor for holding in held}
    people = [actor for actor in scene.actors if actor.id in speaking]
    shown = set(foremost([a.id for a in people], (h.actor for h in held), most))
    counted = tuple(h for h in held if h.claim in kept)
    return Table(
        tuple(_blocks(scene, spoken, kept)),
        grouped(scene, (actor for actor in people if actor.id in shown)),
        tuple(h for h in counted if h.actor in shown),
        counted,
        net_positions(scene, held),
    )


def _blocks(scene: Scene, spoken: set[str], kept: set[str]) -> Iterator[Block]:
    for side in _ROLE:
        ids = [c.id for c in scene.map.claims if scene.sides[c.id] == side and c.id != scene.motion]
        heard = [id for id in ids if id in spoken]
        shown = tuple(id for id in heard if id in kept)
        if ids:
            yield Block(side, shown, len(heard) - len(shown), len(ids) - len(heard))


# Places ------------------------------------------------------------------------------


@frozen
class Grid:
    """Where the columns are, and how tall the heads are."""

    margin: float
    label: float
    cell: float
    head: float
    turned: bool
    people: tuple[Actor, ...]
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, scene: Scene, table: Table) -> "Grid":
        """As wide as the names need, and narrower where the picture may not be wide."""
        people, groups = table.actors, table.groups
        margin = scene.style.margin
        turned = len(people) > _TURNED_ABOVE
        label = _label_room(scene, table)
        if scene.room is not None:
            wish = scene.room - 2 * margin - NET - len(people) * (CELL if turned else WIDE_CELL)
            label = max(240.0, min(label, wish))
            left = (scene.room - 2 * margin - NET - label) / max(1, len(people))
            turned = turned or left < 64
        cell = max(CELL, _bloc_need(groups)) if turned else WIDE_CELL
        if scene.room is not None:
            fair = (scene.room - 2 * margin - NET - label) / max(1, len(people))
            cell = max(30.0 if turned else 64.0, min(cell, fair))
        grid = cls(margin, round(label, 1), round(cell, 1), 0.0, turned, people, groups)
        return evolve(grid, head=_head_tall(scene, grid))

    @property
    def left(self) -> float:
        """Where the cells begin."""
        return self.margin + self.label

    @property
    def right(self) -> float:
        """Where the cells end."""
        return round(self.left + self.cell * len(self.people), 1)

    @property
    def width(self) -> float:
        """From the edge of the labels to that of the bars."""
        return round(self.right + NET - self.margin, 1)

    @cached_property
    def at(self) -> dict[str, float]:
        """Where the column of each actor begins."""
        return {
            actor.id: round(self.left + number * self.cell, 1)
            for number, actor in enumerate(self.people)
        }


def _label_room(scene: Scene, table: Table) -> float:
    """How wide the column of claims is: wider where there are many, so that few need two lines."""
    ids = [id for block in table.blocks for id in block.claims]
    if len(ids) <= _MANY_ROWS:
        return LABEL
    lines = (_row_lines(scene, id, LONG_LABEL) for id in ids)
    longest = max(width(line, TEXT, bold=True) for those in lines for line in those)
    taken = 48 + (_TAG + 8 if scene.values else 0)
    return max(LABEL, min(longest + taken, LONG_LABEL))


def _bloc_need(groups: Sequence[Group]) -> float:
    """How wide a cell must be for the longest word of a bloc's name to stand above it."""
    words = ((word, len(group.actors)) for group in groups for word in group.name.split())
    needed = ((width(word, 11, bold=True) + 8) / count for word, count in words)
    return min(max(needed, default=CELL), 60.0)


def _head_tall(scene: Scene, grid: Grid) -> float:
    """How tall the row of names is."""
    names = [_name_lines(scene, grid, actor) for actor in grid.people]
    if grid.turned:
        longest = (width(line, _NAME, bold=True) for lines in names for line in lines)
        return round(max(longest, default=0.0) + 14, 1)
    return max((len(lines) for lines in names), default=1) * 14.0 + 12


def _name_lines(scene: Scene, grid: Grid, actor: Actor) -> tuple[str, ...]:
    """An actor's name, and the value painted, in as many lines as there is room for."""
    room = _TURNED_ROOM if grid.turned else grid.cell - 8
    most = max(1, int((grid.cell - 4) / 13)) if grid.turned else 3
    value = [scene.scale.paint(scene.values[actor.id]).text] if actor.id in scene.values else []
    most = max(1, most - len(value))
    lines = wrapped(clean(actor.name), room, _NAME, bold=True)
    if len(lines) > most:
        rest = shortened(" ".join(lines[most - 1 :]), room, _NAME, bold=True)
        lines = (*lines[: most - 1], rest)
    return (*lines, *(shortened(text, room, _NAME, bold=True) for text in value))


def _drawn(scene: Scene, heading: tuple[str, ...], table: Table) -> Picture:
    grid = Grid.of(scene, table)
    room = max(grid.width, NARROWEST)
    head = headline(scene, heading, room)
    grid = evolve(grid, margin=round(grid.margin + (room - grid.width) / 2, 1))
    parts: list[Part] = []
    y = head.box.bottom + 18
    parts += _heads(scene, table, grid, y)
    y += _BLOC + grid.head + 10
    if scene.motion:
        drawn, y = _motion_block(scene, table, grid, y)
        parts += drawn
    for block in table.blocks:
        drawn, y = _block(scene, table, grid, block, y)
        parts += drawn
    return Picture(
        scene=scene,
        width=round(room + 2 * scene.style.margin, 1),
        height=round(y - _GAP, 1),
        heading=heading,
        banner=head,
        parts=tuple(parts),
        signs=tuple(_signs(scene, table)),
        notes=tuple(_notes(scene, table)),
    )


# Heads -------------------------------------------------------------------------------


def _heads(scene: Scene, table: Table, grid: Grid, y: float) -> Iterator[Part]:
    """The blocs, the names of the actors below them, and what the bars count."""
    x = grid.left
    for group in table.groups:
        wide = grid.cell * len(group.actors)
        role = bloc_role(group.bloc)
        band = Box(round(x + 1.5, 1), y, round(wide - 3, 1), _BLOC)
        yield Rect(band, f"tint-{role}", corner=6, hatch=bloc_pattern(group.bloc))
        lines = _two_lines(group.name, wide - 6)
        base = y + (20 if len(lines) == 1 else 13.5)
        for number, line in enumerate(lines):
            at = round(x + wide / 2, 1)
            yield Words(at, base + number * 12.5, line, 11, role, True, "middle")
        x += wide
    for actor in grid.people:
        yield _head(scene, table, grid, actor, y + _BLOC + 4)
    middle, base = grid.right + NET / 2, y + _BLOC + grid.head
    yield Words(middle, base, scene.word("net-head"), 11, "muted", anchor="middle")


def _two_lines(text: str, room: float) -> tuple[str, ...]:
    lines = wrapped(text, room, 11, bold=True)
    if len(lines) <= 2:
        return lines
    return lines[0], shortened(" ".join(lines[1:]), room, 11, bold=True)


def _head(scene: Scene, table: Table, grid: Grid, actor: Actor, y: float) -> Figure:
    """The name of an actor, upright where there are many columns."""
    role = bloc_role(scene.blocs[actor.bloc] if actor.bloc else None)
    box = Box(grid.at[actor.id], y, grid.cell, grid.head)
    lines = _name_lines(scene, grid, actor)
    shapes: list[Shape] = []
    paint = scene.scale.paint(scene.values[actor.id]) if actor.id in scene.values else None
    ink, bold = role, not actor.is_voice
    if paint:
        ground = Box(box.x + 2, box.y, round(box.width - 4, 1), box.height - 2)
        shapes.append(Rect(ground, paint.colour, corner=4))
        ink = ink_on(paint.colour)
    for number, line in enumerate(lines):
        if grid.turned:
            # Turned lines follow each other from left to right in every script.
            off = (4 + (number - (len(lines) - 1) / 2) * 13) * (-1 if scene.rtl else 1)
            x, y = round(box.middle + off, 1), round(box.bottom - 7, 1)
            shapes.append(Words(x, y, line, _NAME, ink, bold, turned=True))
        else:
            base = round(box.bottom - 9 - (len(lines) - 1 - number) * 14, 1)
            shapes.append(Words(round(box.middle, 1), base, line, _NAME, ink, bold, "middle"))
    return Figure(
        id=actor.id,
        kind="card actor" + (" voice" if actor.is_voice else ""),
        tip=of_actor(scene, actor, table.held),
        box=box,
        shapes=tuple(shapes),
        label=clean(actor.name),
    )


# Rows --------------------------------------------------------------------------------


def _motion_block(scene: Scene, table: Table, grid: Grid, y: float) -> tuple[list[Part], float]:
    """The motion with everybody's own verdict, and below it everybody's net position."""
    assert scene.motion  # noqa: S101 - the caller saw to it
    tall = _row_tall(scene, scene.motion, grid.label)
    net = 30.0 if table.positions else 0.0
    box = Box(grid.margin, y, grid.width, round(tall + net + 8, 1))
    parts: list[Part] = [Rect(box, "card", "banner", 1.6, 10)]
    parts += _row(scene, table, grid, scene.motion, Box(grid.margin, y + 4, grid.label, tall))
    if net:
        parts += _net_row(scene, table, grid, y + 4 + tall)
    return parts, round(box.bottom + _GAP, 1)


def _net_row(scene: Scene, table: Table, grid: Grid, y: float) -> Iterator[Part]:
    """Everybody's net position; nothing for those who have none."""
    yield Stroke(((grid.margin + 12, y), (grid.margin + grid.width - 12, y)), "rule", 1)
    word = shortened(scene.word("net-position"), grid.label - 40, TEXT, bold=True)
    yield Words(grid.margin + 32, y + 20, word, TEXT, bold=True)
    for actor in grid.people:
        net = table.positions.get(actor.id)
        if net is None:
            continue
        role = "for" if net > 0 else "against" if net < 0 else "muted"
        middle = round(grid.at[actor.id] + grid.cell / 2, 1)
        tip = f"{clean(actor.name)}: net position {_signed(net)}."
        words = Words(middle, y + 20, _signed(net), TEXT, role, bold=True, anchor="middle")
        yield Bond((actor.id, str(scene.motion)), "net", tip, (words,))


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else str(number).replace("-", "\N{MINUS SIGN}")


def _block(
    scene: Scene, table: Table, grid: Grid, block: Block, y: float
) -> tuple[list[Part], float]:
    """The rows of a side on its ground, under its name."""
    talls = [_row_tall(scene, id, grid.label) for id in block.claims]
    folded = list(_folded(scene, block))
    tall = _HEADING + fsum(talls) + 22 * len(folded) + 8
    box = Box(grid.margin, y, grid.width, round(tall, 1))
    parts: list[Part] = [side_panel(scene, block.side, box)]
    down = y + _HEADING
    parts += _edges(table, grid, down, down + fsum(talls))
    for id, high in zip(block.claims, talls, strict=True):
        place = Box(grid.margin, round(down, 1), grid.label, high)
        parts += _row(scene, table, grid, id, place)
        down += high
    for text in folded:
        said = shortened(text, grid.label + grid.cell * len(grid.people) - 40, 11)
        parts.append(Words(grid.margin + 32, round(down + 15, 1), said, 11, "muted"))
        down += 22
    return parts, round(box.bottom + _GAP, 1)


def _folded(scene: Scene, block: Block) -> Iterator[str]:
    if block.more:
        yield f"+{block.more} {scene.word('fewer-holders')}"
    if block.silent:
        yield f"+{block.silent} {scene.word('nobody-speaks')}"


def _edges(table: Table, grid: Grid, top: float, bottom: float) -> Iterator[Part]:
    """A line between the columns of one bloc and the next."""
    x = grid.left
    for group in table.groups:
        if x > grid.left and bottom > top:
            yield Stroke(((round(x, 1), top), (round(x, 1), bottom)), "rule", 1)
        x += grid.cell * len(group.actors)


def _row_lines(scene: Scene, id: str, room: float) -> tuple[str, ...]:
    taken = _TAG + 8 if scene.values else 0
    return said_in(scene, id, room - 44 - taken, TEXT, bold=id in scene.map.positions)


def _row_tall(scene: Scene, id: str, room: float) -> float:
    _, values = value_badges(scene, id, 0, 0, _TAG)
    return max(_LEAST, len(_row_lines(scene, id, room)) * _LINE + 8, values + 4)


def _row(scene: Scene, table: Table, grid: Grid, id: str, box: Box) -> Iterator[Part]:
    """A claim, a dot for each column, a cell for each stance, and the bars."""
    middle = round(box.y + box.height / 2, 1)
    yield _label(scene, id, box)
    held = table.by_claim.get(id, [])
    if len(held) < len(grid.people):
        yield _dots(grid, middle)
    high = min(box.height - 3, _CELL_TALL)
    for holding in held:
        cell = Box(grid.at[holding.actor] + 1.5, middle - high / 2, grid.cell - 3, high)
        yield _cell(holding, cell)
    yield from _bars(table, grid, id, middle)


def _label(scene: Scene, id: str, box: Box) -> Figure:
    """The claim of a row: its side's sign, its text, the values painted."""
    side = scene.sides[id]
    position = id in scene.map.positions
    lines = _row_lines(scene, id, box.width)
    role = "ink" if id == scene.motion else _ROLE[side]
    badges, values = value_badges(scene, id, box.right - 12 - _TAG, 0, _TAG)
    top = box.y + (box.height - len(lines) * _LINE) / 2
    glyph = "motion" if id == scene.motion else side
    shapes: list[Shape] = [Sign(box.x + 19, round(top + _LINE / 2 + 0.5, 1), glyph, role)]
    strip = strip_of(scene, id)
    if strip:
        shapes.append(Rect(Box(box.x + 4, box.y + 4, 5, box.height - 8), strip, corner=2.5))
    turned = is_rtl(" ".join(lines)) != scene.rtl
    taken = _TAG + 8 if scene.values else 0
    x = box.right - 12 - taken if turned else box.x + 32
    anchor: Anchor = "end" if turned else "start"
    for number, line in enumerate(lines):
        base = round(top + 12.5 + number * _LINE, 1)
        shapes.append(Words(x, base, line, TEXT, bold=position, anchor=anchor))
    shapes += [evolve(b, y=round(b.y + box.y + (box.height - values) / 2 + 2.5, 1)) for b in badges]
    return Figure(
        id=id,
        kind=f"card row {side}" + (" position" if position else ""),
        tip="\n".join((of_claim(scene.map, scene.map.claim(id), side), *painted(scene, id))),
        box=box,
        shapes=tuple(shapes),
        label="\n".join(lines),
    )


def _dots(grid: Grid, y: float) -> Stroke:
    """A dot in every column, to be covered where there is a stance."""
    first = grid.left + grid.cell / 2 - 1
    last = first + grid.cell * (len(grid.people) - 1) + 2
    dash = f"2 {grid.cell - 2:g}"
    return Stroke(((round(first, 1), y), (round(last, 1), y)), "open", 2, dash)


def _cell(holding: Holding, box: Box) -> Bond:
    """A stance: sign and colour, the edge dotted where it is inferred, round for a voice."""
    ground, ink = _LOOKS[holding.sign, holding.strength > STRONG]
    return Bond(
        (holding.actor, holding.claim),
        f"stance {holding.sign}",
        holding.tip,
        tuple(
            _cell_shapes(
                holding.sign, box, ground, ink, inferred=holding.inferred, voice=holding.voice
            )
        ),
        {"accept": "pro", "reject": "con"}.get(holding.sign, ""),  # type: ignore[arg-type]
    )


def _cell_shapes(
    sign: str, box: Box, ground: str, ink: str, *, inferred: bool = False, voice: bool = False
) -> Iterator[Shape]:
    """The ground of a cell and the sign on it."""
    corner = 12 if voice else 3
    edge = "open" if sign in {"neutral", "ambivalent"} else ""
    box = Box(round(box.x, 1), round(box.y, 1), round(box.width, 1), round(box.height, 1))
    if inferred:
        inner = Box(box.x + 1.5, box.y + 1.5, round(box.width - 3, 1), round(box.height - 3, 1))
        yield Rect(box, ground, corner=corner)
        yield Rect(inner, "none", ink, 1.2, corner - 1.5, "1.5 2.5")
    else:
        yield Rect(box, ground, edge, 1, corner)
    middle = round(box.y + box.height / 2, 1)
    shift = 5 if inferred else 0
    yield Sign(round(box.middle - shift, 1), middle, sign, ink)
    if inferred:
        x = round(box.middle + 7, 1)
        yield Words(x, middle + 4.5, "~", TEXT, ink, bold=True, anchor="middle")


def _bars(table: Table, grid: Grid, id: str, y: float) -> Iterator[Part]:
    """Who rejects to one side, who accepts to the other, voices paler; then the net."""
    counts = table.counts.get(id, Counter())
    unit, axis = _unit(table, grid)
    yield Stroke(((axis, y - 9), (axis, y + 9)), "muted", 1.2)
    for sign, way, looks in (
        ("accept", 1, ("cell-accept", "cell-leans-accept")),
        ("reject", -1, ("cell-reject", "cell-leans-reject")),
    ):
        from_axis = 0.0
        for voice in (False, True):
            long = counts[sign, voice] * unit
            start = axis + from_axis if way > 0 else axis - from_axis - long
            if long:
                box = Box(round(start, 1), y - 5, round(long, 1), 10)
                yield Rect(box, looks[voice], looks[0], 1)
            from_axis += long
    net = sum(counts["accept", v] - counts["reject", v] for v in (False, True))
    if counts:
        role = "for" if net > 0 else "against" if net < 0 else "muted"
        at = grid.right + NET - 12
        yield Words(at, y + 4.5, _signed(net), 12, role, bold=True, anchor="end")


def _unit(table: Table, grid: Grid) -> tuple[float, float]:
    """How long a bar is for one actor, and where the bars begin."""
    left, right = (
        max((count[sign, False] + count[sign, True] for count in table.counts.values()), default=0)
        for sign in ("reject", "accept")
    )
    room = NET - 66
    unit = min(14.0, room / max(1, left + right))
    return unit, round(grid.right + 20 + (room - (left + right) * unit) / 2 + left * unit, 1)


# Words -------------------------------------------------------------------------------


def _signs(scene: Scene, table: Table) -> Iterator[Item]:
    """What the legend explains: only what occurs."""
    yield from side_items(scene, (block.side for block in table.blocks if block.claims))
    yield from _verdict_signs(scene, table)
    middle = LEGEND_ROW / 2
    rows = [*scene.map.positions[:1], *(id for block in table.blocks for id in block.claims)]
    if len(table.held) < len(rows) * len(table.actors):
        dot = Stroke(((12, middle), (14, middle)), "open", 2)
        yield shape_item((dot,), 26, scene.word("legend-none"))
    if any(holding.inferred for holding in table.held):
        box = Box(0, middle - 9, 36, 18)
        shapes = tuple(_cell_shapes("accept", box, "card", "ink", inferred=True))
        yield shape_item(shapes, 36, scene.word("legend-inferred"))
    if any(holding.voice for holding in table.held):
        box = Box(0, middle - 9, 26, 18)
        cell = tuple(_cell_shapes("accept", box, "cell-accept", "cell-accept-ink", voice=True))
        pale = Rect(Box(30, middle - 5, 14, 10), "cell-leans-accept", "cell-accept", 1)
        yield shape_item((*cell, pale), 44, scene.word("legend-pale"))


def _verdict_signs(scene: Scene, table: Table) -> Iterator[Item]:
    """A cell for each verdict; strong and weak ones apart where there are weak ones."""
    found = {(holding.sign, holding.strength > STRONG) for holding in table.held}
    box = Box(0, (LEGEND_ROW - 18) / 2, 26, 18)
    told: set[str] = set()
    for (sign, strong), (ground, ink) in _LOOKS.items():
        if (sign, strong) in found and ground not in told:
            told.add(ground)
            graded = sign in {"accept", "reject"} and (sign, False) in found
            grade = ("strongly-" if strong else "weakly-") if graded else ""
            shapes = tuple(_cell_shapes(sign, box, ground, ink))
            yield shape_item(shapes, 26, scene.word(f"legend-{grade}{sign}"))


def _notes(scene: Scene, table: Table) -> Iterator[str]:
    """What the numbers count, what is left out, how several stances became one verdict."""
    yield (
        "Net: how many accept a claim less how many reject it, each actor counted once, "
        "voices included."
    )
    if scene.motion and table.positions:
        yield (
            "Net position: claims for the motion accepted or against it rejected, less claims for "
            "it rejected or against it accepted; the motion itself, mixed and open claims do not "
            "count."
        )
    if any(h.strength <= STRONG and h.sign in {"accept", "reject"} for h in table.held):
        yield f"A verdict is weak where its strength is at most {STRONG:g}."
    yield from _left_out(scene, table)
    yield from reductions(table.held)


def _left_out(scene: Scene, table: Table) -> Iterator[str]:
    held = holdings(scene)
    rows = sum(len(block.claims) for block in table.blocks)
    more = sum(block.more for block in table.blocks)
    if more:
        yield (
            f"Of {rows + more} claims with stances the {rows} with the most holders have rows; "
            "net positions count all."
        )
    silent = sum(block.silent for block in table.blocks)
    silent += bool(scene.motion) and not held
    if silent:
        yield f"No row: {silent} claim{'s'[: silent != 1]} on which nobody has a stance."
    speaking = {holding.actor for holding in held}
    if len(table.actors) < len(speaking):
        yield (
            f"Of {len(speaking)} actors the {len(table.actors)} with the most stances have columns."
        )
    mute = [clean(actor.name) for actor in scene.map.actors if actor.id not in speaking]
    if mute:
        names = f": {listed(mute)}" if len(mute) <= _NAMED else ""
        yield f"No column: {len(mute)} actor{'s'[: len(mute) != 1]} without a stance{names}."


def said(scene: Scene) -> Iterator[str]:
    """What a table of stances shows, in words: how large it is, and the net positions."""
    table = _table(scene, holdings(scene))
    if not table.held:
        yield scene.style.word("no-stances")
        return
    rows = len(table.by_claim)
    people = len(table.actors)
    yield (
        f"A table of {rows} claim{'s'[: rows != 1]} and {people} actor{'s'[: people != 1]} "
        f"with {len(table.held)} verdict{'s'[: len(table.held) != 1]}."
    )
    for way, side in ((1, "for"), (-1, "against")):
        names = [
            f"{clean(actor.name)} ({_signed(table.positions[actor.id])})"
            for actor in table.actors
            if table.positions.get(actor.id, 0) * way > 0
        ]
        if names:
            yield f"On balance {side} the motion, by the claims held: {listed(names)}."
