"""Cruxes: what two actors would have to agree on for a position to stand otherwise with one.

Each actor has a view of the map, which is the map with its own verdicts taken for granted, and
in that view a position stands or does not; see `argmap.analysis.views`. A *crux* is found by
a counterfactual: give one actor the other's verdict on a claim they differ on, ask again how
the position stands in its view, and keep the claim if the label is another, or by a gradual
theory the strength is past the threshold. It is asked both ways, for what would turn one need
not turn the other. Where no single claim turns it, the smallest sets of claims that do so
together are cruxes, up to a size.

The word is Double Crux's, a practice of debate: a claim such that either side would think
otherwise of the matter if it thought otherwise of the claim. Here it is reckoned from the
records and not left to the two. That is argmap's own.

A claim is *disputed* where one accepts and the other rejects it. People argue past each other
more often than that, so a claim on which one is silent counts as differing too, unless
`silent=False`: what one holds and the other has not spoken of is what it may be told. Neutral
and ambivalent actors differ from those on a side in any case. Each crux says which it is.

Cruxes come by size, then by how far they move the position: the strength moved by a gradual
theory, and the label moved otherwise, a change between in and out being twice one to or from
undecided; among those alike, by the strength that the quadratic energy model would move.

Corner cases. What the actors want of positions is no reason and is never handed over, nor is a
verdict on what says the same as the position. Claims linked as the same go together; who
accepts one and rejects the other takes no side. What both hold alike is no crux, though the
position may rest on it. Claims from which nothing leads to the position are not tried. A set
may turn a position that a larger one turns back, so all differences together may fail where
one of them does not.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import combinations
from math import comb
from time import monotonic
from typing import TypeVar

from attrs import define, evolve, field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.bipolar import Joint
from argmap.analysis.held import Held, Reduction, reduction
from argmap.analysis.links import groups
from argmap.analysis.projections import Support
from argmap.analysis.theory import Court, Theory
from argmap.analysis.views import HEARD, Silence, View, joint_verdict, view
from argmap.analysis.weights import Weights, weighing
from argmap.analysis.wording import counted, listed, said, variant
from argmap.errors import InvalidOptionError
from argmap.model import ArgumentMap, FrozenMapping
from argmap.semantics.gradual import NotConverged
from argmap.semantics.worlds import WorldLabel

__all__ = ["Crux", "Cruxes", "Differing", "Turn", "cruxes"]

V = TypeVar("V")

_WORTH: dict[WorldLabel, float] = {"in": 1.0, "out": 0.0, "undecided": 0.5, "undefined": 0.5}
_SECOND = "quadratic-energy"
_DIGITS = 4
_SHOWN = 8
"""How many claims a note tells by name; of the rest it tells how many."""


@frozen
class Differing:
    """A claim that two actors hold differently, with all that is linked to it as the same."""

    claims: tuple[str, ...]
    a: Held
    b: Held

    @property
    def claim(self) -> str:
        """The first of the claims, by whose id it goes."""
        return self.claims[0]

    @property
    def disputed(self) -> bool:
        """Whether one accepts and the other rejects it."""
        return {self.a, self.b} == {"accept", "reject"}


@frozen
class Turn:
    """How the position stands in an actor's view, and how with the other's verdicts.

    Strengths are those of the theory, if it is gradual, and of the quadratic energy model if
    it is not; nothing where strengths do not come to rest.
    """

    actor: str
    before: WorldLabel
    after: WorldLabel
    strength_before: float | None
    strength_after: float | None

    @property
    def moved(self) -> float:
        """How far the label moves: 1 between in and out, 1/2 to or from undecided."""
        return abs(_WORTH[self.after] - _WORTH[self.before])

    @property
    def strengthened(self) -> float:
        """By how much the position gets stronger; 0 where that is not known."""
        if self.strength_before is None or self.strength_after is None:
            return 0.0
        return self.strength_after - self.strength_before


@frozen
class Crux:
    """A smallest set of claims on which the position turns, for one of the actors or both."""

    over: tuple[Differing, ...]
    turns: tuple[Turn, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims, the first of those that are the same."""
        return tuple(one.claim for one in self.over)

    @property
    def disputed(self) -> bool:
        """Whether each of them is accepted by one and rejected by the other."""
        return all(one.disputed for one in self.over)

    def __str__(self) -> str:
        return " + ".join(self.claims)


