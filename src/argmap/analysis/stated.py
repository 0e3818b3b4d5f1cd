"""Who said what of which claim, and when: the statements that discourse networks are made of.

A statement is one actor's level of agreement with one claim, at one date, in one document
(Leifeld 2016, 2017). A map's stances are statements, and so are the rows of a coded corpus;
`Statements` holds either as columns of numbers, a few dozen bytes a statement.

*Levels* lie on a scale that is declared, never guessed from what happens to be there:

- words, from agreement to rejection, evenly spaced: `("accept", "reject")`, the usual, or
  `("accept", "neutral", "reject")`;
- numbers from low to high, such as `-5..5`, with anything between;
- words in no order, `nominal: fees, taxes, bans`, each of which is as far from any other.

On a scale of words, a stance has the level that its verdict names. Of two minds
(*ambivalent*), where the scale has no such word, is said as two statements, one at each
end, as coders of discourse do; *neutral*, where it has no such word, is on no side: it is
left out and counted in `left_out`. On a scale of numbers a stance stands at its strength's
share of the way from the middle to the end, neutral in the middle. Levels that are no
verdicts are found in what a stance says besides (`extra`), under a name of their own.

*Duplicates* are statements of one actor on one claim at one level within one document,
calendar week, month or year, or at all; the earliest stays, or the first recorded of equals.
Where levels are ignored they leave the key. Weeks are those of ISO 8601 with their year, and
months have their year too. What is not known to fall within a period is no duplicate in it:
a date of `2014` is in no week or month, a statement without a document in no document.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from attrs import cmp_using, evolve, field, frozen

from argmap.analysis.dates import stretch
from argmap.analysis.wording import counted
from argmap.errors import (
    Fault,
    InvalidOptionError,
    InvalidRecordError,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.model import BASES, VERDICTS, ArgumentMap, Basis, FrozenMapping, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "DUPLICATES",
    "MOST_LEVELS",
    "ROLLUPS",
    "Dates",
    "Duplicates",
    "Rollup",
    "Scale",
    "Statement",
    "Statements",
    "column",
    "moment_of",
    "statements",
    "words_of",
]

Duplicates: TypeAlias = Literal["none", "document", "week", "month", "year", "all"]
Rollup: TypeAlias = Literal["part_of", "bloc"]
Dates: TypeAlias = Literal["own", "document"]

DUPLICATES: tuple[Duplicates, ...] = get_args(Duplicates)
ROLLUPS: tuple[Rollup, ...] = get_args(Rollup)
_DATES: tuple[Dates, ...] = get_args(Dates)
_BINARY = ("accept", "reject")
_NOMINAL = "nominal:"
_RANGE = re.compile(r"\s*(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)\s*")
_NO_DATE = "NaT"
_MOST_PLACES = 1 << 62
_MOST_CELLS = 1 << 22
"""So many keys are looked up in a table, more are sorted."""
MOST_LEVELS = 50
"""So many levels can be told apart in a code of those that are used."""


# Scales ------------------------------------------------------------------------------


@frozen(repr=False)
class Scale:
    """The levels that an agreement can have: words from agreement down, or a range of numbers.

    If it `is_nominal`, its words are in no order.

    >>> Scale.of("accept, neutral, reject").level("neutral")
    1.0
    >>> str(Scale.of("-5..5"))
    'from -5 to 5'
    >>> str(Scale.of("nominal: fees, taxes, bans"))
    'fees, taxes, bans, in no order'
    """

    words: tuple[str, ...]
    low: float
    high: float
    is_nominal: bool = False

    @classmethod
    def of(cls, scale: str | Iterable[str | float] | Scale) -> Scale:
        """A scale from its words, its numbers or its two ends; `InvalidOptionError` if none."""
        if isinstance(scale, Scale):
            return scale
        if isinstance(scale, str) and scale.lstrip().startswith(_NOMINAL):
            return cls.nominal(scale.lstrip().removeprefix(_NOMINAL).split(","))
        listed = scale.split(",") if isinstance(scale, str) else list(scale)
        if len(listed) == 1 and (ends := _RANGE.fullmatch(str(listed[0]))):
            listed = [ends[1], ends[2]]
        parts = [part.strip() if isinstance(part, str) else part for part in listed]
        numbers = [_number(part) for part in parts]
        if parts and all(number is not None for number in numbers):
            known = [number for number in numbers if number is not None]
            if min(known) < max(known):
                return cls((), min(known), max(known))
        words = tuple(part for part in parts if isinstance(part, str) and part)
        if len(words) == len(parts) == len(set(words)) >= 2 and not any(
            n is not None for n in numbers
        ):
            return cls(words, 0.0, len(words) - 1.0)
        remedy = "give two words or more, as in accept,reject, or numbers, as in -5..5"
        raise InvalidOptionError("scale", scale, "no scale", remedy)

    @classmethod
    def nominal(cls, words: Iterable[str]) -> Scale:
        """A scale of words in no order, such as the values of a variable of short texts.

        >>> Scale.nominal(["fees", "taxes, high or low"])
        <Scale fees, taxes, high or low, in no order>
        """
        listed = tuple(word.strip() for word in words)
        if len(listed) < 2 or not all(listed) or len(set(listed)) < len(listed):
            remedy = "give two words or more, each once, as in nominal: fees, taxes"
            raise InvalidOptionError("scale", ", ".join(listed), "no scale", remedy)
        return cls(listed, 0.0, len(listed) - 1.0, is_nominal=True)

    @property
    def width(self) -> float:
        """How far apart the ends are."""
        return self.high - self.low

    def level(self, value: object) -> float | None:
        """The number that stands for a word or a number of the scale, if it is on it."""
        if self.words and isinstance(value, str) and value in self.words:
            return self.high - self.words.index(value)
        number = _number(value)
        if number is None or not self.low <= number <= self.high:
            return None
        return None if self.words and not number.is_integer() else number

    def said(self, level: float) -> str | float:
        """A level as the scale has it: its word, or the number."""
        return self.words[round(self.high - level)] if self.words else level

    def signed(self, level: Any) -> Any:
        """Levels as one adds them up: numbers as they are, words from 1 down to -1.

        Words in no order count 1 each, for there is nothing to subtract.
        """
        if self.is_nominal:
            return level * 0 + 1
        return 2 * (level - self.low) / self.width - 1 if self.words else level

    def places(self) -> int:
        """How many levels there are, if they can be counted: words or whole numbers."""
        if self.words or (self.low.is_integer() and self.high.is_integer()):
            return round(self.width) + 1
        return 0

    def __str__(self) -> str:
        words = ", ".join(self.words) + ", in no order" * self.is_nominal
        return words or f"from {self.low:g} to {self.high:g}"

    def __repr__(self) -> str:
        return f"<Scale {self}>"


def _number(value: object) -> float | None:
    """A finite number, also one written as text."""
    try:
        number = float(value)  # type: ignore[arg-type]  # what is no number is told so
    except (TypeError, ValueError):
        return None
    return number if abs(number) < float("inf") else None


# Statements --------------------------------------------------------------------------


@frozen
class Statement:
    """One row: what an actor said of a claim, when and where, and how that is known.

    `level` is a word or a number of the scale. `date` is the first day or moment it may
    be of, `document` the id of a source.
    """

    actor: str
    claim: str
    level: str | float
    date: str | None = None
    document: str | None = None
    via: tuple[str, ...] = ()
    basis: Basis | None = None


def column() -> Any:
    """A field that holds an array: equal if the arrays are, and no part of the hash."""
    return field(eq=cmp_using(eq=_alike), hash=False)


def _alike(a: NDArray[Any], b: NDArray[Any]) -> bool:
    import numpy as np  # noqa: PLC0415  heavy

    return a.shape == b.shape and np.array_equal(a, b, equal_nan=a.dtype.kind in "fM")


@frozen(repr=False)
class Statements:
    """A table of statements as columns of numbers, with what the numbers stand for.

    `actors` and `claims` are those of the table, spoken or silent, in their order; `names`
    and `texts` say who and what they are. The columns are one-dimensional and as long as
    the table: `actor`, `claim`, `document` and `via` count from 0 into `actors`, `claims`,
    `documents` and `chains` (-1 where there is none), `basis` into the attribution ladder;
    `level` is a number of the scale (of words, 0 for the last); `first` and `last` are the
    ends of the stretch a date may mean, equal where it is known to the day or better, and
    not-a-time where there is none; `weight` is 1 unless a kernel weighs them. `parts` maps
    actors to the whole they belong to at last, `blocs` to their bloc. `left_out` counts by
    verdict the stances that the scale has no place for, `dropped` the duplicates and what
    filters took out.

    Make one with `statements(map)` or `Statements.of` some columns.
    """

    actors: tuple[str, ...]
    claims: tuple[str, ...]
    scale: Scale
    actor: NDArray[np.int32] = column()
    claim: NDArray[np.int32] = column()
    level: NDArray[np.float64] = column()
    first: NDArray[np.datetime64] = column()
    last: NDArray[np.datetime64] = column()
    document: NDArray[np.int32] = column()
    via: NDArray[np.int32] = column()
    basis: NDArray[np.int8] = column()
    weight: NDArray[np.float64] = column()
    documents: tuple[str, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()
    names: FrozenMapping = field(default=FrozenMapping(), converter=FrozenMapping)
    texts: FrozenMapping = field(default=FrozenMapping(), converter=FrozenMapping)
    parts: FrozenMapping = field(default=FrozenMapping(), converter=FrozenMapping)
    blocs: FrozenMapping = field(default=FrozenMapping(), converter=FrozenMapping)
    left_out: FrozenMapping = field(default=FrozenMapping(), converter=FrozenMapping)
    dropped: FrozenMapping = field(default=FrozenMapping(), converter=FrozenMapping)

    def __attrs_post_init__(self) -> None:
        for name in _COLUMNS:
            getattr(self, name).setflags(write=False)

    @classmethod
    def of(
        cls,
        actor: Iterable[str],
        claim: Iterable[str],
        level: Iterable[object] | None = None,
        *,
        scale: str | Iterable[str | float] | Scale = _BINARY,
        date: Iterable[Any] | None = None,
        document: Iterable[str | None] | None = None,
        via: Iterable[tuple[str, ...]] | None = None,
        basis: Iterable[Basis | None] | None = None,
        actors: Iterable[str] | None = None,
        claims: Iterable[str] | None = None,
        blocs: Mapping[str, str] | None = None,
        parts: Mapping[str, str] | None = None,
    ) -> Statements:
        """A table from columns of equal length, such as those of a data frame.

        A level is a word of the scale or its number (of words, 0 for the last, so that
        truth and falsehood are `accept` and `reject`); without levels all are at the upper
        end. Dates are ISO 8601 texts, dates or numpy's; `actors` and `claims` list who may
        occur and in which order, else they come in the order of the rows.

        Raises `InvalidRecordError` with every row that is wrong.

        >>> said = Statements.of(["a", "b", "b"], ["x", "x", "y"], [True, False, True])
        >>> said
        <Statements: 3 by 2 actors on 2 claims>
        >>> said[1].actor, said[1].level
        ('b', 'reject')
        """
        declared = Scale.of(scale)
        columns = {"actor": _listed(actor), "claim": _listed(claim)}
        given = {"level": level, "date": date, "document": document, "via": via, "basis": basis}
        columns |= {name: _listed(column) for name, column in given.items() if column is not None}
        faults = list(_unequal(columns))
        if faults:
            raise InvalidRecordError(faults)
        rows = len(columns["actor"])
        read = {
            "actor": _known("actor", columns["actor"], actors),
            "claim": _known("claim", columns["claim"], claims),
            "document": _coded(columns.get("document", [None] * rows), none=None),
            "via": _coded(columns.get("via", [()] * rows), none=()),
        }
        levels, wrong = _each(columns.get("level", [declared.high] * rows), declared.level, "f8")
        faults += (_off_scale(row, value, declared) for row, value in wrong)
        faults += (fault for _, _, found in (read["actor"], read["claim"]) for fault in found)
        moments, wrong = _each(columns.get("date", [None] * rows), _moments, "M8[s]")
        faults += (_no_date(row, value) for row, value in wrong)
        rungs, wrong = _each(columns.get("basis", [None] * rows), _rung, "i1")
        faults += (_no_rung(row, value) for row, value in wrong)
        if faults:
            raise InvalidRecordError(sorted(faults, key=lambda fault: fault.line or 0))
        return _table(
            declared,
            read,
            levels,
            moments,
            rungs,
            parts=parts or {},
            blocs=blocs or {},
        )

    # What is in it

    def __len__(self) -> int:
        return len(self.actor)

    def __getitem__(self, row: int) -> Statement:
        document, via, basis = self.document[row], self.via[row], self.basis[row]
        return Statement(
            self.actors[self.actor[row]],
            self.claims[self.claim[row]],
            self.scale.said(float(self.level[row])),
            _date_of(self.first[row], self.last[row]),
            self.documents[document] if document >= 0 else None,
            self.chains[via] if via >= 0 else (),
            BASES[basis] if basis >= 0 else None,
        )

    def __iter__(self) -> Iterator[Statement]:
        return (self[row] for row in range(len(self)))

    def __repr__(self) -> str:
        actors, claims = counted(len(self.actors), "actor"), counted(len(self.claims), "claim")
        return f"<Statements: {len(self)} by {actors} on {claims}>"

    def name(self, actor: str) -> str:
        """What an actor is called."""
        return str(self.names.get(actor, actor))

    @property
    def weakest(self) -> Basis | None:
        """The least firm rung that any statement stands on, if any has one."""
        return BASES[self.basis.max()] if len(self) and self.basis.max() >= 0 else None

    @property
    def undated(self) -> int:
        """How many statements have no date."""
        import numpy as np  # noqa: PLC0415  heavy

        return int(np.isnat(self.first).sum())

    @property
    def active(self) -> int:
        """How many actors make a statement."""
        import numpy as np  # noqa: PLC0415  heavy

        return int(np.count_nonzero(np.bincount(self.actor)))

    # Fewer, or under other names

    def kept(self, rows: NDArray[Any], why: str) -> Statements:
        """Some of the rows, by a mask or by number; what goes is counted under `why`."""
        chosen = {name: getattr(self, name)[rows] for name in _COLUMNS}
        gone = len(self) - len(chosen["actor"])
        dropped = {**self.dropped, **({why: self.dropped.get(why, 0) + gone} if gone else {})}
        return evolve(self, **chosen, dropped=dropped)

    def once(self, duplicates: Duplicates, *, levels: bool = True) -> Statements:
        """Without duplicates; `levels` says whether statements at two levels are two.

        >>> said = Statements.of("aaa", "xxx", [1, 0, 1], date=["2019-01", "2020", "2020-01"])
        >>> [len(said.once(rule)) for rule in ("none", "month", "all")]
        [3, 3, 2]
        """
        if duplicates not in DUPLICATES:
            raise UnknownOptionError("duplicates", duplicates, DUPLICATES)
        if duplicates == "none" or not len(self):
            return self
        import numpy as np  # noqa: PLC0415  heavy

        key = self.actor.astype(np.int64) * len(self.claims) + self.claim
        places = len(self.actors) * len(self.claims)
        for part in (self.level if levels else None, self._periods(duplicates)):
            if part is not None:
                distinct = np.unique(part)
                if places * len(distinct) > _MOST_PLACES:
                    used, key = np.unique(key, return_inverse=True)
                    places = len(used)
                key = key * len(distinct) + np.searchsorted(distinct, part)
                places *= len(distinct)
        # what has no date comes last
        order = None if np.isnat(self.first).all() else np.argsort(self.first, kind="stable")
        return self.kept(_earliest(key, places, order), "duplicates")

    def _periods(self, duplicates: Duplicates) -> NDArray[Any] | None:
        """The period of each statement; one that is in none has a period of its own."""
        import numpy as np  # noqa: PLC0415  heavy

        if duplicates == "all":
            return None
        own = -1 - np.arange(len(self), dtype=np.int64)
        if duplicates == "document":
            return np.where(self.document >= 0, self.document, own)
        starts, ends = (_period(moment, duplicates) for moment in (self.first, self.last))
        offset = np.where(np.isnat(self.first), 0, starts)
        lowest = offset.min()
        return np.where(~np.isnat(self.first) & (starts == ends), offset - lowest, own)

    def between(self, since: str | None, until: str | None) -> Statements:
        """Only what is surely no earlier than `since` and no later than `until`, both included.

        >>> said = Statements.of("aaa", "xyz", date=["2019", "2019-05-01", None])
        >>> len(said.between("2019-02", None)), len(said.between(None, "2019"))
        (1, 2)
        """
        import numpy as np  # noqa: PLC0415  heavy

        if since is None and until is None:
            return self
        stays = ~np.isnat(self.first)
        unknown = len(self) - int(stays.sum())
        if since is not None:
            stays &= self.first >= moment_of("since", since)[0]
        if until is not None:
            stays &= self.last <= moment_of("until", until)[1]
        found = self.kept(stays | np.isnat(self.first), "outside the dates")
        return found.kept(~np.isnat(found.first), "without a date") if unknown else found

    def only(
        self,
        *,
        actors: Iterable[str] = (),
        claims: Iterable[str] = (),
        blocs: Iterable[str] = (),
    ) -> Statements:
        """Only these actors, those of these blocs, and these claims; none named means all.

        Raises `UnknownIdError` for an actor or claim, `UnknownOptionError` for a bloc that
        the table does not have.
        """
        actors, claims, blocs = words_of(actors), words_of(claims), words_of(blocs)
        for kind, chosen, known in (("actor", actors, self.actors), ("claim", claims, self.claims)):
            for stranger in set(chosen).difference(known):
                raise UnknownIdError(stranger, known, kind=kind)
        for stranger in set(blocs).difference(self.blocs.values()):
            raise UnknownOptionError("bloc", stranger, dict.fromkeys(self.blocs.values()))
        found = self
        if actors or blocs:
            stays = [
                (not actors or id in actors) and (not blocs or self.blocs.get(id) in blocs)
                for id in self.actors
            ]
            found = _of_actors(found, stays, "by other actors")
        if claims:
            found = _on_claims(found, [id in claims for id in self.claims], "on other claims")
        return found

    def frequent(
        self, *, per_actor: int = 0, per_claim: int = 0, duplicates: Duplicates = "none"
    ) -> Statements:
        """Only actors, and then claims, with at least so many statements; the rest leave.

        Duplicates are not counted, but stay.
        """
        import numpy as np  # noqa: PLC0415  heavy

        found = self
        if per_actor > 0:
            counts = np.bincount(found.once(duplicates).actor, minlength=len(found.actors))
            found = _of_actors(found, (counts >= per_actor).tolist(), "by rare actors")
        if per_claim > 0:
            counts = np.bincount(found.once(duplicates).claim, minlength=len(found.claims))
            found = _on_claims(found, (counts >= per_claim).tolist(), "on rare claims")
        return found

    def rolled(self, rollup: Rollup | None) -> Statements:
        """Members counted as the whole they are part of, at any depth, or as their bloc.

        Who is in no bloc stays under its own id, and so does a bloc's namesake outside it,
        which makes the bloc `name (bloc)`.

        >>> said = Statements.of("abc", "xxx", blocs={"a": "left", "b": "left"})
        >>> said.rolled("bloc").actors
        ('left', 'c')
        """
        if rollup is None:
            return self
        if rollup not in ROLLUPS:
            raise UnknownOptionError("rollup", rollup, ROLLUPS)
        under = self.parts if rollup == "part_of" else self.blocs
        alone = {id for id in self.actors if id not in under}
        called = {
            whole: f"{whole} (bloc)" if rollup == "bloc" and whole in alone else whole
            for whole in under.values()
        }
        wholes = [called[under[id]] if id in under else id for id in self.actors]
        actors = tuple(dict.fromkeys(wholes))
        place = {id: at for at, id in enumerate(actors)}
        blocs = {
            whole: self.blocs[id]
            for id, whole in zip(self.actors, wholes, strict=True)
            if id in self.blocs and (rollup == "bloc" or whole == id)
        }
        return evolve(
            self,
            actors=actors,
            actor=_renumbered(self.actor, [place[whole] for whole in wholes]),
            blocs=blocs,
            parts={},
        )

    def on(self, scale: str | Iterable[str | float] | Scale | None) -> Statements:
        """The same statements on a scale declared anew; `InvalidOptionError` if they do not fit."""
        declared = self.scale if scale is None else Scale.of(scale)
        if declared == self.scale:
            return self
        low = self.level.min() if len(self) else declared.low
        high = self.level.max() if len(self) else declared.high
        if declared.words or self.scale.words or low < declared.low or high > declared.high:
            remedy = f"the statements are on the scale {self.scale}; make them on another"
            raise InvalidOptionError("scale", str(declared), "not theirs", remedy)
        return evolve(self, scale=declared)


_COLUMNS = (
    "actor",
    "claim",
    "level",
    "first",
    "last",
    "document",
    "via",
    "basis",
    "weight",
)


# … of a map


def statements(
    map: ArgumentMap,
    *,
    scale: str | Iterable[str | float] | Scale = _BINARY,
    dates: Dates = "own",
    level: str | None = None,
) -> Statements:
    """The stances of a map as statements on a scale, as this module explains.

    A stance's document is the source of its first citation. With `dates="document"`, a
    stance without a date is taken to be of the date of its document, as coders of
    discourse do; else it has none. Actors without a stance are kept.

    With `level`, a statement's level is not the verdict but what its stance says under that
    name in `extra`, where readers keep the other variables of a file; stances that say
    nothing there are left out, and counted.

    >>> import argmap
    >>> said = statements(argmap.example("iraq-withdrawal"))
    >>> said
    <Statements: 58 by 30 actors on 58 claims>
    >>> said.active
    18
    """
    if dates not in _DATES:
        raise UnknownOptionError("dates", dates, _DATES)
    declared = Scale.of(scale)
    if level is None:
        _checkwords_of(declared)
    levels, left_out = _said(map, declared, level)
    said = Statements.of(
        [stance.actor for stance, _ in levels],
        [stance.claim for stance, _ in levels],
        [value for _, value in levels],
        scale=declared,
        date=[_dated(map, stance, dates) for stance, _ in levels],
        document=[_document(stance) for stance, _ in levels],
        via=[stance.via for stance, _ in levels],
        basis=[stance.basis for stance, _ in levels],
        actors=[actor.id for actor in map.actors],
        claims=[claim.id for claim in map.claims],
        blocs={actor.id: actor.bloc for actor in map.actors if actor.bloc is not None},
        parts={actor.id: _whole(map, actor.id) for actor in map.actors if actor.part_of},
    )
    return evolve(
        said,
        names={actor.id: actor.name for actor in map.actors},
        texts={claim.id: claim.text for claim in map.claims},
        left_out=dict(left_out),
    )


def _checkwords_of(scale: Scale) -> None:
    for word in scale.words:
        if word not in VERDICTS:
            raise UnknownOptionError("level of the scale", word, VERDICTS)


def _said(
    map: ArgumentMap, scale: Scale, name: str | None
) -> tuple[list[tuple[Stance, object]], Counter[str]]:
    """Each stance with each level it is said at, and how many have none, by why."""
    found: list[tuple[Stance, object]] = []
    left_out: Counter[str] = Counter()
    for stance in map.stances:
        if name is None:
            levels: tuple[object, ...] = _levels(stance, scale)
        else:
            levels = (stance.extra[name],) if name in stance.extra else ()
        found.extend((stance, level) for level in levels)
        if not levels:
            left_out[str(stance.verdict) if name is None else f"without {name!r}"] += 1
    return found, left_out


def _levels(stance: Stance, scale: Scale) -> tuple[float, ...]:
    """The levels that a stance is said at: one, both ends, or none."""
    verdict = stance.verdict
    if not scale.words:
        middle, way = (scale.low + scale.high) / 2, stance.strength * scale.width / 2
        ends = {"accept": (1,), "reject": (-1,), "neutral": (0,), "ambivalent": (1, -1)}
        return tuple(middle + sign * way for sign in ends[verdict])
    level = scale.level(verdict)
    if level is not None:
        return (level,)
    return (scale.high, scale.low) if verdict == "ambivalent" else ()


def _document(stance: Stance) -> str | None:
    return stance.citations[0].source if stance.citations else None


def _dated(map: ArgumentMap, stance: Stance, dates: Dates) -> str | None:
    document = _document(stance)
    if stance.date is None and dates == "document" and document is not None:
        return map.source(document).date
    return stance.date


def _whole(map: ArgumentMap, actor: str) -> str:
    """The actor that one is part of at last, through however many others."""
    while whole := map.actor(actor).part_of:
        actor = whole
    return actor


# Reading columns ---------------------------------------------------------------------

_Coded: TypeAlias = tuple[tuple[Any, ...], "NDArray[np.int32]", list[Fault]]


def _listed(column: Iterable[Any]) -> list[Any]:
    plain = getattr(column, "tolist", None)
    if plain is not None and getattr(getattr(column, "dtype", None), "kind", "") != "M":
        return list(plain())
    return list(column)


def _unequal(columns: Mapping[str, Sequence[Any]]) -> Iterator[Fault]:
    rows = len(columns["actor"])
    for name, column in columns.items():
        if len(column) != rows:
            found = f"{name} has {counted(len(column), 'row')}, actor has {rows}"
            yield Fault(found, "statements", "give columns of one length")


def _coded(column: Sequence[Any], none: object) -> _Coded:
    """The values of a column, each once, and where in them each row's is; -1 for `none`."""
    import numpy as np  # noqa: PLC0415  heavy

    place: dict[Any, int] = {none: -1}
    codes = np.fromiter(
        (place.setdefault(value, len(place) - 1) for value in column), np.int32, len(column)
    )
    return tuple(value for value, at in place.items() if at >= 0), codes, []


