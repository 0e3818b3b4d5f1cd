"""Maps as files and as text.

A format is a module with `loads` and `dumps`, and a suffix or two. `read` and `write` choose
by the suffix unless they are told; `loads` and `dumps` are told. Files are UTF-8, and are
written whole or not at all.

>>> print(FORMATS)
records  .json          The records as JSON: everything, as it stands.
argdown  .argdown, .ad  Argdown with the stakeholders in front: to be written by hand.
>>> map = example("iraq-withdrawal")
>>> loads(dumps(map, "records"), "records") == map
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from argmap.errors import ReadError, UnknownFormatError, did_you_mean, nearest
from argmap.files import decoded, written
from argmap.formats.seeds import example

if TYPE_CHECKING:
    import os

    from argmap.model import ArgumentMap

__all__ = [
    "FORMATS",
    "Format",
    "Formats",
    "dumps",
    "example",
    "loads",
    "read",
    "recognised",
    "write",
]


@frozen
class Format:
    """A way to write a map down: its name, the suffixes of its files, and what it is for."""

    name: str
    suffixes: tuple[str, ...]
    purpose: str

    @property
    def module(self) -> Any:
        """The module with its `loads` and `dumps`, imported when it is first needed."""
        return import_module(f"{__name__}.{self.name}")


class Formats(Mapping[str, Format]):
    """The formats by their names.

    >>> list(FORMATS)
    ['records', 'argdown']
    >>> FORMATS.of("maps/withdrawal.ARGDOWN").name
    'argdown'
    >>> FORMATS["argdwn"]
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownFormatError: unknown format 'argdwn' (one of: records, argdown); \
did you mean 'argdown'?
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
        """The format that claims the suffix of a path."""
        name = Path(path).name
        for format in self.values():
            if name.lower().endswith(format.suffixes):
                return format
        known = ", ".join(f"{'/'.join(f.suffixes)} ({f.name})" for f in self.values())
        raise UnknownFormatError(
            f"no format goes by the suffix of {str(path)!r}; known are {known}"
        )

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
        "Argdown with the stakeholders in front: to be written by hand.",
    ),
)
"""The formats there are: `print(FORMATS)`."""


def read(path: str | os.PathLike[str], *, format: str | None = None) -> ArgumentMap:
    """The map in a file.

    The suffix tells the format, unless one is named. `ReadError` names every fault with
    its line and column, `UnknownFormatError` the formats known; a file that is not there
    is a `FileNotFoundError`.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "withdrawal.json")
    ...     write(example("iraq-withdrawal"), path)
    ...     read(path) == example("iraq-withdrawal")
    True
    """
    module = _module(path, format)
    try:
        map: ArgumentMap = module.loads(decoded(Path(path).read_bytes()))
    except ReadError as error:
        raise ReadError(error.faults, about=str(path)) from None
    return map


def write(map: ArgumentMap, path: str | os.PathLike[str], *, format: str | None = None) -> None:
    """Write a map to a file, in the format its suffix tells unless one is named.

    A file that was there is replaced in one go: whoever reads it meanwhile sees the old
    one or the new one. `WriteError` names what the format cannot say, and then the file
    is untouched. An example stands at `read`.
    """
    written(Path(path), _module(path, format).dumps(map))


def loads(text: str, format: str) -> ArgumentMap:
    """The map that a text says in a format.

    >>> loads('{"format": "argmap-records", "version": 1, "question": "Stay?"}', "records")
    <ArgumentMap 'Stay?' with no records>
    """
    map: ArgumentMap = FORMATS[format].module.loads(text)
    return map


def dumps(map: ArgumentMap, format: str) -> str:
    """The map as text in a format, the same for the same map, to the byte.

    >>> dumps(example("iraq-withdrawal"), "records").splitlines()[1]
    '  "format": "argmap-records",'
    """
    text: str = FORMATS[format].module.dumps(map)
    return text


def recognised(text: str) -> str:
    """The name of the format that a text without a file name is in, as far as it shows.

    >>> recognised('{"format": "argmap-records", "version": 1, "question": "Stay?"}')
    'records'
    >>> recognised("[leave]: US forces leave Iraq.")
    'argdown'
    """
    return "records" if text.lstrip().startswith("{") else "argdown"


def _module(path: str | os.PathLike[str], format: str | None) -> Any:
    return (FORMATS.of(path) if format is None else FORMATS[format]).module
