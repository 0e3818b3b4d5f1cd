"""How far two people who mapped the same source agree, by Krippendorff's alpha.

`krippendorff` is the coefficient itself. Of all pairs of values that two coders give to one
unit, Do is the mean difference; of all pairs of values in the data, whoever gave them to
whatever, De is the mean difference; alpha is 1 - Do/De. It is 1 for full agreement and 0 for
the agreement to be expected of chance, and may be negative. What a difference is depends on
the level of measurement: `nominal`, 0 or 1; `ordinal`, the square of how many values lie from
one to the other, those equal to either counted by half; `interval`, the square of the
difference; `ratio`, that of the difference over the sum (Krippendorff, *Content Analysis*,
2004, chapter 11).

`reliability` first matches what the two maps say. Claims match by their texts, by the places
they cite, or both: a pair may match if its texts are alike to `threshold`, and if they cite
the same place half as much is enough. Two citations are of the same place if their spans
overlap or, where one has no span, if their locators are equal. Claims with the same words are
matched at once. Among the others the matching is the one whose likenesses sum to the most,
with 1 more for a place in common, as maximum-weight matching finds it. Actors and sources
match by id, or else by a name (or by checksum, address or title) which nobody else has.

Then alpha is asked for each thing coders decide: whether there is a stance and a step at all,
which verdict and which rung it has, which kind a claim is of, which side a step is on, and
what is a position.

Corner cases. A unit with fewer than two values says nothing of agreement and is dropped.
Where all values are the same, alpha is undefined, for nothing tells agreement from a habit:
`krippendorff` raises `UndefinedAlphaError`, and an aspect of `reliability` says so. Neutral
and ambivalent are two verdicts by `nominal`, and half an acceptance by other levels: reject
is 0 and accept 1. Rungs are ordered and no more, so they are ordinal by any level but
`nominal`; kinds and sides are always nominal. Undercuts are left out, and a joint step counts
once for each premise. Unmatched records have no place in alpha, and are listed: agreement on
one claim in ten, however good, is no agreement.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from math import fsum
from numbers import Real
from typing import Any, Literal, TypeAlias, get_args

import networkx as nx
from attrs import field, frozen

from argmap.analysis.answer import Answer, Table
from argmap.analysis.held import Reduction, holdings, reduction
from argmap.analysis.likeness import likenesses, names_of, namesakes, places_of, words_of
from argmap.analysis.wording import cited, counted
from argmap.errors import (
    ArgmapError,
    InvalidOptionError,
    OptionTypeError,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.model import (
    BASES,
    Argument,
    ArgumentMap,
    Basis,
    Citation,
    Claim,
    FrozenMapping,
    Stance,
    Verdict,
)

__all__ = [
    "LEVELS",
    "MATCHINGS",
    "Aspect",
    "Disagreement",
    "Level",
    "Matching",
    "Reliability",
    "UndefinedAlphaError",
    "krippendorff",
    "reliability",
]

Level: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]
Matching: TypeAlias = Literal["both", "text", "place", "ids"]

LEVELS: tuple[Level, ...] = get_args(Level)
"""Levels of measurement, from the one that asks least of the values."""
MATCHINGS: tuple[Matching, ...] = get_args(Matching)
"""Ways to match claims: by text and place, by text alone, within a place, by id."""

_ACCEPTANCE: dict[Verdict, float] = {
    "reject": 0.0,
    "neutral": 0.5,
    "ambivalent": 0.5,
    "accept": 1.0,
}
_RUNGS: dict[Basis, float] = {rung: float(place) for place, rung in enumerate(BASES)}
_WORTH: Mapping[str, float] = dict((*_ACCEPTANCE.items(), *_RUNGS.items()))
_NONE = "nothing"
_FINE = 1_000_000
_HOW: dict[Matching, str] = {
    "both": "matched by text, alike to {0:g}, or to {1:g} if they cite the same place",
    "text": "matched by text, alike to {0:g}",
    "place": "matched if they cite the same place, by text",
    "ids": "matched by id",
}
_NOTE = (
    "1 is full agreement, 0 what chance would give. Krippendorff advises to rely on 0.8 and "
    "above, and to conclude with caution from 0.667; few units settle nothing."
)


class UndefinedAlphaError(ArgmapError, ArithmeticError):
    """The data say nothing of agreement: no unit has two values, or all values are one.

    >>> krippendorff([["a", "a"], ["a", "a"]])
    Traceback (most recent call last):
        ...
    argmap.analysis.coding.UndefinedAlphaError: all values are the same
    """


# The coefficient ---------------------------------------------------------------------


def krippendorff(data: Iterable[Iterable[Any]], level: Level = "nominal") -> float:
    """Krippendorff's alpha of units by coders.

    Parameters
    ----------
    data
        One row per unit, with a value from each coder; `None` and NaN are missing. Numbers,
        unless the level is nominal; none below 0 if it is ratio.
    level
        The level of measurement, which says how far apart two values are.

    Raises
    ------
    UndefinedAlphaError, UnknownOptionError, InvalidOptionError, OptionTypeError
        Nothing can be said of agreement; no such level; a value the level cannot have.

    Examples
    --------
    >>> krippendorff([["yes", "yes"], ["no", "no"], ["yes", "no"], ["no", None]])
    0.4444444444444444
    >>> round(krippendorff([[1, 1], [2, 3], [5, 5]], "interval"), 3)
    0.95
    """
    if level not in LEVELS:
        raise UnknownOptionError("level", level, LEVELS)
    units: Counter[frozenset[tuple[Hashable, int]]] = Counter()
    for unit in data:
        values = [value for value in unit if value is not None and value == value]  # noqa: PLR0124  NaN
        if level != "nominal":
            values = [_number(value, level) for value in values]
        units[frozenset(Counter(values).items())] += 1
    return _alpha(units, level)


def _number(value: Any, level: Level) -> float:
    if not isinstance(value, Real):
        remedy = "give numbers and None, or ask by the level nominal"
        raise OptionTypeError("data", value, f"no number, which the level {level} needs", remedy)
    if level == "ratio" and value < 0:
        remedy = "ask by the level interval"
        raise InvalidOptionError("data", value, "below 0, where no ratio begins", remedy)
    return float(value)


def _alpha(units: Mapping[frozenset[tuple[Any, int]], int], level: Level) -> float:
    """Alpha of units, each the values given to it with how often, and how many are alike."""
    paired = [(dict(unit), n) for unit, n in units.items() if sum(c for _, c in unit) > 1]
    totals: Counter[Any] = Counter()
    for unit, n in paired:
        totals.update({value: n * count for value, count in unit.items()})
    if not paired:
        raise UndefinedAlphaError("no unit has values from two coders")
    if len(totals) == 1:
        raise UndefinedAlphaError("all values are the same")
    apart = _differences(totals, level)
    observed = fsum(
        n * one_count * other_count * apart(one, other) / (sum(unit.values()) - 1)
        for unit, n in paired
        for one, one_count in unit.items()
        for other, other_count in unit.items()
    )
    expected = fsum(
        one_count * other_count * apart(one, other)
        for one, one_count in totals.items()
        for other, other_count in totals.items()
    )
    return 1 - (totals.total() - 1) * observed / expected


def _differences(totals: Mapping[Any, int], level: Level) -> Any:
    """How far apart two values are, squared."""
    if level == "nominal":
        return lambda one, other: float(one != other)
    if level == "interval":
        return lambda one, other: (one - other) ** 2
    if level == "ratio":
        return lambda one, other: ((one - other) / (one + other)) ** 2 if one != other else 0.0
    below, middles = 0.0, {}
    for value in sorted(totals):
        middles[value] = below + totals[value] / 2
        below += totals[value]
    return lambda one, other: (middles[one] - middles[other]) ** 2


# Two maps ----------------------------------------------------------------------------


@frozen
class Aspect:
    """How far the two agree on one thing.

    `units` are the matched records on which both decided, `agreed` those on which they
    decided alike. `alpha` is `None` where it is undefined, and `undefined` says why.
    """

    about: str
    level: Level
    units: int
    agreed: int
    alpha: float | None
    undefined: str = ""


@frozen
class Disagreement:
    """One thing on which the two differ.

    `record` names it by the ids of the first map; `a` and `b` are what each says, and the
    citations are those of the records they say it in.
    """

    about: str
    record: str
    a: str
    b: str
    where_a: tuple[Citation, ...] = ()
    where_b: tuple[Citation, ...] = ()


@frozen(repr=False)
class Reliability(Answer):
    """How far two maps of one source agree.

    `claims` and `actors` map ids of the first map to those of the second that say the same;
    the others are in `only_a` and `only_b`, ids of claims and then of actors. `contested` is
    the table of the `disagreements`.
    """

    aspects: tuple[Aspect, ...]
    disagreements: tuple[Disagreement, ...]
    claims: FrozenMapping = field(converter=FrozenMapping)
    actors: FrozenMapping = field(converter=FrozenMapping)
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    contested: Table

    def on(self, about: str) -> Aspect:
        """How far the two agree on one thing, by its name in the table."""
        for aspect in self.aspects:
            if aspect.about == about:
                return aspect
        raise UnknownIdError(about, (one.about for one in self.aspects), kind="aspect")

    def alpha(self, about: str = "verdict") -> float:
        """Alpha of one thing; `UndefinedAlphaError` where it has none."""
        aspect = self.on(about)
        if aspect.alpha is None:
            raise UndefinedAlphaError(aspect.undefined)
        return aspect.alpha


@frozen
class _Said:
    """What the two say of one unit, if anything, and where."""

    record: str
    a: str | None
    b: str | None
    where_a: tuple[Citation, ...] = ()
    where_b: tuple[Citation, ...] = ()


@frozen
class _Asked:
    """One thing the two decide: what they say of a unit, where both say something.

    Or whether they say anything: then the units are so many, `among` which those not in
    `said` are those of which both say nothing.
    """

    about: str
    level: Level
    said: Sequence[_Said]
    among: int | None = None

    @property
    def decided(self) -> list[_Said]:
        return [one for one in self.said if self.among is not None or (one.a and one.b)]

    @property
    def blank(self) -> int:
        return 0 if self.among is None else self.among - len(self.said)

    @property
    def differing(self) -> list[_Said]:
        if self.among is None:
            return [one for one in self.decided if one.a != one.b]
        return [one for one in self.decided if not (one.a and one.b)]


def reliability(
    map_a: ArgumentMap,
    map_b: ArgumentMap,
    *,
    level: Level = "nominal",
    match: Matching = "both",
    threshold: float = 0.6,
    reduce: Reduction = "clash",
) -> Reliability:
    """How far two coders' maps of the same source agree, and on what they differ.

    Parameters
    ----------
    map_a, map_b
        The maps. Which comes first makes no difference to any alpha.
    level
        The level of measurement by which verdicts are compared.
    match, threshold
        How claims are matched: `both`, `text`, `place` or `ids`; and how alike texts are
        that match, from 0 to 1.
    reduce
        How several stances of an actor on a claim become one verdict; see
        `argmap.analysis.held`.

    Raises
    ------
    UnknownOptionError, InvalidOptionError
        No such level, matching or reduction; a threshold outside 0..1.

    Examples
    --------
    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> found = reliability(map, map.without("reuters"))
    >>> found.alpha("verdict"), found.on("stance or none").agreed < len(map.claims) * 30
    (1.0, True)
    """
    for option, value, known in (("level", level, LEVELS), ("match", match, MATCHINGS)):
        if value not in known:
            raise UnknownOptionError(option, value, known)
    if not 0 <= threshold <= 1:
        raise InvalidOptionError("threshold", threshold, "outside 0..1", "give a share")
    told = reduction(reduce, members=False)
    actors = namesakes(
        {actor.id: names_of(actor) for actor in map_a.actors},
        {actor.id: names_of(actor) for actor in map_b.actors},
    )
    claims = _matched(map_a, map_b, match, threshold)
    asked = _asked(map_a, map_b, actors, claims, level=level, reduce=reduce)
    disagreements = tuple(
        Disagreement(
            each.about, one.record, one.a or _NONE, one.b or _NONE, one.where_a, one.where_b
        )
        for each in asked
        for one in each.differing
    )
    aspects = tuple(map(_aspect, asked))
    return Reliability(
        aspects,
        disagreements,
        claims,
        actors,
        *_unmatched(map_a, map_b, claims, actors),
        _contested(disagreements),
        table=Table(
            "How far the two maps agree",
            f"Krippendorff's alpha; claims {_HOW[match].format(threshold, threshold / 2)}; {told}",
            ("on", "level", "units", "agreed", "alpha", "remark"),
            [
                (one.about, one.level, one.units, one.agreed, one.alpha, one.undefined or None)
                for one in aspects
            ],
            note=f"{_counts(map_a, map_b, claims, actors)} {_NOTE}",
        ),
    )


def _unmatched(
    map_a: ArgumentMap, map_b: ArgumentMap, claims: Mapping[str, str], actors: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is in one map only: claims, then actors."""
    theirs = {*claims.values()}, {*actors.values()}
    return (
        (
            *(claim.id for claim in map_a.claims if claim.id not in claims),
            *(actor.id for actor in map_a.actors if actor.id not in actors),
        ),
        (
            *(claim.id for claim in map_b.claims if claim.id not in theirs[0]),
            *(actor.id for actor in map_b.actors if actor.id not in theirs[1]),
        ),
    )


