"""What carries each claim and step, and what would take it away.

A claim that somebody accepts is carried by the stances that accept it: it falls when the
last of them does, and its equivalents with it. A claim nobody accepts, and a step, are
carried by the sources they cite, and fall when the last of these does; what cites nothing is
the encoder's own and falls only when it is doubted or dropped itself. So does a position: to
want it is no evidence for it, so it is carried by its arguments and not by those who want it.

A stance falls when its actor changes its mind, when a voice through which we know of it
(`via`) is discredited, or when all the sources it cites are. So `Change` has four kinds:

- `drop` an argument: the step is not made.
- `doubt` a claim: it is not granted, though nobody need deny it. Its equivalents are doubted
  along, for they say the same.
- `change of mind` of an actor: what it accepts, it accepts no longer. It need not reject it.
- `discredit` a voice or a source: nothing counts that is known through it alone.

Whatever needs a fallen claim falls too; `argmap.analysis.theory` sees to that. The account is
argmap's own. It is that of a set of reasons from which some are withdrawn, so nothing is ever
added: no reply that was not there, and no verdict of the opposite kind.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import field, frozen

from argmap.analysis.links import same_as
from argmap.analysis.wording import inside, step
from argmap.errors import UnknownIdError, UnknownOptionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from argmap.model import Argument, ArgumentMap, Citation, Stance

__all__ = ["CHANGES", "Backing", "Change", "ChangeKind"]

ChangeKind: TypeAlias = Literal["drop", "doubt", "change of mind", "discredit"]

CHANGES: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""The kinds of change, the smallest first."""


@frozen(order=True)
class Change:
    """Something taken away from a map: an argument, a claim, a mind, a voice or source.

    `id` is that of the argument, the claim, the actor, or the voice or source.

    >>> print(Change("change of mind", "washington"))
    washington changes its mind
    """

    kind: ChangeKind = field()
    id: str

    @kind.validator
    def _known(self, _: object, kind: str) -> None:
        if kind not in CHANGES:
            raise UnknownOptionError("change", kind, CHANGES)

    def __str__(self) -> str:
        return _SAID[self.kind].format(self.id)

    def words(self, map: ArgumentMap) -> str:
        """The change in words, with what the map calls the record, as a part of a sentence.

        >>> import argmap
        >>> Change("drop", "vacuum-con-leave-fast").words(argmap.example("iraq-withdrawal"))
        'the step vacuum against leave-fast is dropped'
        """
        match self.kind:
            case "drop":
                return f"the step {step(map.argument(self.id))} is dropped"
            case "doubt":
                return f"{self.id} is doubted"
        names = {source.id: source.title for source in map.sources}
        names |= {actor.id: inside(actor.name) for actor in map.actors}
        return _SAID[self.kind].format(names.get(self.id) or self.id)


_SAID: dict[ChangeKind, str] = {
    "drop": "{} is dropped",
    "doubt": "{} is doubted",
    "change of mind": "{} changes its mind",
    "discredit": "{} is discredited",
}


