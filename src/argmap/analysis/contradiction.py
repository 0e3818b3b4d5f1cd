"""Where an actor contradicts itself, with the chain of records and voices that shows it.

Seven kinds:

- `accepts and rejects` the same claim;
- `accepts a con`: accepts a claim and every premise of an argument against it;
- `accepts rivals`: accepts two claims linked as contrary, contradictory or alternative;
- `rejects both` of two contradictory claims, which leave no third;
- `parts equals`: accepts a claim and rejects an equivalent or a rephrase of it;
- `rejects what follows`: rejects a claim that follows from what it accepts by a chain of
  pros;
- `accepts against itself`: accepts a claim, and a chain of pros leads from what it accepts
  to a con against that claim.

Rivals, contradictory claims and equals are known by links; with `links=False` these three
kinds are left out.

In a chain every premise is accepted or is the target of an earlier step. It passes only
through claims on which the actor says nothing: where it rejects one, the contradiction is
there already, and where it is neutral or torn, it says openly that it does not draw the
conclusion. Nor does it pass through a step which the actor disputes, by accepting all
premises of an undercut. A claim that is accepted and rejected at once follows anyway, and
ends no chain of pros. For each actor and last step the shortest chain is shown, the one
with the fewest steps in a row, and of equally short ones the firmest. Chains with more than
`longest` steps in a row are counted in `longer`, and not shown. A pro speaks for its target
and does not prove it, so that whoever contradicts itself along a chain may have a reason
that the map does not know; the longer the chain, the likelier.

The stances must stand at one time. A stance stands from its date until the actor's next on
the same claim that is surely later, so a change of mind is no contradiction; a stance
without a date may be of any time, and dates that cannot be told apart (`2024`, `2024-03`)
count as one time.

Corner cases. An ambivalent or neutral stance contradicts nothing: it says openly what a
contradiction shows. Accepting a claim and its undercut is no contradiction, as an undercut
grants the premises. Each contradiction has a rung, the firmest on which it can be shown;
one that rests on what others attribute to the actor may be theirs rather than the actor's,
so look at the voices. The definition is argmap's own; the second kind is the conflict an
argument map adds to the first, which is that of any signed affiliation network. A chain may
vanish on a lower rung of the attribution ladder, for there the actor may say something on a
claim that it passes through; the other kinds only become more.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain as chained
from typing import Literal, TypeAlias

from attrs import frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.dates import ALWAYS, Stretch, standing
from argmap.analysis.held import members_of
from argmap.analysis.wording import cited, counted, reported, step, variant
from argmap.errors import InvalidOptionError
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
    "accepts and rejects",
    "accepts a con",
    "accepts rivals",
    "rejects both",
    "parts equals",
    "rejects what follows",
    "accepts against itself",
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
    on which the whole can be shown. `steps` are those of a chain, each after the steps to its
    premises and `by` the last; the kinds that go by no chain have none.
    """

    actor: str
    kind: ContradictionKind
    needs: tuple[_Need, ...]
    by: Argument | Link | None
    stances: tuple[Stance, ...]
    basis: Basis
    steps: tuple[Argument, ...] = ()

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
        if self.steps:
            return (*dict.fromkeys(chained(*map(self._into, self.steps))), *target)
        return (*(s for s in self.stances if s not in target), self.by, *target)

    def _into(self, step: Argument) -> tuple[Stance | Argument, ...]:
        """A step after the stances that accept its premises."""
        held = {(premise, "accept") for premise in step.premises}
        return (*(s for s in self.stances if (s.claim, s.verdict) in held), step)

    @property
    def voices(self) -> tuple[tuple[str, ...], ...]:
        """The chains of voices by which the stances reached us, each once."""
        return tuple(dict.fromkeys(stance.via for stance in self.stances))


@frozen(repr=False)
class Contradictions(Answer):
    """All contradictions found, actor by actor in the order of the map.

    `longer` counts those that only a chain of more than `longest` steps in a row would show.
    """

    found: tuple[Contradiction, ...]
    longest: int
    longer: int

    def of(self, actor: str) -> tuple[Contradiction, ...]:
        """The contradictions of one actor."""
        return tuple(one for one in self.found if one.actor == actor)


