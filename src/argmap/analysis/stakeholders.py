"""Who counts as a stakeholder, and how much: power, legitimacy and urgency.

Mitchell, Agle & Wood (1997) ask three things of each actor: whether it can impose its will
(*power*), whether its claim is rightful (*legitimacy*), and whether it cannot wait (*urgency*).
The more of the three, the more it is to be heeded, and each of the eight combinations has a
name:

- none: non-stakeholder;
- one, *latent*: power dormant, legitimacy discretionary, urgency demanding;
- two, *expectant*: power and legitimacy dominant, power and urgency dangerous, legitimacy and
  urgency dependent;
- all three: definitive.

Records say nothing of legitimacy and urgency, and judging them is not for a program: they are
given by hand. Power is given by hand, or read from the recorded influence: who has more than
the cut has it.

Corner cases. What is not known of an actor is not denied: it then falls into no class, and
those it may fall into are named. A list by hand is complete, so that who is not in it has not
got the attribute; a mapping, or a text such as `tehran=?`, leaves somebody unknown. Influence
just at the cut counts as power, and is named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from statistics import median
from types import MappingProxyType
from typing import Literal, TypeAlias

from attrs import field, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.byhand import chosen, texts
from argmap.analysis.wording import listed, variant
from argmap.errors import Fault, InvalidOptionError, InvalidRecordError, did_you_mean, nearest
from argmap.model import ArgumentMap

__all__ = ["SALIENCES", "Attributes", "Salience", "SalienceClass", "Stakeholder", "salience"]

SalienceClass: TypeAlias = Literal[
    "non-stakeholder",
    "dormant",
    "discretionary",
    "demanding",
    "dominant",
    "dangerous",
    "dependent",
    "definitive",
]
Attributes: TypeAlias = Mapping[str, bool | None] | Iterable[str] | None

SALIENCES: Mapping[tuple[bool, bool, bool], SalienceClass] = MappingProxyType(
    {
        (False, False, False): "non-stakeholder",
        (True, False, False): "dormant",
        (False, True, False): "discretionary",
        (False, False, True): "demanding",
        (True, True, False): "dominant",
        (True, False, True): "dangerous",
        (False, True, True): "dependent",
        (True, True, True): "definitive",
    }
)
"""The class of an actor by whether it has power, legitimacy and urgency."""

_ANSWERS: Mapping[str, bool | None] = {
    "yes": True,
    "true": True,
    "": True,
    "no": False,
    "false": False,
    "?": None,
    "unknown": None,
}
_LEVELS = ("none", "latent", "expectant", "definitive")


@frozen
class Stakeholder:
    """What is known of one actor: each attribute is had, not had, or None where unknown."""

    actor: str
    power: bool | None
    legitimacy: bool | None
    urgency: bool | None

    @property
    def possible(self) -> tuple[SalienceClass, ...]:
        """The classes it may be in, by what is known; one if all is."""
        known = (self.power, self.legitimacy, self.urgency)
        power, legitimacy, urgency = ((False, True) if one is None else (one,) for one in known)
        return tuple(SALIENCES[has] for has in product(power, legitimacy, urgency))

    @property
    def sort(self) -> SalienceClass | Literal["unknown"]:
        """Its class, or `unknown` while it may be in several."""
        return self.possible[0] if len(self.possible) == 1 else "unknown"

    @property
    def least(self) -> int:
        """How many attributes it is known to have."""
        return (self.power, self.legitimacy, self.urgency).count(True)


@frozen(repr=False)
class Salience(Values[str]):
    """A mapping from each actor to its class, or to `unknown`.

    `stakeholders` tell what is known of each. `cut` is the influence that counts as power, if
    power was read from the map and any influence is known; `at_cut` are the actors just there.
    """

    stakeholders: tuple[Stakeholder, ...]
    cut: float | None
    at_cut: tuple[str, ...] = field(default=())

    def among(self, sort: str) -> tuple[str, ...]:
        """The actors of one class, or those of class `unknown`."""
        return tuple(actor for actor, found in self.items() if found == sort)


def salience(
    map: ArgumentMap,
    actors: Iterable[str] | None = None,
    *,
    power: Attributes = None,
    legitimacy: Attributes = None,
    urgency: Attributes = None,
    cut: float | None = None,
) -> Salience:
    """What kind of stakeholder each actor is, by power, legitimacy and urgency.

    `actors` are ids, the principals by default. Each attribute is a list of the ids that have
    it, in which `tehran=?` or `tehran=no` say otherwise, or a mapping from ids to true, false
    or None, in which those left out are unknown. Without it, power is read from the recorded
    influence, at least `cut`, by default the median of those known; legitimacy and urgency
    are unknown. All faults by hand are reported at once by `InvalidRecordError`; a cut below 0,
    or beside power by hand, raises `InvalidOptionError`.

    >>> import argmap
    >>> found = salience(argmap.example("iraq-withdrawal"), ["washington", "tehran", "sunnis"],
    ...                  power=["washington", "tehran"], legitimacy=["sunnis", "washington"],
    ...                  urgency=["tehran", "sunnis=?"])
    >>> dict(found)
    {'washington': 'dominant', 'tehran': 'dangerous', 'sunnis': 'unknown'}
    >>> found.stakeholders[2].possible
    ('discretionary', 'dependent')
    """
    if cut is not None and not cut >= 0:
        raise InvalidOptionError("cut", cut, "no influence", "give a number from 0 up, or leave it")
    if cut is not None and power is not None:
        raise InvalidOptionError("cut", cut, "of no use where power is by hand", "leave it out")
    who = chosen(actors, map.actor)
    who = [actor.id for actor in map.principals] if who is None else who
    given = {"power": power, "legitimacy": legitimacy, "urgency": urgency}
    faults = [fault for name, one in given.items() for fault in _faults(map, name, one)]
    if faults:
        raise InvalidRecordError(faults, "attributes by hand")
    line = _cut(map, who, cut) if power is None else None
    powerful = _by_influence(map, who, line) if power is None else _by_hand(power, who)
    rightful, pressing = (_by_hand(one, who) for one in (legitimacy, urgency))
    found = tuple(Stakeholder(id, powerful[id], rightful[id], pressing[id]) for id in who)
    at_cut = tuple(id for id in who if line is not None and map.actor(id).influence == line)
    return Salience(
        found,
        line,
        at_cut,
        by_id={one.actor: one.sort for one in found},
        table=Table(
            "What kind of stakeholder each is",
            variant(map, _power_said(power, line, cut), *_hand_said(legitimacy, urgency)),
            ("actor", "power", "legitimacy", "urgency", "class", "heeded"),
            [_row(map, one) for one in sorted(found, key=lambda one: -one.least)],
            note=" ".join(_note(map, given, found, at_cut)),
        ),
    )


# What is known -------------------------------------------------------------------------


def _faults(map: ArgumentMap, name: str, given: Attributes) -> Iterator[Fault]:
    known = [actor.id for actor in map.actors]
    seen: dict[str, object] = {}
    for id, value in () if given is None else texts(given):
        if id not in known:
            remedy = did_you_mean(nearest(id, known)) or "give the id of an actor"
            yield Fault(f"no actor {id!r}", name, remedy)
        if isinstance(value, str) and value.lower() not in _ANSWERS:
            yield Fault(f"{value!r} is no answer", f"{name}, {id}", "say yes, no or ?")
        if not isinstance(value, str | bool | None):
            yield Fault(f"{value!r} is no answer", f"{name}, {id}", "give True, False or None")
        if seen.setdefault(id, value) != value:
            yield Fault(f"{id!r} is given two answers", name, "give one")


def _by_hand(given: Attributes, who: Sequence[str]) -> dict[str, bool | None]:
    """Whether each has it; a list is complete, a mapping is not, and nothing is unknown."""
    if given is None:
        return dict.fromkeys(who)
    rest = None if isinstance(given, Mapping) else False
    told = {
        id: _ANSWERS[value.lower()] if isinstance(value, str) else value
        for id, value in texts(given)
    }
    return {id: told.get(id, rest) for id in who}


def _cut(map: ArgumentMap, who: Sequence[str], cut: float | None) -> float | None:
    known = [value for id in who if (value := map.actor(id).influence) is not None]
    return None if not known else float(median(known)) if cut is None else float(cut)


def _by_influence(
    map: ArgumentMap, who: Sequence[str], cut: float | None
) -> dict[str, bool | None]:
    influences = {id: map.actor(id).influence for id in who}
    return {
        id: None if value is None or cut is None else value >= cut
        for id, value in influences.items()
    }


# In words ------------------------------------------------------------------------------


def _power_said(power: Attributes, line: float | None, cut: float | None) -> str:
    if power is not None:
        return "power by hand"
    if line is None:
        return "power unknown, for no influence is recorded"
    what = "the median of those known" if cut is None else "as given"
    return f"power is a recorded influence of {line:g} or more, {what}"


def _hand_said(legitimacy: Attributes, urgency: Attributes) -> Iterator[str]:
    for name, given in (("legitimacy", legitimacy), ("urgency", urgency)):
        yield f"{name} {'unknown, for it was not given' if given is None else 'by hand'}"


_SAID: Mapping[bool | None, str] = {True: "yes", False: "no", None: "?"}


def _row(map: ArgumentMap, one: Stakeholder) -> tuple[Cell, ...]:
    level = _LEVELS[one.least]
    if one.sort == "unknown":
        level = f"{level} at least" if one.least else "?"
    return (
        map.actor(one.actor).name,
        _SAID[one.power],
        _SAID[one.legitimacy],
        _SAID[one.urgency],
        "?" if len(one.possible) == len(SALIENCES) else " or ".join(one.possible),
        level,
    )


def _note(
    map: ArgumentMap,
    given: Mapping[str, Attributes],
    found: Sequence[Stakeholder],
    at_cut: Sequence[str],
) -> Iterator[str]:
    for name in given:
        unknown = [one.actor for one in found if getattr(one, name) is None]
        if found and len(unknown) == len(found):
            yield f"Nothing is known of anybody's {name}."
        elif unknown:
            yield f"{name.capitalize()} unknown: {listed(map.actor(id).name for id in unknown)}."
    if at_cut:
        names = listed(map.actor(id).name for id in at_cut)
        yield f"Just at the cut, and counted as powerful: {names}."
