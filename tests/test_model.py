"""The records and the map: checked when made, quick to look things up in, never changing."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
import subprocess
import sys
from itertools import pairwise

import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError
from hypothesis import HealthCheck, Phase, find, given, settings

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    InvalidMapError,
    InvalidRecordError,
    Link,
    NoPositionError,
    Source,
    Stake,
    Stance,
    Tie,
    UnknownIdError,
    UnknownOptionError,
    model,
)
from argmap.model import BASES, FrozenMapping, described
from strategies import actors, citations, claims, extras, maps, sources, texts

CLAIMS = (
    Claim("leave", "US forces leave Iraq."),
    Claim("stay", "US forces stay."),
    Claim("vacuum", "A quick exit leaves a gap.", citations="mena ¶8"),
    Claim("idle", "The troops no longer fight."),
    Claim("drill", "They still train others."),
)
ARGUMENTS = (
    Argument("vacuum-con-leave", "vacuum", "leave", "con", basis="attributed"),
    Argument("idle-undercuts-vacuum", "idle", "vacuum-con-leave", "con", basis="implied"),
    Argument("drill-undercuts-idle", "drill", "idle-undercuts-vacuum", "con"),
    Argument("joint", ("idle", "drill"), "stay", "pro", basis="analyst"),
)
CASE = ArgumentMap(
    "Should US forces leave Iraq?",
    positions=("leave", "stay"),
    actors=(
        Actor("iraq", "Iraq"),
        Actor("kurdistan", "Kurdistan Region", part_of="iraq"),
        Actor("erbil", "The party in Erbil", part_of="kurdistan"),
        Actor("author", "The author", "voice"),
    ),
    claims=CLAIMS,
    arguments=ARGUMENTS,
    links=(Link(("leave", "stay"), "alternative"),),
    stances=(
        Stance("iraq", "leave", "accept", via="author"),
        Stance("kurdistan", "leave", "reject", basis="implied"),
        Stance("kurdistan", "vacuum", "accept", citations="mena ¶9"),
    ),
    stakes=(Stake("kurdistan", "leave", "loss", via=("author",)),),
    ties=(Tie("iraq", "kurdistan", "opposes", sign=-1),),
    sources=(Source("mena", "The withdrawal question"),),
)


# Records -----------------------------------------------------------------------------


def nested(levels):
    value = "x"
    for level in range(levels):
        value = {"a": value} if level % 2 or level == levels - 1 else [value]
    return value


def in_a_circle():
    value = {}
    value["a"] = [value, value]
    return value


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Claim("Leave!", "x"), "id 'Leave!' is not an id"),
        (lambda: Claim("", "x"), "id '' is not an id"),
        (lambda: Claim("été", "x"), "id 'été' is not an id"),
        (lambda: Claim("leave\n", "x"), "is not an id"),
        (lambda: Claim("leave", "  "), "text is empty"),
        (lambda: Claim("leave", None), "text is None, not text"),
        (lambda: Claim("leave", "\ud800"), "text holds half a surrogate pair"),
        (lambda: Claim("leave", "x", weight=1.5), "weight 1.5 is outside 0..1"),
        (lambda: Claim("leave", "x", weight=10**400), "weight inf is outside 0..1"),
        (lambda: Claim("leave", "x", weight=float("nan")), "weight nan is outside 0..1"),
        (lambda: Claim("leave", "x", weight=True), "weight True is outside 0..1"),
        (lambda: Claim("leave", "x", kind="fct"), "unknown kind 'fct'; did you mean 'fact'?"),
        (lambda: Claim("leave", "x", theme="A//B"), "theme 'A//B' is no path"),
        (lambda: Claim("leave", "x", theme="A/ B"), "theme 'A/ B' is no path"),
        (lambda: Claim("leave", "x", extra={"a": {1}}), "extra holds {1}"),
        (lambda: Claim("leave", "x", extra={"a": [float("inf")]}), "extra holds inf"),
        (lambda: Claim("leave", "x", extra={1: "a"}), "extra holds 1"),
        (lambda: Claim("leave", "x", extra={"\udc80": 1}), "extra holds '\\udc80'"),
        (lambda: Claim("leave", "x", extra={"a": 2**63}), "an integer of more than 64 bits"),
        (lambda: Claim("leave", "x", extra={"a": -(10**5000)}), "of more than 64 bits"),
        (lambda: Claim("leave", "x", extra=nested(101)), "extra is nested more than 100 levels"),
        (lambda: Claim("leave", "x", extra=nested(10**5)), "extra is nested more than 100 levels"),
        (lambda: Claim("leave", "x", extra=[nested(101)]), "extra is nested more than 100 levels"),
        (lambda: Claim("leave", "x", extra=in_a_circle()), "extra is nested more than 100 levels"),
        (lambda: Actor("iraq", "Iraq", names=nested(101)), "names is nested more than 100 levels"),
        (lambda: Claim("leave", "x", extra=["a"]), "extra is ('a',), not a mapping"),
        (lambda: Claim("leave", "x", citations=[5]), "citations holds 5"),
        (lambda: Actor("iraq", "Iraq", part_of="iraq"), "an actor is no part of itself"),
        (lambda: Actor("iraq", "Iraq", influence=-1), "influence -1.0 is not a number from 0 up"),
        (lambda: Actor("iraq", "Iraq", names={"ar": ""}), "name in 'ar' is empty"),
        (lambda: Actor("iraq", "Iraq", names={5: "x"}), "names is 5, not text"),
        (lambda: Argument("a", (), "b", "pro"), "there is no premise"),
        (lambda: Argument("a", ("x", "x"), "b", "pro"), "a premise is named twice"),
        (lambda: Argument("a", "x", "a", "con"), "the argument targets itself"),
        (lambda: Argument("a", "x", "x", "pro"), "'x' is premise and target at once"),
        (lambda: Argument("a", "x", "b", "for"), "unknown side 'for'"),
        (lambda: Argument("a", "x", "b", "pro", basis="state"), "did you mean 'stated'?"),
        (lambda: Link(("a",), "contrary"), "claims ('a',) are not two"),
        (lambda: Link(("a", "a"), "contrary"), "are not two"),
        (lambda: Link(("a", "b"), "opposite"), "unknown kind 'opposite'"),
        (lambda: Stance("a", "b", "accepts"), "unknown verdict 'accepts'; did you mean 'accept'?"),
        (lambda: Stance("a", "b", "accept", strength=2), "strength 2.0 is outside 0..1"),
        (lambda: Stance("a", "b", "accept", via=("A",)), "via 'A' is not an id"),
        (lambda: Stance("a", "b", "accept", date="2024-02-30"), "date '2024-02-30' is no date"),
        (lambda: Stance("a", "b", "accept", date="٢٠٢٤"), "is no date"),
        (lambda: Stance("a", "b", "accept", hedge=""), "hedge is empty"),
        (lambda: Stake("a", "b", "win"), "unknown effect 'win'"),
        (lambda: Tie("a", "b", "backs", via=("A",)), "via 'A' is not an id"),
        (lambda: Tie("a", "b", "backs", hedge=""), "hedge is empty"),
        (lambda: Tie("a", "a", "backs"), "the tie leads back to where it starts"),
        (lambda: Tie("a", "b", "backs", sign=2), "sign 2 is not -1, 0 or 1"),
        (lambda: Tie("a", "b", "backs", sign=True), "sign True is not -1, 0 or 1"),
        (lambda: Source("a", "x", sha256="12"), "sha256 '12' is no checksum"),
        (lambda: Source("a", "x", sha256=int("1" * 64)), "is no checksum"),
        (lambda: Citation("a", start=5), "span 5..None is no stretch of text"),
        (lambda: Citation("a", start=5, end=4), "span 5..4 is no stretch of text"),
        (lambda: Citation("a", start=True, end=True), "is no stretch of text"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(make, said):
    with pytest.raises(InvalidRecordError) as caught:
        make()

    assert said in str(caught.value)
    assert all(fault.where and fault.remedy for fault in caught.value.faults)


def test_a_record_reports_all_its_faults_at_once():
    with pytest.raises(InvalidRecordError) as caught:
        Argument("X", ("y", "y"), "Z", "for", weight=2, basis="heard", citations=5)

    assert len(caught.value.faults) == 7


@pytest.mark.parametrize("date", ["2024", "2024-01", "2024-01-28", "2024-01-28T09:30:00+03:00"])
def test_dates_are_as_precise_as_is_known(date):
    assert Stance("a", "b", "accept", date=date).date == date


def test_a_date_may_be_given_as_python_has_it():
    assert Stance("a", "b", "accept", date=dt.date(2024, 1, 28)).date == "2024-01-28"


def test_one_of_something_need_not_be_put_in_a_list():
    argument = Argument("a", "x", "b", "pro", citations="mena ¶8")

    assert argument.premises == ("x",)
    assert argument.citations == (Citation("mena", "¶8"),)


def test_the_short_form_of_a_citation_reads_back():
    citation = Citation.of("  mena   p. 3, note 4 ")

    assert citation == Citation("mena", "p. 3, note 4")
    assert Citation.of(str(citation)) == citation


def test_whole_numbers_count_as_weights():
    assert Claim("a", "x", weight=1).weight == 1.0
    assert type(Claim("a", "x", weight=1).weight) is float


@given(actors() | claims() | sources() | citations())
def test_records_cannot_be_changed(record):
    with pytest.raises(FrozenInstanceError):
        record.extra = {}


def test_no_record_has_a_dict_to_write_strangers_into():
    with pytest.raises((AttributeError, TypeError)):
        CASE.surprise = 1


@given(claims())
def test_the_repr_of_a_record_makes_it_again(claim):
    assert eval(repr(claim)) == claim  # noqa: S307 - the repr under test


def test_the_repr_of_a_record_leaves_out_what_is_as_usual():
    assert repr(Stance("iraq", "leave", "accept")) == (
        "Stance(actor='iraq', claim='leave', verdict='accept')"
    )


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (CASE.actors[0], "actor 'iraq'"),
        (CASE.sources[0], "source 'mena'"),
        (CASE.links[0], "link between 'leave' and 'stay'"),
        (CASE.stakes[0], "stake of 'kurdistan' in 'leave'"),
        (CASE.ties[0], "tie from 'iraq' to 'kurdistan'"),
        (Citation("mena"), "citation of 'mena'"),
    ],
)
def test_every_record_has_words_for_an_error_message(record, said):
    assert described(record) == said


# What records hold -------------------------------------------------------------------


@given(extras())
def test_what_is_frozen_equals_what_it_was_made_from(extra):
    frozen = FrozenMapping(extra)

    assert dict(frozen).keys() == extra.keys()
    assert hash(frozen) == hash(FrozenMapping(extra))
    assert FrozenMapping(frozen) == frozen


def test_changing_the_mapping_it_was_made_from_changes_no_record():
    tags = ["a"]
    claim = Claim("a", "x", extra={"tags": tags})

    tags.append("b")

    assert claim.extra["tags"] == ("a",)


def test_a_frozen_mapping_cannot_be_written_to():
    with pytest.raises(TypeError):
        FrozenMapping({"a": 1})["a"] = 2


def test_what_is_true_is_not_one_in_a_frozen_mapping():
    one, true = FrozenMapping({"x": [{"y": 1}]}), FrozenMapping({"x": [{"y": True}]})

    assert one != true
    assert FrozenMapping({"x": 0}) != FrozenMapping({"x": False})
    assert FrozenMapping({"x": 1}) != {"x": True}
    assert FrozenMapping({"x": True}) == {"x": True}
    assert Claim("a", "A", extra=one) != Claim("a", "A", extra=true)
    assert FrozenMapping({"x": 1}) != 1


def test_a_hundred_levels_and_sixty_four_bits_are_kept():
    extra = {"deep": nested(99), "least": -(2**63), "most": 2**63 - 1}

    claim = Claim("a", "A", extra=extra)
    assert dict(claim.extra).keys() == extra.keys()
    assert hash(claim) == hash(Claim("a", "A", extra=extra))


def test_a_frozen_mapping_goes_no_deeper_than_a_record_may():
    inner = FrozenMapping(nested(100))

    with pytest.raises(InvalidRecordError, match="nested more than 100 levels deep; flatten it"):
        FrozenMapping({"a": inner})


def test_a_frozen_mapping_shows_what_it_holds():
    assert repr(FrozenMapping({"a": [1]})) == "FrozenMapping({'a': (1,)})"


# The map as a whole ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"positions": ("leav",)}, "positions: no claim 'leav'; did you mean 'leave'?"),
        ({"positions": ("iraq",)}, "positions: no claim 'iraq'; it is the actor 'iraq'"),
        ({"positions": ("leave", "leave", "stay")}, "positions: 'leave' is listed 2 times"),
        ({"claims": (*CLAIMS, Claim("iraq", "x"))}, "id 'iraq' is used 2 times"),
        ({"claims": (*CLAIMS, CLAIMS[0])}, "id 'leave' is used 2 times"),
        ({"links": (Link(("leave", "sty"), "contrary"),)}, "no claim 'sty'; did you mean 'stay'?"),
        ({"stances": (Stance("irak", "leave", "accept"),)}, "no actor 'irak'"),
        ({"stances": (Stance("iraq", "leve", "accept"),)}, "no claim 'leve'"),
        ({"stances": (Stance("iraq", "stay", "accept", via=("x",)),)}, "via: no actor 'x'"),
        ({"stakes": (Stake("iraq", "vacuum", "gain"),)}, "'vacuum' is no position"),
        ({"stakes": (Stake("iraq", "leave", "gain", via=("x",)),)}, "via: no actor 'x'"),
        ({"ties": (Tie("iraq", "iran", "backs"),)}, "no actor 'iran'"),
        (
            {"ties": (Tie("iraq", "erbil", "backs", via=("authr",)),)},
            "'iraq' to 'erbil', via: no actor 'authr'; did you mean 'author'?",
        ),
        ({"actors": (*CASE.actors, Actor("x", "X", part_of="y"))}, "part_of: no actor 'y'"),
        ({"sources": ()}, "claim 'vacuum': no source 'mena'"),
        ({"question": " "}, "question is empty"),
        ({"title": ""}, "title is empty"),
        ({"language": ""}, "language is empty"),
        ({"notes": ("",)}, "note is empty"),
        ({"extra": {"a": float("nan")}}, "extra holds nan"),
        ({"claims": ("leave",)}, "claims holds 'leave'; give Claim values only"),
        ({"actors": CLAIMS}, "give Actor values only"),
    ],
)
def test_records_that_do_not_fit_together_are_refused(changes, said):
    with pytest.raises(InvalidMapError) as caught:
        evolve(CASE, **changes)

    assert said in str(caught.value)
    assert all(fault.remedy for fault in caught.value.faults)


def test_a_step_cannot_be_supported():
    with pytest.raises(InvalidMapError, match="a step can be disputed, not supported"):
        CASE.with_(Argument("x", "stay", "vacuum-con-leave", "pro"))


def test_parts_that_run_in_a_circle_are_refused_and_the_circle_is_shown():
    circle = [Actor("a", "A", part_of="b"), Actor("b", "B", part_of="c")]

    with pytest.raises(InvalidMapError, match="'a' part of 'b' part of 'c' part of 'a'"):
        ArgumentMap("q", actors=[*circle, Actor("c", "C", part_of="a"), Actor("d", "D")])


def test_each_circle_of_parts_is_told_once():
    pairs = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("e", "a")]

    with pytest.raises(InvalidMapError) as caught:
        ArgumentMap("q", actors=[Actor(id, id, part_of=whole) for id, whole in pairs])

    assert len(caught.value.faults) == 2


def test_a_map_with_many_faults_reports_every_one():
    with pytest.raises(InvalidMapError) as caught:
        evolve(
            CASE,
            positions=("leave", "stay", "withdraw"),
            links=(Link(("leave", "go"), "contrary"),),
            stances=(Stance("iraq", "nowhere", "accept", via=("nobody",)),),
            ties=(Tie("iraq", "iran", "backs"), Tie("israel", "iran", "opposes")),
        )

    assert len(caught.value.faults) == 7


def test_faults_say_where_they_are():
    with pytest.raises(InvalidMapError) as caught:
        CASE.with_(Stance("iraq", "leav", "accept"))

    (fault,) = caught.value.faults
    assert fault.where == "stance of 'iraq' on 'leav'"
    assert fault.remedy == "did you mean 'leave'?"


def test_undercuts_may_dispute_each_other():
    claims = (Claim("a", "A"), Claim("b", "B"))
    arguments = (Argument("x", "a", "y", "con"), Argument("y", "b", "x", "con"))

    map = ArgumentMap("q", claims=claims, arguments=arguments)

    assert [undercut.id for undercut in map.undercuts("x")] == ["y"]


# Looking things up -------------------------------------------------------------------


def test_any_record_with_an_id_is_found_by_it():
    assert CASE["leave"] is CLAIMS[0]
    assert CASE["iraq"] is CASE.actors[0]
    assert CASE["joint"] is ARGUMENTS[3]
    assert CASE["mena"] is CASE.sources[0]
    assert "leave" in CASE
    assert "leav" not in CASE


def test_a_record_can_be_asked_for_by_its_kind():
    assert CASE.claim("leave") is CASE["leave"]
    assert CASE.actor("iraq") is CASE["iraq"]
    assert CASE.argument("joint") is CASE["joint"]
    assert CASE.source("mena") is CASE["mena"]


def test_an_unknown_id_is_a_key_error_that_names_the_nearest():
    with pytest.raises(KeyError, match="no record 'vacum' in this map") as caught:
        CASE["vacum"]

    assert isinstance(caught.value, UnknownIdError)
    assert caught.value.suggestions == ("vacuum",)


def test_an_id_of_another_kind_is_told_for_what_it_is():
    with pytest.raises(UnknownIdError, match="no claim 'iraq' in this map; it is the actor 'iraq'"):
        CASE.claim("iraq")


def test_an_id_that_is_no_text_is_unknown_like_any_other():
    with pytest.raises(UnknownIdError, match="no record 5"):
        CASE[5]


def test_a_map_is_no_sequence():
    with pytest.raises(TypeError, match="not iterable"):
        list(CASE)


def test_ids_come_in_the_order_of_the_records():
    assert CASE.ids[:5] == ("iraq", "kurdistan", "erbil", "author", "leave")
    assert CASE.ids[-1] == "mena"


def test_the_motion_is_the_first_position():
    assert CASE.motion is CLAIMS[0]


def test_a_map_without_positions_has_no_motion():
    with pytest.raises(NoPositionError, match="has no position"):
        _ = evolve(CASE, positions=(), stakes=()).motion


def test_principals_are_neither_voices_nor_parts():
    assert [actor.id for actor in CASE.principals] == ["iraq"]


def test_pros_and_cons_are_told_apart():
    assert CASE.pros("stay") == (ARGUMENTS[3],)
    assert CASE.cons("stay") == ()
    assert CASE.cons("leave") == (ARGUMENTS[0],)
    assert CASE.arguments_on("leave") == (ARGUMENTS[0],)


def test_undercuts_are_the_cons_of_a_step():
    assert CASE.undercuts("vacuum-con-leave") == (ARGUMENTS[1],)
    assert CASE.cons("vacuum-con-leave") == CASE.undercuts("vacuum-con-leave")


def test_asking_a_claim_for_its_undercuts_names_the_steps_that_have_some():
    with pytest.raises(UnknownIdError, match="steps from that claim: 'vacuum-con-leave'"):
        CASE.undercuts("vacuum")


def test_a_claim_knows_the_steps_it_takes_part_in():
    assert CASE.arguments_from("idle") == (ARGUMENTS[1], ARGUMENTS[3])
    assert CASE.premises_of("joint") == (CLAIMS[3], CLAIMS[4])


def test_relations_are_found_from_either_end():
    assert CASE.links_of("leave") == CASE.links_of("stay") == CASE.links
    assert CASE.ties_of("iraq") == CASE.ties_of("kurdistan") == CASE.ties
    assert CASE.stances_of("kurdistan") == CASE.stances[1:]
    assert CASE.stances_on("leave") == CASE.stances[:2]
    assert CASE.stakes_of("kurdistan") == CASE.stakes_in("leave") == CASE.stakes
    assert [part.id for part in CASE.parts_of("iraq")] == ["kurdistan"]


def test_nothing_found_is_an_empty_tuple():
    assert CASE.stances_of("erbil") == ()
    assert CASE.links_of("idle") == ()
    assert CASE.stakes_in("stay") == ()


@given(maps())
def test_lookups_agree_with_going_through_the_records(map):
    for claim in map.claims:
        assert map.arguments_on(claim.id) == tuple(a for a in map.arguments if a.target == claim.id)
        assert map.stances_on(claim.id) == tuple(s for s in map.stances if s.claim == claim.id)
        assert map.arguments_from(claim.id) == tuple(
            a for a in map.arguments if claim.id in a.premises
        )
    for actor in map.actors:
        assert map.stances_of(actor.id) == tuple(s for s in map.stances if s.actor == actor.id)
        assert map.parts_of(actor.id) == tuple(a for a in map.actors if a.part_of == actor.id)


def test_a_map_tells_at_the_prompt_what_it_holds():
    assert repr(CASE) == (
        "<ArgumentMap 'Should US forces leave Iraq?' with 2 positions, 5 claims, 4 arguments, "
        "4 actors, 3 stances, 1 stake, 1 tie, 1 link, 1 source>"
    )
    assert repr(ArgumentMap("q")) == "<ArgumentMap 'q' with no records>"


# A map is a value --------------------------------------------------------------------


@given(maps())
def test_a_map_survives_pickling_and_copying(map):
    for claim in map.claims:
        map.pros(claim.id)  # makes an index, which must not get in the way

    again = pickle.loads(pickle.dumps(map))  # noqa: S301 - our own bytes
    assert again == map
    assert hash(again) == hash(map)
    assert copy.deepcopy(map) == map
    assert evolve(map) == map


def test_a_pickled_map_hashes_like_its_equals_in_another_process():
    hash(CASE)
    code = (
        "import pickle, sys, attrs; map = pickle.load(sys.stdin.buffer);"
        " assert {map} == {attrs.evolve(map)}; assert map.cons('leave')"
    )

    subprocess.run([sys.executable, "-c", code], input=pickle.dumps(CASE), check=True)


@given(maps(), texts())
def test_maps_differ_by_any_field(map, text):
    other = evolve(map, notes=(*map.notes, text))

    assert other != map
    assert other == evolve(map, notes=(*map.notes, text))
    assert hash(other) == hash(evolve(map, notes=(*map.notes, text)))


def test_a_map_takes_records_from_any_iterable():
    assert ArgumentMap("q", claims=iter(CLAIMS[:2])).claims == CLAIMS[:2]
    assert ArgumentMap("q", claims=CLAIMS[0]).claims == CLAIMS[:1]


# What-ifs ----------------------------------------------------------------------------


def test_without_a_claim_goes_all_that_rests_on_it():
    map = CASE.without("vacuum")

    assert [argument.id for argument in map.arguments] == ["joint"]
    assert map.stances == CASE.stances[:2]
    assert "vacuum" not in map


def test_without_a_position_go_its_stakes_and_links():
    map = CASE.without("leave")

    assert map.positions == ("stay",)
    assert map.motion.id == "stay"
    assert map.stakes == map.links == ()


def test_without_a_step_go_its_undercuts_and_theirs():
    map = CASE.without("vacuum-con-leave")

    assert [argument.id for argument in map.arguments] == ["joint"]
    assert map.claims == CASE.claims


def test_without_a_premise_a_joint_step_falls():
    assert "joint" not in CASE.without("drill")


def test_without_an_actor_goes_what_reached_us_only_through_them():
    told = Tie("erbil", "iraq", "backs", via=("author",))

    map = CASE.with_(told).without("author")

    assert map.stances == CASE.stances[1:]
    assert map.stakes == ()
    assert map.ties == CASE.ties


def test_without_an_actor_their_parts_pass_to_the_next_whole():
    assert CASE.without("kurdistan").actor("erbil").part_of == "iraq"
    assert CASE.without(["kurdistan", "iraq"]).actor("erbil").part_of is None


def test_without_a_source_go_the_citations_and_nothing_else():
    map = CASE.without("mena")

    assert len(map.claims) == len(CASE.claims)
    assert len(map.stances) == len(CASE.stances)
    assert map.claim("vacuum").citations == ()
    assert map.stances[2].citations == ()


def test_without_takes_one_id_or_several_and_refuses_strangers():
    assert CASE.without(["idle", "drill"]) == CASE.without("idle").without("drill")
    assert CASE.without([]) == CASE
    with pytest.raises(UnknownIdError, match="no record 'idl'"):
        CASE.without("idl")


@given(maps())
def test_what_is_left_is_always_a_map(map):
    for id in map.ids:
        rest = map.without(id)

        assert id not in rest
        assert set(rest.ids) <= set(map.ids)


def test_with_adds_records_and_replaces_namesakes_where_they_stand():
    heavier = evolve(CASE.claim("stay"), weight=0.9)
    extra = Stance("erbil", "leave", "reject")

    map = CASE.with_([heavier, Claim("new", "New."), extra])

    assert [claim.id for claim in map.claims] == [*(claim.id for claim in CLAIMS), "new"]
    assert map.claim("stay").weight == 0.9
    assert map.stances == (*CASE.stances, extra)


def test_with_takes_one_record_and_leaves_the_map_as_it_was():
    assert "new" in CASE.with_(Claim("new", "New."))
    assert "new" not in CASE


def test_with_refuses_what_is_no_record_of_a_map():
    with pytest.raises(InvalidMapError, match="'stay' is no record of a map"):
        CASE.with_("stay")
    with pytest.raises(InvalidMapError, match="is no record of a map"):
        CASE.with_(Citation("mena"))


def test_with_does_not_choose_between_two_records_of_one_id():
    with pytest.raises(InvalidMapError, match="id 'new' is given twice"):
        CASE.with_([Claim("new", "New."), Claim("new", "Newer.")])


def test_with_does_not_turn_a_claim_into_an_actor():
    with pytest.raises(InvalidMapError, match="id 'stay' is used 2 times"):
        CASE.with_(Actor("stay", "Stay"))


@given(maps())
def test_taking_out_a_new_claim_gives_the_map_back(map):
    new = "zzzzzz-new"

    assert map.with_(Claim(new, "New.")).without(new) == map


def test_a_firmer_rung_leaves_out_what_is_less_firmly_known():
    map = CASE.on(basis="attributed")

    assert [argument.id for argument in map.arguments] == ["vacuum-con-leave"]
    assert map.stances == (CASE.stances[0], CASE.stances[2])
    assert map.claims == CASE.claims
    assert CASE.on(basis="stated").arguments == ()


@given(maps())
def test_rungs_leave_ever_more_in_and_the_last_leaves_all(map):
    kept = [map.on(basis=basis) for basis in BASES]

    assert kept[-1] == map
    for firmer, looser in pairwise(kept):
        assert set(firmer.ids) <= set(looser.ids)
        assert set(firmer.stances) <= set(looser.stances)


def test_an_unknown_rung_is_refused():
    with pytest.raises(UnknownOptionError, match="did you mean 'stated'"):
        CASE.on(basis="state")


# Size --------------------------------------------------------------------------------


def test_a_large_map_is_indexed_once_however_often_it_is_asked(monkeypatch):
    many = 20_000
    claims = [Claim(f"c{n}", "A claim.") for n in range(many)]
    arguments = [Argument(f"a{n}", f"c{n}", f"c{n // 2}", "pro") for n in range(1, many)]
    map = ArgumentMap("Large?", claims=claims, arguments=arguments)
    grouped, calls = model._grouped, []
    monkeypatch.setattr(model, "_grouped", lambda pairs: calls.append(1) or grouped(pairs))

    found = [argument for claim in map.claims for argument in map.pros(claim.id)]

    assert len(found) == many - 1
    assert len(calls) == 1


# What the tests are made of ----------------------------------------------------------


def test_arbitrary_maps_exercise_every_field_of_every_record():
    """The laws would be worth little if some field always had its default."""
    kinds = (Actor, Argument, Citation, Claim, Link, Source, Stake, Stance, Tie)
    wanted = {(kind.__name__, field.name) for kind in kinds for field in fields(kind)}
    seen = set()

    @settings(derandomize=True, max_examples=110, suppress_health_check=[HealthCheck.too_slow])
    @given(maps(), citations())
    def look(map, citation):
        rooms = [getattr(map, field.name) for field in fields(ArgumentMap)]
        records = [r for room in rooms if isinstance(room, tuple) for r in room]
        for record in (*records, citation):
            if isinstance(record, kinds):
                seen.update((type(record).__name__, name) for name in _unusual(record))

    look()

    assert wanted <= seen


def _unusual(record):
    return [f.name for f in fields(type(record)) if getattr(record, f.name) != f.default]


SIGHTS = {
    "undercuts of undercuts": lambda m: any(
        m.undercuts(undercut.id) for step in m.arguments for undercut in m.undercuts(step.id)
    ),
    "joint premises": lambda m: any(len(argument.premises) > 1 for argument in m.arguments),
    "chains of voices": lambda m: any(len(stance.via) > 1 for stance in m.stances),
    "several stances": lambda m: len({(s.actor, s.claim) for s in m.stances}) < len(m.stances),
    "parts": lambda m: any(actor.part_of for actor in m.actors),
}


@pytest.mark.parametrize("sight", SIGHTS)
def test_arbitrary_maps_show(sight):
    quick = settings(derandomize=True, max_examples=500, phases=[Phase.generate], database=None)

    assert find(maps(), SIGHTS[sight], settings=quick)
