"""Two versions of a map in one picture."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import argmap
from argmap import Actor, Argument, ArgumentMap, Claim, Link, Source, Stake, Stance, Tie
from argmap.analysis import compare
from argmap.drawing import draw, draw_difference
from argmap.drawing.difference import CHANGES, united
from argmap.drawing.sides import sides
from argmap.drawing.style import PALETTE
from argmap.errors import InvalidOptionError, UnknownIdError, UnknownOptionError
from strategies import maps

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = st.sampled_from(["board", "tree"])


@pytest.fixture
def map():
    """A small map with one of everything that can change."""
    return ArgumentMap(
        "Should we stay?",
        positions=("stay", "go"),
        actors=(Actor("ann", "Ann"), Actor("bob", "Bob"), Actor("press", "The press", "voice")),
        claims=(
            Claim("stay", "We stay.", label="Stay", citations="diary p. 1"),
            Claim("go", "We go.", label="Go"),
            Claim("rain", "It rains.", label="Rain", weight=0.5),
            Claim("wet", "The grass is wet."),
        ),
        arguments=(
            Argument("rain-stay", "rain", "stay", "con"),
            Argument("wet-rain", "wet", "rain", "pro"),
        ),
        links=(Link(("go", "stay"), "alternative"),),
        stances=(Stance("ann", "stay", "accept"), Stance("bob", "rain", "accept")),
        stakes=(Stake("bob", "go", "gain"),),
        ties=(Tie("ann", "bob", "backs"),),
        sources=(Source("diary", "A diary"),),
    )


def changed(map, room, index, **fields):
    """The map with one record that is otherwise."""
    records = list(getattr(map, room))
    records[index] = evolve(records[index], **fields)
    return evolve(map, **{room: tuple(records)})


def changes(old, new, **options):
    return draw_difference(old, new, **options).changes


def texts(diagram):
    root = ET.fromstring(diagram.to_svg())  # noqa: S314 - our own output
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def tip(diagram, id):
    root = ET.fromstring(diagram.to_svg())  # noqa: S314 - our own output
    found = next(g for g in root.iter(f"{SVG}g") if g.get("data-id") == id)
    return found.find(f"{SVG}title").text


def signs_of(diagram, id):
    """How many signs and badges stand on a card."""
    root = ET.fromstring(diagram.to_svg())  # noqa: S314 - our own output
    found = next(g for g in root.iter(f"{SVG}g") if g.get("data-id") == id)
    return len(list(found.iter(f"{SVG}use")))


# Nothing -----------------------------------------------------------------------------


@given(maps(), VIEWS)
@settings(max_examples=27)
def test_a_map_does_not_differ_from_itself(map, view):
    diagram = draw_difference(map, map, view)

    assert diagram.map == map
    assert diagram.changes.told == "Nothing differs."
    assert "Nothing differs." in diagram.alt_text
    assert 'class="change' not in diagram.to_svg()


def test_the_order_of_records_and_of_premises_is_no_difference(map):
    joint = map.with_(Argument("both", ("rain", "wet"), "go", "pro"))
    turned = evolve(
        joint,
        claims=joint.claims[::-1],
        stances=joint.stances[::-1],
        arguments=(evolve(joint.argument("both"), premises=("wet", "rain")), *joint.arguments[:-1]),
        links=(Link(("stay", "go"), "alternative"),),
    )

    assert changes(joint, turned).told == "Nothing differs."


# What came and went ------------------------------------------------------------------


def test_what_only_the_old_version_has_is_still_drawn_and_struck_through(map):
    diagram = draw_difference(map, map.without("wet"))

    assert "The grass is wet." in texts(diagram)
    assert "REMOVED" in texts(diagram)
    assert 'text-decoration="line-through"' in diagram.to_svg()
    assert diagram.changes.told == "Removed: 1 claim, 1 step."


def test_what_only_the_new_version_has_says_so(map):
    diagram = draw_difference(map.without("wet"), map)

    assert "ADDED" in texts(diagram)
    assert 'text-decoration="line-through"' not in diagram.to_svg()
    assert diagram.changes.told == "Added: 1 claim, 1 step."


def test_every_change_has_a_sign_of_its_own_besides_colour(map):
    new = changed(map.without("wet"), "claims", 2, text="It pours.").with_(
        Claim("sun", "The sun shines.")
    )
    diagram = draw_difference(map, new)

    root = ET.fromstring(diagram.to_svg())  # noqa: S314 - our own output
    signs = {
        change: {
            path.get("d")
            for path in root.iter(f"{SVG}path")
            if path.get("stroke") == PALETTE[change][0]
        }
        for change in CHANGES
    }
    assert all(len(drawn) == 1 for drawn in signs.values())
    assert len(set.union(*signs.values())) == 3


def test_the_legend_explains_the_changes_that_occur(map):
    def told(new):
        items = draw_difference(map, new)._picture.legend
        words = {item.text for row in items for item in row}
        return words & {"added", "removed", "told otherwise"}

    assert told(map) == set()
    assert told(map.without("wet")) == {"removed"}
    assert told(map.with_(Claim("sun", "It shines."))) == {"added"}
    assert told(changed(map, "stances", 0, verdict="reject")) == {"told otherwise"}


def test_a_step_that_went_is_faint_and_the_trunk_it_shared_is_not(map):
    old = map.with_(Argument("wet-stay", "wet", "stay", "con"))
    root = ET.fromstring(  # noqa: S314 - our own output
        draw_difference(old, old.without("wet-stay")).to_svg()
    )

    faint = {
        g.get("data-ends").split()[0]: g.get("opacity")
        for g in root.iter(f"{SVG}g")
        if g.get("data-ends") and g.get("class", "").startswith("step")
    }
    heads = {
        g.get("data-ends").split()[0]
        for g in root.iter(f"{SVG}g")
        if g.get("data-ends") and any(path.get("marker-end") for path in g.iter(f"{SVG}path"))
    }

    assert faint["wet-stay"] == "0.5"
    assert faint["rain-stay"] is None
    assert "rain-stay" in heads


# What is told otherwise --------------------------------------------------------------


def test_a_changed_verdict_is_told_with_the_one_before(map):
    diagram = draw_difference(map, changed(map, "stances", 1, verdict="reject"))

    assert diagram.changes.told == "Changed: 1 stance."
    assert diagram.changes.held == {("bob", "rain"): "changed"}
    assert tip(diagram, "rain").splitlines()[-1] == "Before: Bob accepts it (stated)."


def test_a_stance_known_in_another_way_is_told_with_the_way_before(map):
    diagram = draw_difference(map, changed(map, "stances", 1, basis="attributed", via="press"))

    assert diagram.changes.held == {("bob", "rain"): "changed"}
    assert "Bob accepts it (attributed, via The press)." in tip(diagram, "rain")
    assert tip(diagram, "rain").splitlines()[-1] == "Before: Bob accepts it (stated)."


def test_a_stance_that_came_or_went_bears_its_sign_on_the_badge(map):
    without = evolve(map, stances=map.stances[:1])

    def badge(old, new):
        cards = draw_difference(old, new)._picture.cards
        rain = next(placed.card for placed in cards if placed.card.id == "rain")
        (chip,) = (chip for row in rain.rows for chip in row.chips)
        return chip.change

    assert badge(without, map) == "added"
    assert badge(map, without) == "removed"
    assert badge(map, map) == ""


def test_one_of_several_stances_that_came_makes_the_badge_told_otherwise(map):
    more = evolve(map, stances=(*map.stances, Stance("bob", "rain", "reject")))

    assert changes(map, more).held == {("bob", "rain"): "changed"}
    assert changes(map, more).told == "Added: 1 stance."


def test_stances_are_paired_with_those_that_say_the_same_first(map):
    old = evolve(map, stances=(Stance("bob", "rain", "accept"), Stance("bob", "rain", "reject")))
    new = evolve(
        map,
        stances=(
            Stance("bob", "rain", "accept", basis="implied"),
            Stance("bob", "rain", "accept", hedge="may"),
            Stance("bob", "rain", "reject", basis="implied"),
        ),
    )

    found = changes(old, new)

    assert found.counts["stance"] == {"changed": 2, "added": 1}
    assert found.said["rain"] == (
        "Before: Bob accepts it (stated).",
        "Before: Bob rejects it (stated).",
    )


@pytest.mark.parametrize(
    ("index", "fields", "told"),
    [
        (2, {"text": "It pours."}, "Before: text “It rains.”."),
        (2, {"label": None}, "Before: label “Rain”."),
        (2, {"weight": 0.75}, "Before: weight 0.5."),
        (2, {"theme": "Weather"}, "Before: theme none."),
        (2, {"kind": "fact", "weight": 1}, "Before: weight 0.5 and kind claim."),
        (2, {"citations": "diary p. 3"}, "Before: not cited."),
        (0, {"citations": ()}, "Before: cited from p. 1."),
        (3, {"label": "Wet"}, "Before: no label."),
        (3, {"extra": {"a": 1}}, "Before: other details."),
    ],
)
def test_a_changed_claim_tells_what_was_other_before(map, index, fields, told):
    diagram = draw_difference(map, changed(map, "claims", index, **fields))

    assert diagram.changes.told == "Changed: 1 claim."
    assert tip(diagram, map.claims[index].id).splitlines()[-1] == told


def test_a_changed_motion_bears_the_sign_too(map):
    diagram = draw_difference(map, changed(map, "claims", 0, text="We stay for ever."))

    assert signs_of(diagram, "stay") == signs_of(draw(diagram.map), "stay") + 1
    assert tip(diagram, "stay").splitlines()[-1] == "Before: text “We stay.”."


def test_a_changed_step_tells_what_it_was_on_its_claim(map):
    diagram = draw_difference(map, changed(map, "arguments", 0, weight=0.5, basis="implied"))

    assert diagram.changes.records == {"rain-stay": "changed"}
    assert tip(diagram, "rain").splitlines()[-1] == (
        "Before: “Rain” attacks “Stay”. Basis: stated. Weight 1."
    )


def test_a_link_known_in_another_way_is_told(map):
    diagram = draw_difference(map, changed(map, "links", 0, basis="analyst"))

    assert diagram.changes.links == {frozenset({"go", "stay"}): "changed"}
    assert tip(diagram, "go").splitlines()[-1] == (
        "Before: It is an alternative to “Stay” (stated)."
    )


def test_a_link_of_another_kind_came_and_went(map):
    found = changes(map, changed(map, "links", 0, kind="contrary"))

    assert found.told == "Added: 1 link; removed: 1 link."
    assert found.links == {frozenset({"go", "stay"}): "changed"}


def test_what_no_picture_draws_is_told_in_words(map):
    assert changes(map, changed(map, "ties", 0, strength=0.5)).told == "Changed: 1 tie."
    assert changes(map, evolve(map, ties=())).told == "Removed: 1 tie."
    assert changes(map, changed(map, "actors", 0, bloc="Us")).told == "Changed: 1 actor."
    assert changes(map, changed(map, "sources", 0, title="B")).told == "Changed: 1 source."


def test_what_belongs_to_no_record_is_told_in_words(map):
    asked = evolve(map, question="Should we go?", title="Camp", notes=("n",))

    assert changes(map, asked).told == (
        "The question was “Should we stay?”. The map has another title and notes."
    )


def test_another_motion_is_told(map):
    other = evolve(map, positions=("go", "stay"))

    assert changes(map, other).told == "The motion was “Stay”."
    assert changes(evolve(map, positions=(), stakes=()), map).told.endswith("There was no motion.")


def test_a_claim_that_became_a_position_bears_a_sign(map):
    diagram = draw_difference(map, evolve(map, positions=("stay", "go", "rain")))

    assert diagram.changes.records == {"rain": "changed"}
    assert diagram.changes.told == "The positions are others, or in another order."
    assert tip(diagram, "rain").splitlines()[-1] == "Before: no position."


def test_a_side_is_that_of_its_own_version(map):
    old = map.with_(Argument("wet-stay", "wet", "stay", "pro"))
    new = map.with_(Argument("wet-go", "wet", "go", "pro"))

    found = draw_difference(old, new)._scene.sides

    assert found["wet"] == sides(new)["wet"]
    assert found["wet-stay"] == "for"


# Other ids ---------------------------------------------------------------------------


def renamed(map):
    """The map with another id for everything that has one."""
    claims = {c.id: f"{c.id}-2" for c in map.claims}
    return (
        ArgumentMap(
            map.question,
            positions=[claims[id] for id in map.positions],
            actors=[evolve(a, id=f"{a.id}-2") for a in map.actors],
            claims=[
                evolve(
                    c,
                    id=claims[c.id],
                    citations=[evolve(p, source=f"{p.source}-2") for p in c.citations],
                )
                for c in map.claims
            ],
            arguments=[
                evolve(
                    a,
                    id=f"{a.id}-2",
                    premises=[claims[id] for id in a.premises],
                    target=f"{a.target}-2",
                )
                for a in map.arguments
            ],
            links=[evolve(k, claims=[claims[id] for id in k.claims]) for k in map.links],
            stances=[evolve(s, actor=f"{s.actor}-2", claim=claims[s.claim]) for s in map.stances],
            stakes=[evolve(s, actor=f"{s.actor}-2", claim=claims[s.claim]) for s in map.stakes],
            ties=[evolve(t, source=f"{t.source}-2", target=f"{t.target}-2") for t in map.ties],
            sources=[evolve(s, id=f"{s.id}-2") for s in map.sources],
        ),
        {
            r.id: f"{r.id}-2"
            for room in (map.claims, map.actors, map.arguments, map.sources)
            for r in room
        },
    )


def test_what_only_has_another_id_does_not_differ(map):
    new, ids = renamed(map)

    assert changes(map, new, renamed=ids).told == "Nothing differs."
    assert "Added: 4 claims" in changes(map, new).told


def test_a_renamed_record_may_differ_besides(map):
    new, ids = renamed(changed(map, "claims", 2, text="It pours."))

    assert changes(map, new, renamed=ids).told == "Changed: 1 claim."


def test_an_old_record_whose_id_is_taken_is_drawn_under_another(map):
    new, _ = renamed(map)
    new = new.with_(Claim("ann", "Ann is here."))

    both, found = united(map, new, {"rain": "wet-2"})

    assert both["ann"] == Claim("ann", "Ann is here.")
    assert both["ann-before"].name == "Ann"
    assert found.records["ann"] == "added"
    assert found.records["wet-2"] == "changed"
    assert found.records["wet"] == "removed"


def test_an_old_record_gives_its_id_to_the_one_that_is_renamed_to_it(map):
    both, found = united(map, map, {"rain": "wet"})

    assert found.records["wet"] == "changed"
    assert both.claim("wet-before").text == "The grass is wet."
    assert found.records["wet-before"] == "removed"
    assert found.records["rain"] == "added"


def test_two_records_cannot_become_one(map):
    with pytest.raises(InvalidOptionError, match="'go' is given for rain and wet, which cannot"):
        draw_difference(map, map, renamed={"rain": "go", "wet": "go"})


def test_a_record_cannot_become_one_of_another_kind(map):
    with pytest.raises(InvalidOptionError, match="renamed 'ann' is no claim, which 'rain' was"):
        draw_difference(map, map, renamed={"rain": "ann"})


@pytest.mark.parametrize("ids", [{"rian": "rain"}, {"rain": "rian"}])
def test_an_id_that_its_version_has_not_is_told(map, ids):
    with pytest.raises(UnknownIdError, match="did you mean 'rain'"):
        draw_difference(map, map, renamed=ids)


# Laws --------------------------------------------------------------------------------

TURNED = {"added": "removed", "removed": "added", "changed": "changed"}


@given(maps(), maps(), VIEWS)
@settings(max_examples=25)
def test_any_two_maps_draw_with_all_that_either_has(old, new, view):
    diagram = draw_difference(old, new, view)

    root = ET.fromstring(diagram.to_svg())  # noqa: S314 - our own output
    drawn = {element.get("data-id") for element in root.iter(f"{SVG}g")}
    assert {claim.id for claim in (*new.claims, *diagram.map.claims)} <= drawn
    texts = Counter(claim.text for claim in diagram.map.claims)
    assert not Counter(claim.text for claim in new.claims) - texts
    gone = [c for c in old.claims if c.id not in new or not isinstance(new[c.id], Claim)]
    assert len(diagram.map.claims) == len(new.claims) + len(gone)


@given(maps(), maps())
@settings(max_examples=25)
def test_read_the_other_way_round_what_came_has_gone(old, new):
    there, back = united(old, new, {})[1], united(new, old, {})[1]

    for noun, counted in there.counts.items():
        assert Counter({TURNED[change]: n for change, n in counted.items()}) == back.counts[noun]


@st.composite
def versions(draw):
    """A map and what became of it: records fewer, or otherwise, or both."""
    old = draw(maps())
    fewer = [r.id for room in (old.claims, old.arguments, old.actors) for r in room]
    new = old.without(draw(st.lists(st.sampled_from(fewer), max_size=2))) if fewer else old
    if new.stances and draw(st.booleans()):
        new = changed(new, "stances", 0, verdict=draw(st.sampled_from(("accept", "reject"))))
    if new.links and draw(st.booleans()):
        new = changed(new, "links", 0, basis=draw(st.sampled_from(("stated", "analyst"))))
    if new.claims and draw(st.booleans()):
        new = changed(new, "claims", 0, weight=draw(st.sampled_from((0.0, 1.0))))
    return (old, new) if draw(st.booleans()) else (new, old)


ROOMS = {
    Claim: "claim",
    Argument: "step",
    Stance: "stance",
    Stake: "stake",
    Link: "link",
    Actor: "actor",
    Tie: "tie",
    Source: "source",
}


@given(versions() | st.tuples(maps(), maps()))
@settings(max_examples=25)
def test_as_much_is_counted_as_the_analysis_finds(pair):
    old, new = pair
    found = compare(old, new)
    kinds: dict[str, Counter[str]] = {noun: Counter() for noun in ROOMS.values()}
    pairs = {}
    for one in found.differences:
        if isinstance(one.old or one.new, ArgumentMap) or one.kind == "renamed":
            continue
        key = id(one.old), id(one.new)
        kind = one.kind if one.kind in {"added", "removed"} else "changed"
        pairs[key] = (ROOMS[type(one.old or one.new)], kind)
    for noun, kind in pairs.values():
        kinds[noun][kind] += 1
    if any(r.id in new and type(new[r.id]) is not type(r) for r in everything(old)):
        return

    counts = united(old, new, found.renamed)[1].counts

    assert {noun: dict(+Counter(counted)) for noun, counted in counts.items()} == {
        noun: dict(counted) for noun, counted in kinds.items()
    }


def everything(map):
    return (*map.claims, *map.actors, *map.arguments, *map.sources)


@given(versions())
@settings(max_examples=25)
def test_two_versions_differ_in_nothing_only_if_they_hold_the_same(pair):
    old, new = pair

    found = united(old, new, {})[1]

    assert (found.told == "Nothing differs.") == (not compare(old, new).differences)


@given(versions())
@settings(max_examples=27)
def test_every_change_of_a_claim_or_a_step_has_a_sign(pair):
    old, new = pair

    both, found = united(old, new, {})

    before = {r.id for r in (*old.claims, *old.arguments)}
    now = {r.id for r in (*new.claims, *new.arguments)}
    assert {id for id, change in found.records.items() if change == "added"} == now - before
    assert {id for id, change in found.records.items() if change == "removed"} == before - now
    assert {r.id for r in (*both.claims, *both.arguments)} == before | now


def test_the_whole_of_a_real_map_is_compared():
    map = argmap.example("iraq-withdrawal")

    diagram = draw_difference(map, map.without(["vacuum", "washington"]))

    found = compare(map, map.without(["vacuum", "washington"]))
    gone = Counter(type(record) for record in found.removed)
    counts = {noun: counted["removed"] for noun, counted in diagram.changes.counts.items()}
    assert counts == {noun: gone[kind] for kind, noun in ROOMS.items()}


def test_the_options_of_a_picture_are_those_of_any(map):
    diagram = draw_difference(map, map.without("wet"), focus=("wet", 0), values={"wet": 1})

    assert {claim.id for claim in diagram._scene.map.claims} == {"wet", "stay"}
    assert "Only what is 0 links around wet" in diagram.alt_text
    assert "1 value painted" in repr(diagram)


def test_a_picture_of_one_version_bears_no_sign(map):
    assert draw(map).changes is None
    assert 'class="change' not in draw(map).to_svg()


def test_a_difference_is_refused_in_views_that_have_no_signs_for_it():
    map = argmap.example("iraq-withdrawal")

    with pytest.raises(UnknownOptionError, match=r"'actors' \(one of: board, tree\)"):
        draw_difference(map, map, "actors")
