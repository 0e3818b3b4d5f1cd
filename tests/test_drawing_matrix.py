"""A table of stances: what a cell says, what the bars and the net positions count."""

from __future__ import annotations

import pickle
import re
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings

from argmap import Actor, Argument, ArgumentMap, Claim, Stance, example
from argmap.analysis import verdict_of
from argmap.drawing import Style, draw
from argmap.drawing.picture import Bond, Figure, Panel, Rect, Sign, Words
from argmap.drawing.scene import Scene
from argmap.drawing.sides import sides
from argmap.drawing.style import PALETTE, luminance
from argmap.drawing.text import width
from argmap.drawing.views.held import holdings
from argmap.drawing.views.matrix import net_positions, said
from strategies import maps

SVG = "{http://www.w3.org/2000/svg}"
SOME = settings(max_examples=15)
MINUS = "\N{MINUS SIGN}"


@pytest.fixture
def small():
    """A map with every verdict, strong and weak, and a voice."""
    return ArgumentMap(
        "Should we?",
        positions=("yes",),
        claims=(
            Claim("yes", "We should.", label="Yes"),
            Claim("helps", "It helps."),
            Claim("costs", "It costs."),
            Claim("both", "It helps and it costs."),
            Claim("new", "It is new."),
            Claim("unheard", "Nobody says this."),
        ),
        arguments=(
            Argument("s1", "helps", "yes", "pro"),
            Argument("s2", "costs", "yes", "con"),
            Argument("s3", "both", "yes", "pro"),
            Argument("s4", "both", "yes", "con"),
            Argument("s5", "unheard", "yes", "con"),
        ),
        actors=(
            Actor("paper", "Newspaper", "voice"),
            Actor("union", "Union", "group", bloc="Labour"),
            Actor("state", "Government", "government", bloc="State"),
            Actor("bank", "The World Bank", "group"),
            Actor("mute", "Says nothing", "group"),
        ),
        stances=(
            Stance("union", "yes", "accept"),
            Stance("union", "helps", "accept", strength=0.9),
            Stance("union", "costs", "reject", strength=0.2),
            Stance("state", "helps", "ambivalent"),
            Stance("state", "costs", "accept"),
            Stance("bank", "new", "neutral"),
            Stance("bank", "helps", "accept", strength=0.3, basis="implied"),
            Stance("bank", "both", "reject"),
            Stance("paper", "costs", "reject"),
        ),
    )


def picture_of(map, **options):
    return draw(map, "matrix", **options)._picture


def cells(picture):
    parts = [part for part in picture.parts if isinstance(part, Bond)]
    return {part.ends: part for part in parts if part.kind.startswith("stance")}


def nets(picture):
    parts = [part for part in picture.parts if isinstance(part, Bond) and part.kind == "net"]
    return {part.ends[0]: part.shapes[0].text for part in parts}


def figures(picture):
    return {part.id: part for part in picture.parts if isinstance(part, Figure)}


# Rows and columns


def test_rows_are_grouped_by_side_below_the_motion(small):
    picture = picture_of(small)
    at = figures(picture)
    panels = [part for part in picture.parts if isinstance(part, Panel)]

    assert [panel.heading[0] for panel in panels] == [
        "FOR: Yes",
        "AGAINST: Yes",
        "BOTH FOR AND AGAINST",
        "NEITHER FOR NOR AGAINST",
    ]
    rows = sorted(("yes", "helps", "costs", "both", "new"), key=lambda claim: at[claim].box.y)
    assert rows == ["yes", "helps", "costs", "both", "new"]


def test_columns_are_grouped_by_bloc_and_voices_stand_last(small):
    picture = picture_of(small)
    at = figures(picture)
    heads = [part.text for part in picture.parts if isinstance(part, Words)]

    people = sorted(("union", "state", "bank", "paper"), key=lambda actor: at[actor].box.x)
    assert people == ["union", "state", "bank", "paper"]
    assert heads[:4] == ["Labour", "State", "no bloc", "Voices"]


def test_claims_nobody_speaks_on_are_folded_into_one_line_and_counted(small):
    picture = picture_of(small)
    said = [part.text for part in picture.parts if isinstance(part, Words)]

    assert "unheard" not in figures(picture)
    assert "+1 without any stance" in said
    assert "No row: 1 claim on which nobody has a stance." in picture.notes


def test_actors_without_a_stance_have_no_column_and_are_named(small):
    assert "No column: 1 actor without a stance: Says nothing." in picture_of(small).notes


