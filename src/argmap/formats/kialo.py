r"""Exports of Kialo debates: both forms are read, the older one is written.

A debate is a tree. Its title is the question, each thesis a position, and every other claim
bears as a pro or con on the one above it. The older export has a claim a line, its place in
the tree in front of it; the newer one has the text below its number, and the sources at the
end:

    Discussion Title: Should US forces leave Iraq?        Discussion Name:
                                                          Should US forces leave Iraq?
    1. US forces leave Iraq.
    1.1. Con: It leaves [a gap](https://a.org/1).         1. Thesis:
    1.1.1. Con: Iraq can fill it.                         US forces leave Iraq.
    1.2. Con: -> See 1.1.1.
                                                            1.1. Con:
                                                            It leaves a gap [1].

                                                          Sources:
                                                          [1] https://a.org/1
                                                          "The gap …"

- Where there are several theses, they stand one level deeper, under the question. In the newer
  form that is marked; in the older one, the only root is the question if nothing below it is a
  pro or con. A title that says something else is the title of the map.
- `-> See 1.1.1.` is one more step from the claim of that number.
- A claim that is neither a thesis nor marked as Pro or Con is kept without a step, and told.
- Links and markers go from the text into citations. Where in the text they were is in `extra`,
  as `anchor`: the stretch that the link is on, or the point at which the marker stood, in code
  points from 0. A quote from a source stands below it, or in the older form in parentheses after
  the link: `[a gap](https://a.org/1)(The gap …)`, with `\n` for a new line. One that no marker
  calls for is in `extra` of its source, among the `quotes`.
- A file has no ids. They are made from the texts, and from the addresses of sources.

Votes and authors are not in an export. The forms are known from files of 2018 to 2025 and
from what others read: Kialo describes neither.

>>> from argmap.formats import loads
>>> map = loads('''Discussion Title: Should US forces leave Iraq?
...
... 1. US forces leave Iraq.
... 1.1. Con: It leaves [a gap](https://example.org/gap).
... ''', "kialo")
>>> map.positions, map.claim("leaves-gap").text
(('us-forces-leave-iraq',), 'It leaves a gap.')
>>> map.claim("leaves-gap").citations
(Citation(source='example-org-gap', extra=FrozenMapping({'anchor': (10, 15)})),)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from attrs import define, field, fields

from argmap.draft import argument_id, slug
from argmap.errors import Fault, InvalidMapError, InvalidRecordError, ReadError, WriteError
from argmap.formats.argdown.naming import Ids
from argmap.formats.losses import Loaded, Loss, told
from argmap.model import (
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    FrozenMapping,
    Side,
    Source,
    described,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["claims", "dumps", "loads", "loads_with_losses", "recognised"]

_R = TypeVar("_R")

_HEAD = 100_000  # bytes of a file that are looked at to know it
_NUMBER = r"(?:[0-9]{1,9}\.)+"
_TITLE = re.compile(r"[ \t]*Discussion (?:Title|Name):[ \t]*(.*)")
_NUMBERED = re.compile(rf"([ \t]*)({_NUMBER})(?:[ \t]+(.*))?")
_WORDS = re.compile(r"(Thesis|Question|Pro|Con):(?:[ \t]+|$)(.*)")
_SEE = re.compile(rf"-> See ({_NUMBER})")
_SIGN = r"[!-/:-@\[-`{-~]"
_LINK = re.compile(
    rf"\\(?P<sign>{_SIGN})"
    r"|\[(?P<words>(?:\\.|\[(?:\\.|[^\[\]\\])*\]|[^\[\]\\])*)\]"
    r"\((?P<url>(?:\\.|\((?:\\.|[^()\s\\]){0,4000}\)|[^()\s\\]){1,4000})\)"
    r"(?:\((?P<quote>(?:\\.|\((?:\\.|[^()\\])*\)|[^()\\])+)\))?",
    re.DOTALL,
)
_ESCAPE = re.compile(rf"\\({_SIGN})")
_ESCAPE_IN_QUOTE = re.compile(rf"\\(n|{_SIGN})")
_MARKER = re.compile(r"[ \t\u00a0]?\[([0-9]{1,9})\]")
_SOURCE = re.compile(r"\[([0-9]{1,9})\][ \t]+(\S.*)")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+|www\.\S+")
_LONGEST = 4000  # characters of an address that `_LINK` takes for one


# Which texts are exports -------------------------------------------------------------


def claims(path: str | os.PathLike[str]) -> bool:
    """Whether a text file is an export, by its first lines."""
    with Path(path).open("rb") as file:
        return recognised(file.read(_HEAD).decode("utf-8-sig", errors="ignore"))


def recognised(text: str) -> bool:
    r"""Whether a text is an export: it starts with a title, then comes the first claim.

    >>> recognised("Discussion Title: Stay?\n\n1. US forces stay."), recognised("1. Stay.")
    (True, False)
    """
    said = (line for line in _lines(text) if line.strip())
    title = _TITLE.fullmatch(next(said, ""))
    if title is None:
        return False
    first = next(said, "")
    if not title[1].strip():
        first = next(said, "")
    return not first or first.rstrip() == "Question:" or bool(re.match(r"1\.(?:\s|$)", first))


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


# The file as it stands ---------------------------------------------------------------


class _Line(NamedTuple):
    """A stretch of text on one line, and where it starts."""

    line: int
    column: int
    text: str


class _Passage:
    """A text that may go over several lines, and knows its places; no blanks around it."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        said = [number for number, line in enumerate(lines) if line.text.strip()]
        kept = [*lines[said[0] : said[-1] + 1]] if said else []
        if kept:
            line, column, text = kept[0]
            kept[0] = _Line(line, column + len(text) - len(text.lstrip()), text.lstrip())
        self.lines = kept
        self.starts = [0, *accumulate(len(line.text) + 1 for line in kept)]
        self.text = "\n".join(line.text for line in kept).rstrip()

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        number = bisect_right(self.starts, offset) - 1
        line, column, _ = self.lines[number]
        return line, column + offset - self.starts[number]


