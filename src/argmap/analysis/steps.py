"""A map as a graph of steps, whose claims are proved by standards of proof.

`to_steps` gives the graph that `argmap.semantics.standards` reads (Gordon & Walton 2016).
There, steps only speak for a statement, premises are joint, and a statement is at issue once.
A map has cons, undercuts and rivals, so:

- A claim is a statement, and a pro is a step for it, with its weight. Premises are linked.
- A con speaks for the *complement* of its target, the statement `not stay`, with which the
  target is at issue: it is proved if its best pro outweighs its best con by the standard.
  The step of an argument has a complement too, which undercuts it; weights do not matter there.
- Rivals (`contrary`, `contradictory` and `alternative` claims) are at issue with each other.
  Claims of which each is a rival of each other form one issue.
- A claim in several issues (with its complement, or with rivals that are none of each other)
  must win each of them. It has a stand-in in each, for which the same steps speak, and is
  proved by all of them together. A rival that loses elsewhere still stands in its way.
- `equivalent` claims and a `rephrase` are one statement, with the steps of all. One that is
  equivalent to its own rival is at issue with itself, and never proved.

A step weighs what its argument does (`step_weights="own"`), as in the theory. Where a map says
by the weights of its claims how good a reason is, `step_weights="premises"` takes the argument's
weight times the least of its premises'.

What is taken for granted:

- A claim for which no pro speaks is *vouched for* if somebody accepts it or it cites a
  source. It is assumed where nothing speaks against it. Where a con or a rival does, it is
  put forward by a step without premises that has the claim's own weight, for an assumption
  would stand whatever is said against it.
- A claim with a pro must be proved by its pros: whoever argues for it takes on the burden.
- Positions are what is to be proved, and are never taken for granted, whoever wants them.
- What nobody vouches for, and nothing speaks for, is out. An analyst who grants it says so.

A record may say otherwise in its `extra`, as those read from Carneades do: a claim with
`assumed` true or false, one with `unstated` true (it stands for a premise that an argument
leaves out, and counts for none), an argument with `weighing`, a link with `standard`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal, TypeAlias, get_args

from attrs import evolve, frozen

from argmap.analysis.evidence import vouched
from argmap.analysis.links import same_as
from argmap.errors import UnknownOptionError
from argmap.model import RIVALRIES, Argument, ArgumentMap, Link
from argmap.semantics.standards import STANDARDS, Issue, Standard, Step, StepGraph

__all__ = [
    "STEP_WEIGHTS",
    "Case",
    "Grant",
    "Standards",
    "StepWeights",
    "assumed",
    "case_of",
    "to_steps",
]

Grant: TypeAlias = Literal["assumed", "vouched"]
"""How a claim is taken for granted: whatever is said, or as far as its own weight goes."""
StepWeights: TypeAlias = Literal["own", "premises"]
Standards: TypeAlias = Mapping[str, Standard] | Iterable[str]
"""A standard for each of some claims, or texts such as `"stay=clear and convincing"`."""

STEP_WEIGHTS: tuple[StepWeights, ...] = get_args(StepWeights)
"""Where the weights of steps may come from."""


def to_steps(
    map: ArgumentMap,
    *,
    standard: Standard = "preponderance",
    standards: Standards = (),
    assumptions: Iterable[str] | None = None,
    step_weights: StepWeights = "own",
    links: bool = True,
) -> StepGraph:
    """The steps, issues and assumptions of a map, as this module explains.

    `standard` is that of every issue, except that `standards` gives the issues of some
    claims others, and a link may state its own. Where those of one issue differ, the
    strictest holds. `assumptions` are the claims to assume, and then no other is taken for
    granted. `step_weights` says whether a step weighs its own weight or its premises' besides.
    Without `links` they count for nothing.

    Raises `UnknownIdError` for a claim that is not there, `UnknownOptionError` for an
    unknown standard or weight of steps.

    >>> import argmap
    >>> graph = to_steps(argmap.example("iraq-withdrawal"))
    >>> [step.id for step in graph.steps_for["not weak-army"]]
    ['arms-rank-con-weak-army']
    >>> graph.issue_of["not weak-army"].positions
    ('weak-army', 'not weak-army')
    """
    return case_of(
        map,
        standard=standard,
        standards=standards,
        assumptions=assumptions,
        step_weights=step_weights,
        links=links,
    ).graph


def assumed(map: ArgumentMap, *, links: bool = True) -> tuple[str, ...]:
    """The claims that are assumed unless told otherwise.

    >>> import argmap
    >>> found = assumed(argmap.example("iraq-withdrawal"))
    >>> "leave" in found
    False
    """
    case = case_of(map, links=links)
    granted = (claim.id for claim in map.claims if case.grants.get(case.whole[claim.id]))
    return tuple(id for id in granted if case.grants[case.whole[id]] == "assumed")


# The case ----------------------------------------------------------------------------


@frozen
class Case:
    """A graph of steps, and how it came out of the map.

    `whole` maps each claim to the one that stands for all that are the same; the rest goes
    by those. `grants` says of some how they are taken for granted, `rivals` which others
    they are at issue with, `standards` by which standard they must win, if by any.
    """

    graph: StepGraph
    whole: Mapping[str, str]
    grants: Mapping[str, Grant]
    rivals: Mapping[str, tuple[str, ...]]
    standards: Mapping[str, Standard]


def case_of(
    map: ArgumentMap,
    *,
    standard: Standard = "preponderance",
    standards: Standards = (),
    assumptions: Iterable[str] | None = None,
    step_weights: StepWeights = "own",
    links: bool = True,
) -> Case:
    """The graph of a map with what it takes to follow it back; see `to_steps`.

    >>> import argmap
    >>> case_of(argmap.example("iraq-withdrawal")).rivals["stay"]
    ('leave', 'leave-fast')
    """
    if step_weights not in STEP_WEIGHTS:
        raise UnknownOptionError("step_weights", step_weights, STEP_WEIGHTS)
    known = _standard(standard)
    asked = _read(map, standards)
    given = None if assumptions is None else [map.claim(id).id for id in _texts(assumptions)]
    return _Laying(map, given, known, asked, step_weights=step_weights, links=links).case()


def _texts(value: Iterable[str]) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value


def _read(map: ArgumentMap, standards: Standards) -> dict[str, Standard]:
    """Claims and the standards asked of them; `"stay=preponderance"` is a text that says both."""
    pairs = (
        standards.items()
        if isinstance(standards, Mapping)
        else (text.partition("=")[::2] for text in _texts(standards))
    )
    return {map.claim(id.strip()).id: _standard(value.strip()) for id, value in pairs}


def _standard(value: object) -> Standard:
    for known in STANDARDS:
        if value == known:
            return known
    raise UnknownOptionError("standard", value, STANDARDS)


class _Laying:
    """A graph on its way out of a map: issues first, as they decide for what a pro speaks."""

    def __init__(
        self,
        map: ArgumentMap,
        given: Sequence[str] | None,
        standard: Standard,
        asked: Mapping[str, Standard],
        *,
        step_weights: StepWeights,
        links: bool,
    ) -> None:
        self.map = map
        self.step_weights = step_weights
        self.members = _classes(map, links=links)
        self.whole = {id: one for one, alike in self.members.items() for id in alike}
        self.unstated = {claim.id for claim in map.claims if claim.extra.get("unstated") is True}
        self.given = None if given is None else set(given)
        self.positions = set(map.positions)
        self.vouched = set(vouched(map))
        self.standard = standard
        self.asked: dict[str, list[Standard]] = defaultdict(list)
        for id, value in asked.items():
            self.asked[self.whole[id]].append(value)
        self.rivals: dict[str, dict[str, Standard | None]] = {one: {} for one in self.members}
        for link in map.links if links else ():
            if link.kind in RIVALRIES:
                self.oppose(link)
        self.grants = {one: grant for one in self.members if (grant := self.grant(one))}
        self.issues: list[Issue] = []
        self.seats: dict[str, list[str]] = {}
        """For what the pros of a claim speak: itself, or its stand-ins in several issues."""

    def case(self) -> Case:
        self.take_seats(list(self.contests()))
        steps = tuple(self.steps())
        named = [claim.id for claim in self.map.claims]
        named += [id for issue in self.issues for id in issue.positions]
        named += [step.conclusion for step in steps]
        statements = tuple(dict.fromkeys(named))
        made: Callable[..., StepGraph] = StepGraph  # whose converters mypy does not see
        graph = made(statements, steps, self.issues, tuple(self.assumptions()))
        rivals = {one: tuple(others) for one, others in self.rivals.items()}
        standards: dict[str, Standard] = {}
        for one, seats in self.seats.items():
            met = [graph.issue_of[seat].standard for seat in seats if seat in graph.issue_of]
            if met:
                standards[one] = _strictest(met)
        return Case(graph, self.whole, self.grants, rivals, standards)

    # What is at issue

    def oppose(self, link: Link) -> None:
        one, other = (self.whole[id] for id in link.claims)
        said = link.extra.get("standard")
        standard = None if said is None else _standard(said)
        for at, rival in ((one, other), (other, one)):
            before = self.rivals[at].get(rival)
            both = [value for value in (before, standard) if value]
            self.rivals[at][rival] = _strictest(both) if both else None

    def contests(self) -> Iterator[tuple[str, ...]]:
        """Each set of statements that are at issue together."""
        for one in self.members:
            if self.arguments(one, "con"):
                yield one, f"not {one}"
            if one in self.rivals[one]:
                yield one, f"rival of {one}"
        yield from _cliques(self.rivals)

    def take_seats(self, contests: Sequence[tuple[str, ...]]) -> None:
        at = Counter(one for contest in contests for one in contest)
        self.seats = {one: [one] if at[one] < 2 else [] for one in self.members}
        for contest in contests:
            positions = [self.seat(one, contest, at) for one in contest]
            self.issues.append(Issue(" / ".join(contest), positions, self.standard_of(contest)))

    def seat(self, one: str, contest: Sequence[str], at: Mapping[str, int]) -> str:
        if at[one] < 2 or one not in self.seats:
            return one
        seat = f"{one} against {' / '.join(other for other in contest if other != one)}"
        self.seats[one].append(seat)
        return seat

    def standard_of(self, contest: Sequence[str]) -> Standard:
        asked = [value for one in contest for value in self.asked.get(one, ())]
        stated = [
            standard
            for one, other in combinations(contest, 2)
            if (standard := self.rivals.get(one, {}).get(other))
        ]
        return _strictest(asked or stated or [self.standard])

    # What speaks for what

    def arguments(self, one: str, side: str) -> list[Argument]:
        on = (argument for id in self.members[one] for argument in self.map.arguments_on(id))
        return [argument for argument in on if argument.side == side]

    def steps(self) -> Iterator[Step]:
        for argument in self.map.arguments:
            step = self.step(argument)
            yield step
            for seat in self.conclusions(argument)[1:]:
                yield evolve(step, id=f"{step.id} for {seat}", conclusion=seat)
        for one, grant in self.grants.items():
            if grant == "vouched":
                weight = max(self.map.claim(id).weight for id in self.members[one])
                for seat in self.fronts(one):
                    yield Step(f"{seat} as vouched for", seat, weight=weight)
        for one, seats in self.seats.items():
            if seats != [one]:
                yield Step(f"{one} in all its issues", one, seats)
        for id, one in self.whole.items():
            if id != one:
                yield Step(f"{id} as {one}", id, one)

    def step(self, argument: Argument) -> Step:
        premises = (self.whole[id] for id in argument.premises if id not in self.unstated)
        return Step(
            argument.id,
            self.conclusions(argument)[0],
            tuple(dict.fromkeys(premises)),
            f"not {argument.id}" if self.map.undercuts(argument.id) else (),
            self.weight(argument),
            argument.extra.get("weighing", "linked"),
        )

    def weight(self, argument: Argument) -> float:
        """What a step weighs if it counts."""
        if self.step_weights == "own":
            return argument.weight
        stated = [self.map.claim(id).weight for id in argument.premises if id not in self.unstated]
        return argument.weight * min(stated, default=1.0)

    def conclusions(self, argument: Argument) -> list[str]:
        """The statements that an argument speaks for."""
        target = self.whole.get(argument.target, argument.target)
        return [f"not {target}"] if argument.side == "con" else self.fronts(target)

    def fronts(self, one: str) -> list[str]:
        """Wherever the pros of a claim speak, be it against the claim itself."""
        return [*self.seats[one], *([f"rival of {one}"] if one in self.rivals[one] else ())]

    # What is taken for granted

    def grant(self, one: str) -> Grant | None:
        alike = self.members[one]
        if not self.unstated.isdisjoint(alike):
            return "assumed"
        if self.given is not None:
            return None if self.given.isdisjoint(alike) else "assumed"
        told = [self.map.claim(id).extra.get("assumed") for id in alike]
        if any(value is True for value in told):
            return "assumed"
        if any(value is False for value in told) or not self.is_vouched(one):
            return None
        if self.arguments(one, "pro"):
            return None
        return "vouched" if self.arguments(one, "con") or self.rivals[one] else "assumed"

    def is_vouched(self, one: str) -> bool:
        """Whether somebody accepts a claim that is no position, or it cites a source."""
        alike = self.members[one]
        return self.positions.isdisjoint(alike) and not self.vouched.isdisjoint(alike)

    def assumptions(self) -> Iterator[str]:
        for one, grant in self.grants.items():
            if grant == "assumed":
                yield from dict.fromkeys((one, *self.seats[one]))


def _classes(map: ArgumentMap, *, links: bool) -> dict[str, tuple[str, ...]]:
    """All that are the same as a claim, under the first of them."""
    found: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for claim in map.claims:
        if claim.id not in seen:
            found[claim.id] = same_as(map, claim.id) if links else (claim.id,)
            seen.update(found[claim.id])
    return found


def _cliques(rivals: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Sets of claims that are all rivals of each other, such that each rivalry is in one."""
    near = {one: [other for other in others if other != one] for one, others in rivals.items()}
    known = {one: set(others) for one, others in near.items()}
    met: set[tuple[str, str]] = set()
    for one, others in near.items():
        for other in others:
            if (one, other) not in met:
                found = [one, other]
                for third in others:
                    if third != other and known[third].issuperset(found):
                        found.append(third)
                met.update((a, b) for a in found for b in found)
                yield tuple(found)


def _strictest(standards: Iterable[Standard]) -> Standard:
    return max(standards, key=STANDARDS.index)
