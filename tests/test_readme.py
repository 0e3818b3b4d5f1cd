"""README keeps its word: what it shows is what happens; so do the examples."""

from __future__ import annotations

import doctest
import io
import json
import re
import runpy
import shlex
import sys

import pytest

import argmap
from argmap import analysis
from argmap.cli import main
from argmap.drawing.views import VIEWS
from conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PICTURES = sorted((ROOT / "docs").glob("withdrawal-*.svg"))
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))
WALK = ROOT / "examples" / "what_would_change_it.ipynb"


def blocks(language: str) -> list[str]:
    """The fenced blocks of README in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def sessions() -> list[tuple[str, str]]:
    """The commands README shows, each with the output it shows."""
    shown = "".join(blocks("console"))
    parts = re.split(r"^\$ (.*)\n", shown, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty folder to run things in, but for the map README writes by hand."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.argdown").write_text(blocks("argdown")[0], "utf-8")
    return tmp_path


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(("command", "output"), sessions(), ids=[c for c, _ in sessions()])
def test_a_command_in_readme_prints_what_readme_shows(command, output, capsys):
    program, *words = shlex.split(command)

    code = main(words)

    assert (program, code) == ("argmap", 0)
    assert capsys.readouterr().out.rstrip("\n") == output.rstrip("\n")


def test_readme_asks_nine_questions_of_the_withdrawal_map():
    asked = {command for command, _ in sessions() if command.startswith("argmap ask ")}

    assert len(asked) == 9
    assert all("iraq-withdrawal" in shlex.split(command) for command in asked)


@pytest.mark.usefixtures("place")
def test_the_python_in_readme_shows_what_it_says():
    said = "\n".join(blocks("pycon"))
    test = doctest.DocTestParser().get_doctest(said, {}, "README", "README.md", 0)
    found = io.StringIO()

    doctest.DocTestRunner(verbose=False).run(test, out=found.write)

    assert test.examples
    assert not found.getvalue(), found.getvalue()


@pytest.mark.usefixtures("place")
def test_the_hand_written_map_in_readme_is_short_and_has_no_faults():
    map = argmap.read("my.argdown")

    assert len(blocks("argdown")[0].splitlines()) <= 18
    assert map.positions
    assert map.stances
    assert any(argument.target not in map.positions for argument in map.arguments)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.name)
def test_a_picture_in_readme_is_what_draw_gives_now(picture, withdrawal):
    view = picture.stem.rpartition("-")[2]

    assert f"({picture.relative_to(ROOT).as_posix()})" in README
    assert picture.read_text("utf-8") == argmap.draw(withdrawal, view).to_svg()


def test_readme_names_every_view():
    told = README[README.index("## Pictures") : README.index("## What a map is")]

    assert [view for view in VIEWS if f"`{view}`" not in told] == []


def test_readme_shows_two_commands_and_marks_the_one_that_tests():
    first, second = blocks("sh")[:2]
    marked = re.search(r"^<!-- test command -->\n```sh\n(.*)\n```$", README, re.MULTILINE)

    assert len(first.splitlines()) == len(second.splitlines()) == 1
    assert marked is not None
    assert f"{marked[1]}\n" == second


def test_ci_runs_the_marked_command():
    assert "<!-- test command -->" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_first_command_in_readme_writes_the_withdrawal_brief(place):
    _, _, command = blocks("sh")[0].strip().rpartition(" && ")

    assert main(shlex.split(command)[1:]) == 0
    written = {path.name for path in (place / "withdrawal").iterdir()}
    assert written == {"board.svg", "brief.html", "brief.md", "map.json", "tree.svg"}


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_a_link_in_readme_leads_to_a_file_of_the_repository(link):
    assert (ROOT / link).exists()


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("script", sorted((ROOT / "examples").glob("*.py")), ids=lambda p: p.name)
def test_an_example_runs_and_says_something(script, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", [script.name])

    runpy.run_path(str(script), run_name="__main__")

    assert capsys.readouterr().out.strip()


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_a_notebook_runs_from_top_to_bottom_and_is_kept_without_its_outputs(path, place):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]

    nbformat.validate(notebook)
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=place)
    assert any("image/svg+xml" in str(cell.outputs) for cell in cells)
    assert any("text/html" in str(cell.outputs) for cell in cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_the_cells_of_a_notebook_are_numbered_from_its_top(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]

    assert [cell["id"] for cell in cells] == [f"cell-{n:02}" for n in range(len(cells))]


def test_each_answer_in_the_walk_is_followed_by_how_to_read_it():
    cells = json.loads(WALK.read_text("utf-8"))["cells"]
    kinds = [cell["cell_type"] for cell in cells]

    assert len(cells) < 45
    assert kinds == ["markdown", *["code", "markdown"] * (len(cells) // 2)]


# What the walk says of its answers ---------------------------------------------------


def test_the_walk_is_right_on_what_stands(withdrawal):
    found = analysis.acceptability(withdrawal)
    unattacked = [row for row in found.table.to_dicts() if row["because"] == "nothing attacks it"]

    assert {id: found[id] for id in ("leave", "stay", "keep-kurdistan", "expand", "shrink")} == {
        "leave": "out",
        "stay": "in",
        "keep-kurdistan": "in",
        "expand": "undecided",
        "shrink": "undecided",
    }
    claims = {claim.id for claim in withdrawal.claims}
    assert len([row for row in unattacked if row["record"] in claims]) > len(claims) / 2


def test_the_walk_is_right_on_why_staying_stands(withdrawal):
    why = analysis.why(withdrawal, "stay")
    targets = {argument.target for argument in why.map.arguments}

    assert targets == {"leave", "leave-fast"}
    assert {row["record"] for row in why.table.to_dicts() if row["part"] == "attack"} == targets
    assert "No argument on this side." in argmap.draw(why.map).to_svg()


def test_the_walk_is_right_on_the_readings(withdrawal):
    invariant = analysis.invariant(withdrawal)
    held = analysis.positions_held(withdrawal)
    implied = withdrawal.on(basis="implied")
    readings = [
        analysis.acceptability(implied, support=support)
        for support in ("necessary", "evidential", "deductive")
    ]

    assert invariant.table.columns[2] == "under all"
    assert [id for id in withdrawal.positions if invariant[id] == "in"] == [
        "open-talks",
        "leave-syria",
    ]
    others = [name for name, label in invariant.labels["leave"].items() if label != "out"]
    assert others == ["naive"]
    assert [set(choice.decides) & {"expand", "attacks-entrench"} for choice in held.axes] == [
        {"expand"},
        {"attacks-entrench"},
    ]
    assert {alternative.share for choice in held.axes for alternative in choice.alternatives} == {
        0.5
    }
    assert "leave" in held.excluded
    assert [id for id in implied.positions if len({reading[id] for reading in readings}) > 1] == [
        "expand"
    ]
    assert [reading["expand"] for reading in readings] == ["in", "out", "in"]
    assert not implied.pros("expand")


def test_the_walk_is_right_on_strengths(withdrawal):
    orders = analysis.invariant(withdrawal, semantics=["quadratic-energy", "df-quad"]).orders

    assert orders["quadratic-energy"][:2] == ("stay", "shrink")
    assert set(orders["quadratic-energy"][-2:]) == {"leave", "leave-fast"}
    assert orders["df-quad"][0] == "leave-syria"


def test_the_walk_is_right_on_actors(withdrawal):
    odds = analysis.verdicts(withdrawal).at_odds
    swap = analysis.swap(withdrawal, "baghdad", "washington")

    assert [one.actor for one in odds if one.position == "leave"] == ["baghdad", "voices-inside"]
    assert swap.value_b < swap.value_a
    assert swap["vacuum"] / swap.gap > 0.5


def test_the_walk_is_right_on_audiences(withdrawal):
    positions = dict.fromkeys(("leave", "leave-fast", "shrink"), "Sovereignty")
    positions |= dict.fromkeys(("stay", "keep-kurdistan", "expand"), "Security")
    found = analysis.audiences(withdrawal, values=positions)

    assert analysis.audiences(withdrawal)["leave"].none
    assert [set(condition) for condition in found["leave"].conditions] == [
        {("Sovereignty", other) for other in ("Economy", "Influence", "Security")}
    ]
    assert set(found.without) == set(withdrawal.positions) - set(positions)
    assert len(positions) == 6
    assert len(found.without) == 2


def test_the_walk_is_right_on_what_carries_the_verdict(withdrawal):
    drivers = analysis.drivers(withdrawal, shown=3).table.to_dicts()
    power = analysis.power(withdrawal)

    letting_in = {(row["kind"], row["contributor"]) for row in drivers if row["then"] == "in"}
    assert letting_in == {("voice", "The article itself"), ("theme", "Security")}
    assert power.minimal == (("others-14",),)
    assert not power.nobody
    assert not power.everybody
    assert power["baghdad"] == 0
    assert any(
        stance.actor == "baghdad" and stance.verdict == "accept"
        for stance in withdrawal.stances_on("leave")
    )


def test_the_walk_is_right_on_what_would_turn_it(withdrawal):
    found = analysis.flips(withdrawal)
    changed = analysis.what_if(
        withdrawal, minds=["washington"], drop=["no-quick-exit-con-leave-fast"]
    )
    first, *others = found.flips

    assert [(change.kind, change.id) for change in first.changes] == [("discredit", "author")]
    assert "also" in found.table.columns
    assert len(set(first.fallen) & {claim.id for claim in withdrawal.claims}) > 29
    assert [flip.size for flip in others] == [3]
    assert {flip.leads_to for flip in found.flips} == {"undecided"}
    towards = analysis.flips(withdrawal, to="in")
    assert (towards.flips, towards.complete_to) == ((), 3)
    assert [flip.size for flip in analysis.flips(withdrawal, "stay").flips] == [1, 2, 3]
    assert (changed.before["stay"], changed["stay"], changed["leave"]) == (
        "in",
        "undecided",
        "out",
    )
    assert (changed.before["leave-fast"], changed["leave-fast"]) == ("out", "undecided")


def test_the_walk_is_right_on_how_sure_it_is(withdrawal):
    leave = analysis.robustness(withdrawal)
    expand = analysis.robustness(withdrawal, "expand", semantics=["grounded"])
    rival = [link for link in withdrawal.links if set(link.claims) == {"expand", "shrink"}]
    stated = withdrawal.on(basis="stated")

    assert {"at least", "at most"} <= set(leave.table.columns)
    assert {outcome.label for outcome in leave.outcomes} == {"out"}
    assert len({outcome.semantics for outcome in leave.outcomes}) == 4
    assert leave.by("grounded", basis="stated").share < leave.by("grounded").share
    assert [step.premises for step in stated.cons("leave")] == [("israel-danger",)]
    assert leave.by("df-quad").on_edge
    assert not leave.artefact
    assert expand.artefact
    assert [outcome.label for outcome in expand.outcomes] == ["undecided", "in", "in", "in"]
    assert expand.by("grounded").share == 1
    assert [link.basis for link in rival] == ["analyst"]


def test_the_walk_is_right_on_what_to_find_out(withdrawal):
    findings = analysis.missing(withdrawal).findings
    kinds = [finding.kind for finding in findings]
    against = {id for step in withdrawal.cons("leave") for id in step.premises}

    first = kinds.index("reply")
    assert set(kinds[:first]) == {"weight"}
    assert first > 3
    assert {finding.id for finding in findings[:first]} <= against
    assert "stance" in kinds[first:]


def test_the_walk_is_right_on_standards_of_proof(withdrawal):
    standards = ("preponderance", "clear and convincing", "beyond reasonable doubt")
    strict, lax = (
        [analysis.proof(withdrawal, standard=one, step_weights=step_weights) for one in standards]
        for step_weights in ("premises", "own")
    )

    assert [found["stay"] for found in strict] == ["in", "out", "out"]
    assert [found["leave"] for found in strict] == ["out", "out", "out"]
    assert {step.weight for step in withdrawal.arguments} == {1}
    assert [dict(found) for found in lax] == [dict(lax[0])] * 3
