"""Arbitrary records and maps: the one place where Hypothesis learns to make them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from argmap import (
    Actor,
    Argument,
    ArgumentMap,
    Citation,
    Claim,
    Link,
    Source,
    Stake,
    Stance,
    Tie,
)
from argmap.model import BASES, CLAIM_KINDS, EFFECTS, LINK_KINDS, VERDICTS, VOICE

# A law holds on a slow machine too.
settings.register_profile("argmap", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("argmap")

_WORDS = ("leave", "stay", "vacuum", "quick-exit", "isis", "gcc", "iran2", "x", "a-", "n--1")
_TEXTS = (
    "US forces leave Iraq.",
    "A quick exit leaves a gap.",
    "على القوات الأمريكية مغادرة العراق.",
    "בגדאד, בירת עיראק",
    'He said "no" – twice; it\'s 100 % <b>final</b> & {done}.',
    "one line\nand another\n\n# no heading",
    "- [a]: + <b> -> _c_ *d* (1) // #tag @[e](f) ==== \\",
    "=== : !!python/object &x *y | > null",
    "e\u0301 é 𝔸 👩‍👩‍👧 \u202eright to left",
)


@cache
def texts() -> st.SearchStrategy[str]:
    """Anything a record may say: many scripts, quotes, markup of formats, several lines."""
    letters = st.characters(codec="utf-8")
    free = st.text(letters, min_size=1, max_size=8).filter(str.strip)
    return _mostly(st.sampled_from(_TEXTS), free)


@cache
def words() -> st.SearchStrategy[str]:
    """Short names, such as a hedge, a kind of tie or a locator."""
    return st.sampled_from(("may", "¶17", "p. 3", "fears", "وزير", "null", "1", "a: b", "yes"))


@cache
def ids() -> st.SearchStrategy[str]:
    """Anything that may be an id."""
    return st.sampled_from(_WORDS) | st.from_regex(r"[a-z][a-z0-9-]{0,4}", fullmatch=True)


@cache
def shares() -> st.SearchStrategy[float]:
    """Weights and strengths: numbers from 0 to 1."""
    return st.sampled_from((0.0, 0.5, 1.0, 0.1, 1 / 3)) | st.floats(0, 1)


@cache
def dates() -> st.SearchStrategy[str]:
    """Dates as precise as is known."""
    days = st.dates(dt.date(1000, 1, 1)).map(dt.date.isoformat)
    return st.sampled_from(("2024", "2024-01", "2024-01-28T09:30:00+03:00")) | days


@cache
def json_values() -> st.SearchStrategy[Any]:
    """Anything JSON can say."""
    numbers = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False)
    plain = st.none() | st.booleans() | numbers | texts()
    finite = plain.filter(lambda value: value not in (float("inf"), float("-inf")))
    return st.recursive(
        finite,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts(), inner, max_size=2),
        max_leaves=4,
    )


@cache
def extras() -> st.SearchStrategy[dict[str, Any]]:
    """What a foreign file may have said besides."""
    few = ({}, {"url": "example.org", "tags": ["a", None, {"deep": [1, 2.5, True, ""]}]})
    return _mostly(st.sampled_from(few), st.dictionaries(texts(), json_values(), max_size=2))


def sources(id: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Source]:
    """Documents, with every field or with few."""
    return st.builds(
        Source,
        id=ids() if id is None else id,
        title=texts(),
        publisher=_maybe(texts()),
        author=_maybe(texts()),
        date=_maybe(dates()),
        url=_maybe(st.just("https://example.org/a?b=c&d#e")),
        sha256=_maybe(st.sampled_from(("0" * 64, "1" * 64, "0123456789abcdef" * 4))),
        extra=extras(),
    )


def citations(source: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Citation]:
    """Places in a source: bare, with a locator, a quote or a span."""
    spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted)
    return st.builds(
        lambda span, **fields: Citation(start=span[0], end=span[1], **fields),
        span=st.just((None, None)) | spans,
        source=ids() if source is None else source,
        locator=_maybe(words() | texts()),
        quote=_maybe(texts()),
        extra=extras(),
    )


def actors(id: st.SearchStrategy[str] | None = None, **fields: Any) -> st.SearchStrategy[Actor]:
    """Actors with a stake, and voices."""
    return st.builds(
        Actor,
        id=ids() if id is None else id,
        name=texts(),
        kind=st.sampled_from(("group", "government", VOICE)) | texts(),
        bloc=_maybe(st.sampled_from(("Iran and allies", "GCC")) | texts()),
        influence=_maybe(st.floats(0, allow_infinity=False) | st.integers(0, 10)),
        label=_maybe(texts()),
        names=st.just({}) | st.just({"ar": "بغداد", "ku": "Bexda"}),
        extra=extras(),
        **fields,
    )


def claims(id: st.SearchStrategy[str] | None = None, **fields: Any) -> st.SearchStrategy[Claim]:
    """Claims, facts and forecasts, with and without a theme."""
    return st.builds(
        Claim,
        id=ids() if id is None else id,
        text=texts(),
        label=_maybe(texts()),
        theme=_maybe(st.sampled_from(("Security", "Security/Terrorism", "Économie/النفط"))),
        weight=shares(),
        kind=st.sampled_from(CLAIM_KINDS),
        extra=extras(),
        **fields,
    )


@st.composite
def maps(draw: st.DrawFn, *, most: int = 4) -> ArgumentMap:
    """Arbitrary valid maps that exercise every record and every field.

    There are undercuts of undercuts, joint premises, circles of claims, several stances
    of an actor on a claim, chains of voices, and records that cite nothing or twice.
    """
    counts = [draw(st.integers(0, most)) for _ in range(4)]
    names = iter(draw(_different(ids(), sum(counts))))
    who, said, steps, documents = ([next(names) for _ in range(count)] for count in counts)
    cited = {"citations": _some(citations(st.sampled_from(documents)), 2) if documents else _none()}
    positions = draw(_different(st.sampled_from(said), len(said))) if said else []
    positions = positions[: draw(st.integers(0, len(positions)))]
    via = _some(st.sampled_from(who), 2) if who else _none()
    known = {"basis": st.sampled_from(BASES), **cited}
    return ArgumentMap(
        question=draw(texts()),
        positions=positions,
        actors=[draw(_actor(id, who[:place], cited)) for place, id in enumerate(who)],
        claims=[draw(claims(st.just(id), **cited)) for id in said],
        arguments=[draw(_argument(id, said, steps, known)) for id in (steps if said[1:] else ())],
        links=draw(_some(_links(said, known), 2)) if said[1:] else (),
        stances=draw(_some(_stances(who, said, via, known), most)) if who and said else (),
        stakes=draw(_some(_stakes(who, positions, via, known), 2)) if who and positions else (),
        ties=draw(_some(_ties(who, via, known), 2)) if who[1:] else (),
        sources=[draw(sources(st.just(id))) for id in documents],
        title=draw(_maybe(texts())),
        language=draw(st.sampled_from(("en", "ar", "zh-Hant"))),
        notes=draw(_some(texts(), 2)),
        extra=draw(extras()),
    )


def _actor(id: str, earlier: list[str], cited: dict[str, Any]) -> st.SearchStrategy[Actor]:
    whole = _maybe(st.sampled_from(earlier)) if earlier else st.none()
    return actors(st.just(id), part_of=whole, **cited)


@st.composite
def _argument(
    draw: st.DrawFn, id: str, claims: list[str], steps: list[str], known: dict[str, Any]
) -> Argument:
    target = draw(st.sampled_from(claims + [step for step in steps if step != id]))
    rest = [claim for claim in claims if claim != target]
    most = draw(st.integers(1, min(3, len(rest))))
    side = "con" if target in steps else draw(st.sampled_from(("pro", "con")))
    premises = draw(_different(st.sampled_from(rest), most))
    fields = {"weight": shares(), "scheme": _maybe(words() | texts()), "extra": extras(), **known}
    return draw(st.builds(Argument, *map(st.just, (id, premises, target, side)), **fields))


def _links(claims: list[str], known: dict[str, Any]) -> st.SearchStrategy[Link]:
    return st.builds(
        Link,
        claims=_different(st.sampled_from(claims), 2),
        kind=st.sampled_from(LINK_KINDS),
        extra=extras(),
        **known,
    )


def _stances(
    actors: list[str], claims: list[str], via: Any, known: dict[str, Any]
) -> st.SearchStrategy[Stance]:
    return st.builds(
        Stance,
        st.sampled_from(actors),
        st.sampled_from(claims),
        st.sampled_from(VERDICTS),
        strength=shares(),
        date=_maybe(dates()),
        via=via,
        hedge=_maybe(words() | texts()),
        extra=extras(),
        **known,
    )


def _stakes(
    actors: list[str], positions: list[str], via: Any, known: dict[str, Any]
) -> st.SearchStrategy[Stake]:
    return st.builds(
        Stake,
        st.sampled_from(actors),
        st.sampled_from(positions),
        st.sampled_from(EFFECTS),
        strength=shares(),
        via=via,
        hedge=_maybe(words() | texts()),
        extra=extras(),
        **known,
    )


@st.composite
def _ties(draw: st.DrawFn, actors: list[str], via: Any, known: dict[str, Any]) -> Tie:
    source, target = draw(_different(st.sampled_from(actors), 2))
    kinds = st.sampled_from(("backs", "hosts", "opposes", "part of")) | texts()
    fields = {
        "sign": st.sampled_from((-1, 0, 1)),
        "strength": shares(),
        "via": via,
        "hedge": _maybe(words() | texts()),
        "extra": extras(),
        **known,
    }
    return draw(st.builds(Tie, st.just(source), st.just(target), kinds, **fields))


def _mostly(usual: st.SearchStrategy[Any], odd: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The usual three times out of four, which keeps maps quick to make."""
    return st.integers(0, 3).flatmap(lambda chance: odd if chance == 3 else usual)


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def _none() -> st.SearchStrategy[tuple[()]]:
    return st.just(())


