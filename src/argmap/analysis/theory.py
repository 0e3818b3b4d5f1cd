"""A map put to a theory: what it makes of a claim, as the map is and in other worlds.

Questions that ask what would change an outcome need one way to judge a map, again and
again, with records left out and weights changed. A `Theory` names that way, and a `Court`
is a map put to it. Theories are of two kinds, told apart by the name of the semantics:

- By a semantics of `argmap.semantics.dung` a claim is *in*, *out* or *undecided*. Where there
  are several extensions, in means in every one and out in none, and where there is none at
  all a claim is *undefined*. Weights play no part.
- By a semantics of `argmap.semantics.gradual` a claim has a strength. It is in above the
  `threshold`, out below it, undecided on it. The threshold of 0.5 is where a claim stands of
  which nothing is known, so to be in is to have been made more likely than not. A strength
  within 1e-9 of the threshold lies on it: so little is the noise of reckoning. Where
  strengths that go round in a circle do not come to rest, there is none, and the claim is
  *undefined*.

A *world* is the map with some claims and steps not there. A claim that is not there takes
the steps along that need it, as when it is given out in `argmap.analysis.acceptability`.

Not all of a map can matter to a claim. *Upstream* of it is what bears on it along the
relations of the theory's framework, and what takes such a record along. By a gradual theory,
and by semantics that are directional (Baroni & Giacomin 2007), nothing else matters.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from argmap.analysis.bipolar import JOINTS, Joint, to_bipolar
from argmap.analysis.evidence import repeated
from argmap.analysis.projections import READINGS, SUPPORTS, Support, falling_with, to_framework
from argmap.analysis.weights import Weights, in_words
from argmap.errors import Fault, InvalidRecordError, UnknownIdError, UnknownOptionError
from argmap.semantics import gradual
from argmap.semantics.dung import DIRECTIONAL, SEMANTICS
from argmap.semantics.gradual import GRADUAL_SEMANTICS, NotConverged, strengths_across
from argmap.semantics.structure import cone
from argmap.semantics.worlds import WORLD_LABELS, WorldLabel, labels_across

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from argmap.model import ArgumentMap
    from argmap.semantics.bipolar import BipolarFramework
    from argmap.semantics.framework import Framework

__all__ = ["ON_THRESHOLD", "Court", "Judged", "Theory"]

ON_THRESHOLD = 1e-9
"""A strength no further from the threshold lies on it."""

_WORTH = (0.5, 1.0, 0.0, 0.5)
"""What a label is worth where labels are averaged, by its place in `WORLD_LABELS`."""


@frozen
class Theory:
    """A semantics by name, and how a map is put to it.

    `support` and `evidence` are for Dung's semantics, `weights`, `joint` and `threshold` for
    gradual ones, `links` for both. `UnknownOptionError` for a name that is none of them.

    >>> Theory("quadratic-energy").gradual, Theory("grounded").gradual
    (True, False)
    >>> Theory("grouned")
    Traceback (most recent call last):
        ...
    argmap.errors.UnknownOptionError: unknown semantics 'grouned' (one of: admissible, complete, grounded, preferred, stable, semi-stable, ideal, eager, naive, stage, cf2, quadratic-energy, df-quad, euler, mlp, sd-df-quad, h-categoriser, max-based, card-based, social); did you mean 'grounded'?
    """  # noqa: E501  an error is not broken

    semantics: str = field(default="grounded")
    support: Support = field(default="necessary", kw_only=True)
    links: bool = field(default=True, kw_only=True)
    evidence: Collection[str] | None = field(default=None, kw_only=True)
    weights: Weights = field(default="records", kw_only=True)
    joint: Joint = field(default="minimum", kw_only=True)
    threshold: float = field(default=0.5, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for option, value, known in (
            ("semantics", self.semantics, (*SEMANTICS, *GRADUAL_SEMANTICS)),
            ("support", self.support, SUPPORTS),
            ("joint", self.joint, JOINTS),
        ):
            if value not in known:
                raise UnknownOptionError(option, value, known)
        if not 0 <= self.threshold <= 1:
            fault = Fault(f"threshold {self.threshold!r} is outside 0..1", remedy="give a share")
            raise InvalidRecordError([fault], "theory")

    @property
    def gradual(self) -> bool:
        """Whether claims have strengths by it, rather than labels."""
        return self.semantics in GRADUAL_SEMANTICS

    @property
    def directional(self) -> bool:
        """Whether only what leads to a claim can matter to it."""
        return self.gradual or self.semantics in DIRECTIONAL

    def codes(self, strengths: NDArray[np.float64]) -> NDArray[np.uint8]:
        """What strengths come to, by a gradual theory: places in `WORLD_LABELS`."""
        import numpy as np  # noqa: PLC0415  heavy

        above, below = self.threshold + ON_THRESHOLD, self.threshold - ON_THRESHOLD
        found = np.full(np.shape(strengths), WORLD_LABELS.index("undecided"), dtype=np.uint8)
        found[strengths > above] = WORLD_LABELS.index("in")
        found[strengths < below] = WORLD_LABELS.index("out")
        found[np.isnan(strengths)] = WORLD_LABELS.index("undefined")
        return found

    def label(self, strength: float) -> WorldLabel:
        """What a strength comes to, by a gradual theory.

        >>> Theory("df-quad").label(0.6), Theory("df-quad").label(0.2 + 0.2 + 0.1)
        ('in', 'undecided')
        """
        import numpy as np  # noqa: PLC0415  heavy

        return WORLD_LABELS[int(self.codes(np.array([strength]))[0])]

    @property
    def words(self) -> tuple[str, ...]:
        """How it is told in the variant of an answer."""
        links = "links count" if self.links else "links left out"
        if not self.gradual:
            return f"{self.semantics} semantics", READINGS[self.support], links
        source = GRADUAL_SEMANTICS[self.semantics].source
        return (
            f"{self.semantics} semantics ({source})",
            in_words(self.weights),
            f"joint premises by their {self.joint}",
            links,
            f"in above a strength of {self.threshold:g}",
        )


@frozen(eq=False)
class Judged:
    """What a court makes of one claim, world by world.

    `codes` are places in `argmap.semantics.WORLD_LABELS`. `values` are strengths by a gradual
    theory, not a number where they do not come to rest; by another, what labels are worth: 1
    in, 0 out, 1/2 undecided or undefined.
    """

    codes: NDArray[np.uint8]
    values: NDArray[np.float64]

    @classmethod
    def by_labels(cls, codes: NDArray[np.uint8]) -> Judged:
        """Of a theory that has labels and no strengths."""
        import numpy as np  # noqa: PLC0415  heavy

        return cls(codes, np.array(_WORTH)[codes])

    @property
    def labels(self) -> tuple[WorldLabel, ...]:
        """The labels, world after world."""
        return tuple(WORLD_LABELS[code] for code in self.codes.tolist())


@frozen(eq=False, slots=False)
class Court:
    """A map put to a theory, ready to be judged in as many worlds as wanted.

    >>> import argmap
    >>> court = Court(argmap.example("iraq-withdrawal"), Theory())
    >>> court.label("stay"), court.label("stay", without=["weak-army"])
    ('in', 'in')
    """

    map: ArgumentMap
    theory: Theory = field(factory=Theory)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The claims and then the steps of the map: the columns of a world."""
        claims = (claim.id for claim in self.map.claims)
        return (*claims, *(argument.id for argument in self.map.arguments))

    @cached_property
    def framework(self) -> Framework:
        """The abstract framework, by a theory that has one; other nodes come after the ids."""
        theory = self.theory
        return to_framework(
            self.map, support=theory.support, links=theory.links, evidence=theory.evidence
        )

    @cached_property
    def bipolar(self) -> BipolarFramework:
        """The framework of weights, by a gradual theory; its arguments are the ids."""
        theory = self.theory
        made: Any = to_bipolar
        found: BipolarFramework = made(
            self.map, weights=theory.weights, joint=theory.joint, links=theory.links
        )
        return found

    # Worlds

    def place(self, id: str) -> int:
        """The column of a claim or step; `UnknownIdError` for anything else."""
        try:
            return self._places[id]
        except KeyError:
            raise UnknownIdError(id, self.ids, kind="claim or argument") from None

    def worlds(self, absent: Sequence[Iterable[str]]) -> NDArray[np.bool_]:
        """What is there in each world, (worlds, ids), given what is not, world by world."""
        import numpy as np  # noqa: PLC0415  heavy

        there = np.ones((len(absent), len(self.ids)), dtype=bool)
        for world, gone in enumerate(absent):
            there[world, [self.place(id) for id in gone]] = False
        return there

    def closed(self, there: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The same worlds, without what falls along with what is not there."""
        there = there.copy()
        for claim, falling in self._falling:
            there[:, falling] &= there[:, [claim]]
        return there

    # What can matter

    @cached_property
    def relations(self) -> tuple[Sequence[str], Sequence[Sequence[int]]]:
        """The nodes of the theory's framework, and for each place those that bear on it."""
        if not self.theory.gradual:
            return self.framework.ids, self.framework.in_rows
        rows: list[list[int]] = [[] for _ in self.ids]
        for side in self.bipolar.sides:
            for source, target in zip(side.sources.tolist(), side.targets.tolist(), strict=True):
                rows[target].append(source)
        return self.ids, rows

    def upstream(self, topic: str) -> tuple[str, ...]:
        """The claims and steps that can matter to a topic, the nearest first, itself the first.

        Of the same distance, they come in the order of the map. By semantics that are not
        directional, all others can matter too, and follow.

        >>> import argmap
        >>> court = Court(argmap.example("iraq-withdrawal"), Theory(support="evidential"))
        >>> court.upstream("open-talks")
        ('open-talks', 'ready-to-talk-pro-open-talks', 'ready-to-talk')
        """
        own = self._distances(self.place(topic))
        found = dict(own)
        for claim, falling in self._falling:
            taken = [own[column] for column in falling if column in own]
            if claim not in own and taken:
                found[claim] = min(taken) + 1
        near = [self.ids[column] for column in sorted(found, key=lambda one: (found[one], one))]
        return tuple(near if self.theory.directional else dict.fromkeys((*near, *self.ids)))

    def _distances(self, column: int) -> dict[int, int]:
        """How far each claim and step that leads to one is from it, by their columns."""
        names, rows = self.relations
        far, open_ = {column: 0}, deque([column])
        while open_:
            at = open_.popleft()
            for other in rows[at]:
                if other not in far:
                    far[other] = far[at] + 1
                    open_.append(other)
        found: dict[int, int] = {}
        for at, distance in far.items():
            record = self._places.get(repeated(names[at]))
            if record is not None:
                found.setdefault(record, distance)
        return found

    # Judging

    def judged(
        self,
        topics: Iterable[str],
        there: NDArray[np.bool_],
        *,
        weights: NDArray[np.float64] | None = None,
    ) -> Mapping[str, Judged]:
        """What becomes of each topic in each world.

        `there` is (worlds, ids), and what falls along need not be marked. `weights` are the
        base weights in each world, of the same shape, by a gradual theory. By such a theory,
        a topic is undefined where strengths upstream of the topics do not come to rest.
        """
        topics = tuple(dict.fromkeys(topics))
        for topic in topics:
            self.place(topic)
        there = self.closed(there)
        return dict(
            self._weighed(topics, there, weights)
            if self.theory.gradual
            else self._labelled(topics, there)
        )

    def at_rest(
        self,
        topics: Iterable[str],
        there: NDArray[np.bool_],
        *,
        weights: NDArray[np.float64] | None = None,
    ) -> Mapping[str, Judged]:
        """The same for whoever needs numbers: `NotConverged` where strengths do not come to rest.

        >>> import argmap, numpy
        >>> court = Court(argmap.example("iraq-withdrawal"), Theory("df-quad"))
        >>> court.at_rest(["leave"], numpy.ones((1, len(court.ids)), dtype=bool))["leave"].labels
        ('out',)
        """
        import numpy as np  # noqa: PLC0415  heavy

        found = self.judged(topics, there, weights=weights)
        moving = [np.flatnonzero(np.isnan(judged.values)) for judged in found.values()]
        if worlds := sorted(int(some[0]) for some in moving if len(some)):
            world = worlds[0]
            raise self._complaint(found, there[world], None if weights is None else weights[world])
        return found

    def _complaint(
        self,
        topics: Iterable[str],
        there: NDArray[np.bool_],
        weights: NDArray[np.float64] | None,
    ) -> NotConverged:
        """What is to be said of a world whose strengths do not come to rest."""
        framework = self.bipolar
        if weights is not None:
            framework = framework.with_weights(dict(zip(self.ids, weights.tolist(), strict=True)))
        near = set(self._part(tuple(topics))[1])
        stays = self.closed(there[None])[0]
        stays[[place for place in range(len(self.ids)) if place not in near]] = False
        semantics = self.theory.semantics
        try:
            gradual.strengths(framework.part(stays), semantics)
        except NotConverged as error:
            return error
        nothing: dict[str, float] = {}
        return NotConverged(
            (nothing, nothing), semantics=semantics, evaluations=0, residual=float("nan")
        )

    def labels(
        self, topics: Iterable[str], *, without: Iterable[str] = ()
    ) -> dict[str, WorldLabel]:
        """How each topic stands, as the map is or without some of its records."""
        found = self.judged(topics, self.worlds([tuple(without)]))
        return {topic: judged.labels[0] for topic, judged in found.items()}

    def label(self, topic: str, *, without: Iterable[str] = ()) -> WorldLabel:
        """How one claim or step stands."""
        return self.labels([topic], without=without)[topic]

    def _labelled(
        self, topics: Sequence[str], there: NDArray[np.bool_]
    ) -> Iterator[tuple[str, Judged]]:
        found = labels_across(self.framework, self.marks(there), self._semantics, topics=topics)
        for topic in topics:
            # A view would keep the labels of all alive.
            yield topic, Judged.by_labels(found[topic].copy())

    def marks(self, there: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which arguments of the abstract framework are there in worlds that are closed."""
        found = there[:, self._columns]
        found[:, self._always] = True
        return found

    def _weighed(
        self,
        topics: Sequence[str],
        there: NDArray[np.bool_],
        weights: NDArray[np.float64] | None,
    ) -> Iterator[tuple[str, Judged]]:
        part, columns = self._part(tuple(topics))
        if weights is not None:
            weights = weights[:, columns]
        found = strengths_across(
            part, weights, there=there[:, columns], semantics=self.theory.semantics
        )
        for topic in topics:
            values = found[topic].copy()  # here too
            yield topic, Judged(self.theory.codes(values), values)

    def part(self, topic: str) -> BipolarFramework:
        """What of the framework of weights leads to a topic; its strength is the same there."""
        return self._part((topic,))[0]

    def _part(self, topics: tuple[str, ...]) -> tuple[BipolarFramework, list[int]]:
        """What leads to any of the topics, and its columns."""
        import numpy as np  # noqa: PLC0415  heavy

        if topics not in self._parts:
            columns = cone(map(self.place, topics), self.relations[1])
            stays = np.zeros(len(self.ids), dtype=bool)
            stays[columns] = True
            whole = len(columns) == len(self.ids)
            self._parts[topics] = (self.bipolar if whole else self.bipolar.part(stays)), columns
        return self._parts[topics]

    @property
    def _semantics(self) -> Any:
        """The name of a semantics of Dung's, which the theory has checked."""
        return self.theory.semantics

    # Found once

    @cached_property
    def _parts(self) -> dict[tuple[str, ...], tuple[BipolarFramework, list[int]]]:
        return {}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(self.ids)}

    @cached_property
    def _falling(self) -> list[tuple[int, list[int]]]:
        """Each claim's column, and those of what falls with it."""
        support: Support = "necessary" if self.theory.gradual else self.theory.support
        falling = (
            (claim.id, falling_with(self.map, claim.id, support=support, links=self.theory.links))
            for claim in self.map.claims
        )
        return [
            (self._places[claim], [self._places[id] for id in ids if id != claim])
            for claim, ids in falling
        ]

    @cached_property
    def _columns(self) -> list[int]:
        """For each argument of the framework, the column that says whether it is there."""
        return [self._places.get(repeated(id), 0) for id in self.framework.ids]

    @cached_property
    def _always(self) -> list[int]:
        """The arguments of the framework that no column speaks of."""
        return [
            place for place, id in enumerate(self.framework.ids) if repeated(id) not in self._places
        ]
