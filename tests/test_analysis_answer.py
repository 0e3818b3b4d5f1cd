"""Tables print aligned and whole, in any script, and answers are values."""

from __future__ import annotations

import pickle
import re
from html.parser import HTMLParser

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

import argmap
from argmap import InvalidRecordError, UnknownIdError, analysis
from argmap.analysis import Answer, Table, Values
from strategies import texts

_ISOLATES = "\u2068\u2069"


@frozen(repr=False)
class Found(Values[str]):
    """An answer of some question."""


def table(*rows, columns=("id", "says"), **kwargs):
    return Table("Title", "variant", columns, rows, **kwargs)


def test_a_table_is_a_data_frame_whose_columns_are_of_one_kind():
    pytest.importorskip("pyarrow")
    mixed = table(("leave", 1), ("stay", "two"), ("shrink", None))

    assert mixed.to_frame("pyarrow").to_pydict() == {
        "id": ["leave", "stay", "shrink"],
        "says": ["1", "two", None],
    }
    assert found(a="b").to_frame("pyarrow").to_pydict() == {"id": ["a"], "says": ["b"]}


def found(**by_id):
    rows = list(by_id.items())
    return Found(by_id=by_id, table=table(*rows))


def test_a_table_prints_title_variant_columns_rows_and_note():
    text = str(table(("leave", "US forces leave."), note="From one article."))

    assert text.splitlines() == [
        "Title",
        "(variant)",
        "id     says",
        "-----  ----------------",
        "leave  US forces leave.",
        "From one article.",
    ]


def test_an_empty_table_says_that_there_is_nothing():
    assert str(table()) == "Title\n(variant)\nnothing"
    assert "Nothing." in table().to_markdown()
    assert "nothing" in table().to_html()


def test_numbers_stand_at_the_right_and_nothing_is_a_dash():
    lines = str(table(("a", 5), ("b", None), ("c", 2500), columns=("id", "troops"))).splitlines()

    assert lines[-3:] == ["a        5", "b        –", "c     2500"]


def test_fractions_are_shown_to_six_digits_and_kept_in_full():
    thirds = table(("a", 1 / 3))

    assert "0.333333" in str(thirds)
    assert thirds.to_dicts()[0]["says"] == 1 / 3


def test_long_text_is_wrapped_in_its_column_and_never_cut():
    words = [f"word{number}" for number in range(60)]
    printed = table(("leave", " ".join(words))).to_text(width=50)

    assert max(map(len, printed.splitlines())) <= 50
    assert [word for word in printed.split() if word.startswith("word")] == words


def test_a_short_word_is_not_broken_to_make_room_for_long_text():
    rows = [(f"keep-kurdistan-{n}", "a " * 200, "b " * 200, "c " * 200) for n in "ab"]
    printed = table(*rows, columns=("id", "x", "y", "z")).to_text(width=30)

    assert "keep-kurdistan-a" in printed


def test_a_word_wider_than_the_page_is_broken_and_never_cut():
    printed = table(("leave", "x" * 200)).to_text(width=40)

    assert printed.count("x") == 200


def test_wide_letters_take_two_cells_and_accents_none():
    rows = str(table(("美军", "leave"), ("é" * 2, "stay"), ("e\u0301" * 2, "go"))).splitlines()[-3:]

    assert rows == ["美军  leave", "éé    stay", "e\u0301e\u0301    go"]


def test_right_to_left_text_is_isolated_and_the_columns_stay_aligned():
    *_, arabic, latin = str(table(("بغداد", "leave"), ("baghdad", "leave"))).splitlines()

    assert arabic == "\u2068بغداد\u2069    leave"
    assert latin == "baghdad  leave"


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202eevil", "a\x00b"])
def test_letters_that_would_move_a_cursor_or_turn_a_line_are_spelled_out(hostile):
    hidden = next(letter for letter in hostile if not letter.isprintable())
    shown = table(("a", hostile))

    for rendering in (str(shown), shown.to_markdown(), shown.to_html()):
        assert hidden not in rendering
        assert f"\\u{ord(hidden):04x}" in rendering.replace("\\\\", "\\")


def test_markdown_keeps_text_whole_and_its_marks_harmless():
    text = table(("a|b", "*bold* <script> [x](y)\nnew line" + " word" * 80)).to_markdown()
    row = text.splitlines()[-1]

    assert row.startswith(r"| a\|b | \*bold\* &lt;script&gt; \[x\](y)<br>new line word")
    assert row.count("word") == 80


def test_a_markdown_table_has_as_many_cells_in_each_row():
    lines = table(("a", "|"), ("b", "x\\|y")).to_markdown().splitlines()[4:]

    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines} == {3}


