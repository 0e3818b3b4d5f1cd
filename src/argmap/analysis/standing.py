"""What stands once all replies are heard, by the rules of abstract argumentation.

The map becomes a framework by `to_framework`, and a semantics of `argmap.semantics.dung`
says which sets of claims and steps can be held together (Dung 1995). Under `grounded`,
`ideal` and `eager` there is one such set, and each record has a label (Caminada 2006):

- *in*: whatever attacks it is out;
- *out*: something that is in attacks it;
- *undecided*: neither.

Under the others there may be several, and each record has a status: *skeptical*, in every
one; *credulous*, in some and not in all; *rejected*, in none; *undefined* where there is no
set at all, which only `stable` allows.

Grounded, the usual, is the most cautious: it takes no side that the replies do not force.
Rivals with nothing against them but each other stay undecided, and so do their steps.

Corner cases. A claim that nothing attacks is in, though nothing supports it. One unanswered
con outweighs any number of pros, for nothing is weighed here; see `argmap.analysis.strengths`.
Weights, stances and sources play no part.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from attrs import evolve, field, frozen

from argmap.analysis.answer import Table, Values
from argmap.analysis.evidence import repeated
from argmap.analysis.links import same_as
from argmap.analysis.projections import READINGS, Hit, Support, falling_with, hits, to_framework
from argmap.analysis.wording import only_those, says, variant
from argmap.errors import Fault, InvalidRecordError, UnknownIdError, UnknownOptionError
from argmap.model import Argument, ArgumentMap, FrozenMapping
from argmap.semantics import dung
from argmap.semantics.framework import Framework
from argmap.semantics.worlds import WorldLabel

__all__ = ["LABELS", "Acceptability", "Given", "Standing", "acceptability", "standings"]

Given: TypeAlias = Literal["in", "out"]
Standing: TypeAlias = Literal[
    "in", "out", "undecided", "skeptical", "credulous", "rejected", "undefined"
]

LABELS: Mapping[Standing, WorldLabel] = MappingProxyType(
    {
        "in": "in",
        "skeptical": "in",
        "out": "out",
        "rejected": "out",
        "undecided": "undecided",
        "credulous": "undecided",
        "undefined": "undefined",
    }
)
"""What a standing comes to where several theories are told with the same words."""

_GIVEN: tuple[Given, ...] = get_args(Given)
_LABELLED = ("grounded", "ideal", "eager")
"""Semantics with exactly one extension: a label says more than a status."""
_STATUS: dict[Given, Standing] = {"in": "skeptical", "out": "rejected"}
_NOTE = (
    "A claim that nothing attacks stands, though nothing supports it; a pro does not save its "
    "target, and nothing is weighed."
)


@frozen(repr=False)
class Acceptability(Values[Standing]):
    """A mapping from the id of each claim and argument to how it stands.

    `given` maps what was taken for granted to `in` or `out`, with all that is linked to it
    as the same.
    """

    semantics: dung.Semantics
    support: Support
    given: FrozenMapping = field(converter=FrozenMapping)

    def ids(self, standing: Standing) -> tuple[str, ...]:
        """The ids that stand so, in the order of the map."""
        return tuple(id for id, found in self.items() if found == standing)


def acceptability(
    map: ArgumentMap,
    semantics: dung.Semantics = "grounded",
    *,
    support: Support = "necessary",
    links: bool = True,
    given: Mapping[str, Given] | Iterable[str] = (),
    evidence: Collection[str] | None = None,
    only: Iterable[str] | None = None,
) -> Acceptability:
    """Which claims and arguments stand once all replies are heard, and why.

    `support` is the reading of support, `links` says whether they count, and `evidence`
    lists the claims that need none under `support="evidential"`; see
    `argmap.analysis.projections`.

    `given` maps ids of claims or steps to `in` or `out`, or lists texts such as
    `"vacuum=out"`. What is given `out` is taken out of the map, with the steps that need
    it. What is given `in` stands whatever attacks it, no step fails for want of it, and what
    it attacks is out: a step given in passes even with a premise that does not stand, and
    rivals given in both stand.
    What is equivalent goes with it, unless links do not count.

    `only` are the claims and steps that the table shows, all by default; the mapping has all.

    Raises `UnknownOptionError` for an unknown semantics or reading, `UnknownIdError` for an
    id given that is neither claim nor step, `InvalidRecordError` if one is given in and out,
    and for all ids in `only` that are neither.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> found = acceptability(map)
    >>> found["leave"], found["weak-army"], found["stay"]
    ('out', 'in', 'in')
    >>> acceptability(map, given={"imports-fell": "out", "official-only": "out"})["weak-army"]
    'out'
    >>> found["expand"], acceptability(map, "preferred")["expand"]
    ('undecided', 'credulous')
    """
    framework = to_framework(map, support=support, links=links, evidence=evidence)
    fixed = _fixed(map, framework, _read(given), links=links)
    struck = tuple(hits(map, support=support, links=links, evidence=evidence))
    settled = _settled(map, framework, struck, fixed, support=support, links=links)
    found = _found(framework, semantics, struck, fixed, settled)
    by_id = {id: found[id] for id in framework if id in map}
    shown, rest = only_those(dict.fromkeys((*map.positions, *by_id)), only)
    table = _table(
        map, found, struck, fixed, shown, semantics=semantics, support=support, links=links
    )
    return Acceptability(
        semantics,
        support,
        fixed,
        by_id=by_id,
        table=evolve(table, note=f"{table.note} {rest}".strip()),
    )


def standings(
    map: ArgumentMap,
    semantics: dung.Semantics = "grounded",
    *,
    support: Support = "necessary",
    links: bool = True,
    given: Mapping[str, Given] | Iterable[str] = (),
    evidence: Collection[str] | None = None,
    failing: Collection[tuple[str, str]] = (),
) -> Mapping[str, Standing]:
    """How each claim and argument stands, without the reasons.

    It is `acceptability` for whoever asks often. `failing` are attacks that do not pass,
    each a con or rival and what it is aimed at.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> failing = [(step.id, step.target) for step in map.cons("mission-done")]
    >>> standings(map)["mission-done"], standings(map, failing=failing)["mission-done"]
    ('out', 'in')
    """
    struck = tuple(hits(map, support=support, links=links, evidence=evidence, failing=failing))
    framework = to_framework(map, support=support, links=links, evidence=evidence, failing=failing)
    fixed = _fixed(map, framework, _read(given), links=links)
    settled = _settled(map, framework, struck, fixed, support=support, links=links)
    found = _found(framework, semantics, struck, fixed, settled)
    return {id: found[id] for id in framework if id in map}


# What is given -----------------------------------------------------------------------


def _read(given: Mapping[str, Given] | Iterable[str]) -> list[tuple[str, Given]]:
    """Ids and what is given of them; `"vacuum=out"` is a text that says both."""
    if isinstance(given, str):
        given = (given,)
    pairs = given.items() if isinstance(given, Mapping) else map(_split, given)
    return [(id, _known(value)) for id, value in pairs]


def _split(text: str) -> tuple[str, str]:
    id, _, value = text.partition("=")
    return id.strip(), value.strip()


def _known(value: str) -> Given:
    for known in _GIVEN:
        if value == known:
            return known
    raise UnknownOptionError("given", value, _GIVEN)


def _fixed(
    map: ArgumentMap, framework: Framework, given: list[tuple[str, Given]], *, links: bool
) -> dict[str, Given]:
    """What is given, and all that is the same."""
    fixed: dict[str, Given] = {}
    for id, value in given:
        if id not in framework:
            raise UnknownIdError(id, framework.ids, kind="claim or argument")
        alike = same_as(map, id) if links and not isinstance(map[id], Argument) else (id,)
        for other in alike:
            if fixed.setdefault(other, value) != value:
                remedy = "give it, and what is equivalent to it, once"
                raise InvalidRecordError([Fault(f"{other!r} is given in and out", "given", remedy)])
    return fixed


def _settled(
    map: ArgumentMap,
    framework: Framework,
    struck: Sequence[Hit],
    fixed: Mapping[str, Given],
    *,
    support: Support,
    links: bool,
) -> dict[str, Given]:
    """What is given, and what is out by that at once; what repeats a step goes with it."""
    falls = (
        target
        for id, value in fixed.items()
        if value == "out"
        for target in falling_with(map, id, support=support, links=links)
    )
    beaten = (
        hit.target
        for hit in struck
        if fixed.get(hit.source) == "in" and fixed.get(hit.through) != "in"
    )
    out: dict[str, Given] = dict.fromkeys((*falls, *beaten), "out")
    found = out | dict(fixed)
    return found | {id: found[repeated(id)] for id in framework if repeated(id) in found}


def _found(
    framework: Framework,
    semantics: dung.Semantics,
    struck: Sequence[Hit],
    fixed: Mapping[str, Given],
    settled: Mapping[str, Given],
) -> Mapping[str, Standing]:
    """The standing of each: what is settled as it is, the rest by the semantics."""
    open_ = Framework(
        framework,
        (
            (hit.source, hit.target)
            for hit in struck
            if "in" not in (fixed.get(hit.through), settled.get(hit.target))
        ),
    ).without(id for id in framework if settled.get(id) == "out")
    if semantics in _LABELLED:
        return {**dung.extension(open_, semantics), **settled}
    statuses = dung.statuses(open_, semantics)
    if not statuses.exists:
        return dict.fromkeys(framework, "undefined")
    return {**statuses, **{id: _STATUS[value] for id, value in settled.items()}}


# In words ----------------------------------------------------------------------------


def _table(
    map: ArgumentMap,
    found: Mapping[str, Standing],
    struck: Sequence[Hit],
    fixed: Mapping[str, Given],
    shown: Iterable[str],
    *,
    semantics: str,
    support: Support,
    links: bool,
) -> Table:
    against: dict[str, list[Hit]] = {id: [] for id in found}
    for hit in struck:
        if fixed.get(hit.through) != "in":
            against[hit.target].append(hit)
    rows = [
        (
            id,
            found[id],
            says(map, id),
            _taken(map, id, fixed, support) or _because(map, id, found, against[id], semantics),
        )
        for id in shown
    ]
    told = ", ".join(f"{id} {value}" for id, value in fixed.items())
    return Table(
        "What stands once all replies are heard",
        variant(
            map,
            f"{semantics} semantics",
            READINGS[support],
            "links count" if links else "links left out",
            f"given: {told}" if told else "",
        ),
        ("record", "stands", "says", "because"),
        rows,
        note=_NOTE,
    )


def _taken(map: ArgumentMap, id: str, fixed: Mapping[str, Given], support: Support) -> str | None:
    """How a record's standing was taken for granted, if it was."""
    if id in fixed:
        return "it is given"
    record = map[id]
    if not isinstance(record, Argument):
        return None
    for premise in record.premises:
        if fixed.get(premise) == "out":
            return f"it needs {premise}, which is given out"
    if support == "deductive" and record.side == "pro" and fixed.get(record.target) == "out":
        return f"it argues for {record.target}, which is given out"
    return None


