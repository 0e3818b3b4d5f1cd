r"""Databases of the Discourse Network Analyzer (DNA 3): read, not written.

A `.dna` file is an SQLite database, opened here as one that nobody writes. Its statements of
one type become stances, and what they are stances of is told by their variables:

- the actor is the `organization`, as in DNA's own networks, or the `person` where none is named;
- the claim is the `concept`;
- the verdict is the `agreement`: a boolean says accept or reject; an integer needs its
  scale, as in tables of stances; a text its words. Without such a variable a statement is
  taken to accept its concept, and that is told.

Documents become sources, with the checksum of their text, and each stance has the date of its
document and cites the stretch of it. DNA counts UTF-16 units there, which become code points.
The text is somebody else's: it is kept as quotes if that is asked for, and not otherwise.

What a map has no field for is in `extra`: of a stance the values of the other variables, its
number and its coder; of actors and claims the attributes and the number of the entity; of
sources section, type, notes and number. Losses tell of statements of other types, of entities
that no statement names, and of colours, search terms and links between variables. Passwords
and permissions of coders are not looked at.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from attrs import frozen

from argmap.errors import Fault, ReadError, UnknownOptionError
from argmap.formats.losses import Loaded, Loss, told
from argmap.formats.tables.ledger import Ledger, Place, day, mapping
from argmap.formats.tables.verdicts import Judged, UnclearError, Verdicts

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from argmap.model import ArgumentMap, Citation

__all__ = [
    "loads",
    "loads_with_losses",
    "read_dna",
    "read_dna_columns",
    "read_dna_with_losses",
    "read_with_losses",
]

STATEMENT = "DNA Statement"
"""The type of statement that DNA makes for itself."""
QUESTION = "Who holds what?"
_MAGIC = b"SQLite format 3\0"
_TABLES = (
    *("DOCUMENTS", "STATEMENTTYPES", "VARIABLES", "STATEMENTS", "ENTITIES", "CODERS"),
    *("DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"),
    *("ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES"),
)
_UNREAD = {
    "REGEXES": ("search terms", "they are how a text is shown"),
    "VARIABLELINKS": ("links between variables", "a map has none"),
}
_ACTORS = ("organization", "person")

Variables: TypeAlias = "dict[str, tuple[int, str]]"
_T = TypeVar("_T")


# The ways in -------------------------------------------------------------------------


def read_dna(
    path: str | os.PathLike[str],
    *,
    statement_type: str | None = None,
    actor: str | Sequence[str] | None = None,
    part_of: str | None = None,
    concept: str = "concept",
    agreement: str | None = "agreement",
    values: Mapping[Any, str | None] | None = None,
    scale: tuple[float, float] | None = None,
    quotes: bool = False,
    question: str | None = None,
    positions: Sequence[str] = (),
    title: str | None = None,
) -> ArgumentMap:
    """The map of a database of the Discourse Network Analyzer.

    A `LossWarning` names what the map leaves out.

    Parameters
    ----------
    statement_type
        The type of the statements that are read: `DNA Statement`, or the only one, if none
        is named.
    actor
        The variable that says who makes a statement, or several: of these the first that is
        not empty counts. It is `organization`, then `person`, unless you say.
    part_of
        The variable that says what an actor is part of, as `organization` may for
        `actor="person"`. Who has several of these is part of none, and that is told.
    concept, agreement
        The variables that say what is stated, and how. `agreement=None` if there is none.
    values, scale
        What the agreement's words mean, and the ends of the scale its numbers are on; see
        `argmap.read_table`.
    quotes
        Whether citations quote the text of documents, or only say where it stands.
    question, title, positions
        Of the map. Positions are concepts, or their ids, the motion first.

    `ReadError` names what is no database of DNA 3, and every statement with a fault.

    >>> read_dna("no-such-file.dna")
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: 'no-such-file.dna'
    """
    loaded = read_dna_with_losses(
        path,
        statement_type=statement_type,
        actor=actor,
        part_of=part_of,
        concept=concept,
        agreement=agreement,
        values=values,
        scale=scale,
        quotes=quotes,
        question=question,
        positions=positions,
        title=title,
    )
    return told(loaded, str(path))


def read_dna_with_losses(path: str | os.PathLike[str], **options: Any) -> Loaded:
    """The map of a database and what it leaves out of it; options are those of `read_dna`.

    >>> read_dna_with_losses("no-such-file.dna", actor="person")
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: 'no-such-file.dna'
    """
    try:
        return _read(Path(path), _Wanted(**options))
    except ReadError as error:
        raise ReadError(error.faults, about=str(path)) from None


def read_dna_columns(
    path: str | os.PathLike[str],
    *,
    statement_type: str | None = None,
    actor: str | Sequence[str] | None = None,
    concept: str = "concept",
    agreement: str | None = "agreement",
) -> dict[str, list[Any]]:
    """Who states what, how, when and where, as columns: a map is not made, and nothing else read.

    They are what `argmap.analysis.Statements.of` takes: `actor` and `claim` as they are called,
    `level` as the agreement says it (a truth value, a number or a word, for which the scale
    there must have a place; there is none without an agreement), `date`, and the number of
    the `document` as text. This takes a quarter of the time that a map does. Options and faults
    are those of `read_dna`; who is called alike is one.

    >>> read_dna_columns("no-such-file.dna")
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: 'no-such-file.dna'
    """
    wanted = _Wanted(statement_type, actor, None, concept, agreement)
    try:
        return _opened(Path(path), lambda database: _Making(database, wanted).columns())
    except ReadError as error:
        raise ReadError(error.faults, about=str(path)) from None


def read_with_losses(path: str | os.PathLike[str]) -> Loaded:
    """The map of a database, with the variables that DNA makes for itself."""
    return _read(Path(path), _Wanted())


def loads(text: str) -> ArgumentMap:
    """No map: a database is no text."""
    return told(loads_with_losses(text))


def loads_with_losses(text: str) -> Loaded:  # noqa: ARG001 # as every format has it
    """No map: a database is no text."""
    raise ReadError([Fault("a DNA database is no text", remedy="read it from its file")])


# The database ------------------------------------------------------------------------


@frozen
class _Wanted:
    """What of a database is wanted, and how."""

    statement_type: str | None = None
    actor: str | Sequence[str] | None = None
    part_of: str | None = None
    concept: str = "concept"
    agreement: str | None = "agreement"
    values: Mapping[Any, str | None] | None = None
    scale: tuple[float, float] | None = None
    quotes: bool = False
    question: str | None = None
    positions: Sequence[str] = ()
    title: str | None = None


def _read(path: Path, wanted: _Wanted) -> Loaded:
    return _opened(path, lambda database: _Making(database, wanted).loaded())


def _opened(path: Path, read: Callable[[sqlite3.Connection], _T]) -> _T:
    """What is read of a database; `ReadError` if it is none of DNA 3."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            remedy = "give the file that DNA saves, which is an SQLite database"
            raise ReadError([Fault("this is no DNA database", remedy=remedy)])
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            _refuse_strangers(database)
            return read(database)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        said = f"the database cannot be read: {error}"
        raise ReadError([Fault(said, remedy="open it in DNA 3 and save it again")]) from None