def test_html_is_escaped_and_says_what_each_heading_heads():
    html = Table("<T>", "&", ("id", "n"), (("<b>a</b>", 1),), note="<n>")._repr_html_()

    assert html.startswith("<table><caption>&lt;T&gt;<br><small>&amp;</small></caption>")
    assert html.count('<th scope="col"') == 2
    assert '<th scope="row" dir="auto" style="text-align:left">&lt;b&gt;a&lt;/b&gt;</th>' in html
    assert "&lt;n&gt;" in html


def test_a_row_that_does_not_fit_and_columns_of_one_name_are_all_reported():
    with pytest.raises(InvalidRecordError) as error:
        Table("T", "", ("a", "a"), (("x",), ("x", "y"), ("x", "y", "z")))

    assert [fault.message for fault in error.value.faults] == [
        "2 columns are called 'a'",
        "row 1 has 1 cells for 2 columns",
        "row 3 has 3 cells for 2 columns",
    ]


def test_repr_of_a_table_says_what_it_is():
    assert repr(table(("a", "b"))) == "<Table 'Title' with 2 columns and 1 row>"


def test_repr_of_an_answer_says_how_much_it_found():
    assert repr(Answer(table=table(("a", "b"), ("c", "d")))) == "<Answer 'Title': 2 rows>"
    assert repr(found(a="pro", b="con", c="pro")) == "<Found 'Title': 2 pro, 1 con>"
    assert repr(found()) == "<Found 'Title': nothing>"


def test_an_answer_shows_its_table():
    answer = Answer(table=table(("a", "b")))

    assert (answer.title, answer.variant) == ("Title", "variant")
    assert str(answer) == str(answer.table)
    assert answer.to_markdown() == answer.table.to_markdown()
    assert answer._repr_html_() == answer.table.to_html()
    assert answer.to_dicts() == [{"id": "a", "says": "b"}]


def test_an_answer_per_id_is_a_mapping_and_a_value():
    answer = found(leave="pro", stay="con")

    assert dict(answer) == {"leave": "pro", "stay": "con"}
    assert "leave" in answer
    assert answer == found(leave="pro", stay="con") != found(leave="pro", stay="pro")
    assert hash(answer) == hash(found(leave="pro", stay="con"))
    assert pickle.loads(pickle.dumps(answer)) == answer  # noqa: S301 - our own bytes


def test_an_answer_per_id_refuses_other_ids():
    with pytest.raises(UnknownIdError, match=r"no answer for 'leav'.*did you mean 'leave'"):
        found(leave="pro")["leav"]

    assert found(leave="pro").get("stay") is None


class _Reader(HTMLParser):
    """Collects what a browser would show, and the tags it would see."""

    def __init__(self):
        super().__init__()
        self.shown, self.tags = [], []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the parser's own signature
        self.tags.append(tag)

    def handle_data(self, data):
        self.shown.append(data)


@given(st.lists(st.tuples(texts(), texts()), min_size=1, max_size=4))
def test_every_word_of_any_text_is_printed(rows):
    printed = table(*rows).to_text(width=60)
    shown = "".join(
        letter for letter in printed if letter not in _ISOLATES and not letter.isspace()
    )

    for row in rows:
        for cell in row:
            kept = "".join(letter for letter in cell if letter.isprintable() and letter != " ")
            assert all(letter in shown for letter in kept)


@given(st.lists(st.tuples(texts(), texts()), min_size=1, max_size=4))
def test_html_of_any_text_has_no_tags_but_the_tables_own(rows):
    reader = _Reader()
    reader.feed(table(*rows).to_html())

    assert reader.tags.count("td") == reader.tags.count("th") - 2 == len(rows)
    assert set(reader.tags) == {
        *("table", "caption", "br", "small", "thead", "tbody", "tr", "th", "td")
    }


# What a table shows ------------------------------------------------------------------


@pytest.mark.parametrize("question", ["acceptability", "strengths", "proof"])
def test_a_long_answer_shows_only_the_records_asked_for_and_keeps_all(question):
    map = argmap.example("iraq-withdrawal")
    ask = analysis.QUESTIONS[question]

    found, whole = ask(map, only=["stay", "leave"]), ask(map)

    assert {row["record"] for row in found.to_dicts()} == {"leave", "stay"}
    assert dict(found) == dict(whole)
    assert len(whole.table.rows) == len(whole)
    assert found.table.note == f"{whole.table.note} Shown are 2 of {len(whole)} records, as asked."
    with pytest.raises(InvalidRecordError, match="only: 2 faults") as error:
        ask(map, only="lave,x")
    assert "no claim or argument 'lave' in this map; did you mean 'leave'" in str(error.value)
