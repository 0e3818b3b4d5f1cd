"""The camps: a ring of actors, and who agrees and disagrees with whom."""

from __future__ import annotations

import pickle
import random
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

import argmap
from argmap import Actor, ArgumentMap, Claim, Stance, Tie
from argmap.analysis import agreement
from argmap.drawing import draw
from argmap.drawing.picture import Bond, Figure, Rect, Stroke, Words
from argmap.drawing.scene import Scene
from argmap.drawing.style import Style
from argmap.drawing.text import width
from argmap.drawing.views.camps import NAMED, TIES, Camps, pairs, said
from strategies import maps

SVG = "{http://www.w3.org/2000/svg}"


def world(*held: tuple[str, ...], ties: tuple[Tie, ...] = (), basis: str = "stated") -> ArgumentMap:
    """Actors a, b, …, with what they hold of x, y, …, such as `+x`, `-y`, `?x` or `=x`."""
    verdicts = {"+": "accept", "-": "reject", "?": "ambivalent", "=": "neutral"}
    actors = [Actor(chr(97 + at), chr(65 + at)) for at in range(len(held))]
    named = sorted({one[1:] for each in held for one in each})
    return ArgumentMap(
        question="What?",
        actors=actors,
        claims=[Claim(id, f"So {id}.") for id in named],
        stances=[
            Stance(actor.id, one[1:], verdicts[one[0]], basis=basis)
            for actor, each in zip(actors, held, strict=True)
            for one in each
        ],
        ties=ties,
    )


def crowd(actors: int, claims: int, share: float) -> ArgumentMap:
    """Actors in three camps with many claims; the same each time."""
    chance = random.Random(7)
    leaning = [[chance.random() < 0.5 for _ in range(claims)] for _ in range(3)]
    return ArgumentMap(
        question="What should be done?",
        actors=[Actor(f"a{n}", f"Actor number {n}", bloc=f"Bloc {n % 3}") for n in range(actors)],
        claims=[Claim(f"c{n}", f"Claim number {n} says something.") for n in range(claims)],
        stances=[
            Stance(f"a{n}", f"c{at}", "accept" if leaning[n % 3][at] else "reject")
            for n in range(actors)
            for at in range(claims)
            if chance.random() < share
        ],
    )


def scene(map: ArgumentMap) -> Scene:
    return Scene(map, Style())


def nets(map: ArgumentMap) -> dict[tuple[str, str], float]:
    return {pair.ends: pair.net for pair in pairs(map)}


def texts(map: ArgumentMap, view: str = "camps") -> list[str]:
    root = ET.fromstring(draw(map, view).to_svg())  # noqa: S314 - our own output
    return ["".join(text.itertext()).strip("\u2067\u2069") for text in root.iter(f"{SVG}text")]


def bonds(map: ArgumentMap, kind: str) -> list[Bond]:
    parts = draw(map, "camps")._picture.parts
    return [part for part in parts if isinstance(part, Bond) and part.kind == kind]


def figures(map: ArgumentMap) -> list[Figure]:
    return [p for p in draw(map, "camps")._picture.parts if isinstance(p, Figure)]


# The numbers -------------------------------------------------------------------------


def test_numbers_are_those_of_agreement_on_the_withdrawal_map(withdrawal):
    found = agreement(withdrawal, "subtract")

    assert {(a, b): value for a, b, value in found.pairs()} == nets(withdrawal)


@given(maps(most=5))
def test_numbers_are_those_of_agreement_on_any_map(map):
    found = agreement(map, "subtract")

    drawn = nets(map)
    for a, b in combinations(found.actors, 2):
        assert drawn.get((a, b), 0) == found[a, b]


def test_alike_less_opposed_is_the_number():
    assert nets(world(("+x", "-y", "+z"), ("+x", "-y", "-z"))) == {("a", "b"): 1}


@pytest.mark.parametrize("other", [("=x",), ("?x",), ("+x", "-x"), ("+x", "?x"), ()])
def test_what_is_no_clear_verdict_is_not_counted(other):
    assert nets(world(("+x",), other)) == {}


def test_a_claim_judged_twice_counts_once():
    assert nets(world(("+x", "+x"), ("+x", "+x", "=x"))) == {("a", "b"): 1}


# The lines ---------------------------------------------------------------------------


def test_a_line_is_as_wide_as_its_number_says_and_blue_and_whole_or_orange_and_dashed():
    map = world(("+x", "+y", "+z"), ("+x", "+y", "+z"), ("-x", "-y", "-z"))

    looks = {bond.ends: bond.shapes[0] for bond in bonds(map, "net")}

    assert looks["a", "b"].role == "for"
    assert not looks["a", "b"].dash
    assert looks["a", "c"].role == "against"
    assert looks["a", "c"].dash
    assert looks["a", "b"].line == looks["a", "c"].line == pytest.approx(0.5 + 0.55 * 3)


