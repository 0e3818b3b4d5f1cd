"""Which records of two maps are the same, told by what they say and not by their ids.

Texts are as alike as their words are, in their order: twice the number of words that match,
over the number of words in both (Ratcliff & Metzener 1988, as `difflib` has it), letter case
apart. The measure depends a little on which text comes first; the higher value counts. Signs
of Chinese and Japanese count as words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from argmap.model import Actor, Source

__all__ = ["alike", "likeness", "likenesses", "names_of", "namesakes", "places_of", "words_of"]

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters; the text itself if it has none.

    >>> words_of("US forces leave Iraq.")
    ('us', 'forces', 'leave', 'iraq')
    """
    small = text.casefold()
    return tuple(_WORD.findall(small)) or (small.strip(),)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1.

    >>> likeness("US forces leave Iraq.", "US troops leave Iraq")
    0.75
    """
    return _of_words(words_of(one), words_of(other))


def _of_words(one: Sequence[str], other: Sequence[str]) -> float:
    if one == other:
        return 1.0
    pairs = ((one, other), (other, one))
    return max(SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairs)


def likenesses(
    ones: Mapping[str, str], others: Mapping[str, str], least: Callable[[str, str], float]
) -> dict[tuple[str, str], float]:
    """The pairs of texts that are at least so alike, by their keys, with how alike they are.

    `least` says for each pair of keys how alike is enough. Only texts that share words are
    compared, which are few.

    >>> likenesses({"a": "Go now"}, {"x": "Go", "y": "Stay"}, lambda one, other: 0.5)
    {('a', 'x'): 0.6666666666666666}
    """
    split = {key: words_of(text) for key, text in others.items()}
    holding: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, words in split.items():
        for word, count in Counter(words).items():
            holding[word].append((key, count))
    found: dict[tuple[str, str], float] = {}
    for key, text in ones.items():
        words = words_of(text)
        shared: Counter[str] = Counter()
        for word, count in Counter(words).items():
            for other, times in holding.get(word, ()):
                shared[other] += min(count, times)
        for other, common in shared.items():
            enough = least(key, other)
            if 2 * common / (len(words) + len(split[other])) < enough:
                continue
            if (value := _of_words(words, split[other])) >= enough:
                found[key, other] = value
    return found


def alike(ones: Mapping[str, str], others: Mapping[str, str], *, least: float) -> dict[str, str]:
    """Pairs of texts, the most alike first and each in one pair at most.

    Equally alike pairs are taken in the order of their keys, so that nothing depends on
    which of the two mappings comes first.

    >>> alike({"go": "Leave Iraq now"}, {"out": "Leave Iraq", "stay": "Stay in Iraq"}, least=0.5)
    {'go': 'out'}
    """
    found = likenesses(ones, others, lambda _, __: least)
    order = sorted(found, key=lambda pair: (-found[pair], sorted(pair)))
    taken: dict[str, str] = {}
    gone: set[str] = set()
    for one, other in order:
        if one not in taken and other not in gone:
            taken[one] = other
            gone.add(other)
    return taken


def namesakes(
    ones: Mapping[str, Iterable[str]], others: Mapping[str, Iterable[str]]
) -> dict[str, str]:
    """Pairs of one id, and then pairs that share a name; each in one pair at most.

    A name that several on one side bear pairs nobody.

    >>> namesakes({"us": ["Washington"], "iq": ["Baghdad"]}, {"iq": [], "usa": ["Washington"]})
    {'iq': 'iq', 'us': 'usa'}
    """
    pairs = {id: id for id in ones if id in others}
    left = _bearers({id: names for id, names in ones.items() if id not in pairs})
    right = _bearers({id: names for id, names in others.items() if id not in pairs})
    taken: set[str] = set()
    for name in sorted(left.keys() & right.keys()):
        if len(left[name]) == len(right[name]) == 1:
            one, other = left[name][0], right[name][0]
            if one not in pairs and other not in taken:
                pairs[one] = other
                taken.add(other)
    return pairs


def _bearers(named: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for id, names in named.items():
        for name in dict.fromkeys(names):
            found[name].append(id)
    return found


def names_of(actor: Actor) -> tuple[str, ...]:
    """What an actor is called, in any language, in small letters."""
    called = (actor.name, actor.label, *actor.names.values())
    return tuple(name.casefold().strip() for name in called if name)


def places_of(source: Source) -> tuple[str, ...]:
    """What a document can be known by: its checksum, its address, its title."""
    marks = (("sha256", source.sha256), ("url", source.url), ("title", source.title))
    return tuple(f"{name} {mark.casefold().strip()}" for name, mark in marks if mark)
