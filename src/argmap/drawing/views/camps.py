"""The camps: a ring of actors, with lines between those who judge claims alike or oppositely.

The number on a line is the *net agreement* of two actors: the claims that both accept or
both reject, less those that one accepts and the other rejects, each claim once (congruence
less conflict, not normalised, as in discourse network analysis: Leifeld 2017). Neutral
stances are not counted, nor is a claim that an actor is of two minds about, be it that it
says so, or accepts it once and rejects it once.

Allies are neighbours in the ring, opponents stand apart. Where there are too many lines to
read, those below a threshold are left out, but for the strongest of each actor. Ties on
record are thin lines of their own. Actors with no line are named below the ring.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, pairwise

from attrs import frozen

from argmap.drawing.header import headline
from argmap.drawing.legend import LEGEND_ROW, actor_items, shape_item
from argmap.drawing.picture import (
    NARROWEST,
    Badge,
    Bond,
    Box,
    Figure,
    Item,
    Part,
    Picture,
    Point,
    Rect,
    Shape,
    Stroke,
    Words,
)
from argmap.drawing.scene import Scene, bloc_pattern, bloc_role, more_chip
from argmap.drawing.sentences import listed, quoted
from argmap.drawing.style import ink_on
from argmap.drawing.text import clean, shortened, width, wrapped
from argmap.drawing.views.naming import bloc_number, second_name
from argmap.drawing.views.ring import along, ordered, places, route, spot
from argmap.model import Actor, ArgumentMap, Tie

__all__ = ["Pair", "camps", "pairs", "said"]

NAMED = 24
"""In a ring of so many, actors are boxes with their names; in larger ones codes."""
TIES = 30
"""So many ties on record are drawn; more are told in tips only."""
_LINES = 36
"""So many lines can be read in any ring, and twice as many as there are actors in larger ones."""
_FEW = 3
"""Whoever has fewer claims in common is said to agree on little."""
_NAME, _SECOND, _LABEL = 14.0, 12.5, 11.0
_WIDEST_NAME = 148.0
_PILL = 17.0
_TOLD, _LISTED = 6, 40
"""So many claims or pairs are told in a tip; so many actors are listed below, and the rest fold."""
_APART = 8.0
"""How far from each other lines between the same two actors run."""
_WIDER, _WIDEST_LINE = 0.55, 6.6
"""How much wider each claim makes a line, and how wide any line may be."""
_FIRM = ("stated", "attributed")


# Who agrees with whom ----------------------------------------------------------------


@frozen
class Pair:
    """Two actors with the claims that they judge alike, and those they judge oppositely."""

    one: str
    other: str
    alike: frozenset[str]
    apart: frozenset[str]

    @property
    def net(self) -> int:
        """How many more are judged alike than oppositely."""
        return len(self.alike) - len(self.apart)

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of the two."""
        return self.one, self.other


def pairs(map: ArgumentMap) -> tuple[Pair, ...]:
    """Each two actors who judge a claim in common, in the order of the map.

    >>> import argmap
    >>> [(pair.ends, pair.net) for pair in pairs(argmap.example("iraq-withdrawal"))][:2]
    [(('baghdad', 'sudani'), 1), (('baghdad', 'voices-inside'), 1)]
    """
    held = {actor.id: _judged(map, actor.id) for actor in map.actors}
    found = []
    for one, other in combinations([id for id, sides in held.items() if any(sides)], 2):
        (yes, no), (also, nor) = held[one], held[other]
        alike, apart = (yes & also) | (no & nor), (yes & nor) | (no & also)
        if alike or apart:
            found.append(Pair(one, other, alike, apart))
    return tuple(found)


def _judged(map: ArgumentMap, actor: str) -> tuple[frozenset[str], frozenset[str]]:
    """The claims an actor accepts, and those it rejects; none that it is of two minds about."""
    stances = map.stances_of(actor)
    accepted, rejected, torn = (
        {stance.claim for stance in stances if stance.verdict == verdict}
        for verdict in ("accept", "reject", "ambivalent")
    )
    return frozenset(accepted - rejected - torn), frozenset(rejected - accepted - torn)


