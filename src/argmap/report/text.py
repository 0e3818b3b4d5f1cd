"""Text that stays text: whatever a map says, Markdown shows it as it is."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Markdown", "counted", "joined", "markdown", "md", "phrase", "plain", "row"]


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


_MARKS = {letter: f"\\{letter}" for letter in r"\`*_[]|~$"}
_MARKS |= {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_OPENING = re.compile(r"([-+=#]|\d+(?=[.)]))")
_STEERING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def markdown(value: object) -> str:
    r"""A text on one line that Markdown shows as it is, wherever in a line it stands.

    Text written from right to left is set apart, so that it keeps to its place.

    >>> print(markdown("1. *Stay* | <b>now</b>"))
    1\. \*Stay\* \| &lt;b&gt;now&lt;/b&gt;
    """
    if isinstance(value, Markdown):
        return value
    escaped = "".join(_MARKS.get(letter, letter) for letter in plain(str(value)))
    if start := _OPENING.match(escaped):
        end = start.end() if start[1].isdigit() else 0
        escaped = f"{escaped[:end]}\\{escaped[end:]}"
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in escaped):
        escaped = f"\u2068{escaped}\u2069"
    return Markdown(escaped)


def plain(text: str) -> str:
    r"""A text on one line, without anything that could move a cursor or turn a line round.

    >>> plain("two\nlines\x1b[2J")
    'two lines\\u001b[2J'
    """
    return "".join(map(_shown, " ".join(text.split())))


def _shown(letter: str) -> str:
    hidden = ord(letter) in _STEERING or unicodedata.category(letter) in {"Cc", "Cs"}
    return f"\\u{ord(letter):04x}" if hidden else letter


def md(template: str, *values: object) -> Markdown:
    """Markdown with values put in, escaped unless they are Markdown themselves."""
    return Markdown(template.format(*map(markdown, values)))


def joined(values: Iterable[object], separator: str = ", ") -> Markdown:
    """Values one after the other, escaped unless they are Markdown."""
    return Markdown(separator.join(map(markdown, values)))


def row(*cells: object) -> Markdown:
    """A row of a table."""
    return md("| {} |", joined(cells, " | "))


def phrase(values: Iterable[object]) -> Markdown:
    """Things in one phrase: one, two and three."""
    *rest, last = values
    return md("{} and {}", joined(rest), last) if rest else md("{}", last)


def counted(number: int, word: str) -> str:
    """A number of things."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
