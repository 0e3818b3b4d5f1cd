"""The ladder: the same small board on each rung of attribution, so that one sees what adds what.

One panel for each rung, firmest first; each shows what is known on its rung or a firmer
one. The places are those of the whole map in every panel: a claim that nothing is known of
yet is a dashed ghost where it will stand later, and what a rung adds is bold.

A claim is *known* on a rung if somebody has a stance or a stake in it there, or it takes
part in a step. The rungs are those of `ArgumentMap.on`; as there, an undercut falls with
the step it disputes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import fsum
from typing import Any, Literal, TypeAlias

from attrs import evolve, frozen

from argmap.drawing.header import headline, motion_rows
from argmap.drawing.legend import (
    LEGEND_ROW,
    actor_items,
    chip_items,
    shape_item,
    side_items,
)
from argmap.drawing.picture import (
    NARROWEST,
    Badge,
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
from argmap.drawing.scene import CHIP, CHIP_GAP, ROW, Chip, ChipRow, Scene, verdict
from argmap.drawing.sentences import listed, of_link, of_stake, of_stance, of_step
from argmap.drawing.style import ink_on
from argmap.drawing.text import ELLIPSIS, clean, shortened, width
from argmap.drawing.values import Paint, are_by_rung, on_rung
from argmap.drawing.views.board import apart, is_against
from argmap.model import BASES, Argument, ArgumentMap, Basis, Link, Stance

__all__ = ["ladder", "said"]

Look: TypeAlias = Literal["fresh", "known", "ghost"]

PANEL: Mapping[int, float] = {4: 440.0, 2: 560.0}
"""How wide a panel is if there is room, by how many stand side by side."""
LEAST = 290.0
"""How narrow a panel may be before they take two rows."""
BETWEEN = 16.0
PITCH, TALL = 21.0, 18.0
"""From one claim to the next, and how tall each is."""
_PAD = 12.0
_HEAD = 90.0
_STEP, _DEEPEST = 13.0, 39.0
"""How far replies are set in, level by level, and in all; less where columns are narrow."""
_COLUMN_HEAD = 24.0
_NAME, _BIG = 14.5, 15.0
_TAG, _MOST_TAG, _LEAST_TAG, _LEAST_TEXT = 10.0, 62.0, 16.0, 32.0
_SLOTS = {"pro": 0.28, "con": 0.46, "undercut": 0.64, "link": 0.1}
"""Where between its ends each kind of line runs down, so that none lies on another."""
_ROLES = {"pro": "for", "con": "against", "undercut": "against", "link": "link"}
_DASHES = {"pro": "", "con": "4 3", "undercut": "1.2 2.6", "link": "6 2 1 2"}
_SIDES = {"for": "for", "against": "against", "mixed": "open", "open": "open"}
_SIGNS = ("accept", "reject", "ambivalent", "neutral")
_GHOST = "2 3"


def ladder(scene: Scene, heading: tuple[str, ...]) -> Picture:
    """The map as a small board for each rung of the attribution ladder."""
    board = _Board(scene)
    head = headline(scene, heading, board.room)
    top = head.box.bottom + 18
    parts, bottom = board.panels(top) if scene.map.claims else board.nothing(top)
    return Picture(
        scene=scene,
        width=round(board.room + 2 * scene.style.margin, 1),
        height=round(bottom, 1),
        heading=heading,
        banner=head,
        parts=tuple(parts),
        signs=tuple(_items(board)),
        notes=tuple(_notes(board)),
    )


def said(scene: Scene) -> Iterator[str]:
    """The picture in sentences: how much is known on each rung, and who holds the motion there.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> next(said(Scene(argmap.example("iraq-withdrawal"), Style())))
    'Stated: 35 stances, 3 stakes, 9 steps and 39 of 58 claims; nobody accepts or rejects the motion.'
    """  # noqa: E501  a sentence is not broken
    for rung in _Board(scene).rungs:
        map = rung.map
        counts = (
            _counted(len(map.stances), "stance"),
            _counted(len(map.stakes), "stake"),
            _counted(len(map.arguments), "step"),
            f"{len(rung.known)} of {_counted(len(map.claims), 'claim')}",
        )
        yield f"{rung.basis.capitalize()}: {listed(counts)}{_held(scene, map)}."


def _held(scene: Scene, map: ArgumentMap) -> str:
    """Who accepts and who rejects the motion, as the end of a sentence."""
    if not scene.motion:
        return ""
    by_verdict = defaultdict(list)
    for actor, sign in _verdicts(map, scene.motion).items():
        by_verdict[sign].append(clean(map.actor(actor).name))
    told = [
        f"{listed(names)} {verb}{'s' if len(names) == 1 else ''} the motion"
        for verb in ("accept", "reject")
        if (names := by_verdict[verb])
    ]
    return f"; {' and '.join(told)}" if told else "; nobody accepts or rejects the motion"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _verdicts(map: ArgumentMap, claim: str) -> dict[str, str]:
    """One verdict for each actor with a stance on a claim."""
    held: dict[str, list[Stance]] = {}
    for stance in map.stances_on(claim):
        held.setdefault(stance.actor, []).append(stance)
    return {actor: verdict(stances) for actor, stances in held.items()}


# Rungs -------------------------------------------------------------------------------


@frozen(eq=False)
class _Rung:
    """What is known on one rung, and what the rung before it knew."""

    basis: Basis
    map: ArgumentMap
    before: "_Rung | None"

    @cached_property
    def known(self) -> set[str]:
        """The claims that anything is known of."""
        held = {s.claim for s in self.map.stances} | {s.claim for s in self.map.stakes}
        ends = {id for step in self.map.arguments for id in (*step.premises, step.target)}
        return held | {id for id in ends if not isinstance(self.map[id], Argument)}

    @cached_property
    def connections(self) -> set[str | Link]:
        """The ids of its steps, and its links."""
        return {*(step.id for step in self.map.arguments), *self.map.links}

    def look(self, claim: str) -> Look:
        """How a claim looks on this rung."""
        if claim not in self.known:
            return "ghost"
        return "known" if self.before and claim in self.before.known else "fresh"

    @property
    def adds_nothing(self) -> bool:
        """Whether the rung before it knew all of it."""
        return self.before is not None and self.before.map == self.map

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How much there is, by the word for it."""
        return (
            ("stances", len(self.map.stances)),
            ("stakes", len(self.map.stakes)),
            ("steps", len(self.map.arguments)),
            ("claims", len(self.known)),
        )


