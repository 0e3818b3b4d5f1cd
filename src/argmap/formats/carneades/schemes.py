"""The arguments that the schemes of a Carneades file make of its assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.formats.carneades.sheet import Sheet

__all__ = ["derive"]


def derive(sheet: Sheet) -> None:
    """Report the schemes that make arguments."""
    makers = [rule for rule in sheet.rules.values() if rule.conclusions or rule.deletions]
    if makers:
        names = ", ".join(rule.id for rule in makers)
        what = f"{len(makers)} schemes that generate arguments: {names}"
        sheet.lose(makers[0].at, what, "argument_schemes")