@define(eq=False)
class _Entry:
    """A number, and what stands under it: a claim, or a link to one."""

    number: str
    word: str
    line: int
    column: int
    lines: list[_Line] = field(factory=list)
    passage: _Passage = field(init=False)

    @property
    def side(self) -> Side | None:
        return "pro" if self.word == "Pro" else "con" if self.word == "Con" else None

    @property
    def above(self) -> str:
        """The number of the claim above."""
        return _above(self.number)

    @property
    def is_root(self) -> bool:
        return not self.above

    @property
    def linked(self) -> str | None:
        """The number of the claim that this one stands for, if it is a link."""
        see = None if self.is_root else _SEE.fullmatch(self.passage.text)
        return see[1] if see else None


def _above(number: str) -> str:
    """The number one level up, or nothing.

    >>> _above("1.2.13."), _above("1.")
    ('1.2.', '')
    """
    return number[: number.rfind(".", 0, -1) + 1]


class _Sheet:
    """An export cut into its title, its claims and its sources; nothing is judged but form."""

    def __init__(self, text: str) -> None:
        lines = [_Line(n, 1, line) for n, line in enumerate(_lines(text), 1)]
        self.faults: list[Fault] = []
        self.losses: list[Loss] = []
        self.entries: dict[str, _Entry] = {}
        self.title = ""
        self.notes: tuple[str, ...] = ()
        self.asked: str | None = None
        rest = self.read_title(lines)
        self.is_new = _is_new(rest)
        self.title = self.plain(self.title)
        cut = _cut(rest) if self.is_new else len(rest)
        self.sources = _sources(rest[cut + 1 :], self.losses)
        self.read_entries(rest[:cut])

    def read_title(self, lines: list[_Line]) -> list[_Line]:
        """Note the title; the lines after it."""
        said = [number for number, line in enumerate(lines) if line.text.strip()]
        first = said[0] if said else 0
        self.title_line = lines[first].line
        found = _TITLE.fullmatch(lines[first].text)
        self.title = found[1].strip() if found else ""
        if found is None:
            remedy = "an export starts with 'Discussion Title: …' or 'Discussion Name:'"
            self.faults.append(Fault("there is no title", "", remedy, self.title_line, 1))
            return lines[first:]
        if not self.title and said[1:] and not _NUMBERED.fullmatch(lines[said[1]].text):
            first = said[1]
            self.title = lines[first].text.strip()
        if not self.title:
            remedy = "say what is discussed"
            self.faults.append(Fault("the title is empty", "", remedy, self.title_line, 1))
        return lines[first + 1 :]

    def read_entries(self, lines: list[_Line]) -> None:
        preamble: list[_Line] = []
        into = preamble
        counts: dict[str, int] = {}
        roots = {found[2].partition(".")[0] for line in lines if (found := _sided(line.text))}
        for line in lines:
            entry = self.entry(line, counts, roots)
            if entry is None:
                into.append(self.inner(line))
                continue
            self.note(entry, counts)
            into = entry.lines
        self.read_preamble(preamble)
        for entry in self.entries.values():
            entry.passage = _Passage(entry.lines)
            if not entry.passage.text:
                self.fault(entry, f"claim {entry.number} has no text", "give it one, or cut it")

    def entry(self, line: _Line, counts: dict[str, int], roots: set[str]) -> _Entry | None:
        """The claim that starts in a line, or none: the line goes on with what is above it."""
        found = _NUMBERED.fullmatch(line.text)
        if found is None or (found[1] and not self.is_new):
            return None
        number, text = found[2], found[3] or ""
        above = _above(number)
        words = _WORDS.fullmatch(text) if self.is_new or above else None
        word = words[1] if words and (self.is_new or words[1] in ("Pro", "Con")) else ""
        if not word and not self.is_next(number, text, counts, roots):
            if above:
                self.taken_for_text(line, number)
            return None
        text = words[2] if words and word else text
        made = _Entry(number, word, line.line, len(found[1]) + 1)
        made.lines.append(_Line(line.line, len(line.text) - len(text) + 1, text))
        return made

    def is_next(self, number: str, text: str, counts: dict[str, int], roots: set[str]) -> bool:
        """Whether a number without Pro or Con is one of a claim, and not of a list in a text."""
        if not self.entries:
            return True
        if self.is_new and text:
            return False
        above = _above(number)
        if not above:
            return number not in self.entries and number[:-1] in roots
        return above in self.entries and number == f"{above}{counts.get(above, 0) + 1}."

    def taken_for_text(self, line: _Line, number: str) -> None:
        last = next(reversed(self.entries), "")
        why = "it has neither Pro nor Con, and is not the next number"
        what = f"{number} is taken for text of {last}"
        self.losses.append(Loss(what, "", why, line=line.line, column=1))

    def inner(self, line: _Line) -> _Line:
        """A line that goes on with a text, without the blanks that show its depth."""
        depth = next(reversed(self.entries), "").count(".")
        if not self.is_new or depth < 2:
            return line
        most = line.text[: 2 * (depth - 1)]
        cut = len(most) - len(most.lstrip(" "))
        return _Line(line.line, cut + 1, line.text[cut:])

    def note(self, entry: _Entry, counts: dict[str, int]) -> None:
        number, above = entry.number, entry.above
        if number in self.entries:
            other = self.entries[number].line
            remedy = f"it is in line {other} too; give each claim its own number"
            self.fault(entry, f"claim {number} is there twice", remedy)
            return
        if above and above not in self.entries and entry.word != "Thesis":
            self.fault(entry, f"there is no claim {above} above {number}", "mend the number")
        self.entries[number] = entry
        counts[above] = counts.get(above, 0) + 1

    def read_preamble(self, lines: list[_Line]) -> None:
        """What stands between title and first claim: the question, if it says so, or a note."""
        passage = _Passage(lines)
        head, _, rest = passage.text.partition("\n")
        if head.rstrip() == "Question:" and rest.strip():
            self.asked = rest.strip()
        elif passage.text:
            self.notes = (passage.text,)

    def plain(self, text: str) -> str:
        """A title or question without backslashes; its links stay as they are."""
        return text if self.is_new else _ESCAPE.sub(r"\1", text)

    def fault(self, entry: _Entry, message: str, remedy: str) -> None:
        self.faults.append(Fault(message, "", remedy, entry.line, entry.column))


