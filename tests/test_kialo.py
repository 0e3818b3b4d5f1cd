"""Debates of Kialo: read in both forms, written in the older one."""

from __future__ import annotations

import warnings
from collections import Counter

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

import argmap
from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    LossWarning,
    ReadError,
    Source,
    WriteError,
)
from argmap.cli import main
from argmap.errors import UnknownFormatError
from argmap.formats import dumps, loads, loads_with_losses, recognised, write
from argmap.formats.kialo import recognised as is_export
from strategies import texts

# Samples of our own ------------------------------------------------------------------

OLD = """\
Discussion Title: Should US forces leave Iraq?

1. US forces leave Iraq.
1.1. Con: It leaves [a gap](https://example.org/gap) that others \\(ISIS, say\\) fill.
1.1.1. Con: Iraq fills it.
1.1.2. Pro: In 2014
it was so.

And before.
1.2. Pro: An agreed timetable ends the attacks.
1.2.1. Pro: -> See 1.1.1.
"""
NEW = """\
Discussion Name:
Should US forces leave Iraq?

1. Thesis:
US forces leave Iraq [1].

  1.1. Con:
  It leaves a gap that others (p. 5 [2]) fill.

    1.1.1. Con:
    Iraq fills it.

    1.1.2. Pro:
    In 2014 it was the cause [3]s.

    - And before.

  1.2. Pro:
  An agreed timetable ends the attacks [2].

    1.2.1. Pro:
    -> See 1.1.1.

Sources:
[1] https://example.org/motion
[2] https://example.org/gap
"They fill it.

[4] They did before."
[3] https://example.org/gap
"So it was."
"""
IDS = {
    "motion": "us-forces-leave-iraq",
    "gap": "leaves-gap-others-isis-say",
    "filled": "iraq-fills",
    "before": "n2014-before",
    "timetable": "agreed-timetable-ends-attacks",
}


def steps(map):
    return [(step.premises, step.side, step.target) for step in map.arguments]


def told(text):
    return [str(loss) for loss in loads_with_losses(text, "kialo").losses]


def faults(text):
    with pytest.raises(ReadError) as caught:
        loads(text, "kialo")
    return [str(fault) for fault in caught.value.faults]


def old(*lines, title="Leave?"):
    return "\n".join([f"Discussion Title: {title}", "", *lines, ""])


def new(*lines, title="Leave?"):
    return "\n".join(["Discussion Name:", title, "", *lines, ""])


# The tree ----------------------------------------------------------------------------


def test_a_debate_becomes_a_map_with_nothing_lost():
    loaded = loads_with_losses(OLD, "kialo")

    map = loaded.map
    assert loaded.losses == ()
    assert (map.question, map.title) == ("Should US forces leave Iraq?", None)
    assert map.positions == (IDS["motion"],)
    assert [claim.id for claim in map.claims] == list(IDS.values())
    assert steps(map) == [
        ((IDS["gap"],), "con", IDS["motion"]),
        ((IDS["filled"],), "con", IDS["gap"]),
        ((IDS["before"],), "pro", IDS["gap"]),
        ((IDS["timetable"],), "pro", IDS["motion"]),
        ((IDS["filled"],), "pro", IDS["timetable"]),
    ]


def test_both_forms_say_the_same_tree():
    ours, theirs = loads(OLD, "kialo"), loads(NEW, "kialo")

    places = [dict(zip((c.id for c in m.claims), range(9), strict=False)) for m in (ours, theirs)]
    told_by = [
        [(at[step.premises[0]], step.side, at[step.target]) for step in map.arguments]
        for map, at in zip((ours, theirs), places, strict=True)
    ]
    assert told_by[0] == told_by[1]
    assert ours.question == theirs.question


def test_a_claim_may_have_several_lines_and_paragraphs():
    map = loads(OLD, "kialo")

    assert map.claim(IDS["before"]).text == "In 2014\nit was so.\n\nAnd before."
    assert loads(NEW, "kialo").claims[3].text == "In 2014 it was the causes.\n\n- And before."


def test_a_link_is_one_more_step_from_the_claim_it_names():
    map = loads(OLD, "kialo")

    assert [step.target for step in map.arguments_from(IDS["filled"])] == [
        IDS["gap"],
        IDS["timetable"],
    ]


def test_a_link_may_come_before_what_it_names():
    map = loads(old("1. A.", "1.1. Con: -> See 1.2.1.", "1.2. Pro: B.", "1.2.1. Pro: C."), "kialo")

    assert steps(map) == [(("c",), "con", "a"), (("b",), "pro", "a"), (("c",), "pro", "b")]


