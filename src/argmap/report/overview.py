"""The map in short, and who stands where."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from argmap import analysis
from argmap.model import BASES
from argmap.report.text import Prose, counted, joined, link, phrase, prose, strong
from argmap.report.words import RUNGS, TIES, WISHES, Words, in_brackets, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from argmap.model import Actor, Argument, ArgumentMap, Basis, Effect, Stake, Stance, Verdict
    from argmap.report.blocks import Row

__all__ = [
    "COUNTED",
    "interests",
    "lede",
    "position_rows",
    "ties",
    "voices",
    "without_position",
]


def lede(words: Words) -> Iterator[Prose]:
    """The map in a handful of sentences."""
    map = words.map
    if map.positions:
        yield from _lede_of_positions(words)
    else:
        yield prose("No claim answers the question yet.")
    kinds = Counter(claim.kind for claim in map.claims)
    yield prose(
        "The map holds {} and {} from one to another; {} of the claims can be checked as facts, "
        "{} foretell something.",
        counted(len(map.claims), "claim"),
        counted(len(map.arguments), "step"),
        kinds["fact"],
        kinds["forecast"],
    )
    for name, records in (("stances", map.stances), ("steps", map.arguments)):
        if records:
            yield prose("Of the {} {}, {}.", len(records), name, _split(records))
    if words.frame:
        said = "What others hold is reported by {}, which the chains of voices below leave out."
        yield prose(said, words.who(words.frame))


def _lede_of_positions(words: Words) -> Iterator[Prose]:
    """The motion, who takes it up, and of whom no position is known."""
    map, motion = words.map, words.map.motion
    named = prose("{}: {}", strong(motion.label), motion.text) if motion.label else motion.text
    yield prose("{} the question. The motion is {}", _answering(len(map.positions)), named)
    pros, cons = len(map.pros(motion.id)), len(map.cons(motion.id))
    yield prose(
        "It is accepted by {} and rejected by {}. {} for it directly, {} against it.",
        *(_verdict(words, motion.id, verdict, "no one on record") for verdict in FIRM),
        f"{counted(pros, 'step')} {'speaks' if pros == 1 else 'speak'}",
        cons,
    )
    if spoken_of := without_position(words, "said to gain or lose"):
        yield prose(
            "Of {} no position is on record: only what they are said to gain or lose, which "
            "makes nobody a supporter.",
            words.whom(spoken_of),
        )


def _answering(number: int) -> str:
    return "One position answers" if number == 1 else f"{number} positions answer"


def _split(records: Sequence[Stance] | Sequence[Argument]) -> Prose:
    """How many records stand on each rung."""
    rungs = Counter(record.basis for record in records)
    return phrase(f"{rungs[basis]} {_ON[basis]}" for basis in BASES if rungs[basis])


_ON: dict[Basis, str] = {
    "stated": "are stated",
    "attributed": "attributed",
    "implied": "implied",
    "analyst": "the encoder’s reading",
}


def without_position(words: Words, says: analysis.Says) -> tuple[str, ...]:
    """The principals of whom no more is known than this."""
    heard = analysis.silent(words.map) if words.map.positions else {}
    return tuple(actor for actor, known in heard.items() if known == says)


# … who stands where


def position_rows(words: Words) -> Iterator[Row]:
    """Each position with its steps counted, and those who accept or reject it."""
    tally = analysis.tally(words.map)
    for position in words.map.positions:
        yield (
            link(words.called(position), f"#{place_of(position)}"),
            *(_count(tally.count(position, side)) for side in COUNTED),
            *(_verdict(words, position, verdict) for verdict in FIRM),
        )


COUNTED: tuple[Literal["pro", "con", "mixed"], ...] = ("pro", "con", "mixed")
FIRM: tuple[Verdict, ...] = ("accept", "reject")


def _count(count: analysis.Count) -> str:
    return (
        f"{len(count.all)} ({len(count.direct)})" if count.side != "mixed" else f"{len(count.all)}"
    )


def _verdict(words: Words, claim: str, verdict: Verdict, nobody: str = "–") -> Prose | str:
    """Who is on record with a verdict on a claim, each with the rung."""
    who = dict.fromkeys(
        prose("{} ({})", words.who(stance.actor), RUNGS[stance.basis])
        for stance in words.map.stances_on(claim)
        if stance.verdict == verdict
    )
    return phrase(who) if who else nobody


def interests(words: Words) -> Iterator[Row]:
    """Who wants what, is said to want what, and is said to gain or lose; parts below wholes."""
    found = analysis.gains(words.map).interests
    order = {actor.id: number for number, actor in enumerate(words.map.actors)}
    for interest in sorted(found, key=lambda one: order[_whole(words.map, one.actor)]):
        if interest.wants or interest.said_to_want or interest.stakes:
            yield (
                _part(words, words.map.actor(interest.actor)),
                _wishes(words, interest.wants),
                _wishes(words, interest.said_to_want),
                _stakes(words, interest.stakes, "gain"),
                _stakes(words, interest.stakes, "loss"),
            )


def _whole(map: ArgumentMap, actor: str) -> str:
    """What an actor is in the end part of."""
    while (part_of := map.actor(actor).part_of) is not None:
        actor = part_of
    return actor


def _wishes(words: Words, stances: Iterable[Stance]) -> Prose | str:
    return joined(_wish(words, stance) for stance in stances) or "–"


def _stakes(words: Words, stakes: Iterable[Stake], effect: Effect) -> Prose | str:
    said = (_stake(words, stake) for stake in stakes if stake.effect in (effect, "mixed"))
    return joined(said) or "–"


def _part(words: Words, actor: Actor) -> Prose:
    whole = prose(" ({})", words.map.actor(actor.part_of).name) if actor.part_of else Prose()
    return prose("{}{}", actor.name, whole)


def _wish(words: Words, stance: Stance) -> Prose:
    rung = "" if stance.basis == "stated" else RUNGS[stance.basis]
    return _qualified(WISHES[stance.verdict].format(words.called(stance.claim)), rung, stance)


def _stake(words: Words, stake: Stake) -> Prose:
    return _qualified(words.called(stake.claim), RUNGS[stake.basis], stake)


def _qualified(said: str, rung: str, record: Stance | Stake) -> Prose:
    details = in_brackets(rung, f"“{record.hedge}”" if record.hedge else "")
    return prose("{} ({})", said, details) if details else prose("{}", said)


def ties(words: Words) -> Iterator[Row]:
    """Who stands how to whom."""
    for tie in words.map.ties:
        source, target = words.map.actor(tie.source), words.map.actor(tie.target)
        yield (source.name, tie.kind, target.name, TIES[tie.sign], words.how(tie))


def voices(words: Words) -> Iterator[Prose]:
    """Those who speak without a stake, and how often they hold something themselves."""
    for actor in words.map.actors:
        if actor.is_voice:
            held = counted(len({s.claim for s in words.map.stances_of(actor.id)}), "claim")
            yield prose("{} ({})", actor.name, held)
