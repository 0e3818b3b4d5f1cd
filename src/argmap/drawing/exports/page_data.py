"""A map as the interactive page needs it: every record, in a small form JSON can say.

Records of a kind are a table: its `keys`, then `rows` with a cell for each key, nothing at
the end of a row and `null` within it standing for what is usual or unknown. Rungs are
numbers, 0 the firmest; several ids are one text, set apart by spaces; a citation is the
source's id with the locator after a space, in a pair with the quote if there is one.

Every text is cleaned of marks that steer its direction and of letters that XML forbids.
An address is a link only if it is one of the web.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from argmap.drawing.sides import sides
from argmap.drawing.text import clean
from argmap.model import (
    BASES,
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
)

__all__ = ["cleaned", "is_web", "records"]


def records(map: ArgumentMap) -> dict[str, Any]:
    """Every record of a map, by kind.

    >>> import argmap
    >>> held = records(argmap.example("iraq-withdrawal"))["stances"]
    >>> dict(zip(held["keys"], held["rows"][0]))["actor"]
    'sudani'
    """
    towards = sides(map)
    return {
        "question": clean(map.question),
        "title": clean(map.title or ""),
        "positions": list(map.positions),
        "steps": _table(_step(argument) for argument in map.arguments),
        "links": _table(_link(link) for link in map.links),
        "stances": _table(_stance(stance) for stance in map.stances),
        "stakes": _table(_stake(stake) for stake in map.stakes),
        "ties": _table(_tie(tie) for tie in map.ties),
        "sources": _table(_source(source) for source in map.sources),
        "actors": _table(_actor(actor) for actor in map.actors),
        "claims": _table(_claim(claim, towards[claim.id]) for claim in map.claims),
    }


def _table(records: Iterable[dict[str, Any]]) -> dict[str, list[Any]]:
    """Records of one kind under the keys that any of them has, the commonest first.

    >>> _table([{"id": "leave"}, {"id": "stay", "label": "Stay"}])
    {'keys': ['id', 'label'], 'rows': [['leave'], ['stay', 'Stay']]}
    """
    listed = list(records)
    counts = Counter(key for record in listed for key in record)
    keys = [key for key, _ in counts.most_common()]
    return {"keys": keys, "rows": [_row(record, keys) for record in listed]}


def _row(record: Mapping[str, Any], keys: Sequence[str]) -> list[Any]:
    cells = [record.get(key) for key in keys]
    while cells and cells[-1] is None:
        del cells[-1]
    return cells


def _said(usual: Mapping[str, Any] | None = None, /, **facts: Any) -> dict[str, Any]:
    """The facts there are, texts cleaned; what is usual goes without saying."""
    usual = usual or {}
    return {
        name: cleaned(value)
        for name, value in facts.items()
        if value not in (None, (), [], "") and (name not in usual or usual[name] != value)
    }


def cleaned(value: Any) -> Any:
    r"""A value whose texts are fit to be shown.

    >>> cleaned(("a\u202eb", 0.5))
    ['ab', 0.5]
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(key): cleaned(item) for key, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, tuple | list) else value


def _claim(claim: Claim, side: str) -> dict[str, Any]:
    return _said(
        {"weight": 0.5, "kind": "claim"},
        id=claim.id,
        text=claim.text,
        label=claim.label,
        side=side,
        theme=claim.theme,
        weight=claim.weight,
        kind=claim.kind,
        at=_cited(claim.citations),
    )


def _actor(actor: Actor) -> dict[str, Any]:
    return _said(
        id=actor.id,
        name=actor.name,
        names=tuple(actor.names.values()),
        kind=actor.kind,
        label=actor.label,
        bloc=actor.bloc,
        part_of=actor.part_of,
        influence=actor.influence,
        at=_cited(actor.citations),
    )


def _step(step: Argument) -> dict[str, Any]:
    return _said(
        {"weight": 1.0},
        id=step.id,
        premises=" ".join(step.premises),
        target=step.target,
        side=step.side,
        weight=step.weight,
        scheme=step.scheme,
        rung=BASES.index(step.basis),
        at=_cited(step.citations),
    )


def _link(link: Link) -> dict[str, Any]:
    return _said(
        claims=" ".join(link.claims),
        kind=link.kind,
        rung=BASES.index(link.basis),
        at=_cited(link.citations),
    )


def _stance(stance: Stance) -> dict[str, Any]:
    return _said(
        {"strength": 1.0},
        actor=stance.actor,
        claim=stance.claim,
        verdict=stance.verdict,
        date=stance.date,
        **_voiced(stance),
    )


def _stake(stake: Stake) -> dict[str, Any]:
    return _said(
        {"strength": 1.0},
        actor=stake.actor,
        claim=stake.claim,
        effect=stake.effect,
        **_voiced(stake),
    )


def _tie(tie: Tie) -> dict[str, Any]:
    return _said(
        {"strength": 1.0},
        source=tie.source,
        target=tie.target,
        kind=tie.kind,
        sign=tie.sign,
        **_voiced(tie),
    )


def _voiced(record: Stance | Stake | Tie) -> dict[str, Any]:
    """How strongly, by whom, how carefully, on which rung and where it is said."""
    return {
        "strength": record.strength,
        "via": " ".join(record.via),
        "hedge": record.hedge,
        "rung": BASES.index(record.basis),
        "at": _cited(record.citations),
    }


def _source(source: Source) -> dict[str, Any]:
    return _said(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        date=source.date,
        url=source.url if is_web(source.url) else None,
        address=None if is_web(source.url) else source.url,
    )


def _cited(citations: Iterable[Citation]) -> list[Any]:
    """Each citation in its short form, with its quote if it has one."""
    return [(str(c), c.quote) if c.quote else str(c) for c in citations]


def is_web(address: str | None) -> bool:
    """Whether an address is one that a reader may safely follow.

    >>> is_web("https://example.org/a"), is_web("javascript:alert(1)"), is_web(None)
    (True, False, False)
    """
    if not address or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
