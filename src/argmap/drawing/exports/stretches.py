"""The lines of a picture in stretches of one script each, for a renderer that mixes them badly.

A renderer that takes one font for a whole line, and another as soon as a letter is missing,
draws lines of Arabic with Latin in them wrongly. So each such line is cut here into its
stretches, each placed by our own table of widths: letters that run from right to left, and
between them everything else. A simplified form of the Unicode Bidirectional Algorithm
(UAX #9) puts them in order: a line has one direction, stretches against it stand whole
within it, and brackets are mirrored.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from argmap.drawing.text import clean, is_rtl, runs, width

__all__ = ["in_stretches", "shown"]

_SVG = "http://www.w3.org/2000/svg"
_TEXT, _TSPAN, _USE = f"{{{_SVG}}}text", f"{{{_SVG}}}tspan", f"{{{_SVG}}}use"
_APART = frozenset(f"{{{_SVG}}}{name}" for name in ("defs", "title", "desc", "style"))
_HANDED_DOWN = ("font-size", "font-weight", "text-anchor")
_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL = f"[{_LETTER}]+(?: +[{_LETTER}]+)*"
_OTHER = f"(?![{_LETTER}])[^\\W_]"
_LTR = f"{_OTHER}(?:[^{_LETTER}]*{_OTHER})?"
_STRETCH = re.compile(rf"{_RTL}|{_LTR}|.")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def in_stretches(svg: str) -> str:
    """A picture whose lines of several scripts are cut into stretches, each in its place.

    >>> svg = '<svg xmlns="http://www.w3.org/2000/svg"><text x="90" font-size="10">{}</text></svg>'
    >>> list(shown(in_stretches(svg.format("في 2024"))))
    ['2024', 'في']
    """
    if not re.search(_RTL, svg):
        return svg
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314 - our own output
    stack: list[tuple[ET.Element, dict[str, str]]] = [(root, {})]
    while stack:
        parent, above = stack.pop()
        known = above | {
            name: parent.attrib[name] for name in _HANDED_DOWN if name in parent.attrib
        }
        for place, child in reversed(list(enumerate(parent))):
            if child.tag != _TEXT:
                stack.append((child, known))
            elif len(parts := list(_parts(child, known | child.attrib))) > 1:
                parent[place : place + 1] = parts
    return ET.tostring(root, encoding="unicode")


def _parts(line: ET.Element, given: dict[str, str]) -> Iterator[ET.Element]:
    """A line's stretches from left to right, if any runs from right to left."""
    whole = "".join(line.itertext())
    said = clean(whole)
    if not re.search(_RTL, said):
        return
    size, bold = float(given.get("font-size", 16)), given.get("font-weight") == "700"
    stretches = _in_order(said, rtl=is_rtl(said) and not whole.startswith("\u2066"))
    widths = [width(stretch, size, bold=bold) for stretch in stretches]
    x = float(line.get("x", 0))
    x -= sum(widths) * {"middle": 0.5, "end": 1}.get(given.get("text-anchor", ""), 0)
    for stretch, wide in zip(stretches, widths, strict=True):
        looks = {"x": f"{x:.2f}", "text-anchor": "start"}
        part = ET.Element(_TEXT, line.attrib | looks)
        part.attrib.pop("letter-spacing", None)
        part.text = stretch
        font = next((font for font, _ in runs(stretch)), "")
        if font:
            part.set("font-family", f"{font}, sans-serif")
        yield part
        x += wide


def _in_order(said: str, *, rtl: bool) -> list[str]:
    """The stretches of a line as they stand from left to right."""
    stretches = [found[0] for found in _STRETCH.finditer(said)]
    if not rtl:
        return stretches
    return [
        stretch if len(stretch) > 1 else stretch.translate(_MIRRORED)
        for stretch in reversed(stretches)
    ]


def shown(svg: str) -> Iterator[str]:
    """What a picture says, line by line in the order of painting; what is used, as often as it is.

    >>> next(shown('<svg xmlns="http://www.w3.org/2000/svg"><text>Leave</text></svg>'))
    'Leave'
    """
    root = ET.fromstring(svg)  # noqa: S314 - our own output
    named = {f"#{element.get('id')}": element for element in root.iter()}
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag == _TEXT:
            yield from (said for said in _runs(element) if said.strip())
        elif element.tag == _USE and (used := named.get(element.get("href", ""))) is not None:
            stack.append(used)
        elif element.tag not in _APART:
            stack.extend(reversed(element))


def _runs(line: ET.Element) -> Iterator[str]:
    """A line's text, one part for each change of font."""
    yield line.text or ""
    for part in line:
        if part.tag == _TSPAN:
            yield "".join(part.itertext())
        yield part.tail or ""
