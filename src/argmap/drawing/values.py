"""Any value for any id as a colour with its text beside it.

Numbers lie on a scale: from pale to deep green if all have one sign, from purple over
white to green if they straddle zero. Anything else is a label with a colour of its own.
Values of the ladder may differ from rung to rung; they have one scale all the same.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from numbers import Real
from typing import Any, Literal

from attrs import frozen

from argmap.drawing.style import CATEGORIES, DIVERGING, KNOWN_LABELS, SEQUENTIAL, mixed
from argmap.drawing.text import clean
from argmap.errors import (
    InvalidOptionError,
    OptionTypeError,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.model import BASES, ArgumentMap, Basis

__all__ = ["Paint", "Scale", "are_by_rung", "checked", "named", "on_rung", "painted", "scale"]


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
    given = [value for mapping in _mappings(values) for value in mapping.values()]
    if not given or not all(_is_number(value) for value in given):
        return Scale("labels", labels=tuple(dict.fromkeys(_said(value) for value in given)))
    low, high = float(min(given)), float(max(given))
    if low < 0 < high:
        reach = max(-low, high)
        return Scale("diverging", -reach, reach)
    return Scale("sequential", low, high)


def checked(
    map: ArgumentMap, values: Mapping[str, Any] | None, *, by_rung: bool = False
) -> dict[str, Any]:
    """The values as a plain mapping from ids of claims, arguments and actors, if they are one.

    With `by_rung` they may be a mapping of such mappings, one for each rung.

    Raises `OptionTypeError` for what is no mapping, `UnknownIdError` for another id,
    `UnknownOptionError` for another rung, and `InvalidOptionError` for a number that is not
    finite.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> checked(map, {"stated": {"leave": "in"}}, by_rung=True)
    {'stated': {'leave': 'in'}}
    >>> checked(map, {"vacum": 1})
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownIdError: no claim, argument or actor 'vacum' in this map; did you mean 'vacuum'?
    """  # noqa: E501  an error is not broken
    if values is not None and not isinstance(values, Mapping):
        remedy = "map ids of the map to numbers or labels, as in {'leave': 0.5}"
        raise OptionTypeError("values", values, "no mapping", remedy)
    known = {r.id: r for records in (map.claims, map.arguments, map.actors) for r in records}
    if by_rung and are_by_rung(values or {}):
        return {rung: _checked(map, on, known) for rung, on in _rungs(values or {})}
    return _checked(map, values or {}, known)


def _rungs(values: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The mapping of each rung, if rungs they are and mappings."""
    for rung, mapping in values.items():
        if rung not in BASES:
            raise UnknownOptionError("rung", rung, BASES)
        if not isinstance(mapping, Mapping):
            remedy = "give one mapping for every rung, or one for each, as in {'stated': {...}}"
            raise OptionTypeError(f"the values on {rung!r}", mapping, "no mapping", remedy)
        yield rung, mapping


def _checked(
    map: ArgumentMap, values: Mapping[str, Any], known: Mapping[str, object]
) -> dict[str, Any]:
    for id, value in values.items():
        if id not in known:
            raise UnknownIdError(
                str(id), known, kind="claim, argument or actor", remedy=_remedy(map, id, value)
            )
        if value is None or isinstance(value, Mapping | list | tuple | set | frozenset):
            what, remedy = f"the value of {id!r}", "give a number or a label, or leave it out"
            raise OptionTypeError(what, value, "no value to paint", remedy)
        if _is_number(value) and not _is_finite(value):
            what = f"the value of {id!r}"
            raise InvalidOptionError(what, value, "not finite", "give finite numbers or labels")
    return dict(values)


def _remedy(map: ArgumentMap, id: str, value: object) -> str:
    if id in BASES and isinstance(value, Mapping):
        return 'only the view "ladder" takes values by rung'
    return "only claims, arguments and actors can be painted" if id in map else ""


def are_by_rung(values: Mapping[str, Any]) -> bool:
    """Whether there are values for each rung of the ladder, rather than for all at once.

    >>> are_by_rung({"stated": {"leave": "in"}}), are_by_rung({"leave": "in"})
    (True, False)
    """
    return any(isinstance(value, Mapping) for value in values.values())


def on_rung(values: Mapping[str, Any], rung: Basis) -> Mapping[str, Any]:
    """The values that hold on one rung.

    >>> on_rung({"stated": {"leave": "in"}}, "implied"), on_rung({"leave": "in"}, "implied")
    ({}, {'leave': 'in'})
    """
    found: Mapping[str, Any] = values.get(rung, {}) if are_by_rung(values) else values
    return found


def painted(values: Mapping[str, Any]) -> int:
    """How many records have a value.

    >>> painted({"stated": {"leave": "in"}, "implied": {"leave": "out", "stay": "in"}})
    2
    """
    return len({id for mapping in _mappings(values) for id in mapping})


def named(values: object) -> str:
    """What values are called, if they say so themselves, as results of analyses do.

    Of values by rung it is told what their names have in common.
    """
    if isinstance(values, Mapping) and are_by_rung(values):
        names = [named(mapping).split("; ") for mapping in values.values()]
        return "; ".join(part for part in names[0] if all(part in name for name in names))
    said: Iterable[object] = (getattr(values, name, "") for name in ("title", "variant"))
    return "; ".join(clean(part).rstrip(".") for part in said if isinstance(part, str) and part)


def _mappings(values: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return values.values() if are_by_rung(values) else (values,)


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
