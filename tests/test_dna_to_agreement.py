"""From a database of the Discourse Network Analyzer to its matrices: reading and projecting."""

from __future__ import annotations

import json

import numpy as np
import pytest

from argmap import analysis
from argmap.formats.dna import read_dna_columns, read_dna_with_losses

THEIRS = {"no": None, "cosine": "dna_cosine", "include": "none"}
"""What DNA calls otherwise than `agreement` does."""


@pytest.fixture(scope="module")
def folder(fixtures):
    return fixtures / "stakeholder" / "dna"


@pytest.fixture(scope="module")
def maps(folder):
    """The map of DNA's sample, by which variable is taken for the actor."""
    return {
        variable: read_dna_with_losses(folder / "sample.dna", actor=variable).map
        for variable in ("organization", "person")
    }


def in_order(map, ids, names):
    """Where those so named stand among some ids."""
    place = {map[id].name: at for at, id in enumerate(ids)}
    return [place[name] for name in names]


def test_a_database_that_was_read_gives_every_matrix_that_dna_gives(folder, maps):
    exported = json.loads((folder / "dna_onemode.json").read_text())

    assert len(exported) == 56
    for network in exported:
        (result,) = network["results"]
        map = maps[network["variable1"]]
        found = analysis.agreement(
            map,
            network["qualifierAggregation"],
            normalize=THEIRS.get(network["normalization"], network["normalization"]),
            duplicates=THEIRS.get(network["duplicates"], network["duplicates"]),
        )

        order = in_order(map, found.actors, result["rows"])
        assert len(order) == len(found.actors)
        assert len(found.statements) == result["n"]
        ours = found.matrix[np.ix_(order, order)]
        np.testing.assert_allclose(ours, result["m"], rtol=0, atol=1e-9)


def test_columns_of_a_database_give_the_matrices_of_its_map(folder, maps):
    map = maps["organization"]
    said = analysis.Statements.of(**read_dna_columns(folder / "sample.dna"))

    for kind in ("ignore", "congruence", "conflict", "subtract"):
        for duplicates in ("none", "document", "week"):
            found = analysis.agreement(said, kind, duplicates=duplicates)
            theirs = analysis.agreement(map, kind, duplicates=duplicates)
            order = in_order(map, theirs.actors, found.actors)
            np.testing.assert_array_equal(found.matrix, theirs.matrix[np.ix_(order, order)])


def test_a_database_that_was_read_has_22_edges_and_one_of_two_minds(maps):
    map = maps["organization"]

    found = analysis.affiliation(map, duplicates="none")

    assert found.matrix.shape == (7, 6)
    assert (found.matrix.sum(), np.count_nonzero(found.matrix)) == (40, 22)
    assert [(map[actor].name, map[claim].text) for actor, claim in found.ambivalent] == [
        ("Energy and Environmental Analysis, Inc.", "Emissions legislation should regulate CO2.")
    ]


def test_a_statement_keeps_its_document_and_date_on_the_way(maps):
    said = analysis.statements(maps["organization"])

    assert len(said.documents) == 7
    assert said.undated == 0


def test_a_variable_of_short_texts_is_a_scale_of_words_in_no_order(maps):
    map = maps["organization"]
    used = [(stance.actor, stance.claim, stance.extra["person"]) for stance in map.stances]
    words = sorted({word for _, _, word in used})

    said = analysis.statements(map, scale=analysis.Scale.nominal(words), level="person")
    found = analysis.agreement(said, "conflict", duplicates="none")

    said_by = {actor: [rest for who, *rest in used if who == actor] for actor in found.actors}
    assert len(said) == 40
    for a, ours in said_by.items():
        for b, theirs in said_by.items():
            alone = [cell for cell in ours if cell not in theirs]
            alone += [cell for cell in theirs if cell not in ours]
            assert found[a, b] == (len(alone) if a != b else 0)
    assert found.matrix.any()


def test_stances_without_the_variable_are_left_out_and_counted(withdrawal):
    said = analysis.statements(withdrawal, scale="nominal: fees, taxes", level="instrument")

    assert len(said) == 0
    assert said.left_out == {"without 'instrument'": len(withdrawal.stances)}
    assert f"{len(withdrawal.stances)} without 'instrument'" in analysis.agreement(said).table.note