def _known(kind: str, column: Sequence[Any], listed: Iterable[str] | None) -> _Coded:
    """Actors or claims as codes, in the order listed or met."""
    import numpy as np  # noqa: PLC0415  heavy

    place: dict[Any, int] = {id: at for at, id in enumerate(dict.fromkeys(listed or ()))}
    given = len(place)
    codes = np.fromiter(
        (place.setdefault(value, len(place)) for value in column), np.int32, len(column)
    )
    strangers = [value for value in [*place][given:] if listed is not None]
    unnamed = [value for value in place if not isinstance(value, str) or not value.strip()]
    faults = []
    for wrong, what in ((strangers, f"is not among the {kind}s"), (unnamed, f"names no {kind}")):
        for value in wrong:
            for row in np.flatnonzero(codes == place[value]).tolist():
                remedy = f"add it to the {kind}s" if what.startswith("is") else "give a name"
                faults.append(Fault(f"{kind} {value!r} {what}", remedy=remedy, line=row + 1))
    return tuple(place), codes, faults


def _each(
    column: Sequence[Any], read: Any, kind: str
) -> tuple[NDArray[Any], list[tuple[int, Any]]]:
    """A column read value by value, each once, and the rows that cannot be read."""
    import numpy as np  # noqa: PLC0415  heavy

    place: dict[Any, int] = {}
    codes = np.fromiter(
        (place.setdefault(value, len(place)) for value in column), np.intp, len(column)
    )
    meant = [read(value) for value in place]
    bad = [at for at, found in enumerate(meant) if found is None]
    if bad:
        values = list(place)
        rows = np.flatnonzero(np.isin(codes, bad)).tolist()
        return np.empty(0), [(row, values[codes[row]]) for row in rows]
    return np.array(meant, dtype=kind)[codes], []


