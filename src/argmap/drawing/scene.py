"""A map as things to draw, each with its size, before anything has a place.

The scene knows what stands on every card and how large that makes it. It does not know
where the card will be, nor how its colours look.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import fsum
from typing import Any, Literal, TypeAlias

from attrs import Factory, field, frozen

from argmap.drawing.difference import Changes
from argmap.drawing.sentences import of_claim, of_stake, of_stance
from argmap.drawing.sides import Outline, Towards, outline, sides
from argmap.drawing.style import BLOC_COLOURS, Style
from argmap.drawing.text import ELLIPSIS, clean, is_rtl, shortened, width, wrapped
from argmap.drawing.values import Paint, Scale, scale
from argmap.model import RIVALRIES, SAMENESS, Actor, ArgumentMap, Claim, Stake, Stance

__all__ = ["Card", "Chip", "ChipRow", "Scene", "flowed"]

Labels: TypeAlias = Literal["full", "short", "id"]
LABELS: tuple[Labels, ...] = ("full", "short", "id")
Direction: TypeAlias = Literal["auto", "ltr", "rtl"]
DIRECTIONS: tuple[Direction, ...] = ("auto", "ltr", "rtl")

PAD = 11
TOP = 9
HEAD = 13
NOTE = 15
CHIP = 18
ROW = CHIP + 5
BAR = 58
CHIP_GAP = 4
MARK = 10
RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"})
_WORDS_IN_SHORT = 9
_LONGEST_CODE = 5


@frozen
class Chip:
    """A small tag: an actor with a verdict, a painted value, or how many more there are."""

    text: str
    width: float
    sign: str = ""
    bloc: int | None = None
    voice: bool = False
    paint: Paint | None = None
    tip: str = ""
    inferred: bool = False
    actor: str = ""
    change: str = ""


@frozen
class ChipRow:
    """Chips on one line, with a word before them where it needs one."""

    chips: tuple[Chip, ...]
    word: str = ""
    word_width: float = 0

    @property
    def width(self) -> float:
        """The length of the whole row."""
        gaps = CHIP_GAP * max(0, len(self.chips) - 1)
        return self.word_width + gaps + fsum(chip.width for chip in self.chips)


@frozen
class Card:
    """What stands on the card of one claim, line by line, and how large that makes it."""

    id: str
    side: Towards
    width: float
    word: str
    detail: str
    lines: tuple[str, ...]
    rtl: bool
    tip: str
    line_height: float
    strong: bool = False
    weight: int | None = None
    notes: tuple[str, ...] = ()
    rows: tuple[ChipRow, ...] = ()
    locator: str = ""
    strip: str = ""
    folded: int = 0
    change: str = ""

    @property
    def height(self) -> float:
        """The height of the card, padding and all."""
        text = HEAD + 6 + len(self.lines) * self.line_height
        notes = len(self.notes) * NOTE
        return 2 * TOP + text + notes + max(len(self.rows), bool(self.locator)) * ROW


@frozen(eq=False)
class Scene:
    """Everything there is to draw of a map, which may be part of a `whole`.

    Sides, codes and the colours of blocs are those of the whole. `room` is how wide the
    picture may be, if that matters; `changes` are there if two versions are compared.
    """

    map: ArgumentMap
    style: Style
    labels: Labels = "full"
    values: Mapping[str, Any] = field(factory=dict)
    painted: str = ""
    whole: ArgumentMap = field(default=Factory(lambda scene: scene.map, takes_self=True))
    direction: Direction = "auto"
    room: float | None = None
    changes: Changes | None = None

    @cached_property
    def outline(self) -> Outline:
        """Where each claim hangs."""
        return outline(self.map, self.sides)

    @cached_property
    def sides(self) -> dict[str, Towards]:
        """The side of each claim and argument, in the whole map."""
        return dict(self.changes.sides) if self.changes else sides(self.whole)

    @cached_property
    def rtl(self) -> bool:
        """Whether the picture reads from right to left."""
        if self.direction != "auto":
            return self.direction == "rtl"
        return self.map.language.lower().split("-")[0] in RTL_LANGUAGES

    @cached_property
    def motion(self) -> str | None:
        """The id of the motion."""
        return self.map.positions[0] if self.map.positions else None

    @cached_property
    def scale(self) -> Scale:
        """How the values become colours."""
        return scale(self.values)

    @cached_property
    def blocs(self) -> dict[str, int]:
        """The blocs of the actors, numbered in the order of the whole map."""
        named = (actor.bloc for actor in _speaking(self.whole) if actor.bloc)
        return {bloc: number for number, bloc in enumerate(dict.fromkeys(named))}

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The actors who have a stance or a stake, in the order of the map."""
        return _speaking(self.map)

    @cached_property
    def codes(self) -> dict[str, str]:
        """A short code for each of them, unique in the whole map."""
        return _codes(_speaking(self.whole))

    @property
    def is_excerpt(self) -> bool:
        """Whether the picture shows less than the whole map."""
        return self.map is not self.whole

    @cached_property
    def weighed(self) -> bool:
        """Whether the map says how much any claim weighs; if not, no bar is drawn."""
        return any(claim.weight != 0.5 for claim in self.map.claims)

    @cached_property
    def cited(self) -> int:
        """How many sources the claims cite."""
        return len({c.source for claim in self.map.claims for c in claim.citations})

    @cached_property
    def card_width(self) -> float:
        """The width of a card: narrower where there are many."""
        return self.style.card_width or (400 if len(self.map.claims) <= 24 else 344)

    def word(self, key: str) -> str:
        """A fixed word in the language of the map."""
        return self.style.word(key, self.map.language)

    def name(self, id: str) -> str:
        """A claim in a word or two."""
        return clean(self.map.claim(id).label or id)

    def short(self, id: str) -> str:
        """A claim in one line: its label, its first words, or its id, as `labels` has it."""
        claim = self.map.claim(id)
        if self.labels == "id":
            return id
        return clean(claim.label or claim.text)

    def card(
        self, id: str, room: float | None = None, *, folded: int = 0, most: int | None = None
    ) -> Card:
        """The card of a claim, as wide as it may be, of so many lines at most."""
        return _card(self, self.map.claim(id), room or self.card_width, folded, most)


