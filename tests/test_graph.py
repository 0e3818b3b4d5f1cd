"""The map as a typed graph, and back without loss."""

from __future__ import annotations

import io
import json

import networkx as nx
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    InvalidMapError,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
)
from argmap.graph import (
    SCHEMA,
    check_graph,
    from_graph,
    to_actor_graph,
    to_claim_graph,
    to_graph,
)
from strategies import json_values, maps

CASE = ArgumentMap(
    "Should US forces leave Iraq?",
    positions=("leave", "stay"),
    actors=(
        Actor("iraq", "Iraq", names={"ar": "العراق"}, influence=2),
        Actor("kurdistan", "Kurdistan Region", part_of="iraq", citations="mena ¶8"),
        Actor("author", "The author", "voice"),
    ),
    claims=(
        Claim("stay", "US forces stay."),
        Claim("leave", "US forces leave Iraq."),
        Claim("vacuum", "A gap opens.", citations=["mena ¶8", Citation("mena", quote="gap")]),
        Claim("idle", "They no longer fight.", extra={"tags": ["a", 1]}),
        Claim("drill", "They still train others."),
    ),
    arguments=(
        Argument("vacuum-con-leave", "vacuum", "leave", "con", weight=0.8),
        Argument("idle-undercuts-vacuum", "idle", "vacuum-con-leave", "con"),
        Argument("joint", ("idle", "drill"), "leave", "pro", scheme="from waste"),
    ),
    links=(Link(("leave", "stay"), "alternative"),),
    stances=(
        Stance("kurdistan", "leave", "reject", via=("author", "iraq"), citations="mena ¶9"),
        Stance("iraq", "leave", "accept", hedge="may"),
        Stance("iraq", "stay", "ambivalent"),
        Stance("author", "stay", "neutral", date="2024"),
    ),
    stakes=(
        Stake("iraq", "leave", "gain"),
        Stake("kurdistan", "leave", "loss"),
        Stake("author", "stay", "mixed"),
    ),
    ties=(
        Tie("iraq", "kurdistan", "opposes", sign=-1, strength=0.5),
        Tie("kurdistan", "iraq", "backs", via=("author", "iraq"), hedge="may"),
    ),
    sources=(Source("mena", "The withdrawal question"),),
    notes=("Doubtful.",),
)


def edges(graph, type):
    return [(start, end) for start, end, data in graph.edges(data=True) if data["type"] == type]


@pytest.fixture
def bare():
    """The least that a graph made by hand must say."""
    graph = nx.MultiDiGraph(question="Leave?")
    graph.add_node("leave", type="claim")
    graph.add_node("iraq", type="actor")
    return graph


# There -------------------------------------------------------------------------------


def test_records_become_typed_nodes():
    graph = to_graph(CASE)

    assert graph.nodes["leave"] == {
        "type": "claim",
        "order": 1,
        "position": 1,
        "text": "US forces leave Iraq.",
        "weight": 0.5,
        "kind": "claim",
    }
    assert {data["type"] for _, data in graph.nodes(data=True)} == set(SCHEMA.node_types)


def test_what_holds_between_records_becomes_typed_edges():
    graph = to_graph(CASE)

    assert edges(graph, "premise") == [
        ("vacuum", "vacuum-con-leave"),
        ("idle", "idle-undercuts-vacuum"),
        ("idle", "joint"),
        ("drill", "joint"),
    ]
    assert edges(graph, "con") == [("vacuum-con-leave", "leave")]
    assert edges(graph, "pro") == [("joint", "leave")]
    assert edges(graph, "undercut") == [("idle-undercuts-vacuum", "vacuum-con-leave")]
    assert edges(graph, "part_of") == [("kurdistan", "iraq")]
    assert edges(graph, "cites") == [("kurdistan", "mena"), ("vacuum", "mena"), ("vacuum", "mena")]


def test_every_edge_type_of_the_schema_is_drawn():
    graph = to_graph(CASE)

    assert {data["type"] for *_, data in graph.edges(data=True)} == set(SCHEMA.edge_types)


@given(maps())
def test_every_edge_of_every_map_is_in_the_schema(map):
    graph = to_graph(map)

    for start, end, data in graph.edges(data=True):
        types = graph.nodes[start]["type"], data["type"], graph.nodes[end]["type"]
        assert types in SCHEMA


@given(maps())
def test_attributes_are_text_and_numbers_alone(map):
    graph = to_graph(map)

    for data in (graph.graph, *dict(graph.nodes(data=True)).values()):
        assert all(type(value) in (str, int, float) for value in data.values())
    for *_, data in graph.edges(data=True):
        assert all(type(value) in (str, int, float) for value in data.values())


