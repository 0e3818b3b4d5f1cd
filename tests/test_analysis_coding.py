"""How far two coders agree, against published numbers, the definition and a peer."""

from __future__ import annotations

from itertools import combinations, permutations, product

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    InvalidOptionError,
    OptionTypeError,
    Source,
    Stance,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis.coding import LEVELS, UndefinedAlphaError, krippendorff, reliability
from argmap.analysis.likeness import alike, likeness, namesakes
from debating import debates

# Krippendorff's data C: four observers, twelve units
DATA_C = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
PUBLISHED = {"nominal": 0.7434, "ordinal": 0.8154, "interval": 0.8491, "ratio": 0.7974}

VALUES = st.sampled_from((None, 0, 1, 2, 3, 5))
DATA = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(VALUES, min_size=coders, max_size=coders), min_size=1, max_size=6
    )
)


# The coefficient


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_of_the_published_data_is_the_published_number(level):
    assert krippendorff(zip(*DATA_C, strict=True), level) == pytest.approx(
        PUBLISHED[level], abs=5e-5
    )


def difference(one, other, level, values):
    match level:
        case "nominal":
            return float(one != other)
        case "ordinal":
            low, high = min(one, other), max(one, other)
            between = sum(low <= value <= high for value in values)
            return (between - (values.count(one) + values.count(other)) / 2) ** 2
        case "interval":
            return (one - other) ** 2
        case "ratio":
            return 0.0 if one == other else ((one - other) / (one + other)) ** 2


def by_pairs(data, level):
    """Alpha by its definition: pairs in units against all pairs, or nothing if undefined."""
    units = [[value for value in unit if value is not None] for unit in data]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    if len(set(values)) < 2:
        return None
    observed = sum(
        difference(*pair, level, values) / (len(unit) - 1)
        for unit in units
        for pair in permutations(unit, 2)
    ) / len(values)
    expected = sum(difference(*pair, level, values) for pair in permutations(values, 2)) / (
        len(values) * (len(values) - 1)
    )
    return 1 - observed / expected


def alpha(data, level):
    try:
        return krippendorff(data, level)
    except UndefinedAlphaError:
        return None


@given(DATA, st.sampled_from(LEVELS))
def test_alpha_compares_pairs_in_units_with_all_pairs(data, level):
    expected = by_pairs(data, level)

    assert alpha(data, level) == (expected if expected is None else pytest.approx(expected))


@given(DATA, st.sampled_from(LEVELS), st.randoms())
def test_who_the_coders_are_and_which_unit_comes_first_makes_no_difference(data, level, chance):
    shuffled = [chance.sample(unit, len(unit)) for unit in data]

    assert alpha(chance.sample(shuffled, len(shuffled)), level) == alpha(data, level)


@given(st.lists(st.integers(0, 9), min_size=2), st.integers(2, 4), st.sampled_from(LEVELS))
def test_coders_who_say_the_same_have_an_alpha_of_one(values, coders, level):
    assume(len(set(values)) > 1)

    assert krippendorff([[value] * coders for value in values], level) == 1


@given(DATA, st.floats(0.5, 4), st.integers(0, 9))
def test_a_scale_can_be_stretched_and_an_interval_moved(data, factor, shift):
    def scaled(by, plus):
        return [[value if value is None else by * value + plus for value in row] for row in data]

    for level, other in (("ratio", scaled(factor, 0)), ("interval", scaled(factor, shift))):
        before, after = alpha(data, level), alpha(other, level)
        assert after == (before if before is None else pytest.approx(before))


def test_two_coders_who_always_differ_are_below_chance():
    assert krippendorff([["yes", "no"], ["no", "yes"]]) == pytest.approx(-0.5)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ([], "no unit has values from two coders"),
        ([[1, None], [None, 2]], "no unit has values from two coders"),
        ([[1, 1], [1, 1], [2, None]], "all values are the same"),
    ],
)
def test_alpha_is_undefined_where_the_data_say_nothing(data, why):
    with pytest.raises(UndefinedAlphaError, match=why):
        krippendorff(data)


