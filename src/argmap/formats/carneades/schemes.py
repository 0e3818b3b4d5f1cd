"""The arguments that the schemes of a Carneades file make of its assumptions.

A scheme whose premises are met by what the file assumes, or by what schemes conclude from it,
makes an argument for each of its conclusions. Its own assumptions become premises that are
assumed (and meet no premise of another scheme), its exceptions undercut. That is forward
chaining: each new statement is tried as each premise of each scheme, the others being sought
among the statements there are. An argument from a statement to itself says nothing and is
not made.

Carneades compiles schemes to Constraint Handling Rules, which can do more. A scheme with
*guards*, which call Prolog, or *deletions*, which take statements back, is not followed, and
said to be lost. Schemes may make ever longer terms, so there are limits, which are told when
they are reached.

An issue scheme puts at issue all statements that fit its patterns and agree in the variables
that all of these have: `safety(O,V1)` and `safety(O,Vn)` ask how safe each `O` is. As a
statement is at issue once, they join the issue that one of them is in.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from itertools import count
from typing import TYPE_CHECKING

from argmap.formats.carneades.sheet import MOST_POSITIONS, Contest, Step
from argmap.formats.carneades.terms import (
    filled,
    is_ground,
    is_unwieldy,
    match,
    predicate,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from argmap.formats.argdown.tokens import Mark
    from argmap.formats.carneades.sheet import Rule, Sheet

__all__ = ["derive"]

MOST_ARGUMENTS = 2_000
"""How many arguments the schemes of a file may make."""
MOST_TRIES = 50_000
"""How often a premise may be compared with a statement."""
_VARIABLE = re.compile(r"[A-Z]\w*")
_ANY = "..."
_TRUE = "true"


def derive(sheet: Sheet) -> None:
    """Add what the schemes make of the assumptions, then the issues of issue schemes."""
    makers = [rule for rule in sheet.rules.values() if rule.conclusions]
    followed = [rule for rule in makers if _can_be_followed(sheet, rule)]
    if followed:
        before = len(sheet.steps)
        _Chaining(sheet, followed).run()
        made = len(sheet.steps) - before
        arguments = "argument" if made == 1 else "arguments"
        what = f"{_counted(followed)}: {', '.join(rule.id for rule in followed)}"
        why = f"the map holds the {made} {arguments} made of the assumptions, and no rule"
        sheet.lose(followed[0].at, what, "argument_schemes", why)
    for name, (at, patterns) in sheet.issue_schemes.items():
        _put_at_issue(sheet, name, at, [pattern for pattern in patterns if pattern != _ANY])


def _counted(rules: Sequence[Rule]) -> str:
    word = "scheme that generates" if len(rules) == 1 else "schemes that generate"
    return f"{len(rules)} {word} arguments"


def _can_be_followed(sheet: Sheet, rule: Rule) -> bool:
    """Whether a scheme says no more than what leads to what; if not, it is lost."""
    where, variables = f"scheme {rule.id!r}", set(rule.variables)
    for what, given in (("guards", rule.guards), ("deletions", rule.deletions)):
        if given:
            why = f"{what} of Constraint Handling Rules are not followed"
            sheet.lose(rule.at, f"all its arguments, for it has {what}", where, why)
            return False
    bound = {name for name in variables if not all(is_ground(p, {name}) for p in rule.premises)}
    for term in (*rule.conclusions, *rule.assumptions, *rule.exceptions):
        if not is_ground(term, variables - bound):
            why = "none of its premises says what to put there"
            sheet.lose(rule.at, f"all its arguments, for {term} has a free variable", where, why)
            return False
    return True


# Arguments ---------------------------------------------------------------------------


class _Chaining:
    """Statements on their way through schemes, each taken once."""

    def __init__(self, sheet: Sheet, rules: Sequence[Rule]) -> None:
        self.sheet = sheet
        self.rules = [(rule, frozenset(rule.variables)) for rule in rules]
        self.known: dict[str, list[str]] = defaultdict(list)
        """The statements taken, by predicate."""
        self.all: list[str] = []
        self.news: deque[str] = deque()
        self.seen: set[str] = set()
        self.made: set[tuple[str, tuple[str, ...]]] = set()
        self.names = (name for n in count(1) if (name := f"a{n}") not in sheet.steps)
        self.tries = 0
        self.arguments = 0
        self.stopped = ""
        """What was left undone at a limit."""

    def run(self) -> None:
        """Follow the schemes until nothing new comes of them, or a limit is reached."""
        assumed = [id for id, _ in self.sheet.assumed]
        assumed += [one.id for one in self.sheet.statements.values() if one.is_assumed]
        for id in assumed:
            self.take(id)
        for rule, _ in self.rules:
            if not rule.premises:
                self.apply(rule, {})
        while self.news and not self.stopped:
            id = self.news.popleft()
            self.known[predicate(id)].append(id)
            self.all.append(id)
            for rule, variables in self.rules:
                for place, pattern in enumerate(rule.premises):
                    bound = self.compared(pattern, id, variables, {})
                    if bound is not None:
                        others = (*rule.premises[:place], *rule.premises[place + 1 :])
                        self.join(rule, variables, others, bound)
        if self.stopped:
            at = self.rules[0][0].at
            self.sheet.lose(at, self.stopped, "argument_schemes", "the reader stopped there")

    def take(self, id: str) -> None:
        if id not in self.seen:
            self.seen.add(id)
            self.news.append(id)

    def compared(
        self, pattern: str, id: str, variables: frozenset[str], bound: Mapping[str, str]
    ) -> dict[str, str] | None:
        self.tries += 1
        return match(pattern, id, variables, bound)

    def join(
        self,
        rule: Rule,
        variables: frozenset[str],
        premises: Sequence[str],
        bound: dict[str, str],
    ) -> None:
        """Meet the other premises in every way there is, most bound first."""
        open_ = [(tuple(premises), bound)]
        while open_:
            if self.tries >= MOST_TRIES:
                self.stopped = f"what {MOST_TRIES} comparisons do not find"
                return
            left, so_far = open_.pop()
            self.tries += len(left)
            if not left:
                self.apply(rule, so_far)
                continue
            place, candidates = min(
                (
                    (at, self.candidates(filled(pattern, so_far), variables))
                    for at, pattern in enumerate(left)
                ),
                key=lambda pair: len(pair[1]),
            )
            rest = (*left[:place], *left[place + 1 :])
            for id in reversed(candidates):
                met = self.compared(left[place], id, variables, so_far)
                if met is not None:
                    open_.append((rest, met))

    def candidates(self, pattern: str, variables: frozenset[str]) -> Sequence[str]:
        """The statements that a premise could be met by."""
        if pattern.lstrip("¬") in variables:
            return self.all
        return self.known.get(predicate(pattern), ())

    def apply(self, rule: Rule, bound: Mapping[str, str]) -> None:
        """Make the arguments of a scheme whose premises are met."""
        key = (rule.id, tuple(bound.get(name, "") for name in rule.variables))
        if key in self.made:
            return
        if self.arguments >= MOST_ARGUMENTS:
            self.stopped = f"what {MOST_ARGUMENTS} arguments do not cover"
            return
        self.made.add(key)
        premises = [filled(one, bound) for one in (*rule.premises, *rule.assumptions)]
        exceptions = [filled(one, bound) for one in rule.exceptions]
        conclusions = [filled(one, bound) for one in rule.conclusions if one != _TRUE]
        if any(map(is_unwieldy, (*premises, *exceptions, *conclusions))):
            where = f"scheme {rule.id!r}"
            self.sheet.lose(rule.at, "an argument about a term too long or too deep", where)
            return
        for assumption in rule.assumptions:
            self.sheet.mention(filled(assumption, bound), rule.at).is_assumed = True
        for conclusion in conclusions:
            if conclusion not in premises:
                self.make(rule, premises, exceptions, conclusion)

    def make(
        self, rule: Rule, premises: Sequence[str], exceptions: Sequence[str], conclusion: str
    ) -> None:
        self.arguments += 1
        for id in (*premises, *exceptions, conclusion):
            self.sheet.mention(id, rule.at)
        roles: list[tuple[str | None, str]] = [(None, id) for id in dict.fromkeys(premises)]
        id = next(self.names)
        undercutters = [*dict.fromkeys(exceptions)]
        self.sheet.steps[id] = Step(id, rule.at, conclusion, roles, rule.id, undercutters)
        self.take(conclusion)


# Issues ------------------------------------------------------------------------------


def _put_at_issue(sheet: Sheet, name: str, at: Mark, patterns: Sequence[str]) -> None:
    """Put at issue what fits the patterns and agrees in the variables they have in common."""
    issue_of = {id: one for one in sheet.contests.values() for id in one.positions}
    for number, found in enumerate(_groups(sheet, patterns), start=1):
        known = next((issue_of[id] for id in found if id in issue_of), None)
        added = [id for id in found if id not in issue_of]
        whole = [*(known.positions if known else ()), *added]
        if len(whole) > MOST_POSITIONS:
            why = f"an issue may have {MOST_POSITIONS}"
            sheet.lose(at, f"an issue of {len(whole)} positions", f"issue scheme {name!r}", why)
            continue
        if known is None:
            id = next(id for n in count(number) if (id := f"{name} {n}") not in sheet.contests)
            known = sheet.contests[id] = Contest(id, at, [])
        known.positions = whole
        issue_of.update(dict.fromkeys(added, known))


def _groups(sheet: Sheet, patterns: Sequence[str]) -> Iterator[list[str]]:
    variables = [set(_VARIABLE.findall(pattern)) for pattern in patterns]
    shared = sorted(set.intersection(*variables)) if variables else []
    groups: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for id in sheet.statements:
        for pattern, names in zip(patterns, variables, strict=True):
            bound = match(pattern, id, names)
            if bound is not None:
                groups[tuple(bound[variable] for variable in shared)][id] = None
    return (list(group) for group in groups.values() if len(group) > 1)
