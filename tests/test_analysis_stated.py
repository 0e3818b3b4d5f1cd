"""The table of statements: scales, columns, duplicates, filters."""

from __future__ import annotations

import datetime as dt
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Actor, ArgumentMap, Claim, InvalidOptionError, InvalidRecordError, Source, Stance
from argmap.analysis.dates import stretch
from argmap.analysis.stated import DUPLICATES, Scale, Statements, statements
from argmap.errors import UnknownIdError, UnknownOptionError

laws = settings(deadline=None, max_examples=33)
DATES = (
    None,
    "2019",
    "2020",
    "2018-12",
    "2018-12-30",  # a Sunday, of the last week of 2018
    "2018-12-31",  # … and the Monday of the first week of 2019
    "2019-01-01",
    "2019-W01",
    "2020-01-01T10:00:00+02:00",
    "2020-12-31",
)

# Scales -------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["-5..5", range(-5, 6), (-5, 5), ("-5", "5"), ["-5 .. 5"]])
def test_a_scale_of_numbers_goes_from_the_lowest_to_the_highest(given):
    scale = Scale.of(given)

    assert (scale.low, scale.high, scale.words, scale.places()) == (-5, 5, (), 11)
    assert scale.level(6) is None


def test_words_of_a_scale_go_from_agreement_down():
    scale = Scale.of("strongly, agree, disagree")

    assert [scale.level(word) for word in scale.words] == [2, 1, 0]
    assert scale.said(2.0) == "strongly"
    assert scale.signed(np.array([2.0, 1.0, 0.0])).tolist() == [1, 0, -1]


@pytest.mark.parametrize(
    "given", ["accept", (), (1, 1), ("accept", 3), ("a", "a"), "1..1", ("", "b")]
)
def test_what_is_no_scale_is_refused(given):
    with pytest.raises(InvalidOptionError, match="no scale"):
        Scale.of(given)


def test_statements_are_declared_anew_on_a_scale_they_fit():
    said = Statements.of("ab", "xx", [1, 3], scale="0..3")

    assert said.on("-5..5").scale == Scale.of("-5..5")
    for scale in ("0..2", "accept,reject"):
        with pytest.raises(InvalidOptionError, match="not theirs"):
            said.on(scale)


# Columns ------------------------------------------------------------------------------


def test_a_row_is_a_statement():
    said = Statements.of(
        ["a", "b"],
        ["x", "x"],
        ["reject", True],
        date=["2024-02", dt.date(2024, 2, 3)],
        document=[None, "d"],
        via=[("v", "w"), ()],
        basis=["attributed", None],
    )
    first, second = said

    assert (first.level, second.level) == ("reject", "accept")
    assert (first.date, second.date) == ("2024-02-01 to 2024-02-29", "2024-02-03")
    assert (first.document, second.document) == (None, "d")
    assert (first.via, second.via) == (("v", "w"), ())
    assert (first.basis, second.basis) == ("attributed", None)
    assert said.weakest == "attributed"


def test_columns_may_be_arrays():
    said = Statements.of(
        np.array(["a", "b"]),
        np.array(["x", "y"]),
        np.array([0, 1]),
        date=np.array(["2024-01-01", "NaT"], dtype="datetime64[ns]"),
    )

    assert [row.date for row in said] == ["2024-01-01", None]
    assert said.undated == 1


def test_every_bad_row_is_told_with_its_number():
    with pytest.raises(InvalidRecordError) as caught:
        Statements.of(
            ["a", "", "b", "c"],
            ["x", "x", "x", "nowhere"],
            [1, 1, 7, 1],
            date=["2024", "2024", "2024", "soon"],
            claims=["x"],
        )

    faults = caught.value.faults
    assert [fault.line for fault in faults] == [2, 3, 4, 4]
    assert "level 7 is not on the scale; it is accept, reject" in str(caught.value)


