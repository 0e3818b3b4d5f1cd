"""What a cell says of a claim: a verdict in words, or a number on a scale.

Words are compared without case. Numbers need a scale, unless they are but -1, 0 and 1:

- on a declared scale from low to high, the middle is `neutral`, and what is above or below it
  `accept` or `reject`, as strong as it is far from the middle (1 at the ends);
- among -1, 0 and 1, 0 is `neutral`;
- among 0 and 1 alone, 0 is taken for `reject`, and that is told;
- 0 alone may be either, and is a fault.

In the same way `-` is `reject` where `+` is said too, and a fault elsewhere, for in many tables
it says that nothing is known.

>>> reader = Verdicts(["1", "0", "-1"])
>>> reader.of("-1"), reader.of("0"), reader.of("Agrees")
(Judged(verdict='reject', strength=1.0), Judged(verdict='neutral', strength=1.0), \
Judged(verdict='accept', strength=1.0))
>>> Verdicts([], scale=(1, 5)).of(2)
Judged(verdict='reject', strength=0.5)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.errors import InvalidOptionError, UnknownOptionError, did_you_mean, nearest
from argmap.formats.tables.grids import is_missing
from argmap.model import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from argmap.model import Verdict

__all__ = ["WORDS", "Judged", "UnclearError", "Verdicts"]

WORDS: dict[Verdict, tuple[str, ...]] = {
    "accept": (
        *("accept", "accepts", "accepted", "agree", "agrees", "agreed", "yes", "y", "true", "for"),
        *("pro", "support", "supports", "favour", "favor", "in favour", "in favor", "+", "✓"),
    ),
    "reject": (
        *("reject", "rejects", "rejected", "disagree", "disagrees", "disagreed", "no", "n"),
        *("false", "against", "con", "oppose", "opposes", "opposed", "−", "✗"),
    ),
    "neutral": ("neutral", "pass", "abstain", "abstains", "abstention", "undecided"),
    "ambivalent": ("ambivalent", "mixed", "torn", "of two minds"),
}
"""The words that are known for each verdict."""
SILENCE = ("n/a", "na", "nan", "null", "none", "no answer", "no opinion stated")
"""The words for a cell that says nothing."""
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


class Judged(NamedTuple):
    """A verdict, and how strong it is, from 0 to 1."""

    verdict: Verdict
    strength: float = 1.0


class UnclearError(ValueError):
    """A cell that no rule reads; `is_number` if a scale would do."""

    def __init__(self, message: str, remedy: str, *, is_number: bool = True) -> None:
        super().__init__(message)
        self.message, self.remedy, self.is_number = message, remedy, is_number


class Verdicts:
    """A reader of cells, which knows what all cells of the table say."""

    def __init__(
        self,
        cells: Iterable[Any],
        values: Mapping[Any, str | None] | None = None,
        scale: tuple[float, float] | None = None,
    ) -> None:
        self.told = {_key(said): _verdict(meant) for said, meant in (values or {}).items()}
        self.scale = None if scale is None else _scale(scale)
        said = {key for cell in cells if not is_missing(cell) for key in [_key(cell)]}
        said -= self.told.keys()
        self.numbers = {number for key in said if (number := _number(key)) is not None}
        self.words = dict(_WORDS)
        if "+" in said:
            self.words["-"] = "reject"
        self._known: dict[str, Judged | None] = {}

    @property
    def guesses(self) -> bool:
        """Whether 0 is taken for `reject` with nothing to say so but that no number is less."""
        return self.scale is None and self.numbers == {0.0, 1.0}

    def is_silent(self, cell: Any) -> bool:
        """Whether a cell says nothing, without that having been told of what it says."""
        if is_missing(cell):
            return True
        key = _key(cell)
        return key in SILENCE and key not in self.told

    def of(self, cell: Any) -> Judged | None:
        """What a cell says, or nothing if it is silent; `UnclearError` if it cannot be read."""
        if is_missing(cell):
            return None
        key = _key(cell)
        if key not in self._known:
            self._known[key] = self._judged(key)
        return self._known[key]

    def _judged(self, key: str) -> Judged | None:
        if key in self.told:
            verdict = self.told[key]
            return Judged(verdict) if verdict else None
        if key in self.words:
            return Judged(self.words[key])
        if key in SILENCE:
            return None
        number = _number(key)
        if number is None:
            hint = did_you_mean(nearest(key, self.words))
            remedy = hint or f"say what it means: values={{{key[:40]!r}: 'accept'}}"
            raise UnclearError(f"{key[:80]!r} is no verdict", remedy, is_number=False)
        return self._on_scale(number, key) if self.scale else self._bare(number, key)

    def _on_scale(self, number: float, key: str) -> Judged:
        low, high = self.scale or (0.0, 1.0)
        if not low <= number <= high:
            message = f"{key} is outside the scale from {low:g} to {high:g}"
            raise UnclearError(message, "mend it, or give another scale")
        half = (high - low) / 2
        far = min(abs(number - low - half) / half, 1.0)
        if far == 0:
            return Judged("neutral")
        return Judged("accept" if number > low + half else "reject", far)

    def _bare(self, number: float, key: str) -> Judged:
        if not self.numbers <= {-1.0, 0.0, 1.0}:
            message = f"{key} is a number, and no scale is declared"
            raise UnclearError(message, "give its ends, as in scale=(1, 5)")
        if number == 0 and self.numbers == {0.0}:
            message = "0 may be neutral or reject"
            raise UnclearError(message, "give scale=(-1, 1) or scale=(0, 1)")
        if number == 0:
            return Judged("neutral" if -1.0 in self.numbers else "reject")
        return Judged("accept" if number > 0 else "reject")


_WORDS = {word: verdict for verdict, words in WORDS.items() for word in words}


def _key(cell: Any) -> str:
    """A cell as it is compared: without case, and whole numbers alike however written."""
    if isinstance(cell, bool):
        return str(cell).casefold()
    number = _number(cell) if isinstance(cell, str) else None
    if number is None and not isinstance(cell, str):
        try:
            number = float(cell)
        except (TypeError, ValueError, OverflowError):
            number = None
    if number is not None:
        return f"{number:g}" if number.is_integer() and abs(number) < 1e6 else repr(number)
    return " ".join(str(cell).split()).casefold().rstrip(".!")


def _number(said: str) -> float | None:
    text = said.strip().replace("−", "-")
    return float(text) if _NUMBER.fullmatch(text) else None


def _verdict(meant: Any) -> Verdict | None:
    if meant is not None and meant not in VERDICTS:
        raise UnknownOptionError("verdict", meant, VERDICTS)
    return meant  # type: ignore[no-any-return] # one of VERDICTS, as was seen


def _scale(scale: tuple[float, float]) -> tuple[float, float]:
    try:
        low, high = map(float, scale)
    except (TypeError, ValueError):
        low = high = 0.0
    if not low < high:
        problem, remedy = "no scale", "give its two ends, the lower first, as in (1, 5)"
        raise InvalidOptionError("scale", scale, problem, remedy)
    return low, high
