"""Default ids of steps, found alike by who reads a document and who writes one.

A step that is given no id gets one from what it starts from and bears on. Which number it
gets where two would be called alike depends on the order of the steps and on the ids that
are written down, so reading and writing must count in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from argmap.draft import argument_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.model import Side

__all__ = ["Ids", "Naming", "name_steps"]


class Ids:
    """The ids that are taken.

    >>> ids = Ids(["vacuum"])
    >>> ids.new("vacuum"), ids.new("vacuum"), ids.new("leave")
    ('vacuum-2', 'vacuum-3', 'leave')
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def new(self, id: str) -> str:
        """The id itself, or with the first of -2, -3, … that makes it new; taken from now on."""
        new, number = id, self._last.get(id, 1)
        while new in self._taken:
            number += 1
            new = f"{id}-{number}"
        self._last[id] = number
        self._taken.add(new)
        return new


@define(eq=False)
class Naming:
    """A step that is to have an id: `disputed` is the step it undercuts, or that step's id."""

    premises: tuple[str, ...]
    side: Side
    target: str = ""
    disputed: Naming | str | None = None
    id: str | None = None


def name_steps(steps: Sequence[Naming], taken: Ids) -> None:
    """Give each step without an id its default one, in order.

    An undercut that calls the step it disputes by its id comes last, as that id may have to
    be found first. One whose id is of no step keeps it in `disputed`, and has no id.

    >>> few = Naming(("few",), "con", disputed="vacuum-con-leave")
    >>> vacuum = Naming(("vacuum",), "con", "leave")
    >>> name_steps([few, vacuum], Ids([]))
    >>> few.id, vacuum.id
    ('few-undercuts-vacuum', 'vacuum-con-leave')
    """
    for _ in ("those that call no step by its id", "the others"):
        for step in steps:
            if step.id is None and not isinstance(step.disputed, str):
                disputed = step.disputed.premises if step.disputed else ()
                default = argument_id(step.premises, step.side, step.target, disputed=disputed)
                step.id = taken.new(default)
        known = {step.id: step for step in steps}
        for step in steps:
            if isinstance(step.disputed, str):
                step.disputed = known.get(step.disputed, step.disputed)