def test_chains_citations_and_extra_are_readable_text():
    graph = to_graph(CASE)

    (stance,) = (data for *_, data in graph.edges(data=True) if data["type"] == "rejects")
    assert stance["via"] == "author iraq"
    assert stance["citations"] == '["mena ¶9"]'
    assert graph.nodes["iraq"]["names"] == '{"ar": "العراق"}'
    assert graph.nodes["idle"]["extra"] == '{"tags": ["a", 1]}'


def test_the_graph_is_the_users_own():
    graph = to_graph(CASE)
    graph.remove_node("leave")

    assert "leave" in to_graph(CASE)


# And back ----------------------------------------------------------------------------


@given(maps())
def test_from_graph_gives_back_the_map_that_went_in(map):
    assert from_graph(to_graph(map)) == map


@given(maps())
def test_the_order_of_records_survives_a_graph_that_is_shuffled(map):
    graph = to_graph(map)
    shuffled = nx.MultiDiGraph(**graph.graph)
    shuffled.add_nodes_from(reversed(list(graph.nodes(data=True))))
    shuffled.add_edges_from(reversed(list(graph.edges(data=True))))

    assert from_graph(shuffled) == map


@given(maps())
def test_a_graph_survives_networkx_json(map):
    text = json.dumps(nx.node_link_data(to_graph(map), edges="edges"))

    assert from_graph(nx.node_link_graph(json.loads(text), edges="edges")) == map


def test_a_graph_survives_graphml():
    file = io.BytesIO()
    nx.write_graphml(to_graph(CASE), file)
    file.seek(0)

    assert from_graph(nx.read_graphml(file, force_multigraph=True)) == CASE


def test_new_names_for_nodes_are_new_ids():
    graph = nx.relabel_nodes(to_graph(CASE), {"leave": "withdraw"})

    map = from_graph(graph)
    assert map.motion.id == "withdraw"
    assert [argument.id for argument in map.cons("withdraw")] == ["vacuum-con-leave"]


def test_a_part_of_the_graph_is_a_part_of_the_map():
    graph = to_graph(CASE)
    claims = [id for id, data in graph.nodes(data=True) if data["type"] == "claim"]

    map = from_graph(graph.subgraph(claims).copy())

    assert map.claims == tuple(evolve(claim, citations=()) for claim in CASE.claims)
    assert map.links == CASE.links
    assert map.positions == CASE.positions


def test_a_graph_made_by_hand_needs_types_and_a_question_alone(bare):
    bare.add_node("gap", type="claim", text="A gap opens.", citations="mena ¶8")
    bare.add_node("mena", type="source")
    bare.add_node("step", type="argument")
    bare.add_edge("gap", "step", type="premise")
    bare.add_edge("step", "leave", type="con")
    bare.add_edge("iraq", "leave", type="rejects", via=["iraq"], citations=["mena"])

    map = from_graph(bare)

    assert map.claims == (
        Claim("leave", "leave"),
        Claim("gap", "A gap opens.", citations="mena ¶8"),
    )
    assert map.arguments == (Argument("step", "gap", "leave", "con"),)
    assert map.stances == (Stance("iraq", "leave", "reject", via="iraq", citations="mena"),)
    assert map.actors[0].name == "iraq"


def test_a_simple_directed_graph_is_read_as_well(bare):
    bare.add_edge("iraq", "leave", type="accepts")

    assert from_graph(nx.DiGraph(bare)).stances == (Stance("iraq", "leave", "accept"),)


def test_attributes_that_no_field_is_there_for_are_kept(bare):
    bare.add_edge("iraq", "leave", type="accepts", seen=3)
    nx.set_node_attributes(bare, nx.in_degree_centrality(bare), "centrality")
    bare.graph["name"] = "case"
    bare.nodes["iraq"]["position"] = [0.1, 0.2]

    map = from_graph(bare)
    assert map.claims[0].extra == {"centrality": 1.0}
    assert map.stances[0].extra == {"seen": 3}
    assert map.actors[0].extra == {"centrality": 0.0, "position": (0.1, 0.2)}
    assert map.extra == {"name": "case"}


# What can be wrong with a graph ------------------------------------------------------


def faults(graph):
    return [str(fault) for fault in check_graph(graph)]


