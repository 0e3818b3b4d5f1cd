"""Argdown with the stakeholders in front: what it says, where it fails, how it is written."""

from __future__ import annotations

import json
from collections import Counter
from functools import reduce
from textwrap import dedent

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from argdown_outline import outline
from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    ReadError,
    Source,
    Stake,
    Stance,
    Tie,
    WriteError,
)
from argmap.formats.argdown import dumps, loads
from argmap.formats.argdown.data import Scalar, flow, scalar
from argmap.formats.argdown.syntax import Element, Reconstruction, parse
from argmap.formats.argdown.tokens import Mark
from argmap.formats.argdown.writing import escaped
from strategies import maps, texts

FRONT = """\
===
question: Should US forces leave Iraq?
positions: [leave]
sources: {mena: {title: An analysis}}
actors: {washington: Washington, baghdad: Baghdad, author: {name: The author, kind: voice}}
===

"""
TREE = "[leave]: US forces leave Iraq.\n"


def read(text: str) -> ArgumentMap:
    """The map of a text below the usual front matter."""
    return loads(FRONT + dedent(text))


def steps(map: ArgumentMap) -> list[tuple[str, tuple[str, ...], str, str]]:
    return [(a.id, a.premises, a.side, a.target) for a in map.arguments]


def faults(text: str) -> list[str]:
    with pytest.raises(ReadError) as caught:
        loads(text)
    return [str(fault) for fault in caught.value.faults]


# Claims ------------------------------------------------------------------------------


def test_statements_and_arguments_are_claims_in_the_order_of_their_texts():
    map = read("""\
        [leave]: US forces leave Iraq.
          - <vacuum>
          - <cost>: It costs Iraq.

        <vacuum>: It leaves a gap.
        """)

    assert [(claim.id, claim.text) for claim in map.claims] == [
        ("leave", "US forces leave Iraq."),
        ("cost", "It costs Iraq."),
        ("vacuum", "It leaves a gap."),
    ]


def test_a_title_means_the_same_claim_in_either_kind_of_brackets():
    map = read(
        TREE + "  - <gap>: It leaves a gap.\n    + [gap2]: So it did before.\n\n[gap]\n  - <gap2>\n"
    )

    assert steps(map)[-1] == ("gap2-con-gap", ("gap2",), "con", "gap")


def test_data_may_stand_with_any_mention_of_a_claim():
    map = read(TREE + "\n[leave] {weight: 0.7, label: Leave}\n\n[leave]\n{\nkind: forecast\n}\n")

    assert map.claim("leave") == Claim(
        "leave", "US forces leave Iraq.", weight=0.7, label="Leave", kind="forecast"
    )


def test_a_title_that_is_no_id_becomes_the_label_of_a_claim_with_a_readable_id():
    map = read(
        TREE + "  - <Security Gap>: It leaves a gap.\n  - <Second Gap>: And another. {label: Two}\n"
    )

    assert [(claim.id, claim.label) for claim in map.claims[1:]] == [
        ("security-gap", "Security Gap"),
        ("second-gap", "Two"),
    ]


def test_a_claim_with_no_title_has_an_id_made_from_its_text():
    map = read(TREE + "  - It leaves a gap.\n  - It leaves a gap.\n")

    assert [claim.id for claim in map.claims] == ["leave", "leaves-gap", "leaves-gap-2"]


def test_a_claim_may_be_called_by_its_title_in_the_front_matter():
    map = loads("===\nquestion: Q?\npositions: [Full Withdrawal]\n===\n\n[Full Withdrawal]: W.\n")

    assert map.positions == ("full-withdrawal",)


def test_headings_are_themes_unless_the_data_say_otherwise():
    map = read("""\
        # Positions

        [leave]: US forces leave Iraq. {theme: null}

        # Security

        ## Terrorism

        [leave]
          - <isis>: ISIS is active.
          - <cost>: It costs Iraq. {theme: Economy}

        ## Influence

        <iran>: Iran gains.

        # Economy

        <oil>: Oil matters.
        """)

    assert {claim.id: claim.theme for claim in map.claims} == {
        "leave": None,
        "isis": "Security/Terrorism",
        "cost": "Economy",
        "iran": "Security/Influence",
        "oil": "Economy",
    }


def test_positions_are_those_listed_then_those_marked_in_the_order_of_the_text():
    map = read(
        TREE + "\n[stay]: They stay. {position: true}\n\n[expand]: More come. {position: true}\n"
    )

    assert map.positions == ("leave", "stay", "expand")


def test_dates_and_words_that_other_yaml_takes_for_something_else_stay_text():
    map = read(
        TREE + "{label: no, stances: [{actor: baghdad, verdict: accept, date: 2024-01-28}]}\n"
    )

    assert map.claim("leave").label == "no"
    assert map.stances[0].date == "2024-01-28"


def test_a_number_where_text_is_wanted_is_text():
    assert read(TREE + "{label: 2024}\n").claim("leave").label == "2024"


# Texts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("They leave\n  by and by.", "They leave by and by."),
        ("They leave   by and by.  ", "They leave   by and by."),
        (r"\[not a title\] \# \- C# 1 \< 2", "[not a title] # - C# 1 < 2"),
        ("They **leave** _soon_ [says](https://example.org/a) he", None),
        ("They leave. #tag #(two words)", "They leave."),
        ("They <!-- really --> leave. // so it is said", "They leave."),
        ("They leave\n/* not all\nof them */\nby and by.", "They leave by and by."),
        ("As @[stay] has it, and @<cost>.", None),
        ("Winners e.g. Iran :-) :heart: ... 10:30", None),
        ("القوات الأمريكية تغادر العراق", None),
    ],
)
def test_a_text_is_read_as_it_is_meant(written, text):
    assert read(f"[leave]: {written}\n").claim("leave").text == (text or written)


