"""Which way things bear on a position, and how many arguments do."""

from __future__ import annotations

import pytest

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Claim,
    Link,
    NoPositionError,
    Stance,
    UnknownIdError,
)
from argmap.analysis import bearing, tally


def debate(*arguments, links=(), positions=("leave",), **records):
    """A map of steps `premise(s), side, target`, in which every claim says its id."""
    steps = [
        Argument(f"s{number}", tuple(premises.split()), target, side)
        for number, (premises, side, target) in enumerate(arguments, start=1)
    ]
    named = [id for step in steps for id in (*step.premises, step.target)]
    named += [*positions, *(id for link in links for id in link.claims)]
    claims = [Claim(id, id) for id in dict.fromkeys(named) if id not in {step.id for step in steps}]
    return ArgumentMap(
        "?", positions=positions, claims=claims, arguments=steps, links=links, **records
    )


def test_a_pro_is_pro_and_a_con_is_con_and_so_are_their_steps():
    towards = bearing(debate(("safe", "pro", "leave"), ("vacuum", "con", "leave")))

    assert dict(towards) == {
        "safe": "pro",
        "leave": "pro",
        "vacuum": "con",
        "s1": "pro",
        "s2": "con",
    }


def test_a_con_of_a_con_is_pro():
    towards = bearing(debate(("vacuum", "con", "leave"), ("army", "con", "vacuum")))

    assert towards["army"] == "pro"


def test_an_undercut_bears_against_what_the_step_bears_for():
    towards = bearing(
        debate(
            ("vacuum", "con", "leave"),
            ("idle", "con", "s1"),
            ("busy", "con", "s2"),
            ("safe", "pro", "leave"),
            ("risky", "con", "s4"),
        )
    )

    assert (towards["idle"], towards["busy"], towards["risky"]) == ("pro", "con", "con")


def test_every_premise_of_a_joint_step_bears_as_the_step_does():
    towards = bearing(debate(("returned over", "pro", "leave")))

    assert towards["returned"] == towards["over"] == "pro"


def test_a_claim_used_on_both_sides_is_mixed_and_one_used_on_none_is_none():
    towards = bearing(
        debate(
            ("attacks", "pro", "leave"),
            ("attacks", "con", "leave"),
            ("rain", "pro", "weather"),
        )
    )

    assert (towards["attacks"], towards["rain"], towards["s3"]) == ("mixed", "none", "none")
    assert (towards["s1"], towards["s2"]) == ("pro", "con")


def test_what_follows_from_a_position_does_not_bear_on_it():
    towards = bearing(debate(("leave", "pro", "peace")))

    assert towards["peace"] == "none"


def test_a_circle_with_an_odd_number_of_cons_makes_mixed_what_leads_into_it():
    towards = bearing(
        debate(
            ("a", "pro", "leave"),
            ("b", "pro", "a"),
            ("a", "con", "b"),
            ("c", "pro", "b"),
        )
    )

    assert towards["c"] == towards["a"] == "mixed"
    assert towards["leave"] == "pro"


@pytest.mark.parametrize("kind", ["contrary", "contradictory", "alternative"])
def test_a_rival_of_the_position_bears_con_with_all_that_speaks_for_it(kind):
    rivals = debate(
        ("legal", "pro", "stay"),
        ("costly", "con", "stay"),
        links=[Link(("stay", "leave"), kind)],
    )

    towards = bearing(rivals)

    assert (towards["stay"], towards["legal"], towards["costly"]) == ("con", "con", "pro")


@pytest.mark.parametrize("kind", ["equivalent", "rephrase"])
def test_a_claim_that_says_the_same_carries_the_sign_over(kind):
    same = debate(("vacuum", "con", "leave"), links=[Link(("vacuum", "gap"), kind)])

    assert bearing(same)["gap"] == "con"


def test_the_rival_of_a_rival_is_no_friend():
    three = ("leave", "stay", "expand")
    links = [Link((a, b), "alternative") for a in three for b in three if a < b]
    towards = bearing(debate(links=links, positions=three))

    assert dict(towards) == {"leave": "pro", "stay": "con", "expand": "con"}


def test_the_rival_of_a_rivals_rephrase_is_no_friend_either():
    links = [
        Link(("leave", "stay"), "contrary"),
        Link(("stay", "remain"), "rephrase"),
        Link(("remain", "expand"), "contrary"),
    ]
    towards = bearing(debate(links=links))

    assert (towards["remain"], towards["expand"]) == ("con", "none")


def test_what_speaks_for_one_option_is_not_for_a_third_because_both_exclude_a_second():
    options = debate(
        ("base", "pro", "stay"),
        ("fast", "pro", "leave"),
        links=[
            Link(("stay", "fast"), "alternative"),
            Link(("leave", "expand"), "alternative"),
        ],
    )

    assert bearing(options, "expand")["leave"] == "con"
    assert bearing(options, "expand")["base"] == "none"


def test_the_denial_of_an_argument_for_a_rival_is_pro():
    denied = debate(
        ("legal", "pro", "stay"),
        links=[Link(("leave", "stay"), "alternative"), Link(("illegal", "legal"), "contradictory")],
    )

    assert bearing(denied)["illegal"] == "pro"


