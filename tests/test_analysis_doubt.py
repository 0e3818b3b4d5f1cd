"""How sure a verdict is: shares of possible worlds, against all worlds there are."""

from __future__ import annotations

import inspect
from itertools import product
from math import prod, sqrt

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
import strategies
from argmap import Argument, ArgumentMap, Claim, InvalidRecordError, Link, UnknownIdError
from argmap.analysis import acceptability, ladder, strengths, theory
from argmap.analysis.doubt import robustness
from argmap.analysis.possible import Possible, wilson
from argmap.analysis.theory import Court, Theory
from argmap.errors import NoPositionError, UnknownOptionError
from argmap.model import BASES

laws = settings(deadline=None, max_examples=25)
LABELS = {"skeptical": "in", "rejected": "out", "credulous": "undecided"}
EVERY = 1 << 12


def possible_worlds(map, free=("a",)):
    """Every world, by the definition: the map without some records, and its probability."""
    records = [*map.claims, *map.arguments]
    unsure = [record for record in records if record.id not in free]
    for there in product([True, False], repeat=len(unsure)):
        chance = prod(
            record.weight if is_there else 1 - record.weight
            for record, is_there in zip(unsure, there, strict=True)
        )
        if chance:
            gone = {r.id for r, is_there in zip(unsure, there, strict=True) if not is_there}
            yield gone, chance


def shares_by_definition(map, semantics="grounded"):
    found = dict.fromkeys(("in", "out", "undecided", "undefined"), 0.0)
    for gone, chance in possible_worlds(map):
        standing = acceptability(map.without(gone), semantics)["a"]
        found[LABELS.get(standing, standing)] += chance
    return found


def one_con(weight=0.6, *, basis="stated"):
    return ArgumentMap(
        "?",
        positions=["a"],
        claims=[Claim("a", "They leave."), Claim("c", "C.", weight=weight)],
        arguments=[Argument("s", ["c"], "a", "con", basis=basis)],
    )


# Shares ------------------------------------------------------------------------------


@pytest.mark.parametrize("semantics", ["grounded", "preferred", "stable", "stage"])
@laws
@given(strategies.debates(most=3))
def test_where_all_worlds_are_reckoned_shares_are_their_probabilities(semantics, map):
    found = robustness(map, worlds=EVERY, semantics=[semantics], rungs=False).by(semantics)

    assert found.exact
    expected = shares_by_definition(map, semantics)
    assert dict(found.shares) == pytest.approx(expected, abs=1e-9)
    assert found.share == found.low == found.high == pytest.approx(expected[found.label])


def test_the_interval_of_drawn_worlds_holds_the_true_share_nearly_always():
    map = ArgumentMap(
        "?",
        positions=["a"],
        claims=[Claim("a", "A."), *(Claim(f"c{i}", "C.", weight=0.1 * i) for i in range(1, 10))],
        arguments=[
            *(Argument(f"s{i}", [f"c{i}"], "a", "con", weight=0.5) for i in range(1, 5)),
            *(Argument(f"s{i}", [f"c{i}"], f"s{i - 4}", "con") for i in range(5, 9)),
        ],
    )
    truth = robustness(map, worlds=1 << 13, semantics=["grounded"], rungs=False).by("grounded")
    assert truth.exact

    held = 0
    for seed in range(40):
        found = robustness(map, worlds=400, seed=seed, semantics=["grounded"], rungs=False)
        drawn = found.by("grounded")
        assert not drawn.exact
        held += drawn.low <= truth.share <= drawn.high

    assert 35 <= held <= 40


