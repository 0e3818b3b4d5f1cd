"""What holds under every semantics, and which property those that disagree differ in.

A verdict that changes with the semantics is owed to a choice the analyst made. So each claim
and step is put to all of them. By one of Dung's it is *in* if every extension holds it, *out*
if none does, or, where there is one extension only, if that attacks it; *undefined* if there
is no extension, *undecided* otherwise. By a gradual one it is in above the threshold, out
below, undecided on it, and undefined if its strengths do not come to rest.

Where semantics disagree, `PROPERTIES` has what the literature says they differ in (Baroni &
Giacomin 2007; van der Torre & Vesic 2017; Amgoud & Ben-Naim 2018; Baroni, Rago & Toni 2019;
Potyka 2018, 2019, 2021). A property *separates* a disagreement if those that have it and
those that lack it share no verdict. Where none does so for all semantics, the two kinds are
looked at one by one, and then Dung's without those least like the others: `naive`, which
knows no direction of attacks, and `admissible`, of which the empty set is always one. That
a property separates is seen, and it is no proof of a cause: several may fit.

Corner cases. Semantics that read attacks only refuse a map with pros, so the gradual ones by
default are those that read supports; why `admissible` is not asked, `ASKED` says. A semantics
that takes too long is left out and named. Weights play no part in Dung's semantics,
and equivalences none in gradual ones.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import nan
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.bipolar import Joint, to_bipolar
from argmap.analysis.projections import Support, to_framework
from argmap.analysis.standing import LABELS
from argmap.analysis.theory import Theory
from argmap.analysis.weights import Weights
from argmap.analysis.wording import listed, said, variant
from argmap.errors import Fault, InvalidRecordError, UnknownIdError
from argmap.model import ArgumentMap, FrozenMapping
from argmap.semantics import (
    GRADUAL_SEMANTICS,
    SEMANTICS,
    Framework,
    LimitReachedError,
    NotConverged,
    WorldLabel,
    dung,
)
from argmap.semantics import strengths as strengths_of
from argmap.semantics.acceptance import SINGLE

if TYPE_CHECKING:
    from argmap.semantics import BipolarFramework

__all__ = ["ASKED", "PROPERTIES", "Invariant", "Property", "Turning", "invariant"]

Verdict: TypeAlias = WorldLabel | Literal["varies"]

GRADUAL: tuple[str, ...] = tuple(
    name for name, semantics in GRADUAL_SEMANTICS.items() if not semantics.attack_only
)
ASKED: tuple[str, ...] = (*(name for name in SEMANTICS if name != "admissible"), *GRADUAL)
"""The semantics asked unless others are named: Dung's, and the gradual that read supports.

