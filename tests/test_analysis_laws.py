"""Laws that the answers keep on any map."""

from __future__ import annotations

import pickle
from itertools import product

import networkx as nx
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from argmap import Actor, Argument, ArgumentMap, Claim, Link, Stake, Stance
from argmap.analysis import (
    REDUCTIONS,
    SAYS,
    bearing,
    contradictions,
    disputed,
    gains,
    ladder,
    shared,
    silent,
    tally,
    unanswered,
    unsourced,
    unsupported,
    verdict_of,
)
from argmap.analysis.dates import stretch
from argmap.model import BASES, EFFECTS, LINK_KINDS, VERDICTS
from strategies import maps

RIVALS = {"contrary", "contradictory", "alternative"}


@st.composite
def debates(draw):
    """Small crowded maps: few ids and many relations, so that all of them meet."""
    names = ["a", "b", "c", "d", "e"]
    claims = st.sampled_from(names)
    pairs = st.lists(claims, min_size=2, max_size=2, unique=True).map(tuple)
    actors = [Actor("x", "X"), Actor("y", "Y", part_of="x"), Actor("z", "Z", kind="voice")]
    who = st.sampled_from("xyz")
    rungs = st.sampled_from(BASES)
    dates = st.sampled_from((None, None, "2020", "2020-06", "2021-01-05", "2021-01-05T10:00"))
    stances = st.builds(Stance, who, claims, st.sampled_from(VERDICTS), date=dates, basis=rungs)
    stakes = st.builds(Stake, who, st.just("a"), st.sampled_from(EFFECTS), basis=rungs)
    links = st.builds(Link, pairs, st.sampled_from(LINK_KINDS), basis=rungs)
    steps = []
    for number in range(draw(st.integers(0, 6))):
        target = draw(st.sampled_from([*names, *(step.id for step in steps)]))
        side = draw(st.sampled_from(("pro", "con"))) if target in names else "con"
        free = [name for name in names if name != target]
        premises = draw(st.lists(st.sampled_from(free), min_size=1, max_size=2, unique=True))
        steps.append(Argument(f"s{number}", premises, target, side, basis=draw(rungs)))
    return ArgumentMap(
        "?",
        positions=("a", "b"),
        actors=actors,
        claims=[Claim(name, name) for name in names],
        arguments=steps,
        links=draw(st.lists(links, max_size=3)),
        stances=draw(st.lists(stances, max_size=10)),
        stakes=draw(st.lists(stakes, max_size=2)),
    )


ANY = debates() | maps()


def asked(map):
    """Every question that takes a map alone, and those on two actors, asked of a map."""
    yield from (unanswered(map), unsupported(map), unsourced(map), contradictions(map))
    yield from (tally(map), gains(map))
    if map.positions:
        yield from (bearing(map), silent(map))
    for a, b in product(map.actors, repeat=2):
        yield from (disputed(map, a.id, b.id), shared(map, a.id, b.id))


# Bearing by its definition


def edges(map, *, links):
    """All along which something bears on something: from, to, sign and kind."""
    for step in map.arguments:
        yield step.id, step.target, 1 if step.side == "pro" else -1, "step"
        yield from ((premise, step.id, 1, "step") for premise in step.premises)
    for link in map.links if links else ():
        for one, other in (link.claims, link.claims[::-1]):
            yield one, other, -1 if link.kind in RIVALS else 1, link.kind


def next_walk(walk, edge):
    """A walk one edge longer, or nothing where the rules of rivalry forbid it."""
    (at, sign, crossed, chosen), (source, to, by, kind) = walk, edge
    rival, option = kind in RIVALS, kind == "alternative"
    if source != at or (crossed and rival) or (chosen and option):
        return None
    return to, sign * by, rival or (crossed and kind != "step"), chosen or option


def signs_of_walks(map, start, position, *, links):
    """The signs of all walks from a record to the position, walked forward, edge by edge."""
    found, frontier = set(), {(start, 1, False, False)}
    while frontier:
        found |= frontier
        longer = product(frontier, edges(map, links=links))
        frontier = {next_walk(walk, edge) for walk, edge in longer} - found - {None}
    return {sign for at, sign, *_ in found if at == position}


def label(signs):
    return {(): "none", (1,): "pro", (-1,): "con", (-1, 1): "mixed"}[tuple(sorted(signs))]