def test_a_graph_of_a_map_has_no_fault():
    assert check_graph(to_graph(CASE)) == ()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda g: g.add_node("x"), "node 'x': no type; give one of"),
        (lambda g: g.add_node("x", type="clam"), "unknown type 'clam'; did you mean 'claim'?"),
        (lambda g: g.add_node("x", type=["claim"]), "unknown type ['claim']"),
        (lambda g: g.add_node("Leave!", type="claim"), "id 'Leave!' is not an id"),
        (lambda g: g.add_node(5, type="claim"), "id 5 is not an id"),
        (lambda g: g.add_node("x", type="claim", weight=2), "weight 2.0 is outside 0..1"),
        (lambda g: g.add_node("x", type="claim", order="first"), "order 'first' is no number"),
        (lambda g: g.add_node("x", type="claim", position="1"), "position '1' is no number"),
        (lambda g: g.add_node("x", type="claim", extra="{"), "claim 'x': extra is no JSON"),
        (lambda g: g.add_node("x", type="claim", extra="[]"), "claim 'x': extra is '[]'"),
        (lambda g: g.add_node("x", type="claim", citations="[5]"), "5 is no citation"),
        (lambda g: g.add_node("x", type="claim", citations='[{"src": "a"}]'), "is no citation"),
        (lambda g: g.add_node("x", type="claim", citations="mena"), "no source 'mena'"),
        (
            lambda g: g.add_node("x", type="actor", part_of="y"),
            "part_of is told by nodes and edges",
        ),
        (lambda g: g.add_node("x", type="argument"), "node 'x': the step bears on nothing"),
        (lambda g: g.add_edge("iraq", "leave"), "edge from 'iraq' to 'leave': no type"),
        (lambda g: g.add_edge("iraq", "leave", type="accept"), "did you mean 'accepts'?"),
        (
            lambda g: g.add_edge("leave", "iraq", type="accepts"),
            "accepts leads from claim to actor; it may lead from actor to claim",
        ),
        (
            lambda g: g.add_edge("leave", "leave", type="con"),
            "put a step between them: claim -premise-> argument -con-> claim",
        ),
        (lambda g: g.add_edge("iraq", "leave", type="gains"), "'leave' is no position"),
        (lambda g: g.add_edge("iraq", "leave", type="accepts", via="x"), "via: no actor 'x'"),
        (lambda g: g.add_edge("leave", "x", type="link"), "node 'x': no type"),
        (lambda g: g.graph.pop("question"), "the graph asks no question"),
        (lambda g: g.graph.update(notes="[1"), "the graph: notes is no JSON"),
    ],
)
def test_whatever_keeps_a_graph_from_being_a_map_is_named(bare, spoil, said):
    spoil(bare)

    assert said in "\n".join(faults(bare))
    with pytest.raises(InvalidMapError, match="the graph is no argument map"):
        from_graph(bare)


def test_a_step_has_premises_and_one_target(bare):
    bare.add_node("step", type="argument")
    bare.add_node("stay", type="claim")
    bare.add_edge("step", "leave", type="pro")
    assert faults(bare) == [
        "argument 'step': there is no premise; name at least one claim the step starts from"
    ]

    bare.add_edge("step", "stay", type="con")
    assert "node 'step': the step bears on several: 'leave', 'stay'; make a step for each" in (
        faults(bare)
    )


def test_an_actor_is_part_of_one(bare):
    bare.add_nodes_from(["a", "b"], type="actor")
    bare.add_edges_from([("iraq", "a"), ("iraq", "b")], type="part_of")

    assert "node 'iraq': part of several: 'a', 'b'; keep one part_of edge" in faults(bare)


def test_links_and_ties_need_a_kind(bare):
    bare.add_node("iran", type="actor")
    bare.add_node("stay", type="claim")
    bare.add_edge("leave", "stay", type="link")
    bare.add_edge("iran", "iraq", type="tie")

    assert [fault.split(":")[0] for fault in faults(bare)] == [
        "link between 'leave' and 'stay'",
        "tie from 'iran' to 'iraq'",
    ]


def test_an_undirected_graph_says_too_little():
    (fault,) = check_graph(to_graph(CASE).to_undirected())

    assert str(fault) == "the graph has no directions; use networkx.MultiDiGraph"


@pytest.mark.parametrize(("id", "name"), [("leave", "text"), ("iraq", "name"), ("mena", "title")])
def test_a_graph_of_a_map_has_not_lost_what_its_records_say(id, name):
    graph = to_graph(CASE)
    del graph.nodes[id][name]

    (fault,) = check_graph(graph)
    assert str(fault).startswith(f"node {id!r}: no {name}; say it")


def test_a_graph_of_a_map_is_not_read_once_its_edges_have_become_one():
    (fault,) = check_graph(nx.DiGraph(to_graph(CASE)))

    assert str(fault) == (
        "the graph is simple, and edges side by side become one in it;"
        " use networkx.MultiDiGraph from the start"
    )


@pytest.mark.parametrize("stranger", [None, {"nodes": []}, CASE, nx.MultiDiGraph])
@pytest.mark.parametrize("ask", [check_graph, from_graph])
def test_what_is_no_graph_is_told_from_one(ask, stranger):
    with pytest.raises(TypeError, match="is no networkx graph; give a"):
        ask(stranger)


def test_the_graph_tells_who_reports_a_tie_and_with_what_caution():
    data = to_actor_graph(CASE).edges["kurdistan", "iraq", 0]

    assert (data["via"], data["hedge"]) == ("author iraq", "may")