def _counts(
    map_a: ArgumentMap, map_b: ArgumentMap, claims: Mapping[str, str], actors: Mapping[str, str]
) -> str:
    """How much of the two maps matches, in words."""
    return (
        f"{counted(len(claims), 'claim')} match, of {len(map_a.claims)} and {len(map_b.claims)}; "
        f"{counted(len(actors), 'actor')}, of {len(map_a.actors)} and {len(map_b.actors)}."
    )


def _contested(disagreements: Sequence[Disagreement]) -> Table:
    return Table(
        "On what the two maps differ",
        "records by the ids of the first map",
        ("on", "record", "coder a says", "coder b says", "where, by a", "where, by b"),
        [
            (one.about, one.record, one.a, one.b, cited(one.where_a), cited(one.where_b))
            for one in disagreements
        ],
    )


# Matching claims


def _matched(
    map_a: ArgumentMap, map_b: ArgumentMap, match: Matching, threshold: float
) -> dict[str, str]:
    """From each claim of the first map that has one to its match, in the order of the map."""
    if match == "ids":
        known = {claim.id for claim in map_b.claims}
        return {claim.id: claim.id for claim in map_a.claims if claim.id in known}
    pairs = _same_words(map_a.claims, map_b.claims) if match != "place" else {}
    taken = {*pairs.values()}
    ones = {claim.id: claim.text for claim in map_a.claims if claim.id not in pairs}
    others = {claim.id: claim.text for claim in map_b.claims if claim.id not in taken}
    common = set() if match == "text" else _same_place(map_a, map_b)

    def least(one: str, other: str) -> float:
        if match == "place":
            return 0.0 if (one, other) in common else 2.0
        return threshold / 2 if (one, other) in common else threshold

    found = likenesses(ones, others, least)
    if match == "place":
        bare = {pair: 0.0 for pair in common if pair[0] in ones and pair[1] in others}
        found = bare | found
    scores = {pair: value + (pair in common) for pair, value in found.items()}
    pairs |= _best(scores, map_a, map_b)
    return {claim.id: pairs[claim.id] for claim in map_a.claims if claim.id in pairs}


