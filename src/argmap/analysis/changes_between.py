"""What changed from one version of a map to the next, and which verdicts changed with it.

Actors, claims, arguments and sources are the same if they have the same id. What is left over
on both sides may have been *renamed*: a claim if its text is alike to `similar`, the most
alike first (see `argmap.analysis.likeness`); an argument if it leads from the same premises to
the same target on the same side; an actor by a name, a source by checksum, address or title,
which nobody else has. Links and ties are the same between the same ends if they are of one
kind; stances and stakes, of one actor in one claim. Several of these are paired first if they
are equal, then if they say the same, then in order.

A record that both versions have may be

- `renamed`: it has another id;
- `reworded`: it says the same in other words, or something else under the same id;
- `re-judged`: the actor's verdict, the effect on it, or the sign of a tie is another one;
- `re-attributed`: it is known on another rung, through other voices, or with another hedge;
- `re-weighed`: it has another weight, strength or influence;
- `moved`: it stands elsewhere: a claim in the themes, an argument between claims, an actor
  among those it is part of;
- `re-cited`: it is cited from other places;
- `changed`: in anything else, such as a date or a kind.

All others are `added` or `removed`.

Corner cases. The order of records is no difference, but for that of positions, whose first is
the motion; nor is the order of premises. A record that only refers to a renamed one is as it
was. So two maps differ in nothing if and only if they hold the same records. Read the other
way round, a comparison has `added` and `removed` exchanged, and each before and after.

How positions stand is judged in both versions by one semantics of Dung's, and how strong they
are by one gradual one. The comparison is argmap's own.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from math import isnan
from typing import Any, Literal, TypeAlias, get_args

from attrs import field, fields, frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.bipolar import Joint
from argmap.analysis.likeness import alike, names_of, namesakes, places_of
from argmap.analysis.projections import Support
from argmap.analysis.theory import Court, Theory
from argmap.analysis.weights import Weights
from argmap.analysis.wording import cited, counted, listed, reported, said, step
from argmap.errors import InvalidOptionError, UnknownIdError
from argmap.model import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    FrozenMapping,
    Link,
    Record,
    Source,
    Stake,
    Stance,
    Tie,
    described,
)
from argmap.semantics.worlds import WorldLabel

__all__ = [
    "DIFFERENCES",
    "Comparison",
    "Difference",
    "DifferenceKind",
    "PositionChange",
    "compare",
]

DifferenceKind: TypeAlias = Literal[
    "added",
    "removed",
    "renamed",
    "reworded",
    "re-judged",
    "re-attributed",
    "re-weighed",
    "moved",
    "re-cited",
    "changed",
]
DIFFERENCES: tuple[DifferenceKind, ...] = get_args(DifferenceKind)
"""The ways in which a record may differ from one version to the next."""

_Names: TypeAlias = Mapping[str, Mapping[str, str]]
"""For each room of the map, from the old ids of the records that stayed to the new ones."""
_Facts: TypeAlias = Mapping[str, Any]

_BY_FIELD: dict[str, DifferenceKind] = {
    **dict.fromkeys(("text", "label", "name", "names", "title", "publisher", "author"), "reworded"),
    **dict.fromkeys(("verdict", "effect", "sign"), "re-judged"),
    **dict.fromkeys(("basis", "via", "hedge"), "re-attributed"),
    **dict.fromkeys(("weight", "strength", "influence"), "re-weighed"),
    **dict.fromkeys(("theme", "premises", "target", "side", "part_of", "bloc"), "moved"),
    "citations": "re-cited",
    "id": "renamed",
}
_OF_THE_MAP = ("question", "positions", "title", "language", "notes", "extra")
_TRACE = 1e-9
"""Strengths that differ by less are taken for equal."""


@frozen
class Difference:
    """One record that is not as it was.

    `old` is the record as it was and `new` as it is, `None` where there is none; both are
    the maps themselves for what belongs to no record. `fields` are those that differ.
    """

    kind: DifferenceKind
    old: Record | ArgumentMap | None
    new: Record | ArgumentMap | None
    fields: tuple[str, ...] = ()

    @property
    def before(self) -> tuple[Any, ...]:
        """The values of the fields as they were."""
        return tuple(getattr(self.old, name) for name in self.fields)

    @property
    def after(self) -> tuple[Any, ...]:
        """The values of the fields as they are."""
        return tuple(getattr(self.new, name) for name in self.fields)


@frozen
class PositionChange:
    """How a position stood and how it stands.

    `old` and `new` are its ids, `None` in a version that has no such claim. Strengths are
    `None` there too, and where strengths do not come to rest.
    """

    old: str | None
    new: str | None
    label_before: WorldLabel | None
    label_after: WorldLabel | None
    strength_before: float | None
    strength_after: float | None

    @property
    def turned(self) -> bool:
        """Whether both versions have it and it stands otherwise."""
        return None not in (self.old, self.new) and self.label_before != self.label_after

    @property
    def shifted(self) -> bool:
        """Whether it is stronger or weaker than it was."""
        before, after = self.strength_before, self.strength_after
        return before is not None and after is not None and abs(before - after) > _TRACE


@frozen(repr=False)
class Comparison(Answer):
    """What changed between two versions of a map.

    `positions` are those of either version, the new one's first. `renamed` maps old ids to
    new ones.
    """

    differences: tuple[Difference, ...]
    positions: tuple[PositionChange, ...]
    renamed: FrozenMapping = field(converter=FrozenMapping)

    def of(self, kind: DifferenceKind) -> tuple[Difference, ...]:
        """The differences of one kind."""
        if kind not in DIFFERENCES:
            raise UnknownIdError(kind, DIFFERENCES, kind="kind of difference")
        return tuple(one for one in self.differences if one.kind == kind)

    @property
    def added(self) -> tuple[Record, ...]:
        """The records that only the new version has."""
        return _records(one.new for one in self.of("added"))

    @property
    def removed(self) -> tuple[Record, ...]:
        """The records that only the old version has."""
        return _records(one.old for one in self.of("removed"))

    @property
    def turned(self) -> tuple[PositionChange, ...]:
        """The positions that stand otherwise than they did."""
        return tuple(one for one in self.positions if one.turned)


def _records(found: Iterable[Record | ArgumentMap | None]) -> tuple[Record, ...]:
    """Those that are records, as all are that were added or removed."""
    return tuple(one for one in found if one is not None and not isinstance(one, ArgumentMap))


def compare(
    old: ArgumentMap,
    new: ArgumentMap,
    *,
    similar: float = 0.75,
    semantics: str = "grounded",
    gradual: str = "quadratic-energy",
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
) -> Comparison:
    """What was added, removed and changed, and which positions stand otherwise for it.

    Parameters
    ----------
    old, new
        The two versions.
    similar
        How alike the texts of a claim are that was given another id, from 0 to 1.
    semantics, gradual
        By which semantics positions stand, and by which they have strengths.
    support, links, weights, joint
        How the maps are put to them; see `argmap.analysis.theory`.

    Raises
    ------
    UnknownOptionError, InvalidOptionError
        No such semantics or option; a likeness outside 0..1.

    Examples
    --------
    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> compare(map, map).differences
    ()
    >>> found = compare(map, map.without("vacuum"))
    >>> [record.id for record in found.removed[:2]]
    ['vacuum', 'vacuum-con-leave-fast']
    """
    if not 0 <= similar <= 1:
        raise InvalidOptionError("similar", similar, "outside 0..1", "give a share")
    theories = (
        Theory(semantics, support=support, links=links, weights=weights, joint=joint),
        Theory(gradual, support=support, links=links, weights=weights, joint=joint),
    )
    names = _names(old, new, similar)
    differences = tuple(_differences(old, new, names))
    positions = tuple(_positions(old, new, names["claims"], theories))
    told = dict.fromkeys((*theories[0].words, *theories[1].words))
    rows = [*map(_row, differences), *(row for one in positions for row in _outcome_rows(one))]
    return Comparison(
        differences,
        positions,
        {a: b for pairs in names.values() for a, b in pairs.items() if a != b},
        table=Table(
            "What changed",
            f"by id, or renamed if texts are alike to {similar:g}; {'; '.join(told)}",
            ("change", "record", "in", "before", "after"),
            rows,
            note=_note(differences, positions),
        ),
    )


def _note(differences: Sequence[Difference], positions: Sequence[PositionChange]) -> str:
    counts = Counter(one.kind for one in differences)
    told = [f"{counts[kind]} {kind}" for kind in DIFFERENCES if counts[kind]]
    turned = sum(one.turned for one in positions)
    return (
        f"{', '.join(told) or 'No record changed'}; "
        f"{counted(turned, 'position')} of {len(positions)} "
        f"{'stands' if turned == 1 else 'stand'} otherwise."
    )


# What stayed -------------------------------------------------------------------------


def _names(old: ArgumentMap, new: ArgumentMap, similar: float) -> _Names:
    actors = namesakes(
        {actor.id: names_of(actor) for actor in old.actors},
        {actor.id: names_of(actor) for actor in new.actors},
    )
    sources = namesakes(
        {source.id: places_of(source) for source in old.sources},
        {source.id: places_of(source) for source in new.sources},
    )
    claims = _kept(old.claims, new.claims)
    there = {*claims.values()}
    claims |= alike(
        {claim.id: claim.text for claim in old.claims if claim.id not in claims},
        {claim.id: claim.text for claim in new.claims if claim.id not in there},
        least=similar,
    )
    arguments = _steps_kept(old, new, claims)
    return {"actors": actors, "claims": claims, "arguments": arguments, "sources": sources}


def _kept(old: Iterable[Any], new: Iterable[Any]) -> dict[str, str]:
    ids = {record.id for record in new}
    return {record.id: record.id for record in old if record.id in ids}


def _steps_kept(old: ArgumentMap, new: ArgumentMap, claims: Mapping[str, str]) -> dict[str, str]:
    """Arguments of one id, then those that lead from and to the same, undercuts of these last."""
    pairs = _kept(old.arguments, new.arguments)
    while True:
        there = {*pairs.values()}
        names = {"claims": claims, "arguments": pairs}
        waiting: dict[Hashable, list[str]] = {}
        for one in new.arguments:
            if one.id not in there:
                shape = frozenset(one.premises), _aim(new, one.target, {}), one.side
                waiting.setdefault(shape, []).append(one.id)
        found = {}
        for one in old.arguments:
            known = one.target in claims or one.target in pairs
            if one.id not in pairs and known and claims.keys() >= set(one.premises):
                premises = frozenset(claims[id] for id in one.premises)
                shape = premises, _aim(old, one.target, names), one.side
                if ids := waiting.get(shape):
                    found[one.id] = ids.pop(0)
        if not found:
            return pairs
        pairs |= found


def _aim(map: ArgumentMap, target: str, names: _Names) -> tuple[str, str]:
    """What a step is aimed at, a claim or an argument, by its new name."""
    room = "arguments" if isinstance(map[target], Argument) else "claims"
    return room, names.get(room, {}).get(target, target)


# What differs ------------------------------------------------------------------------


def _differences(old: ArgumentMap, new: ArgumentMap, names: _Names) -> Iterator[Difference]:
    """Record by record: first what belongs to the map, then claims, and those around them."""
    olds, news = _of_the_map(old, names), _of_the_map(new, {})
    if apart := tuple(name for name in _OF_THE_MAP if olds[name] != news[name]):
        yield Difference("changed", old, new, apart)
    for room in ("claims", "arguments", "links", "actors", "stances", "stakes", "ties", "sources"):
        before, after = getattr(old, room), getattr(new, room)
        pairs = (
            _by_name(before, after, names[room])
            if room in names
            else _by_ends(_told(old, before, names), _told(new, after, {}))
        )
        for one, other in pairs:
            yield from _apart(one, other, _facts(old, one, names), _facts(new, other, {}))


def _of_the_map(map: ArgumentMap, names: _Names) -> _Facts:
    claims = names.get("claims", {})
    return {
        **{name: getattr(map, name) for name in _OF_THE_MAP},
        "positions": tuple(claims.get(id, id) for id in map.positions),
    }


def _by_name(
    old: Sequence[Any], new: Sequence[Any], names: Mapping[str, str]
) -> Iterator[tuple[Any, Any]]:
    """Each record with the one it has become, then the new ones."""
    by_id = {record.id: record for record in new}
    for record in old:
        yield record, by_id[names[record.id]] if record.id in names else None
    there = {*names.values()}
    yield from ((None, record) for record in new if record.id not in there)


_Told: TypeAlias = Sequence[tuple[Any, _Facts]]
"""Records, each with its facts."""


def _told(map: ArgumentMap, records: Iterable[Any], names: _Names) -> _Told:
    return [(record, _facts(map, record, names)) for record in records]


def _by_ends(old: _Told, new: _Told) -> Iterator[tuple[Any, Any]]:
    """Relations between the same ends: equal ones, then those that say the same, then the rest."""
    waiting: dict[Hashable, tuple[list[Any], list[Any]]] = {}
    for side, told in enumerate((old, new)):
        for record, facts in told:
            waiting.setdefault(_ends(record, facts), ([], []))[side].append((record, facts))
    for olds, news in waiting.values():
        for same in (_equal, _say_alike, _always):
            yield from _drawn(olds, news, same)
        yield from ((record, None) for record, _ in olds)
        yield from ((None, record) for record, _ in news)


def _drawn(olds: list[Any], news: list[Any], same: Any) -> Iterator[tuple[Any, Any]]:
    """Pairs that are the same, in order, drawn out of both lists."""
    for one in list(olds):
        for other in news:
            if same(one, other):
                olds.remove(one)
                news.remove(other)
                yield one[0], other[0]
                break


def _equal(one: tuple[Any, _Facts], other: tuple[Any, _Facts]) -> bool:
    return one[1] == other[1]


def _say_alike(one: tuple[Any, _Facts], other: tuple[Any, _Facts]) -> bool:
    said_by = ("verdict", "effect", "sign")
    return all(one[1].get(name) == other[1].get(name) for name in said_by)


def _always(_: object, __: object) -> bool:
    return True


def _ends(record: Link | Stance | Stake | Tie, facts: _Facts) -> Hashable:
    match record:
        case Link():
            return facts["claims"], facts["kind"]
        case Tie():
            return facts["source"], facts["target"], facts["kind"]
        case _:
            return facts["actor"], facts["claim"]


def _facts(map: ArgumentMap, record: Any, names: _Names) -> _Facts:
    """What a record says, field by field, with all ids by their new names."""
    if record is None:
        return {}

    def named(room: str, id: str | None) -> str | None:
        return id if id is None else names.get(room, {}).get(id, id)

    facts = {each.name: getattr(record, each.name) for each in fields(type(record))}
    if "citations" in facts:
        facts["citations"] = tuple(_place(one, names) for one in facts["citations"])
    if "via" in facts:
        facts["via"] = tuple(named("actors", id) for id in facts["via"])
    match record:
        case Actor():
            facts |= {"id": named("actors", record.id), "part_of": named("actors", record.part_of)}
        case Claim():
            facts["id"] = named("claims", record.id)
        case Source():
            facts["id"] = named("sources", record.id)
        case Argument():
            facts["id"] = named("arguments", record.id)
            facts["premises"] = frozenset(named("claims", id) for id in record.premises)
            facts["target"] = _aim(map, record.target, names)
        case Link():
            facts["claims"] = frozenset(named("claims", id) for id in record.claims)
        case Tie():
            facts["source"] = named("actors", record.source)
            facts["target"] = named("actors", record.target)
        case _:
            facts["actor"] = named("actors", record.actor)
            facts["claim"] = named("claims", record.claim)
    return facts


def _place(citation: Citation, names: _Names) -> _Facts:
    source = names.get("sources", {}).get(citation.source, citation.source)
    facts = {each.name: getattr(citation, each.name) for each in fields(Citation)}
    return {**facts, "source": source}


def _apart(old: Any, new: Any, before: _Facts, after: _Facts) -> Iterator[Difference]:
    """What differs between a record and what became of it, kind by kind."""
    if old is None or new is None:
        yield Difference("added" if old is None else "removed", old, new)
        return
    apart: dict[DifferenceKind, list[str]] = {}
    if getattr(old, "id", None) != getattr(new, "id", None):
        apart["renamed"] = ["id"]
    for name, value in before.items():
        if value != after[name]:
            apart.setdefault(_BY_FIELD.get(name, "changed"), []).append(name)
    for kind in DIFFERENCES:
        if kind in apart:
            yield Difference(kind, old, new, tuple(apart[kind]))


# How positions stand -----------------------------------------------------------------


def _positions(
    old: ArgumentMap,
    new: ArgumentMap,
    names: Mapping[str, str],
    theories: tuple[Theory, Theory],
) -> Iterator[PositionChange]:
    back = {after: before for before, after in names.items()}
    pairs: dict[tuple[str | None, str | None], None] = {
        (back.get(id), id): None for id in new.positions
    }
    pairs |= {(id, names.get(id)): None for id in old.positions}
    before = _standing(old, [id for id, _ in pairs if id is not None], theories)
    after = _standing(new, [id for _, id in pairs if id is not None], theories)
    nothing = None, None
    for one, other in pairs:
        label_before, strength_before = before.get(one or "", nothing)
        label_after, strength_after = after.get(other or "", nothing)
        yield PositionChange(one, other, label_before, label_after, strength_before, strength_after)


def _standing(
    map: ArgumentMap, ids: Sequence[str], theories: tuple[Theory, Theory]
) -> dict[str, tuple[WorldLabel, float | None]]:
    """The label and the strength of each id."""
    if not ids:
        return {}
    labels = Court(map, theories[0]).labels(ids)
    court = Court(map, theories[1])
    judged = court.judged(ids, court.worlds([()]))
    strengths = {id: float(one.values[0]) for id, one in judged.items()}
    return {id: (labels[id], None if isnan(strengths[id]) else strengths[id]) for id in strengths}


# In words ----------------------------------------------------------------------------


def _row(one: Difference) -> tuple[Cell, ...]:
    record = one.new if one.old is None else one.old
    if isinstance(record, ArgumentMap):
        what = "the map"
    else:
        what = described(record) if record is not None else ""
    if not one.fields:
        return one.kind, what, None, _content(one.old), _content(one.new)
    return one.kind, what, listed(one.fields), _values(one.before), _values(one.after)


def _outcome_rows(one: PositionChange) -> Iterator[tuple[Cell, ...]]:
    what = f"position {one.new or one.old!r}"
    if one.turned:
        yield "stands otherwise", what, "label", one.label_before, one.label_after
    if one.shifted:
        before, after = one.strength_before or 0.0, one.strength_after or 0.0
        way = "stronger" if after > before else "weaker"
        yield way, what, "strength", f"{before:.3f}", f"{after:.3f}"


def _content(record: Any) -> str | None:
    """What a record says, in brief."""
    match record:
        case Claim():
            return said(record)
        case Argument():
            return step(record)
        case Actor():
            return record.name
        case Source():
            return record.title
        case Stance():
            return f"{record.verdict} ({reported(record)})"
        case Stake():
            return f"{record.effect} ({reported(record)})"
        case Link() | Tie():
            return f"{record.kind} ({record.basis})"
        case _:
            return None


def _values(values: Iterable[Any]) -> str | None:
    return "; ".join(_value(value) or "nothing" for value in values) or None


def _value(value: Any) -> str | None:
    if isinstance(value, tuple):
        if all(isinstance(one, Citation) for one in value):
            return cited(value)
        return listed(str(one) for one in value)
    if isinstance(value, FrozenMapping):
        return listed(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, float):
        return f"{value:g}"
    return None if value is None else str(value)
