"""What an Argdown document says in Argdown's own terms, from our syntax tree.

Statements are counted by title, arguments too, and relations by type and ends, by the rules
of the official parser: what a reconstructed argument does its main conclusion does, what
undercuts it undercuts its last inference, and in strict mode statements entail or exclude
each other. So the tree can be held against that parser, and against golden numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from argmap.formats.argdown.data import plain
from argmap.formats.argdown.syntax import (
    Document,
    Element,
    Heading,
    Inference,
    Listing,
    Reconstruction,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

End = tuple[str, str]
Triple = tuple[str, End, End]


class Outline(NamedTuple):
    statements: set[str]
    arguments: set[str]
    relations: set[Triple]


def outline(document: Document) -> Outline:
    """Titles and relations; what has no title is numbered in the order of the text."""
    return _Outliner(document).outline()


class _Outliner:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.statements: set[str] = set()
        self.arguments: set[str] = set()
        self.premises: dict[str, set[str]] = {}
        self.conclusions: dict[str, str] = {}
        self.relations: dict[Triple, None] = {}
        self.untitled = 0

    def outline(self) -> Outline:
        for block in self.document.blocks:
            self.block(block)
        triples = dict.fromkeys(map(self.moved, self.relations))
        if self.is_strict():
            triples = self.strict(triples)
        relations = {triple for triple in triples if not self.is_redundant(triple, triples)}
        return Outline(self.statements, self.arguments, relations)

    def is_strict(self) -> bool:
        front = self.document.front
        model = plain(front).get("model") if front else None
        return isinstance(model, dict) and model.get("mode") == "strict"

    # Walking the tree

    def block(self, block: object) -> None:
        match block:
            case Element():
                self.tree(block)
            case Listing(items=items):
                for item in items:
                    self.tree(item)
            case Reconstruction():
                self.reconstruction(block)
            case Heading():
                pass

    def tree(self, root: Element) -> End:
        top = self.named(root)
        self.below(root, top)
        return top

    def below(self, root: Element | Inference, top: End) -> None:
        for parent, relation, child in self.preorder(root, top):
            ends = (parent, child) if relation.outgoing else (child, parent)
            self.add((relation.type, *ends))

    def preorder(self, root: Element | Inference, top: End) -> Iterator:
        stack = [(top, relation) for relation in reversed(root.relations)]
        while stack:
            parent, relation = stack.pop()
            child = self.named(relation.child)
            yield parent, relation, child
            stack.extend((child, below) for below in reversed(relation.child.relations))

    def named(self, element: Element) -> End:
        title = element.title or self.new_title()
        (self.arguments if element.kind == "argument" else self.statements).add(title)
        return element.kind, title

    def new_title(self) -> str:
        self.untitled += 1
        return f"Untitled {self.untitled}"

    def reconstruction(self, block: Reconstruction) -> None:
        argument = (block.argument.title if block.argument else None) or self.new_title()
        self.arguments.add(argument)
        concludes = False
        used = self.premises.setdefault(argument, set())
        for line in block.lines:
            if isinstance(line, Inference):
                self.below(line, ("inference", argument))
                concludes = True
                continue
            _, title = self.tree(line.element)
            if concludes:
                self.conclusions[argument] = title
            else:
                used.add(title)
            concludes = False

    def add(self, triple: Triple) -> None:
        type, start, end = triple
        if type == "contradictory" and (type, end, start) in self.relations:
            return
        self.relations[triple] = None

    # The official parser's second thoughts

    def moved(self, triple: Triple) -> Triple:
        type, start, end = triple
        if start[0] == "argument" and start[1] in self.conclusions:
            start = ("statement", self.conclusions[start[1]])
        if type == "undercut" and end[0] == "argument" and end[1] in self.conclusions:
            end = ("inference", end[1])
        return type, start, end

    def strict(self, triples: dict[Triple, None]) -> dict[Triple, None]:
        result: dict[Triple, None] = {}
        for type, start, end in triples:
            stricter = type
            if start[0] == end[0] == "statement":
                stricter = {"support": "entails", "attack": "contrary"}.get(type, type)
            if stricter != "contrary" or (stricter, end, start) not in result:
                result[stricter, start, end] = None
        return result

    def is_redundant(self, triple: Triple, triples: dict[Triple, None]) -> bool:
        """Whether an attack on a reconstructed argument repeats one on a premise of it."""
        type, start, end = triple
        if (type, start[0], end[0]) != ("attack", "statement", "argument"):
            return False
        return any(
            (kind == "attack" and one == start and other[1] in self.premises.get(end[1], ()))
            or (
                kind in ("contradictory", "contrary")
                and start in (one, other)
                and (other if one == start else one)[1] in self.premises.get(end[1], ())
            )
            for kind, one, other in triples
            if one[0] == other[0] == "statement"
        )
