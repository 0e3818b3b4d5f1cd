"""Why two actors come to different verdicts on a position: what each difference adds to the gap.

An actor's view of a map is the map with the actor's verdicts taken for granted. By a gradual
theory a claim that it accepts weighs 1, one that it rejects 0, one on which it is neutral or
ambivalent 1/2, and one on which it is silent what the map says. By a semantics of Dung's kind
what it accepts is given in and what it rejects given out, as in `argmap.analysis.acceptability`,
and the rest is as the map has it. Positions are left alone, with all that says the same: what
an actor wants is what is to be explained, and no reason for it.

A *difference* is a claim that weighs, or is given, differently in two views; what both hold
alike is common ground, and in every view between. The gap between the two verdicts is shared
among the differences by Shapley values (Shapley 1953): start from the view of the first
actor, switch some differences to the view of the second, and see what each adds, averaged
over all orders. So they add up to the gap, and it makes no difference
to a share, but for its sign, who is first. That the values of a game over changed inputs
explain the change of an output is the idea of Lundberg & Lee (2017); the account of views is
argmap's own.

Corner cases. Claims that are linked as the same get one verdict: ambivalent, if an actor
holds different ones of them. A difference from which nothing leads to the position has the
share 0, exactly. Actors that differ in nothing have no gap; nor need actors that differ.
"""

import operator
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import evolve, frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.bipolar import Joint
from argmap.analysis.games import tidy
from argmap.analysis.held import Held, Reduction, reduction
from argmap.analysis.links import groups
from argmap.analysis.projections import Support, hits
from argmap.analysis.standing import Given
from argmap.analysis.theory import Court, Judged, Theory
from argmap.analysis.views import View, joint_verdict, view
from argmap.analysis.weights import Weights
from argmap.analysis.wording import inside, listed, said, variant
from argmap.errors import InvalidOptionError
from argmap.model import ArgumentMap
from argmap.semantics.attribution import shapley_values
from argmap.semantics.framework import Framework
from argmap.semantics.worlds import WorldLabel, labels_across

__all__ = ["Difference", "Swap", "swap"]

_COMPLETE = ("grounded", "complete", "preferred", "stable", "semi-stable", "ideal", "eager")
"""Semantics whose extensions are complete, so that an attack may take a way round."""
_DIGITS = 4
_CELLS = 1 << 20
"""How many claims and steps times worlds are judged at once."""


@frozen
class Difference:
    """A claim that two actors hold differently, and its share of the gap.

    `claims` are the claim and all that are linked to it as the same. `note` is "no path"
    where nothing leads from it to the position.
    """

    claims: tuple[str, ...]
    a: Held
    b: Held
    value: float = 0.0
    note: str = ""

    @property
    def claim(self) -> str:
        """The first of the claims, by whose id the difference goes."""
        return self.claims[0]


@frozen(repr=False)
class Swap(Values[float]):
    """A mapping from each claim two actors hold differently to its share of the gap.

    `value_a` and `value_b` are what the position is worth in the two views, its strength or
    what its label is worth, and `label_a` and `label_b` how it stands; `gap` is the second
    less the first. Drawn shares lie within `error` of the true ones, all at once, in
    `confidence` of all runs; `samples` orders were drawn from `seed`, 0 where they are exact.
    """

    a: str
    b: str
    position: str
    semantics: str
    value_a: float
    value_b: float
    label_a: WorldLabel
    label_b: WorldLabel
    differences: tuple[Difference, ...]
    error: float
    confidence: float
    samples: int
    seed: int

    @property
    def gap(self) -> float:
        """What the position is worth to the second actor, less what it is to the first."""
        return self.value_b - self.value_a


