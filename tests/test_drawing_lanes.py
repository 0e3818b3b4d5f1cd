"""What holds for the views that have a row for each actor: gains and timeline."""

from __future__ import annotations

import pickle
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import Actor, ArgumentMap, Claim, Stake, Stance
from argmap.drawing import Style, draw
from argmap.drawing.scene import Scene
from argmap.drawing.style import PALETTE, luminance
from argmap.drawing.views.lanes import groups, worth
from pictures import extent, figures, overlap, shapes, words
from strategies import maps

VIEWS = ("gains", "timeline")
SVG = "{http://www.w3.org/2000/svg}"
views = st.sampled_from(VIEWS)
rooms = st.sampled_from([None, 640, 900])


def crowd(count, **fields):
    """A map of many actors, the later the more they say."""
    actors = [Actor(f"a{n}", f"Actor {n}", bloc=f"bloc {n % 3}") for n in range(count)]
    stances = [Stance(f"a{n}", "x", "accept", date=f"{1900 + n}") for n in range(count)]
    stances += [Stance(f"a{n}", "x", "reject") for n in range(count // 2, count)]
    return ArgumentMap(
        "X?", positions=("x",), actors=actors, claims=(Claim("x", "X."),), stances=stances, **fields
    )


@given(maps(), views)
def test_every_map_draws_as_well_formed_xml_with_whoever_says_anything_in_it(map, view):
    root = ET.fromstring(draw(map, view).to_svg())  # noqa: S314 - our own output
    shown = {element.get("data-id") for element in root.iter(f"{SVG}g")}

    concerned = {s.actor for s in map.stances if view == "timeline" or s.claim in map.positions}
    concerned |= {stake.actor for stake in map.stakes} if view == "gains" else set()

    assert concerned <= shown


@given(maps(), views)
def test_the_same_map_gives_the_same_bytes(map, view):
    copy = pickle.loads(pickle.dumps(map))  # noqa: S301 - our own map

    assert draw(map, view).to_svg() == draw(copy, view).to_svg()
    assert draw(map, view).to_dot() == draw(copy, view).to_dot()


@given(maps(), views, rooms)
def test_everything_lies_within_the_picture(map, view, room):
    picture = draw(map, view, max_width=room)._picture

    outside = [
        shape
        for shape in shapes(picture)
        for left, top, right, bottom in [extent(shape)]
        if left < 0 or top < 0 or right > picture.width + 0.1 or bottom > picture.height
    ]

    assert not outside


@given(maps(), views, rooms, st.sampled_from(["full", "short", "id"]))
def test_no_line_of_text_lies_on_another(map, view, room, labels):
    picture = draw(map, view, max_width=room, labels=labels)._picture
    placed = [(said.text, extent(said)) for said in words(picture)]

    on_each_other = [(a, b) for (a, x), (b, y) in combinations(placed, 2) if overlap(x, y)]

    assert not on_each_other


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "map",
    [
        ArgumentMap("Is there anything?"),
        ArgumentMap("Q?", claims=(Claim("x", "X."),)),
        ArgumentMap("Q?", positions=("x",), claims=(Claim("x", "X."),)),
        ArgumentMap("Q?", actors=(Actor("a", "A"),)),
    ],
)
def test_where_there_is_nothing_to_show_a_calm_sentence_says_so(view, map):
    diagram = draw(map, view)

    assert any(said.text.startswith(("Nobody", "No actor")) for said in words(diagram._picture))
    assert not figures(diagram._picture)


@pytest.mark.parametrize("view", VIEWS)
def test_more_actors_than_a_picture_holds_are_folded_into_a_chip_and_counted(view):
    map = crowd(70)
    diagram = draw(map, view)

    shown = figures(diagram._picture, "card actor")

    assert len(shown) == Style().fold_above
    assert set(shown) >= {f"a{n}" for n in range(35, 70)}
    assert any(note.startswith("10 actors with fewer stances") for note in diagram._picture.notes)


@pytest.mark.parametrize("view", VIEWS)
def test_a_map_of_a_thousand_claims_is_drawn(view):
    claims = [Claim(f"c{n}", f"Claim {n} of many.") for n in range(1000)]
    actors = [Actor(f"a{n}", f"Actor {n}") for n in range(50)]
    stances = [
        Stance(f"a{n % 50}", f"c{n}", "accept", date=f"{1990 + n % 30}-0{1 + n % 9}")
        for n in range(1000)
    ]
    map = ArgumentMap("Q?", positions=("c0", "c1"), claims=claims, actors=actors, stances=stances)

    assert draw(map, view).to_svg().count("card actor") == (2 if view == "gains" else 50)


def test_principals_come_bloc_by_bloc_and_voices_last():
    actors = (
        Actor("reuters", "Reuters", "voice"),
        Actor("tehran", "Tehran", bloc="Iran"),
        Actor("erbil", "Erbil"),
        Actor("baghdad", "Baghdad", bloc="Iraq"),
        Actor("qom", "Qom", bloc="Iran"),
    )
    stances = [Stance(actor.id, "x", "accept") for actor in actors]
    map = ArgumentMap("X?", actors=actors, claims=(Claim("x", "X."),), stances=stances)

    made = groups(Scene(map, Style()), [actor.id for actor in actors])

    assert [(group.heading, [actor.id for actor in group.actors]) for group in made] == [
        ("Iran", ["tehran", "qom"]),
        ("Iraq", ["baghdad"]),
        ("no bloc", ["erbil"]),
        ("Voices", ["reuters"]),
    ]


def test_actors_without_blocs_or_voices_need_no_heading():
    map = ArgumentMap(
        "X?",
        actors=(Actor("a", "A"), Actor("b", "B")),
        claims=(Claim("x", "X."),),
        stances=(Stance("a", "x", "accept"),),
    )

    assert [group.heading for group in groups(Scene(map, Style()), {"a"})] == [""]


def test_voices_are_folded_before_principals():
    actors = (Actor("v", "V", "voice"), Actor("a", "A"), Actor("b", "B"))
    scene = Scene(ArgumentMap("X?", actors=actors), Style())

    assert worth(scene, {"v": 9, "a": 1, "b": 2}, 2) == (("a", "b"), ("v",))
    assert worth(scene, {"v": 9, "a": 1, "b": 2}, 3) == (("v", "a", "b"), ())


@pytest.mark.parametrize("role", ["gain", "loss"])
@pytest.mark.parametrize("dark", [False, True])
def test_what_is_at_stake_can_be_read_on_every_ground(role, dark):
    for ground in ("paper", "panel"):
        pair = sorted(luminance(PALETTE[name][dark]) for name in (role, ground))

        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


@pytest.mark.parametrize("view", VIEWS)
def test_the_value_of_a_painted_actor_is_told_beside_its_name(view):
    map = ArgumentMap(
        "X?",
        positions=("x",),
        actors=(Actor("a", "Ankara"),),
        claims=(Claim("x", "X."),),
        stances=(Stance("a", "x", "accept", date="2024"),),
        stakes=(Stake("a", "x", "gain"),),
    )

    picture = draw(map, view, values={"a": 0.25, "x": 0.75})._picture

    assert "Ankara: 0.25" in [said.text for said in words(picture)]
    assert "0.75" in draw(map, view, values={"a": 0.25, "x": 0.75}).to_svg()


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_that_reads_from_the_right_is_the_mirror_of_one_that_does_not(view):
    map = crowd(3)
    left, right = (draw(map, view, direction=way) for way in ("ltr", "rtl"))

    assert left._picture.parts == right._picture.parts
    assert left.to_svg() != right.to_svg()