def test_the_number_stands_on_its_line_with_a_sign():
    assert {"+2", "−1"} <= set(texts(world(("+x", "+y"), ("+x", "+y"), ("-x",))))


def test_as_often_alike_as_opposed_is_told_apart_from_nothing_in_common():
    map = world(("+x", "+y"), ("+x", "-y"), ("+z",))

    assert [bond.ends for bond in bonds(map, "net")] == [("a", "b")]
    assert "0" in texts(map)
    assert "No claim in common with anybody:" in texts(map)


def test_a_number_that_rests_on_inference_is_marked():
    assert "+1 ~" in texts(world(("+x",), ("+x",), basis="implied"))
    assert "+1" in texts(world(("+x",), ("+x",), basis="attributed"))


def test_the_strongest_line_of_each_actor_is_drawn_and_the_threshold_told():
    map = crowd(20, 40, 0.4)
    found = Camps(scene(map))

    drawn = {bond.ends for bond in bonds(map, "net")}
    strongest = {
        actor.id: max(abs(pair.net) for pair in found.pairs if actor.id in pair.ends)
        for actor in map.actors
    }

    assert found.threshold > 1
    assert len(drawn) < len(found.pairs)
    assert all(pair.ends in drawn for pair in found.pairs if abs(pair.net) >= found.threshold)
    for actor, most in strongest.items():
        assert any(abs(p.net) == most for p in found.pairs if p.ends in drawn and actor in p.ends)
    notes = " ".join(draw(map, "camps")._picture.notes)
    assert f"numbers of {found.threshold} or more" in notes
    assert f"{len(drawn)} of the {len(found.pairs)} pairs" in notes


def test_allies_are_neighbours():
    map = world(("+x", "+y"), ("-x", "-y"), ("+x", "+y"), ("-x", "-y"), ("+x", "+y"))

    ring = [actor.id for actor in Camps(scene(map)).actors]

    assert set(ring[:3]) in ({"a", "c", "e"}, {"a", "b", "d"}) or "".join(ring) in "acebdacebd"
    at = {id: ring.index(id) for id in ring}
    assert min((at["b"] - at["d"]) % 5, (at["d"] - at["b"]) % 5) == 1


# Ties --------------------------------------------------------------------------------


def test_a_tie_is_a_thin_line_with_its_kind_and_no_part_of_the_number():
    tie = Tie("a", "b", "hosts")
    map = world(("+x",), ("+x",), ties=(tie,))

    assert [bond.ends for bond in bonds(map, "tie")] == [("a", "b")]
    assert "hosts" in texts(map)
    assert nets(map) == {("a", "b"): 1}


def test_whoever_only_has_a_tie_is_in_the_ring():
    map = world(("+x",), ("+x",), (), ties=(Tie("c", "a", "backs"),))

    assert "c" in {actor.id for actor in Camps(scene(map)).actors}


def test_a_tie_both_ways_is_one_line_with_two_heads():
    ties = (Tie("a", "b", "attacks", sign=-1), Tie("b", "a", "attacks", sign=-1))

    (bond,) = bonds(world(("+x",), ("+x",), ties=ties), "tie")

    assert [shape.head for shape in bond.shapes] == ["con", "con"]


def test_too_many_ties_are_told_and_not_drawn():
    kinds = [f"kind {number}" for number in range(TIES + 1)]
    map = world(("+x",), ("+x",), ties=tuple(Tie("a", "b", kind) for kind in kinds))

    assert not bonds(map, "tie")
    assert any(f"{TIES + 1} ties on record" in note for note in draw(map, "camps")._picture.notes)
    assert kinds[-1] in figures(map)[0].tip


# Who is shown ------------------------------------------------------------------------


def test_those_without_a_line_are_named_below_by_why():
    map = world(("+x",), ("+x",), ("+y",), ("=x",), ())

    outside = {word: [a.id for a in actors] for word, actors in Camps(scene(map)).outside}

    assert outside == {"camps-apart": ["c"], "camps-torn": ["d"], "camps-silent": ["e"]}


def test_many_actors_are_codes_that_the_legend_explains():
    map = crowd(NAMED + 2, 12, 0.9)
    diagram = draw(map, "camps")

    said = texts(map)
    assert "Actor number 25" in said
    assert Camps(diagram._scene).coded
    assert diagram._scene.codes["a25"] in said


