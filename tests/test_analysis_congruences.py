"""Networks of agreement and affiliation: DNA's own matrices, definitions by brute force, laws."""

from __future__ import annotations

import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from contextlib import closing

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Actor, ArgumentMap, Claim, InvalidOptionError, Stance, UnknownIdError, draw
from argmap.analysis.affiliations import affiliation
from argmap.analysis.congruences import agreement, agreement_over_time
from argmap.analysis.stated import Statements, statements
from argmap.analysis.windows import KERNELS, kernel_weight, windowed, windows_over
from argmap.errors import MissingExtraError, UnknownOptionError

laws = settings(deadline=None, max_examples=33)
KINDS = ("ignore", "congruence", "conflict", "subtract")
NORMALIZATIONS = (None, "average", "jaccard", "dna_cosine", "cosine")
DUPLICATES = ("none", "document", "week", "month", "year", "all")

# What DNA says ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def coded(fixtures):
    """The statements of DNA's sample database, by who is taken for the actor."""
    path = fixtures / "stakeholder" / "dna" / "sample.dna"
    query = """
        SELECT s.ID, d.ID, date(d.Date, 'unixepoch'), v.Variable, e.Value, b.Value
        FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId
        JOIN DATASHORTTEXT t ON t.StatementId = s.ID JOIN ENTITIES e ON e.ID = t.Entity
        JOIN VARIABLES v ON v.ID = t.VariableId JOIN DATABOOLEAN b ON b.StatementId = s.ID
        WHERE s.StatementTypeId = 1 ORDER BY d.Date, s.ID"""
    rows = defaultdict(dict)
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        for id, document, date, variable, value, agrees in database.execute(query):
            rows[id] |= {variable: value, "document": str(document), "date": date, "on": agrees}
    table = {name: [row[name] for row in rows.values()] for name in next(iter(rows.values()))}

    def by(variable):
        return Statements.of(
            table[variable],
            table["concept"],
            table["on"],
            date=table["date"],
            document=table["document"],
            actors=sorted(set(table[variable])),
        )

    return by


@pytest.fixture(scope="module")
def exported(fixtures):
    """The matrices that DNA 3.1.2 itself made of its sample."""
    return json.loads((fixtures / "stakeholder" / "dna" / "dna_onemode.json").read_text())


def test_every_matrix_of_dna_is_ours(coded, exported):
    theirs = {"no": None, "cosine": "dna_cosine", "include": "none"}

    assert len(exported) == 56
    for network in exported:
        (result,) = network["results"]
        found = agreement(
            coded(network["variable1"]),
            network["qualifierAggregation"],
            normalize=theirs.get(network["normalization"], network["normalization"]),
            duplicates=theirs.get(network["duplicates"], network["duplicates"]),
        )

        assert list(found.actors) == result["rows"] == result["cols"]
        assert len(found.statements) == result["n"]
        np.testing.assert_allclose(found.matrix, result["m"], rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    ("kind", "normalize", "total"),
    [
        ("ignore", None, 276),
        ("congruence", None, 160),
        ("conflict", None, 116),
        ("subtract", None, 44),
        ("ignore", "average", 46.261853832442064),
        ("congruence", "average", 25.80243612596554),
        ("conflict", "average", 20.459417706476533),
        ("subtract", "average", 5.343018419489008),
    ],
)
def test_matrices_sum_to_what_rdna_says(coded, kind, normalize, total):
    found = agreement(coded("organization"), kind, normalize=normalize, duplicates="none")

    assert found.matrix.shape == (7, 7)
    assert found.matrix.sum() == pytest.approx(total, abs=1e-9)


def test_organizations_make_40_statements_on_6_concepts_along_22_edges(coded):
    found = affiliation(coded("organization"), duplicates="none")

    assert found.matrix.shape == (7, 6)
    assert found.matrix.sum() == 40
    assert np.count_nonzero(found.matrix) == len(list(found.edges())) == 22


