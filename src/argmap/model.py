"""The records: what a stakeholder argument map is made of.

Nothing here computes and nothing changes. A record is checked when it is made, a map
when its records are put together, and both report every fault at once. Records point
at each other by id; actors, claims, arguments and sources share one set of ids.

Three words are easily confused. *Neutral* is a verdict, *ambivalent* is a verdict, and
saying nothing is no stance at all. And who is said to gain from a position has a
`Stake` in it, which is not a `Stance` on it.

>>> from argmap import Actor, Argument, ArgumentMap, Claim, Stance
>>> map = ArgumentMap(
...     question="Leave Iraq?",
...     positions=("leave",),
...     actors=(Actor("washington", "Washington", kind="government"),),
...     claims=(Claim("leave", "US forces leave Iraq."),
...             Claim("vacuum", "A quick exit leaves a gap others could fill.")),
...     arguments=(Argument("vacuum-con-leave", "vacuum", "leave", "con"),),
...     stances=(Stance("washington", "vacuum", "accept", hedge="fears"),),
... )
>>> map
<ArgumentMap 'Leave Iraq?' with 1 position, 2 claims, 1 argument, 1 actor, 1 stance>
>>> [argument.premises for argument in map.cons("leave")]
[('vacuum',)]
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, TypeAlias, TypeVar, cast, get_args

from attrs import evolve, field, fields, frozen

from argmap.display import maps_shown
from argmap.errors import (
    Fault,
    InvalidMapError,
    InvalidRecordError,
    NoPositionError,
    UnknownIdError,
    UnknownOptionError,
    did_you_mean,
    nearest,
)

__all__ = [
    "BASES",
    "CLAIM_KINDS",
    "DENIALS",
    "EFFECTS",
    "LINK_KINDS",
    "RIVALRIES",
    "SAMENESS",
    "SIDES",
    "VERDICTS",
    "VOICE",
    "Actor",
    "Argument",
    "ArgumentMap",
    "Basis",
    "Citation",
    "Claim",
    "ClaimKind",
    "Effect",
    "FrozenMapping",
    "Link",
    "LinkKind",
    "Record",
    "Side",
    "Source",
    "Stake",
    "Stance",
    "Tie",
    "Verdict",
]

Side: TypeAlias = Literal["pro", "con"]
Verdict: TypeAlias = Literal["accept", "reject", "neutral", "ambivalent"]
Basis: TypeAlias = Literal["stated", "attributed", "implied", "analyst"]
Effect: TypeAlias = Literal["gain", "loss", "mixed"]
ClaimKind: TypeAlias = Literal["claim", "fact", "forecast"]
LinkKind: TypeAlias = Literal["contrary", "contradictory", "alternative", "equivalent", "rephrase"]

SIDES: tuple[Side, ...] = get_args(Side)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
BASES: tuple[Basis, ...] = get_args(Basis)
"""The attribution ladder, firmest rung first."""
EFFECTS: tuple[Effect, ...] = get_args(Effect)
CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
DENIALS: tuple[LinkKind, ...] = ("contrary", "contradictory")
"""Links between claims that cannot both hold: to assert one is to deny the other."""
RIVALRIES: tuple[LinkKind, ...] = (*DENIALS, "alternative")
"""Links between claims that cannot both win, be they incompatible or options to choose from."""
SAMENESS: tuple[LinkKind, ...] = ("equivalent", "rephrase")
"""Links between claims that stand or fall together."""
VOICE = "voice"
"""The kind of an actor that comments on the question and has no stake in it."""

_INTEGERS = range(-(2**63), 2**63)
"""Those of 64 bits, which every reader of JSON, YAML and GraphML can be made to keep."""
_ID = re.compile(r"[a-z][a-z0-9-]*")
_DATE = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?", re.ASCII)


# What records are made of ------------------------------------------------------------


class FrozenMapping(Mapping[str, Any]):
    """A mapping that never changes, so that a record holding one can be hashed.

    Lists inside become tuples and mappings become frozen ones, all the way down, which
    is 100 levels at most. True and 1 are different values in it, as they are in JSON.

    >>> FrozenMapping({"url": "example.org", "tags": ["a", "b"]})
    FrozenMapping({'url': 'example.org', 'tags': ('a', 'b')})
    >>> FrozenMapping({"checked": True}) == FrozenMapping({"checked": 1})
    False
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any] | None = None) -> None:
        if _is_too_deep(items):
            raise InvalidRecordError([Fault(_TOO_DEEP, "mapping", "flatten it")])
        self._items = {key: _freeze(value) for key, value in (items or {}).items()}

    def __getitem__(self, key: str) -> Any:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Mapping):
            return NotImplemented
        return self is other or _with_truths(self) == _with_truths(other)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMapping({self._items!r})"


def _freeze(value: Any) -> Any:
    if isinstance(value, FrozenMapping):
        return value
    if isinstance(value, Mapping):
        return FrozenMapping(value)
    if isinstance(value, list | tuple):
        return tuple(_freeze(item) for item in value)
    return value