`admissible` is not among them: the empty set is admissible, so nothing is in every such set,
and a verdict that waits for it never holds. What it rejects, `complete` rejects too.
"""


# Properties --------------------------------------------------------------------------


@frozen
class Property:
    """A property in which semantics differ.

    `says` completes "a semantics that …". `among` are the semantics it is defined for,
    `holders` those of them that have it; `source` is where it is defined.
    """

    name: str
    says: str
    among: frozenset[str]
    holders: frozenset[str]
    source: str

    @property
    def lacking(self) -> frozenset[str]:
        """The semantics it is defined for that do not have it."""
        return self.among - self.holders


def _dung(name: str, says: str, *, without: Iterable[str] = (), source: str) -> Property:
    return Property(name, says, frozenset(SEMANTICS), frozenset(SEMANTICS) - {*without}, source)


def _gradual(name: str, says: str, *, without: Iterable[str] = (), source: str) -> Property:
    return Property(name, says, frozenset(GRADUAL), frozenset(GRADUAL) - {*without}, source)


_UNADMITTED = ("naive", "stage", "cf2")
_PRINCIPLES = "van der Torre & Vesic 2017"
_BARONI = "Baroni & Giacomin 2007"

PROPERTIES: tuple[Property, ...] = (
    Property(
        "compensation",
        "weighs pros and cons against each other by their strength",
        frozenset((*SEMANTICS, *GRADUAL)),
        frozenset(GRADUAL),
        "Baroni, Rago & Toni 2019",
    ),
    _dung("conflict-freeness", "holds nothing together with what attacks it", source=_BARONI),
    _dung(
        "direction",
        "tells an attacker from what it attacks",
        without=["naive"],
        source="by the definition: conflict-freeness knows no direction",
    ),
    _dung(
        "admissibility",
        "holds only what defends itself, and so takes no side in an odd circle",
        without=_UNADMITTED,
        source=f"{_BARONI}; {_PRINCIPLES}",
    ),
    _dung(
        "reinstatement",
        "holds all that it defends",
        without=["admissible", *_UNADMITTED],
        source=_BARONI,
    ),
    _dung(
        "abstention",
        "may leave open what can be settled either way, such as an even circle",
        without=["preferred", "stable", "semi-stable", *_UNADMITTED],
        source=_PRINCIPLES,
    ),
    _dung(
        "uniqueness",
        "has one extension only, and so leaves open what others deny in each of several",
        without=sorted({*SEMANTICS} - SINGLE),
        source=_PRINCIPLES,
    ),
    _dung("existence", "always has an extension", without=["stable"], source="Dung 1995"),
    _dung(
        "range",
        "prefers what leaves least undecided",
        without=sorted({*SEMANTICS} - {"stable", "semi-stable", "eager", "stage"}),
        source="Verheij 1996; Caminada 2006, 2007",
    ),
    _dung(
        "I-maximality",
        "has no extension inside another",
        without=["admissible", "complete"],
        source=_BARONI,
    ),
    _dung(
        "naivety",
        "has none but largest conflict-free extensions",
        without=sorted({*SEMANTICS} - {"stable", *_UNADMITTED}),
        source=_PRINCIPLES,
    ),
    _dung(
        "directionality",
        "judges by nothing but what leads to an argument by attacks",
        without=["stable", "semi-stable", "eager", "naive", "stage"],
        source=_BARONI,
    ),
    _dung(
        "commitment",
        "holds whatever nothing attacks",
        without=["admissible", "naive", "stage"],
        source="by the definitions",
    ),
    _gradual(
        "counting",
        "adds reasons up, so that each counts, and is not exhausted by one of full strength",
        without=["df-quad", "sd-df-quad"],
        source="strict monotony: Baroni, Rago & Toni 2019; Potyka 2018",
    ),
    _gradual(
        "duality",
        "moves a claim as far up for pros as it moves its mirror image down for like cons",
        without=["euler"],
        source="Potyka 2018",
    ),
    _gradual(
        "open-mindedness",
        "lets enough reasons overcome any weight strictly between 0 and 1",
        without=["euler", "sd-df-quad"],
        source="Potyka 2019",
    ),
    _gradual(
        "resilience",
        "lets no reason drive a weight strictly between 0 and 1 all the way",
        without=["df-quad"],
        source="Amgoud & Ben-Naim 2018",
    ),
    _gradual(
        "no fixed extremes",
        "lets reasons move even a weight of 0 or 1",
        without=["euler", "mlp"],
        source="Potyka 2021",
    ),
)
"""The properties in which semantics differ, those told first at the head."""


# The question ------------------------------------------------------------------------


@frozen
class Turning:
    """A property that separates a disagreement.

    `with_it` are the verdicts of the semantics that have the property, `without_it` those of
    the others; they share none. `among` are the semantics compared.
    """

    property: Property
    among: tuple[str, ...]
    with_it: tuple[WorldLabel, ...]
    without_it: tuple[WorldLabel, ...]

    def __str__(self) -> str:
        return (
            f"{self.property.name} ({' or '.join(self.with_it)} by what {self.property.says}; "
            f"{' or '.join(self.without_it)} by the rest)"
        )


@frozen(repr=False)
class Invariant(Values[Verdict]):
    """A mapping from each claim and step to its verdict under all semantics, or `varies`.

    `labels` maps each id to the label by each semantics; `turnings` maps each id that varies
    to the properties that separate the sides, if any does. `strengths` maps each gradual
    semantics to the strengths of all, `orders` to the positions, the strongest first.
    `agreed` are the pairs of positions of which the first is stronger by each of them.
    `left_out` maps semantics that gave no answer to the reason.
    """

    semantics: tuple[str, ...]
    support: Support
    labels: FrozenMapping = field(converter=FrozenMapping)
    turnings: FrozenMapping = field(converter=FrozenMapping)
    strengths: FrozenMapping = field(converter=FrozenMapping)
    orders: FrozenMapping = field(converter=FrozenMapping)
    agreed: tuple[tuple[str, str], ...]
    left_out: FrozenMapping = field(converter=FrozenMapping)


def invariant(
    map: ArgumentMap,
    position: str | None = None,
    *,
    semantics: Iterable[str] = ASKED,
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    timeout: float = 20.0,
) -> Invariant:
    """What holds under every semantics, and which property separates those that disagree.

    The table tells the positions of the map, or `position`, which may be any claim or step.
    `semantics` are names of either kind. `support` is how Dung's read the map, `weights`,
    `joint` and `threshold` how the gradual ones do, and `links` counts for both. One of
    Dung's that takes more than `timeout` seconds is left out and named.

    Raises `UnknownOptionError` for an unknown name, `UnknownIdError` for a position that is
    neither claim nor step, `InvalidRecordError` if no semantics is named.

    >>> import argmap
    >>> found = invariant(argmap.example("iraq-withdrawal"))
    >>> found["open-talks"], found["stay"], found.labels["stay"]["naive"]
    ('in', 'varies', 'undecided')
    >>> [turning.property.name for turning in found.turnings["stay"]]
    ['direction']
    """
    asked = tuple(dict.fromkeys([semantics] if isinstance(semantics, str) else semantics))
    if not asked:
        raise InvalidRecordError([Fault("no semantics is named", remedy="name one")], "semantics")
    theories = [
        Theory(
            name,
            support=support,
            links=links,
            weights=weights,
            joint=joint,
            threshold=threshold,
        )
        for name in asked
    ]
    ids = (*(claim.id for claim in map.claims), *(step.id for step in map.arguments))
    if position is not None and position not in ids:
        raise UnknownIdError(position, ids, kind="claim or argument")
    labels: dict[str, Mapping[str, WorldLabel]] = {}
    strengths: dict[str, dict[str, float]] = {}
    left_out: dict[str, str] = {}
    framework = to_framework(map, support=support, links=links)
    weighed = to_bipolar(map, weights=weights, joint=joint, links=links)
    for theory in theories:
        name = theory.semantics
        if theory.gradual:
            strengths[name] = _strengths(weighed, name, left_out)
            labels[name] = {id: theory.label(strengths[name].get(id, nan)) for id in ids}
        elif (found := _labels(framework, name, timeout, left_out)) is not None:
            labels[name] = found
    by_semantics = {id: {name: labels[name][id] for name in labels} for id in ids}
    strengths = {name: some for name, some in strengths.items() if some}
    verdicts = {id: _verdict(by_semantics[id].values()) for id in ids}
    turnings = {id: tuple(_turnings(by_semantics[id])) for id in ids if verdicts[id] == "varies"}
    orders = {
        name: tuple(sorted(map.positions, key=lambda one: -some[one]))
        for name, some in strengths.items()
    }
    agreed = tuple(_agreed(map.positions, strengths.values()))
    shown = map.positions if position is None else (position,)
    return Invariant(
        asked,
        support,
        by_semantics,
        turnings,
        strengths,
        orders,
        agreed,
        left_out,
        by_id=verdicts,
        table=Table(
            "What holds under every semantics",
            _variant(map, theories, left_out),
            ("position", "says", "under all", "disagreement", "turns on"),
            [_row(map, id, by_semantics[id], turnings.get(id, ())) for id in shown],
            note=_note(map, verdicts, orders, agreed),
        ),
    )


# By each semantics -------------------------------------------------------------------


def _labels(
    framework: Framework, name: str, timeout: float, left_out: dict[str, str]
) -> Mapping[str, WorldLabel] | None:
    """The labels by one of Dung's semantics, unless that takes too long."""
    semantics: dung.Semantics = next(known for known in SEMANTICS if known == name)
    try:
        if semantics in SINGLE:
            return dict(dung.extension(framework, semantics, timeout=timeout))
        found = dung.statuses(framework, semantics, timeout=timeout)
    except LimitReachedError:
        left_out[name] = f"took more than {timeout:g} seconds"
        return None
    return {id: LABELS[status] for id, status in found.items()}


