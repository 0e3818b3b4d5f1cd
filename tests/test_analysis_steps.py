"""Maps asked by standards of proof: what becomes of cons, rivals and what is taken for granted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Claim,
    InvalidRecordError,
    Link,
    Source,
    Stance,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis import QUESTIONS, proof, to_steps
from argmap.analysis.steps import assumed
from argmap.model import RIVALRIES
from argmap.semantics.standards import STANDARDS, proved
from strategies import maps


def made(claims, arguments=(), links=(), positions=(), **fields):
    """A map of claims, each a fact of the source unless it is about something argued for."""
    return ArgumentMap(
        "Leave?",
        positions=positions,
        claims=[c if isinstance(c, Claim) else cited(c) for c in claims.split()],
        arguments=arguments,
        links=[Link(ends.split(), kind) for ends, kind in links],
        sources=[Source("mena", "MENA")],
        **fields,
    )


def cited(id):
    """A claim that cites a source; one in brackets is bare."""
    bare = id.startswith("(")
    return Claim(id.strip("()"), id, citations=() if bare else "mena")


def pro(id, premises, target, weight=1.0, **fields):
    return Argument(id, premises.split(), target, "pro", weight=weight, **fields)


def con(id, premises, target, weight=1.0, **fields):
    return Argument(id, premises.split(), target, "con", weight=weight, **fields)


# Cons --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weight", "against", "labels"),
    [
        (0.5, 0.5, ["out", "out", "out"]),
        (0.6, 0.5, ["in", "out", "out"]),
        (1.0, 0.4, ["in", "in", "out"]),
        (0.9, 0.2, ["in", "in", "in"]),
        (0.4, 0.9, ["out", "out", "out"]),
    ],
)
def test_a_claim_is_proved_if_its_best_pro_outweighs_its_best_con(weight, against, labels):
    map = made(
        "gap idle (stay)",
        [
            pro("p", "gap", "stay", weight),
            pro("q", "gap", "stay", 0.1),
            con("c", "idle", "stay", against),
        ],
        positions=["stay"],
    )

    assert [proof(map, standard=standard)["stay"] for standard in STANDARDS] == labels


def test_a_con_whose_premise_is_out_counts_for_nothing():
    map = made("gap (idle) (stay)", [pro("p", "gap", "stay", 0.1), con("c", "idle", "stay")])

    found = proof(map, standard="beyond reasonable doubt", margin=0, doubt=0.1)

    assert dict(found) == {"gap": "in", "idle": "out", "stay": "in", "p": "in", "c": "out"}


def test_what_a_claim_has_to_outweigh_stands_with_its_weight_in_the_answer():
    map = made("gap idle (stay)", [pro("p", "gap", "stay", 0.6), con("c", "idle", "stay", 0.5)])

    found = proof(map)

    assert found.standards == {"stay": "preponderance"}
    assert found.weights == {"p": 0.6, "c": 0.5}
    rows = {row["record"]: row for row in found.table.to_dicts()}
    assert rows["stay"]["because"] == "for it: p weighs 0.6; against it: c weighs 0.5"
    assert rows["gap"]["because"] == "it is assumed"
    assert (rows["gap"]["standard"], rows["p"]["standard"]) == (None, None)


# Steps and undercuts -----------------------------------------------------------------


def test_a_step_needs_every_premise_and_says_which_it_lacks():
    map = made("gap (idle) (stay)", [pro("p", "gap idle", "stay")])

    found = proof(map)

    assert (found["p"], found["stay"]) == ("out", "out")
    rows = {row["record"]: row for row in found.table.to_dicts()}
    assert rows["p"]["because"] == "it needs idle"
    assert rows["stay"]["because"] == "for it: p needs idle"
    assert rows["idle"]["because"] == "nothing speaks for it"


@pytest.mark.parametrize(
    ("premises", "label"), [("idle", "out"), ("idle gap", "out"), ("idle (few)", "in")]
)
def test_an_undercut_stops_a_step_if_all_its_premises_stand(premises, label):
    map = made(
        "gap idle (few) (stay)",
        [pro("p", "gap", "stay"), con("u", premises.replace("(", "").replace(")", ""), "p", 0.1)],
    )

    assert proof(map)["stay"] == label


def test_an_undercut_can_be_undercut():
    map = made(
        "gap idle few (stay)",
        [pro("p", "gap", "stay"), con("u", "idle", "p"), con("v", "few", "u")],
    )

    found = proof(map)
    assert (found["v"], found["u"], found["p"], found["stay"]) == ("in", "out", "in", "in")
    assert "undercut by v" in str(found.table.to_dicts())


def test_a_circle_without_a_way_in_is_undecided_and_says_what_it_waits_for():
    map = made("(gap) (stay)", [pro("p", "gap", "stay"), pro("q", "stay", "gap")])

    found = proof(map)

    assert set(found.values()) == {"undecided"}
    assert found.table.to_dicts()[1]["because"] == "for it: p waits for gap"


def test_a_step_that_is_undercut_is_out_though_its_premise_is_undecided():
    map = made(
        "idle (gap) (stay) (so)",
        [
            *(pro("p", "gap", "stay"), pro("q", "stay", "gap")),
            *(pro("r", "gap", "so"), con("u", "idle", "r")),
        ],
    )

    assert [proof(map)[id] for id in ("gap", "r", "so")] == ["undecided", "out", "out"]


# Rivals ------------------------------------------------------------------------------

TWO = [pro("p", "gap", "stay", 0.8), pro("q", "gap", "leave", 0.5)]


@pytest.mark.parametrize("kind", RIVALRIES)
def test_of_two_rivals_the_better_argued_one_is_in(kind):
    map = made("gap (stay) (leave)", TWO, [("stay leave", kind)])

    found = proof(map)
    assert (found["stay"], found["leave"]) == ("in", "out")
    assert proof(map, links=False)["leave"] == "in"
    assert "its rival stay weighs 0.8" in str(found.table.to_dicts())


def test_rivals_of_each_other_are_one_issue():
    links = [(f"{a} {b}", "alternative") for a, b in ("ab", "bc", "ac")]

    (issue,) = to_steps(made("(a) (b) (c)", (), links)).issues

    assert (issue.id, issue.positions) == ("a / b / c", ("a", "b", "c"))


def test_a_rival_of_two_that_are_no_rivals_must_win_against_each():
    links = [("leave stay", "contrary"), ("leave grow", "contrary")]
    steps = [pro("p", "gap", "leave", 0.6), pro("q", "gap", "stay", 0.5)]
    map = made("gap (leave) (stay) (grow)", [*steps, pro("r", "gap", "grow", 0.4)], links)
    louder = map.with_(pro("r", "gap", "grow", 0.7))

    assert [proof(map)[id] for id in ("leave", "stay", "grow")] == ["in", "out", "out"]
    # Leave wins against stay, which therefore is out, and loses against grow.
    assert [proof(louder)[id] for id in ("leave", "stay", "grow")] == ["out", "out", "in"]


def test_two_that_are_no_rivals_can_both_be_in():
    links = [("leave stay", "contrary"), ("leave grow", "contrary")]
    map = made(
        "gap (leave) (stay) (grow)",
        [pro("q", "gap", "stay"), pro("r", "gap", "grow")],
        links,
    )

    assert [proof(map)[id] for id in ("leave", "stay", "grow")] == ["out", "in", "in"]


def test_a_con_against_a_rival_is_nothing_for_or_against_the_other():
    map = made(
        "gap idle (stay) (leave)",
        [*TWO, con("c", "idle", "leave")],
        [("stay leave", "contradictory")],
    )

    found = proof(map)
    assert (found["stay"], found["leave"]) == ("in", "out")
    assert proof(map.without("p"))["stay"] == "out"


def test_what_is_equivalent_shares_its_pros_and_cons_and_rivals():
    links = [("stay remain", "rephrase"), ("remain leave", "contrary")]
    map = made(
        "gap (leave) (stay) (remain) (so)",
        [*TWO, pro("s", "remain", "so")],
        links,
    )

    found = proof(map)
    assert [found[id] for id in ("leave", "stay", "remain", "so")] == ["out", "in", "in", "in"]
    assert found.table.to_dicts()[3]["because"].startswith("it is stay, in other words")
    assert proof(map, links=False)["remain"] == "out"


def test_a_claim_that_is_its_own_rival_is_never_proved():
    links = [("stay remain", "equivalent"), ("remain stay", "contrary")]
    map = made("gap (stay) (remain)", [pro("p", "gap", "stay")], links)

    assert (proof(map)["stay"], proof(map)["remain"]) == ("out", "out")


# What is taken for granted -----------------------------------------------------------


def test_a_claim_that_is_cited_or_accepted_is_assumed_and_a_bare_one_is_not():
    map = made(
        "gap (idle) (few) (many)",
        actors=[Actor("washington", "Washington")],
        stances=[
            Stance("washington", "idle", "accept"),
            Stance("washington", "few", "reject"),
        ],
    )

    found = proof(map)
    assert found.assumptions == assumed(map) == ("gap", "idle")
    assert [found[id] for id in ("gap", "idle", "few", "many")] == ["in", "in", "out", "out"]


def test_a_position_is_never_taken_for_granted():
    map = made("stay", positions=["stay"])

    assert proof(map)["stay"] == "out"


def test_a_claim_that_is_argued_for_must_be_proved():
    map = made("gap (idle)", [pro("p", "idle", "gap")])

    assert proof(map)["gap"] == "out"


def test_what_is_vouched_for_and_spoken_against_weighs_what_the_claim_weighs():
    claims = [Claim("gap", "Gap.", weight=0.7, citations="mena"), cited("idle")]
    map = ArgumentMap(
        "Leave?",
        claims=claims,
        arguments=[con("c", "idle", "gap", 0.6)],
        sources=[Source("mena", "MENA")],
    )

    found = proof(map)
    assert (found["gap"], found.assumptions) == ("in", ("idle",))
    assert found.table.to_dicts()[0]["because"] == (
        "for it: what vouches for it weighs 0.7; against it: c weighs 0.6"
    )
    assert proof(map.with_(con("c", "idle", "gap", 0.8)))["gap"] == "out"


@pytest.mark.parametrize(
    ("weight", "labels"), [(0.7, ["in", "out"]), (0.5, ["out", "out"]), (0.3, ["out", "in"])]
)
def test_of_two_rivals_that_are_vouched_for_the_weightier_is_in(weight, labels):
    claims = [Claim("gap", "Gap.", weight=weight, citations="mena"), cited("calm")]
    map = ArgumentMap(
        "Leave?",
        claims=claims,
        links=[Link(("gap", "calm"), "contrary")],
        sources=[Source("mena", "MENA")],
    )

    found = proof(map)
    assert [found["gap"], found["calm"]] == labels
    assert found.table.to_dicts()[0]["because"] == (
        f"for it: what vouches for it weighs {weight:g}; its rival calm weighs 0.5"
    )


def test_assumptions_that_are_given_are_all_there_are():
    map = made("gap idle (stay)", [pro("p", "gap", "stay"), con("c", "idle", "stay")])

    assert proof(map, assumptions=["gap"])["stay"] == "in"
    assert proof(map, assumptions=())["gap"] == "out"
    assert proof(map, assumptions="stay")["stay"] == "in"
    assert proof(map, assumptions="stay").assumptions == ("stay",)


def test_an_assumption_decides_its_issues():
    map = made("gap (stay) (leave)", TWO, [("stay leave", "contrary")])

    found = proof(map, assumptions=["gap", "leave"])

    assert (found["leave"], found["stay"]) == ("in", "out")


def test_an_assumption_wins_every_issue_that_it_is_in_whatever_is_said_against_it():
    map = made(
        "gap (stay) (leave) (grow)",
        [*TWO, pro("r", "gap", "grow"), con("c", "gap", "leave")],
        [("stay leave", "contrary"), ("leave grow", "contrary")],
    )

    found = proof(map, assumptions=["gap", "leave"])

    assert [found[id] for id in ("leave", "stay", "grow")] == ["in", "out", "out"]
    rows = {row["record"]: row["because"] for row in found.table.to_dicts()}
    assert rows["stay"] == "for it: p weighs 0.8; its rival leave is assumed"


def test_what_a_record_says_of_itself_goes_before_the_defaults():
    claims = [
        Claim("gap", "Gap.", citations="mena", extra={"assumed": False}),
        Claim("idle", "Idle.", extra={"assumed": True}),
        Claim("stay", "Stay."),
    ]
    step = Argument("p", ("gap", "idle"), "stay", "pro", extra={"weighing": "cumulative"})
    map = ArgumentMap("?", claims=claims, arguments=[step], sources=[Source("mena", "MENA")])

    found = proof(map)
    assert [found[id] for id in ("gap", "idle", "stay")] == ["out", "in", "in"]
    assert found.weights == {"p": 0.5}


# Standards and options ---------------------------------------------------------------


def test_standards_can_differ_from_issue_to_issue_and_the_strictest_holds():
    links = [Link(("stay", "leave"), "contrary", extra={"standard": "clear and convincing"})]
    map = made("gap (stay) (leave) (so)", [*TWO, pro("r", "gap", "so"), con("c", "gap", "so", 0.4)])
    map = map.with_(links)

    assert proof(map).standards == {
        "stay": "clear and convincing",
        "leave": "clear and convincing",
        "so": "preponderance",
    }
    asked = {"stay": "preponderance", "leave": "beyond reasonable doubt"}
    assert proof(map, standards=asked).standards["stay"] == "beyond reasonable doubt"
    found = proof(map, standards=["stay=preponderance"])
    assert (found.standards["stay"], found["stay"]) == ("preponderance", "in")
    assert proof(map, standards="so=beyond reasonable doubt")["so"] == "out"


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"standard": "preponderence"}, UnknownOptionError),
        ({"standards": {"stay": "sure"}}, UnknownOptionError),
        ({"standards": "stay"}, UnknownOptionError),
        ({"standards": {"sty": "preponderance"}}, UnknownIdError),
        ({"assumptions": ["sty"]}, UnknownIdError),
        ({"assumptions": ["p"]}, UnknownIdError),
        ({"margin": 1.5}, InvalidRecordError),
        ({"doubt": -0.1}, InvalidRecordError),
    ],
)
def test_an_option_that_cannot_be_is_refused(options, error):
    map = made("gap (stay)", [pro("p", "gap", "stay")])

    with pytest.raises(error):
        proof(map, **options)


def test_the_answer_names_its_variant(withdrawal):
    found = proof(withdrawal, margin=0.2, links=False)

    for part in ("preponderance", "margin 0.2", "doubt 0.3", "links left out", "vouched for"):
        assert part in found.variant
    assert QUESTIONS["proof"] is proof
    assert list(found) == [c.id for c in withdrawal.claims] + [a.id for a in withdrawal.arguments]


# Laws --------------------------------------------------------------------------------

laws = settings(max_examples=25)


@laws
@given(map=maps())
def test_every_map_has_a_graph_and_an_answer_that_agree(map):
    graph = to_steps(map)
    labels = proved(graph)
    found = proof(map)

    assert found.graph == graph
    assert {c.id: found[c.id] for c in map.claims} == {c.id: labels[c.id] for c in map.claims}
    assert set(found) == {r.id for r in (*map.claims, *map.arguments)}
    assert len(found.table.rows) == len(found)
    assert all((found.weights[a.id] > 0) == (found[a.id] == "in") for a in map.arguments)


@laws
@given(map=maps())
def test_rivals_are_never_both_in_unless_one_is_assumed(map):
    found = proof(map)

    for link in map.links:
        if link.kind in RIVALRIES and set(found.assumptions).isdisjoint(link.claims):
            assert [found[id] for id in link.claims] != ["in", "in"]


@laws
@given(map=maps())
def test_what_is_the_same_is_labelled_the_same(map):
    found = proof(map)

    for link in map.links:
        if link.kind not in RIVALRIES:
            first, second = link.claims
            assert found[first] == found[second]


@laws
@given(map=maps(), claim=st.data())
def test_a_stricter_standard_proves_no_claim_that_a_laxer_one_leaves_out_at_the_last_step(
    map, claim
):
    """Whatever has no step onwards is in under a stricter standard only if under a laxer one."""
    if not map.claims:
        return
    id = claim.draw(st.sampled_from([c.id for c in map.claims]))
    if map.arguments_from(id) or map.links_of(id):
        return

    labels = [proof(map, standards={id: standard})[id] for standard in STANDARDS]

    assert labels == sorted(labels, key=lambda label: label != "in")


@laws
@given(map=maps(), weight=st.floats(0.1, 1))
def test_more_for_a_claim_takes_nothing_from_it(map, weight):
    """A new reason that nobody doubts never makes its own target lose."""
    at_end = [c.id for c in map.claims if not map.arguments_from(c.id) and map.pros(c.id)]
    if not at_end or "ground" in map or "because" in map:
        return
    ground = Claim("ground", "Ground.", extra={"assumed": True})
    more = map.with_([ground, pro("because", "ground", at_end[0], weight)])

    if proof(map)[at_end[0]] == "in":
        assert proof(more)[at_end[0]] == "in"


# Where weights come from ---------------------------------------------------------------


def test_by_its_premises_a_step_weighs_no_more_than_the_weakest_of_them():
    map = ArgumentMap(
        "?",
        claims=[Claim("leave", "L."), Claim("idle", "I.", weight=0.4), Claim("weak", "W.")],
        arguments=[Argument("s", ["idle", "weak"], "leave", "con", weight=0.5)],
    )

    assert [step.weight for step in to_steps(map).steps if step.id == "s"] == [0.5]
    assert [
        step.weight for step in to_steps(map, step_weights="premises").steps if step.id == "s"
    ] == [0.2]
    with pytest.raises(UnknownOptionError, match="premises"):
        to_steps(map, step_weights="premise")


def test_where_all_arguments_weigh_the_same_the_answer_says_that_standards_can_hardly_differ(
    withdrawal,
):
    assert "All arguments of this map weigh the same" in proof(withdrawal).table.note
    assert "All arguments" not in proof(withdrawal, step_weights="premises").table.note
