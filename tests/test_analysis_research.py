"""What to find out next, against the information reckoned over all worlds."""

from __future__ import annotations

import inspect
from itertools import product
from math import log2, prod

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
import strategies
from argmap import Actor, Argument, ArgumentMap, Citation, Claim, Source, Stance
from argmap.analysis import acceptability, theory
from argmap.analysis.research import FINDINGS, missing
from argmap.errors import InvalidRecordError, NoPositionError, UnknownIdError, UnknownOptionError

laws = settings(deadline=None, max_examples=25)
EVERY = 1 << 12


def entropy(shares):
    return -sum(share * log2(share) for share in shares if share > 0)


def shares_by_definition(map, semantics="grounded"):
    """How likely each label of the position is: over all worlds, each a map of its own."""
    records = [r for r in (*map.claims, *map.arguments) if r.id != "a"]
    found = {}
    for there in product([True, False], repeat=len(records)):
        pairs = list(zip(records, there, strict=True))
        chance = prod(r.weight if is_there else 1 - r.weight for r, is_there in pairs)
        if chance:
            part = map.without({r.id for r, is_there in pairs if not is_there})
            standing = acceptability(part, semantics)["a"]
            found[standing] = found.get(standing, 0) + chance
    return found


def mixed(*parts):
    labels = {label for _, shares in parts for label in shares}
    return {label: sum(c * shares.get(label, 0) for c, shares in parts) for label in labels}


def worth(*answers):
    """What an answer is worth: entropy without it, less that expected with it."""
    before = entropy(mixed(*answers).values())
    return before - sum(chance * entropy(shares.values()) for chance, shares in answers)


def weighing(map, id, weight):
    return shares_by_definition(map.with_(evolve(map[id], weight=weight)))


def one_con(weight=0.5, **fields):
    return ArgumentMap(
        "?",
        positions=["a"],
        claims=[Claim("a", "They leave."), Claim("c", "There is a gap.", weight=weight)],
        arguments=[Argument("s", ["c"], "a", "con")],
        **fields,
    )


# Weights -----------------------------------------------------------------------------


@laws
@given(strategies.debates(most=3))
def test_a_weight_is_worth_the_mutual_information_of_the_record_and_the_label(map):
    found = missing(map, worlds=EVERY, kinds=["weight"])

    assert found.exact
    assert found.doubt == pytest.approx(entropy(shares_by_definition(map).values()), abs=1e-9)
    for finding in found.findings:
        weight = map[finding.id].weight
        answers = [
            (chance, weighing(map, finding.id, there))
            for chance, there in ((weight, 1.0), (1 - weight, 0.0))
        ]
        assert finding.reduces == pytest.approx(worth(*answers), abs=1e-9)
        assert finding.before == pytest.approx(found.doubt, abs=1e-9)
        assert finding.error == 0
        assert 0 <= finding.reduces <= found.doubt + 1e-9


@laws
@given(
    strategies.debates(),
    st.sampled_from(["grounded", "preferred", "stable", "df-quad", "quadratic-energy"]),
    st.sampled_from([3, 40]),
)
def test_nothing_is_worth_less_than_nothing_or_more_than_the_doubt_before(map, semantics, worlds):
    found = missing(map, semantics=semantics, worlds=worlds)

    for finding in found.findings:
        assert 0 <= finding.reduces <= finding.before + 1e-9
    worths = [finding.reduces for finding in found.findings]
    assert worths == sorted(worths, reverse=True)


def test_what_cannot_matter_is_worth_nothing():
    map = one_con().with_(
        [
            Claim("d", "A reason that no label hangs on."),
            Argument("t", ["d"], "a", "pro"),
            Claim("far", "It bears on nothing."),
        ]
    )
    found = missing(map)

    by_id = {(finding.kind, finding.id): finding.reduces for finding in found.findings}
    assert by_id["weight", "c"] == pytest.approx(1.0)
    assert by_id["weight", "d"] == by_id["reply", "t"] == 0
    assert ("weight", "far") not in by_id
    assert "would not help at all" in found.table.note
    assert [row[1] for row in found.table.rows] == ["weight", "reply"]  # of c, and to s


