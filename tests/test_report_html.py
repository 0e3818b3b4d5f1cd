"""The brief as an HTML document: the words of the Markdown, in one file that asks for nothing."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

import argmap
from argmap.report import brief, plain, report
from argmap.report.blocks import DEEPEST, Point, nested
from argmap.report.text import html, link, prose, strong
from strategies import maps, texts

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</style><svg onload=alert(1)>]]>-->",
    "{{ 7 * 7 }}{% raw %}",
    "a\u202eb\x00c\x1b[2Jd\u2066e",
)
VOID = {"meta", "img", "br", "hr", "input", "link"}
LINES = {"h1", "h2", "h3", "h4", "p", "li", "th", "td", "caption", "a"}


class Parsed(HTMLParser):
    """A document taken apart: its elements, and its words line by line as Markdown has them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.lines: list[str] = [""]
        self.captions: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), "an attribute twice"
        self.elements.append((tag, dict(attrs)))
        if tag in LINES - {"a"}:
            self.lines.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag in LINES - {"a"}:
            self.lines.append("")

    def handle_data(self, data):
        inside = set(self.open)
        numbered = self.open[-1:] == ["span"] and inside & {"h2", "h3"}
        if "caption" in inside:
            self.captions.append(data)
        elif inside & {"header", "main"} and "svg" not in inside and not numbered:
            self.lines[-1] += data

    def all(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [
            value or "" for _, attrs in self.elements for key, value in attrs.items() if key == name
        ]

    @property
    def words(self) -> list[str]:
        return said(self.lines)


def said(lines) -> list[str]:
    """Lines without their space, and without the signs that set a direction."""
    bare = (" ".join(line.translate({0x2068: None, 0x2069: None}).split()) for line in lines)
    return [line for line in bare if line]


def told_in_markdown(page: str) -> list[str]:
    """The lines of the Markdown brief but for the picture and the files beside it."""
    inline = [
        token
        for token in MarkdownIt("commonmark").enable("table").parse(page)
        if token.type == "inline"
    ]
    return said(
        "".join(inner.content for inner in token.children if inner.type == "text")
        for token in inline
        if not any(
            inner.type == "image" or inner.attrs.get("href") == "tree.svg"
            for inner in token.children
        )
    )


def without(captions, lines) -> list[str]:
    """Lines but for those that HTML has as the captions of its tables."""
    return [line for line in lines if line not in captions]


@pytest.fixture(scope="module")
def page(withdrawal) -> str:
    return report(withdrawal, format="html")


@pytest.fixture(scope="module")
def parsed(page) -> Parsed:
    return Parsed(page)


@pytest.fixture(scope="module")
def arabic() -> argmap.ArgumentMap:
    """A small map with Arabic throughout."""
    draft = argmap.Draft("هل تغادر القوات؟", title="مسألة الانسحاب", language="ar-IQ")
    draft.source("تحليل", id="paper", url="https://example.org/a?b=1&c=2")
    draft.position("تغادر القوات العراق.", id="leave", label="المغادرة", cite="paper p. 1")
    draft.actor("بغداد", id="baghdad").accepts("leave", cite="paper p. 2")
    draft.argument(draft.claim("قد ينشأ فراغ.", id="vacuum"), "leave", "con")
    return draft.finish()


def hostile(text: str) -> argmap.ArgumentMap:
    """A map that says the same in every field that takes free text."""
    cite = [argmap.Citation("source", text, quote=text)]
    known = {"basis": "attributed", "citations": cite}
    said = {"via": ["voice"], "hedge": text, **known}
    return argmap.ArgumentMap(
        text,
        positions=["a", "b"],
        title=text,
        language=text,
        notes=[text],
        sources=[argmap.Source("source", text, publisher=text, author=text, url=text)],
        actors=[
            argmap.Actor("actor", text, kind=text, bloc=text, label=text, names={"ar": text}),
            argmap.Actor("other", text, part_of="actor"),
            argmap.Actor("voice", text, kind="voice"),
        ],
        claims=[
            *(argmap.Claim(id, text, label=text, theme=text, citations=cite) for id in "ab"),
            *(argmap.Claim(id, text, theme=text) for id in "cd"),
        ],
        arguments=[
            argmap.Argument("s", ["c"], "a", "pro", scheme=text, **known),
            argmap.Argument("t", ["d"], "s", "con", scheme=text, **known),
        ],
        links=[argmap.Link(["a", "b"], "alternative", **known)],
        stances=[
            argmap.Stance("actor", "a", "accept", **said),
            argmap.Stance("other", "d", "reject", **said),
        ],
        stakes=[argmap.Stake("other", "a", "gain", **said)],
        ties=[argmap.Tie("actor", "other", text, **said)],
    )


# The same as in Markdown -------------------------------------------------------------


def test_both_pages_say_the_same_in_the_same_order(withdrawal, parsed):
    lines = told_in_markdown(report(withdrawal))

    assert len([caption for caption in parsed.captions if caption in lines]) == 3
    assert without(parsed.captions, lines) == parsed.words


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(maps())
def test_whatever_the_map_both_pages_say_the_same(map):
    parsed = Parsed(report(map, format="html"))

    assert without(parsed.captions, told_in_markdown(report(map))) == parsed.words


def test_the_same_map_gives_the_same_document(withdrawal, page):
    assert report(withdrawal, format="html") == page


def test_the_folder_holds_the_document_and_the_board_in_it_is_the_one_beside_it(
    withdrawal, tmp_path, page
):
    written = {path.name: path.read_text("utf-8") for path in brief(withdrawal, tmp_path)}

    assert written["brief.html"] == page
    assert written["board.svg"].strip() in page


def test_a_format_that_nobody_writes_is_refused_with_those_that_exist(withdrawal):
    with pytest.raises(argmap.UnknownOptionError, match=r"markdown, html\); did you mean 'html'"):
        report(withdrawal, format="htm")


def test_a_map_with_nothing_in_it_still_has_a_document():
    parsed = Parsed(report(argmap.ArgumentMap("What now?"), format="html"))

    assert parsed.words[:3] == ["What now?", "In short", "No claim answers the question yet."]


# A document --------------------------------------------------------------------------


def test_the_document_asks_for_nothing(page, parsed):
    policy = dict(zip(parsed.all("http-equiv"), parsed.all("content"), strict=False))

    assert policy == {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    }
    assert {tag for tag, _ in parsed.elements}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "form", "base", "image"}
    )
    assert parsed.all("src") == []
    assert re.findall(r"@import|url\((?!#)|https?://(?!www\.w3\.org/2000/svg)", page) == []