def swap(
    map: ArgumentMap,
    a: str,
    b: str,
    position: str | None = None,
    *,
    semantics: str = "quadratic-energy",
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    reduce: Reduction = "clash",
    members: bool = True,
    samples: int = 2000,
    seed: int = 0,
    shown: int = 10,
) -> Swap:
    """What two actors weigh differently, and how much of the gap between their verdicts it makes.

    `position` is any claim, the motion by default. `reduce` and `members` are as for
    `verdict_of`, but that stances of those who are part of an actor count as its own unless
    told otherwise: a government gives its reasons through its prime minister and envoys, and
    without them most principals would differ in nothing.

    Up to 20 differences that bear on the position shares are exact; with more, `samples`
    orders are drawn from `seed`. The rest is as for every question that judges a map by a
    theory. Of Dung's semantics those will do whose extensions are complete. The table shows
    so many differences, those that move the gap most; the fields have all.

    Raises `NoPositionError` if there is no motion, `UnknownIdError` for another position or
    actor, `UnknownOptionError` for an unknown option, `InvalidOptionError` for a semantics
    that will not do, `NotConverged` if strengths do not come to rest.

    >>> import argmap
    >>> found = swap(argmap.example("iraq-withdrawal"), "washington", "baghdad")
    >>> {claim: round(share, 4) for claim, share in found.items() if abs(share) > 0.001}
    {'no-drag': 0.0014, 'vacuum': 0.0037}
    >>> round(found.value_a, 4), round(found.value_b, 4), round(found.gap, 4)
    (0.0944, 0.0992, 0.0048)
    """
    topic = (map.motion if position is None else map.claim(position)).id
    theory = Theory(
        semantics, support=support, links=links, weights=weights, joint=joint, threshold=threshold
    )
    if not theory.gradual and semantics not in _COMPLETE:
        remedy = f"take one of {', '.join(_COMPLETE)}, or a gradual one"
        raise InvalidOptionError("semantics", semantics, "not one with complete extensions", remedy)
    court = Court(map, theory)
    first, second = (
        view(map, one, members=members, reduce=reduce, links=links, asked=[topic]) for one in (a, b)
    )
    near = frozenset(court.upstream(topic))
    game = (_Weighed if theory.gradual else _Labelled)(court, topic, (first, second), ())
    held = list(_held(map, topic, game.views, links=links))
    apart = [one for one in held if game.differ(one)]
    telling = [one for one in apart if not near.isdisjoint(one.claims)]
    game = evolve(game, differences=(*telling, *(one for one in held if one not in apart)))
    ends = game.judged([[False] * len(telling), [True] * len(telling)])
    shares = shapley_values(
        lambda swapped: game.judged(swapped).values, len(telling), samples=samples, seed=seed
    )
    values = dict(zip((one.claim for one in telling), shares.array.tolist(), strict=True))
    found = tuple(
        Difference(
            one.claims,
            one.a,
            one.b,
            tidy(values.get(one.claim, 0.0)),
            "" if one.claim in values else "no path",
        )
        for one in apart
    )
    value_a, value_b = ends.values.tolist()
    label_a, label_b = ends.labels
    told = _Told(map, topic, (a, b), ends, found, shares.error, shown)
    drawn = f"{shares.samples} orders drawn from seed {seed}" if shares.samples else ""
    return Swap(
        a,
        b,
        topic,
        semantics,
        value_a,
        value_b,
        label_a,
        label_b,
        found,
        shares.error,
        shares.confidence,
        shares.samples,
        seed,
        by_id={one.claim: one.value for one in found},
        table=Table(
            f"What sets {inside(map.actor(a).name)} and {inside(map.actor(b).name)} apart on"
            f" “{said(map.claim(topic))}”",
            variant(map, *theory.words, reduction(reduce, members=members), drawn),
            ("claim", "says", *_headings(map, a, b), "share of gap in %"),
            told.rows,
            note=" ".join(told.note),
        ),
    )


def _held(
    map: ArgumentMap, topic: str, views: tuple[View, View], *, links: bool
) -> Iterator[Difference]:
    """What the two hold of each claim either has a verdict on, positions left out.

    Claims that say the same come together, and those held alike are among them.
    """
    asked = {*map.positions, topic}
    for group in groups(map, links=links):
        a, b = (joint_verdict(one.held, group) for one in views)
        if asked.isdisjoint(group) and (a, b) != ("silent", "silent"):
            yield Difference(group, a, b)


# The two views, and all between -------------------------------------------------------