@pytest.mark.parametrize(
    ("holding", "trials", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_intervals_are_those_of_wilson(holding, trials, low, high):
    assert wilson(holding, trials) == pytest.approx((low, high), abs=5e-5)


def test_a_map_with_nothing_uncertain_has_one_world():
    found = robustness(one_con(1.0))

    for outcome in found.outcomes:
        assert (outcome.exact, outcome.worlds, outcome.share) == (True, 1, 1.0)
    assert found.swings == ()
    assert "all possible worlds" in found.variant


def test_the_claim_asked_about_is_always_there():
    found = robustness(one_con(), "c", semantics=["grounded"]).by("grounded")

    assert (found.label, found.share, found.uncertain) == ("in", 1.0, 0)


def test_claims_that_are_the_same_are_there_together_by_the_greatest_of_their_weights():
    map = one_con(0.2).with_([Claim("d", "C, again.", weight=0.7), Link(("c", "d"), "rephrase")])

    found = robustness(map, semantics=["grounded"]).by("grounded")
    assert found.shares["out"] == pytest.approx(0.7)
    assert found.uncertain == 1
    drawn = Possible(Court(map, Theory()), "a", worlds=1).columns
    assert drawn[0, 1] == drawn[0, 2]
    apart = robustness(map, semantics=["grounded"], links=False).by("grounded")
    assert apart.shares["out"] == pytest.approx(0.2)


@pytest.mark.parametrize("weights", ["c=0.9", ["c=0.9"], {"c": 0.9}])
def test_chances_are_weights_wherever_these_come_from(weights):
    found = robustness(one_con(0.6), semantics=["grounded"], weights=weights)

    assert found.by("grounded").shares["out"] == pytest.approx(0.9)
    assert found.swings[0].weight == 0.9
    assert "weights by hand: c 0.9" in found.variant


def test_a_rival_of_a_rival_matters():
    rivals = [Link(("a", "b"), "alternative"), Link(("b", "c"), "alternative")]
    map = ArgumentMap(
        "?",
        positions=["a"],
        claims=[Claim("a", "A."), Claim("b", "B.", weight=0.5), *one_con().claims[1:]],
        arguments=[Argument("s", ["c"], "b", "con")],
        links=rivals,
    )

    found = robustness(map, semantics=["grounded"], rungs=False).by("grounded")

    assert found.exact
    assert dict(found.shares) == pytest.approx(shares_by_definition(map))


def test_worlds_are_the_same_for_the_same_seed_and_others_for_another():
    map = argmap.example("iraq-withdrawal")

    first, again = (robustness(map, "stay", worlds=300, seed=4, rungs=False) for _ in range(2))
    other = robustness(map, "stay", worlds=300, seed=5, rungs=False)

    assert str(first) == str(again)
    assert first == again
    assert first.by("grounded").share != other.by("grounded").share


@laws
@given(strategies.debates(), st.sampled_from(["pqrs", "srqp", "qspr"]))
def test_names_make_no_difference(map, names):
    new = dict(zip("abcd", names, strict=True)) | {s.id: f"t{s.id}" for s in map.arguments}
    renamed = ArgumentMap(
        "?",
        positions=[new["a"]],
        claims=[evolve(claim, id=new[claim.id]) for claim in map.claims],
        arguments=[
            evolve(
                s, id=new[s.id], premises=tuple(new[p] for p in s.premises), target=new[s.target]
            )
            for s in map.arguments
        ],
        links=[evolve(link, claims=tuple(new[id] for id in link.claims)) for link in map.links],
    )
    asked = {"worlds": 4, "seed": 1, "semantics": ["grounded", "df-quad"], "rungs": False}

    one, other = robustness(map, **asked), robustness(renamed, **asked)

    assert [dict(o.shares) for o in one.outcomes] == [dict(o.shares) for o in other.outcomes]


# Strengths ---------------------------------------------------------------------------


def test_weights_are_spread_by_so_much_of_what_they_can_be_and_never_leave_0_to_1():
    map = one_con(0.3)
    for spread in (0.1, 0.5, 0.9, 1.0):
        court = Court(map, Theory("df-quad"))
        possible = Possible(court, "a", worlds=20_000, spread=spread)
        drawn = possible.columns[:, 1]

        assert drawn.mean() == pytest.approx(0.3, abs=0.02)
        assert drawn.std() == pytest.approx(spread * sqrt(0.21), abs=0.02)
        assert drawn.min() >= 0
        assert drawn.max() <= 1
        assert (possible.columns[:, 0] == 0.5).all()
        assert (possible.columns[:, 2] == 1).all()


def test_without_spread_there_is_one_world_with_the_strength_of_the_map():
    map = argmap.example("iraq-withdrawal")
    found = robustness(map, semantics=["quadratic-energy"], spread=0, rungs=False)
    outcome = found.by("quadratic-energy")

    assert (outcome.exact, outcome.share, outcome.deviation) == (True, 1.0, 0.0)
    expected = strengths(map)["leave"]
    assert outcome.strength == outcome.mean == pytest.approx(expected, abs=1e-8)


def test_mean_and_deviation_are_those_of_the_strength():
    found = robustness(one_con(0.3), worlds=20_000, semantics=["df-quad"], spread=0.4)
    outcome = found.by("df-quad")

    assert outcome.mean == pytest.approx(0.5 * 0.7, abs=0.005)
    assert outcome.deviation == pytest.approx(0.5 * 0.4 * sqrt(0.21), abs=0.005)


def test_worlds_in_which_strengths_do_not_rest_are_counted_and_bear_nothing_out(monkeypatch):
    reckoned = theory.strengths_across

    def restless(framework, weights, **options):
        found = dict(reckoned(framework, weights, **options))
        return {id: np.where(np.arange(len(s)) % 4 == 1, np.nan, s) for id, s in found.items()}

    monkeypatch.setattr(theory, "strengths_across", restless)
    found = robustness(one_con(), worlds=100, semantics=["df-quad"], rungs=False)
    outcome = found.by("df-quad")

    assert (outcome.restless, outcome.shares["undefined"]) == (25, pytest.approx(0.25))
    assert outcome.share == pytest.approx(0.75)
    assert outcome.mean == pytest.approx(0.2, abs=0.02)
    assert "did not come to rest in 25 worlds" in found.sentence


def test_a_strength_on_the_threshold_is_told_to_be_on_edge():
    found = robustness(argmap.example("iraq-withdrawal"), worlds=50, rungs=False)

    assert found.by("df-quad").on_edge
    assert not found.by("quadratic-energy").on_edge
    assert "By df-quad it is on the very edge" in found.sentence


def test_an_edge_is_told_of_every_rung():
    balanced = ArgumentMap(
        "?",
        positions=["a"],
        claims=[Claim("a", "They leave."), Claim("p", "P."), Claim("c", "C.")],
        arguments=[
            Argument("s", ["p"], "a", "pro"),
            Argument("t", ["c"], "a", "con"),
            Argument("u", ["c"], "a", "con", basis="analyst"),
        ],
    )
    found = robustness(balanced, worlds=50, semantics=["df-quad"])

    assert [found.by("df-quad", basis=basis).on_edge for basis in BASES] == [True] * 3 + [False]
    edge = "its strength is 0.5 on records down to “implied”, “attributed” or “stated”"
    assert edge in found.sentence


def test_a_claim_that_nothing_bears_on_is_told_to_be_untouched():
    map = argmap.example("iraq-withdrawal")
    found = robustness(map, "expand", worlds=50, semantics=["grounded", "df-quad"])
    stated = robustness(map.on(basis="stated"), "expand", semantics=["df-quad"])

    assert [found.by("df-quad", basis=basis).untouched for basis in BASES] == [True] * 3 + [False]
    assert not any(one.on_edge for one in found.outcomes if not one.untouched)
    assert [row["verdict"] for row in found.table.to_dicts()] == [
        "undecided",
        "in, untouched",
        "out",
        "undecided, untouched",
    ]
    assert "or implied, nothing bears on it." in found.sentence
    assert "on the very edge" not in found.sentence
    assert "Nothing in the map bears on it, so that is no finding." in stated.sentence


def test_a_claim_is_touched_by_a_rival_and_by_what_bears_on_its_equal():
    claims = [Claim("a", "A."), Claim("b", "B."), Claim("c", "C.")]
    rival = ArgumentMap("?", positions=["a"], claims=claims, links=[Link(("a", "b"), "contrary")])
    equal = ArgumentMap(
        "?",
        positions=["a"],
        claims=claims,
        arguments=[Argument("s", ["c"], "b", "con")],
        links=[Link(("a", "b"), "equivalent")],
    )

    for map in (rival, equal):
        assert not robustness(map, semantics="grounded").by("grounded").untouched
        assert robustness(map, semantics="grounded", links=False).by("grounded").untouched


# What it rests on --------------------------------------------------------------------


@laws
@given(strategies.debates(most=3))
def test_the_two_ends_of_a_swing_are_shares_given_that_the_record_is_there_or_not(map):
    found = robustness(map, worlds=EVERY, semantics=["grounded"], rungs=False)
    outcome = found.by("grounded")

    for swing in found.swings:
        mixed = swing.weight * swing.at_high + (1 - swing.weight) * swing.at_low
        assert mixed == pytest.approx(outcome.share)
        record = map[swing.id]
        for weight, end in ((0.0, swing.at_low), (1.0, swing.at_high)):
            certain = map.with_(evolve(record, weight=weight))
            expected = shares_by_definition(certain)[outcome.label]
            assert end == pytest.approx(expected)
    sizes = [round(swing.size, 9) for swing in found.swings]
    assert sizes == sorted(sizes, reverse=True)


def test_by_strengths_the_ends_are_weights_as_far_apart_as_the_spread():
    (swing,) = robustness(one_con(0.3), semantics=["df-quad"], spread=0.2).swings

    assert swing.at_low == pytest.approx(0.5 * (1 - 0.3 * 0.8))
    assert swing.at_high == pytest.approx(0.5 * (1 - (0.3 + 0.7 * 0.2)))


def test_swings_of_the_withdrawal_map_are_those_of_its_unanswered_cons():
    found = robustness(argmap.example("iraq-withdrawal"), semantics=["grounded"], rungs=False)

    cons = {step.premises[0] for step in found_cons()}
    assert {swing.id for swing in found.swings[:6]} == cons
    assert "It turns most on" in found.sentence
    assert len(found.tornado.rows) == sum(swing.size > 0 for swing in found.swings)


def found_cons():
    return argmap.example("iraq-withdrawal").cons("leave")


def test_a_large_map_takes_fewer_worlds_for_its_swings_and_says_so():
    claims = [Claim(f"c{i}", "C.") for i in range(150)]
    steps = [Argument(f"s{i}", [f"c{i}"], "a", "con") for i in range(150)]
    map = ArgumentMap("?", positions=["a"], claims=[Claim("a", "A."), *claims], arguments=steps)

    found = robustness(map, semantics=["grounded"], rungs=False)

    assert 100 <= found.swing_worlds < 1000
    assert f"{found.swing_worlds} worlds for each end" in found.tornado.variant
    assert len(found.swings) == 150


def test_a_map_too_large_to_look_at_all_of_it_looks_at_what_is_near_and_says_so():
    claims = [Claim(f"c{i}", "C.") for i in range(700)]
    steps = [Argument(f"s{i}", [f"c{i}"], f"c{i // 2}", "con") for i in range(1, 700)]
    map = ArgumentMap("?", positions=["c0"], claims=claims, arguments=steps)

    found = robustness(map, semantics=["grounded"], rungs=False, worlds=200)

    assert found.passed_over == 699 - len(found.swings) > 0
    assert f"{found.passed_over} further away were not looked at" in found.tornado.note
    seen = {int(swing.id[1:]) for swing in found.swings}
    assert seen == set(range(1, len(seen) + 1))


# Rungs and artefacts -----------------------------------------------------------------


def test_a_verdict_that_the_analyst_decides_is_called_an_artefact():
    found = robustness(one_con(basis="analyst"))

    assert found.artefact
    assert set(found.artefacts) == {"grounded", "preferred", "quadratic-energy", "df-quad"}
    assert "artefact of the analyst's own relations" in found.sentence
    assert [found.by("grounded", basis=b).label for b in BASES] == ["in"] * 3 + ["out"]


@pytest.mark.parametrize("basis", ["stated", "attributed", "implied"])
def test_a_verdict_that_holds_without_the_analyst_is_none(basis):
    found = robustness(one_con(basis=basis), rungs=False)

    assert not found.artefact
    assert "does not hang on relations that only the analyst drew" in found.sentence
    assert {outcome.basis for outcome in found.outcomes} == {"analyst"}


def test_the_verdict_on_a_rung_is_that_of_what_is_known_on_it():
    map = argmap.example("iraq-withdrawal")
    found = robustness(map, "shrink", worlds=50, semantics=["grounded", "quadratic-energy"])

    for basis in BASES:
        part = map.on(basis=basis)
        expected = acceptability(part)["shrink"]
        assert found.by("grounded", basis=basis).label == expected
        strength = found.by("quadratic-energy", basis=basis).strength
        assert strength == pytest.approx(strengths(part)["shrink"], abs=1e-8)
    assert found.artefacts == ("grounded",)
    assert "artefact of the analyst's own relations by grounded" in found.sentence


@laws
@given(strategies.debates())
def test_a_rung_that_adds_nothing_changes_no_number(map):
    stated = ArgumentMap(
        "?",
        positions=["a"],
        claims=map.claims,
        arguments=[evolve(step, basis="stated") for step in map.arguments],
        links=[evolve(link, basis="stated") for link in map.links],
    )
    found = robustness(stated, worlds=8, semantics=["grounded", "df-quad"])

    for name in ("grounded", "df-quad"):
        outcomes = [found.by(name, basis=basis) for basis in BASES]
        assert len({(o.share, o.shares, o.label, o.mean) for o in outcomes}) == 1


def test_rungs_of_one_outcome_share_a_row_and_have_none_if_it_is_that_of_the_whole_map():
    map = argmap.example("iraq-withdrawal")

    def rungs(map):
        found = robustness(map, worlds=50, semantics="grounded").table.to_dicts()
        return [row["records"] for row in found]

    assert rungs(map) == ["all", "to implied", "to attributed and stated"]
    assert rungs(map.on(basis="attributed")) == rungs(map.on(basis="stated")) == ["all"]


def test_on_a_ladder_each_rung_is_asked_once():
    found = ladder(robustness, argmap.example("iraq-withdrawal"), semantics="grounded", worlds=50)

    assert {row["records"] for row in found.to_dicts()} == {"all", None}
    assert [len(answer.outcomes) for answer in found.answers] == [1] * 4


# Asking ------------------------------------------------------------------------------


def test_a_sentence_says_it_all():
    found = robustness(argmap.example("iraq-withdrawal"), semantics="grounded")

    assert found.sentence == found.table.note
    assert found.sentence.startswith(
        "That “US forces leave Iraq” is “out” in 99.2 % of worlds (98.4 to 99.6) by grounded."
    )


def test_theories_that_agree_are_told_together():
    map = one_con(basis="analyst")
    found = robustness(map, semantics=["grounded", "preferred", "df-quad"])

    assert found.sentence == (
        "That “They leave” is “out” in 60 % of worlds by grounded and preferred, in 100 % (99.6"
        " to 100) by df-quad. But on records down to “implied”, “attributed” or “stated”, where"
        " nothing bears on it, it is “in” by grounded and preferred, “undecided” by df-quad. It is"
        " an artefact of the analyst's own relations: without those that nobody stated or implied,"
        " nothing bears on it. It turns most on “C”."
    )


def test_a_verdict_is_asked_of_one_theory_at_least():
    with pytest.raises(InvalidRecordError, match="no semantics given"):
        robustness(one_con(), semantics=[])


def test_all_that_is_wrong_with_drawing_is_told_at_once():
    with pytest.raises(InvalidRecordError) as error:
        robustness(one_con(), worlds=0, seed=-1, spread=2)

    assert all(word in str(error.value) for word in ("worlds is 0", "seed is -1", "spread 2"))


def test_what_is_not_there_cannot_be_asked_about():
    with pytest.raises(UnknownIdError):
        robustness(one_con(), "b")
    with pytest.raises(NoPositionError):
        robustness(ArgumentMap("?"))
    with pytest.raises(UnknownOptionError):
        robustness(one_con(), semantics=["grouned"])
    with pytest.raises(UnknownIdError, match="outcome on the rung 'stated' by"):
        robustness(one_con(), rungs=False).by("grounded", basis="stated")


def test_a_command_line_can_read_what_it_takes():
    assert inspect.signature(robustness, eval_str=True).parameters["worlds"].annotation is int
