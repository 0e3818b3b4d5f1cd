"""How many arguments speak for and against each position, by whom, and how they are known.

An argument is *direct* if the position is its target. It counts under `all` if it bears
on the position at any distance, as `bearing` reckons it: for, against, or both ways. It
is held by the actors that accept every one of its premises; an actor that accepts some of
them does not hold it.

The count is argmap's own and weighs nothing: ten weak arguments are ten arguments. The
rung is that of the step, not of the stances of those who hold it. To accept the premises
is not to draw the conclusion: an actor may hold an argument for a position without wanting
it. Links are left out unless `links=True`; then what speaks against a rival counts as
speaking for a position, and with several rivals the same arguments count under each.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import field, frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.bearings import BearingLabel, labels_towards
from argmap.analysis.held import Reduction, acceptors, reduction
from argmap.analysis.wording import listed, variant
from argmap.errors import UnknownIdError
from argmap.model import BASES, Argument, ArgumentMap, FrozenMapping

__all__ = ["Count", "Tally", "tally"]

CountSide: TypeAlias = Literal["pro", "con", "mixed"]
_SIDES: dict[CountSide, str] = {"pro": "for", "con": "against", "mixed": "both ways"}


@frozen
class Count:
    """The arguments on one side of one position.

    `direct` and `all` are argument ids in the order of the map, `holders` the actors who
    hold one of `all`, `rungs` how many of `all` are known on each rung.
    """

    position: str
    side: CountSide
    direct: tuple[str, ...]
    all: tuple[str, ...]
    holders: tuple[str, ...]
    rungs: FrozenMapping = field(converter=FrozenMapping)


@frozen(repr=False)
class Tally(Answer):
    """The counts of every position: for, against and both ways, in that order."""

    counts: tuple[Count, ...]

    def count(self, position: str, side: CountSide) -> Count:
        """The arguments on one side of one position."""
        for count in self.counts:
            if (count.position, count.side) == (position, side):
                return count
        raise UnknownIdError(position, (c.position for c in self.counts), kind="position")


def tally(map: ArgumentMap, *, links: bool = False, reduce: Reduction = "clash") -> Tally:
    """How many arguments speak for and against each position, by whom, on which rung.

    `links` is as for `bearing`, `reduce` as for `verdict_of`. A map without a position has
    an empty tally.

    >>> import argmap
    >>> count = tally(argmap.example("iraq-withdrawal")).count("leave-fast", "con")
    >>> count.direct, count.holders[0]
    (('no-quick-exit-con-leave-fast', 'vacuum-con-leave-fast'), 'washington')
    """
    holders = acceptors(map, reduce=reduce)
    counts = tuple(
        count
        for position in map.positions
        for count in _counts(map, position, labels_towards(map, position, links=links), holders)
    )
    table = Table(
        "How many arguments speak for and against each position",
        variant(
            map,
            "all: those that bear on it along any path",
            "links walked" if links else "links left out",
            f"accepted: {reduction(reduce, members=False)}",
        ),
        ("position", "side", "direct", "all", *BASES, "premises accepted by"),
        [_row(map, count) for count in counts if count.all or count.side != "mixed"],
        note="The columns of the rungs split “all” by how the step is known.",
    )
    return Tally(counts, table=table)


def _counts(
    map: ArgumentMap,
    position: str,
    towards: Mapping[str, BearingLabel],
    holders: Mapping[str, Sequence[str]],
) -> Iterator[Count]:
    for side in _SIDES:
        found = [argument for argument in map.arguments if towards[argument.id] == side]
        held = {actor for argument in found for actor in _holders(argument, holders)}
        rungs = Counter(argument.basis for argument in found)
        yield Count(
            position,
            side,
            tuple(a.id for a in map.arguments_on(position) if a.side == side),
            tuple(a.id for a in found),
            tuple(actor.id for actor in map.actors if actor.id in held),
            {basis: rungs[basis] for basis in BASES},
        )


def _holders(argument: Argument, holders: Mapping[str, Sequence[str]]) -> set[str]:
    """The actors who accept every premise of an argument."""
    return set.intersection(*(set(holders.get(premise, ())) for premise in argument.premises))


def _row(map: ArgumentMap, count: Count) -> tuple[Cell, ...]:
    names = listed(map.actor(actor).name for actor in count.holders)
    rungs = [count.rungs[basis] for basis in BASES]
    side, direct, all_ = _SIDES[count.side], len(count.direct), len(count.all)
    return (count.position, side, direct, all_, *rungs, names)
