"""The same small board on each rung of the attribution ladder."""

from __future__ import annotations

import pickle
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Claim,
    Link,
    Stake,
    Stance,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis import acceptability
from argmap.drawing import Style, draw
from argmap.drawing.picture import Badge, Bond, Figure, Rect, Stroke, Words
from argmap.drawing.style import words_in
from argmap.drawing.text import width
from argmap.drawing.views.ladder import said
from argmap.errors import InvalidOptionError, OptionTypeError
from argmap.model import BASES
from strategies import maps

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def small():
    """A map that says something new on each rung."""
    return ArgumentMap(
        "Should we stay?",
        positions=("stay", "go"),
        actors=(Actor("ann", "Ann"), Actor("bob", "Bob"), Actor("press", "The press", "voice")),
        claims=(
            Claim("stay", "We stay.", label="Stay"),
            Claim("go", "We go.", label="Go"),
            Claim("rain", "It rains all day and all night.", label="Rain"),
            Claim("dry", "The tent keeps dry.", label="Dry"),
            Claim("cold", "It is cold.", label="Cold"),
        ),
        arguments=(
            Argument("rain-stay", "rain", "stay", "pro", basis="implied"),
            Argument("cold-stay", "cold", "stay", "con", basis="stated"),
            Argument("dry-cold", "dry", "cold-stay", "con", basis="analyst"),
        ),
        links=(Link(("stay", "go"), "alternative", basis="attributed"),),
        stances=(
            Stance("ann", "stay", "accept"),
            Stance("bob", "stay", "reject", basis="attributed", via="press"),
            Stance("bob", "rain", "accept", basis="attributed", via="press"),
        ),
        stakes=(Stake("bob", "go", "gain", basis="implied"),),
    )


def picture(map, **options):
    return draw(map, "ladder", **options)._picture


def panels(drawn):
    """What each panel shows, in the order of the rungs: figures and bonds within its frame."""
    frames = [p for p in drawn.parts if isinstance(p, Rect) and p.corner == 12]
    return [[p for p in drawn.parts if within(p, frame.box)] for frame in frames]


def within(part, frame):
    if isinstance(part, Bond):
        x, y = part.shapes[0].points[-1]
    elif isinstance(part, Figure):
        x, y = part.box.x, part.box.y
    elif isinstance(part, Stroke):
        x, y = part.points[-1]
    elif isinstance(part, Words | Badge):
        x, y = part.x, part.y
    else:
        return False
    return frame.x <= x <= frame.right and frame.y <= y <= frame.bottom


def looks(drawn):
    """How each claim looks on each rung."""
    return [
        {part.id: part.kind.split()[-1] for part in parts if isinstance(part, Figure)}
        for parts in panels(drawn)
    ]


def words(part):
    return [shape.text for shape in part.shapes if isinstance(shape, Words)]


def figure(parts, id):
    return next(part for part in parts if isinstance(part, Figure) and part.id == id)


# What is known where -----------------------------------------------------------------


def test_a_claim_is_a_ghost_until_the_rung_that_first_says_something_of_it(small):
    assert looks(picture(small)) == [
        {"stay": "fresh", "go": "ghost", "rain": "ghost", "dry": "ghost", "cold": "fresh"},
        {"stay": "known", "go": "ghost", "rain": "fresh", "dry": "ghost", "cold": "known"},
        {"stay": "known", "go": "fresh", "rain": "known", "dry": "ghost", "cold": "known"},
        {"stay": "known", "go": "known", "rain": "known", "dry": "fresh", "cold": "known"},
    ]


def test_a_ghost_differs_by_its_edge_and_not_by_colour_alone(small):
    first = panels(picture(small))[0]

    ghost, fresh = (figure(first, id).shapes[0] for id in ("rain", "cold"))

    assert ghost.dash
    assert not fresh.dash
    assert ghost.line < fresh.line


def test_what_a_rung_adds_is_bold_with_a_thicker_edge(small):
    first, second, *_ = panels(picture(small))

    fresh, known = figure(first, "cold"), figure(second, "cold")

    assert next(s for s in fresh.shapes if isinstance(s, Words)).bold
    assert not next(s for s in known.shapes if isinstance(s, Words)).bold
    assert fresh.shapes[0].line > known.shapes[0].line


def test_a_step_has_a_line_from_its_rung_on(small):
    drawn = [
        {part.ends for part in parts if isinstance(part, Bond)} for parts in panels(picture(small))
    ]

    cold, rain = ("cold", "stay", "cold-stay"), ("rain", "stay", "rain-stay")
    link, dry = ("go", "stay"), ("dry", "cold", "dry-cold")
    assert drawn == [{cold}, {cold, link}, {cold, link, rain}, {cold, link, rain, dry}]


