"""How strong each argument of a bipolar framework is, once all others have had their say.

A strength in 0..1 comes from the base weight, as far as premises let it be, and from the
strengths of those that attack and support. Nine semantics are known by name;
`GRADUAL_SEMANTICS` lists them with their formulas and sources, and `modular` makes others
from an aggregate and an influence. v is the weight of a relation, s the strength at its
source; E is support less attack. w is the base weight, and where an argument needs
premises the effective one; see `BipolarFramework`.

Where nothing circles, strengths are exact and reckoned once, upstream first. Where rival
options attack each other, they are the point at which ds/dt = f(s) − s, started from the
base weights, comes to rest (Potyka 2018); see `strengths`.

>>> from argmap.semantics.bipolar import BipolarFramework
>>> framework = BipolarFramework(
...     {"leave": 0.5, "vacuum": 0.8, "idle": 0.6},
...     attacks=[("vacuum", "leave"), ("idle", "vacuum")],
... )
>>> {id: round(strength, 3) for id, strength in strengths(framework).items()}
{'leave': 0.371, 'vacuum': 0.588, 'idle': 0.6}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import evolve, frozen

from argmap.errors import ArgmapError, Fault, InvalidRecordError, UnknownOptionError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from argmap.semantics._kernel import Engine
    from argmap.semantics._settling import Limits, Rest
    from argmap.semantics.bipolar import BipolarFramework

__all__ = [
    "GRADUAL_SEMANTICS",
    "GradualSemantics",
    "NotConverged",
    "Strengths",
    "UnsuitableSemanticsError",
    "WorldStrengths",
    "modular",
    "social_weight",
    "strengths",
    "strengths_across",
]

AggregateName: TypeAlias = Literal["sum", "product", "maximum", "cardinality"]
InfluenceName: TypeAlias = Literal[
    "linear", "quadratic", "one-max", "euler", "logistic", "hyperbolic"
]
Method: TypeAlias = Literal["single pass", "adaptive Euler", "Dormand-Prince"]

_FINE = 1e-10
_PATIENCE = 20_000
_SHOWN = 6
_CELLS = 1 << 21
"""How many relations × worlds are reckoned at once."""


# What can go wrong --------------------------------------------------------------------


class UnsuitableSemanticsError(ArgmapError, ValueError):
    """A semantics that cannot say what the framework says, or leaves 0..1."""


class NotConverged(ArgmapError, ArithmeticError):  # noqa: N818  says what happened
    """Strengths that circle did not come to rest; `states` holds the last two.

    `states` are two dictionaries, from each argument that still moved to its strength, the
    last one second. `residual` is how far the last is from what it should be.
    """

    def __init__(
        self,
        states: tuple[Mapping[str, float], Mapping[str, float]],
        *,
        semantics: str,
        evaluations: int,
        residual: float,
    ) -> None:
        self.states = states
        self.semantics = semantics
        self.evaluations = evaluations
        self.residual = residual
        super().__init__(states)

    def __str__(self) -> str:
        before, last = self.states
        widest = sorted(last, key=lambda moved: -abs(last[moved] - before[moved]))
        shown = ", ".join(f"{id} {before[id]:.6g} → {last[id]:.6g}" for id in widest[:_SHOWN])
        more = f" and {len(last) - _SHOWN} more" if len(last) > _SHOWN else ""
        return (
            f"{len(last)} strengths did not come to rest by {self.semantics}"
            f" in {self.evaluations} evaluations, residual {self.residual:.3g}:"
            f" {shown}{more}; allow more evaluations, a larger tolerance, or other base weights"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        facts = (self.semantics, self.evaluations, self.residual)
        return _not_converged, (self.states, *facts)


def _not_converged(states: Any, semantics: str, evaluations: int, residual: float) -> NotConverged:
    return NotConverged(states, semantics=semantics, evaluations=evaluations, residual=residual)


# Which semantics ----------------------------------------------------------------------


@frozen
class GradualSemantics:
    """An aggregate and an influence, with the name, formula and source of the pair.

    `attack_only` semantics have no reading of support, and refuse it; premises they take.
    """

    name: str
    aggregate: AggregateName
    influence: InfluenceName
    formula: str
    source: str = ""
    attack_only: bool = False

    def __str__(self) -> str:
        return f"{self.name}: {self.formula}" + (f" ({self.source})" if self.source else "")


_AGGREGATES: dict[AggregateName, str] = {
    "sum": "F = Σ v·s",
    "product": "F = 1 − Π(1 − v·s)",
    "maximum": "F = max v·s",
    "cardinality": "F = k + Σ v·s / k over the k with v·s > 0",
}
_INFLUENCES: dict[InfluenceName, str] = {
    "linear": "w + (1−w)·E if E ≥ 0, else w + w·E",
    "quadratic": "w + (1−w)·h(E) − w·h(−E), h(x) = max(0, x)²/(1 + max(0, x)²)",
    "one-max": "w + (1−w)·h(E) − w·h(−E), h(x) = max(0, x)/(1 + max(0, x))",
    "euler": "1 − (1−w²)/(1 + w·e^E)",
    "logistic": "logistic(logit(w) + E), 0 and 1 stay",
    "hyperbolic": "w/(1 − E), attacks only",
}
_BOUNDED = ("product", "maximum")


def modular(
    aggregate: AggregateName, influence: InfluenceName, *, name: str = "", source: str = ""
) -> GradualSemantics:
    """The semantics of any aggregate with any influence, where strengths stay in 0..1.

    A linear influence needs an aggregate that stays in 0..1: with a sum or a count it
    raises `UnsuitableSemanticsError`.

    >>> print(modular("product", "quadratic"))
    product, quadratic: F = 1 − Π(1 − v·s), w + (1−w)·h(E) − w·h(−E), h(x) = max(0, x)²/(1 + max(0, x)²)
    >>> modular("sum", "linear")
    Traceback (most recent call last):
    ...
    argmap.semantics.gradual.UnsuitableSemanticsError: a sum with a linear influence leaves 0..1; take product or maximum with it, or another influence
    """  # noqa: E501  a formula is not broken
    _choose("aggregate", aggregate, _AGGREGATES)
    _choose("influence", influence, _INFLUENCES)
    if influence == "linear" and aggregate not in _BOUNDED:
        said = f"a {aggregate} with a linear influence leaves 0..1"
        remedy = f"take {' or '.join(_BOUNDED)} with it, or another influence"
        raise UnsuitableSemanticsError(f"{said}; {remedy}")
    return GradualSemantics(
        name or f"{aggregate}, {influence}",
        aggregate,
        influence,
        f"{_AGGREGATES[aggregate]}, {_INFLUENCES[influence]}",
        source,
        attack_only=influence == "hyperbolic" or aggregate == "cardinality",
    )


def _choose(option: str, value: str, known: Mapping[Any, Any]) -> None:
    if value not in known:
        raise UnknownOptionError(option, value, known)


_AMGOUD = "Amgoud, Doder & Vesic 2022"

GRADUAL_SEMANTICS: dict[str, GradualSemantics] = {
    semantics.name: semantics
    for semantics in (
        modular("sum", "quadratic", name="quadratic-energy", source="Potyka 2018"),
        modular(
            "product", "linear", name="df-quad", source="Rago, Toni, Aurisicchio & Baroni 2016"
        ),
        modular("sum", "euler", name="euler", source="Amgoud & Ben-Naim 2018"),
        modular("sum", "logistic", name="mlp", source="Potyka 2021"),
        modular("product", "one-max", name="sd-df-quad", source="Potyka 2019"),
        modular(
            "sum", "hyperbolic", name="h-categoriser", source=f"Besnard & Hunter 2001; {_AMGOUD}"
        ),
        modular("maximum", "hyperbolic", name="max-based", source=_AMGOUD),
        modular("cardinality", "hyperbolic", name="card-based", source=_AMGOUD),
        GradualSemantics(
            "social",
            "product",
            "linear",
            "w·Π(1 − v·s), w from votes",
            "Leite & Martins 2011",
            attack_only=True,
        ),
    )
}
"""The semantics known by name, the default first."""


def social_weight(pro: float, con: float, *, epsilon: float = 0.1) -> float:
    """The base weight of an argument by votes: pro/(pro + con + ε) (Leite & Martins 2011).

    Some ε > 0 keeps few votes from settling anything. No votes for is 0.

    >>> social_weight(7, 2.9, epsilon=0.1)
    0.7
    """
    faults = [
        Fault(f"{name} is {value!r}", remedy="give a number, 0 or more")
        for name, value in (("pro", pro), ("con", con), ("epsilon", epsilon))
        if not value >= 0
    ]
    if faults:
        raise InvalidRecordError(faults, "votes")
    return pro / (pro + con + epsilon) if pro else 0.0


def known_semantics(
    semantics: str | GradualSemantics, framework: BipolarFramework
) -> GradualSemantics:
    """The semantics of that name, if it can say what the framework says."""
    if isinstance(semantics, str):
        _choose("semantics", semantics, GRADUAL_SEMANTICS)
        semantics = GRADUAL_SEMANTICS[semantics]
    if semantics.attack_only and len(framework.supporting):
        source, target, _ = framework.supports[0]
        others = ", ".join(s.name for s in GRADUAL_SEMANTICS.values() if not s.attack_only)
        raise UnsuitableSemanticsError(
            f"{semantics.name} reads attacks only, but {source!r} supports {target!r}"
            f" ({len(framework.supporting)} in all); take one of {others}"
        )
    return semantics


# Strengths ----------------------------------------------------------------------------


@frozen(eq=False, repr=False, slots=False)
class Strengths(Mapping[str, float]):
    """Each argument's strength in 0..1, and how it was found.

    `method` is the furthest that any part needed: "single pass" where nothing circles,
    "adaptive Euler", or "Dormand-Prince". `evaluations` counts how often an argument was
    reckoned at most. `residual` is the largest |f(s) − s| left over circles, 0 without
    any: it shows that the state rests, and bounds no error. `converged` is always true
    here, for strengths that do not come to rest raise `NotConverged`.
    """

    framework: BipolarFramework
    array: NDArray[np.float64]
    """The strengths in the order of `framework.ids`; read-only."""
    semantics: GradualSemantics
    method: Method
    evaluations: int
    residual: float
    converged: bool = True

    def __attrs_post_init__(self) -> None:
        self.array.setflags(write=False)

    def __getitem__(self, id: str) -> float:
        return float(self.array[self.framework.position(id)])

    def __iter__(self) -> Iterator[str]:
        return iter(self.framework.ids)

    def __len__(self) -> int:
        return len(self.framework)

    def __contains__(self, id: object) -> bool:
        return id in self.framework

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Strengths):
            return super().__eq__(other)
        return (
            self.semantics == other.semantics
            and self.framework == other.framework
            and bool((self.array == other.array).all())
        )

    def __hash__(self) -> int:
        return hash((self.framework, self.semantics.name))

    def __repr__(self) -> str:
        count = "1 argument" if len(self) == 1 else f"{len(self)} arguments"
        return f"<Strengths of {count} by {self.semantics.name}, {self.method}>"


def strengths(
    framework: BipolarFramework,
    semantics: str | GradualSemantics = "quadratic-energy",
    *,
    tolerance: float = _FINE,
    most_evaluations: int = _PATIENCE,
    follow: bool = False,
) -> Strengths:
    """The strength of every argument.

    Parameters
    ----------
    framework
        The arguments and their relations.
    semantics
        One of `GRADUAL_SEMANTICS`, or a `modular` one.
    tolerance
        The residual at which circles count as at rest.
    most_evaluations
        After so many evaluations of a circle that still moves, `NotConverged` is raised.
    follow
        Follow the curve from the base weights by Dormand-Prince at once. It decides, at
        some ten times the price, where a circle has several points of rest and the base
        weights lie near the watershed of two; Euler's longer steps might cross it.

    Raises
    ------
    UnsuitableSemanticsError
        A semantics of attacks was given supports.
    NotConverged
        A circle did not come to rest. No method is sure to (Mossakowski & Neuhaus 2018).

    Examples
    --------
    Three rival options, each excluding the others:

    >>> from argmap.semantics.bipolar import BipolarFramework
    >>> rivals = BipolarFramework(
    ...     {"leave": 0.95, "stay": 0.5, "shrink": 0.8},
    ...     attacks=[(a, b) for a in ("leave", "stay", "shrink")
    ...              for b in ("leave", "stay", "shrink") if a != b],
    ... )
    >>> found = strengths(rivals, "df-quad")
    >>> found
    <Strengths of 3 arguments by df-quad, adaptive Euler>
    >>> {id: round(strength, 6) for id, strength in found.items()}
    {'leave': 0.571308, 'stay': 0.15201, 'shrink': 0.290822}
    """
    chosen = known_semantics(semantics, framework)
    engine = engine_of(framework, chosen)
    limits = limits_of(tolerance, most_evaluations, follow=follow)
    solved = solve(engine, limits)
    if solved.moving is not None:
        raise solved.complaint(framework, chosen)
    return Strengths(
        framework,
        solved.strengths[engine.condensation.rank],
        chosen,
        solved.method,
        solved.evaluations,
        solved.residual,
    )


def limits_of(tolerance: float, evaluations: int, *, follow: bool) -> Limits:
    """The limits, once they are checked."""
    from argmap.semantics._settling import Limits  # noqa: PLC0415  heavy

    faults = []
    if not 0 < tolerance < 1:
        said = f"tolerance {tolerance!r} is outside 0..1"
        faults.append(Fault(said, remedy="give a small share, such as 1e-10"))
    if not evaluations >= 1:
        faults.append(Fault(f"most_evaluations is {evaluations!r}", remedy="give 1 or more"))
    if faults:
        raise InvalidRecordError(faults, "limits")
    return Limits(tolerance, evaluations, follow)


# Reckoning, by place ------------------------------------------------------------------


@frozen(eq=False)
class Solved:
    """Strengths by place, and how they were found."""

    engine: Engine
    strengths: NDArray[np.float64]
    method: Method
    evaluations: int
    residual: float
    moving: NDArray[np.bool_] | None = None
    before: NDArray[np.float64] | None = None

    def complaint(self, framework: BipolarFramework, semantics: GradualSemantics) -> NotConverged:
        """The error that says what still moves, in the first world where anything does."""
        assert self.moving is not None  # noqa: S101  asked only then
        assert self.before is not None  # noqa: S101
        columns = [a.reshape(len(a), -1) for a in (self.moving, self.before, self.strengths)]
        world = int(columns[0].any(axis=0).argmax())
        moving, before, last = (column[:, world] for column in columns)
        ids = [framework.ids[self.engine.condensation.order[at]] for at in moving.nonzero()[0]]
        states = [dict(zip(ids, state[moving].tolist(), strict=True)) for state in (before, last)]
        return NotConverged(
            (states[0], states[1]),
            semantics=semantics.name,
            evaluations=self.evaluations,
            residual=self.residual,
        )


def engine_of(
    framework: BipolarFramework,
    semantics: GradualSemantics,
    *,
    base: NDArray[np.float64] | None = None,
    there: NDArray[np.bool_] | None = None,
    kept: NDArray[np.bool_] | None = None,
) -> Engine:
    """The framework's arrays by place.

    `base` gives other base weights, (arguments,) or (arguments, worlds). `there` says which
    arguments are there and `kept` which relations, attacks first, then supports, then
    premises; both are by world too, and `base` must be then.
    """
    import numpy as np  # noqa: PLC0415  heavy

    from argmap.semantics._kernel import (  # noqa: PLC0415  heavy
        AGGREGATES,
        INFLUENCES,
        JOINERS,
        Engine,
    )

    found = framework.condensation
    own = framework.base if base is None else base
    weights: list[NDArray[np.float64] | None] = []
    first = 0
    for side, flow in zip(framework.sides, found.flows, strict=True):
        by_row = side.weights[flow.rows]
        by_row = by_row.reshape(-1, *[1] * (own.ndim - 1))
        changed = False
        if kept is not None and len(side):
            by_row, changed = by_row * kept[first : first + len(side)][flow.rows], True
        # Only support raises what is not there: attacks and premises leave 0 at 0.
        if there is not None and side is framework.supporting and len(side):
            by_row, changed = by_row * there[side.targets[flow.rows]], True
        weights.append(by_row if changed or bool((side.weights != 1).any()) else None)
        first += len(side)
    return Engine(
        found,
        AGGREGATES[semantics.aggregate],
        INFLUENCES[semantics.influence],
        JOINERS[framework.joint],
        np.ascontiguousarray((own if there is None else own * there)[found.order]),
        *weights,
    )


_METHODS: tuple[Method, ...] = get_args(Method)


def solve(engine: Engine, limits: Limits) -> Solved:
    """The strengths by place, stage after stage."""
    import numpy as np  # noqa: PLC0415  heavy

    from argmap.semantics._kernel import loop  # noqa: PLC0415  heavy
    from argmap.semantics._settling import settle  # noqa: PLC0415  heavy

    strengths = np.zeros(engine.base.shape)
    single = strengths.ndim == 1
    rests = []
    for stage in engine.condensation.stages:
        if stage.kind == "narrow" and single:
            loop(engine, strengths, stage)
        elif stage.kind == "cyclic":
            part = engine.part(stage.start, stage.stop)
            rest = settle(part, strengths, stage.cuts, limits)
            rests.append((stage, rest))
            if single and rest.moving is not None:
                break
        else:
            for start, stop in stage.levels():
                strengths[start:stop] = engine.part(start, stop)(strengths)
    return _summed_up(engine, strengths, rests)


def _summed_up(
    engine: Engine, strengths: NDArray[np.float64], rests: list[tuple[Any, Rest]]
) -> Solved:
    import numpy as np  # noqa: PLC0415  heavy

    method = _METHODS[max((1 + rest.followed for _, rest in rests), default=0)]
    solved = Solved(
        engine,
        strengths,
        method,
        max((rest.evaluations for _, rest in rests), default=1),
        max((rest.residual for _, rest in rests), default=0.0),
    )
    if all(rest.moving is None for _, rest in rests):
        return solved
    moving, before = np.zeros(strengths.shape, dtype=bool), strengths.copy()
    for stage, rest in rests:
        if rest.moving is not None:
            moving[stage.start : stage.stop] = rest.moving
            before[stage.start : stage.stop] = rest.before
    return evolve(solved, moving=moving, before=before)


# Many worlds --------------------------------------------------------------------------


@frozen(eq=False, repr=False, slots=False)
class WorldStrengths(Mapping[str, "NDArray[np.float64]"]):
    """The strengths of every argument in many worlds, which differ in weights or in who is there.

    A mapping from argument to its strengths, one per world. `array` is (worlds,
    arguments). A world whose circles did not come to rest is false in `converged` and
    not-a-number throughout, so that no mean passes over it in silence.
    """

    framework: BipolarFramework
    array: NDArray[np.float64]
    semantics: GradualSemantics
    converged: NDArray[np.bool_]
    method: Method
    evaluations: int
    residual: float

    def __attrs_post_init__(self) -> None:
        self.array.setflags(write=False)
        self.converged.setflags(write=False)

    def __getitem__(self, id: str) -> NDArray[np.float64]:
        return self.array[:, self.framework.position(id)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.framework.ids)

    def __len__(self) -> int:
        return len(self.framework)

    def __repr__(self) -> str:
        worlds, count = self.array.shape
        return f"<WorldStrengths of {count} arguments in {worlds} worlds by {self.semantics.name}>"


def strengths_across(
    framework: BipolarFramework,
    worlds: ArrayLike | None = None,
    *,
    there: ArrayLike | None = None,
    semantics: str | GradualSemantics = "quadratic-energy",
    tolerance: float = _FINE,
    most_evaluations: int = _PATIENCE,
) -> WorldStrengths:
    """The strength of every argument in each of many worlds, all reckoned together.

    `worlds` is (worlds, arguments): a row of base weights per world, in the order of
    `framework.ids`; without it every world has the framework's own. `there` is (worlds,
    arguments) too, truth values: an argument that is not there has the strength 0. It moves
    nothing, and the steps that need it as a premise fall, as far as they need it. So its
    world is that of `framework.without(...)`, but for these steps. Without `there` all are.
    One of the two has to be given; both need equally many worlds.

    Worlds do not touch each other: each has the steps it would have alone. Memory is about
    40 bytes per relation and world, for at most two million of these at once.

    >>> from argmap.semantics.bipolar import BipolarFramework
    >>> framework = BipolarFramework({"a": 0.5, "b": 0.8}, attacks=[("b", "a")])
    >>> strengths_across(framework, [[0.5, 0.8], [0.5, 0.0]], semantics="df-quad")["a"]
    array([0.1, 0.5])
    >>> steps = BipolarFramework({"step": 0.9, "premise": 0.5}, premises=[("premise", "step")])
    >>> strengths_across(steps, there=[[True, True], [True, False]])["step"]
    array([0.45, 0.  ])
    """
    import numpy as np  # noqa: PLC0415  heavy

    chosen = known_semantics(semantics, framework)
    limits = limits_of(tolerance, most_evaluations, follow=False)
    base, present = _worlds(framework, worlds, there)
    solved = [
        solve(engine_of(framework, chosen, base=some, there=who), limits)
        for some, who in _slices(base, present, framework)
    ]
    resting = [
        np.ones(one.strengths.shape[1], dtype=bool)
        if one.moving is None
        else ~one.moving.any(axis=0)
        for one in solved
    ]
    found = [
        np.where(rests, one.strengths, np.nan).T for rests, one in zip(resting, solved, strict=True)
    ]
    rank = framework.condensation.rank
    return WorldStrengths(
        framework,
        np.concatenate(found)[:, rank] if found else np.empty((0, len(framework))),
        chosen,
        np.concatenate(resting) if resting else np.ones(0, dtype=bool),
        max((one.method for one in solved), key=_METHODS.index, default="single pass"),
        max((one.evaluations for one in solved), default=0),
        max((one.residual for one in solved), default=0.0),
    )


def _worlds(
    framework: BipolarFramework, worlds: ArrayLike | None, there: ArrayLike | None
) -> tuple[NDArray[np.float64], NDArray[np.bool_] | None]:
    """Base weights and who is there, a row per world, once they are checked."""
    import numpy as np  # noqa: PLC0415  heavy

    count = len(framework)
    base = None if worlds is None else np.asarray(worlds, dtype=np.float64)
    present = None if there is None else np.asarray(there)
    faults = [
        *(_faults_of_shape("worlds", base, count) or _faults_of_shares(base)),
        *(_faults_of_shape("there", present, count) or _faults_of_truths(present)),
    ]
    if base is None and present is None:
        said = "neither worlds nor who is there is given"
        faults.append(Fault(said, remedy="give base weights or truth values, a row per world"))
    elif not faults and base is not None and present is not None and len(base) != len(present):
        said = f"{len(base)} worlds of weights, but {len(present)} of who is there"
        faults.append(Fault(said, "there", "give a row per world to both"))
    if faults:
        raise InvalidRecordError(faults, "worlds")
    if base is None:
        assert present is not None  # noqa: S101  one of the two is given
        base = np.broadcast_to(framework.base, (len(present), count))
    return base, None if present is None else present.astype(bool)


def _faults_of_shape(name: str, array: NDArray[Any] | None, count: int) -> list[Fault]:
    if array is None or (array.ndim == 2 and array.shape[1] == count):
        return []
    said = f"{name} has the shape {array.shape}, not (worlds, {count})"
    return [Fault(said, name, "give a row per world, a column per argument")]


def _faults_of_shares(base: NDArray[np.float64] | None) -> list[Fault]:
    if base is None or not bool((wrong := ~((base >= 0) & (base <= 1))).any()):
        return []
    world, place = (int(axis[0]) for axis in wrong.nonzero())
    said = f"{int(wrong.sum())} weights are outside 0..1, the first {float(base[world, place])!r}"
    return [Fault(said, f"world {world}, argument {place}", "give shares between 0 and 1")]


def _faults_of_truths(there: NDArray[Any] | None) -> list[Fault]:
    if there is None or bool(((there == 0) | (there == 1)).all()):
        return []
    return [Fault("who is there is said by other than truth values", "there", "give true or false")]


def _slices(
    base: NDArray[np.float64], there: NDArray[np.bool_] | None, framework: BipolarFramework
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.bool_] | None]]:
    """Worlds in batches that fit into memory, (arguments, worlds)."""
    size = len(framework) + sum(map(len, framework.sides))
    few = max(1, _CELLS // max(size, 1))
    for first in range(0, len(base), few):
        some = slice(first, first + few)
        yield base[some].T, None if there is None else there[some].T
