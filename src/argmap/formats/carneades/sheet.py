"""A Carneades file as it stands: its entries with their places, and what is wrong with them.

Every reference to a statement is kept with its place, so that one that leads nowhere can be
told. Keys that Carneades does not know are kept too: nothing is judged here but form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, field

from argmap.errors import did_you_mean, nearest
from argmap.formats.argdown.data import Entries, Items, Node, Scalar, compose, plain
from argmap.formats.argdown.tokens import Mark, Places
from argmap.formats.carneades.terms import is_unwieldy, predicate, term, worded
from argmap.formats.losses import Loss

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from argmap.errors import Fault

__all__ = ["Contest", "Rule", "Sheet", "Statement", "Step", "sheet_of"]

Ref: TypeAlias = tuple[str, Mark]
"""A statement's id, and where it is mentioned."""

STANDARDS = {
    "DV": "preponderance",
    "PE": "preponderance",
    "CCE": "clear and convincing",
    "BRD": "beyond reasonable doubt",
}
"""The standards of Carneades; to it, dialectical validity is no different from preponderance."""
WEIGHINGS = {
    "linked": "linked",
    "convergent": "convergent",
    "cumulative": "cumulative",
    "factorized": "factorised",
}
"""The weighings that Carneades has built in, in its spelling and ours."""
MOST_POSITIONS = 200
"""How many positions an issue may have: as links, they are a pair each."""
_HINT = "put text with : # { } [ ] , or quotes in double quotes"
_TRUE = ("true", "yes", "on", "y", "1")
_FALSE = ("false", "no", "off", "n", "0", "")


@define(eq=False)
class Statement:
    """A statement under its id in the file."""

    id: str
    text: str
    at: Mark
    is_assumed: bool = False
    extra: dict[str, Any] = field(factory=dict)


@define(eq=False)
class Step:
    """An argument: premises with the roles they are given, if any."""

    id: str
    at: Mark
    conclusion: str
    premises: list[tuple[str | None, str]] = field(factory=list)
    scheme: str | None = None
    undercutters: list[str] = field(factory=list)
    weight: float = 1.0
    weighing: str | None = None
    extra: dict[str, Any] = field(factory=dict)


@define(eq=False)
class Contest:
    """An issue: statements of which one at most is proved."""

    id: str
    at: Mark
    positions: list[str]
    standard: str | None = None
    extra: dict[str, Any] = field(factory=dict)


@define(eq=False)
class Rule:
    """An argumentation scheme; one with no conclusions only gives a weighing a name."""

    id: str
    at: Mark
    variables: tuple[str, ...] = ()
    premises: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    deletions: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()
    weight: Any = None
    meta: Any = None


@define(eq=False)
class Sheet:
    """All entries of a file, by their ids."""

    statements: dict[str, Statement] = field(factory=dict)
    steps: dict[str, Step] = field(factory=dict)
    contests: dict[str, Contest] = field(factory=dict)
    assumed: list[Ref] = field(factory=list)
    language: dict[str, str] = field(factory=dict)
    rules: dict[str, Rule] = field(factory=dict)
    issue_schemes: dict[str, tuple[Mark, tuple[str, ...]]] = field(factory=dict)
    weighings: dict[str, Any] = field(factory=dict)
    extra: dict[str, Any] = field(factory=dict)
    title: str | None = None
    faults: list[Fault] = field(factory=list)
    losses: list[Loss] = field(factory=list)

    def lose(self, at: Mark, what: str, where: str = "", why: str = "") -> None:
        """Note what the map will not say."""
        self.losses.append(Loss(what, where, why, line=at.line, column=at.column))

    def knows(self, id: str) -> bool:
        """Whether a statement is listed, or the language has words for it."""
        return id in self.statements or predicate(id) in self.language

    def mention(self, id: str, at: Mark) -> Statement:
        """The statement of that id, which is made if it is not listed."""
        if id not in self.statements:
            template = self.language.get(predicate(id))
            self.statements[id] = Statement(id, worded(id, template) if template else id, at)
        return self.statements[id]


