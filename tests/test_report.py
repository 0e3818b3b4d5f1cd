"""The brief: plain words, nothing left out, and text that stays text."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

import argmap
from argmap.report import brief, markdown, plain, report
from argmap.semantics import NotConverged
from conftest import ROOT
from strategies import maps, texts

GOLDEN = ROOT / "tests" / "golden" / "brief.md"


def parsed(page: str) -> list:
    """The tokens of a page, those inside paragraphs and cells included."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    return [inner for token in tokens for inner in (token, *(token.children or ()))]


def shown(page: str) -> str:
    """The words a reader of the rendered page sees."""
    words = (token.content for token in parsed(page) if token.type == "text")
    return "".join(words).translate({0x2068: None, 0x2069: None})


@pytest.fixture(scope="module")
def page(withdrawal) -> str:
    return report(withdrawal)


@pytest.fixture
def harbour() -> argmap.Draft:
    """A small map, drafted afresh, that a test may add to."""
    draft = argmap.Draft("Close the harbour?")
    draft.source("The harbour question", id="paper")
    draft.position("The harbour is closed.", id="close", label="Close", cite="paper p. 1")
    draft.voice("The Evening Post", id="post")
    draft.actor("Mayor", id="mayor")
    return draft


# The withdrawal brief ----------------------------------------------------------------


def test_the_withdrawal_brief_is_the_one_we_have_read(page):
    assert page == GOLDEN.read_text("utf-8")


def test_the_brief_comes_with_its_pictures_and_the_map(withdrawal, tmp_path, page):
    written = brief(withdrawal, tmp_path / "new" / "folder")

    assert [path.name for path in written] == [
        "board.svg",
        "tree.svg",
        "map.json",
        "brief.md",
        "brief.html",
    ]
    assert written[0].read_text("utf-8") == argmap.draw(withdrawal).to_svg()
    assert written[1].read_text("utf-8") == argmap.draw(withdrawal, "tree").to_svg()
    assert argmap.read(written[2]) == withdrawal
    assert written[3].read_text("utf-8") == page


def test_where_a_picture_fails_nothing_is_written(withdrawal, tmp_path, monkeypatch):
    def fails(*_, **__):
        raise argmap.LayoutError("no layout")

    monkeypatch.setattr("argmap.drawing.draw", fails)

    with pytest.raises(argmap.LayoutError):
        brief(withdrawal, tmp_path / "folder")
    assert list(tmp_path.iterdir()) == []


def test_every_claim_is_set_out_once_and_every_step_told_once(page, withdrawal):
    bold = Counter(re.findall(r"\*\*(.+?)\*\* \(", page))

    assert all(bold[markdown(claim.text)] == 1 for claim in withdrawal.claims)
    assert page.count("*Step: ") == len(withdrawal.arguments)


def test_every_locator_is_kept(page, withdrawal):
    rooms = (withdrawal.claims, withdrawal.arguments, withdrawal.stances, withdrawal.stakes)
    cited = {c.locator for records in rooms for record in records for c in record.citations}

    assert cited <= set(re.findall(r"¶\d+", page))


def test_no_id_stands_where_there_is_a_name(page, withdrawal):
    ids = [record.id for record in (*withdrawal.claims, *withdrawal.arguments, *withdrawal.actors)]

    assert [id for id in ids if "-" in id and re.search(rf"\b{id}\b", page.lower())] == []


def test_whoever_is_only_said_to_gain_is_nowhere_said_to_want(page):
    (row,) = re.findall(r"^\| Tehran \|.*Leave.*$", page, re.MULTILINE)

    assert row == (
        "| Tehran | – | – | Leave (attributed; “suggested”), Leave fast (implied; “could”) | – |"
    )


def test_the_chain_of_voices_and_the_hedge_stand_behind_a_stance(page):
    said = "Accepted by Washington (attributed; citing Reuters; “fears”)."

    assert said in page
    assert "What others hold is reported by the article itself" in page


def test_every_question_says_how_it_was_reckoned(page):
    findings = page.partition("## What a close reading finds")[2].partition("\n## ")[0]

    assert findings.count("\n### ") == findings.count("\n*Reckoned: ") == 6


# Small maps --------------------------------------------------------------------------


