"""Which records say nothing of where they were found.

A claim, argument, link, stance, stake or tie is *unsourced* if it has no citation. What
kind of gap that is depends on the rung: a record on the rung `analyst` is the encoder's
own and can cite nothing. And a step is often on the page where its premises are, though
no citation says so: then it is told apart as `through premises`.

The definition is argmap's own. Corner cases: a citation counts whatever its locator, even
with none; a citation of a source is not checked against the source.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import frozen

from argmap.analysis.answer import Table, Values
from argmap.analysis.wording import said, step, variant
from argmap.model import Argument, ArgumentMap, Basis, Claim, Link, Stake, Stance, Tie

__all__ = ["Gap", "Sourcing", "Unsourced", "unsourced"]

Sourcing: TypeAlias = Literal["nothing", "through premises"]
_Sourced: TypeAlias = Claim | Argument | Link | Stance | Stake | Tie


@frozen
class Gap:
    """A record without a citation, what is cited instead, and its rung if it has one."""

    record: _Sourced
    cites: Sourcing
    basis: Basis | None


@frozen(repr=False)
class Unsourced(Values[Sourcing]):
    """The gaps; and a mapping from the ids of those claims and arguments to what is cited.

    Links, stances, stakes and ties have no id: they are in `gaps` only.
    """

    gaps: tuple[Gap, ...]


def unsourced(map: ArgumentMap) -> Unsourced:
    """Which claims, arguments, links, stances, stakes and ties cite no source.

    >>> import argmap
    >>> unsourced(argmap.example("iraq-withdrawal")).table.columns
    ('kind', 'record', 'says', 'rung', 'cites')
    """
    gaps = tuple(
        Gap(record, _cites(map, record), None if isinstance(record, Claim) else record.basis)
        for record in _sourced(map)
        if not record.citations
    )
    table = Table(
        "Records that cite no source",
        variant(map, "claims, arguments, links, stances, stakes and ties"),
        ("kind", "record", "says", "rung", "cites"),
        [
            (type(gap.record).__name__.lower(), *_words(map, gap.record), gap.basis, gap.cites)
            for gap in gaps
        ],
    )
    by_id = {g.record.id: g.cites for g in gaps if isinstance(g.record, Claim | Argument)}
    return Unsourced(gaps, by_id=by_id, table=table)


def _sourced(map: ArgumentMap) -> Iterator[_Sourced]:
    for records in (map.claims, map.arguments, map.links, map.stances, map.stakes, map.ties):
        yield from records


def _cites(map: ArgumentMap, record: _Sourced) -> Sourcing:
    if isinstance(record, Argument) and all(p.citations for p in map.premises_of(record.id)):
        return "through premises"
    return "nothing"


def _words(map: ArgumentMap, record: _Sourced) -> tuple[str, str]:
    """What a table calls a record, and what the record says."""
    match record:
        case Claim():
            return record.id, said(record)
        case Argument():
            return record.id, step(record)
        case Link():
            return " – ".join(record.claims), record.kind
        case Stance():
            return map.actor(record.actor).name, f"{record.verdict} {record.claim}"
        case Stake():
            return map.actor(record.actor).name, f"{record.effect} from {record.claim}"
        case Tie():
            return map.actor(record.source).name, f"{record.kind} {map.actor(record.target).name}"
