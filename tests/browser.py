"""A real browser for tests: Debian's Chromium, driven by Playwright.

Whatever a page under test says on its console, asks of the network or throws makes its
test fail. Where Chromium or Playwright is missing, tests are skipped and say why; the
variable ARGMAP_CHROMIUM names another program than those looked for, ARGMAP_AXE the file
`axe.min.js` of axe-core, which npm else fetches once per run. With ARGMAP_BROWSER set to
`required`, as in CI, what is missing is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
RULES = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice")


def missing(what: str) -> NoReturn:
    """Skip a test for want of something, or fail it where that has to be there."""
    if os.environ.get("ARGMAP_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A running browser, one for the tests of a module."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = os.environ.get("ARGMAP_CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUM)), ""
    )
    if not program:
        missing("no Chromium on this machine; set ARGMAP_CHROMIUM to its program")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page from its HTML; in the end checks that it kept to itself.

    `at` is the address's fragment, `before` a script to run before those of the page; other
    options are those of Playwright's contexts.
    """
    contexts, faults = [], []

    def open_(html: str, *, at: str = "", before: str = "", **options: Any) -> Any:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(html, "utf-8")
        options = {
            "viewport": {"width": 1280, "height": 800},
            "reduced_motion": "reduce",
            "color_scheme": "light",
        } | options
        context = chromium.new_context(**options)
        contexts.append(context)
        context.add_init_script("window.alert = () => console.error('a script of the map ran')")
        context.add_init_script(before)
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        tab.on("console", lambda said: faults.append(f"console: {said.text}"))
        tab.on("pageerror", lambda error: faults.append(f"error: {error}"))
        tab.on("dialog", lambda dialog: (faults.append("dialog"), dialog.dismiss()))
        tab.on("request", lambda asked: _own(asked.url, file) or faults.append(asked.url[:200]))
        tab.goto(f"{file.as_uri()}{at}")
        return tab

    yield open_
    for context in contexts:
        context.close()
    assert not faults, faults


def _own(url: str, file: Path) -> bool:
    """Whether a request is for the page itself, or for nothing outside it."""
    return url.partition("#")[0] == file.as_uri() or url.startswith(("blob:", "data:", "about:"))


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, the checker of accessibility."""
    given = os.environ.get("ARGMAP_AXE")
    if given:
        return Path(given).read_text("utf-8")
    npm = shutil.which("npm")
    if not npm:
        missing("axe-core is not at hand: set ARGMAP_AXE to its axe.min.js, or install npm")
    place = tmp_path_factory.mktemp("axe")
    try:
        command = [npm, "install", "--prefix", place, "--no-audit", "--no-fund", "axe-core@4"]
        command += ["--fetch-retries=0"]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        missing(f"npm could not fetch axe-core ({error}); set ARGMAP_AXE to its axe.min.js")
    return (place / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(tab: Any, axe: str, within: str = "html") -> list[str]:
    """What axe-core finds wrong with a page as it stands, or a part, a line for each element."""
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(axe)
    found = tab.evaluate(
        "([part, rules]) => axe.run(part, { runOnly: rules, resultTypes: ['violations'] })",
        [within, list(RULES)],
    )
    return [
        f"{fault['id']}: {node['html'][:140]} – {node['failureSummary'][:200]}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
