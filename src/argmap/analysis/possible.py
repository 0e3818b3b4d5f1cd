"""The worlds a map may be in when nobody is sure of its weights, and what becomes of a claim.

What a world is depends on the kind of theory:

- For labels a weight is the chance that a record is there: that a claim is granted, that a
  step is good. A world has some records and lacks the others, each by itself: the
  constellation approach to probabilistic argumentation (Li, Oren & Norman 2011; Hunter
  2013). Claims that are linked as the same are there or not together, with the greatest of
  their weights.
- For strengths a world draws each base weight from a Beta distribution. Its mean is the
  weight w, and its standard deviation `spread` times √(w(1−w)), which is the most there can
  be with that mean. So weights of 0 and 1 are certain, and a spread of 1 is the case of
  labels: there or not.

Positions, and the claim asked about, are always there and keep their weights: they are what
is in question, and a weight of theirs is no finding that might be wrong.

Both kinds have two *ends* to what may be learnt of a record, with the chances w and 1 − w:
it is there or not; it weighs w + (1 − w)·spread or w·(1 − spread). Two such weights have the
mean and the standard deviation of the Beta distribution. What happens at an end is reckoned
in the same worlds as everything else, with that record alone set to it, so that a difference
between two ends owes nothing to the luck of the draw (common random numbers).

Where there are no more possible worlds than were to be drawn, all of them are reckoned, each
with its probability, and nothing is left to chance.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from itertools import chain
from math import sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve, field, frozen

from argmap.analysis.links import groups
from argmap.analysis.weights import base_weights, weighing
from argmap.errors import Fault, InvalidRecordError
from argmap.model import Argument
from argmap.semantics.worlds import WORLD_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from argmap.analysis.theory import Court
    from argmap.model import ArgumentMap

__all__ = ["Possible", "Seen", "Setting", "by_label", "check_draw", "told", "wilson"]

_CELLS = 1 << 23
"""How many worlds × records are reckoned at once."""
_BUDGET, _GRADUAL_BUDGET = 1 << 26, 1 << 21
"""The same for all records that are set one after the other, by labels and by strengths."""
_LEAST, _GRADUAL_LEAST = 100, 50
"""So many worlds are looked at in any case."""
_LEAST_SETTINGS = 64
_LEAST_SPREAD = 1e-6
"""A distribution narrower than that is drawn as if it were so wide."""
_Z = 1.959963984540054
"""The quantile of the normal distribution for 95 %."""


def wilson(holding: float, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share of which a sample is known (Wilson 1927).

    Unlike the usual plus or minus, it stays within 0..1 and is no point at 0 or 1.

    >>> [round(end, 4) for end in wilson(8, 10)]
    [0.4902, 0.9433]
    >>> [round(end, 4) for end in wilson(1000, 1000)]
    [0.9962, 1.0]
    """
    if not trials:
        return 0.0, 1.0
    share, square = holding / trials, _Z * _Z / trials
    middle = (share + square / 2) / (1 + square)
    half = sqrt(share * (1 - share) * square + square * square / 4) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


class Setting(NamedTuple):
    """A record held fast: its column, and whether it is there or what it weighs."""

    column: int
    value: float