def test_tags_are_kept_apart_from_the_text():
    map = read("[leave]: They leave. #con #(two words) {extra: {tags: [old]}}\n\n[leave] #more\n")

    assert map.claim("leave").extra["tags"] == ("con", "two words", "more", "old")


def test_the_exact_text_may_stand_in_the_data_behind_what_can_be_shown():
    map = read('[leave]: They leave. Soon. {text: "They leave.\\n\\nSoon."}\n')

    assert map.claim("leave").text == "They leave.\n\nSoon."


def test_line_ends_of_windows_make_no_difference():
    text = FRONT + TREE + "  - <gap>: It leaves\n    a gap. {weight: 0.6}\n"

    assert loads(text.replace("\n", "\r\n")) == loads(text)


def test_the_items_of_a_list_are_claims_beside_each_other():
    map = read("""\
        * [leave]: US forces leave Iraq.
        * [stay]: They stay.
        * They pray.

        1. [expand]: More come.
           - <cost>: It costs.
        """)

    assert [claim.id for claim in map.claims] == ["leave", "stay", "pray", "expand", "cost"]
    assert steps(map) == [("cost-con-expand", ("cost",), "con", "expand")]


# Steps -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "step"),
    [
        ("+", ("gap", "pro", "leave")),
        ("<+", ("gap", "pro", "leave")),
        ("-", ("gap", "con", "leave")),
        ("<-", ("gap", "con", "leave")),
        ("+>", ("leave", "pro", "gap")),
        ("->", ("leave", "con", "gap")),
    ],
)
def test_a_relation_line_is_a_step(sign, step):
    premise, side, target = step

    assert steps(read(TREE + f"  {sign} <gap>: It leaves a gap.\n")) == [
        (f"{premise}-{side}-{target}", (premise,), side, target)
    ]


def test_a_step_says_its_own_fields_and_inherits_no_citation():
    map = read(
        TREE
        + "  - <gap>: A gap. {cite: mena ¶25, step: {id: so, weight: 0.8, scheme: cause to effect, "
        "basis: analyst, extra: {seen: true}}}\n  - <gap2>: B. {step: {cite: [mena ¶1, mena ¶2]}}\n"
    )

    assert map.arguments == (
        Argument(
            "so",
            "gap",
            "leave",
            "con",
            weight=0.8,
            scheme="cause to effect",
            basis="analyst",
            extra={"seen": True},
        ),
        Argument("gap2-con-leave", "gap2", "leave", "con", citations=["mena ¶1", "mena ¶2"]),
    )
    assert map.claim("gap").citations == (Citation("mena", "¶25"),)


def test_an_undercut_disputes_the_step_of_the_line_above_it():
    map = read("""\
        [leave]: US forces leave Iraq.
          - <gap>: It leaves a gap.
            _ <idle>: The force is idle.
              _ <trained>: It trains others.
                + <report>: A report says so.
          + <gap>
        """)

    assert steps(map) == [
        ("gap-con-leave", ("gap",), "con", "leave"),
        ("idle-undercuts-gap", ("idle",), "con", "gap-con-leave"),
        ("trained-undercuts-idle", ("trained",), "con", "idle-undercuts-gap"),
        ("report-pro-trained", ("report",), "pro", "trained"),
        ("gap-pro-leave", ("gap",), "pro", "leave"),
    ]


def test_an_undercut_below_a_claim_disputes_the_only_step_from_it():
    map = read("""\
        <gap>: A gap.
          _ <idle>: The force is idle.

        [leave]: They leave.
          - <gap>

        <few>: They are few.
          _> <gap>
        """)

    assert {argument.id: argument.target for argument in map.arguments[:1]} == {
        "idle-undercuts-gap": "gap-con-leave"
    }
    assert map.undercuts("gap-con-leave") == (map.arguments[0], map.arguments[2])


def test_an_undercut_may_stand_below_the_id_of_a_step():
    map = read(TREE + "  - <gap>: A gap.\n  + <gap>\n\n<gap-pro-leave>\n  _ <idle>: Idle.\n")

    assert [argument.id for argument in map.undercuts("gap-pro-leave")] == ["idle-undercuts-gap"]


def test_a_step_named_outright_joins_its_premises():
    map = read("""\
        [leave]: US forces leave Iraq.
          - <together> {premises: [gap, few], weight: 0.8, scheme: sign, cite: mena ¶3}
            _ <both> {premises: [idle, gap]}

        <gap>: A gap.

        <few>: Few.

        <idle>: Idle.

        <out> {premises: [gap, idle], basis: analyst}
          +> [leave]
        """)

    assert map.arguments == (
        Argument(
            "together",
            ["gap", "few"],
            "leave",
            "con",
            weight=0.8,
            scheme="sign",
            citations="mena ¶3",
        ),
        Argument("both", ["idle", "gap"], "together", "con"),
        Argument("out", ["gap", "idle"], "leave", "pro", basis="analyst"),
    )


