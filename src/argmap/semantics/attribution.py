"""How much each contributor does to the strength of one argument, the topic.

Four measures, which answer different questions (Kampik, Potyka, Yin, Čyras & Toni 2024):

- `removal`: by how much would the topic be weaker without it? Counterfactual.
- `intrinsic_removal`: the same, had nothing been said for or against it before.
- `gradient`: how fast does the topic rise with its base weight, as things stand? Local.
- `shapley`: its fair share of what all of them do together. The shares add up.

A contributor is an argument, a `Relation`, or a named set of both: an actor with the
arguments it holds, a source with what rests on it (Naudot, Brännström, Torra & Kampik
2025). An argument that is taken away has the strength 0 for those that need it as a
premise, so their step falls; a premise *relation* that is taken away leaves a step that
needs it no longer. Positive is in favour of the topic, in every measure.

>>> from argmap.semantics.bipolar import BipolarFramework
>>> framework = BipolarFramework(
...     {"leave": 0.5, "vacuum": 0.8, "idle": 0.6},
...     attacks=[("vacuum", "leave"), ("idle", "vacuum")],
... )
>>> found = removal(framework, "leave", semantics="df-quad")
>>> {id: round(value, 3) for id, value in found.items()}
{'vacuum': -0.16, 'idle': 0.24}
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from argmap.errors import ArgmapError, Fault, InvalidRecordError, UnknownIdError
from argmap.semantics.bipolar import BipolarFramework, Relation
from argmap.semantics.gradual import (
    GradualSemantics,
    engine_of,
    known_semantics,
    limits_of,
    solve,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from argmap.semantics._backward import Sweep
    from argmap.semantics._settling import Limits
    from argmap.semantics.gradual import Solved

    Truths: TypeAlias = NDArray[np.bool_]

__all__ = [
    "Attribution",
    "GradientError",
    "ShapleyValues",
    "gradient",
    "intrinsic_removal",
    "removal",
    "shapley",
    "shapley_values",
]

Member: TypeAlias = str | Relation
Contributors: TypeAlias = Iterable[Member] | Mapping[str, Member | Iterable[Member]]
Game: TypeAlias = "Callable[[Truths], NDArray[np.float64]]"

_FINE = 1e-10
_PATIENCE = 20_000
_CELLS = 1 << 21
_COALITIONS = 1 << 22
_EXACT = 20


class GradientError(ArgmapError, ArithmeticError):
    """The strengths have no gradient here: a circle has more than one point of rest nearby."""


@frozen(eq=False)
class _Contributor:
    """A contributor by name, and the positions of its arguments and relations."""

    name: str | Relation
    arguments: tuple[int, ...]
    relations: tuple[int, ...]


@frozen(repr=False)
class Attribution(Mapping["str | Relation", float]):
    """What each contributor does to the strength of the topic, under one measure.

    `strength` is the topic's, `baseline` what it is without any contributor (Shapley
    only). `note(name)` says why a value of 0 is 0, or what to beware of, and `notes` has
    all there are:

    - "no path": nothing leads from it to the topic.
    - "saturated": something else leaves it no room, such as a second attacker of strength 1.
    - "balanced": support and attack are equal there, and quadratic energy is flat at 0.
    - "outdone": another counts in its place: a stronger one (maximum), or, among premises
      joined by their minimum, one that leaves less.
    - "idle": the relation comes from an argument of strength 0, or from a premise of
      strength 1, which holds nothing back.
    - "cancels": its ways to the topic cancel exactly, or are so long that nothing is left.
    - "kink": the slope differs up and down; this is the mean of both.

    Sampled Shapley values lie within `error` of the true ones, all of them at once, in
    `confidence` of all runs; exact ones have the error 0.
    """

    topic: str
    measure: str
    semantics: GradualSemantics
    strength: float
    _by_name: dict[str | Relation, float]
    _notes: dict[str | Relation, str] = field(factory=dict)
    baseline: float | None = None
    error: float = 0.0
    confidence: float = 1.0
    samples: int = 0
    seed: int | None = None

    def __getitem__(self, name: str | Relation) -> float:
        try:
            return self._by_name[name]
        except KeyError:
            known = (str(one) for one in self._by_name)
            raise UnknownIdError(str(name), known, kind="contributor") from None

    def __iter__(self) -> Iterator[str | Relation]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    @property
    def notes(self) -> dict[str | Relation, str]:
        """The notes, by contributor; a dictionary of one's own."""
        return dict(self._notes)

    def note(self, name: str | Relation) -> str:
        """What there is to say about one contributor's value; often nothing."""
        self[name]  # an unknown name is an error
        return self._notes.get(name, "")

    def __hash__(self) -> int:
        return hash((self.topic, self.measure, self.semantics, self.strength, len(self)))

    def __repr__(self) -> str:
        count = "1 contributor" if len(self) == 1 else f"{len(self)} contributors"
        return f"<Attribution of {self.topic!r} to {count} by {self.measure}>"


