"""How the question may come out, by who wants what and with how much weight, and what turns it.

Every actor who takes part has a weight, salience times capability, and each position is worth
something to it. Where the positions lie on a scale, a position is worth the more the nearer it
is to the point that the actor wants; the usual reading is Black's (1958): the *weighted median*
of what is wanted is beaten by nothing, and the mean is a second reading. Without a scale, what
is accepted is worth 1, what is rejected 0, and anything else one half; a stance of strength s
goes only so far from the half.

Every two positions are put to a contest in which actors put in their weight by how much more
one is worth to them than the other. *Ahead* is what no other beats: it has the greatest sum of
weight times worth, and on a scale it is the position where the weighted distances are least.
Contests have chances, and from them each position has a chance to come out of it all, as in
Probabilistic Condorcet Elections (KTAB; Wise, Lester & Efird 2015); `argmap.analysis.bargaining`
has the formulas, and the victory models.

What would turn it is exact and needs no sampling: for each actor, the weight, and apart from
that the stance, nearest to its own at which another position draws level. Beyond it that other
is ahead. All other actors stay as they are.

There are no rounds: nobody is taken to move, and no forecast is made of who gives way to whom.

Corner cases. Who accepts several positions of a scale wants the middle of them, their mean. Who
accepts none is left out, for what it wants is not known from what it rejects; without a scale,
who only rejects takes part. Actors whose weight is unknown are left out. All of these are told.
If several are ahead, anything turns it, and no thresholds are given. The scale is put to the
map from outside: that positions lie on a line, and how far apart, no record says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from argmap.analysis import bargaining
from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.bargaining import CHANCES, VICTORIES, Chance, Victory
from argmap.analysis.byhand import Numbers, chosen, named, numbers, points, texts
from argmap.analysis.held import Held, Reduction, checked, reduction, stances_by_claim, verdict_of
from argmap.analysis.influencing import Grid, influence
from argmap.analysis.wording import counted, listed, said, variant
from argmap.errors import (
    Fault,
    InvalidRecordError,
    NoPositionError,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.model import ArgumentMap, FrozenMapping

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[float64]

M = TypeVar("M")

__all__ = ["Outlook", "Pivot", "Prospect", "outlook"]

_WEIGHTS = ("auto", "equal", "influence", "competitiveness")
_SAME = 1e-9
"""Sums closer than this share of all weight are level."""
_FEW = 6


@frozen
class Prospect:
    """One position, or one point that somebody wants, and how it may fare.

    `point` is its place on the scale, if there is one. `wanted_by` are the actors to whom
    nothing is worth more, `weight` what they weigh together, and `support` the sum of weight
    times worth over all actors, as a share of all weight. `chance` is how likely it is to come
    out of all contests, and `against_ahead` how likely it wins the one with whatever is ahead.
    """

    id: str
    point: float | None
    wanted_by: tuple[str, ...]
    weight: float
    support: float
    chance: float
    against_ahead: float


@frozen
class Pivot:
    """What one actor would have to weigh, or to want, for another position to draw level.

    `weight` is its own and `weight_needed` the nearest at which `weight_for` draws level;
    None where no weight of its does that. `wants` is its point on the scale, if there is one;
    `wants_needed` the nearest at which `wants_for` draws level. Without a scale it is the
    stance that would put `wants_for` ahead, such as `accept shrink`.
    """

    actor: str
    weight: float
    weight_needed: float | None = None
    weight_for: str | None = None
    wants: float | None = None
    wants_needed: float | str | None = None
    wants_for: str | None = None


@frozen(repr=False)
class Outlook(Values[float]):
    """A mapping from each position to its chance to come out of all contests.

    Where the options are the points that actors want, it is a mapping from each actor to the
    chance of its point. `ahead` are the options that no other beats, `prospects` tell of each.
    `median` is the weighted median of what actors want, lowest and highest, and `mean` the
    weighted mean; both are None without a scale. `wins` are the chances in contests of two,
    rows beating columns, in the order of `prospects`. `weights` maps those who take part to
    their weight, `left_out` the others to the reason. `pivots` say what would turn the
    outcome, and `sweep` tells the same as a table.
    """

    ahead: tuple[str, ...]
    median: tuple[float, float] | None
    mean: float | None
    prospects: tuple[Prospect, ...]
    wins: Grid
    weights: FrozenMapping = field(converter=FrozenMapping)
    ideals: FrozenMapping = field(converter=FrozenMapping)
    pivots: tuple[Pivot, ...]
    left_out: FrozenMapping = field(converter=FrozenMapping)
    stances: int
    sweep: Table

    def of(self, option: str) -> Prospect:
        """How one option may fare."""
        for one in self.prospects:
            if one.id == option:
                return one
        raise UnknownIdError(option, (one.id for one in self.prospects), kind="answer for")


def outlook(
    map: ArgumentMap,
    scale: Numbers = (),
    *,
    ideals: Numbers = (),
    weights: Numbers = ("auto",),
    salience: Numbers = (),
    victory: Victory = "linear",
    chance: Chance = "conditional",
    actors: Iterable[str] | None = None,
    reduce: Reduction = "clash",
    members: bool = False,
) -> Outlook:
    """How the question may come out, and whose weight or stance would turn it.

    `scale` puts positions, or any claims, on a line: their ids from one end to the other, at
    equal steps from 0, or points by hand, `{"leave": 0, "stay": 10}` or texts such as
    `"leave=0"`. `ideals` are the points that actors want, by hand, where stances do not say;
    without a scale they are the options themselves. With neither, the map's positions are
    the options, in no order.

    `weights` is `equal`; `influence`, as recorded; `competitiveness`, r* by ties; or numbers
    by hand. `auto` takes influence if that of everybody who takes part is known, else equal.
    `salience` multiplies it, by hand. `victory` is how much likelier the stronger coalition
    is to win: `linear`, `square`, `quartic`, `octic`; `chance` is `conditional` or `markov`.
    `actors` are by default the principals and whoever has a point by hand, or only these if
    their points are the options; `reduce` and `members` are as for `verdict_of`.

    Raises `NoPositionError` if there is no option, `UnknownOptionError` for an unknown
    option, `InvalidRecordError` with all that is wrong by hand.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> found = outlook(map, ["leave", "shrink", "stay"], ideals={"washington": 2})
    >>> found.ahead, found.median, found.weights["baghdad"]
    (('leave',), (0.0, 0.0), 1.0)
    """
    for option, value, allowed in (("victory", victory, VICTORIES), ("chance", chance, CHANCES)):
        if value not in allowed:
            raise UnknownOptionError(option, value, allowed)
    checked(reduce)
    who = chosen(actors, map.actor)
    known = [actor.id for actor in map.actors] if who is None else who
    by_hand = points(ideals, known, "ideals", "actor asked about") if ideals else {}
    if who is None:
        usual = {actor.id for actor in map.principals} if scale or not by_hand else set()
        who = [id for id in known if id in usual or id in by_hand]
    read = _read(map, who, scale, by_hand, reduce, members=members)
    weighed, weighed_by = _weights(map, who, read.who, weights, members=members)
    salient = numbers(salience, who, "salience", "actor asked about") if salience else None
    taking, left_out = _taking_part(read, weighed, salient)
    here = [id for id in who if id in taking]
    arena = _Arena(read.among(here), tuple(taking[id] for id in here))
    words = (
        *read.words,
        f"weight: {weighed_by}{', times salience by hand' if salient is not None else ''}",
        *((reduction(reduce, members=members),) if read.stances else ()),
        f"chances: {_CHANCES_SAID[chance]}, {victory} victory",
    )
    return _Told(map, arena, victory, chance, left_out).answer(words)


_CHANCES_SAID: dict[Chance, str] = {
    "conditional": "to beat all others, given that one does",
    "markov": "share of time at the top, challengers drawn at random",
}


# Who wants what ------------------------------------------------------------------------


@frozen
class _Read:
    """The options, and what they are worth to each actor."""

    options: tuple[str, ...]
    points: tuple[float, ...] | None
    worth: Mapping[str, tuple[float, ...]]
    ideals: Mapping[str, float]
    why_not: Mapping[str, str]
    words: tuple[str, ...]
    stances: Mapping[str, int] = FrozenMapping()
    span: float = 1.0
    by_actor: bool = False

    @property
    def who(self) -> list[str]:
        """Those of whom it is known what they want."""
        return list(self.worth)

    def among(self, who: Sequence[str]) -> "_Read":
        """The same for some of the actors; points that only others want are no options."""
        worth = {id: self.worth[id] for id in who}
        stances = {id: self.stances[id] for id in who if id in self.stances}
        ideals = {id: self.ideals[id] for id in who if id in self.ideals}
        if not self.by_actor:
            return evolve(self, worth=worth, ideals=ideals, stances=stances)
        return evolve(_by_ideals(ideals), why_not=self.why_not)


def _read(
    map: ArgumentMap,
    who: Sequence[str],
    scale: Numbers,
    by_hand: Mapping[str, float],
    reduce: Reduction,
    *,
    members: bool,
) -> _Read:
    placed = _placed(map, scale) if scale else {}
    if by_hand and not placed:
        found = _by_ideals(by_hand)
        return evolve(found, why_not={id: "no ideal point" for id in who if id not in by_hand})
    options = tuple(placed or map.positions)
    if not options:
        raise NoPositionError("the map has no position that could win; give a scale, or ideals")
    held = {id: _held(map, id, options, reduce, members=members) for id in who if id not in by_hand}
    if not placed:
        return _by_verdict(options, held)
    return _on_scale(placed, who, by_hand, held)


def _placed(map: ArgumentMap, scale: Numbers) -> dict[str, float]:
    """Points of claims: by hand, or at equal steps from 0 in the order given."""
    given = texts(scale)
    if not isinstance(scale, Mapping) and not any(value for _, value in given):
        ids = [id for id, _ in given]
        twice = [id for id in dict.fromkeys(ids) if ids.count(id) > 1]
        if twice:
            faults = [Fault(f"{id!r} is on it twice", remedy="list it once") for id in twice]
            raise InvalidRecordError(faults, "scale")
        return {map.claim(id).id: float(place) for place, id in enumerate(ids)}
    return points(scale, [claim.id for claim in map.claims], "scale", "claim")


def _held(
    map: ArgumentMap, actor: str, options: Sequence[str], reduce: Reduction, *, members: bool
) -> dict[str, tuple[Held, float, int]]:
    """The verdict on each option spoken of, its strength, and how many stances it rests on."""
    found: dict[str, tuple[Held, float, int]] = {}
    spoken = stances_by_claim(map, actor, members=members)
    for option in options:
        if option in spoken:
            one = verdict_of(map, actor, option, reduce=reduce, members=members)
            strengths = [held.strength for held in one.counted if held.verdict == one.verdict]
            found[option] = one.verdict, max(strengths, default=0.0), len(one.counted)
    return found


def _by_ideals(ideals: Mapping[str, float]) -> _Read:
    """The points that actors want are the options."""
    wanted = {_point(point): point for point in sorted(set(ideals.values()))}
    words = ("options are the points that actors want, by hand",)
    return evolve(_near(wanted, ideals, words), by_actor=True)


def _point(point: float) -> str:
    short = f"{point:g}"
    return short if float(short) == point else repr(point)


def _on_scale(
    placed: Mapping[str, float],
    who: Sequence[str],
    by_hand: Mapping[str, float],
    held: Mapping[str, Mapping[str, tuple[Held, float, int]]],
) -> _Read:
    ideals, why_not, stances = dict(by_hand), {}, {}
    for actor, verdicts in held.items():
        accepted = [option for option, (verdict, _, _) in verdicts.items() if verdict == "accept"]
        if accepted:
            ideals[actor] = sum(placed[option] for option in accepted) / len(accepted)
            stances[actor] = sum(verdicts[option][2] for option in accepted)
        else:
            why_not[actor] = "accepts none of them"
    told = ", ".join(f"{option} at {_point(point)}" for option, point in placed.items())
    several = "who accepts several wants their mean"
    words = (
        f"on a scale: {told}",
        f"{several}; ideal points by hand go before stances" if by_hand else several,
    )
    wanting = {id: ideals[id] for id in who if id in ideals}
    return evolve(_near(placed, wanting, words), why_not=why_not, stances=stances)


def _near(
    placed: Mapping[str, float], ideals: Mapping[str, float], words: tuple[str, ...]
) -> _Read:
    """Options worth 1 where an actor wants them, and 0 as far away as any is from anybody."""
    ways = [abs(ideal - point) for ideal in ideals.values() for point in placed.values()]
    span = max(ways, default=0.0) or 1.0
    worth = {
        id: tuple(1 - abs(ideal - point) / span for point in placed.values())
        for id, ideal in ideals.items()
    }
    return _Read(tuple(placed), tuple(placed.values()), worth, ideals, {}, words, span=span)


def _by_verdict(
    options: tuple[str, ...], held: Mapping[str, Mapping[str, tuple[Held, float, int]]]
) -> _Read:
    signs = {"accept": 0.5, "reject": -0.5}
    worth, why_not, stances = {}, {}, {}
    for actor, verdicts in held.items():
        sides = {
            option: 0.5 + signs[verdict] * strength
            for option, (verdict, strength, _) in verdicts.items()
            if verdict in signs
        }
        if sides:
            worth[actor] = tuple(sides.get(option, 0.5) for option in options)
            stances[actor] = sum(verdicts[option][2] for option in sides)
        else:
            why_not[actor] = "takes no side on them"
    words = ("no scale: what is accepted is worth 1, rejected 0, anything else 1/2, by strength",)
    return _Read(options, None, worth, {}, why_not, words, stances)


# With how much weight ------------------------------------------------------------------


def _weights(
    map: ArgumentMap,
    who: Sequence[str],
    taking: Sequence[str],
    weights: Numbers,
    *,
    members: bool,
) -> tuple[dict[str, float], str]:
    name = named(weights, _WEIGHTS, "weights")
    recorded = {id: map.actor(id).influence for id in who}
    known = {id: value for id, value in recorded.items() if value is not None}
    if name is None:
        return numbers(weights, who, "weights", "actor asked about"), "by hand"
    if name == "competitiveness":
        found = influence(map, who, by="ties", members=members)
        return {id: found[id] for id in who if id not in found.isolated}, found.how
    everybody = bool(taking) and all(id in known for id in taking)
    if name == "influence" or (name == "auto" and everybody and any(known[id] for id in taking)):
        return known, "recorded influence"
    why = ", for influence is not known of all" if name == "auto" else ""
    return dict.fromkeys(who, 1.0), f"all alike{why}"


def _taking_part(
    read: _Read, weighed: Mapping[str, float], salient: Mapping[str, float] | None
) -> tuple[dict[str, float], dict[str, str]]:
    """Those who take part with their weights, and the others with the reason."""
    taking, left_out = {}, dict(read.why_not)
    for actor in read.worth:
        if actor not in weighed:
            left_out[actor] = "its weight is unknown"
        elif salient is not None and actor not in salient:
            left_out[actor] = "its salience is unknown"
        else:
            taking[actor] = weighed[actor] * (1.0 if salient is None else salient[actor])
    large = [
        Fault(f"{actor!r} weighs more than can be told", remedy="give smaller numbers")
        for actor, weight in taking.items()
        if not isfinite(weight)
    ]
    if large:
        raise InvalidRecordError(large, "weights")
    return taking, left_out


# The contests --------------------------------------------------------------------------


@frozen(slots=False)
class _Arena:
    """Options, actors and weights as arrays, and what follows from them."""

    read: _Read
    weights: tuple[float, ...]

    @cached_property
    def unit(self) -> float:
        """The greatest weight; weights have no upper end, and sums of shares of it do."""
        return max(self.weights, default=0.0) or 1.0

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """Each weight as a share of the greatest."""
        return tuple(weight / self.unit for weight in self.weights)

    @cached_property
    def who(self) -> tuple[str, ...]:
        """Those who take part."""
        return tuple(self.read.worth)

    @cached_property
    def whole(self) -> float:
        """The sum of all shares."""
        return sum(self.shares)

    @cached_property
    def worth(self) -> "Matrix":
        """What each option is worth to each actor: (actors, options)."""
        import numpy as np  # noqa: PLC0415  heavy

        rows = [self.read.worth[id] for id in self.who]
        return np.array(rows, dtype=float).reshape(len(self.who), len(self.read.options))

    @cached_property
    def sums(self) -> "Matrix":
        """Share times worth, for each option."""
        import numpy as np  # noqa: PLC0415  heavy

        found: Matrix = np.array(self.shares) @ self.worth
        return found

    @cached_property
    def slack(self) -> float:
        """How far apart sums may be and still be level."""
        import numpy as np  # noqa: PLC0415  heavy

        return _SAME * self.whole * float(np.ptp(self.worth)) if self.worth.size else 0.0

    @cached_property
    def ahead(self) -> tuple[int, ...]:
        """The places of the options that no other beats."""
        level = self.sums >= self.sums.max() - self.slack
        return tuple(place for place, one in enumerate(level.tolist()) if one)

    def wins(self, victory: Victory) -> "Matrix":
        """The chance of each option in the contest with each other."""
        import numpy as np  # noqa: PLC0415  heavy

        strengths = bargaining.coalitions(self.worth, np.array(self.shares))
        return bargaining.victories(strengths, victory)

    @cached_property
    def pivots(self) -> tuple[Pivot, ...]:
        """What would turn it, actor by actor; nothing is between options that are level."""
        if len(self.ahead) > 1:
            return ()
        return tuple(self._pivot(place) for place in range(len(self.who)))

    def _pivot(self, place: int) -> Pivot:
        weight, ideal = self.weights[place], self.read.ideals.get(self.who[place])
        by_weight = min(self._weighing(place), default=(0.0, 0, None), key=_nearest)
        moves = self._moving(place) if ideal is not None else self._siding(place)
        by_stance = min(moves, default=(0.0, 0, None), key=_nearest)
        return Pivot(
            self.who[place],
            weight,
            *self._needed(by_weight),
            ideal,
            *self._needed(by_stance),
        )

    def _needed(self, found: tuple[float, int, Any]) -> tuple[Any, str | None]:
        _, option, needed = found
        return needed, None if needed is None else self.read.options[option]

    def _weighing(self, place: int) -> Iterator[tuple[float, int, float]]:
        """Each option that some weight of this actor would put level: how far, it, the weight."""
        (first,), share, row = self.ahead, self.shares[place], self.worth[place]
        for option in self._others(first):
            gain = float(row[option] - row[first])
            if abs(gain) > _SAME:
                change = float(self.sums[first] - self.sums[option]) / gain
                needed = (share + change) * self.unit
                if share + change > _SAME * self.whole and isfinite(needed):
                    yield abs(change), option, needed

    def _moving(self, place: int) -> Iterator[tuple[float, int, float]]:
        """Each option that some ideal point of this actor would put level, on a scale.

        As its point moves from the one option to the other, the difference of their worths
        goes straight from one end to the other, and stays there beyond.
        """
        (first,), line = self.ahead, self.read.points or ()
        ideal, row = self.read.ideals[self.who[place]], self.worth[place]
        steep = self.shares[place] / self.read.span
        for option in self._others(first):
            lead = float(self.sums[first] - self.sums[option])
            lead -= self.shares[place] * float(row[first] - row[option])
            away = line[option] - line[first]
            if abs(lead) < steep * abs(away) - self.slack:
                middle, off = (line[option] + line[first]) / 2, lead / steep / 2
                point = middle + (off if away > 0 else -off)
                yield abs(point - ideal), option, point

    def _siding(self, place: int) -> Iterator[tuple[float, int, str]]:
        """Each single stance of this actor that would put another option ahead."""
        (first,), share, row = self.ahead, self.shares[place], self.worth[place]
        others = self._others(first)
        for option in others:
            lead = float(self.sums[first] - self.sums[option])
            if share * float(1 - row[option]) > lead + self.slack:
                yield float(1 - row[option]), option, f"accept {self.read.options[option]}"
        if others:
            second = max(others, key=lambda option: self.sums[option])
            if share * float(row[first]) > self.sums[first] - self.sums[second] + self.slack:
                yield float(row[first]), second, f"reject {self.read.options[first]}"

    def _others(self, first: int) -> list[int]:
        return [place for place in range(len(self.read.options)) if place != first]


def _nearest(found: tuple[float, int, Any]) -> tuple[float, int]:
    return found[:2]


# The answer ----------------------------------------------------------------------------


@frozen(slots=False)
class _Told:
    """An arena, and how its contests are decided."""

    map: ArgumentMap
    arena: _Arena
    victory: Victory
    chance: Chance
    left_out: Mapping[str, str]

    @cached_property
    def wins(self) -> Grid:
        """Chances in contests of two."""
        if not self.arena.whole:
            return ()
        return tuple(map(tuple, self.arena.wins(self.victory).tolist()))

    @cached_property
    def prospects(self) -> tuple[Prospect, ...]:
        """How each option may fare; nothing if nobody weighs anything."""
        import numpy as np  # noqa: PLC0415  heavy

        arena, read = self.arena, self.arena.read
        if not self.wins:
            return ()
        chances = bargaining.chances(np.array(self.wins), self.chance).tolist()
        liked = arena.worth >= arena.worth.max(axis=1, keepdims=True) - _SAME
        if read.points is None:
            liked &= arena.worth > 0.5 + _SAME
        found = []
        for place, option in enumerate(read.options):
            who = np.flatnonzero(liked[:, place]).tolist()
            found.append(
                Prospect(
                    option,
                    None if read.points is None else read.points[place],
                    tuple(arena.who[at] for at in who),
                    sum(arena.weights[at] for at in who),
                    float(arena.sums[place]) / arena.whole,
                    chances[place],
                    self.wins[place][arena.ahead[0]],
                )
            )
        return tuple(found)

    @cached_property
    def median(self) -> tuple[float, float] | None:
        """The weighted median of what actors want."""
        return self._middle(bargaining.weighted_median)

    @cached_property
    def mean(self) -> float | None:
        """The weighted mean of what actors want."""
        return self._middle(bargaining.weighted_mean)

    def _middle(self, of: Callable[["Matrix", "Matrix"], M]) -> M | None:
        import numpy as np  # noqa: PLC0415  heavy

        arena, ideals = self.arena, self.arena.read.ideals
        if not arena.whole or not ideals:
            return None
        return of(np.array([ideals[id] for id in arena.who]), np.array(arena.shares))

    @cached_property
    def ahead(self) -> tuple[str, ...]:
        """The options that no other beats."""
        options = self.arena.read.options
        return tuple(options[place] for place in self.arena.ahead) if self.wins else ()

    @cached_property
    def pivots(self) -> tuple[Pivot, ...]:
        """What would turn it."""
        return self.arena.pivots if self.wins else ()

    def answer(self, words: Sequence[str]) -> Outlook:
        """The whole of it."""
        arena, read = self.arena, self.arena.read
        chances = {one.id: one.chance for one in self.prospects}
        if read.by_actor and chances:
            chances = {id: chances[_point(point)] for id, point in read.ideals.items()}
        return Outlook(
            self.ahead,
            self.median,
            self.mean,
            self.prospects,
            self.wins,
            dict(zip(arena.who, arena.weights, strict=True)),
            read.ideals,
            self.pivots,
            self.left_out,
            sum(read.stances.values()),
            self._sweep(words[:-1]),
            by_id=chances,
            table=self._table(words),
        )

    # In words

    def _table(self, words: Sequence[str]) -> Table:
        ranked = sorted(self.prospects, key=lambda one: -one.support)
        scaled = self.arena.read.points is not None
        columns = ("option", "says", *(["at"] * scaled), "wanted by", "weight", "support")
        return Table(
            f"How it may come out: {listed(self.ahead) or 'nothing can be said'}"
            f"{' is ahead' if len(self.ahead) == 1 else ' are level' if self.ahead else ''}",
            variant(self.map, *words),
            (*columns, "beats what is ahead", "chance"),
            [self._row(one, scaled=scaled) for one in ranked],
            note=" ".join(self._note()),
        )

    def _row(self, one: Prospect, *, scaled: bool) -> tuple[Cell, ...]:
        known = not self.arena.read.by_actor
        return (
            one.id,
            said(self.map.claim(one.id)) if known else None,
            *([one.point] * scaled),
            self._names(one.wanted_by),
            one.weight,
            round(one.support, 4),
            None if one.id in self.ahead else round(one.against_ahead, 4),
            round(one.chance, 4),
        )

    def _names(self, actors: Iterable[str]) -> str | None:
        return listed(self.map.actor(id).name for id in actors)

    def _called(self, option: str | None) -> str:
        return f"the point {option}" if self.arena.read.by_actor else str(option)

    def _note(self) -> Iterator[str]:
        if not self.wins:
            yield "Nobody who weighs anything takes a side, so that nothing can be said."
        if self.median is not None and self.mean is not None:
            low, high = self.median
            middle = f"{low:g}" if low == high else f"anything from {low:g} to {high:g}"
            yield f"The weighted median of what is wanted is {middle}, the mean {self.mean:.6g}."
        taking = counted(len(self.arena.who), "actor")
        stances = self.arena.read.stances
        if self.wins:
            by_hand = len(self.arena.who) - len(stances)
            resting = [
                *([counted(sum(stances.values()), "stance")] if stances else []),
                *([f"{counted(by_hand, 'point')} by hand"] if by_hand else []),
            ]
            names = self._names(self.arena.who)
            yield f"It rests on {' and '.join(resting)}, of {taking}: {names}."
            yield "Support is what an option is worth on average, by weight."
            yield from self._likelier()
            yield from self._closest()
        for reason in dict.fromkeys(self.left_out.values()):
            names = self._names(id for id, why in self.left_out.items() if why == reason)
            yield f"Left out, {reason}: {names}."

    def _likelier(self) -> Iterator[str]:
        """What is not ahead and yet likelier to come out of all contests than what is."""
        most = max(one.chance for one in self.prospects if one.id in self.ahead)
        likelier = [self._called(one.id) for one in self.prospects if one.chance > most + _SAME]
        if likelier:
            yield f"Likelier than what is ahead to come out of all contests: {listed(likelier)}."

    def _closest(self) -> Iterator[str]:
        """The least change of one weight, and of one stance, that turns it."""
        if not self.pivots and len(self.arena.read.options) > 1:
            yield "Those ahead are level, so that any change decides."
            return
        weighing = [one for one in self.pivots if one.weight_needed is not None]
        if weighing:
            least = min(weighing, key=self._change)
            yield (
                f"The least change of weight that turns it: {self._names([least.actor])} from "
                f"{least.weight:g} to {least.weight_needed:.4g} brings "
                f"{self._called(least.weight_for)} level."
            )
        moving = [one for one in self.pivots if one.wants_needed is not None]
        if not moving:
            yield "No change of what one actor wants turns it."
        elif self.arena.read.points is None:
            told = "; ".join(
                f"{self._names([one.actor])}, to {one.wants_needed}" for one in moving[:_FEW]
            )
            more = f"; and {len(moving) - _FEW} more" if len(moving) > _FEW else ""
            yield f"One stance turns it: {told}{more}."
        else:
            nearest = min(moving, key=_distance)
            yield (
                f"The least change of what one wants that turns it: {self._names([nearest.actor])} "
                f"from {nearest.wants:g} to {nearest.wants_needed:.4g} brings "
                f"{self._called(nearest.wants_for)} level."
            )

    def _change(self, one: Pivot) -> float:
        """How far a weight is from turning it, those nearly alike as alike."""
        needed = one.weight if one.weight_needed is None else one.weight_needed
        return round(abs(needed / self.arena.unit - one.weight / self.arena.unit), 9)

    def _sweep(self, words: Sequence[str]) -> Table:
        level = len(self.ahead) > 1
        return Table(
            "What would turn it, actor by actor",
            variant(self.map, *words, "one change at a time, all else as it is"),
            (
                "actor",
                "weight",
                "turned by weight",
                "which brings up",
                "wants",
                "turned by wanting",
                "this brings up",
            ),
            [self._sweep_row(one) for one in self.pivots],
            note="Those ahead are level, so that any change decides." if level else "",
        )

    def _sweep_row(self, one: Pivot) -> tuple[Cell, ...]:
        needed = one.wants_needed
        return (
            self.map.actor(one.actor).name,
            one.weight,
            None if one.weight_needed is None else round(one.weight_needed, 6),
            one.weight_for,
            one.wants,
            round(needed, 6) if isinstance(needed, float) else needed,
            one.wants_for,
        )


def _distance(one: Pivot) -> float:
    needed = one.wants_needed
    if not isinstance(needed, float) or one.wants is None:
        return 0.0
    return round(abs(needed - one.wants), 9)
