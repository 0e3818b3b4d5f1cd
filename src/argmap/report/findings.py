"""What a close reading finds: the answers of the questions, in words."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from attrs import frozen

from argmap import analysis
from argmap.model import Argument, Claim, Link, Stake, Stance, Tie
from argmap.report.blocks import Listing, Paragraph, Point, Section
from argmap.report.text import Prose, counted, joined, phrase, prose
from argmap.report.words import PAIRS, RUNGS, VERBS, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Finding", "findings"]


@frozen
class Finding:
    """The answer to one question: how it was reckoned, and what was found, a line each."""

    title: str
    variant: str
    points: tuple[Point, ...]
    none: str

    @classmethod
    def of(cls, answer: analysis.Answer, points: Iterable[Point], none: str) -> Finding:
        """What an answer says, under its own title and variant."""
        return cls(answer.title, answer.variant, tuple(points), none)

    @property
    def section(self) -> Section:
        """The finding under its title, in the order a reader needs it."""
        reckoned = Paragraph(prose("Reckoned: {}.", self.variant), aside=True)
        found = Listing(self.points) if self.points else Paragraph(prose("{}", self.none))
        return Section(self.title, (reckoned, found) if self.variant else (found,))


def _grouped(heading: str, lines: Iterable[object]) -> Iterator[Point]:
    """Lines under a heading of their own, if there are any."""
    points = [Point(1, "", prose("{}", line)) for line in lines]
    if points:
        yield Point(0, "", prose("{} ({})", heading, len(points)))
        yield from points


def findings(words: Words) -> Iterator[Finding]:
    """Gaps, contradictions, and what stands between the principals."""
    yield _finding_unanswered(words)
    yield _finding_unsupported(words)
    yield _finding_unsourced(words)
    yield _finding_contradictions(words)
    yield from _findings_between(words)


def _finding_unanswered(words: Words) -> Finding:
    """Claims that argue for something and have no reply, by their bearing on the motion."""
    map, answer = words.map, analysis.unanswered(words.map)
    towards = analysis.bearing(map) if map.positions else {}
    found: dict[str, list[str]] = {label: [] for label in _BEARINGS}
    for claim in map.claims:
        if claim.id in answer and map.arguments_from(claim.id):
            found[towards.get(claim.id, "none")].append(claim.text)
    points = (p for label, said in _BEARINGS.items() for p in _grouped(said, found[label]))
    return Finding.of(answer, points, "Every claim that argues has a reply.")


_BEARINGS = {
    "pro": "For the motion",
    "con": "Against the motion",
    "mixed": "Both for and against it",
    "none": "Bearing neither way",
}


def _finding_unsupported(words: Words) -> Finding:
    """Claims that rest on somebody's word or on nothing; those with a source are counted."""
    answer = analysis.unsupported(words.map)
    points = [
        point
        for ground, said in _GROUNDS.items()
        for point in _grouped(said, (words.map.claim(id).text for id in answer.ids(ground)))
    ]
    if cited := answer.ids("cited"):
        facts = sum(words.map.claim(id).kind == "fact" for id in cited)
        said = prose(
            "Resting on the source alone ({}, of them {})", len(cited), counted(facts, "fact")
        )
        points.append(Point(0, "", said))
    return Finding.of(answer, points, "Every claim has an argument.")


_GROUNDS: dict[analysis.Ground, str] = {
    "bare": "Resting on nothing",
    "held": "Resting on somebody’s word alone",
}


def _finding_unsourced(words: Words) -> Finding:
    answer = analysis.unsourced(words.map)
    points = (Point(0, "", prose("{}", _gap(words, gap))) for gap in answer.gaps)
    return Finding.of(answer, points, "Every record cites its source.")


