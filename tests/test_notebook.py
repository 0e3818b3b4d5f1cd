"""What notebooks show, what stays of it in their files, and what a browser makes of those."""

from __future__ import annotations

import base64
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import ArgumentMap, Claim, Loaded, Loss, draw
from argmap.analysis import bearing
from argmap.analysis.answer import Table
from argmap.display import MODES, html_table
from argmap.drawing import notebook, unasked
from argmap.drawing.text import clean
from argmap.errors import LayoutError, UnknownOptionError

RICH = ["text/html", "image/svg+xml", "text/plain"]
HOSTILE = """<script>a('b')</script>"><img src=x onerror=a()>' ]]> &amp; \u202e"""


@pytest.fixture(autouse=True)
def _mode():
    """Each test begins in the mode a session begins in, and leaves no other behind."""
    argmap.set_display("svg")
    yield
    argmap.set_display("svg")


@pytest.fixture(scope="module")
def small() -> ArgumentMap:
    return ArgumentMap(
        "Should US forces leave Iraq?",
        positions=("leave",),
        claims=[Claim("leave", "US forces leave Iraq."), Claim("vacuum", "A quick exit's risky.")],
        arguments=[argmap.Argument("vacuum-con-leave", "vacuum", "leave", "con")],
    )


@pytest.fixture(scope="module")
def large() -> ArgumentMap:
    claims = [Claim(f"c{n}", f"Claim {n}.") for n in range(unasked.LARGEST + 1)]
    return ArgumentMap("Which?", positions=("c0",), claims=claims)


class Live:
    """A diagram whose page is known to the letter."""

    def __init__(self, map, page="", svg=None):
        self._diagram = draw(map)
        self.alt_text = self._diagram.alt_text
        self.to_html = lambda: page
        self.to_svg = svg or self._diagram.to_svg
        self.to_png = self._diagram.to_png

    def __repr__(self):
        return repr(self._diagram)


