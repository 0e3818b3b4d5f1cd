"""A map as a `graphviz.Digraph` with plain labels, for people who live in DOT.

Any Graphviz renders it. Where the positions are our own arithmetic, as in every view but
the tree, the graph carries them, pinned, and Graphviz puts things where we do.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from argmap.drawing.picture import (
    Badge,
    Bond,
    Box,
    Disc,
    Figure,
    Part,
    Picture,
    Point,
    Rect,
    Shape,
    Sign,
    Stroke,
    Words,
)
from argmap.drawing.scene import CHIP, Card, Scene
from argmap.drawing.style import ink_on
from argmap.drawing.text import ELLIPSIS, clean, is_rtl, isolated, shortened, width, wrapped
from argmap.model import RIVALRIES, Argument

if TYPE_CHECKING:
    from graphviz import Digraph  # type: ignore[import-untyped] # it ships no types

__all__ = ["graph_of", "graph_of_parts"]

_ROLES = {"for": "for", "against": "against", "mixed": "open", "open": "open"}
_SIGNS = {"for": "▲", "against": "▼", "mixed": "◆", "open": "●"}
_MARKS = {
    **_SIGNS,
    "accept": "✓",
    "reject": "✗",
    "ambivalent": "±",
    "neutral": "○",
}
_SIZE = 10.5
_SIZES = (10.5, 9.5, 8.5, 7.5, 6.5, 5.5)
_GROUP = " group"
"""Stands for the id of a group, which has none; no record has such an id."""
_HUB = 4.0
_FULL = 0.9
"""How much of a box a label fills by our measure, as each Graphviz measures for itself."""
_JOINT = "0.12"  # inches: no wider than what is left beside the card, or lines would be straight
_HEADS = {"pro": "normal", "con": "tee", "undercut": "dot"}
_STYLES = {"pro": "solid", "con": "dashed", "undercut": "dotted"}


def graph_of(scene: Scene, board: Picture | None) -> "Digraph":
    """The graph of a map; pinned where the board has its cards, if there is one."""
    from graphviz import Digraph  # noqa: PLC0415 - seldom needed

    graph = Digraph("argmap", engine="neato" if board else "dot")
    graph.attr("graph", label=_label([scene.map.question]), labelloc="t", fontsize="20")
    if board:
        graph.attr("graph", splines="true" if len(scene.map.arguments) <= 300 else "line")
        graph.attr("graph", esep="+0.1")
    else:
        graph.attr("graph", rankdir="RL", nodesep="0.16", ranksep="0.6")
    graph.attr("graph", fontname="Arial", bgcolor=scene.style.colour("paper"))
    graph.attr("node", shape="box", style="rounded,filled", fontname="Arial", fontsize="10.5")
    graph.attr("edge", fontname="Arial", arrowsize="0.7")
    spots = _spots(board)
    for claim in scene.map.claims:
        _add_card(graph, scene, scene.card(claim.id), spots.get(claim.id), board)
    disputed = {step.target for step in scene.map.arguments}
    hubs = _hubs(scene, board)
    for step in scene.map.arguments:
        spot = _pinned(hubs[step.id], board) if board and step.id in hubs else {}
        _add_step(graph, scene, step, spot, hub=len(step.premises) > 1 or step.id in disputed)
    _add_links(graph, scene)
    return graph


def graph_of_parts(picture: Picture) -> "Digraph":
    """The graph of a view made of figures and bonds, each thing where the view has it.

    What runs between two things is an edge; any other bond, such as a cell of a table, a mark
    on a time line or a group of a lattice, is a node of its own; so are loose words.
    """
    from graphviz import Digraph  # noqa: PLC0415 - seldom needed

    scene = picture.scene
    graph = Digraph("argmap", engine="neato")
    graph.attr("graph", label=_label([scene.map.question]), labelloc="t", fontsize="20")
    graph.attr("graph", splines="line", fontname="Arial", bgcolor=scene.style.colour("paper"))
    graph.attr("node", shape="box", style="rounded,filled", fontname="Arial", fontsize="10.5")
    graph.attr("node", margin="0")
    graph.attr("edge", fontname="Arial", arrowsize="0.7")
    nodes: list[_Node] = []
    used: Counter[str] = Counter()
    for node in filter(None, map(_node, picture.parts)):
        used[node.name] += 1
        often = used[node.name]
        nodes.append(node if often == 1 else evolve(node, name=f"{node.name} {often}"))
        graph.node(nodes[-1].name, **_of_node(picture, nodes[-1]))
    of_record: dict[str, list[_Node]] = {}
    for node in nodes:
        of_record.setdefault(node.id, []).append(node)
    for part in picture.parts:
        if isinstance(part, Bond) and (stroke := _between(part)):
            _add_bond(graph, scene, part, stroke, of_record)
    return graph


@frozen
class _Node:
    """A node of a view made of parts: its name, the record or group it is, and how it looks.

    `reach` is what lines may end on: more than the box for a group, whose labels hang on it.
    """

    name: str
    id: str
    box: Box
    said: str
    tip: str
    looks: Rect | Disc | None
    role: str = "ink"
    size: float = _SIZE
    reach: Box | None = None


def _node(part: Part) -> _Node | None:
    """The node of a part, if it has one."""
    match part:
        case Figure():
            looks = next((s for s in part.shapes if isinstance(s, Rect | Disc)), None)
            bare = Rect(part.box, "card", "rule")
            return _Node(part.id, part.id, part.box, part.label or part.id, part.tip, looks or bare)
        case Bond() if not _between(part) and part.shapes:
            return _of_mark(part)
        case Words() if not part.turned:
            box, size = _box_of(part), part.size * 0.75
            name = f"text {part.text}".replace("\\", "/")  # a name is no label: \ would escape
            return _Node(name, "", box, part.text, "", None, part.role, size)
    return None


def _of_mark(bond: Bond) -> _Node:
    """The node of a bond that runs between nothing: its ground, and what stands on it."""
    shapes = tuple(s for s in bond.shapes if not isinstance(s, Stroke)) or bond.shapes
    grounds = [shape for shape in shapes if isinstance(shape, Rect | Disc)]
    box = _around(grounds[:1] or shapes)
    said = " ".join(filter(None, map(_said_by, shapes)))
    name = " ".join((bond.kind.partition(" ")[0], *bond.ends[:2]))
    words = [shape.role for shape in shapes if isinstance(shape, Words | Sign)]
    role = words[0] if words else "ink"
    id = _GROUP if bond.kind == "concept" else ""
    looks = grounds[0] if grounds else None
    return _Node(name, id, box, said, bond.tip, looks, role, reach=_around(bond.shapes))


def _around(shapes: Iterable[Shape]) -> Box:
    boxes = [_box_of(shape) for shape in shapes]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    wide, tall = max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top
    return Box(left, top, wide, tall)


def _said_by(shape: Shape) -> str:
    match shape:
        case Words():
            return shape.text
        case Sign():
            return _MARKS.get(shape.sign, "")
        case Badge():
            return shape.chip.text
    return ""


def _box_of(shape: Shape) -> Box:
    """The space a shape takes."""
    match shape:
        case Rect():
            return shape.box
        case Disc():
            return Box(
                shape.x - shape.radius, shape.y - shape.radius, 2 * shape.radius, 2 * shape.radius
            )
        case Words():
            wide = width(shape.text, shape.size, bold=shape.bold)
            left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
            return Box(left, shape.y - shape.size, wide, shape.size * 1.3)
        case Sign():
            return Box(shape.x - 7, shape.y - 7, 14, 14)
        case Badge():
            return Box(shape.x, shape.y, shape.chip.width, CHIP)
        case Stroke():
            xs, ys = zip(*shape.points, strict=True)
            return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _of_node(picture: Picture, node: _Node) -> dict[str, str]:
    """The attributes of a node, its label as large as its box allows."""
    scene, looks = picture.scene, node.looks
    attributes = _pinned(node.box, picture) | {"tooltip": _label(node.tip.splitlines() or [""])}
    if isinstance(looks, Disc):
        attributes |= {"shape": "circle", "style": "filled"}
    if looks is None:
        lines, size = [node.said], node.size
        attributes |= {"shape": "plaintext", "style": "solid"}
    else:
        lines, size = fitted([node.said], node.box)
        attributes["color"] = _literal(scene, looks.stroke or looks.fill)
        attributes["fillcolor"] = _literal(scene, looks.fill, "card")
    attributes["fontcolor"] = _literal(scene, node.role, "ink")
    return attributes | {"label": _label(lines), "fontsize": f"{size:g}"}


def fitted(said: Iterable[str], box: Box) -> tuple[list[str], float]:
    """Lines for a box and the size of their letters in points: the largest that fits, or cut.

    >>> fitted(["US forces leave Iraq."], Box(0, 0, 90, 40))
    (['US forces', 'leave Iraq.'], 10.5)
    """
    parts = [clean(line) for line in said]
    wide, tall = box.width * 0.75 * _FULL, box.height * 0.75
    for size in _SIZES:
        lines = [line for part in parts for line in wrapped(part, wide, size)]
        most = int(tall / (size * 1.2))
        if len(lines) <= most:
            return lines, size
    most = max(most, 1)
    return [*lines[: most - 1], shortened(f"{lines[most - 1]} {ELLIPSIS}", wide, size)], size


def _between(bond: Bond) -> Stroke | None:
    """The line of a bond that runs between two things."""
    first = bond.shapes[0] if bond.shapes else None
    marked = any(isinstance(shape, Disc) for shape in bond.shapes) and bond.kind == "concept"
    return first if isinstance(first, Stroke) and not marked else None


def _add_bond(
    graph: "Digraph",
    scene: Scene,
    bond: Bond,
    stroke: Stroke,
    nodes: Mapping[str, Sequence[_Node]],
) -> None:
    """An edge between what a bond connects; where a record has several nodes, the nearest."""
    tip = _label(bond.tip.splitlines() or [""])
    points = (stroke.points[0], stroke.points[-1])
    if bond.kind == "order":
        first, second = (_nearest(nodes[_GROUP], [point]) for point in points)
    elif {*bond.ends[:2]} <= nodes.keys():
        first, second = (_nearest(nodes[end], points) for end in bond.ends[:2])
    else:
        return
    graph.edge(first.name, second.name, tooltip=tip, **_look(scene, bond))


def _nearest(nodes: Sequence[_Node], points: Sequence[Point]) -> _Node:
    return min(
        nodes, key=lambda node: min(_distance(node.reach or node.box, point) for point in points)
    )


def _distance(box: Box, point: Point) -> float:
    """How far a point is from a box."""
    x, y = point
    return math.hypot(max(box.x - x, x - box.right, 0), max(box.y - y, y - box.bottom, 0))


def _literal(scene: Scene, role: str, otherwise: str = "rule") -> str:
    return scene.style.colour(otherwise if role in {"", "none"} else role)


def _look(scene: Scene, bond: Bond) -> dict[str, str]:
    stroke = next((shape for shape in bond.shapes if isinstance(shape, Stroke)), None)
    return {
        "color": _literal(scene, stroke.role if stroke else ""),
        "penwidth": f"{stroke.line:.1f}" if stroke else "1.0",
        "style": _STYLES.get(bond.sign, "solid") if not (stroke and stroke.dash) else "dashed",
        **(
            {"arrowhead": _HEADS[bond.sign]}
            if bond.sign and stroke and stroke.head
            else {"dir": "none"}
        ),
    }


def _spots(board: Picture | None) -> dict[str, Box]:
    if board is None:
        return {}
    spots = {placed.card.id: placed.box for placed in board.cards}
    if board.banner and board.banner.motion:
        spots[board.banner.motion.id] = board.banner.motion.box
    return spots


def _add_card(
    graph: "Digraph", scene: Scene, card: Card, spot: Box | None, board: Picture | None
) -> None:
    motion = card.id == scene.motion
    role = "banner" if motion else _ROLES[card.side]
    word = scene.word("motion") if motion else f"{_SIGNS[card.side]} {card.word}"
    head = f"{word}  {card.detail}".strip()
    attributes = {
        "color": scene.style.colour(role),
        "fillcolor": card.strip or scene.style.colour("card"),
        "fontcolor": scene.style.colour("ink") if not card.strip else ink_on(card.strip),
        "penwidth": "2" if card.strong else "1",
        "tooltip": _label(card.tip.splitlines()),
    }
    if spot and board:
        attributes |= _pinned(spot, board)
    lines: Sequence[str] = card.lines
    if motion:
        lines = wrapped(clean(scene.map.motion.text), 700, scene.style.text_size)
    if spot:
        lines, size = fitted([head, *lines], spot)
        attributes |= {"fontsize": f"{size:g}", "margin": "0"}
    else:
        lines = [head, *lines]
    graph.node(card.id, _label(lines), **attributes)


def _pinned(spot: Box, board: Picture) -> dict[str, str]:
    """Place and size in Graphviz's units: inches, up from below."""
    x = board.width - spot.middle if board.scene.rtl else spot.middle
    y = board.height - (spot.y + spot.height / 2)
    return {
        "pos": f"{x / 96:.3f},{y / 96:.3f}!",
        "width": f"{spot.width / 96:.3f}",
        "height": f"{spot.height / 96:.3f}",
        "fixedsize": "shape",  # as large whatever the label, and no warning
    }


