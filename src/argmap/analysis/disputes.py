"""What two actors dispute: claims that one accepts and the other rejects.

That is the strict sense, conflict in discourse network analysis (Leifeld 2016), and the
mapping holds these claims alone. People argue past each other more often than that. So,
unless `indirect=False`, the answer also carries *oppositions*: a claim that one accepts,
while the other accepts every premise of an argument against it, or a rival of it by a link
`contrary`, `contradictory` or `alternative`. An opposition is read off the map, not said by
anybody, and is listed apart.

Corner cases. Neutral, ambivalent and silent actors dispute nothing. A claim that both
accept is no opposition, though one of them may hold an argument against it: that is a
contradiction of theirs. Nobody disputes anything with themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.held import Reduction, holdings, members_of, reduction, stances_by_claim
from argmap.analysis.wording import cited, listed, said, step, variant, weakest
from argmap.model import RIVALRIES, Argument, ArgumentMap, Link, Stance, Verdict

__all__ = ["Disputed", "Opposition", "disputed"]

_Held: TypeAlias = Mapping[str, Mapping[str, Verdict]]
_SaidBy: TypeAlias = Mapping[str, Mapping[str, Sequence[Stance]]]
_FIRM: tuple[Verdict, ...] = ("accept", "reject")


@frozen
class Opposition:
    """A claim that `holder` accepts, and what `opponent` accepts that speaks against it.

    `by` is the argument against the claim, or the link that makes two claims rivals.
    """

    claim: str
    holder: str
    opponent: str
    by: Argument | Link

    @property
    def against(self) -> tuple[str, ...]:
        """The claims that the opponent accepts."""
        if isinstance(self.by, Argument):
            return self.by.premises
        return (self.by.other(self.claim),)


@frozen(repr=False)
class Disputed(Values[str]):
    """A mapping from each disputed claim to the id of the actor that accepts it.

    The other one rejects it. `oppositions` are the indirect disputes.
    """

    a: str
    b: str
    oppositions: tuple[Opposition, ...]


def disputed(
    map: ArgumentMap,
    a: str,
    b: str,
    *,
    reduce: Reduction = "clash",
    members: bool = False,
    indirect: bool = True,
) -> Disputed:
    """What one of two actors accepts and the other rejects, or speaks against.

    `reduce` and `members` are as for `verdict_of`. The order of the two actors makes no
    difference to what is found.

    >>> import argmap
    >>> apart = disputed(argmap.example("iraq-withdrawal"), "washington", "sudani")
    >>> list(apart), [opposition.by.id for opposition in apart.oppositions]
    ([], ['vacuum-con-leave-fast'])
    """
    names = map.actor(a).name, map.actor(b).name
    held = {id: holdings(map, id, reduce=reduce, members=members) for id in (a, b)}
    by_id = dict(_disputed(map, held, a, b))
    oppositions = tuple(_oppositions(map, held, a, b)) if indirect and a != b else ()
    said_by = {id: stances_by_claim(map, id, members=members) for id in (a, b)}
    rows = [_strict(map, claim, by_id[claim], said_by) for claim in by_id]
    rows += [_indirect(map, opposition, said_by) for opposition in oppositions]
    table = Table(
        f"What {names[0]} and {names[1]} dispute",
        variant(
            map,
            reduction(reduce, members=members),
            "with what speaks against a claim the other accepts" if indirect else "verdicts only",
        ),
        ("claim", "says", "accepted by", "disputed by", "how", "rung", "where"),
        rows,
    )
    return Disputed(a, b, oppositions, by_id=by_id, table=table)


def _disputed(map: ArgumentMap, held: _Held, a: str, b: str) -> Iterator[tuple[str, str]]:
    for claim in map.claims:
        for acceptor, other in ((a, b), (b, a)):
            verdicts = held[acceptor].get(claim.id), held[other].get(claim.id)
            if verdicts == ("accept", "reject"):
                yield claim.id, acceptor


def _oppositions(map: ArgumentMap, held: _Held, a: str, b: str) -> Iterator[Opposition]:
    """What speaks against a claim of one in what the other accepts; each rivalry once."""
    rivalries: set[Link] = set()
    for claim in map.claims:
        for holder, opponent in ((a, b), (b, a)):
            theirs = held[opponent]
            if held[holder].get(claim.id) != "accept" or theirs.get(claim.id) in _FIRM:
                continue
            for con in map.cons(claim.id):
                if all(theirs.get(premise) == "accept" for premise in con.premises):
                    yield Opposition(claim.id, holder, opponent, con)
            for link in map.links_of(claim.id):
                accepted = theirs.get(link.other(claim.id)) == "accept"
                if link.kind in RIVALRIES and accepted and link not in rivalries:
                    rivalries.add(link)
                    yield Opposition(claim.id, holder, opponent, link)


def _strict(map: ArgumentMap, claim: str, acceptor: str, said_by: _SaidBy) -> tuple[Cell, ...]:
    (other,) = said_by.keys() - {acceptor}
    stances = [*said_by[acceptor][claim], *said_by[other][claim]]
    return _row(map, claim, (acceptor, other), "rejects it", stances)


def _indirect(map: ArgumentMap, found: Opposition, said_by: _SaidBy) -> tuple[Cell, ...]:
    stances = [
        *said_by[found.holder][found.claim],
        *(stance for claim in found.against for stance in said_by[found.opponent][claim]),
    ]
    accepting = [stance for stance in stances if stance.verdict == "accept"]
    rival = f"accepts {found.against[0]}"
    how = f"argues {step(found.by)}" if isinstance(found.by, Argument) else rival
    return _row(map, found.claim, (found.holder, found.opponent), how, [*accepting, found.by])


def _row(
    map: ArgumentMap,
    claim: str,
    actors: tuple[str, str],
    how: str,
    records: Sequence[Stance | Argument | Link],
) -> tuple[Cell, ...]:
    speakers = [record.actor for record in records if isinstance(record, Stance)]
    return (
        claim,
        said(map.claim(claim)),
        *(_named(map, actor, speakers) for actor in actors),
        how,
        weakest(records),
        cited(citation for record in records for citation in record.citations),
    )


def _named(map: ArgumentMap, actor: str, speakers: Sequence[str]) -> str:
    """An actor's name, with the members it speaks through if it does not speak itself."""
    members = members_of(map, actor) if actor not in speakers else ()
    through = listed(map.actor(id).name for id in members if id in speakers)
    name = map.actor(actor).name
    return f"{name} (through {through})" if through else name
