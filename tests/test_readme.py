"""README keeps its word: what it shows is what happens; so do the examples."""

from __future__ import annotations

import doctest
import io
import re
import runpy
import shlex
import sys

import pytest

import argmap
from argmap.cli import main
from conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PICTURE = ROOT / "docs" / "withdrawal-board.svg"


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


def test_readme_asks_six_questions_of_the_withdrawal_map():
    asked = {command for command, _ in sessions() if command.startswith("argmap ask ")}

    assert len(asked) == 6
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


def test_the_picture_in_readme_is_what_draw_gives_now(withdrawal):
    assert f"({PICTURE.relative_to(ROOT).as_posix()})" in README
    assert PICTURE.read_text("utf-8") == argmap.draw(withdrawal).to_svg()


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
    assert written == {"board.svg", "brief.md", "map.json", "tree.svg"}


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
def test_the_notebook_runs_from_top_to_bottom_and_is_kept_without_its_outputs(place):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    path = ROOT / "examples" / "withdrawal.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]

    assert all(not cell.outputs and cell.execution_count is None for cell in cells)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=place)
    assert any("image/svg+xml" in str(cell.outputs) for cell in cells)
    assert any("text/html" in str(cell.outputs) for cell in cells)
