"""Which card goes into which column, and in which row.

Cards hang indented under what they answer. A tree that is too deep or too tall for a
column is cut: the part below the cut starts again at the edge, and a line leads from it
to what it answers. The order is the map's own throughout, so that a small edit of the
map moves little.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from argmap.drawing.sides import Outline

__all__ = ["Cell", "Tree", "counts", "shared_out", "trees"]


_MOST_MOVED, _ROUNDS = 40, 8


@frozen
class Cell:
    """A card in a tree: how deep it is indented, and how far down its top edge is."""

    id: str
    depth: int
    top: float


@frozen
class Tree:
    """Cards that stay together, and the height of them all."""

    cells: tuple[Cell, ...]
    height: float

    @property
    def depth(self) -> int:
        """How deep its deepest card is indented."""
        return max(cell.depth for cell in self.cells)


def trees(
    outline: Outline,
    roots: Iterable[str],
    tall: Callable[[str], float],
    *,
    gap: float,
    deepest: int,
    room: float = math.inf,
) -> list[Tree]:
    """The trees under some roots, cut where they grow too deep or too tall."""
    found: list[Tree] = []
    waiting = list(reversed(list(roots)))
    while waiting:
        start = waiting.pop()
        cells, cut = _grown(outline, start, tall, gap=gap, deepest=deepest, room=room)
        last = cells[-1]
        found.append(Tree(tuple(cells), last.top + tall(last.id)))
        waiting.extend(reversed(cut))
    return found


def _grown(
    outline: Outline,
    start: str,
    tall: Callable[[str], float],
    *,
    gap: float,
    deepest: int,
    room: float,
) -> tuple[list[Cell], list[str]]:
    """One tree in reading order, and the cards cut off it, which start trees of their own."""
    cells: list[Cell] = []
    cut: list[str] = []
    down = 0.0
    stack = [(start, 0)]
    while stack:
        id, depth = stack.pop()
        if depth > deepest or (cells and down + tall(id) > room):
            cut.append(id)
            continue
        cells.append(Cell(id, depth, down))
        down += tall(id) + gap
        stack.extend((child, depth + 1) for child in reversed(outline.children.get(id, ())))
    return cells, cut


def shared_out(
    trees: Sequence[Tree],
    sides: Sequence[range],
    lines: Mapping[tuple[int, int], int],
    gap: float,
) -> list[list[int]]:
    """Which trees go into which column, by number: columns level, lines short.

    Each tree has a range of columns it may go to; `lines` counts those between two trees.
    Trees are set down highest first, each where least stands, then moved one at a time
    as long as that helps. Within a column they keep their order.

    >>> of = [Tree((Cell(str(n), 0, 0),), tall) for n, tall in enumerate((30, 10, 10, 10))]
    >>> shared_out(of, [range(2)] * 4, {}, 0)
    [[0], [1, 2, 3]]
    """
    count = max((side.stop for side in sides), default=0)
    sums = [0.0] * count
    chosen = [0] * len(trees)
    for number in sorted(range(len(trees)), key=lambda n: (-trees[n].height, n)):
        chosen[number] = min(sides[number], key=lambda column: (sums[column], column))
        sums[chosen[number]] += trees[number].height + gap
    if len(trees) <= _MOST_MOVED:
        _improve(trees, sides, lines, gap, chosen)
    return [[n for n, at in enumerate(chosen) if at == column] for column in range(count)]


def _improve(
    trees: Sequence[Tree],
    sides: Sequence[range],
    lines: Mapping[tuple[int, int], int],
    gap: float,
    chosen: list[int],
) -> None:
    """Move or swap trees as long as the arrangement becomes better."""
    best = _cost(trees, lines, gap, chosen)
    for _ in range(_ROUNDS):
        before = best
        for change in _changes(chosen, sides):
            trial = [change.get(n, at) for n, at in enumerate(chosen)]
            cost = _cost(trees, lines, gap, trial)
            if cost < best - 1e-6:
                best, chosen[:] = cost, trial
        if best == before:
            return


def _changes(chosen: Sequence[int], sides: Sequence[range]) -> Iterator[dict[int, int]]:
    """Every tree moved to every column it may go to, and every two of a side swapped."""
    for number, side in enumerate(sides):
        yield from ({number: column} for column in side if column != chosen[number])
        for other in range(number):
            if sides[other] == side and chosen[other] != chosen[number]:
                yield {number: chosen[other], other: chosen[number]}


def _cost(
    trees: Sequence[Tree],
    lines: Mapping[tuple[int, int], int],
    gap: float,
    chosen: Sequence[int],
) -> float:
    """Height, and what lines add: little between neighbours, much across a column."""
    sums: dict[int, float] = {}
    for tree, column in zip(trees, chosen, strict=True):
        sums[column] = sums.get(column, 0.0) + tree.height + gap
    reach = (
        many * (0.5 if a == b else 1 if abs(chosen[a] - chosen[b]) == 1 else 4)
        for (a, b), many in lines.items()
    )
    uneven = math.hypot(*sums.values())
    return max(sums.values()) + 0.02 * uneven + 12 * math.fsum(reach)


def counts(
    heights: tuple[float, float],
    tallest: tuple[float, float],
    wide: float,
    aspect: float,
    *,
    most: int = 80,
) -> tuple[int, int]:
    """How many columns each of two sides gets, so that the whole is near an aspect.

    Columns of even height count for something too: an empty corner is a waste. There are
    at most `most` of them, and one for each side in any case.
    """
    each = min(max(1, math.ceil(math.fsum(heights) / 400)), 40)
    return min(
        (
            (left, right)
            for left in range(1, each + 1)
            for right in range(1, each + 1)
            if left + right <= max(2, most)
        ),
        key=lambda pair: (_badness(pair, heights, tallest, wide, aspect), pair),
    )


def _badness(
    pair: tuple[int, int],
    heights: tuple[float, float],
    tallest: tuple[float, float],
    wide: float,
    aspect: float,
) -> float:
    tall = 1 + max(
        max(height / columns, top)
        for height, columns, top in zip(heights, pair, tallest, strict=True)
    )
    waste = 1 - math.fsum(heights) / (tall * math.fsum(pair))
    return abs(math.log(wide * math.fsum(pair) / (tall + 260) / aspect)) + waste
