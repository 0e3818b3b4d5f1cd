"""A map as Mermaid, D2, plain text and PDF, and what each view says of itself in words."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
)
from argmap.drawing import Style, draw
from argmap.drawing.exports.d2 import d2
from argmap.drawing.exports.mermaid import mermaid
from argmap.drawing.exports.nodes import edges, nodes
from argmap.drawing.exports.pdf import pdf
from argmap.drawing.exports.spoken import spoken
from argmap.drawing.exports.stretches import in_stretches, shown
from argmap.drawing.scene import Scene
from argmap.drawing.text import clean, is_rtl, isolated
from argmap.drawing.views import VIEWS
from argmap.errors import InvalidOptionError, MissingExtraError, OptionTypeError
from conftest import ROOT
from strategies import maps

GOLDEN = ROOT / "tests" / "golden"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "a \u202e rtl \u2066 x",
    "]]> --> --",
    "nul \x00 \x1b[31m red \x9b31m",
    "1. list",
    "- item\n---\n%% comment",
    '"`code`" **bold** _it_ # head',
    "end subgraph x",
    '%%{init: {"securityLevel": "loose"}}%%',
    "#quot; #60; &lt;b&gt; &amp; &copy;",
    '${vars.x} $y $$x$$ \\n \\" \\N \\',
    "\ufb02\xb0\xb060\xb6\xdf",
    "style:x#y; classDef a:b#c;",
    "|a| {d} [e] (f) @{ shape: x } fa:fa-car",
    'click c_leave "javascript:alert(1)"',
    "direction  LR",
    'مرحبا "x" <b> (2024)',
    "*: x -> y; a.b <- c",
    "x" * 300,
)
INVISIBLE = dict.fromkeys((0x2060, 0x2067, 0x2069))


def scene(map, values=None, **options):
    return Scene(map, Style(), values=values or {}, **options)


def hostile(said):
    """A map that says the same thing in every field that holds text."""
    return ArgumentMap(
        said,
        positions=("leave",),
        title=said,
        notes=(said,),
        sources=(Source("s", said, publisher=said, author=said, url=said),),
        actors=(
            Actor("a", said, said, bloc=said, label=said, names={"ar": said}),
            Actor("b", said, said, part_of="a"),
        ),
        claims=(
            Claim("leave", said, label=said),
            Claim("end", said, theme="T", citations=(Citation("s", said, quote=said),)),
            Claim("style", "x"),
        ),
        arguments=(
            Argument("label", ("end", "style"), "leave", "con"),
            Argument("n--1", "style", "label", "con", scheme=said),
        ),
        links=(Link(("leave", "style"), "contrary"),),
        stances=(
            Stance("a", "leave", "accept", hedge=said),
            Stance("b", "end", "reject", basis="analyst", via=("a",)),
        ),
        stakes=(Stake("a", "leave", "gain", hedge=said),),
        ties=(Tie("a", "b", said, hedge=said),),
    )


@pytest.fixture
def small():
    """A map with one of everything that an export shows in its own way."""
    return ArgumentMap(
        "Should US forces leave Iraq?",
        positions=("leave", "stay"),
        sources=(Source("mena", "An analysis", date="2024"),),
        actors=(
            Actor("washington", "Washington", "government", bloc="United States", label="USA"),
            Actor("baghdad", "Baghdad", "government", bloc="Iraq"),
            Actor("reuters", "Reuters", "voice"),
            Actor("tehran", "Tehran", "government"),
        ),
        claims=(
            Claim("leave", "US forces leave Iraq.", label="Leave", citations="mena ¶2"),
            Claim("stay", "US forces remain in Iraq.", label="Stay"),
            Claim("vacuum", "A quick exit leaves a gap.", theme="Security", weight=0.8),
            Claim("cells", "Cells of ISIS are still at large.", kind="fact", citations="mena ¶25"),
            Claim("weak", "The army is weak."),
            Claim("done", "The mission is over."),
            Claim("idle", "A gap need not be filled."),
            Claim("lone", "The invasion lies two decades back.", kind="fact"),
        ),
        arguments=(
            Argument("vacuum-con-leave", "vacuum", "leave", "con"),
            Argument("joint", ("cells", "weak"), "vacuum", "pro", basis="implied"),
            Argument("done-pro-leave", "done", "leave", "pro"),
            Argument("cells-con-done", "cells", "done", "con"),
            Argument("undercut", "idle", "vacuum-con-leave", "con"),
        ),
        links=(Link(("leave", "stay"), "alternative"),),
        stances=(
            Stance("baghdad", "leave", "accept", date="2020"),
            Stance("baghdad", "leave", "reject", date="2024-01"),
            Stance("washington", "leave", "reject", hedge="may"),
            Stance("washington", "vacuum", "accept", via=("reuters",), basis="attributed"),
            Stance("baghdad", "vacuum", "accept", basis="analyst"),
            Stance("reuters", "vacuum", "ambivalent"),
        ),
        stakes=(Stake("baghdad", "leave", "gain"), Stake("washington", "leave", "loss")),
        ties=(Tie("washington", "baghdad", "backs", via=("reuters",), hedge="may"),),
    )


def is_golden(name, said):
    path = GOLDEN / name
    if os.environ.get("ARGMAP_RENEW_GOLDEN"):
        path.write_text(said, "utf-8")
    assert said == path.read_text("utf-8"), f"{name} differs; look, then ARGMAP_RENEW_GOLDEN=1"


def test_an_export_is_what_it_was(small):
    values = {"vacuum": 0.25, "joint": 0.5, "baghdad": 1.0}

    is_golden("export_small.mmd", mermaid(scene(small, values), alt="A small map."))
    is_golden("export_small.d2", d2(scene(small, values)))
    is_golden("export_small.txt", spoken(small, values=values, painted="Strength"))


# Boxes and lines


def test_a_step_that_nothing_meets_is_one_line(small):
    lines = [edge for edge in edges(scene(small)) if edge.start == "c-done"]

    assert [(edge.end, edge.kind, edge.said) for edge in lines] == [("c-leave", "pro", "supports")]


def test_joint_premises_meet_in_one_box(small):
    boxes = [node for node in nodes(scene(small)) if node.kind == "joint"]
    lines = [(edge.start, edge.end, edge.head) for edge in edges(scene(small))]

    assert [node.lines for node in boxes] == [("∧",)]
    assert ("c-cells", "s-joint", False) in lines
    assert ("c-weak", "s-joint", False) in lines
    assert ("s-joint", "c-vacuum", True) in lines


def test_a_dispute_ends_on_a_box_on_the_step_it_disputes(small):
    lines = [(edge.start, edge.end, edge.kind) for edge in edges(scene(small))]

    assert ("c-idle", "s-vacuum-con-leave", "undercut") in lines
    assert ("s-vacuum-con-leave", "c-leave", "con") in lines


def test_who_is_only_inferred_stands_in_brackets_and_the_brackets_are_explained(small):
    lines = {node.id: node.lines for node in nodes(scene(small))}

    assert "accepted by: USA, (BAG)" in lines["c-vacuum"]
    assert lines["actors"][-1] == "( ) = inferred, not on record"


def test_values_are_told_on_the_box_the_line_and_the_actor_they_belong_to(small):
    painted = scene(small, {"vacuum": 0.25, "joint": 0.5, "baghdad": "camp 1"})

    lines = {node.id: node.lines for node in nodes(painted)}

    assert "Painted: 0.25" in lines["c-vacuum"]
    assert "BAG = Baghdad: camp 1" in lines["actors"]
    assert "supports · 0.5" in {edge.said for edge in edges(painted)}


@given(maps(), st.sampled_from(["full", "short", "id"]))
def test_every_claim_has_a_box_and_every_step_comes_to_its_target(map, labels):
    drawn = scene(map, labels=labels)
    boxes = [node.id for node in nodes(drawn)]
    lines = list(edges(drawn))

    assert len(set(boxes)) == len(boxes)
    assert {f"c-{claim.id}" for claim in map.claims} <= set(boxes)
    assert {end for edge in lines for end in (edge.start, edge.end)} <= set(boxes)
    for step in map.arguments:
        into = {(edge.start, edge.end) for edge in lines}
        hub = f"s-{step.id}"
        start = hub if hub in boxes else f"c-{step.premises[0]}"
        assert {(start, f"c-{step.target}"), (start, f"s-{step.target}")} & into


# Mermaid

_QUOTED = r'"(?:[^"<>`{}\[\]|\\$%*_@&~^=]|<br/>)*"'
_ID = r"[a-z][a-z0-9_]*"
_MERMAID = re.compile(
    rf"flowchart (?:LR|RL)|  acc(?:Title|Descr): [^\"<>{{}}]*"
    rf"|  {_ID}(?:\(\[{_QUOTED}\]\)|\[{_QUOTED}\]|\(\({_QUOTED}\)\))"
    rf"|  {_ID} (?:-->|---|-\.-x|-\.-o|-\.-)(?:\|{_QUOTED}\|)? {_ID}"
    r"|  classDef [a-z-]+ [a-z#A-F0-9:,-]+(?:px)?"
    rf"|  class {_ID}(?:,{_ID})* [a-z-]+"
    rf"|  style {_ID} [a-z#A-F0-9:,-]+"
    r"|  linkStyle [\d,]+ stroke:#[0-9A-F]{6},fill:none(?:,stroke-dasharray:\d \d)?"
)


def mermaid_labels(source):
    """What the boxes say, read back by the rules for entities."""
    for found in re.findall(r'^  [a-z]\S*?[\[(]+"(.*)"[\])]+$', source, re.MULTILINE):
        said = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), found.replace("<br/>", "\n"))
        yield said.translate(INVISIBLE)


def expected_labels(drawn):
    return ["\n".join(node.lines).translate(INVISIBLE) for node in nodes(drawn)]


def mermaid_is_read_back(drawn):
    source = mermaid(drawn, alt=drawn.map.question)

    assert [line for line in source.splitlines() if not _MERMAID.fullmatch(line)] == []
    assert list(mermaid_labels(source)) == expected_labels(drawn)


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_stays_text_in_mermaid(said):
    mermaid_is_read_back(scene(hostile(said), {"leave": 0.5, "end": said}))


@pytest.mark.parametrize(
    ("said", "parted"),
    [
        ("C:\\new", "C#58;#92;\u2060new"),
        ("$$x$$", "#36;\u2060#36;x#36;\u2060#36;"),
        ("fa:fa-car", "fa#58;\u2060fa#45;car"),
        ("in direction LR", "in direction#32;LR"),
    ],
)
def test_what_mermaid_reads_even_in_entities_is_parted(said, parted):
    map = ArgumentMap(said)

    assert f'"QUESTION<br/>{parted}"' in mermaid(scene(map)).replace("fa-car", "fa#45;car")


def test_lines_of_mermaid_differ_in_dash_and_head(small):
    source = mermaid(scene(small))

    assert 'c_done -->|"supports"| c_leave' in source
    assert 's_vacuum_con_leave -.-x|"attacks"| c_leave' in source
    assert 'c_idle -.-o|"disputes a step"| s_vacuum_con_leave' in source
    assert "stroke-dasharray:6 4" in source
    assert "stroke-dasharray:2 4" in source


# D2

_D2_TEXT = r'"((?:[^"\\]|\\["\\$n])*)"'
_D2_BOX = re.compile(rf"{_D2_TEXT}: {_D2_TEXT} \{{class: [^\"]*(?:; style.*)?\}}")
_D2_LINE = re.compile(rf"{_D2_TEXT} (?:->|--) {_D2_TEXT}: (?:{_D2_TEXT} )?\{{class: [^\"]*\}}")


def unquoted(said):
    return re.sub(r"\\(.)", lambda at: "\n" if at[1] == "n" else at[1], said)


def squeezed(said):
    return "".join(said.translate(INVISIBLE).split())


def d2_is_read_back(drawn):
    body = d2(drawn).partition("\n}\n")[2].splitlines()
    boxes = [_D2_BOX.fullmatch(line) for line in body]
    told = [squeezed(unquoted(box[2])) for box in boxes if box]

    assert all(_D2_BOX.fullmatch(line) or _D2_LINE.fullmatch(line) for line in body)
    assert told == [squeezed(label) for label in expected_labels(drawn)]
    assert not re.search(r"(?<!\\)\$", "".join(body))


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_stays_text_in_d2(said):
    d2_is_read_back(scene(hostile(said), {"leave": 0.5, "end": said}))


def test_lines_of_d2_differ_in_dash_and_head(small):
    source = d2(scene(small))

    assert 'con: {style: {stroke: "#C2410C"; stroke-dash: 6}}' in source
    assert "con-head: {target-arrowhead: {shape: cf-one}}" in source
    assert 'undercut: {style: {stroke: "#C2410C"; stroke-dash: 2}}' in source
    assert '"c-idle" -> "s-vacuum-con-leave": "disputes a step" {class: [undercut;' in source


@given(maps())
def test_every_label_of_every_map_is_read_back_as_it_was_written(map):
    drawn = scene(map)

    mermaid_is_read_back(drawn)
    d2_is_read_back(drawn)


# The tools themselves

_PARSE_MERMAID = """
import { JSDOM } from 'jsdom';
import fs from 'fs';
const page = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = page.window; globalThis.document = page.window.document;
const mermaid = (await import('mermaid')).default;
const kinds = [];
for (const source of JSON.parse(fs.readFileSync(0, 'utf8')))
  kinds.push((await mermaid.parse(source)).diagramType);
