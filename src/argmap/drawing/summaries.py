"""What each view shows, in words: the alternative text of a picture.

A picture of the same map says something else in each view, and so does its summary: the
board and the tree tell what speaks for and against the motion, the views of actors tell who
stands where. Every sentence can be checked against the map alone.

Where one verdict of an actor on a claim is needed, several that agree count once, and
verdicts that clash make the actor of two minds. Ties are named in full up to three; then
how many there are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import TypeAlias

from argmap.drawing.sentences import listed, quoted
from argmap.drawing.sentences import summary as _summary
from argmap.drawing.sides import Towards, sides
from argmap.drawing.text import clean
from argmap.errors import UnknownOptionError
from argmap.model import BASES, EFFECTS, ArgumentMap, Verdict

__all__ = ["SUMMARIES", "summarised"]

Verdicts: TypeAlias = dict[str, dict[str, Verdict]]
"""The verdict of each actor on each claim of which it says something."""

_MOST = 3


def summarised(map: ArgumentMap, view: str, *, painted: str = "") -> str:
    """A view of a map in words; `painted` says what its colours mean, if there are values.

    Raises `UnknownOptionError` for a view that is not in `SUMMARIES`.

    >>> import argmap
    >>> said = summarised(argmap.example("iraq-withdrawal"), "timeline")
    >>> said.partition(". ")[0]
    'Timeline of 58 stances on the question “Should US forces leave Iraq?”'
    """
    if view not in SUMMARIES:
        raise UnknownOptionError("view", view, SUMMARIES)
    return " ".join(part for part in (*SUMMARIES[view](map), painted) if part)


# One view each -----------------------------------------------------------------------


def _board(map: ArgumentMap) -> Iterator[str]:
    yield _summary(map, sides(map), view="board", painted="")


def _tree(map: ArgumentMap) -> Iterator[str]:
    yield _summary(map, sides(map), view="tree", painted="")


def _actors(map: ArgumentMap) -> Iterator[str]:
    """Who holds the arguments of which side."""
    yield from _opening(map, "Actors and arguments", _number(len(_holders(map)), "actor"))
    held = _verdicts(map)
    of = sides(map)
    for side, word in (("for", "for"), ("against", "against")):
        counts = _counted(
            (actor, claim)
            for actor, claims in held.items()
            for claim, verdict in claims.items()
            if verdict == "accept" and of[claim] == side and claim not in map.positions[:1]
        )
        if counts:
            said = f"accept{_s(counts)} claims that speak {word} the motion"
            yield f"{_names(map, counts)} {said}{_foremost(map, counts)}."
    both = _on_both_sides(held, of)
    if both:
        yield f"{_names(map, both)} accept{_s(both)} claims of both sides."
    rejected = _counted(
        (actor, claim)
        for actor, claims in held.items()
        for claim, verdict in claims.items()
        if verdict == "reject"
    )
    if rejected:
        yield f"{_names(map, rejected)} reject{_s(rejected)} claims."
    yield from _unheld(map)


def _camps(map: ArgumentMap) -> Iterator[str]:
    """Who stands with whom, by verdicts they share and by ties."""
    held = _verdicts(map)
    agree, differ = _pairs(held)
    yield from _opening(map, "Camps", _number(len(_holders(map)), "actor"))
    net = {pair: agree[pair] - differ[pair] for pair in agree | differ}
    friends = {pair: count for pair, count in net.items() if count > 0}
    rivals = {pair: -count for pair, count in net.items() if count < 0}
    yield from _of_pairs(map, friends, "agree more than they differ")
    yield from _of_pairs(map, rivals, "differ more than they agree")
    even = sum(count == 0 for count in net.values())
    if even:
        yield f"{_number(even, 'pair')} agree{'s'[: even == 1]} and differ{'s'[: even == 1]} alike."
    if not net:
        yield "No two of them judge the same claim."
    for sign, word in ((1, "friendly"), (-1, "hostile")):
        ties = [tie for tie in map.ties if tie.sign == sign]
        if ties:
            yield f"{_number(len(ties), f'{word} tie')} {_are(len(ties))} known."


def _matrix(map: ArgumentMap) -> Iterator[str]:
    """How full the matrix is, who accepts and rejects most, and who is silent."""
    held = _verdicts(map)
    told = sum(len(claims) for claims in held.values())
    claims = len({claim for said in held.values() for claim in said})
    what = f"{_number(len(held), 'actor')} by {_number(claims, 'claim')}"
    yield from _opening(map, "Matrix of stances", what)
    if told < len(held) * claims:
        yield f"{told} of the {len(held) * claims} cells {_are(told)} filled; the rest is unknown."
    elif held:
        yield "Every cell is filled."
    for verdict in ("accept", "reject"):
        counts = _counted(
            (actor, claim)
            for actor, said in held.items()
            for claim, given in said.items()
            if given == verdict
        )
        yield from _most(map, counts, f"{verdict}s", "claim")
    torn = sum(given == "ambivalent" for said in held.values() for given in said.values())
    if torn:
        yield f"{_number(torn, 'verdict')} {_are(torn)} of two minds."
    yield from _on_motion(map, held)
    yield from _silent(map, held)


def _gains(map: ArgumentMap) -> Iterator[str]:
    """Who is said to gain or to lose by which position."""
    affected = len({stake.actor for stake in map.stakes})
    yield from _opening(map, "Gains and losses", _number(affected, "actor"))
    for id in map.positions:
        said = list(_affected(map, id))
        if said:
            yield f"By {quoted(map.claim(id))} {'; '.join(said)}."
    clash = _clashing_stakes(map)
    if clash:
        yield f"Of {_listed_names(map, clash)} both is said, of one position."
    wanted = {s.actor for id in map.positions for s in map.stances_on(id) if s.verdict == "accept"}
    mute = {stake.actor: None for stake in map.stakes if stake.actor not in wanted}
    if mute:
        yield f"Of these, {_names(map, mute)} accept{_s(mute)} no position."
    if not map.stakes:
        yield "Nobody is said to gain or lose."


def _lattice(map: ArgumentMap) -> Iterator[str]:
    """Which claims unite most actors, and which actors accept the same."""
    held = _accepted(map)
    claims = len({claim for accepted in held.values() for claim in accepted})
    what = f"{_number(len(held), 'actor')} by the {_number(claims, 'claim')} they accept"
    yield from _opening(map, "Lattice", what)
    by_claim = _counted((claim, actor) for actor, said in held.items() for claim in said)
    shared = {claim: count for claim, count in by_claim.items() if count > 1}
    if shared:
        widest = [id for id, count in shared.items() if count == max(shared.values())]
        most = f"is accepted by {max(shared.values())} actors, more than any other"
        if len(widest) == 1:
            yield f"{quoted(map.claim(widest[0]))} {most}."
        yield f"{_number(len(shared), 'claim')} {_are(len(shared))} accepted by more than one."
    elif held:
        yield "No claim is accepted by more than one."
    alike: dict[frozenset[str], list[str]] = {}
    for actor, said in held.items():
        alike.setdefault(said, []).append(actor)
    for group in [group for group in alike.values() if len(group) > 1][:_MOST]:
        yield f"{_listed_names(map, group)} accept the same claims."


def _timeline(map: ArgumentMap) -> Iterator[str]:
    """From when to when, and who changed a verdict."""
    yield from _opening(map, "Timeline", _number(len(map.stances), "stance"))
    dates = sorted(stance.date for stance in map.stances if stance.date)
    undated = len(map.stances) - len(dates)
    if len(set(dates)) > 1:
        yield f"{_number(len(dates), 'stance')} bear dates, from {dates[0]} to {dates[-1]}."
    elif dates:
        bear = "bears" if len(dates) == 1 else "bear"
        yield f"{_number(len(dates), 'stance')} {bear} the date {dates[0]}."
    if undated:
        yield f"{_number(undated, 'stance')} {'bears' if undated == 1 else 'bear'} no date."
    changes = list(_changes(map))
    for actor, claim, said in changes[:_MOST]:
        yield f"{_name(map, actor)} changed its verdict on {quoted(map.claim(claim))}: {said}."
    if len(changes) > _MOST:
        rest = len(changes) - _MOST
        yield f"{_number(rest, 'more change')} of verdict {_are(rest)} not named."
    if dates and not changes:
        yield "By what is dated nobody changed a verdict."


def _ladder(map: ArgumentMap) -> Iterator[str]:
    """What stands on each rung of the ladder of attribution."""
    yield from _opening(map, "Ladder of attribution", _number(len(BASES), "rung"))
    for number, basis in enumerate(BASES):
        steps = sum(step.basis == basis for step in map.arguments)
        stances = sum(stance.basis == basis for stance in map.stances)
        on = f"On the rung “{basis}”" if number else f"On the firmest rung, “{basis}”,"
        what = f"{_number(steps, 'step')} and {_number(stances, 'stance')}"
        yield f"{on} {'is' if steps == 1 else 'are'} {what}."
    if map.positions:
        yield from _by_rung(map)


SUMMARIES: Mapping[str, Callable[[ArgumentMap], Iterator[str]]] = {
    "board": _board,
    "tree": _tree,
    "actors": _actors,
    "camps": _camps,
    "matrix": _matrix,
    "gains": _gains,
    "lattice": _lattice,
    "timeline": _timeline,
    "ladder": _ladder,
}
"""What is told of each view."""


# What they are made of ---------------------------------------------------------------


def _opening(map: ArgumentMap, view: str, what: str) -> Iterator[str]:
    of = ":" if view == "Actors and arguments" else " of"
    yield f"{view}{of} {what} on the question “{clean(map.question)}”."
    if map.positions:
        yield f"The motion is: {quoted(map.motion)}"
    else:
        yield "No claim answers it yet."


def _verdicts(map: ArgumentMap) -> Verdicts:
    """One verdict for each actor and claim; clashing ones are of two minds."""
    found: Verdicts = {}
    for stance in map.stances:
        said = found.setdefault(stance.actor, {})
        before = said.setdefault(stance.claim, stance.verdict)
        if before != stance.verdict:
            said[stance.claim] = "ambivalent"
    return found


def _accepted(map: ArgumentMap) -> dict[str, frozenset[str]]:
    """What each actor accepts, of those who accept anything."""
    accepted = {
        actor: frozenset(claim for claim, verdict in said.items() if verdict == "accept")
        for actor, said in _verdicts(map).items()
    }
    return {actor: claims for actor, claims in accepted.items() if claims}


def _holders(map: ArgumentMap) -> dict[str, None]:
    return dict.fromkeys(stance.actor for stance in map.stances)


def _counted(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How often each first thing occurs, most often first."""
    return dict(Counter(first for first, _ in pairs).most_common())


