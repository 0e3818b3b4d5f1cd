"""Evidential support: nothing stands without a chain from evidence (Oren & Norman 2008).

Evidence is what is granted without argument. A claim that is no evidence stands only while
some pro of it does, and that pro only while its premises do. To an abstract framework this
is told by one more argument per such claim, "lack of" it: it attacks the claim and the steps
that need it, and every pro of the claim attacks it. So the claim is out where all its pros
are, and undecided where they are.

Claims that support each other in a circle and nothing else are no chain from evidence. Left
at that, the two lacks of such a circle would attack each other's attackers and let it hold
itself up under preferred semantics. So inside a circle of n claims lacks are told by the
length of the chain: "lack of x within 2" is attacked by the pros of x whose premises have a
chain within 1, and a chain within 0 there is none.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import field, frozen

from argmap.analysis.links import groups
from argmap.model import Argument, ArgumentMap

__all__ = ["lacks", "repeated", "vouched"]

_WITHIN = " within "
_Attack: TypeAlias = tuple[str, str, str]
"""What attacks, what it was aimed at, and what it hits."""


def vouched(map: ArgumentMap) -> tuple[str, ...]:
    """The claims somebody vouches for: an actor accepts them, or a source is cited for them.

    Never a position, for to want something is no evidence for it.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> "vacuum" in vouched(map), "leave" in vouched(map)
    (True, False)
    """
    return tuple(
        claim.id
        for claim in map.claims
        if claim.id not in map.positions and (claim.citations or _accepted(map, claim.id))
    )


def _accepted(map: ArgumentMap, claim: str) -> bool:
    return any(stance.verdict == "accept" for stance in map.stances_on(claim))


def lacks(
    map: ArgumentMap,
    struck: Mapping[str, Sequence[tuple[str, str]]],
    evidence: Collection[str],
    *,
    links: bool,
) -> Iterator[_Attack]:
    """The attacks to and from lacks of evidence: source, what it was aimed at, and target.

    `struck` maps each step to what attacks it already, each with what it was aimed at. Claims
    that are linked as the same share their pros, and are evidence if one of them is.

    >>> from argmap.model import Argument, ArgumentMap, Claim
    >>> map = ArgumentMap("Why?", claims=[Claim("a", "A."), Claim("b", "B.")],
    ...                   arguments=[Argument("s", ["a"], "b", "pro")])
    >>> list(lacks(map, {}, ["a"], links=True))
    [('lack of b', 'b', 'b'), ('s', 'lack of b', 'lack of b')]
    """
    chains = _Chains(map, struck, frozenset(evidence), links)
    for claim in chains.bare:
        yield from chains.onto(claim)
        yield from chains.within(claim) if claim in chains.circles else chains.plain(claim)


def repeated(id: str) -> str:
    """The step that an argument within a circle repeats; any other argument as it is.

    >>> repeated("s within 2"), repeated("s")
    ('s', 's')
    """
    return id.partition(_WITHIN)[0]


@frozen
class _Chains:
    """Claims that need a chain from evidence, each named after the first of those that are it."""

    map: ArgumentMap
    struck: Mapping[str, Sequence[tuple[str, str]]]
    evidence: frozenset[str]
    links: bool
    bare: dict[str, tuple[str, ...]] = field(init=False)
    """Each claim that is no evidence, with all that is the same."""
    circles: dict[str, frozenset[str]] = field(init=False)
    """Each of them that supports itself in a circle, with the claims on the way round."""

    @bare.default
    def _bare(self) -> dict[str, tuple[str, ...]]:
        alike = groups(self.map, links=self.links)
        return {group[0]: group for group in alike if self.evidence.isdisjoint(group)}

    @circles.default
    def _circles(self) -> dict[str, frozenset[str]]:
        import networkx as nx  # noqa: PLC0415  heavy

        graph = nx.DiGraph(
            (premise, claim)
            for claim in self.bare
            for step in self.pros(claim)
            for premise in self.needed(step)
        )
        groups = map(frozenset, nx.strongly_connected_components(graph))
        return {
            claim: group
            for group in groups
            for claim in group
            if len(group) > 1 or graph.has_edge(claim, claim)
        }

    def pros(self, claim: str) -> list[Argument]:
        """All steps for a claim, or for one that is the same."""
        return [step for one in self.bare[claim] for step in self.map.pros(one)]

    def needed(self, step: Argument) -> list[str]:
        """The premises of a step that need a chain themselves."""
        first = {one: claim for claim, group in self.bare.items() for one in group}
        return [first[premise] for premise in step.premises if premise in first]

    def onto(self, claim: str) -> Iterator[_Attack]:
        """A lack fells the claim, all that is the same, and the steps that need it."""
        for one in self.bare[claim]:
            yield _lack(claim), one, one
            yield from ((_lack(claim), one, step.id) for step in self.map.arguments_from(one))

    def plain(self, claim: str) -> Iterator[_Attack]:
        """Every pro ends the lack."""
        return ((step.id, _lack(claim), _lack(claim)) for step in self.pros(claim))

    def within(self, claim: str) -> Iterator[_Attack]:
        """A pro ends the lack by a chain of so many claims of the circle at most."""
        circle = self.circles[claim]
        most = len(circle)
        for length in range(1, most + 1):
            lack = _lack(claim, length if length < most else None)
            for step in self.pros(claim):
                inner = [one for one in self.needed(step) if one in circle]
                if not inner:
                    yield step.id, lack, lack
                    continue
                copy = f"{step.id}{_WITHIN}{length}"
                outer = [one for one in self.needed(step) if one not in circle]
                foes = [
                    *((_lack(one, length - 1), one) for one in inner),
                    *((_lack(one), one) for one in outer),
                    *self.struck.get(step.id, ()),
                ]
                yield copy, lack, lack
                yield from ((foe, aim, copy) for foe, aim in foes)


def _lack(claim: str, length: int | None = None) -> str:
    """What the lack is called; the space keeps it apart from every id of a map."""
    return f"lack of {claim}" if length is None else f"lack of {claim}{_WITHIN}{length}"
