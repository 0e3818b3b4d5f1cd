"""Argdown text read as a map.

The front matter holds what Argdown has no word for: actors, ties, stakes, links, sources.
The text holds the claims and the steps between them. A document with none of our keys in
its front matter is somebody else's Argdown: its other keys and data are kept in `extra`, a
title that nothing describes is its own text, and the title or the first heading serves as
the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from argmap.draft import slug
from argmap.errors import InvalidMapError, ReadError, did_you_mean, nearest
from argmap.formats.argdown.data import Entries, Items, Node, Scalar, plain
from argmap.formats.argdown.fields import (
    KEYS,
    Field,
    Fields,
    Ledger,
    fields_of,
    ids,
    mapping,
    record,
    text,
    texts,
    truth,
)
from argmap.formats.argdown.gathering import Disputed, Gathered, Idea, Step, gathered
from argmap.formats.argdown.naming import Ids, Naming, name_steps
from argmap.formats.argdown.syntax import Document, parse
from argmap.formats.argdown.tokens import Mark
from argmap.model import (
    Actor,
    Argument,
    ArgumentMap,
    Claim,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
)

__all__ = ["FOREIGN_KEYS", "FRONT_KEYS", "is_strict", "loads"]

_R = TypeVar("_R")
_T = TypeVar("_T")

FRONT_KEYS = (
    "title",
    "question",
    "language",
    "positions",
    "notes",
    "sources",
    "actors",
    "ties",
    "links",
    "stakes",
    "stances",
    "extra",
)
"""The keys of our front matter, in the order they are written."""

FOREIGN_KEYS = (
    "abstract",
    "author",
    "color",
    "data",
    "date",
    "dot",
    "explodeArguments",
    "graphml",
    "group",
    "html",
    "images",
    "json",
    "map",
    "model",
    "selection",
    "subTitle",
    "version",
    "webComponent",
)
"""The keys that Argdown's own tools read there, or that its authors often write."""

_ID = re.compile("[a-z][a-z0-9-]*")
_MOST_HINTS = 50  # to look for the nearest title takes long where there are thousands
_NONE: tuple[str, ...] = ()


def loads(text: str) -> ArgumentMap:
    """A map from Argdown text.

    Raises `ReadError` with everything that is wrong, each with its line and column.

    >>> map = loads('''===
    ... question: Should US forces leave Iraq?
    ... positions: [leave]
    ... actors: {washington: Washington}
    ... ===
    ...
    ... [leave]: US forces leave Iraq.
    ...   - <vacuum>: A quick exit leaves a gap. {weight: 0.6, step: {basis: analyst}}
    ...     _ <idle>: The force is not used to fill it.
    ...
    ... <vacuum> {stances: [{actor: washington, verdict: accept, hedge: fears}]}
    ... ''')
    >>> [argument.id for argument in map.arguments]
    ['vacuum-con-leave', 'idle-undercuts-vacuum']
    >>> map.stances
    (Stance(actor='washington', claim='vacuum', verdict='accept', hedge='fears'),)
    """
    document, faults = parse(text)
    made = None
    if document.blocks or document.front or not faults:
        made = _Reading(document, Ledger(faults)).map()
    if made is None or faults:
        ordered = sorted(
            dict.fromkeys(faults), key=lambda fault: (fault.line or 0, fault.column or 0)
        )
        raise ReadError(ordered, about="the Argdown text cannot be read as a map")
    return made


def is_strict(model: object) -> bool:
    """Whether settings ask for Argdown's strict mode, in which relations mean something else."""
    return isinstance(model, Mapping) and model.get("mode") == "strict"


