"""Text before it is drawn: widths, lines, directions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.drawing.text import (
    clean,
    is_mostly_rtl,
    is_rtl,
    isolated,
    runs,
    shortened,
    width,
    wrapped,
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60).map(clean)
ROOMS = st.floats(60, 400)


def test_widths_are_those_of_the_usual_fonts():
    assert round(width("The quick brown fox, jumping", 100), 1) == 1300.6
    assert width("A", 2048) == 1366
    assert width("A", 2048, bold=True) == 1479


def test_a_letter_with_a_mark_is_as_wide_as_the_letter():
    assert width("ễ", 14) == width("e", 14)
    assert width("e\u0301", 14) == width("e", 14)


def test_an_ideograph_is_as_wide_as_it_is_high():
    assert width("美国军队", 14) == 4 * 14


def test_arabic_is_narrower_inside_a_word_than_at_its_end():
    assert width("ببب", 14) < 3 * width("ب", 14)


def test_lines_are_even_and_no_more_than_needed():
    text = "A rush for the exit leaves a vacuum for ISIS cells or Iran to fill."

    lines = wrapped(text, 381, 14)

    assert lines == ("A rush for the exit leaves a", "vacuum for ISIS cells or Iran to fill.")


def test_a_long_word_is_broken_but_never_before_its_mark():
    lines = wrapped("e\u0301" * 30, 60, 14)

    assert len(lines) > 1
    assert not any(line.startswith("\u0301") for line in lines)


def test_ideographs_break_anywhere_but_before_a_full_stop():
    lines = wrapped("美国军队应该离开伊拉克。" * 4, 14 * 12 - 1, 14)

    assert len(lines) == 5
    assert not any(line.startswith("。") for line in lines)


@given(TEXTS, ROOMS)
def test_no_letter_is_lost_in_wrapping(text, room):
    assert "".join("".join(wrapped(text, room, 14)).split()) == "".join(text.split())


@given(TEXTS, ROOMS)
def test_lines_of_several_letters_fit_their_room(text, room):
    lines = wrapped(text, room, 14)

    assert all(width(line, 14) <= room + 0.1 for line in lines if len(line) > 12)


@given(TEXTS, ROOMS)
def test_a_shortened_text_is_whole_or_ends_in_an_ellipsis(text, room):
    short = shortened(text, room, 14)

    assert short == text or short.endswith("…")
    assert short == text or text.startswith(short.removesuffix("…"))


@given(TEXTS)
def test_runs_are_the_line_in_pieces(text):
    assert "".join(part for _, part in runs(text)) == text


def test_what_steers_direction_is_taken_out_and_what_xml_forbids_is_shown():
    assert clean("a\u202eb\u2066c\x00\x1f d\ufffe") == "abc\ufffd d\ufffd"


def test_direction_is_that_of_the_first_letter_that_has_one():
    assert is_rtl("“العراق” Iraq")
    assert not is_rtl("Iraq العراق")
    assert not is_rtl("2024")


def test_only_lines_from_right_to_left_are_isolated():
    assert isolated("العراق", rtl=True) == "\u2067العراق\u2069"
    assert isolated("Iraq", rtl=False) == "Iraq"


def test_an_english_sentence_that_begins_with_an_arabic_name_still_runs_to_the_right():
    said = "البقاء has no column."

    assert is_rtl(said)
    assert not is_mostly_rtl(said)
    assert isolated(said, rtl=False) == f"\u2066{said}\u2069"
    assert isolated("Leave", rtl=False) == "Leave"


def test_a_line_with_as_many_letters_of_either_direction_runs_to_the_right():
    assert not is_mostly_rtl("في on")
    assert is_mostly_rtl("في ISIS هذه")
