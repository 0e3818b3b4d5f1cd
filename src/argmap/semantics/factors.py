"""All extensions of a framework, as factors that multiply."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from attrs import field, frozen

from argmap.semantics.labelling import Labelling, labelling
from argmap.semantics.solving import LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.semantics.branching import Choices, Node
    from argmap.semantics.framework import Framework
    from argmap.semantics.solving import Work

__all__ = ["Axis", "Extensions"]


@frozen(eq=False, repr=False)
class Axis:
    """One independent factor: a component of the framework and its alternatives.

    Iterating gives the alternatives one at a time, each as the ids of this component that
    are in; they are found as they are asked for and kept.
    """

    arguments: tuple[str, ...]
    """The component that the axis decides. Not all of it need be open."""
    _owner: Extensions
    _node: Node

    @property
    def count(self) -> int:
        """How many alternatives there are; finds them all, and counts without listing."""
        self._owner._work.start()  # noqa: SLF001  one idea in two classes
        return _count(self._owner._choices, self._node)  # noqa: SLF001  as above

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return self._owner._named([self._node])  # noqa: SLF001  as above

    def __repr__(self) -> str:
        return f"<Axis over {_some(self.arguments)}>"


@frozen(eq=False, repr=False)
class Extensions:
    """Every extension of a framework under one semantics, found as it is asked for.

    An extension is `fixed` together with one alternative of each of the `axes`, freely
    combined. Iterating gives extensions as tuples of ids in the order of the framework;
    the order of extensions is the order in which they are found, the same in every run.

    >>> from argmap.semantics import Framework, extensions
    >>> pairs = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")]
    >>> found = extensions(Framework("abcd", pairs), "preferred")
    >>> found.count, [axis.count for axis in found.axes]
    (4, [2, 2])
    >>> sorted(found)
    [('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd')]
    """

    framework: Framework
    semantics: str
    limit: int | None
    """How many extensions may be listed before `LimitReachedError` says that there are more."""
    _choices: Choices
    _work: Work
    fixed: tuple[str, ...] = field(init=False)
    """What is in every extension and needed no choice."""
    axes: tuple[Axis, ...] = field(init=False)
    """The independent factors, in the order of their first arguments."""

    @fixed.default
    def _fixed(self) -> tuple[str, ...]:
        return tuple(self.framework.ids[place] for place in self._choices.fixed)

    @axes.default
    def _axes(self) -> tuple[Axis, ...]:
        ids = self.framework.ids
        return tuple(
            Axis(tuple(ids[place] for place in root.members), self, root)
            for root in self._choices.roots
        )

    @property
    def exists(self) -> bool:
        """Whether there is any; only the stable semantics can have none."""
        self._work.start()
        return self._choices.exists()

    @property
    def count(self) -> int:
        """How many there are, exactly; a product over the axes, never a list."""
        if not self.exists:
            return 0
        return prod(_count(self._choices, root) for root in self._choices.roots)

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        if not self.exists:
            return iter(())
        return self._limited(self._named(self._choices.roots, self._choices.fixed))

    def labellings(self) -> Iterator[Labelling]:
        """The same extensions, each with the label of every argument.

        >>> from argmap.semantics import Framework, extensions
        >>> list(extensions(Framework("ab", [("a", "b")]), "stable").labellings())
        [<Labelling of 2 arguments: in a; out b>]
        """
        for extension in self:
            yield labelling(self.framework, map(self.framework.position, extension))

    def __repr__(self) -> str:
        over = f"{len(self.axes):,} {'axis' if len(self.axes) == 1 else 'axes'}"
        return f"<Extensions, {self.semantics}, of {self.framework!r}: {over}>"

    def _named(
        self, roots: tuple[Node, ...] | list[Node], fixed: list[int] | None = None
    ) -> Iterator[tuple[str, ...]]:
        ids = self.framework.ids
        found = self._choices.walk(roots)
        while True:
            self._work.start()
            inside = next(found, None)
            if inside is None:
                return
            yield tuple(ids[place] for place in sorted([*(fixed or []), *inside]))

    def _limited(self, found: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        for number, extension in enumerate(found):
            if self.limit is not None and number >= self.limit:
                raise LimitReachedError(_extensions(self.limit), f"{_extensions(number)} listed")
            yield extension


def _count(choices: Choices, root: Node) -> int:
    def counted(node: Node, below: dict[Node, int]) -> int:
        return sum(prod(below[child] for child in branch.nodes) for branch in node.branches)

    return choices.fold(root, counted)


def _extensions(number: int) -> str:
    return f"{number:,} extension" if number == 1 else f"{number:,} extensions"


def _some(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) if len(ids) <= 8 else f"{len(ids):,} arguments"
