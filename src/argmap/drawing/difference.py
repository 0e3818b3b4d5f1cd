"""Two versions of a map in one picture: what came, what went, and what is told otherwise.

Both are drawn as one map, in which what only the old one has is still there. Claims,
arguments, actors and sources are the same if they have the same id and are of one kind;
links and ties if they are of one kind between the same ends. Stances and stakes of one actor
in one claim are paired first if they are equal, then if they say the same, then in order.
Every change bears a sign besides its colour: + for what came, − for what went, and Δ for
what is in both and says, or is known, otherwise. What no picture draws, such as a tie, and
what belongs to no record, such as the question, is told in words.

A side is that of the new version, and of the old one for what went: the steps of both
together might put a claim on a side that it has in neither.

Corner cases. The order of records and of premises is no difference, that of positions is,
whose first is the motion. An old record whose id stands for something else now is shown
under another id, as one that went.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypeVar

from attrs import evolve, field, fields, frozen

from argmap.drawing.sentences import listed, of_link, of_stake, of_stance, of_step
from argmap.drawing.sides import Towards, sides
from argmap.drawing.text import clean
from argmap.errors import InvalidOptionError
from argmap.model import Actor, Argument, ArgumentMap, Claim, Link, Source, Stake, Stance, Tie

__all__ = ["CHANGES", "Change", "Changes", "marks", "united"]

Change: TypeAlias = Literal["added", "removed", "changed"]
CHANGES: tuple[Change, ...] = ("added", "removed", "changed")
_Held = TypeVar("_Held", bound=Stance | Stake)
_Ended = TypeVar("_Ended", bound=Link | Tie)
_Kept = TypeVar("_Kept", bound=Actor | Argument | Claim | Source)

_ROOMS = ("actors", "claims", "arguments", "links", "stances", "stakes", "ties", "sources")
_WITH_IDS = ("actors", "claims", "arguments", "sources")
_ONE, _SEVERAL = (
    {"id", "part_of", "target", "actor", "claim", "source"},
    {
        "premises",
        "claims",
        "via",
    },
)
"""The fields of records that hold an id, or several."""
_OF_THE_MAP = {"title": "title", "language": "language", "notes": "notes", "extra": "details"}


@frozen
class Changes:
    """What is new, gone or told otherwise, by what it is in.

    `records` has ids of claims and arguments, `links` the two ends of each, `held` the ids
    of actor and claim of stances and `stakes` those of stakes; `said` tells, under the id of
    a claim, what it was before; `counts` has how often each change occurs, by noun, and
    `apart` is a sentence for each change that belongs to no record. `sides` are those to draw.
    """

    records: Mapping[str, Change] = field(factory=dict)
    links: Mapping[frozenset[str], Change] = field(factory=dict)
    held: Mapping[tuple[str, str], Change] = field(factory=dict)
    stakes: Mapping[tuple[str, str], Change] = field(factory=dict)
    said: Mapping[str, tuple[str, ...]] = field(factory=dict)
    counts: Mapping[str, Counter[Change]] = field(factory=dict)
    apart: tuple[str, ...] = ()
    sides: Mapping[str, Towards] = field(factory=dict)

    def of_line(self, kind: str, ends: Sequence[str]) -> str:
        """How the step or link of a line changed; empty if it did not.

        >>> Changes({"vacuum-con-leave": "removed"}).of_line("con", ("vacuum-con-leave", "leave"))
        'removed'
        """
        if not ends:
            return ""
        if kind == "link":
            return self.links.get(frozenset(ends), "")
        return self.records.get(ends[0], "")

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
        records = [f"{'; '.join(parts).capitalize()}."] if parts else []
        return " ".join((*records, *self.apart)) or "Nothing differs."


def united(
    old: ArgumentMap, new: ArgumentMap, renamed: Mapping[str, str]
) -> tuple[ArgumentMap, Changes]:
    """Both versions as one map, and what differs; `renamed` has the new ids of old records.

    Raises `InvalidOptionError` if `renamed` makes one record of two.
    """
    old = _renamed(old, _names(old, new, renamed))
    claims, of_claims = _paired(old.claims, new.claims)
    steps, of_steps = _paired(old.arguments, new.arguments)
    actors, of_actors = _paired(old.actors, new.actors)
    sources, of_sources = _paired(old.sources, new.sources)
    stances, of_stances, was_held = _held(old.stances, new.stances)
    stakes, of_stakes, was_staked = _held(old.stakes, new.stakes)
    links, of_links, was_linked = _between(old.links, new.links)
    ties, of_ties, _ = _between(old.ties, new.ties)
    both = evolve(
        new,
        positions=(*new.positions, *(id for id in old.positions if id not in new.positions)),
        claims=claims,
        arguments=steps,
        stances=stances,
        stakes=stakes,
        links=links,
        actors=actors,
        sources=sources,
        ties=ties,
    )
    moved = _moved(old, new)
    said: dict[str, tuple[str, ...]] = {}
    for id, sentence in (
        *_of_claims(old, new, of_claims, moved),
        *((stance.claim, of_stance(both, stance)) for stance in was_held),
        *((stake.claim, of_stake(both, stake)) for stake in was_staked),
        *((id, of_link(both, link, id)) for link in was_linked for id in link.claims),
        *_of_steps(old, both, of_steps),
    ):
        said[id] = (*said.get(id, ()), f"Before: {sentence}")
    changes = Changes(
        {**dict.fromkeys(moved, "changed"), **of_claims, **of_steps},
        _by_ends(of_links, new.links, _ends),
        _by_ends(of_stances, new.stances, _pair),
        _by_ends(of_stakes, new.stakes, _pair),
        said,
        {
            "claim": Counter(of_claims.values()),
            "step": Counter(of_steps.values()),
            "stance": Counter(change for _, change in of_stances),
            "stake": Counter(change for _, change in of_stakes),
            "link": Counter(change for _, change in of_links),
            "actor": Counter(of_actors.values()),
            "tie": Counter(change for _, change in of_ties),
            "source": Counter(of_sources.values()),
        },
        tuple(_apart(old, new)),
        _sides(old, new, both),
    )
    return both, changes


def _sides(old: ArgumentMap, new: ArgumentMap, both: ArgumentMap) -> dict[str, Towards]:
    """The side of each claim and argument in its own version, if the motion is the same."""
    same = old.positions[:1] == new.positions[:1]
    return {**sides(both), **(sides(old) if same else {}), **sides(new)}


# One id for one thing ----------------------------------------------------------------


def _names(old: ArgumentMap, new: ArgumentMap, renamed: Mapping[str, str]) -> dict[str, str]:
    """The ids under which the old records are drawn, where these are others."""
    for now in renamed.values():
        same = [id for id in renamed if renamed[id] == now]
        if len(same) > 1:
            problem = f"given for {listed(same)}, which cannot both be it"
            raise InvalidOptionError("renamed", now, problem, "give each new id once")
    for was, now in renamed.items():
        if type(old[was]) is not type(new[now]):
            problem = f"no {type(old[was]).__name__.lower()}, which {was!r} was"
            raise InvalidOptionError("renamed", now, problem, "give an id of the same kind")
    names = {was: now for was, now in renamed.items() if was != now}
    taken = {*_ids(old), *_ids(new)}
    for id in _ids(old):
        other = id in renamed.values() or (id in new and type(new[id]) is not type(old[id]))
        if id not in renamed and other:
            names[id] = f"{id}-before"
            while names[id] in taken:
                names[id] += "-before"
            taken.add(names[id])
    return names


def _ids(map: ArgumentMap) -> Iterator[str]:
    return (record.id for room in _WITH_IDS for record in getattr(map, room))


def _renamed(old: ArgumentMap, names: Mapping[str, str]) -> ArgumentMap:
    """The old map with other ids, wherever one is referred to."""
    if not names:
        return old
    rooms: dict[str, Any] = {
        room: tuple(_with_names(record, names) for record in getattr(old, room)) for room in _ROOMS
    }
    return evolve(old, positions=tuple(names.get(id, id) for id in old.positions), **rooms)


def _with_names(record: Any, names: Mapping[str, str]) -> Any:
    """A record, or a citation, with other ids."""
    changes: dict[str, Any] = {}
    for each in fields(type(record)):
        value = getattr(record, each.name)
        if each.name in _ONE:
            changes[each.name] = names.get(value, value)
        elif each.name in _SEVERAL:
            changes[each.name] = tuple(names.get(id, id) for id in value)
        elif each.name == "citations":
            changes[each.name] = tuple(_with_names(citation, names) for citation in value)
    return evolve(record, **changes)


# What came, what went ----------------------------------------------------------------


def _content(record: Any) -> Any:
    """What a record says, whatever the order of what has none."""
    match record:
        case Argument():
            return evolve(record, premises=tuple(sorted(record.premises)))
        case Link():
            return evolve(record, claims=tuple(sorted(record.claims)))
        case _:
            return record


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
        elif _content(before[record.id]) != _content(record):
            changes[record.id] = "changed"
    changes |= {record.id: "removed" for record in gone}
    return (*new, *gone), changes


def _between(
    old: Sequence[_Ended], new: Sequence[_Ended]
) -> tuple[tuple[_Ended, ...], list[tuple[_Ended, Change]], list[_Ended]]:
    """The links or ties of both, the changed ones with how, and what those were before."""
    return _matched(old, new, _ends_and_kind, [_same_content, _always])


def _held(
    old: Sequence[_Held], new: Sequence[_Held]
) -> tuple[tuple[_Held, ...], list[tuple[_Held, Change]], list[_Held]]:
    """The stances or stakes of both, the changed ones with how, and what those were before."""
    return _matched(old, new, _pair, [_same_content, _says_the_same, _always])


_Any = TypeVar("_Any")


def _matched(
    old: Sequence[_Any],
    new: Sequence[_Any],
    key: Callable[[_Any], Hashable],
    tests: Sequence[Callable[[_Any, _Any], bool]],
) -> tuple[tuple[_Any, ...], list[tuple[_Any, Change]], list[_Any]]:
    """Records of one key paired by one test after the other; those left came or went."""
    olds: dict[Hashable, list[_Any]] = {}
    news: dict[Hashable, list[_Any]] = {}
    for found, records in ((olds, old), (news, new)):
        for record in records:
            found.setdefault(key(record), []).append(record)
    changes: list[tuple[_Any, Change]] = []
    gone: list[_Any] = []
    was: list[_Any] = []
    for shared in dict.fromkeys([*news, *olds]):
        left, fresh = list(olds.get(shared, ())), list(news.get(shared, ()))
        for test in tests:
            for former, record in _drawn(left, fresh, test):
                if not _same_content(former, record):
                    was.append(former)
                    changes.append((record, "changed"))
        changes += [(record, "added") for record in fresh]
        changes += [(record, "removed") for record in left]
        gone += left
    return (*new, *gone), changes, was


def _drawn(
    left: list[_Any], fresh: list[_Any], test: Callable[[_Any, _Any], bool]
) -> Iterator[tuple[_Any, _Any]]:
    """Pairs that pass a test, in order, drawn out of both lists."""
    for former in list(left):
        for record in fresh:
            if test(former, record):
                left.remove(former)
                fresh.remove(record)
                yield former, record
                break


def _same_content(one: Any, other: Any) -> bool:
    same: bool = _content(one) == _content(other)
    return same


def _says_the_same(one: Stance | Stake, other: Stance | Stake) -> bool:
    return _says(one) == _says(other)


def _always(_: object, __: object) -> bool:
    return True


def _says(record: Stance | Stake) -> str:
    return record.verdict if isinstance(record, Stance) else record.effect


def _pair(record: Stance | Stake) -> tuple[str, str]:
    return record.actor, record.claim


def _ends(link: Link) -> frozenset[str]:
    return frozenset(link.claims)


def _ends_and_kind(record: Link | Tie) -> Hashable:
    if isinstance(record, Link):
        return frozenset(record.claims), record.kind
    return record.source, record.target, record.kind


_Key = TypeVar("_Key", bound=Hashable)


def _by_ends(
    changes: Iterable[tuple[_Any, Change]], new: Sequence[_Any], key: Callable[[_Any], _Key]
) -> dict[_Key, Change]:
    """One sign for all that is drawn in one place: that of all of it, else Δ."""
    found: dict[_Key, list[Change]] = {}
    for record, change in changes:
        found.setdefault(key(record), []).append(change)
    now = Counter(key(record) for record in new)
    return {ends: _one(said, now[ends]) for ends, said in found.items()}


def _one(said: Collection[Change], now: int) -> Change:
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


# What it was before ------------------------------------------------------------------


def _of_claims(
    old: ArgumentMap, new: ArgumentMap, changes: Mapping[str, Change], moved: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What changed claims were: what differs of them."""
    for claim in old.claims:
        if changes.get(claim.id) == "changed":
            now = new.claim(claim.id)
            names = [each.name for each in fields(Claim)]
            apart = [name for name in names if getattr(claim, name) != getattr(now, name)]
            yield claim.id, f"{listed(_told(claim, name) for name in apart)}."
        if claim.id in moved:
            yield claim.id, "a position." if claim.id in old.positions else "no position."


