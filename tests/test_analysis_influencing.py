"""Who can make others move: from ties, from a matrix by hand, from recorded influence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from argmap import Actor, ArgumentMap, Tie
from argmap.analysis.influencing import influence
from argmap.errors import InvalidRecordError, UnknownIdError, UnknownOptionError

laws = settings(deadline=None, max_examples=33)

WHO = ("a", "b", "c")
TOY = {"a": {"b": 3, "c": 1}, "b": {"a": 1, "c": 2}, "c": {"a": 2, "b": 1}}


def actors(*ids, **fields):
    return [Actor(id, id.upper(), **fields) for id in ids]


@pytest.fixture
def three():
    return ArgumentMap("?", actors=actors(*WHO))


def test_a_matrix_by_hand_gives_the_published_toy(three):
    found = influence(three, matrix=TOY)

    assert found.midi == ((2, 4, 3), (3, 2, 3), (3, 3, 2))
    assert [(one.influence, one.dependence) for one in found.leverages] == [(7, 6), (6, 7), (6, 6)]
    assert [round(r, 4) for r in found.values()] == [1.1855, 0.871, 0.9435]
    assert found.net_of("a", "b") == 1
    assert found.net_of("b", "a") == -1


def test_the_diagonal_is_printed_with_the_answer(three):
    inside = influence(three, matrix=TOY, diagonal="inside")

    assert [round(r, 4) for r in inside.values()] == [1.1667, 0.8889, 0.9444]
    assert "counted in I and D" in inside.variant
    assert "left out of I and D" in influence(three, matrix=TOY).variant


def test_a_matrix_may_be_written_as_on_a_command_line(three):
    texts = ["a>b=3", "a > c = 1", "b>a=1", "b>c=2", "c>a=2", "c>b=1"]

    assert influence(three, matrix=texts) == influence(three, matrix=TOY)


def test_ties_and_the_same_matrix_by_hand_give_the_same_numbers(three):
    ties = [
        Tie(source, target, "backs", sign=sign, strength=value / 4)
        for sign, (source, row) in zip((1, 0, -1), TOY.items(), strict=True)
        for target, value in row.items()
    ]
    by_ties = influence(three.with_(ties))

    assert by_ties.by == "ties"
    assert by_ties.direct == influence(three, matrix=TOY).direct
    assert dict(by_ties) == dict(influence(three, matrix=TOY))


def test_of_several_ties_the_strongest_counts(three):
    strengths = {"backs": 0.25, "hosts": 0.75, "knows": 0.5}
    ties = [Tie("a", "b", kind, strength=value) for kind, value in strengths.items()]

    assert influence(three.with_(ties)).direct[0][1] == 3
    assert influence(three.with_(ties), kinds=["backs"]).direct[0][1] == 1


def test_ties_of_other_kinds_and_with_others_are_left_out_and_told(three):
    ties = [Tie("a", "b", "backs"), Tie("b", "c", "knows"), Tie("a", "c", "backs")]
    found = influence(three.with_(ties), ["a", "b"], kinds="backs")

    assert [(tie.source, tie.target) for tie in found.left_out] == [("b", "c"), ("a", "c")]
    assert "2 ties left out: b knows c, a backs c." in found.table.note


def test_ties_of_members_count_for_their_principal_if_asked():
    map = ArgumentMap(
        "?",
        actors=[*actors("a", "b"), Actor("m", "M", part_of="a"), Actor("n", "N", part_of="a")],
        ties=[Tie("m", "b", "backs"), Tie("m", "n", "backs")],
    )

    assert influence(map).direct == ((0, 0), (0, 0))
    together = influence(map, members=True)
    assert together.direct == ((0, 4), (0, 0))
    assert [tie.target for tie in together.left_out] == ["n"]


def test_recorded_influence_tells_nothing_of_pairs_and_says_so():
    map = ArgumentMap(
        "?", actors=[*actors("a", influence=3), *actors("b", influence=1), *actors("c")]
    )
    found = influence(map)

    assert found.by == "influence"
    assert dict(found) == {"a": 1.5, "b": 0.5}
    assert found.unknown == ("c",)
    assert found.midi == ()
    assert found.of("a").dependence is None
    assert "Nothing is known here of who influences whom" in found.table.note
    with pytest.raises(UnknownIdError, match="pairwise"):
        found.net_of("a", "b")


def test_ties_go_before_recorded_influence_unless_it_is_asked_for(three):
    map = three.with_([Actor("a", "A", influence=2), Tie("b", "c", "backs")])

    assert influence(map).by == "ties"
    assert influence(map, by="influence").by == "influence"


def test_who_has_no_tie_is_named_and_has_none(three):
    found = influence(three.with_(Tie("a", "b", "backs")))

    assert found.isolated == ("c",)
    assert found["c"] == 0
    assert "r* 0 means that no influence is known, to or from: C." in found.table.note


def test_a_map_without_ties_says_that_no_influence_is_known(three):
    found = influence(three)

    assert dict(found) == dict.fromkeys(WHO, 0.0)
    assert "so that r* is 0 for all" in found.table.note


def test_everything_wrong_with_a_matrix_is_told_at_once(three):
    with pytest.raises(InvalidRecordError) as caught:
        influence(three, matrix=["a>b=5", "a>d=1", "b>c=x"])

    text = str(caught.value)
    assert "'5' is not a number from 0 to 4" in text
    assert "no actor 'd'" in text
    assert "'x' is not a number" in text


def test_an_actor_does_not_influence_itself(three):
    with pytest.raises(InvalidRecordError, match="influence itself"):
        influence(three, matrix={"a": {"a": 1}})


def test_a_matrix_keeps_to_the_actors_asked_about(three):
    with pytest.raises(InvalidRecordError, match="'c' is not among the actors asked about"):
        influence(three, ["a", "b"], matrix={"a": {"b": 1, "c": 1}})


@pytest.mark.parametrize(
    "option", [{"by": "hearsay"}, {"order": "third"}, {"diagonal": "gone"}, {"kinds": ["loves"]}]
)
def test_other_options_are_refused(three, option):
    with pytest.raises(UnknownOptionError):
        influence(three, **option)


@pytest.mark.parametrize("order", ["indirect", "direct", "strongest"])
def test_q_is_the_competitiveness_by_the_strongest_way(three, order):
    found = influence(three, matrix=TOY, order=order)
    strongest = influence(three, matrix=TOY, order="strongest")

    assert [one.strongest for one in found.leverages] == list(strongest.values())


@laws
@given(strategies.maps(most=3), st.sampled_from(["ties", "influence", "auto"]))
def test_it_can_be_asked_of_any_map(map, by):
    found = influence(map, [actor.id for actor in map.actors], by=by)

    assert all(r >= 0 for r in found.values())
    assert sum(found.values()) == pytest.approx(len(found) if any(found.values()) else 0)
    assert str(found)
    assert found == influence(map, [actor.id for actor in map.actors], by=by)


@laws
@given(strategies.maps(most=3), st.randoms(use_true_random=False))
def test_the_order_of_actors_makes_no_difference(map, random):
    who = [actor.id for actor in map.actors]
    before = influence(map, who, by="ties")
    random.shuffle(who)
    after = influence(map, who, by="ties")

    assert dict(after) == pytest.approx(dict(before))


def test_on_the_withdrawal_map_each_number_follows_from_the_ties(withdrawal):
    found = influence(withdrawal)

    among = {actor.id for actor in withdrawal.principals}
    ties = {(t.source, t.target) for t in withdrawal.ties if {t.source, t.target} <= among}
    ways = {
        (a, c): sum((a, b) in ties and (b, c) in ties for b in among) for a in among for c in among
    }
    for one in found.leverages:
        out = sum(
            4 * ((one.actor, other) in ties) + 4 * ways[one.actor, other]
            for other in among - {one.actor}
        )
        assert one.influence == out
    assert "not how much is at stake" in found.table.note