def _sided(text: str) -> re.Match[str] | None:
    """The number in a line of a pro or con, or nothing."""
    found = _NUMBERED.fullmatch(text)
    return found if found and _above(found[2]) and _WORDS.fullmatch(found[3] or "") else None


def _is_new(lines: Sequence[_Line]) -> bool:
    """Whether the first claim has its text below its number."""
    for line in lines:
        if found := _NUMBERED.fullmatch(line.text):
            words = _WORDS.fullmatch(found[3] or "")
            return words is not None and not words[2].strip()
    return False


def _cut(lines: Sequence[_Line]) -> int:
    """Where the sources begin: at a heading that the first of them follows."""
    said = [number for number, line in enumerate(lines) if line.text.strip()]
    for number, after in pairwise(said):
        if lines[number].text.rstrip() == "Sources:" and _SOURCE.fullmatch(lines[after].text):
            return number
    return len(lines)


class _Listed(NamedTuple):
    """A source at the end of an export."""

    line: int
    said: str
    quote: str | None = None

    @property
    def url(self) -> str | None:
        """Its address, which Kialo gives and nothing else."""
        first = self.said.split()[0]
        return first if _ADDRESS.fullmatch(first) else None


def _sources(lines: Sequence[_Line], losses: list[Loss]) -> dict[str, _Listed]:
    """The sources by their numbers.

    A quote goes on to the next source, over blank lines and over numbers in brackets that are
    no source's.
    """
    found: dict[str, _Listed] = {}
    quotes: dict[str, list[_Line]] = {}
    last = "0"
    for line in lines:
        source = _SOURCE.fullmatch(line.text)
        if source is None or not _begins_source(source, last):
            if last in quotes:
                quotes[last].append(line)
        elif source[1] in found:
            what, why = f"a second source [{source[1]}]", f"it is taken for quote of [{last}]"
            losses.append(Loss(what, "", why, line=line.line, column=1))
            quotes[last].append(line)
        else:
            last = source[1]
            found[last] = _Listed(line.line, source[2].strip())
            quotes[last] = []
    return {n: said._replace(quote=_quote(quotes[n])) for n, said in found.items()}


