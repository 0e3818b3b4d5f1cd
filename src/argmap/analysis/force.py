"""How strong each claim and step is once all that bears on it is weighed.

Weights go in, strengths come out, both in 0..1. A claim starts from its weight; pros pull
its strength up and cons pull it down, each by its own strength, and rivals pull each other
down. A step starts from its weight times what its premises give, the least of their
strengths by default, and its undercuts pull it down. So a step is no stronger than its
weakest premise, and an undercut takes from the step and leaves the premises alone.

How the pulls add up is the choice of a gradual semantics; `argmap.semantics.gradual` has
formulas and sources. The usual is quadratic energy (Potyka 2018): unlike a product, it is
not exhausted by one or two arguments of full strength.

All of it stands in one framework, `argmap.analysis.to_bipolar`, and is reckoned at once:
where nothing circles, upstream first, exactly; where claims bear on themselves or rivals on
each other, until they come to rest. No method is sure to get there (Mossakowski & Neuhaus
2018), and one that does not is an error. Where weights come from is a choice of its own;
see `argmap.analysis.weights`.

Corner cases. A claim nothing bears on keeps its weight. A step of weight 0, or with a
premise of strength 0, moves nothing. `equivalent` and `rephrase` links do not count.
Circles may have several points of rest; one reached from the weights is found.
"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.bipolar import to_bipolar
from argmap.analysis.weights import Weighing, Weights, weighing
from argmap.analysis.wording import counted, only_those, says, variant
from argmap.model import RIVALRIES, SAMENESS, Argument, ArgumentMap
from argmap.semantics import gradual
from argmap.semantics.bipolar import BipolarFramework, Joint

__all__ = ["Strengths", "strengths"]

_NOTE = "“weight” is what a record starts from, a step times what its premises give."
_UNREAD = "Links between claims that are the same have no gradual reading and do not count."


@frozen(repr=False)
class Strengths(Values[float]):
    """A mapping from the id of each claim and argument to its strength in 0..1.

    `semantics` is the name of the formula, `joint` how premises join, and `weights` where
    base weights come from: `records`, `stances`, `rung` or `by hand`. `method` says how
    strengths were found, in how many `evaluations`, and `residual` by how much any that
    circles would still move; `converged` is always true, for those that do not come to rest
    raise an error. `argmap.semantics.strengths` of `framework` gives these strengths again.
    """

    semantics: str
    joint: Joint
    weights: str
    method: str
    evaluations: int
    residual: float
    converged: bool
    framework: BipolarFramework


def strengths(
    map: ArgumentMap,
    semantics: str = "quadratic-energy",
    *,
    weights: Weights = "records",
    joint: Joint = "minimum",
    links: bool = True,
    only: Iterable[str] | None = None,
) -> Strengths:
    """How strong each claim and argument is once all that bears on it is weighed.

    `semantics` is one of `argmap.semantics.gradual.GRADUAL_SEMANTICS`. `weights` says where
    base weights come from: the `records`, the `stances`, the `rung` of evidence, or by hand
    a mapping from id to weight or texts such as `"vacuum=0.3"`. `joint` is `minimum` or
    `product`; without `links` rivals do not pull each other down. `only` are the claims and
    steps that the table shows, all by default; the mapping has all. Why the defaults are what
    they are is said where each is made: `argmap.analysis.weights` and `to_bipolar`.

    Raises `UnknownOptionError` for another semantics or way to weigh or join,
    `InvalidRecordError` for weights by hand that cannot be used and for ids in `only` that
    are neither claim nor step, `UnsuitableSemanticsError`
    for a semantics that reads attacks only where the map has pros, and `NotConverged`, with
    the last two states, if circles do not come to rest.

    >>> import argmap
    >>> found = strengths(argmap.example("iraq-withdrawal"))
    >>> round(found["attacks"], 3), round(found["arms-rank"], 3)
    (0.9, 0.9)
    >>> round(found["arms-rank-con-weak-army"], 3)
    0.212
    """
    weighed = weighing(map, weights)
    framework = to_bipolar(map, weights=weighed.by_id, joint=joint, links=links)
    found = gradual.strengths(framework, semantics)
    shown, rest = only_those(_ordered(map, found), only)
    return Strengths(
        found.semantics.name,
        joint,
        weighed.name,
        found.method,
        found.evaluations,
        found.residual,
        found.converged,
        framework,
        by_id=dict(found),
        table=_table(map, found, weighed, shown, rest, links=links),
    )


# In words ----------------------------------------------------------------------------


def _table(
    map: ArgumentMap,
    found: gradual.Strengths,
    weighed: Weighing,
    shown: Iterable[str],
    rest: str,
    *,
    links: bool,
) -> Table:
    rows = [
        (id, weighed.by_id[id], found[id], says(map, id), _moves(map, id, found, links=links))
        for id in shown
    ]
    return Table(
        "How strong everything is once all that bears on it is weighed",
        variant(
            map,
            str(found.semantics),
            weighed.said,
            f"joint premises by their {found.framework.joint}",
            "rivals attack each other" if links else "links left out",
            f"{found.method}, {counted(found.evaluations, 'evaluation')}, "
            f"residual {found.residual:.1g}",
        ),
        ("record", "weight", "strength", "says", "moved by"),
        rows,
        note=" ".join(
            (
                _NOTE,
                *[_UNREAD] * any(link.kind in SAMENESS for link in map.links),
                *filter(None, [rest]),
            )
        ),
    )


def _ordered(map: ArgumentMap, by_id: Mapping[str, float]) -> Iterator[str]:
    """Positions, then claims, then steps, each strongest first."""
    claims = [claim.id for claim in map.claims if claim.id not in map.positions]
    steps = [argument.id for argument in map.arguments]
    for ids in (map.positions, claims, steps):
        yield from sorted(ids, key=by_id.__getitem__, reverse=True)


def _moves(map: ArgumentMap, id: str, by_id: Mapping[str, float], *, links: bool) -> Cell:
    """What pulls a record up and down, each with its strength."""
    pulls = [("+" if on.side == "pro" else "−", on.id) for on in map.arguments_on(id)]
    if links and not isinstance(map[id], Argument):
        rivals = (link.other(id) for link in map.links_of(id) if link.kind in RIVALRIES)
        pulls += [("−", rival) for rival in dict.fromkeys(rivals)]
    return ", ".join(f"{sign} {other} {by_id[other]:.3f}" for sign, other in pulls) or None
