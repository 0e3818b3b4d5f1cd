"""The official Argdown parser finds in our documents what we find in them.

It is run once, over a folder of documents: the withdrawal map, small ones written by hand,
and maps as our writer puts them. `ARGMAP_ARGDOWN` may name the command to run.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess

import pytest

from argdown_outline import outline
from argmap import Actor, Argument, ArgumentMap, Citation, Claim, Source, Stance
from argmap.formats.argdown import dumps, loads
from argmap.formats.argdown.syntax import parse
from conftest import ROOT

pytestmark = pytest.mark.peer

FRONT = """\
===
question: Should US forces leave Iraq?
actors: {washington: Washington, baghdad: Baghdad}
===

"""
BY_HAND = {
    "tree": FRONT
    + """\
# Security

[leave]: US forces leave Iraq. {weight: 0.5}
  - <gap>: A quick exit leaves a gap
    that others could fill. #con
    {kind: forecast, step: {weight: 0.8}, stances: [
      {actor: washington, verdict: accept},
      {actor: baghdad, verdict: reject}]}
    _ <idle>: The force is not used to fill it.
      + [report]: A report says so.
  +> [shrink]: They are fewer.
  >< [stay]: They stay.
""",
    "joint": FRONT
    + """\
[leave]: US forces leave Iraq.
  + <so> {premises: [few, far], scheme: sign}
    _ <idle>: They are idle.

[few]: They are few.

[far]: They are far away.

<gap>: A gap.
  -> [leave] {step: {basis: analyst}}

<gap>
  _ [filled]: It is filled.
""",
    "structure": FRONT
    + """\
<so> {weight: 0.8}

(1) [few]: They are few.
(2) They are far away.
--
modus ponens, common sense {uses: [1, 2]}
--
  _ <idle>: They are idle.
(3) [weak]: They are weak.
----
(4) [leave]: US forces leave Iraq.
  - <gap>: A gap.
