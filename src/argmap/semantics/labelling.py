"""What a theory says of every argument at once: a label, or a status.

A *labelling* says of one extension which arguments are in it, which it attacks (out),
and which it leaves undecided. A *status* sums up all extensions of a semantics:
skeptical (in every one), credulous (in some, not in all), rejected (in none).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.semantics.framework import Framework

__all__ = ["LABELS", "STATUSES", "Label", "Labelling", "Status", "Statuses", "labelling"]

Label: TypeAlias = Literal["undecided", "in", "out"]
Status: TypeAlias = Literal["rejected", "credulous", "skeptical", "undefined"]

LABELS: tuple[Label, ...] = get_args(Label)
STATUSES: tuple[Status, ...] = get_args(Status)
UNDECIDED, IN, OUT = range(3)
REJECTED, CREDULOUS, SKEPTICAL, UNDEFINED = range(4)

_MARKS = tuple(bytes(code == wanted for code in range(256)) for wanted in range(len(STATUSES)))
"""For each code a table that turns it into 1 and all others into 0."""
_MOST_IN_REPR = 8


@frozen(eq=False, repr=False, slots=False)
class Labelling(Mapping[str, Label]):
    """In, out or undecided for every argument; a mapping from id to label.

    Out are those that the extension attacks, undecided all others that are not in it.
    For complete, grounded, preferred, stable, semi-stable, ideal and eager extensions these
    are Caminada's (2006) labellings; for the rest the same reading is applied.

    >>> from argmap.semantics import Framework, grounded
    >>> grounded(Framework("abcd", [("a", "b"), ("b", "c"), ("d", "d")]))
    <Labelling of 4 arguments: in a, c; out b; undecided d>
    """

    framework: Framework
    codes: bytes
    """One byte per argument, a place in `LABELS`."""

    def __getitem__(self, id: str) -> Label:
        return LABELS[self.codes[self.framework.position(id)]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.framework.ids)

    def __len__(self) -> int:
        return len(self.codes)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Labelling):
            same = self.framework.ids == other.framework.ids
            return same and self.codes == other.codes
        return Mapping.__eq__(self, other)

    def __hash__(self) -> int:
        return hash((self.framework.ids, self.codes))

    def __repr__(self) -> str:
        parts = [("in", self.extension), ("out", self.out), ("undecided", self.undecided)]
        return f"<Labelling of {len(self):,} arguments: {_told(parts)}>"

    @cached_property
    def extension(self) -> tuple[str, ...]:
        """The arguments that are in, in the order of the framework."""
        return self._labelled(IN)

    @cached_property
    def out(self) -> tuple[str, ...]:
        """The arguments that the extension attacks."""
        return self._labelled(OUT)

    @cached_property
    def undecided(self) -> tuple[str, ...]:
        """The arguments neither in the extension nor attacked by it."""
        return self._labelled(UNDECIDED)

    def _labelled(self, wanted: int) -> tuple[str, ...]:
        return _with_code(self.framework, self.codes, wanted)


@frozen(eq=False, repr=False, slots=False)
class Statuses(Mapping[str, Status]):
    """Each argument's status under one semantics; a mapping from id to status.

    skeptical: in every extension, and there is one. credulous: in some and not in every.
    rejected: in none. Only the stable semantics can have no extension at all; then every
    argument would be in every extension and none in any, so each status is `undefined`,
    `exists` is false and `note` says so.

    >>> from argmap.semantics import Framework, statuses
    >>> statuses(Framework("abc", [("a", "b"), ("b", "a"), ("a", "c"), ("b", "c")]))
    <Statuses of 3 arguments, preferred: credulous a, b; rejected c>
    """

    framework: Framework
    semantics: str
    codes: bytes
    """One byte per argument, a place in `STATUSES`."""

    def __getitem__(self, id: str) -> Status:
        return STATUSES[self.codes[self.framework.position(id)]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.framework.ids)

    def __len__(self) -> int:
        return len(self.codes)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Statuses):
            same = self.framework.ids == other.framework.ids
            return same and (self.semantics, self.codes) == (other.semantics, other.codes)
        return Mapping.__eq__(self, other)

    def __hash__(self) -> int:
        return hash((self.framework.ids, self.semantics, self.codes))

    def __repr__(self) -> str:
        head = f"Statuses of {len(self):,} arguments, {self.semantics}"
        if not self.exists:
            return f"<{head}: undefined, no extension exists>"
        parts = [(name, self.of(name)) for name in ("skeptical", "credulous", "rejected")]
        return f"<{head}: {_told(parts)}>"

    @property
    def exists(self) -> bool:
        """Whether the semantics has any extension here."""
        return UNDEFINED not in self.codes

    @property
    def note(self) -> str:
        """What to keep in mind when reading the statuses; empty when there is nothing."""
        if self.exists:
            return ""
        return f"No {self.semantics} extension exists, so no argument is accepted or rejected."

    @property
    def skeptical(self) -> tuple[str, ...]:
        """The arguments in every extension."""
        return self.of("skeptical")

    @property
    def credulous(self) -> tuple[str, ...]:
        """The arguments in some extension and not in every one."""
        return self.of("credulous")

    @property
    def rejected(self) -> tuple[str, ...]:
        """The arguments in no extension."""
        return self.of("rejected")

    def of(self, status: Status) -> tuple[str, ...]:
        """The arguments of one status, in the order of the framework."""
        return _with_code(self.framework, self.codes, STATUSES.index(status))


def labelling(framework: Framework, inside: Iterable[int]) -> Labelling:
    """The labelling of the extension that stands at these positions.

    >>> from argmap.semantics import Framework
    >>> labelling(Framework("ab", [("a", "b")]), [0])
    <Labelling of 2 arguments: in a; out b>
    """
    codes = bytearray(len(framework))
    extension = list(inside)
    rows = framework.out_rows
    for place in extension:
        for target in rows[place]:
            codes[target] = OUT
    for place in extension:
        codes[place] = IN
    return Labelling(framework, bytes(codes))


def _with_code(framework: Framework, codes: bytes, wanted: int) -> tuple[str, ...]:
    return tuple(compress(framework.ids, codes.translate(_MARKS[wanted])))


def _told(parts: list[tuple[str, tuple[str, ...]]]) -> str:
    return "; ".join(f"{name} {_some(ids)}" for name, ids in parts if ids) or "none"


def _some(ids: tuple[str, ...]) -> str:
    if len(ids) <= _MOST_IN_REPR:
        return ", ".join(ids)
    return f"{len(ids):,}"
