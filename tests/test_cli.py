"""The command line: what it prints, where it puts things, and how it fails."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

import argmap
from argmap.cli import main
from conftest import ROOT

SEED = ROOT / "seeds" / "iraq-withdrawal.argdown"
FAULTY = """===
question: Leave?
positions: [leave]
actors:
  baghdad: {name: Baghdad, bloq: Iraq}
===

[leave]: US forces leave Iraq. {stances: [{actor: bagdad, verdict: acept}]}
"""


class Cli:
    """A command line run inside the process: code, output, complaints."""

    def __init__(self, capsys, monkeypatch):
        self.capsys, self.monkeypatch = capsys, monkeypatch

    def __call__(self, *words: object, stdin: bytes = b""):
        given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        self.monkeypatch.setattr(sys, "stdin", given)
        self.code = main([str(word) for word in words])
        self.out, self.err = self.capsys.readouterr()
        return self


@pytest.fixture
def cli(capsys, monkeypatch, tmp_path) -> Cli:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return Cli(capsys, monkeypatch)


def shell(*words: str, **options) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "argmap.cli", *words]
    return subprocess.run(command, capture_output=True, check=False, **options)


# Getting about -----------------------------------------------------------------------


def test_argmap_alone_and_argmap_help_say_how_to_start(cli):
    alone, helped = cli().out, cli("--help").out

    assert alone.strip() == helped.strip()
    assert "argmap brief -o withdrawal" in alone
    assert all(name in alone for name in ("brief", "draw", "ask", "check", "convert", "doctor"))


@pytest.mark.parametrize("command", ["brief", "draw", "ask", "check", "convert", "doctor"])
def test_the_help_of_a_command_shows_examples_of_it(cli, command):
    run = cli(command, "--help")

    assert run.code == 0
    assert f"argmap {command}" in run.out.partition("Options")[0].partition("Usage")[2][60:]


def test_the_version_is_that_of_the_package(cli):
    assert re.fullmatch(r"argmap \d+\.\d+\.\d+\n", cli("--version").out)


# brief -------------------------------------------------------------------------------


def test_brief_without_a_map_writes_the_withdrawal_question_and_says_where(cli, tmp_path):
    run = cli("brief", "-o", "new/withdrawal")

    assert run.code == 0
    assert run.out.splitlines() == [
        os.path.join("new", "withdrawal", name)  # noqa: PTH118 # as the command prints it
        for name in ("board.svg", "tree.svg", "map.json", "brief.md", "brief.html")
    ]
    assert argmap.read(tmp_path / "new/withdrawal/map.json") == argmap.example("iraq-withdrawal")


def test_brief_twice_gives_the_same_bytes(cli, tmp_path):
    cli("brief", SEED, "-o", "one")
    cli("brief", SEED, "-o", "two")

    for name in ("board.svg", "tree.svg", "map.json", "brief.md", "brief.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_brief_into_a_file_says_that_it_is_in_the_way(cli, tmp_path):
    (tmp_path / "taken").write_text("mine")

    run = cli("brief", "-o", "taken")

    assert (run.code, run.err.count("\n")) == (3, 1)
    assert run.err.startswith("argmap: taken: file exists")
    assert (tmp_path / "taken").read_text() == "mine"


# draw --------------------------------------------------------------------------------


def test_draw_writes_svg_to_standard_output(cli):
    run = cli("draw", "iraq-withdrawal")

    assert run.code == 0
    assert ET.fromstring(run.out).tag.endswith("svg")  # noqa: S314 # our own SVG


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<svg"), ("a.png", b"\x89PNG"), ("a.dot", b"digraph")]
)
def test_the_suffix_decides_what_draw_writes(cli, tmp_path, name, start):
    run = cli("draw", SEED, "-o", name)

    assert (run.code, run.out) == (0, "")
    assert (tmp_path / name).read_bytes().removeprefix(b"<?xml").lstrip().startswith(start)


def test_draw_can_put_a_png_on_standard_output():
    ran = shell("draw", "iraq-withdrawal", "--to", "png", "--width", "300")

    assert ran.stdout.startswith(b"\x89PNG")
    assert int.from_bytes(ran.stdout[16:20], "big") == 300


def test_a_png_in_a_file_can_be_given_a_width_too(cli, tmp_path):
    run = cli("draw", "iraq-withdrawal", "-o", "a.PNG", "--width", "300")

    assert (run.code, run.err) == (0, "")
    assert int.from_bytes((tmp_path / "a.PNG").read_bytes()[16:20], "big") == 300


def test_draw_colours_by_the_answer_to_a_question(cli):
    plain = cli("draw", "iraq-withdrawal").out
    painted = cli("draw", "iraq-withdrawal", "--values", "bearing stay").out

    assert painted != plain
    assert (
        painted
        == argmap.draw(
            argmap.example("iraq-withdrawal"),
            values=argmap.analysis.bearing(argmap.example("iraq-withdrawal"), "stay"),
        ).to_svg()
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--view", "bord"], "did you mean 'board'?"),
        (["--theme", "drak"], "did you mean 'dark'?"),
        (["--to", "gif"], "cannot draw as 'gif' (one of: svg, svgz, html, png, pdf"),
        (["--width", "300"], "only a PNG has a width, not 'svg'"),
        (["--to", "png", "--width", "10001"], "width 10001 is not between 1 and 10000 pixels"),
        (["--only", "Security"], "'Security' is no choice; write --only theme=Security, say"),
        (["--only", "theme=Secrity"], "did you mean 'Security'?"),
        (["--focus", "vacuum,far"], "'far' is no number of links; write --focus vacuum,2, say"),
        (["--focus", "vacum"], "did you mean 'vacuum'?"),
        (["--values", "tally"], "'tally' gives no value for each id"),
        (["--values", ""], "unknown question ''"),
        (["--values", "bearing nowhere"], "no claim 'nowhere'"),
        (["-o", "picture.gif"], "gif"),
    ],
)
def test_draw_teaches_whoever_asks_for_what_there_is_not(cli, words, said):
    run = cli("draw", "iraq-withdrawal", *words)

    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert said in run.err


def test_draw_shows_the_part_of_a_map_that_is_asked_for(cli):
    words = ("--focus", "vacuum,2", "--only", "theme=Security", "--only", "theme=Influence")
    run = cli("draw", "iraq-withdrawal", *words)

    only = {"theme": ["Security", "Influence"]}
    picture = argmap.draw(argmap.example("iraq-withdrawal"), focus=("vacuum", 2), only=only)
    assert (run.code, run.out) == (0, picture.to_svg())


def test_compare_draws_what_differs_beside_telling_it(cli, tmp_path):
    old = argmap.example("iraq-withdrawal")
    argmap.write(old.without("vacuum"), tmp_path / "new.argdown")

    run = cli("compare", "iraq-withdrawal", "new.argdown", "--draw", "change.svg")

    assert run.code == 0
    assert "vacuum" in run.out
    assert 'class="change removed"' in (tmp_path / "change.svg").read_text("utf-8")


def test_a_page_tells_which_questions_the_map_gives_no_answer_to(cli, tmp_path, monkeypatch):
    given = {}
    monkeypatch.setattr(
        "argmap.drawing.diagram.page", lambda *_, **options: given.update(options) or "page"
    )
    argmap.write(argmap.ArgumentMap("Q?", claims=argmap.Claim("x", "X.")), tmp_path / "bare.json")

    run = cli("page", "bare.json")

    assert (run.code, run.out) == (0, "page")
    assert [row[0] for row in given["tables"][-1].rows] == ["silent"]


# ask ---------------------------------------------------------------------------------


def test_ask_list_names_every_question(cli):
    run = cli("ask", "--list")

    assert run.code == 0
    assert all(name in run.out for name in argmap.analysis.QUESTIONS)


def test_ask_prints_the_answer_as_its_table(cli):
    run = cli("ask", "bearing", "iraq-withdrawal", "stay", "links=no")

    answer = argmap.analysis.bearing(argmap.example("iraq-withdrawal"), "stay", links=False)
    assert run.out == f"{answer}\n"


def test_ids_may_be_given_by_name_and_lists_with_commas(cli):
    placed = cli("ask", "silent", "iraq-withdrawal", "tehran,israel", "leave")
    named = cli("ask", "silent", "iraq-withdrawal", "claims=leave", "actors=tehran,israel")

    assert placed.out == named.out
    assert "Tehran" in placed.out
    assert "Washington" not in placed.out


def test_ask_with_ladder_asks_on_each_rung(cli):
    run = cli("ask", "tally", "iraq-withdrawal", "--ladder")

    answer = argmap.analysis.ladder(argmap.analysis.tally, argmap.example("iraq-withdrawal"))
    assert run.out == f"{answer}\n"


def test_ask_gives_markdown_json_and_csv(cli):
    answer = argmap.analysis.gains(argmap.example("iraq-withdrawal"))
    words = ("ask", "gains", "iraq-withdrawal", "--format")

    rows = json.loads(cli(*words, "json").out)["rows"]
    lines = list(csv.DictReader(io.StringIO(cli(*words, "csv").out)))

    assert cli(*words, "markdown").out == f"{answer.to_markdown()}\n"
    assert rows == answer.to_dicts()
    assert [line["actor"] for line in lines] == [row["actor"] for row in rows]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "see 'argmap ask --list'"),
        (["bering"], "did you mean 'bearing'"),
        (["disputed"], "argmap ask disputed MAP A B [reduce=clash]"),
        (["disputed", "iraq-withdrawal", "baghdad"], "B is missing"),
        (["disputed", "iraq-withdrawal", "a", "b", "c"], "'c' is one too many"),
        (["disputed", "iraq-withdrawal", "bagdad", "tehran"], "did you mean 'baghdad' or"),
        (["bearing", "iraq-withdrawal", "lnks=no"], "'lnks=no' is one too many"),
        (["bearing", "iraq-withdrawal", "links=maybe"], "unknown links 'maybe' (one of: yes, no"),
        (
            ["shared", "iraq-withdrawal", "baghdad", "voices-inside", "reduce=last"],
            "unknown reduce 'last'",
        ),
        (["tally", "iraq-withdrawal", "--format", "xml"], "unknown format 'xml'"),
    ],
)
def test_ask_teaches_whoever_asks_wrongly(cli, words, said):
    run = cli("ask", *words)

    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert said in run.err


def test_a_question_about_positions_says_that_there_are_none(cli):
    run = cli("ask", "bearing", "-", stdin=b"===\nquestion: Leave?\n===\n\n[a]: A claim.\n")

    assert run.code == 2
    assert "has no position" in run.err


# check -------------------------------------------------------------------------------


def test_check_counts_what_is_in_a_map_without_faults(cli, withdrawal):
    run = cli("check", SEED)

    assert (run.code, run.err, run.out.count("\n")) == (0, "", 1)
    assert f"{len(withdrawal.claims)} claims" in run.out
    assert run.out.endswith("1 source; no faults\n")


def test_check_names_every_fault_with_file_line_and_column(cli, tmp_path):
    (tmp_path / "my.argdown").write_text(FAULTY)

    run = cli("check", "my.argdown")

    lines = run.err.splitlines()
    assert (run.code, run.out) == (1, "")
    assert all(re.match(r"my\.argdown:\d+:\d+: \S", line) for line in lines)
    assert any("bloq" in line and line.startswith("my.argdown:5:") for line in lines)
    assert any("acept" in line and "did you mean 'accept'?" in line for line in lines)
    assert any("bagdad" in line and line.startswith("my.argdown:8:") for line in lines)


def test_check_goes_on_after_a_map_with_faults(cli, tmp_path):
    (tmp_path / "my.argdown").write_text(FAULTY)

    run = cli("check", "my.argdown", "iraq-withdrawal")

    assert run.code == 1
    assert run.out.startswith("iraq-withdrawal: ")


@pytest.mark.parametrize("command", [["draw"], ["ask", "tally"], ["brief"], ["check"]])
def test_a_map_with_faults_leaves_every_command_with_1(cli, tmp_path, command):
    (tmp_path / "my.argdown").write_text(FAULTY)

    run = cli(*command, "my.argdown")

    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("my.argdown:")
    assert [path.name for path in tmp_path.iterdir()] == ["my.argdown"]


def test_faults_from_standard_input_go_by_that_name(cli):
    assert cli("check", "-", stdin=FAULTY.encode()).err.startswith("standard input:5:")


# convert -----------------------------------------------------------------------------


def test_convert_there_and_back_keeps_the_map(cli, tmp_path, withdrawal):
    there = cli("convert", SEED, "there.json")
    back = cli("convert", "there.json", "back.argdown")

    assert (there.code, back.code) == (0, 0)
    assert argmap.read(tmp_path / "back.argdown") == withdrawal


def test_convert_reads_standard_input_and_writes_standard_output(cli, withdrawal):
    records = cli("convert", "-", "-", stdin=SEED.read_bytes()).out
    argdown = cli(
        "convert", "-", "-", "--from", "records", "--to", "argdown", stdin=records.encode()
    )

    assert argmap.loads(records, "records") == withdrawal
    assert argmap.loads(argdown.out, "argdown") == withdrawal


def test_what_convert_writes_to_standard_output_check_reads_from_there(cli):
    records = cli("convert", SEED, "-").out

    run = cli("check", "-", stdin=f"\n {records}".encode())

    assert (run.code, run.err) == (0, "")


def test_standard_input_that_is_said_to_be_argdown_is_read_as_that(cli):
    run = cli("check", "-", "--from", "argdown", stdin=b'{"format": "argmap-records"}')

    assert run.code == 1
    assert run.err.startswith("standard input:1:1: data with nothing before them")


def test_convert_to_what_no_format_claims_names_the_formats(cli, tmp_path):
    run = cli("convert", SEED, "my.docx")

    assert (run.code, run.err.count("\n")) == (2, 1)
    assert ".argdown" in run.err
    assert list(tmp_path.iterdir()) == []


def test_what_a_format_cannot_say_is_refused_and_nothing_is_written(cli, tmp_path):
    argmap.write(argmap.ArgumentMap("Two\nlines?"), tmp_path / "map.json")

    run = cli("convert", "map.json", "map.argdown")

    if run.code == 0:
        assert argmap.read(tmp_path / "map.argdown").question == "Two\nlines?"
    else:
        assert (run.code, (tmp_path / "map.argdown").exists()) == (3, False)


# doctor ------------------------------------------------------------------------------


def test_doctor_says_which_engines_work(cli):
    run = cli("doctor")

    assert run.code == 0
    assert re.search(r"Graphviz, embedded +works", run.out)
    assert re.search(r"networkx +works", run.out)
    assert "broken" not in run.out


def test_doctor_leaves_with_3_where_the_embedded_graphviz_is_broken(cli, monkeypatch):
    def fails(*_, **__):
        raise argmap.LayoutError("no engine here")

    monkeypatch.setattr("argmap.cli.laid_out", fails)

    run = cli("doctor")

    assert run.code == 3
    assert re.search(r"Graphviz, embedded +broken +no engine here +reinstall", run.out)


# When it goes wrong ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["drw"], "no such command 'drw'"),
        (["draw"], "missing argument 'MAP'; see 'argmap draw --help'"),
        (["draw", "iraq-withdrawal", "--colour"], "no such option: --colour"),
        (["draw", "iraq-withdrawal", "--width", "wide"], "value for '--width'"),
        (["draw", "iraq-withdrawal", "-o"], "see 'argmap draw --help'"),
        (["check", "iraq-withdrawl"], "did you mean 'iraq-withdrawal'?"),
        (["check", "none"], "name a file, - for standard input, or a seed: iraq-withdrawal"),
        (["check", "."], "is a folder; name a file in it"),
        (["check", "notes.txt"], ".argdown"),
        (["check", "notes.txt", "--from", "argdwn"], "did you mean 'argdown'?"),
    ],
)
def test_a_wrong_command_line_is_answered_in_one_line(cli, tmp_path, words, said):
    (tmp_path / "notes.txt").write_text("Notes.")

    run = cli(*words)

    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert said.lower() in run.err.lower()
    assert "Traceback" not in run.err


def test_a_file_that_is_no_utf8_is_told_its_line(cli, tmp_path):
    (tmp_path / "latin.argdown").write_bytes("[a]: Café.".encode("latin-1"))

    run = cli("check", "latin.argdown")

    assert (run.code, run.err.count("\n")) == (1, 1)
    assert run.err.startswith("latin.argdown:1:")
    assert "UTF-8" in run.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_named(cli, tmp_path):
    (tmp_path / "my.argdown").write_text(FAULTY)
    (tmp_path / "my.argdown").chmod(0)

    run = cli("check", "my.argdown")

    assert (run.code, run.err.count("\n")) == (3, 1)
    assert run.err.startswith("argmap: my.argdown: permission denied")


@pytest.mark.parametrize(
    "words",
    [
        ["draw", "iraq-withdrawal", "-o", "nowhere/a.svg"],
        ["convert", "iraq-withdrawal", "nowhere/a.json"],
    ],
)
def test_a_target_in_no_folder_is_named(cli, words):
    run = cli(*words)

    assert (run.code, run.err.count("\n")) == (3, 1)
    assert "nowhere" in run.err
    assert "no such folder" in run.err


def test_a_layout_that_fails_leaves_with_3_and_names_a_way_out(cli, monkeypatch):
    def fails(*_, **__):
        raise argmap.LayoutTimeoutError("the layout took too long; draw the board instead")

    monkeypatch.setattr("argmap.drawing.draw", fails)

    run = cli("draw", "iraq-withdrawal", "--view", "tree")

    assert (run.code, run.err) == (
        3,
        "argmap: the layout took too long; draw the board instead\n",
    )


def test_an_error_of_ours_is_never_hidden(cli, monkeypatch):
    def fails(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("argmap.drawing.draw", fails)

    with pytest.raises(ZeroDivisionError):
        cli("draw", "iraq-withdrawal")


def test_an_interrupt_leaves_quietly_with_130(cli, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("argmap.drawing.draw", interrupted)

    run = cli("draw", "iraq-withdrawal")

    assert (run.code, run.out, run.err) == (130, "", "")


@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise elsewhere")
def test_a_reader_that_has_gone_is_no_reason_to_complain():
    command = f"{sys.executable} -m argmap.cli draw iraq-withdrawal; echo $? >&2"
    ran = subprocess.run(["sh", "-c", f"({command}) | true"], capture_output=True, check=False)

    assert ran.stderr in (b"141\n", b"0\n")


def test_text_from_a_map_cannot_steer_a_terminal(cli, tmp_path):
    name = "Red \x1b[31m\u202ealert"
    map = argmap.ArgumentMap("Q?", positions="a", claims=[argmap.Claim("a", name)])
    argmap.write(map, tmp_path / "map.json")

    shown = cli("ask", "bearing", "map.json").out + cli("ask", "tally", "map.json", "x=\x1b[2J").err

    assert "\x1b" not in shown
    assert "\u202e" not in shown


# On a terminal -----------------------------------------------------------------------


STYLING = ("CI", "FORCE_COLOR", "NO_COLOR", "PY_COLORS", "TERMINAL_WIDTH")


def on_a_terminal(*words: str, **environment: str) -> str:
    """What a command prints to a terminal."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    inherited = {name: said for name, said in os.environ.items() if name not in STYLING}
    surroundings = {**inherited, "TERM": "xterm-256color", "COLUMNS": "120", **environment}
    command = [sys.executable, "-m", "argmap.cli", *words]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, env=surroundings)
    os.close(theirs)
    said = b""
    while piece := _piece(ours):
        said += piece
    process.wait()
    os.close(ours)
    return said.decode()


