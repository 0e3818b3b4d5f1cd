"""The brief as a page: its sections printed by a template, as Markdown or as HTML."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.drawing.style import FONTS, PALETTE
from argmap.report.blocks import DEEPEST, nested
from argmap.report.text import Markdown, html, markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jinja2 import Environment

    from argmap.model import ArgumentMap
    from argmap.report.blocks import Point, Section

__all__ = ["in_html", "in_markdown"]


def in_markdown(map: ArgumentMap, sections: Sequence[Section]) -> str:
    """The brief in Markdown, which points to the board in a file beside it."""
    environment = _environment(markdown)
    environment.filters["line"] = _line
    return environment.get_template("brief.md.j2").render(map=map, outline=_outline(sections))


def in_html(map: ArgumentMap, sections: Sequence[Section], board: str) -> str:
    """The brief as one HTML document with the board's SVG in it, which needs no other file."""
    from markupsafe import Markup  # noqa: PLC0415 # comes with Jinja, which costs time

    from argmap.drawing.scene import RTL_LANGUAGES  # noqa: PLC0415 # no page without a picture

    environment = _environment(partial(html, language=map.language))
    environment.filters["nested"] = nested
    return environment.get_template("brief.html.j2").render(
        map=map,
        sections=sections,
        board=Markup(board),  # noqa: S704 # the painter escapes what it writes
        size=_size(board),
        leftwards=map.language.lower().split("-")[0] in RTL_LANGUAGES,
        fonts=Markup(FONTS),  # noqa: S704 # ours
        palette=PALETTE,
    )


def _environment(printed: Callable[[object], str]) -> Environment:
    """Templates whose values are `printed` as what the page is written in."""
    import jinja2  # noqa: PLC0415 # costs time

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(
            Path(__file__).parent.parent / "templates", encoding="utf-8"
        ),
        undefined=jinja2.StrictUndefined,
        finalize=printed,
        autoescape=jinja2.select_autoescape([".html.j2"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _outline(sections: Sequence[Section]) -> Iterator[tuple[int, Section]]:
    """Sections and their parts in a row, each with the rank of its heading."""
    for section in sections:
        yield 2, section
        for part in section.parts:
            yield 3, part


def _line(point: Point) -> Markdown:
    """A line as an item of a nested list."""
    role = f"{markdown(point.role)} " if point.role else ""
    return Markdown(f"{'  ' * min(point.depth, DEEPEST)}- {role}{markdown(point.text)}")


def _size(picture: str) -> tuple[float, float]:
    """Width and height of an SVG in px."""
    _, _, width, height = picture.partition('viewBox="')[2].partition('"')[0].split()
    return float(width), float(height)
