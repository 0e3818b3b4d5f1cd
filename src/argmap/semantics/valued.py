"""Arguments that promote values, and the audiences that rank them (Bench-Capon 2003).

An attack fails with an audience that prefers the value of its target to that of its
source. One from or on an argument that promotes no value never fails. An audience is a
ranking of all values. An argument is *objectively* accepted if it is in every preferred
extension with every audience, *subjectively* if it is in some preferred extension with some
audience, and indefensible otherwise.

Rankings are too many to try. A solver looks for a ranking and a labelling together, so
that only the rankings that matter are met. Where no cycle of attacks stays within one
value, each audience has one preferred extension and the solver's word is final;
elsewhere each ranking it proposes is put to the plain framework.

>>> from argmap.semantics import Framework
>>> framework = Framework(["leave", "stay"], [("leave", "stay"), ("stay", "leave")])
>>> valued = ValuedFramework(framework, {"leave": "sovereignty", "stay": "security"})
>>> print(audiences(valued, "stay"))
stay is accepted if and only if security outranks sovereignty
"""

from __future__ import annotations

from itertools import chain, combinations, permutations
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import define, field, frozen

from argmap.errors import Fault, InvalidRecordError, did_you_mean, nearest
from argmap.semantics.dung import credulous, skeptical
from argmap.semantics.framework import Framework
from argmap.semantics.solving import Solver, Work
from argmap.semantics.structure import cone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from argmap.semantics.certificates import Mode
    from argmap.semantics.solving import Clause, Watch

__all__ = [
    "Audiences",
    "Preference",
    "ValuedAcceptance",
    "ValuedFramework",
    "audiences",
    "objectively",
    "standing",
    "subjectively",
]

Preference: TypeAlias = tuple[str, str]
"""Two values, the first ranked above the second."""
Standing: TypeAlias = Literal["objective", "subjective", "indefensible"]


@frozen(init=False, repr=False)
class ValuedFramework:
    """A framework whose arguments each promote one value, or none.

    `promoted` has one value per argument, in the order of the framework. An argument whose
    value is None promotes none, so no audience can prefer it or prefer anything to it: what
    attacks it, and what it attacks, is attacked with every audience. An argument left out, or
    a value for no argument, is an `InvalidRecordError`; all are named.
    """

    framework: Framework
    promoted: tuple[str | None, ...]

    def __init__(self, framework: Framework, values: Mapping[str, str | None]) -> None:
        lacking = [Fault(f"argument {id!r} has no value") for id in framework if id not in values]
        spare = [_spare(id, framework) for id in values if id not in framework]
        if lacking or spare:
            raise InvalidRecordError([*lacking, *spare], "values")
        promoted = tuple(values[id] for id in framework)
        self.__attrs_init__(framework, promoted)

    def __repr__(self) -> str:
        return f"<ValuedFramework of {self.framework!r}: {', '.join(self.values)}>"

    @property
    def values(self) -> tuple[str, ...]:
        """The values there are, each once, in the order of the arguments."""
        return tuple(dict.fromkeys(value for value in self.promoted if value is not None))

    def for_audience(self, ranking: Sequence[str]) -> Framework:
        """The framework of the attacks that succeed with an audience.

        `ranking` has every value once, the most important first.

        >>> duel = Framework("ab", [("a", "b"), ("b", "a")])
        >>> valued = ValuedFramework(duel, {"a": "law", "b": "peace"})
        >>> valued.for_audience(["peace", "law"]).attacks
        (('b', 'a'),)
        """
        if sorted(ranking) != sorted(self.values):
            remedy = f"name each once: {', '.join(self.values)}"
            raise InvalidRecordError([Fault("a ranking of other values", remedy=remedy)])
        rank = {value: place for place, value in enumerate(ranking)}
        value = dict(zip(self.framework.ids, self.promoted, strict=True))

        def succeeds(source: str, target: str) -> bool:
            above, below = value[source], value[target]
            return above is None or below is None or rank[above] <= rank[below]

        attacks = self.framework.attacks
        return Framework(self.framework.ids, (pair for pair in attacks if succeeds(*pair)))


@frozen
class ValuedAcceptance:
    """Whether an argument is accepted objectively, or subjectively, and an audience that shows it.

    `audience` is a ranking, the most important value first: one that accepts for a
    subjective yes, one that does not for an objective no, else empty.
    """

    argument: str
    mode: Literal["objective", "subjective"]
    holds: bool
    audience: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.holds


