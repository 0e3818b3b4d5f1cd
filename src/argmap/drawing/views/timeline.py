"""Stances over time: a row for each actor, and on it what it said when.

A date is drawn as precise as it is: a day is a point where the line is long, a year a bar
across the year. Stances without a date have a column of their own and are never guessed
into the line. Where an actor's verdict on a claim changes, an arrow leads from the old to
the new.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from attrs import frozen

from argmap.drawing.header import headline
from argmap.drawing.legend import shape_item
from argmap.drawing.picture import (
    NARROWEST,
    Badge,
    Bond,
    Box,
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
from argmap.drawing.scene import Scene, is_inferred, more_chip
from argmap.drawing.sentences import listed, of_stance, quoted
from argmap.drawing.style import ink_on
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
from argmap.drawing.views.marks import (
    ARROW,
    ELBOW,
    MARK,
    TEXT,
    Lanes,
    Mark,
    Spot,
    called,
    changes,
    laned,
    marks,
)
from argmap.drawing.views.times import Axis, stretch
from argmap.model import Actor, Stance, Verdict

__all__ = ["said", "timeline"]

_COUNTS = 116.0
"""The room of the undated where only their number is told."""
_LANE = 21.0
_LINE = 16.0
_TOLD = 40
"""So many stances a tip tells one by one."""
_LANES = 84
"""So many lanes are in the picture, if there is no need for more."""
_SIGNS: tuple[Verdict, ...] = ("accept", "reject", "ambivalent", "neutral")
_ROLES = {"accept": "for", "reject": "against", "ambivalent": "open", "neutral": "open"}
_TINTS = {"accept": "tint-for", "reject": "tint-against"}
_VERBS = {
    "accept": "accepts it",
    "reject": "rejects it",
    "ambivalent": "is of two minds about it",
    "neutral": "is neutral on it",
}


def timeline(scene: Scene, heading: tuple[str, ...]) -> Picture:
    """The stances of a map over time."""
    chart = _Chart(scene)
    margin = scene.style.margin
    head = headline(scene, heading, chart.room)
    top = head.box.bottom + 14
    parts: list[Part] = []
    bottom = top + 44
    if chart.shares[0]:
        rows, bottom = chart.rows(top + 30)
        parts = [*chart.scale(top, bottom), *rows]
        bottom += 22 if chart.axis and chart.is_tall(top, bottom) else 4
    else:
        at = (margin + chart.room / 2, top + 26)
        parts = [Words(*at, scene.word("no-stances"), 13, "muted", anchor="middle")]
    return Picture(
        scene=scene,
        width=round(chart.room + 2 * margin, 1),
        height=round(bottom, 1),
        heading=heading,
        banner=head,
        parts=tuple(parts),
        signs=tuple(_signs(chart)),
        notes=tuple(_notes(chart)),
    )


# What there is -----------------------------------------------------------------------


@frozen(eq=False)
class _Chart:
    """The rows of the picture, and how large everything is."""

    scene: Scene

    # What there is

    @cached_property
    def stances(self) -> Mapping[str, tuple[Stance, ...]]:
        """The stances of each actor."""
        held: dict[str, list[Stance]] = {}
        for stance in self.scene.map.stances:
            held.setdefault(stance.actor, []).append(stance)
        return {actor: tuple(stances) for actor, stances in held.items()}

    @cached_property
    def shares(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The actors with a row, and those folded into one."""
        counts = {actor: len(stances) for actor, stances in self.stances.items()}
        return worth(self.scene, counts, self.scene.style.fold_above)

    @cached_property
    def marks(self) -> dict[str, list[Mark]]:
        """The dated marks of each actor shown."""
        return {actor: marks(self.stances[actor]) for actor in self.shares[0]}

    @cached_property
    def undated(self) -> dict[str, dict[str, list[Stance]]]:
        """The stances of each actor shown that have no date, by their verdict."""
        found: dict[str, dict[str, list[Stance]]] = {}
        for actor in self.shares[0]:
            loose = [stance for stance in self.stances[actor] if stance.date is None]
            by_sign = {s: [x for x in loose if x.verdict == s] for s in _SIGNS}
            found[actor] = {sign: held for sign, held in by_sign.items() if held}
        return found

    @cached_property
    def totals(self) -> tuple[int, int]:
        """How many stances of the rows have a date, and how many none."""
        dated = sum(len(mark.stances) for held in self.marks.values() for mark in held)
        return dated, sum(len(self.stances[actor]) for actor in self.shares[0]) - dated

    def changed(self) -> Iterator[tuple[Actor, tuple[Mark, Mark]]]:
        """Who changes a verdict, from what to what."""
        for id, held in self.marks.items():
            for pair in changes(held):
                yield self.scene.map.actor(id), pair

    # How large

    @cached_property
    def room(self) -> float:
        """How wide all is."""
        wide = min(ROOM, self.scene.room or ROOM) - 2 * self.scene.style.margin
        return max(NARROWEST, wide if self.shares[0] else 0.0)

    @cached_property
    def loose(self) -> float:
        """How wide the column of the undated is."""
        dated, undated = self.totals
        if not undated:
            return 0.0
        left = self.room - NAMES
        if undated <= dated:
            return _COUNTS
        return left if not dated else round(left * (0.55 if undated < 4 * dated else 0.7), 1)

    @property
    def told(self) -> bool:
        """Whether the column of the undated names the claims."""
        return self.loose > _COUNTS

    @cached_property
    def axis(self) -> Axis | None:
        """The line of time, if anything has a place on it."""
        every = [(m.first, m.last) for held in self.marks.values() for m in held]
        if not every:
            return None
        left = self.scene.style.margin + NAMES
        room = self.room - NAMES - self.loose - (16 if self.loose else 0)
        return Axis.of(every, left + 12, round(room - 24, 1), TEXT)

    @property
    def column(self) -> float:
        """Where the column of the undated begins."""
        return round(self.scene.style.margin + self.room - self.loose, 1)

    @cached_property
    def most(self) -> int:
        """How many lanes a row may have."""
        return max(2, min(10, _LANES // len(self.shares[0])))

    @cached_property
    def lanes(self) -> dict[str, Lanes]:
        """The marks of each actor in lanes."""
        if not self.axis:
            return dict.fromkeys(self.shares[0], Lanes())
        return {
            actor: laned(self.scene, self.axis, held, self.most)
            for actor, held in self.marks.items()
        }

    # What is drawn

    def scale(self, top: float, bottom: float) -> Iterator[Part]:
        """The line of time with its ticks, and the head of the undated."""
        scene, margin = self.scene, self.scene.style.margin
        _, undated = self.totals
        if self.axis:
            end = self.column - 4 if self.loose else margin + self.room
            for tick in self.axis.ticks:
                x = self.axis.at(tick.at)
                yield Stroke(((x, top + 24), (x, bottom)), "rule", 0.8)
                if x + width(tick.label, TEXT) / 2 <= end:
                    for y in (top + 17, bottom + 15)[: 1 + self.is_tall(top, bottom)]:
                        yield Words(x, round(y, 1), tick.label, TEXT, "muted", anchor="middle")
        else:
            yield Words(margin, top + 17, scene.word("no-dates"), 13, "muted")
        if self.loose:
            x = self.column
            box = Box(x, top, self.loose, round(bottom - top, 1))
            yield Rect(box, "panel", corner=8)
            said = shortened(f"{scene.word('undated')}: {undated}", self.loose - 16, 12, bold=True)
            yield Words(x + 8, top + 18, said, 12, "muted", bold=True)

    @staticmethod
    def is_tall(top: float, bottom: float) -> bool:
        """Whether the labels of the ticks are told below too."""
        return bottom - top > 600

    def rows(self, y: float) -> tuple[list[Part], float]:
        """The rows of the actors, bloc by bloc, and where they end."""
        scene, margin = self.scene, self.scene.style.margin
        shown, folded = self.shares
        made = groups(scene, shown)
        badge = widest_badge(scene, [actor for group in made for actor in group.actors])
        parts: list[Part] = []
        for group in made:
            parts += heading(group, margin, y, NAMES - 12)
            y += GROUP if group.heading else 4
            for actor in group.actors:
                row, tall = self._row(actor, y, badge)
                parts += row
                y += tall
        if folded:
            tip = ", ".join(clean(scene.map.actor(id).name) for id in folded)
            parts.append(Badge(more_chip(scene.style, len(folded), tip), margin, y + 8))
            y += 32
        return parts, y

    def _row(self, actor: Actor, y: float, badge: float) -> tuple[list[Part], float]:
        """The row of an actor, and how tall it is."""
        scene, margin = self.scene, self.scene.style.margin
        lanes = self.lanes[actor.id]
        names = len(name_lines(scene, actor, NAMES - 10, badge))
        tall = max(
            34.0,
            names * NAME_ROW + 8,
            (lanes.count + bool(lanes.more)) * _LANE + 11,
            self._lines(actor.id) * _LINE + 12,
        )
        box = Box(margin, y, NAMES - 10, tall)
        parts: list[Part] = [
            Stroke(((margin, y), (round(margin + self.room, 1), y)), "rule", 0.8),
            named(scene, actor, box, badge, self._of_actor(actor)),
        ]
        start = y + (tall - (lanes.count + bool(lanes.more)) * _LANE) / 2 + _LANE / 2
        places = {spot.mark: (spot, start + spot.lane * _LANE) for spot in lanes.spots}
        for old, new in changes(self.marks[actor.id]):
            if old in places and new in places:
                brief = lanes.brief or lanes.between(places[old][0], places[new][0])
                parts.append(self._change(actor, places[old], places[new], brief=brief))
        for spot, middle in places.values():
            parts.append(self._mark(actor, spot, round(middle, 1)))
        for x, held in lanes.more:
            tip = _counted(held)
            count = sum(len(mark.stances) for mark in held)
            chip = more_chip(scene.style, count, tip)
            place = round(start + lanes.count * _LANE - 9, 1)
            ends = (actor.id, *dict.fromkeys(mark.claim for mark in held))
            parts.append(Bond(ends, "more", tip, (Badge(chip, x, place),)))
        parts += self._loose(actor, y, tall)
        return parts, tall

    def _of_actor(self, actor: Actor) -> str:
        """How many stances an actor has, how many of them with a date, and from when to when."""
        dated = sum(len(mark.stances) for mark in self.marks[actor.id])
        undated = len(self.stances[actor.id]) - dated
        said = f"{clean(actor.name)}: {dated + undated} stance{'s'[: dated + undated != 1]}"
        parts = [said]
        if dated:
            moments = [s.date for s in self.stances[actor.id] if s.date]
            first = min(moments, key=lambda date: stretch(date)[0])
            last = max(moments, key=lambda date: stretch(date)[1])
            when = clean(first) if first == last else f"{clean(first)} to {clean(last)}"
            parts.append(f"{dated} dated, {when}")
        if undated:
            parts.append(f"{undated} undated")
        return "; ".join(parts) + "."

    def _mark(self, actor: Actor, spot: Spot, y: float) -> Bond:
        """A bar with the verdict's sign, and the claim's name."""
        scene, mark = self.scene, spot.mark
        role = _ROLES[mark.verdict]
        painted = mark.claim in scene.values
        fill = _TINTS.get(mark.verdict, "card")
        ink = role
        if painted:
            fill = scene.scale.paint(scene.values[mark.claim]).colour
            ink = ink_on(fill)
        box = Box(spot.x, round(y - MARK / 2, 1), round(spot.right - spot.x, 1), MARK)
        dash = "1.5 2.5" if mark.inferred else ""
        shapes: list[Shape] = [
            Rect(box, fill, role, 1.4, 8, dash),
            Sign(round(spot.x + MARK / 2, 1), y, mark.verdict, ink),
        ]
        if spot.name:
            tone = ink if painted and spot.x < spot.at < spot.right else "ink"
            shapes.append(Words(spot.at, y + 4, spot.name, TEXT, tone, bold=spot.bold))
        tip = "\n".join((quoted(scene.map.claim(mark.claim)), *_told(scene, mark.stances)))
        return Bond((actor.id, mark.claim), "stance", tip, tuple(shapes), _side(mark.verdict))

    def _change(
        self,
        actor: Actor,
        old: tuple[Spot, float],
        new: tuple[Spot, float],
        *,
        brief: bool,
    ) -> Bond:
        """The arrow from a mark to a later one: level, or around a corner to another lane."""
        (before, y), (after, end) = old, new
        points: tuple[Point, ...]
        if brief:
            points = ((after.x - ELBOW - 2, end), (after.x, end))
        elif y == end:
            start = before.end + 4 if before.at > before.x else before.right
            points = ((start, y), (after.x, end))
        elif after.x - before.right > 3 * ARROW:
            points = ((before.right, y), (after.x, end))
        else:
            corner = min(before.x, after.x) - ELBOW
            points = ((before.x, y), (corner, y), (corner, end), (after.x, end))
        placed = tuple((round(a, 1), round(b, 1)) for a, b in points)
        tip = _of_change(self.scene, actor, before.mark, after.mark)
        arrow = Stroke(placed, "ink", 1.5, head="pro", bend="round")
        return Bond((actor.id, before.mark.claim), "change", tip, (arrow,))

    def _loose(self, actor: Actor, y: float, tall: float) -> Iterator[Part]:
        """What has no date: a line for each verdict, or no more than a count."""
        scene = self.scene
        first = y + (tall - self._lines(actor.id) * _LINE) / 2 + 12
        for sign, x, line in self._flow(actor.id):
            stances = self.undated[actor.id][sign]
            base = round(first + line * _LINE, 1)
            shapes: list[Shape] = [
                Sign(round(x + 6, 1), round(base - 4, 1), sign, _ROLES[sign]),
                Words(round(x + 16, 1), base, str(len(stances)), TEXT, bold=True),
                *(
                    Words(x + 42, round(base + n * _LINE, 1), said, TEXT)
                    for n, said in enumerate(self.names[actor.id, sign])
                ),
            ]
            ends = (actor.id, *dict.fromkeys(stance.claim for stance in stances))
            yield Bond(ends, "undated", _tip(scene, stances), tuple(shapes), _side(sign))

    def _flow(self, actor: str) -> Iterator[tuple[str, float, int]]:
        """Where each verdict of an actor stands among the undated: how far in, and on which line.

        With the names of claims each begins a line; without them several share one.
        """
        line, x = 0, self.column + 8
        for sign, stances in self.undated[actor].items():
            wide = 16 + width(str(len(stances)), TEXT, bold=True)
            if not self.told and x + wide > self.column + self.loose - 6:
                line, x = line + 1, self.column + 8
            yield sign, x, line
            if self.told:
                line += len(self.names[actor, sign])
            else:
                x += wide + 12

    def _lines(self, actor: str) -> int:
        """How many lines there are of what has no date."""
        ends = (line + max(len(self.names[actor, sign]), 1) for sign, _, line in self._flow(actor))
        return max(ends, default=0)

    @cached_property
    def names(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """The claims of the undated stances of each actor and verdict, in lines."""
        return {
            (actor, sign): self._listed(stances, self.loose - 58) if self.told else ()
            for actor, held in self.undated.items()
            for sign, stances in held.items()
        }

    def _listed(self, stances: Sequence[Stance], room: float) -> tuple[str, ...]:
        """The claims of some stances, positions first, in two lines at most."""
        scene = self.scene
        by_claim: dict[str, list[Stance]] = {}
        for stance in stances:
            by_claim.setdefault(stance.claim, []).append(stance)
        order = sorted(by_claim, key=lambda claim: claim not in scene.map.positions)
        for share in (1.0, 0.6, 0.45):
            names = [called(scene, id, by_claim[id], room * share - 8) for id in order]
            lines = wrapped("; ".join(names), room, TEXT)
            if len(lines) <= 2:
                return lines
        for kept in range(min(len(names), 8) - 1, 0, -1):
            lines = wrapped(f"{'; '.join(names[:kept])} +{len(names) - kept}", room, TEXT)
            if len(lines) <= 2:
                return lines
        return lines[:2]


def _side(verdict: str) -> Literal["pro", "con", ""]:
    return "pro" if verdict == "accept" else "con" if verdict == "reject" else ""


# Sentences ---------------------------------------------------------------------------


def _told(scene: Scene, stances: Sequence[Stance]) -> Iterator[str]:
    yield from dict.fromkeys(of_stance(scene.map, stance) for stance in stances)


def _tip(scene: Scene, stances: Sequence[Stance]) -> str:
    """The undated stances of one verdict, as far as a tip may be long."""
    lines = [
        f"{quoted(scene.map.claim(s.claim))}: {of_stance(scene.map, s)}" for s in stances[:_TOLD]
    ]
    more = len(stances) - len(lines)
    return "\n".join([*lines, *([f"And {more} more."] if more else [])])


def _counted(marks: Sequence[Mark]) -> str:
    """How many stances there are no lanes for, and of which verdicts."""
    dates = [s.date or "" for mark in marks for s in mark.stances]
    verdicts = Counter(s.verdict for mark in marks for s in mark.stances)
    first = min(dates, key=lambda date: stretch(date)[0])
    last = max(dates, key=lambda date: stretch(date)[1])
    when = first if first == last else f"{first} to {last}"
    kinds = listed(f"{verdicts[sign]} {sign}" for sign in _SIGNS if verdicts[sign])
    return f"{len(dates)} more, {when}: {kinds}."


def _of_change(scene: Scene, actor: Actor, old: Mark, new: Mark) -> str:
    return (
        f"{clean(actor.name)} changes: {quoted(scene.map.claim(old.claim))} "
        f"{old.stances[0].date}: {_VERBS[old.verdict]}; "
        f"{new.stances[0].date}: {_VERBS[new.verdict]}."
    )


# What is told ------------------------------------------------------------------------


def _signs(chart: _Chart) -> Iterator[Item]:
    """What the signs mean that are in the picture."""
    scene = chart.scene
    spots = [spot for lanes in chart.lanes.values() for spot in lanes.spots]
    signs = {spot.mark.verdict for spot in spots}
    signs |= {sign for held in chart.undated.values() for sign in held}
    for sign in _SIGNS:
        if sign in signs:
            yield shape_item(_sample(sign), 18, scene.word(f"legend-{sign}"))
    loose = [s for held in chart.undated.values() for group in held.values() for s in group]
    if any(spot.mark.inferred for spot in spots) or any(
        is_inferred([stance], "verdict") for stance in loose
    ):
        shapes = (*_sample("accept", "1.5 2.5"), Words(20, 16, "~", TEXT))
        yield shape_item(shapes, 28, scene.word("legend-inferred"))
    if any(spot.right - spot.x > MARK + 4 for spot in spots):
        bar = Rect(Box(1, 5, 40, MARK), "tint-for", "for", 1.4, 8)
        yield shape_item((bar, Sign(9, 13, "accept", "for")), 42, scene.word("legend-span"))
    if any(chart.changed()):
        shapes = (
            *_sample("reject"),
            Stroke(((19, 13), (43, 13)), "ink", 1.6, head="pro"),
            *moved(_sample("accept"), 44, 0),
        )
        yield shape_item(shapes, 62, scene.word("legend-change"))
    if any(spot.mark.claim in scene.map.positions for spot in spots):
        bold = Words(0, 16, "Abc", 12, bold=True)
        yield shape_item((bold,), width("Abc", 12, bold=True), scene.word("legend-position"))
    if any(lanes.more for lanes in chart.lanes.values()) or chart.shares[1]:
        chip = more_chip(scene.style, 2, "")
        yield shape_item((Badge(chip, 0, 3),), chip.width, scene.word("legend-more"))


def _sample(sign: str, dash: str = "") -> tuple[Shape, ...]:
    role = _ROLES[sign]
    box = Box(1, 5, MARK, MARK)
    fill = _TINTS.get(sign, "card")
    return Rect(box, fill, role, 1.4, 8, dash), Sign(9, 13, sign, role)


def _notes(chart: _Chart) -> Iterator[str]:
    """How dates are read, and what is folded or has none."""
    scene = chart.scene
    dated, undated = chart.totals
    if undated:
        every = dated + undated
        stances = f"stance{'s'[: every != 1]}"
        if not dated:
            yield f"No stance has a date: {undated} undated."
        else:
            has = "has" if undated == 1 else "have"
            yield f"{undated} of {every} {stances} {has} no date and no place on the line."
    every_mark = [mark for marks in chart.marks.values() for mark in marks]
    if any(len(mark.stances) > 1 for mark in every_mark):
        yield "×2 stands for the same verdict given twice on one date, and so on."
    more = [mark for lanes in chart.lanes.values() for _, marks in lanes.more for mark in marks]
    if more:
        count = sum(len(mark.stances) for mark in more)
        yield f"{count} of the dated are only counted (+n) where a row has no more room."
    folded = chart.shares[1]
    if folded:
        count = sum(len(chart.stances[actor]) for actor in folded)
        yield (
            f"{len(folded)} actor{'s'[: len(folded) != 1]} with fewer stances, voices first, "
            f"are folded, with {count} stances."
        )
    silent = len(scene.map.actors) - len(chart.stances)
    if silent and chart.stances:
        has = "actor has" if silent == 1 else "actors have"
        yield f"{silent} {has} no stance{' in what is shown' if scene.is_excerpt else ''}."


def said(scene: Scene) -> Iterator[str]:
    """The picture in sentences: from when to when, how many are undated, and who changes.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> list(said(Scene(argmap.example("iraq-withdrawal"), Style())))
    ['1 stance is dated, 2014; 57 have no date.']
    """
    chart = _Chart(scene)
    dates = [s.date for s in scene.map.stances if s.date]
    undated = len(scene.map.stances) - len(dates)
    parts = []
    if dates:
        first = min(dates, key=lambda date: stretch(date)[0])
        last = max(dates, key=lambda date: stretch(date)[1])
        when = first if first == last else f"{first} to {last}"
        one = len(dates) == 1
        parts.append(f"{len(dates)} {'stance is' if one else 'stances are'} dated, {when}")
    if undated:
        parts.append(f"{undated} {'has' if undated == 1 else 'have'} no date")
    if parts:
        yield "; ".join(parts) + "."
    yield from (_of_change(scene, actor, *pair) for actor, pair in chart.changed())
