"""Why a claim or step stands, falls or stays open, in words and as a map to draw.

The map becomes a framework by `argmap.analysis.to_framework`, and the answer is the shortest
there is to each of three:

- *in*: a smallest *defence*, an order of claims and steps that ends with the one asked about,
  in which whatever attacks one is attacked by an earlier one. So all of them are in the
  grounded extension (Dung 1995). `argmap.semantics.derivations` finds it.
- *out*: an attacker with its smallest defence, of all attackers that stand the one whose
  defence is smallest. It is a *defeat*.
- *undecided*: a circle of attacks in which nothing is settled, with the shortest way from it
  to the record asked about. In the grounded labelling whatever is undecided is attacked by
  something undecided, so going back always ends in a circle (Caminada 2006). An even circle
  could be settled either way, an odd one in no way.

Semantics that build on complete extensions grant and deny all that the grounded one does, so
there defence and defeat serve too. What they decide besides, and what the others decide, is
told by the certificates of `argmap.semantics.credulous` and `skeptical`: a set that holds the
record and defends itself, one that excludes it, or that a search of all sets found none.
In is what every extension holds, out what none does.

The map in the answer holds the records of the explanation and those they need, with the
positions, stances, actors and sources that belong to them. By itself it gives the record the
same label, so the explanation is sufficient. Where the few records do not suffice, since
what attacks them would have to be known, attackers are added until they do, up to the whole
map. Stakes, ties and notes explain no label and are left out.

Corner cases. A claim that nothing attacks is its own defence. Under evidential support
"lack of x" is an argument too: it stands where no argument for x does. It is told in words,
and is no record of the map.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise

from attrs import evolve, frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.evidence import repeated
from argmap.analysis.links import same_as
from argmap.analysis.projections import Hit, Support, hits
from argmap.analysis.theory import Court, Theory
from argmap.analysis.wording import cited, counted, listed, said, variant
from argmap.errors import Fault, InvalidRecordError, UnknownOptionError
from argmap.model import Actor, Argument, ArgumentMap, Claim, Link, Stance
from argmap.semantics import SEMANTICS, Framework, WorldLabel, dung
from argmap.semantics.acceptance import SINGLE
from argmap.semantics.derivations import Derivation, smallest_derivation

__all__ = ["Reply", "Why", "why"]

_BUILDING = frozenset(
    {"complete", "grounded", "preferred", "stable", "semi-stable", "ideal", "eager"}
)
"""Semantics whose extensions all hold what is grounded."""


@frozen
class Reply:
    """An attack on a member of an explanation, and the member that meets it, if one does."""

    attacked: str
    attacker: str
    by: str | None


@frozen(repr=False)
class Why(Answer):
    """Why a record has its label: the explanation, and a map of it.

    `defence` are those that stand, each after those that defend it. If the record is in it
    is the last; if it is out the last attacks it; if it is undecided and some extension
    holds it, they are what holds it there. `against` are those that exclude it then, the
    last attacking it. `replies` are all attacks on either, in reading order.

    `cycle` is the circle that keeps an undecided record open, each attacked by the next and
    the last by the first; `way` leads from the record to it, the record first. `shortest`
    says whether no explanation of the kind has fewer members: known for a defence or defeat
    by derivation, and for a circle, and not claimed where a certificate is told. `told_by` is
    the kind of explanation: `defence`, `defeat`, `circle`, or the kind of a certificate.
    """

    id: str
    semantics: str
    support: Support
    label: WorldLabel
    told_by: str
    defence: tuple[str, ...]
    against: tuple[str, ...]
    replies: tuple[Reply, ...]
    way: tuple[str, ...]
    cycle: tuple[str, ...]
    shortest: bool
    map: ArgumentMap


def why(
    map: ArgumentMap,
    id: str,
    *,
    semantics: dung.Semantics = "grounded",
    support: Support = "necessary",
    links: bool = True,
    limit: int = 1000,
) -> Why:
    """Why a claim or step stands, falls or stays open: the shortest defence or defeat.

    `support` and `links` are as for `argmap.analysis.acceptability`. The search for a
    smallest defence looks at `limit` sets at most; then nothing can be left out of what is
    told, but something shorter may exist, and `shortest` is false.

    Raises `UnknownIdError` for an id that is neither claim nor step, `UnknownOptionError`
    for another semantics, `InvalidRecordError` for a limit below 0.

    >>> import argmap
    >>> found = why(argmap.example("iraq-withdrawal"), "weak-army")
    >>> found.label, found.defence, found.shortest
    ('in', ('imports-fell-undercuts-arms-rank', 'weak-army'), True)
    >>> found.map
    <ArgumentMap 'Should US forces leave Iraq?' with 3 claims, 2 arguments, 2 actors, 3 stances, 1 source>
    """  # noqa: E501  what is shown is not broken
    if semantics not in SEMANTICS:
        raise UnknownOptionError("semantics", semantics, SEMANTICS)
    if limit < 0:
        raise InvalidRecordError([Fault(f"limit is {limit}", remedy="give 0 or more")], "limit")
    court = Court(map, Theory(semantics, support=support, links=links))
    court.place(id)
    case = _Case(court, semantics, id)
    reasons = case.reasons(limit)
    return Why(
        id,
        semantics,
        support,
        reasons.label,
        reasons.told_by,
        reasons.defence,
        reasons.against,
        tuple(case.replies(reasons)),
        reasons.way,
        reasons.cycle,
        reasons.shortest,
        case.submap(reasons),
        table=_table(_Words(court, reasons, semantics), id),
    )


# The explanation ---------------------------------------------------------------------


@frozen
class _Reasons:
    label: WorldLabel
    told_by: str
    defence: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    cycle: tuple[str, ...] = ()
    shortest: bool = False

    @property
    def members(self) -> tuple[str, ...]:
        """All that the explanation speaks of but what is met."""
        return tuple(dict.fromkeys((*self.defence, *self.against, *self.way, *self.cycle)))


@frozen(slots=False)
class _Case:
    court: Court
    semantics: dung.Semantics
    id: str

    @cached_property
    def framework(self) -> Framework:
        return self.court.framework

    # What explains

    def reasons(self, limit: int) -> _Reasons:
        grounded = dung.grounded(self.framework)
        label = grounded[self.id]
        if self.semantics == "grounded" and label == "undecided":
            return self.circle(frozenset(grounded.undecided))
        if self.semantics in _BUILDING and label != "undecided" and self.exists:
            return self.derived(label, limit)
        return self.by_the_one() if self.semantics in SINGLE else self.certified(limit)

    @property
    def exists(self) -> bool:
        return self.semantics != "stable" or dung.extensions(self.framework, "stable").exists

    def derived(self, label: WorldLabel, limit: int) -> _Reasons:
        """A smallest defence of it, or of an attacker."""
        goals = [self.id] if label == "in" else self.framework.attackers(self.id)
        found: Derivation = smallest_derivation(self.framework, goals, limit=limit)
        told_by = "defence" if label == "in" else "defeat"
        return _Reasons(label, told_by, found.order, shortest=found.shortest)

    def circle(self, open_: frozenset[str]) -> _Reasons:
        """The circle met first, going back over what is undecided, and the way to it."""
        circles = _circling(self.framework, open_)
        before: dict[str, str] = {}
        waiting, seen = deque([self.id]), {self.id}
        at = self.id
        while waiting:
            at = waiting.popleft()
            if at in circles:
                break
            for foe in self.framework.attackers(at):
                if foe in open_ and foe not in seen:
                    seen.add(foe)
                    before[foe] = at
                    waiting.append(foe)
        way = [at]
        while way[-1] != self.id:
            way.append(before[way[-1]])
        cycle = _shortest_circle(self.framework, at, open_)
        return _Reasons("undecided", "circle", way=tuple(way[::-1]), cycle=cycle, shortest=True)

    def by_the_one(self) -> _Reasons:
        """By the one ideal or eager extension."""
        only = dung.extension(self.framework, self.semantics)
        label = only[self.id]
        inside = set(only.extension)
        if label == "in":
            return _Reasons(label, "extension", self.defenders(self.id, inside))
        foes = [foe for foe in self.framework.attackers(self.id) if foe in inside]
        defence = self.defenders(foes[0], inside) if foes else ()
        return _Reasons(label, "extension", defence)

    def certified(self, limit: int) -> _Reasons:
        """By the certificates of credulous and skeptical acceptance."""
        some = dung.credulous(self.framework, self.id, self.semantics)
        if not some.exists:
            return _Reasons("undefined", "no extension")
        if not some.holds:
            if some.certificate.kind == "defeat":
                return self.derived("out", limit)
            return _Reasons("out", some.certificate.kind)
        every = dung.skeptical(self.framework, self.id, self.semantics)
        if every.holds:
            held = set(some.certificate.witness)
            return _Reasons("in", every.certificate.kind, self.defenders(self.id, held))
        held, other = set(some.certificate.witness), set(every.certificate.witness)
        foes = [foe for foe in self.framework.attackers(self.id) if foe in other]
        return _Reasons(
            "undecided",
            every.certificate.kind,
            self.defenders(self.id, held),
            self.defenders(foes[0], other) if foes else (),
        )

    def defenders(self, goal: str, held: set[str]) -> tuple[str, ...]:
        """What of a set meets the attacks on one of its members, as far as it does; goal last."""
        kept = {goal: None}
        waiting = deque([goal])
        while waiting:
            for foe in self.framework.attackers(waiting.popleft()):
                meeting = [one for one in self.framework.attackers(foe) if one in held]
                if meeting and kept.keys().isdisjoint(meeting):
                    kept[meeting[0]] = None
                    waiting.append(meeting[0])
        return tuple(kept)[::-1]

    # What meets what

    def replies(self, reasons: _Reasons) -> Iterator[Reply]:
        """Every attack on the defence, and then on what is against, from the goal on."""
        for side in (reasons.defence, reasons.against):
            for member in self.reading(side):
                for foe in self.framework.attackers(member):
                    yield Reply(member, foe, self.meeting(foe, side))

    def meeting(self, foe: str, side: Sequence[str]) -> str | None:
        """The first member that meets an attacker."""
        attackers = set(self.framework.attackers(foe))
        return next((one for one in side if one in attackers), None)

    def reading(self, side: Sequence[str]) -> tuple[str, ...]:
        """The members from the goal on, each after what it meets an attack on."""
        found = dict.fromkeys(side[-1:])
        waiting = deque(found)
        while waiting:
            for foe in self.framework.attackers(waiting.popleft()):
                by = self.meeting(foe, side)
                if by is not None and by not in found:
                    found[by] = None
                    waiting.append(by)
        return (*found, *(one for one in side if one not in found))

    # The map of it

    def submap(self, reasons: _Reasons) -> ArgumentMap:
        """The records of the explanation, with so many attackers that the label is the same."""
        foes = (foe for one in (*reasons.defence, *reasons.against) for foe in self.foes(one))
        wanted = {self.id, *reasons.members, *foes}
        if not reasons.members:  # a search speaks of what attacks it, and of what meets that
            near = self.foes(self.id)
            wanted.update(near, *map(self.foes, near))
        while True:
            part = _part(self.court.map, wanted, links=self.court.theory.links)
            if self.label_in(part) == reasons.label:
                return part
            more = {foe for one in wanted for foe in self.foes(one)} - wanted
            if not more:
                return self.court.map
            wanted |= more

    def foes(self, id: str) -> tuple[str, ...]:
        return self.framework.attackers(id)

    def label_in(self, part: ArgumentMap) -> WorldLabel:
        return evolve(self.court, map=part).label(self.id)


def _circling(framework: Framework, open_: frozenset[str]) -> set[str]:
    """Those of some arguments that stand in a circle of attacks among them."""
    import networkx as nx  # noqa: PLC0415  heavy

    graph = nx.DiGraph(
        (source, target)
        for source, target in framework.attacks
        if source in open_ and target in open_
    )
    return {
        id
        for group in nx.strongly_connected_components(graph)
        for id in group
        if len(group) > 1 or graph.has_edge(id, id)
    }


def _shortest_circle(framework: Framework, start: str, open_: frozenset[str]) -> tuple[str, ...]:
    """A shortest circle through an argument, each attacked by the next."""
    before: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for foe in framework.attackers(at):
            if foe == start:
                found = [at]
                while found[-1] != start:
                    found.append(before[found[-1]])
                return tuple(found[::-1])
            if foe in open_ and foe not in before:
                before[foe] = at
                waiting.append(foe)
    return ()


def _part(map: ArgumentMap, wanted: Iterable[str], *, links: bool) -> ArgumentMap:
    """The map with some claims and steps only, and with what these need and who speaks of them."""
    kept = _needed(map, (_record(id) for id in wanted), links=links)
    stances = [stance for stance in map.stances if stance.claim in kept]
    actors = {id for stance in stances for id in (stance.actor, *stance.via)}
    citing: list[Actor | Argument | Claim | Link | Stance] = [
        *(claim for claim in map.claims if claim.id in kept),
        *(argument for argument in map.arguments if argument.id in kept),
        *(link for link in map.links if kept.issuperset(link.claims)),
        *stances,
        *(actor for actor in map.actors if actor.id in actors),
    ]
    sources = {citation.source for record in citing for citation in record.citations}
    left = map.without(id for id in map.ids if id not in kept | actors | sources)
    title = f"Excerpt: {map.title or map.question}"
    return evolve(left, title=title, stakes=(), ties=(), notes=())


def _needed(map: ArgumentMap, ids: Iterable[str], *, links: bool) -> set[str]:
    """Claims and steps with the premises and targets of the steps, and what is the same."""
    kept: set[str] = set()
    waiting = [id for id in ids if id in map]
    while waiting:
        id = waiting.pop()
        if id in kept:
            continue
        kept.add(id)
        record = map[id]
        if isinstance(record, Argument):
            waiting += [*record.premises, record.target]
        elif links:
            waiting += same_as(map, id)
    return kept


def _record(id: str) -> str:
    """The record that an argument of the framework is, repeats, or speaks of."""
    return repeated(id).removeprefix("lack of ")


# In words ----------------------------------------------------------------------------


def _table(words: "_Words", id: str) -> Table:
    reasons = words.reasons
    length = "shortest" if reasons.shortest else "perhaps not the shortest"
    kind = {"defence": f"{length} defence", "defeat": f"{length} defeat"}.get(reasons.told_by)
    return Table(
        f"Why {id} {_STANDS[reasons.label]}",
        variant(words.map, *words.court.theory.words, kind or ""),
        ("record", "part", "in words", "who says so", "where"),
        list(words.rows(id)),
        note=_note(reasons, words.semantics),
    )


_STANDS: dict[WorldLabel, str] = {
    "in": "stands",
    "out": "falls",
    "undecided": "stays open",
    "undefined": "can be told neither to stand nor to fall",
}


def _note(reasons: _Reasons, semantics: str) -> str:
    if reasons.told_by in {"defence", "defeat"}:
        if reasons.shortest:
            return (
                f"No {reasons.told_by} has fewer claims and steps: all smaller sets are excluded."
            )
        return (
            f"Nothing can be left out of this {reasons.told_by}, but a shorter one may exist: the "
            "search was given up at its limit."
        )
    if reasons.told_by == "circle":
        return "No circle is nearer, and none through the same record is shorter."
    if reasons.told_by == "search":
        return "A solver searched all sets; such an answer has no short witness."
    if not reasons.members:
        return ""
    return f"Under {semantics} semantics what is told is a witness; a shorter one may exist."


@frozen(slots=False)
class _Words:
    court: Court
    reasons: _Reasons
    semantics: dung.Semantics

    @property
    def map(self) -> ArgumentMap:
        return self.court.map

    @cached_property
    def hits(self) -> Mapping[tuple[str, str], Hit]:
        """Each attack with what it was aimed at: the target itself if it may be."""
        theory = self.court.theory
        found: dict[tuple[str, str], Hit] = {}
        for hit in hits(self.map, support=theory.support, links=theory.links):
            pair = hit.source, hit.target
            if pair not in found or hit.through == hit.target:
                found[pair] = hit
        return found

    def rows(self, id: str) -> Iterator[tuple[Cell, ...]]:
        """The record, and then attack and reply, as one would tell it."""
        reasons = self.reasons
        yield self.row(id, reasons.label, f"{self.says(id)} {self.verdict(id)}")
        case = _Case(self.court, self.semantics, id)
        if reasons.cycle:
            yield from self.round(reasons, case)
        for side, part in ((reasons.defence, "defence"), (reasons.against, "against it")):
            if side and side[-1] != id:
                yield self.attack(side[-1], id, "defeat" if reasons.label == "out" else part)
            told = set(side[-1:])
            for member in case.reading(side):
                for foe in case.foes(member):
                    by = case.meeting(foe, side)
                    yield self.row(foe, "attack", self.sentence(foe, member))
                    if by is None:
                        yield self.row(None, "no reply", "Nothing here meets that.")
                    elif by in told:
                        yield self.row(by, "reply", _ended(f"That is met by {self.says(by)}"))
                    else:
                        told.add(by)
                        yield self.attack(by, foe, "reply")

    def attack(self, source: str, target: str, part: str) -> tuple[Cell, ...]:
        alone = "" if self.court.framework.attackers(source) else " Nothing attacks that."
        return self.row(source, part, self.sentence(source, target) + alone)

    def round(self, reasons: _Reasons, case: _Case) -> Iterator[tuple[Cell, ...]]:
        """The way to the circle, and once round it."""
        for target, source in pairwise(reasons.way):
            yield self.open(source, target)
        circle = reasons.cycle
        for place, target in enumerate(circle):
            source = circle[(place + 1) % len(circle)]
            yield self.row(source, "circle", self.sentence(source, target))
        yield self.row(None, "circle", _ROUND[len(circle) % 2].format(len(circle)))
        shown = {*reasons.way, *circle}
        rest = [foe for foe in case.foes(reasons.way[0]) if foe not in shown]
        open_ = [foe for foe in rest if dung.grounded(case.framework)[foe] == "undecided"]
        for foe in open_:
            yield self.open(foe, reasons.way[0])
        if len(rest) > len(open_):
            out = counted(len(rest) - len(open_), "other attack")
            yield self.row(None, "attack", f"{out} on it fell, and no attack on it stands.")

    def row(self, id: str | None, part: str, sentence: str) -> tuple[Cell, ...]:
        where = None
        if id is not None and id in self.map:
            record = self.map[id]
            own = record.citations if isinstance(record, Argument) else ()
            said_in = (self.map.claim(claim).citations for claim in self.claims(id))
            where = cited(chain(own, *said_in))
        return id, part, f"{sentence[0].upper()}{sentence[1:]}", self.speakers(id), where

    # What is said of one

    def claims(self, id: str) -> tuple[str, ...]:
        """The claims in which a record says what it says."""
        record = self.map[id]
        return record.premises if isinstance(record, Argument) else (id,)

    def speakers(self, id: str | None) -> str | None:
        """Who accepts what it says, each with the voices through which we know."""
        if id is None or id not in self.map:
            return None
        named = {actor.id: actor.name for actor in self.map.actors}
        found = []
        for claim in self.claims(id):
            for stance in self.map.stances_on(claim):
                if stance.verdict == "accept":
                    via = f" (via {', '.join(named[one] for one in stance.via)})"
                    found.append(named[stance.actor] + (via if stance.via else ""))
        record = self.map[id]
        if not found and isinstance(record, Argument) and record.basis == "analyst":
            return "whoever made the map"
        return listed(found)

    def says(self, id: str) -> str:
        """What a claim, or a step's premises, say."""
        if id not in self.map:
            return self.lack(id) if id.startswith("lack of ") else self.says(_record(id))
        record = self.map[id]
        if isinstance(record, Argument):
            return f"the step {self.spelled(record)}"
        return self.quoted([id])

    def quoted(self, claims: Iterable[str]) -> str:
        return " and ".join(f"“{said(self.map.claim(claim))}”" for claim in claims)

    def spelled(self, step: Argument) -> str:
        target = self.map[step.target]
        aim = (
            f"the step {step.target}"
            if isinstance(target, Argument)
            else self.quoted([step.target])
        )
        way = "to" if step.side == "pro" else "against"
        return f"from {self.quoted(step.premises)} {way} {aim}"

    def lack(self, id: str) -> str:
        return f"no argument for {self.quoted([_record(id)])} stands, nor is it evidence itself"

    def verdict(self, id: str) -> str:
        reasons, sets = self.reasons, f"{self.semantics} extension"
        match reasons.label, reasons.told_by:
            case "in", _ if not self.court.framework.attackers(id):
                return "stands: nothing attacks it."
            case "in", "search":
                return f"stands: all sets were searched, and every {sets} holds it."
            case "in", "no rivals":
                return "stands: whatever conflicts with it conflicts with itself."
            case "in", _:
                return "stands: every attack on it is met."
            case "out", "defeat":
                return "falls: something attacks it that stands."
            case "out", "own enemy":
                return "falls: it attacks itself."
            case "out", "search":
                return f"falls: all sets were searched, and no {sets} holds it."
            case "out", _:
                return f"falls: the {sets} attacks it."
            case "undefined", _:
                return f"can be told neither to stand nor to fall: no {sets} exists."
            case _, "circle":
                return "stays open: what attacks it neither stands nor falls."
            case _ if reasons.defence and self.semantics not in SINGLE:
                return f"stays open: some {sets} holds it, and some does not."
            case _:
                return f"stays open: the {sets} neither holds nor attacks it."

    def sentence(self, source: str, target: str) -> str:
        """An attack in a sentence."""
        if source.startswith("lack of "):
            told = self.lack(source)
            needs = "" if _record(source) == target else ", and the step needs it"
            return f"{told[0].upper()}{told[1:]}{needs}."
        if target not in self.map:
            side = "for" if target.startswith("lack of ") else "against"
            told = f"{self.quoted(self.claims(_record(source)))} {self.speaks(source)} {side} "
            return _ended(told + self.says(_record(target)))
        hit = self.hits[source, target]
        aimed = self.says(target)
        if hit.through != target:
            aimed = f"{self.quoted([hit.through])}, {self.tie(hit)}"
        if not isinstance(self.map[source], Argument):
            return f"{self.says(source)} is a rival of {_ended(aimed)}"
        return f"{self.quoted(self.claims(source))} {self.speaks(source)} against {_ended(aimed)}"

    def tie(self, hit: Hit) -> str:
        """How the target of an attack hangs on what was aimed at."""
        record = self.map[hit.target]
        if not isinstance(record, Argument):
            return f"with which {self.says(hit.target)} stands or falls"
        if hit.through in record.premises:
            return "which the step needs"
        return "for which the step argues"

    def open(self, source: str, target: str) -> tuple[Cell, ...]:
        """An attack of which it is open whether it stands."""
        if source.startswith("lack of "):
            lacking = self.quoted([_record(source)])
            sentence = f"Whether any argument for {lacking} stands is open too."
        else:
            sentence = f"{self.sentence(source, target)} That is open too."
        return self.row(source, "attack", sentence)

    def speaks(self, source: str) -> str:
        return "speak" if len(self.claims(_record(source))) > 1 else "speaks"


def _ended(sentence: str) -> str:
    """A sentence with a full stop, unless what it quotes last has one."""
    return sentence if sentence.endswith((".”", "!”", "?”")) else f"{sentence}."


_ROUND = (
    "So it goes round in a circle of {}, which could be settled either way.",
    "So it goes round in a circle of {}, which can be settled in no way.",
)
"""What is said of an even circle, and of an odd one."""
