"""A map as a framework of weights, attacks, supports and premises: how strongly all that holds.

Nodes are the claims and the steps, under their own ids, claims first. `to_bipolar` gives a
quantitative bipolar argumentation framework (Baroni, Rago & Toni 2018), to which joint
premises are added as a relation of their own:

- A pro supports its target. A con attacks its target, be it a claim or, as an undercut, a
  step. The step does so and not its premises, so that an undercut takes from the step and
  leaves the premises standing.
- A step needs each of its premises, and starts from its weight times what they give: the
  least of their strengths by default. That a linked step is as strong as its weakest
  premise is the weakest-link principle (Pollock 1995).
- `contrary`, `contradictory` and `alternative` claims attack each other.
- `equivalent` and `rephrase` links have no gradual reading and do not count.

Every relation has the weight 1: what a record weighs stands in the base weight of its node,
as `argmap.analysis.weights` explains. `argmap.analysis.strengths` reads the framework.
"""

from argmap.analysis.projections import rivals
from argmap.analysis.weights import Weights, base_weights
from argmap.model import ArgumentMap
from argmap.semantics.bipolar import JOINTS, BipolarFramework, Joint

__all__ = ["JOINTS", "Joint", "to_bipolar"]


def to_bipolar(
    map: ArgumentMap,
    *,
    weights: Weights = "records",
    joint: Joint = "minimum",
    links: bool = True,
) -> BipolarFramework:
    """The framework of weights, attacks, supports and premises of a map.

    `weights` says where base weights come from, as `argmap.analysis.weights` explains: the
    `records`, which add nothing to the map, unless another convention is chosen. `joint` is
    how a step's premises join: `minimum`, the weakest link, is the usual, for a product
    would weaken a step by saying in two premises what could be said in one; `product` suits
    premises that may fail independently. Without `links` rivals leave each other alone;
    that they attack each other is the usual, for what excludes a claim speaks against it.
    `UnknownOptionError` for another way to join or to weigh, `InvalidRecordError` for
    weights by hand that cannot be used.

    >>> import argmap
    >>> framework = to_bipolar(argmap.example("iraq-withdrawal"))
    >>> framework.weights["mission-ended"]
    1.0
    >>> [premise for premise, step, _ in framework.premises if step == "mission-ended"]
    ['returned', 'caliphate-over']
    """
    sides = {
        side: [(step.id, step.target) for step in map.arguments if step.side == side]
        for side in ("pro", "con")
    }
    premises = [(premise, step.id) for step in map.arguments for premise in step.premises]
    excluding = rivals(map) if links else ()
    return BipolarFramework(
        base_weights(map, weights), [*sides["con"], *excluding], sides["pro"], premises, joint=joint
    )