def test_a_link_to_a_link_leads_to_the_claim_at_the_end_and_so_do_claims_below_it():
    map = loads(
        old(
            "1. One.",
            "1.1. Con: Two.",
            "1.2. Pro: Three.",
            "1.2.1. Pro: -> See 1.1.",
            "1.2.1.1. Con: Four.",
            "1.2.2. Con: -> See 1.2.1.",
        ),
        "kialo",
    )

    assert steps(map)[2:] == [
        (("two",), "pro", "three"),
        (("four",), "con", "two"),
        (("two",), "con", "three"),
    ]


def test_links_that_lead_nowhere_are_told_with_their_line():
    text = old(
        "1. One.",
        "1.1. Con: -> See 1.7.",
        "1.1.1. Con: Two.",
        "1.2. Con: -> See 1.3.",
        "1.3. Pro: -> See 1.2.",
        "1.4. Pro: -> See 1.",
    )

    assert told(text) == [
        "line 4, column 1: 1.1.: the step from 1.7.; no claim has that number",
        "line 5, column 1: 1.1.1.: the step from 1.1.1.; 1.1. leads to no claim",
        "line 6, column 1: 1.2.: the step from 1.3.; the links lead back to where they start",
        "line 7, column 1: 1.3.: the step from 1.2.; the links lead back to where they start",
        "line 8, column 1: 1.4.: the step from 1.; it leads from a claim to itself",
    ]
    assert [claim.id for claim in loads_with_losses(text, "kialo").map.claims] == ["one", "two"]


def test_a_warning_tells_what_the_map_leaves_out():
    with pytest.warns(LossWarning, match=r"1 thing is not.*\n  line 4, column 1: 1\.1\.:"):
        argmap.formats.kialo.loads(old("1. One.", "1.1. Con: -> See 1.7."))


# Theses ------------------------------------------------------------------------------


def test_several_theses_stand_below_the_question():
    text = old("1. Which way?", "1.1. Leave.", "1.1.1. Con: No.", "1.2. Stay.", title="Which way?")
    map = loads(text, "kialo")

    assert (map.question, map.title) == ("Which way?", None)
    assert map.positions == ("leave", "stay")
    assert steps(map) == [(("no",), "con", "leave")]


def test_a_title_that_is_not_the_question_stays_a_title():
    map = loads(old("1. Which way?", "1.1. Leave.", "1.2. Stay.", title="On Iraq"), "kialo")

    assert (map.question, map.title) == ("Which way?", "On Iraq")


@pytest.mark.parametrize("blanks", ["", "  "])
def test_the_newer_form_marks_the_question(blanks):
    text = new(
        "1. Question:",
        "Which way?",
        "",
        f"{blanks}1.1. Thesis:",
        f"{blanks}Leave.",
        "",
        f"{blanks}{blanks}1.1.1. Con:",
        f"{blanks}{blanks}No.",
        "",
        f"{blanks}1.2. Thesis:",
        f"{blanks}Stay.",
        title="On Iraq",
    )
    map = loads(text, "kialo")

    assert (map.question, map.title, map.positions) == ("Which way?", "On Iraq", ("leave", "stay"))
    assert steps(map) == [(("no",), "con", "leave")]


def test_a_question_without_a_number_is_one_too():
    text = new("Question:", "Which way?", "", "  1.1. Thesis:", "  Leave.", "  1.2. Thesis:", "Go.")
    map = loads(text, "kialo")

    assert (map.question, map.title, map.positions) == ("Which way?", "Leave?", ("leave", "go"))
    assert is_export(text)


def test_a_pro_of_a_question_is_kept_without_a_step_and_told():
    text = new("1. Question:", "Which way?", "  1.1. Thesis:", "  Go.", "  1.2. Pro:", "  Yes.")

    loaded = loads_with_losses(text, "kialo")

    assert (loaded.map.positions, loaded.map.arguments) == (("go",), ())
    assert told(text) == [
        "line 8, column 3: 1.2.: the step from 1.2.; a question is no claim",
    ]


def test_several_roots_are_a_position_each():
    map = loads(old("1. Leave.", "1.1. Con: No.", "2. Stay.", "2.1. Pro: Yes."), "kialo")

    assert map.positions == ("leave", "stay")
    assert steps(map) == [(("no",), "con", "leave"), (("yes",), "pro", "stay")]


def test_a_claim_with_neither_pro_nor_con_among_others_is_kept_without_a_step_and_told():
    text = old("1. Leave.", "1.1. Con: No.", "1.2. Perhaps.", "1.2.1. Pro: Yes.")
    loaded = loads_with_losses(text, "kialo")

    assert steps(loaded.map) == [(("no",), "con", "leave"), (("yes",), "pro", "perhaps")]
    assert loaded.map.positions == ("leave",)
    assert [*map(str, loaded.losses)] == [
        "line 5, column 1: 1.2.: the step from 1.2.; it is neither Pro nor Con of 1.",
    ]