def contradictions(
    map: ArgumentMap,
    actors: Iterable[str] | None = None,
    *,
    links: bool = True,
    members: bool = False,
    longest: int = 4,
) -> Contradictions:
    """Who accepts a claim and what speaks against it, and which records show it.

    `actors` are ids, all of the map by default. With `members`, what those say who are part
    of an actor counts as said by it, so that a government can contradict itself through
    two ministers. Chains have at most `longest` steps in a row; with 0 there are none.
    `UnknownIdError` for an actor that is none, `InvalidOptionError` for a length below 0.

    >>> import argmap
    >>> contradictions(argmap.example("iraq-withdrawal"), "washington").found
    ()

    Whoever accepts a claim and rejects what follows from it is shown with the steps between:

    >>> from argmap import Actor, Argument, ArgumentMap, Claim, Stance
    >>> map = ArgumentMap(
    ...     "Leave Iraq?",
    ...     actors=[Actor("gcc", "Gulf Cooperation Council")],
    ...     claims=[Claim("calm", "Iraq is calm."), Claim("idle", "Troops have nothing to do."),
    ...             Claim("leave", "US forces leave Iraq.")],
    ...     arguments=[Argument("s1", "calm", "idle", "pro"),
    ...                Argument("s2", "idle", "leave", "pro")],
    ...     stances=[Stance("gcc", "calm", "accept"), Stance("gcc", "leave", "reject")],
    ... )
    >>> [(one.kind, [step.id for step in one.steps]) for one in contradictions(map).found]
    [('rejects what follows', ['s1', 's2'])]
    """
    if longest < 0:
        raise InvalidOptionError("longest", longest, "below 0", "give a number of steps")
    given = [actors] if isinstance(actors, str) else actors
    who = map.actors if given is None else [map.actor(id) for id in dict.fromkeys(given)]
    found: list[Contradiction] = []
    longer = 0
    for actor in who:
        held = _held(map, (actor.id, *(members_of(map, actor.id) if members else ())))
        chains = _chains(map, held) if longest else []
        short = [chain for chain in chains if chain.length <= longest]
        longer += len(chains) - len(short)
        found += _of(map, actor.id, held, short, links=links)
    table = Table(
        "Who contradicts themselves",
        variant(
            map,
            "stances that stand at one time",
            "links count" if links else "links left out",
            f"chains of at most {counted(longest, 'step')} in a row" if longest else "no chains",
            "members' stances counted as the actor's own" if members else "own stances only",
        ),
        ("actor", "contradiction", "shown by", "rung", "where"),
        [_row(map, contradiction) for contradiction in found],
        note=f"Shown by longer chains only, and left out: {longer}." if longer else "",
    )
    return Contradictions(tuple(found), longest, longer, table=table)


def _of(
    map: ArgumentMap, actor: str, held: _Held, chains: Sequence["_Chain"], *, links: bool
) -> Iterator[Contradiction]:
    for claim in dict.fromkeys(claim for claim, _ in held):
        for kind, by, needs in _candidates(map, claim, links=links):
            if shown := _together(held, needs):
                stances, rung = shown
                basis = max(rung, by.basis, key=BASES.index) if by else rung
                yield Contradiction(actor, kind, tuple(needs), by, stances, basis)
        for chain in chains:
            if chain.by.target == claim and (shown := _together(held, chain.needs, chain.moments)):
                stances, rung = shown
                basis = max((rung, *(step.basis for step in chain.steps)), key=BASES.index)
                yield Contradiction(
                    actor, chain.kind, chain.needs, chain.by, stances, basis, chain.steps
                )


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


def _together(
    held: _Held, needs: Sequence[_Need], moments: Collection[dt.datetime] = ()
) -> tuple[tuple[Stance, ...], Basis] | None:
    """The stances that meet all needs at one time, and the firmest rung that shows it.

    The times looked at are `moments`, or else whenever one of the stances begins to stand.
    """
    groups = [held.get(need, ()) for need in needs]
    if not all(groups):
        return None
    moments = moments or sorted({start for group in groups for _, (start, _) in group})
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


# Chains of pros ----------------------------------------------------------------------


@frozen
class _Reached:
    """How a claim or step is reached: by how many steps in a row, how firmly, by which last."""

    length: int
    rung: int
    by: Argument | None = None


@frozen
class _Chain:
    """What an actor accepts, the steps that lead from it to a claim, and when that holds."""

    steps: tuple[Argument, ...]
    length: int
    rung: int
    moments: tuple[dt.datetime, ...]

    @property
    def by(self) -> Argument:
        return self.steps[-1]

    @property
    def kind(self) -> ContradictionKind:
        return "rejects what follows" if self.by.side == "pro" else "accepts against itself"

    @property
    def needs(self) -> tuple[_Need, ...]:
        drawn = {step.target for step in self.steps[:-1]}
        premises = dict.fromkeys(chained(*(step.premises for step in self.steps)))
        starts: list[_Need] = [(id, "accept") for id in premises if id not in drawn]
        return (*starts, (self.by.target, "reject" if self.by.side == "pro" else "accept"))


