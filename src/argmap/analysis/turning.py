"""What would turn a verdict: the smallest sets of changes that do, smallest first.

A *flip* is a set of changes after which a position no longer stands as it does now, or
stands as wanted, while no part of the set does as much. Changes only take away, as
`argmap.analysis.backing` explains: a step is dropped, a claim doubted, an actor changes its
mind, a voice or source is discredited. Finding the least to change so that something is
accepted is the enforcement of Baumann & Brewka (2010), with removals where theirs adds;
Wallner, Niskanen & Järvisalo (2017) solve its optimal kinds.

Changes that come to the same for the position are tried once and told as alternatives, see
`argmap.analysis.felling`. Then sets are tried by size, so that those found are smallest. Under
grounded semantics not every set need be tried. An unturned verdict has a *witness*: records
that, as long as all of them are there, keep it as it is, whatever else is taken away.

- *in* by a derivation: the position, and for each of its attackers an attacker that is in,
  with the derivation of that one. To take away more can fell no member of it.
- *out* by an attacker that is in, and its derivation; or because the position has fallen.
- *undecided* by all undecided arguments that lead to it through undecided ones, and a
  derivation of an attacker for each out argument that attacks one of these. None of them can
  be the first to be decided: each keeps an attacker among them, and those outside stay out.

So a flip that holds a set tried in vain has some further change that helps to fell a member
of the set's witness, and only such changes are added to it: the tree of hitting sets of
Reiter (1987), each witness a set to be hit. Under the other semantics every set is tried.

By a gradual semantics the verdict turns when the strength crosses the threshold, and weights
may be changed instead of records taken away: see `argmap.analysis.reweighing`.

Corner cases. To doubt the position itself, or what is equivalent to it, is the question and
no answer; yet it may fall when nobody accepts it any more, if it is no position of the map.
What has fallen is out. A set may turn a verdict and a larger one turn it back, so a flip's
parts are all tried, and not only those that lack one member.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations, islice
from math import comb, hypot
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.backing import CHANGES, Backing, Change, ChangeKind
from argmap.analysis.bipolar import Joint
from argmap.analysis.evidence import repeated
from argmap.analysis.felling import Felling, felling
from argmap.analysis.projections import Support, falling_with
from argmap.analysis.reweighing import Reweighing, WeightChange, reweighed
from argmap.analysis.standing import LABELS, acceptability
from argmap.analysis.theory import ON_THRESHOLD, Court, Judged, Theory
from argmap.analysis.weights import Weights
from argmap.analysis.wording import cited, counted, listed, said, step, variant
from argmap.errors import InvalidOptionError, OptionTypeError, UnknownOptionError
from argmap.model import Argument, ArgumentMap, Citation, Claim, Stance
from argmap.semantics import gradual
from argmap.semantics.certificates import CertificateError
from argmap.semantics.worlds import WORLD_LABELS, WorldLabel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from argmap.semantics.framework import Framework

__all__ = ["Flip", "Flips", "FlipsMethod", "flips"]

FlipsMethod: TypeAlias = Literal["hitting sets", "every set"]

_MOST, _MOST_OF_STRENGTHS = 3, 2
_TRIES: dict[FlipsMethod, int] = {"hitting sets": 1_000_000, "every set": 100_000}
_CELLS = 5_000_000
"""How many strengths of records are reckoned, at most: that many sets times records."""
_BATCHES = {"grounded": 100_000, "gradual": 5_000}
_BATCH = 500
"""Worlds that are solved one by one are judged by few, so that time is looked at often."""
_SHOWN = 5
"""How many records or weights a cell tells by name; of the rest it tells how many."""
_CLOSE = 2 * ON_THRESHOLD
"""So near to the threshold two ways of reckoning may lie on either side of it."""
_UNREDUCED = frozenset({"naive", "stage"})
"""Semantics that mind records which attack nothing: a map without these is another world."""


@frozen
class Flip:
    """A smallest set of changes that turns a verdict.

    `alternatives` lists for each change those that come to the same for the position;
    `leads_to` is how it then stands, `strength` how strongly by a gradual theory, and
    `fallen` are the claims and steps that fall by the changes.
    """

    changes: tuple[Change, ...]
    alternatives: tuple[tuple[Change, ...], ...]
    leads_to: WorldLabel
    fallen: tuple[str, ...]
    strength: float | None = None

    @property
    def size(self) -> int:
        """How many changes it takes."""
        return len(self.changes)

    def __str__(self) -> str:
        return "; ".join(map(str, self.changes))


@frozen(repr=False)
class Flips(Values[int]):
    """A mapping from what a flip changes to the size of the smallest flip that does so.

    `flips` come smallest first; `unlisted` more of the last size were found than were asked
    for. `complete_to` is the size up to which every flip is known, `tried` how many sets were
    judged to know it, `method` how, and `stopped` what ended the search before its time, if
    anything did. `before` is how the position stands now, with its `strength` by a gradual
    theory, and `to` the label wanted, if one was. `able` changes can matter to the position, in
    so many `classes` of those that come to the same; `idle` ones cannot. `restless` cases
    could not be judged, because their strengths did not come to rest.

    By a gradual theory `weight_flips` are the smallest changes of a single base weight, the
    smallest first, and `joint_flip` is a small change of all weights at once, each by id.
    """

    position: str
    before: WorldLabel
    strength: float | None
    to: WorldLabel | None
    flips: tuple[Flip, ...]
    unlisted: int
    complete_to: int
    tried: int
    method: FlipsMethod
    able: int
    classes: int
    idle: int
    restless: int
    stopped: str
    weight_flips: tuple[WeightChange, ...] = ()
    joint_flip: tuple[WeightChange, ...] = ()


def flips(
    map: ArgumentMap,
    position: str | None = None,
    *,
    to: str | None = None,
    kinds: Iterable[str] = CHANGES,
    most: int | None = None,
    limit: int = 20,
    tries: int | None = None,
    semantics: str = "grounded",
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    timeout: float = 30.0,
) -> Flips:
    """The smallest sets of changes that turn the verdict on a position, smallest first.

    Parameters
    ----------
    position
        A claim, by default the motion.
    to
        The label wanted: `in`, `out`, `undecided`, or `undefined` under stable semantics. By
        default any other than now.
    kinds
        The kinds of change that may be made: `drop`, `doubt`, `change of mind`, `discredit`.
    most
        The largest size tried, by default 3 changes, and 2 by a gradual semantics.
    limit
        How many flips are enough: no larger size is begun once so many are found.
    semantics, support, links, weights, joint, threshold
        The theory the map is put to; see `argmap.analysis.theory`.
    tries
        How many sets may be tried. A size is not begun if it would take more. By default a
        million under grounded semantics, 100,000 under others of its kind, and by a gradual
        semantics the fewer the larger the map.
    timeout
        Seconds after which no more sets are tried.

    Every flip listed has been judged a second time, on a map without what falls, by
    `acceptability`; by a gradual theory, on a framework without it. Raises
    `UnknownIdError` for another position, `UnknownOptionError` for a kind, label, semantics or
    reading that is none, `InvalidOptionError` for a number out of range, and `NotConverged`
    if the strengths of the map itself do not come to rest.

    >>> import argmap
    >>> found = flips(argmap.example("iraq-withdrawal"), "leave-fast", most=2)
    >>> found.before
    'out'
    >>> for flip in found.flips:
    ...     print(flip)
    author is discredited
    no-quick-exit-con-leave-fast is dropped; vacuum-con-leave-fast is dropped
    """
    theory = Theory(
        semantics,
        support=support,
        links=links,
        weights=weights,
        joint=joint,
        threshold=threshold,
    )
    topic = map.motion.id if position is None else map.claim(position).id
    asked = _Asked(
        Court(map, theory),
        Backing(map, links),
        topic,
        _label(to),
        _size(most, theory),
        _at_least_one("limit", limit),
        None if tries is None else _at_least_one("tries", tries),
        _seconds(timeout),
    )
    return _answer(_found(asked, _felling(asked, _kinds(kinds))))


# What is asked ------------------------------------------------------------------------


@frozen(eq=False, slots=False)
class _Asked:
    court: Court
    backing: Backing
    topic: str
    to: WorldLabel | None
    most: int
    limit: int
    tries: int | None
    timeout: float

    @property
    def map(self) -> ArgumentMap:
        return self.court.map

    @property
    def theory(self) -> Theory:
        return self.court.theory

    @cached_property
    def now(self) -> tuple[WorldLabel, float | None]:
        """How the position stands, and how strongly."""
        # Strengths that do not come to rest are an error here, and nowhere else.
        judged = self.court.at_rest([self.topic], self.court.worlds([()]))[self.topic]
        strength = float(judged.values[0]) if self.theory.gradual else None
        return judged.labels[0], strength

    @cached_property
    def wanted(self) -> tuple[int, ...]:
        """The places of the labels that turn the verdict: none if it is as wanted already."""
        before, _ = self.now
        return tuple(
            place
            for place, label in enumerate(WORLD_LABELS)
            if label != before and self.to in (None, label)
        )

    def turned(self, judged: Judged) -> "NDArray[np.bool_]":
        """In which worlds the verdict is turned; never where strengths do not come to rest."""
        import numpy as np  # noqa: PLC0415  heavy

        marks: NDArray[np.bool_] = np.isin(judged.codes, self.wanted) & ~np.isnan(judged.values)
        return marks

    def crossed(self, judged: Judged) -> "NDArray[np.bool_]":
        """The same for weights, which shall not stop a hair before the threshold."""
        near = judged.codes == WORLD_LABELS.index("undecided")
        on_it = judged.values == self.theory.threshold
        marks: NDArray[np.bool_] = self.turned(judged) & (on_it | ~near)
        return marks


def _label(to: str | None) -> WorldLabel | None:
    for known in WORLD_LABELS:
        if to == known:
            return known
    if to is not None:
        raise UnknownOptionError("to", to, WORLD_LABELS)
    return None


def _kinds(kinds: Iterable[str]) -> tuple[ChangeKind, ...]:
    given = [kind.strip() for kind in (kinds.split(",") if isinstance(kinds, str) else kinds)]
    for kind in given:
        if kind not in CHANGES:
            raise UnknownOptionError("kinds", kind, CHANGES)
    return tuple(kind for kind in CHANGES if kind in given)


def _size(most: int | None, theory: Theory) -> int:
    if most is None:
        return _MOST_OF_STRENGTHS if theory.gradual else _MOST
    return _at_least_one("most", most)


def _at_least_one(option: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise OptionTypeError(option, value, "no whole number", "give 1 or more")
    if value < 1:
        raise InvalidOptionError(option, value, "less than 1", "give 1 or more")
    return value


def _seconds(timeout: float) -> float:
    if not timeout > 0:
        raise InvalidOptionError("timeout", timeout, "not more than 0", "give seconds")
    return timeout


def _felling(asked: _Asked, kinds: Sequence[ChangeKind]) -> Felling:
    """The changes that may be made, but for doubt of the position and of what is the same."""
    itself = asked.backing.alike(asked.topic)
    changes = [
        change
        for change in asked.backing.changes()
        if change.kind in kinds and not (change.kind == "doubt" and change.id in itself)
    ]
    return felling(asked.court, asked.backing, asked.topic, changes, most=asked.most)


# Trying sets of changes ---------------------------------------------------------------

_Picks: TypeAlias = tuple[int, ...]
"""A set of classes of changes, by their places, ascending."""


@frozen(eq=False)
class _Tried:
    """What was found: the sets that turn the verdict, with label and strength."""

    found: list[tuple[_Picks, WorldLabel, float]]
    method: FlipsMethod
    complete_to: int
    tried: int
    restless: int
    stopped: str


def _tried(asked: _Asked, felled: Felling, method: FlipsMethod) -> _Tried:
    """The flips of every size, until enough are found or a limit is reached."""
    most_tries = asked.tries or _tries(asked, method)
    found: list[tuple[_Picks, WorldLabel, float]] = []
    tried = restless = complete_to = 0
    ends = monotonic() + asked.timeout
    level: Iterable[_Picks] = [()]
    for size in range(1, asked.most + 1):
        blocking = [set(picks) for picks, *_ in found]
        if method == "hitting sets":
            room = most_tries - tried
            level = list(islice(_grown(asked, felled, level, blocking, ends), room + 1))
            coming = len(level)
        else:
            free = [one for one in range(len(felled.classes)) if {one} not in blocking]
            blocking = [some for some in blocking if len(some) > 1]
            level = (some for some in combinations(free, size) if not _held(blocking, some))
            coming = comb(len(free), size)
        if tried + coming > most_tries:
            stopped = f"more than {most_tries:,} sets would have to be tried for size {size}"
            return _Tried(found, method, complete_to, tried, restless, stopped)
        turned: set[_Picks] = set()
        over = f"{asked.timeout:g} seconds were over while size {size} was tried"
        # Growing stops when time is over, so that a level may be empty for that alone.
        if monotonic() > ends:
            return _Tried(found, method, complete_to, tried, restless, over)
        for batch in _batches(level, _batch(asked.theory)):
            if monotonic() > ends:
                return _Tried(found, method, complete_to, tried, restless, over)
            news, lost = _judged(asked, felled, batch)
            found += news
            turned.update(picks for picks, *_ in news)
            tried, restless = tried + len(batch), restless + lost
        complete_to = size
        if len(found) >= asked.limit and size < asked.most:
            stopped = f"{len(found)} are found, and {asked.limit} were asked for"
            return _Tried(found, method, complete_to, tried, restless, stopped)
        if method == "hitting sets":
            level = [picks for picks in level if picks not in turned]
    return _Tried(found, method, complete_to, tried, restless, "")


def _tries(asked: _Asked, method: FlipsMethod) -> int:
    if asked.theory.gradual:
        return max(_CELLS // max(len(asked.court.ids), 1), 1)
    return _TRIES[method]


def _batch(theory: Theory) -> int:
    return _BATCHES.get("gradual" if theory.gradual else theory.semantics, _BATCH)


def _batches(sets: Iterable[_Picks], size: int) -> Iterator[list[_Picks]]:
    sets = iter(sets)
    while batch := list(islice(sets, size)):
        yield batch


def _held(blocking: Iterable[set[int]], picks: Iterable[int]) -> bool:
    """Whether a set holds one that turns the verdict already."""
    return any(some.issubset(picks) for some in blocking)


def _judged(
    asked: _Asked, felled: Felling, batch: Sequence[_Picks]
) -> tuple[list[tuple[_Picks, WorldLabel, float]], int]:
    """Those of a batch that turn the verdict, and how many could not be judged."""
    import numpy as np  # noqa: PLC0415  heavy

    there = felled.there(np.array(batch, dtype=np.intp))
    judged = asked.court.judged([asked.topic], there)[asked.topic]
    news = [
        (batch[world], WORLD_LABELS[judged.codes[world]], float(judged.values[world]))
        for world in np.flatnonzero(asked.turned(judged)).tolist()
    ]
    return news, int(np.isnan(judged.values).sum())


# … by hitting sets


def _grown(
    asked: _Asked,
    felled: Felling,
    level: Iterable[_Picks],
    blocking: Sequence[set[int]],
    ends: float,
) -> Iterator[_Picks]:
    """Each set with one change more, that helps to fell a member of the set's witness."""
    seen: set[_Picks] = set()
    framework = asked.court.framework
    topic = asked.court.place(asked.topic)
    for picks in level:
        if monotonic() > ends:
            return
        gone = felled.fallen(picks)
        absent = {place for place, id in enumerate(framework.ids) if repeated(id) in gone}
        rests_on = (framework.ids[place] for place in _witness(framework, absent, topic))
        ids = dict.fromkeys(map(repeated, rests_on))
        for one in dict.fromkeys(felled.touching(ids, picks)):
            grown = tuple(sorted((*picks, one)))
            if grown not in seen and not _held(blocking, grown):
                seen.add(grown)
                yield grown


