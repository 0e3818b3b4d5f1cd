"""Actors between the claims for and against: what stands where, and what a line says."""

from __future__ import annotations

import pickle
import re
from itertools import combinations, permutations
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings

from argmap import Actor, Argument, ArgumentMap, Claim, Stake, Stance, example
from argmap.analysis import verdict_of
from argmap.drawing import Style, draw
from argmap.drawing.picture import Bond, Figure, Panel, Rect, Stroke, Words
from argmap.drawing.scene import Scene
from argmap.drawing.text import width
from argmap.drawing.views.actors import _sheet, _uncrossed, crossings, said, thick
from argmap.drawing.views.held import holdings, stakes_held
from strategies import maps

SVG = "{http://www.w3.org/2000/svg}"
SOME = settings(max_examples=15)


@pytest.fixture
def small():
    """A map with every verdict, every effect of a stake, and a voice."""
    return ArgumentMap(
        "Should we?",
        positions=("yes", "no"),
        claims=(
            Claim("yes", "We should.", label="Yes"),
            Claim("no", "We should not.", label="No"),
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
            Argument("s5", "no", "yes", "con"),
        ),
        actors=(
            Actor("union", "Union", "group", bloc="Labour", names={"ar": "النقابة"}),
            Actor("state", "Government", "government", bloc="State"),
            Actor("bank", "The World Bank", "group"),
            Actor("paper", "Newspaper", "voice"),
            Actor("mute", "Says nothing", "group"),
        ),
        stances=(
            Stance("union", "helps", "accept", strength=0.9),
            Stance("union", "costs", "reject", strength=0.2),
            Stance("state", "helps", "ambivalent"),
            Stance("bank", "new", "neutral"),
            Stance("bank", "helps", "accept", basis="analyst"),
            Stance("paper", "both", "accept"),
            Stance("paper", "both", "reject"),
        ),
        stakes=(
            Stake("union", "yes", "gain"),
            Stake("state", "yes", "mixed"),
            Stake("bank", "no", "loss"),
        ),
    )


def picture_of(map, **options):
    return draw(map, "actors", **options)._picture


def bonds(picture):
    return {part.ends: part for part in picture.parts if isinstance(part, Bond)}


def figures(picture):
    return {part.id: part for part in picture.parts if isinstance(part, Figure)}


def stroke(bond):
    return next(shape for shape in bond.shapes if isinstance(shape, Stroke))


def words(part):
    return [shape.text for shape in part.shapes if isinstance(shape, Words)]


# What stands where


def test_claims_for_stand_left_of_the_actors_and_those_against_right_of_them(small):
    at = figures(picture_of(small))

    assert at["helps"].box.right < at["union"].box.x
    assert at["costs"].box.x > at["union"].box.right


def test_a_claim_that_speaks_both_ways_and_one_that_speaks_neither_have_panels_of_their_own(small):
    picture = picture_of(small)
    panels = [part for part in picture.parts if isinstance(part, Panel)]

    assert [panel.heading[0] for panel in panels] == [
        "FOR: Yes",
        "BOTH FOR AND AGAINST",
        "AGAINST: Yes",
        "NEITHER FOR NOR AGAINST",
    ]


def test_a_claim_nobody_speaks_on_is_counted_and_not_drawn(small):
    picture = picture_of(small)

    assert "unheard" not in figures(picture)
    assert "Not drawn: 1 claim on which nobody has a stance or a stake." in picture.notes


def test_an_actor_who_holds_nothing_is_counted_and_not_drawn(small):
    picture = picture_of(small)

    assert "mute" not in figures(picture)
    assert "Not drawn: 1 actor without a stance or a stake." in picture.notes


def test_a_bloc_has_a_dashed_frame_with_its_name_around_its_actors(small):
    picture = picture_of(small)
    frames = [part.box for part in picture.parts if isinstance(part, Rect) and part.dash]
    names = [part.text for part in picture.parts if isinstance(part, Words)]
    union = figures(picture)["union"].box

    assert names == ["Labour", "State", "no bloc", "Voices"]
    assert sum(f.x < union.x and f.y < union.y and f.bottom > union.bottom for f in frames) == 1


def test_an_actor_is_named_in_another_language_too(small):
    assert words(figures(picture_of(small))["union"]) == ["Union", "النقابة"]


def test_a_map_in_the_other_language_does_not_say_the_name_twice(small):
    union = evolve(small.actors[0], name="النقابة")
    arabic = evolve(small, language="ar", actors=(union, *small.actors[1:]))

    assert words(figures(picture_of(arabic))["union"]) == ["النقابة"]


