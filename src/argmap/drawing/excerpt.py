"""Part of a map to draw: what is around one record, or what is on one side, of one kind.

An excerpt is a map of its own, with the motion always in it, so that sides keep their
meaning. A step is shown where all its premises and what it bears on are; a stance, a stake
or a link where both its ends are. Nothing is left out in silence: `Excerpt.said` tells what
is shown and how much of the whole that is.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from attrs import evolve, frozen

from argmap.drawing.sides import Towards
from argmap.drawing.text import clean
from argmap.errors import InvalidOptionError, OptionTypeError, UnknownIdError, UnknownOptionError
from argmap.model import BASES, Actor, Argument, ArgumentMap, Claim

__all__ = ["Excerpt", "Focus", "Only", "excerpt"]

Focus: TypeAlias = str | tuple[str, int]
Key: TypeAlias = Literal["side", "actor", "theme", "basis"]
Only: TypeAlias = Mapping[Key, str | Iterable[str]]

KEYS: tuple[Key, ...] = ("side", "actor", "theme", "basis")
_SIDES: tuple[Towards, ...] = ("for", "against", "mixed", "open")


@frozen
class Excerpt:
    """The map that is shown, and in words what was chosen; empty if nothing was."""

    map: ArgumentMap
    said: str = ""


def excerpt(
    map: ArgumentMap,
    sides: Mapping[str, Towards],
    *,
    focus: Focus | None = None,
    only: Only | None = None,
) -> Excerpt:
    """The part of a map around a `focus` that is as `only` says.

    `focus` is the id of a claim or an actor, or a pair of it and how many links around it
    are shown, one if not given: steps, links, and from an actor what it has a stance or a
    stake in. `only` maps `side`, `actor`, `theme` or `basis` to what is shown, one or
    several; a single basis stands for that rung of the ladder and those firmer.

    Raises `UnknownIdError`, `UnknownOptionError`, `OptionTypeError` or `InvalidOptionError`
    for a focus or a choice that is not so.

    >>> import argmap
    >>> from argmap.drawing.sides import sides
    >>> map = argmap.example("iraq-withdrawal")
    >>> excerpt(map, sides(map), focus="vacuum").said
    'Only what is 1 link around vacuum: 8 of 58 claims.'
    """
    if focus is None and not only:
        return Excerpt(map)
    said = []
    kept = {claim.id for claim in map.claims}
    small = map
    for key, chosen in _chosen(map, only or {}).items():
        small, kept = _KEEPERS[key](small, kept, chosen, sides)
        said.append(_told(map, key, chosen, rung=not _several(only, key)))
    if focus is not None:
        id, far = _focus(map, focus)
        kept &= _around(small, id, far)
        said.append(f"what is {far} link{'s'[: far != 1]} around {_named(map, id)}")
    gone = [claim.id for claim in map.claims if claim.id not in kept | {*map.positions[:1]}]
    shown = small.without(gone)
    counts = f"{len(shown.claims)} of {len(map.claims)} claims"
    return Excerpt(shown, f"Only {'; '.join(said)}: {counts}.")


def _several(only: Only | None, key: Key) -> bool:
    return only is not None and not isinstance(only.get(key), str)


def _told(map: ArgumentMap, key: Key, chosen: Sequence[str], *, rung: bool) -> str:
    """A choice in words; a single basis is a rung."""
    if key == "basis" and rung:
        return f"basis {chosen[-1]}{' or firmer' if len(chosen) > 1 else ''}"
    words = [_named(map, word) if key == "actor" else clean(word) for word in chosen]
    return f"{key} {' or '.join(words)}" if words else f"no {key}"


def _named(map: ArgumentMap, id: str) -> str:
    """An actor or a claim by its name."""
    record = map[id]
    if isinstance(record, Actor):
        return clean(record.name)
    return clean(record.label or id) if isinstance(record, Claim) else id


# What is asked for -------------------------------------------------------------------


def _chosen(map: ArgumentMap, only: Only) -> dict[Key, tuple[str, ...]]:
    """What was chosen under each key, checked."""
    if not isinstance(only, Mapping):
        raise OptionTypeError("only", only, "no mapping", "write it as {'theme': 'Security'}")
    chosen: dict[Key, tuple[str, ...]] = {}
    for key, given in only.items():
        if key not in KEYS:
            raise UnknownOptionError("only", key, KEYS)
        words = _words(key, given)
        for word in words:
            _check(map, key, word)
        if key == "basis" and isinstance(given, str):
            words = BASES[: BASES.index(given) + 1]
        chosen[key] = words
    return chosen


def _words(key: Key, given: object) -> tuple[str, ...]:
    """What is chosen under a key, once each, in the order given."""
    if isinstance(given, str):
        return (given,)
    words: list[Any] = list(given) if isinstance(given, Iterable) else [given]
    if not all(isinstance(word, str) for word in words):
        raise OptionTypeError(f"only {key}", given, "no text", "give one or a list of them")
    return tuple(dict.fromkeys(words))


def _check(map: ArgumentMap, key: Key, word: str) -> None:
    match key:
        case "actor":
            map.actor(word)
        case "side" if word not in _SIDES:
            raise UnknownOptionError("side", word, _SIDES)
        case "basis" if word not in BASES:
            raise UnknownOptionError("basis", word, BASES)
        case "theme":
            known = {claim.theme: None for claim in map.claims if claim.theme}
            known |= {part: None for claim in map.claims for part in claim.themes}
            if not any(_is_within(claim, word) for claim in map.claims):
                raise UnknownOptionError("theme", word, sorted(known))
        case _:
            return


def _focus(map: ArgumentMap, focus: Focus) -> tuple[str, int]:
    pair = (focus, 1) if isinstance(focus, str) else focus
    if not isinstance(pair, list | tuple) or len(pair) != 2 or not isinstance(pair[0], str):
        remedy = "give an id, or a pair of an id and a number, as in ('leave', 2)"
        raise OptionTypeError("focus", focus, "no id", remedy)
    id, far = pair
    if isinstance(far, bool) or not isinstance(far, int) or far < 0:
        raise InvalidOptionError("focus", focus, "no whole number of links", "give 0 or more")
    if id not in map or not isinstance(map[id], Claim | Actor):
        known = {r.id: r for records in (map.claims, map.actors) for r in records}
        raise UnknownIdError(str(id), known, kind="claim or actor")
    return id, far


# What is kept ------------------------------------------------------------------------


def _of_side(
    map: ArgumentMap, kept: set[str], chosen: Collection[str], sides: Mapping[str, Towards]
) -> tuple[ArgumentMap, set[str]]:
    return map, {id for id in kept if sides[id] in chosen}


def _of_actor(
    map: ArgumentMap, kept: set[str], chosen: Collection[str], _: Mapping[str, Towards]
) -> tuple[ArgumentMap, set[str]]:
    """What some actors have a stance or a stake in; of others' nothing is shown."""
    stances = tuple(stance for stance in map.stances if stance.actor in chosen)
    stakes = tuple(stake for stake in map.stakes if stake.actor in chosen)
    held = {stance.claim for stance in stances} | {stake.claim for stake in stakes}
    return evolve(map, stances=stances, stakes=stakes), kept & held


