"""Where each record of a map stands in a document, so that reading finds the same order.

A document tells claims in the order of their definitions, and steps in the order of their
relation lines; a map has an order of its own for each. The plan runs through both at once.
A step goes below what it bears on while that stands in the open tree; else a new tree is
begun, which mentions again what it hangs from. Its premise is defined there if it is the
next claim, and otherwise is only mentioned. The same records make the same plan.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from argmap.model import Argument, ArgumentMap, Claim, Stance

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

__all__ = ["Node", "Plan", "Section", "lonely_steps", "planned"]

DEEPEST = 8
"""How many relations may stand below each other; deeper ones begin a new tree."""

_LOOK_AHEAD = 50
_WORTH_REPEATING = 3
_FEW = 4

_Group: TypeAlias = tuple[Claim, tuple[Stance, ...]]


@define(eq=False)
class Node:
    """A mention in a tree: of a claim, or of a step by its own name.

    `made` is the step that this line makes, `called` one made elsewhere that this mention is
    there to call up. A claim is defined where `is_definition`.
    """

    what: Claim | Argument
    made: Argument | None = None
    called: Argument | None = None
    is_definition: bool = False
    below: list[Node] = field(factory=list)

    @property
    def step(self) -> Argument | None:
        """The step that an undercut below this line disputes."""
        return self.made or self.called


@define(eq=False)
class Section:
    """A heading's theme, if there is one, the trees below it, and who holds what."""

    theme: str | None
    trees: list[Node] = field(factory=list)
    stances: list[_Group] = field(factory=list)


@define(eq=False)
class Plan:
    """The stances that stand in the front matter of a document, and its sections."""

    stances: tuple[Stance, ...]
    sections: list[Section]

    def nodes(self) -> Iterator[tuple[Node | None, Node]]:
        """Each node with its parent, in the order of the lines."""
        for section in self.sections:
            for tree in section.trees:
                stack: list[tuple[Node | None, Node]] = [(None, tree)]
                while stack:
                    parent, node = stack.pop()
                    yield parent, node
                    stack.extend((node, below) for below in reversed(node.below))


def planned(map: ArgumentMap, *, headings: Container[str] = ()) -> Plan:
    """The plan of a document; `headings` are the themes that a heading can say.

    >>> from argmap import Argument, ArgumentMap, Claim
    >>> plan = planned(ArgumentMap(
    ...     "Should US forces leave Iraq?",
    ...     claims=[Claim("leave", "US forces leave."), Claim("vacuum", "It leaves a gap.")],
    ...     arguments=[Argument("vacuum-con-leave", "vacuum", "leave", "con")],
    ... ))
    >>> [node.what.id for parent, node in plan.nodes() if parent]
    ['vacuum']
    """
    return _Planner(map, headings).plan()


def lonely_steps(map: ArgumentMap) -> dict[str, Argument]:
    """By claim, the step that starts from it alone, if no other step starts from it."""
    starts = Counter(premise for step in map.arguments for premise in step.premises)
    return {
        step.premises[0]: step
        for step in map.arguments
        if len(step.premises) == 1 and starts[step.premises[0]] == 1
    }