def _speaking(map: ArgumentMap) -> tuple[Actor, ...]:
    """The actors who have a stance or a stake, in the order of the map."""
    held: tuple[Stance | Stake, ...] = (*map.stances, *map.stakes)
    seen = {record.actor for record in held}
    return tuple(actor for actor in map.actors if actor.id in seen)


# Cards -------------------------------------------------------------------------------


def _card(scene: Scene, claim: Claim, room: float, folded: int, most: int | None) -> Card:
    style, side = scene.style, scene.sides[claim.id]
    inner = room - 2 * PAD
    said = _said(scene, claim)
    position = claim.id in scene.map.positions
    head = scene.word(side) + (f" · {scene.word('position')}" if position else "")
    bar = BAR + 8 if scene.weighed else 0
    left = inner - bar - 13 - width(head, style.small_size, bold=True) - 6
    return Card(
        id=claim.id,
        side=side,
        width=room,
        word=head,
        detail=shortened(_detail(scene, claim), left, style.small_size),
        lines=_cut(wrapped(said, inner, style.text_size, bold=position), most, inner, style),
        rtl=is_rtl(said),
        tip="\n".join((of_claim(scene.map, claim, side), *before(scene, claim.id))),
        line_height=round(style.text_size * 1.3),
        strong=position,
        weight=int(claim.weight * 5 + 0.5) if scene.weighed else None,
        notes=tuple(
            line
            for note in notes(scene, claim.id)
            for line in wrapped(note, inner, style.small_size)
        ),
        rows=_rows(scene, claim, inner, folded),
        locator=located(scene, claim),
        strip=strip_of(scene, claim.id),
        folded=folded,
        change=scene.changes.records.get(claim.id, "") if scene.changes else "",
    )


def _cut(lines: tuple[str, ...], most: int | None, inner: float, style: Style) -> tuple[str, ...]:
    """Lines, no more than so many; the last then ends in an ellipsis."""
    if most is None or len(lines) <= most:
        return lines
    last = shortened(f"{lines[most - 1]} {ELLIPSIS}", inner, style.text_size)
    return (*lines[: most - 1], last)


def before(scene: Scene, id: str) -> Iterable[str]:
    """What a claim was in the version before, if two are compared."""
    return scene.changes.said.get(id, ()) if scene.changes else ()


def _said(scene: Scene, claim: Claim) -> str:
    if scene.labels == "id":
        return claim.id
    if scene.labels == "short":
        words = clean(claim.text).split()
        short = " ".join(words[:_WORDS_IN_SHORT]) + (" …" if len(words) > _WORDS_IN_SHORT else "")
        return clean(claim.label) if claim.label else short
    return clean(claim.text)


def _detail(scene: Scene, claim: Claim) -> str:
    name = claim.id if scene.labels == "short" else scene.name(claim.id)
    theme = " › ".join(clean(part) for part in claim.themes)
    kind = scene.word(claim.kind) if claim.kind != "claim" else ""
    return " · ".join(part for part in ("" if scene.labels == "id" else name, theme, kind) if part)


