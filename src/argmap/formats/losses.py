"""What a file says and a map cannot: told, so that nothing is left out in silence.

A file of another tool may say more than a map holds. What has a place nowhere is kept in
the `extra` of the record it belongs to. What is still left out, or had to be worked out
because the file does not say it, is a `Loss`.

>>> print(Loss("2 guards", "scheme 'leq'", "a map holds no constraints", line=7, column=5))
line 7, column 5: scheme 'leq': 2 guards; a map holds no constraints
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from attrs import field, frozen

from argmap.display import display_mode, html_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.model import ArgumentMap

__all__ = ["Loaded", "Loss", "LossWarning", "told"]


@frozen
class Loss:
    """One thing that a file says and the map read from it does not: what, where, and why.

    >>> Loss("2 guards", "scheme 'leq'", line=7).place
    'line 7'

    `line` and `column` count from 1 and say where in the file it stands, if that is known.
    """

    what: str
    where: str = ""
    why: str = ""
    line: int | None = field(default=None, kw_only=True)
    column: int | None = field(default=None, kw_only=True)

    def __str__(self) -> str:
        said = f"{self.what}; {self.why}" if self.why else self.what
        return ": ".join(part for part in (self.place, self.where, said) if part)

    @property
    def place(self) -> str:
        """Line and column in words, or nothing where they are not known."""
        if self.line is None:
            return ""
        return f"line {self.line}" + (f", column {self.column}" if self.column else "")


class LossWarning(UserWarning):
    """A map was read, and does not say all that its file does; `losses` has all of it.

    >>> print(LossWarning([Loss("2 guards", "scheme 'leq'")], "orders.yml"))
    orders.yml: 1 thing is not in the map
      scheme 'leq': 2 guards
    """

    def __init__(self, losses: Iterable[Loss], about: str = "") -> None:
        self.losses = tuple(losses)
        self.about = about
        super().__init__(self.losses, about)

    def __str__(self) -> str:
        count = len(self.losses)
        said = "1 thing is" if count == 1 else f"{count} things are"
        head = f"{said} not in the map"
        return "\n".join(
            [
                f"{self.about}: {head}" if self.about else head,
                *(f"  {loss}" for loss in self.losses),
            ]
        )


def _all(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    return tuple(losses)


@frozen
class Loaded:
    """A map, and what its file says besides.

    >>> from argmap import ArgumentMap
    >>> Loaded(ArgumentMap("Stay?"), [Loss("2 guards")]).losses
    (Loss(what='2 guards', where='', why='', line=None, column=None),)
    """

    map: ArgumentMap
    losses: tuple[Loss, ...] = field(default=(), converter=_all)

    def _repr_html_(self) -> str | None:
        """What a notebook shows: the losses as a table, unless it is to show words only."""
        if display_mode() == "text":
            return None
        rows = [[loss.what, loss.place, loss.where, loss.why] for loss in self.losses]
        columns = ("what", "line", "where", "why")
        return html_table("Not in the map, though in the file", columns, rows, under=repr(self.map))

    def _mime_(self) -> tuple[str, str]:
        """What marimo shows."""
        html = self._repr_html_()
        return ("text/plain", repr(self)) if html is None else ("text/html", html)


def told(loaded: Loaded, about: str = "", *, depth: int = 2) -> ArgumentMap:
    """The map alone, after a `LossWarning` if its file says more.

    `depth` is how many calls up the warning points: 2 is whoever called the caller.

    >>> from argmap import ArgumentMap
    >>> told(Loaded(ArgumentMap("Stay?")))
    <ArgumentMap 'Stay?' with no records>
    """
    if loaded.losses:
        warnings.warn(LossWarning(loaded.losses, about), stacklevel=depth + 1)
    return loaded.map
