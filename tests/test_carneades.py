"""Argument graphs of Carneades: read as they stand, proved as their authors expect."""

from __future__ import annotations

import json
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import ReadError
from argmap.analysis import proof, to_steps
from argmap.cli import main
from argmap.formats import LossWarning, dumps, loads, loads_with_losses, read_with_losses
from argmap.semantics.standards import proved
from strategies import json_values

# A sample of our own -----------------------------------------------------------------

EXIT = """\
meta:
  title: Leave Iraq?
statements:
  leave: US forces leave Iraq.
  stay: US forces stay in Iraq.
  ¬idle: The force is used to check Iran.
  gap: {text: A quick exit leaves a gap., assumed: true, label: in, meta: {page: 25}}
  asked: Baghdad asks them to go.
issues:
  exit: {positions: [leave, stay], standard: BRD}
arguments:
  a1: {conclusion: stay, premises: {minor: gap}, undercutter: ¬idle}
  a2: {conclusion: leave, premises: [asked, gap], scheme: cumulative}
  a3: {conclusion: ¬idle}
assumptions: [asked]
tests:
  in: [leave, gap, asked, ¬idle]
  out: [stay]
"""


def expected(map):
    """The label that a file's own tests give each claim."""
    ids = {claim.extra.get("id"): claim.id for claim in map.claims}
    tests = map.extra.get("tests") or map.extra.get("labels") or {}
    return {ids[argmap_id]: label for label, at in tests.items() for argmap_id in at or ()}


def found(map):
    labels = proved(to_steps(map))
    return {id: labels[id] for id in expected(map)}


def test_a_graph_becomes_a_map_with_nothing_lost():
    loaded = loads_with_losses(EXIT, "carneades")

    map = loaded.map
    assert loaded.losses == ()
    assert (map.question, map.title) == ("Leave Iraq?", "Leave Iraq?")
    assert map.positions == ("leave", "stay")
    assert [claim.id for claim in map.claims] == [
        *("leave", "stay", "not-idle", "gap", "asked", "a3-ground")
    ]
    assert map.claim("gap").text == "A quick exit leaves a gap."
    assert map.claim("gap").extra == {
        "assumed": True,
        "id": "gap",
        "label": "in",
        "meta": {"page": 25},
    }
    assert map.claim("not-idle").extra == {"id": "¬idle"}
    assert map.claim("asked").extra == {"assumed": True, "id": "asked"}


def test_an_argument_becomes_a_pro_and_its_undercutter_a_con_against_the_step():
    map = loads(EXIT, "carneades")

    assert [(a.id, a.premises, a.target, a.side) for a in map.arguments] == [
        ("a1", ("gap",), "stay", "pro"),
        ("a2", ("asked", "gap"), "leave", "pro"),
        ("a3", ("a3-ground",), "not-idle", "pro"),
        ("not-idle-undercuts-gap", ("not-idle",), "a1", "con"),
    ]
    assert map.argument("a1").extra == {"roles": {"minor": "gap"}}
    assert map.argument("a2").scheme == "cumulative"
    assert map.argument("a2").extra == {"weighing": "cumulative"}


def test_an_argument_without_premises_starts_from_a_claim_that_says_so():
    map = loads(EXIT, "carneades")

    assert map.claim("a3-ground").text == "The argument a3 holds of itself: it states no premise."
    assert map.claim("a3-ground").extra == {"assumed": True, "unstated": True}
    assert next(s for s in to_steps(map).steps if s.id == "a3").premises == ()


def test_an_issue_becomes_alternatives_and_keeps_its_standard():
    (link,) = loads(EXIT, "carneades").links

    assert (link.claims, link.kind) == (("leave", "stay"), "alternative")
    assert link.extra == {"issue": "exit", "standard": "beyond reasonable doubt"}


def test_the_sample_gets_the_labels_it_expects():
    map = loads(EXIT, "carneades")

    assert len(expected(map)) == 5
    assert found(map) == expected(map)


