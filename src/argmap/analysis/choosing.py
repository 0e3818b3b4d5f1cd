"""Which statements a question about discourse looks at, and in what words it says so.

The questions on networks of discourse share their options. In this order: the stances
become statements on the declared scale; claims, blocs and dates are chosen; members are
counted as their whole; of these, actors are chosen; rare actors and claims leave (reckoned
over all the time, so that windows can be compared); a window is cut out; duplicates leave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from argmap.analysis.stated import (
    DUPLICATES,
    ROLLUPS,
    Dates,
    Duplicates,
    Rollup,
    Scale,
    Statements,
    statements,
    words_of,
)
from argmap.analysis.windows import KERNELS, Kernel, Window, window_at, windowed
from argmap.analysis.wording import counted, listed
from argmap.errors import InvalidOptionError, UnknownOptionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.model import ArgumentMap

__all__ = ["FEW", "Choice", "few"]

FEW = 5
_ONCE: dict[Duplicates, str] = {
    "none": "every statement counted",
    "document": "duplicates within a document counted once",
    "week": "duplicates within a week of ISO 8601 counted once",
    "month": "duplicates within a month counted once",
    "year": "duplicates within a year counted once",
    "all": "duplicates counted once",
}
_ROLLED: dict[Rollup, str] = {
    "part_of": "members counted as their whole",
    "bloc": "actors counted as their bloc",
}


@frozen
class Choice:
    """The options of a question on discourse, as `agreement` explains them.

    >>> Choice(rollup="blocs")
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownOptionError: unknown rollup 'blocs' (one of: part_of, bloc)...
    """

    scale: str | Iterable[str | float] | Scale | None = None
    duplicates: Duplicates = "all"
    rollup: Rollup | None = None
    dates: Dates = "own"
    since: str | None = None
    until: str | None = None
    actors: tuple[str, ...] = field(default=(), converter=words_of)
    claims: tuple[str, ...] = field(default=(), converter=words_of)
    blocs: tuple[str, ...] = field(default=(), converter=words_of)
    per_actor: int = 0
    per_claim: int = 0
    window: str | None = None
    kernel: Kernel | None = None

    def __attrs_post_init__(self) -> None:
        for name, value, known in (
            ("duplicates", self.duplicates, DUPLICATES),
            ("rollup", self.rollup, (None, *ROLLUPS)),
            ("kernel", self.kernel, (None, *KERNELS)),
        ):
            if value not in known:
                raise UnknownOptionError(name, value, [word for word in known if word])
        if self.kernel is not None and self.window is None:
            remedy = "give a window too, such as 30 days: it says how wide the kernel is"
            raise InvalidOptionError("kernel", self.kernel, "without a window", remedy)

    def made(self, map: ArgumentMap | Statements) -> Statements:
        """The statements that are looked at, duplicates and all."""
        said = (
            map.on(self.scale)
            if isinstance(map, Statements)
            else statements(
                map,
                scale=("accept", "reject") if self.scale is None else self.scale,
                dates=self.dates,
            )
        )
        said = said.only(claims=self.claims, blocs=self.blocs).between(self.since, self.until)
        return (
            said.rolled(self.rollup)
            .only(actors=self.actors)
            .frequent(
                per_actor=self.per_actor, per_claim=self.per_claim, duplicates=self.duplicates
            )
        )

    def at(self, moment: str | None) -> Window | None:
        """The window around a moment, if both are given."""
        if moment is None and self.window is None:
            return None
        if moment is None or self.window is None:
            remedy = "give both, or ask agreement_over_time for all windows"
            given, value = ("at", moment) if moment is not None else ("window", self.window)
            lacking = "a window" if moment is not None else "a date to be at"
            raise InvalidOptionError(given, value, f"without {lacking}", remedy)
        return window_at(moment, self.window)

    def within(self, said: Statements, window: Window | None, *, levels: bool) -> Statements:
        """What is in a window, without duplicates."""
        found = said if window is None else windowed(said, window, self.kernel)
        return found.once(self.duplicates, levels=levels)

    def words(self, said: Statements, window: Window | None = None) -> str:
        """The options and the rung in the words of a variant."""
        rung = said.weakest
        dates = [f"since {self.since}"] * bool(self.since) + [f"until {self.until}"] * bool(
            self.until
        )
        named = {
            "actors": listed(self.actors),
            "claims": listed(self.claims),
            "blocs": listed(self.blocs),
        }
        parts = [
            f"levels: {said.scale}",
            _ONCE[self.duplicates],
            _ROLLED[self.rollup] if self.rollup else "",
            "undated stances dated by their document" if self.dates == "document" else "",
            " ".join(dates),
            *(f"{name} {words}" if words else "" for name, words in named.items()),
            f"actors with {counted(self.per_actor, 'statement')} or more" * (self.per_actor > 0),
            f"claims with {counted(self.per_claim, 'statement')} or more" * (self.per_claim > 0),
            f"window {window}" if window else "",
            f"{self.kernel} kernel" if self.kernel else "",
            f"statements down to the rung “{rung}”" if rung else "no statement has a rung",
        ]
        return "; ".join(part for part in parts if part)

    def note(self, said: Statements) -> str:
        """What was looked at, and what was not."""
        silent = len(said.actors) - said.active
        gone = [
            counted(number, "duplicate") if why == "duplicates" else f"{number} {why}"
            for why, number in said.dropped.items()
        ]
        gone += [f"{number} {verdict}" for verdict, number in said.left_out.items()]
        told = [
            f"{counted(len(said), 'statement')} by {said.active} of "
            f"{counted(len(said.actors), 'actor')}" + (f", {silent} silent" if silent else ""),
            f"left out: {', '.join(gone)}" if gone else "",
        ]
        return "; ".join(part for part in told if part) + "."


def few(ids: Sequence[str], number: int | None = None) -> str | None:
    """The first five of a list, and how many more there are.

    >>> few(["a", "b"], 9)
    'a, b, and 7 more'
    """
    told = list(ids[:FEW])
    more = (len(ids) if number is None else number) - len(told)
    return ", ".join([*told, *([f"and {more} more"] if more else [])]) or None