@frozen(eq=False)
class Seen:
    """What becomes of the claim in the worlds, each with its probability `mass`.

    `codes` are places in `WORLD_LABELS`. A world in which strengths did not come to rest is
    *undefined*, and its value not a number.
    """

    codes: NDArray[np.uint8]
    values: NDArray[np.float64]
    mass: NDArray[np.float64]

    @property
    def shares(self) -> NDArray[Any]:
        """How likely each of the labels is, in the order of `WORLD_LABELS`."""
        import numpy as np  # noqa: PLC0415  heavy

        return np.bincount(self.codes, weights=self.mass, minlength=len(WORLD_LABELS))

    @property
    def mean(self) -> float:
        """The mean of the values, over worlds in which they came to rest."""
        import numpy as np  # noqa: PLC0415  heavy

        rests = ~np.isnan(self.values)
        whole = float(self.mass[rests].sum())
        return float(self.mass[rests] @ self.values[rests]) / whole if whole else float("nan")

    @property
    def variance(self) -> float:
        """The variance of the values, over the same worlds."""
        import numpy as np  # noqa: PLC0415  heavy

        return evolve(self, values=np.square(self.values - self.mean)).mean

    @property
    def restless(self) -> int:
        """In how many worlds strengths did not come to rest."""
        import numpy as np  # noqa: PLC0415  heavy

        return int(np.isnan(self.values).sum())

    def part(self, worlds: slice) -> Seen:
        """The same of some of the worlds."""
        mass = self.mass[worlds]
        return Seen(self.codes[worlds], self.values[worlds], mass / mass.sum())


def check_draw(worlds: int, seed: int, spread: float) -> None:
    """Raise `InvalidRecordError` for all that is wrong about how worlds are to be drawn.

    >>> check_draw(0, 0, 2)
    Traceback (most recent call last):
        ...
    argmap.errors.InvalidRecordError: worlds: 2 faults
      worlds is 0; give a number of worlds, 1 or more
      spread 2 is outside 0..1; give a share, such as 0.2
    """
    faults = []
    if worlds < 1:
        faults.append(Fault(f"worlds is {worlds}", remedy="give a number of worlds, 1 or more"))
    if seed < 0:
        faults.append(Fault(f"seed is {seed}", remedy="give a whole number, 0 or more"))
    if not 0 <= spread <= 1:
        said = f"spread {spread!r} is outside 0..1"
        faults.append(Fault(said, remedy="give a share, such as 0.2"))
    if faults:
        raise InvalidRecordError(faults, "worlds")


