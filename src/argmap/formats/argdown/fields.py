"""Records from the data of a document, and a ledger of what is wrong with it, and where.

Each record has a table of the keys it may be given and of the shape of what they hold. The
records check themselves, and the map checks how they fit together; neither knows of lines
and columns, so the ledger remembers where each record and each reference to another
stands, and places those faults too.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

from attrs import NOTHING, define, evolve, fields

from argmap.errors import Fault, InvalidRecordError, did_you_mean, nearest
from argmap.formats.argdown.data import Entries, Items, Node, Scalar, plain
from argmap.formats.argdown.tokens import Mark
from argmap.formats.stand_ins import is_echo, stand_in
from argmap.model import (
    Actor,
    Argument,
    Citation,
    Claim,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
    described,
)

__all__ = ["KEYS", "Field", "Fields", "Ledger", "fields_of", "record"]

_R = TypeVar("_R")


@define(eq=False)
class Field:
    """What one key holds, and where the key stands."""

    value: Node
    at: Mark


Fields: TypeAlias = dict[str, Field]


def fields_of(entries: Entries | None) -> Fields:
    """The keys of a mapping with what they hold."""
    if entries is None:
        return {}
    return {key: Field(value, entries.keys[key]) for key, value in entries.values.items()}


class Ledger:
    """Faults, and the places by which the faults of records and maps find their lines."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.titles: dict[str, str] = {}
        """The id of each claim by its title."""
        self._broken: set[str] = set()
        self._records: dict[str, Mark] = {}
        self._ids: dict[str, list[Mark]] = defaultdict(list)
        self._references: dict[tuple[str, str], deque[Mark]] = defaultdict(deque)
        self._unmade: list[tuple[str, str, Mark]] = []
        self._called: dict[str, str] = {}

    def fault(self, at: Mark, message: str, remedy: str = "", *, where: str = "") -> None:
        """Note something wrong."""
        self.faults.append(at.fault(message, remedy, where=where))

    def unknown_keys(self, given: Fields, known: Collection[str], what: str) -> None:
        """Fault every key that is none of those known."""
        for key, field in given.items():
            if key not in known:
                hint = did_you_mean(nearest(key, known)) or f"the keys are {', '.join(known)}"
                self.fault(field.at, f"{what} has no key {key!r}", hint)

    # Ids

    def referred(self, kind: str, id: str, at: Mark, part: str = "") -> None:
        """Note a reference made by the record that is being read."""
        self._unmade.append((part, f"no {kind} {id!r}", at))

    def finished(self, made: Any, at: Mark, *, called: str = "") -> None:
        """Note where a record and its references stand, and what to call it in faults."""
        where = described(made)
        if called:
            self._called.setdefault(where, called)
        self._records.setdefault(where, at)
        if hasattr(made, "id"):
            self._ids[made.id].append(at)
        self.settle(where)

    def settle(self, where: str) -> None:
        """Note that the references read since belong to what is called so in faults."""
        for part, message, at in self._unmade:
            self._references[where + part, message].append(at)
        self._unmade.clear()

    def broken(self, id: str) -> None:
        """Note a record that could not be made, so that its id counts as known."""
        self._broken.add(id)

    def placed(self, faults: Iterable[Fault], front: Fields) -> list[Fault]:
        """The faults of a map, each in its place; none about what could not be made."""
        return [
            self._placed(fault, front)
            for fault in faults
            if not is_echo(fault)
            and not self._broken & set(re.findall(r"^no [a-z ]+ '([^']*)'", fault.message))
        ]

    def _placed(self, fault: Fault, front: Fields) -> Fault:
        marks = self._references.get((fault.where, fault.message))
        where, comma, part = fault.where.partition(", ")
        if where in self._called:
            fault = evolve(fault, where=f"{self._called[where]}{comma}{part}")
        if marks:
            return fault.at(*(marks.popleft() if len(marks) > 1 else marks[0]))
        named = re.match(r"id '([^']*)' is used", fault.message)
        if named and self._ids[named[1]]:
            return fault.at(*self._ids[named[1]][-1])
        words = {*fault.message.split()[:1], *fault.where.split()[:1]}
        keys = [field.at for key, field in front.items() if words & {key, key.removesuffix("s")}]
        return fault.at(*self._records.get(where, (*keys, Mark(1, 1))[0]))


# Shapes ------------------------------------------------------------------------------

Shape: TypeAlias = Callable[[str, Node, Ledger], Any]


