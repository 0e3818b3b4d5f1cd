"""What holds for every picture of every map."""

from __future__ import annotations

import pickle
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.drawing import draw
from argmap.drawing.scene import PAD
from argmap.drawing.text import width
from strategies import maps

VIEWS = st.sampled_from(["board", "tree"])
SVG = "{http://www.w3.org/2000/svg}"


def box(placed):
    return placed.x, placed.y, placed.x + placed.card.width, placed.y + placed.card.height


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def stretches(picture):
    for line in picture.lines:
        for (x1, y1), (x2, y2) in pairwise(line.points):
            yield line.id, (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


@given(maps(), VIEWS)
def test_every_map_draws_as_well_formed_xml_with_every_claim_on_it(map, view):
    root = ET.fromstring(draw(map, view).to_svg())  # noqa: S314 - our own output

    shown = {element.get("data-id") for element in root.iter(f"{SVG}g")}

    assert {claim.id for claim in map.claims} <= shown


@given(maps(), VIEWS)
def test_every_step_has_a_line(map, view):
    picture = draw(map, view)._picture

    assert {argument.id for argument in map.arguments} <= {line.id for line in picture.lines}


@given(maps(), VIEWS)
def test_the_same_map_gives_the_same_bytes(map, view):
    copy = pickle.loads(pickle.dumps(map))  # noqa: S301 - our own map

    assert draw(map, view).to_svg() == draw(copy, view).to_svg()
    assert draw(map, view).to_dot() == draw(copy, view).to_dot()


@given(maps(), VIEWS)
def test_no_card_lies_on_another_or_on_the_banner(map, view):
    picture = draw(map, view)._picture
    head = picture.banner.box
    motion = picture.banner.motion
    low = motion.box.bottom if motion else head.bottom

    boxes = [(head.x, head.y, head.right, low), *(box(placed) for placed in picture.cards)]

    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))


@given(maps(), VIEWS)
def test_no_line_runs_through_a_card(map, view):
    picture = draw(map, view)._picture
    inner = [
        (placed.card.id, (x1 + 1, y1 + 1, x2 - 1, y2 - 1))
        for placed in picture.cards
        for x1, y1, x2, y2 in [box(placed)]
    ]

    crossed = [
        (line, card)
        for line, stretch in stretches(picture)
        for card, inside in inner
        if overlap(stretch, inside)
    ]

    assert not crossed


@given(maps(), VIEWS)
def test_lines_are_level_or_upright(map, view):
    picture = draw(map, view)._picture

    slanted = [
        line for line, (x1, y1, x2, y2) in stretches(picture) if x2 - x1 > 0.2 and y2 - y1 > 0.2
    ]

    assert not slanted


@given(maps(), VIEWS)
def test_everything_lies_within_the_picture(map, view):
    picture = draw(map, view)._picture
    boxes = [panel.box for panel in picture.panels] + [picture.banner.box]
    corners = [(b.x, b.y, b.right, b.bottom) for b in boxes]
    corners += [box(placed) for placed in picture.cards]
    corners += [stretch for _, stretch in stretches(picture)]

    outside = [
        corner
        for corner in corners
        if corner[0] < 0 or corner[1] < 0 or corner[2] > picture.width or corner[3] > picture.height
    ]

    assert not outside


@given(maps(), VIEWS)
def test_no_text_is_wider_than_its_card(map, view):
    diagram = draw(map, view)
    size = diagram.style.text_size

    wide = [
        line
        for placed in diagram._picture.cards
        for line in placed.card.lines
        if len(line) > 1
        and width(line, size, bold=placed.card.strong) > placed.card.width - 2 * PAD + 0.1
    ]

    assert not wide


@given(maps())
def test_no_character_that_xml_forbids_is_written(map):
    svg = draw(map).to_svg()

    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", svg)


@pytest.mark.parametrize("view", ["board", "tree"])
@given(maps())
def test_a_picture_has_words_for_those_who_cannot_see_it(view, map):
    diagram = draw(map, view)
    root = ET.fromstring(diagram.to_svg())  # noqa: S314 - our own output

    assert diagram.alt_text.startswith(f"{view.capitalize()} of ")
    assert root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text.startswith(f"{view.capitalize()} of ")
