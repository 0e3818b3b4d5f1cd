"""Which statements are proved, by the standards of proof that people hold each other to.

Carneades (Gordon, Prakken & Walton 2007), in the version that weighs and may circle
(Gordon & Walton 2016, "Formalizing Balancing Arguments"). A *step* leads from premises,
taken jointly by default, to a conclusion, unless an undercutter stands. An *issue* lists
positions that exclude each other; the position whose best step outweighs those of all
others by its *standard* is in, and the rest are out:

- `preponderance`: weighs more than each rival;
- `clear and convincing`: by more than a margin, 0.5 unless given;
- `beyond reasonable doubt`: besides, no rival weighs as much as a doubt, 0.3 unless given.

The paper leaves margin and doubt to the audience; these defaults are those of the
Carneades 4 system. A statement outside any issue is in if one step for it has any weight.

>>> graph = StepGraph(
...     statements=["gap", "idle", "leave", "stay"],
...     steps=[Step("s1", "stay", premises=["gap"], undercutters=["idle"], weight=0.9),
...            Step("s2", "leave", premises=["idle"], weight=0.4)],
...     issues=[Issue("exit", ["leave", "stay"])],
...     assumptions=["gap"],
... )
>>> dict(proved(graph))
{'gap': 'in', 'idle': 'out', 'leave': 'out', 'stay': 'in'}
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import field, frozen

from argmap.errors import Fault, InvalidRecordError, UnknownIdError, did_you_mean, nearest

if TYPE_CHECKING:
    from argmap.semantics.labelling import Label

__all__ = [
    "STANDARDS",
    "WEIGHINGS",
    "Issue",
    "Proof",
    "Standard",
    "Step",
    "StepGraph",
    "Weighing",
    "proved",
]

Standard: TypeAlias = Literal["preponderance", "clear and convincing", "beyond reasonable doubt"]
Weighing: TypeAlias = Literal["linked", "convergent", "cumulative", "factorised", "constant"]

STANDARDS: tuple[Standard, ...] = get_args(Standard)
"""The standards of proof, the most lenient first."""
WEIGHINGS: tuple[Weighing, ...] = get_args(Weighing)
"""How the premises make up a step's weight, the default first; see `Step`."""

_MARGIN, _DOUBT = 0.5, 0.3


# Records ------------------------------------------------------------------------------