def text(key: str, node: Node, ledger: Ledger) -> str | None:
    """Text, as it is written; a number or a date is text too, and null is none."""
    if isinstance(node, Scalar):
        return None if node.is_plain and node.value is None else node.text
    ledger.fault(node.at, f"{key} is {_shown(node)}, not text", "write one text")
    return None


def number(key: str, node: Node, ledger: Ledger) -> Any:
    """A number; whether it is in range the record will say."""
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        ledger.fault(node.at, f"{key} is {_shown(node)}, not a number", "write it in digits")
        return None
    return value


def truth(key: str, node: Node, ledger: Ledger) -> bool:
    """True or false."""
    value = node.value if isinstance(node, Scalar) else None
    if not isinstance(value, bool):
        ledger.fault(node.at, f"{key} is {_shown(node)}", "write true or false")
    return value is True


def texts(key: str, node: Node, ledger: Ledger) -> tuple[str, ...]:
    """Several texts, or one."""
    read = (text(key, item, ledger) for item in _listed(node))
    return tuple(said for said in read if said is not None)


def mapping(key: str, node: Node, ledger: Ledger) -> Any:
    """Anything under names."""
    if isinstance(node, Entries):
        return plain(node)
    ledger.fault(node.at, f"{key} is {_shown(node)}, not a mapping", "write name: value pairs")
    return {}


def names(key: str, node: Node, ledger: Ledger) -> Any:
    """Texts by language."""
    if not isinstance(node, Entries):
        return mapping(key, node, ledger)
    read = ((name, value, text(key, value, ledger)) for name, value in node.values.items())
    return {name: said for name, value, said in read if said or isinstance(value, Scalar)}


def ids(kind: str, part: str = "") -> Shape:
    """Several ids, or one, of that kind of record."""
    one = id_of(kind, part)

    def shape(key: str, node: Node, ledger: Ledger) -> tuple[Any, ...]:
        read = ((item, one(key, item, ledger)) for item in _listed(node))
        return tuple(id for item, id in read if isinstance(item, Scalar))

    return shape


def id_of(kind: str, part: str = "") -> Shape:
    """The id of that kind of record; a claim may be called by its title."""

    def shape(key: str, node: Node, ledger: Ledger) -> str | None:
        said = text(key, node, ledger)
        if said is not None:
            said = ledger.titles.get(said, said) if kind == "claim" else said
            ledger.referred(kind, said, node.at, part)
        return said

    return shape


def citations(key: str, node: Node, ledger: Ledger) -> tuple[Citation, ...]:
    """Citations, each a text or a mapping."""
    made = (_citation(key, item, ledger) for item in _listed(node))
    return tuple(citation for citation in made if citation is not None)


def _citation(key: str, node: Node, ledger: Ledger) -> Citation | None:
    if isinstance(node, Entries):
        return _made(Citation, fields_of(node), node.at, ledger, what="this citation")[0]
    said = text(key, node, ledger)
    if said is None:
        return None
    try:
        citation = Citation.of(said)
    except InvalidRecordError as error:
        ledger.faults.extend(fault.at(*node.at) for fault in error.faults)
        return None
    ledger.referred("source", citation.source, node.at)
    return citation


def _listed(node: Node) -> list[Node]:
    if isinstance(node, Items):
        return node.items
    if isinstance(node, Scalar) and node.is_plain and node.value is None:
        return []
    return [node]


def _shown(node: Node) -> str:
    match node:
        case Scalar():
            return "missing" if node.is_plain and node.value is None else repr(node.text)
        case Items():
            return "a list"
        case Entries():
            return "a mapping"


# Records -----------------------------------------------------------------------------

_CITE = {"cite": ("citations", citations)}
_EXTRA = {"extra": ("extra", mapping)}
_KNOWN: dict[str, tuple[str, Shape]] = {"basis": ("basis", text), **_CITE, **_EXTRA}
_HELD: dict[str, tuple[str, Shape]] = {
    "strength": ("strength", number),
    "via": ("via", ids("actor", ", via")),
    "hedge": ("hedge", text),
    **_KNOWN,
}
_TABLE: dict[type, dict[str, tuple[str, Shape]]] = {
    Source: {
        **{key: (key, text) for key in ("title", "publisher", "author", "date", "url", "sha256")},
        **_EXTRA,
    },
    Citation: {
        "source": ("source", id_of("source")),
        "locator": ("locator", text),
        "quote": ("quote", text),
        "start": ("start", number),
        "end": ("end", number),
        **_EXTRA,
    },
    Actor: {
        "name": ("name", text),
        "kind": ("kind", text),
        "part_of": ("part_of", id_of("actor", ", part_of")),
        "bloc": ("bloc", text),
        "influence": ("influence", number),
        "label": ("label", text),
        "names": ("names", names),
        **_CITE,
        **_EXTRA,
    },
    Claim: {
        "label": ("label", text),
        "theme": ("theme", text),
        "kind": ("kind", text),
        "weight": ("weight", number),
        **_CITE,
        **_EXTRA,
    },
    Argument: {
        "premises": ("premises", ids("claim")),
        "weight": ("weight", number),
        "scheme": ("scheme", text),
        **_KNOWN,
    },
    Link: {"claims": ("claims", ids("claim")), "kind": ("kind", text), **_KNOWN},
    Stance: {
        "actor": ("actor", id_of("actor")),
        "claim": ("claim", id_of("claim")),
        "verdict": ("verdict", text),
        "date": ("date", text),
        **_HELD,
    },
    Stake: {
        "actor": ("actor", id_of("actor")),
        "claim": ("claim", id_of("claim")),
        "effect": ("effect", text),
        **_HELD,
    },
    Tie: {
        "source": ("source", id_of("actor")),
        "target": ("target", id_of("actor")),
        "kind": ("kind", text),
        "sign": ("sign", number),
        **_HELD,
    },
}