def _witness(framework: "Framework", absent: Collection[int], topic: int) -> set[int]:
    """The places that keep a grounded label as it is while all of them are there."""
    if topic in absent:
        return set()
    inside, beaten = _grounded(framework, absent)
    if topic in inside:
        return _derivation(framework, beaten, [topic], absent)
    if topic in beaten:
        return _derivation(framework, beaten, [beaten[topic]], absent)
    open_ = [topic]
    seen, beating = {topic}, []
    for place in open_:
        for attacker in framework.in_rows[place]:
            if attacker in beaten:
                beating.append(beaten[attacker])
            elif attacker not in absent and attacker not in seen:
                seen.add(attacker)
                open_.append(attacker)
    return seen | _derivation(framework, beaten, beating, absent)


def _grounded(framework: "Framework", absent: Collection[int]) -> tuple[set[int], dict[int, int]]:
    """What is in, and for what is out the first attacker that was in."""
    left = [sum(one not in absent for one in row) for row in framework.in_rows]
    open_ = [place for place, count in enumerate(left) if not count and place not in absent]
    inside, beaten = set(open_), dict[int, int]()
    for place in open_:
        for target in framework.out_rows[place]:
            if target in absent or target in beaten:
                continue
            beaten[target] = place
            for freed in framework.out_rows[target]:
                left[freed] -= 1
                if not left[freed] and freed not in absent:
                    inside.add(freed)
                    open_.append(freed)
    return inside, beaten