@frozen(slots=False)
class Camps:
    """Who is in the ring, and which lines are drawn."""

    scene: Scene

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Those with a claim in common."""
        return pairs(self.scene.map)

    @cached_property
    def pairs_of(self) -> Mapping[str, Sequence[Pair]]:
        """The pairs of each actor."""
        own: dict[str, list[Pair]] = {actor.id: [] for actor in self.scene.map.actors}
        for pair in self.pairs:
            for id in pair.ends:
                own[id].append(pair)
        return own

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """The ties that are drawn: all that are on record, or none."""
        ties = self.scene.map.ties
        return ties if len(ties) <= TIES and len(self._with(ties)) <= NAMED else ()

    def _with(self, ties: Iterable[Tie]) -> list[Actor]:
        bound = {id for id, pairs in self.pairs_of.items() if pairs}
        bound |= {id for tie in ties for id in (tie.source, tie.target)}
        return [actor for actor in self.scene.map.actors if actor.id in bound]

    @cached_property
    def inside(self) -> frozenset[str]:
        """Who is in the ring: all with a line or, of too many, those most agreed or at odds."""
        bound = [actor.id for actor in self._with(self.ties)]
        weight = {id: sum(abs(pair.net) for pair in self.pairs_of[id]) for id in bound}
        order = sorted(bound, key=lambda actor: -weight[actor])
        return frozenset(order[: self.scene.style.fold_above])

    @cached_property
    def within(self) -> tuple[Pair, ...]:
        """The pairs in the ring."""
        return tuple(pair for pair in self.pairs if self.inside.issuperset(pair.ends))

    @cached_property
    def actors(self) -> list[Actor]:
        """The actors in the ring, in its order."""
        bound = [actor for actor in self.scene.map.actors if actor.id in self.inside]
        place = {actor.id: at for at, actor in enumerate(bound)}
        weights = [[0.0] * len(bound) for _ in bound]
        weighed = [(*pair.ends, float(pair.net)) for pair in self.within]
        weighed += [(tie.source, tie.target, tie.sign / 2 or 0.25) for tie in self.ties]
        weighed += [
            (one.id, other.id, 0.1)
            for one, other in combinations(bound, 2)
            if one.bloc and one.bloc == other.bloc
        ]
        for a, b, weight in weighed:
            weights[place[a]][place[b]] += weight
            weights[place[b]][place[a]] += weight
        return [bound[at] for at in ordered(weights)]

    @property
    def coded(self) -> bool:
        """Whether there are too many for their names."""
        return len(self.actors) > NAMED

    @cached_property
    def threshold(self) -> int:
        """The least net agreement or disagreement of which all lines are drawn."""
        most = max(_LINES, 2 * len(self.inside))
        sizes = sorted((abs(pair.net) for pair in self.within), reverse=True)
        return max(1, sizes[most] + 1) if len(sizes) > most else 1

    @cached_property
    def shown(self) -> tuple[Pair, ...]:
        """The pairs of which the line is drawn."""
        strongest: dict[str, Pair] = {}
        for pair in self.within:
            for id in pair.ends:
                if id not in strongest or abs(pair.net) > abs(strongest[id].net):
                    strongest[id] = pair
        kept = {pair.ends for pair in strongest.values()}
        return tuple(
            pair for pair in self.within if abs(pair.net) >= self.threshold or pair.ends in kept
        )

    @cached_property
    def outside(self) -> tuple[tuple[str, list[Actor]], ...]:
        """Who is not in the ring, and why not."""
        groups: dict[str, list[Actor]] = {
            word: [] for word in ("camps-folded", "camps-apart", "camps-torn", "camps-silent")
        }
        for actor in self.scene.map.actors:
            if actor.id not in self.inside:
                groups[self._why(actor.id)].append(actor)
        return tuple((word, actors) for word, actors in groups.items() if actors)

    def _why(self, actor: str) -> str:
        if self.pairs_of[actor]:
            return "camps-folded"
        if any(_judged(self.scene.map, actor)):
            return "camps-apart"
        return "camps-torn" if self.scene.map.stances_of(actor) else "camps-silent"


# The picture -------------------------------------------------------------------------


def camps(scene: Scene, heading: tuple[str, ...]) -> Picture:
    """The actors of a map in a ring, with who agrees and who disagrees with whom."""
    found = Camps(scene)
    nodes = _nodes(found)
    hull = _hull(list(nodes.values()))
    wide = max(hull.width, NARROWEST)
    margin = scene.style.margin
    head = headline(scene, heading, round(wide, 1))
    across = margin + wide / 2 - hull.middle
    top = head.box.bottom + 26
    down = top - hull.y
    strands = list(_strands(found, nodes))
    widest = _WIDEST_LINE / 2 if found.coded else _WIDEST_LINE
    marks, unlabelled = _labelled(strands, nodes, widest)
    parts: list[Part] = [_moved(bond, across, down) for bond in marks]
    parts += [
        _node(found, actor, _shifted(nodes[actor.id], across, down)) for actor in found.actors
    ]
    bottom = hull.bottom + down
    if not found.pairs:
        said = scene.word("camps-none")
        bottom += 34 if nodes else 8
        at = (round(head.box.middle, 1), round(bottom, 1))
        parts.append(Words(*at, said, scene.style.text_size, "muted", anchor="middle"))
    listing, bottom = _listed(found, bottom + 24, wide)
    return Picture(
        scene=scene,
        width=round(wide + 2 * margin, 1),
        height=round(bottom, 1),
        heading=heading,
        banner=head,
        parts=(*parts, *listing),
        signs=tuple(_signs(found, marks)),
        notes=tuple(_notes(found, unlabelled)),
    )


def _hull(boxes: Sequence[Box]) -> Box:
    """The least box around some boxes."""
    if not boxes:
        return Box(0, 0, 0, 0)
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


# Actors ------------------------------------------------------------------------------


def _rows(scene: Scene, actor: Actor) -> list[tuple[str, float, bool]]:
    """What stands in an actor's box: the name, the name in another language, the bloc.

    With short labels it is the actor's own, or the name, and with ids the id.
    """
    if scene.labels != "full":
        said = actor.id if scene.labels == "id" else clean(actor.label or actor.name)
        short = shortened(said, _WIDEST_NAME, _NAME, bold=True)
        return [(short, _NAME, True), *_value_row(scene, actor)]
    name = wrapped(clean(actor.name), _WIDEST_NAME, _NAME, bold=True)
    lines = [*name[:1], " ".join(name[1:])] if len(name) > 2 else name
    rows = [(shortened(line, _WIDEST_NAME, _NAME, bold=True), _NAME, True) for line in lines]
    second = second_name(scene, actor)
    if second:
        rows.append((shortened(second, _WIDEST_NAME, _SECOND), _SECOND, False))
    if actor.bloc:
        size = scene.style.small_size
        rows.append((shortened(clean(actor.bloc), _WIDEST_NAME, size), size, False))
    return rows + _value_row(scene, actor)


def _value_row(scene: Scene, actor: Actor) -> list[tuple[str, float, bool]]:
    if actor.id not in scene.values:
        return []
    text = scene.scale.paint(scene.values[actor.id]).text
    size = scene.style.badge_size
    return [(shortened(text, _WIDEST_NAME, size, bold=True), size, True)]


def _code_rows(scene: Scene, actor: Actor) -> list[tuple[str, float, bool]]:
    return [(scene.codes[actor.id], scene.style.badge_size, True)]


def _content(found: Camps, actor: Actor) -> list[tuple[str, float, bool]]:
    return (_code_rows if found.coded else _rows)(found.scene, actor)


def _nodes(found: Camps) -> dict[str, Box]:
    """The boxes of the actors in the ring, around 0."""
    sizes = []
    for actor in found.actors:
        rows = _content(found, actor)
        wide = max(width(text, size, bold=bold) for text, size, bold in rows)
        tall = sum(size * 1.25 for _, size, _ in rows)
        pad = 7 if found.coded else 11
        sizes.append((round(max(wide, 26) + 2 * pad, 1), round(tall + (8 if found.coded else 13))))
    count, room = len(sizes), found.scene.room
    radius = 8.5 * count if found.coded else min(230 + 34.0 * count, 560)
    broadest = max((wide for wide, _ in sizes), default=0.0)
    widest = (max(room, NARROWEST) - 2 * found.scene.style.margin - broadest) / 2 if room else 1e6
    spread = places(
        sizes,
        radius,
        squeezed=0.85 if found.coded else 0.56,
        gap=(9, 9) if found.coded else (46, 20),
        widest=widest,
    )
    return {
        actor.id: Box(round(x - wide / 2, 1), round(y - tall / 2, 1), wide, tall)
        for actor, (x, y), (wide, tall) in zip(found.actors, spread, sizes, strict=True)
    }


def _node(found: Camps, actor: Actor, box: Box) -> Figure:
    """An actor's box; the corners of voices are round."""
    scene, rows = found.scene, _content(found, actor)
    role = bloc_role(bloc_number(scene, actor))
    ink = role
    paint = scene.scale.paint(scene.values[actor.id]) if actor.id in scene.values else None
    corner = box.height / 2 if actor.is_voice else 5.0 if found.coded else 9.0
    shapes: list[Shape] = []
    if paint:
        ink = ink_on(paint.colour)
        shapes.append(Rect(box, paint.colour, role, 1.6, corner))
    else:
        hatch = bloc_pattern(bloc_number(scene, actor))
        shapes.append(Rect(box, f"tint-{role}", role, 1.3, corner, hatch=hatch))
    y = box.y + (box.height - sum(size * 1.25 for _, size, _ in rows)) / 2
    for text, size, bold in rows:
        y += size * 1.25
        at = (round(box.middle, 1), round(y - size * 0.33, 1))
        shapes.append(Words(*at, text, size, ink, bold, "middle"))
    return Figure(
        actor.id, "card actor", _of_actor(found, actor), box, tuple(shapes), clean(actor.name)
    )


