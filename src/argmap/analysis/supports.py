"""Which claims have no argument for them, and what they rest on instead.

A claim is *unsupported* if no argument of the map is for it. That is less than it sounds:
every chain of reasons ends somewhere, and a fact with a source needs no argument. So each
unsupported claim comes with what it rests on: `cited` if it cites a source, else `held`
if somebody accepts it, else `bare`.

An unsupported claim that is used as a premise is a basic premise (Freeman 2005,
*Acceptable Premises*). Corner cases. With `links`, an argument for an `equivalent` claim or
a `rephrase` is an argument for this one. A con of a con is no argument for a claim, and an
argument for it counts however often it is disputed. With `facts=False`, claims of the kind
`fact` are left out.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import frozen

from argmap.analysis.answer import Table, Values
from argmap.analysis.held import Reduction, acceptors, reduction
from argmap.analysis.links import same_as
from argmap.analysis.wording import cited, listed, said, variant
from argmap.model import ArgumentMap, Claim

__all__ = ["Ground", "Unsupported", "unsupported"]

Ground: TypeAlias = Literal["bare", "held", "cited"]
GROUNDS: tuple[Ground, ...] = ("bare", "held", "cited")


@frozen(repr=False)
class Unsupported(Values[Ground]):
    """A mapping from each unsupported claim to what it rests on instead."""

    def ids(self, ground: Ground) -> tuple[str, ...]:
        """The unsupported claims that rest on this, in the order of the map."""
        return tuple(id for id, found in self.items() if found == ground)


def unsupported(
    map: ArgumentMap, *, links: bool = True, facts: bool = True, reduce: Reduction = "clash"
) -> Unsupported:
    """Which claims have no argument for them, and what they rest on instead.

    The table lists the worst first: bare claims, then held ones, then cited ones.

    >>> import argmap
    >>> basic = unsupported(argmap.example("iraq-withdrawal"), facts=False)
    >>> basic["economic-cost"], "exposed" in basic
    ('cited', False)
    """
    holders = acceptors(map, reduce=reduce)
    found = [
        claim
        for claim in map.claims
        if (facts or claim.kind != "fact") and not _supported(map, claim.id, links=links)
    ]
    by_id = {claim.id: _ground(claim, holders) for claim in found}
    rows = [
        (
            claim.id,
            by_id[claim.id],
            said(claim),
            claim.kind,
            listed(map.actor(actor).name for actor in holders.get(claim.id, ())),
            cited(claim.citations),
        )
        for claim in sorted(found, key=lambda claim: GROUNDS.index(by_id[claim.id]))
    ]
    table = Table(
        "Claims with no argument for them",
        variant(
            map,
            "arguments for equivalent claims count" if links else "links left out",
            "" if facts else "facts left out",
            f"held: {reduction(reduce, members=False)}",
        ),
        ("claim", "rests on", "says", "kind", "accepted by", "where"),
        rows,
    )
    return Unsupported(by_id=by_id, table=table)


def _supported(map: ArgumentMap, claim: str, *, links: bool) -> bool:
    return any(map.pros(id) for id in (same_as(map, claim) if links else (claim,)))


def _ground(claim: Claim, holders: Mapping[str, Sequence[str]]) -> Ground:
    if claim.citations:
        return "cited"
    return "held" if claim.id in holders else "bare"
