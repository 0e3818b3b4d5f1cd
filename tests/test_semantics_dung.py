"""Dung frameworks: what stands, how often, and what shows it."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
from itertools import count, islice, pairwise, product
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import InvalidRecordError, UnknownIdError, UnknownOptionError
from argmap.semantics import (
    SEMANTICS,
    CertificateError,
    Framework,
    LimitReachedError,
    NoExtensionError,
    Progress,
    credulous,
    extension,
    extensions,
    grounded,
    skeptical,
    statuses,
)
from argmap.semantics.certificates import Certificate, Claimed, check
from argmap.semantics.definitions import by_definition, is_complete, is_derivation
from argmap.semantics.solving import Solver, Work
from argmap.semantics.structure import grounding

ODD = Framework("abc", [("a", "b"), ("b", "c"), ("c", "a")])
EVEN = Framework("ab", [("a", "b"), ("b", "a")])
CHAIN = Framework("abc", [("a", "b"), ("b", "c")])
OWN_ENEMY = Framework("ab", [("a", "a"), ("a", "b")])
FLOATING = Framework("abcd", [("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"), ("c", "d")])
TWO_ENDS = Framework(
    "abxy", [("a", "b"), ("b", "a"), ("a", "x"), ("x", "x"), ("b", "y"), ("y", "y")]
)
"""Either a or b leaves an argument undecided that attacks itself, and not the same one."""


@st.composite
def frameworks(draw, *, most: int = 6) -> Framework:
    """Any framework of a few arguments."""
    ids = "abcdef"[: draw(st.integers(0, most))]
    pairs = [(one, two) for one in ids for two in ids]
    return Framework(ids, draw(st.lists(st.sampled_from(pairs), max_size=14)) if pairs else [])


def sets(framework: Framework, semantics: str) -> set[frozenset[str]]:
    return {frozenset(found) for found in extensions(framework, semantics)}


def told(*texts: str) -> set[frozenset[str]]:
    """Sets of one-letter ids, written as words."""
    return {frozenset(text) for text in texts}


# Numbers to know -----------------------------------------------------------------------


@pytest.mark.parametrize("semantics", ["grounded", "preferred", "complete", "ideal", "eager"])
def test_nothing_stands_in_an_odd_cycle(semantics):
    assert sets(ODD, semantics) == told("")


def test_an_odd_cycle_has_no_stable_extension():
    assert sets(ODD, "stable") == set()
    assert extensions(ODD, "stable").count == 0
    with pytest.raises(NoExtensionError, match="no stable extension exists"):
        extension(ODD, "stable")


@pytest.mark.parametrize("semantics", ["stage", "cf2", "naive"])
def test_each_argument_of_an_odd_cycle_can_be_held_alone(semantics):
    assert sets(ODD, semantics) == told("a", "b", "c")


@pytest.mark.parametrize("semantics", ["preferred", "stable", "semi-stable", "stage", "cf2"])
def test_an_even_cycle_offers_two_choices(semantics):
    assert sets(EVEN, semantics) == told("a", "b")


def test_the_grounded_extension_of_an_even_cycle_is_empty():
    assert grounded(EVEN).extension == ()


@pytest.mark.parametrize("semantics", sorted(set(SEMANTICS) - {"admissible", "naive"}))
def test_a_chain_reinstates_its_third_argument(semantics):
    assert sets(CHAIN, semantics) == told("ac")


def test_an_argument_that_attacks_itself_is_never_in():
    assert grounded(OWN_ENEMY).extension == ()
    assert sets(OWN_ENEMY, "stage") == told("b")
    assert all("a" not in found for name in SEMANTICS for found in sets(OWN_ENEMY, name))


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_the_empty_framework_has_one_extension_the_empty_set(semantics):
    found = extensions(Framework(), semantics)

    assert list(found) == [()]
    assert found.count == 1
    assert dict(statuses(Framework(), semantics)) == {}


def test_both_ways_to_leave_one_self_attacker_undecided_are_semi_stable():
    """pygarg finds only {b} here."""
    assert sets(TWO_ENDS, "semi-stable") == told("a", "b")


def test_conflict_free_sets_hold_arguments_that_touch_no_attack():
    """pygarg loses such arguments."""
    framework = Framework("abc", [("a", "b")])

    assert sets(framework, "naive") == told("ac", "bc")
    assert len(list(extensions(framework, "admissible"))) == 4


def test_statuses_of_floating_reinstatement():
    found = statuses(FLOATING, "preferred")

    assert dict(found) == {"a": "credulous", "b": "credulous", "c": "rejected", "d": "skeptical"}
    assert statuses(FLOATING, "grounded").rejected == ("a", "b", "c", "d")


# What there is when there is nothing -----------------------------------------------------


def test_without_a_stable_extension_no_argument_is_called_accepted():
    found = statuses(ODD, "stable")

    assert not found.exists
    assert set(found.values()) == {"undefined"}
    assert found.note == "No stable extension exists, so no argument is accepted or rejected."
    assert found.skeptical == found.credulous == found.rejected == ()


@pytest.mark.parametrize("ask", [credulous, skeptical])
def test_without_a_stable_extension_a_query_says_so(ask):
    answer = ask(ODD, "a", "stable")

    assert not answer
    assert not answer.exists
    assert str(answer) == "a: no stable extension exists"


def test_one_component_without_a_stable_extension_spoils_them_all():
    framework = Framework("abcxy", [*ODD.attacks, ("x", "y")])

    assert not statuses(framework, "stable").exists
    assert not credulous(framework, "x", "stable").exists
    assert [axis.count for axis in extensions(framework, "stable").axes] == [0]


# Against the definitions -----------------------------------------------------------------


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(framework=frameworks())
@settings(max_examples=33, deadline=None)
def test_extensions_are_those_of_the_definition(semantics, framework):
    listed = list(extensions(framework, semantics))

    assert set(map(frozenset, listed)) == set(by_definition(framework, semantics))
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(framework=frameworks())
@settings(max_examples=33, deadline=None)
def test_the_count_is_the_number_of_extensions_and_the_product_of_the_axes(semantics, framework):
    found = extensions(framework, semantics)

    assert found.count == len(by_definition(framework, semantics))
    assert found.count == prod(axis.count for axis in found.axes)


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(framework=frameworks())
@settings(max_examples=25, deadline=None)
def test_an_extension_is_what_is_fixed_and_one_alternative_of_each_axis(semantics, framework):
    found = extensions(framework, semantics)
    combined = {frozenset(found.fixed).union(*chosen) for chosen in product(*found.axes)}

    assert combined == set(map(frozenset, found))


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(framework=frameworks())
@settings(max_examples=33, deadline=None)
def test_statuses_sum_up_the_extensions(semantics, framework):
    every = by_definition(framework, semantics)

    def status(id: str) -> str:
        held = [id in found for found in every]
        if not held:
            return "undefined"
        return "skeptical" if all(held) else "credulous" if any(held) else "rejected"

    assert dict(statuses(framework, semantics)) == {id: status(id) for id in framework}


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(framework=frameworks().filter(len))
@settings(max_examples=25, deadline=None)
def test_queries_agree_with_the_definition_and_their_certificates_hold(semantics, framework):
    every = by_definition(framework, semantics)
    for id in framework:
        some = credulous(framework, id, semantics)
        always = skeptical(framework, id, semantics)

        assert some.holds == any(id in found for found in every)
        assert always.holds == (bool(every) and all(id in found for found in every))
        assert some.exists == always.exists == bool(every)
        assert check(framework, some, some.certificate).proven
        assert check(framework, always, always.certificate).proven


@given(framework=frameworks(most=5))
@settings(max_examples=33, deadline=None)
def test_complete_extensions_are_the_labellings_of_caminada(framework):
    """Another definition (Caminada 2006): in if all attackers are out, out if one is in."""

    def legal(labels: dict[str, str]) -> bool:
        for id, label in labels.items():
            foes = {labels[foe] for foe in framework.attackers(id)}
            due = "in" if foes <= {"out"} else "out" if "in" in foes else "undecided"
            if label != due:
                return False
        return True

    tried = (
        dict(zip(framework.ids, labels, strict=True))
        for labels in product(["in", "out", "undecided"], repeat=len(framework))
    )
    found = [dict(labels) for labels in extensions(framework, "complete").labellings()]
    due = [labels for labels in tried if legal(labels)]

    assert sorted(map(str, found)) == sorted(map(str, due))


# Laws ------------------------------------------------------------------------------------


@given(framework=frameworks())
@settings(max_examples=55, deadline=None)
def test_kinds_of_extensions_lie_inside_each_other(framework):
    found = {name: sets(framework, name) for name in SEMANTICS}
    (ground,), (ideal,), (eager,) = found["grounded"], found["ideal"], found["eager"]

    assert ground <= ideal <= eager
    assert found["stable"] <= found["semi-stable"] <= found["preferred"]
    assert found["preferred"] <= found["complete"] <= found["admissible"]
    assert found["stable"] <= found["stage"] <= found["naive"]
    assert found["stable"] <= found["cf2"] <= found["naive"]
    assert all(ideal <= every for every in found["preferred"])
    assert all(eager <= every for every in found["semi-stable"])


@given(framework=frameworks(most=4), other=frameworks(most=4))
@settings(max_examples=27, deadline=None)
def test_frameworks_side_by_side_multiply(framework, other):
    second = other.renamed({id: id.upper() for id in other})
    both = Framework((*framework, *second), (*framework.attacks, *second.attacks))

    for name in SEMANTICS:
        counts = [extensions(part, name).count for part in (framework, second, both)]
        assert counts[0] * counts[1] == counts[2]


@given(framework=frameworks(), data=st.data())
@settings(max_examples=27, deadline=None)
def test_neither_the_names_nor_the_order_of_arguments_matter(framework, data):
    order = data.draw(st.permutations(framework.ids))
    names = {id: f"x-{place}" for place, id in enumerate(order)}
    renamed = Framework((names[id] for id in order), framework.renamed(names).attacks)

    for name in SEMANTICS:
        there = {frozenset(names[id] for id in found) for found in sets(framework, name)}
        assert there == sets(renamed, name)


@given(framework=frameworks())
@settings(max_examples=30, deadline=None)
def test_the_same_question_gets_the_same_answer_in_the_same_order(framework):
    for name in SEMANTICS:
        assert list(extensions(framework, name)) == list(extensions(framework, name))


@given(framework=frameworks())
@settings(max_examples=27, deadline=None)
def test_some_extension_is_one_of_them(framework):
    for name in set(SEMANTICS) - {"stable"}:
        assert frozenset(extension(framework, name).extension) in sets(framework, name)


# Size, limits and interruption -------------------------------------------------------------


def pairs_of_rivals(count: int) -> Framework:
    ids = [f"{side}{place}" for place in range(count) for side in "ab"]
    return Framework(
        ids, [(f"{one}{n}", f"{two}{n}") for n in range(count) for one, two in ("ab", "ba")]
    )


def chain_of_rivals(count: int) -> Framework:
    """Pairs of rivals, the first of each attacking the first of the next."""
    rivals = pairs_of_rivals(count)
    return Framework(rivals, [*rivals.attacks, *((f"a{n}", f"a{n + 1}") for n in range(count - 1))])


def test_a_chain_of_two_hundred_thousand_is_no_burden():
    ids = list(map(str, range(200_000)))
    framework = Framework(ids, pairwise(ids))

    assert len(grounded(framework).extension) == 100_000
    assert len(credulous(framework, ids[-2]).certificate.witness) == 100_000
    assert extensions(framework, "cf2").count == 1
    assert statuses(framework, "ideal")["0"] == "skeptical"


@pytest.mark.parametrize("attacks", [2_000, 4_000, 12_000])
def test_wide_frameworks_are_grounded_as_defined(attacks):
    draw = random.Random(attacks)
    sources, targets = ([draw.randrange(3_000) for _ in range(attacks)] for _ in range(2))
    framework = Framework.from_arrays(map(str, range(3_000)), sources, targets)

    found = grounding(framework)

    order = [framework.ids[place] for place in found.order]
    assert is_derivation(framework, order)
    assert is_complete(framework, order)
    assert set(order) == set(grounded(framework).extension)


def test_extensions_are_counted_without_being_listed():
    found = extensions(pairs_of_rivals(1_000), "preferred")

    assert found.count == 2**1_000
    assert len(found.axes) == 1_000
    assert len(list(islice(found, 3))) == 3


def test_a_component_is_counted_by_its_remainders():
    """Where a_n is in, a_n+1 is out: the numbers are those of Fibonacci."""
    found = extensions(chain_of_rivals(60), "stable")

    fibonacci = [1, 2]
    while len(fibonacci) <= 60:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    assert found.count == fibonacci[60]
    assert len(found.axes) == 1


def test_listing_more_than_the_limit_says_so_and_drops_nothing_in_silence():
    found = iter(extensions(pairs_of_rivals(3), limit=5))

    assert len(list(islice(found, 5))) == 5
    with pytest.raises(LimitReachedError, match="limit of 5 extensions was reached") as caught:
        next(found)
    assert isinstance(caught.value, TimeoutError)


def test_a_limit_as_large_as_the_answer_is_not_reached():
    assert len(list(extensions(pairs_of_rivals(3), limit=8))) == 8


@pytest.mark.parametrize(
    "ask",
    [
        lambda framework: statuses(framework, "stage", timeout=0.0),
        lambda framework: extension(framework, "preferred", timeout=0.0),
        lambda framework: skeptical(framework, "a1", "stable", timeout=0.0),
        lambda framework: extensions(framework, "preferred", timeout=0.0).count,
    ],
    ids=["statuses", "extension", "query", "count"],
)
def test_a_timeout_says_that_it_was_hit(ask):
    with pytest.raises(LimitReachedError, match="limit of 0 seconds was reached"):
        ask(chain_of_rivals(20))


def test_work_is_watched_and_can_be_interrupted_and_taken_up_again():
    class Enough(Exception):  # noqa: N818  no error
        pass

    seen: list[Progress] = []

    def watch(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == 40:
            raise Enough

    found = extensions(chain_of_rivals(12), "preferred", progress=watch)

    with pytest.raises(Enough):
        list(found)
    assert len(list(found)) == found.count
    assert seen[-1].seconds >= 0
    assert seen[-1].done > seen[0].done


def test_where_a_search_pauses_hangs_on_its_conflicts_and_not_on_the_clock(monkeypatch):
    holes = range(7)
    everybody_has_one = [[7 * pigeon + hole + 1 for hole in holes] for pigeon in range(8)]
    nobody_shares = [
        [-(7 * one + hole + 1), -(7 * two + hole + 1)]
        for one in range(8)
        for two in range(one)
        for hole in holes
    ]

    def pauses(seconds: float) -> list[int]:
        ticks = count(0.0, seconds)
        monkeypatch.setattr("argmap.semantics.solving.time.monotonic", lambda: next(ticks))
        solver = Solver(56, everybody_has_one + nobody_shares, Work())
        budgets, limit = [], solver._engine.conf_budget
        monkeypatch.setattr(solver._engine, "conf_budget", lambda n: limit(budgets.append(n) or n))
        assert not solver.solve()
        return budgets

    assert pauses(0.0) == pauses(60.0)
    assert len(pauses(0.0)) > 1


@pytest.mark.parametrize("size", [3, 2_000])
def test_a_small_framework_and_a_large_one_are_rows_and_arrays_alike(size):
    ids = [f"a{place}" for place in range(size)]
    pairs = [("a2", "a1"), ("a0", "a1"), ("a0", "a0"), ("a2", "a1")]
    framework = Framework(ids, pairs)

    assert framework.attacks == (("a0", "a0"), ("a0", "a1"), ("a2", "a1"))
    assert framework.sources.tolist() == [0, 0, 2]
    assert framework.targets.tolist() == [0, 1, 1]
    assert framework.in_rows[:3] == [[0], [0, 2], []]
    assert framework == Framework.from_arrays(ids, [2, 0, 0], [1, 1, 0])
    assert framework == pickle.loads(pickle.dumps(framework))  # noqa: S301  our own
    assert framework.restricted(["a2", "a1"]).attacks == (("a2", "a1"),)


def test_import_brings_neither_numpy_nor_a_solver():
    code = "import sys, argmap.semantics; print({'numpy', 'pysat'} & set(sys.modules))"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "set()"


# Certificates ------------------------------------------------------------------------------


def test_what_is_grounded_is_shown_by_those_that_defend_each_other():
    answer = skeptical(Framework("abcd", [*CHAIN.attacks, ("d", "d")]), "c", "preferred")

    assert answer
    assert answer.certificate == Certificate("defence", ("a", "c"))
    assert answer.verification.proven


def test_a_credulous_answer_is_shown_by_a_set_without_a_spare_member():
    framework = Framework(
        "abcdef", [("a", "b"), ("b", "a"), ("b", "c"), ("d", "e"), ("e", "d"), ("f", "f")]
    )

    answer = credulous(framework, "c")

    assert answer.certificate == Certificate("admissible set", ("a", "c"))


def test_a_skeptical_refusal_is_shown_by_a_set_that_attacks():
    answer = skeptical(FLOATING, "a")

    assert answer.certificate == Certificate("counter-set", ("b",))


def test_what_rests_on_the_solver_is_said_to():
    answer = skeptical(FLOATING, "d")

    assert answer.holds
    assert answer.verification.left == "the whole answer"
    assert check(FLOATING, answer, answer.certificate).proven


@pytest.mark.parametrize(
    ("claimed", "certificate"),
    [
        (Claimed("b", "preferred", "credulous", True), Certificate("admissible set", ("b",))),
        (Claimed("c", "preferred", "credulous", True), Certificate("admissible set", ("a",))),
        (Claimed("c", "preferred", "skeptical", True), Certificate("defence", ("c", "a"))),
        (Claimed("c", "preferred", "skeptical", True), Certificate("defence", ("c",))),
        (Claimed("c", "stage", "skeptical", True), Certificate("defence", ("a", "c"))),
        (Claimed("c", "preferred", "credulous", False), Certificate("defeat", ("a",))),
        (Claimed("b", "preferred", "credulous", True), Certificate("defeat", ("a",))),
        (Claimed("b", "preferred", "skeptical", False), Certificate("own enemy", ("b",))),
        (Claimed("c", "preferred", "skeptical", False), Certificate("counter-set", ("b",))),
        (Claimed("b", "stable", "credulous", True), Certificate("extension", ("b",))),
        (Claimed("c", "stable", "skeptical", True), Certificate("extension", ("a", "c"))),
        (Claimed("b", "preferred", "skeptical", False), Certificate("extension", (), ("b",))),
        (Claimed("c", "naive", "skeptical", True), Certificate("no rivals", ("c",))),
        (Claimed("c", "preferred", "skeptical", False), Certificate("search")),
        (Claimed("c", "stable", "skeptical", False), Certificate("no extension")),
    ],
)
def test_a_certificate_that_shows_something_else_is_refused(claimed, certificate):
    with pytest.raises(CertificateError):
        check(CHAIN, claimed, certificate)


# The framework itself ------------------------------------------------------------------------


@given(framework=frameworks())
def test_frameworks_are_values(framework):
    again = Framework(iter(framework.ids), reversed(framework.attacks + framework.attacks))

    assert again == framework
    assert hash(again) == hash(framework)
    assert pickle.loads(pickle.dumps(framework)) == framework  # noqa: S301  our own bytes
    assert Framework.from_arrays(framework.ids, framework.sources, framework.targets) == framework


def test_a_framework_can_not_be_changed():
    with pytest.raises(AttributeError):
        CHAIN.ids = ()
    with pytest.raises(ValueError, match="read-only"):
        CHAIN.sources[0] = 2


def test_a_framework_tells_what_it_is():
    assert repr(CHAIN) == "<Framework with 3 arguments, 2 attacks>"
    assert repr(grounded(CHAIN)) == "<Labelling of 3 arguments: in a, c; out b>"
    assert repr(extensions(EVEN)) == (
        "<Extensions, preferred, of <Framework with 2 arguments, 2 attacks>: 1 axis>"
    )


def test_every_fault_of_a_framework_is_reported_at_once():
    with pytest.raises(InvalidRecordError) as caught:
        Framework(["leave", "stay", "stay", "", 3], [("leave", "stya"), ("leave",), (1, "stay")])

    said = str(caught.value)
    assert said.startswith("framework: 6 faults")
    assert "attacks[0]: no argument 'stya'; did you mean 'stay'?" in said
    assert "argument 'stay' is given 2 times" in said


def test_positions_outside_a_framework_are_refused():
    with pytest.raises(InvalidRecordError, match="points outside"):
        Framework.from_arrays("ab", [0], [2])


def test_an_unknown_argument_or_semantics_is_named_with_what_is_near():
    with pytest.raises(UnknownIdError, match="did you mean 'vacuum'"):
        credulous(Framework(["vacuum"]), "vacum")
    with pytest.raises(UnknownOptionError, match="did you mean 'preferred'"):
        extensions(CHAIN, "prefered")


def test_a_framework_can_be_cut_down():
    assert FLOATING.without("d") == FLOATING.restricted("cba")
    assert FLOATING.without("ab").attacks == (("c", "d"),)


@given(framework=frameworks())
def test_labellings_are_mappings_in_the_order_of_the_framework(framework):
    labels = grounded(framework)

    assert tuple(labels) == framework.ids
    assert labels == dict(labels)
    assert {*labels.extension, *labels.out, *labels.undecided} == set(framework)
    assert pickle.loads(pickle.dumps(labels)) == labels  # noqa: S301  our own bytes


@pytest.mark.slow
def test_thousands_of_random_frameworks_have_the_extensions_of_the_definitions():
    for seed in range(2_000):
        rng = random.Random(seed)
        ids = [f"a{n}" for n in range(rng.randint(1, 5))]
        attacks = {(rng.choice(ids), rng.choice(ids)) for _ in range(rng.randint(0, 9))}
        framework = Framework(ids, attacks)
        for semantics in SEMANTICS:
            found = set(map(frozenset, extensions(framework, semantics)))
            assert found == set(by_definition(framework, semantics)), (semantics, attacks)
