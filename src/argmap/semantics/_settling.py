"""How circles settle: the state in which every strength is what the others make it.

The strengths of a circle are where ds/dt = f(s) − s, started from the base weights, comes
to rest (Potyka 2018). A step with premises starts from what these, each at its own base
weight if it lies in the circle, leave of its weight. Two ways lead there, from the same start:

- *adaptive Euler*: steps of ds/dt, each halved until the residual f(s) − s falls below the
  greatest of the last three, by its maximum or by its sum of squares. The next step is
  guessed from what the last one left of the change (the secant of Irons & Tuck 1969); it
  is at most 1, and longer only near the rest. Most circles take 5 to 30 evaluations.
- *Dormand-Prince*: the fifth-order Runge-Kutta pair of 1980 with step control, which
  follows the curve itself. It takes over where Euler gets stuck.

Circles that stand side by side are stepped together, each with a step of its own, and so
are many worlds. Small residuals do not bound the error: a slow circle may be further from
its rest than its residual says. This module imports numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from argmap.semantics._kernel import Floats, Ints, Part

    Truths: TypeAlias = NDArray[np.bool_]

__all__ = ["Limits", "Rest", "settle"]

_SHORTEST = 2.0**-14
"""A step below this helps no more, and the circle is handed on."""
_EULER_MOST = 1000
_NEAR, _LONGEST = 0.01, 1000.0
"""Below this residual a step of Euler's may be longer than 1, up to this."""
_CLOSE = 1e-5
"""From this residual on, Euler may finish what Dormand-Prince began."""
_FURTHEST = 100.0
_FINEST, _FINE = 1e-6, 0.01
"""The error of a Dormand-Prince step: at most this, and this share of the residual."""

# Dormand & Prince 1980: where the seven slopes are taken, and what the two orders differ by.
_STAGES = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
_ERROR = (
    71 / 57600,
    0.0,
    -71 / 16695,
    71 / 1920,
    -17253 / 339200,
    22 / 525,
    -1 / 40,
)


@frozen
class Limits:
    """When to stop: at which residual, and after how many evaluations of f.

    `follow` leaves Euler out and follows the curve from the start.
    """

    tolerance: float
    evaluations: int
    follow: bool = False


@frozen(eq=False)
class Rest:
    """How circles came to rest, or did not.

    `moving` marks the places of the part that still move, in each world, or is `None`;
    `before` is the state before the last.
    """

    evaluations: int
    residual: float
    followed: bool = False
    moving: Truths | None = None
    before: Floats | None = None


def settle(part: Part, strengths: Floats, cuts: Ints, limits: Limits) -> Rest:
    """Bring the circles of a part to rest, in place; `cuts` are the places they start at."""
    circles = _Circles(part, strengths, cuts - part.start, limits)
    if not limits.follow:
        circles.step_down()
    followed = limits.follow or bool(circles.moving.any())
    if followed:
        circles.restart()
        circles.follow(max(_CLOSE, limits.tolerance))
        circles.polish()
        circles.follow(limits.tolerance)
    return Rest(
        circles.evaluations,
        circles.residual(),
        followed=followed,
        moving=circles.moving[circles.owner] if circles.moving.any() else None,
        before=circles.before,
    )


