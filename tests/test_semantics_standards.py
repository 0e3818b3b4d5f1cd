"""Statements proved by standards: the definition and the laws.

Carneades' own examples are proved in `test_carneades.py`, through the reader of its files.
"""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import InvalidRecordError, UnknownIdError
from argmap.semantics.standards import (
    STANDARDS,
    WEIGHINGS,
    Issue,
    Step,
    StepGraph,
    proved,
)

laws = settings(deadline=None)

# Standards ----------------------------------------------------------------------------


def contest(standard, weight, rival, **options):
    graph = StepGraph(
        ["ground", "leave", "stay"],
        [
            Step("s1", "leave", premises=["ground"], weight=weight),
            Step("s2", "stay", premises=["ground"], weight=rival),
        ],
        [Issue("exit", ["leave", "stay"], standard)],
        ["ground"],
    )
    return proved(graph, **options)["leave"]


@pytest.mark.parametrize(
    ("weight", "rival", "expected"),
    [
        (0.5, 0.5, ["out", "out", "out"]),
        (0.6, 0.5, ["in", "out", "out"]),
        (1.0, 0.4, ["in", "in", "out"]),
        (0.9, 0.2, ["in", "in", "in"]),
        (0.0, 0.0, ["out", "out", "out"]),
    ],
)
def test_each_standard_asks_for_more_than_the_one_before(weight, rival, expected):
    assert [contest(standard, weight, rival) for standard in STANDARDS] == expected


def test_margin_and_doubt_are_the_audience_s():
    assert contest("clear and convincing", 0.6, 0.5, margin=0.05) == "in"
    assert contest("beyond reasonable doubt", 1.0, 0.4, doubt=0.45) == "in"


def test_a_proof_says_what_each_step_weighed():
    graph = StepGraph(
        ["a", "b", "c", "u"],
        [
            Step("s1", "c", premises=["a", "b"], weighing="cumulative", weight=0.8),
            Step("s2", "c", premises=["a"], undercutters=["u"]),
            Step("s3", "c", premises=["b"]),
        ],
        assumptions=["a", "u"],
    )

    found = proved(graph)

    assert dict(found) == {"a": "in", "b": "out", "c": "in", "u": "in"}
    assert found.weights == (0.4, 0.0, 0.0)
    assert repr(found) == "<Proof of 4 statements: 3 in, 1 out, 0 undecided>"


@pytest.mark.parametrize(
    ("weighing", "weight"),
    [("linked", 0), ("convergent", 1), ("cumulative", 0.5), ("factorised", 0), ("constant", 1)],
)
def test_a_weighing_says_what_one_premise_of_two_is_worth(weighing, weight):
    graph = StepGraph(
        ["a", "b", "c"], [Step("s", "c", premises=["a", "b"], weighing=weighing)], (), ["a"]
    )

    assert proved(graph).weights == (weight,)


def test_a_chain_of_100_000_steps_is_proved_without_recursion():
    ids = [f"p{i}" for i in range(100_001)]
    steps = [Step(f"s{i}", ids[i + 1], premises=[ids[i]]) for i in range(100_000)]

    found = proved(StepGraph(ids, steps, assumptions=["p0"]))

    assert set(found.labels) == {"in"}


# The definition -----------------------------------------------------------------------


