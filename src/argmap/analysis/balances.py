"""Whether friends of friends are friends and enemies of enemies too, and which bonds spoil it.

A network of friendly and hostile bonds is *balanced* if its actors fall into two sides, with
every friendly bond within a side and every hostile one between them (Cartwright & Harary
1956). How far one is from that is told in three ways:

- *triangle balance*, the share of triangles whose signs multiply to plus;
- *walk balance*, the weight of closed walks counted by their signs over that of all, longer
  walks weighing less: the sum of e to the eigenvalues of the signed network over that of the
  unsigned one (Estrada 2019);
- the *frustration index* L, the least number of bonds that stand against two sides (Harary
  1959; Aref, Mason & Wilson 2020), and 1 - 2 L / m, where m is the number of bonds.

Bonds are what `argmap.analysis.bonding` says, by stances or by ties. The usual variant looks
at their signs only. With `weighted`, L and m are weights, walks multiply weights, and
triangles count with the geometric mean of their three (Onnela et al. 2005).

Corner cases. Without a triangle there is no triangle balance, which is not the same as
balance; without a bond there is none of the three. An index of 1 is perfect balance; a
network without hostile bonds has it, with one empty side. 1 - 2 L / m is never below 0,
because a better half of the bonds can always be had. Parts that no bond joins are parted
each on its own. Which bonds break the balance may be had in several ways: one is shown, the
number of ways is said, and `always` are those that all of them name.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from argmap.analysis.answer import Table, Values
from argmap.analysis.bonding import Bond, Bonds, By, bonds, plain_weight
from argmap.analysis.held import Reduction
from argmap.analysis.signed import (
    METHODS,
    Method,
    Parted,
    misplaced,
    parted,
    triangle_balance,
    walk_balance,
)
from argmap.analysis.wording import counted, listed, variant
from argmap.errors import InvalidOptionError, UnknownOptionError
from argmap.model import ArgumentMap

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Balance", "balance"]

_WAYS = 1000


@frozen(repr=False)
class Balance(Values[int]):
    """A mapping from each actor with a bond to its side, from 1; each part has two at most.

    `triangle` is the share of `balanced` in all `triangles`, `walk` the walk balance, `line`
    is 1 - 2 L / m. `frustration` is L, by number or by weight, and nothing gets below
    `bound`, which is L where `proven`. `breaking` are bonds that break the balance, as few
    as can be; there are `ways` of naming so few, or at least so many unless `complete`, and
    `always` are in all of them, as far as they were counted.
    """

    bonds: tuple[Bond, ...]
    weight: float
    triangles: int
    balanced: int
    triangle: float | None
    walk: float | None
    frustration: float
    bound: float
    line: float | None
    proven: bool
    ways: int
    complete: bool
    breaking: tuple[Bond, ...]
    always: tuple[Bond, ...]
    sentence: str

    def to_networkx(self) -> "nx.Graph[str]":
        """The bonds as a graph: `weight` and `breaking` on edges, `side` on nodes.

        >>> import argmap
        >>> graph = balance(argmap.example("iraq-withdrawal"), by="ties").to_networkx()
        >>> graph.edges["washington", "tehran"]
        {'weight': -1.0, 'breaking': False}
        """
        import networkx as nx  # noqa: PLC0415  heavy

        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((actor, {"side": side}) for actor, side in self.items())
        wrong = set(self.breaking)
        for bond in self.bonds:
            graph.add_edge(bond.a, bond.b, weight=bond.weight, breaking=bond in wrong)
        return graph


def balance(
    map: ArgumentMap,
    *,
    by: By = "stances",
    weighted: bool = False,
    method: Method = "auto",
    reduce: Reduction = "clash",
    members: bool = False,
    voices: bool = False,
    seed: int = 0,
    work: int = 5_000_000,
) -> Balance:
    """How balanced the bonds between actors are, and which of them break the balance.

    `by` is `stances` or `ties`. L is exact and proven for parts of up to 30 actors, and
    found by search beyond; `method`, `seed`, `work`, `reduce`, `members` and `voices` are as
    for `coalitions`.

    >>> import argmap
    >>> found = balance(argmap.example("iraq-withdrawal"), by="ties")
    >>> found.frustration, found.line, found.breaking, found.triangle
    (0.0, 1.0, (), 1.0)
    """
    import numpy as np  # noqa: PLC0415  heavy

    if method not in METHODS:
        raise UnknownOptionError("method", method, METHODS)
    if work < 1:
        raise InvalidOptionError("work", work, "less than 1", "give 1 or more")
    found = bonds(map, by=by, reduce=reduce, members=members, voices=voices)
    matrix = found.matrix if weighted else np.sign(found.matrix)
    best = parted(matrix, 2, method=method, work=work, seed=seed)
    balanced, triangles, share, by_weight = triangle_balance(matrix)
    triangle = by_weight if weighted else share
    walk = walk_balance(matrix)
    total = float(abs(matrix).sum() / 2)
    line = 1 - 2 * best.cost / total if total else None
    ways = _ways(found, matrix, best)
    breaking = ways[0]
    counted_all = best.complete and best.count == len(ways)
    always = tuple(bond for bond in breaking if counted_all and all(bond in way for way in ways))
    side = {id: number for number, ids in enumerate(_sides(found, best), start=1) for id in ids}
    sentence = " ".join(_said(found, best, line, breaking, always))
    of = f"{balanced} of {triangles}" if triangles else "there is no triangle"
    against = f"L = {plain_weight(best.cost, sign=False)} of {plain_weight(total, sign=False)}"
    nothing = None if total else "there is no bond"
    table = Table(
        "How balanced the bonds between actors are",
        variant(map, *found.words, *_words(best, weighted, method, seed)),
        ("measure", "value", "from"),
        [
            ("triangle balance", triangle, of),
            ("walk balance", walk, nothing or "closed walks of all lengths"),
            ("1 - 2 L / m", line, nothing or against),
        ],
        note=" ".join([found.counts, sentence, *found.left_out()]),
    )
    return Balance(
        _bonds(found),
        total,
        triangles,
        balanced,
        triangle,
        walk,
        best.cost,
        best.bound,
        line,
        best.proven,
        best.count,
        best.complete,
        breaking,
        always,
        sentence,
        by_id={id: side[id] for id in found.ids if id in side},
        table=table,
    )


def _bonds(found: Bonds) -> tuple[Bond, ...]:
    import numpy as np  # noqa: PLC0415  heavy

    pairs = zip(*np.nonzero(np.triu(found.matrix)), strict=True)
    return tuple(found.bond(int(a), int(b)) for a, b in pairs)


def _sides(found: Bonds, best: Parted) -> list[list[str]]:
    return [[found.ids[vertex] for vertex in group] for group in best.groups()]


def _ways(
    found: Bonds, matrix: "NDArray[np.float64]", best: Parted
) -> tuple[tuple[Bond, ...], ...]:
    """The bonds that break the balance, in every best way that is listed."""
    ways = []
    for groups in best.all_groups(_WAYS):
        side = {vertex: at for at, group in enumerate(groups) for vertex in group}
        sides = [side.get(vertex, -1 - vertex) for vertex in range(len(matrix))]
        ways.append(tuple(found.bond(a, b) for a, b, _ in misplaced(matrix, sides)))
    return tuple(ways)


# In words ----------------------------------------------------------------------------


def _words(best: Parted, weighted: bool, method: Method, seed: int) -> tuple[str, ...]:
    what = (
        "bonds by weight, triangles by the geometric mean of theirs"
        if weighted
        else "bonds by their signs"
    )
    if best.costs or not best.parts:
        return what, "L exact"
    proof = "proven by a bound" if best.proven else "not proven"
    return what, f"L by search ({method}), seed {seed}, {proof}"


def _said(
    found: Bonds,
    best: Parted,
    line: float | None,
    breaking: Sequence[Bond],
    always: Sequence[Bond],
) -> Iterator[str]:
    if line is None:
        yield "So nothing can be said of balance."
        return
    if not breaking:
        yield "They are balanced: no bond stands against two sides."
    else:
        names = listed(_named(found, bond) for bond in breaking)
        yield f"Without {counted(len(breaking), 'bond')} they would be balanced: {names}."
    if not found.hostile:
        yield "With nobody opposed, balance is no finding: there is one side only."
    if not best.proven:
        low = plain_weight(best.bound, sign=False)
        yield f"That L is least is not proven; it is no less than {low}."
    elif not best.costs:
        yield "How many ways there are to name so few was not counted."
    elif breaking and best.count == 1:
        yield "There is no other way to name so few."
    elif breaking:
        all_of_them = listed(_named(found, bond) for bond in always) or "none"
        some = "" if best.complete else "at least "
        yield f"There are {some}{best.count} ways to name so few; in all of them: {all_of_them}."


def _named(found: Bonds, bond: Bond) -> str:
    one, other = (found.map.actor(id).name for id in (bond.a, bond.b))
    return f"{one} – {other} ({plain_weight(bond.weight)})"