def _same_words(ones: Iterable[Claim], others: Iterable[Claim]) -> dict[str, str]:
    """Claims whose texts have the same words; several with one text pair by id, then in order."""
    waiting: dict[tuple[str, ...], list[str]] = {}
    for claim in others:
        waiting.setdefault(words_of(claim.text), []).append(claim.id)
    pairs: dict[str, str] = {}
    rest = []
    for claim in ones:
        ids = waiting.get(words_of(claim.text), [])
        if claim.id in ids:
            ids.remove(claim.id)
            pairs[claim.id] = claim.id
        else:
            rest.append((claim.id, ids))
    pairs.update((id, ids.pop(0)) for id, ids in rest if ids)
    return pairs


def _same_place(map_a: ArgumentMap, map_b: ArgumentMap) -> set[tuple[str, str]]:
    """The pairs of claims that cite the same place."""
    documents = namesakes(
        {source.id: places_of(source) for source in map_a.sources},
        {source.id: places_of(source) for source in map_b.sources},
    )
    there: dict[str, list[tuple[str, Citation]]] = {}
    for claim in map_b.claims:
        for citation in claim.citations:
            there.setdefault(citation.source, []).append((claim.id, citation))
    return {
        (claim.id, other)
        for claim in map_a.claims
        for citation in claim.citations
        for other, its in there.get(documents.get(citation.source, ""), ())
        if _overlap(citation, its)
    }