def test_every_anchor_leads_somewhere_and_every_name_is_given_once(parsed):
    names = Counter(parsed.all("id"))
    leads = parsed.all("href")  # of the board's signs, too

    assert max(names.values()) == 1
    assert all(lead.startswith("#") for lead in leads)
    assert {lead.removeprefix("#") for lead in leads} <= set(names)
    assert set(" ".join(parsed.all("aria-labelledby")).split()) <= set(names)


def test_every_claim_can_be_led_to(withdrawal, parsed):
    assert {f"claim-{claim.id}" for claim in withdrawal.claims} <= set(parsed.all("id"))


def test_headings_go_down_by_one_and_all_sections_are_in_the_contents(parsed):
    ranks = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch(r"h\d", tag)]
    places = [
        attrs["id"] for tag, attrs in parsed.elements if tag in {"h2", "h3"} and "id" in attrs
    ]
    listed = [href.removeprefix("#") for href in parsed.all("href")]

    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    assert [place for place in places if place not in listed] == ["contents"]


def test_there_are_landmarks_and_a_way_past_the_contents(parsed):
    tags = Counter(tag for tag, _ in parsed.elements)

    assert (tags["header"], tags["nav"], tags["main"]) == (1, 1, 1)
    assert parsed.all("href")[0] == "#brief"


def test_a_table_has_a_caption_heads_with_a_scope_and_a_region_to_scroll_in(parsed):
    tags = Counter(tag for tag, _ in parsed.elements)
    regions = [attrs for tag, attrs in parsed.elements if attrs.get("role") == "region"]

    assert tags["table"] == tags["caption"] == tags["thead"] == len(set(parsed.captions)) == 7
    assert all(
        attrs.get("scope") in {"col", "row"} for tag, attrs in parsed.elements if tag == "th"
    )
    assert len(regions) == tags["table"] + 1
    assert all(attrs["tabindex"] == "0" and attrs["aria-labelledby"] for attrs in regions)


def test_the_document_is_in_the_language_of_the_map_and_says_what_is_not(arabic, parsed):
    elements = Parsed(report(arabic, format="html")).elements

    assert dict(parsed.elements)["html"] == {"lang": "en", "dir": "ltr"}
    assert ("body", {}) in parsed.elements
    assert ("html", {"lang": "ar-IQ", "dir": "rtl"}) in elements
    assert ("body", {"lang": "en"}) in elements
    assert ("h1", {"lang": "ar-IQ"}) in elements
    assert ("strong", {"id": "claim-vacuum", "lang": "ar-IQ"}) in elements


def test_lines_stand_below_what_they_reply_to():
    points = [Point(depth, "", prose("{}", n)) for n, depth in enumerate((0, 1, 2, 1, 0, 3))]

    def shape(branches):
        return [(branch.point.text.parts[0], shape(branch.below)) for branch in branches]

    assert shape(nested(points)) == [
        ("0", [("1", [("2", [])]), ("3", [])]),
        ("4", [("5", [])]),
    ]


def test_no_line_is_lost_however_deep():
    points = [Point(depth, "", prose("{}", depth)) for depth in range(3000)]

    branches, depth, found = nested(points), -1, 0
    while branches:
        depth, found = depth + 1, found + len(branches)
        branches = [below for branch in branches for below in branch.below]
    assert (depth, found) == (DEEPEST, 3000)