@frozen(slots=False)
class _Game:
    """A position in the first actor's view, with some differences switched to the second's.

    After the differences come the claims that are held alike: they are in every view between.
    """

    court: Court
    topic: str
    views: tuple[View, View]
    differences: tuple[Difference, ...]

    def differ(self, one: Difference) -> bool:
        """Whether a claim weighs, or is given, differently in the two views."""
        raise NotImplementedError

    def judged(self, switched: Any) -> Judged:
        """How the position stands; `switched` is (worlds, the first differences)."""
        import numpy as np  # noqa: PLC0415  heavy

        some = np.asarray(switched, dtype=bool)
        truths = np.zeros((len(some), len(self.differences)), dtype=bool)
        truths[:, : some.shape[1]] = some
        step = max(1, _CELLS // max(1, len(self.court.ids)))
        parts = [self._judged(truths[at : at + step]) for at in range(0, len(truths), step)]
        return Judged(
            np.concatenate([part.codes for part in parts]),
            np.concatenate([part.values for part in parts]),
        )

    def _judged(self, switched: Any) -> Judged:
        raise NotImplementedError


@frozen(slots=False)
class _Weighed(_Game):
    """By a gradual theory, a claim weighs what it does to whoever's view it is in."""

    def differ(self, one: Difference) -> bool:
        return any(operator.ne(*self.weighed(id)) for id in one.claims)

    def weighed(self, claim: str) -> tuple[float, float]:
        """The base weight of a claim in the one view and the other."""
        usual = float(self.court.bipolar.base[self.court.place(claim)])
        first, second = (one.weights.get(claim, usual) for one in self.views)
        return first, second

    def _judged(self, switched: Any) -> Judged:
        import numpy as np  # noqa: PLC0415  heavy

        court = self.court
        weights = np.tile(court.bipolar.base, (len(switched), 1))
        for at, one in enumerate(self.differences):
            for id in one.claims:
                own, theirs = self.weighed(id)
                weights[:, court.place(id)] = np.where(switched[:, at], theirs, own)
        there = np.ones(weights.shape, dtype=bool)
        return court.at_rest([self.topic], there, weights=weights)[self.topic]


@frozen(slots=False)
class _Labelled(_Game):
    """By labels, a claim is given in or out, or left to the map.

    What is given in stands whatever attacks it. So attacks on what either actor gives in
    take a way round over two more arguments, the second of which is not there while the
    claim is given in. Where the way is open it changes no complete labelling: the first is
    out when the attack is in, and the second then in.
    """

    def differ(self, one: Difference) -> bool:
        own, theirs = self.given(one)
        return own != theirs

    def given(self, one: Difference) -> tuple[Given | None, Given | None]:
        """What is given of a claim, and of all that is the same, in the two views."""
        first, second = (some.given.get(one.claim) for some in self.views)
        return first, second

    def _judged(self, switched: Any) -> Judged:
        import numpy as np  # noqa: PLC0415  heavy

        court, framework = self.court, self.framework
        there = np.ones((len(switched), len(court.ids)), dtype=bool)
        shut = np.zeros((len(switched), len(self.differences)), dtype=bool)
        for at, one in enumerate(self.differences):
            own, theirs = self.given(one)
            shut[:, at] = np.where(switched[:, at], theirs == "in", own == "in")
            out = np.where(switched[:, at], theirs == "out", own == "out")
            there[:, [court.place(id) for id in one.claims]] = ~out[:, np.newaxis]
        marks = np.ones((len(switched), len(framework)), dtype=bool)
        marks[:, : len(court.framework)] = court.marks(court.closed(there))
        for gate, over in self.gates.items():
            marks[:, framework.position(gate)] = ~shut[:, list(over)].any(axis=1)
        semantics: Any = court.theory.semantics
        found = labels_across(framework, marks, semantics, topics=[self.topic])
        return Judged.by_labels(found[self.topic])

    @property
    def framework(self) -> Framework:
        """The framework of the map, with ways round."""
        return self._built[0]

    @property
    def gates(self) -> Mapping[str, frozenset[int]]:
        """The second argument of each way round, and the differences that shut it."""
        return self._built[1]

    @cached_property
    def _built(self) -> tuple[Framework, Mapping[str, frozenset[int]]]:
        theory = self.court.theory
        given = {
            id: at
            for at, one in enumerate(self.differences)
            if "in" in self.given(one)
            for id in one.claims
        }
        pairs: list[tuple[str, str]] = []
        gates: dict[str, frozenset[int]] = {}
        struck = hits(self.court.map, support=theory.support, links=theory.links)
        for number, hit in enumerate(dict.fromkeys(struck)):
            over = frozenset(given[id] for id in (hit.through, hit.target) if id in given)
            if not over:
                pairs.append((hit.source, hit.target))
                continue
            first, second = f"way {number} round", f"way {number} round, on"
            gates[second] = over
            pairs += [(hit.source, first), (first, second), (second, hit.target)]
        ids = dict.fromkeys((*self.court.framework.ids, *(id for pair in pairs for id in pair)))
        return Framework(ids, pairs), gates


# In words -----------------------------------------------------------------------------


def _headings(map: ArgumentMap, a: str, b: str) -> tuple[str, str, str]:
    """Columns for what each holds, told apart whatever they are called, and for what it makes."""
    names = map.actor(a).name, map.actor(b).name
    if names[0] == names[1]:
        names = f"{names[0]} ({a})", f"{names[1]} ({b})"
    return (
        f"{names[0]} holds",
        f"{names[1]} holds" if a != b else f"{names[1]} holds too",
        f"worth more to {inside(names[1])} by",
    )


@frozen
class _Told:
    """What sets two actors apart, in words."""

    map: ArgumentMap
    topic: str
    actors: tuple[str, str]
    ends: Judged
    differences: tuple[Difference, ...]
    error: float
    shown: int

    @property
    def rows(self) -> list[tuple[Cell, ...]]:
        """Those that move the gap, most first."""
        return [self.row(one) for one in self.moving[: max(0, self.shown)]]

    @property
    def moving(self) -> list[Difference]:
        """The differences that can be seen to move the gap."""
        moving = (one for one in self.differences if round(one.value, _DIGITS))
        return sorted(moving, key=lambda one: -abs(one.value))

    def row(self, one: Difference) -> tuple[Cell, ...]:
        """A difference: its claims, what they say, what each holds, and its share."""
        says = "; ".join(said(self.map.claim(id)) for id in one.claims)
        value = round(one.value, _DIGITS)
        share = round(100 * one.value / self.gap, 1) if self.gap else None
        return ", ".join(one.claims), says, one.a, one.b, value, share

    @property
    def gap(self) -> float:
        """What the position is worth to the second, less what it is to the first."""
        first, second = self.ends.values.tolist()
        return tidy(second - first)

    @property
    def note(self) -> Iterator[str]:
        """The two verdicts, what adds up to the gap, and what does not bear on it."""
        values = self.ends.values.tolist()
        seen = (
            f"{inside(self.map.actor(id).name)} {value:.4g} ({label})"
            for id, value, label in zip(self.actors, values, self.ends.labels, strict=True)
        )
        apart = f"the gap is {self.gap:+.4g}" if self.gap else "there is no gap"
        yield f"{self.topic} as each sees it: {', '.join(seen)}; {apart}."
        yield from self.shares()
        yield "What they want of positions is no reason and is left out."

    def shares(self) -> Iterator[str]:
        """How far the differences explain the gap."""
        if not self.differences:
            yield "They hold no reason differently."
        elif any(one.value for one in self.differences):
            within = f", each within {self.error:.2g}" if self.error else ""
            yield f"The shares of all that they hold differently add up to it{within}."
        cut = len(self.moving) - self.shown
        if cut > 0:
            yield f"The first {self.shown} are shown and {cut} more that move it less are not."
        small = [one for one in self.differences if one not in self.moving]
        tiny = f"less than {0.5 * 10**-_DIGITS:.5f}"
        for lead, found in (
            (f"moving it by {tiny}", [one for one in small if one.value]),
            ("with no path to it", [one for one in small if one.note]),
            ("to no effect", [one for one in small if not one.note and not one.value]),
        ):
            if found:
                yield f"Held differently, {lead}: {listed(one.claim for one in found)}."