def test_not_a_number_is_a_missing_value():
    assert krippendorff([[1, 1, float("nan")], [2, 3, 3]]) == krippendorff([[1, 1], [2, 3, 3]])


def test_values_must_fit_the_level():
    with pytest.raises(OptionTypeError, match="'yes' is no number"):
        krippendorff([["yes", "no"]], "ordinal")
    with pytest.raises(InvalidOptionError, match="-1 is below 0"):
        krippendorff([[-1, 1]], "ratio")
    with pytest.raises(UnknownOptionError, match="did you mean 'ordinal'"):
        krippendorff([[1, 1]], "ordinel")


@pytest.mark.peer
@pytest.mark.filterwarnings("ignore")
def test_the_krippendorff_package_has_the_same_alphas():
    peer = pytest.importorskip("krippendorff", reason="pip install 'argmap[peers]'")
    for seed in range(100):
        data = _drawn(seed)
        if by_pairs(data, "nominal") is None:
            continue
        coders = [
            [float("nan") if v is None else v for v in row] for row in zip(*data, strict=True)
        ]
        for level in LEVELS:
            theirs = peer.alpha(reliability_data=coders, level_of_measurement=level)
            assert krippendorff(data, level) == pytest.approx(theirs)


def _drawn(seed):
    import random

    chance = random.Random(seed)
    coders = chance.randint(2, 4)
    return [[chance.choice((None, 1, 2, 3, 7)) for _ in range(coders)] for _ in range(8)]


# What matches


def test_texts_are_as_alike_as_their_words():
    assert likeness("US forces leave Iraq.", "us FORCES leave iraq") == 1
    assert likeness("US forces leave Iraq.", "US troops leave Iraq.") == 0.75
    assert likeness("Oil", "Water") == 0
    assert likeness("美军离开", "美军留下") == 0.5
    assert likeness("?", "?") == 1


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=12))
def test_likeness_does_not_depend_on_which_text_comes_first(one, other):
    assert likeness(one, other) == likeness(other, one)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.text("xy ", min_size=1, max_size=9)),
    st.dictionaries(st.sampled_from("efgh"), st.text("xy ", min_size=1, max_size=9)),
)
def test_pairs_that_are_alike_are_the_same_either_way(ones, others):
    pairs = alike(ones, others, least=0.3)

    assert {b: a for a, b in pairs.items()} == alike(others, ones, least=0.3)


def test_a_name_that_two_bear_pairs_neither():
    assert namesakes({"a": ["x"], "b": ["x"]}, {"c": ["x"]}) == {}


def coded(*claims, stances=(), steps=(), positions=(), source="mena", **fields):
    """A map of claims given as id, text and locator."""
    return ArgumentMap(
        "?",
        positions=positions,
        actors=[Actor("us", "Washington"), Actor("iq", "Baghdad")],
        claims=[
            Claim(id, text, citations=[Citation(source, place)] if place else ())
            for id, text, place in claims
        ],
        stances=[Stance(who, what, verdict) for who, what, verdict in stances],
        arguments=[
            Argument(f"{a}-{side}-{b}", a, b, side, basis="implied") for a, side, b in steps
        ],
        sources=[Source(source, "The article", url="https://example.org/1")],
        **fields,
    )


def test_claims_in_other_words_match_if_they_cite_the_same_place():
    one = coded(("gap", "A quick exit leaves a gap for others.", "¶4"))
    near = coded(("vacuum", "A hasty exit makes a gap.", "¶ 4"))
    far = coded(("vacuum", "A hasty exit makes a gap.", "¶5"))

    assert dict(reliability(one, near).claims) == {"gap": "vacuum"}
    assert dict(reliability(one, far).claims) == {}
    assert reliability(one, far).only_a == ("gap",)
    assert reliability(one, far).only_b == ("vacuum",)
    assert dict(reliability(one, near, match="text").claims) == {}