def test_whoever_says_both_is_reported_as_of_two_minds(coded):
    found = affiliation(coded("organization"), "combine")

    assert found.ambivalent == (
        ("Energy and Environmental Analysis, Inc.", "Emissions legislation should regulate CO2."),
    )
    assert found[found.ambivalent[0]] == 3
    assert sorted(set(found.matrix.ravel())) == [0, 1, 2, 3]


# Where DNA is wrong -------------------------------------------------------------------


def integers(extra=()):
    """The example of DNA's manual: one at -4 twice, another at +2 three times."""
    levels = [-4, -4, *extra, 2, 2, 2]
    return Statements.of(
        ["i"] * (2 + len(extra)) + ["j"] * 3, ["x"] * len(levels), levels, scale="-5..5"
    )


def test_a_scale_is_what_it_was_declared_to_be_whatever_occurs():
    assert agreement(integers(), "congruence", duplicates="none")["i", "j"] == pytest.approx(2.4)
    more = integers([-5, 5])
    assert agreement(more, "congruence", duplicates="none")["i", "j"] == pytest.approx(5.4)


def test_one_level_alone_is_full_congruence_and_no_division_by_zero():
    said = Statements.of("ab", "xx", [3, 3], scale=range(-5, 6))

    assert agreement(said, "congruence")["a", "b"] == 1
    assert agreement(said, "conflict")["a", "b"] == 0


def test_january_of_one_year_is_not_january_of_the_next():
    said = Statements.of("aab", "xxx", date=["2019-01-15", "2020-01-15", "2019-01-15"])

    for rule in ("month", "week", "year"):
        assert agreement(said, "congruence", duplicates=rule)["a", "b"] == 2
    assert agreement(said, "congruence", duplicates="all")["a", "b"] == 1


def test_a_triangular_kernel_weighs_nothing_at_both_edges():
    assert kernel_weight("triangular", [-1, 1, -1.5, 0]).tolist() == [0, 0, 0, 1]


def test_an_epanechnikov_kernel_weighs_nothing_at_both_edges():
    assert kernel_weight("epanechnikov", [-1, 1, 0]).tolist() == [0, 0, 0.75]


def test_congruence_and_conflict_in_windows_are_not_subtract(coded):
    said = coded("organization")
    found = {kind: agreement_over_time(said, kind, window="60 days")[0].matrix for kind in KINDS}

    assert (found["congruence"] >= 0).all()
    assert (found["conflict"] >= 0).all()
    assert not np.array_equal(found["congruence"], found["conflict"])
    np.testing.assert_array_equal(found["congruence"] - found["conflict"], found["subtract"])


def test_an_average_under_a_kernel_makes_no_value_larger(coded):
    said = coded("organization")
    options = {"at": "2005-02-05", "window": "30 days", "duplicates": "none"}
    plain = agreement(said, "congruence", kernel="triangular", **options).matrix
    average = agreement(said, "congruence", kernel="triangular", normalize="average", **options)
    counts = np.add.outer(average.counts, average.counts) / 2

    np.testing.assert_allclose(average.matrix * counts, plain, atol=1e-12)


def test_what_dna_calls_a_cosine_is_not_the_cosine():
    said = Statements.of("aabb", "xyxy")

    assert agreement(said, "ignore", normalize="dna_cosine")["a", "b"] == 0.5
    assert agreement(said, "ignore", normalize="cosine")["a", "b"] == pytest.approx(1)


def test_prominence_of_a_combined_code_has_an_answer():
    said = Statements.of("aab", "xxx", [1, 0, 1])

    found = affiliation(said, "combine", normalize="prominence")
    assert found["a", "x"] == 1
    assert found["b", "x"] == pytest.approx(1 / 3)


def test_a_window_wider_than_the_dates_has_an_answer_or_an_error_never_nothing(coded):
    said = coded("organization")

    assert len(agreement_over_time(said, window="520 weeks")) == 1
    with pytest.raises(InvalidOptionError, match="wider than the dates"):
        agreement_over_time(said, window="520 weeks", indent=True)


