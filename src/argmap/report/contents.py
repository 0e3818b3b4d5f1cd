"""What the brief holds, in its order: each part under its heading, in sentences and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.report.blocks import (
    Block,
    Board,
    Listing,
    Paragraph,
    Section,
    Table,
    lines_of,
)
from argmap.report.company import company, hearing
from argmap.report.findings import findings
from argmap.report.firmness import ladder, rungs, sources
from argmap.report.judging import judgement
from argmap.report.overview import (
    interests,
    lede,
    position_rows,
    ties,
    voices,
    without_position,
)
from argmap.report.reasoning import loose, section
from argmap.report.text import prose, stressed
from argmap.report.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.model import ArgumentMap

__all__ = ["contents"]


def contents(map: ArgumentMap, alt: str) -> tuple[Section, ...]:
    """The sections of the brief; `alt` is the board in words."""
    words = Words.of(map)
    return (
        _in_short(words),
        Section("The board", (Board(alt),)),
        _positions(words),
        _who_stands_where(words),
        _for_and_against(words),
        _who_stands_with_whom(words),
        *_what_stands(words),
        Section("What a close reading finds", (), tuple(f.section for f in findings(words))),
        _how_firm(words),
        *_left_open(words),
        *_sources(words),
    )


def _in_short(words: Words) -> Section:
    known = prose(
        "How each thing is known stands behind it in brackets. {}: the source gives the words, or "
        "makes the step itself. {}: somebody reports it of somebody else. {}: it follows from what "
        "the source says. {}: whoever made the map put it there. “Reported by A, citing B” is the "
        "chain of voices it reached us through, the nearest first. Words in quotation marks are "
        "the source’s own caution. Marks such as ¶ point into the sources, which are listed at the "
        "end.",
        *map(stressed, ("Stated", "Attributed", "Implied", "The encoder’s reading")),
    )
    return Section("In short", (Listing(lines_of(lede(words))), Paragraph(known)))


def _positions(words: Words) -> Section:
    rows = tuple(position_rows(words))
    if not rows:
        return Section("The positions", (Paragraph(prose("None yet.")),))
    table = Table(
        "The steps that bear on each position, and who accepts or rejects it",
        (
            "Position",
            "Steps for it (direct)",
            "Against it (direct)",
            "Both ways",
            "Accepted by",
            "Rejected by",
        ),
        rows,
        numbers=(1, 2, 3),
    )
    counting = prose(
        "Every step is counted that bears on a position along any path; in brackets, those that "
        "bear on it directly. Counting weighs nothing: ten weak steps are ten steps."
    )
    return Section("The positions", (table, Paragraph(counting)))


def _who_stands_where(words: Words) -> Section:
    return Section("Who stands where", tuple(_wants(words)), tuple(_ties_and_voices(words)))


def _wants(words: Words) -> Iterator[Block]:
    if rows := tuple(interests(words)):
        yield Table(
            "What each actor wants, and what it is said to want, to gain from and to lose from",
            (
                "Actor",
                "Wants",
                "Is said to want",
                "Is said to gain from",
                "Is said to lose from",
            ),
            rows,
        )
        yield Paragraph(prose("To be said to gain from a position is not to want it."))
    else:
        none = "Nobody is on record with a position, or said to gain or lose by one."
        yield Paragraph(prose(none))
    if unheard := without_position(words, "silent"):
        said = "Neither a position nor a stake is on record for {}."
        yield Paragraph(prose(said, words.whom(unheard)))


def _ties_and_voices(words: Words) -> Iterator[Section]:
    if rows := tuple(ties(words)):
        table = Table(
            "How one actor stands to another, and how that is known",
            ("Actor", "Tie", "To", "Friendly or hostile", "Known"),
            rows,
        )
        yield Section("How they stand to each other", (table,))
    if speaking := lines_of(voices(words)):
        yield Section("Who speaks without a stake", (Listing(speaking),))


def _for_and_against(words: Words) -> Section:
    told = set(words.map.positions)
    positions = tuple(section(words, position, told) for position in words.map.positions)
    rest = tuple(loose(words, told))
    unbound = (Section("Bearing on no position", (Listing(rest),)),) if rest else ()
    return Section("For and against", (), (*positions, *unbound))


def _who_stands_with_whom(words: Words) -> Section:
    rows = tuple(hearing(words))
    table = Table(
        "How each principal is heard on each position; “–” is silence.",
        ("Actor", *map(words.called, words.map.positions)),
        rows,
        told=True,
    )
    found = tuple(finding.section for finding in company(words))
    return Section("Who stands with whom", (table,) if rows else (), found)


def _what_stands(words: Words) -> Iterator[Section]:
    judged = judgement(words)
    if judged is None:
        return
    table = Table(
        "Whether each position stands: by all there is, by what is firmer, and how strong it is",
        (
            "Position",
            "Once all replies are heard it",
            "Without the encoder’s reading",
            "On what is stated alone",
            "Strength",
        ),
        judged.positions,
        numbers=(4,),
    )
    standing = prose(
        "A position stands if nothing that stands speaks against it or excludes it; how much "
        "speaks for it is not counted there, and is in the strength."
    )
    reckoned = prose(
        "Reckoned: {}; strengths by quadratic energy, from the weights of the records.",
        judged.variant,
    )
    none = (
        "No verdict in this table is an artefact of the encoder’s own relations: without them "
        "each is the same."
    )
    yield Section(
        "What stands, and what would change it",
        (
            table,
            Paragraph(standing),
            Paragraph(reckoned, aside=True),
            Listing(lines_of(judged.artefacts), none=none),
        ),
        tuple(finding.section for finding in judged.findings),
    )


def _how_firm(words: Words) -> Section:
    added = Table(
        "From rung to rung the map takes in what is less firmly known. What each adds:",
        ("Rung", "Steps", "Stances", "Stakes", "Puts on a position"),
        tuple(rungs(words)),
        numbers=(1, 2, 3),
        told=True,
    )
    reached = Table(
        "The steps for and against each position, as far as each rung:",
        ("Position", "Stated", "Attributed too", "Implied too", "All"),
        tuple(ladder(words)),
        told=True,
    )
    return Section("How firm it is", (added, reached) if reached.rows else (added,))


def _left_open(words: Words) -> Iterator[Section]:
    if notes := lines_of(words.map.notes):
        yield Section("What the encoder leaves open", (Listing(notes),))


def _sources(words: Words) -> Iterator[Section]:
    if known := lines_of(sources(words)):
        yield Section("Sources", (Listing(known, numbered=True),))
