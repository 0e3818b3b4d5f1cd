"""A map as a framework of argumentation theory: what attacks what.

Nodes are the claims and the steps, under their own ids, claims first. Theories know no
step with premises, so each projection says what it makes of one.

`to_framework` gives an abstract framework (Dung 1995):

- A con attacks its target, be it a claim or, as an undercut, a step. The step attacks and
  not its premises, so that an undercut stops the attack and leaves the premises standing.
- A step needs each of its premises: what attacks a premise attacks the step too. That is
  the extended attack of necessary support (Nouioua & Risch 2011). So a con passes against
  its target only while all its premises stand and nothing undercuts it.
- A claim needs none of its pros. Nobody who fells one reason for leaving has shown that
  leaving is wrong. The price: a claim that nothing attacks stands without any pro, and no
  number of pros saves a claim from a con that stands.
- `contrary`, `contradictory` and `alternative` claims attack each other. `equivalent`
  claims and a `rephrase` stand or fall together: what attacks one attacks all. A claim that
  is equivalent to its own rival attacks itself, and is never in.

Attacks that only repeat these are left out. Necessary support also lets a step attack the
rivals of its premises. They attack it back, and whatever fells the premise fells the step,
so no complete labelling changes by that.

Under `support="deductive"` a pro also stands for nothing less than its target: whoever
grants the step must grant the target, so what attacks the target attacks the pro (mediated
attack; Boella, Gabbay, van der Torre & Villata 2010). Steps still need their premises.

Under `support="evidential"` nothing stands without a chain from evidence (Oren & Norman
2008): a claim that is no evidence needs a pro that stands. `argmap.analysis.evidence` says
how a framework is told. Evidence is what somebody vouches for, that is, accepts or cites,
and no position is. So a position with no argument for it is out, which under the other
readings stands as long as nothing speaks against it.

Cayrol & Lagasquie-Schiex (2013) compare the readings.

How strongly all that holds is asked of another framework; see `argmap.analysis.bipolar`.
"""

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple, TypeAlias, get_args

from argmap.analysis.evidence import lacks, vouched
from argmap.analysis.links import same_as
from argmap.errors import UnknownOptionError
from argmap.model import RIVALRIES, Argument, ArgumentMap
from argmap.semantics.framework import Framework

__all__ = [
    "READINGS",
    "SUPPORTS",
    "Hit",
    "Support",
    "aimed",
    "falling_with",
    "hits",
    "to_framework",
]

Support: TypeAlias = Literal["necessary", "deductive", "evidential"]

SUPPORTS: tuple[Support, ...] = get_args(Support)
"""The readings of support known to `to_framework`."""
READINGS: dict[Support, str] = {
    "necessary": "necessary support: steps need their premises, claims need no pro",
    "deductive": "deductive support: steps need their premises, pros fall with their target",
    "evidential": "evidential support: steps need their premises, claims need evidence or a pro",
}
"""The same in words, as a variant tells them."""


class Hit(NamedTuple):
    """An attack of a framework, and the record it was aimed at in the map.

    `through` is `target` itself, or what the target falls with: a premise, say.
    """

    source: str
    through: str
    target: str


# What stands -------------------------------------------------------------------------


def to_framework(
    map: ArgumentMap,
    *,
    support: Support = "necessary",
    links: bool = True,
    evidence: Collection[str] | None = None,
    failing: Collection[tuple[str, str]] = (),
) -> Framework:
    """The abstract framework of a map, as this module explains.

    `support` is the reading of support: `necessary`, where a step needs its premises and
    a claim none of its pros, is what a map says by itself; `deductive` besides fells each
    pro with its target; `evidential` lets nothing stand without evidence, which is
    `evidence`, ids of claims, or else what somebody vouches for. Its framework holds an
    argument "lack of x" for every claim x that is no evidence, after all others. Without
    `links` they count for nothing. Attacks in `failing`, each a con or rival and what it is
    aimed at, do not pass. Circles are kept as they are. `UnknownOptionError` for another
    reading, `UnknownIdError` for evidence that is no claim.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> framework = to_framework(map)
    >>> len(framework) == len(map.claims) + len(map.arguments)
    True
    >>> framework.attackers("stay"), framework.attackers("legal-pro-stay")
    (('leave', 'leave-fast'), ())
    >>> framework.attackers("kurdish-hub-pro-stay")
    ('hub-needless-undercuts-kurdish-hub',)
    >>> to_framework(map, support="evidential").attackers("lack of open-talks")
    ('ready-to-talk-pro-open-talks',)
    """
    ids = [claim.id for claim in map.claims] + [argument.id for argument in map.arguments]
    pairs = [
        (hit.source, hit.target)
        for hit in hits(map, support=support, links=links, evidence=evidence, failing=failing)
    ]
    return Framework(dict.fromkeys((*ids, *(id for pair in pairs for id in pair))), pairs)


def hits(
    map: ArgumentMap,
    *,
    support: Support = "necessary",
    links: bool = True,
    evidence: Collection[str] | None = None,
    failing: Collection[tuple[str, str]] = (),
) -> Iterator[Hit]:
    """Every attack of the framework, with what it was aimed at; some more than once.

    >>> import argmap
    >>> [hit for hit in hits(argmap.example("iraq-withdrawal")) if hit.source == "leave"][:2]
    [Hit(source='leave', through='stay', target='stay'), Hit(source='leave', through='expand', target='expand')]
    """  # noqa: E501  what is shown is not broken
    if support not in SUPPORTS:
        raise UnknownOptionError("support", support, SUPPORTS)
    found = [
        Hit(source, aim, target)
        for source, aim in aimed(map, links=links)
        if (source, aim) not in failing
        for target in falling_with(map, aim, support=support, links=links)
    ]
    yield from found
    if support == "evidential":
        granted = vouched(map) if evidence is None else [map.claim(id).id for id in evidence]
        struck: dict[str, list[tuple[str, str]]] = {}
        for hit in found:
            struck.setdefault(hit.target, []).append((hit.source, hit.through))
        yield from (Hit(*lack) for lack in lacks(map, struck, granted, links=links))


def aimed(map: ArgumentMap, *, links: bool) -> Iterator[tuple[str, str]]:
    """Who attacks what in the map itself."""
    for argument in map.arguments:
        if argument.side == "con":
            yield argument.id, argument.target
    yield from rivals(map) if links else ()


def rivals(map: ArgumentMap) -> Iterator[tuple[str, str]]:
    """Claims that cannot both win, each pair both ways; a pair linked twice comes twice."""
    for link in map.links:
        if link.kind in RIVALRIES:
            yield link.claims
            yield link.claims[::-1]


def falling_with(
    map: ArgumentMap, id: str, *, support: Support = "necessary", links: bool = True
) -> tuple[str, ...]:
    """A claim or step and all that falls when it does, each once.

    >>> import argmap
    >>> falling_with(argmap.example("iraq-withdrawal"), "gaza-key")
    ('gaza-key', 'gaza-key-undercuts-no-drag')
    """
    if isinstance(map[id], Argument):
        return (id,)
    claims = same_as(map, id) if links else (id,)
    steps = (step for claim in claims for step in _steps_felled(map, claim, support))
    return tuple(dict.fromkeys((*claims, *(step.id for step in steps))))


def _steps_felled(map: ArgumentMap, claim: str, support: Support) -> tuple[Argument, ...]:
    needing = map.arguments_from(claim)
    return (*needing, *map.pros(claim)) if support == "deductive" else needing