def _begins_source(source: re.Match[str], last: str) -> bool:
    return bool(_ADDRESS.match(source[2])) or int(source[1]) == int(last) + 1


def _quote(lines: Sequence[_Line]) -> str | None:
    said = _Passage(lines).text
    if len(said) > 1 and said[0] == said[-1] == '"':
        said = said[1:-1].strip()
    return said or None


# Texts -------------------------------------------------------------------------------


class _Mark(NamedTuple):
    """A link or marker: the stretch of the text it is on, what it says, where it was."""

    start: int
    end: int
    said: str
    offset: int
    quote: str | None = None


def _linked(text: str) -> tuple[str, list[_Mark]]:
    r"""A text of the older form without links and backslashes, and the links.

    >>> text, (mark,) = _linked(r"A [gap](https://a.org/x)(So it is.) \(of years\).")
    >>> text, mark.said, mark.quote
    ('A gap (of years).', 'https://a.org/x', 'So it is.')
    """
    parts: list[str] = []
    marks: list[_Mark] = []
    size = end = 0
    for found in _LINK.finditer(text):
        before = text[end : found.start()]
        words = found["sign"] or _ESCAPE.sub(r"\1", found["words"])
        start = size + len(before)
        size, end = start + len(words), found.end()
        parts += [before, words]
        if found["url"]:
            url = _ESCAPE.sub(r"\1", found["url"])
            quote = _ESCAPE_IN_QUOTE.sub(_unescaped, found["quote"] or "")
            marks.append(_Mark(start, size, url, found.start(), quote if quote.strip() else None))
    return _bare("".join([*parts, text[end:]]), marks)


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] == "n" else found[1]


def _marked(text: str, known: dict[str, _Listed]) -> tuple[str, list[_Mark]]:
    """A text of the newer form without the markers of known sources, and these.

    >>> text, (mark,) = _marked("The cause [1]s [7].", {"1": _Listed(9, "https://a.org")})
    >>> text, mark.said, mark.start
    ('The causes [7].', '1', 9)
    """
    parts: list[str] = []
    marks: list[_Mark] = []
    size = end = 0
    for found in _MARKER.finditer(text):
        if found[1] in known:
            before = text[end : found.start()]
            size, end = size + len(before), found.end()
            parts.append(before)
            marks.append(_Mark(size, size, found[1], found.start()))
    return _bare("".join([*parts, text[end:]]), marks)


def _bare(text: str, marks: list[_Mark]) -> tuple[str, list[_Mark]]:
    """The same without blanks around it."""
    said = text.strip()
    shift = len(text) - len(text.lstrip())
    if shift == 0 and len(said) == len(text):
        return text, marks

    def moved(offset: int) -> int:
        return min(max(offset - shift, 0), len(said))

    return said, [mark._replace(start=moved(mark.start), end=moved(mark.end)) for mark in marks]


# The map -----------------------------------------------------------------------------


def loads(text: str) -> ArgumentMap:
    r"""The map of a debate; a `LossWarning` names what it leaves out.

    >>> loads("Discussion Title: Stay?\n\n1. US forces stay.\n1.1. Pro: The gap is filled.\n")
    <ArgumentMap 'Stay?' with 1 position, 2 claims, 1 argument>
    """
    return told(loads_with_losses(text))


def loads_with_losses(text: str) -> Loaded:
    r"""The map of a debate, and what of the export is not in it.

    Raises `ReadError` with everything that is wrong, each with its line and column.

    >>> debate = "Discussion Title: Stay?\n\n1. US forces stay.\n1.1. Pro: -> See 1.7.\n"
    >>> print(*loads_with_losses(debate).losses)
    line 4, column 1: 1.1.: the step from 1.7.; no claim has that number
    """
    sheet = _Sheet(text)
    map = None if sheet.faults else _Making(sheet).map()
    if map is None or sheet.faults:
        ordered = sorted(sheet.faults, key=lambda fault: (fault.line or 0, fault.column or 0))
        raise ReadError(ordered, about="the debate cannot be read")
    places = sorted(sheet.losses, key=lambda loss: (loss.line or 0, loss.column or 0))
    return Loaded(map, places)