def _some(values: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=most)


def _different(values: st.SearchStrategy[Any], size: int) -> st.SearchStrategy[Any]:
    return st.lists(values, min_size=size, max_size=size, unique=True)


@st.composite
def debates(
    draw: st.DrawFn, *, most: int = 4, weights: tuple[float, ...] = (0.0, 0.3, 0.5, 1.0)
) -> ArgumentMap:
    """Small maps of claims, steps, undercuts, rivals and stances, and nothing else; quick to make.

    The first claim is the position.
    """
    names = "abcd"[: draw(st.integers(2, 4))]
    weight = st.sampled_from(weights)
    said = [
        Claim(id, id, weight=draw(weight), theme=draw(st.sampled_from((None, "X", "Y/Z"))))
        for id in names
    ]
    steps: list[Argument] = []
    for number in range(draw(st.integers(0, most))):
        aims = [*names, *(step.id for step in steps)]
        target = draw(st.sampled_from(aims))
        rest = [name for name in names if name != target]
        premises = sorted(draw(st.sets(st.sampled_from(rest), min_size=1, max_size=2)))
        side = draw(st.sampled_from(("pro", "con"))) if target in names else "con"
        basis = draw(st.sampled_from(BASES))
        steps.append(
            Argument(f"s{number}", premises, target, side, weight=draw(weight), basis=basis)
        )
    rivals = st.builds(
        Link,
        claims=_different(st.sampled_from(names), 2),
        kind=st.sampled_from(("contrary", "alternative")),
        basis=st.sampled_from(BASES),
    )
    stances = st.builds(
        Stance, st.sampled_from(("u", "v")), st.sampled_from(names), st.sampled_from(VERDICTS)
    )
    return ArgumentMap(
        "?",
        positions=["a"],
        actors=[Actor("u", "U"), Actor("v", "V", influence=2)],
        claims=said,
        arguments=steps,
        links=draw(st.lists(rivals, max_size=3)),
        stances=draw(st.lists(stances, max_size=3)),
    )
