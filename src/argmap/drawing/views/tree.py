"""The tree: the question at the root, replies further out the deeper they are.

Graphviz places the cards; it is given boxes of the right size, the map's own order, and
nothing to read. A card's distance from the root then decides its column, and lines run
between columns as they do on the board. What disputes a step stands in the column of the
card from which the step starts, since it must reach the step and not the card.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, TypeAlias

from attrs import define, field

from argmap.drawing.header import banner
from argmap.drawing.layout import Engine, laid_out
from argmap.drawing.picture import Banner, Box, Panel, Picture, Placed
from argmap.drawing.scene import Card, Scene
from argmap.drawing.text import ELLIPSIS, clean, shortened
from argmap.drawing.views.streams import merged
from argmap.drawing.views.tracks import Tracks
from argmap.drawing.views.wires import Column, Spot, Wires
from argmap.model import Argument, Claim

__all__ = ["folded", "tree"]

Group: TypeAlias = Literal["for", "against", "others", "background"]

_PANELS: tuple[Group, ...] = ("for", "against", "others", "background")
_ROOT = "@"
"""No id begins with a sign, so that the root's name is its own."""
_PX = 96 / 72
_WIDTH = 300.0
_GAP = 16.0
_FOLD_DEPTH = 2
_MOST_LINES = 3
_TALL_ASPECT = 0.6
_HEAD, _PAD = 40.0, 14.0


@define
class Plan:
    """Which cards are shown, how deep each is, and to which panel it belongs."""

    scene: Scene
    cards: dict[str, Card] = field(factory=dict)
    depths: dict[str, int] = field(factory=dict)
    panels: dict[Group, list[str]] = field(factory=dict)
    parents: dict[str, str] = field(factory=dict)
    two_sided: bool = False

    @cached_property
    def split(self) -> int:
        """How many columns stand before the root."""
        ids = self.panels.get("for", []) if self.two_sided else []
        return max((self.depths[id] for id in ids), default=0)

    def column(self, id: str) -> int:
        """The column of a card."""
        left = self.two_sided and id in self._left
        return self.split + (-self.depths[id] if left else self.depths[id])

    @cached_property
    def _left(self) -> dict[str, None]:
        return dict.fromkeys(self.panels.get("for", []))


def tree(scene: Scene, heading: tuple[str, ...], *, engine: Engine = "embedded") -> Picture:
    """The map as a tree."""
    plan = _plan(scene)
    root = banner(scene, 0, 0, _width(scene))
    nodes = _places(plan, root, engine)
    columns = _columns(plan)
    spots = _spots(plan, root, nodes)
    steps = [step for step in scene.map.arguments if _is_shown(plan, step)]
    wires = Wires.of(scene, columns, spots, trunks=False, steps=steps)
    tracks = Tracks.of(wires, _width(scene), 0, scene.style.margin)
    top = scene.style.margin + (len(heading) * 24 + 6 if heading else 0)
    tracks.band_tops[0] = top + tracks.corridor_height(0) - 20
    return _picture(plan, tracks, heading)


def folded(scene: Scene) -> bool:
    """Whether the map is so large that the tree folds what is deep and cuts long texts."""
    return len(scene.map.arguments) > scene.style.fold_above


# What is shown -----------------------------------------------------------------------


def _plan(scene: Scene) -> Plan:
    plan = Plan(scene)
    hidden: dict[str, int] = {}
    for group, roots in scene.outline.roots.items():
        for root in roots:
            panel: Group = _side(scene, root) if group == "motion" else group  # type: ignore[assignment] # the other groups are panels
            for id, _ in scene.outline.tree(root):
                _add(plan, panel, id, hidden)
    most = _MOST_LINES if folded(scene) else None
    for id in plan.depths:
        plan.cards[id] = scene.card(id, _width(scene), folded=hidden.get(id, 0), most=most)
    plan.panels = {name: plan.panels[name] for name in _PANELS if name in plan.panels}
    plan.two_sided = _is_tall(plan)
    return plan


def _add(plan: Plan, panel: Group, id: str, hidden: dict[str, int]) -> None:
    """Give a claim its depth; if that is too deep, count it on the card above."""
    place = plan.scene.outline.places[id]
    under = place.under if place.under != plan.scene.motion else None
    disputes = (
        isinstance(place.by, Argument)
        and isinstance(plan.scene.map[place.by.target], Argument)
        and under is not None
    )
    if under is not None and under not in plan.depths:
        plan.parents[id] = shown = plan.parents[under]
        hidden[shown] = hidden.get(shown, 0) + 1
        return
    depth = 1 if under is None else plan.depths[under] + (not disputes)
    if folded(plan.scene) and depth > _FOLD_DEPTH and under is not None:
        plan.parents[id] = under
        hidden[under] = hidden.get(under, 0) + 1
        return
    plan.depths[id] = depth
    plan.panels.setdefault(panel, []).append(id)
    above = under if not disputes else plan.parents.get(under or "")
    if above is not None:
        plan.parents[id] = above


