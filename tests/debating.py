"""Small debates with actors, voices and sources, for questions about who carries what."""

from __future__ import annotations

from hypothesis import strategies as st

from argmap import Actor, Argument, ArgumentMap, Citation, Claim, Link, Source, Stance
from argmap.model import VERDICTS

CLAIMS = "abcd"
POSITIONS = ("p", "q")
ACTORS = ("x", "y", "z")
DOCUMENTS = ("doc1", "doc2")


@st.composite
def debates(draw, *, sameness=True, cited=True, weights=True):
    """Two positions, four claims, a few steps, and up to three actors who hold some of it."""
    said = [*POSITIONS, *CLAIMS]
    share = st.sampled_from([0.2, 0.5, 0.8]) if weights else st.just(0.5)
    citing = st.lists(st.sampled_from(DOCUMENTS), max_size=2, unique=True).map(
        lambda ids: [Citation(id) for id in ids]
    )
    cite = citing if cited else st.just([])
    steps: list[Argument] = []
    for number in range(draw(st.integers(1, 5))):
        undercut = steps and draw(st.integers(0, 4)) == 0
        target = draw(st.sampled_from([step.id for step in steps] if undercut else said))
        premises = draw(
            st.sets(st.sampled_from([id for id in CLAIMS if id != target]), min_size=1, max_size=2)
        )
        side = "con" if undercut else draw(st.sampled_from(["pro", "con"]))
        steps.append(Argument(f"s{number}", sorted(premises), target, side, citations=draw(cite)))
    links = [Link(POSITIONS, "alternative")] if draw(st.booleans()) else []
    if sameness and draw(st.integers(0, 3)) == 0:
        links.append(Link(draw(st.sampled_from([("a", "b"), ("c", "p")])), "equivalent"))
    held = draw(
        st.lists(
            st.tuples(st.sampled_from(ACTORS), st.sampled_from(said), st.sampled_from(VERDICTS)),
            max_size=8,
            unique_by=lambda one: one[:2],
        )
    )
    stances = [
        Stance(
            actor,
            claim,
            draw(st.sampled_from(["accept", verdict])),
            via=draw(st.lists(st.sampled_from(ACTORS), max_size=1)),
            citations=draw(cite),
        )
        for actor, claim, verdict in held
    ]
    return ArgumentMap(
        "?",
        positions=POSITIONS,
        actors=[Actor(id, id.upper()) for id in ACTORS],
        claims=[
            Claim(
                id,
                f"{id}.",
                weight=draw(share),
                theme=draw(st.sampled_from([None, "T/1", "T/2", "U"])),
                citations=draw(cite),
            )
            for id in said
        ],
        arguments=steps,
        links=links,
        stances=stances,
        sources=[Source(id, id) for id in DOCUMENTS],
    )
