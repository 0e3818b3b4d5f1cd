"""What stands, and what would change it: the verdict on the motion, and how far to trust it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from argmap import analysis
from argmap.model import Argument
from argmap.report.blocks import lines_of
from argmap.report.findings import Finding
from argmap.report.text import Prose, counted, joined, phrase, prose, strong
from argmap.report.words import VERBS, Words
from argmap.semantics import LimitReachedError, NotConverged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

    from argmap.model import ArgumentMap
    from argmap.report.blocks import Point, Row

    _Told: TypeAlias = tuple[analysis.Answer, tuple[Point, ...], str]
    """An answer, the lines it makes, and what is said where it makes none."""

__all__ = ["Judgement", "judgement"]

_STANDS = {
    "in": "stands",
    "out": "falls",
    "undecided": "is left open",
    "undefined": "cannot be told",
}
_PATIENCE = 10.0
"""Seconds that may be spent on what would turn the verdict."""
_SHOWN = 5
"""How many of a kind are told; the questions themselves tell all."""


@frozen
class Judgement:
    """How every position stands, what rests on the encoder alone, and the answers in turn."""

    variant: str
    positions: tuple[Row, ...]
    artefacts: tuple[Prose, ...]
    findings: tuple[Finding, ...]


def judgement(words: Words) -> Judgement | None:
    """The verdict on the motion and on all positions; nothing where there is none."""
    if not words.map.positions:
        return None
    standing = analysis.acceptability(words.map)
    given = _grounds(words.map)
    return Judgement(
        standing.variant,
        tuple(_rows(words, standing, given)),
        tuple(_artefacts(words, standing, given["implied"])),
        tuple(_findings(words)),
    )


def _grounds(map: ArgumentMap) -> Mapping[str, analysis.Acceptability]:
    """How everything stands without what is less firmly known."""
    return {basis: analysis.acceptability(map.on(basis=basis)) for basis in ("stated", "implied")}


def _rows(
    words: Words,
    standing: analysis.Acceptability,
    given: Mapping[str, analysis.Acceptability],
) -> Iterator[Row]:
    try:
        strengths: Mapping[str, float] = analysis.strengths(words.map)
    except NotConverged:
        strengths = {}
    for position in words.map.positions:
        yield (
            words.called(position),
            _STANDS[standing[position]],
            *(_STANDS[given[basis][position]] for basis in ("implied", "stated")),
            f"{strengths[position]:.2f}" if strengths else "no rest",
        )


def _artefacts(
    words: Words, standing: analysis.Acceptability, firmer: analysis.Acceptability
) -> Iterator[Prose]:
    """The positions whose verdict only the encoder's own relations bring about."""
    for position in words.map.positions:
        if standing[position] != firmer[position]:
            yield prose(
                "That {} {} is an artefact of the encoder’s own relations: without them it {}.",
                words.called(position),
                _STANDS[standing[position]],
                _STANDS[firmer[position]],
            )


def _findings(words: Words) -> Iterator[Finding]:
    motion = words.map.motion.id
    for title, ask in _ASKED.items():
        try:
            answer, points, none = ask(words, motion)
        except (NotConverged, LimitReachedError) as error:
            yield Finding(title.format(words.called(motion)), "", (), f"Not told: {error}")
        else:
            yield Finding(title.format(words.called(motion)), answer.variant, points, none)


# The answers -------------------------------------------------------------------------


def _why(words: Words, motion: str) -> _Told:
    """The shortest defence or defeat of the motion."""
    answer = analysis.why(words.map, motion)
    lines = [
        prose("{} ({})", said, where) if where else prose("{}", said)
        for said, where in ((told["in words"], told["where"]) for told in answer.to_dicts())
    ]
    return answer, lines_of(lines), "Nothing bears on it."


def _verdicts(words: Words, motion: str) -> _Told:
    """What each principal wants of the motion, and what its own reasons lead to."""
    answer = analysis.verdicts(words.map, positions=[motion])
    lines = [_judged(words, answer.on(actor, motion)) for actor in answer.views]
    if answer.left_out:
        said = "No stance is on record for {}; by the map alone it {}."
        stands = _STANDS[analysis.acceptability(words.map)[motion]]
        lines.append(prose(said, words.whom(answer.left_out), stands))
    return answer, lines_of(lines), "No principal is on record."


def _judged(words: Words, found: analysis.Judgement) -> Prose:
    wants = "does not say" if found.holds == "silent" else f"{VERBS[found.holds]} it"
    held = counted(len(found.rests_on), "verdict")
    return prose(
        "{} {}; {} it {}{}.",
        strong(words.map.actor(found.actor).name),
        wants,
        f"with {held} of its own on the arguments" if found.rests_on else "by the map alone",
        _STANDS[found.follows],
        "; the two are at odds" if found.at_odds else "",
    )


