"""The maps that come with argmap, to learn from and to test with."""

from __future__ import annotations

from functools import cache
from importlib import import_module, resources
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.errors import UnknownOptionError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from argmap.model import ArgumentMap

__all__ = ["example", "seeds"]

_SUFFIX = ".argdown"


@cache
def example(name: str) -> ArgumentMap:
    """A map that comes with argmap, by its name.

    >>> example("iraq-withdrawal").motion.id
    'leave'
    >>> example("iraq")
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownOptionError: unknown example 'iraq' (one of: iraq-withdrawal)
    """
    if name not in seeds():
        raise UnknownOptionError("example", name, seeds())
    argdown = import_module("argmap.formats.argdown")
    map: ArgumentMap = argdown.loads(seeds()[name].read_text("utf-8"))
    return map


def seeds() -> dict[str, Traversable]:
    """The names of the maps there are, and where each lies.

    >>> "iraq-withdrawal" in seeds()
    True
    """
    files = _folder().iterdir() if _folder().is_dir() else ()
    found = {file.name.removesuffix(_SUFFIX): file for file in files if file.name.endswith(_SUFFIX)}
    return dict(sorted(found.items()))


def _folder() -> Traversable:
    """Inside the package where it is installed, beside `src` in a source checkout."""
    package = resources.files("argmap")
    around = Path(str(package)).parent
    inside = package / "seeds"
    return around.parent / "seeds" if around.name == "src" and not inside.is_dir() else inside
