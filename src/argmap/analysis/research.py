"""What to find out next: whose answer would most reduce the doubt about a position.

The *doubt* is that over the worlds of `argmap.analysis.possible`: by labels the entropy of
the position's label in bits, 0 where it is the same in every world; by strengths the
variance of its strength. What an answer is worth is the doubt there is without it less the
doubt expected with it, which is the expected value of information (Howard 1966; Raiffa &
Schlaifer 1961) where what is at stake is to be sure. By labels that is the mutual
information of answer and label, so it is never negative, and 0 for what cannot matter.

There are three kinds of things to find out. That these are the ones, and how the last two
are reckoned, is argmap's own:

- `weight`: whether a claim is true, or a step good, that is neither certain to be so nor
  certain not to be. The answer is one of the two ends of `argmap.analysis.possible`, with
  the chances given there.
- `reply`: whether there is a reply to a step that nobody answers, that is, to which there is
  no undercut and no con on any of its premises. Suppose there is one with a chance of 1/2,
  and the step falls; else all is as it was.
- `stance`: what an actor holds of a claim it is silent on. Suppose it accepts or rejects the
  claim with a chance of 1/2 each. The weight w of the claim becomes (w·T + v·i)/(T + i), v
  being 1 or 0, i the influence of the actor, and T that of those who spoke on the claim, at
  least 1: the share of influence that accepts, with w for what is known so far. An actor
  whose influence is unknown counts as 1. Actors with the same influence are told together,
  for it makes no difference which of them is asked.

The last two open a question that the worlds do not know of, so what they are worth is
measured against the doubt there is once it is open: `before`.

All is reckoned in the same worlds, so that differences owe nothing to the luck of the draw.
What is left of it is told as a standard error, over ten batches of worlds.

Corner cases. Nothing is learnt about a position by asking about itself. Who is part of an
actor speaks for it. An actor without influence moves no weight.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import log2, sqrt
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from argmap.analysis.answer import Answer, Table
from argmap.analysis.bipolar import Joint
from argmap.analysis.held import holdings
from argmap.analysis.possible import Possible, Seen, Setting, told
from argmap.analysis.projections import Support
from argmap.analysis.theory import Court, Theory
from argmap.analysis.weights import Weights
from argmap.analysis.wording import cited, counted, inside, listed, preposition, said, variant
from argmap.errors import UnknownOptionError
from argmap.model import Argument, ArgumentMap, Claim

__all__ = ["FINDINGS", "Finding", "FindingKind", "Missing", "missing"]

FindingKind: TypeAlias = Literal["weight", "reply", "stance"]

FINDINGS: tuple[FindingKind, ...] = get_args(FindingKind)
"""The kinds of things to find out."""

_BATCHES = 10
_SHOWN = 10
_NAMED = 3
"""Up to so many actors to ask are named in the table; all are in the findings."""
_DIGITS = 12
"""Differences beyond them are those of rounding."""


@frozen
class Finding:
    """Something to find out, and by how much that would reduce the doubt.

    `id` is the claim or step, and `actors` are those to ask, any of them, where it is their
    stance that is missing. `reduces` is the doubt `before` less the doubt expected after,
    known up to a standard `error` of drawing worlds. `question` and `where` to look are words.
    """

    kind: FindingKind
    id: str
    actors: tuple[str, ...]
    reduces: float
    before: float
    error: float
    question: str
    where: str | None


@frozen(repr=False)
class Missing(Answer):
    """What to find out about a position, what helps most before the rest.

    `findings` has everything that was looked at, the table the first ten that help.
    `doubt` is in `unit`, over so many `worlds`; `looked_at` of them were used to
    reckon with an answer, and in `restless` strengths did not come to rest. `exact` says
    whether those are all worlds there are. On a large map `passed_over` counts what was not
    looked at because it is further away than the rest.
    """

    position: str
    doubt: float
    unit: Literal["bits", "variance"]
    findings: tuple[Finding, ...]
    worlds: int
    looked_at: int
    restless: int
    exact: bool
    passed_over: int

    def of(self, kind: FindingKind) -> tuple[Finding, ...]:
        """The findings of one kind."""
        if kind not in FINDINGS:
            raise UnknownOptionError("kind", kind, FINDINGS)
        return tuple(finding for finding in self.findings if finding.kind == kind)


def missing(
    map: ArgumentMap,
    position: str | None = None,
    *,
    semantics: str = "grounded",
    worlds: int = 2000,
    seed: int = 0,
    spread: float = 0.2,
    kinds: Iterable[str] = FINDINGS,
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
) -> Missing:
    """What would most reduce the doubt about a position: a weight, a reply, or a stance.

    Parameters
    ----------
    map, position
        Any claim may be asked about; the motion is by default.
    semantics
        The theory by which the position is judged, of Dung's kind or gradual.
    worlds, seed, spread
        How many worlds are drawn, with what seed, and how uncertain weights are by a
        gradual theory. Large maps take fewer to reckon with answers; `looked_at` says so.
    kinds
        What to look for: some of `weight`, `reply`, `stance`.
    support, links, weights, joint, threshold
        How the map is put to the theory; see `argmap.analysis.theory`.

    Raises
    ------
    NoPositionError, UnknownIdError, UnknownOptionError, InvalidRecordError
        There is no motion, no such claim, no such option, no world to draw.

    Examples
    --------
    >>> import argmap
    >>> found = missing(argmap.example("iraq-withdrawal"), kinds=["weight"])
    >>> found.findings[0].id, found.findings[0].reduces > 0
    ('israel-danger', True)
    """
    motion = (map.motion if position is None else map.claim(position)).id
    wanted = _kinds(kinds)
    theory = Theory(
        semantics, support=support, links=links, weights=weights, joint=joint, threshold=threshold
    )
    possible = Possible(Court(map, theory), motion, worlds=worlds, seed=seed, spread=spread)
    every = [one for kind in wanted for one in _LOOKS[kind](possible)]
    open_, settings = _nearest(possible, every)
    looked_at = possible.affordable(len(settings))
    seen = dict(zip(settings, possible.seen_with(settings, worlds=looked_at), strict=True))
    base = possible.seen.part(slice(looked_at))
    measure = _variance if theory.gradual else _entropy
    findings = [_finding(map, one, seen, base, measure, exact=possible.exact) for one in open_]
    findings.sort(key=lambda finding: -round(finding.reduces, _DIGITS))
    doubt = possible.seen.variance if theory.gradual else _entropy_of(possible.seen.shares.tolist())
    unit: Literal["bits", "variance"] = "variance" if theory.gradual else "bits"
    return Missing(
        motion,
        doubt,
        unit,
        tuple(findings),
        len(possible.mass),
        looked_at,
        possible.seen.restless,
        possible.exact,
        len(every) - len(open_),
        table=_table(possible, findings, _amount(doubt, unit), looked_at, len(every) - len(open_)),
    )


def _kinds(kinds: Iterable[str]) -> tuple[FindingKind, ...]:
    given = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    for kind in given:
        if kind not in FINDINGS:
            raise UnknownOptionError("kind", kind, FINDINGS)
    return tuple(kind for kind in FINDINGS if kind in given)


def _nearest(possible: Possible, every: Sequence["_Open"]) -> tuple[list["_Open"], list[Setting]]:
    """As much as there is time for, the nearest to the position first, and what is to be set."""
    rank = {possible.court.ids[column]: rank for rank, column in enumerate(possible.bearing)}
    kept: list[_Open] = []
    settings: dict[Setting, None] = {}
    for one in sorted(every, key=lambda one: rank[one.id]):
        new = dict.fromkeys(one.settings)
        if len(settings | new) > possible.most_settings:
            break
        settings |= new
        kept.append(one)
    return kept, list(settings)


# What is open ------------------------------------------------------------------------


@frozen
class _Answer:
    """One answer to an open question: its chance, and what is then so.

    What is so is a mixture of settings, each with its share; no setting is the worlds as
    they are.
    """

    chance: float
    mixture: tuple[tuple[float, Setting | None], ...]


@frozen
class _Open:
    """A question to which nobody knows the answer."""

    kind: FindingKind
    id: str
    answers: tuple[_Answer, _Answer]
    actors: tuple[str, ...] = ()

    @property
    def settings(self) -> Iterator[Setting]:
        """All settings that are needed to reckon with its answers."""
        for answer in self.answers:
            yield from (setting for _, setting in answer.mixture if setting is not None)


def _weights(possible: Possible) -> Iterator[_Open]:
    """Whether each uncertain record is at its high end or its low one."""
    for column in possible.uncertain:
        low, high = possible.ends(column)
        chance = float(possible.chances[column])
        answers = _Answer(chance, ((1.0, high),)), _Answer(1 - chance, ((1.0, low),))
        yield _Open("weight", possible.court.ids[column], answers)


def _replies(possible: Possible) -> Iterator[_Open]:
    """Whether there is a reply to each step that has none."""
    map, ids = possible.court.map, possible.court.ids
    for column in possible.bearing:
        record = map[ids[column]]
        if isinstance(record, Argument) and not _answered(map, record):
            gone = Setting(column, 0.0)
            answers = _Answer(0.5, ((1.0, None),)), _Answer(0.5, ((1.0, gone),))
            yield _Open("reply", record.id, answers)


def _answered(map: ArgumentMap, record: Argument) -> bool:
    return bool(map.undercuts(record.id)) or any(map.cons(id) for id in record.premises)


def _stances(possible: Possible) -> Iterator[_Open]:
    """What each actor holds of each claim it is silent on, actors of one influence together."""
    map, ids = possible.court.map, possible.court.ids
    principals = {actor.id for actor in map.principals}
    asked = [
        actor
        for actor in map.actors
        if actor.id in principals or (actor.influence is not None and actor.part_of is None)
    ]
    silence = {actor.id: holdings(map, actor.id, members=True) for actor in asked}
    spoken = _influence_spoken(map)
    for column in possible.bearing:
        claim = map[ids[column]]
        if not isinstance(claim, Claim):
            continue
        silent = [actor for actor in asked if claim.id not in silence[actor.id]]
        by_influence = sorted(silent, key=lambda actor: -_influence(actor.influence))
        for influence, group in groupby(by_influence, lambda one: _influence(one.influence)):
            answers = tuple(
                _Answer(0.5, _moved(possible, column, verdict, influence, spoken.get(claim.id, 0)))
                for verdict in (1, 0)
            )
            who = tuple(actor.id for actor in group)
            yield _Open("stance", claim.id, (answers[0], answers[1]), who)


def _influence(influence: float | None) -> float:
    return 1.0 if influence is None else influence


def _influence_spoken(map: ArgumentMap) -> Mapping[str, float]:
    """The influence of all who have a stance on each claim."""
    found: dict[str, float] = {}
    for actor in map.actors:
        for claim in holdings(map, actor.id):
            found[claim] = found.get(claim, 0.0) + _influence(actor.influence)
    return found


def _moved(
    possible: Possible, column: int, verdict: int, influence: float, spoken: float
) -> tuple[tuple[float, Setting], ...]:
    """What a claim becomes once one more actor has spoken."""
    whole = max(1.0, spoken)
    weight = (possible.chances[column] * whole + verdict * influence) / (whole + influence)
    if possible.gradual:
        return ((1.0, Setting(column, float(weight))),)
    return (
        (float(weight), Setting(column, 1.0)),
        (float(1 - weight), Setting(column, 0.0)),
    )


_LOOKS: dict[FindingKind, Callable[[Possible], Iterator[_Open]]] = {
    "weight": _weights,
    "reply": _replies,
    "stance": _stances,
}


# What an answer is worth -------------------------------------------------------------

_Mixtures: TypeAlias = Sequence[tuple[float, Sequence[tuple[float, Seen]]]]
"""The answers: the chance of each, and a mixture of what is then seen."""
_Measure: TypeAlias = Callable[[_Mixtures], tuple[float, float]]
"""From the answers to the doubt before, and what they are expected to take of it."""


def _finding(
    map: ArgumentMap,
    one: _Open,
    seen: Mapping[Setting, Seen],
    base: Seen,
    measure: _Measure,
    *,
    exact: bool,
) -> Finding:
    answers = [
        (
            answer.chance,
            [
                (share, base if setting is None else seen[setting])
                for share, setting in answer.mixture
            ],
        )
        for answer in one.answers
    ]
    before, reduces = measure(answers)
    error = 0.0 if exact else _error(answers, measure)
    question, where = _words(map, one)
    return Finding(one.kind, one.id, one.actors, reduces, before, error, question, where)


def _error(answers: _Mixtures, measure: _Measure) -> float:
    """The standard error of what answers are worth, from batches of worlds."""
    worlds = len(answers[0][1][0][1].mass)
    if worlds < 2 * _BATCHES:
        return float("nan")
    cuts = [worlds * batch // _BATCHES for batch in range(_BATCHES + 1)]
    found = []
    for start, stop in pairwise(cuts):
        part = slice(start, stop)
        some = [
            (chance, [(share, seen.part(part)) for share, seen in mixture])
            for chance, mixture in answers
        ]
        found.append(measure(some)[1])
    middle = sum(found) / _BATCHES
    squares = sum((one - middle) ** 2 for one in found)
    return sqrt(squares / (_BATCHES - 1) / _BATCHES)


def _entropy(answers: _Mixtures) -> tuple[float, float]:
    """Entropy without an answer, and the mutual information of answer and label."""
    given = [(chance, _mixed(mixture)) for chance, mixture in answers]
    before = _entropy_of(_mixed_shares(given))
    after = sum(chance * _entropy_of(shares) for chance, shares in given)
    return before, _rounded(before - after)


def _mixed(mixture: Sequence[tuple[float, Seen]]) -> list[float]:
    return _mixed_shares([(share, seen.shares.tolist()) for share, seen in mixture])


def _mixed_shares(parts: Sequence[tuple[float, Sequence[float]]]) -> list[float]:
    """The mixture of distributions, each with its share."""
    columns = zip(*(shares for _, shares in parts), strict=True)
    return [
        sum(part * share for (part, _), share in zip(parts, column, strict=True))
        for column in columns
    ]


def _variance(answers: _Mixtures) -> tuple[float, float]:
    """Variance without an answer, and that of what is expected given the answer."""
    parts = [(chance * share, seen.mean, seen.variance) for chance, ((share, seen),) in answers]
    middle = sum(chance * mean for chance, mean, _ in parts)
    between = sum(chance * (mean - middle) ** 2 for chance, mean, _ in parts)
    within = sum(chance * variance for chance, _, variance in parts)
    return between + within, _rounded(between)


def _entropy_of(shares: Iterable[float]) -> float:
    """The entropy of a distribution, in bits."""
    return max(0.0, -sum(share * log2(share) for share in shares if share > 0))


def _rounded(gain: float) -> float:
    """A gain without what is due to rounding; it is never negative."""
    return max(0.0, round(gain, _DIGITS + 2))


# In words ----------------------------------------------------------------------------


def _table(
    possible: Possible,
    findings: Sequence[Finding],
    doubt: str,
    looked_at: int,
    passed_over: int,
) -> Table:
    map = possible.court.map
    helping = [finding for finding in findings if round(finding.reduces, _DIGITS) > 0]
    rows = [
        (
            rank,
            finding.kind,
            finding.question,
            float(f"{finding.reduces:.2g}"),
            None if possible.exact else float(f"{finding.error:.1g}"),
            finding.where,
        )
        for rank, finding in enumerate(helping[:_SHOWN], start=1)
    ]
    fewer = looked_at < len(possible.mass)
    return Table(
        f"What to find out about “{said(map.claim(possible.topic))}”",
        variant(
            map,
            f"{possible.court.theory.semantics} semantics",
            f"there is a doubt of {doubt}",
            *told([possible]),
            f"answers reckoned with in {counted(looked_at, 'world')}" if fewer else "",
        ),
        (
            "rank",
            "kind",
            "find out",
            f"less doubt ({'variance' if possible.gradual else 'bits'})",
            "±",
            "where to look",
        ),
        rows,
        note=_note(len(findings), len(helping), possible.seen.restless, passed_over),
    )


def _amount(doubt: float, unit: str) -> str:
    return f"{doubt:.3g} bits" if unit == "bits" else f"a variance of {doubt:.3g}"


def _note(looked_at: int, helping: int, restless: int, passed_over: int) -> str:
    more = f"{counted(helping - _SHOWN, 'thing')} more would help, less than these."
    idle = f"{looked_at - helping} would not help at all."
    rest = f"Strengths did not come to rest in {counted(restless, 'world')}, left out."
    further = f"{passed_over} further away were not looked at, for time's sake."
    kinds = (
        "A reply or stance that may come adds to the doubt, and is measured against what there"
        " is with it."
    )
    return " ".join(
        (
            *[more] * (helping > _SHOWN),
            *[idle] * (looked_at > helping),
            *[further] * bool(passed_over),
            *[rest] * bool(restless),
            kinds,
        )
    )


def _words(map: ArgumentMap, one: _Open) -> tuple[str, str | None]:
    """What to find out, and where to look."""
    record = map[one.id]
    if isinstance(record, Argument):
        asked = "there is a reply to this step" if one.kind == "reply" else "this step is good"
        return f"whether {asked}: {_step(map, record)}", cited(record.citations)
    claim = map.claim(one.id)
    if one.kind == "stance":
        return f"what {_asked(map, one.actors)} would say to “{said(claim)}”", cited(
            claim.citations
        )
    accepting = [one for one in map.stances_on(claim.id) if one.verdict == "accept"]
    voices = listed(inside(map.actor(stance.actor).name) for stance in accepting)
    via = listed(inside(map.actor(id).name) for stance in accepting for id in stance.via)
    where = "; ".join(filter(None, (cited(claim.citations), f"via {via}" if via else "")))
    by = f" (told by {voices})" if voices else ""
    return f"whether “{said(claim).removesuffix('.')}” is so{by}", where or None


def _asked(map: ArgumentMap, actors: Sequence[str]) -> str:
    """Whom to ask: by name if they are few."""
    names = [inside(map.actor(id).name) for id in actors]
    if len(names) <= _NAMED:
        return " or ".join(names)
    whole = set(actors) == {actor.id for actor in map.principals}
    who = "principals" if whole else "actors"
    return f"any of the {len(names)} {who} silent on it"


def _step(map: ArgumentMap, record: Argument) -> str:
    premises = " and ".join(f"“{said(map.claim(id))}”" for id in record.premises)
    undercuts = isinstance(map[record.target], Argument)
    aim = f"the step {record.target}" if undercuts else f"“{said(map.claim(record.target))}”"
    return f"{premises} {preposition(record)} {aim}"
