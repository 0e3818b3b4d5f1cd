"""A map's records as a page says them: by name, with how each is known and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from argmap.analysis.wording import inside
from argmap.model import Argument, Stance
from argmap.report.text import Prose, phrase, prose, strong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from argmap.model import (
        ArgumentMap,
        Basis,
        Citation,
        Claim,
        ClaimKind,
        Effect,
        LinkKind,
        Stake,
        Tie,
        Verdict,
    )

__all__ = [
    "EFFECTS",
    "PAIRS",
    "RUNGS",
    "TIES",
    "VERBS",
    "WISHES",
    "Words",
    "in_brackets",
    "place_of",
]

RUNGS: dict[Basis, str] = {
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
WISHES: dict[Verdict, str] = {
    "accept": "{}",
    "reject": "not {}",
    "neutral": "no side on {}",
    "ambivalent": "in two minds on {}",
}
EFFECTS: dict[Effect, str] = {
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
PAIRS: dict[LinkKind, str] = {
    "contrary": "cannot both hold",
    "contradictory": "exclude each other and leave no third",
    "alternative": "cannot both be chosen",
    "equivalent": "stand or fall together",
    "rephrase": "say the same",
}
TIES = {1: "friendly", 0: "neither", -1: "hostile"}

VERBS: dict[Verdict, str] = {
    "accept": "accepts",
    "reject": "rejects",
    "neutral": "takes no side on",
    "ambivalent": "is in two minds on",
}


@frozen
class Words:
    """How a map's records are said in a page: by name, with how each is known."""

    map: ArgumentMap
    numbers: Mapping[str, int]
    frame: str | None
    """The voice that reports everything; said once, and left out of every chain."""

    @classmethod
    def of(cls, map: ArgumentMap) -> Words:
        """The words for a map: its sources numbered, and the voice that reports all found."""
        numbers = {source.id: number for number, source in enumerate(map.sources, 1)}
        said: tuple[Stance | Stake, ...] = (*map.stances, *map.stakes)
        outermost = {record.via[0] if record.via else record.actor for record in said}
        framed = len(outermost) == 1 and any(record.via for record in said)
        return cls(map, numbers, outermost.pop() if framed else None)

    def who(self, actor: str) -> str:
        """An actor's name, as it stands within a sentence."""
        return inside(self.map.actor(actor).name)

    def whom(self, actors: Iterable[str]) -> Prose:
        """Several actors in one phrase, each once."""
        return phrase(self.who(actor) for actor in dict.fromkeys(actors))

    def called(self, claim: str) -> str:
        """A claim by its label, or its text in quotation marks."""
        record = self.map.claim(claim)
        return record.label or f"“{record.text}”"

    def says(self, claim: Claim) -> Prose:
        """What a claim says, its kind, and where it was found."""
        details = in_brackets(_KINDS[claim.kind], self.where(claim.citations) or "no source")
        return prose("{} ({})", strong(claim.text, name=place_of(claim.id)), details)

    def how(self, record: Stance | Stake | Tie, *, place: bool = True) -> str:
        """How something said of an actor is known: rung, chain of voices, caution, place."""
        return in_brackets(
            RUNGS[record.basis],
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
        """Places in sources, each once."""
        return ", ".join(dict.fromkeys(map(self.place, citations)))

    def place(self, citation: Citation) -> str:
        """A place in a source; the source goes by its number where there are several."""
        source = f"source {self.numbers[citation.source]}" if len(self.numbers) > 1 else ""
        span = "" if citation.start is None else f"characters {citation.start} to {citation.end}"
        quote = f"“{citation.quote}”" if citation.quote else ""
        parts = [part for part in (source, citation.locator, span, quote) if part]
        return " ".join(parts) or "the source"

    def target(self, step: Argument) -> str:
        """What a step bears on."""
        target = self.map[step.target]
        if isinstance(target, Argument):
            return f"the step from {' and '.join(map(self.called, target.premises))}"
        return self.called(target.id)

    def step(self, argument: Argument) -> str:
        """How a step is known."""
        return in_brackets(
            RUNGS[argument.basis],
            f"by {argument.scheme}" if argument.scheme else "",
            _share("weight", argument.weight),
            self.where(argument.citations),
        )

    def holders(self, claim: str) -> tuple[Prose, ...]:
        """Who accepts a claim, who rejects it, and how we know: a sentence for each verdict."""
        stances = self.map.stances_on(claim)
        return tuple(
            prose("{} {}.", said, phrase(map(self.holder, found)))
            for verdict, said in _HELD.items()
            if (found := [stance for stance in stances if stance.verdict == verdict])
        )

    def holder(self, record: Stance | Stake) -> Prose:
        """An actor with how we know; a place that the claim has given already is left out."""
        elsewhere = record.citations != self.map.claim(record.claim).citations
        return prose("{} ({})", self.who(record.actor), self.how(record, place=elsewhere))

    def links(self, claim: str) -> Iterator[Prose]:
        """What a claim excludes, and what it is the same as."""
        for kind, said in _LINKS.items():
            others = [
                prose("{} ({})", self.called(link.other(claim)), details)
                for link in self.map.links_of(claim)
                if link.kind == kind
                for details in [in_brackets(RUNGS[link.basis], self.where(link.citations))]
            ]
            if others:
                yield prose("{} {}.", said, phrase(others))


def place_of(claim: str) -> str:
    """The name of the place where a claim is set out."""
    return f"claim-{claim}"


def in_brackets(*parts: str) -> str:
    """Details as they stand in brackets, those that are there."""
    return "; ".join(part for part in parts if part)


def _share(name: str, share: float) -> str:
    return "" if share == 1 else f"{name} {share:g}"
