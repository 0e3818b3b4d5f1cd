"""Formal concept analysis on bare contexts: who has which attributes, and what goes with what.

A *context* says which objects have which attributes (Ganter & Wille 1999, definition 18). A
*concept* is a set of objects, its extent, with all attributes they share, its intent, such
that no other object has them all (definition 20). Concepts are ordered by their extents. An
*implication* `A → B` holds if every object with all of A has all of B. The Duquenne-Guigues
basis is the least set of implications from which all others follow: one for each
*pseudo-intent*, a set that is no intent and holds the closure of each pseudo-intent in it
(Guigues & Duquenne 1986).

Sets are whole numbers, bit for bit. Extents are made by intersecting columns, neighbours by
Lindig's test (2000), and the basis by Ganter's NextClosure (1984), on attributes of which
those alike are put together first; the basis tells them apart again.

With `least`, only sets that at least so many objects have are looked at: the iceberg of the
lattice (Stumme and others 2002). The basis is then that part of the whole one, and what
follows from it is right for every set that so many objects have. A `limit` that would be
passed makes `least` one higher, as often as it takes; the answer says what it came to. So
does a basis that would take too much work, counted and not timed.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Basis", "Context", "Iceberg", "basis", "bits", "closed_under", "extents", "neighbours"]

_WORK = 100_000_000
"""How often an implication may be looked at on the way to a basis, at most; about a second."""


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first.

    >>> list(bits(0b1010))
    [1, 3]
    """
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


@frozen(slots=False)
class Context:
    """Which objects have which attributes: a row for each object, a bit for each attribute.

    >>> arthur = Context((0b0111, 0b0011, 0b1000), 4)  # human, knight, king, mysterious
    >>> [bin(extent) for extent in extents(arthur).sets]
    ['0b111', '0b11', '0b1', '0b100', '0b0']
    """

    rows: tuple[int, ...]
    width: int

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """For each attribute its objects, a bit for each."""
        return tuple(
            sum(1 << at for at, row in enumerate(self.rows) if row >> attribute & 1)
            for attribute in range(self.width)
        )

    @property
    def objects(self) -> int:
        """The set of all objects."""
        return (1 << len(self.rows)) - 1

    @property
    def attributes(self) -> int:
        """The set of all attributes."""
        return (1 << self.width) - 1

    def extent(self, attributes: int) -> int:
        """The objects that have all of some attributes."""
        found = self.objects
        for at in bits(attributes):
            found &= self.columns[at]
        return found

    def intent(self, objects: int) -> int:
        """The attributes that all of some objects have."""
        found = self.attributes
        for at in bits(objects):
            found &= self.rows[at]
        return found

    def closure(self, attributes: int) -> int:
        """The attributes that all have who have these."""
        return self.intent(self.extent(attributes))


@frozen
class Iceberg:
    """Sets that at least `least` objects have; all of them, if that is 0."""

    sets: tuple[int, ...]
    least: int


def extents(context: Context, *, least: int = 0, limit: int = 2000) -> Iceberg:
    """The extents of all concepts, the largest first.

    >>> extents(Context((0b01, 0b10), 2), limit=3)
    Iceberg(sets=(3, 1, 2), least=1)
    """
    columns = sorted(set(context.columns), key=lambda column: (-column.bit_count(), column))
    while True:
        found = _intersections(context.objects, columns, least, limit)
        if found is not None:
            order = sorted(found, key=lambda extent: (-extent.bit_count(), list(bits(extent))))
            return Iceberg(tuple(order), least)
        least += 1


def _intersections(whole: int, columns: Sequence[int], least: int, limit: int) -> set[int] | None:
    """All intersections of columns with enough objects; nothing if there are too many."""
    found = {whole} if whole.bit_count() >= least else set()
    for column in columns:
        more = {extent & column for extent in found}
        found |= {extent for extent in more if extent.bit_count() >= least}
        if len(found) > limit:
            return None
    return found


def neighbours(context: Context, extent: int) -> tuple[int, ...]:
    """The extents of the concepts just above one: the smallest that hold it and more.

    >>> neighbours(Context((0b011, 0b110, 0b010), 3), 0b001)
    (7,)
    """
    own = context.intent(extent)
    wider = {own & row for at, row in enumerate(context.rows) if not extent >> at & 1}
    kept = [one for one in wider if not any(one & ~other == 0 for other in wider - {one})]
    return tuple(sorted(context.extent(one) for one in kept))


