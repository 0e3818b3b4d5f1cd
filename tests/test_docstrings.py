"""Every example in a docstring of the package runs and shows what it says."""

from __future__ import annotations

import ast
import doctest
import importlib
import io
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE = ROOT / "src" / "argmap"


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def written(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every bare string in a module: its docstrings, and those of attributes.

    They are read from the source, so that no decorator can hide one.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))) if ">>>" in text:
                yield node.lineno, text


EXAMPLES = [
    pytest.param(path, line, text, id=f"{module_of(path)}:{line}")
    for path in sorted(PACKAGE.rglob("*.py"))
    for line, text in written(path)
]


def failures(text: str, names: dict[str, object], name: str, path: str, line: int) -> str:
    """What the examples of a text show otherwise than they say."""
    test = doctest.DocTestParser().get_doctest(text, dict(names), name, path, line - 1)
    found = io.StringIO()
    doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(test, out=found.write)
    return found.getvalue()


@pytest.mark.parametrize(("path", "line", "text"), EXAMPLES)
def test_a_docstring_example_shows_what_it_says(path, line, text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(module_of(path))

    found = failures(text, vars(module), module.__name__, str(path), line)

    assert not found, found


def test_an_example_that_shows_something_else_is_noticed():
    assert "Expected" in failures(">>> 1 + 1\n3\n", {}, "sum", "sum.py", 1)
