"""What can be held together, as the independent choices that a map leaves.

Under a semantics of `argmap.semantics.dung` there may be several sets of claims and steps
that can be held together, its extensions (Dung 1995). They are a product: some records are
in every one, and the rest falls into *axes* that have nothing to do with each other, for no
attack leads from one to another that is still open. Each axis is one question on which the
map leaves a choice, and whoever chooses an alternative on each holds an extension. A dozen
axes of two alternatives are 4,096 extensions, and a page of text.

That extensions factorise over components follows from directionality (Baroni & Giacomin
2007) and from the semantics' definitions; `argmap.semantics.extensions` finds them.

Corner cases. Where grounded semantics decides everything there is no axis, and one
extension. Only stable semantics may have none. What an alternative neither holds nor
attacks it leaves open. Under evidential support a framework has arguments that are no
records, such as the lack of evidence for a claim; they are left out here, and extensions
that differ in nothing else are told as one alternative.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from math import log10

from attrs import frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.projections import Support, to_framework
from argmap.analysis.theory import Theory
from argmap.analysis.wording import counted, says, variant
from argmap.errors import Fault, InvalidRecordError
from argmap.model import ArgumentMap, Claim
from argmap.semantics import Axis, Framework, Statuses, dung

__all__ = ["Alternative", "Choice", "PositionsHeld", "positions_held"]

_NOTE = (
    "One alternative of each choice, with what holds in every one, is a set that can be held "
    "together; the choices do not bear on each other."
)


@frozen
class Alternative:
    """One way to settle a choice.

    `held` are the claims and steps of the choice that are in, `given_up` those that these or
    what is fixed attack, `left_open` the rest; `positions` are those of the map among the
    held. `ways` is how many extensions of the choice's component look so, 1 but under
    evidential support, and `share` is that as a share of all of them, 0..1.
    """

    held: tuple[str, ...]
    positions: tuple[str, ...]
    given_up: tuple[str, ...]
    left_open: tuple[str, ...]
    ways: int
    share: float


@frozen
class Choice:
    """An independent question: the claims and steps it decides, and its alternatives.

    `decides` are those in some extension and not in every one, or in none though nothing
    fixed attacks them. `count` is the exact number of ways to settle it. `alternatives` are
    all of them unless `cut`, which is when there are more than were to be listed.
    """

    decides: tuple[str, ...]
    count: int
    alternatives: tuple[Alternative, ...]
    cut: bool = False


@frozen(repr=False)
class PositionsHeld(Answer):
    """What can be held together, factorised.

    `count` is the exact number of extensions, 0 where no stable one exists. `fixed` is held
    in every one, `excluded` in none. `axes` are the choices, in the order of the map;
    `settled` the components of the framework that the semantics looked into and that leave
    no choice, each as what is held of it.
    """

    semantics: str
    support: Support
    count: int
    fixed: tuple[str, ...]
    excluded: tuple[str, ...]
    axes: tuple[Choice, ...]
    settled: tuple[tuple[str, ...], ...]

    @property
    def exists(self) -> bool:
        """Whether there is any extension."""
        return self.count > 0


def positions_held(
    map: ArgumentMap,
    semantics: dung.Semantics = "preferred",
    *,
    support: Support = "necessary",
    links: bool = True,
    limit: int = 32,
    timeout: float = 60.0,
) -> PositionsHeld:
    """What can be held together, as independent choices with their alternatives.

    `support` and `links` are as for `argmap.analysis.acceptability`. At most `limit`
    alternatives of a choice are listed; how many there are is known in any case. Raises
    `UnknownOptionError` for another semantics, `InvalidRecordError` for a limit below 1, and
    `LimitReachedError` if some part takes more than `timeout` seconds.

    >>> import argmap
    >>> found = positions_held(argmap.example("iraq-withdrawal"))
    >>> found.count, [choice.count for choice in found.axes]
    (4, [2, 2])
    >>> [alternative.positions for alternative in found.axes[0].alternatives]
    [('shrink',), ('expand',)]
    """
    theory = Theory(semantics, support=support, links=links)
    if limit < 1:
        raise InvalidRecordError([Fault(f"limit is {limit}", remedy="list one or more")], "limit")
    framework = to_framework(map, support=support, links=links)
    found = dung.extensions(framework, semantics, timeout=timeout)
    reading = _Reading(map, framework, dung.statuses(framework, semantics, timeout=timeout))
    counts = [axis.count for axis in found.axes]
    count = found.count
    choices = tuple(
        reading.choice(axis, number, limit)
        for axis, number in zip(found.axes, counts, strict=True)
        if number > 1
    )
    settled = tuple(
        reading.records(next(iter(axis)))
        for axis, number in zip(found.axes, counts, strict=True)
        if number == 1
    )
    return PositionsHeld(
        semantics,
        support,
        count,
        reading.records(reading.statuses.skeptical),
        reading.records(reading.statuses.rejected),
        choices if count else (),
        settled if count else (),
        table=Table(
            f"What can be held together: {_ways(count, semantics)}",
            variant(map, *theory.words, f"at most {counted(limit, 'alternative')} listed a choice"),
            ("choice", "alternative", "positions accepted", "also holds", "gives up", "share"),
            list(_rows(reading, choices)) if count else (),
            note=_NOTE if count else f"No {semantics} extension exists: nothing is held or not.",
        ),
    )


@frozen(slots=False)
class _Reading:
    """A map as a framework, and how each argument fares over all extensions."""

    map: ArgumentMap
    framework: Framework
    statuses: Statuses

    @cached_property
    def beaten(self) -> frozenset[str]:
        """What something that is in every extension attacks."""
        attacked = map(self.framework.attacked, self.statuses.skeptical)
        return frozenset(chain.from_iterable(attacked))

    def records(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those that are claims or steps of the map; lacks of evidence are not."""
        return tuple(id for id in ids if id in self.map)

    def choice(self, axis: Axis, count: int, limit: int) -> Choice:
        """A choice with its alternatives, those that look alike put together."""
        decides = [
            id
            for id in axis.arguments
            if self.statuses[id] != "skeptical" and id not in self.beaten
        ]
        sets = list(islice(axis, limit))
        alike: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for inside in sets:
            held = self.records(id for id in inside if id in set(decides))
            alike.setdefault(held, []).append(inside)
        alternatives = [
            self.alternative(held, alike[held], self.records(decides), count)
            for held in sorted(alike, key=lambda held: [*map(self.framework.position, held)])
        ]
        return Choice(self.records(decides), count, tuple(alternatives), len(sets) < count)

    def alternative(
        self,
        held: tuple[str, ...],
        sets: Sequence[tuple[str, ...]],
        decides: Sequence[str],
        count: int,
    ) -> Alternative:
        """One alternative, given all sets of the component that look like it."""
        hit = set(chain.from_iterable(map(self.framework.attacked, sets[0])))
        rest = [id for id in decides if id not in held]
        return Alternative(
            held,
            tuple(id for id in held if id in self.map.positions),
            tuple(id for id in rest if id in hit),
            tuple(id for id in rest if id not in hit),
            len(sets),
            len(sets) / count,
        )