def section(page: str, title: str) -> str:
    """What stands under a heading, up to the next of its rank or above."""
    rank = len(title) - len(title.lstrip("#"))
    return re.split(rf"^#{{1,{rank}}} ", page.partition(f"{title}\n")[2], flags=re.MULTILINE)[0]


def test_the_brief_says_how_each_position_stands_and_what_rests_on_the_encoder(page, withdrawal):
    told = section(page, "## What stands, and what would change it")
    whole = argmap.analysis.acceptability(withdrawal)
    firmer = argmap.analysis.acceptability(withdrawal.on(basis="implied"))

    for position in withdrawal.positions:
        label = withdrawal.claim(position).label
        artefact = f"That {label} " in told
        assert artefact == (whole[position] != firmer[position])
        assert f"| {label} | " in told


def test_the_brief_tells_what_a_change_would_do_and_what_is_known_of_others(page, withdrawal):
    told = section(page, "### The smallest changes that would turn the verdict on Leave")
    found = argmap.analysis.flips(withdrawal)

    assert told.count("- If ") == len(found.flips)
    assert f"No other set of up to {found.complete_to} changes turns it" in told


def test_every_principal_is_judged_or_said_to_have_no_stance(page, withdrawal):
    told = section(page, "### How each principal would judge Leave")

    for actor in withdrawal.principals:
        assert actor.name.removeprefix("The ") in told


def test_the_brief_says_who_stands_with_whom_and_when_that_is_little(page, withdrawal):
    told = section(page, "### Who agrees with whom")

    assert "Baghdad and Mohammed Shia al-Sudani (\\+1): alike on Leave." in told
    assert "Little to go by" in told
    assert told.count("\n- ") == 1 + len([*argmap.analysis.agreement(withdrawal).pairs()])


def test_how_each_principal_is_heard_is_a_table_of_positions(page, withdrawal):
    told = section(page, "## Who stands with whom")
    heads = " | ".join(withdrawal.claim(position).label for position in withdrawal.positions)

    assert f"| Actor | {heads} |" in told
    assert "| Israel | said to lose | – |" in told


def test_the_card_of_the_brief_names_every_answer_that_hangs_on_the_encoder(page, withdrawal):
    told = section(page, "### How far this map may be trusted")

    flips = argmap.analysis.card(withdrawal).flips
    assert told.count("Without the encoder’s own relations") == len(flips) > 0


def test_what_cannot_be_asked_of_a_map_is_told_with_its_reason():
    page = report(argmap.ArgumentMap("Why?", claims=[argmap.Claim("a", "A.")]))

    assert "Not told: " in section(page, "### How it may come out, by what actors want")


def test_a_verdict_that_cannot_be_found_is_told_with_its_reason(harbour, monkeypatch):
    def restless(*_, **__):
        raise NotConverged(({}, {}), semantics="df-quad", evaluations=9, residual=0.5)

    monkeypatch.setattr(argmap.analysis, "strengths", restless)
    monkeypatch.setattr(argmap.analysis, "drivers", restless)
    page = report(harbour.finish())

    assert "Not told: 0 strengths did not come to rest by df-quad" in page
    assert "| Close | stands | stands | stands | no rest |" in page


def test_a_map_with_nothing_in_it_still_has_a_brief():
    page = report(argmap.ArgumentMap("What now?"))

    assert page.startswith("# What now?\n\n## In short\n\n- No claim answers the question yet.\n")
    assert "## Sources" not in page


def test_a_chain_is_told_whole_where_voices_differ(harbour):
    shops, council = harbour.actor("Shops", id="shops"), harbour.actor("Council", id="council")
    shops.accepts("close", via=["post", "mayor"], cite="paper p. 2")
    council.accepts("close", hedge="may", basis="implied", date="2024-01", strength=0.5)

    page = report(harbour.finish())

    assert "Shops (stated; reported by the Evening Post, citing Mayor; p. 2)" in page
    assert "Council (implied; “may”; 2024-01; strength 0.5)" in page


def test_two_sources_go_by_their_numbers(harbour):
    harbour.source("Another paper", id="other", author="A. Writer", date="2024", url="https://a.b")
    harbour.actor("Shops", id="shops").rejects("close", cite=["paper p. 2", "other p. 3"])

    page = report(harbour.finish())

    assert "Rejected by Shops (stated; source 1 p. 2, source 2 p. 3)." in page
    assert "2. Another paper. A. Writer, 2024; https://a.b\n" in page


