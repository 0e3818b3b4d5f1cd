"""How things show themselves in a notebook: the mode pictures go by, and tables in HTML.

A notebook passes no options to what stands last in a cell, so the mode is the one setting
of argmap that is no argument of a function: `set_display` changes it, `display_mode` tells
it. Nothing but the look of a notebook depends on it.

A notebook asks for a *bundle*, the same content in several media types, and shows the
richest that it can and trusts. What it trusts differs. JupyterLab shows no
`image/svg+xml` in a notebook of somebody else's until that is trusted, and strips scripts,
frames and styles from `text/html`; an `<img>` it keeps. So a picture comes as an `<img>`,
beside the SVG for what cannot show HTML, such as a conversion to PDF.

>>> display_mode()
'svg'
"""

from __future__ import annotations

import unicodedata
from html import escape
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, get_args

from argmap.errors import UnknownOptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = [
    "MODES",
    "Mode",
    "chosen",
    "display_mode",
    "escaped",
    "html_table",
    "maps_shown",
    "set_display",
    "shown_letter",
]

Mode: TypeAlias = Literal["svg", "interactive", "png", "text"]
MODES: tuple[Mode, ...] = get_args(Mode)

_T = TypeVar("_T")
_chosen: dict[str, Mode] = {"mode": "svg"}
"""Of the process and not of a context: each cell of a notebook may run in one of its own."""
_ABSENT = "–"
_HIDDEN = {"Cc", "Cs"}
_BIDI_CONTROLS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


# The mode ----------------------------------------------------------------------------


def set_display(mode: Mode) -> None:
    """Choose how maps, diagrams and answers show themselves in a notebook from now on.

    `"svg"`, the mode to begin with, is a sharp picture that stays in the saved notebook. It
    is seen in trusted and untrusted notebooks and in what nbconvert makes of them.
    `"interactive"` is the page of `Diagram.to_html` in a frame; where a notebook is not
    trusted, and on paper, the picture stands in its place. `"png"` is for GitHub and other
    places that show no SVG. `"text"` is words only, answers included, for a screen reader
    or a log; in the other modes answers are tables.

    Raises `UnknownOptionError` for any other mode.

    >>> set_display("text")
    >>> display_mode()
    'text'
    >>> set_display("svg")
    >>> set_display("pgn")
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownOptionError: unknown display mode 'pgn' (one of: svg, interactive, \
png, text); did you mean 'png'?
    """
    if mode not in MODES:
        raise UnknownOptionError("display mode", mode, MODES)
    _chosen["mode"] = mode


def display_mode() -> Mode:
    """How maps, diagrams and answers show themselves now; `set_display` changes it.

    >>> display_mode()
    'svg'
    """
    return _chosen["mode"]


# Bundles -----------------------------------------------------------------------------


def chosen(
    makers: Mapping[str, Callable[[], _T]],
    usual: Iterable[str],
    include: Iterable[str] | None,
    exclude: Iterable[str] | None,
) -> dict[str, _T]:
    """A bundle of those media types that are wanted, each made only if it is.

    Wanted are the `usual` ones, or else those that `include` names, as far as there is a
    maker for them; never those that `exclude` names.

    >>> makers = {"text/html": lambda: "<b>a</b>", "text/plain": lambda: "a"}
    >>> chosen(makers, ["text/plain"], None, None)
    {'text/plain': 'a'}
    >>> chosen(makers, ["text/plain"], ["text/html", "image/png"], None)
    {'text/html': '<b>a</b>'}
    """
    wanted = set(usual if include is None else include) - set(exclude or ())
    return {kind: made() for kind, made in makers.items() if kind in wanted}


def maps_shown() -> Any:
    """The module that knows how a map shows itself.

    A map stands below the room that draws it and cannot import it. This is the one place
    where a lower room reaches up, by name and when a notebook asks: a map can be pictured
    though whoever holds it never thought of drawing.

    >>> maps_shown().__name__
    'argmap.drawing.unasked'
    """
    return import_module("argmap.drawing.unasked")


# Tables ------------------------------------------------------------------------------


def html_table(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    under: str = "",
    notes: Iterable[str] = (),
    right: Sequence[bool] = (),
) -> str:
    """A table in HTML: captioned, its headings scoped, whatever it holds escaped.

    `under` stands below the title in small print, `notes` below the rows; `right` says
    which columns are numbers. Alignment is written on each cell, for a notebook strips
    style sheets and has a habit of aligning all to the right. Colours and fonts are those
    of the page, light or dark.

    >>> html_table("Troops", ["country"], [["Iraq & Syria"]])
    '<table><caption>Troops</caption><thead><tr><th scope="col" style="text-align:left">\
country</th></tr></thead><tbody><tr><th scope="row" dir="auto" style="text-align:left">\
Iraq &amp; Syria</th></tr></tbody></table>'
    """
    right = right or [False] * len(columns)
    across = f'colspan="{len(columns) or 1}" style="text-align:left"'
    heads = "".join(
        f'<th scope="col"{_aligned(name, flush)}>{escaped(name)}</th>'
        for name, flush in zip(columns, right, strict=True)
    )
    body = "".join(_html_row(row, right) for row in rows)
    body = body or f"<tr><td {across}>nothing</td></tr>"
    small = f"<br><small>{escaped(under)}</small>" if under else ""
    feet = "".join(f"<tr><td {across}>{escaped(note)}</td></tr>" for note in notes)
    return (
        f"<table><caption>{escaped(title)}{small}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"
        f"{f'<tfoot>{feet}</tfoot>' if feet else ''}</table>"
    )


def _html_row(row: Sequence[str], right: Sequence[bool]) -> str:
    """One row: its first cell names it, so that a screen reader says whose the others are."""
    cells = []
    for at, (cell, flush) in enumerate(zip(row, right, strict=True)):
        tag, role = ("th", ' scope="row"') if at == 0 else ("td", "")
        said = escaped(cell or _ABSENT)
        cells.append(f'<{tag}{role} dir="auto"{_aligned(cell, flush)}>{said}</{tag}>')
    return f"<tr>{''.join(cells)}</tr>"


def _aligned(text: str, flush: bool) -> str:
    """To the right for numbers and for text that is read from there; JupyterLab knows no `start`.

    >>> _aligned("Iraq", False), _aligned("العراق", False)
    (' style="text-align:left"', ' style="text-align:right"')
    """
    strong = (way for way in map(unicodedata.bidirectional, text) if way in {"L", "R", "AL"})
    side = "right" if flush or next(strong, "L") != "L" else "left"
    return f' style="text-align:{side}"'


def escaped(text: str) -> str:
    r"""Text for HTML, with nothing in it that could hide or turn a line round.

    >>> escaped("<b>\u202e")
    '&lt;b&gt;\\u202e'
    """
    return escape("".join(shown_letter(char) if char not in "\t\n" else char for char in text))


def shown_letter(letter: str) -> str:
    r"""A letter, or its number if it moves the cursor or turns a line round.

    >>> shown_letter("a"), shown_letter("\u202e")
    ('a', '\\u202e')
    """
    hidden = ord(letter) in _BIDI_CONTROLS or unicodedata.category(letter) in _HIDDEN
    return f"\\u{ord(letter):04x}" if hidden else letter
