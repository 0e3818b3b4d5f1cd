"""What an actor holds of a claim, when the map records more than one stance.

An actor may have said different things at different dates and places. Whoever needs one
verdict says how the several become one:

- `clash` (the usual): the verdict they all share; where they differ, *ambivalent*.
- `latest`: the same, of the latest only. Dates are compared without guessing: `2024` is
  not known to be earlier than `2024-03`. Undated stances count only if none has a date.
- `firmest`: the same, of those on the firmest rung of the attribution ladder.
- `majority`: the verdict most of them share; *ambivalent* where several tie for most.

Where there is no stance the actor is *silent*, which is neither neutral nor ambivalent.
The reductions are argmap's own. That agreeing and disagreeing with one thing is reported
as a third verdict follows the aggregation `combine` of discourse network analysis
(Leifeld 2017).
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.dates import latest
from argmap.analysis.wording import cited, listed, said, weakest
from argmap.errors import UnknownOptionError
from argmap.model import BASES, ArgumentMap, Stance, Verdict

__all__ = [
    "REDUCTIONS",
    "Held",
    "Reduction",
    "VerdictOf",
    "acceptors",
    "holdings",
    "members_of",
    "reduction",
    "stances_by_claim",
    "verdict_of",
]

Reduction: TypeAlias = Literal["clash", "latest", "firmest", "majority"]
Held: TypeAlias = Verdict | Literal["silent"]

REDUCTIONS: tuple[Reduction, ...] = get_args(Reduction)


@frozen(repr=False)
class VerdictOf(Answer):
    """One verdict, and the stances that led to it.

    `verdict` is one of the four of a stance, or `silent`; `stances` are all that were
    looked at, `counted` those the reduction went by.
    """

    actor: str
    claim: str
    verdict: Held
    stances: tuple[Stance, ...]
    counted: tuple[Stance, ...]


def verdict_of(
    map: ArgumentMap,
    actor: str,
    claim: str,
    *,
    reduce: Reduction = "clash",
    members: bool = False,
) -> VerdictOf:
    """What an actor holds of a claim, and by which stances we know.

    `reduce` says how several stances become one verdict, as this module explains. With
    `members`, stances of those who are part of the actor, at any depth, count as its own.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> verdict_of(map, "washington", "vacuum").verdict
    'accept'
    >>> verdict_of(map, "tehran", "leave").verdict
    'silent'
    """
    who, what = map.actor(actor), map.claim(claim)
    found = tuple(stances_by_claim(map, actor, members=members).get(claim, ()))
    counted, verdict = _kept(found, reduce), _reduced(found, reduce)
    rung = weakest(found)
    table = Table(
        f"What {who.name} holds of “{said(what)}”: {verdict}",
        f"{reduction(reduce, members=members)}; "
        + (f"stances down to the rung “{rung}”" if rung else "no stance on any rung"),
        ("said of", "verdict", "date", "rung", "via", "hedge", "where", "counted"),
        [_row(map, stance, counted=stance in counted) for stance in found],
    )
    return VerdictOf(actor, claim, verdict, found, counted, table=table)


def _row(map: ArgumentMap, stance: Stance, *, counted: bool) -> tuple[Cell, ...]:
    return (
        map.actor(stance.actor).name,
        stance.verdict,
        stance.date,
        stance.basis,
        listed(stance.via),
        stance.hedge,
        cited(stance.citations),
        "yes" if counted else "no",
    )


def holdings(
    map: ArgumentMap, actor: str, *, reduce: Reduction = "clash", members: bool = False
) -> Mapping[str, Verdict]:
    """The one verdict an actor holds of each claim it has a stance on, in the order recorded.

    >>> import argmap
    >>> dict(holdings(argmap.example("iraq-withdrawal"), "tehran"))
    {}
    """
    found = stances_by_claim(map, actor, members=members)
    verdicts = {claim: _reduced(stances, reduce) for claim, stances in found.items()}
    return {claim: verdict for claim, verdict in verdicts.items() if verdict != "silent"}


def acceptors(map: ArgumentMap, *, reduce: Reduction = "clash") -> Mapping[str, Sequence[str]]:
    """From each claim that somebody accepts to the actors who do, in the order of the map.

    >>> import argmap
    >>> acceptors(argmap.example("iraq-withdrawal"))["vacuum"]
    ['washington']
    """
    found: dict[str, list[str]] = {}
    for actor in map.actors:
        for claim, verdict in holdings(map, actor.id, reduce=reduce).items():
            if verdict == "accept":
                found.setdefault(claim, []).append(actor.id)
    return found


def stances_by_claim(
    map: ArgumentMap, actor: str, *, members: bool = False
) -> Mapping[str, Sequence[Stance]]:
    """An actor's stances under their claims and, if asked, those of its members after them."""
    found: dict[str, list[Stance]] = {}
    for id in (map.actor(actor).id, *(members_of(map, actor) if members else ())):
        for stance in map.stances_of(id):
            found.setdefault(stance.claim, []).append(stance)
    return found


def members_of(map: ArgumentMap, actor: str) -> tuple[str, ...]:
    """The ids of all who are part of an actor, at any depth, nearest first.

    >>> import argmap
    >>> "sudani" in members_of(argmap.example("iraq-withdrawal"), "baghdad")
    True
    """
    found: list[str] = []
    open_ = deque([map.actor(actor).id])
    while open_:
        parts = [part.id for part in map.parts_of(open_.popleft())]
        found += parts
        open_ += parts
    return tuple(found)


def reduction(reduce: Reduction, *, members: bool) -> str:
    """The reduction in the words of a variant."""
    checked(reduce)
    whose = "members' stances counted as their own" if members else "own stances only"
    return f"several stances on a claim reduced by “{reduce}”, {whose}"


def checked(reduce: Reduction) -> Reduction:
    """The reduction, if there is such a one."""
    if reduce not in REDUCTIONS:
        raise UnknownOptionError("reduce", reduce, REDUCTIONS)
    return reduce


def _reduced(stances: Sequence[Stance], reduce: Reduction) -> Held:
    verdicts = list(dict.fromkeys(stance.verdict for stance in _kept(stances, reduce)))
    match verdicts:
        case []:
            return "silent"
        case [verdict]:
            return verdict
        case _:
            return "ambivalent"


def _kept(stances: Sequence[Stance], reduce: Reduction) -> tuple[Stance, ...]:
    """The stances a reduction goes by; the actor is ambivalent if their verdicts differ."""
    return _KEEPERS[checked(reduce)](stances) if stances else ()


def _firmest(stances: Iterable[Stance]) -> tuple[Stance, ...]:
    stances = tuple(stances)
    firmest = min(BASES.index(stance.basis) for stance in stances)
    return tuple(stance for stance in stances if stance.basis == BASES[firmest])


def _most(stances: Iterable[Stance]) -> tuple[Stance, ...]:
    stances = tuple(stances)
    counts = Counter(stance.verdict for stance in stances)
    most = max(counts.values())
    return tuple(stance for stance in stances if counts[stance.verdict] == most)


_KEEPERS: dict[Reduction, Callable[[Sequence[Stance]], tuple[Stance, ...]]] = {
    "clash": tuple,
    "latest": latest,
    "firmest": _firmest,
    "majority": _most,
}
