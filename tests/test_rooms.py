"""The rooms of the house: each imports the rooms below it and nothing else.

The contract stands in `pyproject.toml`, where import-linter reads it too. This check needs
no tool, so that the plain test command covers it.
"""

from __future__ import annotations

import ast
import tomllib
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = ROOT / "src" / "argmap"
CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
LAYERS = [
    [room.strip(" ()") for room in layer.split("|")] for layer in CONTRACT["contracts"][0]["layers"]
]
FLOOR = {room: number for number, layer in enumerate(LAYERS) for room in layer}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(source: str, module: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = module.rsplit(".", node.level)[0] if node.level else ""
            start = ".".join(part for part in (package, node.module) if part)
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def trespasses(source: str, module: str) -> list[str]:
    """Imports that lead up, across to a stranger, or back through the front door."""
    room = module.split(".")[1]
    found = []
    for line, name in imported(source, module):
        package, _, rest = name.partition(".")
        other = rest.split(".")[0]
        if package == "argmap" and other != room and FLOOR.get(other, -1) <= FLOOR[room]:
            found.append(f"line {line}: {room} imports {name}")
    return found


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_room_imports_the_rooms_below_it_and_nothing_else(path):
    assert trespasses(path.read_text("utf-8"), module_of(path)) == []


def test_every_room_of_the_house_stands_in_the_contract():
    assert {room_of(path) for path in FILES} <= set(FLOOR)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("argmap.model", "import argmap.draft"),
        ("argmap.drawing.svg", "from argmap.analysis import bearing"),
        ("argmap.drawing.svg", "from ..analysis import bearing"),
        ("argmap.drawing.svg", "def draw():\n    from argmap import analysis"),
        ("argmap.graph", "from argmap import draft"),
        ("argmap.formats.records", "from argmap import ArgumentMap"),
        ("argmap.report", "import argmap"),
    ],
)
def test_an_import_that_leads_up_or_across_or_through_the_front_door_is_noticed(module, source):
    assert len(trespasses(source, module)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("argmap.cli", "from argmap.report import brief"),
        ("argmap.drawing.svg", "from argmap.drawing.style import Style"),
        ("argmap.drawing.svg", "from .style import Style"),
        ("argmap.analysis.tallies", "from argmap.model import BASES\nimport re"),
    ],
)
def test_an_import_that_leads_down_or_stays_in_its_room_is_fine(module, source):
    assert trespasses(source, module) == []
