"""Who is with whom and against whom on what is wanted, and who stands between: MACTOR's 1 to 3.

Each actor's stand on each objective, MAO, has a sign and a magnitude. Two actors *converge* on
what both are for or both against, and *diverge* on what one is for and the other against, by
one of three orders (Godet 1991; Arcade, Godet, Meunier & Roubelat 1999):

- 1: objectives are counted (1CAA, 1DAA);
- 2: each counts by the mean of the two magnitudes, from 0 to 4 (2CAA, 2DAA);
- 3: each magnitude is multiplied by r*, how well the actor can press it (3CAA, 3DAA); see
  `argmap.analysis.influencing`.

*Ambivalence* EQ is how far an actor's agreement and disagreement with each other keep the
balance, 0 to 1; *mobilisation* of an objective is the sum of the magnitudes of all. The
formulas are in `argmap.analysis.mactor`.

On a map the objectives are its positions, or any claims. Who accepts one is for it and who
rejects it against; the magnitude is four times the strength of the stance, the greatest if
several say the same. That scale is a convention: where strengths are not recorded they are 1,
all magnitudes are 4, and order 2 tells no more than order 1.

Corner cases. Neutral, ambivalent and silent are all 0 here, which MACTOR cannot tell apart;
those who are torn are named. What somebody is said to gain or lose is no stand, and counts
only if `stakes` are asked for, and only where the actor has no stance: gain is for, loss is
against, mixed is 0. Two actors who want rival positions diverge only where one of them rejects
what the other wants. An actor who shares no objective with anybody has no ambivalence. For
order 3, actors whose influence is unknown are left out, and told.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import isnan
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import evolve, field, frozen

from argmap.analysis import mactor
from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.byhand import Pairs, chosen, pairs
from argmap.analysis.held import (
    Held,
    Reduction,
    checked,
    members_of,
    reduction,
    stances_by_claim,
    verdict_of,
)
from argmap.analysis.influencing import Grid, Influence, InfluenceBy, influence
from argmap.analysis.mactor import Diagonal
from argmap.analysis.wording import counted, listed, variant
from argmap.errors import NoPositionError, UnknownIdError, UnknownOptionError
from argmap.model import ArgumentMap, Effect, FrozenMapping, Stake

if TYPE_CHECKING:
    import networkx as nx
    from numpy import float64
    from numpy.typing import NDArray

__all__ = ["ABOUT", "About", "Convergence", "convergence"]

About: TypeAlias = Literal["positions", "claims"]

ABOUT: tuple[About, ...] = get_args(About)
"""What the objectives are where none are named: the positions, or all claims."""

_ORDERS = (1, 2, 3)
_MOST = 4.0
_FEW = 4
_VERDICT_SIGNS: dict[Held, int] = {"accept": 1, "reject": -1}
_EFFECT_SIGNS: dict[Effect, int] = {"gain": 1, "loss": -1, "mixed": 0}


@frozen(repr=False)
class Convergence(Values[float]):
    """A mapping from each actor to its ambivalence EQ, 0 to 1, where it has one.

    `stands` is the matrix of actors by objectives that was reckoned with: signs for order 1,
    -4 to 4 for order 2, times r* for order 3. `convergence` and `divergence` are the matrices
    of actors by actors, CAA and DAA. `ambivalence` maps every actor to EQ or None, and
    `mobilisation` each objective to its sum of magnitudes. `competitiveness` are the r* of
    order 3. `torn` are actors and claims with an ambivalent verdict, `by_stake` those where a
    stake stands in for a stance, `left_out` the actors whose influence is unknown. `stances`
    is how many stances all of it rests on.
    """

    order: int
    actors: tuple[str, ...]
    objectives: tuple[str, ...]
    stands: Grid
    convergence: Grid
    divergence: Grid
    ambivalence: FrozenMapping = field(converter=FrozenMapping)
    mobilisation: FrozenMapping = field(converter=FrozenMapping)
    competitiveness: FrozenMapping = field(converter=FrozenMapping)
    torn: tuple[tuple[str, str], ...]
    by_stake: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    stances: int

    def between(self, a: str, b: str) -> tuple[float, float]:
        """How much two actors converge, and how much they diverge."""
        for id in (a, b):
            if id not in self.actors:
                raise UnknownIdError(id, self.actors, kind="answer for")
        row, column = self.actors.index(a), self.actors.index(b)
        return self.convergence[row][column], self.divergence[row][column]

    def to_networkx(self) -> "nx.Graph[str]":
        """A graph of all actors, an edge between those who converge or diverge on anything.

        Edges have `convergence`, `divergence` and their difference, `weight`; nodes their
        `ambivalence` where they have one.

        >>> import argmap
        >>> graph = convergence(argmap.example("iraq-withdrawal")).to_networkx()
        >>> graph.edges["baghdad", "voices-inside"]
        {'convergence': 1.0, 'divergence': 0.0, 'weight': 1.0}
        """
        import networkx as nx  # noqa: PLC0415  heavy

        graph: nx.Graph[str] = nx.Graph(order=self.order)
        for actor in self.actors:
            known = {"ambivalence": self[actor]} if actor in self else {}
            graph.add_node(actor, **known)
        for a, b in combinations(self.actors, 2):
            alike, apart = self.between(a, b)
            if alike or apart:
                graph.add_edge(a, b, convergence=alike, divergence=apart, weight=alike - apart)
        return graph


def convergence(
    map: ArgumentMap,
    claims: Iterable[str] | None = None,
    *,
    order: int = 1,
    about: About = "positions",
    actors: Iterable[str] | None = None,
    matrix: Pairs = (),
    reduce: Reduction = "clash",
    members: bool = False,
    stakes: bool = False,
    influences: Pairs = (),
    by: InfluenceBy = "auto",
    diagonal: Diagonal = "apart",
) -> Convergence:
    """Who is with whom and against whom on some claims, who is between, what moves them all.

    The objectives are `claims`, or else the positions, or with `about="claims"` all claims.
    `actors` are ids, the principals by default. `order` is 1, 2 or 3, as this module
    explains. `matrix` gives stands by hand from -4 to 4, `{"tehran": {"leave": 4}}` or texts
    such as `"tehran>leave=4"`; stances and stakes are then not looked at. `reduce` and
    `members` are as for `verdict_of`; with `stakes` a stake stands in where there is no
    stance. `influences`, `by` and `diagonal` are for order 3: the matrix, source and diagonal
    of `influence`.

    Raises `NoPositionError` if there is no objective, `UnknownIdError` for an unknown actor
    or claim, `UnknownOptionError` for an unknown option, `InvalidRecordError` with all that
    is wrong in a matrix.

    >>> import argmap
    >>> found = convergence(argmap.example("iraq-withdrawal"))
    >>> found.between("baghdad", "voices-inside"), dict(found)
    ((1.0, 0.0), {'baghdad': 0.0, 'voices-inside': 0.0})
    """
    if order not in _ORDERS:
        raise UnknownOptionError("order", order, [str(one) for one in _ORDERS])
    if about not in ABOUT:
        raise UnknownOptionError("about", about, ABOUT)
    checked(reduce)
    what = chosen(claims, map.claim)
    if what is None:
        what = list(map.positions) if about == "positions" else [one.id for one in map.claims]
    if not what:
        raise NoPositionError("there is no objective to converge on; name some claims")
    who = chosen(actors, map.actor)
    who = [actor.id for actor in map.principals] if who is None else who
    if matrix:
        stands = _by_hand(who, what, matrix)
    else:
        stands = _recorded(map, who, what, reduce, members=members, stakes=stakes)
    if order < 3:
        return _answer(map, stands, order)
    forces = influence(map, who, matrix=influences, by=by, members=members, diagonal=diagonal)
    return _answer(map, stands.among(forces), order, forces)


# Stands --------------------------------------------------------------------------------


@frozen
class _Stands:
    """What actors make of objectives, 2MAO, and where that comes from."""

    who: Sequence[str]
    what: Sequence[str]
    cells: Mapping[tuple[str, str], float]
    words: tuple[str, ...]
    torn: tuple[tuple[str, str], ...] = ()
    by_stake: tuple[tuple[str, str], ...] = ()
    stances: int = 0
    left_out: tuple[str, ...] = ()

    def among(self, actors: Container[str]) -> "_Stands":
        """Those of some of the actors only."""
        who = [id for id in self.who if id in actors]
        return evolve(self, who=who, left_out=tuple(id for id in self.who if id not in actors))

    def matrix(self, order: int, forces: Influence | None) -> "NDArray[float64]":
        """1MAO, 2MAO or 3MAO: (actors, objectives)."""
        import numpy as np  # noqa: PLC0415  heavy

        rows = [
            [self.cells.get((one, objective), 0.0) for objective in self.what] for one in self.who
        ]
        found: NDArray[float64] = np.array(rows).reshape(len(self.who), len(self.what))
        if forces is not None:
            found *= np.array([forces[one] for one in self.who]).reshape(-1, 1)
        return np.sign(found) if order == 1 else found


def _by_hand(who: Sequence[str], what: Sequence[str], matrix: Pairs) -> _Stands:
    kinds = ("actor asked about", "objective")
    given = pairs(matrix, (who, what), "matrix", kinds, least=-_MOST, most=_MOST)
    return _Stands(who, what, given, ("stands given by hand, -4 to 4",))


def _recorded(
    map: ArgumentMap,
    who: Sequence[str],
    what: Sequence[str],
    reduce: Reduction,
    *,
    members: bool,
    stakes: bool,
) -> _Stands:
    cells: dict[tuple[str, str], float] = {}
    torn: list[tuple[str, str]] = []
    by_stake: list[tuple[str, str]] = []
    rests_on = 0
    for actor in who:
        spoken = stances_by_claim(map, actor, members=members)
        staked = _stakes(map, actor, members=members) if stakes else {}
        for claim in what:
            if claim in spoken:
                held = verdict_of(map, actor, claim, reduce=reduce, members=members)
                said = [one.strength for one in held.counted if one.verdict == held.verdict]
                sign = _VERDICT_SIGNS.get(held.verdict, 0)
                cells[actor, claim] = sign * _MOST * max(said, default=0.0)
                torn += [(actor, claim)] * (held.verdict == "ambivalent")
                rests_on += len(held.counted)
            elif claim in staked:
                cells[actor, claim] = _effect(staked[claim])
                by_stake.append((actor, claim))
    words = (
        "for is to accept and against to reject, magnitude 4 times the strength of the stance",
        reduction(reduce, members=members),
        "a stake stands in where there is no stance" if stakes else "stakes are no stands",
    )
    return _Stands(who, what, cells, words, tuple(torn), tuple(by_stake), rests_on)


def _stakes(map: ArgumentMap, actor: str, *, members: bool) -> dict[str, list[Stake]]:
    found: dict[str, list[Stake]] = {}
    for id in (actor, *(members_of(map, actor) if members else ())):
        for stake in map.stakes_of(id):
            found.setdefault(stake.claim, []).append(stake)
    return found


def _effect(stakes: Sequence[Stake]) -> float:
    """Four times the greatest strength if they all say gain or all say loss, else 0."""
    signs = {_EFFECT_SIGNS[stake.effect] for stake in stakes}
    sign = signs.pop() if len(signs) == 1 else 0
    return sign * _MOST * max(stake.strength for stake in stakes)


# The answer ----------------------------------------------------------------------------


@frozen
class _Compared:
    """Stands by one order, and what follows from them."""

    map: ArgumentMap
    stands: _Stands
    order: int
    forces: Influence | None
    matrix: Grid
    converging: Grid
    diverging: Grid
    ambivalence: Mapping[str, float | None]
    mobilisation: Mapping[str, float]


def _answer(
    map: ArgumentMap, stands: _Stands, order: int, forces: Influence | None = None
) -> Convergence:
    matrix = stands.matrix(order, forces)
    converging, diverging = mactor.agreeing(matrix), mactor.disagreeing(matrix)
    balance = mactor.ambivalence(converging, diverging).tolist()
    moved = mactor.mobilisation(matrix).tolist()
    found = _Compared(
        map,
        stands,
        order,
        forces,
        _grid(matrix),
        _grid(converging),
        _grid(diverging),
        {
            one: None if isnan(value) else value
            for one, value in zip(stands.who, balance, strict=True)
        },
        dict(zip(stands.what, moved, strict=True)),
    )
    few = len(stands.what) <= _MANY
    on = listed(stands.what) if few else counted(len(stands.what), "claim")
    return Convergence(
        order,
        tuple(stands.who),
        tuple(stands.what),
        found.matrix,
        found.converging,
        found.diverging,
        found.ambivalence,
        found.mobilisation,
        {} if forces is None else {one: forces[one] for one in stands.who},
        stands.torn,
        stands.by_stake,
        stands.left_out,
        stands.stances,
        by_id={one: value for one, value in found.ambivalence.items() if value is not None},
        table=Table(
            "Who is with whom, and who against whom",
            variant(
                map,
                f"MACTOR, order {order}: {_ORDERS_SAID[order]}",
                *stands.words,
                *(() if forces is None else (forces.how,)),
                f"on {on}",
            ),
            ("actor", "is for", "is against", "converges with", "diverges from", "ambivalence"),
            [_row(found, place) for place, row in enumerate(found.matrix) if any(row)],
            note=" ".join(_note(found)),
        ),
    )


_MANY = 12
_ORDERS_SAID = {
    1: "objectives are counted",
    2: "objectives count by the mean magnitude",
    3: "objectives count by the mean magnitude times r*",
}


def _grid(matrix: "NDArray[float64]") -> Grid:
    return tuple(map(tuple, matrix.tolist()))


# In words ------------------------------------------------------------------------------


def _row(found: _Compared, place: int) -> tuple[Cell, ...]:
    actor = found.stands.who[place]
    stands = list(zip(found.stands.what, found.matrix[place], strict=True))
    balance = found.ambivalence[actor]
    return (
        found.map.actor(actor).name,
        _most(stands, found.order),
        _most([(objective, -value) for objective, value in stands], found.order),
        _most(_named(found, found.converging[place])),
        _most(_named(found, found.diverging[place])),
        None if balance is None else round(balance, 4),
    )


def _named(found: _Compared, row: Sequence[float]) -> Iterator[tuple[str, float]]:
    for actor, value in zip(found.stands.who, row, strict=True):
        yield found.map.actor(actor).name, value


def _most(values: Iterable[tuple[str, float]], order: int = 0) -> str | None:
    """The greatest first with their numbers, which signs do without, and how many more."""
    ranked = sorted(((name, value) for name, value in values if value > 0), key=lambda one: -one[1])
    told = [name if order == 1 else f"{name} {value:.3g}" for name, value in ranked[:_FEW]]
    more = [f"and {len(ranked) - _FEW} more"] if len(ranked) > _FEW else []
    return listed([*told, *more])


def _note(found: _Compared) -> Iterator[str]:
    stands = found.stands

    def names(actors: Iterable[str]) -> str | None:
        return listed(found.map.actor(id).name for id in actors)

    moved = _most(found.mobilisation.items())
    yield f"What moves them, for and against together: {moved or 'nothing'}."
    if stands.stances:
        yield f"All of it rests on {counted(stands.stances, 'stance')}."
    speaking = {actor for (actor, _), value in stands.cells.items() if value}
    heard = {one for one, row in zip(stands.who, found.matrix, strict=True) if any(row)}
    if alone := names(one for one in stands.who if one in heard and found.ambivalence[one] is None):
        yield f"No ambivalence is defined for those who share no objective with another: {alone}."
    if weak := names(one for one in stands.who if one in speaking - heard):
        yield f"Their r* is 0, so that nothing they want counts: {weak}."
    if quiet := names(one for one in stands.who if one not in speaking):
        yield f"No side is known of: {quiet}."
    for told, cells in (
        ("Torn, which counts as no side", stands.torn),
        ("By what they are said to gain or lose, and not by what they say", stands.by_stake),
    ):
        if cells:
            yield f"{told}: {listed(f'{names([actor])} on {claim}' for actor, claim in cells)}."
    if stands.left_out:
        yield f"Left out, for their influence is unknown: {names(stands.left_out)}."
