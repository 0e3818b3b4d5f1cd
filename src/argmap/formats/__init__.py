"""Maps as files and as text.

A format is a module with `loads` and `dumps`, and a suffix or two. `read` and `write` choose
by the suffix unless they are told; `loads` and `dumps` are told. Files are UTF-8, and are
written whole or not at all.

>>> print(FORMATS)
records    .json                        The records as JSON: everything, as it stands.
argdown    .argdown, .ad                Argdown with stakeholders in front: to be written by hand.
carneades  .yml, .yaml                  Argument graphs of Carneades 4: read, not written.
kialo      .txt                         Debates of Kialo: trees of pros and cons.
polis      .csv                         Exports of Polis: read, not written.
tables     .csv, .tsv, .xlsx, .parquet  Tables of stances: read, not written.
dna        .dna                         Databases of DNA: read, not written.
>>> map = example("iraq-withdrawal")
>>> loads(dumps(map, "records"), "records") == map
True

What a file of another tool says and a map cannot is a `Loss`. `loads` and `read` tell all
losses of a text in one `LossWarning`; `loads_with_losses` and `read_with_losses` return them
beside the map. The module of such a format has a `loads_with_losses` of its own, and one of a
format that is only read has no `dumps`. Where a file is no text, or needs those beside it, the
module has a `read_with_losses`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from argmap.errors import Fault, ReadError, UnknownFormatError, WriteError, did_you_mean, nearest
from argmap.files import decoded, written
from argmap.formats.losses import Loaded, Loss, LossWarning, told
from argmap.formats.seeds import example

if TYPE_CHECKING:
    import os

    from argmap.model import ArgumentMap

__all__ = [
    "FORMATS",
    "Format",
    "Formats",
    "Loaded",
    "Loss",
    "LossWarning",
    "dumps",
    "example",
    "loads",
    "loads_with_losses",
    "read",
    "read_with_losses",
    "recognised",
    "write",
]


@frozen
class Format:
    """A way to write a map down: its name, the suffixes of its files, and what it is for.

    `is_written` is false for a format that is only read.
    """

    name: str
    suffixes: tuple[str, ...]
    purpose: str
    is_written: bool = True
    is_by_sight: bool = False
    """Whether its suffixes do not tell, and its module's `claims` knows its own files."""

    @property
    def module(self) -> Any:
        """The module with its `loads` and `dumps`, imported when it is first needed."""
        return import_module(f"{__name__}.{self.name}")

    def has(self, path: str | os.PathLike[str]) -> bool:
        """Whether a path ends in a suffix of this format."""
        return Path(path).name.lower().endswith(self.suffixes)

    def read(self, path: Path) -> Loaded:
        """The map in a file, which its module reads itself if it is no text in UTF-8."""
        module = self.module
        if hasattr(module, "read_with_losses"):
            loaded: Loaded = module.read_with_losses(path)
            return loaded
        return self.loaded(decoded(path.read_bytes()))

    def loaded(self, text: str) -> Loaded:
        """The map that a text says, and what it says besides."""
        module = self.module
        if hasattr(module, "loads_with_losses"):
            loaded: Loaded = module.loads_with_losses(text)
            return loaded
        return Loaded(module.loads(text))

    def dumped(self, map: ArgumentMap) -> str:
        """The map as text; `WriteError` if the format is only read."""
        if not self.is_written:
            ways = " or ".join(repr(f.name) for f in FORMATS.values() if f.is_written)
            raise WriteError([Fault(f"{self.name!r} is read and not written", "", f"write {ways}")])
        text: str = self.module.dumps(map)
        return text


class Formats(Mapping[str, Format]):
    """The formats by their names.

    >>> list(FORMATS)
    ['records', 'argdown', 'carneades', 'kialo', 'polis', 'tables', 'dna']
    >>> FORMATS.of("maps/withdrawal.ARGDOWN").name
    'argdown'
    >>> FORMATS["argdwn"]
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownFormatError: unknown format 'argdwn' (one of: records, argdown, \
carneades, kialo, polis, tables, dna); did you mean 'argdown'?
    """

    def __init__(self, *formats: Format) -> None:
        self._formats = {format.name: format for format in formats}

    def __getitem__(self, name: str) -> Format:
        if name in self._formats:
            return self._formats[name]
        said = f"unknown format {name!r} (one of: {', '.join(self)})"
        hint = did_you_mean(nearest(str(name), self))
        raise UnknownFormatError(f"{said}; {hint}" if hint else said)

    def __contains__(self, name: object) -> bool:
        return name in self._formats

    def __iter__(self) -> Iterator[str]:
        return iter(self._formats)

    def __len__(self) -> int:
        return len(self._formats)

    def of(self, path: str | os.PathLike[str]) -> Format:
        """The format that claims the suffix of a path, whatever is in the file."""
        for format in self.values():
            if format.has(path) and not format.is_by_sight:
                return format
        known = ", ".join(f"{'/'.join(f.suffixes)} ({f.name})" for f in self.values())
        said = f"no format goes by the suffix of {str(path)!r}; known are {known}"
        sight = [f"; name the format {f.name!r} if it is one" for f in self.values() if f.has(path)]
        raise UnknownFormatError("".join([said, *sight]))

    def __str__(self) -> str:
        rows = [(f.name, ", ".join(f.suffixes), f.purpose) for f in self.values()]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)

    def __repr__(self) -> str:
        return f"<Formats {', '.join(self)}>"


