"""How little base weights would have to change for a verdict by strengths to turn.

Counterfactual base scores (Yin, Potyka & Toni 2024): other base weights, near to those
there are, under which a topic's strength lies on the other side of a threshold.

*One weight alone.* Its whole range is looked at in quarters and, if the verdict turns anywhere
or the strength goes up as well as down, in twentieths. The nearest of these points that turns
the verdict is followed back, by bisection, to where it turns. Whether the strength only
rises or only falls along them is said with the answer: if so, what is found is the smallest
change; if not, a verdict that turns and turns back between two points is not seen.

*All weights together*, as near as possible by Euclid's norm. From the weights as they are,
and from the nearest single changes, the strength is taken to be as straight as its gradient
says; the nearest weights are found that would then do, none leaving 0..1, and the way to
them is cut where the verdict first turns. That is repeated from there while it brings
weights nearer. It comes to rest at points that no small step improves, so the distance is an
upper bound and no minimum. It is never larger than that of the best single change.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from argmap.semantics import gradual
from argmap.semantics.attribution import GradientError, gradient

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from argmap.analysis.theory import Court, Judged

    Rows: TypeAlias = NDArray[np.float64]
    Marks: TypeAlias = NDArray[np.bool_]

__all__ = ["Reweighing", "WeightChange", "reweighed"]

_COARSE, _GRID = 4, 20
_HALVINGS = 30
_ROUNDS = 12
_STARTS = 3
_CUTS = 16
_PAST = 1e-6
"""How far past the threshold the straightened strength is aimed."""
_GAIN = 1e-7
_EVEN = 1e-9
_MOVED = 1e-4
"""Less than that a weight is not said to change, if the verdict turns without it."""


@frozen
class WeightChange:
    """A base weight before and after, and the strength of the topic that comes of it.

    `monotone` says whether the strength only rises or only falls as the weight does; it is
    `None` where several weights change together.
    """

    id: str
    before: float
    after: float
    strength: float
    monotone: bool | None = None

    @property
    def by(self) -> float:
        """How far the weight moves, up or down."""
        return self.after - self.before


@frozen(eq=False)
class Reweighing:
    """The smallest changes of single weights, nearest first, and a small one of all together.

    `restless` counts the weights tried under which the strengths did not come to rest.
    """

    singles: tuple[WeightChange, ...]
    joint: tuple[WeightChange, ...]
    restless: int


def reweighed(
    court: Court, topic: str, turned: Callable[[Judged], Marks], ids: Sequence[str]
) -> Reweighing:
    """The changes of these base weights that turn a verdict, singly and together.

    `turned` says in which worlds the verdict is the one wanted.

    >>> from argmap.model import Argument, ArgumentMap, Claim
    >>> from argmap.analysis.theory import Court, Theory
    >>> map = ArgumentMap("?", claims=[Claim("a", "A.", weight=0.6), Claim("b", "B.")],
    ...                   arguments=[Argument("s", ["b"], "a", "con", weight=0)])
    >>> court = Court(map, Theory("df-quad"))
    >>> out = lambda judged: judged.codes == 2
    >>> found = reweighed(court, "a", out, court.ids)
    >>> [(one.id, round(one.after, 3)) for one in found.singles]
    [('a', 0.5), ('s', 0.333)]
    """
    search = _Search(court, topic, turned, tuple(ids))
    singles = search.singles()
    return Reweighing(singles, search.together(singles), search.restless[0])


@frozen(eq=False, slots=False)
class _Search:
    court: Court
    topic: str
    turned: Callable[[Judged], Marks]
    ids: tuple[str, ...]
    restless: list[int] = field(factory=lambda: [0])

    @property
    def base(self) -> Rows:
        framework: Any = self.court.bipolar
        base: Rows = framework.base
        return base

    def judged(self, weights: Rows) -> tuple[Marks, Rows]:
        """In which rows of weights the verdict turns, and the strengths."""
        import numpy as np  # noqa: PLC0415  heavy

        there = np.ones(weights.shape, dtype=bool)
        found = self.court.judged([self.topic], there, weights=weights)[self.topic]
        lost = np.isnan(found.values)
        self.restless[0] += int(lost.sum())
        return self.turned(found) & ~lost, found.values

    # One weight alone

    def singles(self) -> tuple[WeightChange, ...]:
        """For each weight that can do it alone, the smallest change; nearest first."""
        import numpy as np  # noqa: PLC0415  heavy

        places = [self.court.place(id) for id in self.ids]
        if not places:
            return ()
        marks, bent = self.along(places, np.linspace(0, 1, _COARSE + 1))
        places = [
            place
            for number, place in enumerate(places)
            if bool(marks[number].any()) or bent[number]
        ]
        grid = np.linspace(0, 1, _GRID + 1)
        marks, bent = self.along(places, grid)
        spans = [
            (number, near, far)
            for number, place in enumerate(places)
            for near, far in _spans(float(self.base[place]), grid, marks[number])
        ]
        if not spans:
            return ()
        which = [places[number] for number, _, _ in spans]
        ends, strengths = self.closest(
            which, np.array([near for _, near, _ in spans]), np.array([far for *_, far in spans])
        )
        found: dict[str, WeightChange] = {}
        for (number, *_), end, strength in zip(spans, ends, strengths, strict=True):
            id, before = self.court.ids[places[number]], float(self.base[places[number]])
            change = WeightChange(id, before, float(end), float(strength), not bent[number])
            if id not in found or abs(change.by) < abs(found[id].by):
                found[id] = change
        return tuple(sorted(found.values(), key=lambda change: abs(change.by)))

    def along(self, places: Sequence[int], grid: Rows) -> tuple[Marks, list[bool]]:
        """Where on a grid each weight turns the verdict, and whether its strengths go both ways."""
        import numpy as np  # noqa: PLC0415  heavy

        shape = len(places), len(grid)
        if not places:
            return np.zeros(shape, dtype=bool), []
        rows = np.repeat(self.base[None], len(places) * len(grid), axis=0)
        rows[np.arange(len(rows)), np.repeat(places, len(grid))] = np.tile(grid, len(places))
        turned, strengths = self.judged(rows)
        steps = np.diff(strengths.reshape(shape), axis=1)
        least_wrong = np.minimum(steps.max(axis=1), -steps.min(axis=1))
        # Where a strength is not a number, nothing shows that it goes one way.
        return turned.reshape(shape), [not wrong <= _EVEN for wrong in least_wrong.tolist()]

    def closest(self, places: Sequence[int], near: Rows, far: Rows) -> tuple[Rows, Rows]:
        """Where between two weights, of which the far one turns the verdict, it first does."""
        import numpy as np  # noqa: PLC0415  heavy

        rows = np.repeat(self.base[None], len(places), axis=0)
        at, ends = np.arange(len(places)), far
        for _ in range(_HALVINGS):
            middle = (near + far) / 2
            rows[at, places] = middle
            marks, _ = self.judged(rows)
            near, far = np.where(marks, near, middle), np.where(marks, middle, far)
        # What turns at the end alone would else be found by rounding, a hair before it.
        far = np.where(np.abs(far - ends) < _PAST, ends, far)
        rows[at, places] = far
        return far, self.judged(rows)[1]

    # All weights together

    def together(self, singles: Sequence[WeightChange]) -> tuple[WeightChange, ...]:
        """A small change of all weights, as those that move, the furthest first."""
        import numpy as np  # noqa: PLC0415  heavy

        starts = [self.base.copy()]
        for change in singles[:_STARTS]:
            starts.append(self.base.copy())
            starts[-1][self.court.place(change.id)] = change.after
        best = starts[1] if singles else None
        for start in starts:
            best = self.nearer(start, best)
        if best is None:
            return ()
        best = self.plain(best)
        strength = float(self.judged(best[None])[1][0])
        moved = np.argsort(-np.abs(best - self.base), kind="stable")
        return tuple(
            WeightChange(
                self.court.ids[place], float(self.base[place]), float(best[place]), strength
            )
            for place in moved.tolist()
            if best[place] != self.base[place]
        )

    def nearer(self, at: Rows, best: Rows | None) -> Rows | None:
        """The nearest weights found from a start, or the best so far."""
        for _ in range(_ROUNDS):
            aims = self.aims(at)
            cuts = [cut for aim in aims if (cut := self.cut(aim)) is not None]
            if cuts:
                at = min(cuts, key=self.distance)
                if best is not None and self.distance(at) > self.distance(best) - _GAIN:
                    break
                best = at
            elif aims and best is None:
                at = aims[0]
            else:
                break
        return best

    def distance(self, weights: Rows) -> float:
        """How far weights are from those there are, by Euclid's norm."""
        import numpy as np  # noqa: PLC0415  heavy

        return float(np.linalg.norm(weights - self.base))

    def aims(self, at: Rows) -> list[Rows]:
        """The nearest weights that would just do if the strength were as straight as here."""
        import numpy as np  # noqa: PLC0415  heavy

        framework: Any = self.court.bipolar
        theory = self.court.theory
        there = framework.with_weights(dict(zip(framework.ids, at.tolist(), strict=True)))
        try:
            found = gradient(
                there, self.topic, contributors=list(self.ids), semantics=theory.semantics
            )
        except (GradientError, gradual.NotConverged):
            return []
        slope = np.zeros(len(at))
        slope[[self.court.place(id) for id in self.ids]] = [found[id] for id in self.ids]
        here = float(slope @ at) - found.strength
        aimed = (
            self.projected(slope, here + theory.threshold + sign * _PAST) for sign in self.sides
        )
        return [aim for aim in aimed if aim is not None]

    @cached_property
    def sides(self) -> tuple[int, ...]:
        """Above or below the threshold: the side on which the strength is not yet."""
        strength = float(self.judged(self.base[None])[1][0])
        match self.court.theory.label(strength):
            case "in":
                return (-1,)
            case "out":
                return (1,)
            case _:
                return 1, -1

    def projected(self, slope: Rows, wanted: float) -> Rows | None:
        """The weights nearest to those there are with a given product with the slope.

        They lie on a line along the slope, cut off where weights leave 0..1, so one number
        is sought; the product rises with it.
        """
        import numpy as np  # noqa: PLC0415  heavy

        if not np.abs(slope).max(initial=0.0) > _PAST:
            return None
        spread = 1 / np.abs(slope[np.abs(slope) > _PAST]).min()
        low, high = -spread, spread
        for _ in range(2 * _HALVINGS):
            middle = (low + high) / 2
            if slope @ np.clip(self.base + middle * slope, 0, 1) < wanted:
                low = middle
            else:
                high = middle
        aimed: Rows = np.clip(self.base + high * slope, 0, 1)
        return aimed

    def cut(self, aim: Rows) -> Rows | None:
        """The first weights, on the way to others and a little past, that turn the verdict."""
        import numpy as np  # noqa: PLC0415  heavy

        way = aim - self.base
        near, far = 0.0, 2.0
        for _ in range(_HALVINGS // 4):
            shares = np.linspace(near, far, _CUTS + 1)
            marks, _ = self.judged(np.clip(self.base + shares[:, None] * way, 0, 1))
            if not marks.any():
                return None
            first = int(marks.argmax())
            near, far = float(shares[max(first - 1, 0)]), float(shares[first])
        cut: Rows = np.clip(self.base + far * way, 0, 1)
        return cut

    def plain(self, best: Rows) -> Rows:
        """The same without the least changes, if the verdict turns without them."""
        import numpy as np  # noqa: PLC0415  heavy

        plain: Rows = np.where(np.abs(best - self.base) < _MOVED, self.base, best)
        return plain if self.judged(plain[None])[0][0] else best


def _spans(weight: float, grid: Rows, marks: Marks) -> list[tuple[float, float]]:
    """From a weight up and down: the last point before the verdict turns, and the first after."""
    found = []
    points = list(zip(grid.tolist(), marks.tolist(), strict=True))
    for side in (
        [point for point in points if point[0] > weight],
        [point for point in reversed(points) if point[0] < weight],
    ):
        near = weight
        for value, turned in side:
            if turned:
                found.append((near, value))
                break
            near = value
    return found