def _overlap(one: Citation, other: Citation) -> bool:
    if one.start is not None and other.start is not None:
        # a span has both ends, as a citation makes sure
        first, last = max(one.start, other.start), min(one.end or 0, other.end or 0)
        return first < last or (one.start, one.end) == (other.start, other.end)
    return one.locator is not None and _bare(one.locator) == _bare(other.locator or "")


def _bare(locator: str) -> str:
    return re.sub(r"\s+", "", locator).casefold()


def _best(
    scores: Mapping[tuple[str, str], float], map_a: ArgumentMap, map_b: ArgumentMap
) -> dict[str, str]:
    """The pairs whose scores sum to the most, each claim in one at most.

    Scores are whole millionths, for then the optimum is exact; of equal ones, those of one id
    win. Claims are numbered by what they say, so that which map comes first settles no tie.
    """
    ones = sorted({(map_a.claim(one).text, one) for one, _ in scores})
    others = sorted({(map_b.claim(other).text, other) for _, other in scores})
    sides = [("a", ones), ("b", others)] if ones <= others else [("b", others), ("a", ones)]
    ends = ((side, id) for side, told in sides for _, id in told)
    places = {end: place for place, end in enumerate(ends)}
    edges: dict[tuple[int, int], tuple[str, str]] = {}
    for one, other in scores:
        first, second = places["a", one], places["b", other]
        edges[min(first, second), max(first, second)] = one, other
    graph: nx.Graph[int] = nx.Graph()
    for edge in sorted(edges):
        one, other = edges[edge]
        weight = 2 * round(_FINE * scores[one, other]) + (one == other)
        graph.add_edge(*edge, weight=weight)
    return dict(
        edges[min(matched), max(matched)]
        for part in nx.connected_components(graph)
        for matched in nx.max_weight_matching(graph.subgraph(part).copy())
    )


