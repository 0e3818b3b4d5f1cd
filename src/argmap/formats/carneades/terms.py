"""Statements as terms of logic: `price(volvo, medium)`, `¬jog`, and variables for either.

A term is a name, or a name with terms in brackets, and may be denied. A name declared as a
variable of a scheme stands for any term. Terms are read and matched without recursion.

>>> term("¬ asserts( joe, rain )")
'¬asserts(joe,rain)'
>>> match("asserts(W,S)", "asserts(joe,¬rain)", {"W", "S"})
{'W': 'joe', 'S': '¬rain'}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from argmap.formats.argdown.data import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

__all__ = [
    "NOT",
    "filled",
    "is_ground",
    "is_unwieldy",
    "match",
    "parts",
    "predicate",
    "term",
    "worded",
]

NOT = "¬"
LONGEST = 2_000
"""How many letters a term may have."""
_SIGNS = re.compile(r"\s*([(),¬])\s*")
_PIECES = re.compile(r"[(),¬]|[^(),¬]+")
_PLACE = re.compile(r"%[a-z]")


def term(text: str) -> str:
    """The term as it is compared: no more white space in it than needed."""
    return _SIGNS.sub(r"\1", " ".join(text.split()))


def predicate(text: str) -> str:
    """The name and number of arguments that the language declares a term under.

    >>> predicate("¬price(volvo,f(a,b))"), predicate("rain")
    ('price/2', 'rain/0')
    """
    name, inner = parts(text.lstrip(NOT))
    return f"{name}/{len(inner)}"


def parts(text: str) -> tuple[str, tuple[str, ...]]:
    """The name of a term and its arguments; a term not well formed is a name throughout.

    >>> parts("price(volvo,f(a,b))"), parts("¬rain"), parts("a)(")
    (('price', ('volvo', 'f(a,b)')), ('¬rain', ()), ('a)(', ()))
    """
    name, opened, rest = text.partition("(")
    if not opened or not name or name.startswith(NOT) or not rest.endswith(")"):
        return text, ()
    found, depth, start = [], 0, 0
    for place, sign in enumerate(rest):
        if sign == "(":
            depth += 1
        elif sign == "," and not depth:
            found.append(rest[start:place])
            start = place + 1
        elif sign == ")":
            if not depth:
                found.append(rest[start:place])
                return (name, tuple(found)) if place == len(rest) - 1 and all(found) else (text, ())
            depth -= 1
    return text, ()


def match(
    pattern: str, text: str, variables: Collection[str], bound: Mapping[str, str] | None = None
) -> dict[str, str] | None:
    """What the variables stand for if the pattern says the text, or nothing if it cannot.

    >>> match("in(T,T)", "in(a,b)", {"T"}) is None
    True
    """
    found = dict(bound or {})
    open_ = [(pattern, text)]
    while open_:
        one, other = open_.pop()
        if one in variables:
            if found.setdefault(one, other) != other:
                return None
        elif one.startswith(NOT) and other.startswith(NOT):
            open_.append((one[1:], other[1:]))
        else:
            (name, inner), (named, given) = parts(one), parts(other)
            if name != named or len(inner) != len(given):
                return None
            open_.extend(reversed([*zip(inner, given, strict=True)]))
    return found


def filled(pattern: str, bound: Mapping[str, str]) -> str:
    """The pattern with terms in place of its variables; what is denied twice is asserted.

    >>> filled("¬known(S)", {"S": "rain"}), filled("¬S", {"S": "¬rain"})
    ('¬known(rain)', 'rain')
    """
    pieces = (bound.get(piece, piece) for piece in _PIECES.findall(pattern))
    return "".join(pieces).replace(NOT + NOT, "")


def is_ground(text: str, variables: Collection[str]) -> bool:
    """Whether a term holds none of the variables."""
    return not any(piece in variables for piece in _PIECES.findall(text))


def is_unwieldy(text: str) -> bool:
    """Whether a term is longer, or has more brackets inside each other, than is followed."""
    return len(text) > LONGEST or max(_depths(text), default=0) > DEEPEST


def _depths(text: str) -> Iterator[int]:
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        yield depth


def worded(text: str, template: str) -> str:
    """A term in the words that the language has for its predicate.

    >>> worded("price(volvo,medium)", "The price of a %v is %v.")
    'The price of a volvo is medium.'
    >>> worded("¬rain", "It rained.")
    'Not: It rained.'
    """
    inner = iter(parts(text.lstrip(NOT))[1])
    said = _PLACE.sub(lambda place: next(inner, place[0]), template)
    return f"Not: {said}" if text.startswith(NOT) else said
