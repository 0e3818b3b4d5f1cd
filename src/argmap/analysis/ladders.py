"""Any question, asked on each rung of the attribution ladder, and what changes on the way.

The first rung knows only what actors state themselves; the second adds what is attributed
to them, the third what is implied, the last what the encoder read into it. An answer that
changes on the way down rests on somebody's word for somebody else's.

Rows of the tables are compared from one rung to the next. Two rows are the same row if
they agree in their first cells: as many of them as it takes to tell all rows of a table
apart. Then a row is `new`, `gone` or `changed`, and a changed cell shows both values.

A question that asks on each rung by itself, and says so by an option `rungs`, is told not to.

The ladder is argmap's own; it asks of attribution what a sensitivity analysis asks of a
parameter.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from inspect import signature
from typing import Any, TypeAlias

from attrs import frozen

from argmap.analysis.answer import Answer, Cell, Table, plain
from argmap.errors import UnknownOptionError
from argmap.model import BASES, ArgumentMap, Basis

__all__ = ["Ladder", "ladder"]

_Row: TypeAlias = tuple[Cell, ...]


@frozen(repr=False)
class Ladder(Answer):
    """One answer per rung, firmest first; the last is the answer on the whole map."""

    answers: tuple[Answer, ...]

    def on(self, basis: Basis) -> Answer:
        """The answer as far as that rung."""
        if basis not in BASES:
            raise UnknownOptionError("basis", basis, BASES)
        return self.answers[BASES.index(basis)]

    @property
    def changing(self) -> tuple[Basis, ...]:
        """The rungs on which the answer's table differs from the rung before."""
        tables = [answer.table for answer in self.answers]
        pairs = zip(BASES[1:], tables, tables[1:], strict=False)
        return tuple(rung for rung, old, new in pairs if _content(old) != _content(new))


def ladder(question: Callable[..., Answer], map: ArgumentMap, /, **options: Any) -> Ladder:
    """How the answer to a question changes from rung to rung.

    `question` is any function from a map to an `Answer`; `options` are handed on to it.

    >>> import argmap
    >>> from argmap.analysis import silent
    >>> rungs = ladder(silent, argmap.example("iraq-withdrawal"), actors=["baghdad"])
    >>> [rungs.on(basis)["baghdad"] for basis in ("stated", "implied")]
    ['through a member', 'spoken for']
    """
    if "rungs" in signature(question).parameters:
        options = {"rungs": False} | options
    answers = tuple(question(map.on(basis=basis), **options) for basis in BASES)
    tables = [answer.table for answer in answers]
    columns = tuple(dict.fromkeys(column for table in tables for column in table.columns))
    grids = [_aligned(table, columns) for table in tables]
    rows: list[_Row] = [(BASES[0], *row) for row in _first(grids[0], columns)]
    for rung, old, new in zip(BASES[1:], grids, grids[1:], strict=False):
        changes = list(_changes(old, new)) or [_bare("nothing changes", columns)]
        rows += [(rung, *change) for change in changes]
    table = Table(
        f"{answers[-1].title}: rung by rung",
        f"each rung includes those above it; on the last: {answers[-1].variant}",
        (_named("rung", columns), _named("change", columns), *columns),
        rows,
        note=tables[-1].note,
    )
    return Ladder(answers, table=table)


def _content(table: Table) -> tuple[Any, ...]:
    return table.columns, table.rows


def _aligned(table: Table, columns: Sequence[str]) -> list[_Row]:
    """The rows of a table under the columns of all tables."""
    return [tuple(row.get(column) for column in columns) for row in table.to_dicts()]


def _first(rows: Sequence[_Row], columns: Sequence[str]) -> list[_Row]:
    """What stands on the first rung."""
    return [("stands", *row) for row in rows] or [_bare("nothing stands", columns)]


def _changes(old: Sequence[_Row], new: Sequence[_Row]) -> Iterator[_Row]:
    """What is new, changed and gone, each row after the word for it."""
    width = _key_width(old, new)
    before, after = _keyed(old, width), _keyed(new, width)
    for key, row in after.items():
        if key not in before:
            yield ("new", *row)
        elif row != before[key]:
            yield ("changed", *map(_moved, before[key], row))
    for key, row in before.items():
        if key not in after:
            yield ("gone", *row)


def _key_width(*tables: Sequence[_Row]) -> int:
    """How many of the first cells tell all rows of each table apart, all if none do."""
    most = max((len(row) for table in tables for row in table), default=0)
    fitting = (
        width
        for width in range(1, most)
        if all(len({row[:width] for row in table}) == len(table) for table in tables)
    )
    return next(fitting, most)


def _keyed(rows: Sequence[_Row], width: int) -> dict[tuple[_Row, int], _Row]:
    """The rows by their first cells; rows that are alike in these are numbered."""
    seen: Counter[_Row] = Counter()
    keyed = {}
    for row in rows:
        keyed[row[:width], seen[row[:width]]] = row
        seen[row[:width]] += 1
    return keyed


def _moved(old: Cell, new: Cell) -> Cell:
    return new if old == new else f"{plain(old)} → {plain(new)}"


def _bare(word: str, columns: Sequence[str]) -> _Row:
    return (word, *(None for _ in columns))


def _named(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name = f"{name} of the ladder"
    return name