@frozen
class Audiences:
    """Exactly which audiences accept an argument.

    `conditions` are sets of preferences. An audience accepts the argument if and only if it
    has all preferences of one condition. No preference could be left out of a condition, and
    no condition out of the whole. No condition at all: no audience accepts it. An empty
    condition: every audience does. Where preferences were `given`, only audiences that
    have those are meant.
    """

    argument: str
    mode: Mode
    conditions: tuple[tuple[Preference, ...], ...]
    given: tuple[Preference, ...] = ()

    @property
    def all(self) -> bool:
        """Whether every audience accepts it."""
        return () in self.conditions

    @property
    def none(self) -> bool:
        """Whether no audience accepts it."""
        return not self.conditions

    def accept(self, ranking: Sequence[str]) -> bool:
        """Whether an audience with this ranking accepts the argument.

        >>> answer = Audiences("stay", "skeptical", ((("security", "trade"),),))
        >>> answer.accept(["trade", "security"])
        False
        """
        rank = {value: place for place, value in enumerate(ranking)}
        return any(
            all(rank[above] < rank[below] for above, below in condition)
            for condition in self.conditions
        )

    def __str__(self) -> str:
        if self.none or self.all:
            return f"{self.argument} is accepted by {'no' if self.none else 'every'} audience"
        said = "; or ".join(" and ".join(map(_said, each)) for each in self.conditions)
        return f"{self.argument} is accepted if and only if {said}"


def objectively(
    valued: ValuedFramework,
    id: str,
    *,
    given: Iterable[Preference] = (),
    timeout: float | None = None,
    progress: Watch | None = None,
) -> ValuedAcceptance:
    """Whether an argument is in every preferred extension with every audience.

    `given` are preferences that every audience has. Raises `LimitReachedError` after
    `timeout` seconds.

    >>> duel = Framework("ab", [("a", "b"), ("b", "a")])
    >>> valued = ValuedFramework(duel, {"a": "law", "b": "peace"})
    >>> objectively(valued, "a").audience
    ('peace', 'law')
    """
    query = _Query(valued, id, "skeptical", tuple(given), Work(timeout, progress))
    against = query.ranking(accepts=False)
    return ValuedAcceptance(id, "objective", against is None, against or ())


def subjectively(
    valued: ValuedFramework,
    id: str,
    *,
    given: Iterable[Preference] = (),
    timeout: float | None = None,
    progress: Watch | None = None,
) -> ValuedAcceptance:
    """Whether an argument is in some preferred extension with some audience.

    `given` are preferences that every audience has. Raises `LimitReachedError` after
    `timeout` seconds.

    >>> duel = Framework("ab", [("a", "b"), ("b", "a")])
    >>> valued = ValuedFramework(duel, {"a": "law", "b": "peace"})
    >>> subjectively(valued, "a").audience
    ('law', 'peace')
    """
    query = _Query(valued, id, "credulous", tuple(given), Work(timeout, progress))
    favour = query.ranking(accepts=True)
    return ValuedAcceptance(id, "subjective", favour is not None, favour or ())


def standing(valued: ValuedFramework, id: str, *, given: Iterable[Preference] = ()) -> Standing:
    """The strongest that can be said: objective, subjective or indefensible.

    >>> chain = Framework("abc", [("a", "b"), ("b", "c")])
    >>> valued = ValuedFramework(chain, {"a": "law", "b": "law", "c": "peace"})
    >>> [standing(valued, id) for id in chain]
    ['objective', 'indefensible', 'objective']
    """
    given = tuple(given)
    if objectively(valued, id, given=given):
        return "objective"
    return "subjective" if subjectively(valued, id, given=given) else "indefensible"


def audiences(
    valued: ValuedFramework,
    id: str,
    *,
    mode: Mode = "skeptical",
    given: Iterable[Preference] = (),
    timeout: float | None = None,
    progress: Watch | None = None,
) -> Audiences:
    """Exactly which audiences accept an argument, as minimal conditions on their rankings.

    An audience accepts what is in every preferred extension of its framework, or with
    `mode="credulous"` what is in some. The two differ only where attacks go in a circle
    within one value. Raises `LimitReachedError` after `timeout` seconds.

    >>> duel = Framework("ab", [("a", "b"), ("b", "a")])
    >>> valued = ValuedFramework(duel, {"a": "law", "b": "peace"})
    >>> audiences(valued, "a").conditions
    ((('law', 'peace'),),)
    """
    given = tuple(given)
    query = _Query(valued, id, mode, given, Work(timeout, progress))
    found: list[frozenset[Preference]] = []
    query.work.enter("conditions found")
    while (ranking := query.ranking(accepts=True)) is not None:
        found.append(query.weakened(ranking))
        query.exclude(found[-1])
        query.work.step()
    return Audiences(id, mode, tuple(query.needed(found)), given)


# How it is found -----------------------------------------------------------------------