def test_a_thesis_that_is_a_link_is_a_position_once():
    text = old("1. Which?", "1.1. Leave.", "1.1.1. Con: No.", "1.2. -> See 1.1.1.", title="Which?")
    map = loads(text, "kialo")

    assert map.positions == ("leave", "no")
    assert len(map.claims) == 2


def test_a_debate_without_claims_is_a_question():
    assert loads("Discussion Title: Leave?", "kialo") == ArgumentMap("Leave?")


# Texts -------------------------------------------------------------------------------


def test_a_list_in_a_text_is_no_claims():
    map = loads(old("1. Leave.", "1.1. Con: No:", "1. gaps", "2. costs", "1.2. Pro: Yes."), "kialo")

    assert [claim.text for claim in map.claims] == ["Leave.", "No:\n1. gaps\n2. costs", "Yes."]


def test_a_number_that_may_be_of_a_claim_or_of_a_text_is_told():
    text = old("1. Leave.", "1.1. Con: No:", "1.5. is the ratio.", "1.2. Pro: Yes.")

    assert loads_with_losses(text, "kialo").map.claim("no-1-5-ratio").text == (
        "No:\n1.5. is the ratio."
    )
    (said,) = told(text)
    assert said.startswith("line 5, column 1: 1.5. is taken for text of 1.1.; it has neither Pro")


def test_a_text_of_the_newer_form_keeps_its_lists_and_its_own_indents():
    text = new("1. Thesis:", "Leave:", "1.1. at once", "", "  1.1. Con:", "  No:", "    - gaps")

    assert [claim.text for claim in loads_with_losses(text, "kialo").map.claims] == [
        "Leave:\n1.1. at once",
        "No:\n  - gaps",
    ]
    assert [said.partition(";")[0] for said in told(text)] == [
        "line 6, column 1: 1.1. is taken for text of 1."
    ]


def test_a_motion_may_begin_with_the_word_pro():
    assert loads(old("1. Pro: choice is right."), "kialo").motion.text == "Pro: choice is right."


def test_backslashes_before_signs_go_and_others_stay():
    map = loads(old(r"1. A \(b\) \[c\] \* d\e \\."), "kialo")

    assert map.motion.text == r"A (b) [c] * d\e \."


def test_the_newer_form_knows_no_backslashes_and_no_links():
    map = loads(new("1. Thesis:", r"A \(b\) [c](https://example.org)."), "kialo")

    assert map.motion.text == r"A \(b\) [c](https://example.org)."


@pytest.mark.parametrize("text", [OLD, NEW])
def test_line_ends_of_windows_and_blanks_at_either_end_make_no_difference(text):
    map = loads(text, "kialo")

    assert loads(text.replace("\n", "\r\n"), "kialo") == map
    assert loads("\ufeff" + text, "kialo") == map
    assert loads("\n" + text.rstrip("\n"), "kialo") == map
    assert loads(text + "\n \n\n", "kialo") == map


def test_the_newer_form_may_have_the_title_on_the_line_and_the_older_one_below():
    assert loads(NEW.replace(":\nShould", ": Should", 1), "kialo") == loads(NEW, "kialo")
    assert loads(OLD.replace(": Should", ":\nShould", 1), "kialo") == loads(OLD, "kialo")


def test_what_stands_before_the_first_claim_is_a_note():
    assert loads(old("Made by us.", "", "1. Leave."), "kialo").notes == ("Made by us.",)


# Sources -----------------------------------------------------------------------------


def test_a_link_becomes_a_citation_and_keeps_its_place():
    map = loads(OLD, "kialo")

    claim = map.claim(IDS["gap"])
    assert claim.text == "It leaves a gap that others (ISIS, say) fill."
    assert claim.citations == (Citation("example-org-gap", extra={"anchor": (10, 15)}),)
    assert claim.text[10:15] == "a gap"
    url = "https://example.org/gap"
    assert map.sources == (Source("example-org-gap", url, url=url),)


