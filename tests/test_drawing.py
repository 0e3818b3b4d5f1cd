"""What a picture shows, and how it can be had."""

from __future__ import annotations

import copy
import gzip
import os
import re
import shutil
import subprocess
import sys
from functools import partial
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    LayoutError,
    LayoutMemoryError,
    LayoutTimeoutError,
    Link,
    Source,
    Stake,
    Stance,
    UnknownFormatError,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis import bearing
from argmap.drawing import Style, draw, draw_difference, layout
from argmap.drawing.exports import png
from argmap.drawing.style import CATEGORIES, FONTS, PALETTE, luminance
from argmap.drawing.text import width
from argmap.drawing.views import VIEWS
from argmap.errors import InvalidOptionError, OptionTypeError
from conftest import ROOT
from strategies import maps

GOLDEN = ROOT / "tests" / "golden"
SVG = "{http://www.w3.org/2000/svg}"
LABELS = {"pro": "for", "con": "against", "mixed": "mixed", "none": "open"}


@pytest.fixture
def small():
    """A map with one of everything that a picture shows in its own way."""
    return ArgumentMap(
        "Should US forces leave Iraq?",
        positions=("leave", "stay"),
        sources=(Source("mena", "An analysis"),),
        actors=(
            Actor("washington", "Washington", "government", bloc="United States", label="USA"),
            Actor("baghdad", "Baghdad", "government", bloc="Iraq"),
            Actor("reuters", "Reuters", "voice"),
        ),
        claims=(
            Claim("leave", "US forces leave Iraq.", label="Leave", citations="mena ¶2"),
            Claim("stay", "US forces remain in Iraq.", label="Stay"),
            Claim("vacuum", "A quick exit leaves a gap.", theme="Security", weight=0.8),
            Claim("cells", "Cells of ISIS are still at large.", kind="fact", citations="mena ¶25"),
            Claim("weak", "The army is weak."),
            Claim("done", "The mission is over."),
            Claim("idle", "A gap need not be filled."),
            Claim("lone", "The invasion lies two decades back.", kind="fact"),
        ),
        arguments=(
            Argument("vacuum-con-leave", "vacuum", "leave", "con"),
            Argument("joint", ("cells", "weak"), "vacuum", "pro"),
            Argument("done-pro-leave", "done", "leave", "pro"),
            Argument("undercut", "idle", "vacuum-con-leave", "con"),
        ),
        links=(Link(("leave", "stay"), "alternative"),),
        stances=(
            Stance("baghdad", "leave", "accept"),
            Stance("washington", "leave", "reject", hedge="may"),
            Stance("washington", "vacuum", "accept", via=("reuters",), basis="attributed"),
            Stance("reuters", "vacuum", "ambivalent"),
        ),
        stakes=(Stake("baghdad", "leave", "gain"),),
    )


def parsed(diagram):
    """The picture with all that it draws once and uses often put where it is used."""
    root = ET.fromstring(diagram.to_svg())  # noqa: S314 - our own output
    once = {element.get("id"): element for element in root.iter() if element.get("id")}
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        for at, child in enumerate(parent):
            if child.tag == f"{SVG}use":
                parent[at] = copy.deepcopy(once[child.get("href").removeprefix("#")])
        waiting += parent
    return root


def texts(diagram):
    return ["".join(element.itertext()) for element in parsed(diagram).iter(f"{SVG}text")]


def group(diagram, id):
    return next(g for g in parsed(diagram).iter(f"{SVG}g") if g.get("data-id") == id)


def line(diagram, step):
    """A step's look, the parts of its head, and its title."""
    root = parsed(diagram)
    for look in root.iter(f"{SVG}g"):
        for found in look.findall(f"{SVG}g"):
            if found.get("data-ends", "").split(" ")[0] == step:
                head = found.find(f"{SVG}path").get("marker-end").removeprefix("url(#")[:-1]
                marker = next(m for m in root.iter(f"{SVG}marker") if m.get("id") == head)
                return look, marker[0], found.find(f"{SVG}title").text
    raise AssertionError(step)


def spot(diagram, id):
    return next(placed for placed in diagram._picture.cards if placed.card.id == id)


# Asking for a picture


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"view": "bord"},
            f"unknown view 'bord' (one of: {', '.join(VIEWS)}); did you mean 'board'?",
        ),
        ({"theme": "dim"}, "unknown theme 'dim' (one of: auto, light, dark)"),
        ({"labels": "long"}, "unknown labels 'long' (one of: full, short, id)"),
        ({"engine": "neato"}, "unknown engine 'neato' (one of: embedded, dot)"),
    ],
)
def test_an_unknown_option_is_refused_at_once(small, options, said):
    with pytest.raises(UnknownOptionError) as error:
        draw(small, **options)

    assert str(error.value) == said


