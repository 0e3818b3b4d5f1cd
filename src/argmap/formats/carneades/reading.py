"""From the entries of a Carneades file to a map."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

from anyascii import anyascii

from argmap.draft import argument_id
from argmap.errors import InvalidMapError, InvalidRecordError, ReadError
from argmap.formats.argdown.naming import Ids
from argmap.formats.argdown.tokens import Mark
from argmap.formats.carneades.schemes import derive
from argmap.formats.carneades.sheet import sheet_of
from argmap.formats.carneades.terms import NOT
from argmap.formats.carneades.weighing import weigh
from argmap.formats.losses import Loaded, told
from argmap.model import Argument, ArgumentMap, Claim, FrozenMapping, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.formats.carneades.sheet import Contest, Sheet, Statement, Step

__all__ = ["loads", "loads_with_losses"]

_R = TypeVar("_R")
_MOST_LETTERS = 60


def loads(text: str) -> ArgumentMap:
    """The map of an argument graph; a `LossWarning` names what it leaves out.

    >>> map = loads("{statements: {p: P, q: Q}, arguments: {a1: {conclusion: q, premises: [p]}}}")
    >>> map.argument("a1")
    Argument(id='a1', premises=('p',), target='q', side='pro')
    """
    return told(loads_with_losses(text))


def loads_with_losses(text: str) -> Loaded:
    """The map of an argument graph, and what of the graph is not in it.

    Raises `ReadError` with everything that is wrong, each with its line and column.

    >>> loads_with_losses("{statements: {p: P}, assumptions: [q, r]}")
    Traceback (most recent call last):
        ...
    argmap.errors.ReadError: the argument graph cannot be read: 2 faults
      line 1, column 36: assumptions: no statement 'q'; add it to the statements, or mend the id
      line 1, column 39: assumptions: no statement 'r'; add it to the statements, or mend the id
    """
    sheet = sheet_of(text)
    map = None
    if not sheet.faults:
        derive(sheet)
        weigh(sheet)
        map = _Making(sheet).map()
    if map is None or sheet.faults:
        ordered = sorted(sheet.faults, key=lambda fault: (fault.line or 0, fault.column or 0))
        raise ReadError(ordered, about="the argument graph cannot be read")
    places = sorted(sheet.losses, key=lambda loss: (loss.line or 0, loss.column or 0))
    return Loaded(map, places)


class _Making:
    """Records from entries, under ids that a map can have."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.assumed = {id for id, _ in sheet.assumed}
        self.ids = Ids([])
        self.claim_ids = {id: self.ids.new(_id(id)) for id in sheet.statements}
        self.step_ids = {id: self.ids.new(_id(id)) for id in sheet.steps}
        self.grounds = {
            step.id: self.ids.new(f"{self.step_ids[step.id]}-ground")
            for step in sheet.steps.values()
            if not step.premises
        }
        self.premises = {step.id: tuple(self.premises_of(step)) for step in sheet.steps.values()}

    def map(self) -> ArgumentMap | None:
        """The map, unless something is wrong with a record."""
        records = {
            "claims": tuple(self.claims()),
            "arguments": tuple(self.arguments()),
            "links": tuple(self.links()),
        }
        if self.sheet.faults:
            return None
        title, first = self.sheet.title, next(iter(self.sheet.contests.values()), None)
        positions = tuple(self.claim_ids[id] for id in first.positions) if first else ()
        made: Callable[..., ArgumentMap] = ArgumentMap  # whose converters mypy does not see
        return self.made(
            Mark(1, 1),
            lambda: made(
                title or "What is proved?",
                title=title,
                positions=positions,
                extra=self.sheet.extra,
                **records,
            ),
        )

    def claims(self) -> Iterator[Claim | None]:
        for statement in self.sheet.statements.values():
            yield self.claim(statement)
        for id in self.grounds:
            yield self.ground(self.sheet.steps[id])

    def arguments(self) -> Iterator[Argument | None]:
        fitting = [step for step in self.sheet.steps.values() if self.fits(step)]
        yield from map(self.argument, fitting)
        for step in fitting:
            yield from self.undercuts(step)

    def links(self) -> Iterator[Link | None]:
        for contest in self.sheet.contests.values():
            yield from self.rivals(contest)

    def claim(self, statement: Statement) -> Claim | None:
        extra = {**statement.extra, "id": statement.id}
        if statement.is_assumed or statement.id in self.assumed:
            extra["assumed"] = True
        id = self.claim_ids[statement.id]
        return self.made(
            statement.at, lambda: Claim(id, statement.text, extra=FrozenMapping(extra))
        )

    def ground(self, step: Step) -> Claim:
        """What stands where an argument states no premise, as a map's step starts from one."""
        text = f"The argument {step.id} holds of itself: it states no premise."
        extra = {"assumed": True, "unstated": True}
        return Claim(self.grounds[step.id], text, extra=FrozenMapping(extra))

    def premises_of(self, step: Step) -> Iterator[str]:
        for id in dict.fromkeys(id for _, id in step.premises):
            yield self.claim_ids[id]
        if step.id in self.grounds:
            yield self.grounds[step.id]

    def fits(self, step: Step) -> bool:
        """Whether a map can hold a step: it needs a target that is not among its premises."""
        ids = Counter(id for _, id in step.premises)
        where = f"argument {step.id!r}"
        if step.conclusion in ids:
            what = f"the argument, which leads from {step.conclusion} to {step.conclusion}"
            why = "no step of a map starts from its own target, so it is left out"
            self.sheet.lose(step.at, what, where, why)
            return False
        for id, times in ids.items():
            if times > 1:
                why = "a step names each once; under all weighings but linked that may matter"
                self.sheet.lose(step.at, f"premise {id} is named {times} times", where, why)
        return True

    def argument(self, step: Step) -> Argument | None:
        extra: dict[str, Any] = dict(step.extra)
        if self.step_ids[step.id] != step.id:
            extra["id"] = step.id
        if step.weighing not in (None, "linked"):
            extra["weighing"] = step.weighing
        roles = {role: self.claim_ids[id] for role, id in step.premises if role is not None}
        if roles:
            extra["roles"] = roles
        target = self.claim_ids[step.conclusion]
        return self.made(
            step.at,
            lambda: Argument(
                self.step_ids[step.id],
                self.premises[step.id],
                target,
                "pro",
                weight=step.weight,
                scheme=step.scheme,
                extra=FrozenMapping(extra),
            ),
        )

    def undercuts(self, step: Step) -> Iterator[Argument | None]:
        for statement in step.undercutters:
            premise, target = self.claim_ids[statement], self.step_ids[step.id]
            disputed = self.premises[step.id]
            id = self.ids.new(argument_id((premise,), "con", target, disputed=disputed))
            yield Argument(id, (premise,), target, "con")

    def rivals(self, contest: Contest) -> Iterator[Link | None]:
        extra: dict[str, Any] = {**contest.extra, "issue": contest.id}
        if contest.standard:
            extra["standard"] = contest.standard
        for pair in combinations(contest.positions, 2):
            yield self.rivalry(contest.at, [self.claim_ids[id] for id in pair], extra)

    def rivalry(self, at: Mark, ends: list[str], extra: dict[str, Any]) -> Link | None:
        first, second = ends
        return self.made(
            at, lambda: Link((first, second), "alternative", extra=FrozenMapping(extra))
        )

    def made(self, at: Mark, make: Callable[[], _R]) -> _R | None:
        """A record, or none and its faults noted where its entry stands."""
        try:
            return make()
        except (InvalidMapError, InvalidRecordError) as error:
            self.sheet.faults.extend(fault.at(at.line, at.column) for fault in error.faults)
            return None


def _id(name: str) -> str:
    """An id from a name in any script, with `not` for the sign of denial.

    >>> _id("¬app(a1)"), _id("price(volvo,medium)"), _id("2")
    ('not-app-a1', 'price-volvo-medium', 'n2')
    """
    latin = anyascii(name.replace(NOT, " not ")).lower()
    id = "-".join(re.findall("[a-z0-9]+", latin))[:_MOST_LETTERS].strip("-") or "unnamed"
    return id if id[0].isalpha() else f"n{id}"
