"""What two sides have in common: what both say, what follows for both, what both could live with.

A side is an actor or several. Its verdict on a claim is the one that all of it who have one
share, and *ambivalent* where they differ. Its views are those of each of its actors, as
`argmap.analysis.views` makes them: the map with an actor's own verdicts taken for granted.

- *Shared*: both sides accept the claim, or both reject it. Somebody has said so on each side.
- *Conceded*: not shared, but one side accepts it and it is in in every view of both sides, or
  one side rejects it and it is out in every view. So it follows for the other side from
  what it does not dispute.
- *Unspoken*: neither side accepts or rejects it, and it is in in every view of both sides, or
  out in every one. Mostly the map speaks there, and neither of them.
- A position is *unrejected* if nobody on either side rejects it, *unrivalled* if nobody
  accepts a rival of it (by a link `contrary`, `contradictory` or `alternative`) without
  accepting it too, and *tenable* if it is out in nobody's view. Both could *live with* it if
  it is all three: no one wants otherwise, and nobody's reasons speak against it. Nor need
  anybody be for it.

Congruence, the first of these, is that of discourse network analysis (Leifeld 2016). The rest
is argmap's own, and follows by the semantics that is named. That somebody would concede what
follows is a guess at their reasons and not on record.

Corner cases. Whoever has no stance on anything sees the map as it is, so that all that stands
follows for it, and the answer says so. Ambivalent and neutral sides share nothing, and block
nothing. A position that one side accepts and the other rejects is never conceded, even where
it is in in all views: the one that rejects it is then at odds with its own reasons. With
itself a side shares all it takes a side on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import frozen

from argmap.analysis.answer import Cell, Table, Values
from argmap.analysis.bipolar import Joint
from argmap.analysis.held import Held, Reduction, reduction
from argmap.analysis.projections import Support
from argmap.analysis.theory import Theory
from argmap.analysis.views import HEARD, Silence, View, view
from argmap.analysis.weights import Weights, weighing
from argmap.analysis.wording import counted, listed, said, variant
from argmap.errors import Fault, InvalidRecordError
from argmap.model import RIVALRIES, ArgumentMap
from argmap.semantics.worlds import WorldLabel

__all__ = ["Common", "CommonGround", "CommonKind", "Livable", "common_ground"]

CommonKind: TypeAlias = Literal["shared", "conceded", "unspoken"]

_KINDS: tuple[CommonKind, ...] = ("shared", "conceded", "unspoken")
_FIRM: dict[Held, WorldLabel] = {"accept": "in", "reject": "out"}


@frozen
class Common:
    """A claim on which two sides are at one.

    `label` is `in` if it stands and `out` if it does not, in what both say or in all their
    views; `a` and `b` are what each side holds of it, and `on_map` how it stands for nobody in
    particular.
    """

    claim: str
    kind: CommonKind
    label: WorldLabel
    a: Held
    b: Held
    on_map: WorldLabel


@frozen
class Livable:
    """A position, and whether two sides could live with it.

    `a` and `b` are what each side holds of it. `accepted_by` are the actors that accept it,
    `rejected_by` those that reject it, `rivalled_by` those that accept a rival and not it, and
    `out_for` those in whose view it is out.
    """

    position: str
    a: Held
    b: Held
    accepted_by: tuple[str, ...]
    rejected_by: tuple[str, ...]
    rivalled_by: tuple[str, ...]
    out_for: tuple[str, ...]

    @property
    def unrejected(self) -> bool:
        """Whether nobody on either side rejects it."""
        return not self.rejected_by

    @property
    def unrivalled(self) -> bool:
        """Whether nobody on either side wants a rival instead."""
        return not self.rivalled_by

    @property
    def tenable(self) -> bool:
        """Whether it is out in nobody's view."""
        return not self.out_for

    @property
    def livable(self) -> bool:
        """Whether it is all three."""
        return self.unrejected and self.unrivalled and self.tenable


@frozen(repr=False)
class CommonGround(Values[CommonKind]):
    """A mapping from each claim on which two sides are at one to how they are.

    `claims` says more of each, the shared ones first. `positions` are all positions of the map.
    `silent` are actors of either side without any stance, for whom the map speaks.
    """

    a: tuple[str, ...]
    b: tuple[str, ...]
    semantics: str
    claims: tuple[Common, ...]
    positions: tuple[Livable, ...]
    silent: tuple[str, ...]

    def of(self, kind: CommonKind, label: WorldLabel = "in") -> tuple[str, ...]:
        """The claims they are at one on in this way, that stand (`in`) or do not (`out`)."""
        return tuple(one.claim for one in self.claims if (one.kind, one.label) == (kind, label))

    @property
    def livable(self) -> tuple[str, ...]:
        """The positions that both sides could live with."""
        return tuple(one.position for one in self.positions if one.livable)