def test_ten_bad_rows_are_ten_faults():
    with pytest.raises(InvalidRecordError) as caught:
        Statements.of("a" * 12, "x" * 12, [2] * 10 + [1, 1])

    assert [fault.line for fault in caught.value.faults] == list(range(1, 11))


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(InvalidRecordError, match="date has 1 row, actor has 2"):
        Statements.of("ab", "xx", date=["2024"])


def test_statements_are_a_value():
    said, again = (Statements.of("ab", "xx", date=[None, "2024"]) for _ in range(2))

    assert said == again == pickle.loads(pickle.dumps(said))  # noqa: S301  our own
    assert hash(said) == hash(again)
    assert said != Statements.of("ab", "xx", date=[None, "2023"])
    with pytest.raises(ValueError, match="read-only"):
        said.actor[0] = 1


def test_no_statements_at_all_are_a_table_too():
    said = Statements.of([], [], actors="ab")

    assert len(said.once("week").between("2024", None).rolled("bloc").frequent()) == 0
    assert (said.actors, said.active, said.weakest) == (("a", "b"), 0, None)


# Of maps ------------------------------------------------------------------------------


@laws
@given(strategies.maps(most=3))
def test_each_stance_is_a_statement_two_if_ambivalent_none_if_neutral(map):
    said = statements(map)
    kinds = {"accept": ["accept"], "reject": ["reject"], "neutral": []}
    kinds["ambivalent"] = ["accept", "reject"]
    expected = [(s.actor, s.claim, level) for s in map.stances for level in kinds[s.verdict]]

    assert [(row.actor, row.claim, row.level) for row in said] == expected
    assert said.actors == tuple(actor.id for actor in map.actors)
    assert sum(said.left_out.values()) == sum(s.verdict == "neutral" for s in map.stances)


def test_a_stance_has_the_document_it_cites_first_and_its_date_if_asked():
    map = ArgumentMap(
        "?",
        actors=[Actor("a", "A")],
        claims=[Claim("x", "X")],
        sources=[Source("s", "S", date="2024-01-28"), Source("t", "T", date="2020")],
        stances=[
            Stance("a", "x", "accept", citations=["s ¶1", "t"]),
            Stance("a", "x", "reject", date="2014", citations=["s"]),
            Stance("a", "x", "reject"),
        ],
    )

    assert [row.document for row in statements(map)] == ["s", "s", None]
    assert [row.date for row in statements(map)] == [None, "2014-01-01 to 2014-12-31", None]
    dated = statements(map, dates="document")
    assert [row.date for row in dated] == ["2024-01-28", "2014-01-01 to 2014-12-31", None]


def test_a_scale_of_a_map_names_verdicts(withdrawal):
    with pytest.raises(UnknownOptionError, match="level of the scale"):
        statements(withdrawal, scale="accept,refuse")


# Duplicates ---------------------------------------------------------------------------


def period(rule, date, document, row):
    """What two statements have in common that makes them duplicates; by the book."""
    own = ("row", row)
    if rule in {"none", "document"}:
        return own if rule == "none" or document is None else document
    if rule == "all":
        return "all"
    if date is None:
        return own
    first, last = stretch(date)
    ends = {
        (moment.year, *{"year": (), "month": (moment.month,)}[rule])
        if rule != "week"
        else moment.isocalendar()[:2]
        for moment in (first.astimezone(dt.UTC), last.astimezone(dt.UTC))
    }
    return ends.pop() if len(ends) == 1 else own


@laws
@given(st.data(), st.sampled_from(DUPLICATES), st.booleans())
def test_duplicates_leave_by_the_rule_and_the_earliest_stays(data, rule, levels):
    rows = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from("ab"),
                st.sampled_from("xy"),
                st.booleans(),
                st.sampled_from(DATES),
                st.sampled_from([None, "d", "e"]),
            ),
            max_size=12,
        )
    )
    actor, claim, level, date, document = zip(*rows, strict=True) if rows else ((),) * 5
    said = Statements.of(actor, claim, level, date=date, document=document)
    kept = {}
    never = dt.datetime.max.replace(tzinfo=dt.UTC)
    for row, (a, c, k, when, where) in sorted(
        enumerate(rows), key=lambda item: stretch(item[1][3])[0] if item[1][3] else never
    ):
        kept.setdefault((a, c, k if levels else None, period(rule, when, where, row)), row)

    found = said.once(rule, levels=levels)
    assert list(found) == [said[row] for row in sorted(kept.values())]
    assert found.dropped.get("duplicates", 0) == len(rows) - len(found)