# Text stays text ---------------------------------------------------------------------


@given(texts())
def test_html_shows_a_text_as_it_is(text):
    page = f'<main><p title="{html(text)}">{html(text)} {html(strong(text))}</p></main>'
    parsed = Parsed(page)

    assert [tag for tag, _ in parsed.elements] == ["main", "p", "strong"]
    assert said(parsed.all("title")) == said([plain(text)])
    assert parsed.words == said([f"{plain(text)} {plain(text)}"])


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_hostile_in_every_field_stays_text_in_both_pages(withdrawal, text):
    map = hostile(text)
    parsed = Parsed(page := report(map, format="html"))
    usual = {tag for tag, _ in Parsed(report(withdrawal, format="html")).elements}
    tokens = MarkdownIt("commonmark").enable("table").parse(written := report(map))

    assert {tag for tag, _ in parsed.elements} <= usual
    assert not [name for _, attrs in parsed.elements for name in attrs if name.startswith("on")]
    assert all(href.startswith("#") for href in parsed.all("href"))
    assert not {token.type for token in tokens} & {"html_block", "code_block", "fence", "hr"}
    assert not any(sign in page + written for sign in "\u202e\x00\x1b\u2066")
    assert without(parsed.captions, told_in_markdown(written)) == parsed.words
    assert parsed.words[0] == said([plain(text)])[0]


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,hello", False),
        ("//example.org", False),
        ("https://example.org/\u202ea", False),
        ("https://example.org/ a", False),
        ("java\nscript:alert(1)", False),
    ],
)
def test_only_web_addresses_become_links(address, leads):
    shown = html(link(address, address))

    assert shown.startswith("<a href=") == leads
    assert "&c=2" not in shown


def test_the_address_of_a_source_is_a_link_that_can_be_read(arabic):
    page = report(arabic, format="html")

    address = "https://example.org/a?b=1&amp;c=2"
    assert f'<a href="{address}">{address}</a>' in page


# In a browser ------------------------------------------------------------------------


@pytest.fixture
def opened(chromium, tmp_path):
    """A function that opens a document, with all that it asked for and complained of."""
    contexts = []

    def show(page: str, **options):
        (file := tmp_path / "brief.html").write_text(page, "utf-8")
        contexts.append(chromium.new_context(**options))
        tab, heard = contexts[-1].new_page(), []
        tab.on("console", lambda message: heard.append(message.text))
        tab.on("pageerror", lambda error: heard.append(str(error)))
        tab.on("request", lambda request: heard.append(request.url))
        tab.goto(file.as_uri())
        assert heard.pop(0) == file.as_uri()
        return tab, heard

    yield show
    for context in contexts:
        context.close()


WIDER = """
() => [...document.querySelectorAll("body, main *")]
  .filter(one => !one.closest("svg svg, svg *"))
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  .map(one => one.tagName)
"""
A4 = {"595x842", "842x595"}


def sizes(pdf: bytes) -> list[str]:
    """The size of each page in points."""
    boxes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [f"{float(wide):.0f}x{float(high):.0f}" for wide, high in boxes]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_opens_the_document_without_a_word_or_a_request(opened, page, scheme):
    tab, heard = opened(page, color_scheme=scheme)

    paper = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert heard == []
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(13, 17, 23)"}[scheme]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 400, 1400])
def test_the_document_never_scrolls_sideways_as_a_whole(opened, page, width):
    tab, _ = opened(page, viewport={"width": width, "height": 900})

    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_on_paper_all_is_light_and_nothing_is_wider_than_the_page(opened, page):
    tab, _ = opened(page, viewport={"width": 658, "height": 971}, color_scheme="dark")
    tab.emulate_media(media="print")

    assert tab.evaluate(WIDER) == []
    assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    board = tab.locator("section.upright").bounding_box()
    assert board["height"] < (297 - 2 * 12) * 96 / 25.4
    printed = sizes(tab.pdf(prefer_css_page_size=True))
    assert 15 <= len(printed) <= 25
    assert set(printed) == {"595x842"}


@pytest.mark.browser
def test_a_board_wider_than_high_has_a_page_across(opened, arabic):
    tab, heard = opened(report(arabic, format="html"))

    direction = tab.evaluate("getComputedStyle(document.querySelector('svg')).direction")
    printed = sizes(tab.pdf(prefer_css_page_size=True))
    assert heard == []
    assert direction == "ltr"  # the painter has mirrored it already
    assert printed.count("842x595") == 1
    assert set(printed) == A4


@pytest.mark.browser
@pytest.mark.parametrize("text", [*HOSTILE, "W" * 300])
def test_in_a_browser_what_is_hostile_does_nothing(opened, text):
    tab, heard = opened(report(hostile(text), format="html"), viewport={"width": 658, "height": 9})
    tab.emulate_media(media="print")

    assert heard == []
    assert tab.evaluate(WIDER) == []
    assert set(sizes(tab.pdf(prefer_css_page_size=True))) <= A4