def _on_both_sides(held: Verdicts, of: Mapping[str, Towards]) -> dict[str, None]:
    return {
        actor: None
        for actor, said in held.items()
        if {"for", "against"} <= {of[id] for id, given in said.items() if given == "accept"}
    }


def _unheld(map: ArgumentMap) -> Iterator[str]:
    silent = sum(not map.stances_on(claim.id) for claim in map.claims)
    if silent:
        has = "has" if silent == 1 else "have"
        yield f"{_number(silent, 'claim')} {has} no holder."


def _pairs(held: Verdicts) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """For each pair of actors, on how many claims they agree and on how many they differ."""
    plain = {"accept", "reject"}
    by_claim: dict[str, list[tuple[str, Verdict]]] = {}
    for actor, said in held.items():
        for claim, verdict in said.items():
            if verdict in plain:
                by_claim.setdefault(claim, []).append((actor, verdict))
    agree: Counter[tuple[str, str]] = Counter()
    differ: Counter[tuple[str, str]] = Counter()
    for holders in by_claim.values():
        for (first, one), (second, other) in combinations(holders, 2):
            (agree if one == other else differ)[first, second] += 1
    return agree, differ


def _of_pairs(map: ArgumentMap, pairs: Mapping[tuple[str, str], int], what: str) -> Iterator[str]:
    """How many pairs stand so to each other, and the closest by name."""
    if pairs:
        top = sorted(pairs.items(), key=lambda item: -item[1])[:_MOST]
        named = [f"{_listed_names(map, pair)} (by {_number(by, 'claim')})" for pair, by in top]
        if len(pairs) > _MOST:
            yield f"{len(pairs)} pairs {what}, foremost {'; '.join(named)}."
        else:
            yield f"{'; '.join(named)} {what}."


