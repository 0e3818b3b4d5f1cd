"""Why a claim or step stands, falls or stays open."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
import strategies
from argmap import Argument, ArgumentMap, Claim, InvalidRecordError, Link, UnknownIdError
from argmap.analysis import acceptability, to_framework
from argmap.analysis.reasons import why
from argmap.analysis.theory import Court, Theory
from argmap.errors import UnknownOptionError
from argmap.semantics import SEMANTICS, grounded
from argmap.semantics.definitions import is_derivation

NAMES = "abcde"


@st.composite
def debates(draw):
    """Five claims, steps among them and against steps, and some links."""
    steps = []
    for number in range(draw(st.integers(1, 7))):
        premises = draw(st.sets(st.sampled_from(NAMES), min_size=1, max_size=2))
        earlier = [step.id for step in steps]
        target = draw(st.sampled_from(sorted(set(NAMES) - premises) + earlier))
        side = "con" if target in earlier else draw(st.sampled_from(["con", "con", "pro"]))
        steps.append(Argument(f"s{number}", sorted(premises), target, side))
    kinds = st.sampled_from(["contrary", "alternative", "equivalent"])
    pairs = draw(st.lists(st.sampled_from([*combinations(NAMES, 2)]), max_size=2, unique=True))
    return ArgumentMap(
        "?",
        positions=["a", "b"],
        claims=[Claim(id, f"{id} is so.") for id in NAMES],
        arguments=steps,
        links=[Link(pair, draw(kinds)) for pair in pairs],
    )


def fewest(framework, targets):
    """The least size of a derivable set with a target, by trying all subsets."""
    inside = grounded(framework).extension
    for size in range(1, len(inside) + 1):
        for some in combinations(inside, size):
            found, grown = [], True
            while grown:
                hit = set(chain.from_iterable(map(framework.attacked, found)))
                grown = [
                    id for id in some if id not in found and hit.issuperset(framework.attackers(id))
                ]
                found += grown
            if len(found) == size and not set(targets).isdisjoint(found):
                return size
    return 0


def shortest_circle(framework, ids, through):
    """The length of a shortest circle through an argument, level by level."""
    level = {through}
    for length in range(1, len(framework) + 1):
        level = {foe for one in level for foe in framework.attackers(one) if foe in ids}
        if through in level:
            return length
    return 0


@settings(deadline=None, max_examples=33)
@given(debates(), st.sampled_from(["necessary", "evidential", "deductive"]))
def test_grounded_explanations_are_right_and_no_smaller_one_exists(map, support):
    framework = to_framework(map, support=support)
    labels = grounded(framework)

    for id in (*NAMES[:2], map.arguments[-1].id):
        found = why(map, id, support=support)

        assert found.label == labels[id]
        assert found.shortest
        if found.label == "in":
            assert found.defence[-1] == id
            assert is_derivation(framework, found.defence)
            assert len(found.defence) == fewest(framework, [id])
        elif found.label == "out":
            assert found.defence[-1] in framework.attackers(id)
            assert is_derivation(framework, found.defence)
            assert len(found.defence) == fewest(framework, framework.attackers(id))
        else:
            open_ = set(labels.undecided)
            assert found.way[0] == id
            assert found.way[-1] == found.cycle[0]
            for attacked, foe in zip(found.way, found.way[1:], strict=False):
                assert foe in framework.attackers(attacked)
            for attacked, foe in zip(found.cycle, (*found.cycle[1:], found.cycle[0]), strict=True):
                assert foe in framework.attackers(attacked)
            assert open_.issuperset((*found.way, *found.cycle))
            assert len(found.cycle) == shortest_circle(framework, open_, found.cycle[0])


@settings(deadline=None, max_examples=33)
@given(debates(), st.sampled_from(SEMANTICS), st.sampled_from(["necessary", "evidential"]))
def test_the_map_of_an_explanation_gives_the_same_label_by_itself(map, semantics, support):
    for id in (NAMES[0], map.arguments[-1].id):
        found = why(map, id, semantics=semantics, support=support)

        theory = Theory(semantics, support=support)
        assert found.label == Court(map, theory).label(id)
        assert Court(found.map, theory).label(id) == found.label
        assert set(found.map.ids) <= set(map.ids)
        assert set(found.map.positions) <= set(map.positions)


@settings(deadline=None, max_examples=15)
@given(strategies.maps(most=4), st.sampled_from(SEMANTICS))
def test_any_record_of_any_map_is_explained_in_whole_sentences(map, semantics):
    for record in (*map.claims[:2], *map.arguments[:2]):
        found = why(map, record.id, semantics=semantics)

        assert found.to_dicts()
        assert found.map == why(map, record.id, semantics=semantics).map


@settings(deadline=None, max_examples=25)
@given(debates())
def test_every_attack_on_a_defence_is_met_by_a_member(map):
    framework = to_framework(map)

    found = why(map, "a")

    if found.defence:
        attacks = [(foe, one) for one in found.defence for foe in framework.attackers(one)]
        assert sorted((r.attacker, r.attacked) for r in found.replies) == sorted(attacks)
        for reply in found.replies:
            assert reply.by in found.defence
            assert reply.by in framework.attackers(reply.attacker)


def test_a_claim_that_nothing_attacks_is_its_own_defence():
    found = why(ArgumentMap("?", claims=[Claim("a", "It is so.")]), "a")

    assert (found.label, found.defence, found.replies) == ("in", ("a",), ())
    assert found.to_dicts()[0]["in words"] == "“It is so.” stands: nothing attacks it."


def test_an_odd_circle_is_said_to_be_settled_in_no_way():
    steps = [Argument(f"{a}{b}", [a], b, "con") for a, b in ("ab", "bc", "ca")]
    map = ArgumentMap("?", claims=[Claim(id, id) for id in "abc"], arguments=steps)

    found = why(map, "a")

    assert found.label == "undecided"
    assert len(found.cycle) % 2
    assert "settled in no way" in found.to_dicts()[-1]["in words"]


def test_the_withdrawal_map_tells_why_a_quick_exit_falls(withdrawal):
    found = why(withdrawal, "leave-fast")

    assert (found.label, found.told_by, found.shortest) == ("out", "defeat", True)
    (attacker,) = found.defence
    rows = found.to_dicts()
    assert withdrawal.claim("leave-fast").text in rows[0]["in words"]
    (premise,) = withdrawal.argument(attacker).premises
    assert withdrawal.claim(premise).text in rows[1]["in words"]
    assert rows[1]["in words"].endswith("Nothing attacks that.")
    assert rows[1]["where"].startswith("mena ¶")


def test_every_explanation_of_the_withdrawal_map_can_be_drawn_and_suffices(withdrawal):
    standing = acceptability(withdrawal)

    for id in (*withdrawal.positions, "weak-army", "attacks-drive-out-pro-leave"):
        found = why(withdrawal, id)

        assert found.label == standing[id]
        assert acceptability(found.map)[id] == standing[id]
        assert len(found.map.claims) < 10
        assert argmap.draw(found.map).to_svg()


def test_preferred_semantics_tells_who_holds_and_who_excludes(withdrawal):
    found = why(withdrawal, "expand", semantics="preferred")

    assert (found.label, found.defence, found.against) == ("undecided", ("expand",), ("shrink",))
    assert not found.shortest
    assert "some preferred extension holds it" in found.to_dicts()[0]["in words"]


def test_a_lack_of_evidence_is_told_in_words():
    map = ArgumentMap("?", positions=["leave"], claims=[Claim("leave", "They leave.")])

    found = why(map, "leave", support="evidential")

    assert found.label == "out"
    assert found.to_dicts()[1]["in words"] == (
        "No argument for “They leave.” stands, nor is it evidence itself. Nothing attacks that."
    )


def test_where_no_stable_extension_exists_a_record_neither_stands_nor_falls():
    links = [Link(("a", "b"), "equivalent"), Link(("a", "b"), "contrary")]
    map = ArgumentMap("?", claims=[Claim(id, id) for id in "abc"], links=links)

    found = why(map, "c", semantics="stable")

    assert (found.label, found.told_by) == ("undefined", "no extension")


def test_a_search_that_is_given_up_is_told(withdrawal):
    found = why(withdrawal, "stay", limit=0)

    assert found.label == "in"
    if not found.shortest:
        assert "perhaps not the shortest" in found.variant
        assert "may exist" in found.table.note


def test_unknown_ids_and_options_are_errors(withdrawal):
    with pytest.raises(UnknownIdError, match="no claim or argument 'stya'"):
        why(withdrawal, "stya")
    with pytest.raises(UnknownIdError):
        why(withdrawal, "washington")
    with pytest.raises(UnknownOptionError, match="unknown semantics"):
        why(withdrawal, "stay", semantics="euler")
    with pytest.raises(InvalidRecordError, match="limit"):
        why(withdrawal, "stay", limit=-1)