def test_a_graph_that_was_read_can_be_kept_in_our_own_formats():
    map = loads(EXIT, "carneades")

    for name in ("records", "argdown"):
        assert loads(dumps(map, name), name) == map


def test_the_first_issue_gives_the_positions_and_every_issue_its_links():
    map = loads(
        "{statements: {a: A, b: B, c: C, d: D, e: E},"
        " issues: {i: {positions: [a, b, c]}, j: {positions: [d, e]}}}",
        "carneades",
    )

    assert map.positions == ("a", "b", "c")
    assert [(link.claims, link.extra["issue"]) for link in map.links] == [
        (("a", "b"), "i"),
        (("a", "c"), "i"),
        (("b", "c"), "i"),
        (("d", "e"), "j"),
    ]
    assert [issue.positions for issue in to_steps(map).issues] == [("a", "b", "c"), ("d", "e")]


def test_a_graph_without_title_asks_what_is_proved():
    assert loads("{statements: {p: P}}", "carneades").question == "What is proved?"


@pytest.mark.parametrize(
    ("ids", "expected_ids"),
    [
        (["p", "¬p", "not-p"], ["p", "not-p", "not-p-2"]),
        (
            ["price(volvo, medium)", "2", "بغداد", "?!"],
            ["price-volvo-medium", "n2", "bghdd", "unnamed"],
        ),
    ],
)
def test_any_id_becomes_one_a_map_can_have(ids, expected_ids):
    listed = ", ".join(f'"{id}": X' for id in ids)

    map = loads(f"{{statements: {{{listed}}}}}", "carneades")

    assert [claim.id for claim in map.claims] == expected_ids
    assert [claim.extra["id"] for claim in map.claims] == [id.replace(", ", ",") for id in ids]


def test_terms_are_the_same_whatever_space_is_in_them():
    map = loads(
        "{statements: {'p(a, b)': P, q: Q},"
        " arguments: {a: {conclusion: q, premises: ['p( a,b )']}}}",
        "carneades",
    )

    assert map.argument("a").premises == ("p-a-b",)


def test_a_statement_that_only_the_language_knows_is_said_in_its_words():
    map = loads(
        "{language: {safe/2: A %v is %s.}, assumptions: ['¬safe(volvo,high)']}", "carneades"
    )

    assert map.claim("not-safe-volvo-high").text == "Not: A volvo is high."


# What is wrong, and where ------------------------------------------------------------


def faults(text):
    with pytest.raises(ReadError) as caught:
        loads(text, "carneades")
    return [(f.line, f.column, f.where, f.message) for f in caught.value.faults]