def _with_truths(value: Any) -> Any:
    """The value with true and false marked as such, which Python counts as 1 and 0."""
    if isinstance(value, Mapping):
        return {key: _with_truths(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_with_truths(item) for item in value)
    return (bool, value) if isinstance(value, bool) else value


def _is_too_deep(value: object) -> bool:
    """Whether mappings and lists go deeper than is kept; level by level, so circles do too."""
    level: list[Any] = [value]
    for _ in range(_DEEPEST + 1):
        level = [item for item in level if isinstance(item, Mapping | list | tuple)]
        if not level:
            return False
        inner = (
            v for item in level for v in (item.values() if isinstance(item, Mapping) else item)
        )
        level = list({id(item): item for item in inner}.values())
    return True


_DEEPEST = 100
_TOO_DEEP = f"nested more than {_DEEPEST} levels deep"
_NOTHING = FrozenMapping()


def _frozen_mapping(value: Any) -> Any:
    if value is None or (isinstance(value, Mapping) and not value):
        return _NOTHING
    return value if _is_too_deep(value) else _freeze(value)


def _listed(value: Any) -> Any:
    """A tuple from one thing or several; text counts as one thing."""
    if value is None:
        return ()
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (value,)
    return tuple(value)


def _cited(value: Any) -> Any:
    if isinstance(value, Citation):
        return (value,)
    return tuple(Citation.of(item) if isinstance(item, str) else item for item in _listed(value))


def _number(value: Any) -> Any:
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


# What can be wrong with one ----------------------------------------------------------

_Problem: TypeAlias = tuple[str, str] | None


def _id_problem(name: str, value: object) -> _Problem:
    if isinstance(value, str) and _ID.fullmatch(value):
        return None
    return (
        f"{name} {value!r} is not an id",
        "use a letter a to z, then letters, digits and hyphens, as in 'quick-exit'",
    )


def _text_problem(name: str, value: object, *, empty: bool = False) -> _Problem:
    if not isinstance(value, str):
        return f"{name} is {value!r}, not text", "give a string"
    if not empty and not value.strip():
        return f"{name} is empty", "say it in a few words"
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        return f"{name} holds half a surrogate pair", "decode the file as UTF-8 first"
    return None


def _optional_text_problem(name: str, value: object) -> _Problem:
    return None if value is None else _text_problem(name, value)


def _choice_problem(name: str, value: object, allowed: Sequence[str]) -> _Problem:
    if value in allowed:
        return None
    hint = did_you_mean(nearest(str(value), allowed)) or f"choose one of {', '.join(allowed)}"
    return f"unknown {name} {value!r}", hint


def _share_problem(name: str, value: object) -> _Problem:
    if isinstance(value, float) and 0 <= value <= 1:
        return None
    return f"{name} {value!r} is outside 0..1", "give a share between 0 and 1"


def _list_problem(name: str, value: tuple[object, ...], kind: type) -> _Problem:
    strangers = [item for item in value if not isinstance(item, kind)]
    if not strangers:
        return None
    return f"{name} holds {strangers[0]!r}", f"give {kind.__name__} values only"


def _date_problem(value: object) -> _Problem:
    if value is None:
        return None
    remedy = "write ISO 8601: 2024, 2024-01, 2024-01-28 or 2024-01-28T09:30:00"
    if not isinstance(value, str):
        return f"date is {value!r}, not text", remedy
    parts = _DATE.fullmatch(value)
    try:
        if parts:
            dt.date(*(int((part or "-01").lstrip("-")) for part in parts.groups()))
        else:
            dt.datetime.fromisoformat(value)
    except ValueError:
        return f"date {value!r} is no date", remedy
    return None


def _mapping_problem(name: str, value: object, remedy: str) -> _Problem:
    if isinstance(value, FrozenMapping):
        return None
    if _is_too_deep(value):
        return f"{name} is {_TOO_DEEP}", "flatten it"
    return f"{name} is {value!r}, not a mapping", remedy


def _extra_problem(value: object) -> _Problem:
    if problem := _mapping_problem("extra", value, "give names and JSON values"):
        return problem
    for stranger in _not_json(value):
        if isinstance(stranger, int) and stranger not in _INTEGERS:
            return "extra holds an integer of more than 64 bits", "write it as text"
        remedy = "use text, finite numbers, lists and mappings"
        return f"extra holds {stranger!r}, which JSON cannot say", remedy
    return None


def _not_json(value: object) -> Iterator[object]:
    if isinstance(value, FrozenMapping):
        for key, item in value.items():
            if _text_problem("name", key, empty=True):
                yield key
            yield from _not_json(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _not_json(item)
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield value
    elif isinstance(value, str):
        if _text_problem("extra", value, empty=True):
            yield value
    elif isinstance(value, int):
        if value not in _INTEGERS:
            yield value
    elif value is not None:
        yield value


def _demand(record: Any, *problems: _Problem) -> None:
    """Raise one error with every problem of a record, or return if it has none."""
    if any(problems):
        where = described(record)
        raise InvalidRecordError(Fault(p[0], where=where, remedy=p[1]) for p in problems if p)


def described(record: Record) -> str:
    """A record in the words of an error message.

    >>> described(Claim("leave", "US forces leave Iraq."))
    "claim 'leave'"
    >>> described(Stance("washington", "leave", "reject"))
    "stance of 'washington' on 'leave'"
    """
    match record:
        case Citation():
            return f"citation of {record.source!r}"
        case Link():
            return f"link between {' and '.join(map(repr, record.claims))}"
        case Stance():
            return f"stance of {record.actor!r} on {record.claim!r}"
        case Stake():
            return f"stake of {record.actor!r} in {record.claim!r}"
        case Tie():
            return f"tie from {record.source!r} to {record.target!r}"
        case _:
            return f"{type(record).__name__.lower()} {record.id!r}"


# The records -------------------------------------------------------------------------


def _extra() -> Any:
    return field(default=_NOTHING, converter=_frozen_mapping, kw_only=True)


def _citations() -> Any:
    return field(default=(), converter=_cited, kw_only=True)


@frozen(repr=False)
class Source:
    """A document that can be looked up.

    `date` is ISO 8601, as precise as is known; `sha256` is the checksum of the text that
    locators point into, so that a reader can tell whether they hold the same one.
    """

    id: str
    title: str
    publisher: str | None = field(default=None, kw_only=True)
    author: str | None = field(default=None, kw_only=True)
    date: str | None = field(default=None, kw_only=True, converter=_iso)
    url: str | None = field(default=None, kw_only=True)
    sha256: str | None = field(default=None, kw_only=True)
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        _demand(
            self,
            _id_problem("id", self.id),
            _text_problem("title", self.title),
            _optional_text_problem("publisher", self.publisher),
            _optional_text_problem("author", self.author),
            _date_problem(self.date),
            _optional_text_problem("url", self.url),
            self._checksum_problem(),
            _extra_problem(self.extra),
        )

    def _checksum_problem(self) -> _Problem:
        if self.sha256 is None:
            return None
        if isinstance(self.sha256, str) and re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            return None
        return f"sha256 {self.sha256!r} is no checksum", "give 64 lower-case hexadecimal digits"

    def __repr__(self) -> str:
        return _repr(self)


@frozen(repr=False)
class Citation:
    """Where in a source: a locator (`¶17`, `p. 3`), a quote, or both.

    `start` and `end` count code points from 0 in the text of the source, `end` exclusive
    (W3C Web Annotation, TextPositionSelector).
    """

    source: str
    locator: str | None = None
    quote: str | None = field(default=None, kw_only=True)
    start: int | None = field(default=None, kw_only=True)
    end: int | None = field(default=None, kw_only=True)
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        _demand(
            self,
            _id_problem("source", self.source),
            _optional_text_problem("locator", self.locator),
            _optional_text_problem("quote", self.quote),
            self._span_problem(),
            _extra_problem(self.extra),
        )

    def _span_problem(self) -> _Problem:
        if self.start is None and self.end is None:
            return None
        if type(self.start) is type(self.end) is int and 0 <= self.start <= self.end:
            return None
        return (
            f"span {self.start!r}..{self.end!r} is no stretch of text",
            "give both ends, counted in code points from 0, the end exclusive",
        )

    @classmethod
    def of(cls, text: str) -> Citation:
        """A citation from its short form: the source's id, then the locator.

        >>> Citation.of("mena ¶17")
        Citation(source='mena', locator='¶17')
        """
        source, _, locator = text.strip().partition(" ")
        return cls(source, locator.strip() or None)

    def __str__(self) -> str:
        return f"{self.source} {self.locator}" if self.locator else self.source

    def __repr__(self) -> str:
        return _repr(self)


@frozen(repr=False)
class Actor:
    """A person, group, state or organisation with a stake, or a voice that only comments.

    `kind` is free text; `"voice"` marks those who comment without a stake. `part_of` is
    the actor this one belongs to, `bloc` a name for those drawn and counted together.
    `label` is a short form for badges (`"USA"`), `names` maps a language to the name in
    it, and `influence` is at least 0 in any unit, or unknown.
    """

    id: str
    name: str
    kind: str = "group"
    part_of: str | None = field(default=None, kw_only=True)
    bloc: str | None = field(default=None, kw_only=True)
    influence: float | None = field(default=None, kw_only=True, converter=_number)
    label: str | None = field(default=None, kw_only=True)
    names: FrozenMapping = field(default=_NOTHING, kw_only=True, converter=_frozen_mapping)
    citations: tuple[Citation, ...] = _citations()
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        _demand(
            self,
            _id_problem("id", self.id),
            _text_problem("name", self.name),
            _text_problem("kind", self.kind),
            self._part_of_problem(),
            _optional_text_problem("bloc", self.bloc),
            self._influence_problem(),
            _optional_text_problem("label", self.label),
            self._names_problem(),
            _list_problem("citations", self.citations, Citation),
            _extra_problem(self.extra),
        )

    def _part_of_problem(self) -> _Problem:
        if self.part_of is not None and self.part_of == self.id:
            return "an actor is no part of itself", "leave part_of out"
        return None if self.part_of is None else _id_problem("part_of", self.part_of)

    def _influence_problem(self) -> _Problem:
        if self.influence is None:
            return None
        if isinstance(self.influence, float) and 0 <= self.influence < math.inf:
            return None
        return f"influence {self.influence!r} is not a number from 0 up", "leave it out if unknown"

    def _names_problem(self) -> _Problem:
        if problem := _mapping_problem("names", self.names, "give language: name, as in ar: بغداد"):
            return problem
        for language, name in self.names.items():
            problem = _text_problem("names", language) or _text_problem(
                f"name in {language!r}", name
            )
            if problem:
                return problem
        return None

    @property
    def is_voice(self) -> bool:
        """Whether this actor only comments."""
        return self.kind == VOICE

    def __repr__(self) -> str:
        return _repr(self)


@frozen(repr=False)
class Claim:
    """A sentence somebody could accept or reject.

    `weight` is what the claim brings with it, before any argument, from 0 to 1. `theme`
    is a path, outermost first: `"Security/Terrorism"`. `label` is a short form. `kind`
    tells a checkable `fact` and a `forecast` from other claims.
    """

    id: str
    text: str
    label: str | None = field(default=None, kw_only=True)
    theme: str | None = field(default=None, kw_only=True)
    weight: float = field(default=0.5, kw_only=True, converter=_number)
    kind: ClaimKind = field(default="claim", kw_only=True)
    citations: tuple[Citation, ...] = _citations()
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        _demand(
            self,
            _id_problem("id", self.id),
            _text_problem("text", self.text),
            _optional_text_problem("label", self.label),
            self._theme_problem(),
            _share_problem("weight", self.weight),
            _choice_problem("kind", self.kind, CLAIM_KINDS),
            _list_problem("citations", self.citations, Citation),
            _extra_problem(self.extra),
        )

    def _theme_problem(self) -> _Problem:
        if self.theme is None:
            return None
        problem = _text_problem("theme", self.theme)
        if problem is None and any(part != part.strip() or not part for part in self.themes):
            return f"theme {self.theme!r} is no path", "write Outer/Inner, with no empty part"
        return problem

    @property
    def themes(self) -> tuple[str, ...]:
        """The theme's parts, outermost first."""
        return tuple(self.theme.split("/")) if self.theme else ()

    def __repr__(self) -> str:
        return _repr(self)


@frozen(repr=False)
class Argument:
    """A step from premises, taken jointly, to a target.

    The target is a claim, or another argument: then this one is an *undercut*, which
    grants the premises and disputes the step, and its side is `con`. `weight` from 0 to
    1 is how much of the premises' strength the step passes on.
    """

    id: str
    premises: tuple[str, ...] = field(converter=_listed)
    target: str
    side: Side
    weight: float = field(default=1.0, kw_only=True, converter=_number)
    scheme: str | None = field(default=None, kw_only=True)
    basis: Basis = field(default="stated", kw_only=True)
    citations: tuple[Citation, ...] = _citations()
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        _demand(
            self,
            _id_problem("id", self.id),
            self._premises_problem(),
            _id_problem("target", self.target),
            self._circle_problem(),
            _choice_problem("side", self.side, SIDES),
            _share_problem("weight", self.weight),
            _optional_text_problem("scheme", self.scheme),
            _choice_problem("basis", self.basis, BASES),
            _list_problem("citations", self.citations, Citation),
            _extra_problem(self.extra),
        )

    def _premises_problem(self) -> _Problem:
        if not self.premises:
            return "there is no premise", "name at least one claim the step starts from"
        for problem in filter(None, (_id_problem("premise", id) for id in self.premises)):
            return problem
        if len(set(self.premises)) < len(self.premises):
            return "a premise is named twice", "name each premise once"
        return None

    def _circle_problem(self) -> _Problem:
        if self.target == self.id:
            return "the argument targets itself", "name the claim or argument it bears on"
        if self.target in self.premises:
            return f"{self.target!r} is premise and target at once", "no claim bears on itself"
        return None

    def __repr__(self) -> str:
        return _repr(self)


@frozen(repr=False)
class Link:
    """How two claims stand to each other with no step between them.

    `contrary` claims cannot both hold, `contradictory` ones exclude each other and leave
    no third, `alternative` positions cannot both be chosen, `equivalent` claims stand or
    fall together, and a `rephrase` says the same in other words.
    """

    claims: tuple[str, str] = field(converter=_listed)
    kind: LinkKind
    basis: Basis = field(default="stated", kw_only=True)
    citations: tuple[Citation, ...] = _citations()
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        _demand(
            self,
            self._claims_problem(),
            _choice_problem("kind", self.kind, LINK_KINDS),
            _choice_problem("basis", self.basis, BASES),
            _list_problem("citations", self.citations, Citation),
            _extra_problem(self.extra),
        )

    def _claims_problem(self) -> _Problem:
        if len(self.claims) != 2 or self.claims[0] == self.claims[1]:
            return f"claims {self.claims!r} are not two", "name two different claims"
        return next(filter(None, (_id_problem("claim", id) for id in self.claims)), None)

    def other(self, claim: str) -> str:
        """The claim at the other end.

        >>> Link(("leave", "stay"), "alternative").other("stay")
        'leave'
        """
        first, second = self.claims
        return second if claim == first else first

    def __repr__(self) -> str:
        return _repr(self)


@frozen(repr=False)
class Stance:
    """One actor's verdict on one claim, at one date, as one chain of voices reports it.

    `via` is the chain, outermost first: `("author", "reuters")` means that the author
    says that Reuters says so. `hedge` keeps the source's own caution (`may`, `fears`).
    An actor may have several stances on one claim.
    """

    actor: str
    claim: str
    verdict: Verdict
    strength: float = field(default=1.0, kw_only=True, converter=_number)
    date: str | None = field(default=None, kw_only=True, converter=_iso)
    via: tuple[str, ...] = field(default=(), kw_only=True, converter=_listed)
    hedge: str | None = field(default=None, kw_only=True)
    basis: Basis = field(default="stated", kw_only=True)
    citations: tuple[Citation, ...] = _citations()
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        _demand(
            self,
            _id_problem("actor", self.actor),
            _id_problem("claim", self.claim),
            _choice_problem("verdict", self.verdict, VERDICTS),
            _share_problem("strength", self.strength),
            _date_problem(self.date),
            *(_id_problem("via", id) for id in self.via),
            _optional_text_problem("hedge", self.hedge),
            _choice_problem("basis", self.basis, BASES),
            _list_problem("citations", self.citations, Citation),
            _extra_problem(self.extra),
        )

    def __repr__(self) -> str:
        return _repr(self)


@frozen(repr=False)
class Stake:
    """Who is said to gain or lose if a position wins; it says nothing of what they want."""

    actor: str
    claim: str
    effect: Effect
    strength: float = field(default=1.0, kw_only=True, converter=_number)
    via: tuple[str, ...] = field(default=(), kw_only=True, converter=_listed)
    hedge: str | None = field(default=None, kw_only=True)
    basis: Basis = field(default="stated", kw_only=True)
    citations: tuple[Citation, ...] = _citations()
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        _demand(
            self,
            _id_problem("actor", self.actor),
            _id_problem("claim", self.claim),
            _choice_problem("effect", self.effect, EFFECTS),
            _share_problem("strength", self.strength),
            *(_id_problem("via", id) for id in self.via),
            _optional_text_problem("hedge", self.hedge),
            _choice_problem("basis", self.basis, BASES),
            _list_problem("citations", self.citations, Citation),
            _extra_problem(self.extra),
        )

    def __repr__(self) -> str:
        return _repr(self)


@frozen(repr=False)
class Tie:
    """How two actors stand to each other: `backs`, `hosts`, `opposes`, or in free words.

    `sign` is 1 for a friendly tie, -1 for a hostile one and 0 for neither. `via` and
    `hedge` are as in a `Stance`: who reports the tie, and with what caution.
    """

    source: str
    target: str
    kind: str
    sign: Literal[-1, 0, 1] = field(default=1, kw_only=True)
    strength: float = field(default=1.0, kw_only=True, converter=_number)
    via: tuple[str, ...] = field(default=(), kw_only=True, converter=_listed)
    hedge: str | None = field(default=None, kw_only=True)
    basis: Basis = field(default="stated", kw_only=True)
    citations: tuple[Citation, ...] = _citations()
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        _demand(
            self,
            _id_problem("source", self.source),
            _id_problem("target", self.target),
            self._loop_problem(),
            _text_problem("kind", self.kind),
            self._sign_problem(),
            _share_problem("strength", self.strength),
            *(_id_problem("via", id) for id in self.via),
            _optional_text_problem("hedge", self.hedge),
            _choice_problem("basis", self.basis, BASES),
            _list_problem("citations", self.citations, Citation),
            _extra_problem(self.extra),
        )

    def _loop_problem(self) -> _Problem:
        if self.source == self.target:
            return "the tie leads back to where it starts", "name two different actors"
        return None

    def _sign_problem(self) -> _Problem:
        if type(self.sign) is int and self.sign in (-1, 0, 1):
            return None
        return f"sign {self.sign!r} is not -1, 0 or 1", "1 is friendly, -1 hostile, 0 neither"

    def __repr__(self) -> str:
        return _repr(self)


Identified: TypeAlias = Actor | Claim | Argument | Source
Record: TypeAlias = Identified | Citation | Link | Stance | Stake | Tie


def _repr(record: Any) -> str:
    """A record as the call that makes it, defaults left out."""
    said = (
        f"{attribute.name}={getattr(record, attribute.name)!r}"
        for attribute in fields(type(record))
        if getattr(record, attribute.name) != attribute.default
    )
    return f"{type(record).__name__}({', '.join(said)})"


# The map -----------------------------------------------------------------------------

_R = TypeVar("_R")
_K = TypeVar("_K", bound=Hashable)

_IDENTIFIED = {"actors": Actor, "claims": Claim, "arguments": Argument, "sources": Source}
_RELATIONS = {"links": Link, "stances": Stance, "stakes": Stake, "ties": Tie}
_ROOMS: dict[str, type] = {**_IDENTIFIED, **_RELATIONS}
_CITING = tuple(name for name in _ROOMS if name != "sources")


def _records() -> Any:
    return field(default=(), kw_only=True, converter=_listed)


@frozen(repr=False, cache_hash=True)
class ArgumentMap:
    """A question, the claims and arguments around it, and the actors who hold them.

    A value: equal maps are equal, hash alike and can be pickled. Making one checks that
    its records fit together and raises `InvalidMapError` with every fault there is. All
    look-ups are answered from indices made once, at the first call.

    `positions` are the ids of the claims that answer the question; the first is the
    motion. `language` is a BCP 47 tag, `notes` are remarks of whoever made the map.
    """

    question: str
    positions: tuple[str, ...] = _records()
    actors: tuple[Actor, ...] = _records()
    claims: tuple[Claim, ...] = _records()
    arguments: tuple[Argument, ...] = _records()
    links: tuple[Link, ...] = _records()
    stances: tuple[Stance, ...] = _records()
    stakes: tuple[Stake, ...] = _records()
    ties: tuple[Tie, ...] = _records()
    sources: tuple[Source, ...] = _records()
    title: str | None = field(default=None, kw_only=True)
    language: str = field(default="en", kw_only=True)
    notes: tuple[str, ...] = _records()
    extra: FrozenMapping = _extra()

    def __attrs_post_init__(self) -> None:
        faults = tuple(_faults_of_kind(self)) or tuple(_faults_of(self))
        if faults:
            raise InvalidMapError(faults, about="the records do not make a map")

    def __repr__(self) -> str:
        counted = {"positions": self.positions, "claims": self.claims, "arguments": self.arguments}
        counted |= {name: getattr(self, name) for name in ("actors", "stances", "stakes")}
        counted |= {name: getattr(self, name) for name in ("ties", "links", "sources")}
        said = [
            f"{len(records)} {name if len(records) != 1 else name.removesuffix('s')}"
            for name, records in counted.items()
            if records
        ]
        return f"<ArgumentMap {self.question!r} with {', '.join(said) or 'no records'}>"

    def _repr_mimebundle_(
        self, include: Iterable[str] | None = None, exclude: Iterable[str] | None = None
    ) -> dict[str, Any]:
        """What a notebook shows: the board, in the mode that `set_display` chose."""
        shown: dict[str, Any] = maps_shown().bundle(self, include, exclude)
        return shown

    def _mime_(self) -> tuple[str, str | bytes]:
        """What marimo shows."""
        shown: tuple[str, str | bytes] = maps_shown().marimo(self)
        return shown

    # Looking things up

    def __getitem__(self, id: str) -> Identified:
        """The actor, claim, argument or source of that id."""
        return self._any(id, Actor, Claim, Argument, Source)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    __iter__ = None  # else `list(map)` would ask for the record of id 0

    def actor(self, id: str) -> Actor:
        """The actor of that id."""
        return self._one(id, Actor)

    def claim(self, id: str) -> Claim:
        """The claim of that id.

        >>> import argmap
        >>> argmap.example("iraq-withdrawal").claim("vacum")
        Traceback (most recent call last):
            ...
        argmap.errors.UnknownIdError: no claim 'vacum' in this map; did you mean 'vacuum'?
        """
        return self._one(id, Claim)

    def argument(self, id: str) -> Argument:
        """The argument of that id."""
        return self._one(id, Argument)

    def source(self, id: str) -> Source:
        """The source of that id."""
        return self._one(id, Source)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id of the map: actors, claims, arguments, then sources."""
        return tuple(self._by_id)

    @property
    def motion(self) -> Claim:
        """The first position; `NoPositionError` if there is none."""
        if not self.positions:
            raise NoPositionError(f"the map {self.question!r} has no position, so it has no motion")
        return self.claim(self.positions[0])

    @property
    def principals(self) -> tuple[Actor, ...]:
        """The actors with a stake that are no part of another: neither voices nor members."""
        return tuple(a for a in self.actors if not a.is_voice and a.part_of is None)

    def pros(self, id: str) -> tuple[Argument, ...]:
        """The arguments for a claim."""
        return tuple(a for a in self.arguments_on(id) if a.side == "pro")

    def cons(self, id: str) -> tuple[Argument, ...]:
        """The arguments against a claim, or against a step: its undercuts."""
        return tuple(a for a in self.arguments_on(id) if a.side == "con")

    def undercuts(self, id: str) -> tuple[Argument, ...]:
        """The arguments that dispute the step of an argument."""
        if id in self._by_id and isinstance(self._by_id[id], Claim):
            steps = ", ".join(repr(step.id) for step in self.arguments_from(id))
            remedy = f"undercuts dispute a step; steps from that claim: {steps or 'none'}"
            raise UnknownIdError(id, kind="argument", remedy=remedy)
        return self.arguments_on(self.argument(id).id)

    def arguments_on(self, id: str) -> tuple[Argument, ...]:
        """The arguments that bear on a claim or argument, whichever their side."""
        return self._on_target.get(self._any(id, Claim, Argument).id, ())

    def arguments_from(self, claim: str) -> tuple[Argument, ...]:
        """The arguments that start from a claim, alone or jointly."""
        return self._from_premise.get(self.claim(claim).id, ())

    def premises_of(self, argument: str) -> tuple[Claim, ...]:
        """The claims an argument starts from."""
        return tuple(self.claim(id) for id in self.argument(argument).premises)

    def links_of(self, claim: str) -> tuple[Link, ...]:
        """The links a claim is an end of."""
        return self._links_by_claim.get(self.claim(claim).id, ())

    def stances_of(self, actor: str) -> tuple[Stance, ...]:
        """What an actor accepts, rejects, or holds no view on while speaking of it."""
        return self._stances_by_actor.get(self.actor(actor).id, ())

    def stances_on(self, claim: str) -> tuple[Stance, ...]:
        """Who accepts or rejects a claim."""
        return self._stances_by_claim.get(self.claim(claim).id, ())

    def stakes_of(self, actor: str) -> tuple[Stake, ...]:
        """What an actor is said to gain or lose."""
        return self._stakes_by_actor.get(self.actor(actor).id, ())

    def stakes_in(self, position: str) -> tuple[Stake, ...]:
        """Who is said to gain or lose if a position wins."""
        return self._stakes_by_claim.get(self.claim(position).id, ())

    def ties_of(self, actor: str) -> tuple[Tie, ...]:
        """The ties an actor is an end of."""
        return self._ties_by_actor.get(self.actor(actor).id, ())

    def parts_of(self, actor: str) -> tuple[Actor, ...]:
        """The actors that are directly part of one."""
        return self._parts.get(self.actor(actor).id, ())

    def _one(self, id: str, kind: type[_R]) -> _R:
        record = self._by_id.get(id)
        if isinstance(record, kind):
            return record
        raise self._unknown(id, kind)

    def _any(self, id: str, *kinds: type[Identified]) -> Identified:
        record = self._by_id.get(id)
        if isinstance(record, kinds):
            return record
        raise self._unknown(id, *kinds)

    def _unknown(self, id: str, *kinds: type) -> UnknownIdError:
        record = self._by_id.get(id)
        known = (key for key, value in self._by_id.items() if isinstance(value, kinds))
        kind = " or ".join(kind.__name__.lower() for kind in kinds)
        remedy = f"it is the {described(record)}" if record else ""
        every = len(kinds) == len(_IDENTIFIED)
        return UnknownIdError(id, known, kind="record" if every else kind, remedy=remedy)

    # What-ifs

    def without(self, ids: str | Iterable[str]) -> ArgumentMap:
        """The map as if some records had never been in it, with all that rests on them.

        With a claim go the steps from and to it, its links, stances and stakes; with an
        argument its undercuts; with an actor its stances, stakes and ties, and whatever
        reached us only through it; its parts pass to the actor it was part of. With a
        source go the citations of it, not the records that cite it.

        >>> import argmap
        >>> map = argmap.example("iraq-withdrawal")
        >>> len(map.without("baghdad").stances_on("leave")) < len(map.stances_on("leave"))
        True
        """
        gone = set(_listed(ids))
        for id in gone:
            self._any(id, Actor, Claim, Argument, Source)
        return self._keeping(BASES, gone)

    def on(self, *, basis: Basis) -> ArgumentMap:
        """Only what is known at that rung of the attribution ladder or a firmer one.

        Arguments, links, stances, stakes and ties have a rung; claims, actors and
        sources stay. An undercut falls with the step it disputes.

        >>> import argmap
        >>> map = argmap.example("iraq-withdrawal")
        >>> map.on(basis="analyst") == map
        True
        """
        if basis not in BASES:
            raise UnknownOptionError("basis", basis, BASES)
        return self._keeping(BASES[: BASES.index(basis) + 1], set())

    def with_(self, records: Record | Iterable[Record]) -> ArgumentMap:
        """The map with some records more; one whose id is taken replaces its namesake.

        >>> import argmap
        >>> map = argmap.example("iraq-withdrawal")
        >>> heavier = map.with_(evolve(map.claim("leave"), weight=0.9))
        >>> heavier.claim("leave").weight
        0.9
        """
        new: tuple[Any, ...] = _listed(records)
        strangers = [record for record in new if not isinstance(record, tuple(_ROOMS.values()))]
        if strangers:
            remedy = f"give {', '.join(kind.__name__ for kind in _ROOMS.values())}"
            raise InvalidMapError([Fault(f"{strangers[0]!r} is no record of a map", remedy=remedy)])
        twice = [
            id for id, n in Counter(getattr(r, "id", None) for r in new).items() if id and n > 1
        ]
        if twice:
            faults = [Fault(f"id {id!r} is given twice", remedy="give one record") for id in twice]
            raise InvalidMapError(faults)
        changes: dict[str, Any] = {
            name: _merged(getattr(self, name), [r for r in new if isinstance(r, kind)])
            for name, kind in _ROOMS.items()
        }
        return evolve(self, **changes)

    def _keeping(self, rungs: Sequence[Basis], gone: set[str]) -> ArgumentMap:
        """What is left of the records known on `rungs` when the ids `gone` are taken out."""

        def stays(record: Any, *references: str) -> bool:
            return record.basis in rungs and gone.isdisjoint(references)

        arguments = [a for a in self.arguments if stays(a, a.id, a.target, *a.premises)]
        kept: dict[str, Any] = {
            "positions": tuple(id for id in self.positions if id not in gone),
            "actors": tuple(self._rehoused(a, gone) for a in self.actors if a.id not in gone),
            "claims": tuple(c for c in self.claims if c.id not in gone),
            "arguments": self._grounded(arguments),
            "links": tuple(k for k in self.links if stays(k, *k.claims)),
            "stances": tuple(s for s in self.stances if stays(s, s.actor, s.claim, *s.via)),
            "stakes": tuple(s for s in self.stakes if stays(s, s.actor, s.claim, *s.via)),
            "ties": tuple(t for t in self.ties if stays(t, t.source, t.target, *t.via)),
            "sources": tuple(s for s in self.sources if s.id not in gone),
        }
        if gone.intersection(source.id for source in self.sources):
            for name in _CITING:
                kept[name] = tuple(_uncited(record, gone) for record in kept[name])
        return evolve(self, **kept)

    def _grounded(self, arguments: Iterable[Argument]) -> tuple[Argument, ...]:
        """Of some of the map's arguments, those that undercut nothing that is missing."""
        kept = {argument.id: argument for argument in arguments}
        lost = deque(a.id for a in self.arguments if a.id not in kept)
        while lost:
            for undercut in self._on_target.get(lost.popleft(), ()):
                if kept.pop(undercut.id, None):
                    lost.append(undercut.id)
        return tuple(kept.values())

    def _rehoused(self, actor: Actor, gone: set[str]) -> Actor:
        part_of = actor.part_of
        while part_of is not None and part_of in gone:
            part_of = self.actor(part_of).part_of
        return actor if part_of == actor.part_of else evolve(actor, part_of=part_of)

    # Indices

    @cached_property
    def _by_id(self) -> dict[str, Identified]:
        return {r.id: r for name in _IDENTIFIED for r in getattr(self, name)}

    @cached_property
    def _on_target(self) -> dict[str, tuple[Argument, ...]]:
        return _grouped((a.target, a) for a in self.arguments)

    @cached_property
    def _from_premise(self) -> dict[str, tuple[Argument, ...]]:
        return _grouped((id, a) for a in self.arguments for id in a.premises)

    @cached_property
    def _links_by_claim(self) -> dict[str, tuple[Link, ...]]:
        return _grouped((id, link) for link in self.links for id in link.claims)

    @cached_property
    def _stances_by_actor(self) -> dict[str, tuple[Stance, ...]]:
        return _grouped((s.actor, s) for s in self.stances)

    @cached_property
    def _stances_by_claim(self) -> dict[str, tuple[Stance, ...]]:
        return _grouped((s.claim, s) for s in self.stances)

    @cached_property
    def _stakes_by_actor(self) -> dict[str, tuple[Stake, ...]]:
        return _grouped((s.actor, s) for s in self.stakes)

    @cached_property
    def _stakes_by_claim(self) -> dict[str, tuple[Stake, ...]]:
        return _grouped((s.claim, s) for s in self.stakes)

    @cached_property
    def _ties_by_actor(self) -> dict[str, tuple[Tie, ...]]:
        return _grouped((id, t) for t in self.ties for id in (t.source, t.target))

    @cached_property
    def _parts(self) -> dict[str, tuple[Actor, ...]]:
        return _grouped((a.part_of, a) for a in self.actors if a.part_of is not None)


def _grouped(pairs: Iterable[tuple[_K, _R]]) -> dict[_K, tuple[_R, ...]]:
    groups: dict[_K, list[_R]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _merged(old: tuple[Any, ...], new: Sequence[Any]) -> tuple[Any, ...]:
    named = {record.id: record for record in new if isinstance(record, Identified)}
    kept = tuple(named.pop(getattr(record, "id", ""), record) for record in old)
    return (*kept, *named.values(), *(r for r in new if not isinstance(r, Identified)))


def _uncited(record: Any, gone: set[str]) -> Any:
    kept = tuple(citation for citation in record.citations if citation.source not in gone)
    return record if kept == record.citations else evolve(record, citations=kept)


# What can be wrong with a map --------------------------------------------------------


def _faults_of_kind(map: ArgumentMap) -> Iterator[Fault]:
    """Whatever is not a record where records belong; nothing else can be checked then."""
    for problem in (
        _text_problem("question", map.question),
        _optional_text_problem("title", map.title),
        _text_problem("language", map.language),
        *(_text_problem("note", note) for note in map.notes),
        *(_id_problem("position", id) for id in map.positions),
        _extra_problem(map.extra),
        *(_list_problem(name, getattr(map, name), kind) for name, kind in _ROOMS.items()),
    ):
        if problem:
            yield Fault(problem[0], remedy=problem[1])


def _faults_of(map: ArgumentMap) -> Iterator[Fault]:
    yield from _duplicates(map)
    yield from _dangling(map)
    steps = {argument.id for argument in map.arguments}
    for argument in map.arguments:
        if argument.side == "pro" and argument.target in steps:
            remedy = "make it con, or a premise of the step, or support a premise"
            yield Fault("a step can be disputed, not supported", described(argument), remedy)
    for stake in map.stakes:
        if stake.claim in map and stake.claim not in map.positions:
            remedy = "a stake is in a position; add it to the positions, or record a claim"
            yield Fault(f"{stake.claim!r} is no position", described(stake), remedy)
    yield from _circles_of_parts(map)


def _duplicates(map: ArgumentMap) -> Iterator[Fault]:
    for id, count in Counter(map.positions).items():
        if count > 1:
            yield Fault(f"{id!r} is listed {count} times", "positions", "list each position once")
    owners = _grouped((r.id, r) for name in _IDENTIFIED for r in getattr(map, name))
    for id, records in owners.items():
        if len(records) > 1:
            where = " and ".join(described(record) for record in records)
            remedy = "actors, claims, arguments and sources share one set of ids; rename one"
            yield Fault(f"id {id!r} is used {len(records)} times", where, remedy)


def _dangling(map: ArgumentMap) -> Iterator[Fault]:
    """Every reference to something that is not there."""
    known: dict[str, set[str]] = {
        kind.__name__.lower(): {record.id for record in getattr(map, name)}
        for name, kind in _IDENTIFIED.items()
    }
    known["claim or argument"] = known["claim"] | known["argument"]
    for owner, role, kind, id in _references(map):
        if id not in known[kind]:
            where = owner if isinstance(owner, str) else described(owner)
            remedy = (
                f"it is the {described(map[id])}"
                if id in map
                else did_you_mean(nearest(id, known[kind])) or f"add the {kind}, or mend the id"
            )
            yield Fault(f"no {kind} {id!r}", f"{where}{role}", remedy)


def _references(map: ArgumentMap) -> Iterator[tuple[Record | str, str, str, str]]:
    """Each reference by id: who makes it, in which role, to which kind of record, to whom."""
    for id in dict.fromkeys(map.positions):
        yield "positions", "", "claim", id
    for actor in map.actors:
        if actor.part_of is not None:
            yield actor, ", part_of", "actor", actor.part_of
    for argument in map.arguments:
        for premise in argument.premises:
            yield argument, "", "claim", premise
        yield argument, "", "claim or argument", argument.target
    for link in map.links:
        for claim in link.claims:
            yield link, "", "claim", claim
    # mypy sees no more than `object` in the two tuples joined
    for held in cast("tuple[Stance | Stake, ...]", (*map.stances, *map.stakes)):
        yield held, "", "actor", held.actor
        yield held, "", "claim", held.claim
        for voice in held.via:
            yield held, ", via", "actor", voice
    for tie in map.ties:
        yield tie, "", "actor", tie.source
        yield tie, "", "actor", tie.target
        for voice in tie.via:
            yield tie, ", via", "actor", voice
    for record in (record for name in _CITING for record in getattr(map, name)):
        for citation in record.citations:
            yield record, "", "source", citation.source


def _circles_of_parts(map: ArgumentMap) -> Iterator[Fault]:
    parents = {actor.id: actor.part_of for actor in map.actors if actor.part_of is not None}
    settled: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in settled and at not in path:
            path[at] = None
            at = parents.get(at)
        if at in path:
            circle = list(path)[list(path).index(at) :]
            chain = " part of ".join(repr(id) for id in (*circle, at))
            remedy = "one of them is the whole; leave its part_of out"
            yield Fault(f"part_of runs in a circle: {chain}", f"actor {at!r}", remedy)
        settled.update(path)