def _off_scale(row: int, value: object, scale: Scale) -> Fault:
    return Fault(f"level {value!r} is not on the scale", remedy=f"it is {scale}", line=row + 1)


def _no_date(row: int, value: object) -> Fault:
    return Fault(f"date {value!r} is no date", remedy="write ISO 8601: 2024-01-28", line=row + 1)


def _no_rung(row: int, value: object) -> Fault:
    return Fault(f"unknown basis {value!r}", remedy=f"one of {', '.join(BASES)}", line=row + 1)


def _rung(basis: object) -> int | None:
    return -1 if basis is None else BASES.index(basis) if basis in BASES else None


def _moments(date: Any) -> tuple[Any, Any] | None:
    """First and last day or moment that a date may mean; None for what is no date."""
    import numpy as np  # noqa: PLC0415  heavy

    if date is None or str(date) in {"", _NO_DATE}:
        nothing = np.datetime64(_NO_DATE, "s")
        return nothing, nothing
    if isinstance(date, np.datetime64):
        moment = date.astype("datetime64[s]")
        return moment, moment
    try:
        start, end = stretch(date.isoformat() if hasattr(date, "isoformat") else str(date))
    except ValueError:
        return None
    if start == end:
        moment = _second(start)
        return moment, moment
    return _second(start), _second(end).astype("datetime64[D]").astype("datetime64[s]")