def _listed(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@frozen
class Step:
    """A step from premises to a conclusion; it fails if an undercutter is in.

    Its weight is its share in 0..1 of what its `weighing` makes of the premises:

    - `linked`: all of them must be in; one that is out leaves no weight.
    - `convergent`: one that is in is enough.
    - `cumulative`: the share of those that are in.
    - `factorised`: all must be in; more of them weigh more, against all the different
      premises that the issue's steps have.
    - `constant`: whatever they are.

    >>> Step("s1", "stay", premises="gap").premises
    ('gap',)
    """

    id: str
    conclusion: str
    premises: tuple[str, ...] = field(default=(), converter=_listed)
    undercutters: tuple[str, ...] = field(default=(), converter=_listed)
    weight: float = 1.0
    weighing: Weighing = "linked"


@frozen
class Issue:
    """Positions that exclude each other, and the standard by which one of them is proved."""

    id: str
    positions: tuple[str, ...] = field(converter=_listed)
    standard: Standard = "preponderance"


@frozen(repr=False, slots=False)
class StepGraph:
    """Statements, the steps between them, the issues they settle, and what is assumed.

    Whatever is wrong raises one `InvalidRecordError` that names all of it: ids that are
    used twice or that nothing has, a weight outside 0..1, an unknown standard or weighing,
    a statement at issue twice.

    >>> StepGraph(["a"], [Step("s", "b", premises=["a"])])
    Traceback (most recent call last):
    ...
    argmap.errors.InvalidRecordError: graph: 1 fault
      step 's', conclusion: no statement 'b'; add it to the statements, or mend the id
    """

    statements: tuple[str, ...] = field(converter=_listed)
    steps: tuple[Step, ...] = field(default=(), converter=tuple)
    issues: tuple[Issue, ...] = field(default=(), converter=tuple)
    assumptions: tuple[str, ...] = field(default=(), converter=_listed)

    def __attrs_post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise InvalidRecordError(faults, "graph")

    def __repr__(self) -> str:
        counts = (
            (len(self.statements), "statement"),
            (len(self.steps), "step"),
            (len(self.issues), "issue"),
            (len(self.assumptions), "assumption"),
        )
        said = ", ".join(f"{n} {word}" if n == 1 else f"{n} {word}s" for n, word in counts)
        return f"<StepGraph with {said}>"

    @cached_property
    def steps_for(self) -> Mapping[str, tuple[Step, ...]]:
        """The steps that conclude with each statement that has any."""
        return _grouped((step.conclusion, step) for step in self.steps)

    @cached_property
    def issue_of(self) -> Mapping[str, Issue]:
        """The issue of each statement that is at issue."""
        return {position: issue for issue in self.issues for position in issue.positions}


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _faults(graph: StepGraph) -> Iterator[Fault]:
    yield from _twins("statement", graph.statements, "list each once")
    yield from _twins("step", (step.id for step in graph.steps), "give each an id of its own")
    yield from _twins("issue", (issue.id for issue in graph.issues), "give each an id of its own")
    at_issue = (position for issue in graph.issues for position in issue.positions)
    yield from _twins("position", at_issue, "a statement can be at issue once")
    known = set(graph.statements)
    for where, id in _references(graph):
        if id not in known:
            hint = did_you_mean(nearest(id, known)) or "add it to the statements, or mend the id"
            yield Fault(f"no statement {id!r}", where, hint)
    for step in graph.steps:
        if not 0 <= step.weight <= 1:
            said = f"weight {step.weight!r} is outside 0..1"
            yield Fault(said, f"step {step.id!r}", "give a share between 0 and 1")
        yield from _unknown("weighing", step.weighing, WEIGHINGS, f"step {step.id!r}")
    for issue in graph.issues:
        yield from _unknown("standard", issue.standard, STANDARDS, f"issue {issue.id!r}")


def _twins(kind: str, ids: Iterable[str], remedy: str) -> Iterator[Fault]:
    for id, count in Counter(ids).items():
        if count > 1:
            yield Fault(f"{kind} {id!r} is given {count} times", remedy=remedy)


def _references(graph: StepGraph) -> Iterator[tuple[str, str]]:
    """Every mention of a statement, and where it stands."""
    for step in graph.steps:
        yield f"step {step.id!r}, conclusion", step.conclusion
        yield from ((f"step {step.id!r}, premises", id) for id in step.premises)
        yield from ((f"step {step.id!r}, undercutters", id) for id in step.undercutters)
    for issue in graph.issues:
        yield from ((f"issue {issue.id!r}, positions", id) for id in issue.positions)
    yield from (("assumptions", id) for id in graph.assumptions)


def _unknown(option: str, value: str, known: tuple[str, ...], where: str) -> Iterator[Fault]:
    if value not in known:
        hint = did_you_mean(nearest(value, known)) or f"choose one of {', '.join(known)}"
        yield Fault(f"unknown {option} {value!r}", where, hint)


# Labelling ----------------------------------------------------------------------------


@frozen(repr=False, slots=False)
class Proof(Mapping[str, "Label"]):
    """In, out or undecided for each statement; a mapping from id to label.

    `weights` is what each step weighed, in the order of the graph's steps: 0 for one that
    is undercut, or not yet decided. `margin` and `doubt` are those it was reckoned with.
    """

    graph: StepGraph
    labels: tuple[Label, ...]
    weights: tuple[float, ...]
    margin: float = _MARGIN
    doubt: float = _DOUBT

    @cached_property
    def _by_id(self) -> dict[str, Label]:
        return dict(zip(self.graph.statements, self.labels, strict=True))

    def __getitem__(self, id: str) -> Label:
        try:
            return self._by_id[id]
        except KeyError:
            raise UnknownIdError(id, self.graph.statements, kind="statement") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.graph.statements)

    def __len__(self) -> int:
        return len(self.labels)

    def __repr__(self) -> str:
        counts = Counter(self.labels)
        said = ", ".join(f"{counts[label]} {label}" for label in ("in", "out", "undecided"))
        return f"<Proof of {len(self)} statements: {said}>"


def proved(graph: StepGraph, *, margin: float = _MARGIN, doubt: float = _DOUBT) -> Proof:
    """The labels that follow from the assumptions, and no others.

    Assumptions are in, and other positions of their issues out; so is a statement for which
    there is no step. From there labels spread: a step counts once its premises are decided
    and its undercutters out, and is settled when undercut. A statement not at issue is in
    with the first step of some weight, and out when all its steps are settled without. An
    issue is resolved when all steps for its positions are settled. What circles without a
    way in stays undecided. This is the grounded labelling of Gordon & Walton (2016), found
    in one sweep, in time proportional to the graph.

    Two self-supporting statements stay undecided, until something from outside supports one:

    >>> loop = [Step("s1", "a", premises=["b"]), Step("s2", "b", premises=["a"])]
    >>> dict(proved(StepGraph(["a", "b"], loop)))
    {'a': 'undecided', 'b': 'undecided'}
    >>> way_in = Step("s3", "a", premises=["c"])
    >>> dict(proved(StepGraph(["a", "b", "c"], [*loop, way_in], assumptions=["c"])))
    {'a': 'in', 'b': 'in', 'c': 'in'}
    """
    wrong = [
        Fault(f"{name} {value!r} is outside 0..1", remedy="give a share between 0 and 1")
        for name, value in (("margin", margin), ("doubt", doubt))
        if not 0 <= value <= 1
    ]
    if wrong:
        raise InvalidRecordError(wrong, "standards")
    spreading = _Spreading(graph, margin, doubt)
    spreading.run()
    labels = tuple(spreading.labels.get(id, "undecided") for id in graph.statements)
    weights = tuple(spreading.weights.get(step.id, 0.0) for step in graph.steps)
    return Proof(graph, labels, weights, margin, doubt)


