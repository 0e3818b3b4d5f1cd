"""Which column of a table says what: as it is told, else by the usual names.

Names are compared without case, spaces and punctuation: `Document_Title` is
`document title`. Of several columns that would do, the one whose name stands first in the
list of `NAMES` is taken, and the others are the table's own.

>>> found = matched(("Organization", "person", "concept", "agreement"), {})
>>> found.fields
{'actor': 'Organization', 'claim': 'concept', 'agreement': 'agreement'}
>>> found.others
('person',)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from argmap.errors import InvalidOptionError, UnknownOptionError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["NAMES", "Columns", "matched"]

NAMES: dict[str, tuple[str, ...]] = {
    "actor": (
        *("actor", "organization", "organisation", "stakeholder", "speaker", "party", "group"),
        *("country", "state", "member", "participant", "respondent", "voter", "person", "name"),
    ),
    "claim": (
        *("claim", "concept", "statement", "proposition", "assertion", "issue", "comment"),
        *("item", "objective"),
    ),
    "agreement": (
        *("agreement", "verdict", "stance", "vote", "qualifier", "position", "opinion"),
        *("agree", "answer", "response"),
    ),
    "strength": ("strength", "intensity"),
    "date": ("date", "time", "datetime", "day", "timestamp"),
    "source": ("source", "document title", "document", "doc", "article", "reference"),
    "publisher": ("publisher", "publication", "newspaper", "outlet"),
    "author": ("author",),
    "url": ("url", "link"),
    "locator": ("locator", "page", "paragraph", "place"),
    "quote": ("quote", "quotation", "excerpt"),
    "start": ("start",),
    "end": ("end", "stop"),
    "via": ("via", "according to", "reported by"),
    "hedge": ("hedge", "caution"),
    "basis": ("basis", "rung"),
    "theme": ("theme", "topic", "category"),
    "kind": ("kind", "actor kind", "actor type"),
    "bloc": ("bloc", "coalition", "camp"),
    "part_of": ("part of", "belongs to"),
    "influence": ("influence", "power"),
}
"""What a column can say, and the names by which it is known unless it is told."""

OF_ACTORS = ("kind", "bloc", "part_of", "influence")
"""What a table with the claims as columns may say besides; the rest is of single stances."""

_DNA = {"statementid", "documenttitle", "time"}
_DNA_NAMES = {"source": "documenttitle", "publisher": "source", "quote": "text"}
"""In an event list of DNA, `source` is who published the document, and `text` is its words."""


@frozen
class Columns:
    """The column of each field that has one, and the columns that are the table's own.

    `kept` are those of the latter that are to be kept by name, as they were named `extra`.
    """

    fields: dict[str, str]
    others: tuple[str, ...]
    kept: tuple[str, ...] = ()


def matched(
    columns: Sequence[str],
    told: Mapping[str, str | Sequence[str]],
    fields: Sequence[str] = tuple(NAMES),
) -> Columns:
    """The columns of a table by what they say; `told` goes before the usual names.

    >>> matched(["Wer", "Was"], {"actor": "Wer", "claim": "Wass"})
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownOptionError: unknown column 'Wass' (one of: Wer, Was); did you mean 'Was'?
    """
    kept = _kept(told.get("extra", ()))
    found = {}
    for name, column in told.items():
        if name == "extra":
            continue
        if name not in NAMES:
            raise UnknownOptionError("field", name, [*NAMES, "extra"])
        if not isinstance(column, str):
            raise InvalidOptionError("column", column, "no name of a column", "give one as text")
        found[name] = column
    for column in (*found.values(), *kept):
        if column not in columns:
            raise UnknownOptionError("column", column, columns)
    free = {_bare(name): name for name in columns if name not in (*found.values(), *kept)}
    special = _DNA_NAMES if {_bare(name) for name in columns} >= _DNA else {}
    for field, name in special.items():
        if name in free:
            found.setdefault(field, free.pop(name))
    for field in fields:
        usual = (_bare(name) for name in NAMES[field])
        known = next((name for name in usual if name in free), None)
        if field not in found and known is not None:
            found[field] = free.pop(known)
    ordered = {field: found[field] for field in NAMES if field in found}
    taken = {*ordered.values(), *kept}
    return Columns(ordered, tuple(name for name in columns if name not in taken), kept)


def _kept(told: str | Sequence[str]) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(told)


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