def test_links_can_be_left_out_and_the_answer_says_so():
    rivals = debate(("legal", "pro", "stay"), links=[Link(("stay", "leave"), "alternative")])

    without = bearing(rivals, links=False)

    assert (without["stay"], without["legal"]) == ("none", "none")
    assert "links left out" in without.variant
    assert "links walked" in bearing(rivals).variant


def test_any_claim_can_be_asked_about_and_the_motion_is_the_usual_one():
    chain = debate(("b", "con", "leave"), ("c", "pro", "b"))

    assert bearing(chain, "b")["c"] == "pro"
    assert bearing(chain) == bearing(chain, "leave")
    assert bearing(chain, "b").position == "b"


def test_a_map_without_positions_has_nothing_to_bear_on():
    with pytest.raises(NoPositionError):
        bearing(ArgumentMap("?"))


@pytest.mark.parametrize("id", ["leav", "s1"])
def test_only_claims_can_be_borne_on(id):
    with pytest.raises(UnknownIdError):
        bearing(debate(("vacuum", "con", "leave")), id)


def test_the_table_groups_claims_by_bearing_and_says_where_a_step_differs():
    towards = bearing(
        debate(("vacuum", "con", "leave"), ("attacks", "pro", "leave"), ("attacks", "con", "leave"))
    )

    assert [row[:2] for row in towards.table.rows] == [
        ("leave", "pro"),
        ("vacuum", "con"),
        ("attacks", "mixed"),
    ]
    assert towards.table.rows[2][3] == "for leave (pro), against leave (con)"


def test_ids_of_one_bearing_come_in_the_order_of_the_map():
    towards = bearing(debate(("b", "pro", "leave"), ("a", "pro", "leave")))

    assert towards.ids("pro") == ("b", "leave", "a", "s1", "s2")


def test_a_chain_of_a_hundred_thousand_steps_is_walked_to_its_end():
    length = 100_000
    claims = [Claim(f"c{number}", "x") for number in range(length + 1)]
    steps = [Argument(f"s{n}", f"c{n + 1}", f"c{n}", "con") for n in range(length)]
    long = ArgumentMap("?", positions=["c0"], claims=claims, arguments=steps)

    towards = bearing(long)

    assert towards[f"c{length}"] == "pro"


# Tally


def test_a_tally_counts_direct_arguments_and_all_that_bear():
    counts = tally(debate(("vacuum", "con", "leave"), ("army", "con", "vacuum")))

    against, for_ = counts.count("leave", "con"), counts.count("leave", "pro")
    assert (against.direct, against.all) == (("s1",), ("s1",))
    assert (for_.direct, for_.all) == ((), ("s2",))


def test_an_argument_is_held_by_those_who_accept_every_premise():
    held = debate(
        ("returned over", "pro", "leave"),
        actors=[Actor("a", "A"), Actor("b", "B"), Actor("c", "C")],
        stances=[
            Stance("b", "returned", "accept"),
            Stance("b", "over", "accept"),
            Stance("a", "over", "accept"),
            Stance("c", "returned", "accept"),
            Stance("c", "over", "reject"),
        ],
    )

    assert tally(held).count("leave", "pro").holders == ("b",)


def test_a_tally_says_on_which_rung_the_arguments_are_known():
    rungs = ArgumentMap(
        "?",
        positions=["leave"],
        claims=[Claim("leave", "x"), Claim("a", "x"), Claim("b", "x")],
        arguments=[
            Argument("s1", "a", "leave", "pro", basis="implied"),
            Argument("s2", "b", "leave", "pro"),
            Argument("s3", "b", "a", "pro", basis="implied"),
        ],
    )

    assert dict(tally(rungs).count("leave", "pro").rungs) == {
        "stated": 1,
        "attributed": 0,
        "implied": 2,
        "analyst": 0,
    }


def test_every_position_has_a_row_for_and_against_and_one_for_both_ways_if_needed():
    two = debate(
        ("attacks", "pro", "leave"),
        ("attacks", "con", "leave"),
        ("blood", "pro", "attacks"),
        positions=("leave", "stay"),
    )

    assert [row[:4] for row in tally(two).table.rows] == [
        ("leave", "for", 1, 1),
        ("leave", "against", 1, 1),
        ("leave", "both ways", 0, 1),
        ("stay", "for", 0, 0),
        ("stay", "against", 0, 0),
    ]


def test_a_tally_leaves_links_out_unless_asked():
    rivals = debate(("legal", "pro", "stay"), links=[Link(("stay", "leave"), "alternative")])

    assert tally(rivals).count("leave", "con").all == ()
    assert tally(rivals, links=True).count("leave", "con").all == ("s1",)


def test_a_tally_of_no_positions_is_empty():
    assert tally(ArgumentMap("?")).counts == ()


def test_a_tally_refuses_what_it_did_not_count():
    with pytest.raises(UnknownIdError, match="did you mean 'leave'"):
        tally(debate(("vacuum", "con", "leave"))).count("leav", "pro")
