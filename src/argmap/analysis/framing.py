"""What a theory makes of a map: every relation of its framework, one by one.

Each theory has one projection, known by its name:

========= =========================================== =======================================
dung      attacks among claims and steps              `argmap.analysis.to_framework`
weights   base weights, attacks, supports, premises   `argmap.analysis.to_bipolar`
values    attacks, and the value each promotes        `argmap.analysis.to_valued`
standards steps for statements, undercutters, issues  `argmap.analysis.to_steps`
========= =========================================== =======================================

The projections say in their docstrings what they take a con, a premise, a rival or a
claim without support to be, and why. This question shows what comes of it, so that a number
that surprises can be followed back to the relations it was reckoned from.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.bipolar import Joint, to_bipolar
from argmap.analysis.outlooks import to_valued
from argmap.analysis.projections import READINGS, Support, hits, to_framework
from argmap.analysis.steps import to_steps
from argmap.analysis.weights import Weights, in_words
from argmap.analysis.wording import variant
from argmap.errors import UnknownOptionError
from argmap.model import ArgumentMap
from argmap.semantics.bipolar import BipolarFramework
from argmap.semantics.framework import Framework
from argmap.semantics.standards import StepGraph
from argmap.semantics.valued import ValuedFramework

__all__ = ["PROJECTIONS", "Projected", "Projection", "projection"]

Projection: TypeAlias = Literal["dung", "weights", "values", "standards"]
PROJECTIONS: tuple[Projection, ...] = get_args(Projection)
"""The theories that a map can be put to."""

_Made: TypeAlias = Framework | BipolarFramework | ValuedFramework | StepGraph
_Row: TypeAlias = tuple[Cell, Cell, Cell, Cell]


@frozen(repr=False)
class Projected(Answer):
    """The framework that a theory makes of a map; the table has a row per relation."""

    theory: Projection
    framework: _Made


def projection(
    map: ArgumentMap,
    theory: Projection = "dung",
    *,
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
) -> Projected:
    """What a theory makes of the map: every relation of its framework, and where it is from.

    `theory` is one of `PROJECTIONS`. `support` is for `dung` and `values`, `weights` and
    `joint` for `weights`, `links` for all. `UnknownOptionError` for another theory.

    >>> import argmap
    >>> made = projection(argmap.example("iraq-withdrawal"))
    >>> made.framework
    <Framework with 128 arguments, 50 attacks>
    >>> [row["because of"] for row in made.to_dicts() if row["to"] == "no-drag-pro-leave-fast"]
    [None]
    """
    if theory not in PROJECTIONS:
        raise UnknownOptionError("theory", theory, PROJECTIONS)
    framework: _Made
    rows: Iterator[_Row]
    options: tuple[str, ...]
    match theory:
        case "dung":
            framework = to_framework(map, support=support, links=links)
            rows, options = _attacks(map, support, links=links), (READINGS[support],)
        case "weights":
            framework = to_bipolar(map, weights=weights, joint=joint, links=links)
            rows, options = _weighed(framework), (in_words(weights), f"premises by {joint}")
        case "values":
            framework = to_valued(map, support=support, links=links)
            rows, options = _valued(framework), (READINGS[support],)
        case "standards":
            framework = to_steps(map, links=links)
            rows, options = _proving(framework), ()
    table = Table(
        f"What the theory of {_CALLED[theory]} is given",
        variant(map, *options, "links count" if links else "links left out"),
        ("from", "relation", "to", "because of"),
        rows,
        note=f"{_summed_up(framework)}.",
    )
    return Projected(theory, framework, table=table)


_CALLED: dict[Projection, str] = {
    "dung": "abstract argumentation",
    "weights": "gradual argumentation",
    "values": "value-based argumentation",
    "standards": "proof by standards",
}


def _summed_up(made: _Made) -> str:
    """How much of what there is, as the framework itself says it."""
    counts = made.framework if isinstance(made, ValuedFramework) else made
    return repr(counts).strip("<>").partition(" with ")[2]


def _attacks(map: ArgumentMap, support: Support, *, links: bool) -> Iterator[_Row]:
    """Each attack once, with the record it was aimed at where it hits another."""
    seen: dict[tuple[str, str], str] = {}
    for hit in hits(map, support=support, links=links):
        seen.setdefault((hit.source, hit.target), hit.through)
    for (source, target), through in seen.items():
        yield source, "attacks", target, None if through == target else through


def _weighed(made: BipolarFramework) -> Iterator[_Row]:
    for source, target, _ in made.attacks:
        yield source, "attacks", target, None
    for source, target, _ in made.supports:
        yield source, "supports", target, None
    for source, target, _ in made.premises:
        yield source, "is a premise of", target, None


def _valued(made: ValuedFramework) -> Iterator[_Row]:
    """Each attack, with the two values that decide whether it succeeds."""
    framework, promoted = made.framework, made.promoted
    for source, target in framework.attacks:
        one, other = (promoted[framework.position(id)] for id in (source, target))
        yield source, "attacks", target, f"{one or 'no value'} against {other or 'no value'}"


def _proving(made: StepGraph) -> Iterator[_Row]:
    for step in made.steps:
        undercut = f", unless {', '.join(step.undercutters)}" if step.undercutters else ""
        premises = " + ".join(step.premises) or "nothing"
        yield f"{premises}{undercut}", "speaks for", step.conclusion, f"{step.id}, {step.weight:g}"
    for issue in made.issues:
        first, *others = issue.positions
        yield first, "is at issue with", ", ".join(others), issue.standard
    for id in made.assumptions:
        yield id, "is assumed", None, None