def test_every_fault_is_told_at_once_with_line_and_column():
    text = """\
statements:
  p: P
  q: {text: [Q], assumed: perhaps}
arguments:
  a1: {premises: [p, r]}
  a2: {conclusion: {x: y}, premises: p}
  a3: {conclusion: q, undercutter: pp}
issues:
  i1: {positions: [p, p], standard: XX}
assumptions: [s, [q]]
argument_schemes: [{variables: [X]}]
"""

    assert faults(text) == [
        (3, 13, "statement 'q', text", "a list is no text"),
        (3, 27, "statement 'q', assumed", "'perhaps' is neither true nor false"),
        (5, 3, "argument 'a1'", "there is no conclusion"),
        (5, 22, "argument 'a1', premises", "no statement 'r'"),
        (6, 20, "argument 'a2', conclusion", "a mapping is no statement"),
        (6, 38, "argument 'a2', premises", "premises are neither list nor mapping"),
        (7, 36, "argument 'a3', undercutter", "no statement 'pp'"),
        (9, 23, "issue 'i1'", "position 'p' is listed twice"),
        (9, 37, "issue 'i1', standard", "unknown standard 'XX'"),
        (10, 15, "assumptions", "no statement 's'"),
        (10, 18, "assumptions", "a list is no statement"),
        (11, 20, "argument_schemes", "a scheme has no id"),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", (1, 1, "", "this is no argument graph of Carneades")),
        ("{a: 1}", (1, 1, "", "this is no argument graph of Carneades")),
        ("[p]", (1, 1, "", "the file is no mapping")),
        ("statements: [p]", (1, 13, "statements", "a list is no mapping")),
        ("statements: {p: P, p : Q}", (1, 20, "", "key 'p' is given twice")),
        ('statements: {p: P, "p ": Q}', (1, 20, "statement 'p '", "'p' is given twice")),
        ("statements: {'': P}", (1, 14, "statement ''", "the id is empty")),
        ("statements:\n  p: *x", (2, 6, "", "alias *x is not allowed")),
        ("statements:\n  p: &x P", (2, 6, "", "anchor &x is not allowed")),
        (
            "statements:\n  p: !!python/name:os.system ''",
            (2, 6, "", "tag !!python/name:os.system is not allowed"),
        ),
        ("statements:\n  p: 'P", (2, 8, "", None)),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, fault):
    (told,) = faults(text)

    assert told[:3] == fault[:3]
    assert fault[3] in (None, told[3])


def test_a_bomb_of_aliases_is_refused_before_it_grows():
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40)]

    assert {message.split()[0] for *_, message in faults("\n".join(lines))} == {"anchor", "alias"}


@pytest.mark.parametrize(
    "text",
    [
        "statements: " + "[" * 10_000,
        "statements: " + "{a: " * 10_000,
        "{language: {p/1: P}, assumptions: ['" + "p(" * 50_000 + "a" + ")" * 50_000 + "']}",
    ],
)
def test_what_is_nested_too_deep_is_refused(text):
    assert faults(text)


def test_an_issue_with_very_many_positions_is_refused():
    ids = [f"p{i}" for i in range(500)]
    said, listed = (", ".join(f"{id}{text}" for id in ids) for text in (": P", ""))
    text = f"{{statements: {{{said}}}, issues: {{i: {{positions: [{listed}]}}}}}}"

    ((_, _, _, message),) = faults(text)
    assert message == "500 positions are too many"


def entries():
    """Entries of a file, some of them well formed."""
    id = st.sampled_from(["p", "¬p", "n(a)", "n(X)", "q(a,b)", "X", "...", "", "a1"])
    ids = st.lists(id, max_size=3)
    junk = json_values() | ids | id
    weight = st.sampled_from(["linked", {"constant": 0.5}, {"criteria": {}}, {"preference": []}])
    rule = dict.fromkeys(("variables", "premises", "exceptions", "conclusions"), ids | junk)
    shapes = {
        "statements": st.dictionaries(id, id | st.fixed_dictionaries({"text": id}) | junk),
        "arguments": st.dictionaries(
            id,
            st.fixed_dictionaries(
                {"conclusion": id}, optional={"premises": ids, "undercutter": id, "scheme": id}
            )
            | junk,
        ),
        "issues": st.dictionaries(id, st.fixed_dictionaries({"positions": ids}) | junk),
        "assumptions": ids | junk,
        "language": st.just({"n/1": "Number %s.", "p/0": "", "q/2": "%s"}) | junk,
        "argument_schemes": st.lists(
            st.fixed_dictionaries({"id": id}, optional={"weight": weight | junk, **rule}) | junk
        ),
        "issue_schemes": st.dictionaries(id, ids | junk),
        "weighing_functions": st.dictionaries(id, weight | junk),
    }
    return st.fixed_dictionaries({}, optional=shapes)


@settings(max_examples=33)
@given(entries())
def test_any_file_is_a_map_or_has_faults_with_places(file):
    try:
        map = loads_with_losses(json.dumps(file), "carneades").map
    except ReadError as error:
        places = [(fault.line, fault.column) for fault in error.faults]
        assert all(line and column for line, column in places)
        return

    assert loads(dumps(map, "records"), "records") == map
    assert set(proof(map)) == {record.id for record in (*map.claims, *map.arguments)}


