"""The map as each actor sees it: what its own verdicts lead to, beside what it wants.

An actor's view is the map with its verdicts on reasons taken for granted: what it accepts is
given in, and what it rejects given out, as in `argmap.analysis.acceptability`. By a gradual
theory that is a base weight of 1 or 0. Where it is neutral or of two minds it takes no side:
the claim is as the map has it, or weighs 1/2. Where it is silent there are two readings:

- `hears`: it hears the debate as the map has it. So an actor that says little sees nearly
  the whole map, which is what somebody would see who knows all arguments and weighs anew
  only those it has a verdict on.
- `ignores`: nothing else counts than what it accepts. The rest is not there, or weighs 0.

Positions are never given, nor is any other claim that is asked about. What an actor wants is
compared with what its reasons lead to, and the two are *at odds* where it accepts a position
that is out in its view, or rejects one that is in. A view is *thin* where little of what the
actor has a verdict on bears on a position: then it is the map that speaks. `rests_on` lists
the claims.

Actors may rank values. A value is a theme, the first part of a claim's; a step has that of
its first premise. An attack fails with an actor that ranks the theme of the target above
that of the attacker (Bench-Capon 2003). What has no theme, or one the actor does not rank,
is neither protected nor outranked. An attack on a premise that fails does not reach the step.

Corner cases. Claims that are linked as the same get one verdict; an actor that accepts one
and rejects the other is *torn*, and takes no side. A claim that is the same as a position is
not given either. Whoever accepts two rivals sees both stand. That a view is what follows from
somebody's verdicts is argmap's own; nobody need have drawn the conclusion.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

from attrs import field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.bipolar import Joint, to_bipolar
from argmap.analysis.held import Held, Reduction, holdings, reduction
from argmap.analysis.links import groups
from argmap.analysis.projections import Support, aimed
from argmap.analysis.standing import LABELS, Given, standings
from argmap.analysis.theory import Theory
from argmap.analysis.weights import Weights, base_weights
from argmap.analysis.wording import counted, listed, variant
from argmap.errors import (
    Fault,
    InvalidRecordError,
    NoPositionError,
    UnknownIdError,
    UnknownOptionError,
    did_you_mean,
    nearest,
)
from argmap.graph import signs_towards
from argmap.model import Argument, ArgumentMap, FrozenMapping
from argmap.semantics.bipolar import BipolarFramework
from argmap.semantics.gradual import strengths
from argmap.semantics.worlds import WorldLabel

__all__ = ["SILENCES", "Judgement", "Silence", "Verdicts", "View", "verdicts", "view"]

Silence: TypeAlias = Literal["hears", "ignores"]

_ORDER = "give orders by actor, such as washington=Security>Influence"
SILENCES: tuple[Silence, ...] = get_args(Silence)
"""What becomes of claims an actor is silent on."""

HEARD: dict[Silence, str] = {
    "hears": "where an actor is silent, it hears the map",
    "ignores": "nothing counts but what an actor accepts",
}
_GIVEN: dict[Held, Given] = {"accept": "in", "reject": "out"}
_WEIGHTS: dict[Held, float] = {"accept": 1.0, "reject": 0.0, "neutral": 0.5, "ambivalent": 0.5}
_WIDE = 8
"""Up to so many actors have a column each."""
_NOTE = (
    "A cell is what an actor wants, where it has a stance on the position, and what its verdicts"
    " on reasons lead to; “≠” marks where the two are at odds. “rests on” counts these verdicts:"
    " the fewer, the more it is the map that speaks, which says what stands without any."
)


# One actor's view --------------------------------------------------------------------


@frozen
class View:
    """The map as one actor sees it, before it is judged.

    `held` has the actor's verdicts on all claims it has one on. `given` maps claims to in or
    out, and `weights` claims to base weights, for theories of the one kind and the other;
    no position is in either, nor any claim `asked` about. `torn` are claims it both accepts
    and rejects, by claims that are the same. `failing` are attacks that fail by its values,
    each a con or rival and what it is aimed at.
    """

    map: ArgumentMap
    actor: str
    asked: tuple[str, ...]
    held: FrozenMapping = field(converter=FrozenMapping)
    given: FrozenMapping = field(converter=FrozenMapping)
    weights: FrozenMapping = field(converter=FrozenMapping)
    torn: tuple[str, ...]
    failing: tuple[tuple[str, str], ...]

    @property
    def sides(self) -> tuple[str, ...]:
        """The reasons it takes a side on: what it accepts or rejects, positions left out."""
        wanted = {*self.map.positions, *self.asked, *self.torn}
        return tuple(id for id, held in self.held.items() if held in _GIVEN and id not in wanted)

    def labels(self, theory: Theory) -> dict[str, WorldLabel]:
        """How claims and steps stand in this view, by a theory of either kind."""
        if theory.gradual:
            found = self.strengths(theory)
            return {id: theory.label(strength) for id, strength in found.items()}
        semantics: Any = theory.semantics  # a name of Dung's kind, which the theory has checked
        standing = standings(
            self.map,
            semantics,
            support=theory.support,
            links=theory.links,
            given=dict(self.given),
            evidence=theory.evidence,
            failing=self.failing,
        )
        return {id: LABELS[stands] for id, stands in standing.items()}

    def strengths(self, theory: Theory) -> dict[str, float]:
        """How strong claims and steps are in this view, by a gradual theory.

        Raises `NotConverged` if circles do not come to rest.
        """
        framework = to_bipolar(
            self.map,
            weights=base_weights(self.map, theory.weights) | dict(self.weights),
            joint=theory.joint,
            links=theory.links,
        )
        if self.failing:
            failing = set(self.failing)
            framework = BipolarFramework(
                framework.weights,
                [row for row in framework.attacks if row[:2] not in failing],
                framework.supports,
                framework.premises,
                joint=framework.joint,
            )
        return dict(strengths(framework, theory.semantics))


def view(
    map: ArgumentMap,
    actor: str,
    *,
    silence: Silence = "hears",
    members: bool = True,
    values: Iterable[str] | str = (),
    reduce: Reduction = "clash",
    links: bool = True,
    asked: Iterable[str] = (),
) -> View:
    """The map as one actor sees it, ready to be put to a theory.

    `asked` are claims besides the positions that are in question, and so are not given.
    `values` are themes, the most important first, as a list or as `"Security>Influence"`.
    The other options are as for `verdicts`. Raises `UnknownIdError` for an unknown actor,
    `UnknownOptionError` for another option, `InvalidRecordError` for values that are no themes.

    >>> import argmap
    >>> seen = view(argmap.example("iraq-withdrawal"), "washington")
    >>> dict(seen.given), seen.labels(Theory("grounded"))["leave-fast"]
    ({'vacuum': 'in'}, 'out')
    """
    if silence not in SILENCES:
        raise UnknownOptionError("silence", silence, SILENCES)
    held = holdings(map, actor, reduce=reduce, members=members)
    alike = groups(map, links=links)
    torn = tuple(id for group in alike for id in group if _is_torn(held, group))
    topics = tuple(map.claim(id).id for id in asked)
    closed = [group for group in alike if not {*map.positions, *topics}.intersection(group)]
    given, weights = _granted(held, closed, silence)
    failing = tuple(_failing(map, _ranks(map, values), links=links))
    return View(map, actor, topics, held, given, weights, torn, failing)


def _is_torn(held: Mapping[str, Held], group: Sequence[str]) -> bool:
    return {held.get(id) for id in group}.issuperset(_GIVEN)


def _granted(
    held: Mapping[str, Held], groups: Sequence[Sequence[str]], silence: Silence
) -> tuple[dict[str, Given], dict[str, float]]:
    """What is given in and out, and what weighs how much, in the view of an actor."""
    given: dict[str, Given] = {}
    weights: dict[str, float] = {}
    for group in groups:
        verdict = joint_verdict(held, group)
        stands = _GIVEN.get(verdict)
        if silence == "ignores" and stands is None:
            stands = "out"
        if stands:
            given |= dict.fromkeys(group, stands)
        weight = _WEIGHTS.get(verdict)
        if silence == "ignores" and verdict != "accept":
            weight = 0.0
        if weight is not None:
            weights |= dict.fromkeys(group, weight)
    return given, weights


def joint_verdict(held: Mapping[str, Held], group: Sequence[str]) -> Held:
    """The one verdict on claims that are the same; ambivalent where they differ.

    >>> joint_verdict({"a": "accept", "b": "reject"}, ["a", "b", "c"])
    'ambivalent'
    """
    verdicts = list(dict.fromkeys(held[id] for id in group if id in held))
    if len(verdicts) > 1:
        return "ambivalent"
    return verdicts[0] if verdicts else "silent"


# Values


def _ranks(map: ArgumentMap, values: Iterable[str] | str) -> dict[str, int]:
    """Each theme of an order of values, with its rank, 0 the first."""
    given = values.split(">") if isinstance(values, str) else values
    order = [value.strip() for value in given if value.strip()]
    known = dict.fromkeys(claim.themes[0] for claim in map.claims if claim.themes)
    faults = [
        Fault(f"no theme {value!r}", remedy=f"themes of this map are {listed(known)}")
        for value in dict.fromkeys(order)
        if value not in known
    ]
    faults += [
        Fault(f"{value!r} is ranked twice", remedy="rank each theme once")
        for value in dict.fromkeys(order)
        if order.count(value) > 1
    ]
    if faults:
        raise InvalidRecordError(faults, "values")
    return {value: rank for rank, value in enumerate(order)}


def _failing(
    map: ArgumentMap, ranks: Mapping[str, int], *, links: bool
) -> Iterator[tuple[str, str]]:
    """The attacks whose target ranks above them."""
    for source, aim in dict.fromkeys(aimed(map, links=links)) if ranks else ():
        mine, theirs = (ranks.get(_theme(map, id)) for id in (source, aim))
        if mine is not None and theirs is not None and theirs < mine:
            yield source, aim


def _theme(map: ArgumentMap, id: str) -> str:
    """The value of a claim or step; nothing where it has no theme."""
    record = map[id]
    claim = map.claim(record.premises[0] if isinstance(record, Argument) else id)
    return claim.themes[0] if claim.themes else ""


# All actors and positions ------------------------------------------------------------


@frozen
class Judgement:
    """One position as one actor sees it.

    `holds` is the actor's own verdict on the position. `follows` is the label that its
    reasons lead to, and `strength` the strength, if the theory is gradual; `on_map` is the
    label without them. `at_odds` says that it wants what is out, or rejects what is in.
    `rests_on` are the claims it takes a side on that bear on the position.
    """

    actor: str
    position: str
    holds: Held
    follows: WorldLabel
    strength: float | None
    on_map: WorldLabel
    at_odds: bool
    rests_on: tuple[str, ...]


@frozen(repr=False)
class Verdicts(Values[WorldLabel]):
    """A mapping from each actor to what follows, in its view, for the first position asked.

    `judgements` has all actors and positions. `left_out` are principals without a stance;
    `views` has each actor's view.
    """

    semantics: str
    judgements: tuple[Judgement, ...]
    views: FrozenMapping = field(converter=FrozenMapping)
    left_out: tuple[str, ...]

    def on(self, actor: str, position: str) -> Judgement:
        """One position as one actor sees it."""
        for judgement in self.judgements:
            if (judgement.actor, judgement.position) == (actor, position):
                return judgement
        kind = "actor" if actor not in self.views else "position"
        known = self.views if kind == "actor" else [one.position for one in self.judgements]
        raise UnknownIdError(
            actor if kind == "actor" else position, known, kind=f"answer for {kind}"
        )

    @property
    def at_odds(self) -> tuple[Judgement, ...]:
        """Where an actor's wants and reasons are at odds."""
        return tuple(one for one in self.judgements if one.at_odds)