@given(ANY, st.booleans())
def test_bearing_is_the_sign_of_all_walks_to_the_position(map, links):
    assume(map.positions)
    position = map.positions[-1]

    expected = {
        record.id: label(signs_of_walks(map, record.id, position, links=links))
        for record in (*map.claims, *map.arguments)
    }

    assert dict(bearing(map, position, links=links)) == expected


@given(debates())
def test_without_circles_bearing_is_the_sign_of_all_paths(map):
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(bearing(map))
    for source, target, sign, _ in edges(map, links=False):
        graph.add_edge(source, target, sign=sign)
    assume(nx.is_directed_acyclic_graph(graph))

    def signs(start):
        for path in nx.all_simple_edge_paths(graph, start, "a"):
            negative = [edge for edge in path if graph.edges[edge]["sign"] < 0]
            yield -1 if len(negative) % 2 else 1

    expected = {id: label({1} if id == "a" else set(signs(id))) for id in graph}

    assert dict(bearing(map, "a", links=False)) == expected


@given(debates())
def test_a_tally_counts_each_argument_on_the_side_it_bears_on(map):
    counts = tally(map)

    for position in map.positions:
        towards = bearing(map, position, links=False)
        for side in ("pro", "con", "mixed"):
            count = counts.count(position, side)
            assert count.all == tuple(a.id for a in map.arguments if towards[a.id] == side)
            assert sum(count.rungs.values()) == len(count.all)


# Verdicts, disputes and common ground


@given(debates(), st.sampled_from(REDUCTIONS), st.booleans(), st.randoms())
def test_a_verdict_does_not_depend_on_the_order_of_stances(map, reduce, members, chance):
    shuffled = evolve(map, stances=chance.sample(map.stances, len(map.stances)))

    for actor, claim in product("xyz", "ab"):
        one = verdict_of(map, actor, claim, reduce=reduce, members=members)
        other = verdict_of(shuffled, actor, claim, reduce=reduce, members=members)
        assert one.verdict == other.verdict


@given(debates(), st.sampled_from(REDUCTIONS))
def test_a_verdict_that_takes_a_side_is_that_of_every_stance_it_went_by(map, reduce):
    for actor, claim in product("xyz", "ab"):
        found = verdict_of(map, actor, claim, reduce=reduce)
        verdicts = {stance.verdict for stance in found.counted}
        assert set(found.counted) <= set(found.stances)
        assert bool(found.counted) == bool(found.stances)
        match list(verdicts):
            case []:
                assert found.verdict == "silent"
            case [verdict]:
                assert found.verdict == verdict
            case _:
                assert found.verdict == "ambivalent"


@given(ANY, st.sampled_from(REDUCTIONS), st.booleans())
def test_disputed_and_shared_are_what_the_verdicts_say_and_never_overlap(map, reduce, members):
    options = {"reduce": reduce, "members": members}
    for a, b in product([actor.id for actor in map.actors], repeat=2):
        pairs = {
            claim.id: tuple(verdict_of(map, id, claim.id, **options).verdict for id in (a, b))
            for claim in map.claims
        }
        apart, common = disputed(map, a, b, **options), shared(map, a, b, **options)
        assert set(apart) == {c for c, pair in pairs.items() if set(pair) == {"accept", "reject"}}
        assert dict(common) == {
            c: one for c, (one, other) in pairs.items() if one == other in {"accept", "reject"}
        }
        assert not set(apart) & set(common)
        assert all(
            pairs[c] == (("accept", "reject") if w == a else ("reject", "accept"))
            for c, w in apart.items()
        )


@given(ANY, st.booleans())
def test_disputes_and_common_ground_are_the_same_from_either_side(map, members):
    for a, b in product([actor.id for actor in map.actors], repeat=2):
        one, other = (disputed(map, *pair, members=members) for pair in ((a, b), (b, a)))
        assert dict(one) == dict(other)
        assert one.table.rows == other.table.rows
        assert one.oppositions == other.oppositions
        assert shared(map, a, b, members=members).table.rows == (
            shared(map, b, a, members=members).table.rows
        )


@given(debates())
def test_an_opposition_sets_a_claim_of_one_against_what_the_other_accepts(map):
    for a, b in ("xy", "xz", "yz"):
        for found in disputed(map, a, b).oppositions:
            assert verdict_of(map, found.holder, found.claim).verdict == "accept"
            assert verdict_of(map, found.opponent, found.claim).verdict not in {"accept", "reject"}
            assert {verdict_of(map, found.opponent, c).verdict for c in found.against} == {"accept"}
            assert {found.holder, found.opponent} == {a, b}


