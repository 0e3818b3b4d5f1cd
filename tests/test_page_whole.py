"""The whole page of real maps: every view that `argmap.report.page` carries, in a browser."""

from __future__ import annotations

import re
from html import escape

import pytest

import argmap
from argmap.model import BASES
from argmap.report import page
from browser import violations
from test_page import TRAP, arabic, card, connections, focused, hostile, ids_of, panel_text

LARGEST = 150_000
KIALO = "kialo/should-hate-speech-be-illegal-6148.txt"

browser = pytest.mark.browser
every_map = pytest.mark.parametrize("name", ["withdrawal", "kialo", "arabic"])


@pytest.fixture(scope="module")
def whole(withdrawal, request):
    """The map of a name with its page, made once."""
    known: dict[str, tuple[argmap.ArgumentMap, str]] = {}

    def made(name: str) -> tuple[argmap.ArgumentMap, str]:
        if name not in known:
            map = withdrawal
            if name == "arabic":
                map = arabic()
            elif name == "kialo":
                file = request.getfixturevalue("fixtures") / KIALO
                if not file.is_file():
                    pytest.skip(f"the debate {KIALO} is not at hand")
                map = argmap.read(file)
            known[name] = (map, page(map))
        return known[name]

    return made


@pytest.fixture
def opened(opened):
    def open_(html: str, **options):
        tab = opened(html, **options)
        if html.startswith("<!doctype html>\n<html"):
            tab.locator("html.ready").wait_for(state="attached")
        return tab

    return open_


def turned(tab):
    """Each tab that shows a picture, as it is chosen, with the name of its pane."""
    for at in range(tab.locator(".pane.picture").count()):
        tab.locator(f"#tab-{at}").click()
        pane = f"#pane-{at}"
        tab.locator(f"{pane} svg .over").wait_for(state="attached")
        yield at, pane


def test_the_page_of_the_founding_case_is_small(whole):
    size = len(whole("withdrawal")[1].encode())

    assert size <= LARGEST, f"{size} bytes, {size - LARGEST} too many"


@browser
@every_map
def test_in_every_view_cards_are_pointed_at_walked_to_and_opened(whole, opened, name):
    map, html = whole(name)
    tab = opened(html)
    assert tab.locator(".pane.picture").count() == 9

    for _, pane in turned(tab):
        ids = ids_of(tab, f"{pane} .thing")
        if not ids:
            continue
        id = ids[0]
        bonds = [ends for ends, _ in connections(tab, pane)]
        tab.locator(f'{pane} .thing[data-id="{id}"]').first.dispatch_event(
            "pointerover", {"pointerType": "mouse"}
        )
        pale = set(ids_of(tab, f"{pane} .thing.far"))
        assert id not in pale
        if any(id in ends for ends in bonds):
            unbound = set(ids) - {end for ends in bonds for end in ends}
            assert unbound - {id} <= pale, pane
        tab.locator("#stage").dispatch_event("pointerleave")
        assert tab.locator(f"{pane} .far").count() == 0

        card(tab, id).focus()
        tab.keyboard.press("End")
        assert focused(tab) == ids[-1]
        tab.keyboard.press("Home")
        assert focused(tab) == id
        tab.keyboard.press("ArrowDown")
        assert focused(tab) in ids

        chosen = card(tab, id)
        chosen.focus()
        place = chosen.bounding_box()
        tab.mouse.click(place["x"] + 5, place["y"] + 5)
        said = map[id].text if id in {c.id for c in map.claims} else map[id].name
        assert said in panel_text(tab), pane
        tab.keyboard.press("Escape")
        assert tab.locator("#panel").is_hidden()