def _most(map: ArgumentMap, counts: dict[str, int], verb: str, noun: str) -> Iterator[str]:
    if counts:
        top = [id for id, count in counts.items() if count == max(counts.values())]
        much = f"{_number(max(counts.values()), noun)}"
        verb = verb if len(top) == 1 else verb.removesuffix("s")
        yield f"{_names(map, top)} {verb} most, {much}{'' if len(top) == 1 else ' each'}."


def _on_motion(map: ArgumentMap, held: Verdicts) -> Iterator[str]:
    for verdict in ("accept", "reject"):
        said = [a for a, given in held.items() if given.get(_motion(map)) == verdict]
        if said:
            yield f"{_listed_names(map, said)} {verdict}{_s(said)} the motion."


def _silent(map: ArgumentMap, held: Verdicts) -> Iterator[str]:
    silent = [actor.id for actor in map.actors if actor.id not in held and not actor.is_voice]
    if silent:
        yield f"{_names(map, silent)} {_are(len(silent))} silent on every claim."


def _motion(map: ArgumentMap) -> str:
    return map.positions[0] if map.positions else ""


def _affected(map: ArgumentMap, position: str) -> Iterator[str]:
    """Who is said to gain by a position, who to lose, who both."""
    for effect, verb in zip(EFFECTS, ("gain", "lose", "gain and lose"), strict=True):
        actors = dict.fromkeys(s.actor for s in map.stakes_in(position) if s.effect == effect)
        if actors:
            yield f"{_listed_names(map, actors)} {_are(len(actors))} said to {verb}"


