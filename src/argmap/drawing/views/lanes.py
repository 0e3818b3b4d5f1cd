"""Rows of actors, bloc by bloc: what the views with a row for each actor begin with.

Principals come first, in the blocs of the map; voices that only comment come last.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from argmap.drawing.picture import Badge, Box, Figure, Rect, Shape, Stroke, Words
from argmap.drawing.scene import Chip, Scene, actor_chip, bloc_role
from argmap.drawing.text import clean, shortened, wrapped
from argmap.model import Actor

__all__ = [
    "GROUP",
    "NAMES",
    "NAME_ROW",
    "ROOM",
    "Group",
    "groups",
    "heading",
    "moved",
    "name_lines",
    "named",
    "widest_badge",
    "worth",
]

GROUP = 28.0
"""How tall the heading of a bloc is."""
ROOM, NAMES = 1180.0, 186.0
"""How wide such a picture is if nothing else says so, and the room of the names in it."""
NAME, NAME_ROW = 13.0, 16.0
_MOST_LINES = 3


@frozen
class Group:
    """The actors of one bloc, and what stands above them; nothing if there are no others."""

    heading: str
    role: str
    actors: tuple[Actor, ...]


def groups(scene: Scene, shown: Collection[str]) -> tuple[Group, ...]:
    """The actors shown, bloc by bloc.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> scene = Scene(argmap.example("iraq-withdrawal"), Style())
    >>> [(group.heading, len(group.actors)) for group in groups(scene, {"baghdad", "isis"})]
    [('Iraq', 1), ('no bloc', 1)]
    """
    wanted = set(shown)
    actors = [actor for actor in scene.map.actors if actor.id in wanted]
    principals = [actor for actor in actors if not actor.is_voice]
    voices = tuple(actor for actor in actors if actor.is_voice)
    made = [
        Group(clean(bloc), bloc_role(number), tuple(a for a in principals if a.bloc == bloc))
        for bloc, number in scene.blocs.items()
    ]
    loose = tuple(actor for actor in principals if not actor.bloc)
    told = any(group.actors for group in made) or bool(voices)
    made.append(Group(scene.word("no-bloc") if told and scene.blocs else "", "muted", loose))
    made.append(Group(scene.word("voices"), "muted", voices))
    return tuple(group for group in made if group.actors)


def worth(
    scene: Scene, counts: Mapping[str, int], most: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors that are shown and those folded, where there are more than `most`.

    Principals are kept before voices, and those of whom there is more to show before
    others. Both come in the order of the map.
    """
    order = [actor for actor in scene.map.actors if counts.get(actor.id)]
    if len(order) <= most:
        return tuple(actor.id for actor in order), ()
    ranked = sorted(order, key=lambda actor: (actor.is_voice, -counts[actor.id]))
    kept = {actor.id for actor in ranked[:most]}
    return (
        tuple(actor.id for actor in order if actor.id in kept),
        tuple(actor.id for actor in order if actor.id not in kept),
    )


def heading(group: Group, x: float, y: float, room: float) -> Iterator[Shape]:
    """A bloc's name above its rows."""
    if group.heading:
        said = shortened(group.heading, room, NAME, bold=True)
        yield Words(x, y + 19, said, NAME, group.role, bold=True)


def widest_badge(scene: Scene, actors: Sequence[Actor]) -> float:
    """The room that the badges of some actors need."""
    return max((_badge(scene, actor.id).width for actor in actors), default=0.0)


def named(scene: Scene, actor: Actor, box: Box, badge: float, tip: str) -> Figure:
    """An actor's badge and name, in the middle of the height; `badge` is the badges' room."""
    chip = _badge(scene, actor.id)
    lines = name_lines(scene, actor, box.width, badge)
    first = box.y + (box.height - len(lines) * NAME_ROW) / 2
    shapes: list[Shape] = [Badge(chip, box.x, round(box.y + box.height / 2 - 9, 1))]
    for number, line in enumerate(lines):
        y = round(first + 12 + number * NAME_ROW, 1)
        shapes.append(Words(box.x + badge + 8, y, line, NAME))
    return Figure(actor.id, "card actor", tip, box, tuple(shapes), clean(actor.name))


def name_lines(scene: Scene, actor: Actor, room: float, badge: float) -> tuple[str, ...]:
    """An actor's name as it stands in a row, and the value painted, if there is one."""
    left = room - badge - 8
    value = _badge(scene, actor.id).paint
    said = clean(actor.id if scene.labels == "id" else actor.name)
    lines = wrapped(f"{said}: {value.text}" if value else said, left, NAME)
    if len(lines) <= _MOST_LINES:
        return lines
    rest = " ".join(lines[_MOST_LINES - 1 :])
    return (*lines[: _MOST_LINES - 1], shortened(rest, left, NAME))


def _badge(scene: Scene, id: str) -> Chip:
    return actor_chip(scene, id, "accept")


def moved(shapes: Sequence[Shape], x: float, y: float) -> tuple[Shape, ...]:
    """Shapes around a point instead of the origin."""
    return tuple(_placed(shape, x, y) for shape in shapes)


def _placed(shape: Shape, x: float, y: float) -> Shape:
    match shape:
        case Rect(box):
            inner = Box(round(box.x + x, 1), round(box.y + y, 1), box.width, box.height)
            return evolve(shape, box=inner)
        case Stroke(points):
            return evolve(shape, points=tuple((a + x, b + y) for a, b in points))
        case _:
            return evolve(shape, x=round(shape.x + x, 1), y=round(shape.y + y, 1))