def common_ground(
    map: ArgumentMap,
    a: str | Iterable[str],
    b: str | Iterable[str],
    *,
    semantics: str = "grounded",
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
    silence: Silence = "hears",
    members: bool = True,
    reduce: Reduction = "clash",
) -> CommonGround:
    """What two actors, or sets of them, both hold, what follows for both, and what both can bear.

    `a` and `b` are an id or several. The other options say how views are judged, see
    `argmap.analysis.theory`, and made, see `argmap.analysis.verdicts`. The order of the sides
    makes no difference to what is found.

    Raises `UnknownIdError` for an actor that is none, `UnknownOptionError` for another option,
    `InvalidRecordError` for a side without an actor, and `NotConverged` if the strengths of a
    view do not come to rest.

    >>> import argmap
    >>> found = common_ground(argmap.example("iraq-withdrawal"), "washington", "baghdad")
    >>> found.of("shared"), found.of("conceded")
    (('open-talks',), ('no-drag', 'gaza-key', 'returned', 'vacuum', 'arms-plan'))
    >>> found.livable
    ('open-talks', 'shrink', 'leave-syria')
    """
    theory = Theory(
        semantics, support=support, links=links, weights=weights, joint=joint, threshold=threshold
    )
    sides = _side(map, a, "a"), _side(map, b, "b")
    views = {
        id: view(map, id, silence=silence, members=members, reduce=reduce, links=links)
        for id in dict.fromkeys((*sides[0], *sides[1]))
    }
    labels = {id: seen.labels(theory) for id, seen in views.items()}
    on_map = View(map, "", (), {}, {}, {}, (), ()).labels(theory)
    asked = _Asked(map, sides, views, labels, links, on_map)
    weighed = (weighing(map, weights).said, *theory.words[2:])
    return CommonGround(
        *sides,
        semantics,
        asked.claims,
        asked.positions,
        asked.silent,
        by_id=asked.by_id,
        table=Table(
            f"What {asked.names[0]} and {asked.names[1]} have in common",
            variant(
                map,
                theory.words[0],
                *(weighed if theory.gradual else theory.words[1:]),
                HEARD[silence],
                reduction(reduce, members=members),
            ),
            ("claim", "says", "common ground", *asked.headings, "the map"),
            asked.rows,
            note=" ".join(asked.note),
        ),
    )


def _side(map: ArgumentMap, ids: str | Iterable[str], option: str) -> tuple[str, ...]:
    """The actors of a side."""
    given = (ids,) if isinstance(ids, str) else tuple(dict.fromkeys(ids))
    if not given:
        raise InvalidRecordError([Fault("no actor", remedy="name one or more")], option)
    return tuple(map.actor(id).id for id in given)