@frozen
class _Row:
    """A claim in its column, so far down from the top of the columns; `hidden` are below it."""

    id: str
    depth: int
    column: int
    top: float
    hidden: tuple[str, ...] = ()


@frozen
class _Rest:
    """Claims at the end of a column that are not shown."""

    ids: tuple[str, ...]
    column: int
    top: float


@frozen(eq=False)
class _Board:
    """The places that are the same on every rung, and what differs."""

    scene: Scene

    @cached_property
    def rungs(self) -> tuple[_Rung, ...]:
        """The rungs, firmest first."""
        found: list[_Rung] = []
        for basis in BASES:
            map = self.scene.map.on(basis=basis)
            found.append(_Rung(basis, map, found[-1] if found else None))
        return tuple(found)

    # What is shown

    @cached_property
    def depths(self) -> dict[str, int]:
        """How far below its root each claim hangs, in reading order."""
        outline = self.scene.outline
        roots = (id for ids in outline.roots.values() for id in ids)
        return {id: depth for root in roots for id, depth in outline.tree(root)}

    @cached_property
    def kept(self) -> set[str]:
        """The claims that have a place of their own.

        In a large map they are positions with what these hang on, then claims as near to
        the motion as have room, and of those equally near the ones with most below them.
        """
        most = self.scene.style.fold_above
        if len(self.depths) <= most:
            return set(self.depths)
        places, positions = self.scene.outline.places, set(self.scene.map.positions)
        below: Counter[str] = Counter()
        for id in reversed(self.depths):
            under = places[id].under
            if under in self.depths:
                below[under] += below[id] + 1
        candidates = [
            id for id, depth in self.depths.items() if depth <= self.level or id in positions
        ]
        kept: set[str] = set()
        for id in sorted(candidates, key=lambda i: (i not in positions, self.depths[i], -below[i])):
            chain = []
            at: str | None = id
            while at in self.depths and at not in kept:
                chain.append(at)
                at = places[at].under
            if len(kept) + len(chain) <= most:
                kept.update(chain)
        return kept

    @cached_property
    def level(self) -> int:
        """How deep a large map is shown: two levels, or more if these have room."""
        by_depth = Counter(self.depths.values())
        level, count = 1, by_depth[0] + by_depth[1]
        while by_depth[level + 1] and count + by_depth[level + 1] <= self.scene.style.fold_above:
            level += 1
            count += by_depth[level]
        return level

    @cached_property
    def hidden(self) -> dict[str, tuple[str, ...]]:
        """The claims without a place, by what they hang under that has one, or their root."""
        above: dict[str, str] = {}
        found: dict[str, list[str]] = {}
        for id in self.depths:
            under = self.scene.outline.places[id].under
            above[id] = id if id in self.kept or under not in above else above[under]
            if id not in self.kept:
                found.setdefault(above[id], []).append(id)
        return {id: tuple(ids) for id, ids in found.items()}

    # Where it stands

    @cached_property
    def groups(self) -> list[tuple[str, tuple[list[str], list[str]]]]:
        """The roots in two columns: those of the motion, then the rest, each with a word."""
        hung = self.scene.outline.roots["motion"]
        against = [id for id in hung if is_against(self.scene, id)]
        for_ = [id for id in hung if not is_against(self.scene, id)]
        rest = [(key, self._halved(roots)) for key, roots in self._apart() if roots]
        return [("", (for_, against)), *rest] if self.scene.motion else rest

    def _apart(self) -> Iterator[tuple[str, Sequence[str]]]:
        for _, word, roots in apart(self.scene):
            yield word, roots

    def _halved(self, roots: Sequence[str]) -> tuple[list[str], list[str]]:
        """Roots in two columns that are about as long."""
        tall = {root: sum(1 for _ in self._tree(root)) for root in roots}
        half, left, used = sum(tall.values()) / 2, 0, 0
        while left < len(roots) and (used == 0 or used + tall[roots[left]] / 2 <= half):
            used += tall[roots[left]]
            left += 1
        return list(roots[:left]), list(roots[left:])

    def _tree(self, root: str) -> Iterator[tuple[str, int]]:
        """A root and what is shown below it, with their depths."""
        for id, depth in self.scene.outline.tree(root):
            if id in self.kept:
                yield id, depth

    @cached_property
    def _placed(self) -> tuple[list[_Row], list[_Rest], list[tuple[str, float, float]], float]:
        """Rows, what is left out, the grounds (word, top, height), and how tall all of it is."""
        rows: list[_Row] = []
        rests: list[_Rest] = []
        grounds: list[tuple[str, float, float]] = []
        top = 0.0
        for word, columns in self.groups:
            ends = []
            for number, roots in enumerate(columns):
                y = top + _COLUMN_HEAD
                for id, depth in (place for root in roots for place in self._tree(root)):
                    rows.append(_Row(id, depth, number, y, self.hidden.get(id, ())))
                    y += PITCH
                left = tuple(
                    id for root in roots if root not in self.kept for id in self.hidden[root]
                )
                if left:
                    rests.append(_Rest(left, number, y))
                    y += PITCH
                ends.append(y)
            tall = max(*ends, top + _COLUMN_HEAD + PITCH) - top + 5
            grounds.append((word, top, tall))
            top += tall + 8
        return rows, rests, grounds, top - 8

    @property
    def rows(self) -> list[_Row]:
        """The claims in their places."""
        return self._placed[0]

    # How large

    @cached_property
    def lines(self) -> dict[Basis, tuple[tuple[ChipRow, ...], ...]]:
        """Who holds the motion on each rung, and has a stake in it."""
        return {rung.basis: self._lines(rung) for rung in self.rungs}

    def _lines(self, rung: _Rung) -> tuple[tuple[ChipRow, ...], ...]:
        if not self.scene.motion:
            return ()
        bare = evolve(self.scene, map=rung.map, values={})
        lines = motion_rows(bare, self.wide - 2 * _PAD - 20)
        values = on_rung(self.scene.values, rung.basis)
        return tuple(
            tuple(
                evolve(row, chips=tuple(self._dyed(c, values) for c in row.chips)) for row in line
            )
            for line in lines
        )

    def _dyed(self, chip: Chip, values: Mapping[str, Any]) -> Chip:
        """An actor's chip in the colour of its value."""
        if chip.actor not in values:
            return chip
        paint = self.scene.scale.paint(values[chip.actor])
        return evolve(chip, paint=paint, tip=f"{chip.tip}\n{paint.text}")

    @cached_property
    def motion_height(self) -> float:
        """How tall the motion is: as on the rung with most to say of it."""
        if not self.scene.motion:
            return 0.0
        return 30 + max(1, *(len(lines) for lines in self.lines.values())) * (ROW + 1) + 4

    @property
    def height(self) -> float:
        """How tall a panel is."""
        motion = self.motion_height
        return _HEAD + (motion + 12 if motion else 0) + self._placed[3] + _PAD

    @cached_property
    def across(self) -> int:
        """How many panels stand side by side: four, or two where four are too wide."""
        if self.scene.room:
            return 4 if self._room(self.scene.room) >= 4 * LEAST + 3 * BETWEEN else 2
        return 4 if 4 * PANEL[4] + 3 * BETWEEN <= 2 * (self._placed[3] + 420) else 2

    def _room(self, room: float) -> float:
        return room - 2 * self.scene.style.margin

    @cached_property
    def wide(self) -> float:
        """How wide a panel is."""
        if not self.scene.room:
            return PANEL[self.across]
        left = max(NARROWEST, self._room(self.scene.room)) - BETWEEN * (self.across - 1)
        return round(min(PANEL[self.across], left / self.across), 1)

    @property
    def room(self) -> float:
        """How wide all panels are."""
        return max(NARROWEST, self.across * self.wide + (self.across - 1) * BETWEEN)

    @property
    def column(self) -> float:
        """How wide a column of a panel is."""
        return (self.wide - 2 * _PAD - 8) / 2

    @cached_property
    def step(self) -> float:
        """How far a reply is set in."""
        deepest = max((row.depth for row in self.rows), default=0)
        return min(_STEP, min(_DEEPEST, 0.2 * self.column - 11) / max(1, deepest))

    @cached_property
    def painted(self) -> bool:
        """Whether any claim has a value."""
        values = [on_rung(self.scene.values, basis) for basis in BASES]
        return any(self.value(id, on) for on in values if on for id in self.depths)

    def value(self, id: str, values: Mapping[str, Any]) -> Paint | None:
        """The paint of a claim, or of a step it leads if it has none of its own."""
        if id in values:
            return self.scene.scale.paint(values[id])
        for step in self.scene.map.arguments_from(id):
            if step.id in values and step.premises[0] == id:
                paint = self.scene.scale.paint(values[step.id])
                return Paint(paint.colour, f"→ {paint.text}")
        return None

    # What is drawn

    def nothing(self, top: float) -> tuple[list[Part], float]:
        """A picture that says that there is nothing to show."""
        at = (self.scene.style.margin + self.room / 2, top + 26)
        word = self.scene.word("no-ladder")
        return [Words(*at, word, 13, "muted", anchor="middle")], top + 44

    def panels(self, top: float) -> tuple[list[Part], float]:
        """All panels, and where they end."""
        parts: list[Part] = []
        for number, rung in enumerate(self.rungs):
            row, place = divmod(number, self.across)
            x = self.scene.style.margin + place * (self.wide + BETWEEN)
            y = top + row * (self.height + BETWEEN)
            parts += _Panel(self, rung, round(x, 1), round(y, 1)).parts()
        rows = len(self.rungs) // self.across
        return parts, top + rows * (self.height + BETWEEN) - BETWEEN


