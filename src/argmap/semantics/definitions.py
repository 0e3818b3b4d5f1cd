"""The semantics said as plainly as their definitions, to check other answers by.

Nothing here solves or is clever, and nothing here is used to find an answer. Whether a
set *is* an extension of the simple kinds takes one look at each attack; to list all
extensions every subset is tried, which ends at some twenty arguments.
"""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING, TypeAlias

from argmap.errors import UnknownOptionError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from argmap.semantics.framework import Framework

__all__ = [
    "by_definition",
    "is_admissible",
    "is_complete",
    "is_conflict_free",
    "is_derivation",
    "is_naive",
    "is_stable",
]

Set: TypeAlias = frozenset[str]


def is_conflict_free(framework: Framework, ids: Collection[str]) -> bool:
    """No member attacks a member.

    >>> from argmap.semantics import Framework
    >>> is_conflict_free(Framework("ab", [("a", "b")]), ["a", "b"])
    False
    """
    return attacked_by(framework, ids).isdisjoint(ids)


def is_admissible(framework: Framework, ids: Collection[str]) -> bool:
    """Conflict-free, and it attacks whatever attacks a member (Dung 1995, definition 6).

    >>> from argmap.semantics import Framework
    >>> is_admissible(Framework("ab", [("a", "b")]), ["b"])
    False
    """
    hit = attacked_by(framework, ids)
    return hit.isdisjoint(ids) and all(hit.issuperset(framework.attackers(id)) for id in ids)


def is_complete(framework: Framework, ids: Collection[str]) -> bool:
    """Admissible, and it holds all that it defends (Dung 1995, definition 23).

    >>> from argmap.semantics import Framework
    >>> is_complete(Framework("ab", [("a", "b")]), [])
    False
    """
    hit = attacked_by(framework, ids)
    defended = {id for id in framework if hit.issuperset(framework.attackers(id))}
    return hit.isdisjoint(ids) and defended == set(ids)


def is_stable(framework: Framework, ids: Collection[str]) -> bool:
    """Conflict-free, and it attacks everything else (Dung 1995, definition 13).

    >>> from argmap.semantics import Framework
    >>> is_stable(Framework("ab", [("a", "b")]), ["a"])
    True
    """
    hit = attacked_by(framework, ids)
    return hit.isdisjoint(ids) and hit.union(ids) == set(framework)


def is_naive(framework: Framework, ids: Collection[str]) -> bool:
    """Conflict-free, and nothing could be added without a conflict.

    >>> from argmap.semantics import Framework
    >>> is_naive(Framework("ab", [("a", "b")]), ["b"])
    True
    """
    hit = attacked_by(framework, ids)
    rest = [id for id in framework if id not in ids and id not in hit]
    return hit.isdisjoint(ids) and all(
        id in framework.attackers(id) or not set(ids).isdisjoint(framework.attacked(id))
        for id in rest
    )


def is_derivation(framework: Framework, ids: Sequence[str]) -> bool:
    """Each member's attackers are all attacked by earlier members, so all are grounded.

    >>> from argmap.semantics import Framework
    >>> is_derivation(Framework("abc", [("a", "b"), ("b", "c")]), ["a", "c"])
    True
    """
    hit: set[str] = set()
    for id in ids:
        if not hit.issuperset(framework.attackers(id)):
            return False
        hit.update(framework.attacked(id))
    return True


def by_definition(framework: Framework, semantics: str) -> list[Set]:
    """All extensions, by trying every subset of the arguments, small ones first.

    >>> from argmap.semantics import Framework
    >>> by_definition(Framework("ab", [("a", "b"), ("b", "a")]), "preferred")
    [frozenset({'a'}), frozenset({'b'})]
    """
    if semantics not in _DEFINITIONS:
        raise UnknownOptionError("semantics", semantics, _DEFINITIONS)
    return _DEFINITIONS[semantics](framework)