def test_of_too_many_actors_those_who_agree_least_and_differ_least_fold():
    map = crowd(130, 8, 0.6)
    found = Camps(scene(map))
    picture = draw(map, "camps")._picture

    weights = {actor.id: 0 for actor in map.actors}
    for pair in found.pairs:
        for id in pair.ends:
            weights[id] += abs(pair.net)
    rest = [actor.id for actor in map.actors if actor.id not in found.inside]
    assert len(found.inside) == Style().fold_above
    assert max(weights[id] for id in rest) <= min(weights[id] for id in found.inside)
    (more,) = (p for p in picture.parts if isinstance(p, Bond) and p.kind == "more")
    assert {f.id for f in figures(map)} | set(more.ends) == set(weights)
    assert any("60 actors with the largest numbers" in note for note in picture.notes)


def test_a_name_in_a_second_language_and_the_bloc_stand_in_the_box(withdrawal):
    said = texts(withdrawal)

    assert {"Baghdad", "بغداد", "Iran axis"} <= set(said)


def test_few_claims_in_common_are_said_to_be_few(withdrawal):
    notes = " ".join(draw(withdrawal, "camps")._picture.notes)

    assert "6 pairs of actors judge any claim in common, none more than 1 claim" in notes


@pytest.mark.parametrize(
    "map", [ArgumentMap(question="Why?"), world(("+x",), ("+y",)), world((), ())]
)
def test_where_nobody_agrees_or_disagrees_the_picture_says_so(map):
    assert "No two actors judge the same claim." in texts(map)
    assert list(said(scene(map))) == ["No two actors judge the same claim."]


def test_a_painted_actor_tells_the_value():
    map = world(("+x",), ("+x",))

    drawn = draw(map, "camps", {"a": 0.25, "x": 1.0})

    assert ">0.25<" in drawn.to_svg()
    assert any("not in this view" in note for note in drawn._picture.notes)


def test_the_summary_names_the_closest_and_the_furthest_apart():
    told = " ".join(said(scene(world(("+x", "+y"), ("+x", "+y"), ("-x",)))))

    assert "Closest (+2): A and B." in told
    assert "Furthest apart (−1): A and C; B and C." in told


# Laws --------------------------------------------------------------------------------


def overlap(a, b):
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def check_places(map: ArgumentMap, **options) -> None:
    picture = draw(map, "camps", **options)._picture
    boxes = [part.box for part in picture.parts if isinstance(part, Figure)]
    labels = [
        shape.box
        for part in picture.parts
        if isinstance(part, Bond) and part.kind == "label"
        for shape in part.shapes
        if isinstance(shape, Rect)
    ]
    held = [picture.banner.box, *boxes, *labels]

    assert not any(overlap(a, b) for a, b in combinations(held, 2))
    for box in held:
        assert box.x >= 0
        assert box.right <= picture.width
        assert box.bottom <= picture.height
    for part in picture.parts:
        for shape in getattr(part, "shapes", ()):
            if isinstance(shape, Stroke):
                assert all(0 <= x <= picture.width and y >= 0 for x, y in shape.points)


def check_texts(map: ArgumentMap) -> None:
    for figure in figures(map):
        words = [shape for shape in figure.shapes if isinstance(shape, Words)]
        assert all(width(w.text, w.size, bold=w.bold) <= figure.box.width for w in words)


@given(maps(most=5))
def test_any_map_shows_every_actor_once_apart_from_others_and_is_the_same_each_time(map):
    copy = pickle.loads(pickle.dumps(map))  # noqa: S301 - our own map
    drawn = draw(map, "camps").to_svg()

    ET.fromstring(drawn)  # noqa: S314 - our own output
    assert drawn == draw(copy, "camps").to_svg()
    assert sorted(f.id for f in figures(map)) == sorted(actor.id for actor in map.actors)
    check_places(map)
    check_texts(map)


@pytest.mark.parametrize("options", [{}, {"max_width": 700}, {"direction": "rtl"}])
def test_the_withdrawal_map_keeps_all_apart(withdrawal, options):
    check_places(withdrawal, **options)


def test_a_crowd_keeps_all_apart():
    check_places(crowd(50, 60, 0.2))


def test_the_withdrawal_map_is_small(withdrawal):
    assert len(draw(withdrawal, "camps").to_svg()) <= 40 * 1024


def test_part_of_a_map_is_counted_alone(withdrawal):
    shown = draw(withdrawal, "camps", only={"actor": ["baghdad", "sudani"]})

    assert [b.ends for b in shown._picture.parts if isinstance(b, Bond) and b.kind == "net"] == [
        ("baghdad", "sudani")
    ]
    assert argmap.example("iraq-withdrawal") == withdrawal


@pytest.mark.parametrize(
    ("labels", "name"), [("full", "Washington"), ("short", "USA"), ("id", "washington")]
)
def test_a_box_says_as_much_of_an_actor_as_the_labels_ask_for(labels, name):
    picture = draw(argmap.example("iraq-withdrawal"), "camps", labels=labels)._picture
    figure = next(p for p in picture.parts if isinstance(p, Figure) and p.id == "washington")

    assert next(shape.text for shape in figure.shapes if isinstance(shape, Words)) == name
