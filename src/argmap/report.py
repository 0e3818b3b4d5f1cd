"""The map as one page to hand to somebody: a brief in Markdown, in plain words.

A template holds the page, this module finds the words: who stands where, what speaks for
and against each position, how each thing is known, and what the questions of `analysis`
find. Records go by their names and texts, not by their ids, and every locator is kept. On
its way into the page every text is escaped, so that what a map says stays text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from attrs import frozen

from argmap import analysis, drawing, formats
from argmap.files import written
from argmap.model import (
    BASES,
    Actor,
    Argument,
    ArgumentMap,
    Basis,
    Citation,
    Claim,
    ClaimKind,
    Effect,
    Link,
    LinkKind,
    Stake,
    Stance,
    Tie,
    Verdict,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["brief", "markdown", "plain", "report"]


# The page ----------------------------------------------------------------------------


def report(map: ArgumentMap) -> str:
    """The brief of a map, in Markdown.

    It shows the picture `board.svg` and points to `tree.svg` and `map.json`, which `brief`
    puts beside it. The same map gives the same text.

    >>> import argmap
    >>> print(report(argmap.example("iraq-withdrawal")).splitlines()[0])
    # Should US forces leave Iraq?
    """
    return _page(map, drawing.draw(map).alt_text)


def brief(map: ArgumentMap, directory: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write the board, the tree, the map and the brief into a folder, and say where.

    The folder is made if it is not there. All four are made before the first is written,
    and each file is replaced whole or not at all. `LayoutError` if the tree cannot be laid
    out, `OSError` if the folder cannot be written.

    >>> import argmap
    >>> written = brief(argmap.example("iraq-withdrawal"), "withdrawal")
    >>> [path.name for path in written]
    ['board.svg', 'tree.svg', 'map.json', 'brief.md']
    """
    board = drawing.draw(map)
    files = {
        "board.svg": board.to_svg(),
        "tree.svg": drawing.draw(map, "tree").to_svg(),
        "map.json": formats.dumps(map, "records"),
        "brief.md": _page(map, board.alt_text),
    }
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        written(folder / name, text)
    return tuple(folder / name for name in files)