def test_names_are_turned_where_there_are_many_columns(small):
    people = [Actor(f"a{n}", f"A rather long name {n}", "group") for n in range(12)]
    held = [Stance(person.id, "helps", "accept") for person in people]
    many = evolve(small, actors=people, stances=held)

    turned = [shape.turned for shape in figures(picture_of(many))["a3"].shapes]
    level = [shape.turned for shape in figures(picture_of(small))["union"].shapes]

    assert all(turned)
    assert not any(level)
    assert 'transform="rotate(-90 ' in draw(many, "matrix").to_svg()


# Cells


def test_each_verdict_has_a_sign_and_a_ground_of_its_own(small):
    found = cells(picture_of(small))
    looks = {}
    for ends in (("union", "helps"), ("state", "helps"), ("bank", "new"), ("bank", "both")):
        ground, sign = found[ends].shapes[:2]
        looks[sign.sign] = ground.fill

    assert list(looks) == ["accept", "ambivalent", "neutral", "reject"]
    assert len(set(looks.values())) == 4


def test_a_weak_verdict_is_paler_and_the_caption_says_what_is_weak(small):
    picture = picture_of(small)
    found = cells(picture)

    assert found["union", "costs"].shapes[0].fill == "cell-leans-reject"
    assert found["paper", "costs"].shapes[0].fill == "cell-reject"
    assert "A verdict is weak where its strength is at most 0.5." in picture.notes


def test_what_is_inferred_has_a_dotted_edge_and_a_wave(small):
    shapes = cells(picture_of(small))["bank", "helps"].shapes

    assert [shape.text for shape in shapes if isinstance(shape, Words)] == ["~"]
    assert [shape.dash for shape in shapes if isinstance(shape, Rect)] == ["", "1.5 2.5"]


def test_the_cell_of_a_voice_is_round(small):
    found = cells(picture_of(small))

    assert found["paper", "costs"].shapes[0].corner > 3 * found["state", "costs"].shapes[0].corner


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sign", ["accept", "leans-accept", "reject", "leans-reject"])
def test_the_sign_in_a_cell_can_be_read_on_its_ground(sign, dark):
    ground, ink = (luminance(PALETTE[f"cell-{sign}{end}"][dark]) for end in ("", "-ink"))
    light, deep = max(ground, ink), min(ground, ink)

    assert (light + 0.05) / (deep + 0.05) >= 4.5


def test_the_withdrawal_map_has_a_cell_for_every_stance():
    map = example("iraq-withdrawal")

    found = {ends: cell.kind for ends, cell in cells(picture_of(map)).items()}

    assert found == {(s.actor, s.claim): f"stance {s.verdict}" for s in map.stances}


# Numbers


def test_a_net_position_counts_what_sides_with_the_motion_less_what_does_not(small):
    assert nets(picture_of(small)) == {
        "union": "+2",
        "state": f"{MINUS}1",
        "bank": "+1",
        "paper": "+1",
    }


def test_the_motion_itself_and_mixed_and_open_claims_are_not_in_a_net_position(small):
    held = holdings(Scene(small, Style()))
    net = net_positions(Scene(small, Style()), held)

    assert "mute" not in net
    assert net["bank"] == 1
    assert net["union"] == 2


@SOME
@given(maps())
def test_net_positions_are_what_their_definition_says(map):
    scene = Scene(map, Style())
    of = sides(map)
    ways = {("for", "accept"): 1, ("against", "reject"): 1}
    ways |= {("for", "reject"): -1, ("against", "accept"): -1}
    expected = {}
    for actor in map.actors:
        found = [
            ways[key]
            for claim in map.claims
            if claim.id not in map.positions[:1]
            and (key := (of[claim.id], verdict_of(map, actor.id, claim.id).verdict)) in ways
        ]
        if found:
            expected[actor.id] = sum(found)

    assert net_positions(scene, holdings(scene)) == expected


def test_the_net_at_the_end_of_a_row_counts_each_actor_once(small):
    again = Stance("union", "helps", "accept", date="2024")
    picture = picture_of(evolve(small, stances=(*small.stances, again)))
    row = figures(picture)["helps"].box
    ends = [
        part.text
        for part in picture.parts
        if isinstance(part, Words) and part.anchor == "end" and row.y < part.y < row.bottom
    ]

    assert ends == ["+2"]


# Any map


@SOME
@given(maps())
def test_every_claim_and_actor_with_a_stance_is_in_the_table(map):
    root = ET.fromstring(draw(map, "matrix").to_svg())  # noqa: S314 - our own output
    shown = {element.get("data-id") for element in root.iter(f"{SVG}g")} - {None}
    ends = {element.get("data-ends") for element in root.iter(f"{SVG}g")} - {None}
    motion = set(map.positions[:1]) if map.stances else set()

    assert shown == {s.actor for s in map.stances} | {s.claim for s in map.stances} | motion
    assert {f"{s.actor} {s.claim}" for s in map.stances} <= ends