def _of_actor(found: Camps, actor: Actor) -> str:
    """An actor in words, a sentence a line."""
    map = found.scene.map
    own = found.pairs_of[actor.id]
    second = second_name(found.scene, actor)
    lines = [clean(actor.name) + (f" ({second})" if second else "")]
    lines.append(f"{clean(actor.kind)}{f', {clean(actor.bloc)}' if actor.bloc else ''}")
    if actor.part_of:
        lines.append(f"Part of {clean(map.actor(actor.part_of).name)}.")
    for pair in sorted(own, key=lambda pair: -abs(pair.net))[:_TOLD]:
        other = pair.other if pair.one == actor.id else pair.one
        lines.append(f"{_signed(pair.net)} with {clean(map.actor(other).name)}.")
    if len(own) > _TOLD:
        lines.append(f"and {len(own) - _TOLD} more.")
    lines += [_of_tie(map, tie) for tie in map.ties_of(actor.id)]
    if actor.id in found.scene.values:
        lines.append(found.scene.scale.paint(found.scene.values[actor.id]).text)
    return "\n".join(lines)


# Lines -------------------------------------------------------------------------------


@frozen
class Strand:
    """A line between two actors: what it connects, what it says, where it runs."""

    ends: tuple[str, str]
    path: tuple[Point, ...]
    text: str
    tip: str
    net: int | None = None
    sign: int = 0
    inferred: bool = False
    both: bool = False

    @property
    def role(self) -> str:
        """Blue for congruence, orange for conflict, grey for anything else."""
        return ("for" if self.net > 0 else "against") if self.net else "link"