def test_values_of_an_unknown_id_are_refused_with_a_suggestion(small):
    with pytest.raises(UnknownIdError, match="did you mean 'vacuum'"):
        draw(small, values={"vacum": 1})


def test_an_actors_value_is_the_ground_of_its_badges_and_told_in_the_legend(small):
    plain, painted = draw(small), draw(small, values={"washington": "camp 1"})

    assert "Washington: camp 1" in texts(painted)
    assert painted.to_svg() != plain.to_svg()
    assert painted.to_svg().count(CATEGORIES[0]) > 1
    assert "Painted on 1 of the claims, steps and actors." in texts(painted)


def test_values_of_a_source_are_refused_since_nothing_could_be_painted(withdrawal):
    with pytest.raises(UnknownIdError, match="only claims, arguments and actors can be painted"):
        draw(withdrawal, values={"mena": 1})


@pytest.mark.parametrize("value", [float("nan"), -float("inf"), 10**400])
def test_a_number_that_is_not_finite_is_refused(small, value):
    with pytest.raises(InvalidOptionError, match="is not finite; give finite numbers or labels"):
        draw(small, values={"vacuum": value})


@pytest.mark.parametrize("values", [3, [1], [], "leave"])
def test_values_that_are_no_mapping_are_refused_with_an_example(small, values):
    with pytest.raises(OptionTypeError) as error:
        draw(small, values=values)

    assert isinstance(error.value, TypeError)
    assert str(error.value) == (
        f"values {values!r} is no mapping; "
        "map ids of the map to numbers or labels, as in {'leave': 0.5}"
    )


def test_nothing_is_laid_out_until_a_picture_is_asked_for(small, monkeypatch):
    asked = []
    monkeypatch.setattr("argmap.drawing.diagram.picture_of", lambda *_: asked.append(1))

    draw(small)

    assert not asked


def test_a_style_refuses_a_role_it_does_not_know():
    with pytest.raises(UnknownOptionError, match="did you mean 'against'"):
        Style(palette={"agains": ("#000000", "#FFFFFF")})


@pytest.mark.parametrize("view", ["board", "tree"])
def test_the_smallest_map_has_room_for_its_title_and_its_caption(view):
    map = ArgumentMap("Is there anything to be said about the question at all?", title="Few " * 40)

    picture = draw(map, view, caption="There is nothing. " * 20)._picture

    assert len(picture.heading) > 1
    assert all(width(line, 18, bold=True) < picture.width for line in picture.heading)
    assert all(width(line, 12) < picture.width for line in picture.caption)


# What is on it


def test_a_card_has_the_side_of_its_claim_in_a_word_and_a_class(small):
    diagram = draw(small)

    assert group(diagram, "vacuum").get("class") == "card against"
    assert group(diagram, "idle").get("class") == "card for"
    assert group(diagram, "lone").get("class") == "card open"
    assert {"FOR", "AGAINST", "OPEN"} <= set(texts(diagram))


@given(maps(most=6))
def test_the_sides_are_those_of_the_question_what_bears_on_the_motion(map):
    if map.positions:
        towards = {id: LABELS[label] for id, label in bearing(map).items()}

        assert draw(map)._scene.sides == towards


def test_what_excludes_the_motion_stands_against_it(small):
    diagram = draw(small)

    assert group(diagram, "stay").get("class") == "card against position"
    assert "≠ Leave" in texts(diagram)


def test_a_claim_that_bears_on_nothing_has_a_place_of_its_own(small):
    diagram = draw(small)
    panels = [panel.heading[0] for panel in diagram._picture.panels]

    assert panels == ["FOR: Leave", "AGAINST: Leave", "BACKGROUND FACTS"]


def test_a_reply_stands_indented_below_what_it_answers(small):
    diagram = draw(small)
    vacuum, cells = spot(diagram, "vacuum"), spot(diagram, "cells")

    assert cells.y > vacuum.y
    assert cells.x > vacuum.x


def test_a_joint_step_shows_one_sign_and_a_single_premise_none(small):
    joints = [joint for joint in draw(small)._picture.joints if joint.sign == "and"]

    assert len(joints) == 1


