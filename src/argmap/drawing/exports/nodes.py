"""A map as boxes and arrows with plain labels, for languages that lay out and paint themselves.

Mermaid and D2 know boxes, and arrows from box to box; no arrow can end on another. So a
step with several premises, or one that is disputed, passes through a small box of its own:
what disputes the step ends there. Every other step is one arrow.

Labels are lines of clean, plain text; how they are escaped is the business of each language.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from attrs import frozen

from argmap.drawing.scene import Chip, Scene, located, stake_chips, stance_chips
from argmap.drawing.sides import Towards
from argmap.drawing.text import clean
from argmap.model import RIVALRIES, Argument, Claim, Link

__all__ = ["DASHES", "SIGNS", "Edge", "Node", "colours", "edges", "nodes"]

NodeKind: TypeAlias = Literal["question", "claim", "joint", "step", "actors"]
EdgeKind: TypeAlias = Literal["pro", "con", "undercut", "link", "answer"]

SIGNS: dict[Towards, str] = {"for": "▲", "against": "▼", "mixed": "◆", "open": "●"}
DASHES: dict[EdgeKind, tuple[int, int] | None] = {
    **dict.fromkeys(("pro", "link", "answer")),
    "con": (6, 4),
    "undercut": (2, 4),
}
"""Length of dash and of gap for each kind of line; none where it is solid."""
_WORDS_IN_SHORT = 9
_VERDICTS = ("accept", "reject", "ambivalent", "neutral")


@frozen
class Node:
    """A box and the lines on it.

    `id` is unique in the picture: that of the record after `c-` for a claim and `s-` for
    a step. `fill` is the colour of a painted value.
    """

    id: str
    kind: NodeKind
    lines: tuple[str, ...]
    side: Towards = "open"
    position: bool = False
    fill: str = ""


@frozen
class Edge:
    """A line from box to box, with a word on it; `head` says whether it has an arrow's."""

    start: str
    end: str
    kind: EdgeKind
    said: str = ""
    head: bool = True


def nodes(scene: Scene) -> Iterator[Node]:
    """The boxes of a map: the question, each claim, steps that others meet, and the actors.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> scene = Scene(argmap.example("iraq-withdrawal"), Style())
    >>> print(*next(nodes(scene)).lines, sep="; ")
    QUESTION; Should US forces leave Iraq?
    """
    question = [scene.word("question"), scene.map.question]
    if scene.values:
        question.append(f"{scene.word('painted')}: {scene.painted}" if scene.painted else "")
    yield Node("question", "question", _lines(question))
    for claim in scene.map.claims:
        fill = scene.scale.paint(scene.values[claim.id]).colour if claim.id in scene.values else ""
        is_position = claim.id in scene.map.positions
        lines = _lines(_on(scene, claim))
        yield Node(f"c-{claim.id}", "claim", lines, scene.sides[claim.id], is_position, fill)
    for step in scene.map.arguments:
        if _has_hub(scene, step):
            joint = len(step.premises) > 1
            kind: NodeKind = "joint" if joint else "step"
            yield Node(f"s-{step.id}", kind, ("∧" if joint else "•",), scene.sides[step.id])
    if scene.codes:
        yield Node("actors", "actors", _lines(_actors(scene)))


def edges(scene: Scene) -> Iterator[Edge]:
    """The lines of a map: from positions to the question, along steps, and between rivals.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> scene = Scene(argmap.example("iraq-withdrawal"), Style())
    >>> next(edges(scene))
    Edge(start='c-leave', end='question', kind='answer', said='', head=False)
    """
    for id in scene.map.positions:
        yield Edge(f"c-{id}", "question", "answer", head=False)
    for step in scene.map.arguments:
        yield from _along(scene, step)
    for link in scene.map.links:
        first, second = link.claims
        yield Edge(f"c-{first}", f"c-{second}", "link", _of_link(scene, link), head=False)