class _Spreading:
    """Labels on their way through a graph: each statement and step is settled once."""

    def __init__(self, graph: StepGraph, margin: float, doubt: float) -> None:
        self.graph, self.margin, self.doubt = graph, margin, doubt
        self.labels: dict[str, Label] = {}
        self.weights: dict[str, float] = {}
        """The weight of each step that is settled."""
        self.news: list[str] = []
        self.open = {step.id: len({*step.premises, *step.undercutters}) for step in graph.steps}
        """How many statements a step still waits for."""
        self.unsettled = Counter(step.conclusion for step in graph.steps)
        self.waiting = _grouped(
            (id, step)
            for step in graph.steps
            for id in dict.fromkeys((*step.premises, *step.undercutters))
        )

    def run(self) -> None:
        """Settle all that can be settled."""
        self._begin()
        for step in self.graph.steps:
            if not self.open[step.id]:
                self._settle(step)
        while self.news:
            id = self.news.pop()
            for step in self.waiting.get(id, ()):
                self.open[step.id] -= 1
                undercut = self.labels[id] == "in" and id in step.undercutters
                if undercut or not self.open[step.id]:
                    self._settle(step)

    def _begin(self) -> None:
        for id in self.graph.assumptions:
            self._decide(id, "in")
        for issue in self.graph.issues:
            if any(self.labels.get(id) == "in" for id in issue.positions):
                for id in issue.positions:
                    self._decide(id, "out")
        for id in self.graph.statements:
            if id not in self.graph.steps_for:
                self._decide(id, "out")

    def _decide(self, id: str, label: Label) -> None:
        if id not in self.labels:
            self.labels[id] = label
            self.news.append(id)

    def _settle(self, step: Step) -> None:
        if step.id in self.weights:
            return
        self.weights[step.id] = self._weight(step)
        self.unsettled[step.conclusion] -= 1
        issue = self.graph.issue_of.get(step.conclusion)
        if issue:
            if not any(self.unsettled[id] for id in issue.positions):
                self._resolve(issue)
        elif self.weights[step.id] > 0:
            self._decide(step.conclusion, "in")
        elif not self.unsettled[step.conclusion]:
            self._decide(step.conclusion, "out")

    def _weight(self, step: Step) -> float:
        if any(self.labels.get(id) == "in" for id in step.undercutters):
            return 0.0
        there = [self.labels[id] == "in" for id in step.premises]
        return step.weight * self._share(step, there)

    def _share(self, step: Step, there: list[bool]) -> float:
        """What a step's weighing makes of which premises are in."""
        match step.weighing:
            case "linked":
                return float(all(there))
            case "convergent":
                return float(any(there))
            case "cumulative":
                return sum(there) / len(there) if there else 1.0
            case "factorised":
                return len(set(step.premises)) / self._factors(step) if all(there) else 0.0
            case "constant":
                return 1.0

    def _factors(self, step: Step) -> int:
        """How many different premises the steps have that compete with a step."""
        issue = self.graph.issue_of.get(step.conclusion)
        positions = issue.positions if issue else (step.conclusion,)
        steps = (one for id in positions for one in self.graph.steps_for.get(id, ()))
        return len({premise for one in steps for premise in one.premises}) or 1

    def _resolve(self, issue: Issue) -> None:
        """Prove the position that its standard favours, if any, and no other."""
        best = {
            id: max((self.weights[step.id] for step in self.graph.steps_for.get(id, ())), default=0)
            for id in issue.positions
        }
        for id, weight in best.items():
            rivals = max((other for at, other in best.items() if at != id), default=0.0)
            won = weight > 0 and self._outweighs(issue.standard, weight, rivals)
            self._decide(id, "in" if won else "out")

    def _outweighs(self, standard: Standard, weight: float, rival: float) -> bool:
        match standard:
            case "preponderance":
                return weight > rival
            case "clear and convincing":
                return weight > rival and weight - rival > self.margin
            case "beyond reasonable doubt":
                return weight > rival and weight - rival > self.margin and rival < self.doubt