def test_each_kind_of_line_has_a_pattern_of_its_own(small):
    last = panels(picture(small))[-1]

    patterns = {part.kind: part.shapes[0].dash for part in last if isinstance(part, Bond)}

    assert set(patterns) == {"step pro", "step con", "step undercut", "step link"}
    assert len(set(patterns.values())) == 4


def test_the_motion_tells_who_holds_it_on_that_rung(small):
    shown = [
        [shape.chip.tip for shape in figure(parts, "stay").shapes if isinstance(shape, Badge)]
        for parts in panels(picture(small))
    ]

    assert shown[0] == ["Ann accepts it (stated)."]
    assert shown[1] == [
        "Ann accepts it (stated).",
        "Bob rejects it (attributed, via The press).",
    ]


def test_a_motion_that_nobody_speaks_of_says_so(small):
    silent = evolve(small, stances=(), stakes=())

    assert "Nobody takes a stance on it here." in words(figure(panels(picture(silent))[0], "stay"))


def test_a_claim_tells_how_many_take_which_verdict(small):
    more = evolve(
        small,
        stances=(
            Stance("ann", "rain", "accept"),
            Stance("bob", "rain", "accept"),
            Stance("press", "rain", "reject"),
        ),
    )

    first = figure(panels(picture(more))[0], "rain")

    assert words(first)[:2] == ["2", "1"]
    assert [shape.sign for shape in first.shapes if hasattr(shape, "sign")] == ["for", "reject"]


def test_stances_of_one_actor_that_clash_count_as_one_of_two_minds(small):
    torn = evolve(small, stances=(Stance("ann", "rain", "accept"), Stance("ann", "rain", "reject")))

    first = figure(panels(picture(torn))[0], "rain")

    assert words(first)[0] == "1"
    assert "ambivalent" in [shape.sign for shape in first.shapes if hasattr(shape, "sign")]


def test_what_a_picture_reduces_is_told(small):
    torn = evolve(small, stances=(Stance("ann", "rain", "accept"), Stance("ann", "rain", "reject")))
    joint = small.with_(Argument("both", ("rain", "cold"), "go", "pro"))

    assert "counts as of two minds" in " ".join(picture(torn).notes)
    assert "counts as of two minds" not in " ".join(picture(small).notes)
    assert "several premises" not in " ".join(picture(small).notes)
    chained = evolve(joint, arguments=joint.arguments[3:] + joint.arguments[:1])
    assert "1 step leads from several premises together" in " ".join(picture(chained).notes)


def test_a_stake_makes_a_claim_known_and_counts_as_no_stance(small):
    third = panels(picture(small))[2]

    assert words(figure(third, "go")) == ["Go"]


def test_a_rung_that_adds_nothing_says_so(small):
    stated = evolve(small, arguments=(), links=(), stances=small.stances[:1], stakes=())

    texts = [
        [part.text for part in parts if isinstance(part, Words)]
        for parts in panels(picture(stated))
    ]

    assert ["adds nothing" in said for said in texts] == [False, True, True, True]


# Laws --------------------------------------------------------------------------------


@given(maps())
@settings(max_examples=27)
def test_the_head_of_a_panel_counts_what_the_map_has_on_that_rung(map):
    if not map.claims:
        return
    for basis, parts in zip(BASES, panels(picture(map)), strict=True):
        texts = [part.text for part in parts if isinstance(part, Words)]
        on = map.on(basis=basis)
        for key, count in (
            ("count-stances", len(on.stances)),
            ("count-stakes", len(on.stakes)),
            ("count-steps", len(on.arguments)),
        ):
            at = texts.index(words_in(map.language)[key])
            assert str(count) in texts[at - 2 : at]


@given(maps())
@settings(max_examples=27)
def test_what_is_known_is_what_appears_in_a_stance_a_stake_or_a_step(map):
    for basis, found in zip(BASES, looks(picture(map)), strict=False):
        on = map.on(basis=basis)
        known = {record.claim for record in (*on.stances, *on.stakes)}
        for step in on.arguments:
            known |= {*step.premises, step.target}

        assert {id for id, look in found.items() if look != "ghost"} == known & set(found)


