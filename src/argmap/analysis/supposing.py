"""What changes if some things are otherwise: a map before and after, record by record.

Three kinds of supposition can be made, any number of them together:

- *Changes* take away, as `argmap.analysis.backing` explains: a step is dropped, a claim
  doubted, an actor changes its mind, a voice or source is discredited. What falls by them is
  not there, nor are the steps that need it.
- What is *accepted* or *rejected* is taken as settled. By a semantics of Dung's kind it is
  given in or out, as in `argmap.analysis.acceptability`; by a gradual one its base weight is
  1 or 0, and what bears on it still does.
- What is *weighed* has another base weight, by a gradual semantics alone.

The answer is by the same theories as that of `flips`, which finds the changes that this
question is given. A record that has fallen is out, or has a strength of 0.

Corner cases. What is accepted stands though nobody is left to say it: to accept it is to be
one who does. To accept what is doubted, dropped or rejected is a contradiction, and an error;
so is to weigh what is accepted or rejected, and so it is to suppose nothing. Changes that fell
nothing change nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from numbers import Real
from typing import Any

from attrs import field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.backing import Backing, Change, ChangeKind
from argmap.analysis.bipolar import Joint
from argmap.analysis.felling import conditions
from argmap.analysis.projections import Support, falling_with
from argmap.analysis.standing import Given, Standing, acceptability
from argmap.analysis.theory import Court, Theory
from argmap.analysis.weights import Weights
from argmap.analysis.wording import counted, says, variant
from argmap.errors import Fault, InvalidOptionError, InvalidRecordError, did_you_mean, nearest
from argmap.model import Argument, ArgumentMap, FrozenMapping
from argmap.semantics import gradual

__all__ = ["WhatIf", "what_if"]

_OPTIONS: dict[ChangeKind, str] = {
    "drop": "drop",
    "doubt": "doubt",
    "change of mind": "minds",
    "discredit": "discredit",
}
_ACTS: dict[ChangeKind, str] = {
    "drop": "drop a step",
    "doubt": "doubt a claim",
    "change of mind": "have an actor change its mind",
    "discredit": "discredit a voice or source",
}
_ACTED = (*_OPTIONS.values(),)
_SUPPOSED = (*_ACTED, "accept", "reject", "weigh")
_SEEN = 5e-4
"""A strength that moves by less moves no digit that is told."""


@frozen(repr=False)
class WhatIf(Values[Standing | float]):
    """A mapping from each claim and step to how it stands, or how strong it is, after all.

    `before` says the same of the map as it is. `changed` lists what stands otherwise than
    before, or whose strength has moved by more than asked, in the order of the map, and
    `fallen` why what is not there any more is not, in words.
    """

    before: FrozenMapping = field(converter=FrozenMapping)
    changed: tuple[str, ...]
    fallen: FrozenMapping = field(converter=FrozenMapping)
    changes: tuple[Change, ...]
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]
    weighed: FrozenMapping = field(converter=FrozenMapping)


def what_if(
    map: ArgumentMap,
    *,
    drop: Iterable[str] = (),
    doubt: Iterable[str] = (),
    minds: Iterable[str] = (),
    discredit: Iterable[str] = (),
    accept: Iterable[str] = (),
    reject: Iterable[str] = (),
    weigh: Mapping[str, float] | Iterable[str] = (),
    positions: Iterable[str] | None = None,
    semantics: str = "grounded",
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    moved: float = 0.01,
) -> WhatIf:
    """What changes if some things are otherwise, all of them together.

    Parameters
    ----------
    drop, doubt, minds, discredit
        Steps that are dropped, claims that are doubted, actors that change their mind, and
        voices and sources that are discredited.
    accept, reject
        Claims or steps that are taken as settled.
    weigh
        Other base weights: a mapping from id to weight, or texts such as `"vacuum=0.3"`.
    positions
        Claims that are told of whether they change or not, by default all positions.
    semantics, support, links, weights, joint, threshold
        The theory the map is put to; see `argmap.analysis.theory`.
    moved
        By how much a strength has to move, by a gradual semantics, to be told.

    Raises one `InvalidRecordError` for all ids that are not in the map, for suppositions
    that contradict each other, for weights that cannot be, and if nothing is supposed;
    `UnknownOptionError` for another semantics or reading; `NotConverged` if strengths do not
    come to rest.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> found = what_if(map, minds=["washington"])
    >>> dict(found.fallen)["vacuum-con-leave-fast"]
    'it needs vacuum, which falls'
    >>> found = what_if(map, minds=["washington"], drop=["no-quick-exit-con-leave-fast"])
    >>> found.before["stay"], found["stay"]
    ('in', 'undecided')
    """
    theory = Theory(
        semantics,
        support=support,
        links=links,
        weights=weights,
        joint=joint,
        threshold=threshold,
    )
    if not moved >= 0:
        raise InvalidOptionError("moved", moved, "less than 0", "give a share, such as 0.01")
    given = _Given(
        Court(map, theory),
        Backing(map, links),
        changes=(
            *(Change("drop", id) for id in _listed(drop)),
            *(Change("doubt", id) for id in _listed(doubt)),
            *(Change("change of mind", id) for id in _listed(minds)),
            *(Change("discredit", id) for id in _listed(discredit)),
        ),
        accepted=_listed(accept),
        rejected=_listed(reject),
        weighed=_read(weigh),
        shown=map.positions if positions is None else _listed(positions),
    )
    if faults := list(_faults(given)):
        raise InvalidRecordError(faults, "what if")
    return _answer(given, moved)


# What is supposed ---------------------------------------------------------------------


@frozen(eq=False)
class _Given:
    court: Court
    backing: Backing
    changes: tuple[Change, ...] = field(kw_only=True)
    accepted: tuple[str, ...] = field(kw_only=True)
    rejected: tuple[str, ...] = field(kw_only=True)
    weighed: tuple[tuple[str, Any], ...] = field(kw_only=True)
    shown: tuple[str, ...] = field(kw_only=True)

    @property
    def map(self) -> ArgumentMap:
        return self.court.map

    @property
    def theory(self) -> Theory:
        return self.court.theory

    def alike(self, id: str) -> tuple[str, ...]:
        """A claim and all that is the same, or a step."""
        return (id,) if isinstance(self.map[id], Argument) else self.backing.alike(id)

    def all_alike(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(other for id in ids for other in self.alike(id))


def _listed(ids: Iterable[str]) -> tuple[str, ...]:
    given = ids.split(",") if isinstance(ids, str) else ids
    return tuple(dict.fromkeys(id.strip() for id in given))


def _read(weigh: Mapping[str, float] | Iterable[str]) -> tuple[tuple[str, Any], ...]:
    """Ids and what each is to weigh; `"vacuum=0.3"` is a text that says both."""
    if isinstance(weigh, Mapping):
        return tuple(weigh.items())
    return tuple(_split(text) for text in _listed(weigh))


def _split(text: str) -> tuple[str, Any]:
    id, _, value = text.partition("=")
    try:
        return id.strip(), float(value)
    except ValueError:
        return id.strip(), value.strip()


def _faults(given: _Given) -> Iterator[Fault]:
    """Everything that is wrong with what is supposed."""
    if not (given.changes or given.accepted or given.rejected or given.weighed):
        yield Fault("nothing is supposed", remedy=f"give at least one of {', '.join(_SUPPOSED)}")
    unknown = list(_unknown(given))
    yield from unknown
    yield from _unweighable(given)
    if unknown:
        return
    doubted = given.all_alike(
        change.id for change in given.changes if change.kind in {"drop", "doubt"}
    )
    accepted, rejected = given.all_alike(given.accepted), given.all_alike(given.rejected)
    for id in given.accepted:
        if id in doubted:
            yield Fault(f"{id!r} is accepted, but doubted or dropped", remedy="choose one")
        if id in rejected:
            yield Fault(f"{id!r} is accepted and rejected", remedy="choose one")
    for id, _ in given.weighed:
        if id in accepted or id in rejected:
            remedy = "leave one out: to accept is to weigh 1, to reject 0"
            yield Fault(f"{id!r} is weighed, and accepted or rejected", remedy=remedy)


def _unknown(given: _Given) -> Iterator[Fault]:
    map = given.map
    claims = [claim.id for claim in map.claims]
    steps = [argument.id for argument in map.arguments]
    actors = [actor.id for actor in map.actors]
    kinds: dict[ChangeKind, tuple[str, list[str]]] = {
        "drop": ("argument", steps),
        "doubt": ("claim", claims),
        "change of mind": ("actor", actors),
        "discredit": ("source or voice", [*given.backing.sources, *actors]),
    }
    wanted: list[tuple[str, list[str], str, str]] = [
        (*kinds[change.kind], change.id, _OPTIONS[change.kind]) for change in given.changes
    ]
    both = ("claim or argument", [*claims, *steps])
    wanted += [(*both, id, "accept") for id in given.accepted]
    wanted += [(*both, id, "reject") for id in given.rejected]
    wanted += [(*both, id, "weigh") for id, _ in given.weighed]
    wanted += [("claim", claims, id, "positions") for id in given.shown]
    for kind, known, id, where in wanted:
        if id not in known:
            meant = next((other for other, (_, ids) in kinds.items() if id in ids), None)
            article = "an" if kind[0] in "aeiou" else "a"
            remedy = (
                f"to {_ACTS[meant]}, use {_OPTIONS[meant]}={id}"
                if meant and where in _ACTED
                else did_you_mean(nearest(id, known)) or f"give the id of {article} {kind}"
            )
            yield Fault(f"no {kind} {id!r} in this map", where, remedy)


def _unweighable(given: _Given) -> Iterator[Fault]:
    if given.weighed and not given.theory.gradual:
        said = f"weights play no part under {given.theory.semantics} semantics"
        remedy = "choose a gradual one, such as quadratic-energy, or leave `weigh` out"
        yield Fault(said, "weigh", remedy)
    seen: dict[str, Any] = {}
    for id, value in given.weighed:
        if not isinstance(value, Real) or isinstance(value, bool) or not 0 <= float(value) <= 1:
            remedy = f"give a share between 0 and 1, such as {id}=0.3"
            yield Fault(f"weight {value!r} of {id!r} is outside 0..1", "weigh", remedy)
        elif seen.setdefault(id, value) != value:
            said = f"{id!r} is to weigh {seen[id]:g} and {float(value):g}"
            yield Fault(said, "weigh", "give it once")


# Before and after ---------------------------------------------------------------------


def _answer(given: _Given, moved: float) -> WhatIf:
    fallen = _fallen(given)
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    if given.theory.gradual:
        before, after, why = _strengths(given, fallen)
        changed = [id for id in before if abs(after[id] - before[id]) > moved]
    else:
        before, after, why = _standings(given, fallen)
        changed = [id for id in before if after[id] != before[id]]
    shown = dict.fromkeys((*given.shown, *changed))
    rows = [_row(given, id, before, after, fallen.get(id) or why.get(id)) for id in shown]
    return WhatIf(
        before,
        tuple(changed),
        fallen,
        given.changes,
        given.accepted,
        given.rejected,
        dict(given.weighed),
        by_id=after,
        table=Table(
            f"What if {_supposed(given)}",
            variant(given.map, *given.theory.words),
            ("record", "says", "before", "after", "because"),
            rows,
            note=_note(given, changed, fallen, moved),
        ),
    )


def _fallen(given: _Given) -> dict[str, str]:
    """What is not there after the changes, and why; what is accepted stays."""
    kept = given.all_alike(given.accepted)
    ways = conditions(given.backing, given.changes, most=max(len(given.changes), 1))
    felled = {
        id: " and ".join(change.words(given.map) for change in sorted(ways[id][0]))
        for id in given.backing.fallen(given.changes)
        if id not in kept
    }
    support: Support = "necessary" if given.theory.gradual else given.theory.support
    links = given.theory.links
    along = {
        other: _along(given, other, id)
        for id in felled
        for other in falling_with(given.map, id, support=support, links=links)
        if other not in kept
    }
    return {id: (along | felled)[id] for id in given.court.ids if id in along}


def _along(given: _Given, id: str, fallen: str) -> str:
    record = given.map[id]
    if not isinstance(record, Argument):
        return f"it says the same as {fallen}, which falls"
    felled = given.alike(fallen)
    for premise in record.premises:
        if premise in felled:
            return f"it needs {premise}, which falls"
    return f"it argues for {record.target}, which falls"


def _standings(
    given: _Given, fallen: Mapping[str, str]
) -> tuple[dict[str, Standing], dict[str, Standing], dict[str, str]]:
    """How everything stands before and after, and why it stands so after."""
    theory: Any = given.theory
    options = {"support": theory.support, "links": theory.links}
    settled: dict[str, Given] = dict.fromkeys(given.all_alike(given.rejected), "out")
    settled |= dict.fromkeys(given.accepted, "in")
    settled |= dict.fromkeys(fallen, "out")
    before = acceptability(given.map, theory.semantics, **options)
    after = acceptability(given.map, theory.semantics, given=settled, **options)
    why = {str(row["record"]): str(row["because"]) for row in after.to_dicts()}
    why |= dict.fromkeys(given.all_alike(given.accepted), "it is accepted")
    why |= dict.fromkeys(given.all_alike(given.rejected), "it is rejected")
    return dict(before), dict(after), why


def _strengths(
    given: _Given, fallen: Mapping[str, str]
) -> tuple[dict[str, float], dict[str, float], dict[str, str]]:
    """How strong everything is before and after, and what moved it."""
    framework: Any = given.court.bipolar
    settled = dict(given.weighed) | dict.fromkeys(given.accepted, 1.0)
    settled |= dict.fromkeys(given.rejected, 0.0)
    semantics = given.theory.semantics
    before = gradual.strengths(framework, semantics)
    left = framework.with_weights(settled).without(fallen)
    found = gradual.strengths(left, semantics)
    after = {id: found[id] if id in left else 0.0 for id in framework.ids}
    pulls: dict[str, list[str]] = {}
    for sign, rows in (
        ("−", framework.attacks),
        ("+", framework.supports),
        ("needs", framework.premises),
    ):
        for source, target, _ in rows:
            if abs(after[source] - before[source]) > _SEEN:
                pull = f"{sign} {source} {before[source]:.3f} → {after[source]:.3f}"
                pulls.setdefault(target, []).append(pull)
    why = {id: ", ".join(told) for id, told in pulls.items()}
    base = framework.weights
    for id, weight in settled.items():
        moved = [f"it weighs {weight:g} instead of {base[id]:g}", *filter(None, [why.get(id)])]
        why[id] = ", ".join(moved)
    return dict(before), after, why


# In words -----------------------------------------------------------------------------


def _supposed(given: _Given) -> str:
    told = chain(
        (change.words(given.map) for change in given.changes),
        (f"{id} is accepted" for id in given.accepted),
        (f"{id} is rejected" for id in given.rejected),
        (f"{id} weighs {value:g}" for id, value in given.weighed),
    )
    return "; ".join(told)


def _row(
    given: _Given,
    id: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    why: str | None,
) -> tuple[Cell, ...]:
    return id, says(given.map, id), *(_told(values[id]) for values in (before, after)), why


def _told(value: Standing | float) -> Cell:
    return round(value, 3) if isinstance(value, float) else value


def _note(given: _Given, changed: Sequence[str], fallen: Mapping[str, str], moved: float) -> str:
    how = f"move by more than {moved:g}" if given.theory.gradual else "stand otherwise than before"
    positions = sum(1 for id in changed if id in given.shown)
    note = (
        f"{_counted(given, changed)} {how}, among them {positions} of the {len(given.shown)}"
        " told first, which are told whether they change or not."
    )
    if not fallen:
        return note
    rest = sum(1 for id in fallen if id not in changed and id not in given.shown)
    unmoved = f", of which {rest} were out before and are not told" if rest else ""
    return f"{note} {_counted(given, tuple(fallen))} fall{unmoved}."


def _counted(given: _Given, ids: Sequence[str]) -> str:
    steps = sum(1 for id in ids if isinstance(given.map[id], Argument))
    return f"{counted(len(ids) - steps, 'claim')} and {counted(steps, 'step')}"
