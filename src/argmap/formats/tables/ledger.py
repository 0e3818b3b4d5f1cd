"""Records in the making, in order of appearance: what every table of stances ends in.

Actors, claims and sources go by their texts: the same text is the same record, and its id is
made from it when it is first seen. What two rows say of one record must agree. Every fault is
noted under the place it is at, and all are told at once.

>>> ledger = Ledger()
>>> leave = ledger.claim("US forces leave Iraq.")
>>> ledger.stance(Place(line=2), ledger.actor("Baghdad"), leave, "accept")
>>> ledger.map("Should US forces leave Iraq?")
<ArgumentMap 'Should US forces leave Iraq?' with 1 claim, 1 actor, 1 stance>
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define, evolve, field, fields, frozen

from argmap.draft import slug
from argmap.errors import Fault, InvalidMapError, InvalidRecordError, ReadError, UnknownIdError
from argmap.formats.argdown.naming import Ids
from argmap.model import VOICE, Actor, ArgumentMap, Citation, Claim, FrozenMapping, Source, Stance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Ledger", "Place", "day", "mapping", "moment", "plain"]

_R = TypeVar("_R", bound="Actor | Citation | Claim | Source | Stance")
_NOTHING = FrozenMapping()
_INTEGERS = range(-(2**63), 2**63)


@frozen
class Place:
    """Where something is said: in a line of a file, or under a name such as `row 3`."""

    line: int | None = None
    name: str = ""
    columns: Mapping[str, str] = {}
    """The column of each field, so that a fault of a record can name it."""

    def fault(self, message: str, field: str = "", remedy: str = "") -> Fault:
        """What is wrong here, in the column of a field if there is one."""
        column = f"column {self.columns[field]!r}" if field in self.columns else ""
        where = ", ".join(part for part in (self.name, column) if part)
        return Fault(message, where, remedy, line=self.line)


@define(eq=False)
class _Entry:
    """A record to be: its id, where it is first mentioned, and what is said of it."""

    id: str
    text: str
    at: Place
    said: dict[str, Any] = field(factory=dict)
    is_heard: bool = False


class Ledger:
    """Actors, claims, sources and stances, as they come."""

    def __init__(self) -> None:
        self.ids = Ids([])
        self.actors: dict[str, _Entry] = {}
        self.claims: dict[str, _Entry] = {}
        self.sources: dict[str, _Entry] = {}
        self.stances: list[Stance] = []
        self.faults: list[Fault] = []
        self.sound: set[tuple[Any, ...]] = set()

    def actor(self, name: str, at: Place | None = None, *, key: str = "", **said: Any) -> str:
        """The id of an actor, who is made if the name is new, or the key if one is given."""
        entry = self._entry(self.actors, " ".join(name.split()), at, key, said)
        entry.is_heard = True
        return entry.id

    def voice(self, name: str, at: Place | None = None) -> str:
        """The id of whoever passes a statement on: a `voice`, unless they state something too."""
        return self._entry(self.actors, " ".join(name.split()), at, "", {}).id

    def claim(self, text: str, at: Place | None = None, *, key: str = "", **said: Any) -> str:
        """The id of a claim, which is made if the text is new, or the key if one is given."""
        return self._entry(self.claims, text.strip(), at, key, said).id

    def source(self, title: str, at: Place | None = None, *, key: str = "", **said: Any) -> str:
        """The id of a source, which is made if the title is new, or the key if one is given."""
        return self._entry(self.sources, " ".join(title.split()), at, key, said).id

    def stance(
        self,
        at: Place,
        actor: str,
        claim: str,
        verdict: str,
        *,
        strength: float = 1.0,
        date: str | None = None,
        via: tuple[str, ...] = (),
        hedge: str | None = None,
        basis: str = "stated",
        citations: tuple[Citation, ...] = (),
        extra: Mapping[str, Any] = _NOTHING,
    ) -> None:
        """Note a stance, or what is wrong with it.

        What was found sound once is not checked again: of a hundred thousand stances, few say
        anything in a field of their own that others have not said before.
        """
        kept = {name: plain(value) for name, value in extra.items()}
        said = (verdict, strength, date, hedge, basis)
        if said in self.sound and all(map(_is_sound, kept)) and all(map(_is_sound, kept.values())):
            values = (actor, claim, verdict, strength, date, via, hedge, basis, citations)
            self.stances.append(unchecked(Stance, (*values, _frozen(kept))))
            return
        stance = self._made(
            Stance,
            at,
            actor,
            claim,
            verdict,
            strength=strength,
            date=date,
            via=via,
            hedge=hedge,
            basis=basis,
            citations=citations,
            extra=FrozenMapping(kept),
        )
        if stance is not None:
            self.sound.add(said)
            self.stances.append(stance)

    def citation(
        self,
        at: Place,
        source: str,
        locator: str | None = None,
        *,
        quote: str | None = None,
        start: Any = None,
        end: Any = None,
    ) -> tuple[Citation, ...]:
        """A place in a source, or none and what is wrong with it noted."""
        is_span = type(start) is type(end) is int and 0 <= start <= end
        if is_span and locator is quote is None:
            return (unchecked(Citation, (source, None, None, start, end, _NOTHING)),)
        made = self._made(Citation, at, source, locator, quote=quote, start=start, end=end)
        return () if made is None else (made,)

    def map(self, question: str, *, positions: Sequence[str] = (), **said: Any) -> ArgumentMap:
        """The map of all that was noted; `ReadError` with every fault there is.

        `positions` are texts of claims, or their ids.
        """
        actors = [self._actor(entry) for entry in self.actors.values()]
        claims = [self._made(Claim, e.at, e.id, e.text, **e.said) for e in self.claims.values()]
        sources = [self._made(Source, e.at, e.id, e.text, **e.said) for e in self.sources.values()]
        if not self.faults:
            named = (positions,) if isinstance(positions, str) else positions
            ids = tuple(self._position(said) for said in named)
            try:
                return ArgumentMap(
                    question,
                    positions=ids,
                    actors=tuple(filter(None, actors)),
                    claims=tuple(filter(None, claims)),
                    sources=tuple(filter(None, sources)),
                    stances=tuple(self.stances),
                    **said,
                )
            except InvalidMapError as error:
                self.faults.extend(error.faults)
        raise ReadError(sorted(self.faults, key=lambda fault: fault.line or 0))

    def _position(self, said: str) -> str:
        if said.strip() in self.claims:
            return self.claims[said.strip()].id
        ids = {entry.id: entry.text for entry in self.claims.values()}
        texts = {text: id for id, text in ids.items()}
        if said not in ids and said not in texts:
            raise UnknownIdError(said, [*ids, *texts], kind="claim")
        return said if said in ids else texts[said]

    def _actor(self, entry: _Entry) -> Actor | None:
        said = dict(entry.said)
        if not entry.is_heard:
            said.setdefault("kind", VOICE)
        return self._made(Actor, entry.at, entry.id, entry.text, **said)

    def _entry(
        self,
        entries: dict[str, _Entry],
        text: str,
        at: Place | None,
        key: str,
        said: Mapping[str, Any],
    ) -> _Entry:
        entry = entries.get(key or text)
        if entry is None:
            new = _Entry(self.ids.new(slug(text)), text, at or Place())
            entry = entries[key or text] = new
        for name, value in said.items():
            if value is None:
                continue
            known = entry.said.setdefault(name, value)
            if known != value:
                message = f"{name} of {text!r} is {value!r}, and {known!r} before"
                self.faults.append((at or Place()).fault(message, name, "say it in one way"))
        return entry

    def _made(self, record: type[_R], at: Place, *given: Any, **said: Any) -> _R | None:
        """A record, or none and its faults noted where it is said."""
        try:
            make: Callable[..., _R] = record
            return make(*given, **said)
        except InvalidRecordError as error:
            for fault in error.faults:
                field = next((word for word in fault.message.split() if word in at.columns), "")
                placed = at.fault(fault.message, field, fault.remedy)
                if not placed.where:
                    placed = evolve(placed, where=fault.where)
                self.faults.append(placed)
            return None


# Values ------------------------------------------------------------------------------


def plain(cell: Any) -> Any:
    """A cell as a value that a record's `extra` can hold.

    >>> plain(dt.date(2024, 1, 28)), plain(3), plain(2**80)
    ('2024-01-28', 3, '1208925819614629174706176')
    """
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, str | bool) or (isinstance(cell, int) and cell in _INTEGERS):
        return cell
    if isinstance(cell, float) and math.isfinite(cell):
        return float(cell)
    return str(cell)


def moment(cell: Any) -> str:
    """A date as ISO 8601: of a day if it has no time, of seconds since 1970 if it is as many.

    Numbers from 100,000,000 up are taken for seconds, from 100,000,000,000 up for
    milliseconds, both in UTC; a smaller one is left as it stands.

    >>> moment(dt.datetime(2024, 1, 28)), moment("1106697600"), moment(2024), moment("2024-01")
    ('2024-01-28', '2005-01-26', '2024', '2024-01')
    """
    if isinstance(cell, dt.datetime):
        return day(cell)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    said = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if said.isascii() and said.isdecimal() and 9 <= len(said) <= 14:
        number = int(said)
        seconds = number / 1000 if number >= 10**11 else number
        return day(dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds))  # noqa: DTZ001 # UTC
    try:
        parsed = dt.datetime.fromisoformat(said)
    except ValueError:
        return said
    return day(parsed) if len(said) > 10 else said


def day(time: dt.datetime) -> str:
    """A time, or its day where it is the first moment of one in no particular zone."""
    is_day = time.time() == dt.time() and time.tzinfo is None
    return time.date().isoformat() if is_day else time.isoformat()


def mapping(items: Mapping[str, Any]) -> FrozenMapping:
    """What is said besides, as a record keeps it."""
    return FrozenMapping({name: plain(value) for name, value in items.items()})


# Records that need no check ----------------------------------------------------------


def unchecked(record: type[_R], values: tuple[Any, ...]) -> _R:
    """A record of values that are known to be sound, in the order of its fields.

    Checking a record takes ten times as long as making it, which is felt from some ten
    thousand on.

    >>> unchecked(Stance, ("a", "c", "accept", 1.0, None, (), None, "stated", (), _NOTHING))
    Stance(actor='a', claim='c', verdict='accept')
    """
    made = record.__new__(record)
    for name, value in zip(_FIELDS[record], values, strict=True):
        _set(made, name, value)
    return made


_set = object.__setattr__
_FIELDS: dict[type[Any], tuple[str, ...]] = {
    record: tuple(field.name for field in fields(record)) for record in (Citation, Stance)
}


def _frozen(items: dict[str, Any]) -> FrozenMapping:
    """A frozen mapping of plain values, which hold nothing that could change."""
    if not items:
        return _NOTHING
    made = FrozenMapping.__new__(FrozenMapping)
    made._items = items  # noqa: SLF001 # as its own __init__ does, without looking for depth
    return made


def _is_sound(value: object) -> bool:
    """Whether a plain value is one that a record's `extra` takes: text without half a letter."""
    if type(value) is not str or value.isascii():
        return True
    return not any("\ud800" <= letter <= "\udfff" for letter in value)