def test_a_premise_conclusion_structure_is_a_step_with_the_scheme_of_its_inference():
    map = read("""\
        <so> {weight: 0.8, basis: analyst}
          _ <idle>: Idle.

        (1) [few]: They are few. {weight: 0.4}
        (2) They are far away.
        --
        Modus ponens, common sense {cite: mena ¶4}
        --
        (3) [leave]: US forces leave Iraq.
          - <gap>: A gap.
        """)

    assert map.arguments == (
        Argument("idle-undercuts-few-and-far-away", "idle", "so", "con"),
        Argument(
            "so",
            ["few", "far-away"],
            "leave",
            "pro",
            weight=0.8,
            basis="analyst",
            scheme="Modus ponens, common sense",
            citations="mena ¶4",
        ),
        Argument("gap-con-leave", "gap", "leave", "con"),
    )


def test_a_chain_of_inferences_is_a_chain_of_steps_and_the_last_has_the_title():
    map = read("""\
        <so>

        (1) [few]: Few.
        ----
        (2) [weak]: Weak.
        (3) [far]: Far.
        --
        sign {uses: [2]}
        --
          <_ [idle]: Idle.
        (4) [leave]: US forces leave Iraq.
        """)

    assert steps(map) == [
        ("so-1", ("few",), "pro", "weak"),
        ("so", ("weak",), "pro", "leave"),
        ("idle-undercuts-weak", ("idle",), "con", "so"),
    ]


def test_what_a_structure_supports_its_conclusion_supports():
    map = read(
        "<so>\n  +> [leave]\n\n(1) [few]: Few.\n----\n(2) [weak]: Weak.\n\n[leave]: They leave.\n"
    )

    assert ("weak-pro-leave", ("weak",), "pro", "leave") in steps(map)


def test_a_contradiction_is_a_link():
    map = read(TREE + "  >< [stay]: They stay.\n")

    assert map.links == (Link(("leave", "stay"), "contradictory"),)


# The front matter --------------------------------------------------------------------


def test_the_front_matter_says_who_has_a_stake():
    map = loads("""\
===
title: The withdrawal
question: Should US forces leave Iraq?
language: ar
positions: leave
notes: [One., "Two: three."]
sources:
  mena: {title: An analysis, publisher: MENA, date: 2024-02-01, extra: {seen: 1}}
  other: Another one
actors:
  washington: {name: Washington, kind: government, bloc: West, influence: 3, label: USA,
    names: {ar: واشنطن}, cite: [mena ¶8, {source: mena, quote: "a, b", start: 1, end: 4}]}
  army: {name: The army, part_of: washington}
  author: {name: The author, kind: voice}
ties:
  - {source: washington, target: army, kind: commands, sign: 0, strength: 0.5, basis: analyst}
links:
  - {claims: [leave, stay], kind: alternative, cite: mena ¶1}
stakes:
  - {actor: army, claim: leave, effect: loss, via: [author], hedge: may, cite: mena}
stances:
  - {actor: army, claim: stay, verdict: accept, via: author}
author: Somebody
color: {tagColors: {a: 1}}
extra: {reviewed: true}
===

[leave]: They leave. {stances: [{actor: washington, verdict: reject, strength: 0.5, hedge: fears}]}

[stay]: They stay.
""")

    assert map == ArgumentMap(
        "Should US forces leave Iraq?",
        title="The withdrawal",
        language="ar",
        positions=["leave"],
        notes=["One.", "Two: three."],
        sources=[
            Source("mena", "An analysis", publisher="MENA", date="2024-02-01", extra={"seen": 1}),
            Source("other", "Another one"),
        ],
        actors=[
            Actor(
                "washington",
                "Washington",
                "government",
                bloc="West",
                influence=3,
                label="USA",
                names={"ar": "واشنطن"},
                citations=["mena ¶8", Citation("mena", quote="a, b", start=1, end=4)],
            ),
            Actor("army", "The army", part_of="washington"),
            Actor("author", "The author", "voice"),
        ],
        ties=[Tie("washington", "army", "commands", sign=0, strength=0.5, basis="analyst")],
        links=[Link(("leave", "stay"), "alternative", citations="mena ¶1")],
        stakes=[Stake("army", "leave", "loss", via="author", hedge="may", citations="mena")],
        stances=[
            Stance("army", "stay", "accept", via="author"),
            Stance("washington", "leave", "reject", strength=0.5, hedge="fears"),
        ],
        claims=[Claim("leave", "They leave."), Claim("stay", "They stay.")],
        extra={"author": "Somebody", "color": {"tagColors": {"a": 1}}, "reviewed": True},
    )


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("===\ntitle: A debate\n===\n\n# Drugs\n\n[a]: They are bad.\n", "A debate"),
        ("# Drugs\n\n[a]: They are bad.\n", "Drugs"),
        ("[a]: They are bad.\n", "They are bad."),
    ],
)
def test_somebody_elses_document_asks_what_comes_nearest_to_a_question(text, question):
    assert loads(text).question == question


def test_somebody_elses_keys_are_kept():
    map = loads(
        "===\nauthor: [A, B]\nmyTool: {x: 1}\n===\n\n# Pros {isGroup: false}\n\n"
        '[a]: They are bad. {source: "C1a"}\n  + <never described>\n'
    )

    assert map.extra == {
        "author": ("A", "B"),
        "myTool": {"x": 1},
        "headings": {"Pros": {"isGroup": False}},
    }
    assert map.claim("a").extra == {"source": "C1a"}
    assert map.claim("never-described").text == "never described"


# What is wrong -----------------------------------------------------------------------

