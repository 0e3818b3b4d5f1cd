"""Where an actor contradicts itself, with the chain of records and voices that shows it.

Five kinds:

- `accepts and rejects` the same claim;
- `accepts a con`: accepts a claim and every premise of an argument against it;
- `accepts rivals`: accepts two claims linked as contrary, contradictory or alternative;
- `rejects both` of two contradictory claims, which leave no third;
- `parts equals`: accepts a claim and rejects an equivalent or a rephrase of it.

The last three go by links and are left out with `links=False`.

The stances must stand at one time. A stance stands from its date until the actor's next on
the same claim that is surely later, so a change of mind is no contradiction; a stance
without a date may be of any time, and dates that cannot be told apart (`2024`, `2024-03`)
count as one time.

Corner cases. An ambivalent or neutral stance contradicts nothing: it says openly what a
contradiction shows. Accepting a claim and its undercut is no contradiction, as an undercut
grants the premises. Each contradiction has a rung, the firmest on which it can be shown;
one that rests on what others attribute to the actor may be theirs rather than the actor's,
so look at the voices. The definition is argmap's own; the second kind is the conflict an
argument map adds to the first, which is that of any signed affiliation network.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.dates import ALWAYS, Stretch, standing
from argmap.analysis.held import members_of
from argmap.analysis.wording import cited, reported, step, variant
from argmap.model import (
    BASES,
    RIVALRIES,
    SAMENESS,
    Argument,
    ArgumentMap,
    Basis,
    Link,
    Stance,
    Verdict,
)

__all__ = ["Contradiction", "ContradictionKind", "Contradictions", "contradictions"]

ContradictionKind: TypeAlias = Literal[
    "accepts and rejects", "accepts a con", "accepts rivals", "rejects both", "parts equals"
]
_Need: TypeAlias = tuple[str, Verdict]
"""A claim, and the verdict on it that the contradiction needs."""
_Held: TypeAlias = Mapping[_Need, Sequence[tuple[Stance, Stretch]]]


@frozen
class Contradiction:
    """One contradiction of one actor.

    `needs` are the claims, each with the verdict on it, in the order of the chain; `by` is
    the argument or link between them, or nothing where one claim is accepted and rejected.
    `stances` are those on record, for each need at least one; `basis` is the firmest rung
    on which the whole can be shown.
    """

    actor: str
    kind: ContradictionKind
    needs: tuple[_Need, ...]
    by: Argument | Link | None
    stances: tuple[Stance, ...]
    basis: Basis

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that cannot be judged so together, each once."""
        return tuple(dict.fromkeys(claim for claim, _ in self.needs))

    @property
    def chain(self) -> tuple[Stance | Argument | Link, ...]:
        """The records that show it, in order: from the premises over the step to the target."""
        if self.by is None:
            return self.stances
        last = self.needs[-1]
        target = tuple(s for s in self.stances if (s.claim, s.verdict) == last)
        return (*(s for s in self.stances if s not in target), self.by, *target)

    @property
    def voices(self) -> tuple[tuple[str, ...], ...]:
        """The chains of voices by which the stances reached us, each once."""
        return tuple(dict.fromkeys(stance.via for stance in self.stances))


@frozen(repr=False)
class Contradictions(Answer):
    """All contradictions found, actor by actor in the order of the map."""

    found: tuple[Contradiction, ...]

    def of(self, actor: str) -> tuple[Contradiction, ...]:
        """The contradictions of one actor."""
        return tuple(one for one in self.found if one.actor == actor)


def contradictions(
    map: ArgumentMap,
    actors: Iterable[str] | None = None,
    *,
    links: bool = True,
    members: bool = False,
) -> Contradictions:
    """Who accepts a claim and what speaks against it, and which records show it.

    `actors` are ids, all of the map by default. With `members`, what those say who are part
    of an actor counts as said by it, so that a government can contradict itself through
    two ministers.

    >>> import argmap
    >>> contradictions(argmap.example("iraq-withdrawal"), "washington").found
    ()
    """
    given = [actors] if isinstance(actors, str) else actors
    who = map.actors if given is None else [map.actor(id) for id in dict.fromkeys(given)]
    found = tuple(
        contradiction
        for actor in who
        for contradiction in _of(map, actor.id, links=links, members=members)
    )
    table = Table(
        "Who contradicts themselves",
        variant(
            map,
            "stances that stand at one time",
            "links count" if links else "links left out",
            "members' stances counted as the actor's own" if members else "own stances only",
        ),
        ("actor", "contradiction", "shown by", "rung", "where"),
        [_row(map, contradiction) for contradiction in found],
    )
    return Contradictions(found, table=table)


