"""How far verdicts lie apart: measures by their published numbers, and of a map."""

from __future__ import annotations

import json
from itertools import combinations
from statistics import fmean

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import argmap
from argmap import Actor, ArgumentMap, Claim, InvalidRecordError, Stance, UnknownIdError
from argmap.analysis.spread import MEASURES, polarization, polarization_of
from argmap.errors import InvalidOptionError, UnknownOptionError

laws = settings(deadline=None, max_examples=33)
SEVEN = [30, 40, 210, 130, 530, 50, 10]
distributions = st.lists(st.integers(0, 6), min_size=3, max_size=7).filter(any)
AGREEING = {"van-der-eijk-a", "tastle-wierman"}


def test_the_vectors_of_agrmt_have_their_published_values(fixtures):
    vectors = json.loads((fixtures / "stakeholder/agrmt_vectors.json").read_text())["vectors"]
    keys = {
        "agreement_A": ("van-der-eijk-a", 5e-8),
        "agreement_A_2dp": ("van-der-eijk-a", 5e-3),
        "polarization": ("van-der-eijk", 1e-7),
        "leik": ("leik", 5e-4),
        "consensus_tastle_wierman": ("tastle-wierman", 5e-8),
    }
    checked = 0
    for vector in vectors:
        for key, (measure, close) in keys.items():
            if key in vector:
                checked += 1
                found = polarization_of(vector["v"], measure)
                assert found == pytest.approx(vector[key], abs=close)
    assert checked == 10


def test_esteban_ray_and_reynal_querol_have_their_known_values():
    assert polarization_of([5, 5], "esteban-ray", alpha=1) == pytest.approx(0.25)
    assert polarization_of([1, 1, 1, 1], "esteban-ray", alpha=0) == pytest.approx(1.25)
    assert polarization_of([3, 3], "reynal-querol") == pytest.approx(1)
    assert polarization_of([2, 2, 2], "reynal-querol") == pytest.approx(8 / 9)


def test_bimodality_of_two_points_and_of_an_even_spread():
    assert polarization_of([500, 500], "bimodality") == pytest.approx(0.995006995, abs=5e-10)
    assert polarization_of([500, 0, 500], "bimodality") == pytest.approx(0.995006995, abs=5e-10)
    assert polarization_of([100] * 1000, "bimodality") == pytest.approx(5 / 9, abs=1e-4)


def test_an_even_spread_one_place_and_two_ends_are_where_they_should_be():
    ends = {
        "van-der-eijk": (0.5, 0, 1),
        "van-der-eijk-a": (0, 1, -1),
        "leik": (None, 0, 1),
        "tastle-wierman": (None, 1, 0),
    }
    for measure, (even, one, two) in ends.items():
        assert even is None or polarization_of([5, 5, 5, 5], measure) == pytest.approx(even)
        assert polarization_of([0, 9, 0, 0], measure) == pytest.approx(one)
        assert polarization_of([5, 0, 0, 5], measure) == pytest.approx(two)


def peeled(counts):
    """Van der Eijk's A by peeling, as the paper has it, with triples counted one by one."""
    left, total, found = list(counts), sum(counts), 0.0
    size = len(counts)
    while any(left):
        low = min(count for count in left if count)
        layer = [bool(count) for count in left]
        triples = ["".join("01"[layer[at]] for at in at3) for at3 in combinations(range(size), 3)]
        humped = sum(triple in ("110", "011") for triple in triples)
        hollow = triples.count("101")
        full = sum(layer)
        if full == 1:
            agreement = 1.0
        elif humped + hollow == 0:
            agreement = 0.0
        else:
            unimodal = (size - 2) * humped - (size - 1) * hollow
            unimodal /= (size - 2) * (humped + hollow)
            agreement = unimodal * (1 - (full - 1) / (size - 1))
        found += agreement * low * full / total
        left = [count - low if count else 0 for count in left]
    return found


@laws
@given(distributions)
def test_agreement_is_that_of_the_layers(counts):
    found = polarization_of(counts, "van-der-eijk-a")

    assert found == pytest.approx(peeled(counts))
    assert polarization_of(counts) == pytest.approx((1 - found) / 2)


@laws
@given(distributions, st.sampled_from(MEASURES))
def test_a_scale_may_be_read_from_either_end_and_shares_do_for_counts(counts, measure):
    try:
        found = polarization_of(counts, measure)
    except InvalidOptionError:
        assume(False)

    assert polarization_of(counts[::-1], measure) == pytest.approx(found)
    if measure != "bimodality":
        assert polarization_of([count / 7 for count in counts], measure) == pytest.approx(found)
        low = -1 if measure == "van-der-eijk-a" else 0
        assert low - 1e-9 <= found <= max(1, len(counts)) + 1e-9