@given(debates())
def test_nobody_disputes_anything_with_themselves(map):
    for actor in map.actors:
        mine = disputed(map, actor.id, actor.id)
        assert not mine
        assert mine.oppositions == ()


@given(debates())
def test_who_is_silent_by_its_definition(map):
    quiet = silent(map, list("xyz"), list("abc"))

    for actor, claim in product("xyz", "abc"):
        own = [s for s in map.stances if (s.actor, s.claim) == (actor, claim)]
        theirs = [s for s in map.stances if (actor, s.actor, s.claim) == ("x", "y", claim)]
        staked = any((s.actor, s.claim) == (actor, claim) for s in map.stakes)
        truths = [any(s.basis == "stated" for s in own), own, theirs, staked, True]
        first = next(says for says, true in zip(SAYS, truths, strict=True) if true)
        assert quiet.on(actor, claim).says == first
    for actor in "xyz":
        assert quiet[actor] == min((quiet.on(actor, c).says for c in "abc"), key=SAYS.index)


@given(debates())
def test_counting_members_leaves_nobody_heard_through_a_member(map):
    assert "through a member" not in {
        one.says for one in silent(map, list("xyz"), members=True).heard
    }


# Gaps


@given(ANY)
def test_unsupported_claims_are_those_without_a_pro(map):
    expected = {claim.id for claim in map.claims if not map.pros(claim.id)}

    assert set(unsupported(map, links=False)) == expected
    assert set(unsupported(map)) <= expected


@given(ANY)
def test_unanswered_steps_have_premises_without_a_con_and_no_undercut(map):
    found = unanswered(map, links=False)

    for step in map.arguments:
        replies = [*map.undercuts(step.id), *(c for p in step.premises for c in map.cons(p))]
        assert (step.id in found) is not bool(replies)
    for claim in map.claims:
        uses = [u for step in map.arguments_from(claim.id) for u in map.undercuts(step.id)]
        assert (claim.id in found) is not bool([*map.cons(claim.id), *uses])
    assert set(unanswered(map)) <= set(found)


@given(ANY)
def test_unsourced_finds_every_record_without_a_citation_and_no_other(map):
    asserting = (map.claims, map.arguments, map.links, map.stances, map.stakes, map.ties)
    bare = [record for records in asserting for record in records if not record.citations]

    assert [gap.record for gap in unsourced(map).gaps] == bare


# Contradictions by their definition


def held_at(map, actor, claim, moment):
    """The verdicts an actor may hold of a claim at a moment: said by then, not yet replaced."""
    stances = [s for s in map.stances if (s.actor, s.claim) == (actor, claim)]
    dated = [stretch(s.date)[0] for s in stances if s.date]
    return {
        s.verdict
        for s in stances
        if stretch(s.date)[0] <= moment
        and not any(stretch(s.date)[1] < start <= moment for start in dated)
    }


def contradicted(map, actor):
    moments = {stretch(s.date)[0] for s in map.stances} | {stretch(None)[0]}
    for moment in moments:
        held = {claim.id: held_at(map, actor, claim.id, moment) for claim in map.claims}
        accepted = {claim for claim, verdicts in held.items() if "accept" in verdicts}
        rejected = {claim for claim, verdicts in held.items() if "reject" in verdicts}
        yield from (("accepts and rejects", None) for _ in accepted & rejected)
        for step in map.arguments:
            if step.side == "con" and {*step.premises, step.target} <= accepted:
                yield "accepts a con", step
        for link in map.links:
            one, other = link.claims
            if link.kind in RIVALS and {one, other} <= accepted:
                yield "accepts rivals", link
            if link.kind == "contradictory" and {one, other} <= rejected:
                yield "rejects both", link
            parted = any(p in accepted and q in rejected for p, q in ((one, other), (other, one)))
            if link.kind not in RIVALS and parted:
                yield "parts equals", link


@given(debates())
def test_contradictions_are_those_of_the_definition(map):
    for actor in map.actors:
        found = contradictions(map, actor.id, longest=0).found
        assert {(one.kind, one.by) for one in found} == set(contradicted(map, actor.id))


@given(debates(), st.booleans())
def test_every_contradiction_is_shown_by_records_of_the_map(map, members):
    for found in contradictions(map, members=members).found:
        needs = {(stance.claim, stance.verdict) for stance in found.stances}
        own = {found.actor, *(["y"] if members and found.actor == "x" else [])}
        assert needs == set(found.needs)
        assert {stance.actor for stance in found.stances} <= own
        assert set(found.stances) <= set(map.stances)
        steps = found.steps or ([found.by] if found.by else [])
        assert set(found.chain) == {*found.stances, *steps}


