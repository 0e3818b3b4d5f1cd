"""Stand-ins for records that are wrong in themselves, so that the map can be checked with them.

A reader that names all faults at once cannot leave a faulty record out: the ids it refers to
would go unchecked, and so would everything that refers to it. A stand-in keeps the record's
own id and what it refers to, and nothing else. It is never part of a map that is returned.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import NOTHING, fields

from argmap.model import SIDES, Citation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.errors import Fault

__all__ = ["is_echo", "stand_in"]

_R = TypeVar("_R")

_ONE = ("id", "actor", "claim", "source", "target")
_SEVERAL = ("premises", "claims", "via")
_MISSING = re.compile(r"no [a-z ]+ '[a-z][a-z0-9-]*'")


def stand_in(kind: type[_R], given: Mapping[str, Any]) -> _R:
    """A record of that kind with no more than its id and its references, and those unchecked.

    What is not given, or is no text, is the empty id.

    >>> from argmap import Stance
    >>> stand_in(Stance, {"actor": "washington", "verdict": "acept", "via": ["reuters"]})
    Stance(actor='washington', claim='', verdict='', via=('reuters',))
    """
    made = kind.__new__(kind)
    for field in fields(kind):  # type: ignore[arg-type] # a record's class, whichever
        default = "" if field.default is NOTHING else field.default
        value = _kept(field.name, given.get(field.name), given.get("id"), default)
        object.__setattr__(made, field.name, value)
    return made


def is_echo(fault: Fault) -> bool:
    """Whether a map's fault is about an id that is none, which the record's own fault says.

    >>> from argmap.errors import Fault
    >>> is_echo(Fault("no actor ''")), is_echo(Fault("no actor 'washingtn'"))
    (True, False)
    """
    said = fault.message
    return "''" in said or (said.startswith("no ") and not _MISSING.fullmatch(said))


def _kept(name: str, value: Any, id: Any, default: Any) -> Any:
    """What a stand-in keeps of a field."""
    if name in _ONE:
        return value if isinstance(value, str) else ""
    if name in _SEVERAL:
        return tuple(item for item in value or () if isinstance(item, str))
    if name == "citations":
        return tuple(item for item in value or () if isinstance(item, Citation))
    is_kept = (name == "part_of" and isinstance(value, str) and value != id) or (
        name == "side" and value in SIDES
    )
    return value if is_kept else default
