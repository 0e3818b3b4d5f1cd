"""What is hostile in any field of any record stays text, in every view and every format."""

from __future__ import annotations

import gzip
import html
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

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
from argmap.drawing import draw, draw_difference
from argmap.drawing.views import VIEWS
from argmap.report import report

EVIL = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(1)> ' onload='x' "
    "javascript:alert(1) [a](javascript:alert(1)) ]]> --> \u202e\u2066bidi "
    "nul\x00bell\x07esc\x1b[31m\x9b "
    + "w" * 200
    + " \U0001f600\U0001f468\u200d\U0001f469 a\u0301"
    + "\u0300" * 30
    + " &amp; &lt; \\N \\l %s {7*7} ${x}"
)
LABEL = "</title>\x00<b>&\u202e"


def hostile(said=EVIL, label=LABEL):
    """A map that says the same in every field that holds text."""
    return ArgumentMap(
        said,
        positions=("leave", "stay"),
        title=said,
        notes=(said,),
        sources=(Source("s", said, publisher=said, author=said, url=said),),
        actors=(
            Actor("a", said, said, bloc=said, label=label, names={"ar": said}),
            Actor("b", said, said, part_of="a", bloc=said + "2"),
        ),
        claims=(
            Claim("leave", said, label=label),
            Claim("stay", said, label=label + "2", theme="T"),
            Claim("end", said, theme=said.replace("/", ""), citations=(Citation("s", said),)),
            Claim("style", said),
        ),
        arguments=(
            Argument("label", ("end", "style"), "leave", "con", scheme=said),
            Argument("node", "style", "label", "con"),
        ),
        links=(Link(("leave", "stay"), "contrary"),),
        stances=(
            Stance("a", "leave", "accept", date="2020", hedge=said),
            Stance("a", "leave", "reject", date="2024"),
            Stance("b", "leave", "reject", date="2021"),
            Stance("b", "end", "reject", basis="analyst", via=("a",)),
        ),
        stakes=(Stake("a", "leave", "gain", hedge=said), Stake("b", "stay", "loss")),
        ties=(Tie("a", "b", said, hedge=said),),
    )


MAP = hostile()
VALUES = {"leave": 0.5, "end": EVIL, "a": LABEL}


def picture(view):
    values = {"stated": VALUES} if view == "ladder" else VALUES
    return draw(MAP, view, values, title=EVIL, caption=EVIL)


def steering(text):
    """Characters that steer a terminal or turn a line; isolates that close are our own."""
    known = {"\n", "\t", "\u2067", "\u2069", "\u200d"}
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cs"} and c not in known} | (
        {*"\u202a\u202b\u202d\u202e\u2066"} & {*text}
    )


class Elements(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def is_harmless(elements, scripts=0):
    assert sum(tag == "script" for tag, _ in elements) == scripts
    assert not {"img", "b", "iframe", "object", "embed"} & {tag for tag, _ in elements}
    for _, attributes in elements:
        assert not [name for name in attributes if name.startswith("on")]
        links = [attributes.get(name) or "" for name in ("href", "src", "xlink:href")]
        assert not [link for link in links if link.strip().lower().startswith("javascript:")]


def is_harmless_svg(source):
    root = ET.fromstring(source)  # noqa: S314 - our own
    plain = [
        (re.sub(r"\{.*\}", "", e.tag), {re.sub(r"\{.*\}", "", k): v for k, v in e.attrib.items()})
        for e in root.iter()
    ]
    is_harmless(plain)
    assert not steering("".join(root.itertext()))
    assert not steering(source)


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_stays_text_in_the_svg_of_every_view(view):
    diagram = picture(view)

    is_harmless_svg(diagram.to_svg())
    assert gzip.decompress(diagram.to_bytes("svgz")).decode() == diagram.to_svg()
    assert diagram.to_png(width=300).startswith(b"\x89PNG")


@pytest.mark.parametrize("view", ["board", "tree"])
def test_hostile_text_stays_text_in_a_difference(view):
    is_harmless_svg(draw_difference(MAP, MAP.without("node"), view).to_svg())


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_stays_text_in_the_words_for_every_view(view):
    diagram = picture(view)

    for said in (diagram.alt_text, diagram.to_text(), diagram.to_mermaid(), diagram.to_d2()):
        assert not steering(said)
    assert "<script" not in diagram.to_mermaid()


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_stays_text_in_the_dot_of_every_view(view):
    if not shutil.which("dot"):
        pytest.skip("no Graphviz on this machine")
    graph = picture(view).to_graphviz()
    assert not steering(graph.source)

    done = subprocess.run(
        [graph.engine, "-Tsvg"], input=graph.source.encode(), capture_output=True, check=True
    )

    assert done.stderr == b""
    is_harmless_svg(done.stdout.decode())


def test_a_label_is_read_back_from_dot_as_it_was():
    if not shutil.which("dot"):
        pytest.skip("no Graphviz on this machine")
    said = r'<b>x</b> & &lt; \N \l \" "quoted" {a|b} %s'
    graph = draw(
        ArgumentMap(
            "Q?",
            actors=(Actor("a", said),),
            claims=(Claim("c", "C."),),
            stances=(Stance("a", "c", "accept"),),
        ),
        "actors",
    ).to_graphviz()

    done = subprocess.run(
        [graph.engine, "-Tsvg"], input=graph.source.encode(), capture_output=True, check=True
    )

    texts = re.findall(r"<text[^>]*>(.*?)</text>", done.stdout.decode())
    assert "".join(said.split()) in "".join("".join(map(html.unescape, texts)).split())


def test_hostile_text_stays_text_in_the_page_and_the_brief():
    page = picture("board").to_html()
    brief = report(MAP, format="html")

    for text in (page, brief):
        assert not steering(text)
    scripts = sum(tag == "script" for tag, _ in Elements(draw(ArgumentMap("Q?")).to_html()).found)
    is_harmless(Elements(page).found, scripts)
    is_harmless([one for one in Elements(str(brief)).found if one[0] != "script"])
    assert "alert(1)</script>" not in page + str(brief)


def test_hostile_text_stays_text_in_the_brief_in_markdown():
    said = str(report(MAP, format="markdown"))

    assert not steering(said)
    assert "<script" not in said
    assert "<img" not in said
    assert not re.search(r"(?<!\\)\]\(javascript:", said)
