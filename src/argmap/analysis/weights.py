"""What a claim or step weighs before anything bears on it, by one of four conventions.

A gradual semantics needs base weights and cannot say where they come from. Four answers:

- `records`: what whoever wrote the map down gave, 0.5 for a claim and 1 for a step if
  nothing. It is the usual, for it adds nothing to the map.
- `stances`: a claim weighs the share of influence that accepts it; see `by_stances`.
- `rung`: a claim or step weighs what the rung of evidence it is known by gives; see
  `RUNG_WEIGHTS` and `by_rung`.
- by hand: weights for some ids, the records' own for the rest. It serves for what-ifs, and
  where somebody has better grounds than the three conventions.

None of them measures anything. What a verdict owes to the choice shows when it is asked
for by another one. Weights from votes go back to Leite & Martins (2011); the three
conventions for a map of stances are argmap's own.
"""

from collections.abc import Iterable, Mapping
from numbers import Real
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from argmap.analysis.held import holdings
from argmap.errors import Fault, InvalidRecordError, UnknownOptionError, did_you_mean, nearest
from argmap.model import BASES, ArgumentMap, Basis, Verdict

__all__ = [
    "RUNG_WEIGHTS",
    "WEIGHTS",
    "Weights",
    "WeightsName",
    "base_weights",
    "by_rung",
    "by_stances",
    "weighing",
]

WeightsName: TypeAlias = Literal["records", "stances", "rung"]
Weights: TypeAlias = WeightsName | Mapping[str, float] | Iterable[str]

WEIGHTS: tuple[WeightsName, ...] = get_args(WeightsName)
"""The conventions that have a name; weights by hand are given as they are."""

RUNG_WEIGHTS: Mapping[Basis, float] = MappingProxyType(
    {"stated": 1.0, "attributed": 0.75, "implied": 0.5, "analyst": 0.25}
)
"""What a rung of the attribution ladder weighs.

A convention and no measurement. That the ladder falls from what somebody said to what an
analyst supplied is all that is known; equal steps add nothing to that order. What is stated
counts in full, so that a map on the first rung is left as it is, and the last rung counts
for something, for what weighs 0 could not be asked about at all.
"""

_ACCEPTANCE: Mapping[Verdict, float] = MappingProxyType(
    {"accept": 1.0, "neutral": 0.5, "ambivalent": 0.5, "reject": 0.0}
)


def base_weights(map: ArgumentMap, weights: Weights = "records") -> dict[str, float]:
    """The base weight of every claim and step, claims first.

    `weights` is `records`, `stances` or `rung`, as this module explains, or weights by
    hand: a mapping from id to weight, or texts such as `"vacuum=0.3"`, as a command line
    has them. Those left out keep the weight of their record. All faults by hand are
    reported at once: `InvalidRecordError` for ids that are neither claim nor step, for
    weights outside 0..1, and for ids that are given two. `UnknownOptionError` for another
    convention.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> base_weights(map)["vacuum"], base_weights(map, "stances")["vacuum"]
    (0.4, 1.0)
    >>> base_weights(map, {"vacuum": 0.3})["vacuum"], base_weights(map, ["vacuum=0.3"])["leave"]
    (0.3, 0.5)
    """
    return weighing(map, weights).by_id


def _recorded(map: ArgumentMap) -> dict[str, float]:
    claims = {claim.id: claim.weight for claim in map.claims}
    return claims | {step.id: step.weight for step in map.arguments}


def by_stances(map: ArgumentMap) -> dict[str, float]:
    """The share of influence that accepts each claim somebody speaks on.

    Of those with a stance on a claim, who accepts it counts with all of its influence, who
    is neutral or ambivalent with half, for that is as far from either verdict; who rejects
    it counts for nothing. The share is of the influence of those who speak: silence is no
    verdict. Several stances of one actor are reduced by `clash`, so that nobody counts
    twice, and stances of members are not counted as those of their group. An actor whose
    influence is unknown counts as 1: where it is known of nobody, all are equal; where it
    is known of some, beware of the unit they are given in. Claims nobody speaks on, or only
    actors without influence, are left out.

    >>> import argmap
    >>> by_stances(argmap.example("iraq-withdrawal"))["vacuum"]
    1.0
    """
    shares: dict[str, list[tuple[float, float]]] = {}
    for actor in map.actors:
        influence = 1.0 if actor.influence is None else actor.influence
        for claim, verdict in holdings(map, actor.id).items():
            shares.setdefault(claim, []).append((influence, _ACCEPTANCE[verdict]))
    return {
        claim.id: _share(shares[claim.id])
        for claim in map.claims
        if any(influence for influence, _ in shares.get(claim.id, ()))
    }