def _width(scene: Scene) -> float:
    return scene.style.card_width or _WIDTH


def _side(scene: Scene, id: str) -> Literal["for", "against"]:
    con = getattr(scene.outline.places[id].by, "side", "") == "con"
    return "against" if con or scene.sides[id] == "against" else "for"


def _is_tall(plan: Plan) -> bool:
    """Whether a tree to one side would be a strip; then it grows to both."""
    tall: dict[int, float] = {}
    for id, depth in plan.depths.items():
        tall[depth] = tall.get(depth, 0) + plan.cards[id].height + _GAP
    wide = (_width(plan.scene) + 60) * (len(tall) + 1)
    both = plan.panels.get("for") and plan.panels.get("against")
    return bool(both) and wide / (max(tall.values()) + 200) < _TALL_ASPECT


def _is_shown(plan: Plan, step: Argument) -> bool:
    """Whether both ends of a step are in the picture."""
    seen: set[str] = set()
    at: Argument | Claim = step
    while isinstance(at, Argument) and at.id not in seen:
        seen.add(at.id)
        if not all(_has(plan, premise) for premise in at.premises):
            return False
        target = plan.scene.map[at.target]
        assert isinstance(target, Argument | Claim)  # noqa: S101 - a step's target is one of these
        at = target
    return isinstance(at, Argument) or _has(plan, at.id)


def _has(plan: Plan, id: str) -> bool:
    return id in plan.cards or id == plan.scene.motion


# Where it stands ---------------------------------------------------------------------


def _places(plan: Plan, root: Banner, engine: Engine) -> Mapping[str, Any]:
    style = plan.scene.style
    limits = {"limit": style.time_limit, "memory": style.memory_limit}
    answer = laid_out(_dot(plan, root), engine=engine, **limits)
    high = float(answer["bb"].split(",")[3])
    nodes = {thing["name"]: thing for thing in answer["objects"] if "pos" in thing}
    return {name: (high - float(node["pos"].split(",")[1])) * _PX for name, node in nodes.items()}


def _dot(plan: Plan, root: Banner) -> str:
    """The graph for Graphviz: boxes without text, lines not asked for."""
    return "\n".join(
        (
            "digraph argmap {",
            f"graph [rankdir=LR splines=false nodesep={_GAP / 96:.3f} ranksep=0.5 newrank=true]",
            'node [shape=box fixedsize=true label="" margin=0]',
            _box(_ROOT, root.box.width, _tall(root)),
            *_clusters(plan),
            *_order(plan),
            *_stems(plan),
            "}",
        )
    )


def _tall(root: Banner) -> float:
    return root.box.height + (root.motion.box.height if root.motion else 0)


def _box(node: str, wide: float, tall: float) -> str:
    return f'"{node}" [width={wide / 96:.4f} height={tall / 96:.4f}]'


def _clusters(plan: Plan) -> Iterator[str]:
    for panel, ids in plan.panels.items():
        yield f'subgraph cluster_{panel} {{ label=" " fontsize={_HEAD * 0.6:g} margin=10'
        yield from (_box(id, plan.cards[id].width, plan.cards[id].height) for id in ids)
        yield "}"


def _order(plan: Plan) -> Iterator[str]:
    """The cards of a column stand in the map's order, panel below panel.

    With `rankdir=LR` Graphviz sets the first of a rank lowest.
    """
    ranks: dict[int, list[str]] = {}
    for ids in plan.panels.values():
        for id in ids:
            ranks.setdefault(plan.column(id), []).append(id)
    for column, ids in sorted(ranks.items()):
        if column != plan.split and len(ids) > 1:
            chain = " -> ".join(f'"{id}"' for id in reversed(ids))
            yield f"{{ rank=same; {chain} [style=invis] }}"


def _stems(plan: Plan) -> Iterator[str]:
    """One edge from each card to the one it hangs under, outwards from the root."""
    for id in plan.depths:
        near, far = plan.parents.get(id, _ROOT), id
        if plan.column(id) < plan.split:
            near, far = far, near
        yield f'"{near}" -> "{far}"'


def _columns(plan: Plan) -> list[Column]:
    count = max((plan.column(id) for id in plan.depths), default=plan.split) + 1
    return [Column("right" if n < plan.split else "left", 0) for n in range(count)]