def _told(claim: Claim, name: str) -> str:
    """A field of a claim, as it was."""
    match name:
        case "text" | "label":
            value = getattr(claim, name)
            return f"{name} “{clean(value)}”" if value else f"no {name}"
        case "weight":
            return f"weight {claim.weight:g}"
        case "theme" | "kind":
            return f"{name} {clean(getattr(claim, name) or 'none')}"
        case "citations":
            places = dict.fromkeys(clean(c.locator or c.source) for c in claim.citations)
            return f"cited from {', '.join(places)}" if places else "not cited"
        case _:
            return "other details"


def _of_steps(
    old: ArgumentMap, both: ArgumentMap, changes: Mapping[str, Change]
) -> Iterator[tuple[str, str]]:
    """What changed steps were, under the claim they lead from now."""
    for step in old.arguments:
        if changes.get(step.id) == "changed":
            yield both.argument(step.id).premises[0], " ".join(of_step(both, step).splitlines())


def _moved(old: ArgumentMap, new: ArgumentMap) -> tuple[str, ...]:
    """Claims of both versions that are positions in one of them only."""
    kept = {claim.id for claim in old.claims} & {claim.id for claim in new.claims}
    once = {*old.positions} ^ {*new.positions}
    return tuple(claim.id for claim in new.claims if claim.id in kept & once)


def _apart(old: ArgumentMap, new: ArgumentMap) -> Iterator[str]:
    """A sentence for each change that belongs to no record."""
    if old.question != new.question:
        yield f"The question was “{clean(old.question)}”."
    if old.positions != new.positions:
        yield _of_positions(old, new)
    others = [
        word for name, word in _OF_THE_MAP.items() if getattr(old, name) != getattr(new, name)
    ]
    if others:
        yield f"The map has another {listed(others)}."


def _of_positions(old: ArgumentMap, new: ArgumentMap) -> str:
    if old.positions[:1] != new.positions[:1]:
        if not old.positions:
            return "There was no motion."
        motion = old.motion
        return f"The motion was “{clean(motion.label or motion.text)}”."
    return "The positions are others, or in another order."
