"""The answers on the withdrawal map tell what the article says, and no more."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from argmap.analysis import (
    QUESTIONS,
    bearing,
    contradictions,
    disputed,
    gains,
    ladder,
    shared,
    silent,
    tally,
    unanswered,
    unsupported,
    verdict_of,
)


def test_arguments_of_the_article_bear_the_way_it_uses_them(withdrawal):
    towards = bearing(withdrawal)

    assert {towards[id] for id in ("exposed", "tower-22", "battleground")} == {"pro"}
    assert {towards[id] for id in ("stay", "vacuum", "kurds-sunnis-lose", "gcc-shield")} == {"con"}
    assert towards["attacks"] == "mixed"


def test_attacks_are_used_for_leaving_and_for_digging_in(withdrawal):
    assert bearing(withdrawal, "leave")["attacks"] == "mixed"
    assert bearing(withdrawal, "expand", links=False)["attacks"] == "pro"


def test_tehran_and_the_armed_groups_want_nothing_on_the_page_and_are_said_to_gain(withdrawal):
    interests = gains(withdrawal)

    for actor, gain in (("tehran", ("leave", "leave-fast")), ("militias", ("leave",))):
        interest = interests.of(actor)
        assert interest.wants == interest.said_to_want == ()
        assert interest.said_to("gain") == gain
        assert interest.said_to("loss") == ()


@pytest.mark.parametrize("actor", ["tehran", "militias", "sunnis", "israel"])
def test_four_principals_have_no_stance_on_any_position(withdrawal, actor):
    quiet = silent(withdrawal)

    assert actor in quiet.without_stance
    assert quiet[actor] == "said to gain or lose"


def test_the_prime_minister_speaks_where_baghdad_is_only_heard_through_him(withdrawal):
    quiet = silent(withdrawal, ["baghdad", "sudani"])

    assert quiet.on("sudani", "leave-fast").says == "spoke"
    assert quiet.on("baghdad", "leave-fast").says == "through a member"
    assert quiet.on("baghdad", "leave-fast").members == ("sudani",)


def test_washington_and_baghdad_dispute_a_fast_exit_by_an_argument_not_by_a_verdict(withdrawal):
    apart = disputed(withdrawal, "washington", "baghdad", members=True)

    assert not apart
    assert ("leave-fast", "vacuum-con-leave-fast") in {
        (found.claim, found.by.id) for found in apart.oppositions
    }


def test_baghdad_and_the_voices_inside_iraq_share_the_wish_that_the_forces_leave(withdrawal):
    common = shared(withdrawal, "baghdad", "voices-inside")

    assert dict(common) == {"leave": "accept"}


def test_pollock_speaks_of_the_gulf_states_and_shares_nothing_with_them(withdrawal):
    assert not shared(withdrawal, "gcc", "pollock")


def test_washingtons_fear_reaches_us_through_the_article_and_reuters(withdrawal):
    (stance,) = verdict_of(withdrawal, "washington", "vacuum").stances

    assert (stance.via, stance.hedge, stance.basis) == (
        ("author", "reuters"),
        "fears",
        "attributed",
    )


def test_nobody_in_the_article_contradicts_themselves(withdrawal):
    assert contradictions(withdrawal).found == ()


def test_both_sides_are_argued_and_the_fast_exit_is_argued_against(withdrawal):
    counts = tally(withdrawal)

    assert len(counts.count("leave", "pro").direct) >= 5
    assert len(counts.count("leave", "con").direct) >= 4
    assert "vacuum-con-leave-fast" in counts.count("leave-fast", "con").direct
    assert counts.count("leave-syria", "pro").direct == ("exposed-pro-leave-syria",)
    assert counts.count("leave-syria", "con").all == ()


def test_the_economic_cost_is_unanswered_and_countering_iran_is_not(withdrawal):
    found = unanswered(withdrawal)

    assert "economic-cost" in found
    assert "counter-iran" not in found


def test_every_claim_without_an_argument_rests_on_a_citation(withdrawal):
    assert set(unsupported(withdrawal).values()) == {"cited"}


def test_on_what_is_stated_alone_only_the_prime_minister_wants_anything(withdrawal):
    stated = ladder(gains, withdrawal).on("stated")

    assert [one.actor for one in stated.interests if one.wants or one.said_to_want] == ["sudani"]


ASKED_OF = {
    "verdict_of": ("washington", "vacuum"),
    "disputed": ("washington", "baghdad"),
    "shared": ("baghdad", "sudani"),
    "swap": ("washington", "baghdad"),
    "why": ("leave",),
    "common_ground": ("washington", "baghdad"),
    "cruxes": ("washington", "baghdad"),
}
"""The ids that a question cannot do without."""
ASKED_WITH = {"what_if": {"doubt": ("vacuum",)}}
"""The options that a question cannot do without."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_answer_fits_the_width_of_a_page_and_keeps_its_rows_in_markdown(name, withdrawal):
    given = ASKED_WITH.get(name, {})
    table = QUESTIONS[name](withdrawal, *ASKED_OF.get(name, ()), **given).table

    rows = table.to_markdown().count("\n| ")
    assert max(map(len, table.to_text(width=110).splitlines())) <= 110
    assert rows == (len(table.rows) + 2 if table.rows else 0)


_ASKED = f"""
from argmap.formats import example
from argmap.analysis import QUESTIONS, bearing, ladder
map = example("iraq-withdrawal")
for name, question in QUESTIONS.items():
    answer = question(map, *{ASKED_OF}.get(name, ()), **{ASKED_WITH}.get(name, {{}}))
    print(answer, answer._repr_html_())
print(ladder(bearing, map))
"""


def test_answers_do_not_depend_on_how_a_process_hashes():
    def printed(seed):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", _ASKED], env=environment, capture_output=True, check=True
        )
        return done.stdout

    assert printed("1") == printed("2") != b""
