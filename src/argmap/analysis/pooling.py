"""Which actors, pooling what they hold, make a position stand, and how much power each has.

The game: a coalition *wins* when the position is in, in the map of what its members hold.

- A claim that some player accepts is there with those coalitions that have a member who
  accepts it, and is evidence there. So are its equivalents.
- Positions are there with every coalition, and are evidence for none: to want something is
  no argument for it. By evidential support, the usual here, a position therefore needs an
  argument from what the coalition holds.
- Steps are reasoning and belong to nobody: a coalition makes each step whose premises it
  has, for the position or against.
- Claims that no player accepts are the encoder's, or are held by somebody who does not
  play. `unheld` says what becomes of them: they may be *argued* for from what a coalition
  holds (the usual), are *granted* to everybody, or *absent*. It is by evidential support
  that an argument makes a difference to them; by the others, argued and granted are one.

Who brings an argument against the position may break a coalition by joining it, so the game
is not monotone, and power has two directions:

- Banzhaf power *up* and *down*: the share of the coalitions of others that a player turns
  into winning ones, and into losing ones, by joining (Penrose 1946; Banzhaf 1965). Up less
  down is the mean marginal contribution, which is what is left of Banzhaf's value here.
- Shapley power: what a player adds to winning, averaged over all orders of joining (Shapley
  & Shubik 1954). Its sum is whether all together win, less whether nobody does.
- *Minimal* winning coalitions: no proper subset wins, however far down.

Players from whose claims nothing leads to the position have power 0, exactly, and do not
play. Up to 20 others, every coalition is judged; beyond, orders and coalitions are drawn
from a seed, errors are stated, and minimal coalitions are searched up to a size that is
named.

Corner cases. If the position stands with nobody, the empty coalition is the only minimal
one. Whoever accepts a claim in one stance and rejects it in another holds it.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Literal, TypeAlias, get_args

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.backing import Backing
from argmap.analysis.bipolar import Joint
from argmap.analysis.games import EXACT, Carrier, Cast, Game
from argmap.analysis.held import members_of
from argmap.analysis.projections import Support
from argmap.analysis.theory import Court, Theory
from argmap.analysis.weights import Weights
from argmap.analysis.wording import counted, listed, said, variant
from argmap.errors import UnknownOptionError
from argmap.model import ArgumentMap
from argmap.semantics.attribution import shapley_values
from argmap.semantics.worlds import WORLD_LABELS

__all__ = ["UNHELD", "Player", "Power", "Unheld", "power"]

Unheld: TypeAlias = Literal["argued", "granted", "absent"]

UNHELD: tuple[Unheld, ...] = get_args(Unheld)
"""What becomes of claims that no player accepts, the usual first."""

_UNHELD_SAID: dict[Unheld, str] = {
    "argued": "claims no player accepts may be argued for",
    "granted": "claims no player accepts are granted",
    "absent": "claims no player accepts are left out",
}
_SEARCHED = 1 << 17
"""How many coalitions are tried for minimal ones, where there are too many to try all."""
_RISK = 0.05
_IN = WORLD_LABELS.index("in")
_FEW = 6


@frozen
class Player:
    """An actor in the game: what it holds, and what its joining does.

    `shapley`, `up` and `down` are as the module explains; `minimal` counts the minimal
    winning coalitions it is in.
    """

    id: str
    holds: tuple[str, ...]
    shapley: float = 0.0
    up: float = 0.0
    down: float = 0.0
    minimal: int = 0

    @property
    def banzhaf(self) -> float:
        """Banzhaf power up less down: the mean marginal contribution."""
        return self.up - self.down


@frozen(repr=False)
class Power(Values[float]):
    """A mapping from each player to its Shapley power.

    `players` have all there is to know of each, `nobody` and `everybody` say whether the
    empty and the grand coalition win. `minimal` holds the first minimal winning coalitions,
    smallest first, and `minimals` counts them all; both go up to coalitions of the size
    `searched`, which is that of the grand one where every coalition was judged. `winning` is
    the share of coalitions that win, and `broken` that of those which win and lose by the
    joining of one more. With more than 20 who play, `samples` orders and as many coalitions
    were drawn from `seed`: Shapley powers lie within `error` and shares within `error_shares`
    of the true ones, all at once, each in 95 % of all runs.
    """

    position: str
    semantics: str
    players: tuple[Player, ...]
    nobody: bool
    everybody: bool
    minimal: tuple[tuple[str, ...], ...]
    minimals: int
    searched: int
    winning: float
    broken: float
    error: float
    error_shares: float
    samples: int
    seed: int


def power(
    map: ArgumentMap,
    position: str | None = None,
    *,
    actors: Iterable[str] | None = None,
    members: bool = False,
    voices: bool = True,
    unheld: Unheld = "argued",
    semantics: str = "grounded",
    support: Support = "evidential",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    samples: int = 2000,
    seed: int = 0,
    limit: int = 10,
) -> Power:
    """Which sets of actors, pooling what they hold, make a position stand, and whose power it is.

    `position` is any claim, the motion by default. Players are `actors`, or else all that
    accept something besides positions, those who only comment among them unless `voices` is
    false. With `members` a player holds what its members hold too, and members of a player
    are none themselves. `unheld` is `argued`, `granted` or `absent`, as this module
    explains. `minimal` and the table show so many coalitions as `limit` says. The rest is as
    for every question that judges a map by a theory.

    Raises `NoPositionError` if there is no motion, `UnknownIdError` for another position or
    actor, `UnknownOptionError` for an unknown option, `NotConverged` if strengths do not
    come to rest, `LimitReachedError` where to reckon all of them would take some minutes.

    >>> import argmap
    >>> found = power(argmap.example("iraq-withdrawal"), "open-talks")
    >>> found.minimal, found["reuters-sources"], found["washington"]
    ((('reuters-sources',),), 1.0, 0.0)
    """
    if unheld not in UNHELD:
        raise UnknownOptionError("unheld", unheld, UNHELD)
    topic = (map.motion if position is None else map.claim(position)).id
    pool = _Pool(Backing(map, links=links), _chosen(map, actors), members, voices)
    theory = Theory(
        semantics,
        support=support,
        links=links,
        evidence=pool.evidence(unheld),
        weights=weights,
        joint=joint,
        threshold=threshold,
    )
    game = Game(Court(map, theory), topic, pool.cast(unheld))
    played = _played(game.playing, samples, seed, limit)
    players = tuple(Player(id, held, *played.of.get(id, ())) for id, held in pool.held.items())
    told = _Told(map, topic, players, game.playing.cast.players, played)
    return Power(
        topic,
        semantics,
        players,
        played.nobody,
        played.everybody,
        played.minimal,
        played.minimals,
        played.searched,
        played.winning,
        played.broken,
        played.error,
        played.error_shares,
        played.samples,
        seed,
        by_id={player.id: player.shapley for player in players},
        table=Table(
            f"Who, pooling what they hold, makes “{said(map.claim(topic))}” stand",
            variant(map, *theory.words, *pool.words, _becomes(unheld, theory), told.judged),
            ("actor", "Shapley", "Banzhaf up", "Banzhaf down", "minimal coalitions", "holds"),
            told.rows,
            note=" ".join(told.note),
        ),
    )


def _becomes(unheld: Unheld, theory: Theory) -> str:
    """What becomes of claims no player accepts, by a theory; not all tell two of them apart."""
    told = unheld == "argued" and (theory.gradual or theory.support != "evidential")
    return _UNHELD_SAID["granted" if told else unheld]


def _chosen(map: ArgumentMap, actors: Iterable[str] | None) -> tuple[str, ...] | None:
    if actors is None:
        return None
    ids = (actors,) if isinstance(actors, str) else actors
    return tuple(dict.fromkeys(map.actor(id).id for id in ids))


# Who plays ----------------------------------------------------------------------------


@frozen(slots=False)
class _Pool:
    """Who plays, and what each of them holds."""

    backing: Backing
    chosen: tuple[str, ...] | None
    members: bool
    voices: bool

    @property
    def words(self) -> tuple[str, str]:
        """Who plays, as a variant tells it."""
        who = "players as given" if self.chosen is not None else "all who hold something play"
        if self.chosen is None and not self.voices:
            who = "all who hold something play, but for voices"
        return who, "members pooled with their principal" if self.members else "each for itself"

    @property
    def held(self) -> dict[str, tuple[str, ...]]:
        """Each player with the claims it accepts, positions left out."""
        map, holders = self.backing.map, self.backing.holders
        found = {}
        for actor in map.actors:
            parts = members_of(map, actor.id) if self.members else ()
            claims = dict.fromkeys(
                claim for one in (actor.id, *parts) for claim in holders.get(one, ())
            )
            plays = (
                bool(claims) and (self.voices or not actor.is_voice)
                if self.chosen is None
                else actor.id in self.chosen
            )
            if plays:
                found[actor.id] = tuple(claims)
        within = {one for id in found if self.members for one in members_of(map, id)}
        return {id: claims for id, claims in found.items() if id not in within}

    @property
    def wanted(self) -> frozenset[str]:
        """Positions, and all that says the same."""
        return frozenset(
            one for position in self.backing.map.positions for one in self.backing.alike(position)
        )

    def carried(self) -> dict[str, frozenset[str]]:
        """Each claim that is no position, with the players who carry it; maybe none."""
        held = self.held
        wanted = self.wanted
        return {
            claim.id: frozenset(
                player
                for player, claims in held.items()
                if not set(claims).isdisjoint(self.backing.alike(claim.id))
            )
            for claim in self.backing.map.claims
            if claim.id not in wanted
        }

    def cast(self, unheld: Unheld) -> Cast:
        """The players, and which of them each claim needs; none at all can bring an absent one."""
        needs: dict[str, tuple[Carrier, ...]] = {
            claim: ((players,),) if players else ()
            for claim, players in self.carried().items()
            if players or unheld == "absent"
        }
        return Cast(tuple(self.held), needs)

    def evidence(self, unheld: Unheld) -> tuple[str, ...]:
        """The claims that need no argument where they are there."""
        granted = unheld == "granted"
        return tuple(claim for claim, who in self.carried().items() if who or granted)


# The game played ----------------------------------------------------------------------


@frozen
class _Played:
    """What came of the game, as the answer has it, and `of` each who plays."""

    of: Mapping[str, tuple[float, float, float, int]]
    nobody: bool
    everybody: bool
    minimal: tuple[tuple[str, ...], ...]
    minimals: int
    searched: int
    winning: float
    broken: float
    error: float = 0.0
    error_shares: float = 0.0
    samples: int = 0


def _played(game: Game, samples: int, seed: int, limit: int) -> _Played:
    game.check(samples)
    few = len(game.cast.players) <= EXACT
    return _judged(game, limit) if few else _drawn(game, samples, seed, limit)


def _judged(game: Game, limit: int) -> _Played:
    """Every coalition judged; bit i of a coalition's number is player i."""
    import numpy as np  # noqa: PLC0415  heavy

    names = game.cast.players
    count = len(names)
    bits = np.arange(count)
    numbers = np.arange(1 << count)
    step = 1 << 16
    wins = np.concatenate(
        [
            game.codes((numbers[at : at + step, np.newaxis] >> bits & 1).astype(bool)) == _IN
            for at in range(0, len(numbers), step)
        ]
    )
    shapley = shapley_values(lambda some: wins[some @ (1 << bits)].astype(float), count)
    some_win, minimal, broken = wins.copy(), wins.copy(), np.zeros_like(wins)
    up, down = np.zeros(count), np.zeros(count)
    for player in range(count):
        without, joined = _sides(wins, player)
        up[player], down[player] = (~without & joined).mean(), (without & ~joined).mean()
        _sides(broken, player)[0][...] |= without & ~joined
        _sides(some_win, player)[1][...] |= _sides(some_win, player)[0]
    for player in range(count):
        _sides(minimal, player)[1][...] &= ~_sides(some_win, player)[0]
    least = np.flatnonzero(minimal)
    inside = least[:, np.newaxis] >> bits & 1
    sizes = inside.sum(axis=1)
    first = least[np.argsort(sizes, kind="stable")][: max(0, limit)]
    columns = (shapley.array, up, down, inside.sum(axis=0))
    return _Played(
        dict(zip(names, zip(*(column.tolist() for column in columns), strict=True), strict=True)),
        nobody=bool(wins[0]),
        everybody=bool(wins[-1]),
        minimal=tuple(
            tuple(name for at, name in enumerate(names) if number >> at & 1)
            for number in first.tolist()
        ),
        minimals=len(least),
        searched=count,
        winning=float(wins.mean()),
        broken=float(broken.mean()),
    )