def test_a_place_is_the_same_though_the_sources_go_by_other_ids():
    one = coded(("a", "Leave", "¶4"))
    other = coded(("b", "Go", "¶4"), source="article")

    assert dict(reliability(one, other, match="place").claims) == {"a": "b"}


@pytest.mark.parametrize(("spans", "same"), [(((0, 9), (5, 12)), True), (((0, 9), (9, 12)), False)])
def test_spans_that_overlap_are_one_place_and_spans_that_touch_are_two(spans, same):
    one, other = (
        evolve(
            coded((id, "Leave Iraq soon", None)),
            claims=[Claim(id, text, citations=[Citation("mena", "¶1", start=first, end=last)])],
        )
        for id, text, (first, last) in zip("ab", ("Leave now", "Leave Iraq"), spans, strict=True)
    )

    assert bool(reliability(one, other).claims) is same


def test_claims_match_so_that_the_likenesses_sum_to_the_most():
    one = coded(("a", "x y z w", None), ("b", "x y z v", None))
    other = coded(("c", "x y z v u", None), ("d", "x y z q", None))

    assert dict(reliability(one, other).claims) == {"a": "d", "b": "c"}


WORDS = st.lists(st.sampled_from("pqrs"), min_size=1, max_size=4).map(" ".join)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_no_other_matching_has_a_greater_sum(ones, others):
    one = coded(*((f"a{n}", text, None) for n, text in enumerate(ones)))
    other = coded(*((f"b{n}", text, None) for n, text in enumerate(others)))
    assume(not set(ones) & set(others))
    scores = {
        (f"a{a}", f"b{b}"): likeness(ones[a], others[b])
        for a, b in product(range(len(ones)), range(len(others)))
        if likeness(ones[a], others[b]) >= 0.5
    }

    found = dict(reliability(one, other, match="text", threshold=0.5).claims)

    best = max(
        sum(scores[pair] for pair in pairs)
        for size in range(5)
        for pairs in combinations(scores, size)
        if len({a for a, _ in pairs}) == len({b for _, b in pairs}) == size
    )
    assert sum(scores[pair] for pair in found.items()) == pytest.approx(best, abs=1e-5)


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5), st.sampled_from((0.3, 0.5)))
def test_which_map_comes_first_settles_no_tie_between_matchings(ones, others, threshold):
    one = coded(*((f"a{n}", text, None) for n, text in enumerate(ones)))
    other = coded(*((f"b{n}", text, None) for n, text in enumerate(others)))

    there = reliability(one, other, match="text", threshold=threshold).claims
    back = reliability(other, one, match="text", threshold=threshold).claims
    assert {b: a for a, b in there.items()} == dict(back)


def test_matching_by_id_looks_at_nothing_else():
    assert dict(
        reliability(coded(("a", "x", None)), coded(("a", "y", None)), match="ids").claims
    ) == {"a": "a"}


# Two maps

LEAVE, GAP, OIL = ("leave", "Leave", "¶1"), ("gap", "A gap", "¶2"), ("oil", "Oil", "¶3")
SAID = [("us", "leave", "reject"), ("us", "gap", "accept"), ("iq", "leave", "accept")]


def test_coders_who_agree_on_all_have_an_alpha_of_one():
    map = coded(LEAVE, GAP, OIL, stances=SAID, steps=[("gap", "con", "leave")])
    found = reliability(map, map)

    assert found.alpha("verdict") == found.alpha("stance or none") == found.alpha("rung") == 1
    assert found.disagreements == ()
    assert found.on("side of step").undefined == "all values are the same"
    with pytest.raises(UndefinedAlphaError, match="all values are the same"):
        found.alpha("side of step")
    with pytest.raises(UnknownIdError, match="no aspect 'verdic'"):
        found.on("verdic")


