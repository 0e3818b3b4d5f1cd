"""How actors stand to each other: one number for every two of them, with its sign.

By `stances` it is the claims on which both took the same side, less those on which they
took opposite ones: the congruence of discourse network analysis less its conflict ("subtract";
Leifeld 2016). A side is to accept or to reject; who is neutral or ambivalent takes none.
Positions are claims like others, and several stances on one claim are first reduced to one
verdict, as for `verdict_of`. By `ties` it is the strength of the friendly ties between them,
in either direction, less that of the hostile ones.

Zero is no bond, be it that two actors never met on a claim or that they agree as often as
they disagree. Voices comment and are left out unless asked for. With `members`, only actors
that are part of no other are looked at, and what is recorded of their members counts as
theirs; ties between members of one actor fall away.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import evolve, frozen

from argmap.analysis.held import Reduction, holdings, members_of, reduction
from argmap.analysis.wording import counted, listed
from argmap.errors import UnknownOptionError
from argmap.model import ArgumentMap, Stance, Tie, Verdict

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]

__all__ = ["BYS", "Bond", "Bonds", "By", "bonds", "plain_weight", "reported_tie"]

By: TypeAlias = Literal["stances", "ties"]
BYS: tuple[By, ...] = get_args(By)

_SIDES: dict[Verdict, int] = {"accept": 1, "reject": -1, "neutral": 0, "ambivalent": 0}


@frozen
class Bond:
    """Two actors and how they stand to each other: above zero friendly, below it hostile."""

    a: str
    b: str
    weight: float


@frozen(eq=False)
class Bonds:
    """The actors looked at, in the order of the map, and the number for every two of them.

    `held` are the verdicts of each actor; where the bonds go by ties they do not count.
    """

    map: ArgumentMap
    by: By
    reduce: Reduction
    members: bool
    voices: bool
    ids: tuple[str, ...]
    held: Mapping[str, Mapping[str, Verdict]]
    matrix: "Matrix"

    @property
    def words(self) -> tuple[str, ...]:
        """How the bonds were reckoned, for a variant."""
        whose = "members counted as their actor" if self.members else "members apart"
        how = (
            (
                "bonds: shared verdicts less opposed ones",
                reduction(self.reduce, members=self.members),
            )
            if self.by == "stances"
            else ("bonds: friendly ties less hostile ones, by strength", whose)
        )
        return (*how, "voices included" if self.voices else "voices left out")

    @property
    def total(self) -> float:
        """The weight of all bonds, whatever their sign."""
        return float(abs(self.matrix).sum() / 2)

    @property
    def friendly(self) -> int:
        """How many bonds are above zero."""
        return int((self.matrix > 0).sum()) // 2

    @property
    def hostile(self) -> int:
        """How many bonds are below zero."""
        return int((self.matrix < 0).sum()) // 2

    @property
    def unbound(self) -> tuple[str, ...]:
        """The actors with a verdict or a tie, and yet without a bond."""
        return tuple(id for id in self._loose() if id in self._recorded)

    @property
    def unheard(self) -> tuple[str, ...]:
        """The actors of whom nothing is recorded that could bind them."""
        return tuple(id for id in self._loose() if id not in self._recorded)

    def _loose(self) -> Iterator[str]:
        return (id for id, row in zip(self.ids, self.matrix, strict=True) if not row.any())

    @property
    def _recorded(self) -> set[str]:
        if self.by == "stances":
            return {id for id, verdicts in self.held.items() if verdicts}
        return {id for tie in self.map.ties for id in self.ends(tie)}

    @property
    def counts(self) -> str:
        """How many bonds there are, in words."""
        if not self.friendly + self.hostile:
            return "No two actors have a bond."
        if not self.hostile:
            opposed = "; no two actors are opposed on balance"
        else:
            opposed = f" and {counted(self.hostile, 'hostile one')}"
        return f"There are {counted(self.friendly, 'friendly bond')}{opposed}."

    def left_out(self) -> Iterator[str]:
        """Who has no bond, and why, in sentences."""
        kind = "verdict" if self.by == "stances" else "tie"
        if self.unbound:
            yield f"With a {kind} but no bond to anybody: {self._names(self.unbound)}."
        if self.unheard:
            yield f"Without a {kind}: {self._names(self.unheard)}."

    def _names(self, ids: Sequence[str]) -> str:
        return listed(self.map.actor(id).name for id in ids) or ""

    def bond(self, a: int, b: int) -> Bond:
        """The bond between two actors by their places."""
        return Bond(self.ids[a], self.ids[b], float(self.matrix[a, b]))

    def records(self) -> list[tuple[Stance | Tie, int]]:
        """The records the bonds rest on, each with the place of the actor it is of."""
        if self.by == "ties":
            inside = {id: at for at, id in enumerate(self.ids)}
            ends = ((tie, *self.ends(tie)) for tie in self.map.ties if tie.sign)
            return [(tie, inside[a]) for tie, a, b in ends if a != b and {a, b} <= inside.keys()]
        return [(stance, row) for row, id in enumerate(self.ids) for stance in self._stances(id)]

    def without(self, record: Stance | Tie, row: int) -> "Matrix":
        """The numbers as they would be without one of the records; only those of its actor."""
        import numpy as np  # noqa: PLC0415  heavy

        matrix = np.array(self.matrix)
        if isinstance(record, Tie):
            other = self.ids.index(self.ends(record)[1])
            weight = _dusted(matrix[row, other] - record.sign * record.strength)
            matrix[row, other] = matrix[other, row] = weight
            return matrix
        claim, held = record.claim, self.held
        sides = np.array([_SIDES[held[id].get(claim, "neutral")] for id in self.ids])
        moved = (self._side_without(self.ids[row], record) - sides[row]) * sides
        moved[row] = 0
        matrix[row] += moved
        matrix[:, row] += moved
        return matrix

    def _stances(self, actor: str) -> list[Stance]:
        whose = (actor, *(members_of(self.map, actor) if self.members else ()))
        return [stance for id in whose for stance in self.map.stances_of(id)]

    def _side_without(self, actor: str, stance: Stance) -> int:
        others = [one for one in self._stances(actor) if one.claim == stance.claim]
        others.remove(stance)
        if not others:
            return 0
        rest = evolve(self.map, stances=tuple(others))
        left = holdings(rest, actor, reduce=self.reduce, members=self.members)
        return _SIDES[left[stance.claim]]

    def ends(self, tie: Tie) -> tuple[str, str]:
        """The two actors of a tie, their members' ties being theirs if asked."""
        if not self.members:
            return tie.source, tie.target
        return _outermost(self.map, tie.source), _outermost(self.map, tie.target)