@st.composite
def graphs(draw):
    ids = [f"p{i}" for i in range(draw(st.integers(1, 7)))]
    some = st.lists(st.sampled_from(ids), max_size=3)
    step = st.builds(
        Step,
        st.just("s"),
        st.sampled_from(ids),
        premises=some,
        undercutters=st.lists(st.sampled_from(ids), max_size=1),
        weight=st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0]),
        weighing=st.sampled_from(WEIGHINGS),
    )
    drawn = draw(st.lists(step, max_size=9))
    steps = [
        Step(f"s{i}", s.conclusion, s.premises, s.undercutters, s.weight, s.weighing)
        for i, s in enumerate(drawn)
    ]
    cut = draw(st.integers(0, len(ids)))
    shuffled = draw(st.permutations(ids))
    issues = [
        Issue(f"i{i}", positions, draw(st.sampled_from(STANDARDS)))
        for i, positions in enumerate((shuffled[: cut // 2], shuffled[cut // 2 : cut]))
        if positions
    ]
    return StepGraph(ids, steps, issues, draw(st.lists(st.sampled_from(ids), max_size=3)))


def swept(graph):
    """The fixpoint as the paper puts it: sweep over all statements until nothing changes."""
    labels = {}
    for id in graph.assumptions:
        labels[id] = "in"
    steps = {id: [s for s in graph.steps if s.conclusion == id] for id in graph.statements}
    issue_of = {id: issue for issue in graph.issues for id in issue.positions}
    for issue in graph.issues:
        if any(labels.get(id) == "in" for id in issue.positions):
            labels = {**dict.fromkeys(issue.positions, "out"), **labels}
    labels = {**{id: "out" for id in graph.statements if not steps[id]}, **labels}

    def undercut(step):
        return any(labels.get(id) == "in" for id in step.undercutters)

    def settled(step):
        needed = (*step.premises, *step.undercutters)
        return undercut(step) or all(id in labels for id in needed)

    def weight(step):
        if not settled(step) or undercut(step):
            return 0
        count = sum(labels[id] == "in" for id in step.premises)
        whole = count == len(step.premises)
        issue = issue_of.get(step.conclusion)
        rivals = [s for id in (issue.positions if issue else [step.conclusion]) for s in steps[id]]
        factors = len({p for s in rivals for p in s.premises}) or 1
        return (
            step.weight
            * {
                "linked": whole,
                "convergent": count > 0,
                "cumulative": count / len(step.premises) if step.premises else 1,
                "factorised": whole * len(set(step.premises)) / factors,
                "constant": 1,
            }[step.weighing]
        )

    def wins(issue, id):
        best = {p: max(map(weight, steps[p]), default=0) for p in issue.positions}
        rival = max((w for p, w in best.items() if p != id), default=0)
        mine = best[id]
        if mine == 0 or mine <= rival:
            return False
        if issue.standard != "preponderance" and mine - rival <= 0.5:
            return False
        return issue.standard != "beyond reasonable doubt" or rival < 0.3

    changed = True
    while changed:
        changed = False
        for id in graph.statements:
            if id in labels:
                continue
            issue = issue_of.get(id)
            if issue is None and any(settled(s) and weight(s) > 0 for s in steps[id]):
                labels[id] = "in"
            elif issue is None and all(map(settled, steps[id])):
                labels[id] = "out"
            elif issue and all(settled(s) for p in issue.positions for s in steps[p]):
                won = {p: "in" if wins(issue, p) else "out" for p in issue.positions}
                labels = {**won, **labels}
            changed = changed or id in labels
    return {id: labels.get(id, "undecided") for id in graph.statements}


@laws
@given(graph=graphs())
def test_labels_are_the_fixpoint_that_sweeping_finds(graph):
    assert dict(proved(graph)) == swept(graph)


@laws
@given(graph=graphs(), data=st.data())
def test_the_order_of_steps_and_issues_changes_no_label(graph, data):
    other = StepGraph(
        data.draw(st.permutations(graph.statements)),
        data.draw(st.permutations(graph.steps)),
        data.draw(st.permutations(graph.issues)),
        graph.assumptions,
    )

    assert dict(proved(other)) == dict(proved(graph))


@laws
@given(graph=graphs())
def test_at_most_one_position_of_an_issue_is_in_unless_more_are_assumed(graph):
    found = proved(graph)

    for issue in graph.issues:
        winners = [id for id in issue.positions if found[id] == "in"]
        assert len(winners) <= 1 or set(winners) <= set(graph.assumptions)


# Refusals and values ------------------------------------------------------------------


def test_whatever_is_wrong_with_a_graph_is_said_at_once():
    with pytest.raises(InvalidRecordError) as caught:
        StepGraph(
            ["gap", "stay", "gap"],
            [
                Step("s", "sty", premises=["gap"], weight=2),
                Step("s", "stay", weighing="linkd", undercutters="idle"),
            ],
            [Issue("i", ["stay"], "preponderence"), Issue("j", "stay")],
            ["gapp"],
        )

    said = str(caught.value)
    assert len(caught.value.faults) == 9
    for part in (
        "statement 'gap' is given 2 times",
        "step 's' is given 2 times",
        "position 'stay' is given 2 times",
        "step 's', conclusion: no statement 'sty'; did you mean 'stay'?",
        "step 's', undercutters: no statement 'idle'",
        "assumptions: no statement 'gapp'; did you mean 'gap'?",
        "weight 2 is outside 0..1",
        "unknown weighing 'linkd'; did you mean 'linked'?",
        "unknown standard 'preponderence'; did you mean 'preponderance'?",
    ):
        assert part in said


def test_a_graph_and_its_proof_are_values():
    graph = StepGraph(["a", "b"], [Step("s", "b", premises="a")], (), "a")

    assert repr(graph) == "<StepGraph with 2 statements, 1 step, 0 issues, 1 assumption>"
    assert hash(graph) == hash(StepGraph(["a", "b"], [Step("s", "b", premises="a")], (), "a"))
    assert pickle.loads(pickle.dumps(proved(graph))) == proved(graph)  # noqa: S301  our own bytes
    with pytest.raises(UnknownIdError, match="no statement 'c'"):
        proved(graph)["c"]


@pytest.mark.parametrize("options", [{"margin": -0.1}, {"doubt": 1.1}])
def test_a_margin_or_doubt_outside_0_to_1_is_refused(options):
    with pytest.raises(InvalidRecordError):
        proved(StepGraph(["a"]), **options)
