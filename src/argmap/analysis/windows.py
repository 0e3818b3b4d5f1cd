"""Windows of time, and kernels that weigh a statement by how near it is to the middle.

A window of width w around a moment holds the statements whose date t lies within w/2 of it,
both edges included; a calendar window (`week`, `month`, `quarter`, `year`) holds what lies
in that week of ISO 8601, month and so on, however long it is. A kernel gives each statement
a weight z by its distance d = 2(t - middle)/w:

- `uniform`: 1/2 for |d| <= 1;
- `triangular`: max(0, 1 - |d|);
- `epanechnikov`: 3/4 (1 - d²) for |d| <= 1;
- `gaussian`: the standard normal density of d, everywhere, so that nothing is quite outside.

Without a kernel all in the window weigh 1. A pair of statements weighs the square root of
the product of their weights, so that a pair of equals weighs what either does.

A date known to the month or the year only is in a window if all it may mean is, and its
distance is that of its middle. Statements without a date are in no window.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import evolve, frozen

from argmap.analysis.stated import Statements, moment_of
from argmap.errors import InvalidOptionError, UnknownOptionError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "KERNELS",
    "Kernel",
    "Window",
    "kernel_weight",
    "outside",
    "window_at",
    "windowed",
    "windows_over",
]

Kernel: TypeAlias = Literal["uniform", "triangular", "epanechnikov", "gaussian"]

KERNELS: tuple[Kernel, ...] = get_args(Kernel)
_CALENDAR = ("week", "month", "quarter", "year")
_WIDTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(hour|day|week|)s?\s*")
_SECONDS = {"hour": 3_600, "day": 86_400, "": 86_400, "week": 604_800}
_MOST = 10_000
"""More windows than that are a slip of the pen."""


@frozen
class Window:
    """A stretch of time, both ends included, as ISO 8601."""

    start: str
    middle: str
    end: str

    def __str__(self) -> str:
        return f"{_brief(self.start)} to {_brief(self.end)}"


def kernel_weight(kernel: Kernel, d: Any) -> NDArray[np.float64]:
    """The weight of statements at distances d from the middle, 1 being the edge.

    >>> kernel_weight("triangular", [-1, -0.5, 0, 0.5, 2]).tolist()
    [0.0, 0.5, 1.0, 0.5, 0.0]
    """
    import numpy as np  # noqa: PLC0415  heavy

    d = np.abs(np.asarray(d, dtype=np.float64))
    match kernel:
        case "uniform":
            return np.where(d <= 1, 0.5, 0.0)
        case "triangular":
            return np.where(d <= 1, 1 - d, 0.0)
        case "epanechnikov":
            return np.where(d <= 1, 0.75 * (1 - d * d), 0.0)
        case "gaussian":
            found: NDArray[np.float64] = np.exp(-d * d / 2) / np.sqrt(2 * np.pi)
            return found
    raise UnknownOptionError("kernel", kernel, KERNELS)


def window_at(at: str, window: str) -> Window:
    """The window around a moment, or the calendar window that a day is in.

    >>> print(window_at("2024-02-10", "month"))
    2024-02-01 to 2024-02-29
    >>> print(window_at("2024-02-10", "14 days"))
    2024-02-03 to 2024-02-17
    """
    import numpy as np  # noqa: PLC0415  heavy

    first, last = moment_of("at", at)
    if window in _CALENDAR:
        return _calendar(first, window)
    # a day stands for its midnight, a month for its middle
    day = last - first < np.timedelta64(86_400, "s")
    return _around(first if day else first + (last - first) // 2, _seconds(window))


def windows_over(
    statements: Statements, window: str, *, step: str | None = None, indent: bool = False
) -> tuple[Window, ...]:
    """Windows one after the other, from the first date to the last.

    The middle moves by `step`, the width of the window unless given, from the first date
    until the last is reached; with `indent` no window reaches beyond the dates. Calendar
    windows follow each other. None where no statement has a date.
    """
    import numpy as np  # noqa: PLC0415  heavy

    dated = ~np.isnat(statements.first)
    if not dated.any():
        return ()
    start, end = statements.first[dated].min(), statements.last[dated].max()
    if window in _CALENDAR:
        return _calendars(start, end, window, step)
    width = _seconds(window)
    stride = width if step is None else _seconds(step, "step")
    if indent:
        half = np.timedelta64(width // 2, "s")
        start, end = start + half, end - half
        if end < start:
            remedy = "choose a narrower one, or leave indent out"
            raise InvalidOptionError("window", window, "wider than the dates", remedy)
    reach = (end - start) / np.timedelta64(1, "s")
    steps = reach // stride if indent else max(0, math.ceil((reach - width // 2) / stride))
    _check_count(int(steps) + 1)
    middles = (start + np.timedelta64(stride * place, "s") for place in range(int(steps) + 1))
    return tuple(_around(middle, width) for middle in middles)


def outside(statements: Statements, windows: Iterable[Window]) -> tuple[int, int]:
    """How many statements are in none of the windows: without a date, and with one.

    >>> said = Statements.of("aab", "xyx", date=["2024", "2024-02-10", None])
    >>> outside(said, windows_over(said, "month"))
    (1, 1)
    """
    import numpy as np  # noqa: PLC0415  heavy

    left = np.flatnonzero(~np.isnat(statements.first))
    for window in windows:
        start, end = np.datetime64(window.start, "s"), np.datetime64(window.end, "s")
        inside = (statements.first[left] >= start) & (statements.last[left] <= end)
        left = left[~inside]
    return statements.undated, len(left)


def windowed(statements: Statements, window: Window, kernel: Kernel | None = None) -> Statements:
    """The statements in a window, weighed by a kernel if one is named."""
    import numpy as np  # noqa: PLC0415  heavy

    start, middle, end = (
        np.datetime64(moment, "s") for moment in (window.start, window.middle, window.end)
    )
    dated = statements.kept(~np.isnat(statements.first), "without a date")
    if kernel != "gaussian":
        inside = (dated.first >= start) & (dated.last <= end)
        dated = dated.kept(inside, "outside the window")
    if kernel is None:
        return dated
    moments = dated.first + (dated.last - dated.first) / 2
    half = (end - start) / np.timedelta64(2, "s")
    distance = (moments - middle) / np.timedelta64(1, "s") / half
    return evolve(dated, weight=kernel_weight(kernel, distance))


def _seconds(width: str, option: str = "window") -> int:
    found = _WIDTH.fullmatch(str(width))
    seconds = round(float(found[1]) * _SECONDS[found[2]]) if found else 0
    if seconds <= 0:
        remedy = f"give one such as 30 days, or {', '.join(_CALENDAR)}"
        raise InvalidOptionError(option, width, "no width", remedy)
    return seconds


def _around(middle: Any, seconds: int) -> Window:
    import numpy as np  # noqa: PLC0415  heavy

    half = np.timedelta64(seconds // 2, "s")
    return Window(str(middle - half), str(middle), str(middle + half))


def _calendar(moment: Any, unit: str) -> Window:
    import numpy as np  # noqa: PLC0415  heavy

    start, following = _bounds(moment, unit)
    end = following - np.timedelta64(1, "s")
    return Window(str(start), str(start + (end - start) // 2), str(end))


def _bounds(moment: Any, unit: str) -> tuple[Any, Any]:
    """Where the calendar window of a moment starts, and where the next one does."""
    import numpy as np  # noqa: PLC0415  heavy

    if unit == "week":
        day = moment.astype("datetime64[D]")
        monday = day - np.timedelta64(int(day.astype(np.int64) + 3) % 7, "D")
        ends = monday, monday + np.timedelta64(7, "D")
    else:
        months = {"month": 1, "quarter": 3, "year": 12}[unit]
        month = moment.astype("datetime64[M]")
        first = month - np.timedelta64(int(month.astype(np.int64)) % months, "M")
        ends = first, first + np.timedelta64(months, "M")
    return ends[0].astype("datetime64[s]"), ends[1].astype("datetime64[s]")


def _calendars(start: Any, end: Any, unit: str, step: str | None) -> tuple[Window, ...]:
    if step is not None:
        remedy = "leave it out, or give the window a width such as 30 days"
        raise InvalidOptionError("step", step, "no step between calendar windows", remedy)
    found: list[Window] = []
    while start <= end:
        found.append(_calendar(start, unit))
        _check_count(len(found))
        start = _bounds(start, unit)[1]
    return tuple(found)


def _check_count(count: int) -> None:
    if count > _MOST:
        remedy = "take a wider step or window, or a shorter time"
        raise InvalidOptionError("step", f"{count} windows", f"more than {_MOST}", remedy)


def _brief(moment: str) -> str:
    return moment.removesuffix("T00:00:00").removesuffix("T23:59:59")
