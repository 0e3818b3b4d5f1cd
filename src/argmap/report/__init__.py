"""The map as one page to hand to somebody: a brief in plain words, in Markdown and in HTML.

The modules here find the words: who stands where, what speaks for and against each position,
how each thing is known, and what the questions of `analysis` find. `contents` puts them in
order, and a template for each kind of page prints them, so that both pages say the same.
Records go by their names and texts, not by their ids, and every locator is kept. On its way
into the page every text is escaped, so that what a map says stays text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from argmap import drawing, formats
from argmap.errors import UnknownOptionError
from argmap.files import written
from argmap.report.contents import contents
from argmap.report.pages import in_html, in_markdown
from argmap.report.text import markdown, plain

if TYPE_CHECKING:
    import os

    from argmap.model import ArgumentMap

__all__ = ["brief", "markdown", "plain", "report"]

Format: TypeAlias = Literal["markdown", "html"]


def report(map: ArgumentMap, *, format: Format = "markdown") -> str:
    """The brief of a map, in Markdown or as an HTML document.

    Markdown shows the picture `board.svg` and points to `tree.svg` and `map.json`, which
    `brief` puts beside it. HTML holds the board itself: it is one file that asks for no
    other, to read on a screen, light or dark, and to print on A4. Both say the same, and the
    same map gives the same text. `UnknownOptionError` for any other format.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> print(report(map).splitlines()[0])
    # Should US forces leave Iraq?
    >>> print(report(map, format="html").splitlines()[1])
    <html lang="en" dir="ltr">
    """
    if format not in get_args(Format):
        raise UnknownOptionError("format", format, get_args(Format))
    board = drawing.draw(map)
    sections = contents(map, board.alt_text)
    if format == "markdown":
        return in_markdown(map, sections)
    return in_html(map, sections, board.to_svg())


def brief(map: ArgumentMap, directory: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write the board, the tree, the map and the brief into a folder, and say where.

    The folder is made if it is not there. All five are made before the first is written,
    and each file is replaced whole or not at all. `LayoutError` if the tree cannot be laid
    out, `OSError` if the folder cannot be written.

    >>> import argmap
    >>> written = brief(argmap.example("iraq-withdrawal"), "withdrawal")
    >>> [path.name for path in written]
    ['board.svg', 'tree.svg', 'map.json', 'brief.md', 'brief.html']
    """
    board = drawing.draw(map)
    picture, sections = board.to_svg(), contents(map, board.alt_text)
    files = {
        "board.svg": picture,
        "tree.svg": drawing.draw(map, "tree").to_svg(),
        "map.json": formats.dumps(map, "records"),
        "brief.md": in_markdown(map, sections),
        "brief.html": in_html(map, sections, picture),
    }
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        written(folder / name, text)
    return tuple(folder / name for name in files)