def bonds(
    map: ArgumentMap,
    *,
    by: By = "stances",
    reduce: Reduction = "clash",
    members: bool = False,
    voices: bool = False,
) -> Bonds:
    """How every two actors stand to each other.

    >>> import argmap
    >>> found = bonds(argmap.example("iraq-withdrawal"))
    >>> found.friendly, found.hostile
    (4, 0)
    """
    if by not in BYS:
        raise UnknownOptionError("by", by, BYS)
    ids = tuple(
        actor.id
        for actor in map.actors
        if (voices or not actor.is_voice) and not (members and actor.part_of)
    )
    held = {id: holdings(map, id, reduce=reduce, members=members) for id in ids}
    found = Bonds(map, by, reduce, members, voices, ids, held, _nothing(ids))
    return evolve(found, matrix=_agreement(ids, held) if by == "stances" else _tied(found))


def plain_weight(weight: float, *, sign: bool = True) -> str:
    """A weight in figures, with its sign if asked.

    >>> plain_weight(2.0), plain_weight(-1.0), plain_weight(0.5, sign=False)
    ('+2', '-1', '0.5')
    """
    return f"{weight:+.6g}" if sign else f"{weight:.6g}"


def reported_tie(map: ArgumentMap, tie: Tie) -> str:
    """A tie in words.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> reported_tie(map, map.ties[0])
    'Tehran backs Iran-backed armed groups'
    """
    return f"{map.actor(tie.source).name} {tie.kind} {map.actor(tie.target).name}"


def _agreement(ids: Sequence[str], held: Mapping[str, Mapping[str, Verdict]]) -> "Matrix":
    """Shared verdicts less opposed ones, for every two actors."""
    import numpy as np  # noqa: PLC0415  heavy

    _, sides = _sides(ids, held)
    matrix: Matrix = sides @ sides.T
    np.fill_diagonal(matrix, 0)
    return matrix


def _sides(
    ids: Sequence[str], held: Mapping[str, Mapping[str, Verdict]]
) -> tuple[list[str], "Matrix"]:
    """The claims, and the side of each actor on each: 1 accepts, -1 rejects, 0 neither."""
    import numpy as np  # noqa: PLC0415  heavy

    claims = list(dict.fromkeys(claim for verdicts in held.values() for claim in verdicts))
    place = {claim: at for at, claim in enumerate(claims)}
    sides = np.zeros((len(ids), len(claims)))
    for row, id in enumerate(ids):
        for claim, verdict in held[id].items():
            sides[row, place[claim]] = _SIDES[verdict]
    return claims, sides


def _tied(found: Bonds) -> "Matrix":
    """The strength of friendly ties less that of hostile ones, for every two actors."""
    matrix = _nothing(found.ids)
    place = {id: at for at, id in enumerate(found.ids)}
    for tie in found.map.ties:
        a, b = found.ends(tie)
        if a != b and a in place and b in place:
            matrix[place[a], place[b]] += tie.sign * tie.strength
            matrix[place[b], place[a]] += tie.sign * tie.strength
    matrix[abs(matrix) < _DUST] = 0
    return matrix


_DUST = 1e-9


def _dusted(weight: float) -> float:
    return 0.0 if abs(weight) < _DUST else weight


def _nothing(ids: Sequence[str]) -> "Matrix":
    import numpy as np  # noqa: PLC0415  heavy

    return np.zeros((len(ids), len(ids)))


def _outermost(map: ArgumentMap, actor: str) -> str:
    """The actor that this one belongs to, at the end of the line."""
    while whole := map.actor(actor).part_of:
        actor = whole
    return actor