def _of(map: ArgumentMap, actor: str, *, links: bool, members: bool) -> Iterator[Contradiction]:
    held = _held(map, (actor, *(members_of(map, actor) if members else ())))
    for claim in dict.fromkeys(claim for claim, _ in held):
        for kind, by, needs in _candidates(map, claim, links=links):
            if shown := _together(held, needs):
                stances, rung = shown
                basis = max(rung, by.basis, key=BASES.index) if by else rung
                yield Contradiction(actor, kind, tuple(needs), by, stances, basis)


def _held(map: ArgumentMap, actors: Iterable[str]) -> _Held:
    """The stances under claim and verdict, each with the time it stands."""
    held: dict[_Need, list[tuple[Stance, Stretch]]] = {}
    for actor in actors:
        by_claim: dict[str, list[Stance]] = {}
        for stance in map.stances_of(actor):
            by_claim.setdefault(stance.claim, []).append(stance)
        for claim, stances in by_claim.items():
            for stance, stands in standing(stances).items():
                held.setdefault((claim, stance.verdict), []).append((stance, stands))
    return held


def _candidates(
    map: ArgumentMap, claim: str, *, links: bool
) -> Iterator[tuple[ContradictionKind, Argument | Link | None, list[_Need]]]:
    """What would be a contradiction about a claim; a link is looked at from one end only."""
    yield "accepts and rejects", None, [(claim, "accept"), (claim, "reject")]
    for con in map.cons(claim):
        premises: list[_Need] = [(premise, "accept") for premise in con.premises]
        yield "accepts a con", con, [*premises, (claim, "accept")]
    for link in map.links_of(claim) if links else ():
        first, second = link.claims
        if link.kind in SAMENESS and claim == first:
            yield "parts equals", link, [(first, "accept"), (second, "reject")]
            yield "parts equals", link, [(first, "reject"), (second, "accept")]
        if link.kind in RIVALRIES and claim == first:
            yield "accepts rivals", link, [(first, "accept"), (second, "accept")]
        if link.kind == "contradictory" and claim == first:
            yield "rejects both", link, [(first, "reject"), (second, "reject")]


def _together(held: _Held, needs: Sequence[_Need]) -> tuple[tuple[Stance, ...], Basis] | None:
    """The stances that meet all needs at one time, and the firmest rung that shows it."""
    groups = [held.get(need, ()) for need in needs]
    if not all(groups):
        return None
    moments = sorted({start for group in groups for _, (start, _) in group})
    active = [[_active(group, moment) for group in groups] for moment in moments]
    shared = [standing for standing in active if all(standing)]
    if not shared:
        return None
    meeting = {stance for standing in shared for stances in standing for stance in stances}
    rung = min(max(map(_firmest, standing)) for standing in shared)
    return tuple(s for group in groups for s, _ in group if s in meeting), BASES[rung]


def _active(group: Sequence[tuple[Stance, Stretch]], moment: dt.datetime) -> list[Stance]:
    return [
        s for s, (start, end) in group if start <= moment and (moment < end or end == ALWAYS[1])
    ]


def _firmest(stances: Iterable[Stance]) -> int:
    return min(BASES.index(stance.basis) for stance in stances)


def _row(map: ArgumentMap, found: Contradiction) -> tuple[Cell, ...]:
    return (
        map.actor(found.actor).name,
        found.kind,
        "; ".join(_link_of_chain(record, found.actor) for record in found.chain),
        found.basis,
        cited(citation for record in found.chain for citation in record.citations),
    )


_VERBS: dict[Verdict, str] = {
    "accept": "accepts",
    "reject": "rejects",
    "neutral": "is neutral on",
    "ambivalent": "is torn on",
}


def _link_of_chain(record: Stance | Argument | Link, actor: str) -> str:
    match record:
        case Stance():
            who = "" if record.actor == actor else f"{record.actor} "
            return f"{who}{_VERBS[record.verdict]} {record.claim} ({reported(record)})"
        case Argument():
            return f"{step(record)} ({record.basis})"
        case Link():
            return f"{record.kind}: {' – '.join(record.claims)} ({record.basis})"
