"""Who holds what: verdicts, silence, disputes, common ground, and who gains."""

from __future__ import annotations

import datetime as dt

import pytest

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Claim,
    Link,
    NoPositionError,
    Source,
    Stake,
    Stance,
    UnknownIdError,
    UnknownOptionError,
)
from argmap.analysis import disputed, gains, shared, silent, verdict_of
from argmap.analysis.dates import latest, standing, stretch

CLAIMS = [Claim("leave", "They leave."), Claim("stay", "They stay."), Claim("vacuum", "A gap.")]
ACTORS = [
    Actor("baghdad", "Baghdad"),
    Actor("sudani", "Al-Sudani", part_of="baghdad"),
    Actor("aide", "His aide", part_of="sudani"),
    Actor("washington", "Washington"),
    Actor("pollock", "Pollock", kind="voice"),
]


def held(*stances, **records):
    fields = {"positions": ("leave", "stay"), "claims": CLAIMS, "actors": ACTORS} | records
    return ArgumentMap("?", stances=stances, **fields)


def says(verdict, *, on="leave", by="baghdad", **fields):
    return Stance(by, on, verdict, **fields)


def verdict(*stances, **options):
    return verdict_of(held(*stances), "baghdad", "leave", **options).verdict


# One verdict from several stances


def test_an_actor_without_a_stance_is_silent_which_is_not_neutral():
    assert verdict() == "silent"
    assert verdict(says("neutral")) == "neutral"


@pytest.mark.parametrize("reduce", ["clash", "latest", "firmest", "majority"])
@pytest.mark.parametrize("only", ["accept", "reject", "neutral", "ambivalent"])
def test_stances_that_agree_are_that_verdict_however_reduced(only, reduce):
    stances = says(only, date="2023"), says(only, basis="analyst"), says(only, date="2024-01-05")

    assert verdict(*stances, reduce=reduce) == only


def test_stances_that_differ_make_ambivalent_unless_another_rule_is_asked_for():
    assert verdict(says("accept"), says("reject")) == "ambivalent"
    assert verdict(says("accept"), says("neutral")) == "ambivalent"


def test_the_latest_stance_wins_when_asked_for():
    early, late = says("reject", date="2014"), says("accept", date="2024-01-28")

    assert verdict(late, early, says("neutral"), reduce="latest") == "accept"


def test_dates_that_cannot_be_told_apart_clash():
    year, month = says("reject", date="2024"), says("accept", date="2024-03")

    assert verdict(year, month, reduce="latest") == "ambivalent"


def test_the_firmest_rung_wins_when_asked_for():
    said, implied = says("accept", basis="attributed"), says("reject", basis="implied")

    assert verdict(implied, said, reduce="firmest") == "accept"
    assert (
        verdict(implied, said, says("reject", basis="attributed"), reduce="firmest") == "ambivalent"
    )


def test_the_majority_wins_when_asked_for_and_a_tie_is_ambivalent():
    one, two = says("accept"), says("reject", date="2020")

    assert verdict(one, says("accept", date="2021"), two, reduce="majority") == "accept"
    assert verdict(one, two, reduce="majority") == "ambivalent"


def test_members_at_any_depth_count_when_asked_for():
    assert verdict(says("accept", by="aide")) == "silent"
    assert verdict(says("accept", by="aide"), members=True) == "accept"
    assert (
        verdict(says("accept", by="aide"), says("reject", by="sudani"), members=True)
        == "ambivalent"
    )


def test_a_verdict_shows_all_stances_and_those_it_went_by():
    early, late = says("reject", date="2014"), says("accept", date="2024", via="pollock")
    answer = verdict_of(held(early, late), "baghdad", "leave", reduce="latest")

    assert (answer.stances, answer.counted) == ((early, late), (late,))
    assert answer.title == "What Baghdad holds of “They leave.”: accept"
    assert [(row[1], row[-1]) for row in answer.table.rows] == [("reject", "no"), ("accept", "yes")]
    assert "“latest”" in answer.variant


