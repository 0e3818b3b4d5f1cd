"""The lattice: which groups of actors hold what together."""

from __future__ import annotations

import pickle
import random
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from argmap import Actor, ArgumentMap, Claim, Stance, analysis
from argmap.drawing import draw
from argmap.drawing.picture import Bond, Box, Disc, Figure, Stroke, Words
from argmap.drawing.scene import Scene
from argmap.drawing.style import Style
from argmap.drawing.text import width
from argmap.drawing.views.lattice import MOST, Concepts, said
from argmap.drawing.views.ring import crosses
from strategies import maps

SVG = "{http://www.w3.org/2000/svg}"


def crowd(actors: int, claims: int, share: float) -> ArgumentMap:
    """Actors who hold some of many claims; the same each time."""
    chance = random.Random(3)
    return ArgumentMap(
        question="What should be done?",
        actors=[Actor(f"a{n}", f"Actor number {n}") for n in range(actors)],
        claims=[Claim(f"c{n}", f"Claim number {n} says something.") for n in range(claims)],
        stances=[
            Stance(f"a{n}", f"c{at}", chance.choice(["accept", "accept", "reject", "neutral"]))
            for n in range(actors)
            for at in range(claims)
            if chance.random() < share
        ],
    )


def small(*stances: tuple[str, str, str], **fields: object) -> ArgumentMap:
    actors, claims, _ = (dict.fromkeys(each) for each in zip(*stances, strict=True))
    return ArgumentMap(
        question="What?",
        actors=[Actor(id, id.title()) for id in actors],
        claims=[Claim(id, f"So {id}.") for id in claims],
        stances=[Stance(*each, **fields) for each in stances],
    )


def parts(map: ArgumentMap, kind: str, **options: object) -> list:
    drawn = draw(map, "lattice", **options)._picture.parts
    return [part for part in drawn if getattr(part, "kind", "").startswith(kind)]


def texts(map: ArgumentMap, **options: object) -> list[str]:
    root = ET.fromstring(draw(map, "lattice", **options).to_svg())  # noqa: S314 - our own
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def check_same(found: Concepts, other: analysis.Lattice) -> None:
    assert found.actors == other.actors
    assert list(found.attributes) == [(one.claim, one.verdict) for one in other.attributes]
    assert found.iceberg.least == other.least
    for drawn, known in zip(found.groups, other.concepts, strict=True):
        assert drawn.actors == known.actors
        assert list(drawn.holds) == [(one.claim, one.verdict) for one in known.holds]
        assert list(drawn.just) == [(one.claim, one.verdict) for one in known.just]
        assert drawn.above == known.above
        assert other.least or drawn.own == known.own


# The concepts ------------------------------------------------------------------------


def test_concepts_are_those_of_the_analysis_on_the_withdrawal_map(withdrawal):
    check_same(Concepts(withdrawal), analysis.lattice(withdrawal))


@given(maps(most=5))
def test_concepts_are_those_of_the_analysis_on_any_map(map):
    found = Concepts(map)
    if not found.held:
        assert not found.groups
        return
    check_same(found, analysis.lattice(map, limit=MOST))


def test_of_too_many_concepts_only_the_groups_of_enough_actors_are_drawn():
    map = crowd(12, 20, 0.4)
    found = Concepts(map)
    whole = analysis.lattice(map)

    assert len(whole.concepts) > MOST
    check_same(found, analysis.lattice(map, least=found.iceberg.least))
    assert found.hidden == len(whole.concepts) - len(found.groups) > 0
    notes = " ".join(draw(map, "lattice")._picture.notes)
    assert f"Only groups of {found.iceberg.least} or more actors are drawn" in notes
    assert f"{found.hidden} smaller ones are not shown" in notes


def test_in_an_iceberg_every_actor_still_stands_at_the_narrowest_groups_drawn():
    found = Concepts(crowd(12, 20, 0.4))

    assert {id for group in found.groups for id in group.own} == set(found.actors)
    for at, group in enumerate(found.groups):
        inner = {id for below in found.groups if at in below.above for id in below.actors}
        assert set(group.own) == set(group.actors) - inner


# The picture -------------------------------------------------------------------------


def test_each_claim_and_each_actor_stands_at_its_disc(withdrawal):
    found = Concepts(withdrawal)

    claims = [figure.id for figure in parts(withdrawal, "card claim")]
    actors = [figure.id for figure in parts(withdrawal, "card actor")]

    assert sorted(claims) == sorted(claim for claim, _ in found.attributes)
    assert sorted(actors) == sorted(found.actors)


def test_a_disc_says_how_many_are_in_the_group_and_grows_with_it(withdrawal):
    sizes = [
        (int(words.text), disc.radius)
        for bond in parts(withdrawal, "concept")
        for disc in bond.shapes
        if isinstance(disc, Disc)
        for words in bond.shapes
        if isinstance(words, Words)
    ]

    assert [count for count, _ in sizes] == [5, 2, 2, 1, 1, 1, 1]
    assert sorted(sizes) == sorted(sizes, key=lambda each: each[1])