@pytest.mark.parametrize(
    ("said", "text", "urls"),
    [
        ("[a [b]](https://x.org)", "a [b]", ["https://x.org"]),
        ("[a](https://x.org/b_(c))!", "a!", ["https://x.org/b_(c)"]),
        (r"[\[a\]](https://x.org/b_\(c\))", "[a]", ["https://x.org/b_(c)"]),
        ("[a](https://x.org)[b](https://y.org)", "ab", ["https://x.org", "https://y.org"]),
        ("[](https://x.org)", "https://x.org", ["https://x.org"]),
        ("[ a ](https://x.org)", "a", ["https://x.org"]),
        ("[a\nb](https://x.org) c", "a\nb c", ["https://x.org"]),
        (r"\[a](https://x.org)", "[a](https://x.org)", []),
        ("[a] (https://x.org)", "[a] (https://x.org)", []),
        ("see https://x.org", "see https://x.org", []),
    ],
)
def test_no_address_is_lost(said, text, urls):
    map = loads(old(f"1. {said}"), "kialo")

    assert map.motion.text == text
    assert [map.source(citation.source).url for citation in map.motion.citations] == urls
    for citation in map.motion.citations:
        start, end = citation.extra["anchor"]
        assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("(So it is.)", "So it is."),
        (r"(So \nit \(really\) is.)", "So \nit (really) is."),
        (r"(So (it) is.)", "So (it) is."),
        ("(So\nit is.)", "So\nit is."),
        (r"(C:\\new\x)", r"C:\new\x"),
        ("( )", None),
    ],
)
def test_parentheses_after_a_link_are_a_quote(said, quote):
    map = loads(old(f"1. Look [here](https://x.org){said}, \\(please\\)."), "kialo")

    (citation,) = map.motion.citations
    assert map.motion.text == "Look here, (please)."
    assert citation.quote == quote


def test_parentheses_that_are_part_of_the_text_are_no_quote():
    for said in (r"[here](https://x.org)\(please\)", "[here](https://x.org) (please)"):
        (citation,) = loads(old(f"1. {said}"), "kialo").motion.citations
        assert citation.quote is None


def test_two_links_to_one_address_are_one_source():
    map = loads(old("1. [A](https://x.org).", "1.1. Con: [B](https://x.org)."), "kialo")

    assert [source.id for source in map.sources] == ["x-org"]
    assert [claim.citations[0].source for claim in map.claims] == ["x-org", "x-org"]


def test_markers_become_citations_with_their_quotes():
    loaded = loads_with_losses(NEW, "kialo")
    map = loaded.map

    assert loaded.losses == ()
    assert [claim.text.partition("\n")[0] for claim in map.claims] == [
        "US forces leave Iraq.",
        "It leaves a gap that others (p. 5) fill.",
        "Iraq fills it.",
        "In 2014 it was the causes.",
        "An agreed timetable ends the attacks.",
    ]
    quotes = [citation.quote for claim in map.claims for citation in claim.citations]
    gap = "They fill it.\n\n[4] They did before."
    assert quotes == [None, gap, "So it was.", gap]
    assert [source.url for source in map.sources] == [
        "https://example.org/motion",
        "https://example.org/gap",
    ]
    anchors = [c.extra["anchor"] for claim in map.claims for c in claim.citations]
    assert anchors == [(20, 20), (33, 33), (24, 24), (36, 36)]


def test_a_marker_without_a_source_stays_in_the_text_and_is_told():
    text = new("1. Thesis:", "Leave.", "", "  1.1. Con:", "  No [1]", "  or yes [7].")
    text += "\nSources:\n[1] https://x.org\n"
    loaded = loads_with_losses(text, "kialo")

    assert loaded.map.claims[1].text == "No\nor yes [7]."
    assert [str(loss) for loss in loaded.losses] == [
        "line 9, column 10: 1.1.: marker [7]; no source has that number, so it stays in the text"
    ]


def test_a_source_without_a_marker_is_kept_with_its_quote_and_told():
    text = new("1. Thesis:", "Leave.", "", "Sources:", "[1] https://x.org", '"So it is."')
    loaded = loads_with_losses(text, "kialo")

    assert loaded.map.sources == (
        Source("x-org", "https://x.org", url="https://x.org", extra={"quotes": ["So it is."]}),
    )
    assert [str(loss) for loss in loaded.losses] == [
        "line 8, column 1: source [1]; no claim has its marker, so nothing cites it"
    ]


def test_a_number_in_a_quote_begins_no_source_unless_an_address_follows():
    text = new("1. Thesis:", "Leave [1][2].", "", "Sources:", "[1] https://x.org", '"[9] So.')
    text += '[1] https://other.org\n"\n[2] A book\n'
    loaded = loads_with_losses(text, "kialo")

    first, second = loaded.map.motion.citations
    assert first.quote == "[9] So.\n[1] https://other.org"
    assert loaded.map.source(second.source) == Source("book", "A book")
    assert [str(loss) for loss in loaded.losses] == [
        "line 10, column 1: a second source [1]; it is taken for quote of [1]"
    ]


