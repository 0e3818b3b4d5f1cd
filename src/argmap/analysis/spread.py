"""How far verdicts on a position lie apart: agreement, dispersion and polarisation.

A distribution is a count for each place of an ordered scale, from one end to the other. Of
it are known, each by its name:

- `van-der-eijk`: P = (1 - A) / 2, where A is `van-der-eijk-a`, the agreement of van der Eijk
  (2001): the counts are peeled into layers in which every place is full or empty; a layer
  agrees as far as its triples of places, full and empty, are humped and not hollow; layers
  count by their size. A is 1 if all are in one place, 0 if spread evenly, -1 if half are at
  each end. At least three places.
- `leik`: ordinal dispersion D (Leik 1966), from 0, all in one place, to 1, half at each end.
- `tastle-wierman`: consensus (Tastle & Wierman 2007), from 1, all in one place, to 0, half at
  each end.
- `esteban-ray`: polarisation (Esteban & Ray 1994): the sum of p_i^(1 + alpha) p_j |i - j|
  over places, which are one apart. `alpha` is in 0..1.6, the usual one 1; at 0 it is no
  longer polarisation but the mean difference of Gini.
- `reynal-querol`: 4 times the sum of p^2 (1 - p) (Reynal-Querol 2002), which knows groups and
  no distances: 1 if two groups are equal.
- `bimodality`: the coefficient (g^2 + 1) / (k + 3 (n-1)^2 / ((n-2)(n-3))) with skewness g and
  excess kurtosis k corrected for bias (SAS; Pfister et al. 2013). An even spread has 5/9,
  more speaks for two humps. It needs four people, and counts of people.

The verdicts of a map have three places: reject, then neutral and ambivalent, then accept.
Actors without a verdict are not in the distribution; nor are voices, unless asked for.

Corner cases. Of nobody nothing is said. With all in one place bimodality is undefined and
the others are at their end of agreement. A measure that cannot be had says why.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import isfinite, log2, sqrt
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from argmap.analysis.answer import Table, Values
from argmap.analysis.held import Reduction, holdings, reduction
from argmap.analysis.wording import counted, listed, said, variant
from argmap.errors import Fault, InvalidOptionError, InvalidRecordError, UnknownOptionError
from argmap.model import ArgumentMap, Verdict

__all__ = ["MEASURES", "Measure", "Measured", "Polarization", "polarization", "polarization_of"]

Measure: TypeAlias = Literal[
    "van-der-eijk",
    "van-der-eijk-a",
    "leik",
    "tastle-wierman",
    "esteban-ray",
    "reynal-querol",
    "bimodality",
]
MEASURES: tuple[Measure, ...] = get_args(Measure)

_PLACES: dict[Verdict, int] = {"reject": 0, "neutral": 1, "ambivalent": 1, "accept": 2}
_SAYS: dict[Measure, str] = {
    "van-der-eijk": "0 one place, 0.5 even, 1 two ends",
    "van-der-eijk-a": "1 one place, 0 even, -1 two ends",
    "leik": "0 one place, 1 two ends",
    "tastle-wierman": "1 one place, 0 two ends",
    "esteban-ray": "0 one place, more the further apart",
    "reynal-querol": "0 one group, 1 two equal groups",
    "bimodality": "above 0.556 two humps rather than one",
}
_FEW = 5


@frozen
class Measured:
    """A measure, its value, and where it has none the reason."""

    measure: Measure
    value: float | None
    reason: str = ""


@frozen(repr=False)
class Polarization(Values[Verdict]):
    """A mapping from each actor with a verdict on the position to that verdict.

    `counts` are how many reject it, are neutral or ambivalent, and accept it, or how much
    influence they have if that was asked for. `value` is that of `measure`, and all measures
    are in `measures`. `silent` actors have no verdict; `unweighed` ones have, and no
    influence on record.
    """

    position: str
    measure: Measure
    value: float | None
    counts: tuple[float, ...]
    measures: tuple[Measured, ...]
    silent: tuple[str, ...]
    unweighed: tuple[str, ...]


# Measures ----------------------------------------------------------------------------


def polarization_of(
    counts: Iterable[float], measure: Measure = "van-der-eijk", *, alpha: float = 1.0
) -> float:
    """A measure of how far a distribution over an ordered scale lies apart.

    `counts` are for each place of the scale, from one end to the other; `alpha` is that of
    Esteban and Ray. Where the measure is undefined `InvalidOptionError` says why; counts
    that are none raise `InvalidRecordError`.

    >>> polarization_of([5, 0, 0, 5]), polarization_of([0, 9, 0, 0])
    (1.0, 0.0)
    >>> round(polarization_of([30, 40, 210, 130, 530, 50, 10], "tastle-wierman"), 7)
    0.7256876
    """
    if measure not in MEASURES:
        raise UnknownOptionError("measure", measure, MEASURES)
    if not 0 <= alpha <= 1.6:
        raise InvalidOptionError("alpha", alpha, "not between 0 and 1.6", "1 is usual")
    found = _checked(counts)
    problem = _problem(found, measure)
    if problem:
        raise InvalidOptionError("counts", list(found), *problem)
    return _FORMULAS[measure](found, alpha)


def _checked(counts: Iterable[float]) -> tuple[float, ...]:
    given = tuple(counts)
    faults = [
        Fault(f"{count!r} is no count", f"place {place}", "give numbers from 0 up")
        for place, count in enumerate(given, start=1)
        if not isinstance(count, int | float) or not isfinite(count) or count < 0
    ]
    if faults:
        raise InvalidRecordError(faults, "counts")
    return given


def _problem(counts: Sequence[float], measure: Measure) -> tuple[str, str] | None:
    """Why a measure cannot be had, and what to do about it."""
    total, least = sum(counts), _LEAST_PLACES[measure]
    if total <= 0:
        return "a distribution of nobody", "somebody must have a verdict"
    if len(counts) < least:
        return f"too short a scale for {measure}", f"it needs {least} places"
    if measure != "bimodality":
        return None
    if any(count != int(count) for count in counts):
        return "no number of people, as bimodality needs", "give whole counts"
    if total < 4:
        return "too few for bimodality", "it needs 4 people"
    if sum(count > 0 for count in counts) < 2:
        return "all in one place, where bimodality is undefined", "ask for another measure"
    return None


def _eijk(counts: Sequence[float], _alpha: float) -> float:
    return (1 - _eijk_a(counts, _alpha)) / 2


def _eijk_a(counts: Sequence[float], _alpha: float) -> float:
    """Layer by layer: those above one height and up to the next are one layer."""
    heights = sorted({0.0, *counts})
    total = sum(counts)
    found = 0.0
    for low, high in pairwise(heights):
        layer = [count >= high for count in counts]
        found += (high - low) * sum(layer) / total * _agreement(layer)
    return found


def _agreement(layer: Sequence[bool]) -> float:
    """The agreement of a layer in which each place is full or empty.

    Triples of places are humped if one end is empty and the rest full, hollow if only the
    middle is empty.
    """
    size, full = len(layer), sum(layer)
    if full == 1:
        return 1.0
    humped = hollow = 0
    for at, here in enumerate(layer):
        before, after = sum(layer[:at]), sum(layer[at + 1 :])
        if here:
            humped += before * (size - at - 1 - after) + after * (at - before)
        else:
            hollow += before * after
    if not humped + hollow:
        return 0.0
    unimodal = ((size - 2) * humped - (size - 1) * hollow) / ((size - 2) * (humped + hollow))
    return unimodal * (1 - (full - 1) / (size - 1))


def _leik(counts: Sequence[float], _alpha: float) -> float:
    total, below, apart = sum(counts), 0.0, 0.0
    for count in counts[:-1]:
        below += count
        apart += min(below, total - below) / total
    return apart / (0.5 * (len(counts) - 1))


def _tastle_wierman(counts: Sequence[float], _alpha: float) -> float:
    shares = _shares(counts)
    mean = sum(place * share for place, share in enumerate(shares))
    width = len(counts) - 1
    return 1 + sum(
        share * log2(1 - abs(place - mean) / width) for place, share in enumerate(shares) if share
    )


def _esteban_ray(counts: Sequence[float], alpha: float) -> float:
    shares = _shares(counts)
    return sum(
        one * float(pow(one, alpha)) * other * abs(at - to)
        for at, one in enumerate(shares)
        for to, other in enumerate(shares)
    )


def _reynal_querol(counts: Sequence[float], _alpha: float) -> float:
    return 4 * sum(share**2 * (1 - share) for share in _shares(counts))


def _bimodality(counts: Sequence[float], _alpha: float) -> float:
    n = sum(counts)
    mean = sum(place * count for place, count in enumerate(counts)) / n

    def moment(power: int) -> float:
        return (
            sum(count * float(pow(place - mean, power)) for place, count in enumerate(counts)) / n
        )

    skew = moment(3) / (moment(2) * sqrt(moment(2))) * sqrt(n * (n - 1)) / (n - 2)
    excess = moment(4) / moment(2) ** 2 - 3
    excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6)
    return (skew**2 + 1) / (excess + 3 * (n - 1) ** 2 / ((n - 2) * (n - 3)))


def _shares(counts: Sequence[float]) -> list[float]:
    total = sum(counts)
    return [count / total for count in counts]


_FORMULAS: Mapping[Measure, Callable[[Sequence[float], float], float]] = {
    "van-der-eijk": _eijk,
    "van-der-eijk-a": _eijk_a,
    "leik": _leik,
    "tastle-wierman": _tastle_wierman,
    "esteban-ray": _esteban_ray,
    "reynal-querol": _reynal_querol,
    "bimodality": _bimodality,
}
_LEAST_PLACES: Mapping[Measure, int] = {
    "van-der-eijk": 3,
    "van-der-eijk-a": 3,
    "leik": 2,
    "tastle-wierman": 2,
    "esteban-ray": 1,
    "reynal-querol": 1,
    "bimodality": 2,
}


# Of a map ----------------------------------------------------------------------------


def polarization(
    map: ArgumentMap,
    position: str | None = None,
    *,
    measure: Measure = "van-der-eijk",
    influence: bool = False,
    alpha: float = 1.0,
    reduce: Reduction = "clash",
    members: bool = False,
    voices: bool = False,
) -> Polarization:
    """How far the actors' verdicts on a position, or on another claim, lie apart.

    `position` is the motion by default. With `influence`, actors count by their influence,
    and those without one on record are left out and named. `reduce` and `members` are as for
    `verdict_of`; with `members`, members are no actors of their own.

    >>> import argmap
    >>> found = polarization(argmap.example("iraq-withdrawal"))
    >>> found.counts, found.value
    ((0, 0, 3), 0.0)
    """
    if measure not in MEASURES:
        raise UnknownOptionError("measure", measure, MEASURES)
    claim = map.motion if position is None else map.claim(position)
    who = [
        actor
        for actor in map.actors
        if (voices or not actor.is_voice) and not (members and actor.part_of)
    ]
    verdicts: dict[str, Verdict] = {}
    for actor in who:
        held = holdings(map, actor.id, reduce=reduce, members=members)
        if claim.id in held:
            verdicts[actor.id] = held[claim.id]
    silent = tuple(actor.id for actor in who if actor.id not in verdicts)
    unweighed = tuple(id for id in verdicts if influence and map.actor(id).influence is None)
    counts: list[float] = [0, 0, 0]
    for id, verdict in verdicts.items():
        if id not in unweighed:
            counts[_PLACES[verdict]] += (map.actor(id).influence or 0) if influence else 1
    measured = tuple(_measured(counts, one, alpha, influence=influence) for one in MEASURES)
    value = next(one.value for one in measured if one.measure == measure)
    return Polarization(
        claim.id,
        measure,
        value,
        tuple(counts),
        measured,
        silent,
        unweighed,
        by_id=verdicts,
        table=Table(
            f"How far verdicts on “{said(claim)}” lie apart",
            variant(
                map,
                "scale: reject, neutral or ambivalent, accept",
                "actors weighted by influence" if influence else "every actor counts once",
                reduction(reduce, members=members),
                f"voices {'included' if voices else 'left out'}",
                f"asked for {measure}",
                f"alpha {alpha:g}",
            ),
            ("measure", "value", "means"),
            [(one.measure, one.value, one.reason or _SAYS[one.measure]) for one in measured],
            note=_note(map, verdicts, silent, unweighed),
        ),
    )


def _measured(
    counts: Sequence[float], measure: Measure, alpha: float, *, influence: bool
) -> Measured:
    if measure == "bimodality" and influence and sum(counts) > 0:
        return Measured(measure, None, "undefined: it needs numbers of people, not influence")
    try:
        return Measured(measure, polarization_of(counts, measure, alpha=alpha))
    except InvalidOptionError as error:
        if error.option != "counts":
            raise
        return Measured(measure, None, f"undefined: {error.problem}")


def _note(
    map: ArgumentMap,
    verdicts: Mapping[str, Verdict],
    silent: Sequence[str],
    unweighed: Sequence[str],
) -> str:
    def names(*kinds: Verdict) -> str:
        return (
            listed(map.actor(id).name for id, one in verdicts.items() if one in kinds) or "nobody"
        )

    notes = [
        f"Reject: {names('reject')}.",
        f"Neutral or ambivalent: {names('neutral', 'ambivalent')}.",
        f"Accept: {names('accept')}.",
    ]
    if 0 < len(verdicts) < _FEW:
        notes.append(f"That rests on {counted(len(verdicts), 'actor')} only.")
    if unweighed:
        left = listed(map.actor(id).name for id in unweighed)
        notes.append(f"Left out, their influence not being on record: {left}.")
    if silent:
        notes.append(f"{counted(len(silent), 'actor')} with no verdict on it are not counted.")
    return " ".join(notes)
