"""Argdown text cut into tokens, each with its place.

A token is read where it stands, without looking back further than the last one: what only
a line can begin (a relation, a heading, a numbered statement) is known by the line break
before it. Where Argdown is odd this is odd in the same way, because a text must not mean
one thing here and another to the rest of the world. But what Argdown passes over to the
surprise of its author is a fault here: a comment that is never closed, a `//` comment in a
last line without a line break, an address whose `//` hides the rest of its line.

Every rule looks ahead to the next occurrence of a sign, which is then remembered, so the
time taken grows with the length of the text and not faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from typing import NamedTuple

from argmap.errors import Fault

__all__ = ["Kind", "Mark", "Places", "Token", "begins_line", "tokens_of"]

# What JavaScript calls white space, which is what Argdown's own rules go by.
_BLANK = r"\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_BLANKS = re.compile(f"[{_BLANK}]")

_TEXT = re.compile(r"[^\\@#*_\[\],.:;</>\-\n(){}]+")
_SPACES = re.compile(r"[ \t]+")
_BREAK = re.compile(r"[ \t]*\n")
_EMPTY_LINES = re.compile(r"(?:[ \t]*\n){2,}")
_ONE_BREAK = re.compile(r"(?:[ \t]*\n(?![ \t]*\n))?")
_ALL_BREAKS = re.compile(r"(?:[ \t]*\n)*")
_LINE = re.compile(
    rf"(?P<indent>[' \t]*)(?:"
    rf"(?P<relation>\+>|->|<?\+|<?-|><|_>|<_|_(?=[{_BLANK}]))"
    rf"|(?P<number>\([0-9]+\))"
    rf"|(?P<item>(?:[0-9]+\.|\*)(?=[{_BLANK}])))"
)
_INFERENCE = re.compile(r"[' \t]*--")
_HEADING = re.compile("#+ ")
_WORD_TAG = re.compile(r"#([a-zA-z0-9\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]+)[ \t]?")
_MARK_END = re.compile(r"[ \t]|(?=[\n)}_.,!?;:\-*]|$)")
_FRONT = re.compile("={3,}")
_DASHES = re.compile("-{2,}")


class Mark(NamedTuple):
    """A place in a text: line and column, counted from 1."""

    line: int
    column: int

    def fault(self, message: str, remedy: str = "", *, where: str = "") -> Fault:
        """What is wrong at this place."""
        return Fault(message, where, remedy, self.line, self.column)


class Places:
    r"""Where each character of a text stands.

    >>> Places("one\ntwo").mark(5)
    Mark(line=2, column=2)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def mark(self, offset: int) -> Mark:
        """Line and column of a character."""
        line = bisect_right(self._lines, offset)
        return Mark(line, offset - self._lines[line - 1] + 1)


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    BREAK = "line break"
    EMPTY = "empty line"
    FRONT = "front matter"
    DATA = "data"
    RELATION = "relation"
    HEADING = "heading"
    NUMBER = "numbered statement"
    ITEM = "list item"
    INFERENCE = "inference"
    INFERENCE_END = "end of an inference"
    COMMA = "comma"
    OPEN = "start of bold or italic text"
    CLOSE = "end of bold or italic text"
    LINK = "link"
    TAG = "tag"
    STATEMENT_DEFINITION = "statement with its text"
    STATEMENT_REFERENCE = "statement"
    ARGUMENT_DEFINITION = "argument with its text"
    ARGUMENT_REFERENCE = "argument"
    MENTION = "mention"


class Token(NamedTuple):
    """A piece of text: what it is, where it stands, and what it says.

    `said` is the title or tag without its signs, or the text without its backslash. `inset`
    is how far a relation or a list item stands in, and how far into it front matter begins.
    """

    kind: Kind
    start: int
    end: int
    said: str
    inset: int = 0


