r"""A map as a numbered outline in plain text, for terminals and for screen readers.

Every claim stands once, under the nearest thing it bears on, as in the pictures; whatever
else it bears on is told beside it by number. Numbers are those of an outline: 2.1 bears on
2. Claims more than eight levels down are counted through, so that numbers stay short: 2/1,
2/2. Actors, ties, sources and notes follow.

Text from outside cannot steer a terminal: control characters become U+FFFD. In a line with
letters of both directions, what runs from right to left is isolated (U+2067 … U+2069), so
that it does not turn what stands around it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import frozen

from argmap.drawing.sentences import listed, of_link, of_stake, of_stance, quoted
from argmap.drawing.sides import Outline, Place, Towards, outline, sides
from argmap.drawing.text import clean, isolated
from argmap.drawing.values import Scale, scale
from argmap.errors import InvalidOptionError, OptionTypeError
from argmap.model import Argument, ArgumentMap, Citation, Claim, Link, Source, Tie

__all__ = ["spoken"]

_NARROWEST = 20
_DEEPEST = 8
"""Levels that are set in; what is deeper keeps its number and the margin of the last."""
_HEADINGS: Mapping[Towards, str] = {
    "for": "FOR THE MOTION",
    "against": "AGAINST THE MOTION",
    "mixed": "BOTH FOR AND AGAINST THE MOTION",
    "open": "LINKED TO THE MOTION",
}
_GROUPS = {"others": "BEARING ON OTHER POSITIONS", "background": "NOT TIED TO THE MOTION"}
_LINKED = {
    "contrary": "Contrary to",
    "contradictory": "Contradicts",
    "alternative": "Alternative to",
    "equivalent": "Equivalent to",
    "rephrase": "Rephrases",
}
_SIGNS = {1: "friendly", 0: "neither friendly nor hostile", -1: "hostile"}
_UNSEEN = dict.fromkeys(range(0x7F, 0xA0), "\ufffd") | {0x061C: None}
_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL = re.compile(rf"[{_LETTER}]+(?:[\W\d_]+[{_LETTER}]+)*")


def spoken(
    map: ArgumentMap,
    *,
    values: Mapping[str, Any] | None = None,
    painted: str = "",
    width: int = 88,
) -> str:
    r"""A map as an outline in words, a line never longer than `width` columns (20 or more).

    `values` are told beside what they belong to, under the name `painted`.

    Raises `InvalidOptionError` for a narrower width, `OptionTypeError` for one that is no
    whole number.

    >>> import argmap
    >>> said = spoken(argmap.example("iraq-withdrawal"), width=60)
    >>> print(*said.splitlines()[2:6], sep="\n")
    QUESTION: Should US forces leave Iraq?
    <BLANKLINE>
    POSITIONS
    - The motion: US forces leave Iraq.
    """
    if not isinstance(width, int) or isinstance(width, bool):
        raise OptionTypeError("width", width, "no whole number", "give one in columns")
    if width < _NARROWEST:
        problem = f"less than {_NARROWEST} columns"
        raise InvalidOptionError("width", width, problem, f"give {_NARROWEST} or more")
    text = _Text(map, dict(values or {}), clean(painted) or "Value", width)
    return "\n\n".join(part for part in text.parts() if part) + "\n"


@frozen(eq=False)
class _Text:
    """The outline of a map while it is written."""

    map: ArgumentMap
    values: Mapping[str, Any]
    painted: str
    width: int

    @cached_property
    def sides(self) -> dict[str, Towards]:
        return sides(self.map)

    @cached_property
    def outline(self) -> Outline:
        return outline(self.map, self.sides)

    @cached_property
    def scale(self) -> Scale:
        return scale(self.values)

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        """The claims that hang under no other, by heading, in the order of reading."""
        found: dict[str, list[str]] = {heading: [] for heading in _HEADINGS.values()}
        for id in self.outline.roots["motion"]:
            found[_HEADINGS[self.sides[id]]].append(id)
        for group, heading in _GROUPS.items():
            found[heading] = list(self.outline.roots[group])
        return {heading: ids for heading, ids in found.items() if ids}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number of every claim but the motion."""
        found: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for root in (id for ids in self.sections.values() for id in ids):
            for id, depth in self.outline.tree(root):
                above = found[self.outline.places[id].under or ""] if depth else ""
                before = f"{above}." if above else ""
                if depth > _DEEPEST:
                    before = f"{found[root]}/"
                counts[before] += 1
                found[id] = f"{before}{counts[before]}"
        return found

    # Sections

    def parts(self) -> Iterator[str]:
        """The outline in paragraphs."""
        map = self.map
        yield self.filled(map.title or "")
        yield self.filled(f"QUESTION: {map.question}")
        if map.positions:
            positions = (self.position(id) for id in map.positions)
            yield self.under("POSITIONS", positions)
            yield self.under("THE MOTION", [quoted(map.motion), *self.facts(map.motion)])
        else:
            yield self.filled("No claim answers it yet.")
        for heading, roots in self.sections.items():
            yield "\n".join((self.filled(heading), *self.entries(roots)))
        yield self.under("ACTORS", (self.actor(actor.id) for actor in map.actors))
        yield self.under("TIES", (self.tie(tie) for tie in map.ties))
        yield self.under("SOURCES", (_source(source) for source in map.sources))
        yield self.under("NOTES", map.notes)

    def under(self, heading: str, items: Iterable[str]) -> str:
        """Items below a heading, or nothing if there are none."""
        lines = [self.filled(item, first="- ", rest="  ") for item in items]
        return "\n".join((self.filled(heading), *lines)) if lines else ""

    def position(self, id: str) -> str:
        if id == self.map.positions[0]:
            return f"The motion: {clean(self.map.motion.text)}"
        return f"{clean(self.map.claim(id).text)} (see {self.numbers[id]})"

    def entries(self, roots: Iterable[str]) -> Iterator[str]:
        """Claims with all that hangs under them, each a line for itself and one a fact."""
        for root in roots:
            for id, depth in self.outline.tree(root):
                margin = "  " * min(depth, _DEEPEST, (self.width - _NARROWEST) // 4)
                number = f"{self.numbers[id]}. "
                claim = self.map.claim(id)
                said = f"{self.relation(id)}{quoted(claim)}"
                yield self.filled(said, first=margin + number, rest=margin + "   ")
                for fact in self.facts(claim):
                    yield self.filled(fact, first=margin + "   - ", rest=margin + "     ")

    # One claim

    def relation(self, id: str) -> str:
        """What a claim does to the thing it hangs under."""
        place = self.outline.places[id]
        if isinstance(place.by, Argument):
            return f"{self.bears(place.by, id)}: "
        if isinstance(place.by, Link):
            return f"{_LINKED[place.by.kind]} {self.name(place.by.other(id))}: "
        return "Position: " if id in self.map.positions else ""

    def bears(self, step: Argument, id: str) -> str:
        """What a step does, as seen from one of its premises."""
        others = [self.name(other) for other in step.premises if other != id]
        start = f"Together with {listed(others)} it " if others else ""
        target = self.map[step.target]
        if isinstance(target, Argument):
            said = f"disputes {self.step(target)}"
        else:
            said = f"{'supports' if step.side == 'pro' else 'attacks'} {self.name(step.target)}"
        return start + (said if start else said.capitalize())

    def step(self, step: Argument) -> str:
        """A step by its ends, which may be further steps; how many, where these go on."""
        start = listed(self.name(premise) for premise in step.premises)
        target = self.map[step.target]
        if isinstance(target, Argument):
            return f"the step from {start} that disputes the step {target.id}"
        return f"the step from {start} to {self.name(step.target)}"

    def name(self, id: str) -> str:
        return self.numbers.get(id, "the motion")

    def facts(self, claim: Claim) -> Iterator[str]:
        """All that the map says of a claim, a sentence each."""
        map = self.map
        yield self.kind(claim)
        yield from self.value(claim.id, self.painted)
        place = self.outline.places.get(claim.id, Place(None, None))
        for step in map.arguments_from(claim.id):
            yield from self.of_step(step, claim.id, here=step == place.by)
        yield from (of_stance(map, stance) for stance in map.stances_on(claim.id))
        yield from (of_stake(map, stake) for stake in map.stakes_in(claim.id))
        for link in map.links_of(claim.id):
            other = link.other(claim.id)
            yield f"{of_link(map, link, claim.id)[:-1]}, see {self.name(other)}."
        yield from self.sources(claim.citations)

    def kind(self, claim: Claim) -> str:
        """Its short names, its side, sort, theme and weight."""
        label = [f"“{clean(claim.label)}”"] if claim.label else []
        theme = [f"theme {clean(claim.theme)}"] if claim.theme else []
        side = [] if claim.id in self.map.positions[:1] else [self.sides[claim.id]]
        return ", ".join((claim.id, *label, *side, claim.kind, *theme, f"weight {claim.weight:g}"))

    def value(self, id: str, word: str) -> Iterator[str]:
        if id in self.values:
            yield f"{word}: {self.scale.paint(self.values[id]).text}"

    def of_step(self, step: Argument, id: str, *, here: bool) -> Iterator[str]:
        """A step as far as it is not told by where the claim stands."""
        details = (
            step.basis,
            f"scheme {clean(step.scheme)}" if step.scheme else "",
            f"weight {step.weight:g}" if step.weight != 1 else "",
            *self.value(step.id, self.painted),
            ", ".join(self.sources(step.citations)),
        )
        how = ", ".join(detail for detail in details if detail)
        if here:
            yield f"This step: {step.id}, {how}"
        else:
            said = self.bears(step, id)
            yield f"Also {said[0].lower()}{said[1:]} (step {step.id}, {how})"

    # The rest

    def actor(self, id: str) -> str:
        actor = self.map.actor(id)
        whole = [f"part of {clean(self.map.actor(actor.part_of).name)}"] if actor.part_of else []
        bloc = [f"bloc {clean(actor.bloc)}"] if actor.bloc else []
        power = [f"influence {actor.influence:g}"] if actor.influence is not None else []
        label = [f"“{clean(actor.label)}”"] if actor.label else []
        names = [f"{clean(at)}: {clean(name)}" for at, name in actor.names.items()]
        said = (*label, clean(actor.kind), *whole, *bloc, *power, *names)
        value = [*self.value(id, self.painted)]
        return ", ".join((clean(actor.name), *said, *value, *self.sources(actor.citations)))

    def tie(self, tie: Tie) -> str:
        start, end = (clean(self.map.actor(id).name) for id in (tie.source, tie.target))
        via = [f"via {listed(clean(self.map.actor(id).name) for id in tie.via)}"] if tie.via else []
        hedge = [f"“{clean(tie.hedge)}”"] if tie.hedge else []
        said = (tie.basis, _SIGNS[tie.sign], *hedge, *via, *self.sources(tie.citations))
        return f"{start}, {clean(tie.kind)}, {end} ({', '.join(said)})"

    def sources(self, citations: Iterable[Citation]) -> Iterator[str]:
        many = len(self.map.sources) > 1
        places = [
            clean(f"{c.source} {c.locator or ''}" if many or not c.locator else c.locator)
            for c in citations
        ]
        if places:
            yield f"source {', '.join(dict.fromkeys(places))}"

    # Lines

    def filled(self, text: str, *, first: str = "", rest: str = "") -> str:
        """Text in lines no wider than there is room, its first words set in otherwise."""
        words = clean(text).translate(_UNSEEN).split()
        if not words:
            return ""
        lines = _filled(words, self.width, len(first), len(rest))
        margins = (first, *(rest for _ in lines[1:]))
        shown = zip(margins, lines, strict=True)
        return "\n".join(f"{margin}{_with_isolates(line)}" for margin, line in shown)


def _source(source: Source) -> str:
    said = (source.title, source.publisher, source.author, source.date, source.url)
    return f"{source.id}: {', '.join(clean(part) for part in said if part)}"


def _filled(words: Iterable[str], width: int, first: int, rest: int) -> list[str]:
    """Words in as few lines as fit, the first of which has `first` columns taken."""
    lines: list[str] = []
    line, used = "", first
    room = width - max(first, rest)
    for word in (piece for whole in words for piece in _broken(whole, room)):
        wide = _columns(word)
        if line and used + 1 + wide > width:
            lines.append(line)
            line, used = "", rest
        used += wide + bool(line)
        line = f"{line} {word}" if line else word
    return [*lines, line]


def _broken(word: str, room: int) -> Iterator[str]:
    """A word, in pieces where it is wider than a line; marks stay with their letters."""
    if _columns(word) <= room:
        yield word
        return
    piece, used = "", 0
    for letter in word:
        wide = _columns(letter)
        if piece and wide and used + wide > room:
            yield piece
            piece, used = "", 0
        piece, used = piece + letter, used + wide
    yield piece


def _columns(text: str) -> int:
    """How many columns a terminal takes for a text."""
    if text.isascii():
        return len(text)
    return sum(_column(letter) for letter in text)


def _column(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _with_isolates(line: str) -> str:
    """A line in which what runs from right to left stays by itself, if not all does."""
    if line.isascii() or not any(unicodedata.bidirectional(letter) == "L" for letter in line):
        return line
    return _RTL.sub(lambda found: isolated(found[0], rtl=True), line)
