"""What links mean to a question: which claims are one, and which are denied."""

from collections import deque

from argmap.model import DENIALS, SAMENESS, ArgumentMap

__all__ = ["denied", "groups", "same_as"]


def same_as(map: ArgumentMap, claim: str) -> tuple[str, ...]:
    """The claim and all that are linked to it as equivalent or a rephrase, however far."""
    found = {claim: None}
    open_ = deque([claim])
    while open_:
        at = open_.popleft()
        for link in map.links_of(at):
            other = link.other(at)
            if link.kind in SAMENESS and other not in found:
                found[other] = None
                open_.append(other)
    return tuple(found)


def denied(map: ArgumentMap, claim: str) -> bool:
    """Whether some claim of the map is contrary or contradictory to this one."""
    return any(link.kind in DENIALS for link in map.links_of(claim))


def groups(map: ArgumentMap, *, links: bool = True) -> list[tuple[str, ...]]:
    """The claims, those that are the same together; each by itself without `links`.

    >>> from argmap.model import Claim, Link
    >>> map = ArgumentMap("Why?", claims=[Claim("a", "A."), Claim("b", "B."), Claim("c", "C.")],
    ...                   links=[Link(("a", "c"), "equivalent")])
    >>> groups(map)
    [('a', 'c'), ('b',)]
    """
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for claim in map.claims:
        if claim.id not in seen:
            found.append(same_as(map, claim.id) if links else (claim.id,))
            seen.update(found[-1])
    return found