def test_more_than_a_hundred_and_twenty_seven_statements_are_counted():
    said = Statements.of(["a"] * 300 + ["b"] * 200, ["x"] * 500)

    assert agreement(said, "congruence", duplicates="none")["a", "b"] == 60_000


# Time ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kernel", KERNELS)
def test_kernels_weigh_before_as_after(kernel):
    distances = np.linspace(0, 3, 61)

    weights = kernel_weight(kernel, distances)
    np.testing.assert_array_equal(weights, kernel_weight(kernel, -distances))
    assert (weights[1:] <= weights[:-1]).all()
    assert (weights >= 0).all()


def test_kernels_are_as_high_as_their_formulas_say():
    assert kernel_weight("uniform", [0, 1, 1.01]).tolist() == [0.5, 0.5, 0]
    assert kernel_weight("triangular", [0.25]).tolist() == [0.75]
    assert kernel_weight("epanechnikov", [0.5]).tolist() == [0.5625]
    assert kernel_weight("gaussian", [1.0])[0] == pytest.approx(math.exp(-0.5) / math.tau**0.5)


def test_both_edges_of_a_window_are_in_it():
    dates = ["2024-01-01", "2024-01-03", "2024-01-05", "2024-01-06"]
    said = Statements.of("abcd", "xxxx", date=dates)

    found = agreement(said, at="2024-01-03", window="4 days")
    assert found.counts.tolist() == [1, 1, 1, 0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_wide_window_finds_what_none_finds(coded, kind):
    said = coded("organization")
    whole = agreement(said, kind, duplicates="none").matrix

    wide = {"at": "2005-02-05", "window": "99999 days", "duplicates": "none"}
    np.testing.assert_array_equal(agreement(said, kind, **wide).matrix, whole)
    half = agreement(said, kind, kernel="uniform", **wide).matrix
    np.testing.assert_allclose(2 * half, whole, atol=1e-12)
    smooth = agreement(said, kind, kernel="triangular", **wide).matrix
    np.testing.assert_allclose(smooth, whole, rtol=1e-3, atol=1e-12)


def test_a_pair_weighs_the_root_of_the_product_of_its_weights():
    said = Statements.of("ab", "xx", date=["2024-01-02", "2024-01-05"])

    found = agreement(said, at="2024-01-05", window="8 days", kernel="triangular")
    assert found["a", "b"] == pytest.approx(math.sqrt(0.25 * 1))
    assert found.counts.tolist() == [0.25, 1]


def test_a_vague_date_is_as_far_off_as_its_middle_and_in_a_window_that_holds_all_of_it():
    said = Statements.of("ab", "xx", date=["2024-02", "2024-02-15"])

    found = agreement(said, at="2024-02-15", window="60 days", kernel="triangular")
    assert found.counts.tolist() == [1, 1]
    assert agreement(said, at="2024-02-15", window="20 days").counts.tolist() == [0, 1]


def test_all_windows_have_the_same_actors_and_empty_ones_are_there():
    said = Statements.of("abab", "xxxx", [1, 1, 1, 0], date=["2019"] * 2 + ["2021"] * 2)

    found = agreement_over_time(said)
    assert found.of("a", "b") == (1, 0, -1)
    assert [agreed.actors for agreed in found.agreements] == [("a", "b")] * 3
    assert [len(agreed.statements) for agreed in found.agreements] == [2, 0, 2]
    assert str(found.windows[1]) == "2020-01-01 to 2020-12-31"


def test_calendar_windows_are_as_long_as_their_months():
    said = Statements.of("ab", "xx", date=["2024-01-31", "2024-03-01"])

    windows = windows_over(said, "month")
    assert [str(window) for window in windows] == [
        "2024-01-01 to 2024-01-31",
        "2024-02-01 to 2024-02-29",
        "2024-03-01 to 2024-03-31",
    ]
    assert [len(windowed(said, window)) for window in windows] == [1, 0, 1]


@pytest.mark.parametrize(
    ("window", "step", "count"), [("7 days", "1 day", 7), ("4 days", None, 3), ("5 days", "3", 4)]
)
def test_windows_reach_from_the_first_date_to_the_last(window, step, count):
    said = Statements.of("ab", "xx", date=["2024-01-01", "2024-01-10"])

    windows = windows_over(said, window, step=step)
    assert len(windows) == count
    assert windows[0].middle == "2024-01-01T00:00:00"
    assert windows[-1].end >= "2024-01-10T00:00:00"
    assert all(len(windowed(said, edge)) for edge in (windows[0], windows[-1]))


def test_indented_windows_stay_within_the_dates():
    said = Statements.of("ab", "xx", date=["2024-01-01", "2024-01-11"])

    windows = windows_over(said, "4 days", step="1 day", indent=True)
    assert (windows[0].start, windows[-1].end) == ("2024-01-01T00:00:00", "2024-01-11T00:00:00")
    assert len(windows) == 7


def test_undated_statements_are_in_no_window_and_are_told_of(withdrawal):
    found = agreement_over_time(withdrawal)

    assert len(found) == 1
    assert "57 without a date" in found.table.note
    by_document = agreement_over_time(withdrawal, dates="document")
    assert sum(len(agreed.statements) for agreed in by_document.agreements) == 58
    by_month = agreement_over_time(withdrawal, dates="document", window="month")
    assert "58 dated too vaguely" in by_month.table.note
    assert by_month.to_dicts()[0]["window"] == "2014-01-01 to 2024-12-31, 132 windows"


# By definition ------------------------------------------------------------------------

SCALES = {"accept,reject": (0, 1), "accept,neutral,reject": (0, 1, 2), "-2..3": (-2, -0.5, 0, 1, 3)}


@st.composite
def corpora(draw, scales=tuple(SCALES)):
    """A few statements of three actors on three claims, on some scale."""
    scale = draw(st.sampled_from(scales))
    count = draw(st.integers(0, 14))

    def some(values):
        return draw(st.lists(st.sampled_from(values), min_size=count, max_size=count))

    dates = [None, "2019", "2019-12-30", "2020-01-02", "2020-01-05", "2021-01-04"]
    return Statements.of(
        some("abc"),
        some("xyz"),
        some(SCALES[scale]),
        scale=scale,
        date=some(dates),
        document=some([None, "d", "e"]),
        actors=["a", "b", "c", "mute"],
        claims="xyz",
    )


def value_by_definition(said, kind, normalize, one, other):
    """One cell from the formulas, pair of statements by pair of statements."""
    rows = list(zip(said.actor.tolist(), said.claim.tolist(), said.level.tolist(), strict=True))
    ours, theirs = ([(c, k) for a, c, k in rows if a == actor] for actor in (one, other))

    def measured(ours, theirs, kind):
        found = 0.0
        for claim, level in ours:
            for also, against in theirs:
                if claim == also:
                    apart = abs(level - against) / said.scale.width
                    found += {
                        "ignore": 1,
                        "congruence": 1 - apart,
                        "conflict": apart,
                        "subtract": 1 - 2 * apart,
                    }[kind]
        return found

    found = measured(ours, theirs, kind)
    match normalize:
        case None:
            below = 1
        case "average":
            below = (len(ours) + len(theirs)) / 2
        case "dna_cosine":
            below = len(ours) * len(theirs)
        case "jaccard":
            below = sum(cell not in theirs for cell in ours)
            below += sum(cell not in ours for cell in theirs)
            below += sum(a == b for a in ours for b in theirs)
        case "cosine":
            alike = "congruence" if kind == "conflict" else kind
            below = math.sqrt(measured(ours, ours, alike) * measured(theirs, theirs, alike))
    return found / below if below else 0.0


@laws
@given(corpora(), st.sampled_from(KINDS), st.sampled_from(NORMALIZATIONS))
def test_agreement_is_the_sum_over_pairs_of_statements(said, kind, normalize):
    found = agreement(said, kind, normalize=normalize, duplicates="none")

    for one in range(4):
        for other in range(4):
            expected = value_by_definition(said, kind, normalize, one, other) * (one != other)
            assert found.matrix[one, other] == pytest.approx(expected, abs=1e-9)


@laws
@given(corpora(), st.sampled_from(NORMALIZATIONS), st.sampled_from(DUPLICATES))
def test_congruence_less_conflict_is_subtract_and_their_sum_ignore(said, normalize, duplicates):
    found = {
        kind: agreement(said, kind, normalize=normalize, duplicates=duplicates).matrix
        for kind in KINDS
    }

    if normalize != "cosine":
        np.testing.assert_allclose(
            found["congruence"] - found["conflict"], found["subtract"], atol=1e-9
        )
    if duplicates == "none" and normalize != "cosine":
        np.testing.assert_allclose(
            found["congruence"] + found["conflict"], found["ignore"], atol=1e-9
        )


@laws
@given(
    corpora(),
    st.sampled_from(KINDS),
    st.sampled_from(NORMALIZATIONS),
    st.sampled_from(DUPLICATES),
    st.sampled_from([None, *KERNELS]),
)
def test_agreement_is_mutual_none_with_oneself_and_bounded(
    said, kind, normalize, duplicates, kernel
):
    window = {"at": "2020-01-02", "window": "20 days", "kernel": kernel} if kernel else {}
    found = agreement(said, kind, normalize=normalize, duplicates=duplicates, **window).matrix

    assert np.isfinite(found).all()
    np.testing.assert_array_equal(found, found.T)
    assert not found.diagonal().any()
    if kind != "subtract":
        assert (found >= 0).all()
    if normalize in {"cosine", "dna_cosine"}:
        assert (abs(found) <= 1 + 1e-9).all()
    whole = agreement(said, "ignore", duplicates="none").matrix
    if normalize is None:
        assert (abs(found) <= whole + 1e-9).all()


@laws
@given(corpora(), st.sampled_from(KINDS), st.permutations(range(4)), st.data())
def test_other_names_and_another_order_change_no_number(said, kind, order, data):
    rows = data.draw(st.permutations(range(len(said)))) if len(said) else []
    names = {id: f"n{order[at]}" for at, id in enumerate(said.actors)}
    again = Statements.of(
        [names[said[row].actor] for row in rows],
        [said[row].claim for row in rows],
        said.level[np.array(rows, dtype=int)],
        scale=said.scale,
        actors=sorted(names.values()),
        claims="xyz",
    )

    first = agreement(said, kind, normalize="average")
    second = agreement(again, kind, normalize="average")
    for one, name in names.items():
        for other, also in names.items():
            assert first[one, other] == pytest.approx(second[name, also], abs=1e-12)


@laws
@given(corpora(), st.sampled_from(["ignore", "subtract"]), st.sampled_from(DUPLICATES))
def test_affiliation_is_the_sum_of_an_actors_levels_on_a_claim(said, kind, duplicates):
    found = affiliation(said, kind, duplicates=duplicates)

    for one, actor in enumerate(found.actors):
        for at, claim in enumerate(found.claims):
            rows = (found.statements.actor == one) & (found.statements.claim == at)
            signed = said.scale.signed(found.statements.level[rows]).sum()
            expected = rows.sum() if kind == "ignore" else signed
            assert found[actor, claim] == pytest.approx(expected, abs=1e-12)
    shares = affiliation(said, "ignore", normalize="activity", duplicates=duplicates).matrix
    assert np.isin(shares.sum(axis=1).round(9), [0, 1]).all()
    shares = affiliation(said, "ignore", normalize="prominence", duplicates=duplicates).matrix
    assert np.isin(shares.sum(axis=0).round(9), [0, 1]).all()


def test_subtract_of_numbers_adds_them_and_of_words_counts_sides():
    numbers = Statements.of("aaa", "xxy", [-4, -4, 2], scale="-5..5")
    words = Statements.of(
        "aaa", "xxy", ["accept", "neutral", "reject"], scale="accept,neutral,reject"
    )

    assert affiliation(numbers, "subtract", duplicates="none").matrix.tolist() == [[-8, 2]]
    assert affiliation(words, "subtract").matrix.tolist() == [[1, -1]]


def test_a_code_has_a_bit_for_each_level_the_first_the_least():
    words = Statements.of(
        "aab", "xxx", ["accept", "neutral", "reject"], scale="accept,neutral,reject"
    )

    assert affiliation(words, "combine").matrix.tolist() == [[3], [4]]
    with pytest.raises(InvalidOptionError, match="no code for so many levels"):
        affiliation(Statements.of("a", "x", [0.5], scale="0..1"), "combine")


# Of maps ------------------------------------------------------------------------------


@laws
@given(strategies.maps(most=3), st.sampled_from(KINDS), st.sampled_from(["part_of", "bloc", None]))
def test_any_map_has_an_answer_that_prints(map, kind, rollup):
    found = agreement(map, kind, rollup=rollup)
    linked = affiliation(map, rollup=rollup)

    assert len(found.matrix) == len(found.actors) == len(linked.matrix)
    assert str(found) == str(agreement(map, kind, rollup=rollup))
    assert found == agreement(map, kind, rollup=rollup)
    assert found._repr_html_().startswith("<table>")
    assert str(linked)


def test_actors_of_the_withdrawal_map_agree_where_both_take_a_side(withdrawal):
    found = agreement(withdrawal)

    assert found["baghdad", "voices-inside"] == 1
    assert found["baghdad"]["tehran"] == 0
    assert "leave" in str(found)
    assert "58 statements by 18 of 30 actors, 12 silent" in found.table.note
    assert (found.matrix.sum(), (found.matrix != 0).sum()) == (12, 12)


def test_members_count_as_their_whole(withdrawal):
    found = agreement(withdrawal, rollup="part_of")

    assert "sudani" not in found.actors
    assert found["washington", "baghdad"] == 1
    assert agreement(withdrawal, rollup="bloc")["Iraq", "United States"] == 1
    few = agreement(withdrawal, rollup="part_of", actors="baghdad,washington")
    assert few.matrix.tolist() == [[0, 1], [1, 0]]


def debate(*stances, **fields):
    actors = dict.fromkeys(stance.actor for stance in stances)
    claims = dict.fromkeys(stance.claim for stance in stances)
    return ArgumentMap(
        "?",
        actors=[Actor(id, id, **fields.get(id, {})) for id in actors],
        claims=[Claim(id, id) for id in claims],
        stances=stances,
    )


def test_who_is_of_two_minds_agrees_and_disagrees():
    map = debate(Stance("a", "x", "ambivalent"), Stance("b", "x", "accept"))

    assert [agreement(map, kind)["a", "b"] for kind in KINDS] == [1, 1, 1, 0]
    assert affiliation(map).ambivalent == (("a", "x"),)


def test_a_neutral_stance_is_left_out_and_told_of_unless_the_scale_has_a_word_for_it():
    map = debate(Stance("a", "x", "neutral"), Stance("b", "x", "accept"))

    found = agreement(map)
    assert found["a", "b"] == 0
    assert "1 neutral" in found.table.note
    assert agreement(map, "congruence", scale="accept,neutral,reject")["a", "b"] == 0.5


def test_strength_moves_a_stance_along_a_scale_of_numbers():
    map = debate(Stance("a", "x", "accept", strength=0.5), Stance("b", "x", "reject"))

    assert agreement(map, "conflict", scale="-1..1")["a", "b"] == 0.75


# Words in no order ---------------------------------------------------------------------


def named(rows):
    """Statements at words in no order, from rows of actor, claim and word."""
    return Statements.of(*zip(*rows, strict=True), scale="nominal: fees, taxes, bans")


@laws
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from("xy"),
            st.sampled_from(["fees", "taxes", "bans"]),
        ),
        min_size=1,
        max_size=14,
    )
)
def test_words_in_no_order_are_alike_or_said_by_one_alone_as_dna_counts_short_texts(rows):
    said = named(rows)
    count = Counter(rows)
    cells = {(claim, word) for _, claim, word in rows}
    found = {kind: agreement(said, kind, duplicates="none") for kind in KINDS}

    for a in said.actors:
        for b in said.actors:
            both = sum(count[a, *cell] * count[b, *cell] for cell in cells)
            one = sum(count[a, *cell] for cell in cells if not count[b, *cell])
            other = sum(count[b, *cell] for cell in cells if not count[a, *cell])
            expected = (both, one + other, both - one - other) if a != b else (0, 0, 0)
            kinds = ("congruence", "conflict", "subtract")
            assert tuple(found[kind][a, b] for kind in kinds) == expected