def test_an_unknown_reduction_actor_or_claim_is_refused():
    with pytest.raises(UnknownOptionError, match="did you mean 'latest'"):
        verdict(says("accept"), reduce="lastest")
    with pytest.raises(UnknownOptionError):
        verdict(reduce="lastest")
    with pytest.raises(UnknownIdError, match=r"no actor 'bagdad'.*did you mean 'baghdad'"):
        verdict_of(held(), "bagdad", "leave")
    with pytest.raises(UnknownIdError, match="no claim"):
        verdict_of(held(), "baghdad", "leav")


# Dates


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024", "2024-01-01T00:00:00", "2024-12-31T23:59:59.999999"),
        ("2023-02", "2023-02-01T00:00:00", "2023-02-28T23:59:59.999999"),
        ("9999-12", "9999-12-01T00:00:00", "9999-12-31T23:59:59.999999"),
        ("2024-01-28", "2024-01-28T00:00:00", "2024-01-28T23:59:59.999999"),
        ("20240128", "2024-01-28T00:00:00", "2024-01-28T23:59:59.999999"),
        ("2024-W05", "2024-01-29T00:00:00", "2024-02-04T23:59:59.999999"),
        ("2024-01-28T09:30:00", "2024-01-28T09:30:00", "2024-01-28T09:30:00"),
    ],
)
def test_a_date_means_the_whole_stretch_it_leaves_open(date, first, last):
    ends = tuple(dt.datetime.fromisoformat(end).replace(tzinfo=dt.UTC) for end in (first, last))

    assert stretch(date) == ends


def test_times_in_different_zones_are_compared_as_moments():
    early, late = "2024-01-28T09:30:00+03:00", "2024-01-28T07:30:00Z"

    assert latest([says("accept", date=early), says("reject", date=late)])[0].verdict == "reject"


def test_a_stance_stands_until_the_next_that_is_surely_later():
    first, second = says("accept", date="2014"), says("reject", date="2024-01")
    vague, undated = says("accept", date="2024"), says("neutral")

    ends = {
        stance: end.year for stance, (_, end) in standing([first, second, vague, undated]).items()
    }

    assert ends == {first: 2024, second: 9999, vague: 9999, undated: 9999}


# Silence


def test_five_ways_of_having_a_say_are_told_apart():
    stances = (
        says("accept", on="leave", by="washington", via="pollock"),
        says("reject", on="stay", by="washington", basis="attributed"),
        says("accept", on="leave", by="sudani"),
    )
    quiet = silent(held(*stances, stakes=[Stake("baghdad", "stay", "loss")]))

    assert quiet.on("washington", "leave").says == "spoke"
    assert quiet.on("washington", "stay").says == "spoken for"
    assert quiet.on("baghdad", "leave").says == "through a member"
    assert quiet.on("baghdad", "leave").members == ("sudani",)
    assert quiet.on("baghdad", "stay").says == "said to gain or lose"
    assert silent(held()).on("baghdad", "leave").says == "silent"


def test_the_answer_maps_each_principal_to_the_most_it_has_said():
    quiet = silent(held(says("accept", by="sudani"), says("neutral", by="washington")))

    assert dict(quiet) == {"baghdad": "through a member", "washington": "spoke"}
    assert quiet.without_stance == ("baghdad",)


def test_who_speaks_for_itself_is_not_heard_through_its_members():
    heard = silent(held(says("accept", basis="implied"), says("accept", by="sudani")))

    assert heard.on("baghdad", "leave").says == "spoken for"
    assert heard.on("baghdad", "leave").members == ()


def test_members_can_be_counted_as_the_actor_itself():
    map = held(says("accept", by="aide"), stakes=[Stake("sudani", "stay", "gain")])

    quiet = silent(map, members=True)

    assert quiet.on("baghdad", "leave").says == "spoke"
    assert quiet.on("baghdad", "stay").says == "said to gain or lose"


def test_actors_and_claims_can_be_chosen():
    quiet = silent(held(says("reject", on="vacuum", by="pollock")), "pollock", ["vacuum", "vacuum"])

    assert [(one.actor, one.claim, one.says) for one in quiet.heard] == [
        ("pollock", "vacuum", "spoke")
    ]


