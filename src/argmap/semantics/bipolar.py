"""A bipolar framework: arguments with base weights, and who attacks, supports and needs whom.

It is what gradual semantics read and attribution takes apart (quantitative bipolar
argumentation framework, Baroni, Rago & Toni 2018, with a weight on each relation). Besides
attacks and supports it knows *premises*: an argument may need others, and is then no
stronger than they let it be (the weakest link, Pollock 1995). Ids stay outside, arrays
inside: 16 bytes a relation, and 24 more once strengths are reckoned.

>>> framework = BipolarFramework(
...     {"leave": 0.5, "vacuum": 0.8, "trained": 0.6},
...     attacks=[("vacuum", "leave"), ("trained", "vacuum", 0.5)],
... )
>>> framework
<BipolarFramework with 3 arguments, 2 attacks, 0 supports>
>>> framework.attacks
(('vacuum', 'leave', 1.0), ('trained', 'vacuum', 0.5))
>>> BipolarFramework({"ended": 0.9, "returned": 0.25}, premises=[("returned", "ended")])
<BipolarFramework with 2 arguments, 0 attacks, 0 supports, 1 premise>
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, islice
from numbers import Real
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import field, frozen

from argmap.errors import (
    Fault,
    InvalidRecordError,
    UnknownIdError,
    UnknownOptionError,
    did_you_mean,
    nearest,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from argmap.semantics._condensation import Condensation

__all__ = ["JOINTS", "BipolarFramework", "Joint", "Relation", "RelationKind"]

RelationKind: TypeAlias = Literal["attack", "support", "premise"]
Joint: TypeAlias = Literal["minimum", "product"]
Pairs: TypeAlias = Iterable[tuple[str, str] | tuple[str, str, float]]

JOINTS: tuple[Joint, ...] = get_args(Joint)
"""How what several premises give becomes one number."""
_KINDS: tuple[RelationKind, ...] = get_args(RelationKind)
_VERBS: dict[RelationKind, str] = {
    "attack": "attacks",
    "support": "supports",
    "premise": "is a premise of",
}
_MOST_FAULTS = 1000
"""A file of a million bad lines says so once, not a million times."""
_FEW = 2000
"""With more arguments than this, the search for the nearest name would take too long."""


@frozen
class Relation:
    """One relation by name, as attribution takes it: its kind, whence and whither.

    >>> print(Relation("attack", "vacuum", "leave"))
    vacuum attacks leave
    >>> print(Relation("premise", "returned", "mission-ended"))
    returned is a premise of mission-ended
    """

    kind: RelationKind = field()
    source: str
    target: str

    @kind.validator
    def _known(self, _: Any, kind: str) -> None:
        if kind not in _KINDS:
            raise UnknownOptionError("relation kind", kind, _KINDS)

    def __str__(self) -> str:
        return f"{self.source} {_VERBS[self.kind]} {self.target}"


@frozen(eq=False)
class Side:
    """The relations of one kind, sorted by target and then source: places, and weights."""

    sources: NDArray[np.int32]
    targets: NDArray[np.int32]
    weights: NDArray[np.float64]

    def __attrs_post_init__(self) -> None:
        for array in (self.sources, self.targets, self.weights):
            array.setflags(write=False)

    def __len__(self) -> int:
        return len(self.sources)

    def __reduce__(self) -> tuple[Any, ...]:
        return Side, (self.sources, self.targets, self.weights)

    def same(self, other: Side) -> bool:
        """Whether both hold the same relations with the same weights."""
        import numpy as np  # noqa: PLC0415  heavy

        return all(
            np.array_equal(mine, theirs)
            for mine, theirs in (
                (self.sources, other.sources),
                (self.targets, other.targets),
                (self.weights, other.weights),
            )
        )


@frozen(eq=False, repr=False, init=False, slots=False)
class BipolarFramework:
    """Arguments with base weights, and weighted attacks, supports and premises among them.

    `weights` maps each argument to its base weight in 0..1, or lists (argument, weight)
    pairs. `attacks` and `supports` hold (source, target) or (source, target, weight),
    `premises` (premise, step) or (premise, step, weight); a relation's weight is in 0..1,
    and 1 unless given. The same relation twice is one, if the weights agree. An argument
    may attack, support or need itself. Whatever is wrong raises one `InvalidRecordError`
    that names all of it, but another way to join an `UnknownOptionError`.

    An argument that needs premises starts from its *effective* base weight w·J: J joins
    x = 1 − v·(1 − s) over its premises, s the strength of one and v the weight of the
    relation, 1 where it is needed in full and 0 where it is not needed. `joint` says how:
    the `minimum`, which is the usual, for a product would weaken a step by saying in two
    premises what could be said in one; or the `product`. Without premises J is 1.

    `ids` keeps the order in which the arguments were given. Equal frameworks have the same
    ids in the same order, with the same weights and relations, joined alike.

    >>> framework = BipolarFramework(
    ...     {"ended": 0.8, "returned": 0.5, "trained": 0.25},
    ...     premises=[("returned", "ended"), ("trained", "ended", 0.5)],
    ... )
    >>> framework.premises
    (('returned', 'ended', 1.0), ('trained', 'ended', 0.5))
    >>> from argmap.semantics.gradual import strengths
    >>> strengths(framework)["ended"]
    0.4

    >>> BipolarFramework({"a": 0.5}, attacks=[("b", "a"), ("a", "a", 2)])
    Traceback (most recent call last):
    ...
    argmap.errors.InvalidRecordError: framework: 2 faults
      attacks[0]: no argument 'b'; give it a base weight, or mend the id
      attacks[1]: weight 2 is outside 0..1; give a share between 0 and 1
    """

    ids: tuple[str, ...]
    base: NDArray[np.float64]
    """The base weights, one per argument in the order of `ids`; read-only."""
    attacking: Side
    supporting: Side
    needed: Side
    """The premises, as sources, and the steps that need them, as targets."""
    joint: Joint

    def __init__(
        self,
        weights: Mapping[str, float] | Iterable[tuple[str, float]] = (),
        attacks: Pairs | Mapping[tuple[str, str], float] = (),
        supports: Pairs | Mapping[tuple[str, str], float] = (),
        premises: Pairs | Mapping[tuple[str, str], float] = (),
        *,
        joint: Joint = "minimum",
    ) -> None:
        _check_joint(joint)
        faults: list[Fault] = []
        ids, base = _weighed(weights, faults)
        index = dict(zip(ids, range(len(ids)), strict=True))
        sides = [
            _side(name, rows, index, faults)
            for name, rows in (("attacks", attacks), ("supports", supports), ("premises", premises))
        ]
        if faults:
            raise InvalidRecordError(_bounded(faults), "framework")
        self._fill(ids, base, *sides, joint=joint)

    @classmethod
    def from_arrays(
        cls,
        ids: Iterable[str],
        weights: Any,
        attacks: tuple[Any, ...] = ((), ()),
        supports: tuple[Any, ...] = ((), ()),
        premises: tuple[Any, ...] = ((), ()),
        *,
        joint: Joint = "minimum",
    ) -> BipolarFramework:
        """A framework whose relations are given as sequences of positions in `ids`.

        `attacks`, `supports` and `premises` are (sources, targets) or (sources, targets,
        weights); the target of a premise is the step that needs it. Faults are reported as
        by the class itself.

        >>> BipolarFramework.from_arrays("ab", [0.5, 0.5], attacks=([1], [0])).attacks
        (('b', 'a', 1.0),)
        """
        _check_joint(joint)
        faults: list[Fault] = []
        ids = tuple(ids)
        faults.extend(_faults_of_ids(ids))
        base = _shares(weights, len(ids), "weights", faults)
        sides = [
            _side_of_arrays(name, arrays, ids, faults)
            for name, arrays in (
                ("attacks", attacks),
                ("supports", supports),
                ("premises", premises),
            )
        ]
        if faults:
            raise InvalidRecordError(_bounded(faults), "framework")
        return cls._of(joint, ids, base, *sides)

    @classmethod
    def _of(
        cls, joint: Joint, ids: tuple[str, ...], base: NDArray[np.float64], *sides: Side
    ) -> BipolarFramework:
        """From arrays that are known to be sound."""
        made = cls.__new__(cls)
        made._fill(ids, base, *sides, joint=joint)  # noqa: SLF001  its own class
        return made

    def _fill(
        self, ids: tuple[str, ...], base: NDArray[np.float64], *sides: Side, joint: Joint
    ) -> None:
        base = base + 0.0  # a copy, in which no zero is negative: equal weights hash alike
        base.setflags(write=False)
        initialise: Any = self.__attrs_init__
        initialise(ids, base, *sides, joint)

    # What it holds

    @property
    def weights(self) -> dict[str, float]:
        """Each argument's base weight, in the order of `ids`; a dictionary of one's own."""
        return dict(zip(self.ids, self.base.tolist(), strict=True))

    @property
    def attacks(self) -> tuple[tuple[str, str, float], ...]:
        """Every attack as (source, target, weight), sorted by the places of target and source."""
        return tuple(self._named(self.attacking))

    @property
    def supports(self) -> tuple[tuple[str, str, float], ...]:
        """Every support as (source, target, weight), sorted likewise."""
        return tuple(self._named(self.supporting))

    @property
    def premises(self) -> tuple[tuple[str, str, float], ...]:
        """Every premise as (premise, step, weight), sorted likewise."""
        return tuple(self._named(self.needed))

    @property
    def sides(self) -> tuple[Side, Side, Side]:
        """The relations as arrays: attacks, supports, premises."""
        return self.attacking, self.supporting, self.needed

    def _named(self, side: Side) -> Iterator[tuple[str, str, float]]:
        rows = zip(side.sources.tolist(), side.targets.tolist(), side.weights.tolist(), strict=True)
        return ((self.ids[source], self.ids[target], weight) for source, target, weight in rows)

    def position(self, id: str) -> int:
        """Where an argument stands in `ids` and in every array; `UnknownIdError` if nowhere.

        >>> BipolarFramework({"a": 0.5, "b": 0.5}).position("b")
        1
        """
        try:
            return self._index[id]
        except (KeyError, TypeError):
            raise UnknownIdError(id, self.ids, kind="argument") from None

    def relation_position(self, relation: Relation) -> int:
        """Where a relation stands among all; `UnknownIdError` if nowhere.

        Attacks come first, then supports, then premises.

        >>> framework = BipolarFramework({"a": 0.5, "b": 0.5}, supports=[("b", "a")])
        >>> framework.relation_position(Relation("support", "b", "a"))
        0
        """
        import numpy as np  # noqa: PLC0415  heavy

        kind = _KINDS.index(relation.kind)
        side, start = self.sides[kind], sum(map(len, self.sides[:kind]))
        source, target = self.position(relation.source), self.position(relation.target)
        lo, hi = np.searchsorted(side.targets, [target, target + 1])
        at = int(lo + np.searchsorted(side.sources[lo:hi], source))
        if at == hi or side.sources[at] != source:
            remedy = f"the framework's `{relation.kind}s` list those there are"
            raise UnknownIdError(str(relation), kind="relation", remedy=remedy)
        return start + at

    # What if

    def without(self, ids: str | Iterable[str]) -> BipolarFramework:
        """The framework with an argument or several, and all their relations, left out.

        A step that needed one of them as a premise needs it no longer. That it falls
        instead is what `strengths_across(there=...)` and attribution reckon.

        >>> BipolarFramework({"a": 0.5, "b": 0.5}, attacks=[("b", "a")]).without("b")
        <BipolarFramework with 1 argument, 0 attacks, 0 supports>
        """
        import numpy as np  # noqa: PLC0415  heavy

        stays = np.ones(len(self), dtype=bool)
        for id in (ids,) if isinstance(ids, str) else ids:
            stays[self.position(id)] = False
        return self.part(stays)

    def with_weights(self, weights: Mapping[str, float]) -> BipolarFramework:
        """The framework with other base weights for some of its arguments.

        >>> BipolarFramework({"a": 0.5, "b": 0.5}).with_weights({"b": 1}).weights
        {'a': 0.5, 'b': 1.0}
        """
        faults: list[Fault] = []
        ids, values = _weighed(weights, faults)
        if faults:
            raise InvalidRecordError(_bounded(faults), "framework")
        base = self.base.copy()
        base[[self.position(id) for id in ids]] = values
        return self._of(self.joint, self.ids, base, *self.sides)

    def part(self, stays: NDArray[np.bool_]) -> BipolarFramework:
        """The framework of the arguments marked in `stays`, one truth value per argument."""
        import numpy as np  # noqa: PLC0415  heavy

        rank = np.cumsum(stays, dtype=np.int32) - 1

        def kept(side: Side) -> Side:
            rows = stays[side.sources] & stays[side.targets]
            return Side(rank[side.sources[rows]], rank[side.targets[rows]], side.weights[rows])

        ids = tuple(id for id, stay in zip(self.ids, stays.tolist(), strict=True) if stay)
        return self._of(self.joint, ids, self.base[stays], *map(kept, self.sides))

    # Found once, when first needed

    @cached_property
    def _index(self) -> dict[str, int]:
        return dict(zip(self.ids, range(len(self.ids)), strict=True))

    @cached_property
    def condensation(self) -> Condensation:
        """The order in which strengths are reckoned, upstream first."""
        from argmap.semantics._condensation import condensed  # noqa: PLC0415  loads numpy

        return condensed(len(self), *self.sides)

    # As a value

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, id: object) -> bool:
        return id in self._index

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BipolarFramework):
            return NotImplemented
        return (
            self.ids == other.ids
            and self.joint == other.joint
            and bool((self.base == other.base).all())
            and all(mine.same(other) for mine, other in zip(self.sides, other.sides, strict=True))
        )

    def __hash__(self) -> int:
        return hash((self.ids, self.joint, self.base.tobytes(), *map(len, self.sides)))

    def __reduce__(self) -> tuple[Any, ...]:
        return BipolarFramework._of, (self.joint, self.ids, self.base, *self.sides)

    def __repr__(self) -> str:
        counts = [
            (len(self), "argument"),
            (len(self.attacking), "attack"),
            (len(self.supporting), "support"),
        ]
        if len(self.needed):
            counts.append((len(self.needed), "premise"))
        said = ", ".join(f"{n} {word}" if n == 1 else f"{n} {word}s" for n, word in counts)
        return f"<{type(self).__name__} with {said}>"


# From outside to arrays --------------------------------------------------------------


def _check_joint(joint: str) -> None:
    if joint not in JOINTS:
        raise UnknownOptionError("joint", joint, JOINTS)


def _bounded(faults: list[Fault]) -> list[Fault]:
    if len(faults) < _MOST_FAULTS:
        return faults
    return [*faults[:_MOST_FAULTS], Fault("there may be more", remedy="mend these first")]


def _weighed(
    weights: Mapping[str, float] | Iterable[tuple[str, float]], faults: list[Fault]
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Arguments and their base weights; what is wrong with them is added to `faults`."""
    import numpy as np  # noqa: PLC0415  heavy

    if isinstance(weights, Mapping):
        ids, values = tuple(weights), list(weights.values())
    else:
        rows = list(weights)
        pairs = [row for row in rows if _is_row(row, 2)]
        faults.extend(
            _misshapen("weights", at, row, "(argument, weight)")
            for at, row in enumerate(rows)
            if not _is_row(row, 2)
        )
        ids, values = tuple(map(itemgetter(0), pairs)), list(map(itemgetter(1), pairs))
    found = list(_faults_of_ids(ids))
    sound = _numbers(values)
    if sound is None:
        found.extend(
            _no_share(value, f"argument {id!r}")
            for id, value in zip(ids, values, strict=True)
            if not _is_share(value)
        )
    if found or sound is None:
        faults.extend(found)
        return tuple(dict.fromkeys(id for id in ids if isinstance(id, str))), np.empty(0)
    return ids, sound


