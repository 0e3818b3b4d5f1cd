"""How records are said in a table: one way for all questions."""

from collections.abc import Iterable
from itertools import chain

from argmap.errors import Fault, InvalidRecordError, did_you_mean, nearest
from argmap.model import (
    BASES,
    Argument,
    ArgumentMap,
    Basis,
    Citation,
    Claim,
    Link,
    Stake,
    Stance,
    Tie,
)

__all__ = [
    "cited",
    "counted",
    "inside",
    "listed",
    "only_those",
    "preposition",
    "reported",
    "said",
    "says",
    "step",
    "variant",
    "weakest",
]


def said(claim: Claim) -> str:
    """What a claim says, in full.

    >>> said(Claim("leave", "US forces leave Iraq.", label="Leave"))
    'US forces leave Iraq.'
    """
    return claim.text


def step(argument: Argument) -> str:
    """An argument's step, from premises to target.

    >>> step(Argument("a", ("idle", "weak"), "leave", "con"))
    'idle + weak against leave'
    """
    return f"{' + '.join(argument.premises)} {preposition(argument)} {argument.target}"


def says(map: ArgumentMap, id: str) -> str:
    """What a claim says, or an argument's step.

    >>> import argmap
    >>> says(argmap.example("iraq-withdrawal"), "vacuum-con-leave-fast")
    'vacuum against leave-fast'
    """
    record = map[id]
    return step(record) if isinstance(record, Argument) else said(map.claim(id))


def preposition(argument: Argument) -> str:
    """`for` or `against`, as one says of a side."""
    return "for" if argument.side == "pro" else "against"


def listed(words: Iterable[str], *, most: int | None = None) -> str | None:
    """Words as a list, each once, in order; nothing where there are none.

    If there are more than `most`, so many are told, and how many more there are.

    >>> listed(["leave", "stay", "leave"])
    'leave, stay'
    >>> listed(["leave", "stay", "shrink", "expand"], most=2)
    'leave, stay and 2 more'
    """
    found = list(dict.fromkeys(words))
    told = ", ".join(found[:most])
    rest = len(found[most:]) if most is not None else 0
    return (f"{told} and {rest} more" if rest else told) or None


def inside(name: str) -> str:
    """A name as it stands inside a sentence.

    >>> inside("The article itself"), inside("Theresa May")
    ('the article itself', 'Theresa May')
    """
    return f"the {name[4:]}" if name.startswith("The ") else name


def cited(citations: Iterable[Citation]) -> str | None:
    """Where to look it up, source by source.

    >>> cited([Citation("mena", "¶8"), Citation("mena", "¶23"), Citation("sipri")])
    'mena ¶8, ¶23; sipri'
    """
    places: dict[str, list[str]] = {}
    for citation in citations:
        places.setdefault(citation.source, []).append(citation.locator or "")
    found = (f"{source} {listed(filter(None, at)) or ''}".strip() for source, at in places.items())
    return "; ".join(found) or None


def reported(record: Stance | Stake) -> str:
    """Rung, chain of voices and hedge of what is said of an actor.

    >>> reported(Stance("washington", "vacuum", "accept", via=("author", "reuters"),
    ...                 hedge="fears", basis="attributed"))
    'attributed, via author, reuters, “fears”'
    """
    via = f"via {', '.join(record.via)}" if record.via else ""
    hedge = f"“{record.hedge}”" if record.hedge else ""
    return ", ".join(part for part in (record.basis, via, hedge) if part)


def counted(number: int, word: str) -> str:
    """A number of things.

    >>> counted(1, "claim"), counted(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def only_those(ids: Iterable[str], only: Iterable[str] | None) -> tuple[tuple[str, ...], str]:
    """The ids that a table is to show, all of them by default, and what a note says of the rest.

    `InvalidRecordError` names every id that there is nothing to show of.

    >>> only_those(["leave", "stay", "vacuum"], ["stay"])
    (('stay',), 'Shown is 1 of 3 records, as asked.')
    """
    every = tuple(ids)
    if only is None:
        return every, ""
    asked = dict.fromkeys(id.strip() for id in (only.split(",") if isinstance(only, str) else only))
    unknown = [
        Fault(
            f"no claim or argument {id!r} in this map",
            remedy=did_you_mean(nearest(id, every)) or "give ids of claims or arguments",
        )
        for id in asked
        if id not in every
    ]
    if unknown:
        raise InvalidRecordError(unknown, "only")
    shown = tuple(id for id in every if id in asked)
    verb = "is" if len(shown) == 1 else "are"
    return shown, f"Shown {verb} {len(shown)} of {counted(len(every), 'record')}, as asked."


def variant(map: ArgumentMap, *options: str) -> str:
    """How a question was reckoned: its options in words, then the rung the map stands on."""
    rung = weakest(_based(map))
    standing = f"records down to the rung “{rung}”" if rung else "no record has a rung"
    return "; ".join([*(option for option in options if option), standing])


def weakest(records: Iterable[Argument | Link | Stance | Stake | Tie]) -> Basis | None:
    """The least firm rung that any of the records stands on.

    >>> weakest([Stance("a", "b", "accept", basis="implied"), Stance("a", "c", "accept")])
    'implied'
    """
    found: Basis | None = None
    for record in records:
        if found is None or BASES.index(record.basis) > BASES.index(found):
            found = record.basis
        if found == BASES[-1]:
            break
    return found


def _based(map: ArgumentMap) -> Iterable[Argument | Link | Stance | Stake | Tie]:
    return chain(map.stances, map.stakes, map.links, map.ties, map.arguments)
