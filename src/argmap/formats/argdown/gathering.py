"""The claims and steps that the text of a document speaks of, gathered from its tree.

A statement or a sketched argument is a claim, and a relation line is a step from one claim
to another. A step is named outright where its data have `premises`, or where a
premise-conclusion structure follows its title. An undercut disputes the step that the
mention above it makes, or else the only step there is from that claim, or else the step
whose id it stands under.

Everything keeps its place, so that whoever makes records of it can say where they fail.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from attrs import define, field

from argmap.formats.argdown.data import Entries, Scalar, plain
from argmap.formats.argdown.fields import KEYS, Field, Fields, Ledger, fields_of, text
from argmap.formats.argdown.syntax import (
    Block,
    Document,
    Element,
    Heading,
    Inference,
    Listing,
    Numbered,
    Reconstruction,
    Relation,
)
from argmap.model import Argument, Claim, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from argmap.formats.argdown.tokens import Mark

__all__ = ["CLAIM_KEYS", "Disputed", "Gathered", "Idea", "Step", "gathered", "visible"]

CLAIM_KEYS = ("text", *KEYS[Claim], "position", "step", "stances")
"""The keys that the data of a claim may have, in the order they are written."""

_ARGDOWN_KEYS = {"color", "images", "isCanonical", "isClosed", "isGroup", "isInGroup", "isInMap"}
_INFERENCE_KEYS = tuple(key for key in KEYS[Argument] if key != "premises")
_STEP_KEYS = ("id", *_INFERENCE_KEYS)


@define(eq=False)
class Idea:
    """A claim in the making, or a title that turns out to be the id of a step."""

    at: Mark
    title: str | None = None
    text: str | None = None
    theme: str | None = None
    fields: Fields = field(factory=dict)
    tags: dict[str, None] = field(factory=dict)
    is_claimed: bool = False
    is_disputed: bool = False


@define(eq=False)
class Step:
    """An argument in the making.

    Its premises are ideas, or reconstructed steps that stand for their conclusions, or
    else the ids in `premise_ids`. An inner step of a premise-conclusion structure knows
    the last one, and its own number.
    """

    at: Mark
    title: str | None = None
    premises: tuple[Idea | Step, ...] = ()
    premise_ids: Field | None = None
    side: Side = "con"
    target: Idea | Step | Disputed | None = None
    fields: Fields = field(factory=dict)
    tags: dict[str, None] = field(factory=dict)
    text: str | None = None
    is_reconstructed: bool = False
    inner_of: tuple[Step, int] | None = None


@define(eq=False)
class Disputed:
    """A step called by its only premise, or by its id: whatever the idea turns out to be."""

    idea: Idea
    at: Mark


@define(eq=False)
class Gathered:
    """What a text speaks of; claims and steps in the order in which they are first told."""

    ideas: dict[str, Idea] = field(factory=dict)
    claims: list[Idea] = field(factory=list)
    steps: dict[Step, None] = field(factory=dict)
    named_steps: dict[str, Step] = field(factory=dict)
    links: list[tuple[Idea, Idea, Mark]] = field(factory=list)
    stances: list[tuple[Idea, Field]] = field(factory=list)
    headings: dict[str, Any] = field(factory=dict)


def gathered(document: Document, ledger: Ledger, *, is_foreign: bool) -> Gathered:
    """All claims, steps, links and stances in the text of a document.

    In a foreign document any key may stand in the data.
    """
    gatherer = _Gatherer(ledger, is_foreign=is_foreign)
    gatherer.find_named_steps(document)
    for block in document.blocks:
        gatherer.block(block)
    return gatherer.found


def visible(text: str) -> str:
    r"""A text on one line, as it is shown where `text:` in the data holds the exact one.

    >>> visible("one line\n\n  and\x07 another ")
    'one line and another'
    """
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", " ", text).split())


@define(eq=False)
class _Mention:
    """A claim or step in one place, with the step it makes on its own line."""

    what: Idea | Step
    at: Mark
    step: Step | None = None
    step_data: Field | None = None


class _Gatherer:
    """A walk through a document, block by block."""

    def __init__(self, ledger: Ledger, *, is_foreign: bool) -> None:
        self.ledger = ledger
        self.is_foreign = is_foreign
        self.found = Gathered()
        self.path: list[Heading] = []

    def find_named_steps(self, document: Document) -> None:
        """The titles that name steps: those with `premises`, or a structure after them."""
        structures: Counter[str] = Counter()
        for block in document.blocks:
            if isinstance(block, Reconstruction) and block.argument and block.argument.title:
                title = block.argument.title
                structures[title] += 1
                if structures[title] == 2:
                    remedy = "give each premise-conclusion structure a title of its own"
                    self.ledger.fault(block.at, f"a second structure for <{title}>", remedy)
                self.named_step(title, block.argument.at).is_reconstructed = True
        for element in _elements(document):
            if element.title and element.data and "premises" in element.data.values:
                self.named_step(element.title, element.at)

    def named_step(self, title: str, at: Mark) -> Step:
        return self.found.named_steps.setdefault(title, Step(at, title))

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                self.heading(block)
            case Element():
                self.tree(block)
            case Listing(items=items):
                for item in items:
                    self.tree(item)
            case Reconstruction():
                self.reconstruction(block)

    def heading(self, heading: Heading) -> None:
        self.path = [*(other for other in self.path if other.level < heading.level), heading]
        if "/" in heading.text:
            remedy = "a theme inside another has a heading with one # more"
            self.ledger.fault(heading.at, "a theme may not contain '/'", remedy)
        said = {"tags": list(heading.tags)} if heading.tags else {}
        said |= plain(heading.data) if heading.data else {}
        if said:
            self.found.headings[self.theme() or ""] = said

    def theme(self) -> str | None:
        return "/".join(heading.text for heading in self.path) or None

    # Mentions

    def tree(self, root: Element) -> _Mention:
        """Take in an element and all that is related below it."""
        top = self.mention(root)
        if top.step_data:
            remedy = "it belongs on the relation line that makes the step"
            self.ledger.fault(top.step_data.at, "'step' where there is no step", remedy)
        self.below(top, root.relations)
        return top

    def below(self, top: _Mention, relations: Sequence[Relation]) -> None:
        stack = [(top, relation) for relation in reversed(relations)]
        while stack:
            parent, relation = stack.pop()
            child = self.mention(relation.child)
            self.relate(parent, relation, child)
            stack.extend((child, below) for below in reversed(relation.child.relations))

    def mention(self, element: Element) -> _Mention:
        if element.title in self.found.named_steps:
            return self.mention_of_step(self.found.named_steps[element.title], element)
        idea = Idea(element.at, element.title)
        if element.title is not None:
            idea = self.found.ideas.setdefault(element.title, idea)
        idea.tags |= dict.fromkeys(element.tags)
        given = fields_of(element.data)
        mention = _Mention(idea, element.at, step_data=given.pop("step", None))
        self.take_text(idea, element, given.pop("text", None))
        self.take_data(idea, given)
        return mention

    def take_text(self, idea: Idea, element: Element, exact: Field | None) -> None:
        said = element.text
        if exact is not None:
            said = text("text", exact.value, self.ledger)
            if element.text and said and visible(said) != visible(element.text):
                message = "'text' in the data is not the text before them"
                self.ledger.fault(exact.value.at, message, "change both, or take 'text' out")
        if said is None:
            return
        if idea.text is None:
            idea.text, idea.theme, idea.at = said, self.theme(), element.at
            self.found.claims.append(idea)
        elif idea.text != said and not element.is_doubtful:
            message = f"{idea.title!r} has another text in line {idea.at.line}"
            remedy = "keep one of them, or give this claim a title of its own"
            self.ledger.fault(element.text_at or element.at, message, remedy)

    def take_data(self, idea: Idea, given: Fields) -> None:
        if not self.is_foreign:
            strange = {key: field for key, field in given.items() if key not in _ARGDOWN_KEYS}
            self.ledger.unknown_keys(strange, CLAIM_KEYS, "a claim")
        if "stances" in given and "stances" not in idea.fields:
            self.found.stances.append((idea, given["stances"]))
        self.merge(idea.fields, given, repr(idea.title))

    def mention_of_step(self, step: Step, element: Element) -> _Mention:
        given = fields_of(element.data)
        if not self.is_foreign:
            self.ledger.unknown_keys(given, KEYS[Argument], f"the step {step.title!r}")
        self.merge(step.fields, given, repr(step.title))
        if "premises" in given:
            step.at = element.at
            step.premise_ids = step.fields["premises"]
            self.found.steps[step] = None
        step.tags |= dict.fromkeys(element.tags)
        if step.text and element.text and step.text != element.text:
            message = f"the step {step.title!r} has another text before this"
            self.ledger.fault(element.text_at or element.at, message, "keep one of them")
        step.text = step.text or element.text
        return _Mention(step, element.at, step)

    def merge(self, fields: Fields, given: Fields, what: str) -> None:
        """Take in more fields; one given twice must be given alike."""
        for key, new in given.items():
            old = fields.setdefault(key, new)
            if old is not new and plain(old.value) != plain(new.value):
                message = f"{key} of {what} is something else in line {old.at.line}"
                self.ledger.fault(new.at, message, "keep one of them")

    # Relations

    def relate(self, parent: _Mention, relation: Relation, child: _Mention) -> None:
        start, end = (parent, child) if relation.outgoing else (child, parent)
        if relation.type == "contradictory":
            self.contradict(parent, child)
        elif target := self.target(end, relation):
            side: Side = "pro" if relation.type == "support" else "con"
            if isinstance(start.what, Step) and not start.what.is_reconstructed:
                self.aim(start.what, target, side, relation, child.step_data)
                return
            step = Step(child.at, None, (start.what,), None, side, target)
            step.fields = self.step_fields(child.step_data)
            self.found.steps[step] = None
            if isinstance(start.what, Idea):
                start.what.is_claimed = True
            if not relation.outgoing:
                child.step = step

    def target(self, end: _Mention, relation: Relation) -> Idea | Step | Disputed | None:
        """What a relation bears on: a claim, or for an undercut a step."""
        if relation.type == "undercut":
            if end.step is not None or isinstance(end.what, Step):
                return end.step
            end.what.is_disputed = True
            return Disputed(end.what, end.at)
        if isinstance(end.what, Idea):
            end.what.is_claimed = True
            return end.what
        remedy = "write _ to dispute the step, or put the relation under a premise of it"
        self.ledger.fault(relation.at, "a step can be disputed, not supported or attacked", remedy)
        return None

    def aim(
        self,
        step: Step,
        target: Idea | Step | Disputed,
        side: Side,
        relation: Relation,
        step_data: Field | None,
    ) -> None:
        """Give a step that is named outright its target."""
        if step_data:
            remedy = "put its fields into the data with the premises"
            self.ledger.fault(step_data.at, "this step is named outright", remedy)
        if step.target is None:
            step.target, step.side = target, side
            return
        message = f"the step {step.title!r} has a target already"
        self.ledger.fault(relation.at, message, "a step has one; name another step")

    def step_fields(self, given: Field | None) -> Fields:
        if given is None:
            return {}
        if not isinstance(given.value, Entries):
            self.ledger.fault(given.value.at, "'step' is no mapping", "write step: {weight: ...}")
            return {}
        fields = fields_of(given.value)
        self.ledger.unknown_keys(fields, _STEP_KEYS, "a step")
        return {key: field for key, field in fields.items() if key in _STEP_KEYS}

    def contradict(self, parent: _Mention, child: _Mention) -> None:
        if child.step_data:
            remedy = "list the link in the front matter to say more of it"
            self.ledger.fault(child.step_data.at, "a contradiction is no step", remedy)
        if isinstance(parent.what, Idea) and isinstance(child.what, Idea):
            parent.what.is_claimed = child.what.is_claimed = True
            self.found.links.append((parent.what, child.what, child.at))
        else:
            self.ledger.fault(child.at, "a step contradicts nothing", "name two claims")

    # Premise-conclusion structures

    def reconstruction(self, block: Reconstruction) -> None:
        """A step for each inference; the last one has the title."""
        title = block.argument.title if block.argument else None
        main = self.found.named_steps[title] if title else Step(block.at, is_reconstructed=True)
        last = sum(isinstance(line, Inference) for line in block.lines)
        place = 0
        numbered: dict[int, Idea] = {}
        premises: tuple[Idea, ...] = ()
        step: Step | None = None
        for line in block.lines:
            if isinstance(line, Inference):
                place += 1
                step = main if place == last else Step(line.at, inner_of=(main, place))
                step.premises = self.used(line, numbered) or premises
                self.infer(step, line)
                continue
            idea = self.numbered(line)
            premises = (idea,) if step else (*premises, idea)
            numbered[line.number] = idea
            if step:
                step.target = idea
            step = None

    def numbered(self, line: Numbered) -> Idea:
        what = self.tree(line.element).what
        if isinstance(what, Step):
            self.ledger.fault(line.element.at, "a step among the statements", "name its conclusion")
            what = Idea(line.element.at)
        what.is_claimed = True
        return what

    def infer(self, step: Step, line: Inference) -> None:
        """Make the step that an inference is."""
        given = {key: field for key, field in fields_of(line.data).items() if key != "uses"}
        if not self.is_foreign:
            self.ledger.unknown_keys(given, _INFERENCE_KEYS, "an inference")
        if line.rules:
            rules = Field(Scalar(", ".join(line.rules), is_plain=False, at=line.at), line.at)
            self.merge(given, {"scheme": rules}, "the inference")
        self.merge(step.fields, given, "the inference")
        step.side = "pro"
        self.found.steps[step] = None
        self.below(_Mention(step, line.at, step), line.relations)

    def used(self, line: Inference, numbered: dict[int, Idea]) -> tuple[Idea, ...]:
        """The statements whose numbers the data list in `uses`."""
        uses = fields_of(line.data).get("uses")
        if uses is None:
            return ()
        numbers = plain(uses.value)
        if isinstance(numbers, list) and all(
            isinstance(number, int) and number in numbered for number in numbers
        ):
            return tuple(numbered[number] for number in numbers)
        remedy = "list the numbers of statements above, as in uses: [1, 2]"
        self.ledger.fault(uses.value.at, "the inference uses what is not there", remedy)
        return ()


def _elements(document: Document) -> Iterator[Element]:
    """Every element of a document, in any order."""
    stack: list[Element | Inference] = []
    for block in document.blocks:
        match block:
            case Element():
                stack.append(block)
            case Listing(items=items):
                stack.extend(items)
            case Reconstruction(lines=lines):
                stack.extend(x.element if isinstance(x, Numbered) else x for x in lines)
    while stack:
        element = stack.pop()
        if isinstance(element, Element):
            yield element
        stack.extend(relation.child for relation in element.relations)
