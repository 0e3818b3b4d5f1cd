"""Quotes and spans against the text of a source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import ArgumentMap, Citation, Claim, InvalidRecordError, Source, UnknownIdError
from argmap.analysis import located, quotations

TEXT = "The cars stay out. The cars stay away."


def standing(text=TEXT, **citation):
    cited = Claim("close", "Closed.", citations=[Citation("paper", **citation)])
    map = ArgumentMap("?", claims=[cited], sources=[Source("paper", "The paper")])
    return [one.stands for one in quotations(map, {"paper": text}).quotations]


def test_the_selector_of_the_alphabet_is_where_the_standard_says():
    alphabet = "abcdefghijklmnopqrstuvwxyz"

    assert located(alphabet, "efg", prefix="abcd", suffix="hijk") == (4, 7)


@given(st.text(max_size=20), st.text(min_size=1, max_size=5), st.text(max_size=20))
def test_what_is_located_stands_there_and_nowhere_else(before, exact, after):
    text = before + exact + after
    places = [at for at in range(len(text)) if text.startswith(exact, at)]

    if len(places) == 1:
        start, end = located(text, exact)
        assert (start, text[start:end]) == (places[0], exact)
    else:
        with pytest.raises(InvalidRecordError, match=f"stands in {len(places)} places"):
            located(text, exact)


def test_what_stands_before_and_after_tells_equal_quotes_apart():
    assert located(TEXT, "cars stay", suffix=" away") == (23, 32)
    with pytest.raises(InvalidRecordError, match="does not stand"):
        located(TEXT, "cars stay", prefix="No ")


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ({"quote": "stay out"}, "in place"),
        ({"quote": "stay out", "start": 9, "end": 17}, "in place"),
        ({"quote": "stay out", "start": 8, "end": 16}, "elsewhere"),
        ({"quote": "The cars stay"}, "several"),
        ({"quote": "The cars stay", "start": 19, "end": 32}, "in place"),
        ({"quote": "Stay out"}, "not there"),
        ({"start": 0, "end": 3}, "unquoted"),
        ({"start": 0, "end": 300}, "not there"),
    ],
)
def test_a_citation_stands_as_its_quote_and_its_span_do(citation, expected):
    assert standing(**citation) == [expected]


def test_spans_count_code_points_and_not_bytes():
    assert standing("¶ بغداد 𝄞 stays", quote="stays", start=10, end=15) == ["in place"]


def test_citations_with_neither_quote_nor_span_are_not_asked():
    assert standing(locator="p. 1") == []


def test_sources_that_were_not_at_hand_are_named(withdrawal):
    cited = Claim("close", "Closed.", citations=[Citation("paper", quote="x")])
    map = ArgumentMap("?", claims=[cited], sources=[Source("paper", "The paper")])

    answer = quotations(map, {})
    assert (answer.quotations, answer.unread) == ((), ("paper",))
    assert answer.table.note == "Not read: paper."
    with pytest.raises(UnknownIdError, match="no source"):
        quotations(withdrawal, {"meno": ""})
