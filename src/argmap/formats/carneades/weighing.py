"""What the arguments of a Carneades file weigh, by the schemes that they name.

A scheme may have a weighing that is built in, a constant, or one of two that depend on more
than a map's step can:

- a *preference* ranks the arguments about an issue by properties of their schemes, the
  strongest weighing 1;
- *criteria* add up what the premises are worth, each by its last part: `price(volvo,medium)`
  is worth what the criterion `price` says of `medium`. Carneades takes the value that wins
  its issue instead; that comes to the same where an argument is made for each value.

Both are worked out here, once and for all. That is told as a loss, since the map keeps the
number and not the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.formats.carneades.sheet import WEIGHINGS
from argmap.formats.carneades.terms import parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from argmap.formats.carneades.sheet import Sheet, Step

__all__ = ["weigh"]


def weigh(sheet: Sheet) -> None:
    """Give each step its weighing and weight, as its scheme says."""
    weighed = {step.id: _weighing(sheet, step) for step in sheet.steps.values()}
    for step in sheet.steps.values():
        given, where = weighed[step.id], f"argument {step.id!r}"
        if isinstance(given, str):
            step.weighing = WEIGHINGS.get(given)
            if given not in WEIGHINGS:
                why = "there is none of that name, so the step is linked"
                sheet.lose(step.at, f"weighing {given!r}", where, why)
            continue
        try:
            _weigh(sheet, step, given)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            why = "it is not understood, so the step is linked"
            sheet.lose(step.at, f"the weighing of scheme {step.scheme!r}", where, why)


def _weighing(sheet: Sheet, step: Step) -> Any:
    """The weighing of a step's scheme: the name of one built in, or a rule of its own."""
    scheme = step.scheme or "linked"
    rule = sheet.rules.get(scheme)
    if rule is None or rule.weight is None:
        return scheme if scheme in WEIGHINGS else "linked"
    named = isinstance(rule.weight, str) and rule.weight in sheet.weighings
    return sheet.weighings[rule.weight] if named else rule.weight


def _weigh(sheet: Sheet, step: Step, given: Mapping[str, Any]) -> None:
    if "constant" in given:
        step.weighing, step.weight = "constant", _share(given["constant"])
        return
    if "preference" in given:
        rivals = _rivals(sheet, step)
        if not rivals:
            return
        step.weight, how = _rank(sheet, step, rivals, given["preference"]), "preference"
    else:
        step.weight, how = _sum(step, given["criteria"]), "criteria"
    what, where = f"the {how} behind weight {step.weight:.6g}", f"argument {step.id!r}"
    sheet.lose(step.at, what, where, "worked out by the reader; the map keeps the number")


def _share(value: Any) -> float:
    share = float(value)
    if not 0 <= share <= 1:
        raise ValueError(share)
    return share


def _rivals(sheet: Sheet, step: Step) -> list[Step]:
    """All arguments for the positions of the issue that a step is about, itself included."""
    for contest in sheet.contests.values():
        if step.conclusion in contest.positions:
            return [one for one in sheet.steps.values() if one.conclusion in contest.positions]
    return []


def _rank(sheet: Sheet, step: Step, rivals: list[Step], preference: Any) -> float:
    """The place of a step in the order of its rivals, as a share: 1 is the strongest."""
    keys = {one.id: tuple(_key(sheet, one, part) for part in preference) for one in rivals}
    order = sorted(set(keys.values()))
    return (order.index(keys[step.id]) + 1) / len(order)


def _key(sheet: Sheet, step: Step, part: Mapping[str, Any]) -> tuple[int, float, str]:
    """What a step is worth by one property of its scheme; without it, least of all."""
    rule = sheet.rules.get(step.scheme or "")
    value = {**((rule and rule.meta) or {}), **(step.extra.get("meta") or {})}.get(part["property"])
    order = part.get("order", "ascending")
    if isinstance(order, list):
        return (1, float(order.index(value)), "") if value in order else (0, 0.0, "")
    if value is None:
        return 0, 0.0, ""
    sign = -1 if order == "descending" else 1
    if isinstance(value, int | float):
        return 1, float(sign * value), ""
    return 1, 0.0, str(value) if sign > 0 else _reversed(str(value))


def _reversed(text: str) -> str:
    """A text that sorts before others just where the given one sorts after them."""
    return "".join(chr(0x10FFFF - ord(letter)) for letter in text) + chr(0x10FFFF)


def _sum(step: Step, criteria: Mapping[str, Any]) -> float:
    """The weighted sum of what each premise is worth by its last part, as a share."""
    soft = criteria["soft"]
    total = sum(one["factor"] for one in soft.values())
    said = {name: inner[-1] for _, id in step.premises for name, inner in [parts(id)] if inner}
    if not said.keys() >= soft.keys():
        return 0.0
    worth = (one["factor"] * one["values"].get(said[name], 0.0) for name, one in soft.items())
    return _share(sum(worth) / total)