def _strands(found: Camps, nodes: Mapping[str, Box]) -> Iterator[Strand]:
    """Every line; those between the same two side by side."""
    map = found.scene.map
    between: dict[tuple[str, ...], list[Pair | list[Tie]]] = {}
    for pair in found.shown:
        between.setdefault(tuple(sorted(pair.ends)), []).append(pair)
    for ties in _joined(found.ties):
        ends = tuple(sorted((ties[0].source, ties[0].target)))
        between.setdefault(ends, []).append(ties)
    on_record = {id: _on_record(map, id) for id in nodes}
    for (a, b), lines in between.items():
        others = [box for id, box in nodes.items() if id not in (a, b)]
        for number, line in enumerate(lines):
            aside = (number - (len(lines) - 1) / 2) * _APART
            path = route((nodes[a], nodes[b]), aside, others)
            if isinstance(line, Pair):
                uncertain = len((line.alike | line.apart) - (on_record[a] & on_record[b]))
                tip = _of_pair(map, line, uncertain)
                text = _signed(line.net) + (" ~" if uncertain else "")
                yield Strand(line.ends, path, text, tip, line.net, inferred=uncertain > 0)
            else:
                yield _tie_strand(found, line, path if line[0].source == a else path[::-1])


def _joined(ties: Iterable[Tie]) -> list[list[Tie]]:
    """Ties of one kind and sign between the same two go together."""
    joined: dict[tuple[object, ...], list[Tie]] = {}
    for tie in ties:
        ends = tuple(sorted((tie.source, tie.target)))
        joined.setdefault((ends, clean(tie.kind), tie.sign), []).append(tie)
    return list(joined.values())