def _drivers(words: Words, motion: str) -> _Told:
    """What carries the strength of the motion, the most of each sort."""
    answer = analysis.drivers(words.map, motion, shown=_SHOWN)
    lines = [
        prose("{}: {}.", sort, joined(map(_moved, found)))
        for sort, kinds in _SORTS.items()
        if (found := _most(words, answer, kinds))
    ]
    stands = prose(
        "Its strength is {}, and it {}. Behind each: by how much it would be less without it.",
        f"{answer.value:.3f}",
        _STANDS[answer.label],
    )
    return answer, lines_of([stands, *lines]), "Nothing moves it."


_SORTS = {
    "Claims": ("claim",),
    "Who holds them": ("actor",),
    "Through whom we know": ("voice", "source"),
    "Themes": ("theme",),
}


def _most(
    words: Words, answer: analysis.Drivers, kinds: tuple[str, ...]
) -> list[tuple[str, float]]:
    """The contributors of some kinds that move the motion most, by name."""
    found = [one for one in answer.contributors if one.kind in kinds and one.value]
    found.sort(key=lambda one: -abs(one.value))
    return [(_name(words, one), one.value) for one in found[:_SHOWN]]


def _name(words: Words, one: analysis.Driver) -> str:
    match one.kind:
        case "claim":
            return words.called(one.id)
        case "source":
            return words.map.source(one.id).title
        case "actor" | "voice":
            return words.who(one.id)
        case _:
            return one.id


def _moved(found: tuple[str, float]) -> Prose:
    name, value = found
    return prose("{} {}", name, f"{value:+.3f}".replace("-", "−"))


def _flips(words: Words, motion: str) -> _Told:
    """The smallest sets of changes that would turn the verdict."""
    answer = analysis.flips(words.map, motion, timeout=_PATIENCE)
    lines = [
        prose(
            "If {}: it {}.",
            phrase(_change(words, change) for change in flip.changes),
            _STANDS[flip.leads_to],
        )
        for flip in answer.flips[:_SHOWN]
    ]
    if hidden := len(answer.flips) - len(lines) + answer.unlisted:
        lines.append(prose("{} more.", hidden))
    size = counted(answer.complete_to, "change")
    lines.append(prose("No other set of up to {} turns it, unless it holds one of these.", size))
    none = f"No set of up to {size} turns it."
    return answer, lines_of(lines) if answer.flips else (), none


def _change(words: Words, change: analysis.Change) -> str:
    """A change in words that name no id."""
    match change.kind:
        case "drop":
            return f"{_called(words, change.id)} is dropped"
        case "doubt":
            return f"{_called(words, change.id)} is doubted"
        case "change of mind":
            return f"{words.who(change.id)} no longer holds what it holds"
        case "discredit" if any(change.id == source.id for source in words.map.sources):
            return f"“{words.map.source(change.id).title}” is discredited"
        case _:
            return f"{words.who(change.id)} is discredited"


def _robustness(words: Words, motion: str) -> _Told:
    """One sentence, and what the verdict turns on."""
    answer = analysis.robustness(words.map, motion)
    swings = [
        prose(
            "{}: it holds in {} of 100 worlds without that, in {} with it.",
            _called(words, swing.id),
            f"{100 * swing.at_low:.0f}",
            f"{100 * swing.at_high:.0f}",
        )
        for swing in answer.swings[:_SHOWN]
        if swing.size
    ]
    return answer, lines_of([answer.sentence, *swings]), ""


def _called(words: Words, id: str) -> str:
    """A claim or a step in words."""
    record = words.map[id]
    if isinstance(record, Argument):
        premises = " and ".join(map(words.called, record.premises))
        return f"the step from {premises} to {words.target(record)}"
    return words.called(id)


def _missing(words: Words, motion: str) -> _Told:
    """What to find out next."""
    answer = analysis.missing(words.map, motion)
    lines = [
        prose(
            "{}: doubt less by {} {}.",
            _sentence(found.question),
            f"{found.reduces:.3f}",
            answer.unit,
        )
        for found in answer.findings[:_SHOWN]
        if found.reduces > 0
    ]
    return answer, lines_of(lines), "Nothing that could be found out would change the verdict."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


_ASKED: dict[str, Callable[[Words, str], _Told]] = {
    "Why {} stands as it does": _why,
    "How each principal would judge {}": _verdicts,
    "What carries the verdict on {}": _drivers,
    "The smallest changes that would turn the verdict on {}": _flips,
    "How sure the verdict on {} is": _robustness,
    "What to find out next about {}": _missing,
}