def _faults_of_ids(ids: tuple[Any, ...]) -> Iterator[Fault]:
    yield from (
        Fault(f"id {id!r} is no text", "weights", "give ids as strings")
        for id in ids
        if not isinstance(id, str)
    )
    if "" in ids:
        yield Fault("an id is empty", "weights", "give every argument a name")
    names = [id for id in ids if isinstance(id, str)]
    if len(set(names)) < len(names):
        for id, count in Counter(names).items():
            if count > 1:
                yield Fault(f"argument {id!r} is given {count} times", "weights", "give it once")


def _side(name: str, rows: Any, places: dict[str, int], faults: list[Fault]) -> Side:
    """Relations as arrays; what is wrong with them is added to `faults`."""
    import numpy as np  # noqa: PLC0415  heavy

    rows = (
        [(*pair, weight) if _is_row(pair, 2) else pair for pair, weight in rows.items()]
        if isinstance(rows, Mapping)
        else list(rows)
    )
    read = _read_quickly(rows, places)
    if read is None:
        found = list(islice(_faults_of_rows(name, rows, places), _MOST_FAULTS))
        if found:
            faults.extend(found)
            nothing = np.empty(0, dtype=np.int32)
            return Side(nothing, nothing, np.empty(0))
        read = _read_quickly([(*row, 1.0)[:3] for row in rows], places)
    assert read is not None  # noqa: S101  rows without a fault can be read
    side = _sorted(*read)
    return _without_repeats(name, side, tuple(places), faults)


