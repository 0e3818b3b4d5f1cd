"""Who speaks of what: the network of actors and claims that statements make.

Where x[i,j,k] counts the statements of actor i on claim j at level k of the scale
(Leifeld 2016, 2017), a cell is

- `ignore`: how many statements there are, whatever their level;
- `subtract`: with a scale of words, their sum where the first word counts 1, the last -1
  and others evenly between, so that accepting less rejecting; with one of numbers, the sum
  of the numbers; words in no order count 1 each, for there is nothing to subtract;
- `combine`: a code of which levels occur: 0 for none and, with two levels, 1 for the first
  (accept), 2 for the last (reject), 3 for both. With more, the level that is n-th from the
  first brings 2 to the power n, counted from 0.

`activity` divides by how many statements the actor makes, `prominence` by how many are made
on the claim; 0 divided by 0 is 0. Codes can be divided too, which only `combine` without
it says clearly; DNA 3.1.2 stops with an error at `prominence` of `combine`.

An actor who is on both sides of the middle of the scale on one claim is of two minds. That
is told apart in each kind, also where the two cancel out. With words in no order, whoever says
two of them of one claim is.

Corner cases. Actors without a statement and claims that nobody speaks of stay, with zeros.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from attrs import frozen

from argmap.analysis.answer import Answer, Cell, Table, plain
from argmap.analysis.choosing import FEW, Choice, few
from argmap.analysis.frames import frame
from argmap.analysis.stated import (
    MOST_LEVELS,
    Dates,
    Duplicates,
    Rollup,
    Statements,
    column,
)
from argmap.analysis.windows import Kernel, Window
from argmap.analysis.wording import counted
from argmap.errors import InvalidOptionError, UnknownIdError, UnknownOptionError
from argmap.model import ArgumentMap

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Affiliation", "AffiliationKind", "Share", "affiliation"]

AffiliationKind: TypeAlias = Literal["ignore", "subtract", "combine"]
Share: TypeAlias = Literal["activity", "prominence"]

_KINDS: tuple[AffiliationKind, ...] = get_args(AffiliationKind)
_SHARES: tuple[Share, ...] = get_args(Share)
_SHOWN = 60
_SIDES = ("for", "against")
_MEANT: dict[AffiliationKind, str] = {
    "ignore": "number of statements",
    "subtract": "sum of levels",
    "combine": "code of the levels used",
}
_DIVIDED: dict[Share, str] = {
    "activity": "per statements of the actor",
    "prominence": "per statements on the claim",
}


@frozen(repr=False)
class Affiliation(Answer):
    """What each actor has to do with each claim: a matrix, actors by claims.

    `matrix` has a row for each of `actors` and a column for each of `claims`;
    `found["a", "x"]` is the cell of two, `found["a"]` a mapping from claims to an actor's
    cells where it speaks of them, which a picture can be coloured by. `ambivalent` lists each
    actor and claim on which it is on both sides, `statements` are those that were reckoned
    with.
    """

    kind: AffiliationKind
    normalize: Share | None
    statements: Statements
    ambivalent: tuple[tuple[str, str], ...]
    matrix: "NDArray[np.float64]" = column()
    window: Window | None = None

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of the rows."""
        return self.statements.actors

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the columns."""
        return self.statements.claims

    def __getitem__(self, pair: str | tuple[str, str]) -> Any:
        actor, claim = (pair, None) if isinstance(pair, str) else pair
        if actor not in self.actors:
            raise UnknownIdError(actor, self.actors, kind="actor")
        if claim is None:
            return self._row(self.actors.index(actor))
        if claim not in self.claims:
            raise UnknownIdError(claim, self.claims, kind="claim")
        return float(self.matrix[self.actors.index(actor), self.claims.index(claim)])

    __iter__ = None

    def _row(self, actor: int) -> dict[str, float]:
        said = self.statements
        spoken = set(said.claim[said.actor == actor].tolist())
        return {self.claims[at]: float(self.matrix[actor, at]) for at in sorted(spoken)}

    def edges(self) -> Iterator[tuple[str, str, float]]:
        """Each actor and claim with a statement, and their cell, which may be 0 for both sides."""
        said = self.statements
        spoken = _summed(said, said.weight * 0 + 1)
        for actor, claim in zip(*(at.tolist() for at in spoken.nonzero()), strict=True):
            yield self.actors[actor], self.claims[claim], float(self.matrix[actor, claim])

    def to_networkx(self) -> "nx.Graph[str]":
        """A bipartite graph: actors (`bipartite=0`), claims (1), and edges with their `weight`.

        A claim that is called as an actor is becomes `name (claim)`.
        """
        import networkx as nx  # noqa: PLC0415  heavy

        graph: nx.Graph[str] = nx.Graph(kind=self.kind, normalize=self.normalize or "none")
        taken = set(self.actors)
        called = {id: f"{id} (claim)" if id in taken else id for id in self.claims}
        for id in self.actors:
            graph.add_node(id, bipartite=0, name=self.statements.name(id))
        for id in self.claims:
            graph.add_node(called[id], bipartite=1, name=self.statements.texts.get(id, id))
        ambivalent = set(self.ambivalent)
        for actor, claim, value in self.edges():
            both = (actor, claim) in ambivalent
            graph.add_edge(actor, called[claim], weight=value, ambivalent=both)
        return graph

    def to_frame(self, library: str = "pandas") -> Any:
        """The matrix as a data frame: a column `actor`, then a column for each claim."""
        columns = dict(zip(self.claims, self.matrix.T.tolist(), strict=True))
        head = "actor" if "actor" not in columns else "actor (row)"
        return frame({head: list(self.actors), **columns}, library)

    def __repr__(self) -> str:
        actors, claims = counted(len(self.actors), "actor"), counted(len(self.claims), "claim")
        return f"<Affiliation by {self.kind}: {actors}, {claims}>"


def affiliation(
    map: ArgumentMap | Statements,
    kind: AffiliationKind = "ignore",
    *,
    normalize: Share | None = None,
    scale: str | Iterable[str | float] | None = None,
    duplicates: Duplicates = "all",
    rollup: Rollup | None = None,
    dates: Dates = "own",
    since: str | None = None,
    until: str | None = None,
    actors: Iterable[str] = (),
    claims: Iterable[str] = (),
    blocs: Iterable[str] = (),
    per_actor: int = 0,
    per_claim: int = 0,
    at: str | None = None,
    window: str | None = None,
    kernel: Kernel | None = None,
) -> Affiliation:
    """Who speaks of which claims, on which side, and who is of two minds.

    `kind` and `normalize` are explained in this module, all other options are as for
    `agreement`.

    Raises `UnknownOptionError` and `InvalidOptionError` for options that are not there or
    do not go together.

    >>> import argmap
    >>> found = affiliation(argmap.example("iraq-withdrawal"), "subtract")
    >>> found["washington", "vacuum"], found["tehran", "leave"]
    (1.0, 0.0)
    """
    if kind not in _KINDS:
        raise UnknownOptionError("kind", kind, _KINDS)
    if normalize is not None and normalize not in _SHARES:
        raise UnknownOptionError("normalize", normalize, _SHARES)
    choice = Choice(
        scale=scale,
        duplicates=duplicates,
        rollup=rollup,
        dates=dates,
        since=since,
        until=until,
        actors=actors,
        claims=claims,
        blocs=blocs,
        per_actor=per_actor,
        per_claim=per_claim,
        window=window,
        kernel=kernel,
    )
    place, every = choice.at(at), choice.made(map)
    said = choice.within(every, place, levels=kind != "ignore")
    matrix = _cells(said, kind, normalize)
    matrix.setflags(write=False)
    sides = _sides(choice.within(every, place, levels=True))
    actor, claim = sides.both.nonzero()
    both = tuple(
        (said.actors[a], said.claims[c])
        for a, c in zip(actor.tolist(), claim.tolist(), strict=True)
    )
    measure = f"{_MEANT[kind]}, {_DIVIDED[normalize] if normalize else 'not normalised'}"
    table = Table(
        "Who speaks of what, on which side",
        f"{measure}; {choice.words(said, place)}",
        ("claim", "says", *sides.places()),
        _rows(said, sides, None if kind == "combine" else matrix),
        note=f"{_note(sides)}{choice.note(said)}",
    )
    return Affiliation(kind, normalize, said, both, matrix, place, table=table)


def _cells(
    said: Statements, kind: AffiliationKind, normalize: Share | None
) -> "NDArray[np.float64]":
    import numpy as np  # noqa: PLC0415  heavy

    match kind:
        case "ignore":
            found = _summed(said, said.weight)
        case "subtract":
            found = _summed(said, said.weight * said.scale.signed(said.level))
        case "combine":
            found = _coded(said)
    if normalize is None:
        return found
    counts = _summed(said, said.weight)
    below = counts.sum(axis=1, keepdims=True) if normalize == "activity" else counts.sum(axis=0)
    below = np.broadcast_to(below, found.shape)
    np.divide(found, below, out=found, where=below > 0)
    return found


def _summed(said: Statements, weight: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np  # noqa: PLC0415  heavy

    shape = len(said.actors), len(said.claims)
    cell = said.actor.astype(np.int64) * shape[1] + said.claim
    sums = np.bincount(cell, weight, minlength=shape[0] * shape[1])
    return sums.astype(np.float64, copy=False).reshape(shape)


def _coded(said: Statements) -> "NDArray[np.float64]":
    """The sum of a power of 2 for each level that is used."""
    import numpy as np  # noqa: PLC0415  heavy

    whole = bool((said.level == np.round(said.level)).all())
    if not 0 < said.scale.places() <= MOST_LEVELS or not whole:
        remedy = f"choose another kind, or a scale of whole numbers, {MOST_LEVELS} at most"
        raise InvalidOptionError("kind", "combine", "no code for so many levels", remedy)
    found = np.zeros((len(said.actors), len(said.claims)))
    for level in np.unique(said.level):
        used = _summed(said, (said.level == level).astype(np.float64)) > 0
        found += used * 2.0 ** (said.scale.high - level)
    return found


class _Sides(NamedTuple):
    """Which actors (rows) are where on which claims (columns), by the name of the place.

    Each that speaks is in one place; those of two minds are in `both`.
    """

    where: "dict[str, NDArray[np.bool_]]"
    both: "NDArray[np.bool_]"

    def places(self) -> "dict[str, NDArray[np.bool_]]":
        """Who is in which place; other than for and against only where somebody is."""
        found = {**self.where, "of two minds": self.both}
        return {place: who for place, who in found.items() if place in _SIDES or who.any()}

    def speakers(self) -> "NDArray[np.intp]":
        """How many speak of each claim."""
        found: NDArray[np.intp] = sum(self.where.values(), self.both * 1).sum(axis=0)
        return found


def _sides(said: Statements) -> _Sides:
    import numpy as np  # noqa: PLC0415  heavy

    scale = said.scale
    if scale.is_nominal:
        used = {word: _at(said, said.level == scale.level(word)) for word in scale.words}
        several = np.sum([*used.values()], axis=0) > 1
        return _Sides({word: who & ~several for word, who in used.items()}, several)
    middle = (scale.low + scale.high) / 2
    above, below, between = (
        _at(said, mask) for mask in (said.level > middle, said.level < middle, said.level == middle)
    )
    where = {"for": above & ~below, "against": below & ~above, "neither": between & ~above & ~below}
    return _Sides(where, above & below)


def _at(said: Statements, mask: "NDArray[np.bool_]") -> "NDArray[np.bool_]":
    found: NDArray[np.bool_] = _summed(said, mask.astype("float64")) > 0
    return found


# In words ----------------------------------------------------------------------------


def _rows(
    said: Statements, sides: _Sides, matrix: "NDArray[np.float64] | None"
) -> list[tuple[Cell, ...]]:
    """The claims most spoken of, with who is on which side; a cell is told unless it is 1."""
    import numpy as np  # noqa: PLC0415  heavy

    speakers, places = sides.speakers(), sides.places()
    ranked = np.argsort(-speakers, kind="stable")[:_SHOWN]
    rows: list[tuple[Cell, ...]] = []
    for claim in ranked[speakers[ranked] > 0].tolist():
        told = []
        for where in places.values():
            actors = np.flatnonzero(where[:, claim]).tolist()
            names = [_told(said, matrix, actor, claim) for actor in actors[:FEW]]
            told.append(few(names, len(actors)))
        id = said.claims[claim]
        rows.append((id, said.texts.get(id, id), *told))
    return rows


def _told(said: Statements, matrix: "NDArray[np.float64] | None", actor: int, claim: int) -> str:
    name = said.name(said.actors[actor])
    value = 1.0 if matrix is None else matrix[actor, claim].item()
    return name if abs(value) == 1 else f"{name} ({plain(value)})"


def _note(sides: _Sides) -> str:
    speakers = sides.speakers()
    spoken, unspoken = int((speakers > 0).sum()), int((speakers == 0).sum())
    more = f"The {_SHOWN} most spoken of {spoken} claims. " if spoken > _SHOWN else ""
    both = "" if sides.both.any() else "Nobody is of two minds. "
    nobody = f"Nobody speaks of {counted(unspoken, 'claim')}. " if unspoken else ""
    return more + nobody + both
