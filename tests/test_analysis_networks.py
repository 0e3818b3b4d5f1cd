"""Answers that are networks of actors become graphs and data frames, whichever question it was."""

from __future__ import annotations

from functools import partial

import pytest

from argmap import analysis

NETWORKS = {
    "agreement": analysis.agreement,
    "affiliation": analysis.affiliation,
    "coalitions": partial(analysis.coalitions, by="ties"),
    "balance": partial(analysis.balance, by="ties"),
    "influence": partial(analysis.influence, by="ties"),
    "convergence": partial(analysis.convergence, about="claims"),
}


@pytest.mark.parametrize("question", NETWORKS)
def test_a_network_is_a_graph_of_the_maps_actors_with_weights(question, withdrawal):
    graph = NETWORKS[question](withdrawal).to_networkx()

    known = {actor.id for actor in withdrawal.actors} | {claim.id for claim in withdrawal.claims}
    assert set(graph) <= known
    assert graph.number_of_edges()
    assert all("weight" in data for _, _, data in graph.edges(data=True))


@pytest.mark.parametrize("question", [*NETWORKS, "silent"])
def test_a_network_is_a_data_frame_too(question, withdrawal):
    pytest.importorskip("pyarrow")
    answer = (NETWORKS | {"silent": analysis.silent})[question](withdrawal)

    assert answer.to_frame("pyarrow").num_rows > 0


def test_who_influences_whom_is_a_graph_of_the_order_asked_for(withdrawal):
    for order in ("direct", "indirect", "strongest"):
        found = analysis.influence(withdrawal, by="ties", order=order)
        graph = found.to_networkx()
        grid = {"direct": found.direct, "indirect": found.midi, "strongest": found.mmidi}[order]

        cells = {
            (a, b): grid[row][column]
            for row, a in enumerate(found.actors)
            for column, b in enumerate(found.actors)
            if a != b and grid[row][column]
        }
        assert {(a, b): value for a, b, value in graph.edges(data="weight")} == cells
    assert not analysis.influence(withdrawal, by="influence").to_networkx().edges