# What is lost ------------------------------------------------------------------------


def losses(text):
    return [str(loss) for loss in loads_with_losses(text, "carneades").losses]


def test_a_step_from_a_statement_to_itself_is_lost_and_said_to_be():
    (loss,) = losses("{statements: {p: P}, arguments: {a: {conclusion: p, premises: [p]}}}")

    assert loss == (
        "line 1, column 34: argument 'a': the argument, which leads from p to p; "
        "no step of a map starts from its own target, so it is left out"
    )


def test_a_premise_named_twice_is_lost_once():
    (loss,) = losses(
        "{statements: {p: P, q: Q}, arguments: {a: {conclusion: q, premises: [p, p]}}}"
    )

    assert "premise p is named 2 times" in loss


def test_a_key_that_the_reader_uses_itself_is_lost_and_others_are_kept():
    text = "{statements: {p: {text: P, id: x, colour: red}}}"

    (loss,) = losses(text)

    assert loss.startswith("line 1, column 32: statement 'p': key 'id'; the reader keeps")
    map = loads_with_losses(text, "carneades").map
    assert map.claim("p").extra == {"id": "p", "colour": "red"}


# Schemes -----------------------------------------------------------------------------


def test_a_scheme_makes_arguments_of_what_is_assumed_and_of_what_they_conclude():
    text = """\
language: {parent/2: "%s is a parent of %s.", elder/2: "%s is older than %s."}
argument_schemes:
  - {id: parents, variables: [X, Y], premises: ["parent(X,Y)"], conclusions: ["elder(X,Y)"]}
  - id: chain
    variables: [X, Y, Z]
    premises: ["elder(X,Y)", "elder(Y,Z)"]
    conclusions: ["elder(X,Z)"]
assumptions: ["parent(ann,bob)", "parent(bob, cy)", "parent(cy,dan)"]
"""

    map, lost = loads_with_losses(text, "carneades").map, losses(text)

    elders = [claim.extra["id"] for claim in map.claims if claim.id.startswith("elder")]
    pairs = ("ann,bob", "ann,cy", "ann,dan", "bob,cy", "bob,dan", "cy,dan")
    assert sorted(elders) == [f"elder({pair})" for pair in pairs]
    assert map.claim("elder-ann-cy").text == "ann is older than cy."
    # Ann is older than Dan by way of Bob, and by way of Cy.
    assert [a.scheme for a in map.pros("elder-ann-dan")] == ["chain", "chain"]
    assert set(proof(map).values()) == {"in"}
    (loss,) = lost
    assert loss == (
        "line 3, column 5: argument_schemes: 2 schemes that generate arguments: parents, chain; "
        "the map holds the 7 arguments made of the assumptions, and no rule"
    )


def test_a_scheme_makes_no_argument_twice_and_none_from_a_statement_to_itself():
    text = """\
argument_schemes:
  - {id: twice, variables: [X], premises: ["n(X)", "n(X)"], conclusions: ["m(X)", "n(X)", true]}
language: {n/1: "", m/1: ""}
assumptions: ["n(0)"]
"""

    loaded = loads_with_losses(text, "carneades")

    assert [a.target for a in loaded.map.arguments] == ["m-0"]
    assert len(loaded.losses) == 1


