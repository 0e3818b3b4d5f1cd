"""What a map shows of itself where nobody asked for a picture: its board, if that is small.

A board takes a few kilobytes a claim, and a notebook keeps it twice, as an image and as SVG:
a thousand claims would add several megabytes to a file that is often kept under version
control, for a picture nobody can read in a column of text. Above `LARGEST` claims a map
therefore tells what is in it and how to draw it; a diagram asked for is always shown.
"""

from collections.abc import Iterable
from typing import Any

from argmap.display import chosen, display_mode, html_table
from argmap.drawing import notebook
from argmap.drawing.diagram import draw
from argmap.model import ArgumentMap

__all__ = ["LARGEST", "bundle", "marimo"]

LARGEST = 200
"""As many claims as a map may have and still draw itself: a megabyte or so in the notebook."""
_COUNTED = ("positions", "claims", "arguments", "actors", "stances", "stakes", "ties", "links")


def bundle(
    map: ArgumentMap,
    include: Iterable[str] | None = None,
    exclude: Iterable[str] | None = None,
) -> dict[str, Any]:
    """The map in the media types of the mode, or in those that `include` names.

    >>> import argmap
    >>> print(bundle(argmap.example("iraq-withdrawal"))["text/plain"])
    <ArgumentMap 'Should US forces leave Iraq?' with ...>
    """
    if len(map.claims) <= LARGEST:
        return notebook.bundle(draw(map), include, exclude, plain=repr(map))
    usual = ["text/plain"] if display_mode() == "text" else ["text/html", "text/plain"]
    makers = {"text/html": lambda: _counts(map), "text/plain": lambda: f"{map!r}\n{_how(map)}"}
    return chosen(makers, usual, include, exclude)


def marimo(map: ArgumentMap) -> tuple[str, str | bytes]:
    """The media type and the data that marimo shows of the map.

    >>> import argmap
    >>> marimo(argmap.example("iraq-withdrawal"))[0]
    'image/svg+xml'
    """
    if len(map.claims) <= LARGEST:
        return notebook.marimo(draw(map), plain=repr(map))
    if display_mode() == "text":
        return "text/plain", f"{map!r}\n{_how(map)}"
    return "text/html", _counts(map)


def _counts(map: ArgumentMap) -> str:
    counts = [(name, str(len(getattr(map, name)))) for name in (*_COUNTED, "sources")]
    return html_table(
        map.title or map.question,
        ("records", "how many"),
        [row for row in counts if row[1] != "0"],
        under=map.question if map.title else "",
        notes=[_how(map)],
        right=(False, True),
    )


def _how(map: ArgumentMap) -> str:
    """Why there is no picture, and how to have one."""
    return (
        f"With {len(map.claims)} claims, more than {LARGEST}, a map draws itself only when "
        'asked: argmap.draw(map), or argmap.draw(map, "tree"), which folds what is deep.'
    )
