r"""Argdown as a tree: headings, statements, arguments, relations, premise-conclusion structures.

The tree says what a document says and where, and knows nothing of maps: any Argdown file
can be read into it. Reading goes on after a fault, so that all are found at once, and a
faulty line is kept in the likeliest sense, so that one fault does not cause others.

A relation stands below its parent, further in; whatever stands as far in as an earlier
relation of the same block is its sibling. Empty lines part the blocks.

>>> document, faults = parse("[leave]: They leave.\n  - <vacuum>: It leaves a gap.\n")
>>> leave = document.blocks[0]
>>> leave.title, leave.text, leave.relations[0].type, leave.relations[0].child.title
('leave', 'They leave.', 'attack', 'vacuum')
>>> leave.relations[0].at
Mark(line=2, column=3)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import define, field

from argmap.formats.argdown.data import Entries, compose
from argmap.formats.argdown.tokens import Kind, Mark, Places, Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.errors import Fault

__all__ = [
    "Block",
    "Document",
    "Element",
    "Heading",
    "Inference",
    "Listing",
    "Numbered",
    "Reconstruction",
    "Relation",
    "RelationType",
    "parse",
]

RelationType: TypeAlias = Literal["support", "attack", "undercut", "contradictory"]

_RELATIONS: dict[str, tuple[RelationType, bool]] = {
    "+": ("support", False),
    "<+": ("support", False),
    "+>": ("support", True),
    "-": ("attack", False),
    "<-": ("attack", False),
    "->": ("attack", True),
    "_": ("undercut", False),
    "<_": ("undercut", False),
    "_>": ("undercut", True),
    "><": ("contradictory", True),
}


# The tree ----------------------------------------------------------------------------


@define(eq=False)
class Element:
    """One mention of a statement or an argument, with its text if it defines it.

    `tags` are all tags of the mention; those at the end of the text are no part of it. The
    text is doubtful where no colon says that it is one.
    """

    kind: Literal["statement", "argument"]
    at: Mark
    title: str | None = None
    text: str | None = None
    text_at: Mark | None = None
    is_doubtful: bool = False
    tags: tuple[str, ...] = ()
    data: Entries | None = None
    relations: list[Relation] = field(factory=list)


@define(eq=False)
class Relation:
    """A relation line: how its child stands to the parent that lists it.

    `outgoing` ones run from parent to child, the others from child to parent.
    """

    type: RelationType
    outgoing: bool
    at: Mark
    child: Element


@define(eq=False)
class Heading:
    """A heading; `level` counts its hashes."""

    level: int
    text: str
    at: Mark
    tags: tuple[str, ...] = ()
    data: Entries | None = None


@define(eq=False)
class Numbered:
    """A statement of a premise-conclusion structure."""

    number: int
    element: Element


@define(eq=False)
class Inference:
    """The line between premises and conclusion, and what undercuts it."""

    at: Mark
    rules: tuple[str, ...] = ()
    data: Entries | None = None
    relations: list[Relation] = field(factory=list)


@define(eq=False)
class Reconstruction:
    """A premise-conclusion structure, and the argument in the block before it, if any."""

    at: Mark
    argument: Element | None
    lines: list[Numbered | Inference] = field(factory=list)


@define(eq=False)
class Listing:
    """A list of statements and arguments that only stand beside each other."""

    is_ordered: bool
    at: Mark
    items: list[Element] = field(factory=list)


Block: TypeAlias = Heading | Element | Reconstruction | Listing


@define(eq=False)
class Document:
    """A whole text: its front matter and its blocks."""

    front: Entries | None
    blocks: list[Block]

    def headings(self) -> Iterator[Heading]:
        """The headings, in order."""
        return (block for block in self.blocks if isinstance(block, Heading))


# Reading it --------------------------------------------------------------------------


def parse(text: str) -> tuple[Document, list[Fault]]:
    r"""The tree of a text, as far as it can be read, and everything wrong with its syntax.

    >>> document, faults = parse("[leave] They leave.\n")
    >>> print(faults[0])
    line 1, column 9: text after '[leave]' with no colon between; write '[leave]: ...' to give ...
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = []
    if text.startswith("\ufeff"):
        remedy = "save it as UTF-8 without one"
        faults.append(Mark(1, 1).fault("the text starts with a byte order mark", remedy))
        text = text[1:]
    other = _other_dialect(text)
    if other is not None:
        return Document(None, []), [*faults, other]
    tokens, found = tokens_of(text)
    parser = _Parser(text, tokens, [*faults, *found, *_includes(text)])
    return parser.document(), parser.faults


