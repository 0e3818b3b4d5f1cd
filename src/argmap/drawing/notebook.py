"""What a notebook shows of a diagram, by the mode of the display.

A front end takes the richest media type that it can and trusts; `argmap.display` says why
that makes an `<img>` of the picture. A diagram that cannot be drawn shows its name and the
reason, unless whoever asked wants the picture and nothing else.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from typing import Any

from argmap.display import Mode, chosen, display_mode
from argmap.drawing.text import clean
from argmap.errors import ArgmapError

__all__ = ["bundle", "marimo"]

_USUAL: dict[Mode, tuple[str, ...]] = {
    "svg": ("text/html", "image/svg+xml", "text/plain"),
    "interactive": ("text/html", "image/svg+xml", "text/plain"),
    "png": ("image/png", "text/plain"),
    "text": ("text/plain",),
}
_ONE_OF_TWO = (
    "<style>@media screen{.argmap-live+.argmap-still{display:none}}"
    "@media print{.argmap-live{display:none}}</style>"
)
"""Styles go where frames go: what strips the live picture leaves the still one to be seen."""
_SANDBOX = "allow-scripts allow-downloads allow-popups allow-modals"
_HEIGHT = 640


def bundle(
    diagram: Any,
    include: Iterable[str] | None = None,
    exclude: Iterable[str] | None = None,
    *,
    plain: str = "",
) -> dict[str, Any]:
    """The diagram in the media types of the mode, or in those that `include` names.

    Types named by `include` are made whatever the mode, and raise what drawing raises
    unless text is among them. `plain` is what to call the diagram instead of its own repr.

    >>> import argmap
    >>> list(bundle(argmap.draw(argmap.example("iraq-withdrawal"))))
    ['text/html', 'image/svg+xml', 'text/plain']
    """
    mode = display_mode()
    drawn = cache(diagram.to_svg)
    name = plain or repr(diagram)
    makers: dict[str, Callable[[], Any]] = {
        "text/html": lambda: (
            _live(diagram, drawn()) if mode == "interactive" else _still(diagram, drawn())
        ),
        "image/svg+xml": drawn,
        "image/png": diagram.to_png,
        "text/plain": lambda: _words(diagram) if mode == "text" else name,
    }
    try:
        return chosen(makers, _USUAL[mode], include, exclude)
    except ArgmapError as error:
        failed = _failed(name, error)
        said = chosen({"text/plain": lambda: failed}, _USUAL[mode], include, exclude)
        if not said:
            raise
        return said


def marimo(diagram: Any, *, plain: str = "") -> tuple[str, str | bytes]:
    """The media type and the data that marimo shows of the diagram.

    marimo puts SVG into its page, where pointing at a card tells more about it.

    >>> import argmap
    >>> marimo(argmap.draw(argmap.example("iraq-withdrawal")))[0]
    'image/svg+xml'
    """
    makers: dict[Mode, tuple[str, Callable[[], str | bytes]]] = {
        "svg": ("image/svg+xml", diagram.to_svg),
        "interactive": ("text/html", lambda: _frame(diagram)),
        "png": ("image/png", diagram.to_png),
        "text": ("text/plain", lambda: _words(diagram)),
    }
    kind, made = makers[display_mode()]
    try:
        return kind, made()
    except ArgmapError as error:
        return "text/plain", _failed(plain or repr(diagram), error)


def _failed(name: str, error: ArgmapError) -> str:
    return f"{name}\nnot drawn: {error}"


def _words(diagram: Any) -> str:
    words: str = diagram.alt_text
    return words


def _still(diagram: Any, svg: str) -> str:
    """The picture as an image that needs no trust and has its words with it."""
    data = b64encode(svg.encode()).decode()
    return (
        f'<img class="argmap-still" alt="{escape(clean(diagram.alt_text))}" '
        f'src="data:image/svg+xml;base64,{data}" style="max-width:100%;height:auto">'
    )


def _live(diagram: Any, svg: str) -> str:
    """The page in its frame, and the picture for those who must do without."""
    return f"{_ONE_OF_TWO}{_frame(diagram)}{_still(diagram, svg)}"


def _frame(diagram: Any) -> str:
    """The page in a frame that may run its scripts and touch nothing outside.

    Single quotes stand around the page, for it is full of double ones.
    """
    page = diagram.to_html().replace("&", "&amp;").replace("'", "&#39;")
    return (
        f'<iframe class="argmap-live" srcdoc=\'{page}\' sandbox="{_SANDBOX}" '
        f'title="{escape(repr(diagram).strip("<>"))}" loading="lazy" '
        f'style="width:100%;height:{_HEIGHT}px;border:0"></iframe>'
    )