def test_sources_in_the_text_of_a_claim_are_text():
    text = new("1. Thesis:", "Leave.", "Sources:", "none", "", "  1.1. Con:", "  No.")

    assert loads(text, "kialo").motion.text == "Leave.\nSources:\nnone"
    assert loads(old("1. Leave.", "Sources:", "[1] me"), "kialo").motion.text == (
        "Leave.\nSources:\n[1] me"
    )


# What is wrong -----------------------------------------------------------------------


def test_all_faults_are_told_at_once_each_with_its_place():
    text = old(
        "1. Leave.", "1.1. Con: No.", "1.1. Pro: Yes.", "1.3.1. Con: ", "1.4. Con:", title=""
    )

    assert [said.partition(";")[0] for said in faults(text)] == [
        "line 1, column 1: the title is empty",
        "line 5, column 1: claim 1.1. is there twice",
        "line 6, column 1: there is no claim 1.3. above 1.3.1.",
        "line 6, column 1: claim 1.3.1. has no text",
        "line 7, column 1: claim 1.4. has no text",
    ]


def test_places_in_the_newer_form_count_the_blanks_before_a_number():
    text = new("1. Thesis:", "Leave.", "", "    1.2.1. Con:", "    No.")

    assert faults(text) == [
        "line 7, column 5: there is no claim 1.2. above 1.2.1.; mend the number",
    ]


@pytest.mark.parametrize("text", ["", "\n", "1. Leave.", "[leave]: US forces leave.", "{}"])
def test_a_text_without_a_title_is_refused(text):
    assert "there is no title; an export starts with 'Discussion Title: …'" in faults(text)[0]


def test_what_no_record_can_hold_is_told_with_its_line():
    assert faults(old("1. Leave.", "1.1. Con: half \ud800 a letter"))[0].startswith("line 4")
    assert faults(old("1. Leave.", title="\ud800"))[0].startswith("line 1")


LINES = (
    *("Discussion Title: A", "Discussion Name:", "Question:", "Sources:", "", "  ", "text"),
    *("1. A", "1. Thesis:", "1. Question:", "1.1. Con: B", "1.1. B", "1.1.1. Pro: [c](d)", "2."),
    *("  1.1. Con:", "  1.2. Thesis:", "    1.1.1. Pro:", "1.2. Pro: -> See 1.1.", "-> See 1.2."),
    *("  B [1] [2]s", "[1] https://x.org", '[2] "q"', "[a](b)\\", "1.3. -> See 1.3.", "1.1."),
)


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_whatever_the_lines_they_are_read_or_refused_with_a_place(lines):
    try:
        told_of = loads_with_losses("\n".join(lines), "kialo").losses
    except ReadError as error:
        told_of = error.faults

    assert all(one.line for one in told_of)


def test_a_deep_debate_needs_no_recursion():
    numbers = ["1." * depth for depth in range(2, 1502)]
    text = old("1. Leave.", *(f"{number} Con: No, {number}" for number in numbers))

    map = loads(text, "kialo")

    assert len(map.arguments) == 1500
    assert dumps(map, "kialo") == text


# Writing -----------------------------------------------------------------------------

TRAPS = (
    *("1.1. Con: a", "a\n1.1. Con: b", "a\n 1.1. b\n2. c\n1.", "-> See 1.", "-> See 1.1.\nno"),
    *("Pro: x", "Con:", "Thesis:", "Question:\nx", "[a](b)", "a](b)", r"\[x\] \a \\", "x\\"),
    *("Sources:\n[1] https://a.org", "a \n\n  b", "Discussion Title: x", "((a)) [[b]](c)"),
)
URLS = ("https://example.org", "https://x.org/a_(b)", "http://y.org/\\(]", "a", "(((")


def plain(text):
    return text == text.strip() and "\r" not in text