_OTHER_DIALECT = re.compile(r"^[ \t]*(?:\(\[#|:::|\[#[\w-]+\][ \t]*[^\s:{#])", re.MULTILINE)


def _other_dialect(text: str) -> Fault | None:
    """The sign of argdown-2, another language whose files end alike."""
    match = _OTHER_DIALECT.search(text)
    if match is None:
        return None
    at = match.end() - len(match[0].lstrip())
    message = "this is argdown-2, another language with the same suffix"
    remedy = "convert it to Argdown, where a statement is '[title]: text'"
    return Places(text).mark(at).fault(message, remedy)


def _includes(text: str) -> Iterator[Fault]:
    """Every place where another file is asked for."""
    places = Places(text)
    for match in re.finditer(r"@include\([^()\n]*\)", text):
        message = f"{match[0]} asks for another file, which is not read"
        yield places.mark(match.start()).fault(message, "put the text of that file here")


_INLINE = {Kind.TEXT, Kind.COMMA, Kind.OPEN, Kind.CLOSE, Kind.LINK, Kind.TAG, Kind.MENTION}
_TITLED = {
    Kind.STATEMENT_DEFINITION: "[{}]:",
    Kind.STATEMENT_REFERENCE: "[{}]",
    Kind.ARGUMENT_DEFINITION: "<{}>:",
    Kind.ARGUMENT_REFERENCE: "<{}>",
}
_BREAKS = {Kind.BREAK, Kind.EMPTY}
_OUT_OF_PLACE = {
    Kind.FRONT: ("front matter in the middle of the text", r"move it up, or write \=== for text"),
    Kind.DATA: ("data with nothing before them", r"put them after a title, or write \{ for text"),
    Kind.INFERENCE: ("an inference with no premises", "number the premises: (1) ..., (2) ..."),
    Kind.RELATION: (
        "a relation with nothing to relate to",
        "put it under its claim, further in, with no empty line between",
    ),
}
_NEED_EMPTY_LINE = {
    Kind.HEADING: ("a heading", r"\#"),
    Kind.NUMBER: ("a numbered statement", r"\("),
    Kind.ITEM: ("a list item", "a backslash before the sign"),
    Kind.FRONT: ("front matter", r"\==="),
    Kind.INFERENCE: ("an inference", r"\--"),
}


