"""What a picture says in words: a tooltip for each of its parts, and a summary of it all.

Whoever cannot see the picture, or points at a part of it, reads these sentences.
"""

from collections.abc import Iterable, Iterator, Mapping

from argmap.drawing.sides import Towards
from argmap.drawing.text import clean
from argmap.model import Argument, ArgumentMap, Citation, Claim, Link, Stake, Stance

__all__ = ["listed", "of_claim", "of_link", "of_stance", "of_step", "quoted", "summary"]

_SIDE = {
    "for": "Speaks for the motion",
    "against": "Speaks against the motion",
    "mixed": "Speaks both for and against the motion",
    "open": "Bears neither way on the motion",
}
_HOLDS = {
    "accept": "accepts it",
    "reject": "rejects it",
    "neutral": "is neutral on it",
    "ambivalent": "is of two minds about it",
}
_EFFECT = {
    "gain": "is said to gain",
    "loss": "is said to lose",
    "mixed": "is said to gain and lose",
}
_LINK = {
    "contrary": "cannot hold together with",
    "contradictory": "excludes, with no third between them,",
    "alternative": "is an alternative to",
    "equivalent": "stands or falls with",
    "rephrase": "says the same as",
}


def listed(parts: Iterable[str]) -> str:
    """Several things in one phrase.

    >>> listed(["Baghdad", "Tehran", "Washington"])
    'Baghdad, Tehran and Washington'
    """
    *rest, last = list(parts) or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def quoted(claim: Claim) -> str:
    """A claim's text, marked as such."""
    return f"“{clean(claim.text)}”"


# The parts of a picture --------------------------------------------------------------


def of_claim(map: ArgumentMap, claim: Claim, side: Towards) -> str:
    """A claim with its side, holders, stakes, links and source, a sentence a line."""
    label = f"{clean(claim.label)}: " if claim.label else ""
    sort = "" if claim.kind == "claim" else f" Kind: {claim.kind}."
    theme = f" Theme: {clean(claim.theme)}." if claim.theme else ""
    bearing = "The motion" if claim.id in map.positions[:1] else _SIDE[side]
    lines = (
        f"{label}{clean(claim.text)}",
        f"{bearing}.{sort}{theme} Weight {claim.weight:g}.",
        *(of_stance(map, stance) for stance in map.stances_on(claim.id)),
        *(of_stake(map, stake) for stake in map.stakes_in(claim.id)),
        *(of_link(map, link, claim.id) for link in map.links_of(claim.id)),
        _source(map, claim.citations),
    )
    return "\n".join(line for line in lines if line)


def of_stance(map: ArgumentMap, stance: Stance) -> str:
    """Who holds a claim, how, and who says so.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> of_stance(map, map.stances_on("vacuum")[0])
    'Washington accepts it (attributed, “fears”, via The article itself, Reuters, ¶25).'
    """
    return f"{clean(map.actor(stance.actor).name)} {_HOLDS[stance.verdict]} ({_how(map, stance)})."


def of_stake(map: ArgumentMap, stake: Stake) -> str:
    """Who is said to gain or lose by a position, and by whom."""
    return f"{clean(map.actor(stake.actor).name)} {_EFFECT[stake.effect]} ({_how(map, stake)})."


def _how(map: ArgumentMap, record: Stance | Stake) -> str:
    details = (
        record.basis,
        f"“{clean(record.hedge)}”" if record.hedge else "",
        f"via {', '.join(clean(map.actor(id).name) for id in record.via)}" if record.via else "",
        (record.date or "") if isinstance(record, Stance) else "",
        ", ".join(_locators(record.citations)),
    )
    return ", ".join(detail for detail in details if detail)


def of_link(map: ArgumentMap, link: Link, claim: str) -> str:
    """How a claim stands to the one at the other end of a link."""
    other = map.claim(link.other(claim))
    return f"It {_LINK[link.kind]} {_name(other)} ({link.basis})."


def of_step(map: ArgumentMap, step: Argument) -> str:
    """A step with its premises, what it does, and how it is known; claims by their names.

    >>> import argmap
    >>> map = argmap.example("iraq-withdrawal")
    >>> print(of_step(map, map.arguments[0]))
    “Leave fast” supports “Leave”.
    Basis: analyst. Weight 1.
    Source: ¶5.
    """
    premises = listed(_name(claim) for claim in map.premises_of(step.id))
    scheme = f" Scheme: {clean(step.scheme)}." if step.scheme else ""
    lines = (
        f"{premises} {_bears(map, step)}.",
        f"Basis: {step.basis}. Weight {step.weight:g}.{scheme}",
        _source(map, step.citations),
    )
    return "\n".join(line for line in lines if line)