@define(eq=False)
class _Document:
    """A source to be, and the quotes from it that no claim calls for."""

    id: str
    title: str
    line: int
    url: str | None
    quotes: list[str] = field(factory=list)


class _Making:
    """Records from the entries of an export."""

    def __init__(self, sheet: _Sheet) -> None:
        self.sheet = sheet
        self.ids = Ids([])
        self.claim_ids: dict[str, str] = {}
        self.documents: dict[str, _Document] = {}
        self.ends = self.resolved()
        self.question = self.asking()

    def map(self) -> ArgumentMap | None:
        """The map, unless something is wrong with a record."""
        sheet = self.sheet
        texts = {
            number: self.text(entry)
            for number, entry in sheet.entries.items()
            if number != self.question and not entry.linked
        }
        self.claim_ids = {number: self.ids.new(slug(said)) for number, (said, _) in texts.items()}
        positions, arguments = self.positions(), [*self.arguments()]
        self.find_sources(texts)
        claims = [self.claim(number, *said) for number, said in texts.items()]
        sources = [*map(self.source, self.documents.values())]
        if sheet.faults:
            return None
        asked = sheet.asked
        if self.question:
            asked = sheet.plain(sheet.entries[self.question].passage.text)
        title = sheet.title if asked and asked != sheet.title else None
        make: Callable[..., ArgumentMap] = ArgumentMap  # whose converters mypy does not see
        return self.made(
            sheet.title_line,
            lambda: make(
                asked or sheet.title,
                title=title,
                positions=positions,
                claims=claims,
                arguments=arguments,
                sources=sources,
                notes=sheet.notes,
            ),
        )

    # The tree

    def asking(self) -> str | None:
        """The number of the root that is the question, if one is."""
        entries = self.sheet.entries
        roots = [entry for entry in entries.values() if entry.is_root]
        marked = next((entry for entry in roots if entry.word == "Question"), None)
        if marked or self.sheet.is_new or len(roots) != 1:
            return marked.number if marked else None
        below = [entry for entry in entries.values() if entry.above == roots[0].number]
        is_question = bool(below) and all(entry.side is None for entry in below)
        return roots[0].number if is_question else None

    def resolved(self) -> dict[str, str | None]:
        """The number of the claim that each entry stands for; none if its link leads nowhere."""
        links = {n: entry.linked for n, entry in self.sheet.entries.items() if entry.linked}
        ends: dict[str, str | None] = {n: n for n in self.sheet.entries if n not in links}
        for number in links:
            path: dict[str, None] = {}
            at: str = number
            while at in links and at not in ends and at not in path:
                path[at] = None
                at = links[at]
            ends.update(dict.fromkeys(path, ends.get(at)))
        return ends

    def positions(self) -> list[str]:
        """The ids of the theses."""
        found: dict[str, None] = {}
        for number, entry in self.sheet.entries.items():
            end = self.ends[number]
            if self.is_thesis(entry) and end in self.claim_ids:
                found[self.claim_ids[end]] = None
        return [*found]

    def is_thesis(self, entry: _Entry) -> bool:
        if entry.number == self.question:
            return False
        is_below = entry.above == self.question and entry.side is None
        return entry.is_root or entry.word == "Thesis" or is_below

    def arguments(self) -> Iterator[Argument]:
        for number, entry in self.sheet.entries.items():
            if number == self.question or (self.is_thesis(entry) and not entry.linked):
                continue
            start, end = self.ends[number], self.ends.get(entry.above)
            why = self.why_no_step(entry, start, end)
            if why:
                self.lose(entry, f"the step from {entry.linked or number}", why)
            elif start and end and entry.side:
                ids = self.claim_ids[start], self.claim_ids[end]
                id = self.ids.new(argument_id([ids[0]], entry.side, ids[1]))
                yield Argument(id, (ids[0],), ids[1], entry.side)

    def why_no_step(self, entry: _Entry, start: str | None, end: str | None) -> str:
        """Why a claim is no pro or con of the one above it, if that is so."""
        if entry.linked and entry.linked not in self.sheet.entries:
            return "no claim has that number"
        if start is None:
            return "the links lead back to where they start"
        if self.is_thesis(entry):
            return "" if start != self.question else "that is the question"
        if entry.side is None:
            return f"it is neither Pro nor Con of {entry.above}"
        if end is None:
            return f"{entry.above} leads to no claim"
        if self.question in (start, end):
            return "a question is no claim"
        return "it leads from a claim to itself" if start == end else ""

    # Texts and sources

    def text(self, entry: _Entry) -> tuple[str, list[_Mark]]:
        """The text of a claim, and its links or markers; those that lead nowhere are told."""
        said = entry.passage.text
        if not self.sheet.is_new:
            bare, marks = _linked(said)
            return bare or " ".join(mark.said for mark in marks), marks
        for found in _MARKER.finditer(said):
            if found[1] not in self.sheet.sources:
                line, column = entry.passage.place(found.start(1) - 1)
                why = "no source has that number, so it stays in the text"
                what = f"marker [{found[1]}]"
                self.sheet.losses.append(Loss(what, entry.number, why, line=line, column=column))
        bare, marks = _marked(said, self.sheet.sources)
        return bare or said, marks

    def find_sources(self, texts: dict[str, tuple[str, list[_Mark]]]) -> None:
        """Note every source once, in the order in which they are listed or linked."""
        for number, (_, marks) in texts.items():
            for mark in marks if not self.sheet.is_new else ():
                line, _ = self.sheet.entries[number].passage.place(mark.offset)
                self.document(mark.said, line, mark.said)
        cited = {mark.said for _, marks in texts.values() for mark in marks}
        for number, listed in self.sheet.sources.items():
            document = self.document(listed.said, listed.line, listed.url)
            if number not in cited:
                why = "no claim has its marker, so nothing cites it"
                loss = Loss(f"source [{number}]", "", why, line=listed.line, column=1)
                self.sheet.losses.append(loss)
                document.quotes += [listed.quote] if listed.quote else []

    def document(self, title: str, line: int, url: str | None) -> _Document:
        if title not in self.documents:
            self.documents[title] = _Document(self.ids.new(_source_id(title)), title, line, url)
        return self.documents[title]

    def source(self, document: _Document) -> Source | None:
        extra = FrozenMapping({"quotes": document.quotes} if document.quotes else {})
        return self.made(
            document.line,
            lambda: Source(document.id, document.title, url=document.url, extra=extra),
        )

    def claim(self, number: str, text: str, marks: list[_Mark]) -> Claim | None:
        citations = [*filter(None, map(self.citation, marks))]
        make: Callable[..., Claim] = Claim
        id, line = self.claim_ids[number], self.sheet.entries[number].line
        return self.made(line, lambda: make(id, text, citations=citations))

    def citation(self, mark: _Mark) -> Citation | None:
        extra = FrozenMapping({"anchor": (mark.start, mark.end)})
        listed = self.sheet.sources[mark.said] if self.sheet.is_new else None
        document = self.documents[listed.said if listed else mark.said]
        quote = listed.quote if listed else mark.quote
        return self.made(document.line, lambda: Citation(document.id, quote=quote, extra=extra))

    # What goes wrong

    def lose(self, entry: _Entry, what: str, why: str) -> None:
        loss = Loss(what, entry.number, why, line=entry.line, column=entry.column)
        self.sheet.losses.append(loss)

    def made(self, line: int, make: Callable[[], _R]) -> _R | None:
        """A record, or none and its faults noted where it is said."""
        try:
            return make()
        except (InvalidMapError, InvalidRecordError) as error:
            self.sheet.faults.extend(fault.at(line, 1) for fault in error.faults)
            return None