WRONG = [
    ("", "line 1, column 1: there is no question"),
    ("===\ntitle: x\npositions: []\n===\n\n[a]: A\n", "line 1, column 1: there is no question"),
    ("===\nquestion: Q\n", "line 1, column 1: front matter is never closed"),
    ("\ufeff[a]: A\n", "line 1, column 1: the text starts with a byte order mark"),
    ("[a]: A\n\n[#a] Human {x: 1}\n", "line 3, column 1: this is argdown-2"),
    (":::evidence[x]\n:::\n", "line 1, column 1: this is argdown-2"),
    ("===\nquestion: Q\n===\n[a]: A\n", "line 3, column 4: front matter runs into the text"),
    (FRONT + "x\n\n===\na: b\n===\n", "line 10, column 1: front matter in the middle"),
    (FRONT + "[a]: A\n+ [b]: B\n", "line 9, column 1: a relation that is not indented"),
    (
        FRONT + "[a]: A\n   + [b]: B\n  + [c]: C\n",
        "line 10, column 3: a relation that is not indented",
    ),
    (FRONT + "[a]: A\n\n  + [b]: B\n", "line 10, column 3: a relation with nothing to relate to"),
    (FRONT + "[a] text\n", "line 8, column 5: text after '[a]' with no colon between"),
    (FRONT + "<a> text\n", "line 8, column 5: text after '<a>' with no colon between"),
    (FRONT + "[a]: {weight: 1}\n", "line 8, column 1: no text after '[a]:'"),
    (FRONT + "[a]: A /* open\n", "line 8, column 8: this comment is never closed"),
    (FRONT + "[a]: A <!-- open\n", "line 8, column 8: this comment is never closed"),
    (FRONT + "[a]: A // last line", "line 8, column 8: a comment needs a line break after it"),
    (FRONT + "[a]: see https://x.org so\n", "line 8, column 16: '//' hides the rest of this line"),
    (FRONT + "[a]: A *b\n", "line 8, column 8: '*' is never closed"),
    (FRONT + "[a]: snake_case\n", "line 8, column 11: '_' is never closed"),
    (FRONT + "[a]: A <b> c\n", "line 8, column 8: '<b>' in the middle of a text"),
    (FRONT + "[a]: A\n[b]: B\n", "line 9, column 1: '[b]:' in the middle of a block"),
    (FRONT + "[a]: A\n(1) b\n", "line 9, column 1: a numbered statement in the middle"),
    (FRONT + "[a]: A\n* b\n", "line 9, column 1: a list item in the middle of a block"),
    (FRONT + "[a]: A\n# B\n", "line 9, column 1: a heading in the middle of a block"),
    (FRONT + "[a]: A \\\n", "line 8, column 8: this backslash has no character to protect"),
    (FRONT + "[a]: A {weight: 1} more\n", "line 8, column 20: text after the data"),
    (FRONT + "[a]: A {weight: 1} {kind: fact}\n", "line 8, column 20: data follow data"),
    (FRONT + "[a]: A {weight: [}\n", "line 8, column 18: the data is no valid YAML"),
    (FRONT + "[a]: A {weight: 1, weight: 1}\n", "line 8, column 20: key 'weight' is given twice"),
    (FRONT + "[a]: A {label: &x b}\n", "line 8, column 16: anchor &x is not allowed"),
    (FRONT + "[a]: A {label: *x}\n", "line 8, column 16: alias *x is not allowed"),
    (FRONT + "[a]: A {label: !!str x}\n", "line 8, column 16: tag !!str is not allowed"),
    (FRONT + "[a]: A {label: a\x01b}\n", "line 8, column 17: the data holds a character"),
    (FRONT + "[a]: A {x: " + "[" * 99 + "]" * 99 + "}\n", "line 8, column 75: lists and mappings"),
    (
        FRONT + "[a]: A {extra: {n: " + "9" * 5000 + "}}\n",
        "line 8, column 20: this number is too long",
    ),
    (FRONT + "* a\n    * b\n", "line 9, column 5: a list in a list"),
    (FRONT + "(1) a\n(2) b\n", "line 8, column 1: numbered statements with no conclusion"),
    (FRONT + "(1) a\n---\n(2) b\n", "line 9, column 3: three dashes are no inference"),
    (FRONT + "(1) a\n--\nrule\n\n(2) b\n", "line 10, column 5: an inference is not closed"),
    (
        FRONT + "@include(other.argdown)\n",
        "line 8, column 1: @include(other.argdown) asks for another",
    ),
    (FRONT + "# A/B\n\n[a]: A\n", "line 8, column 1: a theme may not contain '/'"),
    (
        FRONT + TREE + "  - <gap>: A.\n    + <lap>\n",
        "line 10, column 7: nothing says what 'lap' is",
    ),
    (
        FRONT + TREE + "\n[leave]: They go.\n",
        "line 10, column 10: 'leave' has another text in line 8",
    ),
    (FRONT + TREE + "{weight: 1}\n\n[leave] {weight: 0}\n", "weight of 'leave' is something else"),
    (
        FRONT + TREE + '\n[a]: A B {text: "A\\nC"}\n',
        "line 10, column 17: 'text' in the data is not",
    ),
    (
        FRONT + TREE + "{wieght: 1}\n",
        "line 9, column 2: a claim has no key 'wieght'; did you mean 'weight'?",
    ),
    (
        FRONT + TREE + "{weight: 2}\n",
        "line 9, column 10: claim 'leave': weight 2.0 is outside 0..1",
    ),
    (FRONT + TREE + "{weight: high}\n", "line 9, column 10: weight is 'high', not a number"),
    (
        FRONT + TREE + "{kind: fcat}\n",
        "line 9, column 8: claim 'leave': unknown kind 'fcat'; did you",
    ),
    (
        FRONT + TREE + "{cite: [men ¶2]}\n",
        "line 9, column 9: claim 'leave': no source 'men'; did you",
    ),
    (
        FRONT + TREE + "{cite: [Mena 2]}\n",
        "line 9, column 9: citation of 'Mena': source 'Mena' is not an id",
    ),
    (FRONT + TREE + "{step: {weight: 1}}\n", "line 9, column 2: 'step' where there is no step"),
    (FRONT + TREE + "  - <g>: G {step: {id: B}}\n", "argument 'B': id 'B' is not an id"),
    (
        FRONT + TREE + "  - <g>: G {step: {basis: x}}\n",
        "line 9, column 27: argument 'g-con-leave': unknown",
    ),
    (FRONT + TREE + "  >< <g>: G\n", "line 9, column 3: an argument contradicts nothing"),
    (FRONT + TREE + "  _ <g>: G\n", "line 8, column 1: no step starts from 'leave'"),
    (
        FRONT + TREE + "  - <g>: G\n  + <g>\n\n<g>\n  _ <h>: H\n",
        "line 12, column 1: several steps start from 'g': g-con-leave, g-pro-leave; write",
    ),
    (FRONT + TREE + "\n<leav>\n  _ <h>: H\n", "line 10, column 1: no step 'leav'"),
    (
        FRONT + TREE + "  - <s> {premises: [g, h]}\n    + <g>: G\n\n<h>: H\n",
        "line 10, column 5: a step can be disputed, not supported or attacked",
    ),
    (
        FRONT + TREE + "  - <s> {premises: [lea]}\n",
        "line 9, column 21: argument 's': no claim 'lea'; did you",
    ),
    (
        FRONT + TREE + "\n<s> {premises: [leave]}\n",
        "line 10, column 1: the step 's' bears on nothing",
    ),
    (
        FRONT + TREE + "  + [leave]\n",
        "line 9, column 5: argument 'leave-pro-leave': 'leave' is premise and",
    ),
    (
        FRONT + TREE + "\n[washington]: A.\n",
        "'washington': id 'washington' is used 2 times",
    ),
    (
        FRONT + TREE + "{stances: [{actor: washingtn, verdict: accept}]}\n",
        "line 9, column 20: stance of 'washingtn' on 'leave': no actor 'washingtn'; did you mean",
    ),
    (
        FRONT + TREE + "{stances: [{actor: baghdad, verdict: acept, via: [nobody]}]}\n",
        "line 9, column 38: stance of 'baghdad' on 'leave': unknown verdict 'acept'; did you mean",
    ),
    (
        FRONT + TREE + "{stances: [{actor: baghdad, verdict: accept, via: [nobody]}]}\n",
        "line 9, column 52: stance of 'baghdad' on 'leave', via: no actor 'nobody'",
    ),
    (
        FRONT + TREE + "{stances: [{actor: baghdad}]}\n",
        "line 9, column 12: this stance has no verdict",
    ),
    (
        "===\nquestion: Q\nactor: {a: A}\n===\n\nx\n",
        "line 3, column 1: the front matter has no key 'actor'",
    ),
    (
        "===\nquestion: Q\nactors: [a]\n===\n\nx\n",
        "line 3, column 9: actors do not stand under ids",
    ),
    ("===\nquestion: Q\nties: {a: A}\n===\n\nx\n", "line 3, column 7: ties is no list"),
    (
        "===\nquestion: Q\nactors:\n\ta: A\n===\n\nx\n",
        "line 4, column 1: the front matter is no valid YAML",
    ),
    ("===\nquestion: [Q]\n===\n\nx\n", "line 2, column 11: question is a list, not text"),
    (
        "===\nquestion: Q\npositions: [leav]\n===\n\n[leave]: L\n",
        "line 3, column 13: positions: no claim",
    ),
    (
        "===\nquestion: Q\nactors: {a: {kind: x}}\n===\n\nx\n",
        "line 3, column 10: actor 'a' has no name",
    ),
    (
        "===\nquestion: Q\nactors: {a: {name: A, part_of: b}, b: {name: B, part_of: a}}\n===",
        "line 3, column 10: actor 'a': part_of runs in a circle",
    ),
    (
        FRONT.replace("\n===\n", "\nstakes: [{actor: baghdad, claim: x, effect: loss}]\n===\n")
        + "[x]: X",
        "line 6, column 10: stake of 'baghdad' in 'x': 'x' is no position",
    ),
    (
        "===\nmodel: {mode: strict}\n===\n\n[a]: A\n",
        "line 2, column 8: Argdown's strict mode is not read",
    ),
]