def _spots(plan: Plan, root: Banner, nodes: Mapping[str, float]) -> dict[str, Spot]:
    """Places by column; all move up so that the topmost begins at the top."""
    heights = {id: card.height for id, card in plan.cards.items()}
    heights[_ROOT] = _tall(root)
    tops = {id: nodes[id] - tall / 2 for id, tall in heights.items()}
    _stack(plan, tops, heights)
    up = min(tops[id] - (_HEAD if id != _ROOT else 0) for id in tops)
    spots = {
        id: Spot(plan.column(id), 0, 0, round(tops[id] - up, 1), heights[id], None)
        for id in plan.cards
    }
    name = plan.scene.motion or _ROOT
    spots[name] = Spot(plan.split, 0, 0, round(tops[_ROOT] - up, 1), heights[_ROOT], None)
    return spots


def _stack(plan: Plan, tops: dict[str, float], heights: Mapping[str, float]) -> None:
    """Set panel below panel on either side, the middles of both sides beside the root."""
    for part in (-1, 1):
        down = 0.0
        stacked = [ids for ids in plan.panels.values() if _part(plan, ids[0]) == part]
        for ids in stacked:
            shift = down + _HEAD - min(tops[id] for id in ids)
            for id in ids:
                tops[id] += shift
            down = max(tops[id] + heights[id] for id in ids) + _PAD + 2 * _GAP
        for id in (id for ids in stacked for id in ids):
            tops[id] -= (down - 2 * _GAP) / 2
    tops[_ROOT] = -heights[_ROOT] / 2


def _part(plan: Plan, id: str) -> int:
    """Left of the root, the root itself, or right of it."""
    at = plan.split if id == _ROOT else plan.column(id)
    return (at > plan.split) - (at < plan.split)


# The picture -------------------------------------------------------------------------


def _picture(plan: Plan, tracks: Tracks, heading: tuple[str, ...]) -> Picture:
    scene, spots = plan.scene, tracks.wires.spots
    here = spots[scene.motion or _ROOT]
    head = banner(scene, tracks.card_x(here), tracks.card_y(here), _width(scene))
    panels = tuple(_panels(plan, tracks))
    ends = [tracks.card_y(spot) + spot.height for spot in spots.values()]
    ends += [panel.box.bottom for panel in panels]
    return Picture(
        scene=scene,
        width=round(tracks.width, 1),
        height=round(max(ends), 1),
        heading=heading,
        banner=head,
        panels=panels,
        cards=tuple(
            Placed(card, round(tracks.card_x(spots[id]), 1), round(tracks.card_y(spots[id]), 1))
            for id, card in plan.cards.items()
        ),
        notes=tuple(_notes(plan)),
        lines=tuple(merged(tracks.lines(0), faint=lambda line: line.is_gone(scene))),
        joints=tuple(tracks.joints(0)),
    )


def _notes(plan: Plan) -> Iterator[str]:
    """What a tree of a large map leaves out."""
    hidden = len(plan.scene.map.claims) - len(plan.cards) - bool(plan.scene.motion)
    if hidden:
        yield (
            f"{hidden} claim{'s'[: hidden != 1]} more than two steps away "
            f"{'is' if hidden == 1 else 'are'} folded; the board shows all."
        )
    cut = sum(any(line.endswith(ELLIPSIS) for line in card.lines) for card in plan.cards.values())
    if folded(plan.scene) and cut:
        texts = "1 long text is" if cut == 1 else f"{cut} long texts are"
        yield f"{texts} cut; the board shows all."


def _panels(plan: Plan, tracks: Tracks) -> Iterator[Panel]:
    for panel, ids in plan.panels.items():
        boxes = [_around(tracks, id) for id in ids]
        left, right = min(b.x for b in boxes) - _PAD, max(b.right for b in boxes) + _PAD
        top, bottom = min(b.y for b in boxes) - _HEAD + 2, max(b.bottom for b in boxes) + _PAD - 4
        side: Any = panel if panel in {"for", "against"} else "open"
        yield Panel(
            Box(*(round(v, 1) for v in (left, top, right - left, bottom - top))),
            side,
            (shortened(_heading(plan.scene, panel), _width(plan.scene), 14.5, bold=True),),
            "end" if plan.two_sided and panel == "for" else "start",
        )


def _around(tracks: Tracks, id: str) -> Box:
    spot = tracks.wires.spots[id]
    return Box(tracks.card_x(spot), tracks.card_y(spot), tracks.card_width, spot.height)


def _heading(scene: Scene, panel: Group) -> str:
    if panel in {"for", "against"} and scene.motion:
        label = clean(scene.map.claim(scene.motion).label or "") or scene.word("the-motion")
        return f"{scene.word(f'{panel}-panel')}: {label}"
    if panel == "background":
        return scene.word("background" if scene.motion else "claims")
    return scene.word("others")