# Implications ------------------------------------------------------------------------


def closed_under(rules: Iterable[tuple[int, int]], attributes: int) -> int:
    """What follows from some attributes by implications, each a premise and all that follows.

    >>> closed_under([(0b001, 0b011), (0b010, 0b110)], 0b001)
    7
    """
    found = _below(tuple(rules), attributes, 0)
    return attributes if found is None else found


@frozen
class Basis:
    """The implications of a context, each a premise and its closure; see `Iceberg`."""

    rules: tuple[tuple[int, int], ...]
    least: int


def basis(context: Context, *, least: int = 0, limit: int = 2000) -> Basis:
    """The Duquenne-Guigues basis, short premises first.

    >>> arthur = Context((0b0111, 0b0011, 0b1000), 4)  # human, knight, king, mysterious
    >>> [(bin(premise), bin(closure)) for premise, closure in basis(arthur, least=1).rules]
    [('0b1', '0b11'), ('0b10', '0b11'), ('0b100', '0b111')]
    """
    alike: dict[int, int] = {}
    for at, column in enumerate(context.columns):
        alike[column] = alike.get(column, 0) | 1 << at
    classes = list(alike.values())
    clear = Context(
        tuple(
            sum(1 << at for at, column in enumerate(alike) if column >> number & 1)
            for number in range(len(context.rows))
        ),
        len(classes),
    )
    while True:
        found = _pseudo_intents(clear, least, limit)
        if found is not None:
            rules = {*_told_apart(context, classes, found, least)}
            order = sorted(rules, key=lambda rule: (rule[0].bit_count(), list(bits(rule[0]))))
            return Basis(tuple(order), least)
        least += 1


def _told_apart(
    context: Context, classes: Sequence[int], found: Sequence[int], least: int
) -> Iterator[tuple[int, int]]:
    """The basis over all attributes from the pseudo-intents over classes of those alike.

    A class of several lies in a pseudo-intent as a whole, or one of it stands there with
    nothing but what all objects have.
    """
    common = context.closure(0)
    singles = {common | each for each in classes if each.bit_count() > 1 and each & ~common}
    for pseudo in found:
        premise = sum(classes[at] for at in bits(pseudo))
        if premise not in singles:
            yield premise, context.closure(premise)
    if len(context.rows) < least:
        return
    for each in classes:
        if each.bit_count() > 1 and each & ~common and context.extent(each).bit_count() >= least:
            for at in bits(each):
                premise = common | 1 << at
                yield premise, context.closure(premise)


def _pseudo_intents(context: Context, least: int, limit: int) -> list[int] | None:
    """All pseudo-intents that enough objects have; nothing if too many sets are passed."""
    if len(context.rows) < least:
        return []
    rules: list[tuple[int, int]] = []
    at: int | None = 0
    passed = work = 0
    while at is not None:
        passed += 1
        work += context.width * len(rules)
        if passed > limit or work > _WORK:
            return None
        closure = context.closure(at)
        if closure != at:
            rules.append((at, closure))
        at = _next(context, rules, at, least)
    return [premise for premise, _ in rules]


def _next(context: Context, rules: Sequence[tuple[int, int]], at: int, least: int) -> int | None:
    """The next set in lectic order that is closed under the rules, if enough objects have it."""
    columns, extent = context.columns, context.objects
    shared = [extent]  # by those of the set before each place
    for place in range(context.width):
        extent &= columns[place] if at >> place & 1 else extent
        shared.append(extent)
    for place in reversed(range(context.width)):
        bit = 1 << place
        if at & bit:
            at ^= bit
            continue
        extent = shared[place] & columns[place]
        if extent.bit_count() < least:
            continue
        wider = at | bit
        found = wider if context.intent(extent) == wider else _below(rules, wider, bit - 1 & ~wider)
        if found is not None:
            return found
    return None


def _below(rules: Sequence[tuple[int, int]], attributes: int, barred: int) -> int | None:
    """What follows by the rules; nothing if it reaches what is barred."""
    while True:
        lacking = ~attributes
        reached = attributes
        for closure in [closure for premise, closure in rules if not premise & lacking]:
            reached |= closure
        if reached & barred:
            return None
        if reached == attributes:
            return attributes
        attributes = reached