def _tie_strand(found: Camps, ties: Sequence[Tie], path: tuple[Point, ...]) -> Strand:
    tie = ties[0]
    inferred = all(each.basis not in _FIRM for each in ties)
    text = shortened(clean(tie.kind), 126, _LABEL)
    return Strand(
        (tie.source, tie.target),
        path,
        f"{text} ~" if inferred else text,
        "\n".join(_of_tie(found.scene.map, each) for each in ties),
        None,
        tie.sign,
        inferred,
        any(each.source != tie.source for each in ties),
    )


def _on_record(map: ArgumentMap, actor: str) -> frozenset[str]:
    """The claims on which an actor is on record for or against, and not only inferred to be."""
    return frozenset(
        stance.claim
        for stance in map.stances_of(actor)
        if stance.verdict in {"accept", "reject"} and stance.basis in _FIRM
    )


def _labelled(
    strands: Sequence[Strand], nodes: Mapping[str, Box], widest: float
) -> tuple[list[Bond], int]:
    """The lines with their labels, where these lie on nothing; how many have no room for one."""
    taken = list(nodes.values())
    stretches = [list(pairwise(strand.path)) for strand in strands]
    few = len(nodes) <= NAMED
    labels: list[Box | None] = []
    for number, strand in enumerate(strands):
        others = [s for at, own in enumerate(stretches) if at != number for s in own] if few else []
        wide = width(strand.text, _LABEL, bold=strand.net is not None) + 10
        label = spot(strand.path, (round(max(wide, 24), 1), _PILL), taken, others)
        labels.append(label)
        if label:
            taken.append(label)
    most = max((abs(strand.net or 0) for strand in strands), default=0)
    step = min(_WIDER, widest / max(most, 1))
    bonds = [_line(strand, step) for strand in strands]
    bonds += [_label(strand, label) for strand, label in zip(strands, labels, strict=True) if label]
    return bonds, labels.count(None)


def _line(strand: Strand, step: float) -> Bond:
    """A line without its label, by a step wider for each claim."""
    if strand.net is not None:
        wide = 0.5 + step * abs(strand.net)
        dash = "" if strand.net > 0 else "7 4" if strand.net else "2 4"
        shapes: tuple[Shape, ...] = (
            Stroke(strand.path, strand.role, round(max(wide, 1.2), 2), dash),
        )
        sign = "pro" if strand.net > 0 else "con" if strand.net else ""
        return Bond(strand.ends, "net", strand.tip, shapes, sign)  # type: ignore[arg-type] # one of the three
    dash = "1.5 3" if strand.inferred else ""
    head = {1: "pro", -1: "con", 0: "undercut"}[strand.sign]
    halves = _halves(strand.path) if strand.both else (strand.path,)
    shapes = tuple(Stroke(half, "link", 1.1, dash, head) for half in halves)
    sign = {1: "pro", -1: "con", 0: ""}[strand.sign]
    return Bond(strand.ends, "tie", strand.tip, shapes, sign)  # type: ignore[arg-type] # one of the three


