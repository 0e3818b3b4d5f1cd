r"""A table as it stands: names of columns, and rows of cells with their places.

Four kinds of thing become a `Grid`: delimited text, a sheet of an Excel workbook, a parquet
file and a dataframe. The first needs nothing, the others the packages of `argmap[tables]`.
Whatever cannot be a cell is a fault here: a cell of an open quote, a formula whose value was
never stored, more cells than columns. What a cell says is for others to read.

>>> grid = of_text("actor;claim\nBaghdad;Leave.\n")
>>> grid.columns, grid.rows
(('actor', 'claim'), [Row(line=2, cells=('Baghdad', 'Leave.'))])
"""

from __future__ import annotations

import csv
import io
import warnings
from collections import Counter
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import define, field

from argmap.errors import (
    Fault,
    MissingExtraError,
    OptionTypeError,
    ReadError,
    UnknownOptionError,
)
from argmap.files import decoded
from argmap.formats.losses import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Grid", "Row", "is_missing", "of_file", "of_frame", "of_text"]

DELIMITERS = ",;\t|"
MOST_BYTES = 2**30
"""How much a workbook may unfold to: it is an archive, and a small one may hold very much."""
_BROKEN = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")


class Row(NamedTuple):
    """Cells, and the line of the file or row of the sheet they stand in; both from 1."""

    line: int
    cells: tuple[Any, ...]


@define(eq=False)
class Grid:
    """A table: `kind` is what its rows are counted as, `line` in a file and `row` elsewhere."""

    columns: tuple[str, ...]
    rows: list[Row]
    kind: str = "line"
    faults: list[Fault] = field(factory=list)
    losses: list[Loss] = field(factory=list)

    def fault(self, row: Row, column: str, message: str, remedy: str = "") -> None:
        """Note what is wrong with a cell, or with a row if no column is named."""
        where = f"column {column!r}" if column else ""
        if self.kind == "line":
            self.faults.append(Fault(message, where, remedy, line=row.line))
        else:
            where = f"row {row.line}, {where}" if where else f"row {row.line}"
            self.faults.append(Fault(message, where, remedy))

    def lose(self, what: str, where: str = "", why: str = "") -> None:
        """Note what a map read from this will not say, or had to guess."""
        self.losses.append(Loss(what, where, why))


def is_missing(cell: object) -> bool:
    """Whether a cell says nothing; not-a-number and not-a-time are unequal to themselves.

    >>> [is_missing(cell) for cell in (None, "  ", float("nan"), 0, False)]
    [True, True, True, False, False]
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return True
    try:
        return bool(cell != cell)  # noqa: PLR0124 # so are NaN and NaT told
    except (TypeError, ValueError):  # as pandas.NA, which is neither equal nor unequal
        return True


# Text --------------------------------------------------------------------------------


def of_text(text: str, *, delimiter: str | None = None) -> Grid:
    r"""The table of delimited text; the delimiter is found out unless it is given.

    >>> of_text('actor\tclaim\nBaghdad\t"Leave.\n')
    Traceback (most recent call last):
        ...
    argmap.errors.ReadError: line 2: unexpected end of data; a quote that is opened must be ...
    """
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        remedy = "save the table as CSV in UTF-8"
        raise ReadError([Fault("a NUL byte, which no text has", remedy=remedy, line=line)])
    return _framed(_records(text, delimiter or _delimiter(text)), "line")


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """The rows of delimited text, each with the line it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "a quote that is opened must be closed, and one inside a cell doubled"
        raise ReadError([Fault(str(error), remedy=remedy, line=line)]) from None


def _delimiter(text: str) -> str:
    """The delimiter that splits the first row into most columns, and others as it does."""
    widths = {delimiter: _widths(text, delimiter) for delimiter in DELIMITERS}
    even = [delimiter for delimiter in DELIMITERS if len(set(widths[delimiter])) == 1]
    split = [delimiter for delimiter in even if widths[delimiter][0] > 1]
    return max(split or DELIMITERS, key=lambda delimiter: (*widths[delimiter], 0)[0])


def _widths(text: str, delimiter: str, most: int = 20) -> list[int]:
    """How many cells the first rows have that say anything, up to one that is none."""
    widths: list[int] = []
    with suppress(ReadError):
        for row in _records(text, delimiter):
            widths += [len(row.cells)] if any(row.cells) else []
            if len(widths) == most:
                break
    return widths


# Files -------------------------------------------------------------------------------


def of_file(
    path: Path, *, sheet: str | None = None, delimiter: str | None = None, encoding: str | None
) -> Grid:
    """The table of a file; its suffix tells what it is, and any but Excel's and parquet is text."""
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        return _of_workbook(path, sheet)
    if suffix == ".parquet":
        return _of_parquet(path)
    if delimiter is None and suffix == ".tsv":
        delimiter = "\t"
    return of_text(_text(path.read_bytes(), encoding), delimiter=delimiter)


def _text(data: bytes, encoding: str | None) -> str:
    """Bytes as text: in UTF-8, or in UTF-16 if they are marked so, as Excel writes them."""
    if encoding is None and data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    if encoding is None:
        return decoded(data)
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as error:
        remedy = "name its encoding, or save it as UTF-8"
        raise ReadError([Fault(f"this is no {encoding}: {error}", remedy=remedy)]) from None