# Who contributes ----------------------------------------------------------------------


def _contributors(
    framework: BipolarFramework, topic: str, given: Contributors | None
) -> list[_Contributor]:
    """Contributors with positions in the framework; everything but the topic by default."""
    framework.position(topic)
    if given is None:
        return [_Contributor(id, (at,), ()) for at, id in enumerate(framework.ids) if id != topic]
    if isinstance(given, str | Relation):
        given = (given,)
    named = given if isinstance(given, Mapping) else {one: one for one in given}
    return [_contributor(framework, name, members) for name, members in named.items()]


def _contributor(
    framework: BipolarFramework, name: Member, members: Member | Iterable[Member]
) -> _Contributor:
    each = (members,) if isinstance(members, str | Relation) else tuple(members)
    arguments = {framework.position(one) for one in each if not isinstance(one, Relation)}
    relations = {framework.relation_position(one) for one in each if isinstance(one, Relation)}
    return _Contributor(name, tuple(sorted(arguments)), tuple(sorted(relations)))


def _without_topic(topic: int, name: str, contributors: list[_Contributor]) -> None:
    faults = [
        Fault(
            f"the topic {name!r} is among its contributors",
            f"contributor {str(one.name)!r}",
            "leave it out",
        )
        for one in contributors
        if topic in one.arguments
    ]
    if faults:
        raise InvalidRecordError(faults, "contributors")


# The topic's strength in many worlds --------------------------------------------------