@define
class _Query:
    """Rankings that accept an argument, or do not, under one reading of accepting."""

    valued: ValuedFramework
    id: str
    mode: Mode
    given: tuple[Preference, ...]
    work: Work
    _piece: ValuedFramework = field(init=False)
    _terms: _Terms = field(init=False)
    _solvers: dict[bool, Solver] = field(init=False)
    _certain: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._piece = _upstream(self.valued, self.id)
        self._terms = _Terms(self.valued.values, self._piece)
        rankings = [*self._terms.rankings(), *self._known()]
        if not Solver(self._terms.count, rankings, self.work).solve():
            fault = Fault("no ranking has them all", remedy="they go in a circle")
            raise InvalidRecordError([fault], "given preferences")
        clauses = [*rankings, *self._terms.labellings()]
        inside = self._terms.inside(self._piece.framework.position(self.id))
        self._solvers = {
            accepts: Solver(self._terms.count, [*clauses, [wanted]], self.work)
            for accepts, wanted in ((True, inside), (False, -inside))
        }
        self._certain = _is_ranked_apart(self._piece)

    def _known(self) -> list[Clause]:
        unknown = [
            Fault(f"no value {value!r}", remedy=did_you_mean(nearest(value, self.valued.values)))
            for preference in self.given
            for value in preference
            if value not in self.valued.values
        ]
        if unknown:
            raise InvalidRecordError(unknown, "given preferences")
        return [[self._terms.prefers(*preference)] for preference in self.given]

    def ranking(
        self, *, accepts: bool, having: Iterable[Preference] = ()
    ) -> tuple[str, ...] | None:
        """A ranking with these preferences that accepts, or does not; None if there is none."""
        solver = self._solvers[accepts]
        assumed = [self._terms.prefers(*preference) for preference in having]
        while solver.solve(assumed):
            found = self._terms.ranking(solver)
            if self._certain or self._accepts(found) == accepts:
                return found
            solver.add(self._other_attacks(found))
        return None

    def _other_attacks(self, ranking: tuple[str, ...]) -> Clause:
        """That an audience is none for whom the same attacks succeed: it is judged alike."""
        rank = {value: place for place, value in enumerate(ranking)}
        return [
            -self._terms.prefers(*sorted(pair, key=rank.__getitem__))
            for pair in self._terms.deciding()
        ]

    def _accepts(self, ranking: tuple[str, ...]) -> bool:
        mattering = [value for value in ranking if value in self._piece.values]
        judge = skeptical if self.mode == "skeptical" else credulous
        framework = self._piece.for_audience(mattering)
        return judge(framework, self.id, timeout=self.work.timeout).holds

    def weakened(self, ranking: tuple[str, ...]) -> frozenset[Preference]:
        """The preferences of an accepting ranking that are enough, none of which is spare.

        A preference may be dropped if no other two imply it, so what is left is always the
        whole of what it implies.
        """
        kept = set(combinations(ranking, 2))
        needed: set[Preference] = set()
        while spare := next(
            (pair for pair in sorted(kept - needed) if _is_direct(pair, kept)), None
        ):
            kept.discard(spare)
            if self.ranking(accepts=False, having=sorted(kept)) is not None:
                kept.add(spare)
                needed.add(spare)
        return frozenset(pair for pair in kept if _is_direct(pair, kept))

    def exclude(self, condition: Iterable[Preference]) -> None:
        """From now on, accepting rankings must lack some preference of a condition."""
        self._solvers[True].add([-self._terms.prefers(*pair) for pair in sorted(condition)])

    def needed(self, conditions: list[frozenset[Preference]]) -> list[tuple[Preference, ...]]:
        """Those conditions without which some ranking would be lost."""
        kept = list(conditions)
        for condition in conditions:
            rest = [other for other in kept if other != condition]
            clauses = [*self._terms.rankings(), *self._known()]
            clauses += [[self._terms.prefers(*pair)] for pair in sorted(condition)]
            clauses += [[-self._terms.prefers(*pair) for pair in sorted(other)] for other in rest]
            if not Solver(self._terms.count, clauses, self.work).solve():
                kept = rest
        return sorted((tuple(sorted(one)) for one in kept), key=lambda one: (len(one), one))