def _gap(words: Words, gap: analysis.Gap) -> str:
    rung = f" ({RUNGS[gap.basis]})" if gap.basis else ""
    match gap.record:
        case Claim() as claim:
            said = words.called(claim.id)
        case Argument() as step:
            premises = " and ".join(words.called(premise) for premise in step.premises)
            said = f"the step from {premises} to {words.target(step)}"
        case Link() as link:
            said = f"that {' and '.join(map(words.called, link.claims))} {PAIRS[link.kind]}"
        case Stance() as stance:
            said = f"what {words.who(stance.actor)} holds of {words.called(stance.claim)}"
        case Stake() as stake:
            said = f"what {words.who(stake.actor)} has at stake in {words.called(stake.claim)}"
        case Tie() as tie:
            said = f"that {words.who(tie.source)} {tie.kind} {words.who(tie.target)}"
    return f"{said}{rung}"


def _finding_contradictions(words: Words) -> Finding:
    answer = analysis.contradictions(words.map)
    points = (Point(0, "", _contradiction(words, found)) for found in answer.found)
    return Finding.of(answer, points, "Nobody, as far as the record goes.")


def _contradiction(words: Words, found: analysis.Contradiction) -> Prose:
    """What somebody holds that does not go together, and how each half is known."""
    halves = [
        prose("{} {} ({})", VERBS[verdict], words.called(claim), _known(words, found, claim))
        for claim, verdict in found.needs
    ]
    match found.by:
        case Argument() as step:
            steps = " and ".join(_speaks(words, step) for step in found.steps or [step])
            though = f", though {steps}"
        case Link() as link:
            though = f", though the two {PAIRS[link.kind]}"
        case None:
            though = ""
    actor = words.map.actor(found.actor).name
    return prose("{} {}{}: {}", actor, phrase(halves), though, RUNGS[found.basis])


_WAYS = {"pro": "for", "con": "against"}


def _speaks(words: Words, step: Argument) -> str:
    premises, way = " and ".join(map(words.called, step.premises)), _WAYS[step.side]
    return f"{premises} speaks {way} {words.called(step.target)}"


def _known(words: Words, found: analysis.Contradiction, claim: str) -> str:
    return "; ".join(words.how(stance) for stance in found.stances if stance.claim == claim)


def _findings_between(words: Words) -> Iterator[Finding]:
    """What each two principals dispute and share, what their members say counted as theirs."""
    pairs = [*combinations((actor.id for actor in words.map.principals), 2)]
    apart = [analysis.disputed(words.map, a, b, members=True) for a, b in pairs]
    common = [analysis.shared(words.map, a, b, members=True) for a, b in pairs]
    if pairs:
        disputes = (Point(0, "", line) for found in apart for line in _disputes(words, found))
        none = "No two principals are on record against each other."
        yield Finding("What the principals dispute", apart[0].variant, tuple(disputes), none)
        agreements = (Point(0, "", line) for found in common for line in _agreements(words, found))
        none = "No two principals are on record for the same claim."
        yield Finding("What the principals share", common[0].variant, tuple(agreements), none)


def _disputes(words: Words, answer: analysis.Disputed) -> Iterator[Prose]:
    for claim, holder in answer.items():
        other = answer.b if holder == answer.a else answer.a
        names = words.map.actor(holder).name, words.who(other)
        yield prose("{} accepts {}; {} rejects it", names[0], words.called(claim), names[1])
    for found in answer.oppositions:
        against = joined(map(words.called, found.against), " and ")
        stands = "speaks against it" if isinstance(found.by, Argument) else "excludes it"
        yield prose(
            "{} accepts {}; {} accepts {}, which {}",
            words.map.actor(found.holder).name,
            words.called(found.claim),
            words.who(found.opponent),
            against,
            stands,
        )


def _agreements(words: Words, answer: analysis.Shared) -> Iterator[Prose]:
    names = words.map.actor(answer.a).name, words.who(answer.b)
    for claim, verdict in answer.items():
        yield prose("{} and {} both {} {}", *names, verdict, words.called(claim))