def _sides(coalitions: Any, player: int) -> tuple[Any, Any]:
    """Views of an array by coalition: those without a player, and the same with it."""
    pairs = coalitions.reshape(-1, 2, 1 << player)
    return pairs[:, 0], pairs[:, 1]


def _drawn(game: Game, samples: int, seed: int, limit: int) -> _Played:
    """Orders and coalitions drawn, for there are too many to judge all."""
    import numpy as np  # noqa: PLC0415  heavy

    names = game.cast.players
    count = len(names)

    def won(coalitions: Any) -> Any:
        return (game.codes(coalitions) == _IN).astype(float)

    shapley = shapley_values(won, count, samples=samples, seed=seed, confidence=1 - _RISK)
    drawn = np.random.default_rng([seed, 1]).random((samples, count)) < 1 / 2
    wins = won(drawn) > 0
    up, down, broken = np.zeros(count), np.zeros(count), np.zeros(samples, dtype=bool)
    for player in range(count):
        turned = drawn.copy()
        turned[:, player] ^= True
        other = won(turned) > 0
        joined = drawn[:, player]
        without, within = np.where(joined, other, wins), np.where(joined, wins, other)
        up[player], down[player] = (~without & within).mean(), (without & ~within).mean()
        broken |= ~joined & wins & ~other
    minimal, searched = _searched(game)
    inside = [sum(player in some for some in minimal) for player in range(count)]
    columns = (shapley.array.tolist(), up.tolist(), down.tolist(), inside)
    shares = 2 * count + 2
    return _Played(
        dict(zip(names, zip(*columns, strict=True), strict=True)),
        nobody=shapley.nothing > 0,
        everybody=shapley.whole > 0,
        minimal=tuple(tuple(names[at] for at in some) for some in minimal[: max(0, limit)]),
        minimals=len(minimal),
        searched=searched,
        winning=float(wins.mean()),
        broken=float(broken.mean()),
        error=shapley.error,
        error_shares=math.sqrt(math.log(2 * shares / _RISK) / (2 * samples)),
        samples=samples,
    )