def _read_quickly(
    rows: list[Any], places: dict[str, int]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]] | None:
    """Sources, targets and weights of rows that are all alike and sound, or nothing."""
    import numpy as np  # noqa: PLC0415  heavy

    if not set(map(type, rows)) <= {tuple, list}:
        return None
    widths = set(map(len, rows)) or {2}
    if widths == {2}:
        names: Iterable[Any] = chain.from_iterable(rows)
        weights: NDArray[np.float64] | None = np.ones(len(rows))
    elif widths == {3}:
        names = chain.from_iterable(map(itemgetter(0, 1), rows))
        weights = _numbers(list(map(itemgetter(2), rows)))
    else:
        return None
    if weights is None:
        return None
    try:
        found = np.fromiter(map(places.__getitem__, names), dtype=np.int32, count=2 * len(rows))
    except (KeyError, TypeError):
        return None
    return found[0::2], found[1::2], weights


def _side_of_arrays(
    name: str, arrays: tuple[Any, ...], ids: tuple[str, ...], faults: list[Fault]
) -> Side:
    """Relations from positions; what is wrong with them is added to `faults`."""
    import numpy as np  # noqa: PLC0415  heavy

    sources, targets = (np.array(ends, dtype=np.int32).ravel() for ends in arrays[:2])
    if len(sources) != len(targets):
        said = f"{len(sources)} sources for {len(targets)} targets"
        faults.append(Fault(said, name, "give one target per source"))
        targets = sources = sources[:0]
    given = arrays[2] if len(arrays) > 2 else np.ones(len(sources))
    weights = _shares(given, len(sources), name, faults)
    ends = np.concatenate([sources, targets])
    if len(ends) and not (ends.min() >= 0 and ends.max() < len(ids)):
        faults.append(Fault("a relation points outside the arguments", name, "count from 0"))
        sources, targets, weights = sources[:0], targets[:0], weights[:0]
    return _without_repeats(name, _sorted(sources, targets, weights), ids, faults)


