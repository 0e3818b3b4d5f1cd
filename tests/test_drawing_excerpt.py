"""Part of a map: what is shown, what the caption says, and what is refused."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import Actor, Argument, ArgumentMap, Claim, Link, Stake, Stance
from argmap.drawing import draw
from argmap.drawing.excerpt import excerpt
from argmap.drawing.picture import Figure
from argmap.drawing.sides import sides
from argmap.errors import (
    InvalidOptionError,
    OptionTypeError,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.model import BASES
from strategies import maps

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = st.sampled_from(["board", "ladder", "tree"])


@pytest.fixture
def camp():
    """A chain of claims with an undercut, a rival position and three actors.

    wet → rain → stay ← fire; dry disputes wet → rain; go excludes stay; aside is alone.
    """
    return ArgumentMap(
        "Should we stay?",
        positions=("stay", "go"),
        actors=(
            Actor("ann", "Ann"),
            Actor("bob", "Bob", bloc="Guests"),
            Actor("cleo", "Cleo", bloc="Hosts"),
            Actor("mute", "Mute"),
        ),
        claims=(
            Claim("stay", "We stay.", label="Stay"),
            Claim("go", "We go.", label="Go"),
            Claim("rain", "It rains.", label="Rain", theme="Weather/Water"),
            Claim("wet", "The grass is wet.", theme="Weather/Water"),
            Claim("dry", "The tent is dry.", theme="Weather"),
            Claim("fire", "The fire burns.", label="Fire", theme="Comfort"),
            Claim("aside", "It is Tuesday."),
        ),
        arguments=(
            Argument("rain-stay", "rain", "stay", "con", basis="attributed"),
            Argument("wet-rain", "wet", "rain", "pro", basis="implied"),
            Argument("dry-wet", "dry", "wet-rain", "con", basis="analyst"),
            Argument("fire-stay", "fire", "stay", "pro"),
        ),
        links=(Link(("go", "stay"), "alternative"),),
        stances=(
            Stance("ann", "stay", "accept"),
            Stance("bob", "rain", "accept", basis="attributed"),
            Stance("cleo", "rain", "reject", basis="implied"),
        ),
        stakes=(Stake("cleo", "go", "gain", basis="implied"),),
    )


def shown(map, **choice):
    return draw(map, **choice)._scene.map


def claims(map, **choice):
    return {claim.id for claim in shown(map, **choice).claims}


def steps(map, **choice):
    return {step.id for step in shown(map, **choice).arguments}


def caption(map, **choice):
    return " ".join(draw(map, **choice)._picture.caption)


# Around a claim or an actor ----------------------------------------------------------


def test_a_focus_shows_what_shares_a_step_or_a_link_with_a_claim(camp):
    assert claims(camp, focus="fire") == {"fire", "stay"}
    assert claims(camp, focus="go") == {"go", "stay"}


def test_a_step_that_is_disputed_brings_what_disputes_it(camp):
    assert claims(camp, focus="wet") == {"wet", "rain", "dry", "stay"}


def test_what_disputes_a_step_brings_the_ends_of_that_step(camp):
    assert claims(camp, focus="dry") == {"wet", "rain", "dry", "stay"}
    assert steps(camp, focus="dry") == {"wet-rain", "dry-wet", "rain-stay"}


def test_more_links_show_more(camp):
    found = [claims(camp, focus=("wet", far)) for far in range(4)]

    assert found == [
        {"wet", "stay"},
        {"wet", "rain", "dry", "stay"},
        {"wet", "rain", "dry", "stay"},
        {"wet", "rain", "dry", "stay", "fire", "go"},
    ]


def test_no_link_at_all_shows_the_claim_and_the_motion(camp):
    assert claims(camp, focus=("fire", 0)) == {"fire", "stay"}
    assert steps(camp, focus=("wet", 0)) == set()


def test_the_focus_on_an_actor_shows_what_it_has_a_stance_or_a_stake_in(camp):
    assert claims(camp, focus="cleo") == {"rain", "go", "stay"}
    assert claims(camp, focus=("cleo", 2)) == {"rain", "go", "stay", "wet", "dry"}


def test_the_focus_on_an_actor_shows_what_others_say_of_the_same(camp):
    assert {stance.actor for stance in shown(camp, focus="bob").stances_on("rain")} == {
        "bob",
        "cleo",
    }


def test_no_link_around_an_actor_leaves_the_motion(camp):
    assert claims(camp, focus=("cleo", 0)) == {"stay"}


def test_an_actor_who_says_nothing_leaves_the_motion(camp):
    assert claims(camp, focus="mute") == {"stay"}
    assert caption(camp, focus="mute") == "Only what is 1 link around Mute: 1 of 7 claims."


def test_the_caption_counts_the_links(camp):
    assert caption(camp, focus="wet") == "Only what is 1 link around wet: 4 of 7 claims."
    assert caption(camp, focus=("rain", 2)) == ("Only what is 2 links around Rain: 6 of 7 claims.")


@given(maps(), st.integers(0, 3), st.data())
@settings(max_examples=27)
def test_to_be_around_is_mutual_and_grows_with_the_links(map, far, data):
    if not map.claims:
        return
    one, other = (data.draw(st.sampled_from(map.claims)).id for _ in range(2))
    towards = sides(map)

    def around(id, far):
        found = excerpt(map, towards, focus=(id, far)).map
        return {c.id for c in found.claims} - {*map.positions[:1]}

    assert (other in around(one, far)) == (one in around(other, far)) or {one, other} & {
        *map.positions[:1]
    }
    assert around(one, far) <= around(one, far + 1)


# Only what is so ---------------------------------------------------------------------


def test_one_side_is_shown_with_the_motion(camp):
    assert claims(camp, only={"side": "for"}) == {"stay", "fire", "dry"}
    assert claims(camp, only={"side": ["for", "open"]}) == {"stay", "fire", "dry", "aside"}


def test_one_actor_is_shown_with_what_it_holds_and_nobody_else(camp):
    small = shown(camp, only={"actor": "cleo"})

    assert {claim.id for claim in small.claims} == {"stay", "rain", "go"}
    assert {record.actor for record in (*small.stances, *small.stakes)} == {"cleo"}


def test_several_actors_are_shown_together(camp):
    assert claims(camp, only={"actor": ["ann", "bob"]}) == {"stay", "rain"}


def test_a_theme_has_those_within_it(camp):
    assert claims(camp, only={"theme": "Weather"}) == {"stay", "rain", "wet", "dry"}
    assert claims(camp, only={"theme": "Weather/Water"}) == {"stay", "rain", "wet"}
    assert claims(camp, only={"theme": ("Weather/Water", "Comfort")}) == {
        "stay",
        "rain",
        "wet",
        "fire",
    }


def test_a_rung_has_those_that_are_firmer(camp):
    assert steps(camp, only={"basis": "attributed"}) == {"rain-stay", "fire-stay"}
    assert steps(camp, only={"basis": ["attributed"]}) == {"rain-stay"}
    assert caption(camp, only={"basis": "attributed"}) == (
        "Only basis attributed or firmer: 4 of 7 claims."
    )
    assert caption(camp, only={"basis": ["attributed", "implied"]}).startswith(
        "Only basis attributed or implied: "
    )


def test_no_rung_is_firmer_than_the_first(camp):
    assert caption(camp, only={"basis": "stated"}) == "Only basis stated: 3 of 7 claims."


def test_positions_stay_on_every_rung(camp):
    assert {"stay", "go"} <= claims(camp, only={"basis": "stated"})


def test_several_choices_hold_together_and_the_caption_says_all(camp):
    choice = {"theme": "Weather", "actor": ["bob", "cleo"]}

    assert claims(camp, only=choice) == {"stay", "rain"}
    assert caption(camp, only=choice, focus="rain") == (
        "Only theme Weather; actor Bob or Cleo; what is 1 link around Rain: 2 of 7 claims."
    )


def test_a_word_that_is_an_id_too_is_told_as_it_is():
    map = ArgumentMap(
        "?",
        positions=("for",),
        claims=(Claim("for", "It is.", label="Being"), Claim("stated", "It was.", theme="for")),
        arguments=(Argument("a", "stated", "for", "pro"),),
    )

    assert caption(map, only={"side": "for", "theme": "for", "basis": ["stated"]}) == (
        "Only side for; theme for; basis stated: 2 of 2 claims."
    )


def test_a_choice_given_twice_is_told_once(camp):
    assert caption(camp, only={"side": ["for", "for"]}) == "Only side for: 3 of 7 claims."


def test_nothing_chosen_leaves_the_motion_in_words(camp):
    drawn = draw(camp, only={"side": []})._picture

    assert drawn.caption == ("Only no side: 1 of 7 claims.",)
    assert drawn.banner.motion.id == "stay"
    assert not drawn.cards


def test_a_side_with_nothing_left_says_that_it_is_not_shown(camp):
    against = draw(camp, only={"side": "for"})._picture.panels[1]

    assert against.remark == "Nothing of this side is shown."


def test_nothing_asked_for_is_the_whole_map_without_a_word(camp):
    for choice in ({}, {"only": {}}, {"only": None}, {"focus": None}):
        assert shown(camp, **choice) is camp
        assert "Only" not in draw(camp, **choice).alt_text


# What does not change ----------------------------------------------------------------


def test_sides_are_those_of_the_whole_map(camp):
    alone = draw(camp, only={"theme": "Weather"})._scene

    assert alone.sides["wet"] == "against"
    cut = draw(camp, focus=("wet", 0))._scene
    assert cut.sides["wet"] == "against"
    assert "wet" in cut.outline.roots["motion"]


def test_codes_and_blocs_are_those_of_the_whole_map():
    map = argmap.example("iraq-withdrawal")
    whole, part = draw(map)._scene, draw(map, focus="vacuum")._scene

    assert part.is_excerpt
    assert part.codes == whole.codes
    assert part.blocs == whole.blocs


def test_the_legend_has_only_actors_that_are_shown():
    map = argmap.example("iraq-withdrawal")

    def names(diagram):
        return {item.text for row in diagram._picture.legend for item in row}

    assert "SIPRI" in names(draw(map))
    assert "SIPRI" not in names(draw(map, focus=("vacuum", 0)))


def choices(map):
    """Anything that may be asked of a map."""
    ids = [record.id for record in (*map.claims, *map.actors)]
    themes = sorted({c.theme for c in map.claims if c.theme})
    keys = {
        "side": ("for", "against", "mixed", "open"),
        "basis": BASES,
        "actor": tuple(a.id for a in map.actors),
        "theme": tuple(themes),
    }
    fitting = {
        key: st.lists(st.sampled_from(known), max_size=2) | st.sampled_from(known)
        for key, known in keys.items()
        if known
    }
    focus = st.none()
    if ids:
        focus |= st.sampled_from(ids) | st.tuples(st.sampled_from(ids), st.integers(0, 3))
    return st.fixed_dictionaries(
        {"focus": focus, "only": st.fixed_dictionaries({}, optional=fitting)}
    )


@given(maps(), VIEWS, st.data())
@settings(max_examples=27)
def test_every_excerpt_of_every_map_draws_all_that_is_left(map, view, data):
    choice = data.draw(choices(map))

    diagram = draw(map, view, **choice)

    root = ET.fromstring(diagram.to_svg())  # noqa: S314 - our own output
    drawn = {element.get("data-id") for element in root.iter(f"{SVG}g")}
    assert {claim.id for claim in diagram._scene.map.claims} <= drawn
    assert {*map.positions[:1]} <= {claim.id for claim in diagram._scene.map.claims}


@given(maps(), st.data())
@settings(max_examples=27)
def test_an_excerpt_has_nothing_that_the_map_has_not(map, data):
    found = shown(map, **data.draw(choices(map)))

    for room in ("claims", "arguments", "links", "stances", "stakes", "ties", "actors"):
        assert set(getattr(found, room)) <= set(getattr(map, room))


@given(maps(), st.data())
@settings(max_examples=27)
def test_a_step_is_shown_only_with_all_its_ends(map, data):
    found = shown(map, **data.draw(choices(map)))

    ids = {record.id for record in (*found.claims, *found.arguments)}
    for step in found.arguments:
        assert {*step.premises, step.target} <= ids
    for link in found.links:
        assert set(link.claims) <= ids


@given(maps(), st.data())
@settings(max_examples=27)
def test_the_caption_counts_what_is_shown(map, data):
    choice = data.draw(choices(map))
    found = excerpt(map, sides(map), **choice)

    if choice["focus"] is None and not choice["only"]:
        assert not found.said
    else:
        assert found.said.endswith(f": {len(found.map.claims)} of {len(map.claims)} claims.")


@given(maps(), st.sampled_from(BASES))
@settings(max_examples=27)
def test_a_rung_shows_what_the_map_has_on_it(map, basis):
    found, on = shown(map, only={"basis": basis}), map.on(basis=basis)

    assert found.arguments == on.arguments
    assert found.stances == on.stances
    assert found.stakes == on.stakes
    ends = {claim.id for claim in found.claims}
    assert found.links == tuple(link for link in on.links if set(link.claims) <= ends)


# What is refused ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "kind", "told"),
    [
        ({"focus": "wett"}, UnknownIdError, "no claim or actor 'wett' .*did you mean 'wet'"),
        ({"focus": "rain-stay"}, UnknownIdError, "no claim or actor 'rain-stay'"),
        ({"focus": ("wet", -1)}, InvalidOptionError, "no whole number of links; give 0 or more"),
        ({"focus": ("wet", True)}, InvalidOptionError, "no whole number of links"),
        ({"focus": ("wet", 1.5)}, InvalidOptionError, "no whole number of links"),
        ({"focus": 3}, OptionTypeError, "focus 3 is no id; give an id, or a pair"),
        ({"focus": ("wet", 1, 2)}, OptionTypeError, "is no id; give an id, or a pair"),
        ({"focus": (3, 1)}, OptionTypeError, "is no id"),
        ({"only": {"sid": "for"}}, UnknownOptionError, "unknown only 'sid' .*mean 'side'"),
        ({"only": {"side": "fro"}}, UnknownOptionError, "unknown side 'fro' .*mean 'for'"),
        ({"only": {"basis": "statd"}}, UnknownOptionError, "unknown basis .*mean 'stated'"),
        ({"only": {"basis": ["stated", "x"]}}, UnknownOptionError, "unknown basis 'x'"),
        ({"only": {"actor": "an"}}, UnknownIdError, "did you mean 'ann'"),
        ({"only": {"theme": "Weathr"}}, UnknownOptionError, "unknown theme .*mean 'Weather'"),
        ({"only": "side"}, OptionTypeError, "only 'side' is no mapping; write it as"),
        ({"only": {"side": 3}}, OptionTypeError, "only side 3 is no text; give one or a list"),
        ({"only": {"theme": [3]}}, OptionTypeError, r"only theme \[3\] is no text"),
    ],
)
def test_what_cannot_be_shown_is_refused_at_once(camp, choice, kind, told):
    with pytest.raises(kind, match=told):
        draw(camp, **choice)


# Widths and directions ---------------------------------------------------------------


def shown_width(diagram):
    return float(ET.fromstring(diagram.to_svg()).get("width"))  # noqa: S314 - our own output


@given(maps(), VIEWS, st.integers(1, 1500))
@settings(max_examples=27)
def test_a_picture_is_never_shown_wider_than_it_may_be(map, view, most):
    diagram = draw(map, view, max_width=most)

    root = ET.fromstring(diagram.to_svg())  # noqa: S314 - our own output
    _, _, wide, tall = map_to_numbers(root.get("viewBox"))
    assert float(root.get("width")) <= most + 0.1
    assert float(root.get("height")) / float(root.get("width")) == pytest.approx(
        tall / wide, rel=0.2, abs=0.2
    )


def map_to_numbers(text):
    return [float(part) for part in text.split()]


def test_a_board_with_less_room_has_fewer_columns():
    map = argmap.example("iraq-withdrawal")

    def columns(room):
        return len({placed.x // 60 for placed in draw(map, max_width=room)._picture.cards})

    assert columns(None) > columns(1000) >= 2
    assert draw(map, max_width=1000)._picture.width <= 1000


def test_room_that_is_not_needed_changes_nothing():
    map = argmap.example("iraq-withdrawal")
    wide = draw(map)._picture.width

    assert shown_width(draw(map, max_width=wide + 1)) == pytest.approx(wide)


@pytest.mark.parametrize(
    ("wide", "kind", "told"),
    [
        (0, InvalidOptionError, "max_width 0 is not above 0; give a width in px"),
        (-5, InvalidOptionError, "not above 0"),
        (float("nan"), InvalidOptionError, "not above 0"),
        (float("inf"), InvalidOptionError, "not finite"),
        ("wide", OptionTypeError, "max_width 'wide' is no number"),
        (True, OptionTypeError, "no number"),
    ],
)
def test_a_width_that_is_none_is_refused(camp, wide, kind, told):
    with pytest.raises(kind, match=told):
        draw(camp, max_width=wide)


@pytest.mark.parametrize("view", ["board", "ladder"])
def test_a_picture_can_be_told_which_way_to_read(camp, view):
    left, right = (draw(camp, view, direction=way).to_svg() for way in ("ltr", "rtl"))

    assert left == draw(camp, view).to_svg()
    assert left != right
    assert draw(camp, view, direction="rtl")._picture.width == (
        draw(camp, view, direction="ltr")._picture.width
    )


def test_a_map_in_arabic_reads_from_right_to_left_unless_told_otherwise():
    map = ArgumentMap("؟", positions=("a",), claims=(Claim("a", "نعم"),), language="ar")

    assert draw(map).to_svg() == draw(map, direction="rtl").to_svg()
    assert draw(map).to_svg() != draw(map, direction="ltr").to_svg()


def test_a_direction_that_is_none_is_refused(camp):
    with pytest.raises(UnknownOptionError, match="unknown direction 'up'"):
        draw(camp, direction="up")


def test_the_ladder_of_an_excerpt_has_figures_for_its_claims_only(camp):
    drawn = draw(camp, "ladder", focus="fire")._picture

    assert {p.id for p in drawn.parts if isinstance(p, Figure)} == {"fire", "stay"}
