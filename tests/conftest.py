"""What the tests share: the withdrawal map, and where other tools' files lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

import argmap
from browser import axe, chromium, opened  # noqa: F401 - fixtures for every module

ROOT = Path(__file__).parent.parent

settings.register_profile("quick", max_examples=20)
settings.register_profile("thorough", max_examples=400)
settings.load_profile(os.environ.get("ARGMAP_TESTS", "quick"))


@pytest.fixture(scope="session")
def withdrawal() -> argmap.ArgumentMap:
    """The founding case."""
    return argmap.read(ROOT / "seeds" / "iraq-withdrawal.argdown")


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Real files of other tools, which stay outside the repository."""
    place = Path(os.environ.get("ARGMAP_FIXTURES") or ROOT.parent / "shared" / "fixtures")
    if not place.is_dir():
        pytest.skip(f"other tools' files are not at hand in {place}; set ARGMAP_FIXTURES")
    return place
