"""Who holds what together: formal concepts of actors and claims, and what goes with what.

A *concept* is a group of actors with all they hold in common, such that nobody else holds all
of that (Ganter & Wille 1999, definition 20). Concepts are ordered: above a group are wider
ones, that hold less in common. An *implication* says that whoever holds `A` holds `B`; the
Duquenne-Guigues basis is the least set of them from which all that hold in the map follow
(Guigues & Duquenne 1986). Its *support* is how many actors hold the premise.

To accept a claim and to reject it are two attributes. Having neither is not to deny anything:
the actor may not have spoken, and is not known to hold the one or the other. So a concept says
who is known to agree on what, and an implication what is known of those who are on record; a
further statement may break it. With `signed=False` only acceptances are attributes. Neutral
and ambivalent stances are no attributes, and are counted.

Corner cases. Who is recorded to accept and to reject one claim has both attributes, and is
flagged as a contradictory holder, unless `reduce` makes one verdict of several stances. What
nobody holds together implies everything: such implications belong to the basis, with a support
of 0, and say nothing of anybody. There may be exponentially many concepts and implications; past
a limit only those that enough actors hold are listed, which is the iceberg of the lattice
(Stumme and others 2002). See `argmap.contexts` for the algorithms.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.held import REDUCTIONS, holdings, reduction, stances_by_claim
from argmap.analysis.wording import counted, listed, said, variant
from argmap.contexts import Context, basis, bits, extents, neighbours
from argmap.errors import InvalidOptionError, UnknownOptionError
from argmap.model import ArgumentMap, FrozenMapping

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["Concept", "Implication", "Lattice", "Signed", "lattice"]

_Side: TypeAlias = Literal["accept", "reject"]
_Reduction: TypeAlias = Literal["all", "clash", "latest", "firmest", "majority"]
_SIDES: tuple[_Side, ...] = ("accept", "reject")
_RULES = 3
"""How many implications the note tells; `rules` has all."""
_CLAIMS, _IDS = 6, 12
"""How many claims a cell of the table says in full, and how many by id; `concepts` has all."""


@frozen
class Signed:
    """A claim, and the side taken on it: an attribute that an actor has or is not known to."""

    claim: str
    verdict: _Side = "accept"

    def __str__(self) -> str:
        return self.claim if self.verdict == "accept" else f"{self.claim} (rejected)"


@frozen
class Concept:
    """A group of actors and all they are known to hold in common.

    `actors` is the extent and `holds` the intent. `just` are the attributes that exactly these
    actors have, and `own` the actors that hold exactly this: the reduced labels. `above` are
    the places, in the list of concepts, of the next wider groups, and `below` of the next
    narrower.
    """

    actors: tuple[str, ...]
    holds: tuple[Signed, ...]
    own: tuple[str, ...]
    just: tuple[Signed, ...]
    above: tuple[int, ...]
    below: tuple[int, ...]


@frozen
class Implication:
    """Whoever holds the premise holds the conclusion too, of all that is on record.

    `actors` are those who hold the premise; where there are none it is empty of content.
    """

    premise: tuple[Signed, ...]
    conclusion: tuple[Signed, ...]
    actors: tuple[str, ...]

    @property
    def support(self) -> int:
        """How many actors hold the premise."""
        return len(self.actors)

    def __str__(self) -> str:
        premise = " and ".join(map(str, self.premise)) or "anything or nothing"
        return f"whoever holds {premise} holds {', '.join(map(str, self.conclusion))}"


@frozen(repr=False)
class Lattice(Answer):
    """Formal concepts, the widest groups first, and what is implied by what.

    `actors` and `attributes` are those of the context; `held` maps actors to what they hold.
    `concepts` are all concepts with at least `least` actors, and `implications` the basis, of
    those with a support of at least `least_support`; both are 0 unless asked for or too many.
    `contradictory` are actors with a claim they both accept and reject. `undecided` are actors
    with a claim they are neutral or ambivalent on, `rejections` how many were left out with
    `signed=False`, and `left_out` actors without a side on anything. `rules` is the table of
    implications that somebody's record bears out.
    """

    actors: tuple[str, ...]
    attributes: tuple[Signed, ...]
    held: FrozenMapping = field(converter=FrozenMapping)
    concepts: tuple[Concept, ...]
    implications: tuple[Implication, ...]
    least: int
    least_support: int
    contradictory: tuple[tuple[str, str], ...]
    undecided: tuple[tuple[str, str], ...]
    rejections: int
    left_out: tuple[str, ...]
    rules: Table

    @property
    def top(self) -> Concept | None:
        """All actors, and what they all hold; nothing if `least` is more than there are."""
        return self.concepts[0] if self.concepts else None

    def common(self, actors: Iterable[str]) -> tuple[Signed, ...]:
        """What all of some actors hold.

        >>> import argmap
        >>> found = lattice(argmap.example("iraq-withdrawal"))
        >>> [str(held) for held in found.common(["baghdad", "washington"])]
        ['open-talks']
        """
        sets = [set(self.held[actor]) for actor in actors]
        return tuple(one for one in self.attributes if all(one in held for held in sets))

    def holders(self, attributes: Iterable[Signed]) -> tuple[str, ...]:
        """The actors that hold all of some attributes."""
        wanted = set(attributes)
        return tuple(actor for actor in self.actors if wanted.issubset(self.held[actor]))

    def closure(self, attributes: Iterable[Signed]) -> tuple[Signed, ...]:
        """What all hold who hold these: themselves and all they imply."""
        return self.common(self.holders(attributes))

    def to_graph(self) -> "DiGraph[int]":
        """The order as a graph of networkx: an edge from each concept to the next wider ones.

        Nodes are places in `concepts`, with the attributes `actors`, `holds`, `own`, `just`.
        """
        import networkx as nx  # noqa: PLC0415  heavy

        graph: DiGraph[int] = nx.DiGraph()
        for at, one in enumerate(self.concepts):
            graph.add_node(
                at,
                actors=one.actors,
                holds=tuple(map(str, one.holds)),
                own=one.own,
                just=tuple(map(str, one.just)),
            )
        graph.add_edges_from((at, up) for at, one in enumerate(self.concepts) for up in one.above)
        return graph


def lattice(
    map: ArgumentMap,
    actors: Iterable[str] | None = None,
    *,
    signed: bool = True,
    members: bool = True,
    reduce: _Reduction = "all",
    least: int = 0,
    limit: int = 2000,
    shown: int = 20,
) -> Lattice:
    """Which groups of actors hold what together, and what whoever holds one thing holds too.

    Parameters
    ----------
    actors
        Ids; by default the principals.
    signed
        Whether rejecting a claim is an attribute beside accepting it. Otherwise rejections
        are left out.
    members
        Whether stances of those who are part of an actor count as its own.
    reduce
        `all` counts each stance, so that an actor may be on both sides of a claim; the others
        make one verdict of several, see `verdict_of`.
    least
        The fewest actors of a concept, and the least support of an implication.
    limit
        How many concepts, and how many sets on the way to the implications, are too many;
        then `least` is raised until they are not.
    shown
        How many concepts the table shows.

    Raises `UnknownIdError` for an actor that is none, `UnknownOptionError` for another
    reduction, and `InvalidOptionError` for a number out of range.

    >>> import argmap
    >>> found = lattice(argmap.example("iraq-withdrawal"))
    >>> [(one.actors, [str(held) for held in one.just])
    ...  for one in found.concepts if len(one.actors) == 2]
    [(('baghdad', 'washington'), ['open-talks']), (('baghdad', 'voices-inside'), ['leave'])]
    """
    if reduce not in ("all", *REDUCTIONS):
        raise UnknownOptionError("reduce", reduce, ("all", *REDUCTIONS))
    for option, number, lowest in (("least", least, 0), ("limit", limit, 1)):
        if number < lowest:
            raise InvalidOptionError(option, number, f"less than {lowest}", "give a larger one")
    who = [map.actor(id).id for id in _ids(actors, (actor.id for actor in map.principals))]
    sides = {id: _sides(map, id, members=members, reduce=reduce) for id in who}
    record = _Record(map, sides, signed)
    made = record.context
    wide = extents(made, least=least, limit=limit)
    based = basis(made, least=max(least, wide.least), limit=limit)
    concepts = tuple(record.concepts(wide.sets))
    rules = tuple(
        Implication(
            record.attributes_of(premise),
            record.attributes_of(closure & ~premise),
            record.actors_of(made.extent(premise)),
        )
        for premise, closure in based.rules
    )
    said_so = variant(
        map,
        "accepting and rejecting are two attributes" if signed else "acceptances only",
        "each stance counts" + (", members' too" if members else ", own only")
        if reduce == "all"
        else reduction(reduce, members=members),
        f"groups of at least {counted(wide.least, 'actor')}" if wide.least else "",
    )
    rulebook = _rulebook(map, rules, said_so)
    told = _Told(record, concepts, rules, limit, least, wide.least, based.least, shown)
    return Lattice(
        record.actors,
        record.attributes,
        record.held,
        concepts,
        rules,
        wide.least,
        based.least,
        record.contradictory,
        record.undecided,
        record.rejections,
        record.left_out,
        rulebook,
        table=Table(
            f"What {counted(len(record.actors), 'actor')} hold together",
            said_so,
            ("actors", "number", "just they hold", "all hold besides"),
            told.rows,
            note=" ".join(told.note),
        ),
    )


def _ids(given: Iterable[str] | None, usual: Iterable[str]) -> list[str]:
    if given is None:
        return list(usual)
    return [given] if isinstance(given, str) else list(dict.fromkeys(given))


def _sides(
    map: ArgumentMap, actor: str, *, members: bool, reduce: _Reduction
) -> dict[str, set[str]]:
    """The verdicts an actor has on each claim it has one on; several if each stance counts."""
    if reduce == "all":
        found = stances_by_claim(map, actor, members=members)
        return {claim: {stance.verdict for stance in stances} for claim, stances in found.items()}
    held = holdings(map, actor, reduce=reduce, members=members)
    return {claim: {verdict} for claim, verdict in held.items()}


# The context -------------------------------------------------------------------------


@frozen(slots=False)
class _Record:
    """What actors are known to hold, as a context."""

    map: ArgumentMap
    sides: Mapping[str, Mapping[str, Collection[str]]]
    signed: bool

    @cached_property
    def held(self) -> dict[str, tuple[Signed, ...]]:
        """What each actor holds, in the order of the map; those that hold nothing left out."""
        kept = _SIDES if self.signed else _SIDES[:1]
        found = {
            actor: tuple(
                Signed(claim.id, side)
                for claim in self.map.claims
                for side in kept
                if side in verdicts.get(claim.id, ())
            )
            for actor, verdicts in self.sides.items()
        }
        return {actor: held for actor, held in found.items() if held}

    @cached_property
    def actors(self) -> tuple[str, ...]:
        return tuple(self.held)

    @cached_property
    def attributes(self) -> tuple[Signed, ...]:
        """All that anybody holds, in the order of the map."""
        anyone = {one for held in self.held.values() for one in held}
        every = (Signed(claim.id, side) for claim in self.map.claims for side in _SIDES)
        return tuple(one for one in every if one in anyone)

    @cached_property
    def context(self) -> Context:
        place = {one: at for at, one in enumerate(self.attributes)}
        rows = (sum(1 << place[one] for one in held) for held in self.held.values())
        return Context(tuple(rows), len(place))

    def actors_of(self, extent: int) -> tuple[str, ...]:
        return tuple(self.actors[at] for at in bits(extent))

    def attributes_of(self, intent: int) -> tuple[Signed, ...]:
        return tuple(self.attributes[at] for at in bits(intent))

    def concepts(self, sets: Sequence[int]) -> Iterator[Concept]:
        """The concepts of some extents, with their neighbours among them."""
        made, places = self.context, {extent: at for at, extent in enumerate(sets)}
        above = [[places[up] for up in neighbours(made, extent)] for extent in sets]
        below: list[list[int]] = [[] for _ in sets]
        for at, ups in enumerate(above):
            for up in ups:
                below[up].append(at)
        for at, extent in enumerate(sets):
            intent = made.intent(extent)
            yield Concept(
                self.actors_of(extent),
                self.attributes_of(intent),
                tuple(self.actors[one] for one in bits(extent) if made.rows[one] == intent),
                tuple(self.attributes[one] for one in bits(intent) if made.columns[one] == extent),
                tuple(sorted(above[at])),
                tuple(below[at]),
            )

    @property
    def contradictory(self) -> tuple[tuple[str, str], ...]:
        """Actors with claims they both accept and reject."""
        return self._where(lambda verdicts: set(_SIDES).issubset(verdicts))

    @property
    def undecided(self) -> tuple[tuple[str, str], ...]:
        """Actors with claims they are neutral or ambivalent on."""
        return self._where(lambda verdicts: not {"neutral", "ambivalent"}.isdisjoint(verdicts))

    def _where(self, test: Callable[[Collection[str]], bool]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (actor, claim.id)
            for actor, verdicts in self.sides.items()
            for claim in self.map.claims
            if test(verdicts.get(claim.id, ()))
        )

    @property
    def rejections(self) -> int:
        """How many rejections are left out."""
        if self.signed:
            return 0
        return sum("reject" in found for held in self.sides.values() for found in held.values())

    @property
    def left_out(self) -> tuple[str, ...]:
        return tuple(actor for actor in self.sides if actor not in self.held)


# In words ----------------------------------------------------------------------------


def _more(held: Sequence[Signed], most: int = _CLAIMS) -> list[str]:
    """How many there are beyond those told, if any."""
    return [f"and {len(held) - most} more"] if len(held) > most else []


def _rulebook(map: ArgumentMap, rules: Sequence[Implication], said_so: str) -> Table:
    rows: list[list[Cell]] = [
        [
            ", ".join(str(one) for one in rule.premise) or "anything or nothing",
            ", ".join(str(one) for one in rule.conclusion),
            rule.support,
            ", ".join(map.actor(id).name for id in rule.actors),
        ]
        for rule in sorted(rules, key=lambda rule: -rule.support)
        if rule.support
    ]
    empty = sum(not rule.support for rule in rules)
    return Table(
        "Whoever holds one thing holds another",
        said_so,
        ("whoever holds", "also holds", "support", "actors"),
        rows,
        note=f"{counted(empty, 'combination')} that nobody holds not shown." if empty else "",
    )


@frozen
class _Told:
    """The lattice in words."""

    record: _Record
    concepts: Sequence[Concept]
    rules: Sequence[Implication]
    limit: int
    asked: int
    least: int
    least_support: int
    shown: int

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        return [self.row(one) for one in self.telling[: max(0, self.shown)]]

    @property
    def telling(self) -> list[Concept]:
        """The groups that somebody is in and that hold something."""
        return [one for one in self.concepts if one.actors and one.holds]

    def row(self, one: Concept) -> tuple[Cell, ...]:
        besides = [held for held in one.holds if held not in one.just]
        return (
            self.names(one.actors),
            len(one.actors),
            " ".join([*map(self.says, one.just[:_CLAIMS]), *_more(one.just)]) or None,
            listed([*map(str, besides[:_IDS]), *_more(besides, _IDS)]),
        )

    def says(self, one: Signed) -> str:
        rejected = "rejected: " if one.verdict == "reject" else ""
        return f"{one.claim}: {rejected}{said(self.record.map.claim(one.claim))}"

    def names(self, ids: Iterable[str]) -> str:
        return ", ".join(self.record.map.actor(id).name for id in ids)

    @property
    def note(self) -> Iterator[str]:
        record = self.record
        sides = counted(len(record.attributes), "side")
        yield (
            f"{counted(len(self.concepts), 'concept')} of"
            f" {counted(len(record.actors), 'actor')} and {sides} taken on claims; those without"
            " actors or claims are not shown. Not to be on record for a claim is not to deny it."
        )
        if len(self.telling) > max(0, self.shown):
            yield f"The first {max(0, self.shown)} of {len(self.telling)} groups are shown."
        yield from self.implied()
        if self.least > self.asked:
            yield (
                f"There are more than {self.limit} concepts: only groups of {self.least} or more"
                " are listed."
            )
        if self.least_support > self.least:
            yield f"Only implications that {self.least_support} or more bear out are listed."
        if record.contradictory:
            yield f"On both sides of a claim: {self.pairs(record.contradictory)}."
        if record.undecided:
            yield f"Without a side, and so not counted: {self.pairs(record.undecided)}."
        if record.rejections:
            yield f"Rejections left out: {record.rejections}."
        if record.left_out:
            yield f"Left out, for they take no side: {self.names(record.left_out)}."

    def implied(self) -> Iterator[str]:
        """The implications that most actors bear out, if any has more than one."""
        borne = sorted(
            (rule for rule in self.rules if rule.support > 1), key=lambda rule: -rule.support
        )
        single = sum(rule.support == 1 for rule in self.rules)
        for rule in borne[:_RULES]:
            text = str(rule)
            yield f"{text[0].upper()}{text[1:]} ({self.names(rule.actors)})."
        if len(borne) > _RULES:
            yield f"{len(borne) - _RULES} more such implications are in `rules`."
        if not borne:
            yield (
                "No implication rests on more than one actor, so nothing can be said of who"
                f" holds what along with what; {single} rest on one."
            )

    def pairs(self, pairs: Iterable[tuple[str, str]]) -> str:
        return ", ".join(f"{self.record.map.actor(id).name} ({claim})" for id, claim in pairs)