def test_the_assumptions_of_a_scheme_are_premises_and_its_exceptions_undercut():
    text = """\
argument_schemes:
  - id: expert
    variables: [W, S]
    premises: ["says(W,S)", "expert(W)"]
    assumptions: ["careful(W)"]
    exceptions: ["biased(W)", "¬S"]
    conclusions: [S]
assumptions: ["says(ann,¬rain)", "expert(ann)", "says(bob,snow)", "expert(bob)", "biased(bob)"]
language: {says/2: "", expert/1: "", biased/1: ""}
"""

    map = loads_with_losses(text, "carneades").map

    assert map.argument("a1").premises == ("says-ann-not-rain", "expert-ann", "careful-ann")
    assert map.claim("careful-ann").extra["assumed"] is True
    assert [u.premises for u in map.undercuts("a1")] == [("biased-ann",), ("rain",)]
    found = proof(map)
    assert (found["not-rain"], found["snow"], found["a2"]) == ("in", "out", "out")


def test_a_scheme_that_needs_rules_of_another_kind_is_lost_by_name():
    text = """\
argument_schemes:
  - {id: less, variables: [X], premises: ["n(X)"], guards: ["X < 3"], conclusions: ["small(X)"]}
  - {id: once, variables: [X], deletions: ["n(X)"], conclusions: ["gone(X)"]}
  - {id: some, variables: [X, Y], premises: ["n(X)"], conclusions: ["next(X,Y)"]}
language: {n/1: "Number %s."}
assumptions: ["n(1)"]
"""

    assert loads_with_losses(text, "carneades").map.arguments == ()
    assert [loss.partition("; ")[0] for loss in losses(text)] == [
        "line 2, column 5: scheme 'less': all its arguments, for it has guards",
        "line 3, column 5: scheme 'once': all its arguments, for it has deletions",
        "line 4, column 5: scheme 'some': all its arguments, for next(X,Y) has a free variable",
    ]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('{id: r, variables: [X], premises: ["n(X)"], conclusions: ["n(s(X))"]}', "too deep"),
        ('{id: r, variables: [X], premises: ["n(X)"], conclusions: ["n(f(X,X))"]}', "too long"),
        (
            '{id: r, variables: [X, Y], premises: ["n(X)", "n(Y)"], conclusions: ["n(f(X,Y))"]}',
            "2000 arguments",
        ),
        (
            "{id: r, variables: [A, B, C, D], premises: [A, B, C, D], conclusions: [A]}",
            "comparisons",
        ),
    ],
)
def test_schemes_that_never_end_are_stopped_and_said_to_be(rules, said):
    many = ", ".join(f'"m({i})"' for i in range(20))
    text = (
        f"argument_schemes: [{rules}]\n"
        f'language: {{n/1: "%s", m/1: "%s", no/1: "%s"}}\nassumptions: ["n(0)", {many}]'
    )

    loaded = loads_with_losses(text, "carneades")

    assert any(said in str(loss) for loss in loaded.losses)
    assert len(loaded.map.arguments) <= 2_000


def test_an_issue_scheme_puts_at_issue_what_differs_in_its_other_variables():
    text = """\
issue_schemes:
  safety: ["safety(O,V1)", ..., "safety(O,Vn)"]
  negation: ["¬Q", Q]
statements: {"safety(a,low)": A, "safety(a,high)": B, "safety(b,low)": C, p: P, ¬p: Q}
"""

    map = loads(text, "carneades")

    assert [(link.claims, link.extra["issue"]) for link in map.links] == [
        (("safety-a-low", "safety-a-high"), "safety 1"),
        (("p", "not-p"), "negation 1"),
    ]


def test_an_issue_scheme_adds_to_an_issue_there_is():
    text = """\
issues: {i: {positions: ["buy(a)", "buy(b)"], standard: CCE}}
issue_schemes: {buy: ["buy(X)", ..., "buy(Y)"]}
statements: {"buy(a)": A, "buy(b)": B, "buy(c)": C}
"""

    map = loads(text, "carneades")

    assert map.positions == ("buy-a", "buy-b", "buy-c")
    assert {link.extra["issue"] for link in map.links} == {"i"}
    assert len(map.links) == 3


# Weighing ----------------------------------------------------------------------------

