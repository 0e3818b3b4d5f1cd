"""A map as a `graphviz.Digraph` with plain labels, for people who live in DOT.

Any Graphviz renders it. Where the positions are our own arithmetic, as in every view but
the tree, the graph carries them, pinned, and Graphviz puts things where we do.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from argmap.drawing.picture import Bond, Box, Figure, Picture, Rect, Stroke
from argmap.drawing.scene import Card, Scene
from argmap.drawing.style import ink_on
from argmap.drawing.text import clean, is_rtl, isolated, wrapped
from argmap.model import RIVALRIES, Argument

if TYPE_CHECKING:
    from graphviz import Digraph  # type: ignore[import-untyped] # it ships no types

__all__ = ["graph_of", "graph_of_parts"]

_ROLES = {"for": "for", "against": "against", "mixed": "open", "open": "open"}
_SIGNS = {"for": "▲", "against": "▼", "mixed": "◆", "open": "●"}
_HEADS = {"pro": "normal", "con": "tee", "undercut": "dot"}
_STYLES = {"pro": "solid", "con": "dashed", "undercut": "dotted"}


def graph_of(scene: Scene, board: Picture | None) -> "Digraph":
    """The graph of a map; pinned where the board has its cards, if there is one."""
    from graphviz import Digraph  # noqa: PLC0415 - seldom needed

    graph = Digraph("argmap", engine="neato" if board else "dot")
    graph.attr("graph", label=_label([scene.map.question]), labelloc="t", fontsize="20")
    if board:
        graph.attr("graph", splines="true" if len(scene.map.arguments) <= 300 else "line")
    else:
        graph.attr("graph", rankdir="RL", nodesep="0.16", ranksep="0.6")
    graph.attr("graph", fontname="Arial", bgcolor=scene.style.colour("paper"))
    graph.attr("node", shape="box", style="rounded,filled", fontname="Arial", fontsize="10.5")
    graph.attr("edge", fontname="Arial", arrowsize="0.7")
    spots = _spots(board)
    for claim in scene.map.claims:
        _add_card(graph, scene, scene.card(claim.id), spots.get(claim.id), board)
    disputed = {step.target for step in scene.map.arguments}
    for step in scene.map.arguments:
        _add_step(graph, scene, step, hub=len(step.premises) > 1 or step.id in disputed)
    _add_links(graph, scene)
    return graph


def graph_of_parts(picture: Picture) -> "Digraph":
    """The graph of a view made of figures and bonds: what is bound together has an edge."""
    from graphviz import Digraph  # noqa: PLC0415 - seldom needed

    scene = picture.scene
    graph = Digraph("argmap", engine="neato")
    graph.attr("graph", label=_label([scene.map.question]), labelloc="t", fontsize="20")
    graph.attr("graph", splines="line", fontname="Arial", bgcolor=scene.style.colour("paper"))
    graph.attr("node", shape="box", style="rounded,filled", fontname="Arial", fontsize="10.5")
    graph.attr("edge", fontname="Arial", arrowsize="0.7")
    names: dict[str, str] = {}
    figures = [part for part in picture.parts if isinstance(part, Figure)]
    for number, figure in enumerate(figures):
        name = figure.id if figure.id not in names.values() else f"{figure.id} {number}"
        names.setdefault(figure.id, name)
        looks = next((shape for shape in figure.shapes if isinstance(shape, Rect)), None)
        attributes = _pinned(figure.box, picture) | {
            "tooltip": _label(figure.tip.splitlines()),
            "color": _literal(scene, looks.stroke if looks else ""),
            "fillcolor": _literal(scene, looks.fill if looks else "", "card"),
            "fontcolor": scene.style.colour("ink"),
        }
        graph.node(name, _label([figure.label or figure.id]), **attributes)
    for part in picture.parts:
        if isinstance(part, Bond) and len(part.ends) > 1 and {*part.ends[:2]} <= names.keys():
            first, second = (names[end] for end in part.ends[:2])
            graph.edge(first, second, tooltip=_label(part.tip.splitlines()), **_look(scene, part))
    return graph


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
    lines = card.lines
    if motion:
        lines = wrapped(clean(scene.map.motion.text), 700, scene.style.text_size)
    graph.node(card.id, _label([head, *lines]), **attributes)


def _pinned(spot: Box, board: Picture) -> dict[str, str]:
    """Place and size in Graphviz's units: inches, up from below."""
    x = board.width - spot.middle if board.scene.rtl else spot.middle
    y = board.height - (spot.y + spot.height / 2)
    return {
        "pos": f"{x / 96:.3f},{y / 96:.3f}!",
        "width": f"{spot.width / 96:.3f}",
        "height": f"{spot.height / 96:.3f}",
        "fixedsize": "true",
    }


def _add_step(graph: "Digraph", scene: Scene, step: Argument, *, hub: bool) -> None:
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
        shape = {"shape": "circle", "width": "0.2"} if joint else {"shape": "point"}
        said = _label(["∧"]) if joint else ""
        graph.node(start, said, fixedsize="true", color=colour, style="", **shape)
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