def _source_id(key: str) -> str:
    """An id from an address or a title.

    >>> _source_id("https://www.example.org/a-b/c.html")
    'example-org-b-c-html'
    """
    return slug(re.sub(r"^[a-z]+://(?:www\.)?", "", key))


# Writing -----------------------------------------------------------------------------

_REMEDY = "take it out, or write the map as 'records' or 'argdown'"
_SPECIAL = re.compile(r"[\\\[\]()]")
_WORDED = re.compile(r"\A(Thesis|Question|Pro|Con):(?=\s|\Z)")
_ITEM = re.compile(r"(?<=\n)((?:[0-9]{1,9}\.)*[0-9]{1,9})\.(?=\s|\Z)")


def dumps(map: ArgumentMap) -> str:
    r"""A map as an export of the older form, which is what other tools read.

    It holds positions, and the claims that bear on them as single pros and cons; a claim that
    bears on several is written once and linked. What is read from it is the map again, but
    for its ids, which are made from the texts, and for the order of its records, which is
    that of the tree; a title in the very words of the question is not said twice. `WriteError`
    names all else that a map says.

    >>> from argmap import Argument, ArgumentMap, Claim
    >>> print(dumps(ArgumentMap(
    ...     "Should US forces leave Iraq?",
    ...     positions=["leave"],
    ...     claims=[Claim("leave", "US forces leave."), Claim("gap", "It leaves a gap.")],
    ...     arguments=[Argument("gap-con-leave", "gap", "leave", "con")],
    ... )))
    Discussion Title: Should US forces leave Iraq?
    <BLANKLINE>
    1. US forces leave.
    1.1. Con: It leaves a gap.
    <BLANKLINE>
    """
    rows = [*_rows(map)]
    faults = [*_unsayable(map, {row.claim for row in rows})]
    if faults:
        raise WriteError(faults, about="the map cannot be written as a Kialo export")
    homes = {row.claim: row.number for row in rows if not row.is_link}
    urls = {source.id: source.url or "" for source in map.sources}
    lines = [f"Discussion Title: {_escaped_title(_title(map))}", *([""] if rows else [])]
    if _is_asked(map):
        lines.append(f"1. {_guarded(_escaped_title(map.question))}")
    for row in rows:
        side = f"{row.side.title()}: " if row.side else ""
        said = f"-> See {homes[row.claim]}"
        if not row.is_link:
            said = _guarded(_linking(map.claim(row.claim), urls), is_sided=bool(side))
        lines.append(f"{row.number} {side}{said}")
    return "\n".join([*lines, ""])