def _share(parts: list[tuple[float, float]]) -> float:
    """The mean of what is accepted, by influence; scaled, for influence has no upper end."""
    most = max(influence for influence, _ in parts)
    scaled = [(influence / most, accepted) for influence, accepted in parts]
    whole = sum(influence for influence, _ in scaled)
    return sum(influence * accepted for influence, accepted in scaled) / whole


def by_rung(map: ArgumentMap) -> dict[str, float]:
    """What each claim that somebody accepts, and each step, weighs by its rung of evidence.

    A claim weighs what `RUNG_WEIGHTS` gives for the firmest rung on which anybody is known
    to accept it: one good source is enough, and others add nothing. Claims nobody accepts
    are left out, for the ladder says how acceptance is known. A step weighs its own weight
    times that of its basis: how strong it is if it is made, times how surely it is made.

    >>> import argmap
    >>> by_rung(argmap.example("iraq-withdrawal"))["vacuum"]
    0.75
    """
    firmest: dict[str, int] = {}
    for stance in map.stances:
        if stance.verdict == "accept":
            rung = BASES.index(stance.basis)
            firmest[stance.claim] = min(firmest.get(stance.claim, rung), rung)
    claims = {
        claim.id: RUNG_WEIGHTS[BASES[firmest[claim.id]]]
        for claim in map.claims
        if claim.id in firmest
    }
    return claims | {step.id: step.weight * RUNG_WEIGHTS[step.basis] for step in map.arguments}


# Any of them --------------------------------------------------------------------------


@frozen
class Weighing:
    """Base weights, and where they come from: the name of it, and the words of a variant."""

    by_id: dict[str, float]
    name: WeightsName | Literal["by hand"]
    said: str


def weighing(map: ArgumentMap, weights: Weights = "records") -> Weighing:
    """The base weights of a map, with the words for them.

    >>> import argmap
    >>> weighing(argmap.example("iraq-withdrawal"), ["vacuum=0.3"]).said
    'weights by hand: vacuum 0.3, else from the records'
    """
    given = _read(weights)
    recorded = _recorded(map)
    if given == "records":
        return Weighing(recorded, given, "weights from the records")
    if given == "stances":
        said = "weights from the stances: share of influence that accepts, 1 each where unknown"
        return Weighing(recorded | by_stances(map), given, said)
    if given == "rung":
        rungs = ", ".join(f"{rung} {weight:g}" for rung, weight in RUNG_WEIGHTS.items())
        return Weighing(recorded | by_rung(map), given, f"weights by the rung: {rungs}")
    by_hand = _checked(given, recorded)
    told = ", ".join(f"{id} {weight:g}" for id, weight in by_hand.items())
    said = f"weights by hand: {told or 'none'}, else from the records"
    return Weighing(recorded | by_hand, "by hand", said)


def _read(weights: Weights) -> WeightsName | tuple[tuple[str, object], ...]:
    """The name of a convention, or ids and what each is given."""
    if isinstance(weights, Mapping):
        return tuple(weights.items())
    texts = (weights,) if isinstance(weights, str) else tuple(weights)
    if len(texts) == 1 and "=" not in texts[0]:
        return _known(texts[0])
    return tuple(map(_split, texts))


def _known(name: str) -> WeightsName:
    for known in WEIGHTS:
        if name == known:
            return known
    raise UnknownOptionError("weights", name, WEIGHTS)


def _split(text: str) -> tuple[str, object]:
    id, _, value = text.partition("=")
    try:
        return id.strip(), float(value)
    except ValueError:
        return id.strip(), value.strip()


def _checked(pairs: Iterable[tuple[str, object]], known: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    faults: list[Fault] = []
    for id, value in pairs:
        if id not in known:
            remedy = did_you_mean(nearest(str(id), known)) or "give the id of a claim or step"
            faults.append(Fault(f"no claim or argument {id!r} in this map", remedy=remedy))
        if not isinstance(value, Real) or isinstance(value, bool) or not 0 <= float(value) <= 1:
            remedy = f"give a share between 0 and 1, such as {id}=0.3"
            faults.append(Fault(f"weight {value!r} of {id!r} is outside 0..1", remedy=remedy))
        elif found.setdefault(id, float(value)) != value:
            said = f"{id!r} is given {found[id]:g} and {float(value):g}"
            faults.append(Fault(said, remedy="give it once"))
    if faults:
        raise InvalidRecordError(faults, "weights")
    return found