def _strengths(
    framework: "BipolarFramework", name: str, left_out: dict[str, str]
) -> dict[str, float]:
    """The strengths by one gradual semantics; none if they do not come to rest."""
    try:
        return dict(strengths_of(framework, name))
    except NotConverged:
        left_out[name] = "its strengths do not come to rest"
        return {}


def _verdict(labels: Collection[WorldLabel]) -> Verdict:
    different = set(labels)
    return different.pop() if len(different) == 1 else "varies"


# What separates them -----------------------------------------------------------------

_ASIDE = (frozenset[str](), frozenset({"naive"}), frozenset({"naive", "admissible"}))


def _turnings(labels: Mapping[str, WorldLabel]) -> Iterator[Turning]:
    """What separates all; if nothing does, what separates each kind by itself."""
    whole = list(_separating(labels))
    if whole:
        yield from whole
        return
    for names in (SEMANTICS, GRADUAL):
        yield from _within({name: labels[name] for name in names if name in labels})


def _within(labels: Mapping[str, WorldLabel]) -> Iterator[Turning]:
    """What separates semantics of one kind, those least like the others set aside if need be."""
    for aside in _ASIDE:
        rest = {name: label for name, label in labels.items() if name not in aside}
        found = list(_separating(rest))
        if found:
            yield from found
            return