@frozen(repr=False)
class Cruxes(Values[float]):
    """A mapping from each claim of a crux to how far the position moves, 0..1, at most.

    That is the strength moved by a gradual theory, and else the label; see `Turn.moved`.
    `cruxes` has them in order, and `unlisted` counts those that were found beyond the limit.
    `stands` says how the position stands in each actor's view, and `together` how it would if
    the actor were given all that the other holds differently. `differing` are all claims held
    differently, `idle` those of them with no path to the position, and `left_out` those that
    were not asked for, since one is silent. `complete_to` is for each actor the size up to
    which all sets were tried, `tried` how many, `restless` those whose strengths did not come
    to rest, and `stopped` what ended the search before its time, if anything did.
    """

    a: str
    b: str
    position: str
    semantics: str
    stands: FrozenMapping = field(converter=FrozenMapping)
    together: FrozenMapping = field(converter=FrozenMapping)
    cruxes: tuple[Crux, ...]
    unlisted: int
    differing: tuple[Differing, ...]
    idle: tuple[str, ...]
    left_out: tuple[str, ...]
    complete_to: FrozenMapping = field(converter=FrozenMapping)
    tried: int
    restless: int
    stopped: str

    @property
    def disputed(self) -> tuple[Crux, ...]:
        """The cruxes in the strict sense: each of their claims is disputed."""
        return tuple(crux for crux in self.cruxes if crux.disputed)


def cruxes(
    map: ArgumentMap,
    a: str,
    b: str,
    position: str | None = None,
    *,
    silent: bool = True,
    most: int = 3,
    limit: int = 20,
    semantics: str = "grounded",
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    silence: Silence = "hears",
    members: bool = True,
    reduce: Reduction = "clash",
    tries: int = 5000,
    timeout: float = 30.0,
) -> Cruxes:
    """The claims on which a position turns between two actors, those that move it most first.

    Parameters
    ----------
    position
        A claim, by default the motion.
    silent
        Whether claims that one of the two is silent on count as differing.
    most
        The largest set of claims tried. Sets are tried for an actor only while no smaller
        one turns the position for it.
    limit
        How many cruxes are listed.
    semantics, support, links, weights, joint, threshold
        How views are judged; see `argmap.analysis.theory`.
    silence, members, reduce
        How an actor's view is made; see `argmap.analysis.verdicts`.
    tries, timeout
        How many sets may be tried, and for how many seconds. A size is not begun for an actor
        if it would take more tries than are left.

    Raises `UnknownIdError` for an actor or position that is none, `UnknownOptionError` for
    another option, `InvalidOptionError` for a number out of range, `NoPositionError` if there
    is no motion, and `NotConverged` if an actor's own view does not come to rest.

    >>> import argmap
    >>> found = cruxes(argmap.example("iraq-withdrawal"), "washington", "baghdad", "leave-fast")
    >>> dict(found.stands), found.cruxes
    ({'washington': 'out', 'baghdad': 'out'}, ())
    """
    topic = map.motion.id if position is None else map.claim(position).id
    theory = Theory(
        semantics, support=support, links=links, weights=weights, joint=joint, threshold=threshold
    )
    for option, number, least in (("most", most, 1), ("limit", limit, 0), ("tries", tries, 0)):
        if number < least:
            raise InvalidOptionError(option, number, f"less than {least}", "give a larger one")
    seen = partial(
        view, map, silence=silence, members=members, reduce=reduce, links=links, asked=[topic]
    )
    asked = _Asked(map, topic, theory, (seen(a), seen(b)))
    apart = tuple(asked.differing())
    chosen = [one for one in apart if silent or "silent" not in (one.a, one.b)]
    near = frozenset(Court(map, theory).upstream(topic))
    telling = [one for one in chosen if not near.isdisjoint(one.claims)]
    search = _Search(asked, telling, most, tries, monotonic() + timeout)
    found = sorted(search.cruxes(), key=partial(_rank, gradual=theory.gradual))
    told = _Told(asked, search, found[:limit], len(found[limit:]), apart, chosen)
    weighed = (weighing(map, weights).said, *theory.words[2:])
    return Cruxes(
        a,
        b,
        topic,
        semantics,
        told.stands,
        told.together,
        tuple(told.cruxes),
        told.unlisted,
        apart,
        told.idle,
        told.left_out,
        {id: search.complete[side] for side, id in enumerate((a, b))},
        search.tried,
        search.restless,
        search.stopped,
        by_id=_moved(map, found, gradual=theory.gradual),
        table=Table(
            told.title,
            variant(
                map,
                theory.words[0],
                *(weighed if theory.gradual else theory.words[1:]),
                HEARD[silence],
                reduction(reduce, members=members),
                f"claims that one is silent on {'count' if silent else 'left out'}",
                f"sets of up to {counted(most, 'claim')}",
            ),
            told.columns,
            told.rows,
            note=" ".join(told.note),
        ),
    )


