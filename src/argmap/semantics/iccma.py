"""Frameworks as files: the three formats of the ICCMA solver competitions.

`af` is `p af N`, then `i j` a line, with the arguments called 1 to N and comments behind
`#` (ICCMA 2023). `apx` is facts, `arg(a).` and `att(a,b).`, with comments behind `%`.
`tgf` is ids a line, `#`, then attacks a line as two ids. Everything wrong with a text is
reported at once, with line and column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from argmap.errors import (
    Fault,
    ReadError,
    UnknownFormatError,
    UnknownOptionError,
    WriteError,
    did_you_mean,
    nearest,
)
from argmap.files import decoded, written
from argmap.semantics.framework import Framework

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["FORMATS", "Format", "dumps", "loads", "read", "write"]

Format: TypeAlias = Literal["af", "apx", "tgf"]
FORMATS: tuple[Format, ...] = get_args(Format)
MOST_ARGUMENTS = 10_000_000
"""A header that announces more is refused, before room is made for them."""

_NAME = r'"(?:[^"\\\n]|\\.)*"|[^\s(),.%"]+'
_FACT = re.compile(rf"\s*(?:%[^\n]*|(\w+)\s*\(\s*({_NAME})\s*(?:,\s*({_NAME})\s*)?\)\s*\.)")
_PLAIN = re.compile(r"[a-z][A-Za-z0-9_]*|0|[1-9][0-9]*")
_BLANK = re.compile(r"\s*")
_TO_NEXT = re.compile(r"[^\n.]*[\n.]?")
_ARITIES = {"arg": 1, "att": 2}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
_MEANT = {"n": "\n"}

_Words: TypeAlias = list[tuple[str, int]]
"""The words of a line, each with its column, counted from 1."""


def loads(text: str, format: Format | None = None) -> Framework:
    r"""The framework that a text says; without `format`, the text shows which it is.

    Raises `ReadError` with every fault.

    >>> loads("p af 3\n1 2\n2 3\n").attacks
    (('1', '2'), ('2', '3'))
    >>> loads("arg(a). arg(b). att(a,c).")
    Traceback (most recent call last):
        ...
    argmap.errors.ReadError: line 1, column 23: no argument 'c'
    """
    text = text.removeprefix("\ufeff")
    kind = _known(format) if format is not None else _sniffed(text)
    return _READERS[kind](text)


def dumps(framework: Framework, format: Format) -> str:
    """A framework as text of one of the `FORMATS`; `loads` gives it back.

    Raises `WriteError` for ids that the format can not write: `af` wants them to be 1 to N
    (see `Framework.numbered`), `tgf` without white space.

    >>> print(dumps(Framework("ab", [("a", "b")]), "apx"), end="")
    arg(a).
    arg(b).
    att(a,b).
    """
    return _WRITERS[_known(format)](framework)


def read(path: str | os.PathLike[str], *, format: Format | None = None) -> Framework:
    """The framework in a file; without `format`, its suffix or its text shows which it is."""
    place = Path(path)
    suffix = place.suffix.lstrip(".").lower()
    known = format or next((name for name in FORMATS if name == suffix), None)
    try:
        return loads(decoded(place.read_bytes()), known)
    except ReadError as error:
        raise ReadError(error.faults, str(place)) from None


def write(
    framework: Framework, path: str | os.PathLike[str], *, format: Format | None = None
) -> None:
    """Write a framework to a file, whole or not at all; the suffix shows the format."""
    place = Path(path)
    suffix = place.suffix.lstrip(".").lower()
    if format is None and suffix not in FORMATS:
        said = f"no framework format has the suffix {place.suffix!r}"
        raise UnknownFormatError(f"{said} (one of: .{', .'.join(FORMATS)})")
    written(place, dumps(framework, format or _known(suffix)))


def _known(format: str) -> Format:
    for name in FORMATS:
        if name == format:
            return name
    raise UnknownOptionError("format", format, FORMATS)


def _sniffed(text: str) -> Format:
    lines = (line.strip() for line in text.split("\n"))
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if re.match(r"p\s", first):
        return "af"
    return "apx" if re.match(r"%|arg\s*\(|att\s*\(", first) else "tgf"


# p af ----------------------------------------------------------------------------------


def _from_af(text: str) -> Framework:
    lines = [line for line in text.split("\n") if not line.lstrip().startswith("#")]
    rows = [row for row in map(str.split, lines) if row]
    if not _is_clean(rows):
        raise ReadError(_af_faults(text.split("\n")))
    count = int(rows[0][2])
    numbers = list(map(int, chain.from_iterable(rows[1:])))
    if numbers and not 1 <= min(numbers) <= max(numbers) <= count:
        raise ReadError(_af_faults(text.split("\n")))
    places = [number - 1 for number in numbers]
    return Framework.from_arrays(map(str, range(1, count + 1)), places[0::2], places[1::2])


def _is_clean(rows: list[list[str]]) -> bool:
    """Whether there is a good header, and two numbers a line after it."""
    head, body = rows[:1], rows[1:]
    if not head or head[0][:2] != ["p", "af"] or len(head[0]) != 3 or not _is_size(head[0][2]):
        return False
    return all(len(row) == 2 for row in body) and _is_number("0".join(chain.from_iterable(body)))


def _is_number(word: str) -> bool:
    return not word or (word.isascii() and word.isdecimal())


def _is_size(word: str) -> bool:
    return _is_number(word) and len(word) < 10 and int(word) <= MOST_ARGUMENTS


def _af_faults(lines: list[str]) -> list[Fault]:
    faults: list[Fault] = []
    count: int | None = None
    for number, words in _worded(lines, comment="#"):
        if words[0][0] != "p":
            faults += _pair_faults(words, number, count)
        elif count is None:
            head = [word for word, _ in words]
            if len(head) == 3 and head[1] == "af" and _is_size(head[2]):
                count = int(head[2])
            else:
                count = MOST_ARGUMENTS
                remedy = f"write 'p af N', N a whole number up to {MOST_ARGUMENTS:,}"
                faults.append(
                    Fault(f"a header {' '.join(head)!r}", "", remedy, number, words[0][1])
                )
        else:
            faults.append(Fault("a second line 'p'", "", "leave one", number, words[0][1]))
    if count is None:
        faults.insert(0, Fault("no line 'p af N'", remedy="it comes first", line=1))
    return faults


def _pair_faults(words: _Words, number: int, count: int | None) -> Iterator[Fault]:
    if count is None:
        yield Fault("an attack before the line 'p af N'", line=number, column=words[0][1])
    if len(words) != 2:
        said = f"an attack is two numbers, and this line has {len(words)} words"
        yield Fault(said, line=number, column=words[0][1])
    for word, column in words:
        if not word.isascii() or not word.isdecimal():
            yield Fault(f"{word!r} is no number of an argument", line=number, column=column)
        elif count is not None and not 1 <= _bounded(word) <= count:
            yield Fault(f"no argument {word}", "", f"they are 1 to {count}", number, column)


def _bounded(word: str) -> int:
    """A number as large as can matter, since a very long one is not worth converting."""
    return int(word.lstrip("0")[:12] or 0)


def _to_af(framework: Framework) -> str:
    odd = [id for place, id in enumerate(framework.ids, 1) if id != str(place)]
    if odd:
        remedy = "use framework.numbered(), or write apx"
        said = f"'p af' has no names, and here is argument {odd[0]!r}"
        raise WriteError([Fault(f"{said} ({len(odd):,} in all)", remedy=remedy)])
    pairs = zip(framework.sources.tolist(), framework.targets.tolist(), strict=True)
    body = "".join(f"{source + 1} {target + 1}\n" for source, target in pairs)
    return f"p af {len(framework)}\n{body}"


# apx -----------------------------------------------------------------------------------


def _from_apx(text: str) -> Framework:
    facts = [fact for fact in _FACT.findall(text) if fact[0]]
    names = dict.fromkeys(_unquoted(one) for kind, one, _ in facts if kind == "arg")
    pairs = [(_unquoted(one), _unquoted(two)) for kind, one, two in facts if kind == "att"]
    well_formed = all(_ARITIES.get(kind) == 1 + bool(two) for kind, _, two in facts)
    known = all(one in names and two in names for one, two in pairs)
    if not well_formed or not known or _FACT.sub("", text).strip():
        raise ReadError(_apx_faults(text, names))
    return Framework(names, pairs)


def _apx_faults(text: str, names: dict[str, None]) -> Iterator[Fault]:
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    place = 0
    while (place := _after(_BLANK, text, place)) < len(text):
        found = _FACT.match(text, place)
        if found is None:
            end = _after(_TO_NEXT, text, place)
            said = f"this is neither arg(a). nor att(a,b).: {text[place:end].strip()!r}"
            yield Fault(said).at(*_at(starts, place))
            place = end
        else:
            yield from (fault.at(*_at(starts, where)) for fault, where in _wrong(found, names))
            place = found.end()


def _wrong(fact: re.Match[str], names: dict[str, None]) -> Iterator[tuple[Fault, int]]:
    """What is wrong with a fact, and at which character."""
    kind, *words = fact.groups()
    if kind is None:
        return
    given = sum(word is not None for word in words)
    if kind not in _ARITIES:
        yield Fault(f"unknown fact {kind!r}", remedy="write arg(a). or att(a,b)."), fact.start(1)
    elif given != _ARITIES[kind]:
        said = f"{kind} takes {_ARITIES[kind]} of them, and here are {given}"
        yield Fault(said), fact.start(1)
    elif kind == "att":
        for group in (2, 3):
            if (id := _unquoted(fact[group])) not in names:
                yield _unknown(id, names), fact.start(group)


def _unquoted(word: str) -> str:
    if not word.startswith('"'):
        return word
    return re.sub(r"\\(.)", lambda found: _MEANT.get(found[1], found[1]), word[1:-1])


def _quoted(id: str) -> str:
    if _PLAIN.fullmatch(id):
        return id
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in id) + '"'


def _to_apx(framework: Framework) -> str:
    names = [_quoted(id) for id in framework.ids]
    pairs = zip(framework.sources.tolist(), framework.targets.tolist(), strict=True)
    facts = [f"arg({name}).\n" for name in names]
    facts += [f"att({names[source]},{names[target]}).\n" for source, target in pairs]
    return "".join(facts)


# tgf -----------------------------------------------------------------------------------


def _from_tgf(text: str) -> Framework:
    rows = [row for row in map(str.split, text.split("\n")) if row]
    try:
        cut = rows.index(["#"])
        ids = [id for (id,) in rows[:cut]]
        pairs = [(one, two) for one, two in rows[cut + 1 :]]
        return Framework(ids, pairs)
    except ValueError:
        faults = list(_tgf_faults(text))
        if not faults:
            return Framework()
        raise ReadError(faults) from None


def _tgf_faults(text: str) -> Iterator[Fault]:
    names: dict[str, int] = {}
    behind = False
    for number, words in _worded(text.split("\n")):
        if not behind and words[0][0] == "#":
            behind = True
        elif behind:
            yield from _attack_faults(words, number, names)
        else:
            yield from _node_faults(words, number, names)
    if names and not behind:
        yield Fault("no line '#'", remedy="it divides arguments from attacks")


def _node_faults(words: _Words, number: int, names: dict[str, int]) -> Iterator[Fault]:
    (id, column), *more = words
    if more:
        said = f"an argument has no text here, and {id!r} has one"
        yield Fault(said, line=number, column=more[0][1])
    if id in names:
        said = f"argument {id!r} was given in line {names[id]}"
        yield Fault(said, remedy="ids are unique", line=number, column=column)
    names.setdefault(id, number)


def _attack_faults(words: _Words, number: int, names: dict[str, int]) -> Iterator[Fault]:
    if len(words) != 2:
        said = f"an attack is two ids, and this line has {len(words)}"
        yield Fault(said, line=number, column=words[0][1])
    for id, column in words[:2]:
        if id not in names:
            yield _unknown(id, names).at(number, column)


def _to_tgf(framework: Framework) -> str:
    odd = [id for id in framework.ids if id == "#" or id.split() != [id]]
    if odd:
        said = "an id must be one word, and none is '#': "
        raise WriteError([Fault(f"{said}{id!r}", remedy="write apx") for id in odd])
    ids = framework.ids
    pairs = zip(framework.sources.tolist(), framework.targets.tolist(), strict=True)
    body = "".join(f"{ids[source]} {ids[target]}\n" for source, target in pairs)
    return "".join(f"{id}\n" for id in ids) + "#\n" + body


# What they share -----------------------------------------------------------------------


def _worded(lines: Iterable[str], comment: str | None = None) -> Iterator[tuple[int, _Words]]:
    """Each line that says something, with its number and its words and their columns."""
    for number, line in enumerate(lines, 1):
        words = [(found.group(), found.start() + 1) for found in re.finditer(r"\S+", line)]
        if words and not (comment and words[0][0].startswith(comment)):
            yield number, words


def _unknown(id: str, names: Iterable[str]) -> Fault:
    return Fault(f"no argument {id!r}", remedy=did_you_mean(nearest(id, names)))


def _after(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _at(starts: list[int], place: int) -> tuple[int, int]:
    line = bisect_right(starts, place)
    return line, place - starts[line - 1] + 1


_READERS: dict[Format, Callable[[str], Framework]] = {
    "af": _from_af,
    "apx": _from_apx,
    "tgf": _from_tgf,
}
_WRITERS: dict[Format, Callable[[Framework], str]] = {
    "af": _to_af,
    "apx": _to_apx,
    "tgf": _to_tgf,
}
