"""What a question is told by hand: numbers for ids, and for pairs of them.

From a script they are mappings, `{"tehran": 3}`; from a shell they are texts, `tehran=3` and
`tehran>baghdad=3`. Every fault is named at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf, isfinite
from numbers import Real
from typing import Any, TypeAlias

from argmap.errors import (
    Fault,
    InvalidRecordError,
    UnknownOptionError,
    did_you_mean,
    nearest,
)

__all__ = ["Numbers", "Pairs", "chosen", "named", "numbers", "pairs", "points", "texts"]

Numbers: TypeAlias = Mapping[str, float] | Iterable[str]
Pairs: TypeAlias = Mapping[str, Mapping[str, float]] | Iterable[str]


_FAR = 1e12
"""How far out on a scale a place may be, so that distances can be told."""


def numbers(
    given: Numbers, known: Iterable[str], option: str, kind: str, *, most: float = inf
) -> dict[str, float]:
    """Numbers from 0 to `most` for ids, in the order given.

    >>> numbers(["tehran=3", "baghdad = 0.5"], ["baghdad", "tehran"], "power", "actor")
    {'tehran': 3.0, 'baghdad': 0.5}
    """
    known = list(known)
    items = [((key,), value) for key, value in texts(given)]
    return {ids[0]: value for ids, value in _read(items, (known,), (kind,), option, (0, most))}


def points(given: Numbers, known: Iterable[str], option: str, kind: str) -> dict[str, float]:
    """Numbers for ids that may be below 0, such as places on a scale.

    >>> points(["stay=-1"], ["leave", "stay"], "scale", "position")
    {'stay': -1.0}
    """
    items = [((key,), value) for key, value in texts(given)]
    return {
        ids[0]: value for ids, value in _read(items, (list(known),), (kind,), option, (-_FAR, _FAR))
    }


def pairs(
    given: Pairs,
    known: tuple[Iterable[str], Iterable[str]],
    option: str,
    kinds: tuple[str, str],
    *,
    least: float,
    most: float,
) -> dict[tuple[str, str], float]:
    """Numbers for pairs of ids, in the order given.

    >>> who = ["baghdad", "tehran"]
    >>> pairs(["tehran>baghdad=3"], (who, who), "matrix", ("actor", "actor"), least=0, most=4)
    {('tehran', 'baghdad'): 3.0}
    """
    if isinstance(given, Mapping):
        items: list[tuple[tuple[str, ...], Any]] = [
            ((row, column), value)
            for row, cells in given.items()
            for column, value in cells.items()
        ]
    else:
        split = [(key.partition(">"), value) for key, value in texts(given)]
        items = [((row.strip(), column.strip()), value) for (row, _, column), value in split]
    lists = (list(known[0]), list(known[1]))
    return {
        (ids[0], ids[1]): value for ids, value in _read(items, lists, kinds, option, (least, most))
    }


def chosen(given: Iterable[str] | None, find: Callable[[str], Any]) -> list[str] | None:
    """The ids of what was asked for, each once; None where nothing was.

    >>> import argmap
    >>> chosen(["leave", "stay", "leave"], argmap.example("iraq-withdrawal").claim)
    ['leave', 'stay']
    """
    if given is None:
        return None
    ids = (given,) if isinstance(given, str) else given
    return list(dict.fromkeys(find(id).id for id in ids))


def named(given: object, names: Sequence[str], option: str) -> str | None:
    """The convention that an option names, where it does not give numbers by hand.

    >>> named("ties", ["ties", "equal"], "weights"), named(["equal"], ["ties", "equal"], "weights")
    ('ties', 'equal')
    >>> named(["tehran=2"], ["ties", "equal"], "weights")
    """
    if isinstance(given, Sequence) and not isinstance(given, str) and len(given) == 1:
        (given,) = given
    if not isinstance(given, str) or "=" in given:
        return None
    if given not in names:
        raise UnknownOptionError(option, given, names)
    return given


def texts(given: Mapping[str, Any] | Iterable[str]) -> list[tuple[str, Any]]:
    """Keys with what stands for them, from a mapping or from texts such as `a=1`.

    >>> texts(["a=1", "b"])
    [('a', '1'), ('b', '')]
    """
    if isinstance(given, Mapping):
        return list(given.items())
    split = (text.partition("=") for text in ((given,) if isinstance(given, str) else given))
    return [(key.strip(), value.strip()) for key, _, value in split]


def _read(
    items: Sequence[tuple[tuple[str, ...], Any]],
    known: tuple[list[str], ...],
    kinds: tuple[str, ...],
    option: str,
    bounds: tuple[float, float],
) -> list[tuple[tuple[str, ...], float]]:
    least, most = bounds
    faults: list[Fault] = []
    found: dict[tuple[str, ...], float] = {}
    for ids, value in items:
        name = ">".join(ids)
        for id, ones, kind in zip(ids, known, kinds, strict=True):
            if id not in ones:
                remedy = did_you_mean(nearest(id, ones)) or f"give the id of one: {kind}"
                faults.append(Fault(f"no {kind} {id!r}", name, remedy))
        number = _number(value)
        if number is None or not least <= number <= most:
            remedy = f"give {_range(least, most)}, as in {name}=1"
            faults.append(Fault(f"{value!r} is not {_range(least, most)}", name, remedy))
        elif ids in found and found[ids] != number:
            faults.append(Fault("it is given two numbers", name, "give one"))
        else:
            found[ids] = number
    if faults:
        raise InvalidRecordError(faults, option)
    return list(found.items())


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | Real):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _range(least: float, most: float) -> str:
    return f"a number from {least:g} up" if most == inf else f"a number from {least:g} to {most:g}"