class _Reading:
    """A document on its way to become a map."""

    def __init__(self, document: Document, ledger: Ledger) -> None:
        self.document = document
        self.ledger = ledger
        self.front = fields_of(document.front)
        self.is_foreign = self.front.keys().isdisjoint(set(FRONT_KEYS) - {"title", "language"})
        self.found: Gathered = gathered(document, ledger, is_foreign=self.is_foreign)
        self.names: dict[Idea, str] = {}
        self.namings: dict[Step, Naming] = {}

    def map(self) -> ArgumentMap | None:
        """The map, or nothing where the records do not make one."""
        self.describe()
        self.name_claims()
        self.conclude()
        self.name_steps()
        rooms = {**self.front_rooms(), **self.text_rooms(), "extra": self.extra()}
        try:
            return ArgumentMap(self.question(), **rooms)
        except InvalidMapError as error:
            self.ledger.faults.extend(self.ledger.placed(error.faults, self.front))
            return None

    # Names

    def describe(self) -> None:
        """Fault each title without a text, unless it is there to call a step by its id."""
        ideas = self.found.ideas
        known = [title for title, idea in ideas.items() if idea.text] + [*self.found.named_steps]
        hints = _MOST_HINTS
        for title, idea in ideas.items():
            if idea.text is not None:
                continue
            if self.is_foreign:
                idea.text = title
                self.found.claims.append(idea)
            elif idea.is_claimed or not idea.is_disputed or idea.fields:
                near = did_you_mean(nearest(title, known)) if hints else ""
                remedy = near or f"write [{title}]: and its text once"
                self.ledger.fault(idea.at, f"nothing says what {title!r} is", remedy)
                self.ledger.broken(title)
                hints -= bool(hints)

    def written_ids(self) -> set[str]:
        """The ids that the document itself gives."""
        ids = {title for title, idea in self.found.ideas.items() if idea.text is not None}
        ids |= self.found.named_steps.keys()
        for key in ("actors", "sources"):
            node = self.front[key].value if key in self.front else None
            ids |= set(node.keys) if isinstance(node, Entries) else set()
        return ids | {id for step in self.found.steps if (id := _given_id(step))}

    def name_claims(self) -> None:
        taken = Ids(self.written_ids())
        for idea in self.found.claims:
            if idea.title and _ID.fullmatch(idea.title):
                self.names[idea] = idea.title
            else:
                self.names[idea] = taken.new(slug(idea.title or idea.text or ""))
            if idea.title:
                self.ledger.titles[idea.title] = self.names[idea]

    def conclude(self) -> None:
        """Put a structure's conclusion where the structure speaks for something.

        If it speaks for its own conclusion, that says nothing new.
        """
        said: dict[Step, Step] = {}
        for step in self.found.steps:
            for premise in step.premises:
                if isinstance(premise, Step) and isinstance(premise.target, Idea):
                    step.premises = (premise.target,)
                    if step.target is premise.target and step.side == "pro":
                        said[step] = premise
        for step in self.found.steps:
            if isinstance(step.target, Step):
                step.target = said.get(step.target, step.target)
        for step in said:
            del self.found.steps[step]

    def name_steps(self) -> None:
        taken = Ids(self.written_ids() | set(self.names.values()))
        for step in self.found.steps:
            id = _given_id(step)
            if step.title:
                id = step.title if _ID.fullmatch(step.title) else taken.new(slug(step.title))
            self.namings[step] = Naming(self.premises(step), step.side, id=id)
        from_claim = self.steps_from_claims()
        for step, naming in self.namings.items():
            if step.inner_of and (id := self.namings[step.inner_of[0]].id):
                naming.id = f"{id}-{step.inner_of[1]}"
            match step.target:
                case Idea():
                    naming.target = self.names.get(step.target, step.target.title or "")
                case Step():
                    naming.disputed = self.namings.get(step.target)
                case Disputed(idea=idea):
                    only = from_claim.get(self.names.get(idea, ""), [])
                    naming.disputed = only[0] if len(only) == 1 else idea.title or ""
        name_steps(list(self.namings.values()), taken)

    def steps_from_claims(self) -> dict[str, list[Naming]]:
        steps: dict[str, list[Naming]] = {}
        for naming in self.namings.values():
            for premise in naming.premises:
                steps.setdefault(premise, []).append(naming)
        return steps

    def premises(self, step: Step) -> tuple[str, ...]:
        """The ids of the premises; those that a list gives are faulted where they stand."""
        if step.premise_ids is None:
            ideas = (premise for premise in step.premises if isinstance(premise, Idea))
            return tuple(self.names.get(idea, idea.title or "") for idea in ideas)
        if step.premises:
            message = f"the premises of {step.title!r} are both listed and numbered"
            self.ledger.fault(step.premise_ids.at, message, "keep the list or the structure")
        given = ids("claim")("premises", step.premise_ids.value, self.ledger)
        self.ledger.settle("")
        return tuple(id for id in given if id is not None)

    # The front matter

    def question(self) -> str:
        """The question, or in a foreign document what comes nearest."""
        said = self.front_text("question")
        if said is None and self.is_foreign:
            nearest_to_it = [heading.text for heading in self.document.headings()]
            nearest_to_it += [idea.text or "" for idea in self.found.claims]
            said = self.front_text("title") or next(filter(None, nearest_to_it), None)
        if said is None:
            at = self.front["question"].at if "question" in self.front else Mark(1, 1)
            remedy = "begin the text with ===, question: ..., ===, each in its line"
            self.ledger.fault(at, "there is no question", remedy)
        return said or "?"

    def extra(self) -> dict[str, Any]:
        """What the front matter and the headings say that has no place in a map."""
        extra = {
            key: plain(field.value) for key, field in self.front.items() if key not in FRONT_KEYS
        }
        if not self.is_foreign:
            strange = {key: self.front[key] for key in extra if key not in FOREIGN_KEYS}
            self.ledger.unknown_keys(strange, FRONT_KEYS, "the front matter")
        if is_strict(extra.get("model")):
            at = self.front["model"].value.at
            remedy = "take it out, and write >< between claims that exclude each other"
            self.ledger.fault(at, "Argdown's strict mode is not read", remedy)
        if self.found.headings:
            extra["headings"] = self.found.headings
        given: dict[str, Any] = self.front_value("extra", mapping, {})
        for key in (key for key in given if key in extra):
            at = self.front["extra"].value.at
            self.ledger.fault(at, f"{key!r} stands both in extra and outside", "keep one of them")
        return {**extra, **given}

    def front_text(self, key: str) -> str | None:
        return self.front_value(key, text, None)

    def front_value(self, key: str, shape: Callable[[str, Node, Ledger], _T], default: _T) -> _T:
        return shape(key, self.front[key].value, self.ledger) if key in self.front else default

    def front_rooms(self) -> dict[str, Any]:
        return {
            "title": self.front_text("title"),
            "language": self.front_text("language") or "en",
            "notes": self.front_value("notes", texts, _NONE),
            "sources": [*self.identified("sources", Source, "title")],
            "actors": [*self.identified("actors", Actor, "name")],
            "ties": [*self.listed("ties", Tie)],
            "stakes": [*self.listed("stakes", Stake)],
        }

    def identified(self, key: str, kind: type[_R], short: str) -> Iterator[_R]:
        """The records that the front matter lists by id; a text is short for one field."""
        node = self.front[key].value if key in self.front else None
        if node is None or _is_nothing(node):
            return
        if not isinstance(node, Entries):
            remedy = f"write id: {{{short}: ...}} for each"
            self.ledger.fault(node.at, f"{key} do not stand under ids", remedy)
            return
        what = kind.__name__.lower()
        for id, value in node.values.items():
            at = node.keys[id]
            given = fields_of(value) if isinstance(value, Entries) else {short: Field(value, at)}
            yield record(kind, given, at, self.ledger, what=f"{what} {id!r}", id=id)

    def listed(self, key: str, kind: type[_R]) -> Iterator[_R]:
        """The records in a list of the front matter."""
        node = self.front[key].value if key in self.front else None
        if node is not None and not _is_nothing(node):
            yield from self.items(key, node, kind)

    def items(self, key: str, node: Node, kind: type[_R], **known: Any) -> Iterator[_R]:
        if not isinstance(node, Items):
            self.ledger.fault(node.at, f"{key} is no list", "write each with a hyphen, - {...}")
            return
        for item in node.items:
            if not isinstance(item, Entries):
                self.ledger.fault(item.at, f"an item of {key} is no mapping", "write {key: value}")
            else:
                yield record(kind, fields_of(item), item.at, self.ledger, **known)

    # The text

    def text_rooms(self) -> dict[str, Any]:
        contradictions = (
            record(Link, {}, at, self.ledger, kind="contradictory", claims=self.ends(one, other))
            for one, other, at in self.found.links
        )
        said = (
            self.items("stances", field.value, Stance, claim=self.names.get(idea, idea.title or ""))
            for idea, field in self.found.stances
        )
        return {
            "claims": [*map(self.claim, self.found.claims)],
            "arguments": [*filter(None, map(self.argument, self.found.steps))],
            "positions": self.positions(),
            "links": [*self.listed("links", Link), *contradictions],
            "stances": [*self.listed("stances", Stance), *(s for each in said for s in each)],
        }

    def ends(self, one: Idea, other: Idea) -> tuple[str, str]:
        return self.names.get(one, one.title or ""), self.names.get(other, other.title or "")

    def positions(self) -> tuple[str, ...]:
        listed: tuple[str, ...] = self.front_value("positions", ids("claim"), _NONE)
        self.ledger.settle("positions")
        already = set(listed)
        marked = []
        for idea in self.found.claims:
            field = idea.fields.get("position")
            if field is None:
                continue
            id = self.names[idea]
            if not truth("position", field.value, self.ledger):
                if id in already:
                    remedy = "take it out here or there"
                    self.ledger.fault(field.at, f"{id!r} is listed among the positions", remedy)
            elif id not in already:
                marked.append(id)
        return (*listed, *marked)

    def claim(self, idea: Idea) -> Claim:
        id = self.names[idea]
        own = ("position", "stances", "theme", *KEYS[Claim])
        given = {key: field for key, field in idea.fields.items() if key in KEYS[Claim]}
        extra = {k: plain(field.value) for k, field in idea.fields.items() if k not in own}
        known: dict[str, Any] = {"theme": idea.theme}
        if "theme" in given:
            known["theme"] = text("theme", given.pop("theme").value, self.ledger)
        if idea.title and id != idea.title and "label" not in given:
            known["label"] = idea.title
        known |= self.with_extra(given, extra, idea.tags)
        what = f"claim {id!r}"
        return record(Claim, given, idea.at, self.ledger, what=what, id=id, text=idea.text, **known)

    def with_extra(
        self, given: Fields, more: dict[str, Any], tags: dict[str, None]
    ) -> dict[str, Any]:
        """`extra` as the data give it, with what else there is to keep; taken out of the data."""
        said = mapping("extra", given.pop("extra").value, self.ledger) if "extra" in given else {}
        if tags:
            listed = said.get("tags", [])
            listed = listed if isinstance(listed, list) else [listed]
            more = {**more, "tags": [*tags, *(tag for tag in listed if tag not in tags)]}
        return {"extra": {**said, **more}} if said or more else {}

    def argument(self, step: Step) -> Argument | None:
        naming = self.namings[step]
        if not self.is_aimed(step, naming):
            return None
        disputed = naming.disputed
        given = {key: field for key, field in step.fields.items() if key in KEYS[Argument]}
        known = self.with_extra(given, self.beside(step), step.tags)
        known["id"] = naming.id
        known["side"] = step.side
        known["target"] = disputed.id if isinstance(disputed, Naming) else naming.target
        if step.premise_ids is None:
            known["premises"] = naming.premises
        what = f"argument {naming.id!r}"
        return record(Argument, given, step.at, self.ledger, what=what, **known)

    def beside(self, step: Step) -> dict[str, Any]:
        """What a document says of a step that an argument has no field for."""
        ours = (*KEYS[Argument], "id", "uses")
        extra = {key: plain(field.value) for key, field in step.fields.items() if key not in ours}
        extra |= {"title": step.title} if step.title and step.title != self.namings[step].id else {}
        return extra | ({"text": step.text} if step.text else {})

    def is_aimed(self, step: Step, naming: Naming) -> bool:
        """Whether it is clear what a step bears on; if not, that is a fault."""
        match step.target:
            case None:
                remedy = f"hang it below a claim, as in + <{step.title}>"
                self.ledger.fault(step.at, f"the step {naming.id!r} bears on nothing", remedy)
            case Disputed() if not isinstance(naming.disputed, Naming):
                self.ledger.fault(step.target.at, *self.unclear(step.target.idea))
            case Step() if naming.disputed is None:
                remedy = "write ---- and a conclusion below its premises"
                self.ledger.fault(step.at, f"{step.target.title!r} makes no step", remedy)
            case _:
                return True
        self.ledger.broken(naming.id or "")
        return False

    def unclear(self, idea: Idea) -> tuple[str, str]:
        """Why an undercut disputes no step, and how to say which."""
        name = self.names.get(idea, idea.title or "")
        steps = [str(naming.id) for naming in self.steps_from_claims().get(name, [])]
        if steps:
            message = f"several steps start from {name!r}: {', '.join(steps)}"
            return message, f"write <{steps[0]}> instead, and the relation below it"
        if idea.text is None:
            known = [str(naming.id) for naming in self.namings.values() if naming.id]
            hint = did_you_mean(nearest(name, known)) or "write the id of a step"
            return f"no step {name!r}", hint
        return (
            f"no step starts from {name!r}",
            "an undercut disputes a step; write - to attack the claim",
        )


def _given_id(step: Step) -> str | None:
    node = step.fields["id"].value if "id" in step.fields else None
    return node.text if isinstance(node, Scalar) else None


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_plain and node.value is None
