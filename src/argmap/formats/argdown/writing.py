r"""A map written as Argdown text, to be read and edited by people.

What the text of a claim may hold is more than Argdown takes for text. Where it would read
something into it, a backslash goes before the sign; where that is of no use, as with line
breaks, the exact text stands in the data as `text:`, and what can be shown before it.
Whatever is written is read again, and nothing is handed out that reads as another map.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any

from attrs import fields

from argmap.errors import Fault, ReadError, WriteError
from argmap.formats.argdown.data import DEEPEST, flow, pieces, scalar
from argmap.formats.argdown.fields import KEYS
from argmap.formats.argdown.gathering import visible
from argmap.formats.argdown.naming import Ids, Naming, name_steps
from argmap.formats.argdown.planning import Node, Section, lonely_steps, planned
from argmap.formats.argdown.reading import FOREIGN_KEYS, is_strict, loads
from argmap.formats.argdown.syntax import Element, parse
from argmap.formats.argdown.tokens import Kind, begins_line, tokens_of
from argmap.model import Argument, ArgumentMap, Citation, Claim, Record, Stance, described

__all__ = ["dumps", "escaped"]

WIDTH = 100
"""How long a line may grow before it is broken, if it can be."""

_MOST_ROUNDS = 10


def dumps(map: ArgumentMap) -> str:
    """A map as Argdown text with YAML front matter.

    Raises `WriteError` for what YAML has no way to say, such as numbers of thousands of digits.

    >>> from argmap import Argument, ArgumentMap, Claim
    >>> print(dumps(ArgumentMap(
    ...     "Should US forces leave Iraq?",
    ...     positions=["leave"],
    ...     claims=[Claim("leave", "US forces leave."), Claim("vacuum", "It leaves a gap.")],
    ...     arguments=[Argument("vacuum-con-leave", "vacuum", "leave", "con", weight=0.8)],
    ... )))
    ===
    question: Should US forces leave Iraq?
    positions: [leave]
    ===
    <BLANKLINE>
    [leave]: US forces leave.
      - <vacuum>: It leaves a gap. {step: {weight: 0.8}}
    <BLANKLINE>
    """
    faults = [*_unsayable(map)]
    if faults:
        raise WriteError(faults, about="the map cannot be written as Argdown")
    text = _Writer(map).text()
    _demand_same(map, text)
    return text


# What cannot be written --------------------------------------------------------------


def _unsayable(map: ArgumentMap) -> Iterator[Fault]:
    rooms = ("sources", "actors", "ties", "links", "stakes", "stances", "claims", "arguments")
    records: list[Any] = [map, *(record for room in rooms for record in getattr(map, room))]
    for record in records:
        where = "the map" if record is map else described(record)
        for extra in (record.extra, *(cited.extra for cited in getattr(record, "citations", ()))):
            yield from _unsayable_in(extra, where)


def _unsayable_in(value: Any, where: str, depth: int = 0) -> Iterator[Fault]:
    if depth > DEEPEST - 8:
        yield Fault(f"lists and mappings {depth} deep in extra", where, "flatten them")
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _unsayable_in(item, where, depth + 1)
    elif isinstance(value, tuple):
        for item in value:
            yield from _unsayable_in(item, where, depth + 1)


def _demand_same(map: ArgumentMap, text: str) -> None:
    """Raise what differs when the text is read again."""
    try:
        again = loads(text)
    except ReadError as error:
        raise WriteError(error.faults, about="what was written cannot be read again") from error
    if again != map:
        raise WriteError(_differences(map, again), about="what was written reads as another map")


def _differences(map: ArgumentMap, again: ArgumentMap) -> Iterator[Fault]:
    remedy = "write it as JSON instead"
    for attribute in fields(ArgumentMap):
        ours, theirs = getattr(map, attribute.name), getattr(again, attribute.name)
        if ours == theirs:
            continue
        pairs = zip(ours, theirs, strict=False) if isinstance(ours, tuple) else ()
        strays = [one for one, other in pairs if one != other][:1]
        where = described(strays[0]) if strays and not isinstance(strays[0], str) else ""
        yield Fault(f"{attribute.name} cannot be said in Argdown", where, remedy)


# Texts -------------------------------------------------------------------------------

_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_HARMLESS = re.compile(r"(?!.*(?://|/\*|===))[^\\@#*_\[\]<>{}]+")
_SIGNS = re.compile(r"[\\@#*_\[\]<>{}/=]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_OPENING = ("[", "<", "{", "===")
_CALM = re.compile(r"[^\W_]|[\\\"'“‘«(]")
_TAG = re.compile(r"[\w -]{1,30}")
_START = "[x]: "
_MOST_ESCAPES = 40


def escaped(text: str) -> str | None:
    r"""A text with backslashes where Argdown would else read something into it.

    None if no backslash helps: if it has several lines, or spaces around it.

    >>> print(escaped("C# is {fine} for 2 < 3"), escaped("see https://example.org"))
    C# is \{fine} for 2 \< 3 see https:\//example.org
    >>> escaped("two\nlines")
    """
    if _UNSHOWABLE.search(text) or text != text.strip(" "):
        return None
    if _HARMLESS.fullmatch(text):
        return text
    tries = (_lightly(text), *(signs.sub(r"\\\g<0>", text) for signs in (_SIGNS, _PUNCTUATION)))
    return next((said for said in tries if _says(said, text)), None)


def _lightly(text: str) -> str:
    """A backslash before each sign that begins something, found one after the other."""
    said = text.replace("\\", "\\\\")
    for _ in range(_MOST_ESCAPES):
        sign = _first_sign(said)
        if sign is None:
            break
        said = f"{said[:sign]}\\{said[sign:]}"
    return said


def _first_sign(text: str) -> int | None:
    """Where a text first begins to be more than text, or may begin to with what follows it."""
    source = f"{_START}{text}\n"
    signs = [fault.column - 1 for fault in parse(source)[1] if fault.column]
    end = len(_START) - 1
    for token in tokens_of(source)[0][1:-1]:
        gap = source[end : token.start]
        written = source[token.start : token.end]
        if gap.strip(" \t"):
            signs.append(end + len(gap) - len(gap.lstrip(" \t")))
        if (
            token.kind not in _PLAIN
            or (token.kind is Kind.TEXT and written.startswith(_OPENING))
            or (written == "#" and source[token.end] == "(")
        ):
            signs.append(token.start)
        end = token.end
    if source[end:].strip():
        signs.append(end + len(source[end:]) - len(source[end:].lstrip()))
    return min(signs) - len(_START) if signs else None


_PLAIN = {Kind.TEXT, Kind.OPEN, Kind.CLOSE, Kind.LINK, Kind.MENTION}


def _says(said: str, text: str) -> bool:
    """Whether a text is read as it should be."""
    document, faults = parse(f"{_START}{said}\n")
    match document.blocks:
        case [Element(text=read, tags=(), data=None, relations=[])] if not faults:
            return read == text
    return False


def _tagged(extra: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The tags of a claim as they follow its text, and what else there is in `extra`."""
    tags = extra.get("tags")
    are_short = isinstance(tags, tuple) and all(_TAG.fullmatch(str(tag)) for tag in tags)
    if not tags or not are_short or len(set(tags)) < len(tags):
        return "", dict(extra)
    signs = [f"#({tag})" if " " in str(tag) else f"#{tag}" for tag in tags]
    read = [token.said for token in tokens_of("".join(f" {sign}" for sign in signs))[0]]
    if read != list(tags):
        return "", dict(extra)
    rest = {key: value for key, value in extra.items() if key != "tags"}
    return "".join(f" {sign}" for sign in signs), rest