def _because(
    map: ArgumentMap,
    id: str,
    by_id: Mapping[str, Standing],
    against: Sequence[Hit],
    semantics: str,
) -> str:
    """Why a record stands as it does."""
    by = {hit.source: hit for hit in against}
    match by_id[id]:
        case "undefined":
            return f"no {semantics} extension exists"
        case "in" | "skeptical" if not by:
            return "nothing attacks it"
        case "in":
            foes = ", ".join(source for source in by if source in map)
            return f"all that attacks it is out: {foes}" if foes else "an argument for it stands"
        case "skeptical":
            return f"it is in every {semantics} extension"
        case "out":
            return _told(map, by, by_id, ("in",))
        case "undecided":
            return f"unsettled: {_told(map, by, by_id, ('undecided',))}"
        case "credulous":
            some = f"in some {semantics} extension, not in all"
            return f"{some}: {_told(map, by, by_id, ('credulous', 'skeptical'))}"
        case _:
            told = _told(map, by, by_id, ("skeptical", "credulous"))
            return f"in no {semantics} extension: {told}"


def _told(
    map: ArgumentMap,
    by: Mapping[str, Hit],
    by_id: Mapping[str, Standing],
    wanted: Sequence[Standing],
) -> str:
    """What attacks it, in words: those that stand so, or all where none does."""
    telling = [hit for hit in by.values() if by_id[hit.source] in wanted]
    telling = telling or list(by.values())
    return "; ".join(_attack(map, hit) for hit in telling) or "nothing attacks it"


def _attack(map: ArgumentMap, hit: Hit) -> str:
    if hit.source not in map:
        whose = "it" if hit.through == hit.target else f"{hit.through}, which it needs,"
        return f"no argument for {whose} stands, nor is it evidence itself"
    source, target = map[hit.source], map[hit.target]
    if hit.through == hit.target:
        if not isinstance(source, Argument):
            return f"{hit.source} is its rival"
        verb = "undercuts" if isinstance(target, Argument) else "speaks against"
        return f"{hit.source} {verb} it"
    if not isinstance(target, Argument):
        tie = "it stands or falls with"
    elif target.target == hit.through:
        tie = "it argues for"
    else:
        tie = "it needs"
    verb = "speaks against" if isinstance(source, Argument) else "is a rival of"
    return f"{tie} {hit.through}, and {hit.source} {verb} that"
