"""Parting a signed graph: friends together and opponents apart, as far as that can be had.

A graph is a symmetric matrix of real weights: above zero a friendly tie, below zero a
hostile one, zero no tie. A colouring gives each vertex a colour. Its *cost* is the weight
of the ties it puts wrong: friendly ones across colours and hostile ones within. To find
the least cost is

- with two colours the *frustration index* (Harary 1959; Aref, Mason & Wilson 2020);
- with k colours, some of which may stay unused, the line index of k-clusterability (Davis
  1967; Doreian & Mrvar 2009);
- with any number of colours correlation clustering (Bansal, Blum & Chawla 2004).

`colourings` finds it exactly, with all colourings that reach it. It colours vertex by
vertex and leaves a start aside once what can still be gained falls short of the best: no
more than each further vertex gains by joining its best colour, and the further vertices
gain among themselves. The latter is known, for the same problem is solved for ever larger
ends of the order ("Russian doll search"; Verfaillie, Lemaître & Schiex 1996). Starts are
weighed by the thousand at once. Every vertex more costs more than the last; the limit on
`work` is on the number of starts.

`searched` only looks for it, in graphs too large for that: vertices move to the colour that
gains most, colours are merged like vertices (Blondel et al. 2008, with signed weights), and
the best found is shaken and mended, some times over. `cycle_bound` says below which cost
nothing can get: cycles that share no tie and that no colouring gets right cost the lightest
of their ties each.

Corner cases. Vertices that no path of ties joins have nothing to do with each other; `parts`
tells them apart, each to be parted on its own. A vertex without ties is in no part. Colours
are numbered as they first occur, so a colouring is written in one way only, and colourings
of one cost are ordered by the number of their colours, then by that writing; the first is
*canonical*. Costs that differ by less than a billionth of all weight count as one.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from math import prod
from random import Random
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import define, evolve, field, frozen

from argmap.semantics.solving import LimitReachedError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]

__all__ = [
    "EXACT",
    "METHODS",
    "Colouring",
    "Memory",
    "Method",
    "Parted",
    "Parting",
    "colourings",
    "cost_of",
    "cycle_bound",
    "misplaced",
    "parted",
    "parts",
    "searched",
    "triangle_balance",
    "walk_balance",
]

Method: TypeAlias = Literal["auto", "exact", "louvain"]
METHODS: tuple[Method, ...] = get_args(Method)
EXACT = 30
"""Parts of up to so many vertices are parted exactly, unless the work gets out of hand."""
Colouring: TypeAlias = tuple[int, ...]
"""A colour per vertex, numbered from 0 as they first occur."""

_CLOSE = 1e-9
_MOST = 1000
_CELLS = 500_000
"""Starts are weighed together until they fill about so many numbers."""
_CHEAP = 5_000_000
_SHAKEN = 0.2
_TURNS = 8
"""A search looks at every tie about so many times before it rests."""


@frozen
class Parting:
    """The best colourings of a graph that were found, the canonical one first.

    `cost` is theirs, `bound` what no colouring gets below; they are equal where `proven`.
    `count` is the number of best colourings, or the least it can be unless `complete`.
    `costs` are the least costs with at most 1, 2, … colours, up to the number used. `work`
    tells how hard it was, in starts weighed or ties looked at.
    """

    cost: float
    bound: float
    best: tuple[Colouring, ...]
    count: int
    complete: bool
    proven: bool
    costs: tuple[float, ...] = ()
    work: int = 0


# What a colouring is worth -----------------------------------------------------------


def cost_of(matrix: "Matrix", colours: Sequence[int]) -> float:
    """The weight of the ties that a colouring puts wrong.

    >>> import numpy as np
    >>> enemies = np.array([[0, 1, -1], [1, 0, -1], [-1, -1, 0.0]])
    >>> cost_of(enemies, (0, 0, 1)), cost_of(enemies, (0, 0, 0))
    (0.0, 2.0)
    """
    return float(sum(abs(weight) for _, _, weight in misplaced(matrix, colours)))


def misplaced(matrix: "Matrix", colours: Sequence[int]) -> list[tuple[int, int, float]]:
    """The ties that a colouring puts wrong: two vertices and a weight each.

    >>> import numpy as np
    >>> misplaced(np.array([[0, -1.0], [-1.0, 0]]), (0, 0))
    [(0, 1, -1.0)]
    """
    import numpy as np  # noqa: PLC0415  heavy

    given = np.asarray(colours)
    together = given[:, None] == given[None, :]
    wrong = np.where(together, matrix < 0, matrix > 0)
    pairs = zip(*np.nonzero(np.triu(wrong, 1)), strict=True)
    return [(int(a), int(b), float(matrix[a, b])) for a, b in pairs]


def parts(matrix: "Matrix") -> list[list[int]]:
    """The vertices that paths of ties join, part by part; those without a tie in none.

    >>> import numpy as np
    >>> parts(np.array([[0, 0, 1], [0, 0, 0], [1, 0, 0.0]]))
    [[0, 2]]
    """
    import numpy as np  # noqa: PLC0415  heavy

    seen: set[int] = set()
    found = []
    for start in range(len(matrix)):
        if start in seen or not matrix[start].any():
            continue
        seen.add(start)
        part, open_ = [start], deque([start])
        while open_:
            fresh = [int(v) for v in np.flatnonzero(matrix[open_.popleft()]) if int(v) not in seen]
            seen.update(fresh)
            part += fresh
            open_ += fresh
        found.append(sorted(part))
    return found


def _tolerance(matrix: "Matrix") -> float:
    return _CLOSE * max(1.0, float(abs(matrix).sum()) / 2)


def _written(colours: Iterable[int]) -> Colouring:
    """A colouring with its colours numbered as they first occur."""
    names: dict[int, int] = {}
    return tuple(names.setdefault(int(colour), len(names)) for colour in colours)


def _canonical(colouring: Colouring) -> tuple[int, Colouring]:
    return max(colouring, default=0), colouring


# Exactly -----------------------------------------------------------------------------


def colourings(
    matrix: "Matrix", k: int | None = None, *, most: int = _MOST, work: int = 5_000_000
) -> Parting:
    """The colourings of least cost with at most `k` colours, or with any number of them.

    At most `most` of them are listed. Raises `LimitReachedError` once more than `work`
    starts have been weighed.

    >>> import numpy as np
    >>> rivals = np.array([[0, -1, -1], [-1, 0, -1], [-1, -1, 0.0]])
    >>> colourings(rivals).best, colourings(rivals, 2).count
    (((0, 1, 2),), 3)
    """
    return _coloured(_Dolls(matrix, work), k, most)


def _coloured(dolls: "_Dolls", k: int | None, most: int) -> Parting:
    matrix, work = dolls.matrix, dolls.work
    size, close = len(matrix), dolls.close
    if not size:
        return Parting(0.0, 0.0, ((),), 1, complete=True, proven=True, costs=(0.0,))
    colours = max(1, size if k is None else min(k, size))
    lost = float(matrix[matrix > 0].sum()) / 2
    least = lost - dolls.most_within(colours)
    costs = [least] if dolls.hurried else []
    while not costs or costs[-1] > least + close:
        used = len(costs) + 1
        costs.append(least if used == colours else lost - dolls.most_within(used))
    found, complete = dolls.all_best(colours, most)
    if not complete and not dolls.hurried:
        fewest, _ = dolls.all_best(len(costs), most)
        found = sorted({*fewest, *found}, key=_canonical)[:most]
    cleaned, spent = tuple(_clean(one) for one in costs), work - dolls.left
    cost, told = cleaned[-1], () if dolls.hurried else cleaned
    return Parting(cost, cost, tuple(found), len(found), complete, True, told, spent)


def _clean(cost: float) -> float:
    """A cost without the dust of floating point: whole where it is as good as whole."""
    return float(round(cost)) if abs(cost - round(cost)) < _CLOSE * max(1, abs(cost)) else cost


class _Dolls:
    """The ends of one graph's order, solved from the last vertex to all of them."""

    def __init__(self, matrix: "Matrix", work: int, order: list[int] | None = None) -> None:
        import numpy as np  # noqa: PLC0415  heavy

        self.order = _order(matrix) if order is None else order
        self.matrix = np.asarray(matrix, dtype=np.float64)[np.ix_(self.order, self.order)]
        self.close = _tolerance(matrix)
        self.left = self.work = work
        self.hurried = False
        self._ends: dict[int, list[float]] = {}

    def changed(
        self, matrix: "Matrix", vertex: int, given: Colouring, colours: int, work: int
    ) -> "_Dolls":
        """The same for a graph that differs in the ties of one vertex, most of it known.

        That vertex comes first, so that it is in no end but the whole. An end that it was in
        is worth no more without it, save for what it lost there in its best colour. The
        colouring that is given, with no more than so many colours, is the first to beat.
        What fewer colours would cost is not asked again.
        """
        place = self.order.index(vertex)
        before, after = self.order[:place], self.order[place + 1 :]
        found = _Dolls(matrix, work, [vertex, *before, *after])
        found.hurried = True
        lost = float(matrix[matrix > 0].sum()) / 2
        reached = lost - cost_of(matrix, given) - 2 * found.close
        ends = self._solved(colours)
        bounds = [
            end - (self._mean(place, at, colours) if len(self.order) - at > colours else 0.0)
            for at, end in enumerate(ends[:place])
        ]
        found._ends[colours] = [reached, *bounds, *ends[place + 1 :]]
        return found

    def _mean(self, place: int, start: int, colours: int) -> float:
        """What the vertex at a place gains in a colour, on average, from an end it is in."""
        return float(self.matrix[place, start:].sum()) / colours

    def most_within(self, colours: int) -> float:
        """The most weight that can be had within colours, hostile ties taken off."""
        ends = self._solved(colours)
        if self.hurried:
            for _ in self._ending(0, colours, ends, all_of_them=False):
                pass
        return ends[0]

    def all_best(self, colours: int, most: int) -> tuple[list[Colouring], bool]:
        """The best colourings, the canonical first, and whether these are all."""
        ends = self._solved(colours)
        found: list[Colouring] = []
        complete = True
        for block in self._ending(0, colours, ends, all_of_them=True):
            found += [_written(row[self._back]) for row in block[: most - len(found)]]
            if len(found) == most:
                complete = False
                break
        return sorted(found, key=_canonical), complete

    @property
    def _back(self) -> list[int]:
        """The place in the order of each vertex."""
        return sorted(range(len(self.order)), key=self.order.__getitem__)

    def _solved(self, colours: int) -> list[float]:
        """The most weight within colours for each end of the order."""
        if colours not in self._ends:
            size = len(self.matrix)
            ends = self._ends[colours] = [0.0] * (size + 1)
            for start in range(size - 2, -1, -1):
                ends[start] = ends[start + 1] + self._least_gain(start, colours) - 2 * self.close
                for _ in self._ending(start, colours, ends, all_of_them=False):
                    pass
        return self._ends[colours]

    def _least_gain(self, start: int, colours: int) -> float:
        """What a vertex gains at least in its best colour: the mean, or nothing in a new one."""
        mean = float(self.matrix[start, start + 1 :].sum()) / colours
        return max(0.0, mean) if len(self.matrix) - start <= colours else mean

    def _ending(
        self, start: int, colours: int, ends: list[float], *, all_of_them: bool
    ) -> Iterator["NDArray[np.int8]"]:
        """The colourings of an end that are better than `ends` says, or as good if asked.

        What is better is noted in `ends`. Depth first in blocks of starts: their colours,
        what each further vertex gains by each colour, the weight within, the colours used.
        """
        import numpy as np  # noqa: PLC0415  heavy

        matrix, size = self.matrix[start:, start:], len(self.matrix) - start
        colours = min(colours, size)
        margin = -self.close if all_of_them else self.close
        rows = max(16, _CELLS // (size * colours))
        stack = [
            (
                np.zeros((1, 0), np.int8),
                np.zeros((1, size, colours)),
                np.zeros(1),
                np.zeros(1, np.int64),
            )
        ]
        while stack:
            block, gains, within, used = stack.pop()
            at = block.shape[1]
            if at == size:
                ends[start] = max(ends[start], float(within.max()))
                yield block
                continue
            children = []
            for colour in range(min(colours, int(used.max()) + 1)):
                fit = np.flatnonzero(used >= colour)
                self._spend(len(fit))
                worth = within[fit] + gains[fit, 0, colour]
                further = gains[fit, 1:, :]
                further[:, :, colour] += matrix[at, at + 1 :]
                hope = worth + further.max(axis=2).sum(axis=1) + ends[start + at + 1]
                keep = hope > ends[start] + margin
                fit = fit[keep]
                grown = np.column_stack([block[fit], np.full(len(fit), colour, np.int8)])
                children.append(
                    (
                        grown,
                        further[keep],
                        worth[keep],
                        np.maximum(used[fit], colour + 1),
                        hope[keep],
                    )
                )
            grown, further, worth, more, hope = map(np.concatenate, zip(*children, strict=True))
            best_last = np.argsort(hope, kind="stable")
            for first in range(0, len(best_last), rows):
                some = best_last[first : first + rows]
                stack.append((grown[some], further[some], worth[some], more[some]))

    def _spend(self, starts: int) -> None:
        self.left -= starts
        if self.left < 0:
            done = f"no proof for {len(self.matrix)} vertices"
            raise LimitReachedError(f"{self.work} starts of colourings", done)


def _order(matrix: "Matrix") -> list[int]:
    """The vertices, each as heavily tied to the earlier ones as can be."""
    heavy = abs(matrix)
    left, order = list(range(len(matrix))), []
    tied = heavy.sum(axis=1) * _CLOSE
    while left:
        vertex = max(left, key=lambda one: (float(tied[one]), -one))
        left.remove(vertex)
        order.append(vertex)
        tied = tied + heavy[vertex]
    return order


# By search ---------------------------------------------------------------------------


def searched(
    matrix: "Matrix",
    k: int | None = None,
    *,
    seed: int = 0,
    restarts: int = 20,
    first: Colouring | None = None,
    bounded: bool = True,
) -> Parting:
    """A colouring of low cost with at most `k` colours, found and not proven to be best.

    It is proven only where no cost at all is left, or as much as `cycle_bound` demands. The
    search starts from the colouring `first`, or from a colour for each vertex. Unless `bounded`,
    no bound is looked for, which in a dense graph takes longer than the search.

    >>> import numpy as np
    >>> found = searched(np.array([[0, 1, -1], [1, 0, -1], [-1, -1, 0.0]]), 2)
    >>> found.cost, found.best, found.proven
    (0.0, ((0, 0, 1),), True)
    """
    import numpy as np  # noqa: PLC0415  heavy

    random, size = Random(seed), len(matrix)  # noqa: S311  a search, no secret
    colours = size if k is None else k
    rows = [{int(b): float(row[b]) for b in np.flatnonzero(row)} for row in matrix]
    best: tuple[float, int, Colouring] | None = None
    for turn in range(max(1, restarts)):
        given = list(range(size) if first is None else first)
        if best is not None:
            share = _SHAKEN if turn % 2 else 1.0
            given = _shaken(best[2], colours, random, share)
        given = _settled(rows, given, colours, random)
        colouring = _written(_merged(rows, given, colours, random))
        found = (_clean(_cost(rows, colouring)), *_canonical(colouring))
        best = found if best is None else min(best, found)
        if best[0] == 0:
            break
    assert best is not None  # noqa: S101  there is at least one turn
    cost, _, colouring = best
    bound = _clean(cycle_bound(matrix, k)) if cost and bounded else 0.0
    proven = cost <= bound + _tolerance(matrix)
    looked_at = _TURNS * sum(map(len, rows)) * max(1, restarts)
    return Parting(cost, bound, (colouring,), 1, False, proven, work=looked_at)


def _cost(rows: Sequence[dict[int, float]], colours: Sequence[int]) -> float:
    return sum(
        abs(weight)
        for a, row in enumerate(rows)
        for b, weight in row.items()
        if a < b and (colours[a] == colours[b]) == (weight < 0)
    )


def _shaken(colouring: Colouring, colours: int, random: Random, share: float) -> list[int]:
    """The colouring with a share of its vertices thrown into any colour."""
    choices = min(colours, max(colouring, default=0) + 2)
    return [
        random.randrange(choices) if random.random() < share else colour for colour in colouring
    ]


def _settled(
    rows: Sequence[dict[int, float]], given: Sequence[int], colours: int, random: Random
) -> list[int]:
    """The colouring after every vertex has gone where it gains most, until none wants to."""
    found, sizes = list(given), dict.fromkeys(given, 0)
    for colour in found:
        sizes[colour] += 1
    free = iter(range(len(rows) + max(found, default=0) + 1, 1 << 62))
    order = list(range(len(rows)))
    random.shuffle(order)
    open_, waiting = deque(order), set(order)
    while open_:
        vertex = open_.popleft()
        waiting.discard(vertex)
        home, gains = found[vertex], dict[int, float]()
        for other, weight in rows[vertex].items():
            gains[found[other]] = gains.get(found[other], 0.0) + weight
        now = gains.get(home, 0.0)
        where, gain = max(gains.items(), key=lambda one: (one[1], -one[0]), default=(home, 0.0))
        if gain < -_CLOSE and sizes[home] > 1 and len(sizes) < colours:
            where, gain = next(free), 0.0
        elif max(gain, now) < -_CLOSE:
            away = [colour for colour in sizes if colour not in gains]
            where, gain = (away[0], 0.0) if away else (where, gain)
        if gain <= now + _CLOSE or where == home:
            continue
        sizes[home] -= 1
        if not sizes[home]:
            del sizes[home]
        sizes[where] = sizes.get(where, 0) + 1
        found[vertex] = where
        fresh = [other for other in rows[vertex] if other not in waiting]
        waiting.update(fresh)
        open_ += fresh
    return found


def _merged(
    rows: Sequence[dict[int, float]], given: Sequence[int], colours: int, random: Random
) -> list[int]:
    """The colouring after whole colours have moved like vertices, down to `colours` of them."""
    found = list(_written(given))
    while True:
        between = _between(rows, found)
        moved = _settled(between, range(len(between)), len(between), random)
        moved = list(_written(moved))
        if len(set(moved)) == len(between):
            if len(between) <= colours:
                return found
            moved = _joined(between, colours)
        found = _settled(rows, [moved[colour] for colour in found], colours, random)
        found = list(_written(found))


def _between(rows: Sequence[dict[int, float]], colours: Sequence[int]) -> list[dict[int, float]]:
    """The weight between every two colours that are tied."""
    found: list[dict[int, float]] = [{} for _ in range(max(colours, default=-1) + 1)]
    for a, row in enumerate(rows):
        for b, weight in row.items():
            if colours[a] != colours[b]:
                to = found[colours[a]]
                to[colours[b]] = to.get(colours[b], 0.0) + weight
    return found


def _joined(between: Sequence[dict[int, float]], colours: int) -> list[int]:
    """The colours, the two that lose least by it joined, until no more than allowed are left."""
    import numpy as np  # noqa: PLC0415  heavy

    size = len(between)
    weights = np.zeros((size, size))
    for a, row in enumerate(between):
        weights[a, list(row)] = list(row.values())
    np.fill_diagonal(weights, -np.inf)
    found = np.arange(size)
    for _ in range(size - colours):
        a, b = sorted(int(at) for at in divmod(int(weights.argmax()), size))
        weights[a] += weights[b]
        weights[:, a] = weights[a]
        weights[b, :] = weights[:, b] = weights[a, a] = -np.inf
        found[found == b] = a
    return list(_written(found))


# What nothing gets below -------------------------------------------------------------


def cycle_bound(matrix: "Matrix", k: int | None = None) -> float:
    """A cost that no colouring with at most `k` colours gets below.

    Every cycle with exactly one hostile tie costs something, whatever the colours, and with
    two colours every cycle with an odd number of them. Triangles that share no tie are added
    up, and in graphs of modest size longer cycles after them.

    >>> import numpy as np
    >>> cycle_bound(np.array([[0, 1, 1], [1, 0, -1], [1, -1, 0.0]]))
    1.0
    """
    import numpy as np  # noqa: PLC0415  heavy

    if k == 1:
        return float(-matrix[matrix < 0].sum() / 2)
    left = np.array(matrix, dtype=np.float64)
    ties = int(np.count_nonzero(left)) // 2
    hostile = [(int(a), int(b)) for a, b in zip(*np.nonzero(np.triu(left < 0)), strict=True)]
    bound = sum(_taken(left, cycle) for cycle in _triangles_on(left, hostile, odd=k == 2))
    if len(hostile) * ties <= _CHEAP:
        for a, b in hostile:
            while left[a, b] and (cycle := _cycle(left, a, b, odd=k == 2)):
                bound += _taken(left, cycle)
    return float(bound)


def _taken(left: "Matrix", cycle: Sequence[int]) -> float:
    """The weight of the lightest tie of a cycle, which is taken off all of them."""
    ties = [(cycle[at - 1], cycle[at]) for at in range(len(cycle))]
    least = min(abs(float(left[tie])) for tie in ties)
    for a, b in ties:
        weight = abs(float(left[a, b])) - least
        left[a, b] = left[b, a] = weight * (1 if left[a, b] > 0 else -1) if weight > _CLOSE else 0.0
    return least


def _triangles_on(
    left: "Matrix", hostile: Sequence[tuple[int, int]], *, odd: bool
) -> Iterator[tuple[int, int, int]]:
    """Triangles that no colouring gets right, as long as some are left."""
    import numpy as np  # noqa: PLC0415  heavy

    for a, b in hostile:
        while left[a, b]:
            one, other = left[a], left[b]
            wrong = ((one > 0) & (other > 0)) | (odd & (one < 0) & (other < 0))
            third = np.flatnonzero(wrong)
            if not len(third):
                break
            yield a, b, int(third[0])


def _cycle(left: "Matrix", a: int, b: int, *, odd: bool) -> list[int]:
    """The shortest cycle over a hostile tie that no colouring gets right; empty if none.

    A walk remembers whether it has taken an even number of hostile ties; one that would
    pass a tie twice is no cycle, and is not used.
    """
    import numpy as np  # noqa: PLC0415  heavy

    came: dict[tuple[int, bool], tuple[int, bool] | None] = {(a, True): None}
    open_ = deque([(a, True)])
    while open_ and (b, True) not in came:
        vertex, even = open_.popleft()
        for other in map(int, np.flatnonzero(left[vertex])):
            hostile = bool(left[vertex, other] < 0)
            to = (other, even != hostile)
            if to in came or (hostile and not odd) or {vertex, other} == {a, b}:
                continue
            came[to] = (vertex, even)
            open_.append(to)
    if (b, True) not in came:
        return []
    walk, at = [], came[b, True]
    while at is not None:
        walk.append(at[0])
        at = came[at]
    cycle = [b, *walk]
    ties = {frozenset((cycle[at - 1], cycle[at])) for at in range(len(cycle))}
    return cycle if len(ties) == len(cycle) else []


# Part by part ------------------------------------------------------------------------


@define
class Memory:
    """Parts that were parted before: those that come again, and those that come changed."""

    partings: dict[bytes, Parting] = field(factory=dict)
    best: dict[tuple[int, ...], Colouring] = field(factory=dict)
    dolls: dict[tuple[int, ...], _Dolls] = field(factory=dict)


@frozen
class Parted:
    """A graph parted part by part: the vertices of each part, and how it is best parted."""

    parts: tuple[tuple[int, ...], ...]
    partings: tuple[Parting, ...]

    @property
    def cost(self) -> float:
        """What the parts cost together."""
        return _clean(sum(one.cost for one in self.partings))

    @property
    def bound(self) -> float:
        """What no colouring gets below."""
        return _clean(sum(one.bound for one in self.partings))

    @property
    def count(self) -> int:
        """How many colourings are best, or at least are."""
        return prod(one.count for one in self.partings)

    @property
    def complete(self) -> bool:
        """Whether `count` is the number, and not the least it can be."""
        return all(one.complete for one in self.partings)

    @property
    def proven(self) -> bool:
        """Whether nothing can cost less."""
        return all(one.proven for one in self.partings)

    @property
    def work(self) -> int:
        """How hard it was."""
        return sum(one.work for one in self.partings)

    @property
    def costs(self) -> tuple[float, ...]:
        """The least costs with at most 1, 2, … colours in each part, where these are known."""
        if not all(one.costs for one in self.partings):
            return ()
        longest = max((len(one.costs) for one in self.partings), default=0)
        return tuple(
            _clean(sum(one.costs[min(at, len(one.costs) - 1)] for one in self.partings))
            for at in range(longest)
        )

    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The vertices of each colour of each part, by their first vertex, in the first way."""
        return self._grouped([one.best[0] for one in self.partings])

    def all_groups(self, most: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """The same in every best way that is listed, up to `most`."""
        ways = product(*(one.best for one in self.partings))
        return tuple(self._grouped(way) for way in islice(ways, most))

    def _grouped(self, way: Sequence[Colouring]) -> tuple[tuple[int, ...], ...]:
        found: dict[tuple[int, int], list[int]] = {}
        for at, (part, colouring) in enumerate(zip(self.parts, way, strict=True)):
            for vertex, colour in zip(part, colouring, strict=True):
                found.setdefault((at, colour), []).append(vertex)
        return tuple(sorted(map(tuple, found.values())))


def parted(
    matrix: "Matrix",
    k: int | None = None,
    *,
    method: Method = "auto",
    work: int = 5_000_000,
    seed: int = 0,
    restarts: int = 20,
    memory: Memory | None = None,
    changed: int | None = None,
) -> Parted:
    """A graph parted part by part, with at most `k` colours in each part.

    `method` is `exact`, `louvain` for a search, or `auto`: exact for parts of up to 30
    vertices as long as the work allows, by search otherwise. Partings in `memory` are
    not reckoned again; and if the graph differs from one parted before only in the ties of the
    vertex `changed`, not all of it is. Without `k`, the first colouring joins nobody whom no
    friendly ties join.

    >>> import numpy as np
    >>> found = parted(np.array([[0, -1, 0], [-1, 0, 0], [0, 0, 0.0]]))
    >>> found.parts, found.groups(), found.cost
    (((0, 1),), ((0,), (1,)), 0.0)
    """
    import numpy as np  # noqa: PLC0415  heavy

    memory = Memory() if memory is None else memory
    found = tuple(map(tuple, parts(matrix)))
    partings = []
    for part in found:
        piece = np.ascontiguousarray(matrix[np.ix_(part, part)])
        key = piece.tobytes()
        if key not in memory.partings:
            dolls = None
            if method == "exact" or (method == "auto" and len(part) <= EXACT):
                if changed in part and part in memory.dolls:
                    before, best = memory.dolls[part], memory.best[part]
                    colours = len(part) if k is None else min(k, len(part))
                    dolls = before.changed(piece, part.index(changed), best, colours, work)
                else:
                    dolls = _Dolls(piece, work)
            first = None if changed is None else memory.best.get(part)
            tries = restarts if first is None else 1
            parting = memory.partings[key] = _parting(
                piece, k, dolls, method=method, seed=seed, restarts=tries, first=first
            )
            if changed is None:
                memory.best[part] = parting.best[0]
                if dolls and dolls.left >= 0:
                    memory.dolls[part] = dolls
        partings.append(memory.partings[key])
    return Parted(found, tuple(partings))


def _parting(
    matrix: "Matrix",
    k: int | None,
    dolls: _Dolls | None,
    *,
    method: Method,
    seed: int,
    restarts: int,
    first: Colouring | None,
) -> Parting:
    """A part parted: exactly if there are dolls to do it with and work enough."""
    wasted = 0
    if dolls:
        try:
            return _loosened(matrix, k, _coloured(dolls, k, _MOST))
        except LimitReachedError:
            if method == "exact":
                raise
            wasted = dolls.work
    bounded = first is None
    found = searched(matrix, k, seed=seed, restarts=restarts, first=first, bounded=bounded)
    return _loosened(matrix, k, evolve(found, work=found.work + wasted))


def _loosened(matrix: "Matrix", k: int | None, found: Parting) -> Parting:
    """The parting led by a colouring whose colours friendly ties hold together, if allowed.

    To divide a colour where no friendly tie holds it together costs nothing.
    """
    import numpy as np  # noqa: PLC0415  heavy

    if k is not None:
        return found
    given = np.asarray(found.best[0])
    held = np.where(given[:, None] == given[None, :], np.maximum(matrix, 0), 0)
    colours = list(range(len(given)))
    for part in parts(held):
        for vertex in part:
            colours[vertex] = part[0]
    first = _written(colours)
    return evolve(found, best=(first, *(one for one in found.best if one != first)))


# Balance -----------------------------------------------------------------------------


def triangle_balance(matrix: "Matrix") -> tuple[int, int, float | None, float | None]:
    """Balanced triangles, all triangles, their share, and the share by weight.

    A triangle is balanced if the product of its signs is positive (Cartwright & Harary
    1956). By weight it counts with the geometric mean of its three ties (Onnela et al.
    2005). Both shares are `None`, not 1, where there is no triangle.

    >>> import numpy as np
    >>> triangle_balance(np.array([[0, 2, 2], [2, 0, -2], [2, -2, 0.0]]))
    (0, 1, 0.0, 0.0)
    >>> triangle_balance(np.zeros((3, 3)))
    (0, 0, None, None)
    """
    import numpy as np  # noqa: PLC0415  heavy

    signs: Matrix = np.sign(np.asarray(matrix, dtype=np.float64))
    net, every = (_closed(kind) for kind in (signs, abs(signs)))
    root: Matrix = np.cbrt(np.asarray(matrix, dtype=np.float64))
    count, balanced = round(every / 6), round((net + every) / 12)
    if not count:
        return 0, 0, None, None
    by_weight = (1 + _closed(root) / _closed(abs(root))) / 2
    return balanced, count, balanced / count, float(np.clip(by_weight, 0, 1))


def _closed(matrix: "Matrix") -> float:
    """The weight of all closed walks of length three."""
    return float(((matrix @ matrix) * matrix).sum())


def walk_balance(matrix: "Matrix") -> float | None:
    """The weight of closed walks by their signs over that by their lengths (Estrada 2019).

    It is 1 for a balanced graph and falls towards 0; `None` for a graph without a tie.

    >>> import numpy as np
    >>> walk_balance(np.array([[0, -1.0], [-1.0, 0]]))
    1.0
    """
    import numpy as np  # noqa: PLC0415  heavy

    if not np.any(matrix):
        return None
    signed, plain = (np.linalg.eigvalsh(kind) for kind in (matrix, abs(matrix)))
    top = max(signed.max(), plain.max())
    share = float(np.exp(signed - top).sum() / np.exp(plain - top).sum())
    return 1.0 if share > 1 - 1e-12 else share