def test_an_undercut_ends_on_the_line_it_disputes(small):
    lines = {line.id: line for line in draw(small)._picture.lines}
    x, y = lines["undercut"].points[-1]
    (x1, y1), (x2, y2) = lines["vacuum-con-leave"].points[:2]

    assert y == y1 == y2
    assert min(x1, x2) < x < max(x1, x2)


def test_support_attack_and_dispute_differ_in_dash_and_head(small):
    (support, arrow, _), (attack, tee, _), (dispute, dot, _) = (
        line(draw(small), id) for id in ("done-pro-leave", "vacuum-con-leave", "undercut")
    )

    assert support.get("stroke-dasharray") is None
    assert arrow.get("d").endswith("Z")
    assert attack.get("stroke-dasharray") == "6 4"
    assert tee.get("d") == "M-2 -6.5V6.5"
    assert dispute.get("stroke-dasharray") == "0.1 4.6"
    assert dot.tag == f"{SVG}circle"


def test_a_rejection_is_dashed_and_crossed_and_an_acceptance_filled(small):
    chips = {
        "".join(g.find(f"{SVG}text").itertext()): g
        for g in group(draw(small), "leave").iter(f"{SVG}g")
        if g.get("class", "").startswith("chip ") and "stake" not in g.get("class")
    }
    accepted, rejected = chips["BAG"], chips["USA"]

    assert rejected.find(f"{SVG}rect").get("stroke-dasharray") == "3 2"
    assert rejected.find(f".//{SVG}path") is not None
    assert accepted.find(f"{SVG}rect").get("stroke-dasharray") is None
    assert accepted.find(f"{SVG}path") is None


def test_who_is_said_to_gain_is_not_shown_as_one_who_accepts(small):
    chips = [g for g in group(draw(small), "leave").iter(f"{SVG}g") if g.get("class")]
    stakes = [g for g in chips if g.get("class") == "chip stake"]

    assert ["".join(g.find(f"{SVG}text").itertext()) for g in stakes] == ["BAG"]
    assert "Baghdad is said to gain (stated)." in group(draw(small), "leave")[0].text
    assert stakes[0].find(f"{SVG}rect").get("stroke") is None


def chips(diagram, id):
    """The chips on a card, each by the code on it."""
    return {
        "".join(g.find(f"{SVG}text").itertext()): g
        for g in group(diagram, id).iter(f"{SVG}g")
        if g.get("class", "").startswith("chip ")
    }


def held(*stances):
    return ArgumentMap(
        "Q?",
        positions=("x",),
        actors=(Actor("baghdad", "Baghdad"),),
        claims=(Claim("x", "X."), Claim("y", "Y.")),
        arguments=(Argument("a", "y", "x", "con"),),
        stances=[Stance("baghdad", "y", verdict, basis=basis) for verdict, basis in stances],
    )


