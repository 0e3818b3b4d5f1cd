"""A line of time: what dates mean on it, and where its ticks stand.

A date means the whole stretch of time it leaves open, as in the analyses: `2024` is a year,
`2024-03` a month, `2024-03-05` a day, and a time of day a moment; without a zone it is UTC.
One is later than another only if its stretch begins after the other's has ended.

Ticks stand where hours, days, Mondays, months, quarters, years or decades begin, as close
as their labels let them, and never closer than the firmest date is known.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import frozen

from argmap.drawing.text import width

__all__ = ["Axis", "Stretch", "Tick", "stretch"]

Stretch: TypeAlias = tuple[float, float]
"""The first and the last second that a date may mean, counted from the year 1."""

_BEGIN = dt.datetime.min.replace(tzinfo=dt.UTC)
_DAY = 86_400.0
_STEPS: tuple[tuple[str, int, float], ...] = (
    *(("hour", n, n * 3_600.0) for n in (1, 3, 6, 12)),
    *(("day", n, n * _DAY) for n in (1, 2, 7, 14)),
    *(("month", n, n * 28 * _DAY) for n in (1, 3, 6)),
    *(
        ("year", n, n * 365 * _DAY)
        for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
    ),
)
"""Units, how many of them from tick to tick, and how long that is at least."""
_SHAPES = {"hour": "2024-03-05 12:00", "day": "2024-03-05", "month": "2024-03", "year": "2024"}
_ORDER = tuple(_SHAPES)
_APART = 12.0


@frozen
class Tick:
    """A moment on the line, and how it is called."""

    at: float
    label: str


def stretch(date: str) -> Stretch:
    """First and last second that a date may mean.

    >>> first, last = stretch("2024-02")
    >>> round((last - first) / 86_400)
    29
    """
    if parts := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", date):
        year, first, last = int(parts[1]), int(parts[2] or 1), int(parts[2] or 12)
        return _days(dt.date(year, first, 1), dt.date(year, last, monthrange(year, last)[1]))
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        moment = _seconds(dt.datetime.fromisoformat(date))
        return moment, moment
    week = re.fullmatch(r"\d{4}-?W\d{2}", date)
    last_day = min(day.toordinal() + (6 if week else 0), dt.date.max.toordinal())
    return _days(day, dt.date.fromordinal(last_day))


def _days(first: dt.date, last: dt.date) -> Stretch:
    return (first.toordinal() - 1) * _DAY, last.toordinal() * _DAY - 1e-3


def _seconds(moment: dt.datetime) -> float:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return (aware - _BEGIN).total_seconds()


@frozen
class Axis:
    """The line from the first second to the last, `room` wide from `x`."""

    first: float
    last: float
    x: float
    room: float
    ticks: tuple[Tick, ...]

    @classmethod
    def of(cls, stretches: Iterable[Stretch], x: float, room: float, size: float) -> "Axis":
        """The line on which all stretches lie, its labels written at a size."""
        given = list(stretches)
        first, last = min(a for a, _ in given), max(b for _, b in given)
        if last - first < 3_600:
            first, last = first - 1_800, last + 1_800
        finest = min(given, key=lambda stretch: stretch[1] - stretch[0])
        unit = _precision(finest)
        return cls(first, last, x, room, tuple(_ticks(first, last, unit, room, size)))

    def at(self, second: float) -> float:
        """Where a second stands."""
        return round(self.x + (second - self.first) / (self.last - self.first) * self.room, 1)


def _precision(stretch: Stretch) -> str:
    days = (stretch[1] - stretch[0]) / _DAY
    return "hour" if days < 0.5 else "day" if days < 20 else "month" if days < 200 else "year"


def _ticks(first: float, last: float, finest: str, room: float, size: float) -> Iterator[Tick]:
    """Ticks as close as their labels and the dates allow."""
    for unit, count, least in _STEPS:
        if _ORDER.index(unit) < _ORDER.index(finest):
            continue
        wide = width(_SHAPES[unit], size) + _APART
        if least / (last - first) * room >= wide or (unit, count) == _STEPS[-1][:2]:
            found = list(_moments(unit, count, first, last))
            yield from found or [Tick(first, _called(first, unit))]
            return


def _moments(unit: str, count: int, first: float, last: float) -> Iterator[Tick]:
    """The moments at which so many units begin, from the first second to the last."""
    if unit in {"hour", "day"}:
        step = count * (3_600.0 if unit == "hour" else _DAY)
        at = -(-first // step) * step
        while at <= last:
            yield Tick(at, _called(at, unit))
            at += step
        return
    months = count * (12 if unit == "year" else 1)
    start = dt.date.fromordinal(max(1, int(first // _DAY) + 1))
    month = -(-(start.year * 12 + start.month - 1 + (start.day > 1)) // months) * months
    while month <= 9_999 * 12 + 11:
        at = (dt.date(month // 12, month % 12 + 1, 1).toordinal() - 1) * _DAY
        if at > last:
            return
        if at >= first:
            yield Tick(at, _called(at, unit))
        month += months


def _called(at: float, unit: str) -> str:
    moment = (_BEGIN + dt.timedelta(seconds=round(at))).replace(tzinfo=None)
    return moment.isoformat(" ", "minutes")[: len(_SHAPES[unit])]