def _chains(map: ArgumentMap, held: _Held) -> list[_Chain]:
    """The shortest chain to each last step against what the actor holds, as steps are in the map.

    The rest of a chain may change with time; of several, the best one is kept, with the
    moments at which there is no better one.
    """
    found: dict[str, dict[tuple[Argument, ...], _Chain]] = {}
    for moment in sorted({start for group in held.values() for _, (start, _) in group}):
        for chain in _chains_at(map, held, moment):
            same = found.setdefault(chain.by.id, {})
            before = same.get(chain.steps, chain)
            times = dict.fromkeys((*before.moments, moment))
            rung = min(before.rung, chain.rung)
            same[chain.steps] = _Chain(chain.steps, chain.length, rung, tuple(times))
    best = {id: min(same.values(), key=_worse) for id, same in found.items()}
    return [best[step.id] for step in map.arguments if step.id in best]


def _worse(chain: _Chain) -> tuple[int, int, int, tuple[str, ...]]:
    return chain.length, chain.rung, len(chain.steps), tuple(step.id for step in chain.steps)


def _chains_at(map: ArgumentMap, held: _Held, moment: dt.datetime) -> Iterator[_Chain]:
    standing: dict[Verdict, dict[str, int]] = {}
    for (claim, verdict), group in held.items():
        if active := _active(group, moment):
            standing.setdefault(verdict, {})[claim] = _firmest(active)
    accepted, rejected = standing.get("accept", {}), standing.get("reject", {})
    spoken = {claim for claims in standing.values() for claim in claims}
    reached, steps = _reached(map, accepted, spoken)
    for one, at in steps.items():
        rejects = one.side == "pro" and one.target in rejected and one.target not in accepted
        follows = one.side == "con" and one.target in accepted and at.length > 1
        if rejects or follows:
            ends = rejected if rejects else accepted
            rung = max(at.rung, ends[one.target])
            yield _Chain(_steps_to(one, reached), at.length, rung, (moment,))


def _reached(
    map: ArgumentMap, accepted: Mapping[str, int], spoken: Collection[str]
) -> tuple[Mapping[str, _Reached], Mapping[Argument, _Reached]]:
    """The claims that follow from those accepted, and the steps whose premises are among them.

    Claims are reached round by round, one step further in each, and each is reached once.
    """
    reached = {claim: _Reached(0, rung) for claim, rung in accepted.items()}
    steps: dict[Argument, _Reached] = {}
    missing: dict[str, int] = {}
    new = list(reached)
    while new:
        ready = []
        for claim in new:
            for one in map.arguments_from(claim):
                missing[one.id] = missing.get(one.id, len(one.premises)) - 1
                if not missing[one.id] and not _disputed(map, one, accepted):
                    ready.append(one)
        nearest: dict[str, _Reached] = {}
        for one in sorted(ready, key=lambda ready: ready.id):
            before = [reached[premise] for premise in one.premises]
            rung = max(BASES.index(one.basis), *(premise.rung for premise in before))
            length = 1 + max(premise.length for premise in before)
            steps[one] = at = _Reached(length, rung, one)
            if one.side == "pro" and one.target not in spoken and one.target not in reached:
                known = nearest.get(one.target, at)
                nearest[one.target] = at if at.rung < known.rung else known
        reached.update(nearest)
        new = list(nearest)
    return reached, steps


def _disputed(map: ArgumentMap, step: Argument, accepted: Collection[str]) -> bool:
    """Whether all premises of some undercut of a step are accepted."""
    return any(set(undercut.premises) <= set(accepted) for undercut in map.cons(step.id))


def _steps_to(last: Argument, reached: Mapping[str, _Reached]) -> tuple[Argument, ...]:
    """The steps of a chain, each after those that lead to its premises."""
    found = {last: 0}
    open_ = [last]
    while open_:
        for premise in open_.pop().premises:
            at = reached[premise]
            if at.by is not None and at.by not in found:
                found[at.by] = at.length
                open_.append(at.by)
    del found[last]
    return (*sorted(found, key=lambda step: (found[step], step.id)), last)


# In words ----------------------------------------------------------------------------


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
