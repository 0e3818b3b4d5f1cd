"""Argumentation theory on bare frameworks: ids and relations, and no map in sight.

>>> from argmap.semantics import Framework, grounded
>>> grounded(Framework("abc", [("a", "b"), ("b", "c")])).extension
('a', 'c')
>>> from argmap.semantics import BipolarFramework, strengths
>>> said = BipolarFramework({"a": 0.8, "b": 0.5}, attacks=[("a", "b")])
>>> round(strengths(said)["b"], 6)
0.304878

Names are loaded when they are first used; `__init__.pyi` beside this file lists them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