# Lines -------------------------------------------------------------------------------


def _filled(parts: Iterable[str], lead: str, indent: int) -> list[str]:
    """Parts put into lines: the first after what leads, the others further in."""
    lines = [lead]
    is_new = True
    for part in parts:
        if is_new or len(lines[-1]) + 1 + len(part) <= WIDTH:
            lines[-1] += part if is_new else f" {part}"
        else:
            lines.append(" " * indent + part)
        is_new = False
    return lines


def _wrapped(said: str, text: str, lead: str, indent: int) -> list[str]:
    """A text in lines, broken only where it is read as the same text."""
    if len(lead) + len(said) <= WIDTH:
        return [lead + said]
    words: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", said):
        if words and (begins_line(word) or not _CALM.match(word)):
            words[-1] += f" {word}"
        else:
            words.append(word)
    lines = _filled(words, lead, indent)
    return lines if _says("\n".join(lines)[len(lead) :], text) else [lead + said]


def _with_data(lines: list[str], data: Mapping[str, Any], indent: int) -> list[str]:
    """Lines with their data: on the last of them if they fit, else below it."""
    if not data:
        return lines
    parts = [*pieces(data)]
    one = f"{lines[-1]} {' '.join(parts)}"
    if len(one) <= WIDTH:
        return [*lines[:-1], one]
    return [*lines, *_filled(parts, " " * indent, indent + 1)]


# Data --------------------------------------------------------------------------------


