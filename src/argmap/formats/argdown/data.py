"""The YAML in a document: read into nodes that know their place, and written so that it lasts.

Only what JSON can say is allowed: mappings with text for keys, lists, text, numbers, truth
values and null, resolved as YAML 1.2 (core schema) does, so that `no` and a date are text.
Tags, anchors and aliases are refused, and so is a key given twice.

What is written reads the same with older YAML, whose `yes` is true. It holds nothing in
which Argdown would see the end of the data (a brace with a blank after it, or `===`), or of
a title (a bracket with a colon after it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from attrs import define, field

if TYPE_CHECKING:
    from argmap.errors import Fault
    from argmap.formats.argdown.tokens import Mark

__all__ = [
    "DEEPEST",
    "Entries",
    "Items",
    "Node",
    "Scalar",
    "compose",
    "flow",
    "pieces",
    "plain",
    "scalar",
]

DEEPEST = 64
"""How many lists and mappings may stand inside each other."""

_NULL = ("", "~", "null", "Null", "NULL")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


# Reading -----------------------------------------------------------------------------


@define(eq=False)
class Scalar:
    """A single value, as it is written and where it stands."""

    text: str
    is_plain: bool
    at: Mark

    @property
    def value(self) -> Any:
        """What it says: text, a number, a truth value or nothing."""
        text = self.text
        if not self.is_plain:
            return text
        if text in _NULL:
            return None
        if text in _TRUTH:
            return _TRUTH[text]
        if _INTEGER.fullmatch(text):
            return int(text, 0 if text[:2] in ("0o", "0x") else 10)
        if _FLOAT.fullmatch(text) or _NO_NUMBER.fullmatch(text):
            return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        return text


@define(eq=False)
class Items:
    """A list."""

    at: Mark
    items: list[Node] = field(factory=list)


@define(eq=False)
class Entries:
    """A mapping; the keys know their places too."""

    at: Mark
    keys: dict[str, Mark] = field(factory=dict)
    values: dict[str, Node] = field(factory=dict)


Node: TypeAlias = Scalar | Items | Entries


def plain(node: Node) -> Any:
    """What a node says, as Python values.

    >>> from argmap.formats.argdown.tokens import Mark
    >>> plain(Entries(Mark(1, 1), values={"weight": Scalar("0.5", True, Mark(1, 10))}))
    {'weight': 0.5}
    """
    match node:
        case Scalar():
            return node.value
        case Items():
            return [plain(item) for item in node.items]
        case Entries():
            return {key: plain(value) for key, value in node.values.items()}


def compose(
    text: str,
    mark: Callable[[int], Mark],
    faults: list[Fault],
    *,
    about: str = "the data",
    hint: str = "",
) -> Entries:
    """The mapping that a stretch of YAML is; `mark` places its characters in the document.

    What is wrong is added to the faults, and whatever could be read comes back. `hint` is
    what to do about text that is no YAML, where it is not Argdown that it stands in.

    >>> from argmap.formats.argdown.tokens import Mark
    >>> faults = []
    >>> entries = compose("{a: 1, a: 2}", lambda offset: Mark(1, offset + 1), faults)
    >>> print(*faults)
    line 1, column 8: key 'a' is given twice; it is in line 1 too; keep one of them
    >>> plain(entries)
    {'a': 1}
    """
    quick = None if _READ_UNLIKE.search(text) else getattr(yaml, "CSafeLoader", None)
    if quick is not None:
        with suppress(yaml.YAMLError):  # the other loader says what is wrong
            return _composed(text, quick, mark, faults, about)
    try:
        return _composed(text, yaml.SafeLoader, mark, faults, about)
    except yaml.reader.ReaderError as error:
        remedy = f'write it as an escape in double quotes, "\\u{error.character:04x}"'
        message = f"{about} holds a character that YAML does not allow"
        faults.append(mark(error.position).fault(message, remedy))
    except yaml.MarkedYAMLError as error:
        where = error.problem_mark or error.context_mark
        message = f"{about} is no valid YAML: {error.problem}"
        faults.append(mark(where.index if where else 0).fault(message, hint or _HINT))
    return Entries(mark(0))


def _composed(
    text: str, loader: Any, mark: Callable[[int], Mark], faults: list[Fault], about: str
) -> Entries:
    found: list[Fault] = []
    composer = _Composer(mark, found, about)
    try:
        for event in yaml.parse(text, Loader=loader):
            composer.take(event)
    except _TooDeepError:
        pass
    faults.extend(found)
    return composer.whole()


# Libyaml, where PyYAML has it, is quick, but does not read texts with these in them alike.
_READ_UNLIKE = re.compile("[\t\x85\u2028\u2029\ufeff?|>%]")
_HINT = (
    "put text with : # { } [ ] , or quotes in double quotes, and write \\x7D for a brace "
    "with a space after it"
)


class _TooDeepError(Exception):
    """Lists and mappings beyond the limit."""


class _Composer:
    """Nodes from a stream of YAML events, without recursion."""

    def __init__(self, mark: Callable[[int], Mark], faults: list[Fault], about: str) -> None:
        self._mark = mark
        self._faults = faults
        self._about = about
        self._root: Node | None = None
        self._open: list[Items | Entries] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0

    def fault(self, index: int, message: str, remedy: str = "") -> None:
        self._faults.append(self._mark(index).fault(message, remedy))

    def whole(self) -> Entries:
        """The mapping, or an empty one where there is none."""
        root = self._root
        return root if isinstance(root, Entries) else Entries(self._mark(0))

    def take(self, event: Any) -> None:
        at = event.start_mark.index
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self.fault(at, "a second YAML document starts here", "take out the ---")
            case yaml.AliasEvent():
                self.fault(at, f"alias *{event.anchor} is not allowed", "write the value out")
                self._put(Scalar("", is_plain=True, at=self._mark(at)), at)
            case yaml.ScalarEvent():
                self._refuse_names(event)
                if len(event.value) > _MOST_DIGITS and _INTEGER.fullmatch(event.value):
                    self.fault(at, "this number is too long", "put it in quotes")
                    event.implicit = (False, True)
                self._put(Scalar(event.value, event.implicit[0], self._mark(at)), at)
            case yaml.SequenceStartEvent():
                self._refuse_names(event)
                self._enter(Items(self._mark(at)), at)
            case yaml.MappingStartEvent():
                self._refuse_names(event)
                self._enter(Entries(self._mark(at)), at)
            case yaml.CollectionEndEvent():
                self._open.pop()
                self._keys.pop()

    def _refuse_names(self, event: Any) -> None:
        at = event.start_mark.index
        if event.anchor:
            self.fault(at, f"anchor &{event.anchor} is not allowed", "write the value out")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(at, f"tag {tag} is not allowed", "leave it out")

    def _enter(self, node: Items | Entries, at: int) -> None:
        self._put(node, at)
        self._open.append(node)
        self._keys.append(None)
        if len(self._open) > DEEPEST:
            self.fault(at, f"lists and mappings stand in each other {DEEPEST} deep", "flatten them")
            raise _TooDeepError

    def _put(self, node: Node, at: int) -> None:
        if not self._open:
            self._root = node
            if not isinstance(node, Entries) and plain(node) is not None:
                self.fault(at, f"{self._about} is no mapping", "write key: value pairs")
            return
        parent = self._open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is not None:
            self._keys[-1] = None
            self._pair(parent, key, node)
        elif isinstance(node, Scalar):
            self._keys[-1] = node
        else:
            self.fault(at, "a key is a list or mapping", "use text for a key")
            self._keys[-1] = Scalar("", is_plain=True, at=self._mark(at))

    def _pair(self, parent: Entries, key: Scalar, node: Node) -> None:
        if key.text in parent.keys:
            line = parent.keys[key.text].line
            remedy = f"it is in line {line} too; keep one of them"
            self._faults.append(key.at.fault(f"key {key.text!r} is given twice", remedy))
            return
        parent.keys[key.text] = key.at
        parent.values[key.text] = node


# Writing -----------------------------------------------------------------------------

_WORDY = re.compile(r"[^\W\d_][\w ./'’()¶%&;!+–—-]*")
_WORDY_IN_BLOCK = re.compile(r"[^\W\d_][\w ./'’()¶%&;!+–—,?\[\]:-]*")
_RESERVED = re.compile(r"(?i)(y|n|yes|no|on|off|true|false|null|inf|nan)")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_BRACE_BEFORE_BLANK = re.compile(r"}(?=[\s\ufeff])")
_TITLE_END = re.compile(r"(?<=[\]>]):")
_LONGEST_KEY = 900
_LONG = 60
_MOST_DIGITS = 4000


def scalar(text: str, *, in_block: bool = False) -> str:
    r"""A text as a YAML scalar that any reader takes for that very text.

    >>> print(scalar("mena ¶17"), scalar("no"), scalar("2024"), scalar("a: b"), scalar("x\ty"))
    mena ¶17 "no" "2024" "a: b" "x\ty"
    """
    wordy = _WORDY_IN_BLOCK if in_block else _WORDY
    return text if wordy.fullmatch(text) and _is_safe(text) else _quoted(text)


def _is_safe(text: str) -> bool:
    """Whether nothing in a text of harmless characters has a meaning in YAML."""
    return not (text.endswith((" ", ":")) or ": " in text or _RESERVED.fullmatch(text))


def _quoted(text: str) -> str:
    said = json.dumps(text, ensure_ascii=False)
    said = _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", said)
    said = _BRACE_BEFORE_BLANK.sub(r"\\x7D", said)
    said = _TITLE_END.sub(r"\\x3A", said)
    return said.replace("===", r"\x3D\x3D\x3D")


def pieces(value: Any, *, in_block: bool = False) -> Iterator[str]:
    """A value in YAML's flow style, in pieces between which a line may be broken.

    >>> list(pieces({"actor": "gcc", "via": ["author", "pollock"]}))
    ['{actor: gcc,', 'via: [author, pollock]}']
    """
    match value:
        case Mapping() if value:
            yield from _enclosed("{", map(_entry, value.items()), "}")
        case Mapping():
            yield "{}"
        case list() | tuple() if value:
            yield from _enclosed("[", map(_inner, value), "]")
        case list() | tuple():
            yield "[]"
        case str():
            yield from _words(scalar(value, in_block=in_block))
        case _:
            yield _number_or_word(value)


def flow(value: Any) -> str:
    """A value in YAML's flow style, on one line.

    >>> flow({"weight": 0.5, "cite": ["mena ¶2"], "extra": {"seen": None}})
    '{weight: 0.5, cite: [mena ¶2], extra: {seen: null}}'
    """
    return " ".join(pieces(value))


def _enclosed(opening: str, items: Iterator[Iterator[str]], closing: str) -> Iterator[str]:
    held = opening
    for place, item in enumerate(items):
        if place:
            yield f"{held},"
            held = ""
        for number, piece in enumerate(item):
            if number:
                yield held
                held = ""
            held += piece
    yield held + closing


def _entry(item: tuple[str, Any]) -> Iterator[str]:
    key, value = item
    head = scalar(key)
    lead = f"{head}: " if len(head) <= _LONGEST_KEY else f"? {head} : "
    for number, piece in enumerate(_inner(value)):
        yield piece if number else lead + piece


def _inner(value: Any) -> Iterator[str]:
    """A value inside another: unbroken if it is short."""
    parts = [*pieces(value)]
    whole = " ".join(parts)
    yield from (whole,) if len(whole) <= _LONG else parts


def _words(said: str) -> Iterator[str]:
    """A long scalar in words: YAML reads a line break inside one as a space."""
    if len(said) <= _LONG:
        yield said
    else:
        yield from re.split(r"(?<=[^\s\\]) (?=\w)", said)


def _number_or_word(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case _:
            return repr(value)