def colours(scene: Scene, node: Node) -> tuple[str, str]:
    """The ground and the rim of a box, on paper."""
    of = scene.style.colour
    if node.kind == "question":
        return of("banner"), of("banner")
    if node.kind == "actors":
        return of("panel"), of("rule")
    rim = of("open" if node.side == "mixed" else node.side)
    if node.kind == "claim":
        tint = f"tint-{node.side}" if node.side in {"for", "against"} else "panel"
        return node.fill or of(tint), rim
    return of("paper"), rim


# Lines -------------------------------------------------------------------------------


def _lines(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in (clean(line) for line in said) if line)


def _on(scene: Scene, claim: Claim) -> Iterator[str]:
    """What stands on the box of a claim."""
    side = scene.sides[claim.id]
    motion = claim.id == scene.motion
    parts = (
        f"{SIGNS[side]} {scene.word(side)}" if not motion else scene.word("motion"),
        scene.word("position") if claim.id in scene.map.positions and not motion else "",
        "" if scene.labels == "id" else clean(claim.label or claim.id),
        " › ".join(clean(part) for part in claim.themes),
        scene.word(claim.kind) if claim.kind != "claim" else "",
    )
    yield " · ".join(part for part in parts if part)
    yield _said(scene, claim)
    if claim.id in scene.values:
        yield f"{scene.word('painted')}: {scene.scale.paint(scene.values[claim.id]).text}"
    for verdict in _VERDICTS:
        chips = [c for c in stance_chips(scene, claim.id) if c.sign == verdict]
        yield from _row(scene, verdict, chips)
    for effect, chips in stake_chips(scene, claim.id):
        yield from _row(scene, effect, chips)
    yield located(scene, claim)


def _said(scene: Scene, claim: Claim) -> str:
    """The claim as long as the labels are wanted."""
    if scene.labels == "id":
        return claim.id
    if scene.labels == "full":
        return claim.text
    words = claim.text.split()
    rest = " …" if len(words) > _WORDS_IN_SHORT else ""
    return claim.label or " ".join(words[:_WORDS_IN_SHORT]) + rest


def _row(scene: Scene, word: str, chips: list[Chip]) -> Iterator[str]:
    """Who stands so to a claim; in brackets those of whom it is only inferred."""
    if chips:
        codes = (f"({chip.text})" if chip.inferred else chip.text for chip in chips)
        yield f"{scene.word(word)}: {', '.join(codes)}"


def _actors(scene: Scene) -> Iterator[str]:
    """What the codes stand for; in a bracket what the brackets around one mean."""
    for actor in scene.actors:
        value = scene.values.get(actor.id)
        said = "" if value is None else f": {scene.scale.paint(value).text}"
        yield f"{scene.codes[actor.id]} = {clean(actor.name)}{said}"
    chips = (chip for claim in scene.map.claims for chip in _chips(scene, claim.id))
    if any(chip.inferred for chip in chips):
        yield f"( ) = {scene.word('legend-inferred')}"


def _chips(scene: Scene, id: str) -> Iterator[Chip]:
    yield from stance_chips(scene, id)
    for _, chips in stake_chips(scene, id):
        yield from chips


# Lines between boxes -----------------------------------------------------------------


def _along(scene: Scene, step: Argument) -> Iterator[Edge]:
    """A step as one arrow, or through its own box as several lines."""
    target = scene.map[step.target]
    kind: EdgeKind = "undercut" if isinstance(target, Argument) else step.side
    said = scene.word(f"legend-{kind}")
    if step.id in scene.values:
        said += f" · {scene.scale.paint(scene.values[step.id]).text}"
    end = f"{'s' if kind == 'undercut' else 'c'}-{step.target}"
    if not _has_hub(scene, step):
        yield Edge(f"c-{step.premises[0]}", end, kind, said)
        return
    for premise in step.premises:
        yield Edge(f"c-{premise}", f"s-{step.id}", kind, head=False)
    yield Edge(f"s-{step.id}", end, kind, said)


def _has_hub(scene: Scene, step: Argument) -> bool:
    return len(step.premises) > 1 or bool(scene.map.undercuts(step.id))


def _of_link(scene: Scene, link: Link) -> str:
    rivals = link.kind in RIVALRIES
    return f"{'≠' if rivals else '='} {scene.word('excludes' if rivals else 'same')}"