def test_nobody_is_against_with_words_in_no_order_but_may_be_of_two_minds():
    said = named([("a", "x", "fees"), ("a", "x", "bans"), ("b", "x", "taxes"), ("b", "x", "taxes")])

    found = affiliation(said, "subtract", duplicates="none")

    assert found.matrix.tolist() == [[2], [2]]
    assert found.ambivalent == (("a", "x"),)
    assert found.table.columns == ("claim", "says", "taxes", "of two minds")
    assert affiliation(said, "combine").matrix.tolist() == [[5], [2]]


def test_no_word_is_nearer_to_another_however_they_are_listed():
    rows = [("a", "x", "fees"), ("b", "x", "bans"), ("c", "x", "taxes")]
    orders = ("fees, taxes, bans", "bans, fees, taxes")
    columns = list(zip(*rows, strict=True))

    one, other = (
        agreement(
            Statements.of(*columns, scale=f"nominal: {order}"), "conflict", normalize="cosine"
        )
        for order in orders
    )

    np.testing.assert_array_equal(one.matrix, other.matrix)
    with pytest.raises(InvalidOptionError, match="each once"):
        agreement(Statements.of("ab", "xx"), scale="nominal: fees, fees")


# Values per claim ----------------------------------------------------------------------


@laws
@given(said=corpora(), kind=st.sampled_from(KINDS))
def test_what_claims_bring_adds_up_to_the_value_of_two_of_one_and_of_all(said, kind):
    found = agreement(said, kind)

    assert sum(found.by_claim().values()) == pytest.approx(found.matrix.sum() / 2)
    for a in found.actors:
        assert sum(found.by_claim(a).values()) == pytest.approx(sum(found[a].values()))
        for b in found.actors:
            assert sum(found.by_claim(a, b).values()) == pytest.approx(found[a, b])


