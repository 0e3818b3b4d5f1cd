"""What each actor wants, is said to want, and is said to gain or lose.

Three things that are easily confused, kept apart position by position:

- *wants*: the actor's own stance on the position, on the rung `stated`;
- *is said to want*: a stance on a lower rung: attributed, implied, or the encoder's;
- *is said to gain* or *lose*: a stake. It says nothing of what the actor wants.

Nothing is reduced: all stances and stakes are listed, with the source's hedge. Whether
those who gain also want it is for the reader to see. Positions and interests are kept apart
as in negotiation analysis (Fisher, Ury 1981, *Getting to Yes*).

Corner cases. A stake with the effect `mixed` stands under gain and loss, marked. Voices
are left out unless named: they comment and have no stake.
"""

from collections.abc import Iterable

from attrs import frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.held import members_of
from argmap.analysis.wording import cited, listed, variant
from argmap.errors import UnknownIdError
from argmap.model import BASES, ArgumentMap, Effect, Stake, Stance, Verdict

__all__ = ["Gains", "Interest", "gains"]


@frozen
class Interest:
    """One actor: its stated stances on positions, those on lower rungs, and its stakes."""

    actor: str
    wants: tuple[Stance, ...]
    said_to_want: tuple[Stance, ...]
    stakes: tuple[Stake, ...]

    @property
    def records(self) -> tuple[Stance | Stake, ...]:
        """All of them: stances first, then stakes."""
        return (*self.wants, *self.said_to_want, *self.stakes)

    def said_to(self, effect: Effect) -> tuple[str, ...]:
        """The positions by which the actor is said to `gain`, to lose (`loss`), or both."""
        return tuple(dict.fromkeys(s.claim for s in self.stakes if s.effect == effect))


@frozen(repr=False)
class Gains(Answer):
    """The interests of all actors asked about, in the order of the map."""

    interests: tuple[Interest, ...]

    def of(self, actor: str) -> Interest:
        """The interests of one actor."""
        for interest in self.interests:
            if interest.actor == actor:
                return interest
        known = (interest.actor for interest in self.interests)
        raise UnknownIdError(actor, known, kind="answer for")


def gains(map: ArgumentMap, actors: Iterable[str] | None = None, *, members: bool = False) -> Gains:
    """What each actor wants, what it is said to want, and what to gain or lose.

    `actors` are ids; by default the principals, and whoever else has a stake in a position
    or a stance on one and is no voice. With `members`, stances and stakes of members count
    as the actor's own.

    >>> import argmap
    >>> tehran = gains(argmap.example("iraq-withdrawal")).of("tehran")
    >>> tehran.wants, tehran.said_to_want, tehran.said_to("gain")
    ((), (), ('leave', 'leave-fast'))
    """
    given = [actors] if isinstance(actors, str) else actors
    who = _concerned(map) if given is None else [map.actor(id).id for id in dict.fromkeys(given)]
    interests = tuple(_interest(map, actor, members=members) for actor in who)
    said = [interest for interest in interests if interest.records]
    unsaid = listed(map.actor(i.actor).name for i in interests if not i.records)
    table = Table(
        "Who wants what, and who is said to gain or lose",
        variant(
            map,
            "all stances and stakes listed",
            "members' counted as the actor's own" if members else "members apart",
        ),
        (
            "actor",
            "wants",
            "is said to want",
            "is said to gain from",
            "is said to lose from",
            "where",
        ),
        [_row(map, interest) for interest in said],
        note=f"Nothing of the kind is said of {unsaid}." if unsaid else "",
    )
    return Gains(interests, table=table)


def _concerned(map: ArgumentMap) -> list[str]:
    """The principals, and all others but voices who have a stake or a stance on a position."""
    concerned = {actor.id for actor in map.principals}
    for position in map.positions:
        concerned |= {stance.actor for stance in map.stances_on(position)}
        concerned |= {stake.actor for stake in map.stakes_in(position)}
    return [actor.id for actor in map.actors if actor.id in concerned and not actor.is_voice]


def _interest(map: ArgumentMap, actor: str, *, members: bool) -> Interest:
    own = (actor, *(members_of(map, actor) if members else ()))
    stances = [s for id in own for s in map.stances_of(id) if s.claim in map.positions]
    return Interest(
        actor,
        tuple(stance for stance in stances if stance.basis == "stated"),
        tuple(stance for stance in stances if stance.basis != "stated"),
        tuple(stake for id in own for stake in map.stakes_of(id)),
    )


def _row(map: ArgumentMap, interest: Interest) -> tuple[Cell, ...]:
    return (
        map.actor(interest.actor).name,
        listed(_wish(stance) for stance in interest.wants),
        listed(_wish(stance) for stance in interest.said_to_want),
        _said(interest, "gain"),
        _said(interest, "loss"),
        cited(citation for record in interest.records for citation in record.citations),
    )


_WISHES: dict[Verdict, str] = {
    "accept": "",
    "reject": "not ",
    "neutral": "neutral on ",
    "ambivalent": "torn on ",
}


def _wish(stance: Stance) -> str:
    return f"{_WISHES[stance.verdict]}{stance.claim}{_caution(stance)}"


def _said(interest: Interest, effect: Effect) -> str | None:
    return listed(
        f"{stake.claim}{' (mixed)' if stake.effect == 'mixed' else ''}{_caution(stake)}"
        for stake in interest.stakes
        if stake.effect in (effect, "mixed")
    )


def _caution(record: Stance | Stake) -> str:
    """The source's hedge, and the rung unless it is the first."""
    hedge = f" “{record.hedge}”" if record.hedge else ""
    return hedge if record.basis == BASES[0] else f"{hedge} [{record.basis}]"
