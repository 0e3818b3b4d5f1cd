"""The table of what each actor wants, and what it stands to gain or lose."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import Actor, ArgumentMap, Claim, Stake, Stance
from argmap.analysis import gains as interests
from argmap.drawing import Style, draw
from argmap.drawing.picture import Badge, Rect, Sign, Stroke
from argmap.drawing.scene import Scene
from argmap.drawing.views.gains import firmness, said
from argmap.model import BASES, EFFECTS, VERDICTS
from pictures import bonds, figures, words
from strategies import maps

FIRM = {"stated": "on-record", "attributed": "said", "implied": "inferred", "analyst": "inferred"}


def picture(map, **options):
    return draw(map, "gains", **options)._picture


def table(*records, positions=("leave", "stay"), **fields):
    """A map of two positions and three actors, and some stances and stakes."""
    return ArgumentMap(
        "Should US forces leave Iraq?",
        positions=positions,
        claims=(
            Claim("leave", "US forces leave Iraq.", label="Leave"),
            Claim("stay", "They stay."),
        ),
        actors=(
            Actor("baghdad", "Baghdad", bloc="Iraq"),
            Actor("tehran", "Tehran"),
            Actor("reuters", "Reuters", "voice"),
        ),
        stances=[record for record in records if isinstance(record, Stance)],
        stakes=[record for record in records if isinstance(record, Stake)],
        **fields,
    )


def signs(bond):
    return [shape.sign for shape in bond.shapes if isinstance(shape, Sign)]


# What stands in a cell


@given(maps())
def test_the_table_holds_what_the_analysis_finds(map):
    found = interests(map, [actor.id for actor in map.actors]).interests
    drawn = picture(map)

    assert {bond.ends for bond in bonds(drawn, "stance")} == {
        (i.actor, stance.claim) for i in found for stance in (*i.wants, *i.said_to_want)
    }
    assert {bond.ends for bond in bonds(drawn, "stake")} == {
        (i.actor, stake.claim) for i in found for stake in i.stakes
    }


@given(maps())
def test_who_gains_is_drawn_as_a_supporter_only_for_a_stance_of_its_own(map):
    drawn = picture(map)
    accepted = {(s.actor, s.claim) for s in map.stances if s.verdict == "accept"}

    assert {bond.ends for bond in bonds(drawn, "stance") if bond.sign == "pro"} <= accepted
    assert all(bond.sign == "" for bond in bonds(drawn, "stake"))
    assert all(set(signs(b)) <= {"for", "against"} for b in bonds(drawn, "stake"))


@given(maps())
def test_a_cell_is_framed_where_what_is_wanted_and_what_is_at_stake_pull_apart(map):
    verdicts, effects = defaultdict(set), defaultdict(set)
    for stance in map.stances:
        verdicts[stance.actor, stance.claim].add(stance.verdict)
    for stake in map.stakes:
        effects[stake.actor, stake.claim].add(stake.effect)

    tense = {
        pair
        for pair in verdicts
        if (verdicts[pair], effects[pair]) in (({"accept"}, {"loss"}), ({"reject"}, {"gain"}))
    }

    assert {bond.ends for bond in bonds(picture(map), "tension")} == tense


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("effect", EFFECTS)
def test_only_a_loss_by_what_is_wanted_and_a_gain_by_what_is_not_pull_apart(verdict, effect):
    drawn = picture(table(Stance("baghdad", "leave", verdict), Stake("baghdad", "leave", effect)))

    framed = bool(bonds(drawn, "tension"))

    assert framed == ((verdict, effect) in {("accept", "loss"), ("reject", "gain")})
    assert framed == ("wants what it loses by, or the reverse" in {i.text for i in drawn.signs})


def test_each_verdict_has_its_own_sign_and_silence_has_none():
    for verdict in VERDICTS:
        (bond,) = bonds(picture(table(Stance("baghdad", "leave", verdict))), "stance")

        assert signs(bond) == [verdict]
        assert bond.ends == ("baghdad", "leave")


def test_clashing_stances_are_of_two_minds_and_the_caption_says_how():
    drawn = picture(
        table(Stance("baghdad", "leave", "accept"), Stance("baghdad", "leave", "reject"))
    )

    (bond,) = bonds(drawn, "stance")

    assert signs(bond) == ["ambivalent"]
    assert bond.sign == ""
    assert any("of two minds where they clash" in note for note in drawn.notes)


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        (["gain"], ["for"]),
        (["loss"], ["against"]),
        (["mixed"], ["for", "against"]),
        (["gain", "loss"], ["for", "against"]),
    ],
)
def test_a_gain_points_up_a_loss_down_and_both_have_both(effects, expected):
    drawn = picture(table(*(Stake("tehran", "leave", effect) for effect in effects)))

    (bond,) = bonds(drawn, "stake")

    assert signs(bond) == expected
    assert bonds(drawn, "stance") == []


@pytest.mark.parametrize("basis", BASES)
def test_how_firm_a_sign_is_shows_in_its_edge_and_in_a_word(basis):
    drawn = picture(
        table(
            Stance("baghdad", "leave", "accept", basis=basis),
            Stake("tehran", "leave", "gain", basis=basis),
        )
    )
    (want,), (stake,) = bonds(drawn, "stance"), bonds(drawn, "stake")

    box = next(shape for shape in want.shapes if isinstance(shape, Rect))
    lines = [shape.dash for shape in stake.shapes if isinstance(shape, Stroke)]
    word = [shape.text for shape in want.shapes if hasattr(shape, "text")]

    assert word == {"on-record": [], "said": ["said"], "inferred": ["~"]}[FIRM[basis]]
    assert bool(box.dash) == (FIRM[basis] == "inferred")
    assert lines == {"on-record": [""], "said": [], "inferred": ["1.5 2.5"]}[FIRM[basis]]


@given(
    st.lists(st.tuples(st.sampled_from(["accept", "reject"]), st.sampled_from(BASES)), min_size=1)
)
def test_each_verdict_is_as_firm_as_its_firmest_record_and_a_sign_as_its_loosest_verdict(held):
    best = {v: min(BASES.index(b) for w, b in held if w == v) for v, _ in held}

    stances = [Stance("a", "x", verdict, basis=basis) for verdict, basis in held]

    assert firmness(stances) == FIRM[BASES[max(best.values())]]


def test_a_tip_tells_the_chain_the_caution_and_the_place(withdrawal):
    drawn = picture(withdrawal)

    tips = {bond.ends: bond.tip for bond in bonds(drawn, "stake")}

    assert tips["tehran", "leave"] == (
        "“Leave”: Tehran is said to gain (attributed, “suggested”, via The article itself, "
        "Some experts (¶16), ¶16)."
    )
    assert tips["tehran", "leave"] in figures(drawn)["tehran"].tip


# The withdrawal map


def test_baghdad_is_said_to_want_what_it_is_said_to_lose_by(withdrawal):
    drawn = picture(withdrawal)

    (tension,) = bonds(drawn, "tension")

    assert tension.ends == ("baghdad", "leave")
    assert tension.tip == "Baghdad is said to want “Leave”, yet is said to lose by it."


def test_who_has_neither_and_what_nobody_takes_up_are_told(withdrawal):
    drawn = picture(withdrawal)

    assert len(figures(drawn, "card actor")) == 12
    assert list(figures(drawn, "card position")) == [
        *("leave", "leave-fast", "open-talks", "stay", "keep-kurdistan", "shrink")
    ]
    assert drawn.notes == (
        "An empty half says that nothing is known, not that there is nothing.",
        (
            "Expand and Leave Syria have no column: nobody takes a stance on them, or is said "
            "to gain or lose by them."
        ),
        "18 actors have neither a stance on a position nor a stake in one.",
    )


def test_each_row_is_summed_up_in_a_few_words(withdrawal):
    said_short = [line.text for line in words(picture(withdrawal))]

    for line in (
        "said to want: Open talks",
        "wants: Leave fast",
        "wants: Shrink “may”",
        "said to gain: Leave “suggested”",
    ):
        assert line in said_short


def test_the_table_can_be_told_in_words(withdrawal):
    told = list(said(Scene(withdrawal, Style())))

    assert told[0] == (
        "“Leave”: said to accept it: Baghdad, Mohammed Shia al-Sudani and Voices inside Iraq; "
        "said to lose by it: Baghdad, Kurdistan Region, Iraqi Sunnis, Gulf Cooperation Council "
        "and Israel; said to gain by it: Tehran and Iran-backed armed groups."
    )
    assert len(told) == 7


# Columns


def test_the_motion_comes_first_and_keeps_its_column_though_nobody_takes_it_up():
    drawn = picture(table(Stance("baghdad", "stay", "accept")))

    assert list(figures(drawn, "card position")) == ["leave", "stay"]
    assert drawn.notes[-1] == "2 actors have neither a stance on a position nor a stake in one."


def test_of_many_positions_those_of_most_actors_have_a_column_and_the_rest_are_counted():
    names = [f"p{n}" for n in range(14)]
    actors = [Actor(f"a{n}", f"Actor {n}") for n in range(15)]
    stances = [
        Stance(f"a{n}", name, "accept") for m, name in enumerate(names) for n in range(m + 1)
    ]
    stances.append(Stance("a14", "p1", "accept"))
    map = ArgumentMap(
        "Q?",
        positions=names,
        actors=actors,
        stances=stances,
        claims=[Claim(name, f"{name}.") for name in names],
    )

    drawn = picture(map)

    assert list(figures(drawn, "card position")) == ["p0", *names[5:]]
    assert "1 actor has a stance on these or a stake in these alone, and no row." in drawn.notes
    assert "4 more positions that fewer actors care about are left out." in drawn.notes


@pytest.mark.parametrize(
    ("labels", "expected"),
    [("full", ["Leave", "US forces leave Iraq."]), ("short", ["Leave"]), ("id", ["leave"])],
)
def test_a_column_is_headed_as_labels_say(labels, expected):
    drawn = picture(table(Stance("baghdad", "leave", "accept")), labels=labels)

    head = figures(drawn, "card position")["leave"]

    assert [shape.text for shape in head.shapes if hasattr(shape, "text")] == expected


def test_a_painted_position_has_a_strip_and_tells_its_value():
    head = figures(
        picture(table(Stance("baghdad", "leave", "accept")), values={"leave": 0.4}),
        "card position",
    )["leave"]

    (chip,) = [shape.chip for shape in head.shapes if isinstance(shape, Badge)]
    strips = [s for s in head.shapes if isinstance(s, Rect) and s.fill == chip.paint.colour]

    assert chip.text == "0.4"
    assert len(strips) == 1


def test_where_there_is_little_room_nothing_is_summed_up(withdrawal):
    narrow = draw(withdrawal, "gains", max_width=860)

    assert "in short" not in [line.text for line in words(narrow._picture)]
    assert narrow._picture.width <= 860
    assert 'width="700"' in draw(withdrawal, "gains", max_width=700).to_svg()


def test_the_legend_explains_what_occurs_and_nothing_else():
    told = {item.text for item in picture(table(Stake("tehran", "leave", "gain"))).signs}

    assert told == {"on record", "said to gain"}


def test_an_excerpt_says_that_its_counts_are_its_own(withdrawal):
    drawn = picture(withdrawal, only={"basis": "stated"})

    assert drawn.notes[-1].endswith("nor a stake in one in what is shown.")


def test_the_withdrawal_table_is_small(withdrawal):
    assert len(draw(withdrawal, "gains").to_svg().encode()) < 40_000