def _second(moment: Any) -> Any:
    import numpy as np  # noqa: PLC0415  heavy

    return np.datetime64(moment.astimezone(dt.UTC).replace(tzinfo=None), "s")


def moment_of(option: str, date: str) -> tuple[Any, Any]:
    """The first and the last second of a date given as an option."""
    try:
        start, end = stretch(date)
    except ValueError:
        remedy = "write ISO 8601: 2024, 2024-01, 2024-01-28"
        raise InvalidOptionError(option, date, "no date", remedy) from None
    return _second(start), _second(end)


def _date_of(first: Any, last: Any) -> str | None:
    import numpy as np  # noqa: PLC0415  heavy

    if np.isnat(first):
        return None
    text = str(first).removesuffix("T00:00:00")
    return text if first == last else f"{text} to {str(last).removesuffix('T00:00:00')}"


def _period(moments: NDArray[Any], duplicates: Duplicates) -> NDArray[np.int64]:
    """The number of the year, month or ISO week that each moment is in."""
    import numpy as np  # noqa: PLC0415  heavy

    if duplicates == "week":
        days = moments.astype("datetime64[D]").astype(np.int64)
        return (days + 3) // 7  # 1 January 1970 was a Thursday
    unit = {"month": "M", "year": "Y"}[duplicates]
    found: NDArray[np.int64] = moments.astype(f"datetime64[{unit}]").astype(np.int64)
    return found