def test_words_in_no_order_divide_from_whoever_is_silent_claim_by_claim_too():
    found = agreement(named([("a", "x", "fees"), ("b", "y", "bans")]), "conflict")

    assert found["a", "b"] == 2
    assert found.by_claim("a", "b") == found.by_claim() == {"x": 1, "y": 1}


def test_agreement_and_affiliation_can_be_painted_on_a_map(withdrawal):
    agreed = agreement(withdrawal).by_claim()
    held = affiliation(withdrawal, "subtract")["baghdad"]

    assert agreed["leave"] == 3
    assert held["leave"] == 1
    for values in (agreed, held):
        assert "values painted" in repr(draw(withdrawal, values=values))


def test_answers_become_graphs_thinned_by_strength_or_threshold():
    said = Statements.of("abcd" + "abc" + "ad", "xxxx" + "yyy" + "zz", [1, 1, 1, 0, 1, 1, 0, 1, 1])
    found = agreement(said)

    assert found.matrix.tolist() == [[0, 2, 0, 0], [2, 0, 0, -1], [0, 0, 0, -1], [0, -1, -1, 0]]
    assert dict(found.to_networkx()["b"]) == {"a": {"weight": 2.0}, "d": {"weight": -1.0}}
    assert set(found.above(0).edges) == {("a", "b")}
    assert set(found.thin(1).edges) == {("a", "b"), ("c", "d"), ("b", "d")}
    assert set(found.thin(1)) == set("abcd")
    assert nx.utils.graphs_equal(found.thin(9), found.to_networkx())
    assert [pair[:2] for pair in found.strongest(2)] == [("a", "b"), ("b", "d")]


