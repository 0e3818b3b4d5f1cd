"""How firm it is: what each rung of the attribution ladder adds, and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap import analysis
from argmap.model import BASES
from argmap.report.overview import COUNTED
from argmap.report.text import Prose, joined, link, prose
from argmap.report.words import RUNGS, VERBS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.report.blocks import Row

__all__ = ["ladder", "rungs", "sources"]


def rungs(words: Words) -> Iterator[Row]:
    """What each rung of the ladder adds, and who it first puts on a position."""
    map = words.map
    for basis in BASES:
        wishes = [s for s in map.stances if s.basis == basis and s.claim in map.positions]
        yield (
            RUNGS[basis].capitalize(),
            *(
                sum(record.basis == basis for record in records)
                for records in (map.arguments, map.stances, map.stakes)
            ),
            joined(
                prose("{} {} {}", words.who(s.actor), VERBS[s.verdict], words.called(s.claim))
                for s in wishes
            )
            or "–",
        )


def ladder(words: Words) -> Iterator[Row]:
    """The steps for and against each position, as far as each rung."""
    tallies = [analysis.tally(words.map.on(basis=basis)) for basis in BASES]
    for position in words.map.positions:
        yield (words.called(position), *(_balance(tally, position) for tally in tallies))


def _balance(tally: analysis.Tally, position: str) -> str:
    pro, con, mixed = (len(tally.count(position, side).all) for side in COUNTED)
    both = f", {mixed} both ways" if mixed else ""
    return f"{pro} for, {con} against{both}"


def sources(words: Words) -> Iterator[Prose]:
    """Each source, with what there is to look it up by."""
    for source in words.map.sources:
        details = ", ".join(filter(None, (source.author, source.publisher, source.date)))
        checksum = f"SHA-256 of the text {source.sha256}" if source.sha256 else ""
        address = link(source.url, source.url) if source.url else ""
        known = joined(filter(None, (details, address, checksum)), "; ")
        yield prose("{}. {}", source.title, known) if known else prose("{}", source.title)