def _derivation(
    framework: "Framework",
    beaten: Mapping[int, int],
    starts: Iterable[int],
    absent: Collection[int],
) -> set[int]:
    """What is in, with an attacker that is in of each of its attackers, and so on."""
    open_ = list(dict.fromkeys(starts))
    found = set(open_)
    for place in open_:
        for attacker in framework.in_rows[place]:
            if attacker not in absent and beaten[attacker] not in found:
                found.add(beaten[attacker])
                open_.append(beaten[attacker])
    return found


# The answer ---------------------------------------------------------------------------


@frozen(eq=False, slots=False)
class _Found:
    """All that is found, before it is told."""

    asked: _Asked
    felled: Felling
    tried: _Tried
    every: tuple[Flip, ...]
    weighed: Reweighing

    @property
    def kept(self) -> tuple[Flip, ...]:
        return self.every[: self.asked.limit]

    @cached_property
    def claims(self) -> frozenset[str]:
        return frozenset(claim.id for claim in self.asked.map.claims)

    @property
    def able(self) -> int:
        return sum(map(len, self.felled.classes))

    @property
    def restless(self) -> int:
        return self.tried.restless + self.weighed.restless


def _found(asked: _Asked, felled: Felling) -> _Found:
    method: FlipsMethod = "hitting sets" if asked.theory.semantics == "grounded" else "every set"
    if not asked.wanted:
        nothing = _Tried([], method, asked.most, 0, 0, "")
        return _Found(asked, felled, nothing, (), Reweighing((), (), 0))
    tried = _tried(asked, felled, method)
    every = [_flip(asked, felled, *one) for one in tried.found]
    every.sort(key=lambda flip: (flip.size, len(flip.fallen)))
    weighed = Reweighing((), (), 0)
    if asked.theory.gradual:
        ids = asked.court.part(asked.topic).ids
        weighed = reweighed(asked.court, asked.topic, asked.crossed, ids)
    return _Found(asked, felled, tried, tuple(every), weighed)


