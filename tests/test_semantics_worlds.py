"""Many worlds at once: the same labels as each world would have alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.errors import InvalidRecordError, UnknownIdError, UnknownOptionError
from argmap.semantics import SEMANTICS, Framework, extension, labels_across, statuses

laws = settings(deadline=None, max_examples=33)
SINGLE = {"grounded", "ideal", "eager"}
TOLD = {
    "skeptical": "in",
    "rejected": "out",
    "credulous": "undecided",
    "undefined": "undefined",
}


@st.composite
def frameworks_in_worlds(draw, most=6):
    """A small framework, and which of its arguments are in each of a few worlds."""
    count = draw(st.integers(0, most))
    ids = [f"a{n}" for n in range(count)]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids))
    attacks = draw(st.lists(pairs, max_size=2 * most)) if ids else []
    row = st.lists(st.booleans(), min_size=count, max_size=count)
    there = draw(st.lists(row, max_size=5))
    return Framework(ids, attacks), np.array(there, dtype=bool).reshape(len(there), count)


def alone(framework, row, semantics):
    """The labels of one world, reckoned by itself."""
    gone = [id for id, mark in zip(framework.ids, row, strict=True) if not mark]
    part = framework.without(gone)
    if semantics in SINGLE:
        found = dict(extension(part, semantics))
    else:
        found = {id: TOLD[status] for id, status in statuses(part, semantics).items()}
        if semantics == "stable" and not statuses(part, semantics).exists:
            return dict.fromkeys(framework.ids, "undefined")
    return dict.fromkeys(gone, "out") | found


@pytest.mark.parametrize("semantics", SEMANTICS)
@laws
@given(frameworks_in_worlds())
def test_each_world_has_the_labels_it_would_have_alone(semantics, drawn):
    framework, there = drawn

    found = labels_across(framework, there, semantics)

    for world, row in enumerate(there):
        expected = alone(framework, row, semantics)
        assert {id: found.labels(id)[world] for id in framework} == expected


@pytest.mark.parametrize("semantics", SEMANTICS)
@laws
@given(frameworks_in_worlds(), st.data())
def test_asking_for_one_argument_changes_nothing_about_it(semantics, drawn, data):
    framework, there = drawn
    if not len(framework):
        return
    topic = data.draw(st.sampled_from(framework.ids))

    one = labels_across(framework, there, semantics, topics=[topic])

    assert list(one) == [topic]
    assert one.labels(topic) == labels_across(framework, there, semantics).labels(topic)


def test_a_hundred_worlds_fill_more_than_one_word():
    framework = Framework("abc", [("a", "b"), ("b", "c"), ("c", "c")])
    there = np.random.default_rng(0).random((1000, 3)) < 0.5

    found = labels_across(framework, there)

    for world in (0, 63, 64, 127, 999):
        expected = alone(framework, there[world], "grounded")
        assert {id: found.labels(id)[world] for id in framework} == expected


def test_an_argument_that_is_not_there_is_out_and_attacks_nothing():
    found = labels_across(Framework("ab", [("a", "b")]), [[False, True]])

    assert (found.labels("a"), found.labels("b")) == (("out",), ("in",))


def test_no_worlds_have_no_labels():
    found = labels_across(Framework("ab", [("a", "b")]), np.empty((0, 2), dtype=bool))

    assert found.labels("a") == ()
    assert found.share("a", "in") == 0.0


def test_worlds_of_another_shape_are_refused():
    with pytest.raises(InvalidRecordError, match=r"shape \(1, 3\), not \(worlds, 2\)"):
        labels_across(Framework("ab"), [[True, True, True]])


def test_an_unknown_semantics_or_topic_is_named():
    with pytest.raises(UnknownOptionError, match="grounded"):
        labels_across(Framework("ab"), [[True, True]], "grouned")
    with pytest.raises(UnknownIdError, match="no argument 'c'"):
        labels_across(Framework("ab"), [[True, True]], topics=["c"])
    with pytest.raises(UnknownIdError, match="no argument 'c'"):
        labels_across(Framework("ab"), [[True, True]])["c"]