def _hubs(scene: Scene, board: Picture | None) -> dict[str, Box]:
    """Where on a board lines end on the line of a step: of premises, or of what disputes it."""
    targets = {step.id: step.target for step in scene.map.arguments}
    hubs: dict[str, Box] = {}
    for line in board.lines if board else ():
        name, of, _ = line.id.partition("--")
        hub = name if of and name in targets else targets.get(line.id, "")
        if hub in targets and line.points and (of or line.kind == "undercut"):
            x, y = line.points[-1]
            hubs[hub] = Box(x - _HUB / 2, y - _HUB / 2, _HUB, _HUB)
    return hubs


def _add_step(
    graph: "Digraph", scene: Scene, step: Argument, spot: Mapping[str, str], *, hub: bool
) -> None:
    """A step as an edge; through a node of its own where others meet or end on it."""
    undercut = isinstance(scene.map[step.target], Argument)
    kind = "undercut" if undercut else step.side
    colour = scene.style.colour("for" if kind == "pro" else "against")
    looks = {"color": colour, "style": _STYLES[kind]}
    target = f"step {step.target}" if undercut else step.target
    start = step.premises[0]
    if hub:
        start = f"step {step.id}"
        joint = len(step.premises) > 1
        shape = {"shape": "circle", "width": _JOINT} if joint else {"shape": "point"}
        shape |= {"pos": spot["pos"]} if spot else {}
        said = _label(["∧"]) if joint else ""
        looks_small = {"fontsize": "5", "margin": "0", "fixedsize": "true"}
        graph.node(start, said, color=colour, style="", **looks_small, **shape)
        for premise in step.premises:
            graph.edge(premise, start, dir="none", **looks)
    graph.edge(start, target, arrowhead=_HEADS[kind], tooltip=_label([step.id]), **looks)


def _add_links(graph: "Digraph", scene: Scene) -> None:
    for link in scene.map.links:
        graph.edge(
            *link.claims,
            label=_label(["≠" if link.kind in RIVALRIES else "="]),
            tooltip=_label([link.kind]),
            dir="none",
            color=scene.style.colour("link"),
            constraint="false",
        )


def _label(lines: Iterable[str]) -> str:
    """Lines as a plain label: never read as HTML, no escape or entity of its own understood."""
    from graphviz import nohtml  # noqa: PLC0415 - seldom needed

    shown = (isolated(clean(line), rtl=is_rtl(line)) for line in lines)
    said = (line.replace("\\", "\\\\").replace("&", "&amp;") for line in shown)
    label: str = nohtml("\\n".join(said))
    return label