@frozen(eq=False)
class _Scene:
    """The part of a framework that bears on a topic, in which contributors come and go.

    `framework` is that part; `topic` and the positions of `contributors` are within it.
    """

    framework: BipolarFramework
    topic: int
    semantics: GradualSemantics
    limits: Limits
    contributors: list[_Contributor]
    sources: NDArray[np.int32] = field(init=False)
    targets: NDArray[np.int32] = field(init=False)

    def __attrs_post_init__(self) -> None:
        import numpy as np  # noqa: PLC0415  heavy

        sides = self.framework.sides
        put = object.__setattr__
        put(self, "sources", np.concatenate([side.sources for side in sides]))
        put(self, "targets", np.concatenate([side.targets for side in sides]))

    def play(self, coalitions: Truths, *, shared: bool) -> NDArray[np.float64]:
        """The topic's strength when only some contributors are there, coalition by coalition.

        `coalitions` is (worlds, contributors). What several contributors have in common is
        there with any of them if `shared`, else only with all of them.
        """
        import numpy as np  # noqa: PLC0415  heavy

        some = max(1, _CELLS // (len(self.sources) + len(self.framework)))
        parts = [
            self.strengths(*self.present(coalitions[at : at + some].T, shared=shared))
            for at in range(0, len(coalitions), some)
        ]
        return np.concatenate([np.empty(0), *parts])

    def present(self, there: Truths, *, shared: bool) -> tuple[Truths, Truths]:
        """Which arguments and relations are there, by world; `there` is (contributors, worlds)."""
        import numpy as np  # noqa: PLC0415  heavy

        arguments = np.ones((len(self.framework), there.shape[1]), dtype=bool)
        relations = np.ones((len(self.sources), there.shape[1]), dtype=bool)
        if shared:
            for one in self.contributors:
                arguments[list(one.arguments)] = False
                relations[list(one.relations)] = False
        join = np.logical_or if shared else np.logical_and
        for one, worlds in zip(self.contributors, there, strict=True):
            for kept, own in ((arguments, one.arguments), (relations, one.relations)):
                kept[list(own)] = join(kept[list(own)], worlds)
        return arguments, relations

    def strengths(self, there: Truths, kept: Truths) -> NDArray[np.float64]:
        """The topic's strength in each world, given which arguments and relations are there."""
        import numpy as np  # noqa: PLC0415  heavy

        base = np.broadcast_to(self.framework.base[:, np.newaxis], there.shape)
        engine = engine_of(self.framework, self.semantics, base=base, there=there, kept=kept)
        solved = solve(engine, self.limits)
        if solved.moving is not None:
            raise solved.complaint(self.framework, self.semantics)
        return np.asarray(solved.strengths[self.framework.condensation.rank[self.topic]])


def _scene(
    framework: BipolarFramework,
    topic: str,
    semantics: str | GradualSemantics,
    contributors: list[_Contributor],
    limits: Limits,
) -> tuple[_Scene, list[_Contributor]]:
    """What bears on the topic, and those contributors from which nothing leads there."""
    import numpy as np  # noqa: PLC0415  heavy

    chosen = known_semantics(semantics, framework)
    at = framework.position(topic)
    _without_topic(at, topic, contributors)
    stays = _bearing(framework, at)
    sides = framework.sides
    bears = np.concatenate([stays[side.targets] & (side.weights > 0) for side in sides])
    inside = np.concatenate([stays[side.sources] & stays[side.targets] for side in sides])
    place, row = np.cumsum(stays) - 1, np.cumsum(inside) - 1
    near: list[_Contributor] = []
    far: list[_Contributor] = []
    for one in contributors:
        arguments = tuple(int(place[id]) for id in one.arguments if stays[id])
        relations = tuple(int(row[id]) for id in one.relations if bears[id])
        mine = _Contributor(one.name, arguments, relations)
        (near if arguments or relations else far).append(mine)
    return _Scene(framework.part(stays), int(place[at]), chosen, limits, near), far


def _bearing(framework: BipolarFramework, topic: int) -> Truths:
    """The arguments from which a way leads to the topic along relations of some weight."""
    import numpy as np  # noqa: PLC0415  heavy

    from argmap.semantics._condensation import upstream  # noqa: PLC0415  heavy

    found = framework.condensation
    pairs = zip(found.flows, framework.sides, strict=True)
    flows = [(flow, side.weights[flow.rows] > 0) for flow, side in pairs]
    seeds = np.array([found.rank[topic]])
    return np.asarray(upstream(flows, seeds, len(framework))[found.rank])


def _told(
    contributors: list[_Contributor],
    found: Mapping[Any, float],
    far: list[_Contributor],
    **facts: Any,
) -> Attribution:
    """The result, contributors in the order they were given."""
    none = {one.name for one in far}
    by_name = {one.name: found.get(one.name, 0.0) for one in contributors}
    notes = {one.name: "no path" for one in contributors if one.name in none}
    return Attribution(by_name=by_name, notes=notes, **facts)


# Removal ------------------------------------------------------------------------------


def removal(
    framework: BipolarFramework,
    topic: str,
    *,
    contributors: Contributors | None = None,
    semantics: str | GradualSemantics = "quadratic-energy",
    tolerance: float = _FINE,
    most_evaluations: int = _PATIENCE,
) -> Attribution:
    """By how much the topic is stronger with each contributor than without it.

    s(t) − s(t without x). A set is removed whole, whoever else holds a part of it. What
    needs a removed argument as a premise falls with it. All removals are reckoned together,
    as worlds of one framework.

    Parameters
    ----------
    framework, topic
        The framework, and the argument whose strength is to be explained.
    contributors
        Arguments and relations, or a mapping from a name to a set of them. Everything but
        the topic, if not given.
    semantics, tolerance, most_evaluations
        As for `strengths`.

    Raises
    ------
    UnknownIdError
        A topic or contributor that the framework does not have.
    InvalidRecordError
        The topic is among the contributors.
    NotConverged
        The strengths without one of them do not come to rest.

    Examples
    --------
    >>> from argmap.semantics.bipolar import BipolarFramework
    >>> framework = BipolarFramework(
    ...     {"leave": 0.5, "vacuum": 0.8, "cost": 0.6},
    ...     attacks=[("vacuum", "leave")], supports=[("cost", "leave")],
    ... )
    >>> found = removal(framework, "leave", contributors={"pentagon": ["vacuum", "cost"]})
    >>> round(found["pentagon"], 6)
    -0.019231

    Without a premise its step falls; without the relation it stands on its own:

    >>> steps = BipolarFramework({"step": 0.8, "premise": 0.5}, premises=[("premise", "step")])
    >>> need = Relation("premise", "premise", "step")
    >>> found = removal(steps, "step", contributors=["premise", need])
    >>> found["premise"], round(found[need], 6)
    (0.4, -0.4)
    """
    given = _contributors(framework, topic, contributors)
    limits = limits_of(tolerance, most_evaluations, follow=False)
    scene, far = _scene(framework, topic, semantics, given, limits)
    strength, without = _removed(scene)
    found = dict(zip((one.name for one in scene.contributors), strength - without, strict=True))
    return _told(
        given,
        {name: float(value) for name, value in found.items()},
        far,
        topic=topic,
        measure="removal",
        semantics=scene.semantics,
        strength=strength,
    )


def _removed(scene: _Scene) -> tuple[float, NDArray[np.float64]]:
    """The topic's strength, and what it is without each contributor."""
    import numpy as np  # noqa: PLC0415  heavy

    count = len(scene.contributors)
    worlds = np.concatenate([np.ones((1, count), dtype=bool), ~np.eye(count, dtype=bool)])
    found = scene.play(worlds, shared=False)
    return float(found[0]), found[1:]


def intrinsic_removal(
    framework: BipolarFramework,
    topic: str,
    *,
    contributors: Contributors | None = None,
    semantics: str | GradualSemantics = "quadratic-energy",
    tolerance: float = _FINE,
    most_evaluations: int = _PATIENCE,
) -> Attribution:
    """What removing each contributor takes away, had it been left to itself before.

    As `removal`, but the relations that run into a contributor from outside it are deleted
    first, so that it is not credited with what others lend it. Premises from outside are
    such relations: a step left to itself has its own base weight.

    >>> from argmap.semantics.bipolar import BipolarFramework
    >>> framework = BipolarFramework(
    ...     {"leave": 0.5, "vacuum": 0.8, "idle": 0.6},
    ...     attacks=[("vacuum", "leave"), ("idle", "vacuum")],
    ... )
    >>> round(intrinsic_removal(framework, "leave", semantics="df-quad")["vacuum"], 6)
    -0.4
    """
    given = _contributors(framework, topic, contributors)
    limits = limits_of(tolerance, most_evaluations, follow=False)
    scene, far = _scene(framework, topic, semantics, given, limits)
    strength, without = _removed(scene)
    values = _left_alone(scene) - without
    found = dict(zip((one.name for one in scene.contributors), values.tolist(), strict=True))
    return _told(
        given,
        found,
        far,
        topic=topic,
        measure="intrinsic removal",
        semantics=scene.semantics,
        strength=strength,
    )


def _left_alone(scene: _Scene) -> NDArray[np.float64]:
    """The topic's strength when nothing from outside runs into each contributor."""
    import numpy as np  # noqa: PLC0415  heavy

    some = max(1, _CELLS // (len(scene.sources) + len(scene.framework)))
    found = [np.empty(0)]
    for at in range(0, len(scene.contributors), some):
        batch = scene.contributors[at : at + some]
        kept = np.ones((len(scene.sources), len(batch)), dtype=bool)
        own = np.zeros(len(scene.framework), dtype=bool)
        for world, one in enumerate(batch):
            own[:] = False
            own[list(one.arguments)] = True
            kept[:, world] = ~own[scene.targets] | own[scene.sources]
        found.append(scene.strengths(np.ones((len(own), len(batch)), dtype=bool), kept))
    return np.concatenate(found)


# Gradient -----------------------------------------------------------------------------


def gradient(
    framework: BipolarFramework,
    topic: str,
    *,
    contributors: Contributors | None = None,
    semantics: str | GradualSemantics = "quadratic-energy",
    tolerance: float = _FINE,
    most_evaluations: int = _PATIENCE,
) -> Attribution:
    """How fast the topic's strength rises with the base weight of each contributor.

    ∂s(t)/∂w(x) for an argument, ∂s(t)/∂v for a relation, and for a set the sum over its
    members: the rate when all of them rise together. Among premises joined by their minimum
    only the least has a slope; those that tie share it. All are found in one backward sweep,
    for about the price of three evaluations; where strengths circle, by the implicit
    function theorem at the point of rest. The topic itself may be asked for by name.

    Raises `GradientError` where a circle's point of rest is not isolated, and else as
    `removal`.

    >>> from argmap.semantics.bipolar import BipolarFramework
    >>> framework = BipolarFramework(
    ...     {"leave": 0.5, "vacuum": 1.0, "chaos": 1.0},
    ...     attacks=[("vacuum", "leave"), ("chaos", "leave")],
    ... )
    >>> found = gradient(framework, "leave", semantics="df-quad")
    >>> found["vacuum"], found.note("vacuum")
    (0.0, 'saturated')
    """
    given = _contributors(framework, topic, () if contributors is None else contributors)
    chosen = known_semantics(semantics, framework)
    limits = limits_of(tolerance, most_evaluations, follow=False)
    solved = solve(engine_of(framework, chosen), limits)
    if solved.moving is not None:
        raise solved.complaint(framework, chosen)
    sweep = _sweep(framework, solved, topic)
    found = _Found(framework, sweep)
    if contributors is None:
        values, notes = found.of_arguments(topic)
    else:
        values = {one.name: found.value(one) for one in given}
        notes = {one.name: found.note(one, values[one.name]) for one in given}
    return Attribution(
        topic=topic,
        measure="gradient",
        semantics=chosen,
        strength=float(solved.strengths[sweep.topic]),
        by_name=values,
        notes={name: note for name, note in notes.items() if note},
    )


def _sweep(framework: BipolarFramework, solved: Solved, topic: str) -> Sweep:
    from argmap.semantics._backward import SOUND, swept  # noqa: PLC0415  heavy

    place = int(framework.condensation.rank[framework.position(topic)])
    sweep = swept(solved.engine, solved.strengths, place)
    if not sweep.residual <= SOUND:
        raise GradientError(
            f"the strength of {topic!r} has no gradient here: a circle before it has points of"
            f" rest side by side (residual {sweep.residual:.3g}); change a base weight of 0 or"
            " 1 a little, or ask for the removal"
        )
    return sweep


@frozen(eq=False, slots=False)
class _Found:
    """Derivatives by position, from a sweep by place."""

    framework: BipolarFramework
    sweep: Sweep

    def of_arguments(self, topic: str) -> tuple[dict[Member, float], dict[Member, str]]:
        """Values and notes of every argument but the topic, all at once."""
        import numpy as np  # noqa: PLC0415  heavy

        rank, sweep = self.framework.condensation.rank, self.sweep
        values = sweep.by_argument[rank]
        notes = np.where(sweep.bent, "kink", "")[rank]
        if not values.all():
            notes = np.where(values == 0, sweep.reasons[rank], notes)
        columns = zip(self.framework.ids, values.tolist(), notes.tolist(), strict=True)
        rows = [row for row in columns if row[0] != topic]
        return {id: value for id, value, _ in rows}, {id: note for id, _, note in rows}

    def value(self, one: _Contributor) -> float:
        """The sum over the members of a contributor."""
        values = [
            *(self.sweep.by_argument[self._place(at)] for at in one.arguments),
            *(self.sweep.by_relation[kind][row] for kind, row in map(self._row, one.relations)),
        ]
        return float(sum(values))

    def note(self, one: _Contributor, value: float) -> str:
        """Why the value of a contributor is 0, or what to beware of."""
        places = [self._place(at) for at in one.arguments]
        rows = [self._row(at) for at in one.relations]
        if value:
            bent = bool(self.sweep.bent[places].any())
            bent = bent or any(self.sweep.bent_relation(*row) for row in rows)
            return "kink" if bent else ""
        if any(self.sweep.by_argument[place] for place in places) or any(
            self.sweep.by_relation[kind][row] for kind, row in rows
        ):
            return "cancels"
        reasons = self.sweep.reasons[places].tolist() if places else []
        reasons += [self.sweep.reason_of_relation(*row) for row in rows]
        return min(reasons, key=_REASONS.index, default="no path")

    def _place(self, position: int) -> int:
        return int(self.framework.condensation.rank[position])

    def _row(self, position: int) -> tuple[int, int]:
        """The kind of a relation and its row."""
        kinds = accumulate(map(len, self.framework.sides))
        kind = next(kind for kind, end in enumerate(kinds) if position < end)
        return kind, int(self._rows[position])

    @cached_property
    def _rows(self) -> NDArray[np.intp]:
        import numpy as np  # noqa: PLC0415  heavy

        flows = self.framework.condensation.flows
        return np.concatenate([np.argsort(flow.rows) for flow in flows])


_REASONS = ("saturated", "outdone", "balanced", "idle", "cancels", "no path")
"""The most telling reason first, for sets whose members have several."""


# Shapley ------------------------------------------------------------------------------


def shapley(
    framework: BipolarFramework,
    topic: str,
    *,
    contributors: Contributors | None = None,
    semantics: str | GradualSemantics = "quadratic-energy",
    shared: bool = True,
    samples: int = 2000,
    seed: int = 0,
    tolerance: float = _FINE,
    most_evaluations: int = _PATIENCE,
) -> Attribution:
    """Each contributor's share of what all of them together do to the topic.

    The Shapley value of the game in which a coalition's worth is the topic's strength when
    no other contributor is there: what a contributor adds, averaged over all orders in
    which they might come in. The values add up to `strength` − `baseline`; over everything
    but the topic that is s(t) − w(t), unless the topic bears on itself or needs premises:
    without these it is 0.

    Up to 20 contributors that bear on the topic the values are exact. With more, `samples`
    orders are drawn, each with its reverse, and the result states its error; see
    `shapley_values`. Where sets overlap, what they have in common is there with any of its
    holders, or, if `shared` is false, only with all of them.

    Raises as `removal`.

    >>> from argmap.semantics.bipolar import BipolarFramework
    >>> framework = BipolarFramework(
    ...     {"leave": 0.5, "vacuum": 0.8, "idle": 0.6},
    ...     attacks=[("vacuum", "leave"), ("idle", "vacuum")],
    ... )
    >>> found = shapley(framework, "leave", semantics="df-quad")
    >>> {id: round(value, 3) for id, value in found.items()}
    {'vacuum': -0.28, 'idle': 0.12}
    >>> round(sum(found.values()), 6) == round(found.strength - 0.5, 6)
    True
    """
    given = _contributors(framework, topic, contributors)
    limits = limits_of(tolerance, most_evaluations, follow=False)
    scene, far = _scene(framework, topic, semantics, given, limits)

    def worth(coalitions: Truths) -> NDArray[np.float64]:
        return scene.play(coalitions, shared=shared)

    values = shapley_values(worth, len(scene.contributors), samples=samples, seed=seed)
    names = (one.name for one in scene.contributors)
    return _told(
        given,
        dict(zip(names, values.array.tolist(), strict=True)),
        far,
        topic=topic,
        measure="Shapley value",
        semantics=scene.semantics,
        strength=values.whole,
        baseline=values.nothing,
        error=values.error,
        confidence=values.confidence,
        samples=values.samples,
        seed=values.seed,
    )


@frozen(eq=False)
class ShapleyValues:
    """The Shapley values of a game, one per player, and how sure they are.

    `whole` is the worth of all together and `nothing` that of none; the values add up to
    their difference. All values lie within `error` of the true ones in `confidence` of all
    runs. `samples` is how many orders were drawn, 0 where the values are exact.
    """

    array: NDArray[np.float64]
    whole: float
    nothing: float
    error: float = 0.0
    confidence: float = 1.0
    samples: int = 0
    seed: int | None = None


def shapley_values(
    game: Game,
    players: int,
    *,
    samples: int = 2000,
    seed: int = 0,
    span: float = 1.0,
    confidence: float = 0.95,
) -> ShapleyValues:
    """The Shapley values of any game with so many players (Shapley 1953).

    `game` takes an array of truth values, (coalitions, players), and gives the worth of
    each coalition. With up to 20 players every coalition is played. With more, orders are
    drawn from `seed`, each followed by its reverse (Mitchell, Cooper, Frank & Holmes
    2022), and the error is bounded by Hoeffding's inequality or the empirical Bernstein
    one (Maurer & Pontil 2009), whichever is less, for all players at once; `span` is how
    far two worths can lie apart.

    >>> import numpy as np
    >>> majority = lambda coalitions: (coalitions @ [2, 1, 1] >= 3).astype(float)
    >>> shapley_values(majority, 3).array.round(6)
    array([0.666667, 0.166667, 0.166667])
    """
    import numpy as np  # noqa: PLC0415  heavy

    faults = [
        Fault(f"{name} is {value!r}", remedy=f"give {least} or more")
        for name, value, least in (("players", players, 0), ("samples", samples, 4))
        if not value >= least
    ]
    if faults:
        raise InvalidRecordError(faults, "Shapley values")
    if players <= _EXACT:
        return _exactly(game, players)
    ends = game(np.array([[False], [True]]).repeat(players, axis=1))
    means, squares, pairs = _drawn(game, players, samples, seed)
    spread = squares / (pairs - 1)
    return ShapleyValues(
        means,
        whole=float(ends[1]),
        nothing=float(ends[0]),
        error=_bound(float(spread.max()), pairs, players, span, 1 - confidence),
        confidence=confidence,
        samples=2 * pairs,
        seed=seed,
    )


def _exactly(game: Game, players: int) -> ShapleyValues:
    """Every coalition played once; bit i of a coalition's number is player i."""
    import numpy as np  # noqa: PLC0415  heavy

    numbers = np.arange(1 << players)
    worth = np.concatenate([game(some) for some in _coalitions(numbers, players)])
    size = sum((numbers >> player & 1 for player in range(players)), np.zeros_like(numbers))
    shares = np.array([1 / (players * math.comb(players - 1, others)) for others in range(players)])
    values = np.empty(players)
    for player in range(players):
        without = numbers[numbers >> player & 1 == 0]
        added = worth[without | 1 << player] - worth[without]
        values[player] = shares[size[without]] @ added
    return ShapleyValues(values, whole=float(worth[-1]), nothing=float(worth[0]))


def _coalitions(numbers: NDArray[np.intp], players: int) -> Iterator[Truths]:
    import numpy as np  # noqa: PLC0415  heavy

    bits = np.arange(players)
    some = max(1, _COALITIONS // max(players, 1))
    for at in range(0, len(numbers), some):
        yield (numbers[at : at + some, np.newaxis] >> bits & 1).astype(bool)


def _drawn(
    game: Game, players: int, samples: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    """Mean and sum of squares over pairs of orders, and how many pairs there were."""
    import numpy as np  # noqa: PLC0415  heavy

    rng = np.random.default_rng(seed)
    pairs = (samples + 1) // 2
    some = max(1, _COALITIONS // (2 * players * (players + 1)))
    means, squares, seen = np.zeros(players), np.zeros(players), 0
    for at in range(0, pairs, some):
        orders = rng.permuted(np.tile(np.arange(players), (min(some, pairs - at), 1)), axis=1)
        both = (_added(game, orders) + _added(game, orders[:, ::-1])) / 2
        # Two batches become one: Chan, Golub & LeVeque 1983.
        mean, count = both.mean(axis=0), len(both)
        shift = mean - means
        squares += ((both - mean) ** 2).sum(axis=0) + shift**2 * seen * count / (seen + count)
        means += shift * count / (seen + count)
        seen += count
    return means, squares, pairs


def _added(game: Game, orders: NDArray[np.intp]) -> NDArray[np.float64]:
    """What each player adds when it comes in, (orders, players)."""
    import numpy as np  # noqa: PLC0415  heavy

    count, players = orders.shape
    turn = np.argsort(orders, axis=1)
    there = turn[:, np.newaxis, :] < np.arange(players + 1)[:, np.newaxis]
    worth = game(there.reshape(-1, players)).reshape(count, players + 1)
    return np.take_along_axis(np.diff(worth, axis=1), turn, axis=1)


def _bound(spread: float, pairs: int, players: int, span: float, risk: float) -> float:
    """How far a mean over pairs is from the truth at most, for any player, but for `risk`."""
    width = 2 * span
    hoeffding = width * math.sqrt(math.log(4 * players / risk) / (2 * pairs))
    log = math.log(8 * players / risk)
    bernstein = math.sqrt(2 * spread * log / pairs) + 7 * width * log / (3 * (pairs - 1))
    return min(hoeffding, bernstein)
