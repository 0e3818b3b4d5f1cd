"""Every seed is read, written, asked and drawn; and the withdrawal map is true to its article."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

import argmap
from argmap import analysis
from conftest import ROOT

SEEDS = sorted((ROOT / "seeds").glob("*.argdown"))
PRINCIPALS = ("baghdad", "washington", "tehran", "kurdistan", "sunnis", "gcc", "israel")
WITHOUT_POSITION = ("tehran", "militias", "sunnis", "israel")


@pytest.fixture(scope="session", params=SEEDS, ids=lambda path: path.stem)
def seed(request) -> argmap.ArgumentMap:
    return argmap.read(request.param)


@pytest.fixture(scope="session")
def article(fixtures: Path, withdrawal: argmap.ArgumentMap) -> list[str]:
    """The paragraphs of the article, where the text is at hand."""
    wanted = withdrawal.source("mena").sha256
    for path in sorted((fixtures.parent / "seeds").glob("*.txt")):
        raw = path.read_bytes()
        if hashlib.sha256(raw).hexdigest() == wanted:
            return [line for line in raw.decode().splitlines() if line.strip()]
    pytest.skip("the article is not at hand beside the fixtures")


def cited(map: argmap.ArgumentMap) -> list[argmap.Citation]:
    rooms = (map.actors, map.claims, map.arguments, map.links, map.stances, map.stakes, map.ties)
    return [citation for room in rooms for record in room for citation in record.citations]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())


def runs(tokens: list[str], length: int = 5) -> set[tuple[str, ...]]:
    return set(zip(*(tokens[start:] for start in range(length)), strict=False))


def test_an_example_is_the_seed_of_that_name(withdrawal):
    assert argmap.example("iraq-withdrawal") == withdrawal


@pytest.mark.parametrize("format", ["argdown", "records"])
def test_a_seed_written_and_read_again_is_the_same_map(seed, format):
    assert argmap.loads(argmap.dumps(seed, format), format) == seed


def test_a_seed_is_the_same_map_as_its_typed_graph(seed):
    graph = argmap.to_graph(seed)

    assert argmap.check_graph(graph) == ()
    assert argmap.from_graph(graph) == seed


def test_every_claim_of_a_seed_is_on_its_board(seed):
    svg = argmap.draw(seed).to_svg()

    assert [claim.id for claim in seed.claims if f'data-id="{claim.id}"' not in svg] == []


def test_every_claim_of_a_seed_is_on_its_tree_or_counted_as_folded(seed):
    svg = argmap.draw(seed, "tree").to_svg()

    drawn = sum(f'data-id="{claim.id}"' in svg for claim in seed.claims)
    said = re.search(r"(\d+) claims? more than", svg)
    assert drawn + int(said[1] if said else 0) == len(seed.claims)


@pytest.mark.parametrize("name", ["bearing", "tally", "silent", "gains", "contradictions"])
def test_a_seed_can_be_asked_on_every_rung(seed, name):
    question = getattr(analysis, name)

    assert analysis.ladder(question, seed).on("analyst") == question(seed)


def test_every_record_of_a_seed_but_its_exclusions_says_where_it_comes_from(seed):
    rows = analysis.unsourced(seed).table.to_dicts()

    assert {(row["kind"], row["says"]) for row in rows} <= {("link", "alternative")}


def test_the_principals_positions_and_voices_of_the_article_are_all_there(withdrawal):
    voices = {actor.id for actor in withdrawal.actors if actor.is_voice}

    assert set(PRINCIPALS) <= {actor.id for actor in withdrawal.principals}
    assert withdrawal.motion.id == "leave"
    assert len(withdrawal.positions) == 8
    assert {"author", "reuters", "reuters-sources", "pollock", "sipri"} <= voices
    assert {"observers-9", "experts-10", "observers-13", "others-14", "experts-16"} <= voices


@pytest.mark.parametrize("actor", WITHOUT_POSITION)
def test_who_is_only_said_to_gain_or_lose_holds_no_position(withdrawal, actor):
    assert withdrawal.stances_of(actor) == ()
    assert withdrawal.stakes_of(actor)


def test_the_chains_of_voices_are_kept(withdrawal):
    fear = next(s for s in withdrawal.stances_on("vacuum") if s.actor == "washington")
    shield = next(s for s in withdrawal.stances_on("gcc-shield") if s.actor == "gcc")

    assert (fear.via, fear.hedge, fear.basis) == (("author", "reuters"), "fears", "attributed")
    assert (shield.via, shield.basis) == (("author", "pollock"), "attributed")


def test_the_map_borrows_no_five_words_in_a_row_from_the_article(article):
    ours = words((ROOT / "seeds" / "iraq-withdrawal.argdown").read_text("utf-8"))

    assert runs(ours) & runs(words(" ".join(article))) == set()


def test_every_paragraph_is_cited_or_set_aside(article, withdrawal):
    locators = {citation.locator for citation in cited(withdrawal)}
    noted = set(re.findall(r"¶\d+", " ".join(withdrawal.notes)))
    paragraphs = {f"¶{number}" for number in range(1, len(article) + 1)}

    assert len(paragraphs) == 28
    assert locators <= paragraphs
    assert paragraphs - locators == {"¶28"} <= noted


@pytest.mark.parametrize("paragraph", [3, 5, 12, 17, 20, 22, 24, 26])
def test_a_doubtful_passage_is_kept_as_a_note(withdrawal, paragraph):
    assert any(re.search(rf"¶{paragraph}\b", note) for note in withdrawal.notes)


FIGURES = {
    "troops-iraq": (8, "2,500"),
    "troops-syria": (23, "900"),
    "caliphate-over": (8, "2019"),
    "combat-over": (8, "2021"),
    "returned": (6, "2014"),
    "small-arms": (22, "4.2"),
    "tower-22": (1, "28"),
}


@pytest.mark.parametrize(("claim", "place"), FIGURES.items())
def test_a_figure_of_the_map_stands_in_the_paragraph_it_cites(article, withdrawal, claim, place):
    paragraph, figure = place

    assert figure in article[paragraph - 1]
    assert figure in withdrawal.claim(claim).text
    assert argmap.Citation("mena", f"¶{paragraph}") in withdrawal.claim(claim).citations
    assert withdrawal.claim(claim).kind == "fact"