def _searched(game: Game) -> tuple[list[tuple[int, ...]], int]:
    """Minimal winning coalitions, size by size, and the last size that was searched."""
    import numpy as np  # noqa: PLC0415  heavy

    count = len(game.cast.players)
    found: list[frozenset[int]] = []
    size, tried = 0, 1
    while size <= count and tried <= _SEARCHED:
        open_ = [
            some
            for some in combinations(range(count), size)
            if not any(less.issubset(some) for less in found)
        ]
        coalitions = np.zeros((len(open_), count), dtype=bool)
        for row, some in enumerate(open_):
            coalitions[row, list(some)] = True
        wins = game.codes(coalitions) == _IN if open_ else ()
        found += [frozenset(some) for some, won in zip(open_, wins, strict=True) if won]
        size += 1
        tried += math.comb(count, size)
    return [tuple(sorted(some)) for some in found], size - 1


# In words -----------------------------------------------------------------------------


@frozen(slots=False)
class _Told:
    """What came of the game, in words."""

    map: ArgumentMap
    topic: str
    players: Sequence[Player]
    playing: tuple[str, ...]
    played: _Played

    @property
    def judged(self) -> str:
        """How many coalitions were judged, or drawn, as a variant tells it."""
        played = self.played
        if not played.samples:
            return f"all {1 << len(self.playing)} coalitions judged"
        return (
            f"{played.samples} orders and coalitions drawn: Shapley within {played.error:.2g},"
            f" shares within {played.error_shares:.2g} in 95 % of runs"
        )

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """Those with some power, the most powerful first."""
        some = [one for one in self.players if _counts(one)]
        some.sort(key=lambda one: (-one.shapley, -one.up, one.down))
        return [
            (
                self.named(one.id),
                round(one.shapley, 4),
                round(one.up, 4),
                round(one.down, 4),
                one.minimal,
                _some(one.holds),
            )
            for one in some
        ]

    def named(self, id: str) -> str:
        """The name of an actor."""
        return self.map.actor(id).name

    @property
    def note(self) -> Iterator[str]:
        """Who wins, what the smallest coalitions are, and who has no power."""
        played = self.played
        nobody = "stands" if played.nobody else "does not stand"
        everybody = "it does" if played.everybody else "it does not"
        yield f"With nobody {self.topic} {nobody}; with all of them {everybody}."
        yield from self.coalitions()
        if played.broken:
            some = (
                "each of them" if played.broken == played.winning else f"{played.broken:.1%} of all"
            )
            yield (
                f"Of all coalitions {played.winning:.1%} win, and {some} would lose again if a"
                " certain actor joined too."
            )
        if self.playing:
            yield (
                "“Banzhaf up” is in what share of the others' coalitions an actor turns losing into"
                " winning by joining, “Banzhaf down” in what share winning into losing."
            )
        far = [self.named(one.id) for one in self.players if one.id not in self.playing]
        if far:
            yield f"Power 0, for nothing they hold leads to it: {listed(far)}."
        idle = [
            self.named(one.id)
            for one in self.players
            if one.id in self.playing and not _counts(one)
        ]
        if idle:
            judged = "in no coalition that was drawn" if played.samples else "in no coalition"
            yield f"Power 0, for they change the outcome {judged}: {listed(idle)}."

    def coalitions(self) -> Iterator[str]:
        """The minimal winning coalitions, as many as there is room for."""
        played = self.played
        whole = played.searched >= len(self.playing)
        up_to = "" if whole else f" of up to {counted(played.searched, 'member')}"
        if not played.minimals:
            yield f"No coalition{up_to} makes it stand."
        elif not played.nobody:
            told = "; ".join(" + ".join(map(self.named, some)) for some in played.minimal)
            rest = played.minimals - len(played.minimal)
            more = f"; and {rest} more" if rest and told else ""
            makes = "makes" if played.minimals == 1 else "make"
            which = f"{counted(played.minimals, 'minimal coalition')}{up_to} {makes} it stand"
            yield f"{which}: {told}{more}." if told else f"{which}."


def _counts(one: Player) -> bool:
    """Whether a player ever changes the outcome, as far as is known."""
    return bool(one.shapley or one.up or one.down or one.minimal)


def _some(ids: Sequence[str]) -> str | None:
    """The first few, and how many more."""
    rest = len(ids) - _FEW
    return (f"{', '.join(ids[:_FEW])} and {rest} more" if rest > 1 else ", ".join(ids)) or None