console.log(JSON.stringify(kinds));
"""
_COMPILE_D2 = """
import { D2 } from '@terrastruct/d2';
import fs from 'fs';
const d2 = new D2();
const labels = [];
for (const source of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  const made = await d2.compile(source);
  labels.push(made.diagram.shapes.map(shape => shape.label));
}
fs.writeSync(1, JSON.stringify(labels)); process.exit(0);
"""


def run_by_node(variable, script, sources, tmp_path):
    """What a script says of some sources, run where the packages are that it needs."""
    place = os.environ.get(variable)
    if not place:
        pytest.skip(f"set {variable} to a folder in which npm has installed the tool")
    (tmp_path / "node_modules").symlink_to(f"{place}/node_modules")
    (tmp_path / "run.mjs").write_text(script)
    done = subprocess.run(
        ["node", "run.mjs"],
        cwd=tmp_path,
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    return json.loads(done.stdout)


def some_scenes(withdrawal, small):
    return [scene(map) for map in (withdrawal, small, *map_all(hostile, HOSTILE))]


def map_all(make, texts):
    return [make(said) for said in texts]


@pytest.mark.peer
def test_mermaid_itself_reads_what_we_write(withdrawal, small, tmp_path):
    sources = [mermaid(drawn, alt=drawn.map.question) for drawn in some_scenes(withdrawal, small)]

    kinds = run_by_node("ARGMAP_MERMAID", _PARSE_MERMAID, sources, tmp_path)

    assert set(kinds) == {"flowchart-v2"}


@pytest.mark.peer
def test_d2_itself_reads_the_labels_we_write(withdrawal, small, tmp_path):
    scenes = some_scenes(withdrawal, small)

    read = run_by_node("ARGMAP_D2", _COMPILE_D2, map_all(d2, scenes), tmp_path)

    for drawn, labels in zip(scenes, read, strict=True):
        assert sorted(map_all(squeezed, labels)) == sorted(
            map_all(squeezed, expected_labels(drawn))
        )


# DOT


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_stays_text_in_dot(said):
    if not shutil.which("dot"):
        pytest.skip("no Graphviz on this machine")
    source = draw(ArgumentMap(said), "tree").to_dot()

    drawn = subprocess.run(
        ["dot", "-Tsvg"], input=source, capture_output=True, text=True, check=True
    ).stdout

    texts = [html.unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", drawn)]
    line = isolated(clean(said), rtl=is_rtl(clean(said)))
    assert [" ".join(text.split()) for text in texts] == [line]


# The outline


def columns(line):
    marks = {"Mn", "Me", "Cf"}
    return sum(
        0 if unicodedata.category(c) in marks else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in line
    )


@given(maps(), st.sampled_from([20, 40, 88]))
def test_no_line_of_the_outline_is_too_wide_or_steers_a_terminal(map, width):
    for line in spoken(map, width=width).splitlines():
        assert columns(line) <= width
        assert not [c for c in line if unicodedata.category(c) == "Cc"]
        assert line.count("\u2067") == line.count("\u2069")


@given(maps())
def test_the_outline_leaves_no_record_out(map):
    said = "".join(spoken(map).translate(INVISIBLE).split())

    for record in (*map.claims, *map.arguments, *map.sources):
        assert record.id in said
    for text in (*(claim.text for claim in map.claims), *(actor.name for actor in map.actors)):
        safe = re.sub("[\x7f-\x9f]", "\ufffd", clean(text)).translate(INVISIBLE)
        assert "".join(safe.replace("\u061c", "").split()) in said


@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_text_is_seen_in_the_outline(said):
    text = spoken(hostile(said))

    assert not [c for c in text if unicodedata.category(c) == "Cc" and c != "\n"]
    assert "\u202e" not in text


def test_the_outline_says_what_each_claim_does_to_the_one_above(small):
    text = spoken(small)

    assert "1. Supports the motion: “The mission is over.”" in text
    assert "2. Attacks the motion: “A quick exit leaves a gap.”" in text
    assert "  2.2. Together with 2.1 it supports 2: “The army is weak.”" in text
    assert "  2.3. Disputes the step from 2 to the motion: “A gap need not be filled.”" in text
    assert "3. Alternative to the motion: “US forces remain in Iraq.”" in text


def test_what_a_claim_bears_on_besides_is_told_by_number(small):
    text = " ".join(spoken(small).split())

    assert "it supports 2: “Cells of ISIS are still at large.”" in text
    assert "- Also attacks 1 (step cells-con-done, stated)" in text
    assert "- US forces remain in Iraq. (see 3)" in text


def test_the_outline_tells_holders_with_their_hedge_and_chain(small):
    text = " ".join(spoken(small).split())

    assert "Washington rejects it (stated, “may”)." in text
    assert "Washington accepts it (attributed, via Reuters)." in text
    assert "Washington, backs, Baghdad (stated, friendly, “may”, via Reuters)" in text
    assert "- mena: An analysis, 2024" in text


def test_the_outline_tells_values_under_their_name(small):
    text = spoken(small, values={"vacuum": 0.25, "joint": 0.5, "baghdad": 1}, painted="Strength")

    assert "   - Strength: 0.25" in text
    assert "joint, implied, Strength: 0.5" in " ".join(text.split())
    assert "- Baghdad, government, bloc Iraq, Strength: 1" in text


def test_only_lines_of_both_directions_are_isolated():
    arabic = ArgumentMap("هل؟", claims=[Claim("a", "العراق")], notes=["نعم (2024)."])
    lines = spoken(arabic).splitlines()

    assert "QUESTION: \u2067هل؟\u2069" in lines
    assert "- نعم (2024)." in lines


def test_a_chain_of_two_thousand_claims_is_told_with_short_numbers():
    claims = [Claim(f"c{n}", "C.") for n in range(2000)]
    steps = [Argument(f"a{n}", f"c{n + 1}", f"c{n}", "pro") for n in range(1999)]
    map = ArgumentMap("Q?", positions=("c0",), claims=claims, arguments=steps)

    text = spoken(map)

    assert "1.1.1.1.1.1.1.1.1. Supports 1.1.1.1.1.1.1.1:" in text
    assert "1/1. Supports 1.1.1.1.1.1.1.1.1:" in text
    assert "1/1990. Supports 1/1989:" in text


def test_a_map_without_a_position_says_so():
    assert "No claim answers it yet." in spoken(ArgumentMap("Q?", claims=[Claim("a", "A.")]))


@pytest.mark.parametrize(
    ("width", "error"),
    [(19, InvalidOptionError), ("wide", OptionTypeError), (True, OptionTypeError)],
)
def test_a_width_that_leaves_no_room_is_refused(width, error):
    with pytest.raises(error, match="width"):
        spoken(ArgumentMap("Q?"), width=width)


# PDF

ARABIC = ArgumentMap(
    "هل ينبغي أن تغادر القوات الأمريكية العراق؟",
    positions=("leave",),
    language="ar",
    claims=(
        Claim("leave", "على القوات الأمريكية مغادرة العراق."),
        Claim("gap", "يقول ISIS إن الفراغ خطر كبير على الجميع (2024)."),
    ),
    arguments=(Argument("step", "gap", "leave", "con"),),
)


def light(map):
    return draw(map, theme="light").to_svg()


def pdf_text(document, tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not on this machine")
    (tmp_path / "map.pdf").write_bytes(document)
    done = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "map.pdf", "-"], capture_output=True, check=True
    )
    said = done.stdout.decode()
    return "".join(letter for letter in said if unicodedata.category(letter) != "Cf")


@pytest.fixture
def converter():
    return pytest.importorskip("vl_convert", reason="the extra `pdf` is not installed")


@pytest.mark.usefixtures("converter")
def test_a_pdf_can_be_searched_for_latin_text(small, tmp_path):
    said = pdf_text(pdf(light(small)), tmp_path)

    assert "Should US forces leave Iraq?" in said
    assert "A quick exit leaves a gap." in said


@pytest.mark.usefixtures("converter")
def test_a_pdf_can_be_searched_for_arabic_text(tmp_path):
    said = " ".join(pdf_text(pdf(light(ARABIC)), tmp_path).split())

    assert "هل ينبغي أن تغادر القوات الأمريكية العراق؟" in said
    assert "إن الفراغ خطر كبير على الجميع" in said
    assert "ISIS" in said


@pytest.mark.usefixtures("converter")
def test_a_pdf_is_the_same_to_the_byte_in_another_process(small):
    script = (
        "import sys; from argmap.drawing.exports.pdf import pdf; "
        "sys.stdout.buffer.write(pdf(sys.stdin.read()))"
    )
    svg = light(small)

    other = subprocess.run(
        [sys.executable, "-c", script], input=svg.encode(), capture_output=True, check=True
    )

    assert other.stdout == pdf(svg)
    assert other.stderr == b""


@pytest.mark.usefixtures("converter")
def test_a_page_is_as_large_as_the_picture(small):
    svg = light(small)
    wide, tall = (float(re.search(rf'{name}="([\d.]+)"', svg)[1]) for name in ("width", "height"))

    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf(svg))

    assert [float(side) for side in box.groups()] == pytest.approx([wide * 0.75, tall * 0.75])


@pytest.mark.usefixtures("converter")
@pytest.mark.parametrize("map", [ARABIC, hostile('مرحبا "x" <b> (2024)')])
def test_a_pdf_holds_together(map):
    document = pdf(light(map))
    at = int(re.search(rb"startxref\n(\d+)", document)[1])
    rows = re.findall(rb"(\d{10}) 00000 n", document[at:])

    for number, row in enumerate(rows, 1):
        assert document[int(row) :].startswith(b"%d 0 obj\n" % number)
    for packed in re.findall(rb"FlateDecode\n>>\nstream\n(.*?)\nendstream", document, re.DOTALL):
        content = zlib.decompress(packed)
        assert content.count(b"BDC") == content.count(b"EMC")
        assert content.count(b"BT\n") == content.count(b"ET\n") or b"Tj" not in content
    used = {int(number) for number in re.findall(rb"\b(\d+) 0 R\b", document[at:])}
    assert used <= set(range(1, len(rows) + 1))


def test_without_the_converter_a_pdf_says_what_to_install(small, monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)

    with pytest.raises(MissingExtraError, match=re.escape('pip install "argmap[pdf]"')):
        pdf(light(small))


def test_a_line_of_two_scripts_is_cut_and_placed():
    line = '<text x="100" font-size="10" text-anchor="end">قال (ISIS) نعم</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{line}</svg>'

    cut = in_stretches(svg)
    places = [float(x) for x in re.findall(r' x="([\d.]+)"', cut)]

    assert list(shown(cut)) == ["نعم", "(", "ISIS", ")", "قال"]
    assert places == sorted(places)
    assert 30 < places[0] < places[-1] < 100


def test_what_is_used_is_said_as_often_as_it_is_used():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><g id="a"><text>BAG</text></g></defs>'
        '<use href="#a"/><text>x<title>no</title></text><use href="#a"/></svg>'
    )

    assert list(shown(svg)) == ["BAG", "x", "BAG"]


# In words


@given(maps(), st.sampled_from(VIEWS))
def test_every_view_of_every_map_tells_itself_in_sentences(map, view):
    said = draw(map, view).alt_text

    assert said.startswith(
        ("Board", "Tree", "Actors", "Camps", "Matrix", "Gains", "Latt", "Time", "Lad")
    )
    assert said.endswith((".", "”"))
    assert not re.search(r"\b1 (?:claims|actors|steps|stances|pairs|ties|cells)\b", said)
    assert said == draw(map, view).alt_text


@pytest.mark.parametrize("view", VIEWS)
def test_a_summary_tells_the_question_the_motion_and_what_is_painted(small, view):
    said = draw(small, view, values={"leave": 0.5}).alt_text

    assert f"“{small.question}”. The motion is: “{small.motion.text}”" in said
    assert "Painted on 1 of the claims, steps and actors." in said
