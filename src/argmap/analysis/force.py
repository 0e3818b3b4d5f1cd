"""How strong each claim and step is once all that bears on it is weighed.

Weights go in, strengths come out, both in 0..1. A claim starts from its weight; pros pull
its strength up and cons pull it down, each by its own strength, and rivals pull each other
down. A step starts from its weight times what its premises give, the least of their
strengths by default, and its undercuts pull it down. So a step is no stronger than its
weakest premise, and an undercut takes from the step and leaves the premises alone.

How the pulls add up is the choice of a gradual semantics; `argmap.semantics.gradual` has
formulas and sources. The usual is quadratic energy (Potyka 2018): unlike a product, it is
not exhausted by one or two arguments of full strength. Frameworks of weights, attacks and
supports are Baroni, Rago & Toni's (2018); that a linked step is as strong as its weakest
premise is the weakest-link principle (Pollock 1995).

Premises stand in the base weights of `to_bipolar`, so the strengths wanted are those that
give back the premises they were reckoned with. Where nothing circles, they are reached in
as many rounds as steps follow each other, exactly. Where claims bear on themselves, rounds
start from the weights and go part of the way: half as far after a round that brings no
gain, a little further after one that does. No method is sure to come to rest (Mossakowski &
Neuhaus 2018), and one that does not is an error.

Corner cases. A claim nothing bears on keeps its weight. A step of weight 0, or with a
premise of strength 0, moves nothing. `equivalent` and `rephrase` links do not count.
Circles may have several points of rest; one reached from the weights is found.
"""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from math import inf

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.projections import Joint, premise_strength, to_bipolar
from argmap.analysis.wording import counted, said, step, variant
from argmap.model import RIVALRIES, SAMENESS, Argument, ArgumentMap
from argmap.semantics import gradual
from argmap.semantics.bipolar import BipolarFramework

__all__ = ["Strengths", "strengths"]

_CLOSE = 1e-10
_FINE = 1e-11
"""Rivals are brought to rest more closely than premises, which are read from them."""
_PATIENCE = 2_000
"""Rounds after which circles through premises are given up."""
_LEAST_PACE = 2.0**-12
_HASTE = 1.1
"""By how much the pace picks up after a round that brought premises nearer to rest."""
_NOTE = "“weight” is what a record starts from, a step times what its premises give."
_UNREAD = " Links between claims that are the same have no gradual reading and do not count."


@frozen(repr=False)
class Strengths(Values[float]):
    """A mapping from the id of each claim and argument to its strength in 0..1.

    `semantics` is the name of the formula and `joint` how premises join. `rounds` counts how
    often premises were read anew, `residual` is the most by which any premise would still
    move, and `method` says how rivals were brought to rest. `framework` holds the strengths'
    last base weights: `argmap.semantics.gradual.strengths` of it gives these strengths again.
    """

    semantics: str
    joint: Joint
    rounds: int
    residual: float
    method: str
    framework: BipolarFramework


def strengths(
    map: ArgumentMap,
    semantics: str = "quadratic-energy",
    *,
    joint: Joint = "minimum",
    links: bool = True,
) -> Strengths:
    """How strong each claim and argument is once all that bears on it is weighed.

    `semantics` is one of `argmap.semantics.gradual.GRADUAL_SEMANTICS`; `joint` is `minimum`
    or `product`; without `links` rivals do not pull each other down. Raises
    `UnknownOptionError` for another semantics or way to join, `UnsuitableSemanticsError` for
    one that reads attacks only where the map has pros, and `NotConverged`, with the last two
    states, if circles do not come to rest.

    >>> import argmap
    >>> found = strengths(argmap.example("iraq-withdrawal"))
    >>> round(found["attacks"], 3), round(found["arms-rank"], 3)
    (0.9, 0.9)
    >>> round(found["arms-rank-con-weak-army"], 3)
    0.212
    """
    settled = _settled(map, semantics, joint, links=links)
    by_id = dict(settled.found)
    return Strengths(
        settled.found.semantics.name,
        joint,
        settled.rounds,
        settled.residual,
        settled.found.method,
        settled.found.framework,
        by_id=by_id,
        table=_table(map, by_id, settled, joint, links=links),
    )


# Until premises are read as strong as they are ---------------------------------------


@frozen
class _Settled:
    """Strengths, how often premises were read anew, and how far from what they then were."""

    found: gradual.Strengths
    rounds: int
    residual: float


