"""The interactive page, in a real browser: what it shows, and what it never does."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import zlib
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

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
    analysis,
    draw,
)
from argmap.analysis import Table
from argmap.drawing.exports.page import page
from argmap.drawing.exports.page_words import PAGE_WORDS
from argmap.errors import InvalidOptionError, UnknownIdError, UnknownOptionError
from argmap.model import BASES
from browser import violations

# Maps and their pages --------------------------------------------------------------------


def grid(map: ArgumentMap) -> str:
    """A table of actors and claims, marked as every picture of argmap is."""
    claims, parts = map.claims[:8], []

    def box(kind: str, marks: str, x: int, y: int, said: str) -> None:
        parts.append(
            f'<g class="{kind}" {marks}><title>{escape(said)}</title>'
            f'<rect x="{x}" y="{y}" width="90" height="30" fill="#FFFFFF" stroke="#1F2933"/>'
            f'<text x="{x + 5}" y="{y + 20}" font-size="11" fill="#1F2933">'
            f"{escape(said[:12])}</text></g>"
        )

    for column, claim in enumerate(claims, start=1):
        box("card claim", f'data-id="{claim.id}"', 100 * column, 0, claim.text)
    for row, actor in enumerate(map.actors, start=1):
        box("card actor", f'data-id="{actor.id}"', 0, 40 * row, actor.name)
        for column, claim in enumerate(claims, start=1):
            if any(s.claim == claim.id for s in map.stances_of(actor.id)):
                marks = f'data-ends="{actor.id} {claim.id}"'
                box("cell", marks, 100 * column, 40 * row, "yes")
    wide, tall = 100 * (len(claims) + 1), 40 * (len(map.actors) + 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="argmap" width="{wide}" height="{tall}" '
        f'viewBox="0 0 {wide} {tall}"><title>Grid</title>{"".join(parts)}</svg>'
    )


def all_views(map: ArgumentMap) -> dict[str, str]:
    return {view: draw(map, view).to_svg() for view in ("board", "tree")} | {"matrix": grid(map)}


def made(map: ArgumentMap, **options) -> str:
    return page(all_views(map), map, **options)


def debate() -> ArgumentMap:
    """A debate of a hundred claims, as of a forum: one tree, no actors."""
    claims = [Claim("basic-income", "A basic income should be paid to all.")]
    claims += [
        Claim(f"reply-{n}", f"Reply number {n} says something of its own, at some length.")
        for n in range(1, 100)
    ]
    ids = [claim.id for claim in claims]
    steps = [
        Argument(f"step-{n}", ids[n], ids[(n - 1) // 3], "pro" if n % 2 else "con")
        for n in range(1, 100)
    ]
    return ArgumentMap(
        question="Should a basic income be paid?",
        positions=("basic-income",),
        claims=claims,
        arguments=steps,
    )


def arabic() -> ArgumentMap:
    """A map in Arabic throughout."""
    return ArgumentMap(
        question="هل تنسحب القوات الأمريكية من العراق؟",
        title="مسألة الانسحاب",
        language="ar",
        positions=("leave",),
        claims=(
            Claim("leave", "تنسحب القوات الأمريكية من العراق.", label="الانسحاب"),
            Claim("vacuum", "يترك الانسحاب السريع فراغًا أمنيًا.", theme="الأمن"),
            Claim("mission", "أنجزت المهمّة التي جاءت بالقوات.", theme="المهمة"),
        ),
        arguments=(
            Argument("vacuum-con-leave", "vacuum", "leave", "con", basis="analyst"),
            Argument("mission-pro-leave", "mission", "leave", "pro"),
        ),
        actors=(
            Actor("baghdad", "بغداد", kind="حكومة", bloc="العراق"),
            Actor("washington", "واشنطن", kind="حكومة"),
            Actor("wire", "وكالة الأنباء", kind="voice"),
        ),
        stances=(
            Stance("baghdad", "leave", "accept", via="wire", basis="attributed"),
            Stance("washington", "vacuum", "accept", hedge="تخشى"),
            Stance("washington", "leave", "reject", basis="implied"),
        ),
        sources=(Source("report", "تقرير", url="https://example.org/report"),),
    )


@pytest.fixture(scope="module")
def pages(withdrawal) -> dict[str, tuple[ArgumentMap, str]]:
    """Three maps with their pages: the founding case, a long debate, one in Arabic."""
    rungs = {basis: analysis.bearing(withdrawal.on(basis=basis)) for basis in BASES}
    tables = [analysis.cruxes(withdrawal, "washington", "baghdad").table]
    options = {
        "tables": tables,
        "rungs": rungs,
        "rungs_variant": "by the steps towards the motion",
        "values": {"Bearing on the motion": analysis.bearing(withdrawal)},
    }
    return {
        "withdrawal": (withdrawal, made(withdrawal, **options)),
        "debate": (debate(), made(debate())),
        "arabic": (arabic(), made(arabic())),
    }


every_map = pytest.mark.parametrize("name", ["withdrawal", "debate", "arabic"])
both_ways = pytest.mark.parametrize("name", ["withdrawal", "arabic"])
"""A map in each direction: where length is no matter."""
browser = pytest.mark.browser


@pytest.fixture
def opened(opened):
    """Opens a page as `browser.opened` does, and waits until it has started if it can."""

    def open_(html: str, **options):
        tab = opened(html, **options)
        starts = html.startswith("<!doctype html>\n<html")
        if starts and not {"before", "java_script_enabled"}.intersection(options):
            tab.locator("html.ready").wait_for(state="attached")
        return tab

    return open_


def box_of(tab) -> list[float]:
    said = tab.locator("#stage .pane:not([hidden]) svg").get_attribute("viewBox")
    return [float(number) for number in said.split()]


def natural_box(map: ArgumentMap) -> str:
    return re.search(r'<svg[^>]* viewBox="([^"]*)"', draw(map).to_svg())[1]


def carried(html: str, what: str) -> str:
    """What a page carries packed."""
    packed = re.search(rf'id="packed-{what}">([^<]*)<', html)[1]
    return zlib.decompress(base64.b64decode(packed), -zlib.MAX_WBITS).decode()


def ids_of(tab, selector: str) -> list[str]:
    """The ids of the records that some elements stand for, in their order."""
    return tab.locator(selector).evaluate_all("all => all.map(e => e.dataset.id)")


def card(tab, id: str):
    return tab.locator(f'#stage .pane:not([hidden]) .thing[data-id="{id}"]').first


def bounds(locator) -> tuple[float, float, float, float]:
    box = locator.bounding_box()
    return box["x"], box["y"], box["width"], box["height"]


def focused(tab) -> str:
    return tab.evaluate("document.activeElement.dataset.id || document.activeElement.id || ''")


def click(tab, id: str) -> None:
    """Click a card near its corner, where no chip is."""
    card(tab, id).focus()
    card(tab, id).click(position={"x": 6, "y": 6})


def turn(tab, id: str) -> None:
    """Follow an address within the page, and wait until it is there."""
    tab.evaluate("(id) => { location.hash = '#' + id; }", id)
    tab.wait_for_function("(id) => location.hash.endsWith('/' + id)", arg=id)


def panel_text(tab) -> str:
    return tab.locator("#panel").inner_text()


# The file --------------------------------------------------------------------------------


def test_the_same_map_gives_the_same_page(withdrawal):
    assert made(withdrawal) == made(withdrawal)


def test_the_page_forbids_itself_every_request(withdrawal):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', made(withdrawal))[1]

    assert "default-src &#39;none&#39;" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_the_page_never_takes_text_for_markup():
    script = (Path(page.__code__.co_filename).parents[2] / "templates/page.js").read_text("utf-8")

    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
    ):
        assert sink not in script


def test_words_are_the_same_in_every_language():
    for words in PAGE_WORDS.values():
        assert list(words) == list(PAGE_WORDS["en"])
        for key, said in words.items():
            places = re.findall(r"\{\w+\}", PAGE_WORDS["en"][key])
            assert sorted(re.findall(r"\{\w+\}", said)) == sorted(places)


def test_a_page_without_a_picture_is_refused(withdrawal):
    with pytest.raises(InvalidOptionError, match="views"):
        page({}, withdrawal)


def test_what_is_no_picture_is_refused(withdrawal):
    with pytest.raises(InvalidOptionError, match="view 'board' 'no picture' is no SVG"):
        page({"board": "no picture"}, withdrawal)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"theme": "sepia"}, UnknownOptionError),
        ({"rungs": {"certain": {}}}, UnknownOptionError),
        ({"rungs": {"stated": {"vacum": "in"}}}, UnknownIdError),
        ({"values": {"Strength": {"vacum": 1}}}, UnknownIdError),
    ],
)
def test_an_option_the_map_does_not_know_is_refused(withdrawal, options, error):
    with pytest.raises(error):
        page({"board": "<svg></svg>"}, withdrawal, **options)


# What is there at once ---------------------------------------------------------------------


@browser
@both_ways
def test_each_picture_has_a_tab_and_is_unpacked_when_first_opened(pages, opened, name):
    tab = opened(pages[name][1])

    assert tab.locator("[role=tab]").count() >= 3
    tab.locator("#stage svg").wait_for()
    assert tab.locator("#stage svg").count() == 1
    tab.locator("#tab-2").click()
    tab.locator("#pane-2 svg").wait_for()
    assert tab.locator("#pane-0").is_hidden()
    assert tab.locator("#tab-2").get_attribute("aria-selected") == "true"


@browser
@both_ways
def test_arrow_keys_walk_through_the_tabs(pages, opened, name):
    tab = opened(pages[name][1])
    forth = "ArrowLeft" if name == "arabic" else "ArrowRight"

    tab.locator("#tab-0").focus()
    tab.keyboard.press(forth)
    assert focused(tab) == "tab-1"
    tab.locator("#pane-1 svg").wait_for()
    tab.keyboard.press("End")
    assert focused(tab) == tab.locator("[role=tab]").last.get_attribute("id")
    tab.keyboard.press("Home")
    assert focused(tab) == "tab-0"


@browser
def test_without_scripts_an_outline_stands_and_the_page_says_so(pages, opened):
    map, html = pages["withdrawal"]
    tab = opened(html, java_script_enabled=False)

    said = tab.locator("body").inner_text()

    assert "Scripts are off" in tab.locator("noscript").inner_text()
    for claim in map.claims:
        assert claim.text in said
    assert "Washington accepts" in said
    assert not tab.locator("#search").is_visible()


@browser
def test_a_picture_that_is_not_packed_is_there_without_scripts(withdrawal, opened):
    html = made(withdrawal, inline=True)

    assert opened(html, java_script_enabled=False).locator("#pane-0 svg").is_visible()
    tab = opened(html, at="#tree/vacuum")
    tab.locator("#pane-1 svg .ring").first.wait_for()
    tab.locator("#tab-0").click()
    assert tab.locator("#pane-0 svg .ring").first.is_visible()


@browser
def test_a_browser_that_cannot_unpack_says_so_and_shows_the_outline(pages, opened):
    tab = opened(pages["withdrawal"][1], before="delete window.DecompressionStream")

    assert "DecompressionStream" in tab.locator("#no-inflate").inner_text()
    assert tab.get_by_text("US forces remain in Iraq.").first.is_visible()
    assert not tab.locator("#search").is_visible()


@browser
def test_damaged_pictures_are_said_to_be_so_and_the_rest_is_there(pages, opened):
    html = re.sub(r'(id="packed-shapes">)[^<]*', r"\1AAAA", pages["withdrawal"][1])
    tab = opened(html)

    tab.locator("#pane-0").get_by_text("damaged").wait_for()
    tab.locator("#tab-1").click()
    tab.locator("#pane-1").get_by_text("damaged").wait_for()
    tab.evaluate("location.hash = '#vacuum'")
    tab.locator("#panel h2").wait_for()


# Looking -------------------------------------------------------------------------------------


@browser
@both_ways
def test_zooming_and_panning_change_nothing_but_the_viewbox(pages, opened, name):
    tab = opened(pages[name][1])
    inside = "document.querySelector('#pane-0 svg').innerHTML.length"
    before, content = box_of(tab), tab.evaluate(inside)

    tab.mouse.move(600, 400)
    tab.mouse.wheel(0, -300)
    near = box_of(tab)
    tab.mouse.wheel(0, 300)
    back = box_of(tab)
    tab.locator("[data-zoom='1.3']").click()
    button = box_of(tab)
    tab.locator("[data-pan='1 0']").click()
    right = box_of(tab)

    assert near[2] < before[2]
    assert back == pytest.approx(before, abs=1)
    assert button[2] == pytest.approx(before[2] / 1.3, rel=0.01)
    assert right[0] > button[0]
    assert right[2:] == button[2:]
    assert tab.evaluate(inside) == pytest.approx(content, abs=2000)


@browser
def test_what_is_under_the_pointer_stays_there_while_zooming(pages, opened):
    tab = opened(pages["withdrawal"][1])
    stage = tab.locator("#stage").bounding_box()

    def under(x: float, y: float) -> tuple[float, float]:
        left, top, wide, tall = box_of(tab)
        return left + (x - stage["x"]) / stage["width"] * wide, top + (y - stage["y"]) / stage[
            "height"
        ] * tall

    before = under(900, 300)
    tab.mouse.move(900, 300)
    tab.mouse.wheel(0, -240)

    assert under(900, 300) == pytest.approx(before, abs=0.5)


@browser
@both_ways
def test_dragging_moves_the_picture_with_the_hand_and_opens_nothing(pages, opened, name):
    tab = opened(pages[name][1])
    before, stage = box_of(tab), tab.locator("#stage").bounding_box()
    scale = stage["width"] / before[2]

    tab.mouse.move(640, 400)
    tab.mouse.down()
    tab.mouse.move(690, 440, steps=4)
    tab.mouse.up()

    after = box_of(tab)
    assert after[0] == pytest.approx(before[0] - 50 / scale, abs=0.5)
    assert after[1] == pytest.approx(before[1] - 40 / scale, abs=0.5)
    assert tab.locator("#panel").is_hidden()


@browser
@both_ways
def test_fit_shows_the_whole_picture(pages, opened, name):
    tab = opened(pages[name][1])
    natural = natural_box(pages[name][0])
    left, top, wide, tall = map(float, natural.split())

    tab.mouse.move(640, 400)
    tab.mouse.wheel(0, -900)
    tab.locator("#fit").click()

    box = box_of(tab)
    assert box[0] <= left
    assert box[1] <= top
    assert box[0] + box[2] >= left + wide
    assert box[1] + box[3] >= top + tall


@browser
def test_two_fingers_zoom(pages, opened):
    tab = opened(pages["withdrawal"][1], has_touch=True, viewport={"width": 400, "height": 800})
    before = box_of(tab)
    touch = tab.context.new_cdp_session(tab)

    def fingers(kind: str, *at: tuple[int, int]) -> None:
        points = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(at)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", (180, 400), (220, 400))
    for apart in (40, 60, 80):
        fingers("touchMove", (200 - apart, 400), (200 + apart, 400))
    fingers("touchEnd")

    assert box_of(tab)[2] < before[2] / 2


@browser
def test_the_first_sight_is_large_enough_to_read(pages, opened):
    for viewport in ({"width": 1280, "height": 800}, {"width": 320, "height": 640}):
        tab = opened(pages["withdrawal"][1], viewport=viewport)

        assert tab.locator("#stage").bounding_box()["width"] / box_of(tab)[2] >= 0.6


@browser
def test_zoom_keys_work_and_can_be_switched_off(pages, opened):
    tab = opened(pages["withdrawal"][1])
    before = box_of(tab)

    tab.keyboard.press("+")
    nearer = box_of(tab)
    tab.keyboard.press("-")
    again = box_of(tab)
    tab.keyboard.press("?")
    tab.locator("#single-keys").uncheck()
    tab.keyboard.press("Escape")
    tab.keyboard.press("+")

    assert nearer[2] < before[2]
    assert again == pytest.approx(before, abs=1)
    assert box_of(tab) == again


# Hovering and opening --------------------------------------------------------------------


@browser
def test_pointing_at_a_card_pales_all_but_its_neighbours(pages, opened):
    map, html = pages["withdrawal"]
    tab = opened(html)

    card(tab, "exposed").hover(position={"x": 6, "y": 6})

    pale = set(ids_of(tab, ".thing.far"))
    near = {"exposed"}
    for step in map.arguments:
        if "exposed" in (*step.premises, step.target):
            near |= {*step.premises, step.target}
    drawn = {claim.id for claim in map.claims}
    assert pale == drawn - near
    tab.locator("h1").hover()
    assert tab.locator(".far").count() == 0


@browser
def test_pointing_at_a_cell_leaves_its_row_and_column(pages, opened):
    tab = opened(pages["withdrawal"][1])
    tab.locator("#tab-2").click()
    cell = tab.locator("#pane-2 [data-ends]").first
    actor, claim = cell.get_attribute("data-ends").split()

    cell.hover()

    near = ids_of(tab, "#pane-2 .thing:not(.far)")
    assert sorted(near) == sorted([actor, claim])


@browser
@every_map
def test_a_click_opens_all_there_is_to_know_of_a_claim(pages, opened, name):
    map, html = pages[name]
    tab = opened(html)

    for claim in (map.claims[0], map.claims[2]):
        click(tab, claim.id)

        said = panel_text(tab)
        assert claim.text in said
        for stance in map.stances_on(claim.id):
            assert map.actor(stance.actor).name in said
            for voice in stance.via:
                assert map.actor(voice).name in said
            if stance.hedge:
                assert stance.hedge in said
        for step in map.arguments_from(claim.id):
            target = map[step.target]
            assert (target.text if isinstance(target, Claim) else target.target) in said
        for step in map.arguments_on(claim.id):
            for premise in map.premises_of(step.id):
                assert premise.text in said


@browser
def test_the_chain_of_voices_stands_in_its_order_with_the_rung(pages, opened):
    tab = opened(pages["withdrawal"][1], at="#vacuum")

    said = panel_text(tab)

    assert "attributed" in said
    assert "“fears”" in said
    assert re.search(r"as told by\s+The article itself\s+→\s+Reuters", said)
    assert "¶25" in said


@browser
def test_values_and_labels_rung_by_rung_stand_in_the_panel_with_their_variant(pages, opened):
    tab = opened(pages["withdrawal"][1], at="#vacuum")

    said = panel_text(tab)

    assert "Bearing on the motion" in said
    assert "stated: none" in said
    assert "analyst: con" in said
    assert "by the steps towards the motion" in said


@browser
@both_ways
def test_enter_opens_a_card_and_escape_gives_the_focus_back(pages, opened, name):
    map, html = pages[name]
    tab = opened(html)
    first = map.claims[0].id

    card(tab, first).focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#panel").is_visible()
    assert tab.evaluate("document.activeElement.closest('#panel') !== null")
    tab.keyboard.press("Escape")
    assert tab.locator("#panel").is_hidden()
    assert focused(tab) == first

    tab.keyboard.press("Enter")
    tab.locator("#panel-close").click()
    assert tab.locator("#panel").is_hidden()
    assert focused(tab) == first


@browser
@both_ways
def test_what_is_on_the_screen_stays_there_when_panels_open_and_close(pages, opened, name):
    map, html = pages[name]
    tab = opened(html)
    before = bounds(card(tab, map.claims[0].id))

    tab.locator("#filters-button").click()
    assert bounds(card(tab, map.claims[0].id)) == pytest.approx(before, abs=1)
    card(tab, map.claims[0].id).focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Escape")
    tab.locator("#filters-close").click()

    assert bounds(card(tab, map.claims[0].id))[1:] == pytest.approx(before[1:], abs=1)


@browser
def test_a_relation_leads_to_the_other_record_and_back(pages, opened):
    tab = opened(pages["withdrawal"][1], at="#vacuum")

    tab.locator("#panel").get_by_role("link", name="They leave soon").click()
    assert "Leave fast" in tab.locator("#panel h2").inner_text()
    assert tab.url.endswith("#board/leave-fast")
    tab.locator("#panel .back").click()
    assert "vacuum" in tab.locator("#panel h2").inner_text()


@browser
def test_actors_steps_and_sources_have_panels_of_their_own(pages, opened):
    map, html = pages["withdrawal"]
    tab = opened(html, at="#washington")
    said = panel_text(tab)
    for stance in map.stances_of("washington"):
        assert map.claim(stance.claim).text in said
    for tie in map.ties_of("washington"):
        assert tie.kind in said
    assert "واشنطن" in said

    turn(tab, "leave-fast-pro-leave")
    assert "US forces leave Iraq." in panel_text(tab)
    assert "analyst" in panel_text(tab)

    turn(tab, "mena")
    assert "MENA Research Center" in panel_text(tab)


@browser
def test_what_a_picture_does_not_show_is_found_in_another(pages, opened):
    tab = opened(pages["withdrawal"][1])
    tab.evaluate("location.hash = '#board/washington'")
    tab.get_by_text("This picture does not show it.").wait_for()

    tab.locator("#panel").get_by_role("button", name="Matrix").click()

    tab.locator("#pane-2 svg .ring").first.wait_for()
    assert tab.url.endswith("#matrix/washington")


@browser
def test_only_addresses_of_the_web_are_links(opened):
    map = ArgumentMap(
        question="Whom to trust?",
        sources=(
            Source("web", "A page", url="https://example.org/"),
            Source("trap", "A trap", url="javascript:alert(1)"),
        ),
        claims=(Claim("a", "A claim.", citations=("web p. 1", "trap")),),
    )
    html = page({"board": draw(map).to_svg()}, map)

    tab = opened(html, at="#web")
    assert tab.locator("#panel a[href^='https://example.org']").count() == 1
    tab = opened(html, at="#trap")
    assert "javascript:alert(1)" in panel_text(tab)
    assert tab.locator("#panel a[href^='javascript']").count() == 0


# Addresses --------------------------------------------------------------------------------


@browser
@both_ways
def test_an_address_opens_its_record_in_its_view(pages, opened, name):
    map, html = pages[name]
    id = map.claims[1].id

    tab = opened(html, at=f"#tree/{id}")

    tab.locator("#pane-1 svg").wait_for()
    assert map.claims[1].text in panel_text(tab)
    assert tab.locator("#tab-1").get_attribute("aria-selected") == "true"


@browser
def test_an_address_of_nothing_is_passed_over(pages, opened):
    for at in ("#%E0%A4%A", "#board/nothing"):
        tab = opened(pages["withdrawal"][1], at=at)

        assert tab.locator("#pane-0 svg").is_visible()
        assert tab.locator("#panel").is_hidden()


@browser
def test_all_works_inside_a_sandboxed_frame(pages, opened):
    inner = f'sandbox="allow-scripts" srcdoc="{escape(pages["withdrawal"][1])}"'
    tab = opened(f'<!doctype html><iframe {inner} width="1200" height="760"></iframe>')
    frame = tab.frame_locator("iframe")

    frame.locator('.thing[data-id="vacuum"]').focus()
    tab.keyboard.press("Enter")
    frame.locator("#panel").get_by_role("link", name="They leave soon").click()
    assert "Leave fast" in frame.locator("#panel h2").inner_text()
    frame.locator("#skip").press("Enter")
    frame.locator("#tab-1").click()
    frame.locator("#pane-1 svg").wait_for()
    frame.locator("#theme").click()
    assert "Light" in frame.locator("#theme").inner_text()


# Walking ------------------------------------------------------------------------------------


@browser
@every_map
def test_arrows_walk_from_card_to_card_where_they_point(pages, opened, name):
    map, html = pages[name]
    tab = opened(html)

    def place() -> tuple[float, float]:
        """Where the middle of the focused card is in the picture."""
        x, y, wide, tall = bounds(tab.locator(":focus"))
        left, top, across, _ = box_of(tab)
        stage = bounds(tab.locator("#stage"))
        scale = stage[2] / across
        return left + (x + wide / 2 - stage[0]) / scale, top + (y + tall / 2 - stage[1]) / scale

    card(tab, map.claims[0].id).focus()
    seen = {focused(tab)}
    for _ in range(6):
        before = place()
        tab.keyboard.press("ArrowDown")
        if focused(tab) in seen:
            break
        seen.add(focused(tab))
        assert place()[1] > before[1]
    assert len(seen) > 1
    before, at = place(), focused(tab)
    tab.keyboard.press("ArrowLeft")
    assert focused(tab) == at or place()[0] < before[0]


@browser
@both_ways
def test_home_and_end_are_the_first_and_last_card(pages, opened, name):
    tab = opened(pages[name][1])
    ids = ids_of(tab, "#pane-0 .thing")

    card(tab, ids[1]).focus()
    tab.keyboard.press("End")
    assert focused(tab) == ids[-1]
    tab.keyboard.press("Home")
    assert focused(tab) == ids[0]


@browser
def test_a_card_walked_to_comes_into_sight_and_has_a_ring(pages, opened):
    tab = opened(pages["withdrawal"][1])

    card(tab, "leave").focus()
    tab.keyboard.press("End")

    left, top, wide, tall = bounds(tab.locator(":focus"))
    stage = bounds(tab.locator("#stage"))
    assert stage[0] <= left < left + wide <= stage[0] + stage[2]
    assert stage[1] <= top < top + tall <= stage[1] + stage[3]
    assert tab.locator(".ring.focus").count() == 1


@browser
def test_one_card_at_a_time_is_reached_by_tab(pages, opened):
    tab = opened(pages["withdrawal"][1])

    assert tab.locator("#pane-0 .thing[tabindex='0']").count() == 1
    tab.locator("#tab-0").focus()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.matches('.thing')")


@browser
@both_ways
def test_every_card_says_its_side_and_text_to_those_who_cannot_see(pages, opened, name):
    map, html = pages[name]
    tab = opened(html)

    labels = dict(
        tab.locator("#pane-0 .thing").evaluate_all(
            "all => all.map(e => [e.dataset.id, e.getAttribute('aria-label')])"
        )
    )

    for claim in map.claims:
        if claim.id in labels:
            assert claim.text in labels[claim.id]
    assert labels


# Search -------------------------------------------------------------------------------------


@browser
def test_search_minds_neither_case_nor_accents(opened):
    map = ArgumentMap(
        question="Où?",
        claims=(Claim("a", "Ça coûte cher à Genève."), Claim("b", "Nothing of the sort.")),
        actors=(Actor("zoe", "Zoë Müller"),),
    )
    tab = opened(page({"board": draw(map).to_svg()}, map))

    for sought, found in (("GENEVE ca", 1), ("müller", 1), ("muller zoe", 1), ("xyz", 0)):
        tab.keyboard.press("Escape")
        tab.locator("#search").fill(sought)
        assert tab.locator("#results [role=option]").count() == found


@browser
def test_search_in_arabic_minds_neither_vowel_signs_nor_forms_of_a_letter(pages, opened):
    tab = opened(pages["arabic"][1])

    for sought in ("المهمه", "الْمُهِمَّة", "انجزت"):
        tab.locator("#search").fill(sought)
        assert tab.locator("#results [role=option]").first.get_attribute("data-result") == "mission"


@browser
@both_ways
def test_slash_arrows_and_enter_find_and_open_a_record(pages, opened, name):
    map, html = pages[name]
    tab = opened(html)
    word = {"withdrawal": "kurd", "debate": "number 9", "arabic": "القوات"}[name]

    tab.keyboard.press("/")
    tab.keyboard.type(word)
    tab.keyboard.press("ArrowDown")
    chosen = tab.locator("#results [aria-selected=true]").get_attribute("data-result")
    assert tab.locator("#search").get_attribute("aria-activedescendant") == "result-1"
    tab.keyboard.press("Enter")

    assert map.claim(chosen).text in panel_text(tab)
    assert tab.locator("#results").is_hidden()


@browser
def test_claims_are_found_by_who_holds_them(pages, opened):
    tab = opened(pages["withdrawal"][1])

    tab.locator("#search").fill("washington gap")

    assert tab.locator("#results [role=option]").first.get_attribute("data-result") == "vacuum"


# Filters and what if ------------------------------------------------------------------------


def ghosts(tab) -> set[str]:
    return set(ids_of(tab, "#pane-0 .thing.ghost"))


@browser
@every_map
def test_a_side_can_be_shown_alone_and_is_counted(pages, opened, name):
    map, html = pages[name]
    tab = opened(html)
    tab.locator("#filters-button").click()
    word = {"arabic": "معارض"}.get(name, "Against")
    box = tab.locator("#filters label", has_text=word).first

    box.locator("input").check()

    count = int(box.locator(".count").inner_text())
    drawn = ids_of(tab, "#pane-0 .thing")
    against = {c.id for c in map.claims if analysis.bearing(map)[c.id] == "con"}
    assert count == len(against)
    assert ghosts(tab) == set(drawn) - against
    assert str(count) in tab.locator("#status").inner_text()
    assert tab.locator("#filters-count").inner_text() == "1"
    tab.locator("#clear").click()
    assert not ghosts(tab)


@browser
def test_filters_of_one_kind_add_up_and_those_of_two_kinds_narrow_down(pages, opened):
    map, html = pages["withdrawal"]
    tab = opened(html)
    tab.locator("#filters-button").click()

    tab.locator("#filters").get_by_label("Security", exact=False).first.check()
    tab.locator("#filters").get_by_label("Economy", exact=False).first.check()
    tab.locator("#filters summary", has_text="Actor who takes a stance").click()
    tab.locator("#filters details", has_text="Actor who takes a stance").get_by_label(
        "Washington"
    ).check()

    themed = {c.id for c in map.claims if c.themes[:1] in {("Security",), ("Economy",)}}
    held = {s.claim for s in map.stances_of("washington")}
    assert ghosts(tab) == {c.id for c in map.claims} - (themed & held)


@browser
def test_what_is_filtered_away_is_no_stop_for_the_keyboard(pages, opened):
    tab = opened(pages["withdrawal"][1])
    tab.locator("#filters-button").click()
    tab.locator("#filters").get_by_label("For", exact=False).first.check()

    gone = ghosts(tab)
    tab.locator("#pane-0 .thing[tabindex='0']").focus()
    for key in ("End", "Home", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft"):
        tab.keyboard.press(key)
        assert focused(tab) not in gone


def connections(tab, pane: str) -> list[tuple[list[str], bool]]:
    """What connects records in a picture: its ends, and whether it is gone."""
    return tab.locator(f"{pane} [data-ends]").evaluate_all(
        "all => all.map(e => [e.dataset.ends.split(' '), e.classList.contains('ghost')])"
    )


def counts_of(tab) -> dict[str, int]:
    said = tab.locator("#status").inner_text()
    return {
        key: int(re.search(rf"{words}: (\d+)", said)[1])
        for key, words in (
            ("said", "Statements left"),
            ("steps", "Steps left"),
            ("lost", "lose every holder"),
        )
    }


def kept(map: ArgumentMap, whole: ArgumentMap) -> dict[str, int]:
    held = {s.claim for s in map.stances if s.verdict == "accept"}
    before = {s.claim for s in whole.stances if s.verdict == "accept"}
    return {
        "said": len(map.stances) + len(map.stakes) + len(map.ties),
        "steps": len(map.arguments),
        "lost": len(before - held),
    }


@browser
@pytest.mark.parametrize("basis", BASES[:3])
def test_a_rung_keeps_in_the_page_what_it_keeps_of_the_map(pages, opened, basis):
    map, html = pages["withdrawal"]
    tab = opened(html)
    tab.locator("#filters-button").click()

    tab.locator("#filters input[type=radio]").nth(BASES.index(basis)).check()

    left = map.on(basis=basis)
    assert counts_of(tab) == kept(left, map)
    for ends, gone in connections(tab, "#pane-0"):
        if steps := [id for id in ends if id in map and isinstance(map[id], Argument)]:
            assert gone == any(id not in left for id in steps)
    lost = tab.locator("#lost a").evaluate_all("all => all.map(a => a.hash)")
    assert len(lost) == kept(left, map)["lost"]
    assert tab.locator(".over .lost").count() == len(lost)


@browser
@pytest.mark.parametrize("out", [("washington",), ("author",), ("baghdad", "sudani", "reuters")])
def test_leaving_actors_out_keeps_in_the_page_what_it_keeps_of_the_map(pages, opened, out):
    map, html = pages["withdrawal"]
    tab = opened(html)
    tab.locator("#filters-button").click()
    tab.locator("#filters summary", has_text="Leave actors out").click()

    for id in out:
        label = map.actor(id).name
        tab.locator("#filters details", has_text="Leave actors out").get_by_label(
            label, exact=False
        ).first.check()

    assert counts_of(tab) == kept(map.without(out), map)
    assert f"Actors left out: {len(out)}" in tab.locator("#status").inner_text()
    tab.locator("#tab-2").click()
    tab.locator("#pane-2 svg").wait_for()
    for id in out:
        assert "ghost" in tab.locator(f'#pane-2 .thing[data-id="{id}"]').get_attribute("class")
    rest = map.without(out)
    for (actor, claim), gone in connections(tab, "#pane-2"):
        assert gone == (not any(s.actor == actor and s.claim == claim for s in rest.stances))


@browser
def test_an_actor_can_be_left_out_from_its_panel(pages, opened):
    tab = opened(pages["withdrawal"][1], at="#washington")

    tab.locator("#leave-out").click()

    assert "Actors left out: 1" in tab.locator("#status").inner_text()
    assert focused(tab) == "leave-out"
    assert "left out" in panel_text(tab)
    tab.locator("#leave-out").click()
    assert "Actors left out" not in tab.locator("#status").inner_text()


@browser
def test_the_page_says_what_it_works_out_and_what_not(pages, opened):
    tab = opened(pages["withdrawal"][1])
    tab.locator("#filters-button").click()

    said = tab.locator("#filters").inner_text()

    assert "Worked out in this page" in said
    assert "Not worked out here" in said
    assert "worked out beforehand: by the steps towards the motion" in said


@browser
def test_a_rung_without_stances_is_said_in_arabic_too(pages, opened):
    tab = opened(pages["arabic"][1])
    tab.locator("#filters-button").click()

    tab.locator("#filters input[type=radio]").first.check()

    assert "أقوال تفقد كل قائل بها: 1" in tab.locator("#status").inner_text()


# Tables -----------------------------------------------------------------------------------


@browser
def test_tables_are_shown_with_their_variant_and_every_cell(withdrawal, opened):
    table = Table(
        "Troops",
        "as reported",
        ["country", "troops"],
        [["Iraq", 2500], ["Syria", None]],
        note="2024",
    )
    tab = opened(made(withdrawal, tables=[table]), at="#tables")

    said = tab.locator("#pane-tables").inner_text()

    for words in ("Troops", "as reported", "country", "Iraq", "2500", "Syria", "–", "2024"):
        assert words in said
    assert tab.locator("#pane-tables tbody th[scope=row]").count() == 2


# Theme, saving, printing --------------------------------------------------------------------


@browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system_until_one_is_chosen(pages, opened, scheme):
    tab = opened(pages["withdrawal"][1], color_scheme=scheme)
    paper = "getComputedStyle(document.body).backgroundColor"
    sheet = "getComputedStyle(document.querySelector('#pane-0 svg > rect')).fill"
    colours = {"light": "rgb(255, 255, 255)", "dark": "rgb(13, 17, 23)"}

    assert tab.evaluate(paper) == tab.evaluate(sheet) == colours[scheme]
    for chosen in ("light", "dark"):
        tab.locator("#theme").click()
        assert tab.evaluate(paper) == tab.evaluate(sheet) == colours[chosen]
    tab.locator("#theme").click()
    assert tab.evaluate(paper) == colours[scheme]


@browser
@both_ways
def test_a_saved_picture_stands_alone(pages, opened, name, tmp_path):
    tab = opened(pages[name][1])
    natural = natural_box(pages[name][0])
    tab.mouse.move(640, 400)
    tab.mouse.wheel(0, -600)

    with tab.expect_download() as download:
        tab.locator("#save").click()
    file = tmp_path / "saved.svg"
    download.value.save_as(file)

    root = ET.fromstring(file.read_text("utf-8"))  # noqa: S314  our own
    assert download.value.suggested_filename == "board.svg"
    assert root.get("viewBox") == natural
    assert root.get("role") == "img"
    text = file.read_text("utf-8")
    assert "tabindex" not in text
    assert 'class="over"' not in text
    assert 'class="hit"' not in text


@browser
def test_on_paper_stands_the_picture_and_nothing_else(pages, opened, tmp_path):
    tab = opened(pages["withdrawal"][1], at="#board/vacuum")
    tab.locator("#panel h2").wait_for()

    file = tmp_path / "print.pdf"
    file.write_bytes(tab.pdf(prefer_css_page_size=True))
    said = subprocess.run(
        ["pdftotext", file, "-"], check=True, capture_output=True, text=True
    ).stdout

    assert len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) == 1
    assert "Should US forces leave Iraq?" in said
    assert "Filters" not in said


@browser
def test_the_print_button_prints(pages, opened):
    tab = opened(pages["withdrawal"][1])
    tab.evaluate("window.print = () => { document.title = 'printed'; }")

    tab.locator("#print").click()

    assert tab.title() == "printed"


# For everybody ------------------------------------------------------------------------------


@browser
def test_a_map_from_right_to_left_has_a_mirrored_page_in_its_language(pages, opened):
    tab = opened(pages["arabic"][1], at="#vacuum")

    assert tab.evaluate("[document.documentElement.dir, document.documentElement.lang]") == [
        "rtl",
        "ar",
    ]
    panel, stage = tab.locator("#panel").bounding_box(), tab.locator("#stage").bounding_box()
    assert panel["x"] + panel["width"] <= stage["x"] + 1
    assert tab.locator("#search").get_attribute("placeholder").startswith("بحث")
    assert (
        tab.evaluate("getComputedStyle(document.querySelector('#pane-0 svg')).direction") == "ltr"
    )


@browser
@both_ways
def test_a_narrow_window_scrolls_in_one_direction_and_the_panel_is_a_sheet_below(
    pages, opened, name
):
    tab = opened(
        pages[name][1], viewport={"width": 320, "height": 640}, at=f"#{pages[name][0].claims[0].id}"
    )

    panel, stage = tab.locator("#panel").bounding_box(), tab.locator("#stage").bounding_box()

    assert tab.evaluate("document.documentElement.scrollWidth <= 320")
    assert panel["y"] >= stage["y"] + stage["height"] - 1
    assert panel["width"] == 320
    assert stage["height"] > 100


@browser
def test_at_four_hundred_per_cent_nothing_is_squeezed_away(pages, opened):
    tab = opened(pages["withdrawal"][1], viewport={"width": 320, "height": 256}, at="#vacuum")

    assert tab.evaluate("document.documentElement.scrollWidth <= 320")
    for part in ("#search", "#filters-button", "#stage", "#panel", "#status", "#fit"):
        tab.locator(part).scroll_into_view_if_needed()
        assert tab.locator(part).is_visible()
    assert tab.locator("#stage").bounding_box()["height"] >= 200


@browser
@pytest.mark.parametrize("width", [320, 1280])
def test_everything_to_touch_is_large_enough(pages, opened, width):
    tab = opened(pages["withdrawal"][1], viewport={"width": width, "height": 800})
    tab.locator("#filters-button").click()

    reached = "button:visible, input:visible, summary:visible, #pane-0 .thing"
    small = tab.locator(reached).evaluate_all(
        "all => all.map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
        ".filter(([, b]) => b.width < 24 || b.height < 24).map(([html]) => html)"
    )

    assert small == []


@browser
def test_the_help_tells_the_keys_and_gives_the_focus_back(pages, opened):
    tab = opened(pages["withdrawal"][1])
    card(tab, "leave").focus()

    tab.keyboard.press("?")
    assert "walk from card to card" in tab.locator("#help").inner_text()
    tab.keyboard.press("Escape")

    assert tab.locator("#help").is_hidden()
    assert focused(tab) == "leave"


@browser
def test_motion_is_reduced_for_those_who_ask(pages, opened):
    tab = opened(pages["withdrawal"][1])

    before = box_of(tab)
    tab.locator("#fit").click()

    assert box_of(tab) != before
    assert (
        tab.evaluate("getComputedStyle(document.querySelector('.thing')).transitionDuration")
        == "0s"
    )


@browser
def test_in_forced_colours_the_picture_keeps_its_own(pages, opened):
    tab = opened(pages["withdrawal"][1], forced_colors="active")

    assert (
        tab.evaluate("getComputedStyle(document.querySelector('#pane-0 svg')).forcedColorAdjust")
        == "none"
    )


@browser
@pytest.mark.slow
@pytest.mark.parametrize(("name", "scheme"), [("withdrawal", "light"), ("arabic", "dark")])
def test_axe_finds_nothing_wrong_with_what_surrounds_the_pictures(pages, opened, axe, name, scheme):
    map, html = pages[name]
    tab = opened(html, color_scheme=scheme)
    found = {}

    tab.evaluate(f"location.hash = '#board/{map.claims[-1].id}'")
    tab.locator("#panel h2").wait_for()
    tab.locator("#filters-button").click()
    found["panel and filters"] = violations(tab, axe)
    tab.locator("#filters input[type=checkbox]").first.check()
    tab.locator("#filters input[type=radio]").first.check()
    found["what if"] = violations(tab, axe)
    tab.locator("#search").fill("e" if name != "arabic" else "ا")
    found["search"] = violations(tab, axe)
    tab.locator("#help-button").click()
    found["help"] = violations(tab, axe)

    assert {state: faults for state, faults in found.items() if faults} == {}


# Hostile text ------------------------------------------------------------------------------

TRAP = (
    '</script><script>alert(1)</script>"><img src=x onerror=alert(1)> javascript:alert(1) '
    '\u202e ]]> --> \x00 </title></style> & \' style="x" data-id="a"'
)


def hostile() -> ArgumentMap:
    cited = (Citation("source", TRAP, quote=TRAP),)
    return ArgumentMap(
        question=TRAP,
        title=TRAP,
        language=TRAP,
        notes=(TRAP,),
        positions=("a",),
        claims=(
            Claim("a", TRAP, label=TRAP, theme=TRAP.replace("/", "|"), citations=cited),
            Claim("b", TRAP, kind="fact", citations=cited),
        ),
        arguments=(Argument("step", "b", "a", "con", scheme=TRAP, citations=cited),),
        links=(Link(("a", "b"), "contrary", citations=cited),),
        actors=(
            Actor(
                "actor", TRAP, kind=TRAP, bloc=TRAP, label=TRAP, names={TRAP: TRAP}, citations=cited
            ),
            Actor("voice", TRAP, kind="voice", part_of="actor"),
        ),
        stances=(Stance("actor", "a", "accept", via="voice", hedge=TRAP, citations=cited),),
        stakes=(Stake("actor", "a", "mixed", hedge=TRAP),),
        ties=(Tie("actor", "voice", TRAP, hedge=TRAP),),
        sources=(Source("source", TRAP, publisher=TRAP, author=TRAP, url="javascript:alert(1)"),),
    )


@browser
def test_whatever_a_map_says_stays_text(opened):
    map = hostile()
    table = Table(TRAP, TRAP, [TRAP], [[TRAP]], note=TRAP)
    html = made(
        map,
        tables=[table],
        values={TRAP: {"a": TRAP}},
        rungs={"stated": {"a": TRAP}},
        rungs_variant=TRAP,
        title=TRAP,
    )

    assert "\x00" not in html
    assert "\u202e" not in html
    tab = opened(html)
    tab.locator("#filters-button").click()
    for each in tab.locator("[role=tab]").all():
        each.click()
    for id in map.ids:
        turn(tab, id)
        tab.locator("#search").fill("alert")
        tab.locator("#search").press("ArrowDown")
        tab.locator("[data-ends]").evaluate_all(
            "all => all.map(e => e.dispatchEvent(new PointerEvent('pointerover', {bubbles: true})))"
        )
        assert tab.locator("img").count() == 0
        assert tab.locator("script:not([type])").count() == 2
        assert tab.locator("a[href^='javascript']").count() == 0
        assert "<script>alert(1)</script>" in panel_text(tab) or id == "step"


# Size -------------------------------------------------------------------------------------


def test_the_page_carries_every_record(withdrawal):
    html = made(withdrawal)
    facts = json.loads(carried(html, "data"))["facts"]

    for kind in ("claims", "actors", "stances", "stakes", "ties", "links", "sources"):
        assert len(facts[kind]["rows"]) == len(getattr(withdrawal, kind))
    assert len(facts["steps"]["rows"]) == len(withdrawal.arguments)