def _is_asked(map: ArgumentMap) -> bool:
    """Whether the question is the root, with the theses below it."""
    return len(map.positions) > 1 or (bool(map.positions) and _title(map) != map.question)


def _title(map: ArgumentMap) -> str:
    return map.question if map.title is None else map.title


class _Row(NamedTuple):
    """A claim in its place in the tree, or a link to one."""

    number: str
    side: Side | None
    claim: str
    is_link: bool = False


def _rows(map: ArgumentMap) -> Iterator[_Row]:
    """The tree from its top; a claim is a link wherever it was before, or is a position."""
    above = "1." if _is_asked(map) else ""
    stack = [_Row(f"{above}{n}.", None, id) for n, id in enumerate(map.positions, 1)][::-1]
    seen = set(map.positions)
    while stack:
        row = stack.pop()
        if row.side is not None and row.claim in seen:
            yield row._replace(is_link=True)
            continue
        seen.add(row.claim)
        yield row
        steps = enumerate(map.arguments_on(row.claim), 1)
        below = [_Row(f"{row.number}{n}.", step.side, step.premises[0]) for n, step in steps]
        stack.extend(reversed(below))


# What cannot be written


def _unsayable(map: ArgumentMap, reached: set[str]) -> Iterator[Fault]:
    """Everything that a map says and an export cannot."""
    yield from _unsayable_of_map(map)
    for name in ("actors", "stances", "stakes", "ties", "links"):
        for record in getattr(map, name):
            yield Fault(f"an export has no {name}", described(record), _REMEDY)
    for source in map.sources:
        yield from _unsayable_of_source(source)
    cited = {citation.source for claim in map.claims for citation in claim.citations}
    for source in map.sources:
        if source.id not in cited:
            yield Fault("no claim cites it", described(source), _REMEDY)
    steps = {step.id for step in map.arguments}
    awry = [step for step in map.arguments if step.target in steps or len(step.premises) > 1]
    placed = reached.union(*(step.premises for step in awry))
    for claim in map.claims:
        yield from _unsayable_of_claim(claim)
        if claim.id not in placed:
            remedy = "make it a position or a pro or con of a claim, or take it out"
            yield Fault("no pros and cons lead from it to a position", described(claim), remedy)
    for step in map.arguments:
        yield from _unsayable_of_step(step, is_undercut=step.target in steps)


def _unsayable_of_map(map: ArgumentMap) -> Iterator[Fault]:
    if map.language != "en":
        remedy = "an export leaves it open, as 'en' does; set that, or write 'records'"
        yield Fault(f"an export cannot say the language, {map.language!r}", "the map", remedy)
    for name in ("notes", "extra"):
        if getattr(map, name):
            yield Fault(f"an export has no {name}", "the map", _REMEDY)
    yield from _unsayable_text(map.question, "the question")
    if map.title is not None:
        yield from _unsayable_text(map.title, "the title")
    if "\n" in _title(map):
        yield Fault("a title of several lines", "the map", "say it on one line")
    if not map.positions and _title(map) != map.question:
        remedy = "give the map a position, or take the title out"
        yield Fault("a title beside the question, and no position", "the map", remedy)