# One panel ---------------------------------------------------------------------------


@frozen(eq=False)
class _Panel:
    """The board on one rung, from its top left corner."""

    board: _Board
    rung: _Rung
    x: float
    y: float

    @property
    def scene(self) -> Scene:
        """What is drawn."""
        return self.board.scene

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """The values on this rung."""
        return on_rung(self.scene.values, self.rung.basis)

    @property
    def small(self) -> float:
        """The size of small text."""
        return self.scene.style.small_size

    @property
    def columns_top(self) -> float:
        """Where the columns begin."""
        motion = self.board.motion_height
        return self.y + _HEAD + (motion + 12 if motion else 0)

    def parts(self) -> Iterator[Part]:
        """Everything, from the ground up."""
        frame = Box(self.x, self.y, self.board.wide, round(self.board.height, 1))
        yield Rect(frame, "card", "rule", 1.2, 12)
        yield from self._head()
        yield from self._grounds()
        lines = list(self._lines())
        yield from (line for line in lines if isinstance(line, Stroke))
        yield from (line for line in lines if isinstance(line, Bond))
        if self.scene.motion:
            yield self._motion(self.scene.motion)
        for row in self.board.rows:
            yield self._claim(row)
        for rest in self.board._placed[1]:  # noqa: SLF001 - of this module
            chip = self._folded(rest.ids)
            x = self.x + _PAD + rest.column * (self.board.column + 8) + _STEP
            yield Badge(chip, round(x, 1), round(self.columns_top + rest.top, 1))

    def _head(self) -> Iterator[Part]:
        """The name of the rung, what it means, and how much there is on it."""
        scene, basis, x = self.scene, self.rung.basis, self.x + _PAD
        room = self.board.wide - 2 * _PAD
        name = shortened(scene.word(f"rung-{basis}"), room, _NAME, bold=True)
        yield Words(x, self.y + 23, name, _NAME, bold=True)
        if self.rung.adds_nothing:
            after = x + width(name, _NAME, bold=True) + 10
            said = shortened(scene.word("adds-nothing"), room + x - after, 12)
            yield Words(round(after, 1), self.y + 23, said, 12, "muted")
        gloss = shortened(scene.word(f"on-{basis}"), room, 12)
        yield Words(x, self.y + 40, gloss, 12, "muted")
        before = dict(self.rung.before.counts) if self.rung.before else {}
        for number, (key, count) in enumerate(self.rung.counts):
            at = round(x + number * room / 4, 1)
            yield Words(at, self.y + 64, str(count), _BIG, bold=True)
            added = count - before.get(key, count)
            if added:
                after = round(at + width(str(count), _BIG, bold=True) + 5, 1)
                yield Words(after, self.y + 64, f"+{added}", self.small)
            word = shortened(scene.word(f"count-{key}"), room / 4 - 4, self.small)
            yield Words(at, self.y + 78, word, self.small, "muted")

    def _grounds(self) -> Iterator[Part]:
        """The grounds of the columns with their headings."""
        scene, wide = self.scene, round(self.board.column, 1)
        left = self.x + _PAD
        for word, top, tall in self.board._placed[2]:  # noqa: SLF001 - of this module
            y = round(self.columns_top + top, 1)
            if word:
                box = Box(left, y, round(2 * wide + 8, 1), round(tall, 1))
                yield Rect(box, "panel", corner=8)
                said = shortened(scene.word(word), box.width - 20, self.small, bold=True)
                yield Words(left + 10, y + 16, said, self.small, "muted", bold=True)
                continue
            for number, side in enumerate(("for", "against")):
                x = round(left + number * (wide + 8), 1)
                yield Rect(Box(x, y, wide, round(tall, 1)), f"tint-{side}", corner=8)
                said = shortened(scene.word(f"{side}-panel"), wide - 30, self.small, bold=True)
                yield Words(x + _STEP + 6, y + 16, said, self.small, side, bold=True)
                if not self.board.groups[0][1][number]:
                    key = "nothing-shown" if scene.is_excerpt else "nothing"
                    remark = shortened(scene.word(key), wide - 24, self.small)
                    yield Words(x + _STEP + 6, y + 34, remark, self.small, "muted")

    def _motion(self, id: str) -> Figure:
        """The motion, with who holds it on this rung."""
        scene = self.scene
        look = self.rung.look(id)
        box = Box(
            self.x + _PAD,
            round(self.y + _HEAD, 1),
            round(self.board.wide - 2 * _PAD, 1),
            round(self.board.motion_height, 1),
        )
        edge = ("rule", 1.2, _GHOST) if look == "ghost" else ("ink", 2.0, "")
        shapes: list[Shape] = [Rect(box, "card", edge[0], edge[1], 8, edge[2])]
        ink = "muted" if look == "ghost" else "ink"
        shapes.append(Sign(box.x + 15, box.y + 15, "motion", ink))
        right = box.right - 9
        paint = self.board.value(id, self.values)
        if paint:
            right = self._tag(shapes, paint, right, box.y + 15, ghost=look == "ghost")
        text = shortened(scene.short(id), right - box.x - 32, 12.5, bold=True)
        shapes.append(Words(box.x + 26, box.y + 19.5, text, 12.5, ink, bold=True))
        y = box.y + 30
        lines = self.board.lines[self.rung.basis]
        for line in lines:
            x = box.x + 10
            for row in line:
                if row.word:
                    shapes.append(Words(round(x, 1), y + 13, row.word, self.small, "muted"))
                x += row.word_width
                for chip in row.chips:
                    shapes.append(Badge(chip, round(x, 1), y))
                    x += chip.width + CHIP_GAP
                x += 14
            y += ROW + 1
        if not lines:
            remark = shortened(scene.word("no-holder"), box.width - 20, self.small)
            shapes.append(Words(box.x + 10, y + 13, remark, self.small, "muted"))
        return self._figure(id, f"card motion position {look}", box, shapes, paint)

    def _box(self, row: _Row) -> Box:
        """Where a claim stands."""
        x = self.x + _PAD + row.column * (self.board.column + 8)
        inset = _STEP + self.board.step * row.depth
        y = self.columns_top + row.top
        wide = self.board.column - inset - 6
        return Box(round(x + inset, 1), round(y, 1), round(wide, 1), TALL)

    def _claim(self, row: _Row) -> Figure:
        """A claim in one line: its side, its name, how many hold it."""
        scene, look, box = self.scene, self.rung.look(row.id), self._box(row)
        ghost, side = look == "ghost", scene.sides[row.id]
        role = "muted" if ghost else _SIDES[side]
        shapes: list[Shape] = [self._edge(box, look, role)]
        paint = self.board.value(row.id, self.values)
        if paint and not ghost:
            strip = Box(box.x + 2, box.y + 3, 3.5, box.height - 6)
            shapes.append(Rect(strip, paint.colour, corner=1.7))
        start = box.x + (14 if self.board.painted else 10)
        middle = box.y + TALL / 2
        shapes.append(Sign(round(start, 1), middle, side, role))
        right = box.right - 6
        if row.hidden:
            chip = self._folded(row.hidden)
            shapes.append(Badge(chip, round(box.right - chip.width, 1), box.y))
            right -= chip.width
        if not ghost:
            right = self._holders(shapes, row.id, start + 12, right, box.y + 13)
        most = min(_MOST_TAG, right - start - 20 - _LEAST_TEXT)
        if paint and most >= _LEAST_TAG:
            right = self._tag(shapes, paint, right, middle, ghost=ghost, most=most)
        bold = look == "fresh"
        text = self.scene.short(row.id)
        if right - start > 24:
            text = shortened(text, right - start - 12, self.small, bold=bold)
            ink = "muted" if ghost else "ink"
            shapes.append(Words(round(start + 8, 1), box.y + 13, text, self.small, ink, bold=bold))
        kind = "card position" if row.id in scene.map.positions else "card"
        return self._figure(row.id, f"{kind} {side} {look}", box, shapes, paint)

    def _edge(self, box: Box, look: Look, role: str) -> Rect:
        if look == "ghost":
            return Rect(box, "none", "link", 0.8, 4, _GHOST)
        return Rect(box, "card", role, 1.8 if look == "fresh" else 1.0, 4)

    def _holders(
        self, shapes: list[Shape], id: str, left: float, right: float, base: float
    ) -> float:
        """How many take each verdict, in the signs of the badges; what room is left.

        Where there is no room for that, three dots stand for it.
        """
        counts = Counter(_verdicts(self.rung.map, id).values())
        said = {sign: str(counts[sign]) for sign in _SIGNS if counts[sign]}
        wide = {sign: width(text, self.small, bold=True) for sign, text in said.items()}
        needed = fsum(wide.values()) + 4 * len(said) + 12 * len(said.keys() - {"accept"})
        if needed > right - left:
            dots = width(ELLIPSIS, self.small)
            if dots < right - left:
                shapes.append(Words(round(right - dots, 1), base, ELLIPSIS, self.small, "muted"))
            return right - dots - 2
        x = right - needed
        for sign, text in said.items():
            x += 4
            if sign != "accept":
                shapes.append(Sign(round(x + 4, 1), base - 4, sign, "ink"))
                x += 12
            shapes.append(Words(round(x, 1), base, text, self.small, bold=True))
            x += wide[sign]
        return right - needed

    def _tag(
        self,
        shapes: list[Shape],
        paint: Paint,
        right: float,
        middle: float,
        *,
        ghost: bool,
        most: float = _MOST_TAG,
    ) -> float:
        """A value's text on its colour, or bare for a ghost; what room is left."""
        text = shortened(paint.text, most, _TAG, bold=not ghost)
        wide = round(width(text, _TAG, bold=not ghost) + 8, 1)
        x = round(right - wide, 1)
        if not ghost:
            shapes.append(Rect(Box(x, middle - 6.5, wide, 13), paint.colour, corner=3))
        ink = "muted" if ghost else ink_on(paint.colour)
        at = (round(x + wide / 2, 1), middle + 3.5)
        shapes.append(Words(*at, text, _TAG, ink, bold=not ghost, anchor="middle"))
        return x - 4

    def _folded(self, ids: Sequence[str]) -> Chip:
        """A chip for claims that are not shown: how many are known here, of how many."""
        known = sum(id in self.rung.known for id in ids)
        text = f"+{known}/{len(ids)}" if known < len(ids) else f"+{known}"
        style = self.scene.style
        wide = round(width(text, style.badge_size, bold=True) + 12, 1)
        names = "\n".join(self.scene.short(id) for id in ids[:12])
        more = f"\n… and {len(ids) - 12} more" if len(ids) > 12 else ""
        tip = f"{_counted(len(ids), 'claim')} folded, {known} known on this rung:\n{names}{more}"
        return Chip(text, wide, "more", tip=tip)

    def _figure(
        self, id: str, kind: str, box: Box, shapes: Sequence[Shape], paint: Paint | None
    ) -> Figure:
        """A claim with a tip that says what is known of it here."""
        claim, map = self.scene.map.claim(id), self.rung.map
        label = f"{clean(claim.label)}: " if claim.label else ""
        lines = [f"{label}{clean(claim.text)}"]
        lines += [of_stance(map, stance) for stance in map.stances_on(id)]
        lines += [of_stake(map, stake) for stake in map.stakes_in(id)]
        lines += [of_link(map, link, id) for link in map.links_of(id)]
        if id not in self.rung.known:
            lines.append("Not known on this rung.")
        if paint:
            lines.append(f"{clean(self.scene.painted)}: {paint.text}.")
        return Figure(id, kind, "\n".join(lines), box, tuple(shapes), self.scene.short(id))

    # Lines ---------------------------------------------------------------------------

    def _lines(self) -> Iterator[Bond | Stroke]:
        """A line from each claim to what it hangs under; no piece is drawn twice."""
        boxes = {row.id: (row, self._box(row)) for row in self.board.rows}
        families: dict[tuple[str, int, str], list[str]] = {}
        for row in self.board.rows:
            place = self.scene.outline.places[row.id]
            if place.under and place.by:
                kind = _kind(self.scene.map, place.by)
                column = row.column if place.under == self.scene.motion else 0
                families.setdefault((place.under, column, kind), []).append(row.id)
        for (under, _, kind), ids in families.items():
            bottom = self.y + _HEAD + self.board.motion_height - 6
            if under in boxes:
                bottom = boxes[under][1].bottom
            here = [self._is_here(id) for id in ids]
            last = max((n for n, known in enumerate(here) if known), default=-1)
            start = ghosts = bottom
            for number, (id, known) in enumerate(zip(ids, here, strict=True)):
                row, box = boxes[id]
                step = self.board.step if row.depth else _STEP
                x = round(box.x - step * (1 - _SLOTS[kind]), 1)
                y = box.y + TALL / 2
                if known:
                    points = ((x, start), (x, y), (box.x, y))
                    start = ghosts = y
                    yield self._bond(id, under, kind, points)
                    continue
                stub = ((x, y), (box.x, y))
                passed = number < last  # the line of a known one passes here
                yield Stroke(stub if passed else ((x, ghosts), *stub), "rule", 1.0, _DASHES[kind])
                ghosts = ghosts if passed else y

    def _is_here(self, id: str) -> bool:
        by = self.scene.outline.places[id].by
        found = self.rung.connections
        return by.id in found if isinstance(by, Argument) else by in found

    def _bond(
        self, id: str, under: str, kind: str, points: tuple[tuple[float, float], ...]
    ) -> Bond:
        by = self.scene.outline.places[id].by
        line = Stroke(points, _ROLES[kind], 1.6, _DASHES[kind])
        if isinstance(by, Argument):
            tip = of_step(self.rung.map, by)
            if by.id in self.values:
                paint = self.scene.scale.paint(self.values[by.id])
                tip += f"\n{clean(self.scene.painted)}: {paint.text}."
            sign = by.side
            return Bond((id, under, by.id), f"step {kind}", tip, (line,), sign)
        assert by  # noqa: S101 - the caller saw to it
        return Bond((id, under), f"step {kind}", of_link(self.rung.map, by, id), (line,))


