"""Who holds what, as the views of actors show it: one verdict for an actor and a claim.

Several stances of an actor on a claim become one verdict, as on a card: that which they
share, or *ambivalent* where they clash. Its strength is that of the strongest. A stake is
never a stance, and stays apart.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from argmap.drawing.header import headline
from argmap.drawing.picture import NARROWEST, Badge, Box, Panel, Picture
from argmap.drawing.scene import CHIP_GAP, ROW, Scene, is_inferred, value_rows, verdict
from argmap.drawing.sentences import listed, of_stake, of_stance
from argmap.drawing.text import clean, shortened, wrapped
from argmap.model import Actor, Stake, Stance

__all__ = [
    "Group",
    "Holding",
    "foremost",
    "grouped",
    "holdings",
    "nothing",
    "of_actor",
    "painted",
    "reductions",
    "said_in",
    "side_panel",
    "stakes_held",
    "value_badges",
]


@frozen
class Holding:
    """What one actor holds on one claim, or is said to gain or lose by it.

    `sign` is the verdict, or the effect of a stake.
    """

    actor: str
    claim: str
    sign: str
    strength: float
    inferred: bool
    tip: str
    voice: bool = False
    several: bool = False


def holdings(scene: Scene) -> tuple[Holding, ...]:
    """One for every actor and claim with a stance, in the order of the stances.

    >>> import argmap
    >>> from argmap.drawing import Style
    >>> held = holdings(Scene(argmap.example("iraq-withdrawal"), Style()))
    >>> held[0].actor, held[0].claim, held[0].sign
    ('sudani', 'leave', 'accept')
    """
    by_pair: dict[tuple[str, str], list[Stance]] = {}
    for stance in scene.map.stances:
        by_pair.setdefault((stance.actor, stance.claim), []).append(stance)
    return tuple(_holding(scene, *pair, stances) for pair, stances in by_pair.items())


def _holding(scene: Scene, actor: str, claim: str, stances: Sequence[Stance]) -> Holding:
    sign = verdict(stances)
    meant = [s.strength for s in stances if s.verdict == sign] or [s.strength for s in stances]
    said = [of_stance(scene.map, stance) for stance in stances]
    return Holding(
        actor=actor,
        claim=claim,
        sign=sign,
        strength=max(meant),
        inferred=is_inferred(stances, "verdict"),
        tip="\n".join([f"“{clean(scene.map.claim(claim).text)}”", *said]),
        voice=scene.map.actor(actor).is_voice,
        several=len(stances) > 1,
    )


def stakes_held(scene: Scene) -> tuple[Holding, ...]:
    """One for every actor, position and effect with a stake, in the order of the stakes."""
    by_effect: dict[tuple[str, str, str], list[Stake]] = {}
    for stake in scene.map.stakes:
        by_effect.setdefault((stake.actor, stake.claim, stake.effect), []).append(stake)
    return tuple(
        Holding(
            actor=actor,
            claim=claim,
            sign="mixed-stake" if effect == "mixed" else effect,
            strength=max(stake.strength for stake in stakes),
            inferred=is_inferred(stakes, "effect"),
            voice=scene.map.actor(actor).is_voice,
            tip="\n".join(
                [
                    f"If it wins: “{clean(scene.map.claim(claim).text)}”",
                    *(of_stake(scene.map, stake) for stake in stakes),
                ]
            ),
        )
        for (actor, claim, effect), stakes in by_effect.items()
    )


def reductions(held: Iterable[Holding]) -> Iterator[str]:
    """How several stances of an actor on a claim became one verdict, if any did."""
    count = sum(holding.several for holding in held)
    if count:
        where = "In one place" if count == 1 else f"In {count} places"
        yield (
            f"{where} an actor has several stances on a claim: they are shown as one, of two "
            "minds where they clash, as strong as the strongest."
        )


# Actors ------------------------------------------------------------------------------


@frozen
class Group:
    """Actors who are shown together: those of a bloc, of none, or voices of none."""

    name: str
    bloc: int | None
    actors: tuple[Actor, ...]


def grouped(scene: Scene, actors: Iterable[Actor]) -> tuple[Group, ...]:
    """Actors by bloc in the order of the map, then those without one, then voices.

    In each group those with a stake in the question stand before voices.
    """
    found: dict[tuple[str | None, bool], list[Actor]] = {}
    for actor in actors:
        bloc = actor.bloc or None
        found.setdefault((bloc, bloc is None and actor.is_voice), []).append(actor)
    keys = [(bloc, False) for bloc in scene.blocs] + [(None, False), (None, True)]
    return tuple(
        Group(
            _name_of(scene, bloc, voices=voices),
            scene.blocs[bloc] if bloc else None,
            tuple(sorted(found[bloc, voices], key=lambda actor: actor.is_voice)),
        )
        for bloc, voices in keys
        if (bloc, voices) in found
    )


def _name_of(scene: Scene, bloc: str | None, *, voices: bool) -> str:
    if bloc:
        return clean(bloc)
    return scene.word("voices" if voices else "no-bloc" if scene.blocs else "actors")


def of_actor(scene: Scene, actor: Actor, held: Iterable[Holding]) -> str:
    """Who an actor is, how much of what is drawn it holds, and the value painted."""
    kind = f" ({clean(actor.kind)})" if actor.kind else ""
    bloc = f" Bloc: {clean(actor.bloc)}." if actor.bloc else ""
    names = [f"{clean(str(name))} ({clean(language)})" for language, name in actor.names.items()]
    counts = Counter(holding.sign for holding in held if holding.actor == actor.id)
    said = [f"{verb} {counts[sign]}" for sign, verb in _VERBS.items() if counts[sign]]
    lines = (
        f"{clean(actor.name)}{kind}.{bloc}",
        f"Also: {', '.join(names)}." if names else "",
        f"Here {listed(said)}." if said else "",
    )
    return "\n".join((*(line for line in lines if line), *painted(scene, actor.id)))


_VERBS = {
    "accept": "accepts",
    "reject": "rejects",
    "ambivalent": "is of two minds on",
    "neutral": "is neutral on",
    "gain": "is said to gain by",
    "loss": "is said to lose by",
    "mixed-stake": "is said to gain and lose by",
}


# Claims ------------------------------------------------------------------------------


def foremost(ids: Sequence[str], held: Iterable[str], most: int) -> tuple[str, ...]:
    """The `most` of some ids that occur most often in what is held, in their own order.

    >>> foremost(["a", "b", "c"], ["c", "c", "a"], 2)
    ('a', 'c')
    """
    counts = Counter(held)
    kept = set(sorted(ids, key=lambda one: -counts[one])[:most])
    return tuple(id for id in ids if id in kept)


def said_in(
    scene: Scene, id: str, room: float, size: float, *, most: int = 3, bold: bool = False
) -> tuple[str, ...]:
    """A claim as `labels` has it, in so many lines at most, the last one shortened."""
    full = clean(scene.map.claim(id).text) if scene.labels == "full" else scene.short(id)
    lines = wrapped(full, room, size, bold=bold)
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), room, size, bold=bold))


def painted(scene: Scene, id: str) -> list[str]:
    """What is painted on a claim or an actor, in full, for its title."""
    if id in scene.sides:
        chips = (chip for row in value_rows(scene, id, math.inf) for chip in row.chips)
        said = [chip.tip for chip in chips]
    else:
        said = [scene.scale.paint(scene.values[id]).text] if id in scene.values else []
    return [f"{scene.painted}: {text}." for text in said]


def value_badges(
    scene: Scene, id: str, x: float, y: float, room: float
) -> tuple[tuple[Badge, ...], float]:
    """The values painted for a claim and the steps it leads, from a place; how tall they are."""
    badges: list[Badge] = []
    rows = value_rows(scene, id, room)
    for number, row in enumerate(rows):
        across = x
        for chip in row.chips:
            badges.append(Badge(chip, round(across, 1), round(y + number * ROW, 1)))
            across += chip.width + CHIP_GAP
    return tuple(badges), len(rows) * ROW


# Grounds -----------------------------------------------------------------------------


def side_panel(scene: Scene, side: str, box: Box, remark: str = "") -> Panel:
    """The ground of the claims of one side, with its name."""
    key = f"{side}-panel" if scene.motion else "claims"
    heading = scene.word(key)
    if scene.motion and side in {"for", "against"}:
        heading += f": {clean(scene.map.motion.label or '') or scene.word('the-motion')}"
    said = shortened(heading, box.width - 32, 14.5, bold=True)
    tint = "open" if side == "mixed" else side
    return Panel(box, tint, (said,), remark=remark)  # type: ignore[arg-type] # it is one of these


def nothing(scene: Scene, heading: tuple[str, ...], remark: str, notes: tuple[str, ...]) -> Picture:
    """A calm picture that says that there is nothing to show."""
    margin = scene.style.margin
    head = headline(scene, heading, NARROWEST)
    box = Box(margin, head.box.bottom + 20, NARROWEST, 74)
    return Picture(
        scene=scene,
        width=NARROWEST + 2 * margin,
        height=box.bottom,
        heading=heading,
        banner=head,
        panels=(Panel(box, "open", (scene.word("actors"),), remark=remark),),
        signs=(),
        notes=notes,
    )
