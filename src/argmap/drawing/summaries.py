"""What each view shows, in words: the alternative text of a picture.

A picture of the same map says something else in each view, and so does its summary: the
board and the tree tell what speaks for and against the motion, the views of actors tell who
stands where. Each view has its own sentences; the first, on the question, all share.
"""

from collections.abc import Callable, Iterator, Mapping

from argmap.drawing.scene import Scene
from argmap.drawing.sentences import quoted, summary
from argmap.drawing.text import clean
from argmap.drawing.views import actors, camps, gains, ladder, lattice, matrix, timeline

__all__ = ["summarised"]

_SAID: Mapping[str, tuple[str, Callable[[Scene], Iterator[str]]]] = {
    "actors": ("Actors and what they hold", actors.said),
    "camps": ("Camps of actors", camps.said),
    "matrix": ("Matrix of stances", matrix.said),
    "gains": ("Gains and losses", gains.said),
    "lattice": ("Lattice of what is held together", lattice.said),
    "timeline": ("Timeline of stances", timeline.said),
    "ladder": ("Ladder of attribution", ladder.said),
}


def summarised(scene: Scene, view: str, *, painted: str = "") -> str:
    """A view of a scene in words; `painted` says what its colours mean, if there are values.

    >>> import argmap
    >>> from argmap.drawing.style import Style
    >>> said = summarised(Scene(argmap.example("iraq-withdrawal"), Style()), "timeline")
    >>> said.partition(". ")[0]
    'Timeline of stances on the question “Should US forces leave Iraq?”'
    """
    if view not in _SAID:
        return summary(scene.map, scene.sides, view=view, painted=painted)
    name, said = _SAID[view]
    parts = (_opening(scene, name), *said(scene), painted)
    return " ".join(part for part in parts if part)


def _opening(scene: Scene, name: str) -> str:
    motion = quoted(scene.map.motion) if scene.motion else ""
    answer = f"The motion is: {motion}" if motion else "No claim answers it yet."
    return f"{name} on the question “{clean(scene.map.question)}”. {answer}"