@given(debates())
def test_a_contradiction_of_undated_stances_shows_from_its_rung_on_and_not_before(map):
    map = evolve(map, stances=[evolve(stance, date=None) for stance in map.stances])

    def shown(found):
        return {(one.actor, one.kind, one.needs, one.by) for one in found}

    everywhere = contradictions(map, longest=0).found
    for rung in BASES:
        known = [one for one in everywhere if BASES.index(one.basis) <= BASES.index(rung)]
        assert shown(contradictions(map.on(basis=rung), longest=0).found) == shown(known)


# All questions


@settings(deadline=None)
@given(ANY)
def test_the_last_rung_of_a_ladder_is_the_answer_itself(map):
    for question in (tally, unanswered, unsupported, unsourced, contradictions, gains):
        assert ladder(question, map).on("analyst") == question(map)
    if map.positions:
        assert ladder(bearing, map).on("analyst") == bearing(map)
        assert ladder(silent, map).on("analyst") == silent(map)


@settings(deadline=None)
@given(debates())
def test_a_ladder_has_an_entry_for_every_rung(map):
    for question in (tally, unanswered, contradictions, silent):
        assert set(dict.fromkeys(row[0] for row in ladder(question, map).table.rows)) == set(BASES)


@given(ANY)
def test_answers_are_values(map):
    for answer in asked(map):
        assert hash(answer) == hash(answer)
        assert pickle.loads(pickle.dumps(answer)) == answer  # noqa: S301 - our own bytes
        assert str(answer).splitlines()
        assert repr(answer).startswith(f"<{type(answer).__name__} ")


@given(ANY)
def test_the_same_map_gives_the_same_answers_to_the_letter(map):
    again = pickle.loads(pickle.dumps(map))  # noqa: S301 - our own bytes

    for one, other in zip(asked(map), asked(again), strict=True):
        assert one == other
        assert str(one) == str(other)


def renamed(map, name):
    """The map with another name for every id."""

    def of(record, *fields):
        changes = {}
        for field in fields:
            value = getattr(record, field)
            changes[field] = (
                tuple(name[id] for id in value) if isinstance(value, tuple) else name.get(value)
            )
        return evolve(record, **changes)

    return evolve(
        map,
        positions=[name[id] for id in map.positions],
        actors=[of(actor, "id", "part_of") for actor in map.actors],
        claims=[of(claim, "id") for claim in map.claims],
        arguments=[of(step, "id", "premises", "target") for step in map.arguments],
        links=[of(link, "claims") for link in map.links],
        stances=[of(stance, "actor", "claim", "via") for stance in map.stances],
        stakes=[of(stake, "actor", "claim", "via") for stake in map.stakes],
    )


@given(debates(), st.randoms())
def test_names_make_no_difference(map, chance):
    ids = list(map.ids)
    name = dict(zip(ids, (f"n{i}" for i in chance.sample(range(len(ids)), len(ids))), strict=True))
    other = renamed(map, name)

    for question in (bearing, unanswered, unsupported, unsourced, silent):
        expected = {name[id]: value for id, value in question(map).items()}
        assert dict(question(other)) == expected
    for a, b in ("xy", "xz"):
        apart = disputed(map, a, b)
        assert dict(disputed(other, name[a], name[b])) == {
            name[claim]: name[actor] for claim, actor in apart.items()
        }
        assert len(apart.oppositions) == len(disputed(other, name[a], name[b]).oppositions)
    kinds = [(name[one.actor], one.kind) for one in contradictions(map).found]
    assert [(one.actor, one.kind) for one in contradictions(other).found] == kinds


@given(debates(), st.randoms())
def test_the_order_of_records_makes_no_difference_to_what_is_found(map, chance):
    rooms = ("actors", "claims", "arguments", "links", "stances", "stakes")
    shuffled = evolve(
        map, **{room: chance.sample(getattr(map, room), len(getattr(map, room))) for room in rooms}
    )

    for question in (bearing, unanswered, unsupported, unsourced, silent):
        assert dict(question(map)) == dict(question(shuffled))
    assert dict(disputed(map, "x", "z")) == dict(disputed(shuffled, "x", "z"))
    assert {(c.actor, c.kind, c.by, c.basis) for c in contradictions(map).found} == {
        (c.actor, c.kind, c.by, c.basis) for c in contradictions(shuffled).found
    }
