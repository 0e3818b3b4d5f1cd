"""Which order of values accepts a claim: the audiences of a dispute.

People who grant every step of a dispute may still come down on different sides, for they do
not rank the values at stake alike. In a value-based framework (Bench-Capon 2003) each
argument promotes a value, and an attack fails with an audience that prefers the value of its
target to that of its attacker. So one can ask exactly which rankings accept a claim, and get
a condition such as "Security outranks Influence". `argmap.semantics.valued` finds it.

A map says what a claim is about by its theme, and the first part of that, `Security` in
`Security/Terrorism`, is taken for the value the claim promotes. A step promotes what its first
premise does: the ground it is argued on. `values` says otherwise by hand.

What has no theme promotes no value: positions often are such, for whoever wants to leave may
want it for any reason. No audience can prefer it or prefer anything to it, so an attack by it
or on it succeeds with every audience. A value of its own for each would not do: ranked
somewhere, it would shield the claim from all that is ranked below, and a last place for it
would make its own attacks fail.

Corner cases. That a theme is a value is a reading of the map, and no more than that: nobody
need have appealed to it. A claim is accepted by an audience if every preferred extension
of what it leaves of the attacks holds it; under `mode="credulous"` if some does. Rivals with
no value stay undecided with every audience. An attack that reaches a step by one of its
premises is compared with the value of the step, so where premises are of several themes, an
audience may see a premise fall and the step stand; give the step a value by hand if that is
not meant. Under evidential support a lack of evidence has no value.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

from attrs import field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.evidence import repeated
from argmap.analysis.projections import Support, to_framework
from argmap.analysis.theory import Theory
from argmap.analysis.wording import counted, listed, says, variant
from argmap.errors import Fault, InvalidRecordError, UnknownIdError, did_you_mean, nearest
from argmap.model import RIVALRIES, ArgumentMap, Claim, FrozenMapping
from argmap.semantics import Audiences, LimitReachedError, ValuedFramework
from argmap.semantics import audiences as audiences_of
from argmap.semantics.certificates import Mode
from argmap.semantics.structure import cone

__all__ = ["Outlooks", "audiences", "to_valued"]

_MOST_RANKED = 8
"""Rankings of so many values are counted one by one."""


def to_valued(
    map: ArgumentMap,
    *,
    values: Mapping[str, str] | Iterable[str] = (),
    support: Support = "necessary",
    links: bool = True,
) -> ValuedFramework:
    """The abstract framework of a map, with the value that each argument promotes.

    `values` maps claims, steps and themes to values by hand, or lists texts such as
    `"vacuum=Security"`. A theme goes for all under it, the nearest first, and an id goes
    before a theme. An empty value, as in `"vacuum="`, is none. `support` and `links` are as for
    `to_framework`. `InvalidRecordError` names every key that is neither, and every text that
    gives no value.

    >>> import argmap
    >>> valued = to_valued(argmap.example("iraq-withdrawal"))
    >>> promoted = dict(zip(valued.framework, valued.promoted, strict=True))
    >>> promoted["vacuum"], promoted["vacuum-con-leave-fast"], promoted["leave"]
    ('Security', 'Security', None)
    """
    promoted = _promoted(map, _read(map, values))
    framework = to_framework(map, support=support, links=links)
    return ValuedFramework(framework, {id: promoted.get(repeated(id)) for id in framework})


def _read(map: ArgumentMap, values: Mapping[str, str] | Iterable[str]) -> dict[str, str]:
    if isinstance(values, str):
        values = (values,)
    bare: list[Fault] = []
    if isinstance(values, Mapping):
        pairs = list(values.items())
    else:
        texts = list(values)
        split = (text.partition("=") for text in texts)
        pairs = [(key.strip(), value.strip()) for key, _, value in split]
        bare = [
            Fault(f"{text!r} gives no value", remedy=f"say {text}=Value, or {text}= for none")
            for text in texts
            if "=" not in text
        ]
    known = {
        *(claim.id for claim in map.claims),
        *(argument.id for argument in map.arguments),
        *(theme for claim in map.claims for theme in _paths(claim)),
    }
    unknown = [
        Fault(
            f"no claim, argument or theme {key!r} in this map",
            remedy=did_you_mean(nearest(key, known)) or "give an id, or a theme as in the map",
        )
        for key, _ in pairs
        if key not in known
    ]
    twice = [
        Fault(f"{key!r} is given two values", remedy="give it once")
        for key, value in dict.fromkeys(pairs)
        if dict(pairs)[key] != value
    ]
    if faults := [*bare, *unknown, *twice]:
        raise InvalidRecordError(faults, "values")
    return dict(pairs)


def _paths(claim: Claim) -> Iterator[str]:
    """A claim's theme, and all themes that it is under, nearest first."""
    for size in range(len(claim.themes), 0, -1):
        yield "/".join(claim.themes[:size])


def _promoted(map: ArgumentMap, given: Mapping[str, str]) -> dict[str, str | None]:
    """The value of each claim and step, None where there is none."""
    found: dict[str, str | None] = {}
    for claim in map.claims:
        by_hand = (given[key] for key in (claim.id, *_paths(claim)) if key in given)
        found[claim.id] = next(by_hand, next(iter(claim.themes), None)) or None
    for argument in map.arguments:
        own = given.get(argument.id, found[argument.premises[0]])
        found[argument.id] = own or None
    return found


# The question ------------------------------------------------------------------------