# Views -------------------------------------------------------------------------------


@frozen(slots=False)
class _Asked:
    """A position, and the two views it is asked of."""

    map: ArgumentMap
    topic: str
    theory: Theory
    views: tuple[View, View]

    def differing(self) -> Iterator[Differing]:
        """The claims that are given, or weigh, differently in the two views."""
        a, b = self.views
        for group in groups(self.map, links=self.theory.links):
            if self.taken(a).get(group[0]) != self.taken(b).get(group[0]):
                yield Differing(group, joint_verdict(a.held, group), joint_verdict(b.held, group))

    def taken(self, seen: View) -> Mapping[str, float | str]:
        """What counts of an actor's verdicts, by the theory."""
        return seen.weights if self.theory.gradual else seen.given

    def persuaded(self, side: int, over: Sequence[Differing]) -> View:
        """One actor's view with the other's verdicts on some claims."""
        own, other = self.views[side], self.views[1 - side]
        swapped = {id for one in over for id in one.claims}
        return evolve(
            own,
            given=_handed(own.given, other.given, swapped),
            weights=_handed(own.weights, other.weights, swapped),
        )

    def judged(self, seen: View) -> tuple[WorldLabel, float | None]:
        """How the position stands in a view, and how strongly by a gradual theory."""
        if not self.theory.gradual:
            return seen.labels(self.theory)[self.topic], None
        strength, edge = seen.strengths(self.theory)[self.topic], self.theory.threshold
        return "in" if strength > edge else "out" if strength < edge else "undecided", strength

    def turn(self, side: int, over: Sequence[Differing]) -> Turn:
        """What becomes of the position for an actor, with its strengths."""
        own, moved = self.views[side], self.persuaded(side, over)
        (before, strong), (after, stronger) = self.judged(own), self.judged(moved)
        if not self.theory.gradual:
            strong, stronger = self.weighed(own), self.weighed(moved)
        return Turn(own.actor, before, after, strong, stronger)

    def weighed(self, seen: View) -> float | None:
        """The strength of the position where labels are asked for, to tell turns apart."""
        try:
            return seen.strengths(Theory(_SECOND, links=self.theory.links))[self.topic]
        except NotConverged:
            return None


def _handed(own: Mapping[str, V], other: Mapping[str, V], swapped: set[str]) -> dict[str, V]:
    """What is one's own, but for what is swapped."""
    kept = {id: value for id, value in own.items() if id not in swapped}
    return kept | {id: value for id, value in other.items() if id in swapped}