class _Parser:
    """Tokens turned into blocks, one after the other."""

    def __init__(self, text: str, tokens: list[Token], faults: list[Fault]) -> None:
        self.text = text
        self.tokens = tokens
        self.faults = faults
        self.places = Places(text)
        self.next = 0
        self._end = Token(Kind.EMPTY, len(text), len(text), "")

    # Looking and moving

    def peek(self) -> Token:
        return self.tokens[self.next] if self.next < len(self.tokens) else self._end

    def kind(self) -> Kind | None:
        return self.tokens[self.next].kind if self.next < len(self.tokens) else None

    def take(self) -> Token:
        token = self.peek()
        self.next += 1
        return token

    def skip(self, *kinds: Kind) -> None:
        while self.kind() in kinds:
            self.next += 1

    def mark(self, token: Token) -> Mark:
        """Where a token's first visible letter stands."""
        written = self.text[token.start : token.end]
        return self.places.mark(token.start + len(written) - len(written.lstrip(" \t")))

    def fault(self, token: Token, message: str, remedy: str) -> None:
        self.faults.append(self.mark(token).fault(message, remedy))

    # Blocks

    def document(self) -> Document:
        self.skip(*_BREAKS)
        document = Document(self.front(), [])
        self.skip(*_BREAKS)
        while self.kind() is not None:
            block = self.block(document.blocks[-1] if document.blocks else None)
            if block is not None:
                document.blocks.append(block)
            self.unparted()
            self.skip(*_BREAKS)
        return document

    def front(self) -> Entries | None:
        if self.kind() is not Kind.FRONT:
            if self.kind() is Kind.TEXT and self.peek().said.startswith("==="):
                self.fault(self.peek(), "front matter is never closed", "end it with a line ===")
            return None
        token = self.take()
        start = token.start + token.inset
        entries = self.composed(token.said, start, "the front matter")
        is_last = all(token.kind in _BREAKS for token in self.tokens[self.next :][:2])
        if self.kind() is not Kind.EMPTY and not is_last:
            remedy = "put an empty line after its ==="
            self.fault(self.peek(), "front matter runs into the text", remedy)
        return entries

    def unparted(self) -> None:
        """Fault what follows a block with no empty line between."""
        token = self.peek()
        if self.kind() in _NEED_EMPTY_LINE:
            what, instead = _NEED_EMPTY_LINE[token.kind]
            remedy = f"put an empty line before it, or write {instead} if it is text"
            self.fault(token, f"{what} in the middle of a block", remedy)
        elif self.kind() in _TITLED:
            remedy = "put an empty line before it, or a relation (+ - _) and indent it"
            self.fault(token, f"{_shown(token)!r} in the middle of a block", remedy)

    def block(self, before: Block | None) -> Block | None:
        token = self.peek()
        if token.kind in _OUT_OF_PLACE:
            self.fault(token, *_OUT_OF_PLACE[token.kind])
            self.take()
            if token.kind is not Kind.RELATION:
                self.pass_over()
                return None
        match token.kind:
            case Kind.HEADING:
                return self.heading()
            case Kind.NUMBER:
                return self.reconstruction(before)
            case Kind.ITEM:
                return self.listing()
            case _:
                return self.tree()

    def pass_over(self) -> None:
        """Go on to the next empty line."""
        while self.kind() not in (Kind.EMPTY, None):
            self.take()

    def heading(self) -> Heading:
        token = self.take()
        text, _, tags = self.content()
        if not text:
            self.fault(token, "a heading with no text", "write the text after the #")
        return Heading(len(token.said), text or "", self.mark(token), tags, self.data())

    def listing(self) -> Listing:
        first = self.peek()
        listing = Listing(first.said != "*", self.mark(first))
        while self.kind() is Kind.ITEM:
            token = self.take()
            if token.inset != first.inset:
                self.fault(token, "a list in a list", "indent all items alike")
            elif (token.said == "*") != (first.said == "*"):
                self.fault(token, "a list of two kinds", "put an empty line between")
            listing.items.append(self.tree(first.inset))
        return listing

    # Statements and arguments

    def tree(self, inset: int = 0) -> Element:
        """An element with all that is related below it."""
        element = self.element()
        self.relations(element, inset)
        return element

    def element(self) -> Element:
        """A statement or argument without its relations."""
        token = self.peek()
        if token.kind in _TITLED:
            element = self.titled()
        else:
            text, at, tags = self.content()
            element = Element("statement", self.mark(token), text=text, text_at=at, tags=tags)
            if text is None:
                self.fault(token, "a line with no text", "write a text, or a title as in [title]")
        element.data = self.data()
        return element

    def titled(self) -> Element:
        token = self.take()
        is_argument = token.kind in (Kind.ARGUMENT_DEFINITION, Kind.ARGUMENT_REFERENCE)
        element = Element("argument" if is_argument else "statement", self.mark(token), token.said)
        if token.kind in (Kind.STATEMENT_DEFINITION, Kind.ARGUMENT_DEFINITION):
            if self.kind() not in _INLINE and self.kind() is not Kind.BREAK:
                remedy = f"write the text, or {_shown(token)[:-1]} without a colon"
                self.fault(token, f"no text after {_shown(token)!r}", remedy)
            element.text, element.text_at, element.tags = self.content()
        else:
            self.reference(token, element)
        return element

    def reference(self, token: Token, element: Element) -> None:
        """What may follow a title without a colon: tags, and no text."""
        tags = []
        while self.kind() is Kind.TAG:
            tags.append(self.take().said)
        self.skip(Kind.BREAK)
        if self.kind() in _INLINE:
            shown = _shown(token)
            remedy = f"write '{shown}: ...' to give its text, or put an empty line between"
            self.fault(self.peek(), f"text after {shown!r} with no colon between", remedy)
            element.text, element.text_at, more = self.content()
            element.is_doubtful = True
            tags.extend(more)
        element.tags = tuple(dict.fromkeys(tags))

    def data(self) -> Entries | None:
        """The data after a mention, with the line break that may follow."""
        entries = None
        while self.kind() is Kind.DATA:
            token = self.take()
            if entries is None:
                entries = self.entries(token)
            else:
                self.fault(token, "data follow data", "put all in one pair of braces")
            self.skip(Kind.BREAK)
            if self.kind() in _INLINE:
                remedy = r"put the data last, or write \{ for a brace in a text"
                self.fault(self.peek(), "text after the data", remedy)
                self.content()
        return entries

    def entries(self, token: Token) -> Entries:
        """Data in YAML's flow style, or in block style if the brace ends its line."""
        if re.match(r"\{[ \t]*\n", token.said):
            return self.composed(token.said[1:-1], token.start + 1, "the data")
        return self.composed(token.said, token.start, "the data")

    def composed(self, text: str, start: int, about: str) -> Entries:
        def mark(offset: int) -> Mark:
            return self.places.mark(start + offset)

        return compose(text, mark, self.faults, about=about)

    def content(self) -> tuple[str | None, Mark | None, tuple[str, ...]]:
        """The text up to whatever cannot be part of it, its place, and its tags."""
        said = _Content(self.text)
        opened: list[Token] = []
        while self.kind() in _INLINE or self.kind() is Kind.BREAK or self.strays(said):
            token = self.take()
            if token.kind is Kind.OPEN:
                opened.append(token)
            elif token.kind is Kind.CLOSE and opened:
                opened.pop()
            said.add(token)
        for token in opened:
            remedy = f"close it, or write \\{token.said} for the sign"
            self.fault(token, f"{token.said!r} is never closed", remedy)
        return said.text(), self.mark(said.first) if said.first else None, said.tags()

    def strays(self, said: _Content) -> bool:
        """Whether a title follows in the middle of a line of text, which is a fault."""
        token = self.peek()
        if self.kind() not in _TITLED or said.is_at_line_start:
            return False
        shown = _shown(token)
        remedy = f"write @{shown.removesuffix(':')} to mention it, or \\{shown[0]} for the sign"
        self.fault(token, f"{shown!r} in the middle of a text", remedy)
        return True

    # Relations

    def relations(self, root: Element | Inference, inset: int = 0) -> None:
        """All relations below an element or an inference, and those below them."""
        levels: list[tuple[int, Element | Inference]] = [(inset, root)]
        last = root
        while self.kind() is Kind.RELATION:
            token = self.take()
            if token.inset > levels[-1][0]:
                levels.append((token.inset, last))
            while len(levels) > 1 and token.inset < levels[-1][0]:
                levels.pop()
            if len(levels) == 1:
                remedy = "indent it further than the line it belongs to, and like its siblings"
                self.fault(token, "a relation that is not indented", remedy)
            parent = levels[-1][1]
            last = self.element()
            parent.relations.append(self.relation(token, parent, last))

    def relation(self, token: Token, parent: Element | Inference, child: Element) -> Relation:
        type, outgoing = _RELATIONS[token.said]
        if type == "contradictory" and child.kind == "argument":
            self.fault(token, "an argument contradicts nothing", "write [ ] around the title")
        if isinstance(parent, Inference) and (type != "undercut" or outgoing):
            self.fault(token, "an inference can only be undercut", "write _ for the relation")
        return Relation(type, outgoing, self.mark(token), child)

    # Premise-conclusion structures

    def reconstruction(self, before: Block | None) -> Reconstruction:
        first = self.peek()
        argument = before if isinstance(before, Element) and before.kind == "argument" else None
        whole = Reconstruction(self.mark(first), argument)
        while self.kind() in (Kind.NUMBER, Kind.INFERENCE):
            token = self.take()
            if token.kind is Kind.INFERENCE:
                whole.lines.append(self.inference(token))
                continue
            element = self.tree()
            if element.kind == "argument":
                self.fault(token, "an argument among the statements", "write [ ] around the title")
            whole.lines.append(Numbered(int(token.said.strip("()")[:9]), element))
        self.demand_conclusions(first, whole.lines)
        return whole

    def demand_conclusions(self, first: Token, lines: list[Numbered | Inference]) -> None:
        """Fault numbered statements with no inference, or an inference with nothing below it."""
        pairs = list(zip(lines, [*lines[1:], None], strict=True))
        if len(lines) < 2 or not isinstance(lines[-2], Inference):
            remedy = "write ---- and the conclusion below the premises"
            self.fault(first, "numbered statements with no conclusion", remedy)
        for line, below in pairs:
            if isinstance(line, Inference) and not isinstance(below, Numbered):
                remedy = "number a statement below it"
                self.faults.append(line.at.fault("an inference with no conclusion", remedy))

    def inference(self, start: Token) -> Inference:
        """What stands between `--` and `--`, with what undercuts it."""
        whole = Inference(self.mark(start))
        self.skip(Kind.BREAK)
        whole.rules = self.rules()
        self.skip(Kind.BREAK)
        if self.kind() is Kind.DATA:
            whole.data = self.entries(self.take())
            self.skip(Kind.BREAK)
        if self.kind() is not Kind.INFERENCE_END:
            remedy = "write the rules in one line, data after them, then --"
            self.fault(self.peek(), "this does not belong in an inference", remedy)
        while self.kind() not in (Kind.INFERENCE_END, Kind.EMPTY, None):
            self.take()
        self.skip(Kind.INFERENCE_END)
        if self.kind() not in (*_BREAKS, None):
            self.fault(self.peek(), "text right after an inference", "break the line before it")
        self.skip(Kind.BREAK)
        self.relations(whole)
        return whole

    def rules(self) -> tuple[str, ...]:
        """The names of the rules, which commas part."""
        rules = [_Content(self.text)]
        while self.kind() in (Kind.TEXT, Kind.COMMA):
            token = self.take()
            if token.kind is Kind.COMMA:
                rules.append(_Content(self.text))
            else:
                rules[-1].add(token)
        return tuple(rule for said in rules if (rule := said.text()))