def test_each_row_of_the_silent_shows_every_claim_once():
    stances = says("accept", by="sudani"), says("accept", by="washington", basis="implied")
    map = held(*stances, stakes=[Stake("washington", "stay", "gain")])

    assert silent(map).table.rows == (
        ("Baghdad", None, None, "leave (Al-Sudani)", None, "stay"),
        ("Washington", None, "leave", None, "stay (gain)", None),
    )


def test_many_claims_that_an_actor_is_silent_on_are_summed_up():
    claims = [Claim(f"c{number}", "x") for number in range(5)]
    map = held(
        says("accept", on="c0", by="washington"), claims=claims, positions=[c.id for c in claims]
    )

    assert [row[-1] for row in silent(map).table.rows] == ["all of them", "all others"]


def test_what_an_actor_is_said_to_get_is_kept_whether_it_speaks_or_not():
    stakes = [Stake("baghdad", "leave", effect) for effect in ("gain", "loss", "gain")]
    heard = silent(held(says("accept"), stakes=stakes)).on("baghdad", "leave")

    assert (heard.says, heard.effects) == ("spoke", ("gain", "loss"))


def test_silence_needs_a_position_or_a_claim_and_known_ids():
    with pytest.raises(NoPositionError):
        silent(held(positions=()))
    with pytest.raises(UnknownIdError):
        silent(held(), ["bagdad"])
    with pytest.raises(UnknownIdError, match="no answer on 'leave' for 'sudani'"):
        silent(held()).on("sudani", "leave")


# Disputed and shared


def test_a_claim_that_one_accepts_and_the_other_rejects_is_disputed():
    map = held(says("accept"), says("reject", by="washington"))

    assert dict(disputed(map, "baghdad", "washington")) == {"leave": "baghdad"}


@pytest.mark.parametrize("other", ["neutral", "ambivalent", None])
def test_who_takes_no_side_disputes_nothing_and_shares_nothing(other):
    map = held(says("accept"), *([says(other, by="washington")] if other else []))

    assert not disputed(map, "baghdad", "washington")
    assert not shared(map, "baghdad", "washington")


def test_an_argument_against_what_the_other_accepts_is_an_opposition_and_no_dispute():
    con = Argument("s1", ["vacuum", "stay"], "leave", "con", basis="implied")
    stances = (
        says("accept"),
        says("accept", on="vacuum", by="washington"),
        says("accept", on="stay", by="washington", basis="attributed"),
    )
    map = held(*stances, arguments=[con])

    apart = disputed(map, "washington", "baghdad")

    assert not apart
    assert [(o.claim, o.holder, o.opponent, o.by) for o in apart.oppositions] == [
        ("leave", "baghdad", "washington", con)
    ]
    assert apart.table.rows[0][2:6] == (
        "Baghdad",
        "Washington",
        "argues vacuum + stay against leave",
        "implied",
    )


def test_half_of_a_joint_argument_is_no_opposition():
    con = Argument("s1", ["vacuum", "stay"], "leave", "con")
    map = held(says("accept"), says("accept", on="vacuum", by="washington"), arguments=[con])

    assert disputed(map, "washington", "baghdad").oppositions == ()


def test_rivals_that_two_actors_accept_are_one_opposition():
    link = Link(("stay", "leave"), "alternative")
    map = held(says("accept"), says("accept", on="stay", by="washington"), links=[link])

    (found,) = disputed(map, "washington", "baghdad").oppositions

    assert (found.claim, found.against, found.by) == ("leave", ("stay",), link)


def test_oppositions_can_be_left_out():
    link = Link(("stay", "leave"), "alternative")
    map = held(says("accept"), says("accept", on="stay", by="washington"), links=[link])

    apart = disputed(map, "washington", "baghdad", indirect=False)

    assert apart.oppositions == ()
    assert apart.table.rows == ()
    assert "verdicts only" in apart.variant