def _answer(found: _Found) -> Flips:
    asked, tried = found.asked, found.tried
    for flip in found.kept:
        _check(asked, flip)
    before, strength = asked.now
    return Flips(
        asked.topic,
        before,
        strength,
        asked.to,
        found.kept,
        len(found.every) - len(found.kept),
        tried.complete_to,
        tried.tried,
        tried.method,
        found.able,
        len(found.felled.classes),
        len(found.felled.idle),
        found.restless,
        tried.stopped,
        found.weighed.singles,
        found.weighed.joint,
        by_id=_sizes(asked.map, found.kept),
        table=_table(found),
    )


def _flip(
    asked: _Asked, felled: Felling, picks: _Picks, label: WorldLabel, strength: float
) -> Flip:
    classes = [felled.classes[one] for one in picks]
    changes = tuple(some[0] for some in classes)
    return Flip(
        changes,
        tuple(some[1:] for some in classes),
        label,
        asked.backing.fallen(changes),
        strength if asked.theory.gradual else None,
    )


def _sizes(map: ArgumentMap, found: Iterable[Flip]) -> dict[str, int]:
    """Each record that some flip changes, with the size of the smallest, in the map's order."""
    sizes: dict[str, int] = {}
    for flip in found:
        for change in (*flip.changes, *chain(*flip.alternatives)):
            sizes.setdefault(change.id, flip.size)
    ids = chain(
        (claim.id for claim in map.claims),
        (argument.id for argument in map.arguments),
        (actor.id for actor in map.actors),
        (source.id for source in map.sources),
    )
    return {id: sizes[id] for id in ids if id in sizes}