def test_by_strengths_a_weight_is_worth_the_variance_that_it_makes():
    found = missing(one_con(0.6), semantics="df-quad", worlds=20_000, spread=0.2, kinds=["weight"])
    (finding,) = found.findings

    assert found.unit == "variance"
    assert finding.reduces == pytest.approx(0.6 * 0.4 * (0.5 * 0.2) ** 2)
    assert found.doubt == pytest.approx(finding.reduces, rel=0.05)


# Replies -----------------------------------------------------------------------------


def test_a_reply_is_worth_what_the_step_does():
    found = missing(one_con(1.0), kinds=["reply"])

    (finding,) = found.findings
    assert (finding.id, finding.reduces, finding.before) == ("s", 1.0, 1.0)
    assert found.doubt == 0
    assert finding.question == (
        "whether there is a reply to this step: “There is a gap.” against “They leave.”"
    )


@pytest.mark.parametrize("target", ["s", "c"])
def test_a_step_that_is_answered_waits_for_no_reply(target):
    map = one_con(1.0).with_([Claim("d", "Not so."), Argument("r", ["d"], target, "con")])

    found = missing(map, kinds=["reply"])

    assert [finding.id for finding in found.findings] == ["r"]


@laws
@given(strategies.debates(most=3))
def test_with_a_reply_the_step_is_there_or_not_by_the_toss_of_a_coin(map):
    found = missing(map, worlds=EVERY, kinds=["reply"])

    for finding in found.findings:
        answers = (0.5, shares_by_definition(map)), (0.5, weighing(map, finding.id, 0.0))
        assert finding.reduces == pytest.approx(worth(*answers), abs=1e-9)


# Stances -----------------------------------------------------------------------------


def test_a_stance_moves_the_weight_by_its_share_of_influence():
    found = missing(one_con(actors=[Actor("u", "U")]), kinds=["stance"])

    (finding,) = found.findings
    assert (finding.id, finding.actors) == ("c", ("u",))
    assert finding.reduces == pytest.approx(1 - entropy([0.75, 0.25]))
    assert finding.question == "what U would say to “There is a gap.”"


def test_who_has_spoken_weighs_against_who_has_not():
    actors = [Actor("u", "U", influence=3), Actor("v", "V", influence=1), Actor("w", "W")]
    map = one_con(actors=actors, stances=[Stance("u", "c", "accept")])

    found = missing(map, kinds=["stance"])

    (finding,) = found.findings
    assert finding.actors == ("v", "w")  # one influence, so one finding
    high, low = (0.5 * 3 + 1) / 4, (0.5 * 3) / 4
    assert finding.reduces == pytest.approx(
        worth((0.5, {"out": high, "in": 1 - high}), (0.5, {"out": low, "in": 1 - low}))
    )


def test_an_actor_whose_member_has_spoken_is_not_silent():
    actors = [Actor("u", "U"), Actor("m", "M", part_of="u"), Actor("x", "X", kind="voice")]
    map = one_con(actors=actors, stances=[Stance("m", "c", "reject")])

    assert missing(map, kinds=["stance"]).findings == ()


def test_an_actor_without_influence_moves_nothing():
    (finding,) = missing(one_con(actors=[Actor("u", "U", influence=0)]), kinds=["stance"]).findings

    assert finding.reduces == 0


# Drawing -----------------------------------------------------------------------------