def test_the_last_days_of_a_year_may_be_in_the_first_week_of_the_next():
    said = Statements.of("aaa", "xxx", date=["2018-12-30", "2018-12-31", "2019-01-01"])

    assert [row.date for row in said.once("week")] == ["2018-12-30", "2018-12-31"]
    assert [row.date for row in said.once("year")] == ["2018-12-30", "2019-01-01"]


def test_the_same_week_of_two_years_is_two_weeks():
    said = Statements.of("aa", "xx", date=["2019-01-08", "2020-01-08"])

    assert len(said.once("week")) == len(said.once("month")) == 2
    assert len(said.once("all")) == 1


def test_with_levels_ignored_they_leave_the_key():
    said = Statements.of("aa", "xx", [1, 0])

    assert len(said.once("all")) == 2
    assert [row.level for row in said.once("all", levels=False)] == ["accept"]


# Filters ------------------------------------------------------------------------------


def test_only_what_is_surely_between_two_dates_stays():
    said = Statements.of(
        "abcde", "xxxxx", date=["2023", "2024-01", "2024-01-31", "2024-01-31T23:59:59", None]
    )

    assert [row.actor for row in said.between("2024", None)] == ["b", "c", "d"]
    assert [row.actor for row in said.between(None, "2024-01-31")] == ["a", "b", "c", "d"]
    assert [row.actor for row in said.between("2024-01-31", "2024-01")] == ["c", "d"]
    assert [row.actor for row in said.between(None, "2024-01-15")] == ["a"]
    assert dict(said.between("2024", None).dropped) == {
        "outside the dates": 1,
        "without a date": 1,
    }


def test_actors_claims_and_blocs_can_be_chosen():
    said = Statements.of("abc", "xyx", blocs={"a": "left", "b": "left"})

    assert said.only(blocs="left").actors == ("a", "b")
    assert [row.actor for row in said.only(claims=["x"])] == ["a", "c"]
    assert said.only(actors="c, b").actors == ("b", "c")
    with pytest.raises(UnknownIdError, match="no claim 'z'"):
        said.only(claims=["z"])


def test_rare_actors_and_claims_leave_the_table():
    said = Statements.of("aaabc", "xyzxx")

    assert said.frequent(per_actor=2).actors == ("a",)
    assert said.frequent(per_claim=2).claims == ("x",)
    assert len(said.frequent(per_actor=2, per_claim=2)) == 0
    again = Statements.of("aab", "xxy")
    assert again.frequent(per_actor=2).actors == ("a",)
    assert again.frequent(per_actor=2, duplicates="all").actors == ()


def test_members_go_to_the_top_of_what_they_are_part_of():
    map = ArgumentMap(
        "?",
        actors=[
            Actor("state", "State", bloc="west"),
            Actor("ministry", "Ministry", part_of="state"),
            Actor("minister", "Minister", part_of="ministry", bloc="west"),
            Actor("west", "A paper called west"),
        ],
        claims=[Claim("x", "X")],
        stances=[Stance("minister", "x", "accept"), Stance("west", "x", "accept")],
    )
    said = statements(map)

    assert said.rolled("part_of").actors == ("state", "west")
    assert [row.actor for row in said.rolled("part_of")] == ["state", "west"]
    assert said.rolled("bloc").actors == ("west (bloc)", "ministry", "west")
    assert [row.actor for row in said.rolled("bloc")] == ["west (bloc)", "west"]