def test_a_voice_is_round(small):
    corners = {
        id: figure.shapes[0].corner / figure.box.height
        for id, figure in figures(picture_of(small)).items()
    }

    assert corners["paper"] == 0.5
    assert corners["bank"] < 0.3


def test_the_motion_stands_first(small):
    at = figures(picture_of(small))

    assert at["yes"].box.y < at["helps"].box.y


# What a line says


def test_each_verdict_has_a_line_of_its_own_look(small):
    at = bonds(picture_of(small))
    looks = {
        (stroke(at[ends]).dash, stroke(at[ends]).head, len(at[ends].shapes))
        for ends in (("union", "helps"), ("union", "costs"), ("state", "helps"), ("bank", "new"))
    }

    assert (stroke(at["union", "helps"]).dash, stroke(at["union", "helps"]).head) == ("", "")
    assert stroke(at["union", "costs"]).head == "con"
    assert len(looks) == 4


def test_a_stake_is_no_stance(small):
    at = bonds(picture_of(small))

    assert at["union", "yes"].kind == "stake gain"
    assert at["union", "yes"].sign == ""
    assert [words(at[ends]) for ends in (("union", "yes"), ("state", "yes"), ("bank", "no"))] == [
        ["+"],
        ["±"],
        ["\N{MINUS SIGN}"],
    ]


def test_a_stronger_stance_has_a_thicker_line_and_a_voice_a_thinner_one():
    strengths = (0.0, 0.2, 0.5, 0.8, 1.0)
    lines = [thick(strength, voice=False) for strength in strengths]

    assert lines == sorted(set(lines))
    assert all(thick(s, voice=True) < thick(s, voice=False) for s in strengths)


def test_what_is_inferred_bears_a_wave_and_what_is_on_record_does_not(small):
    at = bonds(picture_of(small))

    assert words(at["bank", "helps"]) == ["~"]
    assert words(at["union", "helps"]) == []


def test_verdicts_that_clash_are_of_two_minds_and_the_caption_says_so(small):
    picture = picture_of(small)

    assert bonds(picture)["paper", "both"].kind == "stance ambivalent"
    assert any("of two minds where they clash" in note for note in picture.notes)


def test_a_line_says_in_words_who_holds_what(small):
    tip = bonds(picture_of(small))["union", "costs"].tip

    assert tip == "“It costs.”\nUnion rejects it (stated)."


def test_the_legend_explains_only_what_occurs(small):
    only = evolve(small, stances=small.stances[:1], stakes=())
    said = {item.text for item in picture_of(only).signs}

    assert said == {"speaks for the motion", "accepts", "thicker: stronger"}


def test_the_withdrawal_map_has_a_line_for_every_stance_and_every_stake():
    map = example("iraq-withdrawal")
    lines = [bond for bond in picture_of(map).parts if isinstance(bond, Bond)]
    found = {bond.ends: bond.kind for bond in lines if bond.kind.startswith("stance")}

    assert found == {
        (stance.actor, stance.claim): f"stance {stance.verdict}" for stance in map.stances
    }
    assert sum(bond.kind.startswith("stake") for bond in lines) == len(map.stakes)


@SOME
@given(maps())
def test_a_line_gives_the_verdict_that_the_analysis_finds(map):
    held = holdings(Scene(map, Style()))

    assert all(verdict_of(map, h.actor, h.claim).verdict == h.sign for h in held)
    assert {(h.actor, h.claim) for h in held} == {(s.actor, s.claim) for s in map.stances}


# Order


def test_lines_cross_as_little_as_in_the_best_order_of_a_small_map():
    actors = [Actor(id, id.upper(), "group") for id in "uvw"]
    claims = [Claim("m", "Motion"), *(Claim(id, id.upper()) for id in "abc")]
    steps = [Argument(f"s{id}", id, "m", "con") for id in "abc"]
    pairs = (("u", "c"), ("v", "b"), ("w", "a"), ("u", "b"))
    held = [Stance(*pair, "accept") for pair in pairs]
    map = ArgumentMap(
        "?", positions=("m",), actors=actors, claims=claims, arguments=steps, stances=held
    )
    scene = Scene(map, Style())
    sheet = _sheet(scene, holdings(scene))

    best = min(
        crossings(
            evolve(
                sheet,
                right=(evolve(sheet.right[0], claims=claims),),
                groups=(evolve(sheet.groups[0], actors=actors),),
            )
        )
        for claims in permutations(sheet.right[0].claims)
        for actors in permutations(sheet.groups[0].actors)
    )

    assert crossings(sheet) > best
    assert crossings(_uncrossed(sheet)) == best == 0


