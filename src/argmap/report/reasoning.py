"""What speaks for and against each position, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from argmap.model import Argument
from argmap.report.text import Markdown, joined, md, phrase
from argmap.report.words import EFFECTS, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.model import ArgumentMap

__all__ = ["Point", "Section", "loose", "section"]


@frozen
class Point:
    """One line of the reasoning: a step, or a claim from which none starts."""

    depth: int
    role: str
    text: Markdown

    @property
    def line(self) -> Markdown:
        """The line as an item of a nested list."""
        indent = "  " * min(self.depth, _DEEPEST)
        start = md("{} ", self.role) if self.role else ""
        return Markdown(f"{indent}- {start}{self.text}")


@frozen
class Section:
    """A position: what it says, who holds it, and what speaks for and against it."""

    name: str
    text: Markdown
    remarks: tuple[Markdown, ...]
    pros: tuple[Point, ...]
    cons: tuple[Point, ...]


_DEEPEST = 6
"""Lists are nested no deeper; a line further down says what it bears on."""


def section(words: Words, position: str, told: set[str]) -> Section:
    """All that is said of a position; claims set out on the way are added to `told`."""
    stakes = words.map.stakes_in(position)
    said = [
        md("{} {}.", effect_said, phrase(words.holder(stake) for stake in found))
        for effect, effect_said in EFFECTS.items()
        if (found := [stake for stake in stakes if stake.effect == effect])
    ]
    return Section(
        words.called(position),
        words.says(words.map.claim(position)),
        (*words.holders(position), *said, *words.links(position), *_speaks(words, position)),
        tuple(_points(words, words.map.pros(position), told)),
        tuple(_points(words, words.map.cons(position), told)),
    )


def _speaks(words: Words, position: str) -> Iterator[Markdown]:
    """What a position is itself a reason for or against."""
    for side, said in (("pro", "Speaks for"), ("con", "Speaks against")):
        targets = [
            md("{} ({})", words.target(step), words.step(step))
            for step in words.map.arguments_from(position)
            if step.side == side
        ]
        if targets:
            yield md("{} {}.", said, phrase(targets))


def _points(
    words: Words, steps: Iterable[Argument], told: set[str], *, under: bool = False
) -> Iterator[Point]:
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
        yield Point(depth, role, _reasons(words, step, fresh))
        for reply in reversed([*_replies(words.map, step, fresh)]):
            plain = depth < _DEEPEST and (reply.target == step.id or len(step.premises) == 1)
            stack.append((reply, depth + 1, _role(words, reply, plainly=plain)))


def _replies(map: ArgumentMap, step: Argument, fresh: Iterable[str]) -> Iterator[Argument]:
    """What disputes a step, then what bears on its premises where they are set out."""
    yield from map.undercuts(step.id)
    for claim in fresh:
        yield from map.arguments_on(claim)


def _role(words: Words, reply: Argument, *, plainly: bool) -> str:
    """What a reply does, and to what unless that stands plainly above it."""
    target = words.map[reply.target]
    if isinstance(target, Argument):
        premises = " and ".join(words.called(premise) for premise in target.premises)
        return "Disputing that step:" if plainly else f"Disputing the step from {premises}:"
    side = "For" if reply.side == "pro" else "Against"
    return f"{side} {'that' if plainly else words.called(target.id)}:"


def _reasons(words: Words, step: Argument, fresh: Sequence[str]) -> Markdown:
    """The premises of a step with their holders, and how the step is known."""
    premises = [
        _set_out(words, premise) if premise in fresh else _named_again(words, premise)
        for premise in step.premises
    ]
    together = "{}" if len(premises) == 1 else "Taken together: {}"
    said = md(together, joined(premises, " And: "))
    return md("{} *Step: {}.*", said, words.step(step))


def _set_out(words: Words, claim: str) -> Markdown:
    """A claim with all that is known of it."""
    holders = words.holders(claim) or ("Held by no one on record.",)
    return joined(
        (md("{}.", words.says(words.map.claim(claim))), *holders, *words.links(claim)), " "
    )


def _named_again(words: Words, claim: str) -> Markdown:
    where = "a position" if claim in words.map.positions else "set out above"
    return md("{} ({}).", words.called(claim), where)


def loose(words: Words, told: set[str]) -> Iterator[Point]:
    """Claims from which no path leads to a position, with what bears on them."""
    map = words.map
    heads = (claim.id for claim in map.claims if not map.arguments_from(claim.id))
    for claim in (*heads, *(claim.id for claim in map.claims)):
        if claim not in told:
            told.add(claim)
            yield Point(0, "", _set_out(words, claim))
            yield from _points(words, map.arguments_on(claim), told, under=True)