class _Terms:
    """The variables: one for each two values, then three kinds for arguments and attacks."""

    def __init__(self, values: tuple[str, ...], piece: ValuedFramework) -> None:
        self._values = values
        self._piece = piece
        self._place = {value: place for place, value in enumerate(values)}
        self._first = len(values) * len(values)
        self._size = len(piece.framework)
        self.count = self._first + 2 * self._size + 2 * piece.framework.size

    def prefers(self, above: str, below: str) -> int:
        """That one value is ranked above another."""
        one, two = self._place[above], self._place[below]
        number = min(one, two) * len(self._values) + max(one, two) + 1
        return number if one < two else -number

    def inside(self, place: int) -> int:
        """That an argument is in."""
        return self._first + place + 1

    def _attacked(self, place: int) -> int:
        return self._first + self._size + place + 1

    def _succeeding(self, attack: int, *, effect: bool) -> int:
        return self._first + 2 * self._size + 2 * attack + 1 + effect

    def rankings(self) -> Iterator[Clause]:
        """Preferences make up one ranking of all values."""
        for first, second, third in permutations(self._values, 3):
            yield [
                -self.prefers(first, second),
                -self.prefers(second, third),
                self.prefers(first, third),
            ]

    def labellings(self) -> Iterator[Clause]:
        """The complete labellings under the attacks that succeed with the ranking."""
        framework = self._piece.framework
        hits: list[list[int]] = [[] for _ in framework]
        threats: list[list[int]] = [[] for _ in framework]
        attacks = zip(framework.sources.tolist(), framework.targets.tolist(), strict=True)
        for attack, (source, target) in enumerate(attacks):
            hit, threat = (self._succeeding(attack, effect=effect) for effect in (False, True))
            hits[target].append(hit)
            threats[target].append(threat)
            succeeds = self._succeeds(source, target)
            yield from _both(hit, [self.inside(source), *succeeds])
            yield from _both(threat, [-self._attacked(source), *succeeds])
        for place in range(len(framework)):
            is_in, is_hit = self.inside(place), self._attacked(place)
            yield from _either(is_hit, hits[place])
            yield from _either(-is_in, threats[place])
            yield [-is_in, -is_hit]

    def _succeeds(self, source: int, target: int) -> list[int]:
        """What must hold for an attack to succeed: nothing where no two values meet."""
        pair = _at_odds(self._piece, source, target)
        return [] if pair is None else [self.prefers(*pair)]

    def deciding(self) -> list[Preference]:
        """Each two values of which one attacks the other, in either order."""
        framework = self._piece.framework
        attacks = zip(framework.sources.tolist(), framework.targets.tolist(), strict=True)
        pairs = (_at_odds(self._piece, source, target) for source, target in attacks)
        met = {(min(pair), max(pair)) for pair in pairs if pair is not None}
        return sorted(met)

    def ranking(self, solver: Solver) -> tuple[str, ...]:
        """The ranking of the solver's last model."""
        true = {place + 1 for place in solver.true(1, self._first)}
        wins = dict.fromkeys(self._values, 0)
        for one, two in combinations(self._values, 2):
            wins[one if self.prefers(one, two) in true else two] += 1
        return tuple(sorted(self._values, key=lambda value: -wins[value]))


def _both(name: int, parts: list[int]) -> Iterator[Clause]:
    """`name` holds exactly if all parts do."""
    for part in parts:
        yield [-name, part]
    yield [name, *(-part for part in parts)]


def _either(name: int, parts: list[int]) -> Iterator[Clause]:
    """`name` holds exactly if some part does."""
    for part in parts:
        yield [name, -part]
    yield [-name, *parts]


def _at_odds(valued: ValuedFramework, source: int, target: int) -> Preference | None:
    """The values of two positions, if they have two."""
    above, below = valued.promoted[source], valued.promoted[target]
    if above is None or below is None or above == below:
        return None
    return above, below


def _upstream(valued: ValuedFramework, id: str) -> ValuedFramework:
    """The part that can matter to an argument: what reaches it by attacks."""
    framework = valued.framework
    matter = cone([framework.position(id)], framework.in_rows)
    values = {framework.ids[place]: valued.promoted[place] for place in matter}
    return ValuedFramework(framework.restricted(values), values)


def _is_ranked_apart(valued: ValuedFramework) -> bool:
    """Whether no cycle of attacks stays within one value.

    Then no cycle survives any ranking, and peeling off what nothing attacks takes all. Where
    some promote no value, a cycle through these may survive whatever the values of the rest,
    so that there must be no cycle at all.
    """
    promoted, rows = valued.promoted, valued.framework.out_rows
    inner = [
        [target for target in row if None in promoted or promoted[target] == promoted[place]]
        for place, row in enumerate(rows)
    ]
    waiting = [0] * len(rows)
    for target in chain.from_iterable(inner):
        waiting[target] += 1
    peeled = [place for place, count in enumerate(waiting) if not count]
    for place in peeled:
        for target in inner[place]:
            waiting[target] -= 1
            if not waiting[target]:
                peeled.append(target)
    return len(peeled) == len(rows)


def _is_direct(pair: Preference, kept: set[Preference]) -> bool:
    """Whether a preference follows from no two others."""
    above, below = pair
    return not any(one == above and (two, below) in kept for one, two in kept)


def _said(preference: Preference) -> str:
    return f"{preference[0]} outranks {preference[1]}"


def _spare(id: str, framework: Framework) -> Fault:
    remedy = did_you_mean(nearest(str(id), framework.ids))
    return Fault(f"a value for {id!r}, which is no argument", remedy=remedy)