@SOME
@given(maps())
def test_crossings_are_pairs_of_lines_whose_ends_are_in_opposite_order(map):
    scene = Scene(map, Style())
    sheet = _sheet(scene, (*holdings(scene), *stakes_held(scene)))
    middle = sheet.actors.index
    pairs = [
        (middle(a.actor) - middle(b.actor)) * (column.index(a.claim) - column.index(b.claim))
        for column in sheet.columns
        for a, b in combinations([line for line in sheet.lines if line.claim in column], 2)
    ]

    assert crossings(sheet) == sum(sign < 0 for sign in pairs)
    assert crossings(_uncrossed(sheet)) <= crossings(sheet)


# Any map


@SOME
@given(maps())
def test_every_claim_and_actor_with_a_stance_or_a_stake_is_drawn(map):
    root = ET.fromstring(draw(map, "actors").to_svg())  # noqa: S314 - our own output
    shown = {element.get("data-id") for element in root.iter(f"{SVG}g")} - {None}
    held = (*map.stances, *map.stakes)
    ends = {element.get("data-ends") for element in root.iter(f"{SVG}g")} - {None}

    assert shown == {record.actor for record in held} | {record.claim for record in held}
    assert ends == {f"{record.actor} {record.claim}" for record in held}


@SOME
@given(maps())
def test_the_same_map_gives_the_same_bytes(map):
    copy = pickle.loads(pickle.dumps(map))  # noqa: S301 - our own map

    assert draw(map, "actors").to_svg() == draw(copy, "actors").to_svg()


@SOME
@given(maps())
def test_no_text_leaves_its_box_and_no_box_another_or_the_picture(map):
    picture = picture_of(map)
    boxes = [figure.box for figure in figures(picture).values()]

    for figure in figures(picture).values():
        for shape in figure.shapes:
            if isinstance(shape, Words) and len(shape.text) > 1:
                wide = width(shape.text, shape.size, bold=shape.bold)
                start = {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
                assert shape.x - start >= figure.box.x
                assert shape.x - start + wide <= figure.box.right
                assert figure.box.y < shape.y < figure.box.bottom
    assert all(b.x >= 0 and b.right <= picture.width and b.bottom <= picture.height for b in boxes)
    for a, b in combinations(boxes, 2):
        assert a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


@SOME
@given(maps())
def test_it_is_well_formed_in_a_narrow_room_with_values_painted(map):
    values = {record.id: len(record.id) for record in (*map.claims, *map.actors)}
    diagram = draw(map, "actors", values, max_width=700, labels="short", theme="dark")
    svg = diagram.to_svg()

    ET.fromstring(svg)  # noqa: S314 - our own output
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", svg)


# Odd and large maps


def test_a_map_without_actors_says_so_calmly():
    picture = picture_of(ArgumentMap("Why?", claims=(Claim("a", "A claim."),)))

    assert picture.panels[0].remark == "Nobody has a stance or a stake in this map."
    assert picture.signs == ()


def test_without_a_motion_claims_stand_on_both_sides_and_are_neither_for_nor_against(small):
    picture = picture_of(evolve(small, positions=(), stakes=()))
    panels = [part for part in picture.parts if isinstance(part, Panel)]

    assert [(panel.heading, panel.side) for panel in panels] == [(("CLAIMS",), "open")] * 2


def test_a_large_map_shows_the_claims_with_the_most_holders_and_counts_the_rest():
    claims = [Claim("m", "Motion"), *(Claim(f"c{n}", f"Claim {n}") for n in range(300))]
    steps = [Argument(f"s{n}", f"c{n}", "m", "pro" if n % 2 else "con") for n in range(300)]
    people = [Actor(f"a{n}", f"Actor {n}", "group") for n in range(10)]
    held = [Stance(f"a{n % 10}", f"c{n}", "accept") for n in range(300)]
    held += [Stance(f"a{(n + 1) % 10}", f"c{n}", "reject") for n in range(0, 100, 5)]
    map = ArgumentMap(
        "?", positions=("m",), claims=claims, arguments=steps, actors=people, stances=held
    )
    picture = picture_of(map)
    shown = set(figures(picture))

    assert len(shown - {person.id for person in people}) == 60
    assert {f"c{n}" for n in range(0, 100, 5)} <= shown
    assert any(note.startswith("Of 300 claims") and "the 60 with" in note for note in picture.notes)


def test_the_withdrawal_map_is_neither_a_ribbon_nor_a_strip():
    picture = picture_of(example("iraq-withdrawal"))

    assert 0.5 <= picture.width / picture.height <= 2


def test_the_words_say_how_much_of_either_side_an_actor_holds(small):
    assert list(said(Scene(small, Style()))) == [
        "Union accepts 1 for the motion and rejects 1 against it.",
        "The World Bank accepts 1 for the motion.",
    ]