def undrawable() -> str:
    raise LayoutError("Graphviz gave up; draw the board")


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every tag of a text with its attributes, as a browser reads them."""
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append((tag, dict(attrs)))

    Reader().feed(html)
    return found


# The mode ----------------------------------------------------------------------------


def test_a_session_begins_in_svg():
    assert argmap.display_mode() == "svg"


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_holds_until_another_is_chosen(mode):
    argmap.set_display(mode)

    assert argmap.display_mode() == mode


def test_an_unknown_mode_is_refused_and_changes_nothing():
    argmap.set_display("png")

    with pytest.raises(UnknownOptionError, match="unknown display mode 'SVG'"):
        argmap.set_display("SVG")
    assert argmap.display_mode() == "png"


# Diagrams ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "kinds"),
    [
        ("svg", RICH),
        ("interactive", RICH),
        ("png", ["image/png", "text/plain"]),
        ("text", ["text/plain"]),
    ],
)
def test_a_diagram_shows_what_the_mode_says_and_no_more(small, mode, kinds):
    argmap.set_display(mode)

    assert list(notebook.bundle(Live(small))) == kinds


def test_the_picture_of_a_notebook_is_an_image_with_its_words(small):
    diagram = draw(small)

    bundle = notebook.bundle(diagram)
    [(tag, image)] = tags(bundle["text/html"])

    assert tag == "img"
    assert image["alt"] == clean(diagram.alt_text)
    kind, _, data = image["src"].partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == bundle["image/svg+xml"] == diagram.to_svg()


def test_a_diagram_is_drawn_once_for_all_that_is_shown_of_it(small):
    drawn = []
    diagram = Live(small, svg=lambda: drawn.append(1) or "<svg/>")

    argmap.set_display("interactive")
    notebook.bundle(diagram)

    assert len(drawn) == 1


def test_hidden_letters_of_a_map_do_not_reach_the_words_of_its_picture():
    map = ArgumentMap("Stay\u202e\x00?")

    image = tags(notebook.bundle(draw(map))["text/html"])[0][1]

    assert not {"\u202e", "\x00"} & set(image["alt"])


def test_a_diagram_in_words_draws_nothing(small):
    argmap.set_display("text")

    bundle = notebook.bundle(Live(small, svg=undrawable))

    assert "The motion is" in bundle["text/plain"]


def test_what_a_front_end_asks_for_by_name_it_gets_in_any_mode(small):
    argmap.set_display("text")
    diagram = draw(small)

    asked = notebook.bundle(diagram, include=["image/svg+xml", "image/png", "application/pdf"])

    assert asked == {"image/svg+xml": diagram.to_svg(), "image/png": diagram.to_png()}


def test_what_a_front_end_excludes_it_does_not_get(small):
    assert list(notebook.bundle(draw(small), exclude=["text/html"])) == RICH[1:]
    assert notebook.bundle(draw(small), include=["text/html"], exclude=["text/html"]) == {}


@pytest.mark.parametrize("page", ['<p title="a">it\'s &amp; &lt;</p>', HOSTILE, "'' onload='x()"])
def test_the_page_in_the_frame_is_the_page_to_the_letter(small, page):
    argmap.set_display("interactive")

    frames = [found for tag, found in tags(notebook.bundle(Live(small, page))["text/html"])]

    assert [tag for tag in frames if "srcdoc" in tag] == [frames[1]]
    assert frames[1]["srcdoc"] == page
    assert frames[1]["title"] == "Diagram: board of 'Should US forces leave Iraq?'"
    assert "onload" not in frames[1]


def test_the_frame_may_run_scripts_and_reach_nothing_of_the_notebook(small):
    argmap.set_display("interactive")

    frame = dict(tags(notebook.bundle(Live(small))["text/html"]))["iframe"]

    assert set(frame["sandbox"].split()) == {
        "allow-scripts",
        "allow-downloads",
        "allow-popups",
        "allow-modals",
    }


def test_a_diagram_that_cannot_be_drawn_says_why(small):
    bundle = notebook.bundle(Live(small, svg=undrawable))

    assert bundle == {
        "text/plain": "<Diagram: board of 'Should US forces leave Iraq?'>\n"
        "not drawn: Graphviz gave up; draw the board"
    }
    assert notebook.marimo(Live(small, svg=undrawable)) == ("text/plain", bundle["text/plain"])


def test_a_picture_asked_for_by_name_that_cannot_be_drawn_is_an_error(small):
    with pytest.raises(LayoutError, match="Graphviz gave up"):
        notebook.bundle(Live(small, svg=undrawable), include=["image/svg+xml"])


@given(st.text())
def test_whatever_a_map_says_is_text_in_the_notebook(text):
    map = ArgumentMap(f"Q{text}{HOSTILE}?", title=f"T{text}{HOSTILE}")

    html = notebook.bundle(Live(map))["text/html"]

    assert [tag for tag, _ in tags(html)] == ["img"]


# Maps --------------------------------------------------------------------------------


def test_a_map_shows_its_board_and_is_named_in_words(small):
    bundle = small._repr_mimebundle_()

    assert list(bundle) == RICH
    assert bundle["image/svg+xml"] == draw(small).to_svg()
    assert bundle["text/plain"] == repr(small)


def test_a_map_shows_itself_by_the_mode(small):
    argmap.set_display("png")
    assert small._repr_mimebundle_() == {
        "image/png": draw(small).to_png(),
        "text/plain": repr(small),
    }
    argmap.set_display("text")
    assert list(small._repr_mimebundle_()) == ["text/plain"]
    assert "The motion is" in small._repr_mimebundle_()["text/plain"]


def test_a_map_without_records_shows_itself_too():
    assert "<svg" in ArgumentMap("Stay?")._repr_mimebundle_()["image/svg+xml"]


def test_a_map_that_cannot_be_drawn_shows_its_repr_and_why(small, monkeypatch):
    monkeypatch.setattr("argmap.drawing.diagram.picture_of", lambda *_: undrawable())

    bundle = small._repr_mimebundle_()

    assert bundle == {"text/plain": f"{small!r}\nnot drawn: Graphviz gave up; draw the board"}


@pytest.mark.parametrize("mode", MODES)
def test_a_large_map_does_not_fill_the_notebook_and_says_how_to_be_drawn(large, mode):
    argmap.set_display(mode)

    bundle = large._repr_mimebundle_()

    assert list(bundle) == (["text/plain"] if mode == "text" else ["text/html", "text/plain"])
    assert sum(map(len, bundle.values())) < 3_000
    for said in bundle.values():
        assert "argmap.draw(map)" in unescape(said)
        assert str(len(large.claims)) in said


def test_a_map_of_the_largest_size_still_draws_itself(large):
    fewer = evolve(large, claims=large.claims[: unasked.LARGEST])

    bundle = fewer._repr_mimebundle_()

    assert list(bundle) == RICH
    assert sum(map(len, bundle.values())) < 1_000_000


def test_a_large_map_that_is_drawn_on_purpose_is_drawn(large):
    assert list(notebook.bundle(draw(large))) == RICH


# Answers and losses ------------------------------------------------------------------


def test_an_answer_is_a_table_whatever_the_pictures_are(small):
    answer = bearing(small)

    for mode in ("svg", "png", "interactive"):
        argmap.set_display(mode)
        assert answer._repr_html_() == answer.table.to_html()
        assert answer._repr_mimebundle_() == {}


def test_an_answer_in_words_is_its_table_in_words(small):
    argmap.set_display("text")
    answer = bearing(small)

    assert answer._repr_html_() is None
    assert answer._repr_mimebundle_() == {"text/plain": str(answer)}
    assert answer._repr_mimebundle_(exclude=["text/plain"]) == {}
    assert answer._mime_() == ("text/plain", str(answer))


def test_a_long_table_says_how_many_rows_are_not_shown():
    table = Table("T", "as told", ("n",), [(n,) for n in range(1234)], note="Note.")

    shown = table._repr_html_()

    assert shown.count('scope="row"') == 200
    assert "1034 more rows: print, to_markdown() and to_frame() show all." in shown
    assert "Note." in shown
    assert table.to_html().count('scope="row"') == 1234
    assert "more row" not in table.to_html()


def test_a_table_as_long_as_may_be_is_shown_whole():
    table = Table("T", "", ("n",), [(n,) for n in range(200)])

    assert table._repr_html_() == table.to_html()


def test_the_cells_of_a_table_stand_where_their_script_begins_and_numbers_to_the_right():
    html = Table("T", "", ("who", "n"), [("Baghdad", 1), ("بغداد", 2)]).to_html()
    sides = re.findall(r"text-align:(\w+)", html)

    assert sides == ["left", "right", "left", "right", "right", "right"]


@given(st.lists(st.text(), min_size=1, max_size=3, unique=True), st.text())
def test_a_table_holds_no_tag_of_its_cells(columns, text):
    html = html_table(text + HOSTILE, columns, [[HOSTILE] * len(columns)], notes=[HOSTILE])

    assert {tag for tag, _ in tags(html)} <= {
        "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"
    }  # fmt: skip
    assert "\u202e" not in html


def test_losses_are_a_table():
    loaded = Loaded(ArgumentMap("Stay?"), [Loss("2 <guards>", "scheme 'leq'", line=7)])

    html = loaded._repr_html_()

    assert '<th scope="row" dir="auto" style="text-align:left">2 &lt;guards&gt;</th>' in html
    assert "line 7" in html
    assert "&lt;ArgumentMap &#x27;Stay?&#x27; with no records&gt;" in html
    assert loaded._mime_() == ("text/html", html)
    argmap.set_display("text")
    assert loaded._repr_html_() is None
    assert loaded._mime_() == ("text/plain", repr(loaded))


def test_a_file_without_losses_says_so():
    assert ">nothing</td>" in Loaded(ArgumentMap("Stay?"))._repr_html_()


# marimo ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("svg", "image/svg+xml"),
        ("interactive", "text/html"),
        ("png", "image/png"),
        ("text", "text/plain"),
    ],
)
def test_marimo_is_given_what_the_mode_says(small, mode, kind):
    argmap.set_display(mode)

    assert notebook.marimo(Live(small, "<p>"))[0] == kind


def test_marimo_shows_maps_and_answers(small, large):
    formatting = pytest.importorskip("marimo._output.formatting")

    def shown(thing):
        output = formatting.try_format(thing)
        assert output.exception is None
        return output.mimetype, output.data

    assert shown(small) == ("image/svg+xml", draw(small).to_svg())
    assert shown(bearing(small)) == ("text/html", bearing(small).table.to_html())
    assert shown(large)[0] == "text/html"
    assert shown(Loaded(small))[0] == "text/html"
    argmap.set_display("png")
    assert shown(small)[1].startswith("data:image/png;base64,")
    argmap.set_display("text")
    assert shown(small) == small._mime_()


# Notebooks, run and converted --------------------------------------------------------

CELLS = (
    'import argmap\nmap = argmap.example("iraq-withdrawal")\nmap',
    "argmap.analysis.bearing(map)",
    'argmap.set_display("png")\nmap',
    'argmap.set_display("text")\nmap',
    "argmap.analysis.bearing(map)",
)


@pytest.fixture(scope="module")
def ran():
    """A notebook of ours, run from top to bottom."""
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    book = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()
    nbformat.validate(book)
    return book


def shown(cell) -> dict[str, str]:
    [output] = cell.outputs
    return dict(output.data)


@pytest.mark.slow
def test_a_notebook_that_is_run_keeps_what_each_mode_shows(ran):
    picture, table, png, words, answer = map(shown, ran.cells)

    assert sorted(picture) == sorted(RICH)
    assert sorted(table) == ["text/html", "text/plain"]
    assert sorted(png) == ["image/png", "text/plain"]
    assert base64.b64decode(png["image/png"]).startswith(b"\x89PNG")
    assert list(words) == list(answer) == ["text/plain"]
    assert "The motion is" in words["text/plain"]
    assert answer["text/plain"].count("\n") > 5


def converted(book) -> str:
    """A notebook as the HTML that nbconvert makes of it, which loads nothing from elsewhere."""
    nbconvert = pytest.importorskip("nbconvert")
    html, _ = nbconvert.HTMLExporter(template_name="basic").from_notebook_node(book)
    return f"<!doctype html><meta charset=utf-8><title>Notebook</title>{html}"


@pytest.fixture
def opened(chromium, tmp_path):
    """Opens HTML in the browser; what it complained of or fetched is in `complaints`."""
    page = chromium.new_page(viewport={"width": 1000, "height": 800})
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(("file:", "data:", "about:"))
        else complaints.append(asked.url),
    )  # fmt: skip

    def show(html):
        (tmp_path / "notebook.html").write_text(html, "utf-8")
        page.goto((tmp_path / "notebook.html").as_uri())
        page.complaints = complaints
        return page

    yield show
    page.close()


def painted(page, selector: str) -> list[int]:
    """The natural width of the pictures a browser shows, 0 where it shows none."""
    script = "all => all.map(one => one.offsetWidth && one.complete ? one.naturalWidth : 0)"
    return page.eval_on_selector_all(selector, script)


@pytest.mark.slow
@pytest.mark.browser
def test_what_nbconvert_makes_of_a_notebook_shows_its_pictures_and_tables(ran, opened):
    page = opened(converted(ran))

    svg, png = painted(page, "img")
    assert svg == png > 500
    assert page.locator("img").first.bounding_box()["width"] <= 1000
    assert page.locator("table caption").count() == 1
    assert page.locator("table caption").is_visible()
    assert page.complaints == []


PAGE = """<!doctype html><html lang="en"><meta http-equiv="Content-Security-Policy"
content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>It's</title>
<p id="said">still</p><button onclick="document.getElementById('said').textContent='clicked'">
Go</button><script>let reached; try { reached = !!parent.document.body } catch { reached = false }
document.getElementById('said').textContent = "runs & cannot reach out: " + !reached</script>"""


def one_output(data: dict[str, str]):
    v4 = pytest.importorskip("nbformat").v4
    output = v4.new_output("display_data", data=data)
    return v4.new_notebook(cells=[v4.new_code_cell("map", outputs=[output])])


@pytest.mark.browser
def test_the_page_in_a_converted_notebook_works_inside_its_sandbox(small, opened):
    argmap.set_display("interactive")
    page = opened(converted(one_output(notebook.bundle(Live(small, PAGE)))))
    inside = page.frame_locator("iframe")

    assert inside.locator("#said").inner_text() == "runs & cannot reach out: true"
    inside.locator("button").click()
    assert inside.locator("#said").inner_text() == "clicked"
    assert painted(page, "img") == [0]
    assert page.complaints == []


@pytest.mark.browser
def test_on_paper_the_picture_stands_for_the_page(small, opened):
    argmap.set_display("interactive")
    page = opened(converted(one_output(notebook.bundle(Live(small, PAGE)))))

    page.emulate_media(media="print")

    assert not page.locator("iframe").is_visible()
    assert min(painted(page, "img")) > 0


@pytest.mark.browser
@pytest.mark.parametrize("mode", ["svg", "interactive"])
def test_a_notebook_that_is_not_trusted_shows_the_picture(small, opened, mode):
    """JupyterLab keeps images of data and strips styles, scripts and frames with their inside."""
    argmap.set_display(mode)
    html = notebook.bundle(Live(small, PAGE))["text/html"]
    stripped = re.sub(r"<style>.*?</style>|<iframe .*?</iframe>", "", html, flags=re.DOTALL)

    page = opened(stripped)

    assert min(painted(page, "img")) > 0
    assert page.locator("img").get_attribute("alt") == draw(small).alt_text
    assert page.complaints == []


@pytest.mark.browser
def test_the_real_page_works_inside_the_frame_of_a_notebook(small, opened):
    argmap.set_display("interactive")

    page = opened(f"<!doctype html>{argmap.draw(small)._repr_mimebundle_()['text/html']}")
    inside = page.frame_locator("iframe")
    inside.get_by_role("tab", name="Matrix").click()

    assert inside.locator("#stage .pane:not([hidden]) svg").is_visible()
    assert page.complaints == []
