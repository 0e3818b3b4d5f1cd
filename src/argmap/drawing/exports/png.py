"""SVG to PNG, in letters that come with argmap, so that it looks alike on every machine.

Two fonts are packages among argmap's dependencies: Arimo, as wide as Arial letter by
letter, and Noto Sans Arabic. The machine's own fonts serve for all other scripts.
"""

import math
from functools import cache
from importlib import resources

from argmap.drawing.exports.stretches import in_stretches
from argmap.errors import InvalidOptionError, LayoutError, OptionTypeError

__all__ = ["font_dirs", "png", "within_bounds"]

_WIDEST = 10_000
_MOST_PIXELS = 100_000_000  # four bytes each while the picture is drawn

_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<rect width="40" height="40" fill="#FFF"/>{}</svg>'
)
_ANY_SIZE = ".svg, which any size can be made from"
_FONTS = ("fontpkg_arimo", "fontpkg_noto_sans_arabic")
_LETTER = '<text x="5" y="30" font-size="30" font-family="{}">M</text>'


def within_bounds(width: int | None, size: tuple[float, float]) -> None:
    """Check that a picture of that width and height can be drawn `width` pixels wide.

    Raises `OptionTypeError` for a width that is no whole number, `InvalidOptionError` for
    one out of bounds or with too many pixels, and `LayoutError` where the picture's own
    size has too many.
    """
    if width is not None and (not isinstance(width, int) or isinstance(width, bool)):
        raise OptionTypeError("width", width, "no whole number", "give a number of pixels")
    if width is not None and not 1 <= width <= _WIDEST:
        remedy = f"give one that is, or save as {_ANY_SIZE}"
        raise InvalidOptionError("width", width, f"not between 1 and {_WIDEST} pixels", remedy)
    wide = size[0] if width is None else float(width)
    if wide * wide * size[1] / size[0] <= _MOST_PIXELS:
        return
    most = max(1, min(_WIDEST, math.isqrt(int(_MOST_PIXELS * size[0] / size[1]))))
    remedy = f"give a width of {most} or less, or save as {_ANY_SIZE}"
    if width is None:
        shown = f"{math.ceil(size[0])} by {math.ceil(size[1])} pixels"
        raise LayoutError(f"the picture is too large for a PNG, {shown}; {remedy}")
    raise InvalidOptionError("width", width, "too much for a picture so tall", remedy)


def png(svg: str, *, width: int | None, fonts: str) -> bytes:
    """A picture as PNG, `width` pixels wide if given.

    Raises `LayoutError` where none of the fonts asked for is to be had, and text would be
    missing.
    """
    if not _has_letters(fonts):
        raise LayoutError(
            f"no font of {fonts} is there, so the picture would lack its text; name another "
            "in the style's fonts, such as Arimo, which comes with argmap, or save as .svg"
        )
    return _rendered(in_stretches(svg), width=width)


@cache
def _has_letters(fonts: str) -> bool:
    """Whether a letter leaves a mark; the renderer leaves it out without a word if not."""
    empty, letter = (
        _rendered(_PROBE.format(inside)) for inside in ("", _LETTER.format(fonts.replace('"', "'")))
    )
    return empty != letter


def _rendered(svg: str, *, width: int | None = None) -> bytes:
    import resvg_py  # noqa: PLC0415 - heavy

    found = resvg_py.svg_to_bytes(svg_string=svg, width=width, dpi=96, font_dirs=font_dirs())
    return bytes(found)


@cache
def font_dirs() -> list[str]:
    """Where the fonts lie that come with argmap."""
    return [str(resources.files(package) / "files") for package in _FONTS]
