"""How a strength answers to small changes: every derivative in one backward sweep.

Forward, each place is reckoned from those before it. Backward, the *pull* of a place, the
derivative of the topic's strength by its own, is handed on to those before it, each
relation passing on its slope (reverse accumulation; Linnainmaa 1976). Premises pass theirs
on by way of the effective base weight. Where strengths
circle, the pull λ of a circle solves λ = Jᵀλ + g, with J the slopes inside and g what
comes from outside (the implicit function theorem at the point of rest). Small circles of
equal size are solved together, densely; large ones by GMRES (Saad & Schultz 1986). Either
way the residual of the solution is checked. This module imports numpy.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from attrs import frozen

from argmap.semantics._condensation import upstream
from argmap.semantics._kernel import left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from argmap.semantics._condensation import Condensation, Flow, Stage
    from argmap.semantics._kernel import Aggregate, Engine, Floats, Ints

    Truths: TypeAlias = NDArray[np.bool_]

__all__ = ["SOUND", "Sweep", "swept"]

_DENSE = 300
"""Circles up to this size are solved as matrices."""
_CELLS = 1 << 22
SOUND = 1e-8
"""A solution is accepted if its residual is below this share of what went in and came out."""
_KRYLOV, _ROUNDS = 40, 30
_TINY, _ENDLESS = 1e-14, 1e10


@frozen(eq=False)
class SideSlopes:
    """The slopes along the relations of one kind, by row of its flow.

    `slope` is ∂s(target)/∂x for what a relation gives, `by_source` ∂s(target)/∂s(source),
    `by_relation` ∂s(target)/∂v, and `share` the slope of the aggregate alone, of which
    only one x counts if it `outdoes`. `there` marks relations that have any weight, and
    `resting` those into a balance that is flat.
    """

    flow: Flow
    targets: Ints
    slope: Floats
    by_source: Floats
    by_relation: Floats
    share: Floats
    outdoes: bool
    there: Truths
    resting: Truths


@frozen(eq=False)
class Slopes:
    """Every derivative of a strength by what it is reckoned from, by place and by row."""

    energy: Floats
    by_weight: Floats
    sides: tuple[SideSlopes, ...]
    """Attacks, supports, premises."""
    kinks: tuple[Truths, ...]
    """For each side, the places where the slopes along its relations differ up and down."""


def slopes_of(engine: Engine, strengths: Floats) -> Slopes:
    """The slopes at given strengths, in one sweep over all relations."""
    whole, influence = engine.part(0, len(engine.base)), engine.influence
    energy = np.zeros_like(strengths) + whole.energy(strengths)
    base, joined = whole.effective(strengths), whole.joined(strengths)
    by_energy, by_effective = influence.by_energy(base, energy), influence.by_weight(base, energy)
    level, needed = energy == 0, engine.condensation.premises
    pushes = [
        _side(
            _Way(flow, sign * by_energy, _given(flow, weights), strengths[flow.sources]),
            engine.aggregate,
            level & influence.rests,
        )
        for sign, flow, weights in engine.flows()
    ]
    needs = _side(
        _Way(
            needed,
            engine.base * by_effective,
            _given(needed, engine.premise_weights),
            strengths[needed.sources],
            premise=True,
        ),
        engine.joiner,
        np.zeros_like(level),
    )
    kinks = level & influence.bends
    for side in pushes:
        kinks[_tied(side)] = True
    ties = np.zeros_like(level)
    ties[_tied(needs)] = True
    return Slopes(energy, by_effective * joined, (*pushes, needs), (kinks, kinks, ties))


@frozen(eq=False)
class _Way:
    """Relations of one kind, and the slope of each place by what their aggregate gives."""

    flow: Flow
    slope: Floats
    weights: Floats
    strengths: Floats
    premise: bool = False


def _given(flow: Flow, weights: Floats | None) -> Floats:
    return np.ones(len(flow.sources)) if weights is None else weights


def _side(way: _Way, aggregate: Aggregate, resting: Truths) -> SideSlopes:
    flow, v, s, targets = way.flow, way.weights, way.strengths, way.flow.targets
    x = left(s, v) if way.premise else v * s
    share = aggregate.slopes(x, flow.starts, flow.owner) if len(s) else s
    slope = way.slope[targets] * share
    by_relation = slope * (s - 1 if way.premise else s)
    return SideSlopes(
        flow,
        targets,
        slope,
        slope * v,
        by_relation,
        share,
        aggregate.outdoes,
        v > 0,
        resting[targets],
    )


def _tied(side: SideSlopes) -> Ints:
    """The places at which several relations of a side tie for the one that counts."""
    return side.targets[(side.share > 0) & (side.share < 1) & side.outdoes]


def pulls(slopes: Slopes, condensation: Condensation, topic: int) -> tuple[Floats, float]:
    """The derivative of the topic's strength by that of each place, itself included.

    With it comes the greatest residual of the circles' systems, as a share.
    """
    pull = np.zeros(len(slopes.energy))
    pull[topic] = 1.0
    worst = 0.0
    for stage in reversed(condensation.stages):
        if stage.start > topic:
            continue
        if stage.kind == "narrow":
            _hand_on_one_by_one(slopes, stage, pull)
            continue
        if stage.kind == "cyclic":
            worst = max(worst, _turn(slopes, stage, pull))
        for side in slopes.sides:
            rows = slice(*side.flow.pointers[[stage.start, stage.stop]])
            _hand_on(side, rows, pull, stage)
    return pull, worst


def _hand_on(side: SideSlopes, rows: slice, pull: Floats, stage: Stage) -> None:
    """Pass the pull of a stage on to those before it, but not round its own circles."""
    sources = side.flow.sources[rows]
    passed = side.by_source[rows] * pull[side.targets[rows]]
    if stage.kind == "cyclic":
        outside = sources < stage.start
        sources, passed = sources[outside], passed[outside]
    np.add.at(pull, sources, passed)


def _hand_on_one_by_one(slopes: Slopes, stage: Stage, pull: Floats) -> None:
    pulls = pull.data
    sides = [
        (side.flow.pointers.data, side.flow.sources.data, side.by_source.data)
        for side in slopes.sides
        if len(side.targets)
    ]
    for place in range(stage.stop - 1, stage.start - 1, -1):
        own = pulls[place]
        if not own:
            continue
        for pointers, sources, by_source in sides:
            for row in range(pointers[place], pointers[place + 1]):
                pulls[sources[row]] += own * by_source[row]


# Circles ------------------------------------------------------------------------------


def _turn(slopes: Slopes, stage: Stage, pull: Floats) -> float:
    """Let the pull go round the circles of a stage; the worst residual, as a share."""
    starts = stage.cuts
    sizes = np.diff(np.append(starts, stage.stop))
    touched = np.add.reduceat(
        (pull[stage.start : stage.stop] != 0).astype(int), starts - stage.start
    )
    inside = _inside(slopes, stage)
    worst = 0.0
    for size in np.unique(sizes[touched > 0]).tolist():
        chosen = starts[(sizes == size) & (touched > 0)]
        if size > _DENSE:
            worst = max(worst, *(_large(inside, int(start), size, pull) for start in chosen))
        else:
            worst = max(worst, *_small(inside, chosen, size, pull))
    return worst


@frozen(eq=False)
class _Inside:
    """The relations inside the circles of a stage, of every kind, by ascending target."""

    sources: Ints
    targets: Ints
    slopes: Floats

    def of(self, start: int, stop: int) -> _Inside:
        first, last = np.searchsorted(self.targets, [start, stop])
        rows = slice(first, last)
        return _Inside(self.sources[rows] - start, self.targets[rows] - start, self.slopes[rows])


def _inside(slopes: Slopes, stage: Stage) -> _Inside:
    parts = []
    for side in slopes.sides:
        rows = slice(*side.flow.pointers[[stage.start, stage.stop]])
        sources = side.flow.sources[rows]
        within = sources >= stage.start
        parts.append((sources[within], side.targets[rows][within], side.by_source[rows][within]))
    sources, targets, by_source = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.argsort(targets, kind="stable")
    return _Inside(sources[order], targets[order], by_source[order])


def _small(inside: _Inside, starts: Ints, size: int, pull: Floats) -> Iterator[float]:
    """Circles of one size, solved as a stack of matrices, some at a time."""
    some = max(1, _CELLS // (size * size))
    for first in range(0, len(starts), some):
        chosen = starts[first : first + some]
        circle = np.searchsorted(chosen, inside.targets, side="right") - 1
        rows = (circle >= 0) & (inside.targets < chosen[circle] + size)
        circle = circle[rows]
        cells = circle, inside.sources[rows] - chosen[circle], inside.targets[rows] - chosen[circle]
        system = np.tile(np.eye(size), (len(chosen), 1, 1))
        np.subtract.at(system, cells, inside.slopes[rows])
        places = chosen[:, np.newaxis] + np.arange(size)
        given = pull[places]
        try:
            found = np.linalg.solve(system, given[..., np.newaxis])[..., 0]
        except np.linalg.LinAlgError:
            yield np.inf
            continue
        pull[places] = found
        left = np.einsum("kij,kj->ki", system, found) - given
        yield max(map(_share_left, left, given, found))


def _large(inside: _Inside, start: int, size: int, pull: Floats) -> float:
    """One circle too large for a matrix."""
    own = inside.of(start, start + size)
    given = pull[start : start + size].copy()

    def system(x: Floats) -> Floats:
        return x - np.bincount(own.sources, own.slopes * x[own.targets], minlength=size)

    found = _gmres(system, given)
    pull[start : start + size] = found
    return _share_left(system(found) - given, given, found)


def _share_left(left: Floats, given: Floats, found: Floats) -> float:
    """How much of a system is left unsolved; infinite where the solution has no end."""
    into, out = float(np.abs(given).max()), float(np.abs(found).max())
    if not out <= _ENDLESS * into:
        return np.inf if into else 0.0
    return float(np.abs(left).max()) / (into + out) if into else 0.0


def _gmres(system: Callable[[Floats], Floats], given: Floats) -> Floats:
    """Solve a linear system that is known by what it does to a vector; restarted GMRES."""
    found = np.zeros_like(given)
    for _ in range(_ROUNDS):
        left = given - system(found)
        length = float(np.linalg.norm(left))
        if length <= SOUND * 1e-4 * float(np.linalg.norm(given)):
            break
        basis, square = _arnoldi(system, left / length)
        goal = np.zeros(len(square))
        goal[0] = length
        weights = np.linalg.lstsq(square, goal, rcond=None)[0]
        found = found + weights @ basis[: len(weights)]
    return found


def _arnoldi(system: Callable[[Floats], Floats], start: Floats) -> tuple[Floats, Floats]:
    """An orthonormal basis of what the system makes of a vector, and the system in it."""
    basis = np.empty((_KRYLOV + 1, len(start)))
    basis[0] = start
    square = np.zeros((_KRYLOV + 1, _KRYLOV))
    for at in range(_KRYLOV):
        new = system(basis[at])
        for _ in range(2):  # once more, for what rounding left
            shares = basis[: at + 1] @ new
            square[: at + 1, at] += shares
            new = new - shares @ basis[: at + 1]
        square[at + 1, at] = np.linalg.norm(new)
        if square[at + 1, at] < _TINY:
            return basis[: at + 1], square[: at + 2, : at + 1]
        basis[at + 1] = new / square[at + 1, at]
    return basis, square


# What moves the topic, and why something does not -------------------------------------


@frozen(eq=False, slots=False)
class Sweep:
    """Every derivative of one strength, and the reasons for those that are 0.

    `by_argument` is by place, `by_relation` an array for each flow, by its rows.
    """

    slopes: Slopes
    topic: int
    pull: Floats
    by_argument: Floats
    by_relation: tuple[Floats, ...]
    residual: float

    @cached_property
    def reasons(self) -> NDArray[np.str_]:
        """Why the topic does not answer to a base weight, for each place where it does not."""
        return np.where(self._linked & (self.pull != 0), "saturated", self._blocked)

    def reason_of_relation(self, kind: int, row: int) -> str:
        """Why it does not answer to the weight of a relation."""
        side = self.slopes.sides[kind]
        target = int(side.targets[row])
        if side.by_relation[row] or not self._linked[target]:
            return str(self._blocked[target])
        if side.slope[row]:
            return "idle"
        if side.resting[row]:
            return "balanced"
        return "saturated" if side.share[row] or not side.outdoes else "outdone"

    @cached_property
    def _blocked(self) -> NDArray[np.str_]:
        """Why nothing comes through from each place."""
        reasons, reached = zip(*self._reached, strict=True)
        return np.select([~self._linked, *reached], ["no path", *reasons], "saturated")

    def bent_relation(self, kind: int, row: int) -> bool:
        """Whether the slope by a relation's weight differs up and down."""
        target, kinks = int(self.slopes.sides[kind].targets[row]), self.slopes.kinks[kind]
        return bool((kinks[target] and self.pull[target]) or self.bent[target])

    @cached_property
    def _linked(self) -> Truths:
        return self._upstream([side.there for side in self.slopes.sides])

    @cached_property
    def _reached(self) -> tuple[tuple[str, Truths], ...]:
        """From where the topic is reached if more and more obstacles are put aside."""
        live = [side.by_source != 0 for side in self.slopes.sides]
        balanced = [
            rows | (side.there & (side.share != 0) & side.resting)
            for rows, side in zip(live, self.slopes.sides, strict=True)
        ]
        outdone = [
            rows | (side.there & (side.share == 0) & side.outdoes)
            for rows, side in zip(balanced, self.slopes.sides, strict=True)
        ]
        return (
            ("cancels", self._upstream(live)),
            ("balanced", self._upstream(balanced)),
            ("outdone", self._upstream(outdone)),
        )

    @cached_property
    def bent(self) -> Truths:
        """Places whose slope differs up and down: those from which a way leads into a kink.

        Only a kink that moves the topic counts.
        """
        rows = [side.by_source != 0 for side in self.slopes.sides]
        into = [
            side.flow.sources[live & (kinks & (self.pull != 0))[side.targets]]
            for side, live, kinks in zip(self.slopes.sides, rows, self.slopes.kinks, strict=True)
        ]
        return self._upstream(rows, np.concatenate(into))

    def _upstream(self, rows: list[Truths], seeds: Ints | None = None) -> Truths:
        flows = [(side.flow, there) for side, there in zip(self.slopes.sides, rows, strict=True)]
        seeds = np.array([self.topic]) if seeds is None else seeds
        return upstream(flows, seeds, len(self.pull))


def swept(engine: Engine, strengths: Floats, topic: int) -> Sweep:
    """The derivatives of the strength at one place by every base and relation weight."""
    slopes = slopes_of(engine, strengths)
    pull, residual = pulls(slopes, engine.condensation, topic)
    by_relation = tuple(side.by_relation * pull[side.targets] for side in slopes.sides)
    return Sweep(slopes, topic, pull, pull * slopes.by_weight, by_relation, residual)