def verdicts(
    map: ArgumentMap,
    actors: Iterable[str] | None = None,
    positions: Iterable[str] | None = None,
    *,
    semantics: str = "grounded",
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    silence: Silence = "hears",
    members: bool = True,
    values: Mapping[str, Any] | Iterable[str] = (),
    reduce: Reduction = "clash",
) -> Verdicts:
    """What follows for each position in the view of each actor, beside what the actor wants.

    Parameters
    ----------
    map, actors, positions
        Ids; by default all positions, and the principals with a stance of their own or, with
        `members`, of somebody who is part of them.
    semantics, support, links, weights, joint, threshold
        How views are judged; see `argmap.analysis.theory`.
    silence
        What becomes of claims an actor is silent on, as this module explains: `hears`, the
        usual, for to say nothing of an argument is not to deny it; or `ignores`.
    members
        Whether stances of those who are part of an actor count as its own. They do by
        default: a government tells its reasons through its prime minister and envoys, and
        without them most views would rest on next to nothing.
    values
        Orders of values by actor, each a list of themes or a text, or texts such as
        `"washington=Security>Influence"`.
    reduce
        How several stances on a claim become one; see `verdict_of`.

    Raises
    ------
    UnknownIdError, UnknownOptionError, InvalidRecordError, NoPositionError
        There is no such actor or claim, no such option, no such theme, no position to ask of.

    Examples
    --------
    >>> import argmap
    >>> found = verdicts(argmap.example("iraq-withdrawal"))
    >>> baghdad = found.on("baghdad", "leave")
    >>> baghdad.holds, baghdad.follows, baghdad.at_odds
    ('accept', 'out', True)
    >>> found.on("washington", "leave").rests_on
    ('vacuum',)
    """
    theory = Theory(
        semantics, support=support, links=links, weights=weights, joint=joint, threshold=threshold
    )
    what = [map.claim(id).id for id in _ids(positions, map.positions)]
    if not what:
        raise NoPositionError("the map has no position to judge; name some claims")
    spoken = [actor.id for actor in map.principals if holdings(map, actor.id, members=members)]
    who = [map.actor(id).id for id in _ids(actors, spoken)]
    orders = _orders(map, values, who)
    quiet = () if actors is not None else _quiet(map, spoken)
    views = {
        id: view(
            map,
            id,
            silence=silence,
            members=members,
            values=orders.get(id, ()),
            reduce=reduce,
            links=links,
            asked=what,
        )
        for id in who
    }
    on_map = View(map, "", (), {}, {}, {}, (), ()).labels(theory)
    bears = {position: signs_towards(map, position, links=links) for position in what}
    judgements = tuple(one for id in who for one in _judgements(views[id], theory, bears, on_map))
    by_id = {one.actor: one.follows for one in judgements if one.position == what[0]}
    return Verdicts(
        semantics,
        judgements,
        views,
        quiet,
        by_id=by_id,
        table=_table(
            map,
            judgements,
            " ".join((_NOTE, *_torn(views), *_left_out(map, quiet))),
            (
                *theory.words,
                HEARD[silence],
                reduction(reduce, members=members),
                *_ranked(orders),
            ),
        ),
    )


