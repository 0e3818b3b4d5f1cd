"""An abstract argumentation framework: arguments, and which attacks which (Dung 1995).

Nothing is known here of what the arguments say. Ids stand outside; inside, the attacks
are two integer arrays, so that a million of them cost eight megabytes. A small framework
holds them as rows of positions, which are quicker to make and to walk. Each form gives the
other when asked.

>>> framework = Framework("abc", [("a", "b"), ("b", "c")])
>>> framework
<Framework with 3 arguments, 2 attacks>
>>> framework.attackers("c")
('b',)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from argmap.errors import Fault, InvalidRecordError, UnknownIdError, did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sized

    import numpy as np
    from numpy.typing import NDArray

    Positions: TypeAlias = NDArray[np.int32]
    """Places in `Framework.ids`, counted from 0."""

__all__ = ["Framework"]

_MANY = 1_000
"""From so many arguments or attacks on, arrays are quicker than rows."""

Rows: TypeAlias = list[list[int]]
Codes: TypeAlias = Collection[int]
"""Attacks, each as one number: its source times the number of arguments, plus its target."""


@frozen(init=False, eq=False, repr=False, slots=False)
class Framework:
    """Arguments and the attacks between them; a value that never changes.

    `ids` keeps the order in which the arguments were given, and every answer follows it.
    `sources` and `targets` hold the attacks as positions in `ids`, sorted, each once:
    two read-only int32 arrays of equal length. An attack given twice counts once, and an
    argument may attack itself. Equal frameworks have the same ids in the same order and
    the same attacks.

    Every fault is reported at once in an `InvalidRecordError`: an id that is no text or
    empty, an id given twice, an attack that is no pair, or on an argument that is not there.

    >>> Framework(["stay", "leave"], [("stay", "leave"), ("leave", "stya")])
    Traceback (most recent call last):
        ...
    argmap.errors.InvalidRecordError: framework: 1 fault
      attacks[1]: no argument 'stya'; did you mean 'stay'?
    """

    ids: tuple[str, ...]
    size: int
    """How many attacks there are."""
    _index: dict[str, int]

    def __init__(self, ids: Iterable[str] = (), attacks: Iterable[tuple[str, str]] = ()) -> None:
        ids, attacks = tuple(ids), tuple(attacks)
        index = _index(ids)
        count = len(ids)
        pairs = (index[source] * count + index[target] for source, target in attacks)
        codes: Codes = ()
        try:
            codes = set(pairs) if _few(ids, attacks) else _distinct(pairs)
        except (KeyError, TypeError, ValueError):
            faults = [*_id_faults(ids), *_attack_faults(attacks, index)]
        else:
            faults = _id_faults(ids) if len(index) < count or not _are_names(ids) else []
        if faults:
            raise InvalidRecordError(faults, "framework")
        _fill(self, ids, index, codes)

    @classmethod
    def from_arrays(cls, ids: Iterable[str], sources: Any, targets: Any) -> Framework:
        """A framework whose attacks are given as positions in `ids`: two integer sequences.

        >>> Framework.from_arrays("ab", [0, 0], [1, 1]).attacks
        (('a', 'b'),)
        """
        ids = tuple(ids)
        framework = cls.__new__(cls)
        faults = _id_faults(ids)
        codes = _codes(sources, targets, len(ids))
        if codes is None:
            faults.append(Fault("an attack points outside the arguments", where="attacks"))
        if faults or codes is None:
            raise InvalidRecordError(faults, "framework")
        _fill(framework, ids, _index(ids), codes)
        return framework

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __contains__(self, id: object) -> bool:
        return id in self._index

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Framework):
            return NotImplemented
        return self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return f"<Framework with {_count(len(self), 'argument')}, {_count(self.size, 'attack')}>"

    def __reduce__(self) -> tuple[Any, ...]:
        if self.is_small:
            return Framework, (self.ids, self.attacks)
        return Framework.from_arrays, (self.ids, self.sources, self.targets)

    @property
    def is_small(self) -> bool:
        """Whether the attacks are held as rows, `out_rows` and `in_rows`, and not as arrays."""
        return max(len(self), self.size) < _MANY

    @property
    def attacks(self) -> tuple[tuple[str, str], ...]:
        """The attacks as pairs of ids, attacker first, in the order of `ids`."""
        ids = self.ids
        rows = zip(ids, self.out_rows, strict=True)
        return tuple((source, ids[target]) for source, row in rows for target in row)

    def attackers(self, id: str) -> tuple[str, ...]:
        """Those that attack an argument, in the order of `ids`.

        >>> Framework("ab", [("a", "b"), ("b", "b")]).attackers("b")
        ('a', 'b')
        """
        return tuple(self.ids[place] for place in self.in_rows[self.position(id)])

    def attacked(self, id: str) -> tuple[str, ...]:
        """Those that an argument attacks, in the order of `ids`.

        >>> Framework("ab", [("a", "b"), ("b", "b")]).attacked("a")
        ('b',)
        """
        return tuple(self.ids[place] for place in self.out_rows[self.position(id)])

    def position(self, id: str) -> int:
        """Where an argument stands in `ids`; `UnknownIdError` if it is not there.

        >>> Framework("ab").position("b")
        1
        """
        try:
            return self._index[id]
        except (KeyError, TypeError):
            raise UnknownIdError(id, self.ids, kind="argument") from None

    def restricted(self, ids: Iterable[str]) -> Framework:
        """The same framework with only these arguments and the attacks among them.

        >>> Framework("abc", [("a", "b"), ("b", "c")]).restricted(["b", "c"]).attacks
        (('b', 'c'),)
        """
        places = {self.position(id) for id in ids}
        kept = [id for place, id in enumerate(self.ids) if place in places]
        if self.is_small:
            names = set(kept)
            return Framework(kept, (pair for pair in self.attacks if names.issuperset(pair)))
        import numpy as np  # noqa: PLC0415  heavy

        stays = np.zeros(len(self), dtype=bool)
        stays[list(places)] = True
        place = np.cumsum(stays, dtype=np.int32) - 1
        rows = stays[self.sources] & stays[self.targets]
        return Framework.from_arrays(kept, place[self.sources[rows]], place[self.targets[rows]])

    def without(self, ids: Iterable[str]) -> Framework:
        """The same framework with these arguments taken out.

        >>> Framework("abc", [("a", "b"), ("b", "c")]).without("a").attacks
        (('b', 'c'),)
        """
        gone = {self.position(id) for id in ids}
        return self.restricted(id for place, id in enumerate(self.ids) if place not in gone)

    def renamed(self, names: Mapping[str, str]) -> Framework:
        """The same framework under other ids; an id that `names` leaves out stays.

        >>> Framework("ab", [("a", "b")]).renamed({"a": "1", "b": "2"}).attacks
        (('1', '2'),)
        """
        ids = tuple(names.get(id, id) for id in self.ids)
        return Framework.from_arrays(ids, self.sources, self.targets)

    def numbered(self) -> Framework:
        """The same framework with its arguments called 1, 2, 3 …, as ICCMA's `p af` wants.

        >>> Framework("ab", [("a", "b")]).numbered().attacks
        (('1', '2'),)
        """
        ids = map(str, range(1, len(self) + 1))
        return Framework.from_arrays(ids, self.sources, self.targets)

    @cached_property
    def sources(self) -> Positions:
        """Where the attackers stand in `ids`, one entry for each attack, ascending."""
        import numpy as np  # noqa: PLC0415  heavy

        return _read_only(np.repeat(np.arange(len(self)), [len(row) for row in self.out_rows]))

    @cached_property
    def targets(self) -> Positions:
        """Where those they attack stand, entry by entry; ascending for each attacker."""
        import numpy as np  # noqa: PLC0415  heavy

        return _read_only(np.fromiter(chain.from_iterable(self.out_rows), np.int32, self.size))

    @cached_property
    def out_flat(self) -> tuple[list[int], list[int]]:
        """All attacked positions in a row, and before them where each attacker's begin and end.

        Position p attacks `targets[bounds[p] : bounds[p + 1]]`. Not to be changed.
        """
        return self._starts.tolist(), self.targets.tolist()

    @cached_property
    def out_rows(self) -> Rows:
        """For each position, the positions it attacks, ascending. Not to be changed."""
        bounds, targets = self.out_flat
        return [targets[start:end] for start, end in pairwise(bounds)]

    @cached_property
    def in_rows(self) -> Rows:
        """For each position, the positions that attack it, ascending. Not to be changed."""
        import numpy as np  # noqa: PLC0415  heavy

        order = np.argsort(self.targets, kind="stable")
        sources = self.sources[order].tolist()
        bounds = _starts(self.targets, len(self)).tolist()
        return [sources[start:end] for start, end in pairwise(bounds)]

    def attacked_places(self, places: NDArray[np.intp]) -> NDArray[np.intp]:
        """The positions that these attack, one entry for each attack."""
        import numpy as np  # noqa: PLC0415  heavy

        starts = self._starts[places]
        counts = self._starts[places + 1] - starts
        before = np.cumsum(counts) - counts
        steps = np.arange(counts.sum()) + np.repeat(starts - before, counts)
        found: NDArray[np.intp] = self.targets[steps].astype(np.intp)
        return found

    @cached_property
    def _starts(self) -> NDArray[np.intp]:
        return _starts(self.sources, len(self))

    @cached_property
    def _key(self) -> tuple[Any, ...]:
        if self.is_small:
            return self.ids, tuple(map(tuple, self.out_rows))
        return self.ids, self.sources.tobytes(), self.targets.tobytes()


def _fill(framework: Framework, ids: tuple[str, ...], index: dict[str, int], codes: Codes) -> None:
    made = _rows(codes, len(ids)) if _few(ids, codes) else _arrays(codes, len(ids))
    for name, value in (("ids", ids), ("size", len(codes)), ("_index", index), *made.items()):
        object.__setattr__(framework, name, value)


def _codes(sources: Any, targets: Any, count: int) -> Codes | None:
    """The attacks between these positions; None if some position is none of `count`."""
    if isinstance(sources, list) and isinstance(targets, list) and _few(range(count), sources):
        pairs = list(zip(map(int, sources), map(int, targets), strict=True))
        fit = all(0 <= place < count for place in chain.from_iterable(pairs))
        return {source * count + target for source, target in pairs} if fit else None
    import numpy as np  # noqa: PLC0415  heavy

    ends = np.stack([_positions(sources), _positions(targets)])
    fit = not ends.size or (ends.min() >= 0 and ends.max() < count)
    return _distinct(ends[0] * count + ends[1]) if fit else None


def _distinct(codes: Iterable[int]) -> Codes:
    """Each code once, ascending; in an array if there are many."""
    import numpy as np  # noqa: PLC0415  heavy

    if not isinstance(codes, np.ndarray):
        codes = np.fromiter(codes, np.int64)
    found: NDArray[np.int64] = np.unique(codes)
    return found if len(found) >= _MANY else found.tolist()


def _few(arguments: Sized, attacks: Sized) -> bool:
    return max(len(arguments), len(attacks)) < _MANY


def _rows(codes: Codes, count: int) -> dict[str, Rows]:
    outs: Rows = [[] for _ in range(count)]
    ins: Rows = [[] for _ in range(count)]
    for code in sorted(codes):
        source, target = divmod(code, count)
        outs[source].append(target)
        ins[target].append(source)
    return {"out_rows": outs, "in_rows": ins}


def _arrays(codes: Codes, count: int) -> dict[str, Positions]:
    import numpy as np  # noqa: PLC0415  heavy

    sources, targets = np.divmod(np.asarray(codes), count)
    return {"sources": _read_only(sources), "targets": _read_only(targets)}


def _read_only(numbers: Any) -> Positions:
    import numpy as np  # noqa: PLC0415  heavy

    fixed: Positions = numbers.astype(np.int32)
    fixed.setflags(write=False)
    return fixed


def _positions(numbers: Any) -> NDArray[np.int64]:
    import numpy as np  # noqa: PLC0415  heavy

    return np.asarray(numbers, dtype=np.int64).reshape(-1)


def _starts(keys: Positions, count: int) -> NDArray[np.intp]:
    """Where the entries of each key begin once they are sorted by key, and where the last end."""
    import numpy as np  # noqa: PLC0415  heavy

    starts = np.zeros(count + 1, dtype=np.intp)
    np.cumsum(np.bincount(keys, minlength=count), out=starts[1:])
    return starts


def _index(ids: tuple[str, ...]) -> dict[str, int]:
    try:
        return {id: place for place, id in enumerate(ids)}
    except TypeError:
        return {id: place for place, id in enumerate(ids) if isinstance(id, str)}


def _are_names(ids: tuple[str, ...]) -> bool:
    return set(map(type, ids)) <= {str} and "" not in ids


def _id_faults(ids: tuple[str, ...]) -> list[Fault]:
    odd = [
        Fault(f"an id must be a text that is not empty, and this is {id!r}", where=f"ids[{place}]")
        for place, id in enumerate(ids)
        if not (isinstance(id, str) and id)
    ]
    times = Counter(id for id in ids if isinstance(id, str))
    twice = [
        Fault(f"argument {id!r} is given {count} times", where="ids", remedy="ids are unique")
        for id, count in times.items()
        if count > 1
    ]
    return [*odd, *twice]


def _attack_faults(attacks: tuple[Any, ...], index: dict[str, int]) -> list[Fault]:
    names = [id for id in index if isinstance(id, str)]
    remedies: dict[str, str] = {}
    faults = []
    for place, attack in enumerate(attacks):
        where = f"attacks[{place}]"
        if not isinstance(attack, tuple | list | str) or len(attack) != 2:
            faults.append(Fault(f"an attack is a pair of ids, and this is {attack!r}", where=where))
            continue
        for id in attack:
            if not isinstance(id, str) or id not in index:
                said = repr(id)
                if said not in remedies:
                    remedies[said] = did_you_mean(nearest(str(id), names))
                faults.append(Fault(f"no argument {said}", where=where, remedy=remedies[said]))
    return faults


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
