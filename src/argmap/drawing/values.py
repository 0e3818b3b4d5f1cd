"""Any value for any id as a colour with its text beside it.

Numbers lie on a scale: from pale to deep green if all have one sign, from purple over
white to green if they straddle zero. Anything else is a label with a colour of its own.
"""

import math
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import Any, Literal

from attrs import frozen

from argmap.drawing.style import CATEGORIES, DIVERGING, KNOWN_LABELS, SEQUENTIAL, mixed
from argmap.drawing.text import clean
from argmap.errors import InvalidOptionError, OptionTypeError, UnknownIdError
from argmap.model import ArgumentMap

__all__ = ["Paint", "Scale", "checked", "scale"]


@frozen
class Paint:
    """A colour and the text that says what it means."""

    colour: str
    text: str


@frozen
class Scale:
    """How values become paint: by where they lie between two ends, or by which they are."""

    kind: Literal["sequential", "diverging", "labels"]
    low: float = 0
    high: float = 1
    labels: tuple[str, ...] = ()

    def paint(self, value: Any) -> Paint:
        """The paint of one value.

        >>> scale({"leave": 0.2, "stay": 1.0}).paint(1.0)
        Paint(colour='#0B5D3B', text='1')
        """
        text = _said(value)
        if self.kind == "labels":
            return Paint(self._of_label(text), text)
        stops = SEQUENTIAL if self.kind == "sequential" else DIVERGING
        span = self.high - self.low
        return Paint(mixed(stops, (value - self.low) / span if span else 1.0), text)

    def _of_label(self, text: str) -> str:
        if all(label in KNOWN_LABELS for label in self.labels):
            return KNOWN_LABELS[text]
        return CATEGORIES[self.labels.index(text) % len(CATEGORIES)]

    @property
    def samples(self) -> tuple[Paint, ...]:
        """What a legend shows: every label, or the scale's ends and middle."""
        if self.kind == "labels":
            return tuple(self.paint(label) for label in self.labels)
        if self.low == self.high:
            return (self.paint(self.high),)
        return tuple(self.paint(v) for v in (self.low, (self.low + self.high) / 2, self.high))


def scale(values: Mapping[str, Any]) -> Scale:
    """The scale that fits some values.

    >>> scale({"leave": -0.5, "stay": 0.25})
    Scale(kind='diverging', low=-0.5, high=0.5, labels=())
    >>> scale({"leave": "pro", "stay": "con"}).labels
    ('pro', 'con')
    """
    given = list(values.values())
    if not given or not all(_is_number(value) for value in given):
        return Scale("labels", labels=tuple(dict.fromkeys(_said(value) for value in given)))
    low, high = float(min(given)), float(max(given))
    if low < 0 < high:
        reach = max(-low, high)
        return Scale("diverging", -reach, reach)
    return Scale("sequential", low, high)


def checked(map: ArgumentMap, values: Mapping[str, Any] | None) -> dict[str, Any]:
    """The values as a plain mapping from ids of claims, arguments and actors, if they are one.

    Raises `OptionTypeError` for what is no mapping, `UnknownIdError` for another id, and
    `InvalidOptionError` for a number that is not finite.

    >>> import argmap
    >>> checked(argmap.example("iraq-withdrawal"), {"vacum": 1})
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownIdError: no claim, argument or actor 'vacum' in this map; did you mean 'vacuum'?
    """  # noqa: E501  an error is not broken
    if values is not None and not isinstance(values, Mapping):
        remedy = "map ids of the map to numbers or labels, as in {'leave': 0.5}"
        raise OptionTypeError("values", values, "no mapping", remedy)
    known = {r.id: r for records in (map.claims, map.arguments, map.actors) for r in records}
    for id, value in (values or {}).items():
        if id not in known:
            remedy = "only claims, arguments and actors can be painted" if id in map else ""
            raise UnknownIdError(str(id), known, kind="claim, argument or actor", remedy=remedy)
        if _is_number(value) and not _is_finite(value):
            what = f"the value of {id!r}"
            raise InvalidOptionError(what, value, "not finite", "give finite numbers or labels")
    return dict(values or {})


def named(values: object) -> str:
    """What values are called, if they say so themselves, as results of analyses do."""
    said: Iterable[object] = (getattr(values, name, "") for name in ("title", "variant"))
    return "; ".join(clean(part).rstrip(".") for part in said if isinstance(part, str) and part)


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _is_finite(value: Any) -> bool:
    """Whether a number has a place on a scale."""
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond the largest float
        return False


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Real):
        short = f"{float(value):.2f}".rstrip("0").rstrip(".")
        return "0" if short == "-0" else short
    return clean(str(value)) or "–"