def _of_theme(
    map: ArgumentMap, kept: set[str], chosen: Collection[str], _: Mapping[str, Towards]
) -> tuple[ArgumentMap, set[str]]:
    within = {c.id for c in map.claims if any(_is_within(c, theme) for theme in chosen)}
    return map, kept & within


def _is_within(claim: Claim, theme: str) -> bool:
    path = theme.split("/")
    return list(claim.themes[: len(path)]) == path


def _of_basis(
    map: ArgumentMap, kept: set[str], chosen: Collection[str], _: Mapping[str, Towards]
) -> tuple[ArgumentMap, set[str]]:
    """What is known in these ways, the claims that appear in any of it, and the positions."""
    small = map.without(a.id for a in map.arguments if a.basis not in chosen)
    small = evolve(
        small,
        stances=tuple(stance for stance in small.stances if stance.basis in chosen),
        stakes=tuple(stake for stake in small.stakes if stake.basis in chosen),
        links=tuple(link for link in small.links if link.basis in chosen),
        ties=tuple(tie for tie in small.ties if tie.basis in chosen),
    )
    seen = {*map.positions, *(stance.claim for stance in small.stances)}
    seen |= {stake.claim for stake in small.stakes}
    for step in small.arguments:
        seen |= {*step.premises, step.target}
    return small, kept & seen


_Keeper: TypeAlias = Callable[
    [ArgumentMap, set[str], Collection[str], Mapping[str, Towards]], tuple[ArgumentMap, set[str]]
]
_KEEPERS: Mapping[Key, _Keeper] = {
    "side": _of_side,
    "actor": _of_actor,
    "theme": _of_theme,
    "basis": _of_basis,
}


def _around(map: ArgumentMap, id: str, far: int) -> set[str]:
    """The claims that so many links lead to from a claim or an actor."""
    if isinstance(map[id], Actor):
        found = {stance.claim for stance in map.stances_of(id)}
        found |= {stake.claim for stake in map.stakes_of(id)}
        found = found if far else set()
        far -= 1
    else:
        found = {id}
    fringe = sorted(found)
    for _ in range(far):
        fringe = [near for at in fringe for near in _beside(map, at) if near not in found]
        found |= set(fringe)
    return found


def _beside(map: ArgumentMap, id: str) -> Iterator[str]:
    """The claims that share a step or a link with one."""
    for step in (*map.arguments_on(id), *map.arguments_from(id)):
        yield from _of_step(map, step)
        yield from _of_disputes(map, step)
    for link in map.links_of(id):
        yield link.other(id)


def _of_step(map: ArgumentMap, step: Argument) -> Iterator[str]:
    """The claims of a step; where it disputes another, those of that one too, and so on."""
    seen: set[str] = set()
    record: Argument | Claim = step
    while isinstance(record, Argument) and record.id not in seen:
        seen.add(record.id)
        yield from record.premises
        record = map[record.target]  # type: ignore[assignment] # a step's target is one of these
    if isinstance(record, Claim):
        yield record.id


def _of_disputes(map: ArgumentMap, step: Argument) -> Iterator[str]:
    """The claims that dispute a step, or a step that disputes it, and so on."""
    seen = {step.id}
    waiting = [*map.undercuts(step.id)]
    while waiting:
        dispute = waiting.pop()
        if dispute.id not in seen:
            seen.add(dispute.id)
            yield from dispute.premises
            waiting.extend(map.undercuts(dispute.id))