@st.composite
def trees(draw):
    """Maps that are trees of pros and cons, with links and citations, in the order of a file."""
    words = (st.sampled_from(TRAPS) | texts()).filter(plain)
    title = words.filter(lambda text: "\n" not in text)
    claims, positions, arguments, path, sources = [], [], [], [], {}
    for number in range(draw(st.integers(0, 6))):
        id, depth = f"c{number}", draw(st.integers(0, len(path)))
        text = draw(words)
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
        citations = []
        for span in zip(cuts[::2], cuts[1::2], strict=False):
            url = draw(st.sampled_from(URLS))
            source = sources.setdefault(url, Source(f"s{len(sources)}", url, url=url))
            quote = draw(st.none() | st.sampled_from(TRAPS) | texts())
            citations.append(Citation(source.id, quote=quote, extra={"anchor": span}))
        claims.append(Claim(id, text, citations=citations))
        path[depth:] = [id]
        side = draw(st.sampled_from(("pro", "con")))
        if depth:
            arguments.append(Argument(f"a{number}", id, path[depth - 1], side))
        else:
            positions.append(id)
        target = draw(st.sampled_from([None, *path]))
        others = [claim.id for claim in claims if claim.id != target]
        if target is not None and others:
            premise = draw(st.sampled_from(others))
            arguments.append(Argument(f"b{number}", premise, target, side))
            del path[path.index(target) + 1 :]
    question = draw(words if len(positions) > 1 else title)
    other = draw(st.none() | title.filter(lambda text: text != question)) if positions else None
    if "\n" in question and other is None:
        other = "Title"
    return ArgumentMap(
        question,
        title=other,
        positions=positions,
        claims=claims,
        arguments=arguments,
        sources=sources.values(),
    )


def renamed(map, like):
    """The same map with the ids of another, record by record."""
    ids = dict(zip(map.ids, like.ids, strict=True))
    return evolve(
        map,
        positions=[ids[id] for id in map.positions],
        claims=[
            evolve(
                claim,
                id=ids[claim.id],
                citations=[evolve(cited, source=ids[cited.source]) for cited in claim.citations],
            )
            for claim in map.claims
        ],
        arguments=[
            evolve(
                step,
                id=ids[step.id],
                premises=[ids[id] for id in step.premises],
                target=ids[step.target],
            )
            for step in map.arguments
        ],
        sources=[evolve(source, id=ids[source.id]) for source in map.sources],
    )


@given(trees())
@example(ArgumentMap("Leave?"))
def test_a_tree_survives_writing_and_reading_but_for_its_ids(map):
    loaded = loads_with_losses(dumps(map, "kialo"), "kialo")

    assert loaded.losses == ()
    assert loaded.map == renamed(map, loaded.map)


@given(trees())
def test_a_tree_that_was_read_survives_with_its_ids(map):
    first = loads(dumps(map, "kialo"), "kialo")

    assert loads(dumps(first, "kialo"), "kialo") == first
    assert recognised(dumps(map, "kialo")) == "kialo"


@given(trees())
def test_what_was_read_can_be_kept_in_our_own_formats(map):
    for name in ("records", "argdown"):
        assert loads(dumps(map, name), name) == map


def test_what_was_read_is_written_as_it_stood():
    several = old("1. Which way?", "1.1. Leave.", "1.1.1. Con: No.", "1.2. Stay.", title="On Iraq")

    for text in (OLD, several):
        assert dumps(loads(text, "kialo"), "kialo") == text


def test_a_debate_of_the_newer_form_can_be_written_in_the_older_one():
    map = loads(NEW, "kialo")

    assert loads(dumps(map, "kialo"), "kialo") == map


def test_a_position_that_bears_on_another_is_written_as_a_link():
    map = ArgumentMap(
        "Which?",
        positions=("leave", "shrink"),
        claims=(Claim("leave", "Leave."), Claim("shrink", "Shrink.")),
        arguments=(Argument("a", "shrink", "leave", "con"),),
    )

    assert dumps(map, "kialo") == old(
        "1. Which?", "1.1. Leave.", "1.1.1. Con: -> See 1.2.", "1.2. Shrink.", title="Which?"
    )
    assert loads(dumps(map, "kialo"), "kialo").positions == ("leave", "shrink")


@pytest.mark.parametrize("text", TRAPS)
def test_no_text_is_taken_for_more_than_text(text):
    claims = [Claim(id, text) for id in ("a", "b", "c")]
    steps = [Argument("s", "b", "a", "pro"), Argument("t", "c", "b", "con")]

    for positions, few in ((["a"], steps), (["a", "b", "c"], [])):
        map = ArgumentMap("?", positions=positions, claims=claims, arguments=few)
        again = loads(dumps(map, "kialo"), "kialo")
        assert again == renamed(map, again)


def test_claims_that_support_each_other_are_written_once_each():
    map = ArgumentMap(
        "Leave?",
        positions=("leave",),
        claims=(Claim("leave", "Leave."), Claim("a", "A."), Claim("b", "B.")),
        arguments=(
            Argument("a-pro-leave", "a", "leave", "pro"),
            Argument("b-pro-a", "b", "a", "pro"),
            Argument("a-pro-b", "a", "b", "pro"),
        ),
    )

    assert dumps(map, "kialo") == old(
        "1. Leave.", "1.1. Pro: A.", "1.1.1. Pro: B.", "1.1.1.1. Pro: -> See 1.1."
    )
    assert loads(dumps(map, "kialo"), "kialo") == map