PREFERENCE = """\
weighing_functions:
  lex: {preference: [{property: rank, order: [low, high]}, {property: year, order: ORDER}]}
argument_schemes:
  - {id: one, weight: lex, meta: {rank: high, year: 1990}}
  - {id: two, weight: lex, meta: {rank: high, year: 2010}}
  - {id: three, weight: lex, meta: {rank: low, year: 2020}}
  - {id: four, weight: lex}
statements: {p: P, ¬p: Q, r: R}
issues: {i: {positions: [p, ¬p]}}
arguments:
  a: {scheme: one, conclusion: p}
  b: {scheme: two, conclusion: ¬p}
  c: {scheme: three, conclusion: p}
  d: {scheme: four, conclusion: p}
  e: {scheme: one, conclusion: r}
"""


@pytest.mark.parametrize(
    ("order", "weights"),
    [("ascending", [0.75, 1.0, 0.5, 0.25, 1.0]), ("descending", [1.0, 0.75, 0.5, 0.25, 1.0])],
)
def test_a_preference_ranks_the_arguments_of_an_issue(order, weights):
    text = PREFERENCE.replace("ORDER", order)

    map = loads_with_losses(text, "carneades").map

    assert [map.argument(id).weight for id in "abcde"] == weights
    assert [loss.count("the preference behind weight") for loss in losses(text)] == [1, 1, 1, 1]
    assert proof(map)["p"] == ("in" if order == "descending" else "out")


def test_criteria_add_up_what_each_premise_is_worth():
    text = """\
argument_schemes:
  - id: buying
    weight:
      criteria:
        hard: []
        soft:
          price: {factor: 1, values: {low: 1.0, high: 0.2}}
          speed: {factor: 3, values: {fast: 1.0, slow: 0.0}}
statements: {"price(a,high)": P, "speed(a,fast)": F, "buy(a)": A}
arguments:
  whole: {scheme: buying, conclusion: "buy(a)", premises: ["price(a,high)", "speed(a,fast)"]}
  part: {scheme: buying, conclusion: "buy(a)", premises: ["price(a,high)"]}
"""

    map = loads_with_losses(text, "carneades").map

    assert [map.argument(id).weight for id in ("whole", "part")] == [0.8, 0.0]


@pytest.mark.parametrize(
    ("weight", "expected"),
    [("{constant: 0.4}", ("constant", 0.4)), ("cumulative", ("cumulative", 1))],
)
def test_a_scheme_may_name_a_weighing_that_is_built_in_or_constant(weight, expected):
    text = (
        f"{{argument_schemes: [{{id: s, weight: {weight}}}], statements: {{p: P, q: Q}},"
        " arguments: {a: {scheme: s, conclusion: p, premises: [q]}}}"
    )

    argument = loads(text, "carneades").argument("a")

    assert (argument.extra["weighing"], argument.weight) == expected


@pytest.mark.parametrize(
    "weight",
    [
        "lex",
        "{constant: 7}",
        "{preference: 3}",
        "{criteria: {}}",
        "{other: 1}",
        "[1]",
        "{criteria: {soft: {a: 1}}}",
    ],
)
def test_a_weighing_that_is_not_understood_is_lost(weight):
    text = (
        f"{{argument_schemes: [{{id: s, weight: {weight}}}], statements: {{p: P, q: Q, r: R}},"
        " issues: {i: {positions: [p, r]}},"
        " arguments: {a: {scheme: s, conclusion: p, premises: [q]}}}"
    )

    (loss,) = losses(text)

    assert "argument 'a'" in loss
    assert "so the step is linked" in loss


# Carneades' own examples -------------------------------------------------------------

REACHED = [
    "basic_event_calculus",
    "dung-reinstatement",
    "even-loop",
    "independent-support-loop",
    "jogging2",
    "lex",
    "linked-convergent",
    "mcda-porsche",
    "paraconsistency",
    "prakken-sartor-murder",
    "reinstatement",
    "self-defeat",
    "snake",
    "tandem",
    "trivial",
    "unreliable-witness",
    "unsupported2",
]
"""Files with tests whose labels the reader, the projection and the standards give."""