def _settled(map: ArgumentMap, semantics: str, joint: Joint, *, links: bool) -> _Settled:
    framework = to_bipolar(map, joint=joint, links=links)
    held = {claim.id: claim.weight for claim in map.claims}
    circles, pace, last = _circles(map, links=links), 1.0, inf
    for rounds in range(1, max(_PATIENCE, len(map.arguments)) + 3):
        bases = {step.id: premise_strength(step, held, joint) for step in map.arguments}
        found = gradual.strengths(framework.with_weights(bases), semantics, tolerance=_FINE)
        gaps = {id: found[id] - held[id] for id in _premises(map)}
        residual = max((abs(gap) for gap in gaps.values()), default=0.0)
        # Without circles a gap, however small, may still grow on its way downstream.
        all_heard = circles or rounds > len(map.arguments)
        if residual <= (_CLOSE if all_heard else 0):
            return _Settled(found, rounds, residual)
        if circles:
            pace = max(pace / 2, _LEAST_PACE) if residual >= last else min(pace * _HASTE, 1.0)
        before, last = held, residual
        held = held | {id: held[id] + pace * gap for id, gap in gaps.items()}
    states = tuple({id: state[id] for id in gaps} for state in (before, held))
    raise gradual.NotConverged(
        (states[0], states[1]), semantics=semantics, evaluations=rounds, residual=residual
    )


def _premises(map: ArgumentMap) -> Mapping[str, None]:
    """The claims that some step starts from."""
    return dict.fromkeys(premise for step in map.arguments for premise in step.premises)


def _circles(map: ArgumentMap, *, links: bool) -> bool:
    """Whether any claim bears on itself by way of a premise, with rivals taken as one."""
    one = _groups(map) if links else {}
    needs = {step.id: [one.get(id, id) for id in step.premises] for step in map.arguments}
    for argument in map.arguments:
        needs.setdefault(one.get(argument.target, argument.target), []).append(argument.id)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError:
        return True
    return False


def _groups(map: ArgumentMap) -> dict[str, str]:
    """Each claim with the first of all those it is a rival of, however far."""
    first: dict[str, str] = {}
    for claim in map.claims:
        open_ = [claim.id]
        while open_:
            at = open_.pop()
            if at not in first:
                first[at] = claim.id
                open_ += [link.other(at) for link in map.links_of(at) if link.kind in RIVALRIES]
    return first


# In words ----------------------------------------------------------------------------


def _table(
    map: ArgumentMap, by_id: Mapping[str, float], settled: _Settled, joint: Joint, *, links: bool
) -> Table:
    rows = [
        (id, _weight(map, id), by_id[id], _says(map, id), _moves(map, id, by_id, links=links))
        for id in _ordered(map, by_id)
    ]
    found = settled.found
    return Table(
        "How strong everything is once all that bears on it is weighed",
        variant(
            map,
            str(found.semantics),
            f"joint premises by their {joint}",
            "rivals attack each other" if links else "links left out",
            f"converged in {counted(settled.rounds, 'round')}, rivals by {found.method}, "
            f"residual {max(settled.residual, found.residual):.1g}",
        ),
        ("record", "weight", "strength", "says", "moved by"),
        rows,
        note=_NOTE + (_UNREAD if any(link.kind in SAMENESS for link in map.links) else ""),
    )


def _ordered(map: ArgumentMap, by_id: Mapping[str, float]) -> Iterator[str]:
    """Positions, then claims, then steps, each strongest first."""
    claims = [claim.id for claim in map.claims if claim.id not in map.positions]
    steps = [argument.id for argument in map.arguments]
    for ids in (map.positions, claims, steps):
        yield from sorted(ids, key=by_id.__getitem__, reverse=True)


def _weight(map: ArgumentMap, id: str) -> float:
    record = map[id]
    return record.weight if isinstance(record, Argument) else map.claim(id).weight


def _says(map: ArgumentMap, id: str) -> str:
    record = map[id]
    return step(record) if isinstance(record, Argument) else said(map.claim(id))


def _moves(map: ArgumentMap, id: str, by_id: Mapping[str, float], *, links: bool) -> Cell:
    """What pulls a record up and down, each with its strength."""
    pulls = [("+" if on.side == "pro" else "−", on.id) for on in map.arguments_on(id)]
    if links and not isinstance(map[id], Argument):
        rivals = (link.other(id) for link in map.links_of(id) if link.kind in RIVALRIES)
        pulls += [("−", rival) for rival in dict.fromkeys(rivals)]
    return ", ".join(f"{sign} {other} {by_id[other]:.3f}" for sign, other in pulls) or None