def _halves(path: tuple[Point, ...]) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """A path from its middle to either end."""
    at = len(path) // 2
    if len(path) == 2:
        x, y = along(path, 0.5)
        middle = (round(x, 1), round(y, 1))
        return (middle, path[1]), (middle, path[0])
    return path[at:], path[at::-1]


def _label(strand: Strand, box: Box) -> Bond:
    """What a line says, on the line."""
    x, y = round(box.middle, 1), round(box.y + _PILL - 4.6, 1)
    place = Box(round(box.x, 1), round(box.y, 1), box.width, box.height)
    if strand.net is None:
        words = Words(x, y, strand.text, _LABEL, "muted", anchor="middle")
        shapes: tuple[Shape, ...] = (Rect(place, "paper", corner=4), words)
        return Bond(strand.ends, "label", strand.tip, shapes)
    dash = "1.5 2.5" if strand.inferred else ""
    role = strand.role
    pill = Rect(place, "card", role, 1.2, _PILL / 2, dash)
    return Bond(
        strand.ends,
        "label",
        strand.tip,
        (pill, Words(x, y, strand.text, _LABEL, role if strand.net else "muted", True, "middle")),
    )


def _signed(net: int) -> str:
    return f"{'+' if net > 0 else '−' if net else ''}{abs(net)}"


def _moved(bond: Bond, x: float, y: float) -> Bond:
    """A line of the ring, at the ring's place in the picture."""
    shapes = tuple(_moved_shape(shape, x, y) for shape in bond.shapes)
    return Bond(bond.ends, bond.kind, bond.tip, shapes, bond.sign)


def _moved_shape(shape: Shape, x: float, y: float) -> Shape:
    match shape:
        case Rect(box, fill, stroke, line, corner, dash):
            return Rect(_shifted(box, x, y), fill, stroke, line, corner, dash)
        case Words(at, down, text, size, role, bold, anchor):
            return Words(round(at + x, 1), round(down + y, 1), text, size, role, bold, anchor)
        case Stroke(points, role, line, dash, head, bend):
            there = tuple((round(a + x, 1), round(b + y, 1)) for a, b in points)
            return Stroke(there, role, line, dash, head, bend)
        case _:
            return shape


def _shifted(box: Box, x: float, y: float) -> Box:
    return Box(round(box.x + x, 1), round(box.y + y, 1), box.width, box.height)


# In words ----------------------------------------------------------------------------


def _of_pair(map: ArgumentMap, pair: Pair, uncertain: int) -> str:
    one, other = (clean(map.actor(id).name) for id in pair.ends)
    counts = f"{_claims(len(pair.alike))} judged alike, {len(pair.apart)} oppositely"
    lines = [f"{one} and {other}: {_signed(pair.net)}, {counts}."]
    for word, ids in (("Alike", pair.alike), ("Oppositely", pair.apart)):
        told = [quoted(claim) for claim in map.claims if claim.id in ids]
        if told:
            more = [f"{len(told) - _TOLD} more"] if len(told) > _TOLD else []
            lines.append(f"{word}: {listed([*told[:_TOLD], *more])}.")
    if uncertain:
        lines.append(f"~ On {_claims(uncertain)} a verdict is inferred, not on record.")
    return "\n".join(lines)


def _of_tie(map: ArgumentMap, tie: Tie) -> str:
    source, target = clean(map.actor(tie.source).name), clean(map.actor(tie.target).name)
    details = (
        {1: "friendly", -1: "hostile", 0: "neither friendly nor hostile"}[tie.sign],
        tie.basis,
        f"“{clean(tie.hedge)}”" if tie.hedge else "",
        f"via {', '.join(clean(map.actor(id).name) for id in tie.via)}" if tie.via else "",
        ", ".join(dict.fromkeys(clean(c.locator or c.source) for c in tie.citations)),
    )
    return f"{source} – {clean(tie.kind)} – {target} ({', '.join(d for d in details if d)})."