@pytest.mark.parametrize(("text", "fault"), WRONG, ids=[fault[-48:] for _, fault in WRONG])
def test_what_is_wrong_is_said_with_its_place(text, fault):
    assert any(fault in said for said in faults(text))


@pytest.mark.parametrize("text", [text for text, _ in WRONG])
def test_every_fault_has_a_line_a_column_and_a_remedy(text):
    with pytest.raises(ReadError) as caught:
        loads(text)

    assert all(fault.line and fault.column and fault.remedy for fault in caught.value.faults)


def test_all_faults_of_a_document_come_at_once_in_the_order_of_the_text():
    said = faults("""\
===
question: Should US forces leave Iraq?
positions: [leav]
actors: {washington: {name: Washington, kidn: government}}
===

[leave]: US forces leave Iraq. {weight: 2}
  - <gap> It leaves a gap.
    + <nowhere>
  - <cost>: It costs. {stances: [{actor: washingtn, verdict: accept}]}

[c]: C {x: [}
""")

    assert [fault.split(":")[0] for fault in said] == [
        "line 3, column 13",
        "line 4, column 41",
        "line 7, column 41",
        "line 8, column 11",
        "line 9, column 7",
        "line 10, column 42",
        "line 12, column 13",
    ]


def test_what_could_not_be_read_is_not_missed_as_well():
    said = faults(FRONT + "[leave]: They leave. {weight: 2}\n  - <gap>: A gap.\n")

    assert said == [
        "line 8, column 31: claim 'leave': weight 2.0 is outside 0..1; give a share between 0 and 1"
    ]


