"""What each actor wants, and what it stands to gain or lose: two things that are not one.

A row for each actor, a column for each position. The left half of a cell says what the
actor makes of the position, the right half what it is said to gain or lose if that
position wins. Who gains is no supporter, so neither half is ever filled from the other;
where they pull apart, the cell is framed.

Each sign is as firm as the firmest record behind it: on record where the source states it,
said by others where it attributes it, inferred where nobody says it. Several stances of an
actor on a position make one sign, of two minds where they clash, as on the board.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import frozen

from argmap.drawing.header import headline
from argmap.drawing.legend import shape_item
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
    Rect,
    Shape,
    Sign,
    Stroke,
    Words,
)
from argmap.drawing.scene import Scene, more_chip, value_chip, verdict
from argmap.drawing.sentences import listed, of_claim, of_stake, of_stance
from argmap.drawing.text import clean, shortened, width, wrapped
from argmap.drawing.views.lanes import (
    GROUP,
    NAME_ROW,
    NAMES,
    ROOM,
    groups,
    heading,
    moved,
    name_lines,
    named,
    widest_badge,
    worth,
)
from argmap.model import BASES, Actor, Stake, Stance

__all__ = ["gains", "said"]

Firmness: TypeAlias = Literal["on-record", "said", "inferred"]

SHORT = 226.0
"""The room for what sums a row up."""
_MOST_POSITIONS = 10
_CELL = (104.0, 150.0)
_ROW = 38.0
_LABEL, _TEXT, _LINE = 13.0, 11.0, 14.0
_MARK = 18.0
_LEFT = 0.48
"""The share of a cell that is the half of what is wanted."""
_FIRM: tuple[Firmness, ...] = ("on-record", "said", "inferred")
_SIGNS = ("accept", "reject", "ambivalent", "neutral")
_ROLES = {"accept": "for", "reject": "against", "ambivalent": "open", "neutral": "open"}
_EFFECTS = {
    "gain": ("gain", "gains", (("for", 0),)),
    "loss": ("loss", "loses", (("against", 0),)),
    "mixed": ("ink", "gains-and-loses", (("for", -5), ("against", 5))),
}
"""For each effect its colour, its word, and its glyphs with their places."""
_WANTING = {
    "accept": ("wants", "said-wants"),
    "reject": ("rejects", "said-rejects"),
    "ambivalent": ("torn-on", "torn-on"),
    "neutral": ("neutral-on", "neutral-on"),
}
_IN_SHORT = (
    *("wants", "said-wants", "rejects", "said-rejects", "torn-on", "neutral-on"),
    *("gain", "loss", "mixed-stake"),
)


def gains(scene: Scene, heading: tuple[str, ...]) -> Picture:
    """The map as a table of what is wanted and what is at stake."""
    table = _Table(scene)
    style = scene.style
    head = headline(scene, heading, table.room)
    top = head.box.bottom + 18
    if not table.positions:
        word = scene.word("no-gains")
        at = (style.margin + table.room / 2, top + 26)
        parts: tuple[Part, ...] = (Words(*at, word, 13, "muted", anchor="middle"),)
        return Picture(
            scene=scene,
            width=round(table.room + 2 * style.margin, 1),
            height=round(top + 44, 1),
            heading=heading,
            banner=head,
            parts=parts,
            signs=(),
            notes=tuple(_notes(table)),
        )
    rows, bottom = table.rows(top + table.head)
    return Picture(
        scene=scene,
        width=round(table.room + 2 * style.margin, 1),
        height=round(bottom, 1),
        heading=heading,
        banner=head,
        parts=(*table.grounds(top, bottom), *table.heads(top), *rows),
        signs=tuple(_signs(table)),
        notes=tuple(_notes(table)),
    )


# What is in a cell -------------------------------------------------------------------


@frozen
class Cell:
    """All that one actor makes of one position, and has at stake in it."""

    stances: tuple[Stance, ...] = ()
    stakes: tuple[Stake, ...] = ()

    @property
    def verdict(self) -> str:
        """The sign of the stances; empty if there are none."""
        return verdict(self.stances) if self.stances else ""

    @property
    def effect(self) -> str:
        """Whether the actor is said to gain or to lose, or both; empty if neither."""
        effects = {stake.effect for stake in self.stakes}
        return "" if not effects else effects.pop() if len(effects) == 1 else "mixed"

    @property
    def tense(self) -> bool:
        """Whether the actor wants what it loses by, or rejects what it gains by."""
        return (self.verdict, self.effect) in {("accept", "loss"), ("reject", "gain")}


def firmness(records: Sequence[Stance | Stake]) -> Firmness:
    """How firm a sign is: each thing said as the firmest record of it, all as the loosest.

    >>> from argmap import Stance
    >>> told = Stance("baghdad", "leave", "accept", basis="attributed")
    >>> meant = Stance("baghdad", "leave", "accept", basis="implied")
    >>> firmness([told, meant]), firmness([meant])
    ('said', 'inferred')
    """
    rungs: dict[str, int] = {}
    for record in records:
        what = record.verdict if isinstance(record, Stance) else record.effect
        rungs[what] = min(rungs.get(what, len(BASES)), BASES.index(record.basis))
    loosest = max(rungs.values())
    return "on-record" if loosest == 0 else "said" if loosest == 1 else "inferred"


@frozen(eq=False)
class _Table:
    """The rows and columns of the picture, and how large they are."""

    scene: Scene

    # What there is

    @cached_property
    def cells(self) -> dict[tuple[str, str], Cell]:
        """What there is for each pair of an actor and a position."""
        scene = self.scene
        found: dict[tuple[str, str], tuple[list[Stance], list[Stake]]] = {}
        for position in scene.map.positions:
            for stance in scene.map.stances_on(position):
                found.setdefault((stance.actor, position), ([], []))[0].append(stance)
            for stake in scene.map.stakes_in(position):
                found.setdefault((stake.actor, position), ([], []))[1].append(stake)
        return {pair: Cell(tuple(a), tuple(b)) for pair, (a, b) in found.items()}

    @cached_property
    def by_position(self) -> dict[str, int]:
        """How many actors have anything to do with each position."""
        counts = dict.fromkeys(self.scene.map.positions, 0)
        for _, position in self.cells:
            counts[position] += 1
        return counts

    @cached_property
    def positions(self) -> tuple[str, ...]:
        """The positions with a column: the motion, and those of most actors."""
        used = [id for id, count in self.by_position.items() if count]
        if not used:
            return ()
        ranked = sorted(used, key=lambda p: (p != self.scene.motion, -self.by_position[p]))
        kept = {*ranked[:_MOST_POSITIONS], self.scene.motion}
        return tuple(id for id in self.scene.map.positions if id in kept)

    @cached_property
    def shares(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The actors with a row, and those folded into one."""
        counts: dict[str, int] = {}
        for (actor, position), cell in self.cells.items():
            if position in self.positions:
                counts[actor] = counts.get(actor, 0) + len(cell.stances) + len(cell.stakes)
        return worth(self.scene, counts, self.scene.style.fold_above)

    def shown(self) -> Iterator[tuple[str, str, Cell]]:
        """The cells of the rows, as they are read."""
        for actor in self.shares[0]:
            for position in self.positions:
                if cell := self.cells.get((actor, position)):
                    yield actor, position, cell

    # How large

    @cached_property
    def room(self) -> float:
        """How wide the table is."""
        if not self.positions:
            return NARROWEST
        wide = NAMES + self.short + self.cell * len(self.positions)
        return round(max(NARROWEST, wide), 1)

    @cached_property
    def short(self) -> float:
        """The room of the last column; none where the picture may not be so wide."""
        margins = 2 * self.scene.style.margin
        least = NAMES + len(self.positions) * _CELL[0]
        if self.scene.room and least + SHORT > self.scene.room - margins:
            return max(0.0, NARROWEST - least) if least < NARROWEST - 150 else 0.0
        return max(SHORT, NARROWEST - NAMES - len(self.positions) * _CELL[1])

    @cached_property
    def cell(self) -> float:
        """How wide a column is."""
        margins = 2 * self.scene.style.margin
        left = (self.scene.room or ROOM) - margins - NAMES - self.short
        return round(min(_CELL[1], max(_CELL[0], left / len(self.positions))), 1)

    @cached_property
    def half(self) -> float:
        """How wide the left half of a column is."""
        return round(self.cell * _LEFT, 1)

    def column(self, number: int) -> float:
        """Where a column begins."""
        return round(self.scene.style.margin + NAMES + number * self.cell, 1)

    @cached_property
    def labels(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """What stands above each column: the label in bold, and the text below it."""
        return {id: self._label(id) for id in self.positions}

    def _label(self, id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = self.cell - 18
        top, text = self.scene.short(id), clean(self.scene.map.claim(id).text)
        if self.scene.labels != "full" or text.removesuffix(".") == top.removesuffix("."):
            text = ""
        bold = _cut(wrapped(top, room, _LABEL, bold=True), 4, room, _LABEL, bold=True)
        return bold, _cut(wrapped(text, room, _TEXT), 5, room, _TEXT)

    @cached_property
    def head(self) -> float:
        """How tall the heads of the columns are, with the names of their halves."""
        tall = max(len(a) * 17 + len(b) * _LINE for a, b in self.labels.values())
        painted = any(id in self.scene.values for id in self.positions)
        return 20 + tall + 30 * painted + 26

    # What is drawn

    def grounds(self, top: float, bottom: float) -> Iterator[Part]:
        """The right halves, darker than the left ones, from the heads down."""
        begin = top + self.head - 24
        for number in range(len(self.positions)):
            x = self.column(number) + self.half
            box = Box(x, begin, round(self.cell - self.half - 6, 1), round(bottom - begin, 1))
            yield Rect(box, "panel", corner=6)

    def heads(self, top: float) -> Iterator[Part]:
        """A card for each position, with the names of the halves of its column."""
        scene = self.scene
        small = scene.style.small_size
        base = top + self.head - 8
        for number, id in enumerate(self.positions):
            yield self._head(number, id, top)
            x = self.column(number)
            for key, at, room in (
                ("wants", x + self.half / 2, self.half),
                ("at-stake", x + self.half + (self.cell - self.half - 6) / 2, self.half),
            ):
                said = shortened(scene.word(key), room, small)
                yield Words(round(at, 1), base, said, small, "muted", anchor="middle")
        if self.short:
            x = self.column(len(self.positions)) + 8
            yield Words(x, base, scene.word("in-short"), small, "muted")

    def _head(self, number: int, id: str, top: float) -> Figure:
        scene, motion = self.scene, id == self.scene.motion
        x, wide = self.column(number), self.cell - 6
        box = Box(x, top, round(wide, 1), round(self.head - 30, 1))
        bold, text = self.labels[id]
        shapes: list[Shape] = [
            Rect(box, "card", "ink" if motion else "rule", 2.2 if motion else 1.2, 8)
        ]
        paint = scene.scale.paint(scene.values[id]) if id in scene.values else None
        tall = len(bold) * 17 + len(text) * _LINE + (32 if paint else 0)
        y = top + (box.height - tall) / 2
        if paint:
            bar = Box(x + 6, round(box.bottom - 9, 1), round(wide - 12, 1), 5)
            shapes.append(Rect(bar, paint.colour, corner=2.5))
        for line in bold:
            y += 17
            shapes.append(
                Words(round(x + wide / 2, 1), y - 4, line, _LABEL, bold=True, anchor="middle")
            )
        for line in text:
            y += _LINE
            shapes.append(Words(round(x + wide / 2, 1), y - 3, line, _TEXT, anchor="middle"))
        if paint:
            chip = value_chip(scene.style, paint, paint.text, wide - 12)
            shapes.append(Badge(chip, round(x + (wide - chip.width) / 2, 1), y + 3))
        if motion:
            shapes.append(Disc(x + wide / 2, top, 8, "card"))
            shapes.append(Sign(x + wide / 2, top, "motion", "ink"))
        tip = of_claim(scene.map, scene.map.claim(id), scene.sides[id])
        return Figure(id, "card position", tip, box, tuple(shapes), scene.short(id))

    def rows(self, y: float) -> tuple[list[Part], float]:
        """The rows of the actors, bloc by bloc, and where they end."""
        scene, style = self.scene, self.scene.style
        shown, folded = self.shares
        made = groups(scene, shown)
        badge = widest_badge(scene, [actor for group in made for actor in group.actors])
        parts: list[Part] = []
        for group in made:
            parts += heading(group, style.margin, y, NAMES - 12)
            y += GROUP if group.heading else 4
            for actor in group.actors:
                row, tall = self._row(actor, y, badge)
                parts += row
                y += tall
        if folded:
            tip = ", ".join(clean(scene.map.actor(id).name) for id in folded)
            chip = more_chip(style, len(folded), tip)
            parts.append(Badge(chip, style.margin, y + 8))
            y += 32
        return parts, y

    def _row(self, actor: Actor, y: float, badge: float) -> tuple[list[Part], float]:
        """The row of an actor, and how tall it is."""
        scene = self.scene
        left = scene.style.margin
        held = [
            (number, id, self.cells[actor.id, id])
            for number, id in enumerate(self.positions)
            if (actor.id, id) in self.cells
        ]
        said = list(self._in_short([(id, cell) for _, id, cell in held]))
        lines = self._summed(said)
        tall = max(
            _ROW,
            len(name_lines(scene, actor, NAMES - 10, badge)) * NAME_ROW + 8,
            len(lines) * _LINE + 8,
        )
        box = Box(left, y, NAMES - 10, tall)
        tip = "\n".join((f"{clean(actor.name)}: {'; '.join(said)}.", *self._sources(held)))
        parts: list[Part] = [
            Stroke(((left, y), (round(left + self.room, 1), y)), "rule", 0.8),
            named(scene, actor, box, badge, tip),
        ]
        for number, id, cell in held:
            box = Box(self.column(number), y, self.cell - 6, tall)
            parts += self._cell(actor, id, cell, box)
        x = self.column(len(self.positions)) + 8
        first = y + (tall - len(lines) * _LINE) / 2
        for number, line in enumerate(lines):
            parts.append(Words(x, round(first + 11 + number * _LINE, 1), line, _TEXT))
        return parts, tall

    def _summed(self, said: Sequence[str]) -> list[str]:
        """What sums a row up, in lines; in one for each thing where there would be many."""
        if not self.short:
            return []
        room = self.short - 12
        lines = [line for part in said for line in wrapped(part, room, _TEXT)]
        return lines if len(lines) <= 4 else [shortened(part, room, _TEXT) for part in said]

    def _in_short(self, held: Sequence[tuple[str, Cell]]) -> Iterator[str]:
        """What an actor wants and has at stake, in a few words."""
        scene = self.scene
        kinds: dict[str, list[str]] = {word: [] for word in _IN_SHORT}
        for id, cell in held:
            if cell.verdict:
                word = _WANTING[cell.verdict][firmness(cell.stances) != "on-record"]
                kinds[word].append(_cautious(scene, id, cell.stances))
        for id, cell in held:
            if cell.effect:
                word = {"mixed": "mixed-stake"}.get(cell.effect, cell.effect)
                kinds[word].append(_cautious(scene, id, cell.stakes))
        for word, names in kinds.items():
            if names:
                yield f"{scene.word(word)}: {', '.join(names)}"

    def _sources(self, held: Sequence[tuple[int, str, Cell]]) -> Iterator[str]:
        """The records behind a row, a sentence each."""
        for _, id, cell in held:
            yield from _told(self.scene, id, cell.stances)
            yield from _told(self.scene, id, cell.stakes)

    def _cell(self, actor: Actor, id: str, cell: Cell, box: Box) -> Iterator[Part]:
        """The two halves of a cell, and a frame around them where they pull apart."""
        x, middle = box.x, round(box.y + box.height / 2, 1)
        ends = (actor.id, id)
        right = box.width - self.half
        if cell.tense:
            inner = Box(x, box.y + 3, box.width, box.height - 6)
            tip = _of_tension(self.scene, actor, id, cell)
            yield Bond(ends, "tension", tip, _frame(inner, x + self.half))
        if cell.stances:
            tip = "\n".join(_told(self.scene, id, cell.stances))
            sign: Literal["pro", "con", ""] = (
                "pro" if cell.verdict == "accept" else "con" if cell.verdict == "reject" else ""
            )
            shapes = _want(self.scene, cell.verdict, firmness(cell.stances), self.half)
            yield Bond(ends, "stance", tip, moved(shapes, x + self.half / 2, middle), sign)
        if cell.stakes:
            tip = "\n".join(_told(self.scene, id, cell.stakes))
            shapes = _stake(self.scene, cell.effect, firmness(cell.stakes), right)
            yield Bond(ends, "stake", tip, moved(shapes, x + self.half + right / 2, middle))


def _told(scene: Scene, id: str, records: Sequence[Stance | Stake]) -> Iterator[str]:
    """Sentences of stances or stakes that name the position they are about."""
    for record in records:
        said = (
            of_stance(scene.map, record)
            if isinstance(record, Stance)
            else of_stake(scene.map, record)
        )
        claim = scene.map.claim(id)
        yield f"“{clean(claim.label or claim.text)}”: {said}"


def _cautious(scene: Scene, id: str, records: Sequence[Stance | Stake]) -> str:
    """A position in one line, with the cautions of those who say what is said of it."""
    hedges = dict.fromkeys(clean(record.hedge) for record in records if record.hedge)
    said = "".join(f" “{hedge}”" for hedge in hedges)
    return scene.short(id).removesuffix(".") + said


def _of_tension(scene: Scene, actor: Actor, id: str, cell: Cell) -> str:
    """How what an actor makes of a position pulls apart from what it has at stake."""
    verb = "want" if cell.verdict == "accept" else "reject"
    told = f"{verb}s" if firmness(cell.stances) == "on-record" else f"is said to {verb}"
    would = "lose" if cell.effect == "loss" else "gain"
    claim = f"“{scene.name(id)}”"
    return f"{clean(actor.name)} {told} {claim}, yet is said to {would} by it."


def _cut(
    lines: Sequence[str], most: int, room: float, size: float, *, bold: bool = False
) -> tuple[str, ...]:
    """No more lines than there may be, the last one shortened."""
    if len(lines) <= most:
        return tuple(lines)
    rest = shortened(" ".join(lines[most - 1 :]), room, size, bold=bold)
    return (*lines[: most - 1], rest)


# Signs -------------------------------------------------------------------------------


def _want(scene: Scene, sign: str, firm: Firmness, room: float) -> tuple[Shape, ...]:
    """A box with the sign of a verdict around the origin: how firm it is, its edge says."""
    role = _ROLES[sign]
    word = scene.word("said") if firm == "said" else "~" if firm == "inferred" else ""
    wide = width(word, _TEXT)
    if word and wide + _MARK + 8 > room - 4:
        word, wide = "", 0.0
    full = _MARK + (wide + 8 if word else 6)
    edge = {"on-record": 1.6, "said": 0.8, "inferred": 1.4}[firm]
    tint = {"for": "tint-for", "against": "tint-against"}.get(role, "card")
    fill = "card" if firm == "inferred" else tint
    box = Box(-full / 2, -_MARK / 2 - 1, full, _MARK + 2)
    dash = "1.5 2.5" if firm == "inferred" else ""
    shapes: list[Shape] = [
        Rect(box, fill, role if firm != "said" else "rule", edge, 4, dash),
        Sign(box.x + _MARK / 2 + 2, 0, sign, role),
    ]
    if word:
        shapes.append(Words(box.x + _MARK + 3, 4, word, _TEXT, role))
    return tuple(shapes)


def _stake(scene: Scene, effect: str, firm: Firmness, room: float) -> tuple[Shape, ...]:
    """A triangle and a word around the origin, and below them a line as firm as they are."""
    role, key, glyphs = _EFFECTS[effect]
    half = 5.0 + max(at for _, at in glyphs)
    word = scene.word(key) + (" ~" if firm == "inferred" else "")
    wide = width(word, _TEXT)
    if wide + 2 * half + 4 > room - 4:
        word = "~" if firm == "inferred" else ""
        wide = width(word, _TEXT)
    full = 2 * half + (wide + 4 if word else 0)
    colours = {"for": "gain", "against": "loss"}
    shapes: list[Shape] = [
        Sign(round(-full / 2 + half + at, 1), 0, glyph, colours[glyph]) for glyph, at in glyphs
    ]
    if word:
        shapes.append(Words(round(-full / 2 + 2 * half + 4, 1), 4, word, _TEXT, role))
    if firm != "said":
        dash = "1.5 2.5" if firm == "inferred" else ""
        ends = ((round(-full / 2, 1), 9.5), (round(full / 2, 1), 9.5))
        shapes.append(Stroke(ends, role, 1.4, dash))
    return tuple(shapes)


def _frame(box: Box, x: float) -> tuple[Shape, ...]:
    """What marks a cell whose halves pull apart: a frame, and an exclamation mark."""
    return (
        Rect(box, "none", "ink", 1.6, 7),
        Disc(x, box.y, 6.5, "ink"),
        Words(x, box.y + 4, "!", 11, "paper", bold=True, anchor="middle"),
    )


# What is told ------------------------------------------------------------------------


def _signs(table: _Table) -> Iterator[Item]:
    """What the signs mean that are in the picture."""
    scene = table.scene
    cells = [cell for _, _, cell in table.shown()]
    verdicts = {cell.verdict for cell in cells}
    for sign in _SIGNS:
        if sign in verdicts:
            shape = Sign(6, 12, sign, _ROLES[sign])
            yield shape_item((shape,), 12, scene.word(f"legend-{sign}"))
    firm = {firmness(cell.stances) for cell in cells if cell.stances}
    firm |= {firmness(cell.stakes) for cell in cells if cell.stakes}
    for grade in _FIRM:
        if grade in firm:
            want = _want(scene, "accept", grade, 90)
            wide = max(shape.box.width for shape in want if isinstance(shape, Rect))
            stake = moved(_stake(scene, "gain", grade, 0), wide + 16, 12)
            shapes = (*moved(want, wide / 2, 12), *stake)
            yield shape_item(shapes, wide + 28, scene.word(f"legend-{grade}"))
    effects = {cell.effect for cell in cells}
    for effect, word in (("gain", "gain"), ("loss", "loss"), ("mixed", "mixed-stake")):
        if effect in effects:
            _, _, glyphs = _EFFECTS[effect]
            wide = 22.0 if len(glyphs) > 1 else 12.0
            colours = {"for": "gain", "against": "loss"}
            shapes = tuple(Sign(wide / 2 + at, 12, g, colours[g]) for g, at in glyphs)
            yield shape_item(shapes, wide, scene.word(word))
    if any(cell.tense for cell in cells):
        yield shape_item(_frame(Box(1, 6, 30, 17), 16), 32, scene.word("legend-tension"))


def _notes(table: _Table) -> Iterator[str]:
    """What is counted how, and what is left out."""
    scene = table.scene
    if table.positions:
        yield "An empty half says that nothing is known, not that there is nothing."
    if any(len(cell.stances) > 1 for _, _, cell in table.shown()):
        yield (
            "Several stances of an actor on a position make one sign: of two minds where they "
            "clash, and each verdict as firm as its firmest record."
        )
    if any(len(cell.stakes) > 1 for _, _, cell in table.shown()):
        yield "Several stakes of an actor in a position make one sign, both where they clash."
    if table.positions:
        idle = [id for id, count in table.by_position.items() if not count]
        idle = [id for id in idle if id not in table.positions]
        if idle:
            names = [scene.short(id) for id in idle[:4]]
            names += [f"{len(idle) - 4} more"] * (len(idle) > 4)
            has, it = ("has", "it") if len(idle) == 1 else ("have", "them")
            yield (
                f"{listed(names)} {has} no column: nobody takes a stance on {it}, "
                f"or is said to gain or lose by {it}."
            )
        used = [id for id, count in table.by_position.items() if count]
        gone = [id for id in used if id not in table.positions]
        if gone:
            yield (
                f"{len(gone)} more position{'s'[: len(gone) != 1]} that fewer actors care "
                f"about {'is' if len(gone) == 1 else 'are'} left out."
            )
        shown = {actor for (actor, id) in table.cells if id in table.positions}
        lost = len({actor for actor, _ in table.cells} - shown)
        if lost:
            has = "actor has" if lost == 1 else "actors have"
            yield f"{lost} {has} a stance on these or a stake in these alone, and no row."
    folded = table.shares[1]
    if folded:
        yield (
            f"{len(folded)} actor{'s'[: len(folded) != 1]} with fewer stances and stakes, "
            "voices first, are folded."
        )
    rest = len(scene.map.actors) - len({actor for actor, _ in table.cells})
    if rest:
        has = "actor has" if rest == 1 else "actors have"
        here = " in what is shown" if scene.is_excerpt else ""
        yield f"{rest} {has} neither a stance on a position nor a stake in one{here}."


def said(scene: Scene) -> Iterator[str]:
    """The picture in sentences: who wants what, who gains or loses, and where these clash.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> list(said(Scene(argmap.example("iraq-withdrawal"), Style())))[-1]
    'Baghdad is said to want “Leave”, yet is said to lose by it.'
    """
    table = _Table(scene)
    for position in table.positions:
        yield from _said_of(table, position)
    for actor, position, cell in table.shown():
        if cell.tense:
            yield _of_tension(scene, scene.map.actor(actor), position, cell)


def _said_of(table: _Table, position: str) -> Iterator[str]:
    scene = table.scene
    ways: dict[str, list[str]] = {}
    for actor, id, cell in table.shown():
        if id != position:
            continue
        if cell.verdict in {"accept", "reject"}:
            told = firmness(cell.stances) != "on-record"
            verb = "accept" if cell.verdict == "accept" else "reject"
            ways.setdefault(f"said to {verb} it" if told else f"{verb} it", []).append(actor)
        if cell.effect:
            verb = {"gain": "gain", "loss": "lose", "mixed": "gain and lose"}[cell.effect]
            ways.setdefault(f"said to {verb} by it", []).append(actor)
    if ways:
        told_ways = "; ".join(
            f"{way}: {listed(clean(scene.map.actor(id).name) for id in ids)}"
            for way, ids in ways.items()
        )
        yield f"“{scene.name(position)}”: {told_ways}."
