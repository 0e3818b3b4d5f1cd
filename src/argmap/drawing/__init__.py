"""A picture of a map: what is on it, where it goes, how it is painted.

A *scene* says what there is to draw and how large it is; a *layout* gives it places; the
*painter* writes SVG. Values of any kind, for any claim or step, can be painted on it.

>>> import argmap
>>> picture = draw(argmap.example("iraq-withdrawal"), "board")
>>> picture.alt_text.splitlines()[0].startswith("Board of ")
True
"""

from argmap.drawing.diagram import Diagram, draw
from argmap.drawing.style import Style

__all__ = ["Diagram", "Style", "draw"]