# What is asked of the matched


def _asked(
    map_a: ArgumentMap,
    map_b: ArgumentMap,
    actors: Mapping[str, str],
    claims: Mapping[str, str],
    *,
    level: Level,
    reduce: Reduction,
) -> tuple[_Asked, ...]:
    stances = [*_stances(map_a, map_b, actors, claims, reduce)]
    steps = [*_steps(map_a, map_b, claims)]
    ordered: Level = "nominal" if level == "nominal" else "ordinal"
    kinds, positions = _kinds(map_a, map_b, claims), _positions(map_a, map_b, claims)
    verdicts, sides = [one for one, _ in stances], [one for one, _ in steps]
    pairs = len(claims) * (len(claims) - 1)
    return (
        _Asked("verdict", level, verdicts),
        _Asked("side of step", "nominal", sides),
        _Asked("kind of claim", "nominal", kinds),
        _Asked("rung", ordered, [rung for _, rung in (*stances, *steps)]),
        _Asked("position or not", "nominal", positions, len(claims)),
        _Asked("stance or none", "nominal", verdicts, len(actors) * len(claims)),
        _Asked("step or none", "nominal", sides, pairs),
    )


def _stances(
    map_a: ArgumentMap,
    map_b: ArgumentMap,
    actors: Mapping[str, str],
    claims: Mapping[str, str],
    reduce: Reduction,
) -> Iterator[tuple[_Said, _Said]]:
    """The verdicts, and then the firmest rungs, of matched actors on matched claims."""
    back = {other: one for one, other in claims.items()}
    for one, other in actors.items():
        held_a = holdings(map_a, one, reduce=reduce)
        held_b = {back.get(id, ""): v for id, v in holdings(map_b, other, reduce=reduce).items()}
        for claim in (id for id in claims if id in held_a or id in held_b):
            found_a = [s for s in map_a.stances_of(one) if s.claim == claim]
            found_b = [s for s in map_b.stances_of(other) if s.claim == claims[claim]]
            where = _cites(found_a), _cites(found_b)
            record = f"{one} on {claim}"
            yield (
                _Said(record, held_a.get(claim), held_b.get(claim), *where),
                _Said(record, _rung(found_a), _rung(found_b), *where),
            )