# Search ------------------------------------------------------------------------------


@define
class _Search:
    """The smallest sets of claims that turn the position, for either actor."""

    asked: _Asked
    telling: Sequence[Differing]
    most: int
    tries: int
    until: float
    tried: int = 0
    restless: int = 0
    stopped: str = ""
    complete: list[int] = field(factory=lambda: [0, 0])

    def cruxes(self) -> list[Crux]:
        """Those found for both, the same sets together."""
        found: dict[tuple[Differing, ...], list[Turn]] = {}
        for side in (0, 1):
            for over in self.turning(side):
                found.setdefault(over, []).append(self.asked.turn(side, over))
        return [Crux(over, tuple(turns)) for over, turns in found.items()]

    def turning(self, side: int) -> list[tuple[Differing, ...]]:
        """The sets of the smallest size at which some turn the position for one actor."""
        before, _ = self.asked.judged(self.asked.views[side])
        for size in range(1, min(self.most, len(self.telling)) + 1):
            if self.tried + comb(len(self.telling), size) > self.tries:
                self.stopped = f"sets of {size} would take more than {self.tries} tries in all"
                return []
            found: list[tuple[Differing, ...]] = []
            for over in combinations(self.telling, size):
                if monotonic() > self.until:
                    self.stopped = f"the time was up among sets of {size}"
                    return found
                if self.after(side, over) not in (before, None):
                    found.append(over)
            self.complete[side] = size
            if found:
                return found
        self.complete[side] = max(self.complete[side], self.most)
        return []

    def after(self, side: int, over: Sequence[Differing]) -> WorldLabel | None:
        """How the position then stands; nothing where strengths do not come to rest."""
        self.tried += 1
        try:
            return self.asked.judged(self.asked.persuaded(side, over))[0]
        except NotConverged:
            self.restless += 1
            return None

    def together(self, side: int) -> WorldLabel | None:
        """How the position stands for an actor that is given all the other holds differently."""
        try:
            return self.asked.judged(self.asked.persuaded(side, self.telling))[0]
        except NotConverged:
            return None


def _far(turn: Turn, *, gradual: bool) -> float:
    return abs(turn.strengthened) if gradual else turn.moved


def _rank(crux: Crux, *, gradual: bool) -> tuple[float, ...]:
    """The smallest first, then what moves most."""
    farthest = max(_far(turn, gradual=gradual) for turn in crux.turns)
    strength = max(abs(turn.strengthened) for turn in crux.turns)
    return len(crux.over), -round(farthest, 12), -round(strength, 12)


def _moved(map: ArgumentMap, found: Sequence[Crux], *, gradual: bool) -> dict[str, float]:
    """How far each claim of a crux moves the position at most, in the order of the map."""
    far: dict[str, float] = {}
    for crux in found:
        moved = max(_far(turn, gradual=gradual) for turn in crux.turns)
        far |= {id: max(far.get(id, 0.0), moved) for one in crux.over for id in one.claims}
    return {claim.id: far[claim.id] for claim in map.claims if claim.id in far}


# In words ----------------------------------------------------------------------------