@SOME
@given(maps())
def test_the_same_map_gives_the_same_bytes(map):
    copy = pickle.loads(pickle.dumps(map))  # noqa: S301 - our own map

    assert draw(map, "matrix").to_svg() == draw(copy, "matrix").to_svg()


@SOME
@given(maps())
def test_no_text_leaves_its_box_and_nothing_the_picture(map):
    picture = picture_of(map)

    for figure in figures(picture).values():
        box = figure.box
        assert box.x >= 0
        assert box.right <= picture.width
        assert box.bottom <= picture.height
        for shape in figure.shapes:
            if isinstance(shape, Words) and len(shape.text) > 1:
                wide = width(shape.text, shape.size, bold=shape.bold)
                if shape.turned:
                    assert shape.y - wide >= box.y
                    continue
                start = {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
                assert shape.x - start >= box.x
                assert shape.x - start + wide <= box.right
    for cell in cells(picture).values():
        for shape in cell.shapes:
            if isinstance(shape, Sign):
                ground = cell.shapes[0].box
                assert ground.x < shape.x < ground.right


@SOME
@given(maps())
def test_it_is_well_formed_in_a_narrow_room_with_values_painted(map):
    values = {record.id: len(record.id) for record in (*map.claims, *map.actors)}
    svg = draw(map, "matrix", values, max_width=640, labels="id", theme="dark").to_svg()

    ET.fromstring(svg)  # noqa: S314 - our own output
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", svg)


# Odd and large maps


def test_a_map_without_stances_says_so_calmly():
    picture = picture_of(ArgumentMap("Why?", claims=(Claim("a", "A claim."),)))

    assert picture.panels[0].remark == "Nobody has a stance in this map."
    assert picture.signs == ()


def test_without_a_motion_there_is_no_net_position(small):
    picture = picture_of(evolve(small, positions=()))
    panels = [part for part in picture.parts if isinstance(part, Panel)]

    assert [panel.heading for panel in panels] == [("CLAIMS",)]
    assert nets(picture) == {}
    assert not any(note.startswith("Net position") for note in picture.notes)


def test_a_large_table_keeps_the_rows_with_the_most_holders_and_counts_the_rest():
    claims = [Claim("m", "Motion"), *(Claim(f"c{n}", f"Claim {n}") for n in range(200))]
    steps = [Argument(f"s{n}", f"c{n}", "m", "pro") for n in range(200)]
    people = [Actor("a", "A", "group"), Actor("b", "B", "group")]
    held = [Stance("a", f"c{n}", "accept") for n in range(150)]
    held += [Stance("b", f"c{n}", "reject") for n in range(100, 120)]
    map = ArgumentMap(
        "?", positions=("m",), claims=claims, arguments=steps, actors=people, stances=held
    )
    picture = picture_of(map)
    lines = [part.text for part in picture.parts if isinstance(part, Words)]

    assert {f"c{n}" for n in range(100, 120)} <= set(figures(picture))
    assert "+90 more, with fewer holders" in lines
    assert "+50 without any stance" in lines
    assert nets(picture) == {"a": "+150", "b": f"{MINUS}20"}


def test_the_withdrawal_map_is_neither_a_ribbon_nor_a_strip():
    picture = picture_of(example("iraq-withdrawal"))

    assert 0.5 <= picture.width / picture.height <= 2


def test_the_words_give_the_size_of_the_table_and_the_net_positions(small):
    assert list(said(Scene(small, Style()))) == [
        "A table of 5 claims and 4 actors with 9 verdicts.",
        (
            "On balance for the motion, by the claims held: Union (+2), The World Bank (+1) and "
            "Newspaper (+1)."
        ),
        f"On balance against the motion, by the claims held: Government ({MINUS}1).",
    ]


def test_the_net_counts_actors_without_a_column_too():
    people = [Actor(f"a{n}", f"Actor {n}", "group") for n in range(70)]
    held = [Stance(person.id, "m", "accept") for person in people]
    held += [Stance(person.id, "c", "reject") for person in people[:60]]
    claims = (Claim("m", "Motion"), Claim("c", "A claim."))
    map = ArgumentMap("?", positions=("m",), claims=claims, actors=people, stances=held)
    picture = picture_of(map)
    ends = [part.text for part in picture.parts if isinstance(part, Words) and part.anchor == "end"]

    assert len(cells(picture)) == 120
    assert ends == ["+70", f"{MINUS}60"]
    assert "Of 70 actors the 60 with the most stances have columns." in picture.notes
