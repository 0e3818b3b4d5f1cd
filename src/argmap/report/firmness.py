"""How firm it is: what each rung of the attribution ladder adds, and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap import analysis
from argmap.model import BASES
from argmap.report.overview import COUNTED
from argmap.report.text import Markdown, joined, md, row
from argmap.report.words import RUNGS, VERBS, Words, in_brackets

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ladder", "rungs", "sources"]


def rungs(words: Words) -> Iterator[Markdown]:
    """What each rung of the ladder adds, and who it first puts on a position."""
    map = words.map
    for basis in BASES:
        wishes = [s for s in map.stances if s.basis == basis and s.claim in map.positions]
        yield row(
            RUNGS[basis].capitalize(),
            *(
                sum(record.basis == basis for record in records)
                for records in (map.arguments, map.stances, map.stakes)
            ),
            joined(
                md("{} {} {}", words.who(s.actor), VERBS[s.verdict], words.called(s.claim))
                for s in wishes
            )
            or "–",
        )


def ladder(words: Words) -> Iterator[Markdown]:
    """The steps for and against each position, as far as each rung."""
    tallies = [analysis.tally(words.map.on(basis=basis)) for basis in BASES]
    for position in words.map.positions:
        yield row(words.called(position), *(_balance(tally, position) for tally in tallies))


def _balance(tally: analysis.Tally, position: str) -> str:
    pro, con, mixed = (len(tally.count(position, side).all) for side in COUNTED)
    both = f", {mixed} both ways" if mixed else ""
    return f"{pro} for, {con} against{both}"


def sources(words: Words) -> Iterator[Markdown]:
    """Each source, with what there is to look it up by."""
    for source in words.map.sources:
        details = ", ".join(filter(None, (source.author, source.publisher, source.date)))
        checksum = f"SHA-256 of the text {source.sha256}" if source.sha256 else ""
        known = in_brackets(details, source.url or "", checksum)
        yield md("{}. {}", source.title, known) if known else md("{}", source.title)