@frozen(slots=False)
class _Asked:
    """Two sides, with all their views, and what is common to them."""

    map: ArgumentMap
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    views: Mapping[str, View]
    labels: Mapping[str, Mapping[str, WorldLabel]]
    links: bool
    on_map: Mapping[str, WorldLabel]

    # What is common

    def held(self, side: Sequence[str], claim: str) -> Held:
        """The one verdict of a side on a claim; ambivalent where they differ."""
        verdicts: list[Held] = list(
            dict.fromkeys(self.views[id].held[claim] for id in side if claim in self.views[id].held)
        )
        if len(verdicts) > 1:
            return "ambivalent"
        return verdicts[0] if verdicts else "silent"

    @cached_property
    def claims(self) -> tuple[Common, ...]:
        """The common claims by kind, those that stand first, in the order of the map."""
        found = [one for claim in self.map.claims if (one := self.common(claim.id))]
        return tuple(sorted(found, key=lambda one: (_KINDS.index(one.kind), one.label != "in")))

    def common(self, claim: str) -> Common | None:
        a, b = (self.held(side, claim) for side in self.sides)
        if a == b and a in _FIRM:
            return Common(claim, "shared", _FIRM[a], a, b, self.on_map[claim])
        labels = {labels[claim] for labels in self.labels.values()}
        label = labels.pop() if len(labels) == 1 else "undecided"
        if label not in ("in", "out"):
            return None
        firm = {_FIRM[held] for held in (a, b) if held in _FIRM}
        if not firm:
            return Common(claim, "unspoken", label, a, b, self.on_map[claim])
        if firm == {label}:
            return Common(claim, "conceded", label, a, b, self.on_map[claim])
        return None

    @property
    def by_id(self) -> dict[str, CommonKind]:
        kinds = {one.claim: one.kind for one in self.claims}
        return {claim.id: kinds[claim.id] for claim in self.map.claims if claim.id in kinds}

    @cached_property
    def positions(self) -> tuple[Livable, ...]:
        return tuple(
            Livable(
                id,
                self.held(self.sides[0], id),
                self.held(self.sides[1], id),
                self.who(id, "accept"),
                self.who(id, "reject"),
                self.rivalling(id),
                tuple(one for one, labels in self.labels.items() if labels[id] == "out"),
            )
            for id in self.map.positions
        )

    def who(self, claim: str, verdict: Held) -> tuple[str, ...]:
        return tuple(id for id, seen in self.views.items() if seen.held.get(claim) == verdict)

    def rivalling(self, position: str) -> tuple[str, ...]:
        """Those that accept a rival of a position, and not the position."""
        if not self.links:
            return ()
        rivals = {
            link.other(position) for link in self.map.links_of(position) if link.kind in RIVALRIES
        }
        return tuple(
            id
            for id, seen in self.views.items()
            if seen.held.get(position) != "accept"
            and any(seen.held.get(rival) == "accept" for rival in rivals)
        )

    @property
    def silent(self) -> tuple[str, ...]:
        return tuple(id for id, seen in self.views.items() if not seen.held)

    # In words

    @cached_property
    def names(self) -> tuple[str, str]:
        """What the sides are called, told apart whatever that is."""
        a, b = (", ".join(self.map.actor(id).name for id in side) for side in self.sides)
        return (a, b) if a != b else (f"{a} (first)", f"{b} (second)")

    @property
    def headings(self) -> tuple[str, str]:
        return f"{self.names[0]} holds", f"{self.names[1]} holds"

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """What is shared and conceded, what only their reasons make common, and the positions."""
        for one in self.claims:
            if one.kind != "unspoken" or one.label != one.on_map:
                yield self.row(one.claim, self.how(one))
        for position in self.positions:
            if position.livable and self.by_id.get(position.position) not in _KINDS[:2]:
                yield self.row(position.position, "a position both could live with")

    def row(self, claim: str, how: str) -> tuple[Cell, ...]:
        a, b = (self.held(side, claim) for side in self.sides)
        return claim, said(self.map.claim(claim)), how, a, b, self.on_map[claim]

    def how(self, one: Common) -> str:
        stands = "stands" if one.label == "in" else "falls"
        if one.kind == "shared":
            return f"both {one.a} it"
        if one.kind == "unspoken":
            return f"{stands} in all their views"
        held, other = (one.a, 1) if one.a in _FIRM else (one.b, 0)
        return f"{self.names[1 - other]} {held}s it, and it {stands} for {self.names[other]} too"

    @property
    def note(self) -> Iterator[str]:
        kinds = [one.kind for one in self.claims]
        conceded = counted(kinds.count("conceded"), "claim")
        yield (
            f"Said by both: {counted(kinds.count('shared'), 'claim')}; said by one and following"
            f" for the other: {conceded}."
        )
        unspoken = [
            one for one in self.claims if one.kind == "unspoken" and one.label == one.on_map
        ]
        if unspoken:
            yield (
                f"A further {counted(len(unspoken), 'claim')} on which neither takes a side are"
                " the same for both as on the map, and not shown."
            )
        livable = listed(one.position for one in self.positions if one.livable)
        if self.positions:
            yield (
                f"Both could live with {livable or 'none of the positions'}: nobody rejects it"
                " or wants a rival instead, and it is out in nobody's view."
            )
        yield from self.unlivable()
        if self.silent:
            names = listed(self.map.actor(id).name for id in self.silent)
            yield f"No stance is recorded of {names}, so there the map speaks."

    def unlivable(self) -> Iterator[str]:
        """Why they could not live with the other positions, each by its first reason."""
        reasons: dict[str, list[str]] = {}
        for one in self.positions:
            if not one.unrejected:
                reasons.setdefault("Rejected by somebody", []).append(one.position)
            elif not one.unrivalled:
                reasons.setdefault("A rival is wanted", []).append(one.position)
            elif not one.tenable:
                reasons.setdefault("Out in somebody's view", []).append(one.position)
        for reason, ids in reasons.items():
            yield f"{reason}: {', '.join(ids)}."