def _table(
    scale: Scale,
    read: Mapping[str, _Coded],
    levels: NDArray[np.float64],
    moments: NDArray[Any],
    rungs: NDArray[np.int8],
    *,
    parts: Mapping[str, str],
    blocs: Mapping[str, str],
) -> Statements:
    import numpy as np  # noqa: PLC0415  heavy

    moments = moments.reshape(-1, 2)
    return Statements(
        read["actor"][0],
        read["claim"][0],
        scale,
        actor=read["actor"][1],
        claim=read["claim"][1],
        level=levels,
        first=moments[:, 0].copy(),
        last=moments[:, 1].copy(),
        document=read["document"][1],
        via=read["via"][1],
        basis=rungs,
        weight=np.ones(len(levels)),
        documents=read["document"][0],
        chains=read["via"][0],
        parts=parts,
        blocs=blocs,
    )


def _earliest(key: NDArray[np.int64], places: int, order: NDArray[Any] | None) -> NDArray[Any]:
    """The first row of each key, in the order given or else of the rows."""
    import numpy as np  # noqa: PLC0415  heavy

    rows = np.arange(len(key)) if order is None else order
    if places > _MOST_CELLS:
        found = rows[np.unique(key[rows], return_index=True)[1]]
    else:
        first = np.full(places, -1, dtype=np.int64)
        first[key[rows[::-1]]] = rows[::-1]  # of equal keys the last one written stays
        found = first[first >= 0]
    stays = np.zeros(len(key), dtype=np.bool_)
    stays[found] = True
    return np.flatnonzero(stays)