def _unsayable_text(text: str, where: str) -> Iterator[Fault]:
    if text != text.strip():
        yield Fault("blanks before or after a text", where, "take them off")
    if "\r" in text:
        yield Fault("a carriage return in a text", where, "end lines with a line feed alone")


def _unsayable_of_claim(claim: Claim) -> Iterator[Fault]:
    where = described(claim)
    for name in _said(claim, "id", "text", "citations"):
        yield Fault(f"an export has no {name} of a claim", where, _REMEDY)
    yield from _unsayable_text(claim.text, where)
    spans = []
    for citation in claim.citations:
        at = f"{where}, {described(citation)}"
        for name in _said(citation, "source", "quote", "extra"):
            yield Fault(f"an export has no {name} of a citation", at, _REMEDY)
        span = _anchor(citation, len(claim.text))
        if span is None:
            remedy = f"give it extra={{'anchor': (start, end)}} and no more, or {_REMEDY}"
            yield Fault("it is at no place in the text", at, remedy)
        else:
            spans.append(span)
    if any(later[0] < earlier[1] for earlier, later in pairwise(sorted(spans))):
        yield Fault("two citations are on the same words", where, "keep their anchors apart")


def _anchor(citation: Citation, size: int) -> tuple[int, int] | None:
    """The stretch of a text of that size that a citation is on, if it says that and no more."""
    match dict(citation.extra):
        case {"anchor": (int(start), int(end)), **more} if not more:
            is_span = type(start) is type(end) is int and 0 <= start <= end <= size
            return (start, end) if is_span else None
    return None


def _unsayable_of_step(step: Argument, *, is_undercut: bool) -> Iterator[Fault]:
    where = described(step)
    for name in _said(step, "id", "premises", "target", "side"):
        yield Fault(f"an export has no {name} of a step", where, _REMEDY)
    if len(step.premises) > 1:
        remedy = "say them in one claim, or write the map as 'records' or 'argdown'"
        yield Fault(f"{len(step.premises)} joint premises", where, remedy)
    if is_undercut:
        remedy = f"make it a con of a premise, or {_REMEDY}"
        yield Fault("it undercuts a step, and an export has claims to bear on alone", where, remedy)


def _unsayable_of_source(source: Source) -> Iterator[Fault]:
    where = described(source)
    for name in _said(source, "id", "title", "url"):
        yield Fault(f"an export has no {name} of a source", where, _REMEDY)
    if source.url is None or re.search(r"\s", source.url) or len(source.url) > _LONGEST:
        remedy = f"give it one of at most {_LONGEST} characters without blanks, or {_REMEDY}"
        yield Fault("a source is its address, and it has none that can be written", where, remedy)
    elif source.title != source.url:
        yield Fault("a source is its address, and it has a title besides", where, _REMEDY)


def _said(record: Any, *known: str) -> Iterator[str]:
    """The fields of a record that say something, besides those known."""
    for attribute in fields(type(record)):
        if attribute.name not in known and getattr(record, attribute.name) != attribute.default:
            yield attribute.name


# Texts with their marks


def _linking(claim: Claim, urls: dict[str, str]) -> str:
    """The text of a claim with its citations as links."""
    parts, end = [], 0
    size = len(claim.text)
    anchored = [(_anchor(citation, size) or (0, 0), citation) for citation in claim.citations]
    for (start, stop), citation in sorted(anchored, key=lambda pair: pair[0]):
        words, url = _escaped(claim.text[start:stop]), _escaped(urls[citation.source])
        parts += [_escaped(claim.text[end:start]), f"[{words}]({url})"]
        if citation.quote is not None:
            parts.append("({})".format(_escaped(citation.quote).replace("\n", "\\n")))
        end = stop
    return "".join([*parts, _escaped(claim.text[end:])])


def _escaped(text: str) -> str:
    r"""A text with a backslash before each sign of a link.

    >>> print(_escaped("1) a [sic] (b)"))
    1\) a \[sic\] \(b\)
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def _escaped_title(text: str) -> str:
    return text.replace("\\", "\\\\")


def _guarded(text: str, *, is_sided: bool = False) -> str:
    r"""A text that is not taken for a claim of its own, a side or a link.

    >>> print(_guarded("Pro: it is so\n1.2. as they say"))
    Pro\: it is so
    1.2\. as they say
    """
    if _SEE.fullmatch(text):
        return text.replace(">", "\\>", 1)
    said = text if is_sided else _WORDED.sub(r"\1\\:", text)
    return _ITEM.sub(r"\1\\.", said)