def _quiet(map: ArgumentMap, spoken: Collection[str]) -> tuple[str, ...]:
    return tuple(actor.id for actor in map.principals if actor.id not in spoken)


def _ids(given: Iterable[str] | None, usual: Iterable[str]) -> list[str]:
    if given is None:
        return list(usual)
    return [given] if isinstance(given, str) else list(dict.fromkeys(given))


def _orders(
    map: ArgumentMap, values: Mapping[str, Any] | Iterable[str], who: Collection[str]
) -> dict[str, Sequence[str]]:
    """Each actor's order of values; those of others, and second ones, are faults."""
    pairs = [*values.items()] if isinstance(values, Mapping) else [*_texts(values)]
    given = Counter(id for id, _ in pairs)
    known = {actor.id for actor in map.actors}
    faults = [
        Fault(f"no actor {id!r} in this map", remedy=did_you_mean(nearest(id, known)) or _ORDER)
        for id in given
        if id not in known
    ]
    faults += [
        Fault(f"{id!r} is given no order", remedy=_ORDER)
        for id, order in pairs
        if id in known and not order
    ]
    faults += [
        Fault(f"{id!r} is not among the actors asked", remedy="ask it too, or leave its values out")
        for id in given
        if id in known and id not in who
    ]
    faults += [
        Fault(f"{id!r} is given {count} orders", remedy="give it one")
        for id, count in given.items()
        if count > 1
    ]
    if faults:
        raise InvalidRecordError(faults, "values")
    return {id: order.split(">") if isinstance(order, str) else tuple(order) for id, order in pairs}