def _check(asked: _Asked, flip: Flip) -> None:
    """Judge a flip by another way; `CertificateError` if it comes out otherwise."""
    if asked.topic in flip.fallen:
        label: WorldLabel = "out"
    elif asked.theory.gradual:
        label = asked.theory.label(_strength(asked, flip))
    elif asked.theory.semantics in _UNREDUCED:
        return
    else:
        theory: Any = asked.theory
        found = acceptability(
            asked.map.without(flip.fallen),
            theory.semantics,
            support=theory.support,
            links=theory.links,
        )
        label = LABELS[found[asked.topic]]
    close = flip.strength is not None and abs(flip.strength - asked.theory.threshold) < _CLOSE
    if label != flip.leads_to and not close:
        raise CertificateError(
            f"that {flip} makes {asked.topic!r} {flip.leads_to} does not hold: judged again it is"
            f" {label}; this is a mistake of argmap's, please report it"
        )


def _strength(asked: _Asked, flip: Flip) -> float:
    """The strength in a framework of what leads there, from which all that falls is left out."""
    felled = dict.fromkeys(
        one for id in flip.fallen for one in falling_with(asked.map, id, links=asked.theory.links)
    )
    if asked.topic in felled:
        return 0.0
    part = asked.court.part(asked.topic)
    part = part.without(id for id in felled if id in part)
    return gradual.strengths(part, asked.theory.semantics)[asked.topic]