def _shares(values: Any, count: int, where: str, faults: list[Fault]) -> NDArray[np.float64]:
    """As many numbers in 0..1 as there should be, copied; faults are added to `faults`."""
    import numpy as np  # noqa: PLC0415  heavy

    array = np.array(values, dtype=np.float64).ravel()
    if len(array) != count:
        faults.append(Fault(f"{len(array)} weights, not {count}", where, "give one for each"))
        return np.zeros(count)
    wrong = np.flatnonzero(~((array >= 0) & (array <= 1)))
    faults.extend(_no_share(float(array[at]), f"{where}[{at}]") for at in wrong.tolist())
    return array


def _numbers(values: list[Any]) -> NDArray[np.float64] | None:
    """The values as an array, if each is a number in 0..1."""
    import numpy as np  # noqa: PLC0415  heavy

    if not set(map(type, values)) <= {float, int} and not all(map(_is_share, values)):
        return None
    array = np.fromiter(values, dtype=np.float64, count=len(values))
    # A comparison with not-a-number is false, so this refuses it too.
    return array if bool(((array >= 0) & (array <= 1)).all()) else None


def _faults_of_rows(name: str, rows: list[Any], places: dict[str, int]) -> Iterator[Fault]:
    for at, row in enumerate(rows):
        if not _is_row(row, 2, 3):
            ends = "premise, step" if name == "premises" else "source, target"
            yield _misshapen(name, at, row, f"({ends}) or ({ends}, weight)")
            continue
        for id in row[:2]:
            try:
                known = id in places
            except TypeError:
                known = False
            if not known:
                hint = did_you_mean(nearest(str(id), places if len(places) <= _FEW else ()))
                remedy = hint or "give it a base weight, or mend the id"
                yield Fault(f"no argument {id!r}", f"{name}[{at}]", remedy)
        if len(row) == 3 and not _is_share(row[2]):
            yield _no_share(row[2], f"{name}[{at}]")