def _piece(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how a terminal says that nobody writes to it any more
        return b""


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal")
def test_a_terminal_gets_drawn_tables_and_a_pipe_plain_ones():
    drawn = on_a_terminal("ask", "bearing", "iraq-withdrawal", "leave")
    plain = shell("ask", "bearing", "iraq-withdrawal", "leave").stdout.decode()

    assert "─" in drawn
    assert "─" not in plain
    assert "\x1b" not in plain
    assert all(word in drawn and word in plain for word in ("leave", "pro"))


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal")
def test_no_color_means_no_colour():
    coloured = re.compile(r"\x1b\[(\d+;)*3\d")

    assert coloured.search(on_a_terminal("--help"))
    assert not coloured.search(on_a_terminal("--help", NO_COLOR="1"))


def test_a_question_can_be_asked_of_what_is_known_down_to_a_rung(capsys):
    assert main(["ask", "acceptability", "iraq-withdrawal", "--rung", "implied"]) == 0
    assert "records down to the rung “implied”" in capsys.readouterr().out

    assert main(["ask", "acceptability", "iraq-withdrawal", "--rung", "impled"]) == 2
    assert "did you mean 'implied'?" in capsys.readouterr().err


def test_whole_and_broken_numbers_are_read_as_an_option_wants_them(capsys):
    assert main(["ask", "flips", "iraq-withdrawal", "leave", "most=1", "timeout=5"]) == 0
    assert "sets of up to 1 change" in capsys.readouterr().out

    assert main(["ask", "flips", "iraq-withdrawal", "most=1.5"]) == 2
    assert "most '1.5' is no whole number; give one, such as 100" in capsys.readouterr().err


def test_two_maps_are_compared(tmp_path, capsys):
    seed = (ROOT / "seeds" / "iraq-withdrawal.argdown").read_text("utf-8")
    changed = tmp_path / "changed.argdown"
    changed.write_text(seed.replace("Israel would face new dangers.", "Israel is safe."), "utf-8")

    assert main(["compare", "iraq-withdrawal", str(changed)]) == 0
    assert "israel-danger" in capsys.readouterr().out

    assert main(["compare", "--coders", "iraq-withdrawal", str(changed), "--format", "csv"]) == 0
    assert "alpha" in capsys.readouterr().out.splitlines()[0]