# In words -----------------------------------------------------------------------------


def _table(found: _Found) -> Table:
    asked, singles = found.asked, found.weighed.singles
    before, strength = asked.now
    stands = before if strength is None else f"{before} at {strength:.3f}"
    rows = [_row(found, flip) for flip in found.kept]
    rows += [_weight_row(asked, change) for change in singles[: asked.limit]]
    rows += [_joint_row(asked, found.weighed.joint)] if found.weighed.joint else []
    return Table(
        f"What would turn the verdict on “{said(asked.map.claim(asked.topic))}”, now {stands}",
        variant(
            asked.map,
            *asked.theory.words,
            f"wanted: {asked.to or 'any other label'}",
            f"sets of up to {counted(asked.most, 'change')}",
        ),
        ("change", "size", "says", "leads to", "also", "where"),
        rows,
        note=" ".join(_notes(found)),
    )


def _row(found: _Found, flip: Flip) -> tuple[Cell, ...]:
    asked = found.asked
    also = [" or ".join(one.words(asked.map) for one in others) for others in flip.alternatives]
    if flip.size > 1:
        also = [f"for the {_ordinal(at)}: {one}" for at, one in enumerate(also, 1) if one]
    return (
        "; and ".join(change.words(asked.map) for change in flip.changes),
        flip.size,
        "; ".join(_says(found, change) for change in flip.changes),
        flip.leads_to if flip.strength is None else f"{flip.leads_to} at {flip.strength:.3f}",
        "; ".join(filter(None, also)) or None,
        cited(citation for change in flip.changes for citation in _where(found, change)),
    )


def _ordinal(at: int) -> str:
    return ("first", "second", "third", "fourth", "fifth")[at - 1] if at <= 5 else f"{at}th"


def _says(found: _Found, change: Change) -> str:
    """What a change takes away, and who says it."""
    map = found.asked.map
    match change.kind:
        case "drop":
            return "; ".join(_held_by(found.asked, one) for one in map.argument(change.id).premises)
        case "doubt":
            return _held_by(found.asked, change.id)
    telling, others = _carried(found, change)
    return f"carries {listed([*telling, *others], most=_SHOWN)}"


def _carried(found: _Found, change: Change) -> tuple[list[str], list[str]]:
    """What falls by one change: the claims that take along what matters, and the rest."""
    asked = found.asked
    fallen = asked.backing.fallen([change])
    place = next(at for at, some in enumerate(found.felled.classes) if change in some)
    lost = found.felled.fallen([place])
    needed = {
        premise
        for id in lost
        if isinstance(record := asked.map[id], Argument)
        for premise in record.premises
    }
    telling = [id for id in fallen if id in needed or id in lost]
    telling = [id for id in telling if id in needed] or telling
    return telling, [id for id in fallen if id not in telling]


def _held_by(asked: _Asked, claim: str) -> str:
    stances = asked.backing.accepting.get(claim, ())
    names = listed(asked.map.actor(stance.actor).name for stance in stances)
    return f"“{said(asked.map.claim(claim))}” ({names or 'nobody is recorded to accept it'})"


def _where(found: _Found, change: Change) -> Sequence[Citation]:
    """Where to look up what a change takes away, as far as it is told."""
    map = found.asked.map
    match change.kind:
        case "drop":
            return map.argument(change.id).citations
        case "doubt":
            claims = [change.id]
        case _:
            telling, _ = _carried(found, change)
            claims = [one for one in telling[:_SHOWN] if one in found.claims]
    stances = [
        stance
        for claim in claims
        for stance in found.asked.backing.accepting.get(claim, ())
        if change.kind != "change of mind" or stance.actor == change.id
    ]
    records: list[Claim | Stance] = [*stances]
    if change.kind != "change of mind":
        records = [*(map.claim(one) for one in claims), *stances]
    return [citation for record in records for citation in record.citations]


