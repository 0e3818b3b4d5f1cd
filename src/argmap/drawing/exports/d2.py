r"""A map in the D2 language, which `d2` renders with any of its layout engines.

Support is a solid line with an arrow, attack a dashed one with a bar, a dispute a dotted
one with a dot that ends on a small circle on the step it disputes.

Every id and every text stands in double quotes, with quotes, backslashes and the dollar of
a substitution (`${…}`) escaped, so that text from outside is never read as D2.
"""

from collections.abc import Iterable, Iterator

from argmap.drawing.exports.nodes import DASHES, Edge, Node, colours, edges, nodes
from argmap.drawing.scene import Scene
from argmap.drawing.style import ink_on
from argmap.drawing.text import is_rtl, isolated, wrapped

__all__ = ["d2"]

_ROLES = {"pro": "for", "con": "against", "undercut": "against", "link": "link", "answer": "rule"}
_HEADS = {
    "pro": "shape: triangle; style.filled: true",
    "con": "shape: cf-one",
    "undercut": "shape: circle; style.filled: true",
}
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "$": "\\$"})
_ROOM, _SIZE = 320, 16
"""D2 breaks no lines itself; its letters are 16 px high."""
_HUB = "shape: circle; width: 32; height: 32; "


def d2(scene: Scene) -> str:
    """A map as the source of a D2 diagram.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> said = d2(Scene(argmap.example("iraq-withdrawal"), Style()))
    >>> print(said.splitlines()[0])
    direction: left
    """
    boxes, lines = tuple(nodes(scene)), tuple(edges(scene))
    return "\n".join(
        (
            f"direction: {'right' if scene.rtl else 'left'}",
            "classes: {",
            *(f"  {looks}" for looks in _box_looks(scene, boxes)),
            *(f"  {looks}" for looks in _line_looks(scene, lines)),
            "}",
            *(_box(node) for node in boxes),
            *(_line(edge) for edge in lines),
            "",
        )
    )


def _box(node: Node) -> str:
    names = f"[{_class(node)}; position]" if node.position else _class(node)
    looks = f"class: {names}"
    if node.fill:
        looks += f'; style.fill: "{node.fill}"; style.font-color: "{ink_on(node.fill)}"'
    lines = [line for said in node.lines for line in wrapped(said, _ROOM, _SIZE)]
    return f"{_quoted([node.id])}: {_quoted(lines)} {{{looks}}}"


def _line(edge: Edge) -> str:
    arrow = "->" if edge.head else "--"
    said = f"{_quoted([edge.said])} " if edge.said else ""
    looks = f"class: [{edge.kind}; {edge.kind}-head]" if edge.head else f"class: {edge.kind}"
    return f"{_quoted([edge.start])} {arrow} {_quoted([edge.end])}: {said}{{{looks}}}"


def _quoted(lines: Iterable[str]) -> str:
    shown = (isolated(line, rtl=is_rtl(line)) for line in lines)
    said = "\\n".join(line.translate(_ESCAPES) for line in shown)
    return f'"{said}"'


# Looks -------------------------------------------------------------------------------


def _class(node: Node) -> str:
    if node.kind in {"question", "actors"}:
        return node.kind
    return f"{'side' if node.kind == 'claim' else 'hub'}-{node.side}"


def _box_looks(scene: Scene, boxes: tuple[Node, ...]) -> Iterator[str]:
    """A class for each look that occurs."""
    for name, node in {_class(node): node for node in reversed(boxes)}.items():
        fill, rim = colours(scene, Node(node.id, node.kind, (), node.side))
        shape = _HUB if name.startswith("hub") else ""
        yield (
            f'{name}: {{{shape}style: {{fill: "{fill}"; stroke: "{rim}"; '
            f'font-color: "{ink_on(fill)}"}}}}'
        )
    if any(node.position for node in boxes):
        yield "position: {style.stroke-width: 3}"


def _line_looks(scene: Scene, lines: tuple[Edge, ...]) -> Iterator[str]:
    for kind in dict.fromkeys(edge.kind for edge in lines):
        dashes = DASHES[kind]
        dashed = f"; stroke-dash: {dashes[0]}" if dashes else ""
        yield f'{kind}: {{style: {{stroke: "{scene.style.colour(_ROLES[kind])}"{dashed}}}}}'
    for kind in dict.fromkeys(edge.kind for edge in lines if edge.head):
        yield f"{kind}-head: {{target-arrowhead: {{{_HEADS[kind]}}}}}"