# In words ----------------------------------------------------------------------------

_READABLE = 10**15


def _ways(count: int, semantics: str) -> str:
    """How many sets there are; a number too long to read is told by its power of ten."""
    told = f"{count:,}" if count < _READABLE else f"some 10^{int(log10(count))}"
    return f"{told} {semantics} extension{'' if count == 1 else 's'}"


def _rows(reading: _Reading, choices: Sequence[Choice]) -> Iterator[tuple[Cell, ...]]:
    map, statuses = reading.map, reading.statuses
    yield (
        "in every one",
        None,
        _told(map, (id for id in map.positions if statuses[id] == "skeptical")),
        _numbers(map, reading.records(statuses.skeptical)),
        _told(map, (id for id in map.positions if statuses[id] == "rejected")),
        1.0,
    )
    for number, choice in enumerate(choices, start=1):
        shown = _shown(map, choice)
        for place, one in enumerate(choice.alternatives, start=1):
            gone = _told(map, filter(shown, one.given_up))
            open_ = _told(map, filter(shown, one.left_open))
            yield (
                str(number),
                str(place),
                _told(map, one.positions),
                _told(map, (id for id in filter(shown, one.held) if id not in one.positions)),
                "; ".join(filter(None, [gone, open_ and f"leaves open {open_}"])),
                one.share,
            )
        if choice.cut:
            rest = choice.count - sum(one.ways for one in choice.alternatives)
            yield str(number), f"and {rest:,} more", None, None, None, None


def _shown(map: ArgumentMap, choice: Choice) -> Callable[[str], bool]:
    """Which records are told: claims, and steps only if claims tell no alternatives apart."""

    def claims(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(id for id in ids if isinstance(map[id], Claim))

    told = {(claims(one.held), claims(one.given_up)) for one in choice.alternatives}
    apart = len(told) == len(choice.alternatives)

    def is_shown(id: str) -> bool:
        return not apart or isinstance(map[id], Claim)

    return is_shown


def _told(map: ArgumentMap, ids: Iterable[str]) -> str | None:
    """Records with what they say."""
    return "; ".join(f"{id}: {says(map, id)}" for id in ids) or None


def _numbers(map: ArgumentMap, fixed: Sequence[str]) -> str | None:
    """How many claims that are no positions, and how many steps."""
    rest = [id for id in fixed if id not in map.positions]
    claims = sum(isinstance(map[id], Claim) for id in rest)
    told = [counted(claims, "claim"), counted(len(rest) - claims, "step")]
    return " and ".join(told) if rest else None