FAULTY_IN_THEMSELVES = """\
===
question: Should US forces leave Iraq?
positions: [p]
actors: {x: X, w: {name: W, influence: -1, part_of: vv}}
stakes: [{actor: y, claim: zz, effect: gan}]
ties: [{source: x, target: x, kind: k, sign: 4}, {source: x, target: nn, via: [w, ww]}]
links: [{claims: [p, qq], kind: contrarry}]
stances: [{actor: yy, verdict: acept, via: [qqq]}]
===

[p]: P {weight: 3, cite: [nosuch ¶2, {source: nosuch, start: 4, end: 2}]}
  + <a>: A {step: {basis: zz, cite: nosuch2 ¶1}}
"""


def test_what_a_faulty_record_refers_to_is_checked_too():
    said = [fault.partition(";")[0] for fault in faults(FAULTY_IN_THEMSELVES)]

    assert said == [
        "line 4, column 40: actor 'w': influence -1.0 is not a number from 0 up",
        "line 4, column 53: actor 'w', part_of: no actor 'vv'",
        "line 5, column 18: stake of 'y' in 'zz': no actor 'y'",
        "line 5, column 28: stake of 'y' in 'zz': no claim 'zz'",
        "line 5, column 40: stake of 'y' in 'zz': unknown effect 'gan'",
        "line 6, column 8: tie from 'x' to 'x': the tie leads back to where it starts",
        "line 6, column 46: tie from 'x' to 'x': sign 4 is not -1, 0 or 1",
        "line 6, column 50: this tie has no kind",
        "line 6, column 70: this tie: no actor 'nn'",
        "line 6, column 83: this tie, via: no actor 'ww'",
        "line 7, column 22: link between 'p' and 'qq': no claim 'qq'",
        "line 7, column 33: link between 'p' and 'qq': unknown kind 'contrarry'",
        "line 8, column 11: this stance has no claim",
        "line 8, column 19: this stance: no actor 'yy'",
        "line 8, column 32: this stance: unknown verdict 'acept'",
        "line 8, column 45: this stance, via: no actor 'qqq'",
        "line 11, column 17: claim 'p': weight 3.0 is outside 0..1",
        "line 11, column 27: claim 'p': no source 'nosuch'",
        "line 11, column 47: claim 'p': no source 'nosuch'",
        "line 11, column 62: citation of 'nosuch': span 4..2 is no stretch of text",
        "line 12, column 27: argument 'a-pro-p': unknown basis 'zz'",
        "line 12, column 37: argument 'a-pro-p': no source 'nosuch2'",
    ]


@pytest.mark.parametrize(
    "front",
    [
        "ties: [{source: washington, target: washington, kind: backs}]",
        "ties: [{kind: [backs], source: washington, target: baghdad}]",
        "stances: [{actor: Washington DC, claim: leave, verdict: accept}]",
        "stances: [{actor: washington, claim: leave, verdict: accept, strength: high}]",
        "stances: [{actor: washington, claim: leave, verdict: accept, via: [[author]]}]",
        "stances: [{actor: washington, claim: leave, verdict: accept, via: [null]}]",
        "stances: [{actor: washington, claim: leave}]",
        "stances: [{actor: washington, claim: leave, verdict: accept, cite: {start: 1, end: 2}}]",
    ],
)
def test_one_thing_wrong_with_a_record_is_one_fault(front):
    text = FRONT.replace("===\n\n", f"{front}\n===\n\n")

    assert len(faults(text + TREE)) == 1


def test_a_tie_says_who_reports_it_and_how_surely():
    tie = "{source: washington, target: baghdad, kind: backs, via: [author], hedge: may}"
    map = loads(FRONT.replace("===\n\n", f"ties: [{tie}]\n===\n\n") + TREE)

    assert map.ties == (Tie("washington", "baghdad", "backs", via=("author",), hedge="may"),)
    assert tie in dumps(map)


# Writing -----------------------------------------------------------------------------


@given(maps())
def test_what_was_written_reads_back_equal(map):
    assert loads(dumps(map)) == map


@given(maps())
def test_writing_what_was_read_changes_no_byte(map):
    text = dumps(map)

    assert dumps(loads(text)) == text


@given(texts(), texts())
def test_any_text_survives(one, other):
    claims = (Claim("one", one), Claim("other", other))
    map = ArgumentMap("Q?", claims=claims, arguments=[Argument("a", "other", "one", "pro")])

    assert loads(dumps(map)).claims == claims


SIGNS = st.lists(
    st.sampled_from(
        [*"[]<>{}()*_#@\\/.,:;-+='\"`1 a", "//", "/*", "*/", "===", "<!--", "] :", "> :"]
    ),
    min_size=1,
    max_size=12,
)


