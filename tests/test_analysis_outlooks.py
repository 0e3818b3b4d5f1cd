"""Which order of values accepts a claim."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Argument, ArgumentMap, Claim, InvalidRecordError, Link, UnknownIdError
from argmap.analysis import to_framework
from argmap.analysis.outlooks import audiences, to_valued
from argmap.semantics import Framework, ValuedFramework, statuses
from argmap.semantics import audiences as audiences_of

VALUES = ("law", "peace", "trade")


@st.composite
def valued_frameworks(draw):
    """Up to six arguments, of which some promote no value."""
    ids = "abcdef"[: draw(st.integers(2, 6))]
    pairs = [(a, b) for a in ids for b in ids if a != b]
    attacks = draw(st.sets(st.sampled_from(pairs), max_size=9))
    values = {id: draw(st.sampled_from([*VALUES, None])) for id in ids}
    return ValuedFramework(Framework(ids, attacks), values)


def left_with(valued, ranking):
    """The attacks that succeed by definition: none fails but one on a preferred value."""
    value = dict(zip(valued.framework.ids, valued.promoted, strict=True))
    rank = {one: place for place, one in enumerate(ranking)}

    def fails(source, target):
        above, below = value[source], value[target]
        return above is not None and below is not None and rank[below] < rank[above]

    attacks = [pair for pair in valued.framework.attacks if not fails(*pair)]
    return Framework(valued.framework.ids, attacks)


@settings(deadline=None, max_examples=44)
@given(valued_frameworks(), st.sampled_from(["skeptical", "credulous"]))
def test_conditions_hold_for_exactly_the_rankings_that_accept_though_some_promote_nothing(
    valued, mode
):
    accepted = ("skeptical",) if mode == "skeptical" else ("skeptical", "credulous")
    for id in valued.framework.ids[:2]:
        found = audiences_of(valued, id, mode=mode)

        for ranking in permutations(valued.values):
            by_hand = left_with(valued, ranking)
            assert valued.for_audience(ranking) == by_hand
            assert found.accept(ranking) == (statuses(by_hand)[id] in accepted)


@settings(deadline=None, max_examples=30)
@given(strategies.maps(most=3), st.sampled_from(["necessary", "evidential"]))
def test_claims_promote_their_theme_and_steps_what_their_first_premise_does(map, support):
    valued = to_valued(map, support=support)

    promoted = dict(zip(valued.framework.ids, valued.promoted, strict=True))
    assert valued.framework == to_framework(map, support=support)
    for claim in map.claims:
        assert promoted[claim.id] == (claim.themes[0] if claim.themes else None)
    for argument in map.arguments:
        assert promoted[argument.id] == promoted[argument.premises[0]]
    assert all(promoted[id] is None for id in promoted if id.startswith("lack of "))


@settings(deadline=None, max_examples=30)
@given(strategies.maps(most=3))
def test_answers_for_positions_agree_with_trying_every_ranking(map):
    found = audiences(map)

    valued = to_valued(map)
    for id, answer in found.items():
        share = [
            statuses(valued.for_audience(ranking))[id] == "skeptical"
            for ranking in permutations(valued.values)
        ]
        assert found.shares[id] == pytest.approx(sum(share) / len(share))
        assert answer.all == all(share)


def duel(**themes):
    claims = [Claim(id, f"{id}.", theme=theme) for id, theme in themes.items()]
    links = [Link(pair, "alternative") for pair in combinations(themes, 2)]
    return ArgumentMap("?", positions=list(themes), claims=claims, links=links)


def test_the_rival_whose_value_outranks_is_accepted():
    found = audiences(duel(stay="Security/Terrorism", leave="Influence"))

    assert found["stay"].conditions == ((("Security", "Influence"),),)
    assert found.shares["stay"] == 0.5
    assert found.to_dicts()[0]["accepted"] == "if and only if Security outranks Influence"
    assert "Security (1 claim), Influence (1 claim)" in found.table.note


def test_no_ranking_shields_from_a_rival_without_a_value_or_makes_its_attack_fail():
    found = audiences(duel(stay="Security", leave=None), mode="skeptical")

    assert found["stay"].none
    assert found["leave"].none
    assert found.without == ("leave",)
    assert "Without a value, so that attacks by or on them always succeed: leave" in (
        found.table.note
    )
    assert audiences(duel(stay="Security", leave=None), mode="credulous")["leave"].all


def test_a_con_by_a_value_fails_where_its_target_is_worth_more():
    map = ArgumentMap(
        "?",
        positions=["leave"],
        claims=[
            Claim("leave", "They leave.", theme="Law"),
            Claim("gap", "It leaves a gap.", theme="Security"),
        ],
        arguments=[Argument("s", ["gap"], "leave", "con")],
    )

    assert str(audiences(map)["leave"]) == "leave is accepted if and only if Law outranks Security"
    bare = map.with_(evolve(map.claim("leave"), theme=None))
    assert audiences(bare)["leave"].none


def test_values_by_hand_go_by_id_before_theme_and_by_the_nearest_theme():
    map = duel(stay="Security/Terrorism", leave="Security/Bases", talks="Security")

    valued = to_valued(map, values={"Security/Bases": "pride", "Security": "safety", "talks": ""})

    assert valued.promoted == ("safety", "pride", None)
    assert to_valued(map, values=["stay=law", "leave = law"]).promoted[:2] == ("law", "law")
    assert "values by hand" in audiences(map, values="stay=law").variant


def test_all_wrong_keys_are_named_at_once():
    map = duel(stay="Security", leave="Law")

    with pytest.raises(
        InvalidRecordError, match=r"2 faults(.|\n)*did you mean 'stay'(.|\n)*'Lawn'"
    ):
        to_valued(map, values={"stya": "x", "Lawn": "y"})
    with pytest.raises(InvalidRecordError, match="two values"):
        to_valued(map, values=["stay=a", "stay=b"])


def test_a_claim_to_which_too_many_values_matter_is_left_out_and_named():
    themes = {f"p{n}": f"V{n}" for n in range(4)}

    found = audiences(duel(**themes), "p0", limit=3)

    assert dict(found) == {}
    assert found.left_out["p0"] == "4 values matter to it, more than the 3 allowed"
    assert found.to_dicts()[0]["accepted"].startswith("not decided: 4 values")
    conditions = audiences(duel(**themes), "p0")["p0"].conditions
    assert conditions == ((("V0", "V1"), ("V0", "V2"), ("V0", "V3")),)
    assert audiences(duel(**themes), "p0").to_dicts()[0]["accepted"] == (
        "if and only if V0 outranks V1 and V2 and V3"
    )


def test_positions_of_the_withdrawal_map_promote_nothing_so_no_ranking_saves_leaving(withdrawal):
    found = audiences(withdrawal)

    assert found["leave"].none
    assert found["open-talks"].all
    assert set(found.without) == set(withdrawal.positions)
    assert "No ranking changes what is accepted here." in found.table.note


def test_by_hand_the_withdrawal_map_turns_on_what_leaving_is_for(withdrawal):
    found = audiences(withdrawal, "leave", values={"leave": "Mission", "stay": "Influence"})

    valued = to_valued(withdrawal, values={"leave": "Mission", "stay": "Influence"})
    for ranking in list(permutations(valued.values))[::97]:
        label = statuses(valued.for_audience(ranking))["leave"]
        assert found["leave"].accept(ranking) == (label == "skeptical")


def test_unknown_ids_are_errors(withdrawal):
    with pytest.raises(UnknownIdError, match="no claim or argument 'stya'"):
        audiences(withdrawal, "stya")


def test_a_text_that_gives_no_value_is_a_fault(withdrawal):
    with pytest.raises(InvalidRecordError, match="'leave' gives no value; say leave=Value, or"):
        audiences(withdrawal, values=["leave"])


def test_rivals_of_which_only_some_have_a_value_are_told(withdrawal):
    some = audiences(withdrawal, "leave", values=["leave=Mission"])
    both = audiences(withdrawal, "leave", values=["leave=Mission", "stay=Influence"])

    assert "while a rival of theirs has one: stay" in some.table.note
    assert "stay" not in both.table.note.partition("A ranking counts")[2]
    assert "A ranking counts" not in audiences(withdrawal, "leave").table.note