def tokens_of(text: str) -> tuple[list[Token], list[Fault]]:
    r"""The tokens of a text whose lines end in `\n`, and what is wrong with it.

    >>> [token.said for token in tokens_of("[a]: One.\n  + <b>")[0]]
    ['a', 'One', '.', '\n', '+', 'b']
    """
    lexer = _Lexer(text)
    while lexer.at < len(text):
        lexer.step()
    return lexer.tokens, lexer.faults


def begins_line(text: str) -> bool:
    """Whether a text would be taken for something else at the start of a line.

    >>> begins_line("- and so on"), begins_line("and so on")
    (True, False)
    """
    return any(rule.match(text) for rule in (_LINE, _INFERENCE, _HEADING))


class _Lexer:
    """A place in a text, and the tokens before it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.tokens: list[Token] = []
        self.faults: list[Fault] = []
        self.places = Places(text)
        self._in_inference = False
        self._open: list[str] = []
        self._no_data_before = 0
        self._found: dict[str, int] = {}

    def step(self) -> None:
        """Read one token, or pass over spaces or a comment."""
        letter = self.text[self.at]
        if letter in "/<" and self._comment():
            return
        if self._in_inference:
            self._inference_step(letter)
            return
        if letter in " \t\n":
            if self._line_begins() and self._line():
                return
            self._space()
            return
        if self._line_begins() and letter in "'+->_<(*#0123456789" and self._line():
            return
        rule = _RULES.get(letter)
        if rule is None or not rule(self):
            self._text()

    # Lines

    def _last(self) -> Kind | None:
        return self.tokens[-1].kind if self.tokens else None

    def _line_begins(self) -> bool:
        return self._last() in (None, Kind.BREAK, Kind.EMPTY)

    def _line(self) -> bool:
        """What only the start of a line can be."""
        if self._last() is not Kind.EMPTY and (match := _INFERENCE.match(self.text, self.at)):
            return self._inference(match.end())
        if match := _LINE.match(self.text, self.at):
            kind = match.lastgroup or ""
            inset = len(match["indent"]) + (kind == "item")
            return self._add(Kind[kind.upper()], match.end(), match[kind], inset)
        if match := _HEADING.match(self.text, self.at):
            return self._add(Kind.HEADING, match.end(), match[0].rstrip())
        return False

    def _space(self) -> None:
        if self._last() is not Kind.EMPTY and (match := _EMPTY_LINES.match(self.text, self.at)):
            self._add(Kind.EMPTY, match.end(), "\n")
        elif match := _BREAK.match(self.text, self.at):
            self._add(Kind.BREAK, match.end(), "\n")
        elif match := _SPACES.match(self.text, self.at):
            self.at = match.end()

    # Comments

    def _comment(self) -> bool:
        """Pass over a comment; one that opens a line takes the line break with it."""
        text, at = self.text, self.at
        if text.startswith("//", at):
            return self._line_comment()
        for opening, closing in (("/*", "*/"), ("<!--", "-->")):
            if text.startswith(opening, at):
                end = self._next(closing, at + len(opening))
                if end < len(text):
                    self._pass_comment(end + len(closing))
                    return True
                remedy = f"close it with {closing}, or write \\{opening} if it is text"
                self._fault("this comment is never closed", remedy)
        return False

    def _line_comment(self) -> bool:
        end = self._next("\n", self.at)
        if re.search("[a-zA-Z]:$", self.text[max(self.at - 2, 0) : self.at]):
            remedy = r"write it as a link, [text](https://...), or with backslashes, https\:\/\/..."
            self._fault("'//' hides the rest of this line, as a comment", remedy)
        elif end == len(self.text):
            remedy = r"end the last line with a line break, or write \/\/ if it is text"
            self._fault("a comment needs a line break after it", remedy)
        self._pass_comment(end)
        return True

    def _pass_comment(self, end: int) -> None:
        after = {Kind.EMPTY: _ALL_BREAKS, Kind.BREAK: _ONE_BREAK}.get(self._last() or Kind.TEXT)
        match = after.match(self.text, end) if after else None
        self.at = match.end() if match else end

    # Inside an inference: between `--` and `--`

    def _inference(self, end: int) -> bool:
        self._add(Kind.INFERENCE, end, "--")
        self._in_inference = True
        dashes = _DASHES.match(self.text, end - 2)
        if dashes and len(dashes[0]) == 3:
            self._fault("three dashes are no inference", "write ----")
            self._end_inference(dashes.end())
        return True

    def _end_inference(self, end: int) -> None:
        self._in_inference = False
        self._add(Kind.INFERENCE_END, end, self.text[self.at : end])

    def _inference_step(self, letter: str) -> None:
        if letter in " \t\n":
            if _EMPTY_LINES.match(self.text, self.at):
                remedy = "write ----, or -- above and below the rule"
                self._fault("an inference is not closed before this empty line", remedy)
                self._end_inference(self.at)
            self._space()
        elif letter == ",":
            self._add(Kind.COMMA, self.at + 1, ",")
        elif match := _DASHES.match(self.text, self.at):
            self._end_inference(match.end())
        elif letter not in "\\.:{" or not _RULES[letter](self):
            self._text()

    # What a letter can begin, anywhere

    def front(self) -> bool:
        """`=== ... ===`."""
        opening = _FRONT.match(self.text, self.at)
        if not opening:
            return False
        start = opening.end()
        closing = self._next("===", start)
        end = _FRONT.match(self.text, closing)
        if end:
            said = self.text[start:closing]
            return self._add(Kind.FRONT, end.end(), said, start - self.at)
        return start - self.at >= 6 and self._add(Kind.FRONT, start, "")

    def data(self) -> bool:
        """`{ ... }`: up to the first brace with a blank after it and neither comma nor brace then.

        A brace with a comma or a brace after it, blanks or none between, is never the last.
        """
        if self.at < self._no_data_before:
            return False
        last, at, stops = -1, self.at, False
        while not stops and (at := self._next("}", at + 1)) < len(self.text):
            beyond = self.text[at + 1 : at + 3]
            stops = len(beyond) == 2 and bool(_BLANKS.match(beyond)) and beyond[1] not in ",}"
            last = last if self._goes_on(at + 1) else at
        if last < 0:
            self._no_data_before = at
            return False
        self._found.pop("}", None)
        return self._add(Kind.DATA, last + 1, self.text[self.at : last + 1])

    def _goes_on(self, at: int) -> bool:
        while at < len(self.text) and _BLANKS.match(self.text, at):
            at += 1
        return self.text[at : at + 1] in (",", "}")

    def escaped(self) -> bool:
        r"""`\x`."""
        if self.text[self.at + 1 : self.at + 2] in ("", "\n"):
            remedy = "write two for a backslash in a text"
            self._fault("this backslash has no character to protect", remedy)
            return self._add(Kind.TEXT, self.at + 1, "\\")
        end = self.at + 2
        while self.text[end : end + 1] == " ":
            end += 1
        return self._add(Kind.TEXT, end, self.text[self.at + 1 : end])

    def shortcode(self) -> bool:
        """`.name.` or `:name:`, in which nothing else is read; it stays as it is."""
        end = self._next(self.text[self.at], self.at + 2)
        return end < self._next_blank(self.at + 1) and self._inline(Kind.TEXT, end + 1)

    def emphasis(self) -> bool:
        """The `*` and `_` around bold and italic text."""
        sign = self.text[self.at]
        for mark in (sign * 2, sign):
            end = self.at + len(mark)
            touches = bool(self.tokens) and self.tokens[-1].end == self.at
            closes = touches and self._open[-1:] == [mark] and self.text.startswith(mark, self.at)
            if closes and (match := _MARK_END.match(self.text, end)):
                self._open.pop()
                return self._add(Kind.CLOSE, match.end(), self.text[self.at : match.end()])
        for mark in (sign * 2, sign):
            end = self.at + len(mark)
            if self.text.startswith(mark, self.at) and not _BLANKS.match(self.text, end):
                self._open.append(mark)
                return self._add(Kind.OPEN, end, mark)
        return False

    def bracket(self) -> bool:
        """`[text](url)`, `[title]:` or `[title]`."""
        at, text = self.at, self.text
        end = self._next("]", at + 1)
        if at + 1 < end and text.startswith("](", end):
            closing = self._next(")", end + 2)
            if end + 2 < closing < len(text):
                if "\n" in text[at:closing]:
                    remedy = r"write it in one line, or \[ for the sign"
                    self._fault("a link runs over the end of its line", remedy)
                return self._inline(Kind.LINK, closing + 1)
        return self._titled("]", Kind.STATEMENT_DEFINITION, Kind.STATEMENT_REFERENCE)

    def angle(self) -> bool:
        """`<title>:` or `<title>`."""
        return self._titled(">", Kind.ARGUMENT_DEFINITION, Kind.ARGUMENT_REFERENCE)

    def _titled(self, closing: str, definition: Kind, reference: Kind) -> bool:
        at, text = self.at, self.text
        line_end = self._next("\n", at)
        end = self._next(f"{closing}:", at + 2)
        if end < line_end:
            return self._add(definition, end + 2, text[at + 1 : end])
        if line_end == at + 1:  # the first character of a title may be anything
            line_end = text.find("\n", at + 2)
            end = text.find(closing, at + 2, line_end if line_end >= 0 else len(text))
        else:
            end = self._next(closing, at + 2)
        if at < end < (line_end if line_end >= 0 else len(text)) and text[at + 1] != "-":
            return self._add(reference, end + 1, text[at + 1 : end])
        return False

    def mention(self) -> bool:
        """`@[title]` or `@<title>`."""
        closing = {"[": "]", "<": ">"}.get(self.text[self.at + 1 : self.at + 2])
        end = self._next(closing, self.at + 3) if closing else len(self.text)
        return end < self._next("\n", self.at) and self._inline(Kind.MENTION, end + 1)

    def tag(self) -> bool:
        """`#tag` or `#(tag of several words)`."""
        if self.text.startswith("#(", self.at):
            end = self._next(")", self.at + 2)
            if self.at + 2 < end < len(self.text):
                said = " ".join(self.text[self.at + 2 : end].split())
                return self._inline(Kind.TAG, end + 1, said)
        match = _WORD_TAG.match(self.text, self.at)
        return match is not None and self._inline(Kind.TAG, match.end(1), match[1])

    def _inline(self, kind: Kind, end: int, said: str | None = None) -> bool:
        """A token that may take one space with it."""
        whole = end + (self.text[end : end + 1] in (" ", "\t"))
        return self._add(kind, whole, self.text[self.at : whole] if said is None else said)

    def _text(self) -> None:
        match = _TEXT.match(self.text, self.at)
        if match:
            self._add(Kind.TEXT, match.end(), match[0])
        else:
            self._inline(Kind.TEXT, self.at + 1)

    # Bookkeeping

    def _add(self, kind: Kind, end: int, said: str, inset: int = 0) -> bool:
        self.tokens.append(Token(kind, self.at, end, said, inset))
        self.at = end
        return True

    def _fault(self, message: str, remedy: str) -> None:
        self.faults.append(self.places.mark(self.at).fault(message, remedy))

    def _next(self, mark: str, start: int) -> int:
        """Where a mark comes next, or the end of the text; found once, then remembered."""
        found = self._found.get(mark, -1)
        if found < start:
            found = self.text.find(mark, start)
            self._found[mark] = found = len(self.text) if found < 0 else found
        return found

    def _next_blank(self, start: int) -> int:
        found = self._found.get("blank", -1)
        if found < start:
            match = _BLANKS.search(self.text, start)
            self._found["blank"] = found = match.start() if match else len(self.text)
        return found


_RULES = {
    "=": _Lexer.front,
    "{": _Lexer.data,
    "\\": _Lexer.escaped,
    ".": _Lexer.shortcode,
    ":": _Lexer.shortcode,
    "*": _Lexer.emphasis,
    "_": _Lexer.emphasis,
    "[": _Lexer.bracket,
    "<": _Lexer.angle,
    "@": _Lexer.mention,
    "#": _Lexer.tag,
}
