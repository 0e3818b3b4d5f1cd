"""What can be held together, as independent choices."""

from __future__ import annotations

from itertools import chain, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Argument, ArgumentMap, Claim, InvalidRecordError, Link, UnknownOptionError
from argmap.analysis import acceptability, to_framework
from argmap.analysis.axes import positions_held
from argmap.semantics import SEMANTICS
from argmap.semantics.definitions import by_definition

laws = settings(deadline=None, max_examples=25)


def rivals(*pairs, positions=()):
    claims = [Claim(id, f"{id.upper()}.") for id in sorted(set(chain.from_iterable(pairs)))]
    links = [Link(pair, "alternative") for pair in pairs]
    return ArgumentMap("?", claims=claims, links=links, positions=positions)


def combined(found):
    """Every set that fixed and one alternative of each choice make."""
    ways = product(*([one.held for one in choice.alternatives] for choice in found.axes))
    return {frozenset(chain(found.fixed, *held)) for held in ways} if found.exists else set()


@settings(deadline=None, max_examples=55)
@given(
    strategies.debates() | strategies.maps(most=2),
    st.sampled_from(SEMANTICS),
    st.sampled_from(["necessary", "evidential"]),
)
def test_fixed_and_one_alternative_of_each_choice_are_the_extensions_of_the_definition(
    map, semantics, support
):
    framework = to_framework(map, support=support)
    if len(framework) > 7:
        return

    found = positions_held(map, semantics, support=support, limit=1000)

    sets = by_definition(framework, semantics)
    assert combined(found) == {frozenset(id for id in one if id in map) for one in sets}
    assert found.count == len(sets)
    assert set(found.fixed) == {
        id for id in framework if id in map and sets and all(id in one for one in sets)
    }


@laws
@given(strategies.maps(most=4), st.sampled_from(SEMANTICS))
def test_alternatives_share_out_what_a_choice_decides(map, semantics):
    found = positions_held(map, semantics, limit=1000)

    for choice in found.axes:
        assert choice.count > 1
        assert not choice.cut
        assert sum(one.share for one in choice.alternatives) == pytest.approx(1)
        for one in choice.alternatives:
            parts = (*one.held, *one.given_up, *one.left_open)
            assert sorted(parts) == sorted(choice.decides)
            assert set(one.positions) == set(one.held) & set(map.positions)


def test_two_pairs_of_rivals_are_two_choices():
    found = positions_held(rivals(("a", "b"), ("c", "d"), positions=["a", "c"]))

    assert found.count == 4
    assert [choice.decides for choice in found.axes] == [("a", "b"), ("c", "d")]
    assert [[one.positions for one in choice.alternatives] for choice in found.axes] == [
        [("a",), ()],
        [("c",), ()],
    ]
    assert [row["gives up"] for row in found.to_dicts()[1:3]] == ["b: B.", "a: A."]


def test_a_map_without_a_conflict_leaves_no_choice():
    found = positions_held(ArgumentMap("?", claims=[Claim("a", "A.")]))

    assert (found.count, found.fixed, found.axes) == (1, ("a",), ())
    assert len(found.to_dicts()) == 1


def test_parts_that_leave_no_choice_are_told_apart_from_choices():
    found = positions_held(rivals(("a", "b"), ("c", "d")).with_([Claim("e", "E.")]), "naive")

    assert [choice.count for choice in found.axes] == [2, 2]
    assert found.settled == (("e",),)
    assert found.fixed == ("e",)


def test_what_an_alternative_neither_holds_nor_attacks_it_leaves_open():
    found = positions_held(rivals(("a", "b")), "complete")

    assert [one.left_open for one in found.axes[0].alternatives] == [("a", "b"), (), ()]
    assert found.to_dicts()[1]["gives up"] == "leaves open a: A.; b: B."


def test_steps_are_told_where_claims_do_not_tell_alternatives_apart():
    map = ArgumentMap(
        "?",
        claims=[Claim(id, id) for id in "abc"],
        arguments=[
            Argument("u", ["a"], "v", "con"),
            Argument("v", ["b"], "u", "con"),
        ],
    )

    told = [row["also holds"] for row in positions_held(map).to_dicts()[1:]]

    assert told == ["u: a against v", "v: b against u"]


def test_more_alternatives_than_are_listed_are_counted_and_named():
    found = positions_held(rivals(*[(a, b) for a in "abcd" for b in "abcd" if a < b]), limit=2)

    (choice,) = found.axes
    assert (choice.count, len(choice.alternatives), choice.cut) == (4, 2, True)
    assert found.to_dicts()[-1]["alternative"] == "and 2 more"
    assert "at most 2 alternatives listed" in found.variant


def test_counts_beyond_all_lists_are_exact():
    found = positions_held(rivals(*[(f"a{n}", f"b{n}") for n in range(60)]))

    assert found.count == 2**60
    assert "some 10^18 preferred extensions" in found.title


def test_where_no_stable_extension_exists_nothing_is_said_to_be_held():
    map = ArgumentMap(
        "?",
        claims=[Claim("a", "A."), Claim("b", "B.")],
        links=[Link(("a", "b"), "equivalent"), Link(("a", "b"), "contrary")],
    )

    found = positions_held(map, "stable")

    assert (found.exists, found.fixed, found.axes, found.to_dicts()) == (False, (), (), [])
    assert "No stable extension exists" in found.table.note


def test_the_withdrawal_map_leaves_two_choices_under_necessary_support(withdrawal):
    found = positions_held(withdrawal)

    assert found.count == 4
    assert {id for choice in found.axes for one in choice.alternatives for id in one.positions} == {
        "expand",
        "shrink",
    }
    standing = acceptability(withdrawal, "preferred")
    assert set(found.fixed) == set(standing.ids("skeptical"))
    assert set(found.excluded) == set(standing.ids("rejected"))


def test_the_evidential_reading_shows_no_lack_of_evidence(withdrawal):
    found = positions_held(withdrawal, support="evidential")

    assert found.count == 3
    assert "lack of" not in str(found)
    assert all(id in withdrawal for choice in found.axes for id in choice.decides)


def test_the_same_map_gives_the_same_answer(withdrawal):
    assert positions_held(withdrawal, "complete") == positions_held(withdrawal, "complete")


def test_other_semantics_and_limits_are_errors(withdrawal):
    with pytest.raises(UnknownOptionError, match="unknown semantics 'prefered'"):
        positions_held(withdrawal, "prefered")
    with pytest.raises(UnknownOptionError, match="unknown semantics"):
        positions_held(withdrawal, "quadratic-energy")
    with pytest.raises(InvalidRecordError, match="limit"):
        positions_held(withdrawal, limit=0)
