"""A map put to a theory: labels and strengths, as it is and in other worlds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import argmap
import strategies
from argmap import Argument, ArgumentMap, Claim, InvalidRecordError, Link, UnknownIdError
from argmap.analysis import SUPPORTS, acceptability, strengths
from argmap.analysis.theory import Court, Theory
from argmap.errors import UnknownOptionError
from argmap.semantics import GRADUAL_SEMANTICS, NotConverged, strengths_across

laws = settings(deadline=None, max_examples=25)
LABELS = {"skeptical": "in", "rejected": "out", "credulous": "undecided"}


def records(map):
    return [claim.id for claim in map.claims] + [step.id for step in map.arguments]


@pytest.mark.parametrize("semantics", ["grounded", "preferred", "stable", "ideal"])
@laws
@given(strategies.debates(), st.sampled_from(SUPPORTS), st.booleans(), st.data())
def test_what_is_not_there_is_as_what_is_given_out(semantics, map, support, links, data):
    ids = records(map)
    gone = data.draw(st.sets(st.sampled_from(ids), max_size=2))
    court = Court(map, Theory(semantics, support=support, links=links))

    found = court.labels(ids, without=gone)

    other = acceptability(
        map, semantics, support=support, links=links, given=dict.fromkeys(gone, "out")
    )
    assert found == {id: LABELS.get(standing, standing) for id, standing in other.items()}


@pytest.mark.parametrize("semantics", ["quadratic-energy", "df-quad", "euler"])
@laws
@given(strategies.debates(), st.booleans())
def test_strengths_are_those_of_the_map_and_labels_say_which_side_of_the_threshold(
    semantics, map, links
):
    try:
        expected = strengths(map, semantics, links=links)
    except NotConverged:
        assume(False)
    court = Court(map, Theory(semantics, links=links, threshold=0.4))
    everything = np.ones((1, len(court.ids)), dtype=bool)

    found = court.judged(court.ids, everything)

    for id in court.ids:
        value = found[id].values[0]
        assert value == pytest.approx(expected[id], abs=1e-8)
        assert found[id].labels[0] == (
            "in" if value > 0.4 else "out" if value < 0.4 else "undecided"
        )


@pytest.mark.parametrize("semantics", ["grounded", "preferred", "cf2", "df-quad"])
@laws
@given(strategies.debates(), st.sampled_from(SUPPORTS), st.booleans(), st.data())
def test_what_is_not_upstream_of_a_claim_changes_nothing_by_its_absence(
    semantics, map, support, links, data
):
    court = Court(map, Theory(semantics, support=support, links=links))
    topic = data.draw(st.sampled_from(court.ids))
    apart = sorted(set(court.ids) - set(court.upstream(topic)))
    gone = data.draw(st.sets(st.sampled_from(apart)) if apart else st.just(set()))

    found = court.judged([topic], court.worlds([[], apart, gone]))[topic]

    assert court.upstream(topic)[0] == topic
    assert len(set(found.labels)) == 1
    assert found.values == pytest.approx(found.values[0], abs=1e-8, nan_ok=True)


@laws
@given(strategies.debates(), st.sampled_from(SUPPORTS), st.booleans())
def test_all_that_can_matter_takes_its_topic_along_on_some_way(map, support, links):
    near = Court(map, Theory("grounded", support=support, links=links))
    everywhere = Court(map, Theory("stable", support=support, links=links))

    for topic in near.ids:
        assert everywhere.upstream(topic)[: len(near.upstream(topic))] == near.upstream(topic)
        assert sorted(everywhere.upstream(topic)) == sorted(near.ids)


def circling():
    """Two circles of steps that swing for ever, and a claim upstream of one of them only."""
    return ArgumentMap(
        "?",
        claims=[Claim("a", "A.", weight=1), Claim("b", "B.", weight=1), Claim("c", "C.", weight=1)],
        arguments=[
            Argument("s", ["a"], "b", "con"),
            Argument("t", ["b"], "a", "pro"),
            Argument("u", ["c"], "a", "con"),
        ],
    )


def test_strengths_that_do_not_come_to_rest_leave_what_hangs_on_them_undefined(monkeypatch):
    def impatient(framework, *args, **options):
        return strengths_across(framework, *args, most_evaluations=1, **options)

    monkeypatch.setattr("argmap.analysis.theory.strengths_across", impatient)
    court = Court(circling(), Theory("quadratic-energy"))
    there = court.worlds([[], ["s"]])

    found = court.judged(["a"], there)["a"]

    assert found.labels[0] == "undefined"
    assert np.isnan(found.values).tolist() == [True, False]
    assert court.judged(["c"], there)["c"].labels == ("in", "in")
    with pytest.raises(NotConverged, match="quadratic-energy"):
        court.at_rest(["a"], there)
    assert court.at_rest(["c"], there)["c"].values.tolist() == [1.0, 1.0]


def test_a_strength_a_hair_from_the_threshold_lies_on_it():
    weights = [0.5 + 5e-10, 0.5 - 5e-10, 0.5 + 2e-9, 0.5 - 2e-9]
    map = ArgumentMap("?", claims=[Claim("a", "A.")])
    court = Court(map, Theory("df-quad"))

    found = court.judged(["a"], np.ones((4, 1), dtype=bool), weights=np.array([weights]).T)["a"]

    assert found.labels == ("undecided", "undecided", "in", "out")
    assert [court.theory.label(weight) for weight in weights] == list(found.labels)


@laws
@given(strategies.debates(), st.sampled_from(SUPPORTS), st.data())
def test_what_falls_along_falls_once_and_for_all(map, support, data):
    court = Court(map, Theory(support=support))
    gone = data.draw(st.sets(st.sampled_from(court.ids)))
    there = court.worlds([gone])

    closed = court.closed(there)

    assert (closed <= there).all()
    assert (court.closed(closed) == closed).all()
    for step in map.arguments:
        if not gone.isdisjoint(step.premises):
            assert not closed[0, court.place(step.id)]


def test_claims_that_are_the_same_fall_together_unless_links_are_left_out():
    map = ArgumentMap(
        "?",
        claims=[Claim(id, id) for id in "abc"],
        arguments=[Argument("s", ["b"], "c", "con")],
        links=[Link(("a", "b"), "equivalent")],
    )

    assert Court(map).labels("abc", without=["a"]) == {"a": "out", "b": "out", "c": "in"}
    apart = Court(map, Theory(links=False))
    assert apart.labels("abc", without=["a"]) == {"a": "out", "b": "in", "c": "out"}


def test_worlds_are_judged_one_by_one_whatever_stands_beside_them():
    map = argmap.example("iraq-withdrawal")
    court = Court(map, Theory("preferred"))
    worlds = [[], ["weak-army"], ["vacuum", "no-quick-exit"], ["leave", "stay"]]

    found = court.judged(["stay", "shrink"], court.worlds(worlds))

    for topic in ("stay", "shrink"):
        alone = [court.label(topic, without=gone) for gone in worlds]
        assert list(found[topic].labels) == alone


def test_weights_of_a_world_are_those_the_claims_start_from():
    map = ArgumentMap(
        "?",
        claims=[Claim("c", "C.", weight=0.8), Claim("p", "P.")],
        arguments=[Argument("s", ["c"], "p", "con")],
    )
    court = Court(map, Theory("df-quad"))
    there = np.ones((2, 3), dtype=bool)

    found = court.judged(["p"], there, weights=np.array([[0.8, 0.5, 1.0], [0.2, 0.5, 1.0]]))

    assert found["p"].values.tolist() == pytest.approx([0.1, 0.4])


def test_labels_are_worth_as_much_as_they_settle():
    map = ArgumentMap(
        "?",
        claims=[Claim("a", "A."), Claim("b", "B."), Claim("c", "C.")],
        arguments=[Argument("s", ["a"], "b", "con")],
        links=[Link(("a", "c"), "contrary")],
    )
    court = Court(map)

    found = court.judged(["a", "b", "c"], court.worlds([[], ["c"]]))

    assert found["a"].labels == ("undecided", "in")
    assert found["b"].values.tolist() == [0.5, 0.0]
    assert found["c"].labels == ("undecided", "out")


def test_an_unknown_id_or_option_is_named_with_its_remedy():
    court = Court(argmap.example("iraq-withdrawal"))

    with pytest.raises(UnknownIdError, match="did you mean 'vacuum'"):
        court.label("vacum")
    with pytest.raises(UnknownIdError, match="did you mean 'vacuum'"):
        court.label("leave", without=["vacum"])
    with pytest.raises(UnknownOptionError, match="did you mean 'necessary'"):
        Theory(support="necesary")
    with pytest.raises(UnknownOptionError, match="minimum"):
        Theory("df-quad", joint="least")
    for threshold in (-0.1, 1.1, math.nan):
        with pytest.raises(InvalidRecordError, match="threshold"):
            Theory("df-quad", threshold=threshold)


def test_a_theory_says_what_matters_to_it_and_nothing_else():
    labels, weighed = Theory("preferred").words, Theory("df-quad", threshold=0.6).words

    assert labels[0] == "preferred semantics"
    assert not any("joint" in words or "weights" in words for words in labels)
    assert "in above a strength of 0.6" in weighed
    assert not any("need" in words for words in weighed)


def test_a_gradual_theory_is_told_by_name_and_source():
    assert Theory("quadratic-energy").words[0] == "quadratic-energy semantics (Potyka 2018)"
    assert all("=" not in Theory(name).words[0] for name in GRADUAL_SEMANTICS)
