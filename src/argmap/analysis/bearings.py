"""Which way everything in a map bears on a position.

The sign of a path from a record to the position is the product of the signs along it: a
pro keeps it, a con turns it, so that a con of a con is pro. A premise shares the sign of
its step; an undercut bears against what its step bears for, whatever that is. A record is
`pro` if its paths are all positive, `con` if all are negative, `mixed` if there are both,
and `none` if no path leads to the position. The position is pro itself.

Links are walked too, unless `links=False`. `equivalent` claims and a `rephrase` carry the
sign over. A `contrary`, `contradictory` or `alternative` claim is a rival and bears the
other way. But no path crosses two rivalries in a row, and none more than one `alternative`:
the rival of a rival is no friend, and what speaks for one option is not for a third because
both exclude a second.

This is the total effect of Axelrod's cognitive maps (*Structure of Decision*, 1976):
positive, negative or indeterminate by the signs of all indirect effects, carried over
from causes to arguments.

Corner cases. Paths may pass a record more than once: a circle with an odd number of cons
makes mixed whatever leads into it. Weights play no part, and nothing is weighed: `mixed`
does not mean balanced.
"""

from typing import Literal, TypeAlias

from attrs import frozen

from argmap.analysis.answer import Table, Values
from argmap.analysis.wording import listed, preposition, said, variant
from argmap.graph import signs_towards
from argmap.model import ArgumentMap

__all__ = ["Bearing", "BearingLabel", "bearing", "labels_towards"]

BearingLabel: TypeAlias = Literal["pro", "con", "mixed", "none"]

_LABELS: dict[frozenset[int], BearingLabel] = {
    frozenset({1}): "pro",
    frozenset({-1}): "con",
    frozenset({1, -1}): "mixed",
    frozenset(): "none",
}


@frozen(repr=False)
class Bearing(Values[BearingLabel]):
    """A mapping from the id of each claim and argument to how it bears on `position`."""

    position: str

    def ids(self, label: BearingLabel) -> tuple[str, ...]:
        """The ids that bear so, in the order of the map."""
        return tuple(id for id, found in self.items() if found == label)


def bearing(map: ArgumentMap, position: str | None = None, *, links: bool = True) -> Bearing:
    """Which way each claim and argument bears on a position: pro, con, mixed or none.

    `position` is the id of any claim, the motion by default; `NoPositionError` if there is
    no motion, `UnknownIdError` if there is no such claim. With `links`, claims that are
    linked bear on each other too. Takes time in proportion to the size of the map.

    >>> import argmap
    >>> towards = bearing(argmap.example("iraq-withdrawal"))
    >>> towards.position, towards["stay"], towards["weak-army"], towards["attacks"]
    ('leave', 'con', 'con', 'mixed')
    """
    motion = map.motion if position is None else map.claim(position)
    by_id = labels_towards(map, motion.id, links=links)
    return Bearing(motion.id, by_id=by_id, table=_table(map, motion.id, by_id, links=links))


def labels_towards(
    map: ArgumentMap, position: str, *, links: bool = True
) -> dict[str, BearingLabel]:
    """The mapping alone, for questions that go on from it.

    >>> import argmap
    >>> labels_towards(argmap.example("iraq-withdrawal"), "stay")["legal"]
    'pro'
    """
    signs = signs_towards(map, position, links=links)
    ids = (*(claim.id for claim in map.claims), *(argument.id for argument in map.arguments))
    return {id: _LABELS[signs.get(id, frozenset())] for id in ids}


def _table(
    map: ArgumentMap, position: str, by_id: dict[str, BearingLabel], *, links: bool
) -> Table:
    order = list(_LABELS.values())
    claims = sorted(map.claims, key=lambda claim: order.index(by_id[claim.id]))
    rows = [
        (claim.id, by_id[claim.id], said(claim), _uses(map, claim.id, by_id)) for claim in claims
    ]
    return Table(
        f"What bears on “{said(map.claim(position))}”",
        variant(map, "by signs along all paths", "links walked" if links else "links left out"),
        ("claim", "bearing", "says", "argues"),
        rows,
        note="“argues” lists the steps a claim makes, with their own bearing where it differs.",
    )


def _uses(map: ArgumentMap, claim: str, by_id: dict[str, BearingLabel]) -> str | None:
    return listed(
        f"{preposition(step)} {step.target}"
        + (f" ({by_id[step.id]})" if by_id[step.id] != by_id[claim] else "")
        for step in map.arguments_from(claim)
    )
