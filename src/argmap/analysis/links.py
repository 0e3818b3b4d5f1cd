"""What the kinds of link mean to a question: who excludes whom, and which claims are one."""

from collections import deque

from argmap.model import ArgumentMap, Link, LinkKind

__all__ = ["DENIALS", "RIVALRIES", "SAMENESS", "denied", "other_end", "same_as"]

DENIALS: tuple[LinkKind, ...] = ("contrary", "contradictory")
"""Claims that cannot both hold: to assert one is to deny the other."""
RIVALRIES: tuple[LinkKind, ...] = (*DENIALS, "alternative")
"""Claims that cannot both win, be they incompatible or options of which one is chosen."""
SAMENESS: tuple[LinkKind, ...] = ("equivalent", "rephrase")
"""Claims that stand or fall together."""


def other_end(link: Link, claim: str) -> str:
    """The claim at the other end of a link.

    >>> other_end(Link(("leave", "stay"), "alternative"), "stay")
    'leave'
    """
    first, second = link.claims
    return second if claim == first else first


def same_as(map: ArgumentMap, claim: str) -> tuple[str, ...]:
    """The claim and all that are linked to it as equivalent or a rephrase, however far."""
    found = {claim: None}
    open_ = deque([claim])
    while open_:
        at = open_.popleft()
        for link in map.links_of(at):
            other = other_end(link, at)
            if link.kind in SAMENESS and other not in found:
                found[other] = None
                open_.append(other)
    return tuple(found)


def denied(map: ArgumentMap, claim: str) -> bool:
    """Whether some claim of the map is contrary or contradictory to this one."""
    return any(link.kind in DENIALS for link in map.links_of(claim))