def notes(scene: Scene, id: str) -> Iterator[str]:
    """What links say of a claim, in a line for each way to be linked."""
    for sign, kinds in (("≠", RIVALRIES), ("=", SAMENESS)):
        others = [
            scene.name(link.other(id)) for link in scene.map.links_of(id) if link.kind in kinds
        ]
        if others:
            yield f"{sign} {', '.join(dict.fromkeys(others))}"


def located(scene: Scene, claim: Claim) -> str:
    """Where in the source a claim stands, short enough for a corner."""
    places = [
        clean(f"{c.source} {c.locator or ''}" if scene.cited > 1 else c.locator or c.source)
        for c in claim.citations
    ]
    said = ", ".join(dict.fromkeys(places))
    return shortened(said, 110, scene.style.small_size)


def strip_of(scene: Scene, id: str) -> str:
    """The colour of a claim's value, or of its step's; empty if it has none."""
    paints = [paint for paint, _ in _paints(scene, id)]
    return paints[0].colour if paints else ""


def _paints(scene: Scene, id: str) -> Iterator[tuple[Paint, str]]:
    """The paint of a claim and of the steps it leads, with a word for the step meant."""
    if id in scene.values:
        yield scene.scale.paint(scene.values[id]), ""
    for step in scene.map.arguments_from(id):
        if step.id in scene.values and step.premises[0] == id:
            target = step.target if step.target in scene.sides else ""
            yield scene.scale.paint(scene.values[step.id]), f"→ {target}: "


# Chips -------------------------------------------------------------------------------


def _rows(scene: Scene, claim: Claim, inner: float, folded: int) -> tuple[ChipRow, ...]:
    """Painted values, stakes, and in the last row the holders, beside the source's place."""
    corner = inner - width(located(scene, claim), scene.style.small_size) - 10
    rows = value_rows(scene, claim.id, inner)
    for effect, chips in stake_chips(scene, claim.id):
        word = scene.word(effect)
        rows += flowed(chips, inner, word, width(word, scene.style.small_size) + 6)
    holders = stance_chips(scene, claim.id)
    if folded:
        holders.append(more_chip(scene.style, folded, f"{folded} claims folded"))
    first = rows.pop().chips if len(rows) == 1 and not rows[0].word else ()
    room = corner - ChipRow(first).width - CHIP_GAP if first else corner
    last = ChipRow((*first, *_fitting(scene.style, holders, room)))
    if last.chips or (rows and claim.citations and rows[-1].width > corner):
        rows.append(last)
    return tuple(rows)


def value_rows(scene: Scene, id: str, room: float) -> list[ChipRow]:
    """The values painted for a claim and the steps it leads."""
    chips = [
        value_chip(scene.style, paint, f"{word}{paint.text}", room)
        for paint, word in _paints(scene, id)
    ]
    return flowed(chips, room)


def flowed(
    chips: Sequence[Chip], room: float, word: str = "", word_width: float = 0
) -> list[ChipRow]:
    """Chips in rows no longer than the room, a word before the first."""
    rows: list[ChipRow] = []
    line: list[Chip] = []
    used = word_width
    for chip in chips:
        if line and used + chip.width > room:
            rows.append(ChipRow(tuple(line), word if not rows else "", word_width))
            line, used = [], word_width
        line.append(chip)
        used += chip.width + CHIP_GAP
    return [*rows, ChipRow(tuple(line), word if not rows else "", word_width)] if line else rows


def _fitting(style: Style, chips: list[Chip], room: float) -> list[Chip]:
    """As many chips as fit, the last of them saying how many more there are."""
    if ChipRow(tuple(chips)).width <= room:
        return chips
    for kept in reversed(range(len(chips))):
        rest = chips[kept:]
        more = more_chip(style, len(rest), "\n".join(chip.tip for chip in rest))
        if ChipRow((*chips[:kept], more)).width <= room or kept == 0:
            return [*chips[:kept], more]
    return chips


def stance_chips(scene: Scene, id: str) -> list[Chip]:
    """A chip for each actor with a stance on a claim, those with a stake first."""
    by_actor: dict[str, list[Stance]] = {}
    for stance in scene.map.stances_on(id):
        by_actor.setdefault(stance.actor, []).append(stance)
    chips = [
        actor_chip(
            scene,
            actor,
            verdict(stances),
            [of_stance(scene.map, s) for s in stances],
            inferred=is_inferred(stances, "verdict"),
            change=scene.changes.held.get((actor, id), "") if scene.changes else "",
        )
        for actor, stances in by_actor.items()
    ]
    return sorted(chips, key=lambda chip: chip.voice)


def verdict(stances: Iterable[Stance]) -> str:
    """One sign for all that an actor says of a claim; clashing verdicts are of two minds."""
    verdicts = dict.fromkeys(stance.verdict for stance in stances)
    return next(iter(verdicts)) if len(verdicts) == 1 else "ambivalent"


