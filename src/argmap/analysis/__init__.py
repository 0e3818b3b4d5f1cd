"""Questions to a map: each a function that returns a value, which prints as a table.

>>> import argmap
>>> from argmap import analysis
>>> map = argmap.example("iraq-withdrawal")
>>> towards = analysis.bearing(map, "leave")
>>> towards["vacuum"]
'con'
>>> print(analysis.shared(map, "baghdad", "sudani").table.columns)
('claim', 'says', 'both', 'rung', 'where')

`QUESTIONS` lists them all.

Names are loaded when they are first used; `__init__.pyi` beside this file lists them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