def _is_row(row: Any, *widths: int) -> bool:
    return isinstance(row, tuple | list) and len(row) in widths


def _is_share(value: Any) -> bool:
    if not isinstance(value, Real) or isinstance(value, bool):
        return False
    return 0 <= float(value) <= 1


def _misshapen(name: str, at: int, row: Any, shape: str) -> Fault:
    return Fault(f"{row!r} is not {shape}", f"{name}[{at}]", "give tuples of that shape")


def _no_share(value: Any, where: str) -> Fault:
    return Fault(f"weight {value!r} is outside 0..1", where, "give a share between 0 and 1")


def _sorted(
    sources: NDArray[np.int32], targets: NDArray[np.int32], weights: NDArray[np.float64]
) -> Side:
    import numpy as np  # noqa: PLC0415  heavy

    key = targets.astype(np.int64) << 32 | sources
    if bool((key[1:] >= key[:-1]).all()):
        return Side(np.ascontiguousarray(sources), np.ascontiguousarray(targets), weights)
    order = np.argsort(key)
    return Side(sources[order], targets[order], weights[order])


def _without_repeats(name: str, side: Side, ids: tuple[str, ...], faults: list[Fault]) -> Side:
    """The same relations, each once; one that is given two weights is a fault."""
    import numpy as np  # noqa: PLC0415  heavy

    again = np.zeros(len(side), dtype=bool)
    again[1:] = (side.targets[1:] == side.targets[:-1]) & (side.sources[1:] == side.sources[:-1])
    if not bool(again.any()):
        return side
    torn = np.flatnonzero(again[1:] & (side.weights[1:] != side.weights[:-1]))
    for at in torn.tolist():
        source, target = ids[side.sources[at]], ids[side.targets[at]]
        low, high = sorted((float(side.weights[at]), float(side.weights[at + 1])))
        said = f"{source!r} to {target!r} has weight {low:g} and weight {high:g}"
        faults.append(Fault(said, name, "give the relation once"))
    return Side(side.sources[~again], side.targets[~again], side.weights[~again])