def _shown(token: Token) -> str:
    """A title as it is written."""
    return _TITLED[token.kind].format(token.said)


class _Content:
    """A text put together from its tokens, with the lines joined and the comments gone."""

    def __init__(self, source: str) -> None:
        self.first: Token | None = None
        self._source = source
        self._parts: list[tuple[str, str | None]] = []
        self._last: Token | None = None

    @property
    def is_at_line_start(self) -> bool:
        """Whether a line of the text has just ended."""
        return self._last is not None and self._last.kind is Kind.BREAK

    def add(self, token: Token) -> None:
        if token.kind is not Kind.BREAK:
            self._parts.append((self._gap(token) if self.first else "", None))
            self.first = self.first or token
            written = " ".join(self._source[token.start : token.end].split("\n"))
            if token.kind is Kind.TAG:
                self._parts.append((written, token.said))
            else:
                self._parts.append((token.said if token.kind is Kind.TEXT else written, None))
        self._last = token

    def _gap(self, token: Token) -> str:
        """What parts a token from the one before: spaces as they are, else one space."""
        if self._last is None or self._last.kind is Kind.BREAK:
            return "\n"
        gap = self._source[self._last.end : token.start]
        if not gap.strip(" \t"):
            return gap
        is_parted = self._parts[-1][0].endswith((" ", "\t"))
        return " " if not is_parted and (gap[0] in " \t" or gap[-1] in " \t") else ""

    def text(self) -> str | None:
        """The text without the tags at its end, unless it is nothing else."""
        parts = list(self._parts)
        while parts and (parts[-1][1] is not None or not parts[-1][0].strip(" \t\n")):
            parts.pop()
        parts = parts or self._parts
        said = "".join(part for part, _ in parts)
        return " ".join(line.strip(" \t") for line in said.split("\n")).strip(" ") or None

    def tags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tag for _, tag in self._parts if tag is not None))
