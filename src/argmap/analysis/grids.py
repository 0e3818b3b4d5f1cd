"""Who is to be managed, satisfied, informed or watched: the grid of power and interest.

Mendelow's grid (1991) cuts power and interest each in two, and so actors into four: *manage
closely* where both are high, *keep satisfied* where power is high and interest low, *keep
informed* where it is the other way round, *monitor* where both are low.

Power is the recorded influence; or `competitiveness`, r* from ties as `influence` reckons it;
or numbers by hand. Interest is `records`: of how many positions an actor is known to accept or
reject, to speak of, or to gain or lose from; or numbers by hand. That counts how much of an
interest has come to notice, not how deep it goes.

Corner cases. An actor whose power or interest is unknown falls into a fifth bin, `unknown`,
and not into a low one: that nothing is recorded is no sign that there is nothing. Who lies
just at a cut is named, and counts as high unless `at_cut="low"`. The midpoint is that between
the lowest and the highest value known, the median that of the values known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.byhand import Numbers, chosen, named, numbers
from argmap.analysis.held import members_of
from argmap.analysis.influencing import influence
from argmap.analysis.wording import listed, variant
from argmap.errors import UnknownOptionError
from argmap.model import ArgumentMap, FrozenMapping

__all__ = ["BINS", "Bin", "Cut", "Edge", "PowerInterest", "power_interest"]

Bin: TypeAlias = Literal["manage closely", "keep satisfied", "keep informed", "monitor", "unknown"]
Cut: TypeAlias = Literal["median", "midpoint"]
Edge: TypeAlias = Literal["high", "low"]

BINS: tuple[Bin, ...] = get_args(Bin)
"""The parts of the grid, those to be heeded most first."""
_CUTS: tuple[Cut, ...] = get_args(Cut)
_EDGES: tuple[Edge, ...] = get_args(Edge)
_BY_SIDES: Mapping[tuple[bool, bool], Bin] = {
    (True, True): "manage closely",
    (True, False): "keep satisfied",
    (False, True): "keep informed",
    (False, False): "monitor",
}
_POWERS = ("influence", "competitiveness")
_RECORDED = "recorded influence"
_INTERESTS = {"records": "how many positions an actor speaks on or has a stake in"}


@frozen(repr=False)
class PowerInterest(Values[Bin]):
    """A mapping from each actor to its part of the grid, or to `unknown`.

    `power` and `interest` map actors to what is known of them, for a picture with two axes;
    `power_cut` and `interest_cut` are where the grid is cut, None where nothing is known.
    `at_cut` are the actors that lie on a cut.
    """

    power: FrozenMapping = field(converter=FrozenMapping)
    interest: FrozenMapping = field(converter=FrozenMapping)
    power_cut: float | None
    interest_cut: float | None
    at_cut: tuple[str, ...]

    def among(self, bin: Bin) -> tuple[str, ...]:
        """The actors in one part of the grid."""
        if bin not in BINS:
            raise UnknownOptionError("bin", bin, BINS)
        return tuple(actor for actor, found in self.items() if found == bin)


def power_interest(
    map: ArgumentMap,
    actors: Iterable[str] | None = None,
    *,
    power: Numbers = ("influence",),
    interest: Numbers = ("records",),
    cut: Cut = "median",
    at_cut: Edge = "high",
    members: bool = False,
) -> PowerInterest:
    """Whom to manage closely, keep satisfied, keep informed or monitor.

    `actors` are ids, the principals by default. `power` is `influence`, `competitiveness` or
    numbers by hand, `interest` is `records` or numbers by hand, as this module explains; by
    hand they are a mapping, or texts such as `"tehran=3"`, and those left out are unknown.
    With `members`, stances, stakes and ties of members count as the actor's own.

    Raises `UnknownIdError` for an unknown actor, `UnknownOptionError` for an unknown option,
    `InvalidRecordError` with all that is wrong by hand.

    >>> import argmap
    >>> found = power_interest(argmap.example("iraq-withdrawal"), power=["competitiveness"])
    >>> found["washington"], found["sunnis"], found["hamas"]
    ('manage closely', 'unknown', 'unknown')
    """
    for option, value, allowed in (("cut", cut, _CUTS), ("at_cut", at_cut, _EDGES)):
        if value not in allowed:
            raise UnknownOptionError(option, value, allowed)
    who = chosen(actors, map.actor)
    who = [actor.id for actor in map.principals] if who is None else who
    powers, power_by = _power(map, who, power, members=members)
    interests, interest_by = _interest(map, who, interest, members=members)
    cuts = _cut(powers.values(), cut), _cut(interests.values(), cut)
    bins = {id: _bin((powers.get(id), interests.get(id)), cuts, at_cut) for id in who}
    edge = tuple(id for id in who if powers.get(id) == cuts[0] or interests.get(id) == cuts[1])
    edge = tuple(id for id in edge if bins[id] != "unknown")
    return PowerInterest(
        powers,
        interests,
        *cuts,
        edge,
        by_id=bins,
        table=Table(
            "Whom to manage, satisfy, inform or monitor",
            variant(
                map,
                f"power: {power_by}",
                f"interest: {interest_by}",
                _cuts_said(cut, cuts, at_cut),
                "members' records counted as the actor's own" if members else "own records only",
            ),
            ("actor", "power", "interest", "what to do"),
            list(_rows(map, powers, interests, bins)),
            note=" ".join(_note(map, bins, edge, at_cut, power_by)),
        ),
    )


# What is known -------------------------------------------------------------------------


def _power(
    map: ArgumentMap, who: Sequence[str], power: Numbers, *, members: bool
) -> tuple[dict[str, float], str]:
    name = named(power, _POWERS, "power")
    if name is None:
        return _by_hand(map, who, power, "power"), "by hand"
    if name == "influence":
        known = {id: map.actor(id).influence for id in who}
        return {id: value for id, value in known.items() if value is not None}, _RECORDED
    found = influence(map, who, by="ties", members=members)
    return {id: r for id, r in found.items() if id not in found.isolated}, found.how


def _interest(
    map: ArgumentMap, who: Sequence[str], interest: Numbers, *, members: bool
) -> tuple[dict[str, float], str]:
    name = named(interest, tuple(_INTERESTS), "interest")
    if name is None:
        return _by_hand(map, who, interest, "interest"), "by hand"
    found: dict[str, float] = {}
    for actor in who:
        own = (actor, *(members_of(map, actor) if members else ()))
        spoken = {one.claim for id in own for one in map.stances_of(id)}
        staked = {one.claim for id in own for one in map.stakes_of(id)}
        concerned = (spoken | staked).intersection(map.positions)
        if concerned:
            found[actor] = len(concerned)
    return found, _INTERESTS[name]


def _by_hand(map: ArgumentMap, who: Sequence[str], given: Numbers, option: str) -> dict[str, float]:
    found = numbers(given, [actor.id for actor in map.actors], option, "actor")
    return {id: found[id] for id in who if id in found}


def _cut(values: Iterable[float], cut: Cut) -> float | None:
    known = list(values)
    if not known:
        return None
    return float(median(known)) if cut == "median" else min(known) / 2 + max(known) / 2


def _bin(
    values: tuple[float | None, float | None],
    cuts: tuple[float | None, float | None],
    at_cut: Edge,
) -> Bin:
    (power, interest), (one, other) = values, cuts
    if power is None or interest is None or one is None or other is None:
        return "unknown"
    return _BY_SIDES[_is_high(power, one, at_cut), _is_high(interest, other, at_cut)]


def _is_high(value: float, cut: float, at_cut: Edge) -> bool:
    return value > cut or (value == cut and at_cut == "high")


# In words ------------------------------------------------------------------------------


def _cuts_said(cut: Cut, cuts: tuple[float | None, float | None], at_cut: Edge) -> str:
    power, interest = ("unknown" if one is None else f"{one:g}" for one in cuts)
    return f"cut at the {cut}, power {power} and interest {interest}, who is there counted {at_cut}"


def _rows(
    map: ArgumentMap,
    powers: Mapping[str, float],
    interests: Mapping[str, float],
    bins: Mapping[str, Bin],
) -> Iterator[tuple[Cell, ...]]:
    for id in (id for bin in BINS for id, found in bins.items() if found == bin):
        known = (powers.get(id), interests.get(id))
        yield (
            map.actor(id).name,
            *(None if one is None else round(one, 4) for one in known),
            bins[id],
        )


def _note(
    map: ArgumentMap, bins: Mapping[str, Bin], edge: Sequence[str], at_cut: Edge, power_by: str
) -> Iterator[str]:
    unknown = [id for id, bin in bins.items() if bin == "unknown"]
    if unknown and len(unknown) == len(bins) and power_by == _RECORDED:
        yield "No influence is recorded with an interest beside it; power may be had from ties."
    elif unknown:
        names = listed(map.actor(id).name for id in unknown)
        yield f"Unknown is not low: too little is recorded of {names}."
    if edge:
        yield f"Just at a cut, and counted {at_cut}: {listed(map.actor(id).name for id in edge)}."