def _of_workbook(path: Path, sheet: str | None) -> Grid:
    """A sheet of a workbook: the values its formulas had when it was last saved."""
    openpyxl = _package("openpyxl", "Excel workbooks")
    _refuse_bombs(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl does not keep, which is no cell
            values = openpyxl.load_workbook(path, read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(path, read_only=True)
            names = [name for name in values.sheetnames if hasattr(values[name], "iter_rows")]
            chosen = sheet if sheet is not None else next(iter(names), None)
            told = {name: _sheet_rows(values[name], formulas[name]) for name in names}
            values.close(), formulas.close()
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 # a damaged workbook fails in every way there is
        raise ReadError([_unreadable("Excel workbook", error)]) from None
    if chosen not in told:
        raise UnknownOptionError("sheet", chosen, names)
    rows, faults = told.pop(chosen)
    left = [name for name, (others, _) in told.items() if any(map(_says_something, others))]
    grid = _framed(rows, "line")
    grid.faults = [*faults, *grid.faults]
    for name in left:
        grid.lose(f"sheet {name!r}", "", "one sheet is read; name another as sheet")
    return grid


def _sheet_rows(values: Any, formulas: Any) -> tuple[list[Row], list[Fault]]:
    """The rows of a sheet, and its cells that have no value to be read."""
    rows, faults = [], []
    for line, (cells, sources) in enumerate(
        zip(values.iter_rows(values_only=True), formulas.iter_rows(), strict=False), 1
    ):
        for cell, source in zip(cells, sources, strict=False):
            is_formula = getattr(source, "data_type", "") == "f"
            if (is_formula and cell is None) or (cell in _BROKEN if type(cell) is str else False):
                what = "a formula with no stored value" if cell is None else f"the error {cell}"
                remedy = "mend it in Excel and save, or put the value in its place"
                faults.append(Fault(what, f"cell {source.coordinate}", remedy, line=line))
        rows.append(Row(line, tuple(cells)))
    return rows, faults


def _says_something(row: Row) -> bool:
    return not all(map(is_missing, row.cells))


def _refuse_bombs(path: Path) -> None:
    import zipfile  # noqa: PLC0415 # only for workbooks

    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ReadError([_unreadable("Excel workbook", error)]) from None
    if size > MOST_BYTES:
        said = f"the workbook unfolds to {size:,} bytes, more than {MOST_BYTES:,}"
        raise ReadError([Fault(said, remedy="save the sheet as CSV")])


def _of_parquet(path: Path) -> Grid:
    _package("narwhals", "parquet files")
    engine = next((name for name in ("pyarrow", "polars") if _is_there(name)), None)
    if engine is None:
        raise _missing("pyarrow", "parquet files")
    with path.open("rb"):  # so that a folder, or no file, is told as such
        pass
    try:
        if engine == "pyarrow":
            frame = import_module("pyarrow.parquet").read_table(str(path))
        else:
            frame = import_module("polars").read_parquet(path)
    except Exception as error:  # noqa: BLE001 # each engine has errors of its own
        raise ReadError([_unreadable("parquet file", error)]) from None
    return of_frame(frame)


def of_frame(frame: Any) -> Grid:
    """The table of a dataframe of any library that narwhals knows; rows count from 1."""
    narwhals = _package("narwhals", "dataframes")
    try:
        known = narwhals.from_native(frame)
        known = known.collect() if isinstance(known, narwhals.LazyFrame) else known
        rows = [Row(place, tuple(cells)) for place, cells in enumerate(known.iter_rows(), 1)]
        columns = [str(name) for name in known.columns]
    except (TypeError, AttributeError):
        remedy = "give a path, or a dataframe that narwhals knows"
        raise OptionTypeError("table", type(frame).__name__, "no table", remedy) from None
    return _framed([Row(0, tuple(columns)), *rows], "row")


# The packages ------------------------------------------------------------------------


def _package(name: str, purpose: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise _missing(name, purpose) from None


def _is_there(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True


def _missing(name: str, purpose: str) -> MissingExtraError:
    return MissingExtraError(f'{purpose} need {name}; pip install "argmap[tables]"')


def _unreadable(what: str, error: Exception) -> Fault:
    said = " ".join(str(error).split())[:200]
    return Fault(f"this is no {what}: {said}", remedy="save it again, or as CSV")


# Columns -----------------------------------------------------------------------------


def _framed(records: Iterable[Row], kind: str) -> Grid:
    """The first row that says something as the names of columns, the rest as rows."""
    rows = [row for row in records if _says_something(row)]
    if not rows:
        raise ReadError([Fault("the table is empty", remedy="give it a row of column names")])
    head, *body = rows
    names = [" ".join(str(cell).split()) if not is_missing(cell) else "" for cell in head.cells]
    while not names[-1] and not any(map(_says_something, _column(body, len(names) - 1))):
        names.pop()
    grid = Grid(tuple(names), [], kind)
    for name, times in Counter(filter(None, names)).items():
        if times > 1:
            remedy = "rename all but one"
            grid.fault(head, name, f"{times} columns have this name", remedy)
    grid.rows = [Row(row.line, _fitted(grid, row, len(names))) for row in body]
    return grid


def _column(rows: Sequence[Row], place: int) -> Iterator[Row]:
    """One cell of each row, or none of a row that is shorter."""
    return (Row(row.line, row.cells[place : place + 1]) for row in rows)


def _fitted(grid: Grid, row: Row, width: int) -> tuple[Any, ...]:
    """The cells of a row, one to a column."""
    cells: Sequence[Any] = row.cells
    if not all(map(is_missing, cells[width:])):
        message = f"the row has {len(cells)} cells, and there are {width} columns"
        grid.fault(row, "", message, "put text with a delimiter in it in double quotes")
    return (*cells[:width], *(None for _ in range(width - len(cells))))
