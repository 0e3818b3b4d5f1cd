"""The reliability card of a map: how it knows what it says, and what hangs on its maker.

It counts, and weighs nothing:

- how many relations (arguments, links, stances, stakes and ties) are known on each rung of
  the attribution ladder;
- how many things said of actors (stances, stakes and ties) come with a hedge, through a
  chain of so many voices or more, or from or through a voice that nobody names;
- how many records that could cite a place cite none;
- how many steps and links are the analyst's own;
- how many voices are heard, and how many of them are named.

Then it asks the headline questions twice, of the map and of what is left of it without the
rung `analyst`: does each position stand, do more arguments speak for it or against it, is it
stronger than `threshold`? An answer that is another one the second time hangs on relations
that nobody stated, and nobody was reported or seen to imply.

A voice is whoever speaks: an actor of the kind `voice`, one whom others are heard through, or
one with a stance. No field of a map says that a voice is *unnamed*, so its name must. It is
if it tells a place instead of a person, by a locator of the map in brackets ("Observers
(¶9)"), or if it has one of `UNNAMED_WORDS` in it, such as "several", "experts" or "sources".
The words are English; for a map in another language, and wherever the rule errs, the ids of
the unnamed can be given.

Corner cases. A group with a name ("Gulf Cooperation Council") is named, whoever spoke for it.
A share of nothing is nothing. Without positions there are no headline answers. The card is
argmap's own; it is to a map what a list of limitations is to a study.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as chained
from math import isnan

from attrs import frozen

from argmap.analysis.answer import Answer, Cell, Table
from argmap.analysis.bipolar import Joint
from argmap.analysis.projections import Support
from argmap.analysis.tallies import tally
from argmap.analysis.theory import Court, Theory
from argmap.analysis.weights import Weights
from argmap.analysis.wording import counted, listed, variant
from argmap.errors import InvalidOptionError, UnknownIdError
from argmap.model import BASES, Actor, ArgumentMap, Stake, Stance, Tie

__all__ = ["UNNAMED_WORDS", "Card", "Flip", "Share", "card"]

UNNAMED_WORDS = frozenset(
    (
        "accounts",
        "analysts",
        "anonymous",
        "commentators",
        "critics",
        "diplomats",
        "experts",
        "many",
        "observers",
        "officials",
        "others",
        "people",
        "reports",
        "researchers",
        "several",
        "some",
        "sources",
        "unnamed",
        "voices",
    )
)
"""Words in the name of a voice that tell a sort of people and nobody in particular."""

_LAST = BASES[-1]
_ON_RUNG = "on the rung “{}”"
_CITED = "sources cited"
_FEW = 6
"""Up to so many are named in the table."""


@frozen
class Share:
    """So many of so many; `which` are ids where what is counted has any."""

    what: str
    count: int
    of: int
    which: tuple[str, ...] = ()

    @property
    def share(self) -> float | None:
        """The share from 0 to 1, or `None` of nothing."""
        return self.count / self.of if self.of else None


@frozen
class Flip:
    """A headline answer that is another one without the analyst's own relations."""

    question: str
    position: str
    before: str
    after: str


@frozen(repr=False)
class Card(Answer):
    """How a map knows what it says, count by count, and which answers hang on its maker.

    `unnamed` are ids of voices; `asked` counts the headline answers, of which those in
    `flips` are others without the rung `analyst`. `sentence` says the gist.
    """

    shares: tuple[Share, ...]
    voices: tuple[str, ...]
    unnamed: tuple[str, ...]
    asked: int
    flips: tuple[Flip, ...]
    sentence: str

    def count(self, what: str) -> Share:
        """One of the counts, by its name in the table."""
        for share in self.shares:
            if share.what == what:
                return share
        raise UnknownIdError(what, (share.what for share in self.shares), kind="count")