def _of_actors(said: Statements, stays: Sequence[bool], why: str) -> Statements:
    rows, places = _among(said.actor, stays)
    found = said.kept(rows, why)
    ids = tuple(id for id, stay in zip(said.actors, stays, strict=True) if stay)
    return evolve(found, actors=ids, actor=_renumbered(found.actor, places))


def _on_claims(said: Statements, stays: Sequence[bool], why: str) -> Statements:
    rows, places = _among(said.claim, stays)
    found = said.kept(rows, why)
    ids = tuple(id for id, stay in zip(said.claims, stays, strict=True) if stay)
    return evolve(found, claims=ids, claim=_renumbered(found.claim, places))


def _among(column: NDArray[np.int32], stays: Sequence[bool]) -> tuple[NDArray[np.bool_], list[int]]:
    """The rows that stay, and the new number of each old one."""
    import numpy as np  # noqa: PLC0415  heavy

    kept = np.array(stays, dtype=np.bool_)
    return kept[column], (np.cumsum(kept) - 1).tolist()


def _renumbered(column: NDArray[np.int32], places: Sequence[int]) -> NDArray[np.int32]:
    import numpy as np  # noqa: PLC0415  heavy

    return np.array(places, dtype=np.int32)[column] if len(column) else column.copy()


def words_of(words: Iterable[str]) -> tuple[str, ...]:
    """Words as a tuple; one text is a list with commas."""
    if isinstance(words, str):
        words = words.split(",")
    return tuple(dict.fromkeys(word.strip() for word in words))