def _bears(map: ArgumentMap, step: Argument) -> str:
    ending = "" if len(step.premises) > 1 else "s"
    target = map[step.target]
    if isinstance(target, Argument):
        premises = listed(_name(claim) for claim in map.premises_of(target.id))
        return f"dispute{ending} the step from {premises} to {_named(map, target.target)}"
    verb = "support" if step.side == "pro" else "attack"
    return f"{verb}{ending} {_named(map, target.id)}"


def _named(map: ArgumentMap, target: str) -> str:
    record = map[target]
    return _name(record) if isinstance(record, Claim) else f"step {target}"


def _name(claim: Claim) -> str:
    """A claim in a word or two, marked as such."""
    return f"“{clean(claim.label or claim.id)}”"


def _locators(citations: Iterable[Citation]) -> Iterator[str]:
    yield from dict.fromkeys(clean(c.locator or c.source) for c in citations)


def _source(map: ArgumentMap, citations: tuple[Citation, ...]) -> str:
    """Where it stands; the document is named where the map has more than one."""
    by_source: dict[str, list[Citation]] = {}
    for citation in citations:
        by_source.setdefault(citation.source, []).append(citation)
    said = "; ".join(
        ", ".join((*_titles(map, id, cited), *_locators(c for c in cited if c.locator)))
        for id, cited in by_source.items()
    )
    return f"Source: {said}." if said else ""


def _titles(map: ArgumentMap, source: str, cited: Iterable[Citation]) -> Iterator[str]:
    if len(map.sources) > 1 or not any(citation.locator for citation in cited):
        yield clean(map.source(source).title)


# The whole ---------------------------------------------------------------------------


def summary(map: ArgumentMap, sides: Mapping[str, Towards], *, view: str, painted: str) -> str:
    """A picture in words: the question, what speaks for and against it, and who holds what."""
    claims, steps = _counted(len(map.claims), "claim"), _counted(len(map.arguments), "step")
    parts = (
        f"{view.capitalize()} of {claims} and {steps} on the question “{clean(map.question)}”.",
        *_of_motion(map, sides),
        *_of_holders(map),
        *_of_source(map),
        painted,
    )
    return " ".join(part for part in parts if part)


def _of_motion(map: ArgumentMap, sides: Mapping[str, Towards]) -> Iterator[str]:
    if not map.positions:
        yield "No claim answers it yet."
        return
    yield f"The motion is: {quoted(map.motion)}"
    for side, verb in (("for", "for"), ("against", "against"), ("mixed", "both for and against")):
        claims = [c for c in map.claims if sides[c.id] == side and c.id != map.motion.id]
        if claims:
            speak = "speaks" if len(claims) == 1 else "speak"
            yield f"{_counted(len(claims), 'claim')} {speak} {verb} it{_foremost(map, claims)}."
    idle = sum(sides[c.id] == "open" for c in map.claims if c.id != map.motion.id)
    if idle:
        yield f"{_counted(idle, 'claim')} {'bears' if idle == 1 else 'bear'} neither way on it."
    undercuts = sum(isinstance(map[a.target], Argument) for a in map.arguments)
    if undercuts:
        yield f"{_counted(undercuts, 'step')} {'disputes' if undercuts == 1 else 'dispute'} a step."
    if len(map.positions) > 1:
        others = (clean(c.label or c.text) for c in map.claims if c.id in map.positions[1:])
        yield f"Other positions: {'; '.join(others)}."


def _foremost(map: ArgumentMap, claims: list[Claim]) -> str:
    """The claims of one side that bear on the motion itself, heaviest first, three at most."""
    direct = {premise for step in map.arguments_on(map.motion.id) for premise in step.premises}
    near = sorted((c for c in claims if c.id in direct), key=lambda claim: -claim.weight)[:3]
    return f", foremost {listed(quoted(claim) for claim in near)}" if near else ""


def _of_holders(map: ArgumentMap) -> Iterator[str]:
    if map.positions:
        for verdict in ("accept", "reject"):
            said = (s.actor for s in map.stances_on(map.motion.id) if s.verdict == verdict)
            names = [clean(map.actor(id).name) for id in dict.fromkeys(said)]
            if names:
                yield f"{listed(names)} {verdict}{'s' if len(names) == 1 else ''} the motion."
    holders = len({stance.actor for stance in map.stances})
    if holders:
        yield f"{_counted(holders, 'actor')} {'takes' if holders == 1 else 'take'} a stance."


def _of_source(map: ArgumentMap) -> Iterator[str]:
    if len(map.sources) == 1:
        yield f"Source: {clean(map.sources[0].title)}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
