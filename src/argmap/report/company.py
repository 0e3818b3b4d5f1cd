"""Who stands with whom, what bridges them, how it may come out, and how far to trust it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap import analysis
from argmap.errors import ArgmapError
from argmap.report.blocks import lines_of
from argmap.report.findings import Finding
from argmap.report.text import Prose, counted, phrase, prose
from argmap.report.words import VERBS, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeAlias

    from argmap.report.blocks import Point, Row

    _Told: TypeAlias = tuple[analysis.Answer, tuple[Point, ...], str]
    """An answer, the lines it makes, and what is said where it makes none."""

__all__ = ["company", "hearing"]

_SHOWN = 8
"""How many pairs or claims are told; the questions themselves tell all."""
_FEW = 5
"""With fewer stances than this, a number is said to rest on little."""


def company(words: Words) -> Iterator[Finding]:
    """The answers on who stands with whom, each with its variant.

    A question that cannot be asked of the map, for want of positions, say, tells why.
    """
    for title, ask in _ASKED.items():
        try:
            answer, points, none = ask(words)
        except ArgmapError as error:
            yield Finding(title, "", (), f"Not told: {error}")
        else:
            yield Finding(title, answer.variant, points, none)


def hearing(words: Words) -> Iterator[Row]:
    """How each principal is heard on each position: a row for each who is."""
    rows = analysis.silent(words.map).matrix.rows if words.map.positions else ()
    for actor, *cells in rows:
        if any(cells):
            yield (actor, *(_HEARD.get(str(cell), cell) if cell else "–" for cell in cells))


_HEARD = {
    "member": "through a member",
    "gains": "said to gain",
    "loses": "said to lose",
    "both": "said to gain and lose",
}


# The answers -------------------------------------------------------------------------


def _agreement(words: Words) -> _Told:
    """The pairs that agree most and least, with what on."""
    answer = analysis.agreement(words.map)
    pairs = sorted(answer.pairs(), key=lambda pair: -abs(pair[2]))
    lines = [
        prose(
            "{} and {} ({}){}.",
            words.map.actor(a).name,
            words.who(b),
            f"{value:+g}".replace("-", "−"),
            _on_what(words, a, b),
        )
        for a, b, value in pairs[:_SHOWN]
    ]
    if more := len(pairs) - len(lines):
        lines.append(prose("{} more.", counted(more, "pair")))
    # One article is a small source; the answer knows when a number rests on little.
    little = [said for said in answer.table.note.split(". ") if said.startswith("Little")]
    return answer, lines_of([*lines, *little]), "No two actors take sides on one claim."


def _on_what(words: Words, a: str, b: str) -> Prose:
    """What two actors are alike on, and what they are apart on."""
    alike = [words.called(claim) for claim in analysis.shared(words.map, a, b)]
    apart = [words.called(claim) for claim in analysis.disputed(words.map, a, b, indirect=False)]
    told = [
        prose("{} on {}", how, _some(found))
        for how, found in (("alike", alike), ("apart", apart))
        if found
    ]
    return prose(": {}", phrase(told)) if told else Prose()


def _some(names: Sequence[str]) -> Prose:
    """The first of some names, and how many there are besides."""
    more = len(names) - _SHOWN
    return phrase([*names[:_SHOWN], *([f"{more} more"] if more > 0 else [])])


def _coalitions(words: Words) -> _Told:
    """The camps, what of the agreement they explain, and how stable they are."""
    answer = analysis.coalitions(words.map)
    lines = [
        prose("A camp of {}.", phrase(words.who(actor) for actor in camp)) for camp in answer.camps
    ]
    if lines:
        lines.append(_firm(answer))
    return answer, lines_of(lines), "No two actors stand together on anything, so there is no camp."


def _firm(answer: analysis.Coalitions) -> Prose:
    opposed = any(bond.weight < 0 for bond in answer.bonds)
    tried = len(answer.losses)
    held = sum(loss.stable for loss in answer.losses)
    return prose(
        "They put {} % of who is with whom where it belongs{}. Without any one of {} of {} they "
        "stay as they are.",
        f"{100 * (answer.explained or 0):.0f}",
        "" if opposed else "; nobody is opposed to anybody, so what sets a camp apart is silence",
        held,
        counted(tried, "stance"),
    )


def _bridges(words: Words) -> _Told:
    """What camps share, and what they dispute."""
    answer = analysis.bridges(words.map)
    lines = [
        prose("{}: {} ({}).", _STANDS[kind], counted(len(found), "claim"), _some(found))
        for kind in _STANDS
        if (found := [words.called(one.claim) for one in answer.claims if one.kind == kind])
    ]
    return answer, lines_of(lines), "No camp takes a side on anything."


_STANDS: dict[str, str] = {
    "endorsed": "Held in every camp",
    "bridging": "Held in more than one camp, opposed in none",
    "uncontested": "Held in one camp, opposed in none",
    "contested": "Held in one camp and opposed in another",
}


def _outlook(words: Words) -> _Told:
    """What is ahead by what actors want, and what would change that."""
    answer = analysis.outlook(words.map)
    lines = [
        prose(
            "{}: wanted by {}; its chance to beat all others {} %.",
            words.called(one.id),
            words.whom(one.wanted_by),
            f"{100 * one.chance:.0f}",
        )
        for one in answer.prospects
        if one.wanted_by and one.id in words.map.positions
    ]
    turned = [
        prose(
            "It would turn if {} came to {}.", words.who(one.actor), _wish(words, one.wants_needed)
        )
        for one in answer.pivots
        if one.wants_needed
    ]
    few = [prose("It rests on {} only.", counted(answer.stances, "stance"))]
    rests = few if answer.stances < _FEW else []
    none = "No principal is on record with a wish."
    return answer, lines_of([*lines, *turned, *rests]) if lines else (), none


def _wish(words: Words, wish: str | float) -> str:
    verdict, _, claim = str(wish).partition(" ")
    return f"{verdict} {words.called(claim)}" if verdict in VERBS else f"want {wish}"


def _card(words: Words) -> _Told:
    """How far the map may be trusted."""
    answer = analysis.card(words.map)
    lines = [
        prose("{}: {} of {} ({} %).", _first(one.what), one.count, one.of, f"{100 * share:.0f}")
        for one in answer.shares
        if (share := one.share) is not None
    ]
    hang = [
        prose(
            "Without the encoder’s own relations {} has another answer: {} {}, and not {}.",
            words.called(one.position),
            _first(one.question),
            one.after,
            one.before,
        )
        for one in answer.flips
    ]
    return answer, lines_of([*lines, *hang]), "There is nothing to trust yet."


def _first(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


_ASKED: dict[str, Callable[[Words], _Told]] = {
    "Who agrees with whom": _agreement,
    "Which camps there are, and how firm": _coalitions,
    "What bridges the camps": _bridges,
    "How it may come out, by what actors want": _outlook,
    "How far this map may be trusted": _card,
}