@browser
@every_map
def test_in_every_view_what_a_filter_or_a_rung_takes_away_is_a_ghost(whole, opened, name):
    map, html = whole(name)
    tab = opened(html)
    tab.locator("#filters-button").click()
    tab.locator("#filters input[type=radio]").first.check()
    left = map.on(basis=BASES[0])
    steps = {step.id for step in map.arguments}
    actors = {actor.id for actor in map.actors}
    claims = {claim.id for claim in map.claims}

    for _, pane in turned(tab):
        for ends, gone in connections(tab, pane):
            if named := steps.intersection(ends):
                assert gone == any(id not in left for id in named), (pane, ends)
            elif len(ends) == 2 and actors.intersection(ends) and claims.intersection(ends):
                who = next(iter(actors.intersection(ends)))
                what = next(iter(claims.intersection(ends)))
                said = (*map.stances, *map.stakes)
                if any((s.actor, s.claim) == (who, what) for s in said):
                    kept = (*left.stances, *left.stakes)
                    still = any((s.actor, s.claim) == (who, what) for s in kept)
                    assert gone != still, (pane, ends)
    tab.locator("#filters input[type=radio]").last.check()
    if actors:
        out = map.stances[0].actor
        tab.evaluate("(id) => { location.hash = '#board/' + id; }", out)
        tab.locator("#leave-out").click()
        for _, pane in turned(tab):
            assert out not in ids_of(tab, f"{pane} .thing:not(.ghost)")
            assert all(gone for ends, gone in connections(tab, pane) if out in ends), pane


@browser
@every_map
def test_every_view_prints_on_one_sheet(whole, opened, name):
    tab = opened(whole(name)[1])

    for _, pane in turned(tab):
        printed = tab.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1, pane


@browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "scheme"), [("withdrawal", "light"), ("withdrawal", "dark"), ("arabic", "dark")]
)
def test_axe_finds_nothing_wrong_with_any_view(whole, opened, axe, name, scheme):
    tab = opened(whole(name)[1], color_scheme=scheme)

    found = {pane: violations(tab, axe, pane) for _, pane in turned(tab)}
    tab.locator("#tab-tables").click()
    tab.locator("#pane-tables section").first.wait_for()
    found["tables"] = violations(tab, axe, "#pane-tables")

    assert {pane: faults for pane, faults in found.items() if faults} == {}


@browser
def test_every_view_works_inside_a_sandboxed_frame(whole, opened):
    inner = f'sandbox="allow-scripts" srcdoc="{escape(whole("withdrawal")[1])}"'
    tab = opened(f'<!doctype html><iframe {inner} width="1200" height="760"></iframe>')
    frame = tab.frame_locator("iframe")

    for at in range(9):
        frame.locator(f"#tab-{at}").click()
        frame.locator(f"#pane-{at} svg .over").wait_for(state="attached")
    frame.locator("#tab-tables").click()
    assert frame.locator("#pane-tables section").count() > 5


@browser
def test_the_results_come_first_and_long_tables_are_folded_until_wanted(whole, opened):
    tab = opened(whole("withdrawal")[1], at="#tables", viewport={"width": 400, "height": 800})
    headings = tab.locator("#pane-tables h2").all_inner_texts()

    assert headings[-1] == "Rung by rung"
    assert tab.locator("#pane-tables nav a").all_inner_texts() == headings
    tab.locator("#pane-tables nav a").last.click()
    assert tab.locator("#pane-tables section").last.locator("tbody tr").first.is_visible()
    assert tab.evaluate("document.activeElement.textContent") == "Rung by rung"
    assert tab.evaluate("document.documentElement.scrollWidth <= 400")
    pane = tab.locator("#pane-tables")
    assert pane.evaluate("e => e.scrollWidth <= e.clientWidth")


@browser
def test_whatever_a_map_says_stays_text_in_every_view(opened):
    tab = opened(page(hostile()))

    for _, pane in turned(tab):
        assert tab.locator(f"{pane} svg").count() == 1
    tab.locator("#tab-tables").click()
    for folded in tab.locator("#pane-tables summary").all():
        folded.click()
    assert "<script>alert(1)</script>" in tab.locator("#pane-tables").inner_text()
    assert TRAP[:20] in tab.locator("h1").inner_text()
    assert tab.locator("img").count() == 0
    assert tab.locator("script:not([type])").count() == 2
    assert tab.locator("a[href^='javascript']").count() == 0