@given(SIGNS.map("".join).filter(str.strip), SIGNS.map("".join))
def test_no_run_of_signs_is_taken_for_markup(text, note):
    map = ArgumentMap("Q?", claims=[Claim("a", text, extra={"note": note}), Claim("b", "B")])

    assert loads(dumps(map)) == map


GOLDEN = """\
===
question: Should US forces leave Iraq?
positions: [leave, stay]
notes:
  - "¶3: who speaks is unclear."
sources:
  mena: {title: An analysis, publisher: MENA, date: "2024"}
actors:
  washington: {name: Washington, kind: government, label: USA}
  author: {name: The author, kind: voice}
links:
  - {claims: [leave, stay], kind: alternative, basis: analyst}
stakes:
  - {actor: washington, claim: stay, effect: gain, via: [author], hedge: may, basis: attributed,
     cite: [mena ¶17]}
===

[leave]: US forces leave Iraq. {cite: [mena ¶2]}

[stay]: They stay.

# Security

[leave]
  - <gap>: A quick exit leaves a gap that others could fill, above all those who have waited long
      for just such an exit. {weight: 0.4, cite: [mena ¶25], step: {basis: analyst}}
    _ <idle>: The force is not used to fill it. {theme: Geography}
  - <trouble> {premises: [few, far], weight: 0.8}

[few]: They are few. #old #(two words) {extra: {seen: true}}

[far]: They are far away.

<gap>
  {stances: [
    {actor: washington, verdict: accept, via: [author], hedge: fears, basis: attributed,
     cite: [mena ¶25]},
    {actor: author, verdict: neutral}]}
"""


def test_a_map_is_written_to_be_read_by_people():
    assert dumps(loads(GOLDEN)) == GOLDEN


def test_positions_come_with_their_trees_and_sections_with_who_holds_what(withdrawal):
    text = dumps(withdrawal)

    assert "\n# Security\n\n[leave-fast]\n  - [vacuum]: " in text
    assert text.index("\n[vacuum]\n  {stances:") < text.index("\n# Influence\n")


def test_lines_stay_short(withdrawal):
    assert max(map(len, dumps(withdrawal).splitlines())) <= 100


def test_records_in_any_order_keep_it():
    claims = [
        Claim(id, f"Claim {id}.", theme=theme) for id, theme in zip("dbac", "XYXY", strict=True)
    ]
    arguments = [
        Argument("u", "d", "s", "con"),
        Argument("s", "a", "c", "pro"),
        Argument("a-pro-c", "b", "d", "con"),
        Argument("t", ["a", "b"], "c", "pro"),
    ]
    stances = [Stance("w", claim, "accept") for claim in "badb"]
    map = ArgumentMap(
        "Q?", claims=claims, arguments=arguments, stances=stances, actors=[Actor("w", "W")]
    )

    assert loads(dumps(map)) == map


def test_stances_told_actor_by_actor_stand_in_the_front_matter():
    actors = [Actor("x", "X"), Actor("y", "Y")]
    claims = [Claim("a", "A."), Claim("b", "B.")]
    stances = [Stance(actor, claim, "accept") for actor in "xy" for claim in "ab"]
    map = ArgumentMap("Q?", actors=actors, claims=claims, stances=stances)

    assert dumps(map).count("stances:") == 1
    assert loads(dumps(map)) == map


def test_a_map_without_claims_can_be_written_and_read():
    map = ArgumentMap("Should US forces leave Iraq?", notes=["Nothing yet."])

    assert loads(dumps(map)) == map


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain text, with (brackets) and 10:30", "plain text, with (brackets) and 10:30"),
        ("*bold* stays, 2 * 3 and a_b do", r"*bold* stays, 2 * 3 and a\_b do"),
        ("a {brace} and <b>", r"a \{brace} and \<b>"),
        ("see https://example.org", r"see https:\//example.org"),
        ("see [this](https://example.org)", "see [this](https://example.org)"),
        ("#1 is C#", r"\#1 is C#"),
        ("back\\slash", r"back\\slash"),
        ("two\nlines", None),
        (" space", None),
    ],
)
def test_backslashes_stand_only_where_they_are_needed(text, written):
    assert escaped(text) == written


def test_what_cannot_be_said_is_refused_by_name():
    extra = {"deep": reduce(lambda x, _: [x], range(80))}
    map = ArgumentMap("Q?", claims=[Claim("a", "A.", extra=extra)])

    with pytest.raises(WriteError, match=r"claim 'a': .*deep"):
        dumps(map)


@given(
    st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(["no", "1e3", "~", "<<"])
)
def test_a_scalar_is_always_read_as_the_text_it_was(text):
    claim = Claim("a", "A.", extra={"list": [text], "key": {text: text}})

    assert loads(dumps(ArgumentMap("Q?", claims=[claim]))).claims == (claim,)


def test_data_are_written_in_one_line_by_default():
    assert flow({"a": [1, 2.5, None, True], "b": {}}) == "{a: [1, 2.5, null, true], b: {}}"
    assert scalar("- a") == '"- a"'


@pytest.mark.parametrize(
    ("written", "value"),
    [("~", None), ("True", True), ("no", "no"), ("0o17", 15), ("0x1F", 31), ("+1", 1), (".5", 0.5),
     ("1e3", 1000.0), ("1_000", "1_000"), ("2024-01-28", "2024-01-28"), ("12:30", "12:30")],
)  # fmt: skip
def test_plain_scalars_mean_what_the_core_schema_of_yaml_1_2_says(written, value):
    assert Scalar(written, is_plain=True, at=Mark(1, 1)).value == value


