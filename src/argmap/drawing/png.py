"""SVG to PNG, with a check that the machine has letters to draw."""

from functools import cache

from argmap.errors import LayoutError

__all__ = ["png"]

_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<rect width="40" height="40" fill="#FFF"/>{}</svg>'
)
_LETTER = '<text x="5" y="30" font-size="30" font-family="{}">M</text>'


def png(svg: str, *, width: int | None, fonts: str) -> bytes:
    """A picture as PNG, `width` pixels wide if given.

    Raises `LayoutError` on a machine without fonts, where text would be missing.
    """
    import resvg_py  # noqa: PLC0415 - heavy

    if not _has_letters(fonts):
        raise LayoutError(
            "this machine has no fonts, so the picture would lack its text; install some "
            "(Debian: apt-get install fonts-liberation fonts-noto-core) or save as .svg"
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, dpi=96))


@cache
def _has_letters(fonts: str) -> bool:
    """Whether a letter leaves a mark; the renderer leaves it out without a word if not."""
    import resvg_py  # noqa: PLC0415 - heavy

    empty, letter = (
        bytes(resvg_py.svg_to_bytes(svg_string=_PROBE.format(inside), dpi=96))
        for inside in ("", _LETTER.format(fonts.replace('"', "'")))
    )
    return empty != letter