def card(
    map: ArgumentMap,
    *,
    chain: int = 3,
    unnamed: Iterable[str] | None = None,
    semantics: str = "grounded",
    gradual: str = "quadratic-energy",
    support: Support = "necessary",
    links: bool = True,
    weights: Weights = "records",
    joint: Joint = "minimum",
    threshold: float = 0.5,
) -> Card:
    """How far a map may be trusted: what it rests on, and what hangs on whoever made it.

    Parameters
    ----------
    map
        The map.
    chain
        From how many voices on a chain of voices counts as long.
    unnamed
        Ids of the voices that nobody names; told by their names if not given.
    semantics, gradual
        By which semantics positions stand, and by which they have strengths.
    support, links, weights, joint, threshold
        How the map is put to them; see `argmap.analysis.theory`. Arguments are counted as
        `tally` does it, without links.

    Raises
    ------
    UnknownIdError, UnknownOptionError, InvalidOptionError, InvalidRecordError
        No such actor, no such option, a chain of no voice, a threshold outside 0..1.

    Examples
    --------
    >>> import argmap
    >>> found = card(argmap.example("iraq-withdrawal"))
    >>> found.count("on the rung “analyst”").count, found.unnamed[:3]
    (36, ('voices-inside', 'reuters-sources', 'observers-9'))
    """
    if chain < 1:
        raise InvalidOptionError("chain", chain, "below 1", "give a number of voices")
    theories = tuple(
        Theory(
            name, support=support, links=links, weights=weights, joint=joint, threshold=threshold
        )
        for name in (semantics, gradual)
    )
    voices = [actor for actor in map.actors if actor.id in _speaking(map)]
    nameless = _unnamed(map, voices) if unnamed is None else _known(map, unnamed)
    shares = tuple(_shares(map, voices, nameless, chain))
    answers = _answers(map, theories)
    others = _answers(map.on(basis=BASES[-2]), theories)
    flips = tuple(
        Flip(*key, before, others[key]) for key, before in answers.items() if others[key] != before
    )
    sentence = _sentence(shares, len(answers), flips)
    words = dict.fromkeys((*theories[0].words, *theories[1].words))
    return Card(
        shares,
        tuple(voice.id for voice in voices),
        nameless,
        len(answers),
        flips,
        sentence,
        table=Table(
            "How far the map may be trusted",
            variant(map, *words),
            ("what", "number", "of", "share", "which"),
            [*(_row(share) for share in shares), *_flip_rows(flips, len(answers))],
            note=sentence,
        ),
    )


# Who speaks --------------------------------------------------------------------------


def _speaking(map: ArgumentMap) -> set[str]:
    through = chained(*(record.via for record in _said(map)))
    voices = (actor.id for actor in map.actors if actor.is_voice)
    return {*voices, *through, *(stance.actor for stance in map.stances)}


def _unnamed(map: ArgumentMap, voices: Iterable[Actor]) -> tuple[str, ...]:
    """The voices whose names tell nobody in particular."""
    places = {
        citation.locator
        for room in (map.stances, map.claims, map.arguments, map.actors, map.stakes, map.ties)
        for record in room
        for citation in record.citations
        if citation.locator
    }
    return tuple(
        voice.id
        for voice in voices
        if UNNAMED_WORDS & set(re.findall(r"\w+", voice.name.casefold()))
        or any(f"({place})" in voice.name for place in places)
    )


def _known(map: ArgumentMap, ids: Iterable[str]) -> tuple[str, ...]:
    given = [ids] if isinstance(ids, str) else list(ids)
    wanted = {map.actor(id).id for id in given}
    return tuple(actor.id for actor in map.actors if actor.id in wanted)


# Counting ----------------------------------------------------------------------------


def _said(map: ArgumentMap) -> list[Stance | Stake | Tie]:
    """What is said of actors, and may come through others and with a hedge."""
    return [*map.stances, *map.stakes, *map.ties]