def test_a_claim_that_both_accept_is_no_opposition():
    con = Argument("s1", "vacuum", "leave", "con")
    stances = [
        says("accept", on=on, by=by)
        for on in ("leave", "vacuum")
        for by in ("baghdad", "washington")
    ]

    assert disputed(held(*stances, arguments=[con]), "baghdad", "washington").oppositions == ()


def test_what_two_actors_both_accept_or_both_reject_is_shared():
    map = held(
        says("accept", basis="implied"),
        says("accept", by="washington"),
        says("reject", on="stay"),
        says("reject", on="stay", by="washington"),
        says("accept", on="vacuum"),
        says("reject", on="vacuum", by="washington"),
    )

    common = shared(map, "baghdad", "washington")

    assert dict(common) == {"leave": "accept", "stay": "reject"}
    assert [row[3] for row in common.table.rows] == ["implied", "stated"]


def test_members_can_dispute_and_share_for_the_whole():
    map = held(says("accept", by="sudani"), says("reject", by="washington"))

    assert not disputed(map, "baghdad", "washington")
    apart = disputed(map, "baghdad", "washington", members=True)
    assert apart["leave"] == "baghdad"
    assert apart.table.rows[0][2:4] == ("Baghdad (through Al-Sudani)", "Washington")


# Gains


def test_wanting_being_said_to_want_and_gaining_are_three_things():
    spoken = says("accept", by="washington", hedge="may")
    reported = says("reject", on="stay", by="washington", basis="attributed", via="pollock")
    stake = Stake("washington", "leave", "loss", hedge="could", citations="mena ¶3")
    map = held(spoken, reported, stakes=[stake], sources=[Source("mena", "An article")])

    interest = gains(map).of("washington")

    assert (interest.wants, interest.said_to_want, interest.stakes) == (
        (spoken,),
        (reported,),
        (stake,),
    )
    assert interest.said_to("loss") == ("leave",)
    assert gains(map).table.rows[0] == (
        "Washington",
        "leave “may”",
        "not stay [attributed]",
        None,
        "leave “could”",
        "mena ¶3",
    )


def test_who_gains_does_not_want():
    interest = gains(held(stakes=[Stake("baghdad", "leave", "gain")])).of("baghdad")

    assert (interest.wants, interest.said_to_want, interest.said_to("gain")) == ((), (), ("leave",))


def test_a_mixed_stake_stands_under_gain_and_loss():
    row = gains(held(stakes=[Stake("baghdad", "leave", "mixed")])).table.rows[0]

    assert row[3:5] == ("leave (mixed)", "leave (mixed)")


def test_of_whom_nothing_is_said_stands_in_the_note():
    found = gains(held(stakes=[Stake("baghdad", "leave", "gain", basis="implied")]))

    assert [row[3] for row in found.table.rows] == ["leave [implied]"]
    assert found.table.note == "Nothing of the kind is said of Washington."
    assert [interest.actor for interest in found.interests] == ["baghdad", "washington"]


def test_stances_on_other_claims_are_no_wishes():
    assert gains(held(says("accept", on="vacuum"))).of("baghdad").wants == ()


def test_principals_and_members_with_an_interest_are_listed_and_voices_only_if_named():
    map = held(says("accept", by="sudani"), says("accept", by="pollock"))

    assert [interest.actor for interest in gains(map).interests] == [
        "baghdad",
        "sudani",
        "washington",
    ]
    assert len(gains(map, "pollock").of("pollock").wants) == 1


def test_interests_of_members_can_be_counted_as_the_actors_own():
    map = held(says("accept", by="aide"), stakes=[Stake("sudani", "stay", "gain")])

    interest = gains(map, members=True).of("baghdad")

    assert [stance.actor for stance in interest.wants] == ["aide"]
    assert interest.said_to("gain") == ("stay",)


def test_gains_refuse_actors_that_are_unknown_or_were_not_asked_about():
    with pytest.raises(UnknownIdError, match="did you mean 'baghdad'"):
        gains(held(), ["bagdad"])
    with pytest.raises(UnknownIdError, match="no answer for 'washington'"):
        gains(held(), ["baghdad"]).of("washington")