def test_a_verdict_that_differs_is_listed_with_what_each_coder_says():
    one = coded(LEAVE, GAP, OIL, stances=SAID)
    other = coded(LEAVE, GAP, OIL, stances=[*SAID[:2], ("iq", "leave", "neutral")])
    found = reliability(one, other)

    assert [(d.about, d.record, d.a, d.b) for d in found.disagreements] == [
        ("verdict", "iq on leave", "accept", "neutral")
    ]
    assert (found.on("verdict").units, found.on("verdict").agreed) == (3, 2)
    assert found.alpha("verdict") == krippendorff(
        [("reject", "reject"), ("accept", "accept"), ("accept", "neutral")]
    )
    assert reliability(one, other, level="interval").alpha("verdict") == krippendorff(
        [(0, 0), (1, 1), (1, 0.5)], "interval"
    )


def test_a_stance_that_only_one_coder_found_is_no_verdict_and_a_disagreement():
    found = reliability(
        coded(LEAVE, GAP, OIL, stances=SAID), coded(LEAVE, GAP, OIL, stances=SAID[:2])
    )

    assert (found.on("verdict").units, found.alpha("verdict")) == (2, 1)
    assert (found.on("stance or none").units, found.on("stance or none").agreed) == (6, 5)
    assert found.alpha("stance or none") == pytest.approx(
        krippendorff([(1, 1), (1, 1), (1, 0), (0, 0), (0, 0), (0, 0)])
    )
    assert found.contested.rows == (
        ("stance or none", "iq on leave", "accept", "nothing", None, None),
    )


def test_steps_between_matched_claims_are_compared_by_side():
    steps = [("gap", "con", "leave"), ("oil", "pro", "leave"), ("oil", "pro", "gap")]
    one = coded(LEAVE, GAP, OIL, steps=steps)
    other = coded(LEAVE, GAP, OIL, steps=[("gap", "pro", "leave"), *steps[1:2]])
    found = reliability(one, other)

    assert found.on("side of step").units == 2
    assert found.alpha("side of step") == krippendorff([("con", "pro"), ("pro", "pro")])
    assert found.alpha("step or none") == pytest.approx(
        krippendorff([(1, 1), (1, 1), (1, 0), (0, 0), (0, 0), (0, 0)])
    )


def test_an_actor_goes_by_its_name_where_the_coders_gave_it_different_ids():
    one = coded(LEAVE, stances=SAID[:1])
    other = evolve(
        one, actors=[Actor("usa", "Washington")], stances=[Stance("usa", "leave", "reject")]
    )
    found = reliability(one, other)

    assert dict(found.actors) == {"us": "usa"}
    assert (found.on("verdict").agreed, found.only_a) == (1, ("iq",))


def test_options_are_checked():
    map = coded(LEAVE)
    with pytest.raises(UnknownOptionError):
        reliability(map, map, match="texts")
    with pytest.raises(UnknownOptionError):
        reliability(map, map, level="cardinal")
    with pytest.raises(UnknownOptionError):
        reliability(map, map, reduce="first")
    with pytest.raises(InvalidOptionError):
        reliability(map, map, threshold=60)


@given(debates(), debates(), st.sampled_from(LEVELS))
def test_which_coder_comes_first_makes_no_difference(one, other, level):
    there, back = reliability(one, other, level=level), reliability(other, one, level=level)

    for here, mirrored in zip(there.aspects, back.aspects, strict=True):
        assert here == mirrored
    assert {(d.about, d.a, d.b) for d in there.disagreements} == {
        (d.about, d.b, d.a) for d in back.disagreements
    }


@given(debates())
def test_a_map_agrees_with_itself_as_far_as_can_be_told(map):
    found = reliability(map, map)

    assert found.disagreements == found.only_a == found.only_b == ()
    assert {one.alpha for one in found.aspects} <= {1.0, None}
    assert all(one.units == one.agreed for one in found.aspects)


def test_the_withdrawal_map_without_one_actor_differs_in_what_went_with_it(withdrawal):
    found = reliability(withdrawal, withdrawal.without("reuters"))

    assert {d.about for d in found.disagreements} == {"stance or none"}
    assert found.only_a == ("reuters",)
