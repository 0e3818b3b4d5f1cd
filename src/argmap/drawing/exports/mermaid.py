r"""A map as a Mermaid flowchart, which GitHub, GitLab, Obsidian and many more render.

Mermaid lays out and paints; this says what there is. Support is a solid line with an
arrow, attack a dashed one with a cross, a dispute a dotted one with a dot that ends on a
small box on the step it disputes.

Text from outside stands in quotes, and marks that could be syntax, Markdown or HTML are
written as numbered entities (`#34;`), so that text stays text. A few pairs that Mermaid
reads even then, such as `\n`, get a joiner of no width (U+2060) between them.

Mermaid itself refuses more than 500 lines between boxes, and texts of more than 50,000
characters, unless its page allows them (`maxEdges`, `maxTextSize`).
"""

import re
from collections.abc import Iterable, Iterator

from argmap.drawing.exports.nodes import DASHES, Edge, Node, colours, edges, nodes
from argmap.drawing.scene import Scene
from argmap.drawing.style import ink_on
from argmap.drawing.text import clean, is_rtl, isolated

__all__ = ["mermaid"]

_ARROWS = {"pro": "-->", "con": "-.-x", "undercut": "-.-o", "link": "---", "answer": "---"}
_PLAIN = {"pro": "---", "con": "-.-", "undercut": "-.-"}
_SHAPES = {
    "question": ("([", "])"),
    "claim": ("[", "]"),
    "joint": ("((", "))"),
    "step": ("((", "))"),
    "actors": ("[", "]"),
}
_ROLES = {"pro": "for", "con": "against", "undercut": "against", "link": "link", "answer": "rule"}
_HARMLESS = r"[,?'()]|(?<=[^\W\d_])-(?=[^\W\d_])|(?<!\d)\.(?= |$)|(?<=\d)\.(?=\d)|:(?= )"
_RISKY = re.compile(rf"(?!{_HARMLESS})[!-/:-@\[-`{{-~]")
"""Marks with a meaning somewhere: in Mermaid, in Markdown, in HTML."""
_DIRECTION = re.compile(r"(?i)(?<=direction)\s+(?=TB|TD|BT|LR|RL)")
_LATE = re.compile(r"\\(?=n)|\$(?=\$)|:(?=fa-)|\ufb02(?=\xb0)|\xb6(?=\xdf)")
"""What Mermaid reads even in entities: a line's end, a formula, an icon, its own marks."""
_JOINER = "\u2060"


def mermaid(scene: Scene, *, alt: str = "") -> str:
    r"""A map as the source of a Mermaid flowchart; `alt` is read by screen readers.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> said = mermaid(Scene(argmap.example("iraq-withdrawal"), Style()))
    >>> print(*said.splitlines()[:2], sep="\n")
    flowchart RL
      question(["QUESTION<br/>Should US forces leave Iraq?"])
    """
    boxes, lines = tuple(nodes(scene)), tuple(edges(scene))
    return "\n".join(
        (
            f"flowchart {'LR' if scene.rtl else 'RL'}",
            *_for_readers(scene, alt),
            *(f"  {_box(node)}" for node in boxes),
            *(f"  {_line(edge)}" for edge in lines),
            *(f"  {looks}" for looks in _box_looks(scene, boxes)),
            *(f"  {looks}" for looks in _line_looks(scene, lines)),
            "",
        )
    )


def _for_readers(scene: Scene, alt: str) -> Iterator[str]:
    if alt.strip():
        yield f"  accTitle: {_escaped(clean(scene.map.question))}"
        yield f"  accDescr: {_escaped(clean(alt))}"


def _box(node: Node) -> str:
    before, after = _SHAPES[node.kind]
    return f"{_id(node.id)}{before}{_quoted(node.lines)}{after}"


def _line(edge: Edge) -> str:
    arrow = _ARROWS[edge.kind] if edge.head else _PLAIN.get(edge.kind, "---")
    said = f"|{_quoted([edge.said])}|" if edge.said else ""
    return f"{_id(edge.start)} {arrow}{said} {_id(edge.end)}"


def _id(id: str) -> str:
    """An id that is no word of the language and has no run of hyphens; still unique."""
    return id.replace("-", "_")


def _quoted(lines: Iterable[str]) -> str:
    said = (_escaped(isolated(line, rtl=is_rtl(line))) for line in lines)
    return f'"{"<br/>".join(said)}"'


def _escaped(line: str) -> str:
    parted = _LATE.sub(lambda found: f"{found[0]}{_JOINER}", line)
    escaped = _RISKY.sub(lambda found: f"#{ord(found[0])};", parted)
    return _DIRECTION.sub("#32;", escaped)


# Looks -------------------------------------------------------------------------------


def _box_looks(scene: Scene, boxes: tuple[Node, ...]) -> Iterator[str]:
    """A class for each look that occurs, then which boxes have it."""
    classes: dict[str, list[str]] = {}
    for node in boxes:
        name = {"claim": node.side, "joint": f"hub-{node.side}", "step": f"hub-{node.side}"}.get(
            node.kind, node.kind
        )
        ids = classes.setdefault(name, [])
        if not ids:
            fill, rim = colours(scene, Node(node.id, node.kind, (), node.side))
            yield f"classDef {name} fill:{fill},stroke:{rim},color:{ink_on(fill)}"
        ids.append(_id(node.id))
    positions = [_id(node.id) for node in boxes if node.position]
    if positions:
        yield "classDef position stroke-width:3px"
        classes["position"] = positions
    for name, ids in classes.items():
        yield f"class {','.join(ids)} {name}"
    for node in boxes:
        if node.fill:
            yield f"style {_id(node.id)} fill:{node.fill},color:{ink_on(node.fill)}"


def _line_looks(scene: Scene, lines: tuple[Edge, ...]) -> Iterator[str]:
    numbers: dict[str, list[str]] = {}
    for number, edge in enumerate(lines):
        numbers.setdefault(edge.kind, []).append(str(number))
    for kind, drawn in numbers.items():
        dashes = DASHES[kind]  # type: ignore[index] # the keys are kinds of edges
        dashed = f",stroke-dasharray:{dashes[0]} {dashes[1]}" if dashes else ""
        colour = scene.style.colour(_ROLES[kind])
        yield f"linkStyle {','.join(drawn)} stroke:{colour},fill:none{dashed}"