@pytest.mark.parametrize("view", ["board", "tree"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("basis", ["implied", "analyst"])
def test_an_inferred_stance_is_dotted_and_marked_and_one_on_record_is_neither(view, theme, basis):
    inferred = chips(draw(held(("accept", basis)), view, theme=theme), "y")["BAG"]
    recorded = chips(draw(held(("accept", "attributed")), view, theme=theme), "y")["BAG"]

    assert inferred.get("class") == "chip accept inferred"
    assert inferred.find(f"{SVG}rect").get("stroke-dasharray") == "0.1 3"
    assert inferred.find(f"{SVG}path") is not None
    assert recorded.get("class") == "chip accept"
    assert recorded.find(f"{SVG}rect").get("stroke-dasharray") is None
    assert recorded.find(f"{SVG}path") is None


def test_an_inferred_rejection_is_still_crossed():
    chip = chips(draw(held(("reject", "implied"))), "y")["BAG"]

    assert len(chip.findall(f".//{SVG}path")) == 2


def test_a_stance_that_is_on_record_as_well_is_not_shown_as_inferred():
    twice = chips(draw(held(("accept", "implied"), ("accept", "stated"))), "y")["BAG"]

    assert twice.get("class") == "chip accept"


def test_two_minds_are_inferred_if_one_of_them_is():
    torn = chips(draw(held(("accept", "stated"), ("reject", "implied"))), "y")["BAG"]

    assert torn.get("class") == "chip ambivalent inferred"


def test_an_inferred_stake_is_marked_and_not_dotted_like_a_stance(small):
    gain = Stake("washington", "stay", "gain", basis="implied")
    chip = chips(draw(small.with_(gain)), "stay")["USA"]

    assert chip.get("class") == "chip stake inferred"
    assert chip.find(f"{SVG}path") is not None
    assert chip.find(f"{SVG}rect").get("stroke") is None


def test_the_legend_explains_the_mark_of_the_inferred_where_there_is_one():
    said = "inferred, not on record"

    assert said in texts(draw(held(("accept", "implied"))))
    assert said not in texts(draw(held(("accept", "stated"))))


def test_a_tooltip_tells_the_holder_the_chain_the_rung_and_the_source(small):
    title = group(draw(small), "vacuum").find(f"{SVG}title").text

    assert "Speaks against the motion. Theme: Security. Weight 0.8." in title
    assert "Washington accepts it (attributed, via Reuters)." in title
    assert "Source: ¶25." in group(draw(small), "cells").find(f"{SVG}title").text
    assert "Source: An analysis." in draw(small).alt_text


def test_codes_are_labels_where_short_else_made_from_names_and_unique():
    names = ("Iran", "Iraq", "Iraqi Sunnis", "Iran")
    map = ArgumentMap(
        "Q?",
        claims=(Claim("x", "X."),),
        actors=[
            Actor(f"a{n}", name, label="IRN" if n == 0 else None) for n, name in enumerate(names)
        ],
        stances=[Stance(f"a{n}", "x", "accept") for n in range(4)],
    )

    codes = draw(map)._scene.codes

    assert codes == {"a0": "IRN", "a1": "IRA", "a2": "IRQ", "a3": "IR2"}


def test_few_badges_fit_and_the_rest_are_counted():
    actors = [Actor(f"actor-{n}", f"Actor {n}") for n in range(30)]
    map = ArgumentMap(
        "Q?",
        claims=(Claim("x", "X."),),
        actors=actors,
        stances=[Stance(actor.id, "x", "accept") for actor in actors],
    )

    row = spot(draw(map), "x").card.rows[-1]

    assert row.chips[-1].text == f"+{30 - len(row.chips) + 1}"


def test_blocs_beyond_those_with_a_colour_get_a_pattern():
    actors = [Actor(f"a{n}", f"Actor {n}", bloc=f"Bloc {n}") for n in range(8)]
    map = ArgumentMap(
        "Q?",
        claims=[Claim(f"x{n}", "X.") for n in range(8)],
        actors=actors,
        stances=[Stance(f"a{n}", f"x{n}", "accept") for n in range(8)],
    )

    patterns = [p[0].get("stroke") for p in parsed(draw(map)).iter(f"{SVG}pattern")]

    assert patterns == [PALETTE["bloc-0"][0], PALETTE["bloc-1"][0]]
    for view in ("actors", "camps", "matrix", "lattice", "timeline"):
        drawn = parsed(draw(map, view))  # type: ignore[arg-type] # it is one of these
        assert len(list(drawn.iter(f"{SVG}pattern"))) == 2, view


def test_the_legend_explains_what_is_in_the_picture_and_nothing_else(small):
    plain = ArgumentMap("Q?", positions=("x",), claims=(Claim("x", "X."),))
    legend = {"supports", "attacks", "disputes a step", "rejects", "of two minds", "Washington"}

    assert legend <= set(texts(draw(small)))
    assert not legend & set(texts(draw(plain)))
    assert "supports" not in texts(draw(small, legend=False))


def test_weights_are_shown_only_where_the_map_gives_any(small):
    unweighed = ArgumentMap("Q?", positions=("x",), claims=(Claim("x", "X."), Claim("y", "Y.")))

    assert "weight, in fifths" in texts(draw(small))
    assert "weight, in fifths" not in texts(draw(unweighed))


def test_painted_values_have_a_strip_a_tag_and_a_caption(small):
    diagram = draw(small, values={"vacuum": 0.25, "cells": 1.0, "done-pro-leave": 0.5})

    assert spot(diagram, "vacuum").card.strip != spot(diagram, "cells").card.strip
    assert spot(diagram, "vacuum").card.strip
    assert {"0.25", "1", "→ leave: 0.5"} <= set(texts(diagram))
    assert "Painted on 3 of the claims, steps and actors." in texts(diagram)
    assert group(diagram, "vacuum").get("class") == "card against"


def test_values_that_name_themselves_are_named_in_the_caption(small):
    diagram = draw(small, values=bearing(small))

    assert any(text.startswith("Painted on") and "bears on" in text for text in texts(diagram))


def test_a_title_a_caption_and_short_labels_can_be_chosen(small):
    diagram = draw(small, title="A title", caption="A caption", labels="short")

    assert {"A title", "A caption", "Stay"} <= set(texts(diagram))
    assert "US forces remain in Iraq." not in texts(diagram)


# Safety, themes, scripts


def test_hostile_text_stays_text():
    evil = '<script>alert(1)</script>" onload="x &amp; \x00\x1b\u202e]]>'
    map = ArgumentMap(
        evil,
        title=evil,
        positions=("x",),
        sources=(Source("s", evil),),
        actors=(Actor("a", evil, bloc=evil, label="<b>"),),
        claims=(
            Claim("x", evil, label=evil, theme="<i>/\x07", citations=(Citation("s", evil),)),
            Claim("y", evil),
        ),
        arguments=(Argument("z", "y", "x", "con", scheme=evil),),
        stances=(Stance("a", "y", "accept", hedge=evil),),
    )

    for view in ("board", "tree"):
        root = parsed(draw(map, view, values={"y": evil}, caption=evil))
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert not tags & {"script", "b", "i"}
        assert not any("onload" in element.attrib for element in root.iter())
        assert "\u202e" not in "".join(root.itertext())


def test_dot_labels_are_never_read_as_html_or_escapes():
    map = ArgumentMap("<b>?</b>", claims=(Claim("node", "<b>bold</b>"), Claim("x", 'a\\N "b"')))

    dot = draw(map).to_dot()

    assert 'label="<b>?</b>"' in dot
    assert 'a\\\\N \\"b\\"' in dot
    assert '"node" [' in dot


def test_one_file_serves_light_and_dark(small):
    auto, light, dark = (draw(small, theme=theme).to_svg() for theme in ("auto", "light", "dark"))

    assert "@media(prefers-color-scheme:dark)" in auto
    assert "[data-theme=dark]" in auto
    assert '[stroke="#0072B2"]{stroke:var(--a0072B2,#0072B2)}' in auto
    assert "--a0072B2:#58B4F0;" in auto
    assert 'stroke="#0072B2"' in auto.partition("</style>")[2]
    assert "var(--" not in auto.partition("</style>")[2]
    assert "<style" not in light + dark
    assert "#0072B2" in light
    assert "#0072B2" not in dark
    assert "#58B4F0" in dark


def test_a_renderer_that_knows_no_themes_shows_the_light_picture(small):
    import resvg_py

    auto = draw(small).to_svg()
    bare = re.sub("<style>.*</style>", "", auto)

    assert bare != auto
    assert resvg_py.svg_to_bytes(svg_string=bare) == resvg_py.svg_to_bytes(svg_string=auto)


def test_two_pictures_on_a_page_share_no_ids(small):
    first, second = draw(small), draw(small.with_(Claim("lone", "Something else.")))

    def ids(diagram):
        return {e.get("id") for e in parsed(diagram).iter() if e.get("id")}

    assert not ids(first) & ids(second)


def test_a_picture_says_it_is_one_and_what_it_shows(small):
    root = parsed(draw(small))
    title, description = (root.find(f"{SVG}{name}") for name in ("title", "desc"))

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert title.text == "Should US forces leave Iraq?"
    assert "The motion is: “US forces leave Iraq.”" in description.text
    assert "Baghdad accepts the motion. Washington rejects the motion." in description.text


def test_a_map_that_reads_from_right_to_left_is_mirrored_and_its_lines_isolated():
    question = "هل يجب أن تنسحب القوات الأمريكية من العراق؟"
    map = ArgumentMap(
        question,
        language="ar",
        positions=("x",),
        claims=(
            Claim("x", "تنسحب القوات."),
            Claim("y", "انتهت المهمة."),
            Claim("z", "In English."),
        ),
        arguments=(Argument("a", "y", "x", "pro"), Argument("b", "z", "x", "con")),
    )
    card_y, card_z = (
        re.search(r"[\d.]+", group(draw(map), id).get("transform"))[0] for id in ("y", "z")
    )
    english = next(t for t in parsed(draw(map)).iter(f"{SVG}text") if t.text == "In English.")

    assert float(card_y) > float(card_z)
    assert f"\u2067{question}\u2069" in texts(draw(map))
    assert english.get("text-anchor") is None
    assert "مؤيد" in "".join(texts(draw(map)))


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground(dark):
    def contrast(a, b):
        light, deep = sorted((luminance(PALETTE[role][dark]) for role in (a, b)), reverse=True)
        return (light + 0.05) / (deep + 0.05)

    blocs = [role for role in PALETTE if role.startswith("bloc-")]
    pairs = [("ink", "card"), ("muted", "card"), ("muted", "panel"), ("banner-ink", "banner")]
    pairs += [("for", "tint-for"), ("against", "tint-against"), ("open", "card")]
    pairs += [(role, f"tint-{role}") for role in blocs] + [("ink", "empty")]

    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


# Having it


def test_a_file_is_written_as_its_suffix_says(small, tmp_path):
    diagram = draw(small)

    written = {
        suffix: diagram.save(tmp_path / f"map{suffix}") for suffix in (".svg", ".png", ".gv")
    }

    assert written[".svg"].read_text("utf-8") == diagram.to_svg()
    assert written[".png"].read_bytes().startswith(b"\x89PNG\r\n")
    assert written[".gv"].read_text("utf-8") == diagram.to_dot()


def test_a_compressed_picture_holds_the_same_and_is_the_same_each_time(small, tmp_path):
    first = draw(small).save(tmp_path / "map.svgz").read_bytes()

    assert gzip.decompress(first).decode() == draw(small).to_svg()
    assert draw(small).save(tmp_path / "again.svgz").read_bytes() == first


def test_an_unknown_suffix_is_refused_and_names_those_known(small, tmp_path):
    with pytest.raises(UnknownFormatError, match=r"'.bmp' \(one of: .svg, .*, .txt\)"):
        draw(small).save(tmp_path / "map.bmp")


def test_a_file_is_whole_or_not_there(small, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("no space left")

    monkeypatch.setattr("pathlib.Path.replace", fail)

    with pytest.raises(OSError, match="no space left"):
        draw(small).save(tmp_path / "map.svg")
    assert list(tmp_path.iterdir()) == []


def test_a_png_is_as_wide_as_asked(small):
    data = draw(small).to_png(width=333)

    assert int.from_bytes(data[16:20], "big") == 333


@pytest.mark.parametrize("width", [-1, 0, 10_001, 10**6])
def test_a_png_of_a_width_out_of_bounds_is_refused_with_a_remedy(small, width):
    with pytest.raises(InvalidOptionError) as error:
        draw(small).to_png(width=width)

    assert str(error.value) == (
        f"width {width} is not between 1 and 10000 pixels; give one that is, "
        "or save as .svg, which any size can be made from"
    )


@pytest.mark.parametrize("width", ["wide", 400.5, True])
def test_a_png_of_a_width_that_is_no_whole_number_is_refused(small, width):
    with pytest.raises(OptionTypeError, match="is no whole number; give a number of pixels"):
        draw(small).to_png(width=width)


def test_a_png_one_pixel_wide_can_be_had(small):
    assert int.from_bytes(draw(small).to_png(width=1)[16:20], "big") == 1


def test_a_png_of_too_many_pixels_is_refused_and_names_a_width_that_does(small, monkeypatch):
    monkeypatch.setattr(png, "_MOST_PIXELS", 100_000)

    with pytest.raises(LayoutError, match="too large for a PNG") as own_size:
        draw(small).to_png()
    with pytest.raises(InvalidOptionError, match="too much for a picture so tall") as asked:
        draw(small).to_png(width=5000)
    most = int(re.search(r"give a width of (\d+) or less", str(asked.value))[1])
    assert f"width of {most} or less" in str(own_size.value)
    assert draw(small).to_png(width=most).startswith(b"\x89PNG")
    with pytest.raises(InvalidOptionError):
        draw(small).to_png(width=most + 1)


def test_a_huge_board_is_refused_as_png_before_it_is_painted(monkeypatch):
    claims = [Claim(f"c{n}", "Some words of a claim. " * 40) for n in range(3000)]
    map = ArgumentMap("Q?", claims=claims)
    monkeypatch.setattr("argmap.drawing.diagram.svg", None)

    with pytest.raises(LayoutError, match=r"give a width of \d+ or less, or save as \.svg"):
        draw(map).to_png()


def test_a_png_in_fonts_nobody_has_is_refused_with_a_remedy(small, monkeypatch):
    import resvg_py

    bare = partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    monkeypatch.setattr("resvg_py.svg_to_bytes", bare)
    png._has_letters.cache_clear()

    with pytest.raises(LayoutError, match=r"No Such Font is there.*such as Arimo"):
        draw(small, style=Style(fonts="No Such Font")).to_png()


def test_latin_and_arabic_letters_of_a_png_come_with_argmap():
    import resvg_py

    def rendered(inside):
        fonts = {"skip_system_fonts": True, "font_dirs": png.font_dirs()}
        return bytes(resvg_py.svg_to_bytes(svg_string=png._PROBE.format(inside), **fonts))

    for letter in ("M", "ب"):
        text = png._LETTER.format(FONTS).replace("M", letter)
        assert rendered(text) != rendered("")


def test_a_notebook_shows_the_picture(small):
    bundle = draw(small)._repr_mimebundle_()

    assert bundle["image/svg+xml"] == draw(small).to_svg()
    assert bundle["text/plain"] == "<Diagram: board of 'Should US forces leave Iraq?'>"


def test_a_notebook_has_the_png_only_if_it_asks_for_it(small):
    diagram = draw(small)

    asked = diagram._repr_mimebundle_(include=["image/png"])

    assert asked == {"image/png": diagram.to_png()}
    assert "image/png" not in diagram._repr_mimebundle_()
    assert diagram._repr_mimebundle_(include=["image/png"], exclude=["image/png"]) == {}


def test_a_picture_opens_in_the_browser(small, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)

    path = draw(small).view()

    assert opened == [path.as_uri()]
    assert path.read_text("utf-8") == draw(small).to_svg()
    path.unlink()


def test_the_graph_of_a_board_carries_its_places(small):
    graph = draw(small).to_graphviz()

    assert graph.engine == "neato"
    hubs = {"step vacuum-con-leave", "step joint"}
    pinned = re.findall(r'^\t"?([^"\[]+?)"? \[.*pos="[\d.]+,[\d.]+!"', graph.source, re.MULTILINE)
    assert sorted(pinned) == sorted({claim.id for claim in small.claims} | hubs)


def test_the_graph_of_a_map_can_be_laid_out_by_graphviz(small):
    for view in ("board", "tree"):
        places = layout.laid_out(draw(small, view).to_dot())

        assert {claim.id for claim in small.claims} <= {o["name"] for o in places["objects"]}


# Size and time


def test_a_large_tree_folds_what_is_deep_and_says_so(small):
    diagram = draw(small, "tree", style=Style(fold_above=1))

    assert {placed.card.id for placed in diagram._picture.cards} == {
        claim.id for claim in small.claims if claim.id != "leave"
    }

    deeper = small.with_(
        [Claim("deep", "Deeper still."), Argument("deep-pro-cells", "deep", "cells", "pro")]
    )
    diagram = draw(deeper, "tree", style=Style(fold_above=1))
    assert "deep" not in {placed.card.id for placed in diagram._picture.cards}
    assert "+1" in texts(diagram)
    assert any(
        text.startswith("1 claim more than two steps away is folded") for text in texts(diagram)
    )


def chain(length, side="pro"):
    claims = [Claim(f"c{n}", f"Claim number {n}.") for n in range(length)]
    steps = [Argument(f"a{n}", f"c{n + 1}", f"c{n}", side) for n in range(length - 1)]
    return ArgumentMap("Q?", positions=("c0",), claims=claims, arguments=steps)


def test_a_chain_of_two_thousand_claims_draws():
    assert draw(chain(2000)).to_svg().count('class="card') == 2000


def test_a_chain_of_disputes_draws():
    claims = [Claim("x", "X."), *(Claim(f"c{n}", "C.") for n in range(1500))]
    first = Argument("a0", "c0", "x", "pro")
    rest = (Argument(f"a{n}", f"c{n % 7}", f"a{n - 1}", "con") for n in range(1, 1500))
    map = ArgumentMap("Q?", positions=("x",), claims=claims, arguments=(first, *rest))

    assert draw(map).to_svg().count('class="step undercut"') == 1499


def test_the_board_of_a_thousand_steps_leaves_none_out():
    claims = [Claim(f"c{n}", "Some words of a claim that fill a line or two.") for n in range(1001)]
    steps = [Argument(f"a{n}", f"c{n + 1}", f"c{n // 4}", "pro") for n in range(1000)]
    map = ArgumentMap("Q?", positions=("c0",), claims=claims, arguments=steps)

    assert draw(map).to_svg().count('class="step pro"') == 1000


def test_a_layout_that_takes_too_long_is_stopped_and_names_a_cheaper_view():
    lines = (f"n{n * 7919 % 1500}->n{n * 104729 % 1511}" for n in range(6000))

    with pytest.raises(LayoutTimeoutError, match=r"longer than 0\.2 s; draw the board instead"):
        layout.laid_out(f"digraph {{ {';'.join(lines)} }}", limit=0.2)
    assert layout.laid_out("digraph { a -> b }")["objects"]


def test_a_layout_that_needs_too_much_memory_is_stopped_and_names_a_cheaper_view():
    lines = (f"n{n * 7919 % 1500}->n{n * 104729 % 1511}" for n in range(6000))

    with pytest.raises(LayoutMemoryError, match=r"more than 20 MB; draw the board instead"):
        layout.laid_out(f"digraph {{ {';'.join(lines)} }}", memory=20)
    assert layout.laid_out("digraph { a -> b }")["objects"]


@pytest.mark.skipif(not shutil.which("dot"), reason="no system Graphviz on this machine")
def test_the_system_graphviz_lays_out_in_the_time_and_the_memory_allowed():
    lines = ";".join(f"n{n * 7919 % 1500}->n{n * 104729 % 1511}" for n in range(6000))
    small, large = "digraph { a -> b }", f"digraph {{ {lines} }}"

    assert layout.laid_out(small, engine="dot")["objects"][0]["name"] == "a"
    with pytest.raises(LayoutTimeoutError, match=r"longer than 0\.2 s; draw the board instead"):
        layout.laid_out(large, engine="dot", limit=0.2)
    if sys.platform == "linux":
        with pytest.raises(LayoutMemoryError, match=r"more than 60 MB; draw the board instead"):
            layout.laid_out(large, engine="dot", memory=60)


LINGERING = """
import atexit, decimal, sys
from argmap.drawing import layout

class Holder:
    def __init__(self, *held):
        self.held = held

lines = ';'.join(f'n{n * 7919 % 1500}->n{n * 104729 % 1511}' for n in range(6000))
try:
    layout.laid_out('digraph {' + lines + '}', limit=0.05)
except TimeoutError as error:
    late = error
layout.laid_out('digraph { a -> b }')
sys.held = late
atexit.held = Holder(layout._sandbox(), late)
decimal.held = Holder(layout._sandbox())
"""


def test_the_interpreter_ends_in_silence_though_something_still_holds_the_sandbox():
    done = subprocess.run(
        [sys.executable, "-c", LINGERING], capture_output=True, text=True, check=True
    )

    assert done.stderr == ""


def test_a_missing_dot_program_is_named_with_a_remedy(monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)

    with pytest.raises(LayoutError, match="install Graphviz or use engine='embedded'"):
        layout.laid_out("digraph { a -> b }", engine="dot")


def test_a_home_that_cannot_be_written_is_no_hindrance(monkeypatch):
    monkeypatch.setenv("HOME", os.devnull)
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    layout._sandbox.cache_clear()

    assert layout.laid_out("digraph { a -> b }")["objects"]


# The founding case


@pytest.mark.parametrize("view", ["board", "tree"])
def test_the_withdrawal_map_is_neither_a_ribbon_nor_a_strip(withdrawal, view):
    picture = draw(withdrawal, view)._picture

    assert 0.5 <= picture.width / picture.height <= 2


def test_a_picture_is_what_it_was(small):
    for name, said in (
        ("drawing_board.svg", draw(small).to_svg()),
        ("drawing_board.gv", draw(small).to_dot()),
        ("drawing_tree.gv", draw(small, "tree").to_dot()),
    ):
        path = GOLDEN / name
        if os.environ.get("ARGMAP_RENEW_GOLDEN"):
            path.write_text(said, "utf-8")

        assert said == path.read_text("utf-8"), f"{name} differs; look, then ARGMAP_RENEW_GOLDEN=1"


@pytest.mark.parametrize(
    "option", [{"title": 3}, {"caption": 3}, {"style": 3}, {"legend": "no"}, {"legend": None}]
)
def test_an_option_of_a_wrong_kind_is_told_at_once(small, option):
    with pytest.raises(OptionTypeError, match=next(iter(option))):
        draw(small, **option)


def test_what_is_no_map_is_not_drawn(small):
    for wrong in (
        lambda: draw("map.argdown"),
        lambda: draw_difference(small, 3),
        lambda: draw_difference(3, small),
    ):
        with pytest.raises(OptionTypeError, match="is no map"):
            wrong()


@pytest.mark.parametrize("value", [None, [1], {"a": 1}])
def test_what_is_no_value_is_not_painted(small, value):
    with pytest.raises(OptionTypeError, match="is no value to paint; give a number"):
        draw(small, values={"leave": value})
