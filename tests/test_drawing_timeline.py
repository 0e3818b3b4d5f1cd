"""Stances over time: what stands where on the line, what changes, what has no date."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import Actor, ArgumentMap, Claim, Stance
from argmap.analysis import dates
from argmap.drawing import Style, draw
from argmap.drawing.picture import Rect, Sign, Stroke
from argmap.drawing.scene import Scene
from argmap.drawing.text import width
from argmap.drawing.views.marks import MARK, changes, marks
from argmap.drawing.views.timeline import said
from argmap.drawing.views.times import Axis, stretch
from argmap.formats.dna import read_dna_with_losses
from pictures import bonds, extent, overlap, words
from strategies import dates as some_dates
from strategies import maps

BEGIN = dt.datetime.min.replace(tzinfo=dt.UTC)
VERDICTS = ("accept", "reject", "neutral", "ambivalent")
odd_dates = some_dates() | st.sampled_from(
    ("2024-W05", "2024-03-05T12:00:00", "20240305", "0001", "9999-12", "2024-02")
)


def picture(map, **options):
    return draw(map, "timeline", **options)._picture


def told(*stances, **fields):
    """A map of two actors and three claims, the first a position, and some stances."""
    return ArgumentMap(
        "Should US forces leave Iraq?",
        positions=("leave",),
        claims=(
            Claim("leave", "US forces leave Iraq.", label="Leave"),
            Claim("gap", "A gap opens.", label="Gap"),
            Claim("trade", "Trade suffers."),
        ),
        actors=(Actor("baghdad", "Baghdad", bloc="Iraq"), Actor("reuters", "Reuters", "voice")),
        stances=stances,
        **fields,
    )


@st.composite
def chronicles(draw):
    """Many stances of few actors on few claims, most of them dated within a few years."""
    when = st.sampled_from(("2019", "2020", "2020-03", "2020-03-05", "2021-07-01", "2023-11", None))
    stance = st.builds(
        Stance,
        st.sampled_from(("baghdad", "reuters")),
        st.sampled_from(("leave", "gap", "trade")),
        st.sampled_from(VERDICTS),
        date=when | some_dates(),
        basis=st.sampled_from(("stated", "implied")),
    )
    return told(*draw(st.lists(stance, max_size=draw(st.sampled_from((3, 12, 60))))))


def bar(bond):
    return next(shape.box for shape in bond.shapes if isinstance(shape, Rect))


# Dates


@given(odd_dates)
def test_dates_are_read_as_the_analyses_read_them(date):
    first, last = ((moment - BEGIN).total_seconds() for moment in dates.stretch(date))

    assert stretch(date) == pytest.approx((first, last), abs=0.01)


@given(st.lists(odd_dates, min_size=1, max_size=6), st.integers(90, 1200))
def test_ticks_stand_in_order_on_the_line_and_their_labels_never_overlap(given_dates, room):
    axis = Axis.of([stretch(date) for date in given_dates], 200, room, 11)

    places = [(axis.at(tick.at), width(tick.label, 11)) for tick in axis.ticks]

    assert places
    assert all(200 <= x <= 200 + room for x, _ in places)
    assert all(b - a >= (v + w) / 2 for (a, v), (b, w) in pairwise(places))
    assert len({tick.label for tick in axis.ticks}) == len(axis.ticks)


@pytest.mark.parametrize(
    ("given_dates", "first", "second", "count"),
    [
        (("2024-03-05T10:00", "2024-03-05T19:00"), "2024-03-05 12:00", "2024-03-05 15:00", 3),
        (("2024-03-05", "2024-03-08"), "2024-03-05", "2024-03-06", 4),
        (("2024-01-15", "2024-04-10"), "2024-01-22", "2024-02-05", 6),
        (("2024-01-15", "2024-06-30"), "2024-02", "2024-03", 5),
        (("2023-11-20", "2024-12-01"), "2024-01", "2024-04", 4),
        (("2003", "2024"), "2004", "2006", 11),
        (("1900", "2000"), "1900", "1910", 11),
        (("2014-03", "2014-05"), "2014-03", "2014-04", 3),
        (("2014",), "2014", None, 1),
    ],
)
def test_ticks_are_hours_days_mondays_months_quarters_years_or_decades(
    given_dates, first, second, count
):
    axis = Axis.of([stretch(date) for date in given_dates], 0, 640, 11)

    labels = [tick.label for tick in axis.ticks]

    assert labels[:2] == [label for label in (first, second) if label]
    assert len(labels) == count


def test_a_year_is_a_bar_across_the_year_and_a_day_a_point():
    drawn = picture(
        told(
            Stance("baghdad", "leave", "accept", date="2020"),
            Stance("baghdad", "gap", "accept", date="2015-06-01"),
            Stance("baghdad", "trade", "accept", date="2024-12-31"),
        )
    )
    bars = {bond.ends[1]: bar(bond) for bond in bonds(drawn, "stance")}
    line = bars["trade"].right - MARK / 2 - (bars["gap"].x + MARK / 2)

    assert bars["gap"].width == MARK
    assert bars["leave"].width == pytest.approx(line * 366 / 3502, abs=1)


# Changes


def brute_changes(stances):
    """By the definition, over all pairs of dated stances."""
    held = [(s.verdict, *dates.stretch(s.date), s.claim) for s in stances if s.date]
    return {
        (old, new)
        for old in held
        for new in held
        if old[3] == new[3]
        and old[0] != new[0]
        and old[2] < new[1]
        and not any(old[2] < mid[1] and mid[2] < new[1] for mid in held if mid[3] == old[3])
    }


@given(chronicles())
def test_a_verdict_changes_as_the_definition_says(map):
    for actor in map.actors:
        stances = map.stances_of(actor.id)

        found = {
            tuple((m.verdict, *dates.stretch(m.stances[0].date), m.claim) for m in pair)
            for pair in changes(marks(stances))
        }

        assert found == brute_changes(stances)


def test_a_change_of_verdict_is_an_arrow_from_the_old_to_the_new():
    drawn = picture(
        told(
            Stance("baghdad", "leave", "reject", date="2014"),
            Stance("baghdad", "leave", "accept", date="2020-01-05"),
        )
    )

    (change,) = bonds(drawn, "change")
    (arrow,) = change.shapes
    old, new = (bar(bond) for bond in bonds(drawn, "stance"))

    assert isinstance(arrow, Stroke)
    assert arrow.head == "pro"
    assert old.right <= arrow.points[0][0] < arrow.points[-1][0] == new.x
    assert change.tip == (
        "Baghdad changes: “US forces leave Iraq.” 2014: rejects it; 2020-01-05: accepts it."
    )


def test_what_may_have_been_said_at_one_time_is_no_change():
    drawn = picture(
        told(
            Stance("baghdad", "leave", "reject", date="2020"),
            Stance("baghdad", "leave", "accept", date="2020-01-05"),
        )
    )

    assert bonds(drawn, "change") == []


@given(chronicles())
def test_there_is_an_arrow_for_each_change_between_marks_on_the_line(map):
    drawn = picture(map)
    hidden = any(bonds(drawn, "more"))
    pairs = [pair for a in map.actors for pair in changes(marks(map.stances_of(a.id)))]

    assert len(bonds(drawn, "change")) == len(pairs) or hidden


# Places


@given(chronicles(), st.sampled_from([None, 650]))
def test_no_mark_and_no_name_lies_on_another(map, room):
    drawn = picture(map, max_width=room)
    placed = [
        (bond, [extent(shape) for shape in bond.shapes])
        for bond in [*bonds(drawn, "stance"), *bonds(drawn, "more"), *bonds(drawn, "undated")]
    ]

    on_each_other = [
        (a.tip, b.tip)
        for (a, mine), (b, theirs) in combinations(placed, 2)
        if any(overlap(x, y) for x in mine for y in theirs)
    ]

    assert not on_each_other


@given(chronicles())
def test_every_stance_is_on_the_line_or_counted(map):
    drawn = picture(map)
    alike = Counter((s.actor, s.claim, s.verdict, stretch(s.date)) for s in map.stances if s.date)

    on_line = Counter(
        (bond.ends, next(s.sign for s in bond.shapes if isinstance(s, Sign)))
        for bond in bonds(drawn, "stance")
    )
    chips = sum(int(bond.tip.split()[0]) for bond in bonds(drawn, "more"))
    expected = Counter(((actor, claim), verdict) for actor, claim, verdict, _ in alike)
    missing = expected - on_line

    assert not on_line - expected
    assert chips >= sum(missing.values())
    assert (chips == 0) == (not missing)


@given(maps())
def test_the_undated_are_counted_by_actor_and_verdict(map):
    drawn = picture(map)
    expected = Counter((s.actor, s.verdict) for s in map.stances if s.date is None)

    found = {}
    for bond in bonds(drawn, "undated"):
        sign = next(shape.sign for shape in bond.shapes if isinstance(shape, Sign))
        count = next(shape.text for shape in bond.shapes if hasattr(shape, "text"))
        found[bond.ends[0], sign] = int(count)

    assert found == expected


def test_positions_stand_above_all_else_of_an_actor():
    drawn = picture(
        told(
            Stance("baghdad", "gap", "accept", date="2014-01-05"),
            Stance("baghdad", "leave", "accept", date="2020-01-05"),
        )
    )
    place = {bond.ends[1]: bar(bond).y for bond in bonds(drawn, "stance")}

    assert place["leave"] < place["gap"]


def test_the_same_verdict_given_several_times_on_one_date_is_one_mark_with_a_number():
    drawn = picture(told(*[Stance("baghdad", "gap", "accept", date="2014-01-05")] * 3))

    assert len(bonds(drawn, "stance")) == 1
    assert "Gap ×3" in [line.text for line in words(drawn)]
    assert drawn.notes[0].startswith("×2 stands for")


def test_what_is_inferred_has_a_dotted_edge_and_a_wave():
    drawn = picture(told(Stance("baghdad", "gap", "accept", date="2014-01-05", basis="implied")))

    (bond,) = bonds(drawn, "stance")

    assert next(shape.dash for shape in bond.shapes if isinstance(shape, Rect))
    assert "Gap ~" in [line.text for line in words(drawn)]


def test_a_painted_claim_is_filled_and_its_value_told():
    drawn = picture(
        told(Stance("baghdad", "gap", "accept", date="2014-01-05")), values={"gap": 0.5}
    )

    assert "Gap (0.5)" in [line.text for line in words(drawn)]
    assert next(s.fill for b in bonds(drawn, "stance") for s in b.shapes).startswith("#")


def test_in_a_crowd_some_are_only_counted_and_the_caption_says_how_many():
    stances = [
        Stance("baghdad", "gap", VERDICTS[n % 4], date=f"2014-01-{n % 28 + 1:02}T{n % 24:02}:00")
        for n in range(900)
    ]
    drawn = picture(told(*stances, Stance("baghdad", "gap", "accept", date="1914")))

    count = sum(int(bond.tip.split()[0]) for bond in bonds(drawn, "more"))

    assert count > 0
    assert any(note.startswith(f"{count} of the dated are only counted") for note in drawn.notes)


# Without dates


def test_where_nothing_has_a_date_a_sentence_says_so_and_the_claims_are_listed():
    drawn = picture(
        told(
            Stance("baghdad", "leave", "accept"),
            Stance("baghdad", "gap", "reject"),
            Stance("baghdad", "trade", "reject"),
        )
    )
    lines = [line.text for line in words(drawn)]

    assert "No stance has a date." in lines
    assert "undated: 3" in lines
    assert "Gap; Trade suffers" in lines
    assert drawn.notes == ("No stance has a date: 3 undated.", "1 actor has no stance.")


def test_of_the_withdrawal_map_one_stance_is_dated(withdrawal):
    drawn = picture(withdrawal)

    assert [bond.ends[0] for bond in bonds(drawn, "stance")] == ["baghdad-2014"]
    assert drawn.notes == (
        "57 of 58 stances have no date and no place on the line.",
        "12 actors have no stance.",
    )
    assert len(draw(withdrawal, "timeline").to_svg().encode()) < 40_000


# A coded debate


def test_a_database_of_dna_is_laid_out_by_its_dates(fixtures):
    map = read_dna_with_losses(fixtures / "stakeholder" / "dna" / "sample.dna").map
    drawn = picture(map)
    alike = {(s.actor, s.claim, s.verdict, s.date) for s in map.stances}

    assert len(bonds(drawn, "stance")) == len(alike)
    assert len({bar(bond).x for bond in bonds(drawn, "stance")}) == 4
    assert list(said(Scene(map, Style()))) == ["40 stances are dated, 2005-01-26 to 2005-02-16."]


def test_a_timeline_can_be_told_in_words():
    map = told(
        Stance("baghdad", "leave", "reject", date="2014"),
        Stance("baghdad", "leave", "accept", date="2020"),
        Stance("baghdad", "gap", "accept"),
    )

    assert list(said(Scene(map, Style()))) == [
        "2 stances are dated, 2014 to 2020; 1 has no date.",
        "Baghdad changes: “US forces leave Iraq.” 2014: rejects it; 2020: accepts it.",
    ]