FORMATS = Formats(
    Format("records", (".json",), "The records as JSON: everything, as it stands."),
    Format(
        "argdown",
        (".argdown", ".ad"),
        "Argdown with stakeholders in front: to be written by hand.",
    ),
    Format(
        "carneades",
        (".yml", ".yaml"),
        "Argument graphs of Carneades 4: read, not written.",
        is_written=False,
    ),
    Format(
        "kialo",
        (".txt",),
        "Debates of Kialo: trees of pros and cons.",
        is_by_sight=True,
    ),
    Format(
        "polis",
        (".csv",),
        "Exports of Polis: read, not written.",
        is_written=False,
        is_by_sight=True,
    ),
    Format(
        "tables",
        (".csv", ".tsv", ".xlsx", ".parquet"),
        "Tables of stances: read, not written.",
        is_written=False,
    ),
    Format(
        "dna",
        (".dna",),
        "Databases of DNA: read, not written.",
        is_written=False,
    ),
)
"""The formats there are: `print(FORMATS)`."""


def read(path: str | os.PathLike[str], *, format: str | None = None) -> ArgumentMap:
    """The map in a file.

    The suffix tells the format, unless one is named. `ReadError` names every fault with
    its line and column, `UnknownFormatError` the formats known; a file that is not there
    is a `FileNotFoundError`. A `LossWarning` names what the map leaves out of the file.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "withdrawal.json")
    ...     write(example("iraq-withdrawal"), path)
    ...     read(path) == example("iraq-withdrawal")
    True
    """
    return told(read_with_losses(path, format=format), str(path))


def read_with_losses(path: str | os.PathLike[str], *, format: str | None = None) -> Loaded:
    """The map in a file, and what it leaves out of the file; no warning is given.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "withdrawal.json")
    ...     write(example("iraq-withdrawal"), path)
    ...     read_with_losses(path).losses
    ()
    """
    chosen = _format(path, format)
    try:
        return chosen.read(Path(path))
    except ReadError as error:
        raise ReadError(error.faults, about=error.about or str(path)) from None


def write(map: ArgumentMap, path: str | os.PathLike[str], *, format: str | None = None) -> None:
    """Write a map to a file, in the format its suffix tells unless one is named.

    A file that was there is replaced in one go: whoever reads it meanwhile sees the old
    one or the new one. `WriteError` names what the format cannot say, and then the file
    is untouched. An example stands at `read`.
    """
    chosen = FORMATS.of(path) if format is None else FORMATS[format]
    written(Path(path), chosen.dumped(map))


def loads(text: str, format: str) -> ArgumentMap:
    """The map that a text says in a format; a `LossWarning` names what it leaves out.

    >>> loads('{"format": "argmap-records", "version": 1, "question": "Stay?"}', "records")
    <ArgumentMap 'Stay?' with no records>
    """
    return told(loads_with_losses(text, format))


def loads_with_losses(text: str, format: str) -> Loaded:
    """The map that a text says in a format, and what it leaves out; no warning is given.

    >>> text = "{statements: {p: Rain.}, arguments: {a1: {conclusion: p, weight: 0.4}}}"
    >>> for loss in loads_with_losses(text, "carneades").losses:
    ...     print(loss)
    line 1, column 66: argument 'a1': weight 0.4; Carneades passes it over, so it stays in extra
    """
    return FORMATS[format].loaded(text)


def dumps(map: ArgumentMap, format: str) -> str:
    """The map as text in a format, the same for the same map, to the byte.

    >>> dumps(example("iraq-withdrawal"), "records").splitlines()[1]
    '  "format": "argmap-records",'
    """
    return FORMATS[format].dumped(map)


def recognised(text: str) -> str:
    """The name of the format that a text without a file name is in, as far as it shows.

    >>> recognised('{"format": "argmap-records", "version": 1, "question": "Stay?"}')
    'records'
    >>> recognised("[leave]: US forces leave Iraq.")
    'argdown'
    >>> recognised("actor,claim,agreement")
    'tables'
    """
    if text.lstrip().startswith("{"):
        return "records"
    if text.lstrip().startswith("Discussion ") and FORMATS["kialo"].module.recognised(text):
        return "kialo"
    begins = text.lstrip().partition("\n")[0]
    is_table = any(sign in begins for sign in ",;\t|") and FORMATS["tables"].module.recognised(text)
    return "tables" if is_table else "argdown"


def _format(path: str | os.PathLike[str], format: str | None) -> Format:
    """The format that is named, or else knows the file by sight, or claims the suffix."""
    if format is not None:
        return FORMATS[format]
    rivals = (f for f in FORMATS.values() if f.is_by_sight and f.has(path))
    seen = next((rival for rival in rivals if rival.module.claims(path)), None)
    return FORMATS.of(path) if seen is None else seen