def _kind(map: ArgumentMap, by: Argument | Link) -> str:
    if isinstance(by, Link):
        return "link"
    return "undercut" if isinstance(map[by.target], Argument) else by.side


# Words around ------------------------------------------------------------------------


def _items(board: _Board) -> Iterator[Item]:
    """What the signs of the picture mean: those that are in it."""
    scene = board.scene
    if not scene.map.claims:
        return
    shown = [row.id for row in board.rows]
    yield from side_items(scene, (scene.sides[id] for id in shown))
    looks = {rung.look(id) for rung in board.rungs for id in (*shown, *scene.map.positions[:1])}
    for look, rect in (
        ("fresh", Rect(Box(0, 5, 26, 14), "card", "ink", 1.8, 4)),
        ("known", Rect(Box(0, 5, 26, 14), "card", "ink", 1.0, 4)),
        ("ghost", Rect(Box(0, 5, 26, 14), "none", "link", 0.8, 4, _GHOST)),
    ):
        if look in looks:
            yield shape_item((rect,), 26, scene.word(f"legend-{look}"))
    yield from _line_items(board, shown)
    found = {sign for id in shown for sign in _verdicts(scene.map, id).values()}
    for sign in _SIGNS:
        if sign in found:
            yield _number_item(scene, sign)
    if board.hidden:
        wide = round(width("+1/2", scene.style.badge_size, bold=True) + 12, 1)
        badge = Badge(Chip("+1/2", wide, "more"), 0, (LEGEND_ROW - CHIP) / 2)
        yield shape_item((badge,), wide, scene.word("legend-folded"))
    lines = [line for lines in board.lines.values() for line in lines]
    yield from chip_items(scene, (chip for line in lines for row in line for chip in row.chips))
    yield from actor_items(_of_motion(scene))


