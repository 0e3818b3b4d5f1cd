"""Text that stays text: whatever a map says, a page shows it as it is.

A sentence is `Prose`: its words, and which of them stand out or lead somewhere. `markdown`
and `html` write the same sentence for the one page and for the other.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

__all__ = [
    "Markdown",
    "Prose",
    "counted",
    "html",
    "joined",
    "link",
    "markdown",
    "phrase",
    "plain",
    "prose",
    "stressed",
    "strong",
]


@frozen
class Prose:
    """Plain words in a row; those that stand out or lead somewhere are prose of their own."""

    parts: tuple[str | Prose, ...] = ()
    tone: Literal["plain", "strong", "stressed"] = "plain"
    name: str = ""
    """What a link can lead to these words by."""
    to: str = ""
    """Where these words lead, in a page that has links: `#` and a name, or a web address."""

    def __bool__(self) -> bool:
        return any(self.parts)


def prose(template: str, *values: object) -> Prose:
    """A sentence of ours, with values put in at each `{}`."""
    first, *others = template.split("{}")
    parts: list[str | Prose] = [first]
    for value, after in zip(values, others, strict=True):
        parts += [_said(value), after]
    return _in_a_row(parts)


def joined(values: Iterable[object], separator: str = ", ") -> Prose:
    """Values one after the other."""
    return _in_a_row([part for value in values for part in (separator, _said(value))][1:])


def phrase(values: Iterable[object]) -> Prose:
    """Things in one phrase: one, two and three."""
    *rest, last = values
    return prose("{} and {}", joined(rest), last) if rest else prose("{}", last)


def strong(text: str, *, name: str = "") -> Prose:
    """Words that stand out."""
    return Prose((plain(text),), "strong", name=name)


def stressed(template: str, *values: object) -> Prose:
    """A sentence, or a part of one, in another tone than what is around it."""
    return Prose(prose(template, *values).parts, "stressed")


def link(text: str, to: str) -> Prose:
    """Words that lead somewhere: within the page, or to a web address and nowhere else."""
    leads = to.startswith("#") or (_WEB.fullmatch(to) and plain(to) == to)
    return Prose((plain(text),), to=to if leads else "")


def counted(number: int, word: str) -> str:
    """A number of things."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def _said(value: object) -> str | Prose:
    return value if isinstance(value, Prose) else plain(str(value))


def _in_a_row(parts: Iterable[str | Prose]) -> Prose:
    """Prose of some parts; what is plain prose is taken apart, so that nothing nests deep."""
    row: list[str | Prose] = []
    for part in parts:
        if isinstance(part, Prose) and part == Prose(part.parts):
            row += part.parts
        elif part:
            row.append(part)
    return Prose(tuple(row))


# On its way into a page ----------------------------------------------------------------


class Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


_MARKS = {letter: f"\\{letter}" for letter in r"\`*_[]|~$"}
_MARKS |= {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_OPENING = re.compile(r"([-+=#]|\d+(?=[.)]))")
_STEERING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_TONES = {"plain": "", "strong": "**", "stressed": "*"}


def markdown(value: object) -> str:
    r"""A text on one line that Markdown shows as it is, wherever in a line it stands.

    Text written from right to left is set apart, so that it keeps to its place.

    >>> print(markdown("1. *Stay* | <b>now</b>"))
    1\. \*Stay\* \| &lt;b&gt;now&lt;/b&gt;
    """
    if isinstance(value, Markdown):
        return value
    said = value if isinstance(value, Prose) else Prose((plain(str(value)),))
    mark = _TONES[said.tone]
    shown = (
        _escaped(part, after) if isinstance(part, str) else markdown(part)
        for part, after in zip_longest(said.parts, said.parts[1:2])
    )
    return Markdown(f"{mark}{''.join(shown)}{mark}")


def _escaped(text: str, after: str | Prose | None) -> str:
    """Plain text as Markdown, so that it opens no list with what comes after it either."""
    escaped = "".join(_MARKS.get(letter, letter) for letter in text)
    if start := _OPENING.match(f"{escaped}{after}" if isinstance(after, str) else escaped):
        end = start.end() if start[1].isdigit() else 0
        escaped = f"{escaped[:end]}\\{escaped[end:]}"
    return _set_apart(escaped)


def _set_apart(text: str) -> str:
    """A text written from right to left in the signs that keep it to its place."""
    leftwards = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
    return f"\u2068{text}\u2069" if leftwards else text


def html(value: object, *, language: str = "en") -> Markup:
    """A text on one line that HTML shows as it is, in its text and in an attribute alike.

    What stands out is the map's own, and is marked as in its language where that is not the
    page's. What is HTML already stays.

    >>> print(html('"><b>now</b>'))
    &#34;&gt;&lt;b&gt;now&lt;/b&gt;
    """
    from markupsafe import Markup, escape  # noqa: PLC0415 # comes with Jinja, which costs time

    if isinstance(value, Markup):
        return value
    said = value if isinstance(value, Prose) else Prose((plain(str(value)),))
    shown = Markup().join(
        escape(_set_apart(part)) if isinstance(part, str) else html(part, language=language)
        for part in said.parts
    )
    name = Markup(' id="{}"').format(said.name) if said.name else ""
    spoken = Markup(' lang="{}"').format(plain(language)) if language != "en" else ""
    match said.tone:
        case "strong":
            shown = Markup("<strong{}{}>{}</strong>").format(name, spoken, shown)
        case "stressed":
            shown = Markup("<em>{}</em>").format(shown)
    return Markup('<a href="{}">{}</a>').format(said.to, shown) if said.to else shown


def plain(text: str) -> str:
    r"""A text on one line, without anything that could move a cursor or turn a line round.

    >>> plain("two\nlines\x1b[2J")
    'two lines\\u001b[2J'
    """
    return "".join(map(_shown, " ".join(text.split())))


def _shown(letter: str) -> str:
    hidden = ord(letter) in _STEERING or unicodedata.category(letter) in {"Cc", "Cs"}
    return f"\\u{ord(letter):04x}" if hidden else letter
