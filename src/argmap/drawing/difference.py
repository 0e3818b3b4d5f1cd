"""Two versions of a map in one picture: what came, what went, and what is told otherwise.

Both are drawn as one map, in which what only the old one has is still there. Claims,
arguments and actors are the same if they have the same id; stances and stakes of one actor
in one claim are paired first if they are equal, then if they say the same, then in order.
Every change bears a sign besides its colour: + for what came, − for what went, and Δ for
what is in both and says, or is known, otherwise.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from argmap.drawing.sentences import of_stake, of_stance
from argmap.drawing.text import clean
from argmap.model import Actor, Argument, ArgumentMap, Claim, Link, Source, Stake, Stance

__all__ = ["CHANGES", "Change", "Changes", "marks", "united"]

Change: TypeAlias = Literal["added", "removed", "changed"]
CHANGES: tuple[Change, ...] = ("added", "removed", "changed")
_Held = TypeVar("_Held", bound=Stance | Stake)
_Kept = TypeVar("_Kept", bound=Actor | Argument | Claim | Source)


@frozen
class Changes:
    """What is new, gone or told otherwise, by what it is in.

    `records` has ids of claims and arguments, `links` the two ends of each, `held` the ids
    of actor and claim of stances and `stakes` those of stakes; `said` tells, under the id of
    a claim, what it was before; `counts` has how often each change occurs, by noun.
    """

    records: Mapping[str, Change] = field(factory=dict)
    links: Mapping[frozenset[str], Change] = field(factory=dict)
    held: Mapping[tuple[str, str], Change] = field(factory=dict)
    stakes: Mapping[tuple[str, str], Change] = field(factory=dict)
    said: Mapping[str, tuple[str, ...]] = field(factory=dict)
    counts: Mapping[str, Counter[Change]] = field(factory=dict)

    @property
    def told(self) -> str:
        """How much changed, in a sentence.

        >>> Changes().told
        'Nothing differs.'
        """
        parts = [
            f"{change}: " + ", ".join(f"{n} {noun}{'s'[: n != 1]}" for noun, n in counted)
            for change in CHANGES
            if (counted := [(noun, c[change]) for noun, c in self.counts.items() if c[change]])
        ]
        return f"{'; '.join(parts).capitalize()}." if parts else "Nothing differs."


def united(
    old: ArgumentMap, new: ArgumentMap, renamed: Mapping[str, str]
) -> tuple[ArgumentMap, Changes]:
    """Both versions as one map, and what differs; `renamed` has the new ids of old records."""
    old = _renamed(old, renamed)
    claims, of_claims = _paired(old.claims, new.claims)
    steps, of_steps = _paired(old.arguments, new.arguments)
    stances, of_stances, was_held = _held(old.stances, new.stances)
    stakes, of_stakes, was_staked = _held(old.stakes, new.stakes)
    links, of_links = _links(old.links, new.links)
    both = evolve(
        new,
        positions=(*new.positions, *(id for id in old.positions if id not in new.positions)),
        claims=claims,
        arguments=steps,
        stances=stances,
        stakes=stakes,
        links=links,
        actors=_paired(old.actors, new.actors)[0],
        sources=_paired(old.sources, new.sources)[0],
    )
    before = {claim.id: (f"Before: {clean(claim.text)}",) for claim in old.claims}
    said = {id: before[id] for id, change in of_claims.items() if change == "changed"}
    told = [(stance.claim, of_stance(both, stance)) for stance in was_held]
    told += [(stake.claim, of_stake(both, stake)) for stake in was_staked]
    for id, sentence in told:
        said[id] = (*said.get(id, ()), f"Before: {sentence}")
    counts = {
        "claim": Counter(of_claims.values()),
        "step": Counter(of_steps.values()),
        "stance": Counter(change for _, change in of_stances),
        "stake": Counter(change for _, change in of_stakes),
        "link": Counter(of_links.values()),
    }
    changes = Changes(
        {**of_claims, **of_steps},
        of_links,
        _by_ends(of_stances, new.stances),
        _by_ends(of_stakes, new.stakes),
        said,
        counts,
    )
    return both, changes


def _renamed(old: ArgumentMap, renamed: Mapping[str, str]) -> ArgumentMap:
    """The old map with the new ids, wherever one is referred to."""
    if not renamed:
        return old

    def now(id: str) -> str:
        return renamed.get(id, id)

    def all_now(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(now(id) for id in ids)

    return evolve(
        old,
        positions=all_now(old.positions),
        actors=tuple(
            evolve(a, id=now(a.id), part_of=a.part_of and now(a.part_of)) for a in old.actors
        ),
        claims=tuple(evolve(c, id=now(c.id)) for c in old.claims),
        arguments=tuple(
            evolve(a, id=now(a.id), premises=all_now(a.premises), target=now(a.target))
            for a in old.arguments
        ),
        links=tuple(evolve(k, claims=all_now(k.claims)) for k in old.links),
        stances=tuple(
            evolve(s, actor=now(s.actor), claim=now(s.claim), via=all_now(s.via))
            for s in old.stances
        ),
        stakes=tuple(
            evolve(s, actor=now(s.actor), claim=now(s.claim), via=all_now(s.via))
            for s in old.stakes
        ),
        ties=tuple(
            evolve(t, source=now(t.source), target=now(t.target), via=all_now(t.via))
            for t in old.ties
        ),
    )


def _paired(
    old: Sequence[_Kept], new: Sequence[_Kept]
) -> tuple[tuple[_Kept, ...], dict[str, Change]]:
    """The records of both, the new ones first, and how each of them changed, if it did."""
    before = {record.id: record for record in old}
    now = {record.id for record in new}
    gone = tuple(record for record in old if record.id not in now)
    changes: dict[str, Change] = {}
    for record in new:
        if record.id not in before:
            changes[record.id] = "added"
        elif before[record.id] != record:
            changes[record.id] = "changed"
    changes |= {record.id: "removed" for record in gone}
    return (*new, *gone), changes


def _links(
    old: Sequence[Link], new: Sequence[Link]
) -> tuple[tuple[Link, ...], dict[frozenset[str], Change]]:
    """The links of both; those between the same ends are the same if they are of one kind."""
    before = {(frozenset(link.claims), link.kind): link for link in old}
    now = {(frozenset(link.claims), link.kind): link for link in new}
    gone = {key: link for key, link in before.items() if key not in now}
    changes: dict[frozenset[str], Change] = {key[0]: "removed" for key in gone}
    for key, link in now.items():
        if key not in before:
            changes[key[0]] = "changed" if key[0] in changes else "added"
        elif before[key] != link:
            changes[key[0]] = "changed"
    return (*new, *gone.values()), changes


def _held(
    old: Sequence[_Held], new: Sequence[_Held]
) -> tuple[tuple[_Held, ...], list[tuple[_Held, Change]], list[_Held]]:
    """The stances or stakes of both, the changed ones with how, and what those were before."""
    now, before = _by_pair(new), _by_pair(old)
    changes: list[tuple[_Held, Change]] = []
    gone: list[_Held] = []
    was: list[_Held] = []
    for pair in dict.fromkeys([*now, *before]):
        left, fresh = _unequal(before.get(pair, []), now.get(pair, []))
        for record in sorted(fresh, key=lambda record: _like(record, left) is None):
            former = _like(record, left) or next(iter(left), None)
            if former is None:
                changes.append((record, "added"))
            else:
                left.remove(former)
                was.append(former)
                changes.append((record, "changed"))
        gone += left
        changes += [(record, "removed") for record in left]
    return (*new, *gone), changes, was


def _unequal(old: Iterable[_Held], new: Iterable[_Held]) -> tuple[list[_Held], list[_Held]]:
    """What is left on either side when those that are equal are paired."""
    left, fresh = list(old), []
    for record in new:
        if record in left:
            left.remove(record)
        else:
            fresh.append(record)
    return left, fresh


def _like(record: _Held, others: Iterable[_Held]) -> _Held | None:
    """The first of the others that says the same."""
    return next((other for other in others if _says(other) == _says(record)), None)


def _by_pair(records: Iterable[_Held]) -> dict[tuple[str, str], list[_Held]]:
    found: dict[tuple[str, str], list[_Held]] = {}
    for record in records:
        found.setdefault((record.actor, record.claim), []).append(record)
    return found


def _says(record: Stance | Stake) -> str:
    return record.verdict if isinstance(record, Stance) else record.effect


def _by_ends(
    changes: Iterable[tuple[_Held, Change]], new: Sequence[_Held]
) -> dict[tuple[str, str], Change]:
    """One sign for all that an actor has in a claim: that of all of it, else Δ."""
    found: dict[tuple[str, str], list[Change]] = {}
    for record, change in changes:
        found.setdefault((record.actor, record.claim), []).append(change)
    now = Counter((record.actor, record.claim) for record in new)
    return {pair: _one(list(said), now[pair]) for pair, said in found.items()}


def _one(said: Sequence[Change], now: int) -> Change:
    if set(said) == {"added"} and len(said) == now:
        return "added"
    return "removed" if set(said) == {"removed"} and not now else "changed"


def marks(changes: Changes) -> Iterator[Change]:
    """The kinds of change that occur, in their order."""
    found = {
        *changes.records.values(),
        *changes.links.values(),
        *changes.held.values(),
        *changes.stakes.values(),
    }
    yield from (change for change in CHANGES if change in found)