def _number_item(scene: Scene, sign: str) -> Item:
    """How many take a verdict, as it stands at the end of a claim."""
    at, size = (0 if sign == "accept" else 11), scene.style.small_size
    shapes: list[Shape] = [Words(at, 16, "2", size, bold=True)]
    if sign != "accept":
        shapes.append(Sign(4, 12, sign, "ink"))
    return shape_item(shapes, at + 7, scene.word(f"legend-{sign}-many"))


def _of_motion(scene: Scene) -> Scene:
    """The scene with only those actors who hold the motion or have a stake in it."""
    map = scene.map
    stances = tuple(s for s in map.stances if s.claim == scene.motion)
    stakes = tuple(s for s in map.stakes if s.claim == scene.motion)
    values = {} if are_by_rung(scene.values) else scene.values
    return evolve(scene, map=evolve(map, stances=stances, stakes=stakes), values=values)


def _line_items(board: _Board, shown: Iterable[str]) -> Iterator[Item]:
    """The kinds of lines, and what is left of one whose step is not known."""
    scene = board.scene
    by = {id: scene.outline.places[id].by for id in shown}
    drawn = {id: _kind(scene.map, step) for id, step in by.items() if step}
    words = {"link": "legend-linked"}
    for kind in _SLOTS:
        if kind in drawn.values():
            line = Stroke(((0, 12), (30, 12)), _ROLES[kind], 1.6, _DASHES[kind])
            yield shape_item((line,), 30, scene.word(words.get(kind, f"legend-{kind}")))
    first = board.rungs[0].connections
    missing = (s for s in by.values() if s)
    if any((s.id if isinstance(s, Argument) else s) not in first for s in missing):
        line = Stroke(((0, 12), (30, 12)), "rule", 1.0)
        yield shape_item((line,), 30, scene.word("legend-ghost-line"))