@given(maps())
@settings(max_examples=27)
def test_a_claim_never_moves_and_never_goes_again(map):
    drawn = picture(map)
    frames = [p.box for p in drawn.parts if isinstance(p, Rect) and p.corner == 12]
    spots = [
        {
            p.id: (round(p.box.x - f.x, 1), round(p.box.y - f.y, 1))
            for p in parts
            if isinstance(p, Figure)
        }
        for f, parts in zip(frames, panels(drawn), strict=True)
    ]
    found = looks(drawn)

    assert all(spot == spots[0] for spot in spots)
    for before, after in pairwise(found):
        for id, look in after.items():
            assert (look == "known") == (before[id] != "ghost")


@given(maps())
@settings(max_examples=27)
def test_every_claim_is_in_every_panel(map):
    for parts in panels(picture(map)):
        assert {p.id for p in parts if isinstance(p, Figure)} == {c.id for c in map.claims}


@given(maps(), st.sampled_from([None, 300, 700, 1300]), st.booleans())
@settings(max_examples=27)
def test_no_claim_lies_on_another_and_no_text_leaves_its_box(map, room, valued):
    values = {c.id: "undecided" for c in map.claims} if valued else None

    drawn = picture(map, max_width=room, values=values)

    figures = [p for p in drawn.parts if isinstance(p, Figure)]
    for part in figures:
        assert part.box.x >= 0
        assert part.box.right <= drawn.width
        assert part.box.bottom <= drawn.height
        for shape in part.shapes:
            left, right = reach(shape)
            assert part.box.x - 0.1 <= left
            assert right <= part.box.right + 0.1
    for a, b in combinations([p.box for p in figures], 2):
        assert a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y


def reach(shape):
    """From where to where a shape reaches."""
    match shape:
        case Rect():
            return shape.box.x, shape.box.right
        case Words():
            wide = width(shape.text, shape.size, bold=shape.bold)
            start = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor]
            return start, start + wide
        case Badge():
            return shape.x, shape.x + shape.chip.width
        case _:
            return shape.x - 4, shape.x + 4


@given(maps())
@settings(max_examples=27)
def test_shapes_on_one_card_do_not_lie_on_each_other(map):
    values = {claim.id: 0.25 for claim in map.claims}
    for part in picture(map, values=values, max_width=600).parts:
        if isinstance(part, Figure) and "motion" not in part.kind:
            spans = sorted(reach(s) for s in part.shapes if isinstance(s, Words | Badge))
            for (_, end), (start, _) in pairwise(spans):
                assert end <= start + 0.6


@given(maps(), st.sampled_from(["auto", "ltr", "rtl"]))
@settings(max_examples=27)
def test_the_same_map_gives_the_same_bytes_and_they_are_xml(map, direction):
    copy = pickle.loads(pickle.dumps(map))  # noqa: S301 - our own map

    first = draw(map, "ladder", direction=direction).to_svg()

    assert first == draw(copy, "ladder", direction=direction).to_svg()
    ET.fromstring(first)  # noqa: S314 - our own output


@given(maps())
@settings(max_examples=27)
def test_the_sentences_name_every_rung(map):
    told = list(said(draw(map, "ladder")._scene))

    assert [sentence.partition(":")[0] for sentence in told] == [b.capitalize() for b in BASES]


# Values ------------------------------------------------------------------------------


def test_values_by_rung_are_told_on_their_rungs(small):
    drawn = picture(small, values={"stated": {"cold": "in"}, "analyst": {"cold": "out"}})

    told = [
        [word for word in words(figure(parts, "cold")) if word in {"in", "out"}]
        for parts in panels(drawn)
    ]

    assert told == [["in"], [], [], ["out"]]


def test_values_for_all_are_told_on_every_rung(small):
    told = ["0.5" in words(figure(p, "cold")) for p in panels(picture(small, values={"cold": 0.5}))]

    assert told == [True] * 4


def test_what_stands_on_each_rung_can_be_painted_as_the_analysis_gives_it():
    map = argmap.example("iraq-withdrawal")
    values = {basis: acceptability(map.on(basis=basis)) for basis in BASES}

    diagram = draw(map, "ladder", values=values)

    drawn = panels(diagram._picture)
    for basis, parts in zip(BASES, drawn, strict=True):
        for part in parts:
            if isinstance(part, Figure):
                assert values[basis][part.id] in words(part)
    assert "What stands once all replies are heard; grounded semantics" in diagram.alt_text
    assert "rung “stated”" not in diagram.alt_text


def test_values_on_all_rungs_share_one_scale(small):
    drawn = draw(small, "ladder", values={"stated": {"cold": 0}, "analyst": {"cold": 8}})

    assert (drawn._scene.scale.low, drawn._scene.scale.high) == (0, 8)