def _data(record: Record) -> dict[str, Any]:
    """What a record says, by the keys of its data; what goes without saying is left out."""
    names = {"cite": "citations"}
    defaults = {attribute.name: attribute.default for attribute in fields(type(record))}
    said = {key: getattr(record, names.get(key, key)) for key in KEYS[type(record)]}
    return {
        key: _short(value) for key, value in said.items() if value != defaults[names.get(key, key)]
    }


def _short(value: Any) -> Any:
    """A value in its shortest form: citations as text, whole numbers without a point."""
    if isinstance(value, Citation):
        return _cited(value)
    if isinstance(value, tuple):
        return [_short(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return int(value)
    return value


def _cited(citation: Citation) -> Any:
    said = str(citation)
    is_short = not (_UNSHOWABLE.search(said) or said != said.strip())
    return said if is_short and Citation.of(said) == citation else _data(citation)


# The document ------------------------------------------------------------------------


class _Writer:
    """A map on its way to become text."""

    def __init__(self, map: ArgumentMap) -> None:
        self.map = map
        self.steps = {step.id for step in map.arguments}
        self.headings = {theme: parts for theme in self.themes() if (parts := _heading(theme))}
        self.plan = planned(map, headings=self.headings)
        self.sketched = set(lonely_steps(map)) - set(map.positions)
        self.explicit = self.explicit_ids()

    def text(self) -> str:
        blocks = [block for section in self.with_headings() for block in section]
        return "\n\n".join(["\n".join(self.front()), *blocks]) + "\n"

    def themes(self) -> dict[str, None]:
        return dict.fromkeys(claim.theme for claim in self.map.claims if claim.theme)

    # Ids

    def explicit_ids(self) -> set[str]:
        """The ids of steps that must be written because the default would be another."""
        called = {
            node.called.id
            for _, node in self.plan.nodes()
            if isinstance(node.what, Argument) and node.called
        }
        joint = {step.id for step in self.map.arguments if len(step.premises) > 1}
        explicit = called | joint
        others = set(self.map.ids) - self.steps
        for _ in range(_MOST_ROUNDS):
            namings = self.namings(explicit)
            name_steps(list(namings.values()), Ids(others | explicit))
            wrong = {id for id, naming in namings.items() if naming.id != id}
            if not wrong:
                return explicit
            explicit |= wrong
        return self.steps

    def namings(self, explicit: set[str]) -> dict[str, Naming]:
        """The steps as a reader will know them when it comes to name them."""
        namings = {
            step.id: Naming(
                step.premises, step.side, step.target, id=step.id if step.id in explicit else None
            )
            for step in self.map.arguments
        }
        for parent, node in self.plan.nodes():
            if parent and node.made and node.made.target in self.steps:
                target = node.made.target
                by_id = isinstance(parent.what, Argument) and len(parent.what.premises) == 1
                namings[node.made.id].disputed = target if by_id else namings[target]
        return namings

    # The front matter

    def front(self) -> list[str]:
        map = self.map
        extra, foreign = self.extras()
        values: dict[str, Any] = {
            "title": map.title,
            "question": map.question,
            "language": map.language if map.language != "en" else None,
            "positions": map.positions,
            "notes": map.notes,
            "sources": {source.id: _data(source) for source in map.sources},
            "actors": {actor.id: _data(actor) for actor in map.actors},
            "ties": [_data(tie) for tie in map.ties],
            "links": [_data(link) for link in map.links],
            "stakes": [_data(stake) for stake in map.stakes],
            "stances": [_data(stance) for stance in self.plan.stances],
            "extra": extra,
            **foreign,
        }
        lines = ["==="]
        for key, value in values.items():
            if value:
                lines += _front_lines(key, value)
        return [*lines, "==="]

    def extras(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What `extra` holds, and the settings of Argdown's own tools, which stand outside it."""
        foreign = {
            key: value
            for key, value in self.map.extra.items()
            if key in FOREIGN_KEYS and value and not is_strict(value)
        }
        extra = {key: value for key, value in self.map.extra.items() if key not in foreign}
        return extra, foreign

    # The text

    def with_headings(self) -> Iterator[list[str]]:
        """The blocks of each section, its headings first."""
        if not self.map.claims:
            yield ["# No claims yet"]
        open: list[str] = []
        for section in self.plan.sections:
            parts = self.headings[section.theme] if section.theme else []
            pairs = zip(open, parts, strict=False)
            shared = len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])
            first = min(shared, len(parts) - 1)
            titles = [f"{'#' * (n + 1)} {part}" for n, part in enumerate(parts) if n >= first]
            open = parts
            yield [*titles, *self.blocks(section)]

    def blocks(self, section: Section) -> Iterator[str]:
        for tree in section.trees:
            yield "\n".join(self.tree(tree, section.theme))
        for claim, stances in section.stances:
            yield "\n".join(self.held(claim, stances))

    def tree(self, root: Node, theme: str | None) -> list[str]:
        lines: list[str] = []
        stack: list[tuple[Node, int, str]] = [(root, 0, "")]
        while stack:
            node, indent, sign = stack.pop()
            lines += self.node(node, theme, indent, sign)
            inner = indent + 2
            stack.extend((below, inner, f"{self.sign(below)} ") for below in reversed(node.below))
        return lines

    def sign(self, node: Node) -> str:
        step = node.made
        if step is None or step.side == "pro":
            return "+"
        return "_" if step.target in self.steps else "-"

    def title(self, what: Claim | Argument) -> str:
        is_statement = isinstance(what, Claim) and what.id not in self.sketched
        return f"[{what.id}]" if is_statement else f"<{what.id}>"

    def node(self, node: Node, theme: str | None, indent: int, sign: str) -> list[str]:
        lead = f"{' ' * indent}{sign}{self.title(node.what)}"
        further = indent + (4 if sign else 2)
        lines: list[str] = [lead]
        data: dict[str, Any] = {}
        if isinstance(node.what, Claim) and node.is_definition:
            lines, data = self.definition(node.what, theme, lead, further)
        return _with_data(lines, {**data, **self.step(node)}, further)

    def definition(
        self, claim: Claim, theme: str | None, lead: str, indent: int
    ) -> tuple[list[str], dict[str, Any]]:
        """The lines that say what a claim is, and its data."""
        data = _data(claim)
        data.pop("theme", None)
        shown = escaped(claim.text)
        exact = {} if shown else {"text": claim.text}
        text = claim.text if shown else visible(claim.text)
        shown = shown or escaped(text)
        lines = [lead]
        if shown:
            tags, rest = _tagged(claim.extra)
            lines = _wrapped(shown, text, f"{lead}: ", indent)
            lines[-1] += tags
            data.pop("extra", None)
            data |= {"extra": rest} if rest else {}
        themed = {} if claim.theme == theme else {"theme": claim.theme}
        label = {"label": data.pop("label")} if "label" in data else {}
        return lines, {**exact, **label, **themed, **data}

    def step(self, node: Node) -> dict[str, Any]:
        """The data of the step that a line makes."""
        if node.made is None:
            return {}
        data = _data(node.made)
        premises = data.pop("premises")
        if isinstance(node.what, Argument):
            return {"premises": premises, **data}
        id = {"id": node.made.id} if node.made.id in self.explicit else {}
        return {"step": {**id, **data}} if id or data else {}

    def held(self, claim: Claim, stances: tuple[Stance, ...]) -> list[str]:
        """Who holds what of a claim: on one line, or each on a line of its own."""
        held = [_data(stance) for stance in stances]
        for data in held:
            data.pop("claim")
        one = f"{self.title(claim)} {flow({'stances': held})}"
        if len(one) <= WIDTH:
            return [one]
        if len(held) == 1 and len(flow(held)) <= WIDTH - len("  {stances: }"):
            return [self.title(claim), f"  {flow({'stances': held})}"]
        lines = [self.title(claim), "  {stances: ["]
        for data in held:
            lines += _filled(pieces(data), " " * 4, 5)
            lines[-1] += ","
        lines[-1] = f"{lines[-1][:-1]}]}}"
        return lines


def _heading(theme: str) -> list[str]:
    """A theme as headings, outermost first, or nothing if headings cannot say it."""
    parts = [escaped(part) for part in theme.split("/")]
    return [part for part in parts if part] if all(parts) else []


def _front_lines(key: str, value: Any) -> list[str]:
    """One key of the front matter: a text, a list, or records under their ids."""
    if isinstance(value, str) or key in ("positions", "extra", *FOREIGN_KEYS):
        return _filled(pieces(value, in_block=True), f"{key}: ", 2)
    lines = [f"{key}:"]
    if isinstance(value, Mapping):
        for id, data in value.items():
            lines += _under_id(id, data)
        return lines
    for item in value:
        lines += _filled(pieces(item, in_block=True), "  - ", 5)
    return lines


def _under_id(id: str, data: Mapping[str, Any]) -> list[str]:
    lines = _filled(pieces(data), f"  {scalar(id)}: ", 4)
    if len(lines) <= 2:
        return lines
    lines = [f"  {scalar(id)}:"]
    for key, value in data.items():
        lines += _filled(pieces(value, in_block=True), f"    {key}: ", 6)
    return lines
