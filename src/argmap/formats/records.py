"""The records as JSON: everything a map says, and nothing else.

A document is one object with `"format": "argmap-records"`, `"version": 1` and the fields
of `argmap.ArgumentMap`, each record an object with the fields of its class. Fields with
their default value are left out; every record stands on a line of its own, so that a
change to one changes one line. `records.schema.json` beside this module says the same
as a JSON Schema (2020-12).

The reader refuses what it does not know, since a field passed over is a fact lost, and
names all that is wrong with a document at once, each with its path, line and column.

>>> from argmap import ArgumentMap, Claim
>>> map = ArgumentMap("Should US forces leave Iraq?", claims=[Claim("leave", "US forces leave.")])
>>> print(dumps(map), end="")
{
  "format": "argmap-records",
  "version": 1,
  "question": "Should US forces leave Iraq?",
  "language": "en",
  "claims": [
    {"id": "leave", "text": "US forces leave."}
  ]
}
>>> loads(dumps(map)) == map
True
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import NOTHING, fields, fields_dict, frozen

from argmap.errors import (
    Fault,
    InvalidMapError,
    InvalidRecordError,
    ReadError,
    WriteError,
    did_you_mean,
    nearest,
)
from argmap.formats.stand_ins import is_echo, stand_in
from argmap.model import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    FrozenMapping,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
    described,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["dumps", "loads", "schema"]

FORMAT = "argmap-records"
VERSION = 1

_ROOMS: dict[str, type[Any]] = {
    "actors": Actor,
    "claims": Claim,
    "arguments": Argument,
    "links": Link,
    "stances": Stance,
    "stakes": Stake,
    "ties": Tie,
    "sources": Source,
}
_MAP_FIELDS = ("question", "title", "language", "positions", "notes", *_ROOMS, "extra")
_LISTS = ("positions", "notes", *_ROOMS, "premises", "via", "citations")
_OBJECTS = ("names", "extra")
_Path: TypeAlias = tuple[str | int, ...]


# Writing -----------------------------------------------------------------------------


def dumps(map: ArgumentMap) -> str:
    """The map as JSON text, the same for the same map, to the byte."""
    said: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    said |= {name: getattr(map, name) for name in _MAP_FIELDS}
    members = (
        f'  "{name}": {_member(name, said[name])}' for name in said if not _empty(said[name])
    )
    return "{\n" + ",\n".join(members) + "\n}\n"


def _member(name: str, value: Any) -> str:
    """One field of the map, with its records a line each."""
    if name not in ("notes", *_ROOMS):
        return _json(value, name)
    lines = (f"    {_json(item, f'{name}[{place}]')}" for place, item in enumerate(value))
    return "[\n" + ",\n".join(lines) + "\n  ]"


def _json(value: Any, where: str) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)
    except (ValueError, RecursionError) as error:
        remedy = "shorten the number, or flatten the extra"
        raise WriteError([Fault(f"JSON cannot say it: {error}", where, remedy)]) from None


def _plain(value: Any) -> dict[str, Any]:
    """A record as an object, without the fields that have their default."""
    if isinstance(value, FrozenMapping):
        return dict(value)
    said = ((field, getattr(value, field.name)) for field in fields(type(value)))
    return {field.name: given for field, given in said if given != field.default}


def _empty(value: Any) -> bool:
    return value is None or value in ((), {})


# Reading -----------------------------------------------------------------------------


def loads(text: str) -> ArgumentMap:
    """The map of a JSON text that `dumps` might have written.

    `ReadError` names every fault: syntax, unknown and missing fields, what is wrong with
    a record and how records fail to fit together.

    >>> loads('{"format": "argmap-records", "version": 1, "claims": [{"id": "a", "txt": "A"}]}')
    Traceback (most recent call last):
        ...
    argmap.errors.ReadError: 3 faults
      line 1, column 1: question: missing; add it
      line 1, column 55: claims[0].text: missing; add it
      line 1, column 67: claims[0].txt: no such field; did you mean 'text'?
    """
    document, repeats = _parsed(text)
    misfits = list(_header(document))
    map = None if misfits else _map(document, misfits)
    if map is None or misfits or repeats:
        raise ReadError(_placed(misfits, text))
    return map


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document, as a new dict.

    It knows each record's fields; that ids name something is for `loads` to check.

    >>> schema()["properties"]["format"]
    {'const': 'argmap-records'}
    """
    text = resources.files("argmap.formats").joinpath("records.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@frozen
class _Misfit:
    """One thing wrong with a document, by its path from the top."""

    path: _Path
    message: str
    remedy: str = ""

    @property
    def where(self) -> str:
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return "".join(steps).removeprefix(".")


def _parsed(text: str) -> tuple[Any, bool]:
    """What the JSON says, and whether an object in it names a field twice."""
    repeats = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        repeats.append(len(found) < len(pairs))
        return found

    try:
        return json.loads(text, object_pairs_hook=members), any(repeats)
    except json.JSONDecodeError as error:
        fault = Fault(f"this is no JSON: {error.msg}", line=error.lineno, column=error.colno)
        raise ReadError([fault]) from None
    except (ValueError, RecursionError) as error:
        raise ReadError([Fault(f"this JSON is too much to read: {error}")]) from None


def _header(document: Any) -> Iterator[_Misfit]:
    """Whether this is a document of ours, of a version that this reader knows."""
    if not isinstance(document, dict):
        yield _Misfit((), "the document is no object", f'give {{"format": "{FORMAT}", …}}')
    elif document.get("format") != FORMAT:
        yield _Misfit(("format",), f"not {FORMAT!r}", "is it a file of another format?")
    elif type(version := document.get("version")) is not int or version < 1:
        yield _Misfit(("version",), f"{version!r} is no version", f"the newest is {VERSION}")
    elif version > VERSION:
        newer = f"version {version} is newer than the {VERSION} that is known here"
        yield _Misfit(("version",), newer, "upgrade argmap")


def _map(document: dict[str, Any], misfits: list[_Misfit]) -> ArgumentMap | None:
    said = {name: document[name] for name in document if name not in ("format", "version")}
    given = {"question": "?", **_shaped(said, fields_dict(ArgumentMap), (), misfits)}
    made = {
        (room, place): _record(_ROOMS[room], value, (room, place), misfits)
        for room in _ROOMS
        for place, value in enumerate(given.get(room, ()))
    }
    for room in _ROOMS:
        given[room] = tuple(r for (name, _), r in made.items() if name == room and r is not None)
    try:
        return ArgumentMap(**given)
    except InvalidMapError as error:
        misfits += _map_misfits(error, made)
    return None


def _record(kind: type[Any], value: Any, path: _Path, misfits: list[_Misfit]) -> Any:
    """The record of a JSON object, or a stand-in and what is wrong with it.

    A field that is missing has its own name for a value, so that the others can be judged.
    """
    if not isinstance(value, dict):
        misfits.append(_Misfit(path, f"{_named(value)}, not an object", "give its fields"))
        return None
    before = len(misfits)
    known = fields_dict(kind)
    given = _shaped(value, known, path, misfits)
    if "citations" in given:
        cited = enumerate(given["citations"])
        made = (_record(Citation, item, (*path, "citations", n), misfits) for n, item in cited)
        given["citations"] = tuple(citation for citation in made if citation is not None)
    absent = [name for name in known if known[name].default is NOTHING and name not in given]
    try:
        record = kind(**given, **{name: name for name in absent})
    except InvalidRecordError as error:
        for fault in error.faults:
            field = _field_of(fault, known)
            if not {*field} & {*absent}:
                misfits.append(_Misfit((*path, *field), fault.message, fault.remedy))
    return record if len(misfits) == before else stand_in(kind, given)


def _shaped(
    said: dict[str, Any], known: Mapping[str, Any], path: _Path, misfits: list[_Misfit]
) -> dict[str, Any]:
    """The fields that are known and of the right shape; misfits are the others."""
    shapes = {**dict.fromkeys(_LISTS, list), **dict.fromkeys(_OBJECTS, dict)}
    given = {}
    for name, value in said.items():
        if name not in known:
            hint = did_you_mean(nearest(name, known)) or f"known are {', '.join(known)}"
            misfits.append(_Misfit((*path, name), "no such field", hint))
        elif name in shapes and not isinstance(value, shapes[name]):
            wanted = "a list" if shapes[name] is list else "an object"
            misfits.append(_Misfit((*path, name), f"{_named(value)}, not {wanted}"))
        else:
            given[name] = value
    for name, field in known.items():
        if field.default is NOTHING and name not in said:
            misfits.append(_Misfit((*path, name), "missing", "add it"))
    return given


def _named(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "a truth value"}
    return names.get(type(value), "nothing" if value is None else "a number")


def _field_of(fault: Fault, known: Iterable[str]) -> tuple[str, ...]:
    """The field that a fault is about, which its message names first, if it is about one."""
    if fault.message.startswith("name in "):
        return ("names",)
    words = (fault.where, *fault.message.replace("span ", "start ").split())
    return next(((name,) for word in words for name in (word, f"{word}s") if name in known), ())


def _map_misfits(error: InvalidMapError, made: Mapping[tuple[str, int], Any]) -> Iterator[_Misfit]:
    """What is wrong with the whole, by the path of the record it is said of."""
    paths: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for path, record in made.items():
        paths["" if record is None else described(record)].append(path)
    said: Counter[Fault] = Counter()
    for fault in error.faults:
        said[fault] += 1
        named = set(re.findall("'([^']*)'", fault.message))
        if not is_echo(fault):
            where, _, field = fault.where.partition(", ")
            alike = paths.get(where) or paths.get(where.rpartition(" and ")[2], [])
            meant = [path for path in alike if any(name in repr(made[path]) for name in named)]
            turn = -said[fault] % len(meant) if where and meant else 0
            known = meant[turn] if where and meant else _field_of(fault, _MAP_FIELDS)
            yield _Misfit((*known, *([field] if field else [])), fault.message, fault.remedy)


# Where in the text -------------------------------------------------------------------

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def _placed(misfits: Iterable[_Misfit], text: str) -> tuple[Fault, ...]:
    """Misfits as faults with line and column, from the top of the text."""
    places, repeats = _places(text)
    found = [(_place(misfit.path, places), misfit) for misfit in dict.fromkeys(misfits)]
    found += [(place, _Misfit(path, "said twice", "keep one")) for path, place in repeats]
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    return tuple(
        Fault(misfit.message, misfit.where, misfit.remedy, *_line_and_column(lines, place))
        for place, misfit in sorted(found, key=lambda item: item[0])
    )


def _place(path: _Path, places: Mapping[_Path, int]) -> int:
    """Where the field is, or else the innermost thing around it."""
    return next(places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in places)


def _line_and_column(lines: list[int], place: int) -> tuple[int, int]:
    line = bisect_right(lines, place)
    return line, place - lines[line - 1] + 1


def _places(text: str) -> tuple[dict[_Path, int], list[tuple[_Path, int]]]:
    """Where each field and item of a valid JSON text begins, and fields said twice.

    Python's parser keeps no places, so the tokens are walked once more, and only for a
    text with faults.
    """
    places: dict[_Path, int] = {(): 0}
    repeats: list[tuple[_Path, int]] = []
    path: list[Any] = []
    named: list[set[str]] = []  # of each open object; an open list has an empty set
    begins = False
    for match in _TOKEN.finditer(text):
        sign, place = match[0], match.start()
        if sign in "}]":
            path.pop(), named.pop()
        elif begins and path:
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else json.loads(sign)
            if path[-1] in named[-1]:
                repeats.append((tuple(path), place))
            if isinstance(path[-1], str):
                named[-1].add(path[-1])
            places[tuple(path)] = place
        if sign in "{[":
            path.append("" if sign == "{" else -1)
            named.append(set())
        begins = sign in "{[,"
    return places, repeats