def _claims(count: int) -> str:
    return f"{count} claim{'s'[: count != 1]}"


def _notes(found: Camps, unlabelled: int) -> Iterator[str]:
    """What is counted how, and what is not drawn."""
    count = len(found.pairs)
    if found.pairs:
        yield (
            "The number on a line, and its width: claims two actors both accept or both reject, "
            "less those one accepts and the other rejects, each claim once. Not counted: neutral "
            "stances, and claims an actor is of two minds about, or both accepts and rejects."
        )
        yield from _on_little(found)
    if len(found.shown) < count:
        least = found.threshold
        rule = f"of {least} or more, of either sign," if least > 1 else "other than 0"
        yield (
            f"Drawn are numbers {rule} and the strongest of each actor: {len(found.shown)} of "
            f"the {count} pairs that judge a claim in common."
        )
    if found.outside and found.outside[0][0] == "camps-folded":
        most = len(found.inside)
        yield f"In the ring are the {most} actors with the largest numbers, signs aside, in sum."
    ties = len(found.scene.map.ties)
    if found.ties:
        yield f"Grey lines: {ties} tie{'s'[: ties != 1]} on record between actors, not counted."
    elif ties:
        yield f"Too many to draw: {ties} ties on record, told in the tips of the actors."
    if unlabelled:
        lines = "1 line has" if unlabelled == 1 else f"{unlabelled} lines have"
        yield f"{lines} no room for a label; the tip tells it."
    painted = [id for id in found.scene.values if id not in {a.id for a in found.scene.map.actors}]
    if painted:
        yield f"{len(painted)} of the painted values are of claims or steps, not in this view."


def _on_little(found: Camps) -> Iterator[str]:
    """On how little the numbers rest, where that is on one or two claims."""
    most = max(len(pair.alike | pair.apart) for pair in found.pairs)
    if most < _FEW:
        many = len(found.pairs)
        share = "1 pair of actors judges" if many == 1 else f"{many} pairs of actors judge"
        yield f"Little to go by: {share} any claim in common, none more than {_claims(most)}."


def said(scene: Scene) -> Iterator[str]:
    """The camps in sentences, for those who cannot see them.

    >>> import argmap
    >>> from argmap.drawing.style import Style
    >>> next(said(Scene(argmap.example("iraq-withdrawal"), Style())))
    '6 pairs of actors judge a claim in common: 6 mostly alike, 0 mostly oppositely.'
    """
    found = pairs(scene.map)
    if not found:
        yield "No two actors judge the same claim."
        return
    alike, apart = ([p for p in found if p.net * sign > 0] for sign in (1, -1))
    many = "1 pair of actors judges" if len(found) == 1 else f"{len(found)} pairs of actors judge"
    yield (f"{many} a claim in common: {len(alike)} mostly alike, {len(apart)} mostly oppositely.")
    for word, group in (("Closest", alike), ("Furthest apart", apart)):
        if group:
            far = max(abs(pair.net) for pair in group)
            first = [pair for pair in group if abs(pair.net) == far]
            names = [
                " and ".join(clean(scene.map.actor(id).name) for id in pair.ends)
                for pair in first[:3]
            ]
            more = f", and {len(first) - 3} more pairs" if len(first) > 3 else ""
            yield f"{word} ({_signed(first[0].net)}): {'; '.join(names)}{more}."


# Below the ring ----------------------------------------------------------------------