SMALL = ArgumentMap(
    "Leave?",
    positions=("leave",),
    claims=(Claim("leave", "Leave."), Claim("gap", "A gap.")),
    arguments=(Argument("gap-con-leave", "gap", "leave", "con"),),
)
GAP, STEP = SMALL.claims[1], SMALL.arguments[0]
SOURCE = Source("x-org", "https://x.org", url="https://x.org")


def citing(source=SOURCE, **said):
    citation = Citation(source.id, **{"extra": {"anchor": (2, 5)}, **said})
    return [source, evolve(GAP, citations=citation)]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (Actor("us", "US"), "actor 'us': an export has no actors"),
        (Link(("leave", "gap"), "contrary"), "an export has no links"),
        (evolve(GAP, weight=0.6), "claim 'gap': an export has no weight of a claim"),
        (evolve(GAP, label="Gap"), "no label of a claim"),
        (evolve(GAP, extra={"a": 1}), "no extra of a claim"),
        (evolve(GAP, text=" gap"), "claim 'gap': blanks before or after a text; take them off"),
        (evolve(GAP, text="a\rb"), "a carriage return in a text"),
        (evolve(STEP, weight=0.6), "argument 'gap-con-leave': an export has no weight of a step"),
        (evolve(STEP, basis="analyst"), "no basis of a step"),
        (Claim("idle", "Idle."), "claim 'idle': no pros and cons lead from it to a position"),
        (
            [Claim("idle", "Idle."), Argument("u", "idle", "gap-con-leave", "con")],
            "argument 'u': it undercuts a step",
        ),
        (
            [Claim("idle", "Idle."), evolve(STEP, premises=("gap", "idle"))],
            "argument 'gap-con-leave': 2 joint premises; say them in one claim",
        ),
        (SOURCE, "source 'x-org': no claim cites it"),
        (
            citing(locator="p. 3"),
            "'gap', citation of 'x-org': an export has no locator of a citation",
        ),
        (citing(extra={}), "citation of 'x-org': it is at no place in the text"),
        (citing(extra={"anchor": (2, 7)}), "it is at no place in the text"),
        (citing(extra={"anchor": (5, 2)}), "it is at no place in the text"),
        (citing(extra={"anchor": (2, 5), "a": 1}), "it is at no place in the text"),
        (citing(evolve(SOURCE, title="X")), "source 'x-org': a source is its address, and it has"),
        (citing(evolve(SOURCE, url=None)), "it has none that can be written"),
        (citing(evolve(SOURCE, url="a b", title="a b")), "it has none that can be written"),
        (citing(evolve(SOURCE, author="A")), "no author of a source"),
        (
            [
                SOURCE,
                evolve(
                    GAP,
                    citations=[
                        Citation("x-org", extra={"anchor": (0, 3)}),
                        Citation("x-org", extra={"anchor": (2, 5)}),
                    ],
                ),
            ],
            "two citations are on the same words",
        ),
    ],
)
def test_what_an_export_cannot_say_is_refused(more, said):
    with pytest.raises(WriteError) as caught:
        dumps(SMALL.with_(more), "kialo")

    assert said in str(caught.value)
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"language": "ar"}, "an export cannot say the language, 'ar'"),
        ({"notes": ["a"]}, "an export has no notes"),
        ({"extra": {"a": 1}}, "an export has no extra"),
        ({"question": "Leave\nor stay?"}, "a title of several lines"),
        ({"question": "Leave? "}, "the question: blanks before or after"),
        ({"title": "On\nIraq"}, "a title of several lines"),
        (
            {"positions": (), "claims": (), "arguments": (), "title": "On Iraq"},
            "a title beside the question, and no position",
        ),
    ],
)
def test_what_an_export_cannot_say_of_the_whole_is_refused(changes, said):
    with pytest.raises(WriteError) as caught:
        dumps(evolve(SMALL, **changes), "kialo")

    assert said in str(caught.value)
    assert len(caught.value.faults) == 1


def test_all_that_an_export_cannot_say_is_told_at_once(withdrawal):
    with pytest.raises(WriteError) as caught:
        dumps(withdrawal, "kialo")

    said = str(caught.value)
    for what in ("actors", "stances", "stakes", "ties", "notes", "undercuts", "joint premises"):
        assert what in said
    assert len(caught.value.faults) > len(withdrawal.stances) + len(withdrawal.actors)


# Files -------------------------------------------------------------------------------


