"""What a question answers with: a value, and the table that shows it.

An `Answer` is a frozen record with the fields of its question and a `Table`. `Values` is
an answer that gives a value per id; it is a mapping, so a picture can be coloured by it.
Tables print as aligned text, wrapped but never cut, and turn into Markdown, HTML,
dictionaries and data frames.

>>> print(Table(
...     "Troops", "as reported", ("country", "troops"), (("Iraq", 2500), ("Syria", 900))
... ))
Troops
(as reported)
country  troops
-------  ------
Iraq       2500
Syria       900
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from argmap.analysis.frames import frame
from argmap.analysis.wording import counted
from argmap.display import chosen, display_mode, html_table, shown_letter
from argmap.errors import Fault, InvalidRecordError, UnknownIdError
from argmap.model import FrozenMapping

__all__ = ["Answer", "Cell", "Table", "Values", "plain"]

Cell: TypeAlias = str | int | float | None
V = TypeVar("V")

_WIDTH = 100
_LEAST = 24
"""No column is squeezed below its longest word, up to this many cells of a terminal."""
_ABSENT = "–"
_MOST_ROWS = 200
"""As many rows as a table shows of itself in a notebook."""
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


# Tables ------------------------------------------------------------------------------


def _names(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(columns)


def _rows(rows: Iterable[Iterable[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(row) for row in rows)


@frozen(repr=False)
class Table:
    """Rows under named columns, with what they show and how it was reckoned.

    A cell is text, a number, or `None` where there is nothing to say. `variant` says how
    the table was reckoned, `note` what a reader should know besides. A row that does not
    fit the columns, or two columns of one name, raise `InvalidRecordError`.

    >>> table = Table("Troops", "as reported", ["country", "troops"], [["Iraq", 2500]])
    >>> table.to_dicts()
    [{'country': 'Iraq', 'troops': 2500}]
    """

    title: str
    variant: str
    columns: tuple[str, ...] = field(converter=_names)
    rows: tuple[tuple[Cell, ...], ...] = field(converter=_rows)
    note: str = ""

    def __attrs_post_init__(self) -> None:
        faults = [*self._twins(), *self._misfits()]
        if faults:
            raise InvalidRecordError(faults)

    def _twins(self) -> Iterator[Fault]:
        for name, count in Counter(self.columns).items():
            if count > 1:
                remedy = "give each column a name of its own"
                yield Fault(f"{count} columns are called {name!r}", f"table {self.title!r}", remedy)

    def _misfits(self) -> Iterator[Fault]:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                found = f"row {number} has {len(row)} cells for {len(self.columns)} columns"
                remedy = "use None for a cell with nothing in it"
                yield Fault(found, f"table {self.title!r}", remedy)

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries from column to cell, cells as they are."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_frame(self, library: str = "pandas") -> Any:
        """The rows as a data frame of a library, such as pandas, polars or pyarrow.

        Columns that mix words and numbers are words throughout. `MissingExtraError` if
        narwhals or the library is not installed.
        """
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        return frame(dict(zip(self.columns, map(_of_one_kind, columns), strict=True)), library)

    def to_text(self, *, width: int = _WIDTH) -> str:
        """The table as aligned text, at most about `width` cells of a terminal wide.

        Long cells are wrapped between words. Wide letters count twice, accents nothing,
        and right-to-left text is isolated so that it keeps to its column.

        >>> print(Table("Names", "", ["en", "ar"], [["Baghdad", None]]).to_text(width=40))
        Names
        en       ar
        -------  --
        Baghdad  –
        """
        cells = [self.columns, *(map(plain, row) for row in self.rows)]
        grid = [[_visible(cell) for cell in row] for row in cells]
        widths, right = _widths(grid, width), self._numeric()
        head, *body = (_lines(row, widths, right) for row in grid)
        rule = "  ".join("-" * cells for cells in widths).rstrip()
        said = [self.title, f"({self.variant})" if self.variant else ""]
        lines = [
            *(line for text in said for line in _wrapped(_visible(text), width) if line),
            *([*head, rule] if body else ["nothing"]),
            *(line for row in body for line in row),
            *(line for line in _wrapped(_visible(self.note), width) if line),
        ]
        return "\n".join(lines)

    def to_markdown(self) -> str:
        r"""The table in Markdown, whatever its cells hold escaped.

        >>> print(Table("A|B", "", ["x"], [["<b>"]]).to_markdown())
        **A\|B**
        <BLANKLINE>
        | x |
        | --- |
        | &lt;b&gt; |
        """
        head = [
            f"**{_marked(self.title)}**",
            *([f"_{_marked(self.variant)}_"] * bool(self.variant)),
        ]
        marks = ["---:" if right else "---" for right in self._numeric()]
        lines = [
            _bars(map(_marked, self.columns)),
            _bars(marks),
            *(_bars(_marked(plain(cell)) for cell in row) for row in self.rows),
        ]
        body = "\n".join(lines) if self.rows else "Nothing."
        return "\n\n".join([*head, body, *([_marked(self.note)] * bool(self.note))])

    def to_html(self, *, rows: int | None = None) -> str:
        """The table in HTML: captioned, its headings scoped, whatever it holds escaped.

        All of it, or the first `rows` and a line that says how many more there are.

        >>> "2 more rows" in Table("T", "", ["x"], [[1], [2], [3]]).to_html(rows=1)
        True
        """
        shown = self.rows[:rows]
        hidden = len(self.rows) - len(shown)
        rest = f"{counted(hidden, 'more row')}: print, to_markdown() and to_frame() show all."
        return html_table(
            self.title,
            self.columns,
            [[plain(cell) for cell in row] for row in shown],
            under=self.variant,
            notes=[*([rest] * bool(hidden)), *([self.note] * bool(self.note))],
            right=self._numeric(),
        )

    def _numeric(self) -> tuple[bool, ...]:
        """Whether each column holds numbers and nothing else."""
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        return tuple(
            any(cell is not None for cell in column)
            and all(cell is None or isinstance(cell, int | float) for cell in column)
            for column in columns
        )

    def _repr_html_(self) -> str | None:
        """What a notebook shows, unless it is to show words only."""
        return None if display_mode() == "text" else self.to_html(rows=_MOST_ROWS)

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, str]:
        """In a notebook of words only, the whole table in words."""
        words = chosen({"text/plain": self.to_text}, ["text/plain"], include, exclude)
        return words if display_mode() == "text" else {}

    def _mime_(self) -> tuple[str, str]:
        """What marimo shows."""
        html = self._repr_html_()
        return ("text/plain", str(self)) if html is None else ("text/html", html)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        columns, rows = counted(len(self.columns), "column"), counted(len(self.rows), "row")
        return f"<Table {self.title!r} with {columns} and {rows}>"


def _of_one_kind(column: Sequence[Cell]) -> list[Cell]:
    """The cells of a column, all of them words where any is one.

    >>> _of_one_kind([1, "two", None])
    ['1', 'two', None]
    """
    if not any(isinstance(cell, str) for cell in column):
        return list(column)
    return [None if cell is None else str(cell) for cell in column]


def plain(cell: Cell) -> str:
    """A cell as text: a dash for nothing, numbers to six digits.

    >>> plain(None), plain(2500), plain(1 / 3)
    ('–', '2500', '0.333333')
    """
    match cell:
        case None | "":
            return _ABSENT
        case bool() | int() | str():
            return str(cell)
        case _:
            return f"{cell:.6g}"


def _visible(text: str) -> str:
    """Text on one line, with nothing in it that could move a cursor or turn a line round."""
    return "".join(map(shown_letter, " ".join(text.split())))


# … as text


def _span(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _widths(grid: Sequence[Sequence[str]], width: int) -> list[int]:
    """Column widths that fit, the widest columns squeezed first, none below its words."""
    columns = list(zip(*grid, strict=True))
    natural = [max(map(_span, column)) for column in columns]
    words = [max(map(_span, " ".join(column).split()), default=0) for column in columns]
    least = [min(word, _LEAST) for word in words]
    room = width - 2 * (len(columns) - 1)
    for cap in range(max(natural, default=0), 0, -1):
        capped = [max(low, min(need, cap)) for low, need in zip(least, natural, strict=True)]
        if sum(capped) <= room:
            return capped
    return least


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """A row as one or more lines of text, each cell wrapped within its column."""
    cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    return [
        "  ".join(map(_padded, line, widths, right)).rstrip()
        for line in zip_longest(*cells, fillvalue="")
    ]


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - _span(text))
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text):
        text = f"{_ISOLATE}{text}{_END_ISOLATE}"
    return space + text if right else text + space


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of whole words, as full as they get; only a word wider than a line is broken."""
    lines: list[str] = []
    line = ""
    for word in (piece for whole in text.split() for piece in _broken(whole, width)):
        longer = f"{line} {word}" if line else word
        if line and _span(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _broken(word: str, width: int) -> Iterator[str]:
    piece = ""
    for letter in word if _span(word) > width else ():
        if piece and _span(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece or word


# … as markup


def _marked(text: str) -> str:
    """Text that Markdown shows as it is, inside a table or out; line breaks are kept."""
    lines = (_visible(line) for line in text.splitlines())
    return "<br>".join("".join(_MARKS.get(letter, letter) for letter in line) for line in lines)


_MARKS = {letter: f"\\{letter}" for letter in r"\`*_[]|~$"} | {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
}


def _bars(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


# Answers -----------------------------------------------------------------------------


@frozen(repr=False)
class Answer:
    """The result of a question: a value that can be compared, kept and shown.

    Each question has a subclass with fields of its own. `table` shows the answer in
    words; `print` and notebooks show the table.
    """

    table: Table = field(kw_only=True)

    @property
    def title(self) -> str:
        """The question in words."""
        return self.table.title

    @property
    def variant(self) -> str:
        """How it was reckoned, in words: the options, and the rung the records stand on."""
        return self.table.variant

    def to_markdown(self) -> str:
        """The answer's table in Markdown."""
        return self.table.to_markdown()

    def to_dicts(self) -> list[dict[str, Cell]]:
        """The rows of the answer's table, as dictionaries."""
        return self.table.to_dicts()

    def to_frame(self, library: str = "pandas") -> Any:
        """The rows of the answer's table as a data frame of a library."""
        return self.table.to_frame(library)

    def _repr_html_(self) -> str | None:
        return self.table._repr_html_()

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, str]:
        return self.table._repr_mimebundle_(include, exclude)

    def _mime_(self) -> tuple[str, str]:
        return self.table._mime_()

    def __str__(self) -> str:
        return str(self.table)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.title!r}: {counted(len(self.table.rows), 'row')}>"


@frozen(repr=False)
class Values(Answer, Mapping[str, V], Generic[V]):
    """An answer that gives a value per id: a mapping, which a picture can be coloured by.

    It holds only the ids it has something to say of, in the order of the map, and raises
    `UnknownIdError` for others.
    """

    by_id: FrozenMapping = field(kw_only=True, converter=FrozenMapping)

    def __getitem__(self, id: str) -> V:
        if id not in self.by_id:
            raise UnknownIdError(id, self.by_id, kind="answer for")
        value: V = self.by_id[id]
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)

    def __contains__(self, id: Any) -> bool:
        return id in self.by_id

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.title!r}: {_summed_up(self.by_id.values())}>"


def _summed_up(values: Iterable[Any]) -> str:
    """How often each value comes, or the range of numbers.

    >>> _summed_up(["pro", "con", "pro"]), _summed_up([0.25, 1.0, 0.5])
    ('2 pro, 1 con', '3 values from 0.25 to 1')
    """
    values = list(values)
    if values and all(isinstance(value, float) for value in values):
        return f"{counted(len(values), 'value')} from {min(values):.3g} to {max(values):.3g}"
    counts = Counter(map(str, values))
    return ", ".join(f"{count} {value}" for value, count in counts.items()) or "nothing"
