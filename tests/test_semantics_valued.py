"""Value-based frameworks: which audiences accept what."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import InvalidRecordError, UnknownIdError
from argmap.semantics import Framework, LimitReachedError
from argmap.semantics.definitions import by_definition
from argmap.semantics.valued import (
    ValuedFramework,
    audiences,
    objectively,
    standing,
    subjectively,
)

INSULIN = ValuedFramework(
    Framework("abcd", [("b", "a"), ("c", "b"), ("d", "c")]),
    {"a": "life", "b": "property", "c": "property", "d": "life"},
)
"""Taking what another owns to stay alive; a chain of four with two values."""


@st.composite
def valued(draw) -> ValuedFramework:
    """Any valued framework of a few arguments, cycles within one value included."""
    ids = "abcde"[: draw(st.integers(1, 5))]
    pairs = [(one, two) for one in ids for two in ids]
    attacks = draw(st.lists(st.sampled_from(pairs), max_size=10))
    return ValuedFramework(
        Framework(ids, attacks), {id: draw(st.sampled_from("wxyz")) for id in ids}
    )


def verdicts(framework: ValuedFramework, id: str, mode: str) -> dict[tuple[str, ...], bool]:
    """By the definition: for each ranking, whether every (or some) preferred extension has it."""
    sums = {"skeptical": all, "credulous": any}
    return {
        ranking: sums[mode](
            id in found for found in by_definition(framework.for_audience(ranking), "preferred")
        )
        for ranking in permutations(framework.values)
    }


@pytest.mark.parametrize("mode", ["skeptical", "credulous"])
@given(framework=valued())
@settings(max_examples=44, deadline=None)
def test_the_conditions_describe_exactly_the_audiences_that_accept(mode, framework):
    for id in framework.framework:
        found = audiences(framework, id, mode=mode)
        due = verdicts(framework, id, mode)

        assert {ranking: found.accept(ranking) for ranking in due} == due
        assert found.all == all(due.values())
        assert found.none == (not any(due.values()))


@given(framework=valued())
@settings(max_examples=33, deadline=None)
def test_no_preference_of_a_condition_and_no_condition_is_spare(framework):
    for id in framework.framework:
        found = audiences(framework, id)
        due = verdicts(framework, id, "skeptical")

        for condition in found.conditions:
            alone = {ranking for ranking in due if _has(ranking, condition)}
            others = [other for other in found.conditions if other != condition]
            assert any(not any(_has(ranking, other) for other in others) for ranking in alone)
            for spare in condition:
                weaker = _implied(condition) - {spare}
                assert not all(due[ranking] for ranking in due if _has(ranking, weaker))


def _has(ranking, condition) -> bool:
    return all(ranking.index(above) < ranking.index(below) for above, below in condition)


def _implied(condition) -> set[tuple[str, str]]:
    found = set(condition)
    while new := {(a, d) for a, b in found for c, d in found if b == c} - found:
        found |= new
    return found


@given(framework=valued())
@settings(max_examples=44, deadline=None)
def test_objective_and_subjective_acceptance_are_those_of_the_definition(framework):
    for id in framework.framework:
        every = verdicts(framework, id, "skeptical")
        some = verdicts(framework, id, "credulous")
        always, once = objectively(framework, id), subjectively(framework, id)

        assert always.holds == all(every.values())
        assert once.holds == any(some.values())
        assert always.holds or not every[always.audience]
        assert not once.holds or some[once.audience]


@given(framework=valued(), data=st.data())
@settings(max_examples=25, deadline=None)
def test_preferences_that_are_given_leave_fewer_audiences(framework, data):
    ranking = data.draw(st.permutations(framework.values))
    pairs = list(pairwise(ranking))
    given_ = data.draw(st.lists(st.sampled_from(pairs))) if pairs else []
    for id in framework.framework:
        found = audiences(framework, id, given=given_)
        due = verdicts(framework, id, "skeptical")
        meant = [ranking for ranking in due if _has(ranking, given_)]

        assert all(found.accept(ranking) == due[ranking] for ranking in meant)
        assert objectively(framework, id, given=given_).holds == all(due[one] for one in meant)


def test_a_mutual_attack_turns_on_the_ranking_of_two_values():
    duel = ValuedFramework(
        Framework(["leave", "stay"], [("leave", "stay"), ("stay", "leave")]),
        {"leave": "sovereignty", "stay": "security"},
    )

    assert str(audiences(duel, "stay")) == (
        "stay is accepted if and only if security outranks sovereignty"
    )
    assert standing(duel, "stay") == "subjective"
    assert duel.for_audience(["sovereignty", "security"]).attacks == (("leave", "stay"),)


def test_a_chain_with_two_values_is_judged_argument_by_argument():
    assert {id: standing(INSULIN, id) for id in "abcd"} == {
        "a": "objective",
        "b": "subjective",
        "c": "subjective",
        "d": "objective",
    }
    assert str(audiences(INSULIN, "a")) == "a is accepted by every audience"
    assert str(audiences(INSULIN, "b")) == "b is accepted if and only if life outranks property"
    assert audiences(INSULIN, "c").conditions == ((("property", "life"),),)


def test_several_ways_to_be_accepted_are_all_named():
    framework = ValuedFramework(
        Framework("abcd", [("b", "a"), ("c", "b"), ("d", "b")]),
        {"a": "peace", "b": "law", "c": "trade", "d": "faith"},
    )

    assert str(audiences(framework, "a")) == (
        "a is accepted if and only if "
        "faith outranks law; or peace outranks law; or trade outranks law"
    )


def test_with_one_value_audiences_do_not_matter():
    ring = ValuedFramework(
        Framework("abc", [("a", "b"), ("b", "c"), ("c", "a")]), dict.fromkeys("abc", "law")
    )

    assert standing(ring, "a") == "indefensible"
    assert str(audiences(ring, "a")) == "a is accepted by no audience"


def test_within_one_value_a_choice_divides_the_two_modes():
    duel = ValuedFramework(Framework("ab", [("a", "b"), ("b", "a")]), {"a": "law", "b": "law"})

    assert audiences(duel, "a", mode="credulous").all
    assert audiences(duel, "a", mode="skeptical").none
    assert standing(duel, "a") == "subjective"


def test_ten_values_are_too_many_to_try_and_no_burden():
    values = [f"v{place}" for place in range(10)]
    ids = [f"a{place}" for place in range(10)]
    attacks = [(one, two) for one in ids for two in ids if one != two]
    framework = ValuedFramework(Framework(ids, attacks), dict(zip(ids, values, strict=True)))

    (condition,) = audiences(framework, "a3").conditions

    assert condition == tuple(("v3", value) for value in values if value != "v3")


def test_missing_and_spare_values_are_all_named():
    with pytest.raises(InvalidRecordError) as caught:
        ValuedFramework(Framework(["leave", "stay"]), {"leav": "law"})

    said = str(caught.value)
    assert "argument 'leave' has no value" in said
    assert "argument 'stay' has no value" in said
    assert "a value for 'leav', which is no argument; did you mean 'leave'?" in said


def test_preferences_that_contradict_each_other_are_refused():
    with pytest.raises(InvalidRecordError, match="no ranking has them all"):
        audiences(INSULIN, "a", given=[("life", "property"), ("property", "life")])
    with pytest.raises(InvalidRecordError, match="no value 'lif'; did you mean 'life'"):
        objectively(INSULIN, "a", given=[("lif", "property")])


def test_a_ranking_names_every_value_once():
    with pytest.raises(InvalidRecordError, match="name each once: life, property"):
        INSULIN.for_audience(["life"])


def test_an_unknown_argument_is_named():
    with pytest.raises(UnknownIdError):
        audiences(INSULIN, "x")


def test_a_timeout_says_that_it_was_hit():
    with pytest.raises(LimitReachedError, match="limit of 0 seconds"):
        audiences(INSULIN, "a", timeout=0.0)


def test_valued_frameworks_are_values():
    again = ValuedFramework(INSULIN.framework, dict(zip("abcd", INSULIN.promoted, strict=True)))

    assert again == INSULIN
    assert hash(again) == hash(INSULIN)
    assert repr(INSULIN) == (
        "<ValuedFramework of <Framework with 4 arguments, 3 attacks>: life, property>"
    )
