"""What a map rests on, and what hangs on whoever made it."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    InvalidOptionError,
    Source,
    Stake,
    Stance,
    Tie,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis import acceptability, strengths, tally
from argmap.analysis.trust import card
from argmap.model import BASES
from debating import debates
from strategies import maps

MAP = ArgumentMap(
    "Leave?",
    positions=["leave"],
    actors=[
        Actor("us", "Washington"),
        Actor("experts", "Some experts", kind="voice"),
        Actor("watchers", "Watchers (¶9)", kind="voice"),
        Actor("press", "The Press", kind="voice"),
        Actor("gcc", "Gulf Council"),
    ],
    claims=[Claim("leave", "Leave."), Claim("gap", "A gap.", citations=Citation("mena", "¶9"))],
    arguments=[Argument("gap-con-leave", "gap", "leave", "con", basis="analyst")],
    stances=[
        Stance("us", "gap", "accept", via=("press", "experts", "watchers"), hedge="may"),
        Stance("watchers", "gap", "accept", basis="implied"),
    ],
    stakes=[Stake("gcc", "leave", "loss", basis="attributed")],
    ties=[Tie("us", "gcc", "backs", via="press")],
    sources=[Source("mena", "The article"), Source("other", "Another")],
)


def numbers(map, **options):
    return {one.what: (one.count, one.of) for one in card(map, **options).shares}


def test_the_card_counts_what_the_map_rests_on():
    assert numbers(MAP) == {
        "on the rung “stated”": (2, 5),
        "on the rung “attributed”": (1, 5),
        "on the rung “implied”": (1, 5),
        "on the rung “analyst”": (1, 5),
        "steps that are the analyst's own": (1, 1),
        "links that are the analyst's own": (0, 0),
        "hedged": (1, 4),
        "through 3 voices or more": (1, 4),
        "from or through a voice nobody names": (2, 4),
        "without a citation": (6, 7),
        "voices nobody names": (2, 4),
        "sources cited": (1, 2),
    }


def test_a_voice_is_unnamed_if_its_name_tells_a_sort_of_people_or_a_place_of_the_text():
    assert card(MAP).voices == ("us", "experts", "watchers", "press")
    assert card(MAP).unnamed == ("experts", "watchers")


def test_a_reader_can_say_who_is_unnamed():
    found = card(MAP, unnamed=["press"])

    assert found.unnamed == ("press",)
    assert found.count("from or through a voice nobody names").count == 2
    assert card(MAP, unnamed=[]).unnamed == ()
    with pytest.raises(UnknownIdError):
        card(MAP, unnamed=["pres"])


def test_how_long_a_long_chain_is_can_be_chosen():
    assert card(MAP, chain=1).count("through 1 voice or more").count == 2
    with pytest.raises(InvalidOptionError):
        card(MAP, chain=0)


def test_a_share_of_nothing_is_nothing():
    share = card(MAP).count("links that are the analyst's own")

    assert share.share is None
    with pytest.raises(UnknownIdError, match="no count 'hedge'"):
        card(MAP).count("hedge")


def test_answers_that_hang_on_the_analyst_are_told_with_what_they_would_be():
    found = card(MAP)

    assert [(one.question, one.before, one.after) for one in found.flips] == [
        ("does it stand?", "out", "in"),
        ("which side has more arguments?", "against", "as many on both"),
        ("is it strong?", "below", "on it"),
    ]
    assert found.asked == 3
    assert found.sentence == (
        "It cites 1 source. 40% of 5 relations are stated, 20% are the analyst's own; without "
        "these 3 of 3 headline answers change, on leave."
    )


def test_what_is_stated_hangs_on_nobody():
    stated = evolve(MAP, arguments=[evolve(MAP.arguments[0], basis="stated")])

    assert card(stated).flips == ()
    assert "no headline answer changes" in card(stated).sentence


def test_the_threshold_and_the_semantics_count():
    assert card(MAP, threshold=0.1).flips[-1].question == "which side has more arguments?"
    assert "df-quad" in card(MAP, gradual="df-quad").variant
    with pytest.raises(UnknownOptionError):
        card(MAP, semantics="grouned")


def test_a_map_without_positions_or_relations_has_a_card():
    assert card(ArgumentMap("?")).sentence == "The map relates nothing to anything."
    assert card(evolve(MAP, positions=[], stakes=[])).sentence == (
        "It cites 1 source. 50% of 4 relations are stated, 25% are the analyst's own."
    )


def test_the_withdrawal_map_owns_up_to_its_anonymous_voices(withdrawal):
    found = card(withdrawal)

    assert found.unnamed == (
        "voices-inside",
        "reuters-sources",
        "observers-9",
        "experts-10",
        "observers-13",
        "others-14",
        "experts-16",
        "published-17",
    )
    assert found.count("on the rung “analyst”").count == 36
    assert found.count("through 3 voices or more").count == sum(
        len(one.via) > 2 for one in (*withdrawal.stances, *withdrawal.stakes, *withdrawal.ties)
    )


@settings(max_examples=27)
@given(debates() | maps(most=3), st.randoms())
def test_flips_are_what_the_questions_answer_with_and_without_the_analyst(map, chance):
    rungs = [evolve(step, basis=chance.choice(BASES)) for step in map.arguments]
    map = evolve(map, arguments=rungs)

    def answers(of):
        weighed, stands, counts = strengths(of), acceptability(of), tally(of)
        for id in of.positions:
            pro, con = (len(counts.count(id, side).all) for side in ("pro", "con"))
            yield id, stands[id], (pro > con) - (con > pro)
            yield id, (weighed[id] > 0.5) - (weighed[id] < 0.5), None

    flipped = {
        one[0]
        for one, other in zip(answers(map), answers(map.on(basis="implied")), strict=True)
        if one != other
    }
    assert {one.position for one in card(map).flips} == flipped


@settings(max_examples=27)
@given(maps(most=3))
def test_the_counts_add_up(map):
    found = card(map)

    assert sum(one.count for one in found.shares[:4]) == found.shares[0].of
    assert all(0 <= one.count <= one.of for one in found.shares)
    assert found.asked == 3 * len(map.positions)