def test_a_text_file_is_read_if_it_is_an_export(tmp_path):
    path = tmp_path / "debate.txt"

    path.write_bytes(b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode())

    assert argmap.read(path) == loads(OLD, "kialo")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Leave?\n\n1. US forces leave.",
        "Discussion Title: Leave?\n\nWe said a lot.\n1. US forces leave.",
        "Discussion Title: Leave?\n\n2. US forces leave.",
        "[discussion]: Discussion Title: Leave?\n  - no",
        "The Discussion Title: Leave?\n\n1. Leave.",
        "discussion title,claim\n1,Leave.",
    ],
)
def test_no_other_text_is_taken_for_an_export(tmp_path, text):
    (tmp_path / "notes.txt").write_text(text)

    assert not is_export(text)
    assert recognised(text) != "kialo"
    with pytest.raises(
        UnknownFormatError, match=r"notes\.txt.*name the format 'kialo' if it is one"
    ):
        argmap.read(tmp_path / "notes.txt")


def test_bytes_of_another_kind_are_no_export(tmp_path):
    (tmp_path / "notes.txt").write_bytes(b"\xff\xfe\x00Discussion")

    with pytest.raises(UnknownFormatError):
        argmap.read(tmp_path / "notes.txt")


def test_a_text_file_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises(FileNotFoundError):
        argmap.read(tmp_path / "debate.txt")


def test_an_export_is_written_when_the_format_is_named(tmp_path):
    path = tmp_path / "debate.txt"

    write(SMALL, path, format="kialo")

    assert argmap.read(path).question == "Leave?"
    with pytest.raises(UnknownFormatError, match="name the format 'kialo' if it is one"):
        write(SMALL, path)


def test_the_command_line_reads_and_writes_debates(tmp_path, capsys):
    (tmp_path / "debate.txt").write_text(OLD)

    for arguments in (
        ["check", str(tmp_path / "debate.txt")],
        ["convert", str(tmp_path / "debate.txt"), str(tmp_path / "debate.json")],
        ["convert", str(tmp_path / "debate.json"), str(tmp_path / "back.txt"), "--to", "kialo"],
    ):
        assert main(arguments) == 0, capsys.readouterr().err

    assert (tmp_path / "back.txt").read_text() == OLD


# Real debates ------------------------------------------------------------------------


@pytest.fixture
def debate(fixtures):
    """A function that reads a real debate, or skips the test where it is not at hand."""

    def text(name):
        found = sorted((fixtures / "kialo").rglob(f"*{name}*"))
        if not found:
            pytest.skip(f"no debate {name!r} in {fixtures}")
        return found[0].read_bytes().decode("utf-8-sig")

    return text


def test_the_debate_on_hate_speech_has_its_counts(debate):
    loaded = loads_with_losses(debate("hate-speech"), "kialo")

    map = loaded.map
    assert loaded.losses == ()
    assert map.question == "Should hate speech be illegal?"
    assert map.motion.text == "Hate speech should be banned."
    assert Counter(step.side for step in map.arguments) == {"pro": 42, "con": 63}
    assert len(map.claims) == 1 + 42 + 63 - 1, "one step is a link"
    assert [len(map.arguments_from(claim.id)) for claim in map.claims].count(2) == 1
    assert "\\" not in "".join(claim.text for claim in map.claims)


def test_the_debate_on_hate_speech_is_written_to_the_byte(debate):
    text = debate("hate-speech").replace("\r\n", "\n")
    map = loads(text, "kialo")

    assert dumps(map, "kialo") == text + "\n"
    assert loads(dumps(map, "kialo"), "kialo") == map


def test_the_debate_on_basic_income_has_its_counts(debate):
    loaded = loads_with_losses(debate("NEWFORMAT"), "kialo")

    map = loaded.map
    assert loaded.losses == ()
    assert map.question == "Should governments provide a universal basic income?"
    assert map.motion.text == "Governments should provide a universal basic income (UBI)."
    assert Counter(step.side for step in map.arguments) == {"pro": 51, "con": 54}
    assert len(map.claims) == 106
    citations = [citation for claim in map.claims for citation in claim.citations]
    assert len(citations) == 103
    assert len(map.sources) == 102, "one address is cited with two quotes"
    assert all(source.url.startswith("http") for source in map.sources)
    assert not any("[" in claim.text for claim in map.claims)
    assert any("more complex causes than" in claim.text for claim in map.claims)
    assert max(quote.count("\n\n") for c in citations if (quote := c.quote)) > 1
    assert sum(citation.quote is None for citation in citations) == 6
    assert loads(dumps(map, "kialo"), "kialo") == map


def test_a_real_debate_can_be_kept_in_our_own_formats(debate):
    for name in ("hate-speech", "NEWFORMAT"):
        map = loads(debate(name), "kialo")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for ours in ("records", "argdown"):
                assert loads(dumps(map, ours), ours) == map
