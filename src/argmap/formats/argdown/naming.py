"""Default ids of steps, found alike by who reads a document and who writes one.

A step that is given no id gets one from what it starts from and bears on. Which number it
gets where two would be called alike depends on the order of the steps and on the ids that
are written down, so reading and writing must count in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from argmap.draft import argument_id
from argmap.model import Side

__all__ = ["Naming", "name_steps"]


@define(eq=False)
class Naming:
    """A step that is to have an id: `disputed` is the step it undercuts, or that step's id."""

    premises: tuple[str, ...]
    side: Side
    target: str = ""
    disputed: Naming | str | None = None
    id: str | None = None


def name_steps(steps: Sequence[Naming], taken: set[str]) -> None:
    """Give each step without an id its default one, in order; each id given is taken.

    An undercut that calls the step it disputes by its id comes last, as that id may have to
    be found first. One whose id is of no step keeps it in `disputed`, and has no id.

    >>> few = Naming(("few",), "con", disputed="vacuum-con-leave")
    >>> vacuum = Naming(("vacuum",), "con", "leave")
    >>> name_steps([few, vacuum], set())
    >>> few.id, vacuum.id
    ('few-undercuts-vacuum', 'vacuum-con-leave')
    """
    for _ in ("those that call no step by its id", "the others"):
        for step in steps:
            if step.id is None and not isinstance(step.disputed, str):
                disputed = step.disputed.premises if step.disputed else ()
                step.id = argument_id(
                    step.premises, step.side, step.target, taken, disputed=disputed
                )
                taken.add(step.id)
        known = {step.id: step for step in steps}
        for step in steps:
            if isinstance(step.disputed, str):
                step.disputed = known.get(step.disputed, step.disputed)