@laws
@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(2, 9))
def test_the_strongest_pairs_come_in_order_and_a_thinned_graph_keeps_those_of_each(seed, k, size):
    rng = np.random.default_rng(seed)
    rows = 60
    said = Statements.of(
        [f"a{at}" for at in rng.integers(size, size=rows)],
        [f"c{at}" for at in rng.integers(6, size=rows)],
        rng.integers(2, size=rows),
        actors=[f"a{at}" for at in range(size)],
    )
    found = agreement(said)
    graph = found.thin(k)

    for at, id in enumerate(found.actors):
        others = sorted(
            (other for other in range(size) if found.matrix[at, other]),
            key=lambda other: (-abs(found.matrix[at, other]), other),
        )
        assert {found.actors[other] for other in others[:k]} <= set(graph[id])
    assert graph.number_of_edges() <= k * size
    ordered = sorted(found.pairs(), key=lambda pair: -abs(pair[2]))
    assert found.strongest(k) == tuple(ordered[:k])


def test_affiliation_is_a_bipartite_graph_even_if_a_claim_is_called_as_an_actor():
    found = affiliation(Statements.of("ab", ["a", "y"]), "subtract").to_networkx()

    assert nx.bipartite.is_bipartite(found)
    assert set(found.edges) == {("a", "a (claim)"), ("b", "y")}


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_answers_become_data_frames_of_the_library_one_names(library):
    for name in ("narwhals", library):
        pytest.importorskip(name)
    import narwhals

    said = Statements.of("abc", "xxy", [1, 0, 1])
    wide = narwhals.from_native(agreement(said).to_frame(library), eager_only=True)
    assert wide.to_dict(as_series=False) == {
        "actor": ["a", "b", "c"],
        "a": [0, -1, 0],
        "b": [-1, 0, 0],
        "c": [0, 0, 0],
    }
    long = narwhals.from_native(agreement(said).to_frame(library, long=True), eager_only=True)
    assert long.rows() == [("a", "b", -1)]
    claims = narwhals.from_native(affiliation(said).to_frame(library), eager_only=True)
    assert claims.columns == ["actor", "x", "y"]


