"""Whether what is quoted stands in its source, and where.

A citation may carry a quote and a span. The span counts code points from 0, its end not
included, as the TextPositionSelector of the W3C Web Annotation Data Model (2017) does; the
quote is its TextQuoteSelector, for which what stands before and after (`prefix`, `suffix`)
tells apart places where the same words stand twice. A quote is looked for to the letter: no
white space is folded and no case, for a reader of the number must find the same.

- *in place*: the quote stands where the span says; or, with no span, in one place.
- *elsewhere*: it stands in one place, and the span says another.
- *several*: it stands in more than one place, and no span says which.
- *not there*: it does not stand in the text, or the span reaches beyond it.
- *unquoted*: there is a span within the text, and no quote to hold it to.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from attrs import frozen

from argmap.analysis.answer import Answer, Table
from argmap.analysis.wording import counted, variant
from argmap.errors import Fault, InvalidRecordError
from argmap.model import ArgumentMap, Citation, described

__all__ = ["Quotation", "QuotationStanding", "Quotations", "located", "quotations"]

QuotationStanding: TypeAlias = Literal["in place", "elsewhere", "several", "not there", "unquoted"]


@frozen
class Quotation:
    """A citation of a record, how its quote stands in the source, and where it was found."""

    record: str
    citation: Citation
    stands: QuotationStanding
    found: tuple[tuple[int, int], ...]


@frozen(repr=False)
class Quotations(Answer):
    """All citations with a quote or a span, and the sources whose text was not at hand."""

    quotations: tuple[Quotation, ...]
    unread: tuple[str, ...]


def located(text: str, exact: str, *, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """The one place where a quote stands, as start and end in code points, end not included.

    `prefix` and `suffix` are what stands right before and after. `InvalidRecordError` if the
    quote is empty, stands nowhere, or stands in several places.

    >>> located("abcdefghijklmnopqrstuvwxyz", "efg", prefix="abcd", suffix="hijk")
    (4, 7)
    """
    places = tuple(_places(text, exact, prefix, suffix)) if exact else ()
    if len(places) == 1:
        return places[0]
    said = f"{exact!r} stands in {len(places)} places" if places else f"{exact!r} does not stand"
    remedy = "say more of what stands before and after" if places else "quote it to the letter"
    raise InvalidRecordError([Fault(f"{said} in the text", remedy=remedy)], "quote")


def _places(text: str, exact: str, prefix: str = "", suffix: str = "") -> Iterator[tuple[int, int]]:
    whole = prefix + exact + suffix
    at = text.find(whole)
    while at >= 0:
        start = at + len(prefix)
        yield start, start + len(exact)
        at = text.find(whole, at + 1)


def quotations(map: ArgumentMap, texts: Mapping[str, str]) -> Quotations:
    """How every quote and span of the map stands in the texts of its sources.

    `texts` maps ids of sources to what they say; `UnknownIdError` for one that is no source.

    >>> from argmap.model import ArgumentMap, Citation, Claim, Source
    >>> cited = Citation("paper", quote="cars stay out", start=4, end=17)
    >>> map = ArgumentMap("?", claims=[Claim("close", "It is closed.", citations=[cited])],
    ...                   sources=[Source("paper", "The paper")])
    >>> [one.stands for one in quotations(map, {"paper": "The cars stay out."}).quotations]
    ['in place']
    """
    texts = {map.source(id).id: text for id, text in texts.items()}
    asked = [pair for pair in _citing(map) if pair[1].quote or pair[1].start is not None]
    found = tuple(
        _quotation(record, citation, texts[citation.source])
        for record, citation in asked
        if citation.source in texts
    )
    unread = tuple(dict.fromkeys(one.source for _, one in asked if one.source not in texts))
    rows = [
        (one.record, str(one.citation), one.stands, ", ".join(f"{a}–{b}" for a, b in one.found))
        for one in found
    ]
    note = f"Not read: {', '.join(unread)}." if unread else ""
    table = Table(
        "Whether what is quoted stands in its source",
        variant(map, "to the letter", f"{counted(len(texts), 'source')} read"),
        ("record", "cites", "stands", "found at"),
        rows,
        note=note,
    )
    return Quotations(found, unread, table=table)


def _citing(map: ArgumentMap) -> Iterator[tuple[str, Citation]]:
    records = (map.actors, map.claims, map.arguments, map.links, map.stances, map.stakes, map.ties)
    for kind in records:
        for record in kind:
            yield from ((described(record), citation) for citation in record.citations)


def _quotation(record: str, citation: Citation, text: str) -> Quotation:
    span = None if citation.start is None else (citation.start, citation.end or citation.start)
    places = tuple(_places(text, citation.quote)) if citation.quote else ()
    return Quotation(record, citation, _stands(text, citation.quote, span, places), places)


def _stands(
    text: str,
    quote: str | None,
    span: tuple[int, int] | None,
    places: tuple[tuple[int, int], ...],
) -> QuotationStanding:
    if not quote:
        return "unquoted" if span and span[1] <= len(text) else "not there"
    if not places:
        return "not there"
    if span is None:
        return "in place" if len(places) == 1 else "several"
    return "in place" if span in places else "elsewhere"