@laws
@given(distributions)
def test_bimodality_is_that_of_the_people_one_by_one(counts):
    sample = [place for place, count in enumerate(counts) for _ in range(count)]
    n = len(sample)
    assume(n >= 4 and len(set(sample)) > 1)
    mean = fmean(sample)
    spread = (sum((x - mean) ** 2 for x in sample) / (n - 1)) ** 0.5
    z = [(x - mean) / spread for x in sample]
    skew = n / ((n - 1) * (n - 2)) * sum(x**3 for x in z)
    kurtosis = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * sum(x**4 for x in z)
    correction = 3 * (n - 1) ** 2 / ((n - 2) * (n - 3))

    expected = (skew**2 + 1) / (kurtosis - correction + correction)
    assert polarization_of(counts, "bimodality") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("counts", "measure", "why"),
    [
        ([0, 0, 0], "leik", "a distribution of nobody"),
        ([], "esteban-ray", "a distribution of nobody"),
        ([4, 4], "van-der-eijk", "too short a scale"),
        ([4], "tastle-wierman", "too short a scale"),
        ([1, 1, 1], "bimodality", "too few"),
        ([0, 9, 0], "bimodality", "all in one place"),
        ([2.5, 2.5, 2], "bimodality", "no number of people"),
    ],
)
def test_what_is_undefined_says_why(counts, measure, why):
    with pytest.raises(InvalidOptionError, match=why):
        polarization_of(counts, measure)


def test_all_counts_that_are_none_are_named():
    with pytest.raises(InvalidRecordError) as caught:
        polarization_of([1, -1, float("nan"), "x"])

    assert [fault.where for fault in caught.value.faults] == ["place 2", "place 3", "place 4"]


def test_measures_and_alphas_are_checked():
    with pytest.raises(UnknownOptionError, match="did you mean 'leik'"):
        polarization_of([1, 2, 3], "lek")
    with pytest.raises(InvalidOptionError, match="not between 0 and"):
        polarization_of([1, 2, 3], "esteban-ray", alpha=2)
    with pytest.raises(UnknownOptionError, match="unknown measure"):
        polarization(argmap.example("iraq-withdrawal"), measure="gini")


def quarrel():
    verdicts = {"a": "accept", "b": "accept", "c": "reject", "d": "neutral", "v": "reject"}
    return ArgumentMap(
        "?",
        positions=["leave", "stay"],
        actors=[
            Actor("a", "A", influence=3),
            Actor("b", "B", influence=1),
            Actor("c", "C", influence=4),
            Actor("d", "D"),
            Actor("e", "E", influence=9),
            Actor("v", "V", "voice"),
        ],
        claims=[Claim("leave", "Leave."), Claim("stay", "Stay.")],
        stances=[Stance(actor, "leave", verdict) for actor, verdict in verdicts.items()],
    )


def test_verdicts_of_a_map_are_counted_in_three_places():
    found = polarization(quarrel())

    assert found.position == "leave"
    assert found.counts == (1, 1, 2)
    assert dict(found) == {"a": "accept", "b": "accept", "c": "reject", "d": "neutral"}
    assert found.value == pytest.approx(polarization_of([1, 1, 2]))
    assert [one.measure for one in found.measures] == list(MEASURES)
    assert found.silent == ("e",)
    assert "Reject: C. Neutral or ambivalent: D. Accept: A, B." in found.table.note
    assert "1 actor with no verdict" in found.table.note
    assert polarization(quarrel(), voices=True).counts == (2, 1, 2)


def test_actors_count_by_influence_and_those_without_one_are_named():
    found = polarization(quarrel(), measure="leik", influence=True)

    assert found.counts == (4, 0, 4)
    assert found.value == 1
    assert found.unweighed == ("d",)
    assert "Left out, their influence not being on record: D." in found.table.note
    bimodality = found.measures[-1]
    assert bimodality.value is None
    assert "numbers of people" in bimodality.reason


def test_of_a_position_that_nobody_judges_there_is_no_polarisation():
    found = polarization(quarrel(), "stay")

    assert found.value is None
    assert {one.reason for one in found.measures} == {"undefined: a distribution of nobody"}
    assert len(found) == 0
    with pytest.raises(UnknownIdError):
        polarization(quarrel(), "stya")


def test_on_the_withdrawal_map_those_who_speak_are_of_one_mind():
    found = polarization(argmap.example("iraq-withdrawal"))

    assert (found.counts, found.value) == ((0, 0, 3), 0)
    assert "That rests on 3 actors only." in found.table.note
    assert {one.measure for one in found.measures if one.value == 1} == AGREEING
