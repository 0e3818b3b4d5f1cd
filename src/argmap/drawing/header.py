"""What stands above a map: its title, the question, the positions and the motion."""

from collections.abc import Sequence

from argmap.drawing.picture import Banner, Box, Motion, Pill
from argmap.drawing.scene import (
    NOTE,
    ROW,
    Chip,
    ChipRow,
    Scene,
    before,
    flowed,
    located,
    notes,
    stake_chips,
    stance_chips,
    strip_of,
    value_rows,
)
from argmap.drawing.sentences import of_claim
from argmap.drawing.text import clean, shortened, width, wrapped

__all__ = ["banner", "headline", "motion_rows"]

PILL, PILL_GAP = 24.0, 7.0
QUESTION_TOP = 31.0
_MOTION_SIZE = 17.0
_ROW_GAP = 18.0


def banner(scene: Scene, x: float, y: float, room: float) -> Banner:
    """The question's banner with the motion's bar below, as wide as the room."""
    size = scene.style.title_size
    lines = wrapped(clean(scene.map.question), room - 60, size, bold=True)
    pills = _pills(scene, room - 60)
    tall = QUESTION_TOP + len(lines) * size * 1.2 + 14
    if pills:
        tall += len(pills) * (PILL + 6) + 6
    box = Box(x, y, room, round(tall, 1))
    motion = _motion(scene, x, box.bottom, room) if scene.motion else None
    return Banner(box, lines, pills, motion)


def headline(scene: Scene, heading: Sequence[str], room: float) -> Banner:
    """The question alone, below the heading, for the views that show no motion's bar.

    It begins at the picture's margin and is as wide as the room.
    """
    margin = scene.style.margin
    top = margin + (len(heading) * 24 + 6 if heading else 0)
    size = scene.style.title_size
    lines = wrapped(clean(scene.map.question), room - 60, size, bold=True)
    tall = QUESTION_TOP + len(lines) * size * 1.2 + 14
    return Banner(Box(margin, top, room, round(tall, 1)), lines, (), None)


def _pills(scene: Scene, room: float) -> tuple[tuple[Pill, ...], ...]:
    """The positions in rows, if there is more than one."""
    if len(scene.map.positions) < 2:
        return ()
    pills = [_pill(scene, id) for id in scene.map.positions]
    rows: list[list[Pill]] = [[]]
    used = 0.0
    for pill in pills:
        if rows[-1] and used + pill.width > room:
            rows.append([])
            used = 0.0
        rows[-1].append(pill)
        used += pill.width + PILL_GAP
    return tuple(tuple(row) for row in rows)


def _pill(scene: Scene, id: str) -> Pill:
    claim = scene.map.claim(id)
    text = shortened(scene.name(id), 220, 12.5, bold=True)
    side = "motion" if id == scene.motion else scene.sides[id]
    tip = of_claim(scene.map, claim, scene.sides[id])
    return Pill(id, side, text, round(width(text, 12.5, bold=True) + 36, 1), tip)


def _motion(scene: Scene, x: float, y: float, room: float) -> Motion:
    assert scene.motion  # noqa: S101 - the caller saw to it
    claim = scene.map.claim(scene.motion)
    lines = wrapped(clean(claim.text), room - 60, _MOTION_SIZE, bold=True)
    rows = motion_rows(scene, room - 60)
    said = tuple(
        line
        for note in notes(scene, claim.id)
        for line in wrapped(note, room - 60, scene.style.small_size)
    )
    tall = 28 + len(lines) * _MOTION_SIZE * 1.25 + 8 + len(rows) * (ROW + 2) + len(said) * NOTE + 6
    return Motion(
        id=claim.id,
        box=Box(x, y, room, round(tall, 1)),
        lines=lines,
        rows=rows,
        notes=said,
        locator=located(scene, claim),
        tip="\n".join(
            (of_claim(scene.map, claim, scene.sides[claim.id]), *before(scene, claim.id))
        ),
        strip=strip_of(scene, claim.id),
    )


def motion_rows(scene: Scene, room: float) -> tuple[tuple[ChipRow, ...], ...]:
    """Who accepts and who rejects the motion, who is said to gain and who to lose."""
    assert scene.motion  # noqa: S101 - the caller saw to it
    groups: list[ChipRow] = list(value_rows(scene, scene.motion, room))
    holders = stance_chips(scene, scene.motion)
    for verdict in ("accept", "reject", "ambivalent", "neutral"):
        chips = [chip for chip in holders if chip.sign == verdict]
        groups += _worded(scene, verdict, chips, room)
    for effect, chips in stake_chips(scene, scene.motion):
        groups += _worded(scene, effect, chips, room)
    return _in_lines(groups, room)


def _worded(scene: Scene, key: str, chips: Sequence[Chip], room: float) -> list[ChipRow]:
    word = scene.word(key)
    return flowed(list(chips), room, word, width(word, scene.style.small_size) + 6)


def _in_lines(groups: Sequence[ChipRow], room: float) -> tuple[tuple[ChipRow, ...], ...]:
    lines: list[list[ChipRow]] = []
    used = 0.0
    for group in groups:
        if not lines or used + group.width > room:
            lines.append([])
            used = 0.0
        lines[-1].append(group)
        used += group.width + _ROW_GAP
    return tuple(tuple(line) for line in lines)