def _page(map: ArgumentMap, alt: str) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 # costs time

    environment = Environment(  # noqa: S701 # Markdown: `finalize` escapes for it
        loader=FileSystemLoader(Path(__file__).parent / "templates", encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("brief.md.j2").render(_content(map, alt))


# Text that stays text ----------------------------------------------------------------


class _Markdown(str):
    """Text that is Markdown already."""

    __slots__ = ()


_MARKS = {letter: f"\\{letter}" for letter in r"\`*_[]|~$"}
_MARKS |= {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_OPENING = re.compile(r"([-+=#]|\d+(?=[.)]))")
_STEERING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def markdown(value: object) -> str:
    r"""A text on one line that Markdown shows as it is, wherever in a line it stands.

    Text written from right to left is set apart, so that it keeps to its place.

    >>> print(markdown("1. *Stay* | <b>now</b>"))
    1\. \*Stay\* \| &lt;b&gt;now&lt;/b&gt;
    """
    if isinstance(value, _Markdown):
        return value
    escaped = "".join(_MARKS.get(letter, letter) for letter in plain(str(value)))
    if start := _OPENING.match(escaped):
        end = start.end() if start[1].isdigit() else 0
        escaped = f"{escaped[:end]}\\{escaped[end:]}"
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in escaped):
        escaped = f"\u2068{escaped}\u2069"
    return _Markdown(escaped)


def plain(text: str) -> str:
    r"""A text on one line, without anything that could move a cursor or turn a line round.

    >>> plain("two\nlines\x1b[2J")
    'two lines\\u001b[2J'
    """
    return "".join(map(_shown, " ".join(text.split())))


def _shown(letter: str) -> str:
    hidden = ord(letter) in _STEERING or unicodedata.category(letter) in {"Cc", "Cs"}
    return f"\\u{ord(letter):04x}" if hidden else letter


def _md(template: str, *values: object) -> _Markdown:
    """Markdown with values put in, escaped unless they are Markdown themselves."""
    return _Markdown(template.format(*map(markdown, values)))


def _joined(values: Iterable[object], separator: str = ", ") -> _Markdown:
    return _Markdown(separator.join(map(markdown, values)))


def _row(*cells: object) -> _Markdown:
    """A row of a table."""
    return _md("| {} |", _joined(cells, " | "))


def _listed(values: Iterable[object]) -> _Markdown:
    """Things in one phrase: one, two and three."""
    *rest, last = values
    return _md("{} and {}", _joined(rest), last) if rest else _md("{}", last)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


# Records in words --------------------------------------------------------------------

_RUNGS: dict[Basis, str] = {
    "stated": "stated",
    "attributed": "attributed",
    "implied": "implied",
    "analyst": "the encoder’s reading",
}
_KINDS: dict[ClaimKind, str] = {"claim": "", "fact": "a checkable fact", "forecast": "a forecast"}
_HELD: dict[Verdict, str] = {
    "accept": "Accepted by",
    "reject": "Rejected by",
    "neutral": "No side taken by",
    "ambivalent": "In two minds:",
}
_WISHES: dict[Verdict, str] = {
    "accept": "{}",
    "reject": "not {}",
    "neutral": "no side on {}",
    "ambivalent": "in two minds on {}",
}
_EFFECTS: dict[Effect, str] = {
    "gain": "Said to gain from it:",
    "loss": "Said to lose from it:",
    "mixed": "Said to gain and to lose from it:",
}
_LINKS: dict[LinkKind, str] = {
    "contrary": "Cannot hold together with",
    "contradictory": "Holds if and only if this does not:",
    "alternative": "Cannot be chosen together with",
    "equivalent": "Stands or falls with",
    "rephrase": "Says the same as",
}
_PAIRS: dict[LinkKind, str] = {
    "contrary": "cannot both hold",
    "contradictory": "exclude each other and leave no third",
    "alternative": "cannot both be chosen",
    "equivalent": "stand or fall together",
    "rephrase": "say the same",
}
_TIES = {1: "friendly", 0: "neither", -1: "hostile"}


@frozen
class _Words:
    """How a map's records are said in a page: by name, with how each is known."""

    map: ArgumentMap
    numbers: Mapping[str, int]
    frame: str | None
    """The voice that reports everything; said once, and left out of every chain."""

    @classmethod
    def of(cls, map: ArgumentMap) -> _Words:
        numbers = {source.id: number for number, source in enumerate(map.sources, 1)}
        said: tuple[Stance | Stake, ...] = (*map.stances, *map.stakes)
        outermost = {record.via[0] if record.via else record.actor for record in said}
        framed = len(outermost) == 1 and any(record.via for record in said)
        return cls(map, numbers, outermost.pop() if framed else None)

    def who(self, actor: str) -> str:
        """An actor's name, as it stands within a sentence."""
        name = self.map.actor(actor).name
        return f"the {name[4:]}" if name.startswith("The ") else name

    def whom(self, actors: Iterable[str]) -> _Markdown:
        return _listed(self.who(actor) for actor in dict.fromkeys(actors))

    def called(self, claim: str) -> str:
        """A claim by its label, or its text in quotation marks."""
        record = self.map.claim(claim)
        return record.label or f"“{record.text}”"

    def says(self, claim: Claim) -> _Markdown:
        """What a claim says, its kind, and where it was found."""
        details = _details(_KINDS[claim.kind], self.where(claim.citations) or "no source")
        return _md("**{}** ({})", claim.text, details)

    def how(self, record: Stance | Stake | Tie, *, place: bool = True) -> str:
        """How something said of an actor is known: rung, chain of voices, caution, place."""
        return _details(
            _RUNGS[record.basis],
            self.chain(record.via),
            f"“{record.hedge}”" if record.hedge else "",
            (record.date or "") if isinstance(record, Stance) else "",
            _share("strength", record.strength),
            self.where(record.citations) if place else "",
        )

    def chain(self, via: Sequence[str]) -> str:
        """The voices a statement reached us through, outermost first."""
        if via and via[0] == self.frame:
            return f"citing {', citing '.join(map(self.who, via[1:]))}" if via[1:] else ""
        return f"reported by {', citing '.join(map(self.who, via))}" if via else ""

    def where(self, citations: Iterable[Citation]) -> str:
        return ", ".join(dict.fromkeys(map(self.place, citations)))

    def place(self, citation: Citation) -> str:
        """A place in a source; the source goes by its number where there are several."""
        source = f"source {self.numbers[citation.source]}" if len(self.numbers) > 1 else ""
        span = "" if citation.start is None else f"characters {citation.start} to {citation.end}"
        quote = f"“{citation.quote}”" if citation.quote else ""
        parts = [part for part in (source, citation.locator, span, quote) if part]
        return " ".join(parts) or "the source"

    def step(self, argument: Argument) -> str:
        """How a step is known."""
        return _details(
            _RUNGS[argument.basis],
            f"by {argument.scheme}" if argument.scheme else "",
            _share("weight", argument.weight),
            self.where(argument.citations),
        )

    def holders(self, claim: str) -> tuple[_Markdown, ...]:
        """Who accepts a claim, who rejects it, and how we know: a sentence for each verdict."""
        stances = self.map.stances_on(claim)
        return tuple(
            _md("{} {}.", said, _listed(map(self.holder, found)))
            for verdict, said in _HELD.items()
            if (found := [stance for stance in stances if stance.verdict == verdict])
        )

    def holder(self, record: Stance | Stake) -> _Markdown:
        """An actor with how we know; a place that the claim has given already is left out."""
        elsewhere = record.citations != self.map.claim(record.claim).citations
        return _md("{} ({})", self.who(record.actor), self.how(record, place=elsewhere))

    def links(self, claim: str) -> Iterator[_Markdown]:
        """What a claim excludes, and what it is the same as."""
        for kind, said in _LINKS.items():
            others = [
                _md("{} ({})", self.called(link.other(claim)), details)
                for link in self.map.links_of(claim)
                if link.kind == kind
                for details in [_details(_RUNGS[link.basis], self.where(link.citations))]
            ]
            if others:
                yield _md("{} {}.", said, _listed(others))


def _details(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _share(name: str, share: float) -> str:
    return "" if share == 1 else f"{name} {share:g}"


# What stands on the page -------------------------------------------------------------


def _content(map: ArgumentMap, alt: str) -> dict[str, Any]:
    """All that the template puts in its places."""
    words, told = _Words.of(map), set(map.positions)
    return {
        "map": map,
        "alt": alt,
        "lede": tuple(_lede(words)),
        "positions": tuple(_position_rows(words)),
        "interests": tuple(_interests(words)),
        "unheard": words.whom(unheard) if (unheard := _without_position(words, "silent")) else None,
        "ties": tuple(_ties(words)),
        "voices": tuple(_voices(words)),
        "sections": tuple(_section(words, position, told) for position in map.positions),
        "loose": tuple(_loose(words, told)),
        "findings": tuple(_findings(words)),
        "rungs": tuple(_rungs(words)),
        "ladder": tuple(_ladder(words)),
        "sources": tuple(_sources(words)),
    }


# … in short


def _lede(words: _Words) -> Iterator[_Markdown]:
    """The map in a handful of sentences."""
    map = words.map
    if map.positions:
        yield from _lede_of_positions(words)
    else:
        yield _md("No claim answers the question yet.")
    kinds = Counter(claim.kind for claim in map.claims)
    yield _md(
        "The map holds {} and {} from one to another; {} of the claims can be checked as facts, "
        "{} foretell something.",
        _counted(len(map.claims), "claim"),
        _counted(len(map.arguments), "step"),
        kinds["fact"],
        kinds["forecast"],
    )
    for name, records in (("stances", map.stances), ("steps", map.arguments)):
        if records:
            yield _md("Of the {} {}, {}.", len(records), name, _split(records))
    if words.frame:
        said = "What others hold is reported by {}, which the chains of voices below leave out."
        yield _md(said, words.who(words.frame))


def _lede_of_positions(words: _Words) -> Iterator[_Markdown]:
    """The motion, who takes it up, and of whom no position is known."""
    map, motion = words.map, words.map.motion
    named = _md("**{}**: {}", motion.label, motion.text) if motion.label else motion.text
    yield _md("{} the question. The motion is {}", _answering(len(map.positions)), named)
    pros, cons = len(map.pros(motion.id)), len(map.cons(motion.id))
    yield _md(
        "It is accepted by {} and rejected by {}. {} for it directly, {} against it.",
        *(_verdict(words, motion.id, verdict, "no one on record") for verdict in _FIRM),
        f"{_counted(pros, 'step')} {'speaks' if pros == 1 else 'speak'}",
        cons,
    )
    if spoken_of := _without_position(words, "said to gain or lose"):
        yield _md(
            "Of {} no position is on record: only what they are said to gain or lose, which "
            "makes nobody a supporter.",
            words.whom(spoken_of),
        )


def _answering(number: int) -> str:
    return "One position answers" if number == 1 else f"{number} positions answer"


def _split(records: Sequence[Stance] | Sequence[Argument]) -> _Markdown:
    """How many records stand on each rung."""
    rungs = Counter(record.basis for record in records)
    return _listed(f"{rungs[basis]} {_ON[basis]}" for basis in BASES if rungs[basis])


_ON: dict[Basis, str] = {
    "stated": "are stated",
    "attributed": "attributed",
    "implied": "implied",
    "analyst": "the encoder’s reading",
}


def _without_position(words: _Words, says: analysis.Says) -> tuple[str, ...]:
    """The principals of whom no more is known than this."""
    heard = analysis.silent(words.map) if words.map.positions else {}
    return tuple(actor for actor, known in heard.items() if known == says)


# … who stands where


def _position_rows(words: _Words) -> Iterator[_Markdown]:
    """Each position with its steps counted, and those who accept or reject it."""
    tally = analysis.tally(words.map)
    for position in words.map.positions:
        yield _row(
            words.called(position),
            *(_count(tally.count(position, side)) for side in _COUNTED),
            *(_verdict(words, position, verdict) for verdict in _FIRM),
        )


_COUNTED: tuple[Literal["pro", "con", "mixed"], ...] = ("pro", "con", "mixed")
_FIRM: tuple[Verdict, ...] = ("accept", "reject")


def _count(count: analysis.Count) -> str:
    return (
        f"{len(count.all)} ({len(count.direct)})" if count.side != "mixed" else f"{len(count.all)}"
    )


def _verdict(words: _Words, claim: str, verdict: Verdict, nobody: str = "–") -> str:
    """Who is on record with a verdict on a claim, each with the rung."""
    who = dict.fromkeys(
        _md("{} ({})", words.who(stance.actor), _RUNGS[stance.basis])
        for stance in words.map.stances_on(claim)
        if stance.verdict == verdict
    )
    return _listed(who) if who else nobody


def _interests(words: _Words) -> Iterator[_Markdown]:
    """Who wants what, is said to want what, and is said to gain or lose; parts below wholes."""
    found = analysis.gains(words.map).interests
    order = {actor.id: number for number, actor in enumerate(words.map.actors)}
    for interest in sorted(found, key=lambda one: order[_whole(words.map, one.actor)]):
        if interest.wants or interest.said_to_want or interest.stakes:
            yield _row(
                _part(words, words.map.actor(interest.actor)),
                _wishes(words, interest.wants),
                _wishes(words, interest.said_to_want),
                _stakes(words, interest.stakes, "gain"),
                _stakes(words, interest.stakes, "loss"),
            )


def _whole(map: ArgumentMap, actor: str) -> str:
    """What an actor is in the end part of."""
    while (part_of := map.actor(actor).part_of) is not None:
        actor = part_of
    return actor


def _wishes(words: _Words, stances: Iterable[Stance]) -> str:
    return _joined(_wish(words, stance) for stance in stances) or "–"


def _stakes(words: _Words, stakes: Iterable[Stake], effect: Effect) -> str:
    said = (_stake(words, stake) for stake in stakes if stake.effect in (effect, "mixed"))
    return _joined(said) or "–"


def _part(words: _Words, actor: Actor) -> _Markdown:
    whole = _md(" ({})", words.map.actor(actor.part_of).name) if actor.part_of else _md("")
    return _md("{}{}", actor.name, whole)


def _wish(words: _Words, stance: Stance) -> _Markdown:
    rung = "" if stance.basis == "stated" else _RUNGS[stance.basis]
    return _qualified(_WISHES[stance.verdict].format(words.called(stance.claim)), rung, stance)


def _stake(words: _Words, stake: Stake) -> _Markdown:
    return _qualified(words.called(stake.claim), _RUNGS[stake.basis], stake)


def _qualified(said: str, rung: str, record: Stance | Stake) -> _Markdown:
    details = _details(rung, f"“{record.hedge}”" if record.hedge else "")
    return _md("{} ({})", said, details) if details else _md("{}", said)


def _ties(words: _Words) -> Iterator[_Markdown]:
    """Who stands how to whom."""
    for tie in words.map.ties:
        source, target = words.map.actor(tie.source), words.map.actor(tie.target)
        yield _row(source.name, tie.kind, target.name, _TIES[tie.sign], words.how(tie))


def _voices(words: _Words) -> Iterator[_Markdown]:
    """Those who speak without a stake, and how often they hold something themselves."""
    for actor in words.map.actors:
        if actor.is_voice:
            held = _counted(len({s.claim for s in words.map.stances_of(actor.id)}), "claim")
            yield _md("{} ({})", actor.name, held)


# … for and against


@frozen
class _Point:
    """One line of the reasoning: a step, or a claim from which none starts."""

    depth: int
    role: str
    text: _Markdown

    @property
    def line(self) -> _Markdown:
        indent = "  " * min(self.depth, _DEEPEST)
        start = _md("{} ", self.role) if self.role else ""
        return _Markdown(f"{indent}- {start}{self.text}")


@frozen
class _Section:
    """A position: what it says, who holds it, and what speaks for and against it."""

    name: str
    text: _Markdown
    remarks: tuple[_Markdown, ...]
    pros: tuple[_Point, ...]
    cons: tuple[_Point, ...]


_DEEPEST = 6
"""Lists are nested no deeper; a line further down says what it bears on."""


def _section(words: _Words, position: str, told: set[str]) -> _Section:
    stakes = words.map.stakes_in(position)
    said = [
        _md("{} {}.", effect_said, _listed(words.holder(stake) for stake in found))
        for effect, effect_said in _EFFECTS.items()
        if (found := [stake for stake in stakes if stake.effect == effect])
    ]
    return _Section(
        words.called(position),
        words.says(words.map.claim(position)),
        (*words.holders(position), *said, *words.links(position), *_speaks(words, position)),
        tuple(_points(words, words.map.pros(position), told)),
        tuple(_points(words, words.map.cons(position), told)),
    )


def _speaks(words: _Words, position: str) -> Iterator[_Markdown]:
    """What a position is itself a reason for or against."""
    for side, said in (("pro", "Speaks for"), ("con", "Speaks against")):
        targets = [
            _md("{} ({})", _target(words, step), words.step(step))
            for step in words.map.arguments_from(position)
            if step.side == side
        ]
        if targets:
            yield _md("{} {}.", said, _listed(targets))


def _points(
    words: _Words, steps: Iterable[Argument], told: set[str], *, under: bool = False
) -> Iterator[_Point]:
    """Steps and what replies to them, depth first; a claim is set out once, then named.

    `under` a claim the first steps say what they do, too; else a heading has said it.
    """
    stack = [
        (step, int(under), _role(words, step, plainly=True) if under else "")
        for step in reversed([*steps])
    ]
    while stack:
        step, depth, role = stack.pop()
        fresh = [claim.id for claim in words.map.premises_of(step.id) if claim.id not in told]
        told.update(fresh)
        yield _Point(depth, role, _reasons(words, step, fresh))
        for reply in reversed([*_replies(words.map, step, fresh)]):
            plain = depth < _DEEPEST and (reply.target == step.id or len(step.premises) == 1)
            stack.append((reply, depth + 1, _role(words, reply, plainly=plain)))


def _replies(map: ArgumentMap, step: Argument, fresh: Iterable[str]) -> Iterator[Argument]:
    """What disputes a step, then what bears on its premises where they are set out."""
    yield from map.undercuts(step.id)
    for claim in fresh:
        yield from map.arguments_on(claim)


def _role(words: _Words, reply: Argument, *, plainly: bool) -> str:
    """What a reply does, and to what unless that stands plainly above it."""
    target = words.map[reply.target]
    if isinstance(target, Argument):
        premises = " and ".join(words.called(premise) for premise in target.premises)
        return "Disputing that step:" if plainly else f"Disputing the step from {premises}:"
    side = "For" if reply.side == "pro" else "Against"
    return f"{side} {'that' if plainly else words.called(target.id)}:"


def _reasons(words: _Words, step: Argument, fresh: Sequence[str]) -> _Markdown:
    """The premises of a step with their holders, and how the step is known."""
    premises = [
        _set_out(words, premise) if premise in fresh else _named_again(words, premise)
        for premise in step.premises
    ]
    together = "{}" if len(premises) == 1 else "Taken together: {}"
    said = _md(together, _joined(premises, " And: "))
    return _md("{} *Step: {}.*", said, words.step(step))


def _set_out(words: _Words, claim: str) -> _Markdown:
    """A claim with all that is known of it."""
    holders = words.holders(claim) or ("Held by no one on record.",)
    return _joined(
        (_md("{}.", words.says(words.map.claim(claim))), *holders, *words.links(claim)), " "
    )


def _named_again(words: _Words, claim: str) -> _Markdown:
    where = "a position" if claim in words.map.positions else "set out above"
    return _md("{} ({}).", words.called(claim), where)


def _loose(words: _Words, told: set[str]) -> Iterator[_Point]:
    """Claims from which no path leads to a position, with what bears on them."""
    map = words.map
    heads = (claim.id for claim in map.claims if not map.arguments_from(claim.id))
    for claim in (*heads, *(claim.id for claim in map.claims)):
        if claim not in told:
            told.add(claim)
            yield _Point(0, "", _set_out(words, claim))
            yield from _points(words, map.arguments_on(claim), told, under=True)


# … what the questions find


@frozen
class _Finding:
    """The answer to one question: how it was reckoned, and what was found, a line each."""

    title: str
    variant: str
    points: tuple[_Point, ...]
    none: str

    @classmethod
    def of(cls, answer: analysis.Answer, points: Iterable[_Point], none: str) -> _Finding:
        return cls(answer.title, answer.variant, tuple(points), none)


def _grouped(heading: str, lines: Iterable[object]) -> Iterator[_Point]:
    """Lines under a heading of their own, if there are any."""
    points = [_Point(1, "", _md("{}", line)) for line in lines]
    if points:
        yield _Point(0, "", _md("{} ({})", heading, len(points)))
        yield from points


def _findings(words: _Words) -> Iterator[_Finding]:
    yield _finding_unanswered(words)
    yield _finding_unsupported(words)
    yield _finding_unsourced(words)
    yield _finding_contradictions(words)
    yield from _findings_between(words)


def _finding_unanswered(words: _Words) -> _Finding:
    """Claims that argue for something and have no reply, by their bearing on the motion."""
    map, answer = words.map, analysis.unanswered(words.map)
    towards = analysis.bearing(map) if map.positions else {}
    found: dict[str, list[str]] = {label: [] for label in _BEARINGS}
    for claim in map.claims:
        if claim.id in answer and map.arguments_from(claim.id):
            found[towards.get(claim.id, "none")].append(claim.text)
    points = (p for label, said in _BEARINGS.items() for p in _grouped(said, found[label]))
    return _Finding.of(answer, points, "Every claim that argues has a reply.")


_BEARINGS = {
    "pro": "For the motion",
    "con": "Against the motion",
    "mixed": "Both for and against it",
    "none": "Bearing neither way",
}


def _finding_unsupported(words: _Words) -> _Finding:
    """Claims that rest on somebody's word or on nothing; those with a source are counted."""
    answer = analysis.unsupported(words.map)
    points = [
        point
        for ground, said in _GROUNDS.items()
        for point in _grouped(said, (words.map.claim(id).text for id in answer.ids(ground)))
    ]
    if cited := answer.ids("cited"):
        facts = sum(words.map.claim(id).kind == "fact" for id in cited)
        said = _md(
            "Resting on the source alone ({}, of them {})", len(cited), _counted(facts, "fact")
        )
        points.append(_Point(0, "", said))
    return _Finding.of(answer, points, "Every claim has an argument.")


_GROUNDS: dict[analysis.Ground, str] = {
    "bare": "Resting on nothing",
    "held": "Resting on somebody’s word alone",
}


def _finding_unsourced(words: _Words) -> _Finding:
    answer = analysis.unsourced(words.map)
    points = (_Point(0, "", _md("{}", _gap(words, gap))) for gap in answer.gaps)
    return _Finding.of(answer, points, "Every record cites its source.")


def _gap(words: _Words, gap: analysis.Gap) -> str:
    rung = f" ({_RUNGS[gap.basis]})" if gap.basis else ""
    match gap.record:
        case Claim() as claim:
            said = words.called(claim.id)
        case Argument() as step:
            premises = " and ".join(words.called(premise) for premise in step.premises)
            said = f"the step from {premises} to {_target(words, step)}"
        case Link() as link:
            said = f"that {' and '.join(map(words.called, link.claims))} {_PAIRS[link.kind]}"
        case Stance() as stance:
            said = f"what {words.who(stance.actor)} holds of {words.called(stance.claim)}"
        case Stake() as stake:
            said = f"what {words.who(stake.actor)} has at stake in {words.called(stake.claim)}"
        case Tie() as tie:
            said = f"that {words.who(tie.source)} {tie.kind} {words.who(tie.target)}"
    return f"{said}{rung}"


def _target(words: _Words, step: Argument) -> str:
    target = words.map[step.target]
    if isinstance(target, Argument):
        return f"the step from {' and '.join(words.called(id) for id in target.premises)}"
    return words.called(target.id)


def _finding_contradictions(words: _Words) -> _Finding:
    answer = analysis.contradictions(words.map)
    points = (_Point(0, "", _contradiction(words, found)) for found in answer.found)
    return _Finding.of(answer, points, "Nobody, as far as the record goes.")


def _contradiction(words: _Words, found: analysis.Contradiction) -> _Markdown:
    """What somebody holds that does not go together, and how each half is known."""
    halves = [
        _md("{} {} ({})", _VERBS[verdict], words.called(claim), _known(words, found, claim))
        for claim, verdict in found.needs
    ]
    match found.by:
        case Argument() as step:
            premises = " and ".join(map(words.called, step.premises))
            though = f", though {premises} speaks against {words.called(step.target)}"
        case Link() as link:
            though = f", though the two {_PAIRS[link.kind]}"
        case None:
            though = ""
    actor = words.map.actor(found.actor).name
    return _md("{} {}{}: {}", actor, _listed(halves), though, _RUNGS[found.basis])


def _known(words: _Words, found: analysis.Contradiction, claim: str) -> str:
    return "; ".join(words.how(stance) for stance in found.stances if stance.claim == claim)


_VERBS: dict[Verdict, str] = {
    "accept": "accepts",
    "reject": "rejects",
    "neutral": "takes no side on",
    "ambivalent": "is in two minds on",
}


def _findings_between(words: _Words) -> Iterator[_Finding]:
    """What each two principals dispute and share, what their members say counted as theirs."""
    pairs = [*combinations((actor.id for actor in words.map.principals), 2)]
    apart = [analysis.disputed(words.map, a, b, members=True) for a, b in pairs]
    common = [analysis.shared(words.map, a, b, members=True) for a, b in pairs]
    if pairs:
        disputes = (_Point(0, "", line) for found in apart for line in _disputes(words, found))
        none = "No two principals are on record against each other."
        yield _Finding("What the principals dispute", apart[0].variant, tuple(disputes), none)
        agreements = (_Point(0, "", line) for found in common for line in _agreements(words, found))
        none = "No two principals are on record for the same claim."
        yield _Finding("What the principals share", common[0].variant, tuple(agreements), none)


def _disputes(words: _Words, answer: analysis.Disputed) -> Iterator[_Markdown]:
    for claim, holder in answer.items():
        other = answer.b if holder == answer.a else answer.a
        names = words.map.actor(holder).name, words.who(other)
        yield _md("{} accepts {}; {} rejects it", names[0], words.called(claim), names[1])
    for found in answer.oppositions:
        against = _joined(map(words.called, found.against), " and ")
        stands = "speaks against it" if isinstance(found.by, Argument) else "excludes it"
        yield _md(
            "{} accepts {}; {} accepts {}, which {}",
            words.map.actor(found.holder).name,
            words.called(found.claim),
            words.who(found.opponent),
            against,
            stands,
        )


def _agreements(words: _Words, answer: analysis.Shared) -> Iterator[_Markdown]:
    names = words.map.actor(answer.a).name, words.who(answer.b)
    for claim, verdict in answer.items():
        yield _md("{} and {} both {} {}", *names, verdict, words.called(claim))


# … how firm it is


def _rungs(words: _Words) -> Iterator[_Markdown]:
    """What each rung of the ladder adds, and who it first puts on a position."""
    map = words.map
    for basis in BASES:
        wishes = [s for s in map.stances if s.basis == basis and s.claim in map.positions]
        yield _row(
            _RUNGS[basis].capitalize(),
            *(
                sum(record.basis == basis for record in records)
                for records in (map.arguments, map.stances, map.stakes)
            ),
            _joined(
                _md("{} {} {}", words.who(s.actor), _VERBS[s.verdict], words.called(s.claim))
                for s in wishes
            )
            or "–",
        )


def _ladder(words: _Words) -> Iterator[_Markdown]:
    """The steps for and against each position, as far as each rung."""
    tallies = [analysis.tally(words.map.on(basis=basis)) for basis in BASES]
    for position in words.map.positions:
        yield _row(words.called(position), *(_balance(tally, position) for tally in tallies))


def _balance(tally: analysis.Tally, position: str) -> str:
    pro, con, mixed = (len(tally.count(position, side).all) for side in _COUNTED)
    both = f", {mixed} both ways" if mixed else ""
    return f"{pro} for, {con} against{both}"


def _sources(words: _Words) -> Iterator[_Markdown]:
    for source in words.map.sources:
        details = ", ".join(filter(None, (source.author, source.publisher, source.date)))
        checksum = f"SHA-256 of the text {source.sha256}" if source.sha256 else ""
        known = _details(details, source.url or "", checksum)
        yield _md("{}. {}", source.title, known) if known else _md("{}", source.title)