def _texts(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in (values,) if isinstance(values, str) else values:
        id, _, order = text.partition("=")
        yield id.strip(), order


def _judgements(
    seen: View,
    theory: Theory,
    bears: Mapping[str, Collection[str]],
    on_map: Mapping[str, WorldLabel],
) -> Iterator[Judgement]:
    found = seen.strengths(theory) if theory.gradual else {}
    labels = {} if theory.gradual else seen.labels(theory)
    for position, bearing in bears.items():
        holds: Held = seen.held.get(position, "silent")
        follows = theory.label(found[position]) if theory.gradual else labels[position]
        yield Judgement(
            seen.actor,
            position,
            holds,
            follows,
            found.get(position),
            on_map[position],
            (holds, follows) in {("accept", "out"), ("reject", "in")},
            tuple(id for id in seen.sides if id in bearing),
        )


# In words


def _ranked(orders: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for actor, order in orders.items():
        yield f"{actor} ranks {' above '.join(value.strip() for value in order)}"


def _table(
    map: ArgumentMap,
    judgements: Sequence[Judgement],
    note: str,
    options: Sequence[str],
) -> Table:
    who = list(dict.fromkeys(one.actor for one in judgements))
    columns, rows = _matrix(map, judgements, who) if len(who) <= _WIDE else _list(map, judgements)
    return Table(
        "The map as each actor sees it",
        variant(map, *options),
        columns,
        rows,
        note=note,
    )


def _torn(views: Mapping[str, View]) -> Iterator[str]:
    for actor, seen in views.items():
        if seen.torn:
            yield f"{actor} is torn, and takes no side, on {listed(seen.torn)}."


def _left_out(map: ArgumentMap, quiet: Sequence[str]) -> Iterator[str]:
    if quiet:
        names = listed(map.actor(id).name for id in quiet)
        yield f"Left out, for they have no stance: {names}."


def _matrix(
    map: ArgumentMap, judgements: Sequence[Judgement], who: Sequence[str]
) -> tuple[list[str], list[list[Cell]]]:
    """A row for each position and a column for each actor, and what their views rest on."""
    by_position: dict[str, list[Judgement]] = {}
    for one in judgements:
        by_position.setdefault(one.position, []).append(one)
    rows: list[list[Cell]] = [
        [position, ones[0].on_map, *(_cell(one) for one in ones)]
        for position, ones in by_position.items()
    ]
    rests = (
        len({id for one in judgements if one.actor == actor for id in one.rests_on})
        for actor in who
    )
    if rows:
        rows.append(["rests on", None, *(counted(number, "claim") for number in rests)])
    return ["position", "the map", *_headings(map, who)], rows


def _headings(map: ArgumentMap, who: Sequence[str]) -> Iterator[str]:
    """The actors' names, with their ids where a name would not tell them apart."""
    names = Counter(["position", "the map", *(map.actor(id).name for id in who)])
    for id in who:
        name = map.actor(id).name
        yield name if names[name] == 1 else f"{name} ({id})"


def _cell(one: Judgement) -> str:
    follows = one.follows if one.strength is None else f"{one.follows} {one.strength:.3f}"
    if one.holds == "silent":
        return follows
    return f"{one.holds} {'≠' if one.at_odds else '·'} {follows}"


def _list(map: ArgumentMap, judgements: Sequence[Judgement]) -> tuple[list[str], list[list[Cell]]]:
    """A row for each actor and position, where a column for each actor would be too many."""
    rows: list[list[Cell]] = [
        [
            map.actor(one.actor).name,
            one.position,
            one.on_map,
            _cell(one),
            counted(len(one.rests_on), "claim"),
        ]
        for one in judgements
    ]
    return ["actor", "position", "the map", "its view", "rests on"], rows
