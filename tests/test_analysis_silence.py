"""Who is heard on what, actor against claim."""

from __future__ import annotations

from itertools import product

from hypothesis import given

from argmap import Actor, ArgumentMap, Claim, Stake, Stance
from argmap.analysis import silent
from test_analysis_laws import debates

MAP = ArgumentMap(
    "?",
    positions=("leave", "stay"),
    actors=[Actor("baghdad", "Baghdad"), Actor("sudani", "Al-Sudani", part_of="baghdad")],
    claims=[Claim(id, id) for id in ("leave", "stay", "vacuum")],
    stances=[Stance("sudani", "leave", "accept"), Stance("baghdad", "vacuum", "neutral")],
    stakes=[Stake("baghdad", "stay", "loss"), Stake("baghdad", "stay", "gain")],
)


def test_each_actor_and_claim_maps_to_how_the_one_is_heard_on_the_other():
    assert dict(silent(MAP).by_pair) == {
        ("baghdad", "leave"): "through a member",
        ("baghdad", "stay"): "said to gain or lose",
    }


def test_the_matrix_has_a_row_for_each_actor_and_a_column_for_each_claim():
    matrix = silent(MAP, ["baghdad", "sudani"], ["leave", "stay", "vacuum"]).matrix

    assert matrix.columns == ("how heard", "leave", "stay", "vacuum")
    assert matrix.rows == (
        ("Baghdad", "member", "loses, gains", "spoke"),
        ("Al-Sudani", "spoke", None, None),
    )


def test_the_matrix_is_the_table_if_asked_for():
    assert silent(MAP, matrix=True).table == silent(MAP).matrix
    assert silent(MAP).table.columns[-1] == "silent on"


def test_a_claim_may_be_called_anything():
    called = ArgumentMap(
        "?", positions=["actor"], actors=[Actor("a", "A")], claims=[Claim("actor", "x")]
    )

    assert silent(called, matrix=True).table.rows == (("A", None),)


@given(debates())
def test_the_matrix_the_mapping_and_the_list_tell_the_same(map):
    claims = [claim.id for claim in map.claims]
    quiet = silent(map, ["x", "y"], claims)

    assert list(quiet.by_pair) == list(product(["x", "y"], claims))
    for (actor, claim), says in quiet.by_pair.items():
        assert quiet.on(actor, claim).says == says
    for actor, row in zip(("x", "y"), quiet.matrix.rows, strict=True):
        for claim, cell in zip(claims, row[1:], strict=True):
            assert (cell is None) == (quiet.by_pair[actor, claim] == "silent")