def _refuse_strangers(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    there = {str(name).upper() for (name,) in rows}
    lacking = [name for name in _TABLES if name not in there]
    if lacking:
        names = ", ".join(lacking)
        remedy = "open it in DNA 3 and save it there; DNA 2 wrote other tables"
        raise ReadError(
            [Fault(f"a DNA 3 database has tables that this lacks: {names}", "", remedy)]
        )


@frozen
class _Entity:
    """A value of a text variable, with its attributes; `whole` is what it is a child of."""

    id: int
    value: str
    whole: int | None
    attributes: dict[str, str]


@frozen
class _Document:
    """A document's source, its date, and what its positions are counted in."""

    source: str
    date: str | None
    text: str
    is_wide: bool
    """Whether the text has characters of two UTF-16 units."""

    @property
    def length(self) -> int:
        """How many code points the text has."""
        return len(self.text)

    def code_points(self, units: int) -> int:
        """The place of a UTF-16 unit, counted in code points; beyond the text it is as far."""
        encoded = self.text.encode("utf-16-le")
        before = len(encoded[: 2 * units].decode("utf-16-le", "ignore"))
        return before + max(0, units - len(encoded) // 2)


class _Making:
    """A map from a database."""

    def __init__(self, database: sqlite3.Connection, wanted: _Wanted) -> None:
        self.database, self.wanted = database, wanted
        self.ledger = Ledger()
        self.losses: list[Loss] = []
        self.type = self.statement_type()
        self.variables: Variables = {
            name: (id, kind)
            for id, name, kind in database.execute(
                "SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = ?"
                " ORDER BY ID",
                (self.type[0],),
            )
        }
        self.actors = self.actor_variables()
        self.concept = self.known(wanted.concept, "concept")
        self.agreement = self.agreement_variable()
        self.part_of = None if wanted.part_of is None else self.known(wanted.part_of, "part_of")
        self.entities = self.read_entities()
        self.coders = dict(database.execute("SELECT ID, Name FROM CODERS"))
        self.data = self.read_data()
        self.wholes = self.read_wholes()
        self.unfielded = self.read_unfielded()
        self.made: dict[tuple[str, int, str], str] = {}
        self.stated: dict[tuple[int, str], str] = {}
        self.recorded: set[int] = set()

    def columns(self) -> dict[str, list[Any]]:
        """The statements as columns, with every fault told if there is one."""
        dates = {
            id: self.date(seconds, Place(name=f"document {id}"))
            for id, seconds in self.database.execute("SELECT ID, Date FROM DOCUMENTS ORDER BY ID")
        }
        names = ("actor", "claim", "level", "date", "document")
        rows = []
        for id, document in self.database.execute(
            "SELECT ID, DocumentId FROM STATEMENTS WHERE StatementTypeId = ? ORDER BY ID",
            (self.type[0],),
        ):
            _, entity = self.speaker(id)
            concept = self.entity(self.concept, id)
            level = None if self.agreement is None else self.said(self.agreement, id)
            is_silent = self.agreement is not None and level is None
            if document not in dates or entity is None or concept is None or is_silent:
                self.missing(id, document in dates, entity, concept)
                if is_silent:
                    message = f"it says nothing as {self.agreement}"
                    at = Place(name=f"statement {id}")
                    self.ledger.faults.append(at.fault(message, "", "mend it in DNA"))
            else:
                row = (entity.value, concept.value, level, dates[document], str(document))
                rows.append(row)
        if self.ledger.faults:
            raise ReadError(self.ledger.faults)
        found = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) if rows else {}
        return {name: found.get(name, []) for name in names if self.agreement or name != "level"}

    def missing(
        self, id: int, is_in: bool, entity: _Entity | None, concept: _Entity | None
    ) -> None:
        """Note what a statement lacks."""
        at = Place(name=f"statement {id}")
        for missing, what in (
            (not is_in, "is in no document of this file"),
            (entity is None, f"names no {' or '.join(self.actors)}"),
            (concept is None, f"names no {self.concept}"),
        ):
            if missing:
                self.ledger.faults.append(at.fault(f"it {what}", "", "mend it in DNA"))

    def loaded(self) -> Loaded:
        self.verdicts = self.reader()
        documents = self.documents()
        for id, document, start, stop, coder in self.database.execute(
            "SELECT ID, DocumentId, Start, Stop, Coder FROM STATEMENTS"
            " WHERE StatementTypeId = ? ORDER BY ID",
            (self.type[0],),
        ):
            self.statement(id, documents.get(document), start, stop, coder)
        self.tell_what_is_left()
        wanted = self.wanted
        map = self.ledger.map(
            wanted.question or QUESTION, positions=wanted.positions, title=wanted.title
        )
        return Loaded(map, self.losses)

    # Which variables

    def statement_type(self) -> tuple[int, str]:
        """The type whose statements are wanted."""
        types = {
            label: id for id, label in self.database.execute("SELECT ID, Label FROM STATEMENTTYPES")
        }
        label = self.wanted.statement_type
        if label is None:
            label = next(iter(types)) if len(types) == 1 else STATEMENT
        if label not in types:
            raise UnknownOptionError("statement_type", label, types)
        return types[label], label

    def known(self, name: str, option: str) -> str:
        if name not in self.variables:
            raise UnknownOptionError(option, name, self.variables)
        return name

    def actor_variables(self) -> tuple[str, ...]:
        actor = self.wanted.actor
        if actor is None:
            found = tuple(name for name in _ACTORS if name in self.variables)
            return found or (self.known(_ACTORS[0], "actor"),)
        names = (actor,) if isinstance(actor, str) else tuple(actor)
        return tuple(self.known(name, "actor") for name in names)

    def agreement_variable(self) -> str | None:
        name = self.wanted.agreement
        if name is None:
            why = "no variable is named that says whether its concept is agreed to"
            self.losses.append(Loss("each statement is taken to accept", "", why))
            return None
        return self.known(name, "agreement")

    # What the database says

    def read_entities(self) -> dict[int, _Entity]:
        attributes: dict[int, dict[str, str]] = defaultdict(dict)
        for entity, name, value in self.database.execute(
            "SELECT v.EntityId, a.AttributeVariable, v.AttributeValue FROM ATTRIBUTEVALUES v"
            " JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId ORDER BY v.ID"
        ):
            if value:
                attributes[entity][name] = _worded(value)
        return {
            id: _Entity(id, _worded(value), whole, attributes.get(id, {}))
            for id, value, whole in self.database.execute("SELECT ID, Value, ChildOf FROM ENTITIES")
        }

    def read_data(self) -> dict[str, dict[int, Any]]:
        """The value of each variable for each statement; an entity's number for a short text."""
        tables = {
            "short text": "SELECT StatementId, Entity FROM DATASHORTTEXT WHERE VariableId = ?",
            "long text": "SELECT StatementId, Value FROM DATALONGTEXT WHERE VariableId = ?",
            "integer": "SELECT StatementId, Value FROM DATAINTEGER WHERE VariableId = ?",
            "boolean": "SELECT StatementId, Value FROM DATABOOLEAN WHERE VariableId = ?",
        }
        data = {}
        for name, (id, kind) in self.variables.items():
            if kind not in tables:
                remedy = f"known are {', '.join(tables)}"
                raise ReadError(
                    [Fault(f"unknown data type {kind!r}", f"variable {name!r}", remedy)]
                )
            data[name] = dict(self.database.execute(tables[kind], (id,)))
        return data

    def reader(self) -> Verdicts:
        """What reads the verdicts, having seen them all."""
        name = self.agreement
        values = set(self.data[name].values()) if name is not None else ()
        cells = [self.meant(name, value) for value in values] if name is not None else []
        return Verdicts(cells, self.wanted.values, self.wanted.scale)

    def read_wholes(self) -> dict[tuple[str, int], set[int]]:
        """For each actor, by variable and number, the numbers of what it is said to be part of."""
        wholes: dict[tuple[str, int], set[int]] = defaultdict(set)
        for id, whole in self.data.get(self.part_of or "", {}).items():
            variable, entity = self.speaker(id)
            is_said = whole in self.entities and self.entities[whole].value.strip()
            if entity is not None and is_said:
                wholes[variable, entity.id].add(whole)
        return wholes

    def documents(self) -> dict[int, _Document]:
        return {
            id: self.document(id, date, *map(_worded, texts))
            for id, date, *texts in self.database.execute(
                "SELECT d.ID, Date, Title, Text, Author, Source, Section, Notes, Type, c.Name"
                " FROM DOCUMENTS d LEFT JOIN CODERS c ON c.ID = d.Coder ORDER BY d.ID"
            )
        }

    def document(self, id: int, seconds: Any, title: str, text: str, *besides: str) -> _Document:
        at = Place(name=f"document {id}")
        author, publisher, section, notes, type, coder = besides
        extra = {"section": section, "type": type, "notes": notes, "coder": coder}
        date = self.date(seconds, at)
        source = self.ledger.source(
            title if title.strip() else f"Document {id}",
            at,
            key=str(id),
            publisher=publisher or None,
            author=author or None,
            date=date,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            extra=mapping({"id": id} | {name: said for name, said in extra.items() if said}),
        )
        return _Document(source, date, text, not text.isascii() and max(text) > "\uffff")

    def date(self, seconds: Any, at: Place) -> str | None:
        try:
            return day(dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds))  # noqa: DTZ001 # UTC
        except (OverflowError, TypeError):
            remedy = "DNA counts seconds since 1970; mend it there"
            self.ledger.faults.append(at.fault(f"date {seconds!r} is no date", "", remedy))
            return None

    def coder(self, id: int | None) -> str | None:
        return None if id is None else self.coders.get(id, f"coder {id}")

    # Stances

    def statement(
        self, id: int, document: _Document | None, start: int, stop: int, coder: int | None
    ) -> None:
        at = Place(name=f"statement {id}")
        variable, entity = self.speaker(id)
        concept = self.entity(self.concept, id)
        self.missing(id, document is not None, entity, concept)
        judged = self.verdict(id, at)
        if document is None or entity is None or concept is None or judged is None:
            return
        self.ledger.stance(
            at,
            self.actor(entity, variable, at),
            self.claim(concept, at),
            judged.verdict,
            strength=judged.strength,
            date=document.date,
            citations=self.citation(id, document, start, stop, at),
            extra=self.besides(id, variable, coder),
        )

    def speaker(self, id: int) -> tuple[str, _Entity | None]:
        """Who makes a statement, and the variable that says so."""
        for name in self.actors:
            entity = self.entity(name, id)
            if entity is not None:
                return name, entity
        return self.actors[0], None

    def entity(self, variable: str, statement: int) -> _Entity | None:
        """What a statement says in a variable of text, if it says anything."""
        said = self.data[variable].get(statement)
        if self.variables[variable][1] != "short text":
            return _Entity(0, str(said), None, {}) if said not in (None, "") else None
        entity = self.entities.get(said)  # type: ignore[arg-type] # None is no entity's number
        return entity if entity is not None and entity.value.strip() else None

    def verdict(self, id: int, at: Place) -> Judged | None:
        try:
            return self.judged(id)
        except UnclearError as error:
            self.ledger.faults.append(at.fault(error.message, "", error.remedy))
            return None

    def judged(self, id: int) -> Judged | None:
        """The verdict of a statement; `UnclearError` if it has none."""
        if self.agreement is None:
            return Judged("accept")
        said = self.said(self.agreement, id)
        judged = self.verdicts.of(said)
        is_silenced = judged is None and said is not None and self.wanted.values
        if judged is None and not is_silenced:
            raise UnclearError(f"it says nothing as {self.agreement}", "mend it in DNA")
        return judged

    def said(self, variable: str, id: int) -> Any:
        """What a statement says in a variable, as text, number or truth value."""
        return self.meant(variable, self.data[variable].get(id))

    def meant(self, variable: str, value: Any) -> Any:
        """What a value of a variable says, which is an entity's number for a short text."""
        match self.variables[variable][1]:
            case "short text":
                entity = None if value is None else self.entities.get(value)
                return entity.value if entity is not None and entity.value else None
            case "boolean" if value in (0, 1):
                return bool(value)
        return None if value == "" else value

    def actor(self, entity: _Entity, variable: str, at: Place) -> str:
        """The id of an actor, who is made with all that they are part of."""
        key = (variable, entity.id, entity.value)
        if key not in self.made:
            chain = [(variable, entity)]
            while (above := self.above(*chain[-1])) is not None:
                if above in chain:
                    message = f"{entity.value!r} is a child of itself"
                    self.ledger.faults.append(at.fault(message, "", "mend it in DNA"))
                    break
                chain.append(above)
            self.made[key] = self.parts(chain, at)
        return self.made[key]

    def parts(self, chain: list[tuple[str, _Entity]], at: Place) -> str:
        """The first of a chain of actors, each of which is part of the next."""
        whole: str | None = None
        for variable, entity in reversed(chain):
            self.recorded.add(entity.id)
            whole = self.ledger.actor(
                entity.value,
                at,
                key=f"{variable} {entity.id or entity.value}",
                kind=variable,
                part_of=whole,
                extra=mapping(self.about(entity)),
            )
        return str(whole)

    def above(self, variable: str, entity: _Entity) -> tuple[str, _Entity] | None:
        """What an actor is part of: what it is a child of, or what is wanted."""
        if self.part_of is not None and variable != self.part_of:
            wholes = self.wholes.get((variable, entity.id), set())
            return (self.part_of, self.entities[min(wholes)]) if len(wholes) == 1 else None
        parent = self.entities.get(-1 if entity.whole is None else entity.whole)
        return None if parent is None else (variable, parent)

    def claim(self, concept: _Entity, at: Place) -> str:
        key = (concept.id, concept.value)
        if key not in self.stated:
            extra = self.about(concept)
            if concept.whole in self.entities:
                extra["child_of"] = self.entities[concept.whole].value
            text, name = concept.value, f"{self.concept} {concept.id or concept.value}"
            self.stated[key] = self.ledger.claim(text, at, key=name, extra=mapping(extra))
        return self.stated[key]

    def about(self, entity: _Entity) -> dict[str, Any]:
        number = {"id": entity.id} if entity.id else {}
        return {**number, **{_besides(name): value for name, value in entity.attributes.items()}}

    def besides(self, id: int, actor: str, coder: int | None) -> dict[str, Any]:
        """What a statement says in the variables that no field of a stance has."""
        kept = {"id": id} if coder is None else {"id": id, "coder": self.coder(coder)}
        for name in self.unfielded:
            value = None if name == actor else self.said(name, id)
            if value is not None:
                kept[_besides(name)] = value
        return kept

    def read_unfielded(self) -> tuple[str, ...]:
        """The variables that are kept as they are; a verdict that is a truth value is not."""
        is_plain = self.agreement is None or self.variables[self.agreement][1] == "boolean"
        fielded = {self.concept, *([self.agreement] if is_plain else [])}
        return tuple(name for name in self.variables if name not in fielded)

    def citation(
        self, id: int, document: _Document, start: Any, stop: Any, at: Place
    ) -> tuple[Citation, ...]:
        """The stretch of a document that is a statement, in code points."""
        quote = None
        if type(start) is type(stop) is int:
            if document.is_wide:
                start, stop = (document.code_points(place) for place in (start, stop))
            if stop > document.length:
                why = f"it ends at {stop}, and its document at {document.length}"
                where = f"statement {id}"
                self.losses.append(Loss("a stretch of text that is not there", where, why))
            if self.wanted.quotes:
                quote = document.text[start:stop]
        quote = quote if quote and quote.strip() else None
        return self.ledger.citation(at, document.source, quote=quote, start=start, end=stop)

    # What is left

    def tell_what_is_left(self) -> None:
        if self.verdicts.guesses:
            why = "no number is less; if it is neutral, give scale=(-1, 1)"
            self.losses.append(Loss("0 is taken for reject", "", why))
        for label, count in self.database.execute(
            "SELECT t.Label, COUNT(*) FROM STATEMENTS s JOIN STATEMENTTYPES t"
            " ON t.ID = s.StatementTypeId WHERE t.ID != ? GROUP BY t.ID ORDER BY t.ID",
            (self.type[0],),
        ):
            why = "statements of one type are read; name another as statement_type"
            self.losses.append(Loss(_counted(count, "statement"), f"type {label!r}", why))
        self.losses.extend(self.loose_ends())
        for table, (what, why) in _UNREAD.items():
            with suppress(sqlite3.OperationalError):  # older versions lack them
                (count,) = self.database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608 # a name of ours
                if count:
                    self.losses.append(Loss(f"{count} {what}", "", why))

    def loose_ends(self) -> Iterator[Loss]:
        """Entities that are in no record, and attributes of those that are but a word in one."""
        owners = {id: name for name, (id, _) in self.variables.items()}
        named = {name: set(self.data[name].values()) for name in self.variables}
        idle: Counter[str] = Counter()
        bare: Counter[str] = Counter()
        for id, variable in self.database.execute("SELECT ID, VariableId FROM ENTITIES"):
            name, entity = owners.get(variable), self.entities[id]
            if name is None or not entity.value.strip():
                continue
            is_named, is_record = id in named[name], id in self.recorded or name == self.concept
            idle[name] += not is_named and id not in self.recorded
            bare[name] += is_named and not is_record and bool(entity.attributes)
        for name in self.variables:
            where = f"variable {name!r}"
            if idle[name]:
                yield Loss(_counted(idle[name], "value"), where, "no statement names it or them")
            if bare[name]:
                why = "actors and claims keep theirs, and these are but words of a stance"
                yield Loss(f"attributes of {_counted(bare[name], 'value')}", where, why)
        for (variable, id), wholes in self.wholes.items():
            if len(wholes) > 1:
                said = ", ".join(repr(self.entities[whole].value) for whole in sorted(wholes))
                why = f"its statements name several, {said}, and an actor is part of one"
                name = self.entities[id].value
                yield Loss(f"what {name!r} is part of", f"variable {variable!r}", why)


def _besides(name: str) -> str:
    """A name for what is kept in an `extra`, where ours are `id` and `coder`."""
    return f"variable {name}" if name in ("id", "coder", "child_of") else name


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _worded(value: object) -> str:
    """Text of a database, in whose columns anything may stand."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)
