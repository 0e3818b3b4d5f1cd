"""How sure a verdict is: in what share of possible worlds it holds, and what it rests on.

The verdict is the label of the claim in the map as it is. `argmap.analysis.possible` says
what a world is: one with some claims and steps and without others for semantics of Dung's
(Li, Oren & Norman 2011; Hunter 2013), one with other base weights for gradual ones. The
share of worlds in which the claim has the same label is asked of several theories, since no
theory is sure either, and on each rung of the attribution ladder, where the verdict is that
of what is known on this rung and firmer ones.

Shares come with their 95 % intervals (Wilson 1927), which tell what more worlds might change
and not whether the weights are right. Worlds are drawn with a seed, the same for all theories
and rungs, or all reckoned if there are no more than were to be drawn.

*Swings* are the bars of a tornado diagram (Howard 1988): how often the verdict holds, or how
strong the claim is, with one record at its low end and at its high end and all others as they
were. They go by the first theory asked for.

A verdict is an *artefact* of whoever wrote the map down if it is another one without the
rung `analyst`: if relations that nobody stated, and nobody was reported or seen to imply,
decide it.

Corner cases. A map whose weights are all 0 or 1 has one world. Worlds in which strengths do
not come to rest bear no verdict out, and are counted. Where nothing bears on the claim it is
*untouched*: in by labels, of its own weight by strengths. That is no finding, and is said.
Rungs of the same relations and weights are reckoned once. Those with the same outcome share a
row of the table, and have none if the outcome is that of the whole map all the way down.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import cycle, groupby
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, field, frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.bipolar import Joint
from argmap.analysis.links import same_as
from argmap.analysis.possible import Possible, by_label, check_draw, told, wilson
from argmap.analysis.projections import Support
from argmap.analysis.theory import Court, Theory
from argmap.analysis.weights import Weights, base_weights
from argmap.analysis.wording import counted, said, says, variant
from argmap.errors import Fault, InvalidRecordError, UnknownIdError
from argmap.model import BASES, RIVALRIES, Argument, ArgumentMap, Basis, FrozenMapping
from argmap.semantics.worlds import WORLD_LABELS, WorldLabel

if TYPE_CHECKING:
    from argmap.analysis.possible import Seen

__all__ = ["Outcome", "Robustness", "Swing", "robustness"]

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

_THEORIES = ("grounded", "preferred", "quadratic-energy", "df-quad")
_LAST = BASES[-1]
_SHOWN = 3
_EDGE = 0.001
"""A strength so close to the threshold is said to be on it."""


@frozen
class Outcome:
    """How sure the verdict is by one theory, on the records down to one rung.

    `label` is the verdict, and `strength` the claim's own in the map as it is, if the theory
    is gradual. `share` is the share of worlds with that label, between `low` and `high` with
    95 % confidence; `shares` has all labels. `mean` and `deviation` are of the strength over
    worlds. Of so many `worlds`, strengths did not come to rest in `restless`. `exact` says
    whether the worlds are all there are, and `uncertain` counts the records they differ in.
    A strength `on_edge` is so close to the threshold that the label says little. A claim is
    `untouched` if no step and no rival bears on it, nor on what is the same.
    """

    semantics: str
    basis: Basis
    label: WorldLabel
    strength: float | None
    share: float
    low: float
    high: float
    shares: FrozenMapping = field(converter=FrozenMapping)
    mean: float | None
    deviation: float | None
    worlds: int
    restless: int
    exact: bool
    uncertain: int
    on_edge: bool
    untouched: bool


@frozen
class Swing:
    """What becomes of a verdict if one record is at its low end, and at its high end.

    `weight` is what it has; `at_low` and `at_high` are the shares of worlds with the verdict,
    or the claim's mean strengths by a gradual theory.
    """

    id: str
    weight: float
    at_low: float
    at_high: float

    @property
    def size(self) -> float:
        """How far the two ends are apart."""
        return abs(self.at_high - self.at_low)


@frozen(repr=False)
class Robustness(Answer):
    """How sure the verdict on a position is.

    `outcomes` has one for each theory and rung, the whole map before firmer rungs. `swings`
    has every uncertain record that may bear on the position, the widest first, by the first
    theory in so many `swing_worlds`; `tornado` is their table. On a large map they are those
    nearest to the position, and `passed_over` says how many more there are. `artefacts` are
    the theories by which the verdict is another one without the rung `analyst`. `sentence`
    says it all.
    """

    position: str
    seed: int
    spread: float
    outcomes: tuple[Outcome, ...]
    swings: tuple[Swing, ...]
    swing_worlds: int
    passed_over: int
    artefacts: tuple[str, ...]
    sentence: str
    tornado: Table

    @property
    def artefact(self) -> bool:
        """Whether relations of the rung `analyst` decide the verdict, by any of the theories."""
        return bool(self.artefacts)

    def by(self, semantics: str, *, basis: Basis = _LAST) -> Outcome:
        """The outcome by one theory, on the whole map or on one rung."""
        for outcome in self.outcomes:
            if (outcome.semantics, outcome.basis) == (semantics, basis):
                return outcome
        known = (outcome.semantics for outcome in self.outcomes)
        raise UnknownIdError(semantics, known, kind=f"outcome on the rung {basis!r} by")


def robustness(
    map: ArgumentMap,
    position: str | None = None,
    *,
    worlds: int = 1000,
    seed: int = 0,
    spread: float = 0.2,
    semantics: Iterable[str] = _THEORIES,
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    rungs: bool = True,
) -> Robustness:
    """In what share of possible worlds the verdict on a position holds, and what it rests on.

    Parameters
    ----------
    map, position
        Any claim may be asked about; the motion is by default.
    worlds, seed
        How many worlds are drawn by each theory, and the seed they are drawn with. Where
        no more are possible, all are reckoned.
    spread
        How uncertain weights are by gradual theories, from 0, not at all, to 1.
    semantics
        Names of semantics, of Dung's kind or gradual. Swings go by the first.
    support, links, weights, joint, threshold
        How the map is put to them; see `argmap.analysis.theory`. `weights` are also the
        chances by which records are there, by semantics of Dung's.
    rungs
        Whether to ask on firmer rungs of the attribution ladder too.

    Raises
    ------
    NoPositionError, UnknownIdError, UnknownOptionError, InvalidRecordError
        There is no motion, no such claim, no such option, no world to draw.

    Examples
    --------
    >>> import argmap
    >>> found = robustness(argmap.example("iraq-withdrawal"), semantics=["grounded"])
    >>> outcome = found.by("grounded")
    >>> outcome.label, outcome.share > 0.9, found.artefact
    ('out', True, False)
    """
    motion = (map.motion if position is None else map.claim(position)).id
    theories = [
        Theory(
            name, support=support, links=links, weights=weights, joint=joint, threshold=threshold
        )
        for name in _named(semantics)
    ]
    check_draw(worlds, seed, spread)
    whole = [
        Possible(Court(map, theory), motion, worlds=worlds, seed=seed, spread=spread)
        for theory in theories
    ]
    rows = _distinct(map, (_LAST, *(BASES[-2::-1] if rungs else ())), weights)
    possible = [
        one for each in whole for one in (each, *(_on(each, bases[0]) for bases in rows[1:]))
    ]
    outcomes = tuple(
        _outcome(one, basis)
        for one, bases in zip(possible, cycle(rows), strict=False)
        for basis in bases
    )
    artefacts = tuple(one.court.theory.semantics for one in whole if _is_artefact(one))
    bare = all(_untouched(_on(one, BASES[-2])) for one in whole if _is_artefact(one))
    swings, swing_worlds = _swings(whole[0])
    turns = [_quoted(map, swing.id) for swing in swings[:_SHOWN] if swing.size > 0]
    sentence = _sentence(said(map.claim(motion)), outcomes, artefacts, turns, bare=bare)
    return Robustness(
        motion,
        seed,
        spread,
        outcomes,
        swings,
        swing_worlds,
        len(whole[0].uncertain) - len(swings),
        artefacts,
        sentence,
        _tornado(map, whole[0], swings, swing_worlds),
        table=_table(map, motion, list(_alike(outcomes)), possible, sentence),
    )


def _named(semantics: Iterable[str]) -> tuple[str, ...]:
    """The names of theories, at least one."""
    names = (semantics,) if isinstance(semantics, str) else tuple(dict.fromkeys(semantics))
    if not names:
        fault = Fault("no semantics given", remedy="name one, such as grounded")
        raise InvalidRecordError([fault], "theories")
    return names


def _distinct(
    map: ArgumentMap, bases: Iterable[Basis], weights: Weights
) -> tuple[tuple[Basis, ...], ...]:
    """The rungs, those together on which there are the same relations and weights."""
    found: dict[Hashable, list[Basis]] = {}
    for basis in bases:
        part = map.on(basis=basis)
        weighed = tuple(base_weights(part, weights).items())
        found.setdefault((part.arguments, part.links, weighed), []).append(basis)
    return tuple(tuple(some) for some in found.values())


def _on(whole: Possible, basis: Basis) -> Possible:
    """The same on the records down to a rung, drawn with the same luck."""
    court = Court(whole.court.map.on(basis=basis), whole.court.theory)
    return evolve(whole, court=court, whole=whole.court)


def _label(seen: "Seen") -> WorldLabel:
    return WORLD_LABELS[int(seen.codes[0])]


def _is_artefact(whole: Possible) -> bool:
    """Whether the verdict is another one without what the encoder added."""
    return _label(_on(whole, BASES[-2]).verdict) != _label(whole.verdict)


def _untouched(possible: Possible) -> bool:
    """Whether no step and no rival bears on the claim, or on what is the same."""
    map, links = possible.court.map, possible.court.theory.links
    alike = same_as(map, possible.topic) if links else (possible.topic,)
    return not any(
        map.arguments_on(one)
        or (links and any(link.kind in RIVALRIES for link in map.links_of(one)))
        for one in alike
    )


def _outcome(possible: Possible, basis: Basis) -> Outcome:
    verdict, seen = possible.verdict, possible.seen
    shares = by_label(seen.shares)
    label = _label(verdict)
    share, worlds = min(1.0, shares[label]), len(seen.mass)
    low, high = (share, share) if possible.exact else wilson(share * worlds, worlds)
    gradual, theory = possible.gradual, possible.court.theory
    return Outcome(
        theory.semantics,
        basis,
        label,
        float(verdict.values[0]) if gradual else None,
        share,
        low,
        high,
        shares,
        seen.mean if gradual else None,
        sqrt(seen.variance) if gradual else None,
        worlds,
        seen.restless,
        possible.exact,
        len(possible.uncertain),
        gradual and abs(float(verdict.values[0]) - theory.threshold) < _EDGE,
        _untouched(possible),
    )


def _swings(possible: Possible) -> tuple[tuple[Swing, ...], int]:
    """Every uncertain record at both its ends, and the number of worlds looked at."""
    columns = possible.uncertain[: possible.most_settings // 2]
    settings = [end for column in columns for end in possible.ends(column)]
    worlds = possible.affordable(len(settings))
    seen = possible.seen_with(settings, worlds=worlds)
    label = _label(possible.verdict)
    ends = [one.mean if possible.gradual else by_label(one.shares)[label] for one in seen]
    swings = [
        Swing(possible.court.ids[column], float(possible.chances[column]), low, high)
        for column, low, high in zip(columns, ends[::2], ends[1::2], strict=True)
    ]
    return tuple(sorted(swings, key=lambda swing: -round(swing.size, 12))), worlds


# In words ----------------------------------------------------------------------------


def _table(
    map: ArgumentMap,
    motion: str,
    outcomes: Sequence[Sequence[Outcome]],
    possible: Sequence[Possible],
    sentence: str,
) -> Table:
    return Table(
        f"How sure the verdict on “{said(map.claim(motion))}” is",
        variant(map, *told(possible)),
        (
            "by",
            "records",
            "verdict",
            "holds in %",
            "at least",
            "at most",
            "in",
            "out",
            "undecided",
            "strength",
        ),
        [_row(same) for same in outcomes],
        note=sentence,
    )


def _alike(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """Each theory's outcome on the whole map, and those on firmer rungs, equal ones together.

    Those that are as on the whole map all the way down are not told again.
    """
    for _, some in groupby(outcomes, lambda one: one.semantics):
        whole, *firmer = some
        yield [whole]
        rows = [list(same) for _, same in groupby(firmer, lambda one: evolve(one, basis=_LAST))]
        if len(rows) > 1 or any(evolve(one, basis=_LAST) != whole for one in firmer):
            yield from rows


def _row(same: Sequence[Outcome]) -> tuple[Cell, ...]:
    """The outcome by one theory, on rungs where it is the same."""
    one = same[0]
    percent = [one.share, one.low, one.high, *(one.shares[label] for label in ("in", "out"))]
    unsettled = one.shares["undecided"] + one.shares["undefined"]
    return (
        one.semantics,
        "all" if one.basis == _LAST else f"to {_and([each.basis for each in same])}",
        f"{one.label}, untouched" if one.untouched else one.label,
        *(round(100 * share, 1) for share in (*percent, unsettled)),
        None if one.strength is None else round(one.strength, 6),
    )


def _tornado(map: ArgumentMap, possible: Possible, swings: Sequence[Swing], worlds: int) -> Table:
    gradual, semantics = possible.gradual, possible.court.theory.semantics
    what = "mean strength" if gradual else "% of worlds with the verdict"
    ends = ("light", "heavy") if gradual else ("not there", "there")
    scale = 1 if gradual else 100
    moving = [swing for swing in swings if swing.size > 0]
    idle, further = len(swings) - len(moving), len(possible.uncertain) - len(swings)
    note = [f"{counted(idle, 'uncertain record')} more would change nothing."] * bool(idle)
    note += [f"{further} further away were not looked at, for time's sake."] * bool(further)
    return Table(
        f"What the verdict on “{said(map.claim(possible.topic))}” turns on",
        variant(map, f"{semantics}, {what}", f"{counted(worlds, 'world')} for each end"),
        ("record", "says", "weight", *ends, "swing"),
        [
            (
                swing.id,
                says(map, swing.id),
                swing.weight,
                *(round(scale * end, 3) for end in (swing.at_low, swing.at_high, swing.size)),
            )
            for swing in moving
        ],
        note=" ".join(note),
    )


def _quoted(map: ArgumentMap, id: str) -> str:
    """A claim by what it says, a step by what it says of claims."""
    record = map[id]
    if not isinstance(record, Argument):
        return f"“{said(map.claim(id)).rstrip('.')}”"
    premises = " and ".join(_quoted(map, premise) for premise in record.premises)
    return f"the step from {premises} to {_quoted(map, record.target)}"


def _sentence(
    says: str,
    outcomes: Sequence[Outcome],
    artefacts: Sequence[str],
    turns: Sequence[str],
    *,
    bare: bool,
) -> str:
    whole = [one for one in outcomes if one.basis == _LAST]
    first = f"That “{says.rstrip('.')}” is {'; '.join(_verdicts(whole))}."
    return " ".join(
        (
            first,
            *_bare(whole),
            *_on_rungs(outcomes),
            *_on_edge(outcomes),
            *_owed(whole, artefacts, bare=bare),
            *_turning(turns),
            *_restless(whole),
        )
    )


def _verdicts(whole: Sequence[Outcome]) -> Iterator[str]:
    """The theories that agree on a label, with the share of worlds of each."""
    worlds = " of worlds"
    for label in dict.fromkeys(one.label for one in whole):
        shares = _grouped((_percent(one), one.semantics) for one in whole if one.label == label)
        words = []
        for (share, interval), names in shares.items():
            words.append(f"in {share}{worlds}{interval} by {_and(names)}")
            worlds = ""
        yield f"“{label}” {', '.join(words)}"


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _percent(one: Outcome) -> tuple[str, str]:
    """A share, and the interval it lies in, if it is not known exactly."""
    share, low, high = (f"{round(100 * end, 1):g}" for end in (one.share, one.low, one.high))
    return f"{share} %", "" if low == high else f" ({low} to {high})"


def _bare(whole: Sequence[Outcome]) -> Iterator[str]:
    if all(one.untouched for one in whole):
        yield "Nothing in the map bears on it, so that is no finding."


def _on_rungs(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """On which rungs the verdict is another one; nothing if none were asked."""
    whole = {one.semantics: one.label for one in outcomes if one.basis == _LAST}
    firmer = [one for one in outcomes if one.basis != _LAST]
    other = [one for one in firmer if one.label != whole[one.semantics]]
    if firmer and not other:
        yield "It is the same on every rung."
    found = _grouped((one.basis, one) for one in other)
    alike = _grouped((_differing(some), f"“{basis}”") for basis, some in found.items())
    parts = [f"on records down to {_or(rungs)}{words}" for words, rungs in alike.items()]
    if parts:
        yield f"But {'; '.join(parts)}."


def _differing(other: Sequence[Outcome]) -> str:
    """What the verdict is on a rung by the theories by which it is another one."""
    bare = ", where nothing bears on it," if all(one.untouched for one in other) else ""
    labels = _grouped((one.label, one.semantics) for one in other)
    told = [f"“{label}” by {_and(names)}" for label, names in labels.items()]
    return f"{bare} it is {', '.join(told)}"


def _on_edge(outcomes: Sequence[Outcome]) -> Iterator[str]:
    edges = _grouped((one.semantics, one) for one in outcomes if one.on_edge and not one.untouched)
    for name, some in edges.items():
        strengths = _grouped((f"{one.strength:.6g}", one) for one in some)
        told = [f"{strength}{_down_to(same)}" for strength, same in strengths.items()]
        yield f"By {name} it is on the very edge: its strength is {_and(told)}."


def _down_to(same: Sequence[Outcome]) -> str:
    if same[0].basis == _LAST:
        return ""
    return f" on records down to {_or([f'“{one.basis}”' for one in same])}"


def _owed(whole: Sequence[Outcome], artefacts: Sequence[str], *, bare: bool) -> Iterator[str]:
    if not artefacts:
        yield "It does not hang on relations that only the analyst drew."
        return
    by = "" if len(artefacts) == len(whole) else f" by {_and(artefacts)}"
    then = "nothing bears on it" if bare else "the verdict is another one"
    yield (
        f"It is an artefact of the analyst's own relations{by}: without those that nobody stated"
        f" or implied, {then}."
    )


def _turning(turns: Sequence[str]) -> Iterator[str]:
    if turns:
        yield f"It turns most on {_and(turns)}."


def _restless(whole: Sequence[Outcome]) -> Iterator[str]:
    for one in whole:
        if one.restless:
            worlds = counted(one.restless, "world")
            yield f"By {one.semantics} strengths did not come to rest in {worlds}."


def _and(words: Sequence[str], *, by: str = "and") -> str:
    *others, last = words
    return f"{', '.join(others)} {by} {last}" if others else last


def _or(words: Sequence[str]) -> str:
    return _and(words, by="or")