@frozen(repr=False)
class Outlooks(Values[Audiences]):
    """A mapping from each claim asked about to the audiences that accept it.

    `values_of` maps each value to the claims that promote it, and `without` are the claims that
    promote none. `shares` maps each claim to the share of all rankings that accept it, where
    few enough values matter to count them. `left_out` maps claims that were not decided to
    the reason.
    """

    mode: Mode
    support: Support
    values_of: FrozenMapping = field(converter=FrozenMapping)
    without: tuple[str, ...]
    shares: FrozenMapping = field(converter=FrozenMapping)
    left_out: FrozenMapping = field(converter=FrozenMapping)


def audiences(
    map: ArgumentMap,
    id: str | None = None,
    *,
    values: Mapping[str, str] | Iterable[str] = (),
    mode: Mode = "skeptical",
    support: Support = "necessary",
    links: bool = True,
    limit: int = 10,
    timeout: float = 20.0,
) -> Outlooks:
    """Which orders of values accept a claim or step, or each position if none is named.

    `values`, `support` and `links` are as for `to_valued`. A claim to which more than `limit`
    values matter, or that takes more than `timeout` seconds, is left out and named. Raises
    `UnknownIdError` for an id that is neither claim nor step.

    >>> import argmap
    >>> found = audiences(argmap.example("iraq-withdrawal"), "mission-done")
    >>> found["mission-done"].none
    True
    """
    theory = Theory("preferred", support=support, links=links)
    given = _read(map, values)
    valued = to_valued(map, values=given, support=support, links=links)
    known = (*(claim.id for claim in map.claims), *(one.id for one in map.arguments))
    if id is not None and id not in known:
        raise UnknownIdError(id, known, kind="claim or argument")
    asked = map.positions if id is None else (id,)
    found: dict[str, Audiences] = {}
    left_out: dict[str, str] = {}
    for one in asked:
        mattering = _mattering(valued, one)
        if len(mattering) > limit:
            left_out[one] = f"{len(mattering)} values matter to it, more than the {limit} allowed"
            continue
        try:
            found[one] = audiences_of(valued, one, mode=mode, timeout=timeout)
        except LimitReachedError:
            left_out[one] = f"it took more than {timeout:g} seconds"
    shares = {one: _share(answer) for one, answer in found.items()}
    promoted = dict(zip(valued.framework.ids, valued.promoted, strict=True))
    values_of = {
        value: tuple(claim.id for claim in map.claims if promoted[claim.id] == value)
        for value in valued.values
    }
    without = tuple(claim.id for claim in map.claims if promoted[claim.id] is None)
    return Outlooks(
        mode,
        support,
        values_of,
        without,
        {one: share for one, share in shares.items() if share is not None},
        left_out,
        by_id=found,
        table=Table(
            "Which orders of values accept it",
            variant(
                map,
                f"accepted in {'every' if mode == 'skeptical' else 'some'} preferred extension",
                *theory.words[1:],
                "values by hand, else by theme" if given else "values by theme",
            ),
            ("claim", "says", "accepted", "share of rankings"),
            [_row(map, one, found.get(one), left_out.get(one), shares.get(one)) for one in asked],
            note=" ".join(
                (_note(values_of, without, found.values()), *_lopsided(map, without, links))
            ),
        ),
    )


def _mattering(valued: ValuedFramework, id: str) -> frozenset[str]:
    """The values of all that leads to an argument by attacks."""
    framework = valued.framework
    upstream = cone([framework.position(id)], framework.in_rows)
    values = (valued.promoted[place] for place in upstream)
    return frozenset(value for value in values if value is not None)


def _share(answer: Audiences) -> float | None:
    """The share of rankings that accept, of the values that the conditions speak of."""
    named = sorted({value for one in answer.conditions for pair in one for value in pair})
    if len(named) > _MOST_RANKED:
        return None
    rankings = list(permutations(named))
    return sum(map(answer.accept, rankings)) / len(rankings)


# In words ----------------------------------------------------------------------------


def _row(
    map: ArgumentMap, id: str, answer: Audiences | None, why_not: str | None, share: float | None
) -> tuple[Cell, ...]:
    return id, says(map, id), f"not decided: {why_not}" if answer is None else _told(answer), share


def _told(answer: Audiences) -> str:
    if answer.all or answer.none:
        return f"by {'every' if answer.all else 'no'} audience"
    ways = [" and ".join(_above(condition)) for condition in answer.conditions]
    return f"if and only if {'; or '.join(ways)}"


def _above(condition: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Preferences, those with the same value above told as one."""
    by_value: dict[str, list[str]] = {}
    for above, below in condition:
        by_value.setdefault(above, []).append(below)
    for above, below_it in by_value.items():
        yield f"{above} outranks {' and '.join(below_it)}"


def _note(
    values_of: Mapping[str, Sequence[str]], without: Sequence[str], found: Iterable[Audiences]
) -> str:
    told = [f"{value} ({counted(len(claims), 'claim')})" for value, claims in values_of.items()]
    rest = (
        f" Without a value, so that attacks by or on them always succeed: {', '.join(without)}."
        if without
        else ""
    )
    turns = any(not (answer.all or answer.none) for answer in found)
    if not turns:
        rest += " No ranking changes what is accepted here."
    return (
        f"Values: {', '.join(told) or 'none'}.{rest} That a theme is a value is a reading of the "
        "map; nobody need have appealed to it."
    )


def _lopsided(map: ArgumentMap, without: Sequence[str], links: bool) -> Iterator[str]:
    """Which rivals of claims with a value have none."""
    rivals = [link.claims for link in map.links if link.kind in RIVALRIES] if links else []
    found = listed(
        one
        for pair in rivals
        for one, other in (pair, pair[::-1])
        if one in without and other not in without
    )
    if found:
        yield (
            "A ranking counts between rivals only where both have a value; these have none, while"
            f" a rival of theirs has one: {found}."
        )
