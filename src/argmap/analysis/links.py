"""What links mean to a question: which claims are one, and which are denied."""

from collections import deque

from argmap.model import DENIALS, SAMENESS, ArgumentMap

__all__ = ["denied", "same_as"]


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