def _separating(labels: Mapping[str, WorldLabel]) -> Iterator[Turning]:
    for one in PROPERTIES:
        if one.among.issuperset(labels):
            having = _sorted(label for name, label in labels.items() if name in one.holders)
            lacking = _sorted(label for name, label in labels.items() if name in one.lacking)
            if having and lacking and set(having).isdisjoint(lacking):
                yield Turning(one, tuple(labels), having, lacking)


_LABELS: tuple[WorldLabel, ...] = ("in", "out", "undecided", "undefined")


def _sorted(labels: Iterable[WorldLabel]) -> tuple[WorldLabel, ...]:
    found = set(labels)
    return tuple(label for label in _LABELS if label in found)


def _agreed(
    positions: Sequence[str], strengths: Collection[Mapping[str, float]]
) -> Iterator[tuple[str, str]]:
    """Pairs of which the first is stronger by each semantics."""
    for one, two in combinations(positions, 2) if strengths else ():
        for above, below in ((one, two), (two, one)):
            if all(some[above] > some[below] for some in strengths):
                yield above, below


# In words ----------------------------------------------------------------------------


def _variant(map: ArgumentMap, theories: Sequence[Theory], left_out: Mapping[str, str]) -> str:
    dungs = [theory for theory in theories if not theory.gradual]
    graduals = [theory for theory in theories if theory.gradual]
    options = [listed(theory.semantics for theory in dungs) or ""]
    options += dungs[0].words[1:2] if dungs else ()
    options.append(listed(theory.semantics for theory in graduals) or "")
    if graduals:
        options += graduals[0].words[1:3] + graduals[0].words[-1:]
    options.append("links count" if theories[0].links else "links left out")
    options += [f"{name} left out: it {why}" for name, why in left_out.items() if name in SEMANTICS]
    options += [f"{name} undefined: {why}" for name, why in left_out.items() if name in GRADUAL]
    return variant(map, *options)


def _row(
    map: ArgumentMap, id: str, labels: Mapping[str, WorldLabel], turnings: Sequence[Turning]
) -> tuple[Cell, ...]:
    verdict = _verdict(labels.values())
    claims = [claim for claim in map.claims if claim.id == id]
    text = said(claims[0]) if claims else said(map.claim(map.argument(id).premises[0]))
    if verdict != "varies":
        return id, text, verdict, None, None
    sides = [
        f"{label}: {_named([name for name in labels if labels[name] == label], labels)}"
        for label in _sorted(labels.values())
    ]
    turns = "; ".join(_turned(one, labels) for one in turnings)
    return id, text, None, "; ".join(sides), turns or "no single property known here"


def _turned(turning: Turning, labels: Mapping[str, WorldLabel]) -> str:
    """What it turns on, with whom it leaves aside."""
    aside = [name for name in labels if name not in turning.among]
    kinds = [
        kind
        for kind, names in (("Dung's", SEMANTICS), ("the gradual", GRADUAL))
        if set(names).issuperset(turning.among)
    ]
    gone = [name for name in aside if name in SEMANTICS and kinds == ["Dung's"]]
    scope = f"among {kinds[0]}" if kinds and aside else ""
    without = f" but {listed(gone)}" if gone else ""
    return f"{scope}{without}: {turning}" if scope else str(turning)


_FEW = 2
"""So many semantics are told by name."""


def _named(names: Sequence[str], labels: Mapping[str, WorldLabel]) -> str:
    """Semantics by name, all of a kind by its name, all but a few by these."""
    parts = []
    for kind, all_ in (("Dung's", SEMANTICS), ("gradual", GRADUAL)):
        asked = [name for name in labels if name in all_]
        some = [name for name in names if name in all_]
        missing = [name for name in asked if name not in some]
        if not some:
            continue
        if len(some) > len(missing) and len(some) > _FEW:
            parts.append(f"all {kind}" + (f" but {', '.join(missing)}" if missing else ""))
        else:
            parts.append(", ".join(some))
    return " and ".join(parts)


def _note(
    map: ArgumentMap,
    verdicts: Mapping[str, Verdict],
    orders: Mapping[str, Sequence[str]],
    agreed: Sequence[tuple[str, str]],
) -> str:
    same = sum(verdict != "varies" for verdict in verdicts.values())
    told = [f"{same} of {len(verdicts)} claims and steps have one verdict under all."]
    if len(orders) > 1 and len(map.positions) > 1:
        pairs = len(map.positions) * (len(map.positions) - 1) // 2
        told.append(
            "All gradual semantics agree on which of two positions is stronger in "
            f"{len(agreed)} of {pairs} pairs."
        )
    told += [f"By {name}: {' > '.join(order)}." for name, order in orders.items() if order]
    told.append("That a property separates is observed, and no proof that it is the cause.")
    return " ".join(told)
