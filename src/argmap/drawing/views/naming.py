"""What actors are called where a picture shows them by name, and how their bloc looks.

Badges know the actors who have a stance or a stake. Those who only have a tie, or whose
members speak for them, are shown too, in the colours that everybody else has.
"""

from argmap.drawing.scene import Chip, Scene
from argmap.drawing.text import clean, shortened, width
from argmap.model import Actor

__all__ = ["bloc_number", "name_chip", "second_name"]


def bloc_number(scene: Scene, actor: Actor) -> int | None:
    """The number of an actor's bloc; blocs in which nobody speaks follow those that do.

    >>> import argmap
    >>> from argmap.drawing.style import Style
    >>> map = argmap.example("iraq-withdrawal")
    >>> bloc_number(Scene(map, Style()), map.actor("baghdad"))
    0
    """
    if not actor.bloc:
        return None
    named = (other.bloc for other in scene.whole.actors if other.bloc)
    return list(dict.fromkeys([*scene.blocs, *named])).index(actor.bloc)


def second_name(scene: Scene, actor: Actor) -> str:
    """The actor's name in another language than the map's, the first there is; else nothing.

    >>> import argmap
    >>> from argmap.drawing.style import Style
    >>> map = argmap.example("iraq-withdrawal")
    >>> second_name(Scene(map, Style()), map.actor("baghdad"))
    'بغداد'
    """
    own = scene.map.language.lower().split("-")[0]
    others = (
        clean(str(name))
        for language, name in actor.names.items()
        if str(language).lower().split("-")[0] != own
    )
    return next((name for name in others if name and name != clean(actor.name)), "")


def name_chip(scene: Scene, id: str, room: float) -> Chip:
    """The badge of an actor with the name on it, no wider than the room."""
    actor = scene.map.actor(id)
    size = scene.style.badge_size
    paint = scene.scale.paint(scene.values[id]) if id in scene.values else None
    name = clean(actor.name) + (f": {paint.text}" if paint else "")
    text = shortened(name, room - 12, size, bold=True)
    return Chip(
        text=text,
        width=round(width(text, size, bold=True) + 12, 1),
        sign="accept",
        bloc=bloc_number(scene, actor),
        voice=actor.is_voice,
        paint=paint,
        tip=name,
        actor=id,
    )