def _notes(board: _Board) -> Iterator[str]:
    """What the caption tells: what is counted how, and what is left out."""
    map = board.scene.map
    if not map.claims:
        return
    last = board.rungs[-1]
    unknown = len(map.claims) - len(last.known)
    never = f"; {unknown} of {_counted(len(map.claims), 'claim')} on no rung" if unknown else ""
    yield (
        "Each panel shows what is known on its rung or a firmer one. A claim is known where "
        f"somebody has a stance or a stake in it, or it takes part in a step{never}."
    )
    if _is_torn(map):
        yield "An actor whose stances on a claim clash counts as of two minds."
    if board.painted and any(
        rung.look(row.id) == "ghost" for rung in board.rungs for row in board.rows
    ):
        yield "The value of what is not known on a rung is told without its colour."
    drawn = {
        by.id
        for row in board.rows
        if isinstance(by := board.scene.outline.places[row.id].by, Argument)
    }
    joint = sum(len(map.argument(id).premises) > 1 for id in drawn)
    if joint:
        verb = "leads" if joint == 1 else "lead"
        yield (
            f"{_counted(joint, 'step')} {verb} from several premises together, which no line here "
            "shows."
        )
    hidden = {id for ids in board.hidden.values() for id in ids}
    others = sum(a.id not in drawn and hidden.isdisjoint(a.premises) for a in map.arguments)
    if others:
        verb = "has" if others == 1 else "have"
        yield (
            f"{_counted(others, 'step')} {verb} no line here, since a claim hangs under one thing "
            "only; the board shows all."
        )
    if hidden:
        yield (
            f"{_counted(len(hidden), 'claim')} {'is' if len(hidden) == 1 else 'are'} folded: "
            f"shown are positions, then what is at most {board.level + 1} steps away from the "
            "motion, nearest first and those with most replies."
        )


def _is_torn(map: ArgumentMap) -> bool:
    """Whether any actor gives several verdicts on one claim."""
    verdicts: dict[tuple[str, str], str] = {}
    return any(
        verdicts.setdefault((stance.actor, stance.claim), stance.verdict) != stance.verdict
        for stance in map.stances
    )
