"""The views of a map by name: each makes a picture of a scene."""

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias, get_args

from argmap.drawing.actors import actors
from argmap.drawing.board import board
from argmap.drawing.camps import camps
from argmap.drawing.gains import gains
from argmap.drawing.ladder import ladder
from argmap.drawing.lattice import lattice
from argmap.drawing.layout import Engine
from argmap.drawing.matrix import matrix
from argmap.drawing.picture import Picture
from argmap.drawing.scene import Scene
from argmap.drawing.timeline import timeline
from argmap.drawing.tree import tree

__all__ = ["VIEWS", "View", "picture_of"]

View: TypeAlias = Literal[
    "board", "tree", "actors", "camps", "matrix", "gains", "lattice", "timeline", "ladder"
]
VIEWS: tuple[View, ...] = get_args(View)

_Heading: TypeAlias = tuple[str, ...]
_BY_ARITHMETIC: Mapping[View, Callable[[Scene, _Heading], Picture]] = {
    "board": board,
    "actors": actors,
    "camps": camps,
    "matrix": matrix,
    "gains": gains,
    "lattice": lattice,
    "timeline": timeline,
    "ladder": ladder,
}


def picture_of(scene: Scene, view: View, heading: _Heading, engine: Engine) -> Picture:
    """The picture of a scene in a view; only the tree needs an engine."""
    if view == "tree":
        return tree(scene, heading, engine=engine)
    return _BY_ARITHMETIC[view](scene, heading)