""",
    "texts": FRONT
    + r"""[leave]: He said \[so\]: \{this\}, a\_b, C# \#1, 2 \< 3, https:\/\/example.org,
  :heart: * and **bold** or [so](https://example.org)
  {text: "He said [so]: {this}, a_b, C# #1, 2 < 3, https://example.org,\n:heart: * and **bold**
    or [so](https://example.org)"}
""",
    "list": FRONT + "* [leave]: They leave.\n* [stay]: They stay.\n  + <cost>: It costs.\n",
    "foreign": "===\ntitle: A debate\nauthor: [A]\n===\n\n# Drugs {isGroup: true}\n\nBad.\n",
}
TEXTS = [
    "plain",
    "*bold* and _not closed",
    "[a]: {b: c} } d <e> #f #(g h) (1) // i /* j */ <!-- k --> === l ===",
    "see https://example.org:8080/a_b?c#d or [this](https://example.org)",
    "- [a]: + <b> -> @[c] @<d> \\ \\\\ :heart: .^. e.g. 1. * x",
    "one line\n\n# and another\n  + and more\x07",
    "  spaces around it ",
    "القوات الأمريكية تغادر العراق، كما قيل",
    "a very long text " * 20 + "- and 1. more",
]


def written(texts):
    """A map in which every text is a claim, a label, a note, a scheme and a key."""
    claims = [
        Claim(
            f"c{n}",
            text,
            label=text,
            theme=f"Theme {n % 2}/{text.replace('/', ' ').strip()}" if n % 3 else None,
            citations=Citation("s", text, quote=text),
            extra={"tags": ["one", text], text: text},
        )
        for n, text in enumerate(texts)
    ]
    arguments = [
        Argument(f"a{n}", f"c{n}", f"c{n // 2}", "pro" if n % 2 else "con", scheme=text)
        for n, text in enumerate(texts)
        if n
    ]
    undercuts = [Argument(f"u{n}", "c0", f"a{n}", "con") for n in (1, 4, 5)]
    joint = [
        Argument("joint", ["c3", "c4"], "c1", "pro"),
        Argument("ju", ["c0", "c1"], "a2", "con"),
    ]
    actors = [Actor("w", texts[2]), Actor("x", texts[4], "voice")]
    stances = [
        Stance(a, f"c{n}", "accept", hedge=text) for n, text in enumerate(texts) for a in "wx"
    ]
    return ArgumentMap(
        texts[2],
        positions=["c1", "c0"],
        claims=claims,
        arguments=[*arguments, *undercuts, *joint],
        actors=actors,
        stances=stances,
        sources=[Source("s", texts[2])],
        notes=texts,
        extra={"color": {"tagColors": {"a": 1}}, texts[2]: texts[4]},
    )


MAPS = {
    "no claims": ArgumentMap("Should US forces leave Iraq?"),
    "one claim": ArgumentMap("Q?", positions=["leave"], claims=[Claim("leave", "They leave.")]),
    "texts": written(TEXTS),
    "texts the other way round": written(TEXTS[::-1]),
    "steps first": ArgumentMap(
        "Q?",
        claims=[Claim(id, f"Claim {id}.") for id in "abcd"],
        arguments=[
            Argument("u", "a", "s", "con"),
            Argument("s", "d", "c", "pro"),
            Argument("d-pro-b", "d", "b", "con"),
            Argument("c-pro-a", "c", "a", "pro"),
        ],
    ),
}


def seed(name="iraq-withdrawal"):
    return (ROOT / "seeds" / f"{name}.argdown").read_text("utf-8")


DOCUMENTS = {
    **{f"by hand: {name}": text for name, text in BY_HAND.items()},
    **{f"written: {name}": dumps(map) for name, map in MAPS.items()},
    "the withdrawal map": seed(),
    "the withdrawal map, written again": dumps(loads(seed())),
}


@pytest.fixture(scope="session")
def official():
    """The command that runs the official parser."""
    if named := os.environ.get("ARGMAP_ARGDOWN"):
        return shlex.split(named)
    if shutil.which("argdown"):
        return ["argdown"]
    if shutil.which("npx") is None:
        pytest.skip("the official Argdown parser is not at hand; set ARGMAP_ARGDOWN")
    command = ["npx", "--yes", "@argdown/cli@1.7.5"]
    probe = subprocess.run([*command, "--version"], capture_output=True, check=False, timeout=300)
    if probe.returncode:
        pytest.skip("npx cannot fetch the official Argdown parser; set ARGMAP_ARGDOWN")
    return command


@pytest.fixture(scope="session")
def found(official, tmp_path_factory):
    """What the official parser makes of each document."""
    folder = tmp_path_factory.mktemp("argdown")
    names = {name: f"document-{number}" for number, name in enumerate(DOCUMENTS)}
    for name, text in DOCUMENTS.items():
        (folder / f"{names[name]}.argdown").write_text(text, "utf-8")
    command = [*official, "json", "*.argdown", "out"]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
    said = (run.stdout + run.stderr).decode()
    assert run.returncode == 0, said
    assert "errors" not in said, said
    return {
        name: json.loads((folder / "out" / f"{file}.json").read_text("utf-8"))
        for name, file in names.items()
    }


KINDS = {"equivalence-class": "statement", "argument": "argument", "inference": "inference"}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_official_parser_finds_the_same_statements_arguments_and_relations(found, name):
    document, faults = parse(DOCUMENTS[name])
    theirs = found[name]

    assert faults == []
    assert outline(document) == (
        set(theirs["statements"]),
        set(theirs["arguments"]),
        {
            (r["relationType"], (KINDS[r["fromType"]], r["from"]), (KINDS[r["toType"]], r["to"]))
            for r in theirs["relations"]
        },
    )


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if "by hand" not in name])
def test_every_claim_and_every_step_from_one_claim_is_found(found, name):
    map = loads(DOCUMENTS[name])
    theirs = found[name]
    claims = {claim.id for claim in map.claims}
    types = {"pro": "support", "con": "attack"}
    steps = [a for a in map.arguments if len(a.premises) == 1 and a.target in claims]

    assert claims <= {*theirs["statements"], *theirs["arguments"]}
    assert {(types[a.side], *a.premises, a.target) for a in steps} <= {
        (r["relationType"], r["from"], r["to"]) for r in theirs["relations"]
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_the_official_parser_takes_is_a_map(name):
    assert loads(dumps(loads(DOCUMENTS[name]))) == loads(DOCUMENTS[name])


REFUSED = {
    "no indentation": "[a]: A\n+ [b]: B\n",
    "no colon": "<a> text\n",
    "a brace": "[a]: A {x} b\n",
    "an angle": "[a]: A <b> c\n",
    "an underscore": "[a]: snake_case\n",
    "a list in a list": "* a\n    * b\n",
    "no conclusion": "(1) a\n(2) b\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_official_parser_refuses_we_refuse(official, tmp_path, name):
    (tmp_path / "a.argdown").write_text(REFUSED[name], "utf-8")
    command = [*official, "json", "a.argdown", "out"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=300)

    assert run.returncode != 0
    assert parse(REFUSED[name])[1]