def sheet_of(text: str) -> Sheet:
    """What a file says; all that is wrong with it is in the `faults` of the sheet."""
    places = Places(text.replace("\r\n", "\n").replace("\r", "\n"))
    sheet = Sheet()
    root = compose(places.text, places.mark, sheet.faults, about="the file", hint=_HINT)
    if not sheet.faults:
        _Reader(sheet).read(root)
    return sheet


class _Reader:
    """Entries from nodes; the statements first, as the rest refers to them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.refs: list[tuple[str, Mark, str]] = []

    def read(self, root: Entries) -> None:
        at = root.at
        if not any(key in root.values for key in _KNOWN):
            remedy = f"its top keys are {', '.join(_KNOWN)}"
            self.fault(at, "this is no argument graph of Carneades", remedy)
            return
        for key, node in self.entries(root, "language"):
            said = self.text(node, f"the words for {key!r}")
            self.sheet.language["".join(key.split())] = said or ""
        for key, node in self.entries(root, "statements"):
            self.statement(key, _mark(root, "statements", key), node)
        for key, node in self.entries(root, "arguments"):
            self.step(key, _mark(root, "arguments", key), node)
        for key, node in self.entries(root, "issues"):
            self.contest(key, _mark(root, "issues", key), node)
        for item in self.items(root.values.get("assumptions"), "assumptions"):
            if (ref := self.ref(item, "assumptions")) is not None:
                self.sheet.assumed.append(ref)
        for node in self.items(root.values.get("argument_schemes"), "argument_schemes"):
            self.rule(node)
        for key, node in self.entries(root, "issue_schemes"):
            place = _mark(root, "issue_schemes", key)
            self.sheet.issue_schemes[key] = (place, self.terms(node, f"issue scheme {key!r}"))
        for key, node in self.entries(root, "weighing_functions"):
            self.sheet.weighings[key] = plain(node)
        self.describe(root)
        self.demand()

    def describe(self, root: Entries) -> None:
        """What the file says about itself, and all that has no place in a map."""
        for key, node in root.values.items():
            if key not in ("statements", "arguments", "issues", "assumptions"):
                self.sheet.extra[key] = plain(node)
        meta = root.values.get("meta")
        title = meta.values.get("title") if isinstance(meta, Entries) else None
        if isinstance(title, Scalar) and title.text.strip():
            self.sheet.title = " ".join(title.text.split())

    def demand(self) -> None:
        """Every statement referred to must be there."""
        known = self.sheet.statements
        for id, at, where in self.refs:
            if self.sheet.knows(id):
                self.sheet.mention(id, at)
            else:
                near = did_you_mean(nearest(id, known))
                remedy = near or "add it to the statements, or mend the id"
                self.sheet.faults.append(at.fault(f"no statement {id!r}", remedy, where=where))

    # Entries

    def statement(self, key: str, at: Mark, node: Node) -> None:
        id, where = term(key), f"statement {key!r}"
        if self.is_twin(id, self.sheet.statements, at, where) or self.is_lost(id, at, where):
            return
        made = Statement(id, id, at)
        self.sheet.statements[id] = made
        if isinstance(node, Scalar):
            made.text = node.text.strip() or id
            return
        given = self.mapping(node, where)
        if "text" in given:
            made.text = self.words(given["text"], f"{where}, text") or id
        if "assumed" in given:
            made.is_assumed = self.truth(given["assumed"], f"{where}, assumed")
        made.extra = self.rest(given, where, "text", "assumed")

    def step(self, key: str, at: Mark, node: Node) -> None:
        id, where = " ".join(key.split()), f"argument {key!r}"
        if self.is_twin(id, self.sheet.steps, at, where):
            return
        given = self.mapping(node, where)
        made = Step(id, at, "")
        self.sheet.steps[id] = made
        if "conclusion" in given:
            ref = self.ref(given["conclusion"], f"{where}, conclusion")
            made.conclusion = ref[0] if ref else ""
        else:
            self.fault(at, "there is no conclusion", "name the statement it argues for", where)
        made.premises = list(self.premises(given.get("premises"), f"{where}, premises"))
        made.scheme = self.text(given.get("scheme"), f"{where}, scheme")
        undercutter = given.get("undercutter")
        if undercutter is not None and not _is_nothing(undercutter):
            ref = self.ref(undercutter, f"{where}, undercutter")
            made.undercutters = [ref[0]] if ref else []
        made.extra = self.rest(given, where, "conclusion", "premises", "scheme", "undercutter")
        if "weight" in given:
            said = f"weight {plain(given['weight'])}"
            why = "Carneades passes it over, so it stays in extra"
            self.sheet.lose(given["weight"].at, said, where, why)

    def premises(self, node: Node | None, where: str) -> Iterator[tuple[str | None, str]]:
        roles: list[tuple[str | None, Node]] = []
        if isinstance(node, Entries):
            roles = [*node.values.items()]
        elif isinstance(node, Items):
            roles = [(None, item) for item in node.items]
        elif node is not None and not _is_nothing(node):
            remedy = "list the statements, or name each after its role"
            self.fault(node.at, "premises are neither list nor mapping", remedy, where)
        for role, item in roles:
            if (ref := self.ref(item, where)) is not None:
                yield role, ref[0]

    def contest(self, key: str, at: Mark, node: Node) -> None:
        where = f"issue {key!r}"
        given = self.mapping(node, where)
        positions: dict[str, None] = {}
        for item in self.items(given.get("positions"), where):
            ref = self.ref(item, where)
            if ref is not None and ref[0] in positions:
                self.fault(ref[1], f"position {ref[0]!r} is listed twice", "list it once", where)
            elif ref is not None:
                positions[ref[0]] = None
        made = Contest(
            key, at, [*positions], extra=self.rest(given, where, "positions", "standard")
        )
        self.sheet.contests[key] = made
        if len(made.positions) > MOST_POSITIONS:
            remedy = f"an issue may have {MOST_POSITIONS}"
            self.fault(at, f"{len(made.positions)} positions are too many", remedy, where)
        if "standard" in given:
            made.standard = self.standard(given["standard"], f"{where}, standard")

    def standard(self, node: Node, where: str) -> str | None:
        said = self.text(node, where)
        if said is not None and said.upper() not in STANDARDS:
            remedy = f"choose one of {', '.join(STANDARDS)}"
            self.fault(node.at, f"unknown standard {said!r}", remedy, where)
        return STANDARDS.get((said or "").upper())

    def rule(self, node: Node) -> None:
        given = self.mapping(node, "argument_schemes")
        id = self.text(given.get("id"), "argument_schemes, id")
        if id is None:
            self.fault(node.at, "a scheme has no id", "give it one", "argument_schemes")
            return
        where = f"scheme {id!r}"
        if self.is_twin(id, self.sheet.rules, node.at, where):
            return
        lists = {
            key: self.terms(given[key], f"{where}, {key}") for key in _RULE_LISTS if key in given
        }
        self.sheet.rules[id] = Rule(
            id,
            node.at,
            **lists,
            weight=plain(given["weight"]) if "weight" in given else None,
            meta=plain(given["meta"]) if "meta" in given else None,
        )

    # Values

    def fault(self, at: Mark, message: str, remedy: str = "", where: str = "") -> None:
        self.sheet.faults.append(at.fault(message, remedy, where=where))

    def entries(self, root: Entries, key: str) -> list[tuple[str, Node]]:
        node = root.values.get(key)
        return [*self.mapping(node, key).items()] if node is not None else []

    def mapping(self, node: Node, where: str) -> Mapping[str, Node]:
        if isinstance(node, Entries):
            return node.values
        if not _is_nothing(node):
            self.fault(node.at, f"{_shown(node)} is no mapping", "write key: value pairs", where)
        return {}

    def items(self, node: Node | None, where: str) -> list[Node]:
        if isinstance(node, Items):
            return node.items
        if node is not None and not _is_nothing(node):
            self.fault(node.at, f"{_shown(node)} is no list", "write [one, another]", where)
        return []

    def terms(self, node: Node, where: str) -> tuple[str, ...]:
        found = [self.term(item, where) for item in self.items(node, where)]
        return tuple(id for id in found if id is not None)

    def term(self, node: Node, where: str) -> str | None:
        if isinstance(node, Scalar) and node.text.strip():
            id = term(node.text)
            return None if self.is_lost(id, node.at, where) else id
        self.fault(node.at, f"{_shown(node)} is no statement", "give its id", where)
        return None

    def ref(self, node: Node, where: str) -> Ref | None:
        """The id of a statement, which must be there."""
        id = self.term(node, where)
        if id is None:
            return None
        self.refs.append((id, node.at, where))
        return id, node.at

    def text(self, node: Node | None, where: str) -> str | None:
        """A text on one line, or nothing."""
        return " ".join((self.words(node, where) or "").split()) or None

    def words(self, node: Node | None, where: str) -> str | None:
        """A text with the lines it has."""
        if node is None or _is_nothing(node):
            return None
        if isinstance(node, Scalar):
            return node.text.strip()
        self.fault(node.at, f"{_shown(node)} is no text", "give text", where)
        return None

    def truth(self, node: Node, where: str) -> bool:
        said = node.text.lower() if isinstance(node, Scalar) else "?"
        if said in _TRUE:
            return True
        if said not in _FALSE and not _is_nothing(node):
            self.fault(node.at, f"{_shown(node)} is neither true nor false", "", where)
        return False

    def rest(self, given: Mapping[str, Node], where: str, *known: str) -> dict[str, Any]:
        """What an entry says besides, under the keys that it has there."""
        besides = {key: node for key, node in given.items() if key not in known}
        for key in sorted(besides.keys() & _OURS):
            why = "the reader keeps something of its own under that name"
            self.sheet.lose(besides.pop(key).at, f"key {key!r}", where, why)
        return {key: plain(node) for key, node in besides.items()}

    def is_twin(self, id: str, known: Mapping[str, Any], at: Mark, where: str) -> bool:
        if id not in known:
            return False
        remedy = f"it is in line {known[id].at.line} too; keep one of them"
        self.fault(at, f"{id!r} is given twice", remedy, where)
        return True

    def is_lost(self, id: str, at: Mark, where: str) -> bool:
        """Whether an id is nothing, or too much of a term to be compared with others."""
        if not id:
            self.fault(at, "the id is empty", "give it one", where)
        elif is_unwieldy(id):
            self.fault(at, "the term is too long or too deep", "give it a name", where)
        else:
            return False
        return True


_KNOWN = (
    "meta",
    "language",
    "statements",
    "arguments",
    "issues",
    "assumptions",
    "argument_schemes",
    "issue_schemes",
    "weighing_functions",
    "references",
    *("tests", "labels"),
)
_OURS = {"assumed", "id", "issue", "roles", "standard", "unstated", "weighing"}
"""What the reader itself puts into `extra`."""
_RULE_LISTS = (
    *("variables", "premises", "assumptions", "exceptions", "deletions", "guards"),
    "conclusions",
)


def _mark(root: Entries, *path: str) -> Mark:
    """Where a key of a mapping in the file stands."""
    at, node = root.at, root
    for key in path:
        at = node.keys[key]
        inner = node.values[key]
        node = inner if isinstance(inner, Entries) else Entries(at)
    return at


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None


def _shown(node: Node) -> str:
    match node:
        case Scalar():
            return repr(node.text[:40])
        case Items():
            return "a list"
        case Entries():
            return "a mapping"