class _Planner:
    """The plan so far, and the path from the root of the open tree to its last line."""

    def __init__(self, map: ArgumentMap, headings: Container[str]) -> None:
        self.map = map
        self.next = 0
        self.done: set[str] = set()
        self.path: list[Node] = []
        self.lonely = lonely_steps(map)
        self.order = {claim.id: place for place, claim in enumerate(map.claims)}
        positions = set(map.positions)
        self.last_use = {
            step.premises[0]: place
            for place, step in enumerate(map.arguments)
            if len(step.premises) == 1 and positions.isdisjoint(step.premises)
        }
        self.themes = _Themes([claim.theme for claim in map.claims], headings)
        front, self.waiting = _split(map)
        self.result = Plan(front, [Section(None)])

    def plan(self) -> Plan:
        steps = self.map.arguments
        place = 0
        while place < len(steps) or self.next < len(self.map.claims):
            if place < len(steps) and self.is_due(place):
                self.add_step(steps[place])
                place += 1
            else:
                self.add_claim()
        self.tell_stances()
        return self.result

    @property
    def section(self) -> Section:
        return self.result.sections[-1]

    # Claims

    def add_claim(self) -> None:
        """The next claim as the root of a new tree."""
        self.open_section(least=1)
        self.begin_tree(self.defining())

    def open_section(self, *, least: int) -> None:
        """Put a heading before the next claim, if its theme deserves one."""
        theme = self.map.claims[self.next].theme
        if theme != self.section.theme and self.themes.deserves_heading(self.next, least=least):
            self.tell_stances()
            self.result.sections.append(Section(theme))
            self.themes.headed(theme)
            self.path = []

    def defining(self, made: Argument | None = None) -> Node:
        claim = self.map.claims[self.next]
        self.next += 1
        self.done.add(claim.id)
        return Node(claim, made, is_definition=True)

    def begin_tree(self, root: Node) -> None:
        self.section.trees.append(root)
        self.path = [root]

    def tell_stances(self) -> None:
        """End a section with the stances on what has been defined, in the map's order."""
        while self.waiting and self.waiting[0][0].id in self.done:
            self.section.stances.append(self.waiting.popleft())

    # Steps

    def is_due(self, place: int) -> bool:
        """Whether a step comes before the next claim, or with it."""
        step = self.map.arguments[place]
        if self.next == len(self.map.claims):
            return True
        if step.target in self.order and step.target not in self.done:
            return False
        if self.defines(step) or self.done.issuperset(step.premises):
            return True
        return self.is_better_before(step, place)

    def defines(self, step: Argument) -> bool:
        """Whether the next claim is the only premise."""
        claims = self.map.claims
        return self.next < len(claims) and step.premises == (claims[self.next].id,)

    def is_better_before(self, step: Argument, place: int) -> bool:
        """Whether a step should come before its premises, which are defined later.

        To define them first, all claims before them would have to stand alone, also those
        that later steps could define where they bear on something; and the tree would end.
        To come first, a step from one claim must mention it with no text.
        """
        last = max(self.order[premise] for premise in step.premises)
        until = min(last, self.next + _LOOK_AHEAD)
        between = (claim.id for claim in self.map.claims[self.next : until])
        left_alone = sum(self.last_use.get(id, -1) > place for id in between)
        if len(step.premises) == 1:
            return left_alone > 1
        return left_alone > 0 or _parent(step, self.path) is not None

    def add_step(self, step: Argument) -> None:
        """A step below what it bears on, in the open tree or in a new one."""
        is_defining = self.defines(step)
        if is_defining:
            self.open_section(least=2)
        parent = _parent(step, self.path)
        if parent is None:
            parent = 0
            self.begin_tree(self.calling(step.target))
        node = self.defining(step) if is_defining else self.mentioning(step)
        self.path[parent].below.append(node)
        self.path = [*self.path[: parent + 1], node]
        self.done.add(step.id)

    def mentioning(self, step: Argument) -> Node:
        is_joint = len(step.premises) > 1
        return Node(step if is_joint else self.map.claim(step.premises[0]), step)

    def calling(self, target: str) -> Node:
        """The mention of a claim or step made elsewhere, to hang a step from it."""
        what = self.map[target]
        if isinstance(what, Claim):
            return Node(what)
        step = self.map.argument(target)
        if len(step.premises) == 1 and step.premises[0] in self.lonely:
            return Node(self.map.claim(step.premises[0]), called=step)
        return Node(step, called=step)


def _parent(step: Argument, path: Sequence[Node]) -> int | None:
    """Where in a path the last mention stands of what a step bears on."""
    for place in range(len(path) - 1, -1, -1):
        node = path[place]
        is_claim = isinstance(node.what, Claim) and node.what.id == step.target
        if is_claim or (node.step and node.step.id == step.target):
            return place if place < DEEPEST else None
    return None


class _Themes:
    """How the themes of the claims follow each other, and which have had a heading."""

    def __init__(self, themes: Sequence[str | None], headings: Container[str]) -> None:
        self._themes = themes
        self._headings = headings
        self._headed: set[str] = set()
        lengths = [(theme, len([*run])) for theme, run in groupby(themes)]
        self._ends = [*accumulate(length for _, length in lengths)]
        self._runs = Counter(theme for theme, _ in lengths)

    def deserves_heading(self, place: int, *, least: int) -> bool:
        """Whether a heading should stand before a claim whose theme is another than before.

        It should if all claims of the theme follow, at `least` so many, or several of them;
        or if the theme has had none, and prevails among the next few.
        """
        theme = self._themes[place]
        if theme is None or theme not in self._headings:
            return False
        length = self._ends[bisect_right(self._ends, place)] - place
        is_whole = self._runs[theme] == 1 and length >= least
        ahead = self._themes[place : place + _FEW]
        prevails = ahead.count(theme) >= max(2, len(ahead) / 2) and theme not in self._headed
        return is_whole or prevails or length >= _WORTH_REPEATING

    def headed(self, theme: str | None) -> None:
        """Note a heading."""
        if theme is not None:
            self._headed.add(theme)


def _split(map: ArgumentMap) -> tuple[tuple[Stance, ...], deque[_Group]]:
    """The stances for the front matter, and those that stand together claim by claim."""
    groups = [
        (map.claim(claim), tuple(stances))
        for claim, stances in groupby(map.stances, key=lambda stance: stance.claim)
    ]
    last = {claim.id: place for place, (claim, _) in enumerate(groups)}
    split = max((p + 1 for p, (claim, _) in enumerate(groups) if last[claim.id] != p), default=0)
    front = tuple(stance for _, stances in groups[:split] for stance in stances)
    if len(front) >= len(map.stances) / 2:
        return map.stances, deque()
    return front, deque(groups[split:])