def test_a_source_with_a_number_for_a_title_opens_no_list_in_the_list(harbour):
    harbour.source("1984", id="novel", author="G. Orwell")

    page = report(harbour.finish())

    assert "2. 1984\\. G. Orwell\n" in page


def test_premises_taken_together_are_told_together_and_their_replies_name_them(harbour):
    one = harbour.claim("One.", id="one")
    two = harbour.claim("Two.", id="two")
    joint = harbour.argument([one, two], "close", "pro", basis="implied")
    joint.undercut("No step.", id="no-step")
    two.con("Not two.", id="not-two")

    page = report(harbour.finish())

    assert (
        "- Taken together: **One.** (no source). Held by no one on record. "
        "And: **Two.** (no source). Held by no one on record. *Step: implied.*\n"
        "  - Disputing that step: **No step.** (no source). Held by no one on record. "
        "*Step: stated.*\n"
        "  - Against “Two.”: **Not two.** (no source). Held by no one on record. *Step: stated.*\n"
    ) in page


def test_a_claim_used_twice_is_set_out_once_and_then_named(harbour):
    soot = harbour.claim("There is soot.", id="soot")
    harbour.position("Build a tunnel.", id="tunnel")
    harbour.argument(soot, "close", "pro")
    harbour.argument(soot, "tunnel", "pro")

    page = report(harbour.finish())

    assert page.count("**There is soot.**") == 1
    assert "- “There is soot.” (set out above). *Step: stated.*" in page


def test_deep_replies_say_what_they_reply_to(harbour):
    claim = "close"
    for number in range(12):
        new = harbour.claim(f"Reply {number}.", id=f"reply-{number}")
        harbour.argument(new, claim, "con")
        claim = new.id

    page = report(harbour.finish())

    assert "            - Against “Reply 10.”: **Reply 11.**" in page
    assert "              - " not in page


def test_claims_tied_to_no_position_are_not_left_out(harbour):
    loose = harbour.claim("The sea is near.", id="sea", kind="fact")
    loose.pro("One can smell it.", id="smell")

    page = report(harbour.finish())

    section = page.partition("### Bearing on no position\n\n")[2]
    assert section.startswith(
        "- **The sea is near.** (a checkable fact; no source). Held by no one on record.\n"
        "  - For that: **One can smell it.** (no source). Held by no one on record. "
        "*Step: stated.*\n"
    )


def test_a_contradiction_is_told_with_both_halves(harbour):
    harbour.argument(harbour.claim("Ferry users suffer.", id="ferry"), "close", "con")
    council = harbour.actor("Council", id="council")
    council.accepts("close", cite="paper p. 1").accepts(
        "ferry", basis="attributed", cite="paper p. 4"
    )

    page = report(harbour.finish())

    assert (
        "- Council accepts “Ferry users suffer.” (attributed; p. 4) and accepts Close "
        "(stated; p. 1), though “Ferry users suffer.” speaks against Close: attributed\n"
    ) in page


# Text stays text ---------------------------------------------------------------------


@given(texts())
def test_markdown_shows_a_text_as_it_is(text):
    for line in (markdown(text), f"- {markdown(text)}", f"**{markdown(text)}** (x)"):
        assert plain(text) in shown(line)


@given(texts())
def test_a_text_in_a_cell_keeps_to_its_cell(text):
    page = f"| a | b |\n| --- | --- |\n| {markdown(text)} | c |\n"

    assert [token.type for token in parsed(page)].count("td_open") == 2
    assert plain(text) in shown(page)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(maps())
def test_nothing_a_map_says_turns_into_markup(map):
    page = report(map)

    tokens = parsed(page)
    kinds = {token.type for token in tokens}
    links = {token.attrs.get("href") for token in tokens if token.type == "link_open"}
    assert kinds.isdisjoint(
        {"html_block", "html_inline", "code_inline", "code_block", "fence", "hr"}
    )
    assert links == {"tree.svg", "map.json"}
    assert [token.type for token in tokens].count("image") == 1
    assert all(plain(claim.text) in shown(page) for claim in map.claims)
    assert all(plain(note) in shown(page) for note in map.notes)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(maps())
def test_the_same_map_gives_the_same_brief(map):
    assert report(map) == report(map)


def test_a_text_from_right_to_left_is_set_apart():
    assert markdown("بغداد") == "\u2068بغداد\u2069"
