"""The camps that actors fall into: friends together, opponents apart, as far as can be had.

Every two actors have a bond: what they agree on less what they dispute, or their ties
(`argmap.analysis.bonding`). Camps are the parting of the actors that puts the least weight
wrong: friendly bonds between camps and hostile ones within. That is the line index of
k-clusterability (Davis 1967; Doreian & Mrvar 2009), with `k` camps at most, or as many as
serve it best. It is found exactly and proven for groups of actors of up to 30, and by a
search beyond; `argmap.analysis.signed` tells how.

*Explained* is the share of all weight that the camps put right. The camps are *stable*
against the loss of a record if without it they are still best and nobody has dropped out or
come in.

Corner cases. Actors whom no chain of bonds joins are parted apart from each other: nothing
tells whether their camps are one, so `k` bounds the camps within each such part. An actor
without a bond is in no camp. Several partings may be equally good: their number is said, and
all are listed up to a limit. Shown is the first, in the order of the map, of those with the
fewest camps; unless `k` is given, each of its camps is then divided where no friendly bond
holds it together, which costs nothing, so that nobody shares a camp only because both
oppose a third. Where no bond is hostile, camps are no more than the parts themselves: groups
that share something, which silence and not dispute sets apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.bonding import Bond, Bonds, By, bonds, plain_weight, reported_tie
from argmap.analysis.held import Reduction
from argmap.analysis.signed import (
    METHODS,
    Memory,
    Method,
    Parted,
    cost_of,
    misplaced,
    parted,
)
from argmap.analysis.wording import counted, listed, variant
from argmap.errors import InvalidOptionError, UnknownIdError, UnknownOptionError
from argmap.model import ArgumentMap, Stance, Tie, Verdict
from argmap.semantics.solving import LimitReachedError

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Coalitions", "Loss", "coalitions"]

_LISTED = 100
_NAMED = 12


@frozen
class Loss:
    """What the camps would be without one record: whether still the same, and which.

    Unless `proven`, they were searched for from the camps as they are, and better ones may have
    been missed.
    """

    record: Stance | Tie
    stable: bool
    proven: bool
    camps: tuple[tuple[str, ...], ...]


@frozen(repr=False)
class Coalitions(Values[int]):
    """A mapping from each actor in a camp to the number of its camp, from 1.

    `explained` is the share of `weight` put right, `cost` what is put wrong, by
    `misplaced`; no parting costs less than `bound`, which is `cost` where `proven`.
    `optima` partings are as good, or at least so many unless `complete`; `all_optima` lists
    them. `costs` are the least costs with at most 1, 2, … camps in each part, where they are
    known. `losses` are the records the bonds rest on, each left out in turn, as far as the
    work allows; `untried` is the number of the others, and those tried were drawn at random.
    `unbound` actors have a verdict or a tie and no bond, `unheard` ones not even that.
    """

    camps: tuple[tuple[str, ...], ...]
    parts: int
    weight: float
    cost: float
    bound: float
    explained: float | None
    proven: bool
    optima: int
    complete: bool
    all_optima: tuple[tuple[tuple[str, ...], ...], ...]
    costs: tuple[float, ...]
    bonds: tuple[Bond, ...]
    misplaced: tuple[Bond, ...]
    losses: tuple[Loss, ...]
    untried: int
    unbound: tuple[str, ...]
    unheard: tuple[str, ...]
    sentence: str
    shaken: Table

    @property
    def stability(self) -> float | None:
        """The share of records whose loss leaves the camps as they are; `None` if no record."""
        kept = sum(loss.stable for loss in self.losses)
        return kept / len(self.losses) if self.losses else None

    @property
    def decisive(self) -> tuple[Stance | Tie, ...]:
        """The records without which the camps would be others."""
        return tuple(loss.record for loss in self.losses if not loss.stable)

    def with_(self, actor: str) -> tuple[str, ...]:
        """The camp of an actor, itself included."""
        if actor not in self:
            raise UnknownIdError(actor, self, kind="camp with the actor")
        return self.camps[self[actor] - 1]

    def to_networkx(self) -> "nx.Graph[str]":
        """The bonds as a graph: `weight` and `misplaced` on edges, `camp` on nodes.

        >>> import argmap
        >>> graph = coalitions(argmap.example("iraq-withdrawal")).to_networkx()
        >>> graph.nodes["sudani"]["camp"], graph.edges["baghdad", "sudani"]["weight"]
        (1, 1.0)
        """
        import networkx as nx  # noqa: PLC0415  heavy

        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((actor, {"camp": camp}) for actor, camp in self.items())
        wrong = set(self.misplaced)
        for bond in self.bonds:
            graph.add_edge(bond.a, bond.b, weight=bond.weight, misplaced=bond in wrong)
        return graph


def coalitions(
    map: ArgumentMap,
    k: int | None = None,
    *,
    method: Method = "auto",
    by: By = "stances",
    reduce: Reduction = "clash",
    members: bool = False,
    voices: bool = False,
    stability: bool = True,
    seed: int = 0,
    restarts: int = 20,
    work: int = 5_000_000,
) -> Coalitions:
    """Which camps the actors fall into, how much that explains, and how firmly it stands.

    There are at most `k` camps among actors who are joined by bonds, or as many as serve
    best. `by` is `stances` or `ties`. `method` is `exact`, `louvain`, which searches and
    starts again `restarts` times from `seed`, or `auto`, exact where that can be had. `work`
    limits the starts of partings that are weighed: `exact` then raises `LimitReachedError`,
    `auto` goes on with a search. `reduce` and `members` are as for `verdict_of`; with
    `members`, members are no actors of their own.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> coalitions(map).camps
    (('baghdad', 'washington', 'sudani', 'voices-inside'),)
    >>> coalitions(map, by="ties").with_("tehran")
    ('tehran', 'militias', 'hezbollah')
    """
    _check(k, method, restarts, work)
    found = bonds(map, by=by, reduce=reduce, members=members, voices=voices)
    memory = Memory()
    part = partial(
        parted, k=k, method=method, work=work, seed=seed, restarts=restarts, memory=memory
    )
    best = part(found.matrix)
    records = found.records() if stability else []
    losses, left = dict[int, Loss](), work // 2
    for at in Random(seed).sample(range(len(records)), len(records)):  # noqa: S311  no secret
        record, row = records[at]
        matrix, before = found.without(record, row), len(memory.partings)
        try:
            rest = part(matrix, changed=row)
        except LimitReachedError:
            break
        stable = _still_best(best, rest, matrix, k)
        losses[at] = Loss(record, stable, rest.proven, _named(found, rest.groups()))
        left -= sum(one.work for one in islice(memory.partings.values(), before, None))
        if left <= 0:
            break
    return _coalitions(
        found,
        k=k,
        method=method,
        best=best,
        losses=[losses[at] for at in sorted(losses)],
        untried=len(records) - len(losses),
        seed=seed if _searched(best) else None,
    )


def _check(k: int | None, method: Method, restarts: int, work: int) -> None:
    if method not in METHODS:
        raise UnknownOptionError("method", method, METHODS)
    if k is not None and (not isinstance(k, int) or k < 1):
        raise InvalidOptionError("k", k, "no number of camps", "give 1 or more, or leave it out")
    for name, value in (("restarts", restarts), ("work", work)):
        if value < 1:
            raise InvalidOptionError(name, value, "less than 1", "give 1 or more")


def _searched(best: Parted) -> bool:
    return any(not one.costs for one in best.partings)


def _still_best(
    before: Parted, after: Parted, matrix: "NDArray[np.float64]", k: int | None
) -> bool:
    """Whether the camps of before are among the best after, and hold the same actors."""
    camp = {vertex: at for at, group in enumerate(before.groups()) for vertex in group}
    if set(camp) != {vertex for part in after.parts for vertex in part}:
        return False
    if k is not None and any(len({camp[v] for v in part}) > k for part in after.parts):
        return False
    colours = [camp.get(vertex, -1 - vertex) for vertex in range(len(matrix))]
    close = 1e-9 * max(1.0, float(abs(matrix).sum()))
    return cost_of(matrix, colours) <= after.cost + close


def _named(found: Bonds, groups: Sequence[Sequence[int]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(found.ids[vertex] for vertex in group) for group in groups)


def _coalitions(
    found: Bonds,
    *,
    k: int | None,
    method: Method,
    best: Parted,
    losses: Sequence[Loss],
    untried: int,
    seed: int | None,
) -> Coalitions:
    import numpy as np  # noqa: PLC0415  heavy

    groups = best.groups()
    camps = _named(found, groups)
    by_id = {id: number for number, camp in enumerate(camps, start=1) for id in camp}
    colours = [by_id.get(id, -at) for at, id in enumerate(found.ids)]
    explained = (found.total - best.cost) / found.total if found.total else None
    wrong = tuple(found.bond(a, b) for a, b, _ in misplaced(found.matrix, colours))
    pairs = zip(*np.nonzero(np.triu(found.matrix)), strict=True)
    every = tuple(found.bond(int(a), int(b)) for a, b in pairs)
    sentence = " ".join(
        _said(
            found,
            k=k,
            camps=camps,
            best=best,
            explained=explained,
            losses=losses,
            untried=untried,
        )
    )
    return Coalitions(
        camps,
        len(best.parts),
        found.total,
        best.cost,
        best.bound,
        explained,
        best.proven,
        best.count,
        best.complete,
        tuple(_named(found, one) for one in best.all_groups(_LISTED)),
        best.costs,
        every,
        wrong,
        tuple(losses),
        untried,
        found.unbound,
        found.unheard,
        sentence,
        _shaken(found, losses, untried),
        by_id={id: by_id[id] for id in found.ids if id in by_id},
        table=_table(found, _how(k, method, best, seed), camps, every, sentence),
    )


# In words ----------------------------------------------------------------------------


def _how(k: int | None, method: Method, best: Parted, seed: int | None) -> tuple[str, str]:
    """How the camps were found, for a variant."""
    limit = "as many camps as serve best" if k is None else f"at most {counted(k, 'camp')} a part"
    proof = "proven by a bound" if best.proven else "not proven"
    return limit, "exact" if seed is None else f"by search ({method}), seed {seed}, {proof}"


def _table(
    found: Bonds,
    how: Sequence[str],
    camps: Sequence[Sequence[str]],
    every: Sequence[Bond],
    sentence: str,
) -> Table:
    camp_of = {id: number for number, camp in enumerate(camps, start=1) for id in camp}
    return Table(
        "Which camps the actors fall into",
        variant(found.map, *found.words, *how),
        ("camp", "actors", "bound by", "weight within", "of it hostile", "towards other camps"),
        [_row(found, number, camp, every, camp_of) for number, camp in enumerate(camps, start=1)],
        note=" ".join([found.counts, sentence, *found.left_out()]),
    )


def _row(
    found: Bonds,
    number: int,
    camp: Sequence[str],
    every: Sequence[Bond],
    camp_of: Mapping[str, int],
) -> tuple[Cell, ...]:
    within = [one.weight for one in every if camp_of[one.a] == camp_of[one.b] == number]
    hostile = -sum(weight for weight in within if weight < 0)
    towards: Counter[int] = Counter()
    for bond in every:
        ends = {camp_of[bond.a], camp_of[bond.b]}
        if number in ends and len(ends) == 2:
            towards[next(iter(ends - {number}))] += bond.weight  # type: ignore[assignment]  # a weight
    return (
        number,
        listed(found.map.actor(id).name for id in camp),
        listed(_ties_within(found, camp) if found.by == "ties" else _shared(found, camp)),
        sum(abs(weight) for weight in within),
        hostile,
        listed(f"{plain_weight(weight)} to {other}" for other, weight in sorted(towards.items())),
    )


def _shared(found: Bonds, camp: Sequence[str]) -> Iterator[str]:
    """The claims that at least two of a camp judge alike, and how many do."""
    judged: Counter[tuple[str, Verdict]] = Counter(
        (claim, verdict)
        for id in camp
        for claim, verdict in found.held[id].items()
        if verdict in ("accept", "reject")
    )
    signs: dict[Verdict, str] = {"accept": "", "reject": "not "}
    for claim in found.map.claims:
        for verdict, sign in signs.items():
            if judged[claim.id, verdict] > 1:
                yield f"{sign}{claim.id} ({judged[claim.id, verdict]})"


def _ties_within(found: Bonds, camp: Sequence[str]) -> Iterator[str]:
    for tie in found.map.ties:
        a, b = found.ends(tie)
        if tie.sign > 0 and a != b and {a, b} <= set(camp):
            yield reported_tie(found.map, tie)


def _said(
    found: Bonds,
    *,
    k: int | None,
    camps: Sequence[Sequence[str]],
    best: Parted,
    explained: float | None,
    losses: Sequence[Loss],
    untried: int,
) -> Iterator[str]:
    if explained is None:
        yield "So there are no camps."
        return
    right, all_ = (
        plain_weight(weight, sign=False) for weight in (found.total - best.cost, found.total)
    )
    yield f"The camps put {right} of {all_} in weight right ({100 * explained:.3g} %)."
    if not found.hostile:
        yield (
            "With nobody opposed, a camp is only a group that shares something: "
            "what sets it apart is silence, not dispute."
        )
    if not best.proven:
        low = plain_weight(best.bound, sign=False)
        yield f"A better parting is not ruled out; none puts less than {low} wrong."
    elif any(not one.costs for one in best.partings):
        yield "No parting is better; how many are as good was not counted."
    elif best.count > 1:
        many = f"{'' if best.complete else 'At least '}{best.count} partings are equally good"
        joined = "one that joins nobody who only shares an opponent"
        yield f"{many}; shown is {joined if k is None else 'the first with the fewest camps'}."
    elif len(camps) > 1 or found.hostile:
        yield "No other parting is as good."
    if losses:
        yield _firmness(found, losses, untried)


def _firmness(found: Bonds, losses: Sequence[Loss], untried: int) -> str:
    kind = "stance" if found.by == "stances" else "tie"
    weak = [loss for loss in losses if not loss.stable]
    kept = f"{len(losses) - len(weak)} of {counted(len(losses), kind)}"
    said = f"They stay as they are without any one of {kept}"
    if weak:
        names = [_record(found.map, loss.record) for loss in weak[:_NAMED]]
        more = f" and {len(weak) - _NAMED} more" * (len(weak) > _NAMED)
        said += f", but not without {'; '.join(names)}{more}"
    if not all(loss.proven for loss in losses):
        said += ", as far as a search can tell"
    tried = f" Those were drawn at random; {counted(untried, kind)} more were not tried."
    return f"{said}.{tried * bool(untried)}"


def _record(map: ArgumentMap, record: Stance | Tie) -> str:
    if isinstance(record, Tie):
        return reported_tie(map, record)
    return f"{map.actor(record.actor).name} on {record.claim}"


def _shaken(found: Bonds, losses: Sequence[Loss], untried: int) -> Table:
    weak = [loss for loss in losses if not loss.stable]
    kind = "stance" if found.by == "stances" else "tie"
    tried = f"{counted(len(losses), kind)} left out one by one"
    return Table(
        "Without which record the camps would be others",
        variant(found.map, *found.words, tried, f"{untried} not tried" * bool(untried)),
        ("without", "rung", "the camps would be"),
        [
            (_record(found.map, loss.record), loss.record.basis, _camps(found.map, loss.camps))
            for loss in weak
        ],
    )


def _camps(map: ArgumentMap, camps: Sequence[Sequence[str]]) -> str:
    """Camps in words, members in braces as sets are written."""
    return " ".join(f"{{{listed(map.actor(id).name for id in camp)}}}" for camp in camps) or "none"