@pytest.mark.parametrize("name", REACHED)
def test_carneades_examples_get_their_labels(name, fixtures):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LossWarning)
        map = argmap.read(fixtures / "carneades-yaml" / f"{name}.yml")

    assert expected(map)
    assert found(map) == expected(map)
    labels = proof(map)
    assert {id: labels[id] for id in expected(map)} == expected(map)


def test_the_labels_of_undercuts_are_those_of_the_cons_against_a_step(fixtures):
    """The file of this example has labels for statements that Carneades makes: undercut(a1)."""
    map = read_with_losses(fixtures / "carneades-yaml" / "abduction.yml").map
    ids = {claim.extra["id"]: claim.id for claim in map.claims}
    labels = proof(map)

    for label, at in map.extra["labels"].items():
        for id in at:
            assert id.startswith("undercut(") or labels[ids[id]] == label
    assert [labels[undercut.id] for undercut in map.undercuts("a1")] == ["out"]


def test_no_example_with_labels_is_left_aside(fixtures):
    paths = sorted((fixtures / "carneades-yaml").glob("*.yml"))
    labelled = [
        path.stem for path in paths if {"tests", "labels"} & read_with_losses(path).map.extra.keys()
    ]

    assert labelled == sorted([*REACHED, "abduction"])


def test_rules_of_another_kind_are_told_as_losses_of_an_example(fixtures):
    lost = read_with_losses(fixtures / "carneades-yaml" / "chr-leq.yml").losses

    schemes = {loss.where: loss.what for loss in lost}
    for name in ("reflexivity", "antisymmetry", "idempotence"):
        assert "deletions" in schemes[f"scheme '{name}'"]
    assert schemes["argument_schemes"] == "1 scheme that generates arguments: transitivity"


def test_every_carneades_example_is_read_and_kept(fixtures):
    for path in sorted((fixtures / "carneades-yaml").glob("*.yml")):
        map = read_with_losses(path).map

        assert loads(dumps(map, "records"), "records") == map
        assert loads(dumps(map, "argdown"), "argdown") == map


# From a shell ------------------------------------------------------------------------


@pytest.fixture
def exit_file(tmp_path):
    path = tmp_path / "exit.yml"
    path.write_text(EXIT.replace("conclusion: ¬idle", "conclusion: ¬idle, weight: 0.4"), "utf-8")
    return path


def test_losses_are_told_on_standard_error_like_faults(exit_file, capsys):
    assert main(["check", str(exit_file)]) == 0

    said = capsys.readouterr()
    assert said.out.startswith(f"{exit_file}: 2 positions, 6 claims, 4 arguments, 1 link")
    assert said.err == (
        f"{exit_file}:14:35: argument 'a3': lost: weight 0.4; "
        "Carneades passes it over, so it stays in extra\n"
    )


def test_a_graph_can_be_converted_and_asked_and_not_written(exit_file, tmp_path, capsys):
    target = tmp_path / "exit.argdown"

    assert main(["convert", str(exit_file), str(target)]) == 0
    assert "lost: weight 0.4" in capsys.readouterr().err
    assert argmap.read(target) == read_with_losses(exit_file).map
    assert main(["ask", "proof", str(exit_file), "margin=0.2", "--format", "json"]) == 0
    assert '"standard": "beyond reasonable doubt"' in capsys.readouterr().out
    assert main(["convert", str(target), str(tmp_path / "again.yml")]) == 3
    assert "'carneades' is read and not written" in capsys.readouterr().err


def test_a_number_on_the_command_line_must_be_one(exit_file, capsys):
    assert main(["ask", "proof", str(exit_file), "margin=wide"]) == 2

    assert "margin 'wide' is no number; give one, such as 0.5" in capsys.readouterr().err
