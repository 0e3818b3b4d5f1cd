"""Text before it is drawn: how wide it is, where its lines break, which way it runs.

A box must be as large as its text on every machine, so nothing here asks a renderer:
widths come from a table (see `metrics`), and lines break the same way everywhere.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from argmap.drawing.metrics import ARABIC, AVERAGES, BOLD, UNITS, WIDTHS

__all__ = [
    "ELLIPSIS",
    "clean",
    "is_mostly_rtl",
    "is_rtl",
    "isolated",
    "runs",
    "shortened",
    "width",
    "wrapped",
]

ELLIPSIS = "…"
_STEERING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
_NO_BREAK_BEFORE = frozenset(
    "、。，．・：；？！）」』】〉》〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ…"
)
_NEUTRAL = frozenset(" 0123456789.,:!-")
_FONTS = (
    ("\u0600", "\u06ff", "'Noto Sans Arabic'"),
    ("\u2066", "\u2069", "'Noto Sans Arabic'"),
    ("\u0590", "\u05ff", "'Noto Sans Hebrew'"),
)
_OF_FONTS = re.compile("[" + "".join(f"{first}-{last}" for first, last, _ in _FONTS) + "]")
_Piece: TypeAlias = tuple[str, bool]
"""A stretch that never breaks, and whether a space stands before it."""


def clean(text: str) -> str:
    r"""Text on one line, fit for XML and free of marks that steer its direction.

    Control characters, and others that XML forbids, become U+FFFD, so that they are seen to
    be there and move no cursor.

    >>> clean("two\nlines and a bell \x07")
    'two lines and a bell �'
    """
    steered = " ".join(text.translate(_STEERING).split())
    if steered.isascii() and steered.isprintable():
        return steered
    return "".join(letter if _is_shown(letter) else "\ufffd" for letter in steered)


def _is_shown(letter: str) -> bool:
    control = letter < " " or "\x7f" <= letter <= "\x9f"
    return not (control or "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is at a size, in the unit of the size.

    >>> round(width("Leave", 14), 1), round(width("Leave", 14, bold=True), 1)
    (38.1, 39.7)
    """
    return _units(text, bold) * size / UNITS


@lru_cache(maxsize=65536)
def _units(text: str, bold: bool) -> int:
    table = BOLD if bold else WIDTHS
    return sum(
        table.get(letter) or _stranger(letter, text[at + 1 : at + 2], bold)
        for at, letter in enumerate(text)
    )


def _stranger(letter: str, after: str, bold: bool) -> int:
    """The width of a letter that the table of Latin, Greek and Cyrillic does not hold."""
    if letter in ARABIC:
        joined = after in ARABIC or unicodedata.combining(after or " ") > 0
        return round(ARABIC[letter][joined] * (1.08 if bold else 1))
    return _single(letter, bold)


@lru_cache(maxsize=8192)
def _single(letter: str, bold: bool) -> int:
    category = unicodedata.category(letter)
    if category in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    if base != letter:
        return _units(base, bold)
    if unicodedata.east_asian_width(letter) in "WF":
        return UNITS
    for first, last, average in AVERAGES:
        if first <= ord(letter) <= last:
            return average // 2 if category == "Mc" else average
    return round(UNITS * 0.68)


def is_rtl(text: str) -> bool:
    """Whether text runs from right to left, by the first letter that has a direction.

    >>> is_rtl("هل؟"), is_rtl("Leave"), is_rtl("2024: العراق")
    (True, False, True)
    """
    if text.isascii():
        return False
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in {"L", "R", "AL"}), False)


def is_mostly_rtl(text: str) -> bool:
    """Whether most letters that have a direction run from right to left.

    A sentence that begins with a name in another script is told apart by this, where its
    first letter would mislead.

    >>> is_mostly_rtl("البقاء has no column."), is_mostly_rtl("يقبل")
    (False, True)
    """
    if text.isascii():
        return False
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in {"R", "AL"} for kind in kinds) > kinds.count("L")


def isolated(line: str, *, rtl: bool) -> str:
    r"""A line that keeps its direction whatever stands around it.

    >>> isolated("العراق (2024)", rtl=True).encode("unicode_escape").startswith(b"\\u2067")
    True

    One that begins in the other direction is isolated too, lest its beginning turn it round.

    >>> isolated("البقاء has no column.", rtl=False).encode("unicode_escape").startswith(b"\\u2066")
    True
    """
    if rtl:
        return f"\u2067{line}\u2069"
    return f"\u2066{line}\u2069" if is_rtl(line) else line