def test_a_ghost_tells_its_value_without_the_ground_of_what_is_known(small):
    first = panels(picture(small, values={"rain": "in", "cold": "in"}))[0]

    ghost, fresh = figure(first, "rain"), figure(first, "cold")

    assert "in" in words(ghost)
    assert not any(isinstance(s, Rect) and s.fill.startswith("#") for s in ghost.shapes)
    assert any(isinstance(s, Rect) and s.fill.startswith("#") for s in fresh.shapes)


def test_a_value_of_a_step_is_told_where_its_claim_has_none(small):
    last = panels(picture(small, values={"cold-stay": "out"}))[-1]

    assert "→ out" in words(figure(last, "cold"))
    assert "out" in next(p for p in last if isinstance(p, Bond) and "cold-stay" in p.ends).tip


def test_painted_actors_have_their_colour_on_the_rungs_of_their_values(small):
    drawn = panels(picture(small, values={"stated": {"ann": "in"}, "implied": {"ann": "out"}}))

    paints = [
        next(s.chip.paint for s in figure(p, "stay").shapes if isinstance(s, Badge)) for p in drawn
    ]

    assert [paint and paint.text for paint in paints] == ["in", None, "out", None]


def test_ids_that_are_names_of_rungs_are_still_ids():
    map = ArgumentMap(
        "?",
        positions=("stated",),
        claims=(Claim("stated", "It is."),),
        actors=(Actor("implied", "I"),),
        stances=(Stance("implied", "stated", "accept"),),
    )

    for values in (
        {"stated": 1, "implied": 2},
        {"stated": {"stated": 1}, "implied": {"implied": 2}},
    ):
        assert draw(map, "ladder", values=values).to_svg()


def test_a_diagram_counts_each_painted_record_once(small):
    values = {"stated": {"cold": "in"}, "analyst": {"cold": "out", "rain": "in"}}

    assert "2 values painted" in repr(draw(small, "ladder", values=values))


def test_a_rung_that_is_none_is_told_with_the_nearest(small):
    with pytest.raises(UnknownOptionError, match=r"unknown rung 'statd' .* did you mean 'stated'"):
        draw(small, "ladder", values={"statd": {"cold": "in"}})


def test_an_unknown_id_on_a_rung_is_told_with_the_nearest(small):
    with pytest.raises(UnknownIdError, match="'colt' in this map; did you mean 'cold'"):
        draw(small, "ladder", values={"stated": {"colt": "in"}})


def test_a_rung_without_a_mapping_is_refused(small):
    with pytest.raises(OptionTypeError, match="the values on 'implied' 3 is no mapping; give one"):
        draw(small, "ladder", values={"stated": {"cold": "in"}, "implied": 3})


def test_a_value_on_a_rung_must_be_finite(small):
    with pytest.raises(InvalidOptionError, match="not finite"):
        draw(small, "ladder", values={"stated": {"cold": float("nan")}})


def test_other_views_say_that_only_the_ladder_takes_values_by_rung(small):
    with pytest.raises(UnknownIdError, match='only the view "ladder" takes values by rung'):
        draw(small, values={"stated": {"cold": "in"}})


def test_a_mapping_is_no_value(small):
    with pytest.raises(OptionTypeError, match="is no value to paint; give a number or a label"):
        draw(small, values={"cold": {"a": 1}})


# Large, small, other languages ------------------------------------------------------


def wide_map(count, positions=1):
    return ArgumentMap(
        "?",
        positions=["m", *(f"c{i}" for i in range(positions - 1))],
        claims=[Claim("m", "The motion."), *(Claim(f"c{i}", f"Claim {i}.") for i in range(count))],
        arguments=[
            Argument(f"s{i}", f"c{i}", "m" if i < 8 else f"c{i // 4}", "pro", basis=BASES[i % 4])
            for i in range(count)
        ],
    )


def test_a_large_map_folds_and_counts_what_it_folds():
    map = wide_map(200)

    drawn = picture(map)

    shown = {part.id for part in drawn.parts if isinstance(part, Figure)}
    told = next(note for note in drawn.notes if "folded" in note)
    assert len(shown) <= 61
    assert told.startswith(f"{len(map.claims) - len(shown)} claims are folded")


def test_a_fold_tells_how_many_of_its_claims_are_known_on_the_rung():
    map = wide_map(200)
    folded = {c.id for c in map.claims} - {
        part.id for part in picture(map).parts if isinstance(part, Figure)
    }

    for basis, parts in zip(BASES, panels(picture(map)), strict=True):
        on = map.on(basis=basis)
        known = {id for step in on.arguments for id in (*step.premises, step.target)}
        chips = [
            s.chip
            for p in parts
            if isinstance(p, Figure)
            for s in p.shapes
            if isinstance(s, Badge) and s.chip.sign == "more"
        ]
        counts = [int(chip.text[1:].partition("/")[0]) for chip in chips]
        assert sum(counts) == len(folded & known)


