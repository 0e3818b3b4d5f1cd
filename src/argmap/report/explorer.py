"""The map as a page to explore: every view, with the answers that belong beside them.

The page itself works out what is left when a rung is asked for or actors are left out; what
takes an engine is worked out here, for the whole map, and for each rung of the attribution
ladder by the one semantics that always has an answer, the grounded one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap import analysis, drawing
from argmap.analysis import Table
from argmap.errors import ArgmapError
from argmap.model import BASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from argmap.drawing.diagram import Theme
    from argmap.model import ArgumentMap

_ASKED: tuple[Callable[[ArgumentMap], analysis.Answer], ...] = (
    analysis.tally,
    analysis.gains,
    analysis.acceptability,
    analysis.strengths,
    analysis.agreement,
    analysis.coalitions,
    analysis.silent,
    analysis.contradictions,
    analysis.unanswered,
    analysis.unsupported,
    analysis.unsourced,
)


def page(map: ArgumentMap, *, theme: Theme = "auto") -> str:
    """The map as one interactive HTML file that needs no network.

    Every view is a tab; another holds what the questions of `analysis` answer, each with its
    variant. `UnknownOptionError` for a theme that is not auto, light or dark, and
    `LayoutError` if the board cannot be made.

    >>> import argmap
    >>> html = page(argmap.example("iraq-withdrawal"))
    >>> html.startswith("<!doctype html>")
    True
    """
    rungs: dict[str, analysis.Acceptability] = {
        basis: analysis.acceptability(map.on(basis=basis)) for basis in BASES
    }
    return drawing.draw(map, theme=theme).to_html(
        tables=tuple(_tables(map)),
        rungs=rungs,
        rungs_variant=rungs[BASES[-1]].table.variant,
    )


def _tables(map: ArgumentMap) -> Iterator[Table]:
    """What each question answers, then those that this map leaves without an answer."""
    refused = []
    for question in _ASKED:
        try:
            yield question(map).table
        except ArgmapError as error:
            refused.append((question.__name__, str(error)))
    if refused:
        title, variant = "Questions this map gives no answer to", "as each question says"
        yield Table(title, variant, ("question", "why"), refused)
