"""The DOT of every view: any Graphviz reads it without a warning and draws the same arrangement."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap import Actor, ArgumentMap, Claim, Stance
from argmap.drawing import draw
from argmap.drawing.exports.dot import fitted
from argmap.drawing.picture import Bond, Box, Figure
from argmap.drawing.views import VIEWS
from strategies import maps

PINNED = [view for view in VIEWS if view != "tree"]
needs_graphviz = pytest.mark.skipif(not shutil.which("neato"), reason="no Graphviz here")


def drawn(graph):
    """What Graphviz makes of a graph: its nodes by name, its edges, and what it complains of."""
    done = subprocess.run(
        [graph.engine, "-Tjson"], input=graph.source.encode(), capture_output=True, check=True
    )
    read = json.loads(done.stdout)
    nodes = {thing["name"]: thing for thing in read.get("objects", ())}
    names = {thing["_gvid"]: thing["name"] for thing in nodes.values()}
    edges = [(names[edge["tail"]], names[edge["head"]]) for edge in read.get("edges", ())]
    return nodes, edges, done.stderr.decode()


STRAIGHT = "falling back to straight line edges"
"""Graphviz's word where a sign between close cards leaves it no room to bend lines."""


@needs_graphviz
@settings(max_examples=12)
@given(maps(), st.sampled_from(VIEWS))
def test_graphviz_reads_any_view_without_a_warning(map, view):
    nodes, _, complaints = drawn(draw(map, view).to_graphviz())

    shown = [part.id for part in draw(map, view)._picture.parts if isinstance(part, Figure)]
    assert [line for line in complaints.splitlines() if line and STRAIGHT not in line] == []
    assert set(shown) <= nodes.keys()


@needs_graphviz
@pytest.mark.parametrize("view", VIEWS)
def test_graphviz_reads_the_withdrawal_map_without_a_warning(withdrawal, view):
    assert drawn(draw(withdrawal, view).to_graphviz())[2] == ""


@needs_graphviz
@pytest.mark.parametrize("view", PINNED)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_graphviz_puts_things_where_we_do(withdrawal, view, direction):
    diagram = draw(withdrawal, view, direction=direction)
    picture = diagram._picture
    boxes = {placed.card.id: placed.box for placed in picture.cards}
    for part in picture.parts:
        if isinstance(part, Figure):
            boxes.setdefault(part.id, part.box)

    nodes, _, _ = drawn(diagram.to_graphviz())

    places = {id: [float(at) for at in nodes[id]["pos"].split(",")] for id in boxes}
    (id, box), *rest = boxes.items()
    for other, there in rest:
        across = (there.middle - box.middle) * (-0.75 if direction == "rtl" else 0.75)
        down = (there.y + there.height / 2 - box.y - box.height / 2) * 0.75
        assert places[other][0] - places[id][0] == pytest.approx(across, abs=0.2)
        assert places[id][1] - places[other][1] == pytest.approx(down, abs=0.2)
        assert float(nodes[other]["width"]) * 96 == pytest.approx(there.width, abs=1.4)


@needs_graphviz
def test_a_lattice_has_its_groups_as_nodes_and_their_order_as_edges(withdrawal):
    diagram = draw(withdrawal, "lattice")
    parts = [part for part in diagram._picture.parts if isinstance(part, Bond)]

    nodes, edges, _ = drawn(diagram.to_graphviz())

    groups = [name for name in nodes if name.startswith("concept")]
    assert len(groups) == sum(bond.kind == "concept" for bond in parts)
    assert len(set(edges)) == sum(bond.kind == "order" for bond in parts)
    assert all(low != high and {low, high} <= {*groups} for low, high in edges)


@needs_graphviz
def test_a_cell_of_a_table_is_a_node_in_its_place_and_no_edge(withdrawal):
    nodes, edges, _ = drawn(draw(withdrawal, "matrix").to_graphviz())

    assert edges == []
    cell, column, row = nodes["stance baghdad leave"], nodes["baghdad"], nodes["leave"]
    (x, y), (over, _), (_, beside) = (
        (float(at) for at in node["pos"].split(",")) for node in (cell, column, row)
    )
    assert x == pytest.approx(over, abs=0.2)
    assert y == pytest.approx(beside, abs=1)


@needs_graphviz
def test_each_rung_of_a_ladder_has_its_own_cards_and_lines(withdrawal):
    diagram = draw(withdrawal, "ladder")
    steps = [part for part in diagram._picture.parts if isinstance(part, Bond)]

    nodes, edges, _ = drawn(diagram.to_graphviz())

    assert len(edges) == len(steps)
    assert {"vacuum", "vacuum 2", "vacuum 3", "vacuum 4"} <= nodes.keys()
    rung = {name: name.partition(" ")[2] for name in nodes}
    assert all(rung[first] == rung[second] for first, second in edges)
    assert len({rung[first] for first, _ in edges}) == 4


@needs_graphviz
def test_the_joints_of_a_board_are_where_the_board_has_them(withdrawal):
    diagram = draw(withdrawal)
    graph = diagram.to_graphviz()

    nodes, _, _ = drawn(graph)

    hubs = [line for line in graph.source.splitlines() if line.startswith('\t"step ')]
    declared = [line for line in hubs if "shape=" in line]
    assert declared
    assert all("pos=" in line for line in declared)
    assert {f"step {step.id}" for step in withdrawal.arguments if len(step.premises) > 1} <= {
        *nodes
    }


@given(st.text(max_size=200), st.floats(20, 400), st.floats(8, 200))
def test_a_label_is_no_taller_than_its_box_unless_it_is_a_single_line(said, wide, tall):
    lines, size = fitted([said], Box(0, 0, wide, tall))

    assert len(lines) <= 1 or len(lines) * size * 1.2 <= tall * 0.75 + 1e-6


def test_a_word_that_ends_in_a_backslash_stays_a_word():
    map = ArgumentMap(
        "Q?",
        positions=("x",),
        claims=(Claim("x", "X.", label="ends in \\"),),
        actors=(Actor("a", "A"),),
        stances=(Stance("a", "x", "accept"),),
    )

    for view in VIEWS:
        assert draw(map, view).to_dot().startswith("digraph argmap {")