def _weight_row(asked: _Asked, change: WeightChange) -> tuple[Cell, ...]:
    record = asked.map[change.id]
    label = asked.theory.label(change.strength)
    return (
        f"{change.id} weighs {change.after:.3g} instead of {change.before:.3g}",
        1,
        step(record) if isinstance(record, Argument) else _held_by(asked, change.id),
        f"{label} at {change.strength:.3f}",
        None if change.monotone else "its strength both rises and falls with this weight",
        cited(record.citations if isinstance(record, Argument | Claim) else ()),
    )


def _joint_row(asked: _Asked, changes: Sequence[WeightChange]) -> tuple[Cell, ...]:
    told = [f"{one.id} {one.before:.3g} → {one.after:.3g}" for one in changes[:_SHOWN]]
    rest = changes[_SHOWN:]
    if rest:
        told.append(f"and {len(rest)} more by at most {abs(rest[0].by):.2g} each")
    label = asked.theory.label(changes[0].strength)
    return (
        f"weights together, {_norm(changes):.3g} away: {', '.join(told)}",
        len(changes),
        None,
        f"{label} at {changes[0].strength:.3f}",
        None,
        None,
    )


def _norm(changes: Iterable[WeightChange]) -> float:
    return hypot(*(change.by for change in changes))


def _notes(found: _Found) -> Iterator[str]:
    asked, tried, count = found.asked, found.tried, len(found.every)
    if not asked.wanted:
        yield f"It is {asked.to} already, so nothing was tried."
        return
    idle = len(found.felled.idle)
    if not found.able:
        yield f"Of {counted(idle, 'change')} that may be made none can matter to it."
    else:
        yield _proof(tried, asked.to)
        yield (
            f"Of {counted(found.able + idle, 'change')} that may be made {found.able} can matter"
            f" to it. Changes that come to the same for it are tried once and told under “also”;"
            f" that leaves {len(found.felled.classes)}."
        )
    if count > asked.limit:
        more = count - asked.limit
        yield f"{more} more of those found are not listed, for {asked.limit} were asked for."
    if count and asked.theory.semantics not in _UNREDUCED:
        kind = "framework" if asked.theory.gradual else "map"
        yield f"Each listed was judged again by other means, on a {kind} without what falls."
    if found.restless:
        lost = counted(found.restless, "case")
        yield f"In {lost} strengths did not come to rest; these could not be judged."
    if asked.theory.gradual:
        yield from _weight_notes(asked, found.weighed)


def _proof(tried: _Tried, to: WorldLabel | None) -> str:
    """What is known of sets that are not listed."""
    size, number = tried.complete_to, f"{tried.tried:,}"
    ending = (
        f"The search stopped there, for {tried.stopped}; larger ones may exist."
        if tried.stopped
        else "Larger sets were not tried."
    )
    if not size:
        return f"No size was tried in full, {number} sets in part. {ending}"
    other, but = ("No other set", ", unless it holds one found") if tried.found else ("No set", "")
    turns = f"turns it to {to}" if to else "turns it"
    head = f"{other} of up to {counted(size, 'change')} {turns}{but}."
    if tried.method == "every set":
        return f"{head} All were tried, {number} in number. {ending}"
    return (
        f"{head} That is known by hitting sets: {number} were tried, and all others leave"
        f" untouched some records that keep the verdict. {ending}"
    )


def _weight_notes(asked: _Asked, weighed: Reweighing) -> Iterator[str]:
    singles = weighed.singles
    if not singles:
        yield "No base weight turns it alone, as far as steps of a quarter tell."
    elif all(change.monotone for change in singles):
        yield "Along each weight its strength only rises or only falls, so changes are smallest."
    else:
        yield (
            "Where its strength both rises and falls with a weight, a turn that is undone within"
            " a step of a twentieth would be missed."
        )
    if len(singles) > asked.limit:
        yield f"{len(singles) - asked.limit} more weights that turn it alone are not listed."
    if weighed.joint:
        yield "The distance of all weights together is by Euclid’s norm, and an upper bound."