def test_a_rejected_claim_is_marked_and_named_so():
    map = small(("ann", "x", "accept"), ("bob", "x", "reject"))

    kinds = {figure.kind.split()[-1]: figure for figure in parts(map, "card claim")}

    assert kinds["reject"].shapes[0].dash
    assert not kinds["accept"].shapes[0].dash
    assert [shape.sign for shape in kinds["reject"].shapes if hasattr(shape, "sign")][1:] == [
        "reject"
    ]
    assert kinds["reject"].label == "So x. (rejects)"


def test_what_nobody_is_on_record_for_is_marked():
    assert "So x. ~" in texts(small(("ann", "x", "accept"), basis="analyst"))
    assert "So x." in texts(small(("ann", "x", "accept"), basis="stated"))


def test_many_claims_at_a_disc_fold_into_a_chip():
    map = small(*(("ann", f"x{n}", "accept") for n in range(9)), ("bob", "y", "accept"))

    (more,) = parts(map, "more")

    shown = {figure.id for figure in parts(map, "card claim")}
    assert shown | set(more.ends) == {claim.id for claim in map.claims}
    assert "+4" in texts(map)
    assert any("4 claims and actors folded" in n for n in draw(map, "lattice")._picture.notes)


@pytest.mark.parametrize(
    "map",
    [
        ArgumentMap(question="Why?"),
        ArgumentMap(question="Why?", claims=[Claim("x", "So.")], actors=[Actor("a", "Ann")]),
        small(("ann", "x", "neutral")),
    ],
)
def test_where_nobody_takes_a_side_the_picture_says_so(map):
    assert "No principal takes a side on any claim." in texts(map)
    assert list(said(Scene(map, Style()))) == ["No principal takes a side on any claim."]


def test_voices_and_undecided_stances_are_counted(withdrawal):
    assert "11 voices without a stake not shown." in draw(withdrawal, "lattice")._picture.notes
    map = small(("ann", "x", "accept"), ("ann", "y", "neutral"))
    assert "1 neutral or ambivalent stance, on no side, not shown." in (
        draw(map, "lattice")._picture.notes
    )


def test_values_are_told_at_claims_and_actors():
    map = small(("ann", "x", "accept"), ("bob", "x", "accept"))

    told = texts(map, values={"x": 0.25, "ann": 0.75})

    assert {"0.25", "Ann: 0.75"} <= set(told)


def test_labels_are_as_asked(withdrawal):
    assert "They leave soon, by a date" in texts(withdrawal)
    assert "leave-fast" in texts(withdrawal, labels="id")


def test_the_summary_says_who_holds_what_together(withdrawal):
    told = " ".join(said(Scene(withdrawal, Style())))

    assert "Baghdad and Voices inside Iraq hold together: “US forces leave Iraq.”." in told


# Laws --------------------------------------------------------------------------------


def overlap(a, b):
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def check_places(map: ArgumentMap, **options: object) -> None:
    picture = draw(map, "lattice", **options)._picture
    figures = [part.box for part in picture.parts if isinstance(part, Figure)]
    discs = [
        Box(d.x - d.radius, d.y - d.radius, 2 * d.radius, 2 * d.radius)
        for part in picture.parts
        if isinstance(part, Bond)
        for d in part.shapes
        if isinstance(d, Disc)
    ]
    held = [picture.banner.box, *figures, *discs]

    assert not any(overlap(a, b) for a, b in combinations(held, 2))
    for box in held:
        assert box.x >= 0
        assert box.right <= picture.width
        assert box.bottom <= picture.height
    inner = [Box(b.x + 1, b.y + 1, b.width - 2, b.height - 2) for b in (*figures, *discs)]
    for part in picture.parts:
        if isinstance(part, Bond) and part.kind == "order":
            (line,) = (shape for shape in part.shapes if isinstance(shape, Stroke))
            for p, q in pairwise(line.points):
                assert not any(crosses(p, q, box) for box in inner)


def check_texts(map: ArgumentMap) -> None:
    for figure in parts(map, "card claim"):
        for shape in figure.shapes:
            if isinstance(shape, Words) and len(shape.text) > 3:
                wide = width(shape.text, shape.size, bold=shape.bold)
                assert shape.x + wide <= figure.box.right


@given(maps(most=5))
def test_any_map_shows_every_group_and_line_apart_and_is_the_same_each_time(map):
    copy = pickle.loads(pickle.dumps(map))  # noqa: S301 - our own map
    drawn = draw(map, "lattice").to_svg()
    groups = Concepts(map).groups

    ET.fromstring(drawn)  # noqa: S314 - our own output
    assert drawn == draw(copy, "lattice").to_svg()
    assert len(parts(map, "concept")) == len(groups)
    assert len(parts(map, "order")) == sum(len(group.above) for group in groups)
    check_places(map)
    check_texts(map)


@pytest.mark.parametrize("options", [{}, {"max_width": 640}, {"labels": "id"}])
def test_the_withdrawal_map_keeps_all_apart(withdrawal, options):
    check_places(withdrawal, **options)


@pytest.mark.parametrize(
    ("actors", "claims", "share"), [(6, 12, 0.5), (12, 20, 0.4), (50, 90, 0.1)]
)
def test_a_crowd_keeps_all_apart(actors, claims, share):
    check_places(crowd(actors, claims, share))


def test_the_withdrawal_map_is_small(withdrawal):
    assert len(draw(withdrawal, "lattice").to_svg()) <= 40 * 1024