def _clashing_stakes(map: ArgumentMap) -> dict[str, None]:
    effects: dict[tuple[str, str], set[str]] = {}
    for stake in map.stakes:
        effects.setdefault((stake.actor, stake.claim), set()).add(stake.effect)
    return {actor: None for (actor, _), said in effects.items() if {"gain", "loss"} <= said}


def _changes(map: ArgumentMap) -> Iterator[tuple[str, str, str]]:
    """Who changed a verdict on what, and how, by dated stances alone."""
    by_pair: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for stance in map.stances:
        if stance.date:
            row = by_pair.setdefault((stance.actor, stance.claim), [])
            row.append((stance.date, stance.verdict))
    for (actor, claim), rows in by_pair.items():
        steps: list[tuple[str, str]] = []
        for date, verdict in sorted(rows, key=lambda row: row[0]):
            if not steps or steps[-1][1] != verdict:
                steps.append((date, verdict))
        if len(steps) > 1:
            yield actor, claim, ", then ".join(f"{verdict} in {date}" for date, verdict in steps)


def _by_rung(map: ArgumentMap) -> Iterator[str]:
    """How many claims still bear on the motion at the firmest rung and at the last."""
    firm, all_ = (
        sum(side != "open" for id, side in sides(map.on(basis=basis)).items() if id in claims)
        for claims in [{claim.id for claim in map.claims} - set(map.positions[:1])]
        for basis in (BASES[0], BASES[-1])
    )
    yield (
        f"Of {_number(all_, 'claim')} that {_bear(all_)} on the motion, {firm} "
        f"{'does' if firm == 1 else 'do'} so by what is stated alone."
    )


# Words -------------------------------------------------------------------------------


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _listed_names(map: ArgumentMap, ids: Iterable[str]) -> str:
    return listed(_name(map, id) for id in ids)


def _name(map: ArgumentMap, id: str) -> str:
    """An actor's name; a voice without a stake is told as one."""
    actor = map.actor(id)
    return f"{clean(actor.name)} (a voice)" if actor.is_voice else clean(actor.name)


def _names(map: ArgumentMap, ids: Iterable[str]) -> str:
    """The actors by name if they are few, else how many they are."""
    known = list(ids)
    return _listed_names(map, known) if len(known) <= _MOST else f"{len(known)} actors"


def _foremost(map: ArgumentMap, counts: Mapping[str, int]) -> str:
    """Of many, the one of whom most is told, if there is one."""
    if len(counts) <= _MOST:
        return ""
    (first, most), (_, second) = list(counts.items())[:2]
    return f", {_name(map, first)} most of them, {most}" if most > second else ""


def _s(several: Iterable[object]) -> str:
    """The ending of a verb whose subject they are."""
    return "s" if len(list(several)) == 1 else ""


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _bear(count: int) -> str:
    return "bears" if count == 1 else "bear"
