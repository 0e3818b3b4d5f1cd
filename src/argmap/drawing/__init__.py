"""A picture of a map: what is on it, where it goes, how it is painted.

A *scene* says what there is to draw and how large it is; a *layout* gives it places; the
*painter* writes SVG. Values of any kind, for any claim or step, can be painted on it.

>>> import argmap
>>> from argmap.drawing import draw
>>> picture = draw(argmap.example("iraq-withdrawal"), "board")
>>> picture.alt_text.splitlines()[0].startswith("Board of ")
True

Names are loaded when they are first used; `__init__.pyi` beside this file lists them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