@frozen(slots=False)
class Backing:
    """What carries the claims and steps of a map.

    >>> import argmap
    >>> backing = Backing(argmap.example("iraq-withdrawal"))
    >>> backing.fallen([Change("change of mind", "washington")])
    ('vacuum',)
    """

    map: ArgumentMap
    links: bool = True

    # What falls

    def fallen(self, changes: Iterable[Change]) -> tuple[str, ...]:
        """The claims and steps that fall by changes, taken together, in the order of the map.

        Steps that fall for want of a premise are not among them. `UnknownIdError` for a
        change of something that is not there.
        """
        gone = self._gone(changes)
        claims = (claim.id for claim in self.map.claims if self._claim_falls(claim.id, gone))
        steps = (one.id for one in self.map.arguments if self._step_falls(one, gone))
        return (*claims, *steps)

    def _gone(self, changes: Iterable[Change]) -> Mapping[ChangeKind, frozenset[str]]:
        found: dict[ChangeKind, set[str]] = {kind: set() for kind in CHANGES}
        for change in changes:
            self.check(change)
            found[change.kind].add(change.id)
        return {kind: frozenset(ids) for kind, ids in found.items()}

    def check(self, change: Change) -> None:
        """Raise `UnknownIdError` if the map has nothing of that kind and name."""
        match change.kind:
            case "drop":
                self.map.argument(change.id)
            case "doubt":
                self.map.claim(change.id)
            case "change of mind":
                self.map.actor(change.id)
            case "discredit":
                known = (*self.sources, *(actor.id for actor in self.map.actors))
                if change.id not in known:
                    raise UnknownIdError(change.id, known, kind="source or voice")

    def _claim_falls(self, claim: str, gone: Mapping[ChangeKind, frozenset[str]]) -> bool:
        group = self.alike(claim)
        if not gone["doubt"].isdisjoint(group):
            return True
        if not self._wanted.isdisjoint(group):
            return False
        stances = [stance for one in group for stance in self.accepting.get(one, ())]
        if stances:
            return all(self._stance_falls(stance, gone) for stance in stances)
        return _uncited(
            (citation for one in group for citation in self.map.claim(one).citations),
            gone["discredit"],
        )

    def _stance_falls(self, stance: Stance, gone: Mapping[ChangeKind, frozenset[str]]) -> bool:
        doubted = gone["discredit"]
        return (
            stance.actor in gone["change of mind"]
            or stance.actor in doubted
            or not doubted.isdisjoint(stance.via)
            or _uncited(stance.citations, doubted)
        )

    def _step_falls(self, one: Argument, gone: Mapping[ChangeKind, frozenset[str]]) -> bool:
        return one.id in gone["drop"] or _uncited(one.citations, gone["discredit"])

    # Who carries

    def alike(self, claim: str) -> tuple[str, ...]:
        """A claim and all that is linked to it as the same."""
        return same_as(self.map, claim) if self.links else (claim,)

    @cached_property
    def accepting(self) -> Mapping[str, tuple[Stance, ...]]:
        """Each claim that somebody accepts, with the stances that do; positions left out."""
        found: dict[str, list[Stance]] = {}
        for stance in self.map.stances:
            if stance.verdict == "accept" and stance.claim not in self._wanted:
                found.setdefault(stance.claim, []).append(stance)
        return {claim: tuple(stances) for claim, stances in found.items()}

    @cached_property
    def holders(self) -> Mapping[str, tuple[str, ...]]:
        """Each actor that accepts something besides positions, with the claims it accepts.

        >>> import argmap
        >>> Backing(argmap.example("iraq-withdrawal")).holders["washington"]
        ('vacuum',)
        """
        found = {actor.id: dict[str, None]() for actor in self.map.actors}
        for claim, stances in self.accepting.items():
            for stance in stances:
                found[stance.actor][claim] = None
        return {actor: tuple(claims) for actor, claims in found.items() if claims}

    @cached_property
    def voices(self) -> tuple[str, ...]:
        """Everybody through whom we know of some stance that accepts."""
        through = {
            id for stances in self.accepting.values() for stance in stances for id in stance.via
        }
        return tuple(actor.id for actor in self.map.actors if actor.id in through)

    @cached_property
    def _wanted(self) -> frozenset[str]:
        return frozenset(self.map.positions)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The sources of the map."""
        return tuple(source.id for source in self.map.sources)

    def changes(self) -> Iterator[Change]:
        """Every single change there is, but for doubt of a position: that is the question."""
        yield from (Change("drop", one.id) for one in self.map.arguments)
        for claim in self.map.claims:
            if claim.id not in self.map.positions:
                yield Change("doubt", claim.id)
        yield from (Change("change of mind", actor) for actor in self.holders)
        yield from (Change("discredit", id) for id in (*self.voices, *self.sources))


def _uncited(citations: Iterable[Citation], discredited: frozenset[str]) -> bool:
    """Whether all that a record cites is discredited, and it cites something."""
    sources = {citation.source for citation in citations}
    return bool(sources) and sources <= discredited
