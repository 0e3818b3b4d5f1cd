"""A map as a game: who is there decides what is there, and that decides how a position stands.

*Players* are whatever may be there or not: arguments, actors, sources, themes. A `Cast` says
which claims and steps need which of them, and a `Game` judges a position in the world of each
coalition. What no player carries is there with every coalition, the empty one too.

A coalition's world is that of `argmap.analysis.theory`: what needs an absent claim is absent.
By labels a coalition is worth what the position's label is: 1 in, 0 out, 1/2 undecided or
undefined. By a gradual theory it is worth the position's strength. So all theories play the
same game, and values of players (Shapley 1953) can be compared across them.

Players from whom nothing leads to the position need not play: they change nothing in any
coalition, so their values are 0, exactly. Under semantics that are not directional (Baroni &
Giacomin 2007) anything may bear on anything, and all play.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from argmap.analysis.links import same_as
from argmap.semantics.solving import LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from argmap.analysis.backing import Backing
    from argmap.analysis.theory import Court, Judged
    from argmap.model import ArgumentMap, Citation, Stance

    Truths: TypeAlias = NDArray[np.bool_]

__all__ = [
    "EXACT",
    "Carrier",
    "Cast",
    "Game",
    "by_actor",
    "by_argument",
    "by_source",
    "by_theme",
    "tidy",
]

Carrier: TypeAlias = tuple[frozenset[str], ...]
"""What carries a record while, of each of these sets of players, somebody is there."""

_ALIKE = 1e-12
_CELLS = 1 << 24
"""How many records times worlds are judged at once."""
_MOST = 1 << 30
"""So many records and relations, over all worlds, are weighed in about a minute."""
EXACT = 20
"""With up to so many players every coalition is played."""


# Who carries what ----------------------------------------------------------------------


@frozen(slots=False)
class Cast:
    """Players, and what it takes for each claim or step to be there.

    `needs` maps an id to its carriers, one of which has to hold. What is not in it is there
    whoever is.

    >>> cast = Cast(("a", "b"), {"x": ((frozenset("ab"),),), "y": ((frozenset("b"),),)})
    >>> cast.brings("a"), cast.falls("a"), cast.falls("b")
    (('x',), (), ('y',))
    """

    players: tuple[str, ...]
    needs: Mapping[str, tuple[Carrier, ...]]

    def brings(self, player: str) -> tuple[str, ...]:
        """All that a player carries, alone or with others."""
        return self._brought.get(player, ())

    def falls(self, player: str) -> tuple[str, ...]:
        """What is not there when all players are but this one."""
        return self._fallen.get(player, ())

    @cached_property
    def _brought(self) -> dict[str, tuple[str, ...]]:
        return _turned(
            (id, {player for carrier in carriers for some in carrier for player in some})
            for id, carriers in self.needs.items()
        )

    @cached_property
    def _fallen(self) -> dict[str, tuple[str, ...]]:
        """Whoever every carrier asks for alone takes the record along."""
        return _turned(
            (id, frozenset.intersection(*map(_sole, carriers)))
            for id, carriers in self.needs.items()
            if carriers
        )

    def among(self, players: Iterable[str]) -> Cast:
        """The cast when only some of the players may be absent."""
        stay = frozenset(players)
        needs = {
            id: tuple(tuple(some for some in carrier if some <= stay) for carrier in self.needs[id])
            for id in self.needs
        }
        return Cast(
            tuple(player for player in self.players if player in stay),
            {id: carriers for id, carriers in needs.items() if all(carriers)},
        )

    def there(self, coalitions: Truths, columns: Mapping[str, int]) -> Truths:
        """What is there with each coalition; `coalitions` is (worlds, players)."""
        import numpy as np  # noqa: PLC0415  heavy

        place = {player: at for at, player in enumerate(self.players)}
        found = np.ones((len(coalitions), len(columns)), dtype=bool)
        for id, carriers in self.needs.items():
            held = np.zeros(len(coalitions), dtype=bool)
            for carrier in carriers:
                whole = np.ones(len(coalitions), dtype=bool)
                for some in carrier:
                    whole &= coalitions[:, [place[player] for player in some]].any(axis=1)
                held |= whole
            found[:, columns[id]] = held
        return found


def _sole(carrier: Carrier) -> frozenset[str]:
    """The players a carrier asks for with nobody in their stead."""
    return frozenset(player for some in carrier if len(some) == 1 for player in some)


def _turned(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    """From players to ids, the ids in order."""
    found: dict[str, list[str]] = {}
    for id, players in pairs:
        for player in players:
            found.setdefault(player, []).append(id)
    return {player: tuple(ids) for player, ids in found.items()}


def by_argument(map: ArgumentMap, apart: Iterable[str]) -> Cast:
    """Every claim and step for itself, but for those kept apart.

    >>> import argmap
    >>> len(by_argument(argmap.example("iraq-withdrawal"), ["leave"]).players)
    127
    """
    left = frozenset(apart)
    ids = [*(claim.id for claim in map.claims), *(step.id for step in map.arguments)]
    players = tuple(id for id in ids if id not in left)
    return Cast(players, {id: ((frozenset({id}),),) for id in players})


def by_actor(backing: Backing) -> Cast:
    """Each actor that accepts something besides positions: a claim stays while a holder does.

    >>> import argmap
    >>> from argmap.analysis.backing import Backing
    >>> by_actor(Backing(argmap.example("iraq-withdrawal"))).falls("washington")
    ('vacuum',)
    """
    needs = {
        claim: ((frozenset(stance.actor for stance in stances),),)
        for claim, stances in _accepting(backing).items()
        if stances
    }
    return Cast(tuple(backing.holders), needs)


def by_source(backing: Backing) -> Cast:
    """Each voice through whom we know of a stance, and each document that is cited.

    >>> import argmap
    >>> from argmap.analysis.backing import Backing
    >>> by_source(Backing(argmap.example("iraq-withdrawal"))).players
    ('author', 'reuters', 'pollock', 'mena')
    """
    voices = frozenset(backing.voices)
    needs: dict[str, tuple[Carrier, ...]] = {}
    for claim, stances in _accepting(backing).items():
        if stances:
            needs[claim] = tuple(_heard(stance, voices) for stance in stances)
        else:
            group = backing.alike(claim)
            needs[claim] = (
                _documents(cited for one in group for cited in backing.map.claim(one).citations),
            )
    needs |= {step.id: (_documents(step.citations),) for step in backing.map.arguments}
    players = tuple(dict.fromkeys((*backing.voices, *backing.sources)))
    return Cast(players, {id: carriers for id, carriers in needs.items() if all(carriers)})


def _accepting(backing: Backing) -> dict[str, list[Stance]]:
    """Each claim that is no position, nor the same as one, with the stances that accept it."""
    found = {}
    wanted = frozenset(backing.map.positions)
    for claim in backing.map.claims:
        group = backing.alike(claim.id)
        if wanted.isdisjoint(group):
            found[claim.id] = [one for id in group for one in backing.accepting.get(id, ())]
    return found


def _heard(stance: Stance, voices: frozenset[str]) -> Carrier:
    """A stance holds while everybody it is known through does, and one source it cites."""
    through = [id for id in dict.fromkeys((stance.actor, *stance.via)) if id in voices]
    return (*(frozenset({id}) for id in through), *_documents(stance.citations))


def _documents(citations: Iterable[Citation]) -> Carrier:
    cited = frozenset(citation.source for citation in citations)
    return (cited,) if cited else ()


def by_theme(map: ArgumentMap, apart: Iterable[str], *, links: bool = True) -> Cast:
    """Each theme, by the first part of its path, with its claims that are no positions.

    >>> import argmap
    >>> by_theme(argmap.example("iraq-withdrawal"), ["leave"]).players[:3]
    ('Attacks', 'Mission', 'Law')
    """
    left = frozenset(apart) | frozenset(map.positions)
    theme = {
        claim.id: claim.theme.partition("/")[0].strip()
        for claim in map.claims
        if claim.theme and claim.id not in left
    }
    needs = {}
    for claim in map.claims:
        group = same_as(map, claim.id) if links else (claim.id,)
        carrier = tuple(frozenset({theme[one]}) for one in group if one in theme)
        if carrier:
            needs[claim.id] = (tuple(dict.fromkeys(carrier)),)
    return Cast(tuple(dict.fromkeys(theme.values())), needs)


# Playing -------------------------------------------------------------------------------


@frozen(eq=False, slots=False)
class Game:
    """A position judged in the world of each coalition of a cast.

    >>> import argmap
    >>> from argmap.analysis.theory import Court
    >>> map = argmap.example("iraq-withdrawal")
    >>> game = Game(Court(map), "leave", by_theme(map, ["leave"]))
    >>> game([[True] * len(game.cast.players), [False] * len(game.cast.players)])
    array([0. , 0.5])
    """

    court: Court
    position: str
    cast: Cast

    def __call__(self, coalitions: Truths | Sequence[Sequence[bool]]) -> NDArray[np.float64]:
        """What each coalition is worth; `coalitions` is (worlds, players)."""
        return self._played(coalitions)[1]

    def codes(self, coalitions: Truths | Sequence[Sequence[bool]]) -> NDArray[np.uint8]:
        """How the position stands with each coalition: places in `WORLD_LABELS`."""
        return self._played(coalitions)[0]

    def _played(
        self, coalitions: Truths | Sequence[Sequence[bool]]
    ) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
        import numpy as np  # noqa: PLC0415  heavy

        truths = np.asarray(coalitions, dtype=bool)
        some = max(1, _CELLS // max(1, len(self.court.ids)))
        parts = [self._judged(truths[at : at + some]) for at in range(0, max(1, len(truths)), some)]
        return (
            np.concatenate([part.codes for part in parts]),
            np.concatenate([part.values for part in parts]),
        )

    def _judged(self, coalitions: Truths) -> Judged:
        there = self.cast.there(coalitions, self._columns)
        return self.court.at_rest([self.position], there)[self.position]

    def check(self, samples: int) -> None:
        """Raise `LimitReachedError` if to play by a gradual theory would take some minutes.

        `samples` are the orders that are drawn if there are too many players to play all.
        """
        if not self.court.theory.gradual:
            return
        part, players = self.court.part(self.position), len(self.cast.players)
        size = len(part) + sum(map(len, part.sides))
        worlds = 1 << players if players <= EXACT else samples * (players + 1)
        if worlds * size > _MOST:
            many = f"{_MOST // size:,} worlds of {size:,} records and relations that lead to it"
            remedy = "have fewer players or samples, or a semantics of Dung's kind"
            raise LimitReachedError(many, f"nothing, for {worlds:,} are needed; {remedy}")

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {id: at for at, id in enumerate(self.court.ids)}

    @cached_property
    def playing(self) -> Game:
        """The same game without the players that cannot change anything."""
        near = self.upstream
        players = [one for one in self.cast.players if not near.isdisjoint(self.cast.brings(one))]
        return Game(self.court, self.position, self.cast.among(players))

    @cached_property
    def upstream(self) -> frozenset[str]:
        """The claims and steps that can matter to the position."""
        return frozenset(self.court.upstream(self.position))


def tidy(value: float) -> float:
    """What a player adds, or 0 where only rounding is left.

    >>> tidy(0.1 + 0.2 - 0.3), tidy(0.1)
    (0.0, 0.1)
    """
    return value if abs(value) > _ALIKE else 0.0