def test_positions_are_not_folded():
    map = wide_map(200, positions=40)

    shown = {part.id for part in picture(map).parts if isinstance(part, Figure)}

    assert set(map.positions) <= shown


def test_direct_replies_without_number_end_in_a_chip():
    claims = [Claim("m", "The motion."), *(Claim(f"c{i}", f"Claim {i}.") for i in range(90))]
    steps = [Argument(f"s{i}", f"c{i}", "m", "pro") for i in range(90)]
    map = ArgumentMap("?", positions=["m"], claims=claims, arguments=steps)

    first = panels(picture(map))[0]

    assert [part.chip.text for part in first if isinstance(part, Badge)] == ["+30"]


def test_a_map_at_the_limit_is_shown_whole_and_one_above_it_folds():
    map = wide_map(20)

    shown = [
        {p.id for p in picture(map, style=Style(fold_above=n)).parts if isinstance(p, Figure)}
        for n in (20, 19)
    ]

    assert [len(ids) for ids in shown] == [21, 20]


def test_steps_that_have_no_line_are_counted(small):
    more = small.with_(Argument("cold-go", "cold", "go", "pro"))

    told = " ".join(picture(more).notes)

    assert "1 step has no line here" in told
    assert "no line" not in " ".join(picture(small).notes)


def test_the_panels_stand_in_two_rows_where_there_is_little_room():
    map = argmap.example("iraq-withdrawal")

    def tops(room):
        drawn = picture(map, max_width=room)
        assert drawn.width <= max(room or 9999, 650)
        return len({p.box.y for p in drawn.parts if isinstance(p, Rect) and p.corner == 12})

    assert (tops(None), tops(1300), tops(900), tops(600)) == (1, 1, 2, 2)


def test_the_picture_of_the_withdrawal_is_no_ribbon():
    drawn = picture(argmap.example("iraq-withdrawal"))

    assert 0.5 <= drawn.width / drawn.height <= 2


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_map_without_claims_says_so(language):
    drawn = picture(ArgumentMap("What now?", language=language))

    assert [p.text for p in drawn.parts] == [words_in(language)["no-ladder"]]


def test_a_map_without_a_motion_shows_its_claims():
    map = ArgumentMap("?", claims=(Claim("a", "It rains."), Claim("b", "It snows.")))

    assert looks(picture(map)) == [{"a": "ghost", "b": "ghost"}] * 4


def test_an_excerpt_keeps_the_sides_of_the_whole(small):
    drawn = panels(picture(small, only={"side": "against"}))

    assert [p.kind.split()[-2] for p in drawn[-1] if isinstance(p, Figure) and p.id == "cold"] == [
        "against"
    ]
    assert not any(isinstance(p, Figure) and p.id == "rain" for p in drawn[-1])


def test_ids_can_stand_for_the_claims(small):
    first = panels(picture(small, labels="id"))[0]

    assert words(figure(first, "cold"))[-1] == "cold"


def test_the_tip_of_a_claim_has_its_whole_text_and_who_says_it_on_that_rung(small):
    first, second, *_ = panels(picture(small))

    assert figure(first, "rain").tip.splitlines() == [
        "Rain: It rains all day and all night.",
        "Not known on this rung.",
    ]
    assert figure(second, "rain").tip.splitlines()[1:] == [
        "Bob accepts it (attributed, via The press)."
    ]


def test_the_legend_has_only_what_occurs(small):
    def explained(map):
        return {item.text for item in picture(map).signs or ()}

    assert {"first known on this rung", "not known on this rung", "linked, no step between"} <= (
        explained(small)
    )
    bare = evolve(small, links=(), arguments=(), stakes=())
    assert "linked, no step between" not in explained(bare)
    assert "supports" not in explained(bare)


def test_the_page_of_a_ladder_has_the_answer_of_each_rung_and_paints_no_other_view(monkeypatch):
    asked = {}
    monkeypatch.setattr("argmap.drawing.diagram.page", lambda *_, **given: asked.update(given))
    rungs = {basis: {"leave": "in" if basis == "stated" else "out"} for basis in BASES}

    draw(argmap.example("iraq-withdrawal"), "ladder", values=rungs).to_html()

    assert asked["rungs"] == rungs
    assert asked["values"] == {}
