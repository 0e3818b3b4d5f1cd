"""Who has said nothing on what: principals without a stance, told from those spoken for.

Four ways of having no say look alike in a list of stances, and are not. For each actor and
claim, the first that is true:

- `spoke`: a stance of its own on the rung `stated`;
- `spoken for`: a stance of its own on a lower rung only, attributed, implied or analyst;
- `through a member`: no stance of its own, but one of somebody who is part of it;
- `said to gain or lose`: no stance at all, but a stake in the position;
- `silent`: nothing.

With `members`, the stances and stakes of members count as the actor's own, and the third
case vanishes. Neutral and ambivalent stances are stances: whoever says that they take no
side has spoken.

The distinctions are argmap's own. They guard against the classic error of stakeholder
analysis, to count a winner as a supporter. A chain of voices makes no difference here: a
politician quoted by a newspaper speaks. A stake can only be in a position.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.held import members_of
from argmap.analysis.wording import listed, variant
from argmap.errors import NoPositionError, UnknownIdError
from argmap.model import ArgumentMap, Basis, Effect

__all__ = ["SAYS", "Heard", "Says", "Silent", "silent"]

Says: TypeAlias = Literal[
    "spoke", "spoken for", "through a member", "said to gain or lose", "silent"
]
SAYS: tuple[Says, ...] = get_args(Says)
"""The ways of having a say, most of it first."""
_COLUMNS: dict[Says, str] = {
    "spoke": "spoke on",
    "spoken for": "is spoken for on",
    "through a member": "only members speak on",
    "said to gain or lose": "only said to gain or lose from",
    "silent": "silent on",
}
_MARKS: dict[Says, str | None] = {
    "spoke": "spoke",
    "spoken for": "spoken for",
    "through a member": "member",
    "said to gain or lose": None,
    "silent": None,
}
_EFFECTS: dict[Effect, str] = {"gain": "gains", "loss": "loses", "mixed": "both"}
_FEW = 3
"""Up to so many claims on which an actor is silent are named where most are."""
_NOTE = (
    "spoke: by a stance it states itself; spoken for: by one attributed to it or read into it; "
    "member: only somebody who is part of it has a stance; gains, loses, both: has no stance "
    "and is said to gain or lose; –: silent."
)


@frozen
class Heard:
    """How one actor is heard on one claim.

    `members` are those it is heard through; `effects` is what it is said to get from the
    position, whether it speaks or not.
    """

    actor: str
    claim: str
    says: Says
    members: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()


@frozen(repr=False)
class Silent(Values[Says]):
    """How each actor is heard on each claim; and a mapping from each actor to the best of it.

    An actor that speaks on one position and is silent on five maps to `spoke`. `matrix` is
    the table of actors against claims.
    """

    heard: tuple[Heard, ...]
    matrix: Table = field(kw_only=True)

    @property
    def by_pair(self) -> Mapping[tuple[str, str], Says]:
        """A mapping from each actor and claim to how the one is heard on the other."""
        return MappingProxyType({(one.actor, one.claim): one.says for one in self.heard})

    def on(self, actor: str, claim: str) -> Heard:
        """How one actor is heard on one claim."""
        for heard in self.heard:
            if (heard.actor, heard.claim) == (actor, claim):
                return heard
        raise UnknownIdError(actor, self.by_id, kind=f"answer on {claim!r} for")

    @property
    def without_stance(self) -> tuple[str, ...]:
        """The actors who have no stance of their own on any of the claims."""
        return tuple(actor for actor, says in self.items() if SAYS.index(says) > 1)


def silent(
    map: ArgumentMap,
    actors: Iterable[str] | None = None,
    claims: Iterable[str] | None = None,
    *,
    members: bool = False,
    matrix: bool = False,
) -> Silent:
    """Which principals have no stance on which positions, and what is said of them instead.

    `actors` and `claims` are ids, the principals and the positions by default. Unknown ids
    raise `UnknownIdError`; a map without positions needs claims, or raises
    `NoPositionError`. With `matrix` the answer's table has a column for each claim, instead
    of one for each way of having a say.

    >>> import argmap
    >>> quiet = silent(argmap.example("iraq-withdrawal"))
    >>> quiet.on("tehran", "leave").says, quiet.on("tehran", "stay").says
    ('said to gain or lose', 'silent')
    >>> quiet.on("baghdad", "leave-fast").says, quiet.on("baghdad", "leave-fast").members
    ('through a member', ('sudani',))
    >>> quiet.by_pair["baghdad", "leave"]
    'spoken for'
    """
    who = [map.actor(id) for id in _ids(actors, (actor.id for actor in map.principals))]
    what = [map.claim(id).id for id in _ids(claims, map.positions)]
    if not what:
        raise NoPositionError("the map has no position to be silent on; name some claims")
    heard = {actor.id: _heard(map, actor.id, what, members=members) for actor in who}
    by_id = {id: min((one.says for one in ones), key=SAYS.index) for id, ones in heard.items()}
    title = "Who has said what they think, and who has not"
    told = variant(
        map,
        f"on {listed(what)}",
        f"members' stances {'count as the actor’s own' if members else 'apart'}",
    )
    ways = Table(
        title,
        told,
        ("actor", *_COLUMNS.values()),
        [(actor.name, *_cells(map, heard[actor.id])) for actor in who],
    )
    pairs = Table(
        title,
        told,
        ("how heard", *what),
        [(actor.name, *(_mark(one) for one in heard[actor.id])) for actor in who],
        note=_NOTE,
    )
    return Silent(
        tuple(one for ones in heard.values() for one in ones),
        matrix=pairs,
        by_id=by_id,
        table=pairs if matrix else ways,
    )


def _ids(given: Iterable[str] | None, usual: Iterable[str]) -> list[str]:
    if given is None:
        return list(usual)
    return [given] if isinstance(given, str) else list(dict.fromkeys(given))


def _heard(
    map: ArgumentMap, actor: str, claims: Sequence[str], *, members: bool
) -> tuple[Heard, ...]:
    """How one actor is heard on each of the claims."""
    parts = members_of(map, actor)
    own = (actor, *parts) if members else (actor,)
    rungs: dict[str, set[Basis]] = {}
    speakers: dict[str, dict[str, None]] = {}
    for stance in (stance for id in own for stance in map.stances_of(id)):
        rungs.setdefault(stance.claim, set()).add(stance.basis)
    for stance in (stance for id in parts for stance in map.stances_of(id)):
        speakers.setdefault(stance.claim, {})[stance.actor] = None
    stakes: dict[str, dict[Effect, None]] = {}
    for stake in (stake for id in own for stake in map.stakes_of(id)):
        stakes.setdefault(stake.claim, {})[stake.effect] = None

    def says(claim: str) -> Says:
        if claim in rungs:
            return "spoke" if "stated" in rungs[claim] else "spoken for"
        if claim in speakers:
            return "through a member"
        return "said to gain or lose" if claim in stakes else "silent"

    def heard(claim: str) -> Heard:
        through = () if claim in rungs else speakers.get(claim, ())
        return Heard(actor, claim, says(claim), tuple(through), tuple(stakes.get(claim, ())))

    return tuple(heard(claim) for claim in claims)


def _cells(map: ArgumentMap, heard: Sequence[Heard]) -> list[Cell]:
    """The claims under each way of having a say."""
    *some, rest = ([_claim(map, one) for one in heard if one.says == says] for says in SAYS)
    others = f"all {'others' if any(some) else 'of them'}"
    return [*(listed(claims) for claims in some), others if len(rest) > _FEW else listed(rest)]


def _mark(heard: Heard) -> Cell:
    """How one actor is heard on one claim, in a word."""
    if heard.says == "said to gain or lose":
        return listed(_EFFECTS[effect] for effect in heard.effects)
    return _MARKS[heard.says]


def _claim(map: ArgumentMap, heard: Heard) -> str:
    """A claim, with the members who speak on it or what the actor is said to get from it."""
    match heard.says:
        case "through a member":
            return f"{heard.claim} ({listed(map.actor(id).name for id in heard.members)})"
        case "said to gain or lose":
            return f"{heard.claim} ({listed(heard.effects)})"
        case _:
            return heard.claim
