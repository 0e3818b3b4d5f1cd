"""How arguments stand in many worlds at once: the framework, with some arguments not there.

A world says which arguments there are; the attacks among them are those of the framework.
Worlds come from drawing (an argument is there with a probability: Li, Oren & Norman 2011;
Hunter 2013), from trying (without this one, without that one), or from coalitions (there is
what some member brings). Their grounded labellings are reckoned together, 64 worlds to a
machine word, so that a million worlds of a map take about a second.

>>> from argmap.semantics import Framework
>>> chain = Framework("abc", [("a", "b"), ("b", "c")])
>>> found = labels_across(chain, [[True, True, True], [False, True, True]])
>>> found.labels("c")
('in', 'out')
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import frozen

from argmap.errors import Fault, InvalidRecordError, UnknownOptionError
from argmap.semantics import dung
from argmap.semantics.acceptance import SINGLE
from argmap.semantics.labelling import IN, OUT, UNDECIDED, Status
from argmap.semantics.structure import cone

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from argmap.semantics.framework import Framework
    from argmap.semantics.solving import Watch

    Words: TypeAlias = NDArray[np.uint64]
    Codes: TypeAlias = NDArray[np.uint8]

__all__ = ["WORLD_LABELS", "WorldLabel", "WorldLabels", "labels_across"]

WorldLabel: TypeAlias = Literal["undecided", "in", "out", "undefined"]

WORLD_LABELS: tuple[WorldLabel, ...] = get_args(WorldLabel)
"""What an argument may be in a world; a code is a place here."""

_UNDEFINED = 3
_CODES: dict[Status, int] = {
    "skeptical": IN,
    "rejected": OUT,
    "credulous": UNDECIDED,
    "undefined": _UNDEFINED,
}
_REFINING = frozenset({"complete", "preferred", "stable", "semi-stable", "ideal", "eager"})
"""Semantics that never undo what the grounded labelling has decided."""


@frozen(eq=False, repr=False)
class WorldLabels(Mapping[str, "Codes"]):
    """A mapping from argument to its codes, one per world: places in `WORLD_LABELS`.

    *in* and *out* are the labels of the one extension or, where a semantics has several, in
    every one and in none; *undecided* is everything between. An argument that is not in a
    world is out there. *undefined* where no stable extension exists. `worlds` is how many
    there are, `semantics` the name of the theory. Only the arguments asked for are held.
    """

    framework: Framework
    semantics: dung.Semantics
    worlds: int
    _by_id: dict[str, Codes]

    def __getitem__(self, id: str) -> Codes:
        self.framework.position(id)  # an unknown id is an error
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def labels(self, id: str) -> tuple[WorldLabel, ...]:
        """The labels of an argument, world after world."""
        return tuple(WORLD_LABELS[code] for code in self[id].tolist())

    def share(self, id: str, label: WorldLabel) -> float:
        """The share of worlds in which an argument has a label, 0..1; 0 without any world.

        >>> from argmap.semantics import Framework
        >>> found = labels_across(Framework("ab", [("a", "b")]), [[1, 1], [0, 1], [0, 1], [1, 0]])
        >>> found.share("b", "in")
        0.5
        """
        codes = self[id]
        return float((codes == WORLD_LABELS.index(label)).mean()) if self.worlds else 0.0

    def __repr__(self) -> str:
        return f"<WorldLabels of {len(self)} arguments in {self.worlds} worlds, {self.semantics}>"


def labels_across(
    framework: Framework,
    there: ArrayLike,
    semantics: dung.Semantics = "grounded",
    *,
    topics: Iterable[str] | None = None,
    timeout: float | None = None,
    progress: Watch | None = None,
) -> WorldLabels:
    """How arguments stand in each of many worlds, all reckoned together.

    `there` is (worlds, arguments): whether each argument of `framework.ids` is in each world.
    `topics` are the arguments to know about, by default all; fewer take less time. Grounded
    labels take no solver. Under semantics that build on them, worlds that leave the same
    part open are solved once; under the others, equal worlds are.

    Raises `UnknownOptionError` for another semantics, `InvalidRecordError` for worlds of
    another shape, and `LimitReachedError` if a world takes longer than `timeout` seconds.

    >>> from argmap.semantics import Framework
    >>> rivals = Framework("abc", [("a", "b"), ("b", "a"), ("a", "c"), ("b", "c")])
    >>> worlds = [[True, True, True], [True, False, True], [False, False, True]]
    >>> labels_across(rivals, worlds).labels("c")
    ('undecided', 'out', 'in')
    >>> labels_across(rivals, worlds, "preferred").labels("c")
    ('out', 'out', 'in')
    """
    if semantics not in dung.SEMANTICS:
        raise UnknownOptionError("semantics", semantics, dung.SEMANTICS)
    marks = _marks(there, len(framework))
    wanted = framework.ids if topics is None else tuple(dict.fromkeys(topics))
    places = [framework.position(id) for id in wanted]
    if semantics in dung.DIRECTIONAL and topics is not None:
        matter = cone(places, framework.in_rows)
        marks = marks[:, matter]
        part = framework.restricted(framework.ids[place] for place in matter)
    else:
        part = framework
    found = _codes(part, marks, semantics, timeout, progress)
    by_id = {id: found[:, part.position(id)] for id in wanted}
    return WorldLabels(framework, semantics, len(marks), by_id)


def _marks(there: ArrayLike, count: int) -> NDArray[np.bool_]:
    import numpy as np  # noqa: PLC0415  heavy

    marks = np.asarray(there, dtype=bool)
    if marks.ndim != 2 or marks.shape[1] != count:
        said = f"worlds have the shape {marks.shape}, not (worlds, {count})"
        remedy = "give a row per world, a column per argument"
        raise InvalidRecordError([Fault(said, remedy=remedy)], "worlds")
    return marks


def _codes(
    framework: Framework,
    there: NDArray[np.bool_],
    semantics: dung.Semantics,
    timeout: float | None,
    progress: Watch | None,
) -> Codes:
    import numpy as np  # noqa: PLC0415  heavy

    if semantics == "grounded":
        return _grounded(framework, there)
    if semantics in _REFINING:
        codes = _grounded(framework, there)
        open_ = codes == UNDECIDED
    else:
        codes = np.where(there, UNDECIDED, OUT).astype(np.uint8)
        open_ = there
    kinds, kind_of = _kinds(open_)
    for number, kind in enumerate(kinds):
        solved = _solved(framework, kind, semantics, timeout, progress)
        worlds = np.flatnonzero(kind_of == number)
        if solved is None:
            codes[worlds] = _UNDEFINED
        else:
            codes[np.ix_(worlds, np.flatnonzero(kind))] = solved
    return codes


def _kinds(open_: NDArray[np.bool_]) -> tuple[list[NDArray[np.bool_]], NDArray[np.intp]]:
    """The different rows, in the order in which they first come, and which each world has."""
    import numpy as np  # noqa: PLC0415  heavy

    packed = np.packbits(open_, axis=1)
    number_of: dict[bytes, int] = {}
    firsts: list[NDArray[np.bool_]] = []
    kind_of = np.empty(len(open_), dtype=np.intp)
    for world, row in enumerate(packed):
        key = row.tobytes()
        if key not in number_of:
            number_of[key] = len(firsts)
            firsts.append(open_[world])
        kind_of[world] = number_of[key]
    return firsts, kind_of


def _solved(
    framework: Framework,
    open_: NDArray[np.bool_],
    semantics: dung.Semantics,
    timeout: float | None,
    progress: Watch | None,
) -> Any:
    """Codes of the arguments still open, in order; `None` where there is no extension."""
    names = [id for id, mark in zip(framework.ids, open_.tolist(), strict=True) if mark]
    part = framework.restricted(names)
    if semantics in SINGLE:
        return list(dung.extension(part, semantics, timeout=timeout, progress=progress).codes)
    statuses = dung.statuses(part, semantics, timeout=timeout, progress=progress)
    if not statuses.exists:
        return None
    return [_CODES[statuses[id]] for id in names]


# Grounded labellings, 64 worlds to a word ---------------------------------------------


def _grounded(framework: Framework, there: NDArray[np.bool_]) -> Codes:
    """Codes by world and argument: each argument is settled anew when its attackers change."""
    import numpy as np  # noqa: PLC0415  heavy

    present = _packed(there)
    inside, outside = np.zeros_like(present), ~present
    waiting = deque(_upstream_first(framework))
    queued = [True] * len(framework)
    while waiting:
        place = waiting.popleft()
        queued[place] = False
        beaten, freed = np.zeros_like(present[place]), present[place].copy()
        for attacker in framework.in_rows[place]:
            beaten |= inside[attacker]
            freed &= outside[attacker]
        beaten |= ~present[place]
        if (freed == inside[place]).all() and (beaten == outside[place]).all():
            continue
        inside[place], outside[place] = freed, beaten
        for target in framework.out_rows[place]:
            if not queued[target]:
                queued[target] = True
                waiting.append(target)
    ins, outs = (_unpacked(rows, len(there)) for rows in (inside, outside))
    return np.where(ins, IN, np.where(outs, OUT, UNDECIDED)).astype(np.uint8)


def _packed(there: NDArray[np.bool_]) -> Words:
    """A row of words per argument, a bit per world."""
    import numpy as np  # noqa: PLC0415  heavy

    rows = np.packbits(there.T, axis=1)
    whole = np.zeros((len(rows), -(-rows.shape[1] // 8) * 8), dtype=np.uint8)
    whole[:, : rows.shape[1]] = rows
    return whole.view(np.uint64)


def _unpacked(rows: Words, worlds: int) -> NDArray[np.bool_]:
    import numpy as np  # noqa: PLC0415  heavy

    return np.unpackbits(rows.view(np.uint8), axis=1, count=worlds).T.astype(bool)


def _upstream_first(framework: Framework) -> list[int]:
    """All positions, attackers before what they attack wherever nothing circles."""
    counts = [len(row) for row in framework.in_rows]
    order = [place for place, count in enumerate(counts) if not count]
    for place in order:
        for target in framework.out_rows[place]:
            counts[target] -= 1
            if not counts[target]:
                order.append(target)
    found = set(order)
    return [*order, *(place for place in range(len(framework)) if place not in found)]
