"""Which claims and arguments nobody in the map has replied to.

A claim is *met* if somebody argues against it or denies it. An argument is answered if its
step is undercut or a premise of it is met; a claim is answered if it is met, or if a step
it makes is undercut, for that is a reply to the use made of it. What has no reply is
*unanswered*.

Links count unless `links=False`: a `contrary` or `contradictory` claim is a denial, and a
reply to an `equivalent` claim or a `rephrase` is a reply to this one. An `alternative` is
no reply: to choose another option does not say what is wrong with this one.

The definition is argmap's own. Corner cases. A rival argument on the same target is no
reply. A reply counts though it may itself be answered: whether it stands is a question for
a semantics. That a claim is a position, or argues for nothing, makes no difference.
"""

from collections.abc import Iterator, Mapping

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.bearings import labels_towards
from argmap.analysis.links import denied, same_as
from argmap.analysis.wording import listed, preposition, said, variant
from argmap.model import Argument, ArgumentMap

__all__ = ["Unanswered", "unanswered"]


@frozen(repr=False)
class Unanswered(Values[str]):
    """A mapping from each unanswered claim and argument to the word `unanswered`."""


def unanswered(map: ArgumentMap, *, links: bool = True) -> Unanswered:
    """Which claims and arguments nobody has replied to.

    The table has a row for each claim that is unanswered or makes a step that is, with those
    steps. Its column towards the motion is empty if the map has no motion.

    >>> import argmap
    >>> found = unanswered(argmap.example("iraq-withdrawal"))
    >>> "economic-cost" in found, "counter-iran" in found
    (True, False)
    """
    met = {claim.id for claim in map.claims if _met(map, claim.id, links=links)}
    steps = {step.id: step for step in map.arguments if _stands(map, step, met)}
    claims = {
        claim.id
        for claim in map.claims
        if claim.id not in met
        and not any(map.undercuts(step.id) for step in map.arguments_from(claim.id))
    }
    ids = (*(claim.id for claim in map.claims if claim.id in claims), *steps)
    table = Table(
        "What nobody has replied to",
        variant(map, "a reply: a con, a denial or an undercut", _linked(links)),
        ("claim", "says", "argues", "towards the motion"),
        list(_rows(map, claims, steps, links=links)),
        note="“argues” lists the steps that nobody has replied to; “only” these, where another "
        "step of the claim is undercut.",
    )
    return Unanswered(by_id=dict.fromkeys(ids, "unanswered"), table=table)


def _linked(links: bool) -> str:
    return "links count" if links else "links left out"


def _met(map: ArgumentMap, claim: str, *, links: bool) -> bool:
    same = same_as(map, claim) if links else (claim,)
    return any(map.cons(id) or (links and denied(map, id)) for id in same)


def _stands(map: ArgumentMap, argument: Argument, met: set[str]) -> bool:
    return met.isdisjoint(argument.premises) and not map.undercuts(argument.id)


def _rows(
    map: ArgumentMap, claims: set[str], steps: Mapping[str, Argument], *, links: bool
) -> Iterator[tuple[Cell, ...]]:
    towards = labels_towards(map, map.motion.id, links=links) if map.positions else {}
    for claim in map.claims:
        uses = [step for step in map.arguments_from(claim.id) if step.id in steps]
        if claim.id in claims or uses:
            only = "" if claim.id in claims else "only "
            argues = listed(f"{only}{preposition(step)} {step.target}" for step in uses)
            yield claim.id, said(claim), argues, towards.get(claim.id)