KEYS: Mapping[type, tuple[str, ...]] = {kind: tuple(table) for kind, table in _TABLE.items()}
"""The keys that the data of each record may have, in the order they are written."""


def record(
    kind: type[_R], given: Fields, at: Mark, ledger: Ledger, /, *, what: str = "", **known: Any
) -> _R:
    """A record from its data and from what is known besides.

    Where something is wrong with it, it is a stand-in for the check of the whole map.

    >>> ledger = Ledger([])
    >>> given = {"verdict": Field(Scalar("acept", True, Mark(7, 30)), Mark(7, 20))}
    >>> stand_in = record(Stance, given, Mark(7, 1), ledger, actor="gcc", claim="leave")
    >>> print(ledger.faults[0])
    line 7, column 30: stance of 'gcc' on 'leave': unknown verdict 'acept'; did you mean 'accept'?
    """
    what = what or f"this {kind.__name__.lower()}"
    ledger.settle("")
    made, is_vague = _made(kind, given, at, ledger, what=what, **known)
    ledger.finished(made, at, called=what if is_vague else "")
    return made


def _made(
    kind: type[_R], given: Fields, at: Mark, ledger: Ledger, /, *, what: str, **known: Any
) -> tuple[_R, bool]:
    """A record or its stand-in, and whether it lacks something that it cannot do without.

    A field that is lacking has its own name for a value, so that the others can be judged.
    """
    before = len(ledger.faults)
    ledger.unknown_keys(given, [key for key in KEYS[kind] if key not in known], what)
    values = {**known, **_values(kind, given, ledger)}
    lacking = [*_lacking(kind, values)]
    for name in lacking:
        if name not in given or isinstance(given[name].value, Scalar):
            ledger.fault(at, f"{what} has no {name}", f"write {name}: ...")
    try:
        made = kind(**values, **{name: name for name in lacking})
    except InvalidRecordError as error:
        own = (fault for fault in error.faults if not {*lacking} & {*_words(fault)})
        own = (evolve(fault, where=what) for fault in own) if lacking else own
        ledger.faults.extend(_at_field(fault, given, at) for fault in own)
    if len(ledger.faults) > before:
        made = stand_in(kind, values)
    return made, bool(lacking)


def _values(kind: type, given: Fields, ledger: Ledger) -> dict[str, Any]:
    """The arguments that make a record; a key left without a value counts as left out."""
    table = _TABLE[kind]
    read = {
        table[key][0]: table[key][1](key, field.value, ledger)
        for key, field in given.items()
        if key in table
    }
    return {name: value for name, value in read.items() if value is not None}


def _lacking(kind: type, values: Mapping[str, Any]) -> Iterator[str]:
    """Every field that a record cannot do without and that is not given."""
    for attribute in fields(kind):
        if attribute.default is NOTHING and attribute.name not in values:
            yield attribute.name


def _at_field(fault: Fault, given: Fields, at: Mark) -> Fault:
    """A record's fault, at the value of the field it names."""
    field = next((given[word] for word in _words(fault) if word in given), None)
    return fault.at(*(field.value.at if field else at))


def _words(fault: Fault) -> list[str]:
    """The words of a fault's message outside quotes, with fields by their keys."""
    message = fault.message.replace("name in ", "names ")
    words = re.findall(r"\w+", re.sub(r"'[^']*'", "", message))
    return [_CALLED.get(word, word) for word in words]


_CALLED = {"span": "start", "part": "part_of", "citations": "cite", "premise": "premises"}