def _shares(
    map: ArgumentMap, voices: Sequence[Actor], unnamed: Sequence[str], chain: int
) -> Iterator[Share]:
    said = _said(map)
    relations = [*map.arguments, *map.links, *said]
    rungs = Counter(record.basis for record in relations)
    for basis in BASES:
        yield Share(_ON_RUNG.format(basis), rungs[basis], len(relations))
    own = tuple(step.id for step in map.arguments if step.basis == _LAST)
    yield Share("steps that are the analyst's own", len(own), len(map.arguments), own)
    drawn = sum(link.basis == _LAST for link in map.links)
    yield Share("links that are the analyst's own", drawn, len(map.links))
    yield Share("hedged", sum(record.hedge is not None for record in said), len(said))
    long = sum(len(record.via) >= chain for record in said)
    yield Share(f"through {counted(chain, 'voice')} or more", long, len(said))
    nobody = sum(not set(unnamed).isdisjoint(_mouths(record)) for record in said)
    yield Share("from or through a voice nobody names", nobody, len(said))
    citing = [*map.claims, *relations]
    bare = sum(not record.citations for record in citing)
    named = (
        *(claim.id for claim in map.claims if not claim.citations),
        *(step.id for step in map.arguments if not step.citations),
    )
    yield Share("without a citation", bare, len(citing), named)
    heard = {voice.id for voice in voices}
    nameless = tuple(id for id in unnamed if id in heard)
    yield Share("voices nobody names", len(nameless), len(voices), nameless)
    used = {citation.source for record in citing for citation in record.citations}
    cited = tuple(source.id for source in map.sources if source.id in used)
    yield Share(_CITED, len(cited), len(map.sources), cited)


def _mouths(record: Stance | Stake | Tie) -> tuple[str, ...]:
    """Whose word it is: the chain of voices, and before it who has the stance."""
    return (*record.via, record.actor) if isinstance(record, Stance) else record.via


# Headline answers --------------------------------------------------------------------


def _answers(map: ArgumentMap, theories: Sequence[Theory]) -> dict[tuple[str, str], str]:
    """What the headline questions say of each position."""
    if not map.positions:
        return {}
    counts = tally(map)
    labels = Court(map, theories[0]).labels(map.positions)
    court = Court(map, theories[1])
    judged = court.judged(map.positions, court.worlds([()]))
    found: dict[tuple[str, str], str] = {}
    for id in map.positions:
        pro, con = (len(counts.count(id, side).all) for side in ("pro", "con"))
        found["does it stand?", id] = labels[id]
        found["which side has more arguments?", id] = _more(pro, con)
        found["is it strong?", id] = _strong(float(judged[id].values[0]), theories[1].threshold)
    return found


def _more(pro: int, con: int) -> str:
    return "for" if pro > con else "against" if con > pro else "as many on both"


def _strong(value: float, threshold: float) -> str:
    if isnan(value):
        return "does not come to rest"
    return "above" if value > threshold else "below" if value < threshold else "on it"


# In words ----------------------------------------------------------------------------


def _row(share: Share) -> tuple[Cell, ...]:
    which, more = listed(share.which[:_FEW]), len(share.which) - _FEW
    if which and more > 0:
        which = f"{which} and {more} more"
    return share.what, share.count, share.of, _part(share), which


def _flip_rows(flips: Sequence[Flip], asked: int) -> Iterator[tuple[Cell, ...]]:
    yield _row(Share("headline answers that hang on the analyst", len(flips), asked))
    for flip in flips:
        told = f"{flip.before}; without the analyst: {flip.after}"
        yield f"{flip.position}: {flip.question}", None, None, None, told


def _part(share: Share) -> str | None:
    return None if share.share is None else f"{share.share:.0%}"


def _sentence(shares: Sequence[Share], asked: int, flips: Sequence[Flip]) -> str:
    """The gist: how much is stated, how much is the analyst's, and what hangs on that."""
    by_name = {share.what: share for share in shares}
    stated, own = by_name[_ON_RUNG.format(BASES[0])], by_name[_ON_RUNG.format(_LAST)]
    if not stated.of:
        return "The map relates nothing to anything."
    cited = by_name[_CITED].count
    where = f"It cites {counted(cited, 'source')}." if cited else "It cites no source."
    rest = f"{_part(stated)} of {counted(stated.of, 'relation')} are stated, {_part(own)} are"
    if not asked:
        return f"{where} {rest} the analyst's own."
    hanging = listed(flip.position for flip in flips)
    turn = (
        f"{len(flips)} of {asked} headline answers change, on {hanging}"
        if flips
        else "no headline answer changes"
    )
    return f"{where} {rest} the analyst's own; without these {turn}."