@frozen(slots=False)
class _Told:
    """The cruxes in words."""

    asked: _Asked
    search: _Search
    cruxes: Sequence[Crux]
    unlisted: int
    apart: Sequence[Differing]
    chosen: Sequence[Differing]

    @property
    def title(self) -> str:
        a, b = self.names
        about = said(self.asked.map.claim(self.asked.topic))
        return f"On what {a} and {b} differ so that “{about}” turns on it"

    @property
    def names(self) -> tuple[str, str]:
        """The actors' names, told apart whatever they are called."""
        a, b = (self.asked.map.actor(seen.actor) for seen in self.asked.views)
        if a.name == b.name:
            return f"{a.name} ({a.id})", f"{b.name} ({b.id})" if a != b else f"{b.name} again"
        return a.name, b.name

    @cached_property
    def stands(self) -> dict[str, WorldLabel]:
        return {seen.actor: self.asked.judged(seen)[0] for seen in self.asked.views}

    @cached_property
    def together(self) -> dict[str, WorldLabel | None]:
        return {seen.actor: self.search.together(side) for side, seen in self._sides}

    @property
    def _sides(self) -> Iterator[tuple[int, View]]:
        return enumerate(self.asked.views)

    @cached_property
    def idle(self) -> tuple[str, ...]:
        return tuple(one.claim for one in self.chosen if one not in self.search.telling)

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        return tuple(one.claim for one in self.apart if one not in self.chosen)

    @property
    def columns(self) -> list[str]:
        a, b = self.names
        return ["claim", "says", f"{a} holds", f"{b} holds", "turns it for", "strength moved"]

    @property
    def rows(self) -> list[list[Cell]]:
        """A row for each claim; what a set turns stands with its first."""
        return [
            [
                ("" if at == 0 else "with ") + ", ".join(one.claims),
                said(self.asked.map.claim(one.claim)),
                one.a,
                one.b,
                "; ".join(map(self.turned, crux.turns)) if at == 0 else None,
                self.strengthened(crux) if at == 0 else None,
            ]
            for crux in self.cruxes
            for at, one in enumerate(crux.over)
        ]

    def strengthened(self, crux: Crux) -> float:
        moved = max((turn.strengthened for turn in crux.turns), key=abs)
        return round(moved, _DIGITS)

    def turned(self, turn: Turn) -> str:
        return f"{self.asked.map.actor(turn.actor).name}: {turn.before} → {turn.after}"

    @property
    def note(self) -> Iterator[str]:
        topic, stands = self.asked.topic, self.stands
        seen = (
            f"{name} {_WANTS[view_.held.get(topic, 'silent')]} it and it is"
            f" {stands[view_.actor]} in its view"
            for name, view_ in zip(self.names, self.asked.views, strict=True)
        )
        yield f"{topic}: {'; '.join(seen)}."
        disputed = [one for one in self.apart if one.disputed]
        if not self.apart:
            yield "They hold no reason differently, so nothing between them can turn it."
            return
        yield (
            f"Reasons they hold differently: {len(self.apart)}; of these"
            f" {len(disputed) or 'none'} disputed, accepted by one and rejected by the other."
        )
        if not self.cruxes:
            yield from self.nothing()
        elif any(len(crux.over) > 1 for crux in self.cruxes):
            yield "Claims joined by “with” turn it only together."
        if self.cruxes and not self.asked.theory.gradual:
            yield "Strength is by the quadratic energy model, to rank what turns alike."
        if self.unlisted:
            yield f"More that were found and are not listed: {self.unlisted}."
        for lead, ids in (("With no path to it", self.idle), ("Left out", self.left_out)):
            if ids:
                more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
                yield f"{lead}: {listed(ids[:_SHOWN])}{more}."
        if self.search.restless:
            yield f"{counted(self.search.restless, 'case')} did not come to rest."
        if self.search.stopped:
            yield f"Not all was tried: {self.search.stopped}."

    def nothing(self) -> Iterator[str]:
        """Why there is no crux."""
        if not self.search.telling:
            yield "None of those asked for bears on it, so it turns on none of them."
        elif self.search.stopped:
            yield "No set that was tried turns it."
        elif self.together == self.stands:
            yield (
                "It turns on none of them: not even all together would change how it stands"
                " for either."
            )
        else:
            yield "No set of the sizes tried turns it, though all together would."


_WANTS: dict[Held, str] = {
    "accept": "accepts",
    "reject": "rejects",
    "neutral": "is neutral on",
    "ambivalent": "is of two minds about",
    "silent": "is silent on",
}
