"""Which actors can make others move, and which are moved: MACTOR's balance of forces.

From direct influences follow those by way of somebody else, and from both an actor's
influence I, dependence D, and r*: how its balance of forces compares with the mean of all,
which is 1 (Godet 1991; Arcade, Godet, Meunier & Roubelat 1999). The formulas, and the choice
that its versions leave open, are in `argmap.analysis.mactor`.

Where direct influences come from:

- *by hand*: `matrix`, numbers from 0 to 4 for pairs of actors: what one can put at risk for
  the other, from nothing over operations, projects and mission to existence.
- *ties*: four times the greatest strength of the ties from one actor to the other. Who backs
  somebody can move them as well as who opposes them, so the sign is left aside. That whoever
  a tie starts from is the one that influences is a reading of the map; `kinds` keeps to the
  ties that it fits. r* depends on proportions only, so the factor four changes no r*.
- *influence*: the number recorded for each actor, where nothing is known of pairs. Then there
  is no way round by others, no dependence and no net scale, and r* is the influence over the
  mean influence.

Corner cases. An actor without any tie has r* 0, for 0/0: it means that no influence is known.
Where nobody influences anybody all have r* 0. An actor whose influence is unknown is left out
of a reckoning by influence, and told. A tie with an actor who is not asked about is left out,
and told; with `members` it counts for the actor they are part of.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import frozen

from argmap.analysis import mactor
from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.byhand import Pairs, chosen, pairs
from argmap.analysis.held import members_of
from argmap.analysis.mactor import Diagonal
from argmap.analysis.wording import counted, listed, variant
from argmap.errors import (
    Fault,
    InvalidRecordError,
    UnknownIdError,
    UnknownOptionError,
    did_you_mean,
    nearest,
)
from argmap.model import ArgumentMap, Tie

if TYPE_CHECKING:
    import networkx as nx
    from numpy import float64
    from numpy.typing import NDArray

__all__ = ["INFLUENCES_BY", "ORDERS", "Influence", "InfluenceBy", "Leverage", "Order", "influence"]

Order: TypeAlias = Literal["indirect", "direct", "strongest"]
InfluenceBy: TypeAlias = Literal["auto", "ties", "influence"]

ORDERS: tuple[Order, ...] = get_args(Order)
"""Which ways count: direct and by one other added up (MIDI), direct only, or the strongest."""
INFLUENCES_BY: tuple[InfluenceBy, ...] = get_args(InfluenceBy)
"""Where influence is read from; `auto` takes ties, or influence if there are no ties."""

Grid: TypeAlias = tuple[tuple[float, ...], ...]

_MOST = 4.0
_FEW = 3
_ORDERS_SAID: dict[Order, str] = {
    "indirect": "direct influence and that by way of one other (MIDI)",
    "direct": "direct influence only (MID)",
    "strongest": "the strongest way, direct or by one other (MMIDI)",
}


@frozen
class Leverage:
    """One actor's place in the balance of forces.

    `influence` and `dependence` are I and D by the order asked for, `competitiveness` is r*,
    and `strongest` is the same by the strongest way only, Q. Dependence and Q are None where
    nothing is known of pairs.
    """

    actor: str
    influence: float
    dependence: float | None
    competitiveness: float
    strongest: float | None


@frozen(repr=False)
class Influence(Values[float]):
    """A mapping from each actor to its competitiveness r*, 1 being the mean.

    `direct`, `midi`, `mmidi` and `net` are the matrices MID, MIDI, MMIDI and the net scale by
    `order`, the influencing actor in rows, in the order of `actors`; they are empty by
    `influence`. `by` is where influence was read from: `hand`, `ties` or `influence`.
    `unknown` are actors without a known influence, `left_out` the ties with actors who are
    not asked about or of a kind not asked for, and `isolated` those who neither influence
    nor depend.
    """

    by: str
    order: Order
    diagonal: Diagonal
    leverages: tuple[Leverage, ...]
    direct: Grid
    midi: Grid
    mmidi: Grid
    net: Grid
    unknown: tuple[str, ...]
    left_out: tuple[Tie, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """The actors, in the order of rows and columns."""
        return tuple(self.by_id)

    @property
    def isolated(self) -> tuple[str, ...]:
        """The actors whom no known influence leads from or to."""
        return tuple(one.actor for one in self.leverages if not (one.influence or one.dependence))

    @property
    def how(self) -> str:
        """Where r* comes from, for the variant of a question that weighs by it."""
        if self.by == "influence":
            return "r* from recorded influence"
        source = "ties" if self.by == "ties" else "influences by hand"
        back = f"ways back to oneself {_DIAGONALS_SAID[self.diagonal]} I and D"
        return f"r* from {source}, by {_NAMES[self.order]}, {back}"

    def of(self, actor: str) -> Leverage:
        """One actor's place in the balance of forces."""
        return self.leverages[self._place(actor)]

    def to_networkx(self) -> "nx.DiGraph[str]":
        """A graph of all actors, an edge from each to whom it bears on, its `weight` by `order`.

        Nodes have their `competitiveness`. Without pairwise influence there is no edge.

        >>> import argmap
        >>> graph = influence(argmap.example("iraq-withdrawal"), by="ties").to_networkx()
        >>> graph.has_edge("tehran", "hezbollah"), graph.has_edge("hezbollah", "tehran")
        (True, False)
        """
        import networkx as nx  # noqa: PLC0415  heavy

        grids = {"direct": self.direct, "indirect": self.midi, "strongest": self.mmidi}
        graph: nx.DiGraph[str] = nx.DiGraph(order=self.order)
        graph.add_nodes_from((id, {"competitiveness": value}) for id, value in self.items())
        for a, row in zip(self.actors, grids[self.order], strict=False):
            pairs = zip(self.actors, row, strict=True)
            graph.add_weighted_edges_from((a, b, value) for b, value in pairs if value and a != b)
        return graph

    def net_of(self, a: str, b: str) -> float:
        """How much more `a` bears on `b` than `b` on `a`."""
        if not self.net:
            raise UnknownIdError(a, kind="pairwise influence of", remedy="give a matrix, or ties")
        return self.net[self._place(a)][self._place(b)]

    def _place(self, actor: str) -> int:
        if actor not in self.by_id:
            raise UnknownIdError(actor, self.by_id, kind="answer for")
        return self.actors.index(actor)