class _Circles:
    """The state of circles side by side: where they are, how they move, how far from rest.

    `state` and `change` are by place, (k,) or (k, worlds); `peak`, `step` and `moving` by
    circle.
    """

    def __init__(self, part: Part, strengths: Floats, starts: Ints, limits: Limits) -> None:
        self.part, self.starts, self.limits = part, starts, limits
        self.strengths = strengths
        lengths = np.diff(np.append(starts, part.stop - part.start))
        self.owner = np.repeat(np.arange(len(starts)), lengths)
        self.evaluations = 0
        self.begun = self.state = part.begun(strengths)
        self.before = self.state
        self.change = self.slope(self.state)
        self.peak = self.greatest(self.change)
        self.moving = self.peak > limits.tolerance

    def slope(self, state: Floats) -> Floats:
        """How the state would change: f(s) − s."""
        self.evaluations += 1
        self.strengths[self.part.start : self.part.stop] = state
        return self.part(self.strengths) - state

    def greatest(self, change: Floats) -> Floats:
        return self._each(np.maximum, np.abs(change))

    def _each(self, ufunc: np.ufunc, values: Floats) -> Floats:
        """One number per circle; a single circle, the common case, in the quick way."""
        if len(self.starts) == 1:
            return np.asarray(ufunc.reduce(values, axis=0, keepdims=True))
        return np.asarray(ufunc.reduceat(values, self.starts))

    def spread(self, by_circle: Any) -> Any:
        """What holds of a circle, for each of its places."""
        return by_circle if len(self.starts) == 1 else by_circle[self.owner]

    def residual(self) -> float:
        """How far the circles are from rest at most, their state written down."""
        self.strengths[self.part.start : self.part.stop] = self.state
        return float(self.peak.max(initial=0.0))

    def accept(self, better: Truths, state: Floats, change: Floats, peak: Floats) -> None:
        """Move those circles that do better there."""
        moved = self.spread(better)
        if better.all():
            self.before, self.state, self.change, self.peak = self.state, state, change, peak
        else:
            self.before = np.where(moved, self.state, self.before)
            self.state = np.where(moved, state, self.state)
            self.change = np.where(moved, change, self.change)
            self.peak = np.where(better, peak, self.peak)

    def step_down(self) -> None:
        """Adaptive Euler, until all are at rest or stuck."""
        most = min(self.evaluations + _EULER_MOST, self.limits.evaluations)
        step, able = np.ones_like(self.peak), self.moving
        sizes = self._sizes(self.change, self.peak)
        recent = np.stack([sizes] * 3)
        while able.any() and self.evaluations < most:
            state = self.state + self.spread(np.where(able, step, 0.0)) * self.change
            state = np.clip(state, 0.0, 1.0)
            change = self.slope(state)
            peak = self.greatest(change)
            new = self._sizes(change, peak)
            better = able & (new < recent.max(axis=0)).any(axis=0)
            step = np.where(better, self._guessed(step, change, sizes[1]), step / 2)
            recent = np.where(better, np.stack([new, *recent[:2]]), recent)
            sizes = np.where(better, new, sizes)
            self.accept(better, state, change, peak)
            self.moving = self.peak > self.limits.tolerance
            able = self.moving & (step > _SHORTEST)

    def _sizes(self, change: Floats, peak: Floats) -> Floats:
        """How large a change is, by its greatest part and by the sum of its squares."""
        return np.stack([peak, self._each(np.add, change * change)])

    def _guessed(self, step: Floats, change: Floats, square: Floats) -> Floats:
        """The step that would have brought the change to nothing."""
        kept = self._each(np.add, change * self.change) / np.where(square > 0, square, 1.0)
        longest = np.where(self.peak < _NEAR, _LONGEST, 1.0)
        return np.clip(step / np.maximum(1.0 - kept, 1e-3), step / 10, longest)

    def restart(self) -> None:
        """Send those that still move back to where they started."""
        self._set(np.where(self.spread(self.moving), self.begun, self.state))

    def _set(self, state: Floats) -> None:
        self.state = state
        self.change = self.slope(state)
        self.peak = self.greatest(self.change)
        self.moving = self.peak > self.limits.tolerance

    def follow(self, tolerance: float) -> None:
        """Dormand-Prince, until all are at rest or the evaluations are spent."""
        step = np.full_like(self.peak, 0.1)
        far = self.peak > tolerance
        while far.any() and self.evaluations < self.limits.evaluations:
            length = self.spread(np.where(far, step, 0.0))
            state, change, error = self._stepped(length)
            allowed = np.clip(_FINE * self.peak, 1e-15, _FINEST)
            wrong = np.maximum(self.greatest(error), 1e-300)
            better = far & (wrong <= allowed)
            self.accept(better, state, change, self.greatest(change))
            longer = step * np.clip(0.9 * (allowed / wrong) ** 0.2, 0.2, 5.0)
            step = np.minimum(longer, _FURTHEST)
            far = self.peak > tolerance
        self.moving = self.peak > self.limits.tolerance

    def polish(self) -> None:
        """Come to rest by Euler's steps where the curve has led close to it.

        Those that do not are put back: the curve was only passing by.
        """
        kept = self.state
        self.step_down()
        if self.moving.any():
            self._set(np.where(self.spread(self.moving), kept, self.state))

    def _stepped(self, length: Floats) -> tuple[Floats, Floats, Floats]:
        """The state one step on, how it changes there, and the error of the step."""
        slopes = [self.change]
        for shares in _STAGES:
            state = self.state + length * _mixed(shares, slopes)
            state = np.clip(state, 0.0, 1.0)
            slopes.append(self.slope(state))
        return state, slopes[-1], length * _mixed(_ERROR, slopes)


def _mixed(shares: tuple[float, ...], slopes: list[Floats]) -> Floats:
    mixed = shares[0] * slopes[0]
    for share, slope in zip(shares[1:], slopes[1:], strict=True):
        mixed = mixed + share * slope
    return mixed
