"""The map as one page to hand to somebody: a brief in Markdown, in plain words.

A template holds the page, the modules here find the words: who stands where, what speaks
for and against each position, how each thing is known, and what the questions of `analysis`
find. Records go by their names and texts, not by their ids, and every locator is kept. On
its way into the page every text is escaped, so that what a map says stays text.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap import drawing, formats
from argmap.files import written
from argmap.report.company import company, hearing
from argmap.report.findings import findings
from argmap.report.firmness import ladder, rungs, sources
from argmap.report.judging import judgement
from argmap.report.overview import (
    interests,
    lede,
    position_rows,
    ties,
    voices,
    without_position,
)
from argmap.report.reasoning import loose, section
from argmap.report.text import markdown, plain
from argmap.report.words import Words

if TYPE_CHECKING:
    import os

    from argmap.model import ArgumentMap

__all__ = ["brief", "markdown", "plain", "report"]


def report(map: ArgumentMap) -> str:
    """The brief of a map, in Markdown.

    It shows the picture `board.svg` and points to `tree.svg` and `map.json`, which `brief`
    puts beside it. The same map gives the same text.

    >>> import argmap
    >>> print(report(argmap.example("iraq-withdrawal")).splitlines()[0])
    # Should US forces leave Iraq?
    """
    return _page(map, drawing.draw(map).alt_text)


def brief(map: ArgumentMap, directory: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write the board, the tree, the map and the brief into a folder, and say where.

    The folder is made if it is not there. All four are made before the first is written,
    and each file is replaced whole or not at all. `LayoutError` if the tree cannot be laid
    out, `OSError` if the folder cannot be written.

    >>> import argmap
    >>> written = brief(argmap.example("iraq-withdrawal"), "withdrawal")
    >>> [path.name for path in written]
    ['board.svg', 'tree.svg', 'map.json', 'brief.md']
    """
    board = drawing.draw(map)
    files = {
        "board.svg": board.to_svg(),
        "tree.svg": drawing.draw(map, "tree").to_svg(),
        "map.json": formats.dumps(map, "records"),
        "brief.md": _page(map, board.alt_text),
    }
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        written(folder / name, text)
    return tuple(folder / name for name in files)


def _page(map: ArgumentMap, alt: str) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 # costs time

    environment = Environment(  # noqa: S701 # Markdown: `finalize` escapes for it
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates", encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("brief.md.j2").render(_content(map, alt))


def _content(map: ArgumentMap, alt: str) -> dict[str, Any]:
    """All that the template puts in its places."""
    words, told = Words.of(map), set(map.positions)
    return {
        "map": map,
        "alt": alt,
        "lede": tuple(lede(words)),
        "positions": tuple(position_rows(words)),
        "interests": tuple(interests(words)),
        "unheard": words.whom(unheard) if (unheard := without_position(words, "silent")) else None,
        "ties": tuple(ties(words)),
        "voices": tuple(voices(words)),
        "sections": tuple(section(words, position, told) for position in map.positions),
        "loose": tuple(loose(words, told)),
        "findings": tuple(findings(words)),
        "judgement": judgement(words),
        "company": tuple(company(words)),
        "hearing": tuple(hearing(words)),
        "heads": tuple(words.called(position) for position in map.positions),
        "rungs": tuple(rungs(words)),
        "ladder": tuple(ladder(words)),
        "sources": tuple(sources(words)),
    }