def influence(
    map: ArgumentMap,
    actors: Iterable[str] | None = None,
    *,
    matrix: Pairs = (),
    by: InfluenceBy = "auto",
    kinds: Iterable[str] = (),
    members: bool = False,
    order: Order = "indirect",
    diagonal: Diagonal = "apart",
) -> Influence:
    """Who can make others move, and who is moved by them.

    `actors` are ids; by default all in the matrix if one is given, else the principals.
    `matrix` gives direct influences by hand, `{"tehran": {"baghdad": 3}}` or texts such as
    `"tehran>baghdad=3"`; ties and recorded influence are then not looked at. `kinds` are the
    kinds of ties that count, all by default. With `members`, ties of members count as the
    actor's own. `order` says which ways of influence go into I, D, r* and the net scale,
    `diagonal` whether an actor's way back to itself is left out of I and D (`apart`) or in
    them (`inside`).

    Raises `UnknownIdError` for an unknown actor, `UnknownOptionError` for an unknown option
    or kind of tie, and `InvalidRecordError` with all that is wrong in the matrix.

    >>> import argmap
    >>> found = influence(argmap.example("iraq-withdrawal"))
    >>> max(found, key=found.get), found.net_of("tehran", "militias")
    ('gcc', 4.0)
    """
    for option, value, allowed in (
        ("by", by, INFLUENCES_BY),
        ("order", order, ORDERS),
        ("diagonal", diagonal, mactor.DIAGONALS),
    ):
        if value not in allowed:
            raise UnknownOptionError(option, value, allowed)
    who = chosen(actors, map.actor)
    if matrix:
        return _by_hand(map, matrix, who, order, diagonal)
    who = [actor.id for actor in map.principals] if who is None else who
    wanted = _kinds(map, kinds)
    recorded = any(map.actor(id).influence is not None for id in who)
    if by == "influence" or (by == "auto" and not map.ties and recorded):
        return _by_influence(map, who, order, diagonal)
    ties = _Ties(map, who, wanted, members)
    return _paired(map, ties.direct, who, order, diagonal, ties=ties)


def _kinds(map: ArgumentMap, kinds: Iterable[str]) -> list[str]:
    wanted = [kinds] if isinstance(kinds, str) else list(dict.fromkeys(kinds))
    known = dict.fromkeys(tie.kind for tie in map.ties)
    for kind in wanted:
        if kind not in known:
            raise UnknownOptionError("kinds", kind, known)
    return wanted


# Where it comes from -------------------------------------------------------------------


@frozen(slots=False)
class _Ties:
    """The ties between some actors, as direct influences."""

    map: ArgumentMap
    who: Sequence[str]
    kinds: Sequence[str]
    members: bool

    @property
    def direct(self) -> dict[tuple[str, str], float]:
        """Four times the greatest strength of the ties from one to the other."""
        found: dict[tuple[str, str], float] = {}
        for tie, pair in self._placed():
            if pair is not None:
                found[pair] = max(found.get(pair, 0.0), _MOST * tie.strength)
        return found

    @property
    def left_out(self) -> tuple[Tie, ...]:
        """Those of other kinds, with others, or within one actor."""
        return tuple(tie for tie, pair in self._placed() if pair is None)

    @property
    def words(self) -> Iterator[str]:
        """What counts, as a variant tells it."""
        yield "MID is 4 times the greatest strength of the ties from one to the other, sign aside"
        yield f"ties of the kinds {listed(self.kinds)}" if self.kinds else "ties of every kind"
        yield "members' ties counted as their principal's" if self.members else "own ties only"

    def _placed(self) -> Iterator[tuple[Tie, tuple[str, str] | None]]:
        owner = {id: id for id in self.who}
        if self.members:
            for id in self.who:
                for part in members_of(self.map, id):
                    owner.setdefault(part, id)
        for tie in self.map.ties:
            source, target = owner.get(tie.source), owner.get(tie.target)
            counts = not self.kinds or tie.kind in self.kinds
            if source is None or target is None or source == target or not counts:
                yield tie, None
            else:
                yield tie, (source, target)


def _by_hand(
    map: ArgumentMap, matrix: Pairs, who: Sequence[str] | None, order: Order, diagonal: Diagonal
) -> Influence:
    known = [actor.id for actor in map.actors]
    kinds = ("actor", "actor")
    given = pairs(matrix, (known, known), "matrix", kinds, least=0, most=_MOST)
    own = [
        Fault("an actor is said to influence itself", id, "leave the diagonal out, or at 0")
        for (id, other), value in given.items()
        if id == other and value
    ]
    ids = [id for id in known if any(id in pair for pair in given)] if who is None else list(who)
    strangers = dict.fromkeys(id for pair in given for id in pair if id not in ids)
    beyond = [
        Fault(
            f"{id!r} is not among the actors asked about",
            remedy=did_you_mean(nearest(id, ids)) or "add it to `actors`, or leave it out",
        )
        for id in strangers
    ]
    if own or beyond:
        raise InvalidRecordError([*own, *beyond], "matrix")
    return _paired(map, given, ids, order, diagonal)


# The balance of forces -----------------------------------------------------------------


def _by_influence(
    map: ArgumentMap, who: Sequence[str], order: Order, diagonal: Diagonal
) -> Influence:
    """Where nothing is known of pairs: influence over the mean influence."""
    known = {id: map.actor(id).influence for id in who}
    having = {id: value for id, value in known.items() if value is not None}
    # Halved and summed part by part, for influence has no upper end.
    greatest = max(having.values(), default=0.0)
    shares = {id: value / greatest if greatest else 0.0 for id, value in having.items()}
    whole = sum(shares.values())
    leverages = tuple(
        Leverage(id, value, None, len(having) * shares[id] / whole if whole else 0.0, None)
        for id, value in having.items()
    )
    unknown = tuple(id for id in who if id not in having)
    names = listed(map.actor(id).name for id in unknown)
    note = _NO_PAIRS + (f" Left out, for their influence is unknown: {names}." if names else "")
    return Influence(
        "influence",
        order,
        diagonal,
        leverages,
        (),
        (),
        (),
        (),
        unknown,
        (),
        by_id={one.actor: one.competitiveness for one in leverages},
        table=Table(
            _title(map, leverages),
            variant(map, "influence as recorded for each actor", "r* is influence over its mean"),
            ("actor", "influence", "r*"),
            [
                (map.actor(one.actor).name, one.influence, _rounded(one.competitiveness))
                for one in _ranked(leverages)
            ],
            note=note,
        ),
    )


def _paired(
    map: ArgumentMap,
    given: dict[tuple[str, str], float],
    who: Sequence[str],
    order: Order,
    diagonal: Diagonal,
    *,
    ties: _Ties | None = None,
) -> Influence:
    import numpy as np  # noqa: PLC0415  heavy

    place = {id: at for at, id in enumerate(who)}
    direct = np.zeros((len(who), len(who)))
    for (source, target), value in given.items():
        direct[place[source], place[target]] = value
    midi, mmidi = mactor.direct_and_indirect(direct), mactor.strongest_way(direct)
    ways = {"direct": direct, "indirect": midi, "strongest": mmidi}[order]
    sums = mactor.totals(ways, diagonal)
    columns = (
        *(total.tolist() for total in sums),
        mactor.competitiveness(ways, diagonal).tolist(),
        mactor.competitiveness(mmidi, diagonal).tolist(),
    )
    leverages = tuple(Leverage(*row) for row in zip(who, *columns, strict=True))
    net = _grid(mactor.net_scale(ways))
    return Influence(
        "hand" if ties is None else "ties",
        order,
        diagonal,
        leverages,
        _grid(direct),
        _grid(midi),
        _grid(mmidi),
        net,
        (),
        () if ties is None else ties.left_out,
        by_id={one.actor: one.competitiveness for one in leverages},
        table=Table(
            _title(map, leverages, "" if ties is None else ", going by their ties"),
            variant(
                map,
                "MACTOR: MID given by hand, 0 to 4" if ties is None else "MACTOR",
                *(() if ties is None else ties.words),
                f"I, D, r* and the net scale by {_ORDERS_SAID[order]}",
                f"an actor's way back to itself {_DIAGONALS_SAID[diagonal]} I and D",
            ),
            (
                "actor",
                "influence I",
                "dependence D",
                "r*",
                "Q (r* by MMIDI)",
                "most ahead of",
                "most behind",
            ),
            [_row(map, one, net[place[one.actor]], who) for one in _ranked(leverages)],
            note=" ".join(_note(map, leverages, given, ties)),
        ),
    )


_NAMES: dict[Order, str] = {"indirect": "MIDI", "direct": "MID", "strongest": "MMIDI"}
_NO_PAIRS = (
    "Nothing is known here of who influences whom: there is no way round by others, no "
    "dependence and no net scale, and r* is an actor's influence over the mean."
)
_DIAGONALS_SAID: dict[Diagonal, str] = {"apart": "left out of", "inside": "counted in"}


def _grid(matrix: "NDArray[float64]") -> Grid:
    return tuple(map(tuple, matrix.tolist()))


# In words ------------------------------------------------------------------------------


def _title(map: ArgumentMap, leverages: Sequence[Leverage], by: str = "") -> str:
    first = _ranked(leverages)
    if not first or not first[0].competitiveness:
        return f"Who can make others move{by}: nobody, as far as is known"
    return f"Who can make others move{by}: {map.actor(first[0].actor).name} most"


def _ranked(leverages: Sequence[Leverage]) -> list[Leverage]:
    """The most competitive first; those who are level in the order given."""
    return sorted(leverages, key=lambda one: -_rounded(one.competitiveness))


def _rounded(number: float) -> float:
    return round(number, 4)


def _row(
    map: ArgumentMap, one: Leverage, net: Sequence[float], who: Sequence[str]
) -> tuple[Cell, ...]:
    def name(place: int) -> str:
        return map.actor(who[place]).name

    return (
        map.actor(one.actor).name,
        one.influence,
        one.dependence,
        _rounded(one.competitiveness),
        None if one.strongest is None else _rounded(one.strongest),
        _greatest(net, 1, name),
        _greatest(net, -1, name),
    )


def _greatest(net: Sequence[float], sign: int, name: Callable[[int], str]) -> str | None:
    """Whom an actor is furthest ahead of or behind, and by how much."""
    most = max((sign * value for value in net), default=0.0)
    if most <= 0:
        return None
    places = [place for place, value in enumerate(net) if sign * value == most]
    names = ", ".join(name(place) for place in places[:_FEW])
    more = f" and {len(places) - _FEW} more" if len(places) > _FEW else ""
    return f"{names}{more} ({sign * most:+g})"


def _note(
    map: ArgumentMap,
    leverages: Sequence[Leverage],
    given: Mapping[tuple[str, str], float],
    ties: _Ties | None,
) -> Iterator[str]:
    alone = [one.actor for one in leverages if not (one.influence or one.dependence)]
    if not any(given.values()):
        yield "No influence of one of them on another is known, so that r* is 0 for all."
    else:
        yield "r* compares with the mean of all, 1."
        if len({_rounded(one.competitiveness) for one in leverages}) == 1:
            yield "All are level."
        if alone:
            names = listed(map.actor(id).name for id in alone)
            yield f"r* 0 means that no influence is known, to or from: {names}."
    if ties is not None and given:
        yield "That whoever a tie starts from influences the other is a reading of the map."
        if len(set(given.values())) == 1:
            yield (
                "All these ties are equally strong, so that the numbers tell how many ways lead "
                "out and in, and not how much is at stake."
            )
    left_out = () if ties is None else ties.left_out
    if left_out:
        told = listed(f"{tie.source} {tie.kind} {tie.target}" for tie in left_out[:_FEW])
        more = f" and {len(left_out) - _FEW} more" if len(left_out) > _FEW else ""
        yield f"{counted(len(left_out), 'tie')} left out: {told}{more}."