def test_every_fault_is_named_at_once(bare):
    bare.add_node("x", type="clam")
    bare.add_node("y", type="claim", weight=7, kind="fct")
    bare.add_edge("leave", "leave", type="accepts")
    bare.graph.clear()

    assert len(check_graph(bare)) == 5


@given(maps(), st.data())
def test_whatever_is_put_in_place_of_an_attribute_the_graph_is_read_or_refused(map, data):
    graph = to_graph(map)
    holders = [graph.graph, *(said for _, said in graph.nodes(data=True))]
    holders += [said for *_, said in graph.edges(data=True)]
    holder, name = data.draw(st.sampled_from([(said, name) for said in holders for name in said]))
    holder[name] = data.draw(json_values())

    if faults(graph):
        with pytest.raises(InvalidMapError):
            from_graph(graph)
    else:
        assert from_graph(to_graph(from_graph(graph))) == from_graph(graph)


# The schema --------------------------------------------------------------------------


def test_the_schema_is_a_table_of_triples():
    assert ("claim", "premise", "argument") in SCHEMA
    assert ("claim", "pro", "claim") not in SCHEMA
    assert all(len(triple) == 3 for triple in SCHEMA)
    assert len(list(SCHEMA)) == len(SCHEMA)


def test_the_schema_prints_as_aligned_columns_with_a_sentence_each():
    lines = str(SCHEMA).splitlines()

    rows = list(zip(lines, SCHEMA.values(), strict=True))
    assert all(line.endswith(".") for line in lines)
    assert len({line.index(sentence) for line, sentence in rows}) == 1


def test_the_schema_says_at_the_prompt_how_large_it_is():
    assert repr(SCHEMA) == "<Schema of 4 node types and 15 edge types>"


# Smaller graphs ----------------------------------------------------------------------


def test_the_actor_graph_holds_the_ties():
    graph = to_actor_graph(CASE)

    assert list(graph) == ["iraq", "kurdistan", "author"]
    assert list(graph.edges()) == [("iraq", "kurdistan"), ("kurdistan", "iraq")]
    data = graph.edges["iraq", "kurdistan", 0]
    assert (data["kind"], data["sign"], data["strength"]) == ("opposes", -1, 0.5)


def test_the_claim_graph_has_signed_edges_from_premise_to_target():
    graph = to_claim_graph(CASE)

    assert list(graph) == [claim.id for claim in CASE.claims]
    assert list(graph.edges(data=True)) == [
        (
            "vacuum",
            "leave",
            {
                "sign": -1,
                "argument": "vacuum-con-leave",
                "weight": 0.8,
                "joint": "",
                "undercuts": "idle-undercuts-vacuum",
            },
        ),
        (
            "idle",
            "leave",
            {"sign": 1, "argument": "joint", "weight": 1.0, "joint": "drill", "undercuts": ""},
        ),
        (
            "drill",
            "leave",
            {"sign": 1, "argument": "joint", "weight": 1.0, "joint": "idle", "undercuts": ""},
        ),
    ]


@given(maps())
def test_every_step_towards_a_claim_is_in_the_claim_graph(map):
    graph = to_claim_graph(map)

    drawn = {data["argument"] for *_, data in graph.edges(data=True)}
    claims = {claim.id for claim in map.claims}
    assert drawn == {argument.id for argument in map.arguments if argument.target in claims}
    assert set(graph) == claims


# Algorithms --------------------------------------------------------------------------


@given(maps())
def test_plain_algorithms_run_on_all_of_them(case):
    for graph in (to_graph(case), to_actor_graph(case), to_claim_graph(case)):
        assert sum(map(len, nx.weakly_connected_components(graph))) == len(graph)
        assert set(nx.condensation(nx.DiGraph(graph)).graph["mapping"]) == set(graph)
        assert len(graph.to_undirected()) == len(graph.reverse()) == len(graph)
        assert all(value >= 0 for value in nx.degree_centrality(graph).values() if len(graph) > 1)


def test_paths_lead_from_a_premise_to_what_it_bears_on():
    assert nx.shortest_path(to_graph(CASE), "drill", "leave") == ["drill", "joint", "leave"]
    assert nx.has_path(to_claim_graph(CASE), "idle", "leave")


def test_generations_come_in_the_order_of_the_argument():
    graph = to_graph(CASE)
    reasoning = graph.edge_subgraph(
        key for key in graph.edges if graph.edges[key]["type"] in ("premise", "pro", "con")
    )

    first = next(iter(nx.topological_generations(reasoning)))
    assert sorted(first) == ["drill", "idle", "vacuum"]


def test_what_everything_leads_to_is_closest_to_all():
    closeness = nx.closeness_centrality(to_claim_graph(CASE))

    assert max(closeness, key=closeness.get) == "leave"