def _listed(found: Camps, top: float, room: float) -> tuple[list[Part], float]:
    """Who is not in the ring, as a paragraph of small boxes; where it ends."""
    scene, size = found.scene, 12.0
    margin, tall, y = scene.style.margin, 22.0, top
    parts: list[Part] = []
    for word, actors in found.outside:
        said = f"{scene.word(word)}:"
        parts.append(Words(margin, round(y + 15, 1), said, size, "muted", bold=True))
        x = margin + width(said, size, bold=True) + 9
        shown = actors if len(actors) <= _LISTED else actors[: _LISTED - 1]
        for actor in shown:
            text = shortened(clean(actor.name), min(room - 20, 240), size)
            wide = round(width(text, size) + 16, 1)
            if x + wide > margin + room:
                x, y = margin, y + tall + 5
            box = Box(round(x, 1), round(y, 1), wide, tall)
            parts.append(_small(found, actor, box, text, size))
            x += wide + 6
        if len(shown) < len(actors):
            parts.append(_rest(scene, actors[len(shown) :], (x, y + 2)))
        y += tall + 12
    return parts, y


def _rest(scene: Scene, actors: Sequence[Actor], at: Point) -> Bond:
    """A chip that says how many more there are."""
    names = [clean(actor.name) for actor in actors[:_LISTED]]
    if len(actors) > _LISTED:
        names.append(f"and {len(actors) - _LISTED} more")
    chip = more_chip(scene.style, len(actors), "")
    ends = tuple(actor.id for actor in actors)
    return Bond(ends, "more", "\n".join(names), (Badge(chip, round(at[0], 1), round(at[1], 1)),))


def _small(found: Camps, actor: Actor, box: Box, text: str, size: float) -> Figure:
    scene = found.scene
    number = bloc_number(scene, actor)
    role = bloc_role(number)
    paint = scene.scale.paint(scene.values[actor.id]) if actor.id in scene.values else None
    corner = box.height / 2 if actor.is_voice else 5.0
    ground = (
        Rect(box, paint.colour, role, 1.3, corner)
        if paint
        else Rect(box, f"tint-{role}", role, 1.3, corner, hatch=bloc_pattern(number))
    )
    ink = ink_on(paint.colour) if paint else role
    words = Words(round(box.middle, 1), round(box.y + 15.3, 1), text, size, ink, anchor="middle")
    tip = _of_actor(found, actor)
    return Figure(actor.id, "card actor", tip, box, (ground, words), clean(actor.name))


# The legend --------------------------------------------------------------------------


def _signs(found: Camps, bonds: Sequence[Bond]) -> Iterator[Item]:
    """What the lines mean that occur."""
    scene, y = found.scene, LEGEND_ROW / 2
    nets = {(pair.net > 0) - (pair.net < 0) for pair in found.shown}
    for sign, role, wide, dash, word in (
        (1, "for", 3.0, "", "camps-alike"),
        (-1, "against", 3.0, "7 4", "camps-opposed"),
        (0, "link", 1.2, "2 4", "camps-even"),
    ):
        if sign in nets:
            line = Stroke(((0, y), (34, y)), role, wide, dash)
            yield shape_item([line], 34, scene.word(word))
    ties = {tie.sign for tie in found.ties}
    for sign, head, word in (
        (1, "pro", "camps-friendly"),
        (-1, "con", "camps-hostile"),
        (0, "undercut", "camps-other"),
    ):
        if sign in ties:
            line = Stroke(((0, y), (34, y)), "link", 1.1, "", head)
            yield shape_item([line], 36, scene.word(word))
    if any(_is_marked(bond) for bond in bonds):
        pill = Rect(Box(0, y - 8.5, 36, _PILL), "card", "ink", 1.2, _PILL / 2, "1.5 2.5")
        number = Words(18, y + 4, "+2 ~", _LABEL, "ink", True, "middle")
        yield shape_item([pill, number], 36, scene.word("legend-inferred"))
    if any(actor.is_voice for actor in scene.map.actors):
        oval = Rect(Box(0, y - 8.5, 34, _PILL), "tint-bloc-none", "bloc-none", 1.3, _PILL / 2)
        yield shape_item([oval], 34, scene.word("legend-voice"))
    if found.coded or scene.labels == "short":
        for item in actor_items(scene):
            if not item.chip or item.chip.actor in found.inside:
                yield item


def _is_marked(bond: Bond) -> bool:
    return any(isinstance(shape, Words) and shape.text.endswith(" ~") for shape in bond.shapes)