def attacked_by(framework: Framework, ids: Iterable[str]) -> set[str]:
    """All that some member attacks."""
    return set(chain.from_iterable(map(framework.attacked, ids)))


def _range(framework: Framework, ids: Set) -> Set:
    return ids | attacked_by(framework, ids)


def _those(framework: Framework, test: Callable[[Framework, Set], bool]) -> list[Set]:
    subsets = chain.from_iterable(
        combinations(framework.ids, size) for size in range(len(framework) + 1)
    )
    return [found for found in map(frozenset, subsets) if test(framework, found)]


def _maximal(sets: list[Set], measure: Callable[[Set], Set] = frozenset) -> list[Set]:
    measured = [(found, measure(found)) for found in sets]
    return [found for found, size in measured if not any(size < other for _, other in measured)]


def _admissible(framework: Framework) -> list[Set]:
    return _those(framework, is_admissible)


def _complete(framework: Framework) -> list[Set]:
    return _those(framework, is_complete)


def _grounded(framework: Framework) -> list[Set]:
    return [min(_complete(framework), key=len)]


def _preferred(framework: Framework) -> list[Set]:
    return _maximal(_admissible(framework))


def _stable(framework: Framework) -> list[Set]:
    return _those(framework, is_stable)


def _semi_stable(framework: Framework) -> list[Set]:
    return _maximal(_complete(framework), lambda found: _range(framework, found))


def _inside_all(framework: Framework, sets: list[Set]) -> list[Set]:
    common = frozenset.intersection(*sets)
    return [max((found for found in _admissible(framework) if found <= common), key=len)]


def _ideal(framework: Framework) -> list[Set]:
    return _inside_all(framework, _preferred(framework))


def _eager(framework: Framework) -> list[Set]:
    return _inside_all(framework, _semi_stable(framework))


def _naive(framework: Framework) -> list[Set]:
    return _those(framework, is_naive)


def _stage(framework: Framework) -> list[Set]:
    return _maximal(_those(framework, is_conflict_free), lambda found: _range(framework, found))


def _cf2(framework: Framework) -> list[Set]:
    return _those(framework, is_cf2)


def is_cf2(framework: Framework, ids: Collection[str]) -> bool:
    """Naive in each strongly connected component, once what the set attacks from outside is gone.

    Baroni, Giacomin, Guida (2005), definition 15: where something went, the rest of the
    component is judged in the same way again.

    >>> from argmap.semantics import Framework
    >>> is_cf2(Framework("abc", [("a", "b"), ("b", "c"), ("c", "a")]), ["b"])
    True
    """
    members = set(ids)
    pieces = [(framework, members)]
    while pieces:
        piece, inside = pieces.pop()
        components = _components(piece)
        if len(components) <= 1:
            if not is_naive(piece, inside):
                return False
            continue
        for component in components:
            gone = attacked_by(piece, inside - component) & component
            if inside & gone:
                return False
            pieces.append((piece.restricted(component - gone), inside & component))
    return True


def _components(framework: Framework) -> list[Set]:
    """The strongly connected components: groups that all reach each other."""
    reach = {id: _reached(framework, id) for id in framework}
    groups = [frozenset(other for other in reach[id] if id in reach[other]) for id in framework]
    return list(dict.fromkeys(groups))


def _reached(framework: Framework, start: str) -> set[str]:
    found = {start}
    waiting = [start]
    while waiting:
        new = [other for other in framework.attacked(waiting.pop()) if other not in found]
        found.update(new)
        waiting += new
    return found


_DEFINITIONS: dict[str, Callable[[Framework], list[Set]]] = {
    "admissible": _admissible,
    "complete": _complete,
    "grounded": _grounded,
    "preferred": _preferred,
    "stable": _stable,
    "semi-stable": _semi_stable,
    "ideal": _ideal,
    "eager": _eager,
    "naive": _naive,
    "stage": _stage,
    "cf2": _cf2,
}