@frozen(eq=False, slots=False)
class Possible:
    """The worlds that a map put to a theory may be in, as far as they bear on one claim.

    `whole` is the map whose records have the numbers that draws go by. A map with fewer
    records, told the same `whole`, draws the same for those it has.

    >>> import argmap
    >>> from argmap.analysis.theory import Court, Theory
    >>> court = Court(argmap.example("iraq-withdrawal"), Theory("grounded"))
    >>> possible = Possible(court, "leave", worlds=200)
    >>> possible.exact, len(possible.mass), float(possible.seen.shares[WORLD_LABELS.index("in")])
    (False, 200, 0.0)
    """

    court: Court
    topic: str
    worlds: int = field(default=1000, kw_only=True)
    seed: int = field(default=0, kw_only=True)
    spread: float = field(default=0.2, kw_only=True)
    whole: Court = field(kw_only=True)

    @whole.default
    def _own(self) -> Court:
        return self.court

    def __attrs_post_init__(self) -> None:
        check_draw(self.worlds, self.seed, self.spread)

    # What is uncertain

    @cached_property
    def gradual(self) -> bool:
        """Whether the theory gives strengths."""
        return self.court.theory.gradual

    @cached_property
    def chances(self) -> NDArray[np.float64]:
        """What each record weighs, by column: for labels, the chance that it is there."""
        import numpy as np  # noqa: PLC0415  heavy

        weights = base_weights(self.court.map, self.court.theory.weights)
        found = np.array([weights[id] for id in self.court.ids], dtype=float)
        if self.gradual:
            return found
        for group in self.groups:
            found[group] = found[group].max()
        found[sorted(self._asked)] = 1.0
        return found

    @cached_property
    def groups(self) -> list[list[int]]:
        """The columns of claims that are there or not together, where there are several."""
        court = self.court
        if self.gradual:
            return []
        alike = groups(court.map, links=court.theory.links)
        return [sorted(map(court.place, group)) for group in alike if len(group) > 1]

    @cached_property
    def _asked(self) -> frozenset[int]:
        """The columns of what is always there."""
        asked = {self.court.place(id) for id in (*self.court.map.positions, self.topic)}
        together = (group for group in self.groups if not asked.isdisjoint(group))
        return frozenset(asked.union(*together))

    @cached_property
    def bearing(self) -> tuple[int, ...]:
        """The columns of all records that may bear on the claim, the nearest to it first.

        Of claims that are the same there is one. Those that are always there are left out,
        for nothing about them is uncertain.
        """
        first = {column: group[0] for group in self.groups for column in group}
        court = self.court
        near = _leading(court.map, self.topic, links=court.theory.links)
        ids = near if court.theory.directional else dict.fromkeys((*near, *court.ids))
        columns = map(court.place, ids)
        found = dict.fromkeys(first.get(column, column) for column in columns)
        return tuple(column for column in found if column not in self._asked)

    @cached_property
    def uncertain(self) -> tuple[int, ...]:
        """Those of them that are neither certain to be so nor certain not to be."""
        doubtful = self.spread > 0 or not self.gradual
        return tuple(column for column in self.bearing if doubtful and 0 < self.chances[column] < 1)

    def ends(self, column: int) -> tuple[Setting, Setting]:
        """The low and the high end of a record; the high one has the chance of its weight."""
        spread = self.spread if self.gradual else 1.0
        weight = float(self.chances[column])
        low, high = weight * (1 - spread), weight + (1 - weight) * spread
        return Setting(column, low), Setting(column, high)

    # The worlds

    @cached_property
    def exact(self) -> bool:
        """Whether all possible worlds are reckoned, and none drawn."""
        count = len(self.uncertain)
        return not count or (not self.gradual and 1 << min(count, 64) <= self.worlds)

    @cached_property
    def columns(self) -> NDArray[Any]:
        """The worlds, (worlds, ids): what each record weighs, or for labels if it is there.

        They differ in what is uncertain and may matter, and in nothing else.
        """
        import numpy as np  # noqa: PLC0415  heavy

        found: NDArray[Any] = np.tile(self.chances, (len(self.mass), 1))
        if not self.gradual:
            found = found > 0
        for bit, column in enumerate(self.uncertain):
            if self.exact:
                found[:, column] = np.arange(len(found)) >> bit & 1
            else:
                found[:, column] = self._drawn(column)
        return self._grouped(found)

    def _drawn(self, column: int) -> NDArray[Any]:
        """What a record is in each world, by random numbers that are its own."""
        import numpy as np  # noqa: PLC0415  heavy

        stream = np.random.default_rng([self.seed, self.whole.place(self.court.ids[column])])
        weight = float(self.chances[column])
        if not self.gradual or self.spread == 1:
            return stream.random(self.worlds) < weight
        size = 1 / max(self.spread, _LEAST_SPREAD) ** 2 - 1
        return stream.beta(weight * size, (1 - weight) * size, self.worlds)

    def _grouped(self, columns: NDArray[Any]) -> NDArray[Any]:
        for first, *others in self.groups:
            columns[:, others] = columns[:, [first]]
        return columns

    @cached_property
    def mass(self) -> NDArray[np.float64]:
        """How likely each world is; together 1."""
        import numpy as np  # noqa: PLC0415  heavy

        if not self.exact:
            return np.full(self.worlds, 1 / self.worlds)
        found = np.ones(1 << len(self.uncertain))
        for bit, column in enumerate(self.uncertain):
            there = np.arange(len(found)) >> bit & 1
            found *= np.where(there, self.chances[column], 1 - self.chances[column])
        return found

    # What becomes of the claim

    @cached_property
    def verdict(self) -> Seen:
        """How the claim stands in the map as it is, all records there with their own weights."""
        import numpy as np  # noqa: PLC0415  heavy

        court = self.court
        there = np.ones((1, len(court.ids)), dtype=bool)
        judged = court.judged([self.topic], there)[self.topic]
        return Seen(judged.codes, judged.values, np.ones(1))

    @cached_property
    def seen(self) -> Seen:
        """How it stands in the worlds."""
        return self._judged(self.columns, self.mass)

    @property
    def most_settings(self) -> int:
        """How many settings there may be, so that a large map does not take for ever."""
        return max(_LEAST_SETTINGS, self._budget // (self._least * len(self.court.ids)))

    def affordable(self, settings: int) -> int:
        """How many worlds so many settings may be reckoned in: all of them on a small map."""
        if self.exact:
            return len(self.mass)
        most = self._budget // (max(1, settings) * len(self.court.ids))
        return min(self.worlds, max(most, self._least))

    @property
    def _budget(self) -> int:
        return _GRADUAL_BUDGET if self.gradual else _BUDGET

    @property
    def _least(self) -> int:
        return _GRADUAL_LEAST if self.gradual else _LEAST

    def seen_with(self, settings: Sequence[Setting], *, worlds: int | None = None) -> list[Seen]:
        """How it stands in the same worlds with one record set, setting by setting.

        `worlds` are the first so many of those drawn, all by default.
        """
        import numpy as np  # noqa: PLC0415  heavy

        base, mass = self.columns[:worlds], self.mass[:worlds] / self.mass[:worlds].sum()
        together = {group[0]: group for group in self.groups}
        at_once = max(1, _CELLS // max(1, base.size))
        found: list[Seen] = []
        for start in range(0, len(settings), at_once):
            some = settings[start : start + at_once]
            stacked = np.tile(base, (len(some), 1))
            for number, (column, value) in enumerate(some):
                rows = slice(number * len(base), (number + 1) * len(base))
                stacked[rows, together.get(column, [column])] = value
            seen = self._judged(stacked, np.tile(mass, len(some)))
            found += [
                Seen(codes, values, mass)
                for codes, values in zip(
                    np.split(seen.codes, len(some)), np.split(seen.values, len(some)), strict=True
                )
            ]
        return found

    def _judged(self, columns: NDArray[Any], mass: NDArray[np.float64]) -> Seen:
        import numpy as np  # noqa: PLC0415  heavy

        if not self.gradual:
            found = self.court.judged([self.topic], columns)
        else:
            there = np.ones(columns.shape, dtype=bool)
            found = self.court.judged([self.topic], there, weights=columns)
        judged = found[self.topic]
        return Seen(judged.codes, judged.values, mass)


def _leading(map: ArgumentMap, claim: str, *, links: bool) -> tuple[str, ...]:
    """All claims and steps from which anything leads to a claim, itself first, then the nearest.

    Whatever can matter to a theory is among them, but for semantics under which anything can.
    So are the pros that no label hangs on: that they are worth nothing is to be said of them.
    """
    found, open_ = {map.claim(claim).id: None}, deque([claim])
    while open_:
        at = open_.popleft()
        record = map[at]
        before = [step.id for step in map.arguments_on(at)]
        if isinstance(record, Argument):
            before += record.premises
        elif links:
            before += [link.other(at) for link in map.links_of(at)]
        for id in before:
            if id not in found:
                found[id] = None
                open_.append(id)
    return tuple(found)


def by_label(shares: NDArray[np.float64]) -> Mapping[str, float]:
    """Shares under their labels."""
    return dict(zip(WORLD_LABELS, shares.tolist(), strict=True))


def told(possible: Sequence[Possible]) -> Iterator[str]:
    """How worlds were made and judged, in the words of a variant; several theories at once."""
    if not possible:
        return
    first = possible[0]
    if all(one.exact for one in possible):
        yield "all possible worlds, each with its probability"
    else:
        yield f"{first.worlds} worlds drawn with seed {first.seed}, all where no more are possible"
    yield weighing(first.court.map, first.court.theory.weights).said
    if not all(one.gradual for one in possible):
        yield "by labels: weights are chances that a record is there"
    if any(one.gradual for one in possible):
        yield f"by strengths: weights have a spread of {first.spread:g}"
    words = (one.court.theory.words[2 if one.gradual else 1 :] for one in possible)
    yield from dict.fromkeys(chain.from_iterable(words))
