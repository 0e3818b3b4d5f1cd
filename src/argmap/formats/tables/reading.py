"""From a table to a map: each row a stance, or each cell one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from argmap.errors import Fault, ReadError, UnknownOptionError
from argmap.formats.losses import Loaded, told
from argmap.formats.tables.columns import NAMES, OF_ACTORS, matched
from argmap.formats.tables.grids import Grid, Row, is_missing, of_file, of_frame, of_text
from argmap.formats.tables.ledger import Ledger, Place, moment
from argmap.formats.tables.verdicts import UnclearError, Verdicts

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from argmap.formats.tables.columns import Columns
    from argmap.formats.tables.verdicts import Judged
    from argmap.model import ArgumentMap, Citation

__all__ = [
    "QUESTION",
    "Shape",
    "loads",
    "loads_with_losses",
    "read_table",
    "read_table_with_losses",
    "read_with_losses",
    "recognised",
]

Shape: TypeAlias = Literal["long", "wide"]
SHAPES = ("long", "wide")
QUESTION = "Who holds what?"
"""The question of a table that is given none."""
_CHAIN = re.compile(r"\s*[>;]\s*")


# The ways in -------------------------------------------------------------------------


def read_table(
    table: str | os.PathLike[str] | Any,
    *,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    values: Mapping[Any, str | None] | None = None,
    scale: tuple[float, float] | None = None,
    shape: Shape | None = None,
    question: str | None = None,
    positions: Sequence[str] = (),
    title: str | None = None,
    sheet: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> ArgumentMap:
    r"""The map of a table of stances: a CSV, TSV, Excel or parquet file, or a dataframe.

    A *long* table has a stance in each row, a *wide* one an actor in each row and a claim in
    each column; `shape` is found out from the columns. Actors, claims and sources get ids
    from their texts and come in order of appearance. A `LossWarning` names the columns that
    were not understood, and what had to be guessed.

    Parameters
    ----------
    table
        A path, or any dataframe that narwhals knows. All but CSV and TSV need the extra
        `argmap[tables]`; `MissingExtraError` says so.
    columns
        Which column says what: `{"actor": "Organisation"}`. Fields are those of
        `argmap.formats.tables.NAMES`, which has the usual names that need not be told, and
        `extra`, for columns to be kept as they are.
    values
        What cells mean, where the usual words do not say it: `{"aye": "accept"}`. A cell that
        means `None` is silence.
    scale
        The two ends of the scale that numbers are on, the lower first: `(1, 5)`.
    question, title, positions
        Of the map. Positions are texts of claims, or their ids, the motion first.
    sheet, delimiter, encoding
        Of the file, where the first sheet, the likeliest delimiter or UTF-8 is wrong.

    `ReadError` names every faulty cell with its line and column.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "stances.csv")
    ...     size = path.write_text(
    ...         "Organisation;Leave.;Stay.\nBaghdad;aye;no\nErbil;;aye\n", encoding="utf-8")
    ...     map = read_table(path, values={"aye": "accept"}, positions=["Leave."])
    >>> [(stance.actor, stance.claim, stance.verdict) for stance in map.stances]
    [('baghdad', 'leave', 'accept'), ('baghdad', 'stay', 'reject'), ('erbil', 'stay', 'accept')]
    """
    loaded = read_table_with_losses(
        table,
        columns=columns,
        values=values,
        scale=scale,
        shape=shape,
        question=question,
        positions=positions,
        title=title,
        sheet=sheet,
        delimiter=delimiter,
        encoding=encoding,
    )
    return told(loaded, str(table) if _is_path(table) else "")


def read_table_with_losses(
    table: str | os.PathLike[str] | Any,
    *,
    sheet: str | None = None,
    delimiter: str | None = None,
    encoding: str | None = None,
    **options: Any,
) -> Loaded:
    """The map of a table and what it leaves out of it; options are those of `read_table`.

    >>> read_table_with_losses("no-such-table.csv")
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: 'no-such-table.csv'
    """
    if not _is_path(table):
        return _loaded(of_frame(table), **options)
    path = Path(table)
    try:
        grid = of_file(path, sheet=sheet, delimiter=delimiter, encoding=encoding)
        return _loaded(grid, **options)
    except ReadError as error:
        raise ReadError(error.faults, about=str(path)) from None


def read_with_losses(path: str | os.PathLike[str]) -> Loaded:
    """The map of a file with a table of stances, by the usual names and words."""
    return _loaded(of_file(Path(path), encoding=None))


def loads(text: str) -> ArgumentMap:
    r"""The map of a table as delimited text, by the usual names and words.

    >>> loads("actor,claim,agreement\nBaghdad,US forces leave.,yes\n").stances
    (Stance(actor='baghdad', claim='us-forces-leave', verdict='accept'),)
    """
    return told(loads_with_losses(text))


def loads_with_losses(text: str) -> Loaded:
    r"""The map of a table as delimited text, and what it leaves out.

    >>> for loss in loads_with_losses("actor,claim,vote,id\nBaghdad,Leave.,yes,7\n").losses:
    ...     print(loss)
    column 'id': not understood; it stays in the extra of each stance: name it in columns
    """
    return _loaded(of_text(text))


def recognised(text: str) -> bool:
    r"""Whether a text begins as a table of stances does: with columns that are known as such.

    >>> recognised("Organisation;Concept;Agreement\n"), recognised("[leave]: US forces leave.")
    (True, False)
    """
    try:
        grid = of_text(text[:10_000].lstrip("\ufeff\r\n").splitlines()[0])
    except (ReadError, IndexError):
        return False
    return {"actor", "claim", "agreement"} <= matched(grid.columns, {}).fields.keys()


def _is_path(table: object) -> bool:
    return isinstance(table, str) or hasattr(table, "__fspath__")


# What a table says -------------------------------------------------------------------


def _loaded(
    grid: Grid,
    *,
    columns: Mapping[str, str | Sequence[str]] | None = None,
    values: Mapping[Any, str | None] | None = None,
    scale: tuple[float, float] | None = None,
    shape: Shape | None = None,
    question: str | None = None,
    positions: Sequence[str] = (),
    title: str | None = None,
) -> Loaded:
    if shape is not None and shape not in SHAPES:
        raise UnknownOptionError("shape", shape, SHAPES)
    found = matched(grid.columns, columns or {})
    is_long = {"actor", "claim"} <= found.fields.keys() if shape is None else shape == "long"
    making = _Long if is_long else _Wide
    made = making(grid, columns or {}, values, scale, is_told=shape is not None)
    made.read()
    made.ledger.faults.extend(grid.faults)
    map = made.ledger.map(question or QUESTION, positions=positions, title=title)
    return Loaded(map, grid.losses)


class _Making:
    """What both shapes have in common: the columns, and reading a cell."""

    fields: tuple[str, ...] = tuple(NAMES)

    def __init__(
        self,
        grid: Grid,
        columns: Mapping[str, str | Sequence[str]],
        values: Mapping[Any, str | None] | None,
        scale: tuple[float, float] | None,
        *,
        is_told: bool,
    ) -> None:
        self.grid, self.is_told = grid, is_told
        self.ledger = Ledger()
        self.columns = self.matched(columns)
        self.at = {name: place for place, name in enumerate(grid.columns) if name}
        judged = [self.at[name] for name in self.judged()]
        cells = (row.cells[place] for row in grid.rows for place in judged)
        self.verdicts = Verdicts(cells, values, scale)

    def matched(self, columns: Mapping[str, str | Sequence[str]]) -> Columns:
        return matched(self.grid.columns, columns, self.fields)

    def judged(self) -> Sequence[str]:
        """The columns whose cells are verdicts."""
        raise NotImplementedError

    def place(self, row: Row) -> Place:
        if self.grid.kind == "line":
            return Place(row.line, columns=self.columns.fields)
        return Place(name=f"row {row.line}", columns=self.columns.fields)

    def cell(self, row: Row, field: str) -> Any:
        """What a row says in the column of a field; nothing if there is no such column."""
        column = self.columns.fields.get(field)
        value = None if column is None else row.cells[self.at[column]]
        return None if is_missing(value) else value

    def text(self, row: Row, field: str) -> str | None:
        value = self.cell(row, field)
        return None if value is None else _worded(value)

    def number(self, row: Row, field: str) -> float | None:
        value = self.cell(row, field)
        try:
            return None if value is None else float(value)
        except (TypeError, ValueError):
            self.grid.fault(row, self.columns.fields[field], f"{value!r} is no number")
            return None

    def verdict(self, row: Row, column: str) -> Judged | None:
        try:
            return self.verdicts.of(row.cells[self.at[column]])
        except UnclearError as error:
            self.grid.fault(row, column, error.message, error.remedy)
            return None

    def actor(self, row: Row, at: Place) -> str | None:
        name = self.text(row, "actor")
        if name is None:
            self.grid.fault(row, self.columns.fields["actor"], "no actor is named", "name one")
            return None
        said: dict[str, Any] = {name: self.text(row, name) for name in ("kind", "bloc")}
        whole = self.text(row, "part_of")
        if whole is not None and whole != name:
            said["part_of"] = self.ledger.actor(whole, at)
        return self.ledger.actor(name, at, influence=self.number(row, "influence"), **said)

    def nameless(self) -> None:
        """Tell which columns say something under no name."""
        for place, name in enumerate(self.grid.columns):
            if not name and any(not is_missing(row.cells[place]) for row in self.grid.rows):
                why = "a column needs a name to be kept"
                self.grid.lose("what it says", f"column {place + 1}", why)

    def guesses(self) -> None:
        """Tell what no cell says but was taken to be meant."""
        if self.verdicts.guesses:
            why = "no number is less; if it is neutral, give scale=(-1, 1)"
            self.grid.lose("0 is taken for reject", "", why)


class _Long(_Making):
    """A table with a stance in each row."""

    def judged(self) -> Sequence[str]:
        lacking = [f for f in ("actor", "claim", "agreement") if f not in self.columns.fields]
        if lacking:
            raise ReadError([_lacking(field, self.grid) for field in lacking])
        return [self.columns.fields["agreement"]]

    def read(self) -> None:
        for name in self.columns.others:
            if name:
                why = "it stays in the extra of each stance: name it in columns"
                self.grid.lose("not understood", f"column {name!r}", why)
        self.nameless()
        for row in self.grid.rows:
            self.stance(row)
        self.guesses()

    def stance(self, row: Row) -> None:
        at = self.place(row)
        actor, claim = self.actor(row, at), self.claim(row, at)
        column = self.columns.fields["agreement"]
        if self.verdicts.is_silent(row.cells[self.at[column]]):
            self.grid.fault(row, column, "no verdict is given", "give one, or leave the row out")
        judged = self.verdict(row, column)
        said = self.said(row, at)
        if actor is None or claim is None or judged is None:
            return
        strength = self.number(row, "strength")
        if strength is None:
            strength = judged.strength
        elif judged.strength != 1.0:
            said["extra"][column] = row.cells[self.at[column]]
        self.ledger.stance(at, actor, claim, judged.verdict, strength=strength, **said)

    def claim(self, row: Row, at: Place) -> str | None:
        text = self.text(row, "claim")
        if text is None:
            self.grid.fault(row, self.columns.fields["claim"], "no claim is named", "name one")
            return None
        return self.ledger.claim(text, at, theme=self.text(row, "theme"))

    def said(self, row: Row, at: Place) -> dict[str, Any]:
        """What a row says of a stance besides its verdict."""
        date, basis, via = self.cell(row, "date"), self.text(row, "basis"), self.text(row, "via")
        own = ((name, row.cells[self.at[name]]) for name in self.own)
        said: dict[str, Any] = {
            "date": None if date is None else moment(date),
            "hedge": self.text(row, "hedge"),
            "via": tuple(self.ledger.voice(v, at) for v in _CHAIN.split(via or "") if v.strip()),
            "citations": self.citations(row, at),
            "extra": {name: cell for name, cell in own if not is_missing(cell)},
        }
        return said if basis is None else {**said, "basis": basis.casefold()}

    @property
    def own(self) -> tuple[str, ...]:
        return tuple(name for name in (*self.columns.others, *self.columns.kept) if name)

    def citations(self, row: Row, at: Place) -> tuple[Citation, ...]:
        """Where a row says that its stance can be looked up."""
        title = self.text(row, "source")
        where: dict[str, Any] = {name: self.text(row, name) for name in ("locator", "quote")}
        where |= {name: self.whole_number(row, name) for name in ("start", "end")}
        where = {name: value for name, value in where.items() if value is not None}
        if title is None:
            for name in where:
                column = self.columns.fields[name]
                self.grid.fault(row, column, f"a {name} without a source", "name the source")
            return ()
        document: dict[str, Any] = {
            name: self.text(row, name) for name in ("publisher", "author", "url")
        }
        return self.ledger.citation(at, self.ledger.source(title, at, **document), **where)

    def whole_number(self, row: Row, field: str) -> int | None:
        number = self.number(row, field)
        if number is None or number.is_integer():
            return None if number is None else int(number)
        self.grid.fault(row, self.columns.fields[field], f"{number!r} is no whole number")
        return None


class _Wide(_Making):
    """A table with an actor in each row and a claim in each column."""

    fields = ("actor", *OF_ACTORS)

    def matched(self, columns: Mapping[str, str | Sequence[str]]) -> Columns:
        """The columns; that of the actors is the first, if no name tells."""
        names = self.grid.columns
        if "actor" in columns or (names[0] and "actor" in matched(names, columns).fields):
            return matched(names, columns, self.fields)
        self.grid.columns = names = (names[0] or _free("actor", names), *names[1:])
        return matched(names, {**columns, "actor": names[0]}, self.fields)

    def judged(self) -> Sequence[str]:
        return [name for name in self.columns.others if name]

    def read(self) -> None:
        claims = self.judged()
        if not claims or not (self.is_told or self.mostly_judged(claims)):
            lacking = [
                f for f in ("actor", "claim") if f not in matched(self.grid.columns, {}).fields
            ]
            raise ReadError([_lacking(field, self.grid) for field in lacking or ["claim"]])
        ids = {name: self.ledger.claim(name) for name in claims}
        self.nameless()
        for row in self.grid.rows:
            at = self.place(row)
            actor = self.actor(row, at)
            extra = {name: row.cells[self.at[name]] for name in self.columns.kept}
            kept = {name: cell for name, cell in extra.items() if not is_missing(cell)}
            for name in claims:
                judged = self.verdict(row, name)
                if actor is not None and judged is not None:
                    said: Any = {"strength": judged.strength, "extra": kept}
                    self.ledger.stance(at, actor, ids[name], judged.verdict, **said)
        self.guesses()

    def mostly_judged(self, claims: Sequence[str]) -> bool:
        """Whether at least half of the cells can be read, as in a wide table they can."""
        cells = [row.cells[self.at[name]] for row in self.grid.rows for name in claims]
        return 2 * sum(map(self.is_clear, cells)) >= len(cells)

    def is_clear(self, cell: Any) -> bool:
        try:
            self.verdicts.of(cell)
        except UnclearError as error:
            return error.is_number
        return True


def _free(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else _free(f"{name} ", taken)


def _lacking(field: str, grid: Grid) -> Fault:
    names = ", ".join(repr(name) for name in grid.columns[:20] if name)
    remedy = f"say which it is: columns={{{field!r}: …}}; there are {names}"
    return Fault(f"no column is known to say the {field}", "", remedy)


def _worded(value: Any) -> str:
    """A cell as text; a whole number has no point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
