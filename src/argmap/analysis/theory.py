"""A map put to a theory: what it makes of a claim, as the map is and in other worlds.

Questions that ask what would change an outcome need one way to judge a map, again and
again, with records left out and weights changed. A `Theory` names that way, and a `Court`
is a map put to it. Theories are of two kinds, told apart by the name of the semantics:

- By a semantics of `argmap.semantics.dung` a claim is *in*, *out* or *undecided*. Where there
  are several extensions, in means in every one and out in none, and where there is none at
  all a claim is *undefined*. Weights play no part.
- By a semantics of `argmap.semantics.gradual` a claim has a strength. It is in above the
  `threshold`, out below it, undecided on it. The threshold of 0.5 is where a claim stands of
  which nothing is known, so to be in is to have been made more likely than not.

A *world* is the map with some claims and steps not there. A claim that is not there takes
the steps along that need it, as when it is given out in `argmap.analysis.acceptability`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from argmap.analysis.bipolar import JOINTS, Joint, to_bipolar
from argmap.analysis.projections import READINGS, SUPPORTS, Support, falling_with, to_framework
from argmap.errors import Fault, InvalidRecordError, UnknownIdError, UnknownOptionError
from argmap.semantics.dung import SEMANTICS
from argmap.semantics.gradual import GRADUAL_SEMANTICS, strengths_across
from argmap.semantics.worlds import WORLD_LABELS, WorldLabel, labels_across

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from argmap.model import ArgumentMap
    from argmap.semantics.bipolar import BipolarFramework
    from argmap.semantics.framework import Framework

__all__ = ["Court", "Judged", "Theory"]

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
    weights: Any = field(default="records", kw_only=True)
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
    def words(self) -> tuple[str, ...]:
        """How it is told in the variant of an answer."""
        links = "links count" if self.links else "links left out"
        if not self.gradual:
            return f"{self.semantics} semantics", READINGS[self.support], links
        return (
            str(GRADUAL_SEMANTICS[self.semantics]),
            f"weights from {self.weights}",
            f"joint premises by their {self.joint}",
            links,
            f"in above a strength of {self.threshold:g}",
        )


@frozen(eq=False)
class Judged:
    """What a court makes of one claim, world by world.

    `codes` are places in `argmap.semantics.WORLD_LABELS`. `values` are strengths by a gradual
    theory; by another, what labels are worth: 1 in, 0 out, 1/2 undecided or undefined.
    """

    codes: NDArray[np.uint8]
    values: NDArray[np.float64]

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
        base weights in each world, of the same shape, by a gradual theory.
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
        import numpy as np  # noqa: PLC0415  heavy

        marks = there[:, self._columns]
        marks[:, self._always] = True
        found = labels_across(self.framework, marks, self._semantics, topics=topics)
        for topic in topics:
            yield topic, Judged(found[topic], np.array(_WORTH)[found[topic]])

    def _weighed(
        self,
        topics: Sequence[str],
        there: NDArray[np.bool_],
        weights: NDArray[np.float64] | None,
    ) -> Iterator[tuple[str, Judged]]:
        import numpy as np  # noqa: PLC0415  heavy

        across: Any = strengths_across
        found = across(self.bipolar, weights, there=there, semantics=self.theory.semantics)
        inside, outside = WORLD_LABELS.index("in"), WORLD_LABELS.index("out")
        for topic in topics:
            values = found[topic]
            above, below = values > self.theory.threshold, values < self.theory.threshold
            codes = np.where(above, inside, np.where(below, outside, 0)).astype(np.uint8)
            yield topic, Judged(codes, values)

    @property
    def _semantics(self) -> Any:
        """The name of a semantics of Dung's, which the theory has checked."""
        return self.theory.semantics

    # Found once

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
        return [self._places.get(_copied(id), 0) for id in self.framework.ids]

    @cached_property
    def _always(self) -> list[int]:
        """The arguments of the framework that no column speaks of."""
        return [
            place for place, id in enumerate(self.framework.ids) if _copied(id) not in self._places
        ]


def _copied(id: str) -> str:
    """The step that an argument of an evidential framework repeats, or the argument itself."""
    return id.partition(" within ")[0]
