"""Stakeholder argument mapping: who holds which arguments, and what would change the outcome.

>>> import argmap
>>> from argmap import analysis
>>> map = argmap.example("iraq-withdrawal")
>>> map.motion.text
'US forces leave Iraq.'
>>> [stake.effect for stake in map.stakes_of("israel")], map.stances_of("israel")
(['loss'], ())
>>> print(analysis.contradictions(map).table.title)
Who contradicts themselves
>>> argmap.draw(map, values=analysis.bearing(map))
<Diagram: ...>

Names are loaded when they are first used; `__init__.pyi` beside this file lists them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
