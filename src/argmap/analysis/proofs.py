"""What is proved, by the standards of proof that people hold each other to.

The map becomes a graph of steps by `argmap.analysis.steps`, which says what a con, a rival
and a claim taken for granted are in it, and `argmap.semantics.standards` labels it (Gordon &
Walton 2016, after Gordon, Prakken & Walton 2007). A claim with its best pro has to outweigh
its best con, and the best pro of each rival, each taken by itself:

- `preponderance`: it weighs more;
- `clear and convincing`: by more than a margin;
- `beyond reasonable doubt`: besides, what it outweighs weighs less than a doubt.

A claim is *in* if it is proved, *out* if it is not and nothing can change that any more, and
*undecided* if it hangs on a circle without a way in. An argument is in if it weighs anything,
out if a premise is out or an undercut in, undecided while it waits for either. In all this
weights do not add up: two weak pros are no stronger than the better of them.

Corner cases. Pros and cons of equal weight prove nothing, so where no weights are given (an
argument has 1) any con that stands defeats any number of pros. A claim for which nothing
speaks and nobody vouches is out, unlike in `argmap.analysis.acceptability`, where it stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.steps import Case, Standards, StepWeights, case_of
from argmap.analysis.wording import only_those, said, step, variant
from argmap.model import Argument, ArgumentMap, FrozenMapping
from argmap.semantics.labelling import Label
from argmap.semantics.standards import Proof, Standard, Step, StepGraph, proved

__all__ = ["Proved", "proof"]

_NOTE = (
    "Only the best pro of a claim counts, against its best con and against each rival. A claim "
    "that needs no proof is assumed; one that is vouched for and spoken against weighs its own "
    "weight."
)


@frozen(repr=False)
class Proved(Values[Label]):
    """A mapping from the id of each claim and argument to how it stands.

    `standards` maps each claim at issue to the standard it must meet, `assumptions` are the
    claims that were assumed, and `weights` is what each argument weighed; what is out or
    undecided weighs 0. `graph` is the graph of steps that was labelled.
    """

    standard: Standard
    standards: FrozenMapping = field(converter=FrozenMapping)
    assumptions: tuple[str, ...]
    weights: FrozenMapping = field(converter=FrozenMapping)
    margin: float
    doubt: float
    graph: StepGraph

    def ids(self, label: Label) -> tuple[str, ...]:
        """The ids that stand so, in the order of the map."""
        return tuple(id for id, found in self.items() if found == label)


def proof(
    map: ArgumentMap,
    *,
    standard: Standard = "preponderance",
    standards: Standards = (),
    assumptions: Iterable[str] | None = None,
    step_weights: StepWeights = "own",
    margin: float = 0.5,
    doubt: float = 0.3,
    links: bool = True,
    only: Iterable[str] | None = None,
) -> Proved:
    """Which claims are proved, by which standard, and which arguments carry them.

    `standard` holds wherever `standards` asks no other of a claim, and a link states none.
    `assumptions` are the claims to assume, and then no other is taken for granted. `margin`
    is by how much `clear and convincing` asks a claim to weigh more, `doubt` what a rival
    may weigh `beyond reasonable doubt`, both in 0..1. `step_weights` is `own`, where a step
    weighs what its argument does, or `premises`, where it weighs no more than the weakest of
    its premises. Without `links` they do not count. `only` are the claims and steps that the
    table shows, all by default; the mapping has all.

    Raises `UnknownOptionError` for an unknown standard or weight of steps, `UnknownIdError`
    for a claim that is not there, `InvalidRecordError` for a margin or doubt outside 0..1 and
    for ids in `only` that are neither claim nor step.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> found = proof(map)
    >>> found["weak-army"], found["leave"]
    ('in', 'out')
    >>> proof(map, standards={"weak-army": "clear and convincing"})["weak-army"]
    'in'
    >>> round(proof(map, step_weights="premises").weights["exposed-pro-leave"], 3)
    0.6
    """
    case = case_of(
        map,
        standard=standard,
        standards=standards,
        assumptions=assumptions,
        step_weights=step_weights,
        links=links,
    )
    labels = proved(case.graph, margin=margin, doubt=doubt)
    told = _Telling(map, case, labels)
    by_id = {id: told.label(id) for id in (*(c.id for c in map.claims), *told.steps_of_map)}
    shown, rest = only_those(dict.fromkeys((*map.positions, *by_id)), only)
    granted = [
        claim.id for claim in map.claims if case.grants.get(case.whole[claim.id]) == "assumed"
    ]
    options = (
        f"{standard} unless a row says otherwise",
        f"margin {labels.margin:g}, doubt {labels.doubt:g}",
        "steps by their own weight" if step_weights == "own" else "steps by their weakest premise",
        "assumed: what is vouched for" if assumptions is None else "assumed: as given",
        "links count" if links else "links left out",
    )
    return Proved(
        standard,
        {id: at for id, one in case.whole.items() if (at := case.standards.get(one))},
        tuple(granted),
        {argument.id: told.weights[argument.id] for argument in map.arguments},
        labels.margin,
        labels.doubt,
        case.graph,
        by_id=by_id,
        table=Table(
            "What is proved, and by which standard",
            variant(map, *options),
            ("record", "stands", "standard", "says", "because"),
            [told.row(id, by_id) for id in shown],
            note=" ".join((_NOTE, *_alike(map, step_weights), *filter(None, [rest]))),
        ),
    )


def _alike(map: ArgumentMap, step_weights: StepWeights) -> Iterator[str]:
    """What to beware of where weights make no difference."""
    if step_weights == "own" and len({argument.weight for argument in map.arguments}) == 1:
        yield (
            "All arguments of this map weigh the same, so that the standards can hardly differ; "
            "with step_weights=premises they weigh what their premises do."
        )


# In words ----------------------------------------------------------------------------


class _Telling:
    """What a proof says of the records of a map."""

    def __init__(self, map: ArgumentMap, case: Case, labels: Proof) -> None:
        self.map = map
        self.case = case
        self.labels = labels
        self.weights = dict(
            zip((step.id for step in case.graph.steps), labels.weights, strict=True)
        )
        steps = {step.id: step for step in case.graph.steps}
        self.steps_of_map = {argument.id: steps[argument.id] for argument in map.arguments}
        self.alike: dict[str, list[str]] = {}
        for id, one in case.whole.items():
            self.alike.setdefault(one, []).append(id)

    def label(self, id: str) -> Label:
        if id not in self.steps_of_map:
            return self.labels[id]
        step = self.steps_of_map[id]
        if self.weights[id] > 0:
            return "in"
        undercut = any(self.labels[at] == "in" for at in step.undercutters)
        return "out" if undercut or not self.waits_for(step) else "undecided"

    def waits_for(self, step: Step) -> list[str]:
        needed = (*step.premises, *step.undercutters)
        return [id for id in needed if self.labels[id] == "undecided"]

    def row(self, id: str, by_id: Mapping[str, Label]) -> tuple[Cell, ...]:
        record = self.map[id]
        if isinstance(record, Argument):
            return id, by_id[id], None, step(record), self.weighed(id)
        standard = self.case.standards.get(self.case.whole[id])
        return id, by_id[id], standard, said(self.map.claim(id)), self.because(id)

    def because(self, id: str) -> str:
        """What speaks for and against a claim, with what it weighs."""
        one = self.case.whole[id]
        grant = self.case.grants.get(one)
        if grant == "assumed":
            return "it is assumed"
        parts = [
            f"it is {one}, in other words" if id != one else "",
            self.side("for it", one, "pro") or ("" if grant else "nothing speaks for it"),
            self.side("against it", one, "con"),
            *(self.rival(one, rival) for rival in self.case.rivals[one]),
        ]
        return "; ".join(part for part in parts if part)

    def side(self, lead: str, one: str, side: str) -> str:
        told = [self.weighed(a.id, name=a.id) for a in self.arguments(one, side)]
        if side == "pro" and self.case.grants.get(one) == "vouched":
            told.append(f"what vouches for it weighs {self.vouched(one):g}")
        return f"{lead}: {', '.join(told)}" if told else ""

    def rival(self, one: str, rival: str) -> str:
        """A rival, with the best that speaks for it."""
        if rival == one:
            return "it is its own rival"
        if self.case.grants.get(rival) == "assumed":
            return f"its rival {rival} is assumed"
        weights = [self.weights[a.id] for a in self.arguments(rival, "pro")]
        if self.case.grants.get(rival) == "vouched":
            weights.append(self.vouched(rival))
        return f"its rival {rival} weighs {max(weights, default=0):g}"

    def vouched(self, one: str) -> float:
        return max(self.map.claim(id).weight for id in self.alike[one])

    def arguments(self, one: str, side: str) -> Iterator[Argument]:
        on = (argument for id in self.alike[one] for argument in self.map.arguments_on(id))
        return (argument for argument in on if argument.side == side)

    def weighed(self, id: str, *, name: str = "it") -> str:
        """What an argument weighs, and what keeps it from weighing more."""
        step, weight = self.steps_of_map[id], self.weights[id]
        if weight > 0:
            return f"{name} weighs {weight:g}"
        if any(self.labels[at] == "in" for at in step.undercutters):
            by = [a.id for a in self.map.undercuts(id) if self.label(a.id) == "in"]
            return f"{name} is undercut by {_all(by)}"
        if waits := self.waits_for(step):
            return f"{name} waits for {_all(waits)}"
        failed = [at for at in step.premises if self.labels[at] == "out"]
        return f"{name} needs {_all(failed)}" if failed else f"{name} has no weight"


def _all(ids: Sequence[str]) -> str:
    return " and ".join(ids)