def test_worlds_drawn_come_near_to_all_there_are_and_say_how_near():
    map = ArgumentMap(
        "?",
        positions=["a"],
        claims=[Claim("a", "A."), *(Claim(f"c{i}", "C.", weight=0.1 * i) for i in range(1, 10))],
        arguments=[
            *(Argument(f"s{i}", [f"c{i}"], "a", "con", weight=0.5) for i in range(1, 5)),
            *(Argument(f"s{i}", [f"c{i}"], f"s{i - 4}", "con") for i in range(5, 9)),
        ],
    )
    truth = missing(map, worlds=1 << 13, kinds=["weight"])
    drawn = missing(map, worlds=4000, kinds=["weight"])
    assert truth.exact
    assert not drawn.exact

    expected = {finding.id: finding.reduces for finding in truth.findings}
    assert all(abs(f.reduces - expected[f.id]) <= max(4 * f.error, 0.003) for f in drawn.findings)
    assert all(finding.error > 0 for finding in drawn.findings if expected[finding.id] > 1e-3)


def test_the_same_seed_finds_the_same():
    map = argmap.example("iraq-withdrawal")

    first, again = (missing(map, "stay", worlds=200, seed=7) for _ in range(2))

    assert first == again
    assert str(first) == str(again)
    assert first != missing(map, "stay", worlds=200, seed=8)


def test_worlds_in_which_strengths_do_not_rest_are_counted(monkeypatch):
    reckoned = theory.strengths_across

    def restless(framework, weights, **options):
        found = dict(reckoned(framework, weights, **options))
        return {id: np.where(np.arange(len(s)) % 4 == 1, np.nan, s) for id, s in found.items()}

    monkeypatch.setattr(theory, "strengths_across", restless)
    found = missing(one_con(), worlds=100, semantics="df-quad")

    assert found.restless == 25
    assert "25 worlds" in found.table.note


def test_a_map_too_large_to_look_at_all_of_it_looks_at_what_is_near_and_says_so():
    claims = [Claim(f"c{i}", "C.") for i in range(500)]
    steps = [Argument(f"s{i}", [f"c{i}"], f"c{i // 2}", "con") for i in range(1, 500)]
    map = ArgumentMap("?", positions=["c0"], claims=claims, arguments=steps)

    found = missing(map, worlds=200)

    assert found.passed_over > 0
    assert len(found.findings) + found.passed_over == 499 + 250  # weights, and unanswered steps
    assert f"{found.passed_over} further away were not looked at" in found.table.note
    assert {"c1", "c2", "c3"} <= {finding.id for finding in found.findings}


# Words -------------------------------------------------------------------------------


def test_on_the_withdrawal_map_staying_hangs_on_two_reports_about_a_swift_exit():
    found = missing(argmap.example("iraq-withdrawal"), "stay")

    assert {finding.id for finding in found.findings[:2]} == {"vacuum", "no-quick-exit"}
    vacuum = next(finding for finding in found.findings if finding.id == "vacuum")
    assert vacuum.question.startswith("whether “A hurried exit")
    assert vacuum.question.endswith("” is so (told by Washington)")
    assert "less doubt (bits)" in found.table.columns
    assert "Reuters" in vacuum.where
    assert len(found.table.rows) == 10
    assert {finding.kind for finding in found.findings} == set(FINDINGS)
    assert {f for kind in FINDINGS for f in found.of(kind)} == set(found.findings)


def test_where_to_look_is_what_is_cited():
    map = one_con(sources=[Source("mena", "MENA")])
    map = map.with_(evolve(map.claim("c"), citations=[Citation("mena", "¶4")]))

    (finding,) = missing(map, kinds="weight").findings

    assert (finding.question, finding.where) == (
        "whether “There is a gap” is so",
        "mena ¶4",
    )


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(UnknownOptionError, match="did you mean 'reply'"):
        missing(one_con(), kinds=["replyy"])
    with pytest.raises(UnknownOptionError):
        missing(one_con()).of("replies")
    with pytest.raises(UnknownIdError):
        missing(one_con(), "b")
    with pytest.raises(NoPositionError):
        missing(ArgumentMap("?"))
    with pytest.raises(InvalidRecordError, match="worlds is 0"):
        missing(one_con(), worlds=0)


def test_a_command_line_can_read_what_it_takes():
    assert inspect.signature(missing, eval_str=True).parameters["seed"].annotation is int
