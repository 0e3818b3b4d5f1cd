"""The views of a map: a module for each, which makes a picture of a scene and tells it in words.

What several views share stands beside them: columns, tracks, streams and wires for boards and
trees; lanes, marks and times for rows along an axis; `ring` and `layers` for graphs; `held`
and `naming` for who holds what.
"""

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias, get_args

from argmap.drawing.layout import Engine
from argmap.drawing.picture import Picture
from argmap.drawing.scene import Scene
from argmap.drawing.views import (
    actors,
    board,
    camps,
    gains,
    ladder,
    lattice,
    matrix,
    timeline,
    tree,
)

__all__ = ["VIEWS", "View", "picture_of"]

View: TypeAlias = Literal[
    "board", "tree", "actors", "camps", "matrix", "gains", "lattice", "timeline", "ladder"
]
VIEWS: tuple[View, ...] = get_args(View)

_Heading: TypeAlias = tuple[str, ...]
_BY_ARITHMETIC: Mapping[View, Callable[[Scene, _Heading], Picture]] = {
    "board": board.board,
    "actors": actors.actors,
    "camps": camps.camps,
    "matrix": matrix.matrix,
    "gains": gains.gains,
    "lattice": lattice.lattice,
    "timeline": timeline.timeline,
    "ladder": ladder.ladder,
}


def picture_of(scene: Scene, view: View, heading: _Heading, engine: Engine) -> Picture:
    """The picture of a scene in a view; only the tree needs an engine."""
    if view == "tree":
        return tree.tree(scene, heading, engine=engine)
    return _BY_ARITHMETIC[view](scene, heading)