# Any Argdown -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "statements", "arguments", "relations"),
    [
        ("argdown-primer", 17, 4, {"support": 5, "attack": 5}),
        ("legalisation-softdrugs", 1, 17, {"support": 9, "attack": 8, "undercut": 2}),
        ("state-censorship", 28, 7, {"attack": 4}),
        ("greenspan-schefczyk_hardwrap", 36, 6, {"support": 4, "contradictory": 1}),
    ],
)
def test_documents_of_others_hold_what_the_official_parser_finds(
    fixtures, name, statements, arguments, relations
):
    document, wrong = parse((fixtures / "argdown" / f"{name}.argdown").read_text("utf-8"))
    found = outline(document)

    assert wrong == []
    assert (len(found.statements), len(found.arguments)) == (statements, arguments)
    assert Counter(type for type, _, _ in found.relations) == relations


@pytest.mark.parametrize(
    ("name", "claims", "arguments"),
    [
        ("legalisation-softdrugs", 18, 19),
        ("state-censorship", 28, 14),
        ("greenspan-schefczyk_hardwrap", 38, 9),
    ],
)
def test_documents_of_others_are_maps_that_can_be_written_again(fixtures, name, claims, arguments):
    map = loads((fixtures / "argdown" / f"{name}.argdown").read_text("utf-8"))

    assert (len(map.claims), len(map.arguments)) == (claims, arguments)
    assert loads(dumps(map)) == map


@pytest.mark.parametrize("name", ["lead", "small-relation"])
def test_another_language_of_the_same_suffix_is_refused_with_one_fault(fixtures, name):
    said = faults((fixtures / "argdown2-dialect" / f"{name}.argdown").read_text("utf-8"))

    assert len(said) == 1
    assert "this is argdown-2, another language" in said[0]


STRICTER = {"url bare", "comment at EOF no newline"}


def test_tricky_inputs_are_read_as_the_official_parser_reads_them(fixtures):
    path = fixtures / "argdown" / "corner-cases.argdown-cli-1.7.5.json"
    cases = json.loads(path.read_text("utf-8"))["cases"]

    for case in cases:
        document, wrong = parse(case["input"])
        if case["name"] in STRICTER:
            assert wrong, case["name"]
        elif not case["exceptions"]:
            assert bool(wrong) == bool(case["parserErrors"]), case["name"]
            assert wrong or official_outline(case) == outline(document), case["name"]
            assert wrong or not (official_texts(case) - our_texts(document)), case["name"]


def official_outline(case):
    kinds = {"equivalence-class": "statement", "argument": "argument", "inference": "inference"}
    return (
        {statement["title"] for statement in case["statements"]},
        {argument["title"] for argument in case["arguments"]},
        {
            (r["type"], (kinds[r["fromType"]], r["from"]), (kinds[r["toType"]], r["to"]))
            for r in case["relations"]
        },
    )


def official_texts(case):
    members = [*case["statements"], *case["arguments"]]
    return {text.strip() for member in members for text in member["texts"] if text and text.strip()}


def our_texts(document):
    stack = [block for block in document.blocks if isinstance(block, Element)]
    for block in document.blocks:
        if isinstance(block, Reconstruction):
            for line in block.lines:
                stack += [line.element] if hasattr(line, "element") else []
                stack += [relation.child for relation in getattr(line, "relations", [])]
        stack += getattr(block, "items", [])
    texts = set()
    while stack:
        element = stack.pop()
        texts.add(element.text)
        stack += [relation.child for relation in element.relations]
    return texts


def test_the_parsers_own_test_files_are_read_without_an_accident(fixtures):
    for path in sorted((fixtures / "argdown").glob("*-test/*.argdown")):
        document, wrong = parse(path.read_text("utf-8"))

        assert document.blocks or wrong


# Size --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sign",
    ["[", "<", "{", "{}", "{} x\n\n", "*", "_a ", "#(", "===", "\\", "@[", ".", ":a", "/*", "<!--",
     "//", "[a](", "[a] ", "'", "(1) a\n", "--\n", "* a\n", "\t+ a\n", "+ b {", "@include(",
     "{}}, "],
)  # fmt: skip
def test_a_long_run_of_a_sign_that_opens_something_is_parsed_to_its_end(sign):
    document, wrong = parse(sign * (30_000 // len(sign)))

    assert document.front is not None or document.blocks or wrong


def test_a_document_may_be_nested_very_deep():
    lines = [f"{' ' * depth}+ <c{depth}>: C\n" for depth in range(1, 1500)]

    map = read(TREE + "".join(lines))

    assert len(map.arguments) == 1499
    assert loads(dumps(map)) == map


@pytest.mark.slow
def test_ten_thousand_lines_are_ten_thousand_steps():
    lines = [
        f"  + <c{n}>: A claim of ordinary length, {n}. {{weight: 0.4, step: {{basis: analyst}}}}"
        for n in range(10_000)
    ]
    map = loads(FRONT + TREE + "\n".join(lines) + "\n")

    assert len(map.arguments) == 10_000


def test_a_changed_weight_changes_one_line(withdrawal):
    claim = evolve(withdrawal.claim("vacuum"), weight=0.45)
    before = dumps(withdrawal).splitlines()
    after = dumps(withdrawal.with_(claim)).splitlines()

    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