def is_inferred(records: Sequence[Stance | Stake], said: str) -> bool:
    """Whether any of what a chip says of an actor has nobody on record who says it."""
    on_record = {getattr(r, said) for r in records if r.basis in {"stated", "attributed"}}
    return any(getattr(record, said) not in on_record for record in records)


def stake_chips(scene: Scene, id: str) -> Iterator[tuple[str, list[Chip]]]:
    """For each effect of a position, a chip for each actor said to be so affected."""
    for effect, word in (("gain", "gain"), ("loss", "loss"), ("mixed", "mixed-stake")):
        by_actor: dict[str, list[Stake]] = {}
        for stake in scene.map.stakes_in(id):
            if stake.effect == effect:
                by_actor.setdefault(stake.actor, []).append(stake)
        if by_actor:
            yield (
                word,
                [
                    actor_chip(
                        scene,
                        actor,
                        "",
                        [of_stake(scene.map, s) for s in stakes],
                        inferred=is_inferred(stakes, "effect"),
                        change=scene.changes.stakes.get((actor, id), "") if scene.changes else "",
                    )
                    for actor, stakes in by_actor.items()
                ],
            )


def actor_chip(
    scene: Scene,
    id: str,
    sign: str,
    tips: Iterable[str] = (),
    *,
    inferred: bool = False,
    change: str = "",
) -> Chip:
    """The chip of an actor, in the colour of the bloc or a value's, with room for marks."""
    actor = scene.map.actor(id)
    paint = scene.scale.paint(scene.values[id]) if id in scene.values else None
    code = scene.codes[id]
    wide = width(code, scene.style.badge_size, bold=True) + 12
    return Chip(
        text=code,
        width=round(wide + MARK * ((sign not in {"", "accept"}) + inferred + bool(change)), 1),
        sign=sign,
        bloc=scene.blocs[actor.bloc] if actor.bloc else None,
        voice=actor.is_voice,
        paint=paint,
        tip="\n".join([*tips, *([paint.text] if paint else [])]),
        inferred=inferred,
        actor=id,
        change=change,
    )


def more_chip(style: Style, count: int, tip: str) -> Chip:
    """A chip that says how many more there are."""
    text = f"+{count}"
    return Chip(text, round(width(text, style.badge_size, bold=True) + 12, 1), "more", tip=tip)


def value_chip(style: Style, paint: Paint, text: str, room: float) -> Chip:
    """A chip filled with a value's colour."""
    said = shortened(text, room - 12, style.badge_size, bold=True)
    wide = width(said, style.badge_size, bold=True) + 12
    return Chip(said, round(wide, 1), "value", paint=paint, tip=text)


# Codes -------------------------------------------------------------------------------


def _codes(actors: Iterable[Actor]) -> dict[str, str]:
    """Labels that are short and unique, then codes made from names, in the map's order."""
    codes: dict[str, str] = {}
    used: set[str] = set()

    def take(id: str, candidates: Iterator[str]) -> None:
        codes[id] = next(code for code in candidates if code not in used)
        used.add(codes[id])

    rest = []
    for actor in actors:
        label = clean(actor.label or "")
        if label and len(label) <= _LONGEST_CODE and label not in used:
            take(actor.id, iter([label]))
        else:
            rest.append(actor)
    for actor in rest:
        take(actor.id, _candidates(actor))
    return {actor.id: codes[actor.id] for actor in actors}


def _candidates(actor: Actor) -> Iterator[str]:
    """Codes for an actor, the most telling first; there is no end of them."""
    words = _latin(actor.label or actor.name) or _latin(actor.id.replace("-", " "))
    letters = "".join(words)
    if len(words) >= 3:
        yield "".join(word[0] for word in words[:3])
    yield letters[:3]
    for later in letters[3:]:
        yield letters[:2] + later
    number = 2
    while True:
        yield f"{letters[:2]}{number}"
        number += 1


def _latin(text: str) -> list[str]:
    """The words of a text in capitals, letters of the Latin script and digits only."""
    bare = unicodedata.normalize("NFKD", text).upper()
    words = ("".join(c for c in word if c.isascii() and c.isalnum()) for word in bare.split())
    return [word for word in words if word]


# Bloc looks --------------------------------------------------------------------------


def bloc_role(bloc: int | None) -> str:
    """The palette's role for a bloc."""
    return "bloc-none" if bloc is None else f"bloc-{bloc % BLOC_COLOURS}"


def bloc_pattern(bloc: int | None) -> int:
    """The pattern laid over a bloc's colour: 0 for none, then one more each time round."""
    return 0 if bloc is None else bloc // BLOC_COLOURS
