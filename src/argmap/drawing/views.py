"""The views of a map by name: each makes a picture of a scene."""

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from argmap.drawing.board import board
from argmap.drawing.ladder import ladder
from argmap.drawing.layout import Engine
from argmap.drawing.picture import Picture
from argmap.drawing.scene import Scene
from argmap.drawing.tree import tree

__all__ = ["VIEWS", "View", "picture_of"]

View: TypeAlias = Literal["board", "ladder", "tree"]
Heading: TypeAlias = tuple[str, ...]

_BY_ARITHMETIC: Mapping[str, Callable[[Scene, Heading], Picture]] = {
    "board": board,
    "ladder": ladder,
}
VIEWS: tuple[View, ...] = ("board", "ladder", "tree")


def picture_of(scene: Scene, view: View, heading: Heading, engine: Engine) -> Picture:
    """The picture of a scene in a view; only the tree needs an engine."""
    if view == "tree":
        return tree(scene, heading, engine=engine)
    return _BY_ARITHMETIC[view](scene, heading)
