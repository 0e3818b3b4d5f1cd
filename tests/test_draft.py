"""Writing a map down: a script reads in the order people argue."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import (
    Argument,
    Citation,
    Claim,
    InvalidMapError,
    InvalidRecordError,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
    UnknownIdError,
)
from argmap.draft import Draft, argument_id, slug
from strategies import texts


@pytest.fixture
def draft():
    return Draft("Should US forces leave Iraq?")


@pytest.fixture
def leave(draft):
    return draft.position("US forces leave Iraq.", id="leave")


# Ids from text -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("A quick exit leaves a gap that others could fill.", "quick-exit-leaves-gap-others"),
        ("US forces should not leave Iraq", "us-forces-not-leave-iraq"),
        ("Iraq's army isn’t ready", "iraq-army-isnt-ready"),
        ("2,500 troops", "n2500-troops"),
        ("بغداد", "bghdad"),
        ("Київ", "kiiv"),
        ("中国军队", "zhong-guo-jun-dui"),
        ("It is to be", "it-is-to-be"),
        ("!?", "unnamed"),
        ("", "unnamed"),
        ("x" * 100, "x" * 40),
    ],
)
def test_a_slug_is_a_handful_of_telling_words(text, id):
    assert slug(text) == id


def test_slugs_that_collide_are_counted_from_two():
    assert slug("A gap", {"gap"}) == "gap-2"
    assert slug("A gap", {"gap", "gap-2"}) == "gap-3"
    assert slug("A gap", {"gap-2"}) == "gap"


@given(texts() | st.text(max_size=200))
def test_a_slug_of_any_text_is_an_id_and_always_the_same(text):
    assert re.fullmatch("[a-z][a-z0-9-]*", slug(text))
    assert len(slug(text)) <= 41
    assert slug(text) == slug(text)


@given(st.lists(texts(), max_size=8))
def test_slugs_taken_in_turn_are_all_different(lines):
    taken = []
    for line in lines:
        taken.append(slug(line, taken))

    assert len(set(taken)) == len(lines)


def test_the_id_of_a_step_tells_where_it_starts_and_what_it_bears_on():
    assert argument_id(["vacuum"], "con", "leave") == "vacuum-con-leave"
    assert argument_id(["a", "b"], "pro", "leave") == "a-and-b-pro-leave"
    assert argument_id(["a"], "con", "x", disputed=["b", "c"]) == "a-undercuts-b-and-c"
    assert argument_id(["a"], "pro", "b", {"a-pro-b"}) == "a-pro-b-2"


# Claims and steps --------------------------------------------------------------------


def test_an_empty_draft_is_a_map_with_a_question(draft):
    map = draft.finish()

    assert map.question == "Should US forces leave Iraq?"
    assert map.ids == ()


def test_what_a_draft_says_of_the_whole_reaches_the_map():
    draft = Draft("سؤال", title="Title", language="ar", extra={"by": "us"})

    map = draft.note("First.").note("Second.").finish()

    assert (map.title, map.language, map.notes) == ("Title", "ar", ("First.", "Second."))
    assert map.extra == {"by": "us"}


def test_the_first_position_is_the_motion(draft, leave):
    draft.position("US forces stay.", id="stay")

    assert draft.finish().positions == ("leave", "stay")
    assert draft.finish().motion.id == leave.id


def test_a_claim_can_become_a_position_and_only_once(draft):
    claim = draft.claim("US forces leave.", id="leave")

    assert draft.position(claim) == draft.position(claim) == claim
    assert draft.finish().positions == ("leave",)


def test_a_claim_says_all_that_its_record_can(draft):
    draft.source("The withdrawal question", id="mena")
    draft.claim(
        "ISIS holds no ground.",
        id="beaten",
        label="ISIS beaten",
        theme="Security/Terrorism",
        weight=0.9,
        kind="fact",
        cite=["mena ¶10", Citation("mena", "¶12", quote="gone")],
        extra={"n": 1},
    )

    assert draft.finish().claim("beaten") == Claim(
        "beaten",
        "ISIS holds no ground.",
        label="ISIS beaten",
        theme="Security/Terrorism",
        weight=0.9,
        kind="fact",
        citations=(Citation("mena", "¶10"), Citation("mena", "¶12", quote="gone")),
        extra={"n": 1},
    )


def test_a_reason_given_as_text_becomes_a_claim_and_a_step(draft, leave):
    leave.con("A quick exit leaves a gap.", id="vacuum", kind="forecast")

    map = draft.finish()
    assert map.claim("vacuum") == Claim("vacuum", "A quick exit leaves a gap.", kind="forecast")
    assert map.arguments == (Argument("vacuum-con-leave", "vacuum", "leave", "con"),)


def test_a_reason_may_be_a_claim_that_is_there(draft, leave):
    vacuum = draft.claim("A quick exit leaves a gap.", id="vacuum")

    leave.con(vacuum)
    leave.con(vacuum)

    assert [a.id for a in draft.finish().arguments] == ["vacuum-con-leave", "vacuum-con-leave-2"]


def test_a_step_says_all_that_its_record_can(draft, leave):
    draft.source("The withdrawal question", id="mena")
    leave.pro(
        "Parliament voted for it.",
        id="vote",
        cite="mena ¶2",
        scheme="from popular will",
        basis="implied",
        step="vote-binds",
        step_weight=0.8,
        step_cite="mena ¶3",
        step_extra={"n": 1},
    )

    map = draft.finish()
    assert map.claim("vote").citations == (Citation("mena", "¶2"),)
    assert map.argument("vote-binds") == Argument(
        "vote-binds",
        "vote",
        "leave",
        "pro",
        weight=0.8,
        scheme="from popular will",
        basis="implied",
        citations="mena ¶3",
        extra={"n": 1},
    )


def test_premises_can_be_joint_and_partly_new(draft, leave):
    idle = draft.claim("The troops no longer fight.", id="idle")

    step = leave.pro([idle, "Idle troops are a target."])

    assert [premise.id for premise in step.premises] == ["idle", "idle-troops-target"]
    assert step.id == "idle-and-idle-troops-target-pro-leave"


def test_a_step_can_be_undercut_again_and_again(draft, leave):
    vacuum = leave.con("A gap opens.", id="gap")
    idle = vacuum.undercut("The troops no longer fight.", id="idle")
    idle.undercut("They still train others.", id="drill")

    map = draft.finish()
    assert [u.id for u in map.undercuts("gap-con-leave")] == ["idle-undercuts-gap"]
    assert [u.id for u in map.undercuts("idle-undercuts-gap")] == ["drill-undercuts-idle"]


def test_a_step_of_one_premise_stands_for_it_wherever_a_claim_is_asked_for(draft, leave):
    stay = draft.position("US forces stay.", id="stay")
    gap = leave.con("A gap opens.", id="gap")
    gap.pro("Nobody else can patrol.", id="patrol")
    gap.con("Iraq's army can.", id="army")
    stay.pro(gap)
    draft.actor("Washington").accepts(gap)
    draft.claim("It opened in 2011.", id="before").equivalent_to(gap)

    map = draft.finish()
    assert [a.id for a in map.pros("gap")] == ["patrol-pro-gap"]
    assert [a.id for a in map.cons("gap")] == ["army-con-gap"]
    assert [a.premises for a in map.pros("stay")] == [("gap",)]
    assert map.stances == (Stance("washington", "gap", "accept"),)
    assert map.links == (Link(("before", "gap"), "equivalent"),)


def test_a_joint_step_must_be_told_which_premise_is_meant(draft, leave):
    step = leave.con(["A gap opens.", "Others fill it."])

    with pytest.raises(InvalidRecordError, match=r"'gap-opens', 'others-fill', and any could be"):
        step.pro("Nobody else can patrol.")

    step.premises[0].pro("Nobody else can patrol.", id="patrol")
    assert [a.id for a in draft.finish().pros("gap-opens")] == ["patrol-pro-gap-opens"]


def test_options_that_would_describe_a_claim_are_refused_where_none_is_made(draft, leave):
    gap = draft.claim("A gap opens.", id="gap")

    with pytest.raises(InvalidRecordError, match="id, theme would describe one new claim"):
        leave.con(gap, id="x", theme="Security", cite="mena ¶1")
    with pytest.raises(InvalidRecordError, match="label would describe one new claim"):
        leave.con(["A gap opens.", "Others fill it."], label="x")
    with pytest.raises(InvalidRecordError, match="weight would describe one new claim"):
        draft.position(gap, weight=0.3)


def test_what_is_said_of_premises_goes_to_each_claim_that_is_made(draft, leave):
    gap = draft.claim("A gap opens.", id="gap")

    cite = (place for place in ["mena ¶1", "mena ¶2"])
    step = leave.con([gap, "Iran waits.", "ISIS waits."], cite=cite, weight=0.3, extra={"n": 1})

    old, *new = [draft[premise.id] for premise in step.premises]
    assert old == Claim("gap", "A gap opens.")
    for claim in new:
        assert (claim.weight, claim.extra) == (0.3, {"n": 1})
        assert list(map(str, claim.citations)) == ["mena ¶1", "mena ¶2"]
    assert draft[step.id] == Argument(step.id, ("gap", *(c.id for c in new)), "leave", "con")


def test_one_new_claim_among_old_ones_may_be_given_an_id(draft, leave):
    gap = draft.claim("A gap opens.", id="gap")

    assert leave.con([gap, "Iran waits."], id="iran-waits").premises[1].id == "iran-waits"


def test_what_is_said_of_premises_that_are_there_goes_to_the_step(draft, leave):
    gap = draft.claim("A gap opens.", id="gap")
    idle = draft.claim("They no longer fight.", id="idle")

    step = leave.con(gap, cite="mena ¶1", weight=0.3, extra={"n": 1})
    undercut = step.undercut([idle, leave], cite="mena ¶2")
    leave.pro(idle, cite="mena ¶3")

    said = {"citations": "mena ¶1", "weight": 0.3, "extra": {"n": 1}}
    assert draft[step.id] == Argument(step.id, "gap", "leave", "con", **said)
    assert list(map(str, draft[undercut.id].citations)) == ["mena ¶2"]
    assert list(map(str, draft["idle-pro-leave"].citations)) == ["mena ¶3"]
    assert draft["gap"] == Claim("gap", "A gap opens.")


def test_a_step_is_not_cited_in_two_ways_at_once(draft, leave):
    gap = draft.claim("A gap opens.", id="gap")

    with pytest.raises(InvalidRecordError, match="cite and step_cite both describe the step"):
        leave.con(gap, cite="mena ¶1", step_cite="mena ¶2")


MISTYPED = {
    "Draft.claim": lambda draft: draft.claim("x", hegde="may"),
    "Draft.position": lambda draft: draft.position("x", hegde="may"),
    "Draft.argument": lambda draft: draft.argument("x", "leave", "pro", hegde="may"),
    "Draft.actor": lambda draft: draft.actor("x", hegde="may"),
    "Draft.voice": lambda draft: draft.voice("x", hegde="may"),
    "Draft.source": lambda draft: draft.source("x", hegde="may"),
    "Draft.link": lambda draft: draft.link("a", "b", "contrary", hegde="may"),
    "Draft.stance": lambda draft: draft.stance("a", "b", "accept", hegde="may"),
    "Draft.stake": lambda draft: draft.stake("a", "b", "gain", hegde="may"),
    "Draft.tie": lambda draft: draft.tie("a", "b", "backs", hegde="may"),
    "ClaimHandle.pro": lambda draft: draft.claim("x").pro("y", hegde="may"),
    "ClaimHandle.con": lambda draft: draft.claim("x").con("y", hegde="may"),
    "ClaimHandle.contradicts": lambda draft: draft.claim("x").contradicts("y", hegde="may"),
    "ArgumentHandle.undercut": lambda d: d.claim("x").pro("y").undercut("z", hegde="may"),
    "ActorHandle.accepts": lambda draft: draft.actor("x").accepts("y", hegde="may"),
    "ActorHandle.gains_from": lambda draft: draft.actor("x").gains_from("y", hegde="may"),
    "ActorHandle.backs": lambda draft: draft.actor("x").backs("y", hegde="may"),
    "ActorHandle.opposes": lambda draft: draft.actor("x").opposes("y", hegde="may"),
}


@pytest.mark.parametrize("method", MISTYPED)
def test_a_mistyped_option_is_refused_in_the_name_of_the_method_that_was_called(draft, method):
    with pytest.raises(TypeError, match=rf"^{method}\(\) has no option 'hegde'"):
        MISTYPED[method](draft)


def test_a_mistyped_option_is_told_its_nearest_neighbour(draft, leave):
    with pytest.raises(TypeError, match="'wieght'; did you mean 'weight'"):
        leave.con("A gap opens.", wieght=0.5)
    with pytest.raises(TypeError, match=r"Draft.stance\(\) has no option 'options'"):
        draft.stance("iraq", "leave", "accept", options={})
    with pytest.raises(TypeError, match=r"Draft.voice\(\) has no option 'kind'"):
        draft.voice("The author", kind="group")


def test_what_a_method_asks_for_by_position_may_be_given_by_name(draft, leave):
    stance = draft.stance(actor="iraq", claim=leave, verdict="accept", hedge="may")

    assert stance == Stance("iraq", "leave", "accept", hedge="may")


def test_a_step_that_is_refused_leaves_no_premise_behind(draft, leave):
    with pytest.raises(InvalidRecordError, match=r"weight 7.0 is outside 0..1"):
        leave.con(["A gap opens.", "Others fill it."], step_weight=7)

    assert [claim.id for claim in draft.finish().claims] == ["leave"]
    assert leave.con("A gap opens.").premise.id == "gap-opens"


def test_a_step_needs_a_premise(leave):
    with pytest.raises(InvalidRecordError, match="there is no premise"):
        leave.con([])


def test_the_long_form_says_the_same_as_the_short_one(draft, leave):
    step = draft.argument("A gap opens.", leave, "con", id="gap", step="first")
    draft.argument("They no longer fight.", step, "con", id="idle")
    draft.argument("They still train.", "first", "con", id="drill")

    assert [a.id for a in draft.finish().undercuts("first")] == [
        "idle-undercuts-gap",
        "drill-undercuts-gap",
    ]


def test_each_kind_of_link_has_its_own_word(draft, leave):
    others = [draft.claim(text) for text in ("One.", "Two.", "Three.", "Four.", "Five.")]
    again = (
        leave.alternative_to(others[0])
        .contrary_to(others[1])
        .contradicts(others[2], basis="analyst")
        .equivalent_to(others[3])
        .rephrases(others[4])
    )

    kinds = [link.kind for link in draft.finish().links]
    assert again == leave
    assert kinds == ["alternative", "contrary", "contradictory", "equivalent", "rephrase"]
    assert draft.finish().links[2].basis == "analyst"


# Actors ------------------------------------------------------------------------------


def test_an_actor_says_all_that_its_record_can(draft):
    iraq = draft.actor("Iraq", kind="state")
    draft.actor(
        "Kurdistan Region",
        id="kurds",
        kind="region",
        part_of=iraq,
        bloc="Iraq",
        influence=3,
        label="KRI",
        names={"ar": "إقليم كردستان"},
        extra={"n": 1},
    )
    draft.actor("Erbil", part_of="kurds")

    kurds = draft.finish().actor("kurds")
    assert (kurds.part_of, kurds.bloc, kurds.influence, kurds.label) == ("iraq", "Iraq", 3.0, "KRI")
    assert (kurds.kind, kurds.names["ar"], kurds.extra["n"]) == ("region", "إقليم كردستان", 1)
    assert draft.finish().actor("erbil").part_of == "kurds"


def test_a_voice_only_comments(draft):
    assert draft.finish().actors == ()
    draft.voice("Pollock")
    assert draft.finish().actor("pollock").is_voice


def test_each_verdict_has_its_own_word(draft, leave):
    draft.actor("Iraq").accepts(leave).rejects(leave).neutral_on(leave).torn_on("leave")

    verdicts = [stance.verdict for stance in draft.finish().stances]
    assert verdicts == ["accept", "reject", "neutral", "ambivalent"]


def test_a_stance_says_all_that_its_record_can(draft, leave):
    mena = draft.source("The withdrawal question", id="mena")
    author, reuters = draft.voice("The author", id="author"), draft.voice("Reuters")
    draft.actor("Washington").accepts(
        leave,
        strength=0.6,
        date="2024-01",
        via=[author, "reuters"],
        hedge="may",
        basis="attributed",
        cite=[mena.at("¶25", quote="soon"), mena],
        extra={"n": 1},
    )

    assert reuters.id == "reuters"
    assert draft.finish().stances == (
        Stance(
            "washington",
            "leave",
            "accept",
            strength=0.6,
            date="2024-01",
            via=("author", "reuters"),
            hedge="may",
            basis="attributed",
            citations=(Citation("mena", "¶25", quote="soon"), Citation("mena")),
            extra={"n": 1},
        ),
    )


def test_each_effect_has_its_own_word(draft, leave):
    iran = draft.actor("Iran").gains_from(leave, hedge="may", via="iran")
    iran.loses_from(leave).gains_and_loses_from("leave", strength=0.5)

    assert draft.finish().stakes == (
        Stake("iran", "leave", "gain", hedge="may", via="iran"),
        Stake("iran", "leave", "loss"),
        Stake("iran", "leave", "mixed", strength=0.5),
    )
    assert draft.finish().stances == ()


def test_a_tie_keeps_who_reports_it_and_with_what_caution(draft):
    author, iraq = draft.voice("The author"), draft.actor("Iraq")
    draft.actor("Iran").backs(iraq, via=author, hedge="seems")

    assert draft.finish().ties == (Tie("iran", "iraq", "backs", via="author", hedge="seems"),)


def test_ties_are_friendly_unless_they_are_not(draft):
    iraq, iran = draft.actor("Iraq"), draft.actor("Iran")
    iran.backs(iraq).opposes("iraq").hosts(iraq, sign=0).tie(iraq, "borders", sign=0, strength=0.2)

    assert draft.finish().ties == (
        Tie("iran", "iraq", "backs"),
        Tie("iran", "iraq", "opposes", sign=-1),
        Tie("iran", "iraq", "hosts", sign=0),
        Tie("iran", "iraq", "borders", sign=0, strength=0.2),
    )


def test_a_source_says_all_that_its_record_can(draft):
    fields = {
        "publisher": "MENA Watch",
        "author": "Somebody",
        "date": "2024-01-28",
        "url": "https://example.org",
        "sha256": "0" * 64,
    }

    draft.source("The withdrawal question", id="mena", extra={"n": 1}, **fields)

    expected = Source("mena", "The withdrawal question", extra={"n": 1}, **fields)
    assert draft.finish().sources == (expected,)


# What goes wrong ---------------------------------------------------------------------


def test_handles_of_another_draft_are_refused(draft, leave):
    other = Draft("And Syria?")
    syria, assad, paper = other.claim("Leave Syria."), other.actor("Assad"), other.source("Paper")

    for misuse in (
        lambda: leave.con(syria),
        lambda: leave.alternative_to(syria),
        lambda: draft.position(syria),
        lambda: draft.actor("Iraq").accepts(syria),
        lambda: draft.actor("Russia").backs(assad),
        lambda: draft.actor("Syria", part_of=assad),
        lambda: draft.actor("Turkey").accepts(leave, via=assad),
        lambda: draft.claim("Cited.", cite=paper),
        lambda: leave.con(syria.con("No.")),
    ):
        with pytest.raises(InvalidRecordError, match="is of another draft, 'And Syria"):
            misuse()


def test_a_handle_of_the_wrong_kind_is_refused(draft, leave):
    iraq = draft.actor("Iraq")

    with pytest.raises(InvalidRecordError, match="<actor 'iraq': Iraq> is no claim"):
        iraq.accepts(iraq)
    with pytest.raises(InvalidRecordError, match="is no actor"):
        iraq.backs(leave)
    with pytest.raises(InvalidRecordError, match="5 is no claim"):
        leave.con(5)


def test_an_id_that_is_taken_is_refused_where_it_is_given(draft, leave):
    with pytest.raises(InvalidRecordError, match="the id is that of the claim 'leave' already"):
        draft.actor("Those who leave", id="leave")

    assert draft.finish().claims == (draft[leave.id],)


def test_a_record_that_contradicts_itself_is_refused_where_it_is_made(draft):
    with pytest.raises(InvalidRecordError, match=r"weight 7.0 is outside 0..1"):
        draft.claim("A claim.", weight=7)


def test_ids_may_be_named_before_their_records_and_are_checked_at_the_end(draft):
    draft.actor("Washington").accepts("gap", cite="mena ¶8")

    with pytest.raises(InvalidMapError) as caught:
        draft.finish()
    assert len(caught.value.faults) == 2

    draft.claim("A gap opens.", id="gap")
    draft.source("The withdrawal question", id="mena")
    assert draft.finish().stances_on("gap")


def test_a_finished_draft_can_go_on(draft, leave):
    before = draft.finish()

    leave.con("A gap opens.")

    assert before.arguments == ()
    assert len(draft.finish().arguments) == 1
    assert draft.finish() == draft.finish()


def test_a_draft_shows_the_records_it_has(draft, leave):
    assert draft[leave.id] == Claim("leave", "US forces leave Iraq.")
    with pytest.raises(UnknownIdError, match="did you mean 'leave'"):
        draft["leav"]


def test_drafts_and_handles_tell_at_the_prompt_what_they_are(draft, leave):
    step = leave.con("A gap " + "opens and " * 20 + "closes.", id="gap")

    assert repr(draft) == "<Draft 'Should US forces leave Iraq?' with 2 claims, 1 argument>"
    assert repr(Draft("q")) == "<Draft 'q' with no records>"
    assert repr(leave) == "<claim 'leave': US forces leave Iraq.>"
    assert repr(step) == "<argument 'gap-con-leave'>"
    assert repr(step.premise).endswith("opens and …>")
    assert repr(draft.source("A paper", id="mena")) == "<source 'mena': A paper>"


def test_handles_of_one_record_are_equal(draft, leave):
    assert leave == draft.position(leave)
    assert leave != draft.claim("Another.")
    assert len({leave, draft.position(leave)}) == 1


def test_the_same_script_makes_the_same_map():
    def script():
        draft = Draft("Stay?")
        stay = draft.position("Stay.")
        stay.pro("It helps.").con("It does not.").undercut("It helps.")
        return draft.finish()

    assert script() == script()
    assert script().ids == script().ids


def test_an_empty_id_is_no_way_to_ask_for_one(draft, leave):
    with pytest.raises(InvalidRecordError, match="id '' is not an id"):
        draft.claim("A gap opens.", id="")
    with pytest.raises(InvalidRecordError, match="id '' is not an id"):
        leave.con("A gap opens.", step="")