def _steps(
    map_a: ArgumentMap, map_b: ArgumentMap, claims: Mapping[str, str]
) -> Iterator[tuple[_Said, _Said]]:
    """The sides, and then the firmest rungs, of steps from one matched claim to another."""
    steps_a = _between(map_a, {id: id for id in claims})
    steps_b = _between(map_b, {other: one for one, other in claims.items()})
    for pair in dict.fromkeys((*steps_a, *steps_b)):
        found_a, found_b = steps_a.get(pair, []), steps_b.get(pair, [])
        where = _cites(found_a), _cites(found_b)
        record = " to ".join(pair)
        yield (
            _Said(record, _side(found_a), _side(found_b), *where),
            _Said(record, _rung(found_a), _rung(found_b), *where),
        )


def _between(
    map: ArgumentMap, names: Mapping[str, str]
) -> Mapping[tuple[str, str], Sequence[Argument]]:
    """The steps from each claim to each, by the names given to them."""
    found: dict[tuple[str, str], list[Argument]] = {}
    for step in map.arguments:
        for premise in step.premises:
            if premise in names and step.target in names:
                found.setdefault((names[premise], names[step.target]), []).append(step)
    return found


def _kinds(map_a: ArgumentMap, map_b: ArgumentMap, claims: Mapping[str, str]) -> list[_Said]:
    return [
        _Said(one.id, one.kind, other.kind, one.citations, other.citations)
        for one, other in ((map_a.claim(a), map_b.claim(b)) for a, b in claims.items())
    ]


def _positions(map_a: ArgumentMap, map_b: ArgumentMap, claims: Mapping[str, str]) -> list[_Said]:
    """The matched claims that either takes for a position."""
    word = "position"
    return [
        _Said(a, word if a in map_a.positions else None, word if b in map_b.positions else None)
        for a, b in claims.items()
        if a in map_a.positions or b in map_b.positions
    ]


def _side(steps: Iterable[Argument]) -> str | None:
    sides = list(dict.fromkeys(step.side for step in steps))
    return "both" if len(sides) > 1 else next(iter(sides), None)


def _rung(records: Iterable[Argument | Stance]) -> Basis | None:
    return min((record.basis for record in records), key=BASES.index, default=None)


def _cites(records: Iterable[Argument | Stance]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(one for record in records for one in record.citations))


def _aspect(asked: _Asked) -> Aspect:
    """How far the two agree on one thing that they decide."""
    units = Counter(
        frozenset(Counter((_value(one.a, asked), _value(one.b, asked))).items())
        for one in asked.decided
    )
    if asked.blank:
        units[frozenset({(None, 2)})] += asked.blank
    total = units.total()
    agreed = total - len(asked.differing)
    try:
        alpha = _alpha(units, asked.level)
    except UndefinedAlphaError as error:
        return Aspect(asked.about, asked.level, total, agreed, None, str(error))
    return Aspect(asked.about, asked.level, total, agreed, alpha)


def _value(said: str | None, asked: _Asked) -> Hashable:
    """What is said as a value of the level, or only whether anything is said."""
    if asked.among is not None:
        return said and "something"
    if asked.level == "nominal":
        return said
    return _WORTH[said or ""]
