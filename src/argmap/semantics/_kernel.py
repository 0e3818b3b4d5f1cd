"""The arithmetic of modular gradual semantics, on arrays and on single numbers.

An argument's strength is g(w, E): an *influence* g of its base weight w and of the energy
E = F(supporters) − F(attackers), where an *aggregate* F makes one number of the products
x = relation weight × strength. Each pair of the two is a semantics (Mossakowski & Neuhaus
2018). An argument that needs premises has w·J in place of w, where J *joins* what each
premise leaves of it, x = 1 − v·(1 − s). Influences are written with plain operators, so
that one definition serves arrays and, in the loops over thin levels, single numbers. This
module imports numpy, and is loaded with the first framework that is reckoned.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from argmap.semantics._condensation import Condensation, Flow, Stage

    Ints: TypeAlias = NDArray[np.intp]
    Floats: TypeAlias = NDArray[np.float64]
    Exp: TypeAlias = Callable[[Any], Any]

__all__ = ["AGGREGATES", "INFLUENCES", "JOINERS", "Aggregate", "Engine", "Influence", "left"]

_BEYOND = 700.0
"""e to this power is still a number; strengths do not change any more long before."""


# Aggregates ---------------------------------------------------------------------------


@frozen
class Aggregate:
    """One number from the x of all relations of one kind into an argument.

    `fold(x, starts, owner)` does so for many arguments, whose relations begin at `starts`;
    `owner` says which of them an x belongs to. `fold_one` does it for one, from a list, and
    `slopes` gives the derivative by each x. `outdoes` says that only one of them counts.
    """

    fold: Callable[[Floats, Ints, Ints], Floats]
    fold_one: Callable[[list[float]], float]
    slopes: Callable[[Floats, Ints, Ints], Floats]
    outdoes: bool = False


def _sum(x: Floats, starts: Ints, owner: Ints) -> Floats:
    """A sum; counting by owner is several times as fast as reducing between starts."""
    if x.ndim == 1:
        return np.asarray(np.bincount(owner, x, len(starts)), dtype=np.float64)
    return np.add.reduceat(x, starts)


def _any(x: Floats, starts: Ints, _owner: Ints) -> Floats:
    return np.asarray(1.0 - np.multiply.reduceat(1.0 - x, starts))


def _any_slopes(x: Floats, starts: Ints, owner: Ints) -> Floats:
    return _others(1.0 - x, starts, owner)


def _others(rest: Floats, starts: Ints, owner: Ints) -> Floats:
    """The product over all the others, whatever is 0 among them."""
    gone = rest == 0
    zeros = np.add.reduceat(gone.astype(np.intp), starts)[owner]
    whole = np.multiply.reduceat(np.where(gone, 1.0, rest), starts)[owner]
    return np.where(zeros == gone, whole / np.where(gone, 1.0, rest), 0.0)


def _most_slopes(x: Floats, starts: Ints, owner: Ints) -> Floats:
    return _shared(x == np.maximum.reduceat(x, starts)[owner], starts, owner)


def _shared(chosen: NDArray[np.bool_], starts: Ints, owner: Ints) -> Floats:
    """1 for the one that is chosen; those that tie share it."""
    return np.asarray(chosen / np.add.reduceat(chosen.astype(float), starts)[owner])


def _most(x: Floats, starts: Ints, _owner: Ints) -> Floats:
    return np.maximum.reduceat(x, starts)


def _counted(x: Floats, starts: Ints, owner: Ints) -> Floats:
    count = _sum((x > 0).astype(float), starts, owner)
    return count + _sum(x, starts, owner) / np.maximum(count, 1.0)


def _counted_one(x: list[float]) -> float:
    count = sum(value > 0 for value in x)
    return count + sum(x) / max(count, 1)


def _counted_slopes(x: Floats, starts: Ints, owner: Ints) -> Floats:
    """One in the count; 0 for an x of 0, where the aggregate jumps."""
    count = np.add.reduceat((x > 0).astype(float), starts)[owner]
    return np.where(x > 0, 1.0 / np.maximum(count, 1.0), 0.0)


AGGREGATES = {
    "sum": Aggregate(_sum, sum, lambda x, _starts, _owner: np.ones_like(x)),
    "product": Aggregate(
        _any, lambda x: 1.0 - math.prod([1.0 - value for value in x]), _any_slopes
    ),
    "maximum": Aggregate(_most, lambda x: max(x, default=0.0), _most_slopes, outdoes=True),
    "cardinality": Aggregate(_counted, _counted_one, _counted_slopes),
}


# Premises -----------------------------------------------------------------------------


def left(strengths: Any, weights: Any) -> Any:
    """What a premise leaves of the step that needs it, x = 1 − v·(1 − s).

    Written so that a weight of 1 gives the strength itself, to the last digit.
    """
    return strengths if weights is None else (1.0 - weights) + weights * strengths


def _least(x: Floats, starts: Ints, _owner: Ints) -> Floats:
    return np.minimum.reduceat(x, starts)


def _least_slopes(x: Floats, starts: Ints, owner: Ints) -> Floats:
    return _shared(x == np.minimum.reduceat(x, starts)[owner], starts, owner)


def _all(x: Floats, starts: Ints, _owner: Ints) -> Floats:
    return np.asarray(np.multiply.reduceat(x, starts))


JOINERS = {
    "minimum": Aggregate(_least, min, _least_slopes, outdoes=True),
    "product": Aggregate(_all, math.prod, _others),
}
"""How what several premises leave becomes one number; `outdoes` says only the least counts."""


# Influences ---------------------------------------------------------------------------


@frozen
class Influence:
    """A strength from a base weight and an energy, and its two derivatives.

    `bends` says that the slope by the energy differs on the two sides of E = 0 (the mean
    of both is given there), `rests` that it is 0 there.
    """

    strength: Callable[[Any, Any, Exp], Any]
    by_energy: Callable[[Floats, Floats], Floats]
    by_weight: Callable[[Floats, Floats], Floats]
    bends: bool = False
    rests: bool = False


def _exp(x: Floats) -> Floats:
    return np.exp(np.clip(x, -_BEYOND, _BEYOND))


def _exp_one(x: float) -> float:
    return math.exp(min(max(x, -_BEYOND), _BEYOND))


def _towards(pull: Callable[[Any], Any], slope: Callable[[Floats], Floats]) -> Influence:
    """Up by (1−w)·h(E), down by w·h(−E), for a pull h with h(0) = 0."""

    def strength(w: Any, e: Any, _exp: Exp) -> Any:
        # A truth value less w is 1 − w upwards and −w downwards.
        return w + ((e > 0) - w) * pull(abs(e))

    def by_energy(w: Floats, e: Floats) -> Floats:
        share = np.where(e > 0, 1 - w, np.where(e < 0, w, 0.5))
        return share * slope(np.abs(e))

    def by_weight(_w: Floats, e: Floats) -> Floats:
        return np.asarray(1 - pull(np.abs(e)))

    rests = float(slope(np.zeros(1))[0]) == 0
    return Influence(strength, by_energy, by_weight, bends=not rests, rests=rests)


def _euler(w: Any, e: Any, exp: Exp) -> Any:
    """1 − (1−w²)/(1+w·e^E), turned so that no energy leaves w as it is, to the last digit."""
    power = exp(e)
    return w + w * (1 - w) * (power - 1) / (1 + w * power)


def _euler_by_energy(w: Floats, e: Floats) -> Floats:
    grown = w * _exp(e)
    return (1 - w * w) * (grown / (1 + grown)) / (1 + grown)


def _euler_by_weight(w: Floats, e: Floats) -> Floats:
    power = _exp(e)
    below = 1 + w * power
    return 2 * w / below + (1 - w * w) * (power / below) / below


def _logistic(w: Any, e: Any, exp: Exp) -> Any:
    """logistic(logit(w) + E), without the infinite logits of 0 and 1."""
    return w / (w + (1 - w) * exp(-e))


def _logistic_by_energy(w: Floats, e: Floats) -> Floats:
    strength: Floats = _logistic(w, e, _exp)
    return strength * (1 - strength)


def _logistic_by_weight(w: Floats, e: Floats) -> Floats:
    shrunk = _exp(-e)
    below = w + (1 - w) * shrunk
    return shrunk / below / below


INFLUENCES = {
    "linear": _towards(lambda x: x, np.ones_like),
    "quadratic": _towards(lambda x: x * x / (1 + x * x), lambda x: 2 * x / (1 + x * x) ** 2),
    "one-max": _towards(lambda x: x / (1 + x), lambda x: 1 / (1 + x) ** 2),
    "euler": Influence(_euler, _euler_by_energy, _euler_by_weight),
    "logistic": Influence(_logistic, _logistic_by_energy, _logistic_by_weight),
    "hyperbolic": Influence(
        lambda w, e, _exp: w / (1 - e),
        lambda w, e: w / (1 - e) ** 2,
        lambda w, e: 1 / (1 - e) + 0 * w,
    ),
}


# Frameworks on arrays -----------------------------------------------------------------


@frozen(eq=False)
class Inflow:
    """The relations of one kind into a range of places, cut out once and used often."""

    sources: Ints
    weights: Floats | None
    starts: Ints
    owner: Ints
    heads: Ints | None
    """Which of the places have such relations; `None` where all have."""
    size: int

    def energy(self, fold: Callable[[Floats, Ints, Ints], Floats], strengths: Floats) -> Any:
        """The aggregate for each place of the range, 0 where there are no relations."""
        if not len(self.sources):
            return 0.0
        x = strengths[self.sources]
        if self.weights is not None:
            x = x * self.weights
        return self._spread(fold(x, self.starts, self.owner), 0.0)

    def joined(self, fold: Callable[[Floats, Ints, Ints], Floats], strengths: Floats) -> Floats:
        """What premises leave of each place of the range, 1 where there are none."""
        x = left(strengths[self.sources], self.weights)
        return self._spread(fold(x, self.starts, self.owner), 1.0)

    def _spread(self, folded: Floats, otherwise: float) -> Floats:
        if self.heads is None:
            return folded
        whole = np.full((self.size, *folded.shape[1:]), otherwise)
        whole[self.heads] = folded
        return whole


@frozen(eq=False)
class Engine:
    """A framework in the order of reckoning, under one semantics.

    Arrays are by place, not by argument: (n,), or (n, worlds) where many worlds are
    reckoned at once. The weights of attacks, supports and premises are by relation in the
    order of the flows, (m,) or (m, worlds), or `None` where all are 1.
    """

    condensation: Condensation
    aggregate: Aggregate
    influence: Influence
    joiner: Aggregate
    base: Floats
    attack_weights: Floats | None
    support_weights: Floats | None
    premise_weights: Floats | None

    def flows(self) -> tuple[tuple[float, Flow, Floats | None], ...]:
        """The relations that push, attacks and supports, each with its sign."""
        found = self.condensation
        return (-1.0, found.attacks, self.attack_weights), (
            1.0,
            found.supports,
            self.support_weights,
        )

    def part(self, start: int, stop: int) -> Part:
        """The places from `start` to `stop`, ready to be evaluated again and again."""
        attacks, supports = (_inflow(flow, w, start, stop) for _, flow, w in self.flows())
        premises = None
        needed = self.condensation.premises
        if needed.pointers[start] < needed.pointers[stop]:
            premises = _inflow(needed, self.premise_weights, start, stop)
        return Part(start, stop, self.base[start:stop], attacks, supports, premises, self)


@frozen(eq=False)
class Part:
    """A range of places with what flows into them."""

    start: int
    stop: int
    base: Floats
    attacks: Inflow
    supports: Inflow
    premises: Inflow | None
    engine: Engine

    def joined(self, strengths: Floats) -> Any:
        """What premises leave of each place of the range."""
        if self.premises is None:
            return 1.0
        return self.premises.joined(self.engine.joiner.fold, strengths)

    def effective(self, strengths: Floats) -> Floats:
        """The base weights as far as premises let them be, given all strengths."""
        return self.base if self.premises is None else self.base * self.joined(strengths)

    def begun(self, strengths: Floats) -> Floats:
        """Where circles start from: the base weights, with premises read at theirs."""
        strengths[self.start : self.stop] = self.base
        return np.zeros_like(strengths[self.start : self.stop]) + self.effective(strengths)

    def energy(self, strengths: Floats) -> Any:
        """Support less attack, for each place of the range."""
        fold = self.engine.aggregate.fold
        return self.supports.energy(fold, strengths) - self.attacks.energy(fold, strengths)

    def __call__(self, strengths: Floats) -> Floats:
        """What the strengths of the range should be, given all strengths."""
        base, energy = self.effective(strengths), self.energy(strengths)
        if isinstance(energy, float):
            return base
        found: Floats = self.engine.influence.strength(base, energy, _exp)
        return found


def _inflow(flow: Flow, weights: Floats | None, start: int, stop: int) -> Inflow:
    begin, end = flow.pointers[start], flow.pointers[stop]
    first, last = np.searchsorted(flow.heads, [start, stop])
    return Inflow(
        sources=flow.sources[begin:end],
        weights=None if weights is None else weights[begin:end],
        starts=flow.starts[first:last] - begin,
        owner=flow.owner[begin:end] - first,
        heads=None if last - first == stop - start else flow.heads[first:last] - start,
        size=stop - start,
    )


def loop(engine: Engine, strengths: Floats, stage: Stage) -> None:
    """Reckon the places of a narrow stage one by one, in plain numbers."""
    fold, strength = engine.aggregate.fold_one, engine.influence.strength
    base, values = engine.base.data, strengths.data
    sides = [
        (sign, f.pointers.data, f.sources.data, None if w is None else w.data)
        for sign, f, w in engine.flows()
    ]
    join, needed = engine.joiner.fold_one, engine.condensation.premises
    needs, premises = needed.pointers.data, needed.sources.data
    any_needed = needs[stage.start] < needs[stage.stop]
    shares = None if engine.premise_weights is None else engine.premise_weights.data
    for place in range(stage.start, stage.stop):
        energy = 0.0
        for sign, pointers, sources, weights in sides:
            rows = range(pointers[place], pointers[place + 1])
            if rows:
                energy += sign * fold(_flowing(rows, values, sources, weights))
        weight: float = base[place]
        if any_needed and needs[place] < needs[place + 1]:
            rows = range(needs[place], needs[place + 1])
            weight *= join(_leaving(rows, values, premises, shares))
        values[place] = strength(weight, energy, _exp_one)


def _flowing(
    rows: range, values: Sequence[float], sources: Sequence[int], weights: Sequence[float] | None
) -> list[float]:
    if weights is None:
        return [values[sources[row]] for row in rows]
    return [values[sources[row]] * weights[row] for row in rows]


def _leaving(
    rows: range, values: Sequence[float], premises: Sequence[int], weights: Sequence[float] | None
) -> list[float]:
    if weights is None:
        return [values[premises[row]] for row in rows]
    return [left(values[premises[row]], weights[row]) for row in rows]