def test_a_data_frame_says_what_it_needs(monkeypatch):
    monkeypatch.setitem(sys.modules, "narwhals", None)

    with pytest.raises(MissingExtraError, match="pip install narwhals"):
        agreement(Statements.of("ab", "xx")).to_frame("polars")


def test_options_that_are_not_there_or_do_not_go_together_are_refused(withdrawal):
    for options in ({"kind": "agree"}, {"normalize": "mean"}, {"duplicates": "day"}):
        with pytest.raises(UnknownOptionError):
            agreement(withdrawal, **options)
    for options in (
        {"kernel": "uniform"},
        {"at": "2024"},
        {"window": "30 days"},
        {"window": "30 moons", "at": "2024"},
        {"since": "yesterday"},
    ):
        with pytest.raises(InvalidOptionError):
            agreement(withdrawal, **options)
    with pytest.raises(UnknownIdError, match="baghdad"):
        agreement(withdrawal)["bagdad"]
    with pytest.raises(UnknownIdError, match="did you mean 'baghdad'"):
        agreement(withdrawal, actors=["bagdad"])
    with pytest.raises(UnknownOptionError, match="unknown bloc 'Irak'"):
        affiliation(withdrawal, blocs="Irak")


def test_rare_actors_leave_by_their_number_of_statements(withdrawal):
    found = agreement(withdrawal, per_actor=2)

    assert all(count >= 2 for count in found.counts)
    assert 0 < len(found.actors) < 18
    said = statements(withdrawal).frequent(per_claim=2)
    assert {"leave", "returned"} <= set(said.claims)
