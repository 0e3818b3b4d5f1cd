"""What the arguments of a Carneades file weigh, by the schemes that they name.

A scheme may have a weighing that is built in, a constant, or one of two that depend on more
than a map's step can: a *preference* ranks arguments by properties of their schemes, and
*criteria* add up what each premise is worth. Both are worked out here, once and for all, and
the weight that comes of it is told as a loss, since the map keeps the number and not the rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from argmap.formats.carneades.sheet import WEIGHINGS
from argmap.formats.carneades.terms import parts

if TYPE_CHECKING:
    from argmap.formats.carneades.sheet import Rule, Sheet, Step

__all__ = ["weigh"]


def weigh(sheet: Sheet) -> None:
    """Give each step its weighing and weight, as its scheme says."""
    for step in sheet.steps.values():
        scheme = step.scheme or "linked"
        rule = sheet.rules.get(scheme)
        given = rule.weight if rule is not None else scheme
        named = given if isinstance(given, str) else None
        if named in sheet.weighings:
            given = sheet.weighings[named]
        if isinstance(given, str):
            step.weighing = None if given == "linked" else WEIGHINGS.get(given)
            if rule is not None and given not in WEIGHINGS:
                sheet.lose(step.at, f"weighing {given!r}", f"argument {step.id!r}", "no such one")
        elif isinstance(given, Mapping):
            _by_rule(sheet, step, rule, given, named)


def _by_rule(
    sheet: Sheet, step: Step, rule: Rule | None, given: Mapping[str, Any], named: str | None
) -> None:
    where = f"argument {step.id!r}"
    if _is_share(given.get("constant")):
        step.weighing, step.weight = "constant", float(given["constant"])
        return
    try:
        if "preference" in given:
            weight, why = _rank(sheet, rule, given["preference"], named), "preference"
        else:
            weight, why = _sum(step, given["criteria"]), "criteria"
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        what = f"weighing {named or (rule.id if rule else '')!r}"
        sheet.lose(step.at, what, where, "it is not understood, so the step is linked")
        return
    step.weight = weight
    what = f"the {why} behind weight {weight:.6g}"
    sheet.lose(step.at, what, where, "worked out by the reader; the map keeps the number")


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _rank(sheet: Sheet, rule: Rule | None, preference: Any, named: str | None) -> float:
    """The place of a scheme in the order of all that are weighed so, as a share: 1 is first."""
    keys = {
        other.id: tuple(_key(other, part) for part in preference)
        for other in sheet.rules.values()
        if other is rule or (named is not None and other.weight == named)
    }
    order = sorted(set(keys.values()))
    return (order.index(keys[rule.id]) + 1) / len(order) if rule else 1.0


def _key(rule: Rule, part: Mapping[str, Any]) -> tuple[int, float, str]:
    """What a scheme is worth by one property, the weakest least; without it, nothing."""
    value = (rule.meta or {}).get(part["property"])
    order = part.get("order", "ascending")
    if value is None or (isinstance(order, list) and value not in order):
        return 0, 0.0, ""
    if isinstance(order, list):
        return 1, float(order.index(value)), ""
    if order == "descending":
        raise_number = isinstance(value, int | float)
        return (1, -float(value), "") if raise_number else (1, 0.0, _reversed(str(value)))
    if isinstance(value, int | float):
        return 1, float(value), ""
    return 1, 0.0, str(value)


def _reversed(text: str) -> str:
    """A text that sorts before others just where the given one sorts after them."""
    return "".join(chr(0x10FFFF - ord(letter)) for letter in text) + chr(0x10FFFF)


def _sum(step: Step, criteria: Mapping[str, Any]) -> float:
    """The weighted sum of what each premise is worth by its last part, as a share."""
    soft = criteria["soft"]
    total = sum(one["factor"] for one in soft.values())
    worth = 0.0
    for _, id in step.premises:
        name, inner = parts(id)
        if name in soft and inner:
            worth += soft[name]["factor"] * soft[name]["values"].get(inner[-1], 0.0)
    share = float(worth / total)
    if not 0 <= share <= 1:
        raise ValueError(share)
    return share
