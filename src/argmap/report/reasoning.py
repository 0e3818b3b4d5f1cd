"""What speaks for and against each position, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.model import Argument
from argmap.report.blocks import DEEPEST, Listing, Paragraph, Point, Section, lines_of
from argmap.report.text import Prose, joined, link, phrase, prose, stressed
from argmap.report.words import EFFECTS, Words, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.model import ArgumentMap

__all__ = ["loose", "section"]


def section(words: Words, position: str, told: set[str]) -> Section:
    """All that is said of a position; claims set out on the way are added to `told`."""
    stakes = words.map.stakes_in(position)
    said = [
        prose("{} {}.", effect_said, phrase(words.holder(stake) for stake in found))
        for effect, effect_said in EFFECTS.items()
        if (found := [stake for stake in stakes if stake.effect == effect])
    ]
    holders, links = words.holders(position), words.links(position)
    remarks = lines_of((*holders, *said, *links, *_speaks(words, position)))
    pros = tuple(_points(words, words.map.pros(position), told))
    cons = tuple(_points(words, words.map.cons(position), told))
    return Section(
        words.called(position),
        (
            Paragraph(words.says(words.map.claim(position))),
            *((Listing(remarks),) if remarks else ()),
            Listing(pros, "For it", "nothing on record.", "pro"),
            Listing(cons, "Against it", "nothing on record.", "con"),
        ),
    )


def _speaks(words: Words, position: str) -> Iterator[Prose]:
    """What a position is itself a reason for or against."""
    for side, said in (("pro", "Speaks for"), ("con", "Speaks against")):
        targets = [
            prose("{} ({})", words.target(step), words.step(step))
            for step in words.map.arguments_from(position)
            if step.side == side
        ]
        if targets:
            yield prose("{} {}.", said, phrase(targets))


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
            plain = depth < DEEPEST and (reply.target == step.id or len(step.premises) == 1)
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


def _reasons(words: Words, step: Argument, fresh: Sequence[str]) -> Prose:
    """The premises of a step with their holders, and how the step is known."""
    premises = [
        _set_out(words, premise) if premise in fresh else _named_again(words, premise)
        for premise in step.premises
    ]
    together = "{}" if len(premises) == 1 else "Taken together: {}"
    said = prose(together, joined(premises, " And: "))
    return prose("{} {}", said, stressed("Step: {}.", words.step(step)))


def _set_out(words: Words, claim: str) -> Prose:
    """A claim with all that is known of it."""
    holders = words.holders(claim) or ("Held by no one on record.",)
    return joined(
        (prose("{}.", words.says(words.map.claim(claim))), *holders, *words.links(claim)), " "
    )


def _named_again(words: Words, claim: str) -> Prose:
    where = "a position" if claim in words.map.positions else "set out above"
    return prose("{} ({}).", words.called(claim), link(where, f"#{place_of(claim)}"))


def loose(words: Words, told: set[str]) -> Iterator[Point]:
    """Claims from which no path leads to a position, with what bears on them."""
    map = words.map
    heads = (claim.id for claim in map.claims if not map.arguments_from(claim.id))
    for claim in (*heads, *(claim.id for claim in map.claims)):
        if claim not in told:
            told.add(claim)
            yield Point(0, "", _set_out(words, claim))
            yield from _points(words, map.arguments_on(claim), told, under=True)
