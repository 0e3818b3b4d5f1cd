"""What two actors share: claims that both accept, or both reject.

That is congruence in discourse network analysis (Leifeld 2016), claim by claim. Corner
cases. Two actors who are both neutral, or both ambivalent, agree on nothing: they are not
on a side that could be shared. With themselves, actors share whatever they take a side on.
A claim that is shared is never disputed.
"""

from collections.abc import Sequence

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.held import Reduction, holdings, reduction, stances_by_claim
from argmap.analysis.wording import cited, said, variant, weakest
from argmap.model import ArgumentMap, Claim, Stance, Verdict

__all__ = ["Shared", "shared"]


@frozen(repr=False)
class Shared(Values[Verdict]):
    """A mapping from each shared claim to the verdict on it: `accept` or `reject`."""

    a: str
    b: str


def shared(
    map: ArgumentMap, a: str, b: str, *, reduce: Reduction = "clash", members: bool = False
) -> Shared:
    """What two actors both accept, or both reject.

    `reduce` and `members` are as for `verdict_of`. The order of the two actors makes no
    difference to what is found.

    >>> import argmap
    >>> common = shared(argmap.example("iraq-withdrawal"), "baghdad", "voices-inside")
    >>> dict(common)
    {'leave': 'accept'}
    """
    names = map.actor(a).name, map.actor(b).name
    one, other = (holdings(map, id, reduce=reduce, members=members) for id in (a, b))
    by_id = {
        claim.id: one[claim.id]
        for claim in map.claims
        if one.get(claim.id) == other.get(claim.id) and one.get(claim.id) in ("accept", "reject")
    }
    stances = [
        stances_by_claim(map, actor.id, members=members)
        for actor in map.actors
        if actor.id in (a, b)
    ]
    table = Table(
        f"What {names[0]} and {names[1]} share",
        variant(map, reduction(reduce, members=members)),
        ("claim", "says", "both", "rung", "where"),
        [
            _row(map.claim(id), verdict, [stance for held in stances for stance in held[id]])
            for id, verdict in by_id.items()
        ],
    )
    return Shared(a, b, by_id=by_id, table=table)


def _row(claim: Claim, verdict: Verdict, stances: Sequence[Stance]) -> tuple[Cell, ...]:
    where = cited(citation for stance in stances for citation in stance.citations)
    return claim.id, said(claim), verdict, weakest(stances), where