def runs(text: str) -> Iterator[tuple[str, str]]:
    """A line in stretches, each with the font to try first where its script has one.

    Renderers that take the first font of a list and guess for what it lacks guess badly.

    >>> list(runs("داعش (ISIS)"))
    [("'Noto Sans Arabic'", 'داعش '), ('', '(ISIS)')]
    """
    if text and not _OF_FONTS.search(text):
        yield "", text
        return
    start, font = 0, ""
    for at, letter in enumerate(text):
        own = _font(letter)
        if own is not None and own != font:
            if at > start:
                yield font, text[start:at]
            start, font = at, own
    if start < len(text):
        yield font, text[start:]


def _font(letter: str) -> str | None:
    """The font of a letter's script, empty for the usual ones; points go with either."""
    if letter in _NEUTRAL:
        return None
    found = (font for first, last, font in _FONTS if first <= letter <= last)
    return next(found, "")


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Lines no wider than the room, as few as can be and then as even as can be.

    Lines are filled greedily; then the room is narrowed as long as they do not become
    more. A word wider than the room is broken between letters, never before a mark.

    >>> wrapped("A rush for the exit leaves a vacuum for others to fill.", 260, 14)
    ('A rush for the exit leaves', 'a vacuum for others to fill.')
    """
    space = width(" ", size, bold=bold)
    pieces = [
        (piece, width(piece, size, bold=bold), spaced)
        for piece, spaced in _pieces(text, room, size, bold)
    ]
    if not pieces:
        return ()
    count = _count(pieces, room, space)
    narrow, wide = max(piece[1] for piece in pieces), room
    while count > 1 and wide - narrow > 2:
        middle = (narrow + wide) / 2
        if _count(pieces, middle, space) > count:
            narrow = middle
        else:
            wide = middle
    return _filled(pieces, wide, space)


def _filled(
    pieces: Sequence[tuple[str, float, bool]], room: float, space: float
) -> tuple[str, ...]:
    lines: list[str] = []
    line, used = pieces[0][0], pieces[0][1]
    for piece, wide, spaced in pieces[1:]:
        step = wide + (space if spaced else 0)
        if used + step <= room + 0.01:
            line, used = f"{line} {piece}" if spaced else line + piece, used + step
        else:
            lines.append(line)
            line, used = piece, wide
    return (*lines, line)


def _count(pieces: Sequence[tuple[str, float, bool]], room: float, space: float) -> int:
    """How many lines `_filled` makes, without making them."""
    count, used = 1, pieces[0][1]
    for _, wide, spaced in pieces[1:]:
        used += wide + (space if spaced else 0)
        if used > room + 0.01:
            count, used = count + 1, wide
    return count


def _pieces(text: str, room: float, size: float, bold: bool) -> Iterator[_Piece]:
    for word in text.split():
        parts = _clusters(word) if _breaks_anywhere(word, room, size, bold) else [word]
        for at, part in enumerate(parts):
            yield part, at == 0


def _breaks_anywhere(word: str, room: float, size: float, bold: bool) -> bool:
    if width(word, size, bold=bold) > room:
        return True
    return not word.isascii() and any(
        unicodedata.east_asian_width(letter) in "WF" or "\u0e00" <= letter <= "\u0eff"
        for letter in word
    )


def _clusters(word: str) -> list[str]:
    """A word's letters, each with the marks and joiners that belong to it."""
    clusters: list[str] = []
    for letter in word:
        keeps = unicodedata.category(letter) in {"Mn", "Me", "Mc", "Cf"}
        if clusters and (keeps or letter in _NO_BREAK_BEFORE or clusters[-1][-1] == "\u200d"):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text if it fits the room, else as much of it as does, and an ellipsis.

    >>> shortened("Economic favours are at risk", 100, 14)
    'Economic fav…'
    """
    if width(text, size, bold=bold) <= room:
        return text
    kept = ""
    for cluster in _clusters(text):
        if width(kept + cluster + ELLIPSIS, size, bold=bold) > room:
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS
