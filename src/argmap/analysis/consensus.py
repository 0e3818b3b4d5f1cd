"""Which claims bridge the camps: held in several of them, or at least contested in none.

Counting heads finds what the largest camp likes. A *bridge* is what each camp can say of
itself. For few actors that is read off without counting. A camp holds a claim if some member
accepts it and none rejects it, and the same of rejecting it. A claim is then, on one side,

- *endorsed*: held in every camp;
- *bridging*: held in several camps, and no other camp contests it;
- *uncontested*: held in one camp, and no other contests it, which may only mean that nobody
  else has spoken of it;

and it is *contested* where one camp accepts and another rejects it, or members of one camp
differ. Beside it stands the group-aware consensus of Polis (Small, Bjorkegren, Erkkilä, Shaw
& Megill 2021): the product over camps of the smoothed probability `(1 + N_v) / (2 + N)` that
a member votes so; see `argmap.analysis.votes`. With one member a camp it moves between 1/3
and 2/3, and 1/2 is what a silent camp adds; so it ranks claims of a small map, and no more.

Camps are blocs unless others are given, and their members the principals. Whoever is part of
a member speaks for it.

Corner cases. A member that is neutral or ambivalent has spoken and holds neither side; it
counts as a pass. A camp in which nobody has a stance endorses nothing, so that nothing is
endorsed in every camp while there is one. With a single camp nothing is bridged: what all its
members hold is endorsed. An actor of no camp is left out, and named. Where one who is part of
a member is placed itself, its stances count in both, and the answer says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

from attrs import field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.held import Reduction, holdings, members_of, reduction
from argmap.analysis.votes import SIGNIFICANT, Tallied, tallied
from argmap.analysis.wording import counted, listed, said, variant
from argmap.errors import Fault, InvalidRecordError
from argmap.model import ArgumentMap, FrozenMapping, Verdict

__all__ = ["BRIDGES", "Bridge", "BridgeKind", "Bridges", "CampVerdict", "Representative", "bridges"]

BridgeKind: TypeAlias = Literal["endorsed", "bridging", "uncontested", "contested"]
CampVerdict: TypeAlias = Literal["accept", "reject", "divided", "no side", "silent"]

BRIDGES: tuple[BridgeKind, ...] = get_args(BridgeKind)
"""How a claim stands with the camps, the firmest bridge first."""

_VOTES: dict[Verdict, float] = {"accept": 1.0, "reject": -1.0, "neutral": 0.0, "ambivalent": 0.0}
_SIDES: dict[CampVerdict, str] = {
    "accept": "accepted",
    "reject": "rejected",
    "divided": "divided on it",
}
_NEITHER: tuple[CampVerdict, ...] = ("no side", "silent")
_DIGITS = 4


@frozen
class Bridge:
    """How one claim stands with the camps.

    `verdict` is the side that is held, nothing where it is contested. `camps` says what each
    camp makes of it: `divided` if members are on both sides, `no side` if those who have spoken
    are on neither. `agree` and `disagree` are the group-aware consensus for and against, 0..1,
    and `probabilities` the smoothed probability in each camp that a member accepts it.
    """

    claim: str
    kind: BridgeKind
    verdict: Verdict | None
    camps: FrozenMapping = field(converter=FrozenMapping)
    agree: float
    disagree: float
    probabilities: FrozenMapping = field(converter=FrozenMapping)

    @property
    def consensus(self) -> float:
        """The group-aware consensus on the side that is held; for the claim, if contested."""
        return self.disagree if self.verdict == "reject" else self.agree

    def holding(self, verdict: CampVerdict) -> tuple[str, ...]:
        """The camps that make this of it."""
        return tuple(camp for camp, held in self.camps.items() if held == verdict)


@frozen
class Representative:
    """A claim on which a camp differs from all other actors.

    `probability` is the smoothed share of the camp with that verdict and `test` its z against
    one half; `representativeness` is how many times likelier the verdict is than with all
    others, and `representativeness_test` the z of that difference.
    """

    camp: str
    claim: str
    verdict: Verdict
    probability: float
    test: float
    representativeness: float
    representativeness_test: float

    @property
    def significant(self) -> bool:
        """Whether both tests are, at 90 percent one-sided."""
        return min(self.test, self.representativeness_test) > SIGNIFICANT


@frozen(repr=False)
class Bridges(Values[BridgeKind]):
    """A mapping from each claim that some member takes a side on to how it stands with the camps.

    `camps` maps camps to their members. `claims` has all that is known of each claim, bridges
    first, by falling consensus. `representative` are the claims that set camps apart, the
    most telling of each camp first. `silent` are camps in which nobody has a stance, `left_out`
    principals of no camp, and `double` those who are counted under their own name and as part
    of another.
    """

    camps: FrozenMapping = field(converter=FrozenMapping)
    claims: tuple[Bridge, ...]
    representative: tuple[Representative, ...]
    silent: tuple[str, ...]
    left_out: tuple[str, ...]
    double: tuple[str, ...]

    def of(self, kind: BridgeKind) -> tuple[str, ...]:
        """The claims that stand so, by falling consensus."""
        return tuple(one.claim for one in self.claims if one.kind == kind)


def bridges(
    map: ArgumentMap,
    groups: Mapping[str, Any] | Iterable[str] | None = None,
    *,
    members: bool = True,
    reduce: Reduction = "clash",
    shown: int = 20,
) -> Bridges:
    """Which claims are held in several camps, or contested in none.

    Parameters
    ----------
    groups
        The camp of each actor, as a mapping or as texts such as `"washington=doves"`; only
        those named are counted. By default principals in the bloc they are recorded in.
    members
        Whether stances of those who are part of an actor count as its own.
    reduce
        How several stances on a claim become one; see `verdict_of`.
    shown
        How many claims the table shows; the fields have all.

    Raises `UnknownIdError` for an actor that is none, `UnknownOptionError` for another
    reduction, and `InvalidRecordError` for an actor put in two camps, or a text that puts it
    in none.

    >>> import argmap
    >>> found = bridges(argmap.example("iraq-withdrawal"))
    >>> found.of("bridging"), found.of("contested")
    (('open-talks',), ())
    >>> found.claims[0].holding("accept"), found.silent
    (('Iraq', 'United States'), ('Iran axis',))
    """
    placed = _placed(map, groups)
    held = {id: holdings(map, id, reduce=reduce, members=members) for id in placed}
    camps: dict[str, list[str]] = {}
    for id, camp in placed.items():
        camps.setdefault(camp, []).append(id)
    votes = _counted(map, placed, held)
    claims = tuple(sorted(_bridges(map, camps, held, votes), key=_rank))
    found = _Found(
        map,
        camps,
        claims,
        tuple(camp for camp, ids in camps.items() if not any(held[id] for id in ids)),
        tuple(actor.id for actor in map.principals if groups is None and actor.id not in placed),
        tuple(_double(map, placed) if members else ()),
        shown,
    )
    return Bridges(
        camps,
        claims,
        tuple(_representative(map, camps, votes)),
        found.silent,
        found.left_out,
        found.double,
        by_id=_in_order(map, claims),
        table=Table(
            f"What bridges {counted(len(camps), 'camp')}",
            variant(
                map,
                "camps are blocs" if groups is None else "camps as given",
                reduction(reduce, members=members),
                "group-aware consensus with add-one smoothing",
            ),
            ("claim", "says", "stands", "held in", "else", "consensus"),
            found.rows,
            note=" ".join(found.note),
        ),
    )


# Camps -------------------------------------------------------------------------------


def _placed(map: ArgumentMap, groups: Mapping[str, Any] | Iterable[str] | None) -> dict[str, str]:
    """The camp of each actor that is in one, in the order of the map."""
    if groups is None:
        return {actor.id: actor.bloc for actor in map.principals if actor.bloc}
    pairs = [*groups.items()] if isinstance(groups, Mapping) else [*_texts(groups)]
    times = Counter(map.actor(id).id for id, _ in pairs)
    faults = [
        Fault(f"{id!r} is put in {count} camps", remedy="put it in one")
        for id, count in times.items()
        if count > 1
    ]
    faults += [
        Fault(f"{id!r} is put in no camp", remedy=f"write {id}=CAMP, or leave it out")
        for id, camp in pairs
        if camp == ""
    ]
    if faults:
        raise InvalidRecordError(faults, "groups")
    camps = {id: str(camp) for id, camp in pairs if camp is not None}
    return {actor.id: camps[actor.id] for actor in map.actors if actor.id in camps}


def _texts(groups: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in (groups,) if isinstance(groups, str) else groups:
        id, _, camp = text.partition("=")
        yield id.strip(), camp.strip()


def _double(map: ArgumentMap, placed: Mapping[str, str]) -> Iterator[str]:
    """Those placed who are part of another that is placed, and has their stances too."""
    parts = {part for id in placed for part in members_of(map, id)}
    return (id for id in placed if id in parts)


# What they make of claims ------------------------------------------------------------


def _counted(
    map: ArgumentMap, placed: Mapping[str, str], held: Mapping[str, Mapping[str, Verdict]]
) -> Tallied:
    import numpy as np  # noqa: PLC0415  heavy

    column = {claim.id: at for at, claim in enumerate(map.claims)}
    votes = np.full((len(placed), len(column)), np.nan)
    for row, id in enumerate(placed):
        for claim, verdict in held[id].items():
            votes[row, column[claim]] = _VOTES[verdict]
    return tallied(votes, list(placed.values()))


def _bridges(
    map: ArgumentMap,
    camps: Mapping[str, Sequence[str]],
    held: Mapping[str, Mapping[str, Verdict]],
    votes: Tallied,
) -> Iterator[Bridge]:
    agree, disagree = votes.consensus().tolist(), votes.consensus(agree=False).tolist()
    shares = votes.probability().T.tolist()
    for at, claim in enumerate(map.claims):
        made = {
            camp: _camp_verdict({held[id][claim.id] for id in ids if claim.id in held[id]})
            for camp, ids in camps.items()
        }
        if kind := _kind(list(made.values())):
            verdict: Verdict = "accept" if "accept" in made.values() else "reject"
            yield Bridge(
                claim.id,
                kind,
                None if kind == "contested" else verdict,
                made,
                agree[at],
                disagree[at],
                dict(zip(camps, shares[at], strict=True)),
            )


def _camp_verdict(verdicts: set[Verdict]) -> CampVerdict:
    """What a camp makes of a claim, by the verdicts of its members."""
    match "accept" in verdicts, "reject" in verdicts:
        case True, True:
            return "divided"
        case True, False:
            return "accept"
        case False, True:
            return "reject"
        case _:
            return "no side" if verdicts else "silent"


def _kind(made: Sequence[CampVerdict]) -> BridgeKind | None:
    """How a claim stands; nothing where no camp takes a side."""
    sides = [verdict for verdict in made if verdict in ("accept", "reject", "divided")]
    if not sides:
        return None
    if "divided" in sides or len(set(sides)) > 1:
        return "contested"
    if len(sides) == len(made):
        return "endorsed"
    return "bridging" if len(sides) > 1 else "uncontested"


def _rank(one: Bridge) -> tuple[int, float]:
    return BRIDGES.index(one.kind), -round(one.consensus, 12)


def _in_order(map: ArgumentMap, claims: Iterable[Bridge]) -> dict[str, BridgeKind]:
    kinds = {one.claim: one.kind for one in claims}
    return {claim.id: kinds[claim.id] for claim in map.claims if claim.id in kinds}


def _representative(
    map: ArgumentMap, camps: Mapping[str, Sequence[str]], votes: Tallied
) -> Iterator[Representative]:
    """The verdicts cast in each camp that are likelier there than elsewhere."""
    sides: tuple[tuple[Verdict, bool], ...] = (("accept", True), ("reject", False))
    for row, camp in enumerate(camps if len(camps) > 1 else ()):
        found: list[Representative] = []
        for verdict, agree in sides:
            cast = (votes.agrees if agree else votes.disagrees)[row].tolist()
            columns = (
                votes.probability(agree=agree)[row].tolist(),
                votes.test(agree=agree)[row].tolist(),
                votes.representativeness(agree=agree)[row].tolist(),
                votes.representativeness_test(agree=agree)[row].tolist(),
            )
            for claim, number, *numbers in zip(map.claims, cast, *columns, strict=True):
                if number and numbers[2] > 1:
                    found.append(Representative(camp, claim.id, verdict, *numbers))
        yield from sorted(found, key=lambda one: -round(one.representativeness_test, 12))


# In words ----------------------------------------------------------------------------


@frozen
class _Found:
    """What bridges the camps, in words."""

    map: ArgumentMap
    camps: Mapping[str, Sequence[str]]
    claims: tuple[Bridge, ...]
    silent: tuple[str, ...]
    left_out: tuple[str, ...]
    double: tuple[str, ...]
    shown: int

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        return [self.row(one) for one in self.claims[: max(0, self.shown)]]

    def row(self, one: Bridge) -> tuple[Cell, ...]:
        verdict = f", {one.verdict}ed" if one.verdict else ""
        held = (
            self.where(one, side) + (f" ({said_so})" if one.kind == "contested" else "")
            for side, said_so in _SIDES.items()
            if one.holding(side)
        )
        return (
            one.claim,
            said(self.map.claim(one.claim)),
            f"{one.kind}{verdict}",
            "; ".join(held),
            "; ".join(f"{self.where(one, side)}: {side}" for side in _NEITHER if one.holding(side)),
            round(one.consensus, _DIGITS),
        )

    def where(self, one: Bridge, verdict: CampVerdict) -> str:
        return ", ".join(one.holding(verdict))

    @property
    def note(self) -> Iterator[str]:
        if not self.camps:
            yield "No principal is in a bloc: say who is in which camp with `groups`."
            return
        kinds = Counter(one.kind for one in self.claims)
        told = ", ".join(f"{kinds[kind]} {kind}" for kind in BRIDGES)
        yield f"Claims on which some member takes a side: {told}."
        yield f"Camps and members: {'; '.join(map(self.camp, self.camps))}."
        if len(self.claims) > max(0, self.shown):
            yield f"The table shows the first {max(0, self.shown)}."
        if len(self.camps) == 1:
            yield "With one camp there is nothing to bridge."
        if self.silent:
            yield (
                f"No stance is recorded in {listed(self.silent)}, so no claim can be endorsed"
                " in every camp."
            )
        yield (
            "Consensus multiplies the camps' smoothed shares, 1/2 for a silent one;"
            " camps of one or two members can only be ranked by it."
        )
        if self.left_out:
            yield f"Left out, for they are in no bloc: {self.names(self.left_out)}."
        if self.double:
            yield (
                f"Counted under their own name and as part of another: {self.names(self.double)}."
            )

    def camp(self, camp: str) -> str:
        return f"{camp} ({self.names(self.camps[camp])})"

    def names(self, ids: Iterable[str]) -> str:
        return ", ".join(self.map.actor(id).name for id in ids)
